"""What is done by each quotation, on which day, and to whom it is said.

The day is that of a time expression outside what is said that hangs on the cue: by itself ("said on Monday"), by an
occasion ("at a briefing on Monday") or by a deed done with it ("Speaking on Monday, he said", "met them on Monday and
said"). Without one it may be news of the article's own day; the table `NO_NEWS` has what speaks against that.

To add a reason, add a row: a name, a sentence for which it holds, one for which it does not, and a condition that asks
the grammar. In the examples [brackets] stand around the cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...model.article_view import ArticleView
from ...model.findings import Quotation, QuotationRule, Saying, Timex
from ...model.reasons import Reason, first
from ...model.text import Span, record, span_of
from ...rules.load import word_sets
from ...rules.types.quotations import SAYING_WORDS
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Doc, DocSpan, Token
from .acts import act_of, cue_of, source_of
from .attribution.cue_words import lexicon, verb_form

_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_NAMED: frozenset[QuotationRule] = frozenset({"noun", "adjective", "signature"})
_TO_HEARERS = ("on", "upon", "to")
_DEEPEST = 8  # steps up a tree


@record
class Telling:
    """A quotation with the words around it."""

    quotation: Quotation
    cue: Token | None
    source: Token | None  # the noun of its speaker
    text: str


def find_sayings(view: ArticleView, doc: Doc) -> tuple[Saying, ...]:
    """One for each quotation, in their order."""
    return tuple(_saying(view, doc, number) for number in range(len(view.findings.quotations)))


def _saying(view: ArticleView, doc: Doc, number: int) -> Saying:
    quotation = view.findings.quotations[number]
    case = telling(doc, quotation)
    act, rule = act_of(doc, quotation, lambda word, speaker: _is_other(view, word, speaker))
    why = first(NO_NEWS, case)
    return Saying(
        act=act,
        rule=rule,
        timex=_time(view, doc, case),
        same_as=number > 0 and _goes_on(view, view.findings.quotations[number - 1], case),
        undated=why.name if why else "",
        hearer=_hearer(case),
    )


def telling(doc: Doc, quotation: Quotation) -> Telling:
    """A quotation with the verb or noun of its cue and the noun of its speaker."""
    return Telling(quotation=quotation, cue=cue_of(doc, quotation), source=source_of(doc, quotation), text=doc.text)


@cache
def _words(name: str) -> frozenset[str]:
    return word_sets(SAYING_WORDS)[name]


def _is_other(view: ArticleView, word: Token, speaker: str | None) -> bool:
    meant = {reference.entity for reference in view.references.meeting(span_of(word))}
    return speaker is not None and bool(meant) and speaker not in meant


# When


def _time(view: ArticleView, doc: Doc, case: Telling) -> int | None:
    """Index of the first time expression of its sentence that says when it is said."""
    cue = case.cue
    if cue is None:
        return None
    sentence = view.sentence(cue.idx).sentence.span
    said = [quotation.content for quotation in view.quotations_at(sentence)]
    for number, timex in enumerate(view.findings.timexes):
        if timex.span.start >= sentence.end:
            break
        if sentence.contains(timex.span) and _is_day(timex) and not any(c.overlaps(timex.span) for c in said):
            words = doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
            if words is not None and (_is_when(words.root, cue) or _is_led(words, cue)):
                return number
    return None


def _is_day(timex: Timex) -> bool:
    return timex.type in ("DATE", "TIME") and timex.when is not None and timex.value not in _VAGUE


def _is_when(time: Token, cue: Token) -> bool:
    """Whether a time leads up to a cue by words that tell when and where it is said."""
    word = time
    for _ in range(_DEEPEST):
        over = grammar.above(word)
        if over is None:
            return False
        word = over
        if word == cue:
            return True
        if is_verb(word):
            return _is_said_with(word, cue)
        if word.lower_ in _words("elsewhere") or not _leads_on(word):
            return False
    return False


def _is_led(time: DocSpan, cue: Token) -> bool:
    """ "On [Monday] Mayor Roe said": a preposition of the cue whose noun the parse gives to the name behind it."""
    led = [each for each in grammar.children(cue, "preposition") if each.i == time.start - 1]
    return bool(led) and led[0].lower_ not in _words("elsewhere") and grammar.led_by(led[0]) is None


def _leads_on(word: Token) -> bool:
    """A preposition, a name of a place, or an occasion to speak at."""
    if not grammar.is_noun(word):
        return True
    return lemma(word) in lexicon().occasions | _words("occasions") or word.lower_ in lexicon().occasions


def _is_said_with(deed: Token, cue: Token) -> bool:
    """A deed done while saying it: "[speaking] on Monday", "[met] them on Monday and said", "[left] on Monday,
    saying", "in a statement [issued] on Monday"."""
    with_it = deed in cue.subtree and lemma(deed) in _words("speaking") and grammar.is_participle(deed)
    joined = cue in grammar.joined_verbs(deed) and not grammar.has_subject(cue)
    aside = grammar.above(cue) == deed and grammar.is_participle(cue)
    after = deed in grammar.joined_verbs(cue) and deed.i < cue.i
    return with_it or ((joined or aside or after) and grammar.is_past(deed) and not grammar.is_negated(deed))


