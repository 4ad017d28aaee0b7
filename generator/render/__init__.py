"""Book -> Pages: the only stage that knows Jinja, Markdown and paths."""

from .data.published import published
from .pages import render, render_again

__all__ = ["published", "render", "render_again"]
