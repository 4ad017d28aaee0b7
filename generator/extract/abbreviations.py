"""Abbreviations and what they stand for, after Schwartz & Hearst (2003),
"A simple algorithm for identifying abbreviation definitions in biomedical text"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

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
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_GROUP = re.compile(r"([A-Z]{1,3})-?(\d{1,2})")


@cache
def _rules() -> dict[str, Any]:
    return dict(rulebook.load("abbreviations"))


@cache
def _known_as() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _rules()['known_as']))})\s(?:the\s)?", re.IGNORECASE)


def _is_short(text: str) -> bool:
    """At least two capitals, or one and digits, and half of the letters: names in brackets are no short forms."""
    capitals = sum(char.isupper() for char in text)
    letters = sum(char.isalpha() for char in text)
    if _GROUP.fullmatch(text):
        return True
    if not 2 <= len(text) <= 11 or text.casefold() in _rules()["never"] or capitals < 2 or capitals * 2 < letters:
        return False
    return not re.fullmatch(r"[A-Z]-[A-Z][A-Za-z]{0,4}\.?|[A-Z]\.(?:[A-Z]\.?)?", text)


def _aligned(short: str, text: str) -> list[int] | None:
    """Where the letters of `short` stand in the shortest end of `text` that spells it, the first one at a word's start."""
    at, places = len(text) - 1, []
    letters = [char.casefold() for char in short if char.isalnum()]
    for index in range(len(letters) - 1, -1, -1):
        while at >= 0 and (text[at].casefold() != letters[index] or (index == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        places.append(at)
        at -= 1
    return places[::-1]


def _of_group(short: str, text: str) -> list[int] | None:
    """The same for "Group of Seven (G7)": the number stands last, in words or digits."""
    match, last = _GROUP.fullmatch(short), re.search(r"[-\s](\w+)$", text)
    if match and last and last[1].casefold() in (match[2], _rules()["numbers"].get(int(match[2]))):
        places = _aligned(match[1], text[: last.start()])
        return [*places, last.start(1)] if places else None
    return None


def _window(short: str, text: str, floor: int, end: int) -> int:
    """Where to start looking: min(|A| + 5, 2|A|) words before the brackets, in the same sentence."""
    words = list(_WORD.finditer(text, max(floor, end - 300), end))
    return words[-min(len(words), len(short) + 5, len(short) * 2)].start() if words else end


def _by_initials(short: str, long: str) -> bool:
    """Whether every letter stands at the start of a word, in order."""
    initials = iter(long[match.start()].casefold() for match in re.finditer(r"(?<![^\W_])[^\W_]", long))
    return all(char.casefold() in initials for char in short if char.isalnum())


def _is_long(short: str, long: str, places: list[int], *, opens: bool) -> bool:
    """Of about as many words as the short form has letters, and not spelling it by chance.
    `places`: of its letters in `long`; `opens`: `long` begins its sentence."""
    words = re.findall(r"[^\s-]+", long)
    letters = sum(char.isalnum() for char in short)
    if short in words or len(long) <= len(short) or len(words) > 2 * letters or "(" in long:
        return False
    if words[0].casefold() in _rules()["never_first"]:
        return False
    if len(words) == 1 and (letters > 3 or (long[0].isupper() and not opens)):
        return False
    inner = any(place > 0 and long[place - 1].isalnum() for place in places)
    unmatched = len(words) > 1 and max(places) < long.rfind(words[-1])
    if unmatched and inner and not _by_initials(short, long):
        return False
    return not re.search(r"[.;:!?]\s+(?=[A-Z][a-z])", _INITIALS.sub("", long))


def _before(short: str, text: str, floor: int, end: int) -> Span | None:
    start = _window(short, text, floor, end)
    places = _of_group(short, text[start:end]) if _GROUP.fullmatch(short) else _aligned(short, text[start:end])
    if not places:
        return None
    span = Span(start + places[0], end)
    places = [place - places[0] for place in places]
    return span if _is_long(short, span.of(text), places, opens=span.start == floor) else None


def _candidates(text: str, floor: int, ceiling: int) -> Iterator[Abbreviation]:
    for match in _BRACKETS.finditer(text, floor, ceiling):
        end = match.start()
        while end > floor and text[end - 1].isspace():
            end -= 1
        inside = _SHORT.fullmatch(_known_as().sub("", match[1].split(",")[0].split(";")[0].strip(), count=1))
        if inside and _is_short(inside[1]):
            if span := _before(inside[1], text, floor, end):
                yield Abbreviation(short=inside[1], expansion=span.of(text), span=Span(span.start, match.end(1)), rule="long (short)")
            continue
        head = re.search(r"([A-Z][\w&/.-]{1,10})$", text[max(floor, end - 12) : end])
        if head and _is_short(head[1]):
            article = _ARTICLE.match(match[1])
            long = match[1][article.end() if article else 0 :]
            places = _aligned(head[1], long)
            if places and places[0] == 0 and _is_long(head[1], long, places, opens=False):
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
