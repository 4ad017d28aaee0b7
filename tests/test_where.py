"""Of which country and body a post is, where the words around its title tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.people.mentions import find_mentions
from briefing_book.extract.people.roles import find_roles
from briefing_book.ingest import plain_article

from .people import GOLDEN

KINDS = yaml.safe_load((GOLDEN / "where.yml").read_text(encoding="utf-8"))
ROWS = [pytest.param(row, id=f"{kind}: {row['text'][:60]}") for kind, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize("row", ROWS)
def test_a_post_has_the_country_and_the_body_that_a_reader_gives_it(row: dict[str, Any]) -> None:
    article = replace(
        plain_article(row["text"], file="a.txt", published=None),
        outlet=row.get("outlet"),
        dateline=row.get("dateline"),
    )
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences)
    entities, mentions = find_mentions(doc, article, sentences)
    names = {entity.key: entity.name for entity in entities}
    found = [
        [names[r.entity], r.title, r.organisation, r.country] for r in find_roles(doc, article, entities, mentions)
    ]
    assert sorted(found) == sorted(row["roles"])
