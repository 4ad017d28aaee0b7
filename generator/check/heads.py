"""The front matter of a page: known keys, and texts of the data or of the page."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from . import dates, text
from .data import Date, Role
from .facts import Ground, country_forms
from .known import kinds
from .pages import Page
from .shown import Reader
from .vocabulary import accounted
from .ways import way_flaws

Flaw = tuple[str, str]  # what, what is wrong with it

_KEYS = frozenset(("description", "social", "title", "claims", "hide", "search", "tags", "way"))
_HIDDEN = frozenset(("toc", "tags"))
_SEARCH = frozenset(("boost", "exclude"))
_BEGINNING = 4  # letters of a word
_TYPES = {"index": "website", "person": "profile"}


def head_flaws(page: Page, ground: Ground, reader: Reader) -> Iterator[Flaw]:
    """What a page says of itself to themes, search engines and previews, and the book does not have."""
    head, kind = page.head, kinds(page.path)[0]
    yield from ((str(name), "is no key of a page's front matter") for name in head if name not in _KEYS)
    book = _book(ground) if kind == "index" else {}
    if not _is_alike(head.get("social"), {"type": _TYPES.get(kind, "article"), **book}):
        yield str(head.get("social")), "is not what the page is"
    if not _within(head.get("hide", []), _HIDDEN) or not _within(list(head.get("search") or {}), _SEARCH):
        yield "hide, search", "have what no page of the book has"
    yield from way_flaws(page, ground, reader)
    yield from _described(text.alike(html.unescape(str(head.get("description", "")))), page, ground, reader)
    said = _TAGGED.get(kind, _is_no_tag)
    yield from (
        (str(tag), "is a word for the search, and stands nowhere")
        for tag in head.get("tags") or ()
        if not said(text.alike(html.unescape(str(tag))), page, ground, reader)
    )


def _book(ground: Ground) -> dict[str, str]:
    """What the home page says for all pages."""
    book = ground.book
    return {"book": book.title, **({"as_of": dates.day(book.as_of)} if book.as_of else {})}


def _is_alike(shown: Any, wanted: Mapping[str, str]) -> bool:
    """Whether names and texts are those, entities apart."""
    told = shown if isinstance(shown, dict) else {}
    return {str(name): text.alike(html.unescape(str(value))) for name, value in told.items()} == {
        n: text.alike(v) for n, v in wanted.items()
    }


def _within(shown: Any, known: frozenset[str]) -> bool:
    return isinstance(shown, list) and all(str(one) in known for one in shown)


def _is_no_tag(_shown: str, _page: Page, _ground: Ground, _reader: Reader) -> bool:
    return False


def _is_written(shown: str, _page: Page, ground: Ground, _reader: Reader) -> bool:
    """Whether words stand in book.yml, or begin as words of the articles do: they may be spelled or counted otherwise
    there."""
    forms = (forms for name, forms in country_forms().items() if name.casefold() == shown.casefold())
    return any(_begins_alike(name, ground) for name in (shown, *next(forms, ())))


def _is_short(shown: str, _page: Page, ground: Ground, _reader: Reader) -> bool:
    """Whether it is an abbreviation of the book."""
    return shown in {text.alike(short) for short in ground.book.abbreviations}


def _is_of_person(shown: str, page: Page, ground: Ground, reader: Reader) -> bool:
    """Whether it is a name of the person, a post of theirs, or a single word, for it may be a name's other spelling."""
    person = ground.people[reader.counts.person_of_page[page.path]]
    if len(shown.split()) == 1 or shown in {text.alike(name) for name in person.names}:
        return True
    return any(_is_post(shown, role) for role in person.roles)


def _is_post(shown: str, role: Role) -> bool:
    """Whether words are a role's title, alone or with the body and the country that the role has."""
    title = text.alike(role.title)
    known = (role.organisation or "", role.country or "", *country_forms().get(role.country or "", ()))
    words = {word for name in known for word in text.words(name)}
    return title in shown and words.issuperset(text.words(shown.replace(title, " ", 1)))


def _begins_alike(shown: str, ground: Ground) -> bool:
    begin = [word[: min(_BEGINNING, max(len(word) - 2, 1))].casefold() for word in text.words(shown)]
    return ground.editor.hold(shown) or all(map(ground.is_anywhere, begin))


