// Filters of the timeline, kept in the address so that a view can be shared and Back works.
// Without this script the whole timeline stands there, newest first, and the form stays hidden.
(() => {
  const looks = ["topic", "person", "country", "source", "from", "to", "q", "main", "deadlines"];
  const names = [...looks, "said", "order", "view", "all"];
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

  const narrow = matchMedia("(max-width: 44.9844em)");
  const panel = document.querySelector(".bb-filter-panel");
  if (panel && (narrow.matches || !asked().size)) panel.open = false;
  if (panel) panel.dataset.ready = "";

  // On a narrow screen the strip scrolls in itself; the as-of date is where one looks first.
  const strip = document.querySelector(".bb-density-bars");
  const now = document.querySelector(".bb-density-bar--now");
  const toNow = () => {
    if (strip && now) strip.scrollLeft = now.offsetLeft - strip.clientWidth / 2;
  };
  toNow();
  panel?.addEventListener("toggle", toNow);

  const form = document.querySelector(".bb-filters");
  passOn();
  if (!form) return;

  const list = document.querySelector(".bb-entries");
  const many = list.classList.contains("bb-entries--many"); // the main events stand alone until more are asked for
  const entries = [...list.querySelectorAll(".bb-day .bb-entry")];
  const days = [...list.querySelectorAll(".bb-day")];
  const months = [...list.querySelectorAll(".bb-month")];
  const spoken = [...list.querySelectorAll(".bb-spoken")];
  const bars = [...document.querySelectorAll(".bb-density-bar")];
  const sides = document.querySelector(".bb-by-side");
  const today = list.querySelector(".bb-today");
  const ahead = list.querySelector(".bb-ahead");
  const clear = form.querySelector("[type=reset]");
  const shown = document.querySelector(".bb-shown");
  const take = document.querySelector(".bb-take");
  const counted = (number, one, more) => `${number} ${number === 1 ? one : more}`;
  const few = narrow.matches ? 1 : 3;
  let allAhead = false;

  // What was said stands one after the other, and so do the words under which it is filed.
  const statements = spoken.flatMap((group) => {
    const filed = Object.fromEntries(["topic", "person", "country", "source"].map((name) => [name, group.dataset[name].split("|")]));
    return [...group.querySelectorAll(".bb-words")].map((element, place) => ({
      element,
      filed: { ...Object.fromEntries(Object.entries(filed).map(([name, all]) => [name, all[place] || ""])), from: group.dataset.day, to: group.dataset.day },
    }));
  });

  const wordsOf = (element, without = "") => {
    const copy = element.cloneNode(true);
    for (const mark of copy.querySelectorAll(".bb-cite, .bb-basis, .bb-permalink, .headerlink" + without)) mark.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const texts = new Map([...entries, ...statements.map((one) => one.element)].map((element) => [element, wordsOf(element).toLowerCase()]));

  const matches = (element, filed, name, value) => {
    if (name === "main" || name === "deadlines") return element.classList.contains(name === "main" ? "bb-entry--main" : "bb-entry--deadline");
    if (name === "from") return Boolean(filed.to) && filed.to >= value;
    if (name === "to") return Boolean(filed.from) && filed.from <= value;
    if (name === "q") return value.toLowerCase().split(/\s+/).filter(Boolean).every((word) => texts.get(element).includes(word));
    return (filed[name] || "").split(" ").includes(value);
  };
  const meets = (element, filed, wanted) => wanted.every(([name, value]) => matches(element, filed, name, value));

  // A shared address may ask for somebody of whom this page knows nothing.
  const choose = (field, value) => {
    if (field.type === "checkbox") field.checked = value !== null;
    else {
      if (value && field.options && ![...field.options].some((option) => option.value === value)) {
        const option = new Option(value, value);
        option.dataset.text = value;
        field.add(option);
      }
      field.value = value ?? "";
    }
  };

  for (const option of form.querySelectorAll("option")) option.dataset.text = option.text.replace(/ \(\d+\)$/, "");
  const labelOf = (field) => field.parentElement.firstChild.textContent.trim() || field.parentElement.querySelector("input").nextSibling.textContent.trim();

  const saying = (name, value) => {
    const field = form.elements[name];
    if (!field) return value;
    if (field.type === "checkbox") return labelOf(field).toLowerCase();
    if (field.options) return field.selectedOptions[0].dataset.text;
    return name === "q" ? `“${value}”` : `${name} ${value}`;
  };

  // Behind each choice stands how many entries it would leave, the other filters being as they are.
  const count = (wanted) => {
    const left = (name, value) => {
      const others = wanted.filter(([other]) => other !== name);
      return entries.filter((entry) => meets(entry, entry.dataset, value ? [...others, [name, value]] : others)).length;
    };
    for (const name of ["topic", "person", "country", "source"]) {
      for (const option of form.elements[name]?.options ?? []) {
        if (option.value) option.text = `${option.dataset.text} (${left(name, option.value)})`;
      }
    }
    for (const name of ["main", "deadlines"]) {
      const place = form.elements[name]?.parentElement.querySelector(".bb-left");
      if (place) place.textContent = `(${left(name, "1")})`;
    }
    const place = form.elements.said?.parentElement.querySelector(".bb-left");
    if (place) place.textContent = `(${statements.filter((one) => meets(one.element, one.filed, wanted)).length})`;
  };

  const draw = (bar, group) => {
    const link = bar.querySelector("a");
    if (!link) return;
    const here = group.flatMap((day) => [...day.querySelectorAll(".bb-entry:not([hidden], .bb-further)")]);
    const late = here.filter((entry) => entry.classList.contains("bb-entry--deadline")).length;
    const [, number, rest] = link.children;
    number.textContent = here.length;
    rest.textContent = ` ${here.length === 1 ? "entry" : "entries"}${late ? `, ${counted(late, "deadline", "deadlines")}` : ""}`;
    bar.style.setProperty("--bb-n", `${(100 * here.length) / highest}%`);
    bar.style.setProperty("--bb-d", `${here.length ? (100 * late) / here.length : 0}%`);
    bar.inert = here.length === 0;
  };
  const highest = Math.max(1, ...bars.map((bar) => Number(bar.querySelector(".bb-density-count")?.textContent ?? 0)));

  // Months, days in them and the line of the as-of date, in the order that is asked for. Under either, what is known to
  // the year or the month only comes after its days.
  const yearOf = (month) => Number(month.querySelector("h2").id.match(/\d{4}/)?.[0] ?? 1e5);
  const isUndated = (month) => month.querySelector("h2").id === "undated";
  const isLong = (month) => month.querySelector("h2").id.startsWith("y-");
  const wasMonth = new Map(months.map((month, place) => [month, place]));
  const wasDay = new Map(days.map((day, place) => [day, place]));
  const wasToday = today && [today.parentElement, today.nextElementSibling];
  const byMonth = (a, b) =>
    isUndated(a) - isUndated(b) || yearOf(a) - yearOf(b) || isLong(a) - isLong(b) || (isLong(a) ? 1 : -1) * (wasMonth.get(a) - wasMonth.get(b));
  let order = "";
  const arrange = (wanted) => {
    if (wanted === order) return;
    order = wanted;
    const oldest = order === "oldest";
    const tail = today && list.contains(today) ? today : null;
    tail?.remove();
    const sorted = [...months].sort(oldest ? byMonth : (a, b) => wasMonth.get(a) - wasMonth.get(b));
    for (const month of sorted) list.append(month);
    for (const month of months) {
      const own = days.filter((day) => month.contains(day)).sort((a, b) => wasDay.get(a) - wasDay.get(b));
      const whole = own.filter((day) => day.dataset.whole);
      const known = own.filter((day) => !day.dataset.whole);
      for (const day of [...(oldest ? known.reverse() : known), ...whole]) month.append(day);
    }
    if (ahead) ahead.hidden = oldest;
    if (!tail) return;
    if (!oldest) return wasToday[0].insertBefore(tail, wasToday[1]);
    const later = sorted.flatMap((month) => [...month.querySelectorAll(".bb-day")]).find((day) => day.classList.contains("bb-day--ahead"));
    if (!later) list.append(tail);
    else if (later === later.parentElement.querySelector(".bb-day")) later.parentElement.before(tail);
    else later.before(tail);
  };

  // The next plans stand there, those further ahead behind a button.
  const more = document.createElement("button");
  more.type = "button";
  more.dataset.bbScript = "";
  more.addEventListener("click", () => {
    allAhead = true;
    show();
    ahead.focus();
  });
  if (ahead) ahead.tabIndex = -1;
  const fold = (plain) => {
    const coming = entries.filter((entry) => !entry.hidden && entry.closest(".bb-day--ahead"));
    coming.sort((a, b) => (a.dataset.from < b.dataset.from ? -1 : a.dataset.from > b.dataset.from ? 1 : 0));
    const far = plain && !allAhead && order !== "oldest" ? coming.slice(few) : [];
    for (const entry of entries) entry.classList.toggle("bb-further", far.includes(entry));
    if (!ahead) return;
    ahead.classList.toggle("bb-none-ahead", coming.length === 0);
    if (far.length) {
      more.textContent = `${far.length} further ahead`;
      ahead.append(" ", more);
    } else more.remove();
  };

  // The second view: a row for each side, the entries in it from left to right in the order of the list.
  const rows = (on) => {
    sides.hidden = !on;
    list.hidden = on;
    sides.replaceChildren();
    if (!on) return;
    const visible = [...list.querySelectorAll(".bb-entry:not([hidden])")];
    const parties = [...(form.elements.country?.options ?? [])].filter((option) => option.value).map((option) => [option.value, option.dataset.text]);
    const row = (name, group) => {
      if (!group.length) return;
      const title = document.createElement("h2");
      title.textContent = `${name} (${group.length})`;
      const line = document.createElement("ol");
      line.tabIndex = 0;
      line.setAttribute("aria-label", name);
      for (const entry of group) {
        const item = document.createElement("li");
        const when = document.createElement("span");
        const head = entry.closest(".bb-day").querySelector("h3 > :first-child") ?? entry.closest(".bb-day").querySelector(".bb-day-note");
        when.textContent = head?.textContent ?? "No date known";
        const what = document.createElement("a");
        what.href = `#${entry.id}`;
        what.textContent = wordsOf(entry.querySelector(".bb-what"), ", .bb-bracket"); // brackets are for paper and data
        item.append(when, what);
        item.className = entry.classList.contains("bb-entry--deadline") ? "bb-side-deadline" : "";
        line.append(item);
      }
      sides.append(title, line);
    };
    for (const [token, name] of parties) row(name, visible.filter((entry) => (entry.dataset.country || "").split(" ").includes(token)));
    row("No side named", visible.filter((entry) => !entry.dataset.country));
  };
  sides.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const target = document.getElementById(link.getAttribute("href").slice(1));
    allAhead = true;
    form.elements.view.value = "";
    remember();
    target.scrollIntoView();
    target.querySelector("a")?.focus({ preventScroll: true });
  });

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const show = () => {
    const view = asked();
    const wanted = [...view].filter(([name]) => looks.includes(name));
    for (const name of names) if (form.elements[name]) choose(form.elements[name], view.get(name));
    const mainOnly = !wanted.length && many && !view.has("all");
    arrange(view.get("order") === "oldest" ? "oldest" : "");
    for (const entry of entries) {
      const kept = !mainOnly || entry.classList.contains("bb-entry--main") || Boolean(entry.closest(".bb-day--ahead"));
      entry.hidden = !(kept && meets(entry, entry.dataset, wanted));
    }
    for (const one of statements) one.element.hidden = !view.has("said") || !meets(one.element, one.filed, wanted);
    for (const group of spoken) {
      group.hidden = !group.querySelector(".bb-words:not([hidden])");
      group.open = !group.hidden;
    }
    const rowsOn = view.get("view") === "sides";
    fold(!wanted.length && !rowsOn);
    for (const group of [...days, ...months]) group.hidden = !group.querySelector(".bb-entry:not([hidden], .bb-further), .bb-words:not([hidden])");
    for (const month of months) {
      const id = month.querySelector("h2").id;
      for (const link of document.querySelectorAll(`.md-nav--secondary a[href="#${id}"]`)) link.parentElement.hidden = month.hidden;
    }
    bars.forEach((bar, number) => draw(bar, days.filter((day) => day.dataset.bar === String(number))));
    count(wanted);
    rows(rowsOn);
    const left = entries.filter((entry) => !entry.hidden).length;
    clear.hidden = wanted.length === 0;
    const looked = wanted.map(([name, value]) => saying(name, value)).join(", ");
    shown.textContent = "";
    if (mainOnly) shown.append(`Main events: ${left} of ${counted(entries.length, "entry", "entries")}. `, button(`Show all ${entries.length}`, () => ask("all", "1")));
    else if (wanted.length) shown.textContent = left ? `${left} of ${counted(entries.length, "entry", "entries")}: ${looked}` : `No entries match: ${looked}. `;
    if (wanted.length && !left) shown.append(button("Show all entries", () => form.reset()));
    passOn();
    list.dataset.ready = "";
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
  const ask = (name, value) => {
    form.elements[name].value = value;
    remember();
    list.focus({ preventScroll: true }); // the button that was pressed is gone
  };

  // What is shown, to take away: made here, of what stands on the page, without a request.
  const taken = () => [...list.querySelectorAll(".bb-entry:not([hidden], .bb-further)")];
  const addressOf = (entry) => `${location.href.replace(/[?#].*$/, "")}#${entry.id}`;
  const kindOf = (entry) => (entry.querySelector(".bb-badge--cancelled") ? "cancelled" : entry.className.match(/bb-entry--(occurred|scheduled|deadline)/)[1]);
  const cell = (text) => `"${(/^[\s]*[=+\-@＝＋－＠]/.test(text) ? `'${text.trim()}` : text).replaceAll('"', '""')}"`;
  const table = () => {
    const head = ["from", "to", "date", "kind", "headline", "people", "topics", "address"];
    const lines = taken().map((entry) => {
      const filed = [...entry.querySelectorAll(".bb-filed a")].map((link) => [Boolean(link.closest(".bb-tag")), link.textContent]);
      const told = (topics) => filed.filter(([topic]) => topic === topics).map(([, name]) => name).join("; ");
      const date = entry.querySelector(".bb-permalink").dataset.stamp;
      return [entry.dataset.from ?? "", entry.dataset.to ?? "", date, kindOf(entry), wordsOf(entry.querySelector(".bb-what")), told(false), told(true), addressOf(entry)];
    });
    return [head, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
  };
  const folded = (line) => {
    const parts = [""];
    let size = 0;
    for (const letter of line) {
      const more = new TextEncoder().encode(letter).length;
      if (size + more > 73) {
        parts.push("");
        size = 0;
      }
      parts[parts.length - 1] += letter;
      size += more;
    }
    return parts.join("\r\n ");
  };
  const dayAfter = (day) => {
    const next = new Date(`${day}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    return next.toISOString().slice(0, 10);
  };
  const calendar = () => {
    const safe = (text) => text.replace(/[\\;,]/g, "\\$&");
    const plain = (day) => day.replaceAll("-", "");
    const stamp = list.querySelector(".bb-today time")?.dateTime ?? "1970-01-01"; // no clock: the book's own date
    const events = taken()
      .filter((entry) => entry.dataset.known)
      .flatMap((entry) => [
        "BEGIN:VEVENT",
        `UID:${entry.id}@briefing-book`,
        `DTSTAMP:${plain(stamp)}T000000Z`,
        `DTSTART;VALUE=DATE:${plain(entry.dataset.from)}`,
        `DTEND;VALUE=DATE:${plain(dayAfter(entry.dataset.to))}`,
        `SUMMARY:${safe(wordsOf(entry.querySelector(".bb-what")))}`,
        ...(kindOf(entry) === "cancelled" ? ["STATUS:CANCELLED"] : []),
        `URL:${addressOf(entry)}`,
        "END:VEVENT",
      ]);
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Briefing Book//Timeline//EN", ...events, "END:VCALENDAR"];
    return lines.map((line) => `${folded(line)}\r\n`).join("");
  };
  const kinds = { csv: ["text/csv;charset=utf-8", table], ics: ["text/calendar;charset=utf-8", calendar] };
  take?.addEventListener("click", (event) => {
    const wish = event.target.dataset.as;
    if (!wish) return;
    const [type, made] = kinds[wish];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([made()], { type }));
    link.download = `timeline-shown.${wish}`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  if (take) take.hidden = false;

  form.hidden = false;
  form.addEventListener("change", remember);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      form.elements.all.value = "";
      remember();
      form.querySelector("select, input").focus(); // the button that was pressed is gone
    }),
  );
  addEventListener("popstate", show);

  // A link to an entry that is folded away or left out shows it.
  const place = () => {
    const target = location.hash.length > 1 && !location.hash.startsWith("#?") && document.getElementById(location.hash.slice(1));
    const entry = target && list.contains(target) && (target.matches(".bb-entry") ? [target] : [...(target.closest(".bb-day") ?? target.closest(".bb-month") ?? target).querySelectorAll(".bb-entry")]);
    if (!entry || !entry.length || asked().size) return target;
    if (entry.every((one) => one.classList.contains("bb-further"))) allAhead = true;
    show();
    for (const one of entry.every((other) => other.hidden) ? entry : []) {
      one.hidden = one.closest(".bb-day").hidden = one.closest(".bb-month").hidden = false;
    }
    return target;
  };
  addEventListener("hashchange", () => {
    show();
    const target = place();
    if (target) target.scrollIntoView();
  });
  show();

  // The page was laid out before entries went: find the place again.
  const target = place();
  if (target) target.scrollIntoView();
})();
