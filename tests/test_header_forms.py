"""Heads of articles as agencies, papers, stations, offices and blogs print them: golden/headers.yml, each with its trap.

The table was written by somebody who had not seen the rules.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.ingest.reading import article_from_bytes

FORMS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden" / "headers.yml").read_text(encoding="utf-8")
)
LEAST_SHARE = 0.95  # of all fields of all forms; it only goes up


def folded(value: object) -> str:
    """As a reader compares names: without case and marks."""
    return re.sub(r"\W+", "", str(value or "").casefold())


def wrong(form: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What was wanted and found, by field, where they differ."""
    article = article_from_bytes(form["text"].encode(), file="head.txt")
    found = {
        "title": article.title if article.title_basis == "headline" else None,
        "published": article.published.edtf if article.published else None,
        "outlet": article.outlet,
        "authors": sorted(map(folded, article.authors)),
    }
    wanted = {name: form[name] for name in found}
    wanted["authors"] = sorted(map(folded, form["authors"]))
    return {name: (wanted[name], found[name]) for name in found if not _is_right(wanted[name], found[name])}


def _is_right(wanted: Any, found: Any) -> bool:
    accepted = wanted if isinstance(wanted, list) and not isinstance(found, list) else [wanted]
    return folded(found) in map(folded, accepted)


def test_nearly_every_field_of_every_form_is_right() -> None:
    faults = {form["name"]: wrong(form) for form in FORMS}
    share = 1 - sum(map(len, faults.values())) / (4 * len(FORMS))
    assert share >= LEAST_SHARE, {name: fault for name, fault in faults.items() if fault}


@pytest.mark.parametrize("field", ["title", "published", "outlet", "authors"])
def test_no_field_is_much_worse_than_the_others(field: str) -> None:
    assert sum(field in wrong(form) for form in FORMS) <= len(FORMS) // 10


def test_the_table_has_many_forms_of_all_continents() -> None:
    assert len(FORMS) >= 80
    assert len({form["continent"] for form in FORMS}) == 5
