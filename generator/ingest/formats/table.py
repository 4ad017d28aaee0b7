"""Tables of articles, one in each row: CSV, or with tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ...model.article import Left
from ...model.errors import UnreadableArticle
from ...rules.types.ingest import StoryField
from ..base import limits
from ..base.columns import delimiter, fields, is_table, told
from ..base.raw_text import Item, RawText, numbered
from .decoding import decode, head_of

_SEPARATOR = "sep="  # a first line in which Excel tells what is between cells
_NO_TEXT = 'a table without a column of text; name it "text", and others "title", "date" and "outlet"'


class Table:
    """The format of a table whose first row names its columns, one of them that of the texts."""

    name = "table"
    endings = (".csv", ".tsv")

    def looks_like(self, head: bytes) -> bool:
        """Whether the first line names columns."""
        return is_table(_without_separator(head_of(head)))

    def read(self, data: bytes, *, file: str) -> Sequence[Item]:
        """The article in each row; a row without a text is left. Raises UnreadableArticle for any other table."""
        text, warnings = decode(data, file=file)
        text = _without_separator(text)
        sign = delimiter(text)
        if sign is None:
            raise UnreadableArticle(file, _NO_TEXT)
        rows = _rows(text, sign, file)
        names = next(rows)
        known = fields(names)
        entries = list(islice(rows, limits.most("stories") + 1))
        limits.refuse("stories", len(entries) + sum(1 for _ in rows), file=file)
        found = [_article(dict(zip(names, row, strict=False)), known, warnings) for row in entries]
        if not found:
            raise UnreadableArticle(file, "a table without rows")
        return numbered(found)


def _without_separator(text: str) -> str:
    """Without the line in which Excel tells the separator."""
    return text.partition("\n")[2] if text[:9].lstrip("\ufeff").casefold().startswith(_SEPARATOR) else text


def _rows(text: str, sign: str, file: str) -> Iterator[list[str]]:
    """The rows with something in them. Raises UnreadableArticle for a cell that is too long to be an article."""
    before = csv.field_size_limit(limits.most("characters"))
    try:
        for row in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=sign):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise UnreadableArticle(file, f"a table that cannot be read: {error}") from error
    finally:
        csv.field_size_limit(before)


def _article(row: Mapping[str, str], known: Mapping[StoryField, Sequence[str]], warnings: tuple[str, ...]) -> Item:
    story, text = told(row, known)
    if not text:
        return Left(part="", reason="a row without a text")
    return RawText(text=story.front_matter() + text, warnings=warnings)


FORMAT = Table()
