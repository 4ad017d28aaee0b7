"""The titles that an article gives its people."""

from __future__ import annotations

from typing import Any

import pytest

from generator.extract import language
from generator.extract.mentions import find_mentions
from generator.extract.roles import find_roles
from generator.extract.sentences import find_sentences
from generator.model.article import Article, Paragraph
from generator.model.findings import Role
from generator.model.text import Span
from tests.people import cases, read_people


@pytest.mark.parametrize("case", cases("roles"))
def test_golden_roles(case: dict[str, Any]) -> None:
    """Each role has its person, title, organisation, country and official flag."""
    found = read_people(case["text"])
    roles = [[found.entities[r.entity].name, r.title, r.organisation, r.country, r.official] for r in found.roles]
    assert roles == case["roles"]


def _with_headline(headline: str, body: str) -> tuple[Role, ...]:
    text = f"{headline}\n\n{body}"
    article = Article(
        id="a",
        file="a.txt",
        digest="",
        text=text,
        title=headline,
        paragraphs=(
            Paragraph(span=Span(0, len(headline)), source_start=0, kind="headline"),
            Paragraph(span=Span(len(headline) + 2, len(text)), source_start=0, kind="body"),
        ),
    )
    sentences = find_sentences(article)
    doc = language.parse(article, sentences)
    entities, mentions = find_mentions(doc, article, sentences)
    return find_roles(doc, article, entities, mentions)


def test_headline_names_the_office_of_the_first_speaker() -> None:
    """A surname without a role that opens the body as its speaker has the role that the headline gives its speaker."""
    roles = _with_headline(
        "Bonn is on board, says Norway's top security adviser", "Lund told reporters that he held talks. Lund said they went well."
    )
    assert [(role.entity, role.title, role.country, role.official) for role in roles] == [("lund", "top security adviser", "Norway", True)]


def test_headline_gives_no_role_to_somebody_who_has_one() -> None:
    """A first speaker with a title in the body keeps it alone."""
    roles = _with_headline(
        "Bonn is on board, says Norway's top security adviser", "Finance Minister Pia Lund told reporters that she held talks."
    )
    assert [role.title for role in roles] == ["Finance Minister"]


def test_country_by_the_form_of_a_name_needs_the_article_to_be_about_it() -> None:
    """A Korean name form gives no country unless the text names that country far more often than the other Korea."""
    assert [role.country for role in read_people("President Roh Jae-won left. South Korea was calm.").roles] == ["South Korea"]
    assert [role.country for role in read_people("President Roh Jae-won left Oslo.").roles] == [None]
    assert [role.country for role in read_people("President Roh Jae-won left. South Korea and North Korea met.").roles] == [None]
