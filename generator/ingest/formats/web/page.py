"""A web page to the text of its article: what the page states as front matter, then the headline, then the text."""

from __future__ import annotations

from ....model.errors import UnreadableArticle
from ...base.raw_text import RawText
from .body import Wanted, body
from .chosen import chosen
from .lines import Line
from .markup import Markup, markup
from .no_article import refusal, seen
from .stated import Around, stated

_NOWHERE = Around()


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
    return RawText(text=told.front_matter() + text + "\n", warnings=(*page.warnings, *told.warnings))
