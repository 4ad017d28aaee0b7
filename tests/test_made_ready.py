"""The made-up book by which merging is made ready: every room of it has something to do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefing_book.merge.made_ready import make_ready

KINDS_OF_LINES = ("people", "events", "quotations", "figures", "measures", "sources")
UNREAD = """
from briefing_book.merge.made_ready import make_ready
from briefing_book.rules import load
from briefing_book.rules.types import measures, merge, people

make_ready()
load.read = lambda text, kind, name: print(name)
for rules in (measures.KINDS, merge.AGREED, merge.DENIALS, merge.IDENTITY, merge.LINES, merge.PARTIES, merge.STATEMENTS,
               merge.TOPIC_WORDS, people.TITLES):
    load.load(rules)
"""


@pytest.mark.parametrize("kind", KINDS_OF_LINES)
def test_the_book_has_every_kind_of_lines(kind: str) -> None:
    """A book without one of them leaves rules unread."""
    assert getattr(make_ready(), kind)


def test_it_tells_where_it_stands() -> None:
    """Lines are chosen for the front page."""
    assert make_ready().standing.figures


def test_it_is_the_same_each_time() -> None:
    """Nothing of an earlier one is left."""
    assert make_ready() == make_ready()


def test_rules_of_every_room_are_read() -> None:
    """Nobody has to read them when there are articles. In a process of its own, since others have read them here."""
    told = subprocess.run([sys.executable, "-c", UNREAD], capture_output=True, text=True, check=True)
    assert told.stdout == ""
