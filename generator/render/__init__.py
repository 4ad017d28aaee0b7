"""Book -> Pages: the only stage that knows Jinja, Markdown and paths."""

from generator.render.pages import render

__all__ = ["render"]
