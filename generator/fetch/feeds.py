"""The pages that a feed leads to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from . import addresses
from .client import Client, Refused

_MOST = 500  # entries of a feed


def pages_of(feed: str, client: Client) -> list[str]:
    """The addresses of a feed's entries in its order, of RSS, Atom or JSON. Raises Refused when it is no feed."""
    answer = client.get(feed)
    links = [whole for link in _links(answer.body) if (whole := _whole(answer.address, link))]
    found = list(dict.fromkeys(links))[:_MOST]
    if not found:
        raise Refused("no feed with links to pages")
    return found


def _whole(base: str, link: str) -> str | None:
    """A link as an address of its own; some feeds leave out the host. None for what is no page."""
    try:
        whole = urljoin(base, link)
    except ValueError:
        return None
    return whole if link and addresses.is_address(whole) else None


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
