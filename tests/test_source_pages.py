"""The pages of the sources: what each sentence feeds, and the article with what was understood in place."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_book.merge.base.corpus import Reading
from briefing_book.merge.source_marks import passages_of
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.book import Book, Citation, Claim, Mark, Passage, Standing
from briefing_book.model.findings import Findings, Quotation, Sentence
from briefing_book.model.lent import Owned
from briefing_book.model.text import Span
from briefing_book.render import published, render
from briefing_book.render.base import links, marked_text
from briefing_book.render.base.escape import clean
from briefing_book.render.base.index import build
from briefing_book.render.kinds import KINDS
from briefing_book.render.pages import indexed
from tests.harbour import harbour_book
from tests.sample_book import BOOK, date, in_lines
from tests.test_render import HOSTILE, html

HTML = "{http://www.w3.org/1999/xhtml}"

# Addresses that open an article at a sentence


def test_a_short_sentence_stands_whole_in_the_address() -> None:
    """The text directive holds every word of a short sentence."""
    address = links.text_fragment("https://news.example/a", "Both sides agreed to meet again.")
    assert address == "https://news.example/a#:~:text=Both%20sides%20agreed%20to%20meet%20again."


def test_a_long_sentence_gives_its_first_and_last_words() -> None:
    """A long sentence becomes a range from its first to its last words."""
    words = [f"word{n}" for n in range(40)]
    address = links.text_fragment("https://news.example/a", " ".join(words))
    assert (
        address
        == "https://news.example/a#:~:text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39"
    )


@pytest.mark.parametrize("mark", ["-", ",", "&", "#", "%", '"', "“", ")", "ø"])
def test_marks_that_part_a_directive_are_percent_encoded(mark: str) -> None:
    """No mark of a sentence reaches the address as it is, and each comes back when decoded."""
    address = links.text_fragment("https://news.example/a", f"twenty{mark}five")
    assert address is not None
    directive = address.removeprefix("https://news.example/a#:~:text=")
    assert mark not in directive.replace("%", "") or mark == "%"
    assert unquote(directive) == f"twenty{mark}five"


def test_an_address_with_a_fragment_of_its_own_keeps_it() -> None:
    """The directive goes behind the fragment."""
    assert links.text_fragment("https://news.example/a#part", "Here") == "https://news.example/a#part:~:text=Here"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "ftp://news.example/a", "https://user@news.example/"])
def test_only_plain_addresses_are_linked(url: str | None) -> None:
    """No address that `safe_url` refuses comes out."""
    assert links.text_fragment(url, "Here") is None


# What each cited sentence feeds


def source_page(identifier: str, book: Book = BOOK) -> str:
    path = links.source_paths(book.sources)[identifier]
    return next(in_lines(page.content) for page in render(book) if page.path == path)


@pytest.fixture(scope="module")
def talks() -> str:
    return source_page("albion-0715")


def line(page: str, start: str) -> str:
    return next(text for text in page.splitlines() if text.startswith(start))


def test_a_sentence_leads_to_every_claim_that_it_feeds(talks: str) -> None:
    """Each place that rests on a sentence is linked beside it, at the claim's permanent id."""
    index = indexed(BOOK, KINDS)
    for number, uses in index.uses["albion-0715"].items():
        beside = line(talks, f'<li id="s{number}"')
        for use in uses:
            assert f"({links.relative('sources/a.md', use.path, use.anchor)})" in beside


def test_what_a_sentence_feeds_is_grouped_by_section(talks: str) -> None:
    """Each section is named once, and each page once in it."""
    beside = line(talks, '<li id="s5"')
    assert re.findall(r'bb-feed-section">([^<]+):<', beside) == ["Home", "Measures and commitments", "Timeline"]
    assert re.findall(r"\[([^\]]+)\]\(\.\./timeline", beside) == ["2019", "30 September 2031"]
    assert re.findall(r"\[([^\]]+)\]\(\.\./figures", line(talks, '<li id="s2"')) == ["18 percent", "42,000 tonnes"]


def test_a_page_that_a_sentence_feeds_twice_is_named_once() -> None:
    """The second statement of a sentence is numbered, so that every link has words of its own."""
    first = BOOK.quotations[0]
    second = dataclasses.replace(first, id="q-brandt-second", text="the quota")
    page = source_page(first.citation.source, dataclasses.replace(BOOK, quotations=(*BOOK.quotations, second)))
    assert re.findall(r"\[([^\]]+)\]\(\.\./people/ilse-brandt.md#c-", line(page, '<li id="s1"')) == [
        "Ilse Brandt: statement",
        "statement 2",
        "role",
    ]


