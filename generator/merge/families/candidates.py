"""Which articles are worth comparing: those that share runs of words that few others have, or an address.

The index is exact: of all runs of five words it takes those that begin with one word of four, by a checksum, so that
two articles look at the same ones, and no random numbers, no estimate and no library come in. A run that very many
articles have is boilerplate.
"""

from __future__ import annotations

from array import array
from binascii import crc32
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, groupby, pairwise

from ...model.article import Article
from ...model.kept import NOTHING_KEPT, Kept, digest
from .telling import address_of, body, words_of

_RUN = 5  # words
_EVERY = 4  # one word of so many begins a run that is looked at
_MOST = 64  # articles that may share a run before it says nothing
_FEWEST = 2  # shared runs that make two articles worth comparing
_AT_ONE_ADDRESS = 16  # articles; more are a page that changes each day
_NUMBER = 24  # bits that hold an article's number


def candidates(articles: Sequence[Article], kept: Kept = NOTHING_KEPT) -> list[tuple[int, int]]:
    """Pairs of articles by their numbers, the lower first, sorted."""
    shared: Counter[tuple[int, int]] = Counter()
    marks = sorted(_runs(articles, kept))
    twice = {one >> _NUMBER for one, other in pairwise(marks) if one ^ other < 1 << _NUMBER}
    for _, group in groupby((mark for mark in marks if mark >> _NUMBER in twice), key=lambda mark: mark >> _NUMBER):
        holders = sorted({mark & (1 << _NUMBER) - 1 for mark in group})
        if 1 < len(holders) <= _MOST:
            shared.update(combinations(holders, 2))
    alike = {pair for pair, runs in shared.items() if runs >= _FEWEST}
    return sorted(alike.union(_at_one_address(articles)))


def _runs(articles: Iterable[Article], kept: Kept) -> array[int]:
    """A checksum of each run that is looked at, and behind it the number of the article."""
    marks: array[int] = array("Q")
    for number, article in enumerate(articles):
        text = " ".join(body(article))
        marks.extend(run << _NUMBER | number for run in kept.result(runs_of, article.file, digest(text), text))
    return marks


def runs_of(text: str) -> tuple[int, ...]:
    """A checksum of each run of a text that is looked at."""
    words = words_of(text)
    return tuple(
        _checksum(" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1) if _begins(words[at])
    )


def _checksum(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=200_000)
def _begins(word: str) -> bool:
    return _checksum(word) % _EVERY == 0


def _at_one_address(articles: Iterable[Article]) -> Iterator[tuple[int, int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if address := address_of(article):
            found[address].append(number)
    for numbers in found.values():
        if len(numbers) <= _AT_ONE_ADDRESS:
            yield from combinations(numbers, 2)
