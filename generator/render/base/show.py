"""What templates call: links, citations and dates as markup. Everything returned here is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ...model.book import Citation, Claim, Edit, GlossaryEntry, Person, PersonRole, RoleStatus, TimelineEntry
from ...model.dates import OWN_DAY, Date
from ...model.permanent_ids import Line, id_of, kind_of, permanent_id
from ...rules.load import load
from ...rules.types.people import POST_WORDS
from . import filled, links, marked_text, measures, phrasing
from .escape import (
    clean,
    escape_attribute,
    escape_front_matter,
    escape_markdown,
    letter_by_letter,
    link_target,
    safe_url,
)
from .index import Index, Use
from .index import line as words_of
from .order import ACTS
from .timeline import Day

_LONGEST = 1200  # characters of a sentence that a mark carries with it
_LONGEST_LABEL = 90  # characters of a link to a place that a sentence feeds
_IN_ARTICLE = re.compile(r"(?<=” )in (?=([^“”]+))")
_END_OF_ID = re.compile(r"[:,]|$")  # an id may have these itself, as the name of its file has them


def _here(context: Context) -> tuple[Index, str]:
    return context["index"], context["here"]


@pass_context
def finalize(context: Context, value: Any) -> Any:
    """What Jinja does to every expression's value: escaped unless it is markup or a number already."""
    if isinstance(value, Markup | int):
        return value
    index, here = _here(context)
    return filled.shown(str(value), index.filled, index.people, here)


def _link(text: Markup, target: str) -> Markup:
    return Markup(f"[{text}]({target})")


@pass_context
def cite(context: Context, citations: Citation | Sequence[Citation]) -> Markup:
    """Superscript links to the sentences, each numbered as its source is in the list of sources."""
    index, here = _here(context)
    numbers: dict[str, int] = context["numbers"]
    given = (citations,) if isinstance(citations, Citation) else citations
    marks = []
    for citation in dict.fromkeys(given):
        if citation.source not in index.bylines:
            raise ValueError(f"a citation names no source of the book: {citation.source[:80]!r}")
        target = links.relative(here, index.source_paths[citation.source], links.sentence_anchor(citation.sentence))
        number = numbers[citation.source]
        label = escape_attribute(f"{number}: {byline(index, citation)}")
        says = escape_attribute(phrasing.shortened(citation.quote, _LONGEST))
        address = links.text_fragment(index.bylines[citation.source].url, citation.quote)
        last = "" if citation.last is None else f' data-last="{citation.last}"'
        away = f' data-url="{escape_attribute(address)}"' if address else ""
        link = f'[{number}]({target} "{label}")'
        marks.append(Markup(f'<span class="bb-ref" data-says="{says}"{last}{away}>{link}</span>'))
    return Markup(f'<sup class="bb-cite" data-search-exclude="">{" ".join(marks)}</sup>') if marks else Markup("")


def byline(index: Index, citation: Citation) -> str:
    """Outlet and date of a citation's source; its title stands in for an outlet that is not known."""
    source = index.bylines[citation.source]
    when = phrasing.describe(source.published) if source.published else "undated"
    return f"{source.outlet or phrasing.shortened(source.title, 60)}, {when}"


@pass_context
def to(context: Context, text: str, path: str, anchor: str | None = None) -> Markup:
    """A link with this text to a page below docs/ and perhaps an anchor on it."""
    _, here = _here(context)
    return _link(escape_markdown(text), links.relative(here, path, anchor))


@pass_context
def to_timeline(context: Context, text: str, name: str, identifier: str) -> Markup:
    """A link to what the timeline has of one topic or person; without scripts it leads to the whole."""
    _, here = _here(context)
    return _link(escape_markdown(text), f"{links.relative(here, 'timeline.md')}?{name}={links.checked(identifier)}")


@pass_context
def person(context: Context, identifier: str) -> Markup:
    """The name, leading to the profile; empty when the id has no profile."""
    index, here = _here(context)
    name = index.names.get(identifier)
    if name is None:
        return Markup("")
    return _link(escape_markdown(name), links.relative(here, links.person_path(identifier)))


@pass_context
def sided(context: Context, identifier: str) -> Markup:
    """The same with the colour of the person's side."""
    index, _ = _here(context)
    if identifier not in index.people:
        return Markup("")
    country = index.countries[identifier]
    return Markup(f'<span class="bb-sided {side(context, country)}">{person(context, identifier)}</span>')


