"""What the parse tells of words that are said, written or left unsaid."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ....rules.load import load
from ....rules.types.grammar import GRAMMAR
from .labels import Form, Relation
from .parsed import Token
from .parts import is_article, is_mark, led_by
from .phrases import agent_marker, is_clause, is_infinitive, subject_of
from .verbs import is_finite
from .words import FINITE, above, child, children, class_of, form_of, has, is_name, is_noun, is_verb, lemma, relation_of

_COMPLEMENTS = frozenset(("open complement", "clause complement", "preposition clause", "preposition"))
_CLIMB = 8  # words up the tree
_ONLY = frozenset(("only", "just", "merely"))
_DENYING = frozenset(("no", "neither", "not"))
_DASHES = frozenset(("—", "–", "--"))
_UNREAL = frozenset(("would", "could", "might"))
_IFS = frozenset(("if", "unless"))
_ENDING = frozenset(("stop", "quit", "avoid"))
_RESISTING = frozenset(("resist", "help"))
_BARELY = frozenset(load(GRAMMAR).barely)
_NOBODY = frozenset(load(GRAMMAR).nobody)


def is_undone(verb: Token) -> bool:
    """By "not", "never", "no longer", "hardly" or "neither ... nor"; "not only" and "could not resist" undo nothing."""
    if _is_neither(verb):
        return True
    if any(each.i < verb.i for each in children(verb, "negation")):
        only = any(word.lower_ in _ONLY for word in verb.doc[verb.left_edge.i : verb.i + 3])
        return not only and lemma(verb) not in _RESISTING
    beside = list(children(verb, "adverb"))
    longer = any(word.lower_ == "longer" and any(each.lower_ == "no" for each in word.children) for word in beside)
    return longer or any(word.lower_ in _BARELY for word in beside)


def _is_neither(verb: Token) -> bool:
    """ "neither [confirm] nor [deny]"."""
    joined = above(verb) if relation_of(verb) == "joined" else None
    either = (*verb.children, *(() if joined is None else joined.children))
    return any(each.lower_ in ("neither", "nor") and each.i < verb.i for each in either)


def is_supposed(verb: Token) -> bool:
    """It may not be so, or was not: "would have [said]", "if they [say]", "had they [said]", "has yet to [say]"."""
    asked = any(each.lower_ in _IFS for each in children(verb, "clause mark"))
    return asked or _is_unreal(verb) or _is_pending(verb)


def _is_unreal(verb: Token) -> bool:
    """ "would have [said]", "had they [said]"."""
    helping, subject = list(children(verb, "helper")), subject_of(verb)
    first = helping[0].lower_ if helping else ""
    if first in _UNREAL and len(helping) > 1 and helping[1].lower_ == "have":
        return True
    turned = subject is not None and relation_of(verb) == "adverbial clause"
    return first == "had" and turned and subject is not None and helping[0].i < subject.i


def _is_pending(verb: Token) -> bool:
    """ "has yet to [say]"."""
    over = above(verb) if relation_of(verb) == "open complement" else None
    return over is not None and lemma(over) in ("have", "be") and any(each.lower_ == "yet" for each in over.children)


def complement_of_verbs(verb: Token) -> Iterator[Token]:
    """The verbs above one in whose complements it stands: "[failed] to [say] that they paid"."""
    at = verb
    for _ in range(_CLIMB):
        over = above(at)
        if over is None or relation_of(at) not in _COMPLEMENTS:
            return
        if is_verb(over) and over.i < at.i:
            yield over
        at = over


def denies_itself(noun: Token) -> bool:
    """ "no official", "neither side", "nobody", "not one of them", "hardly anyone", "few of them" but not "a few"."""
    before = [each for each in noun.children if each.i < noun.i]
    denied = any(each.lower_ in _DENYING or each.lower_ in _BARELY for each in before)
    few = noun.lower_ == "few" or any(each.lower_ == "few" for each in before)
    return noun.lower_ in _NOBODY or denied or (few and not any(is_article(each) for each in before))


def is_ground(noun: Token, verb: Token, grounds: Collection[str]) -> bool:
    """Whether a noun with a clause is what a verb gives or finds: "offered no [proof] that they paid"."""
    return is_noun(noun) and noun.head.i == verb.i and (denies_itself(noun) or lemma(noun).lower() in grounds)


def authors(noun: Token, making: Collection[str]) -> tuple[Token, ...]:
    """Who wrote or gave something: "[Roe]'s letter", "a letter by [Roe]", "a statement given by [Roe]"."""
    made = (each for each in noun.subtree if each.i > noun.i and is_verb(each) and lemma(each).lower() in making)
    given = [led for host in (noun, *made) for led in _givers(host, noun)]
    return (*children(noun, "owner"), *sorted(given, key=lambda word: word.ent_type_ != "PERSON"))


def _givers(host: Token, noun: Token) -> Iterator[Token]:
    for preposition in host.children:
        led = child(preposition, "preposition object")
        if preposition.lower_ in ("by", "from") and preposition.i > noun.i and led is not None:
            yield led


def issuer(noun: Token) -> Token | None:
    """Whose deed a noun is the thing of: "[the mayor] released a [statement]", "[she] resigned in a [letter]"."""
    at: Token | None = noun
    for _ in range(_CLIMB):
        at = None if at is None else above(at)
        if at is None or (is_noun(at) and relation_of(at) != "preposition object"):
            return None
        if is_verb(at):
            subject = subject_of(at)
            if subject is not None:
                return None if relation_of(subject) == "passive subject" or subject.i == noun.i else subject
            if relation_of(at) not in ("joined", "adverbial clause", "open complement"):
                return None
    return None


def answered_by(noun: Token) -> Token | None:
    """Who gave an answer: "came [the minister]'s reply", "was the reply of [the minister]"."""
    owner = child(noun, "owner")
    if owner is not None:
        return owner
    led = (
        child(prep, "preposition object")
        for prep in noun.children
        if prep.lower_ in ("of", "from", "by") and prep.i > noun.i
    )
    return next((each for each in led if each is not None), None)


def told_after(verb: Token) -> Token | None:
    """The noun behind "came", "was" and the like after words in marks: '"Never," came the [answer]'."""
    behind = children(verb, "subject", "predicate noun", "object", "passive subject")
    return next((each for each in behind if each.i > verb.i), None)


def named_beside(noun: Token) -> Iterator[Token]:
    """The nouns in apposition to one: "the mayor, [Roe]"."""
    return children(noun, "apposition")


def end_of_noun_clause(noun: Token, clause: Token) -> int:
    """Where the clause of a noun ends, before a main verb that a parser took into it: "the claim that it was stolen
    [surprised] us"."""
    end = clause.right_edge.i + 1
    if relation_of(noun) != "top" or any(
        is_finite(word) for word in noun.sent if not clause.left_edge.i <= word.i < end
    ):
        return end
    inside = (word for word in clause.children if word.i > clause.i and has(word, "object"))
    main = (word for word in inside if word.lower_.endswith("ed") and subject_of(word) is None)
    return next((word.i for word in main), end)


