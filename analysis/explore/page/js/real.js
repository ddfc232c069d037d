"use strict";
/** The real model behind the page: runs of the present setting, and the command that repeats them. */
(function (goldrush) {
  const { make, at, fill } = goldrush.dom;
  const { say, text, change } = goldrush.words;
  const PAUSE = 1000;
  let job = null;

  function setting(page) {
    return { policy: page.state[page.policy], budget: page.state.budget, price: page.state.price };
  }

  /** Show the buttons that need a server, or say why they are not here. */
  function build(page) {
    at("real-served").hidden = !goldrush.load.served;
    at("real-static").hidden = goldrush.load.served;
    at("check").onclick = () => check(page);
    at("cancel").onclick = cancel;
    at("reproduce").onclick = () => reproduce(page);
  }

  /** Run the policy that is edited in the real model and show its answer beside that of the page. */
  async function check(page) {
    const asked = { ...setting(page), name: goldrush.results.policyName(page, page.policy), z: page.answer[page.policy].z };
    busy(true);
    told(say("real_waiting"));
    try {
      job = (await goldrush.load.ask("POST", "api/runs", setting(page))).job;
      const done = await finished(job);
      if (done.state === "done") show(page, asked, done.result);
      else told(done.state === "cancelled" ? say("real_cancelled") : failed(done.error, done.message));
    } catch (error) {
      told(failed(error.code, error.message));
    }
    job = null;
    busy(false);
  }

  /** Return what a job is when it has ended; meanwhile show how far it is. */
  async function finished(own) {
    for (;;) {
      const found = await goldrush.load.ask("GET", `api/runs/${own}`);
      if (["done", "failed", "cancelled"].includes(found.state)) return found;
      at("progress").max = found.of || 1;
      at("progress").value = found.done || 0;
      told(found.of ? say("real_running", { done: found.done, of: found.of }) : say("real_waiting"));
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  async function cancel() {
    if (job === null) return;
    at("cancel").disabled = true;
    await goldrush.load.ask("DELETE", `api/runs/${job}`).catch((error) => told(failed(error.code, error.message)));
  }

  function busy(running) {
    at("check").disabled = running;
    at("cancel").hidden = !running;
    at("cancel").disabled = false;
    at("progress").hidden = !running;
    at("progress").value = 0;
  }

  function told(words) {
    at("real-status").textContent = words;
  }

  /** Return why there is no answer, in the language of the page where the catalogue knows the server's word for it. */
  function failed(code, message) {
    const known = goldrush.words.has(`explore.error_${code}`);
    return say("real_failed", { why: known ? say(`error_${code}`) : say("error_other", { message }) });
  }

  /** Show the ranges of real runs and of the emulator side by side, at the longest horizon. */
  function show(page, asked, result) {
    const horizon = Math.max(...page.data.horizons);
    const rows = Object.entries(goldrush.results.FORMS)
      .map(([form, key]) => [form, page.model.find(key, { horizon }), (result.outcomes[key] || {})[horizon]])
      .filter(([, output, real]) => output && real)
      .map(([form, output, real]) => [text(`comparison.${form}`), ...compared(real, goldrush.evaluate.effect(output, asked.z))]);
    const heads = ["form", "model", "known", "page", "agree"].map((head) => say(`real_${head}`));
    const caption = say("real_caption", { policy: asked.name, n: result.runs, years: horizon });
    told(say("real_done", { n: result.runs }));
    fill(at("real-result"), goldrush.dom.table(caption, heads, rows), make("p", {}, say("real_note")));
  }

  /** Return the cells of a row: the real model with its range, how well its middle is known, and the emulator. */
  function compared(real, own) {
    const { signed } = goldrush.words;
    const known = text("comparison.to", { low: signed(real.mean_low), high: signed(real.mean_high) });
    const inside = real.middle >= own.low && real.middle <= own.high;
    const said = change({ mean: real.middle, low: real.low, high: real.high });
    return [said, known, change(own), say(inside ? "real_inside" : "real_outside")];
  }

  /** Return a text to copy under its name. */
  function shown(name, words) {
    return [make("h3", {}, name), make("pre", { tabindex: "0", "aria-label": name }, words)];
  }

  async function reproduce(page) {
    try {
      const found = await goldrush.load.ask("POST", "api/reproduce", setting(page));
      fill(
        at("reproduced"),
        make("p", {}, say("reproduce_says", { policy: say(`policy_${page.policy}`) })),
        ...shown(say("reproduce_command"), found.command),
        ...found.files.flatMap((file) => shown(file.name, file.text)),
      );
    } catch (error) {
      fill(at("reproduced"), make("p", {}, failed(error.code, error.message)));
    }
  }

  goldrush.real = { build };
})((window.goldrush = window.goldrush || {}));
