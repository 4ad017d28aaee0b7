"""What each rule of dates makes of the words it found: `MAKERS`, by the name that the rule gives in `make`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from ...model.dates import (
    FINER,
    UNITS,
    Between,
    Century,
    Clock,
    Day,
    Decade,
    Direction,
    Either,
    Holiday,
    Month,
    Part,
    Shift,
    Unit,
    Vague,
    Weekday,
    Weekend,
    When,
    Year,
    in_part,
    value,
)
from . import anchoring
from .context_words import around
from .directions import reasoned, was_awaited
from .records import Groups, Reading, Setting, Way
from .reference import (
    dated,
    month_reference,
    part_told,
    period_reference,
    pointed,
    quarter_told,
    reference,
    way_of,
    year_before,
)
from .tables import table_of

_NO_WAY = Way(direction=None)


def _neighbour_part(groups: Groups, setting: Setting) -> Reading | None:
    which = groups.get("which", 0)
    if not isinstance(which, int):
        return None
    of = reference(setting, told=False)
    return Reading(type="TIME", when=Clock(of=Shift(unit="day", count=which, of=of), part=groups["part"]))


def _day(groups: Groups, setting: Setting) -> Reading | None:
    years = groups.get("years")
    if years is None and _year_told(groups) is None and _is_birth(setting):
        day = Day(day=groups["day"], month=groups["month"])
        return Reading(type="DATE", when=Vague(value=value(day, None)))
    way = way_of(setting, groups) if years is None else _NO_WAY
    return Reading(type="DATE", when=_day_named(groups, way), why=way.why)


def _day_named(groups: Groups, way: Way) -> Day | Month:
    year = _whole_year(groups["short_year"]) if "short_year" in groups else _year_told(groups)
    day = Day(
        day=groups["day"],
        month=groups.get("month") or groups.get("month_number"),
        year=year,
        years=groups.get("years"),
        direction=way.direction,
        strict=bool(groups.get("which")),
        weekday=groups.get("weekday"),
        named=groups.get("named", False),
    )
    return _as_calendars_have_it(day)


def _is_birth(setting: Setting) -> bool:
    start = setting.sentences[setting.index].span.start
    return around("born").search(setting.text, max(start, setting.span.start - 80), setting.span.start) is not None


def _year_told(groups: Groups) -> int | None:
    """The year in four digits, or an older or later one where its place tells that it is one."""
    return groups.get("year4") or groups.get("odd_year")


def _as_calendars_have_it(day: Day) -> Day | Month:
    """Of "31 June 2024" only the month is sure."""
    if day.year is None or day.month is None or day.day <= calendar.monthrange(day.year, day.month)[1]:
        return day
    return Month(month=day.month, year=day.year, direction=day.direction)


def _days(groups: Groups, setting: Setting) -> Reading | None:
    way, year = way_of(setting), _year_told(groups)
    month, month2 = groups["month"], groups.get("month2") or groups["month"]
    first_year = year - 1 if year and month2 < month else year
    first = Day(day=groups["day"], month=month, year=first_year, direction=way.direction)
    last = Day(day=groups["day2"], month=month2, year=year, direction=way.direction)
    return Reading(type="DATE", when=Between(first=first, last=last), why=way.why)


def _numeric(groups: Groups, setting: Setting) -> Reading | None:
    one, two = int(groups["one"]), int(groups["two"])
    day_first = _is_day_first(one, two, groups, setting)
    day, month = (one, two) if day_first else (two, one)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    way = way_of(setting)
    named = Day(day=day, month=month, year=_numeric_year(groups), direction=way.direction)
    other = msgspec.structs.replace(named, day=month, month=day)
    when = Either(first=named, other=other) if day_first is None else _as_calendars_have_it(named)
    return Reading(type="DATE", when=when, why=way.why)


def _is_day_first(one: int, two: int, groups: Groups, setting: Setting) -> bool | None:
    """By the numbers themselves, by the points between them, by the article's habit; None where nothing tells."""
    if one > 12 or two > 12 or one == two:
        return one > 12
    return True if groups.get("mark") == "." else setting.day_first


def _numeric_year(groups: Groups) -> int | None:
    year = int(groups["short_year"]) if "short_year" in groups else None
    if year is None or year >= 100:
        return year
    return year + (1900 if year >= 70 else 2000)


