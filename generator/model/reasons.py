"""Conditions as tables: a row has a name, a sentence for which it holds and one for which it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Case = TypeVar("Case")
Row = TypeVar("Row", bound="Reason[Any]")


@dataclass(frozen=True, slots=True)
class Reason(Generic[Case]):
    """In the examples [brackets] stand around the words that are judged; a test runs both."""

    name: str
    example: str
    counter_example: str
    holds: Callable[[Case], bool]


def first(reasons: Sequence[Row], case: Any) -> Row | None:
    """The first row that holds: in a table the order has a meaning."""
    return next((reason for reason in reasons if reason.holds(case)), None)


def always(_: Any) -> bool:
    """For the last row of a table that has an answer for each case."""
    return True
