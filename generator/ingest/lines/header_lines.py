"""The lines of a header, above the text, below it and at its two ends: each gives facts and goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, get_args

import yaml

from ...model.article import Dropped
from ...model.text import Span
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS, METADATA, Field
from ..base.reading_text import one_line, with_plain_blanks
from .facts import Fact, Place
from .genre import turn_lines
from .line_rules import LineRule, line_rules, plain_forms, spaced_form, words
from .meta_line import Parts, part_of, read_meta_line
from .paragraphs import Block, drop, trimmed
from .stated_dates import is_no_day, read_date
from .zones import Zones, ends_sentence, find_zones, is_prose

FIELDS: tuple[Field, ...] = get_args(Field)
ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_LEAST_HEADLINE_WORDS, _LONGEST_NAME = 4, 40
_LEAST_TAKEN = 8  # characters of a line that was taken out between two paragraphs
HINT = 95  # the priority of what only fills a gap
_MATTER_LIMIT = 20_000
_MATTER = re.compile(
    r"\s{0,99}---[ \t]{0,9}\r?\n(?P<yaml>.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]{0,9}(?:\r?\n|$)", re.DOTALL
)


def read_front_matter(text: str) -> tuple[list[Fact], int, list[Dropped]]:
    """The facts of a YAML block at the head of a file, and where the text after it begins.

    Read by the safe loader, without aliases; a block that is not a mapping is left to the other rules.
    """
    found = _MATTER.match(with_plain_blanks(text[: _MATTER_LIMIT + 400]))
    if not found:
        return [], 0, []
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(found["yaml"], Loader=yaml.SafeLoader)):
            return [], found.end(), [Dropped(span=Span(0, found.end()), text=text[: found.end()], rule="front matter")]
        matter = yaml.load(found["yaml"], Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only: safer than the safe loader, dates stay as written
    except (yaml.YAMLError, RecursionError, ValueError):
        return [], 0, []
    if not isinstance(matter, dict):
        return [], 0, []
    pairs = [
        (re.sub(r"[^a-z]", "", str(key).casefold()), value) for key, raw in matter.items() if (value := _plain(raw))
    ]
    order = list(load(LINE_WORDS).front_matter)  # of two keys for one field the first goes before
    pairs.sort(key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    facts = [fact for key, value in pairs if (fact := _stated(key, value) or _hinted(key, value))]
    return facts, found.end(), [Dropped(span=Span(0, found.end()), text=text[: found.end()], rule="front matter")]


def _stated(key: str, value: str) -> Fact | None:
    field = load(LINE_WORDS).front_matter.get(key)
    if field is None:
        return None
    if field == "outlet" and not value.startswith("http"):
        value = _named_outlet(value)
    return Fact(field="url" if value.startswith("http") else field, text=value, priority=0, rule="front matter")


def _named_outlet(value: str) -> str:
    """Of what a site or a feed calls itself, "World | The Example Times", the part that names an outlet."""
    outlet = rf"(?:{words()['outlet']})|(?:{words()['wire']})"
    return next((part for part in re.split(r" [|>»:–—-] ", value) if re.fullmatch(outlet, part)), value)


def _hinted(key: str, value: str) -> Fact | None:
    """What a file's own data say by the way, when it reads as what it is said to be: a lone word names nobody."""
    rules = load(LINE_WORDS)
    field, forms = rules.hints.get(key), rules.hint_forms.get(key, ())
    fits = " " in value and any(re.fullmatch(words()[form], value) for form in forms)
    if field is None or (forms and not fits):
        return None
    return Fact(field=field, text=value, priority=HINT, rule="the file's own data")


