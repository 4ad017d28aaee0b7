"""Which nouns are measures: of which kind, with which words, laid on whom, of which rate or sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from ...model.article_view import ArticleView
from ...model.findings import Phrase
from ...model.text import Span, span_of
from ...rules.load import load
from ...rules.types.measures import KINDS, MEASURE_WORDS, MeasureKind, Need
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Token

EARLIER = "earlier"  # among the marks: not the one that is told of now
_CLOSING = ('"', "”")
_LONGEST = 160  # characters of a noun with all that belongs to it


@dataclass(frozen=True)
class Noun:
    """A noun that names a measure, in its article."""

    view: ArticleView
    word: Token
    kind: MeasureKind

    @cached_property
    def on(self) -> tuple[Phrase, ...]:
        """Whom or what it is laid on, as its own words or those of its verb tell."""
        found = [_whole(head, led) for led, head in self._laid_on() if head.i > self.word.i]
        return tuple(each for each in dict.fromkeys(found) if not self._is_time(each.span))

    def _laid_on(self) -> Iterator[tuple[str, Token]]:
        led = [pair for host in self._hosts() for pair in _led(host) if pair[0] in self.kind.on]
        yield from led
        if led:  # the parse may join the last of a row to the measure itself
            yield from ((led[0][0], each) for each in grammar.joined_nouns(self.word) if each.i > led[0][1].i)

    def _hosts(self) -> tuple[Token, ...]:
        """The noun, and the verb whose object it is: "laid a duty [on wine]" may hang on either."""
        verb = grammar.concerned(self.word)
        own = [self.word, *self._rate_words()]
        return tuple(own) if verb is None or grammar.is_subject(self.word) else (*own, verb)

    def _rate_words(self) -> Iterator[Token]:
        """ "[12 percent] on cars"."""
        if (rate := self.rate) is not None:
            behind = self.word.doc[self.word.i + 1 : self.word.right_edge.i + 1]
            yield from (word for word in behind if rate.contains(span_of(word)))

    @property
    def span(self) -> Span:
        """Up to the end of whom it is laid on, where that stands right behind; without a clause about it, and without
        what is too long."""
        own, text = self._own(), self.view.article.text
        for each in self.on:
            between = text[own.end : max(each.span.start, own.end)].strip(" ,")
            if between in (*self.kind.on, "and", ", and", "") and own.end < each.span.end:
                own = Span(own.start, each.span.end)
        end = self._end_of_marks(own.start, self._end_before_a_clause(own))
        short = self.word.idx + len(self.word)
        if end - own.start > _LONGEST or text[short:end].count("(") != text[short:end].count(")"):
            end = short
        return Span(own.start, end)

    def _own(self) -> Span:
        """With what it does, where that is told right behind: "a pact banning nets"."""
        own = phrase_of(self.word).span
        clause = grammar.clause_behind(self.word) if self.kind.about else None
        return own if clause is None else Span(own.start, max(own.end, span_of(clause.right_edge).end))

    def _end_of_marks(self, start: int, end: int) -> int:
        """Behind the mark that closes words in quotation marks."""
        text = self.view.article.text
        opened = text[start:end].count('"') % 2 or text[start:end].count("“") > text[start:end].count("”")
        behind = text[end : end + 2]
        if opened and behind[:1] in _CLOSING:
            return end + 1
        return end + 2 if opened and behind[1:] in _CLOSING and behind[1:] else end

    def _end_before_a_clause(self, own: Span) -> int:
        for word in self.word.doc[self.word.i + 1 :]:
            if word.idx >= own.end:
                break
            if word.lower_ in load(MEASURE_WORDS).relatives or word.text in ";:(–—" or self._leads_aside(word):
                return self.word.doc[word.i - 1].idx + len(self.word.doc[word.i - 1])
        return own.end

    @property
    def marks(self) -> tuple[str, ...]:
        """The words before it that tell which one it is, and what it is about."""
        known = load(MEASURE_WORDS)
        vague = {*known.vague, *(self.kind.beside if self.kind.alone else ())}
        words = [*self._before(), *self._about()]
        told = (lemma(each) for each in words if vague.isdisjoint({each.lower_, lemma(each)}))
        return tuple(dict.fromkeys(EARLIER if each in known.earlier else each for each in told if each.isalpha()))

    def _before(self) -> Iterator[Token]:
        return (each for each in grammar.modifiers(self.word) if not self._is_part(each))

    def _about(self) -> Iterator[Token]:
        """ "a pact on [nets]", "a pact [banning nets]"."""
        occasions = load(MEASURE_WORDS).occasions
        clause = grammar.clause_behind(self.word) if self.kind.about else None
        yield from () if clause is None else (clause, *grammar.things(clause))
        for led, head in grammar.others(self.word):
            if led in self.kind.about and not self._is_time(span_of(head)) and lemma(head) not in occasions:
                yield head

    @property
    def is_definite(self) -> bool:
        """ "the tariff", "its tariff", "Peru's tariff"; not "last month's tariff"."""
        named = any(not self._is_time(span_of(each)) for each in grammar.owners(self.word))
        return named or any(each.lower_ in load(MEASURE_WORDS).known for each in self.word.children)

    @property
    def owned_by(self) -> tuple[Phrase, ...]:
        """ "[Peru]'s tariff"; no time and no "its"."""
        return tuple(
            phrase_of(each)
            for each in grammar.owners(self.word)
            if not self._is_time(span_of(each)) and grammar.is_noun(each)
        )

    @property
    def past(self) -> int | None:
        """The number of the time gone by that owns it: "[last month]'s duties"."""
        published = self.view.article.published
        spans = [span_of(each) for each in grammar.owners(self.word)]
        for number, each in enumerate(self.view.findings.timexes):
            if each.type == "DATE" and each.date is not None and any(each.span.overlaps(span) for span in spans):
                return number if published is not None and each.date.latest < published.earliest else None
        return None

    def _leads_aside(self, word: Token) -> bool:
        """To a day, or to where it was done: "[on] Friday", "[on] the sidelines of"."""
        led = grammar.led_by(word) if grammar.is_phrase(word) else None
        if led is None or word.lower_ in load(MEASURE_WORDS).counting_from:
            return False
        return self._is_time(span_of(led)) or lemma(led) in load(MEASURE_WORDS).occasions

    def doer(self, word: Token) -> Phrase:
        """Who does it, without a day that stands right behind: "the forces [on Monday] signed"."""
        phrase = phrase_of(word)
        dated = any(each.span.start > phrase.head.end for each in self.view.timexes.meeting(phrase.span))
        return Phrase(span=Span(phrase.span.start, phrase.head.end), head=phrase.head) if dated else phrase

    @cached_property
    def figure(self) -> int | None:
        """The number of its rate or sum: before the noun, or behind "of"; None for several."""
        own, end = phrase_of(self.word).span, self.word.idx + len(self.word)
        before, behind = [], []
        for number, each in enumerate(self.view.findings.figures):
            if not own.contains(each.span) or not is_rate_or_sum(each.unit):
                continue
            if each.span.end <= end:
                before.append(number)
            elif self.view.article.text[end : each.span.start].strip() in ("of", "worth"):
                behind.append(number)
        found = before or behind
        return found[0] if len(found) == 1 else None

    @property
    def rate(self) -> Span | None:
        """Where its rate or sum stands."""
        return None if self.figure is None else self.view.findings.figures[self.figure].span

    def _is_time(self, span: Span) -> bool:
        return any(each.type in ("DATE", "TIME", "DURATION") for each in self.view.timexes.meeting(span))

    def _is_part(self, word: Token) -> bool:
        """Of its number, or of its own name: "[cease]-fire"."""
        own = "-" in _name(self.word) and word.i >= self.word.i - 2
        return own or any(self.view.figures.meeting(span_of(word)))


def is_rate_or_sum(unit: str) -> bool:
    """Per cent, or a currency."""
    return unit.startswith("percent") or (len(unit) == 3 and unit.isupper())


def phrase_of(head: Token, led: str = "") -> Phrase:
    """A noun with all words that say which."""
    first, last = grammar.phrase(head)
    return Phrase(span=Span(span_of(first).start, span_of(last).end), head=span_of(head), led=led)


def _led(host: Token) -> Iterator[tuple[str, Token]]:
    """What stands behind its prepositions, "in" and "to" too."""
    yield from grammar.others(host)
    yield from (("in", head) for head in grammar.places(host))
    yield from (("to", head) for head in (grammar.given_to(host) if is_verb(host) else ()))


def _whole(head: Token, led: str) -> Phrase:
    first, last = grammar.whole_phrase(head)
    return Phrase(span=Span(span_of(first).start, span_of(last).end), head=span_of(head), led=led)


_NEEDS: Mapping[Need, Callable[[Noun], bool]] = {
    "sum": lambda noun: noun.figure is not None,
    "on": lambda noun: bool(noun.on),
    "beside": lambda noun: (
        not {each.lower_ for each in grammar.modifiers(noun.word)}.isdisjoint(noun.kind.beside)
        or not {lemma(each) for each in grammar.modifiers(noun.word)}.isdisjoint(noun.kind.beside)
    ),
}


@cache
def _kinds() -> Mapping[str, tuple[MeasureKind, ...]]:
    found: dict[str, tuple[MeasureKind, ...]] = {}
    for kind in load(KINDS):
        for noun in kind.nouns:
            found[noun] = (*found.get(noun, ()), kind)
    return found


def noun_of(view: ArticleView, word: Token) -> Noun | None:
    """None for a noun that is no measure."""
    if not grammar.is_noun(word):
        return None
    for kind in _kinds().get(_name(word), ()):
        noun = Noun(view=view, word=word, kind=kind)
        if _is_another(noun) or (grammar.is_plural(word) and not kind.plural):
            continue
        if not kind.needs or any(_NEEDS[need](noun) for need in kind.needs):
            return noun
    return None


def _name(word: Token) -> str:
    """ "truce"; "cease-fire", of which the model makes three words."""
    joined = word.i > 1 and word.doc[word.i - 1].text == "-" and f"{word.doc[word.i - 2].lower_}-{lemma(word)}"
    return joined if joined and joined in _kinds() else lemma(word)


def _is_another(noun: Noun) -> bool:
    return any(each.lower_ in noun.kind.no or lemma(each) in noun.kind.no for each in grammar.modifiers(noun.word))
