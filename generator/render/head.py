"""What a page says of itself in its front matter, for search engines and for previews of links."""

from __future__ import annotations

import re

from .base.escape import clean, escape_front_matter
from .base.index import Index
from .base.page_kind import PageKind
from .base.phrasing import day, shortened

_LONGEST = 200  # characters of a description; previews show no more
_FRONT = "---\n"
_CLAIM = re.compile(
    r" (?<!<h[1-6] )(?:id|data-claim)=\"c-[0-9a-f]{10}\""
)  # `briefing check` counts them again, so that none is lost; a heading is no line


def claims_of(text: str) -> int:
    """How many lines of a page rest on sentences."""
    return len(_CLAIM.findall(text))


def told_of_claims(count: int) -> str:
    """A line of front matter."""
    return f"claims: {count}\n" if count else ""


def head_of(index: Index, kind: PageKind, description: str, more: str) -> str:
    """Description, `social` and `more` lines of a page's front matter; the home page names the book and its day, for
    the theme to show on every page."""
    named = _named(index) if kind.social == "website" else ""
    return _head(shortened(clean(description), _LONGEST), f"{kind.social}{named}", more)


def head_of_part(title: str, held: str, more: str) -> str:
    """The same of a part of a page, which tells what it holds."""
    return _head(shortened(clean(f"{title}: {held}"), _LONGEST), "article", more)


def _head(said: str, social: str, more: str) -> str:
    return f"description: {escape_front_matter(said)}\nsocial: {{type: {social}}}\n{more}"


def headed(text: str, head: str) -> str:
    """The page with these lines in its front matter, before what stands there."""
    if text.startswith(_FRONT):
        return f"{_FRONT}{head}{text.removeprefix(_FRONT)}"
    return f"{_FRONT}{head}{_FRONT}\n{text}"


def _named(index: Index) -> str:
    book = index.book
    as_of = f", as_of: {escape_front_matter(day(book.as_of))}" if book.as_of else ""
    return f", book: {escape_front_matter(book.title)}{as_of}"
