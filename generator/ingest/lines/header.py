"""Who published an article, where and when: a cascade of rules, the surest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, get_args
from urllib.parse import urlsplit

import yaml

from ...model.article import Dropped
from ...model.dates import Date
from ...model.text import Span, record
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS, METADATA, Field
from ..base.reading_text import one_line, with_plain_blanks
from .line_rules import LineRule, line_rules, plain_forms, words
from .meta_line import Parts, part_of, read_meta_line
from .paragraphs import Block, drop, trimmed
from .stated_dates import read_date
from .zones import Zones, find_zones, is_prose

_FIELDS: tuple[Field, ...] = get_args(Field)
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_LEAST_HEADLINE_WORDS, _LONGEST_NAME = 4, 40
_LEAST_TAKEN = 8  # characters of a line that was taken out between two paragraphs
_ADDRESS_DATE = re.compile(r"(?<=/)((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_MATTER_LIMIT = 20_000
_MATTER = re.compile(
    r"\s{0,99}---[ \t]{0,9}\r?\n(?P<yaml>.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]{0,9}(?:\r?\n|$)", re.DOTALL
)


@record
class Fact:
    """One thing a header says, in its own words."""

    field: Field
    text: str
    priority: int
    rule: str


@record
class Metadata:
    """What the surest rules say."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    dateline: str | None = None
    published: Date | None = None
    warnings: tuple[str, ...] = ()


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
    keys = load(LINE_WORDS).front_matter
    facts = [
        Fact(
            field="url" if value.startswith("http") else field,
            text=value,
            priority=0,
            rule="front matter",
        )
        for key, raw in matter.items()
        if (field := keys.get(re.sub(r"[^a-z]", "", str(key).casefold()))) and (value := _plain(raw))
    ]
    return facts, found.end(), [Dropped(span=Span(0, found.end()), text=text[: found.end()], rule="front matter")]


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(one_line(item) for item in value if isinstance(item, str))
    return one_line(value) if isinstance(value, str) else ""


def read_lines(blocks: Sequence[Block]) -> tuple[list[Fact], list[Block], list[Dropped]]:
    """Take out the lines that only carry metadata."""
    zones = find_zones(blocks)
    rules = [rule for rule in line_rules(METADATA) if rule.where not in ("lede", "last")]
    facts: list[Fact] = []
    kept: list[Block] = []
    dropped: list[Dropped] = []
    label: Field | None = None  # the field that the line above announces
    dated = False  # the line above is a date's
    for index, block in enumerate(blocks):
        announced, label, beside, dated = label, None, dated, False
        if block.kind == "caption":
            kept.append(block)
            continue
        if announced and (fact := _under_label(announced, block)):
            facts.append(fact)
            dropped.append(drop(block, fact.rule))
            continue
        if zones.admits("top", index) and not is_prose(block.text):
            label = _label(block.text)
            if label and index + 1 < len(blocks) and _under_label(label, blocks[index + 1]):
                dropped.append(drop(block, "label above a line"))
                continue
            label = None
        rule, found = _first_match(rules, zones, index, block.text)
        whole = rule is not None and rule.part == "line"
        parts = read_meta_line(plain_forms(block.text)[-1]) if not whole and zones.admits("edge", index) else None
        if parts and parts.bare and not _has_headline(kept):
            parts = None  # may be the headline
        if rule and found and not parts:
            facts += _facts(rule, found)
            if found.groupdict().get("day"):  # without its year it may be all that the article says of its date
                kept.append(block)
                continue
            dated = rule.role == "date"
            inside, outside = _cut(rule, found, block)
        elif parts:
            facts += _facts_of_parts(parts)
            dated = not (parts.authors or parts.bare)
            inside, outside = block, trimmed(block, 0, 0)
        elif zones.admits("head", index) and _has_headline(kept) and (fact := _lone_fact(block, beside)):
            facts.append(fact)
            dropped.append(drop(block, fact.rule))
            continue
        else:
            kept.append(block)
            continue
        signed = rule is not None and not parts and rule.role == "outlet" and not block.gap
        if (dated or signed) and _is_name_under_headline(kept):
            above = "name above the date" if dated else "name above the outlet"
            facts.append(Fact(field="authors", text=kept[-1].text, priority=42, rule=above))
            dropped.append(drop(kept.pop(), above))
        dropped.append(drop(inside, rule.name if rule and not parts else "metadata line"))
        kept += [outside] if outside.text else []
    return facts, kept, dropped


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
    pattern = {"outlet": words()["agency"], "authors": words()["names"], "updated": words()["stamp"]}[field]
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
    if beside_date and "bare" in part and not _ACRONYM.search(block.text):
        return Fact(field="authors", text=part["bare"], priority=44, rule="name under the date")
    return None


