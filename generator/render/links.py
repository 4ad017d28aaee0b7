"""Paths, anchors and links of the book. No path is made from content: an id is checked, not cleaned."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import quote

from generator.model.book import Claim

_ID = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
_LONGEST = 120


def is_safe(identifier: str) -> bool:
    return len(identifier) <= _LONGEST and _ID.fullmatch(identifier) is not None


def checked(identifier: str) -> str:
    """The id itself. Raises ValueError when it could not stand in a path or an anchor.

    >>> checked("jane-roe")
    'jane-roe'
    """
    if not is_safe(identifier):
        raise ValueError(f"not an id that can be published: {identifier[:80]!r}")
    return identifier


def digest(*parts: str) -> str:
    """Ten hex digits that stand for the parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def source_slug(identifier: str) -> str:
    """A source's name in paths. Its id is a file name, so any other than a plain one gives way to a digest.

    >>> source_slug("2031_harbour")
    '2031_harbour'
    """
    return identifier if is_safe(identifier) and identifier != "index" else f"source-{digest(identifier)}"


def person_path(identifier: str) -> str:
    return f"people/{_page(identifier)}.md"


def topic_path(identifier: str) -> str:
    return f"topics/{_page(identifier)}.md"


def source_path(identifier: str) -> str:
    return f"sources/{source_slug(identifier)}.md"


def _page(identifier: str) -> str:
    return checked(identifier) if identifier != "index" else f"index-{digest(identifier)}"


def sentence_anchor(sentence: int) -> str:
    return f"s{sentence}"


def claim_anchor(claim: Claim) -> str:
    return f"c-{digest(claim.citation.source, str(claim.citation.sentence), claim.text)}"


def relative(here: str, there: str, anchor: str | None = None) -> str:
    """A link from one page to another.

    >>> relative("topics/fishing.md", "sources/a.md", "s3")
    '../sources/a.md#s3'
    """
    path = "" if here == there and anchor else quote(posixpath.relpath(there, posixpath.dirname(here) or "."))
    return f"{path}#{anchor}" if anchor else path
