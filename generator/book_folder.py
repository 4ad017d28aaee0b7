"""What people put into a book: the files of seeds/ and notes/ that are read, why each other one is not, and how one is
read.

A file is read when it is a plain one, lies inside the folder, is no larger than its kind allows and has an ending of
its kind, or begins as one of them. All else is named, but for what systems and editors lay down by themselves.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from .model.errors import UnfitFile
from .model.source_files import Problem
from .model.text import record


@record
class Kind:
    """Files of one use. `cure` says what to do with a file that is none of them."""

    endings: tuple[str, ...]
    largest: int  # bytes
    cure: str
    knows: Callable[[bytes], bool] | None = None  # whether a file of another ending that begins so is one of them
    cures: Mapping[str, str] = field(default_factory=dict)  # by ending, where another cure is better


@record
class Listing:
    """The files below a folder, as paths relative to it with "/", sorted, and a line for each that is left out.

    `passed` are those that a system, an editor or `briefing new` laid down, each with the reason; they are no fault.
    """

    files: tuple[str, ...]
    left: tuple[Problem, ...]
    passed: tuple[tuple[str, str], ...] = ()


NOTES = Kind(
    endings=(".md",), largest=1_000_000, cure="a note is Markdown and has the name of its page, such as index.md"
)
BOOK_FILE = Kind(endings=(".yml",), largest=1_000_000, cure="")

PASSED = (  # laid down by systems, editors and git: hidden ones, on which no word is lost, and others, which are named
    *(".DS_Store", "._*", "Thumbs.db", "desktop.ini"),
    *("*~", "*.tmp", "*.swp", "*.swx", ".*.sw?", "#*#", ".#*", ".~lock.*", "~$*"),
    *(".git", ".gitkeep", ".keep", ".gitignore", ".gitattributes", ".obsidian", ".vscode", ".idea"),
)
_LAID_DOWN = "laid down by a system or an editor"
_OWN_NOTE, _NOTE_SAYS = "a note on this folder", b"This file is not read as an article."  # what `briefing new` writes
_DOCUMENT, _SLIDES = "save it as .docx or .txt", "save their text as .docx or .txt"
_SHEET, _UNPACK = "save the sheet with its articles as .csv", "unpack it and put its files here, or pack them as .zip"
_CURES = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".wpd", ".pages"), _DOCUMENT),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers"), _SHEET),
    **dict.fromkeys((".ppt", ".pptx", ".pptm", ".pps", ".odp", ".key"), _SLIDES),
    **dict.fromkeys((".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst"), _UNPACK),
    **dict.fromkeys((".pst", ".ost", ".olm"), "export the mails that matter as .eml"),
}
_LARGEST = 20_000_000  # bytes of an article
_HEAD = 1000  # bytes of a file by which it is known
PAGES = (".html", ".htm", ".xhtml")
BESIDE = "_files"  # browsers lay the pictures and scripts of a saved page into a folder of its name with this
_ENDING = re.compile(r"\.\w{1,10}\Z")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SPECIAL = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


def articles(endings: tuple[str, ...], knows: Callable[[bytes], bool] | None = None) -> Kind:
    """The files of seeds/; `endings` are those of all formats of input, `knows` tells what begins as one of them."""
    cure = "of no format that is read; save its text as .txt"
    cures = {ending: cure for ending, cure in _CURES.items() if ending not in endings}
    return Kind(endings=endings, largest=_LARGEST, cure=cure, knows=knows, cures=cures)


def listing(folder: Path, kind: Kind, *, prefix: str = "") -> Listing:
    """What of a folder is read and what is not; `prefix` stands before each name in the lines.

    Nothing is opened but files of other endings, of which the first bytes are read. Raises OSError when the folder
    itself cannot be listed.
    """
    inside = folder.resolve()
    files: list[str] = []
    left: list[Problem] = []
    passed: list[tuple[str, str]] = []
    for file, fault in _walk(folder):
        if why := _passed(folder / file):
            passed.append((shown(file), why))
            continue
        reason = fault or refusal(folder / file, inside, kind.largest) or _other_kind(folder / file, kind)
        if reason is not None:
            left.append(Problem(file=prefix + shown(file), reason=reason, lost=True))
        else:
            files.append(file)
    return Listing(
        files=tuple(sorted(files)),
        left=tuple(sorted(left, key=lambda problem: (problem.file, problem.reason))),
        passed=tuple(sorted(passed)),
    )


def _passed(path: Path) -> str | None:
    """Why nobody asks for a file, None where somebody may have put it there to be read."""
    if any(fnmatchcase(path.name, pattern) for pattern in PASSED):
        return _LAID_DOWN
    try:
        is_own = path.name == "README" and path.is_file() and _NOTE_SAYS in head(path)
    except OSError:
        return None
    return _OWN_NOTE if is_own else None


def _other_kind(path: Path, kind: Kind) -> str | None:
    """Why a file is none of its kind by its ending and its first bytes."""
    ending = _ending(path.name)
    if ending in kind.endings:
        return None
    try:
        if kind.knows and kind.knows(head(path)):
            return None
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    what = f"a {ending} file" if ending else "a file without an ending"
    return f"{what}: {kind.cures.get(ending, kind.cure)}"


def head(path: Path) -> bytes:
    """The first bytes of a plain file. Raises OSError; a named pipe is never waited for."""
    with _opened(path) as file:
        return file.read(_HEAD)


def refusal(path: Path, inside: Path, largest: int) -> str | None:
    """Why a file may not be read, None when it may.

    `inside` is the folder it must lie in, its links resolved; no folder between the two is a link.
    """
    linked = path.is_symlink()
    try:
        if linked and not path.resolve().is_relative_to(inside):
            return "a link that leads out of the folder: put the file itself here"
        found = path.stat()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        return (
            "a link that leads to no file" if linked else f"cannot be read: {getattr(error, 'strerror', None) or error}"
        )
    if linked and stat.S_ISDIR(found.st_mode):
        return "a link to a folder: put the folder itself here"
    return _special(found) or _too_large(found.st_size, largest)


def read(path: Path, largest: int) -> bytes:
    """The bytes of a plain file. Raises UnfitFile for any other and for one larger than `largest` bytes; OSError.

    A named pipe is refused, never waited for.
    """
    _fit(path.stat(), largest)
    with _opened(path) as file:
        found = os.fstat(file.fileno())  # it may be another by now
        _fit(found, largest)
        data = file.read(found.st_size + 1)  # no more, since room is taken for all that is asked for
        if len(data) > found.st_size:
            data += file.read(largest + 1 - len(data))
    if reason := _too_large(len(data), largest):
        raise UnfitFile(reason)
    return data


def _opened(path: Path) -> BinaryIO:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.fdopen(os.open(path, flags), "rb")


def shown(name: str) -> str:
    """A file's name as one line of readable text, whatever is in it.

    >>> print(shown("a\\nb.txt"))
    a\\x0ab.txt
    """
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _UNSHOWN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _walk(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Each file below the folder, and the folders that are not looked into, with the reason."""
    waiting = [""]
    while waiting:
        at = waiting.pop()
        try:
            with os.scandir(folder / at) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            if not at:
                raise
            yield at, f"a folder that cannot be listed ({error.strerror}): its files are not read"
            continue
        if not entries and _ending(at):
            yield at, "an empty folder with the name of a file"
        for entry in _own(entries):
            file = f"{at}/{entry.name}" if at else entry.name
            if (fault := _odd(entry)) is not None:
                yield file, fault
            elif _is_folder(entry):
                waiting.append(file)
            else:
                yield file, None


