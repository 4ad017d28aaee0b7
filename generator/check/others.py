"""What other packages add to a book, as the shell tells it: their articles are not decoded here, their pages not
proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..model.text import record


@record
class Others:
    """What the check has to know of formats and pages that other packages bring."""

    texts: Callable[
        [bytes, str], Mapping[str, str] | None
    ]  # what is in a file, by its bytes and name; None for plain text
    makes: Callable[[str], bool]  # whether a page at this path is of another package
    sections: frozenset[str]  # what a source's page calls these pages
