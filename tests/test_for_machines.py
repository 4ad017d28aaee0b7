"""What programs read from a book: linked data, the head of each page, llms.txt, the sources as references, the
sitemap."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree as ET

import html5lib
import jinja2
import pytest
import yaml

from briefing_book.model.book import Book
from briefing_book.model.permanent_ids import permanent_id
from briefing_book.render import render
from briefing_book.render.data import linked_data
from briefing_book.render.data.bibliography import bibtex, csl, key
from tests.sample_book import BOOK, EVENTS, PEOPLE, SOURCES, date
from tests.small_book import run
from tests.test_render import EMPTY
from tests.test_site import build_site

HOSTILE = "</script></title><script>alert(1)</script> \"<b>' {% raw %}{{ config }} [x](y) \\ {: onclick=alert(3) } &lt;i&gt; 100 % #1 ~^_$"
HOSTILE_BOOK = dataclasses.replace(
    BOOK,
    title=HOSTILE,
    description=HOSTILE,
    people=tuple(dataclasses.replace(p, name=f"{HOSTILE} {p.id}", aliases=(HOSTILE,), country=HOSTILE) for p in PEOPLE),
    events=tuple(dataclasses.replace(e, headline=HOSTILE, place=HOSTILE) for e in EVENTS),
    sources=tuple(dataclasses.replace(s, title=HOSTILE, outlet=HOSTILE, authors=(HOSTILE,)) for s in SOURCES),
    topics=tuple(dataclasses.replace(t, title=f"{HOSTILE} {t.id}", description=HOSTILE) for t in BOOK.topics),
    bottom_line=tuple(dataclasses.replace(c, text=HOSTILE) for c in BOOK.bottom_line),
)
PAGES = {page.path: page.content for page in render(BOOK)}
REQUIRED = {
    "WebSite": {"name", "url"},
    "Dataset": {"name", "description", "distribution"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Person": {"name"},
    "Occupation": {"name"},
    "Role": {"hasOccupation"},  # an office with a day on which it began or ended
    "Organization": {"name"},
    "Country": {"name"},
    "Place": {"name"},
    "Event": {"@id", "name", "subjectOf"},
    "Claim": {"@id", "text", "citation"},
    "Quotation": {"@id"},
    "NewsArticle": {"@id", "wordCount", "inLanguage"},
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("hostile"), HOSTILE_BOOK)


@pytest.fixture(params=["plain", "hostile", "site"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """The made-up book, the same in hostile words, then this repository's own."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def parsed(page: Path) -> Any:
    return html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def pages_of(site: Path) -> dict[Path, Any]:
    return {page: parsed(page) for page in sorted(site.rglob("*.html")) if page.name != "404.html"}


def data_of(page: Any) -> list[dict[str, Any]]:
    """The graphs of a page."""
    return [json.loads(e.text or "") for e in page.iter("script") if e.get("type") == "application/ld+json"]


def nodes(value: Any) -> list[dict[str, Any]]:
    """Every object in a graph, nested ones too."""
    if isinstance(value, list):
        return [node for entry in value for node in nodes(entry)]
    if not isinstance(value, dict):
        return []
    return [value, *(node for entry in value.values() for node in nodes(entry))]


