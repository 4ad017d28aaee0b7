"""What is made of rules alone is kept beside the compiled modules, and is what Python would make anew."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import msgspec
import pytest

from briefing_book.model.errors import RuleError
from briefing_book.rules import load, prepared
from briefing_book.rules.prepared import compiled, compiled_rules
from briefing_book.rules.types.base import RuleFile

NO_CODE = msgspec.msgpack.encode([{"flags": 0, "code": b"\1\2\3\4", "groups": 0, "names": {}}])
PATTERNS = (r"(?P<day>\d{1,2})(?i: may)?\b", r"(?<!\w)(?:quay|wharf)s?", r"(a|b(?P<last>c))+\1*[^x-z]{2,}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prepared, "_FOLDER", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.MULTILINE | re.ASCII])
def test_kept_patterns_are_those_that_python_compiles(folder: Path, flags: int) -> None:
    compiled("quays", PATTERNS, flags)
    assert compiled("quays", PATTERNS, flags) == tuple(re.compile(one, flags) for one in PATTERNS)


def test_a_kept_pattern_names_its_groups(folder: Path) -> None:
    compiled("quays", PATTERNS)
    found = compiled("quays", PATTERNS)[2].match("bcbc--")
    assert found
    assert (found["last"], found.lastgroup, found[1]) == ("c", None, "bc")


def test_patterns_are_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled("quays", PATTERNS)
    monkeypatch.setattr(prepared, "_packed", lambda *_: pytest.fail("compiled again"))
    assert compiled("quays", PATTERNS)[1].search("the wharfs")


def test_other_patterns_of_a_group_are_compiled_anew(folder: Path) -> None:
    compiled("quays", ["old"])
    assert compiled("quays", ["new"])[0].match("new")


def test_the_same_patterns_with_other_flags_are_compiled_anew(folder: Path) -> None:
    compiled("quays", ["new"])
    assert compiled("quays", ["new"], re.IGNORECASE)[0].match("NEW")


def test_a_pattern_that_is_not_valid_is_told(folder: Path) -> None:
    with pytest.raises(re.error) as told:
        compiled("quays", ["fine", "(open"])
    assert told.value.pattern == "(open"


def test_the_rule_of_a_pattern_that_is_not_valid_is_named(folder: Path) -> None:
    with pytest.raises(RuleError, match=r"rules/en/quays\.yml: shut: missing \)"):
        compiled_rules("quays", "en/quays.yml", [("open", "fine"), ("shut", "(open")])


@pytest.mark.parametrize("at", [0, 20, -1])
def test_a_damaged_file_is_made_again(folder: Path, at: int) -> None:
    compiled("quays", PATTERNS)
    (file,) = folder.iterdir()
    packed = bytearray(file.read_bytes())
    packed[at] ^= 1
    file.write_bytes(packed)
    assert compiled("quays", PATTERNS) == tuple(map(re.compile, PATTERNS))
    assert bytearray(file.read_bytes()) != packed


def test_code_that_the_engine_refuses_is_compiled_by_python(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_packed", lambda *_: NO_CODE)
    assert compiled("quays", ["new"]) == (re.compile("new"),)


def test_a_python_that_is_another_inside_compiles_as_usual(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re._compiler", None)
    assert compiled("quays", PATTERNS) == tuple(map(re.compile, PATTERNS))


def test_nothing_is_written_where_python_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled("quays", PATTERNS)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_costs_only_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(prepared, "_FOLDER", tmp_path / "file" / "below")
    assert compiled("quays", PATTERNS) == tuple(map(re.compile, PATTERNS))


def test_a_full_disk_leaves_no_half_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, data: bytes) -> None:
        file.touch()
        raise OSError(len(data))

    monkeypatch.setattr(Path, "write_bytes", full)
    compiled("quays", PATTERNS)
    assert list(folder.iterdir()) == []


# Rule files


QUAYS = RuleFile("quays", tuple[str, ...], everywhere=True)


@pytest.fixture
def quays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(load, "ROOT", folder)
    file = folder / "quays.yml"
    file.write_text("[north, south]")
    return file


def _loaded() -> tuple[str, ...]:
    load._load.cache_clear()
    found: tuple[str, ...] = load.load(QUAYS)
    return found


def test_a_rule_file_is_parsed_once(quays: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _loaded()
    monkeypatch.setattr(load, "read", lambda *_, **__: pytest.fail("parsed again"))
    assert _loaded() == ("north", "south")


def test_a_changed_rule_file_is_parsed_again(quays: Path) -> None:
    _loaded()
    quays.write_text("[east]")
    assert _loaded() == ("east",)


def test_a_rule_file_that_is_not_valid_is_told_each_time(quays: Path) -> None:
    quays.write_text("[east, east]")
    for _ in range(2):
        with pytest.raises(RuleError, match="twice"):
            _loaded()


def test_other_checks_look_at_a_rule_file_again(quays: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _loaded()
    monkeypatch.setattr(load, "_checks", lambda: b"stricter")
    monkeypatch.setattr(load, "read", lambda *_, **__: ("looked at",))
    assert _loaded() == ("looked at",)
