"""An export of many stories falls into its articles, each with its own header, and no other text does."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_book import pipeline
from briefing_book.ingest.base.raw_text import RawText
from briefing_book.ingest.base.story import Story
from briefing_book.ingest.exports import kinds
from briefing_book.ingest.exports.lines import CUT_OFF, has_signs
from briefing_book.ingest.formats import text as text_format
from briefing_book.ingest.input_formats import format_of, is_plain, read
from briefing_book.ingest.lines.header_lines import read_front_matter
from briefing_book.ingest.reading import read_file
from briefing_book.model.article import Article, Left
from briefing_book.model.errors import UnreadableArticle
from briefing_book.rules.load import load
from briefing_book.rules.types.ingest import EXPORTS
from briefing_book.workers.steps import texts_of
from tests import exported
from tests.exported import DATABASES, LISTS, STORIES, Made
from tests.small_book import ARTICLES, ROOT, write_book

MAKERS = {**{name: ("export.txt", make) for name, make in DATABASES.items()}, **LISTS}
each_export = pytest.mark.parametrize("make", DATABASES.values(), ids=DATABASES)


def articles(text: str, file: str = "export.txt") -> tuple[Article, ...]:
    return read_file(text.encode(), file=file).articles


def told(article: Article) -> Made:
    """What was read, to be set beside what was written."""
    assert article.published is not None
    return Made(
        article.title,
        article.published.earliest,
        article.outlet or "",
        article.authors,
        tuple(article.text.split("\n\n")),
    )


def paragraphs(text: str) -> str:
    """Each line a paragraph, as formats of office documents give it."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def compact(text: str) -> str:
    """No empty line at all."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@pytest.mark.parametrize(
    ("file", "make"),
    [one for name, one in MAKERS.items() if name != "ris"],
    ids=[name for name in MAKERS if name != "ris"],
)
def test_each_story_has_its_own_title_day_outlet_authors_and_text(file: str, make: Callable[[], str]) -> None:
    found = articles(make(), file)
    assert [told(article) for article in found] == list(STORIES)
    assert [article.part for article in found] == ["1", "2", "3", "4", "5"]
    assert [article.warnings for article in found] == [()] * 5


@each_export
@pytest.mark.parametrize(
    "layout", [paragraphs, compact, lambda text: text.replace("\n", "\r\n")], ids=["paragraphs", "compact", "crlf"]
)
def test_the_layout_of_the_lines_does_not_matter(
    make: Callable[[], str], layout: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word, RTF and PDF give the same lines with other gaps between them."""
    if layout in (paragraphs, compact):
        monkeypatch.setattr(exported, "wrapped", lambda text, width=0: text)
    assert [told(article) for article in articles(layout(make()))] == list(STORIES)


@each_export
def test_an_export_is_not_left_to_the_check_as_plain_text(make: Callable[[], str]) -> None:
    data = make().encode()
    assert not is_plain(data, "export.txt")
    assert list(texts_of(data, "export.txt")) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    "make", [exported.nexis, exported.nexis_uni, exported.factiva, exported.factiva_tags, exported.proquest]
)
def test_the_only_story_of_an_export_is_the_file(make: Callable[[Sequence[Made]], str]) -> None:
    (article,) = articles(make(STORIES[:1]))
    assert told(article) == STORIES[0]
    assert article.part == ""
    assert not is_plain(make(STORIES[:1]).encode(), "export.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [(exported.nexis(said=50), 50), (exported.nexis_uni(said=7), 7)],
    ids=["nexis", "nexis uni"],
)
def test_another_number_than_the_stated_one_is_told_once(text: str, said: int) -> None:
    warnings = [warning for article in articles(text) for warning in article.warnings]
    assert warnings == [f"the export says that it holds {said} documents; 5 were found"]


@pytest.mark.parametrize(
    "make", [exported.nexis_uni, exported.factiva, exported.factiva_tags, exported.europresse, exported.pressreader]
)
def test_a_story_in_which_the_export_ends_is_read_with_a_warning(make: Callable[[], str]) -> None:
    text = make()
    found = articles(text[: text.rindex(STORIES[-1].body[1]) + 40])
    assert [article.title for article in found] == [made.title for made in STORIES]
    assert [article.warnings for article in found] == [(), (), (), (), (CUT_OFF,)]


