"use strict";
/** Elements of the page made from code: no text ever becomes markup. */
(function (goldrush) {
  /** Return a new element. Properties that are functions listen to events; others are attributes. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** Return an element of the page by its id. */
  function at(id) {
    return document.getElementById(id);
  }

  /** Put children in place of what an element holds. */
  function fill(element, ...children) {
    element.replaceChildren(...children);
  }

  /** Return a table: heads of columns, and rows of which the first cell is a head. */
  function table(caption, heads, rows) {
    const head = (text, scope) => make("th", { scope }, text);
    return make(
      "table",
      {},
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...heads.map((text) => head(text, "col")))),
      make(
        "tbody",
        {},
        ...rows.map(([first, ...others]) =>
          make("tr", {}, head(first, "row"), ...others.map((text) => make("td", {}, text))),
        ),
      ),
    );
  }

  /** Return an element of a drawing. */
  function draw(tag, attributes = {}, text = "") {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text) element.textContent = text;
    return element;
  }

  goldrush.dom = { make, at, fill, table, draw };
})((window.goldrush = window.goldrush || {}));
