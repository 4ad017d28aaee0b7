"""The words of a sentence, each with what the lexicons know of it: country, organisation, office, name or none."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from ...model.text import Span, alternation, record
from ...rules import lookups
from ...rules.load import load, word_sets
from ...rules.types.base import RuleFile
from ...rules.types.people import BODIES, NAMES, OFFICES, POSTS, REFERENCES
from ..base import grammar
from .dictionary import forms_of
from .labels import COUNTRY_KINDS, HEAD_KINDS, CountryKind, HeadKind, Label

_WORD = re.compile(r"['’]t(?= [A-Z])|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-’'][^\W_]+){0,6}")
_POSSESSIVE = re.compile(r"[’'][sS]$")
_NAME_FOLLOWS = re.compile(r" [A-Z][\w’'.-]*[^\W\d_.]")
_ARTICLE = re.compile(r"(?:[ae][dlnrst]|[ae]sh|ul|bin)-[A-Z]")
_LONGEST_OFFICE = 6  # words of an office as far as its head
MAX_PHRASE = 6  # words of the longest lexicon entry


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A word of a sentence, and what the lexicons say of it. Made of every word, in a tenth of the time that a
    dataclass takes."""

    span: Span
    text: str
    sentence: int
    gap: str  # what stands between the word before and this one; a line end counts as a space
    possessive: bool = False
    verb: bool = False  # a finite verb, says the model
    common: bool = False  # the dictionary has it, in any of its forms
    label: Label = ""
    phrase: int = -1  # words of one lexicon phrase share the index of its first word
    cap: bool  # begins with a capital, be it behind "al-"
    low: (
        str  # in lower case, with a plain apostrophe; a short title before a name with its stop, written or not: "sgt."
    )


def _word(text: str, start: int, end: int, *, sentence: int, gap: str, possessive: bool = False) -> Word:
    written = text[start:end]
    low = written.lower().replace("’", "'")
    return Word(
        span=Span(start, end),
        text=written,
        sentence=sentence,
        gap=gap.replace("\n", " "),
        possessive=possessive,
        cap=written[0].isupper() or _ARTICLE.match(written) is not None,
        low=f"{low}." if written.istitle() and f"{low}." in _short_titles() and _NAME_FOLLOWS.match(text, end) else low,
    )


@record
class Country:
    """What a word says of a country: its name, and whether the word is a name, an adjective, a capital or a region."""

    name: str
    kind: CountryKind


@cache
def countries() -> dict[str, Country]:
    """Every name, adjective, demonym, capital and region, in lower case, with its country."""
    found: dict[str, Country] = {}
    for part, kind in COUNTRY_KINDS.items():
        for form, row in lookups.country_forms(part).items():
            found[form.lower().replace("’", "'")] = Country(name=row.name, kind=kind)
            if kind == "adjective":
                found.setdefault(form.lower() + "s", Country(name=row.name, kind=kind))
    return found


@cache
def heads() -> dict[str, HeadKind]:
    """Every head of a title, in lower case, with its kind."""
    table = load(OFFICES).heads
    return {head: kind for kind in HEAD_KINDS for head in getattr(table, kind)}


@cache
def plural_heads() -> frozenset[str]:
    """The plurals of the offices, in lower case: two names follow them, and neither is "Senators Roe"."""
    offices = {head for head, kind in heads().items() if kind in ("office", "state")}
    return frozenset(f"{head[:-1]}s." if head.endswith(".") else f"{head}s" for head in offices) - offices


_FILES: Mapping[str, RuleFile[Any]] = {
    file.path.removeprefix("people/"): file for file in (BODIES, NAMES, OFFICES, POSTS, REFERENCES)
}


@cache
def lexicon(file: str, key: str) -> frozenset[str]:
    """A list of words of `rules/en/people/<file>.yml`."""
    return word_sets(_FILES[file])[key]


def choice(file: str, key: str) -> str:
    """Such a list as a pattern for any of its words."""
    return alternation(lexicon(file, key))


