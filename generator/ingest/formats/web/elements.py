"""Questions to an element of a page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMING = ("class", "id", "data-component", "data-testid")
_LONGEST_NAMES = 600  # characters
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_called(element: HtmlElement, pattern: str) -> bool:
    """Whether a name in an element's class, id or the attributes that builders of pages use begins as a pattern of the
    rules has it: the whole name, or one of its ends. "storyBody" is "story-body" and "body"."""
    said = " ".join(value for name in _NAMING if (value := element.get(name)))
    if is_own_kind(element):
        said = f"{element.tag} {said}"
    return bool(said) and _is_named(said[:_LONGEST_NAMES], pattern)


def is_own_kind(element: HtmlElement) -> bool:
    """Whether a site made up the element, whose kind then is a name as a class is: <story-body>."""
    return isinstance(element.tag, str) and "-" in element.tag


@lru_cache(maxsize=20_000)
def _is_named(said: str, pattern: str) -> bool:
    return any(re.match(pattern, end) for end in _ends(said))


@lru_cache(maxsize=5000)
def _ends(said: str) -> tuple[str, ...]:
    """Each name in small letters and with hyphens, and its ends, but for those that a builder of pages made up."""
    built = load(WEB_WORDS).builders
    found: dict[str, None] = {}
    for word in said.split()[:30]:
        plain = re.sub("-{2,}", "-", _CAMEL.sub("-", word).casefold().replace("_", "-"))[:80]
        parts = [plain] if re.match(built, plain) else plain.split("-")
        found |= dict.fromkeys("-".join(parts[at:]) for at in range(min(len(parts), 6)))
    return tuple(found)


def seen_text(element: HtmlElement) -> str:
    """The text of an element in one line."""
    return " ".join(element.text_content().split())


def first_words(element: HtmlElement, most: int) -> str:
    """The beginning of an element's text in one line; what comes after is not looked at."""
    words: list[str] = []
    size = 0
    for piece in element.itertext():
        words += piece[: 10 * most].split()
        size += len(piece)
        if size > 4 * most:
            break
    return " ".join(words)[:most]


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says of itself that nobody sees it."""
    return element.get("aria-hidden") == "true" or _is_unshown(element)


def _is_unshown(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_UNSHOWN.search(element.get("style") or ""))


def is_shown(element: HtmlElement) -> bool:
    """Whether neither an element nor one around it is hidden. A page under a notice says of itself that programs for
    the blind should pass it over, and some show nothing until a script has run."""
    roots = load(WEB_WORDS).roots
    around = (one for one in element.iterancestors() if one.tag not in roots)
    return not is_hidden(element) and not any(map(_is_unshown, around))


def is_beside(element: HtmlElement) -> bool:
    """Whether an element is, by its kind or its name, of other stories, of readers or about the authors."""
    furniture = load(WEB_WORDS).furniture
    return element.tag in ("aside", "nav", "footer") or any(
        is_called(element, furniture[name]) for name in ("related", "comments", "biography")
    )
