"""What may stand on a page: texts of the data, dates of them, and the book's own phrases with their counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ..rules.load import load
from ..rules.types.check import CHECK_DATES, CHECK_PHRASES
from . import text

_HOLE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_EDGES = ' ·,;:()–→.“”"'
_LONGEST = 2000  # characters of a run that is taken apart at every joint
_NEAREST = 20  # joints from either end of a longer one
_JOINTS = (" · ", " (", ". ", "; ", " → ", ": ", ", ", " and ", " or ")

_FREE = ("n", "unit", "day", "period", "weekday")  # no count: a number of a picture, or a name of a time
_INSIDE = {"known": ".+?", "unit": "week|month|quarter|year|decade"}

Counts = Mapping[str, int]


def forms(words: str) -> Iterator[str]:
    """A text folded, and without the marks at its ends, which a run of a page is looked up without.

    >>> list(forms("The Pier (North)"))
    ['The Pier (North)', 'The Pier (North']
    """
    folded = text.alike(words)
    yield from dict.fromkeys(filter(None, (folded, folded.strip(_EDGES))))


class Vocabulary:
    """Texts that are known, folded, with a quick look-up of what begins with one. `marked` are dates by their code, as
    they may be written."""

    def __init__(
        self, texts: Iterable[str], dates: Iterable[str], marked: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self.marked = marked or {}
        self.texts = frozenset(form for one in texts for form in forms(one))
        self.dates = frozenset(map(text.alike, dates))
        self._sorted = sorted(self.texts)

    def holds(self, words: str) -> bool:
        """Whether it is one of the texts or dates, or the beginning of one with "…" behind it."""
        if words in self.texts or words in self.dates:
            return True
        head, mark, tail = words.rpartition("…")
        head = head.strip()
        if not mark or not head or tail.strip():
            return False
        at = bisect_left(self._sorted, head)
        return at < len(self._sorted) and self._sorted[at].startswith(head)


@cache
def _parts_of_time(name: str) -> str:
    """A pattern for a day, a part of the calendar or a weekday; empty for any other name."""
    words = load(CHECK_DATES)
    months = f"(?:{'|'.join(words.months)}|{'|'.join(month[:3] for month in words.months)})"
    day = rf"\d{{1,2}} {months} \d+"
    period = (
        rf"(?:\d{{1,2}} )?{months}(?: \d+)?|(?:AD )?\d+s?|\d+[–-]\d+|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth) "
        r"(?:quarter|half) of \d+|Q\d(?: \d+)?"
    )
    return {"day": day, "period": period, "weekday": "|".join(words.weekdays)}.get(name, "")


@cache
def _phrases(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(phrase) for phrase in getattr(load(CHECK_PHRASES), kind, ()))


def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as a pattern; each hole is a group called by its name and a number."""
    phrase = phrase.translate(text.MARKS)
    parts, at = [], 0
    for number, hole in enumerate(_HOLE.finditer(phrase)):
        parts.append(re.escape(phrase[at : hole.start()]))
        name, nouns = hole[1], hole[2]
        inside = _INSIDE.get(name) or _parts_of_time(name) or r"[\d,]+"
        parts.append(
            f"(?P<{name}_{number}>{inside})" + (f" (?:{'|'.join(map(re.escape, nouns.split('|')))})" if nouns else "")
        )
        at = hole.end()
    parts.append(re.escape(phrase[at:]))
    return re.compile("".join(parts))


def is_phrase(words: str, kinds: Sequence[str], known: Vocabulary, counts: Counts) -> bool:
    """Whether words are one of the phrases, what stands in its holes known and its counts right."""
    for kind in kinds:
        for pattern in _phrases(kind):
            found = pattern.fullmatch(words)
            if found and all(
                _fits(name.rpartition("_")[0], value, known, counts) for name, value in found.groupdict().items()
            ):
                return True
    return False


def _fits(name: str, value: str, known: Vocabulary, counts: Counts) -> bool:
    if name == "known":
        return known.holds(value) or known.holds(value.strip(_EDGES))
    return name in _FREE or (value.replace(",", "").isdigit() and counts.get(name) == int(value.replace(",", "")))


def accounted(
    words: str, kinds: Sequence[str], known: Vocabulary, counts: Counts, *, own: frozenset[str] = frozenset()
) -> bool:
    """Whether a run of text is made of known texts, dates and phrases alone. `own` are texts of the line itself."""

    def told(part: str) -> bool:
        return is_phrase(part, kinds, known, counts) or is_phrase(f"{part}.", kinds, known, counts)

    def is_own(part: str) -> bool:
        return part in own or ("…" in part and any(text.is_short_for(part, one) for one in own))

    def is_known(part: str) -> bool:
        return is_own(part) or known.holds(part) or told(part)

    def is_whole(part: str) -> bool:
        return is_known(part) or is_known(part.strip(_EDGES)) or is_known(part.strip(_EDGES.replace(".", "")))

    @cache
    def holds(part: str) -> bool:
        if not part.strip(_EDGES) or is_whole(part):
            return True
        for head, tail in _splits(part):  # no comprehension, which would double the depth of the stack
            begins = not head.strip(_EDGES) or is_whole(head)
            if begins and holds(tail):
                return True
        return False

    return holds(text.alike(words))


def _splits(part: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind a joint, for each joint; of a run that is too long for all of them those near its
    ends."""
    for joint in _JOINTS:
        bare = joint.lstrip()
        if part.startswith(bare):
            yield "", part[len(bare) :]
        places = [found.start() for found in re.finditer(re.escape(joint), part)]
        if len(part) > _LONGEST:
            places = list(dict.fromkeys((*places[:_NEAREST], *places[-_NEAREST:])))
        yield from ((part[:place], part[place + len(joint) :]) for place in places)
