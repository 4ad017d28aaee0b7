"""What changed between the book as it was published and the book as it is now, claim by claim.

Both are read from the published data, so wording, layout and salience do not count; no clock is read.
A record is matched by id first, then by the sentences it rests on: when a new article comes to lead the
telling of an event, the event is told by one more source, not withdrawn and added.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import msgspec

from .. import book_folder
from ..model.book import Change, ChangeKind, ClaimKind, Edition
from ..model.dates import Date
from ..model.errors import UnfitFile, UsageError, disk_fault
from ..model.findings import StatementAct
from ..model.permanent_ids import LineKind, id_of
from ..model.source_files import Problem
from ..model.text import fold, record

Data = Mapping[str, Any]  # what data/book.json holds

Record = tuple[tuple[Edition, ...], Data | None]  # the editions, and the published data that they end with

HISTORY = "data/editions.json"  # below docs/, as the next two
PUBLISHED = "data/book.json"

_WITNESSED = ("event", "role", "measure", "disagreement")  # claims of which it matters who tells them
_ID = re.compile(r"has the id `([^`]*)`")
_NAMED_BY_ID: dict[ClaimKind, LineKind] = {  # claims that an editor may name by an id, and what pages call them
    "event": "event",
    "disagreement": "disagreement",
    "quotation": "statement",
    "figure": "figure",
    "measure": "measure",
}
_LARGEST = 1_000_000_000  # bytes of a file of ours
_LISTED = 400  # changes of one edition that are kept word for word; all are counted
_LONGEST = 300  # characters of a claim's text
_WORD = re.compile(r"[^\W_]+")
_MARKS = '"“”'
_BINDING: frozenset[StatementAct] = frozenset({"asks", "offers", "promises", "agrees", "refuses", "threatens"})


@record
class Claim:
    """One thing the book holds. Of two editions' claims those are one that share `id`, else a `key`."""

    kind: ClaimKind
    id: str
    text: str
    keys: frozenset[tuple[str, ...]]
    value: str | None = None  # what a later edition may give otherwise: a date, a speaker, a number
    sources: frozenset[str] = frozenset()
    told: str = ""  # `text` as it stands alone; "" where it does so itself
    date: Date | None = None
    topics: tuple[str, ...] = ()  # titles
    weight: float = 0.0  # 0 to 1: how much it matters beside other claims


_GRAVITY: dict[ChangeKind, float] = {  # how much it matters that a claim is changed so, beside other ways
    "superseded": 1.5,
    "redated": 1.4,
    "disputed": 1.2,
    "added": 1.0,
    "changed": 0.8,
    "withdrawn": 0.7,
    "corroborated": 0.3,
}
_DEMANDING, _SAYING = 0.6, 0.4  # what a statement weighs: one whose act is among these, any other
_DISPUTE = 0.7


def after(history: Sequence[Edition], old: Data | None, new: Data) -> tuple[Edition, ...]:
    """The editions with the one that `new` makes, if it holds other claims than the one published last.

    `old` is the published data that `history` ends with. Without either the record begins anew, with the first
    article: a book that is still empty is no edition.
    """
    if not history:
        return (_edition((), new, ()),) if new["sources"] else ()
    if digest(new) == history[-1].claims:
        return tuple(history)
    changes = _by_weight(compare(old or {}, new), old or {}, new)
    torn = any(is_torn((tuple(history), data)) for data in (old, new))  # also where `old` told one claim twice
    return (*history, _edition(history, new, changes)) if changes or torn else tuple(history)


def is_torn(record: Record) -> bool:
    """Whether the published data is that of another edition than the record ends with: one of the two files is from
    another time.

    Words may have changed without an edition; the number of claims of a kind may not.
    """
    history, old = record
    if not history or old is None or digest(old) == history[-1].claims:
        return False
    return _counted(claim.kind for claim in _claims(old)) != history[-1].holds


def doubts(record: Record) -> tuple[Problem, ...]:
    """What is to be told of the record; the next edition, which then is recorded even when nothing else changed, mends
    it."""
    if not is_torn(record):
        return ()
    reason = (
        f"it is not the book that {HISTORY} ends with: the newest edition may not tell all that changed; "
        "restore both from git"
    )
    return (Problem(file=f"docs/{PUBLISHED}", reason=reason, lost=False),)


