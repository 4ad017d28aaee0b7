"""`briefing check` finds no fault in what our own build made of articles, in constructions where a reader may stumble."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing_book.check import dates, numbers, text
from briefing_book.check.data import Citation, Date, Role
from briefing_book.check.offices import role_flaws
from briefing_book.check.prints import _standing
from briefing_book.check.sources import Article
from briefing_book.pipeline import build, prove
from briefing_book.rules.load import load
from briefing_book.rules.types.check import CHECK_PHRASES
from briefing_book.rules.types.events import CONTACTS
from tests.small_book import write_book

POSTS = {
    "chief.txt": """The harbour has a new master

3 March 2021

The council of Marden appointed Commissioner Ulf Brandt on Monday. Brandt's predecessor, Sten Alm, left in January
after a long illness. "We need calm," Alm said. Alm met Brandt on Tuesday. "I agree," Brandt said.
""",
    "cabinet.txt": """Talks on the toll begin

5 March 2021

The interim cabinet led by Runa Dahl rejected the toll on Thursday. "We will not pay," Dahl said. The interim cabinet of
Norland stays until June. Dahl received Peruvian President Luis Mora in Oslo on Wednesday. "Welcome," Dahl said.
Mora spoke to Dahl in Lima on Monday. President Luis Mora welcomed Foreign Minister Eva Solis at the airport on Sunday.
Solis and Mora talked in Quito on Saturday. "It is late," Solis said.
""",
    "spokesman.txt": """The bank is safe

8 March 2021

Arne Fors, a spokesman for the central bank of Norland, said on Monday that the bank was safe. The spokesman also said
that the vault would be closed on Tuesday. Norland has a population of 5.3 million. Fors said that the bank would hire
40 guards in Nov-Dec 2021.
""",
}


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_book(tmp_path_factory.mktemp("posts") / "book", POSTS)
    build(root)
    return root


def test_a_book_of_posts_that_other_words_give_is_proved_whole(posts: Path) -> None:
    proof = prove(posts)
    assert proof.faults == ()
    data = (posts / "docs" / "data" / "book.json").read_text()
    assert '"[former] Commissioner"' in data
    assert '"head of the interim cabinet"' in data
    assert '"host or guest of"' in data


SPACED = {
    "plan.txt": """Ferry plan criticised

9 March 2021

The union of the crews has called it " a gift to a single owner. " The plan was shut away on Monday. Harbour master Sten
Alm said the piers are " old and very small. " He left on Tuesday.
""",
    "aid.txt": """Aid for the yard

10 March 2021

The premier of the island and federal harbour minister Eva Solis today announced that the state would give the yard
9 million euros.
""",
    "profit.txt": """Profit at last

11 March 2021

