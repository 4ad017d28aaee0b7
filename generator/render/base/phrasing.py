"""Dates, numbers and names as a reader sees them. The book's own English, not the sources'."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from ...model.book import Instead
from ...model.dates import OWN_DAY, Date
from ...rules.lookups import country_forms

MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = ("Winter", "Spring", "Summer", "Autumn")
_UNITS = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century"} | {
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
ORDINALS = ("", "First", "Second", "Third", "Fourth")


def day(date: dt.date) -> str:
    """
    >>> day(dt.date(2031, 7, 9))
    '9 July 2031'
    """
    return f"{date.day} {MONTHS[date.month]} {date.year}"


def span(first: dt.date, last: dt.date, joint: str) -> str:
    """Two days, saying month and year once where they are the same."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{joint}{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month]}{joint}{day(last)}"
    return f"{day(first)}{joint}{day(last)}"


_FOUR_DIGITS = 1000  # an earlier year alone would look like a count, or like the mark of a citation


def _year(year: int) -> str:
    return str(year) if year >= _FOUR_DIGITS else f"AD {year}"


def what_instead(instead: Instead | None) -> str:
    """The new day of a plan that was put off, or the source's words for what took its place; "" for neither."""
    if instead is None:
        return ""
    return instead.text if instead.date is None else describe(instead.date)


def describe(date: Date) -> str:
    """A date, no more precise than it is known."""
    first, last = date.earliest, date.latest
    match date.precision:
        case "day":
            return day(first)
        case "month":
            return f"{MONTHS[first.month]} {first.year}"
        case "quarter":
            return f"{ORDINALS[(first.month - 1) // 3 + 1]} quarter of {first.year}"
        case "half":
            return f"{ORDINALS[(first.month - 1) // 6 + 1]} half of {first.year}"
        case "season":
            return f"{_SEASONS[first.month % 12 // 3]} {last.year}"
        case "year":
            return _year(first.year)
        case "decade":
            return f"{first.year // 10 * 10}s"
        case "century":
            return f"{first.year // 100 * 100}–{last.year}"
        case "period":
            return span(first, last, " to ")
        case "range":
            return f"between {span(first, last, ' and ')} (day not known)" if first != last else day(first)


def of_article(published: Date | None) -> str:
    """Which article was read, by its date: "article of 9 July 2031"."""
    if published is None:
        return "undated article"
    return f"article {'of' if published.precision == 'day' else 'published'} {describe(published)}"


def machine_value(date: Date) -> str | None:
    """What `<time datetime>` may hold: a day, a month or a year; else None."""
    return (
        date.edtf
        if date.precision in ("day", "month") or (date.precision == "year" and date.earliest.year >= 1000)
        else None
    )


def stamp(date: Date) -> str:
    """The date as machines and careful people write it: EDTF, and an interval for what EDTF has a code number for."""
    coded = date.precision in ("quarter", "half", "season")
    return f"{date.earliest.isoformat()}/{date.latest.isoformat()}" if coded else date.edtf


def precision_sign(date: Date) -> str:
    """ "=" for a day that is told or worked out for sure, "≈" for what is known roughly, or was inferred."""
    sure = date.precision == "day" and date.basis not in (
        OWN_DAY,
        "inferred from the text",
        "inferred from other sources",
    )
    return "=" if sure else "≈"


def status(date: Date | None, as_of: dt.date | None) -> str | None:
    """Where a date stands against the book's own: "upcoming", "today", "passed" or "may have passed"."""
    if date is None or as_of is None:
        return None
    if date.earliest > as_of:
        return "upcoming"
    if date.latest < as_of:
        return "passed"
    return "today" if date.earliest == date.latest else "under way" if date.precision == "period" else "may have passed"


def distance(date: Date | None, as_of: dt.date | None) -> str:
    """How far a known day is from the as-of date: "in 3 days", "12 days earlier"; empty when not known."""
    if date is None or as_of is None or date.precision != "day":
        return ""
    days = (date.earliest - as_of).days
    if days == 0:
        return ""
    return f"{'in ' if days > 0 else ''}{counted(abs(days), 'day')}{'' if days > 0 else ' earlier'}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """
    >>> counted(2, "country", "countries")
    '2 countries'
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