def _ordinal(groups: Groups, setting: Setting) -> Reading | None:
    if "which" in groups:
        return Reading(type="DATE", when=Day(day=groups["ordinal_day"], months=groups["which"] or 0))
    if "weekday" in groups:
        way = pointed(setting, plans=True)
        return Reading(type="DATE", when=Day(day=groups["ordinal_day"], direction=way.direction), why=way.why)
    way = pointed(setting, plans=True)
    day = Day(day=groups["ordinal_day"], near=month_reference(setting), direction=way.direction)
    return Reading(type="DATE", when=day, why=way.why)


def _month(groups: Groups, setting: Setting) -> Reading | None:
    year, years = _year_told(groups), groups.get("years")
    if "short_year" in groups:
        year = _whole_year(groups["short_year"])
    if year and groups.get("month2") and groups["month2"] < groups["month"]:
        year -= 1
    way = way_of(setting, groups)
    if year is None and years is None and way.direction != "past" and _habitual(setting):
        return Reading(type="DATE", when=Vague(value=value(Month(month=groups["month"]), None)))
    strict = bool(groups.get("which"))
    month = Month(month=groups["month"], year=year, years=years, direction=way.direction, strict=strict)
    return Reading(type="DATE", when=month, mod=groups.get("half"), why=way.why)


def _habitual(setting: Setting) -> bool:
    """Storms often come in August: any August."""
    start = setting.sentences[setting.index].span.start
    return around("habit").search(setting.text, max(start, setting.span.start - 80), setting.span.start) is not None


def _whole_year(short: int) -> int:
    return short + (1900 if short > 30 else 2000)


def _week_of_month(groups: Groups, setting: Setting) -> Reading | None:
    nth, way = groups["nth"], way_of(setting) if "month" in groups else _NO_WAY
    day = 7 * nth - 3 if nth > 0 else 28
    if "month" in groups:
        inside = Day(day=day, month=groups["month"], year=groups.get("year4"), direction=way.direction)
    else:
        inside = Day(day=day, months=groups["months"])
    return Reading(type="DATE", when=Shift(unit="week", count=0, of=inside), why=way.why)


def _week_of_day(groups: Groups, setting: Setting) -> Reading | None:
    way = way_of(setting)
    return Reading(type="DATE", when=Shift(unit="week", count=0, of=_day_named(groups, way)), why=way.why)


def _year(groups: Groups, _: Setting) -> Reading | None:
    year = Year(year=groups.get("year4") or groups["odd_year"], fiscal=groups.get("fiscal", False))
    return Reading(type="DATE", when=year, mod=groups.get("mod"))


def _years(groups: Groups, _: Setting) -> Reading | None:
    first, last = groups["year4"], int(groups["year_end"])
    if last < 100:
        last += first // 100 * 100
    if not first < last < first + 100:
        return None
    return Reading(type="DATE", when=Between(first=Year(year=first), last=Year(year=last)))


def _short_year(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="DATE", when=Year(year=_whole_year(groups["short_year"])))


def _year_in_words(groups: Groups, setting: Setting) -> Reading | None:
    """ "Nineteen ninety-four"; a hundred is none more."""
    rest = setting.span.of(setting.text).partition(" ")[2]
    years = table_of("small")[groups["hundreds"]] * 100 + (_number(rest) or 0) % 100
    return Reading(type="DATE", when=Year(year=int(years)))


def _before_christ(groups: Groups, _: Setting) -> Reading | None:
    """A value and no date: the calendar here begins with the year 1."""
    if "year_bc" in groups:  # with its day and month, too
        return Reading(type="DATE", when=Vague(value=f"BC{int(groups['year_bc']):04}"))
    return Reading(type="DATE", when=Vague(value=f"BC{groups['nth'] - 1:02}"))


def _decade(groups: Groups, _: Setting) -> Reading | None:
    first = groups.get("year_decade")
    if first is None:
        short = int(groups.get("short_decade") or groups["decade_word"])
        first = short + (2000 if short < 20 else 1900)
    return Reading(type="DATE", when=Decade(first=first))


def _century(groups: Groups, _: Setting) -> Reading | None:
    number = groups["century_ordinal"]
    return Reading(type="DATE", when=Century(number=number)) if 2 <= number <= 30 else None


def _part(groups: Groups, setting: Setting) -> Reading | None:
    kind = groups["kind"]
    index = int(groups.get("quarter") or groups.get("ordinal") or groups.get("half_ordinal") or 1)
    way, year, years = way_of(setting), groups.get("year4"), groups.get("years")
    part = Part(kind=kind, index=index, year=year, years=years, direction=way.direction)
    return Reading(type="DATE", when=part, why=way.why)


