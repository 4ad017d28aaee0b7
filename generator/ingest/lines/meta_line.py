"""A line that holds nothing but who, where and when, in whatever order a site prints them."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

from ...model.text import alternation, record
from ...rules.load import load
from ...rules.prepared import compiled
from ...rules.types.ingest import LINE_WORDS
from .line_rules import filled, words
from .stated_dates import read_date

_LONGEST = 220
_SIGNED = re.compile(r"[–—―]{1,2} ?(?=\w)")
_SEPARATOR = re.compile(r"\s{0,3}[|•·/,;—–»›]+\s{0,3}|\s+[-:]\s+|\s{2,}|^[-:•*>\s]+|[-:•\s]+$")


@record
class Parts:
    """What the parts of such a line say, each in its own words."""

    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()  # names that nothing marks as authors
    outlets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    labelled: bool = False  # whether a word says what its date is


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{alternation(load(LINE_WORDS).before_by)}) )?by:? ", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]], tuple[re.Pattern[str], ...]]:
    rules = load(LINE_WORDS)
    labels = [f"(?:^|(?<=[\\W_\\d])){filled(pattern, words())} ?:?$" for pattern in rules.date_labels.values()]
    parts = [filled(pattern, words()) for pattern in rules.meta_parts]
    stamp = rf"(?:(?<!\d)|(?!\d)){words()['stamp']}(?!\d)"
    found = compiled("ingest/meta_line", [stamp, *labels, *parts])
    return found[0], dict(zip(rules.date_labels, found[1:], strict=False)), found[1 + len(labels) :]


def read_meta_line(text: str) -> Parts | None:
    """The parts of a line with a date and nothing else than metadata; None for any other line.

    >>> found = read_meta_line("Ana Roe (@anaroe) Published April 6, 2023 | 05:38 PM")
    >>> found.published, found.authors
    (('April 6, 2023 | 05:38 PM',), ('Ana Roe',))
    """
    if not 6 <= len(text) <= _LONGEST:
        return None
    facts = _no_facts()
    at = 0
    labelled = False
    stamps = _stamps(text)
    if not stamps:
        return None
    for found in stamps:
        before = text[at : found.start()].rstrip(" :-–—|(")
        field, start = _label_of(before)
        if start == len(before) and before and text[at : found.start()].rstrip().endswith(":"):
            return None  # a label that is not known: the date of something else
        labelled = labelled or start < len(before)
        facts[field].append(found[0].strip())
        if not _read_parts(before[:start], facts):
            return None
        at = found.end()
    if not _read_parts(text[at:], facts):
        return None
    if facts["bare"] and _SIGNED.match(text):
        return None  # who said what stands above it, where and when
    return Parts(**{field: tuple(values) for field, values in facts.items()}, labelled=labelled)


def _stamps(text: str) -> list[re.Match[str]]:
    return [found for found in _patterns()[0].finditer(text) if read_date(found[0])]


def _label_of(before: str) -> tuple[str, int]:
    """What the words before a date make of it, and where they begin: at their end when they are no label."""
    found = ((field, label.start()) for field, pattern in _patterns()[1].items() if (label := pattern.search(before)))
    return next(found, ("published", len(before)))


def _no_facts() -> dict[str, list[str]]:
    return {field.name: [] for field in fields(Parts) if field.name != "labelled"}


def part_of(text: str) -> dict[str, str]:
    """What one part of such a line is: its facts by group ("bare" for a name); empty for one without facts, or
    unknown."""
    found = next((hit for pattern in _patterns()[2] if (hit := pattern.fullmatch(text))), None)
    return {group: value for group, value in found.groupdict().items() if value} if found else {}


def _read_parts(text: str, facts: dict[str, list[str]]) -> bool:
    """Whether every part between two separators is known; adds what they say."""
    parts = [part.strip(" ()[]:") for part in _SEPARATOR.split(text.strip(" .()")) if part and part.strip(" ()[]:.-")]
    marked = any(re.search(r"@\w", part) for part in parts)
    for part in parts:
        name = _by().match(part)
        # what follows a name without a separator: its address, or the words that lead to the date
        rest = re.sub(
            r"(?: \(?(?:[\w.+-]{0,60}@[\w.-]{1,80})\)?| on| at| of)$", "", part[name.end() :] if name else part
        )
        found = next((hit for pattern in _patterns()[2] if (hit := pattern.fullmatch(rest))), None)
        if not found:
            return False
        groups = found.groupdict()
        if groups.get("bare"):
            facts["authors" if name or marked else "bare"].append(rest)
        for field, group in (("outlets", "outlet"), ("places", "place")):
            if groups.get(group):
                facts[field].append(groups[group])
    return True
