"""What a number is worth, what it counts, and both ends of a range."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.grammar.parsed import Doc
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.figures import numbers
from briefing_book.extract.figures.counted import STEPS, behind, tokens_of
from briefing_book.extract.figures.find import find_figures
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.article_view import ArticleView
from briefing_book.model.findings import Figure, Findings, Refusal
from briefing_book.model.reasons import first
from briefing_book.model.text import Span
from briefing_book.rules.load import word_sets
from briefing_book.rules.types.figures import COUNTS


def read(text: str) -> tuple[tuple[Figure, ...], tuple[Refusal, ...]]:
    paragraph = Paragraph(span=Span(0, len(text)), source_start=0, kind="body")
    article = Article(id="a", file="a.txt", digest="", text=text, paragraphs=(paragraph,), title="")
    findings = Findings(article=article.id, sentences=find_sentences(article))
    view = ArticleView(article=article, findings=findings)
    return find_figures(view, spacy_model.parse(article, findings.sentences))


def values(text: str) -> str:
    """Each value with its unit."""
    return ", ".join(f"{figure.value} {figure.unit}" for figure in read(text)[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It costs $10-15 billion.", "10000000000 USD, 15000000000 USD"),
        ("It costs between $3 and $5 million.", "3000000 USD, 5000000 USD"),
        ("It costs between $10 and 15 million.", "10000000 USD, 15000000 USD"),
        ("It costs $10 million to $15 billion.", "10000000 USD, 15000000000 USD"),
        ("It rose from 10 to 15 million dollars.", "10000000 USD, 15000000 USD"),
        ("It rose from 10.5 to 15 million dollars.", "10500000 USD, 15000000 USD"),
        ("It rose from 1,000 to 15 million dollars.", "1000 USD, 15000000 USD"),
        ("It rose from 1500 to 15 million dollars.", "1500 USD, 15000000 USD"),
        ("It rose from 999 to 1500 million dollars.", "999000000 USD, 1500000000 USD"),
        ("It rose from 10 million to 15 million dollars.", "10000000 USD, 15000000 USD"),
        ("It pays 10 or 15 dollars.", "10 USD, 15 USD"),
        ("It lost 10 to 15 percent.", "10 percent, 15 percent"),
        ("It fell from 15 to 10 percent.", "15 percent, 10 percent"),
        ("It lost 15 to 10 percent.", "10 percent"),
        ("Between 3 and 5 percent sank.", "3 percent, 5 percent"),
        ("It rose to 3 and 5 percent.", "5 percent"),
        ("Between 102 and 105 boats sank.", "102 boats, 105 boats"),
        ("It sold 10-15 boats.", "10 boats, 15 boats"),
    ],
)
def test_both_ends_of_a_range_are_figures(text: str, found: str) -> None:
    """The low end shares the unit, and a small one the millions; it is below the high one unless a fall is told."""
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It costs $10 and 15 men.", "10 USD, 15 men"),
        ("It pays $10-2020.", "10 USD"),
        ("It pays $10 million-15 and leaves.", "10000000 USD"),
        ("It pays $15-10.", "15 USD"),
        ("It pays $10-15%.", "10 USD, 15 percent"),
        ("$10 and $15 million", "10 USD, 15000000 USD"),
        ("In 2019 and 30 boats sank.", "30 boats"),
        ("In 1998 or 5 percent", "5 percent"),
    ],
)
def test_two_numbers_side_by_side_need_not_be_a_range(text: str, found: str) -> None:
    """A year is no end of one, nor is a number with a unit of its own."""
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It killed 200 people in Peru, 400 in Chile, and 30 in Norvik.", "200 people, 400 people, 30 people"),
        ("It killed 200 people in Peru and 400 in the Chad.", "200 people, 400 people"),
        ("It killed 200 people in Peru, 400 and 30.", "200 people"),
    ],
)
def test_a_noun_is_left_out_where_places_are_listed(text: str, found: str) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A third of boats sank.", "0.333 share"),
        ("Two-thirds of boats sank.", "0.667 share"),
        ("Three-quarters of the staff left.", "0.75 share"),
        ("Three in ten boats sank.", "0.3 share"),
        ("Nine out of 10 crews left.", "0.9 share"),
        ("One in 2 crews left.", "0.5 share"),
        ("One in 20 crews left.", "0.05 share"),
        ("It fell half a percent.", "0.5 percent"),
        ("It fell 50 cents.", "0.5 USD"),
        ("It paid 3,000.50 dollars.", "3000.5 USD"),
        ("It paid 1.5m dollars.", "1500000 USD"),
        ("It paid a million dollars.", "1000000 USD"),
        ("It paid two and a half million dollars.", "2500000 USD"),
        ("It paid thirty-five dollars.", "35 USD"),
        ("It paid 5 lakh crore rupees.", "5000000000000 INR"),
        ("It paid three hundred twenty million dollars.", "320000000 USD"),
        ("Four million two hundred and six thousand boats sank.", "4206000 boats"),
        ("A hundred and ten crews left.", "110 crews"),
        ("Crews left: between two hundred and six thousand boats sank.", "6000 boats"),
        ("It fell to 3.75pc.", "3.75 percent"),
        ("It paid MXN$45.", "45 MXN"),
        ("It paid 8k-12k euros.", "8000 EUR, 12000 EUR"),
    ],
)
def test_what_a_number_is_worth(text: str, found: str) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two boats and five men left.", "2 boats, 5 men"),
        ("Five new 737 jets left.", "5 jets"),
        ("They saved four crew members.", "4 members"),
        ("They saved four crew.", "4 crew"),
        ("She bought 18 A350s.", "18 A350s"),
        ("She bought 18 red boats.", "18 boats"),
        ("She bought 18 old, red boats.", "18 boats"),
        ("Two of the boats left.", "2 boats"),
        ("Two of its boats left.", "2 boats"),
        ("Two of them left.", ""),
        ("It took three days.", ""),
        ("Some 14 left. Boats sank.", ""),
        ("They hit the 1980s boats.", ""),
        ("It has 12 one two three four five six boats.", "6 boats"),
    ],
)
def test_a_number_counts_the_noun_behind_it(text: str, found: str) -> None:
    """In its sentence, within seven words."""
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The two boats sank.", ""),
        ("The 12 boats sank.", "12 boats"),
        ("One of the seven boats sank.", "7 boats"),
        ("Bus 14 passengers wept.", ""),
        ("The Group of 20 ministers met.", ""),
        ("A group of 20 ministers met.", "20 ministers"),
        ("More 40 boats left.", "40 boats"),
        ("They changed the 1998 rules.", ""),
        ("They sold 2000 boats.", "2000 boats"),
        ("They sold 1499 boats.", "1499 boats"),
        ("They saw 1 boats.", ""),
        ("South Africa paid R100.", "100 ZAR"),
        ("South Africa shut the R99 road.", ""),
        ("It was 40C in Velar.", "40 degree celsius"),
        ("It was 129C in Velar.", "129 degree celsius"),
        ("The 130C jet landed.", ""),
        ("She won the 100m races.", ""),
        ("She sold 10m boats.", "10000000 boats"),
    ],
)
def test_a_number_that_names_or_points_back_is_no_figure(text: str, found: str) -> None:
    assert values(text) == found


def test_a_refused_number_that_another_rule_reads_is_no_refusal() -> None:
    """And one that none reads has its place, its sentence and its reason."""
    _, refused = read("It rained. The two boats sank.")
    assert [(each.what, each.sentence, each.reason, each.span.start) for each in refused] == [
        ("figure", 1, "points back", 15)
    ]
    assert read("It weighs 40 pounds.")[1] == ()


def test_figures_come_in_the_order_of_the_text() -> None:
    figures, _ = read("It sold 30 boats for $5 million and 4 percent.")
    assert [figure.value for figure in figures] == ["30", "5000000", "4"]


def test_a_word_that_ends_its_sentence_stands_before_no_noun() -> None:
    """Whatever the next sentence begins with."""
    doc = Doc(spacy_model.load()("They saved four crew members."))
    crew = [behind(doc, doc[3], end, word_sets(COUNTS))[0] for end in (4, 5)]
    assert [step.name for each in crew if (step := first(STEPS, each))] == ["plural noun", "before its noun"]


@pytest.mark.parametrize(("offset", "found"), [(0, "Two"), (2, "Two"), (3, None), (4, "boats"), (9, "."), (10, None)])
def test_the_token_that_holds_a_character(offset: int, found: str | None) -> None:
    """A blank is held by none, nor is what lies behind the text."""
    token = tokens_of(Doc(spacy_model.load()("Two boats."))).at(offset)
    assert (token.text if token is not None else None) == found


def test_a_sentence_ends_where_the_next_begins() -> None:
    tokens = tokens_of(Doc(spacy_model.load()("They left. We wept.")))
    assert [tokens.sentence_end(token) for token in tokens.doc] == [3, 3, 3, 6, 6, 6]


@pytest.mark.parametrize(
    ("number", "written"),
    [("1.50", "1.5"), ("100", "100"), ("100.00", "100"), ("1E+9", "1000000000"), ("0.050", "0.05")],
)
def test_a_plain_decimal_has_no_exponent_and_no_noughts_behind_its_point(number: str, written: str) -> None:
    assert numbers.plain(Decimal(number)) == written
