"""What can be asked of a verb: its group, its subject, what it is told by."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from ....model.text import record
from .labels import Form, Relation
from .words import FINITE, PRESENT, above, child, children, form_of, governing, has, is_verb, lemma, relation_of

SUBJECT: tuple[Relation, ...] = ("subject", "passive subject")
COMPLEMENTS: frozenset[Relation] = frozenset(
    {"open complement", "clause complement", "noun clause", "adverbial clause", "preposition clause"}
)
_SHARING: frozenset[Relation] = frozenset({*COMPLEMENTS, "joined", "preposition"})  # take the subject of the verb above
_WAS = frozenset({"was", "were", "had"})
_WHO = frozenset({"who", "which", "that"})
WILL = frozenset({"will", "would"})
_DEEPEST = 8  # steps up a tree


@record
class VerbGroup:
    """A verb with its helpers: "would have been met"."""

    verb: Token
    form: Form
    helpers: frozenset[str]  # in small letters
    modal: str | None  # the first one, in small letters
    is_infinitive: bool  # with "to"
    goes_on: bool  # another verb in its base form hangs on it: "going to pay"

    def has(self, *words: str) -> bool:
        """Whether one of the words is a helper."""
        return not self.helpers.isdisjoint(words)

    @property
    def is_bare(self) -> bool:
        """Without helpers."""
        return not self.helpers


def group(verb: Token) -> VerbGroup:
    """A verb with its helpers, the first modal among them, and whether "to" leads it."""
    parts = list(helpers(verb))
    return VerbGroup(
        verb=verb,
        form=form_of(verb),
        helpers=frozenset(part.lower_ for part in parts),
        modal=next((part.lower_ for part in parts if form_of(part) == "modal"), None),
        is_infinitive=any(form_of(part) == "to" for part in parts),
        goes_on=any(form_of(part) == "base" for part in verb.children),
    )


def helpers(verb: Token) -> tuple[Token, ...]:
    """ "has" and "been" of "has been met"."""
    return tuple(children(verb, "helper", "passive helper"))


def modal(verb: Token) -> str | None:
    """ "will", "could", ...: the first of its group."""
    return group(verb).modal


def is_finite(verb: Token) -> bool:
    """By its own form, or that of a helper."""
    return form_of(verb) in FINITE - {"modal"} or any(form_of(each) in FINITE for each in helpers(verb))


def is_participle(verb: Token) -> bool:
    """ "starting", "signed"; not of a finite verb."""
    return form_of(verb) in ("ing", "participle") and not helpers(verb)


def is_misread_relative(verb: Token) -> bool:
    """Said to describe the noun before it, without "who", "that" or a subject of its own: no clause is so made. Or its
    noun is made the second subject of a verb behind it: "The yard Holm closed on Monday, however the port stayed"."""
    if relation_of(verb) == "relative clause" and not has_subject(verb):
        return True
    return relation_of(verb) in ("relative clause", "noun clause") and _is_between_subjects(verb)


def _is_between_subjects(verb: Token) -> bool:
    noun = above(verb)
    over = None if noun is None or relation_of(noun) not in SUBJECT else above(noun)
    if noun is None or over is None or any(word.lower_ in _WHO for word in verb.children):
        return False
    return any(verb.i < other.i < over.i for other in children(over, *SUBJECT) if other != noun)


def is_negated(verb: Token) -> bool:
    """By "not", "n't" or "never"."""
    return has(verb, "negation")


def is_past(verb: Token) -> bool:
    """ "met", "was met", "had met"; not "has met"."""
    return form_of(verb) == "past" or any(each.lower_ in _WAS for each in helpers(verb))


def is_present(verb: Token) -> bool:
    """By its own form: "meets", also with helpers."""
    return form_of(verb) in PRESENT


def is_perfect(verb: Token) -> bool:
    """ "has met"."""
    return any(each.lower_ in ("has", "have", "'ve", "’ve") for each in children(verb, "helper"))


def has_subject(verb: Token) -> bool:
    """One of its own, which need not be a person: "who", "there" is none."""
    return has(verb, *SUBJECT)


def shared_subject(verb: Token) -> Token | None:
    """Its subject, or the one that it shares: of the verb that it is joined to, that governs it, or the noun that it
    describes."""
    for _ in range(_DEEPEST):
        own = child(verb, *SUBJECT)
        if own is not None and own.lower_ not in _WHO:
            return own
        over = above(verb)
        if over is None:
            return own
        if relation_of(verb) in ("relative clause", "noun clause") and not is_verb(over):
            return over
        if (controlled := _controlled_by(over, verb)) is not None:
            return controlled
        if relation_of(verb) not in _SHARING:
            return own
        verb = over if is_verb(over) else above(over) or over
    return None


def _controlled_by(over: Token, verb: Token) -> Token | None:
    """ "asked [the minister] to resign"."""
    if relation_of(verb) != "open complement":
        return None
    return next((each for each in children(over, "object", "indirect object") if each.i < verb.i), None)


def objects(verb: Token) -> tuple[Token, ...]:
    """The objects of a verb, direct and indirect, in order."""
    return tuple(children(verb, "object", "indirect object"))


def passive_agent(verb: Token) -> Token | None:
    """Who did it: "signed by [the king]"."""
    return next((noun for by in children(verb, "agent") for noun in children(by, "preposition object")), None)


def concerned(thing: Token) -> Token | None:
    """The verb of which it is the subject or the object: "the king [signed] it", "it was [signed]", "[called] off the
    talks"."""
    over = above(thing)
    if over is not None and over.lower_ == "off" and relation_of(thing) == "preposition object":
        over = above(over)
    elif relation_of(thing) not in (*SUBJECT, "object"):
        return None
    return over if over is not None and is_verb(over) else None


