"""One thing counted twice: which two values differ, and which only seem to."""

from __future__ import annotations

import pytest

from briefing_book.model.book import Disagreement
from tests.book_of_texts import book_of

ONE_DAY = ("2019-03-08", "2019-03-08")


def differing(one: str, other: str, days: tuple[str, str] = ONE_DAY) -> tuple[Disagreement, ...]:
    """Of two articles."""
    return book_of((days[0], one), (days[1], other)).disagreements


def within(*sentences: str) -> tuple[Disagreement, ...]:
    """Of one article."""
    return book_of(("2019-03-08", " ".join(sentences))).disagreements


def values(found: tuple[Disagreement, ...]) -> list[set[str]]:
    return [{claim.value for claim in each.claims} for each in found if each.kind == "contradiction"]


TOLLS = [
    ("Twelve sailors were killed on Thursday when a ferry sank off Norden.", "dated"),
    ("Twelve sailors were killed when a ferry sank off Norden.", "undated"),
    ("Twelve sailors were killed on Thursday when a ferry sank off Norden, Health Minister Ada Cole said.", "said"),
    ("Health Minister Ada Cole said twelve sailors were killed when a ferry sank off Norden.", "said first"),
    ("According to Mayor Ada Cole, twelve sailors were killed when a ferry sank off Norden.", "according"),
    ("A ferry sank off Norden, killing twelve sailors, police said.", "killing"),
]
OTHER_TOLLS = [
    "Fourteen sailors were killed on Thursday when a ferry sank off Norden.",
    "Fourteen sailors were killed when a ferry sank off Norden.",
    "Fourteen sailors were killed when a ferry sank off Norden, Defence Minister Ben Holt said.",
    "Fourteen sailors died when a ferry sank off Norden, the coast guard said.",
]
COSTS = [
    "The new pier in Norden will cost $3.2 million.",
    "The new pier in Norden will cost $3.2 million, Mayor Ada Cole said.",
    "On Thursday the town said the new pier in Norden will cost $3.2 million.",
]
OTHER_COSTS = [
    "The new pier in Norden will cost $4.1 million.",
    "The new pier in Norden will cost $4.1 million, according to Treasurer Ben Holt.",
    "The new pier in Norden is to cost $4.1 million, the harbour board said on Thursday.",
]


@pytest.mark.parametrize("one", [text for text, _ in TOLLS])
@pytest.mark.parametrize("other", OTHER_TOLLS)
def test_two_tolls_of_one_wreck_differ(one: str, other: str) -> None:
    """Whoever says it, with a day or without."""
    assert values(differing(one, other)) == [{"12", "14"}]
    assert values(within(one, "The sea was rough.", other)) == [{"12", "14"}]


@pytest.mark.parametrize("one", COSTS)
@pytest.mark.parametrize("other", OTHER_COSTS)
def test_two_costs_of_one_pier_differ(one: str, other: str) -> None:
    """Money, with a day or without."""
    assert values(differing(one, other)) == [{"3200000", "4100000"}]
    assert values(within(one, "The town is small.", other)) == [{"3200000", "4100000"}]


FLOOD = "Heavy rain hit the coast of Elland on Monday and the river Ode rose. "


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("31 people died, police said.", "45 people died, the health ministry said."),
        ("The death toll stands at 31.", "45 people were killed in the rain."),
        ("The rain claimed the lives of 31 people.", "45 people were found dead."),
        ("Rain left 31 people dead and 80 injured.", "Rain killed 45 people and injured 80."),
    ],
)
def test_a_toll_without_a_day_belongs_to_what_its_article_tells(one: str, other: str) -> None:
    """The number's own sentence names neither day nor event."""
    assert values(differing(FLOOD + one, FLOOD + other)) == [{"31", "45"}]


def test_a_sentence_that_turns_against_the_one_before_disputes_its_toll() -> None:
    """In other words, by another speaker."""
    found = within(
        "Works Minister Ada Cole said at least 16 citizens (13 farmers and three guards) were killed by the slide.",
        "But Governor Ben Holt said the mud had caused 15 deaths.",
    )
    assert values(found) == [{"16", "15"}]


VOTE = "Ada Cole won the presidential election in Elland. "


