"""Changes of a text that must not matter, and its findings before and after held against each other one to one.

    python -m tests.fuzz.metamorphic --seed 1 --count 1000

Each change is a list of edits; what is found afterwards is led back through them to the text as it was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.model.article import Article
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings
from briefing_book.model.offsets import Offsets, edited
from briefing_book.model.text import Span, record

ROOT = Path(__file__).parents[2]
PUBLISHED = Date(
    earliest=dt.date(2023, 7, 19), latest=dt.date(2023, 7, 19), precision="day", basis="stated", text="2023-07-19"
)

Edits = list[tuple[int, int, str]]
Rows = dict[str, list[tuple[Any, ...]]]

STOPPED = (
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Gen",
    "Lt",
    "Sgt",
    "Cpl",
    "Col",
    "Capt",
    "Maj",
    "Adm",
    "Sen",
    "Rep",
    "Gov",
    "Rev",
    "Hon",
)
GIVEN = ("Milena", "Tobias", "Ingrid", "Matteo", "Rosalie", "Oskar", "Helena", "Viktor")
MONTHS = ("April", "August", "June", "May")
OPENINGS = (
    "In an interview with Radio Alma, ",
    "At a press event in Tallinn, ",
    "Speaking to reporters after the vote, ",
    "In a statement, ",
)


@record
class Base:
    """A text as it was, and what is found in it."""

    source: str
    article: Article
    findings: Findings


@record
class Change:
    """What is done to a text; no edits where the text has nothing of the kind."""

    name: str
    edits: Callable[[Base, random.Random], Edits]
    long: bool = False  # needs more than a sentence
    # share of texts that it must leave as they were; where less, tests/test_metamorphic.py has the kinds that fail
    least: float = 1.0


@cache
def read(source: str) -> Base:
    article = plain_article(source, file="a.txt", published=PUBLISHED)
    return Base(source=source, article=article, findings=read_findings(article))


def rows(base: Base, back: Offsets, before: str) -> Rows:
    """The findings as words of the text before the change. What stands in words that the change put in is left out."""
    found, lead = base.findings, base.article.offsets.then(back)
    names: dict[str, str] = {}
    for mention in found.mentions:
        if words := " ".join(lead.span(mention.span).of(before).split()):
            names.setdefault(mention.entity, words)

    def there(span: Span | None) -> tuple[int, int, str] | None:
        if span is None:
            return None
        place = lead.span(span)
        return place.start, place.end, " ".join(place.of(before).split())

    told: dict[str, Iterator[tuple[Any, ...]]] = {
        "sentences": ((there(one.span),) for one in found.sentences),
        "timexes": ((there(one.span), one.type, one.value, one.mod) for one in found.timexes),
        "mentions": ((there(one.span), one.kind, names.get(one.entity)) for one in found.mentions),
        "references": ((there(one.span), names.get(one.entity)) for one in found.references),
        "roles": ((there(one.span), one.country, one.official, names.get(one.entity)) for one in found.roles),
        "quotations": (
            (there(one.content), one.kind, there(one.cue), there(one.source), names.get(one.speaker or ""))
            for one in found.quotations
        ),
        "figures": ((there(one.span), one.value, one.unit) for one in found.figures),
        "events": (
            (there(one.span), one.date and one.date.edtf, one.kind, sorted(names.get(key, "") for key in one.people))
            for one in found.events
        ),
    }
    return {kind: [row for row in these if row[0] and row[0][0] < row[0][1]] for kind, these in told.items()}


def differences(change: Change, source: str, chance: random.Random) -> list[str] | None:
    """What the change altered, a line each; None where it had nothing to do."""
    base = read(source)
    edits = change.edits(base, chance)
    if not edits:
        return None
    changed, back = edited(source, edits)
    before, after = rows(base, Offsets(), source), rows(read(changed), back, source)
    lines = []
    for kind in before:
        lines += [f"{kind}: lost {row}" for row in before[kind] if row not in after[kind]]
        lines += [f"{kind}: new {row}" for row in after[kind] if row not in before[kind]]
    return [f"{changed!r}", *lines] if lines else []


# --- the changes


def _each(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Callable[[Base, random.Random], Edits]:
    """Every match of a pattern put otherwise."""

    def edits(base: Base, _: random.Random) -> Edits:
        return [
            (found.start(), found.end(), new if isinstance(new, str) else new(found))
            for found in re.finditer(pattern, base.source)
        ]

    return edits


def _some(pattern: str, choices: Sequence[str]) -> Callable[[Base, random.Random], Edits]:
    """About half of the matches put otherwise, each by chance."""

    def edits(base: Base, chance: random.Random) -> Edits:
        return [
            (f.start(), f.end(), chance.choice(choices))
            for f in re.finditer(pattern, base.source)
            if chance.random() < 0.5
        ]

    return edits


def _curled(base: Base, _: random.Random) -> Edits:
    """Straight marks as curly ones; not in a text where a mark may stand for inches or feet."""
    if re.search(r"\d[\"']|[“”‘’]", base.source):
        return []
    kinds = {'"': "“”", "'": "‘’"}
    return [
        (
            found.start(),
            found.end(),
            kinds[found[0]][not re.search(r"(?:^|[\s(\[—–-]|[\s(]\")$", base.source[: found.start()])],
        )
        for found in re.finditer(r"[\"']", base.source)
        if found[0] == '"' or re.search(r"\w$", base.source[: found.start()])
    ]


def _wrapped(width: int) -> Callable[[Base, random.Random], Edits]:
    """Every paragraph broken at a column, as a mail program does it."""

    def edits(base: Base, _: random.Random) -> Edits:
        breaks: Edits = []
        at = 0
        for paragraph in base.source.split("\n"):
            end = at
            for line in textwrap.wrap(paragraph, width, break_on_hyphens=False, break_long_words=False)[:-1]:
                end = base.source.index(line, end) + len(line)
                breaks.append((end, end + 1, "\n"))
            at += len(paragraph) + 1
        return breaks

    return edits


def _people(base: Base) -> dict[str, list[Span]]:
    """The persons with a given name and a surname, and where that name stands in full: "Jane Roe", not "Roe"."""
    full = {
        entity.key: entity.name
        for entity in base.findings.entities
        if entity.kind == "person"
        and re.fullmatch(r"[A-Z][a-zé]+ [A-Z][a-zé]+", entity.name)
        and entity.given
        and entity.name.startswith(entity.given)
    }
    places: dict[str, list[Span]] = {key: [] for key in full}
    for mention in base.findings.mentions:
        if mention.entity in full and mention.span.of(base.article.text) == full[mention.entity]:
            places[mention.entity].append(base.article.offsets.span(mention.span))
    return {key: spans for key, spans in places.items() if spans}


def _renamed(names: Sequence[str], *, titled: bool = False) -> Callable[[Base, random.Random], Edits]:
    """One person's given name as another one, wherever it stands."""

    def edits(base: Base, chance: random.Random) -> Edits:
        people = _people(base)
        if titled:
            held = {role.entity for role in base.findings.roles}
            people = {key: spans for key, spans in people.items() if key in held}
        if not people:
            return []
        key = chance.choice(sorted(people))
        given = people[key][0].of(base.source).split()[0]
        if len(re.findall(rf"\b{given}\b", base.source)) > len(people[key]):
            return []
        name = chance.choice([name for name in names if name not in base.source])
        return [(span.start, span.start + len(given), name) for span in people[key]]

    return edits


