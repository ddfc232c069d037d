"use strict";
/** The sliders of a policy, the world, and the choices of outcome, horizon and language. */
(function (goldrush) {
  const { make, at, fill } = goldrush.dom;
  const { text, say, has } = goldrush.words;
  /** Budgets that the slider stops at, in million soles: equal steps to the eye from small to large. */
  const STOPS = [0, 1, 2, 3, 5, 7.5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 140, 200, 280];

  /** Draw all controls for a state; `page` has `data`, `state`, `changed(told)` and `speak(language)`. */
  function build(page) {
    fill(at("main-levers"), ...sliders(page, true));
    fill(at("more-levers"), ...sliders(page, false));
    fill(at("world"), budget(page), price(page));
    fill(at("policies"), ...["a", "b"].map((policy) => radio(page, "policy", policy, say(`policy_${policy}`))));
    fill(at("outcomes"), ...goldrush.state.OUTCOMES.map((form) => radio(page, "outcome", form, text(`comparison.${form}`))));
    fill(at("horizons"), ...page.data.horizons.map((years) => radio(page, "horizon", years, say(years === 1 ? "year" : "years", { n: years }))));
    presets(page);
    languages(page);
    show(page);
  }

  /** Bring the controls to the state without making them anew, so that no focus is lost. */
  function show(page) {
    const { data, state } = page;
    for (const slider of data.sliders) {
      const input = at(`lever-${slider.key}`);
      const value = state[page.state.policy][slider.key] || 0;
      input.value = value;
      told(input, strength(slider, value));
    }
    const money = stops(data);
    at("budget").value = nearest(money, state.budget);
    told(at("budget"), yearly(state.budget));
    at("price").value = state.price;
    told(at("price"), priced(state.price));
    at("language").value = state.lang;
    const preset = goldrush.state.presetOf(data, state[page.state.policy]);
    at("preset").value = preset;
    leftOut(data.presets.find(({ key }) => key === preset));
    at("lever-heading").textContent = say("levers_of", { policy: say(`policy_${page.state.policy}`) });
    at("copy").textContent = say("copy", other(page));
    for (const name of ["policy", "outcome", "horizon"]) {
      document.querySelectorAll(`input[name="${name}"]`).forEach((input) => (input.checked = input.value === String(state[name])));
    }
    const hidden = data.sliders.filter((slider) => !slider.main && state[page.state.policy][slider.key] > 0).length;
    at("more-summary").textContent = say("more_levers", { n: data.sliders.filter((slider) => !slider.main).length, used: hidden });
  }

  /** Say what of a portfolio no slider can say. */
  function leftOut(preset) {
    const kinds = (preset && preset.left_out) || [];
    at("left-out").hidden = kinds.length === 0;
    at("left-out").textContent = say("left_out", { names: goldrush.words.joined(kinds.map(named)) });
  }

  /** Return the name of a kind of lever; of one without a slider, what the model calls it. */
  function named(kind) {
    const plain = kind.replaceAll("_", " ");
    return [`explore_lever.${kind}`, `names.${plain}`].filter(has).map((key) => text(key))[0] || plain;
  }

  /** Return the names of the policy that is edited and of the other one. */
  function other(page) {
    const [from, to] = page.state.policy === "a" ? ["a", "b"] : ["b", "a"];
    return { from: say(`policy_${from}`), to: say(`policy_${to}`) };
  }

  function sliders(page, main) {
    const shown = page.data.sliders.filter((slider) => Boolean(slider.main) === main);
    return shown.map((slider) => {
      const words = (end) => text(`explore_lever.${slider.key}${end}`);
      const about = { label: words(""), says: words("_says"), min: 0, max: 1, step: slider.step || 0.05 };
      const ends = [0, slider.full].map((size) => goldrush.words.exact(size));
      return field(`lever-${slider.key}`, about, ends, (value) => {
        page.state[page.state.policy] = { ...page.state[page.state.policy], [slider.key]: value };
        page.changed();
      });
    });
  }

  /** Return what a strength between 0 and 1 means in the lever's own unit. */
  function strength(slider, value) {
    const key = `explore_lever.${slider.key}_unit`;
    const unit = has(key) ? text(key) : text(`units.${slider.unit}`).replace(/^units\./, "");
    return say("strength", { amount: goldrush.words.exact(value * slider.full), unit });
  }

  function priced(value) {
    return say("price_of", { n: goldrush.words.number(value, 2) });
  }

  function yearly(soles) {
    return say("millions_a_year", { n: goldrush.words.exact(soles / 1e6) });
  }

  function budget(page) {
    const money = stops(page.data);
    const about = { label: say("budget"), says: say("budget_says"), min: 0, max: money.length - 1, step: 1 };
    const ends = [money[0], money[money.length - 1]].map((soles) => goldrush.words.exact(soles / 1e6));
    return field("budget", about, ends, (value) => {
      page.state.budget = money[value];
      page.changed();
    });
  }

  function stops(data) {
    return STOPS.map((millions) => millions * 1e6).filter((soles) => soles >= data.budget.low && soles <= data.budget.high);
  }

  function nearest(values, wanted) {
    return d3.minIndex(values, (value) => Math.abs(value - wanted));
  }

  function price(page) {
    const { low, high } = page.data.price;
    const about = { label: say("price"), says: say("price_says"), min: low, max: high, step: 0.05 };
    return field("price", about, [low, high].map((factor) => goldrush.words.number(factor, 2)), (value) => {
      page.state.price = value;
      page.changed();
    });
  }

  /** Return a slider with its name, value, ends and one sentence. */
  function field(id, { label, says, min, max, step }, ends, moved) {
    const input = make("input", {
      ...{ type: "range", id, min, max, step, "aria-describedby": `${id}-says` },
      input: (event) => moved(Number(event.target.value)),
    });
    return make(
      "div",
      { class: "lever" },
      make("label", { for: id }, label),
      make("output", { id: `${id}-value`, for: id, "aria-live": "off" }),
      input,
      make("span", { class: "ends" }, make("span", {}, ends[0]), make("span", {}, ends[1])),
      make("p", { id: `${id}-says`, class: "says" }, says),
    );
  }

  function told(input, words) {
    at(`${input.id}-value`).textContent = words;
    input.setAttribute("aria-valuetext", words);
  }

  function radio(page, name, value, label) {
    const input = make("input", {
      ...{ type: "radio", name, value },
      change: () => {
        page.state[name] = value;
        page.changed();
      },
    });
    return make("label", { class: "choice" }, input, make("span", {}, label));
  }

  function presets(page) {
    const named = (key) => (has(`explore.preset_${key}`) ? say(`preset_${key}`) : key);
    const keys = page.data.presets.filter(({ levers }) => Object.keys(levers).length).map(({ key }) => key);
    const options = [goldrush.state.NONE, ...keys].map((key) => make("option", { value: key }, named(key)));
    fill(at("preset"), ...options, make("option", { value: "", disabled: true }, say("preset_own")));
    at("preset").onchange = (event) => {
      page.state[page.state.policy] = goldrush.state.levers(page.data, event.target.value);
      page.changed();
    };
    at("copy").onclick = () => {
      page.state[page.state.policy === "a" ? "b" : "a"] = { ...page.state[page.state.policy] };
      page.changed(say("copied", other(page)));
    };
  }

  function languages(page) {
    const options = Object.entries(goldrush.words.NAMES).map(([code, name]) =>
      make("option", { value: code, lang: code, selected: code === page.state.lang }, name),
    );
    fill(at("language"), ...options);
    at("language").onchange = (event) => page.speak(event.target.value);
  }

  /** Return the name of the preset that a set of levers is, or that it is one's own. */
  function title(page, set) {
    const key = goldrush.state.presetOf(page.data, set);
    return key ? (has(`explore.preset_${key}`) ? say(`preset_${key}`) : key) : say("preset_own");
  }

  goldrush.controls = { build, show, title, strength, yearly, priced };
})((window.goldrush = window.goldrush || {}));
