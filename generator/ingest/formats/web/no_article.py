"""Pages that hold no article: fronts of sections, errors, notices and walls. Each is refused by the first reason that
holds, with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS
from ...lines.zones import is_prose
from .elements import first_words, is_shown, seen_text
from .lines import Line, words_in
from .stated import Stated
from .words import host_and_path

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEW, _LEAST_WORDS, _LEAST_TEASERS, _LONG = 3, 20, 5, 4
_MOST_TEXT = 20_000  # characters
_HEADINGS = ("h2", "h3", "h4")
_FRONTS = frozenset(["CollectionPage", "ItemList", "SearchResultsPage"])


@record
class Seen:
    """A page as it was before anything was taken out."""

    names: tuple[str, ...]  # its title and its headline
    text: str
    teasers: int  # headings that lead to other pages
    run: int  # most paragraphs of prose side by side
    is_article: bool  # it says so of itself
    is_front: bool  # it says of itself that it is none
    is_shell: bool  # it asks for scripts, and has nearly no text


@record
class _NoArticle:
    name: str
    reason: str
    holds: Callable[[Seen, Sequence[Line]], bool]


def seen(tree: HtmlElement, said: Stated) -> Seen:
    """What the reasons ask of a page."""
    text = first_words(next(tree.iter("body"), tree), _MOST_TEXT)
    addresses = said.of("url")
    front = bool(addresses) and not host_and_path(addresses[0].text)[1]
    return Seen(
        names=tuple(_names(tree, said)),
        text=text,
        teasers=sum(map(_is_teaser, tree.iter(*_HEADINGS))),
        run=_longest_run(tree),
        is_article=said.article is not None or _is_called_article(tree),
        is_front=front or bool(_FRONTS & said.graph.types),
        is_shell=len(text.split()) < _LEAST_WORDS * 2 or bool(re.search(load(WEB_WORDS).scripts, text[:400])),
    )


def _names(tree: HtmlElement, said: Stated) -> Iterator[str]:
    """What a page calls itself, in its head and at its top."""
    yield from (one.text for one in said.of("title"))
    yield from (seen_text(one) for one in islice(tree.iter("h1", "h2"), 3) if is_shown(one))


def _is_called_article(tree: HtmlElement) -> bool:
    kinds = (one.get("content") or "" for one in tree.iter("meta") if one.get("property") == "og:type")
    return any(kind.casefold() == "article" for kind in kinds)


def _is_teaser(heading: HtmlElement) -> bool:
    link = next(heading.iter("a"), None)
    link = link if link is not None else next(heading.iterancestors("a"), None)
    return link is not None and len(seen_text(heading).split()) >= _LONG and (link.get("href") or "#")[:1] != "#"


def _longest_run(tree: HtmlElement) -> int:
    counts: dict[HtmlElement, int] = {}
    for paragraph in tree.iter("p"):
        if is_prose(seen_text(paragraph)) and (above := paragraph.getparent()) is not None:
            counts[above] = counts.get(above, 0) + 1
    return max(counts.values(), default=0)


def _prose(lines: Sequence[Line]) -> int:
    return sum(is_prose(line.text) for line in lines)


def _is_named(pattern: str) -> Callable[[Seen, Sequence[Line]], bool]:
    def holds(page: Seen, lines: Sequence[Line]) -> bool:
        named = any(
            re.fullmatch(pattern, part.strip(" .…!")) for name in page.names for part in re.split(" [|–—-] ", name)
        )
        return named and _prose(lines) < _FEW and not (page.is_article and _prose(lines))

    return holds


def _is_about(pattern: str, page: Seen, lines: Sequence[Line]) -> bool:
    """Whether most of the little text there is tells of it."""
    prose = [line.text for line in lines if is_prose(line.text) or len(line.text.split()) > 5]
    told = sum(bool(re.search(pattern, text)) for text in prose)
    return (
        bool(re.search(pattern, page.text))
        and told * 2 >= len(prose)
        and len(prose) <= 2 * _FEW
        and not (page.is_article and told < len(prose))
    )


def _is_front(page: Seen, _: Sequence[Line]) -> bool:
    if page.is_article and not page.is_front:
        return False
    return page.teasers >= _LEAST_TEASERS and page.run < _FEW


def _reasons() -> tuple[_NoArticle, ...]:
    rules = load(WEB_WORDS)
    return (
        _NoArticle(
            name="error",
            reason="a page of an error, not an article: save the article itself",
            holds=_is_named(rules.error),
        ),
        _NoArticle(
            name="robot check",
            reason="a check for robots, not an article: open the page in a browser and save it from there",
            holds=_is_named(rules.robot),
        ),
        _NoArticle(
            name="front",
            reason="a list of stories, not an article: open the story that you want and save it",
            holds=_is_front,
        ),
        _NoArticle(
            name="consent",
            reason="nothing but a cookie notice: answer it in the browser, then save the page",
            holds=lambda page, lines: _is_about(rules.consent, page, lines),
        ),
        _NoArticle(
            name="wall",
            reason="nothing but a request to log in or to pay: save the page where the article can be read",
            holds=lambda page, lines: _is_about(rules.wall, page, lines),
        ),
        _NoArticle(
            name="scripts",
            reason="a web page without text, or whose text comes by scripts: "
            "save it from a browser when the article is shown",
            holds=lambda page, lines: words_in(lines) < _LEAST_WORDS and page.is_shell,
        ),
        _NoArticle(
            name="nothing",
            reason="no text of an article on the page: save its text as .txt",
            holds=lambda _, lines: words_in(lines) < _LEAST_WORDS,
        ),
    )


def refusal(page: Seen, lines: Sequence[Line]) -> str | None:
    """Why a page gives no article; None when it gives one."""
    return next((row.reason for row in _reasons() if row.holds(page, lines)), None)