def small_or_capital(words: Iterable[str]) -> set[str]:
    """The words as they stand inside a sentence and at its beginning."""
    return {form for word in words for form in (word, word.capitalize())}


@cache
def fronts() -> str:
    """A pattern for what opens a phrase in front of its clause: "During", "Speaking"."""
    return rf"(?:{alternation(map(str.capitalize, lexicon('references', 'fronts')))}|\w+ing)\b"


@cache
def marks() -> dict[str, str]:
    """What tells father and son apart, in lower case, with its one spelling: "jr." is "jr"."""
    return load(NAMES).marks


@cache
def honorifics() -> dict[str, str]:
    """Every honorific in lower case with its gender: "m", "f" or "any"."""
    table = load(NAMES).honorifics
    return {word: gender for gender, words in (("m", table.m), ("f", table.f), ("any", table.any)) for word in words}


@cache
def _abbreviations() -> frozenset[str]:
    dotted = {
        word
        for word in (
            *heads(),
            *plural_heads(),
            *honorifics(),
            *lexicon("names", "suffixes"),
            *lexicon("names", "short_given"),
            *lexicon("bodies", "heads"),
        )
        if word.endswith(".") and " " not in word
    }
    return frozenset(
        dotted | {"s.", "n.", "st."} | {part for head in heads() for part in head.split() if part.endswith(".")}
    )


@cache
def _tail() -> re.Pattern[str]:
    """What hangs on a name and is none of it: the "-era" of "Roe-era", the "-san" of "Tanaka-san"."""
    return re.compile(rf"-(?:{choice('names', 'tails')})$|(?<=\w{{5}})-(?:{choice('names', 'polite_tails')})$")


@cache
def _prefix() -> re.Pattern[str]:
    """What stands before a name with a hyphen: the "then-" of "then-President"."""
    prefixes = {*small_or_capital(lexicon("names", "prefixes")), *lexicon("names", "small_prefixes")}
    return re.compile(rf"(?:{alternation(prefixes)})-(?=[A-Z])")


def _prefix_of(written: str) -> re.Match[str] | None:
    return _prefix().match(written) if "-" in written else None


def _tail_of(written: str) -> re.Match[str] | None:
    return _tail().search(written) if "-" in written else None


def read_words(text: str, span: Span, sentence: int) -> Iterator[Word]:
    """The words of one sentence: possessive endings, prefixes ("then-") and tails ("-era") are cut off.

    >>> [w.text for w in read_words("then-Gov. J. Roe's pro-U.S. aide", Span(0, 32), 0)]
    ['then', 'Gov.', 'J.', 'Roe', 'pro', 'U.S.', 'aide']
    """
    last = at = span.start
    while match := _WORD.search(text, at, span.end):
        start, end = match.span()
        if prefix := _prefix_of(match.group()):
            stop = start + prefix.end() - 1
            yield _word(text, start, stop, sentence=sentence, gap=text[last:start])
            last, at = stop, stop + 1
            continue
        at = after = end  # `after` is past a possessive ending
        possessive = False
        if cut := _POSSESSIVE.search(match.group()):
            end, possessive = start + cut.start(), True
        elif text[end - 1] in "sS" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] == " ":
            after, possessive = end + 1, True
        if tail := _tail_of(text[start:end]):
            end = after = start + tail.start()
        if (
            text[end : end + 1] == "."
            and end < span.end
            and (
                text[start : end + 1].lower() in _abbreviations()
                or (end - start == 1 and text[start].isupper() and text[start] != "I")
            )
        ):
            end = after = end + 1
        if start < end:
            yield _word(text, start, end, sentence=sentence, gap=text[last:start], possessive=possessive)
            last = after


@cache
def _short_titles() -> frozenset[str]:
    parts = {part for title in (*heads(), *honorifics()) for part in title.split()}
    return frozenset(
        part for part in parts if part.endswith(".") and part.count(".") == 1 and part[:-1] not in honorifics()
    )


