// What decides which results a search has and in which order: how words and days are read, and what a match counts.
// It knows no page, no theme and no index format, so that another index can take its ranks from here.
// Words of the language come from search-words.js, which is made from the rules.
self.searchRanks = (() => {
  "use strict";

  // What a word counts where it stands. A page's boost, from its front matter, is softened: 10 makes 1.8, 0.2 makes 0.7.
  const WEIGHT = { title: 10, tag: 7, day: 12, heading: 4, text: 1 };
  const BOOST_POWER = 0.25;
  const ALIKE = 0.9; // another spelling of the word
  const BEGINNING = 0.02; // the beginning of a word, where the book has the whole word; else it counts full
  const PHRASE = { whole: 2.2, begun: 1.7, named: 1.6, heading: 1.3, text: 1.25 };

  const CHUNK = /[\p{L}\p{N}\p{M}]+(?:['’.,\-‐‑–/][\p{L}\p{N}\p{M}]+)*/gu;
  const PART = /[\p{L}\p{N}\p{M}]+/gu;
  const JOINT = /['’.,\-‐‑–/]/;
  const NUMBER = /^\d+(?:[.,]\d+)*$/;
  const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;
  // letters that are one sign and no letter with a mark, then letters that are also written as two
  const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h" };
  const PAIRS = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };

  const { locale, ordinal, asking, of, spellings } = self.searchWords;
  const ORDINAL = new RegExp(`(?<=^\\d+)(?:${ordinal})$`, "u");
  const SPELLINGS = spellings.map(({ pattern, becomes }) => [new RegExp(pattern, "u"), becomes]);

  // Words

  const lower = (word) => word.normalize("NFKC").toLowerCase();
  const plain = (word) => {
    const bare = lower(word).replace(/[^\x00-\x7f]/g, (letter) => LETTERS[letter] ?? letter).normalize("NFD");
    return bare.replace(/\p{M}/gu, "").normalize("NFC");
  };
  const inPairs = (word) => plain(lower(word).replace(/[^\x00-\x7f]/g, (letter) => PAIRS[letter] ?? letter));
  const alike = (word) => SPELLINGS.reduce((spelled, [pattern, becomes]) => spelled.replace(pattern, becomes), word);

  // The forms by which a word is found: itself without marks first, then other spellings of it.
  const known = new Map();
  const forms = (word) => {
    const had = known.get(word);
    if (had) return had;
    const [bare, pairs] = [plain(word).replace(ORDINAL, ""), inPairs(word)];
    const made = [...new Set([bare, pairs, alike(bare), alike(pairs)])];
    known.set(word, made);
    return made;
  };

  // The words of a text with their places. Parts of a compound are words; its first also has them all as one: O'Hara, ohara.
  const words = (text) => {
    const found = [];
    for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
      if (NUMBER.test(chunk)) {
        found.push({ start: index, end: index + chunk.length, forms: [chunk.replaceAll(",", "")] });
        continue;
      }
      if (!JOINT.test(chunk)) {
        found.push({ start: index, end: index + chunk.length, forms: forms(chunk) });
        continue;
      }
      const owned = chunk.replace(/['’]s$/i, "");
      const parts = [...owned.matchAll(PART)];
      parts.forEach((part, n) => {
        const start = index + part.index;
        const joined = n === 0 && parts.length > 1 ? [plain(parts.join(""))] : [];
        found.push({ start, end: start + part[0].length, forms: forms(part[0]), joined });
      });
    }
    return found;
  };

  // The same words as one string, in one spelling, so that a phrase is found in it.
  const line = (text) => ` ${words(text).map((word) => alike(word.forms[0])).join(" ")} `;

  // Days

  const MONTHS = new Map();
  for (const style of ["long", "short"])
    for (let month = 0; month < 12; month++) {
      const name = new Intl.DateTimeFormat(locale, { month: style, timeZone: "UTC" }).format(Date.UTC(2000, month, 15));
      MONTHS.set(plain(name), month + 1).set(plain(name).slice(0, 3), month + 1);
    }
  const NAMES = `(${[...MONTHS.keys()].sort((a, b) => b.length - a.length).join("|")})\\.?`;
  const YEAR = "(?:,? (\\d{4}))?";
  const WORDED = [
    [new RegExp(`(?<![\\p{L}\\p{N}])(\\d{1,2})(?:${ordinal})?(?: ${of})? ${NAMES}(?!\\p{L})${YEAR}(?!\\d)`, "giu"), 2, 1, 3],
    [new RegExp(`(?<!\\p{L})${NAMES} (\\d{1,2})(?:${ordinal})?(?![\\p{L}\\p{N}])${YEAR}(?!\\d)`, "giu"), 1, 2, 3],
  ];
  const ISO = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g;
  const NUMERIC = /^(\d{1,2})(?:\/(\d{1,2})|([./-])(\d{1,2})\3)(?:\/?(\d{4}|\d{2}))?\.?$/;
  const two = (number) => String(number).padStart(2, "0");

  const isDay = (month, day) => month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const aDay = (year, month, day) => (isDay(month, day) ? [{ year: year ? Number(year) : null, month, day }] : []);

  // The days that a text names in words or as 2025-07-08, each with its place.
  const daysIn = (text) => {
    const found = [];
    for (const { 0: shown, 1: year, 2: month, 3: day, index } of text.matchAll(ISO))
      found.push(...aDay(year, Number(month), Number(day)).map((one) => ({ ...one, start: index, end: index + shown.length })));
    for (const [pattern, month, day, year] of WORDED)
      for (const match of text.matchAll(pattern)) {
        const at = { start: match.index, end: match.index + match[0].length };
        const read = aDay(match[year], MONTHS.get(plain(match[month])), Number(match[day]));
        found.push(...read.map((one) => ({ ...one, ...at })));
      }
    return found;
  };

  // What 8/7 may mean: day and month in either order, as far as both are days.
  const readings = (chunk) => {
    const match = chunk.match(NUMERIC);
    if (!match) return [];
    const [first, second] = [Number(match[1]), Number(match[2] ?? match[4])];
    const year = match[5]?.length === 2 ? `20${match[5]}` : match[5];
    const turned = first === second ? [] : aDay(year, first, second);
    return [...aDay(year, second, first), ...turned];
  };

  // A day as terms of the index: with its year, without, and as one of which no year is told.
  const dayTerms = ({ year, month, day }) => {
    const rest = `${two(month)}-${two(day)}`;
    return year ? [`d:${year}-${rest}`, `d:${rest}`] : [`d:${rest}`, `d?:${rest}`];
  };
  const dayWanted = ({ year, month, day }) => {
    const rest = `${two(month)}-${two(day)}`;
    return year ? [`d:${year}-${rest}`, `d?:${rest}`] : [`d:${rest}`];
  };
  const dayName = ({ year, month, day }) =>
    new Intl.DateTimeFormat(`${locale}-GB`, { day: "numeric", month: "long", ...(year && { year: "numeric" }), timeZone: "UTC" }).format(
      Date.UTC(year ?? 2000, month - 1, day),
    );

  // The query

  // What is looked for, each with the terms that would be a find, and the days that a number may mean.
  const ASKING = new RegExp(`^(?:${asking})\\s+(?=\\S)`, "iu");
  const read = (query) => {
    const wanted = [];
    let rest = query.trim().replace(ASKING, "").replace(/(?<!\d)(\d{4})-(\d{2})(?![-\d])/, (shown, year, month) => {
      const name = [...MONTHS].find(([, number]) => number === Number(month));
      return name ? `${name[0]} ${year}` : shown;
    });
    let days = [];
    rest = rest.replace(/[^\s]+/g, (chunk) => {
      const meant = readings(chunk);
      if (!meant.length) return chunk;
      days = meant;
      wanted.push({ typed: chunk, terms: meant.flatMap(dayWanted), whole: true });
      return " ";
    });
    for (const day of daysIn(rest).sort((a, b) => b.start - a.start)) {
      wanted.push({ typed: rest.slice(day.start, day.end), terms: dayWanted(day), whole: true });
      rest = `${rest.slice(0, day.start)} ${rest.slice(day.end)}`;
    }
    for (const word of words(rest)) {
      const typed = rest.slice(word.start, word.end);
      wanted.push({ typed, terms: word.forms, joined: word.joined ?? [] });
    }
    return { wanted, days, phrase: line(rest) };
  };

  // Counting

  const rarity = (docs, all) => Math.log(1 + all / (1 + docs));
  const inText = (count) => WEIGHT.text * (1 + count / (count + 3));
  const softened = (boost) => Math.pow(boost ?? 1, BOOST_POWER);

  const counted = (weights, rarities, whole) => {
    const all = rarities.reduce((sum, one) => sum + one, 0) || 1;
    const had = rarities.reduce((sum, one, n) => sum + (weights[n] ? one * (whole[n] ? 1 : 0.3) : 0), 0);
    const score = rarities.reduce((sum, one, n) => sum + one * weights[n], 0);
    return score * (had / all) ** 2;
  };

  const phrased = (phrase, { names, headings, texts }) => {
    if (phrase.trim() === "") return 1;
    if (names.includes(phrase)) return PHRASE.whole;
    if (names.some((name) => name.startsWith(phrase))) return PHRASE.begun;
    if (!phrase.trim().includes(" ")) return 1;
    if (names.some((name) => name.includes(phrase))) return PHRASE.named;
    if (headings.some((heading) => heading.includes(phrase))) return PHRASE.heading;
    return texts.some((text) => text.includes(phrase)) ? PHRASE.text : 1;
  };

  return { WEIGHT, ALIKE, BEGINNING, UNSPACED, alike, words, line, daysIn, dayTerms, dayName, read, rarity, inText, softened, counted, phrased };
})();
