"""The glossary: what the sources spell out for their short forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...model.book import GlossaryEntry
from ..base.corpus import Reading


def short_forms_in(reading: Reading) -> Iterator[GlossaryEntry]:
    """Those that an article spells out."""
    for found in reading.findings.abbreviations:
        citation = reading.cite(reading.sentence_at(found.span))
        yield GlossaryEntry(short=found.short, expansion=found.expansion, citation=citation)


def glossary_of(spelled_out: Iterable[GlossaryEntry], corpus: Iterable[Reading]) -> tuple[GlossaryEntry, ...]:
    """One expansion for each abbreviation, that of most sources, with the short form beside it or not, else that of the
    first; sorted."""
    entries: dict[str, dict[str, GlossaryEntry]] = {}
    for entry in spelled_out:
        entries.setdefault(entry.short, {}).setdefault(entry.expansion.casefold(), entry)
    several = any(len(expansions) > 1 for expansions in entries.values())
    texts = [reading.article.text.casefold() for reading in corpus] if several else []
    return tuple(_most_used(tuple(entries[short].values()), texts) for short in sorted(entries))


def _most_used(entries: Sequence[GlossaryEntry], texts: Sequence[str]) -> GlossaryEntry:
    if len(entries) == 1:
        return entries[0]
    return max(entries, key=lambda entry: sum(entry.expansion.casefold() in text for text in texts))