def person_meant(noun: Token) -> Token:
    """Whom "who" stands for behind a body's name: "[Ann Roe], an expert at the Bank of Kenya, who said"."""
    at: Token | None = noun
    if noun.ent_type_ in ("", "PERSON") or relation_of(noun) != "preposition object":
        return noun
    for _ in range(_CLIMB):
        at = None if at is None else above(at)
        if at is None or is_verb(at):
            return noun
        if at.ent_type_ == "PERSON":
            return at
    return noun


def is_told_of(verb: Token, subject: Token) -> bool:
    """Whether the subject undergoes: "is told", and "with the yen [seen] as safe"."""
    return relation_of(subject) == "passive subject" or (
        form_of(verb) == "participle" and any(each.lower_ == "with" for each in children(verb, "clause mark"))
    )


def is_thing(word: Token) -> bool:
    """Whether what a verb speaks of is a noun without a clause: "voiced [sympathy] for it"."""
    clauses = ("noun clause", "clause complement", "open complement")
    return (is_noun(word) or class_of(word) == "pronoun") and not any(
        relation_of(each) in clauses for each in word.subtree if each.i > word.i
    )


def is_only_name(words: Iterable[Token]) -> bool:
    """Whether nothing but a name is left: "praised (Kenya Airways (KA))"."""
    rest = [word for word in words if not is_mark(word) and not is_article(word)]
    return bool(rest) and all(class_of(word) == "name" for word in rest)


