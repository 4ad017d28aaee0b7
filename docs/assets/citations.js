// A click on a citation opens its sentence in place, one on the sign beside a date how it was read. Without this script
// the mark leads to the source's page, and the sign shows it when pointed at.
(() => {
  const content = document.querySelector(".md-content");
  if (!content || !HTMLElement.prototype.showPopover) return;

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };

  const pop = make("div", "bb-pop");
  pop.id = "bb-citation";
  pop.popover = "auto"; // Esc and a click elsewhere close it
  pop.tabIndex = -1;
  pop.setAttribute("role", "dialog");
  content.querySelector(".md-typeset").append(pop);
  const cited = ".bb-cite [data-says] > a";
  const marks = `${cited}, .bb-basis[title] > a`;
  let opener = null;

  const words = (text) => [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)];

  // What the book shows is the sentence with words left out. Of the ways to find its words in order, the one that finds
  // most is right, and of those the one that breaks them least: "Trump began" is not the "Donald Trump" before it.
  const shown = (sentence, claim) => {
    const told = words(sentence);
    const wanted = words(claim.replace(/\[[^[\]]*\]/g, " ")); // a name in brackets is the book's own
    const row = () => new Int32Array(wanted.length + 1);
    const best = told.concat(0).map(row); // of the words before two places
    const here = told.concat(0).map(row); // the same where the two words before them are one
    for (let i = 1; i <= told.length; i++) {
      for (let j = 1; j <= wanted.length; j++) {
        if (told[i - 1][0] === wanted[j - 1][0]) here[i][j] = 1000 + Math.max(best[i - 1][j - 1], here[i - 1][j - 1] && here[i - 1][j - 1] + 1);
        best[i][j] = Math.max(here[i][j], best[i - 1][j], best[i][j - 1]);
      }
    }
    const marked = [];
    let [i, j, follows] = [told.length, wanted.length, false];
    while (i && j) {
      if (follows || here[i][j] === best[i][j] && here[i][j]) {
        marked.unshift(told[i - 1]);
        follows = here[i - 1][j - 1] > 0 && here[i][j] === here[i - 1][j - 1] + 1001;
        i--;
        j--;
      } else if (best[i - 1][j] === best[i][j]) i--;
      else j--;
    }
    return marked;
  };

  const says = (sentence, claim) => {
    const paragraph = make("p", "bb-pop-says");
    const marked = shown(sentence, claim);
    let done = 0;
    for (let i = 0; i < marked.length; i++) {
      const start = marked[i].index;
      let end = start + marked[i][0].length;
      while (i + 1 < marked.length && !/[\p{L}\p{N}]/u.test(sentence.slice(end, marked[i + 1].index))) {
        i++;
        end = marked[i].index + marked[i][0].length;
      }
      paragraph.append(sentence.slice(done, start), make("mark", "", sentence.slice(start, end)));
      done = end;
    }
    paragraph.append(sentence.slice(done));
    return paragraph;
  };

  // A page from a folder may have no clipboard to ask; then the old way, over a field.
  const copied = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = make("textarea");
      field.value = text;
      pop.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      button.focus({ preventScroll: true });
      if (!done) {
        button.textContent = "Cannot copy: take it by hand";
        return;
      }
    }
    button.textContent = "Copied";
  };

  const claimOf = (mark) => {
    const line = mark.closest(".bb-claim, .bb-said, .bb-what, .bb-position, .bb-card-text, li, p, td") || mark.parentElement;
    const copy = line.cloneNode(true);
    for (const aside of copy.querySelectorAll(".bb-cite, .bb-badge, .bb-meta, .bb-edited")) aside.remove();
    return copy.textContent;
  };

  // In the margin of a wide screen, below what stands there of its line; else below or above its line, which it never covers.
  const wide = matchMedia("(min-width: 76.25em)");
  const place = (mark) => {
    const line = mark.closest(".bb-claim, .bb-said, .bb-what, .bb-position, .bb-card-text, .bb-meta, li, p, td") || mark;
    const at = mark.getBoundingClientRect();
    const around = line.getBoundingClientRect();
    const column = content.querySelector(".md-typeset").getBoundingClientRect();
    pop.style.maxHeight = "";
    pop.classList.remove("bb-pop--beside");
    const margin = parseFloat(getComputedStyle(content).getPropertyValue("--bb-margin")) * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const left = column.right - margin;
    if (wide.matches && Math.max(at.right, around.right) <= left) {
      pop.classList.add("bb-pop--beside");
      const aside = line.parentElement.querySelector(":scope > .bb-meta:last-child")?.getBoundingClientRect();
      const size = pop.getBoundingClientRect();
      const top = aside && aside.left >= left - 1 ? aside.bottom + 4 : around.top;
      pop.style.top = `${Math.max(8, Math.min(top, innerHeight - size.height - 8))}px`;
      pop.style.left = `${left}px`;
      return;
    }
    const room = Math.max(innerHeight - around.bottom, around.top) - 14;
    if (room > 120) pop.style.maxHeight = `min(24rem, ${room}px)`; // it scrolls rather than cover its line
    const size = pop.getBoundingClientRect();
    const below = around.bottom + 6;
    const above = around.top - size.height - 6;
    const whole = below + size.height <= innerHeight - 8 ? below : above >= 8 ? above : null;
    const near = at.bottom + 6 + size.height <= innerHeight - 8 || innerHeight - at.bottom > at.top ? at.bottom + 6 : at.top - size.height - 6;
    pop.style.top = `${Math.max(8, Math.min(whole ?? near, innerHeight - size.height - 8))}px`;
    pop.style.left = `${Math.max(8, Math.min(at.left - 24, innerWidth - size.width - 8))}px`;
  };

  const copier = (name, words, text) => {
    const button = make("button", name, words);
    button.type = "button";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copied(text, button));
    return button;
  };

  // What an editor may do with each kind of line, as `briefing edit` takes it: it runs as it stands here, and its words
  // are there to be changed. A value of the book is put in only where no shell can take it for anything but words.
  const plain = (text) => (/^[\p{L}\p{N}](?:[\p{L}\p{N} .,:-]*[\p{L}\p{N}])?$/u.test(text) ? text : "");
  const day = String.raw`\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?`;
  const dates = new RegExp(`^(?:${day}(?:/${day})?|\\[${day}\\.\\.${day}\\])$`);
  const dateOf = (line) => {
    const shown = line.querySelector("[data-stamp], time[datetime], [data-edtf]");
    const date = shown ? shown.dataset.stamp || shown.getAttribute("datetime") || shown.dataset.edtf : "";
    return dates.test(date) ? `"${date}"` : "";
  };
  const commands = (line) => {
    const [kind, ...named] = line.dataset.edit.split(" ");
    const id = named.join(" ") || line.id || line.dataset.claim;
    const value = plain(line.querySelector(".bb-value")?.textContent.trim() || "");
    const known = {
      event: [...(dateOf(line) ? [`date ${id} ${dateOf(line)} --reason "another day"`] : []), `headline ${id} "New words" --reason "clearer"`],
      disagreement: value ? [`settle ${id} "${value}" --reason "the better source"`] : [],
      role: plain(id) ? [`role "${id}" "New office" --reason "another office"`] : [],
      abbreviation: plain(id) ? [`gloss "${id}" "New words" --reason "meant otherwise"`] : [],
    };
    const hides = kind in { role: 0, abbreviation: 0 } ? [] : [`hide ${id} --reason "misread"`];
    return [...(known[kind] || []), ...hides].map((done) => `briefing edit ${done}`);
  };

  const correction = (line) => {
    const folded = make("details", "bb-pop-edit");
    folded.append(make("summary", "", "Correct this line"), make("p", "", "Of your own book: run one of these in its folder, with your words."));
    for (const command of commands(line)) {
      const row = make("p", "bb-pop-command");
      row.append(make("code", "", command), " ", copier("bb-pop-take", "Copy", command));
      folded.append(row);
    }
    folded.addEventListener("toggle", () => opener && place(opener));
    return folded;
  };

  // What the box says of a mark: its name, its words, and where they lead.
  const told = (mark) => {
    const { says: sentence, url } = mark.parentElement.dataset;
    if (!sentence) return [mark.getAttribute("aria-label"), make("p", "bb-pop-says", mark.parentElement.title), []];
    const [, number, byline] = mark.getAttribute("aria-label").match(/^(\d+): (.*)$/);
    const here = make("a", "", "See it among the source’s sentences");
    here.href = mark.href;
    const there = url ? [make("a", "", "In the article itself")] : [];
    for (const link of there) link.href = url;
    return [`${number} · ${byline}`, says(sentence, claimOf(mark)), [here, ...there]];
  };

  const open = (mark) => {
    const [name, words, links] = told(mark);
    const ways = make("p", "bb-pop-ways");
    ways.append(...links);
    pop.replaceChildren(make("p", "bb-pop-by", name), words, ways);
    const claim = mark.closest("[id^='c-'], [data-claim]");
    if (claim) {
      const line = make("a", "", "Link to this line");
      line.href = `#${claim.id || claim.dataset.claim}`;
      line.addEventListener("click", () => pop.hidePopover());
      ways.append(line, " ", copier("bb-pop-copy", "Copy the link", line.href));
      if (claim.dataset.edit) pop.append(correction(claim));
    }
    pop.setAttribute("aria-label", mark.matches(cited) ? `Source ${name.replace(" ·", ":")}` : name);
    pop.showPopover();
    place(mark);
    opener = mark;
    mark.setAttribute("aria-expanded", "true");
    pop.focus({ preventScroll: true });
  };

  pop.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !opener) return;
    opener.removeAttribute("aria-expanded");
    if (pop.contains(document.activeElement) || document.activeElement === document.body) opener.focus({ preventScroll: true });
    opener = null;
  });
  addEventListener("resize", () => opener && place(opener));
  addEventListener("scroll", () => opener && place(opener), { passive: true });

  for (const mark of content.querySelectorAll(marks)) {
    if (mark.title) mark.setAttribute("aria-label", mark.title); // with the script it opens what the title says
    mark.removeAttribute("title");
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-haspopup", "dialog");
  }
  content.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches?.(marks)) {
      event.preventDefault();
      event.target.click();
    }
  });
  content.addEventListener("click", (event) => {
    const mark = event.target.closest?.(marks);
    if (!mark || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (opener === mark) pop.hidePopover();
    else open(mark);
  });
})();
