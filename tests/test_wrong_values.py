"""Wrong values cannot be made, and lines that once could not be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import msgspec
import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings, Quotation, Sentence
from briefing_book.model.text import Span


@pytest.mark.parametrize(("start", "end"), [(5, 4), (-1, 3), (-3, -1)])
def test_no_span_ends_before_it_starts(start, end):
    """The error names the values."""
    with pytest.raises(ValueError, match=f"from {start} to {end}"):
        Span(start, end)


def test_an_empty_span_is_one():
    """It stands between two letters."""
    assert len(Span(3, 3)) == 0


def test_no_date_ends_before_it_begins():
    """Whoever works one out is stopped there."""
    with pytest.raises(ValueError, match="from 2031-05-02 to 2031-05-01"):
        Date(
            earliest=dt.date(2031, 5, 2),
            latest=dt.date(2031, 5, 1),
            precision="range",
            basis="weekday",
            text="on Friday",
        )


def test_no_paragraph_lies_outside_the_text():
    """Nor its sentences, which lie inside the paragraphs."""
    with pytest.raises(ValueError, match="a text of 5 characters"):
        replace(
            plain_article("Hello", file="a.txt", published=None),
            paragraphs=(Paragraph(span=Span(0, 6), source_start=0, kind="body"),),
        )


def test_no_sentence_lies_before_the_one_ahead_of_it():
    """Findings are in the order of the text."""
    sentences = tuple(Sentence(span=Span(at, at + 5), kind="body") for at in (4, 0))
    with pytest.raises(ValueError, match="sentence"):
        Findings(article="a", sentences=sentences)


def test_a_wrong_value_in_the_cache_is_no_finding():
    """What somebody else wrote there is refused like what we make."""
    good = msgspec.msgpack.encode(Findings(article="a", sentences=(Sentence(span=Span(0, 5), kind="body"),)))
    bad = msgspec.to_builtins(msgspec.msgpack.decode(good)) | {
        "sentences": [{"span": {"start": 9, "end": 5}, "kind": "body"}]
    }
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(bad), type=Findings)


LINES = [
    "The Road Dept. said the bridge was safe.",
    "The Brandt Cos. said sales fell.",
    "Adler Bros. and the Grain Assn. denied that prices rose.",
    "The Port Workers' League  (PWL) said on Tuesday that the strike would go on.",
    "The Port Workers' League \t (PWL) said on Tuesday that the strike would go on.",
    "A bid to move the old border post from the village of Adlersheim to Kelvara on May 9.",
    "No plan to send the third relief convoy from the harbour of the capital to Skarvik on Friday.",
    "- To bring the wounded from the hospital tent at the foot of the pass to Kelvara on Sunday",
    "Talks to free the crew of the ship from the port of Estmark to resume on 4 June.",
    "(PWL)",
    " (PWL) (PWL)",
    "said " * 1600,
    "who said " * 400 + "so.",
    "and to go " * 300,
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:30])
def test_a_line_of_any_form_is_read(line):
    """Abbreviations as subjects, lines without a verb, blanks before brackets, one word over and over."""
    text = f"{line}\n\nThe harbour was closed on Monday."
    assert read_findings(plain_article(text, file="a.txt", published=None)).sentences


def _quotations(text: str) -> list[tuple[str | None, str]]:
    def words(quotation: Quotation) -> tuple[str | None, str]:
        return quotation.source and quotation.source.of(text), quotation.content.of(text)

    return [
        words(quotation) for quotation in read_findings(plain_article(text, file="a.txt", published=None)).quotations
    ]


@pytest.mark.parametrize("who", ["The Road Dept.", "The Brandt Cos."])
def test_an_abbreviation_speaks(who):
    """Its point is no subject of its own."""
    assert _quotations(f"{who} said sales fell.") == [(who.rstrip("."), "sales fell")]


def test_blanks_before_a_bracket_change_nothing():
    """The same may be cut, with one or with three."""
    one, three = (
        read_findings(
            plain_article(f"The Port Workers' League{blanks}(PWL) met in Kelvara.", file="a.txt", published=None)
        )
        for blanks in (" ", "   ")
    )
    assert [cut.kind for cut in one.cuts] == [cut.kind for cut in three.cuts]


def test_a_failure_leaves_the_model_as_it_was(monkeypatch):
    """The next article is read in a memory zone of its own."""
    article: Article = plain_article("The harbour was closed on Monday.", file="a.txt", published=None)
    before = read_findings(article)
    with monkeypatch.context() as patched:
        patched.setattr("briefing_book.extract.reading.find_timexes", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            read_findings(article)
    assert read_findings(article) == before