def _goes_on(view: ArticleView, before: Quotation, case: Telling) -> bool:
    """By the same speaker in the same sentence or the next, with a cue that only goes on."""
    this = case.quotation
    if before.speaker != this.speaker or (this.speaker is None and before.source != this.source):
        return False
    apart = view.number_at(this.content.start) - view.number_at(before.content.end - 1)
    if before.cue == this.cue:
        return True
    plain = case.cue is None or (verb_form(case.cue) or lemma(case.cue)) in _words("going_on")
    return apart <= 1 and plain and "\n" not in case.text[before.content.end : this.content.start]


# To whom


def _hearer(case: Telling) -> Span | None:
    cue = case.cue
    if cue is None or not is_verb(cue) or (verb_form(cue) or lemma(cue)) in _words("unheard"):
        return None
    noun = _heard_by(cue)
    if noun is None or not (grammar.is_noun(noun) or grammar.is_name(noun)) or grammar.is_time(noun):
        return None
    start, end = grammar.phrase(noun)
    span = Span(start.idx, end.idx + len(end))
    return None if case.quotation.kind == "direct" and case.quotation.content.overlaps(span) else span


def _heard_by(cue: Token) -> Token | None:
    led = (grammar.behind(cue, word) for word in _hearer_leads(cue))
    return grammar.hearer(cue) or next((noun for noun in led if noun is not None), None)


def _hearer_leads(verb: Token) -> Sequence[str]:
    """ "called on the council to wait", "appealed to it"; not "agreed to the plan", "called for calm on the coast"."""
    leads = lexicon().prepositions.get(verb_form(verb) or "", frozenset())
    if "for" not in leads or "for" in grammar.prepositions_of(verb):
        return ()
    return [word for word in _TO_HEARERS if word in leads]


# Of the article's own day


def _has_no_deed(case: Telling) -> bool:
    """Named by "according to", a noun, a label: such words tell of no day."""
    return case.quotation.rule in _NAMED


def _is_perfect(case: Telling) -> bool:
    return case.cue is not None and is_verb(case.cue) and grammar.is_perfect(case.cue)


def _is_before(case: Telling) -> bool:
    return case.cue is not None and "had" in {each.lower_ for each in grammar.helpers(case.cue)}


def _is_not_done(case: Telling) -> bool:
    cue = case.cue
    if cue is None or not is_verb(cue):
        return False
    return grammar.modal(cue) is not None or grammar.is_negated(cue) or grammar.is_infinitive(cue)


def _is_of_another_time(case: Telling) -> bool:
    cue = case.cue
    return cue is not None and any(each.lower_ in _words("other_times") for each in grammar.children(cue, "adverb"))


def _is_beside_a_time(case: Telling) -> bool:
    return case.cue is not None and grammar.has_condition(case.cue, _words("times"))


def _is_described(case: Telling) -> bool:
    return case.cue is not None and is_verb(case.cue) and grammar.described(case.cue) is not None


def _is_written(case: Telling) -> bool:
    return case.source is not None and lemma(case.source) in _words("standing")


NO_NEWS: Sequence[Reason[Telling]] = (
    Reason(
        "named by a noun",
        "Roe rejected the union's [claim] that the port was closed.",
        "Roe [claimed] that the port was closed.",
        _has_no_deed,
    ),
    Reason(
        "before what is told",
        "Roe had [said] that the port was closed.",
        "Roe [said] that the port was closed.",
        _is_before,
    ),
    Reason(
        "up to now", "Roe has [said] that the port is closed.", "Roe is [saying] that the port is closed.", _is_perfect
    ),
    Reason(
        "not done", "Roe would [say] that the port was closed.", "Roe [says] that the port is closed.", _is_not_done
    ),
    Reason(
        "of another time",
        "Roe once [said] that the port was closed.",
        "Roe also [said] that the port was closed.",
        _is_of_another_time,
    ),
    Reason(
        "beside a time that was",
        "When she took office, Roe [said] that the port was closed.",
        "In Oslo, Roe [said] that the port was closed.",
        _is_beside_a_time,
    ),
    Reason(
        "in a clause that describes",
        "Roe, who [said] that the port was closed, left.",
        "Roe left and [said] that the port was closed.",
        _is_described,
    ),
    Reason(
        "in writing that stands",
        "The law [says] that the port is closed.",
        "The mayor [says] that the port is closed.",
        _is_written,
    ),
)
