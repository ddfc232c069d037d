"use strict";
/** The page: it loads, listens, and draws once a frame what has changed. */
(function (goldrush) {
  const { at, make, fill } = goldrush.dom;
  const { say } = goldrush.words;
  /** Milliseconds after the last change until the address and what screen readers hear follow. */
  const SETTLE = 400;
  const page = { policy: "a", changed, speak };
  let first = 0;
  let rest = 0;
  let settling = 0;

  async function start() {
    page.data = await goldrush.load.data();
    page.model = goldrush.evaluate.prepare(page.data);
    const opening = goldrush.state.first(page.data, preferred());
    const { state, unknown } = goldrush.state.parse(location.hash, page.data, opening);
    page.state = state;
    await speak(state.lang);
    if (unknown.length) notice(say("unknown", { parts: unknown.join(", ") }));
    window.addEventListener("hashchange", follow);
    window.addEventListener("resize", () => {
      page.width = goldrush.results.measured();
      changed();
    });
    listen();
    requestAnimationFrame(() => requestAnimationFrame(() => (document.body.dataset.ready = "yes")));
  }

  /** Return the language of the browser that the page knows first. */
  function preferred() {
    const known = Object.keys(goldrush.words.LANGUAGES);
    return navigator.languages.map((code) => code.slice(0, 2)).find((code) => known.includes(code)) || "en";
  }

  /** Set a language and write every word of the page in it. */
  async function speak(language) {
    goldrush.words.add(language, await goldrush.load.words(language));
    goldrush.words.use(language);
    page.state.lang = language;
    document.title = say("title");
    document.querySelectorAll("[data-word]").forEach((element) => (element.textContent = named(element.dataset.word)));
    document.querySelectorAll("[data-label]").forEach((element) => element.setAttribute("aria-label", say(element.dataset.label)));
    fill(at("source"), ...goldrush.downloads.lines(page).map((line) => make("li", {}, line)));
    goldrush.controls.build(page);
    goldrush.real.build(page);
    page.width = goldrush.results.measured();
    render();
    settle();
  }

  /** Return the word of a key: of the page's own section, or of one that the key names. */
  function named(key) {
    return key.includes(".") ? goldrush.words.text(key) : say(key);
  }

  /** Follow a link to another view of this page. */
  function follow() {
    const { state, unknown } = goldrush.state.parse(location.hash, page.data, page.state);
    const language = state.lang;
    page.state = state;
    notice(unknown.length ? say("unknown", { parts: unknown.join(", ") }) : "");
    if (language !== goldrush.words.language) speak(language);
    else changed();
  }

  /** Take up a change of the state: draw in the next frame, tell the rest when it has settled. */
  function changed(told) {
    if (told) notice(told);
    clearTimeout(settling);
    settling = setTimeout(settle, SETTLE);
    if (first) return;
    first = requestAnimationFrame(() => {
      first = 0;
      render();
    });
  }

  /** Draw the answer and its picture now, and the rest in a later frame, so that a slider never waits for it. */
  function render() {
    goldrush.controls.show(page);
    goldrush.results.drawFirst(page);
    counted("drawn");
    cancelAnimationFrame(rest);
    rest = requestAnimationFrame(() => {
      goldrush.results.drawRest(page);
      counted("whole");
    });
  }

  /** Count drawings where tests and benchmarks can see them. */
  function counted(name) {
    document.body.dataset[name] = String(Number(document.body.dataset[name] || 0) + 1);
  }

  function settle() {
    history.replaceState(null, "", `#${goldrush.state.format(page.state)}`);
    at("summary").textContent = goldrush.results.summary(page);
    fill(at("source"), ...goldrush.downloads.lines(page).map((line) => make("li", {}, line)));
  }

  function notice(words) {
    at("notice").textContent = words;
    at("notice").hidden = !words;
  }

  function listen() {
    at("png").onclick = () => goldrush.downloads.savePng(page).catch((error) => notice(say("failed", { why: error.message })));
    at("svg").onclick = () => goldrush.downloads.saveSvg(page);
    at("csv").onclick = () => goldrush.downloads.saveCsv(page);
    at("share").onclick = share;
    at("skip").onclick = (event) => {
      event.preventDefault();
      at("results-start").focus();
    };
    document.querySelectorAll("[data-opens]").forEach((button) => (button.onclick = () => at(button.dataset.opens).showModal()));
    document.querySelectorAll("[data-closes]").forEach((button) => (button.onclick = () => at(button.dataset.closes).close()));
  }

  /** Copy the link; where the browser does not allow it, show the link to copy by hand. */
  async function share() {
    settle();
    try {
      await navigator.clipboard.writeText(location.href);
      notice(say("shared"));
    } catch {
      notice(say("share_by_hand", { link: location.href }));
    }
  }

  goldrush.page = page;
  start().catch((error) => notice(`goldrush: ${error.message}`));
})((window.goldrush = window.goldrush || {}));
