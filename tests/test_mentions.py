"""Who is named in an article, and where."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.people.lexicon_words import countries, heads
from briefing_book.extract.people.mentions import find_mentions
from briefing_book.extract.people.names import name_form
from briefing_book.ingest import plain_article
from briefing_book.rules.load import load
from briefing_book.rules.types.lexicon import COUNTRIES
from briefing_book.rules.types.people import OFFICES, VOTES, VoteKind
from tests.people import cases, read_people


@pytest.mark.parametrize("case", cases("mentions"))
def test_golden_mentions(case: dict[str, Any]) -> None:
    """Each person is found under one name, at each place, and nobody else is."""
    found = read_people(case["text"])
    people: dict[str, list[str]] = defaultdict(list)
    for mention in found.mentions:
        people[found.entities[mention.entity].name].append(mention.span.of(found.text))
    assert people == case["people"]


def test_every_vote_that_code_finds_has_its_weight() -> None:
    assert sorted(vote.kind for vote in load(VOTES)) == sorted(get_args(VoteKind))


@pytest.mark.parametrize(
    ("vote", "example"),
    [(vote.kind, example) for vote in load(VOTES) for example in vote.examples],
)
def test_examples_of_votes(vote: str, example: str) -> None:
    """The example on a vote's rule holds one person."""
    assert len({mention.entity for mention in read_people(example).mentions}) == 1, vote


@pytest.mark.parametrize(
    ("vote", "example"),
    [(vote.kind, example) for vote in load(VOTES) for example in vote.counter_examples],
)
def test_counter_examples_of_votes(vote: str, example: str) -> None:
    """The counter-example on a vote's rule holds nobody."""
    found = read_people(example)
    assert [mention.span.of(found.text) for mention in found.mentions] == [], vote


@pytest.mark.parametrize("case", cases("organisations", key="text"))
def test_names_of_organisations_are_whole(case: dict[str, Any]) -> None:
    """A body's name is neither cut nor stretched: days, owners' endings and sums are no part of it."""
    article = plain_article(case["text"], file="a.txt", published=None)
    sentences = find_sentences(article)
    _, mentions = find_mentions(spacy_model.parse(article, sentences), article, sentences)
    assert [m.span.of(article.text) for m in mentions if m.kind == "organisation"] == case["organisations"]


def test_gender_comes_from_the_text_alone() -> None:
    """An honorific or an unmistakable pronoun gives a gender; a given name never does."""
    found = read_people("Mrs. Roe left. Later, Peter Okello came.").entities
    assert (found["roe"].gender, found["peter-okello"].gender) == ("f", None)
    assert read_people("Minister Sasha Okello said she was sorry.").entities["sasha-okello"].gender == "f"


def test_family_and_given_name() -> None:
    """The family part is the one used alone, with its particles."""
    found = read_people("Minister Roh Tae-sik met Ilse van der Meer, a senator. Roh smiled.").entities
    assert (found["roh-tae-sik"].family, found["roh-tae-sik"].given) == ("Roh", "Tae-sik")
    assert (found["ilse-van-der-meer"].family, found["ilse-van-der-meer"].given) == ("van der Meer", "Ilse")


def test_every_country_has_one_code() -> None:
    """The table of countries has about 195 rows and no code twice."""
    rows = load(COUNTRIES)
    assert len(rows) >= 193
    assert len({row.code for row in rows}) == len({row.name for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("u.s.", "United States"),
        ("s. korea", "South Korea"),
        ("seoul", "South Korea"),
        ("dutch", "Netherlands"),
        ("north korean", "North Korea"),
    ],
)
def test_forms_of_countries(form: str, country: str) -> None:
    """Short forms, capitals and adjectives lead to the country."""
    assert countries()[form].name == country


def test_heads_are_of_one_kind() -> None:
    """No head of a title stands in two lists."""
    table = load(OFFICES).heads
    listed = [*table.office, *table.state, *table.body, *table.private]
    assert sorted(set(listed)) == sorted(listed)
    assert set(heads()) == set(listed)


def test_name_form_needs_a_surname_of_its_language() -> None:
    """A western name is of no East Asian form."""
    assert [name_form(name) for name in ("Roh Jae-won", "Jane Roe", "Kim Davis")] == ["korean", None, None]


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("AaMr. ,'’-\"“”()SenKingofd\n"), max_size=120))
def test_mentions_lie_in_the_text(text: str) -> None:
    """Whatever the text, each mention is a stretch of it with a known entity, and persons do not overlap."""
    found = read_people(text)
    assert all(mention.entity in found.entities and mention.span.of(text).strip() for mention in found.mentions)
    spans = sorted(mention.span for mention in found.mentions)
    assert all(one.end <= other.start for one, other in pairwise(spans))
