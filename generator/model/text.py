"""Places in a text, and letters made alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

import msgspec

T = TypeVar("T")

LONGEST_SLUG = 80  # characters

# letters that Unicode does not take apart
_LETTERS = str.maketrans({
    "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A",
})  # fmt: skip

_DASHES = re.compile(r"[‐-―−]")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """A frozen, slotted dataclass with keyword-only fields."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


class Packed:
    """A record that goes to another process as it goes into the store: in a fifth of the time that its many small parts
    would take."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: Any) -> Any:
        try:
            return _unpacked, (type(self), msgspec.msgpack.encode(self))
        except UnicodeEncodeError:  # half a letter, which only Python's own way carries
            return object.__reduce_ex__(self, protocol)


def _unpacked(kind: type[Any], packed: bytes) -> Any:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.msgpack.Decoder(kind)
    return _DECODERS[kind].decode(packed)


_DECODERS: dict[type[Any], msgspec.msgpack.Decoder[Any]] = {}


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open character offsets into one article's text. Raises ValueError when it would end before it starts.

    Thousands are made of each article, each in a third of the time that a dataclass takes.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """
        >>> Span(0, 5).of("Seoul said")
        'Seoul'
        """
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside it; equal spans contain each other."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether they share a character; spans that only touch do not."""
        return self.start < other.end and other.start < self.end


def span_of(words: Any) -> Span:
    """The characters of one word of a parsed text, or of several side by side."""
    span: Span = words.span
    return span


def fold(text: str) -> str:
    """Case, accents and kinds of dashes and apostrophes folded away.

    >>> fold("Erdoğan’s")
    "erdogan's"
    """
    if text.isascii():
        return text.lower()
    text = text.translate(_LETTERS)
    text = _DASHES.sub("-", text).replace("’", "'").replace("‘", "'")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slug(text: str, *, nothing: str = "", longest: int = LONGEST_SLUG) -> str:
    """A text as part of an address: small letters and digits, hyphens between words, at most `longest` characters;
    `nothing` when none are left. Other scripts are spelled in ASCII.

    >>> slug("Défense cost-sharing!"), slug("Пошлины"), slug("?", nothing="person")
    ('defense-cost-sharing', 'poshliny', 'person')
    """
    plain = _in_ascii(unicodedata.normalize("NFKD", text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-") or nothing


def _in_ascii(decomposed: str) -> str:
    """Letters of other scripts spelled in ASCII; marks and what is no letter stay."""
    if all(char.isascii() or not char.isalpha() for char in decomposed):
        return decomposed
    from anyascii import anyascii

    return anyascii(unicodedata.normalize("NFC", decomposed))


def longest_first(words: Iterable[str]) -> list[str]:
    """Sorted for an alternation, of which the first that fits is taken; those of one length by the alphabet."""
    return sorted(words, key=lambda word: (-len(word), word))


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of these words as they stand, longest first.

    >>> alternation(["to", "vs.", "up to"])
    'up\\\\ to|vs\\\\.|to'
    """
    return "|".join(map(re.escape, longest_first(words)))
