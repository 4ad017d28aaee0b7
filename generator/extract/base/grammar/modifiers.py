"""What tells which thing a noun means, and what a word hangs on through small words."""

from __future__ import annotations

from collections.abc import Collection

from .parsed import Token
from .words import above, children, class_of, form_of, has, is_noun, is_verb, relation_of

_BEFORE = frozenset({"compound", "adjective", "number", "noun modifier", "owner"})
_SMALL = frozenset({"preposition", "adverb", "clause word"})
_DEEPEST = 6  # steps up a tree


def modifiers(noun: Token) -> tuple[Token, ...]:
    """The words before a noun that tell which it is: "new [rail freight] tariff"; without its owner."""
    lead = noun.doc[noun.left_edge.i : noun.i]
    return tuple(
        each
        for each in lead
        if class_of(each) in ("noun", "name", "adjective", "verb", "number")
        and not any(
            relation_of(over) == "owner" for over in (each, *each.ancestors) if noun.left_edge.i <= over.i < noun.i
        )
    )


def owners(noun: Token) -> tuple[Token, ...]:
    """ "[Peru]'s tariff", "[its] tariff"."""
    return tuple(children(noun, "owner"))


def host_of(word: Token, through: Collection[str] = ()) -> tuple[str, Token | None]:
    """What a word hangs on through prepositions, and the small words between: "from", "as of". `through`: further words
    that only lead on: "[effective] 4 May"."""
    led: list[str] = []
    over = above(word)
    for _ in range(_DEEPEST):
        if over is None or (class_of(over) not in _SMALL and over.lower_ not in through):
            break
        led.insert(0, over.lower_)
        over = above(over)
    return " ".join(led), over


def doing_beside(verb: Token) -> tuple[Token, ...]:
    """The verbs of clauses beside one that tell what it does too: "was signed, [raising] the share"."""
    beside = (each for each in children(verb, "adverbial clause") if each.i > verb.i)
    return tuple(each for each in beside if is_verb(each) and form_of(each) == "ing" and not has(each, "subject"))


def meant_by(word: Token, verb: Token) -> Token:
    """The noun for which "that" or "which" stands in the clause of a verb; else the word itself."""
    over = above(verb)
    if (
        relation_of(verb) == "relative clause"
        and over is not None
        and (word.lower_ == "that" or form_of(word) in ("who", "which"))
    ):
        return over
    return word


def whole_phrase(head: Token) -> tuple[Token, Token]:
    """The first and the last word of a noun with what describes it in few words: "all goods [imported from Peru]"."""
    behind = (each for each in head.rights if relation_of(each) in ("preposition", "noun clause", "compound"))
    return head.left_edge, head.doc[max([head.i, *(each.right_edge.i for each in behind)])]


def is_pronoun(word: Token) -> bool:
    """ "it", "his", "which"."""
    return class_of(word) == "pronoun"


def before(verb: Token) -> tuple[Token, ...]:
    """What hangs on a verb and stands before it."""
    return tuple(verb.lefts)


def joined_things(verb: Token) -> tuple[Token, ...]:
    """Nouns behind its object that the parse joins to the verb itself: "sold a ship, and [a yard]"."""
    if not has(verb, "object"):
        return ()
    return tuple(each for each in children(verb, "joined") if is_noun(each) and each.i > verb.i)


def is_plural(noun: Token) -> bool:
    """ "deals", "Laws"."""
    return form_of(noun) in ("nouns", "names")


def joined_nouns(noun: Token) -> tuple[Token, ...]:
    """What "and" joins to a noun; also what the parse joins to it in place of the last one before: "a duty on wine and
    [rice]"."""
    return tuple(each for each in children(noun, "joined") if is_noun(each))


def is_done(verb: Token) -> bool:
    """ "imposed" in "the duty imposed in May"."""
    return form_of(verb) == "participle"


def waits_for(verb: Token, marks: Collection[str]) -> bool:
    """Whether a clause beside it opens with one of these words: "will begin [once] they sign"."""
    beside = children(verb, "adverbial clause")
    return any(each.lower_ in marks for clause in beside for each in clause.lefts)


def clause_behind(noun: Token) -> Token | None:
    """The verb of what a thing does, right behind it: "a pact [banning] nets"."""
    found = (each for each in children(noun, "noun clause") if form_of(each) == "ing" and each.i == noun.i + 1)
    return next(found, None)
