"""What a template makes of a page: its text, laid out, with its notes, and in parts where it is long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..model.book import GlossaryEntry, Note
from ..model.text import record
from .base.notes import with_note
from .base.page_kind import TEMPLATES, PageKind, Values
from .base.parts import Part, Parted, front_of_part, parted, title_of
from .base.plain import front_and_body, laid_out, spelled_out
from .base.show import FILTERS, GLOBALS, finalize
from .base.way import Step, beside, way
from .compiled import CompiledTemplates
from .head import claims_of, head_of_part, headed, told_of_claims
from .pictures import drawing

_SETTING: dict[str, Any] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


@record
class Text:
    """The text of a file, before its links lead to the parts of long pages."""

    path: str
    text: str


@record
class Texts:
    """A page, which wants its head, then its parts, which have theirs. `claims` are the lines of the page alone that
    rest on sentences; `places` are the parts on which the ids stand that left it."""

    sheets: tuple[Text, ...]
    claims: int = 0
    places: Mapping[str, str] | None = None


@cache
def _environment(folder: Path) -> Environment:
    """For the templates of a folder, which may import those of ours."""
    environment = Environment(
        loader=FileSystemLoader([folder, TEMPLATES], encoding="utf-8"),
        autoescape=True,  # macros then return markup; `finalize` escapes all else, for Markdown as well as HTML
        finalize=finalize,
        undefined=StrictUndefined,
        bytecode_cache=CompiledTemplates(repr(_SETTING)),
        **_SETTING,
    )
    environment.filters.update(FILTERS | drawing.FILTERS)
    environment.globals.update(GLOBALS)
    return environment


def texts(kind: PageKind, path: str, values: Values, notes: Sequence[Note]) -> Texts:
    """The page at a path; `values` have what every page is handed, too, and the notes are those of it and its parts."""
    short: Sequence[GlossaryEntry] = values["book"].abbreviations
    front, cut = _cut(kind, path, values)
    first = _finished(front + cut.text, path, short, notes)
    finished = (_finished(front_of_part(front) + part.text, part.path, short, notes) for part in cut.parts)
    parts = _with_heads(path, first, cut.parts, finished)
    return Texts(sheets=(Text(path=path, text=first), *parts), claims=claims_of(first), places=cut.places)


def _cut(kind: PageKind, path: str, values: Values) -> tuple[str, Parted]:
    """The front matter, and the page in parts; as a whole, where some have every figure of the book, it is let go."""
    template = _environment(kind.templates).get_template(f"{kind.name}.md.j2")
    halves = list(front_and_body(template.render(values | {"here": path, "anchors": set()})))
    cut = parted(path, halves.pop())
    return halves[0], cut


def _finished(text: str, path: str, short: Sequence[GlossaryEntry], notes: Sequence[Note]) -> str:
    """A page laid out, with its abbreviations spelled out and with its notes."""
    text = spelled_out(laid_out(text), short)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
    for note in notes:
        if note.page == path:
            text = with_note(text, note.text)
    return text


def _with_heads(path: str, first: str, parts: Sequence[Part], texts: Iterable[str]) -> Iterator[Text]:
    """The parts of a page, each with the way to those beside it."""
    row = [(path, title_of(front_and_body(first)[1])), *((part.path, part.title) for part in parts)]
    ways = beside([Step(path=one, title=unescape(title)) for one, title in row])
    for part, text in zip(parts, texts, strict=True):
        more = told_of_claims(claims_of(text)) + way(part.path, ways[part.path], ())
        yield Text(path=part.path, text=headed(text, head_of_part(unescape(part.title), part.held, more)))
