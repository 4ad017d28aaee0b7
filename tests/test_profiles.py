"""Who gets a profile, who gets none, and why."""

from __future__ import annotations

import pytest

from briefing_book.book_file.read import parse_book_file
from briefing_book.explain import explain
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import article_from_bytes
from briefing_book.merge.book import merge
from briefing_book.merge.people.selection import NO_PROFILE
from briefing_book.model.book import Book
from briefing_book.model.reasons import Reason
from briefing_book.model.settings import BookFile
from briefing_book.render.pages import render

CROWD = """The pier of Skarvik closes

By Ada Lind, The Quay
March 13, 2019

Norwegian Harbour Minister Ola Berg closed the pier of Skarvik on Monday.

"The pier is not safe," Berg said.

"We have lost ten ships," said Mira Falk, the chief executive of Kelvara Motors.

"The shares are cheap," said Ben Carter, an analyst at Harlow Securities.

Paula Keane, general secretary of the Dockers' Union, said that the strike would go on for a week.

Ministry of Ports spokeswoman Olga Novak said that no ship had left the harbour.

"I saw the fire," said Hugo Blanc, who lives in Skarvik.
"""


def book_of(text: str = CROWD, settings: str = "") -> Book:
    article = article_from_bytes(text.encode(), file="pier.txt")
    return merge([article], [read_findings(article)], parse_book_file(settings) if settings else BookFile())


def names(book: Book) -> set[str]:
    return {person.name for person in book.people}


def reason_of(text: str) -> str:
    """Why the person in [brackets] has no profile."""
    name = text[text.index("[") + 1 : text.index("]")]
    kinds = "people: {kinds: [state]}" if "Motors" in text else ""
    plain = text.replace("[", "").replace("]", "")
    book = book_of(f"The pier closes\n\n{plain}\n\nThe crew left on Monday and will be back in May.\n", kinds)
    return next((why.partition(":")[0] for who, why in book.unprofiled if who == name), "")


def test_whoever_has_a_post_gets_a_profile() -> None:
    """Not who comments or looks on."""
    assert names(book_of()) == {"Ola Berg", "Mira Falk", "Paula Keane", "Olga Novak"}


def test_the_book_says_why_others_have_none() -> None:
    unprofiled = dict(book_of().unprofiled)
    assert unprofiled["Ben Carter"] == "no post: analyst"
    assert unprofiled["Hugo Blanc"] == "no office in the sources"


def test_the_editor_chooses_the_kinds_of_posts() -> None:
    """What is left out is named with its kind; a job can be asked for."""
    book = book_of(settings="people: {kinds: [state, job]}")
    assert names(book) == {"Ola Berg", "Ben Carter"}
    assert dict(book.unprofiled)["Mira Falk"] == "a kind that book.yml leaves out: company"


def test_a_former_head_keeps_the_profile() -> None:
    book = book_of(
        "Lights out\n\nMira Falk, the former chief executive of Kelvara Motors, said that the plant would close.\n"
    )
    assert names(book) == {"Mira Falk"}


def test_words_of_a_firm_are_no_position_of_its_country() -> None:
    """Its head speaks for no state, whatever country the firm is of."""
    text = 'Lights out\n\n"We have lost ten ships," said Mira Falk, the chief executive of Norway\'s Kelvara Motors.\n'
    (statement,) = book_of(text).quotations
    assert (statement.speaker, statement.party) == ("mira-falk", "Kelvara Motors")


def test_a_title_in_front_of_its_bearer_speaks_for_them() -> None:
    """Also where the name hangs on another word of the title in the parse."""
    text = (
        'Lights out\n\nThe lead negotiator for Peru, Elena Cruz, told the Herald that the next round would be "hard".\n'
    )
    assert {quotation.speaker for quotation in book_of(text).quotations} == {"elena-cruz"}


def test_officials_stand_before_the_people_of_firms() -> None:
    page = next(page.content for page in render(book_of()) if page.path == "people/index.md")
    held = page.split("## In office")[1].split("\n## ")[0]
    headings = [line.removeprefix("### ") for line in held.splitlines() if line.startswith("### ")]
    assert headings[:1] == ["Norway"]
    assert headings[-2:] == ["Unions", "Companies"]


def test_explain_shows_kinds_and_reasons() -> None:
    article = article_from_bytes(CROWD.encode(), file="pier.txt")
    shown = explain(article, read_findings(article), book_of())
    assert "Mira Falk: company" in shown
    assert "none for Ben Carter  <no post: analyst>" in shown


@pytest.mark.parametrize("reason", NO_PROFILE, ids=lambda reason: reason.name)
def test_a_reason_against_a_profile_holds_for_its_example_alone(reason: Reason[object]) -> None:
    assert reason_of(reason.example) == reason.name
    assert reason_of(reason.counter_example) != reason.name
