"""Points of agreement and open points of a topic."""

from __future__ import annotations

import pytest

from briefing_book.merge.topics.agreed import DOUBTS, Told, agreements_in, points_of_agreement, told_in
from briefing_book.model.book import TopicSpec
from briefing_book.model.reasons import Reason, first
from briefing_book.model.settings import BookFile
from briefing_book.rules.load import load
from briefing_book.rules.types.merge import AGREED, NamedPattern
from tests.book_of_texts import book_of, corpus_of

DAY = "2019-03-20"


def agreed(text: str) -> list[str]:
    corpus = corpus_of((DAY, text))
    said = book_of((DAY, text)).quotations
    return [claim.text for claim in points_of_agreement(corpus, said, {"a": agreements_in(corpus[0], said)})]


@pytest.mark.parametrize("rule", load(AGREED).rules, ids=lambda rule: rule.name)
def test_a_rule_for_points_of_agreement_holds_its_examples(rule: NamedPattern) -> None:
    assert [example for example in rule.examples if not agreed(example)] == []
    assert [example for example in rule.counter_examples if agreed(example)] == []


@pytest.mark.parametrize("reason", DOUBTS, ids=lambda reason: reason.name)
def test_a_doubt_about_an_agreement_holds_its_example(reason: Reason[Told]) -> None:
    def doubts(marked: str) -> set[str]:
        corpus = corpus_of((DAY, marked))
        found = [first(DOUBTS, told) for _, told in told_in(corpus[0], book_of((DAY, marked)).quotations)]
        return {doubt.name if doubt else "" for doubt in found}

    assert doubts(reason.example) == {reason.name}
    assert doubts(reason.counter_example) == {""}


ASKED = "Norwegian Foreign Minister Tove Halvorsen urged Estonia to open the herring port at Kunda."
REFUSED = "Estonian Trade Minister Pavel Orlik refused to open the herring port at Kunda."
SPOKEN = "Estonian Trade Minister Pavel Orlik said that the herring price was high."
HERRING = BookFile(topics=(TopicSpec(id="herring", title="Herring", terms=("herring",)),))


def open_points(*told: str) -> list[tuple[str, str | None]]:
    book = book_of(*((DAY, text) for text in told), settings=HERRING)
    texts = {said.id: said.text for said in book.quotations}
    points = [point for topic in book.topics for point in topic.open_points]
    return [(texts[point.ask], point.refusal and texts[point.refusal]) for point in points]


ASK = "Estonia to open the herring port at Kunda"


def test_what_one_asks_and_the_other_refuses_is_open() -> None:
    assert open_points(ASKED, REFUSED) == [(ASK, "to open the herring port at Kunda")]


def test_a_refusal_of_something_else_is_none() -> None:
    other = "Estonian Trade Minister Pavel Orlik refused to sign a law against herring fleets from Finland."
    assert open_points(ASKED, other) == []


def test_a_refusal_before_the_ask_is_none() -> None:
    book = book_of(("2019-01-20", REFUSED), (DAY, ASKED), settings=HERRING)
    assert [point.refusal for topic in book.topics for point in topic.open_points] == [None] * sum(
        len(topic.open_points) for topic in book.topics
    )


def test_an_ask_without_an_answer_is_open() -> None:
    """Where the one who is asked speaks on the topic, but not of that."""
    assert open_points(ASKED, SPOKEN) == [(ASK, None)]


def test_from_silence_alone_nothing_follows() -> None:
    assert open_points(ASKED) == []


def test_who_is_named_behind_the_ask_may_have_answered() -> None:
    assert open_points(f"{ASKED} Estonia had a plan for that.", SPOKEN) == []


def test_what_the_sides_agree_on_is_not_open() -> None:
    assert open_points(ASKED, f"{SPOKEN} Norway and Estonia agreed to share the herring port.") == []


def test_a_point_told_by_two_articles_stands_once() -> None:
    told = "Peru and Chile agreed to share the herring of the southern coast."
    corpus = corpus_of(("2019-03-20", told), ("2019-03-21", f"On Wednesday, {told}"))
    may_agree = {reading.article.id: agreements_in(reading, ()) for reading in corpus}
    assert [claim.citation.source for claim in points_of_agreement(corpus, (), may_agree)] == ["a"]
