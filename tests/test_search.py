"""The search, in a real browser and from a folder: what a reader types finds the page within the first three
results."""

from __future__ import annotations

import dataclasses
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefing_book.book_file.new import scaffold
from briefing_book.model.book import Book
from briefing_book.render import pages, render
from briefing_book.render.base.phrasing import MONTHS
from briefing_book.render.base.spellings import typed
from tests.sample_book import BOOK, PEOPLE
from tests.sample_site import build_site
from tests.small_book import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST = 3

# Made up; each stands for a class of names that searches lose.
NAMES = (
    ("an-gyu-rin", "An Gyu-rin", ("An", "안규린")),  # a stop word; an alias in another script
    ("no-sae-byeok", "No Sae-byeok", ("No",)),
    ("so-ji-an", "So Ji-an", ()),
    ("may-oduya", "May Oduya", ("Oduya",)),
    ("will-ferrin", "Will Ferrin", ("Ferrin",)),
    ("doe-young-wi", "Wi Doe-young", ("Wi", "Wi Do-yeong")),  # short
    ("choi-tae-ra", "Choi Tae-ra", ()),
    ("jose-nunez", "José Núñez", ("Núñez",)),
    ("dmitri-obrienko", "Dmitri O'Brienko", ()),
)


def renamed() -> Book:
    """The sample book with people whose names are hard to search for."""
    people = tuple(
        dataclasses.replace(
            PEOPLE[number % len(PEOPLE)],
            id=identifier,
            name=name,
            aliases=aliases,
            family=None,
            edits=(),
            link_evidence=(),
        )
        for number, (identifier, name, aliases) in enumerate(NAMES)
    )
    return dataclasses.replace(BOOK, people=(*BOOK.people, *people))


Search = Callable[[str], list[list[str]]]


def searching(page: Page, home: Path) -> Search:
    """A function from what is typed to the results: for each page found, its link, then those of its sections, the best
    first."""
    page.goto(home.as_uri(), wait_until="load")
    page.keyboard.press("/")
    box = page.locator(".md-search__input")
    page.wait_for_function(
        "document.querySelector('.md-search-result__meta').textContent.trim().startsWith('Type')", timeout=60_000
    )

    def results(query: str) -> list[list[str]]:
        page.evaluate("document.querySelector('.md-search-result__meta').textContent = ''")
        box.fill(query)
        box.press("End")
        page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.trim()", timeout=60_000)
        items: list[list[str]] = page.evaluate(
            "[...document.querySelectorAll('.md-search-result__item')].map(i => [...i.querySelectorAll('a')].map(a => a.href))"
        )
        folder = home.parent.as_uri() + "/"
        return [[re.sub(r"\?[^#]*", "", link.removeprefix(folder)) for link in links] for links in items]

    return results


def missed(search: Search, wanted: list[tuple[str, str]]) -> list[tuple[str, str, list[list[str]]]]:
    """The queries that do not find their page within the first results, with what they found."""
    found = {query: search(query)[:FIRST] for query, _ in wanted}
    return [(query, path, found[query]) for query, path in wanted if path not in {links[0] for links in found[query]}]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the renamed sample book."""
    return build_site(tmp_path_factory.mktemp("renamed"), renamed())


@pytest.fixture
def search(opened: Page, site: Path) -> Search:
    """The search of this repository's own book."""
    return searching(opened, site / "index.html")


def data(site: Path) -> Any:
    return json.loads((site / "data" / "book.json").read_text(encoding="utf-8"))


def spellings(name: str, aliases: list[str]) -> list[str]:
    """Every spelling of the sources, the full name in the other order, without its hyphens, and cut short."""
    first, _, rest = name.partition(" ")
    turned = [f"{rest} {first}", f"{rest}, {first}"]
    bare = [name.replace("-", " ")] if "-" in name else []
    return list(dict.fromkeys([name, name.lower(), *aliases, *turned, *bare, name[: len(first) + 3]]))


