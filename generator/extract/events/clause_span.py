"""The clause around a predicate: where it stands and who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...model.places import Places
from ...model.text import Span, alternation
from ...model.text import span_of as text_span
from ...rules.load import load
from ...rules.types.lexicon import MONTHS
from ..base import grammar
from ..base.grammar import above, is_verb
from ..base.grammar.parsed import Doc, Token
from .event_words import event_words

_APART = frozenset({"relative clause", "aside", "adverbial clause"})  # clauses of their own inside another
_OPENING = frozenset("\"“‘'([")
_CLOSING = frozenset("\"”’')]%")
_TYING = frozenset({"joining word", "clause mark", "adverb"})
_SUBJECTS: tuple[grammar.Relation, ...] = ("subject", "passive subject", "clause subject", "agent")
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


@cache
def _dateline() -> re.Pattern[str]:
    months = alternation(name.capitalize() for name in load(MONTHS))
    agency = r"\([^)\n]{2,30}\)"
    dated = rf"[^\n:;]{{2,60}}?,? (?:{months})\.? \d{{1,2}}(?:, \d{{4}})?(?: ?{agency})?"
    undated = rf"[A-Z][A-Z .'’/-]+(?:, [A-Z][\w. ]+)? {agency}"
    return re.compile(rf"(?:{dated}|{undated}) ?\.?[:–—―-]{{1,2}} ")


def after_the_dateline(text: str, sentence: Span) -> int:
    """Where a sentence begins to tell something: after "Kelvara, July 19 (Agency) -"; its start where no such words
    stand."""
    found = _dateline().match(text, sentence.start, min(sentence.end, sentence.start + 120))
    return found.end() if found else sentence.start


def span_of(predicate: Token, start: int, end: int, sentence: Span, opening: int = 0) -> Span:
    """The characters of the predicate's clause, with its subject and its date at [start, end), never outside its
    sentence.

    Verbs joined to it by "and" are clauses of their own; what is shared with them is not. The words that tie the
    clause to another ("but", "that", "when") stay outside, as does what stands before `opening`, the end of a
    dateline.
    """
    top = _top(predicate)
    tokens = _words_of(top)
    first = min([start, *(token.idx for token in tokens)])
    first = next((token.idx for token in top.sent if token.idx >= first and not _ties(token, top, start)), first)
    first = max(min(first, start), sentence.start, opening if opening <= start else 0)
    return Span(first, min(_end(tokens, end), sentence.end))


def _top(predicate: Token) -> Token:
    """The word that its clause hangs on."""
    top = predicate
    while not is_verb(top) and grammar.relation_of(top) not in _CLAUSES and (over := above(top)):
        top = over
    return _whole(top)


def _words_of(top: Token) -> list[Token]:
    apart = {token.i for child in _joined(top) if _begins_a_clause(child) for token in child.subtree}
    tokens = [token for token in top.subtree if not token.is_space and token.i not in apart]
    return sorted({*tokens, *_owner(top, {token.i for token in tokens})}, key=lambda token: token.i)


def _joined(verb: Token) -> tuple[Token, ...]:
    return grammar.joined_verbs(verb)


def _end(tokens: Sequence[Token], end: int) -> int:
    """The end of the last word, with the mark that closes there; "and" at the end belongs to what follows."""
    words = [token for token in tokens if not token.is_punct]
    while words and grammar.relation_of(words[-1]) == "joining word":
        del words[-1]
    last = max([end, *(token.idx + len(token) for token in words)])
    closing = next((token for token in tokens if token.idx == last and token.text in _CLOSING), None)
    return closing.idx + len(closing) if closing is not None else last


def _whole(verb: Token) -> Token:
    """The verb whose helper another one lacks: in "40 had been killed and more than 80 injured" that of the killed."""
    number = above(verb)
    if number is None or grammar.relation_of(verb) != "noun clause" or grammar.form_of(verb) != "participle":
        return verb
    listed = grammar.class_of(number) == "number" and grammar.relation_of(number) == "joined"
    return number.head if listed and is_verb(number.head) else verb


def _begins_a_clause(joined: Token) -> bool:
    """Joined by a word or a mark, not only so read: "amid reports some of them were asleep"."""
    before = joined.doc[joined.left_edge.i - 1] if joined.left_edge.i else None
    return before is None or before.is_punct or before.is_space or grammar.relation_of(before) in _TYING


def _ties(token: Token, top: Token, start: int) -> bool:
    """Whether a clause's first word only hangs it on another one, or is the mark of a list."""
    if token.idx >= start:
        return False
    if token.is_space or (token.is_punct and token.text not in _OPENING):
        return True
    governs = token.head == top or token.head in top.ancestors
    return governs and token.lower_ in event_words()["ties"] and grammar.relation_of(token) in _TYING