def test_two_shares_of_one_vote_differ() -> None:
    """46.5 is not 46.85 rounded."""
    found = differing(
        VOTE + "The board says about 5.12 million (46.5 per cent) voted for Senator Ben Holt.",
        VOTE + "Senator Ben Holt lost. Mayor Ada Cole got 52.11 percent of the votes against Holt's 46.85 percent.",
        ("2019-03-08", "2019-03-09"),
    )
    assert values(found) == [{"46.5", "46.85"}]


def test_two_lengths_of_one_visit_differ() -> None:
    """The same guest in the same days."""
    found = differing(
        "Minister Ada Cole flew to Elland. The talks failed, Cole said at the airport after her three-day visit.",
        "Minister Ada Cole met no one of weight in Elland. Cole waited in vain during her four-day visit to Elland.",
        ("2019-03-08", "2019-03-09"),
    )
    assert values(found) == [{"3", "4"}]


NO_DIFFERENCE = {
    "equal": ("Twelve people died in the fire at Norden.", "Twelve people died in the fire at Norden."),
    "other": ("Twelve people died in the fire at Norden.", "Fourteen other people died in the fire at Norden."),
    "more": ("Twelve people died in the fire at Norden.", "Four more people died in the fire at Norden."),
    "others": ("Twelve people died in the fire at Norden.", "14 others died in the fire at Norden."),
    "hurt": ("Twelve people were killed in the fire at Norden.", "Fourteen people were injured in the fire at Norden."),
    "of them": ("Twelve people died in the fire at Norden.", "Three of the people who died in the fire were guests."),
    "kind": ("Twelve people died in the fire at Norden.", "Three children died in the fire at Norden."),
    "including": ("Twelve people died in the fire at Norden.", "People died in the fire, including four guests."),
    "district": ("The storm killed 12 people.", "The storm killed seven people in the Elm district."),
    "least": ("At least 12 people died in the fire at Norden.", "Fourteen people died in the fire at Norden."),
    "more than": ("More than 400 people died in the fire at Norden.", "412 people died in the fire at Norden."),
    "nearly": ("Nearly 400 people died in the fire at Norden.", "398 people died in the fire at Norden."),
    "rounded": ("The fire left 400 people homeless.", "The fire left 398 people homeless."),
    "rounded money": ("The new pier in Norden will cost $3 million.", "The new pier in Norden will cost $3.2 million."),
    "place": ("Twelve people died in a fire at Norden.", "Fourteen people died in a fire at Varna."),
    "event": ("Twelve people died when a bus burned.", "Fourteen people died when a ferry sank."),
    "year": ("Twelve people died in the flood of 2018.", "Fourteen people died in the flood of 2019."),
    "history": ("In 2011 a flood killed 80 people in Norden.", "The flood killed 12 people in Norden."),
    "last year": ("The flood killed 12 people in Norden.", "A similar flood killed 31 people in Norden last year."),
    "another deed": ("The town sold the pier for $3.2 million.", "The town bought the pier for $4.1 million."),
    "another thing": ("The pier will cost $3.2 million.", "The stadium will cost $4.1 million."),
    "share of another": ("Ada Cole got 50.4 percent of the votes.", "Ben Holt got 48.8 percent of the votes."),
    "share rounded": ("Ada Cole got 50.4 percent of the votes.", "Ada Cole got 50.44 percent of the votes."),
    "survey": ("Ada Cole got 50.4 percent of the votes.", "Surveys gave Ada Cole 47 percent of the votes."),
    "capacity": ("The ferry carried 300 passengers.", "The ferry can carry 450 passengers."),
    "plan": ("The pier was to cost $3.2 million.", "The pier has cost $4.1 million."),
    "with more": ("The pier will cost $3.2 million.", "The pier and its hotel will cost $4.1 million."),
    "each day": ("The strike cost the line $3.2 million a day.", "The strike cost the line $41 million."),
    "model": ("The 16-litre model costs $199.", "The 32-litre model costs $299."),
    "own losses": (
        "Egypt said 12 soldiers were killed in the raid.",
        "Sudan said 30 soldiers were killed in the raid.",
    ),
    "of a country": (
        "Twelve Peruvian soldiers were killed in the raid.",
        "Three Chilean soldiers were killed in the raid.",
    ),
    "scene": ("Gunmen killed five people in a bar in Norden.", "Gunmen killed two people in a market in Norden."),
    "before and after": ("Police held 12 men before the match.", "Police held 30 men after the match."),
    "scene of a part": ("A shooting killed five people in Norden.", "A shooting killed two in a suburb of Norden."),
    "span": ("Floods since June have killed 410 people.", "Floods in the last ten days have killed 231 people."),
}


