"""What somebody does by saying something: asks, offers, promises, refuses, or only says.

The rules stand in rules/quotations/acts: a verb or a noun that names the deed, and the mood of what is said behind a
verb that only says. What is denied, only possible, hedged or told of somebody else gives no kind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby

from ...model.findings import Quotation, StatementAct
from ...model.text import Span, record, span_of
from ...rules.load import load
from ...rules.types.quotations import ACTS, CueAct, MoodAct
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Doc, Token
from .attribution.cue_words import verb_form

Act = tuple[StatementAct, str]  # with the name of the rule
_SAYS: Act = ("says", "")
IsOther = Callable[[Token, str | None], bool]  # whether a pronoun is known to stand for somebody else


@record
class _Case:
    """A quotation with its words."""

    quotation: Quotation
    cue: Token | None  # the verb or noun that hands it to its speaker
    source: Token | None  # the noun of its speaker
    told: tuple[Token, ...]  # the verb of each sentence that is said
    asked: bool  # as a question
    is_other: IsOther


def act_of(doc: Doc, quotation: Quotation, is_other: IsOther) -> Act:
    """The kind of a statement and the rule that gives it."""
    case = _Case(
        quotation=quotation,
        cue=cue_of(doc, quotation),
        source=source_of(doc, quotation),
        told=_told(doc, quotation.content),
        asked=quotation.content.of(doc.text).rstrip("\"'”’ ").endswith("?"),
        is_other=is_other,
    )
    return _by_cue(case) or _by_words(case) or _SAYS


def cue_of(doc: Doc, quotation: Quotation) -> Token | None:
    """The verb or noun of its cue."""
    words = None if quotation.cue is None else _words(doc, quotation.cue)
    if not words:
        return None
    top = grammar.top_of(words)
    return top if top is not None and is_verb(top) else next((word for word in words if is_verb(word)), top)


def source_of(doc: Doc, quotation: Quotation) -> Token | None:
    """The noun of its speaker."""
    return None if quotation.source is None else grammar.top_of(_words(doc, quotation.source))


def _words(doc: Doc, span: Span) -> Sequence[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="contract")
    return () if found is None else tuple(found)


def _told(doc: Doc, content: Span) -> tuple[Token, ...]:
    sentences = groupby(_words(doc, content), key=lambda word: word.sent.start)
    tops = (grammar.top_of(tuple(words)) for _, words in sentences)
    return tuple(top for top in tops if top is not None and is_verb(top))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(getattr(load(ACTS), name))


# By the cue


def _by_cue(case: _Case) -> Act | None:
    cue = case.cue
    if cue is None or _hedged(cue):
        return None
    if is_verb(cue):
        if not _asserted(cue):
            return _SAYS if _word(cue) not in _list("plain") else None
        return _of_speech(case, _performed(cue, case.quotation))
    rule = next((rule for rule in load(ACTS).cues if lemma(cue) in rule.nouns), None)
    if rule is None or grammar.is_of_none(cue, _list("none")):
        return None
    return rule.act, rule.name


def _of_speech(case: _Case, act: Act | None) -> Act | None:
    """Who buys demands nothing of anybody, and a pact calls on nobody."""
    return _SAYS if act and act[0] != "says" and _is_speechless(case) else act


def _is_speechless(case: _Case) -> bool:
    return case.source is not None and lemma(case.source) in _list("speechless") and not grammar.is_name(case.source)


def _performed(verb: Token, quotation: Quotation | None) -> Act | None:
    rule = next((rule for rule in load(ACTS).cues if _fits(rule, verb, quotation)), None)
    return None if rule is None else (rule.act, rule.name)


def _fits(rule: CueAct, verb: Token, quotation: Quotation | None) -> bool:
    if _word(verb) not in rule.verbs:
        return False
    if not _is_of_its_words(rule, verb):
        return False
    if quotation is not None and quotation.kind == "direct" and _is_plain(rule):
        return True
    led = grammar.prepositions_of(verb) | {grammar.word_at(verb, 1)}
    return bool(grammar.takings(verb) & set(rule.takes) or led & set(rule.led))


def _is_of_its_words(rule: CueAct, verb: Token) -> bool:
    """Whether the thing is some, and what a rule asks for."""
    things = grammar.objects(verb)
    if any(grammar.is_of_none(thing, _list("none")) for thing in things):
        return False
    fits = not rule.things or any(lemma(thing) in rule.things for thing in things)
    return fits and (not rule.complements or any(lemma(each) in rule.complements for each in verb.children))


def _is_plain(rule: CueAct) -> bool:
    """Whether words in marks are what it takes: "“Go,” she urged"."""
    return "clause" in rule.takes and not rule.complements


def _word(verb: Token) -> str:
    return verb_form(verb) or lemma(verb)


def _asserted(verb: Token) -> bool:
    return grammar.is_asserted(verb, doubting=_list("doubting"), lacking=_list("lacking"), none=_list("none"))


def _hedged(verb: Token) -> bool:
    return any(each.lower_ in _list("hedging") for each in grammar.children(verb, "adverb"))


# By what is said


def _by_words(case: _Case) -> Act | None:
    cue = case.cue
    if case.asked or (cue is not None and is_verb(cue) and _word(cue) not in _list("plain")):
        return None
    if cue is not None and is_verb(cue) and not _asserted(cue):
        return None
    found = (_said(case, verb) for verb in case.told)
    return next((act for act in found if act), None)


def _said(case: _Case, verb: Token) -> Act | None:
    subject = grammar.child(verb, *grammar.SUBJECT)
    if subject is None or _hedged(verb) or grammar.has_condition(verb, _list("conditions")):
        return None
    own = _is_own(case, subject)
    if own and grammar.modal(verb) is None and _asserted(verb) and not _is_report(case, verb):
        performed = _performed(verb, None)
        if performed is not None:
            return performed
    rule = next((rule for rule in load(ACTS).moods if _has_mood(case, rule, verb, subject, own=own)), None)
    return None if rule is None else (rule.act, rule.name)


def _is_report(case: _Case, verb: Token) -> bool:
    """ "I asked them to leave": what was done once is told."""
    return case.quotation.kind == "direct" and grammar.is_past(verb)


def _is_own(case: _Case, subject: Token) -> bool:
    word, quotation = subject.lower_, case.quotation
    if _is_own_side(subject):
        return True
    if quotation.kind == "direct" or any(map(span_of(subject).overlaps, quotation.quoted)):
        return word in _list("selves")
    if case.source is not None and subject.text == case.source.text and grammar.is_name(subject):
        return True
    if word not in _list("themselves") or case.is_other(subject, quotation.speaker):
        return False
    return _agrees(word, case)


def _agrees(word: str, case: _Case) -> bool:
    """Whether a pronoun may stand for who speaks: no person is "it" or "they", and several are no "it"."""
    if word not in ("it", "they"):
        return True
    several = case.source is not None and grammar.is_plural(case.source)
    return case.quotation.speaker is None and not (word == "it" and several)


def _is_own_side(subject: Token) -> bool:
    """ "our government", "his country"."""
    return lemma(subject) in _list("bodies") and grammar.is_owned_by_pronoun(subject)


def _has_mood(case: _Case, rule: MoodAct, verb: Token, subject: Token, *, own: bool) -> bool:
    if rule.own != own or (not own and _is_nobody(rule, subject)):
        return False
    if rule.negated is not None and grammar.is_negated(verb) != rule.negated:
        return False
    if rule.warning and not (case.cue is not None and _word(case.cue) in _list("warning")):
        return False
    return _is_ready(rule, verb) if rule.qualities else _is_meant(case, rule, verb)


def _is_nobody(rule: MoodAct, subject: Token) -> bool:
    """Nobody of whom something could be asked."""
    named = grammar.is_name(subject) or subject.lower_ in _list("others")
    return subject.lower_ in _list("nobodies") or (rule.named and not named)


def _is_ready(rule: MoodAct, verb: Token) -> bool:
    quality = grammar.quality(verb)
    if quality is None or grammar.modal(verb) or quality.lower_ not in rule.qualities:
        return False
    return bool(grammar.takings(quality)) or "to" in grammar.prepositions_of(quality)


def _is_meant(case: _Case, rule: MoodAct, verb: Token) -> bool:
    """A deed of its subject, still to come."""
    modal = grammar.modal(verb)
    if modal not in rule.modals or len(grammar.helpers(verb)) > (1 if rule.own else 2):
        return False
    if "have" in grammar.group(verb).helpers:
        return False
    if not rule.own:
        return not rule.named or lemma(verb) not in _list("states")
    if _is_no_deed_of(rule.act, verb):
        return False
    return lemma(verb) not in _list("states") and not (case.quotation.kind == "direct" and modal == "would")


def _is_no_deed_of(act: StatementAct, verb: Token) -> bool:
    """What one threatens or means to do is no promise, and who spares others refuses nothing."""
    if act == "promises":
        return lemma(verb) in _list("harms") | _list("plans") or _lasts(verb)
    return act == "refuses" and lemma(verb) in _list("burdens")


def _lasts(verb: Token) -> bool:
    """ "It will take days"."""
    return any(grammar.is_time(thing) for thing in grammar.objects(verb))