def _facts_of_parts(parts: Parts) -> list[Fact]:
    stated: tuple[tuple[Field, int, tuple[str, ...]], ...] = (
        ("published", 22, parts.published),
        ("updated", 30, parts.updated),
        ("authors", 22, parts.authors),
        ("authors", 43, parts.bare),
        ("outlet", 40, parts.outlets),
        ("place", 37, parts.places),
    )
    return [
        Fact(field=field, text=text, priority=priority, rule="metadata line")
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
    for index, block in enumerate(blocks):
        for part in ("prefix", "suffix"):
            for rule in rules:
                admitted = zones.admits(rule.where, index) or (rule.where == "lede" and index == opening)
                found = rule.match(block.text) if rule.part == part and admitted else None
                if not found:
                    continue
                new += _facts(rule, found)
                day = found.groupdict().get("published")
                if day and not dated and not read_date(day):
                    break
                inside, block = _cut(rule, found, block)
                dropped.append(drop(inside, rule.name))
                break
        kept.append(block)
    return new, kept, dropped


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
    """A line with a date is one only when the date exists."""
    stamp = found.groupdict().get("published") or found.groupdict().get("updated")
    return not stamp or read_date(stamp) is not None


def _facts(rule: LineRule, found: re.Match[str]) -> list[Fact]:
    groups = found.groupdict()
    return [
        Fact(field=field, text=groups[field], priority=rule.priority, rule=rule.name)
        for field in _FIELDS
        if groups.get(field)
    ]


def resolve(facts: Iterable[Fact]) -> Metadata:
    """For each field what its surest rule says; the first in the text among equals."""
    by_field: dict[Field, list[Fact]] = {field: [] for field in _FIELDS}
    for fact in facts:
        by_field[fact.field].append(fact)
    for found in by_field.values():
        found.sort(key=lambda fact: fact.priority)
    warnings: list[str] = []
    published = _surest_date(by_field["published"])
    if not published:
        published = _surest_date(by_field["updated"])
        if published:
            warnings.append("published: only the date of an update is stated")
    if published and published.precision == "range":
        day = _date_in_address(by_field["url"])
        if day and day.precision == "day" and published.earliest <= day.earliest <= published.latest:
            published = day
        else:
            warnings.append(f"published: {published.text!r} may be either of two days")
    if not published and (day := _date_in_address(by_field["url"])):
        published = day
        warnings.append("published: the date in the web address stands for it")
    url = next((address for fact in by_field["url"] if (address := _address(fact.text))), None)
    authors, employers = _authors(by_field["authors"])
    outlet = next(
        (name for text in [*(fact.text for fact in by_field["outlet"]), *employers] if (name := _outlet(text))), None
    )
    if not outlet and url:
        outlet = (urlsplit(url).hostname or "").removeprefix("www.") or None
        if outlet:
            warnings.append("outlet: not named, its web address stands for it")
    places = by_field["place"]
    return Metadata(
        title=next((title for fact in by_field["title"] if (title := clean(fact.text))), None),
        authors=authors,
        outlet=outlet,
        url=url,
        dateline=", ".join(map(_cased, clean(places[0].text).rstrip(" .,").split(", "))) if places else None,
        published=published,
        warnings=tuple(warnings),
    )


def clean(text: str, limit: int = 300) -> str:
    """One line without control characters, for a field."""
    visible = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs")
    )
    return " ".join(visible.split())[:limit]


def _date_in_address(facts: Sequence[Fact]) -> Date | None:
    """Many sites put year, month and day into an article's address."""
    for fact in facts:
        address = _address(fact.text)
        found = _ADDRESS_DATE.search(urlsplit(address).path) if address else None
        if found and (date := read_date("-".join(found.groups()))):
            return date
    return None


def _address(text: str) -> str | None:
    """A web address; nothing that a browser would run."""
    address = clean(text, 2000).rstrip(".,;)")
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and host else None


def _outlet(text: str) -> str | None:
    name = re.sub(load(LINE_WORDS).legal_form, "", clean(text, 80).strip(" .,|"))
    if name.startswith(("http://", "https://")):
        return None
    return re.sub(r"^(the) ", lambda found: found[1].capitalize() + " ", name) or None


def _surest_date(facts: Sequence[Fact]) -> Date | None:
    """The first that is read, or one as sure that is more precise."""
    dates = [(fact.priority, date) for fact in facts if (date := read_date(fact.text))]
    best = [date for priority, date in dates if priority == dates[0][0]]
    return next((date for date in best if date.precision == "day"), best[0] if best else None)


def _authors(facts: Sequence[Fact]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in the surest byline, and the outlets that stand among them."""
    names: dict[str, None] = {}
    outlets: dict[str, None] = {}
    job, outlet, wire = (re.compile(words()[group]) for group in ("press_job", "outlet", "wire"))
    for fact in facts:
        if fact.priority != facts[0].priority:
            break
        text = re.sub(r"^by:? ", "", clean(fact.text), flags=re.IGNORECASE)
        for part in re.split(r",? and |, | & |; ?|/", text, flags=re.IGNORECASE):
            name = re.sub(r" (?:in|for|FOR|IN) .*", "", part).strip(" .")
            if not name or job.fullmatch(name):
                continue
            name = re.sub(r" [Ss]taff$", "", name)
            employer = re.sub(load(LINE_WORDS).desk, "", name)  # "Bureau" may be a family name
            if employer != name and (outlet.fullmatch(employer) or wire.fullmatch(employer)):
                outlets.setdefault(employer)
            elif outlet.fullmatch(name) or wire.fullmatch(name) or (_ACRONYM.search(name) and not name.isupper()):
                outlets.setdefault(name)
            else:
                names.setdefault(_cased(name))
    return tuple(names), tuple(outlets)


def _cased(name: str) -> str:
    """A name in capitals as one would write it.

    >>> _cased("JANE O'DOE"), _cased("Ana de la Cruz")
    ("Jane O'Doe", 'Ana de la Cruz')
    """
    if not name.isupper():
        return name
    return " ".join(
        word if "." in word else re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word) for word in name.split()
    )
