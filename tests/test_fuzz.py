"""A fixed sample of what `make fuzz` does at length."""

from __future__ import annotations

import pytest

from tests.fuzz import inputs


@pytest.mark.slow
def test_no_made_up_article_raises_or_hangs():
    """300 hostile or badly written inputs through ingest, extract and JSON."""
    assert inputs.faults(2, range(300)) == []


def test_an_input_follows_from_its_seed_and_number():
    """So that one that failed can be made again."""
    assert inputs.made(1, 4711) == inputs.made(1, 4711) != inputs.made(2, 4711)


def test_a_fault_is_named_with_its_input(monkeypatch, capsys):
    """And the exit code is 1."""

    def fail(*_: object, **_more: object) -> str:
        raise IndexError("no such thing")

    monkeypatch.setattr(inputs, "as_json", fail)
    assert inputs.main(["--seed", "3", "--only", "5"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("seed 3, input 5: IndexError: no such thing")
    assert repr(inputs.made(3, 5)[0]) in told
