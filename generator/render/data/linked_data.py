"""JSON-LD in the words of schema.org: who, what happened, what is said, and the articles it rests on.

Nothing is stated that the book does not know: no day where a date is a range, no state of an event, no licence.
Every `@id` with a fragment `#c-...` or `#s...` is the place of a claim or a sentence on a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from ...model.book import Citation, Claim, Person, PersonRole, Source, Statement, TimelineEntry, Topic
from ...model.dates import Date
from ...model.page import Page
from ...model.permanent_ids import permanent_id
from ..base import links
from ..base.escape import clean, safe_url
from ..base.index import Index
from ..base.phrasing import machine_value
from ..base.show import main_role, office

Node = dict[str, Any]

_BESIDE = ".theme/linked_data"
_OPENS = re.compile(r"\{(?=[{%#])")  # never JSON's own, which a quotation mark follows
_ARTICLE = "article"  # the fragment that stands for an article on the page about it
_PERSON = "person"
_MOST = 100  # statements and articles that a page names for programs; it is read by people, who wait for it
_DOWNLOADS = (
    ("data/book.json", "application/json", "The book"),
    ("data/citations.json", "application/json", "Every claim with its sentence"),
    ("data/timeline.csv", "text/csv", "The timeline"),
    ("data/timeline.ics", "text/calendar", "Deadlines and plans"),
    ("data/measures.csv", "text/csv", "Measures and commitments"),
    ("data/sources.bib", "application/x-bibtex", "The sources"),
)


def script(here: str, nodes: Sequence[Node]) -> tuple[Page, ...]:
    """The graph of the page at a path as an element that the theme takes in; none for a page without one.

    It stands beside the theme and not in the page, since other readers of Markdown show a script as text.
    """
    if not nodes:
        return ()
    lines = ",\n".join(_harmless(json.dumps(node, ensure_ascii=False)) for node in nodes)
    element = (
        f'<script type="application/ld+json">\n{{"@context": "https://schema.org", "@graph": '
        f"[\n{lines}\n]}}\n</script>\n"
    )
    return (Page(path=f"{_BESIDE}/{links.on_site('', here)}", content=element),)


def _harmless(text: str) -> str:
    """JSON that says the same, and neither ends its element nor means anything to a template.

    >>> _harmless('{"a": "</script>{{b}}"}')
    '{"a": "\\\\u003c/script\\\\u003e\\\\u007b{b}}"}'
    """
    shown = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return _OPENS.sub(lambda _: "\\u007b", shown)


def of_book(index: Index, here: str) -> list[Node]:
    """The book, its data and its bottom line."""
    return [_site(index), _dataset(index), *_claims(index, here, index.book.bottom_line)]


def of_topic(index: Index, here: str, topic: Topic) -> list[Node]:
    """The lines of the topic's summary and its open questions."""
    return _claims(index, here, (*topic.summary, *topic.open_questions))


def of_person(index: Index, here: str, person: Person) -> list[Node]:
    """The person, what it said, and the articles that tell of both."""
    said = index.statements_of_person.get(person.id, [])[-_MOST:]
    citations = [*(c for role in person.roles for c in role.sentences), *(statement.citation for statement in said)]
    return [
        _person(index, here, person),
        *(_statement(index, here, statement) for statement in said),
        *_articles(index, here, citations),
    ]


def of_events(index: Index, here: str, events: Sequence[TimelineEntry]) -> list[Node]:
    """The events of a page of the timeline, and the articles that tell of them."""
    cited = (citation for event in events for citation in event.citations)
    return [*(_event(index, here, event) for event in events), *_articles(index, here, cited)]


def of_source(index: Index, here: str, source: Source) -> list[Node]:
    """The article itself."""
    return [_article(index, here, source)]


def _known(**fields: Any) -> Node:
    """The fields that hold something, with type and id under their JSON-LD names."""
    names = {"type_": "@type", "id_": "@id"}
    return {names.get(name, name): value for name, value in fields.items() if value}


def _site(index: Index) -> Node:
    book = index.book
    described = clean(book.description or "")
    return _known(
        type_="WebSite", id_="#site", name=clean(book.title), description=described, url="index.html", inLanguage="en"
    )


