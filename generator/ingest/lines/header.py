"""Who published an article, where and when: of all that its header states, the surest."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from ...model.article import HOST_AS_OUTLET, Stated
from ...model.dates import Date
from ...model.text import record
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS, Field
from .facts import Fact
from .header_lines import ACRONYM, FIELDS, HINT
from .line_rules import words
from .published import judged, near_named, updated_after, written_before
from .stated_dates import days_named, month_of, read_date, wrong_weekday

_DATES: tuple[Field, ...] = ("published", "updated")
_NAMING = 20_000  # characters in which days are named near the article's own
_CAPITALS = 0.9  # share of the letters of a name in capitals
_ADDRESS_MONTH = re.compile(r"(?<=/)((?:19|20)\d{2})/(0[1-9]|1[0-2])(?=/)")
_ADDRESS_DATE = re.compile(
    r"(?<=/)((?:19|20)\d{2})(?:/[A-Za-z-]{2,20}(?=/))?[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)"
)


@record
class Metadata:
    """What the surest rules say."""

    title: str | None = None
    subject: str | None = None  # of a mail: the title when there is no headline
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    dateline: str | None = None
    published: Date | None = None
    written: dt.date | None = None
    updated: Date | None = None
    stated: tuple[Stated, ...] = ()
    warnings: tuple[str, ...] = ()


def resolve(facts: Sequence[Fact], text: str = "") -> Metadata:
    """For each field what its surest rule says; the first in the text among equals.

    The days that `text`, the whole file, names in words tell whether 4/5 is in April or in May.
    """
    by_field: dict[Field, list[Fact]] = {field: [] for field in FIELDS}
    for fact in facts:
        by_field[fact.field].append(fact)
    for found in by_field.values():
        found.sort(key=lambda fact: fact.priority)
    published, lost, warnings = _published(by_field, text)
    url = next((address for fact in by_field["url"] if (address := _address(fact.text))), None)
    authors, employers = _authors(by_field["authors"])
    outlet = next(
        (name for text in [*(fact.text for fact in by_field["outlet"]), *employers] if (name := _outlet(text))), None
    )
    if not outlet and url:
        outlet = (urlsplit(url).hostname or "").removeprefix("www.") or None
        if outlet:
            warnings = [*warnings, HOST_AS_OUTLET]
    places = by_field["place"]
    return Metadata(
        title=_first(by_field["title"]),
        subject=_first(by_field["subject"]),
        authors=authors,
        outlet=outlet,
        url=url,
        dateline=", ".join(map(_cased, clean(places[0].text).rstrip(" .,").split(", "))) if places else None,
        published=published,
        written=written_before(published, by_field["published"]),
        updated=updated_after(published, by_field["updated"]),
        stated=tuple(_verdict(fact, by_field[fact.field], lost) for fact in facts),
        warnings=tuple(warnings),
    )


def _published(
    by_field: Mapping[Field, Sequence[Fact]], text: str
) -> tuple[Date | None, Mapping[Fact, str], list[str]]:
    """The day of publication, why each other date is not it, and what the report has to say of it."""
    won, lost = judged([*by_field["published"], *by_field["updated"]])
    address = _date_in_address(by_field["url"])
    if not won:
        return address, lost, ["published: the date in the web address stands for it"] if address else []
    warnings = ["published: only the date of an update is stated"] if won.fact.field == "updated" else []
    stated = won.date
    if won.fact.priority == HINT:
        warnings = [*warnings, "published: only what carries the text states it, such as the head of a mail"]
    if day := wrong_weekday(stated):
        warnings = [*warnings, f"published: {stated.text!r} is a {day}"]
    if stated.precision != "range":
        return stated, lost, warnings
    if address and address.precision == "day" and stated.earliest <= address.earliest <= stated.latest:
        return address, lost, warnings
    if near := near_named(stated, days_named(text[:_NAMING])):
        return near, lost, warnings
    return stated, lost, [*warnings, f"published: {stated.text!r} may be either of two days"]


def _verdict(fact: Fact, rivals: Sequence[Fact], lost: Mapping[Fact, str]) -> Stated:
    rejected = lost.get(fact, "") if fact.field in _DATES else "less sure" if fact.priority > rivals[0].priority else ""
    return Stated(field=fact.field, text=clean(fact.text), rule=fact.rule, rejected=rejected)


def _first(facts: Sequence[Fact]) -> str | None:
    return next((text for fact in facts if (text := clean(fact.text))), None)


def clean(text: str, limit: int = 300) -> str:
    """One line without control characters, for a field."""
    visible = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs")
    )
    return " ".join(visible.split())[:limit]


def _date_in_address(facts: Sequence[Fact]) -> Date | None:
    """Many sites put year, month and day into an article's address."""
    for fact in facts:
        address = _address(fact.text)
        found = _ADDRESS_DATE.search(urlsplit(address).path) if address else None
        if found and (date := read_date("-".join(found.groups()))):
            return date
        month = _ADDRESS_MONTH.search(urlsplit(address).path) if address else None
        if month:
            return month_of(int(month[1]), int(month[2]), month[0])
    return None


