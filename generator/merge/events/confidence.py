"""How sure the book is of an entry of its timeline: signs with names, and a weight for each.

A sign is read from how the date hangs on the deed, from how the headline was got, and from what backs it. The weights
stand in rules/merge/confidence.yml; `python -m evaluation.confidence` counts each sign against careful readers' lists.
To add one, add a row here and its weight there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from ...model.book import PICTURED
from ...model.dates import OWN_DAY
from ...model.findings import Clause, Event, Timex
from ...model.reasons import Reason
from ...model.text import alternation
from ...rules.load import load
from ...rules.types.merge import CONFIDENCE
from ..base.corpus import Reading, first_of_body
from .headlines import MOST, own_clause

UNSURE = "not sure enough"  # why an entry is not shown
KEEPS_ITS_TIME = "its time is left in it"

_FAR = 8  # words between a deed and the time that dates it
_FEW = 5  # words of a headline
_OPENING = 5  # words of a headline that say what it is about
_LITTLE = 0.4  # of its sentence
_PAUSE = re.compile(r"[,;:–—(]")
_WORD = re.compile(r"\w[\w'’.-]*")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True)
class Told:
    """A deed, the sentence that tells it, and the headline that was made of it."""

    reading: Reading
    event: Event
    headline: str

    @cached_property
    def sentence(self) -> str:
        """Its sentence as it stands in the article."""
        return self.reading.quote(self.event.sentence)

    @cached_property
    def timex(self) -> Timex | None:
        """What dates it; None where no word does."""
        return None if self.event.timex is None else self.reading.findings.timexes[self.event.timex]

    @cached_property
    def clause(self) -> Clause | None:
        """Its clause, where the headline was made from it alone."""
        return own_clause(self.reading, self.event)

    @cached_property
    def gap(self) -> str:
        """What stands between the deed and its time."""
        if self.timex is None or self.event.head is None:
            return ""
        one, other = sorted((self.timex.span, self.event.head))
        return self.reading.article.text[one.end : other.start]

    @cached_property
    def kept(self) -> str:
        """The headline without what stands in brackets."""
        return _BRACKETED.sub("", self.headline)

    @cached_property
    def share(self) -> float:
        """Of the sentence's words, how many the headline has."""
        return len(_WORD.findall(self.kept)) / max(len(_WORD.findall(self.sentence)), 1)

    def tells_of(self, timex: Timex) -> bool:
        """Whether a time expression still stands in the headline."""
        words = " ".join(timex.span.of(self.reading.article.text).split())
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.kept) is not None


@dataclass(frozen=True)
class Backing:
    """What an entry rests on."""

    sources: int
    days: int  # of its accounts, how many different ones
    lines: int = 1  # entries told in the same words of the same sentence, and this one; 1 where they name its own time


def _says(name: str, words: str) -> bool:
    return _pattern(name).search(words) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = getattr(load(CONFIDENCE), name)
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)")


def _is_of_its_own_day(told: Told) -> bool:
    return told.event.date is not None and told.event.date.basis == OWN_DAY


def _is_counted_from_a_deed(told: Told) -> bool:
    return told.event.date is not None and told.event.date.basis == "relative to an event"


def _is_no_day(told: Told) -> bool:
    return told.event.date is not None and told.event.date.precision in ("month", "quarter", "year")


def _is_span(told: Told) -> bool:
    return told.event.date is not None and told.event.date.precision == "period"


def _is_planned(told: Told) -> bool:
    return told.event.kind != "occurred"


def _is_noun(told: Told) -> bool:
    return told.event.deed is not None and told.event.deed.by_noun


def _is_noun_of_another_deed(told: Told) -> bool:
    """Not a noun that the line begins with, nor one of whose occasion the verb is: "was shown at a fair"; nor that of a
    picture, which was taken then."""
    deed, head = told.event.deed, told.event.head
    if _is_pictured(told) or deed is None or head is None or not deed.by_noun or told.event.kind != "occurred":
        return False
    own = told.clause is not None and told.clause.kind.startswith("event")
    noun = head.of(told.reading.article.text)
    return not own and len(deed.names) == 1 and noun not in told.headline.split()[:_OPENING]


def _is_beside(told: Told) -> bool:
    return bool(told.event.in_passing)


