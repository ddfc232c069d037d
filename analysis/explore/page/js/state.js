"use strict";
/** What is set on the page, and its form in the address: #lang=es&a=raids:0.5&b=&policy=a&budget=20000000&price=1&horizon=10. */
(function (goldrush) {
  const OUTCOMES = ["sexual", "labour"];
  const POLICIES = ["a", "b"];
  const NONE = "none";

  /** Return the setting with which the page opens: two packages of the same money. */
  function first(data, language) {
    const presets = data.presets.filter((preset) => Object.keys(preset.levers).length > 0);
    const preset = (n) => ({ ...(presets[Math.min(n, presets.length - 1)] || { levers: {} }).levers });
    return {
      ...{ lang: language, a: preset(0), b: preset(1), policy: POLICIES[0] },
      ...{ budget: data.budget.default, price: data.price.default },
      ...{ horizon: Math.max(...data.horizons), outcome: OUTCOMES[0] },
    };
  }

  /** Return the levers of a preset; those of no policy are none. */
  function levers(data, key) {
    const found = data.presets.find((preset) => preset.key === key);
    return found ? { ...found.levers } : {};
  }

  /** Return the key of the preset that levers are, or an empty text. */
  function presetOf(data, set) {
    if (sameLevers(data, set, {})) return NONE;
    const found = data.presets.find((preset) => sameLevers(data, set, preset.levers));
    return found ? found.key : "";
  }

  /** Tell whether two policies set every lever alike. */
  function sameLevers(data, one, other) {
    return data.sliders.every(({ key }) => (one[key] || 0) === (other[key] || 0));
  }

  /** Return the part of the address after the number sign that says a state. */
  function format(state) {
    const policy = (set) =>
      Object.entries(set)
        .filter(([, strength]) => strength > 0)
        .map(([key, strength]) => `${encodeURIComponent(key)}:${plain(strength)}`)
        .join(",");
    return [
      ...[`lang=${state.lang}`, `a=${policy(state.a)}`, `b=${policy(state.b)}`, `policy=${state.policy}`],
      ...[`budget=${plain(state.budget)}`, `price=${plain(state.price)}`],
      ...[`horizon=${state.horizon}`, `outcome=${state.outcome}`],
    ].join("&");
  }

  function plain(value) {
    return String(Number(value.toPrecision(6)));
  }

  /** Return the state that an address says, over `base`, and what in it is not known. */
  function parse(hash, data, base) {
    const state = { ...base };
    const unknown = [];
    for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
      const [key, value] = [decode(part.split("=")[0]), decode(part.slice(part.indexOf("=") + 1))];
      const read = Object.hasOwn(READERS, key) ? READERS[key](value, data, unknown) : undefined;
      if (read === undefined) unknown.push(part.slice(0, 40));
      else state[key] = read;
    }
    return { state, unknown };
  }

  /** Return the language that an address asks for, or nothing where it names none that the page has. */
  function languageOf(hash) {
    const asked = hash.replace(/^#/, "").split("&").filter((part) => part.startsWith("lang="));
    return asked.map((part) => READERS.lang(part.slice("lang=".length))).find(Boolean);
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  const READERS = {
    lang: (value) => oneOf(value, Object.keys(goldrush.words.LANGUAGES)),
    a: policy,
    b: policy,
    policy: (value) => oneOf(value, POLICIES),
    budget: (value, data) => within(value, data.budget.low, data.budget.high),
    price: (value, data) => within(value, data.price.low, data.price.high),
    horizon: (value, data) => data.horizons.find((years) => String(years) === value),
    outcome: (value) => oneOf(value, OUTCOMES),
  };

  function oneOf(value, options) {
    return options.includes(value) ? value : undefined;
  }

  function within(text, low, high) {
    const value = text === "" ? NaN : Number(text);
    return value >= low && value <= high ? value : undefined;
  }

  function policy(text, data, unknown) {
    const set = {};
    for (const part of text.split(",").filter(Boolean)) {
      const [key, value] = part.split(":");
      const strength = within(value || "", 0, 1);
      const slider = data.sliders.find((each) => each.key === key);
      if (slider && strength !== undefined) set[key] = strength;
      else unknown.push(part.slice(0, 40));
    }
    return set;
  }

  goldrush.state = { OUTCOMES, NONE, first, levers, presetOf, sameLevers, format, parse, languageOf };
})((window.goldrush = window.goldrush || {}));
