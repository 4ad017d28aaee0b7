"""`briefing check` proves measures and commitments: an honest book passes, and none in which one was changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from briefing_book.book_file.read import read_book_file
from briefing_book.model.book import Book, Citation, Measure, MeasureChange
from briefing_book.model.dates import Date
from briefing_book.pipeline import make, prove
from briefing_book.render import render
from briefing_book.store import editions, theme_files
from briefing_book.store.publish import publish
from tests.claimed import told
from tests.fuzz.tampering import Tampered, is_caught
from tests.quay_book import write_quay_book


def cited(book: Book, words: str) -> Citation:
    """The first sentence that has these words."""
    return next(
        Citation(source=source.id, sentence=number, quote=sentence)
        for source in book.sources
        for number, sentence in enumerate(source.sentences)
        if words in sentence
    )


def day_of(book: Book, words: str) -> Date | None:
    """The day of the entry whose sentence has these words."""
    return next(e.date for e in book.events if any(words in c.quote for c in e.citations))


def measures_of(book: Book) -> tuple[Measure, ...]:
    ban, lifted = cited(book, "The ban had cut traffic"), cited(book, "lifted the ban")
    treaty, price = cited(book, "signed the quay treaty"), cited(book, "Under the treaty")
    return (
        Measure(
            id="m-ban",
            what="the ban on ferries",
            by="Pavel Orlik",
            on=("ferries",),
            value="",
            unit="",
            status="cancelled",
            effective=None,
            history=(
                MeasureChange(date=None, status="in force", text="The ban had cut traffic", citations=(ban,)),
                MeasureChange(
                    date=None,
                    status="cancelled",
                    text="Trade Minister Pavel Orlik lifted the ban on ferries",
                    citations=(lifted,),
                ),
            ),
            topics=tuple(topic.id for topic in book.topics),
            disagreements=tuple(d.id for d in book.disagreements)[:1],
        ),
        Measure(
            id="m-price",
            what="Iceland is to pay 45 million euros",
            by="Iceland",
            on=(),
            value="45000000",
            unit="EUR",
            status="agreed",
            effective=day_of(book, "Under the treaty"),
            history=(
                MeasureChange(
                    date=None,
                    status="agreed",
                    text="Norway and Iceland signed the quay treaty",
                    citations=(treaty,),
                ),
                MeasureChange(
                    date=day_of(book, "Under the treaty"),
                    status="announced",
                    text="Under the treaty Iceland is to pay 45 million euros by 1 April 2019.",
                    citations=(price,),
                ),
            ),
            topics=(),
            disagreements=(),
        ),
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Tampered:
    root = write_quay_book(tmp_path_factory.mktemp("quay") / "book")
    made = make(root, read_book_file(root / "book.yml"))
    book = replace(made.book, measures=measures_of(made.book))
    pages = render(replace(book, editions=editions.after((), None, told(book))))
    publish([*pages, *theme_files.assets()], root / "docs")
    return Tampered(root)


def test_an_honest_book_of_measures_is_proved_whole(book: Tampered) -> None:
    proof = prove(book.root)
    assert proof.faults == ()


ON_PAGE: list[tuple[str, str, str]] = [
    ("another status", r'bb-badge--agreed">agreed', 'bb-badge--in-force">in force'),
    ("the look of another status", r"bb-badge--agreed", "bb-badge--cancelled"),
    ("another sum", r"EUR 45 million", "EUR 54 million"),
    ("another day", r"1 April 2019", "2 April 2019"),
    ("another body", r">Pavel Orlik<", ">Tove Halvorsen<"),
    ("other words", r"the ban on ferries<sup", "the ban on cats<sup"),
    (
        "a state left out",
        r'<li id="c-[0-9a-f]{10}" data-edit="[^"]*" markdown="span">\n\n<span class="bb-badge bb-badge--in-force.*\n\n</li>',
        "",
    ),
    ("a history counted otherwise", r"History: 2 entries", "History: 3 entries"),
    ("a measure left out", r'<tr id="c-[0-9a-f]{10}" data-edit="measure" markdown="block">[\s\S]*?</tr>\n', ""),
    ("another disagreement", r'bb-disputed">Sources differ: \[[^\]]*\]\([^)]*\)', 'bb-disputed">Sources differ: '),
    ("a word of nobody's", r"–</td>", "–, as all agree</td>"),
    ("a lost citation", r"the ban on ferries<sup.*?</sup>", "the ban on ferries"),
]


@pytest.mark.parametrize(("pattern", "new"), [case[1:] for case in ON_PAGE], ids=[case[0] for case in ON_PAGE])
def test_a_changed_page_of_measures_is_caught(book: Tampered, pattern: str, new: str) -> None:
    assert is_caught(book, book.changed("docs/measures.md", pattern, new))


def _of(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["measures"][-1].update({name: value})


def _of_change(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["measures"][-1]["history"][-1].update({name: value})


@pytest.mark.parametrize(
    "change",
    [
        _of("what", "Iceland is to pay nothing"),
        _of("by", "Wales"),
        _of("on", ["nobody in particular"]),
        _of("value", "46000000"),
        _of("unit", "percent"),
        _of("status", "paused"),
        _of("effective", None),
        _of("topics", ["no-topic"]),
        _of("disagreements", ["no-disagreement"]),
        _of("history", []),
        _of("id", "m-other"),
        _of_change("text", "Norway and Iceland burnt the quay treaty"),
        _of_change("status", "expired"),
        _of_change("date", None),
        lambda data: data["measures"][-1]["history"].reverse(),
        lambda data: data["measures"].pop(),
    ],
    ids=[
        "what",
        "by",
        "on",
        "value",
        "unit",
        "status",
        "effective",
        "topic",
        "disagreement",
        "history",
        "id",
        "text",
        "state",
        "date",
        "order",
        "gone",
    ],
)
def test_a_measure_that_does_not_follow_from_the_sources_is_caught(
    book: Tampered, change: Callable[[dict[str, Any]], None]
) -> None:
    """In the data alone, and where the page says the same."""
    assert is_caught(book, book.with_book(change))


@pytest.mark.parametrize(
    ("file", "pattern", "new"),
    [
        ("measures.csv", "agreed", "in force"),
        ("measures.csv", "45000000", "54000000"),
        ("measures.csv", r"^m-ban.*\n", ""),
        ("measures.csv", "id,what", "id,which"),
        ("measures.ics", "DATE:20190401", "DATE:20190402"),
        ("measures.ics", "Iceland is to pay", "Iceland will not pay"),
        ("measures.ics", "UID:m-price", "UID:m-ban"),
        ("measures.ics", "TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
    ],
)
def test_a_changed_table_or_calendar_is_caught(book: Tampered, file: str, pattern: str, new: str) -> None:
    assert is_caught(book, book.changed(f"docs/data/{file}", pattern, new))


@pytest.mark.parametrize("file", ["measures.csv", "measures.ics"])
@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", None])
def test_a_damaged_table_or_calendar_is_a_fault(book: Tampered, file: str, content: bytes | None) -> None:
    assert is_caught(book, {f"docs/data/{file}": content})


def test_a_missing_page_of_measures_is_a_fault(book: Tampered) -> None:
    assert is_caught(book, {"docs/measures.md": None})


def test_the_words_of_a_state_are_asked_for_where_a_measure_ends(book: Tampered) -> None:
    """ "lifted" is what makes the ban one that is cancelled; a page, its data and its source changed together show that."""
    faults = []
    with book.with_change(book.with_book(lambda data: data["measures"][0]["history"][0].update(status="missed"))):
        faults = [fault for fault in prove(book.root).faults if re.search("no word of it stands", fault)]
    assert faults
