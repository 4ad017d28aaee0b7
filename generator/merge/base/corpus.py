"""Articles and their findings side by side, with the look-ups that merging needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, TypeVar

from ...model.article import Article
from ...model.article_view import Viewed, held_property
from ...model.book import Citation, Person
from ...model.dates import Date
from ...model.findings import Clause, Event, Findings, Quotation, Saying, Sentence
from ...model.kept import NOTHING_KEPT, Kept, Memo, Tables, digest
from ...model.lent import Changed, Desk, Lent, owned
from ...model.places import Places
from ...model.text import Span
from .cast import Cast, PersonIds, casts_of

T = TypeVar("T")

_NO_WORD = " \t\r\n\u00a0\"'“”‘’«».,;:!?…()[]–—-"  # what may hang over the end of a sentence without a word of the next


@dataclass(frozen=True, eq=False)
class Reading(Viewed):
    """One article with its findings, which are taken when they are asked for and forgotten when too many others are
    open. `published` may be worked out, where the article has none."""

    article: Article
    lent: Lent
    published: Date | None
    kept: Kept = field(default=NOTHING_KEPT, repr=False)
    cast: Cast | None = None  # once it is known who is who in the book
    desk: Desk = field(default_factory=Desk, repr=False)

    @cached_property
    def findings(self) -> Findings:
        """All of them, made ready: what one article's tell goes through `result`, so that few are asked for."""
        self.desk.opened(self)
        return self.lent.opened()

    def forget(self) -> None:
        """Let go of the findings and of what hangs on them; they are taken again when somebody asks."""
        known = vars(self)
        for name in known.keys() - _FIELDS - _HELD:
            del known[name]

    @held_property
    def made_from(self) -> bytes:
        """A digest of all that is known of the article."""
        return digest(self.article, self.lent.made_from, self.published)

    @held_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the text, in order; known without the findings, and held."""
        return self.result(sentences_in)

    @held_property
    def senses(self) -> dict[int, str]:
        """What the words of sentences mean, in lines, by their numbers; whoever works it out puts it here."""
        return {}

    def redated(
        self, published: Date | None, change: Callable[..., Findings], *more: Any, warnings: Sequence[str] = ()
    ) -> Reading:
        """With such a day, and its dates read anew by a pure function of its findings and of what else it is given."""
        article = replace(self.article, warnings=(*self.article.warnings, *warnings))
        lent = Changed(lent=self.lent, change=change, more=more)
        known = replace(self, article=article, published=published, lent=lent)
        vars(known).update(sentences=self.sentences, senses=self.senses)  # they are the same
        return known

    def with_cast(self, cast: Cast) -> Reading:
        """The same, with who its people are."""
        known = replace(self, cast=cast)
        vars(known).update({name: value for name, value in vars(self).items() if name in _HELD and name != "lines"})
        vars(known).update(made_from=self.made_from, senses=self.senses)  # none of them asks who is who
        return known

    @property
    def known_cast(self) -> Cast:
        """Who its people are, once that is known."""
        assert self.cast is not None
        return self.cast

    @held_property
    def lines(self) -> Memo[str] | None:
        """The lines that were made of its sentences; none before its people are known."""
        if self.cast is None:
            return None
        return self.kept.memo(f"lines {self.article.id}", str, self.made_from + digest(self.cast))

    def result(self, function: Callable[..., T], *more: Any) -> T:
        """What a function makes of this reading, and of what else it is given; kept from an earlier run, if that was
        made of the same."""
        made_from = self.made_from + digest(more) if more else self.made_from
        return self.kept.result(function, self.article.id, made_from, self, *more)

    def brief(self, function: Callable[..., T], *more: Any) -> T:
        """The same for a small result, which costs less so: a few words, a few days."""
        made_from = self.made_from + digest(more) if more else self.made_from
        return self.kept.brief(function, made_from, self, *more)

    def sentence_at(self, span: Span) -> int:
        """Index of the sentence in which a span begins."""
        return self.number_at(span.start)

    @cached_property
    def clauses(self) -> Mapping[Span, Clause]:
        """Each clause by the head of its event."""
        return {clause.head: clause for clause in reversed(self.findings.clauses)}

    @cached_property
    def heads(self) -> Places[tuple[Span, int]]:
        """The heads of the events, with the events' numbers."""
        return Places(
            [(event.head, n) for n, event in enumerate(self.findings.events) if event.head is not None],
            lambda pair: pair[0],
        )

    @cached_property
    def sayings(self) -> Mapping[Quotation, Saying]:
        """What is done by each quotation."""
        return dict(zip(self.findings.quotations, self.findings.sayings, strict=False))

    @cached_property
    def _told(self) -> Mapping[int, list[Event]]:
        told: dict[int, list[Event]] = defaultdict(list)
        for event in self.findings.events:
            told[event.sentence].append(event)
        return told

    def told_in(self, sentence: int) -> Sequence[Event]:
        """The events of a sentence."""
        return self._told.get(sentence, ())

    def dated_in(self, sentence: int) -> Sequence[Event]:
        """Those of them that a word dates: the article's own day says nothing of the rest of their sentence."""
        return [event for event in self.told_in(sentence) if event.timex is not None]

    @cached_property
    def folded(self) -> str:
        """The article's text without case."""
        return self.article.text.casefold()

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each entity, by its key."""
        return {entity.key: entity.name for entity in self.findings.entities}

    @held_property
    def quotes(self) -> tuple[str, ...]:
        """The exact words of each sentence; citations share them."""
        return tuple(sentence.span.of(self.article.text) for sentence in self.sentences)

    def quote(self, sentence: int) -> str:
        """The exact words of a sentence, given by its index."""
        return self.quotes[sentence]

    def cite(self, sentence: int) -> Citation:
        """A citation of one sentence, given by its index."""
        return Citation(source=self.article.id, sentence=sentence, quote=self.quote(sentence))

    def cite_all(self, first: int, span: Span) -> Citation:
        """The sentence `first` and those after it into which the words of a span reach."""
        words = span.of(self.article.text).rstrip(_NO_WORD)
        last = self.sentence_at(Span(span.start + len(words) - 1, span.end)) if words else first
        if last <= first:
            return self.cite(first)
        quotes = " ".join(self.quote(number) for number in range(first, last + 1))
        return Citation(source=self.article.id, sentence=first, last=last, quote=quotes)

    def is_body(self, sentence: int) -> bool:
        """Whether a sentence, given by its index, is told text or a caption, and no heading or the like."""
        return self.is_told(sentence) or self.sentences[sentence].kind == "caption"

    def is_told(self, sentence: int) -> bool:
        """Whether a sentence, given by its index, is told text: no caption, no heading, no words of a turn."""
        return self.sentences[sentence].kind in ("body", "standfirst")


_FIELDS = frozenset(each.name for each in fields(Reading))
_HELD = frozenset(
    name for one in Reading.__mro__ for name, each in vars(one).items() if isinstance(each, held_property)
)


def summed(corpus: Sequence[Reading], function: Callable[..., Tables], *more: Sequence[Any]) -> Tables:
    """The sums of the tables that a pure function gives for each reading, and for what else stands beside it in each
    of the lists; kept from an earlier run."""
    parts: dict[str, tuple[bytes, tuple[Any, ...]]] = {}
    for reading, *beside in zip(corpus, *more, strict=True):
        made_from = reading.made_from + digest(beside) if beside else reading.made_from
        parts[reading.article.id] = made_from, (reading, *beside)
    return corpus[0].kept.summed(function, parts) if corpus else {}


def sentences_in(reading: Viewed) -> tuple[Sentence, ...]:
    """The sentences of an article."""
    return reading.findings.sentences


def first_of_body(found: Viewed | Findings) -> int | None:
    """The index of the first sentence of an article's text; None for one without text."""
    return next((at for at, sentence in enumerate(found.sentences) if sentence.kind == "body"), None)


def families_of(corpus: Sequence[Reading]) -> dict[str, str]:
    """The family of each article by its id, called by the article that stands for it, or by the first that is left."""
    members: dict[str, list[str]] = defaultdict(list)
    for reading in corpus:
        members[reading.article.family or reading.article.id].append(reading.article.id)
    names = {family: family if family in ids else min(ids) for family, ids in members.items()}
    return {article: names[family] for family, ids in members.items() for article in ids}


def with_casts(corpus: Sequence[Reading], ids: PersonIds, people: Mapping[str, Person]) -> tuple[Reading, ...]:
    """The readings, with who their people are."""
    casts = casts_of(ids, people)
    return tuple(
        reading.with_cast(casts.get(reading.article.id) or Cast(source=reading.article.id, who={}, names={}))
        for reading in corpus
    )


def readings(
    articles: Sequence[Article], findings: Sequence[Findings | Lent], kept: Kept = NOTHING_KEPT
) -> tuple[Reading, ...]:
    """Sorted by source id."""
    desk = Desk()
    pairs = sorted(zip(articles, findings, strict=True), key=lambda pair: pair[0].id)
    return tuple(
        Reading(article=article, lent=owned(found), published=article.published, kept=kept, desk=desk)
        for article, found in pairs
    )