def _dataset(index: Index) -> Node:
    book = index.book
    based = book.sources if len(book.sources) <= _MOST else ()  # the data name them all
    return _known(
        type_="Dataset",
        id_="#data",
        name=f"{clean(book.title)}: the data",
        description="People, dated events, statements, figures and disagreements, each with the sentence of an article "
        "that it rests on.",
        url="index.html",
        version=book.editions[-1].id if book.editions else None,
        dateModified=book.as_of.isoformat() if book.as_of else None,
        isBasedOn=[{"@id": links.on_site("index.md", index.source_paths[source.id], _ARTICLE)} for source in based],
        distribution=[
            {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": url}
            for url, kind, name in _DOWNLOADS
        ],
        isPartOf={"@id": "#site"},
    )


def _claims(index: Index, here: str, claims: Sequence[Claim]) -> list[Node]:
    """Each claim once, then the articles that they cite."""
    nodes = {
        anchor: _known(
            type_="Claim", id_=f"#{anchor}", text=clean(claim.text), citation=[_cited(index, here, claim.citation)]
        )
        for claim in claims
        for anchor in (permanent_id(claim),)
    }
    return [*nodes.values(), *_articles(index, here, (claim.citation for claim in claims))]


def _person(index: Index, here: str, person: Person) -> Node:
    role, paths = main_role(person), index.source_paths
    held = [r for r in person.roles if r.status not in ("former", "ahead")]
    bodies = dict.fromkeys(clean(r.organisation) for r in held if r.organisation)
    return _known(
        type_="Person",
        id_=f"#{_PERSON}",
        name=clean(person.name),
        alternateName=[clean(alias) for alias in person.aliases],
        jobTitle=clean(role.title) if role is not None and role in held else None,
        worksFor=[{"@type": "Organization", "name": body} for body in bodies],
        hasOccupation=[_occupation(index, here, person, r) for r in person.roles],
        url=links.on_site(here, here),
        subjectOf=[{"@id": links.on_site(here, paths[one], _ARTICLE)} for one in person.sources if one in paths],
    )


def _occupation(index: Index, here: str, person: Person, role: PersonRole) -> Node:
    """An office; one that began or ended as a `Role` around it, which has the days."""
    office_itself = _known(
        type_="Occupation",
        id_=f"#{permanent_id(role, person.id)}",
        name=clean(office(role)),
        occupationLocation=_country(role.country),
        subjectOf=[_cited(index, here, citation) for citation in role.sentences],
    )
    since = role.since.date if role.since and role.since.how != "elected" else None
    days = {"startDate": _day(since), "endDate": _day(role.until.date if role.until else None)}
    known = {name: day for name, day in days.items() if day}
    return {"@type": "Role", "hasOccupation": office_itself} | known if known else office_itself


def _day(date: Date | None) -> str | None:
    """A day, month or year as far as it is known."""
    return machine_value(date) if date else None


def _country(name: str | None) -> Node | None:
    return {"@type": "Country", "name": clean(name)} if name else None


def _statement(index: Index, here: str, statement: Statement) -> Node:
    """Words quoted are a quotation; words told by the article are its claim of what was said."""
    speakers = [person for person in (statement.speaker, *statement.others) if person in index.people]
    return _known(
        type_="Claim" if statement.kind == "indirect" else "Quotation",
        id_=f"#{permanent_id(statement)}",
        text=clean(statement.text),
        creator=[{"@id": links.on_site(here, links.person_path(person), _PERSON)} for person in speakers],
        dateCreated=machine_value(statement.date) if statement.date else None,
        citation=[_cited(index, here, citation) for citation in statement.citations],
    )


def _event(index: Index, here: str, event: TimelineEntry) -> Node:
    start, end = _days(event.date)
    return _known(
        type_="Event",
        id_=f"#{permanent_id(event)}",
        name=clean(event.headline),
        startDate=start,
        endDate=end,
        location={"@type": "Place", "name": clean(event.place)} if event.place else None,
        about=[{"@id": links.on_site(here, links.person_path(p), _PERSON)} for p in event.people if p in index.people],
        subjectOf=[_cited(index, here, citation) for citation in event.citations],
    )


def _days(date: Date | None) -> tuple[str | None, str | None]:
    """First and last day of what lasts from one to the other; else a day, month or year as far as it is known."""
    if date is None:
        return None, None
    if date.precision == "period":
        return date.earliest.isoformat(), date.latest.isoformat()
    return machine_value(date), None


def _cited(index: Index, here: str, citation: Citation) -> Node:
    """A sentence, as part of its article."""
    path = index.source_paths[citation.source]
    place = links.on_site(here, path, links.sentence_anchor(citation.sentence))
    return {"@type": "Quotation", "@id": place, "isPartOf": {"@id": links.on_site(here, path, _ARTICLE)}}


def _articles(index: Index, here: str, citations: Iterable[Citation]) -> list[Node]:
    return [
        _article(index, here, index.sources[source]) for source in sorted({citation.source for citation in citations})
    ]


def _article(index: Index, here: str, source: Source) -> Node:
    outlet = clean(source.outlet or "")
    named = "name" if source.title_basis == "lede" else "headline"
    day = source.published if source.published and source.published.precision == "day" else None
    title = {named: clean(source.title)}
    return _known(
        type_="NewsArticle",
        id_=links.on_site(here, index.source_paths[source.id], _ARTICLE),
        **title,
        datePublished=machine_value(day) if day else None,
        publisher={"@type": "Organization", "name": outlet} if outlet else None,
        author=[
            {"@type": "Organization" if clean(a) == outlet else "Person", "name": clean(a)} for a in source.authors
        ],
        url=safe_url(source.url),
        wordCount=source.words,
        inLanguage=source.language,
    )
