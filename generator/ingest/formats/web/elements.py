"""Questions to an element of a page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def marks(element: HtmlElement) -> list[str]:
    """The names in an element's class, id and the attributes that builders of pages use, in small letters and with
    hyphens, and each name's ends: "storyBody" gives "story-body" and "body"."""
    said = " ".join(element.get(name) or "" for name in ("class", "id", "data-component", "data-testid"))
    words = [_CAMEL.sub("-", word).casefold().replace("_", "-") for word in said.split()[:30]]
    return list(dict.fromkeys(end for word in words for end in _ends(re.sub("-{2,}", "-", word)[:80])))


@cache
def _ends(word: str) -> tuple[str, ...]:
    parts = word.split("-")
    built = re.match(load(WEB_WORDS).builders, word)
    return (word,) if built else tuple("-".join(parts[at:]) for at in range(min(len(parts), 6)))


def is_called(element: HtmlElement, pattern: str) -> bool:
    """Whether one of an element's names begins as a pattern of the rules has it."""
    return any(re.match(pattern, mark) for mark in marks(element))


def seen_text(element: HtmlElement) -> str:
    """The text of an element in one line."""
    return " ".join(element.text_content().split())


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says of itself that nobody sees it."""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_UNSHOWN.search(element.get("style") or ""))
    )


def is_shown(element: HtmlElement) -> bool:
    """Whether neither an element nor one around it is hidden."""
    return not is_hidden(element) and not any(is_hidden(one) for one in element.iterancestors())


def is_beside(element: HtmlElement) -> bool:
    """Whether an element is, by its kind or its name, of other stories, of readers or about the authors."""
    furniture = load(WEB_WORDS).furniture
    return element.tag in ("aside", "nav", "footer") or any(
        is_called(element, furniture[name]) for name in ("related", "comments", "biography")
    )
