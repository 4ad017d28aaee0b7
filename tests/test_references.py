"""Pronouns and nominals, and whom they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from briefing_book.extract.people.pronouns import quoted_spans
from briefing_book.model.text import Span
from tests.people import cases, read_people


@pytest.mark.parametrize("case", cases("references"))
def test_golden_references(case: dict[str, Any]) -> None:
    """Each reference goes to its person; those in doubt to nobody."""
    found = read_people(case["text"])
    assert [[r.span.of(found.text), found.entities[r.entity].name] for r in found.references] == case["references"]


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    """An open mark does not swallow the next paragraph."""
    text = '"One. Two.\n\nThree "four" five.'
    assert [span.of(text) for span in quoted_spans(text, [Span(0, 10), Span(12, len(text))])] == [
        '"One. Two.',
        '"four"',
    ]
