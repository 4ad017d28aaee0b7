"""What passes between the rules of dates and their meanings: a rule, a place in the text, what it was read as."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...model.dates import Direction, When
from ...model.findings import Sentence, Timex, TimexType
from ...model.text import Span, record
from ...rules.types.dates import DateRole
from ..base.grammar.parsed import Doc
from ..base.needed_words import Need

Groups = Mapping[str, Any]


@record
class Rule:
    """One compiled rule. `fragments` says which list of words each group comes from."""

    name: str
    priority: int
    pattern: re.Pattern[str]
    fragments: Mapping[str, str]
    make: str
    fixed: Mapping[str, Any]
    block: bool
    role: DateRole = ""
    needs: re.Pattern[str] | None = None  # words the article must hold somewhere
    words: tuple[Need, ...] = ()  # what its pattern cannot match without


@record
class Candidate:
    """A stretch of text that a rule of dates matched; `groups` are the values of its named groups."""

    span: Span
    rule: Rule
    groups: Groups
    mod: str | None = None


@record
class Way:
    """Whether a time is past or still to come, and the reason; None when nothing tells, "" when its own words do."""

    direction: Direction | None
    why: str = ""


@record
class Reading:
    """What a maker makes of a candidate."""

    type: TimexType
    when: When | None = None
    value: str | None = None  # of DURATION and SET
    mod: str | None = None
    why: str = ""  # of its way


@record
class Setting:
    """What a maker may look at besides the words."""

    doc: Doc
    text: str
    sentences: Sequence[Sentence]
    index: int  # of the candidate's sentence
    span: Span
    found: Sequence[Timex]
    day_first: bool | None  # the article's habit in 28/7
    role: DateRole  # of the rule that is read
