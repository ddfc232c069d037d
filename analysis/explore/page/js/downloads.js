"use strict";
/** Files of what the page shows: the main picture as PNG and SVG, all numbers as CSV, each saying where it is from. */
(function (goldrush) {
  const { draw } = goldrush.dom;
  const { say, outcome, number } = goldrush.words;
  const { INK, QUIET } = goldrush.looks;
  const [WIDTH, MARGIN, DOTS] = [1000, 24, 2];
  const POLICIES = ["a", "b"];

  /** Return by name where numbers come from: version, ensemble, setting, date, and what a result is. */
  function provenance(page) {
    const { data, state } = page;
    const made = data.made;
    return {
      [say("source_model")]: data.version,
      [say("source_ensemble")]: made.ensemble,
      [say("source_scenario")]: made.scenario,
      [say("source_made")]: say("source_runs", { ...made, runs: number(made.runs), missing: number(made.missing), draws: number(made.draws) }),
      [say("source_setting")]: goldrush.state.format(state),
      [say("source_result")]: say("in_the_model"),
    };
  }

  function lines(page) {
    return Object.entries(provenance(page)).map(([name, value]) => say("source_line", { name, value }));
  }

  /** Return the main picture for both policies as one drawing with its title, its words and its source. */
  function picture(page) {
    const svg = draw("svg", { xmlns: "http://www.w3.org/2000/svg", width: WIDTH, "font-family": goldrush.pictures.FONT, "font-size": 13 });
    const title = document.getElementById("main-title").textContent;
    svg.append(draw("title", {}, title), draw("desc", {}, goldrush.results.summary(page)));
    svg.append(draw("metadata", {}, JSON.stringify(provenance(page))));
    let y = write(svg, title, MARGIN + 14, { "font-size": 20, "font-weight": "bold" }, 85);
    for (const policy of POLICIES) y = write(svg, goldrush.results.sentence(page, policy), y + 4, {}, 130);
    const found = goldrush.results.tracks(page);
    const width = (WIDTH - 3 * MARGIN) / 2;
    POLICIES.forEach((policy, n) => {
      const x = MARGIN + n * (width + MARGIN);
      svg.append(draw("text", { x, y: y + 18, "font-weight": "bold", fill: INK }, goldrush.results.policyName(page, policy)));
      const panel = goldrush.results.panelOf(page, found, policy, width);
      panel.setAttribute("x", x);
      panel.setAttribute("y", y + 26);
      svg.append(panel);
    });
    y += 26 + 270 + 20;
    for (const line of [say("band_note"), ...lines(page)]) y = write(svg, line, y, { fill: QUIET, "font-size": 11 }, 155);
    svg.setAttribute("height", y + MARGIN);
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${y + MARGIN}`);
    svg.prepend(draw("rect", { width: WIDTH, height: y + MARGIN, fill: "white" }));
    return svg;
  }

  /** Write a text in lines of at most `most` characters, and return where the next one goes. */
  function write(svg, words, y, look, most) {
    const step = 1.35 * (look["font-size"] || 13);
    wrapped(words, most).forEach((line, n) => svg.append(draw("text", { x: MARGIN, y: y + n * step, fill: INK, ...look }, line)));
    return y + wrapped(words, most).length * step;
  }

  /** Return the lines of a text; words longer than a line are cut. */
  function wrapped(words, most) {
    const found = [""];
    for (const part of words.match(new RegExp(`\\S{1,${most}}\\s?`, "g"))) {
      if (found[found.length - 1].length + part.length > most) found.push("");
      found[found.length - 1] += part;
    }
    return found;
  }

  function source(page) {
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture(page))}`;
  }

  function saveSvg(page) {
    save(new Blob([source(page)], { type: "image/svg+xml" }), named(page, "svg"));
  }

  /** Save the picture as PNG, with its source as text inside (PNG, 11.3.4.5, iTXt); all of it as it is when asked for. */
  async function savePng(page) {
    const [name, about] = [named(page, "png"), described(page)];
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source(page))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = DOTS * image.naturalWidth;
    canvas.height = DOTS * image.naturalHeight;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    save(new Blob([stamped(bytes, about)], { type: "image/png" }), name);
  }

  function described(page) {
    return { Title: document.getElementById("main-title").textContent, Description: goldrush.results.summary(page), Source: lines(page).join(" ") };
  }

  /** Return a PNG with chunks of text after its first chunk, which is always 33 bytes from the start. */
  function stamped(bytes, about) {
    const HEAD = 33;
    const chunks = Object.entries(about).map(([name, words]) => chunk("iTXt", `${name}\0\0\0\0\0${words}`));
    return new Blob([bytes.slice(0, HEAD), ...chunks, bytes.slice(HEAD)]);
  }

  function chunk(type, words) {
    const data = new TextEncoder().encode(type + words);
    const view = new DataView(new ArrayBuffer(data.length + 8));
    view.setUint32(0, data.length - 4);
    new Uint8Array(view.buffer).set(data, 4);
    view.setUint32(data.length + 4, crc(data));
    return view.buffer;
  }

  /** Return the check sum of a chunk (PNG, annex D). */
  function crc(data) {
    let sum = 0xffffffff;
    for (const byte of data) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
    return (sum ^ 0xffffffff) >>> 0;
  }

  /** Save the numbers of the setting: a table of what happens, one of what registers would show, and one of money. */
  function saveCsv(page) {
    const notes = lines(page).map((line) => [`# ${line}`]);
    const effects = ["true", "recorded"].flatMap((kind) => [...effectsOf(page, kind), []]);
    const all = [...notes, ...effects, ...moneyOf(page)];
    save(new Blob([`\ufeff${d3.csvFormatRows(all)}\n`], { type: "text/csv" }), named(page, "csv"));
  }

  /** Return heads and rows of effects of one kind, in per cent, with the bands by part; both kinds share no column. */
  function effectsOf(page, kind) {
    const { PARTS, effect } = goldrush.evaluate;
    const columns = ["percent", "probability_lower", ...PARTS.flatMap((part) => [`percent_low_${part}`, `percent_high_${part}`])];
    const heads = ["policy", `${kind}_outcome`, "label", "span", ...columns.map((name) => `${kind}_${name}`)];
    const policies = [["A", page.answer.a], ["B", page.answer.b], ["A minus B", page.answer.between]];
    const rows = policies.flatMap(([policy, asked]) =>
      page.model.outputs
        .filter((output) => output.kind === kind)
        .map((output) => {
          const found = effect(output, asked);
          const values = [found.mean, found.lower, ...found.bands.flatMap(({ low, high }) => [low, high])];
          const [span] = Object.entries(output.span);
          return [policy, output.key, outcome(output.key), span.join(" "), ...values.map(four)];
        }),
    );
    return [heads, ...rows];
  }

  function moneyOf(page) {
    const rows = POLICIES.flatMap((policy) =>
      page.answer[policy].years.map((year) => [policy.toUpperCase(), year.year, ...[year.asked, year.spent, year.unspent].map(Math.round)]),
    );
    return [["policy", "year", "asked_soles", "spent_soles", "unspent_soles"], ...rows];
  }

  /** Return four digits that count: more would say more than the emulator knows. */
  function four(value) {
    return Number(value.toPrecision(4));
  }

  function named(page, ending) {
    return `goldrush-${page.state.outcome}.${ending}`;
  }

  /** Save a file under a name. */
  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  goldrush.downloads = { provenance, lines, save, saveSvg, savePng, saveCsv };
})((window.goldrush = window.goldrush || {}));