@cache
def _around_head() -> re.Pattern[str]:
    """What stands before and behind a head with a hyphen: "ex-", "actor-turned-", "-elect"."""
    before = alternation(lexicon("offices", "kept_prefixes") | lexicon("offices", "rank_prefixes"))
    return re.compile(rf"^(?:{before}|[a-z-]+-turned)-(?=[a-z])|-(?:{choice('offices', 'head_endings')})$")


def head_key(phrase: str) -> str:
    """A head as the lexicon has it: "governor-elect" is a governor, and so are "ex-governor" and
    "actor-turned-governor"."""
    if "-" not in phrase or phrase in heads():
        return phrase
    return _around_head().sub("", phrase)


@record
class Phrases:
    """The entries of a lexicon, in lower case, and the words that they begin with."""

    known: frozenset[str]
    openers: frozenset[str]


def _phrases(known: Iterable[str]) -> Phrases:
    entries = frozenset(known)
    return Phrases(known=entries, openers=frozenset(entry.split()[0] for entry in entries))


@cache
def _country_phrases() -> Phrases:
    return _phrases(countries())


@cache
def _head_phrases() -> Phrases:
    return _phrases(heads())


def match_phrases(words: Sequence[Word], phrases: Phrases) -> dict[int, int]:
    """Where a phrase of a lexicon begins, and how many words it has; the longest wins."""
    found: dict[int, int] = {}
    free = 0
    opening = (at for at, word in enumerate(words) if head_key(word.low) in phrases.openers)
    for at in opening:
        if at >= free and (size := _phrase_at(words, at, phrases)):
            found[at] = size
            free = at + size
    return found


def _phrase_at(words: Sequence[Word], at: int, phrases: Phrases) -> int:
    """The number of words of the longest phrase that begins here."""
    size = 0
    joined = ""
    for extra, word in enumerate(words[at : at + MAX_PHRASE]):
        if extra and (word.gap not in (" ", "-", " - ") or words[at + extra - 1].possessive):
            break
        joined = f"{joined} {word.low}" if extra else word.low
        if head_key(joined) in phrases.known:
            size = extra + 1
    return size


def finite_verbs(doc: Any) -> frozenset[int]:
    """The offsets of the finite verbs of a tagged Doc."""
    return frozenset(
        token.idx
        for token in doc
        if token.text[0].islower()
        and grammar.class_of(token) in ("verb", "helper")
        and (
            grammar.form_of(token) in ("past", "present s", "present", "modal")
            or (grammar.relation_of(token) == "top" and grammar.form_of(token) == "participle")
        )
    )


def is_title_case(words: Sequence[Word]) -> bool:
    """Whether nearly all long words have a capital, as in an English headline, and no verb is in lower case."""
    if any(word.verb and not word.cap for word in words):
        return False

    long = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
    caps = sum(word.cap for word in long)
    return len(long) >= 4 and caps >= 0.8 * len(long)


def _is_known(low: str, known: Container[str]) -> bool:
    return low in known or any(map(known.__contains__, forms_of(low)))


def labelled(words: Sequence[Word], verbs: Container[int] = (), known: Container[str] = ()) -> list[Word]:
    """The words of one sentence with their labels: offices, then countries, then organisations around a head noun.

    `verbs` holds the offsets of finite verbs, `known` the words of the dictionary.
    """
    labels: list[tuple[Label, int]] = [("", -1)] * len(words)

    def mark(first: int, last: int, label: Label) -> None:
        for k in range(first, last):
            labels[k] = (label, first)

    suffixes = lexicon("names", "suffixes")
    for at, word in enumerate(words):
        if labels[at][0]:
            continue
        if size := _address(words, at):
            mark(at, at + size, "honorific")
        elif word.low in suffixes and at and word.cap:
            mark(at, at + 1, "suffix")
        elif _is_no_name(words, at):
            mark(at, at + 1, "none")
    for first, stop, label in _places(words):
        mark(first, stop, label)
    for at, size in _offices(words):
        initials = size == 1 and words[at].low in lexicon("offices", "initials")
        if initials and not words[at].text.isupper():
            continue  # "at 5 pm"
        free = labels[at][0] in ("", "none") or (labels[at][0] == "honorific" and (size > 1 or initials))
        if free and not (size == 1 and _is_surname(words, at)):
            mark(at, at + size, "head")
    for start, stop in _organisations(words, labels):
        mark(start, stop, "organisation")
    return [
        Word(
            span=word.span,
            text=word.text,
            sentence=word.sentence,
            gap=word.gap,
            possessive=word.possessive,
            verb=word.span.start in verbs,
            common=_is_known(word.low, known),
            label=label,
            phrase=phrase,
            cap=word.cap,
            low=word.low,
        )
        for word, (label, phrase) in zip(words, labels, strict=True)
    ]


