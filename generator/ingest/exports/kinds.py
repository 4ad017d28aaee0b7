"""The kinds of export there are: a text of many stories falls into its articles, whatever format it came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.article import Left
from ..base import limits
from ..base.raw_text import Item, RawText, numbered
from ..lines.header_lines import read_front_matter
from . import europresse, factiva, nexis, pressreader, proquest, rulers
from .lines import Export, Piece, Told, has_signs, is_wrapped, kind_of, lines_of, marks, raw_text, stated

EXPORTS: tuple[Export, ...] = (
    nexis.DOCUMENTS,
    nexis.UNI,
    factiva.TAGGED,
    factiva.READABLE,
    proquest.EXPORT,
    europresse.EXPORT,
    pressreader.EXPORT,
)

_UNREAD_HEADER = "the header of this article in the export is not understood; it is read as it stands"


def is_export(text: str) -> bool:
    """Whether a text surely holds stories, each with a header of its own."""
    return _export_of(text) is not None or bool(rulers.pieces(text))


def stories_in(raw: RawText, *, file: str) -> Sequence[Item]:
    """The articles in a text, each with its own header; the text itself when it is no export.

    Nothing is lost: a story without a text is named. When the number that the export states is not the number of
    stories that were found, the first has a warning. Raises UnreadableArticle for too many.
    """
    export = _export_of(raw.text)
    if export is None:
        return numbered(rulers.stories(raw), raw.part)
    limits.refuse("stories", marks(export.name, raw.text), file=file)
    kind = kind_of(export.name)
    lines = lines_of(raw.text, read_front_matter(raw.text)[1])
    pieces = export.pieces(kind, lines)
    if not pieces:
        return (raw,)
    wrapped = is_wrapped(lines)
    found = [_article(raw, piece, export.read(kind, piece), wrapped=wrapped) for piece in pieces]
    return numbered(_counted(found, stated(kind, lines)), raw.part)


def _export_of(text: str) -> Export | None:
    return next((one for one in EXPORTS if has_signs(one.name, text)), None)


def _article(raw: RawText, piece: Piece, told: Told, *, wrapped: bool) -> Item:
    if not any(line.text for line in told.body):
        title = f" ({told.story.title[:80]})" if told.story.title else ""
        return Left(part="", reason=f"a story without a text in the export{title}")
    article = raw_text(raw, piece, told, wrapped=wrapped)
    return article if told.read else replace(article, warnings=(*article.warnings, _UNREAD_HEADER))


def _counted(found: Sequence[Item], said: int) -> Sequence[Item]:
    if said in (0, len(found)):
        return found
    warning = f"the export says that it holds {said:,} documents; {len(found):,} were found"
    first = next((index for index, one in enumerate(found) if isinstance(one, RawText)), None)
    return [
        replace(one, warnings=(warning, *one.warnings)) if index == first and isinstance(one, RawText) else one
        for index, one in enumerate(found)
    ]
