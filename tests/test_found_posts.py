"""Who has a post, and which, where a reader sees it at once: by the kind of place in which it stands."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from . import people

KINDS = yaml.safe_load((Path(__file__).parent / "golden" / "people" / "found_posts.yml").read_text(encoding="utf-8"))
ROWS = [pytest.param(row, id=f"{kind}: {row['text']}") for kind, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize("row", ROWS)
def test_posts_of_a_sentence_are_those_that_a_reader_finds(row: dict[str, object]) -> None:
    found = people.read_people(str(row["text"]))
    posts: dict[str, list[str]] = defaultdict(list)
    for role in found.roles:
        name = found.entities[role.entity].name
        if role.kind != "job" and role.title not in posts[name]:
            posts[name].append(role.title)
    assert {name: "; ".join(titles) for name, titles in posts.items() if titles} == row["posts"]
