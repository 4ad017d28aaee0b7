"""What can be asked of a token and of a range of tokens in a parse with ClearNLP's labels."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ....rules.load import load
from ....rules.types.grammar import GRAMMAR
from .labels import Relation
from .parsed import Doc, Token
from .words import above, class_of, form_of, is_noun, relation_of

Range = tuple[int, int]  # half-open, of tokens

SUBJECTS = frozenset(("subject", "passive subject", "clause subject", "there"))
CLAUSES = frozenset(("clause complement", "aside"))
OBJECTS = frozenset(("object", "object predicate", "predicate noun", "preposition object", "indirect object"))
FINITE = frozenset(("past", "present s", "present", "modal"))
RELATIVES = frozenset(("who", "that", "which"))
WHEN = frozenset(load(GRAMMAR).when)
UNDER = frozenset(load(GRAMMAR).under)
PLACES = frozenset(load(GRAMMAR).places)
NONE = frozenset(load(GRAMMAR).none)
DASHES = frozenset(("-", "--", "–", "—", "―"))
TRIM = frozenset((",", ".", ";", ":", "...", "…", "?", "!")) | DASHES
LONGEST_LEAD = 16  # tokens between a cue and the "that" of its content


def trimmed(doc: Doc, span: Range, marked: Sequence[bool] | None = None) -> Range:
    """A range without spaces and outer punctuation, which stays when it stands inside marks."""
    start, end = span
    while start < end and not (marked and marked[start]) and (doc[start].is_space or doc[start].text in TRIM):
        start += 1
    while end > start and not (marked and marked[end - 1]) and (doc[end - 1].is_space or doc[end - 1].text in TRIM):
        end -= 1
    return start, end


def subtree(token: Token) -> Range:
    """From the first to the last word that hangs on a token, as indexes of tokens [first, end)."""
    return token.left_edge.i, token.right_edge.i + 1


def has_words(token: Token) -> bool:
    """Whether more than marks hang together here."""
    return any(part.text not in TRIM for part in token.subtree)


def subject_of(verb: Token) -> Token | None:
    """The nearest subject: words that a parser took for one stand farther off ("the 'gaps' he named are wide, Roe
    said").

    A point by itself is none, though the parser may say so: "the Farm Dept. said".
    """
    found = [
        child
        for child in verb.children
        if relation_of(child) in SUBJECTS and relation_of(child) != "there" and has_words(child)
    ]
    return min(found, key=lambda child: abs(child.i - verb.i), default=None)


def has_mark(token: Token, words: Collection[str]) -> bool:
    """Whether one of the words stands before a clause's verb and hangs on it."""
    return any(child.lower_ in words and child.i < token.i for child in token.children)


def is_clause(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(relation_of(child) in SUBJECTS for child in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands with a verb as its helper."""
    return any(relation_of(child) == "helper" and child.lower_ == "to" for child in verb.children)


def judged_as(verb: Token, *more: str) -> bool:
    """Whether something is judged: "sees the plan as a gift". `more` holds other words than "as" that may lead the
    judgement."""
    named = next((child.i for child in verb.children if relation_of(child) == "object" and child.i > verb.i), None)
    if named is None:
        return False
    after = [child for child in verb.children if child.i > named]
    return any(
        (child.lower_ in ("as", *more) and relation_of(child) == "preposition" and not _as_adverb(child))
        or is_judgement(child)
        for child in after
    )


def _as_adverb(preposition: Token) -> bool:
    """ "as a result", "as usual": how things came, and no judgement."""
    return preposition.lower_ == "as" and any(
        child.lower_ in load(GRAMMAR).as_adverbs for child in preposition.children
    )


def is_judgement(clause: Token) -> bool:
    """Whether what a parser took for a clause is a judgement: "described the case (as politically motivated)"."""
    return (
        relation_of(clause) == "adverbial clause"
        and clause.left_edge.lower_ == "as"
        and class_of(clause) in ("adjective", "noun")
        and not is_clause(clause)
    )


def quoted_as(verb: Token) -> bool:
    """ "was quoted as saying", "quoted him as saying"."""
    led = (child for prep in verb.children if prep.lower_ == "as" for child in prep.children)
    return verb.lemma in ("quote", "cite") and any(form_of(child) == "ing" for child in led)


def agent_marker(verb: Token) -> Token | None:
    """The "by" of a passive."""
    judged = (
        child for child in verb.children if form_of(verb) == "participle" and child.i > verb.i and child.lower_ == "as"
    )
    near = [verb, *(token for prep in judged for token in (prep, *prep.children))]
    return next(
        (
            child
            for host in near
            for child in host.children
            if relation_of(child) == "agent" or (host != verb and child.lower_ == "by")
        ),
        None,
    )


def first_auxiliary(verb: Token) -> int:
    """Where a verb group begins: "has (never) said"."""
    start = verb.i
    children = {child.i: child for child in verb.children}
    while start - 1 in children and relation_of(children[start - 1]) in (
        "helper",
        "passive helper",
        "adverb",
        "negation",
    ):
        start -= 1
    return start


def governing_plan(verb: Token, *also: Relation) -> Token:
    """Of an infinitive what it depends on: "scheduled [to conclude]". `also`: further relations to climb over."""
    while relation_of(verb) in ("open complement", *also) and (over := above(verb)) is not None:
        verb = over
    return verb


def noun_described(verb: Token) -> Token | None:
    """The noun before a participle of what is done to it: "the [suit], filed in May".

    None for "the suit of the board, filed in May": either of the two may be meant.
    """
    noun = above(verb)
    if noun is None or relation_of(verb) != "noun clause" or form_of(verb) != "participle":
        return None
    active = any(relation_of(child) in ("helper", "object") for child in verb.children)
    return noun if is_noun(noun) and noun.i < verb.i and not active and not is_part_of_a_noun(noun) else None


def is_part_of_a_noun(noun: Token) -> bool:
    """ "the suit of the [board]": what follows may be said of either."""
    led = above(noun) if relation_of(noun) == "preposition object" else None
    over = None if led is None else above(led)
    return over is not None and is_noun(over)


def is_plural(noun: Token) -> bool:
    """ "suits", "the king and the queen"."""
    return form_of(noun) in ("nouns", "names") or any(relation_of(child) == "joined" for child in noun.children)


def is_none(word: Token) -> bool:
    """ "no", "any", "neither": the noun beside it need not be."""
    return word.lower_ in NONE


def behind_a_place(clause: Token) -> int | None:
    """Where "where", "under which" and the like end that open a clause with a subject of its own; None for others."""
    opening = [word for word in clause.doc[clause.left_edge.i : clause.i] if form_of(word) in ("where", "which")]
    if not opening or not any(relation_of(child) in SUBJECTS for child in clause.children):
        return None
    word = opening[0]
    over = above(word)
    led = over is not None and over.lower_ in UNDER and over.i == word.i - 1 == clause.left_edge.i
    alone = form_of(word) == "where" and word.lower_ in PLACES and word.i == clause.left_edge.i
    return word.i + 1 if led or alone else None


def is_cleft(noun: Token) -> bool:
    """ "It was the [mayor] who left"."""
    verb = above(noun) if relation_of(noun) == "predicate noun" else None
    return verb is not None and any(child.lower_ == "it" for child in verb.lefts)
