// A whole article: hover and focus say what a mark was taken for, and the legend turns kinds of marks off and on.
// Without this script all marks are shown, and each leads to a profile or to its line in the list below the text.
(() => {
  const article = document.querySelector(".bb-article");
  if (!article) return;

  for (const mark of article.querySelectorAll(".bb-mark")) mark.firstElementChild.setAttribute("aria-describedby", mark.dataset.means);

  const marksOf = (kind) => article.querySelectorAll(kind === "cited" ? ".bb-feeds-mark a" : `.bb-mark--${kind} > a`);

  for (const key of document.querySelectorAll(".bb-legend [data-kind]")) {
    const { kind } = key.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.append(...key.childNodes);
    key.append(button);
    button.addEventListener("click", () => {
      const hidden = article.classList.toggle(`bb-without-${kind}`);
      button.setAttribute("aria-pressed", String(!hidden));
      for (const mark of marksOf(kind)) {
        if (hidden) mark.tabIndex = -1;
        else mark.removeAttribute("tabindex");
      }
    });
  }

  if (!HTMLElement.prototype.showPopover) return;
  const pop = document.createElement("div");
  pop.className = "bb-pop bb-pop--mark";
  pop.popover = "manual"; // "auto" would close what else is open
  article.after(pop);
  let shown = null;
  let timer = 0;

  const kinds = { person: "Person", date: "Date", figure: "Figure" };
  const markOf = (target) => {
    const mark = target.closest?.(".bb-mark, .bb-quoted");
    const kind = mark && (mark.className.match(/bb-mark--(\w+)/)?.[1] || "quotation");
    return mark && !article.classList.contains(`bb-without-${kind}`) ? { mark, kind } : null;
  };

  const paragraph = (name, ...parts) => {
    const element = document.createElement("p");
    element.className = name;
    element.append(...parts);
    return element;
  };

  const open = ({ mark, kind }, y) => {
    const line = document.getElementById(mark.dataset.means);
    if (!line) return;
    const meaning = line.querySelector(".bb-meaning").cloneNode(true);
    for (const link of meaning.querySelectorAll("a")) link.tabIndex = -1; // the mark itself leads there
    const label = kinds[kind] || line.querySelector(".bb-written").textContent;
    pop.replaceChildren(paragraph("bb-pop-by", label), paragraph("bb-pop-means", ...meaning.childNodes));
    shown = mark;
    pop.showPopover();
    const rects = [...mark.getClientRects()];
    const at = rects.find((rect) => y >= rect.top && y <= rect.bottom) || rects[0];
    const size = pop.getBoundingClientRect();
    const above = at.top - size.height - 4;
    pop.style.top = `${above > 60 ? above : at.bottom + 4}px`;
    pop.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  };

  const close = () => {
    clearTimeout(timer);
    if (shown) pop.hidePopover();
    shown = null;
  };

  const soon = (act, delay) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };

  article.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const found = markOf(event.target);
    if (found && found.mark !== shown) soon(() => open(found, event.clientY), 120);
    else if (found) clearTimeout(timer);
    else soon(close, 250);
  });
  const left = (event) => event.pointerType !== "touch" && soon(close, 250);
  article.addEventListener("pointerleave", left);
  pop.addEventListener("pointerenter", () => clearTimeout(timer));
  pop.addEventListener("pointerleave", left);
  article.addEventListener("focusin", (event) => {
    const found = event.target.matches(":focus-visible") && markOf(event.target);
    if (found) open(found);
  });
  article.addEventListener("focusout", (event) => !pop.contains(event.relatedTarget) && close());

  // A finger cannot hover: the first touch says what was understood, and the link stands in what it says.
  article.addEventListener("click", (event) => {
    const found = event.pointerType === "touch" && markOf(event.target);
    if (!found) return;
    event.preventDefault();
    if (found.mark === shown) close();
    else open(found, event.clientY);
  });
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("scroll", close, { passive: true });
  addEventListener("pointerdown", (event) => !pop.contains(event.target) && !article.contains(event.target) && close());
})();
