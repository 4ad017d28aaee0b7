"""Render: a book in, pages out."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import doctest
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from briefing_book.model.book import Book, Citation, Claim
from briefing_book.model.permanent_ids import permanent_id
from briefing_book.render import render
from briefing_book.render.base import escape, links, phrasing, show, timeline
from briefing_book.render.base.escape import (
    clean,
    escape_attribute,
    escape_markdown,
    letter_by_letter,
    link_target,
    safe_url,
)
from briefing_book.render.data import published
from tests.sample_book import BOOK, EVENTS, PEOPLE, SOURCES, date, in_lines

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "render"
EMPTY = Book(
    title="Nothing yet",
    description=None,
    as_of=None,
    sources=(),
    people=(),
    events=(),
    quotations=(),
    figures=(),
    topics=(),
    disagreements=(),
    abbreviations=(),
    contacts=(),
    bottom_line=(),
    problems=(),
)
PAGES = {page.path: in_lines(page.content) for page in render(BOOK)}
PAGE_OF = links.source_paths(SOURCES)
EXTENSIONS = [
    e if isinstance(e, str) else next(iter(e))
    for e in yaml.safe_load((ROOT / "mkdocs.yml").read_text())["markdown_extensions"]
]


def html(text: str) -> str:
    return str(markdown.markdown(text, extensions=EXTENSIONS))


class Tags(HTMLParser):
    """Every start tag of a page, with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


# Pages


def test_pages_are_sorted_by_path_and_each_has_its_own() -> None:
    paths = [page.path for page in render(BOOK)]
    assert paths == sorted(set(paths))


def test_the_same_book_gives_the_same_bytes_whatever_the_order_of_its_people_and_events() -> None:
    shuffled = dataclasses.replace(BOOK, people=PEOPLE[::-1], events=EVENTS[::-1], sources=SOURCES[::-1])
    assert render(shuffled) == render(BOOK) == render(BOOK)


def test_a_book_without_anything_still_has_its_pages() -> None:
    paths = {page.path for page in render(EMPTY)}
    assert {
        "index.md",
        "topics/index.md",
        "people/index.md",
        "timeline.md",
        "positions.md",
        "coverage.md",
        "data/book.json",
    } <= paths


@pytest.mark.parametrize(
    "case", yaml.safe_load((GOLDEN / "pages.yml").read_text(encoding="utf-8")), ids=lambda c: c["page"]
)
def test_a_page_holds_what_its_golden_says(case: dict[str, str | list[str]]) -> None:
    page = PAGES[str(case["page"])]
    for wanted in case.get("holds", ()):
        assert wanted in page
    for unwanted in case.get("lacks", ()):
        assert unwanted not in page


def test_every_line_that_makes_a_claim_is_cited() -> None:
    for path, text in PAGES.items():
        for line in text.splitlines():
            if re.match(r'<li ((?:id|data-claim)="c-|class="bb-(?:entry|words))', line):
                assert '<sup class="bb-cite" data-search-exclude=""><span class="bb-ref" data-says="' in line, (
                    path,
                    line,
                )


def test_a_citation_leads_to_its_sentence_and_carries_outlet_date_and_words() -> None:
    path = PAGE_OF["albion-0715"]
    mark = rf'data-says="The present arrangement,[^<>]*>\[2\]\({path}#s5 "2: Albion Dispatch, 15 July 2031"\)</span>'
    assert re.search(mark, PAGES["index.md"])
    assert '<li id="s5" value="6" class="bb-cited"' in PAGES[path]


def test_a_source_page_lists_cited_sentences_in_order_and_only_those() -> None:
    numbers = [int(n) for n in re.findall(r'<li id="s(\d+)"', PAGES[PAGE_OF["courier_0716"]])]
    assert numbers == sorted(numbers)
    assert len(numbers) == 7
    assert "s3" not in re.findall(r'<li id="(s\d+)"', PAGES[PAGE_OF["Gazette (late) #3"]])[:1]


def test_an_entry_of_the_timeline_has_its_id_as_anchor() -> None:
    for event in EVENTS:
        assert f'id="{permanent_id(event)}"' in PAGES["timeline.md"]


def test_a_citation_of_an_unknown_source_is_refused() -> None:
    claim = Claim(text="x", citation=Citation(source="nowhere", sentence=0, quote="x"))
    with pytest.raises(ValueError, match="no source"):
        render(dataclasses.replace(BOOK, bottom_line=(claim,)))


# Ids and paths


