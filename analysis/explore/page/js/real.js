"use strict";
/** The full model behind the page: runs of the present setting, and the command that repeats them. */
(function (goldrush) {
  const { make, at, fill } = goldrush.dom;
  const { say, text, change } = goldrush.words;
  const { now, isNow, said, terms } = goldrush.settings;
  /** Milliseconds between two questions of how far a run is, and how many in a row may stay without an answer. */
  const PAUSE = 1000;
  const SILENT = 5;
  const ENDED = ["done", "failed", "cancelled"];
  /** The last run, `{ job, asked }`; the answer on show, `{ asked, result }`; and files, `{ asked, found }`. */
  let run = null;
  let shown = null;
  let made = null;
  /** Returns what the status says, in the language of the moment. */
  let status = () => "";

  /** Show the buttons that need a server, or say why they are not here. */
  function build(page) {
    at("real-served").hidden = !goldrush.load.served;
    at("real-static").hidden = goldrush.load.served;
    at("check").onclick = () => check(page);
    at("cancel").onclick = () => cancel(page);
    at("reproduce").onclick = () => reproduce(page);
  }

  /** Draw what was answered, with a word where it is no longer what is set; files of another setting go. */
  function draw(page) {
    told(status);
    fill(at("real-result"), ...(shown ? answer(page, shown) : []));
    if (made && !isNow(page, made.asked)) made = null;
    fill(at("reproduced"), ...(made ? files(made) : []));
  }

  /** Return the last run, which a page that is loaded again can follow further. */
  function kept() {
    return run;
  }

  /** Run the policy that is edited in the full model. */
  function check(page) {
    if (isOff("check")) return;
    const asked = now(page, page.state.policy);
    told(() => say("real_waiting"));
    during(page, async () => follow(page, { job: (await ask("runs", asked)).job, asked }));
  }

  /** Follow a run that was begun before the page was loaded, if the server still knows it. */
  function resume(page, before) {
    if (goldrush.load.served && before && before.job) during(page, () => follow(page, before), "not_found");
  }

  function ask(what, { policy, budget, price }) {
    return goldrush.load.ask("POST", `api/${what}`, { policy, budget, price });
  }

  /** Do work during which no other run can be asked for; say what goes wrong, except where it is expected. */
  async function during(page, work, expected) {
    enable("check", false);
    at("progress").value = 0;
    at("progress").hidden = false;
    try {
      await work();
    } catch (error) {
      run = null;
      if (error.code !== expected) told(() => say("real_failed", { why: why(error) }));
    }
    page.settle();
    enable("check", true);
    handOver("cancel", "check");
    at("cancel").hidden = at("progress").hidden = true;
  }

  /** Follow a run to its end and show its answer. */
  async function follow(page, own) {
    run = own;
    page.settle();
    enable("cancel", true);
    at("cancel").hidden = false;
    handOver("check", "cancel");
    const { state, result, error: code, message } = await finished(own.job);
    if (state === "failed") throw Object.assign(new Error(message), { code });
    if (state === "done") shown = { asked: own.asked, result };
    else run = null;
    told(() => (state === "done" ? say("real_done", { n: result.draws }) : say("real_cancelled")));
    draw(page);
  }

  /** Return what a run is when it has ended; meanwhile show how far it is. */
  async function finished(job) {
    for (let silent = 0; ; await new Promise((resolve) => setTimeout(resolve, PAUSE))) {
      try {
        const found = await goldrush.load.ask("GET", `api/runs/${encodeURIComponent(job)}`);
        if (ENDED.includes(found.state)) return found;
        silent = 0;
        progress(found);
      } catch (error) {
        silent += 1;
        if (error.code !== "no_server" || silent > SILENT) throw error;
      }
    }
  }

  function progress({ ahead, done, of }) {
    at("progress").max = of || 1;
    at("progress").value = done || 0;
    told(() => (ahead ? say("real_queue", { n: ahead }) : of ? say("real_running", { done, of }) : say("real_waiting")));
  }

  async function cancel(page) {
    if (isOff("cancel")) return;
    enable("cancel", false);
    await goldrush.load.ask("DELETE", `api/runs/${encodeURIComponent(run.job)}`).catch((error) => {
      enable("cancel", true);
      page.notice(say("failed", { why: why(error) }));
    });
  }

  /** Let a button act or not; it keeps the focus, which a disabled one would lose. */
  function enable(id, on) {
    at(id).setAttribute("aria-disabled", String(!on));
  }

  function isOff(id) {
    return at(id).getAttribute("aria-disabled") === "true";
  }

  /** Give the focus of one button to another; a person who is elsewhere stays there. */
  function handOver(from, to) {
    if (document.activeElement === at(from)) at(to).focus();
  }

  /** Set the status; a text that stays the same is not written again, as it would be read out again. */
  function told(words) {
    status = words;
    if (at("real-status").textContent !== words()) at("real-status").textContent = words();
  }

  /** Return what is wrong, in the language of the page where the catalogue knows the server's word for it. */
  function why({ code, message }) {
    return goldrush.words.has(`explore.error_${code}`) ? say(`error_${code}`) : say("error_other", { message });
  }

  /** Return the ranges of the full model and of the emulator side by side, at the longest horizon. */
  function answer(page, { asked, result }) {
    const [horizon, z, setting] = [Math.max(...page.data.horizons), terms(page, asked), said(page, asked)];
    const rows = Object.entries(goldrush.results.FORMS)
      .map(([form, key]) => [form, page.model.find(key, { horizon }), (result.outcomes[key] || {})[horizon]])
      .filter(([, output, real]) => output && real)
      .map(([form, output, real]) => [text(`comparison.${form}`), ...compared(real, goldrush.evaluate.effect(output, { z, price: asked.price }))]);
    const heads = ["form", "model", "known", "page", "agree"].map((head) => say(`real_${head}`));
    const caption = say("real_caption", { setting, n: result.draws, years: horizon });
    const old = isNow(page, asked) ? [] : [make("p", { class: "notice" }, say("real_stale", { setting }))];
    if (!rows.length) return [...old, make("p", {}, say("real_none"))];
    return [...old, goldrush.dom.table(caption, heads, rows), make("p", {}, say("real_note"))];
  }

  /** Return the cells of a row: the full model with its range, how well its middle is known, and the emulator. */
  function compared(real, own) {
    const { signed } = goldrush.words;
    const known = text("comparison.to", { low: signed(real.mean_low), high: signed(real.mean_high) });
    const inside = real.middle >= own.low && real.middle <= own.high;
    const middle = change({ mean: real.middle, low: real.low, high: real.high });
    return [middle, known, change(own), say(inside ? "real_inside" : "real_outside")];
  }

  async function reproduce(page) {
    const asked = now(page, page.state.policy);
    try {
      made = { asked, found: await ask("reproduce", asked) };
      draw(page);
    } catch (error) {
      made = null;
      fill(at("reproduced"), make("p", {}, say("failed", { why: why(error) })));
    }
  }

  /** Return the command and the files that it needs, to copy or to save. */
  function files({ asked, found }) {
    return [
      make("p", {}, say("reproduce_says", { policy: say(`policy_${asked.letter}`) })),
      ...copied(say("reproduce_command"), found.command),
      ...found.files.flatMap(({ name, text: content }) => {
        const save = () => goldrush.downloads.save(new Blob([content], { type: "text/plain" }), name);
        return [...copied(name, content), make("button", { type: "button", click: save }, say("save_file", { name }))];
      }),
    ];
  }

  function copied(name, words) {
    return [make("h3", {}, name), make("pre", { role: "region", tabindex: "0", "aria-label": name }, words)];
  }

  goldrush.real = { build, draw, kept, resume };
})((window.goldrush = window.goldrush || {}));
