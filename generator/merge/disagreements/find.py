"""Where sources differ. A false alarm costs trust, so each kind asks for more than it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ...model.book import Disagreement, Person
from ...model.text import record
from ..base.corpus import Reading
from ..base.same_words import Rarity
from ..events.entry import Cluster
from .counted import families_in
from .counts import Count, counts_in, known_counts
from .days import differing_days
from .figures import differing_figures
from .names import Spelling, differing_names, spellings_in
from .offices import Holder, differing_offices, holders_in


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
    noted = [(reading, reading.brief(noted_in)) for reading in corpus]
    voices = {(reading.article.id, at): who for reading, each in noted for at, who in each.voices}
    families = frozenset(chain.from_iterable(each.families for _, each in noted))
    told = [
        *differing_days(clusters, people, published, rarity, home_zones, voices),
        *differing_offices([(reading, each.offices) for reading, each in noted], ids, people),
        *differing_names([(reading, each.spellings) for reading, each in noted], ids, people),
    ]
    counts = [known_counts(each.counts, families) for _, each in noted]
    found = [*_between_families(told, kin), *differing_figures(clusters, corpus, counts, rarity)]
    return tuple(
        sorted(found, key=lambda disagreement: (disagreement.kind, disagreement.claims[0].value, disagreement.id))
    )


def _between_families(found: Sequence[Disagreement], kin: Mapping[str, str]) -> Iterator[Disagreement]:
    """Those within one source or between sources that do not have their text from each other."""
    for one in found:
        sources = {claim.citation.source for claim in one.claims}
        if len(sources) < 2 or len({kin[source] for source in sources}) > 1:
            yield one


@record
class Noted:
    """What one article tells that another may tell otherwise, whoever its people are in the book."""

    families: frozenset[str]  # names by which it tells people apart
    counts: tuple[Count, ...]
    voices: tuple[tuple[int, frozenset[str]], ...]  # whose words each sentence gives
    offices: tuple[Holder, ...]
    spellings: tuple[Spelling, ...]


def noted_in(reading: Reading) -> Noted:
    """All of it."""
    return Noted(
        families=families_in(reading),
        counts=tuple(counts_in(reading)),
        voices=tuple(_voices(reading).items()),
        offices=tuple(holders_in(reading)),
        spellings=tuple(spellings_in(reading)),
    )


def _voices(reading: Reading) -> dict[int, frozenset[str]]:
    voices: dict[int, frozenset[str]] = {}
    for quotation in reading.findings.quotations:
        if quotation.source is not None:
            at = reading.number_at(quotation.content.start)
            who = quotation.speaker or quotation.source.of(reading.article.text).casefold()
            voices[at] = voices.get(at, frozenset()) | {who}
    return voices
