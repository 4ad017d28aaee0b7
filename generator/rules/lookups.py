"""What several stages look up in the rules: family names."""

from __future__ import annotations

from functools import cache

from .load import load


@cache
def surnames(language: str) -> frozenset[str]:
    """The family names that open a name of the language ("korean"), in small letters and with their accents."""
    return frozenset(row["name"] for row in load("lexicon/surnames") if language in row["of"])


@cache
def rare_surnames() -> frozenset[str]:
    """Family names that also are English words: "an", "he"."""
    return frozenset(row["name"] for row in load("lexicon/surnames") if row.get("rare"))
