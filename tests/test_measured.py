"""What a figure measures and who does it, its measure, the same sum in another currency, and its place on the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing_book.merge.base.figure_weight import is_key, weight_of
from briefing_book.model.book import Citation, KeyFigure
from briefing_book.pipeline import build, prove
from tests.book_of_texts import book_of
from tests.small_book import write_book

TEXT = """Norland raises its toll

3 March 2021

Norland announced a 15 percent tariff on all timber from Estmark on Monday. The tariff takes effect on May 4.
Peru is to pay 2.4 billion euros ($280 million) for the new pier. The envoys met in the 3-million-euro Harbour Hall.
Their 40-minute call was calm. Norland's exports fell by 7 percent. The storm killed 31 people in Estmark.
Estmark raised its port fee by 20 percent in May.
"""


def _figures(text: str) -> dict[str, KeyFigure]:
    return {figure.text: figure for figure in book_of(("2021-03-03", text)).figures}


@pytest.fixture(scope="module")
def figures() -> dict[str, KeyFigure]:
    return _figures(TEXT)


@pytest.mark.parametrize(
    ("figure", "of", "by"),
    [
        ("15 percent", "tariff", "Norland"),
        ("2.4 billion euros", "pay", "Peru"),
        ("7 percent", "exports", "Norland"),
        ("20 percent", "port fee", ""),
        ("40-minute", "call", ""),
        ("3-million-euro", "", ""),
    ],
)
def test_a_figure_has_what_it_measures_and_who_does_it(
    figures: dict[str, KeyFigure], figure: str, of: str, by: str
) -> None:
    assert (figures[figure].of, figures[figure].by) == (of, by)


def test_a_sum_in_brackets_is_the_same_in_another_currency(figures: dict[str, KeyFigure]) -> None:
    assert figures["$280 million"].beside == figures["2.4 billion euros"].id
    assert figures["2.4 billion euros"].beside == ""


def test_sums_side_by_side_without_brackets_are_two() -> None:
    told = _figures("Norland paid 3 million euros and Estmark paid $5 million on Monday.")
    assert [figure.beside for figure in told.values()] == ["", ""]


def test_a_figure_belongs_to_the_measure_whose_rate_it_is() -> None:
    book = book_of(("2021-03-03", TEXT))
    rate = next(figure for figure in book.figures if figure.text == "15 percent")
    measure = next(one for one in book.measures if one.id == rate.measure)
    assert (measure.value, measure.unit) == ("15", "percent")
    assert next(figure for figure in book.figures if figure.text == "7 percent").measure == ""


def test_the_tariff_of_a_later_sentence_is_no_second_measure() -> None:
    measures = book_of(("2021-03-03", TEXT)).measures
    assert len({one.id for one in measures}) == len(measures)


def _told(text: str, value: str, unit: str, quote: str) -> KeyFigure:
    cited = Citation(source="a", sentence=0, quote=quote)
    return KeyFigure(id="f", value=value, unit=unit, text=text, date=None, topics=(), citation=cited)


@pytest.mark.parametrize(
    ("text", "value", "unit", "behind", "key"),
    [
        ("$3 million", "3000000", "USD", " f", True),
        ("$3-million", "3000000", "USD", " H", False),
        ("$3-million", "3000000", "USD", " h", True),
        ("40 minutes", "40", "minute", ".", False),
        ("three meetings", "3", "meetings", ".", False),
        ("4,000 boats", "4000", "boats", ".", True),
        ("40 boats", "40", "boats", ".", False),
        ("7 percent", "7", "percent", ".", True),
    ],
)
def test_lengths_counts_of_meetings_and_names_are_no_key_figures(
    text: str, value: str, unit: str, behind: str, key: bool
) -> None:
    assert is_key(_told(text, value, unit, f"The pier: {text}{behind}"), behind) == key


@pytest.mark.parametrize(
    ("quote", "weighs"),
    [
        ("In Vessa, a town of some 9,000 people, the pier was shut.", False),
        ("The pier of the old city of Vessa was shut after a storm that cost 9,000 people their jobs.", True),
    ],
)
def test_those_who_live_in_a_place_weigh_nothing_those_told_of_later_do(quote: str, weighs: bool) -> None:
    assert bool(weight_of(_told("9,000 people", "9000", "people", quote), quote)) == weighs


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_book(tmp_path_factory.mktemp("toll") / "book", {"toll.txt": TEXT})
    build(root)
    return root


def test_the_page_of_figures_is_proved(built: Path) -> None:
    assert prove(built).faults == ()


def test_one_row_has_both_currencies(built: Path) -> None:
    page = (built / "docs" / "figures.md").read_text()
    row = next(line for line in page.splitlines() if "2&#46;4 billion euros" in line)
    assert "&#36;280 million" in row


def test_lengths_stand_behind_the_key_figures(built: Path) -> None:
    page = (built / "docs" / "figures.md").read_text()
    _, _, small = page.partition("## Lengths and small numbers")
    assert "40-minute" in small
    assert ">15 percent<" not in small


@pytest.mark.parametrize(
    ("field", "value"),
    [("of", "fine"), ("by", "Orlik"), ("beside", "f-0"), ("measure", "m-0"), ("key", False)],
)
def test_a_changed_figure_is_a_fault(built: Path, field: str, value: object) -> None:
    path = built / "docs" / "data" / "book.json"
    honest = path.read_text()
    data = json.loads(honest)
    next(one for one in data["figures"] if one["text"] == "15 percent")[field] = value
    path.write_text(json.dumps(data))
    try:
        assert any("15 percent" in fault for fault in prove(built).faults)
    finally:
        path.write_text(honest)
