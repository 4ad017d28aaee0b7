// The search itself: an index of the book's pages, and results as the theme shows them. It stands in for the theme's own
// worker and speaks its language: 0 sets up, 1 is ready, 2 asks, 3 answers. The order of the results: search-ranks.js.
// A site of many pages has its words in files, and no documents in what the theme loads: search-large.js asks for these.
(() => {
  "use strict";
  const PAGES = 50; // results
  const SECTIONS = 8; // of one page
  const SHOWN = 220; // characters of an excerpt
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

  // In a folder the worker is a script of a frame; there scripts come later, and paths start at the page.
  const here = typeof document === "undefined" ? self.location.href : document.currentScript.src;
  const loaded = Promise.resolve(importScripts(...["search-words.js", "search-ranks.js"].map((name) => new URL(name, here).href)));

  const ENTITIES = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"], ["nbsp", " "]]);
  const entity = (shown, name) => {
    if (name[0] !== "#") return ENTITIES.get(name) ?? shown;
    const code = name[1].toLowerCase() === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : shown;
  };
  const asText = (html) =>
    html.replace(/<[^>]*>/g, " ").replace(/&(#\d+|#[xX][\da-fA-F]+|\w+);/g, entity).replace(/\s+/g, " ").replace(/ ([.,;:!?)\]])/g, "$1").trim();
  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  class Index {
    constructor(docs = []) {
      this.ranks = self.searchRanks;
      this.docs = [];
      this.pages = new Map();
      this.terms = new Map(); // term, then number of the document: what it counts there, and how often its text has it
      this.named = new Map(); // words of titles, for the completion in the box
      this.add(docs);
    }

    add(docs) {
      for (const doc of docs) this.docs.push(this.taken(doc, this.docs.length));
      this.sorted = [...this.terms.keys()].sort();
      this.unspaced = this.sorted.filter((term) => this.ranks.UNSPACED.test(term));
    }

    taken({ location, title, text, tags, boost }, number) {
      const [path, anchor] = location.split("#");
      const main = !this.pages.has(path);
      const doc = { location, number, path, main, boost, title: asText(title), text: asText(text), tags: main ? (tags ?? []).map(asText) : [] };
      if (main) this.pages.set(path, { docs: [], boost: this.ranks.softened(boost) });
      this.pages.get(path).docs.push(doc);
      const { WEIGHT, words, daysIn, dayTerms } = this.ranks;
      for (const word of words(doc.title)) this.note(word, number, main ? WEIGHT.title : WEIGHT.heading, main);
      for (const tag of doc.tags) for (const word of words(tag)) this.note(word, number, WEIGHT.tag, true);
      for (const word of words(doc.text)) this.note(word, number, 0, false);
      for (const day of daysIn(doc.text)) for (const term of dayTerms(day)) this.put(term, number, 0);
      const own = /^d-(\d{4})-(\d{2})-(\d{2})$/.exec(anchor ?? "");
      if (own) {
        doc.day = { year: Number(own[1]), month: Number(own[2]), day: Number(own[3]) };
        for (const term of dayTerms(doc.day)) this.put(term, number, WEIGHT.day);
      }
      return doc;
    }

    note(word, number, weight, names) {
      const [first, ...others] = word.forms;
      for (const term of [first, ...(word.joined ?? [])]) this.put(term, number, weight);
      for (const term of others) this.put(term, number, weight * this.ranks.ALIKE);
      if (names) this.named.set(first, (this.named.get(first) ?? 0) + 1);
    }

    put(term, number, weight) {
      if (!this.terms.has(term)) this.terms.set(term, new Map());
      const held = this.terms.get(term);
      const entry = held.get(number) ?? { weight: 0, count: 0 };
      if (weight > entry.weight) entry.weight = weight;
      if (!weight) entry.count += 1;
      held.set(number, entry);
    }

    // A word begins with another; where words have no blanks between, it holds it.
    continues(term, start) {
      return this.ranks.UNSPACED.test(start) ? term.includes(start) : term.startsWith(start);
    }

    beginning(term) {
      let [low, high] = [0, this.sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.sorted[middle] < term) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (; low < this.sorted.length && this.sorted[low].startsWith(term); low++) found.push(this.sorted[low]);
      return found;
    }

    // The documents that hold one thing looked for, with its weight and whether it stands there as a whole word.
    // `known`: other pages of the book have it as a whole word.
    found({ terms, joined = [], whole }, known = false) {
      const docs = new Map();
      const add = (term, factor, isWhole) => {
        for (const [number, { weight, count }] of this.terms.get(term) ?? []) {
          const counts = factor * Math.max(weight, count ? this.ranks.inText(count) : 0);
          const had = docs.get(number);
          if (!had || counts > had.weight) docs.set(number, { weight: counts, whole: isWhole || Boolean(had?.whole), term });
        }
      };
      terms.forEach((term, n) => add(term, n ? this.ranks.ALIKE : 1, true));
      for (const term of joined) add(term, 1, true);
      if (whole) return docs;
      const factor = known || docs.size ? this.ranks.BEGINNING : 1;
      for (const start of terms) {
        const longer = this.ranks.UNSPACED.test(start) ? this.unspaced.filter((term) => term.includes(start)) : this.beginning(start);
        for (const term of longer) if (!terms.includes(term) && !term.startsWith("d:") && !term.startsWith("d?:")) add(term, factor, false);
      }
      return docs;
    }

    search(query) {
      const read = this.ranks.read(query);
      const finds = read.wanted.map((one) => ({ ...one, docs: this.found(one) }));
      const rarities = finds.map(({ docs }) => this.ranks.rarity(docs.size, this.docs.length));
      const touched = new Set(finds.flatMap(({ docs }) => [...docs.keys()].map((number) => this.docs[number].path)));
      const items = this.best(touched, read, finds, rarities);
      if (read.days.length > 1) this.tellReadings(read.days, items);
      return { items, suggest: this.suggested(query) };
    }

    // The pages in their order, as the theme takes them.
    best(paths, { phrase }, finds, rarities) {
      const order = (a, b) => b.score - a.score || (a.path < b.path ? -1 : 1);
      const ranked = [...paths].map((path) => this.ranked(path, finds, rarities)).sort(order).slice(0, PAGES);
      for (const page of ranked) page.score *= this.ranks.phrased(phrase, this.lines(page.path));
      return ranked.sort(order).map((page, place) => this.item(page, finds, PAGES - place));
    }

    ranked(path, finds, rarities) {
      const { docs, boost } = this.pages.get(path);
      const scored = docs.map((doc) => {
        const had = finds.map((find) => find.docs.get(doc.number));
        return { doc, had, score: this.ranks.counted(had.map((one) => one?.weight ?? 0), rarities, had.map((one) => one?.whole)) };
      });
      const best = finds.map((_, n) => Math.max(...scored.map(({ had }) => had[n]?.weight ?? 0)));
      const whole = finds.map((_, n) => scored.some(({ had }) => had[n]?.whole));
      const score = this.ranks.counted(best, rarities, whole) * boost;
      return { path, score, docs: scored, missing: finds.filter((_, n) => !best[n]) };
    }

    // A page's names, headings and texts in one spelling, made when they are first asked for.
    lines(path) {
      const page = this.pages.get(path);
      if (!page.lines) {
        const { line } = this.ranks;
        const [main, ...sections] = page.docs;
        page.lines = { names: [main.title, ...main.tags].map(line), headings: sections.map((doc) => line(doc.title)), texts: page.docs.map((doc) => line(doc.text)) };
      }
      return page.lines;
    }

    // A page as the theme takes it: the best of its parts first, each with an excerpt.
    item({ docs, missing }, finds, base) {
      const found = docs.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.doc.number - b.doc.number);
      const top = found[0].score;
      const parts = found.slice(0, SECTIONS);
      const main = docs[0];
      if (!parts.includes(main)) parts.push(main);
      const absent = Object.fromEntries(missing.map(({ typed }) => [typed, false]));
      return parts.map((part) => {
        const { doc, score } = part;
        const excerpt = doc.main && part === found[0] ? this.opening(doc.path) : doc.text;
        const terms = {};
        const shown = { title: this.marked(doc.title, finds, terms), text: this.marked(this.cut(excerpt, finds), finds, terms) };
        return { location: doc.location, day: doc.day, ...shown, score: base - 0.9 + (0.9 * score) / top, terms: { ...terms, ...absent } };
      });
    }

    // How a page begins, over its first sections.
    opening(path) {
      let text = "";
      for (const doc of this.pages.get(path).docs) {
        if (text.length >= SHOWN) break;
        if (doc.text) text += text ? ` · ${doc.text}` : doc.text;
      }
      return text;
    }

    // The places of a text that answer to what is looked for: whole words, and beginnings of words where it has none.
    places(text, finds) {
      const { words, daysIn, dayTerms } = this.ranks;
      const tokens = [...words(text), ...daysIn(text).map((day) => ({ ...day, forms: dayTerms(day) }))];
      return finds.flatMap((find, n) => {
        const those = (is) => tokens.filter(({ forms, joined = [] }) => [...forms, ...joined].some(is)).map(({ start, end }) => ({ start, end, n }));
        const whole = those((term) => find.terms.includes(term) || (find.joined ?? []).includes(term));
        return whole.length || find.whole ? whole : those((term) => find.terms.some((start) => this.continues(term, start)));
      });
    }

    // The stretch with most of the words looked for.
    cut(text, finds) {
      if (text.length <= SHOWN) return text;
      const places = this.places(text, finds);
      const kinds = (at) => new Set(places.filter(({ start }) => start >= at.start && start < at.start + SHOWN - 40).map(({ n }) => n)).size;
      const best = places.reduce((had, at) => (kinds(at) > (had ? kinds(had) : 0) ? at : had), null);
      const from = best && best.start > 60 ? text.indexOf(" ", best.start - 40) + 1 : 0;
      const whole = text.lastIndexOf(" ", from + SHOWN);
      const to = from + SHOWN >= text.length ? text.length : whole > from ? whole : from + SHOWN;
      return `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
    }

    marked(text, finds, terms) {
      let [shown, at] = ["", 0];
      for (const { start, end } of this.places(text, finds).sort((a, b) => a.start - b.start || b.end - a.end)) {
        if (start < at) continue;
        const word = text.slice(start, end);
        terms[word.toLowerCase()] = true;
        shown += `${escaped(text.slice(at, start))}<mark>${escaped(word)}</mark>`;
        at = end;
      }
      return shown + escaped(text.slice(at));
    }

    // A number that may be two days: the timeline names both first, also one on which it has nothing.
    tellReadings(days, items) {
      const is = (day, own) => own && own.month === day.month && own.day === day.day && (!day.year || own.year === day.year);
      const empty = days.filter((day) => !this.docs.some((doc) => is(day, doc.day)));
      const timeline = [...this.pages.values()].map(({ docs }) => docs[0]).find(({ location }) => location.startsWith("timeline"));
      if (!empty.length || !timeline) return;
      const told = empty.map((day) => ({
        location: `${timeline.location}#`,
        title: this.ranks.dayName(day),
        text: "The timeline has no entry of this day.",
        score: PAGES + 1,
        terms: {},
      }));
      const item = items.find((parts) => parts.some((part) => days.some((day) => is(day, part.day))));
      if (!item) {
        items.unshift([...told, { location: timeline.location, title: escaped(timeline.title), text: "", score: PAGES, terms: {} }]);
        return;
      }
      const open = item.filter((part) => days.some((day) => is(day, part.day)));
      for (const part of open) part.score = PAGES + 1;
      item.splice(0, item.length, ...open, ...told, ...item.filter((part) => !open.includes(part)));
      items.splice(0, items.length, item, ...items.filter((other) => other !== item));
    }

    // The word of a title that what is typed begins.
    suggested(query) {
      const last = /[\p{L}\p{N}]+$/u.exec(query)?.[0].toLowerCase();
      if (!last) return [];
      const longer = this.beginning(last).filter((term) => this.named.has(term));
      return longer.sort((a, b) => this.named.get(b) - this.named.get(a) || a.length - b.length).slice(0, 1);
    }
  }

  const large = async () => {
    await importScripts(new URL("search-large.js", here).href);
    return self.searchLarge(Index, PAGES, new URL("../search/words/", here));
  };

  let index;
  let newest = 0;
  addEventListener("message", async ({ data: { type, data } }) => {
    await loaded;
    if (type === SETUP) {
      index = data.docs.length ? new Index(data.docs) : large();
      await index;
      postMessage({ type: READY });
    } else if (type === QUERY) {
      const own = ++newest;
      const found = await (await index).search(data);
      if (own === newest) postMessage({ type: RESULT, data: found }); // else more has been typed meanwhile
    }
  });
})();