def metas(page: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name")
        if name:
            found.setdefault(name, []).append(element.get("content"))
    return found


def graph_of(pages: dict[str, str], path: str) -> list[dict[str, Any]]:
    """The nodes that stand beside a page."""
    beside = pages[f".theme/linked_data/{path.removesuffix('.md')}.html"]
    found = re.search(r'<script type="application/ld\+json">\n(.*?)\n</script>', beside, re.DOTALL)
    assert found, path
    graph: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return graph


def of_type(graph: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in graph if node["@type"] == kind]


# Linked data


def test_every_node_is_of_a_known_type_and_has_what_its_type_needs(any_site: Path) -> None:
    found = [
        node
        for page in pages_of(any_site).values()
        for graph in data_of(page)
        for node in nodes(graph["@graph"])
        if "@type" in node
    ]
    assert {node["@type"] for node in found} <= REQUIRED.keys()
    assert [node for node in found if not REQUIRED[node["@type"]] <= node.keys()] == []


def test_an_article_has_a_headline_or_the_name_that_the_book_gave_it(any_site: Path) -> None:
    for page in pages_of(any_site).values():
        for graph in data_of(page):
            assert all(("headline" in node) != ("name" in node) for node in of_type(graph["@graph"], "NewsArticle"))


def test_every_address_in_the_data_leads_somewhere(any_site: Path) -> None:
    """To a file, and in it to an element or to what that page's own data define."""
    pages = pages_of(any_site)
    places = {
        path: {e.get("id") for e in page.iter() if isinstance(e.tag, str)}
        | {
            node["@id"].removeprefix("#")
            for graph in data_of(page)
            for node in graph["@graph"]
            if node["@id"].startswith("#")
        }
        | {
            urldefrag(node["@id"]).fragment
            for graph in data_of(page)
            for node in of_type(graph["@graph"], "NewsArticle")
        }
        for path, page in pages.items()
    }
    dead = []
    for path, page in pages.items():
        for node in (node for graph in data_of(page) for node in nodes(graph["@graph"])):
            for address in (node.get(name) for name in ("@id", "url", "contentUrl")):
                if address is None or address.startswith(("http://", "https://")):
                    continue
                file, fragment = urldefrag(address)
                target = (path.parent / unquote(file)).resolve() if file else path
                if not target.exists() or (fragment and fragment not in places[target]):
                    dead.append((path.name, address))
    assert dead == []


@pytest.mark.parametrize(
    "template",
    [
        "index.html",
        "people/ilse-brandt.html",
        "topics/quota.html",
        "timeline.html",
        "sources/neighbours-reopen-talks-on-the-sund-fishery.html",
    ],
)
def test_each_kind_of_page_has_its_data(plain: Path, template: str) -> None:
    assert len(data_of(parsed(plain / template))) == 1


def test_hostile_words_come_out_of_the_data_as_they_went_in() -> None:
    pages = {page.path: page.content for page in render(HOSTILE_BOOK)}
    shown = " ".join(HOSTILE.split())
    assert graph_of(pages, "index.md")[0]["name"] == shown
    assert {node["name"] for node in of_type(graph_of(pages, "timeline.md"), "Event")} == {shown}


def linked(book: Book) -> list[str]:
    """What stands beside the pages for the theme to take in."""
    return [page.content for page in render(book) if page.path.startswith(".theme/linked_data/")]


def test_the_data_hold_no_mark_of_html() -> None:
    found = [re.sub(r"^<script[^>]*>|</script>$", "", text.strip()) for text in linked(HOSTILE_BOOK)]
    assert found
    assert not any(re.search(r"[<>&]", text) for text in found)


def test_a_template_leaves_the_data_alone() -> None:
    """The theme takes the file in as a template, and words of an article must not be one."""
    title = "{{ 7 * 7 }} {% raw %} {# {{{# x"
    for text in linked(dataclasses.replace(HOSTILE_BOOK, title=title)):
        assert jinja2.Environment(autoescape=False, keep_trailing_newline=True).from_string(text).render() == text


def test_a_search_finds_no_data(hostile: Path) -> None:
    assert "@context" not in (hostile / "search" / "search_index.json").read_text(encoding="utf-8")


def test_a_profile_gives_name_spellings_country_and_offices() -> None:
    person = graph_of(PAGES, "people/ilse-brandt.md")[0]
    assert (person["@type"], person["name"], person["alternateName"]) == (
        "Person",
        "Ilse Brandt",
        ["Brandt", "Ms. Brandt"],
    )
    assert "nationality" not in person  # no source tells it: the country is that of the office
    assert person["jobTitle"] == "Fisheries Minister"
    assert person["worksFor"] == [{"@type": "Organization", "name": "Ministry of the Sea"}]
    assert [office["@id"] for office in person["hasOccupation"]] == [
        f"#{permanent_id(PEOPLE[0].roles[0], 'ilse-brandt')}"
    ]


def test_quoted_words_are_a_quotation_and_reported_ones_a_claim() -> None:
    assert of_type(graph_of(PAGES, "people/ilse-brandt.md"), "Quotation")[0]["text"].startswith("a cod does not carry")
    assert of_type(graph_of(PAGES, "people/tomas-keel.md"), "Claim")[0]["text"].startswith("the offer a first step")


def test_an_event_has_a_date_as_precise_as_it_is_known_and_no_other() -> None:
    starts = {
        node["@id"]: (node.get("startDate"), node.get("endDate"))
        for node in of_type(graph_of(PAGES, "timeline.md"), "Event")
    }
    known = {event.id: starts[f"#{permanent_id(event)}"] for event in EVENTS}
    assert known["e-talks-reopen"] == ("2031-07-15", None)
    assert known["e-trawlers"] == ("2031-06", None)
    assert known["e-2019-signed"] == ("2019", None)
    assert known["e-hostile"] == known["e-visit"] == known["e-fund"] == (None, None)


def test_an_event_over_days_has_a_first_and_a_last() -> None:
    event = dataclasses.replace(EVENTS[2], date=date("2031-07-07", "2031-07-09", precision="period"))
    pages = {page.path: page.content for page in render(dataclasses.replace(BOOK, events=(event,)))}
    node = of_type(graph_of(pages, "timeline.md"), "Event")[0]
    assert (node["startDate"], node["endDate"]) == ("2031-07-07", "2031-07-09")


def test_an_article_without_a_known_day_has_no_date_of_publication() -> None:
    dated = graph_of(PAGES, "sources/neighbours-reopen-talks-on-the-sund-fishery.md")[0]
    undated = graph_of(PAGES, "sources/fishing-crews-on-both-shores-of-the-sund.md")[0]
    assert (dated["datePublished"], dated["url"]) == ("2031-07-15", SOURCES[0].url)
    assert "datePublished" not in undated


def test_an_address_that_is_not_plain_http_is_not_in_the_data() -> None:
    assert "url" not in graph_of(PAGES, "sources/no-patrols-no-deal-esterland-hardens-its-line.md")[0]


def test_a_claim_cites_its_sentence_as_part_of_its_article() -> None:
    claim = of_type(graph_of(PAGES, "index.md"), "Claim")[0]
    place = {
        "@type": "Quotation",
        "@id": "sources/neighbours-reopen-talks-on-the-sund-fishery.html#s0",
        "isPartOf": {"@id": "sources/neighbours-reopen-talks-on-the-sund-fishery.html#article"},
    }
    assert claim["citation"] == [place]


def test_an_empty_book_has_no_data_to_offer() -> None:
    assert not any(page.path.startswith(".theme/") for page in render(EMPTY))


def test_a_timeline_in_parts_has_each_event_on_its_own_page() -> None:
    months = [f"{2030 + n % 2}-{n % 12 + 1:02}" for n in range(402)]
    events = tuple(
        dataclasses.replace(EVENTS[2], id=f"e-{n}", date=date(f"{month}-05")) for n, month in enumerate(months)
    )
    pages = {page.path: page.content for page in render(dataclasses.replace(BOOK, events=events))}
    told = {month: len(of_type(graph_of(pages, f"timeline/{month}.md"), "Event")) for month in months}
    assert told == Counter(months)


# The head


def test_words_of_a_source_make_no_link_anywhere_in_a_page() -> None:
    """Not in the front matter or the data either: `briefing check` follows whatever looks like a link."""
    assert [page.path for page in render(HOSTILE_BOOK) if page.path.endswith(".md") and "](y)" in page.content] == []


def test_every_page_says_once_what_it_is(any_site: Path) -> None:
    for path, page in pages_of(any_site).items():
        found = metas(page)
        for name in ("description", "og:title", "og:type", "og:site_name", "twitter:card", "theme-color"):
            assert [bool(content) for content in found.get(name, ())] == [True], (path.name, name)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "people/ilse-brandt.md",
            "Ilse Brandt: Fisheries Minister, Ministry of the Sea, Valdoria. 1 statement and 3 events in 2 sources.",
        ),
        (
            "sources/neighbours-reopen-talks-on-the-sund-fishery.md",
            "Albion Dispatch, 15 July 2031. 8 of 8 sentences cited in this book.",
        ),
        ("topics/quota.md", "How much cod each side may land."),
        ("disagreements.md", "2 disagreements between the sources, with the sentences side by side."),
    ],
)
def test_a_page_is_described_by_what_it_holds(path: str, said: str) -> None:
    assert yaml.safe_load(PAGES[path].split("---\n")[1])["description"] == said


