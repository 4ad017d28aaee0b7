// A printed page cannot be clicked: its citations become numbered notes at the end while it is printed.
(() => {
  const article = document.querySelector("article.md-content__inner");
  if (!article) return;
  let undo = [];

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.textContent = text;
    return element;
  };

  const prepare = () => {
    if (undo.length) return;
    const numbers = new Map();
    const list = make("ol", "", "");
    for (const mark of article.querySelectorAll(".bb-cite [data-says] > a")) {
      if (mark.closest("[hidden]")) continue;
      if (!numbers.has(mark.href)) {
        numbers.set(mark.href, numbers.size + 1);
        const note = make("li", "", `“${mark.parentElement.dataset.says}” `);
        note.append(make("span", "bb-meta", (mark.getAttribute("aria-label") || mark.title).replace(/^\d+: /, "")));
        list.append(note);
      }
      const number = mark.textContent;
      undo.push(() => (mark.textContent = number));
      mark.textContent = numbers.get(mark.href);
    }
    const end = make("section", "bb-print bb-endnotes", "");
    if (numbers.size) end.append(make("h2", "", "Notes"), list);
    if (location.protocol.startsWith("http")) end.append(make("p", "bb-meta", location.href.split("#")[0]));
    article.append(end);
    undo.push(() => end.remove());
  };

  const restore = () => {
    for (const step of undo) step();
    undo = [];
  };

  addEventListener("beforeprint", prepare);
  addEventListener("afterprint", restore);
})();
