"""Who deals with whom: met, called, wrote to or hosted, as one deed tells it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, product

from ...model.article_view import ArticleView
from ...model.findings import ContactStatus, Dealing, Event
from ...model.places import Places
from ...model.reasons import Reason, first
from ...model.text import Span, record, span_of
from ...rules.load import load
from ...rules.types.events import CONTACTS, ContactKind
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Doc, Token
from .called_off import CALLED_OFF, Plan
from .clause_span import Named
from .couples import both
from .deed import deed_of, place_of
from .event_words import event_words
from .kind import name_of
from .no_event import in_doubt, may_not_be

_WRITTEN = ("body", "standfirst", "caption")
_Pairs = tuple[tuple[str, str], ...]


@record
class Telling:
    """A verb or a noun for a contact, and the verb that tells of it: the same, or that of "held [talks]"."""

    word: Token
    verb: Token
    led: str = ""  # the preposition that joins the noun to the verb: "spoke [after] talks"

    @property
    def is_noun(self) -> bool:
        """ "held [talks]"."""
        return self.word != self.verb

    @property
    def parts(self) -> tuple[Token, ...]:
        """The words whose doers, things and others take part."""
        concerned = self.is_noun and not self.led
        return (self.word, self.verb) if concerned else (self.word,)


def find_dealings(view: ArticleView, doc: Doc) -> tuple[Dealing, ...]:
    """One for each verb or noun outside direct speech that has people deal with each other, held, planned or called
    off; none for the denied, the wished and the merely possible."""
    page = _Page(view, doc)
    told = (_read(page, word, number) for number, word in page.words())
    return tuple(dealing for dealing in told if dealing is not None)


@dataclass(frozen=True)
class _Page:
    """An article with who is named where."""

    view: ArticleView
    doc: Doc

    @cached_property
    def people(self) -> Named:
        """Names and what stands for them."""
        found = self.view.findings
        people = [(m.span, m.entity) for m in found.mentions if m.kind == "person"]
        people += [(each.span, each.entity) for each in found.references]
        return Places(sorted(people), lambda each: each[0])

    @cached_property
    def spoken(self) -> Places[Span]:
        """What is said in somebody's own words."""
        direct = (each.content for each in self.view.findings.quotations if each.kind == "direct")
        return Places(sorted(direct), lambda span: span)

    def words(self) -> Iterator[tuple[int, Token]]:
        """The words that may tell a dealing outside direct speech, each with the number of its sentence."""
        for number, sentence in enumerate(self.view.findings.sentences):
            words = self.doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="expand")
            if words is not None and sentence.kind in _WRITTEN:
                telling = (word for word in words if _may_tell(word))
                yield from ((number, word) for word in telling if not any(self.spoken.meeting(span_of(word))))

    def persons(self, words: Collection[Token]) -> tuple[str, ...]:
        """Each person that one of the words, or the name beside it, is."""
        found = (self._person(each) for word in words for each in (word, *filter(grammar.is_apposition, word.children)))
        return tuple(dict.fromkeys(person for person in found if person is not None))

    def place(self, word: Token) -> str | None:
        """The name of a place that ends with a word."""
        named = (each for each in self.view.mentions.meeting(span_of(word)) if each.kind == "place")
        return next((each.span.of(self.view.article.text) for each in named), None)

    def _person(self, word: Token) -> str | None:
        """Whom a word names, or is the title before a name: "[Minister] Roe"."""
        behind = word.nbor() if word.i + 1 < len(word.doc) and word.is_title else word
        return next((entity for each in (word, behind) for _, entity in self.people.meeting(span_of(each))), None)


def _read(page: _Page, word: Token, number: int) -> Dealing | None:
    telling = _telling(word)
    kind = None if telling is None else _kind(telling)
    if telling is None or kind is None:
        return None
    event = _event(page, telling)
    status = _status(telling, event)
    pairs = () if status is None else _pairs(page, telling, kind, number)
    if status is None or not pairs:
        return None
    return Dealing(
        how=kind.how,
        pairs=pairs,
        span=span_of(word),
        sentence=number,
        status=_by_event(status, event),
        place=_place(page, telling),
        event=event.head if event is not None else None,
        timex=_time(page, telling, number) if event is None else None,
    )


def _by_event(status: ContactStatus, event: Event | None) -> ContactStatus:
    """What the day of its deed adds: "meets the queen on Friday" is a plan."""
    if event is None or status:
        return status if event is None or not event.cancelled else "called off"
    return "called off" if event.cancelled else "planned" if event.kind == "scheduled" else ""


# The words