@pass_context
def topic(context: Context, identifier: str) -> Markup:
    """The title, leading to the topic's page; empty when the id has no topic."""
    index, here = _here(context)
    title = index.titles.get(identifier)
    if title is None:
        return Markup("")
    return _link(escape_markdown(title), links.relative(here, links.topic_path(identifier)))


@pass_context
def source(context: Context, identifier: str) -> Markup:
    """The title, leading to the source's page. Raises KeyError for an id that the book has not."""
    index, here = _here(context)
    return _link(escape_markdown(index.bylines[identifier].title), links.relative(here, index.source_paths[identifier]))


@pass_context
def event(context: Context, entry: TimelineEntry, text: str) -> Markup:
    """A link to the entry's permanent place on the timeline."""
    index, here = _here(context)
    return _link(escape_markdown(text), links.relative(here, index.event_paths[entry.id], permanent_id(entry)))


@pass_context
def dated(context: Context, entry: TimelineEntry) -> Markup:
    """The entry's date, leading to its place on the timeline."""
    index, here = _here(context)
    return _link(when(entry.date), links.relative(here, index.event_paths[entry.id], permanent_id(entry)))


@pass_context
def use(context: Context, place: Use, label: str) -> Markup:
    """A label, shortened, leading to a place that rests on a sentence."""
    _, here = _here(context)
    return _link(
        escape_markdown(phrasing.shortened(label, _LONGEST_LABEL)), links.relative(here, place.path, place.anchor)
    )


def in_article(url: str | None, quote: str, number: int) -> Markup:
    """A link to the article's own address, opened at a sentence; nothing where the address is not known."""
    address = links.text_fragment(url, quote)
    if address is None:
        return Markup("")
    return Markup(f'[In the article itself]({link_target(address)} "In the article itself: sentence {number + 1}")')


@pass_context
def anchor(context: Context, line: Line, of: str = "") -> Markup:
    """The attributes that make an element the line's permanent place on this page and say by which command of
    `briefing edit` it is corrected.

    An id stands once on a page: an element that repeats the line only names it.
    """
    index, _ = _here(context)
    identifier = permanent_id(line, of)
    taken: set[str] = context["anchors"]
    named = "data-claim" if identifier in taken else "id"
    taken.add(identifier)
    return Markup(f'{named}="{identifier}" data-edit="{correctable(index, line, of)}"')


def correctable(index: Index, line: Line, of: str) -> Markup:
    """What is corrected where a line is wrong: its kind, and its id where that is not the line's own. A line that tells
    an event is corrected as that."""
    if isinstance(line, Claim) and (event := index.told.get(words_of(line.text, line.citation))):
        return Markup(f"event {id_of('event', event)}")
    match kind_of(line):
        case "side":
            return Markup(f"disagreement {id_of('disagreement', of)}")
        case "change":
            return Markup(f"measure {id_of('measure', of)}")
        case "role":
            return Markup(f"role {escape_attribute(of)}")
        case "abbreviation":
            return Markup(f"abbreviation {escape_attribute(line.short if isinstance(line, GlossaryEntry) else '')}")
        case kind:
            return Markup(kind)


def outside(url: str | None, text: str | None = None) -> Markup:
    """A link out of the book if the address is plain http or https, else the address as text."""
    address = safe_url(url)
    if address is None:
        return escape_markdown(url or "")
    return Markup(f"[{escape_markdown(text or address)}]({link_target(address)})")


def when(date: Date | None) -> Markup:
    """`<time>` for a day, month or year; a plain span for what HTML cannot say."""
    if date is None:
        return Markup('<span class="bb-date">date not known</span>')
    shown = escape_markdown(phrasing.describe(date))
    value = phrasing.machine_value(date)
    if value:
        return Markup(f'<time class="bb-date" datetime="{value}">{shown}</time>')
    return Markup(f'<span class="bb-date" data-edtf="{escape(date.edtf)}">{shown}</span>')