@pytest.mark.browser
@pytest.mark.slow
def test_each_official_is_found_by_each_spelling(search, site):
    """Also in small letters, in the other order, without hyphens and with the name cut short."""
    people = data(site)["people"]
    wanted = [(query, f"people/{p['id']}.html") for p in people for query in spellings(p["name"], p["aliases"])]
    assert people
    assert missed(search, wanted) == []


@pytest.mark.browser
@pytest.mark.slow
def test_each_topic_is_found_by_its_title(search, site):
    """As it stands, and in small letters."""
    topics = data(site)["topics"]
    assert topics
    assert (
        missed(
            search, [(query, f"topics/{t['id']}.html") for t in topics for query in (t["title"], t["title"].lower())]
        )
        == []
    )


@pytest.mark.browser
@pytest.mark.slow
def test_each_topic_is_found_by_the_editors_terms(search, site):
    """The words that book.yml files sentences by."""
    given = yaml.safe_load((site.parent / "book.yml").read_text(encoding="utf-8")).get("topics") or []
    ids = {t["title"]: t["id"] for t in data(site)["topics"]}
    terms = [
        (term, f"topics/{ids[t['title']]}.html") for t in given if t["title"] in ids for term in t.get("terms", [])
    ]
    assert missed(search, terms) == []


@pytest.mark.browser
@pytest.mark.slow
def test_each_day_is_found_as_people_type_it(search, site):
    """8 July 2025, July 8, July 8th, 2025 and 2025-07-08 lead to the day on the timeline, behind at most one span of
    days."""
    days = sorted({e["date"]["edtf"] for e in data(site)["events"] if e["date"] and e["date"]["precision"] == "day"})
    assert days
    lost = []
    for day in days:
        year, month, number = day.split("-")
        name, plain = MONTHS[int(month)], f"{int(number)}"
        for query in (
            day,
            f"{plain} {name} {year}",
            f"{name} {plain}, {year}",
            f"{plain} {name}",
            f"{name} {plain}",
            f"{name} {plain}th",
        ):
            links = [link for found in search(query)[:FIRST] for link in found[:FIRST]]
            if not any(link.startswith("timeline") and link.endswith(f"#d-{day}") for link in links):
                lost.append((query, links))
    assert lost == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "person"),
    [
        ("An", "an-gyu-rin"),
        ("an gyu", "an-gyu-rin"),
        ("안규", "an-gyu-rin"),
        ("Ahn Gyu Rin", "an-gyu-rin"),
        ("Gyurin", "an-gyu-rin"),
        ("no", "no-sae-byeok"),
        ("Roh", "no-sae-byeok"),
        ("So", "so-ji-an"),
        ("May", "may-oduya"),
        ("will", "will-ferrin"),
        ("Wi", "doe-young-wi"),
        ("Do-y", "doe-young-wi"),
        ("Choe", "choi-tae-ra"),
        ("Nunez", "jose-nunez"),
        ("Jose", "jose-nunez"),
        ("O’Brienko", "dmitri-obrienko"),
        ("Brandt's", "ilse-brandt"),
    ],
)
def test_names_that_searches_lose_are_found(opened, made_up, query, person):
    """Stop words, short syllables, beginnings, other scripts, accents and other romanisations."""
    assert missed(searching(opened, made_up / "index.html"), [(query, f"people/{person}.html")]) == []


def arrow_down_to(page, path: str) -> None:
    """Press the arrow once; again only where nothing has the focus, for a late list takes it from the old one."""
    deadline = time.monotonic() + 60
    page.keyboard.press("ArrowDown")
    while not page.evaluate("path => document.activeElement.href?.includes(path) ?? false", path):
        assert time.monotonic() < deadline, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        page.wait_for_timeout(200)
        if page.evaluate("document.activeElement.matches('body, .md-search__input')"):
            page.keyboard.press("ArrowDown")


@pytest.mark.browser
@pytest.mark.slow
def test_a_keyboard_is_enough(opened, site):
    """The slash opens the search, arrows move, Enter opens a page, Escape closes."""
    home = site / "index.html"
    search = searching(opened, home)
    first = search(data(site)["people"][0]["name"])[0][0]
    opened.keyboard.press("Escape")
    opened.wait_for_function("!document.querySelector('#__search').checked")
    opened.evaluate("new Promise(done => setTimeout(done, 200))")  # the theme misses a focus that comes back at once
    opened.keyboard.press("/")
    opened.wait_for_function(
        "document.querySelector('#__search').checked && document.activeElement.matches('.md-search__input')"
    )
    opened.locator(".md-search-result__link").first.wait_for()
    arrow_down_to(opened, first)
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/{first}*")


