"""From which day or period a date is counted, and in which direction."""

from __future__ import annotations

from ...model.dates import (
    Day,
    Month,
    Part,
    Shift,
    Unit,
    Weekend,
    When,
    Year,
)
from . import anchoring
from .context_words import around
from .directions import way_told
from .records import Groups, Setting, Way

# --- makers: what each kind of rule means ------------------------------------------------------------


def way_of(setting: Setting, groups: Groups | None = None) -> Way:
    """Past or future: by "last" or "next" in the words, else by what is around."""
    which = (groups or {}).get("which")
    if which is not None and which < 0:
        return Way(direction="past")
    if which is not None and which > 0:
        return Way(direction="future")
    return pointed(setting)


def pointed(setting: Setting, *, plans: bool = False) -> Way:
    """Past or future by what is around; `plans`: the simple present looks ahead."""
    # A photograph's text has other tenses; where its paragraph is not known as one, its usual words tell.
    sentence = setting.sentences[setting.index]
    caption = sentence.kind == "caption" or around("caption").search(sentence.span.of(setting.text)) is not None
    return way_told(setting.doc, setting.text, setting.span, plans=plans, is_caption=caption)


def reference(setting: Setting, *, told: bool = True) -> When | None:
    """The nearest day before, of the same story, from which a date is counted; `told`: not one still to come."""
    return anchoring.reference(
        setting.text, setting.found, setting.sentences, setting.span.start, setting.index, told=told
    )


def month_reference(setting: Setting) -> When | None:
    """The nearest day before "the 21st" whose month it may share: one that names its month has to stand close by."""
    near = reference(setting)
    if not isinstance(near, Day) or near.month is None:
        return near
    return anchoring.reference(
        setting.text,
        setting.found,
        setting.sentences,
        setting.span.start,
        setting.index,
        reach=anchoring.MONTH_REACH,
    )


def dated(setting: Setting, unit: Unit, *, told: bool = True) -> When | None:
    """What a count of units starts from: the nearest time before it that is no finer than the unit asks, else the
    nearest day."""
    coarse = anchoring.named_period(setting.text, setting.found, setting.sentences, setting.index, unit)
    return coarse or reference(setting, told=told)


def _compared_period(setting: Setting, reach: int = 2) -> Month | Part | Shift | None:
    """The month or quarter that "a year earlier" is set against: in this sentence, or a quarter in the `reach`
    before."""
    start = setting.sentences[setting.index].span.start
    floor = setting.sentences[max(0, setting.index - reach)].span.start
    for timex in anchoring.latest(setting.found):
        if timex.span.start < floor:
            break
        match timex.when:
            case Part(kind="quarter") | Shift(unit="quarter"):
                return timex.when
            case Month() | Shift(unit="month") if timex.span.start >= start:
                return timex.when
            case Month() | Part() | Year():
                return None
    return None


def part_told(setting: Setting) -> Part | None:
    """The quarter or half of a year told before in this sentence, whose year "for the entire year" means."""
    start = setting.sentences[setting.index].span.start
    told = (timex.when for timex in anchoring.latest(setting.found) if timex.span.start >= start)
    return next((when for when in told if isinstance(when, Part) and when.kind != "season"), None)


def quarter_told(setting: Setting) -> Part | Shift | None:
    """The quarter that a report tells of: the nearest one before, but those of a year ago."""
    floor = setting.sentences[max(0, setting.index - anchoring.REACH)].span.start
    for timex in anchoring.latest(setting.found):
        if timex.span.start < floor:
            break
        match timex.when:
            case Part(kind="quarter") as told:
                return told
            case Shift(unit="quarter", count=count) as told if count > -4:
                return told
    return None


def year_before(setting: Setting, count: int, reach: int = 2) -> When | None:
    """The same month or quarter `count` years away, where figures are compared."""
    period = _compared_period(setting, reach)
    match period:
        case None:
            return None
        case Month() | Shift(unit="month"):
            return Shift(unit="month", count=12 * count, of=period)
    return Shift(unit="quarter", count=4 * count, of=period)


def period_reference(setting: Setting, unit: Unit) -> When | None:
    """What "that year" means: the nearest time before it, in this sentence or the two before, no longer than the
    unit."""
    floor = setting.sentences[max(0, setting.index - 2)].span.start
    shorter: tuple[type[When], ...] = (Month, Part, Year)
    match unit:
        case "week":
            shorter = (Weekend,)
        case "month":
            shorter = (Month,)
        case "quarter":
            shorter = (Month, Part)
    for timex in anchoring.latest(setting.found):
        if timex.span.start < floor:
            break
        if (
            timex.type in ("DATE", "TIME")
            and timex.when
            and (anchoring.is_day(timex.when) or isinstance(timex.when, shorter))
        ):
            return anchoring.day_in(timex.when)
    return None
