"""Reads what the editor wrote: `book.yml`, with messages that name line and key, and `notes/`."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
import zoneinfo
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from .. import book_folder
from ..model.book import Note, TopicSpec
from ..model.dates import Date, Precision
from ..model.errors import BookFileError, UnfitFile, disk_fault
from ..model.findings import POST_KINDS, POSTS
from ..model.settings import (
    BookFile,
    ClaimOverride,
    DisagreementOverride,
    EventOverride,
    GlossaryOverride,
    PersonOverride,
    SourceOverride,
    Target,
)
from ..model.source_files import Problem
from ..model.text import LONGEST_SLUG, slug

T = TypeVar("T")
Reader = Callable[[yaml.Node, str], Any]  # a node and its key -> its value

_DEEPEST = 20  # levels of nesting; deeper ones are no book.yml, and would exhaust the parser
_PLAIN = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "timestamp"))
_BOOL = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_OTHER_WORDS = {  # what an editor may call a key
    "retitle": "headline",
    "rename": "name",
    "author": "authors",
    "zones": "home_zones",
    "drop": "hide",
    "delete": "hide",
    "why": "reason",
    "file": "source",
}


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that was probably meant."""
    close = difflib.get_close_matches(word, sorted(known), n=1)
    other = _OTHER_WORDS.get(word)
    return other if other in known else close[0] if close else None


def _line(place: yaml.Node | yaml.Event) -> int:
    return int(place.start_mark.line) + 1 if place.start_mark else 1


def _fail(node: yaml.Node, message: str) -> BookFileError:
    return BookFileError(f"book.yml, line {_line(node)}: {message}")


def _entries(node: yaml.Node, allowed: Collection[str]) -> dict[str, yaml.Node]:
    """The keys of a mapping and their nodes; nodes, not values, because nodes know their line."""
    if not isinstance(node, yaml.MappingNode):
        raise _fail(node, f"expected keys and values, such as `{next(iter(allowed))}: ...`")
    found: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise _fail(key_node, f"a key must be one word; known keys: {', '.join(allowed)}")
        key = str(key_node.value)
        if key not in allowed:
            meant = nearest(key, allowed)
            hint = f"did you mean `{meant}`?" if meant else f"known keys: {', '.join(allowed)}"
            raise _fail(key_node, f"unknown key `{key}`, {hint}")
        if key in found:
            raise _fail(key_node, f"`{key}` stands twice")
        found[key] = value
    return found


def _shown(node: yaml.Node) -> str:
    return (
        repr(node.value[:60])
        if isinstance(node, yaml.ScalarNode)
        else "a list"
        if isinstance(node, yaml.SequenceNode)
        else "keys"
    )


def _text(node: yaml.Node, key: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag not in _PLAIN:
        raise _fail(node, f"`{key}` must be text, not {_shown(node)}")
    text = " ".join(str(node.value).split())
    if not text:
        raise _fail(node, f"`{key}` is empty")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _fail(node, f"`{key}` holds half a character (a lone surrogate); write the character itself")
    return text


def _texts(node: yaml.Node, key: str) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise _fail(node, f"`{key}` must be a list, such as [one, two]")
    return tuple(_text(item, key) for item in node.value)


def _text_or_texts(node: yaml.Node, key: str) -> tuple[str, ...]:
    return _texts(node, key) if isinstance(node, yaml.SequenceNode) else (_text(node, key),)


def _names_of_one(node: yaml.Node, key: str) -> tuple[str, ...]:
    names = _texts(node, key)
    if len(set(names)) < 2:
        raise _fail(node, f"`{key}` needs two or more names")
    return names


def _bool(node: yaml.Node, key: str) -> bool:
    if not isinstance(node, yaml.ScalarNode) or node.style or node.value.lower() not in _BOOL:
        raise _fail(node, f"`{key}` must be true or false, not {_shown(node)}")
    return _BOOL[node.value.lower()]


def _day(node: yaml.Node, key: str) -> dt.date:
    date = _date(node, key)
    if date.precision != "day":
        raise _fail(node, f"`{key}` must be a date such as 2025-07-09, not {_shown(node)}")
    return date.earliest


def _date(node: yaml.Node, key: str) -> Date:
    try:
        return read_date(_text(node, key))
    except ValueError as error:
        forms = "2025-07-09, 2025-07, 2025, 2025-07-07/2025-07-09 or [2025-07-07..2025-07-09]"
        raise _fail(node, f"`{key}` must be a date such as {forms}, not {_shown(node)}") from error


def read_date(text: str) -> Date:
    """A day, month or year; "a/b" is every day from a to b, "[a..b]" one of them that is not known.

    A subset of EDTF (ISO 8601-2:2019), as `Date.edtf` writes it. Raises ValueError.

    >>> read_date("2031-02").latest
    datetime.date(2031, 2, 28)
    """
    precision: Precision
    for pattern, precision in ((r"\[(\S+?)\.\.(\S+?)\]", "range"), (r"(\S+?)/(\S+)", "period")):
        if between := re.fullmatch(pattern, text):
            first, last = read_date(between[1]).earliest, read_date(between[2]).latest
            if first > last:
                raise ValueError(f"{text}: ends before it begins")
            return Date(earliest=first, latest=last, precision=precision, basis="editor", text=text)
    if not (known := re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)):
        raise ValueError(f"{text}: not a date")
    year, month, day = (int(part) if part else None for part in known.groups())
    assert year is not None
    first = dt.date(year, month or 1, day or 1)
    if day:
        return Date(earliest=first, latest=first, precision="day", basis="editor", text=text)
    if month:
        last = (
            dt.date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else dt.date.max
        ) - dt.timedelta(days=1)
        return Date(earliest=first, latest=last, precision="month", basis="editor", text=text)
    return Date(earliest=first, latest=dt.date(year, 12, 31), precision="year", basis="editor", text=text)