@cache
def _named_by_any() -> tuple[frozenset[str], frozenset[str]]:
    """The verbs and the nouns of all kinds of dealings."""
    kinds = load(CONTACTS).kinds
    return frozenset(v for kind in kinds for v in kind.verbs), frozenset(n for kind in kinds for n in kind.nouns)


def _may_tell(word: Token) -> bool:
    verbs, nouns = _named_by_any()
    return _named(word) in verbs if is_verb(word) else lemma(word) in nouns


def _telling(word: Token) -> Telling | None:
    if is_verb(word):
        return Telling(word=word, verb=word)
    if (verb := grammar.concerned(word)) is not None:
        return Telling(word=word, verb=verb)
    led = grammar.stands_between(word)
    return Telling(word=word, verb=led[1], led=led[0]) if led is not None else None


def _kind(telling: Telling) -> ContactKind | None:
    return next((kind for kind in load(CONTACTS).kinds if _fits(telling, kind)), None)


def _fits(telling: Telling, kind: ContactKind) -> bool:
    word = telling.word
    named = lemma(word) in kind.nouns if telling.is_noun else _named(word) in kind.verbs
    if not named or not kind.by:
        return named
    beside = {word, *word.children, *(each for child in word.children for each in child.children)}
    return any(lemma(each) in kind.by or each.lower_ in kind.by for each in beside)


def _named(verb: Token) -> str:
    """ "sit down", "meet"."""
    return grammar.with_particle(verb)


# Whether it was held


def _is_denied(telling: Telling) -> bool:
    return in_doubt(telling.verb) or any(map(grammar.is_none, telling.word.children))


def _may_be(telling: Telling) -> bool:
    vague = {each.lower_ for each in telling.word.children} & event_words()["doubtful_adjectives"]
    return may_not_be(telling.verb) or bool(telling.is_noun and vague)


def _is_wished(telling: Telling) -> bool:
    over = grammar.planned_by(telling.verb)
    if over is None:
        return False
    return over.lower_ not in load(CONTACTS).planning and lemma(over) not in load(CONTACTS).planning


def _is_plan_in_doubt(telling: Telling) -> bool:
    over = grammar.planned_by(telling.verb)
    return over is not None and (in_doubt(over) or (is_verb(over) and may_not_be(over)))


def _is_doubtfully_told(telling: Telling) -> bool:
    over = grammar.told_by(grammar.governing_plan(telling.verb))
    if over is None or over.i > telling.verb.i:
        return False
    return lemma(over) not in load(CONTACTS).tellers or grammar.is_negated(over)


def _names_it(telling: Telling) -> bool:
    return not telling.is_noun and grammar.names_it(telling.verb)


NO_DEALING: tuple[Reason[Telling], ...] = (
    Reason("denied", "The king did not [meet] the queen.", "The king [met] the queen.", _is_denied),
    Reason("may be", "The king could [meet] the queen.", "The king will [meet] the queen.", _may_be),
    Reason("wished", "The king wanted to [meet] the queen.", "The king was to [meet] the queen.", _is_wished),
    Reason("plan in doubt", "The king does not plan to [meet] the queen.", "The king plans to [meet] the queen.",
           _is_plan_in_doubt),
    Reason("told by nobody sure", "The king denied that he had [met] the queen.",
           "The king said that he had [met] the queen.", _is_doubtfully_told),
    Reason("says what one is", "The king [called] the queen a liar.", "The king [called] the queen on Monday.",
           _names_it),
)  # fmt: skip


def _status(telling: Telling, event: Event | None) -> ContactStatus | None:
    """None where it was not held and is not to be."""
    plan = Plan(word=telling.word, thing=telling.word, verb=telling.verb)
    if telling.is_noun and not telling.led and first(CALLED_OFF, plan):
        return "called off"
    if first(NO_DEALING, telling) is not None:
        return None
    if telling.is_noun and not telling.led and lemma(telling.verb) in load(CONTACTS).planning_for:
        return "planned"
    if telling.is_noun and not _is_held(telling):
        return None
    return _standing(telling, event)


def _is_held(telling: Telling) -> bool:
    known = load(CONTACTS)
    if telling.led:
        return telling.led in known.during
    undergoes = grammar.is_subject(telling.word, passive=True)
    if grammar.is_subject(telling.word) and not undergoes:
        return lemma(telling.verb) in known.held or name_of(telling.verb) in known.held
    return lemma(telling.verb) in known.holding


