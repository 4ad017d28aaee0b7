"""The clause around a predicate: where it stands and who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from ...model.places import Places
from ...model.text import Span
from ...model.text import span_of as text_span
from ...rules.load import load
from ..base import grammar

_APART = frozenset({"relative clause", "aside", "adverbial clause"})  # clauses of their own inside another
_TIES = frozenset(
    {
        "and",
        "but",
        "or",
        "that",
        "as",
        "when",
        "where",
        "while",
        "after",
        "before",
        "because",
        "although",
        "though",
        "since",
        "if",
        "so",
    }
)
_OPENING = frozenset("\"“‘'([")
_CLOSING = frozenset("\"”’')]%")
_VERBS = frozenset({"verb", "helper"})
_SUBJECTS = frozenset({"subject", "passive subject", "clause subject", "agent"})
_CLAUSES = frozenset(
    {
        "top",
        "adverbial clause",
        "relative clause",
        "clause complement",
        "joined",
        "aside",
        "noun clause",
        "open complement",
        "preposition clause",
        "clause subject",
        "unclear",
    }
)

Named = Places[tuple[Span, str]]  # names and what stands for them, with the entity's key


def is_verb(token: Token) -> bool:
    return grammar.class_of(token) in _VERBS


def head_of(token: Token) -> Token | None:
    """The word above, in the same sentence."""
    return token.head if token.head != token and token.head.sent == token.sent else None


@cache
def _dateline() -> re.Pattern[str]:
    months = "|".join(
        sorted((name.capitalize() for name in load("lexicon/months")), key=lambda name: (-len(name), name))
    )
    agency = r"\([^)\n]{2,30}\)"
    dated = rf"[^\n:;]{{2,60}}?,? (?:{months})\.? \d{{1,2}}(?:, \d{{4}})?(?: ?{agency})?"
    undated = rf"[A-Z][A-Z .'’/-]+(?:, [A-Z][\w. ]+)? {agency}"
    return re.compile(rf"(?:{dated}|{undated}) ?\.?[:–—-]{{1,2}} ")


def after_the_dateline(text: str, sentence: Span) -> int:
    """Where a sentence begins to tell something: after "Kelvara, July 19 (Agency) -"; its start where no such words
    stand."""
    found = _dateline().match(text, sentence.start, min(sentence.end, sentence.start + 120))
    return found.end() if found else sentence.start


def span_of(predicate: Token, start: int, end: int, sentence: Span, opening: int = 0) -> Span:
    """The characters of the predicate's clause, with its subject and its date at [start, end), never outside its
    sentence.

    Verbs joined to it by "and" are clauses of their own; what is shared with them is not. The words that tie the clause
    to
    another ("but", "that", "when") stay outside, as does what stands before `opening`, the end of a dateline.
    """
    top = predicate
    if not is_verb(top):
        while grammar.relation_of(top) not in _CLAUSES and (above := head_of(top)):
            top = above
    top = _whole(top)
    joined = [
        child
        for child in top.children
        if grammar.relation_of(child) == "joined" and is_verb(child) and _begins_a_clause(child)
    ]
    apart = {token.i for child in joined for token in child.subtree}
    tokens = [token for token in top.subtree if not token.is_space and token.i not in apart]
    tokens = sorted({*tokens, *_owner(top, {token.i for token in tokens})}, key=lambda token: token.i)
    first = min([start, *(token.idx for token in tokens)])
    words = [token for token in tokens if not token.is_punct]
    while words and grammar.relation_of(words[-1]) == "joining word":
        del words[-1]
    last = max([end, *(token.idx + len(token) for token in words)])
    closing = next((token for token in tokens if token.idx == last and token.text in _CLOSING), None)
    last = closing.idx + len(closing) if closing is not None else last
    first = next((token.idx for token in top.sent if token.idx >= first and not _ties(token, top, start)), first)
    return Span(max(min(first, start), sentence.start, opening if opening <= start else 0), min(last, sentence.end))


def _whole(verb: Token) -> Token:
    """The verb whose helper another one lacks: in "40 had been killed and more than 80 injured" that of the killed."""
    number = head_of(verb)
    if (
        grammar.relation_of(verb) == "noun clause"
        and grammar.form_of(verb) == "participle"
        and number is not None
        and grammar.class_of(number) == "number"
        and grammar.relation_of(number) == "joined"
    ):
        return number.head if is_verb(number.head) else verb
    return verb


def _begins_a_clause(joined: Token) -> bool:
    """Joined by a word or a mark, not only so read: "amid reports some of them were asleep"."""
    before = joined.doc[joined.left_edge.i - 1] if joined.left_edge.i else None
    return (
        before is None
        or before.is_punct
        or before.is_space
        or grammar.relation_of(before) in ("joining word", "clause mark", "adverb")
    )


def _ties(token: Token, top: Token, start: int) -> bool:
    """Whether a clause's first word only hangs it on another one, or is the mark of a list."""
    if token.idx >= start:
        return False
    if token.is_space or (token.is_punct and token.text not in _OPENING):
        return True
    governs = token.head == top or token.head in top.ancestors
    return governs and token.lower_ in _TIES and grammar.relation_of(token) in ("joining word", "clause mark", "adverb")