def end_of_hearer(verb: Token, after: int) -> int:
    """Where those end to whom something is said, right behind a verb: "told (reporters)"; `after` where nobody is."""
    hearer = next((each for each in children(verb, "object", "indirect object") if each.left_edge.i == after), None)
    return (
        after
        if hearer is None or not (is_noun(hearer) or is_name(hearer) or class_of(hearer) == "pronoun")
        else hearer.i + 1
    )


def charge_behind_clause(accused: Token | None, leading: Sequence[Token]) -> Token | None:
    """What somebody is accused of, behind a clause that tells of them: "accused the man, who denies it, of [lying]"."""
    if accused is None or not has(accused, "relative clause"):
        return None
    behind = (each for each in leading if each.i > accused.i and each.lower_ == "of")
    led = (child(each, "preposition object", "preposition clause") for each in behind)
    return next((each for each in led if each is not None), None)


def stays_short(verb: Token) -> bool:
    """ "left without [saying]", "stopped short of [saying]", "rather than [say]", "stopped [saying]"."""
    over = above(verb)
    rather = any(
        each.lower_ == "than" and each.nbor(-1).lower_ == "rather" for each in children(verb, "clause mark") if each.i
    )
    if rather or (over is not None and lemma(over) in _ENDING and form_of(verb) == "ing" and over.i < verb.i):
        return True
    led = above(verb) if relation_of(verb) == "preposition clause" else None
    return led is not None and (led.lower_ == "without" or led.doc[led.i - 1].lower_ in ("short", "instead"))


def is_doing(word: Token) -> bool:
    """ "denied [taking] money", "denied being [told]"."""
    return form_of(word) == "ing" or any(
        form_of(each) == "ing" and each.i < word.i for each in children(word, "helper", "passive helper")
    )


def moved(adjective: Token) -> Token | None:
    """Who feels it where a parser takes the adjective for a passive: "[they] were worried that"."""
    return child(adjective, "passive subject")


def given_by(noun: Token, giving: Collection[str]) -> Token | None:
    """The verb of giving whose thing a noun is: "they [voiced] concern that"."""
    verb = above(noun) if relation_of(noun) == "object" else None
    return verb if verb is not None and lemma(verb).lower() in giving else None


def has_that_clause(noun: Token) -> bool:
    """ "concern [that it fell]"."""
    behind = noun.doc[noun.i + 1 : noun.i + 2]
    return behind.text.lower() == "that" and any(
        each.left_edge.i == noun.i + 1 for each in children(noun, "noun clause", "clause complement", "relative clause")
    )


def goes_with(verb: Token, other: Token) -> bool:
    """ "claimed the crown and [left]": a verb (or its helper) without a subject of its own, joined to another."""
    main = verb.head if relation_of(verb) in ("helper", "passive helper") else verb
    return relation_of(main) == "joined" and main.head.i == other.i and subject_of(main) is None


def is_repeated(clause_mark: Token) -> bool:
    """ "prices rise, [as] do wages", "they would pay, [as] others would": the clause tells the same of another."""
    after = clause_mark.nbor(1) if clause_mark.i + 1 < len(clause_mark.doc) else None
    clause = clause_mark.head
    bare = class_of(clause) == "helper" and not any(each.i > clause.i for each in clause.children if not is_mark(each))
    return clause_mark.lower_ == "as" and (
        (after is not None and (class_of(after) == "helper" or lemma(after) == "do")) or bare
    )


