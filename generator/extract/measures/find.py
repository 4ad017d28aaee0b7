"""Measures: what has been announced, threatened, agreed, decided, put in force, paused or cancelled, by the grammar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from ...model.article_view import ArticleView
from ...model.findings import MeasureStatus, MeasureTold, Phrase, Refusal
from ...model.places import Places
from ...model.reasons import first
from ...model.text import Span, span_of
from ...rules.load import load
from ...rules.types.measures import MEASURE_WORDS, STATUSES, StatusRule
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Doc, Token
from ..events.clause_span import after_the_dateline
from ..events.kind import name_of
from .days import Days, whole_clause
from .nouns import Noun, is_rate_or_sum, noun_of, phrase_of
from .telling import NO_MEASURE, Telling

_WRITTEN = ("body", "standfirst")


def find_measures(view: ArticleView, doc: Doc) -> tuple[tuple[MeasureTold, ...], tuple[Refusal, ...]]:
    """What each sentence outside direct speech tells of a measure, then the measures that are only named, by place;
    and the words that tell nothing of one, with the reason."""
    page = _Page(view, doc)
    told: list[MeasureTold] = []
    refused: list[Refusal] = []
    for number, words in page.sentences():
        nouns = {word: noun for word in words if (noun := noun_of(view, word)) is not None}
        for telling in dict.fromkeys(_tellings(words, nouns)):
            no = first(NO_MEASURE, telling)
            if no is None:
                told.append(page.read(telling, nouns[telling.noun], number))
            else:
                refused.append(Refusal(what="measure", span=span_of(telling.word), sentence=number, reason=no.name))
        known = {each.noun for each in told}
        told += [page.named(noun, number) for word, noun in nouns.items() if span_of(word) not in known]
    return tuple(sorted(told, key=lambda each: (each.noun, each.at))), tuple(refused)


# Which words tell of which


@cache
def _rules() -> Mapping[str, tuple[StatusRule, ...]]:
    found: dict[str, tuple[StatusRule, ...]] = {}
    for rule in load(STATUSES):
        for word in rule.words:
            found[word] = (*found.get(word, ()), rule)
    return found


def _tellings(words: Sequence[Token], nouns: Mapping[Token, Noun]) -> Iterator[Telling]:
    """The first rule of each word and measure."""
    for each in nouns.values():
        yield from _owned_by_a_time(each)
    for word in words:
        seen: set[Token] = set()
        for rule in _rules().get(_named(word), ()) if nouns else ():
            for thing in (_meant(each, word, nouns) for each in _measures(word, rule)):
                noun = nouns.get(thing)
                if noun is not None and thing not in seen and (not rule.kinds or noun.kind.name in rule.kinds):
                    seen.add(thing)
                    yield Telling(noun=thing, word=word, rule=rule)


def _meant(thing: Token, word: Token, nouns: Mapping[Token, Noun]) -> Token:
    """The measure that a "that" stands for, or of whose rate a clause is said: "a duty of 5 percent [that] applies"."""
    thing = grammar.meant_by(thing, word)
    span = span_of(thing)
    of_its_rate = (noun for noun, own in nouns.items() if own.rate is not None and own.rate.contains(span))
    return thing if thing in nouns else next(of_its_rate, thing)


def _named(word: Token) -> str:
    """ "take effect", "call off", "impose"; of a noun its lemma."""
    if not is_verb(word):
        return lemma(word) if grammar.is_noun(word) else ""
    name = name_of(word)
    return grammar.with_particle(word) if name == lemma(word) else name


def _measures(word: Token, rule: StatusRule) -> Iterator[Token]:
    """What stands beside the word in one of the ways of the rule."""
    if not is_verb(word):
        if "led" in rule.ways and _is_known(word):
            yield from (noun for led, noun in _led(word) if led in rule.led)
        return
    if "thing" in rule.ways:
        yield from grammar.things(word)
        yield from grammar.joined_things(word)
    if "subject" in rule.ways:
        yield from grammar.doers(word) if not grammar.has(word, "agent") else ()
    if "led" in rule.ways:
        yield from (noun for led, noun in grammar.others(word) if led in rule.led)


def _led(noun: Token) -> Iterator[tuple[str, Token]]:
    yield from (("of", thing) for thing in grammar.things(noun) if not is_verb(thing))
    yield from grammar.others(noun)


def _is_known(noun: Token) -> bool:
    """With "the" or an owner."""
    return bool(grammar.owners(noun)) or any(each.lower_ in load(MEASURE_WORDS).known for each in noun.children)


def _owned_by_a_time(noun: Noun) -> Iterator[Telling]:
    for rule in load(STATUSES):
        if "owned" in rule.ways and noun.kind.name in rule.kinds and noun.past is not None:
            yield Telling(noun=noun.word, word=noun.word, rule=rule)


@dataclass(frozen=True)
class _Page:
    """An article and its parse."""

    view: ArticleView
    doc: Doc

    @cached_property
    def spoken(self) -> Places[Span]:
        """What is said in somebody's own words."""
        found = self.view.findings.quotations
        own = [q.content for q in found if q.kind == "direct"]
        own += [span for q in found if q.kind == "mixed" for span in q.quoted]
        return Places(sorted(own), lambda span: span)

    def sentences(self) -> Iterator[tuple[int, tuple[Token, ...]]]:
        """The words outside direct speech of each sentence that tells, with its number; no question."""
        for number, sentence in enumerate(self.view.findings.sentences):
            words = self.doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="expand")
            if words is None or sentence.kind not in _WRITTEN or words.text.rstrip("\"”’' ").endswith("?"):
                continue
            if self.spoken.meeting(span_of(words)):
                yield number, tuple(word for word in words if not any(self.spoken.meeting(span_of(word))))
            else:
                yield number, tuple(words)

    def named(self, noun: Noun, number: int) -> MeasureTold:
        """A measure of which nothing is told."""
        return MeasureTold(
            kind=noun.kind.name,
            span=noun.span,
            noun=span_of(noun.word),
            marks=noun.marks,
            definite=noun.is_definite,
            by=noun.owned_by,
            on=noun.on,
            figure=noun.figure,
            said=noun.span,
            at=span_of(noun.word),
            sentence=number,
            rule="",
        )

    def read(self, told: Telling, noun: Noun, number: int) -> MeasureTold:
        """What the words tell of a measure."""
        rule = told.rule
        assert rule is not None
        days = Days(view=self.view, doc=self.doc, telling=told, noun=noun, rule=rule)
        effective = days.effective()
        return replace(
            self.named(noun, number),
            by=tuple(each for each in _by(told, noun) if each.head.start >= self._begins(noun)),
            figure=noun.figure if noun.figure is not None else self._figure_beside(told),
            status=_status(told, rule),
            planned=told.is_ahead,
            said=self._said(told, noun),
            at=span_of(told.word),
            timex=days.when(effective),
            effective=effective,
            event=_event(told, rule),
            counts=_counts(told, rule),
            rule=rule.name,
        )

    def _figure_beside(self, told: Telling) -> int | None:
        """ "was signed, raising the share by [8 percent]"."""
        raising = load(MEASURE_WORDS).raising
        beside = [whole_clause(verb) for verb in grammar.doing_beside(told.word) if lemma(verb) in raising]
        rates = [(n, each.span) for n, each in enumerate(self.view.findings.figures) if is_rate_or_sum(each.unit)]
        found = [number for number, span in rates if any(clause.contains(span) for clause in beside)]
        return found[0] if len(found) == 1 else None

    def _said(self, told: Telling, noun: Noun) -> Span:
        """From the first to the last word of the clause and the measure."""
        if not is_verb(told.top):
            verb = grammar.concerned(told.word) if told.word != noun.word else None
            spans = [noun.span, phrase_of(told.word).span, *([_clause(verb)] if verb is not None else [])]
        else:
            spans = [noun.span, _clause(told.top), _clause(told.word)]
        start = max(min(span.start for span in spans), min(self._begins(noun), noun.span.start))
        return self._closed(Span(start, max(span.end for span in spans)))

    def _begins(self, noun: Noun) -> int:
        """Where its sentence begins to tell: after the dateline."""
        return after_the_dateline(self.view.article.text, self.view.sentence(noun.word.idx).sentence.span)

    def _closed(self, span: Span) -> Span:
        """With the bracket that closes one of its own, or without what stands in it."""
        text = self.view.article.text
        words = span.of(text)
        if words.count("(") <= words.count(")"):
            return span
        if text[span.end : span.end + 1] == ")":
            return Span(span.start, span.end + 1)
        return Span(span.start, span.start + len(words.rpartition("(")[0].rstrip()))