def _owner(top: Token, inside: set[int]) -> list[Token]:
    """The words from the subject that a clause shares, or from the noun that it describes, up to the clause."""
    if any(grammar.relation_of(child) in ("there", "clause subject") for child in top.children):
        return []
    subject = subject_of(top)
    owned = next((token for token in top.doc[min(inside) : min(inside) + 2] if grammar.form_of(token) == "whose"), None)
    above = head_of(top)
    if owned is not None and above is not None and above.i < min(inside):
        return list(top.doc[above.left_edge.i : min(inside)])  # "the man whose stand won the vote"
    if subject is None or subject.i in inside or subject.sent != top.sent:
        return _from_the_root(top) if subject is None else []
    if subject.i > min(inside):  # "Arriving on Monday, she met the envoy"
        verb = head_of(subject)
        joined = (
            [child for child in verb.children if grammar.relation_of(child) == "joined" and is_verb(child)]
            if verb is not None
            else []
        )
        apart = {token.i for child in joined for token in child.subtree}
        return (
            [token for token in verb.subtree if token.i not in apart and not token.is_space] if verb is not None else []
        )
    return list(top.doc[subject.left_edge.i : min(inside)])


def _from_the_root(top: Token) -> list[Token]:
    """The words before a verb that the parser hung below another, where nothing says who its subject is."""
    above = head_of(top)
    if above is None or grammar.relation_of(top) not in ("open complement", "noun clause") or above.i > top.i:
        return []
    return list(top.doc[above.left_edge.i : top.i])


def subject_of(verb: Token) -> Token | None:
    """Its subject, or the one that it shares: of the verb that it is joined to, that governs it, or the noun that it
    describes."""
    for _ in range(8):
        own = next(
            (child for child in verb.children if grammar.relation_of(child) in ("subject", "passive subject")), None
        )
        if own is not None and own.lower_ not in ("who", "which", "that"):
            return own
        above = head_of(verb)
        if above is None:
            return own
        if grammar.relation_of(verb) in ("relative clause", "noun clause") and not is_verb(above):
            return above
        if grammar.relation_of(verb) == "open complement":
            controlled = next(
                (
                    child
                    for child in above.children
                    if grammar.relation_of(child) in ("object", "indirect object") and child.i < verb.i
                ),
                None,
            )
            if controlled is not None:
                return controlled
        if grammar.relation_of(verb) not in (
            "joined",
            "open complement",
            "adverbial clause",
            "preposition clause",
            "clause complement",
            "noun clause",
            "preposition",
        ):
            return own
        verb = above if is_verb(above) else head_of(above) or above
    return None


def participants(doc: Doc, predicate: Token, persons: Named) -> tuple[str, ...]:
    """Entity keys in order of mention: of the predicate's own arguments and of the subject that it shares."""
    tokens = dict.fromkeys(token.i for token in _own(predicate, top=True))
    verb = predicate
    while not is_verb(verb) and (above := head_of(verb)):
        verb = above
    if is_verb(verb):
        subject = subject_of(verb)
        if subject is not None:
            tokens |= dict.fromkeys(token.i for token in _own(subject, top=False))
        if verb != predicate and any(grammar.relation_of(child) in _SUBJECTS for child in verb.children):
            tokens |= dict.fromkeys(
                token.i
                for child in verb.children
                if grammar.relation_of(child) in _SUBJECTS
                for token in _own(child, top=False)
            )
    near = persons.meeting(text_span(predicate.sent))
    return tuple(dict.fromkeys(entity for span, entity in near if _takes_part(doc, span, tokens, predicate)))


def _own(token: Token, *, top: bool) -> Iterator[Token]:
    """The words below one, without the clauses that are about something else."""
    below = [token]
    while below:
        word = below.pop()
        yield word
        below.extend(child for child in word.children if not _is_apart(child, top=top and word.i == token.i))


def _is_apart(child: Token, *, top: bool) -> bool:
    """Whether a word below another is about something else. `top`: it is right below the predicate."""
    if grammar.relation_of(child) in _APART or (grammar.relation_of(child) == "joined" and is_verb(child)):
        return True
    if grammar.relation_of(child) in ("clause complement", "noun clause") and any(
        grammar.relation_of(each) in ("subject", "passive subject") for each in child.children
    ):
        return True
    return (grammar.relation_of(child) == "noun clause" and not top) or child.lower_ == "according"


def _takes_part(doc: Doc, span: Span, tokens: dict[int, None], predicate: Token) -> bool:
    """A name in the clause, but not as the owner or the label of something else ("President Roe's war on graft")."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or words.root.i not in tokens:
        return False
    root = words.root
    if grammar.relation_of(root) == "noun modifier" and any(
        grammar.relation_of(child) == "joining word" for child in root.children
    ):  # "Jean Morel and Kelvara's chancellor, Gerd Vogt"
        return True
    if grammar.relation_of(root) in ("owner", "compound", "noun modifier"):
        return bool(
            root.head == predicate
            or (grammar.relation_of(root.head) in ("apposition", "subject") and grammar.relation_of(root) == "compound")
        )
    return True