def test_sentences_between_that_are_not_cited_are_counted_and_not_printed() -> None:
    """A gap says how many sentences it holds."""
    page = source_page("Gazette (late) #3")
    assert re.findall(r'class="bb-gap"[^>]*>([^<]+)<', page) == ["… 1 sentence not cited"]
    assert "heard promises before" not in page.split("## Cited sentences")[1]


def test_a_sentence_leads_into_the_article_only_where_its_address_is_known(talks: str) -> None:
    """An address that is not plain http or https makes no link."""
    assert (
        talks.count("[In the article itself](https://dispatch.example/2031/07/15/sund?edition=a&amp;part=1#:~:text=")
        == 8
    )
    assert "In the article itself" not in source_page("courier_0716")


# What was understood, as merge has it


@pytest.fixture(scope="module")
def whole() -> Book:
    return harbour_book("full_text: true")


def marks(book: Book, identifier: str, kind: str) -> list[tuple[str, Mark]]:
    source = next(s for s in book.sources if s.id == identifier)
    return [
        (mark.span.of(passage.text), mark) for passage in source.passages for mark in passage.marks if mark.kind == kind
    ]


def test_passages_are_made_only_for_a_book_that_prints_its_sources() -> None:
    """A book that may not reprint carries no text beyond its sentences."""
    assert all(source.passages == () for source in harbour_book().sources)


def test_the_published_data_is_the_same_with_the_whole_text(whole: Book) -> None:
    """Marks stay out of book.json."""
    assert published(whole) == published(harbour_book())


def test_passages_hold_every_sentence_in_its_place(whole: Book) -> None:
    """The sentences found in the passages are the source's own."""
    for source in whole.sources:
        placed = [(number, span.of(passage.text)) for passage in source.passages for number, span in passage.sentences]
        assert placed == list(enumerate(source.sentences))


def test_a_weekday_is_marked_with_its_day(whole: Book) -> None:
    """ "Tuesday" in an article of Wednesday 13 March 2019 is the 12th."""
    (found,) = (mark for words, mark in marks(whole, "ferries", "date") if words == "Tuesday")
    assert found.date is not None
    assert (found.date.edtf, found.date.basis) == ("2019-03-12", "weekday")


def test_a_surname_is_marked_with_the_profile(whole: Book) -> None:
    """A bare surname is whom it means in the book."""
    people = {words: mark.person for words, mark in marks(whole, "harbour", "person")}
    assert people["Halvorsen"] == people["Tove Halvorsen"] == "tove-halvorsen"


def test_a_quotation_is_marked_with_its_speaker(whole: Book) -> None:
    """Direct words lead to who said them."""
    assert ("pavel-orlik", "direct") in [(mark.person, mark.quoted) for _, mark in marks(whole, "ferries", "quotation")]


def test_a_figure_is_marked_with_value_and_unit(whole: Book) -> None:
    """Money is read as a number of its currency."""
    (found,) = (mark for words, mark in marks(whole, "harbour", "figure") if words == "40 million euros")
    assert (found.value, found.unit) == ("40000000", "EUR")


def test_marks_other_than_quotations_never_overlap(whole: Book) -> None:
    """Of two readings of the same words the longer one is kept."""
    for source in whole.sources:
        for passage in source.passages:
            found = [mark.span for mark in passage.marks if mark.kind != "quotation"]
            assert all(one.end <= other.start for one, other in pairwise(found))


# The marked text

PERSON = BOOK.people[0]
SAMPLE = BOOK.sources[0]


def book_of(text: str, *marks: Mark, sentences: tuple[Span, ...] = ()) -> Book:
    """A book that prints its one source, which has one paragraph and is cited once."""
    spans = sentences or (Span(0, len(text)),)
    passage = Passage(kind="body", text=text, sentences=tuple(enumerate(spans)), marks=marks)
    quotes = tuple(span.of(text) for span in spans)
    source = dataclasses.replace(SAMPLE, sentences=quotes, passages=(passage,), url=None)
    citation = Citation(source=SAMPLE.id, sentence=0, quote=quotes[0])
    return dataclasses.replace(
        BOOK,
        full_text=True,
        sources=(source,),
        people=tuple(dataclasses.replace(person, roles=()) for person in BOOK.people),
        bottom_line=(Claim(text="A line.", citation=citation),),
        events=(),
        quotations=(),
        figures=(),
        topics=(),
        disagreements=(),
        measures=(),
        agreed=(),
        standing=Standing(),
        abbreviations=(),
        contacts=(),
    )


def marked_page(text: str, *marks: Mark, sentences: tuple[Span, ...] = ()) -> str:
    return source_page(SAMPLE.id, book_of(text, *marks, sentences=sentences))


