"""Whether merging and its memory grow in step with the number of articles.

Findings of annotated news articles ($BENCH, default ../shared) are copied under other names: each copy has its own
people, its own rare words and its own weeks, as other stories would. Every size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import msgspec

from briefing_book.merge.book import merge
from briefing_book.model.article import Article
from briefing_book.model.dates import Date
from briefing_book.model.findings import Findings
from briefing_book.model.settings import BookFile
from briefing_book.pipeline import extract_all
from evaluation import persons

ROOT = Path(__file__).parents[1]
SIZES = (500, 1000, 2000, 5000)
_CONSONANTS, _VOWELS = "bcdfghjklmnpqrstvwxyz", "aeiou"
_RARE = re.compile(r"[A-Za-z]{8,}")


@lru_cache(maxsize=8)
def _cipher(copy: int) -> dict[int, str]:
    """Letters for letters of their kind, so that every text keeps its length and its offsets."""
    table = {}
    for letters in (_CONSONANTS, _VOWELS):
        shift = copy % len(letters)
        for letter, other in zip(letters, letters[shift:] + letters[:shift], strict=True):
            table[ord(letter)], table[ord(letter.upper())] = other, other.upper()
    return table


def _renamed(article: Article, findings: Findings, copy: int) -> tuple[Article, Findings]:
    """The article as another story: names and long words under a cipher, days some weeks later."""
    cipher, weeks = _cipher(copy), dt.timedelta(weeks=copy)

    def later(date: Date | None) -> Date | None:
        return None if date is None else replace(date, earliest=date.earliest + weeks, latest=date.latest + weeks)

    text = list(_RARE.sub(lambda match: match.group().translate(cipher), article.text))
    for span in (mention.span for mention in findings.mentions if mention.kind == "person"):
        text[span.start : span.end] = article.text[span.start : span.end].translate(cipher)

    def named(value: str | None) -> str | None:
        return value.translate(cipher) if value else value

    name = f"{article.id}-{copy}"
    people = {entity.key for entity in findings.entities if entity.kind == "person"}
    entities = tuple(
        replace(entity, name=entity.name.translate(cipher), family=named(entity.family), given=named(entity.given))
        if entity.key in people
        else entity
        for entity in findings.entities
    )
    moved = replace(
        findings,
        article=name,
        entities=entities,
        timexes=tuple(replace(timex, date=later(timex.date)) for timex in findings.timexes),
        events=tuple(replace(event, date=later(event.date)) for event in findings.events),
        phrases=tuple(
            (_RARE.sub(lambda match: match.group().translate(cipher), phrase), count)
            for phrase, count in findings.phrases
        ),
    )
    return replace(article, id=name, file=f"{name}.txt", text="".join(text), published=later(article.published)), moved


def copies(pairs: Sequence[tuple[Article, Findings]], count: int) -> Iterator[tuple[Article, Findings]]:
    for number in range(count):
        copy, place = divmod(number, len(pairs))
        yield _renamed(*pairs[place], copy)


def _read(bench: Path) -> list[tuple[Article, Findings]]:
    articles = [persons.read(path).article for path in sorted(bench.glob("bench/meantime/*/*/*.xml"))]
    return list(zip(articles, extract_all(articles, None), strict=True))


def _one(store: Path, count: int) -> None:
    """Merge `count` articles and print seconds of processor time and the peak of memory in MB, both without making the
    articles."""
    pairs = list(copies(msgspec.msgpack.decode(store.read_bytes(), type=list[tuple[Article, Findings]]), count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    book = merge([article for article, _ in pairs], [findings for _, findings in pairs], BookFile())
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "seconds": seconds,
                "memory": peak,
                "before": before,
                "people": len(book.people),
                "events": len(book.events),
            }
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument(
        "--store",
        type=Path,
        default=ROOT / ".briefing" / "bench.msgpack",
        help="where the findings are kept between runs",
    )
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        _one(arguments.store, arguments.one)
        return 0
    bench = Path(os.environ.get("BENCH", "../shared"))
    if not (bench / "bench/meantime").exists():
        print(f"merge: bench/meantime is not in {bench}; skipped")
        return 0
    arguments.store.parent.mkdir(parents=True, exist_ok=True)
    arguments.store.write_bytes(msgspec.msgpack.encode(_read(bench)))
    print(f"{'articles':>9} {'seconds':>8} {'MB':>6} {'people':>7} {'events':>7}  growth per doubling: time, memory")
    runs = []
    for size in arguments.sizes:
        command = [sys.executable, "-m", "bench.merge", "--one", str(size), "--store", str(arguments.store)]
        runs.append(
            json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout) | {"size": size}
        )
        growth = (
            "  ".join(f"{_per_doubling(*runs[-2:], key):.2f}" for key in ("seconds", "memory")) if len(runs) > 1 else ""
        )
        run = runs[-1]
        print(
            f"{size:>9} {run['seconds']:>8.1f} {run['memory']:>6.0f} {run['people']:>7} {run['events']:>7}  {growth}",
            flush=True,
        )
    return 0


def _per_doubling(one: dict[str, float], other: dict[str, float], key: str) -> float:
    """How often the value doubles when the articles do: 2 is in step with them."""
    return float((other[key] / one[key]) ** (1 / math.log2(other["size"] / one["size"])))


if __name__ == "__main__":
    sys.exit(main())
