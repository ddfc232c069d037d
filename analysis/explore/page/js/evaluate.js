"use strict";
/**
 * The arithmetic of the page: from a setting of levers to effects with the parts of their doubt, and to cost.
 * `answer.py` does the same in Python; both agree to 1e-9.
 */
(function (goldrush) {
  /** Half-width of the 90 % band in standard deviations. */
  const HALF = 1.6448536269514722;
  /** Years over which what is paid counts as delivered. */
  const TEN = 10;
  /** The parts of a variance, from the innermost band outwards. */
  const PARTS = ["chance", "parameters", "theory", "emulator"];

  /** Return the data ready for use: numbers in flat arrays, outputs found by key and span. */
  function prepare(data) {
    const outputs = data.outputs.map(flat);
    const found = new Map(outputs.map((output) => [name(output.key, output.span), output]));
    return {
      data,
      outputs,
      keys: data.sliders.map((slider) => slider.key),
      weekly: data.cost.weekly.map((weeks) => Float64Array.from(weeks)),
      builtUp: data.cost.built_up,
      due: Float64Array.from(data.cost.due),
      tenYears: data.cost.weeks.length > TEN ? data.cost.weeks[TEN] : data.cost.due.length,
      find: (key, span) => found.get(name(key, span)),
    };
  }

  function name(key, span) {
    return `${key} ${Object.keys(span)[0]} ${Object.values(span)[0]}`;
  }

  function flat(output) {
    return { ...output, emulator: output.emulator.map((row) => Float64Array.from(row)), baseAt: baseAt(output.baseline) };
  }

  /**
   * Return what a policy costs and what of it is delivered. One factor cuts all strengths where the levers, once built
   * up, cost more than the share of the yearly budget due in the week. Money is in soles, by year. `dear` are factors
   * on the cost of levers: 1 in the mean world.
   */
  function money(model, levers, budget, dear = {}) {
    const { keys, builtUp, due } = model;
    const strengths = keys.map((key) => levers[key] || 0);
    const priced = strengths.map((strength, k) => strength * (dear[keys[k]] || 1));
    const full = priced.reduce((sum, strength, k) => sum + strength * builtUp[k], 0);
    const paid = due.map((part) => (full > 0 ? Math.min(1, (budget * part) / full) : budget > 0 ? 1 : 0));
    const whole = paid.subarray(0, model.tenYears).reduce((sum, share) => sum + share, 0) / model.tenYears;
    return { share: whole, delivered: strengths.map((strength) => strength * whole), years: byYear(model, priced, paid, budget) };
  }

  function byYear(model, strengths, paid, budget) {
    const asked = new Float64Array(paid.length);
    strengths.forEach((strength, k) => {
      if (strength > 0) model.weekly[k].forEach((cost, week) => (asked[week] += strength * cost));
    });
    const starts = model.data.cost.weeks;
    return starts.map((start, n) => {
      const stop = n + 1 < starts.length ? starts[n + 1] : paid.length;
      const sums = { year: model.data.years[n], asked: 0, spent: 0, due: 0 };
      for (let week = start; week < stop; week += 1) {
        sums.asked += asked[week];
        sums.spent += asked[week] * paid[week];
        sums.due += budget * model.due[week];
      }
      return { ...sums, unspent: Math.max(0, sums.due - sums.spent) };
    });
  }

  /** Return what a policy spends altogether in worlds where levers of uncertain cost are cheap and where they are dear. */
  function spentRange(model, levers, budget) {
    return [0, 1].map((end) => {
      const dear = Object.fromEntries(Object.entries(model.data.cost.range || {}).map(([key, ends]) => [key, ends[end]]));
      return money(model, levers, budget, dear).years.reduce((sum, year) => sum + year.spent, 0);
    });
  }

  /** Return the values of all terms at delivered strengths and a factor on the gold price. */
  function terms(model, delivered, price) {
    const inputs = [...delivered, Math.log(price)];
    return Float64Array.from(model.data.terms, (term) =>
      term.reduce((product, [input, power]) => product * inputs[input] ** power, 1),
    );
  }

  function minus(first, second) {
    return first.map((value, n) => value - second[n]);
  }

  /** Return the log ratio at terms `z`, its variance by part, and the log ratio under each rule of decision. */
  function moments(output, z) {
    const used = [];
    z.forEach((value, n) => value !== 0 && used.push(n));
    const squares = (weights) => used.reduce((sum, n) => sum + z[n] * z[n] * weights[n], 0);
    const linear = (weights) => used.reduce((sum, n) => sum + z[n] * weights[n], 0);
    const doubt = used.reduce((sum, n) => sum + z[n] * used.reduce((own, m) => own + output.emulator[n][m] * z[m], 0), 0);
    const parts = {
      chance: squares(output.chance) + (used.length ? output.parted : 0),
      parameters: squares(output.parameters),
      theory: squares(output.theory),
      emulator: Math.max(0, doubt),
    };
    return {
      ...calibrated(parts, output.inflation),
      mean: linear(output.mean),
      apart: squares(output.apart),
      rules: Object.fromEntries(Object.entries(output.rules).map(([rule, weights]) => [rule, linear(weights)])),
    };
  }

  /** Return variances by part times the factor that sets left out of the fit ask for; what it adds is the emulator's. */
  function calibrated(parts, inflation) {
    const found = Object.fromEntries(PARTS.map((part) => [part, Math.min(1, inflation) * parts[part]]));
    const sum = PARTS.reduce((all, part) => all + parts[part], 0);
    return { ...found, emulator: found.emulator + Math.max(0, inflation - 1) * sum };
  }

  /**
   * Return an effect in per cent: its middle, nested bands from chance alone outwards, and how likely it is a fall.
   * `z` are terms, at a factor on the gold price; `beside` are those of the policy that is compared with, if any.
   */
  function effect(output, { z, price, beside }) {
    const found = moments(output, z);
    const percent = percentOf(output, levelOf(output, price, beside));
    const band = (sd) => ({ low: percent(found.mean - HALF * sd), high: percent(found.mean + HALF * sd) });
    let variance = 0;
    const bands = PARTS.map((part) => {
      variance += Math.max(0, found[part]);
      return { part, ...band(Math.sqrt(variance)) };
    });
    const outer = bands[bands.length - 1];
    return {
      ...{ mean: percent(found.mean), low: outer.low, high: outer.high, bands },
      lower: below(found.mean, Math.sqrt(variance)),
      none: found.mean === 0 && variance === 0,
      theories: theories(found, percent),
    };
  }

  /** Return what gives the baseline at a price: between the prices that were run, logarithms are linear. */
  function baseAt({ by_price: points }) {
    const logs = d3.scaleLog().domain(points.map(([price]) => price)).range(points.map(([, middle]) => Math.log(middle))).clamp(true);
    return (price) => (points.length > 1 ? Math.exp(logs(price)) : points[0][1]);
  }

  /** Return the level of a figure in the middle world: without policy, or under terms `beside`. */
  function levelOf({ baseline: { offset }, baseAt: base, mean }, price, beside) {
    const moved = beside ? beside.reduce((sum, value, n) => sum + value * mean[n], 0) : 0;
    return (base(price) + offset) * Math.exp(moved) - offset;
  }

  /** Return what turns a log ratio into per cent of a level; an offset keeps ratios of small counts finite. */
  function percentOf({ baseline: { offset } }, level) {
    const times = level > 0 ? 1 + offset / level : 1;
    return (log) => Math.max(-100, 100 * times * Math.expm1(log));
  }

  /** Return for each theory the probability of a fall, with the doubt that remains where a theory is given. */
  function theories(found, percent) {
    const sd = Math.sqrt(found.parameters + found.chance + found.emulator + found.apart);
    return Object.entries(found.rules).map(([rule, mean]) => ({ rule, mean: percent(mean), lower: below(mean, sd) }));
  }

  /** Return the probability that a normal variable lies below zero; one half where nothing differs. */
  function below(mean, sd) {
    if (sd === 0) return 0.5;
    return normal(-mean / sd);
  }

  /** Return the distribution function of the standard normal, to about 1e-15. */
  function normal(x) {
    const tail = Math.abs(x) < 3 ? 0.5 - body(Math.abs(x)) : far(Math.abs(x));
    return x < 0 ? tail : 1 - tail;
  }

  /** Series of the area between 0 and x (Abramowitz and Stegun 1964, 26.2.11). */
  function body(x) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17; n += 1) {
      term *= (x * x) / (2 * n + 1);
      sum += term;
    }
    return density(x) * sum;
  }

  /** Continued fraction of the area above x (Abramowitz and Stegun 1964, 26.2.14). */
  function far(x) {
    let rest = 0;
    for (let n = 120; n >= 1; n -= 1) rest = n / (x + rest);
    return density(x) / (x + rest);
  }

  function density(x) {
    return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Return terms and money of policies A and B under a state of the page; `between` is A minus B. */
  function answer(model, state) {
    const [a, b] = [state.a, state.b].map((levers) => money(model, levers, state.budget));
    const [za, zb] = [a, b].map((each) => terms(model, each.delivered, state.price));
    const { price } = state;
    return { a: { ...a, z: za, price }, b: { ...b, z: zb, price }, between: { z: minus(za, zb), price, beside: zb } };
  }

  goldrush.evaluate = { PARTS, prepare, money, spentRange, terms, minus, effect, normal, answer };
})((window.goldrush = window.goldrush || {}));
