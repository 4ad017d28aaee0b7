"""Reads a made-up text and its golden cases, for the tests of persons."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.people.mentions import find_mentions
from briefing_book.extract.people.pronouns import find_references
from briefing_book.extract.people.roles import find_roles
from briefing_book.ingest import plain_article
from briefing_book.model.findings import Entity, Mention, Reference, Role
from briefing_book.model.text import record

GOLDEN = Path(__file__).parent / "golden" / "people"


@record
class People:
    text: str
    entities: dict[str, Entity]
    mentions: tuple[Mention, ...]  # of persons
    roles: tuple[Role, ...]
    references: tuple[Reference, ...]


@cache
def read_people(text: str) -> People:
    article = plain_article(text, file="a.txt", published=None)
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences)
    entities, mentions = find_mentions(doc, article, sentences)
    roles = find_roles(doc, article, entities, mentions)
    references = find_references(doc, article, sentences, entities, mentions, roles)
    return People(
        text=text,
        entities={entity.key: entity for entity in entities},
        mentions=tuple(mention for mention in mentions if mention.kind == "person"),
        roles=roles,
        references=references,
    )


def cases(name: str, key: str = "name") -> list[Any]:
    rows = yaml.safe_load((GOLDEN / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row[key]) for row in rows]