@pytest.mark.browser
@pytest.mark.slow
def test_results_hold_no_citation_marks_and_no_spellings_of_our_own(opened, made_up):
    """What a result shows is the page's text; the words that are there to be found by stay unseen."""
    search = searching(opened, made_up / "index.html")
    assert search("Nunez")
    assert opened.locator(".md-search-result sup").count() == 0
    assert not opened.locator(".md-search-result .md-tags").first.is_visible()


# What the pages say to the search


def test_possible_spellings_stand_on_no_page():
    """They are in the front matter, for the index alone; the text has the sources' spellings only."""
    text = {page.path: page.content for page in render(renamed())}["people/choi-tae-ra.md"]
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    assert "choe" in yaml.safe_load(front)["tags"]
    assert "choe" not in body.casefold()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Hong Gil-dong"], {"gildong"}),
        (["Yun Mi-rae", "Yoon Mi-rae"], {"mirae"}),
        (["Lee Ga Ram"], {"yi", "rhee", "ri", "i"}),
        (["Ga-ram Lee"], {"yi", "rhee", "ri", "i", "garam"}),
        (["Bruce Lee"], set()),
        (["Łukasz Żak"], {"lukasz", "zak"}),
    ],
)
def test_other_spellings(names, words):
    """Only those that none of the names has; Korean families only for names of Korean shape."""
    assert set(typed(names)) == words


def test_marks_and_pictures_stay_out_of_the_index():
    """Numbers of citations, of bars and of initials would be found instead of dates and names."""
    text = "\n".join(page.content for page in render(BOOK) if page.path.endswith(".md"))
    unseen = re.findall(
        r'<(?:figure|sup class="bb-cite"|span class="bb-basis"|span class="bb-permalink")[^>]*>',
        text,
    )
    assert len({tag.split()[0] for tag in unseen}) == 3
    assert [tag for tag in unseen if "data-search-exclude" not in tag] == []


def test_a_new_book_searches_alike():
    """The settings of `briefing new` are those of this book."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["plugins"]
    assert yaml.safe_load(scaffold("A book", None)["mkdocs.yml"])["plugins"][0] == settings[0]
    assert list(settings[0]) == ["search"]


def front_matter(book: Book, folder: str) -> list[dict[str, Any]]:
    lists = (f"{folder}index.md", "people/contacts.md")
    found = [page.content for page in render(book) if page.path.startswith(folder) and page.path not in lists]
    return [yaml.safe_load(text.split("---\n")[1]) for text in found]


def test_profiles_and_topics_count_more_than_sources():
    """The order of the results rests on it."""
    weights = {
        folder: {meta["search"]["boost"] for meta in front_matter(BOOK, f"{folder}/")}
        for folder in ("people", "topics", "sources")
    }
    assert min(weights["people"] | weights["topics"]) > 10 * max(weights["sources"])


def test_a_big_book_leaves_its_sources_out_of_the_index(monkeypatch):
    """A browser indexes anew at each visit; hundreds of source pages would keep it waiting."""
    monkeypatch.setattr(pages, "_SEARCHED", 5)
    assert [meta["search"] for meta in front_matter(BOOK, "sources/")] == [{"exclude": True}] * len(BOOK.sources)


def test_a_name_is_no_markup_in_a_title():
    """MkDocs and the search put a page's title into HTML as they find it."""
    person = dataclasses.replace(PEOPLE[0], name='A <b>"bold"</b> name', aliases=("<i>x</i>",))
    meta = front_matter(dataclasses.replace(BOOK, people=(person, *PEOPLE[1:])), f"people/{person.id}")[0]
    assert meta["title"] == "A &lt;b&gt;&quot;bold&quot;&lt;/b&gt; name"
    assert "<" not in "".join(meta["tags"])
