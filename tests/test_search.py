"""The search, in a real browser and from a folder: what a reader types finds the page within the first three
results."""

from __future__ import annotations

import dataclasses
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefing_book.book_file.new import scaffold
from briefing_book.model.book import Book
from briefing_book.render import render
from briefing_book.render.base.phrasing import MONTHS
from briefing_book.render.base.spellings import posts_typed, typed
from briefing_book.rules.load import load
from briefing_book.rules.types.search import SEARCH_WORDS
from tests.sample_book import BOOK, PEOPLE
from tests.sample_site import build_site
from tests.searching import Search, places, searching, shares, table, with_pagefind
from tests.small_book import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST = 3
INDEXES = ("theme", "pagefind")

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
    ("jorg-kuhner", "Jörg Kühner", ()),
    ("sile-okeefe", "Síle O'Keefe", ()),
    ("jadwiga-slon", "Jadwiga Słoń", ()),
    ("lin-wei", "Lin Wei", ("林薇",)),
    ("olha-koval", "Olha Koval", ("Ольга Коваль",)),
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
def renamed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the renamed sample book."""
    return build_site(tmp_path_factory.mktemp("renamed"), renamed())


@pytest.fixture(scope="module", params=INDEXES)
def made_up(request: pytest.FixtureRequest, renamed_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The renamed sample book, with the index of a small site and with that of a large one."""
    return renamed_site if request.param == "theme" else with_pagefind(renamed_site, tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="module", params=INDEXES)
def site(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own book, with the index of a small site and with that of a large one."""
    return site if request.param == "theme" else with_pagefind(site, tmp_path_factory.mktemp("large"))


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
        ("kuehner", "jorg-kuhner"),
        ("kuhner", "jorg-kuhner"),
        ("okeefe", "sile-okeefe"),
        ("o keefe", "sile-okeefe"),
        ("slon", "jadwiga-slon"),
        ("林薇", "lin-wei"),
        ("薇", "lin-wei"),
        ("коваль", "olha-koval"),
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


@pytest.mark.browser
@pytest.mark.slow
def test_what_readers_type_leads_to_the_right_page(opened, site):
    """Names, offices, days, topics and words of this repository's own book."""
    asked = table(yaml.safe_load((ROOT / "tests/golden/search.yml").read_text(encoding="utf-8")))
    found = places(opened, site / "index.html", asked)
    first, among = shares(found, FIRST)
    assert len(found) >= 50
    assert first >= 0.9, {query: at for query, at in found.items() if at}
    assert among >= 0.98, {query: at for query, at in found.items() if at >= FIRST}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("query", "person"), [("Wi", "doe-young-wi"), ("so", "so-ji-an"), ("No", "no-sae-byeok")])
def test_a_whole_word_stands_before_its_continuations(opened, made_up, query, person):
    """Will, Sofia or November would begin so too."""
    assert searching(opened, made_up / "index.html")(query)[0][0] == f"people/{person}.html"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("8/7", ["8 July 2025", "7 August"]),
        ("7/8/2025", ["8 July 2025", "7 August 2025"]),
        ("08.07.2025", ["8 July 2025", "7 August 2025"]),
        ("7-8-25", ["8 July 2025", "7 August 2025"]),
        ("2025-07-08", ["8 July 2025"]),
        ("20/1/2025", ["20 January 2025"]),
        ("1/20/2025", ["20 January 2025"]),
        ("2/11", ["2 November", "11 February"]),
    ],
)
def test_a_number_is_read_as_each_day_that_it_may_be(opened, site, query, titles):
    """Day and month in either order; a day without an entry is named as well, and said to have none."""
    searching(opened, site / "index.html")(query)
    assert opened.locator(".md-search-result__item:first-child > a h2").all_inner_texts() == titles


