"""A measure beside the verb or the noun that tells its status, and why the two may tell nothing."""

from __future__ import annotations

from ...model.reasons import Reason
from ...model.text import record
from ...rules.load import load
from ...rules.types.measures import MEASURE_WORDS, StatusRule
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Token
from ..events.no_event import in_doubt, may_not_be


@record
class Telling:
    """A measure's noun, the word that tells its status, and by which rule; both words may be one."""

    noun: Token
    word: Token
    rule: StatusRule | None = None

    @property
    def plan(self) -> Token | None:
        """What makes a plan of it: "[plans] to impose", "is [set] to take effect"."""
        over = grammar.planned_by(self.word)
        if over is None and grammar.is_purpose(self.word):  # "the ban, [set] to begin", read as set for a purpose
            above = grammar.above(self.word)
            return above if above is not None and lemma(above) in load(MEASURE_WORDS).planning else None
        return over

    @property
    def top(self) -> Token:
        """The word, or its plan."""
        return self.plan if self.plan is not None else self.word

    @property
    def teller(self) -> Token | None:
        """Who says so: "[said] that it would impose"."""
        return grammar.told_by(self.top)

    @property
    def is_ahead(self) -> bool:
        """ "will impose", "plans to impose"."""
        return self.plan is not None or grammar.modal(self.word) in load(MEASURE_WORDS).future


def _is_denied(told: Telling) -> bool:
    return any(map(in_doubt, (told.word, told.top))) or (
        not _is_known_of_it(told.word) and grammar.is_denied(told.word)
    )


def _may_be(told: Telling) -> bool:
    return any(is_verb(each) and may_not_be(each) for each in (told.word, told.top))


def _is_wished(told: Telling) -> bool:
    known = load(MEASURE_WORDS)
    plans = {*known.planning, *known.threatening, *known.agreeing, *known.deciding}
    return told.plan is not None and lemma(told.plan) not in plans and told.plan.lower_ not in plans


def _is_known_of_it(word: Token) -> bool:
    """ "the bill [passed] by the senate", "the tariff that was [imposed]": so, whatever is said of it."""
    return is_verb(word) and grammar.described(word) is not None and not grammar.is_infinitive(word)


def _is_halfway(told: Telling) -> bool:
    known = load(MEASURE_WORDS)
    beside = [*told.word.children, *told.top.children]
    led = [each for small in beside for each in small.children]
    return any(each.lower_ in known.doubtful_adverbs for each in beside) or any(
        each.lower_ in known.halfway for each in led
    )


def _is_under_condition(told: Telling) -> bool:
    marks = load(MEASURE_WORDS).conditions
    if _is_known_of_it(told.word):
        return False
    if told.is_ahead and grammar.waits_for(told.top, load(MEASURE_WORDS).waiting):
        return True
    return any(grammar.has_mark(each, marks) for each in grammar.clauses_above(told.word))


def _is_told_by_nobody_sure(told: Telling) -> bool:
    teller = told.teller
    if teller is None:
        return False
    return lemma(teller) not in load(MEASURE_WORDS).tellers or in_doubt(teller) or may_not_be(teller)


def _is_none(told: Telling) -> bool:
    beside = (*told.noun.children, told.noun)
    return any(each.lower_ in load(MEASURE_WORDS).nobody for each in beside)


def _is_thought_of(told: Telling) -> bool:
    return any(each.lower_ in load(MEASURE_WORDS).doubtful_adjectives for each in grammar.modifiers(told.noun))


def _is_infinitive_of_a_noun(told: Telling) -> bool:
    return is_verb(told.word) and grammar.is_infinitive(told.word) and told.plan is None


def _is_plan_of_a_plan(told: Telling) -> bool:
    return told.plan is not None and is_verb(told.plan) and grammar.is_infinitive(told.plan)


def _is_in_general(told: Telling) -> bool:
    """Neither done nor to be: "The law imposes a fine on smokers"; "takes effect on Monday" has a day."""
    word = told.word
    if not is_verb(word) or told.is_ahead:
        return False
    if grammar.is_present(word):
        return not grammar.has_own_time(word)
    return not (grammar.is_past(word) or grammar.is_perfect(word) or grammar.is_done(word))


def _is_only_planned(told: Telling) -> bool:
    """A plan to put it in force is an announcement; no other plan changes a status."""
    return told.rule is not None and told.is_ahead and told.rule.status != "in force" and not told.rule.until


def _is_led(told: Telling) -> bool:
    return grammar.led_by_preposition(told.word) is not None


NO_MEASURE: tuple[Reason[Telling], ...] = (
    Reason("denied", "Peru did not [impose] the tariff.", "Peru [imposed] the tariff.", _is_denied),
    Reason("none", "Peru [imposed] no tariff.", "Peru [imposed] a tariff.", _is_none),
    Reason("thought of", "Peru [announced] a possible tariff.", "Peru [announced] a tariff.", _is_thought_of),
    Reason("may be", "Peru could [impose] a tariff.", "Peru will [impose] a tariff.", _may_be),
    Reason("halfway", "Peru [agreed] in principle to a truce.", "Peru [agreed] to a truce.", _is_halfway),
    Reason("wished", "Peru wants to [impose] a tariff.", "Peru plans to [impose] a tariff.", _is_wished),
    Reason("plan of a plan", "Peru wants to be set to [impose] a tariff.", "Peru is set to [impose] a tariff.",
           _is_plan_of_a_plan),
    Reason("under a condition", "If Peru [imposed] a tariff, Chile would sue.",
           "After Peru [imposed] a tariff, Chile sued.", _is_under_condition),
    Reason("told by nobody sure", "Chile feared that Peru [imposed] a tariff.",
           "Chile said that Peru [imposed] a tariff.", _is_told_by_nobody_sure),
    Reason("an aim", "Peru made a plan to [impose] a tariff.", "Peru decided to [impose] a tariff.",
           _is_infinitive_of_a_noun),
    Reason("a way to do something", "Peru helped its growers by [imposing] a tariff.", "Peru [imposed] a tariff.",
           _is_led),
    Reason("only planned", "Peru plans to [lift] the tariff.", "Peru plans to [impose] the tariff.", _is_only_planned),
    Reason("in general", "A law [imposes] a tariff.", "A law [imposed] a tariff.", _is_in_general),
)  # fmt: skip
