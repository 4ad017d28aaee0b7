"""A web page to the text of its article: what the page states as front matter, then the headline, then the text."""

from __future__ import annotations

from collections.abc import Sequence

from ....model.errors import UnreadableArticle
from ...base.raw_text import RawText
from .body import Wanted, body
from .chosen import chosen
from .json_ld import Node
from .lines import Line, words_in
from .markup import Markup, markup
from .no_article import refusal, seen
from .stated import Around, stated

_NOWHERE = Around()
_FEW_WORDS = 250
_CUT = "may be only the beginning: the page says that the article is not free"


def read_page(data: bytes, *, file: str, charset: str | None = None, around: Around = _NOWHERE) -> RawText:
    """The article of a page; `charset` and `around` are what the file that holds the page says of it.

    Raises UnreadableArticle for a page without an article, with the reason.
    """
    return read_markup(markup(data, file=file, charset=charset), file=file, around=around)


def read_markup(page: Markup, *, file: str, around: Around = _NOWHERE) -> RawText:
    """The article of a page that was parsed. Raises UnreadableArticle."""
    said = stated(page, around)
    told = chosen(said)
    before = seen(page.tree, said)
    lines = body(
        page.tree,
        Wanted(
            title=told.title,
            heading=said.heading,
            dated=bool(told.published),
            signed=bool(told.authors),
            article=said.article,
            graph=said.graph,
        ),
    )
    if reason := refusal(before, lines):
        raise UnreadableArticle(file, reason)
    title = [f"# {told.title}"] if told.title else []
    text = "\n\n".join([*title, *map(Line.shown, lines)])
    warnings = (*page.warnings, *told.warnings, *([_CUT] if _is_cut(said.article, lines) else []))
    return RawText(text=told.front_matter() + text + "\n", warnings=warnings)


def _is_cut(article: Node | None, lines: Sequence[Line]) -> bool:
    """Whether a page with little text says that it is not free."""
    free = str((article or {}).get("isAccessibleForFree", True)).casefold()
    return free == "false" and words_in(lines) < _FEW_WORDS
