"""What can be asked of a verb: its group, its subject, what it is told by."""

from __future__ import annotations

from collections.abc import Collection

from ....model.text import record
from .labels import Form, Relation
from .parsed import Token
from .words import (
    FINITE,
    PRESENT,
    above,
    child,
    children,
    form_of,
    governing,
    has,
    is_name,
    is_time,
    is_verb,
    lemma,
    relation_of,
    within,
)

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


def is_misread_participle(verb: Token) -> bool:
    """Said to be the verb of a subject that has another one behind it: "The rate, [agreed] in May, takes effect",
    "Schools [closed] on Monday will reopen"."""
    subject = child(verb, *SUBJECT)
    if subject is None or form_of(verb) != "past" or helpers(verb):
        return False
    aside = subject.i < verb.i and verb.doc[verb.i - 1].text == "," and subject.right_edge.i in (verb.i - 1, verb.i - 2)
    return any(_takes_its_subject(each, verb, aside=aside) for each in children(verb, "joined", "clause complement"))


def _takes_its_subject(later: Token, verb: Token, *, aside: bool) -> bool:
    """A finite verb behind it, tied to it by nothing and without a subject."""
    if later.i < verb.i or not is_verb(later) or not is_finite(later) or has_subject(later):
        return False
    between = verb.doc[verb.i + 1 : later.i]
    tied = any(relation_of(each) in ("joining word", "clause mark") and each.head in (verb, later) for each in between)
    return not tied and (aside or relation_of(later) == "clause complement")


def is_misread_main(verb: Token) -> bool:
    """Said to describe the noun that the sentence seems to hang on, and the last that does: "The terminal, built in
    May, [opened] on Monday", "The bakery [filed] for help and will close"."""
    noun = above(verb)
    if noun is None or relation_of(noun) != "top" or is_verb(noun) or relation_of(verb) != "noun clause":
        return False
    clauses = [each for each in children(noun, "noun clause", "relative clause") if is_verb(each)]
    if clauses[-1:] != [verb] or form_of(verb) != "participle":
        return False
    return _follows_an_aside(verb, noun) or any(map(is_finite, joined_verbs(verb)))


def _follows_an_aside(verb: Token, noun: Token) -> bool:
    """Behind a comma that closes what another one opens."""
    marks = [each.i for each in noun.doc[noun.i + 1 : verb.i] if each.text == ","]
    return len(marks) > 1 and marks[-1] == verb.left_edge.i - 1


def is_misread_beside(verb: Token) -> bool:
    """Said to stand beside the verb above, where it is the next of several deeds: "joined in May, [left] in June and
    came back"."""
    if relation_of(verb) != "adverbial clause" or form_of(verb) not in ("past", "participle") or has_subject(verb):
        return False
    over = above(verb)
    if over is None or over.i > verb.i or verb.doc[verb.left_edge.i - 1].text != ",":
        return False
    joined = [each for each in (*joined_verbs(verb), *joined_verbs(over)) if each.i > verb.i and not has_subject(each)]
    return not helpers(verb) and not has(verb, "clause mark") and any(map(is_finite, joined))


def is_negated(verb: Token) -> bool:
    """By "not", "n't" or "never", also before an "or": "did not call or [write]"."""
    return has(verb, "negation") or shares_a_negation(verb)


def shares_a_negation(verb: Token) -> bool:
    """ "did not call or [write]": the "not" stands with the verb before."""
    over = above(verb)
    if over is None or relation_of(verb) != "joined" or has_subject(verb) or not has(over, "negation"):
        return False
    return any(each.lower_ in ("or", "nor") for each in children(over, "joining word"))


def is_past(verb: Token) -> bool:
    """ "met", "was met", "had met"; not "has met"."""
    return form_of(verb) == "past" or any(each.lower_ in _WAS for each in helpers(verb))


def is_simple_past(verb: Token) -> bool:
    """ "met", by its own form."""
    return form_of(verb) == "past"


def is_present(verb: Token) -> bool:
    """By its own form: "meets", also with helpers."""
    return form_of(verb) in PRESENT


def is_perfect(verb: Token) -> bool:
    """ "has met"."""
    return any(each.lower_ in ("has", "have", "'ve", "’ve") for each in children(verb, "helper"))