def _plain(value: Any) -> str:
    """A value as plain words: one item after the other, of a link what it shows."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_plain, value)))
    return plain_forms(one_line(value))[-1] if isinstance(value, str) else ""


def read_lines(blocks: Sequence[Block]) -> tuple[list[Fact], list[Block], list[Dropped]]:
    """Take out the lines that only carry metadata."""
    reading = _Lines(blocks)
    for index, block in enumerate(blocks):
        reading.read(index, block)
    return reading.facts, reading.kept, reading.dropped


class _Lines:
    """The lines of an article read from the top: what they say, what stays and what goes."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.facts: list[Fact] = []
        self.kept: list[Block] = []
        self.dropped: list[Dropped] = []
        self._blocks = blocks
        self._zones = find_zones(blocks)
        self._rules = [rule for rule in line_rules(METADATA) if rule.where not in ("lede", "last")]
        self._announced: Field | None = None  # what the label on the line above announces
        self._below_date = False  # the line above is a date's

    def read(self, index: int, block: Block) -> None:
        """The first way of reading the line that fits; what fits none stays."""
        announced, self._announced = self._announced, None
        beside, self._below_date = self._below_date, False
        if block.kind == "caption":
            self.kept.append(block)
        elif announced and (fact := _under_label(announced, block)):
            self._take(block, [fact], fact.rule)
        elif label := self._label_at(index, block):
            self._announced = label
            self._take(block, [], "label above a line")
        elif not (self._by_rule_or_parts(index, block) or self._by_place(index, block, beside)):
            self.kept.append(block)

    def _take(self, block: Block, facts: Iterable[Fact], rule: str) -> None:
        self.facts += facts
        self.dropped.append(drop(block, rule))

    def _label_at(self, index: int, block: Block) -> Field | None:
        if not self._zones.admits("top", index) or is_prose(block.text) or index + 1 == len(self._blocks):
            return None
        label = _label(block.text)
        return label if label and _under_label(label, self._blocks[index + 1]) else None

    def _by_rule_or_parts(self, index: int, block: Block) -> bool:
        rule, found = _first_match(self._usable(), self._zones, index, block.text)
        whole = rule is not None and rule.part == "line"
        parts = None if whole else self._parts(index, block)
        if (parts or (whole and _gives_day(found))) and self._is_of_another_story(index):
            return False
        if parts:
            self._take_parts(block, parts)
            return True
        if rule and found:
            self._take_matched(block, rule, found)
            return True
        return False

    def _usable(self) -> Sequence[LineRule]:
        """A day behind a headline is looked for in the first one only."""
        return [rule for rule in self._rules if rule.role != "headline" or not _has_headline(self.kept)]

    def _is_of_another_story(self, index: int) -> bool:
        """Below the text, a day under a line that is neither a sentence nor taken out: under another story's headline,
        or the end of that line itself."""
        above = self._blocks[index - 1] if index else None
        if above is None or above.kind or self.kept[-1:] != [above] or not _has_headline(self.kept[:-1]):
            return False
        words = above.text.split()
        if index + 1 == len(self._blocks) and words[-1] in load(LINE_WORDS).open_ends:
            return True
        return index > self._zones.first and len(words) >= _LEAST_HEADLINE_WORDS and not ends_sentence(above.text)

    def _parts(self, index: int, block: Block) -> Parts | None:
        parts = read_meta_line(spaced_form(block.text)) if self._zones.admits("edge", index) else None
        return None if parts and parts.bare and not _has_headline(self.kept) else parts  # it may be the headline

    def _take_matched(self, block: Block, rule: LineRule, found: re.Match[str]) -> None:
        above = rule.role == "date" and not _has_headline(self.kept)
        self.facts += _facts(rule, found, "above" if above else "header")
        if found.groupdict().get("day"):  # without its year it may be all that the article says of its date
            self.kept.append(block)
            return
        self._below_date = rule.role == "date" or "published" in found.groupdict()
        if self._below_date:
            self._take_name_above("name above the date")
        elif rule.role == "outlet" and not block.gap:
            self._take_name_above("name above the outlet")
        inside, outside = _cut(rule, found, block)
        self._take(inside, [], rule.name)
        self.kept += [outside] if outside.text else []

    def _take_parts(self, block: Block, parts: Parts) -> None:
        above = not (parts.authors or parts.labelled or _has_headline(self.kept))
        self.facts += _facts_of_parts(parts, "above" if above else "header")
        self._below_date = not (parts.authors or parts.bare)
        if self._below_date:
            self._take_name_above("name above the date")
        self._take(block, [], "metadata line")

    def _by_place(self, index: int, block: Block, beside_date: bool) -> bool:
        """A place, or a name under a date, between the headline and the text."""
        between = self._zones.admits("head", index) and _has_headline(self.kept)
        fact = _lone_fact(block, beside_date) if between else None
        if fact is None:
            return False
        if fact.field == "place":
            self._take_name_above("name above the place")
        self._take(block, [fact], fact.rule)
        return True

    def _take_name_above(self, rule: str) -> None:
        if _is_name_under_headline(self.kept):
            name = self.kept.pop()
            self._take(name, [Fact(field="authors", text=name.text, priority=42, rule=rule)], rule)


def _gives_day(found: re.Match[str] | None) -> bool:
    return found is not None and bool(found.groupdict().get("published"))


def _first_match(
    rules: Sequence[LineRule], zones: Zones, index: int, text: str
) -> tuple[LineRule, re.Match[str]] | tuple[None, None]:
    for rule in rules:
        if zones.admits(rule.where, index) and (found := rule.match(text)) and _holds(found):
            return rule, found
    return None, None


def _label(text: str) -> Field | None:
    line = plain_forms(text)[-1]
    if len(line) > _LONGEST_NAME:
        return None
    labels = load(LINE_WORDS).labels_above
    return next((field for field, pattern in labels.items() if re.fullmatch(pattern, line)), None)


