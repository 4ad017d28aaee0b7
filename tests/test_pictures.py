"""The pictures: laid out without overlaps, the same everywhere, and saying what their tables say."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_book.model.book import Book, Contact, Person
from briefing_book.render import render
from briefing_book.render.base import links, periods
from briefing_book.render.base.index import Index
from briefing_book.render.kinds import KINDS
from briefing_book.render.pages import indexed
from briefing_book.render.pictures import graph_layout, network
from briefing_book.render.pictures.activity import activities_of
from briefing_book.render.pictures.coverage import UNNAMED, coverage_of
from briefing_book.render.pictures.network import Network, known_contacts, network_of
from tests.sample_book import BOOK, PEOPLE, A, cited, date, in_lines, source
from tests.sample_site import build_site
from tests.test_render import Tags, html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOW = ("met", "phone call with", "letter or message between them and", "waved at")
HOSTILE = '<b>Amara</b> *Okello* [x](javascript:alert(1)) "q"'


def index_of(book: Book) -> Index:
    return indexed(book, KINDS)


def people(count: int) -> tuple[Person, ...]:
    return tuple(
        dataclasses.replace(
            PEOPLE[n % 4],
            id=f"p-{n:03}",
            name=f"Amara {'van der ' * (n % 3)}Okello-{n}",
            country=f"Land {n % 9}" if n % 5 else None,
        )
        for n in range(count)
    )


def met(*pairs: tuple[int, int], how: str = "met") -> tuple[Contact, ...]:
    return tuple(
        Contact(
            people=(f"p-{a:03}", f"p-{b:03}"),
            how=how,
            date=date("2031-07-15") if n % 2 else None,
            citation=cited(A, n % 8),
        )
        for n, (a, b) in enumerate(pairs)
    )


def drawn(book: Book) -> Network:
    found = network_of(index_of(book))
    assert found
    return found


STAR = dataclasses.replace(
    BOOK, people=(*PEOPLE, *people(9)), contacts=met((0, 1), (0, 1), (0, 2), (0, 3), (2, 3), (4, 5), (6, 7))
)
CROWD = dataclasses.replace(
    BOOK,
    people=(*PEOPLE, *people(120)),
    contacts=met(*((n % 7, n) for n in range(7, 120)), *((n, n + 1) for n in range(0, 118, 2))),
)


# The layout

sizes = st.tuples(st.floats(2, 16), st.floats(1.5, 5)).map(lambda size: (round(size[0], 2), round(size[1], 2)))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[graph_layout.Size], list[graph_layout.Edge]]:
    boxes = draw(st.lists(sizes, min_size=1, max_size=18))
    ends = st.integers(0, len(boxes) - 1)
    return boxes, draw(st.lists(st.tuples(ends, ends).filter(lambda edge: edge[0] != edge[1]), max_size=30))


def overlaps(centres: tuple[graph_layout.Point, ...], boxes: list[graph_layout.Size]) -> list[tuple[int, int]]:
    pairs = ((i, j) for i in range(len(boxes)) for j in range(i))
    return [(i, j) for i, j in pairs if min(graph_layout.overlap(centres[i], boxes[i], centres[j], boxes[j])) > 0.02]


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from([25.0, 56.0]))
def test_no_two_boxes_overlap_and_none_sticks_out(
    graph: tuple[list[graph_layout.Size], list[graph_layout.Edge]], width: float
) -> None:
    """Whatever the graph, at either width."""
    boxes, edges = graph
    found = graph_layout.lay_out(boxes, edges, width)
    assert overlaps(found.centres, boxes) == []
    for (x, y), (w, h) in zip(found.centres, boxes, strict=True):
        assert x - w / 2 >= -0.02
        assert x + w / 2 <= width + 0.02
        assert y - h / 2 >= -0.02
        assert y + h / 2 <= found.height + 0.02


@settings(max_examples=15, deadline=None)
@given(graphs())
def test_a_graph_is_laid_out_the_same_every_time(
    graph: tuple[list[graph_layout.Size], list[graph_layout.Edge]],
) -> None:
    """Nothing in it is left to chance."""
    assert graph_layout.lay_out(*graph, 56.0) == graph_layout.lay_out(*graph, 56.0)


def test_a_layout_has_the_same_coordinates_on_every_python() -> None:
    """Pinned: a change of the layout changes them, a Python or a machine must not."""
    boxes = [(8.0, 3.2), (7.5, 3.2), (9.1, 3.2), (8.8, 3.2), (6.0, 3.2), (7.0, 3.2)]
    edges = [(0, 1), (0, 2), (0, 3), (1, 2), (4, 5)]
    assert graph_layout.lay_out(boxes, edges, 40.0).centres == PINNED


PINNED = ((20.44, 4.56), (32.14, 1.6), (32.51, 7.19), (7.34, 4.43), (20.0, 19.61), (20.0, 12.39))


def test_a_path_is_drawn_without_a_crossing() -> None:
    """The plainest graph comes out plain."""
    boxes = [(6.0, 3.0)] * 6
    edges = [(n, n + 1) for n in range(5)]
    at = graph_layout.lay_out(boxes, edges, 56.0).centres
    assert not any(
        graph_layout._cross(at[a], at[b], at[c], at[d]) for a, b in edges for c, d in edges if len({a, b, c, d}) == 4
    )


# Who met whom


def test_the_picture_holds_every_contact_of_the_book() -> None:
    found = drawn(STAR)
    assert found.contacts == len(STAR.contacts)
    assert {frozenset(p.id for p in tie.people) for tie in found.ties} == {frozenset(c.people) for c in STAR.contacts}


def test_boxes_and_labels_of_the_picture_do_not_overlap_at_either_width() -> None:
    found = drawn(STAR)
    boxes = [box.size for box in (*found.nodes, *found.ties)]
    for places in ("wide", "narrow"):
        assert overlaps(tuple(getattr(box, places) for box in (*found.nodes, *found.ties)), boxes) == []


def test_a_label_counts_the_contacts_of_each_kind() -> None:
    """Closest first, in the words of the rules; an unknown kind keeps its own."""
    contacts = [met((0, 1), how=how)[0] for how in ("phone call with", "met", "met", "waved at")]
    assert network._label(contacts[:3]) == "2 meetings, call"
    assert network._label(contacts[3:]) == "waved at"


def test_countries_differ_in_shape_and_are_named() -> None:
    """No colour is needed to tell them apart."""
    found = drawn(STAR)
    by_country = {node.country: node.shape for node in found.nodes if node.country}
    shapes = [shape for shape, _ in found.shapes]
    assert len(set(shapes)) == len(shapes)
    assert all(by_country[country] == shape for shape, country in found.shapes)


def test_a_crowd_is_cut_to_the_most_connected_and_the_page_says_so() -> None:
    found = drawn(CROWD)
    page = {p.path: p.content for p in render(CROWD)}[links.CONTACTS]
    assert 30 <= len(found.nodes) <= network.MOST_PEOPLE
    assert found.people_left_out == 120 - len(found.nodes)
    assert f"{found.people_left_out} people with fewer contacts" in page
    assert not found.labelled


def test_the_order_of_the_book_does_not_move_the_picture() -> None:
    turned = dataclasses.replace(STAR, people=STAR.people[::-1], contacts=STAR.contacts[::-1])
    assert {p.path: p.content for p in render(turned)}[links.CONTACTS] == {p.path: p.content for p in render(STAR)}[
        links.CONTACTS
    ]


@pytest.mark.parametrize(
    ("contacts", "says"),
    [((), "no meeting, call or letter"), (met((0, 1)), "one contact between people with a profile")],
)
def test_fewer_than_two_contacts_make_a_sentence(contacts: tuple[Contact, ...], says: str) -> None:
    book = dataclasses.replace(STAR, contacts=contacts)
    page = {p.path: p.content for p in render(book)}[links.CONTACTS]
    assert says in page
    assert "<svg" not in page


def test_a_contact_of_somebody_without_a_profile_is_left_out() -> None:
    book = dataclasses.replace(STAR, people=STAR.people[:-1], contacts=met((0, 1), (0, 8)))
    assert len(known_contacts(index_of(book))) == 1


def test_the_list_says_what_the_picture_shows() -> None:
    """A line of the picture for each pair, a cited row of the list for each contact."""
    page = {p.path: in_lines(p.content) for p in render(STAR)}[links.CONTACTS]
    rows = re.findall(r'<tr (?:id|data-claim)="c-[0-9a-f]{10}" .*', page)
    assert len(rows) == len(STAR.contacts)
    assert all('<sup class="bb-cite' in row for row in rows)
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert svg.count("<path") == len({c.people for c in STAR.contacts})


def test_a_hostile_name_stays_text_in_the_picture() -> None:
    book = dataclasses.replace(
        STAR, people=tuple(dataclasses.replace(p, name=HOSTILE) if p.id == "p-000" else p for p in STAR.people)
    )
    page = html({p.path: p.content for p in render(book)}[links.CONTACTS])
    tags = Tags(page).found
    assert not any(tag == "b" or str(attributes.get("href")).startswith("javascript") for tag, attributes in tags)
    assert "&lt;b&gt;Amara" in page


def test_a_person_called_contacts_has_another_page() -> None:
    assert links.person_path("contacts") != links.CONTACTS


def test_the_page_is_reached_from_home_people_and_profiles() -> None:
    pages = {p.path: p.content for p in render(BOOK)}
    assert "(people/contacts.md)" in pages["index.md"]
    assert "(contacts.md)" in pages["people/index.md"]
    assert "(contacts.md)" in pages["people/ilse-brandt.md"]


# Time


@given(st.dates(), st.dates())
def test_an_axis_holds_all_days_from_its_first_to_its_last(one: dt.date, other: dt.date) -> None:
    """Also at the ends of the calendar."""
    first, last = min(one, other), max(one, other)
    found = periods.axis(first, last)
    assert found.at(first) == 0
    assert found.at(last) == len(found.starts) - 1 or last == dt.date.max
    assert list(found.starts) == sorted(set(found.starts))
    assert all(0 <= share <= 1 for share, _ in found.ticks())


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        ("2031-03-01", "week"),
        ("2032-12-31", "month"),
        ("2036-01-01", "quarter"),
        ("2060-01-01", "year"),
        ("2300-01-01", "decade"),
    ],
)
def test_the_unit_follows_the_span(last: str, unit: str) -> None:
    assert periods.axis(dt.date(2031, 1, 1), dt.date.fromisoformat(last)).unit == unit


def test_a_few_far_days_do_not_squeeze_the_others() -> None:
    days = [dt.date(2031, 1, 1) + dt.timedelta(n) for n in range(60)]
    assert periods.axis_of([dt.date(1945, 5, 8), *days]).starts[0].year >= 2030


# Coverage


def coverage(book: Book = BOOK):  # type: ignore[no-untyped-def]
    index = index_of(book)
    return coverage_of(index, {s: n for n, s in enumerate(sorted(index.sources), 1)})


def test_every_article_is_a_mark_and_a_number_of_the_table() -> None:
    found = coverage()
    assert sorted(mark.source.id for row in found.rows for mark in row.marks) == sorted(s.id for s in BOOK.sources)
    assert sum(len(sources) for _, _, sources in found.cells) == len(BOOK.sources)


def test_an_article_of_unknown_day_is_a_range_as_long_as_its_date() -> None:
    (mark,) = (mark for row in coverage().rows for mark in row.marks if mark.ranged)
    assert mark.start < mark.end
    assert mark.source.published.precision == "range"


def test_articles_without_an_outlet_stand_last_under_that_name() -> None:
    assert [row.outlet for row in coverage().rows] == ["Albion Dispatch", "Lindhaven Courier", UNNAMED]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda pair: (min(pair), max(pair))), max_size=30))
def test_marks_of_one_lane_do_not_touch(spans: list[tuple[float, float]]) -> None:
    from briefing_book.render.pictures import coverage as module

    lanes = module._lanes(spans, 0.1)
    taken: dict[int, list[tuple[float, float]]] = {}
    for (start, end), lane in zip(spans, lanes, strict=True):
        middle = min(0.95, max(0.05, (start + end) / 2))
        here = min(start, middle - 0.05), max(end, middle + 0.05)
        assert all(here[1] <= a or b <= here[0] for a, b in taken.get(lane, []))
        taken.setdefault(lane, []).append(here)


def test_many_articles_are_bars_whose_heights_sum_to_them() -> None:
    many = tuple(
        source(
            f"s-{n:03}",
            ("One sentence.",),
            title=f"Story {n}",
            outlet=f"Paper {n % 30}",
            published=date(f"2031-0{1 + n % 6}-10"),
        )
        for n in range(200)
    )
    found = coverage(dataclasses.replace(BOOK, sources=(*BOOK.sources, *many)))
    assert not found.marked
    assert len(found.rows) <= 13
    assert sum(sum(row.counts) + row.ranged for row in found.rows) == len(many) + len(BOOK.sources)


def test_articles_that_are_all_of_unknown_day_still_make_a_picture() -> None:
    vague = tuple(
        source(
            f"s-{n:03}",
            ("One sentence.",),
            title=f"Story {n}",
            published=date("2031-01-10", "2031-06-10", precision="range"),
        )
        for n in range(80)
    )
    page = {p.path: p.content for p in render(dataclasses.replace(BOOK, sources=(*BOOK.sources, *vague)))}[
        "coverage.md"
    ]
    assert "81 articles of unknown date have no bar" in page


def test_one_article_makes_no_picture() -> None:
    assert (
        coverage(
            dataclasses.replace(
                BOOK,
                sources=BOOK.sources[:1],
                **dict.fromkeys(
                    (
                        "people",
                        "events",
                        "quotations",
                        "figures",
                        "topics",
                        "disagreements",
                        "abbreviations",
                        "contacts",
                        "bottom_line",
                    ),
                    (),
                ),
            )
        )
        is None
    )


# Activity


def test_a_topic_s_bars_and_what_lies_outside_them_are_all_it_holds() -> None:
    index = index_of(BOOK)
    for topic, found in activities_of(index).items():
        held = len(index.events_of_topic.get(topic, [])) + len(index.statements_of_topic.get(topic, []))
        assert sum(found.totals) + found.earlier + found.later + found.vague == held
        assert sum(entries + statements for _, entries, statements in found.rows) == sum(found.totals)


def test_topics_share_an_axis_so_that_they_can_be_compared() -> None:
    assert len({found.axis for found in activities_of(index_of(BOOK)).values()}) == 1


def test_a_topic_page_draws_a_bar_for_each_number_of_its_table() -> None:
    page = {p.path: p.content for p in render(BOOK)}["topics/quota.md"]
    figure = page[page.index('<figure class="bb-activity"') : page.index("</figure>")]
    numbers = [int(n) for n in re.findall(r'<td markdown="span">(\d+)</td>', figure)]
    drawn_bars = sum(path.count("M") for path in re.findall(r'<path class="bb-bar [^"]*" d="([^"]*)"', figure))
    assert drawn_bars == sum(1 for n in numbers if n)
    assert sorted(int(n) for n in re.findall(r'class="bb-count[^>]* data-letters="(\d+)"', figure)) == sorted(
        n for n in numbers if n
    )


def test_what_is_planned_is_hollow() -> None:
    page = {p.path: p.content for p in render(BOOK)}["topics/quota.md"]
    assert "bb-bar--ahead" in page


# In a browser


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("pictured"), STAR)


def opened(browser: Browser, site: Path, path: str, width: int, **options: object) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((site / path).as_uri())
    yield page
    context.close()


BOXES = """selector => [...document.querySelectorAll(selector)].filter(e => e.offsetParent).map(e => {
  const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom, e.scrollWidth - e.clientWidth, e.innerText] })"""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 820, 390])
def test_names_fit_their_boxes_and_no_two_boxes_meet(browser: Browser, pictured: Path, width: int) -> None:
    """As the browser measures it, with the fonts that it has."""
    for page in opened(browser, pictured, "people/contacts.html", width):
        boxes = page.evaluate(BOXES, ".bb-nodes > li, .bb-tie-labels > li")
        assert len(boxes) == len(drawn(STAR).nodes) + len(drawn(STAR).ties)
        assert [text for *_, over, text in boxes if over > 1] == []
        assert [
            (a[5], b[5])
            for n, a in enumerate(boxes)
            for b in boxes[:n]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert all(box[0] >= 0 and box[2] <= width for box in boxes)


@pytest.mark.browser
@pytest.mark.slow
def test_a_box_leads_to_its_profile_and_a_line_to_its_row(browser: Browser, pictured: Path) -> None:
    for page in opened(browser, pictured, "people/contacts.html", 1440):
        page.locator(".bb-tie-labels a").first.click()
        target = page.url.rsplit("#", 1)[1]
        assert page.locator(f"tr[id='{target}']").count() == 1
        name = page.locator(".bb-nodes a").first
        wanted = str(name.get_attribute("href"))
        name.click()
        assert page.url.endswith(f"/people/{wanted}")


@pytest.mark.browser
@pytest.mark.slow
def test_a_large_picture_gives_way_to_its_list_on_a_phone_and_stands_on_paper(browser: Browser, tmp_path: Path) -> None:
    site = build_site(tmp_path, CROWD)
    for page in opened(browser, site, "people/contacts.html", 390):
        assert not page.locator(".bb-net-plane").is_visible()
        assert page.locator(".bb-net-narrow").is_visible()
        page.emulate_media(media="print")
        assert page.locator(".bb-net-plane").is_visible()
        assert not page.locator(".bb-net-narrow").is_visible()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("path", ["sources/index.html", "coverage.html", "topics/quota.html"])
def test_pictures_of_time_stay_within_a_phone(browser: Browser, pictured: Path, path: str) -> None:
    for page in opened(browser, pictured, path, 390):
        assert page.locator("figure.bb-coverage, figure.bb-activity").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        boxes = page.evaluate(BOXES, ".bb-mark, .bb-count, .bb-ticks > span, .bb-now > span")
        assert [box for box in boxes if box[0] < 0 or box[2] > 390] == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pictures_break_no_accessibility_rule(browser: Browser, pictured: Path, scheme: str) -> None:
    """axe, WCAG 2.2 AA, inside the pictures alone."""
    from axe_playwright_python.sync_playwright import Axe

    for path in ("people/contacts.html", "sources/index.html", "topics/quota.html", "topics/index.html"):
        for page in opened(browser, pictured, path, 1440, color_scheme=scheme):
            found = Axe().run(
                page,
                context={"include": [["figure, .bb-contacts, .bb-spark"]]},
                options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
            )
            assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


def test_names_among_contacts_have_the_colour_that_their_statements_have() -> None:
    """One colour for a side, on every page."""
    pages = {page.path: page.content for page in render(BOOK)}
    person = next(p for p in BOOK.people if any(p.id in c.people for c in BOOK.contacts))
    (side,) = set(
        re.findall(rf'class="bb-sided (bb-side-\w+)">\[{re.escape(person.name)}\]', pages["people/contacts.md"])
    )
    assert f'class="bb-avatar {side}"' in pages[links.person_path(person.id)]