def _clause(verb: Token) -> Span:
    """Without what joins it to another: "[16 hours before] it took effect"."""
    inside = [verb.doc[i] for i in grammar.clause(verb)]
    joints = {*load(MEASURE_WORDS).relatives, *load(MEASURE_WORDS).joints}
    opening = [
        each.i
        for each in grammar.before(verb)
        if grammar.is_mark(each) or (each.lower_ in joints and not each.children)
    ]
    inside = [word for word in inside if word.i > max(opening, default=-1)]
    while len(inside) > 1 and (grammar.joins(inside[-1]) or inside[-1].is_punct or inside[-1].is_space):
        del inside[-1]
    return Span(span_of(inside[0]).start, span_of(inside[-1]).end)


def _status(told: Telling, rule: StatusRule) -> MeasureStatus:
    """Of a plan to put it in force: what the plan is."""
    known = load(MEASURE_WORDS)
    if not told.is_ahead or rule.until:
        return rule.status
    plan = lemma(told.plan) if told.plan is not None else ""
    if plan in known.threatening:
        return "threatened"
    if plan in known.agreeing:
        return "agreed"
    return "decided" if plan in known.deciding else "announced"


def _event(told: Telling, rule: StatusRule) -> Span | None:
    """The word whose event dates the status."""
    if rule.until:
        return None
    if not told.is_ahead:
        return span_of(told.word)
    teller = told.teller
    if teller is not None and lemma(teller) in load(MEASURE_WORDS).telling_of_plans:
        return span_of(teller)
    return None if told.plan is None else span_of(told.plan)


def _counts(told: Telling, rule: StatusRule) -> Span | None:
    """The word whose event dates from when it counts, or until when it is paused."""
    ends = grammar.concerned(told.word) if rule.until else None
    if rule.status == "in force":
        return None if "owned" in rule.ways else span_of(told.word)
    return None if ends is None else span_of(ends)


def _by(told: Telling, noun: Noun) -> tuple[Phrase, ...]:
    """Who does it; where the measure itself does, whose it is."""
    doers = _doers(told)
    if told.teller is not None and not all(map(_is_clear, doers)):
        doers = grammar.doers(told.teller)  # "announced that it would impose"
    found = [noun.doer(each) for each in doers if each != noun.word]
    whole = (one for one in found if not any(other != one and other.span.contains(one.span) for other in found))
    return tuple(whole) or noun.owned_by


def _doers(told: Telling) -> tuple[Token, ...]:
    if told.rule is None or told.word == told.noun:
        return ()
    if not is_verb(told.word):
        return grammar.owners(told.word)
    return () if "subject" in told.rule.ways else grammar.doers(told.word)


def _is_clear(doer: Token) -> bool:
    """Not "it", "its ministry"."""
    return grammar.is_noun(doer) and not any(map(grammar.is_pronoun, grammar.owners(doer)))
