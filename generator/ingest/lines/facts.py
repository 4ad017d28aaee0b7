"""What the lines of a header say, each in its own words."""

from __future__ import annotations

from typing import Literal

from ...model.text import record
from ...rules.types.ingest import Field

Place = Literal["above", "header", "text"]  # above the headline; on a line of its own; at an end of the text


@record
class Fact:
    """One thing a header says, in its own words."""

    field: Field
    text: str
    priority: int  # the lower, the surer
    rule: str
    place: Place = "header"
