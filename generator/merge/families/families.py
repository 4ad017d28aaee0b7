"""What is known of the prints of a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ...model.article import Article, Print
from ...model.text import record
from ..base.targets import Faults


@record
class Families:
    """The articles that are sources, each with its prints and its family; `prints` lists every print by the file of its
    source."""

    articles: tuple[Article, ...]
    prints: Mapping[str, tuple[Print, ...]] = field(default_factory=dict)
    faults: Faults = field(default_factory=list)  # of overrides that match nothing