def _season(groups: Groups, setting: Setting) -> Reading | None:
    years = groups.get("years")
    if "of_event" in groups:
        return Reading(type="DATE", when=Vague(value=value(Part(kind="season", index=groups["season"]), None)))
    way = way_of(setting, {"which": years}) if years != 0 else _NO_WAY
    season = Part(
        kind="season",
        index=groups["season"],
        year=groups.get("year4"),
        years=0 if years == 0 else None,
        direction=way.direction,
        strict=bool(years),
    )
    return Reading(type="DATE", when=season, why=way.why)


def _quarter(groups: Groups, setting: Setting) -> Reading | None:
    """ "The quarter" of a report: the one that it tells of."""
    told = quarter_told(setting)
    if told is not None:
        return Reading(type="DATE", when=told)
    if "count" in groups:
        return Reading(type="DATE", when=Shift(unit="quarter", count=groups["count"]))
    way = pointed(setting)
    of = _REPORTED if way.direction == "past" else None
    return Reading(type="DATE", when=Shift(unit="quarter", count=0, of=of), why=way.why)


_REPORTED = Shift(unit="day", count=-45)  # firms report on a quarter in the weeks after it


def _quarter_of_day(groups: Groups, setting: Setting) -> Reading | None:
    way = way_of(setting)
    return Reading(type="DATE", when=Shift(unit="quarter", count=0, of=_day_named(groups, way)), why=way.why)


def _in_units(groups: Groups, setting: Setting) -> Reading | None:
    """ "The vote is in a fortnight"; what was done in one took so long."""
    if pointed(setting, plans=True).direction != "future":
        return _duration(groups, setting)
    return _time_ahead(groups, setting)


def _time_ahead(groups: Groups, _: Setting) -> Reading | None:
    """ "In three weeks' time" is about that day, so weeks are counted in days."""
    count, unit = _counted(groups)
    if unit is None or count is None or count > 9999:
        return Reading(type="DATE", when=Vague(value="FUTURE_REF"))
    whole, unit = (round(7 * count), "day") if unit == "week" else _whole(count, unit)
    return Reading(type="DATE", when=Shift(unit=unit, count=whole))


def _today(_: Groups, setting: Setting) -> Reading | None:
    count = table_of("near_day")[setting.span.of(setting.text).lower()]
    return Reading(type="DATE", when=Shift(unit="day", count=count))


def _part_of_day(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="TIME", when=Clock(of=Shift(unit="day", count=groups["count"]), part=groups["part"]))


def _local_day(setting: Setting) -> When:
    """The day that a time of day belongs to: one named in the same sentence before it, else the article's."""
    start = setting.sentences[setting.index].span.start
    for timex in anchoring.latest(setting.found):
        if timex.span.start < start:
            break
        if timex.when and anchoring.is_day(timex.when):
            return anchoring.day_in(timex.when)
    return Shift(unit="day", count=0)


def _part_of_story(groups: Groups, setting: Setting) -> Reading | None:
    """ "In morning trading": of the day that the story tells of."""
    day = reference(setting, told=False) or _local_day(setting)
    return Reading(type="TIME", when=Clock(of=day, part=groups["part"]))


def _part_alone(groups: Groups, setting: Setting) -> Reading | None:
    return Reading(type="TIME", when=Clock(of=_local_day(setting), part=groups["part"]))


def _unit(word: str) -> Unit | None:
    singular = "century" if word == "centuries" else word.rstrip("s") if word.endswith("s") else word
    return singular if singular in UNITS else None


def _shift(groups: Groups, setting: Setting) -> Reading | None:
    unit = _unit(groups["unit"])
    if unit is None:
        return None
    which = groups.get("which", groups.get("count", 0))
    words = setting.span.of(setting.text).lower()
    of: When | None = None
    if setting.role == "a year ago":
        earlier = year_before(setting, -1, reach=anchoring.REACH)
        if earlier:
            return Reading(type="DATE", when=earlier)
        if words.endswith("quarter"):
            return Reading(type="DATE", when=Shift(unit="quarter", count=-4, of=_REPORTED))
    if unit == "day" or around("of_another").search(words):
        of = dated(setting, unit)
    if unit == "day" and around("of_a_row").search(words):
        return None
    fiscal = groups.get("fiscal", False)
    exact = groups.get("to_the_day", False)
    shift = Shift(unit=unit, count=which, of=of, fiscal=fiscal, to_the_day=exact)
    return Reading(type="DATE", when=shift, mod=groups.get("mod"))


