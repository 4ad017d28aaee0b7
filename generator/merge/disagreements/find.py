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
        *differing_days(clusters, people, published, rarity, home_zones, _voices(corpus)),
        *differing_figures(clusters, corpus, rarity),
        *differing_offices(corpus, ids, people),
        *differing_names(corpus, ids, people),
    ]
    return tuple(
        sorted(found, key=lambda disagreement: (disagreement.kind, disagreement.claims[0].value, disagreement.id))
    )


def _voices(corpus: Sequence[Reading]) -> dict[tuple[str, int], frozenset[str]]:
    """Whose words each sentence gives, by article and number."""
    voices: dict[tuple[str, int], frozenset[str]] = {}
    for reading in corpus:
        for quotation in reading.findings.quotations:
            if quotation.source is not None:
                place = reading.article.id, reading.number_at(quotation.content.start)
                who = quotation.speaker or quotation.source.of(reading.article.text).casefold()
                voices[place] = voices.get(place, frozenset()) | {who}
    return voices