def _under_label(field: Field, block: Block) -> Fact | None:
    """What stands under a label on a line of its own, when it is of the kind that the label announces."""
    pattern = words()[load(LINE_WORDS).under_label[field]]
    line = plain_forms(block.text)[-1]
    if field == "outlet":
        line = re.split(load(LINE_WORDS).sender, line)[0]
    fits = len(line) <= 2 * _LONGEST_NAME and re.fullmatch(pattern, line) and not is_prose(line)
    return Fact(field=field, text=line, priority=14, rule="line under a label") if fits else None


def _lone_fact(block: Block, beside_date: bool) -> Fact | None:
    """A place between headline and text; a name under the date."""
    if block.kind or len(block.text) > _LONGEST_NAME:
        return None
    part = part_of(block.text)
    if "place" in part:
        return Fact(field="place", text=part["place"], priority=36, rule="place on a line")
    if beside_date and "bare" in part and not ACRONYM.search(block.text):
        return Fact(field="authors", text=part["bare"], priority=44, rule="name under the date")
    return None


def _facts_of_parts(parts: Parts, place: Place) -> list[Fact]:
    stated: tuple[tuple[Field, int, tuple[str, ...]], ...] = (
        ("published", 22, parts.published),
        ("updated", 30, parts.updated),
        ("authors", 22, parts.authors),
        ("authors", 43, parts.bare),
        ("outlet", 40, parts.outlets),
        ("place", 37, parts.places),
    )
    return [
        Fact(field=field, text=text, priority=priority, rule="metadata line", place=place)
        for field, priority, texts in stated
        for text in texts
    ]


def _has_headline(kept: Sequence[Block]) -> bool:
    return any(len(block.text.split()) >= _LEAST_HEADLINE_WORDS for block in kept)


def _is_name_under_headline(kept: Sequence[Block]) -> bool:
    """Sections of a site stand above the headline; a name between it and the date is the author's."""
    if (
        len(kept) < 2
        or kept[-1].kind
        or len(kept[-2].text.split()) < _LEAST_HEADLINE_WORDS
        or len(kept[-1].text) > _LONGEST_NAME
    ):
        return False
    return "bare" in part_of(kept[-1].text) and not re.fullmatch(words()["country"], kept[-1].text)


def read_ends(blocks: Sequence[Block], facts: Sequence[Fact]) -> tuple[list[Fact], list[Block], list[Dropped]]:
    """Take the dateline off the first paragraph and the agency's credit off the last.

    A dateline with a day but no year stays in the text of an article that says nothing else of its date.
    """
    zones = find_zones(blocks)
    dated = any(fact.field in ("published", "updated") for fact in facts)
    opening = _below_summary(blocks, zones)
    rules = [rule for rule in line_rules(METADATA) if rule.where in ("lede", "last")]
    new: list[Fact] = []
    kept: list[Block] = []
    dropped: list[Dropped] = []
    turns = turn_lines(blocks)
    for index, block in enumerate(blocks):
        for part in _ends(index, turns):
            for rule in rules:
                admitted = zones.admits(rule.where, index) or (rule.where == "lede" and index == opening)
                found = rule.match(block.text) if rule.part == part and admitted else None
                if not found:
                    continue
                new += _facts(rule, found, "text")
                day = found.groupdict().get("published")
                if day and not dated and not read_date(day):
                    break
                inside, block = _cut(rule, found, block)
                dropped.append(drop(inside, rule.name))
                break
        kept.append(block)
    return new, kept, dropped


def _ends(index: int, turns: frozenset[int]) -> tuple[str, ...]:
    """Which ends of a paragraph may be metadata: none of a turn, for "HALE: The talks ..." begins with no dateline."""
    return () if index in turns else ("prefix", "suffix")


def _below_summary(blocks: Sequence[Block], zones: Zones) -> int | None:
    """Where the text begins when its byline, taken out, stood below a summary in whole sentences."""
    after = zones.first + 1
    return after if after < len(blocks) and blocks[after].start > blocks[zones.first].end + _LEAST_TAKEN else None


def _cut(rule: LineRule, found: re.Match[str], block: Block) -> tuple[Block, Block]:
    """What a rule takes of a paragraph, and what it leaves."""
    end = len(block.text)
    match rule.part:
        case "prefix":
            return trimmed(block, 0, found.end()), trimmed(block, found.end(), end)
        case "suffix":
            return trimmed(block, found.start(), end), trimmed(block, 0, found.start())
        case "line":
            return block, trimmed(block, end, end)


def _holds(found: re.Match[str]) -> bool:
    """A line with a date is one only when the date exists, or states a day that no calendar has."""
    stamp = found.groupdict().get("published") or found.groupdict().get("updated")
    return not stamp or read_date(stamp) is not None or is_no_day(stamp)


def _facts(rule: LineRule, found: re.Match[str], place: Place) -> list[Fact]:
    groups = found.groupdict()
    return [
        Fact(field=field, text=groups[field], priority=rule.priority, rule=rule.name, place=place)
        for field in FIELDS
        if groups.get(field)
    ]
