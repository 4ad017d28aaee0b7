// Filters of the timeline, kept in the address so that a view can be shared and Back works.
// Without this script the whole timeline stands there, and the form stays hidden.
(() => {
  const names = ["topic", "person", "country", "source", "main", "deadlines"];
  const isFilter = ([name, value]) => names.includes(name) && value !== "";

  // What is looked for: the query, or "#?..." where a browser lets no script write a query.
  const asked = () => {
    const text = location.hash.startsWith("#?") ? location.hash.slice(1) : location.search;
    return new URLSearchParams([...new URLSearchParams(text)].filter(isFilter));
  };

  // A timeline of several pages hands what is looked for from one to the next.
  const passOn = () => {
    for (const link of document.querySelectorAll(".bb-parts a, .bb-around a, .bb-density a")) {
      if (link.pathname === location.pathname) continue;
      link.search = asked().toString();
    }
  };

  // On a narrow screen the strip scrolls in itself; the as-of date is where one looks first.
  const strip = document.querySelector(".bb-density-bars");
  const now = document.querySelector(".bb-density-bar--now");
  if (strip && now) strip.scrollLeft = now.offsetLeft - strip.clientWidth / 2;

  const form = document.querySelector(".bb-filters");
  passOn();
  if (!form) return;

  const entries = [...document.querySelectorAll(".bb-day .bb-entry")];
  const days = [...document.querySelectorAll(".bb-day")];
  const months = [...document.querySelectorAll(".bb-month")];
  const bars = [...document.querySelectorAll(".bb-density-bar")];
  const clear = form.querySelector("[type=reset]");
  const shown = document.querySelector(".bb-shown");
  const counted = (number, one, more) => `${number} ${number === 1 ? one : more}`;

  const matches = (entry, name, value) => {
    if (name === "main" || name === "deadlines") return entry.classList.contains(name === "main" ? "bb-entry--main" : "bb-entry--deadline");
    return (entry.dataset[name] || "").split(" ").includes(value);
  };

  // A shared address may ask for somebody of whom this page knows nothing.
  const choose = (field, value) => {
    if (field.type === "checkbox") field.checked = value !== null;
    else {
      if (value && ![...field.options].some((option) => option.value === value)) field.add(new Option(`${value} (0)`, value));
      field.value = value ?? "";
    }
  };

  const saying = (name, value) => {
    const field = form.elements[name];
    if (!field) return value;
    if (field.type === "checkbox") return field.parentElement.textContent.trim().toLowerCase();
    return field.selectedOptions[0].text.replace(/ \(\d+\)$/, "");
  };

  const draw = (bar, group) => {
    const link = bar.querySelector("a");
    if (!link) return;
    const here = group.flatMap((day) => [...day.querySelectorAll(".bb-entry:not([hidden])")]);
    const late = here.filter((entry) => entry.classList.contains("bb-entry--deadline")).length;
    const [, count, rest] = link.children;
    count.textContent = here.length;
    rest.textContent = ` ${here.length === 1 ? "entry" : "entries"}${late ? `, ${counted(late, "deadline", "deadlines")}` : ""}`;
    bar.style.setProperty("--bb-n", `${(100 * here.length) / highest}%`);
    bar.style.setProperty("--bb-d", `${here.length ? (100 * late) / here.length : 0}%`);
    bar.inert = here.length === 0;
  };
  const highest = Math.max(1, ...bars.map((bar) => Number(bar.querySelector(".bb-density-count")?.textContent ?? 0)));

  const show = () => {
    const wanted = [...asked()];
    for (const name of names) if (form.elements[name]) choose(form.elements[name], asked().get(name));
    for (const entry of entries) entry.hidden = !wanted.every(([name, value]) => matches(entry, name, value));
    for (const group of [...days, ...months]) group.hidden = !group.querySelector(".bb-entry:not([hidden])");
    for (const month of months) {
      const id = month.querySelector("h2").id;
      for (const link of document.querySelectorAll(`.md-nav--secondary a[href="#${id}"]`)) link.parentElement.hidden = month.hidden;
    }
    bars.forEach((bar, number) => draw(bar, days.filter((day) => day.dataset.bar === String(number))));
    const left = entries.filter((entry) => !entry.hidden).length;
    clear.hidden = wanted.length === 0;
    const looked = wanted.map(([name, value]) => saying(name, value)).join(", ");
    shown.textContent = !wanted.length ? "" : left ? `${left} of ${counted(entries.length, "entry", "entries")}: ${looked}` : `No entries match: ${looked}. `;
    if (wanted.length && !left) {
      const all = document.createElement("button");
      all.type = "button";
      all.textContent = "Show all entries";
      all.addEventListener("click", () => form.reset());
      shown.append(all);
    }
    passOn();
  };

  const remember = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(isFilter)).toString();
    if (query === asked().toString()) return;
    try {
      history.pushState(null, "", `${location.pathname}${query && "?"}${query}`);
    } catch {
      location.hash = `?${query}`;
    }
    show();
  };

  form.hidden = false;
  form.addEventListener("change", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      remember();
      form.querySelector("select, input").focus(); // the button that was pressed is gone
    }),
  );
  addEventListener("popstate", show);
  addEventListener("hashchange", show);
  show();

  // The page was laid out before entries went: find the place again.
  const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (place && asked().size) place.scrollIntoView();
})();
