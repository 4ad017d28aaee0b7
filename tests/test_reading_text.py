"""The text that every finder reads, and the way back to the file."""

from __future__ import annotations

import html
import json
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_book.extract.reading import read_findings
from briefing_book.findings_json import as_json
from briefing_book.ingest import article_from_bytes, plain_article
from briefing_book.ingest.base.reading_text import one_line, reading_text
from briefing_book.ingest.lines.paragraphs import unwrapped
from briefing_book.model.offsets import Offsets, edited
from briefing_book.model.text import Span

ARTICLE = (
    "Harbour fees to rise\n\n9 July 2024\n\n"
    "Harbour Minister Lotte Krag said on Monday that fees would rise by 4.5 percent. “Ships can pay,” Krag told the council.\n\n"
    "The union of pilots, which has 1,200 members, called the plan a mistake and asked for talks before 1 August.\n"
)
BLANKS = [" ", "  ", "\u00a0", "\t", "\u2009", "\u3000", "\n", "\r\n", "\u2028"]
MARKS = ["\u200b", "\u00ad", "\ufeff", "\u202e", "\x07"]
ENTITIES = ["&amp;", "&nbsp;", "&shy;", "&#8203;", "&#x41;", "&lt", "&unknown;", "&#0;"]
FORMS = ["\ufb01", "\uff21", "\uff13", "\U0001d400", "\u2011"]
WORDS = ["Lotte", "Krag", "é", "한", "[a](/b)", "five words beside a link", "-", ".", '"']
PIECES = st.lists(st.sampled_from([*BLANKS, *MARKS, *ENTITIES, *FORMS, *WORDS]), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Lotte\u00a0Krag", "Lotte Krag"),
        ("Lotte \t\u3000 Krag", "Lotte Krag"),
        ("Lo\u00adtte\u200b Krag\ufeff", "Lotte Krag"),
        ("\u202eLotte\u202c \u2067Krag\u2069", "Lotte Krag"),
        ("Lotte&nbsp;Krag &amp; sons", "Lotte Krag & sons"),
        ("&ldquo;Pay,&rdquo; &#8216;now&#x2019;", "“Pay,” ‘now’"),
        ("&amp;quot;", "&quot;"),
        ("AT&T; and &nosuch; &", "AT&T; and &nosuch; &"),
        ("＄３ ｍｉｌｌｉｏｎ", "$3 million"),
        ("o\ufb00icials \ufb01led", "officials filed"),
        ("\U0001d40b\U0001d428tte", "Lotte"),
        ("Krag\u2011Holm", "Krag-Holm"),
        ("Jose\u0301 ﷽ ½ Å", "Jose\u0301 ﷽ ½ Å"),
        ("min\u00ad\nister", "minister"),
        ("a \r\n b\x85c\u2029d", "a\n b\nc\nd"),
        ("\U0001f468\u200d\U0001f469 \u2764\ufe0f", "\U0001f468\U0001f469 \u2764"),
    ],
)
def test_one_reading(written: str, read: str) -> None:
    """Blanks, marks, entities and forms made for looks are one; letters stay as they are."""
    assert reading_text(written).text == read


@settings(max_examples=300)
@given(PIECES)
def test_every_character_leads_to_the_file(source: str) -> None:
    """Each character stands in the file where the map says, or is a blank there; the map never goes back."""
    read = reading_text(source)
    places = [read.offsets.span(Span(at, at + 1)) for at in range(len(read.text))]
    assert all(0 <= place.start < place.end <= len(source) for place in places)
    assert [place.start for place in places] == sorted(place.start for place in places)
    assert [place.end for place in places] == sorted(place.end for place in places)
    for char, place in zip(read.text, places, strict=True):
        assert char in (one_line(place.of(source)) or " \n")


@settings(max_examples=300)
@given(PIECES)
def test_reading_twice_changes_nothing_but_entities(source: str) -> None:
    """A text that has been read has one kind of blank and nothing invisible; only an entity that an entity spelled is
    left."""
    text = reading_text(source).text
    if html.unescape(text) == text and "](" not in text:
        assert reading_text(text).text == text
    assert all(char == "\n" or char == " " or not char.isspace() for char in text)
    assert "  " not in text


