"""Corrections of the glossary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model.book import Edit, GlossaryEntry
from ..model.settings import GlossaryOverride
from .base.corpus import Reading
from .base.targets import Faults, instead

# Glossary


def edit_glossary(
    entries: Sequence[GlossaryEntry], overrides: Sequence[GlossaryOverride], corpus: Sequence[Reading], faults: Faults
) -> tuple[tuple[GlossaryEntry, ...], list[tuple[str, str]]]:
    """The glossary as the editor has it; an added entry rests on the first sentence that uses its short form."""
    edited = {entry.short: entry for entry in entries}
    left_out = []
    for override in overrides:
        short = override.short
        if override.hide:
            if short not in edited:
                faults.append((override.line, f"the glossary has no `{short}`{instead(short, edited)}"))
                continue
            left_out.append((f"glossary: {edited.pop(short).short}", override.reason or ""))
        elif override.expansion:
            entry = edited.get(short) or _used(short, override.expansion, corpus)
            if entry is None:
                faults.append((override.line, f"no source uses `{short}`{instead(short, edited)}"))
                continue
            edit = Edit(what=f"spelled out as: {override.expansion}", reason=override.reason)
            edited[short] = replace(entry, expansion=override.expansion, edits=(*entry.edits, edit))
    return tuple(edited[short] for short in sorted(edited)), left_out


def _used(short: str, expansion: str, corpus: Sequence[Reading]) -> GlossaryEntry | None:
    word = re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")
    for reading in corpus:
        for number in range(len(reading.findings.sentences)):
            if word.search(reading.quote(number)):
                return GlossaryEntry(short=short, expansion=expansion, citation=reading.cite(number))
    return None