def _has_a_pause(told: Told) -> bool:
    return _PAUSE.search(told.gap) is not None


def _is_far(told: Told) -> bool:
    return len(_WORD.findall(told.gap)) > _FAR


def _is_lede(told: Told) -> bool:
    return first_of_body(told.reading.findings) == told.event.sentence


def _is_pictured(told: Told) -> bool:
    return told.reading.findings.sentences[told.event.sentence].kind == "caption"


def _has_no_doer(told: Told) -> bool:
    return told.event.deed is not None and not told.event.deed.doers


# How the date hangs on the deed
OF_DATES: tuple[Reason[Told], ...] = (
    Reason("the article's own day", "# Kelvara opens a pier\n\nKelvara has opened a pier in Velar.",
           "# Kelvara opens a pier\n\nKelvara opened a pier in Velar on Monday.", _is_of_its_own_day),
    Reason("a month or a year", "Kelvara outlawed the fishing league in 2019.",
           "Kelvara outlawed the fishing league on June 5, 2019.", _is_no_day),
    Reason("days of a span", "Kelvara closed the port last week.", "Kelvara closed the port on Monday.", _is_span),
    Reason("counted from another deed", "The strike began on June 2, 2023. Three days later, Kelvara closed the port.",
           "Kelvara closed the port on June 5, 2023.", _is_counted_from_a_deed),
    Reason("a plan or a limit", "Kelvara will open the pier on Friday.", "Kelvara opened the pier on Friday.",
           _is_planned),
    Reason("a noun is dated", "A strike on June 5 shut the port.", "Kelvara shut the port on June 5.", _is_noun),
    Reason("a noun is dated, and another deed is told",
           "The firm in Velar was forced to file for bankruptcy on Monday after Kelvara and Norland pulled out of "
           "negotiations over the weekend.",
           "A strike on June 5 shut the port.", _is_noun_of_another_deed),
    Reason("told beside another deed", "Amara Okello, who resigned on June 5, flew to Velar.",
           "Amara Okello resigned on June 5.", _is_beside),
    Reason("a pause before its time", "Amara Okello opened a pier, a school and two yards on Monday.",
           "Amara Okello opened a pier on Monday.", _has_a_pause),
    Reason("far from its time", "Amara Okello opened a pier for the ferries of the islands of the north on Monday.",
           "Amara Okello opened a pier on Monday.", _is_far),
    Reason("in the first sentence", "Kelvara opened the pier on Monday.",
           "The rain was over. Kelvara opened the pier on Monday.", _is_lede),
    Reason("nobody does it", "The port of Velar was closed on Monday.", "Kelvara closed the port on Monday.",
           _has_no_doer),
    Reason(PICTURED, "![Amara Okello opens a pier in Velar on Monday, June 5, 2023.](pier.jpg)",
           "Amara Okello opened a pier in Velar on Monday.", _is_pictured),
)  # fmt: skip


def _is_whole(told: Told) -> bool:
    return told.headline == " ".join(told.sentence.split())


def _is_own_clause(told: Told) -> bool:
    return told.clause is not None


def _is_little(told: Told) -> bool:
    return told.clause is None and told.share < _LITTLE


def _has_a_helper(told: Told) -> bool:
    return told.clause is not None and bool(told.clause.helper)


def _has_brackets(told: Told) -> bool:
    helper = f"[{told.clause.helper}]" if told.clause is not None else ""
    return "[" in (told.headline.replace(helper, "") if helper else told.headline)


def _is_long(told: Told) -> bool:
    return len(told.headline.split()) > MOST


def _is_short(told: Told) -> bool:
    return len(told.headline.split()) < _FEW


def _keeps_its_time(told: Told) -> bool:
    return told.timex is not None and told.tells_of(told.timex)


def _keeps_another_time(told: Told) -> bool:
    span = told.reading.findings.sentences[told.event.sentence].span
    others = (each for each in told.reading.timexes.meeting(span) if told.timex is None or each.span != told.timex.span)
    return any(each.type == "DATE" and each.date is not None and told.tells_of(each) for each in others)


def _names_a_day_by_its_article(told: Told) -> bool:
    return _says("days", told.kept.casefold())


def _is_hedged(told: Told) -> bool:
    return _says("hedges", told.kept)


