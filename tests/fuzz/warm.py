"""Makes a book once when it is loaded, so that a fork of this process finds rules, templates and the model loaded."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

import briefing_book.book_pdf
import briefing_book.check.prove  # noqa: F401 (they are to be there)
from briefing_book.cli import main
from tests.small_book import write_book

with tempfile.TemporaryDirectory(prefix="briefing-warm-") as folder, contextlib.redirect_stdout(io.StringIO()):
    main(["build", "--book", str(write_book(Path(folder)))])
