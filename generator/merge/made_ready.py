"""A small book of two made-up articles, so that what merging asks of the rules is read, and its patterns are made,
before the articles are known."""

from __future__ import annotations

import datetime as dt

from ..model.article import Article, Paragraph
from ..model.book import Book
from ..model.dates import Date
from ..model.findings import (
    Deed,
    Entity,
    Event,
    Figure,
    Findings,
    MeasureTold,
    Mention,
    Phrase,
    Quotation,
    Role,
    Saying,
    Sentence,
    Timex,
)
from ..model.settings import BookFile
from ..model.text import Span
from ..model.words import SentenceWords, TextWord
from .book import merge

_HEADLINE = "US port of Tornby opened with 300 berths"
_TOLD = "Mayor Ada Lee of Norway said on Monday that Tornby Council would open the port with 300 berths."
_DONE = "Ada Lee and the United States opened the new port of Tornby on Monday, after a tariff of 15 percent."
_LATER = "The port would cost $3 million to $4 million, she added."
_AGREED = "The United States and Norway have agreed to run it, a New Zealand government spokesman told the TBC."
_TEXT = f"{_HEADLINE}\n\n{_TOLD} {_DONE} {_LATER} {_AGREED}"
_DAY = dt.date(2023, 7, 17)


def make_ready() -> Book:
    """The book; it is the same at each call."""
    pairs = [(_article(name, day), _findings(name, day)) for name, day in (("a", _DAY), ("b", _DAY + dt.timedelta(1)))]
    return merge([article for article, _ in pairs], [found for _, found in pairs], BookFile())


def _article(name: str, day: dt.date) -> Article:
    headline, body = _span(_HEADLINE), Span(_span(_TOLD).start, len(_TEXT))
    return Article(
        id=name,
        file=f"{name}.txt",
        digest=name,
        text=_TEXT,
        title=_HEADLINE,
        published=_date(day),
        paragraphs=(
            Paragraph(span=headline, source_start=headline.start, kind="headline"),
            Paragraph(span=body, source_start=body.start, kind="body"),
        ),
    )


def _findings(name: str, day: dt.date) -> Findings:
    spans = [_span(words) for words in (_HEADLINE, _TOLD, _DONE, _LATER, _AGREED)]
    head, port = _span("opened", _DONE), Phrase(span=_span("the new port", _DONE), head=_span("port", _DONE))
    mayor = Phrase(span=_span("Ada Lee", _DONE), head=_span("Ada Lee", _DONE))
    deed = Deed(names=("open",), doers=(mayor,), things=(port,))
    opened = Event(
        span=_span(_DONE), sentence=2, predicate="open", date=_date(day), timex=1, kind="occurred", people=("ada-lee",),
        head=head, deed=deed, rule="dated clause",
    )  # fmt: skip
    said = Quotation(
        kind="indirect", content=_span("Tornby Council would open the port with 300 berths", _TOLD), rule="verb",
        cue=_span("said", _TOLD), source=_span("Mayor Ada Lee of Norway", _TOLD), speaker="ada-lee",
    )  # fmt: skip
    told = Quotation(
        kind="indirect", content=_span("The United States and Norway have agreed to run it", _AGREED), rule="verb",
        cue=_span("told", _AGREED), source=_span("a New Zealand government spokesman", _AGREED),
    )  # fmt: skip
    tariff = MeasureTold(
        kind="tariff", span=_span("a tariff", _DONE), noun=_span("tariff", _DONE), figure=1, status="announced",
        said=_span(_DONE), at=head, sentence=2, timex=1, event=head, rule="a tariff of",
    )  # fmt: skip
    return Findings(
        article=name,
        sentences=tuple(Sentence(span=span, kind="body" if span.start else "headline") for span in spans),
        timexes=tuple(_timex(sentence, day) for sentence in (_TOLD, _DONE)),
        entities=(
            Entity(key="ada-lee", kind="person", name="Ada Lee", family="Lee", given="Ada", gender="f"),
            Entity(key="tornby-council", kind="organisation", name="Tornby Council"),
        ),
        mentions=(
            Mention(span=_span("Ada Lee", _TOLD), kind="person", entity="ada-lee", rule="name"),
            Mention(span=_span("Tornby Council", _TOLD), kind="organisation", entity="tornby-council", rule="name"),
            Mention(span=_span("Ada Lee", _DONE), kind="person", entity="ada-lee", rule="name"),
        ),
        roles=(
            Role(
                entity="ada-lee",
                title="Mayor",
                organisation="Tornby Council",
                country="Norway",
                official=True,
                kind="state",
                span=_span("Mayor", _TOLD),
                rule="title",
            ),
        ),
        quotations=(said, told),
        sayings=(Saying(act="promises", rule="promise"), Saying(act="says", rule="")),
        figures=(
            Figure(span=_span("300 berths", _TOLD), value="300", unit="berth", rule="count"),
            Figure(span=_span("15 percent", _DONE), value="15", unit="percent", rule="percent"),
            Figure(span=_span("$3 million", _LATER), value="3000000", unit="USD", rule="money"),
            Figure(span=_span("$4 million", _LATER), value="4000000", unit="USD", rule="money"),
        ),
        events=(opened,),
        measures=(tariff,),
        phrases=(("new port", 2), ("port", 2)),
        words=tuple(_words(span) for span in spans),
    )


def _words(span: Span) -> SentenceWords:
    words, at = [], span.start
    for word in span.of(_TEXT).split(" "):
        words.append(TextWord(span=Span(at, at + len(word)), lemma=word.casefold(), tag="noun"))
        at += len(word) + 1
    return SentenceWords.of(words, _TEXT, span.start)


def _timex(sentence: str, day: dt.date) -> Timex:
    place = _span("Monday", sentence)
    return Timex(span=place, type="DATE", value=day.isoformat(), date=_date(day), rule="weekday")


def _date(day: dt.date) -> Date:
    return Date(earliest=day, latest=day, precision="day", basis="stated", text="Monday")


def _span(words: str, inside: str = _TEXT) -> Span:
    start = _TEXT.index(inside) + inside.index(words)
    return Span(start, start + len(words))