def _capitals(base: Base, chance: random.Random) -> Edits:
    """A name after its title in capitals, once, as a caption or a release has it."""
    people = _people(base)
    before = {role.span.end for role in base.findings.roles}
    spans = [span for these in people.values() for span in these if span.start - 1 in before]
    return [(span.start, span.end, span.of(base.source).upper()) for span in spans[:1]]


def _opening(base: Base, chance: random.Random) -> Edits:
    """A phrase before a sentence whose first words are who speaks in it."""
    text = base.article.text
    told = [q for q in base.findings.quotations if q.source and q.speaker and q.cue and q.cue.of(text).isalpha()]
    sources = {q.source.start for q in told if q.source and q.cue and q.cue.start > q.source.start}
    starts = sorted(sources & {sentence.span.start for sentence in base.findings.sentences})
    names = {mention.span.start for mention in base.findings.mentions} | {
        role.span.start for role in base.findings.roles
    }
    if not starts or starts[0] not in names:
        return []
    at = base.article.offsets.start(starts[0])
    return [(at, at, chance.choice(OPENINGS))]


CHANGES = (
    Change(name="every blank does not break", edits=_each(" ", "\u00a0")),
    Change(name="every blank is doubled", edits=_each(" ", "  ")),
    Change(name="every blank is narrow", edits=_each(" ", "\u202f")),
    Change(name="every blank is an entity", edits=_each(" ", "&nbsp;")),
    Change(
        name="any blank of any kind",
        edits=_some(" ", ["\u00a0", "  ", "\t", "\u3000", "\u2009", " \u00a0 ", "\u200b \u200b"]),
    ),
    Change(name="invisible marks in words", edits=_some(r"(?<=\w)(?=\w)", ["\u200b", "\u00ad", "\u2060", "\ufeff"])),
    Change(name="marks of direction around words", edits=_some(r"\b", ["\u200e", "\u202a", "\u2069"])),
    Change(
        name="quotation marks as entities",
        edits=_each('["“”]', lambda found: {'"': "&quot;", "“": "&ldquo;", "”": "&#8221;"}[found[0]]),
    ),
    Change(name="straight marks are curly", edits=_curled, least=0.9),
    Change(name="curly apostrophes are straight", edits=_each(r"(?<=\w)’(?=\w)", "'")),
    Change(name="curly marks are straight", edits=_each("[“”]", '"')),
    Change(
        name="a rank without its stop",
        edits=_each(rf"\b(?:{'|'.join(STOPPED)})\.(?= [A-Z])", lambda found: found[0][:-1]),
    ),
    Change(name="another given name", edits=_renamed(GIVEN), least=0.97),
    Change(name="a month as a given name", edits=_renamed(MONTHS, titled=True), least=0.65),
    Change(name="capitals in a name after its title", edits=_capitals, least=0.85),
    Change(name="an opening phrase before the speaker", edits=_opening, least=0.85),
    Change(name="wrapped at 40 columns", edits=_wrapped(40), long=True),
    Change(name="wrapped at 72 columns", edits=_wrapped(72), long=True),
)


