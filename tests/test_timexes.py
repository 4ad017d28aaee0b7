"""Time expressions found in text."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.dates import find
from briefing_book.extract.dates import rules as making
from briefing_book.extract.dates.context_words import around
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.dates import Date
from briefing_book.model.errors import RuleError
from briefing_book.model.findings import Timex
from briefing_book.model.text import Span
from briefing_book.rules.load import load
from briefing_book.rules.types import dates
from briefing_book.rules.types.dates import DATES, DateRule

GOLDEN = [
    case
    for path in sorted((Path(__file__).parent / "golden" / "dates").glob("*.yml"))
    for case in yaml.safe_load(path.read_text())
]
RULES = load(DATES)
BLANK = spacy.blank("en")


def article(text: str, published: dt.date | None = None) -> Article:
    date = published and Date(earliest=published, latest=published, precision="day", basis="stated", text="")
    paragraph = Paragraph(span=Span(0, len(text)), source_start=0, kind="body")
    return Article(
        id="a", file="a.txt", digest="", text=text, paragraphs=(paragraph,), title="", published=date or None
    )


def found(text: str, published: dt.date | None = None, nlp: Any = None) -> tuple[Timex, ...]:
    source = article(text, published)
    sentences = find_sentences(source)
    return find.find_timexes(spacy_model.parse(source, sentences, nlp=nlp), source, sentences)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["text"][:40])
def test_sentence_holds_these_time_expressions(case: dict[str, Any]) -> None:
    """Every golden sentence gives its words, types, values and dates."""
    read = [
        [timex.span.of(case["text"]), timex.type, timex.value, timex.date.edtf if timex.date else None]
        for timex in found(case["text"], case["published"])
    ]
    assert read == [
        [words, kind, str(value), edtf if edtf is None else str(edtf)] for words, kind, value, edtf in case["timexes"]
    ]


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for rule in RULES for example in rule.examples], ids=str)
def test_rule_finds_its_example(rule: DateRule, example: str) -> None:
    """A rule reads its own examples, and gives their value where no anchor is known."""
    assert rule.examples[example] in [timex.value for timex in found(example, nlp=BLANK)]


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for rule in RULES for example in rule.examples], ids=str)
def test_no_stronger_rule_takes_an_example_away(rule: DateRule, example: str) -> None:
    """Of all rules that match the words, the one that the example stands for is chosen."""
    source = article(example)
    assert rule.name in [candidate.rule.name for candidate in find.chosen(source, find_sentences(source))]


def test_a_rule_without_an_example_is_refused() -> None:
    """Nobody would see that a stronger one beats it; what blocks words names some of them."""
    for bare, missing in (
        (DateRule(name="noon", priority=1, pattern="noon", make="clock"), "no example"),
        (DateRule(name="name", priority=1, pattern="noon", block=True), "no counter-example"),
    ):
        with pytest.raises(RuleError, match=f"{bare.name}: {missing}"):
            making.shown((bare,))


@pytest.mark.parametrize(("name", "words"), [(rule.name, words) for rule in RULES for words in rule.counter])
def test_rule_leaves_its_counter_example_alone(name: str, words: str) -> None:
    """What looks like the rule's words and is not gets no time expression from it."""
    assert name not in [timex.rule for timex in found(words, nlp=BLANK)]


@pytest.mark.parametrize("words", [words for rule in RULES if rule.block for words in rule.counter])
def test_blocked_words_hold_no_time(words: str) -> None:
    """A version, a phone number or a paper's name is no date."""
    assert [timex for timex in found(words, nlp=BLANK) if timex.rule != "now"] == []


AROUND = msgspec.structs.asdict(load(dates.AROUND))


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, each in AROUND.items() for text in each.examples])
def test_pattern_of_words_around_a_date_finds_its_example(name: str, text: str) -> None:
    assert around(name).search(text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, each in AROUND.items() for text in each.counter])
def test_pattern_of_words_around_a_date_leaves_its_counter_example(name: str, text: str) -> None:
    assert not around(name).search(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The ferry sank on Friday.", "back, past tense"),
        ("In June 2009 he fled. On July 3 the court ruled.", "in the year told before"),
        ("The guild struck on Friday. Most were expected to stay away on Friday.",
         "back, awaited on a day told before as past"),
        ("The ferries left. They're expected on Friday.", "ahead, is planned"),
        ("It opened on July 9, 2014.", "back, past tense"),
        ("It closed last Friday.", ""),
    ],
)  # fmt: skip
def test_a_time_says_why_it_lies_ahead_or_back(text: str, why: str) -> None:
    """Of several the last one is asked; "last" says it by itself."""
    assert found(text, dt.date(2014, 7, 16))[-1].why == why


