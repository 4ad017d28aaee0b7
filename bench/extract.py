"""What reading an article costs beside spaCy's own pipeline on the same text, and whether memory stays flat.

Times are the processor's, the two take turns article by article in one process, and the ratio is the median of the
turns. Beside it stands what each part of reading takes, as a share of spaCy alone.

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
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.reading import FINDERS, read_findings
from briefing_book.ingest import plain_article
from briefing_book.intake import read_folder
from briefing_book.model.article import Article
from briefing_book.model.article_view import ArticleView
from briefing_book.model.findings import Findings

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


def _alone(article: Article, nlp: Language) -> None:
    with nlp.memory_zone():
        nlp(article.text)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def turns_of(articles: Sequence[Article], turns: int) -> list[tuple[float, float]]:
    """Of each turn the seconds of spaCy's pipeline and of our whole reading, that pipeline included."""
    nlp = spacy.load(spacy_model.DEFAULT_MODEL)  # as it comes, without what we mend in ours
    taken = []
    for _ in range(turns + 1):
        alone = whole = 0.0
        for article in articles:
            alone += _seconds(partial(_alone, article, nlp))
            whole += _seconds(partial(read_findings, article))
        taken.append((alone, whole))
    return taken[1:]  # the first one warms the caches


def parts(articles: Sequence[Article]) -> Counter[str]:
    """Seconds of the parse with what is mended in it, and of each finder."""
    nlp = spacy_model.load()
    taken: Counter[str] = Counter()
    for article in articles:
        with nlp.memory_zone():
            start = time.process_time()
            sentences = find_sentences(article)
            doc = spacy_model.parse(article, sentences, nlp=nlp)
            taken["parse"] += time.process_time() - start
            view = ArticleView(article=article, findings=Findings(article=article.id, sentences=sentences))
            for finder in FINDERS:
                start = time.process_time()
                view = finder.added_to(view, doc)
                taken[finder.name] += time.process_time() - start
    return taken


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
    parser.add_argument("--folder", type=Path, default=ROOT / "seeds", help="the articles (default: seeds/)")
    arguments = parser.parse_args()
    articles = list(read_folder(arguments.folder).articles)
    turns = turns_of(articles, arguments.turns)
    alone, whole = (statistics.median(taken) for taken in zip(*turns, strict=True))
    ratios = sorted(all_of / bare for bare, all_of in turns)
    words = sum(len(article.text.split()) for article in articles)
    print(f"reading {words} words, everything to spaCy alone: {statistics.median(ratios):.2f} "
          f"(turns from {ratios[0]:.2f} to {ratios[-1]:.2f})")  # fmt: skip
    print(f"words a second: spaCy alone {words / alone:.0f}, everything {words / whole:.0f}")
    print(
        "of spaCy alone: " + ", ".join(f"{name} {taken / alone:.3f}" for name, taken in parts(articles).most_common())
    )
    marks = {arguments.articles * part // 4 for part in (1, 2, 3, 4)}
    for number, article in enumerate(copies(articles, arguments.articles), start=1):
        read_findings(article)
        if number in marks:
            print(f"after {number} articles: {resident():.0f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
