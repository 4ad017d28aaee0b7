"""Words made alike, so that "Defences" and "defense" are one."""

from __future__ import annotations

import re
from functools import cache

from ...model.text import fold
from ...rules.load import load, word_sets
from ...rules.types.merge import SPELLINGS, TOPIC_WORDS

WORD = re.compile(r"[^\W_]+(?:'s\b)?")
_INITIALS = re.compile(r"\b([A-Z])\.([A-Z])\.(?:([A-Z])\.)?")

Key = tuple[str, int]  # article id, sentence index
Term = tuple[str, ...]


def holds(words: Term, term: Term) -> bool:
    """Whether the words of a term stand among others side by side, in order."""
    size = len(term)
    return any(words[at : at + size] == term for at in range(len(words) - size + 1))


@cache
def normal(word: str) -> str:
    """A word in the singular and in American spelling, case-folded.

    >>> normal("Defences"), normal("modernisation"), normal("policies")
    ('defense', 'modernization', 'policy')
    """
    rules = load(SPELLINGS)
    word = fold(word).removesuffix("'s")
    if word in rules.singular:
        word = rules.singular[word]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(rules.es):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    if word in rules.words:
        return str(rules.words[word])
    if len(word) >= 7:
        for ending, other in rules.endings:
            if word.endswith(ending):
                return word[: -len(ending)] + str(other)
    return word


def normal_words(text: str) -> Term:
    """The normal words of a text; "U.S." is one word."""
    plain = text.replace("’", "'")
    if "." in plain:
        plain = _INITIALS.sub(lambda match: "".join(filter(None, match.groups())) + " ", plain)
    return tuple(map(normal, WORD.findall(plain)))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of rules/topics/words as normal words."""
    return frozenset(normal(word) for word in word_sets(TOPIC_WORDS)[name])
