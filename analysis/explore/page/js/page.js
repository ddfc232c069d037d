"use strict";
/** The page: it loads, listens, and draws once a frame what has changed. */
(function (goldrush) {
  const { at, make, fill } = goldrush.dom;
  const { say } = goldrush.words;
  /** Milliseconds after the last change until the address and what screen readers hear follow. */
  const SETTLE = 400;
  /** Parts of a link that are not known, of which a notice names so many. */
  const NAMED = 5;
  const page = { changed, speak, settle, notice };
  let first = 0;
  let rest = 0;
  let settling = 0;
  let wanted = "";

  async function start() {
    const before = history.state;
    await learn(goldrush.state.languageOf(location.hash) || preferred());
    write();
    page.data = await goldrush.load.data();
    page.model = goldrush.evaluate.prepare(page.data);
    const language = goldrush.words.language;
    const { state, unknown } = goldrush.state.parse(location.hash, page.data, goldrush.state.first(page.data, language));
    page.state = { ...state, lang: language };
    build();
    notice(leftOut(unknown));
    listen();
    goldrush.real.resume(page, before);
    requestAnimationFrame(() => requestAnimationFrame(() => (document.body.dataset.ready = "yes")));
  }

  /** Return the language of the browser that the page knows first. */
  function preferred() {
    const known = Object.keys(goldrush.words.LANGUAGES);
    return navigator.languages.map((code) => code.slice(0, 2)).find((code) => known.includes(code)) || "en";
  }

  /** Load the words of a language and use them; return false where another one was asked for meanwhile. */
  async function learn(language) {
    wanted = language;
    const words = await goldrush.load.words(language);
    if (language !== wanted) return false;
    goldrush.words.add(language, words);
    goldrush.words.use(language);
    return true;
  }

  /** Set a language and write every word of the page in it; `unknown` is what a link held that is not known. */
  async function speak(language, unknown = []) {
    try {
      if (!(await learn(language))) return;
    } catch {
      if (language === wanted) stay(language);
      return;
    }
    page.state.lang = language;
    write();
    build();
    notice(leftOut(unknown));
  }

  /** Keep the language that is there, as another one could not be loaded. */
  function stay(language) {
    wanted = goldrush.words.language;
    changed(say("no_language", { name: goldrush.words.NAMES[language] }));
  }

  /** Write the words that stand in the page itself. */
  function write() {
    document.title = say("title");
    document.querySelectorAll("[data-word]").forEach((element) => (element.textContent = named(element.dataset.word)));
    document.querySelectorAll("[data-label]").forEach((element) => element.setAttribute("aria-label", say(element.dataset.label)));
  }

  /** Build what the data say, and draw it. */
  function build() {
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
    page.state = { ...state, lang: goldrush.words.language };
    changed(leftOut(unknown));
    if (state.lang !== wanted) speak(state.lang, unknown);
  }

  /** Return what a notice says of parts of a link that are not known. */
  function leftOut(unknown) {
    const parts = [...unknown.slice(0, NAMED), ...(unknown.length > NAMED ? ["…"] : [])];
    return parts.length ? say("unknown", { parts: parts.join(", ") }) : "";
  }

  /** Take up a change of the state: draw in the next frame, tell the rest when it has settled. */
  function changed(told = "") {
    notice(told);
    clearTimeout(settling);
    settling = setTimeout(settle, SETTLE);
    redraw();
  }

  function redraw() {
    if (first) return;
    first = requestAnimationFrame(() => {
      first = 0;
      render();
    });
  }

  /** Draw anew where there is more or less room; telephones change the height alone while one scrolls. */
  function resized() {
    const width = goldrush.results.measured();
    if (width === page.width) return;
    page.width = width;
    redraw();
  }

  /** Draw the answer and its picture now, and the rest in a later frame, so that a slider never waits for it. */
  function render() {
    goldrush.controls.show(page);
    goldrush.results.drawFirst(page);
    counted("drawn");
    cancelAnimationFrame(rest);
    rest = requestAnimationFrame(() => {
      goldrush.results.drawRest(page);
      goldrush.real.draw(page);
      counted("whole");
    });
  }

  /** Count drawings where tests and benchmarks can see them. */
  function counted(name) {
    document.body.dataset[name] = String(Number(document.body.dataset[name] || 0) + 1);
  }

  function settle() {
    history.replaceState(goldrush.real.kept(), "", `#${goldrush.state.format(page.state)}`);
    const summary = goldrush.results.summary(page);
    if (at("summary").textContent !== summary) at("summary").textContent = summary;
    fill(at("source"), ...goldrush.downloads.lines(page).map((line) => make("li", {}, line)));
  }

  function notice(words) {
    if (at("notice").textContent !== words) at("notice").textContent = words;
  }

  function listen() {
    at("png").onclick = () => goldrush.downloads.savePng(page).catch((error) => notice(say("failed", { why: error.message })));
    at("svg").onclick = () => goldrush.downloads.saveSvg(page);
    at("csv").onclick = () => goldrush.downloads.saveCsv(page);
    at("share").onclick = share;
    window.addEventListener("hashchange", follow);
    window.addEventListener("resize", resized);
    window.addEventListener("beforeprint", () => goldrush.settings.print(page));
    document.querySelectorAll("[data-skips]").forEach((link) => (link.onclick = skip));
    document.querySelectorAll("[data-opens]").forEach((button) => (button.onclick = () => at(button.dataset.opens).showModal()));
    document.querySelectorAll("[data-closes]").forEach((button) => (button.onclick = () => at(button.dataset.closes).close()));
  }

  /** Go where a link within the page points; its address is that of the view, and stays. */
  function skip(event) {
    event.preventDefault();
    const target = at(event.currentTarget.dataset.skips);
    target.scrollIntoView();
    target.focus({ preventScroll: true });
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
  start().catch((error) => {
    at("broken").append(`(${error.message})`);
    at("broken").hidden = false;
  });
})((window.goldrush = window.goldrush || {}));
