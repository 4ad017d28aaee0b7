"""Who comes into a post and who leaves it, as one article tells it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
import yaml

from briefing_book.extract.people.post_changes import NO_CHANGE, Telling
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings
from briefing_book.model.reasons import Reason
from briefing_book.rules.load import load
from briefing_book.rules.types.people import POST_CHANGES, PostRule

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")
TOLD = yaml.safe_load((Path(__file__).parent / "golden/people/post_changes.yml").read_text(encoding="utf-8"))
KNOWN = " Ms. Roe greeted reporters. Mr. Berg, the mayor of Lund, was there."


@cache
def found_in(text: str) -> tuple[str, Findings]:
    article = plain_article(text, file="a.txt", published=PUBLISHED)
    return article.text, read_findings(article)


def at_mark(marked: str) -> tuple[list[str], list[str]]:
    """The rules of the changes and the reasons of the refusals at the word in [brackets]."""
    at, end = marked.index("["), marked.index("]") - 1
    _, found = found_in(marked.replace("[", "").replace("]", "") + KNOWN)
    rules = [change.rule for change in found.post_changes if change.span.start < end and change.span.end > at]
    reasons = [each.reason for each in found.refusals if each.what == "post" and at <= each.span.start < end]
    return rules, reasons


@pytest.mark.parametrize("rule", load(POST_CHANGES), ids=lambda rule: rule.name)
def test_a_rule_takes_its_examples_and_none_of_its_counter_examples(rule: PostRule) -> None:
    assert [example for example in rule.examples if rule.name not in at_mark(example)[0]] == []
    assert [example for example in rule.counter_examples if rule.name in at_mark(example)[0]] == []


@pytest.mark.parametrize("reason", NO_CHANGE, ids=lambda reason: reason.name)
def test_a_reason_holds_for_its_example_and_not_for_its_counter_example(reason: Reason[Telling]) -> None:
    assert at_mark(reason.example) == ([], [reason.name])
    rules, reasons = at_mark(reason.counter_example)
    assert rules
    assert reasons == []


def changes(text: str) -> list[list[str | None]]:
    """Each change: who, what, of which post, when."""
    whole, found = found_in(text)
    names = {entity.key: entity.name for entity in found.entities}
    events = [(event.head, event.date) for event in found.events if event.head and event.date]
    told = []
    for change in found.post_changes:
        date = next((time.date for time in found.timexes if time.span == change.time), None)
        date = date or next((day for head, day in events if head.overlaps(change.span)), None)
        post = change.post.title.removeprefix("[former] ") if change.post else None
        told.append([names[change.entity], change.turn, post, date.edtf if date else None])
    assert whole
    return told


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case["text"][:60])
def test_golden_changes_of_posts(case: dict[str, object]) -> None:
    """Each with its person, what becomes of the post, the post's title and the day."""
    assert changes(str(case["text"])) == case["changes"]
