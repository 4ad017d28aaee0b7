"""Points of agreement: sentences by which two sides agreed on something.

A statement of agreement counts where two parties make it together; else the patterns of rules/merge/agreed do. What
speaks against a sentence stands in the table `DOUBTS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ...model.article import OPINION
from ...model.book import Claim, Statement
from ...model.reasons import Reason, first
from ...model.text import Span, alternation, record
from ...rules.load import load
from ...rules.types.merge import AGREED
from ..base.corpus import Reading
from ..base.countries import country_names
from ..base.same_words import senses_of

_TWO = 2
_ALIKE = 0.6  # share of the shorter one's words that makes two sentences one point
_NAMED = r"(?:[\w'’.-]+ )*[A-Z][\w'’.-]*(?: [\w'’.-]+)*"
_NAMES = re.compile(rf"{_NAMED} (?:and|&) {_NAMED}")


@record
class Told:
    """A sentence that tells of an agreement; `at` is where it begins to do so."""

    reading: Reading
    number: int
    at: int

    @property
    def words(self) -> str:
        """The whole sentence."""
        return self.reading.quote(self.number)


@record
class MayAgree:
    """What of an article may tell of an agreement, with nothing against it."""

    said: Mapping[str, bool]  # statements by which two sides agree, by id; whether nothing is against their sentence
    worded: tuple[int, ...]  # sentences that the patterns take for one


def agreements_in(reading: Reading, statements: Iterable[Statement]) -> MayAgree:
    """Of an article with its statements."""
    sound = [(said, told.number, first(DOUBTS, told) is None) for said, told in told_in(reading, statements)]
    return MayAgree(
        said={said: holds for said, _, holds in sound if said},
        worded=tuple(number for said, number, holds in sound if holds and not said),
    )


def told_in(reading: Reading, statements: Iterable[Statement]) -> Iterator[tuple[str, Told]]:
    """The sentences of an article that may tell of an agreement: those of statements, with their ids, and with "" those
    that are worded so."""
    if reading.article.genre == OPINION:
        return
    for one in statements:
        number = one.citation.sentence
        if one.act == "agrees" and reading.is_told(number) and _is_of_two(one, reading):
            yield one.id, Told(reading=reading, number=number, at=max(reading.quote(number).find(one.cue or ""), 0))
    for number, words in enumerate(reading.quotes):
        at = _worded(words) if reading.is_told(number) else None
        if at is not None:
            yield "", Told(reading=reading, number=number, at=at)


def points_of_agreement(
    corpus: Sequence[Reading], statements: Sequence[Statement], may_agree: Mapping[str, MayAgree]
) -> tuple[Claim, ...]:
    """Each point once, as the earliest article has it; the newest first. `may_agree` is by the ids of articles."""
    by_source: dict[str, list[Statement]] = {}
    for one in statements:
        by_source.setdefault(one.citation.source, []).append(one)
    chosen: list[tuple[Claim, frozenset[str]]] = []
    for reading in sorted(corpus, key=_age):
        source = reading.article.id
        for number in _told(may_agree[source], by_source.get(source, ())):
            words = senses_of(reading, number)
            if not any(_is_one(words, other) for _, other in chosen):
                claim = Claim(text=reading.quote(number), citation=reading.cite(number), date=reading.published)
                chosen.append((claim, words))
    return tuple(claim for claim, _ in reversed(chosen))


def _told(here: MayAgree, statements: Iterable[Statement]) -> list[int]:
    """The sentences of one article in which two sides agree, in order; `statements` are those that stand in the
    book."""
    together = {one.citation.sentence: here.said[one.id] for one in statements if one.id in here.said}
    return sorted({number for number, sound in together.items() if sound} | {*here.worded} - together.keys())


def _age(reading: Reading) -> tuple[bool, str, str]:
    day = reading.published
    return day is None, day.earliest.isoformat() if day else "", reading.article.id


def _is_one(words: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(words), len(other))
    return shorter > 0 and len(words & other) / shorter >= _ALIKE


def _worded(words: str) -> int | None:
    if not _needs().search(words):
        return None
    found = next(filter(None, (pattern.search(words) for pattern in _patterns())), None)
    return found.start() if found else None


def _is_of_two(one: Statement, reading: Reading) -> bool:
    """Whether two sides make a statement: by their parties, or by what they are called."""
    if one.speaker is not None:
        return len(one.parties) >= _TWO
    if len(one.parties) >= _TWO or _together().match(one.speaker_text):
        return True
    sentence = reading.findings.sentences[one.citation.sentence].span
    persons = [m for m in reading.mentions.meeting(sentence) if m.kind == "person"]
    named = any(m.span.of(reading.article.text) in one.speaker_text for m in persons)
    return not named and _NAMES.fullmatch(one.speaker_text) is not None


@cache
def _together() -> re.Pattern[str]:
    return re.compile(_filled("{together}\\b"), re.IGNORECASE)


@cache
def _needs() -> re.Pattern[str]:
    return re.compile(_filled(load(AGREED).needs), re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_filled(rule.pattern), re.IGNORECASE) for rule in load(AGREED).rules)


def _filled(pattern: str) -> str:
    pieces = {**load(AGREED).pieces, "country": rf"(?-i:{alternation(country_names())})(?!\w)"}
    while found := re.search(r"\{([a-z]+)\}", pattern):
        pattern = pattern.replace(found[0], pieces[found[1]])
    return pattern


# What speaks against it


def _is_asked(told: Told) -> bool:
    return told.words.rstrip("\"'”’ ").endswith("?")


def _is_said_in_marks(told: Told) -> bool:
    """In the words of one who speaks of it: one side's own account."""
    start = told.reading.findings.sentences[told.number].span.start + told.at
    stretch = Span(start, start + 1)
    marked = (part for quotation in told.reading.quotations_at(stretch) for part in quotation.quoted)
    return any(part.overlaps(stretch) for part in marked)


def _is_in_doubt(told: Told) -> bool:
    before = re.findall(r"[\w’']+", told.words[: told.at].casefold())
    return any(word in load(AGREED).doubts for word in before)


def _leans(told: Told) -> bool:
    return told.words.split(maxsplit=1)[0].casefold() in load(AGREED).leaning


DOUBTS: Sequence[Reason[Told]] = (
    Reason(
        "a question",
        "Have Peru and Chile agreed to share the herring?",
        "Peru and Chile have agreed to share the herring.",
        _is_asked,
    ),
    Reason(
        "in the words of one who speaks of it",
        "“Peru and Chile agreed to share the herring,” Ann Roe said.",
        "Peru and Chile agreed to share the herring, Ann Roe said.",
        _is_said_in_marks,
    ),
    Reason(
        "told with doubt",
        "Ann Roe denied that Peru and Chile agreed to share the herring.",
        "Ann Roe said that Peru and Chile agreed to share the herring.",
        _is_in_doubt,
    ),
    Reason(
        "of somebody named before",
        "They said the two sides agreed to share the herring.",
        "The two sides agreed to share the herring.",
        _leans,
    ),
)