def paragraph(page: str) -> ET.Element:
    """The marked text as a browser reads it."""
    parser = html5lib.HTMLParser()
    tree = parser.parse(html(page.split("---\n", 2)[2]))
    faults = [fault for _, fault, _ in parser.errors if fault != "expected-doctype-but-got-start-tag"]
    assert faults == []
    return next(p for p in tree.iter(f"{HTML}p") if "bb-text" in p.get("class", ""))


def said(element: ET.Element) -> str:
    """Its text without our own small marks."""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.tag == f"{HTML}sup" else said(child), child.tail or ""]
    return "".join(parts)


def quoted(start: int, end: int) -> Mark:
    return Mark(span=Span(start, end), kind="quotation", person=PERSON.id, quoted="direct")


def test_a_date_inside_a_quotation_is_a_link_inside_a_span() -> None:
    """Nested marks come out nested."""
    text = "“We sail on Monday,” she said."
    day = Mark(span=Span(12, 18), kind="date", date=date("2031-07-14", basis="weekday", text="Monday"))
    element = paragraph(marked_page(text, quoted(0, 20), day))
    quotation = element.find(f".//{HTML}span[@class='bb-quoted bb-quoted--direct']")
    assert quotation is not None
    link = quotation.find(f"{HTML}span[@class='bb-mark bb-mark--date']/{HTML}a")
    assert link is not None
    assert link.text == "Monday"


def test_a_mark_says_what_was_understood_through_its_line_in_the_list() -> None:
    """The line that describes a mark has the day and its basis."""
    day = Mark(span=Span(3, 9), kind="date", date=date("2031-07-14", basis="weekday", text="Monday"))
    page = marked_page("On Monday they sailed.", day)
    mark = paragraph(page).find(f".//{HTML}span[@class='bb-mark bb-mark--date']")
    assert mark is not None
    assert mark[0].get("href") == f"#{mark.get('data-means')}"
    described = line(page, f'<li id="{mark.get("data-means")}"')
    assert "“Monday”" in described
    assert "14 July 2031 · by the weekday, article of 15 July 2031" in described


def test_a_person_with_a_profile_is_linked_to_it() -> None:
    """ "She" leads to whom it means."""
    link = paragraph(marked_page("She sailed.", Mark(span=Span(0, 3), kind="person", person=PERSON.id))).find(
        f".//{HTML}a"
    )
    assert link is not None
    assert (link.text, link.get("href")) == ("She", "../people/ilse-brandt.md")


def test_a_person_without_a_profile_is_named_in_the_list() -> None:
    """Somebody who holds no office leads to their line."""
    page = marked_page("Lind sailed.", Mark(span=Span(0, 4), kind="person", name="Marta Lind"))
    assert "Marta Lind, without a profile" in page


def test_a_cited_sentence_leads_to_what_it_feeds() -> None:
    """Its small mark leads to the line beside it, which leads back to the sentence and to the claim."""
    page = marked_page("One went. Two came.", sentences=(Span(0, 9), Span(10, 19)))
    element = paragraph(page)
    assert [e.get("id") for e in element.iter() if e.get("id")] == ["s0", "s1"]
    assert [a.get("href") for a in element.iter(f"{HTML}a")] == ["#f0"]
    beside = line(page, '<li id="f0"')
    assert "[1](#s0)" in beside
    assert "../index.md#c-" in beside


def test_a_headline_that_the_page_has_already_is_not_printed_again() -> None:
    """Unless the book cites it."""
    passages = (
        Passage(kind="headline", text=SAMPLE.title, sentences=(), marks=()),
        Passage(kind="body", text="Text.", sentences=(), marks=()),
    )
    page = source_page(
        SAMPLE.id,
        dataclasses.replace(
            BOOK, full_text=True, sources=(dataclasses.replace(SAMPLE, passages=passages), *BOOK.sources[1:])
        ),
    )
    assert "bb-text--headline" not in page
    assert "bb-text--body" in page


def test_the_whole_text_stands_on_a_page_only_when_the_book_allows_it() -> None:
    """Passages alone print nothing."""
    passages = (Passage(kind="body", text="Words that nobody cites.", sentences=(), marks=()),)
    sources = (dataclasses.replace(SAMPLE, passages=passages), *BOOK.sources[1:])
    assert "nobody cites" in source_page(SAMPLE.id, dataclasses.replace(BOOK, full_text=True, sources=sources))
    assert "nobody cites" not in source_page(SAMPLE.id, dataclasses.replace(BOOK, sources=sources))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...], tuple[Span, ...]]:
    """A hostile text with sentences and any marks in it: quotations that cross, others that lie apart."""
    text = draw(st.one_of(HOSTILE, st.text(min_size=1))) + "."
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    leaves = [
        draw(
            st.sampled_from(
                [
                    Mark(span=Span(*ends), kind="person", person=PERSON.id),
                    Mark(span=Span(*ends), kind="person", name=text),
                    Mark(span=Span(*ends), kind="figure", value=text, unit=text),
                    Mark(span=Span(*ends), kind="date", value=text),
                ]
            )
        )
        for ends in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda ends: ends[0] < ends[1])
    quotations = [
        Mark(span=Span(*ends), kind="quotation", name=text, quoted="mixed")
        for ends in draw(st.lists(place, max_size=4, unique=True))
    ]
    middle = draw(st.integers(1, len(text)))
    sentences = tuple(span for span in (Span(0, middle), Span(middle, len(text))) if len(span))
    return text, tuple(sorted((*leaves, *quotations), key=lambda m: (m.span.start, -m.span.end, m.kind))), sentences


