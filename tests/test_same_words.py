"""Words that tell the same: by their lemma, the verb of a deed, a group of synonyms and a country's names."""

from __future__ import annotations

from collections import Counter

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.base.same_words import content_words, sense, senses, senses_in, words_in_common
from briefing_book.model.article_view import ArticleView
from briefing_book.model.text import Span
from briefing_book.rules.load import load
from briefing_book.rules.types.merge import DEEDS, SYNONYMS


def _view(text: str) -> ArticleView:
    article = plain_article(text, file="a.txt", published=None)
    return ArticleView(article=article, findings=read_findings(article))


def _senses(text: str) -> frozenset[str]:
    return senses(content_words(_view(text), 0))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The board voted on the bridge.", "The vote on the bridge was long."),
        ("They paid the crew in silver.", "The crew will pay for it."),
        ("The announcement came from the palace.", "The palace announced it."),
        ("The negotiations were long.", "They negotiated for a long time."),
        ("A treaty was drafted.", "They drafted an accord."),
        ("The Norwegian ferries sank.", "A ferry from Norway sank."),
        ("The US fleet sailed.", "A fleet of the United States sailed."),
    ],
)
def test_two_ways_to_say_a_thing_mean_the_same(one, other):
    """Something besides what the other words share."""
    shared = _senses(one) & _senses(other)
    assert len(shared) >= 2, shared


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("The harbour gave us new lamps.", "@United States"),
        ("The mayor says little and takes less.", "say"),
        ("The mayor's lamps don't burn.", "'s"),
        ("He rowed – slowly – to the pier.", "–"),
        ("He bought plan B boats.", "b"),
    ],
)
def test_what_every_text_has_means_nothing(text, none):
    """Pronouns that look like a country, verbs of a stop word, marks, parts of words and single letters."""
    assert none not in _senses(text)


def test_a_country_is_one_word_with_its_whole_name():
    """Its parts are no words beside it."""
    assert "zealand" not in _senses("New Zealand bought two ferries.")
    assert "@New Zealand" in _senses("New Zealand bought two ferries.")


def test_words_in_common_are_shown_as_their_own_text_has_them():
    """In its order, each once."""
    said = content_words(_view("The ferries sank as the pilots voted, and sank fast."), 0)
    other = _senses("A pilot said that one ferry sank.")
    assert words_in_common([(word.text, word.means) for word in said], other) == ("ferries", "sank", "pilots")


def test_the_senses_of_a_stretch_are_those_that_stand_in_it():
    """None that is cut."""
    text = "The pilots sank the ferries."
    said = content_words(_view(text), 0)
    assert senses(said, Span(0, text.index("ries"))) == {"pilot", "sink"}


def test_the_senses_of_a_shortened_sentence_are_those_of_the_words_left():
    """A part of a word is not the word."""
    said = content_words(_view("After the vote, the pilots moored the red ferries."), 0)
    assert senses_in(said, "The pilots moored the ferries, tired.") == {"pilot", "moor", "ferry"}


def test_a_noun_names_the_deed_of_one_verb():
    """Else the later line of the rules would win unseen."""
    nouns = Counter(noun for nouns in load(DEEDS).values() for noun in nouns)
    assert not [noun for noun, count in nouns.items() if count > 1]


def test_a_noun_of_a_deed_is_in_no_other_group_than_its_verb():
    """A group of synonyms that has both has them as one."""
    groups = {word: number for number, group in enumerate(load(SYNONYMS)) for word in group}
    for verb, nouns in load(DEEDS).items():
        for noun in nouns:
            assert groups.get(noun, groups.get(verb)) == groups.get(verb, groups.get(noun)), noun
            assert sense(noun) == sense(verb)
