"""A text file into which somebody pasted several articles, with a line of signs between them.

A ruler stands in many an article too. Only when each piece begins with a header of its own, a headline and a day, and
has a text below it, are they articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from ..base import limits
from ..base.raw_text import RawText
from ..lines.header_lines import read_front_matter
from ..lines.line_rules import words
from ..lines.stated_dates import read_date
from .lines import Line, filled, lines_of

_SIGNS = "=-_*#~"
_RULER = re.compile(r"={5,200}|-{5,200}|_{5,200}|\*{5,200}|#{5,200}|~{5,200}")
_ANY_RULER = re.compile(r"^[ \t]{0,20}([=\-_*#~])\1{4,199}[ \t\r]{0,20}$", re.MULTILINE)
_HEAD = 5  # lines with words in which the day stands
_LEAST_HEADLINE, _LONGEST_HEADLINE, _LEAST_TEXT = 3, 30, 20  # words
_LONGEST_DAY = 140  # characters of a line with the day


def pieces(text: str) -> Sequence[tuple[int, int]]:
    """Where each article in a text begins and ends; empty when it holds one."""
    if not any(5 * sign in text for sign in _SIGNS):
        return ()
    if not 0 < sum(1 for _ in islice(_ANY_RULER.finditer(text), limits.most("stories"))) < limits.most("stories"):
        return ()
    _, start, _ = read_front_matter(text)
    lines = lines_of(text, start)
    rulers = [index for index in range(len(lines)) if _divides(lines, index)]
    alike = len({lines[index].text[0] for index in rulers}) == 1
    found = _between(lines, rulers) if alike else []
    return tuple(map(_span, found)) if len(found) > 1 and all(map(_is_article, found)) else ()


def stories(raw: RawText) -> Sequence[RawText]:
    """The articles in a text, each as it stands; the text itself when it is one."""
    found = pieces(raw.text)
    if not found:
        return (raw,)
    return tuple(
        replace(raw, text=raw.text[start:end], pages=tuple(min(max(at - start, 0), end - start) for at in raw.pages))
        for start, end in found
    )


def _divides(lines: Sequence[Line], index: int) -> bool:
    """A ruler right below a few words underlines them, as Markdown does with a heading."""
    if not _RULER.fullmatch(lines[index].text):
        return False
    above = lines[index - 1].text if index else ""
    return not above or above[-1] in ".!?”\"’')" or len(above.split()) > _LONGEST_HEADLINE


def _between(lines: Sequence[Line], rulers: Sequence[int]) -> list[Sequence[Line]]:
    found = [lines[begin + 1 : end] for begin, end in zip([-1, *rulers], [*rulers, len(lines)], strict=True)]
    return [inside for inside in found if filled(inside)]


def _span(lines: Sequence[Line]) -> tuple[int, int]:
    words = filled(lines)
    return words[0].start, words[-1].start + len(words[-1].text) + 1


def _is_article(lines: Sequence[Line]) -> bool:
    """Whether lines begin with a headline and a day, in any order, and go on with a text."""
    head = filled(lines)[: _HEAD + 1]
    day = next((index for index, line in enumerate(head[:_HEAD]) if _is_day(line.text)), None)
    if day is None:
        return False
    titles = [line.text for line in head[: max(day, 2)] if not _is_day(line.text)]
    text = sum(len(line.text.split()) for line in filled(lines)[day + 1 :])
    return any(map(_is_headline, titles)) and text >= _LEAST_TEXT


def _is_headline(text: str) -> bool:
    return _LEAST_HEADLINE <= len(text.split()) <= _LONGEST_HEADLINE and not text.endswith((".", ":", ";", ","))


@cache
def _stamp() -> re.Pattern[str]:
    return re.compile(words()["stamp"])


def _is_day(text: str) -> bool:
    """A line with a whole day that is no sentence: the day ends it, or begins it."""
    if len(text) > _LONGEST_DAY or text.endswith((",", ";")):
        return False
    found = _stamp().search(text)
    date = read_date(found[0]) if found else None
    if found is None or date is None or date.precision == "month":
        return False
    before, behind = text[: found.start()].split(), text[found.end() :].split()
    return len(before) <= 8 and len(behind) <= 8 and not (min(len(before), len(behind)) > 0 and text.endswith("."))
