"""What one book costs as it grows, beside bare spaCy and bare MkDocs in the same run.

    python -m bench.scale                      500 to 10,000 articles: some hours
    python -m bench.scale --sizes 250 500      a look

The articles are made of MEANTIME ($BENCH, default ../shared; see bench.articles) and added to one book, so that each is
read once. Each run is a process of its own: its seconds are those of the processor, all its processes together, beside
those that it was waited for, and its memory is that of the largest of them.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from bench.articles import articles

ROOT = Path(__file__).parents[1]
SIZES = (500, 1000, 2000, 5000, 10_000)
_SAMPLE = 200  # articles that spaCy alone reads
_ADDED = "\nThe board met again in Oslo on Monday.\n"
_T = TypeVar("_T")

# As a user's: what was compiled once is not compiled anew by each run
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "NO_MKDOCS_2_WARNING": "1"
}

# MkDocs with its theme and nothing of ours, over the same pages
_BARE_MKDOCS = """site_name: Bare
docs_dir: {docs}
site_dir: {site}
plugins: []
theme: {{name: material, font: false}}
nav: [{{Home: index.md}}]
not_in_nav: "*"
markdown_extensions: [abbr, attr_list, md_in_html, tables]
"""


def run(*command: str) -> Mapping[str, float]:
    """What a command costs: `seconds`, those `waited`, and `MB` of its largest process. Raises CalledProcessError."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.process", sys.executable, *command],
        cwd=ROOT,
        env=_ENVIRONMENT,
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    cost: Mapping[str, float] = json.loads(told)
    return cost


def stages(book: Path) -> Mapping[str, float]:
    """Seconds of each stage of a build from findings that are kept, and of spaCy alone for one article."""
    import spacy

    from briefing_book.book_file.read import read_book_file
    from briefing_book.intake import read_folder
    from briefing_book.model.kept import HeldRecords
    from briefing_book.pipeline import find_all
    from briefing_book.render import render_again
    from briefing_book.store import findings_cache
    from briefing_book.workers import steps

    took: dict[str, float] = {}

    def timed(stage: str, function: Callable[[], _T]) -> _T:
        start = time.process_time()
        made = function()
        took[stage] = time.process_time() - start
        return made

    keeping = book / ".briefing"
    settings, store = read_book_file(book / "book.yml"), keeping / "findings.sqlite"
    taken = timed("articles from the store", lambda: read_folder(book / "seeds", settings.sources, store)).articles
    found = timed("findings from the store", lambda: find_all(taken, store, settings))
    pairs: list[Any] = list(zip(taken, found, strict=True))
    timed("copies and versions, at first", lambda: steps.relate(taken, (), ()))
    timed("copies and versions, kept", lambda: steps.relate(taken, (), (), keeping))
    timed("merging, at first", lambda: steps.merge(pairs, settings, ()))
    made = timed("merging, kept", lambda: steps.merge(pairs, settings, (), keeping))
    pages = HeldRecords()
    for stage in ("rendering, at first", "rendering, kept"):
        timed(stage, lambda: sum(1 for _ in render_again(made, pages)))
    nlp, sample = spacy.load(findings_cache.DEFAULT_MODEL), taken[:_SAMPLE]  # as it comes, without what we mend in ours
    timed("spaCy alone, an article", lambda: [nlp(article.text) for article in sample])
    took["spaCy alone, an article"] /= len(sample)
    return took


def megabytes(path: Path, pattern: str = "*") -> Iterator[float]:
    """Of each file below a folder."""
    return (one.stat().st_size / 1e6 for one in path.rglob(pattern) if one.is_file())


def per_doubling(sizes: Sequence[int], values: Sequence[float]) -> float | None:
    """How often the value doubles when the articles do, from the first size to the last: 2 is in step. None when a value
    is missing."""
    if len(sizes) < 2 or not (values[0] and values[-1]):
        return None
    return float((values[-1] / values[0]) ** (1 / math.log2(sizes[-1] / sizes[0])))


