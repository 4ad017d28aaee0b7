"""An article with what has been found in it so far, looked up by place: each finder is handed one, and merging too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from .article import Article
from .findings import Cut, Event, Figure, Findings, Mention, Quotation, Reference, Role, Sentence, Timex
from .places import Places
from .text import Span, record
from .words import Tag, TextWord


class Placed(Protocol):
    """Whatever stands at a place."""

    @property
    def span(self) -> Span:
        """Where it stands, in the article's text."""


T = TypeVar("T", bound=Placed)
T_co = TypeVar("T_co", covariant=True)


class held_property(cached_property[T_co]):  # noqa: N801 (named as the one that it is a kind of)
    """One that stays when findings are forgotten: it is small, or asked for again and again."""


@record
class SentenceView:
    """A sentence with all that begins in it or reaches into it, each kind by place."""

    number: int
    sentence: Sentence
    words: tuple[TextWord, ...]
    timexes: tuple[Timex, ...]
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...]
    roles: tuple[Role, ...]
    quotations: tuple[Quotation, ...]  # by their content or their cue
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    cuts: tuple[Cut, ...]


class Viewed:
    """An article and its findings, wherever they are. Nothing here walks through all findings for one sentence, so that
    a long article costs no more for each."""

    if TYPE_CHECKING:

        @property
        def article(self) -> Article:
            """What was read."""

        @property
        def findings(self) -> Findings:
            """What was found in it."""

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the text, in order."""
        return self.findings.sentences

    def number_at(self, offset: int) -> int:
        """Index of the last sentence that begins at or before an offset; 0 before the first."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentence(self, offset: int) -> SentenceView:
        """Raises IndexError in an article without a sentence."""
        return self.numbered(self.number_at(offset))

    def numbered(self, number: int) -> SentenceView:
        """The sentence of that number. Raises IndexError when there is none."""
        sentence = self.sentences[number]
        return SentenceView(
            number=number,
            sentence=sentence,
            words=self.words(number),
            timexes=tuple(self.timexes.meeting(sentence.span)),
            mentions=tuple(self.mentions.meeting(sentence.span)),
            references=tuple(self.references.meeting(sentence.span)),
            roles=tuple(self.roles.meeting(sentence.span)),
            quotations=self.quotations_at(sentence.span),
            figures=tuple(self.figures.meeting(sentence.span)),
            events=tuple(self.events.meeting(sentence.span)),
            cuts=tuple(self.cuts.meeting(sentence.span)),
        )

    def around(self, number: int, back: int) -> Sequence[SentenceView]:
        """A sentence after the `back` sentences before it, as far as there are so many."""
        return tuple(map(self.numbered, range(max(number - back, 0), number + 1)))

    def within(self, findings: Sequence[T], span: Span) -> Sequence[T]:
        """Those that lie inside a span; `findings` are sorted by place."""
        first = bisect_left(findings, span.start, key=lambda each: each.span.start)
        stop = bisect_left(findings, span.end, lo=first, key=lambda each: each.span.start)
        return [each for each in findings[first:stop] if each.span.end <= span.end]

    def words(self, number: int) -> tuple[TextWord, ...]:
        """The words of a sentence; none where they were not kept."""
        if not self.findings.words:
            return ()
        return tuple(self.findings.words[number].words(self.article.text, self.sentences[number].span.start))

    def words_told(self, number: int) -> Iterable[tuple[int, int, Tag, str]]:
        """Start, end, tag and lemma of the words of a sentence; none where they were not kept."""
        if not self.findings.words:
            return ()
        return self.findings.words[number].told(self.article.text, self.sentences[number].span.start)

    def quotations_at(self, stretch: Span) -> tuple[Quotation, ...]:
        """Those whose content or cue meets a stretch, in order."""
        numbers = sorted({number for _, number in self._said.meeting(stretch)})
        return tuple(self.findings.quotations[number] for number in numbers)

    @cached_property
    def mentions(self) -> Places[Mention]:
        """People, organisations and places named, by place in the text."""
        return Places(self.findings.mentions, _place)

    @cached_property
    def references(self) -> Places[Reference]:
        """Pronouns and descriptions that stand for a person, by place."""
        return Places(self.findings.references, _place)

    @cached_property
    def roles(self) -> Places[Role]:
        """Offices and jobs, by place."""
        return Places(self.findings.roles, _place)

    @cached_property
    def figures(self) -> Places[Figure]:
        """Numbers with a unit, by place."""
        return Places(self.findings.figures, _place)

    @cached_property
    def timexes(self) -> Places[Timex]:
        """Dates and lengths of time, by place."""
        return Places(self.findings.timexes, _place)

    @cached_property
    def events(self) -> Places[Event]:
        """What happens at a time, by place."""
        return Places(self.findings.events, _place)

    @cached_property
    def cuts(self) -> Places[Cut]:
        """What may be left out of a sentence, by place."""
        return Places(self.findings.cuts, _place)

    @cached_property
    def contents(self) -> Places[Quotation]:
        """The quotations by what is said."""
        return Places(self.findings.quotations, lambda quotation: quotation.content)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _said(self) -> Places[tuple[Span, int]]:
        """Where content and cue of each quotation stand, with its number."""
        parts = [
            (part, number)
            for number, quotation in enumerate(self.findings.quotations)
            for part in (quotation.content, quotation.cue)
            if part is not None
        ]
        return Places(parts, lambda part: part[0])


@dataclass(frozen=True)
class ArticleView(Viewed):
    """Findings that are being made, at hand as far as they are."""

    article: Article
    findings: Findings

    def with_found(self, gives: str, found: Iterable[Any]) -> ArticleView:
        """The view with one more kind of findings; `gives` is its field in Findings."""
        more: dict[str, Any] = {gives: tuple(found)}
        return replace(self, findings=replace(self.findings, **more))

    def only(self, kinds: Set[str]) -> ArticleView:
        """The view with these kinds of findings alone."""
        kept: dict[str, Any] = {
            field.name: getattr(self.findings, field.name) for field in fields(Findings) if field.name in kinds
        }
        return replace(self, findings=Findings(article=self.findings.article, **kept))


def _place(finding: Placed) -> Span:
    return finding.span
