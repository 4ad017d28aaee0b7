"""The list of finders: each one stands after what it requires, and sees nothing else."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.finder import GIVEN, SHARED, Finder, checked
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.reading import FINDERS, read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.article_view import ArticleView
from briefing_book.model.findings import Findings

TEXT = "Prime Minister Mara Lund said on May 3, 2021 that 40 boats would leave the Old Sea Yard (OSY). She left office in June. The summit was called off. Foreign Minister Ola Berg met Mara Lund in Oslo. Norland announced a 5 percent tariff on boats."


def _finder(name: str, requires: str, gives: str) -> Finder:
    return Finder(
        name=name, requires=frozenset(requires.split()), gives=tuple(gives.split()), find=lambda view, doc: ((),)
    )


def test_a_finder_before_what_it_requires_is_refused_by_name():
    """With what is missing."""
    with pytest.raises(ValueError, match="the finder of events requires timexes, not given before it"):
        checked([_finder("events", "sentences timexes", "events"), _finder("dates", "sentences", "timexes")])


def test_two_finders_that_give_the_same_are_refused():
    """The second would write over the first."""
    with pytest.raises(ValueError, match="the finder of pronouns gives mentions, which was given before it"):
        checked([_finder("names", "", "entities mentions"), _finder("pronouns", "", "mentions")])


def test_what_stands_before_the_first_finder_is_given_by_none():
    """The sentences come before the parse."""
    with pytest.raises(ValueError, match="gives sentences"):
        checked([_finder("again", "", "sentences")])


def test_an_order_in_which_all_is_there_is_taken():
    """And kept."""
    order = [_finder("dates", "sentences", "timexes"), _finder("events", "timexes", "events")]
    assert checked(order) == tuple(order)


def test_every_kind_of_findings_is_given_by_one_finder():
    """But for the sentences and the article's id; a new kind of findings needs a finder."""
    given = {gives for finder in FINDERS for gives in finder.gives}
    assert given | GIVEN | {"article"} == {field.name for field in fields(Findings)}


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.name)
def test_a_finder_finds_the_same_in_what_it_requires_as_in_all(finder):
    """So `requires` names all that it looks at."""
    article = plain_article(TEXT, file="a.txt", published=None)
    found = read_findings(article)
    doc = spacy_model.parse(article, find_sentences(article))
    view = finder.added_to(ArticleView(article=article, findings=replace(found, refusals=())), doc)
    assert set(view.findings.refusals) <= set(found.refusals)
    for gives in set(finder.gives) - SHARED:
        assert tuple(getattr(view.findings, gives)) == getattr(found, gives)
        assert getattr(found, gives) or gives == "clauses", gives