def book_costs(book: Path, new: int) -> dict[str, float]:
    """What a book costs that has just got so many new articles."""
    build = ("-m", "generator", "build", "--book", str(book))
    row: dict[str, float] = {}

    def take(what: str, *command: str) -> None:
        for unit, value in run(*command).items():
            row[f"{what}, {unit}"] = value

    take("new articles read, book made", *build)
    changed = min((book / "seeds").iterdir())
    with changed.open("a", encoding="utf-8") as file:
        file.write(_ADDED)
    take("one article changed", *build)
    take("that article read alone", "-m", "generator", "findings", "--json", str(changed))
    take("nothing changed, the first time", *build)
    take("nothing changed", *build)
    take("book proved", "-m", "generator", "check", "--book", str(book))
    told = subprocess.run(
        [sys.executable, "-m", "bench.scale", "--stages", str(book)], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    took = json.loads(told.stdout)
    row["spaCy alone on the new articles, seconds"] = took.pop("spaCy alone, an article") * new
    row |= {f"{stage}, seconds": seconds for stage, seconds in took.items()}
    row["docs/, MB"] = sum(megabytes(book / "docs"))
    row[".briefing/, MB"] = sum(megabytes(book / ".briefing"))
    return row


def site_costs(book: Path) -> dict[str, float]:
    """What the site costs, beside MkDocs with nothing of ours over the same pages."""
    bare = book / "bare"
    bare.mkdir(exist_ok=True)
    (bare / "mkdocs.yml").write_text(
        _BARE_MKDOCS.format(docs=book / "docs", site=bare / "site"), encoding="utf-8", newline="\n"
    )
    row: dict[str, float] = {}
    for what, settings in (("site", book / "mkdocs.yml"), ("bare MkDocs", bare / "mkdocs.yml")):
        for unit, value in run("-m", "mkdocs", "build", "--quiet", "--config-file", str(settings)).items():
            row[f"{what}, {unit}"] = value
    row["site/, MB"] = sum(megabytes(book / "site"))
    row["largest page, kB"] = max(megabytes(book / "site", "*.html")) * 1000
    row["pages of the site"] = len(list(megabytes(book / "site", "*.html")))
    return row


def table(sizes: Sequence[int], rows: Sequence[Mapping[str, float]]) -> str:
    """In Markdown, a line for each measure, with its growth per doubling."""
    names = [name for name in rows[-1] if name in rows[0]]
    lines = [f"| | {' | '.join(f'{size:,}' for size in sizes)} | per doubling |", "|---" * (len(sizes) + 2) + "|"]
    for name in names:
        values = [row.get(name, 0.0) for row in rows]
        growth = per_doubling(sizes, values)
        lines.append(
            f"| {name} | {' | '.join(_figure(value) for value in values)} | {f'{growth:.2f}' if growth else ''} |"
        )
    return "\n".join(lines)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def grow(book: Path, meantime: Path, sizes: Sequence[int], sites: int) -> None:
    """Print the table again after each size. Raises CalledProcessError."""
    run("-m", "generator", "new", str(book))
    for one in (book / "seeds").iterdir():
        one.unlink()
    made, before = articles(meantime, max(sizes)), 0
    rows: list[dict[str, float]] = []
    for size in sizes:
        for name, text in islice(made, size - before):
            (book / "seeds" / name).write_text(text, encoding="utf-8")
        row = book_costs(book, size - before)
        rows.append(row | (site_costs(book) if size <= sites else {}))
        before = size
        print(f"{table(sizes[: len(rows)], rows)}\n", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="so many articles, in rising order")
    parser.add_argument("--sites", type=int, default=10_000, help="no site for more articles (default: 10000)")
    parser.add_argument("--book", type=Path, help="a new folder where the book is made and left (default: none)")
    parser.add_argument("--stages", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.stages:
        print(json.dumps(stages(arguments.stages)))
        return 0
    meantime = Path(os.environ.get("BENCH", "../shared")) / "bench" / "meantime"
    if not meantime.exists():
        print(f"scale: {meantime} is not there; skipped")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        grow(arguments.book or Path(folder) / "book", meantime, arguments.sizes, arguments.sites)
    return 0


if __name__ == "__main__":
    sys.exit(main())
