"""The pictures of statements by side, of deadlines and of rates: what they draw, when they are left out, and that `check` proves
them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing_book.model.book import Measure, MeasureChange, Statement, TimelineEntry
from briefing_book.model.dates import Date
from briefing_book.pipeline import build, prove
from briefing_book.render.base.index import Index
from briefing_book.render.base.periods import axis
from briefing_book.render.kinds import KINDS
from briefing_book.render.pages import indexed
from briefing_book.render.pictures.due import agenda_of
from briefing_book.render.pictures.rates import rates_of
from briefing_book.render.pictures.sides import sides_of
from tests.fuzz.tampering import Tampered, is_caught
from tests.levy_book import write_levy_book
from tests.sample_book import BOOK, EVENTS, STATEMENTS, A, cited, date
from tests.sample_site import build_site
from tests.test_pictures import BOXES, opened
from tests.tide_book import write_tide_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = dt.date(2031, 7, 16)


def known(day: str) -> Date:
    """A day, or a month."""
    return date(day) if len(day) > 7 else date(f"{day}-01", f"{day}-28", precision="month")


def said(number: int, party: str | None, day: str) -> Statement:
    return dataclasses.replace(STATEMENTS[0], id=f"q-{number:03}", party=party, date=known(day), topics=("quota",))


def talk(*told: tuple[str | None, str]) -> Index:
    statements = tuple(said(number, party, day) for number, (party, day) in enumerate(told))
    return indexed(dataclasses.replace(BOOK, quotations=statements), KINDS)


NORTH = [("North", "2031-07-01")] * 3
SOUTH = [("South", "2031-07-15")] * 3


def due(number: int, day: str, kind: str = "deadline") -> TimelineEntry:
    return dataclasses.replace(EVENTS[0], id=f"e-{number:03}", date=known(day), kind=kind)  # type: ignore[arg-type]


# Statements by side


def test_each_side_has_its_statements_by_week() -> None:
    found = sides_of(talk(*NORTH, *SOUTH, ("South", "2031-07-02")), "quota")
    assert found is not None
    assert found.rows == [
        ("South", "week of 30 June 2031", 1),
        ("South", "week of 14 July 2031", 3),
        ("North", "week of 30 June 2031", 3),
    ]


def test_it_says_who_said_most() -> None:
    found = sides_of(talk(*NORTH, *SOUTH, ("South", "2031-07-15")), "quota")
    assert found is not None
    assert found.most == ("South", "week of 14 July 2031", 4)


def test_what_fits_no_week_and_what_is_of_no_side_is_counted_apart() -> None:
    index = talk(*NORTH, *SOUTH, ("North", "2031-07"), (None, "2031-07-01"), (None, "2031-07-15"))
    found = sides_of(index, "quota")
    assert found is not None
    assert (found.vague, found.others) == (1, 2)


@pytest.mark.parametrize(
    "told",
    [
        NORTH * 3,
        [*NORTH, *([("South", "2031-07-02")] * 3)],
        [*NORTH[:2], *SOUTH[:2]],
        [*NORTH, *SOUTH, *([("North", "2031-07")] * 7)],
        [*NORTH, *([(None, "2031-07-15")] * 3)],
    ],
    ids=["one side", "one week", "a few statements", "most of no known week", "one side and nobody's"],
)
def test_there_is_no_picture_of(told: list[tuple[str | None, str]]) -> None:
    assert sides_of(talk(*told), "quota") is None


def test_two_labels_of_an_axis_do_not_meet() -> None:
    """An axis that begins on the last day of a month has the name of the next one right behind."""
    shares = [share for share, _ in axis(dt.date(2031, 6, 30), dt.date(2031, 9, 7)).ticks()]
    assert all(after - before >= 0.1 for before, after in pairwise(shares))


# Deadlines


def test_a_strip_holds_what_passed_and_what_is_ahead() -> None:
    found = agenda_of([due(2, "2031-08-01"), due(1, "2031-07-09"), due(3, "2031-07-16", "scheduled")], TODAY)
    assert found is not None
    assert [(day.label, day.is_deadline, day.ahead) for day in found.days] == [
        ("9 Jul", True, False),
        ("16 Jul", False, True),
        ("1 Aug", True, True),
    ]


def test_what_was_called_off_is_no_day_of_the_strip() -> None:
    off = replace(due(1, "2031-07-09"), cancelled=True)
    assert agenda_of([off, due(2, "2031-08-01")], TODAY) is None
    assert agenda_of([replace(off, cancelled=False), due(2, "2031-08-01")], TODAY) is not None


def test_days_stand_as_far_apart_as_they_are() -> None:
    found = agenda_of([due(1, "2031-07-06"), due(2, "2031-08-05")], TODAY)
    assert found is not None
    first, last = (day.at for day in found.days)
    assert found.now - first == pytest.approx((last - first) / 3)


def test_days_close_together_have_their_labels_over_each_other() -> None:
    found = agenda_of([due(1, "2031-07-17"), due(2, "2031-07-18"), due(3, "2031-12-01")], TODAY)
    assert found is not None
    assert [day.lane for day in found.days] == [0, 1, 0]


def test_two_entries_of_one_day_are_one_mark() -> None:
    found = agenda_of([due(1, "2031-07-20", "scheduled"), due(2, "2031-07-20"), due(3, "2031-08-01")], TODAY)
    assert found is not None
    assert [(len(day.entries), day.is_deadline) for day in found.days] == [(2, True), (1, True)]


@pytest.mark.parametrize(
    ("days", "as_of"),
    [
        (["2031-08-01"], TODAY),
        (["2031-08-01", "2031-08-01"], TODAY),
        (["2031-07-01", "2031-07-02"], TODAY),
        (["2031-08-01", "2033-08-01"], TODAY),
        (["2031-08-01", "2031-09"], TODAY),
        (["2031-08-01", "2031-08-09"], None),
    ],
    ids=["one", "one day twice", "nothing ahead", "one far off", "one of no known day", "a book without a day"],
)
def test_there_is_no_strip_of(days: list[str], as_of: dt.date | None) -> None:
    assert agenda_of([due(number, day) for number, day in enumerate(days)], as_of) is None


# What `check` proves


@pytest.fixture(scope="module")
def tide(tmp_path_factory: pytest.TempPathFactory) -> Tampered:
    root = write_tide_book(tmp_path_factory.mktemp("tide") / "book")
    build(root)
    return Tampered(root)


def test_an_honest_book_with_both_pictures_is_proved_whole(tide: Tampered) -> None:
    assert 'class="bb-due"' in (tide.root / "docs" / "index.md").read_text(encoding="utf-8")
    assert 'class="bb-weeks"' in (tide.root / "docs" / "topics" / "ferry-toll.md").read_text(encoding="utf-8")
    assert prove(tide.root).faults == ()


SIDES = [
    ("another number in the table", r'(week of 1 April 2019</td><td markdown="span">)2', r"\g<1>3"),
    ("another week in the table", r"week of 1 April 2019</td>", "week of 8 April 2019</td>"),
    ("a row under another side", r'<tr markdown="block"><td markdown="span">Norway</td>', '<tr markdown="block"><td markdown="span">Iceland</td>'),
    ("a row left out", r'<tr markdown="block"><td markdown="span">Norway</td>.*?</tr>\n', ""),
    ("another number at a dot", r'(bb-weeks-dot"[^>]* data-letters=")2', r"\g<1>5"),
    ("a dot in another place", r'(bb-weeks-dot" style="left:)10%', r"\g<1>95%"),
    ("a dot beside that of its week", r'(bb-weeks-dot" style="left:)10%', r"\g<1>30%"),
    ("a dot left out", r'<span class="bb-weeks-dot"[^>]*></span>', ""),
    ("another side at a row", r'(bb-weeks-side" data-letters=")Norway', r"\g<1>Sweden"),
    ("another most", r"most by \w+", "most by Sweden"),
    ("a most that is not the highest", r"most by (\w+) in the week of 1 April 2019: 2", r"most by \1 in the week of 29 April 2019: 1"),
    ("something left out", r"(: 2\.)(</figcaption>)", r"\1 3 more are of other sides, or of none.\2"),
    ("a picture of months", r"by side and week", "by side and all of us"),
]  # fmt: skip
STRIP = [
    ("another day in the table", r'(datetime="2019-05-20">)20 May', r"\g<1>21 May"),
    ("another kind", r"Deadline</td>", "Scheduled</td>"),
    ("another distance", r"in 18 days</td>", "in 19 days</td>"),
    ("another label", r"\[20 May\]", "[21 May]"),
    ("the look of what has passed", r" bb-due-day--ahead", ""),
    ("the look of a plan", r"bb-due-day bb-due-day--deadline", "bb-due-day"),
    ("a mark in another place", r"--at:92%", "--at:62%"),
    ("the book's day in another place", r"--now:[\d.]+%", "--now:20%"),
    ("a mark left out", r'<li class="bb-due-day[\s\S]*?</li>\n', ""),
    ("a row left out", r'(<th scope="col" markdown="span">How far[\s\S]*?<tbody markdown="block">\n)<tr[\s\S]*?</tr>\n', r"\1"),
    ("another day of the book", r"plans \(dots\) around 2 May", "plans (dots) around 3 May"),
]  # fmt: skip


LINE = [
    ("another rate in the table", r"(</td><td markdown=\"span\">)25 percent", r"\g<1>35 percent"),
    ("another day in the table", r'datetime="2019-06-04">4 June 2019(</time></td><td markdown="span">\n\n\[)', r'datetime="2019-07-09">9 July 2019\1'),
    ("another measure in the table", r"\[25 percent levy on Norwegian salmon\]", "[25 percent levy on Danish butter]"),
    ("a row left out", r'<tr markdown="block"><td markdown="span"><time class="bb-date" datetime="2019-06-04">[\s\S]*?</tr>\n', ""),
    ("another label", r'(bb-rate"[^>]* data-letters=")25', r"\g<1>26"),
    ("another height", r"V14\.0", "V24.0"),
    ("another place", r"H57\.1", "H47.1"),
    ("another measure in its caption", r"(span\">\n\n\[)10 percent levy on Norwegian salmon(\]\([^)]*\), and)", r"\g<1>15 percent levy on Norwegian salmon\g<2>"),
    ("another end in its caption", r", 15 percent as told", ", 25 percent as told"),
    ("another day in its caption", r"told on 4 March", "told on 4 June"),
]  # fmt: skip


# A rate that changed


def levy(number: int, day: str | None, value: str, **changes: object) -> Measure:
    what = f"a {value} percent levy on herring"
    first = MeasureChange(date=known(day) if day else None, status="announced", text=what, citations=(cited(A, 0),))
    told = Measure(
        id=f"m-{number}",
        what=what,
        by="North",
        on=("South",),
        value=value,
        unit="percent",
        status="announced",
        effective=None,
        history=(first,),
        topics=(),
        disagreements=(),
    )
    return dataclasses.replace(told, **changes)  # type: ignore[arg-type]


def test_a_rate_that_changed_is_a_line_in_order_of_time() -> None:
    (line,) = rates_of([levy(1, "2031-06-01", "40"), levy(2, "2031-03-01", "20")])
    assert [(step.date.edtf, step.measure.value) for step in line.steps] == [("2031-03-01", "20"), ("2031-06-01", "40")]


def test_a_line_stands_as_high_as_its_rates() -> None:
    (line,) = rates_of([levy(1, "2031-03-01", "20"), levy(2, "2031-06-01", "40")])
    first, last = line.steps
    assert 1 - last.y == pytest.approx(2 * (1 - first.y))


@pytest.mark.parametrize(
    "others",
    [
        [],
        [levy(2, "2031-06-01", "20")],
        [levy(2, None, "40")],
        [levy(2, "2031-03-01", "40")],
        [levy(2, "2031-06", "40")],
        [levy(2, "2031-06-01", "40", by="East")],
        [levy(2, "2031-06-01", "40", on=("East",))],
        [levy(2, "2031-06-01", "40", unit="EUR")],
        [levy(2, "2031-06-01", "40", what="a 40 percent levy on cod")],
    ],
    ids=["nothing else", "the same rate", "no day", "the same day", "a month", "another side", "on others", "another unit", "other words"],
)  # fmt: skip
def test_there_is_no_line_of_a_rate_and(others: list[Measure]) -> None:
    assert rates_of([levy(1, "2031-03-01", "20"), *others]) == ()


@pytest.fixture(scope="module")
def risen(tmp_path_factory: pytest.TempPathFactory) -> Tampered:
    root = write_levy_book(tmp_path_factory.mktemp("levy") / "book")
    build(root)
    return Tampered(root)


def test_an_honest_book_with_a_line_is_proved_whole(risen: Tampered) -> None:
    assert (risen.root / "docs" / "measures.md").read_text(encoding="utf-8").count('class="bb-rates"') == 1
    assert prove(risen.root).faults == ()


@pytest.mark.parametrize(("pattern", "new"), [case[1:] for case in LINE], ids=[case[0] for case in LINE])
def test_a_changed_line_is_caught(risen: Tampered, pattern: str, new: str) -> None:
    assert is_caught(risen, risen.changed("docs/measures.md", pattern, new))


@pytest.mark.parametrize(("pattern", "new"), [case[1:] for case in SIDES], ids=[case[0] for case in SIDES])
def test_a_changed_picture_of_statements_is_caught(tide: Tampered, pattern: str, new: str) -> None:
    assert is_caught(tide, tide.changed("docs/topics/ferry-toll.md", pattern, new))


@pytest.mark.parametrize(("pattern", "new"), [case[1:] for case in STRIP], ids=[case[0] for case in STRIP])
def test_a_changed_strip_of_deadlines_is_caught(tide: Tampered, pattern: str, new: str) -> None:
    assert is_caught(tide, tide.changed("docs/index.md", pattern, new))


def test_a_hostile_side_stays_a_text(tmp_path: Path) -> None:
    from briefing_book.render import render

    told = [*NORTH, *[('<b onclick="x">South</b>"', "2031-07-15")] * 3]
    statements = tuple(said(number, party, day) for number, (party, day) in enumerate(told))
    pages = {page.path: page.content for page in render(dataclasses.replace(BOOK, quotations=statements))}
    figure = re.search(r'<figure class="bb-weeks".*?</figure>', pages["topics/quota.md"], re.DOTALL)
    assert figure is not None
    assert "<b" not in figure[0]


# In a browser


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book with all three pictures."""
    statements = tuple(said(number, *told) for number, told in enumerate((*NORTH, *SOUTH)))
    rising = (levy(1, "2031-03-01", "20"), levy(2, "2031-06-01", "40"))
    return build_site(
        tmp_path_factory.mktemp("shown"), dataclasses.replace(BOOK, quotations=statements, measures=rising)
    )


PLACES = {"index.html": ".bb-due", "topics/quota.html": ".bb-weeks", "measures.html": ".bb-rates"}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PLACES)
def test_a_picture_stays_within_its_page_and_its_labels_apart(
    browser: Browser, shown: Path, path: str, width: int
) -> None:
    for page in opened(browser, shown, path, width):
        assert page.locator(PLACES[path]).count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        boxes = page.evaluate(BOXES, ".bb-due-day a, .bb-weeks-dot, .bb-rate")
        assert len(boxes) > 1
        assert [box for box in boxes if box[0] < 0 or box[2] > width] == []
        assert [
            (one, other)
            for number, one in enumerate(boxes)
            for other in boxes[:number]
            if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        ] == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictures_break_no_accessibility_rule(browser: Browser, shown: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for path, selector in PLACES.items():
        for page in opened(browser, shown, path, 390, color_scheme=scheme):
            page.locator(f"{selector} summary").click()
            found = Axe().run(page, context=selector, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
            assert found.violations_count == 0, found.generate_report()
