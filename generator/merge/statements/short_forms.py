"""The glossary: what the sources spell out for their short forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model.book import GlossaryEntry
from ...model.kept import Tables
from ..base.corpus import Reading, summed

_SOURCES = "articles that have it"


def short_forms_in(reading: Reading) -> Iterator[GlossaryEntry]:
    """Those that an article spells out."""
    for found in reading.findings.abbreviations:
        citation = reading.cite(reading.sentence_at(found.span))
        yield GlossaryEntry(short=found.short, expansion=found.expansion, citation=citation)


def glossary_of(spelled_out: Iterable[GlossaryEntry], corpus: Sequence[Reading]) -> tuple[GlossaryEntry, ...]:
    """One expansion for each abbreviation, that of most sources, with the short form beside it or not, else that of the
    first; sorted."""
    entries: dict[str, dict[str, GlossaryEntry]] = {}
    for entry in spelled_out:
        entries.setdefault(entry.short, {}).setdefault(entry.expansion.casefold(), entry)
    doubtful = sorted({one for expansions in entries.values() if len(expansions) > 1 for one in expansions})
    uses = summed(corpus, expansions_in, [doubtful] * len(corpus)).get(_SOURCES, {}) if doubtful else {}
    return tuple(_most_used(entries[short], uses) for short in sorted(entries))


def expansions_in(reading: Reading, expansions: Sequence[str]) -> Tables:
    """Which expansions, without case, an article has."""
    text = reading.article.text.casefold()
    return {_SOURCES: {one: 1 for one in expansions if one in text}}


def _most_used(entries: Mapping[str, GlossaryEntry], uses: Mapping[str, int]) -> GlossaryEntry:
    return entries[max(entries, key=lambda expansion: uses.get(expansion, 0))]
