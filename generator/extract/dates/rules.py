"""The rules of rules/dates, made ready: their patterns, and the tables of what words stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ...model.errors import RuleError
from ...model.text import longest_first, record
from ...rules.load import load
from ...rules.prepared import compiled_rules
from ...rules.types.dates import DATES, FRAGMENTS, MODIFIERS, NORMALIZATION, TRIGGERS, DateRule
from ...rules.types.lexicon import MONTHS
from ..base.needed_words import needs_of
from .meanings import MAKERS
from .records import Groups, Rule
from .tables import table_of

_SLOT = re.compile(r"\{([a-z_]+[0-9]*)(?::([a-z_0-9]+))?\}")


_PLAIN = re.compile(r"%([a-z_0-9]+)")


_NUMERIC = frozenset(
    {
        "day",
        "ordinal_day",
        "year4",
        "odd_year",
        "any_year",
        "year_plain",
        "short_year",
        "hour",
        "hour12",
        "minute",
        "decade4",
        "month_number",
        "century_ordinal",
        "short_decade",
    }
)


# --- rules -----------------------------------------------------------------------------------------


@cache
def _fragments() -> dict[str, str]:
    """The lists and patterns of rules/dates/repattern by their name, as patterns. A list ignores case, as rules do; a
    pattern keeps it, for words whose capital tells them apart: a month, a weekday, a zone."""
    words = {name: text for name, text in load(FRAGMENTS).items() if not name.endswith("_months")}
    plain = {name: f"(?-i:{text})" if isinstance(text, str) else f"(?:{_choice(text)})" for name, text in words.items()}
    return {name: _filled(text, plain) for name, text in (plain | _months()).items()}


def _filled(text: str, fragments: Mapping[str, str]) -> str:
    """A pattern with each %name in it, and in those, replaced."""
    return _PLAIN.sub(lambda found: _filled(_named(fragments, found[1]), fragments), text)


def _named(fragments: Mapping[str, str], name: str) -> str:
    if name not in fragments:
        raise RuleError(f"rules/en/dates: no words named {name!r} in repattern.yml")
    return fragments[name]


def _months() -> dict[str, str]:
    """The names of months as capitals write them: all, those that are no other word, those that may be."""
    given, months = load(FRAGMENTS), load(MONTHS)
    unclear = frozenset(given["unclear_months"])
    short = [name for name in months if f"{name}." in given["abbreviated_months"]]
    full = [name for name in months if name not in short]
    return {
        "month": rf"(?:{_spelled(full)}|{_spelled(short)}\.?)",
        "clear_month": _spelled([name for name in full if name not in unclear]),
        "unclear_month": rf"(?:{_spelled([name for name in full if name in unclear])}|{_spelled(short)}\b\.?)",
    }


def _spelled(names: Sequence[str]) -> str:
    return "(?-i:" + _choice([form for name in names for form in (name.capitalize(), name.upper())]) + ")"


def _choice(words: Sequence[str]) -> str:
    """A pattern for one of the words, longest first; a hyphen may be a space."""
    ordered = longest_first(set(words))
    return "|".join(re.escape(word).replace(r"\ ", " ").replace(r"\-", "[- ]") for word in ordered)


@record
class _Filled:
    """A rule with its words filled in, and the word list of each of its groups."""

    rule: DateRule
    text: str
    slots: dict[str, str]

    @property
    def pattern(self) -> str:
        return rf"(?<![\w$€£¥])(?<!\d[.,:/–-])(?<!(?-i:[A-Z])-)(?:{self.text})(?!\w)(?![.,:/–-]\d)"


def _filled_in(given: DateRule) -> _Filled:
    fragments = _fragments()
    slots: dict[str, str] = {}

    def slot(match: re.Match[str]) -> str:
        name, fragment = match[1], match[2] or match[1]
        if fragment not in fragments:
            raise _not_valid(given, f"no words named {fragment!r}")
        # A group may stand in two branches of one pattern, so each slot gets a number of its own.
        unique = f"{name}__{len(slots)}"
        slots[unique] = fragment
        return f"(?P<{unique}>{fragments[fragment]})"

    text = given.pattern.replace(r"([-/.])", r"(?P<sep>[-/.])").replace(r"\g<sep>", "(?P=sep)")
    try:
        text = _PLAIN.sub(lambda match: fragments[match[1]], _SLOT.sub(slot, text))
    except KeyError as error:
        raise _not_valid(given, error) from error
    return _Filled(rule=given, text=text, slots=slots)


def _not_valid(given: DateRule, why: object) -> RuleError:
    return RuleError(f"rules/en/dates/rules.yml: {given.name}: {why}")


def _compiled(filled: _Filled, pattern: re.Pattern[str]) -> Rule:
    given = filled.rule
    return Rule(
        name=given.name,
        priority=given.priority,
        pattern=pattern,
        fragments=filled.slots,
        make=given.make,
        fixed=given.fixed,
        block=given.block,
        role=given.role,
        needs=re.compile(given.needs) if given.needs else None,
        words=needs_of(filled.text),
    )


def shown(given: tuple[DateRule, ...]) -> tuple[DateRule, ...]:
    """The same rules. Raises RuleError for one that does not show what it reads, or which words it blocks."""
    for rule in given:
        name, texts = ("counter-example", rule.counter) if rule.block else ("example", rule.examples)
        if not texts:
            raise RuleError(f"rules/en/dates/rules.yml: {rule.name}: no {name}")
    return given


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, compiled. Raises RuleError for one that is not valid."""
    filled = [_filled_in(given) for given in shown(load(DATES))]
    named = [(one.rule.name, one.pattern) for one in filled]
    patterns = compiled_rules("dates/rules", "en/dates/rules.yml", named, re.IGNORECASE)
    for one in filled:
        if not one.rule.block and one.rule.make not in MAKERS:
            raise _not_valid(one.rule, f"nothing is called {one.rule.make!r}")
    return tuple(map(_compiled, filled, patterns))


