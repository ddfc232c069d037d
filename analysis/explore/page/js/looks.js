"use strict";
/** Colours, shapes and verbs: the same as in the project's figures and briefs (analysis/figures/brief/looks.py). */
(function (goldrush) {
  const { text, say } = goldrush.words;
  const INK = "#222222";
  const QUIET = "#5F5F5F";
  const COLOURS = { better: "#004D80", worse: "#B04800", neither: INK, unclear: QUIET };
  /** Papers of the parts of a band, the darkest inside; they differ in grey, too. */
  const PAPERS = { chance: "#004D80", parameters: "#6FA8CC", theory: "#BDD5E5", emulator: "#EEF3F6" };
  const SHAPES = { falls: "M-6,-5L6,-5L0,6Z", rises: "M-6,5L6,5L0,-6Z", unclear: "M-5,0A5,5 0 1 0 5,0A5,5 0 1 0 -5,0Z" };
  /** Least probabilities of the verbs (analysis/brief/verbs.py); `TOLD` is that of a range without zero. */
  const LEVELS = [["very_likely", 0.99], ["likely", 0.95], ["perhaps", 0.8]];
  const TOLD = 0.95;
  const FEWEST_FOR_STRONGEST = 300;

  /** Return -1 for a fall and 1 for a rise that can be told, else 0. */
  function sign(effect) {
    if (effect.none) return 0;
    return effect.lower >= TOLD ? -1 : effect.lower <= 1 - TOLD ? 1 : 0;
  }

  function kind(effect, better) {
    const way = sign(effect);
    if (way === 0) return "unclear";
    if (better !== "lower" && better !== "higher") return "neither";
    return (way < 0) === (better === "lower") ? "better" : "worse";
  }

  function shape(effect) {
    return { "-1": SHAPES.falls, 0: SHAPES.unclear, 1: SHAPES.rises }[sign(effect)];
  }

  /** Return what an effect says, as the rest of a sentence; the strongest verb needs many runs behind it. */
  function verb(effect, runs) {
    return text(`brief.verb_${verbKey(effect, runs)}`);
  }

  function verbKey(effect, runs) {
    if (effect.none) return "same";
    const falls = effect.lower >= 0.5;
    const sure = falls ? effect.lower : 1 - effect.lower;
    const found = LEVELS.find(([, least]) => sure >= least);
    if (!found) return "unclear";
    const level = found[0] === "very_likely" && runs < FEWEST_FOR_STRONGEST ? "likely" : found[0];
    return `${level}_${falls ? "falls" : "rises"}`;
  }

  /** Return what a line says for people: better, worse, or that it cannot be told. */
  function verdict(effect, better) {
    if (effect.none) return text("harm.same");
    const found = kind(effect, better);
    return found === "neither" ? say(sign(effect) < 0 ? "lower" : "higher") : text(`figures_ledger.${found}`);
  }

  goldrush.looks = { INK, QUIET, COLOURS, PAPERS, TOLD, sign, kind, shape, verb, verdict };
})((window.goldrush = window.goldrush || {}));