def _address(text: str) -> str | None:
    """A web address; nothing that a browser would run."""
    address = clean(text, 2000).rstrip(".,;)")
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and host else None


def _outlet(text: str) -> str | None:
    name = re.sub(load(LINE_WORDS).legal_form, "", clean(text, 80).strip(" .,|"))
    if name.startswith(("http://", "https://")):
        return None
    return re.sub(r"^(the) ", lambda found: found[1].capitalize() + " ", name) or None


def _authors(facts: Sequence[Fact]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in the surest byline, and the outlets that stand among them."""
    rules = load(LINE_WORDS)
    names: dict[str, None] = {}
    outlets: dict[str, None] = {}
    for fact in facts:
        if fact.priority != facts[0].priority:
            break
        text = re.sub(r"^by:? ", "", clean(fact.text), flags=re.IGNORECASE)
        for part in re.split(rules.between_names, re.sub(rules.degrees, "", text)):
            name = re.sub(r" (?:in|for|FOR|IN) .*", "", part).strip(" ")
            name = name if re.search(rules.young, name) else name.strip(" .")
            if not name or re.fullmatch(words()["press_job"], name):
                continue
            if outlet := _employer(name):
                outlets.setdefault(outlet)
            else:
                names.setdefault(_cased(_with_surname(re.sub(rf" (?:{words()['press_job']})$", "", name))))
    return tuple(names), tuple(outlets)


@cache
def _outlet_names() -> re.Pattern[str]:
    return re.compile(rf"(?:{words()['outlet']})|(?:{words()['wire']})")


def _employer(name: str) -> str | None:
    """The outlet that a part of a byline names, alone or with its desk or staff; None for a person."""
    outlet = _outlet_names()
    staff = re.sub(r" [Ss]taff$", "", name)
    if staff != name and staff.isupper() and " " not in staff:
        return staff
    desk = re.sub(load(LINE_WORDS).desk, "", staff)  # "Bureau" may be a family name
    if desk != staff and outlet.fullmatch(desk):
        return desk
    acronym = ACRONYM.search(_with_surname(staff)) and not _in_capitals(staff)
    return staff if acronym or outlet.fullmatch(staff) else None


def _in_capitals(name: str) -> bool:
    """Whether a name is set in capitals, but for what its bearer writes small: "JANE DOE-McROE"."""
    letters = [letter for letter in name if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > _CAPITALS * len(letters)


def _with_surname(name: str) -> str:
    """A family name in capitals behind a given name as one would write it.

    >>> _with_surname("Jana KELVAR"), _with_surname("Jana EXN"), _with_surname("JANA KELVAR")
    ('Jana Kelvar', 'Jana EXN', 'JANA KELVAR')
    """
    return re.sub(r"(?<=[a-z] )[A-ZÀ-Þ]{5,}$", lambda found: found[0].capitalize(), name)


def _cased(name: str) -> str:
    """A name in capitals as one would write it.

    >>> _cased("JANE O'DOE"), _cased("Ana de la Cruz")
    ("Jane O'Doe", 'Ana de la Cruz')
    """
    if not name.isupper():
        return name
    return " ".join(
        word if "." in word else re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word) for word in name.split()
    )
