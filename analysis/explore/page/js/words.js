"use strict";
/** Words and numbers in the language that is set, as the project's catalogues and its Python write them. */
(function (goldrush) {
  const LANGUAGES = { en: "en", es: "es-PE", fr: "fr-FR" };
  const NAMES = { en: "English", es: "Español", fr: "Français" };
  const MINUS = "\u2212";
  /** Words that mark a unit as a count of people or of cases about people (analysis/base/rounding.py). */
  const COUNTED = /person|people|case|complaint|victim|conviction|suspect|survivor|recruit|exit/i;

  const known = {};
  const formatters = new Map();
  let language = "en";

  function add(code, catalogue) {
    known[code] = catalogue;
  }

  function use(code) {
    language = code;
    document.documentElement.lang = code;
  }

  /** Return the text of "section.key" with {places} filled in; the key itself where no catalogue has it. */
  function text(key, values = {}) {
    const dot = key.indexOf(".");
    const found = (known[language][key.slice(0, dot)] || {})[key.slice(dot + 1)];
    if (found === undefined) return key;
    return found.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
  }

  /** Return a text of the page's own section. */
  function say(key, values) {
    return text(`explore.${key}`, values);
  }

  function has(key) {
    return text(key) !== key;
  }

  /** Return the name of an outcome; tables indent some. */
  function outcome(key) {
    return text(`outcome.${key}`).trim();
  }

  /** Return a number with the separators of the language. Spanish of Peru writes 1,234.5. */
  function number(value, digits = 0) {
    const shown = formatter(digits).format(Math.abs(value));
    const zero = Number(Math.abs(value).toFixed(digits)) === 0;
    return value < 0 && !zero ? MINUS + shown : shown;
  }

  /** Return names as an enumeration: a, b and c. */
  function joined(names) {
    return new Intl.ListFormat(LANGUAGES[language], { type: "conjunction" }).format(names);
  }

  /** Return what formats numbers; kept, as making one takes longer than all its work. */
  function formatter(digits) {
    const key = `${language} ${digits}`;
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: true };
    if (!formatters.has(key)) formatters.set(key, new Intl.NumberFormat(LANGUAGES[language], options));
    return formatters.get(key);
  }

  /** Return a number with two digits that count; counts of people are rounded further where they are small. */
  function short(value, unit = "") {
    let rounded = value;
    if (COUNTED.test(unit) && Math.abs(value) < 1000) {
      const step = Math.abs(value) < 100 ? 5 : 10;
      rounded = step * Math.round(value / step);
    } else if (unit === "%") {
      rounded = Math.round(value * 10) / 10;
    }
    if (rounded === 0) return number(0);
    rounded = Number(rounded.toPrecision(2));
    return number(rounded, Math.min(3, decimals(rounded)));
  }

  /** Return a number that was set as it is, with at most two decimals. */
  function exact(value) {
    const rounded = Number(value.toFixed(2));
    return number(rounded, decimals(rounded));
  }

  function decimals(value) {
    return (String(value).split(".")[1] || "").length;
  }

  /** Return a change with its sign, such as +3.4 or −12. */
  function signed(value, unit = "%") {
    const shown = short(value, unit);
    return value > 0 && shown !== number(0) ? `+${shown}` : shown;
  }

  /** Return an effect in per cent with its range, which stays on one line: −11 % (−27 to −0.7). */
  function change(effect) {
    const mean = signed(effect.mean) + text("figures_common.percent").replace(" ", "\u00a0");
    const said = text("figures_common.range", { mean, low: signed(effect.low), high: signed(effect.high) });
    return said.replace(/\(.*\)/, (range) => range.replaceAll(" ", "\u00a0"));
  }

  /** Return a probability in whole per cent, never 0 or 100. */
  function chance(probability) {
    if (probability < 0.01) return say("below_one");
    if (probability > 0.99) return say("above_99");
    return say("percent", { n: number(100 * probability) });
  }

  /** Return money in million soles. */
  function millions(soles) {
    return say("millions", { n: short(soles / 1e6) });
  }

  function percents(share) {
    return say("percent", { n: number(100 * share) });
  }

  goldrush.words = {
    ...{ LANGUAGES, NAMES, add, use, text, say, outcome, has, joined },
    ...{ number, short, exact, signed, change, chance, millions, percents },
  };
  Object.defineProperty(goldrush.words, "language", { get: () => language });
})((window.goldrush = window.goldrush || {}));
