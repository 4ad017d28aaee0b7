"""Where the clause of a dated word begins and ends, and who takes part in it."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing_book.extract.events.clause_span import after_the_dateline, participants, span_of
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.dates import Date
from briefing_book.model.places import Places
from briefing_book.model.text import Span
from tests.marked_word import marked, parsed

DAY = dt.date(2023, 7, 19)  # a Wednesday
PUBLISHED = Date(earliest=DAY, latest=DAY, precision="day", basis="stated", text="2023-07-19")
NAMES = ("Ana Petrova", "Omar Roe", "Gerd Vogt")


def people(text: str) -> str:
    """Initials of those who take part in what the word in brackets tells; the names are given, not found."""
    word = marked(text)
    bare = word.doc.text
    named = [(Span(at, at + len(name)), name[0]) for name in NAMES if (at := bare.find(name)) >= 0]
    return "".join(participants(word.doc, word, Places(named, lambda pair: pair[0])))


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Ana Petrova [met] Omar Roe on Monday.", "AO"),
        ("Ana Petrova [left] on Monday.", "A"),
        ("Ana Petrova and Omar Roe [left] on Monday.", "AO"),
        ("Omar Roe was [seen] by Ana Petrova.", "OA"),
        ("Ana Petrova came and [left].", "A"),
        ("Ana Petrova [came] and Omar Roe left.", "A"),
        ("Ana Petrova, whom Omar Roe likes, [left].", "A"),
        ("Ana Petrova [left] after Omar Roe wept.", "A"),
        ("Ana Petrova said that Omar Roe [left].", "O"),
        ("Ana Petrova [said] that Omar Roe left.", "A"),
        ("Omar Roe [left], Ana Petrova said.", "O"),
        ("The firm [sank], according to Omar Roe.", ""),
        ("The firm [sold] boats to Gerd Vogt.", "G"),
        ("They wept after the [death] of Omar Roe.", "O"),
        ("Ana Petrova attended the [summit] in May.", "A"),
        ("The men [left]. Omar Roe wept.", ""),
        ("Omar Roe wept. The men [left].", ""),
    ],
)
def test_who_takes_part_in_a_deed(text: str, initials: str) -> None:
    """Its subject, also a shared one, and its objects; not who tells it, nor those of another clause."""
    assert people(text) == initials


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Ana Petrova's boat [sank] on Monday.", ""),
        ("Ana Petrova's [resignation] hurt them.", "A"),
        ("The firm [bought] the Gerd Vogt yard.", ""),
        ("The envoy, Omar Roe, [left] on Monday.", "O"),
        ("Ana Petrova and Norvik's chancellor, Gerd Vogt, [met] on Monday.", "AG"),
    ],
)
def test_the_owner_of_a_thing_takes_no_part_in_what_happens_to_it(text: str, initials: str) -> None:
    """But the owner of the deed itself does."""
    assert people(text) == initials


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("At the head of the line, the crew left on Monday.", "At the head of the line, the crew left on Monday"),
        ("She said that, on Monday, the crew left.", "on Monday, the crew left"),
        ("But on Monday the crew left.", "on Monday the crew left"),
        ("On Monday the crew left the yard and the king wept.", "On Monday the crew left the yard"),
        ("On Monday the crew left the yard, but the king wept.", "On Monday the crew left the yard"),
        ("And because the mayor left on Monday, they wept.", "the mayor left on Monday"),
        ("The mayor wept, and the crew left on Monday, and the king wept.", "the crew left on Monday"),
        ("He wept because the crew (and the king) left on Monday.", "the crew (and the king) left on Monday"),
        ("The crew left (on Monday).", "The crew left (on Monday)"),
        ("He spoke amid reports some of them left on Monday.", "some of them left on Monday"),
        ("That they left on Monday hurt us.", "they left on Monday"),
        ("There was a fire on Monday and it burned.", "There was a fire on Monday"),
        ("The men, who fled on Monday, were ill.", "The men, who fled on Monday"),
        ("The firm will close the yard on Aug. 4 and sell it.", "The firm will close the yard on Aug. 4"),
        ("The firm was closed from May to July.", "The firm was closed from May to July"),
        ("Mara Lund came and left on Monday.", "Mara Lund came and left on Monday"),
        ("The firm lost 4 percent (5% in all) on Monday.", "The firm lost 4 percent (5% in all) on Monday"),
        ("He read the paper printed on Monday.", "the paper printed on Monday"),
    ],
)
def test_a_clause_holds_its_subject_and_its_date_and_ends_before_the_next(text: str, clause: str) -> None:
    """Words that tie it to another clause stay outside, marks that it opens are closed."""
    found = read_findings(plain_article(text, file="a.txt", published=PUBLISHED)).events
    assert [event.span.of(text) for event in found] == [clause]


def test_a_clause_never_leaves_its_sentence() -> None:
    """Whatever the parse hangs together."""
    text = "Crews left and boats sank."
    doc = parsed(text)
    assert span_of(doc[1], 6, 10, Span(6, 10)) == Span(6, 10)
    assert span_of(doc[1], 6, 10, Span(0, len(text))).of(text) == "Crews left"


@pytest.mark.parametrize(("opening", "begins"), [(0, 0), (6, 6), (7, 0)])
def test_what_stands_before_the_end_of_a_dateline_is_no_part_of_a_clause(opening: int, begins: int) -> None:
    """Unless the date stands there too."""
    doc = parsed("Crews left and boats sank.")
    assert span_of(doc[1], 6, 10, Span(0, 26), opening).start == begins


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Velar, July 16 (Agency) - The crew left.", "The crew left."),
        ("VELAR (Agency) - The crew left.", "The crew left."),
        ("VELAR, Norvik (Agency) - The crew left.", "The crew left."),
        ("Velar, July 16: The crew left.", "The crew left."),
        ("Velar: The crew left.", "Velar: The crew left."),
        ("The crew left.", "The crew left."),
    ],
)
def test_a_sentence_begins_to_tell_after_its_dateline(text: str, rest: str) -> None:
    """A place alone may be anything."""
    assert text[after_the_dateline(text, Span(0, len(text))) :] == rest


def test_a_dateline_stands_within_its_sentence() -> None:
    text = "Velar, July 16: Crews left."
    assert after_the_dateline(text, Span(0, 10)) == 0
