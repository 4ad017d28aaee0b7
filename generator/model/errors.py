"""What can go wrong, as a tree.

BriefingError
├── UsageError      the command or the configuration is wrong      (exit 2)
│   ├── BookFileError    book.yml
│   │   └── StaleOverride    a correction in it matches nothing any more
│   └── RuleError        a file under rules/
├── UnreadableArticle    one source cannot be read; the rest of the book is built
├── StepError       merging or rendering fails, and no article is to blame
├── UnfitFile       a file that may not be read: no plain one, or too large
├── PublishError    a page cannot be written without harm to something else
└── PrintError      Chromium could not print the book

KeyboardInterrupt
└── Stopped         by the user, at a moment when more can be said than that
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from typing import Any


class BriefingError(Exception):
    """Base of every error that this package raises on purpose. Its text is for the user."""

    def __reduce__(self) -> tuple[Callable[..., BriefingError], tuple[Any, ...]]:
        """As it was, in another process too, whatever its class takes to be made."""
        return _as_it_was, (type(self), self.args, self.__dict__)


def _as_it_was(kind: type[BriefingError], args: tuple[Any, ...], known: dict[str, Any]) -> BriefingError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(known)
    return error


class UsageError(BriefingError):
    """The command line or the configuration has to change before anything can be done."""


class BookFileError(UsageError):
    """`book.yml` is not valid; the message names the line, the key and the mend."""


class StaleOverride(BookFileError):
    """Overrides that match nothing, or more than one thing; `faults` are their lines and what is the matter."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        super().__init__("\n".join(f"book.yml, line {line}: {fault}" for line, fault in sorted(faults)))
        self.faults = tuple(sorted(faults))


class RuleError(UsageError):
    """A rule file is not valid; the message names the file and the rule."""


class UnreadableArticle(BriefingError):
    """One source file holds no article that can be read; `reason` is one line for the report."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class StepError(BriefingError):
    """The book as a whole cannot be made, though every article was read; nothing was written."""


class UnfitFile(BriefingError):
    """A file may not be read; `reason` is one line without its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PublishError(BriefingError):
    """docs/ cannot be written, or only with harm to what a person wrote; unless the text says otherwise, nothing was
    written."""


class PrintError(BriefingError):
    """Chromium failed or took too long; no PDF was written."""


class Stopped(KeyboardInterrupt):
    """The user stopped the run; the text says in what state docs/ is."""


_CURES = {
    errno.ENOSPC: "make room on the disk and run it again",
    errno.EDQUOT: "make room within your share of the disk and run it again",
    errno.EROFS: "copy the book to where it can be written, or mount the disk for writing",
    errno.EACCES: "give yourself the right to it (`ls -ld` shows who has it) and run it again",
    errno.EPERM: "give yourself the right to it (`ls -ld` shows who has it) and run it again",
    errno.ENOTDIR: "a file stands where a folder is needed: move it away",
    errno.EEXIST: "a file stands where a folder is needed: move it away",
    errno.EISDIR: "a folder stands where a file is needed: move it away",
    errno.ENOENT: "put it there, or name another place",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EMFILE: "close other programs, or allow more open files (`ulimit -n`)",
}


def disk_fault(error: OSError) -> str:
    """One line on what the disk would not do: path, reason, cure.

    >>> disk_fault(OSError(errno.ENOSPC, "No space left on device", "docs/index.md"))
    'docs/index.md: No space left on device; make room on the disk and run it again'
    """
    path = error.filename if error.filename2 is None else error.filename2
    place = f"{path}: " if path is not None else ""
    cure = _CURES.get(error.errno or 0, "see that the disk is well, and run it again")
    return f"{place}{error.strerror or error}; {cure}"
