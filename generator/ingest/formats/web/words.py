"""Lines of a page's markup as plain text, and when two of them say the same."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urljoin, urlsplit

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ADDRESS = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,9}/(?=https?://)")  # a copy's address
_BEFORE_PATH = re.compile(r"^(?:www|m|mobile|amp)\.")
_AMP = re.compile(r"/amp/?$|\.amp$|/$|/index\.html?$")


def one_line(text: str, limit: int = 500) -> str:
    """A field as a reader sees it: entities that were written twice resolved, without tags, in one line."""
    for _ in range(2):
        text = html.unescape(text[: 20 * limit])
    visible = "".join(" " if char.isspace() else char for char in _TAG.sub(" ", text))
    shown = "".join(char for char in visible if unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs"))
    return " ".join(shown.split())[:limit]


def folded(text: str) -> str:
    """Letters and digits only, without case and marks."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def address(text: str, base: str = "") -> str:
    """A web address, made whole by that of its page; "" for anything else."""
    found = "".join(text.split())[:2000]
    try:
        whole = _ARCHIVED.sub("", urljoin(base, found) if base else found)
        parts = urlsplit(whole)
        return whole if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def is_address(text: str) -> bool:
    """Whether a field holds an address where a name is expected."""
    return bool(_ADDRESS.match(text))


def host_and_path(text: str) -> tuple[str, str]:
    """Of an address, what tells its page: without the forms for phones and for quick reading."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    return _BEFORE_PATH.sub("", host), _AMP.sub("", _AMP.sub("", parts.path)).casefold()


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are of one page, and of more than the front of a site."""
    first, second = host_and_path(one), host_and_path(other)
    return first == second and bool(first[0]) and bool(first[1])
