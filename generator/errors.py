"""What can go wrong, as a tree.

BriefingError
├── UsageError      the command or the configuration is wrong      (exit 2)
│   ├── BookFileError    book.yml
│   │   └── StaleOverride    a correction in it matches nothing any more
│   └── RuleError        a file under generator/rules/
├── UnreadableArticle    one source cannot be read; the rest of the book is built
├── StepError       merging or rendering fails, and no article is to blame
├── PublishError    a page cannot be written without harm to something else
└── PrintError      Chromium could not print the book
"""

from __future__ import annotations

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


class PublishError(BriefingError):
    """Publishing would overwrite a page that a person wrote; nothing was written."""


class PrintError(BriefingError):
    """Chromium failed or took too long; no PDF was written."""
