"""Abbreviations and what they stand for, after Schwartz & Hearst (2003),
"A simple algorithm for identifying abbreviation definitions in biomedical text";
and, by rules of their own, the initials that a body has in another language, which the letters of its English name do
not spell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...model.article import Article
from ...model.findings import Abbreviation
from ...model.text import Span, alternation
from ...rules.load import load
from ...rules.types.lexicon import ABBREVIATIONS, SENTENCES, AbbreviationWords
from ...rules.types.people import BODIES
from .grammar.parsed import Doc

_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,100})[)\]]")
_OR = re.compile(r", or (?:the )?([A-Z][\w&/-]{1,9})(?=[,.;])")
_FOREIGN = re.compile(r"[A-Z]{2,8}(?:-[A-Z]{1,8})?")
_SPOKEN = re.compile(r"[A-Z][a-z]{2,7}")  # initials that are read as a word: Unesco
_SHORT = re.compile(r"[\"'“‘]?([A-Z][\w&/.-]{0,9}[A-Za-z\d])[\"'”’]?")
_WORD = re.compile(r"\S+")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_GROUP = re.compile(r"([A-Z]{1,3})-?(\d{1,2})")
_CAPITALISED = r"[A-ZÀ-Þ][\w.’'-]*"
_RUN = re.compile(rf"{_CAPITALISED}(?: (?:(?:(?:of|for)(?: the)?|and|&|on) )?{_CAPITALISED})*$")
_STEP = re.compile(r"(?P<word>\S+?)(?P<possessive>[’']s)? (?:(?P<joint>of|for|and) (?:the )?)?")


@cache
def _rules() -> AbbreviationWords:
    return load(ABBREVIATIONS)


@cache
def _known_as() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(_rules().known_as)})\s(?:the\s)?", re.IGNORECASE)


@cache
def _known() -> re.Pattern[str]:
    how = alternation(_rules().known_how)
    return re.compile(
        rf", (?:(?:{how}) )?known (?:locally )?as (?:the )?((?:[a-z]-)?[A-Z]{{2,8}}(?:-[A-Z]{{1,8}})?)(?=[,.;])"
    )


@cache
def _common() -> re.Pattern[str]:
    before, outside = alternation(_rules().before_common), alternation(_rules().not_in_common)
    return re.compile(rf"\b(?:{before}) ((?:(?!{outside})[a-z]+(?:-[a-z]+)* ){{1,3}}[a-z-]+)$")


def _is_short(text: str) -> bool:
    """At least two capitals, or one and digits, and half of the letters: names in brackets are no short forms."""
    capitals = sum(char.isupper() for char in text)
    letters = sum(char.isalpha() for char in text)
    if _GROUP.fullmatch(text):
        return True
    if not 2 <= len(text) <= 11 or text.casefold() in _rules().never or capitals < 2 or capitals * 2 < letters:
        return False
    return not re.fullmatch(r"[A-Z]-[A-Z][A-Za-z]{0,4}\.?|[A-Z]\.(?:[A-Z]\.?)?", text)


def _aligned(short: str, text: str) -> list[int] | None:
    """Where the letters of `short` stand in the shortest end of `text` that spells it, the first one at a word's
    start."""
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
    if match and last and last[1].casefold() in (match[2], _rules().numbers.get(int(match[2]))):
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
    if words[0].casefold() in _rules().never_first:
        return False
    if len(words) == 1 and (letters > 3 or (long[0].isupper() and not opens)):
        return False
    inner = any(place > 0 and long[place - 1].isalnum() for place in places)
    unmatched = len(words) > 1 and max(places) < long.rfind(words[-1])
    if unmatched and inner and not _by_initials(short, long):
        return False
    return not re.search(r"[.;:!?]\s+(?=[A-Z][a-z])", _INITIALS.sub("", long))


def _body_before(text: str, floor: int, end: int) -> Span | None:
    """The capitalised name of a body that ends here: with a head noun last, or before "of" or "for"."""
    rules, heads = _rules(), frozenset(load(BODIES).heads)
    run = _RUN.search(text, max(floor, end - 150), end)
    if not run:
        return None
    start, opened = run.start(), False
    for step in _STEP.finditer(run[0]):
        word, joint = step["word"].casefold(), step["joint"]
        headed = word in heads and joint in ("of", "for")
        opened = opened or headed
        opens = step.start() == 0 and run.start() == floor and step["word"] in load(SENTENCES).openers
        if opens or word == "the" or (joint and not headed and (joint != "and" or (word in heads and not opened))):
            start, opened = run.start() + step.end(), False  # the chairman of the body, a body and the body
        elif step["possessive"] and word not in rules.peoples:
            start = run.start() + step.end()
    words = text[start:end].casefold().split()
    last = words[-1].strip(".")
    is_body = len(words) > 1 and last not in rules.companies and (last in heads or opened)
    return Span(start, end) if is_body else None


def _is_used(short: str, text: str, after: int) -> bool:
    """Whether the short form stands alone later in the article."""
    return re.search(rf"(?<![\w(\[/-]){re.escape(short)}(?![\w)\]/])", text[after:]) is not None


def _before(short: str, text: str, floor: int, end: int) -> Span | None:
    start = _window(short, text, floor, end)
    places = _of_group(short, text[start:end]) if _GROUP.fullmatch(short) else _aligned(short, text[start:end])
    if not places:
        return None
    span = Span(start + places[0], end)
    places = [place - places[0] for place in places]
    return span if _is_long(short, span.of(text), places, opens=span.start == floor) else None


def _is_spoken(short: str, long: str) -> bool:
    """Initials read as a word, in small letters after the first: every letter begins a word of the name."""
    return _SPOKEN.fullmatch(short) is not None and " " in long and _by_initials(short, long) and short[0] == long[0]


def _candidates(text: str, floor: int, ceiling: int) -> Iterator[Abbreviation]:
    for match in _BRACKETS.finditer(text, floor, ceiling):
        end = match.start()
        while end > floor and text[end - 1].isspace():
            end -= 1
        inside = _SHORT.fullmatch(_known_as().sub("", match[1].split(",")[0].split(";")[0].strip(), count=1))
        if inside and (_is_short(inside[1]) or _SPOKEN.fullmatch(inside[1])):
            short = inside[1]
            if (span := _before(short, text, floor, end)) and (_is_short(short) or _is_spoken(short, span.of(text))):
                yield Abbreviation(
                    short=short, expansion=span.of(text), span=Span(span.start, match.end(1)), rule="long (short)"
                )
            elif short == match[1]:
                yield from _foreign(match, text, floor, end)
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
            yield Abbreviation(
                short=match[1], expansion=span.of(text), span=Span(span.start, match.end(1)), rule="long, or short"
            )
        else:
            yield from _foreign(match, text, floor, match.start())
    for match in _known().finditer(text, floor, ceiling):
        long = _common().search(text, floor, match.start())
        if long and _is_used(match[1], text, match.end()):
            yield Abbreviation(
                short=match[1], expansion=long[1], span=Span(long.start(1), match.end(1)), rule="long, known as short"
            )
        else:
            yield from _foreign(match, text, floor, match.start())


def _foreign(match: re.Match[str], text: str, floor: int, end: int) -> Iterator[Abbreviation]:
    """Initials of another language right behind a body's name, when the article goes on to use them alone."""
    if (
        _FOREIGN.fullmatch(match[1])
        and (span := _body_before(text, floor, end))
        and _is_used(match[1], text, match.end())
    ):
        rule = "bracketed initials of another language" if match[0][0] in "([" else "initials of another language"
        yield Abbreviation(short=match[1], expansion=span.of(text), span=Span(span.start, match.end(1)), rule=rule)


def find_abbreviations(doc: Doc, article: Article) -> tuple[Abbreviation, ...]:
    """The short forms that the article itself explains, by place; the first explanation of each."""
    found: dict[str, Abbreviation] = {}
    for sentence in doc.sents:
        for abbreviation in _candidates(article.text, sentence.start_char, sentence.end_char):
            found.setdefault(abbreviation.short, abbreviation)
    return tuple(sorted(found.values(), key=lambda abbreviation: abbreviation.span))
