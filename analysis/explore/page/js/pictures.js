"use strict";
/** The drawings: effects over time with bands by part, cost by year, and the bars of tables. */
(function (goldrush) {
  const { PARTS } = goldrush.evaluate;
  const { INK, QUIET, COLOURS, PAPERS, kind, shape, sign } = goldrush.looks;
  const { draw } = goldrush.dom;
  const LINE = 15;
  /** Width below which every fifth year is written. */
  const NARROW = 420;
  const FONT = "system-ui, 'DejaVu Sans', sans-serif";
  /** Plot brings a style element, which the page's security policy refuses; in this document nothing is applied. */
  const inert = document.implementation.createHTMLDocument("");

  function plot(options) {
    const svg = Plot.plot({ document: inert, className: "plot", ...options });
    svg.querySelectorAll("style").forEach((style) => style.remove());
    svg.setAttribute("color", INK);
    svg.setAttribute("font-family", FONT);
    svg.setAttribute("font-size", "12");
    svg.setAttribute("role", "img");
    svg.setAttribute("overflow", "visible");
    return { svg: document.adoptNode(svg), x: svg.scale("x"), y: svg.scale("y") };
  }

  /** Return limits that hold zero and every band, for all panels that are compared. */
  function limits(tracks) {
    const bands = tracks.flatMap((track) => track.effects);
    const low = Math.min(0, ...bands.map((effect) => effect.low));
    const high = Math.max(0, ...bands.map((effect) => effect.high));
    const room = Math.max(0.5, (high - low) * 0.06);
    return [Math.max(-100, low - room), high + room];
  }

  /** Draw an effect by year: nested bands, each named at its end, the middle, and the baseline at zero. */
  function overTime({ track, domain, width, horizon, words, label }) {
    const { years, effects } = track;
    const right = 14 + 7.4 * Math.max(...Object.values(words).map((word) => word.length));
    const last = years[years.length - 1];
    const drawn = plot({
      ...{ width, height: 270, marginLeft: 48, marginRight: Math.min(right, 0.42 * width), marginTop: 18, marginBottom: 26 },
      x: { domain: [years[0], last], ticks: years.filter((_, n) => n % (width < NARROW ? 5 : 2) === 0), tickFormat: String, label: null, tickSize: 3 },
      y: { domain, ticks: 5, tickFormat: (value) => goldrush.words.signed(value), label: null, grid: true, tickSize: 0 },
      marks: [
        ...[...PARTS].reverse().map((part) => layer(part, track)),
        Plot.ruleX(horizon < last ? [horizon] : [], { stroke: INK, strokeDasharray: "3,3" }),
        Plot.ruleY([0], { stroke: INK, strokeWidth: 1.2 }),
        ...[["white", 4.5], [INK, 2]].map(([stroke, strokeWidth]) =>
          Plot.line(years.map((year, n) => [year, effects[n].mean]), { stroke, strokeWidth }),
        ),
      ],
    });
    name(drawn, effects[effects.length - 1], words);
    drawn.svg.setAttribute("aria-label", label);
    return drawn.svg;
  }

  function layer(part, { years, effects }) {
    const n = PARTS.indexOf(part);
    const points = years.map((x, i) => ({ x, low: effects[i].bands[n].low, high: effects[i].bands[n].high }));
    const edge = part === "emulator" ? { stroke: QUIET, strokeDasharray: "2,2", strokeWidth: 0.8 } : {};
    return Plot.areaY(points, { x: "x", y1: "low", y2: "high", fill: PAPERS[part], ...edge });
  }

  /** Write at the right what the bands are, the middle and the baseline, apart from each other. */
  function name({ svg, x, y }, last, words) {
    const edge = x.range[1];
    const upper = last.bands.map((band, n) => (band.high + (n ? last.bands[n - 1].high : last.mean)) / 2);
    const wanted = [
      ...PARTS.map((part, n) => ({ text: words[part], at: y.apply(upper[n]) })).reverse(),
      { text: words.middle, at: y.apply(last.mean), bold: true },
      { text: words.baseline, at: y.apply(0) },
    ].sort((one, other) => one.at - other.at);
    const heights = apart(wanted.map((each) => each.at), y.range[1], y.range[0]);
    wanted.forEach(({ text, at, bold }, n) => {
      const line = { x1: edge + 1, y1: at, x2: edge + 9, y2: heights[n], stroke: QUIET, "stroke-width": 0.8 };
      const place = { x: edge + 12, y: heights[n], dy: "0.32em", fill: INK, "font-weight": bold ? "bold" : "normal" };
      svg.append(draw("line", line), draw("text", { ...place, "text-anchor": "start" }, text));
    });
  }

  /** Return rising heights at least a line apart, within a range where they fit. */
  function apart(wanted, top, bottom) {
    const placed = [];
    wanted.forEach((height, n) => placed.push(Math.max(height, n ? placed[n - 1] + LINE : top)));
    for (let n = placed.length - 1, ceiling = bottom; n >= 0; n -= 1, ceiling = placed[n + 1] - LINE) {
      placed[n] = Math.min(placed[n], ceiling);
    }
    return placed;
  }

  /** Draw what is spent and what is left of the budget by year, in million soles. */
  function cost({ years, domain, width, words, label }) {
    const rows = years.map((year) => ({ year: String(year.year), spent: year.spent / 1e6, all: (year.spent + year.unspent) / 1e6 }));
    const drawn = plot({
      ...{ width, height: 190, marginLeft: 48, marginTop: 18, marginBottom: 26 },
      x: { type: "band", label: null, tickFormat: (year) => `’${year.slice(2)}`, tickSize: 0 },
      y: { domain: [0, domain], ticks: 4, tickFormat: (value) => goldrush.words.short(value), label: null, grid: true, tickSize: 0 },
      marks: [
        Plot.barY(rows, { x: "year", y1: "spent", y2: "all", fill: "white", stroke: QUIET, strokeDasharray: "2,2", insetTop: 0.5 }),
        Plot.barY(rows, { x: "year", y: "spent", fill: PAPERS.parameters, stroke: INK, strokeWidth: 0.6 }),
        Plot.ruleY([0], { stroke: INK }),
      ],
    });
    drawn.svg.setAttribute("aria-label", label);
    return drawn.svg;
  }

  /** Return a scale in per cent of a bar's width that holds zero and what is given, cut at `most`. */
  function scale(effects, most) {
    const low = Math.max(-100, Math.min(-1, ...effects.map((effect) => effect.low)));
    const high = Math.min(most, Math.max(1, ...effects.map((effect) => effect.high)));
    const place = d3.scaleLinear([low, high], [4, 96]).nice(4);
    return Object.assign((value) => place(Math.max(place.domain()[0], Math.min(place.domain()[1], value))), {
      ...{ cut: (value) => value > place.domain()[1] * 1.001, ticks: spread(place) },
    });
  }

  /** Return ticks that do not touch on a narrow screen: zero, then those far enough from what is kept. */
  function spread(place) {
    const kept = [0];
    for (const tick of place.ticks(4).sort((one, other) => Math.abs(other) - Math.abs(one))) {
      if (kept.every((other) => Math.abs(place(tick) - place(other)) >= 26)) kept.push(tick);
    }
    return kept;
  }

  /** Draw an effect as a bar: thin the 90 % range, thick chance alone, the middle filled where it can be told. */
  function bar(effect, better, place) {
    const colour = COLOURS[kind(effect, better)];
    const [chance] = effect.bands;
    const line = (low, high, thick) =>
      draw("line", { x1: `${place(low)}%`, x2: `${place(high)}%`, y1: 11, y2: 11, stroke: colour, "stroke-width": thick });
    const dot = draw("svg", { x: `${place(effect.mean)}%`, y: 11, overflow: "visible" });
    dot.append(draw("path", { d: shape(effect), fill: sign(effect) ? colour : "white", stroke: colour, "stroke-width": 1.6 }));
    const svg = draw("svg", { class: "bar", height: 22, "aria-hidden": "true" });
    const zero = { x1: `${place(0)}%`, x2: `${place(0)}%`, y1: 0, y2: 22, stroke: INK };
    svg.append(draw("line", zero), line(effect.low, effect.high, 2), line(chance.low, chance.high, 6), dot);
    if (place.cut(effect.high)) svg.append(draw("text", { x: "99%", y: 15, "text-anchor": "end", fill: colour }, "▸"));
    return svg;
  }

  /** Draw the axis above bars. */
  function axis(place) {
    const svg = draw("svg", { class: "bar", height: 16, "aria-hidden": "true" });
    for (const value of place.ticks) {
      const anchor = place(value) < 12 ? "start" : place(value) > 88 ? "end" : "middle";
      svg.append(draw("text", { x: `${place(value)}%`, y: 12, "text-anchor": anchor, fill: QUIET }, goldrush.words.signed(value)));
    }
    return svg;
  }

  goldrush.pictures = { FONT, limits, overTime, cost, scale, bar, axis };
})((window.goldrush = window.goldrush || {}));