def _weight(node: yaml.Node, key: str) -> float:
    try:
        weight = float(_text(node, key))
    except ValueError:
        weight = -1.0
    if not 0 <= weight <= 2:
        raise _fail(node, f"`{key}` must be a number from 0 to 2, not {_shown(node)}; 1 is a source like any other")
    return weight


def _no_family(node: yaml.Node, key: str) -> str:
    text = _text(node, key)
    if text != "none":
        raise _fail(node, f"`{key}` can only be `none`, not {_shown(node)}; `of` names what a source is a copy of")
    return text


def _address(node: yaml.Node, key: str) -> str:
    text = _text(node, key)
    if not re.match(r"https?://[^\s/]", text):
        raise _fail(node, f"`{key}` must begin with http:// or https://, not {_shown(node)}")
    return text


def _addresses(node: yaml.Node, key: str) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise _fail(node, f"`{key}` must be a list, such as [https://quay.example/feed]")
    return tuple(_address(item, key) for item in node.value)


def _cluster(node: yaml.Node, key: str) -> str:
    text = _text(node, key)
    if not is_cluster(text):
        raise _fail(node, f"`{key}` must be {CLUSTER_SHAPE}, not {_shown(node)}")
    return text


CLUSTER_SHAPE = "the address of a Dask scheduler, such as tcp://10.0.0.5:8786 or tls://quay.example:8786"


def is_cluster(text: str) -> bool:
    """Whether it is the address of a scheduler: how to reach it, host and port.

    >>> is_cluster("tcp://[::1]:8786"), is_cluster("quay.example:8786"), is_cluster("tcp://quay.example")
    (True, False, False)
    """
    found = re.fullmatch(r"(?:tcp|tls)://(?:\[[0-9a-fA-F:.%]+\]|[^\s/:@\[\]]+):([0-9]{1,5})", text)
    return found is not None and 0 < int(found[1]) < 65536


def _zones(node: yaml.Node, key: str) -> tuple[str, ...]:
    known = zoneinfo.available_timezones()  # empty where the system has no zones; then nothing can be checked
    for item, zone in zip(node.value, zones := _texts(node, key), strict=True):
        if known and zone not in known:
            city = "/" + zone.replace(" ", "_")
            meant = nearest(zone, known) or next((name for name in sorted(known) if name.endswith(city)), None)
            raise _fail(
                item,
                f"`{zone}` is no IANA time zone, "
                + (f"did you mean `{meant}`?" if meant else "write it as Continent/City"),
            )
    return zones


def _target(node: yaml.Node, key: str) -> Target:
    if isinstance(node, yaml.MappingNode):
        found = _read(node, {"source": _text, "words": _text})
        if "words" not in found:
            raise _fail(node, f"`{key}` needs `words` of the sentence, or an id: {_ID_SHAPE}")
        return Target(**found)
    text = _text(node, key)
    return Target(id=text) if is_id(text) else Target(words=text)


_ID_SHAPE = "`c-` and the ten digits and letters in which the link to the line ends"


def is_id(text: str) -> bool:
    """Whether a target is named by an id, of the pages (`c-`) or of the data, and not by words."""
    return re.fullmatch(r"[cdefmq]-[0-9a-f]{10}", text) is not None


def _line_id(node: yaml.Node, key: str) -> str:
    text = _text(node, key)
    if not is_id(text):
        raise _fail(node, f"`{key}` must be an id, {_ID_SHAPE}; not {_shown(node)}")
    return text


def _targets(node: yaml.Node, key: str) -> tuple[Target, ...]:
    if not isinstance(node, yaml.SequenceNode) or len(node.value) < 2:
        raise _fail(node, f"`{key}` must be a list of two or more events")
    return tuple(_target(item, "event") for item in node.value)