def test_an_older_export_that_ends_in_the_middle_says_so() -> None:
    text = exported.nexis()
    assert articles(text[: text.rindex("LOAD-DATE")])[-1].warnings == (CUT_OFF,)


def test_a_story_without_a_text_is_named() -> None:
    text = exported.nexis_uni().replace("\n\n".join(STORIES[1].body), "")
    left = read_file(text.encode(), file="export.txt").left
    assert left == (Left(part="2", reason=f"a story without a text in the export ({STORIES[1].title})"),)


def test_a_story_whose_header_has_no_day_is_read_as_it_stands() -> None:
    text = exported.nexis_uni().replace(f"{STORIES[1].long_day} Wednesday 06:00 AM GMT", "Undated")
    warnings = [article.warnings for article in articles(text)]
    assert [len(one) for one in warnings] == [0, 1, 0, 0, 0]
    assert "not understood" in warnings[1][0]


def test_the_head_of_a_page_inside_a_story_is_no_text() -> None:
    text = exported.nexis_uni()
    for made in STORIES:
        text = text.replace(f"\n\n{made.body[-1]}", f"\n\nPage 2 of 2\n\n{made.title}\n\n{made.body[-1]}")
    assert [told(article) for article in articles(text)] == list(STORIES)


def test_a_label_in_the_text_of_a_story_ends_nothing() -> None:
    """Labels count in the header, and small ones not at all."""
    body = (
        STORIES[0].body[0],
        "Section: what the treaty leaves out is the fishing, and nobody knows why that is.",
        "IN the end all four signed, in the rain, and went home.",
    )
    made = STORIES[0]._replace(body=body)
    for make in (exported.nexis, exported.nexis_uni, exported.factiva, exported.factiva_tags):
        one = kinds.stories_in(RawText(text=make([made, STORIES[1]])), file="a.txt")[0]
        assert isinstance(one, RawText)
        assert one.text.endswith(f"---\n\n{made.text}")


@pytest.mark.parametrize(
    "title",
    [
        "Sources say that the ferry is late",
        "Timeline: nine days of a strike",
        "Search for two boats goes on",
        "Correction: ferries and their tolls",
        "Port Ansel, 14 July 2025: a day of joy",
    ],
)
def test_a_title_like_a_line_of_the_export_is_a_title(title: str) -> None:
    stories = [made._replace(title=title) for made in STORIES[:2]]
    for make in (exported.nexis, exported.nexis_uni, exported.factiva, exported.factiva_tags, exported.proquest):
        assert [told(article) for article in articles(make(stories))] == stories


def test_tags_may_stand_alone_on_their_line() -> None:
    text = re.sub(r"(?m)^(SE|BY|WC|PD|ET|SN|SC|PG|LA|CY|CO|IN|NS|RE|PUB|AN) +(?=\S)", r"\1\n", exported.factiva_tags())
    assert [told(article) for article in articles(text)] == list(STORIES)


def test_a_story_of_factiva_needs_neither_section_nor_notice_of_rights() -> None:
    text = re.sub(r"(?m)^Copyright.*\n", "", exported.factiva()).replace("World\n\n", "")
    assert [told(article) for article in articles(text)] == list(STORIES)


def test_the_place_of_a_dateline_field_is_kept_without_its_day() -> None:
    text = exported.nexis().replace("LENGTH:", "DATELINE: PORT ANSEL, July 13\n\nLENGTH:")
    assert [article.dateline for article in articles(text)] == ["Port Ansel"] * 5


@pytest.mark.parametrize("ruler", ["=" * 5, "-" * 40, "_" * 20, "*" * 9])
def test_pasted_articles_between_rulers_are_apart(ruler: str) -> None:
    found = articles(exported.pasted(ruler=ruler))
    assert [(one.title, one.outlet, one.authors) for one in found] == [
        (made.title, made.outlet, made.authors) for made in STORIES
    ]
    assert [one.published and one.published.earliest for one in found] == [made.day for made in STORIES]
    assert [one.text for one in found] == [f"{made.title}\n\n{made.text}" for made in STORIES]


A_TEXT = "Nothing came of it, the harbour master said, and the boats stayed where they were for another week of rain and wind."