_WITH_THE = re.compile(
    r"(?:United|Central African|Czech|Dominican|Democratic|Republic|Marshall|Solomon|European|African|Arab|Gulf)\b"
    r"|.*\b(?:Netherlands|Philippines|Maldives|Bahamas|Seychelles|Comoros|Gambia|Union|Nations|Republic|Emirates)$"
)


def named_party(party: str) -> str:
    """A country or a body as it stands in a sentence.

    >>> named_party("United States"), named_party("Norway")
    ('the United States', 'Norway')
    """
    return f"the {party}" if _WITH_THE.match(party) and not party.startswith("the ") else party


def length_of_time(timex: str, *, again: bool = False) -> str:
    """A TIMEX3 duration in words, or, when it comes `again`, a set.

    >>> length_of_time("P3D"), length_of_time("PT16H"), length_of_time("PXM"), length_of_time("P1Y", again=True)
    ('3 days', '16 hours', 'a length of time', 'every year')
    """
    found = re.fullmatch(r"P(?P<time>T?)(?P<number>\d+(?:\.\d+)?)(?P<unit>[A-Z]{1,2})", timex)
    unit = _UNITS.get(found["time"] + found["unit"]) if found else None
    if found is None or unit is None:
        return "a time that comes again" if again else "a length of time"
    one = found["number"] == "1"
    if again:
        return f"every {unit}" if one else f"every {found['number']} {unit}s"
    return f"{found['number']} {unit}{'' if one else 's'}"


def number(value: str) -> str:
    """A plain decimal with its thousands set apart; other text as it stands."""
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return value
    return f"{amount:,f}" if amount.is_finite() and abs(amount.adjusted()) < 40 else value


def value(claimed: str) -> str:
    """The value of a disagreement's claim: a day of EDTF as a reader writes it, all else as it stands.

    >>> value("2031-07-09"), value("3")
    ('9 July 2031', '3')
    """
    try:
        return day(dt.date.fromisoformat(claimed)) if len(claimed) == 10 else claimed
    except ValueError:
        return claimed


_DATED = ("date", "published", "settled")  # what the editor may set to a date
_SPAN = re.compile(r"\[(?P<one>[^\s.]+)\.\.(?P<other>[^\s.]+)\]|(?P<first>[\d-]+)/(?P<last>[\d-]+)")


def corrected(what: str) -> str:
    """What the editor set right, with a date as a reader writes it.

    >>> corrected("date: [2031-07-09..2031-07-10]"), corrected("headline")
    ('date: between 9 July 2031 and 10 July 2031', 'headline')
    """
    key, _, said = what.partition(": ")
    if key not in _DATED:
        return what
    if found := _SPAN.fullmatch(said):
        if found["one"]:
            return f"{key}: between {_in_words(found['one'])} and {_in_words(found['other'])}"
        return f"{key}: {_in_words(found['first'])} to {_in_words(found['last'])}"
    return f"{key}: {_in_words(said)}"


def _in_words(code: str) -> str:
    """A day or a month of EDTF; all else as it stands."""
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", code)
    return f"{MONTHS[int(month[2])]} {month[1]}" if month else value(code)


def country_code(name: str) -> str | None:
    """A country's two letters (ISO 3166-1), None for what has none.

    >>> country_code("Norway")
    'NO'
    """
    found = country_forms("name").get(name)
    return found.code if found else None


def initials(name: str) -> str:
    """One or two letters for a monogram."""
    words = [w for w in name.replace("-", " ").split() if w[0].isalpha()]
    return "".join(w[0] for w in (words if len(words) < 2 else [words[0], words[-1]])).upper() or "?"


def shortened(text: str, length: int) -> str:
    """The first words of a text, with "…" for those left out."""
    words = " ".join(text.split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0].rstrip(",;:—–- ") + " …"


def bare_quote(text: str) -> str:
    """Quoted words without the marks around them."""
    inner = text.strip()
    if len(inner) > 1 and inner[0] in "\"“”'‘«" and inner[-1] in "\"”“'’»":
        inner = inner[1:-1]
    elif inner[:1] in ("“", '"') and not any(mark in inner[1:] for mark in '”"'):
        inner = inner[1:]
    return inner.strip().removesuffix(",")
