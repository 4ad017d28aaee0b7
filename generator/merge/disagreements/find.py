"""Where sources differ. A false alarm costs trust, so each kind asks for more than it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...model.book import Disagreement, Person
from ..base.corpus import Reading
from ..base.same_words import Rarity
from ..events.entry import Cluster
from .days import differing_days
from .figures import differing_figures
from .names import differing_names
from .offices import differing_offices


def find_disagreements(
    corpus: Sequence[Reading],
    clusters: Sequence[Cluster],
    ids: Mapping[tuple[str, str], str],
    people: Mapping[str, Person],
    rarity: Rarity,
    home_zones: Sequence[str] = (),
) -> tuple[Disagreement, ...]:
    """Every difference, sorted by what it is about. `ids` leads from (article, entity key) to a person."""
    published = {reading.article.id: reading.published for reading in corpus}
    found = [
        *differing_days(clusters, people, published, rarity, home_zones),
        *differing_figures(clusters, corpus, rarity),
        *differing_offices(corpus, ids, people),
        *differing_names(corpus, ids, people),
    ]
    return tuple(
        sorted(found, key=lambda disagreement: (disagreement.kind, disagreement.claims[0].value, disagreement.id))
    )
