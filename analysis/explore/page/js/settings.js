"use strict";
/** A policy with its budget and price as plain values: what it is in words, and whether it is still set. */
(function (goldrush) {
  const { make, at, fill } = goldrush.dom;
  const { say, text } = goldrush.words;

  /** Return the setting of policy "a" or "b" as it is now, to keep and to compare later. */
  function now(page, letter) {
    const { state } = page;
    return { letter, policy: { ...state[letter] }, budget: state.budget, price: state.price };
  }

  /** Tell whether a setting is still that of its policy. */
  function isNow(page, { letter, policy, budget, price }) {
    const { state } = page;
    return goldrush.state.sameLevers(page.data, state[letter], policy) && state.budget === budget && state.price === price;
  }

  /** Return a setting in words: the policy by its name, the most that it may cost, and the gold price. */
  function said(page, { letter, policy, budget, price }) {
    const { yearly, priced } = goldrush.controls;
    return say("real_setting", { policy: goldrush.results.policyName(page, letter, policy), budget: yearly(budget), price: priced(price) });
  }

  /** Return the terms of a setting, of which the emulator makes effects. */
  function terms(page, { policy, budget, price }) {
    const { evaluate } = goldrush;
    return evaluate.terms(page.model, evaluate.money(page.model, policy, budget).delivered, price);
  }

  /** Write the list that stands on paper in place of the sliders. */
  function print(page) {
    const { yearly, priced } = goldrush.controls;
    const world = [["budget", yearly(page.state.budget)], ["price", priced(page.state.price)]];
    fill(
      at("printed"),
      make("h2", {}, say("source_setting")),
      ...["a", "b"].flatMap((letter) => [make("h3", {}, goldrush.results.policyName(page, letter)), make("ul", {}, ...levers(page, page.state[letter]))]),
      ...world.map(([key, value]) => make("p", {}, say("source_line", { name: say(key), value }))),
    );
  }

  function levers(page, set) {
    const used = page.data.sliders.filter(({ key }) => set[key] > 0);
    const lines = used.map((slider) => {
      const value = goldrush.controls.strength(slider, set[slider.key]);
      return say("source_line", { name: text(`explore_lever.${slider.key}`), value });
    });
    return (lines.length ? lines : [say("preset_none")]).map((line) => make("li", {}, line));
  }

  goldrush.settings = { now, isNow, said, terms, print };
})((window.goldrush = window.goldrush || {}));