@pytest.mark.parametrize(
    "text",
    [
        "Kelvara signs a treaty\n14 July 2025\n\n" + A_TEXT + "\n\n==========\n\n" + A_TEXT,
        "Kelvara signs a treaty\n14 July 2025\n\n" + A_TEXT + "\n\n----------\n\nAbout the paper\n\nFounded on 4 May 1882, it is read in four towns.",
        "Kelvara signs a treaty\n======================\n14 July 2025\n\n" + A_TEXT + "\n\nWhat is in it\n-------------\n\n" + A_TEXT,
        "Kelvara signs a treaty\n14 July 2025\n\n" + A_TEXT + "\n\n=====\n\nOther news of the coast\n15 July 2025\n\n-----\n\n" + A_TEXT,
        "A reader had page 1 of 50 DOCUMENTS in his hand.\n\n1 of 50 DOCUMENTS\n\n" + A_TEXT,
        A_TEXT + "\n\nEnd of Document\n\n" + A_TEXT,
        "BYLINE: Mira Tolland\n\nLENGTH: 20 words\n\n" + A_TEXT + "\n\nLOAD-DATE: July 14, 2025",
        "HD\nPD\nTD\nAN\n\n" + A_TEXT,
        "Full text: " + A_TEXT + "\n\nPublication date: July 14, 2025",
        "1. First\n2. Second\n3. Third\n\n" + A_TEXT,
        "500 words\n\n" + A_TEXT + "\n\nDocument 14 of the court is from 2025.",
        "Oslo, Paris, Rome\n" + A_TEXT,
    ],
)  # fmt: skip
def test_a_text_with_rulers_labels_or_numbers_is_one_article(text: str) -> None:
    assert [getattr(one, "text", None) for one in read(text.encode(), file="a.txt")] == [text]
    assert is_plain(text.encode(), "a.txt")


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").rglob("*.txt")), ids=lambda path: path.stem[:40])
def test_no_article_of_the_book_is_split(path: Path) -> None:
    (one,) = read(path.read_bytes(), file=path.name)
    assert isinstance(one, RawText)
    assert one.part == ""
    assert is_plain(path.read_bytes(), path.name)


LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "=====",
            "-----",
            "By Mira Tolland",
            "14 July 2025",
            "BYLINE: X",
            "HD",
            "Body",
            "Page 1 of 2",
            "Full text: x",
            "words",
        ]
    ),
    st.text(alphabet="ab .,:;0123456789\t", max_size=60),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_nothing_of_any_text_is_lost(lines: list[str]) -> None:
    """What is no export is handed on as it stands; made of parts, each part is a piece of the text."""
    text = "\n".join(lines)
    found = kinds.stories_in(RawText(text=text), file="a.txt")
    assert found == (RawText(text=text),) or all(isinstance(one, RawText) and one.text in text for one in found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=40))
def test_any_title_comes_back_from_the_front_matter(title: str, name: str) -> None:
    matter = Story(title=title, authors=name).front_matter()
    facts, start, _ = read_front_matter(f"{matter}The quay is open.")
    assert start == len(matter.rstrip("\n")) + 1 or not matter
    assert len(facts) == matter.count(": |-\n")


@pytest.mark.parametrize("kind", load(EXPORTS), ids=lambda kind: kind.name)
def test_the_signs_of_a_kind_hold_for_their_examples_only(kind) -> None:
    assert len(kind.signs) > 1
    for sign, good, bad in zip(kind.signs, kind.examples, kind.counter_examples, strict=True):
        assert re.fullmatch(sign, good)
        assert not re.fullmatch(sign, bad)
    assert kind.hint in kind.examples[0]