def _own(entries: Sequence[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    """What is there: nothing hidden that systems lay down, and no folder that belongs to a saved page."""
    beside = {f"{PurePosixPath(entry.name).stem}{BESIDE}" for entry in entries if _ending(entry.name) in PAGES}
    for entry in entries:
        passed = entry.name.startswith(".") and any(fnmatchcase(entry.name, pattern) for pattern in PASSED)
        if not passed and not (entry.name in beside and _is_folder(entry)):
            yield entry


def _odd(entry: os.DirEntry[str]) -> str | None:
    """What is the matter with an entry's name."""
    if shown(entry.name) != entry.name:
        return "a name with characters that cannot be shown; rename it to have it read"
    if entry.name.startswith("."):
        what = "a hidden folder: its files are not read" if _is_folder(entry) else "a hidden file"
        return f"{what}; rename it without the dot to have it read"
    return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _ending(file: str) -> str:
    found = _ENDING.search(file.rpartition("/")[2])
    return found[0].casefold() if found else ""


def _special(found: os.stat_result) -> str | None:
    return next((f"{what}, not a plain file" for test, what in _SPECIAL if test(found.st_mode)), None)


def _too_large(size: int, largest: int) -> str | None:
    return f"larger than {largest // 1_000_000} MB" if size > largest else None


def _fit(found: os.stat_result, largest: int) -> None:
    if reason := _special(found) or _too_large(found.st_size, largest):
        raise UnfitFile(reason)
