"""A small reader of dates: whether a shown date can follow from the words that it was read from, and how it is
written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from ..model.text import record
from ..rules.load import load
from ..rules.types.check import CHECK_DATES
from .data import Basis, Date

_YEAR = re.compile(r"(?<![\d:.,])(1[0-9]{3}|2[01][0-9]{2})(?![\d:])(?!,\d)(?! years?\b)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?![\d:])"
_ORDINALS = ("", "First", "Second", "Third", "Fourth")
_SEASONS = ("Winter", "Spring", "Summer", "Autumn")
_FOUR_DIGITS = 1000  # an earlier year alone would look like a count, or like a citation's mark
_LATE = 400  # days from an article to a month that it names without a year
_LEAP = 3000  # days from an article to the 29 February that it names without a year: eight years around 1900
_WEEK = 8  # days from an article to a weekday that it names
_UNITS = {"week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366, "day": 1, "decade": 3660, "century": 36600}


@cache
def _odd_year() -> re.Pattern[str]:
    """A year behind its month or day, short or of an era: "14 October 1066", "5 April '98", "August 79 AD"."""
    era, so_called = _named(_words("era")), _named(_words("so_called"))
    month = _named(tuple(_months()))
    return re.compile(
        rf"\b(?:{era}) (\d{{1,4}})\b|\b(\d{{1,4}}) (?:{era})\b|\b(?:{so_called}) (\d{{1,4}})\b|['’](\d\d)$"
        rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{month})|(?:{month})\.? \d{{1,2}}(?:st|nd|rd|th)?),? (\d{{3,4}})$"
        rf"|\b(?:{month}),? (\d{{3,4}})$"
    )


def _years_told(words: str) -> list[int]:
    """Each year that the words name; two digits are of this century or the last."""
    years = [int(year) for year in _YEAR.findall(words)]
    for *whole, short, late, later in _odd_year().findall(words):
        years += [int(year) for year in (*whole, late, later) if year]
        years += [int(short) + century for century in (1900, 2000) if short]
    return years


@record
class Days:
    """The days on one of which an article was published."""

    first: dt.date
    last: dt.date


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(getattr(load(CHECK_DATES), name))


@cache
def month_name(year: int, month: int) -> str:
    """A month as the pages write it."""
    return f"{_words('months')[month - 1]} {year}"


def _months() -> dict[str, int]:
    return {
        short: number
        for number, name in enumerate(_words("months"), 1)
        for short in (name.casefold(), name[:3].casefold())
    } | {"sept": 9}


@cache
def _weekdays() -> dict[str, int]:
    return {short: n for n, name in enumerate(_words("weekdays")) for short in (name.casefold(), name[:3].casefold())}


@cache
def _named(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def of_words(words: str, date: Date, published: Sequence[Days]) -> str | None:
    """Why a date cannot follow from these words in articles of those days; None where it may.

    Words that the reader does not know prove nothing either way.
    """
    words = words.casefold()
    for read in (_exact, _month, _year, _weekday, _near, _relative):
        verdict = read(words, date, published)
        if verdict is False:
            return f"{describe(date)} does not follow from “{words}”"
        if verdict and read is _exact:
            break
    return None


def with_year(words: str, date: Date, near: str) -> str:
    """A month or a day of it with the year that stands beside or before its sentence: "Nov-Dec 1975", "In 2009 ... On
    July 3"."""
    year = date.earliest.year
    alone = not _years_told(words.casefold()) and _months_told(words.casefold(), named=True)
    return f"{words} {year}" if alone and re.search(rf"(?<!\d){year}(?!\d)", near) else words


def of_quote(date: Date, quote: str) -> str | None:
    """Why the words of a date do not end where they were cut in a quoted sentence: a year stands behind them."""
    words = date.text.casefold()
    found = re.search(rf"(?<!\w){re.escape(words)},? (\d{{4}})(?=[.,;)]|$)", quote.casefold()) if words else None
    if found is None or date.earliest.year <= int(found[1]) <= date.latest.year or not _months_told(words, named=True):
        return None
    return f"{describe(date)} leaves out the {found[1]} behind “{words}”"


def reported(date: Date, stated: Sequence[dt.date]) -> str | None:
    """Why a date cannot be the own day of an article that states one of these; None where it is that day and the one
    before."""
    if any(date.latest == one and date.earliest == _moved(one, -1) for one in stated) and date.precision == "range":
        return None
    return f"{describe(date)} is not the day, and the day before, of any article that it rests on"


def _within(date: Date, days: Sequence[Days], before: int, after: int) -> bool:
    """Whether the date comes so close to one of the articles, in days."""
    return not days or any(
        date.latest >= _moved(one.first, -before) and date.earliest <= _moved(one.last, after) for one in days
    )


