"""Names in one article and whom they mean: persons, organisations, places.

A candidate is a run of capitalised words that no lexicon claims. Votes from around each of its
occurrences (title, apposition, reporting verb, name form, the model's entities, ...) are summed
over the article, so that a name which is plain in one place is known in all. Surnames and given
names alone are then linked to the full names of the article.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from spacy.tokens import Doc

from generator import rulebook
from generator.extract.titles import Title, country_of_body, skip_asides, titles_after, titles_before
from generator.extract.words import Word, countries, finite_verbs, honorifics, labelled, lexicon, read_words
from generator.model.article import Article
from generator.model.findings import Entity, Mention, Sentence
from generator.model.text import Span, record

Gender = Any


@record
class Candidate:
    """A run of words that may be a person's name: the half-open range of its words."""

    first: int
    last: int
    span: Span
    names: tuple[str, ...]  # its words, folded: without initials, suffixes, accents
    votes: tuple[tuple[str, float], ...]
    titled: bool = False
    gender: str | None = None
    country: str | None = None
    title_case: bool = False


@cache
def weights() -> dict[str, float]:
    """The weight of each vote, by its name."""
    return {rule["name"]: float(rule["weight"]) for rule in rulebook.load("people/votes")}


def fold(word: str) -> str:
    """A word of a name as it is compared: no case, accents, dots.

    >>> fold("Erdoğan"), fold("O’Leary")
    ('erdogan', "o'leary")
    """
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().strip(".")


class _Reader:
    """What one article's sentences look like, as words, with the model's view of each."""

    def __init__(self, doc: Doc, article: Article, sentences: Sequence[Sentence]) -> None:
        self.text = article.text
        self.sentences = sentences
        verbs = finite_verbs(doc)
        self.words: list[list[Word]] = [
            labelled(list(read_words(self.text, sentence.span, number)), verbs) for number, sentence in enumerate(sentences)
        ]
        self.tokens = {token.idx: token for token in doc}
        self.ends = {token.idx + len(token): token for token in doc}
        self.entities: dict[int, tuple[Span, str]] = {}
        for entity in doc.ents:
            for token in entity:
                self.entities[token.idx] = (Span(entity.start_char, entity.end_char), entity.label_)

    def token(self, word: Word) -> Any:
        """The spaCy token that a word begins with or lies in."""
        return self.tokens.get(word.span.start) or self.ends.get(word.span.end)

    def last_token(self, word: Word) -> Any:
        return self.ends.get(word.span.end) or self.tokens.get(word.span.start)

    def entity(self, word: Word) -> tuple[Span, str] | None:
        return self.entities.get(word.span.start)


def _is_title_case(words: Sequence[Word]) -> bool:
    """Whether nearly all long words have a capital, as in an English headline, and no verb is in lower case."""
    if any(word.verb for word in words):
        return False

    long = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
    caps = sum(word.cap for word in long)
    return len(long) >= 4 and caps >= 0.8 * len(long)


def _free(reader: _Reader, words: Sequence[Word], at: int) -> bool:
    """Whether a word can be part of a name."""
    word = words[at]
    if not word.cap or any(c.isdigit() for c in word.text):
        return False
    if word.label == "":
        return not (word.text.isupper() and len(word.text) > 3 and "." not in word.text and not _upper_name(words, at))
    if word.label not in ("country", "none"):
        return False
    if word.label == "none" and _surname_like_word(words, at):
        return True
    if word.label == "country" and word.phrase != at:
        return False
    found = reader.entity(word)
    given = lexicon("names", "given")
    near = [words[k] for k in (at - 1, at + 1) if 0 <= k < len(words)]
    joined = [w for w in near if w.cap and w.label == "" and (w.gap == " " if w is not near[0] or at == 0 else word.gap == " ")]
    if found and found[1] == "PERSON" and joined:
        if at and words[at - 1] in joined and words[at - 1].low in given and not words[at - 1].possessive:
            return True
        return at + 1 < len(words) and words[at + 1] in joined and word.low in given and not word.possessive
    return False


