"""Abbreviations and what they stand for, after Schwartz & Hearst (2003),
"A simple algorithm for identifying abbreviation definitions in biomedical text"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from generator import rulebook
from generator.model.article import Article
from generator.model.findings import Abbreviation
from generator.model.text import Span

_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,100})[)\]]")
_OR = re.compile(r", or (?:the )?([A-Z][A-Za-z]{1,9})(?=[,.;])")
_SHORT = re.compile(r"[\"'“‘]?([A-Z][\w&/.-]{0,9}[A-Za-z\d])[\"'”’]?")
_WORD = re.compile(r"\S+")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


@cache
def _never() -> frozenset[str]:
    return frozenset(rulebook.load("abbreviations")["never"])


def _is_short(text: str) -> bool:
    """At least two capitals and half of the letters: names in brackets are no short forms."""
    capitals = sum(char.isupper() for char in text)
    letters = sum(char.isalpha() for char in text)
    if not 2 <= len(text) <= 11 or text.casefold() in _never() or capitals < 2 or capitals * 2 < letters:
        return False
    return not re.fullmatch(r"[A-Z]-[A-Z][A-Za-z]{0,4}\.?|[A-Z]\.(?:[A-Z]\.?)?", text)


def _best_long(short: str, text: str) -> int | None:
    """Where in `text` the shortest stretch starts that spells `short` from the right, the first letter at a word's start."""
    at = len(text) - 1
    letters = [char.casefold() for char in short if char.isalnum()]
    for index in range(len(letters) - 1, -1, -1):
        while at >= 0 and (text[at].casefold() != letters[index] or (index == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        at -= 1
    return at + 1


def _window(short: str, text: str, floor: int, end: int) -> int:
    """Where to start looking: min(|A| + 5, 2|A|) words before the brackets, in the same sentence."""
    words = list(_WORD.finditer(text, max(floor, end - 300), end))
    return words[-min(len(words), len(short) + 5, len(short) * 2)].start() if words else end


def _is_long(short: str, long: str) -> bool:
    """Not the short form itself, and of about as many words as it has letters."""
    words = re.findall(r"[^\s-]+", long)
    letters = sum(char.isalnum() for char in short)
    if short in words or len(long) <= len(short) or len(words) > 2 * letters or "(" in long:
        return False
    if len(words) == 1 and letters > 3:
        return False
    return not re.search(r"[.;:!?]\s+(?=[A-Z][a-z])", long.replace("U.S.", "US"))


def _before(short: str, text: str, floor: int, end: int) -> Span | None:
    start = _window(short, text, floor, end)
    found = _best_long(short, text[start:end])
    if found is None:
        return None
    span = Span(start + found, end)
    return span if _is_long(short, span.of(text)) else None


def _candidates(text: str, floor: int, ceiling: int) -> Iterator[Abbreviation]:
    for match in _BRACKETS.finditer(text, floor, ceiling):
        end = match.start()
        while end > floor and text[end - 1].isspace():
            end -= 1
        inside = _SHORT.fullmatch(match[1].split(",")[0].split(";")[0].strip())
        if inside and _is_short(inside[1]):
            if span := _before(inside[1], text, floor, end):
                yield Abbreviation(short=inside[1], expansion=span.of(text), span=Span(span.start, match.end(1)), rule="long (short)")
            continue
        head = re.search(r"([A-Z][\w&/.-]{1,10})$", text[max(floor, end - 12) : end])
        if head and _is_short(head[1]):
            article = _ARTICLE.match(match[1])
            long = match[1][article.end() if article else 0 :]
            if _best_long(head[1], long) == 0 and _is_long(head[1], long):
                start = end - len(head[1])
                yield Abbreviation(short=head[1], expansion=long, span=Span(start, match.end(1)), rule="short (long)")
    for match in _OR.finditer(text, floor, ceiling):
        if _is_short(match[1]) and (span := _before(match[1], text, floor, match.start())):
            yield Abbreviation(short=match[1], expansion=span.of(text), span=Span(span.start, match.end(1)), rule="long, or short")


def find_abbreviations(doc: Doc, article: Article) -> tuple[Abbreviation, ...]:
    """The short forms that the article itself explains, by place; the first explanation of each."""
    found: dict[str, Abbreviation] = {}
    for sentence in doc.sents:
        for abbreviation in _candidates(article.text, sentence.start_char, sentence.end_char):
            found.setdefault(abbreviation.short, abbreviation)
    return tuple(sorted(found.values(), key=lambda abbreviation: abbreviation.span))
