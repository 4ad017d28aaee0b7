"""rules/search: how the search of a built site reads words."""

from __future__ import annotations

from .base import RuleFile, Rules, Words


class Spelling(Rules, frozen=True, kw_only=True):
    """A word and another spelling of it, which become one; the pairs of counter-examples stay two."""

    name: str
    pattern: str
    becomes: str
    examples: tuple[Words, ...]
    counter_examples: tuple[Words, ...]


class SearchWords(Rules, frozen=True):
    """What the script of the search knows of the language."""

    locale: str
    ordinal: str
    asking: str
    of: str
    spellings: tuple[Spelling, ...]


SEARCH_WORDS: RuleFile[SearchWords] = RuleFile("search/words", SearchWords)