def _surname_like_word(words: Sequence[Word], at: int) -> bool:
    """ "He Lifeng", "An Gyu-back": a surname that is a common word, with a capital where none is due."""
    word = words[at]
    if at + 1 == len(words) or word.low not in _common_surnames():
        return False
    following = words[at + 1]
    if following.gap != " " or not following.cap or following.label != "" or following.text.isupper():
        return False
    return word.low == "he" or "-" in following.text or (at > 0 and word.gap == " " and words[at - 1].label in ("head", "honorific"))


@cache
def _common_surnames() -> frozenset[str]:
    table = rulebook.load("people/names")
    return frozenset(name for names in table["family_first"].values() for name in names) & lexicon("names", "not_names")


def _upper_name(words: Sequence[Word], at: int) -> bool:
    """Capitals throughout beside a word that is not: "Xi JINPING"."""
    near = [words[k] for k in (at - 1, at + 1) if 0 <= k < len(words)]
    return any(w.cap and not w.text.isupper() and w.label == "" for w in near) and sum(w.text.isupper() for w in words) <= 3


def _runs(reader: _Reader, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Maximal runs of words that may be names, with the particles between them."""
    particles = lexicon("names", "particles")
    at = 0
    while at < len(words):
        if not _free(reader, words, at):
            at += 1
            continue
        first = at
        at += 1
        while at < len(words) and not words[at - 1].possessive:
            word = words[at]
            if word.gap == " " and _free(reader, words, at):
                at += 1
            elif word.gap in (" ", ", ") and word.label == "suffix":
                at += 1
            elif re.fullmatch(r" [\"“'‘(]|[\"”'’)] ", word.gap) and _nickname(reader, words, first, at):
                at += 1
            elif word.gap == " " and not word.cap and word.low in particles and at + 1 < len(words):
                stop = at + 1
                while stop < len(words) and words[stop].gap == " " and not words[stop].cap and words[stop].low in particles:
                    stop += 1
                if stop < len(words) and words[stop].gap in (" ", "-") and _free(reader, words, stop):
                    at = stop + 1
                else:
                    break
            else:
                break
        if first and not words[first - 1].cap and words[first].gap in (" ", "-") and words[first - 1].low in _OPENING and words[first - 1].text.isalpha():
            yield first - 1, at
        else:
            yield first, at


_OPENING = frozenset({"de", "van", "von", "der", "bin", "al", "el", "da", "di", "del", "dos"})


def _nickname(reader: _Reader, words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a quoted word stands inside a name: Jane "Jay" Roe."""
    if words[at].gap.startswith(" "):
        return at + 1 < len(words) and words[at + 1].gap.strip() in ('"', "”", "'", "’", ")") and _free(reader, words, at) and _free(reader, words, at + 1)
    return at - 2 >= first and words[at - 1].gap.strip() in ('"', "“", "'", "‘", "(") and words[at - 1].gap.startswith(" ") and _free(reader, words, at)


def _trimmed(reader: _Reader, words: Sequence[Word], first: int, last: int, title_case: bool) -> list[tuple[int, int]]:
    """A run without the words at its edges that only stand there: a sentence's first word, a nickname adjective."""
    given = lexicon("names", "given")
    while first < last and words[first].low in lexicon("names", "nicknames") and last - first > 1:
        first += 1
    if first == 0 and last - first > 1 and words[0].low not in given and not _surname_like_word(words, 0):
        token = reader.token(words[0])
        found = reader.entity(words[0])
        person = found is not None and found[1] == "PERSON"
        if token is not None and token.pos_ not in ("PROPN", "NOUN", "X") and (not person or token.tag_ in ("VBG", "VBN", "VBZ", "IN", "RB")):
            first += 1
    while last - first > 2 and words[first].low in lexicon("names", "thing_words"):
        first += 1
    if title_case:
        return list(_title_case_runs(reader, words, first, last))
    return [(first, last)] if first < last else []


def _title_case_runs(reader: _Reader, words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """In a heading with capitals throughout, the parts that the model takes for a person."""
    at = first
    while at < last:
        found = reader.entity(words[at])
        if found and found[1] == "PERSON":
            stop = at + 1
            while stop < last and reader.entity(words[stop]) == found:
                stop += 1
            if stop - at >= 2 and words[at].low in lexicon("names", "given"):
                yield at, min(stop, at + 3)
            at = stop
        else:
            at += 1


def _names(words: Sequence[Word]) -> tuple[str, ...]:
    """The words of a name as they are compared; hyphenated parts apart, initials and suffixes left out."""
    parts: list[str] = []
    for word in words:
        if word.label == "suffix" or (len(word.text.strip(".")) == 1 and word.text.endswith(".")):
            continue
        if re.fullmatch(r"(?:[A-Z]\.)+", word.text):
            continue
        parts.extend(part for part in fold(word.text).split("-") if part)
    return tuple(parts) or tuple(fold(word.text) for word in words)


# one or two syllables of a romanised Korean or Chinese given name
_SYLLABLES = re.compile(r"(?:[bcdfghjklmnprstwxyz]{0,2}[aeiouü]{1,3}(?:ng|n|r|k|l|m|p|t|h)?-?){1,2}")


def name_form(name: str) -> str | None:
    """The language whose name form a written name has, family name first.

    >>> name_form("Roh Jae-won"), name_form("Jane Roe")
    ('korean', None)
    """
    return _east_asian(list(read_words(name, Span(0, len(name)), 0)))


def _east_asian(words: Sequence[Word]) -> str | None:
    """The language whose name form this is, family name first: "Roh Jae-won"."""
    table = rulebook.load("people/names")["family_first"]
    plain = [word.text.lower() for word in words]
    if len(words) not in (2, 3) or any("." in word.text for word in words):
        return None
    hyphen = len(words) == 2 and re.fullmatch(r"[A-Z][a-z]{1,5}-[a-zA-Z][a-z]{1,5}", words[1].text)
    if not hyphen and not all(_SYLLABLES.fullmatch(fold(w)) for w in plain[1:]):
        return "vietnamese" if plain[0] in table["vietnamese"] and len(words) == 3 else None
    if plain[0] in table["korean"] and (hyphen or len(words) == 3 and all(len(w) <= 6 for w in plain)):
        return "korean"
    for language in ("chinese", "vietnamese", "khmer", "korean"):
        if plain[0] in table[language] and words[1].low not in lexicon("names", "given"):
            return str(language)
    return None


@cache
def _given() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon("names", "given"))


def _votes(reader: _Reader, words: Sequence[Word], first: int, last: int) -> tuple[list[str], list[Title], str | None]:
    """The names of the votes for or against a person, its titles, and the gender that an honorific gives."""
    votes: list[str] = []
    gender: str | None = None
    run = words[first:last]
    before = words[first - 1] if first and words[first].gap == " " else None
    start = first
    if before is not None and before.label == "honorific":
        votes.append("honorific")
        gender = honorifics()[before.low]
        start = first - 1
    titles = titles_before(reader.text, words, start)
    direct = [title for title in titles if title.rule == "title before name"]
    if direct:
        plain_head = not words[start - 1].cap
        votes.append("title" if len(run) > 1 or not plain_head else "plain title")
    elif titles:
        votes.append("role before comma")
    after = titles_after(reader.text, words, last, len(words))
    if after:
        votes.append("apposition")
    found = [reader.entity(word) for word in run]
    labels = Counter(entity[1] for entity in found if entity)
    if labels["PERSON"]:
        whole = len(run) > 1 and all(entity and entity[1] == "PERSON" for entity in found)
        votes.append("model full name" if whole and not any(w.text.isupper() and "." not in w.text for w in run) else "model person")
    elif labels:
        votes.append("model place" if labels["GPE"] + labels["LOC"] + labels["FAC"] else "model other")
    given = fold(run[0].text) in _given()
    if len(run) > 1:
        if given:
            votes.append("given name")
        if _east_asian(run):
            votes.append("east asian form" if any("-" in w.text for w in run) else "east asian surname")
        if any(re.fullmatch(r"[A-Z]\.", w.text) or w.label == "suffix" or not w.cap for w in run):
            votes.append("particle or initial")
    if any(w.low in lexicon("names", "thing_words") for w in (run[1:] or run)) or (len(run) == 1 and run[0].low in lexicon("offices", "portfolio") | lexicon("bodies", "heads")) or (len(run) > 1 and any(w.low in lexicon("bodies", "heads") for w in run)):
        votes.append("thing word")
    if any(w.text.isupper() and len(w.text) > 1 and "." not in w.text and w.label != "suffix" for w in run) and not run[-1].text.isupper() or (len(run) == 1 and run[0].text.isupper()):
        votes.append("all capitals")
    if run[0].low in lexicon("names", "place_openers"):
        votes.append("place opener")
    if reader.text[run[-1].span.end : run[-1].span.end + 1] == "-":
        votes.append("hyphen tail")
    if before is not None and before.low in ("in", "at", "near", "across", "outside", "on"):
        votes.append("place preposition")
    following = words[last] if last < len(words) else None
    behind = reader.text[run[-1].span.end : run[-1].span.end + 12]
    if re.match(r",? \(?\d\d\)?(?=[,.);]|$)", behind) and len(run) <= 3:
        votes.append("age")
    if re.match(r", who[ms]?\b", behind):
        votes.append("who")
    if following is not None and following.gap == " " and not run[-1].possessive and following.low in lexicon("names", "called_after"):
        votes.append("called after")
    elif before is not None and before.low in ("the", "a", "an", "its", "this"):
        votes.append("article before")
    if before is not None and before.low in lexicon("names", "thing_nouns"):
        votes.append("thing noun before")
    if before is not None and before.low == "under" and len(run) == 1:
        votes.append("under")
    if before is not None and before.cap and before.low in lexicon("names", "nicknames"):
        votes.append("nickname")
    if run[-1].possessive:
        votes.append("possessive")
    if following is not None and following.gap == " " and not run[-1].possessive and following.low in lexicon("names", "company_nouns"):
        votes.append("company noun")
    if following is not None and following.gap == " " and following.label == "organisation" and not run[-1].possessive:
        votes.append("thing word")
    votes.extend(_verb_votes(reader, words, first, last))
    return votes, [*titles, *after], gender


def _verb_votes(reader: _Reader, words: Sequence[Word], first: int, last: int) -> Iterator[str]:
    token = reader.last_token(words[last - 1])
    verbs = lexicon("names", "reporting_verbs")
    if token is None:
        return
    while token.dep_ in ("compound", "flat", "appos") and token.head.i != token.i and token.head.idx < words[last - 1].span.end and token.head.idx >= words[first].span.start:
        token = token.head
    verb = token.head.lemma_.lower() if token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX") else None
    following = words[last] if last < len(words) else None
    if verb is None and following is not None and following.gap == " " and not words[last - 1].possessive:
        near = reader.token(following)
        if near is not None and near.pos_ == "VERB" and near.tag_ in ("VBD", "VBZ") and near.lemma_ in verbs:
            verb = near.lemma_
    if verb is None and first and words[first].gap == " " and words[first - 1].low in ("said", "says", "added", "asked"):
        verb = "say"
    if verb in lexicon("names", "personal_verbs"):
        yield "personal verb"
    elif verb in verbs:
        yield "reporting verb"
    if verb is not None and _pronoun_follows(words, last):
        yield "pronoun"
    if verb is not None and len(words[first:last]) <= 2 and _neuter_follows(words, last):
        yield "neuter pronoun"
    if first > 1 and words[first - 1].low == "to" and words[first - 2].low == "according":
        yield "according to"


def _pronoun_follows(words: Sequence[Word], last: int) -> bool:
    """Whether he or she stands later in the sentence, with no other name between."""
    for word in words[last:]:
        if word.low in ("he", "she", "his", "her", "himself", "herself"):
            return True
        if word.cap and word.label == "":
            return False
    return False


def _neuter_follows(words: Sequence[Word], last: int) -> bool:
    """Whether its stands later in the sentence, with no other name, country or body between, and before any he or she."""
    for word in words[last:]:
        if word.low in ("its", "itself"):
            return True
        if word.low in ("he", "she", "his", "her") or word.cap:
            return False
    return False


def _candidates(reader: _Reader) -> Iterator[Candidate]:
    for words in reader.words:
        title_case = _is_title_case(words)
        for first, last in _runs(reader, words):
            for start, end in _trimmed(reader, words, first, last, title_case):
                votes, titles, gender = _votes(reader, words, start, end)
                run = words[start:end]
                while not run[0].cap and run[0].low not in _OPENING:
                    run = run[1:]
                yield Candidate(
                    first=start, last=end, span=Span(run[0].span.start, run[-1].span.end), names=_names(run),
                    votes=tuple((vote, weights()[vote]) for vote in votes),
                    titled=any(t.rule == "title before name" for t in titles) or gender is not None,
                    gender=gender if gender in ("m", "f") else None,
                    country=next((t.country for t in titles if t.country), None), title_case=title_case,
                )  # fmt: skip


def _score(candidates: Sequence[Candidate]) -> float:
    """The sum of each kind of vote once, plus a little for every repetition."""
    best: dict[str, float] = {}
    again: Counter[str] = Counter()
    for candidate in candidates:
        for name, weight in candidate.votes:
            best[name] = weight
            again[name] += 1
    extra = sum(min(again[name] - 1, 3) * weight * 0.34 for name, weight in best.items())
    share = len(candidates)
    negative = sum(weight * again[name] / share for name, weight in best.items() if weight < 0)
    return sum(weight for weight in best.values() if weight > 0) + max(extra, 0.0) + negative - min(0.0, 0.0)


THRESHOLD = 2.0


def find_mentions(doc: Doc, article: Article, sentences: Sequence[Sentence]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The persons, organisations and places that an article names, and every place where it names them.

    Entities come sorted by key, mentions by place. A person's mention is the name alone, without
    titles and honorifics.
    """
    reader = _Reader(doc, article, sentences)
    candidates = list(_candidates(reader))
    by_names: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_names[candidate.names].append(candidate)
    alone = weights()["used alone"]
    full = {
        names: found
        for names, found in by_names.items()
        if len(names) > 1 and _score(found) + (alone if (names[-1],) in by_names or (names[0],) in by_names and _east_form(found) else 0) >= THRESHOLD
    }
    single = {names: found for names, found in by_names.items() if len(names) == 1}
    people = _People(reader, full, single)
    persons, mentions = people.linked(candidates)
    persons = _with_genders(reader, persons, mentions)
    things, thing_mentions = _things(reader, mentions, {entity.key for entity in persons})
    return (
        tuple(sorted([*persons, *things], key=lambda entity: entity.key)),
        tuple(sorted([*mentions, *thing_mentions], key=lambda mention: mention.span)),
    )


def _personal(found: Sequence[Candidate]) -> bool:
    personal = lexicon("names", "personal_votes")
    return any(vote in personal for candidate in found for vote, _ in candidate.votes)


def _east_form(found: Sequence[Candidate]) -> bool:
    return any(vote.startswith("east asian") for candidate in found for vote, _ in candidate.votes)


class _People:
    """Full names of an article, and the short names linked to them."""

    def __init__(self, reader: _Reader, full: dict[tuple[str, ...], list[Candidate]], single: dict[tuple[str, ...], list[Candidate]]) -> None:
        self.reader = reader
        self.single = single
        self.groups = _merge_variants(full)
        self.shorts: Counter[str] = Counter({names[0]: len(found) for names, found in single.items()})

    def family(self, names: tuple[str, ...], sample: Candidate) -> str:
        """The part used alone later, else by name form, else the last."""
        words = self.reader.words[self._sentence(sample)][sample.first : sample.last]
        used = [(self.shorts[name], name) for name in names if self.shorts[name]]
        form = _east_asian([w for w in words if w.cap])
        default = names[0] if form and fold(words[0].text) == names[0] else names[-1]
        if used and max(used)[0] > self.shorts[default]:
            return max(used)[1]
        return default

    def _sentence(self, candidate: Candidate) -> int:
        for number, sentence in enumerate(self.reader.sentences):
            if sentence.span.contains(candidate.span):
                return number
        raise ValueError(f"no sentence holds {candidate.span}")

    def linked(self, candidates: Sequence[Candidate]) -> tuple[list[Entity], list[Mention]]:
        keys = _Keys()
        entities: dict[tuple[str, ...], Entity] = {}
        owner: dict[tuple[str, ...], tuple[str, ...]] = {}
        family: dict[tuple[str, ...], str] = {}
        for names, variants in self.groups.items():
            found = [c for variant in variants.values() for c in variant]
            best = _fullest(self.reader.text, found)
            family[names] = self.family(names, best)
            double = max((len(v) for v in variants if v != names and v == names[-len(v) :] and v[-1] == family[names]), default=1)
            entities[names] = self._entity(keys, best, found, family[names], double)
            for variant in variants:
                owner[variant] = names
        mentions: list[Mention] = []
        last_seen: dict[tuple[str, ...], int] = {}
        introduced: Counter[tuple[str, ...]] = Counter()
        loose: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
        for candidate in sorted(candidates, key=lambda c: c.span):
            names = owner.get(candidate.names)
            rule = "full name"
            if names is None:
                names = self._link(candidate, family, last_seen, introduced)
                rule = "short name"
            else:
                introduced[names] += 1
            if names is None:
                loose[candidate.names].append(candidate)
                continue
            last_seen[names] = candidate.span.start
            mentions.append(Mention(span=candidate.span, kind="person", entity=entities[names].key, rule=rule))
        for short, found in sorted(loose.items()):
            if len(short) == 1 and _score(found) >= THRESHOLD and _personal(found) and not found[0].title_case:
                entity = self._entity(keys, _fullest(self.reader.text, found), found, None)
                entities[short] = entity
                mentions.extend(Mention(span=c.span, kind="person", entity=entity.key, rule="surname alone") for c in found)
        mentions.extend(_headings(self.reader, entities, family, mentions))
        return list(entities.values()), mentions

    def _entity(self, keys: _Keys, best: Candidate, found: Sequence[Candidate], family: str | None, size: int = 1) -> Entity:
        name = best.span.of(self.reader.text)
        genders = {c.gender for c in found if c.gender}
        country = next((c.country for c in found if c.country), None)
        family_text, given = _split_name(name, family, size)
        return Entity(
            key=keys.take(name), kind="person", name=name, family=family_text, given=given,
            gender=genders.pop() if len(genders) == 1 else None, country=country,  # type: ignore[arg-type]
        )  # fmt: skip

    def _link(
        self, candidate: Candidate, family: dict[tuple[str, ...], str], last_seen: dict[tuple[str, ...], int], introduced: Counter[tuple[str, ...]]
    ) -> tuple[str, ...] | None:
        """The full name that a shorter one stands for, when that is plain."""
        parts = candidate.names
        if len(parts) > 1:
            fits = [names for names in family if set(parts) <= set(names) and len(parts) < len(names)]
            return fits[0] if len(fits) == 1 else None
        part = parts[0]
        fits = [names for names in family if family[names] == part]
        if fits and self._company(parts):
            return None
        if not fits:
            fits = [names for names in family if part in names]
            against = sum(weight for _, weight in candidate.votes if weight < 0)
            if fits and (_score(self.single.get(parts, [candidate])) < 0.75 or against <= -2):
                return None
        if len(fits) <= 1:
            return fits[0] if fits else None
        return self._choose(candidate, fits, last_seen, introduced)

    def _company(self, parts: tuple[str, ...]) -> bool:
        """Whether a surname alone is used as that of a firm or a place: the model says so, and nobody speaks."""
        found = self.single.get(parts, [])
        against = sum(any(vote in ("model other", "model place", "company noun", "neuter pronoun") for vote, _ in c.votes) for c in found)
        return bool(found) and against >= 0.6 * len(found) and not _personal(found) and not any(vote == "reporting verb" for c in found for vote, _ in c.votes)

    def _choose(
        self, candidate: Candidate, fits: list[tuple[str, ...]], last_seen: dict[tuple[str, ...], int], introduced: Counter[tuple[str, ...]]
    ) -> tuple[str, ...] | None:
        """Of two people with one surname: by honorific, then the one already met, then the one most often named in full."""
        if candidate.gender:
            same = [n for n in fits if self._gender(n) in (candidate.gender, None)]
            fits = same or fits
        if len(fits) == 1:
            return fits[0]
        met = [names for names in fits if names in last_seen] or fits
        if len(met) == 1:
            return met[0]
        counts = sorted(((sum(len(v) for v in self.groups[names].values()), names) for names in met), reverse=True)
        if counts[0][0] > counts[1][0]:
            return counts[0][1]
        return max(met, key=lambda names: last_seen.get(names, -1))

    def _gender(self, names: tuple[str, ...]) -> str | None:
        genders = {c.gender for found in self.groups[names].values() for c in found if c.gender}
        return genders.pop() if len(genders) == 1 else None


def _merge_variants(full: dict[tuple[str, ...], list[Candidate]]) -> dict[tuple[str, ...], dict[tuple[str, ...], list[Candidate]]]:
    """Names of several words that are one name: the same words, or a longer form with a middle name."""
    groups: dict[tuple[str, ...], dict[tuple[str, ...], list[Candidate]]] = {}
    for names in sorted(full, key=lambda n: (-len(n), n)):
        home = [g for g in groups if (g[0], g[-1]) == (names[0], names[-1]) and set(names) <= set(g)]
        if not home:
            home = [g for g in groups if len(names) > 1 and (g[: len(names)] == names or g[-len(names) :] == names)]
        if len(home) == 1:
            groups[home[0]][names] = full[names]
        else:
            groups[names] = {names: full[names]}
    return groups


def _fullest(text: str, found: Sequence[Candidate]) -> Candidate:
    """The form of most words, of these the most frequent, of these the first."""
    forms = Counter(c.span.of(text) for c in found)
    return max(found, key=lambda c: (len(c.names), len(c.names) == 1 and len(c.span), forms[c.span.of(text)], -c.span.start))


def _split_name(name: str, family: str | None, size: int) -> tuple[str | None, str | None]:
    """Family and given part of a name, as written; a family name of `size` words."""
    if family is None:
        return None, None
    words = re.sub(r"[\"“”()]", "", name).replace(",", " ").split()
    while len(words) > 1 and words[-1].lower() in lexicon("names", "suffixes"):
        words.pop()
    particles = lexicon("names", "particles")
    for at, word in enumerate(words):
        if fold(word) == family:
            if at == 0:
                return word, " ".join(words[1:]) or None
            start = max(at - size + 1, 1)
            while start > 1 and words[start - 1] in particles:
                start -= 1
            return " ".join(words[start : at + 1]), " ".join(words[:start]) or None
    return words[-1], " ".join(words[:-1]) or None


_PRONOUN_GENDER = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


def _with_genders(reader: _Reader, persons: Sequence[Entity], mentions: Sequence[Mention]) -> list[Entity]:
    """Gender from pronouns that only one person can have: he or she behind the only name of two sentences."""
    starts = [sentence.span.start for sentence in reader.sentences]
    named: dict[int, set[str]] = defaultdict(set)
    first: dict[tuple[int, str], int] = {}
    for mention in sorted(mentions, key=lambda m: m.span):
        number = bisect_right(starts, mention.span.start) - 1
        named[number].add(mention.entity)
        first.setdefault((number, mention.entity), mention.span.start)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for number in sorted(named):
        if len(named[number] | named.get(number - 1, set())) != 1:
            continue
        (key,) = named[number]
        following = [] if named.get(number + 1) or number + 1 >= len(reader.words) else reader.words[number + 1][:1]
        behind = [word for word in reader.words[number] if word.span.start > first[number, key]]
        for word in [*behind, *following]:
            if gender := _PRONOUN_GENDER.get(word.low):
                votes[key][gender] += 1
    out = []
    for person in persons:
        counted = votes[person.key]
        sure = len(counted) == 1 and person.gender is None
        out.append(replace(person, gender=next(iter(counted))) if sure else person)  # type: ignore[arg-type]
    return out


class _Keys:
    """Unique keys of one article."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def take(self, name: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "name"
        key, number = slug, 2
        while key in self.used:
            key, number = f"{slug}-{number}", number + 1
        self.used.add(key)
        return key


def _headings(
    reader: _Reader, entities: dict[tuple[str, ...], Entity], family: dict[tuple[str, ...], str], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Names of the article's people in headings with capitals throughout, where capitals tell nothing."""
    taken = [m.span for m in mentions]
    full = {names: entity for names, entity in entities.items()}
    families = Counter(family.values())
    short = {(part,): entities[names] for names, part in family.items() if families[part] == 1}
    for words in reader.words:
        if not _is_title_case(words):
            continue
        at = 0
        while at < len(words):
            for size in (4, 3, 2, 1):
                run = words[at : at + size]
                if len(run) < size or not all(w.cap for w in run) or any(w.gap not in (" ",) for w in run[1:]):
                    continue
                entity = full.get(_names(run)) or (short.get(_names(run)) if size == 1 and run[0].label == "" else None)
                span = Span(run[0].span.start, run[-1].span.end)
                if entity and not any(span.overlaps(t) for t in taken):
                    yield Mention(span=span, kind="person", entity=entity.key, rule="known name in a heading")
                    at += size - 1
                    break
            at += 1


def _things(reader: _Reader, people: Sequence[Mention], used: set[str]) -> tuple[list[Entity], list[Mention]]:
    """Organisations by their head noun, places by the table of countries, and what else the model is sure of."""
    taken = sorted(m.span for m in people)
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []

    def add(span: Span, kind: Any, name: str, country: str | None, rule: str) -> None:
        if any(span.overlaps(other) for other in taken[max(0, _bisect(taken, span.start) - 1) : _bisect(taken, span.end) + 1]):
            return
        key = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "name"
        if key in used:
            key = f"{key}-{kind}"
        known = entities.get(key)
        entities[key] = known or Entity(key=key, kind=kind, name=name, country=country)
        mentions.append(Mention(span=span, kind=entities[key].kind, entity=key, rule=rule))

    for words in reader.words:
        covered = -1
        for at, word in enumerate(words):
            if at <= covered or word.label not in ("country", "organisation") or word.phrase != at:
                continue
            stop = at
            while stop + 1 < len(words) and words[stop + 1].phrase == at:
                stop += 1
            covered = stop
            span = Span(word.span.start, words[stop].span.end)
            if word.label == "organisation":
                name = span.of(reader.text)
                add(span, "organisation", name, country_of_body(name), "organisation by its head noun")
            else:
                found = countries().get(" ".join(w.low for w in words[at : stop + 1]))
                if found and found.kind != "adjective":
                    name = found.name if found.kind == "name" else span.of(reader.text)
                    add(span, "place", name, found.name, "table of countries")
    mine = sorted([m.span for m in mentions] + taken)
    seen: set[Span] = set()
    plain = [Span(w.span.start, w.span.end) for words in reader.words if words and not _is_title_case(words) for w in words if w.label != "head"]
    starts = {w.start for w in plain}
    for span, label in reader.entities.values():
        if span in seen or label not in ("ORG", "GPE", "LOC", "FAC"):
            continue
        seen.add(span)
        name = span.of(reader.text)
        if span.start not in starts or "\n" in name or len(name) < 2 or not name[0].isupper() or any(span.overlaps(other) for other in mine):
            continue
        add(span, "organisation" if label == "ORG" else "place", name, None, "model")
    return list(entities.values()), mentions


def _bisect(spans: Sequence[Span], at: int) -> int:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].start < at:
            low = middle + 1
        else:
            high = middle
    return low