WORDS = st.sampled_from(
    [
        "on Monday",
        "the",
        "July 9",
        ",",
        "2024",
        "last year",
        "31/12",
        "12:01",
        "AM",
        "GMT",
        "two",
        "days",
        "ago",
        "three-day",
        "every",
        "next",
        "week",
        "of",
        "1990s",
        "May",
        "may",
        "Q3",
        "fiscal",
        "’",
        "-",
        "6th",
        "noon",
        "the following day",
        "quarter",
    ]
)


@given(st.lists(WORDS | st.text(max_size=4), max_size=30).map(" ".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    """Whatever the text, spans lie inside it, in order, and none overlaps the next."""
    read = found(text, dt.date(2024, 2, 29), nlp=BLANK)
    ends = [0]
    for timex in read:
        assert ends[-1] <= timex.span.start < timex.span.end <= len(text)
        ends.append(timex.span.end)
        if timex.date:
            assert timex.date.earliest <= timex.date.latest


def test_long_line_takes_time_in_step_with_its_length() -> None:
    """A line of a million digits or of a hundred thousand dates is read without backtracking."""
    assert found("1" * 300_000, nlp=BLANK) == ()
    many = "on July 9, 2024 " * 300
    assert len(found(many, nlp=BLANK)) == 300


@pytest.mark.parametrize(
    ("text", "words", "mod"),
    [
        ("Prices fell early this month.", "early this month", "START"),
        ("The port grew in the late 1980s.", "the late 1980s", "END"),
        ("It had shrunk by the mid-1970s.", "mid-1970s", "MID"),
        ("The pact ends at the end of March.", "the end of March", "END"),
        ("Talks open in the second half of June.", "the second half of June", "END"),
        ("They met at the beginning of 2011.", "the beginning of 2011", "START"),
        ("It took more than a decade.", "more than a decade", "MORE_THAN"),
        ("It was the lowest in over six years.", "over six years", "MORE_THAN"),
        ("The plan costs $9 million over six years.", "six years", None),
        ("The siege lasted nearly two years.", "nearly two years", "LESS_THAN"),
        ("The siege lasted about two years.", "about two years", "APPROX"),
        ("The siege lasted at least two years.", "at least two years", "EQUAL_OR_MORE"),
        ("He may serve up to two years.", "up to two years", "EQUAL_OR_LESS"),
        ("The sale closes by year-end.", "year-end", "END"),
    ],
)
def test_words_before_a_time_give_its_mod(text: str, words: str, mod: str | None) -> None:
    """The mod of TIMEX3, and the words that carry it inside the span."""
    assert [(timex.span.of(text), timex.mod) for timex in found(text, dt.date(2013, 3, 22))][-1] == (words, mod)


def test_day_first_habit_is_read_from_the_words_of_the_same_article() -> None:
    """An article that writes "14 May" writes 3/6 for the third of June."""
    values = [timex.value for timex in found("It opened on 14 May and closed on 3/6.", dt.date(2013, 7, 1))]
    assert values == ["2013-05-14", "2013-06-03"]


def test_independence_day_needs_a_country() -> None:
    """July 4 is nobody's independence day but that of the United States."""
    assert found("He spoke on Independence Day.", dt.date(2013, 7, 9)) == ()
    assert [timex.value for timex in found("The U.S. envoy spoke on Independence Day.", dt.date(2013, 7, 9))] == [
        "2013-07-04"
    ]


def test_caption_tells_what_was() -> None:
    """Under a picture, "the two meet on Friday" is the Friday before."""
    text = "Envoy Amara Okello (L) meets Ivo Redlin on Friday."
    assert [timex.value for timex in found(text, dt.date(2013, 3, 20))] == ["2013-03-15"]


@pytest.mark.parametrize(
    "text",
    [
        "He is now free.",
        "In recent talks he lost.",
        "Under the current law it will fall soon.",
        "In future, it may pay.",
    ],
)
def test_vague_reference_has_no_date(text: str) -> None:
    """Now, recent and soon put nothing on the timeline."""
    read = found(text, dt.date(2013, 3, 22))
    assert read
    assert [timex.date for timex in read] == [None] * len(read)


def test_a_rule_of_dates_may_be_called_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code asks for a rule's role, never for its name."""
    examples = [example for rule in RULES for example in rule.examples]
    before = [[(timex.span, timex.value) for timex in found(f"They met {text}.")] for text in examples]
    called = {name: f"rule {rank:03}" for rank, name in enumerate(sorted(rule.name for rule in RULES))}
    renamed = tuple(dataclasses.replace(rule, name=called[rule.name]) for rule in find.rules())
    monkeypatch.setattr(find, "rules", lambda: renamed)
    assert [[(timex.span, timex.value) for timex in found(f"They met {text}.")] for text in examples] == before
