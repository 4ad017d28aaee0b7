"""What kind of post a title is: the table of rules by its examples, and titles of forty countries."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from briefing_book.extract.people.posts import POSTS, kind_of
from briefing_book.model.findings import Role
from briefing_book.model.reasons import Reason

from . import people

TITLES = yaml.safe_load((Path(__file__).parent / "golden" / "posts.yml").read_text(encoding="utf-8"))


@cache
def roles_of(text: str) -> tuple[Role, ...]:
    """The roles of the person in [brackets]."""
    found = people.read_people(text.replace("[", "").replace("]", ""))
    name = text[text.index("[") + 1 : text.index("]")]
    keys = {entity.key for entity in found.entities.values() if entity.name == name}
    return tuple(role for role in found.roles if role.entity in keys)


def rule_of(text: str) -> str:
    return next((kind_of(role).name for role in roles_of(text)), "")


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.name)
def test_rule_is_the_first_that_holds_for_its_example(row: Reason[object]) -> None:
    assert rule_of(row.example) == row.name


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.name)
def test_rule_does_not_hold_for_its_counter_example(row: Reason[object]) -> None:
    assert rule_of(row.counter_example) != row.name


@pytest.mark.parametrize("kind", TITLES)
def test_titles_of_a_kind_are_of_that_kind(kind: str) -> None:
    assert [text for text in TITLES[kind] if {role.kind for role in roles_of(text)} - {kind}] == []


@pytest.mark.parametrize(
    "text",
    ["They asked retired Mill County Judge [Eve Stark].", "[Eve Stark], a retired judge, spoke.",
     "Retired General [Eve Stark] spoke."],
)  # fmt: skip
def test_who_has_retired_from_a_post_held_it_before(text: str) -> None:
    assert [role.status for role in roles_of(text)] == ["former"]


def test_head_of_a_union_of_retired_people_holds_the_post() -> None:
    assert [role.status for role in roles_of("The head of the Retired Miners' Union, [Eve Stark], spoke.")] == [""]
