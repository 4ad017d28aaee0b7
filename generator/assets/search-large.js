// The search of a site of many pages. Its words are in an index of Pagefind's, of which only what a query needs is loaded;
// names of people, titles of pages and days of the timeline are in one table. Both say which pages may be among the first;
// these are loaded, and Index, in search-worker.js, ranks them as it ranks the pages of a small site.
// Each file is a script that calls `searchFile`, since a page in a folder may load nothing else.
self.searchLarge = async (Index, most, folder) => {
  "use strict";
  const FIRST = Math.min(most, 30); // pages that are loaded for a query: each is a file
  const OTHER_YEAR = 0.3; // what a day counts whose year a text does not tell
  const { words, inText, rarity, counted, phrased, read, dayName } = self.searchRanks;

  const files = new Map();
  self.searchFile = (name, data) => files.set(name, data);
  const inFolder = folder.protocol === "file:";
  const loading = new Map();
  const load = async (name, newest) => {
    const url = new URL(`${name}.js`, folder).href;
    if (inFolder) await importScripts(url);
    else {
      const answer = await asked(url, newest ? { cache: "no-cache" } : {}); // the others have the hash of what they hold in their names
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      const text = await answer.text();
      files.set(name, JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")"))));
    }
    return files.get(name);
  };
  const file = (name, newest = false) => {
    if (!loading.has(name)) {
      loading.set(name, load(name, newest));
      loading.get(name).catch(() => loading.delete(name)); // to be tried again
    }
    return loading.get(name);
  };

  // Pagefind asks for its files by `fetch`, which a folder refuses.
  const asked = self.fetch.bind(self);
  const place = new URL("pagefind/", folder).href;
  self.fetch = async (url, ...others) => {
    const whole = new URL(url, folder).href; // it leaves the beginning of an address out
    if (!whole.startsWith(place)) return asked(url, ...others);
    const name = whole.slice(folder.href.length).replace(/\?.*/, "");
    const bytes = Uint8Array.from(atob(await file(name, name.endsWith(".json"))), (sign) => sign.charCodeAt(0));
    return new Response(bytes);
  };
  const [{ pages, page_count }] = await Promise.all([file("pages", true), importScripts(new URL("pagefind.js", place).href)]);
  const pagefind = self.pagefind.createInstance({ basePath: place, noWorker: true });

  const paths = new Map(pages.map(({ id, path }) => [id, path]));
  const ids = new Map(pages.map(({ id, path }) => [path, id]));
  const names = new Index(
    pages.flatMap(({ path, title, tags, boost, days = [] }) => [
      { location: path, title, text: "", tags, boost },
      ...days.map((day) => ({ location: `${path}#d-${day}`, title: "", text: "" })),
    ]),
  );
  const texts = new Index(); // of the pages that have been loaded

  // The spellings that names have, by each form under which they are found.
  const spelled = new Map();
  for (const { title, tags } of names.docs)
    for (const { forms } of [title, ...tags].flatMap(words))
      for (const form of forms) spelled.set(form, (spelled.get(form) ?? new Set()).add(forms[0]));

  // How often each page has a word, or words in this order.
  const counts = async (typed) => {
    const { results } = await pagefind.search(typed);
    return results.map(({ id, words: at }) => [paths.get(id), at.length]).filter(([path]) => path);
  };
  const whole = (typed) => counts(`"${typed}"`);

  const dayInTexts = async (term) => {
    const [, year, month, day] = /^d\??:(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(term);
    const [number, name] = dayName({ month: Number(month), day: Number(day) }).split(" ");
    const years = year ? [` ${year}`, ""] : [""];
    const asked = years.flatMap((rest) => [`${number} ${name}${rest}`, `${name} ${number}${rest}`]);
    const found = await Promise.all(asked.map(whole));
    return found.flatMap((pages, n) => pages.map(([path, count]) => [path, inText(count) * (n < 2 ? 1 : OTHER_YEAR)]));
  };

  // The pages that may hold one thing looked for, by names and by texts.
  const pagesWith = async (one) => {
    const found = new Map();
    const add = (path, weight, isWhole) => {
      const had = found.get(path);
      if (!had || weight > had.weight) found.set(path, { weight, whole: isWhole || Boolean(had?.whole) });
    };
    for (const [number, { weight, whole: isWhole }] of names.found(one)) add(names.docs[number].path, weight, isWhole);
    if (one.whole) {
      for (const term of new Set(one.terms)) for (const [path, weight] of await dayInTexts(term)) add(path, weight, true);
      return { found, known: true };
    }
    const spellings = new Set([...one.terms, ...(one.joined ?? []), ...one.terms.flatMap((term) => [...(spelled.get(term) ?? [])])]);
    const entire = (await Promise.all([...spellings].map(whole))).flat();
    for (const [path, count] of entire) add(path, inText(count), true);
    const known = [...found.values()].some(({ whole: isWhole }) => isWhole);
    if (!known) for (const [path, count] of (await Promise.all(one.terms.map(counts))).flat()) add(path, inText(count), false);
    return { found, known };
  };

  const loaded = new Set();
  const loadPages = async (wanted) => {
    const missing = wanted.filter((path) => !loaded.has(path));
    if (!missing.length) return;
    // a site that was published anew may have none under this name; a query before may have come first
    const docs = await Promise.all(missing.map((path) => file(`page/${ids.get(path)}`).catch(() => null)));
    const fresh = missing.map((path, n) => [path, docs[n]]).filter(([path, parts]) => parts && !loaded.has(path));
    for (const [path] of fresh) loaded.add(path);
    texts.add(fresh.flatMap(([, parts]) => parts));
  };

  const search = async (query) => {
    const asks = read(query);
    const places = await Promise.all(asks.wanted.map(pagesWith));
    const rarities = places.map(({ found }) => rarity(found.size, page_count));
    const score = (path) => {
      const had = places.map(({ found }) => found.get(path));
      const counts = counted(had.map((one) => one?.weight ?? 0), rarities, had.map((one) => one?.whole));
      return counts * names.pages.get(path).boost * phrased(asks.phrase, { ...names.lines(path), headings: [], texts: [] });
    };
    const touched = [...new Set(places.flatMap(({ found }) => [...found.keys()]))].map((path) => ({ path, score: score(path) }));
    const first = touched.sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1)).slice(0, FIRST).map(({ path }) => path);
    await loadPages(first);
    const finds = asks.wanted.map((one, n) => ({ ...one, docs: texts.found(one, places[n].known) }));
    const held = new Set(finds.flatMap(({ docs }) => [...docs.keys()].map((number) => texts.docs[number].path)));
    const items = texts.best(first.filter((path) => held.has(path)), asks, finds, rarities);
    if (asks.days.length > 1) names.tellReadings(asks.days, items);
    return { items, suggest: names.suggested(query) };
  };

  return { search };
};