def finite_form(verb: Token) -> Form | None:
    """The form of the finite verb of a group: "past" of "[did] not say"; None without one or with two words before
    it ("had left" tells of before)."""
    if form_of(verb) in FINITE:
        return form_of(verb)
    first = next((each for each in children(verb, "helper") if each.i < verb.i), None)
    return form_of(first) if first is not None and lemma(first) == "do" else None


def seeming_so(verb: Token) -> tuple[Token, Token] | None:
    """Who seems what, now: "[voters] seem [to like] it"; None for "seemed"."""
    subject = subject_of(verb)
    kinds: tuple[Relation, ...] = ("open complement", "object predicate", "predicate adjective", "clause complement")
    rest = next((each for each in children(verb, *kinds) if each.i > verb.i), None)
    if subject is None or rest is None or form_of(verb) == "past" or subject.right_edge.i >= verb.i:
        return None
    return subject, rest


def told_to_be(verb: Token) -> tuple[Token, Token] | None:
    """What is held of whom by nobody named: "[the law] is expected [to fall]"."""
    subject, rest = subject_of(verb), child(verb, "open complement")
    if subject is None or rest is None or relation_of(subject) != "passive subject" or agent_marker(verb) is not None:
        return None
    return (subject, rest) if subject.right_edge.i < verb.i < rest.i and is_infinitive(rest) else None


def undergoing(verb: Token) -> Token | None:
    """What is judged by somebody named: "[the plan] was endorsed by the council"."""
    subject = subject_of(verb)
    if subject is None or agent_marker(verb) is None or relation_of(subject) != "passive subject":
        return None
    return subject if is_noun(subject) or is_name(subject) else None


def is_led(word: Token) -> bool:
    """ "of a [storm]", "about [going]"."""
    return relation_of(word) in ("preposition object", "preposition clause")


def is_predicate(adjective: Token) -> bool:
    """ "was [sure]", "was sick and [tired]"."""
    return relation_of(adjective) in ("predicate adjective", "top", "joined")


def clause_felt(adjective: Token) -> Token | None:
    """ "was sure that it [fell]"."""
    clauses = (each for each in children(adjective, "clause complement") if each.i > adjective.i)
    return next((each for each in clauses if is_clause(each)), None)


def led_right_behind(word: Token, prepositions: Collection[str]) -> Token | None:
    """ "critical of the [plan]"."""
    behind = next((each for each in word.children if each.i == word.i + 1 and each.lower_ in prepositions), None)
    return None if behind is None else led_by(behind)


def is_somebody_or_something(word: Token) -> bool:
    """ "endorsed [it]", "endorsed [Roe]"."""
    return class_of(word) in ("name", "noun", "pronoun")


def taken_back(noun: Token, withdrawing: Collection[str]) -> bool:
    """ "withdrew their [claim] that it fell"."""
    verb = above(noun) if relation_of(noun) == "object" else None
    return verb is not None and lemma(verb).lower() in withdrawing


def is_dash(word: Token) -> bool:
    """Between words, not within one: "OSLO, May 3 - A court said"."""
    return word.text in _DASHES or (
        word.text == "-" and word.i > 0 and bool(word.nbor(-1).whitespace_ and word.whitespace_)
    )


def end_before_time(noun: Token, end: int) -> int:
    """Where who speaks ends before a day that the parser hung there: "said (the mayor) this Monday"."""
    times = (
        each.left_edge.i for each in children(noun, "measure") if each.i > noun.i and each.ent_type_ in ("DATE", "TIME")
    )
    return min([end, *times])


def is_in_order(noun: Token) -> bool:
    """ "in [order] to": it tells what for."""
    return noun.lower_ == "order" and noun.i > 0 and noun.nbor(-1).lower_ == "in"


def end_of_dateline(noun: Token, end: int) -> int | None:
    """Where who speaks begins behind a place that the parser took for them: "OSLO, May 3 - [A] court said"."""
    if not noun.text.isupper() or noun.i != noun.sent.start:
        return None
    return next((word.i + 1 for word in noun.doc[noun.i : end - 1] if is_dash(word)), None)
