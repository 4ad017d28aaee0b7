"""The line rules of rules/ingest/, with their word groups filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ...model.errors import RuleError
from ...model.text import alternation, record
from ...rules.load import load
from ...rules.lookups import country_forms
from ...rules.prepared import compiled_rules
from ...rules.types.base import RuleFile
from ...rules.types.ingest import LINE_WORDS, Follow, LineKind, LineRole, Part, Where
from ...rules.types.lexicon import MONTHS

REACH = 400  # characters of a paragraph that a rule may look at: patterns stay cheap on hostile lines

_STRAY = re.compile(r" (?=,)|(?<=[A-Za-z]) (?=: )")  # blanks before a comma, and between a label and its colon
_GLUED = re.compile(
    r"(?<=[a-z])(?=(?:(?:Last |First )?(?:[Uu]pdated|[Pp]ublished)|Posted|Modified)\b)(?=[A-Z])"
    r"|(?<=[a-z])(?=\d{4}-\d{2}-\d{2})|(?<=\d)(?=(?:Views|Comments) ?:|A\+)"
)  # a name and a label without a blank
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\((https?://[^\s()]{1,300})\)")


@record
class LineRule:
    """What one kind of line, or one end of a paragraph, looks like."""

    name: str
    priority: int  # the lower, the surer
    where: Where
    part: Part
    pattern: re.Pattern[str]
    follow: Follow  # what goes with the line
    role: LineRole

    def match(self, text: str) -> re.Match[str] | None:
        """Where the rule holds: the whole line, or only its start or end. None when it does not hold."""
        if self.part == "prefix":
            return self.pattern.match(text[:REACH])
        if self.part == "suffix":
            start = max(0, len(text) - REACH)
            return self.pattern.search(text, start)
        if len(text) > REACH or _attributed().search(text):
            return None
        return next(filter(None, map(self.pattern.fullmatch, plain_forms(text))), None)


@cache
def _attributed() -> re.Pattern[str]:
    return re.compile(load(LINE_WORDS).attributed)


@lru_cache(maxsize=2000)  # a hundred rules ask for the forms of each line
def plain_forms(text: str) -> tuple[str, ...]:
    """A line without Markdown's marks: its links as words with the address, as they stand, and as words alone.

    >>> plain_forms("**By:** [The News](https://example.org/a)")
    ('By: The News https://example.org/a', 'By: [The News](https://example.org/a)', 'By: The News')
    """
    line = _STRAY.sub("", _GLUED.sub(" | ", " ".join(text.replace("**", "").split())))
    return (_LINK.sub(r"\1 \2", line), line, _LINK.sub(r"\1", line)) if "](" in line else (line,)


def spaced_form(text: str) -> str:
    """The last of the plain forms, with a bar before each label of a part.

    >>> spaced_form("Source: EXN Editor: Jo 9 May 2023")
    'Source: EXN | Editor: Jo 9 May 2023'
    """
    return re.sub(rf"(?<=\S) (?={words()['label']} ?:)", " | ", plain_forms(text)[-1])


@cache
def words() -> dict[str, str]:
    """Word groups by name, each as a pattern; a group may use those above it as %name%."""
    months = load(MONTHS)
    countries = _any_of(country_forms("name", "other"))
    groups = {"month": _any_of(months) + r"\.?", "capital": _any_of(country_forms("capitals")), "country": countries}
    for name, value in load(LINE_WORDS).groups.items():
        groups[name] = filled(value if isinstance(value, str) else "(?:" + "|".join(value) + ")", groups)
    return groups


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + alternation(words) + ")"


def filled(pattern: str, groups: dict[str, str]) -> str:
    """A pattern in which each %name% is replaced by its word group. Raises KeyError for an unknown name."""
    return re.sub(r"%([a-z_]+)%", lambda found: "(?:" + groups[found[1]] + ")", pattern)


@cache
def line_rules(file: RuleFile[tuple[LineKind, ...]]) -> tuple[LineRule, ...]:
    """The rules of a file, surest first. Raises RuleError for one whose pattern is not valid."""
    kinds = load(file)
    named = [(kind.name, _filled(file.path, kind)) for kind in kinds]
    patterns = compiled_rules(file.path, f"{file.path}.yml", named)
    found = (
        LineRule(
            name=kind.name,
            priority=kind.priority,
            where=kind.where,
            part=kind.part,
            pattern=pattern,
            follow=kind.follow,
            role=kind.role,
        )
        for kind, pattern in zip(kinds, patterns, strict=True)
    )
    return tuple(sorted(found, key=lambda rule: rule.priority))


def _filled(file: str, kind: LineKind) -> str:
    try:
        return filled(kind.pattern, words())
    except KeyError as error:
        raise RuleError(f"rules/{file}.yml: {kind.name}: {error}") from error
