"""Spellings of one name."""

from __future__ import annotations

import pytest

from briefing_book.merge.people.romanisation import countries, keys, parts, squash
from briefing_book.model.text import fold, slug

ONE = [
    ("Roh Moo-hyun", "No Mu-hyun"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Muammar Gaddafi", "Moammar Qaddafi"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Dmitry Medvedev", "Dmitri Medvedev"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Shigeru Ohno", "Ono Shigeru"),
    ("Park Geun-hye", "Pak Keun-hye"),
]
TWO = [
    ("Kim Min-su", "Kim Min-ju"),
    ("Mohammed Ali", "Mohammed Omar"),
    ("Li Qiang", "Li Keqiang"),
    ("John Cole", "Jon Cole"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    """Two romanisations meet under a key."""
    assert set(keys(one)) & set(keys(other))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_other_names_share_none(one: str, other: str) -> None:
    """Two names that merely look alike do not meet."""
    assert not set(keys(one)) & set(keys(other))


def test_family_name_comes_first_in_korean() -> None:
    """The family name is told from the shape of the name."""
    assert parts("Hong Gil-dong").family == "hong"
    assert parts("Kevin Hong").family == "hong"
    assert parts("Ursula van der Roe").family == "van der roe"
    assert parts("De Roe", "De Roe").given == ""


def test_squash_and_slug() -> None:
    """Accents and dashes fold away."""
    assert squash("Émile Roe–Doe") == "emileroedoe"
    assert fold("İnönü") == "inonu"
    assert squash("Phạm Đức Long") == squash("Pham Duc Long")
    assert slug(fold("Łukasz Żak")) == "lukasz-zak"
    assert slug("李", nothing="person") == "li"
    assert slug("…", nothing="person") == "person"


def test_shape_of_a_name_tells_its_country() -> None:
    """A Korean name may be of either Korea; a name of another language is not taken for one."""
    assert countries("Hong Gil-dong") == {"South Korea", "North Korea"}
    assert countries("Lee Hsien Loong") == frozenset()
    assert countries("Kevin Hong") == frozenset()


def test_a_given_name_like_a_korean_surname_stays_one() -> None:
    """What follows must sound Korean, too."""
    assert parts("Lee Barton Cole").family == "cole"
