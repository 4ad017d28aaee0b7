"""On which day a measure got its status, and from which it counts or until which it is paused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.article_view import ArticleView
from ...model.reasons import Reason, first
from ...model.text import Span, record, span_of
from ...rules.load import load
from ...rules.types.measures import MEASURE_WORDS, StatusRule
from ..base import grammar
from ..base.grammar import lemma
from ..base.grammar.parsed import Doc, Token
from .nouns import Noun
from .telling import Telling

_FEW = 6  # words between a measure and the day from which it counts
_NEAR = 4  # characters between a clock time and its day


@record
class Day:
    """A day of the sentence, with the small words that lead it and the word that it hangs on."""

    number: int  # index in Findings.timexes
    span: Span
    led: str
    host: Token


@record
class Told:
    """A day beside what is told of a measure."""

    day: Day
    telling: Telling
    noun: Noun
    rule: StatusRule


@dataclass(frozen=True)
class Days:
    """The days of what is told of a measure."""

    view: ArticleView
    doc: Doc
    telling: Telling
    noun: Noun
    rule: StatusRule

    def effective(self) -> int | None:
        """The number of the one day from which it counts, or until which it is paused."""
        told = (Told(day=day, telling=self.telling, noun=self.noun, rule=self.rule) for day in self._all())
        return self._one([each.day.number for each in told if first(COUNTS, each) is not None])

    def when(self, effective: int | None) -> int | None:
        """The number of the day on which it got its status."""
        if "owned" in self.rule.ways:
            return self.noun.past
        if self.rule.status == "in force" and not self.telling.is_ahead:
            return effective
        hosts, known = self._tellers(), load(MEASURE_WORDS)
        apart = (*known.counting_from, *known.ending)
        days = (day for day in self._all() if day.host in hosts and day.led not in apart)
        return self._one([day.number for day in days if day.number != effective])

    def _tellers(self) -> set[Token]:
        """The words whose day it is: not that of "will impose"."""
        told = self.telling
        hosts = {told.top} if told.plan is not None or not told.is_ahead else set()
        if told.teller is not None and lemma(told.teller) in load(MEASURE_WORDS).telling_of_plans:
            hosts.add(told.teller)
        return hosts

    def _all(self) -> Iterator[Day]:
        sentence = self.view.sentence(self.telling.word.idx).sentence.span
        before, end = "", -_NEAR - 1
        for number, timex in enumerate(self.view.findings.timexes):
            if not sentence.contains(timex.span) or timex.type not in ("DATE", "TIME") or timex.when is None:
                continue
            words = self.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
            led, host = ("", None) if words is None else grammar.host_of(words.root, load(MEASURE_WORDS).counting_from)
            if before and timex.span.start - end <= _NEAR:
                led = before  # "from midnight on Monday"
            before, end = led, timex.span.end
            if host is not None:
                yield Day(number=number, span=timex.span, led=led, host=host)

    def _one(self, found: Sequence[int]) -> int | None:
        """The first of those that are of one day, as "Monday (4 May)" are; None for several days. The day of an undated
        article may be found out later."""
        timexes = self.view.findings.timexes
        apart = [n for n in found if n - 1 not in found or timexes[n].span.start - timexes[n - 1].span.end > _NEAR]
        days = {timex.date.edtf if timex.date else timex.value for timex in (timexes[each] for each in apart)}
        return apart[0] if len(days) == 1 else None


def _counts_from(told: Told) -> bool:
    led = told.day.led
    if not any(led == each or led.startswith(f"{each} ") for each in load(MEASURE_WORDS).counting_from):
        return False
    host = told.day.host
    return host in (told.telling.word, told.noun.word) or told.noun.span.contains(span_of(host)) or _is_beside(told)


def _is_beside(told: Told) -> bool:
    raising = load(MEASURE_WORDS).raising
    beside = (verb for verb in grammar.doing_beside(told.telling.word) if lemma(verb) in raising)
    return any(whole_clause(verb).contains(span_of(told.day.host)) for verb in beside)


def _begins_behind(told: Told) -> bool:
    end = told.noun.word.idx + len(told.noun.word)
    between = told.noun.view.article.text[end : max(told.day.span.start, end)].split()
    return 0 < len(between) <= _FEW and between[0].casefold() in load(MEASURE_WORDS).counting_from


def _is_done_then(told: Told) -> bool:
    done = told.rule.status == "in force" and told.day.host == told.telling.word != told.noun.word
    return done and told.day.led not in load(MEASURE_WORDS).ending


def _ends_then(told: Told) -> bool:
    return told.rule.until and grammar.concerned(told.telling.word) == told.day.host


COUNTS: tuple[Reason[Told], ...] = (
    Reason("from then", "Peru announced a 5 percent tariff on wine from [4 May].",
           "Peru announced a 5 percent tariff on wine on [4 May].", _counts_from),
    Reason("begins then", "The armies agreed to a truce from midnight on [Monday].",
           "The armies agreed to a truce on [Monday].", _begins_behind),
    Reason("put in force then", "Peru imposed a 5 percent tariff on wine on [4 May].",
           "Peru announced a 5 percent tariff on wine on [4 May].", _is_done_then),
    Reason("paused until then", "Peru's pause on the wine tariffs ends on [4 May].",
           "Peru lifted the pause on the wine tariffs, it said on [4 May].", _ends_then),
)  # fmt: skip


def whole_clause(verb: Token) -> Span:
    """From the first to the last word below a verb."""
    return Span(span_of(verb.left_edge).start, span_of(verb.right_edge).end)
