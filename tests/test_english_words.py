"""English stands in rules/en/, not in Python: no list of words is in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import get_args

import pytest

from briefing_book.extract.base.grammar import Form, Relation, WordClass
from briefing_book.model.dates import Precision
from tests.small_book import ROOT

PACKAGE = ROOT / "generator"
FEWEST = 4  # words that make a list
_WORD = re.compile(r"[a-z][a-z'’]+")
_ALTERNATIVES = re.compile(r"[a-z][a-z' ]+(?:\|[a-z][a-z' ]+)+")
_NAMES_OF_OURS = re.compile(r"^(?:labels|findings)\.py$")  # names of relations and of findings, not words of a text
_LABELS = {  # "noun", "adverb", "quarter": names of ours, no words of a text either
    label for names in (Relation, Form, WordClass, Precision) for label in get_args(names)
}


def words_in(tree: ast.AST) -> Iterator[list[str]]:
    """Each list of words: a collection of strings, or the alternatives of a pattern."""
    for node in ast.walk(tree):
        match node:
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
                yield _words(elements)
            case ast.Dict(keys=keys):
                yield _words([key for key in keys if key])
            case ast.Constant(value=str(text)) if "|" in text:
                yield [word for found in _ALTERNATIVES.findall(text) for word in found.split("|")]


def _words(elements: list[ast.expr]) -> list[str]:
    texts = [each.value for each in elements if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return [text for text in texts if _WORD.fullmatch(text)]


def is_listed(words: list[str]) -> bool:
    """Whether these are a list of English words: long enough, and not of names that the grammar or a date has."""
    return len(words) >= FEWEST and not set(words) <= _LABELS


def counted() -> dict[str, int]:
    """Words in lists of some length, by file, where articles are read and merged."""
    found = {}
    for stage in ("extract", "ingest", "merge"):
        for path in sorted((PACKAGE / stage).rglob("*.py")):
            if not _NAMES_OF_OURS.match(path.name):
                lists = [words for words in words_in(ast.parse(path.read_text("utf-8"))) if is_listed(words)]
                found[path.relative_to(PACKAGE).as_posix()] = sum(map(len, lists))
    return {name: count for name, count in found.items() if count}


def test_no_list_of_words_stands_in_the_code() -> None:
    assert counted() == {}, "put these words into a file of rules/en/"


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('x = {"ferry", "boat", "quay", "pier"}', 4),
        ('x = ("ferry", "boat", "quay")', 3),
        ('x = {"ferry": 1, "boat": 2}', 2),
        ('x = r"\\b(?:ferry|boat|quay)s?\\b"', 3),
        ('x = {"Ferry", "a-b"}', 0),
    ],
)
def test_words_are_counted(code: str, count: int) -> None:
    assert sum(map(len, words_in(ast.parse(code)))) == count


def test_names_of_the_grammar_and_of_dates_are_no_list_of_words() -> None:
    assert not is_listed(["noun", "name", "adverb", "owner"])
    assert not is_listed(["day", "month", "quarter", "year"])
    assert is_listed(["noun", "name", "adverb", "ferry"])
