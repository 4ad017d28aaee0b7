"""Offices, proved against the sentences that give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rules.load import load
from ..rules.types.check import CHECK_WORDS
from . import text
from .data import Citation

Flaw = str
_FEWEST = 3  # letters of a word that may stand for a longer one
_LONGEST_INITIALS = 4  # letters of a short form: "PM", "CEO"


def office_flaws(title: str, citations: Sequence[Citation]) -> Iterator[Flaw]:
    wanted = [word.casefold() for word in text.words(_said_title(title))]
    told = [{word.casefold() for word in text.words(citation.quote)} for citation in citations]
    if told and not any(_is_said(wanted, has) for has in told) and not _is_spelled_out(title, citations):
        yield f"the office {title!r} stands in none of its sentences"
    for citation, has in zip(citations, told, strict=True):
        if not any(has_word(word, has) for word in wanted) and not _in_initials(wanted, citation.quote):
            yield f"nothing of the office {title!r} stands in {text.short(citation.quote)!r}"


def _is_said(wanted: Sequence[str], has: set[str]) -> bool:
    return all(has_word(word, has) for word in wanted)


def _is_spelled_out(title: str, citations: Sequence[Citation]) -> bool:
    """Whether a sentence has the office with some of its words as initials: "deputy PM" for "deputy Prime Minister"."""
    short = list(_with_initials([word.casefold() for word in text.words(_said_title(title))]))
    return any(
        initials.upper() in said and _is_said(rest, {word.casefold() for word in said})
        for said in (text.words(citation.quote) for citation in citations)
        for initials, rest in short
    )


def _with_initials(wanted: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The first letters of each run of words, with the other words."""
    for start in range(len(wanted)):
        for stop in range(start + 2, min(len(wanted), start + _LONGEST_INITIALS) + 1):
            yield "".join(word[0] for word in wanted[start:stop]), [*wanted[:start], *wanted[stop:]]


def _in_initials(wanted: Sequence[str], quote: str) -> bool:
    """Whether the words of one are the letters of a word of the other: "PM" and "prime minister", "CEO" and "chief
    executive"."""
    told = [word.casefold() for word in text.words(quote)]
    letters = "".join(word[0] for word in wanted)
    if len(wanted) > 1 and any(word.startswith(letters) and len(word) <= len(letters) + 1 for word in told):
        return True
    firsts = "".join(word[0] for word in told)
    return any(2 <= len(word) <= _LONGEST_INITIALS and word in firsts for word in wanted)


def _said_title(title: str) -> str:
    """A title without the words that the book puts before it in brackets."""
    own = load(CHECK_WORDS).before_a_title
    return text.without_brackets(title) if all(bracket in own for bracket in text.brackets(title)) else title


def has_word(word: str, has: set[str]) -> bool:
    """Also in the plural, or cut short on either side: "Sen." for a senator."""
    near = word in has or word.removesuffix("s") in has or f"{word}s" in has
    return near or any(_is_cut(word, other) or _is_cut(other, word) for other in has)


def _is_cut(short: str, whole: str) -> bool:
    return len(short) >= _FEWEST and whole.startswith(short)
