"""What the sources say is not settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from ...model.article import OPINION
from ...model.book import Claim
from ...rules.load import load
from ...rules.types.merge import OPEN_QUESTIONS
from ..base.corpus import Reading
from ..base.line_gate import unclear_beside_others
from ..topics.filing import Filed

_MONTH = dt.timedelta(days=31)


@cache
def _open_words() -> tuple[str, ...]:
    return tuple(load(OPEN_QUESTIONS).words)


def questions_in(reading: Reading, filed: Filed) -> Iterator[tuple[str, Claim]]:
    """The sentences in which an article says that something is not settled, each with its topic."""
    if reading.article.genre == OPINION:
        return
    for number, quote in enumerate(reading.quotes):
        if reading.is_body(number) and _is_open(quote):
            for topic in filed.of(number):
                yield topic, Claim(text=quote, citation=reading.cite(number), date=reading.published)


def open_questions(whole: Sequence[Claim], shortened: Sequence[Claim], as_of: dt.date | None) -> tuple[Claim, ...]:
    """Of each of the last month the shorter form that still says what is open and stands alone; none where neither
    does. In pairs."""
    return tuple(
        claim
        for pair in zip(shortened, whole, strict=True)
        if (claim := next(filter(_stays_open, pair), None)) is not None and _is_recent(claim, as_of)
    )


def _stays_open(claim: Claim) -> bool:
    return _is_open(claim.text) and not unclear_beside_others(claim.text)


def _is_recent(claim: Claim, as_of: dt.date | None) -> bool:
    """What was open longer ago has been settled since, or nobody asks."""
    return as_of is None or claim.date is None or claim.date.latest >= as_of - _MONTH


def _is_open(text: str) -> bool:
    return any(words in text.casefold() for words in _open_words())
