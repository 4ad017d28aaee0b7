"""Who does a deed, to what, where and with what else: of a verb, or of a noun that names a deed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ....rules.load import load
from ....rules.types.grammar import GRAMMAR
from .parsed import Token
from .phrases import is_infinitive
from .verbs import objects, passive_agent, shared_subject
from .words import above, child, children, class_of, form_of, is_name, is_noun, is_verb, lemma, relation_of

_ASIDE = frozenset({"relative clause", "aside", "adverbial clause", "preposition clause"})
_APART = frozenset({*_ASIDE, "clause complement", "noun clause", "joining word", "punctuation"})
_SAID: frozenset[str] = frozenset({"clause complement", "open complement"})
_WHO = frozenset({"who", "which"})
_DATES = frozenset({"DATE", "TIME"})
_LONGEST = 12  # nouns that are joined to one


def doers(deed: Token) -> tuple[Token, ...]:
    """The heads of who does it: the subject, or the "by" of a passive; of a noun its owner and its "by"."""
    if not is_verb(deed):
        by = (each for each in deed.subtree if each.lower_ in load(GRAMMAR).agent)
        named = (noun for each in by for noun in children(each, "preposition object"))
        return _all_joined((*children(deed, "owner"), *named))
    if _is_undergone(deed):
        return _all_joined(each for each in (passive_agent(deed),) if each is not None)
    subject = shared_subject(deed)
    return _all_joined((subject,)) if subject is not None else ()


def things(deed: Token) -> tuple[Token, ...]:
    """The heads of what it is done to, told or become: objects, the subject of a passive, what is said; of a noun what
    stands after its "of", or what it is to do."""
    return _things_of_verb(deed) if is_verb(deed) else _things_of_noun(deed)


def _things_of_noun(noun: Token) -> tuple[Token, ...]:
    to_do = (each for each in children(noun, "noun clause") if is_infinitive(each))
    return _all_joined((*_led(noun, load(GRAMMAR).owned), *to_do))


def _things_of_verb(verb: Token) -> tuple[Token, ...]:
    own = [each for each in objects(verb) if form_of(each) not in _WHO]
    own += children(verb, "predicate noun", "object predicate", "predicate adjective")
    undergoes = shared_subject(verb) if _is_undergone(verb) else None if own else _described(verb)
    said = [each for each in verb.children if relation_of(each) in _SAID and each.i > verb.i]
    return (*_all_joined([*own, undergoes] if undergoes is not None else own), *said)


def places(deed: Token) -> tuple[Token, ...]:
    """The names after "in" or "at" in its own clause, those that its objects have too: "opened a school in Tema"."""
    told = deed.subtree if not is_verb(deed) else _own_words(deed)
    prepositions = (each for each in told if each.lower_ in load(GRAMMAR).where)
    named = (noun for each in prepositions for noun in children(each, "preposition object") if is_name(noun))
    return tuple(sorted(_all_joined(named), key=lambda noun: noun.i))


def others(deed: Token) -> tuple[tuple[str, Token], ...]:
    """What stands after another preposition of its own, with that: "met [with] the envoy", "agreed [on] a price"; of a
    noun also what stands before it: "the [tariff] announcement"."""
    where = {noun.i for noun in places(deed)}
    agent = load(GRAMMAR).agent if is_verb(deed) else {*load(GRAMMAR).agent, *load(GRAMMAR).owned}
    own = [each for each in _prepositions(deed) if each.lower_ not in agent]
    found = [(each.lower_, noun) for each in own for noun in _all_joined(children(each, "preposition object"))]
    found += [("", noun) for noun in children(deed, "compound") if not is_verb(deed)]
    return tuple((led, noun) for led, noun in found if noun.i not in where)


def numbers(deed: Token) -> tuple[Token, ...]:
    """The numbers in its own words: not "after [40] sailors were arrested"."""
    found = (each for each in _own_words(deed) if class_of(each) == "number" or each.like_num)
    return tuple(sorted(found, key=lambda word: word.i))


def with_particle(verb: Token) -> str:
    """ "turn down"; the lemma where nothing belongs to it."""
    return " ".join([lemma(verb), *(each.lower_ for each in children(verb, "particle"))])


def occasion(noun: Token) -> Token | None:
    """The verb whose occasion a noun is: "was shown [at a fair]"."""
    by = above(noun)
    verb = above(by) if by is not None and by.lower_ in load(GRAMMAR).occasions else None
    return verb if verb is not None and relation_of(noun) == "preposition object" and is_verb(verb) else None


def given_to(verb: Token) -> tuple[Token, ...]:
    """Whom "to" makes the receiver: "sent a letter to the [king]"."""
    return tuple(noun for to in children(verb, "indirect object") for noun in children(to, "preposition object"))


def places_behind(name: Token) -> tuple[Token, ...]:
    """The names behind a name and "in" or "at": "met Roe in [Bonn]"."""
    led = (each for each in children(name, "preposition") if each.lower_ in load(GRAMMAR).where)
    return tuple(noun for each in led for noun in children(each, "preposition object") if is_name(noun))


def _prepositions(deed: Token) -> Iterator[Token]:
    """Its own, and those behind its date: "the sale on Monday [of] the yard"."""
    for each in children(deed, "preposition", "agent"):
        yield each
        for noun in children(each, "preposition object"):
            if noun.ent_type_ in _DATES:
                yield from children(noun, "preposition", "agent")


def phrase(head: Token) -> tuple[Token, Token]:
    """The first and the last word of a phrase, without what is joined to it and the clauses that describe it; of a
    clause its whole."""
    if is_verb(head):
        return head.left_edge, head.right_edge
    inside = sorted(_phrase_words(head), key=lambda word: word.i)
    return inside[0], inside[-1]


def _phrase_words(head: Token) -> Iterator[Token]:
    yield head
    for each in head.children:
        relation = relation_of(each)
        if relation not in _APART and not (relation == "joined" and each.i > head.i):
            yield from each.subtree


def _is_undergone(verb: Token) -> bool:
    """ "was signed"; "the pact signed by the king"; one of two that share the helper."""
    if child(verb, "passive subject", "passive helper", "agent") is not None:
        return True
    if form_of(verb) != "participle" or child(verb, "helper", "subject") is not None:
        return False
    over = above(verb)
    if relation_of(verb) == "noun clause":
        return True
    return relation_of(verb) == "joined" and over is not None and is_verb(over) and _is_undergone(over)


def _described(verb: Token) -> Token | None:
    """The noun of "the pact [that] the king signed"."""
    over = above(verb)
    if relation_of(verb) != "relative clause" or over is None:
        return None
    own = child(verb, "subject")
    return over if own is not None and form_of(own) not in _WHO else None


def _led(word: Token, prepositions: Collection[str]) -> Iterator[Token]:
    for each in _prepositions(word):
        if each.lower_ in prepositions:
            yield from children(each, "preposition object")


def _own_words(deed: Token) -> Iterator[Token]:
    below = [deed]
    while below:
        word = below.pop()
        yield word
        below.extend(
            each
            for each in word.children
            if relation_of(each) not in _ASIDE and not (relation_of(each) == "joined" and is_verb(each))
        )


def _all_joined(heads: Iterator[Token] | Collection[Token]) -> tuple[Token, ...]:
    """Each with the nouns that "and" joins to it: "Roe and Kim"."""
    found = list(heads)
    for head in found:
        if len(found) < _LONGEST:
            found.extend(each for each in children(head, "joined") if is_noun(each))
    return tuple(dict.fromkeys(found))