@pytest.mark.parametrize(
    "hostile", ["../x", "a/b", "", "A", "a b", "a.b", "-a", "a-", "é", "a\n", "x" * 200, "index.md", "<b>"]
)
def test_an_id_that_could_not_stand_in_a_path_is_refused(hostile: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        links.checked(hostile)
    with pytest.raises(ValueError, match="not an id"):
        render(dataclasses.replace(BOOK, people=(dataclasses.replace(PEOPLE[0], id=hostile),)))


@given(st.text(max_size=80))
def test_any_title_gives_a_source_page_in_its_folder(title: str) -> None:
    (path,) = links.source_paths([dataclasses.replace(SOURCES[0], title=title)]).values()
    assert re.fullmatch(r"sources/[a-z0-9]+(?:-[a-z0-9]+)*\.md", path)
    assert path != "sources/index.md"


@given(st.text(max_size=80))
def test_any_file_name_gives_a_token_that_an_address_can_hold(name: str) -> None:
    assert links.is_safe(links.source_token(name))
    assert links.source_token(name) != "index"


# Escaping

HOSTILE = st.lists(
    st.sampled_from(
        [
            *"*_`[](){}<>|#!~^=+-:&;\\\"'$%@/ \n\t0123456789.",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "</li>",
            "</span>",
            "<!--",
            "-->",
            "&lt;script&gt;",
            "&#60;b&#62;",
            "javascript:alert(1)",
            "[x](javascript:alert(1))",
            '[x]: javascript:a "t"',
            "<javascript:alert(1)>",
            "{: onclick=alert(1) }",
            "{ #id .class onclick=x }",
            "*[x]: y",
            '--8<-- "mkdocs.yml"',
            "```",
            "~~~",
            "$$",
            "---",
            "===",
            "    ",
            "1. ",
            "!!! note",
            "??? x",
            "{{ config }}",
            "{% raw %}",
            "<?php",
            "<![CDATA[",
            "]]>",
            "\u202e",
            "\u2066",
            "\x02",
            "\x03",
            "\x02klzzwxh:0000\x03",
            "\x00",
            "\u2028",
            "http://x.example",
            "word",
            "Ünï",
            "한국",
        ]
    ),
    max_size=12,
).map("".join)


def check_harmless(markup: str, shown: str, allowed: frozenset[str]) -> None:
    page = Tags(html(markup))
    assert {tag for tag, _ in page.found} <= allowed
    assert all(not name.startswith("on") for _, attributes in page.found for name in attributes)
    assert all(a.get("href") in (None, "x.md") for _, a in page.found)
    assert clean(shown) in " ".join(page.text.split())


@settings(max_examples=400, deadline=None)
@given(st.one_of(HOSTILE, st.text()))
def test_escaped_text_is_shown_as_it_is_and_makes_no_element(text: str) -> None:
    safe = escape_markdown(text)
    check_harmless(str(safe), text, frozenset({"p"}))
    check_harmless(f"# {safe}\n", text, frozenset({"h1"}))
    check_harmless(f"- {safe}\n", text, frozenset({"ul", "li"}))
    check_harmless(
        f"| a | b |\n|---|---|\n| {safe} | c |\n", text, frozenset({"table", "thead", "tbody", "tr", "th", "td"})
    )
    check_harmless(f'<ul markdown="block">\n<li markdown="span">{safe} end</li>\n</ul>', text, frozenset({"ul", "li"}))


@settings(max_examples=300, deadline=None)
@given(st.one_of(HOSTILE, st.text()))
def test_escaped_attributes_stay_inside_their_quotes(text: str) -> None:
    value = escape_attribute(text)
    link = Tags(html(f'[1](x.md "{value}")')).found
    element = Tags(html(f'<ul markdown="block">\n<li title="{value}" markdown="span">1</li>\n</ul>')).found
    assert [tag for tag, _ in (*link, *element)] == ["p", "a", "ul", "li"]
    assert {name for _, attributes in (*link, *element) for name in attributes} <= {"href", "title"}
    assert (link[1][1].get("title") or "") == clean(text)
    # md_in_html reads an attribute twice, so that "&lt;" in a text comes out as "<" there, still inside its quotes
    assert (element[1][1].get("title") or "") in (clean(text), unescape(clean(text)))


@settings(max_examples=300, deadline=None)
@given(st.one_of(HOSTILE, st.text()))
def test_what_a_citation_carries_comes_out_as_it_went_in(text: str) -> None:
    found = Tags(html(f'<sup>[1](x.md){{ aria-label="1" data-says="{escape_attribute(text)}" }}</sup>')).found
    assert [tag for tag, _ in found] == ["p", "sup", "a"]
    assert found[2][1] == {"href": "x.md", "aria-label": "1", "data-says": clean(text)}


@pytest.mark.slow
@settings(max_examples=25)
@given(HOSTILE)
def test_a_book_of_hostile_words_makes_no_element_that_a_template_does_not(text: str) -> None:
    claim = Claim(text=text, citation=Citation(source=SOURCES[0].id, sentence=0, quote=text))
    event = dataclasses.replace(
        EVENTS[0], headline=text, place=text, date=date("2031-07-01", basis="weekday", text=text)
    )
    person = dataclasses.replace(PEOPLE[0], name=text, aliases=(text,), country=text)
    book = dataclasses.replace(
        BOOK,
        title=text,
        description=text,
        bottom_line=(claim,),
        events=(event,),
        people=(person, *PEOPLE[1:]),
        topics=tuple(dataclasses.replace(t, title=text) for t in BOOK.topics),
        sources=(
            dataclasses.replace(SOURCES[0], title=text, outlet=text, authors=(text,), file=text, url=text),
            *SOURCES[1:],
        ),
        abbreviations=(dataclasses.replace(BOOK.abbreviations[0], short=text, expansion=text),),
        unprofiled=((text, text),),
    )
    for page in render(book):
        if page.path.endswith(".md"):
            body = page.content.split("---\n", 2)[2] if page.content.startswith("---\n") else page.content
            for tag, attributes in Tags(html(body)).found:
                if tag == "script" and attributes == {"type": "application/ld+json"}:
                    continue  # data; tests/test_for_machines.py looks into it
                assert tag not in ("script", "img", "iframe", "pre", "code", "style", "object")
                assert not [name for name in attributes if name.startswith("on")]
                assert not re.match(r"(?i)\s*(?:javascript|data|vbscript):", attributes.get("href") or "")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "ftp://x",
        "https://",
        "https://a@b.example/",
        "https://x y",
        "HTTP:x",
        "",
        None,
    ],
)
def test_an_address_that_is_not_plain_http_is_not_linked(url: str | None) -> None:
    assert safe_url(url) is None


