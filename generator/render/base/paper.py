"""What every document for a printer is made with."""

from __future__ import annotations

from functools import cache
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...model.text import record
from . import links, phrasing
from .escape import clean, safe_url
from .page_kind import TEMPLATES

Size = Literal["A4", "Letter"]


@record
class Line:
    """A line of the contents: a chapter, or with `level` 2 a page within it. `anchor` is where it begins."""

    title: str
    anchor: str
    level: int


@cache
def environment() -> Environment:
    """For templates of HTML; what they show is escaped."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup | int) else clean(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        css=css_string,
        day=phrasing.day,
        describe=phrasing.describe,
        safe_url=safe_url,
        short=phrasing.shortened,
        slug=links.source_token,
    )
    made.globals.update(counted=phrasing.counted)
    return made


def css_string(text: str) -> Markup:
    """Text as a string of CSS, also inside a `<style>` element.

    >>> str(css_string('a"</'))
    '"a\\\\22 \\\\3c \\\\2f "'
    """
    return Markup('"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in clean(text)) + '"')
