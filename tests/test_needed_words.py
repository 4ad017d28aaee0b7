"""What a pattern cannot match without, and that no rule is kept from words that it would match."""

from __future__ import annotations

import pytest

from briefing_book.extract.base.needed_words import folded, missing, needs_of
from briefing_book.extract.dates.rules import rules
from briefing_book.extract.figures.find import _openings, _rules
from briefing_book.rules.load import load
from briefing_book.rules.types.dates import DATES
from briefing_book.rules.types.figures import FIGURES

DATED = [(rule.name, words) for rule in load(DATES) for words in (*rule.examples, *rule.counter)]
COUNTED = [words for rule in load(FIGURES) for words in (*(each[0] for each in rule.examples), *rule.counter_examples)]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("barge", [{"barge"}]),
        ("barges?", [{"barge"}]),
        ("(?:barge)?", []),
        ("(?:barge){0,2} tow", [{"tow"}]),
        ("barge|tow", [{"barge", "tow"}]),
        ("barge|.", []),
        ("(?:barge|barges) tow", [{"barge"}, {"tow"}]),
        ("(?!barge)tow", [{"tow"}]),
        ("(?<=barge )tow", [{"tow"}]),
        (r"(?P<mark>[/.])tow(?P=mark)", [{"tow"}]),
        ("[)|x]tow", [{"tow"}]),
        (r"tow\(s\)", [{"tow"}]),
        ("BARGE", [{"barge"}]),
        (r"\d{2}", [{r"\d"}]),
        ("[0-9]x", [{r"\d"}]),
        ("[0-9a]x", []),
    ],
)
def test_a_pattern_says_what_it_cannot_match_without(pattern: str, needs: list[set[str]]) -> None:
    """Only what stands in every match: nothing optional, nothing that is looked at beside it."""
    assert [set(need) for need in needs_of(pattern)] == needs


@pytest.mark.parametrize("text", ["ſunday", "SUNDAY", "frıday", "FRİDAY", "٣ Friday"])
def test_a_word_is_found_in_whatever_case_a_pattern_ignores(text: str) -> None:
    """The long s, the two Turkish letters, the digits of other scripts."""
    assert not missing(needs_of(r"\d friday" if " " in text else "friday|sunday"), folded(text))


@pytest.mark.parametrize(("name", "words"), DATED)
def test_a_rule_of_dates_that_matches_has_its_words(name: str, words: str) -> None:
    """Whatever rule it is that matches an example."""
    matching = [rule for rule in rules() if rule.pattern.search(words)]
    assert not [rule.name for rule in matching if missing(rule.words, folded(words))]


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule.name)
def test_a_rule_of_figures_finds_the_same_at_the_openings_as_everywhere(rule) -> None:
    """In all examples as one text, and with each in small letters."""
    text = " ".join((*COUNTED, *map(str.lower, COUNTED)))
    openings = [place.start() for place in _openings().finditer(text)]
    found = [match.span() for match in rule.matches(text, openings)]
    assert found == [match.span() for match in rule.pattern.finditer(text)]
