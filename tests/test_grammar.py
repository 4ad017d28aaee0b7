"""What the grammar answers about tiny sentences, and that nobody else asks the parse."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from spacy.tokens import Doc, Token

from briefing_book.extract.base import grammar, spacy_model

ROOT = Path(__file__).parent.parent / "generator" / "extract"
QUESTIONS = Path(__file__).parent / "grammar_questions.yml"
LAYER = ROOT / "base" / "grammar"


@cache
def parsed(text: str) -> Doc:
    return spacy_model.load()(text)


def word(text: str) -> Token:
    """The word in [brackets]."""
    at = text.index("[")
    return next(token for token in parsed(text.replace("[", "").replace("]", "")) if token.idx == at)


def texts(tokens: object) -> str:
    if tokens is None:
        return ""
    return tokens.text if isinstance(tokens, Token) else " ".join(token.text for token in tokens)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "finite", "negated", "past", "present", "perfect", "modal"),
    [
        ("The crew [repaired] the ship.", True, False, True, False, False, None),
        ("The crew did not [repair] the ship.", True, True, False, False, False, None),
        ("The crew will [repair] the ship.", True, False, False, False, False, "will"),
        ("The crew could have [repaired] the ship.", True, False, False, False, True, "could"),
        ("The crew has [repaired] the ship.", True, False, False, False, True, None),
        ("The crew had [repaired] the ship.", True, False, True, False, False, None),
        ("The ship was [repaired] by the crew.", True, False, True, False, False, None),
        ("The crew [repairs] the ship.", True, False, False, True, False, None),
        ("The crews [repair] the ships.", True, False, False, True, False, None),
        ("The crew wants to [repair] the ship.", False, False, False, False, False, None),
    ],
)
def test_the_form_of_a_verb(
    text: str, finite: bool, negated: bool, past: bool, present: bool, perfect: bool, modal: str | None
) -> None:
    verb = word(text)
    assert grammar.is_finite(verb) == finite
    assert grammar.is_negated(verb) == negated
    assert grammar.is_past(verb) == past
    assert grammar.is_present(verb) == present
    assert grammar.is_perfect(verb) == perfect
    assert grammar.modal(verb) == modal


@pytest.mark.parametrize(
    ("text", "subject", "objects", "agent"),
    [
        ("The crew [repaired] the ship.", "crew", "ship", ""),
        ("The ship was [repaired] by the crew.", "ship", "", "crew"),
        ("The crew arrived and [repaired] the ship.", "crew", "ship", ""),
        ("The crew wants to [repair] the ship.", "crew", "ship", ""),
        ("The owner asked the crew to [repair] the ship.", "crew", "ship", ""),
        ("The pact [signed] by the king failed.", "pact", "", "king"),
    ],
)
def test_who_takes_part(text: str, subject: str, objects: str, agent: str) -> None:
    """The subject may be shared, the one who does it may stand behind a "by"."""
    verb = word(text)
    assert texts(grammar.shared_subject(verb)) == subject
    assert texts(grammar.objects(verb)) == objects
    assert texts(grammar.passive_agent(verb)) == agent


TELLERS = frozenset({"say"})


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("The owner said the ship would [sail] soon.", "said"),
        ("The ship would [sail] soon, the owner said.", "said"),
        ("The owner hopes the ship will [sail] soon.", ""),
        ("The ship [sailed] soon.", ""),
    ],
)
def test_who_reports_it(text: str, teller: str) -> None:
    assert texts(grammar.reported_by(word(text), above_it=TELLERS, beside_it=TELLERS)) == teller


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('She said: "The ship [sailed] away."', True),
        ('She [said]: "The ship sailed away."', False),
        ('"The ship sailed away," she [said].', False),
    ],
)
def test_what_stands_in_a_quotation(text: str, inside: bool) -> None:
    assert grammar.in_quotation(word(text)) == inside


def test_a_clause_ends_where_another_is_joined() -> None:
    verb = word("The crew [arrived] and repaired the ship.")
    assert texts(verb.doc[grammar.clause(verb).start : grammar.clause(verb).stop]) == "The crew arrived and"
    assert texts(grammar.joined_verbs(verb)) == "repaired"


@pytest.mark.parametrize(
    ("text", "verb"),
    [("The crew repaired the ship on [Monday].", "repaired"), ("Talks about the [ship].", "")],
)
def test_the_verb_that_a_word_belongs_to(text: str, verb: str) -> None:
    assert texts(grammar.predicate_of(word(text))) == verb


def test_a_group_holds_its_helpers() -> None:
    group = grammar.group(word("The ship would have been [repaired]."))
    assert group.helpers == {"would", "have", "been"}
    assert (group.form, group.modal, group.is_infinitive, group.is_bare) == ("participle", "would", False, False)
    assert group.has("be", "been")
    assert not group.has("be")
    assert grammar.group(word("It wants to [sail].")).is_infinitive


def test_words_around() -> None:
    verb = word("The crew [repaired] the ship.")
    assert (grammar.word_at(verb, 1), grammar.word_at(verb, 9), grammar.word_at(verb, -3)) == ("the", "", "")
    assert grammar.above(verb) is None
    assert grammar.above(verb.doc[1]) == verb
    assert grammar.verb_above(verb.doc[4]) == verb
    assert grammar.lemma(verb) == "repair"


def test_only_the_grammar_knows_labels() -> None:
    """`dep_`, `tag_` and `pos_` are another model's affair."""
    asks = re.compile(r"\.(?:dep|tag|pos)_?\b")
    found = {
        path.name for path in ROOT.rglob("*.py") if LAYER not in path.parents and asks.search(path.read_text("utf-8"))
    }
    assert not found


def counted() -> dict[str, int]:
    """How often each file asks for a bare relation, form or class instead of a question with a name."""
    asks = re.compile(r"grammar\.(?:relation|form|class)_of\(")
    counts = {path.relative_to(ROOT).as_posix(): len(asks.findall(path.read_text("utf-8")))
              for path in sorted(ROOT.rglob("*.py")) if LAYER not in path.parents}  # fmt: skip
    return {name: count for name, count in counts.items() if count}


def test_bare_questions_become_fewer() -> None:
    """`grammar_questions.yml` is what each file asks at most: ask by a name of the grammar, and lower the figure."""
    assert counted() == yaml.safe_load(QUESTIONS.read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "superlative"),
    [
        ("It was the [largest] pier of the coast.", True),
        ("The [forest] burned for a week.", False),
        ("Crews quit in [protest] at the fees.", False),
        ("It is the [least] that they can do.", True),
    ],
)
def test_a_superlative_is_what_the_parse_calls_one(text: str, superlative: bool) -> None:
    assert grammar.is_superlative(word(text)) == superlative