def test_a_plain_address_is_linked_whole() -> None:
    url = "https://dispatch.example/a_(b)?x=1&y=2#z"
    assert safe_url(url) == url
    assert '<a href="https://dispatch.example/a%5Fb%28c%29?x=1&amp;y=2">t</a>' in html(
        f"[t]({link_target('https://dispatch.example/a_b(c)?x=1&y=2')})"
    )


# Words


@pytest.mark.parametrize(
    "case", yaml.safe_load((GOLDEN / "dates.yml").read_text(encoding="utf-8")), ids=lambda c: c["shown"]
)
def test_a_date_is_shown_no_more_precise_than_it_is_known(case: dict[str, str]) -> None:
    when = date(case["from"], case.get("to"), precision=case["precision"])  # type: ignore[arg-type]
    assert phrasing.describe(when) == case["shown"]
    assert phrasing.machine_value(when) == case.get("datetime")


def test_a_deadline_is_upcoming_or_passed_against_the_books_own_date() -> None:
    as_of = dt.date(2031, 7, 16)
    assert phrasing.status(date("2031-07-17"), as_of) == "upcoming"
    assert phrasing.status(date("2031-07-16"), as_of) == "today"
    assert phrasing.status(date("2031-07-15"), as_of) == "passed"
    assert phrasing.status(date("2031-07-01", "2031-07-31", precision="month"), as_of) == "may have passed"
    assert phrasing.status(None, as_of) is None
    assert phrasing.status(date("2031-07-15"), None) is None


# Data