@cache
def triggers() -> re.Pattern[str]:
    """One look for anything that some rule could start from: a digit or a word of time."""
    given = load(FRAGMENTS)
    words = [each for word in load(TRIGGERS) for each in (given[word[1:]] if word.startswith("%") else (word,))]
    words += [word.split()[0] for word in given["holiday"]] + [*load(MONTHS)]
    words += [f"{day}s?" for day in load(NORMALIZATION).weekday]
    return re.compile(
        r"\d+|(?<!\w)(?:" + "|".join(sorted({word.lower() for word in words})) + r")(?!\w)", re.IGNORECASE
    )


@cache
def modifiers() -> dict[str, tuple[tuple[re.Pattern[str], str, str | None], ...]]:
    """By "date" and "duration": patterns of words before a time, their TIMEX3 `mod`, the only sort of time they fit."""
    return {
        kind: tuple((re.compile(rf"(?<![\w-])(?i:{entry.pattern})$"), entry.mod, entry.only) for entry in entries)
        for kind, entries in (("date", load(MODIFIERS).date), ("duration", load(MODIFIERS).duration))
    }


def groups_of(rule: Rule, match: re.Match[str]) -> Groups:
    """Group values, normalised by the words they come from; with the rule's fixed values."""
    values: dict[str, Any] = dict(rule.fixed)
    for name, words in match.groupdict().items():
        if words is None or name == "extent":
            continue
        short, _, _ = name.partition("__")
        values.setdefault(short, _normal(rule.fragments.get(name, name), words))
    return values


def _normal(fragment: str, words: str) -> Any:
    folded = words.casefold().replace("’", "'").strip()
    table = table_of(fragment)
    if fragment.endswith("month"):
        return table.get(folded.rstrip("."))
    if folded in table:
        return table[folded]
    if fragment in _NUMERIC:
        return int(re.sub(r"\D", "", folded))
    return folded
