"""A name is put in brackets only when it is sure; each doubt has an example and a counter-example, which run here."""

from __future__ import annotations

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.base.corpus import Reading
from briefing_book.merge.events.brackets import OF_NAMES, OF_PRONOUNS, Case, completions
from briefing_book.model.lent import Owned
from briefing_book.model.reasons import Reason
from briefing_book.model.text import Span

DOUBTS = (*OF_PRONOUNS, *OF_NAMES)


def reading(text: str) -> Reading:
    article = plain_article(text, file="a.txt", published=None)
    return Reading(article=article, lent=Owned(held=read_findings(article)), published=None)


def case(marked: str) -> Case:
    """The words between [brackets], taken for whom the text names first."""
    start, end = marked.index("["), marked.index("]") - 1
    read = reading(marked.replace("[", "").replace("]", ""))
    first = next(mention for mention in read.findings.mentions if mention.kind == "person")
    name, place = read.names[first.entity], Span(start, end)
    return Case(reading=read, place=place, entity=first.entity, name=name, words=place.of(read.article.text))


@pytest.mark.parametrize("doubt", DOUBTS, ids=[doubt.name for doubt in DOUBTS])
def test_a_doubt_holds_for_its_example_alone(doubt: Reason[Case]) -> None:
    """Each doubt takes its example and leaves its counter-example."""
    assert doubt.holds(case(doubt.example))
    assert not doubt.holds(case(doubt.counter_example))


def shown(text: str) -> list[str]:
    """The brackets of the last sentence."""
    read = reading(text)
    return [words for _, words in completions(read, [read.findings.sentences[-1].span], {}, {})]


@pytest.mark.parametrize(
    ("text", "brackets"),
    [
        ("Foreign Minister Amara Okello spoke first. She left for Geneva.", ["[Amara Okello]"]),
        ("Foreign Minister Amara Okello spoke first. Okello left for Geneva.", ["[Amara Okello]"]),
        ("Mira Holm of the guard spoke first. Rescued at sea, a sailor was found in the wreck of her boat.", []),
        ("Mr. Tomas Brandt spoke first. Amara Okello lost her boat.", []),
        ("Foreign Minister Amara Okello and Mayor Mira Holm spoke first. She left for Rome.", []),
        ("Mrs. Amara Okello praised Mrs. Mira Holm. Her plan was approved.", []),
        ("Mr. Tomas Brandt spoke of his brother, Mr. Karl Holm. He died in May.", []),
        ("Mr. Tomas Brandt met Mrs. Amara Okello in Oslo. He left for Rome.", ["[Tomas Brandt]"]),
        ("Mr. Tomas Brandt spoke of the Holm administration. He left for Rome.", ["[Tomas Brandt]"]),
        ("Anna Brandt-Holm won the vote. Brandt thanked the council.", []),
        ("Fans of Karl Brandt Bremen met in Oslo. Brandt died there.", []),
        ("Karl Brandt met Anna Brandt in Oslo. Brandt left for Rome.", []),
    ],
)
def test_what_is_put_in_brackets(text: str, brackets: list[str]) -> None:
    """Somebody nearer, named or not, or a name that is not sure, leaves the words as they are."""
    assert shown(text) == brackets