@pytest.mark.parametrize("name", NO_DIFFERENCE)
def test_what_only_seems_to_differ(name: str) -> None:
    """In two articles and in one."""
    one, other = NO_DIFFERENCE[name]
    assert differing(one, other) == ()
    assert within(one, "The day was long.", other) == ()


def test_a_later_toll_supersedes_and_contradicts_nothing() -> None:
    """The first article could not know more."""
    told = "{} sailors were killed on Thursday when a ferry sank off Norden."
    found = differing(told.format("Twelve"), told.format("Fourteen"), ("2019-03-08", "2019-03-11"))
    assert [each.kind for each in found] in ([], ["superseded"])


MET = "Norwegian Minister Tove Halvorsen met Chilean Foreign Minister Eva Rojas {} in Lima."


@pytest.mark.parametrize("other", ["again on Wednesday", "on Wednesday"])
def test_a_second_meeting_is_no_other_day_of_the_first(other: str) -> None:
    """They met again, or may have: nothing but who met and where is the same."""
    assert differing(MET.format("on Monday"), MET.format(other)) == ()


SIGNED = "Norwegian Minister Tove Halvorsen signed the Skarvik fisheries treaty in Oslo on March {}"


def test_two_whom_one_article_cites_may_give_one_deed_two_days() -> None:
    """Each has a voice; the article alone, that tells of two days, tells of two deeds."""
    voices = (SIGNED.format(4) + ", Mayor Ada Cole said.", SIGNED.format(6) + ", Senator Ben Holt said.")
    assert values(within(*voices)) == [{"2019-03-04", "2019-03-06"}]
    assert within(SIGNED.format(4) + ".", SIGNED.format(6) + ".") == ()


def test_an_article_that_tells_of_both_days_knows_two_deeds() -> None:
    """So the other article has no other day for one of them."""
    assert differing(SIGNED.format(4) + ".", f"{SIGNED.format(6)}. {SIGNED.format(4)}.") == ()


def test_what_nobody_named_does_may_have_two_days_too() -> None:
    """The same named thing; not what falls day by day."""
    shut = "The Skarvik ferry port at Norden was closed on March {} after the flood."
    assert values(differing(shut.format(4), shut.format(5))) == [{"2019-03-04", "2019-03-05"}]
    fell = "Shares of the Norden Bank fell sharply on March {} in Skarvik."
    assert differing(fell.format(4), fell.format(5)) == ()


def test_two_wrecks_with_the_same_two_tolls_are_two_disagreements() -> None:
    """And three articles of one wreck are one."""
    ferry, bus = "{} people died when a ferry sank off Norden.", "{} people died when a bus burned in Varna."
    day = "2019-03-08"
    texts = [(day, told.format(number)) for told in (ferry, bus) for number in ("Twelve", "Fourteen", "Fourteen")]
    assert values(book_of(*texts).disagreements) == [{"12", "14"}, {"12", "14"}]


FERRY = "{} sailors were killed on Thursday when a ferry sank off Norden."


def headlines(*texts: tuple[str, str]) -> list[str]:
    return [event.headline for event in book_of(*texts).events]


def test_a_headline_gives_both_values_of_a_disagreement() -> None:
    """Neither stands in the timeline as if it were the only one."""
    found = headlines(("2019-03-08", FERRY.format("12")), ("2019-03-08", FERRY.format("14")))
    assert found == ["12 sailors [or 14] were killed when a ferry sank off Norden."]


def test_a_headline_with_an_older_value_gives_the_later_one() -> None:
    """A toll that rose."""
    found = headlines(("2019-03-08", FERRY.format("12")), ("2019-03-11", FERRY.format("14")))
    assert found == ["12 sailors [later 14] were killed when a ferry sank off Norden."]


def test_a_headline_without_a_disagreement_stays() -> None:
    """Two sources that agree."""
    found = headlines(("2019-03-08", FERRY.format("12")), ("2019-03-08", FERRY.format("Twelve")))
    assert found == ["12 sailors were killed when a ferry sank off Norden."]
