"""What a page says of itself in its front matter, for search engines and for previews of links."""

from __future__ import annotations

import re
from typing import Any

from ..model.book import Person, Source, Topic
from .base.escape import clean, escape_front_matter
from .base.index import Index, date_key
from .base.phrasing import counted, describe, shortened
from .base.show import main_role, office

_LONGEST = 200  # characters of a description; previews show no more
_TYPES = {"index": "website", "empty": "website", "person": "profile"}  # Open Graph's; "article" for the rest
_FRONT = "---\n"
_CLAIM = re.compile(
    r" (?:id|data-claim)=\"c-[0-9a-f]{10}\""
)  # `briefing check` counts them again, so that none is lost


def with_head(text: str, index: Index, template: str, values: dict[str, Any]) -> str:
    """The page with `description` and `social` in its front matter, before what stands there; the home page names the
    book."""
    kind = _TYPES.get(template, "article")
    named = f", book: {escape_front_matter(index.book.title)}" if kind == "website" else ""
    said = shortened(clean(description(index, template, values)), _LONGEST)
    claims = len(_CLAIM.findall(text))
    held = f"claims: {claims}\n" if claims else ""
    head = f"description: {escape_front_matter(said)}\nsocial: {{type: {kind}{named}}}\n{held}"
    if text.startswith(_FRONT):
        return f"{_FRONT}{head}{text.removeprefix(_FRONT)}"
    return f"{_FRONT}{head}{_FRONT}\n{text}"


def description(index: Index, template: str, values: dict[str, Any]) -> str:
    """One or two sentences: the sources' own words where the page has them, else what it holds."""
    book = index.book
    match template:
        case "index" | "empty":
            told = next(
                (claim.text for claim in book.bottom_line),
                f"A briefing book made from {counted(len(book.sources), 'article')}.",
            )
            return book.description or told
        case "topic":
            topic: Topic = values["topic"]
            return topic.description or next((claim.text for claim in topic.summary), topic.title)
        case "person":
            return _profile(index, values["person"])
        case "source":
            return _article(index, values["source"])
        case "timeline":
            return _period(index, values["title"])
        case "topics":
            return f"{counted(len(index.topics), 'topic')}: {'; '.join(t.title for t in index.topics.values())}."
        case "people":
            return f"{counted(len(index.people), 'official')}: {', '.join(p.name for p in index.people.values())}."
        case "contacts":
            return (
                "Meetings, calls and letters between officials, as a picture and as a list with the sentences that "
                "tell of them."
            )
        case "positions":
            return "What each party says on each topic, in its own words where the sources quote them."
        case "disagreements":
            differ = (
                f"{counted(len(book.disagreements), 'disagreement')} between the sources, with the sentences side "
                "by side."
            )
            return differ if book.disagreements else "No disagreement between the sources was found."
        case "figures":
            return f"{counted(len(book.figures), 'figure')} as the sources give them, each with its sentence."
        case "glossary":
            short = ", ".join(entry.short for entry in book.abbreviations)
            return (
                f"Abbreviations, spelled out as the sources do: {short}."
                if short
                else "The sources spell out no abbreviation."
            )
        case "sources":
            outlets = sorted({s.outlet for s in book.sources if s.outlet})
            return (
                f"The {counted(len(book.sources), 'article')} that this book rests "
                f"on{': ' if outlets else ''}{', '.join(outlets)}."
            )
        case "coverage":
            return "What the book leaves out, and where it leans on little."
        case "changes":
            return "Each edition of this book beside the one before it, claim by claim."
        case _:
            return book.title


def _profile(index: Index, person: Person) -> str:
    role = main_role(person)
    known = ", ".join(part for part in (role and office(role), person.country) if part)
    said, events = len(index.statements_of_person.get(person.id, ())), len(index.events_of_person.get(person.id, ()))
    held = " and ".join(counted(number, noun) for number, noun in ((said, "statement"), (events, "event")) if number)
    sources = counted(len(person.sources), "source")
    return f"{person.name}{': ' if known else ''}{known}. {f'{held} in' if held else 'Named in'} {sources}."


def _article(index: Index, source: Source) -> str:
    cited = len(index.uses.get(source.id, {}))
    known = [source.outlet, describe(source.published) if source.published else "undated"]
    return (
        f"{', '.join(part for part in known if part)}. {cited} of "
        f"{counted(len(source.sentences), 'sentence')} cited in this book."
    )


def _period(index: Index, title: str) -> str:
    dated = [event.date for event in index.events if event.date]
    held = f"{title}: {counted(len(index.events), 'entry', 'entries')} in all"
    if not dated:
        return f"{held}."
    first, last = min(dated, key=date_key), max(dated, key=date_key)
    return f"{held}, from {describe(first)} to {describe(last)}, each with the words that its date was read from."