@settings(max_examples=300)
@given(PIECES, st.data())
def test_two_ways_are_one(source: str, data: st.DataObject) -> None:
    """The way back through two rounds of edits leads where the two ways lead one after the other."""
    first = reading_text(source)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(first.text)), max_size=6)))
    text, second = edited(
        first.text,
        [(a, b, data.draw(st.sampled_from(["", "x", "yz"]))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)],
    )
    both = second.then(first.offsets)
    for at in range(len(text)):
        near = second.span(Span(at, at + 1))
        far = first.offsets.span(near)
        assert both.start(at) <= far.start
        assert both.end(at + 1) >= far.end


def test_no_fold_is_no_way() -> None:
    """A text without folds leads to the same place."""
    assert Offsets().span(Span(3, 7)) == Span(3, 7)


@pytest.mark.parametrize(
    "blank",
    ["\u00a0", "  ", "\t", "\u202f", "\u3000", "&nbsp;", " \u200b\u00a0"],
    ids=["no break", "doubled", "tab", "narrow", "ideographic", "entity", "mixed"],
)
def test_an_article_is_the_same_in_any_blank(blank: str) -> None:
    """Headline, date, text and findings do not hang on which blank a file was typed with."""
    plain, other = (article_from_bytes(text.encode(), file="a.txt") for text in (ARTICLE, ARTICLE.replace(" ", blank)))
    assert (other.title, other.published, other.text) == (plain.title, plain.published, plain.text)
    assert read_findings(other) == read_findings(plain)


@pytest.mark.parametrize("width", [40, 60, 72])
def test_an_article_is_the_same_when_wrapped(width: int) -> None:
    """A hard wrap at a column is undone, and each word of a wrapped file leads to its place there."""
    wrapped = "\n\n".join(textwrap.fill(part, width) for part in ARTICLE.split("\n\n"))
    plain, other = (article_from_bytes(text.encode(), file="a.txt") for text in (ARTICLE, wrapped))
    assert other.text == plain.text
    for found in read_findings(other).mentions:
        assert other.source_span(found.span).of(wrapped).split() == found.span.of(other.text).split()


SHORT_HEAD = "Ferry line to the islands reopens\nBy Ida Holm\nThe Sund Gazette\nMay 6, 2024\n\n"
SHORT_TEXT = (
    "Transport Minister Ida Berg met the mayor of Sund, Olaf Krog, on Thursday, May 2, 2024, and promised 30 million euros by Aug. 1.",
    'The first boat leaves in the autumn. "It is a lifeline," Krog told reporters on the quay, and he thanked the crews.',
    "Nobody from the union came.",
)


@pytest.mark.parametrize("indent", ["", "    "], ids=["flush", "indented"])
@pytest.mark.parametrize("width", [20, 40, 60, 72, 90])
def test_a_short_article_is_the_same_when_wrapped(width: int, indent: str) -> None:
    """As many lines of a head as of text do not hide the column of the text, nor does an indent that all lines have."""
    parts = [textwrap.fill(part, width, initial_indent=indent, subsequent_indent=indent) for part in SHORT_TEXT]
    plain, other = (
        article_from_bytes((SHORT_HEAD + "\n\n".join(text)).encode(), file="a.txt") for text in (SHORT_TEXT, parts)
    )
    assert (other.title, other.published, other.authors, other.text) == (
        plain.title,
        plain.published,
        plain.authors,
        plain.text,
    )
    assert read_findings(other) == read_findings(plain)


@pytest.mark.parametrize(
    "text",
    [
        "The boats come home at night,\nand all the lamps are lit,\nthe harbour master has the light\nand by the light we sit.",
        "The council will vote on:\na second bridge over the river and the road\na school for the children\nthe pay of the guards.",
        "What the crews want\nThe crews want two more boats.\n\nWhat the islands want from the ministry\nThey want a night boat.",
        "Q: What do you want from the ministry?\nA: We want more boats.\nQ: Since when?\nA: Since the year of the storm.",
        "The minister came on Thursday.\nThe crews did not come to the quay.\nNobody spoke of the price of a ticket.",
        "“We will not sign,” the mayor said,\n“until all of us agree.”\nThe crews did not come to the quay that day.",
    ],
    ids=["verse", "list", "headings", "interview", "lines", "speech"],
)
def test_short_lines_that_no_column_broke_stay_apart(text: str) -> None:
    """Verse, lists, headings and lines that are paragraphs are not run together under a short head."""
    assert reading_text(SHORT_HEAD + text).edited(unwrapped).text == SHORT_HEAD + text