def _topic(node: yaml.Node) -> TopicSpec:
    found = _read(node, {"title": _text, "terms": _texts, "description": _text})
    if "title" not in found:
        raise _fail(node, "a topic needs a `title`")
    if not slug(found["title"]):
        raise _fail(node, "`title` needs at least one Latin letter or digit, for the page's address")
    return TopicSpec(id=slug(found["title"]), **{"terms": (found["title"],), **found})


def _topics(node: yaml.Node, key: str) -> tuple[TopicSpec, ...]:
    topics = _list(_topic)(node, key)
    if len({topic.id for topic in topics}) < len(topics):
        raise _fail(node, f"two topics have the same title, or one that differs only after {LONGEST_SLUG} characters")
    return topics


def _list(read: Callable[[yaml.Node], T]) -> Callable[[yaml.Node, str], tuple[T, ...]]:
    def read_all(node: yaml.Node, key: str) -> tuple[T, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise _fail(node, f"`{key}` must be a list: each entry on a line of its own, with `- ` before it")
        return tuple(read(item) for item in node.value)

    return read_all


def _read(node: yaml.Node, fields: Mapping[str, Reader]) -> dict[str, Any]:
    """A mapping's values by key. A key without a value counts as not there."""
    given = {key: value for key, value in _entries(node, fields).items() if value.tag != "tag:yaml.org,2002:null"}
    return {key: fields[key](value, key) for key, value in given.items()}


_WITHOUT_REASON = frozenset({"weight", "pin"})  # they change what stands first, no fact
_SWITCHES = frozenset({"hide", "exclude", "pin"})  # false is as good as not there
_ACTS = frozenset({"merge", "apart", "split"})  # keys that name a target and say what to do with it


def _override(make: Callable[..., T], names: tuple[str, ...], fields: Mapping[str, Reader]) -> Callable[[yaml.Node], T]:
    """Reads an entry that names its target under just one of the keys `names`."""

    def read(node: yaml.Node) -> T:
        found = _read(node, {**fields, "reason": _text})
        named = [key for key in names if key in found]
        if len(named) != 1:
            choice = " or ".join(f"`{name}`" for name in names)
            raise _fail(
                node, f"an entry needs {choice}, to say what it is about" + (", and only one of them" if named else "")
            )
        done = [
            key for key in found if key not in (*names, "reason") and not (key in _SWITCHES and found[key] is False)
        ]
        done += _ACTS.intersection(named)
        if not done:
            more = ", ".join(f"`{key}`" for key in fields if key not in names)
            raise _fail(node, f"this entry changes nothing; give it one or more of: {more}")
        if "reason" not in found and not _WITHOUT_REASON.issuperset(done):
            raise _fail(node, f"`{done[0]}` needs a `reason`, which the page shows beside it")
        return make(line=_line(node), **{"reason": None, **found})

    return read


def _person(node: yaml.Node) -> PersonOverride:
    person = _override(
        PersonOverride,
        ("person", "merge", "apart", "split"),
        {
            "person": _text,
            "merge": _names_of_one,
            "apart": _names_of_one,
            "split": _text,
            "sources": _text_or_texts,
            "spellings": _text_or_texts,
            "name": _text,
            "role": _text,
            "country": _text,
            "official": _bool,
            "aliases": _text_or_texts,
            "hide": _bool,
        },
    )(node)
    told_apart = bool(person.sources or person.spellings)
    if person.split and not told_apart:
        raise _fail(node, "`split` needs `sources` or `spellings`: where somebody else is meant, or by which name")
    if told_apart and not person.split:
        raise _fail(node, "`sources` and `spellings` go with `split`; other names of a person are `aliases`")
    return person


def _kinds(node: yaml.Node, key: str) -> frozenset[str]:
    kinds = _texts(node, key)
    for item, kind in zip(node.value, kinds, strict=True):
        if kind not in POST_KINDS:
            meant = nearest(kind, POST_KINDS)
            hint = f", did you mean `{meant}`?" if meant else "."
            raise _fail(item, f"`{kind}` is no kind of post{hint} The kinds are {', '.join(POST_KINDS)}")
    return frozenset(kinds)


def _people(node: yaml.Node, key: str) -> dict[str, Any]:
    """Corrections as a list, or `kinds` and the corrections under `edits`."""
    fields: Mapping[str, Reader] = {"kinds": _kinds, EDITS: _list(_person)}
    keys = [str(name.value) for name, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    if not any(nearest(name, fields) for name in keys):
        return {key: _list(_person)(node, key)}
    found = _read(node, fields)
    return {"kinds": found.get("kinds", POSTS), key: found.get(EDITS, ())}


def _event(node: yaml.Node) -> EventOverride:
    def make(event: Target | None = None, merge: tuple[Target, ...] = (), **rest: Any) -> EventOverride:
        return EventOverride(events=(event,) if event else merge, **rest)

    return _override(
        make,
        ("event", "merge"),
        {"event": _target, "merge": _targets, "date": _date, "headline": _text, "hide": _bool, "pin": _bool},
    )(node)


_source = _override(
    SourceOverride,
    ("source",),
    {
        "source": _text,
        "published": _date,
        "outlet": _text,
        "authors": _text_or_texts,
        "title": _text,
        "url": _address,
        "weight": _weight,
        "exclude": _bool,
        "family": _no_family,
        "of": _text,
    },
)
_disagreement = _override(
    DisagreementOverride, ("disagreement",), {"disagreement": _target, "settle": _text, "hide": _bool}
)
_claim = _override(ClaimOverride, ("claim",), {"claim": _line_id, "hide": _bool})
_gloss = _override(GlossaryOverride, ("short",), {"short": _text, "expansion": _text, "hide": _bool})

_BOOK: Mapping[str, Reader] = {
    "title": _text,
    "description": _text,
    "as_of": _day,
    "feeds": _addresses,
    "home_zones": _zones,
    "topics": _topics,
    "sources": _list(_source),
    "people": _people,
    "events": _list(_event),
    "disagreements": _list(_disagreement),
    "claims": _list(_claim),
    "glossary": _list(_gloss),
    "full_text": _bool,
    "model": _text,
    "cluster": _cluster,
}
EDITS = "edits"  # the corrections of people, where `people` has other keys too
SECTIONS = ("sources", "people", "events", "disagreements", "claims", "glossary")  # the lists of overrides


def compose(text: str) -> yaml.Node | None:
    """The file's node tree; None when it is empty. Raises BookFileError."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise BookFileError(
                    f"book.yml, line {_line(event)}: anchors and aliases (`&`, `*`) are not allowed here"
                )
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise BookFileError(f"book.yml, line {_line(event)}: nested more than {_DEEPEST} deep")
        root: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise BookFileError(f"book.yml{line}: not valid YAML: {getattr(error, 'problem', error)}") from error
    return root


def parse_book_file(text: str) -> BookFile:
    """Raises BookFileError naming line and key."""
    root = compose(text)
    if root is None:
        return BookFile()
    found = _read(root, _BOOK)
    return BookFile(**found | found.pop("people", {}))


def read_book_file(path: Path) -> BookFile:
    """The editor's file, or the defaults when there is none. Raises BookFileError."""
    return parse_book_file(read_text(path) or "")


def read_text(path: Path) -> str | None:
    """The text of the editor's file, None when there is none. Raises BookFileError."""
    largest = book_folder.BOOK_FILE.largest
    try:
        if not os.path.lexists(path):
            return None
        if reason := book_folder.refusal(path, path.parent.resolve(), largest):
            raise UnfitFile(reason)
        data = book_folder.read(path, largest)
    except OSError as error:
        raise BookFileError(disk_fault(error)) from error
    except UnfitFile as error:
        raise BookFileError(
            f"{path}: {error.reason}; it must be a text file in the book's own folder, or not be there"
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BookFileError(f"{path.name}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def read_notes(folder: Path) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """The editor's notes by the page that each names, and a line for each that cannot be read."""
    notes: list[Note] = []
    try:
        listed = book_folder.listing(folder, book_folder.NOTES, prefix="notes/")
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (Problem(file="notes", reason=f"cannot be listed: {error.strerror}", lost=True),)
    problems = list(listed.left)
    for page in listed.files:
        try:
            text = book_folder.read(folder / page, book_folder.NOTES.largest).decode("utf-8-sig")
        except OSError as error:
            problems.append(Problem(file=f"notes/{page}", reason=f"cannot be read: {error.strerror}", lost=True))
        except UnicodeDecodeError as error:
            problems.append(
                Problem(file=f"notes/{page}", reason=f"not UTF-8 at byte {error.start}; save it as UTF-8", lost=True)
            )
        except UnfitFile as error:
            problems.append(Problem(file=f"notes/{page}", reason=error.reason, lost=True))
        else:
            if text.strip():
                notes.append(Note(page=page, text=text))
    return tuple(notes), tuple(problems)


def unplaced(notes: Collection[Note], pages: Collection[str]) -> tuple[Problem, ...]:
    """A line for each note that names no page."""
    markdown = [page for page in pages if page.endswith(".md")]
    found = []
    for page in sorted(note.page for note in notes if note.page not in pages):
        close = difflib.get_close_matches(page, markdown, n=1)
        cure = f"did you mean notes/{close[0]}?" if close else "give the note the name that its page has in docs/"
        found.append(Problem(file=f"notes/{page}", reason=f"the book has no page {page}; {cure}", lost=True))
    return tuple(found)
