"""Statements, contacts and parties of a book."""

from __future__ import annotations

import pytest

from briefing_book.merge.statements.parties import own_name, parties_together, party_of
from briefing_book.merge.statements.statements import heard
from briefing_book.model.findings import Quotation
from briefing_book.model.text import Span
from tests.book_of_texts import book_of


def test_two_who_say_it_together_both_say_it() -> None:
    """A joint subject is nobody's alone."""
    told = "Norwegian Foreign Minister Tove Halvorsen and Estonian Trade Minister Pavel Orlik said that the treaty would hold for years."
    (statement,) = book_of(("2019-03-20", told)).quotations
    assert {statement.speaker, *statement.others} == {"tove-halvorsen", "pavel-orlik"}


def test_the_day_of_the_saying_is_not_a_day_that_is_spoken_of() -> None:
    """ "The treaty ended on March 4" is said in the news of another day."""
    told = "Norwegian Foreign Minister Tove Halvorsen said that the fishing treaty ended on March 4 in Oslo."
    assert [statement.date and statement.date.edtf for statement in book_of(("2019-03-20", told)).quotations] == [
        "[2019-03-19..2019-03-20]"
    ]


def test_the_day_of_the_saying_is_kept() -> None:
    """ "On March 4 she said"."""
    told = "On March 4, Norwegian Foreign Minister Tove Halvorsen said that the fishing treaty would hold for years."
    assert [statement.date.edtf for statement in book_of(("2019-03-20", told)).quotations if statement.date] == [
        "2019-03-04"
    ]


def test_a_contact_does_not_say_who_began_it() -> None:
    """A letter to somebody is shown on both pages, in words that fit both."""
    told = "Norwegian Foreign Minister Tove Halvorsen sent a letter to Estonian Trade Minister Pavel Orlik on March 4."
    (contact,) = book_of(("2019-03-20", told)).contacts
    assert (contact.how, contact.date.edtf if contact.date else None) == (
        "letter or message between them and",
        "2019-03-04",
    )


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (
            "It came in a phone call Monday between Foreign Minister Tove Halvorsen and Trade Minister Pavel Orlik, in office since May 4.",
            "2019-03-18",
        ),
        (
            "Foreign Minister Tove Halvorsen held talks with Trade Minister Pavel Orlik, who resigned on Monday, and left on March 4.",
            None,
        ),
    ],
)
def test_a_contact_has_the_day_that_stands_beside_it(told: str, day: str | None) -> None:
    """And none where the day is of something else."""
    (contact,) = book_of(("2019-03-20", told)).contacts
    assert (contact.date.edtf if contact.date else None) == day


@pytest.mark.parametrize(
    ("described", "party"),
    [
        ("a South Korean government official", "South Korea"),
        ("Seoul", "South Korea"),
        ("the European Commission", "European Union"),
        ("the Japanese automaker", None),
        ("officials in Oslo and Tallinn", None),
    ],
)
def test_whom_a_description_speaks_for(described: str, party: str | None) -> None:
    """A government or a body of several countries; a company of a country speaks for itself."""
    assert party_of(None, described) == party


def test_a_ministry_speaks_for_the_country_of_its_minister() -> None:
    """ "The foreign ministry" in an article that names one foreign minister."""
    told = (
        "Norwegian Foreign Minister Tove Halvorsen left for Tallinn on Monday. "
        "The foreign ministry said that the treaty would hold for years to come."
    )
    assert [statement.party for statement in book_of(("2019-03-20", told)).quotations] == ["Norway"]


def test_what_somebody_claims_to_have_asked_is_listed_once() -> None:
    """The inner report of a pronoun that nobody resolved adds nothing."""
    text = "Orlik claimed that he asked for a longer truce with the union."
    outer = Quotation(kind="indirect", content=Span(14, 61), source=Span(0, 5), speaker="orlik", rule="verb")
    inner = Quotation(kind="indirect", content=Span(28, 61), source=Span(19, 21), rule="verb")
    assert list(heard([outer, inner], text)) == [outer]
    assert list(heard([inner], text)) == [inner]


def test_words_that_two_verbs_lead_to_are_one_statement() -> None:
    """ "Responded by telling the crew that ...": told once, and no id stands twice."""
    told = 'Foreign Minister Tove Halvorsen responded by telling the crew that she was losing patience via "letter after letter and call after call."'
    (statement,) = book_of(("2019-03-20", told)).quotations
    assert (statement.cue, statement.lead) == ("responded", "responded by telling the crew")


def test_of_two_readings_of_the_same_words_the_one_with_a_known_speaker_is_kept() -> None:
    """The other would be a second statement of the same id."""
    text = "Roe agreed, it said, that the ferry would be late."
    content = Span(text.index("that"), len(text) - 1)
    known = Quotation(kind="indirect", content=content, cue=Span(4, 10), source=Span(0, 3), speaker="roe", rule="verb")
    other = Quotation(kind="indirect", content=content, cue=Span(15, 19), source=Span(12, 14), rule="a")
    assert list(heard((known, other), text)) == [known]


