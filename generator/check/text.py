"""Words and blanks as the check reads them, without the generator's help."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_PLAIN_ID = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
_LONGEST_ID = 120
_FORMS = re.compile(
    "[\uff01-\uff5e\ufb00-\ufb06\U0001d400-\U0001d7ff]"
)  # full width, ligatures, letters of mathematics
MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


def folded(text: str) -> str:
    """Entities read, every run of blanks one blank, format characters and soft hyphens gone.

    >>> folded("a&nbsp; b\\u200b\\n c")
    'a b c'
    """
    text = html.unescape(text) if "&" in text else text
    kept = (
        text
        if text.isascii()
        else "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    )
    kept = _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), kept)
    return " ".join(kept.split())


def linked(text: str) -> str:
    """Markdown's links as their words."""
    return _LINK.sub(r"\1", text)


@lru_cache(maxsize=1 << 16)
def alike(text: str) -> str:
    """Folded, with straight and curly marks as one and without control characters, as a page shows a text."""
    text = folded(text)
    text = text if text.isprintable() else " ".join("".join(c for c in text if c.isprintable()).split())
    return text.translate(MARKS)


def words(text: str) -> list[str]:
    """The words of a text in order, without marks; capitals stay."""
    return _WORD.findall(alike(text))


def is_left_over(shown: Sequence[str], cited: Sequence[str]) -> bool:
    """Whether the shown words stand in this order among the cited ones; the first may have got a capital.

    >>> is_left_over(["The", "deal", "ends"], ["Now", "the", "new", "deal", "ends"])
    True
    """
    rest = iter(cited)
    for number, word in enumerate(shown):
        if not any(word == other or (number == 0 and word.casefold() == other.casefold()) for other in rest):
            return False
    return True


def brackets(text: str) -> list[str]:
    """What stands inside each pair of square brackets, in order."""
    return [found.strip() for found in _BRACKET.findall(text)]


def without_brackets(text: str) -> str:
    """A text with each bracket, and what is in it, as one blank."""
    return _BRACKET.sub(" ", text)


def is_short_for(shown: str, whole: str) -> bool:
    """Whether a text that ends in "…" is how another one begins; one that begins with it stands anywhere in the other.

    >>> is_short_for("The first …", "The first of May"), is_short_for("… of May", "The first of May")
    (True, True)
    """
    if shown.startswith("…"):
        rest = shown.removeprefix("…").removesuffix("…").strip()
        return bool(rest) and re.search(rf"(?<!\w){re.escape(rest)}(?!\w)", whole) is not None
    head, mark, tail = shown.rpartition("…")
    head = head.strip()
    return bool(mark and head and not tail.strip()) and whole.startswith(head)


def gaps(shown: str, cited: str) -> Iterator[tuple[str, list[str]]]:
    """Each bracket of a shortened sentence with the cited words that were left out where it stands."""
    rest, at = words(cited), 0
    before: list[str] = []
    for number, part in enumerate(re.split(r"(\[[^\[\]]*\])", shown)):
        if number % 2:
            before.append(part[1:-1].strip())
            continue
        kept = words(part)
        if not kept:
            continue
        start = at
        for place, word in enumerate(kept):
            found = next((n for n in range(at, len(rest)) if rest[n].casefold() == word.casefold()), None)
            if found is None:
                return
            if place == 0:
                yield from ((bracket, rest[start:found]) for bracket in before)
                before = []
            at = found + 1
    yield from ((bracket, rest[at:]) for bracket in before)


def token(identifier: str) -> str:
    """What stands for a source in filters and keys: its id, or a digest of one that no address could hold."""
    if len(identifier) <= _LONGEST_ID and identifier != "index" and _PLAIN_ID.fullmatch(identifier):
        return identifier
    return f"source-{hashlib.sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def short(text: str, length: int = 80) -> str:
    """A text in one line, cut to `length` characters with "…" as the last."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def holds_any(names: Iterable[str], low: str) -> bool:
    """Whether a word or name stands as a whole in a text without capitals."""
    return any(_stands_in(name.casefold(), low) for name in names if name)


def _stands_in(name: str, low: str) -> bool:
    at = low.find(name)
    while at >= 0:
        end = at + len(name)
        if not (low[at - 1 : at].isalnum() and name[0].isalnum()) and not (
            low[end : end + 1].isalnum() and name[-1].isalnum()
        ):
            return True
        at = low.find(name, at + 1)
    return False
