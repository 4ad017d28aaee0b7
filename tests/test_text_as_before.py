"""A folder of texts is read as if there were no other formats: without their libraries, and hardly slower."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from briefing_book.ingest.base.raw_text import RawText
from briefing_book.ingest.formats import decoding
from briefing_book.ingest.input_formats import read
from briefing_book.ingest.reading import article_from_text, list_sources, read_file
from tests.made_stories import stories
from tests.small_book import ROOT, write_book

LIBRARIES = ("lxml", "trafilatura", "pypdf", "docx", "striprtf", "olefile", "html5lib")
TEXTS = [
    "\n\n".join([piece.title, piece.byline, *piece.whole, *other.body, *third.body]).encode()
    for piece, other, third in zip(*[islice(stories(), 60)] * 3, strict=True)
]
READ = (
    "import sys; from pathlib import Path; from briefing_book.intake import read_folder; read_folder(Path(sys.argv[1]))"
)
MODULES = f"; print([one for one in {LIBRARIES!r} if one in sys.modules])"


def text_only(data: bytes) -> None:
    """What reading was when there was one format."""
    text, warnings = decoding.decode(data, file="a.txt")
    article_from_text(RawText(text=text, warnings=warnings), file="a.txt", digest="")


def seconds(reading: Callable[[bytes], object]) -> float:
    begun = time.process_time()
    for text in TEXTS:
        reading(text)
    return time.process_time() - begun


def test_reading_a_text_costs_hardly_more_than_without_other_formats() -> None:
    """In one run and in turns, so that whatever else the machine does hits both."""
    turns = [(seconds(text_only), seconds(lambda text: read_file(text, file="a.txt"))) for _ in range(4)][1:]
    assert statistics.median(ours / bare for bare, ours in turns) < 1.15


def test_telling_the_format_of_a_text_costs_little_of_reading_it() -> None:
    whole = seconds(lambda text: read_file(text, file="a.txt"))
    assert seconds(lambda text: read(text, file="a.txt")) < 0.2 * whole


@pytest.mark.parametrize(
    "work", [READ, "import sys; from briefing_book.cli import main; main(['build', '--book', sys.argv[2]])"]
)
def test_no_library_of_another_format_is_imported_for_texts(work: str, tmp_path: Path) -> None:
    """Neither by reading the folder nor by the build around it."""
    root = write_book(tmp_path / "book")
    run = subprocess.run(
        [sys.executable, "-c", work + MODULES, str(root / "seeds"), str(root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "[]"
    assert list_sources(root / "seeds")