@each_export
@pytest.mark.parametrize("layout", [str, paragraphs], ids=["as it is", "paragraphs"])
def test_nothing_but_the_text_stands_below_the_header(
    make: Callable[[], str], layout: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the export says of a story is not left to the rules for the lines of web pages."""
    monkeypatch.setattr(exported, "wrapped", lambda text, width=0: text)
    for one, made in zip(kinds.stories_in(RawText(text=layout(make())), file="a.txt"), STORIES, strict=True):
        assert isinstance(one, RawText)
        assert one.text.endswith(f"\n---\n\n{made.text}")


@pytest.mark.parametrize(("name", "make"), list(DATABASES.items()))
def test_an_export_has_the_signs_of_one_kind_first(name: str, make: Callable[[], str]) -> None:
    first = next(one.name for one in kinds.EXPORTS if has_signs(one.name, make()))
    assert first.replace(" documents", "").replace(" ", "_") == name


def test_pages_of_a_file_are_those_of_each_story() -> None:
    """A story that begins on the third page has two before it, which hold nothing of it."""
    text = exported.nexis_uni(STORIES[:2])
    second = text.index(f"Page 1 of 1\n\n{STORIES[1].title}")
    raw = RawText(text=text, pages=(0, second, text.index(STORIES[1].body[1])))
    one, two = kinds.stories_in(raw, file="a.pdf")
    assert isinstance(one, RawText)
    assert isinstance(two, RawText)
    assert one.pages == (0, len(one.text), len(one.text))
    assert two.pages[:2] == (0, 0)
    assert two.text[two.pages[2] :].startswith(STORIES[1].body[1])


def test_a_part_of_another_file_keeps_its_name() -> None:
    raw = RawText(text=exported.factiva(STORIES[:2]), part="inner/a.docx", warnings=("w",))
    found = kinds.stories_in(raw, file="a.zip")
    assert [one.part for one in found] == ["inner/a.docx/1", "inner/a.docx/2"]
    assert all(isinstance(one, RawText) and one.warnings == ("w",) for one in found)


def outcome(text: str) -> bool:
    """Whether a text is refused as too many stories, or is no export."""
    try:
        return len(kinds.stories_in(RawText(text=text), file="a.txt")) == 1
    except UnreadableArticle as error:
        return "more than 2,000" in error.reason


HOSTILE = {
    "rulers": "==========\n" * 100_000,
    "rulers in a text": "A line.\n\n==========\n" * 50_000,
    "marks": "1 of 50 DOCUMENTS\nLENGTH: 5 words\n" * 50_000,
    "ends": "Length: 5 words\nEnd of Document\n" * 50_000,
    "tags": "HD\n" * 200_000 + "PD\nLP\nAN\n" + exported.accession(STORIES[0]),
    "documents": exported.accession(STORIES[0]) + "\n9 words\n" + (exported.accession(STORIES[0]) + "\n") * 50_000,
    "empty lines": " \n" * 1_000_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_refused_or_read_soon(text: str) -> None:
    start = time.perf_counter()
    assert outcome(text)
    assert time.perf_counter() - start < 5


@each_export
def test_what_is_known_of_the_whole_file_is_not_told_of_its_stories(make: Callable[[], str]) -> None:
    """A Word file names who downloaded it as its author."""
    matter = Story(title="Results", authors="A Reader").front_matter()
    assert [told(article) for article in articles(matter + make())] == list(STORIES)


def test_a_part_with_too_many_stories_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other parts of its file are read."""
    parts = (RawText(text=exported.nexis(), part="a.txt"), RawText(text=exported.pasted(STORIES[:1]), part="b.txt"))
    monkeypatch.setattr(text_format.PlainText, "read", lambda self, data, file: parts)
    monkeypatch.setattr(kinds.limits, "refuse", refuse_more_than_four)
    assert [(one.part, isinstance(one, Left)) for one in read(b"x", file="a.txt")] == [
        ("a.txt", True),
        ("b.txt", False),
    ]


def refuse_more_than_four(limit: str, found: int, *, file: str) -> None:
    if limit == "stories" and found > 4:
        raise UnreadableArticle(file, "too many")


def test_articles_of_the_small_book_are_read_as_text() -> None:
    for file, text in ARTICLES.items():
        assert format_of(text.encode(), file).name == "text"
        assert kinds.stories_in(RawText(text=text), file=file) == (RawText(text=text),)


def test_an_empty_story_states_nothing() -> None:
    assert Story().front_matter() == ""
    assert replace(Story(), title="A \ud800 B").front_matter().encode()


def test_a_book_made_of_exports_is_proved(tmp_path: Path) -> None:
    """`briefing check` finds each line in the text of its story, whatever file that is in."""
    book = write_book(tmp_path / "book", {})
    for name, text in {
        "nexis.txt": exported.nexis(STORIES[:2]),
        "only.txt": exported.nexis_uni(STORIES[2:3]),
        "rows.csv": exported.table(STORIES[3:]),
    }.items():
        (book / "seeds" / name).write_text(text, encoding="utf-8")
    files = pipeline.build(book).files
    parts = ["nexis.txt#1", "nexis.txt#2", "only.txt", "rows.csv#1", "rows.csv#2"]
    assert [one.file for one in files if one.fate == "read"] == parts
    assert [one.file for one in files if one.fate == "split"] == ["nexis.txt", "rows.csv"]
    assert not pipeline.prove(book).faults
