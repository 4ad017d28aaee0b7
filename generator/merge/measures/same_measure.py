"""Whether two sentences tell of one measure: what forbids it, and what speaks for it."""

from __future__ import annotations

import datetime as dt

from ...model.dates import Date
from ...model.reasons import Reason, first
from ...model.text import record
from .told import EARLIER, Told

_A_FEW = 7  # days between two tellings of one change
_AGREED = ("pact", "truce")  # several have a part in it, and who does it may be any of them


@record
class Pair:
    """Two tellings, in any order."""

    one: Told
    other: Told


def _have_other_rates(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    return bool(one.value and other.value) and (one.value, one.unit) != (other.value, other.unit)


def _are_laid_on_others(pair: Pair) -> bool:
    return _differ(pair.one.on_countries, pair.other.on_countries) and pair.one.kind not in _AGREED


def _are_on_other_goods(pair: Pair) -> bool:
    return _differ(pair.one.goods, pair.other.goods)


def _are_of_others(pair: Pair) -> bool:
    return _differ(pair.one.by_countries, pair.other.by_countries) and pair.one.kind not in _AGREED


def _have_other_parties(pair: Pair) -> bool:
    one, other = pair.one.countries, pair.other.countries
    return pair.one.kind in _AGREED and (_differ(one, other) or (len(one) > 1 and len(other) > 1 and one != other))


def _are_called_otherwise(pair: Pair) -> bool:
    return _differ(pair.one.marks, pair.other.marks) and not (_have_one_rate(pair) or _have_one_entry(pair))


def _count_from_other_days(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    if one.status != other.status or _have_one_entry(pair):
        return False
    return _lie_apart(one.effective, other.effective, days=0) or _lie_apart(one.date, other.date, days=_A_FEW)


def _lie_apart(one: Date | None, other: Date | None, *, days: int) -> bool:
    if one is None or other is None:
        return False
    between = dt.timedelta(days=days)
    return one.latest + between < other.earliest or other.latest + between < one.earliest


def _is_an_earlier_one(pair: Pair) -> bool:
    return (EARLIER in pair.one.marks) != (EARLIER in pair.other.marks) and not _have_one_entry(pair)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _meet(one: Date, other: Date) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


APART: tuple[Reason[Pair], ...] = (
    Reason("another kind", "Peru announced a tariff on wine. / Peru announced a ban on wine.",
           "Peru announced a tariff on wine. / Peru imposed the tariff on wine.",
           lambda pair: pair.one.kind != pair.other.kind),
    Reason("other rates", "Peru announced a 5 percent tariff on wine. / Peru announced a 9 percent tariff on wine.",
           "Peru announced a 5 percent tariff on wine. / Peru imposed a tariff on wine.", _have_other_rates),
    Reason("laid on others", "Peru announced a tariff on Chile. / Peru announced a tariff on Japan.",
           "Peru announced a tariff on Chile. / Peru announced a tariff on wine.", _are_laid_on_others),
    Reason("on other goods", "Peru announced a tariff on wine. / Peru announced a tariff on steel.",
           "Peru announced a tariff on wine. / Peru announced a tariff on wine and steel.", _are_on_other_goods),
    Reason("of others", "Peru announced a tariff on wine. / Chile announced a tariff on wine.",
           "Peru announced a tariff on wine. / The ministry announced a tariff on wine.", _are_of_others),
    Reason("other parties", "Peru and Chile signed a fishing pact. / Peru and Japan signed a fishing pact.",
           "Peru and Chile signed a fishing pact. / Peru signed a fishing pact.", _have_other_parties),
    Reason("called otherwise", "Peru announced a wine tariff. / Peru announced a steel tariff.",
           "Peru announced a wine tariff. / Peru announced a tariff on Chile.", _are_called_otherwise),
    Reason("an earlier one", "Peru and Chile signed an earlier fishing pact. / Peru and Chile signed a fishing pact.",
           "Peru and Chile signed a fishing pact. / Peru and Chile had signed the fishing pact.", _is_an_earlier_one),
    Reason("from other days",
           "Peru's wine tariff took effect on 4 May 2018. / Peru's wine tariff took effect on 9 June 2018.",
           "Peru's wine tariff took effect on 4 May 2018. / Peru lifted its wine tariff on 9 June 2018.",
           _count_from_other_days),
)  # fmt: skip


def _have_one_rate(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    return bool(one.value) and (one.value, one.unit) == (other.value, other.unit)


def _have_one_entry(pair: Pair) -> bool:
    return not pair.one.entries.isdisjoint(pair.other.entries)


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other)


def _have_one_name(pair: Pair) -> bool:
    """All words that tell which one, of the one that has fewer; none of them is nothing."""
    one, other = sorted((pair.one.marks | pair.one.goods, pair.other.marks | pair.other.goods), key=len)
    return bool(one - {EARLIER}) and one <= other


def _is_of_one(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    return _share(one.countries, other.countries) or _share(frozenset(one.by), frozenset(other.by))


def _counts_from_one_day(pair: Pair) -> bool:
    days = [(a, b) for a in _days(pair.one) for b in _days(pair.other)]
    return any(a.precision == "day" == b.precision and _meet(a, b) for a, b in days)


def _days(told: Told) -> list[Date]:
    return [day for day in (told.date, told.effective) if day is not None]


def _have_one_rate_on_one(pair: Pair) -> bool:
    one, other = pair.one, pair.other
    of_one = _share(one.on_countries, other.on_countries) or (one.marks == other.marks and _is_of_one(pair))
    return _have_one_rate(pair) and (of_one or _have_one_name(pair) or _counts_from_one_day(pair))


def _have_one_name_of_one(pair: Pair) -> bool:
    told_by_one = pair.one.citation.source == pair.other.citation.source
    one_day = any(a.edtf == b.edtf for a in _days(pair.one) for b in _days(pair.other))
    return _have_one_name(pair) and (told_by_one or one_day or _is_of_one(pair) or _counts_from_one_day(pair))


TOGETHER: tuple[Reason[Pair], ...] = (
    Reason("one rate of one",
           "Peru announced a 5 percent tariff on Chile. / The 5 percent tariff on Chile took effect in May.",
           "Peru announced a tariff on Chile. / The tariff on wine took effect.",
           _have_one_rate_on_one),
    Reason("one name of one", "Peru announced a wine tariff. / Peru suspended its wine tariff.",
           "Peru announced a wine tariff. / Peru announced a tariff on Chile.",
           _have_one_name_of_one),
    Reason("few at a time", "Peru and Chile agreed to a ceasefire. / The ceasefire between Chile and Peru collapsed.",
           "Peru and Chile agreed to a ceasefire. / The ceasefire between Japan and Fiji collapsed.",
           lambda pair: pair.one.is_alone and _share(pair.one.countries, pair.other.countries)),
    Reason("one day of one",
           "Peru imposed a tariff on wine on 4 May 2018. / Peru's new tariff on Chile took effect on 4 May 2018.",
           "Peru imposed a tariff on wine on 4 May 2018. / Peru's tariff on Chile took effect on 9 May 2018.",
           lambda pair: _counts_from_one_day(pair) and _is_of_one(pair)),
)  # fmt: skip


def is_same(one: Told, other: Told) -> bool:
    """Whether something speaks for it, one entry of the timeline most of all, and nothing against it."""
    pair = Pair(one=one, other=other)
    return first(APART, pair) is None and (_have_one_entry(pair) or first(TOGETHER, pair) is not None)


def is_apart(one: Told, other: Told) -> bool:
    """Whether something forbids it."""
    return first(APART, Pair(one=one, other=other)) is not None
