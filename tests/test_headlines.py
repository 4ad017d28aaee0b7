"""Headlines made by leaving out: what may go, what must stay, and that nothing is reworded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_book.extract.headlines import stretches as finder
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.merge.base.corpus import Reading
from briefing_book.merge.book import merge
from briefing_book.merge.events.headlines import is_deletion, shortened, stands_alone
from briefing_book.model.article import Article
from briefing_book.model.book import Book
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings
from briefing_book.model.lent import Owned
from briefing_book.model.settings import BookFile
from briefing_book.rules.load import load
from briefing_book.rules.types.headlines import CUTS
from tests.book_of_texts import book_of

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")
GOLDEN = yaml.safe_load((Path(__file__).parent / "golden/headlines/headlines.yml").read_text(encoding="utf-8"))
RULES = load(CUTS)


def read(text: str) -> tuple[Article, Findings]:
    article = plain_article(text, file="a.txt", published=PUBLISHED)
    return article, read_findings(article)


def cuts(text: str, rule: str) -> list[str]:
    article, findings = read(text)
    return [cut.span.of(article.text) for cut in findings.cuts if cut.rule == rule]


@pytest.mark.parametrize(
    ("rule", "text", "cut"),
    [(rule.name, example.text, example.cut) for rule in RULES for example in rule.examples],
)
def test_rule_cuts_its_examples(rule: str, text: str, cut: str) -> None:
    """Each rule cuts from its examples what it says."""
    assert cut in cuts(text, rule)


@pytest.mark.parametrize(("rule", "text"), [(rule.name, text) for rule in RULES for text in rule.counter_examples])
def test_rule_spares_its_counter_examples(rule: str, text: str) -> None:
    """A rule cuts nothing from its counter-examples."""
    assert not cuts(text, rule)


def test_a_rule_of_headlines_may_be_called_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code asks for a rule's role and a cut's kind, never for a name."""
    text = " ".join(example.text for rule in RULES for example in rule.examples)
    before, told = [cut.span for cut in read(text)[1].cuts], headlines(text)
    renamed = {rule.role: msgspec.structs.replace(rule, name=f"rule {at}") for at, rule in enumerate(RULES)}
    monkeypatch.setattr(finder, "rules", lambda: renamed)
    found = read(text)[1].cuts
    assert {cut.rule[:5] for cut in found} == {"rule "}
    assert [cut.span for cut in found] == before
    assert headlines(text) == told


def headlines(text: str) -> list[tuple[str, str]]:
    """Each dated event's headline with its sentence."""
    article, findings = read(text)
    reading = Reading(article=article, lent=Owned(held=findings), published=article.published)
    return [
        (shortened(reading, event.sentence, {}, {}, event=event), reading.quote(event.sentence))
        for event in findings.events
        if event.date
    ]


@pytest.mark.parametrize("case", GOLDEN, ids=[case["text"][:50] for case in GOLDEN])
def test_headlines_of_golden_texts(case: dict[str, Any]) -> None:
    """What is left of each sentence is grammatical, true and tells of its own event."""
    assert [headline for headline, _ in headlines(case["text"])] == case["headlines"]


SUBJECTS = (
    "Amara Okello",
    "The mayor, Tomas Brandt,",
    "Okello, who leads the council,",
    "They",
    "Kelvara Ltd, a maker of steel,",
)
DEEDS = (
    "met the council",
    "did not sign the deal",
    "may visit Geneva",
    "opened “the new bridge” (the third)",
    "told reporters that the talks had failed",
)
TIMES = ("on Monday", "Tuesday", "on July 4, 2023,", "by Friday", "last week", "in 2019")
JOINS = ("and", ", and", ", while", ", but", "; later", ", after which", "if", ", raising hopes, and")
OPENINGS = ("", "However, ", "On Monday, ", "Speaking to reporters, ", "In a surprise move, ", "If the court agrees, ")
ENDS = (".", ", the ministry said.", ", which was a surprise.", ", citing the storm.", ", according to officials.")
SENTENCES = st.builds(
    "{}{} {} {} {} {} {} {}{}".format,
    *map(st.sampled_from, (OPENINGS, SUBJECTS, DEEDS, TIMES, JOINS, SUBJECTS, DEEDS, TIMES, ENDS)),
)


@pytest.mark.slow
@settings(max_examples=150)
@given(SENTENCES)
def test_any_headline_is_a_deletion(sentence: str) -> None:
    """Of any sentence, what is shown is its own words in their order, but for brackets; quotation marks stay paired."""
    for headline, quote in headlines(sentence):
        assert is_deletion(headline, quote)
        assert headline.count("“") == headline.count("”")


@settings(max_examples=100)
@given(SENTENCES)
def test_what_limits_a_verb_stays_with_it(sentence: str) -> None:
    """A verb that is kept keeps its "not", "may" and condition."""
    for headline, _ in headlines(sentence):
        assert ("sign the deal" in headline) <= ("did not sign the deal" in headline)
        assert ("visit Geneva" in headline) <= ("may visit Geneva" in headline)
        assert not sentence.startswith("If the court") or headline.startswith("If the court")


