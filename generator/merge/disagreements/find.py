"""Where sources differ. A false alarm costs trust, so each kind asks for more than it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
    kin: Mapping[str, str],
    home_zones: Sequence[str] = (),
) -> tuple[Disagreement, ...]:
    """Every difference, sorted by what it is about. `ids` leads from (article, entity key) to a person, `kin` from a
    source to its family: within one, only figures differ."""
    published = {reading.article.id: reading.published for reading in corpus}
    told = [
        *differing_days(clusters, people, published, rarity, home_zones, _voices(corpus)),
        *differing_offices(corpus, ids, people),
        *differing_names(corpus, ids, people),
    ]
    found = [*_between_families(told, kin), *differing_figures(clusters, corpus, rarity)]
    return tuple(
        sorted(found, key=lambda disagreement: (disagreement.kind, disagreement.claims[0].value, disagreement.id))
    )


def _between_families(found: Sequence[Disagreement], kin: Mapping[str, str]) -> Iterator[Disagreement]:
    """Those within one source or between sources that do not have their text from each other."""
    for one in found:
        sources = {claim.citation.source for claim in one.claims}
        if len(sources) < 2 or len({kin[source] for source in sources}) > 1:
            yield one


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