# --- the texts


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield " ".join(value["text"].split())
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


@cache
def short_texts() -> tuple[str, ...]:
    """The sentences of the golden files, without those that have a layout of their own."""
    files = [
        path
        for part in ("people", "quotations", "dates", "figures", "headlines")
        for path in sorted((ROOT / "tests/golden" / part).glob("*.yml"))
    ]
    return tuple(dict.fromkeys(text for path in files for text in _texts(yaml.safe_load(path.read_text("utf-8")))))


@cache
def long_texts() -> tuple[str, ...]:
    """The seeds, a blank line between their paragraphs, and articles of a dozen whole golden sentences."""
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    whole = ["\n\n".join(" ".join(line.split()) for line in seed.split("\n") if line.strip()) for seed in seeds]
    prose = [text for text in short_texts() if len(text) > 60 and text.endswith((".", '."', ".”"))]
    return (*whole, *("\n\n".join(prose[at : at + 12]) for at in range(0, len(prose) - 12, 12)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--change", default="", help="only changes whose name holds this")
    options = parser.parse_args()
    changes = [change for change in CHANGES if options.change in change.name]
    chance = random.Random(options.seed)
    tried = dict.fromkeys((change.name for change in changes), 0)
    failed = dict.fromkeys(tried, 0)
    for _ in range(options.count):
        change = chance.choice(changes)
        lines = next(filter(_is_told, (differences(change, one, chance) for one in _shuffled(change, chance))), None)
        tried[change.name] += lines is not None
        if lines:
            failed[change.name] += 1
            print(f"{change.name} (seed {options.seed}):\n    " + "\n    ".join(lines))
    below = [
        change.name
        for change in changes
        if tried[change.name] - failed[change.name] < change.least * tried[change.name]
    ]
    for name in tried:
        print(f"{name:<40} {tried[name] - failed[name]:>5} of {tried[name]}{'  BELOW' * (name in below)}")
    return int(bool(below))


def _shuffled(change: Change, chance: random.Random) -> list[str]:
    texts = long_texts() if change.long else short_texts()
    return chance.sample(texts, len(texts))


def _is_told(lines: list[str] | None) -> bool:
    return lines is not None


if __name__ == "__main__":
    sys.exit(main())
