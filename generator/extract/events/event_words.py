"""The words of rules/events that tell what a date tells of, and patterns made of them."""

from __future__ import annotations

import re
from functools import cache

from ...model.text import alternation
from ...rules.load import word_sets
from ...rules.types.events import EVENTS


@cache
def event_words() -> dict[str, frozenset[str]]:
    """The word lists of rules/events by their key; "nouns" holds those of deadlines too."""
    rules = word_sets(EVENTS)
    return {**rules, "nouns": rules["nouns"] | rules["deadline_nouns"]}


@cache
def ending_in(name: str) -> re.Pattern[str]:
    """Matches a text that ends in a word of this list, then perhaps "on the" or the like, and a space."""
    return re.compile(rf"(?<!\w){_any(name)}(?:\s{_any('before_a_time')})*\s$", re.IGNORECASE)


def _any(name: str) -> str:
    return f"(?:{alternation(event_words()[name])})"


@cache
def base_forms() -> re.Pattern[str]:
    """What a figure is held against, and when that was: "up from an average of 198 in", "from 3.2 million a day in",
    "fell 3 percent against the dollar in"; a motion against a plan is no figure."""
    figure = rf"from (?:{_any('figures_before')} )?[$€£]?\d[\d.,]*(?!(?: [^\s;:,]+){{0,3}} to [$€£]?\d)"
    than = rf"than {_any('compared_owners')}(?: [\w-]+){{1,3}} "
    against = rf"(?:{_any('measures')} {_any('held_against')}|{_any('held_against')} (?:[^\s\d;:,]+ )?[$€£]?\d[\d.,]*)"
    compared, at = rf"(?:{_any('compared_with')}|{against})", _any("at_a_time")
    return re.compile(
        rf"\b{than}$|(?<!\w)(?:{compared}|{figure})(?: [^\s;:]*[^\s;:,])*? (?:{at}(?: the)? )?$",
        re.IGNORECASE,
    )


@cache
def once_planned() -> re.Pattern[str]:
    """What was planned before the plan changed: "originally due in", "earlier fixed to go on on"."""
    once, planned, to, at = map(_any, ("once", "planned_for", "fixed_to", "up_to_a_time"))
    return re.compile(rf"\b{once} {planned}(?: {to}(?: \w+){{0,2}})?(?: {at})?(?: the)? $", re.IGNORECASE)