def _same(groups: Groups, setting: Setting) -> Reading | None:
    unit = _unit(groups["unit"])
    if unit is None:
        return None
    found = setting.found if not groups.get("own") or unit == "day" else ()
    if groups.get("own") and unit == "year" and (part := part_told(setting)) is not None:
        return Reading(type="DATE", when=Shift(unit=unit, count=0, of=part))
    of = (
        reference(replace(setting, found=found), told=False)
        if unit == "day" or groups.get("own")
        else period_reference(setting, unit)
    )
    return Reading(type="DATE", when=Shift(unit=unit, count=0, of=of))


def _that_time(_: Groups, setting: Setting) -> Reading | None:
    """The day named in this sentence or the one before; None where none is."""
    near = anchoring.latest(setting.found)
    floor = setting.sentences[max(0, setting.index - 1)].span.start
    days = (timex.when for timex in near if timex.span.start >= floor and timex.when and anchoring.is_day(timex.when))
    day = next(days, None)
    return None if day is None else Reading(type="DATE", when=anchoring.day_in(day))


def _neighbour(groups: Groups, setting: Setting) -> Reading | None:
    unit = _unit(groups["unit"])
    which = groups["which"]
    if unit is None or not isinstance(which, int):
        return None
    words = setting.span.of(setting.text).lower()
    if unit != "day" and around("next").search(words):
        return Reading(type="DATE", when=Shift(unit=unit, count=which))
    of = dated(setting, unit)
    if of is None and which > 0:
        return Reading(type="DATE", when=_unknown(unit))
    return Reading(type="DATE", when=Shift(unit=unit, count=which, of=of))


def _unknown(unit: Unit) -> Vague:
    """A time counted from another that the text does not date."""
    return Vague(value=value(Shift(unit=unit, count=0), None))


def _unit_around(groups: Groups, setting: Setting) -> Reading | None:
    unit = _unit(groups["unit"])
    if unit is None:
        return None
    if around("event_behind").match(setting.text, setting.span.end):
        return None  # "the day after the vote": the vote's day is not told
    of = dated(setting, unit)
    return Reading(type="DATE", when=Shift(unit=unit, count=1 if groups["side"] == "after" else -1, of=of))


_ROUND = 999  # years: so far away nobody counts them one by one


def _offset(groups: Groups, setting: Setting) -> Reading | None:
    count, unit = _counted(groups)
    if unit is None:
        return Reading(type="DURATION", value=_duration_value(groups))
    if count is None or count > (_ROUND if unit == "year" else 9999):
        return Reading(type="DATE", when=Vague(value="PAST_REF" if groups["sign"] < 0 else "FUTURE_REF"))
    if (unit, groups["sign"] * count) == ("year", -1) and (earlier := _compared_year(groups, setting)):
        return Reading(type="DATE", when=earlier)
    of = _counted_from(groups, setting, unit)
    if of is None and groups["base"] == "event" and groups["sign"] > 0:
        return Reading(type="DATE", when=_unknown(unit))
    whole, unit = _whole(count, unit)
    return Reading(type="DATE", when=Shift(unit=unit, count=groups["sign"] * whole, of=of))


def _counted(groups: Groups) -> tuple[float | None, Unit | None]:
    """How many units, as the words count them; a fortnight is fourteen days."""
    count, word = _number(groups["quantity"]), groups["unit"]
    if table_of("unit_code").get(word.removesuffix("s")) == "F":
        return (None if count is None else 14 * count), "day"
    return count, _unit(word)


def _compared_year(groups: Groups, setting: Setting) -> When | None:
    """The month or quarter that figures are compared with: "up from a year ago"."""
    start = setting.sentences[setting.index].span.start
    compared = groups["base"] == "event" or around("compared").search(setting.text, start, setting.span.start)
    return year_before(setting, -1) if compared else None


def _counted_from(groups: Groups, setting: Setting, unit: Unit) -> When | None:
    if groups["base"] == "event":
        return dated(setting, unit)
    return reference(setting, told=False) if _since_in_sentence(setting) else None


