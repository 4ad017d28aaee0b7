"""What a page says of itself in its front matter, for search engines and for previews of links."""

from __future__ import annotations

import re

from .base.escape import clean, escape_front_matter
from .base.index import Index
from .base.page_kind import PageKind, Values
from .base.phrasing import shortened

_LONGEST = 200  # characters of a description; previews show no more
_FRONT = "---\n"
_CLAIM = re.compile(
    r"(?<!<h[1-6]) (?:id|data-claim)=\"c-[0-9a-f]{10}\""
)  # `briefing check` counts them again, so that none is lost; a heading is no line


def with_head(text: str, index: Index, kind: PageKind, values: Values) -> str:
    """The page with `description` and `social` in its front matter, before what stands there; the home page names the
    book."""
    named = f", book: {escape_front_matter(index.book.title)}" if kind.social == "website" else ""
    said = shortened(clean(kind.description(index, values)), _LONGEST)
    claims = len(_CLAIM.findall(text))
    held = f"claims: {claims}\n" if claims else ""
    head = f"description: {escape_front_matter(said)}\nsocial: {{type: {kind.social}{named}}}\n{held}"
    if text.startswith(_FRONT):
        return f"{_FRONT}{head}{text.removeprefix(_FRONT)}"
    return f"{_FRONT}{head}{_FRONT}\n{text}"