def _moved(day: dt.date, by: int) -> dt.date:
    return dt.date.fromordinal(min(max(day.toordinal() + by, 1), dt.date.max.toordinal()))


def _holds(date: Date, year: int | None, month: int, day: int | None) -> bool:
    """Whether a month or a day of it lies in the date; a shown day must be that very day."""
    for candidate in range(date.earliest.year, date.latest.year + 1) if year is None else (year,):
        try:
            first = dt.date(candidate, month, day or 1)
        except ValueError:
            continue
        last = (
            first
            if day
            else _moved(dt.date(candidate + month // 12, month % 12 + 1, 1), -1)
            if candidate < dt.MAXYEAR
            else first
        )
        if first <= date.latest and last >= date.earliest:
            return True
    return False


def _exact(words: str, date: Date, _: Sequence[Days]) -> bool | None:
    if found := _ISO.search(words):
        return _holds(date, int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.search(words):
        year = int(found[3]) if len(found[3]) == 4 else None
        return any(
            0 < month <= 12 and _holds(date, year, month, day) for month, day in _both(int(found[1]), int(found[2]))
        )
    return None


def _both(one: int, other: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (one, other), (other, one)


def _month(words: str, date: Date, published: Sequence[Days]) -> bool | None:
    """ "3 May", "the 3rd of May", "in May 2031": the month or the day of it, not too far from an article that names no
    year."""
    told = _days_told(words)
    months = _months_told(words, named=bool(told or _years_told(words)))
    if not months or _is_counted_from(words):
        return None
    if told and date.precision == "day":
        fits = any(_holds(date, None, month, day) for month, day in told)
    else:
        fits = any(_holds(date, None, month, None) for month in months)
    return fits and _is_of_year(words, date, published)


def _is_counted_from(words: str) -> bool:
    """ "the Monday after 18 May", "the day before 3 May": another day than the one that is named."""
    return re.search(rf"\b(?:{_named(_words('beside'))}) ", words) is not None


def _days_told(words: str) -> list[tuple[int, int]]:
    """Each month with a day of it."""
    names = _named(tuple(_months()))
    told = [(_months()[name], int(day)) for name, day in re.findall(rf"\b({names})\.?,? (?:the )?{_DAY}", words)]
    told += [(_months()[name], int(day)) for day, name in re.findall(rf"(?<!\d){_DAY} (?:of )?({names})\b", words)]
    return [(month, day) for month, day in told if 0 < day <= 31]


def _months_told(words: str, *, named: bool) -> list[int]:
    """Each month; "may" is one only beside a day or a year, or by itself."""
    names = re.findall(rf"\b({_named(tuple(_months()))})\b", words)
    return [_months()[name] for name in names if name != "may" or named or words.strip() == "may"]


def _is_of_year(words: str, date: Date, published: Sequence[Days]) -> bool:
    """Whether a day or month may be of the year that is shown: it is named, or not far from the articles."""
    named = words.startswith("the ") and date.basis == "stated"  # a day that has become a name
    if _years_told(words) or named or date.basis.startswith(("relative to an event", "inferred")):
        return True
    late = _LEAP if (2, 29) in _days_told(words) else _LATE * (2 if "year" in words else 1)
    return _within(date, published, late, late)


def _year(words: str, date: Date, _: Sequence[Days]) -> bool | None:
    years = _years_told(words)
    return any(date.earliest.year <= year <= date.latest.year for year in years) if years else None


def _weekday(words: str, date: Date, published: Sequence[Days]) -> bool | None:
    told = [_weekdays()[name] for name in re.findall(rf"\b({_named(tuple(_weekdays()))})\b", words)]
    if not told or date.precision != "day":
        return None
    if date.earliest.weekday() not in told:
        return None if _days_told(words) else False  # an article may err in the weekday of a day that it names
    if date.basis != "weekday" or re.search(r"\d|\bweek", words):
        return True
    far = _WEEK * (2 if re.search(rf"\b(?:{_named((*_words('before'), *_words('after')))})\b", words) else 1)
    return _within(date, published, far, far)


def _near(words: str, date: Date, published: Sequence[Days]) -> bool | None:
    """ "today", "yesterday", "tomorrow" and times of the day."""
    if date.basis != "relative to the article" or re.search(rf"\b(?:{_named(_words('ago'))})\b", words):
        return None
    for name, offset in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        if re.search(rf"\b(?:{_named(_words(name))})\b", words):
            return _within(date, published, 1 - offset, 1 + offset)
    return None


def _relative(words: str, date: Date, published: Sequence[Days]) -> bool | None:
    """ "last month", "next year", "this week", "three days ago": no further off than the unit allows."""
    if date.basis != "relative to the article":
        return None
    for name, sides in (("before", (2, 0)), ("after", (0, 2)), ("same", (1, 1))):
        if found := re.search(rf"\b(?:{_named(_words(name))}) ({'|'.join(_UNITS)})\b", words):
            unit = _UNITS[found[1]]
            return _within(date, published, sides[0] * unit, sides[1] * unit) and _in_year(
                name, found[1], date, published
            )
    return None


def _in_year(name: str, unit: str, date: Date, published: Sequence[Days]) -> bool:
    if unit != "year" or not published:
        return True
    offset = {"before": -1, "after": 1, "same": 0}[name]
    return any(
        date.earliest.year <= year + offset <= date.latest.year
        for one in published
        for year in (one.first.year, one.last.year)
    )


# How a date is written


def day(one: dt.date) -> str:
    """
    >>> day(dt.date(2031, 7, 9))
    '9 July 2031'
    """
    return f"{one.day} {_words('months')[one.month - 1]} {one.year}"


def _between(first: dt.date, last: dt.date, joint: str) -> str:
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{joint}{day(last)}"
    if first.year == last.year:
        return f"{day(first).removesuffix(f' {first.year}')}{joint}{day(last)}"
    return f"{day(first)}{joint}{day(last)}"


def _part(date: Date, months: int, noun: str) -> str:
    """ "First quarter of 2031": a part of a year that many months long."""
    return f"{_ORDINALS[(date.earliest.month - 1) // months + 1]} {noun} of {date.earliest.year}"


_SHOWN: dict[str, Callable[[Date], str]] = {
    "day": lambda d: day(d.earliest),
    "month": lambda d: f"{_words('months')[d.earliest.month - 1]} {d.earliest.year}",
    "quarter": lambda d: _part(d, 3, "quarter"),
    "half": lambda d: _part(d, 6, "half"),
    "season": lambda d: f"{_SEASONS[d.earliest.month % 12 // 3]} {d.latest.year}",
    "year": lambda d: f"{'AD ' if d.earliest.year < _FOUR_DIGITS else ''}{d.earliest.year}",
    "decade": lambda d: f"{d.earliest.year // 10 * 10}s",
    "century": lambda d: f"{d.earliest.year // 100 * 100}–{d.latest.year}",
    "period": lambda d: _between(d.earliest, d.latest, " to "),
    "range": lambda d: (
        f"between {_between(d.earliest, d.latest, ' and ')} (day not known)"
        if d.earliest != d.latest
        else day(d.earliest)
    ),
}
_CODED: dict[str, Callable[[Date], str]] = {
    "day": lambda d: d.earliest.isoformat(),
    "month": lambda d: f"{d.earliest.year:04}-{d.earliest.month:02}",
    "quarter": lambda d: f"{d.earliest.year:04}-{33 + (d.earliest.month - 1) // 3}",
    "half": lambda d: f"{d.earliest.year:04}-{40 + (d.earliest.month - 1) // 6}",
    "season": lambda d: f"{d.earliest.year:04}-{20 + d.earliest.month // 3}",
    "year": lambda d: f"{d.earliest.year:04}",
    "decade": lambda d: f"{d.earliest.year // 10:03}X",
    "century": lambda d: f"{d.earliest.year // 100:02}XX",
    "period": lambda d: f"{d.earliest.isoformat()}/{d.latest.isoformat()}",
    "range": lambda d: f"[{d.earliest.isoformat()}..{d.latest.isoformat()}]",
}
_LENGTHS = {
    "day": (1, 1),
    "month": (28, 31),
    "quarter": (90, 92),
    "half": (181, 184),
    "season": (90, 92),
    "year": (365, 366),
} | {
    "decade": (3652, 3653),
    "century": (36524, 36525),
}


UNSURE = " (day not known)"  # behind a date that is told as a range


def written(date: Date) -> tuple[str, str]:
    """How a date may be written."""
    told = describe(date)
    return told, told.removesuffix(UNSURE)


def describe(date: Date) -> str:
    """As the pages write it."""
    write = _SHOWN.get(date.precision)
    return write(date) if write else date.edtf


def of_shown(words: str, shown: str, basis: str, published: Sequence[Days]) -> str | None:
    """As `of_words`, for a day as it is written; None for what is no day."""
    day_ = first_day(shown) if re.fullmatch(r"\d{1,2} \w+ \d{4}", shown) else None
    if day_ is None:
        return None
    known: Basis = (
        "weekday"
        if "weekday" in basis
        else "relative to the article"
        if "relative to the article" in basis
        else "stated"
    )
    return of_words(
        words,
        Date(edtf=shown, earliest=day_, latest=day_, precision="day", basis=known, text=words, zone=None),
        published,
    )


def tells(sentence: str, code: str, published: Sequence[Days]) -> bool:
    """Whether words of a sentence may mean a day: its date, its weekday close to the article, or a word like
    "yesterday"."""
    try:
        day_ = dt.date.fromisoformat(code)
    except ValueError:
        return False
    words = sentence.casefold()

    def read(basis: Basis) -> Date:
        return Date(edtf=code, earliest=day_, latest=day_, precision="day", basis=basis, text=sentence, zone=None)

    near = read("relative to the article")
    by_name = _weekday(words, read("weekday"), published) and _within(near, published, 2 * _WEEK, 2 * _WEEK)
    return bool(by_name) or any(look(words, near, published) for look in (_exact, _month, _near))


def first_day(words: str) -> dt.date | None:
    """The day that stands in words of the book's own: "week of 7 July 2031"."""
    found = re.search(rf"(\d{{1,2}}) ({_named(_words('months'))}) (\d{{4}})", words)
    try:
        return dt.date(int(found[3]), _words("months").index(found[2]) + 1, int(found[1])) if found else None
    except ValueError:
        return None


def anchored(anchor: str) -> tuple[dt.date, ...]:
    """The day, or the days of the month, that a place on a timeline is called by: "d-2031-07-09", "m-2031-07"."""
    found = re.fullmatch(r"[dm]-(\d{4})-(\d\d)(?:-(\d\d))?", anchor)
    try:
        first = dt.date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return ()
    if first is None or (found and found[3]):
        return (first,) if first else ()
    days = (first + dt.timedelta(days=number) for number in range(31))
    return tuple(day for day in days if day.month == first.month)


def is_in(one: dt.date, name: str) -> bool:
    """Whether a day is in a week ("Week of 7 July 2031"), a month or a year that is called so."""
    first = first_day(name)
    if first is not None:
        return first.weekday() == 0 and 0 <= (one - first).days < 7
    return name in (f"{_words('months')[one.month - 1]} {one.year}", str(one.year)) or not name[-4:].isdigit()


def weekday(date: Date) -> str:
    """The weekday of a known day; nothing for other dates."""
    return _words("weekdays")[date.earliest.weekday()] if date.precision == "day" else ""


def parts_of(date: Date) -> tuple[str, ...]:
    """The heading of the month or the year that a date may stand under."""
    first = date.earliest
    return f"{_words('months')[first.month - 1]} {first.year}", *((str(first.year),) if date.precision != "day" else ())


def sign(date: Date) -> str:
    """What stands beside a date: whether it is a day, told or worked out for sure."""
    sure = ("stated", "weekday", "relative to the article", "relative to an event", "editor")
    return "=" if date.precision == "day" and date.basis in sure else "≈"


def stamp(date: Date) -> str:
    """A date in EDTF, but first day/last day for a quarter, a half or a season."""
    coded = date.precision in ("quarter", "half", "season")
    return f"{date.earliest.isoformat()}/{date.latest.isoformat()}" if coded else date.edtf


def code_of(date: Date) -> str:
    """Its EDTF, from its days and its precision."""
    code = _CODED.get(date.precision)
    return code(date) if code else date.edtf


def of_code(code: str) -> str | None:
    """How a page writes a day, a month or a year that the editor gave in digits; None for anything else."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", code)
    try:
        one = dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except ValueError:
        return None
    if found is None or one is None or not found[2]:
        return found[1] if found else None
    return day(one) if found[3] else day(one).partition(" ")[2]


def flaws(date: Date) -> Iterator[str]:
    """How the parts of a date disagree among themselves."""
    code = _CODED.get(date.precision)
    if code is None:
        yield f"{date.precision!r} is no precision of a date"
    elif code(date) != date.edtf:
        yield f"{date.edtf} is not {date.earliest.isoformat()} to {date.latest.isoformat()}"
    shortest, longest = _LENGTHS.get(date.precision, (1, dt.date.max.toordinal()))
    if not shortest <= (date.latest - date.earliest).days + 1 <= longest:
        yield f"{date.earliest.isoformat()} to {date.latest.isoformat()} is no {date.precision}"


def status(date: Date | None, as_of: dt.date | None) -> str | None:
    """How a date lies to the as-of date: "upcoming", "passed", "today", ...; None when one of the two is not known."""
    if date is None or as_of is None:
        return None
    if date.earliest > as_of or date.latest < as_of:
        return "upcoming" if date.earliest > as_of else "passed"
    return "today" if date.earliest == date.latest else "under way" if date.precision == "period" else "may have passed"


def distance(date: Date | None, as_of: dt.date | None) -> str:
    """
    >>> distance(None, None)
    ''
    """
    if date is None or as_of is None or date.precision != "day" or date.earliest == as_of:
        return ""
    days = abs((date.earliest - as_of).days)
    counted = f"{days:,} day{'' if days == 1 else 's'}"
    return f"in {counted}" if date.earliest > as_of else f"{counted} earlier"
