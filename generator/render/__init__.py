"""Book -> Pages: the only stage that knows Jinja, Markdown and paths."""

from .data.published import published
from .pages import in_turn, render, render_again

__all__ = ["in_turn", "published", "render", "render_again"]
