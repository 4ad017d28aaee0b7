"""Two values of one thing counted are found, and nothing that can be true twice: over pairs of made-up articles."""

from __future__ import annotations

from collections import Counter

import pytest

from briefing_book.pipeline import build, prove
from tests.book_of_texts import book_of
from tests.count_pairs import CountPair, agreeing, differing

PAIRS = 60
MISSED = 6  # of those that differ, at most
SEEDS = (13, 29)


def found(pair: CountPair) -> list[tuple[str, list[str]]]:
    differences = book_of(pair.one, pair.other).disagreements
    return [(each.kind, [claim.value for claim in each.claims]) for each in differences]


def test_the_pairs_are_the_same_each_time() -> None:
    assert [*differing(10, 13)] == [*differing(10, 13)]
    assert [*agreeing(10, 13)] == [*agreeing(10, 13)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_what_differs_is_mostly_found(seed: int) -> None:
    missed = [pair.sort for pair in differing(PAIRS, seed) if not found(pair)]
    assert len(missed) <= MISSED, Counter(missed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_what_can_be_true_twice_is_no_difference(seed: int) -> None:
    assert [pair for pair in agreeing(PAIRS, seed) if found(pair)] == []


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("A magnitude 6.2 earthquake struck Kelmar on March 4.",
         "The quake that struck Kelmar on March 4 measured 6.6 on the Richter scale.", ["6.2", "6.6"]),
        ("A court jailed banker Ilse Quill for 4 years on March 4.",
         "Banker Ilse Quill was sentenced to 6 years in prison on March 4.", ["4", "6"]),
        ("The regulator fined the salt mill 4 million euros on March 4.",
         "The regulator imposed a fine of 6 million euros on the salt mill on March 4.", ["4000000", "6000000"]),
        ("The town of Kelmar bought the theatre for 4 million euros on March 4.",
         "The town of Kelmar paid 6 million euros for the theatre on March 4.", ["4000000", "6000000"]),
        ("A trawler went down near Kelmar on March 4 and 14 sailors drowned.",
         "16 sailors drowned on March 4 when a trawler went down near Kelmar.", ["14", "16"]),
    ],
)  # fmt: skip
def test_what_is_measured_once_differs(one: str, other: str, values: list[str]) -> None:
    pair = CountPair(sort="", one=("2019-03-05", one), other=("2019-03-06", other))
    assert [told for _, told in found(pair)] == [values]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A magnitude 6.2 earthquake struck Kelmar on March 4.", "A magnitude 5.1 aftershock struck Kelmar on March 4."),
        ("A court jailed banker Ilse Quill for 4 years on March 4.",
         "A court jailed banker Jonas Brekke for 6 years on March 4."),
        ("A court sentenced banker Ilse Quill to 2 years in prison on March 4.",
         "Banker Ilse Quill was sentenced to 24 months in prison on March 4."),
        ("The regulator fined the salt mill 4 million euros on March 4.",
         "The regulator fined the cannery 6 million euros on March 4."),
        ("The town of Kelmar bought the theatre for 4 million euros on March 4.",
         "The town of Kelmar bought the cannery for 6 million euros on March 4."),
    ],
)  # fmt: skip
def test_two_things_measured_do_not_differ(one: str, other: str) -> None:
    assert found(CountPair(sort="", one=("2019-03-05", one), other=("2019-03-06", other))) == []


def test_the_check_proves_a_magnitude_and_a_term(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("quake")
    (root / "seeds").mkdir()
    told = (
        "A magnitude 6.2 earthquake struck Kelmar on March 4. A court jailed banker Ilse Quill for 4 years on March 3.",
        "A quake of magnitude 6.6 struck Kelmar on March 4. Banker Ilse Quill was jailed for 6 years on March 3.",
    )
    for name, text in zip("ab", told, strict=True):
        (root / "seeds" / f"{name}.md").write_text(f"# News from {name}\n\n2019-03-05\n\n{text}\n", encoding="utf-8")
    build(root)
    assert prove(root).faults == ()
    assert "6.6" in (root / "docs" / "disagreements.md").read_text(encoding="utf-8")
