"""What reading an article costs beside spaCy's own pipeline on the same text, and whether memory stays flat.

For the memory, the book's own articles are read again and again, every third long word of each copy replaced
by a made-up one, so that the vocabulary grows as it does with real news.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from briefing_book.extract.base import spacy_model
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import plain_article
from briefing_book.intake import read_folder
from briefing_book.model.article import Article

ROOT = Path(__file__).parents[1]
_LONG_WORD = re.compile(r"\b[a-z]{9,}\b")
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


def _made_up(number: int) -> str:
    """A word that was not there before: "bade", "bide" ..."""
    word = ""
    for _ in range(4):
        number, consonant = divmod(number, len(_CONSONANTS))
        number, vowel = divmod(number, len(_VOWELS))
        word += _CONSONANTS[consonant] + _VOWELS[vowel]
    return word


def copies(articles: Sequence[Article], count: int) -> Iterator[Article]:
    """`count` articles of the same make as `articles`, every third long word a new one."""
    for number in range(count):
        article = articles[number % len(articles)]
        seen = 0

        def renamed(match: re.Match[str], number: int = number) -> str:
            nonlocal seen
            seen += 1
            return match.group() if seen % 3 else _made_up(number * 1000 + seen)

        text = _LONG_WORD.sub(renamed, article.text)
        yield replace(plain_article(text, file=f"{number}.txt", published=article.published), title=article.title)


def ratio(articles: Sequence[Article], turns: int) -> tuple[float, float]:
    """Seconds of spaCy's pipeline and of our whole reading (that pipeline included), each the median of `turns`."""
    nlp = spacy_model.load()
    alone: list[float] = []
    whole: list[float] = []
    for turn in range(turns + 1):
        start = time.perf_counter()
        for article in articles:
            nlp(article.text)
        middle = time.perf_counter()
        for article in articles:
            read_findings(article)
        end = time.perf_counter()
        if turn:  # the first one warms the caches
            alone.append(middle - start)
            whole.append(end - middle)
    return statistics.median(alone), statistics.median(whole)


def resident() -> float:
    """Memory of this process now, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmRSS:\s+(\d+)", status.read_text(encoding="ascii")).group(1)) / 1024  # type: ignore[union-attr]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--articles", type=int, default=1000, help="how many articles to read for the memory (default: 1000)"
    )
    parser.add_argument("--turns", type=int, default=5, help="how often the times are taken (default: 5)")
    arguments = parser.parse_args()
    articles = list(read_folder(ROOT / "seeds").articles)
    alone, whole = ratio(articles, arguments.turns)
    words = sum(len(article.text.split()) for article in articles)
    print(f"reading {words} words, everything to spaCy alone: {whole / alone:.2f}")
    print(f"words a second: spaCy alone {words / alone:.0f}, everything {words / whole:.0f}")
    marks = {arguments.articles * part // 4 for part in (1, 2, 3, 4)}
    for number, article in enumerate(copies(articles, arguments.articles), start=1):
        read_findings(article)
        if number in marks:
            print(f"after {number} articles: {resident():.0f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
