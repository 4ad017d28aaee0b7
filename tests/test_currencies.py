"""Which currency an amount is in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.figures import currencies
from briefing_book.extract.figures.find import find_figures
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.article_view import ArticleView
from briefing_book.model.findings import Findings
from briefing_book.model.text import Span


def article_of(text: str, **known: str) -> Article:
    paragraph = Paragraph(span=Span(0, len(text)), source_start=0, kind="body")
    article = Article(id="a", file="a.txt", digest="", text=text, paragraphs=(paragraph,), title="")
    return replace(article, **known)  # type: ignore[arg-type]


def units(text: str, **known: str) -> list[str]:
    article = article_of(text, **known)
    findings = Findings(article=article.id, sentences=find_sentences(article))
    doc = spacy_model.parse(article, findings.sentences)
    return [figure.unit for figure in find_figures(ArticleView(article=article, findings=findings), doc)[0]]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It paid $40.", "USD"),
        ("It paid $40 in Canada.", "USD"),
        ("It paid 40 Canadian dollars.", "CAD"),
        ("It paid 40 Australian dollars.", "AUD"),
        ("It paid 40 Egyptian pounds.", "EGP"),
        ("It paid 40 North Korean won.", "KPW"),
        ("It paid 40 won.", "KRW"),
        ("It paid 40 Swiss francs.", "CHF"),
        ("It paid 40 euros.", "EUR"),
        ("It paid 40 Finnish euros.", "EUR"),
        ("It paid £40.", "GBP"),
        ("It paid RMB 40.", "CNY"),
        ("It paid R400 in South Africa.", "ZAR"),
    ],
)
def test_a_sign_or_a_word_has_its_currency(text: str, unit: str) -> None:
    """With the country that stands before it; a letter only where the article names its country."""
    assert units(text) == [unit]


def test_a_letter_is_no_currency_where_its_country_is_not_named() -> None:
    assert units("It paid R400.") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It paid 40 pounds in Egypt in cash.", "EGP"),
        ("It paid 40 pesos in Mexico.", "MXN"),
        ("It paid 40 pesos in Mexico, Mexico and Chile.", "MXN"),
        ("It paid 40 pesos in Chile and Chile, not in Mexico.", "CLP"),
        ("It paid 40 rupees.", "INR"),
        ("It paid 40 rupees in Pakistan.", "PKR"),
        ("It paid 40 crowns in Norway.", "NOK"),
    ],
)
def test_a_word_of_several_countries_is_that_of_the_one_the_article_names_most(text: str, unit: str) -> None:
    assert units(text) == [unit]


def test_in_a_tie_a_word_without_a_currency_of_its_own_is_counted_as_a_word() -> None:
    assert units("It paid 40 pesos in Mexico and Chile.") == ["pesos"]
    assert units("It paid 40 pesos.") == ["pesos"]


def test_the_filing_place_counts_for_three() -> None:
    assert units("It paid 40 pesos in Chile, Chile.", dateline="MEXICO") == ["MXN"]
    assert units("It paid 40 pesos in Chile, Chile, Chile, Chile.", dateline="MEXICO") == ["CLP"]


@pytest.mark.parametrize(
    ("known", "unit"),
    [
        ({"outlet": "Canada Daily"}, "CAD"),
        ({"url": "https://news.example.ca/x"}, "CAD"),
        ({"url": "https://news.example.au/x"}, "AUD"),
        ({"url": "https://news.example.com/x"}, "USD"),
        ({"outlet": "Velar Daily"}, "USD"),
    ],
)
def test_a_dollar_is_that_of_the_country_of_its_outlet(known: dict[str, str], unit: str) -> None:
    """By its name or its address."""
    assert units("It paid $40.", **known) == [unit]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It paid $40 (US$30).", ["USD", "USD"]),
        ("It paid $40 (US$30) in Canada, Canada and Australia.", ["CAD", "USD"]),
        ("It paid $40 (US$30) in Canada and Australia.", ["USD", "USD"]),
        ("It paid $40 in Canada, Canada and Australia.", ["USD"]),
        ("It paid C$50 and $40 (US$30) in Canada, Canada and Australia.", ["CAD", "USD", "USD"]),
    ],
)
def test_a_plain_dollar_beside_an_american_one_is_another(text: str, expected: list[str]) -> None:
    """Of the country that the article is about, if that has no sign of its own there."""
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It paid 40 cents.", "USD"),
        ("It paid 40 cents of a euro.", "EUR"),
        ("It paid 40 pence.", "GBP"),
    ],
)
def test_a_cent_is_of_the_currency_that_the_article_names(text: str, unit: str) -> None:
    assert units(text) == [unit]


def test_a_cent_is_of_the_dollar_wherever_one_is_named() -> None:
    assert units("It paid $3, €3 and 40 cents.") == ["USD", "EUR", "USD"]
    assert units("It paid €3 and 40 cents.") == ["EUR", "EUR"]


@pytest.mark.parametrize(
    ("noun", "country", "before", "magnitude", "money"),
    [
        ("pounds", None, "the boat weighs ", False, False),
        ("pounds", None, "the boat costs ", False, True),
        ("pounds", None, "it costs one two three four ", False, True),
        ("pounds", None, "it costs one two three four five ", False, False),
        ("pounds", "British", "the boat weighs ", False, True),
        ("pounds", None, "the boat weighs ", True, True),
        ("dollars", None, "the boat weighs ", False, True),
    ],
)
def test_a_word_that_means_other_things_too_is_money_beside_what_costs(
    noun: str, country: str | None, before: str, magnitude: bool, money: bool
) -> None:
    """Within five words; millions, or a country before it, make it money too."""
    assert currencies.is_money(noun, country, before, magnitude=magnitude) == money


def test_what_costs_may_be_the_first_word_of_all() -> None:
    assert units("Cost 40 pounds.") == ["GBP"]


def test_the_signs_and_words_that_are_looked_for() -> None:
    """Shared ones too; a shared sign is no word."""
    assert {"$", "€", "¥"} <= set(currencies.signs())
    assert {"euro", "pesos"} & set(currencies.nouns())
    assert "$" not in currencies.nouns()
    assert {"canada", "canadian"} <= set(currencies.names())
