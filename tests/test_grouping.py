"""Accounts put into groups in two passes, of which the second looks only at what the first has changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from briefing_book.extract.reading import read_findings
from briefing_book.merge.base.corpus import readings
from briefing_book.merge.base.same_words import Rarity, rarity_of
from briefing_book.merge.events import grouping
from briefing_book.merge.events.accounts import Account, accounts_of
from briefing_book.merge.events.grouping import grouped
from briefing_book.merge.topics.filing import Filing
from briefing_book.model.kept import Kept
from tests.deed_accounts import article

# Two sentences tell of one deed, and each of another thing of 2025; a third article has that of the second
TEXTS = (
    "The board renewed the lease on July 3, under which the yard pays 3 million euros in 2025.",
    "On July 3 the board renewed the lease, under which the yard will raise the rent from 2025.",
    "The rent of the yard will rise in 2025, under the lease.",
    "A storm sank nine trawlers off Tornby on July 12.",
)


@cache
def _told() -> tuple[Sequence[Account], Rarity]:
    articles = [article(text, name) for text, name in zip(TEXTS, "abcd", strict=True)]
    corpus = readings(articles, [read_findings(one) for one in articles])
    accounts = accounts_of(corpus, {}, {}, Filing())
    return sorted(accounts, key=lambda one: (one.date.latest - one.date.earliest, one.source)), rarity_of(corpus)


def _sources(groups: Sequence[Sequence[Account]]) -> list[str]:
    return ["".join(account.source for account in group) for group in groups]


def test_a_link_takes_along_who_stood_with_the_linked_one() -> None:
    """The first pass knows of no link: what the second article says of 2025 stands with the third's alone."""
    accounts, rarity = _told()
    placed = [grouping._placed(account) for account in accounts]
    first = grouping._pass(placed, grouping._Judge(rarity, Kept()))
    assert _sources(list(first.groups.values())) == ["ab", "d", "a", "bc"]
    assert _sources(grouped(accounts, rarity, Kept())) == ["ab", "d", "abc"]


def test_the_second_pass_is_as_if_it_looked_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts, rarity = _told()
    found = grouped(accounts, rarity, Kept())
    monkeypatch.setattr(grouping._Changes, "touch", lambda *_: True)
    assert grouped(accounts, rarity, Kept()) == found


def test_the_second_pass_leaves_alone_what_nothing_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    """The storm is looked for once, what stands beside the lease twice."""
    accounts, rarity = _told()
    asked: list[str] = []
    home = grouping._home

    def noted(account: Account, *more: object) -> int | None:
        asked.append(account.source)
        return home(account, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(grouping, "_home", noted)
    grouped(accounts, rarity, Kept())
    assert sorted(asked) == [*"aa", *"bbb", *"cc", "d"]
