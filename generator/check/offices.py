"""Offices, proved against the sentences that give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ..rules.load import load
from ..rules.types.check import CHECK_WORDS
from . import text
from .data import Citation, Role
from .sources import Article

Flaw = str
_FEWEST = 3  # letters of a word that may stand for a longer one
_LONGEST_INITIALS = 4  # letters of a short form: "PM", "CEO"
_BEFORE_A_NAME = 4  # words of a title between "led by" and the name
_END = re.compile(r"(?<=[.!?])[\"')\]]* +(?=[\"'(]?[A-Z])")


def role_flaws(role: Role, names: Sequence[str], article: Callable[[str], Article | None]) -> Iterator[Flaw]:
    """Why an office does not follow from its sentences. `names` are those of its holder, `article` gives a source."""

    def otherwise(citation: Citation) -> bool:
        return _leads(role.title, names, citation.quote) or (
            role.former and _came_before(role.title, names, citation.quote, article(citation.source))
        )

    rest = [citation for citation in role.citations if not otherwise(citation)]
    yield from office_flaws(role.title, rest)


def office_flaws(title: str, citations: Sequence[Citation]) -> Iterator[Flaw]:
    """Whether the words of a title stand in one of the sentences, and some of them in each."""
    wanted = [word.casefold() for word in text.words(_said_title(title))]
    told = [{word.casefold() for word in text.words(citation.quote)} for citation in citations]
    if told and not any(_is_said(wanted, has) for has in told) and not _is_spelled_out(title, citations):
        yield f"the office {title!r} stands in none of its sentences"
    for citation, has in zip(citations, told, strict=True):
        if not _is_touched(title, wanted, citation.quote, has):
            yield f"nothing of the office {title!r} stands in {text.short(citation.quote)!r}"


def _leads(title: str, names: Sequence[str], quote: str) -> bool:
    """Whether "the cabinet led by Roe" gives Roe the title "head of the cabinet"."""
    body = _said_title(title).strip().removeprefix(load(CHECK_WORDS).head_of).strip()
    by = "|".join(map(re.escape, load(CHECK_WORDS).leading))
    told = rf"\b{re.escape(text.alike(body))} (?:{by}) (?:[\w.'-]+ ){{0,{_BEFORE_A_NAME}}}(?:{_any(names)})(?!\w)"
    return body != _said_title(title).strip() and re.search(told, text.alike(quote), re.IGNORECASE) is not None


def _came_before(title: str, names: Sequence[str], quote: str, article: Article | None) -> bool:
    """Whether a sentence calls somebody the predecessor of one to whom another sentence gives the title."""
    words = "|".join(map(re.escape, load(CHECK_WORDS).predecessors))
    owner = re.search(rf"([\w-]+)'s? (?:[a-z]+ )?(?:{words})\b", text.alike(quote))
    if owner is None or article is None or not re.search(rf"\b(?:{_any(names)})(?!\w)", text.alike(quote)):
        return False
    wanted = [word.casefold() for word in text.words(_said_title(title))]
    told = ({word.casefold() for word in text.words(sentence)} for sentence in _END.split(article.plain))
    return any(owner[1].casefold() in has and _is_said(wanted, has) for has in told)


def _any(names: Sequence[str]) -> str:
    return "|".join(re.escape(text.alike(name)) for name in names if name)


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


def _is_touched(title: str, wanted: Sequence[str], quote: str, has: set[str]) -> bool:
    """Whether a sentence has a word of a title, its letters, or another name of the office."""
    return any(has_word(word, has) for word in wanted) or _in_initials(wanted, quote) or _by_other_words(title, quote)


def _by_other_words(title: str, quote: str) -> bool:
    """Whether both call one office by its usual names: "chief executive" and "CEO"."""
    return any(
        all(any(_has_phrase(name, one) for name in names) for one in (title, quote))
        for names in load(CHECK_WORDS).same_office
    )


def _has_phrase(phrase: str, told: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text.alike(told), re.IGNORECASE) is not None


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
