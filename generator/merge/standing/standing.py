"""The section "Where it stands": its main lines and its parts, each by a chooser of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.book import Choice, Claim, Disagreement, KeyFigure, Standing, Statement
from .key_figures import key_figures
from .leading_figures import leading_figures
from .main_lines import Grounds, main_lines
from .open_matters import asks, cited_by, disputed, falls_due, is_unclear
from .posts import with_posts


def where_it_stands(
    given: Grounds,
    figures: Sequence[KeyFigure],
    quotations: Sequence[Statement],
    differing: Sequence[Disagreement],
) -> tuple[tuple[Claim, ...], Standing, tuple[Choice, ...]]:
    """The main lines, the other parts, and what each chooser took and left."""
    lines, told = main_lines(given)
    due, planned = falls_due(given.events, given.as_of)
    dates = [Claim(text=event.headline, citation=event.citations[0]) for event in given.events if event.id in due]
    key, counted = key_figures(figures, [*lines, *dates], given)
    leading, numbers = leading_figures(figures, [*lines, *key], given)
    asked, said = asks(quotations, given.as_of)
    shown = {event.id for event in given.events if any(claim.text == event.headline for claim in lines)}
    disputes, differ = disputed(differing, cited_by((*lines, *key)), (*due, *shown))
    named = with_posts((*lines, *key), given.readings, given.ids, given.people)
    unclear = tuple(event.id for event in given.events if is_unclear(event))
    standing = Standing(
        due=due, figures=named[len(lines) :], asks=asked, disputed=disputes, leading=leading, unclear=unclear
    )
    return named[: len(lines)], standing, (*told, *planned, *counted, *numbers, *said, *differ)
