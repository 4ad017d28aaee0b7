"""The kinds of pages there are. Their order is that of the sections of a source's page, of the chapters on paper and
of llms.txt."""

from __future__ import annotations

from ..registered import PAGES, registered
from .base.page_kind import PageKind
from .page_kinds import (
    changes,
    contacts,
    coverage,
    disagreements,
    empty,
    figures,
    glossary,
    home,
    measures,
    people,
    person,
    positions,
    questions,
    source,
    sources,
    timeline,
    topic,
    topics,
)

KINDS: tuple[PageKind, ...] = (
    home.KIND,
    empty.KIND,
    topics.KIND,
    topic.KIND,
    questions.KIND,
    positions.KIND,
    measures.KIND,
    people.KIND,
    contacts.KIND,
    person.KIND,
    timeline.KIND,
    disagreements.KIND,
    figures.KIND,
    glossary.KIND,
    sources.KIND,
    source.KIND,
    coverage.KIND,
    changes.KIND,
)


def kinds() -> tuple[PageKind, ...]:
    """Ours, then those of other packages. Raises UsageError when two have one name."""
    return registered(PAGES, KINDS)


def others() -> tuple[PageKind, ...]:
    """Those of other packages alone."""
    return kinds()[len(KINDS) :]
