"""What `briefing explain` shows of an article."""

from __future__ import annotations

import re
from functools import cache

import pytest

from briefing_book.explain import explain
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article

TEXT = 'Norwegian Foreign Minister Tove Halvorsen said on March 4, 2019 that the treaty cost "40 million euros" too much.\x1b[31m'


@cache
def shown(*, colour: bool) -> str:
    article = plain_article(TEXT, file="fish.txt", published=None)
    return explain(article, read_findings(article), colour=colour)


@pytest.mark.parametrize("kind", ["timex", "person", "role", "quotation", "figure", "event"])
def test_each_kind_of_finding_has_its_rule(kind: str) -> None:
    """A line for a finding ends with the name of the rule that found it."""
    assert re.search(rf"^    {kind} .*<[^<>]+>$", shown(colour=False), re.MULTILINE)


def test_a_change_of_a_post_is_shown_and_what_only_looks_like_one_with_the_reason() -> None:
    text = "Norwegian Foreign Minister Tove Halvorsen resigned on Monday. Mayor Ole Berg refused to resign."
    article = plain_article(text, file="fish.txt", published=None)
    told = explain(article, read_findings(article))
    assert re.search(r"^    post +tove-halvorsen: Foreign Minister ends, 'Monday'  <resigned>$", told, re.MULTILINE)
    assert re.search(r"^    no post +'resign'  <a plan>$", told, re.MULTILINE)


def test_a_quotation_shows_its_evidence() -> None:
    """The source and the cue it was read from."""
    assert "source 'Norwegian Foreign Minister Tove Halvorsen', cue 'said'" in shown(colour=False)


def test_people_are_listed_with_the_rules_that_found_them() -> None:
    """At the end stands everybody, and how often each rule named them."""
    people = shown(colour=False).split("\npeople\n")[1]
    assert "Tove Halvorsen" in people
    assert re.search(r"named: \d × <", people)


def test_colours_only_when_asked_for() -> None:
    """Without colours there is no control character, not even one from the article."""
    assert "\x1b" not in shown(colour=False)
    assert "\x1b[32mTove Halvorsen\x1b[0m" in shown(colour=True)


def test_the_article_sends_nothing_to_the_terminal() -> None:
    """A control character of the source is not read, so it is not shown, in colour neither."""
    assert "\x1b[31m\x1b" not in shown(colour=True)
    assert "much.[31m" in shown(colour=False)


def test_a_date_that_is_no_event_says_why() -> None:
    """The time, the word that it would date, and the reason that was the first to hold."""
    article = plain_article("The council did not vote on March 4, 2019.", file="vote.txt", published=None)
    assert "    no event     'March 4, 2019' at 'vote'  <denied>" in explain(article, read_findings(article))


def test_a_date_without_a_direction_of_its_own_says_why_it_lies_ahead() -> None:
    article = plain_article("The harbour will open on Friday.", file="harbour.txt", published=None)
    assert "(direction: ahead, 'will' or 'due to' before it)  <weekday>" in explain(article, read_findings(article))


def test_a_number_that_is_no_figure_says_why() -> None:
    article = plain_article("The Boeing 737 jets landed.", file="jets.txt", published=None)
    assert re.search(
        r"^    no figure    '737'  <part of a name>$", explain(article, read_findings(article)), re.MULTILINE
    )


def test_deed_told_in_passing_says_why_it_has_no_entry() -> None:
    """The reader of `explain` finds the reason beside the event."""
    article = plain_article(
        "The envoy praised the treaty that ended the war on March 4, 2019.", file="a.txt", published=None
    )
    told = explain(article, read_findings(article))
    assert "told in passing (it describes a noun): no entry by itself" in told
