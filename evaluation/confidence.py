"""The signs of confidence, counted against careful readers' lists: `merge/events/confidence.py`.

    python -m evaluation.confidence SHARED [REFERENCE.yml BOOK_DIR ...] [--judged JUDGED.yml BOOK_DIR ...]

SHARED holds gold/ and bench/meantime. An entry is right as gold/lines.py has it; of further books each has such a list,
or one of judged entries: {headline, date, verdict}, the verdict one of right, clumsy and wrong. Printed are each sign's
right and wrong entries, and how well some orders part right from wrong: by hand, fitted, fitted and drawn to those by
hand, as the rules have it. Weights are fitted on three of the four MEANTIME books and counted on the fourth, and fitted
on the four and counted on all others.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from briefing_book.merge.book import merge
from briefing_book.merge.events.confidence import OF_BACKING, OF_DATES, OF_LINES
from briefing_book.model.settings import BookFile
from briefing_book.pipeline import _read
from briefing_book.render.data.published import event_data
from briefing_book.rules.load import load as rules
from briefing_book.rules.types.merge import CONFIDENCE
from evaluation.books import TOPICS, folders, reference
from evaluation.scripts import load

SIGNS = tuple(reason.name for table in (OF_DATES, OF_LINES, OF_BACKING) for reason in table)
STRENGTH = 2.0  # by which the fit is drawn towards the weights by hand, or 0
STEPS, STEP = 4000, 0.02
# A first guess, by one who had read the entries; the rules have what became of it.
BY_HAND: Mapping[str, float] = {
    "its words stand under another day too": -2.0,
    "a noun is dated, and another deed is told": -2.0,
    "another time is left in it": -1.0,
    "a day that its article tells": -1.0,
    "its time is left in it": -1.0,
    "a plan or a limit": -0.5,
    "counted from another deed": -0.5,
    "no name in it": -0.5,
    "hedged": -0.5,
    "a long line": -0.5,
    "several sources": 1.0,
}


@dataclass(frozen=True)
class Judged:
    """An entry of a book, with its signs."""

    headline: str
    signs: frozenset[str]
    right: bool


def entries_of(folder: Path) -> list[dict[str, Any]]:
    """The entries of a built book as published, and those that are not shown."""
    pairs, _ = _read(folder, BookFile())
    book = merge([article for article, _ in pairs], [lent for _, lent in pairs], BookFile())
    events = [event_data(entry) for entry in (*book.events, *book.unsure)]
    return sorted(events, key=lambda event: (event["date"]["earliest"], event["date"]["latest"], event["id"]))


def judged(shared: Path, wanted: Sequence[Mapping[str, Any]], events: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Every entry, right or not as gold/lines.py says."""
    script = load(shared / "gold/lines.py")
    fitting = [[i for i, one in enumerate(wanted) if _fits(script, one, event)] for event in events]
    takers = script.paired(fitting, wanted, events)
    return [
        Judged(headline=event["headline"], signs=frozenset(event["signs"]), right=number in takers)
        for number, event in enumerate(events)
    ]