def _owner(top: Token, inside: set[int]) -> list[Token]:
    """The words from the subject that a clause shares, or from the noun that it describes, up to the clause."""
    if grammar.has(top, "there", "clause subject"):
        return []
    begins, over, subject = min(inside), above(top), grammar.shared_subject(top)
    if over is not None and over.i < begins and _begins_with_whose(top.doc, begins):
        return list(top.doc[over.left_edge.i : begins])  # "the man whose stand won the vote"
    if subject is None:
        return _from_the_root(top)
    if subject.i in inside or subject.sent != top.sent:
        return []
    if subject.i > begins:  # "Arriving on Monday, she met the envoy"
        return _clause_of(above(subject))
    return list(top.doc[subject.left_edge.i : begins])


def _begins_with_whose(doc: Doc, start: int) -> bool:
    return any(grammar.form_of(token) == "whose" for token in doc[start : start + 2])


def _clause_of(verb: Token | None) -> list[Token]:
    if verb is None:
        return []
    apart = {token.i for child in _joined(verb) for token in child.subtree}
    return [token for token in verb.subtree if token.i not in apart and not token.is_space]


def _from_the_root(top: Token) -> list[Token]:
    """The words before a verb that the parser hung below another, where nothing says who its subject is."""
    over = above(top)
    if over is None or grammar.relation_of(top) not in ("open complement", "noun clause") or over.i > top.i:
        return []
    return list(top.doc[over.left_edge.i : top.i])


def participants(doc: Doc, predicate: Token, persons: Named) -> tuple[str, ...]:
    """Entity keys in order of mention: of the predicate's own arguments and of the subject that it shares."""
    tokens = dict.fromkeys(token.i for token in _own(predicate, top=True))
    verb = grammar.verb_above(predicate)
    if is_verb(verb):
        for part in _who_does_it(verb, predicate):
            tokens |= dict.fromkeys(token.i for token in _own(part, top=False))
    near = persons.meeting(text_span(predicate.sent))
    return tuple(dict.fromkeys(entity for span, entity in near if _takes_part(doc, span, tokens, predicate)))


def _who_does_it(verb: Token, predicate: Token) -> Iterator[Token]:
    """The subject; of the verb above an event noun also the "by"."""
    subject = grammar.shared_subject(verb)
    if subject is not None:
        yield subject
    if verb != predicate:
        yield from grammar.children(verb, *_SUBJECTS)


def _own(token: Token, *, top: bool) -> Iterator[Token]:
    """The words below one, without the clauses that are about something else."""
    below = [token]
    while below:
        word = below.pop()
        yield word
        below.extend(child for child in word.children if not _is_apart(child, top=top and word.i == token.i))


def _is_apart(child: Token, *, top: bool) -> bool:
    """Whether a word below another is about something else. `top`: it is right below the predicate."""
    relation = grammar.relation_of(child)
    if relation in _APART or (relation == "joined" and is_verb(child)):
        return True
    if relation in ("clause complement", "noun clause") and grammar.has_subject(child):
        return True
    return (relation == "noun clause" and not top) or child.lower_ == "according"


def _takes_part(doc: Doc, span: Span, tokens: dict[int, None], predicate: Token) -> bool:
    """A name in the clause, but not as the owner or the label of something else ("President Roe's war on graft")."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or words.root.i not in tokens:
        return False
    root, relation = words.root, grammar.relation_of(words.root)
    if relation == "noun modifier" and grammar.has(root, "joining word"):
        return True  # "Jean Morel and Kelvara's chancellor, Gerd Vogt"
    if relation not in ("owner", "compound", "noun modifier") or root.head == predicate:
        return True
    return relation == "compound" and grammar.relation_of(root.head) in ("apposition", "subject")