def test_a_title_that_names_its_body_is_not_followed_by_it_again() -> None:
    role = dataclasses.replace(PEOPLE[0].roles[0], title="spokesperson for the Ministry of the Sea")
    pages = {
        p.path: p.content
        for p in render(dataclasses.replace(BOOK, people=(dataclasses.replace(PEOPLE[0], roles=(role,)), *PEOPLE[1:])))
    }
    assert "spokesperson for the Ministry of the Sea, Valdoria" in pages["people/ilse-brandt.md"].split("---\n")[1]


def test_words_in_the_head_are_shown_as_they_are(hostile: Path) -> None:
    home = parsed(hostile / "index.html")
    shown = " ".join(HOSTILE.split())
    assert [metas(home)[name] for name in ("description", "og:title", "og:description")] == [[shown]] * 3
    assert str(next(home.iter("title")).text).strip() == shown


def test_hostile_words_in_the_head_make_no_element(hostile: Path) -> None:
    wanted = {"meta", "link", "title", "script", "style"}
    for path, page in pages_of(hostile).items():
        head = page.find("head")
        assert {element.tag for element in head if isinstance(element.tag, str)} <= wanted, path.name
        assert all("alert" not in (element.text or "") for element in head.iter("script")), path.name


@pytest.mark.parametrize(
    ("page", "kind"), [("index", "website"), ("people/ilse-brandt", "profile"), ("topics/quota", "article")]
)
def test_a_page_has_its_open_graph_type(plain: Path, page: str, kind: str) -> None:
    assert metas(parsed(plain / f"{page}.html"))["og:type"] == [kind]


