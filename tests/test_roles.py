"""The titles that an article gives its people."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
import yaml

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.people import role_clauses
from briefing_book.extract.people.mentions import find_mentions
from briefing_book.extract.people.roles import find_roles
from briefing_book.ingest import plain_article
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.findings import Role
from briefing_book.model.text import Span
from briefing_book.rules.load import load
from briefing_book.rules.types.people import CLAUSES, ClauseRule
from tests.people import GOLDEN, cases, read_people


@pytest.mark.parametrize("case", [*cases("roles"), *cases("successions", key="text")])
def test_golden_roles(case: dict[str, Any]) -> None:
    """Each role has its person, title, organisation, country and official flag."""
    found = read_people(case["text"])
    roles = [[found.entities[r.entity].name, r.title, r.organisation, r.country, r.official] for r in found.roles]
    assert roles == case["roles"]


@pytest.mark.parametrize("case", cases("role_shapes", key="text"))
def test_shapes_of_roles(case: dict[str, Any]) -> None:
    """Each order of name and title gives the same facts, whatever the press's habit."""
    people = sorted(
        {role[0] for role in case["roles"]}
        | {name for name in ("Amara Okello", "Pavel Novotny") if name in case["text"]}
    )
    known = " ".join(f"Dr. {name}, 54, told reporters." for name in people)
    found = read_people(f"{case['text']}\n\n{known}")
    roles = sorted([found.entities[r.entity].name, r.title, r.organisation, r.country, r.official] for r in found.roles)
    assert roles == sorted(case["roles"])


@pytest.mark.parametrize("rule", load(CLAUSES), ids=lambda rule: rule.name)
def test_clauses(rule: ClauseRule) -> None:
    """A clause takes its examples and none of its counter-examples; "Roe" is the name in each."""

    def takes(example: str) -> bool:
        lead, _, _ = example.partition("Roe")
        fits = re.match(rule.after, example[len(lead) + len("Roe") :]) is not None
        return fits and (rule.lead is None or re.search(rule.lead, lead) is not None)

    assert [example for example in rule.examples if not takes(example)] == []
    assert [example for example in rule.counter_examples if takes(example)] == []


def test_country_of_the_article_is_weaker_evidence() -> None:
    """An office without a country is one of the country that the article is about; the role's rule says so."""
    text = "Kenya's parliament met in Nairobi. Finance Minister Amara Okello said Kenya would borrow less. Kenyan farmers cheered."
    assert [(role.country, "country that the article is about" in role.rule) for role in read_people(text).roles] == [
        ("Kenya", True)
    ]


def test_an_article_about_two_countries_gives_none() -> None:
    """Where two countries are spoken of alike, an office without a country stays without."""
    text = "Kenya and Peru met. Finance Minister Amara Okello said Kenya and Peru would trade. Kenya and Peru agreed."
    assert [role.country for role in read_people(text).roles] == [None]


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
    doc = spacy_model.parse(article, sentences)
    entities, mentions = find_mentions(doc, article, sentences)
    return find_roles(doc, article, entities, mentions)


def test_headline_names_the_office_of_the_first_speaker() -> None:
    """A surname without a role that opens the body as its speaker has the role that the headline gives its speaker."""
    roles = _with_headline(
        "Bonn is on board, says Norway's top security adviser",
        "Lund told reporters that he held talks. Lund said they went well.",
    )
    assert [(role.entity, role.title, role.country, role.official) for role in roles] == [
        ("lund", "top security adviser", "Norway", True)
    ]


def test_headline_gives_no_role_to_somebody_who_has_one() -> None:
    """A first speaker with a title in the body keeps it alone."""
    roles = _with_headline(
        "Bonn is on board, says Norway's top security adviser",
        "Finance Minister Pia Lund told reporters that she held talks.",
    )
    assert [role.title for role in roles] == ["Finance Minister"]


def test_country_by_the_form_of_a_name_needs_the_article_to_be_about_it() -> None:
    """A Korean name form gives no country unless the text names that country far more often than the other Korea."""
    assert [role.country for role in read_people("President Roh Jae-won left. South Korea was calm.").roles] == [
        "South Korea"
    ]
    assert [role.country for role in read_people("President Roh Jae-won left Oslo.").roles] == [None]
    assert [
        role.country for role in read_people("President Roh Jae-won left. South Korea and North Korea met.").roles
    ] == [None]


TENURES = (
    "Maria Okello resigned as chairwoman of the council. Peter Novotny was elected governor of Denby. "
    "Anna Brandvold became Kenya's trade minister. The king appointed Tomas Reyl as prime minister. "
    "Jonas Q. Veld replaced Mara B. Solberg as police chief. Rosa Lindqvist took over as transport minister. "
    "Edda Varga served as mayor of Tarn until 2010. Oskar Dahl is Norway's foreign minister."
)