def is_subject(noun: Token, *, passive: bool = False) -> bool:
    """Of an active verb or a passive one; with `passive` of a passive one alone."""
    return relation_of(noun) == "passive subject" or (not passive and relation_of(noun) == "subject")


def described(verb: Token) -> Token | None:
    """The noun that its clause describes: "the [ferry] that sank", "the [ferry] sold on Monday"."""
    return above(verb) if relation_of(verb) in ("relative clause", "noun clause") else None


def completed(verb: Token) -> Token | None:
    """The verb that it completes without a subject of its own: "[wants] to leave"."""
    over = above(verb)
    return over if over is not None and is_verb(over) and relation_of(verb) == "open complement" else None


def joined_verbs(verb: Token) -> tuple[Token, ...]:
    """ "left" of "arrived and left"."""
    return tuple(each for each in children(verb, "joined") if is_verb(each))


def reported_by(verb: Token, *, above_it: Collection[str], beside_it: Collection[str]) -> Token | None:
    """The verb that tells it, of these lemmas: above it "[said] it would open", beside it "would open, he [said]"."""
    for _ in range(6):
        over = above(verb)
        if relation_of(verb) in ("clause complement", "aside"):
            return over if over is not None and lemma(over) in above_it else None
        asides = children(verb, "aside", "clause complement")
        said = next((each for each in asides if lemma(each) in beside_it), None)
        if said is not None or relation_of(verb) != "joined" or over is None:
            return said
        verb = over
    return None


def in_quotation(verb: Token) -> bool:
    """Between an opening and a closing quotation mark of its sentence."""
    marks = [each for each in verb.sent if each.is_quote]
    return sum(each.i < verb.i for each in marks) % 2 == 1 and any(each.i > verb.i for each in marks)


def clause(verb: Token) -> range:
    """The indexes of the words of its clause, from the first to the last; what is joined to it is left out."""
    apart = {word.i for other in joined_verbs(verb) for word in other.subtree}
    inside = [word.i for word in verb.subtree if word.i not in apart and not word.is_punct]
    return range(min(inside), max(inside) + 1)


def hangs_below(word: Token, verb: Token) -> bool:
    """A verb below another through complements alone, not in a clause that describes a noun before it."""
    while word != verb:
        over = above(word)
        if over is None or (is_verb(word) and relation_of(word) not in {*COMPLEMENTS, "joined"}):
            return False
        if relation_of(word) in SUBJECT:
            return False
        word = over
    return True


def predicate_of(word: Token) -> Token | None:
    """The verb that a time or another word belongs to by the parse alone."""
    return governing(word)


def promises(verb: Token) -> bool:
    """ "said that it would [close] the yard": what is said is what who says it will do."""
    told = child(verb, "clause complement")
    subject = None if told is None else child(told, *SUBJECT)
    own = subject is not None and form_of(subject) == "pronoun"
    return told is not None and own and modal(told) in WILL and not is_negated(told)


def is_done_in(time: Token, leads: Collection[str]) -> bool:
    """ "[got] it in 2000": a deed that is over, with its time behind one of these prepositions."""
    led = above(time) if relation_of(time) == "preposition object" else None
    verb = None if led is None or led.lower_ not in leads else above(led)
    return verb is not None and is_verb(verb) and (is_past(verb) or is_perfect(verb))


def was_able_to(verb: Token, able: Collection[str]) -> bool:
    """ "were able to [land]", told in the past."""
    over = above(verb) if relation_of(verb) == "open complement" else None
    being = None if over is None or over.lower_ not in able else above(over)
    return being is not None and is_past(being)


def was_decided(verb: Token, deciding: Collection[str]) -> bool:
    """ "voted to [ban] it", told in the past."""
    over = completed(verb)
    return over is not None and lemma(over) in deciding and form_of(over) == "past"