def _whole(count: float, unit: Unit) -> tuple[int, Unit]:
    """Half units in the next smaller one: 1.5 years are 18 months."""
    if count == int(count) or unit not in FINER:
        return int(count), unit
    times, finer = FINER[unit]
    return round(count * times), finer


def _since_in_sentence(setting: Setting) -> bool:
    """ "... a call Tuesday, the first since he took office 78 days ago": counted from the day told, not from the
    article's."""
    start = setting.sentences[setting.index].span.start
    for timex in anchoring.latest(setting.found):
        if timex.span.start >= start and timex.when and anchoring.is_day(timex.when):
            return bool(anchoring.counted_from(setting.text[timex.span.end : setting.span.start]))
    return False


def _measured(groups: Groups, setting: Setting) -> Reading | None:
    unit, count = _unit(groups["unit"]), _number(groups["quantity"])
    length = _duration_value(groups)
    of = reference(setting)
    if unit is None or count is None or of is None:
        return Reading(type="DURATION", value=length)
    whole, unit = _whole(count, unit)
    # What is told is four days after E, so E is four days before what is told.
    sign = 1 if groups["side"] == "before" else -1
    return Reading(type="DURATION", value=length, when=Shift(unit=unit, count=sign * whole, of=of))


def _same_period(groups: Groups, setting: Setting) -> Reading | None:
    if "year4" in groups:
        return Reading(type="DATE", when=Year(year=groups["year4"]))
    years = groups.get("years", -1)
    for timex in anchoring.latest(setting.found):
        if timex.span.end < setting.sentences[max(0, setting.index - 1)].span.start:
            break
        if isinstance(timex.when, Month):
            return Reading(type="DATE", when=Shift(unit="month", count=12 * years, of=timex.when))
        if isinstance(timex.when, Part) and timex.when.kind == "quarter":
            return Reading(type="DATE", when=Shift(unit="quarter", count=4 * years, of=timex.when))
    return Reading(type="DATE", when=Shift(unit="year", count=years))


def _weekday(groups: Groups, setting: Setting) -> Reading | None:
    day, which = groups["weekday"], groups.get("which")
    week = groups.get("week")
    if week is not None:
        return Reading(type="DATE", when=Weekday(day=day, weeks=table_of("relative")[week]))
    if "later_weeks" in groups:
        weeks = groups["later_weeks"]
        near_one = Weekday(day=day, direction="future" if weeks > 0 else "past", strict=weeks < 0)
        return Reading(type="DATE", when=Shift(unit="day", count=7 * weeks, of=near_one))
    if "from_event" in groups:
        ahead: Direction = "future" if groups["from_event"] > 0 else "past"
        near = reference(setting)
        found: When = Weekday(day=day, direction=ahead, strict=True, near=near)
        return Reading(type="DATE", when=Vague(value=value(found, None)) if near is None else found)
    if not which:
        way = _way_of_weekday(setting, day)
        ahead_or_none = way.direction or (None if which is None else "future")
        return Reading(type="DATE", when=Weekday(day=day, direction=ahead_or_none), why=way.why)
    return Reading(type="DATE", when=Weekday(day=day, direction="past" if which < 0 else "future", strict=True))


def _weekdays(groups: Groups, setting: Setting) -> Reading | None:
    """ "Friday through Sunday": the next one and what follows it, or the last that is over and what led to it."""
    way = pointed(setting, plans=True)
    one, two = groups["weekday"], groups["weekday2"]
    if way.direction == "future":
        first = Weekday(day=one, direction="future")
        span = Between(first=first, last=Weekday(day=two, direction="future", strict=True, near=first))
    else:
        last = Weekday(day=two, direction=way.direction)
        span = Between(first=Weekday(day=one, direction="past", strict=True, near=last), last=last)
    return Reading(type="DATE", when=span, why=way.why)


def _weekday_beside(groups: Groups, setting: Setting) -> Reading | None:
    """ "The second Monday after 18 May"."""
    beside = _day_named(groups, way_of(setting)) if "day" in groups else _feast(groups, setting)
    if beside is None:
        return None
    way: Direction = "past" if groups["side"] == "before" else "future"
    day = Weekday(day=groups["weekday"], direction=way, strict=True, near=beside)
    more = 7 * (groups.get("nth", 1) - 1) * (-1 if way == "past" else 1)
    return Reading(type="DATE", when=Shift(unit="day", count=more, of=day) if more else day)


