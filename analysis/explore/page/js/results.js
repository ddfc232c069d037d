"use strict";
/** What the page says of a setting: the main picture, tables with bars, and sentences. Pure of controls and server. */
(function (goldrush) {
  const { PARTS, effect } = goldrush.evaluate;
  const { make, at, fill, table } = goldrush.dom;
  const { text, say, outcome, change, chance, millions, percents } = goldrush.words;
  const { kind, verb, verdict, TOLD } = goldrush.looks;
  const FORMS = { sexual: "true.person_years_sexual_exploitation", labour: "true.person_years_labour_exploitation" };
  const LETTERS = { a: "A", b: "B" };
  const POLICIES = Object.keys(LETTERS);
  /** Least probability from which on an effect counts as told under a theory. */
  const SURE = 0.9;
  /** Per cent beyond which bars of the ledger are cut; the numbers beside them are not. */
  const WIDEST = 300;
  const GROUPS = ["miners", "bar_workers", "survivors", "state", "ngos"];

  /** Draw what people look at while they move a slider: the answer in words and its picture. */
  function drawFirst(page) {
    page.answer = goldrush.evaluate.answer(page.model, page.state);
    headline(page);
    pictures(page);
  }

  /** Draw the rest, from the same answer. */
  function drawRest(page) {
    between(page);
    compared(page);
    ledger(page);
    costs(page);
    baseline(page);
  }

  /** Return how wide a picture is; to ask while drawing would lay the page out once for every picture. */
  function measured() {
    return Math.max(280, at("picture-a").clientWidth);
  }

  /** Return a policy's letter with the name of its levers; of those that it has now, unless others are given. */
  function policyName(page, policy, set = page.state[policy]) {
    return say("policy_named", { policy: say(`policy_${policy}`), name: goldrush.controls.title(page, set) });
  }

  /** Return the effects by year of the chosen outcome for A and B. */
  function tracks(page) {
    const key = FORMS[page.state.outcome];
    const all = page.model.data.years.map((year) => [year, page.model.find(key, { year })]).filter(([, output]) => output);
    return Object.fromEntries(
      POLICIES.map((policy) => [
        policy,
        { years: all.map(([year]) => year), effects: all.map(([, output]) => effect(output, page.answer[policy])) },
      ]),
    );
  }

  /** Return the output of a key at the chosen horizon; of the longest one where there is no other. */
  function atHorizon(page, key) {
    const { data, find } = page.model;
    const spans = [page.state.horizon, ...[...data.horizons].reverse()];
    return spans.map((horizon) => find(key, { horizon })).find(Boolean);
  }

  function chosen(page) {
    return atHorizon(page, FORMS[page.state.outcome]);
  }

  /** Return the sentence on a policy: verb, effect with range, probability. */
  function sentence(page, policy) {
    const output = chosen(page);
    const found = effect(output, page.answer[policy]);
    const about = { policy: say(`policy_${policy}`), form: say(`subject_${page.state.outcome}`), verb: verb(found, page.data.made.runs) };
    if (found.none) return say("sentence_same", about);
    const falls = found.lower >= 0.5;
    return say(falls ? "sentence_falls" : "sentence_rises", {
      ...{ ...about, change: change(found), horizon: span(output) },
      chance: chance(falls ? found.lower : 1 - found.lower),
    });
  }

  function span(output) {
    const years = output.span.horizon;
    return say(years === 1 ? "year" : "years", { n: years });
  }

  function headline(page) {
    fill(at("headline"), ...POLICIES.map((policy) => make("p", {}, sentence(page, policy))));
    fill(at("theories"), ...POLICIES.map((policy) => make("p", {}, theories(page, policy))));
    whenOpen("theories-table", () => fillTheories(page));
  }

  /** Return under how many theories a policy's effect can be told, and under which it cannot. */
  function theories(page, policy) {
    const { none, theories: all } = effect(chosen(page), page.answer[policy]);
    const falls = all.filter(({ lower }) => lower >= SURE);
    const rises = all.filter(({ lower }) => 1 - lower >= SURE);
    const open = all.filter((each) => !falls.includes(each) && !rises.includes(each));
    const about = { policy: say(`policy_${policy}`), n: all.length };
    if (none) return say("holds_none", about);
    if (open.length === all.length) return say("holds_nowhere", about);
    const first = falls.length >= rises.length ? ["falls", falls] : ["rises", rises];
    const second = first[0] === "falls" ? ["rising", rises] : ["falling", falls];
    return [
      say(`holds_${first[0]}`, { ...about, k: first[1].length }),
      ...[second, ["open", open]].filter(([, list]) => list.length).map(([key, list]) => say(`holds_${key}`, { names: names(list) })),
    ].join(" ");
  }

  /** Fill the table of the effect and the probability of a fall under each theory. */
  function fillTheories(page) {
    const heads = [say("theory_head"), ...POLICIES.flatMap((policy) => ["change", "chance"].map((key) => say(`theory_${key}`, { policy: LETTERS[policy] })))];
    const [a, b] = POLICIES.map((policy) => effect(chosen(page), page.answer[policy]).theories);
    const rows = a.map((each, n) => [names([each]), ...[each, b[n]].flatMap(({ mean, lower }) => [goldrush.words.signed(mean), chance(lower)])]);
    fill(at("theories-table-body"), table(text(`comparison.${page.state.outcome}`), heads, rows));
  }

  function names(found) {
    return goldrush.words.joined(found.map(({ rule }) => text(`explore.rule_${rule}`)));
  }

  function pictures(page) {
    const found = tracks(page);
    const shown = { sexual: say("sexual"), labour: say("labour") }[page.state.outcome];
    at("main-title").textContent = say("main_title", { form: shown });
    for (const policy of POLICIES) {
      const holder = at(`picture-${policy}`);
      at(`caption-${policy}`).textContent = policyName(page, policy);
      fill(holder, panelOf(page, found, policy, page.width));
    }
    whenOpen("main-table", () => fillMainTable(page, tracks(page)));
  }

  /** Fill a table that is folded away only when it is opened, as most readers never do. */
  function whenOpen(id, fillIt) {
    if (at(id).open) fillIt();
    at(id).ontoggle = () => at(id).open && fillIt();
  }

  /** Draw a policy's panel; all panels share one scale. */
  function panelOf(page, found, policy, width) {
    const track = found[policy];
    const last = track.effects[track.effects.length - 1];
    const middle = say("end", { policy: say(`policy_${policy}`), mean: goldrush.words.signed(last.mean) });
    const parts = Object.fromEntries([...PARTS, "baseline"].map((part) => [part, say(`part_${part}`)]));
    return goldrush.pictures.overTime({
      ...{ track, width, domain: goldrush.pictures.limits(Object.values(found)), words: { ...parts, middle } },
      horizon: track.years[0] + page.state.horizon - 1,
      label: say("picture_alt", { policy: say(`policy_${policy}`), sentence: sentence(page, policy) }),
    });
  }

  /** Fill the table that says what the main picture draws. */
  function fillMainTable(page, found) {
    const heads = [say("year_head"), ...["middle", "range", ...PARTS.slice(0, -1)].map((part) => say(`head_${part}`))];
    const tables = POLICIES.map((policy) => {
      const rows = found[policy].years.map((year, n) => [String(year), ...cells(found[policy].effects[n])]);
      return table(policyName(page, policy), heads, rows);
    });
    fill(at("main-table-body"), ...tables);
  }

  function cells(found) {
    const { signed } = goldrush.words;
    const range = ({ low, high }) => text("comparison.to", { low: signed(low), high: signed(high) });
    return [signed(found.mean), range(found), ...found.bands.slice(0, -1).map(range)];
  }

  /** Say whether A lies below B, for both forms. */
  function between(page) {
    const found = Object.entries(FORMS).map(([form, key]) => [form, atHorizon(page, key)]);
    const rows = found.map(([form, output]) => ({ form, output, effect: effect(output, page.answer.between) }));
    fill(at("between"), ...rows.map((row) => make("p", {}, ordered(page, row))));
    const lines = rows.map(({ form, output, effect: own }) => ({
      label: text(`comparison.${form}`),
      cells: [{ name: say("minus", LETTERS), effect: own, better: output.better }],
    }));
    fill(at("between-bars"), bars(lines, say("between_caption"), goldrush.pictures.scale(rows.map((row) => row.effect), WIDEST)));
  }

  function ordered(page, { form, output, effect: found }) {
    const about = { form: text(`answer.subject_${form}`), chance: chance(found.lower), change: change(found), horizon: span(output) };
    if (found.none) return say("between_same", about);
    if (found.lower > 1 - TOLD && found.lower < TOLD) return say("between_unclear", about);
    const key = found.lower >= 0.99 ? "very_lower" : found.lower >= TOLD ? "lower" : found.lower > 0.01 ? "higher" : "very_higher";
    const strong = page.data.made.runs >= 300;
    return say(`between_${strong ? key : key.replace("very_", "")}`, about);
  }

  /** Fill the panels of what happens and of what registers would show, each with its own scale. */
  function compared(page) {
    for (const kind of ["true", "recorded"]) {
      const outputs = keysOf(page, (output) => output.kind === kind && output.part === "headline").map((key) => atHorizon(page, key));
      panel(page, `${kind}-panel`, outputs, text(`comparison.${kind}`));
    }
  }

  function keysOf(page, wanted) {
    return [...new Set(page.model.outputs.filter((each) => each.span.horizon && wanted(each)).map((each) => each.key))];
  }

  function panel(page, id, outputs, caption) {
    const lines = outputs.map((output) => line(page, output));
    const place = goldrush.pictures.scale(lines.flatMap(({ cells: own }) => own.map((cell) => cell.effect)), WIDEST);
    fill(at(id), bars(lines, caption, place));
  }

  function line(page, output) {
    const own = POLICIES.map((policy) => {
      return { name: LETTERS[policy], effect: effect(output, page.answer[policy]), better: output.better };
    });
    return { label: say("line", { outcome: outcome(output.key), horizon: span(output) }), cells: own };
  }

  /** Return a table of effects with bars: for every line its name, then a row for each policy. */
  function bars(lines, caption, place) {
    const heads = [make("span", { class: "unseen" }, say("policy_head")), goldrush.pictures.axis(place), say("change_head")];
    return make(
      "table",
      { class: "bars" },
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      ...lines.map(({ label, cells: own }) =>
        make(
          "tbody",
          {},
          make("tr", { class: "line" }, make("th", { scope: "rowgroup", colspan: 3 }, label)),
          ...own.map((cell) => row(cell, place)),
        ),
      ),
    );
  }

  function row({ name, effect: found, better }, place) {
    const reading = make("span", { class: `reading ${kind(found, better)}` }, verdict(found, better));
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, name),
      make("td", { class: "drawn" }, goldrush.pictures.bar(found, better, place)),
      make("td", {}, `${change(found)} `, reading),
    );
  }

  /** Fill the ledger of harm, a table for each group; lines are never added up or set off against each other. */
  function ledger(page) {
    const lines = GROUPS.map((group) => {
      const keys = keysOf(page, (output) => output.part === "harm" && output.group === group);
      return [group, keys.map((key) => line(page, atHorizon(page, key)))];
    }).filter(([, own]) => own.length);
    const place = goldrush.pictures.scale(lines.flatMap(([, own]) => own.flatMap((each) => each.cells.map((cell) => cell.effect))), WIDEST);
    fill(at("ledger"), ...lines.map(([group, own]) => bars(own, capital(text(`figures_ledger.${group}`)), place)));
    const missing = page.data.not_told.map((key) => lower(outcome(key)));
    at("not-told").textContent = missing.length ? say("not_told", { names: missing.join("; ") }) : "";
  }

  function lower(words) {
    return words.charAt(0).toLocaleLowerCase() + words.slice(1);
  }

  function capital(words) {
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  /** Draw and tell cost and unspent budget by year; both are computed exactly from assumed unit costs. */
  function costs(page) {
    const highest = Math.max(1, ...POLICIES.flatMap((policy) => page.answer[policy].years.map((year) => (year.spent + year.unspent) / 1e6)));
    for (const policy of POLICIES) {
      const { years } = page.answer[policy];
      const sums = (key) => d3.sum(years, (year) => year[key]);
      const cut = sums("asked") > sums("spent") * 1.001;
      const about = { policy: say(`policy_${policy}`), ...period(page), spent: spentSaid(page, policy, sums("spent")), unspent: millions(sums("unspent")), asked: millions(sums("asked")), share: percents(page.answer[policy].share) };
      const told = say(cut ? "cost_cut" : "cost_whole", about);
      const holder = at(`cost-${policy}`);
      at(`cost-caption-${policy}`).textContent = told;
      fill(holder, goldrush.pictures.cost({ years, domain: highest, width: page.width, label: told }));
    }
    whenOpen("cost-table", () => fillCostTable(page));
  }

  /** Return the first and last year of what is paid, which is the same whatever time is chosen. */
  function period(page) {
    const { years } = page.data;
    return { first: years[0], last: years[years.length - 1] };
  }

  /** Return what is spent, with its range where the cost of levers differs between worlds. */
  function spentSaid(page, policy, spent) {
    const [low, high] = goldrush.evaluate.spentRange(page.model, page.state[policy], page.state.budget);
    if (high - low < 1e-3 * spent) return millions(spent);
    const { short } = goldrush.words;
    return say("millions_range", { n: short(spent / 1e6), low: short(low / 1e6), high: short(high / 1e6) });
  }

  function fillCostTable(page) {
    const heads = [say("year_head"), ...["asked", "spent", "unspent"].map((key) => say(`cost_${key}`))];
    const tables = POLICIES.map((policy) => {
      const rows = page.answer[policy].years.map((year) => [
        String(year.year),
        ...["asked", "spent", "unspent"].map((key) => goldrush.words.short(year[key] / 1e6)),
      ]);
      return table(policyName(page, policy), heads, rows);
    });
    fill(at("cost-table-body"), ...tables);
  }

  /** Say what the baseline itself is, with its range. */
  function baseline(page) {
    const output = chosen(page);
    const { low, middle, high } = output.baseline;
    const unit = output.unit;
    const { short } = goldrush.words;
    const level = { outcome: lower(outcome(output.key)), middle: short(middle, unit), low: short(low, unit), high: short(high, unit), horizon: span(output) };
    fill(at("baseline-note"), say("baseline_note", level));
  }

  /** Return the one sentence that screen readers hear after a change. */
  function summary(page) {
    const both = POLICIES.map((policy) => sentence(page, policy));
    const output = chosen(page);
    return [...both, ordered(page, { form: page.state.outcome, output, effect: effect(output, page.answer.between) })].join(" ");
  }

  goldrush.results = { FORMS, drawFirst, drawRest, measured, summary, sentence, policyName, tracks, panelOf };
})((window.goldrush = window.goldrush || {}));
