"""Books that somebody has tampered with, which `briefing check` must not let pass.

    python -m tests.fuzz.tampering --seed 1 --count 200 [--book FOLDER]

The named tamperings are one of each kind; the random ones change a letter, a number, a name, a date, a citation or a
line of a generated page, of the data or of a cited sentence. Exit code 1 with the missed ones named.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing_book.pipeline import prove

Change = Mapping[str, bytes | None]  # path below the book's folder -> its new content; None takes the file away
Tampering = Callable[["Tampered"], Change]

MOST_MISSED = 2  # of 200 random ones
_DATA = ("book.json", "timeline.json", "citations.json")
_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w])")
_DAY = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def _bytes(text: str) -> bytes:
    """Text that was read from a file of any code, as it was there."""
    return text.encode("utf-8", "surrogateescape")


class Tampered:
    """A copy of a built book, and what stands in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.book: dict[str, Any] = json.loads(self.read("docs/data/book.json"))

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode("utf-8", "surrogateescape")

    def pages(self) -> list[str]:
        """Every generated page that shows claims."""
        always = ("index", "timeline", "positions", "figures", "disagreements", "glossary")
        named = [
            *(f"{name}.md" for name in always),
            *(one["page"] for kind in ("people", "topics", "sources") for one in self.book[kind]),
        ]
        return [f"docs/{name}" for name in named]

    def source(self, identifier: str) -> str:
        return next(f"seeds/{source['file']}" for source in self.book["sources"] if source["id"] == identifier)

    def changed(self, path: str, pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
        """The first place of a pattern put otherwise."""
        before = self.read(path)
        after = re.sub(pattern, new, before, count=1, flags=re.MULTILINE)
        assert after != before, f"{path} has no {pattern}"
        return {path: _bytes(after)}

    def with_book(self, change: Callable[[dict[str, Any]], None]) -> Change:
        book = json.loads(json.dumps(self.book))
        change(book)
        assert book != self.book
        return {"docs/data/book.json": json.dumps(book, ensure_ascii=False, indent=1, sort_keys=True).encode()}

    @contextmanager
    def with_change(self, change: Change) -> Iterator[None]:
        kept = {path: (self.root / path).read_bytes() for path in change}
        try:
            for path, content in change.items():
                (self.root / path).unlink() if content is None else (self.root / path).write_bytes(content)
            yield
        finally:
            for path, content in kept.items():
                (self.root / path).write_bytes(content)


def made(book: Tampered) -> Iterator[tuple[str, Change | None]]:
    """The named tamperings; None for one that the book has no place for, such as a word in an abbreviation it has
    not."""
    for name, tampering in NAMED.items():
        try:
            change = tampering(book)
        except (StopIteration, IndexError, AssertionError):
            yield name, None
        else:
            yield name, change


def is_caught(book: Tampered, change: Change) -> bool:
    with book.with_change(change):
        return bool(prove(book.root).faults)


# One of each kind


def _more(found: re.Match[str]) -> str:
    return str(int(found[0]) + 27)


def _dated(book: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(e for e in book["events"] if e["date"] and e["date"]["precision"] == "day")
    return found


def _year_off(book: dict[str, Any]) -> None:
    date = _dated(book)["date"]
    for key in ("edtf", "earliest", "latest"):
        date[key] = f"{int(date[key][:4]) - 1}{date[key][4:]}"


def _other_name(book: dict[str, Any]) -> None:
    event = next(e for e in book["events"] if "[" in e["headline"])
    shown = re.search(r"\[([^\]]*?)(?:'s)?\]", event["headline"])
    assert shown
    other = next(
        p["name"] for p in book["people"] if p["name"] not in event["headline"] and p["family"] not in shown[1].split()
    )
    event["headline"] = event["headline"].replace(shown[1], other)


def _invented(book: dict[str, Any]) -> None:
    book["events"][0]["headline"] = f"[It is not true that] {book['events'][0]['headline']}"


def _one_word(book: dict[str, Any]) -> None:
    book["events"][0]["headline"] = book["events"][0]["headline"].split()[0]


def _other_word(book: dict[str, Any]) -> None:
    words = book["events"][0]["headline"].split()
    words[len(words) // 2] = "surrendered"
    book["events"][0]["headline"] = " ".join(words)


def _no_event(book: dict[str, Any]) -> None:
    del book["events"][len(book["events"]) // 2]


def _no_such_sentence(book: dict[str, Any]) -> None:
    book["events"][0]["citations"][0]["sentence"] = 999


def _quotation(**fields: Any) -> Callable[[dict[str, Any]], None]:
    def change(book: dict[str, Any]) -> None:
        book["quotations"][0].update(fields)

    return change


def _proof(change: Callable[[str], str]) -> Callable[[dict[str, Any]], None]:
    def changed(book: dict[str, Any]) -> None:
        citation = book["quotations"][0]["citation"]
        citation["quote"] = change(citation["quote"])

    return changed


def _other_speaker(book: dict[str, Any]) -> None:
    said = next(q for q in book["quotations"] if q["speaker"])
    said["speaker"] = next(p["id"] for p in book["people"] if p["id"] != said["speaker"])


def _other_proof(book: dict[str, Any]) -> None:
    first = book["quotations"][0]
    first["citation"] = next(q["citation"] for q in book["quotations"] if q["citation"] != first["citation"])


def _thousandfold(book: dict[str, Any]) -> None:
    book["figures"][0]["value"] += "000"


def _other_title(book: dict[str, Any]) -> None:
    next(p for p in book["people"] if p["roles"])["roles"][0]["title"] = "Minister of Silly Walks"


def _other_country(book: dict[str, Any]) -> None:
    next(p for p in book["people"] if p["country"])["country"] = "Nauru"


def _other_day_of_source(book: dict[str, Any]) -> None:
    date = next(s["published"] for s in book["sources"] if s["published"] and s["published"]["precision"] == "day")
    day = f"{date['earliest'][:8]}{28 if date['earliest'][8:] != '28' else 27}"
    date.update(edtf=day, earliest=day, latest=day)


def _other_meaning(book: dict[str, Any]) -> None:
    short = min(book["abbreviations"])
    book["abbreviations"][short]["expansion"] = "something else altogether"


def _other_value(book: dict[str, Any]) -> None:
    book["disagreements"][0]["claims"][0]["value"] = (
        "2019-12-31" if "-" in book["disagreements"][0]["claims"][0]["value"] else "77"
    )


def _cited_word(book: Tampered) -> Change:
    cited = book.book["events"][0]["citations"][0]
    path = book.source(cited["source"])
    start = cited["quote"].split("\n")[0][:30]
    before = book.read(path)
    at = before.index(start)
    word = re.compile(r"\b[a-z]{4,}\b").search(before, at)
    assert word
    return {path: _bytes(f"{before[: word.start()]}surrendered{before[word.end() :]}")}


def _swapped(book: Tampered) -> Change:
    one, other = (f"seeds/{source['file']}" for source in book.book["sources"][:2])
    return {one: (book.root / other).read_bytes(), other: (book.root / one).read_bytes()}


def _date_line(book: Tampered) -> Change:
    source = next(s for s in book.book["sources"] if s["published"] and s["published"]["basis"] == "stated")
    words = source["published"]["text"]
    other = re.sub(r"\d{4}", lambda year: str(int(year[0]) - 3), words)
    return book.changed(f"seeds/{source['file']}", re.escape(words), other)


def _on_home(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Tampering:
    return lambda book: book.changed("docs/index.md", pattern, new)


def _other_sentence(book: Tampered) -> Change:
    return book.changed(
        "docs/index.md", r"(\]\(sources/[^)#]*#s)(\d+)(?= )", lambda found: f"{found[1]}{int(found[2]) + 1}"
    )


def _other_source(book: Tampered) -> Change:
    pages = [source["page"] for source in book.book["sources"]]

    def other(found: re.Match[str]) -> str:
        return f"]({next(page for page in pages if page != found[1])}#{found[2]}"

    return book.changed("docs/index.md", r"\]\((sources/[^)#]*)#(s\d+)(?= )", other)


def _timeline_page(book: Tampered) -> str:
    entries = json.loads(book.read("docs/data/timeline.json"))["events"]
    return f"docs/{next(e['page'] for e in entries if e['date'] and e['date']['precision'] == 'day')}"


def _heading(book: Tampered) -> Change:
    return book.changed(
        _timeline_page(book), r'(class="bb-of-month">)(\d+) ', lambda found: f"{found[1]}{int(found[2]) % 27 + 1} "
    )


def _entry(book: Tampered) -> Change:
    def twice(found: re.Match[str]) -> str:
        invented = re.sub(r'(class="bb-what">).*?(<sup)', r"\1The ministry burned its files.\2", found[0])
        return f"{found[0]}\n{invented.replace('c-', 'c-0', 1)}"

    return book.changed(_timeline_page(book), r'^<li class="bb-entry.*\n\n.*\n\n</li>$', twice)


def _on_profile(book: Tampered) -> Change:
    names = [person["name"] for person in book.book["people"]]
    for person in book.book["people"]:
        text = book.read(f"docs/{person['page']}")
        spoken = next((n for n in names if f'class="bb-speaker">[{n}]' in text), None)
        if spoken:
            other = next(n for n in names if n != spoken)
            return book.changed(
                f"docs/{person['page']}",
                rf'class="bb-speaker">\[{re.escape(spoken)}\]',
                f'class="bb-speaker">[{other}]',
            )
    person = next(p for p in book.book["people"] if p["roles"])
    other = next(n for n in names if n != person["name"])
    return book.changed(f"docs/{person['page']}", rf">{re.escape(person['name'])}</h1>", f">{other}</h1>")


def _emptied(**files: str) -> Tampering:
    return lambda book: {f"docs/data/{name}.json": content.encode() for name, content in files.items()}


def _book(change: Callable[[dict[str, Any]], None]) -> Tampering:
    return lambda book: book.with_book(change)


def _table(book: Tampered) -> Change:
    return book.changed(
        "docs/data/timeline.csv", r"\d{4}-\d\d-\d\d", lambda found: f"{int(found[0][:4]) + 1}{found[0][4:]}"
    )


def _calendar(book: Tampered) -> Change:
    return book.changed(
        "docs/data/timeline.ics", r"(DTSTART;VALUE=DATE:)(\d{4})", lambda found: f"{found[1]}{int(found[2]) + 1}"
    )


NAMED: dict[str, Tampering] = {
    "home: a number in a claim": _on_home(
        r"(?<=class=\"bb-claim\">)([^<]*?)\b\d+\b", lambda found: re.sub(r"\d+$", _more, found[0])
    ),
    "home: the proof sentence": _on_home(r'data-says="\w+', 'data-says="Nobody'),
    "source page: a sentence": lambda book: book.changed(
        f"docs/{book.book['sources'][0]['page']}", r'(class="bb-said">[^<]*?) [a-z]+ ', r"\1 surrendered "
    ),
    "home: citation to another sentence of the source": _other_sentence,
    "home: citation to another source": _other_source,
    "timeline: a date heading": _heading,
    "timeline: an invented entry": _entry,
    "timeline: the day that a filter looks for": lambda book: book.changed(
        _timeline_page(book), r'data-from="(\d{4})', lambda found: f'data-from="{int(found[1]) + 1}'
    ),
    "timeline: how a date was read": lambda book: book.changed(
        _timeline_page(book), r'(class="bb-basis"[^>]*title="[^"\w]*)\w+', r"\1Never"
    ),
    "timeline: how sure a date is": lambda book: book.changed(
        _timeline_page(book), r"([=≈])(?=</a></span>)", lambda found: "≈" if found[1] == "=" else "="
    ),
    "timeline: the date for programs": lambda book: book.changed(
        _timeline_page(book), r'data-stamp="(\d{4})', lambda found: f'data-stamp="{int(found[1]) + 1}'
    ),
    "home: what is corrected at a line": _on_home(r'data-edit="\w+', 'data-edit="glossary'),
    "timeline: the side of a person": lambda book: book.changed(
        _timeline_page(book), r'(class="bb-sided bb-side-)\w+', r"\g<1>4"
    ),
    "people: who is in office": lambda book: book.changed(
        "docs/people/index.md", "## In office", "## Former and others"
    ),
    "timeline: the line of the as-of date": lambda book: book.changed(
        _timeline_page(book), r'(?s)(<p class="bb-today".*?</p>)(.*)', r"\2\1"
    ),
    "profile: the name of the speaker": _on_profile,
    "a page deleted": lambda book: {f"docs/{book.book['people'][0]['page']}": None},
    "event: date, a year off": _book(_year_off),
    "event: another name in the brackets": _book(_other_name),
    "event: an invented clause in brackets": _book(_invented),
    "event: headline cut to one word": _book(_one_word),
    "event: headline, a word changed": _book(_other_word),
    "event: deleted": _book(_no_event),
    "event: sentence number 999": _book(_no_such_sentence),
    "quotation: text replaced": _book(_quotation(text="I resign today.")),
    "quotation: another speaker": _book(_other_speaker),
    "quotation: proof cut to a word": _book(_proof(lambda quote: "the")),
    "quotation: proof empty": _book(_proof(lambda quote: "")),
    "quotation: proof, a word added": _book(_proof(lambda quote: f"{quote} Never.")),
    "quotation: proof of another quotation": _book(_other_proof),
    "figure times 1,000": _book(_thousandfold),
    "title of an office": _book(_other_title),
    "country of a person": _book(_other_country),
    "publication date of a source": _book(_other_day_of_source),
    "what an abbreviation stands for": _book(_other_meaning),
    "value in a disagreement": _book(_other_value),
    "book.json is {}": _emptied(book="{}"),
    "citations.json is []": _emptied(citations="[]"),
    "both empty": _emptied(book="{}", citations="[]"),
    "a source deleted": lambda book: {f"seeds/{book.book['sources'][0]['file']}": None},
    "a cited word in a source": _cited_word,
    "two sources swapped": _swapped,
    "the date line of a source": _date_line,
    "timeline.csv: a date": _table,
    "timeline.ics: a date": _calendar,
}


# At random


def _shown(page: str) -> Iterator[tuple[int, int]]:
    """The stretches of a generated page that a reader reads: no tags, no targets of links, no pictures, no front
    matter."""
    start = page.index("\n---\n", 4) + 5 if page.startswith("---\n") else 0
    hidden = r"<svg.*?</svg>|<form.*?</form>|<[^<>]*>|\]\([^)]*\)|&#?\w+;"
    at = start
    for found in re.compile(hidden, re.DOTALL | re.MULTILINE).finditer(page, start):
        if found.start() > at:
            yield at, found.start()
        at = found.end()


def _put(text: str, start: int, end: int, new: str) -> bytes:
    return _bytes(f"{text[:start]}{new}{text[end:]}")


def _other_letter(letter: str, chance: random.Random) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter.isupper() else "abcdefghijklmnopqrstuvwxyz"
    return chance.choice([other for other in letters if other != letter])


def _letter_on_page(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    places: list[int] = []
    while not places:
        path = chance.choice(book.pages())
        text = book.read(path)
        places = [
            n for start, end in _shown(text) for n in range(start, end) if text[n].isascii() and text[n].isalpha()
        ]
    at = chance.choice(places)
    new = _other_letter(text[at], chance)
    return f"{path}: a letter, {text[max(at - 20, 0) : at]}[{text[at]}>{new}]{text[at + 1 : at + 20]}", {
        path: _put(text, at, at + 1, new)
    }


def _number_on_page(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    path = chance.choice(book.pages())
    text = book.read(path)
    places = [found.span() for start, end in _shown(text) for found in _NUMBER.finditer(text, start, end)]
    if not places:
        return _letter_on_page(book, chance)
    start, end = chance.choice(places)
    new = str(int(text[start:end]) + chance.choice((1, 2, 10, 100)))
    return f"{path}: a number, {text[max(start - 20, 0) : start]}[{text[start:end]}>{new}]{text[end : end + 20]}", {
        path: _put(text, start, end, new)
    }


def _date_on_page(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    path = chance.choice(book.pages())
    text = book.read(path)
    places = [found for start, end in _shown(text) for found in _DAY.finditer(text, start, end)]
    if not places:
        return _number_on_page(book, chance)
    found = chance.choice(places)
    new = f"{int(found[1]) % 28 + 1} {found[2]}"
    return f"{path}: a date, [{found[0]}>{new}] at {found.start()}", {path: _put(text, *found.span(), new)}


def _name_on_page(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    path = chance.choice(book.pages())
    text = book.read(path)
    names = [person["name"] for person in book.book["people"]]
    places = [
        (at, name) for start, end in _shown(text) for name in names for at in [text.find(name, start, end)] if at >= 0
    ]
    if not places or len(names) < 2:
        return _letter_on_page(book, chance)
    at, name = chance.choice(places)
    new = chance.choice([other for other in names if other != name])
    return f"{path}: a name, [{name}>{new}] at {at}", {path: _put(text, at, at + len(name), new)}


def _target_on_page(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    path = chance.choice(book.pages())
    text = book.read(path)
    places = list(re.finditer(r"\]\([^()#\s]*#s(\d+)(?= )", text))
    if not places:
        return _letter_on_page(book, chance)
    found = chance.choice(places)
    new = str(int(found[1]) + chance.choice((1, 2, 3)))
    return f"{path}: a citation, [#s{found[1]}>#s{new}] at {found.start(1)}", {path: _put(text, *found.span(1), new)}


def _proof_on_page(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    path = chance.choice(book.pages())
    text = book.read(path)
    proofs = [found.span(1) for found in re.finditer(r'data-says="([^"]*)"', text)]
    places = [
        n
        for start, end in proofs
        for n in range(start, end)
        if text[n].isalpha() and "&" not in text[max(n - 6, start) : n]
    ]
    if not places:
        return _letter_on_page(book, chance)
    at = chance.choice(places)
    new = _other_letter(text[at], chance)
    return f"{path}: a proof, {text[max(at - 20, 0) : at]}[{text[at]}>{new}]{text[at + 1 : at + 20]}", {
        path: _put(text, at, at + 1, new)
    }


def _line_of_page(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    path = chance.choice(book.pages())
    lines = book.read(path).split("\n")
    places = [n for n, line in enumerate(lines) if re.search(r' (?:id|data-claim)="c-', line)]
    if not places:
        return _letter_on_page(book, chance)
    at = chance.choice(places)
    apart = lines[at].endswith(' markdown="span">')  # what is in it stands on lines of its own
    end = next((n for n in range(at, len(lines)) if lines[n].startswith("</")), at) if apart else at
    return f"{path}: a line deleted, {lines[at][:60]}", {path: "\n".join(lines[:at] + lines[end + 1 :]).encode()}


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _leaves(inner, (*path, key))
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        yield path, value


def _in_data(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    name = chance.choice(_DATA)
    data = json.loads(book.read(f"docs/data/{name}"))
    leaves = [
        (path, value)
        for path, value in _leaves(data)
        if path[-1] != "schema" and (not isinstance(value, str) or re.search(r"[A-Za-z0-9]", value))
    ]
    path, value = chance.choice(leaves)
    new: Any = value + 1 if not isinstance(value, str) else _other_character(value, chance)
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = new
    return f"{name}: {path}, [{str(value)[:60]}>{str(new)[:60]}]", {
        f"docs/data/{name}": json.dumps(data, ensure_ascii=False).encode()
    }


def _other_character(value: str, chance: random.Random) -> str:
    at = chance.choice([n for n, character in enumerate(value) if re.match(r"[A-Za-z0-9]", character)])
    old = value[at]
    new = str((int(old) + chance.randrange(1, 9)) % 10) if old.isdigit() else _other_letter(old, chance)
    return f"{value[:at]}{new}{value[at + 1 :]}"


def _entry_of_data(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    name = chance.choice(_DATA)
    data = json.loads(book.read(f"docs/data/{name}"))
    lists = (
        [data] if isinstance(data, list) else [value for value in data.values() if isinstance(value, list) and value]
    )
    chosen = chance.choice(lists)
    at = chance.randrange(len(chosen))
    gone = chosen.pop(at)
    return f"{name}: an entry deleted, {str(gone)[:60]}", {
        f"docs/data/{name}": json.dumps(data, ensure_ascii=False).encode()
    }


def _in_download(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    path = chance.choice(("docs/data/timeline.csv", "docs/data/timeline.ics"))
    text = book.read(path)
    places = [found.start() for found in re.finditer(r"[0-9]", text)] if chance.random() < 0.5 else []
    places = places or [found.start() for found in re.finditer(r"(?<=[a-z])[a-z](?=[a-z])", text)]
    at = chance.choice(places)
    new = str((int(text[at]) + 1) % 10) if text[at].isdigit() else _other_letter(text[at], chance)
    return f"{path}: {text[max(at - 20, 0) : at]}[{text[at]}>{new}]{text[at + 1 : at + 20]}", {
        path: _put(text, at, at + 1, new)
    }


def _in_source(book: Tampered, chance: random.Random) -> tuple[str, Change]:
    citations = [event["citations"][0] for event in book.book["events"]] + [
        said["citation"] for said in book.book["quotations"]
    ]
    cited = chance.choice(citations)
    path = book.source(cited["source"])
    text = book.read(path)
    found = list(re.finditer(r"\s+".join(map(re.escape, cited["quote"].split())), text))
    if len(found) != 1:  # of one that stands there twice, the other would still prove it
        return _letter_on_page(book, chance)
    at = chance.choice([n for n in range(*found[0].span()) if text[n].isascii() and text[n].isalpha()])
    changed = text[:at] + _other_letter(text[at], chance) + text[at + 1 :]
    return f"{path}: a letter of a cited sentence at {at}", {path: _bytes(changed)}


_KINDS = (
    _letter_on_page,
    _number_on_page,
    _date_on_page,
    _name_on_page,
    _target_on_page,
    _proof_on_page,
    _line_of_page,
    _in_data,
    _in_data,
    _entry_of_data,
    _in_download,
    _in_source,
)


def at_random(book: Tampered, seed: int, count: int) -> Iterator[tuple[str, Change]]:
    """Tamperings with their names, the same ones for one book, seed and count."""
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.choice(_KINDS)(book, chance)


def copied(book: Path, folder: Path) -> Tampered:
    """A copy of what a check reads of a book."""
    for name in ("docs", "seeds", "notes"):
        if (book / name).is_dir():
            shutil.copytree(book / name, folder / name)
    if (book / "book.yml").exists():
        shutil.copy2(book / "book.yml", folder / "book.yml")
    return Tampered(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description="Tamper with a built book, and see whether `briefing check` finds it.")
    parser.add_argument("--book", type=Path, default=Path(), help="folder of a built book (default: this one)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = copied(arguments.book, Path(folder))
        if faults := prove(book.root).faults:
            print(f"{arguments.book}: the book itself has {len(faults)} faults, such as: {faults[0]}")
            return 1
        named = [name for name, change in made(book) if change is not None and not is_caught(book, change)]
        for name in (name for name, change in made(book) if change is None):
            print(f"not possible in this book: {name}")
        missed = [
            name for name, change in at_random(book, arguments.seed, arguments.count) if not is_caught(book, change)
        ]
    for name in (*named, *missed):
        print(f"missed: {name}")
    random_ones = f"{arguments.count - len(missed)} of {arguments.count} random"
    print(f"seed {arguments.seed}: {len(NAMED) - len(named)} of {len(NAMED)} named and {random_ones} caught")
    return 1 if named or len(missed) * 200 > MOST_MISSED * arguments.count else 0


if __name__ == "__main__":
    sys.exit(main())