def test_a_rule_of_clauses_may_be_called_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code asks for what a rule says of an office, never for its name."""
    named = read_people(TENURES).roles
    called = {clause.name: f"rule {rank:02}" for rank, clause in enumerate(role_clauses.clauses())}
    used = {clause for role in named for clause in called if role.rule.startswith(f"clause: {clause}")}
    assert len(used) >= 8
    renamed = tuple(dataclasses.replace(clause, name=called[clause.name]) for clause in role_clauses.clauses())
    monkeypatch.setattr(role_clauses, "clauses", lambda: renamed)
    again = read_people.__wrapped__(TENURES).roles
    assert [dataclasses.replace(role, rule="") for role in again] == [
        dataclasses.replace(role, rule="") for role in named
    ]


def test_who_will_succeed_somebody_comes_into_the_office() -> None:
    """Named in full, with initials, and not as one who left it."""
    found = read_people("Jonas Q. Veld will replace Mara B. Solberg as police chief.").roles
    assert ("jonas-q-veld", "[incoming] police chief", "clause: succeeds somebody as") in [
        (role.entity, role.title, role.rule) for role in found
    ]


POSTS = yaml.safe_load((GOLDEN / "posts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "roles"),
    [pytest.param(text, roles, id=f"{kind}: {text}") for kind, rows in POSTS.items() for text, roles in rows],
)
def test_posts_by_kind(text: str, roles: list[list[str | None]]) -> None:
    """A sentence gives each of its persons the whole title, its body and its country, and none of the neighbour's."""
    found = read_people(text)
    got = [[found.entities[r.entity].name, r.title, r.organisation, r.country] for r in found.roles]
    assert sorted(got, key=str) == sorted(roles, key=str)


@pytest.mark.parametrize(
    ("text", "country", "clue"),
    [
        (
            "This follows words of several Kenyan politicians, including Prime Minister Amara Okello.",
            "Kenya",
            "one of a list of a country's people",
        ),
        (
            "On Monday, Foreign Minister Amara Okello led the Kenyan delegation at the forum.",
            "Kenya",
            "leads a country's delegation",
        ),
        (
            "Norwegian Prime Minister Pia Lund said that Foreign Minister Amara Okello would travel.",
            "Norway",
            "named by the leader of a country",
        ),
        (
            "Norway is asking for more herring. Government spokeswoman Amara Okello said so.",
            "Norway",
            "the government of the country before",
        ),
        ("This follows words of politicians, including Prime Minister Amara Okello, on Kenya.", None, ""),
        ("On Monday, Foreign Minister Amara Okello met the Kenyan delegation at the forum.", None, ""),
        ("Foreign Minister Pia Lund said that Trade Minister Amara Okello would travel to Kenya.", None, ""),
        ("Norway is asking Peru for more herring. Government spokeswoman Amara Okello said so.", None, ""),
    ],
)
def test_country_by_the_words_around_an_office(text: str, country: str | None, clue: str) -> None:
    """Each clue gives its country and stands in the rule; a sentence that only resembles it gives none."""
    found = read_people(text)
    roles = [role for role in found.roles if found.entities[role.entity].name == "Amara Okello"]
    assert [role.country for role in roles] == [country]
    assert all(role.rule.endswith(f"country by a clue: {clue}") for role in roles if clue)


def _countries(text: str, **facts: str) -> list[str | None]:
    article = dataclasses.replace(plain_article(text, file="a.txt", published=None), **facts)
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences)
    entities, mentions = find_mentions(doc, article, sentences)
    return [role.country for role in find_roles(doc, article, entities, mentions)]


ABROAD = "Finance Minister Amara Okello flew to Peru. Peru is rich. She likes Peru, its coast and Peruvian fish."


def test_country_of_publication_stands_against_the_country_that_is_visited() -> None:
    """What a paper of another country tells of one country gives its own ministers no country."""
    assert _countries(ABROAD) == ["Peru"]
    assert _countries(ABROAD, outlet="The Kenya Courier") == [None]
    assert _countries(ABROAD, url="https://courier.co.ke/a/1") == [None]
    assert _countries(ABROAD, url="https://courier.tv/a/1") == ["Peru"]


def test_dateline_gives_the_country_but_not_from_a_seat_of_many() -> None:
    """A minister in a report from a country's town is its minister; from a town where many meet, nobody's."""
    text = "Finance Minister Amara Okello said bread would cost less."
    assert _countries(text, dateline="HARARE") == ["Zimbabwe"]
    assert _countries(text, dateline="GENEVA") == [None]


def test_a_sum_in_dollars_names_no_country() -> None:
    """The US of "US$5" is a currency, so that the article is about the other country."""
    text = "Kenya will borrow US$5 million and US$6 million, Finance Minister Amara Okello said. Kenya and Kenyans need it."
    assert _countries(text) == ["Kenya"]
