"""Book -> Pages: the only stage that knows Jinja, Markdown and paths."""

from generator.render.data import published
from generator.render.pages import render

__all__ = ["published", "render"]