def _feast(groups: Groups, setting: Setting) -> Holiday | None:
    spec = groups["holiday"]
    if not isinstance(spec, Mapping):
        return None
    return Holiday(**spec, year=groups.get("year4"), direction=way_of(setting).direction)


def _weekday_ago(groups: Groups, _: Setting) -> Reading | None:
    """ "A week ago Monday", "two years ago today"; of "a year ago Tuesday" only the year is sure."""
    count, unit = _counted(groups)
    if unit is None or count is None or count > 9999:
        return None
    whole, unit = _whole(count, unit)
    if "weekday" in groups and unit in ("day", "week"):
        back = whole * (7 if unit == "week" else 1)
        last = Weekday(day=groups["weekday"], direction="past")
        return Reading(type="DATE", when=Shift(unit="day", count=-back, of=last))
    return Reading(type="DATE", when=Shift(unit=unit, count=-whole, to_the_day=groups.get("to_the_day", False)))


def _days_beside(groups: Groups, setting: Setting) -> Reading | None:
    """ "The day before 3 May", "two weeks after 3 May"."""
    sign, way = 1 if groups["side"] == "after" else -1, way_of(setting)
    count, unit = _counted(groups) if "quantity" in groups else (1, _unit(groups["unit"]))
    if unit is None or count is None or count > 9999:
        return None
    whole, unit = (round(7 * count), "day") if unit == "week" else _whole(count, unit)
    day = _day_named(groups, replace(way, direction=None))
    return Reading(type="DATE", when=Shift(unit=unit, count=sign * whole, of=day, to_the_day=True))


def _way_of_weekday(setting: Setting, day: int) -> Way:
    way, sentence = pointed(setting, plans=True), setting.sentences[setting.index]
    if way.direction == "future" and was_awaited(setting.text, sentence, setting.span, setting.found, day):
        return reasoned("past", "awaited on a day told before as past")
    return way


def _weekday_set(groups: Groups, _: Setting) -> Reading | None:
    part = f"T{groups['part']}" if "part" in groups else ""
    return Reading(type="SET", value=f"XXXX-WXX-{groups['weekday_set'] + 1}{part}")


def _every_month(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=value(Month(month=groups["month"]), None))


def _every_season(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=value(Part(kind="season", index=groups["season"]), None))


def _every_part(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=f"T{groups['part']}")


def _weekend(groups: Groups, setting: Setting) -> Reading | None:
    which = groups.get("which2", groups.get("which"))
    if isinstance(which, int):
        return Reading(type="DATE", when=Weekend(weeks=which, direction=None))
    way = way_of(setting)
    return Reading(type="DATE", when=Weekend(direction=way.direction), why=way.why)


def _holiday(groups: Groups, setting: Setting) -> Reading | None:
    spec = groups["holiday"]
    if not isinstance(spec, Mapping):
        return None
    years = groups.get("years")
    way = way_of(setting, {"which": years})
    day = Holiday(**spec, year=groups.get("year4"), direction=way.direction, strict=bool(years))
    return Reading(type="DATE", when=day, why=way.why)


def _holiday_of_year(groups: Groups, _: Setting) -> Reading | None:
    spec = groups["holiday"]
    return Reading(type="DATE", when=Holiday(**spec, years=groups["years"])) if isinstance(spec, Mapping) else None


def _holiday_fixed(groups: Groups, setting: Setting) -> Reading | None:
    way = way_of(setting)
    day = Holiday(month=groups["month"], day=groups["day"], direction=way.direction)
    return Reading(type="DATE", when=day, why=way.why)


def _nth_weekday(groups: Groups, setting: Setting) -> Reading | None:
    year, months, years = groups.get("year4"), groups.get("months"), groups.get("years")
    way = pointed(setting, plans=True) if (year, months, years) == (None, None, None) else _NO_WAY
    day = Holiday(
        month=groups.get("month") or (12 if groups["nth"] < 0 else 1),
        months=months,
        years=years,
        nth=groups["nth"],
        weekday=groups["weekday"],
        year=year,
        direction=way.direction,
    )
    return Reading(type="DATE", when=day, why=way.why)


