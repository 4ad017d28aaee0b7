"""What can go wrong, as a tree.

BriefingError
├── UsageError      the command or the configuration is wrong      (exit 2)
│   ├── BookFileError    book.yml
│   │   └── StaleOverride    a correction in it matches nothing any more
│   └── RuleError        a file under generator/rules/
├── UnreadableArticle    one source cannot be read; the rest of the book is built
├── PublishError    a page cannot be written without harm to something else
└── PrintError      Chromium could not print the book
"""

from __future__ import annotations

from collections.abc import Sequence


class BriefingError(Exception):
    """Base of every error that this package raises on purpose. Its text is for the user."""


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


class PublishError(BriefingError):
    """Publishing would overwrite a page that a person wrote; nothing was written."""


class PrintError(BriefingError):
    """Chromium failed or took too long; no PDF was written."""
