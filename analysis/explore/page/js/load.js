"use strict";
/**
 * Where data and words come from. A server answers requests; a static export has scripts that assign constants, as
 * browsers let a page that was opened from a disk read no other file.
 */
(function (goldrush) {
  const mode = document.querySelector('meta[name="goldrush-mode"]').content;

  async function data() {
    if (mode === "server") return json("data/surrogate.json");
    await script("data/surrogate.js");
    return window.GOLDRUSH_SURROGATE;
  }

  async function words(language) {
    if (mode === "server") return json(`data/words/${language}.json`);
    const here = () => (window.GOLDRUSH_WORDS || {})[language];
    const address = `data/words/${language}.js`;
    if (!here()) await script(address);
    if (!here()) throw new Error(address);
    return here();
  }

  async function json(address, options) {
    const answer = await fetch(address, options).catch(() => {
      throw refusal("no_server", address);
    });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw refusal(told.error, told.message || `${answer.status} ${address}`);
    return told;
  }

  /** Return an error with the server's word for what is wrong, of which the catalogues have texts. */
  function refusal(code, message) {
    return Object.assign(new Error(message), { code });
  }

  function script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = () => reject(new Error(address));
      document.head.append(element);
    });
  }

  /** Ask the server; `body` goes as JSON. */
  function ask(method, address, body) {
    const options = { method };
    if (body !== undefined) {
      options.headers = { "Content-Type": "application/json" };
      options.body = JSON.stringify(body);
    }
    return json(address, options);
  }

  goldrush.load = { served: mode === "server", data, words, ask };
})((window.goldrush = window.goldrush || {}));