def _clock(groups: Groups, setting: Setting) -> Reading | None:
    hour = groups.get("hour", groups.get("hour12"))
    if hour is None:
        hour = table_of("small").get(groups["hour_word"])
    hour = _hour_of(hour, groups)
    minute = groups.get("minute", 0) + groups.get("past", 0) + groups.get("more", 0) - groups.get("less", 0)
    hour, minute = (hour + minute // 60) % 24, minute % 60
    where, offset = None, ""
    zone = groups.get("zone")
    if isinstance(zone, list | tuple):
        where, offset = zone
    elif zone and zone != "local time" and zone not in table_of("zone"):
        where = None
    if groups.get("gmt"):
        offset = f"{groups['gmt'][0]}{int(groups['gmt'][1:]):02}:00"
    return Reading(type="TIME", when=Clock(of=_local_day(setting), hour=hour, minute=minute, zone=where, offset=offset))


def _hour_of(hour: int, groups: Groups) -> int:
    """The hour as a clock of 24 has it."""
    half = str(groups.get("ampm", "")).replace(".", "").replace(" ", "")
    if half == "pm" and hour < 12:
        return hour + 12
    if half == "am" and hour == 12:
        return 0
    return in_part(hour, groups["half_of"]) if "half_of" in groups else hour


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "2/4": 0.5}


def _number(words: Any) -> float | None:
    """The count that the words name; None for "several"."""
    folded = str(words).casefold().strip()
    half = 0.0
    if more := around("and_a_half").search(folded):
        half, folded = 0.5, folded[: more.start()]
    if around("half_a").match(folded):
        return 0.5
    if fraction := re.fullmatch(r"([\d,]+) ?([½¼¾]|[1-3]/[2-4])", folded):
        return float(fraction[1].replace(",", "")) + _FRACTIONS.get(fraction[2], 0.0)
    if re.fullmatch(r"[\d,.]+", folded):
        return float(folded.replace(",", "")) + half
    small = table_of("small")
    if folded in small:
        return float(small[folded]) + half
    tens, _, ones = folded.replace("-", " ").partition(" ")
    if tens in small and ones in small:
        return float(small[tens] + small[ones]) + half
    return None


def _duration_value(groups: Groups) -> str:
    """
    >>> _duration_value({"quantity": "two and a half", "unit": "years"})
    'P2.5Y'
    """
    if groups.get("half"):
        return str(table_of("half_code")[groups["unit"]])
    count = groups.get("count") or _number(groups.get("quantity", "one"))
    if count is not None and groups.get("half_more"):
        count += 0.5
    word = str(groups["unit"])
    singular = "century" if word == "centuries" else word.rstrip("s")
    code = table_of("unit_code")[singular]
    amount = "X" if count is None or count == "X" else f"{float(count):g}"
    if code == "F":
        return f"P{float(count) * 2:g}W" if amount != "X" else "PXW"  # type: ignore[arg-type]
    if code in ("H", "MIN", "S"):
        return f"PT{amount}{code[0]}"
    return f"P{amount}{code}"


def _duration(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="DURATION", value=_duration_value(groups))


def _length(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="DURATION", value=groups["value"])


def _repeated(groups: Groups, _: Setting) -> Reading | None:
    return Reading(
        type="SET", value=_duration_value({"quantity": groups.get("quantity", "one"), "unit": groups["unit"]})
    )


def _frequency(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=groups["frequency"])


def _vague(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="DATE", when=Vague(value=groups["value"]))


def _set(groups: Groups, _: Setting) -> Reading | None:
    return Reading(type="SET", value=groups["value"])


_MAKERS = (
    _day,
    _days,
    _numeric,
    _ordinal,
    _month,
    _week_of_month,
    _week_of_day,
    _year,
    _years,
    _short_year,
    _year_in_words,
    _before_christ,
    _decade,
    _century,
    _part,
    _season,
    _in_units,
    _time_ahead,
    _today,
    _part_of_day,
    _neighbour_part,
    _quarter,
    _quarter_of_day,
    _every_month,
    _every_season,
    _every_part,
    _set,
    _part_alone,
    _part_of_story,
    _shift,
    _same,
    _that_time,
    _neighbour,
    _unit_around,
    _offset,
    _measured,
    _same_period,
    _weekday,
    _weekday_set,
    _weekdays,
    _weekday_beside,
    _weekday_ago,
    _days_beside,
    _weekend,
    _holiday,
    _holiday_fixed,
    _holiday_of_year,
    _nth_weekday,
    _clock,
    _duration,
    _length,
    _repeated,
    _frequency,
    _vague,
)

# What a rule names in `make`: a function of this file, without its underscore.
MAKERS: Mapping[str, Callable[[Groups, Setting], Reading | None]] = {
    make.__name__.removeprefix("_"): make for make in _MAKERS
}
