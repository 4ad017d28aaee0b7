"""What changed between the book as it was published and the book as it is now, claim by claim.

Both are read from the published data, so wording, layout and salience do not count; no clock is read.
A record is matched by id first, then by the sentences it rests on: when a new article comes to lead the
telling of an event, the event is told by one more source, not withdrawn and added.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import msgspec

from .. import book_folder
from ..model.book import Change, ChangeKind, ClaimKind, Edition
from ..model.claims import NOTHING, Claim, Claimed, Claims, Record
from ..model.errors import UnfitFile, UsageError, disk_fault
from ..model.page import digest_of
from ..model.permanent_ids import LineKind, id_of
from ..model.source_files import Problem
from ..model.text import fold, record
from .atomic_file import write_whole
from .claims import claimed, counted
from .seal import sealed, unsealed
from .versions import made_with

HISTORY = "data/editions.json"  # below docs/, as the next two
PUBLISHED = "data/book.json"
CLAIMS = "claims.msgpack"  # in the folder of what is kept

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


@record
class _Kept:
    made_by: str
    claimed: Claimed


_KEPT = msgspec.msgpack.Decoder(_Kept)
_GRAVITY: dict[ChangeKind, float] = {  # how much it matters that a claim is changed so, beside other ways
    "superseded": 1.5,
    "redated": 1.4,
    "disputed": 1.2,
    "added": 1.0,
    "changed": 0.8,
    "withdrawn": 0.7,
    "corroborated": 0.3,
}


def after(history: Sequence[Edition], old: Claimed | None, new: Claimed) -> tuple[Edition, ...]:
    """The editions with the one that `new` makes, if it holds other claims than the one published last.

    `old` is what the published data claim that `history` ends with. Without either the record begins anew, with the
    first article: a book that is still empty is no edition.
    """
    if not history:
        return (_edition((), new, ()),) if dict(new.holds).get("source") else ()
    if new.digest == history[-1].claims:
        return tuple(history)
    before, now = old.claims if old else NOTHING, new.claims
    changes = _by_weight(compare(before, now), before, now)
    torn = any(is_torn((tuple(history), told)) for told in (old, new))  # also where `old` told one claim twice
    return (*history, _edition(history, new, changes)) if changes or torn else tuple(history)


def is_torn(record: Record) -> bool:
    """Whether the published data is that of another edition than the record ends with: one of the two files is from
    another time.

    Words may have changed without an edition; the number of claims of a kind may not.
    """
    history, old = record
    if not history or old is None or old.digest == history[-1].claims:
        return False
    return old.holds != history[-1].holds


def news(history: Sequence[Edition], now: Sequence[Edition]) -> str | None:
    """What the newest edition tells, where there is one more."""
    if len(now) == len(history):
        return None
    return now[-1].summary if now[-1].first else f"since the last edition: {now[-1].summary}"


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


def read(docs: Path, keeping: Path | None = None) -> Record:
    """The record as it stands in docs/; `keeping` is a folder that may know what the data claim. Raises UsageError."""
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
    except msgspec.DecodeError as error:
        raise UsageError(f"{docs.name}/{HISTORY} is damaged ({error}); {_CURE}") from error
    try:
        old = _claimed(book_folder.read(docs / PUBLISHED, _LARGEST), keeping)
    except FileNotFoundError:
        return history, None
    except OSError as error:
        raise UsageError(disk_fault(error)) from error
    except (ValueError, RecursionError, UnfitFile) as error:
        raise UsageError(
            f"{docs.name}/{PUBLISHED} is damaged ({error!r}); restore it from git, or delete it"
        ) from error
    return history, old


def _claimed(data: bytes, keeping: Path | None) -> Claimed:
    """What the data claim, as `keep` knew it or read from them. Raises ValueError."""
    if keeping is not None:
        with contextlib.suppress(OSError, UnfitFile, msgspec.DecodeError):
            known = _KEPT.decode(unsealed(book_folder.read(keeping / CLAIMS, _LARGEST)) or b"")
            if known.claimed.of == digest_of(data) and known.made_by == _made_by():
                return known.claimed
    return claimed(data)


def keep(keeping: Path, told: Claimed) -> None:
    """Know what published data claim. Best effort: else they are read anew."""
    with contextlib.suppress(OSError):
        packed = msgspec.msgpack.encode(_Kept(made_by=_made_by(), claimed=told))
        write_whole(keeping / CLAIMS, sealed(packed))


def _made_by() -> str:
    """The version of what reads claims."""
    return made_with(("model", "store"), ("msgspec",))


def continued(begun: Record | None, docs: Path) -> Record:
    """The record that a session began with, so that all it changes comes to one edition; the one in docs/ where
    somebody else has gone on with it. Raises UsageError."""
    now = read(docs)
    ours = begun is not None and now[0][: len(begun[0])] == begun[0] and len(now[0]) <= len(begun[0]) + 1
    return begun if ours and begun is not None else now


_CURE = "restore it from git, or delete it to begin the record of editions anew"


def meaning(message: str, published: Claimed | None) -> str:
    """What an id that a message names stands for in the published book, so that it can be named by words; else
    nothing."""
    named = _ID.search(message)
    known = {
        name: claim
        for claim in (published.claims if published else NOTHING).claims
        if claim.kind in _NAMED_BY_ID
        for name in (claim.id, id_of(_NAMED_BY_ID[claim.kind], claim.id))
    }
    if named is None or named[1] not in known:
        return ""
    claim = known[named[1]]
    return f"; as published it stands for “{_cut(claim.text)}” ({', '.join(sorted(claim.sources))})"


def _edition(history: Sequence[Edition], new: Claimed, changes: Sequence[Change]) -> Edition:
    chained = hashlib.sha256(f"{history[-1].id if history else ''}\0{new.digest}".encode()).hexdigest()
    return Edition(
        id=chained[:16],
        claims=new.digest,
        as_of=new.as_of,
        first=not history,
        holds=new.holds,
        counts=counted(change.kind for change in changes),
        changes=tuple(changes[:_LISTED]),
    )


def _by_weight(changes: Iterable[Change], *books: Claims) -> tuple[Change, ...]:
    """The gravest first."""
    weights = {(claim.kind, claim.id): claim.weight for book in books for claim in book.claims}
    return tuple(
        sorted(changes, key=lambda change: -weights.get((change.claim, change.id), 0.0) * _GRAVITY[change.kind])
    )


def compare(old: Claims, new: Claims) -> Iterator[Change]:
    """Every claim in which the two differ: people and sources first, then events and words, then disagreements."""
    before, now = _by_kind(old), _by_kind(new)
    moved: dict[str, str] = {}  # person ids, old to new
    kin = {**old.kin, **new.kin}
    for kind in get_args(ClaimKind):
        pairs, added, withdrawn = _matched(before[kind], now[kind])
        for claim in added:
            yield _added(claim)
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
            elif a != b:
                yield from _differences(a, b, kin)


def _joined(pairs: Sequence[tuple[Claim, Claim]], withdrawn: Sequence[Claim]) -> dict[str, Claim]:
    """By id: what is told as part of another claim now, which has come to hold its names or sentences."""
    gained = [(b, b.keys - a.keys) for a, b in pairs if b.keys - a.keys]
    found = ((claim, next((b for b, keys in gained if claim.keys and claim.keys & keys), None)) for claim in withdrawn)
    return {claim.id: b for claim, b in found if b is not None}


def _respoken(a: Claim, b: Claim, moved: Mapping[str, str], old: Claims, new: Claims) -> Iterator[Change]:
    """The same words, given to somebody else; not to one whose name is told in full now."""
    same = moved.get(a.value or "", a.value) == b.value
    before, now = (data.names.get(claim.value or "", claim.value) for claim, data in ((a, old), (b, new)))
    if not same and not _is_completed(before or "", now or ""):
        yield _change("changed", b, before=before, after=now)


def _is_completed(before: str, now: str) -> bool:
    """Whether a name is the same but for words left out, brackets and spelling.

    >>> _is_completed("Roe", "Ann Roe"), _is_completed("Kim Min-ho", "Kim Min Ho"), _is_completed("Roe", "Ann Holm")
    (True, True, False)
    >>> _is_completed("[Ann Roe] left", "Roe left"), _is_completed("", "Ann Roe")
    (True, False)
    """
    fewer, more = sorted(({*_WORD.findall(fold(text))} for text in (before, now)), key=len)
    return bool(fewer) and fewer <= more


def _by_kind(told: Claims) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in told.claims:
        found[claim.kind].append(claim)
    return found


def _matched(old: Sequence[Claim], new: Sequence[Claim]) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pairs that are one claim, then what is only in the new book, then what was only in the old one."""
    ids = {claim.id: claim for claim in old}
    pairs = [(ids.pop(claim.id), claim) for claim in new if claim.id in ids]
    taken = {claim.id for _, claim in pairs}
    by_key: dict[bytes, list[Claim]] = defaultdict(list)
    for claim in ids.values():
        for key in claim.keys:
            by_key[key].append(claim)
    for claim in (claim for claim in new if claim.id not in taken):
        shared = Counter(candidate.id for key in claim.keys for candidate in by_key.get(key, ()) if candidate.id in ids)
        if shared:
            best = min(shared, key=lambda i: (ids[i].value != claim.value, -shared[i], i))
            pairs.append((ids.pop(best), claim))
            taken.add(claim.id)
    return pairs, [claim for claim in new if claim.id not in taken], list(ids.values())


def _added(claim: Claim) -> Change:
    if claim.kind != "disagreement":
        return _change("added", claim)
    values = (claim.value or "").removeprefix(f"{claim.sort}: ")
    return _change("superseded" if claim.sort == "superseded" else "disputed", claim, after=values)


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
