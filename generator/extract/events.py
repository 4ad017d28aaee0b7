"""Dated events: who does what when, and whether it has happened, is planned or is a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from generator import rulebook
from generator.model.article import Article
from generator.model.dates import direction
from generator.model.findings import Event, EventKind, Mention, Quotation, Reference, Sentence, Timex
from generator.model.text import Span

_VAGUE = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}
_CLAUSES = {"ROOT", "advcl", "relcl", "ccomp", "conj", "parataxis", "acl", "xcomp", "pcomp", "csubj", "dep"}
_NOUN_MODIFIERS = {"compound", "poss", "nmod", "nummod", "amod", "npadvmod"}


@dataclass(frozen=True)
class _Words:
    nouns: frozenset[str]
    deadline_nouns: frozenset[str]
    deadline_verbs: frozenset[str]
    limit_verbs: frozenset[str]
    planned: frozenset[str]
    future: frozenset[str]
    doubtful: frozenset[str]
    markers: frozenset[str]
    light_verbs: frozenset[str]


@cache
def _words() -> _Words:
    rules = rulebook.load("events")
    return _Words(
        nouns=frozenset(rules["nouns"]) | frozenset(rules["deadline_nouns"]),
        deadline_nouns=frozenset(rules["deadline_nouns"]),
        deadline_verbs=frozenset(rules["deadline_verbs"]),
        limit_verbs=frozenset(rules["limit_verbs"]),
        planned=frozenset(rules["planned"]),
        future=frozenset(rules["future_auxiliaries"]),
        doubtful=frozenset(rules["doubtful_auxiliaries"]),
        markers=frozenset(rules["doubtful_markers"]),
        light_verbs=frozenset(rules["light_verbs"]),
    )


def find_events(
    doc: Doc,
    article: Article,
    sentences: Sequence[Sentence],
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    quotations: Sequence[Quotation],
) -> tuple[Event, ...]:
    """One event for each predicate that a date stands to; none for the negated and the merely possible."""
    persons = [(m.span, m.entity) for m in mentions if m.kind == "person"] + [(r.span, r.entity) for r in references]
    persons.sort(key=lambda person: (person[0].start, person[0].end, person[1]))
    events: dict[tuple[int, str], Event] = {}
    for index, timex in enumerate(timexes):
        distance = timex.type == "DURATION" and timex.date is not None  # "four days after ...": dates what follows
        if not (distance or timex.type in ("DATE", "TIME")) or timex.when is None or timex.value in _VAGUE:
            continue
        number = _sentence_at(sentences, timex.span)
        if number is None or sentences[number].kind in ("headline", "heading"):
            continue
        words = doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
        if words is None:
            continue
        predicate = _measured_from(words) if distance else _predicate(words)
        if predicate is None or _is_doubtful(predicate) or _inside_direct_speech(timex, quotations):
            continue
        clause = _clause(predicate, words, sentences[number].span)
        event = Event(
            span=clause,
            sentence=number,
            predicate=_name(predicate),
            date=timex.date,
            timex=index,
            kind=_kind(predicate, words, timex, article),
            people=_people(clause, sentences[number].span, persons),
            place=None,
            rule="event noun" if predicate.pos_ in ("NOUN", "PROPN") else "dated clause",
        )
        key = (predicate.i, str(timex.date.edtf if timex.date else timex.value)[:10])
        events.setdefault(key, event)
    return tuple(sorted(events.values(), key=lambda event: (event.sentence, event.span, event.timex or 0)))


def _sentence_at(sentences: Sequence[Sentence], span: Span) -> int | None:
    return next((number for number, sentence in enumerate(sentences) if sentence.span.start <= span.start < sentence.span.end), None)


def _inside_direct_speech(timex: Timex, quotations: Sequence[Quotation]) -> bool:
    """What somebody says will be is their word, not the article's."""
    return any(q.kind == "direct" and q.content.contains(timex.span) for q in quotations)


def _predicate(words: DocSpan) -> Token | None:
    """The verb or event noun that a time expression belongs to."""
    known = _words()
    token = words.root
    for child in token.children:  # "July 8, when the pause ends"
        if child.dep_ == "relcl" and any(mark.lower_ in ("when", "that", "which") for mark in child.lefts):
            return child
    while True:
        head = token.head
        if head == token or head.sent != token.sent:
            return token if token.pos_ in ("VERB", "AUX") or token.lemma_.lower() in known.nouns else None
        if head.pos_ in ("NOUN", "PROPN"):
            if head.lemma_.lower() in known.nouns and head.i not in range(words.start, words.end):
                return head
            if token.dep_ in _NOUN_MODIFIERS and token.i in range(words.start, words.end):
                return None  # "the 2024 budget" dates a thing, not what is done with it
        if head.pos_ in ("VERB", "AUX") and head.dep_ not in ("aux", "auxpass"):
            return head
        token = head


