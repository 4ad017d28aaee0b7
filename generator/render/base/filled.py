"""Names that the book puts into a sentence: on a screen a link, on paper and in the data square brackets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from markupsafe import Markup

from ...model.book import Book, Person
from ...model.text import record
from . import links
from .escape import clean, escape_markdown

_BRACKET = re.compile(r"\[([^\[\]]+)\]")
_SHOWN = re.compile(r"&#91;((?:(?!&#9[13];).)+)&#93;")
_OF = re.compile(r"['’]s?$")
_LEGEND = "Filled in by this book"


@record
class Filled:
    """What stands in brackets that no source has."""

    people: dict[str, str | None]  # the words, escaped -> the person with a page whom they name
    written: str  # a line for each sentence that has brackets of its own


def filled(book: Book) -> Filled:
    """Every bracket of the book's lines that is not in their sentences."""
    texts = list(_texts(book))
    words = dict.fromkeys(
        found for text, quotes in texts for found in _BRACKET.findall(text) if f"[{found}]" not in quotes
    )
    quotes = {quote for _, told in texts for quote in told.split("\n") if "[" in quote}
    ids: dict[str, set[str]] = defaultdict(set)
    for person in book.people:
        ids[person.name].add(person.id)
    return Filled(
        people={str(escape_markdown(one)): _named(clean(one), ids) for one in words},
        written="\n".join(sorted(map(clean, quotes))),
    )


def _texts(book: Book) -> Iterator[tuple[str, str]]:
    """The words of each line with the sentences that it rests on."""
    claims = [*book.bottom_line, *book.agreed, *book.standing.figures]
    for topic in book.topics:
        claims += [*topic.summary, *topic.open_questions, *topic.agreed]
    for claim in claims:
        yield claim.text, _quotes(claim.citations)
    for event in book.events:
        yield event.headline, _quotes(event.citations)
    for said in book.quotations:
        yield f"{said.text} {said.lead} {said.speaker_text}", _quotes(said.citations)


def _quotes(citations: Iterable[object]) -> str:
    return "\n".join(str(getattr(one, "quote", "")) for one in citations)


def _named(words: str, ids: Mapping[str, Collection[str]]) -> str | None:
    """The one person whose name the words are or end with: "President Ann Roe". `ids` has the people of each name."""
    name = _OF.sub("", words)
    ends = (name, *(name[at + 1 :] for at, letter in enumerate(name) if letter == " "))
    found = [person for end in ends for person in ids.get(end, ())]
    return found[0] if len(found) == 1 else None


def shown(text: str, known: Filled, people: Mapping[str, Person], here: str) -> Markup:
    """A text as Markdown, each filled-in name in an element of its own; a person's leads to their page."""
    escaped = escape_markdown(text)
    if "[" not in text or clean(text).removesuffix("…").strip() in known.written:
        return escaped

    def element(found: re.Match[str]) -> str:
        words = found[1]
        if words not in known.people:
            return found.group()
        person = known.people[words]
        path = links.person_path(person) if person in people and person else here
        inside = words if path == here else f'[{words}]({links.relative(here, path)} "{_LEGEND}")'
        bracket = '<span class="bb-bracket">{}</span>'
        return f'<span class="bb-filled">{bracket.format("&#91;")}{inside}{bracket.format("&#93;")}</span>'

    return Markup(_SHOWN.sub(element, str(escaped)))