@pytest.mark.parametrize(
    ("headline", "quote", "expected"),
    [
        ("[Amara Okello] met Roe.", "On Monday, she met Roe.", True),
        ("The talks failed.", "On Monday the talks failed.", True),
        ("Roe met Okello.", "Okello met Roe.", False),
        ("Okello met Roe twice.", "Okello met Roe.", False),
        ("Okello signed.", "Okello did not sign.", False),
        ("[Okello's] visit", "His visit ended.", True),
        ("", "Okello met Roe.", True),
    ],
)
def test_deletion_is_words_in_their_order(headline: str, quote: str, expected: bool) -> None:
    """A headline holds no word that its sentence lacks, and none before its time."""
    assert is_deletion(headline, quote) is expected


def test_a_date_that_another_time_leans_on_stays() -> None:
    """ "The next day" would say after nothing."""
    assert "On Monday," not in cuts("On Monday, the council met; the mayor left the next day.", "day of the event")


def test_a_clause_is_cut_with_the_length_that_it_is_counted_by() -> None:
    """Else "Okello left the council weeks" stays."""
    text = "Amara Okello spoke on Monday with the envoy of the league weeks after she withdrew the bill on the harbour."
    assert headlines(text)[0][0] == "Amara Okello spoke with the envoy of the league."


def test_a_pronoun_that_nobody_resolved_does_not_stand_alone() -> None:
    """Such a headline gives way to another source's."""
    assert not stands_alone("They met the council.")
    assert stands_alone("[Amara Okello] met the council.")
    assert stands_alone("It is unclear whether the council met.")


def books(*texts: str) -> Book:
    articles = [
        replace(plain_article(text, file=f"{n}.txt", published=PUBLISHED), id=f"s{n}") for n, text in enumerate(texts)
    ]
    return merge(articles, [read_findings(article) for article in articles], BookFile())


def test_two_sources_of_one_deed_are_one_entry() -> None:
    """Same day, same verb, same rare words: one entry that cites both sentences."""
    book = books(
        "President Amara Okello signed the grain pact in Geneva on Monday.",
        "In Geneva, Okello signed a pact on grain on Monday, ending a year of talks. Foreign Minister Amara Okello is 50.",
    )
    assert [len(event.citations) for event in book.events if "pact" in event.headline] == [2]


def test_the_telling_that_names_is_preferred() -> None:
    """Of two sentences of one deed the one that says who did it makes the headline."""
    book = books(
        "The country's leader signed the grain pact in Geneva on Monday.",
        "In Geneva, President Amara Okello signed a pact on grain on Monday, ending a year of talks on the pact.",
    )
    assert ["Okello" in event.headline for event in book.events if "pact" in event.headline] == [True]


def test_what_nobody_knows_of_whom_is_no_entry() -> None:
    """A line that begins with a pronoun which the source does not resolve tells a reader nothing; somebody's own words
    do."""
    assert not books("They met the council on Monday.").events
    assert books("“I shall go,” Amara Okello said on Monday.").events


def test_a_deed_and_its_telling_are_one_entry() -> None:
    """That somebody tells of a deed on its own day is no second event."""
    book = books("Presidents Adu and Roe met in Geneva on Monday, Foreign Minister Amara Okello said on Monday.")
    assert len(book.events) == 1


def test_an_attribution_is_no_entry() -> None:
    """When a paper reported something is not on the timeline."""
    assert not books("The mayor is still hopeful, the Kelvara news agency reported on Monday.").events


def test_two_deeds_of_one_year_stay_two() -> None:
    """That they share the year is no sign that they are one."""
    book = books("Kelvara Ltd closed its plant in Geneva in 2019.", "Velar Bank bought a stake in a railway in 2019.")
    assert len(book.events) == 2


def test_talk_weighs_less_than_deeds() -> None:
    """What is only said is no main event."""
    book = books(
        "President Amara Okello said on Monday that talks would help.",
        "President Amara Okello visited Geneva on Tuesday.",
    )
    said, done = sorted(book.events, key=lambda event: event.salience)
    assert "said" in said.headline
    assert "visited" in done.headline


def test_whom_a_headline_names_is_in_the_entry() -> None:
    """So that a profile's timeline shows what its person had a part in, whatever the parser made of the sentence."""
    told = "Norwegian Foreign Minister Tove Halvorsen spoke by phone with Trade Minister Pavel Orlik on March 4."
    (entry,) = book_of(("2019-03-20", told)).events
    assert sorted(entry.people) == ["pavel-orlik", "tove-halvorsen"]


def test_a_list_is_not_left_without_what_it_lists() -> None:
    """A clause that opens a list stays with it."""
    told = (
        "Halvorsen called for a wider pact, which she said rests on three pillars -- a fishing quota for the northern strait; "
        "a joint coast guard; and a fund for the harbours."
    )
    article = plain_article(told, file="pact.txt", published=None)
    reading = Reading(article=article, lent=Owned(held=read_findings(article)), published=None)
    assert shortened(reading, 0, {}, {}) == told