def heading(one: Day) -> Markup:
    """The date that entries stand under, as HTML; the year is set apart where the month above says it too."""
    text, date = escape(one.title), one.date
    if date is None:
        return Markup(text)
    if date.precision in ("day", "month"):
        day, _, year = text.rpartition(" ")
        text = f'<span class="bb-of-month">{day}</span> <span class="bb-year">{year}</span>'
    value = phrasing.machine_value(date)
    return Markup(
        f'<time datetime="{value}">{text}</time>' if value else f'<span data-edtf="{escape(date.edtf)}">{text}</span>'
    )


@pass_context
def sign(
    context: Context, date: Date | None, citations: Citation | Sequence[Citation], place: str, stated: bool = False
) -> Markup:
    """A small sign beside a date, how it was read in its title; it leads to the line's own `place`. One that a source
    states has it only where `stated` asks for it."""
    index, _ = _here(context)
    if date is None or (date.basis == "stated" and not stated):
        return Markup("")
    how, shown = escape_attribute(_basis(index, date, citations)), phrasing.precision_sign(date)
    return Markup(
        f' <span class="bb-basis" data-search-exclude="" title="{how}">'
        f'<a class="bb-sign" href="#{place}" aria-label="How this date was read">{shown}</a></span>'
    )


def _basis(index: Index, date: Date, citations: Citation | Sequence[Citation]) -> str:
    """How a date was come by: its basis, the words it was read from and the article's own date."""
    if date.basis in ("editor", OWN_DAY):
        return _without_words(date)
    read = f"“{clean(date.text)}”" if clean(date.text) else ""
    reason = "" if date.basis in ("weekday", "relative to the article") and read else date.basis
    zone = f"{date.zone} time" if date.zone else ""
    parts = (read, "" if date.basis == "stated" else _read_in(index, citations), zone)
    return ": ".join(filter(None, (reason, ", ".join(filter(None, parts)))))


def _read_in(index: Index, citations: Citation | Sequence[Citation]) -> str:
    """The article that tells it, by its date."""
    first = citations if isinstance(citations, Citation) else next(iter(citations), None)
    if first is None:
        return ""
    return phrasing.of_article(index.bylines[first.source].published if first.source in index.bylines else None)


def _without_words(date: Date) -> str:
    """Of a date that was read from no words of a source."""
    return "set by the editor" if date.basis == "editor" else f"reported {phrasing.day(date.latest)}"


def main_role(person: Person) -> PersonRole | None:
    """The role that the editor gives, else that most sentences give, the earlier in the book's order where equal. One
    that is over, or not begun, gives way to one that is held and told of as late."""
    most = _most_told(person.roles)
    if most is None or most.by_editor or most.status not in _NOT_HELD:
        return most
    held = [role for role in person.roles if role.status not in _NOT_HELD and _is_as_late(role, most)]
    return _most_told(held) or most


_NOT_HELD: frozenset[RoleStatus] = frozenset({"former", "ahead"})


def _most_told(roles: Sequence[PersonRole]) -> PersonRole | None:
    return max(roles, key=lambda role: (role.by_editor, len(role.citations)), default=None)


def _is_as_late(role: PersonRole, other: PersonRole) -> bool:
    return role.last is not None and other.last is not None and role.last.latest >= other.last.latest


def is_held(person: Person) -> bool:
    """Whether the main role is held on the book's date, as far as the sources tell."""
    role = main_role(person)
    return role is None or role.status not in _NOT_HELD


def office_in_time(role: PersonRole) -> str:
    """The office, and for how long where it is over or not begun: "President until 4 April 2031"."""
    return office(role) + _term(role)


def title_in_time(role: PersonRole) -> str:
    """The same without the body that it is held at."""
    return role.title + _term(role)


def _term(role: PersonRole) -> str:
    date = role.until.date if role.until and role.status == "former" else None
    if date is not None:
        return f" {'ended' if date.precision == 'range' else 'until'} {phrasing.describe(date)}"
    if role.status == "ahead" and role.since and role.since.date:
        return f" from {phrasing.describe(role.since.date)}"
    return ", former" if is_only_former(role) else ""


def is_only_former(role: PersonRole) -> bool:
    """Whether an office is over, nobody says since when, and its own words do not say that it is."""
    told = set(re.findall(r"[\w-]+", role.title.casefold())) & set(load(POST_WORDS).former)
    return role.status == "former" and not (role.until and role.until.date) and not told