@pytest.mark.browser
@pytest.mark.slow
def test_the_best_result_shows_what_its_page_says(opened, site):
    """A page that is found by its title alone, and one that is found by its text."""
    search = searching(opened, site / "index.html")
    person = data(site)["people"][0]
    for query in (person["name"], "shipbuilding"):
        search(query)
        shown = opened.locator(".md-search-result__item").first.locator("article").filter(has=opened.locator("mark"))
        title = shown.first.locator("h1, h2").inner_text()
        assert len(shown.first.inner_text().removeprefix(title).strip()) > 40, query


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_with_both_words_misses_none(opened, site):
    """Though no section of it may have both; a page that lacks one says so."""
    search = searching(opened, site / "index.html")
    search("tariff letter")
    assert opened.locator(".md-search-result__item:first-child .md-search-result__terms").count() == 0
    search("tariff zzyzx")
    assert "zzyzx" in opened.locator(".md-search-result__item:first-child .md-search-result__terms").first.inner_text()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("query", ["zzyzx", "ไม่มี", "写真", "ぬぬ", "£", "'"])
def test_nothing_found_is_said(opened, site, query):
    """In any script, and for marks alone."""
    assert searching(opened, site / "index.html")(query) == []
    assert opened.locator(".md-search-result__meta").inner_text().startswith("Nothing found")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "script", "constructor", "__proto__", "b", "&amp;"])
def test_a_result_is_text(opened, made_up, query):
    """Neither what is typed nor what a source holds becomes markup."""
    searching(opened, made_up / "index.html")(query)
    shown = "[...new Set([...document.querySelectorAll('.md-search-result__list *')].map(e => e.localName))]"
    known = {"li", "a", "article", "div", "h1", "h2", "p", "del", "mark", "details", "summary"}
    assert set(opened.evaluate(shown)) <= known


def read_as(word: str) -> str:
    """The form by which the rules of spelling find a word."""
    for rule in load(SEARCH_WORDS).spellings:
        word = re.sub(rule.pattern, re.sub(r"\$(\d)", r"\\\1", rule.becomes), word)
    return word


@pytest.mark.parametrize("rule", load(SEARCH_WORDS).spellings, ids=lambda rule: rule.name)
def test_spellings_of_one_word_are_one(rule):
    """The examples of the rules; their counter-examples stay two."""
    assert [pair for pair in rule.examples if read_as(pair[0]) != read_as(pair[1])] == []
    assert [pair for pair in rule.counter_examples if read_as(pair[0]) == read_as(pair[1])] == []


def test_a_rule_of_spelling_is_needed_by_its_examples():
    """Without the rule the two would stay two."""
    rules = load(SEARCH_WORDS).spellings
    idle = [
        rule.name
        for rule in rules
        if all(re.search(rule.pattern, word) is None for pair in rule.examples for word in pair)
    ]
    assert idle == []


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


def test_a_post_that_is_held_is_a_word_to_find_its_holder_by():
    """With its country; a post that is over is none."""
    held = dataclasses.replace(
        PEOPLE[0].roles[0], title="Harbour Minister", organisation=None, country="Canada", status="held"
    )
    person = dataclasses.replace(PEOPLE[0], roles=(held,))
    assert posts_typed(person) == ("Harbour Minister", "Harbour Minister, Canada", "Canadian Harbour Minister")
    former = dataclasses.replace(held, status="former")
    assert posts_typed(dataclasses.replace(person, roles=(former,))) == ()


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


def test_a_name_is_no_markup_in_a_title():
    """MkDocs and the search put a page's title into HTML as they find it."""
    person = dataclasses.replace(PEOPLE[0], name='A <b>"bold"</b> name', aliases=("<i>x</i>",))
    meta = front_matter(dataclasses.replace(BOOK, people=(person, *PEOPLE[1:])), f"people/{person.id}")[0]
    assert meta["title"] == "A &lt;b&gt;&quot;bold&quot;&lt;/b&gt; name"
    assert "<" not in "".join(meta["tags"])
