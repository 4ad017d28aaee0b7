"""What a rule file may hold, and how one that is wrong is refused."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from briefing_book.model.errors import RuleError
from briefing_book.model.findings import EventRule, QuotationRule
from briefing_book.rules import load as loading
from briefing_book.rules import types
from briefing_book.rules.load import digest, files, load, path_of, read, word_sets
from briefing_book.rules.types.base import RuleFile, Rules, Words
from briefing_book.rules.types.figures import COUNTS
from tests.small_book import ROOT

RULE_FILES: dict[str, RuleFile[object]] = {
    found.path: found
    for module in pkgutil.iter_modules(types.__path__)
    for found in vars(importlib.import_module(f"{types.__name__}.{module.name}")).values()
    if isinstance(found, RuleFile)
}


_RULE_COMPARED = re.compile(r"""\brule(?:\.name)?(?:\.startswith\(| (?:[!=]=|(?:not )?in) \(?)"([^"]+)\"""")


class Ferry(Rules, frozen=True):
    """A kind of rule, for these tests."""

    name: str
    words: Words = ()
    seats: int = 0
    stops: dict[str, str] = msgspec.field(default_factory=dict)
    examples: tuple[Words, ...] = ()


def ferries(text: str) -> tuple[Ferry, ...]:
    return read(text, tuple[Ferry, ...], name="rules/en/ferries.yml")


def refusal(text: str) -> str:
    with pytest.raises(RuleError) as error:
        ferries(text)
    return str(error.value)


def test_every_rule_file_has_a_type_and_every_type_a_file() -> None:
    assert {path_of(file) for file in RULE_FILES.values()} == set(files())


ROOMS = ("ingest/lines", "extract/events", "extract/figures", "extract/headlines", "extract/quotations", "merge")
KINDS = {*get_args(EventRule), *get_args(QuotationRule)}  # what we read an event or a quotation by, no rule of a file


@pytest.mark.parametrize("room", ROOMS)
def test_no_code_asks_for_the_name_of_a_rule(room: str) -> None:
    """A rule has a role or a field for what code wants to know of it."""
    for path in (ROOT / "generator" / room).rglob("*.py"):
        asked = set(_RULE_COMPARED.findall(path.read_text(encoding="utf-8")))
        assert asked <= KINDS, path


@pytest.mark.parametrize("path", RULE_FILES)
def test_a_rule_file_is_what_its_type_says(path: str) -> None:
    assert load(RULE_FILES[path]) is load(RULE_FILES[path])


@pytest.mark.parametrize(
    "word", ["on", "On", "off", "no", "No", "NO", "yes", "y", "n", "010", "1_000", "12:30", "2020-01-01", "1e3", "True"]
)
def test_a_word_that_old_yaml_reads_as_something_else_is_a_word(word: str) -> None:
    """A truth value, an octal number, a number in sixties, a day."""
    assert ferries(f"- {{name: {word}, words: [{word}], stops: {{{word}: {word}}}}}") == (
        Ferry(name=word, words=(word,), stops={word: word}),
    )


def test_a_list_of_words_takes_no_truth_value() -> None:
    said = refusal("- name: a\n  words: [in,\n    true]")
    assert said.startswith("rules/en/ferries.yml, line 3: expected `str`, got `bool`")
    assert "quotation marks" in said


def test_an_unknown_key_is_named_with_its_line() -> None:
    assert refusal("- name: a\n- name: b\n  saets: 4") == "rules/en/ferries.yml, line 3: unknown key 'saets'"


def test_a_missing_key_is_named_with_the_line_of_its_rule() -> None:
    assert refusal("- name: a\n\n- seats: 4") == "rules/en/ferries.yml, line 3: key 'name' is missing"


def test_a_wrong_type_is_named_with_its_line() -> None:
    assert refusal("- name: a\n  seats: many").startswith("rules/en/ferries.yml, line 2: expected `int`, got `str`")


def test_a_key_given_twice_is_named_with_its_second_line() -> None:
    assert refusal("- name: a\n  seats: 4\n  name: b").startswith("rules/en/ferries.yml, line 3: key 'name' stands")


def test_a_word_listed_twice_is_named_with_its_second_line() -> None:
    assert refusal("- name: a\n  words: [bow,\n    mast,\n    bow]").startswith(
        "rules/en/ferries.yml, line 4: word 'bow' stands"
    )


def test_an_example_may_have_one_word_twice() -> None:
    assert ferries("- name: a\n  examples: [[It sails., bow, bow]]")[0].examples == (("It sails.", "bow", "bow"),)


def test_a_list_that_holds_itself_is_refused_with_its_line() -> None:
    assert "line 2: '*boat' stands for other lines" in refusal("- &boat [quay]\n- *boat")


def test_a_rule_file_in_another_encoding_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "boats.yml").write_bytes(b"- caf\xe9")
    monkeypatch.setattr(loading, "ROOT", tmp_path)
    with pytest.raises(RuleError, match=r"rules/en/boats\.yml: not UTF-8 at byte 5; save it as UTF-8"):
        load(RuleFile("boats", Words))


def test_what_is_no_yaml_is_refused() -> None:
    assert "not valid YAML" in refusal("- {name: a")


def test_an_empty_file_is_refused() -> None:
    assert refusal("").startswith("rules/en/ferries.yml, line 1: expected `array`, got `null`")


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(RuleError, match=r"rules/en/no/ferry.yml: cannot be read"):
        load(RuleFile("no/ferry", Ferry))


def test_the_digest_is_of_all_rule_files() -> None:
    assert len(digest()) == 64


def test_another_word_another_name_or_another_file_is_another_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings that other rules made are stale."""
    monkeypatch.setattr(loading, "ROOT", tmp_path)
    stale = loading.digest.__wrapped__
    seen = [stale()]
    (tmp_path / "bow.yml").write_text("- bow", encoding="utf-8")
    seen.append(stale())
    (tmp_path / "bow.yml").write_text("- mast", encoding="utf-8")
    seen.append(stale())
    (tmp_path / "bow.yml").rename(tmp_path / "mast.yml")
    seen.append(stale())
    assert len(set(seen)) == 4


