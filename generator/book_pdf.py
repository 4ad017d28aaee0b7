"""`briefing pdf`: the book as one PDF, or on two sheets. Knows the way from a folder to paper: book -> pages ->
document -> printer.

Chromium cannot look up the page on which a target stands (CSS `target-counter`), so the document is
printed, the places of its anchors are read from the PDF, and it is printed again: with its parts cut
into sheets by how long they are, then with the page numbers of those.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__, chromium
from .book_file.read import read_book_file
from .model.book import Book
from .model.errors import PrintError, PublishError, UsageError, disk_fault
from .model.text import record
from .pipeline import Made, make
from .render import print_brief, print_document
from .render.base.paper import Line, Size
from .render.base.phrasing import counted
from .render.print_brief import Brief
from .render.print_document import Paper
from .store import holding, theme_files
from .store.atomic_file import write_whole
from .store.publish import compare
from .workers.kept import Progress

if TYPE_CHECKING:
    from pypdf import PdfReader

TIMEOUT = 600.0  # seconds for one pass
_PASSES = 4
_TAG = re.compile(rb"\(node\d{8}\)")
_BY_HAND = "about/index.md"


@record
class Printed:
    """What came of it. `stale`: docs/ is not what the articles make now, while the PDF is."""

    output: Path
    pages: int
    holds: str  # "81 notes"
    bytes: int
    stale: bool


def print_book(
    root: Path,
    output: Path,
    *,
    program: str,
    size: Size = "A4",
    brief: bool = False,
    progress: Progress | None = None,
    tell: holding.Tell = holding.silent,
) -> Printed:
    """Print the book that seeds/, notes/ and book.yml make now to the file `output`; docs/ stays as it is. With
    `brief`, print what matters most of it on two sheets.

    The book is held while it is read and while `output` is written, not while Chromium works.

    Raises UsageError when there is no book to print or `output` cannot be written, PrintError when
    Chromium fails; in both cases an older file of that name stays as it was.
    """
    _writable(output)
    with holding.held(root, tell):
        made = make(root, read_book_file(root / "book.yml"), progress=progress)
        hand_written = _by_hand(root / "docs")
        stale = _stale(made, root / "docs")
    if brief:
        whole = print_brief.compose(made.book)
        data, pages, printed = press_brief(whole, program, size=size, progress=progress)
        holds = print_brief.counted(whole, printed)
    else:
        document = print_document.compose(made.book, made.pages, hand_written)
        data, pages = press(document, program, size=size, progress=progress)
        holds = counted(len(document.notes), "note")
    with holding.held(root, tell):
        _write(output, data)
    return Printed(output=output, pages=pages, holds=holds, bytes=len(data), stale=stale)


def _by_hand(docs: Path) -> dict[str, str]:
    """The page that a person wrote for every book. Raises UsageError when it is there and cannot be read."""
    page = docs / _BY_HAND
    if not page.is_file():
        return {}
    try:
        return {_BY_HAND: page.read_text(encoding="utf-8")}
    except OSError as error:
        raise UsageError(disk_fault(error)) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{page}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _stale(made: Made, docs: Path) -> bool:
    try:
        return docs.is_dir() and bool(compare([*made.pages, *theme_files.assets()], docs))
    except PublishError:  # `briefing build` tells what is in its way
        return True


def press(
    document: Paper, program: str, *, size: Size = "A4", timeout: float = TIMEOUT, progress: Progress | None = None
) -> tuple[bytes, int]:
    """The PDF and its number of pages. Raises PrintError when Chromium fails."""
    with tempfile.TemporaryDirectory(prefix="briefing-pdf-") as folder:
        reader = _read(_passes(document, Path(folder), program, size, timeout, progress))
        return finished(reader, document.book, document.contents), len(reader.pages)


def press_brief(
    whole: Brief, program: str, *, size: Size = "A4", timeout: float = TIMEOUT, progress: Progress | None = None
) -> tuple[bytes, int, Brief]:
    """The PDF, its number of pages, and what it holds: as many lines as two sheets have room for. Raises PrintError
    when Chromium fails."""
    with tempfile.TemporaryDirectory(prefix="briefing-pdf-") as folder:
        page, printed = _laid_out(Path(folder))
        fits, too_many = 0, len(whole.order) + 1
        found: PdfReader | None = None
        tried = too_many - 1
        while too_many - fits > 1 or found is None:
            if progress:
                progress("printing", fits, too_many)
            page.write_text(print_brief.html(print_brief.cut(whole, tried), size=size), encoding="utf-8")
            printed.unlink(missing_ok=True)
            chromium.print_pdf(program, page, printed, timeout=timeout)
            reader = _read(io.BytesIO(printed.read_bytes()))
            if len(reader.pages) <= print_brief.SHEETS or not tried:
                fits, found = tried, reader
            else:
                too_many = tried
            tried = (fits + too_many) // 2
        return finished(found, whole.book, ()), len(found.pages), print_brief.cut(whole, fits)


def _laid_out(folder: Path) -> tuple[Path, Path]:
    """The document and the PDF that it becomes, in a folder with what the document loads."""
    for asset in theme_files.for_paper():
        (folder / asset.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / asset.path).write_bytes(asset.data)
    return folder / "book.html", folder / "book.pdf"


def _passes(document: Paper, folder: Path, program: str, size: Size, timeout: float, progress: Progress | None) -> Path:
    """Print until the page numbers in the document are those on which its anchors stand."""
    page, printed = _laid_out(folder)
    numbers: dict[str, int] = {}
    cut: tuple[print_document.Sheets, ...] | None = None
    for done in range(_PASSES):
        if progress:
            progress("printing", done, _PASSES)
        page.write_text(print_document.html(document, numbers, size=size, cut=cut or ()), encoding="utf-8")
        printed.unlink(missing_ok=True)
        chromium.print_pdf(program, page, printed, timeout=timeout)
        reader = _read(printed)
        places = anchored(reader)
        if cut is None:
            cut = print_document.sheets(document, places, len(reader.pages))
            if cut:  # nothing stands any more where it stood
                continue
        found = {name: int(place) + 1 for name, place in places.items()}
        if found.items() <= numbers.items():
            break
        numbers |= found  # of marks on one page only the first is linked once their page is known
    else:
        raise PrintError(f"the pages still moved after {_PASSES} passes; please report this book")
    if progress:
        progress("printing", _PASSES, _PASSES)
    return printed


def anchored(reader: PdfReader) -> dict[str, float]:
    """Where each anchor that a link leads to stands, in sheets from the first: 3.5 is in the middle of the fourth."""
    found = (
        (name.lstrip("/"), reader.get_destination_page_number(target), target.top)
        for name, target in reader.named_destinations.items()
    )
    return {
        name: number + min(max(1 - float(top or 0) / float(reader.pages[number].mediabox.height), 0.0), 0.999)
        for name, number, top in found
        if number is not None
    }


def _read(printed: Path | io.BytesIO) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return PdfReader(printed)
    except (PyPdfError, OSError, ValueError) as error:
        raise PrintError(f"Chromium wrote a PDF that cannot be read ({error}); try another with --chromium") from error


def finished(reader: PdfReader, book: Book, contents: Sequence[Line]) -> bytes:
    """The PDF with bookmarks and with the book's own metadata, no clock in it."""
    from pypdf import PdfWriter
    from pypdf.generic import Fit, IndirectObject

    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header  # pypdf writes 1.3, which had no tags
    day = dt.datetime.combine(book.as_of or dt.date(1970, 1, 1), dt.time(), dt.UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    writer.metadata = {
        "/Title": book.title,
        "/Author": "Briefing Book",
        "/Subject": book.description or "",
        "/Creator": f"briefing {__version__}",
        "/Producer": "Chromium",
        "/CreationDate": day,
        "/ModDate": day,
    }
    targets = reader.named_destinations
    chapter: IndirectObject | None = None
    for line in contents:
        target = targets.get(f"/{line.anchor}") or targets.get(line.anchor)
        number = None if target is None else reader.get_destination_page_number(target)
        if target is None or number is None:
            continue
        fit = Fit.xyz(left=None, top=target.top)
        parent = chapter if line.level > 1 else None
        item = writer.add_outline_item(title=line.title, page_number=number, parent=parent, fit=fit, is_open=False)
        chapter = item if line.level == 1 else chapter
    out = io.BytesIO()
    writer.write(out)
    return _renumbered(out.getvalue())


def _renumbered(data: bytes) -> bytes:
    """The PDF with its tags' names counted from one: Chromium counts on from what it happened to do before."""
    names = sorted(set(_TAG.findall(data)))
    counted = {name: b"(node%08d)" % number for number, name in enumerate(names, 1)}
    return _TAG.sub(lambda found: counted[found[0]], data)


def _writable(output: Path) -> None:
    """Raises UsageError before any work is done when the file could not be written after it."""
    if output.is_dir():
        raise UsageError(f"{output}: is a folder; --output names a file")
    if not output.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {output.parent}")
    if not os.access(output.parent, os.W_OK):
        raise UsageError(f"{output}: the folder {output.parent} cannot be written to")


def _write(output: Path, data: bytes) -> None:
    try:
        write_whole(output, data)
    except OSError as error:
        raise UsageError(
            f"{output}: cannot be written ({error.strerror}); an older file of this name is as it was"
        ) from error