def _measured_from(words: DocSpan) -> Token | None:
    """What a distance in time is counted from: "four days after he was removed"."""
    after = next((token for token in words.doc[words.end : words.end + 2] if token.lower_ in ("after", "before")), None)
    if after is None:
        return None
    if after.dep_ == "mark":
        return after.head
    return next((child for child in after.children if child.dep_ in ("pobj", "pcomp")), None)


def _is_doubtful(predicate: Token) -> bool:
    """Negated, or under could, if, whether: here or in a clause above."""
    known = _words()
    verb: Token | None = predicate
    if predicate.pos_ in ("NOUN", "PROPN"):
        return any(child.dep_ == "neg" or child.lower_ in ("no", "possible", "potential") for child in predicate.children)
    while verb is not None:
        for child in verb.children:
            if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in known.doubtful and child.tag_ == "MD"):
                return True
            if child.dep_ == "mark" and child.lower_ in known.markers:
                return True
        verb = verb.head if verb.dep_ in ("xcomp", "conj", "acl") and verb.head != verb and verb.head.pos_ in ("VERB", "AUX") else None
    return False


def _name(predicate: Token) -> str:
    """The lemma; of a light verb with the noun that says what happened ("take effect")."""
    lemma = predicate.lemma_.lower()
    if predicate.pos_ == "VERB" and lemma in _words().light_verbs:
        for child in predicate.children:
            if child.dep_ == "dobj":
                return f"{lemma} {child.lemma_.lower()}"
            if child.dep_ == "prt":
                return f"{lemma} {child.lower_}"
            if child.dep_ == "prep" and child.lower_ == "into":
                for noun in child.children:
                    return f"{lemma} into {noun.lemma_.lower()}"
    return lemma


def _kind(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> EventKind:
    known = _words()
    lemma, name = predicate.lemma_.lower(), _name(predicate)
    ahead = _is_ahead(predicate, timex, article)
    if lemma in known.deadline_nouns:
        return "deadline"
    if ahead and (lemma in known.deadline_verbs or name in known.limit_verbs):
        return "deadline"
    if ahead and any(token.dep_ == "prep" and token.lower_ == "by" for token in words.root.ancestors):
        return "deadline"
    return "scheduled" if ahead else "occurred"


def _is_ahead(predicate: Token, timex: Timex, article: Article) -> bool:
    """Told as still to come: planned or future in words, else by the calendar, else by tense."""
    known = _words()
    verb = predicate
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")} & known.future:
        return True
    if verb.tag_ == "VBN" and verb.lemma_.lower() in known.planned and predicate != verb:
        return True
    if predicate == verb and verb.dep_ == "xcomp" and verb.head.lemma_.lower() in known.planned:
        return True
    if timex.date and article.published:
        if timex.date.earliest > article.published.latest:
            return True
        if timex.date.latest < article.published.earliest:
            return False
    if timex.when is not None and direction(timex.when) is not None:
        return direction(timex.when) == "future"
    return verb.tag_ in ("VBZ", "VBP") and (timex.date is None or timex.date.precision == "range")


def _clause(predicate: Token, words: DocSpan, sentence: Span) -> Span:
    """The characters of the predicate's clause, never outside its sentence."""
    top = predicate
    if top.pos_ not in ("VERB", "AUX"):
        while top.dep_ not in _CLAUSES and top.head != top and top.head.sent == top.sent:
            top = top.head
    tokens = [token for token in top.subtree if not token.is_space]
    start = min(tokens[0].idx, words.start_char)
    end = max(tokens[-1].idx + len(tokens[-1]), words.end_char)
    return Span(max(start, sentence.start), min(end, sentence.end))


def _people(clause: Span, sentence: Span, persons: Sequence[tuple[Span, str]]) -> tuple[str, ...]:
    """Entity keys in order of mention: of the clause, else of its sentence."""
    inside = list(_within(clause, persons)) or list(_within(sentence, persons))
    return tuple(dict.fromkeys(inside))


def _within(span: Span, persons: Sequence[tuple[Span, str]]) -> Iterator[str]:
    return (entity for place, entity in persons if span.contains(place))