@settings(max_examples=150, deadline=None)
@given(marked_texts())
def test_marked_text_is_the_sources_text_and_nothing_else(case: tuple[str, tuple[Mark, ...], tuple[Span, ...]]) -> None:
    """Without tags and our small marks every character of the source is there, and no element but ours."""
    text, found, sentences = case
    book = book_of(text, *found, sentences=sentences)
    index = build(book, {}.__getitem__)
    (shown,) = marked_text.marked(
        index, "sources/a.md", index.sources[SAMPLE.id], marked_text.understood(index.sources[SAMPLE.id])
    )
    element = paragraph(
        f'---\n---\n<div markdown="block">\n<p class="bb-text" markdown="span">{shown.text}</p>\n</div>'
    )
    assert clean(said(element)) == clean(text)
    for child in element.iter():
        assert child.tag.removeprefix(HTML) in ("p", "span", "a", "sup")
        assert set(child.attrib) <= {"id", "class", "href", "title", "data-means"}
        assert re.fullmatch(r"(?:#[suf]\d+|\.\./people/ilse-brandt\.md)?", child.get("href", ""))


def test_links_are_never_inside_links() -> None:
    """A figure inside a date would be a link in a link; crossing marks come in pieces instead."""
    text = "It cost 40 million euros on Monday in March."
    element = paragraph(
        marked_page(text, quoted(3, 30), quoted(20, 44), Mark(span=Span(28, 43), kind="date", value="P1D"))
    )
    assert all(link.find(f".//{HTML}a") is None for link in element.iter(f"{HTML}a"))
    assert said(element) == text


def test_a_speaker_without_a_profile_loses_the_capital_of_a_sentence() -> None:
    """ "The ministry" is said by the ministry; a name keeps its capital."""
    unnamed = next(q for q in BOOK.quotations if q.speaker is None)
    said_by = [
        dataclasses.replace(unnamed, id=f"q-{n}", speaker_text=text)
        for n, text in enumerate(("The ministry", "Thea Lind"))
    ]
    page = source_page(unnamed.citation.source, dataclasses.replace(BOOK, quotations=tuple(said_by)))
    assert "[said by the ministry]" in page
    assert "[said by Thea Lind]" in page


def test_the_legend_names_only_kinds_that_the_article_has() -> None:
    """A switch for marks that are not there would do nothing."""
    page = marked_page("Lind sailed.", Mark(span=Span(0, 4), kind="person", name="Marta Lind"))
    assert re.findall(r'data-kind="(\w+)"', page) == ["person", "cited"]


def test_an_article_in_which_nothing_was_understood_has_no_list_of_it() -> None:
    """No heading stands over nothing."""
    assert "What was understood" not in marked_page("It rained.")


def test_a_quotation_over_two_paragraphs_is_marked_in_both_and_ends_in_the_second() -> None:
    """Its speaker is named once, where the words end."""
    first, second = "“We wait.", "“Then we sail,” she said."
    text = f"{first}\n\n{second}"
    spans = (Span(0, len(first)), Span(len(first) + 2, len(text)))
    article = Article(
        id="a",
        file="a.txt",
        digest="",
        text=text,
        title="",
        paragraphs=tuple(Paragraph(span=span, source_start=span.start, kind="body") for span in spans),
    )
    words = Quotation(
        kind="direct",
        content=Span(0, text.index("”") + 1),
        source=Span(text.index("she"), text.index("she") + 3),
        rule="test",
    )
    findings = Findings(
        article="a", sentences=tuple(Sentence(span=span, kind="body") for span in spans), quotations=(words,)
    )
    passages = passages_of(Reading(article=article, lent=Owned(held=findings), published=None), {})
    shown = [(mark.span.of(passage.text), mark.ends, mark.name) for passage in passages for mark in passage.marks]
    assert shown == [("“We wait.", False, "she"), ("“Then we sail,”", True, "she")]