def _standing(telling: Telling, event: Event | None) -> ContactStatus | None:
    """By the verb: done, or to be done. A present tells it where the day does."""
    verb = telling.verb
    if grammar.planned_by(verb) is not None or grammar.group(verb).modal is not None:
        return "planned"
    led = grammar.led_by_preposition(verb)
    if grammar.is_past(verb) or grammar.is_perfect(verb) or (led is not None and led.lower_ in load(CONTACTS).during):
        return ""
    return None if event is None or not grammar.is_finite(verb) else ""


# Who, when, where


def _pairs(page: _Page, telling: Telling, kind: ContactKind, number: int) -> _Pairs:
    """Each two who deal with each other; of three, who came together do not."""
    one = page.persons([doer for part in (telling.word, telling.verb) for doer in grammar.doers(part)])
    if telling.is_noun:
        other = page.persons(_led(telling, load(CONTACTS).one))
        joint = page.persons([*_led(telling, load(CONTACTS).both), *grammar.things(telling.word)])
        if len(joint) > 1 or not other:
            return _among(one if _is_held_by_both(telling, kind) else joint)
    else:
        other = _met(page, telling, kind)
        if not other and _is_joint(telling, kind):
            return _among(
                one if len(one) > 1 else both(telling.verb, page.people, page.view.findings.sentences, number)
            )
    found = dict.fromkeys((min(pair), max(pair)) for pair in product(one, other) if pair[0] != pair[1])
    return tuple(found)


def _is_held_by_both(telling: Telling, kind: ContactKind) -> bool:
    """ "The king and the queen held talks", with nobody else."""
    known = load(CONTACTS)
    alone = not _led(telling, {*known.one, *known.both}) and not grammar.things(telling.word)
    return alone and not telling.led and bool(kind.joint) and lemma(telling.verb) in known.held_by_both


def _among(people: Sequence[str]) -> _Pairs:
    return tuple((min(pair), max(pair)) for pair in combinations(people, 2))


def _led(telling: Telling, leads: Collection[str]) -> list[Token]:
    """What these prepositions lead to, behind its words or behind what it is done to: "discussed the dam [with]"."""
    things = () if telling.is_noun else (each for each in grammar.things(telling.word) if grammar.is_noun(each))
    found = [noun for part in (*telling.parts, *things) for led, noun in grammar.others(part) if led in leads]
    given = [noun for part in telling.parts for noun in grammar.given_to(part)]
    return [*found, *(given if "to" in leads else ())]


def _met(page: _Page, telling: Telling, kind: ContactKind) -> tuple[str, ...]:
    """Whom the verb leads to; nobody where one who is there only does it with them."""
    leads = kind.verbs[_named(telling.word)]
    direct = grammar.things(telling.word) if "" in leads else ()
    return page.persons([*direct, *_led(telling, {*leads} - {""})])


def _is_joint(telling: Telling, kind: ContactKind) -> bool:
    """ "The king and the queen met", nobody else and nothing."""
    alone = not grammar.things(telling.word) and not _led(telling, {"with", "to"})
    return alone and _named(telling.word) in kind.joint


def _event(page: _Page, telling: Telling) -> Event | None:
    """The first event of its words, or of the verb that tells of it."""
    heads = {span_of(part) for part in telling.parts}
    if telling.led:
        heads.add(span_of(telling.verb))
    told = page.view.events.meeting(page.view.sentence(telling.word.idx).sentence.span)
    return next((event for event in told if event.head in heads and event.timex is not None), None)


def _time(page: _Page, telling: Telling, number: int) -> int | None:
    """The one day that hangs on its words, where no event has it: of a plan that nobody tells the end of."""
    verbs = {*telling.parts, telling.verb, *filter(None, [grammar.planned_by(telling.verb)])}
    sentence = page.view.findings.sentences[number].span
    found = [
        n
        for n, timex in enumerate(page.view.findings.timexes)
        if sentence.contains(timex.span)
        and timex.type in ("DATE", "TIME")
        and (words := page.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")) is not None
        and grammar.predicate_of(words.root) in verbs
    ]
    return found[0] if len(found) == 1 else None


def _place(page: _Page, telling: Telling) -> str | None:
    """That of the deed, or the one behind the name of the other: "met Roe in Bonn"."""
    places = (place_of(deed_of(part), page.view.article.text, page.view.mentions) for part in telling.parts)
    if (own := next((place for place in places if place is not None), None)) is not None:
        return own
    part = [each for word in telling.parts for each in (*grammar.things(word), *grammar.doers(word))]
    part += _led(telling, {*load(CONTACTS).one, *load(CONTACTS).both})
    behind = (place for name in part if page.persons([name]) for place in grammar.places_behind(name))
    known = {page.place(place) for place in behind}
    return known.pop() if len(known) == 1 else None