def test_a_title_names_the_page_and_the_book(plain: Path) -> None:
    titles = [
        next(parsed(plain / f"{page}.html").iter("title")).text
        for page in ("index", "people/ilse-brandt", "positions", "about/index")
    ]
    book = BOOK.title
    assert titles == [book, f"Ilse Brandt · {book}", f"Positions · {book}", f"About · {book}"]


def test_every_page_leads_to_the_feed(any_site: Path) -> None:
    for path, page in pages_of(any_site).items():
        feeds = [e.get("href") for e in page.iter("link") if e.get("type") == "application/atom+xml"]
        assert len(feeds) == 1
        assert (path.parent / feeds[0]).resolve() == (any_site / "feed.xml").resolve()


def reset(folder: Path, **changes: Any) -> None:
    """Change settings in the mkdocs.yml of a book that `build_site` made."""
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8")) | changes
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up book, with the address of its site in mkdocs.yml."""
    folder = tmp_path_factory.mktemp("addressed")
    build_site(folder)
    reset(folder, site_url="https://briefing.test/sund/")
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_a_site_with_an_address_gives_each_page_its_own(addressed: Path) -> None:
    page = parsed(addressed / "topics" / "quota.html")
    wanted = "https://briefing.test/sund/topics/quota.html"
    assert metas(page)["og:url"] == [wanted]
    assert [e.get("href") for e in page.iter("link") if e.get("rel") == "canonical"] == [wanted]


def test_an_address_that_only_stands_in_for_one_is_given_to_nobody(plain: Path) -> None:
    for page in pages_of(plain).values():
        assert "og:url" not in metas(page)
        assert [e for e in page.iter("link") if e.get("rel") == "canonical"] == []


def test_the_sitemap_lists_every_page_with_the_date_of_the_build(addressed: Path) -> None:
    """The date is that of SOURCE_DATE_EPOCH, which the tests set to the first day of 2020."""
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    entries = ET.parse(addressed / "sitemap.xml").getroot().findall(f"{name}url")
    listed = {entry.findtext(f"{name}loc", "").removeprefix("https://briefing.test/sund/") for entry in entries}
    assert listed == {page.relative_to(addressed).as_posix() for page in pages_of(addressed)}
    assert {entry.findtext(f"{name}lastmod") for entry in entries} == {"2020-01-01"}


def test_robots_are_told_where_the_sitemap_is_once_the_site_has_an_address(addressed: Path, plain: Path) -> None:
    assert "Sitemap: https://briefing.test/sund/sitemap.xml" in (addressed / "robots.txt").read_text(encoding="utf-8")
    assert "Sitemap" not in (plain / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.slow
def test_zensical_writes_the_same_head(tmp_path: Path) -> None:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed")
    build_site(tmp_path, HOSTILE_BOOK)
    ours = {
        page: metas(parsed(tmp_path / "site" / page))
        for page in ("index.html", "people/ilse-brandt.html", "timeline.html")
    }
    reset(tmp_path, docs_dir="docs", site_dir="site")  # Zensical takes no path from the root
    done = run("zensical", "build", "--clean", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for page, wanted in ours.items():
        found = metas(parsed(tmp_path / "site" / page))
        assert {name: found[name] for name in wanted if name.startswith(("og:", "description", "twitter:"))} == {
            name: content for name, content in wanted.items() if name.startswith(("og:", "description", "twitter:"))
        }
        assert data_of(parsed(tmp_path / "site" / page))


# llms.txt


def test_llms_txt_has_the_form_of_llmstxt_org() -> None:
    """A title, a quoted summary, then sections of links and nothing else."""
    for pages in (PAGES, {p.path: p.content for p in render(HOSTILE_BOOK)}, {p.path: p.content for p in render(EMPTY)}):
        blocks = pages["llms.txt"].rstrip("\n").split("\n\n")
        assert re.fullmatch(r"# .+", blocks[0])
        assert re.fullmatch(r"> .+", blocks[1])
        first = next(n for n, block in enumerate(blocks) if block.startswith("## "))
        assert [block for block in blocks[:first] if block.startswith("#")] == blocks[:1]
        assert all(re.fullmatch(r"## [A-Za-z ]+", block) for block in blocks[first::2])
        lines = [line for block in blocks[first + 1 :: 2] for line in block.split("\n")]
        assert [
            line for line in lines if not re.match(r"- \[(?:[^\[\]]|\\[\[\]])+\]\([^()\s]+\)(?:: .+)?$", line)
        ] == []


def test_every_link_of_llms_txt_leads_to_a_file(any_site: Path) -> None:
    text = (any_site / "llms.txt").read_text(encoding="utf-8")
    targets = re.findall(r"(?<!\\)\]\(([^()\s]+)\)", text)
    assert len(targets) > 15
    assert [target for target in targets if not (any_site / unquote(urldefrag(target).url)).is_file()] == []


def test_llms_txt_cites_what_it_tells() -> None:
    """Each line of the bottom line with the place of its sentence."""
    told = [line for line in PAGES["llms.txt"].split("\n## ")[0].split("\n") if line.startswith("- ")]
    assert len(told) == len(BOOK.bottom_line)
    assert (
        told[1]
        == "- The present arrangement lapses at midnight on Sept. 30. ([source](sources/neighbours-reopen-talks-on-the-sund-fishery.html#s5))"
    )


# The sources as references


def bibtex_entries(text: str) -> dict[str, dict[str, str]]:
    """A small reader of BibTeX: fields by key. Raises ValueError where the text is not what it should be."""
    found: dict[str, dict[str, str]] = {}
    at = 0
    while match := re.compile(r"\s*@article\{([A-Za-z][A-Za-z0-9_-]*),\n").match(text, at):
        at, fields = match.end(), {}
        while field := re.compile(r"  ([a-z]+) = ").match(text, at):
            start, at = field.end(), _end_of_value(text, field.end())
            fields[field[1]] = text[start:at]
            at += len(",\n")
        if text[at] != "}" or match[1] in found:
            raise ValueError(text[at : at + 40])
        found[match[1]] = fields
        at += 1
    if text[at:].strip():
        raise ValueError(text[at : at + 40])
    return found


def _end_of_value(text: str, at: int) -> int:
    depth = 0
    while True:
        if text[at] == "\\":
            at += 1
        elif text[at] in "{}":
            depth += 1 if text[at] == "{" else -1
        elif not depth and text[at] == ",":
            return at
        at += 1


def test_every_source_has_its_entry_in_bibtex() -> None:
    entries = bibtex_entries(PAGES["data/sources.bib"])
    assert set(entries) == {key(source) for source in SOURCES}
    albion = entries["albion-0715"]
    assert albion["title"] == "{{Neighbours reopen talks on the Sund fishery}}"
    assert albion["author"] == "{Rhea Mott and Jon Pell}"
    assert (albion["year"], albion["month"], albion["day"]) == ("{2031}", "jul", "{15}")


def test_a_source_of_unknown_day_has_no_date_in_a_reference() -> None:
    undated = SOURCES[2]
    assert not {"year", "month", "day"} & bibtex_entries(bibtex((undated,)))[key(undated)].keys()
    assert "issued" not in csl((undated,))[0]


def test_a_source_known_by_its_month_has_a_reference_of_that_month() -> None:
    source = dataclasses.replace(SOURCES[0], published=date("2031-06-01", "2031-06-30", precision="month"))
    entry = bibtex_entries(bibtex((source,)))[key(source)]
    assert (entry["year"], entry["month"], entry.get("day")) == ("{2031}", "jun", None)
    assert csl((source,))[0]["issued"] == {"date-parts": [[2031, 6]]}


def test_hostile_words_are_escaped_for_latex() -> None:
    book: Book = HOSTILE_BOOK
    title = bibtex_entries(bibtex(book.sources))["albion-0715"]["title"]
    bare = re.sub(r"\\(?:text[a-z]+\{\}|[{}&%$#_])", "", title.removeprefix("{{").removesuffix("}}"))
    assert not re.search(r'[\\{}&%$#_~^<>|"]', bare)


def test_an_author_whose_name_holds_and_or_a_comma_stays_one() -> None:
    source = dataclasses.replace(SOURCES[0], authors=("Sea and Shore Agency", "Mott, Rhea", "Jon Pell"))
    assert (
        bibtex_entries(bibtex((source,)))[key(source)]["author"]
        == "{{Sea and Shore Agency} and {Mott, Rhea} and Jon Pell}"
    )


def test_csl_items_hold_what_the_format_knows() -> None:
    items = json.loads(PAGES["data/sources.csl.json"])
    assert {item["id"] for item in items} == {key(source) for source in SOURCES}
    assert {item["type"] for item in items} == {"article-newspaper"}
    assert {name for item in items for name in item} <= {
        "id",
        "type",
        "title",
        "author",
        "container-title",
        "issued",
        "URL",
        "language",
    }
    assert next(item for item in items if item["id"] == "albion-0715")["issued"] == {"date-parts": [[2031, 7, 15]]}


def test_the_page_of_sources_leads_to_both_lists(plain: Path) -> None:
    targets = [e.get("href", "") for e in parsed(plain / "sources" / "index.html").iter("a")]
    assert [target for target in targets if "/data/sources." in target] == [
        "../data/sources.bib",
        "../data/sources.csl.json",
    ]


def test_every_download_that_the_home_page_offers_to_machines_exists() -> None:
    assert [path for path, _, _ in linked_data._DOWNLOADS if path not in PAGES] == []
