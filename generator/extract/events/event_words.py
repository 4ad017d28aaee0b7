"""The words of rules/events that tell what a date tells of, and patterns made of them."""

from __future__ import annotations

import re
from functools import cache

from ...model.text import longest_first
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
    choice = "|".join(map(re.escape, longest_first(event_words()[name])))
    return re.compile(rf"(?<!\w)(?:{choice})(?:\s(?:in|on|at|the|of))*\s$", re.IGNORECASE)


@cache
def base_forms() -> re.Pattern[str]:
    """What a figure is held against, and when that was: "up from an average of 198 in", "from 3.2 million a day in"."""
    compared = "|".join(longest_first(event_words()["compared_with"]))
    figure = r"from (?:about |some |an average of |a record |a low of |a high of )?[$€£]?\d[\d.,]*"
    than = r"than (?:the|its|their|in the)(?: [\w-]+){1,3} "
    return re.compile(
        rf"\b{than}$|\b(?:(?:{compared})|{figure})(?: [^\s;:]*[^\s;:,])*? (?:(?:in|on|at|during|for|of)(?: the)? )?$",
        re.IGNORECASE,
    )


@cache
def once_planned() -> re.Pattern[str]:
    """What was planned before the plan changed: "originally due in", "earlier fixed to go on on"."""
    once, planned = ("|".join(sorted(event_words()[name])) for name in ("once", "planned_for"))
    return re.compile(
        rf"\b(?:{once}) (?:{planned})(?: (?:to|for)(?: \w+){{0,2}})?(?: (?:on|in|at|for))?(?: the)? $", re.IGNORECASE
    )
