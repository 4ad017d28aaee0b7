"""The accounts of made-up texts, as they come before they are put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from briefing_book.extract.reading import read_findings
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.merge.base.corpus import readings
from briefing_book.merge.base.same_words import rarity_of
from briefing_book.merge.events.accounts import Account, accounts_of
from briefing_book.merge.events.near_dates import near
from briefing_book.merge.events.pair import Pair
from briefing_book.merge.people.groups import merge_people
from briefing_book.merge.topics.filing import Filing
from briefing_book.model.article import Article

PUBLISHED = dt.date(2023, 7, 19)  # a Wednesday
HEADLINE = "Notes from the coast"


def article(text: str, name: str, headline: str = HEADLINE, published: dt.date = PUBLISHED) -> Article:
    """Of one sentence or more below a headline."""
    file = f"# {headline}\n\n{published.isoformat()}\n\n{text}\n".encode()
    return replace(article_from_bytes(file, file=f"{name}.md"), id=name, digest=name)


def pair_of(*articles: Article, linked: bool = False) -> Pair:
    """The first two accounts that the articles have, in their order."""
    findings = [read_findings(one) for one in articles]
    corpus = readings(articles, findings)
    index = merge_people(articles, findings)
    people = {person.id: person for person in index.people}
    ids = {key: person for key, person in index.ids.items() if person in people}
    told = _in_order(accounts_of(corpus, ids, people, Filing()))
    assert len(told) > 1, [account.headline for account in told]
    one, other = told[:2]
    return Pair(a=one, b=other, dates=near(one.date, other.date), linked=linked, rarity=rarity_of(corpus))


def _in_order(accounts: Sequence[Account]) -> list[Account]:
    return sorted(accounts, key=lambda account: (account.source, account.sentence, account.event.span))


def told(example: str, *, linked: bool = False) -> Pair:
    """Of an example of a reason: one article, or two with " / " between them, each with or without "Headline | "."""
    parts = [text.rpartition(" | ") for text in example.split(" / ")]
    articles = [article(text, name, head or HEADLINE) for name, (head, _, text) in zip("ab", parts, strict=False)]
    return pair_of(*articles, linked=linked)
