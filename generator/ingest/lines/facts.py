"""What the lines of a header say, each in its own words."""

from __future__ import annotations

from ...model.text import record


@record
class Fact:
    """One thing a header says, in its own words."""

    field: str
    text: str
    priority: int  # the lower, the surer
    rule: str
    above: bool = False  # whether it stands above the headline
