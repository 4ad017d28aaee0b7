"""Key phrases: the noun phrases of an article, for finding topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from . import grammar
from .grammar.parsed import Doc, Token
from .grammar.parsed import DocSpan as Span

_INSIDE = ("noun", "name", "adjective")
_LONGEST = 5


def _folded(token: Token, *, head: bool) -> str:
    if head and grammar.class_of(token) == "noun":
        return str(token.lemma_).casefold()
    return str(token.lower_)


def _stretches(chunk: Span) -> Iterator[list[Token]]:
    """The runs of nouns and adjectives in a noun phrase; a person's name ends a run."""
    run: list[Token] = []
    for token in chunk:
        hyphen = token.text == "-" and run
        inside = grammar.class_of(token) in _INSIDE and token.ent_type_ not in (
            "PERSON",
            "DATE",
            "TIME",
            "CARDINAL",
            "ORDINAL",
            "PERCENT",
            "MONEY",
        )
        if (inside and token.text[0].isalnum()) or hyphen:
            run.append(token)
        else:
            yield run
            run = []
    yield run


def find_phrases(doc: Doc) -> tuple[tuple[str, int], ...]:
    """Noun phrases without determiners, numbers and persons' names, and how often each occurs.

    Case-folded, the head noun as its lemma, hyphens as the text has them; sorted.
    """
    counts: Counter[str] = Counter()
    for chunk in doc.noun_chunks:
        for run in _stretches(chunk):
            while run and (grammar.class_of(run[-1]) == "adjective" or run[-1].text == "-"):
                run = run[:-1]
            if not run or len(run) > 2 * _LONGEST:
                continue
            folded = [_folded(token, head=token is run[-1]) + token.whitespace_ for token in run]
            phrase = "".join(folded).strip()
            if len(phrase) > 2 and len(phrase.split()) <= _LONGEST:
                counts[phrase] += 1
    return tuple(sorted(counts.items()))
