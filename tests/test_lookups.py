"""What several stages look up in the rules."""

from __future__ import annotations

from generator.rules.load import load
from generator.rules.lookups import rare_surnames, surnames


def test_each_family_name_is_listed_once_and_in_order() -> None:
    """A second line for a name would be passed over by whoever reads the first."""
    listed = [row["name"] for row in load("lexicon/surnames")]
    assert listed == sorted(set(listed))


def test_a_family_name_that_is_no_name_elsewhere_is_marked_rare() -> None:
    """Such a word opens sentences: without the mark each "To" and "He" would be a person."""
    assert {row["name"] for row in load("lexicon/surnames")} & set(load("people/names")["not_names"]) == rare_surnames()


def test_a_family_name_may_be_of_several_languages() -> None:
    """Korean and Chinese share many."""
    assert "kong" in surnames("korean") & surnames("chinese")
    assert "kim" not in surnames("chinese")
