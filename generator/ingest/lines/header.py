"""Who published an article, where and when: a cascade of rules, the surest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import yaml

from ...model.article import Dropped, Stated
from ...model.dates import Date
from ...model.text import Span, record
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS, METADATA
from ..base.reading_text import one_line, with_plain_blanks
from .facts import Fact, Place
from .line_rules import LineRule, line_rules, plain_forms, spaced_form, words
from .meta_line import Parts, part_of, read_meta_line
from .paragraphs import Block, drop, trimmed
from .published import judged, near_named
from .stated_dates import month_of, read_date
from .zones import Zones, find_zones, is_prose

_FIELDS = ("published", "updated", "authors", "outlet", "place", "url", "title", "subject")
_DATES = ("published", "updated")
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_LEAST_HEADLINE_WORDS, _LONGEST_NAME = 4, 40
_TEAM = re.compile(r" (?:Team|Desk|Newsroom|Bureau|Reporters?)$", re.IGNORECASE)
_SUFFIX = re.compile(r"\b[JS]r\.$")
_BETWEEN_NAMES = re.compile(r",? and |, (?!(?:Jr|Sr|I{2,3})\b)| & |; ?|/", re.IGNORECASE)
_DEGREES = re.compile(r", (?:M\.?D|Ph\.?D|D\.?Phil|M\.?P|B\.?A|M\.?A|R\.?N|J\.?D|Esq)\b\.?")
_LEAST_TAKEN = 8  # characters of a line that was taken out between two paragraphs
_ADDRESS_MONTH = re.compile(r"(?<=/)((?:19|20)\d{2})/(0[1-9]|1[0-2])(?=/)")
_ADDRESS_DATE = re.compile(r"(?<=/)((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_MINISTER = re.compile(
    r",? and (?:[Tt]he )?(?:Right |Rt\.? )?Hon(?:ourable|\.)? "
)  # a release's sender, after the ministry
_LEGAL = re.compile(r",? (?:Limited|Ltd|LLC|Inc|plc|Corp)\.?,? (?:19|20)\d{2}$")  # as a notice of rights ends
_MATTER_LIMIT = 20_000
_MATTER = re.compile(
    r"\s{0,99}---[ \t]{0,9}\r?\n(?P<yaml>.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]{0,9}(?:\r?\n|$)", re.DOTALL
)
_MATTER_KEYS = {
    "title": "title",
    "headline": "title",
    "author": "authors",
    "authors": "authors",
    "byline": "authors",
    "date": "published",
    "published": "published",
    "pubdate": "published",
    "publishdate": "published",
    "datepublished": "published",
    "updated": "updated",
    "lastmod": "updated",
    "source": "outlet",
    "outlet": "outlet",
    "publisher": "outlet",
    "publication": "outlet",
    "sitename": "outlet",
    "site": "outlet",
    "url": "url",
    "link": "url",
    "canonicalurl": "url",
}


@record
class Metadata:
    """What the surest rules say."""

    title: str | None = None
    subject: str | None = None  # of a mail: the title when there is no headline
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    dateline: str | None = None
    published: Date | None = None
    stated: tuple[Stated, ...] = ()
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
    facts = [
        Fact(
            field="url" if value.startswith("http") else field,
            text=value,
            priority=0,
            rule="front matter",
        )
        for key, raw in matter.items()
        if (field := _MATTER_KEYS.get(re.sub(r"[^a-z]", "", str(key).casefold()))) and (value := _plain(raw))
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
    label: str | None = None  # the field that the line above announces
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
        parts = read_meta_line(spaced_form(block.text)) if not whole and zones.admits("edge", index) else None
        if parts and parts.bare and not _has_headline(kept):
            parts = None  # may be the headline
        if rule and found and not parts:
            above = rule.role == "date" and not _has_headline(kept)
            facts += _facts(rule, found, "above" if above else "header")
            if found.groupdict().get("day"):  # without its year it may be all that the article says of its date
                kept.append(block)
                continue
            dated = rule.role == "date" or "published" in found.groupdict()
            inside, outside = _cut(rule, found, block)
        elif parts:
            above = not (parts.authors or parts.labelled or _has_headline(kept))
            facts += _facts_of_parts(parts, "above" if above else "header")
            dated = not (parts.authors or parts.bare)
            inside, outside = block, trimmed(block, 0, 0)
        elif zones.admits("head", index) and _has_headline(kept) and (fact := _lone_fact(block, beside)):
            facts.append(fact)
            if fact.field == "place" and _is_name_under_headline(kept):
                facts.append(Fact(field="authors", text=kept[-1].text, priority=42, rule="name above the place"))
                dropped.append(drop(kept.pop(), "name above the place"))
            dropped.append(drop(block, fact.rule))
            continue
        else:
            kept.append(block)
            continue
        signed = rule is not None and not parts and rule.role == "outlet" and not block.gap
        if (dated or signed) and _is_name_under_headline(kept):
            found_by = "name above the date" if dated else "name above the outlet"
            facts.append(Fact(field="authors", text=kept[-1].text, priority=42, rule=found_by))
            dropped.append(drop(kept.pop(), found_by))
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


def _label(text: str) -> str | None:
    line = plain_forms(text)[-1]
    if len(line) > _LONGEST_NAME:
        return None
    labels: dict[str, str] = load(LINE_WORDS).labels_above
    return next((field for field, pattern in labels.items() if re.fullmatch(pattern, line)), None)


def _under_label(field: str, block: Block) -> Fact | None:
    """What stands under a label on a line of its own, when it is of the kind that the label announces."""
    pattern = {
        "outlet": words()["agency"],
        "authors": words()["names"],
        "updated": words()["stamp"],
        "published": words()["stamp"],
    }[field]
    line = plain_forms(block.text)[-1]
    if field == "outlet":
        line = _MINISTER.split(line)[0]
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


def _facts_of_parts(parts: Parts, place: Place) -> list[Fact]:
    stated = (
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
    for index, block in enumerate(blocks):
        for part in ("prefix", "suffix"):
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


def _facts(rule: LineRule, found: re.Match[str], place: Place) -> list[Fact]:
    groups = found.groupdict()
    return [
        Fact(field=field, text=groups[field], priority=rule.priority, rule=rule.name, place=place)
        for field in _FIELDS
        if groups.get(field)
    ]


def resolve(facts: Sequence[Fact], named: Sequence[tuple[int, int]] = ()) -> Metadata:
    """For each field what its surest rule says; the first in the text among equals.

    `named` are the months and days that the file names in words, which tell whether 4/5 is in April or in May.
    """
    by_field: dict[str, list[Fact]] = {field: [] for field in _FIELDS}
    for fact in facts:
        by_field[fact.field].append(fact)
    for found in by_field.values():
        found.sort(key=lambda fact: fact.priority)
    published, lost, warnings = _published(by_field, named)
    url = next((address for fact in by_field["url"] if (address := _address(fact.text))), None)
    authors, employers = _authors(by_field["authors"])
    outlet = next(
        (name for text in [*(fact.text for fact in by_field["outlet"]), *employers] if (name := _outlet(text))), None
    )
    if not outlet and url:
        outlet = (urlsplit(url).hostname or "").removeprefix("www.") or None
        if outlet:
            warnings = [*warnings, "outlet: not named, its web address stands for it"]
    places = by_field["place"]
    return Metadata(
        title=_first(by_field["title"]),
        subject=_first(by_field["subject"]),
        authors=authors,
        outlet=outlet,
        url=url,
        dateline=", ".join(map(_cased, clean(places[0].text).rstrip(" .,").split(", "))) if places else None,
        published=published,
        stated=tuple(_verdict(fact, by_field[fact.field], lost) for fact in facts),
        warnings=tuple(warnings),
    )


def _published(
    by_field: Mapping[str, Sequence[Fact]], named: Sequence[tuple[int, int]]
) -> tuple[Date | None, Mapping[Fact, str], list[str]]:
    """The day of publication, why each other date is not it, and what the report has to say of it."""
    won, lost = judged([*by_field["published"], *by_field["updated"]])
    address = _date_in_address(by_field["url"])
    if not won:
        return address, lost, ["published: the date in the web address stands for it"] if address else []
    warnings = ["published: only the date of an update is stated"] if won.fact.field == "updated" else []
    stated = won.date
    if stated.precision != "range":
        return stated, lost, warnings
    if address and address.precision == "day" and stated.earliest <= address.earliest <= stated.latest:
        return address, lost, warnings
    if near := near_named(stated, named):
        return near, lost, warnings
    return stated, lost, [*warnings, f"published: {stated.text!r} may be either of two days"]


def _verdict(fact: Fact, rivals: Sequence[Fact], lost: Mapping[Fact, str]) -> Stated:
    rejected = lost.get(fact, "") if fact.field in _DATES else "less sure" if fact.priority > rivals[0].priority else ""
    return Stated(field=fact.field, text=clean(fact.text), rule=fact.rule, rejected=rejected)


def _first(facts: Sequence[Fact]) -> str | None:
    return next((text for fact in facts if (text := clean(fact.text))), None)


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
        month = _ADDRESS_MONTH.search(urlsplit(address).path) if address else None
        if month:
            return month_of(int(month[1]), int(month[2]), month[0])
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
    name = _LEGAL.sub("", clean(text, 80).strip(" .,|"))
    if name.startswith(("http://", "https://")):
        return None
    return re.sub(r"^(the) ", lambda found: found[1].capitalize() + " ", name) or None


def _authors(facts: Sequence[Fact]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in the surest byline, and the outlets that stand among them."""
    names: dict[str, None] = {}
    outlets: dict[str, None] = {}
    job, outlet, wire = (re.compile(words()[group]) for group in ("press_job", "outlet", "wire"))
    job_after = re.compile(rf" (?:{words()['press_job']})$")
    for fact in facts:
        if fact.priority != facts[0].priority:
            break
        text = re.sub(r"^by:? ", "", clean(fact.text), flags=re.IGNORECASE)
        for part in _BETWEEN_NAMES.split(_DEGREES.sub("", text)):
            name = re.sub(r" (?:in|for|FOR|IN) .*", "", part).strip(" ")
            name = name if _SUFFIX.search(name) else name.strip(" .")
            if not name or job.fullmatch(name):
                continue
            name = job_after.sub("", name)
            of_staff = re.sub(r" [Ss]taff$", "", name)
            if of_staff != name and of_staff.isupper() and " " not in of_staff:
                outlets.setdefault(of_staff)  # "EXN Staff"
                continue
            name = of_staff
            employer = _TEAM.sub("", name)  # "Bureau" may be a family name
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
