"""The pages that a feed leads to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from . import addresses
from .client import Client, Refused

_MOST = 500  # entries of a feed


def pages_of(feed: str, client: Client) -> list[str]:
    """The addresses of a feed's entries in its order, of RSS, Atom or JSON. Raises Refused when it is no feed."""
    answer = client.get(feed)
    found = list(dict.fromkeys(link for link in _links(answer.body) if addresses.is_address(link)))[:_MOST]
    if not found:
        raise Refused("no feed with links to pages")
    return found


def _links(body: bytes) -> Iterator[str]:
    with suppress(ValueError, RecursionError):
        yield from _of_json(json.loads(body))
        return
    import feedparser

    for entry in feedparser.parse(body).entries:
        if isinstance(link := entry.get("link"), str):
            yield link.strip()


def _of_json(feed: Any) -> Iterator[str]:
    """By JSON Feed 1.1."""
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        link = (item.get("url") or item.get("external_url")) if isinstance(item, dict) else None
        if isinstance(link, str):
            yield link.strip()
