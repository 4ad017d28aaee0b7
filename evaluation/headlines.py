"""How far timeline headlines are shortened, on MEANTIME's four topics (English; CC BY 4.0), each one book.

    python -m evaluation.headlines SHARED [--sample N [SEED]]

Whether a headline is grammatical and true is for a reader: `--sample` prints N of them with their sentences.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefing_book.extract.reading import read_findings
from briefing_book.merge.book import merge
from briefing_book.merge.events.headlines import MOST, is_deletion
from briefing_book.model.book import TimelineEntry
from briefing_book.model.settings import BookFile
from evaluation import Score
from evaluation import timexes as meantime


def entries(shared: Path) -> Iterator[TimelineEntry]:
    """The timelines of the topics, one after the other."""
    for folder in sorted((shared / "bench/meantime/intra-doc_annotation").iterdir()):
        cases = [case for path in sorted(folder.glob("*.xml")) if (case := meantime.read(path)) is not None]
        articles = [case.article for case in cases]
        yield from merge(articles, [read_findings(article) for article in articles], BookFile()).events


def score(shared: Path) -> list[Score]:
    """Shares of all entries. `shared` holds bench/meantime."""
    told = list(entries(shared))
    texts = Counter(entry.headline for entry in told)
    shares = {
        "made of their sentence's words": [any(is_deletion(e.headline, c.quote) for c in e.citations) for e in told],
        f"of at most {MOST} words": [len(e.headline.split()) <= MOST for e in told],
        "unlike every other": [texts[e.headline] == 1 for e in told],
    }
    cut = sum(all(e.headline != c.quote for c in e.citations) for e in told)
    return [
        Score(name=f"headlines {name}", value=sum(kept) / max(1, len(told)), size=len(told), detail=f"{cut} shortened")
        for name, kept in shares.items()
    ]


def _print_sample(told: list[TimelineEntry], size: int, seed: int) -> None:
    for number, entry in enumerate(random.Random(seed).sample(told, min(size, len(told))), 1):  # noqa: S311 - not for secrets
        quote = next(c.quote for c in entry.citations if is_deletion(entry.headline, c.quote))
        whole = "=" if quote == entry.headline else quote
        print(f"{number}. {entry.date.edtf if entry.date else ''} {entry.kind}\n   {entry.headline}\n   {whole}")


def main(arguments: list[str]) -> None:
    shared = Path(arguments[0])
    if "--sample" in arguments:
        size, seed = ([int(word) for word in arguments[arguments.index("--sample") + 1 :]] + [0])[:2]
        _print_sample(list(entries(shared)), size, seed)
        return
    for line in score(shared):
        print(f"{line.name:42} {line.value:.3f}  n={line.size} {line.detail}")


if __name__ == "__main__":
    main(sys.argv[1:])