def test_the_published_data_keep_to_their_schema() -> None:
    schema = json.loads(PAGES["data/book.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    for book in (BOOK, EMPTY):
        published = {p.path: p.content for p in render(book)}["data/book.json"]
        jsonschema.validate(json.loads(published), schema, format_checker=jsonschema.FormatChecker())


def test_every_page_that_the_data_name_exists() -> None:
    book = json.loads(PAGES["data/book.json"])
    assert all(entry["page"] in PAGES for kind in ("sources", "people", "topics") for entry in book[kind])


# The stage


def test_render_imports_the_model_and_no_other_stage() -> None:
    for file in Path(published.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else []
            )
            own = [n for n in names if n.startswith("generator")]
            assert all(n.split(".")[1] in ("model", "rulebook", "render") for n in own), file.name


@given(st.text(st.sampled_from(" \t\na\u00a0\u2028b\u200d\u202e\x02.\U000e0041"), max_size=12))
def test_a_clean_text_is_its_words_with_a_blank_between_them(text: str) -> None:
    seen = "".join(c for c in " ".join(text.split()) if c.isprintable() or c == "\u200d")
    assert clean(text) == " ".join(seen.split())


def test_a_clean_text_is_no_markup_any_more() -> None:
    """What is put into it later is not escaped by it."""
    assert type(clean(Markup("eels"))) is str


def test_the_examples_of_the_docstrings_hold() -> None:
    for module in (escape, links, timeline, phrasing):
        assert doctest.testmod(module).failed == 0


def test_a_person_is_introduced_by_the_role_that_most_sentences_give() -> None:
    minor = dataclasses.replace(PEOPLE[0].roles[0], title="harbour master", citations=PEOPLE[0].roles[0].citations[:1])
    person = dataclasses.replace(PEOPLE[0], roles=(*PEOPLE[0].roles, minor))
    pages = {p.path: p.content for p in render(dataclasses.replace(BOOK, people=(person, *PEOPLE[1:])))}
    assert "Fisheries Minister" in pages["people/index.md"]
    assert "harbour master" not in pages["people/index.md"]


def test_the_page_of_a_topic_shows_the_weightiest_entries_and_says_how_many_there_are() -> None:
    events = tuple(dataclasses.replace(EVENTS[2], id=f"e-{n}", salience=n / 100) for n in range(100))
    pages = {p.path: p.content for p in render(dataclasses.replace(BOOK, events=events))}
    assert (
        "The weightiest 80 of 100; [the timeline](../timeline.md?topic=quota) has them all." in pages["topics/quota.md"]
    )
    shown = [f"#{permanent_id(events[n])})" in pages["topics/quota.md"] for n in (19, 20)]
    assert shown == [False, True]


def colours(pattern: str, text: str) -> set[str]:
    """The classes of sides that elements of a page have."""
    return set(re.findall(pattern + r"[^\">]*(bb-side-\w+)", text))


def test_a_side_has_one_colour_on_profiles_and_statements() -> None:
    """And another side has another."""
    parties = {"Kelvara": PEOPLE[0], "Norland": PEOPLE[1]}
    book = dataclasses.replace(
        BOOK,
        people=tuple(dataclasses.replace(one, country=party) for party, one in parties.items()),
        quotations=tuple(
            dataclasses.replace(BOOK.quotations[at], party=party, speaker=one.id, others=(), via=None)
            for at, (party, one) in enumerate(parties.items())
        ),
    )
    pages = {page.path: page.content for page in render(book)}
    shown = [
        colours("bb-(?:avatar|words)", pages[links.person_path(one.id)].partition("## What others say")[0])
        for one in parties.values()
    ]
    assert shown == [{"bb-side-0"}, {"bb-side-1"}]


def test_a_name_that_the_book_fills_in_leads_to_the_profile() -> None:
    """Its brackets stay in the Markdown, each in an element that a screen hides."""
    one = PEOPLE[0]
    event = dataclasses.replace(EVENTS[0], headline=f"[{one.name}] opened the lock.")
    page = {p.path: p.content for p in render(dataclasses.replace(BOOK, events=(event,)))}["timeline.md"]
    link = f'[{one.name}]({links.person_path(one.id)} "Filled in by this book")'
    bracket = '<span class="bb-bracket">{}</span>'
    assert f'<span class="bb-filled">{bracket.format("&#91;")}{link}{bracket.format("&#93;")}</span> opened' in page


def test_brackets_of_a_source_are_not_taken_for_the_books() -> None:
    """They stand as the source has them."""
    one = PEOPLE[0]
    words = f"The envoy said [{one.name}] opened the lock."
    told = dataclasses.replace(EVENTS[0].citations[0], quote=words)
    event = dataclasses.replace(EVENTS[0], headline=words, citations=(told,))
    page = {p.path: p.content for p in render(dataclasses.replace(BOOK, events=(event,)))}["timeline.md"]
    assert f"said &#91;{one.name}&#93; opened" in page


def test_initials_and_codes_are_no_abbreviations_of_the_glossary() -> None:
    """A tooltip "Managing Director" on somebody's monogram would be wrong."""
    initials = letter_by_letter(phrasing.initials("Mira Dahl"))
    shown = html(
        f'<span data-letters="{initials}"></span> {show.country("Norway")} MD\n\n*[MD]: Managing Director\n*[NO]: None'
    )
    assert shown.count("<abbr") == 1
    assert 'data-letters="MD"' in unescape(shown)
    assert 'data-letters="NO"' in unescape(shown)


@pytest.mark.parametrize("file", ["tide", "late ferry", "ferry, late: again", "été ünï"])
def test_an_article_is_called_by_its_title_however_its_file_is_named(file):
    index = SimpleNamespace(bylines={file: SimpleNamespace(title="A ferry runs late")})
    why = show.by_title(index, f"“Okoye” in {file}: nobody else; “Tem” in {file}")
    assert why == "“Okoye” in “A ferry runs late”: nobody else; “Tem” in “A ferry runs late”"


def test_what_is_no_article_is_not_called_by_a_title():
    index = SimpleNamespace(bylines={"tide": SimpleNamespace(title="A ferry runs late")})
    assert show.by_title(index, "“Okoye” in Lagos, a town") == "“Okoye” in Lagos, a town"