def _fits(script: Any, want: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    head, cited = event["headline"], {str(citation["source"])[:3] for citation in event["citations"]}
    return bool(
        script.holds(head, want["words"])
        and cited & {str(source) for source in want["sources"]}
        and not any(script.holds(head, [word]) for word in want.get("not") or [])
        and script.fits([want["when"], *(want.get("also") or [])], event["date"])
    )


def read_aloud(verdicts: Sequence[Mapping[str, str]], events: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """The entries that somebody read, and that the book still has in these words; clumsy is not right."""
    known = {(str(one["date"]), one["headline"]): one["verdict"] == "right" for one in verdicts}
    told = {(event["date"]["edtf"], event["headline"]): event for event in events}
    return [
        Judged(headline=event["headline"], signs=frozenset(event["signs"]), right=known[key])
        for key, event in told.items()
        if key in known
    ]


def total(entry: Judged, weights: Mapping[str, float]) -> float:
    """The sum of its signs' weights."""
    return sum(weights.get(sign, 0.0) for sign in entry.signs)


def fitted(entries: Sequence[Judged], prior: Mapping[str, float]) -> dict[str, float]:
    """Weights by logistic regression with a normal prior around `prior`, by plain descent; "" is the constant."""
    names = ("", *SIGNS)
    rows = [[i for i, name in enumerate(names) if not name or name in entry.signs] for entry in entries]
    means = [2.0, *(prior.get(sign, 0.0) for sign in SIGNS)]
    weights = list(means)
    for _ in range(STEPS):
        slope = [(mean - weight) * STRENGTH for mean, weight in zip(means, weights, strict=True)]
        slope[0] = 0.0
        for row, entry in zip(rows, entries, strict=True):
            off = entry.right - 1 / (1 + math.exp(-sum(weights[i] for i in row)))
            for i in row:
                slope[i] += off
        weights = [weight + STEP * by for weight, by in zip(weights, slope, strict=True)]
    return dict(zip(names, weights, strict=True))


def auc(entries: Sequence[Judged], weights: Mapping[str, float]) -> float:
    """How often a right entry is above a wrong one; a tie is half."""
    right = [total(entry, weights) for entry in entries if entry.right]
    wrong = [total(entry, weights) for entry in entries if not entry.right]
    won = sum((one > other) + (one == other) / 2 for one in right for other in wrong)
    return won / max(len(right) * len(wrong), 1)


def left(entries: Sequence[Judged], weights: Mapping[str, float], share: float) -> float:
    """The precision of the best `share` of the entries."""
    best = sorted(entries, key=lambda entry: (-total(entry, weights), entry.headline))[: round(share * len(entries))]
    return sum(entry.right for entry in best) / max(len(best), 1)


def table(entries: Sequence[Judged]) -> list[str]:
    """Each sign with how many right and wrong entries have it."""
    lines = [f"{'sign':44} {'right':>5} {'wrong':>5} {'precision':>9}"]
    for sign in ("", *SIGNS):
        held = [entry.right for entry in entries if not sign or sign in entry.signs]
        share = f"{sum(held) / len(held):9.1%}" if held else f"{'-':>9}"
        lines.append(f"{sign or 'all entries':44} {sum(held):5} {len(held) - sum(held):5} {share}")
    return lines


def compared(name: str, entries: Sequence[Judged], by: Mapping[str, Mapping[str, float]]) -> list[str]:
    """How well each order parts right from wrong."""
    lines = [f"{name}: {sum(entry.right for entry in entries)} of {len(entries)} right"]
    for order, weights in by.items():
        at = " ".join(f"{share:.0%}: {left(entries, weights, share):.1%}" for share in (0.95, 0.9, 0.8, 0.5))
        lines.append(f"  {order:10} AUC {auc(entries, weights):.3f}  precision at {at}")
    return lines


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _pairs(names: Sequence[Path]) -> Iterable[tuple[Path, Path]]:
    return zip(names[::2], names[1::2], strict=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("pairs", type=Path, nargs="*", metavar="REFERENCE.yml BOOK_DIR")
    parser.add_argument("--judged", type=Path, nargs="*", default=[], metavar="JUDGED.yml BOOK_DIR")
    arguments = parser.parse_args()
    shared: Path = arguments.shared.resolve()
    built = {name: entries_of(folder) for name, folder in folders(shared).items()}
    books = {name: judged(shared, reference(shared, f"lines-{name}")["timeline"], built[name]) for name in built}
    by_list = list(books["seeds"])
    for path, folder in _pairs(arguments.pairs):
        by_list += judged(shared, _yaml(path)["timeline"], entries_of(folder))
    by_ear: list[Judged] = []
    for path, folder in _pairs(arguments.judged):
        by_ear += read_aloud(_yaml(path), entries_of(folder))
    fit_on = [entry for name in TOPICS for entry in books[name]]
    for name, entries in (("MEANTIME", fit_on), ("other lists", by_list), ("read aloud", by_ear)):
        print(f"\n{name}", *table(entries), sep="\n")
    print()
    for out in TOPICS:
        three = [entry for name in TOPICS if name != out for entry in books[name]]
        print(*compared(f"{out}, fitted on the other three", books[out], orders(three)), sep="\n")
    for name, entries in (("other lists, fitted on MEANTIME", by_list), ("read aloud, fitted on MEANTIME", by_ear)):
        print(*compared(name, entries, orders(fit_on)), sep="\n")
    print(
        "\nfitted on MEANTIME", *(f"{sign:44} {weight:6.2f}" for sign, weight in fitted(fit_on, {}).items()), sep="\n"
    )


def orders(fit_on: Sequence[Judged]) -> Mapping[str, Mapping[str, float]]:
    """The orders that are compared, by their names."""
    drawn = fitted(fit_on, BY_HAND)
    return {"by hand": BY_HAND, "fitted": fitted(fit_on, {}), "drawn": drawn, "rules": rules(CONFIDENCE).weights}


if __name__ == "__main__":
    main()
