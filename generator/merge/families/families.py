"""What is known of the prints of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from ...model.article import Article, Print
from ...model.text import record
from ..base.targets import Faults


@record
class Families:
    """The family of each article that is a source, by its file; `prints` has every print by the file of its source."""

    heads: Mapping[str, str]
    prints: Mapping[str, tuple[Print, ...]] = field(default_factory=dict)
    faults: Faults = field(default_factory=list)  # of overrides that match nothing

    def sources(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """Those of the articles that are sources, each with its prints and its family."""
        return tuple(
            replace(article, prints=self.prints.get(article.file, ()), family=self.heads[article.file])
            for article in articles
            if article.file in self.heads
        )