" Our results show Norsund is making progress, " said the firm's chief executive, Ann Roe. Norsund Ferries Company CEO Ann
Roe has reported that Norsund will sell two ships.
""",
}


def test_a_book_of_marks_with_blanks_and_of_two_who_announce_is_proved_whole(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book", SPACED)
    build(root)
    assert prove(root).faults == ()
    solis = (root / "docs" / "people" / "eva-solis.md").read_text()
    assert "would give the yard" in solis.partition("bb-last")[2].partition("</ul>")[0]


def _role(title: str, quote: str, *, former: bool) -> Role:
    return Role(
        anchor="c-0123456789", title=title, organisation=None, country=None, reported=[], began=None, until=None,
        former=former, acting=False, elect=False, told=[],
        citations=[Citation(source="a", sentence=1, quote=quote)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "quote", "proved"),
    [
        ("head of the cabinet", "The cabinet led by Prime Minister Runa Dahl sat.", True),
        ("head of the cabinet", "The cabinet headed by Dahl sat.", True),
        ("head of the cabinet", "The cabinet led by Ola Fors sat.", False),
        ("head of the army", "The cabinet led by Dahl sat.", False),
        ("head of the cabinet", "Dahl hated the cabinet.", False),
    ],
)
def test_a_head_is_one_by_whom_the_body_is_led(title: str, quote: str, proved: bool) -> None:
    flaws = list(role_flaws(_role(title, quote, former=False), ["Runa Dahl", "Dahl"], lambda _: None))
    assert (flaws == []) == proved


@pytest.mark.parametrize(
    ("before", "quote", "former", "proved"),
    [
        ("Commissioner Brandt came.", "Brandt's predecessor, Dahl, left.", True, True),
        ("Commissioner Brandt came.", "Dahl, Brandt's immediate predecessor in office, left.", True, True),
        ("Commissioner Brandt came.", "Brandt's predecessor, Dahl, left.", False, False),
        ("Commissioner Holm came. Brandt came.", "Brandt's predecessor, Dahl, left.", True, False),
        ("Commissioner Brandt came.", "Brandt's predecessor, Alm, left.", True, False),
        ("Commissioner Brandt came.", "Brandt's brother, Dahl, left.", True, False),
    ],
)
def test_a_predecessor_held_the_post_that_another_sentence_gives(
    before: str, quote: str, former: bool, proved: bool
) -> None:
    article = Article("a.txt", f"{before} {quote}".encode())
    flaws = list(
        role_flaws(_role("[former] Commissioner", quote, former=former), ["Runa Dahl", "Dahl"], lambda _: article)
    )
    assert (flaws == []) == proved


def test_each_kind_of_contact_may_stand_in_the_picture() -> None:
    said = {*load(CHECK_PHRASES).pictures}
    nouns = {kind.noun for kind in load(CONTACTS).kinds}
    assert {*nouns, *(f"{noun}s" for noun in nouns)} <= said
    assert {f"{{n:{noun}|{noun}s}}" for noun in nouns} <= said


def _day(year: int, month: int, day: int) -> Date:
    one = dt.date(year, month, day)
    return Date(edtf=one.isoformat(), earliest=one, latest=one, precision="day", basis="stated", text="", zone=None)


@pytest.mark.parametrize(
    ("near", "year", "words"),
    [
        ("It was in 2009. On June 4 the pier fell.", 2009, "june 4 2009"),
        ("It was in 2010. On June 4 the pier fell.", 2009, "june 4"),
        ("Room 20091 is shut. On June 4 the pier fell.", 2009, "june 4"),
    ],
)
def test_a_day_has_the_year_that_stands_near_it(near: str, year: int, words: str) -> None:
    assert dates.with_year("june 4", _day(year, 6, 4), near) == words


def test_a_weekday_takes_no_year_from_beside_it() -> None:
    assert dates.with_year("on monday", _day(2009, 6, 1), "In 2009 it was on Monday.") == "on monday"


@pytest.mark.parametrize(
    ("value", "words", "follows"),
    [("1", "a per cent", True), ("2", "a per cent", False), ("1", "8 of 8", True), ("1", "8 of 9", False)],
)
def test_one_is_told_by_an_article_or_by_all_of_all(value: str, words: str, follows: bool) -> None:
    assert numbers.follows(value, words) == follows


def test_lines_and_sentences_are_found_in_a_print_that_has_no_stops() -> None:
    own = Article("a.txt", b"Harbour\n\nTopics of the day\n\nThe pier fell. It was old.\n")
    other = Article("b.txt", b"Harbour\n\nThe pier fell. It was old.\n\nTopics of the day\n")
    assert _standing(own, other) == 4
    assert _standing(own, Article("c.txt", b"The boats are in the bay again.\n")) == 0


def test_a_print_is_compared_as_it_was_meant_before_its_code_was_misread() -> None:
    words = "“We can’t pay for the pier,” she said."
    own = Article("a.txt", _misread(words))
    assert _standing(own, Article("b.txt", words.encode())) == 1


def _misread(words: str) -> bytes:
    """UTF-8 that was read as Latin-1 where cp1252 has no character, else as cp1252."""
    read = (bytes([byte]) for byte in words.encode())
    return "".join(_as_cp1252(byte) for byte in read).encode()


def _as_cp1252(byte: bytes) -> str:
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


@pytest.mark.parametrize(
    ("shown", "cited", "between"),
    [
        ("The pier [was] closed", "The old pier closed in May.", True),
        ("The pier [was] closed", "The pier that stood closed in May.", False),
        ("[was] closed", "The pier closed in May.", False),
    ],
)
def test_a_helping_verb_stands_between_neighbours(shown: str, cited: str, between: bool) -> None:
    assert text.is_put_between("was", shown, cited) == between
