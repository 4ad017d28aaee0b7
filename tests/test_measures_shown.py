"""Measures and commitments on their page, at home, on topics and in the files for programs."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from pathlib import Path

import icalendar
import pytest

from briefing_book.model.book import Book, Measure
from briefing_book.model.permanent_ids import permanent_id
from briefing_book.render import render
from briefing_book.render.base import links
from briefing_book.render.base.measures import amount, by_standing, newest_first
from briefing_book.render.page_kinds.measures import _MANY
from briefing_book.store import editions
from tests.claimed import changes, told
from tests.sample_book import BOOK, MEASURES, SOURCES, date, in_lines
from tests.sample_site import build_site
from tests.test_render import EMPTY

ROW = re.compile(r'<tr (?:id|data-claim)="(c-[0-9a-f]{10})"')


def pages_of(book: Book) -> dict[str, str]:
    return {page.path: in_lines(page.content) for page in render(book)}


def with_measures(*measures: Measure) -> Book:
    return dataclasses.replace(BOOK, measures=measures)


PAGES = pages_of(BOOK)
CUT, ARRANGEMENT, PATROLS, FUND, HOSTILE = MEASURES


def rows_of(page: str) -> list[str]:
    return ROW.findall(page)


def of(*measures: Measure) -> list[str]:
    return [permanent_id(measure) for measure in measures]


def test_what_is_in_force_comes_first_then_what_is_to_come_then_what_is_over() -> None:
    assert by_standing(MEASURES) == [ARRANGEMENT, CUT, PATROLS, FUND, HOSTILE]


def test_the_newest_change_comes_first_and_the_undated_last() -> None:
    assert newest_first(MEASURES) == [CUT, PATROLS, ARRANGEMENT, FUND, HOSTILE]


def test_every_measure_has_a_row_with_its_permanent_id() -> None:
    assert rows_of(PAGES["measures.md"]) == of(ARRANGEMENT, CUT, PATROLS, FUND, HOSTILE)


def test_home_shows_the_four_that_changed_last() -> None:
    assert rows_of(PAGES["index.md"]) == of(CUT, PATROLS, ARRANGEMENT, FUND)


def test_a_topic_shows_its_own_measures_and_leads_to_their_history() -> None:
    page = PAGES["topics/quota.md"]
    assert rows_of(page) == of(ARRANGEMENT, CUT, PATROLS)
    assert f"[cut its catch by 18 percent](../measures.md#{permanent_id(CUT)})" in page


def test_a_topic_shows_six_measures_at_most() -> None:
    many = [dataclasses.replace(CUT, id=f"m-{number}", disagreements=()) for number in range(9)]
    page = pages_of(with_measures(*many))["topics/quota.md"]
    assert len(rows_of(page)) == 6
    assert "6 of 9; [all measures](../measures.md)" in page


def test_a_topic_and_a_home_without_a_measure_say_nothing_of_them() -> None:
    pages = pages_of(with_measures())
    assert not any("## Measures and commitments" in pages[path] for path in ("index.md", "topics/quota.md"))


@pytest.mark.parametrize("book", [EMPTY, with_measures()], ids=["no source", "no measure"])
def test_a_book_without_measures_says_so(book: Book) -> None:
    page = pages_of(book)["measures.md"]
    assert "The program found no measure or commitment in these sources." in page
    assert "<table" not in page


def test_many_measures_stand_under_their_topics() -> None:
    many = [dataclasses.replace(FUND, id=f"m-{number}") for number in range(_MANY)]
    page = pages_of(with_measures(CUT, HOSTILE, *many))["measures.md"]
    assert re.findall(r"^## (.*)", page, re.MULTILINE) == ["Catch quota", "Help for crews", "On other matters"]
    assert page.count("<table") == 3


def test_the_oldest_state_of_a_measure_comes_first() -> None:
    page = PAGES["measures.md"]
    first, last = (permanent_id(change, CUT.id) for change in CUT.history)
    assert 0 < page.index(f'<li id="{first}"') < page.index(f'<li id="{last}"')


def test_a_state_of_one_measure_is_no_state_of_another() -> None:
    (change,) = FUND.history
    assert permanent_id(change, FUND.id) != permanent_id(change, CUT.id)


def test_a_badge_is_a_word() -> None:
    for measure in MEASURES:
        assert f">{measure.status}</span>" in PAGES["measures.md"]


def test_a_day_tells_what_it_was_read_from() -> None:
    read = dataclasses.replace(CUT, effective=date("2031-07-15", basis="weekday", text="on Tuesday"))
    assert 'data-label="From" markdown="span"><time class="bb-date" datetime="2031-07-15">15 July 2031</time>' in (
        page := pages_of(with_measures(read))["measures.md"]
    )
    assert f'title="“on Tuesday”"><a class="bb-sign" href="#{permanent_id(read)}"' in page


def test_the_day_of_a_paused_measure_is_the_end_of_its_pause() -> None:
    pages = pages_of(with_measures(dataclasses.replace(CUT, status="paused")))
    assert (
        '<td data-label="Paused" markdown="span"><span class="bb-meta">until</span> <time class="bb-date" datetime="2031-09-04">'
        in pages["measures.md"]
    )
    assert "SUMMARY:Paused until this day: cut its catch by 18 percent" in pages["data/measures.ics"]


def test_what_is_not_told_is_a_dash() -> None:
    row = next(line for line in PAGES["measures.md"].splitlines() if permanent_id(ARRANGEMENT) in line)
    assert row.count('class="bb-untold" markdown="span">–</td>') == 3


def test_a_measure_that_sources_dispute_leads_to_where_they_differ() -> None:
    assert permanent_id(BOOK.disagreements[1]) in PAGES["measures.md"]
    assert PAGES["topics/quota.md"].count(">sources differ</span>") == 1


def test_hostile_words_stay_words_in_a_row() -> None:
    page = PAGES["measures.md"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;&#42;panel&#42;&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("25", "percent", "25 percent"),
        ("8.3", "percent", "8.3 percent"),
        ("1520000000000", "KRW", "KRW 1.52 trillion"),
        ("1000000", "USD", "USD 1 million"),
        ("1523456", "USD", "USD 1,523,456"),
        ("950000", "EUR", "EUR 950,000"),
        ("-2500000000", "EUR", "EUR -2.5 billion"),
        ("28500", "troops", "28,500 troops"),
        ("", "", ""),
    ],
)
def test_a_rate_or_a_sum_is_told_in_full(value: str, unit: str, shown: str) -> None:
    assert amount(value, unit) == shown


def test_the_table_has_a_row_for_each_measure() -> None:
    rows = list(csv.DictReader(io.StringIO(PAGES["data/measures.csv"])))
    assert [row["id"] for row in rows] == [m.id for m in by_standing(MEASURES)]
    cut = next(row for row in rows if row["id"] == CUT.id)
    assert (cut["value"], cut["unit"], cut["from"], cut["changed"]) == ("18", "percent", "2031-09-04", "2031-07-16")
    assert cut["history"] == "2031-07-15 announced; 2031-07-16 announced"
    assert cut["disputed"] == "Size of Valdoria's cut"


def test_no_cell_of_the_table_is_a_formula() -> None:
    formula = dataclasses.replace(HOSTILE, by="=HYPERLINK(1)", what="-1+1")
    (row,) = csv.DictReader(io.StringIO(pages_of(with_measures(formula))["data/measures.csv"]))
    assert (row["by"], row["what"], row["on"][:2]) == ("'=HYPERLINK(1)", "'-1+1", "'=")


def test_the_calendar_has_the_days_that_measures_count_from_and_no_other() -> None:
    calendar = icalendar.Calendar.from_ical(PAGES["data/measures.ics"])
    (entry,) = calendar.walk("VEVENT")  # 2019 is no day
    assert (str(entry["UID"]), entry.decoded("DTSTART")) == ("m-cut@briefing-book", CUT.effective.earliest)
    assert str(entry["SUMMARY"]) == "Counts from this day (announced): cut its catch by 18 percent"


def test_the_published_data_hold_every_state_with_its_sentences() -> None:
    data = json.loads(PAGES["data/book.json"])
    cut = next(measure for measure in data["measures"] if measure["id"] == CUT.id)
    assert [change["status"] for change in cut["history"]] == ["announced", "announced"]
    assert [len(change["citations"]) for change in cut["history"]] == [1, 1]


def test_a_source_tells_which_measures_rest_on_it() -> None:
    assert f"../measures.md#{permanent_id(FUND)}" in PAGES[links.source_paths(SOURCES)["courier_0716"]]


def test_the_ways_in_for_machines_name_the_measures() -> None:
    assert "[Measures and commitments](measures.html): 5 measures" in PAGES["llms.txt"]
    assert "data/measures.csv" in PAGES["llms.txt"]


def test_an_edition_tells_what_a_measure_has_come_to() -> None:
    old, new = with_measures(CUT), with_measures(dataclasses.replace(CUT, status="paused"), FUND)
    found = changes(old, new)
    assert [(change.kind, change.claim, change.id) for change in found] == [
        ("added", "measure", FUND.id),
        ("changed", "measure", CUT.id),
    ]
    assert (found[1].before, found[1].after) == ("announced", "paused")


def test_a_measure_in_other_words_is_no_change() -> None:
    new = dataclasses.replace(CUT, id="m-anew", what="its catch")
    assert not changes(with_measures(CUT), with_measures(new))


def test_what_changed_leads_to_the_measure() -> None:
    first = editions.after((), None, told(with_measures(CUT)))
    later = with_measures(CUT, FUND)
    history = editions.after(first, told(with_measures(CUT)), told(later))
    page = pages_of(dataclasses.replace(later, editions=history))["changes.md"]
    assert f"(measures.md#{permanent_id(FUND)})" in page


def test_an_id_that_is_no_anchor_is_refused() -> None:
    with pytest.raises(ValueError, match="not an id"):
        render(with_measures(dataclasses.replace(CUT, id='x" onclick="')))


@pytest.mark.slow
def test_a_search_has_the_words_of_measures_and_of_their_history(tmp_path: Path) -> None:
    index = (build_site(tmp_path) / "search" / "search_index.js").read_text(encoding="utf-8")
    (found,) = [
        d["text"] for d in json.loads(index.partition("=")[2].strip(" ;\n"))["docs"] if d["location"] == "measures.html"
    ]
    assert "crews who give up their boats" in found
    assert "has set aside 120 million euros" in found