def test_an_indent_begins_a_paragraph_of_a_wrapped_text() -> None:
    """Where only the first line of each paragraph is indented, the next such line begins another."""
    parts = [textwrap.fill(part, 60, initial_indent="  ") for part in SHORT_TEXT]
    read = article_from_bytes((SHORT_HEAD + "\n".join(parts)).encode(), file="a.txt")
    assert [part.span.of(read.text) for part in read.paragraphs if part.kind == "body"] == list(SHORT_TEXT)


def test_a_wrap_inside_a_compound_or_an_address() -> None:
    """A line that ends in a hyphen goes on without a blank, but not the first half of a pair; an address cut at the
    column is whole."""
    text = (
        "The council of the port spoke with a long-\nhaul driver from Norden who had come in a\nvan, and with people of low- and middle-\n"
        "income homes. It then asked about the low-\nand middle-income homes of the old harbour\nhttps://example.org/a/long/address/of/a/re\nport"
    )
    read = reading_text(text).edited(unwrapped).text
    assert "long-haul" in read
    assert "middle-income homes. It" in read
    assert "low- and middle-income homes of the old" in read
    assert read.endswith("/of/a/report")


def test_front_matter_is_read_with_any_blank() -> None:
    """The layout of a YAML head stays; its values are read as the text is, and the text's offsets are the file's."""
    source = "---\ntitle:\u00a0Fees &amp;\u00a0ships\ndate: 2024-07-09\nauthor:\n  - Ada\u200b Lind\n---\n" + ARTICLE
    article = article_from_bytes(source.encode(), file="a.md")
    assert (article.title, article.authors) == ("Fees & ships", ("Ada Lind",))
    assert article.source_span(article.paragraphs[-1].span).of(source) == article.paragraphs[-1].span.of(article.text)


def test_a_link_is_its_words_and_leads_to_the_file() -> None:
    """A place behind a Markdown link leads to the file as it was before the link was taken out."""
    source = ARTICLE.replace("the council", "the [council](https://example.org/council)")
    article = article_from_bytes(source.encode(), file="a.md")
    at = article.text.index("told the council.")
    assert article.source_span(Span(at, at + 16)).of(source) == "told the [council"
    at = article.text.index("The union")
    assert article.source_span(Span(at, at + 9)).of(source) == "The union"


def test_findings_of_a_plain_file_lead_into_it() -> None:
    """With --plain the data's text is the file, and each offset leads to what stands there."""
    source = "Harbour\u00a0Minister  Lotte Krag &amp; Ola\u00adf Berg paid $3.2&nbsp;million on Mon\u200bday."
    article = plain_article(source, file="a.txt", published=None)
    told = json.loads(as_json("a.txt", article, read_findings(article), source, plain=True))
    assert told["text"] == source
    spans = {
        one["text"]: source[one["start"] : one["end"]]
        for one in (*told["mentions"], *told["figures"], *told["timexes"])
    }
    assert spans["$3.2 million"] == "$3.2&nbsp;million"
    assert spans["Monday"] == "Mon\u200bday"
    assert spans["Lotte Krag"] == "Lotte Krag"


def test_data_keep_a_blank_that_a_typesetter_set() -> None:
    """The data's text has the file's own blanks, where they are few; a finding's words are as they were read."""
    few = ARTICLE.replace("Lotte Krag", "Lotte\u00a0Krag")
    for source, blank in ((few, "\u00a0"), (ARTICLE.replace(" ", "\u00a0"), " ")):
        article = article_from_bytes(source.encode(), file="a.txt")
        told = json.loads(as_json("a.txt", article, read_findings(article), source))
        assert f"Lotte{blank}Krag" in told["text"]
        assert "Lotte Krag" in {one["text"] for one in told["mentions"]}


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["word\u00a0", "  word", "\u00ad", "\u00ad ", "&amp;", "\u200b \n", " ", "\ufb01", "[x](/a) ", "a" * 39 + "\n"],
    ids=repr,
)
def test_reading_is_cheap(unit: str) -> None:
    """A million characters of any of it take no more than a few seconds."""
    begun = time.perf_counter()
    reading_text(unit * (1_000_000 // len(unit))).edited(unwrapped)
    assert time.perf_counter() - begun < 20
