"""What a finder is: it needs what others found before it, and gives what no other does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...model.article_view import ArticleView
from ...model.text import record
from .grammar.parsed import Doc

SHARED = frozenset({"refusals"})  # each finder may add to these
GIVEN = frozenset({"sentences"})  # what stands before the first finder


@record
class Finder:
    """`requires` and `gives` are names of fields of Findings; `find` gives one sequence for each name in `gives`.

    A finder is shown what it requires and nothing else.
    """

    name: str
    requires: frozenset[str]
    gives: tuple[str, ...]
    find: Callable[[ArticleView, Doc], tuple[Sequence[Any], ...]]

    def added_to(self, view: ArticleView, doc: Doc) -> ArticleView:
        """The view with what this one finds in it."""
        found = self.find(view.only(self.requires), doc)
        for gives, things in zip(self.gives, found, strict=True):
            before = getattr(view.findings, gives) if gives in SHARED else ()
            view = view.with_found(gives, (*before, *things))
        return view


def checked(finders: Sequence[Finder]) -> tuple[Finder, ...]:
    """The finders, each after all that it requires. Raises ValueError when one is not, and for two that give the
    same."""
    given = set(GIVEN)
    for finder in finders:
        if missing := finder.requires - given:
            raise ValueError(f"the finder of {finder.name} requires {', '.join(sorted(missing))}, not given before it")
        if twice := given & set(finder.gives) - SHARED:
            raise ValueError(f"the finder of {finder.name} gives {', '.join(sorted(twice))}, which was given before it")
        given.update(finder.gives)
    return tuple(finders)
