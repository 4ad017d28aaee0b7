"""The words that the model's lemmatiser knows, for telling a name from a common noun with a capital."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.vocab import Vocab

from ...model.text import record


@record
class Dictionary:
    """The base forms of English words that the model's lemmatiser knows."""

    words: frozenset[str]
    describing: frozenset[str]  # adjectives, adverbs and verbs


@cache
def dictionary(vocab: Vocab) -> Dictionary:
    """What `language.load` put into a vocabulary."""
    table = vocab.lookups.get_table("lemma_index", {})
    describing = frozenset(word for kind in ("adj", "adv", "verb") for word in table.get(kind, ()))
    return Dictionary(words=describing | frozenset(table.get("noun", ())), describing=describing)


@lru_cache(maxsize=20_000)
def forms_of(low: str) -> tuple[str, ...]:
    """A word and what it may be a form of.

    >>> forms_of("keeps"), forms_of("asked")
    (('keeps', 'keep'), ('asked', 'ask', 'aske'))
    """
    for ending, others in (("ies", ("y",)), ("ing", ("", "e")), ("ed", ("", "e")), ("es", ("", "e")), ("s", ("",))):
        if low.endswith(ending) and len(low) - len(ending) > 2:
            return (low, *(low[: -len(ending)] + other for other in others))
    return (low,)
