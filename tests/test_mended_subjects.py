"""A subject that the language model hung on the place in an opening phrase; the parses here are made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Token

from briefing_book.extract.base.grammar.mended_subjects import mend_subjects

VOCAB = spacy.blank("en").vocab
OPENING = "In:prep:VERB:IN:ADP talks:pobj:In:NNS:NOUN in:prep:talks:IN:ADP Velar:pobj:in:NNP:PROPN"
COMMA = ",:punct:Velar:,:PUNCT"
NAME = "Mara:compound:Lund:NNP:PROPN Lund:appos:Velar:NNP:PROPN"
SAID = "said:ROOT:said:VBD:VERB"


def parse(sentence: str, entity: str = "") -> Doc:
    """Of word:relation:word above:tag:class; VERB stands for the last word, a place is named as an entity."""
    rows = [tuple(each.split(":")) for each in sentence.split()]
    words = [row[0] for row in rows]
    heads = [len(words) - 1 if row[2] == "VERB" else words.index(row[2]) for row in rows]
    return Doc(
        VOCAB,
        words=words,
        heads=heads,
        deps=[row[1] for row in rows],
        tags=[row[3] for row in rows],
        pos=[row[4] for row in rows],
        ents=[f"B-{entity}" if entity and word == "Lund" else "O" for word in words],
        sent_starts=[at == 0 for at in range(len(words))],
    )


def subject(doc: Doc) -> str:
    """The subject of the last word after mending."""
    mend_subjects(doc)
    verb: Token = doc[-1]
    return " ".join(child.text for child in verb.children if child.dep_ == "nsubj")


@pytest.mark.parametrize(
    "sentence",
    [
        f"{OPENING} {COMMA} {NAME} {SAID}",
        f"{OPENING} {COMMA} {NAME.replace('appos', 'conj')} {SAID}",
        f"{OPENING} {COMMA} Lund:appos:Velar:NN:NOUN {SAID}",
        f"{OPENING} {COMMA} {NAME} never:neg:VERB:RB:ADV {SAID}",
        f"{OPENING} {COMMA} {NAME} had:aux:VERB:VBD:AUX said:ROOT:said:VBN:VERB",
        f"{OPENING} {COMMA} {NAME} {COMMA.replace('Velar', 'Lund')} {SAID}",
        f'":punct:VERB:``:PUNCT {OPENING} {COMMA} {NAME} {SAID}',
    ],
)
def test_the_name_right_before_a_finite_verb_becomes_its_subject(sentence: str) -> None:
    """Whether it was read as another name of the place or as one more; helpers and a comma may stand between."""
    assert subject(parse(sentence)) == "Lund"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(f"{OPENING} {NAME} {SAID}", id="no comma before it"),
        pytest.param(f"{OPENING} and:cc:Velar:CC:CCONJ {COMMA} {NAME} {SAID}", id="joined by and"),
        pytest.param(f"{OPENING} {COMMA} Lund:amod:Velar:JJ:ADJ {SAID}", id="no name"),
        pytest.param(f"{OPENING} {COMMA} Lund:appos:Velar:CD:NUM {SAID}", id="a number"),
        pytest.param(f"{OPENING} {COMMA} {NAME} saying:ROOT:saying:VBG:VERB", id="not finite"),
        pytest.param(f"{OPENING} {COMMA} {NAME} said:ROOT:said:VBD:NOUN", id="no verb"),
        pytest.param(f"{OPENING.replace('In:prep', 'In:advmod')} {COMMA} {NAME} {SAID}", id="no preposition opens"),
        pytest.param(f"There:expl:VERB:EX:PRON {OPENING} {COMMA} {NAME} {SAID}", id="a subject already"),
        pytest.param(f"Then:advmod:VERB:RB:ADV {OPENING} {COMMA} {NAME} {SAID}", id="the phrase does not open"),
    ],
)
def test_a_name_that_does_not_stand_apart_in_an_opening_phrase_stays(sentence: str) -> None:
    assert not subject(parse(sentence))


def test_a_name_of_a_place_stays() -> None:
    """ "In talks in Velar, Norvik, said ...": it says where the place lies."""
    sentence = f"{OPENING} {COMMA} {NAME} {SAID}"
    assert not subject(parse(sentence, entity="GPE"))
    assert subject(parse(sentence, entity="ORG")) == "Lund"


def test_the_outermost_of_two_names_is_taken() -> None:
    """ "Mara Lund, the mayor, said": the mayor is Lund again."""
    again = ",:punct:Lund:,:PUNCT mayor:appos:Lund:NN:NOUN"
    assert subject(parse(f"{OPENING} {COMMA} {NAME} {again} {SAID}")) == "Lund"
