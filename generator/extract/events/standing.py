"""Where a deed stands in its sentence: is it what the sentence tells, or does it only tell which thing is meant?

A deed told in passing backs another source's telling, but makes no entry of its own: its sentence is about something
else. To add a reason, add a row: a name, a sentence with a deed in [brackets] for which it holds, one for which it does
not, and a condition that asks the grammar.
"""

from __future__ import annotations

from ...model.reasons import Reason, first
from ..base import grammar
from ..base.grammar import lemma
from ..base.grammar.parsed import Token
from .event_words import event_words


def _describes_a_noun(deed: Token) -> bool:
    """But "arranges plans to visit" tells of the visit, and in "The yard Holm closed, but ...", read as a yard that
    closed Holm, nothing hangs on the noun."""
    if grammar.is_verb(deed) and grammar.is_misread_participle(deed):
        return True
    clause = grammar.within(deed, "relative clause", "noun clause")
    if clause is None or grammar.is_infinitive(clause):
        return False
    return not (grammar.is_misread_relative(clause) or grammar.is_misread_main(clause))


def _stands_beside(deed: Token) -> bool:
    beside = grammar.within(deed, "adverbial clause")
    if beside is None or _is_what_is_told(beside) or grammar.is_misread_beside(beside):
        return False
    return not _is_what_came_of_it(deed, beside)


def _is_what_came_of_it(deed: Token, beside: Token) -> bool:
    """ "The bank failed, forcing the firm to [close] on Monday"."""
    over = grammar.above(beside)
    if over is None or over.i > beside.i or lemma(over) in event_words()["states"]:
        return False
    causes = grammar.is_beside_as_ing(beside) and lemma(beside) in event_words()["causing"]
    return causes and grammar.is_led_to(deed, beside)


def _is_what_is_told(clause: Token) -> bool:
    """ "A plan failed in the senate, as the agency said", of which the model makes a clause beside the saying."""
    over = grammar.above(clause)
    return over is not None and lemma(over) in event_words()["speech"] and clause.i < over.i


def _follows_a_preposition(deed: Token) -> bool:
    """Not "was accused of [closing] the yard", which is what the sentence tells."""
    clause = grammar.after_a_preposition(deed)
    led = None if clause is None else grammar.above(clause)
    if clause is not None and grammar.group(clause).has("having"):
        return True  # "found guilty of having taken it in May"
    if led is not None and _is_said_right_after(led):
        return False
    return led is not None and led.lower_ in event_words()["placing"]


def _is_said_right_after(led: Token) -> bool:
    """ "made the comment after [meeting] the envoy on May 4": nobody waits a day to say so."""
    known, verb = event_words(), grammar.above(led)
    if led.lower_ not in known["right_after"] or verb is None or grammar.has_own_time(verb):
        return False
    objects = {lemma(noun) for noun in grammar.objects(verb)}
    return lemma(verb) in known["light_verbs"] and not objects.isdisjoint(known["said_in"] | known["remarks"])


def _stands_for_a_thing(deed: Token) -> bool:
    """ "falls short of what was [agreed] in 2019": its clause stands where a noun could."""
    return any(map(_opens_with_what, grammar.clauses_above(deed)))


def _opens_with_what(verb: Token) -> bool:
    taking_part = grammar.children(verb, *grammar.SUBJECT, "object")
    return any(each.i < verb.i and each.lower_ in event_words()["which_thing"] for each in taking_part)


def _is_in_an_apposition(deed: Token) -> bool:
    return grammar.within(deed, "apposition") is not None


def _only_places_another(deed: Token) -> bool:
    """ "after the vote on Monday": the preposition puts the main deed beside it, not on its day."""
    if grammar.is_verb(deed):
        return False
    led = grammar.within(deed, "preposition object")
    over = None if led is None else grammar.above(led)
    if led is None or over is None or _is_where_it_leads(led, over) or _is_under_a_picture(led):
        return False
    if grammar.is_noun(grammar.above(over) or over):
        return True  # "his victory in the vote": it says which victory
    if over.lower_ == "on":
        return lemma(led) not in event_words()["journeys"]  # "commented on the vote", but "spoke on a visit"
    return over.lower_ not in event_words()["taking_place"] - event_words()["at_issue"]


def _is_under_a_picture(noun: Token) -> bool:
    """ "Ann Roe with two envoys at a [meeting] on May 4": no verb tells anything else."""
    words, over = noun.sent, grammar.above(noun)
    told = any(map(grammar.is_finite, words))
    return not told and over is not None and grammar.is_name(words.root) and grammar.above(over) == words.root


def _is_where_it_leads(noun: Token, preposition: Token) -> bool:
    """ "met for talks on Monday", "heads towards the deadline of May 4"."""
    known, verb = event_words(), grammar.above(preposition)
    if preposition.lower_ == "for":
        return verb is not None and lemma(verb) in known["meets_for"]
    if verb is not None and lemma(verb) in known["agrees_to"]:
        return True  # "agreed to a truce on Monday"
    return preposition.lower_ in known["towards"] and lemma(noun) in known["deadline_nouns"]


def _is_what_is_talked_of(deed: Token) -> bool:
    """ "upheld the May 4 ruling", "blamed the strike of May 4": the noun says which one, and the day is not that of the
    verb; but who won the May 4 vote did so then."""
    verb = grammar.above(deed) if grammar.is_noun(deed) and grammar.is_object(deed) else None
    if verb is None or not grammar.owns_a_time(deed):
        return False
    known = event_words()
    if lemma(verb) in known["speech"] | known["guess"] | known["denied"] | known["tells_in"] | known["about_a_deed"]:
        return True
    done = (grammar.is_past(verb) or grammar.is_infinitive(verb)) and lemma(verb) not in known["planned"]
    return done and lemma(verb) not in known["part_of_a_deed"] and lemma(deed) not in known["deadline_nouns"]


IN_PASSING: tuple[Reason[Token], ...] = (
    Reason("it describes a noun", "The envoy praised the treaty that [ended] the war in 1953.",
           "The treaty [ended] the war in 1953.", _describes_a_noun),
    Reason("it stands for a thing", "The offer falls short of what was [agreed] in 2019.",
           "The offer was [agreed] in 2019.", _stands_for_a_thing),
    Reason("in an apposition", "The mayor named the yard, a place of the [strike] of May 4.",
           "The mayor ended the [strike] of May 4.", _is_in_an_apposition),
    Reason("beside what is told", "The owner closed the yard although the crew had [left] in May.",
           "The crew [left] the yard in May.", _stands_beside),
    Reason("after a preposition", "The firm was praised for [closing] the yard in May.",
           "The firm was accused of [closing] the yard in May.", _follows_a_preposition),
    Reason("it is talked of", "The court upheld the May 4 [ruling].", "The party won the May 4 [vote].",
           _is_what_is_talked_of),
    Reason("it places another deed", "The shares fell after the [vote] of May 4.",
           "The mayor resigned during the [vote] of May 4.", _only_places_another),
)  # fmt: skip


def _what_starts(deed: Token) -> Token:
    """ "flights [starting] in April" tells when what governs it starts."""
    over = grammar.above(deed)
    starts = lemma(deed) in event_words()["starts"] and grammar.is_participle(deed)
    return over if starts and over is not None else deed


def in_passing(deed: Token) -> str:
    """The name of the reason why its sentence only tells it in passing; "" where it is what the sentence tells."""
    reason = first(IN_PASSING, _what_starts(deed))
    return "" if reason is None else reason.name