def test_words_of_an_article_without_a_day_are_said_in_its_span() -> None:
    """Another source tells between which days the article was written; they were said then or the day before."""
    dated = "Trade Minister Tove Halvorsen signed the fishing treaty in Oslo on March 18, 2019 with Pavel Orlik."
    undated = (
        "The fishing treaty was signed in Oslo on Monday with Trade Minister Pavel Orlik.\n\n"
        "Trade Minister Tove Halvorsen said that the fish would last for years."
    )
    book = book_of(("2019-03-20", dated), ("", undated))
    assert [source.published and source.published.edtf for source in book.sources][1] == "[2019-03-18..2019-03-21]"
    assert [statement.date and statement.date.edtf for statement in book.quotations] == ["[2019-03-17..2019-03-21]"]


@pytest.mark.parametrize(
    ("described", "parties"),
    [
        ("Norway and Estonia", ["Norway", "Estonia"]),
        ("The leaders of Norway, Peru and Estonia", ["Norway", "Peru", "Estonia"]),
        ("Norwegian and Estonian officials", ["Norway", "Estonia"]),
        ("Norwegian and Estonian farmers", []),
        ("The Peruvian ambassador to Norway and Estonia", []),
        ("Norway", []),
    ],
)
def test_countries_that_speak_together_are_parties_together(described: str, parties: list[str]) -> None:
    assert list(parties_together(described)) == parties


def test_what_two_of_two_countries_say_together_is_of_both_parties() -> None:
    told = "Norwegian Foreign Minister Tove Halvorsen and Estonian Trade Minister Pavel Orlik said that the treaty would hold for years."
    (statement,) = book_of(("2019-03-20", told)).quotations
    assert statement.parties == ("Norway", "Estonia")


def test_a_quotation_over_two_sentences_cites_both() -> None:
    told = "“The treaty will hold for years. We are glad of it,” Foreign Minister Tove Halvorsen said. She left Oslo."
    (statement,) = book_of(("2019-03-20", told)).quotations
    assert (statement.citation.sentence, statement.citation.last) == (0, 1)
    assert statement.citation.quote.endswith("Halvorsen said.")


@pytest.mark.parametrize(
    ("body", "party"),
    [
        ("Kelvara Lines Inc.", "Kelvara Lines"),
        ("the Kelvara Union", "Kelvara Union"),
        ("Kelvara News", None),
        ("Reuters", None),
        ("Central Bank", None),
    ],
)
def test_a_company_or_a_union_is_a_party_of_its_own(body: str, party: str | None) -> None:
    assert own_name(body) == party


def test_a_company_that_speaks_itself_is_a_party_by_its_full_name() -> None:
    told = "Kelvara Lines (KL) said the port would stay closed for years. KL promised to pay every crew of the port."
    assert {said.party for said in book_of(("2019-03-20", told)).quotations} == {"Kelvara Lines"}


def _parties_of(told: str) -> list[str | None]:
    return [statement.party for statement in book_of(("2019-03-20", told)).quotations]


@pytest.mark.parametrize(
    "told",
    [
        "Norwegian Supreme Court Judge Tove Halvorsen said that the ferry was lost by a mistake.",
        "Chief prosecutor Pavel Orlik of Estonia said that the ferry was lost by a mistake.",
        "Estonian opposition leader Pavel Orlik said that the ferry was lost by a mistake.",
        "Former Norwegian Foreign Minister Tove Halvorsen said that the ferry was lost by a mistake.",
        "Estonian prosecutors said that the ferry was lost by a mistake.",
    ],
)
def test_who_judges_accuses_or_opposes_is_not_the_country(told: str) -> None:
    assert not {"Norway", "Estonia"}.intersection(_parties_of(told))


def test_initials_of_a_post_are_no_party() -> None:
    told = (
        'A Harbour Secretary spoke in confidence on Friday. "We have agreed to close the northern quay," said the HS.'
    )
    assert _parties_of(told) == [None]


@pytest.mark.parametrize(
    "told",
    [
        '"The outlook shows risks for the port," read part of a statement by the rating firm.',
        '"Slow repair would risk even more of the port," the statement added.',
        "This visit reflects Norway's belief that the treaty needs work across many levels.",
    ],
)
def test_what_has_no_speaker_is_no_statement(told: str) -> None:
    assert book_of(("2019-03-20", told)).quotations == ()


def test_a_thought_that_somebody_tells_is_a_statement() -> None:
    told = "Norway's belief that the treaty needs work across many levels was told to the crew."
    assert [statement.party for statement in book_of(("2019-03-20", told)).quotations] == ["Norway"]


def test_a_thing_of_the_speaker_is_no_fuller_name() -> None:
    """ "The wages of council" is not which council it was."""
    told = "The town raised the wages of council workers on Friday. The council proposed building a new quay for the ferry."
    assert [s.speaker_text for s in book_of(("2019-03-20", told)).quotations] == ["The council"]


def test_of_two_expansions_the_one_that_most_sources_use() -> None:
    slip = "The Isle Harvour Bureau (IHB) closed the quay on Friday."
    texts = (slip, "The Isle Harbour Bureau (IHB) met on Friday.", "The Isle Harbour Bureau closed the gate on Friday.")
    (entry,) = book_of(*(("2019-03-20", text) for text in texts)).abbreviations
    assert (entry.short, entry.expansion, entry.citation.source) == ("IHB", "Isle Harbour Bureau", "b")