def read(docs: Path) -> Record:
    """The record as it stands in docs/. Raises UsageError."""
    try:
        text = book_folder.read(docs / HISTORY, _LARGEST).decode()
    except FileNotFoundError:
        return (), None
    except OSError as error:
        raise UsageError(disk_fault(error)) from error
    except (ValueError, UnfitFile) as error:
        raise UsageError(f"{docs.name}/{HISTORY} cannot be read ({error}); {_CURE}") from error
    try:
        history = msgspec.json.decode(text, type=tuple[Edition, ...])
        old = json.loads(book_folder.read(docs / PUBLISHED, _LARGEST))
        tuple(_claims(old))  # reads as published data, if perhaps an older one
    except msgspec.DecodeError as error:
        raise UsageError(f"{docs.name}/{HISTORY} is damaged ({error}); {_CURE}") from error
    except FileNotFoundError:
        return history, None
    except OSError as error:
        raise UsageError(disk_fault(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, UnfitFile) as error:
        raise UsageError(
            f"{docs.name}/{PUBLISHED} is damaged ({error!r}); restore it from git, or delete it"
        ) from error
    return history, old


def continued(begun: Record | None, docs: Path) -> Record:
    """The record that a session began with, so that all it changes comes to one edition; the one in docs/ where
    somebody else has gone on with it. Raises UsageError."""
    now = read(docs)
    ours = begun is not None and now[0][: len(begun[0])] == begun[0] and len(now[0]) <= len(begun[0]) + 1
    return begun if ours and begun is not None else now


_CURE = "restore it from git, or delete it to begin the record of editions anew"


def meaning(message: str, published: Data | None) -> str:
    """What an id that a message names stands for in the published book, so that it can be named by words; else
    nothing."""
    named = _ID.search(message)
    known = {
        name: claim
        for claim in _claims(published or {})
        if claim.kind in _NAMED_BY_ID
        for name in (claim.id, id_of(_NAMED_BY_ID[claim.kind], claim.id))
    }
    if named is None or named[1] not in known:
        return ""
    claim = known[named[1]]
    return f"; as published it stands for “{_cut(claim.text)}” ({', '.join(sorted(claim.sources))})"


def digest(data: Data) -> str:
    """SHA-256 over the claims, whatever their order."""
    lines = sorted(repr((c.kind, c.id, c.text, sorted(c.keys), c.value, sorted(c.sources))) for c in _claims(data))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _edition(history: Sequence[Edition], new: Data, changes: Sequence[Change]) -> Edition:
    claims = digest(new)
    chained = hashlib.sha256(f"{history[-1].id if history else ''}\0{claims}".encode()).hexdigest()
    return Edition(
        id=chained[:16],
        claims=claims,
        as_of=dt.date.fromisoformat(new["as_of"]) if new.get("as_of") else None,
        first=not history,
        holds=_counted(claim.kind for claim in _claims(new)),
        counts=_counted(change.kind for change in changes),
        changes=tuple(changes[:_LISTED]),
    )


def _by_weight(changes: Iterable[Change], *books: Data) -> tuple[Change, ...]:
    """The gravest first."""
    weights = {(claim.kind, claim.id): claim.weight for book in books for claim in _claims(book)}
    return tuple(
        sorted(changes, key=lambda change: -weights.get((change.claim, change.id), 0.0) * _GRAVITY[change.kind])
    )


def _counted(kinds: Iterator[Any]) -> tuple[tuple[Any, int], ...]:
    return tuple(sorted(Counter(kinds).items()))


def compare(old: Data, new: Data) -> Iterator[Change]:
    """Every claim in which the two differ: people and sources first, then events and words, then disagreements."""
    before, now = _by_kind(old), _by_kind(new)
    moved: dict[str, str] = {}  # person ids, old to new
    kin = {
        source["id"]: source.get("family", source["id"]) for data in (old, new) for source in data.get("sources", ())
    }
    for kind in get_args(ClaimKind):
        pairs, added, withdrawn = _matched(before[kind], now[kind])
        for claim in added:
            yield _added(claim, new)
        joined = _joined(pairs, withdrawn)
        for claim in withdrawn:
            yield (
                _change("changed", joined[claim.id], before=_cut(claim.text))
                if claim.id in joined
                else _change("withdrawn", claim)
            )
        if kind == "person":
            moved = {a.id: b.id for a, b in pairs} | {old: claim.id for old, claim in joined.items()}
        for a, b in pairs:
            if kind == "quotation":
                yield from _respoken(a, b, moved, old, new)
            else:
                yield from _differences(a, b, kin)


def _joined(pairs: Sequence[tuple[Claim, Claim]], withdrawn: Sequence[Claim]) -> dict[str, Claim]:
    """By id: what is told as part of another claim now, which has come to hold its names or sentences."""
    gained = [(b, b.keys - a.keys) for a, b in pairs if b.keys - a.keys]
    found = ((claim, next((b for b, keys in gained if claim.keys and claim.keys & keys), None)) for claim in withdrawn)
    return {claim.id: b for claim, b in found if b is not None}


def _respoken(a: Claim, b: Claim, moved: Mapping[str, str], old: Data, new: Data) -> Iterator[Change]:
    """The same words, given to somebody else; not to one whose name is told in full now."""
    same = moved.get(a.value or "", a.value) == b.value
    if not same and not _is_completed(_speaker(a, old) or "", _speaker(b, new) or ""):
        yield _change("changed", b, before=_speaker(a, old), after=_speaker(b, new))


def _speaker(claim: Claim, data: Data) -> str | None:
    return next((person["name"] for person in data.get("people", ()) if person["id"] == claim.value), claim.value)


def _is_completed(before: str, now: str) -> bool:
    """Whether a name is the same but for words left out, brackets and spelling.

    >>> _is_completed("Roe", "Ann Roe"), _is_completed("Kim Min-ho", "Kim Min Ho"), _is_completed("Roe", "Ann Holm")
    (True, True, False)
    >>> _is_completed("[Ann Roe] left", "Roe left"), _is_completed("", "Ann Roe")
    (True, False)
    """
    fewer, more = sorted(({*_WORD.findall(fold(text))} for text in (before, now)), key=len)
    return bool(fewer) and fewer <= more


def _by_kind(data: Data) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in _claims(data):
        found[claim.kind].append(claim)
    return found


def _matched(old: Sequence[Claim], new: Sequence[Claim]) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pairs that are one claim, then what is only in the new book, then what was only in the old one."""
    ids = {claim.id: claim for claim in old}
    pairs = [(ids.pop(claim.id), claim) for claim in new if claim.id in ids]
    taken = {claim.id for _, claim in pairs}
    by_key: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in ids.values():
        for key in sorted(claim.keys):
            by_key[key].append(claim)
    for claim in (claim for claim in new if claim.id not in taken):
        shared = Counter(candidate.id for key in claim.keys for candidate in by_key.get(key, ()) if candidate.id in ids)
        if shared:
            best = min(shared, key=lambda i: (ids[i].value != claim.value, -shared[i], i))
            pairs.append((ids.pop(best), claim))
            taken.add(claim.id)
    return pairs, [claim for claim in new if claim.id not in taken], list(ids.values())


def _added(claim: Claim, new: Data) -> Change:
    if claim.kind != "disagreement":
        return _change("added", claim)
    kind = next(d["kind"] for d in new["disagreements"] if d["id"] == claim.id)
    values = (claim.value or "").removeprefix(f"{kind}: ")
    return _change("superseded" if kind == "superseded" else "disputed", claim, after=values)


def _differences(a: Claim, b: Claim, kin: Mapping[str, str]) -> Iterator[Change]:
    """`kin` is the family of each source: who shares the text of one that told it already is no further one."""
    if a.value != b.value:
        dated = a.kind in ("event", "source")
        yield _change("redated" if dated else "changed", b, before=a.value, after=b.value)
    elif a.kind in ("person", "topic", "source", "role") and not _is_same(a, b):
        yield _change("changed", b, before=_cut(a.text), after=_cut(b.text))
    known = {kin.get(source, source) for source in a.sources}
    further = sorted(source for source in b.sources - a.sources if kin.get(source, source) not in known)
    if a.kind in _WITNESSED and further:
        yield replace(_change("corroborated", b), sources=tuple(further))
    if a.kind in _WITNESSED and a.sources - b.sources:
        yield _change("changed", b, before=f"also told by {', '.join(sorted(a.sources - b.sources))}")


def _is_same(a: Claim, b: Claim) -> bool:
    """Whether the two are told alike, but for how a person is named."""
    if a.kind not in ("person", "role"):
        return a.text == b.text
    (named, _, was), (name, _, now) = a.text.partition(": "), b.text.partition(": ")
    return was == now and _is_completed(named, name)


def _change(kind: ChangeKind, claim: Claim, *, before: str | None = None, after: str | None = None) -> Change:
    text = _cut(claim.told or claim.text)
    return Change(
        kind=kind,
        claim=claim.kind,
        id=claim.id,
        text=text,
        before=before,
        after=after,
        sources=tuple(sorted(claim.sources)),
        date=claim.date,
        topics=claim.topics,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


# The claims of the published data. Older data may lack keys.


def _claims(data: Data) -> Iterator[Claim]:
    for read in (_sources, _topics, _people, _events, _measures, _quotations, _figures, _disagreements):
        yield from read(data)


def _edtf(date: Data | None) -> str | None:
    return date["edtf"] if date else None


def _date(date: Data | None) -> Date | None:
    """Raises ValueError for what is no date."""
    try:
        return msgspec.convert(date, Date, strict=False) if date else None
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _rests_on(citations: Sequence[Data]) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    return frozenset((c["source"], c["quote"]) for c in citations), frozenset(c["source"] for c in citations)


def _sources(data: Data) -> Iterator[Claim]:
    for source in data.get("sources", ()):
        yield Claim(
            kind="source", id=source["id"], text=source["title"], keys=frozenset(), value=_edtf(source["published"])
        )


def _topics(data: Data) -> Iterator[Claim]:
    for topic in data.get("topics", ()):
        yield Claim(kind="topic", id=topic["id"], text=topic["title"], keys=frozenset())


def _people(data: Data) -> Iterator[Claim]:
    for person in data.get("people", ()):
        names = frozenset((name.casefold(),) for name in (person["name"], *person["aliases"]) if " " in name)
        yield Claim(kind="person", id=person["id"], text=person["name"], keys=names, value=person["country"])
    for person in data.get("people", ()):
        for role in person["roles"]:
            keys, sources = _rests_on(role["citations"])
            title = ", ".join(part for part in (role["title"], role["organisation"], role["country"]) if part)
            identifier = f"{person['id']} {role['title'].casefold()} {(role['organisation'] or '').casefold()}"
            keys = frozenset((*key, part) for key in keys for part in (person["id"], role["title"].casefold()))
            yield Claim(kind="role", id=identifier, text=f"{person['name']}: {title}", keys=keys, sources=sources)


def _titles(data: Data, record: Data) -> tuple[str, ...]:
    """Of the topics of a record, in the book's order."""
    return tuple(topic["title"] for topic in data.get("topics", ()) if topic["id"] in record.get("topics", ()))


def _events(data: Data) -> Iterator[Claim]:
    for event in data.get("events", ()):
        keys, sources = _rests_on(event["citations"])
        yield Claim(
            kind="event",
            id=event["id"],
            text=event["headline"],
            keys=keys,
            value=_edtf(event["date"]),
            sources=sources,
            date=_date(event["date"]),
            topics=_titles(data, event),
            weight=event.get("salience", 0.0),
        )


def _measures(data: Data) -> Iterator[Claim]:
    for measure in data.get("measures", ()):
        keys, sources = _rests_on([cited for change in measure["history"] for cited in change["citations"]])
        yield Claim(
            kind="measure", id=measure["id"], text=measure["what"], keys=keys, value=measure["status"], sources=sources
        )


def _quotations(data: Data) -> Iterator[Claim]:
    names = {person["id"]: person["name"] for person in data.get("people", ())}
    for said in data.get("quotations", ()):
        cited = [said["citation"], *said.get("also", ())]
        speaker = said["speaker"] or said["speaker_text"] or None
        keys = frozenset((one["source"], one["quote"], said["text"]) for one in cited)
        yield Claim(
            kind="quotation",
            id=said["id"],
            text=said["text"],
            keys=keys,
            value=speaker,
            sources=frozenset(one["source"] for one in cited),
            told=_spoken(said, names.get(said["speaker"] or "", said["speaker_text"])),
            date=_date(said.get("date")),
            topics=_titles(data, said),
            weight=_DEMANDING if said.get("act") in _BINDING else _SAYING,
        )


def _spoken(said: Data, speaker: str) -> str:
    """Words with who says them, as one line."""
    words = f"“{said['text'].strip(_MARKS)}”" if said.get("kind") == "direct" else said["text"]
    if not speaker:
        return words
    return f"{speaker} {said['lead']} {words}" if said.get("lead") else f"{speaker}: {words}"


def _figures(data: Data) -> Iterator[Claim]:
    for figure in data.get("figures", ()):
        cited = figure["citation"]
        keys = frozenset({(cited["source"], cited["quote"], figure["text"])})
        value = f"{figure['value']} {figure['unit']}"
        yield Claim(
            kind="figure",
            id=figure["id"],
            text=figure["text"],
            keys=keys,
            value=value,
            sources=frozenset({cited["source"]}),
            topics=_titles(data, figure),
        )


def _disagreements(data: Data) -> Iterator[Claim]:
    for differing in data.get("disagreements", ()):
        keys, sources = _rests_on([claim["citation"] for claim in differing["claims"]])
        values = " / ".join(dict.fromkeys(claim["value"] for claim in differing["claims"]))
        value = differing["kind"] + (
            f", settled: {differing['settled']}" if differing.get("settled") else f": {values}"
        )
        yield Claim(
            kind="disagreement",
            id=differing["id"],
            text=differing["about"],
            keys=keys,
            value=value,
            sources=sources,
            topics=_titles(data, differing),
            weight=_DISPUTE,
        )
