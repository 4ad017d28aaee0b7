"""llms.txt: the book's way in for a language model (llmstxt.org): a title, a summary, and lists of links."""

from __future__ import annotations

from ...model.book import Claim, Person, Source, Topic
from ..base import links
from ..base.escape import clean
from ..base.index import Index
from ..base.phrasing import counted, day, describe, shortened
from ..base.show import main_role, office

_MOST = 100  # links of one kind; the page that lists them all comes first
_NOTE = 160  # characters beside a link
_RULE = (
    "Every line rests on a sentence of a source, which is quoted and linked, "
    "and has a permanent id, `#c-` and ten hex digits."
)
_TIMELINE = "- [Timeline](data/timeline.json): JSON; also as [CSV](data/timeline.csv) and [calendar](data/timeline.ics)"
_MARKUP = {ord(c): f"\\{c}" for c in "\\`*_[]<>#|"}


def llms(index: Index) -> str:
    """Links are relative to the file, which stands beside the home page."""
    book = index.book
    told = "\n".join(_cited(claim) for claim in book.bottom_line)
    made = (
        f"Made from {counted(len(book.sources), 'news article')}{f', as of {day(book.as_of)}' if book.as_of else ''}."
    )
    topics, people, sources = index.topics.values(), index.people.values(), book.sources
    sections = {
        "Pages": [
            _link("Home", "index.md", "bottom line, next deadlines, latest developments"),
            _link("Positions", "positions.md", "each party on each topic, in its own words"),
            _link("Timeline", "timeline.md", counted(len(index.events), "entry", "entries")),
            _link("Where sources differ", "disagreements.md", counted(len(book.disagreements), "disagreement")),
            _link("Key figures", "figures.md", counted(len(book.figures), "figure")),
        ],
        "Topics": [_link("All topics", "topics/index.md"), *(_topic(topic) for topic in [*topics][:_MOST])],
        "People": [_link("All people", "people/index.md"), *(_person(person) for person in [*people][:_MOST])],
        "Sources": [_link("All sources", "sources/index.md"), *(_source(source) for source in sources[:_MOST])],
        "Data": [
            "- [The book](data/book.json): JSON, to the [schema](data/book.schema.json)",
            "- [Citations](data/citations.json): every line with its page, its permanent id and its sentence",
            _TIMELINE,
            "- [Sources](data/sources.csl.json): CSL-JSON; also as [BibTeX](data/sources.bib)",
            "- [What changed](feed.xml): Atom",
        ],
        "Optional": [
            _link("Glossary", "glossary.md"),
            _link("Coverage", "coverage.md", "what the book leaves out, and where it leans on little"),
            _link("What changed", "changes.md", "edition by edition"),
        ],
    }
    head = [
        f"# {_plain(book.title)}",
        f"> {_plain(book.description or made)}",
        f"{made} {_RULE}" if book.description else _RULE,
        *(["The bottom line:", told] if told else []),
    ]
    return "\n\n".join([*head, *(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items())]) + "\n"


def _plain(text: str) -> str:
    return clean(text).translate(_MARKUP)


def _link(text: str, path: str, note: str = "") -> str:
    return f"- [{_plain(text)}]({links.on_site('llms.txt', path)}){f': {_plain(note)}' if note else ''}"


def _cited(claim: Claim) -> str:
    sentence = links.sentence_anchor(claim.citation.sentence)
    source = links.on_site("llms.txt", links.source_path(claim.citation.source), sentence)
    return f"- {_plain(claim.text)} ([source]({source}))"


def _topic(topic: Topic) -> str:
    told = topic.description or next((claim.text for claim in topic.summary), "")
    return _link(topic.title, links.topic_path(topic.id), shortened(told, _NOTE))


def _person(person: Person) -> str:
    role = main_role(person)
    known = (role and office(role), person.country)
    return _link(person.name, links.person_path(person.id), ", ".join(part for part in known if part))


def _source(source: Source) -> str:
    known = (source.outlet, describe(source.published) if source.published else "undated")
    return _link(source.title, links.source_path(source.id), ", ".join(part for part in known if part))