def test_a_wrong_word_is_named_with_its_line_in_a_list_of_lists() -> None:
    """As far as its place can be told: of words under free keys, the line of the mapping."""
    assert "line 4: " in refusal("- name: a\n  examples:\n  - [bow]\n  - [mast, 4]")
    assert "line 2: " in refusal("- name: a\n  stops: {bow: b,\n    mast: 4}")
    assert "line 1: " in refusal("- [bow]")


def test_a_key_or_a_word_twice_is_found_in_a_mapping_in_a_list() -> None:
    assert "line 3: key 'bow' stands" in refusal("- name: a\n  stops: {bow: b,\n    bow: c}")
    assert ferries("- name: a\n  words: [bow]\n- name: b\n  words: [bow]")[1].words == ("bow",)


def test_what_is_none_is_read_as_null_and_fractions_as_such() -> None:
    kind = dict[str, float | bool | None]
    assert read("{a: null, b: ~, c: , d: -0.5, e: false, f: 0, g: -12}", kind, name="x") == {
        "a": None, "b": None, "c": None, "d": -0.5, "e": False, "f": 0.0, "g": -12.0,
    }  # fmt: skip


def test_a_file_that_holds_for_every_language_lies_above_all() -> None:
    assert path_of(RuleFile("bow", Ferry, everywhere=True)) == loading.ROOT / "bow.yml"
    assert path_of(RuleFile("bow", Ferry), "fi") == loading.ROOT / "fi" / "bow.yml"


def test_word_sets_are_the_lists_of_a_file_and_nothing_else() -> None:
    lists = word_sets(COUNTS)
    assert "people" in lists["plural"]
    assert "same" not in lists


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in files()])
def test_no_rule_holds_the_name_of_a_truth_for_a_word(path: Path) -> None:
    """YAML 1.1 read "on" and "no" as truths, and lists of words then held the word "True"."""
    held = re.findall(r"[\"'](?:True|False)[\"']", path.read_text(encoding="utf-8"))
    assert held == []