def _described(shown: str, page: Page, ground: Ground, reader: Reader) -> Iterator[Flaw]:
    """Whether a description is made of texts of the data and of counts; one that was cut, up to its last part."""
    own = _OWN.get(kinds(page.path)[0])
    wanted = [text.alike(one) for one in own(page, ground, reader)] if own else []
    if shown in wanted or any(text.is_short_for(shown, one) for one in wanted):
        return
    counts = reader.counts.at(page, page.root)
    if wanted or not any(accounted(part, ("heads",), reader.known, counts) for part in _uncut(shown)):
        yield text.short(shown), "is the description of the page, and the book does not say so"


def _uncut(shown: str) -> Iterator[str]:
    """A text, and where it was cut short what stands before its last joint."""
    yield shown
    if shown.endswith("…"):
        for joint in (", ", ". ", "; ", ": "):
            yield shown.rpartition(joint)[0]


def _of_index(_page: Page, ground: Ground, _reader: Reader) -> Iterator[str]:
    book = ground.book
    yield from [book.description] if book.description else [claim.text for claim in book.bottom_line[:1]]
    if not book.bottom_line:
        yield f"A briefing book made from {_counted(len(book.sources), 'article')}."


def _of_topic(page: Page, ground: Ground, reader: Reader) -> Iterator[str]:
    topic = ground.topics[reader.counts.topic_of_page[page.path]]
    yield topic.description or next((claim.text for claim in topic.summary), topic.title)


def _of_source(page: Page, ground: Ground, reader: Reader) -> Iterator[str]:
    source = ground.sources[reader.counts.source_of_page[page.path]]
    counts = reader.counts.at(page, page.root)
    when = dates.describe(source.published) if source.published else "undated"
    of = f"{', '.join(filter(None, (source.outlet, when)))}."
    yield f"{of} {counts['cited']:,} of {_counted(counts['sentences'], 'sentence')} cited in this book."


def _of_topics(_page: Page, ground: Ground, _reader: Reader) -> Iterator[str]:
    titles = [topic.title for topic in ground.book.topics]
    yield f"{_counted(len(titles), 'topic')}: {'; '.join(titles)}."


def _of_people(_page: Page, ground: Ground, _reader: Reader) -> Iterator[str]:
    names = [person.name for person in ground.book.people]
    yield f"{_counted(len(names), 'profile')}: {', '.join(names)}."


def _of_sources(_page: Page, ground: Ground, _reader: Reader) -> Iterator[str]:
    outlets = sorted({source.outlet for source in ground.book.sources if source.outlet})
    yield (
        f"The {_counted(len(ground.sources), 'article')} that this book rests "
        f"on{': ' if outlets else ''}{', '.join(outlets)}."
    )


def _of_glossary(_page: Page, ground: Ground, _reader: Reader) -> Iterator[str]:
    short = ", ".join(ground.book.abbreviations)
    yield (
        f"Abbreviations, spelled out as the sources do: {short}."
        if short
        else "The program found no abbreviation that the sources spell out."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _of_timeline(page: Page, ground: Ground, _reader: Reader) -> Iterator[str]:
    title = next((element.text() for element in page.root.walk() if element.tag == "h1"), "")
    events, in_all = ground.book.events, " in all"
    if page.path != "timeline.md":
        shown = {element.claim for element in page.root.walk()}
        events, in_all = [event for event in events if event.anchor in shown], ""
    held = f"{title}: {len(events):,} {'entry' if len(events) == 1 else 'entries'}{in_all}"
    if not (dated := [event.date for event in events if event.date]):
        yield f"{held}."
        return
    for first, last in product(*_ends(dated)):
        yield f"{held}, from {first} to {last}, each with the words that its date was read from."


def _ends(dated: Sequence[Date]) -> Iterator[Iterable[str]]:
    """How the first of these dates may be told, then the last: several may begin on one day."""
    begins = [date.earliest for date in dated]
    for day in (min(begins), max(begins)):
        yield dict.fromkeys(dates.describe(date) for date in dated if date.earliest == day)


_OWN: dict[str, Callable[[Page, Ground, Reader], Iterator[str]]] = {
    "index": _of_index,
    "topic": _of_topic,
    "topics": _of_topics,
    "people": _of_people,
    "source": _of_source,
    "sources": _of_sources,
    "glossary": _of_glossary,
    "timeline": _of_timeline,
}

_TAGGED: dict[str, Callable[[str, Page, Ground, Reader], bool]] = {
    "topic": _is_written,
    "person": _is_of_person,
    "glossary": _is_short,
}
