"""The books of `evaluation.books` again with the date line taken out of every second article, or of all but one.

What the book says of a day is held against the book with all its date lines: a day that differs is wrong, a range that
does not hold the day is wrong, and an entry that is gone was lost with its article's date. Entries that rest on nothing
but the stated day of their article ("reported 5 June") are not asked for: without the line there is no such day.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefing_book.ingest.reading import article_from_bytes
from briefing_book.model.dates import OWN_DAY
from briefing_book.pipeline import build
from evaluation import Score, books

SEED = 12
_NARROW = 7  # days


def score(shared: Path) -> list[Score]:
    """`shared` holds gold/ and bench/meantime, as for the other books."""
    half, alone = tallies(shared)
    return [
        Score(name="half: days of publication not wrong", value=half.right_days, size=half.ranges),
        Score(name="half: ranges of at most a week", value=half.narrow, size=half.stripped),
        Score(name="half: days of events not wrong", value=half.right_events, size=half.compared),
        Score(name="half: events found", value=half.found, size=half.events),
        Score(name="all but one: days of publication not wrong", value=alone.right_days, size=alone.ranges),
        Score(name="all but one: days of events not wrong", value=alone.right_events, size=alone.compared),
        Score(name="all but one: events found", value=alone.found, size=alone.events),
    ]


def tallies(shared: Path) -> tuple[Tally, Tally]:
    """Without every second date line, and without all but one."""
    half, alone = Tally(), Tally()
    with tempfile.TemporaryDirectory(prefix="stripped-") as base:
        for name, folder in books.folders(shared).items():
            files = sorted(path.name for path in (folder / "seeds").iterdir())
            kept = random.Random(f"{SEED} {name}").randrange(2)  # noqa: S311 (no secret)
            half.add(folder, _stripped(folder, Path(base) / f"{name}-half", set(files[kept::2])))
            lone = random.Random(f"{SEED} {name} alone").choice(files)  # noqa: S311
            alone.add(folder, _stripped(folder, Path(base) / f"{name}-alone", {lone}))
    return half, alone


class Tally:
    """Counts over several books."""

    def __init__(self) -> None:
        self.stripped = self.ranges = self.holding = self.weeks = 0
        self.compared = self.same = self.events = self.there = 0
        self.wrong: list[str] = []

    def add(self, whole: Path, bare: Path) -> None:
        """Count one book against the same with all its dates."""
        true, got = books.published(whole), books.published(bare)
        days = {source["id"]: source["published"] for source in true["sources"]}
        own = {source["id"] for source in got["sources"] if (source["published"] or {}).get("basis") == "stated"}
        for source in got["sources"]:
            day = days[source["id"]]
            if source["id"] in own or not day:
                continue
            self.stripped += 1
            if said := source["published"]:
                self.ranges += 1
                holds = said["earliest"] <= day["earliest"] and day["latest"] <= said["latest"]
                self.holding += holds
                self.weeks += holds and _width(said) <= _NARROW
                if not holds:
                    self.wrong.append(f"{bare.name}: {source['id']}: {said['edtf']}, not {day['edtf']}")
        self._add_events(bare.name, true, got)

    def _add_events(self, name: str, true: Any, got: Any) -> None:
        told: dict[tuple[str, int], list[Any]] = {}
        for event in got["events"]:
            for key in _sentences(event):
                told.setdefault(key, []).append(event)
        for event in true["events"]:
            if not event["date"] or event["date"]["basis"] == OWN_DAY:
                continue
            twins = [twin for key in _sentences(event) for twin in told.get(key, ()) if twin["date"]]
            self.events += 1
            self.there += any(_holds(twin["date"], event["date"]) for twin in twins)
        truth: dict[tuple[str, int], list[Any]] = {}
        for event in true["events"]:
            for key in _sentences(event):
                truth.setdefault(key, []).append(event["date"])
        for event in got["events"]:
            days = [day for key in _sentences(event) for day in truth.get(key, ()) if day]
            if not days or not event["date"]:
                continue
            self.compared += 1
            same = any(_holds(event["date"], day) or _holds(day, event["date"]) for day in days)
            self.same += same
            if not same:
                self.wrong.append(f"{name}: {event['headline'][:60]}: {event['date']['edtf']}, not {days[0]['edtf']}")

    @property
    def right_days(self) -> float:
        """Of the days or ranges given, those that hold the true day."""
        return self.holding / self.ranges if self.ranges else 1.0

    @property
    def narrow(self) -> float:
        """Of the articles without a date line, those with a right range of a week or less."""
        return self.weeks / self.stripped if self.stripped else 1.0

    @property
    def right_events(self) -> float:
        """Of the entries told in both books, those whose days agree."""
        return self.same / self.compared if self.compared else 1.0

    @property
    def found(self) -> float:
        """Of the entries of the whole book, those that are told without the date lines too."""
        return self.there / self.events if self.events else 1.0


def _stripped(folder: Path, to: Path, keep: set[str]) -> Path:
    """The book of `folder` built in `to`, without the date lines of all articles but those in `keep`."""
    (to / "seeds").mkdir(parents=True)
    if (folder / "book.yml").exists():
        shutil.copy(folder / "book.yml", to)
    for path in sorted((folder / "seeds").iterdir()):
        data = path.read_bytes()
        (to / "seeds" / path.name).write_bytes(data if path.name in keep else _without_day(data, path.name))
    build(to)
    return to


def _without_day(data: bytes, file: str) -> bytes:
    """A file without the lines that say when it was published."""
    text = data.decode()
    article = article_from_bytes(data, file=file)
    said = [stated.text for stated in article.stated if stated.field in ("published", "updated")]
    gone = [dropped.text for dropped in article.dropped if any(words in dropped.text for words in said)]
    for line in gone:
        text = text.replace(line, "", 1)
    return text.encode()


def _sentences(event: Any) -> Iterator[tuple[str, int]]:
    for citation in event["citations"]:
        yield citation["source"], citation["sentence"]


def _holds(wide: Any, day: Any) -> bool:
    return bool(wide["earliest"] <= day["earliest"] and day["latest"] <= wide["latest"])


def _width(date: Any) -> int:
    return (dt.date.fromisoformat(date["latest"]) - dt.date.fromisoformat(date["earliest"])).days + 1


if __name__ == "__main__":
    for tally in tallies(Path(sys.argv[1])):
        print("\n".join(tally.wrong))
        print({name: value for name, value in vars(tally).items() if name != "wrong"})
