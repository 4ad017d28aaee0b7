// Filters of the timeline. Without this script the whole timeline stands there, and the form stays hidden.
(() => {
  const form = document.querySelector(".bb-filters");
  if (!form) return;
  const entries = [...document.querySelectorAll(".bb-entry[id]")];
  const output = form.querySelector("output");

  const matches = (entry, name, wanted) =>
    !wanted ||
    (name === "kind" ? entry.classList.contains(`bb-entry--${wanted}`) : (entry.dataset[name] || "").split(" ").includes(wanted));

  const apply = () => {
    const wanted = [...new FormData(form)];
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !wanted.every(([name, value]) => matches(entry, name, value));
      shown += !entry.hidden;
    }
    for (const list of document.querySelectorAll(".bb-timeline")) {
      list.hidden = ![...list.children].some((entry) => !entry.hidden);
      const heading = list.previousElementSibling;
      if (heading && heading.classList.contains("bb-month")) heading.hidden = list.hidden;
    }
    output.textContent = shown === entries.length ? "" : `${shown} of ${entries.length} entries`;
  };

  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
})();