def _is_said(told: Told) -> bool:
    return _says("telling", told.kept)


def _opens_with_a_thing(told: Told) -> bool:
    first, *others = told.headline.split()[:_OPENING]
    return first in load(CONFIDENCE).known and not any(word[0].isupper() or "[" in word for word in others)


def _names_nobody(told: Told) -> bool:
    return "[" not in told.headline and not any(word[0].isupper() for word in _WORD.findall(told.kept)[1:])


# How the headline was got
OF_LINES: tuple[Reason[Told], ...] = (
    Reason("the whole sentence", "In Velar the June 5 vote was annulled.",
           "Kelvara opened the pier on Monday.", _is_whole),
    Reason("a clause of its sentence", "Amara Okello, who resigned on June 5, flew to Velar.",
           "Amara Okello resigned on June 5.", _is_own_clause),
    Reason("little of its sentence",
           "Kelvara opened a pier in Velar on Monday, while the ferries of the islands of the north lay idle, because "
           "the crews had left for the war and nobody knew of their return.",
           "Kelvara opened a pier in Velar on Monday.", _is_little),
    Reason("a helper in brackets", "The treaty of Velar, signed in 2019, broke down on June 5, 2021.",
           "The treaty of Velar was signed in 2019.",
           _has_a_helper),
    Reason("a name in brackets", "Amara Okello is a judge. She resigned on June 5.",
           "Amara Okello resigned on June 5.", _has_brackets),
    Reason("a long line",
           "On Monday Kelvara sold piers and yards and ferries and docks and mills and barns and shops and boats and "
           "farms and roads and mines and towers and bridges.",
           "On Monday Kelvara sold piers and yards.", _is_long),
    Reason("a very short line", "Velar voted on Monday.", "Heavy rain fell in Velar on Monday.", _is_short),
    Reason(KEEPS_ITS_TIME, "Kelvara opened the pier in early 2019.", "Kelvara opened the pier on Monday.",
           _keeps_its_time),
    Reason("another time is left in it", "Amara Okello set July 28 on Friday for the vote.",
           "Amara Okello set the day of the vote on Friday.", _keeps_another_time),
    Reason("a day that its article tells", "The council on Friday set July 28 for the vote in Velar.",
           "The council of Velar set the vote on Friday.", _names_a_day_by_its_article),
    Reason("hedged", "Kelvara reportedly opened the pier on Monday.", "Kelvara opened the pier on Monday.", _is_hedged),
    Reason("somebody says it", "Amara Okello said on Monday that the pier was lost.",
           "Amara Okello closed the pier on Monday.", _is_said),
    Reason("it opens with a thing without a name", "The massive new ferry has now reached Velar on Monday.",
           "The massive ferry Velar Star arrived on Monday.", _opens_with_a_thing),
    Reason("no name in it", "A storm washed away a road on Monday.", "A storm washed away a road of Velar on Monday.",
           _names_nobody),
)  # fmt: skip

# What backs it
OF_BACKING: tuple[Reason[Backing], ...] = (
    Reason("several sources", "2 1 1", "1 1 1", lambda backing: backing.sources > 1),
    Reason("accounts of several days", "2 2 1", "2 1 1", lambda backing: backing.days > 1),
    Reason("its words stand under another day too", "1 1 2", "1 1 1", lambda backing: backing.lines > 1),
)


def signs_of(told: Told) -> tuple[str, ...]:
    """The names of the signs in how the date hangs on the deed, and in how the headline was got."""
    return tuple(reason.name for reason in (*OF_DATES, *OF_LINES) if reason.holds(told))


def signs_of_backing(backing: Backing) -> tuple[str, ...]:
    """The names of the signs in what an entry rests on."""
    return tuple(reason.name for reason in OF_BACKING if reason.holds(backing))


def confidence_of(signs: Iterable[str]) -> float:
    """How sure an entry with these signs is, from 0 to 1: the logistic function of the sum of their weights."""
    rules = load(CONFIDENCE)
    total = rules.without + sum(rules.weights.get(sign, 0.0) for sign in signs)
    return round(1 / (1 + math.exp(-total)), 3)


def is_sure(confidence: float) -> bool:
    """Whether an entry is shown."""
    return confidence >= load(CONFIDENCE).least
