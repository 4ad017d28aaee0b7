"""Offices in time: a made-up book of three years, right as of three dates; and what each sentence may change."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from briefing_book.model.book import Book, Person, PersonRole
from briefing_book.model.settings import BookFile
from tests.book_of_texts import book_of
from tests.cabinet_book import cabinet, cabinet_set_to

Told = tuple[str, str | None, str | None]  # status, since, until

# Every office of state that the book has told of by that day.
AS_OF: dict[str, dict[tuple[str, str], Told]] = {
    "2022-05-05": {
        ("Einar Holm", "Prime Minister"): ("former", "2019", "2022-04-04"),
        ("Sigrid Vang", "Acting Prime Minister"): ("acting", "2022-04-04", None),
        ("Sigrid Vang", "Deputy Prime Minister"): ("", None, None),
        ("Tove Lund", "Finance Minister"): ("former", None, "2022-02-21"),
        ("Karl Munk", "Finance Minister"): ("", "2022-03-01", None),
        ("Ulla Stern", "Defence Minister"): ("", "2018", None),
        ("Ivar Moe", "Central Bank of Iceland Governor"): ("", None, "2024-12-31"),
        ("Kari Dale", "Foreign Minister"): ("", None, None),
    },
    "2022-12-31": {
        ("Einar Holm", "Prime Minister"): ("former", "2019", "2022-04-04"),
        ("Sigrid Vang", "Acting Prime Minister"): ("former", "2022-04-04", None),
        ("Sigrid Vang", "Deputy Prime Minister"): ("", None, None),
        ("Jonas Brekk", "Prime Minister"): ("", "2022-06-10", None),
        ("Tove Lund", "Finance Minister"): ("former", None, "2022-02-21"),
        ("Karl Munk", "Finance Minister"): ("", "2022-03-01", None),
        ("Ulla Stern", "Defence Minister"): ("", "2018", None),
        ("Ivar Moe", "Central Bank of Iceland Governor"): ("", None, "2024-12-31"),
        ("Kari Dale", "Foreign Minister"): ("", None, None),
        ("Anna Berg", "Foreign Minister"): ("", None, None),
    },
    "2024-06-30": {
        ("Einar Holm", "Prime Minister"): ("former", "2019", "2022-04-04"),
        ("Sigrid Vang", "Acting Prime Minister"): ("former", "2022-04-04", None),
        ("Sigrid Vang", "Deputy Prime Minister"): ("", None, None),
        ("Jonas Brekk", "Prime Minister"): ("", "2022-06-10", None),
        ("Tove Lund", "Finance Minister"): ("former", None, "2022-02-21"),
        ("Karl Munk", "Finance Minister"): ("former", "2022-03-01", "2023-11-07"),
        ("Petra Sand", "Finance Minister"): ("", None, None),
        ("Ulla Stern", "Defence Minister"): ("", "2018", None),
        ("Ivar Moe", "Central Bank of Iceland Governor"): ("", None, "2024-12-31"),
        ("Kari Dale", "Foreign Minister"): ("", None, None),
        ("Anna Strand", "Foreign Minister"): ("", None, None),
        ("Nils Falk", "General"): ("former", None, "2023-03-14"),
        ("Nils Falk", "army chief"): ("former", None, "2023-03-14"),
    },
}


@cache
def up_to(day: str) -> Book:
    return cabinet(day)


@cache
def set_to(day: str) -> Book:
    return cabinet_set_to(day)


def roles_of(book: Book) -> dict[tuple[str, str], PersonRole]:
    return {(person.name, role.title): role for person in book.people for role in person.roles}


def told(role: PersonRole) -> Told:
    since = role.since.date.edtf if role.since and role.since.date else None
    until = role.until.date.edtf if role.until and role.until.date else None
    return role.status, since, until


def person(book: Book, name: str) -> Person:
    return next(each for each in book.people if each.name == name)


@pytest.mark.parametrize("day", AS_OF)
def test_every_office_of_the_made_up_book_is_right_as_of_the_day(day: str) -> None:
    found = roles_of(up_to(day))
    assert {key: told(found[key]) for key in AS_OF[day]} == AS_OF[day]


def test_a_book_set_to_an_earlier_day_takes_no_later_change_for_done() -> None:
    found = roles_of(set_to("2022-05-05"))
    assert told(found["Karl Munk", "Finance Minister"]) == ("", "2022-03-01", "2023-11-07")
    assert told(found["Jonas Brekk", "Prime Minister"]) == ("ahead", "2022-06-10", None)
    assert told(found["Sigrid Vang", "Acting Prime Minister"]) == ("acting", "2022-04-04", None)
    assert told(found["Einar Holm", "Prime Minister"]) == ("former", "2019", "2022-04-04")


@pytest.mark.parametrize("day", AS_OF)
def test_nobody_else_of_the_made_up_book_has_left_an_office(day: str) -> None:
    left = {key for key, role in roles_of(up_to(day)).items() if role.status == "former"}
    assert left == {key for key, known in AS_OF[day].items() if known[0] == "former"}


def test_an_end_cites_the_sentence_that_tells_it() -> None:
    until = roles_of(up_to("2024-06-30"))["Einar Holm", "Prime Minister"].until
    assert until is not None
    assert until.how == "removed"
    assert until.citation.quote.startswith("Iceland's Prime Minister Einar Holm was removed from office")


def test_whoever_comes_into_an_office_that_there_is_once_follows_the_acting_one() -> None:
    until = roles_of(up_to("2022-12-31"))["Sigrid Vang", "Acting Prime Minister"].until
    assert until is not None
    assert (until.how, until.by, until.date) == ("followed by another", "jonas-brekk", None)
    assert until.citation.quote.startswith("Jonas Brekk was sworn in")


@pytest.mark.parametrize("day", AS_OF)
def test_no_two_who_followed_each_other_differ_over_an_office(day: str) -> None:
    assert [each.about for each in up_to(day).disagreements if each.about.startswith("who is")] == []


def test_the_namesake_is_another_person() -> None:
    people = [each for each in up_to("2024-06-30").people if each.name.startswith("Karl Munk")]
    assert len(people) == 2


def test_a_woman_of_a_new_family_name_is_one_person() -> None:
    people = [each for each in up_to("2024-06-30").people if each.name.startswith("Anna")]
    assert len(people) == 1


def status(*texts: tuple[str, str], title: str = "Finance Minister", as_of: str | None = None) -> Told:
    """Of the office of Tove Lund."""
    settings = BookFile(as_of=dt.date.fromisoformat(as_of)) if as_of else None
    lund = person(book_of(*texts, settings=settings), "Tove Lund")
    return told(next(role for role in lund.roles if role.title.casefold().endswith(title.casefold())))


SPOKE = "Norway's Finance Minister Tove Lund said in Oslo that taxes would fall."
LEFT = "Norway's Finance Minister Tove Lund resigned on Monday, 6 March 2023."


def test_who_is_called_a_former_one_is_one_though_nobody_tells_since_when() -> None:
    former = "Norway's former Finance Minister Tove Lund said in Oslo that taxes should fall."
    assert status(("2023-03-01", SPOKE), ("2023-05-01", former)) == ("former", None, None)


def test_two_later_articles_that_call_somebody_the_holder_tell_more_than_one_former() -> None:
    former = "Norway's former Finance Minister Tove Lund said in Oslo that taxes should fall."
    told_later = (("2024-05-01", SPOKE), ("2024-05-03", f"{SPOKE} Shares rose."))
    assert status(("2023-05-01", former), *told_later) == ("", None, None)


def test_an_old_title_soon_after_the_end_is_a_courtesy() -> None:
    later = (("2023-03-20", SPOKE), ("2023-04-01", f"{SPOKE} Shares rose."))
    assert status(("2023-03-07", LEFT), *later) == ("former", None, "2023-03-06")


def test_who_is_told_as_the_holder_again_long_after_the_end_is_the_holder() -> None:
    later = (("2025-03-20", SPOKE), ("2025-04-01", f"{SPOKE} Shares rose."))
    assert status(("2023-03-07", LEFT), *later) == ("", None, None)


def test_who_comes_into_the_office_after_the_end_is_the_holder() -> None:
    back = "Tove Lund was appointed finance minister of Norway on Tuesday, 4 April 2023. Ms. Lund smiled."
    assert status(("2023-03-07", LEFT), ("2023-04-05", back)) == ("", "2023-04-04", None)


def test_the_fifth_president_is_the_president() -> None:
    oath = "Tove Lund was sworn in as Peru's fifth president on Friday, 28 July 2023. Ms. Lund smiled."
    spoke = "Peru's President Tove Lund met farmers in Lima."
    assert status(("2023-07-29", oath), ("2023-08-20", spoke), title="President")[1] == "2023-07-28"


def test_a_plan_to_leave_ends_nothing() -> None:
    plan = "Norway's Finance Minister Tove Lund will resign on 1 June 2023, her office said."
    assert status(("2023-03-01", plan), ("2023-07-01", "Trade grew.")) == ("", None, None)


def test_sources_that_differ_evenly_over_the_day_leave_it_open() -> None:
    other = "Norway's Finance Minister Tove Lund resigned on Wednesday, 8 March 2023."
    assert status(("2023-03-09", LEFT), ("2023-03-10", other)) == ("former", None, None)


def test_the_end_of_a_term_ends_nothing_before_or_after_its_day() -> None:
    term = f"{SPOKE} Her term ends on 1 May 2023."
    assert status(("2023-03-01", term)) == ("", None, "2023-05-01")
    assert status(("2023-03-01", term), as_of="2023-06-01") == ("", None, None)


def test_one_who_was_chosen_holds_the_office_from_the_day_of_the_oath() -> None:
    elect = "Peru's President-elect Tove Lund met farmers in Lima."
    oath = "President-elect Tove Lund was sworn in as president of Peru on Friday, 28 July 2023."
    assert status(("2023-06-20", elect), title="President-elect") == ("elect", None, None)
    book = (("2023-06-20", elect), ("2023-07-29", oath))
    assert status(*book, title="President") == ("", "2023-07-28", None)
    assert status(*book, title="President-elect") == ("former", None, "2023-07-28")


def test_an_old_title_after_the_end_makes_no_two_holders_at_once() -> None:
    left = "Norway's Prime Minister Einar Holm resigned on Saturday, 4 March 2023."
    deeds = (
        ("2023-03-03", "Norway's Prime Minister Einar Holm opened a port in Bergen on 2 March 2023."),
        ("2023-03-08", "Norway's Prime Minister Jonas Brekk opened a school in Bergen on 7 March 2023."),
        ("2023-03-11", "Norway's Prime Minister Einar Holm opened a museum in Bergen on 10 March 2023."),
        ("2023-03-21", "Norway's Prime Minister Jonas Brekk opened a bridge in Bergen on 20 March 2023."),
    )
    at_once = [each.about for each in book_of(*deeds).disagreements]
    assert "Who is prime minister of Norway?" in at_once
    assert "Who is prime minister of Norway?" not in [
        e.about for e in book_of(*deeds, ("2023-03-05", left)).disagreements
    ]
