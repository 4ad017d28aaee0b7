"""Scores against public test sets and the gold facts. Not part of the installed generator."""

from __future__ import annotations

from briefing_book.model.text import record


@record
class Score:
    """One measured figure: `value` over `size` cases."""

    name: str
    value: float
    size: int
    detail: str = ""
