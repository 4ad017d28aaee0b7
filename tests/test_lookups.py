"""What several stages look up in the rules."""

from __future__ import annotations

from collections import Counter
from zoneinfo import available_timezones

import pytest
from babel.core import get_global

from briefing_book.extract.people.names import fold_word
from briefing_book.model.text import fold
from briefing_book.rules.load import load
from briefing_book.rules.lookups import NAMES, countries, country, family_first, rare_surnames, surnames, time_zone
from briefing_book.rules.types.lexicon import SURNAMES, ZONES
from briefing_book.rules.types.people import NAMES as NAME_WORDS


def test_each_family_name_is_listed_once_and_in_order() -> None:
    """A second line for a name would be passed over by whoever reads the first."""
    listed = [row.name for row in load(SURNAMES)]
    assert listed == sorted(set(listed))


def test_a_family_name_that_is_no_name_elsewhere_is_marked_rare() -> None:
    """Such a word opens sentences: without the mark each "To" and "He" would be a person."""
    assert {row.name for row in load(SURNAMES)} & set(load(NAME_WORDS).not_names) == rare_surnames()


def test_a_family_name_may_be_of_several_languages() -> None:
    """Korean and Chinese share many."""
    assert "kong" in surnames("korean") & surnames("chinese")
    assert "kim" not in surnames("chinese")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Roh Jae-won", "korean"),
        ("Han So Ri", "korean"),
        ("Tao Wen", "chinese"),
        ("Trần Ngọc Linh", "vietnamese"),
        ("Sok Phan", "khmer"),
        ("Jane Roe", None),
        ("Lee Barton Cole", None),  # a given name, here
        ("Kim L. Roe", None),
        ("Kim", None),
    ],
)
def test_a_name_tells_whether_its_family_name_comes_first(name: str, form: str | None) -> None:
    """The surname must be one of the language, and what follows must sound like it."""
    assert family_first(name.split()) == form


def test_two_words_without_a_hyphen_are_not_sure() -> None:
    """They may be a given name and a surname."""
    assert family_first(["Lee", "Cooper"], sure=True) is None
    assert family_first(["Roh", "Jae-won"], sure=True) == "korean"


@pytest.mark.parametrize("name", ["Côte d'Ivoire", "Côte d’Ivoire", "IVORY COAST", "Yamoussoukro"])
def test_a_country_is_found_by_any_of_its_names(name: str) -> None:
    """However the name is written."""
    found = country(name)
    assert found is not None
    assert (found.name, found.code) == ("Ivory Coast", "CI")


def test_no_name_is_of_two_countries() -> None:
    """The one table has one answer."""
    of = {(form, row.name) for row in countries() for form in row.forms(*NAMES, "regions")}
    assert len({form for form, _ in of}) == len(of)


def test_a_letter_is_folded_alike_wherever_it_is_read() -> None:
    """Else one person's name has two keys."""
    assert fold_word("Əliyev") == fold("Əliyev") == "aliyev"
    assert fold_word("Bjørnsson.") == "bjornsson"


def test_every_country_has_a_time_zone_that_is_known() -> None:
    """From our list or from the locale data; a country more without one would be passed over in silence."""
    assert {row.name: zone for row in countries() if (zone := time_zone(row.name)) not in available_timezones()} == {}
    assert time_zone("Nowhere") is None


def test_only_countries_that_the_locale_data_leaves_open_are_listed() -> None:
    """Every other line would be a second place for what is known."""
    listed = [row.code for row in countries() if row.name in load(ZONES)]
    zones = Counter(get_global("zone_territories").values())
    assert [code for code in listed if zones[code] == 1] == []