def _is_no_name(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    known = word.low in lexicon("names", "not_names") or word.low in plural_heads() or not word.text[0].isalpha()
    return known and not is_initial(words, at)


def is_initial(words: Sequence[Word], at: int) -> bool:
    """Whether a capital that stands alone is the initial of a given name, without its stop: "A Q Roe", "Dr A Roe"."""
    if len(words[at].text) > 1 or not words[at].cap or not _name_goes_on(words, at + 1):
        return False
    if words[at].low not in lexicon("names", "not_names"):
        return True
    if len(words[at + 1].text) == 1:
        return _name_goes_on(words, at + 2)
    before = words[at - 1] if at and words[at].gap == " " and words[at - 1].cap else None
    return before is not None and (before.low in honorifics() or before.low in heads() or len(before.text) == 1)


def _name_goes_on(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].gap == " " and words[at].cap and words[at].text.isalpha()


def _address(words: Sequence[Word], at: int) -> int:
    """The number of words of the form of address or the rank in capitals that begins here."""
    if not words[at].cap:
        return 0
    return 1 if _is_rank_in_capitals(words, at) else _honorific(words, at)


def _honorific(words: Sequence[Word], at: int) -> int:
    """The number of words of the honorific that begins here, before a name: one, two ("Tan Sri"), or none."""
    for size in (2, 1):
        behind = at + size
        joined = " ".join(word.low for word in words[at:behind])
        if (
            behind >= len(words)
            or joined not in honorifics()
            or not all(w.cap for w in words[at : behind + 1])
            or words[behind].gap != " "
        ):
            continue
        if joined == "hon" and (at == 0 or words[at - 1].low not in lexicon("names", "before_hon")):
            continue  # a name elsewhere
        if (
            len(joined) > 1 or at == 0 or not words[at - 1].cap or words[at - 1].low in heads()
        ):  # "U Thawta", but not "Jo U Jin"
            return size
    return 0


def _is_rank_in_capitals(words: Sequence[Word], at: int) -> bool:
    """Whether "PC" or the like stands before a given name."""
    return (
        words[at].text.isupper()
        and words[at].low in lexicon("names", "ranks_in_capitals")
        and at + 1 < len(words)
        and words[at + 1].cap
        and words[at + 1].gap == " "
        and words[at + 1].low in lexicon("names", "given")
    )


def _is_continent(words: Sequence[Word], at: int) -> bool:
    """Whether "American" is that of "North American" or "Latin America"."""
    return (
        words[at].low.startswith("america")
        and at > 0
        and words[at].gap in (" ", "-")
        and words[at - 1].low in lexicon("bodies", "inside") | lexicon("bodies", "half_names")
    )


def _places(words: Sequence[Word]) -> Iterator[tuple[int, int, Label]]:
    """Half-open ranges of words that name a country, or a place that is called New like one."""
    small = lexicon("bodies", "small_words")
    for at, size in match_phrases(words, _country_phrases()).items():
        capitals = words[at].cap and all(words[k].cap or words[k].low in small for k in range(at, at + size))
        if capitals and not _is_continent(words, at):
            start = _new_place(words, at, size)
            yield start, at + size, "country" if start == at else "organisation"


def _new_place(words: Sequence[Word], at: int, size: int) -> int:
    """Where "North New Britain" opens, a place of its own, behind whose "New" a country begins at `at`; else `at`. A
    "New" that opens its sentence may be an adjective."""
    found = countries().get(" ".join(word.low for word in words[at : at + size]))
    named = found is not None and found.kind == "name" and at > 1 and words[at].gap == " "
    if not named or words[at - 1].text != "New" or words[at - 1].gap != " ":
        return at
    before = words[at - 2]
    return at - 2 if before.cap and before.low in lexicon("offices", "directions") else at - 1


def _is_surname(words: Sequence[Word], at: int) -> bool:
    """Whether a capitalised office word ends a name: "Martin Luther King said"."""
    word = words[at]
    if not word.cap or not at:
        return False
    before = words[at - 1]
    if before.low in lexicon("names", "son_of") and word.gap == " ":
        return True
    if f"{word.low}." in heads():  # "Sen" is short for a title before a name only
        return not (at + 1 < len(words) and words[at + 1].cap and words[at + 1].gap == " ")
    if word.low not in lexicon("offices", "surnames"):
        return False
    follows = at + 1 < len(words) and words[at + 1].gap == " " and words[at + 1].cap
    if before.cap and before.low in honorifics() and not follows and word.gap == " ":
        return True
    near = [words[k].low for k in (at - 1, at - 2) if k >= 0 and words[k].cap]
    return word.gap == " " and before.cap and any(low in lexicon("names", "given") for low in near) and not follows


def _is_joint(words: Sequence[Word], at: int) -> bool:
    """Whether the name of a body may go on over the gap before a word: "Harbour & Ferry", "OBC/ST Commission"."""
    initials = words[at].text.isupper() and words[at - 1].text.isupper()
    return words[at].gap in (" ", "-", " & ") or (words[at].gap == "/" and initials)


def _organisations(words: Sequence[Word], labels: Sequence[tuple[Label, int]]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of words that name an organisation by its head noun, or that a lexicon knows."""
    org_heads = lexicon("bodies", "heads")
    called = lexicon("names", "called_after")
    known = {
        at: size
        for at, size in match_phrases(words, _known_bodies()).items()
        if words[at].cap and (len(words[at].text) > 2 or words[at].text.isupper())
    }
    floor = 0
    for at, word in enumerate(words):
        if at < floor:
            continue
        if at in known and not _belongs_elsewhere(labels, at, known[at]) and not _opens_party(words, at, known[at]):
            size = known[at]
            floor = at + size
            yield at, floor
        elif (
            word.cap
            and word.low in org_heads
            and labels[at][0] in ("", "none")
            and not _head_follows(words, labels, at)
        ):
            first = at
            while first > floor and _is_joint(words, first) and _joins_left(words, labels, first - 1):
                first -= 1
            if first < at and labels[first][0] == "none" and words[first].low not in lexicon("bodies", "inside"):
                first += 1
            if (
                first == at - 1
                and words[first].low in lexicon("names", "given")
                and word.low in lexicon("bodies", "surnames")
            ):
                continue
            first = _past_and(words, labels, first, floor)
            last = _right_end(words, labels, at)
            if last - first > 1 and not (
                word.low in called and last == at + 1 and first < at and labels[at - 1][0] == ""
            ):
                floor = last
                yield first, last
        elif abbreviates(words, at) and (opening := _spelled_out(words, labels, at, floor)) is not None:
            floor = at
            yield opening, at


def _belongs_elsewhere(labels: Sequence[tuple[Label, int]], at: int, size: int) -> bool:
    """Whether an office begins here, or a longer name of a country: "Democratic Republic of Congo"."""
    label = labels[at]
    return label[0] == "head" or (label[0] == "country" and labels[at + size : at + size + 1] == [label])


def _head_follows(words: Sequence[Word], labels: Sequence[tuple[Label, int]], at: int) -> bool:
    """Whether a noun that may head a name stands inside a longer one: "Financial" Crimes Commission."""
    if words[at].low not in lexicon("bodies", "fields") or words[at].possessive or at + 2 >= len(words):
        return False
    noun, head = words[at + 1 : at + 3]
    if labels[at + 1][0] == "head" and noun.gap == " " and noun.low in lexicon("offices", "of_matters"):
        return True  # "Kuwaiti Oil Minister": a matter
    return (
        all(w.cap and w.gap == " " for w in (noun, head))
        and labels[at + 1][0] == ""
        and head.low in lexicon("bodies", "heads")
    )


def abbreviates(words: Sequence[Word], at: int) -> bool:
    """Whether a word is an abbreviation in brackets behind the name that it is short for: "Harvest Movement (HM)"."""
    word = words[at]
    closed = at + 1 == len(words) or words[at + 1].gap.startswith(")")
    return (
        at > 0
        and word.gap == " ("
        and closed
        and 2 <= len(word.text) <= 10
        and sum(c.isupper() for c in word.text) >= 2
    )


def _spelled_out(words: Sequence[Word], labels: Sequence[tuple[Label, int]], at: int, floor: int) -> int | None:
    """Where the capitals begin whose first letters the abbreviation behind them has, three at least."""
    letters = [c for c in words[at].low if c.isalpha()]
    first = at
    while first > floor and letters and words[first - 1].cap and (first == at or words[first].gap in (" ", "-")):
        word = words[first - 1]
        if word.possessive or labels[first - 1][0] not in ("", "none", "country"):
            return None
        for part in reversed([part for part in word.low.split("-") if len(part) > 1]):
            if letters and letters[-1] == part[0]:
                letters.pop()
        first -= 1
    return first if not letters and len(words[at].text) > 2 and at - first > 1 else None


def _past_and(words: Sequence[Word], labels: Sequence[tuple[Label, int]], first: int, floor: int) -> int:
    """Where the name of a body opens that has an "and" inside: "Economic and Financial Crimes Commission"."""
    start = first - 1
    if start <= floor or words[start].low not in ("and", "&") or words[start].gap != " " or words[first].gap != " ":
        return first
    matters = lexicon("offices", "portfolio")
    while (
        start > floor and words[start].gap in (" ", ", ") and words[start - 1].cap and not words[start - 1].possessive
    ):
        if words[start - 1].low in lexicon("bodies", "heads"):
            return first
        if not (_joins_left(words, labels, start - 1) or words[start - 1].low in matters):
            break
        start -= 1
    matter = words[first - 2]  # "Kelvara Internal Security and Public Order Department"
    field = matter.low in matters and start < first - 2 and words[first].low in matters
    return start if field or words[start].low in lexicon("bodies", "openers") else first


def _offices(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for at, size in match_phrases(words, _head_phrases()).items():
        if size > 1 or words[at].low not in lexicon("offices", "sit_for") or _sits_for(words, at):
            yield _without_party(words, at, size)


def _sits_for(words: Sequence[Word], at: int) -> bool:
    """Whether a party stands behind "a deputy from"."""
    behind = words[at + 1 : at + 6]
    if not at or words[at - 1].low not in lexicon("offices", "determiners") or not behind:
        return False
    linked = behind[0].low in lexicon("offices", "held_at") | lexicon("offices", "plain_links")
    named = [word for word in behind[1:] if word.cap]
    return linked and bool(named) and any(word.low in lexicon("offices", "blocs") for word in behind[1:])


def _without_party(words: Sequence[Word], at: int, size: int) -> tuple[int, int]:
    """Where an office begins and its size, without a "Party" that ends the name before it: "Harvest Party leader"."""
    word = words[at]
    behind_name = at > 0 and words[at - 1].cap and word.gap == " " and not words[at - 1].possessive
    closes = size > 1 and behind_name and word.text.istitle() and word.low in lexicon("bodies", "party_nouns")
    return (at + 1, size - 1) if closes else (at, size)


def _opens_party(words: Sequence[Word], at: int, size: int) -> bool:
    """Whether a party's adjective is part of a longer name: the "Democratic" of "Harvest Democratic Party"."""
    if size > 1 or words[at].low not in lexicon("bodies", "parties") or at + 1 == len(words) or words[at].possessive:
        return False
    following = words[at + 1]
    return following.gap == " " and following.cap and following.low in lexicon("bodies", "heads")


def _joins_left(words: Sequence[Word], labels: Sequence[tuple[Label, int]], at: int) -> bool:
    label = labels[at][0]
    if not words[at].cap:
        return False
    if words[at].possessive:
        return words[at].low in lexicon("bodies", "owners")
    if label == "none":
        return words[at].low in lexicon("bodies", "inside")
    if label == "head":
        return words[at].low in lexicon("bodies", "offices")
    return label in ("", "country")


def _joins_right(words: Sequence[Word], labels: Sequence[tuple[Label, int]], at: int) -> bool:
    """Whether a capitalised word goes on with a name behind "of" or "on"; the day of "Court on Tuesday" does not."""
    return labels[at][0] in ("", "country") or (
        labels[at][0] == "none" and words[at].low in lexicon("bodies", "inside")
    )


def _right_end(words: Sequence[Word], labels: Sequence[tuple[Label, int]], at: int) -> int:
    """The end of "Ministry of Trade, Industry and Energy": capitals behind of/for, with commas only before an "and"."""
    last = at + 1
    while (
        last < len(words)
        and words[last].gap == " "
        and words[last].cap
        and words[last].low in lexicon("bodies", "heads")
        and not words[last - 1].possessive
    ):
        last += 1
    while (
        last + 1 < len(words)
        and not words[last - 1].possessive
        and words[last].gap == " "
        and words[last].low in lexicon("bodies", "links")
    ):
        nxt = last + 1
        if words[nxt].low == "the" and nxt + 1 < len(words):
            nxt += 1
        if not (
            (words[nxt].cap and words[nxt].gap == " " and _joins_right(words, labels, nxt))
            or (words[nxt].low in lexicon("offices", "portfolio") and words[nxt].cap)
        ):
            break
        end = _capitals(words, labels, nxt)
        if _is_owner_of_office(words, labels, nxt, end):
            break
        last = end
    return last


def _is_owner_of_office(words: Sequence[Word], labels: Sequence[tuple[Label, int]], at: int, end: int) -> bool:
    """Whether capitals belong to an office behind them: "Members of Parliament for the Trade Minister's plan"; but not
    those of "Reserve Bank of Kenya Governor"."""
    office = end < len(words) and words[end].gap == " " and labels[end][0] == "head" and words[end].cap
    return office and any(label != "country" for label, _ in labels[at:end])


def _names_part(labels: Sequence[tuple[Label, int]], at: int, held: bool) -> bool:
    """Whether an unknown capital or a country is part of a body's name; behind a country the name of the body's head is
    not: "Governor of the Bank of Kenya <Jane Roe>"."""
    return labels[at][0] == "country" or (not labels[at][0] and not (held and labels[at - 1][0] == "country"))


def _has_holder(labels: Sequence[tuple[Label, int]], at: int) -> bool:
    """Whether an office stands close before the last part of the name of a body: "Governor of the Bank of"."""
    return any(label == "head" for label, _ in labels[max(0, at - _LONGEST_OFFICE) : at])


def _capitals(words: Sequence[Word], labels: Sequence[tuple[Label, int]], at: int) -> int:
    last = at + 1
    held = _has_holder(labels, at)
    while last < len(words) and not words[last - 1].possessive:
        word = words[last]
        ok = word.cap and (_names_part(labels, last, held) or word.low in lexicon("offices", "portfolio"))
        if word.gap == " " and ok:
            last += 1
        elif (
            word.gap == " "
            and word.low in lexicon("bodies", "joints")
            and last + 1 < len(words)
            and words[last + 1].cap
            and words[last + 1].low in lexicon("offices", "portfolio")
        ):
            last += 2
        elif word.gap == ", " and ok and word.low in lexicon("offices", "portfolio"):
            last += 1
        elif (
            word.gap == ", "
            and word.low == "and"
            and last + 1 < len(words)
            and words[last + 1].low in lexicon("offices", "portfolio")
            and words[last + 1].cap
        ):
            last += 2
        else:
            break
    return last


@cache
def _known_bodies() -> Phrases:
    table = load(BODIES)
    known = {body for bodies in table.countries.values() for body in bodies} | set(table.international)
    return _phrases(known - set(table.also_words))