def has_subject(verb: Token) -> bool:
    """One of its own, which need not be a person: "who", "there" is none."""
    return has(verb, *SUBJECT)


def is_inverted(verb: Token) -> bool:
    """Its subject stands behind it, with nothing of its own: "as [has] the club"."""
    own = child(verb, *SUBJECT)
    return own is not None and own.i > verb.i and not has(verb, "there")


def after_a_preposition(deed: Token) -> Token | None:
    """The verb that one leads, itself or above: "for [closing] the yard", "since [opening] in 2016"."""
    clause = within(deed, "preposition clause")
    led = relation_of(deed) == "preposition object" and is_verb(deed)
    return deed if clause is None and led else clause


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


def aimed_at(noun: Token, leads: Collection[str]) -> Token | None:
    """The verb with an object that one of these prepositions leads on to the noun: "[approved] a plan for the
    talks"."""
    led = above(noun) if relation_of(noun) == "preposition object" else None
    thing = None if led is None or led.lower_ not in leads else above(led)
    return None if thing is None or is_verb(thing) or relation_of(thing) != "object" else concerned(thing)


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


def planned_by(verb: Token) -> Token | None:
    """What its clause completes, a verb or a word that tells how sure it is: "[plans] to leave", "is [likely] to
    leave"."""
    return above(verb) if relation_of(verb) == "open complement" else None


def above_its_preposition(verb: Token) -> Token | None:
    """ "hopeful" of "hopeful of buying it"."""
    led = above(verb) if relation_of(verb) == "preposition clause" else None
    return above(led) if led is not None else None


def adds_as_a_participle(verb: Token) -> bool:
    """ "..., [adding] that it was late": a clause beside another, in its -ing form."""
    return form_of(verb) == "ing" and relation_of(verb) in ("adverbial clause", "noun clause", "open complement")


def is_going(verb: Token) -> bool:
    """In its -ing form."""
    return form_of(verb) == "ing"


def clauses_above(word: Token) -> tuple[Token, ...]:
    """The word itself and the verbs above it, up to the top of the sentence: each a clause that holds it."""
    return (word, *(each for each in word.ancestors if is_verb(each)))


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


def contents(verb: Token) -> tuple[range, ...]:
    """The indexes of the words of each clause that it tells: "[The dam broke], she said"."""
    told = children(verb, "clause complement")
    return tuple(range(clause.left_edge.i, clause.right_edge.i + 1) for clause in told)


def told_by(verb: Token) -> Token | None:
    """The verb that has it for its contents: "[said] that the dam broke"."""
    over = above(verb) if relation_of(verb) == "clause complement" else None
    return over if over is not None and is_verb(over) else None


def led_by_preposition(verb: Token) -> Token | None:
    """The preposition before a verb in "-ing": "[after] meeting the king"."""
    return above(verb) if relation_of(verb) == "preposition clause" else None


def names_it(verb: Token) -> bool:
    """It says what its object is: "called the king a liar"; not of a name read so."""
    said = children(verb, "object predicate", "predicate noun", "predicate adjective", "clause complement")
    return any(each.i > verb.i and not is_name(each) for each in said)


def stands_between(noun: Token) -> tuple[str, Token] | None:
    """The preposition before a noun and the verb on which the two hang: "[spoke after] the talks"."""
    by = above(noun) if relation_of(noun) == "preposition object" else None
    verb = above(by) if by is not None else None
    return (by.lower_, verb) if by is not None and verb is not None and is_verb(verb) else None


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


def decided_by(verb: Token, deciding: Collection[str]) -> Token | None:
    """ "[voted] to ban it", "[ordered] the firm to pay", told in the past without a time of its own."""
    over = above(verb) if relation_of(verb) in ("open complement", "clause complement") else None
    if over is None or lemma(over) not in deciding or form_of(over) != "past" or not group(verb).is_infinitive:
        return None
    return None if has_own_time(over) else over


def has_own_time(verb: Token) -> bool:
    """ "voted [on Monday] to ban it", "decided [last week] to leave"."""
    led = (noun for each in children(verb, "preposition") for noun in children(each, "preposition object"))
    return any(is_time(each) for each in (*children(verb, "measure", "noun modifier"), *led))
