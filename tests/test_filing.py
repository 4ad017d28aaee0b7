"""To which topic a deed, a statement or a figure belongs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import article_from_bytes
from briefing_book.merge.topics.assign import Topics, assign_topics
from briefing_book.merge.topics.filing import Filing
from briefing_book.model.article import Article
from briefing_book.model.book import TopicSpec
from tests.harbour import harbour_book

CASES = yaml.safe_load((Path(__file__).parent / "golden" / "filing.yml").read_text())


def read(text: str, topics: dict[str, list[str]]) -> tuple[Article, Topics, list[str]]:
    article = article_from_bytes(text.encode(), file="a.txt")
    findings = read_findings(article)
    given = [TopicSpec(id=title, title=title, terms=tuple(terms)) for title, terms in topics.items()]
    sentences = [sentence.span.of(article.text) for sentence in findings.sentences]
    return article, assign_topics([article], [findings], given), sentences


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_a_sentence_is_filed_by_what_it_is_about(case: dict[str, Any]) -> None:
    article, topics, sentences = read(case["text"], case["topics"])
    for begins, wanted in case["files"].items():
        number = next(at for at, sentence in enumerate(sentences) if sentence.startswith(begins))
        assert list(topics.filing.of(article.id, number)) == wanted


def test_the_words_told_count_before_the_rest_of_their_sentence() -> None:
    """The statement is about the tankers, however its sentence goes on."""
    text = "Norway buys ships\n\nThe yard offered ten tankers, while three jobs were lost in the office.\n"
    article, topics, _ = read(text, {"Tankers": ["tankers"], "Jobs": ["jobs"]})
    assert topics.filing.of(article.id, 1, "ten tankers") == ("Tankers",)
    assert topics.filing.of(article.id, 1) == ("Tankers", "Jobs")


def test_what_the_article_is_about_counts_before_other_words_beside() -> None:
    text = "Jobs lost in Norway\n\nThe yard offered ten tankers, while three jobs were lost in the office.\n"
    article, topics, _ = read(text, {"Tankers": ["tankers"], "Jobs": ["jobs"]})
    assert topics.filing.of(article.id, 1, "a new office") == ("Jobs",)


def test_nothing_is_filed_where_nothing_is_known() -> None:
    assert Filing().of("a", 0, "the port") == ()


def test_what_a_sentence_names_counts_before_neighbours_of_other_accounts() -> None:
    """An entry that two articles tell belongs to what one of them names; the other's headline adds nothing."""
    book = harbour_book("topics: [{title: The ban, terms: [ban]}, {title: The pier, terms: [pier]}]")
    told = [event.topics for event in book.events if "ban on ferries" in event.headline]
    assert told
    assert all(topics == ("the-ban",) for topics in told)
