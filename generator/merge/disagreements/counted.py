"""What a figure counts, as a key: only figures of one key are held against each other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from ...model.article_view import Placed
from ...model.text import Span
from ...model.words import TextWord
from ...rules.load import load
from ...rules.types.merge import DIFFERENCES, IDENTITY
from ..base.corpus import Reading
from ..base.listed import words_of
from ..base.same_words import sense
from .measures import MAGNITUDE, TERM
from .told_figure import ToldFigure

T = TypeVar("T", bound=Placed)
Key = tuple[str, ...]  # "vote", whose · "measure", unit, of what, whose · "fate", what, of whom · "deed", unit, verb

_OWNER = 12  # characters before a figure in which its owner stands: "his three-day visit"
_STOPS = (",", ";", ":")


def vote_of(holder: str) -> Key:
    """Of a share of votes, by whose it is."""
    return "vote", holder


def key_of(told: ToldFigure) -> Key | None:
    """None for what nothing can be held against, if it is no share of votes."""
    figure = told.figure
    if "-" in figure.span.of(told.text) and figure.rule != TERM:
        return _measured(told)
    if figure.unit == MAGNITUDE:
        return "deed", MAGNITUDE, ""
    fate = _fate(told)
    if fate is not None:
        return "fate", fate, "" if figure.unit in load(DIFFERENCES).persons else figure.unit
    if any(other.unit == figure.unit for other in told.others):
        return None
    return "deed", figure.unit, _deed(told)


def is_once(key: Key) -> bool:
    """Whether it is of what has its value from the start: no newer report knows more of a fine, a term, a magnitude."""
    return key[0] == "deed" and (key[1] == MAGNITUDE or key[-1] in _sums().values())


def families_in(reading: Reading) -> frozenset[str]:
    """The names by which the article tells people apart, without case."""
    people = (entity for entity in reading.findings.entities if entity.kind == "person")
    return frozenset(_last(entity.family or entity.name) for entity in people)


@cache
def empty_words() -> frozenset[str]:
    """The senses of words that say no more than the fate of those counted."""
    words = load(DIFFERENCES)
    return frozenset(sense(lemma) for lemma in [*_fates(), *words.confirming, *words.magnitude_words])


@cache
def _sums() -> Mapping[str, str]:
    """Of what is paid or served once, the word for it by each of its lemmas."""
    return {lemma: group[0] for group in load(DIFFERENCES).one_sum for lemma in group}


@cache
def _fates() -> Mapping[str, str]:
    return {lemma: fate for fate, lemmas in load(DIFFERENCES).fates.items() for lemma in lemmas}


def _fate(told: ToldFigure) -> str | None:
    """What came to those counted: "12 people were killed", "killing 12", "12 deaths"."""
    of_others = {at for other in told.others for at in range(other.span.start, other.span.end)}
    words = [word for word in told.words if word.span.start not in of_others]
    before, own, after = _parted(words, told.figure.span)
    inside = [_fates()[word.lemma] for word in own if word.lemma in _fates()]
    return next(iter(inside), None) or _first_fate(after, load(DIFFERENCES).confirming) or _first_fate(before[::-1], ())


def _parted(words: Sequence[T], span: Span) -> tuple[list[T], list[T], list[T]]:
    """What stands before a span, in it and after it."""
    before = [word for word in words if word.span.end <= span.start]
    after = [word for word in words if word.span.start >= span.end]
    return before, [word for word in words if span.contains(word.span)], after


def _first_fate(words: Iterable[TextWord], passed: Container[str]) -> str | None:
    """The fate told first, before any other clause or verb than those `passed`."""
    openers = load(DIFFERENCES).openers
    for word in words:
        if word.lemma in _fates():
            return _fates()[word.lemma]
        if word.lemma in openers or word.lemma in _STOPS or (word.tag == "verb" and word.lemma not in passed):
            return None
    return None


def _deed(told: ToldFigure) -> str:
    """The sense of the verb that stands nearest before a figure, else after it; "" for one that only measures."""
    before, _, after = _parted([word for word in told.words if word.tag == "verb"], told.figure.span)
    verb = next(iter([*before[::-1], *after]), None)
    sums = {_sums()[word.lemma]: None for word in told.words if word.lemma in _sums()}
    if sums and (told.figure.rule == TERM or told.figure.unit.isupper()):
        kin = next((word.lemma for word in told.words if word.lemma in load(IDENTITY).relatives), "")
        return f"{next(iter(sums))} {kin}".rstrip()  # "the mayor's brother" is not the mayor
    return "" if verb is None or verb.lemma in load(DIFFERENCES).measuring else sense(verb.lemma)


def _measured(told: ToldFigure) -> Key | None:
    """Of "his three-day visit": the visit and whose it is."""
    span = told.figure.span
    noun = next((word for word in told.words if word.span.start >= span.end), None)
    near = told.reading.references.meeting(Span(max(span.start - _OWNER, 0), span.start))
    owners = [reference.entity for reference in near if reference.span.end <= span.start]
    owner = next((each for each in told.reading.findings.entities if each.key in owners[-1:]), None)
    if noun is None or noun.tag != "noun" or owner is None:
        return None
    return "measure", told.figure.unit, sense(noun.lemma), _last(owner.family or owner.name)


def _is_share_of_votes(told: ToldFigure) -> bool:
    if told.figure.unit != "percent":
        return False
    words = told.area.of(told.text)
    return bool(words_of("votes").search(words)) and not words_of("sampled").search(words)


def holders_of(told: ToldFigure) -> tuple[str, ...]:
    """Whose share of votes it may be: those named after the share before it, then those up to the next one, by the last
    words of their names; of them it is the first who is a person."""
    if not _is_share_of_votes(told):
        return ()
    span = told.figure.span
    earlier, _, later = _parted([other for other in told.others if other.unit == told.figure.unit], span)
    first = earlier[-1].span.end if earlier else told.area.start
    last = later[0].span.start if later else told.area.end
    before, _, after = _parted(told.reading.mentions.meeting(Span(first, last)), span)
    return tuple(dict.fromkeys(_last(mention.span.of(told.text)) for mention in [*before, *after]))


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()