def office(role: PersonRole) -> str:
    """A role's title, with its organisation unless the title has it already."""
    return (
        f"{role.title}, {role.organisation}"
        if role.organisation and role.organisation not in role.title
        else role.title
    )


def by_title(index: Index, why: str) -> str:
    """Why names are one person's, an article called by its title."""
    told, at = "", 0
    for found in _IN_ARTICLE.finditer(why):
        ids = (found[1][: end.start()] for end in _END_OF_ID.finditer(found[1]))
        if called := next((one for one in ids if one in index.bylines), None):
            told += f"{why[at : found.end()]}“{index.bylines[called].title}”"
            at = found.end() + len(called)
    return told + why[at:]


def edits(done: Sequence[Edit]) -> str:
    """What the editor set right, as one line."""
    told = ((phrasing.corrected(edit.what), edit.reason) for edit in done)
    return "; ".join(f"{what} ({reason})" if reason else what for what, reason in told)


@pass_context
def monogram(context: Context, one: Person) -> Markup:
    """A person's initials on a disc in the colour of their side, drawn by the style alone: where there is none, nothing
    is shown."""
    letters = letter_by_letter(phrasing.initials(one.name))
    tone = side(context, one.country)
    return Markup(f'<span class="bb-avatar {tone}" data-letters="{letters}" aria-hidden="true"></span>')


@pass_context
def side(context: Context, party: str | None) -> Markup:
    """The class that gives what belongs to a party its colour, the same on every page."""
    index, _ = _here(context)
    number = index.sides.get(party or "")
    return Markup(f"bb-side-{'none' if number is None else number}")


def country(name: str | None) -> Markup:
    """A country by its code, where it has one, and its name."""
    if not name:
        return Markup("")
    code = phrasing.country_code(name)
    mark = f'<span class="bb-code" data-letters="{letter_by_letter(code)}" aria-hidden="true"></span> ' if code else ""
    return Markup(f'<span class="bb-country">{mark}{escape_markdown(name)}</span>')


def tokens(values: Sequence[str]) -> Markup:
    """Ids as the value of a data attribute, with spaces between."""
    return Markup(" ".join(links.checked(v) for v in values))


def stamp(date: Date | None) -> str:
    """A date in EDTF, or its first and last day where EDTF has only a code number; "no date" for None."""
    return phrasing.stamp(date) if date else "no date"


FILTERS: dict[str, Any] = {
    "cite": cite,
    "person": person,
    "sided": sided,
    "topic": topic,
    "source": source,
    "event": event,
    "dated": dated,
    "value": phrasing.value,
    "use": use,
    "in_article": in_article,
    "explained": marked_text.explained,
    "to": to,
    "to_timeline": to_timeline,
    "outside": outside,
    "when": when,
    "heading": heading,
    "stamp": stamp,
    "sign": sign,
    "edits": edits,
    "corrected": phrasing.corrected,
    "id": lambda identifier: Markup(links.checked(identifier)),
    "tokens": tokens,
    "attr": escape_attribute,
    "yaml": escape_front_matter,
    "html": escape_attribute,
    "anchor": anchor,
    "anchor_id": lambda line, of="": Markup(permanent_id(line, of)),
    "sentence_link": lambda number: Markup(f"[{number + 1}](#{links.sentence_anchor(number)})"),
    "sentence_id": lambda number: Markup(links.sentence_anchor(number)),
    "day": phrasing.day,
    "describe": phrasing.describe,
    "what_instead": phrasing.what_instead,
    "witnesses": measures.witnesses,
    "read_from": measures.read_from,
    "amount": lambda measure: measures.amount(measure.value, measure.unit),
    "number": phrasing.number,
    "short": phrasing.shortened,
    "short_behind": phrasing.shortened_behind,
    "bare": phrasing.bare_quote,
    "plain": lambda value: Markup(int(value)),
}
GLOBALS: dict[str, Any] = {
    "acts": ACTS,
    "monogram": monogram,
    "side": side,
    "country": country,
    "main_role": main_role,
    "is_only_former": is_only_former,
    "status": phrasing.status,
    "distance": phrasing.distance,
    "counted": phrasing.counted,
    "relative": lambda here, there, anchor: Markup(links.relative(here, there, anchor)),
    "person_path": links.person_path,
    "topic_path": links.topic_path,
}
