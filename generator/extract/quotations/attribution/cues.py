"""The cues of a sentence, each with its source and its content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ....model.findings import QuotationRule
from ....model.text import record
from ...base import grammar
from ...base.grammar import (
    CLAUSES,
    RELATIVES,
    SUBJECTS,
    TRIM,
    Range,
    agent_marker,
    first_auxiliary,
    has_mark,
    is_infinitive,
    judged_as,
    quoted_as,
    subject_of,
    trimmed,
)
from ...base.grammar.parsed import Doc, Token
from .complements import complement_of
from .contents import Complement, content_range
from .cue_words import content_words, is_cue_verb, lexicon, verb_form, verb_prepositions
from .no_speech import is_silent, is_unsaid
from .parentheses import around, beside_according, following
from .speakers import joined_to, meant, source_range, source_token

_JUDGING = frozenset(("object", "as"))
_SAYING = frozenset(("quote", "clause"))


@record
class Cue:
    """A cue with what the grammar gives it."""

    at: int  # its head token
    tokens: Range
    takes: frozenset[str]
    source: Range | None
    head: int | None  # head token of the source
    content: tuple[Range, ...]  # empty when the grammar shows none
    rule: QuotationRule
    seldom: bool = False
    intends: bool = False  # tells what somebody means to do: "plans to build it"
    hollow: bool = False  # names what was spoken of, not what was said: "voiced sympathy"

    @property
    def start(self) -> int:
        """First token of the block that source and cue make together."""
        return self.tokens[0] if self.source is None else min(self.tokens[0], self.source[0])

    @property
    def end(self) -> int:
        """End of that block."""
        return self.tokens[1] if self.source is None else max(self.tokens[1], self.source[1])


@record
class _Speech:
    """A verb that may be a cue."""

    verb: Token
    tokens: Range
    source: Token | None  # head of its source


def cues(doc: Doc, sentence: Range, marked: Sequence[bool]) -> tuple[Cue, ...]:
    """Every cue of a sentence outside quotation marks, by place, with the source and content its grammar shows."""
    found = sorted(_cues(doc, sentence, marked), key=lambda cue: cue.at)
    last = [(cue.start, cue.content[0][1]) for cue in found if cue.content and cue.content[0][1] <= cue.start]
    return tuple(replace(cue, content=tuple(_cut(content, last) for content in cue.content)) for cue in found)


def _cut(content: Range, blocks: Sequence[Range]) -> Range:
    """A content without the cue that follows it: "(that prices fell), the bank said"."""
    start, end = content
    for block, before in blocks:
        if start < before < block < end:
            end = before
    return start, end


def _cues(doc: Doc, sentence: Range, marked: Sequence[bool]) -> Iterator[Cue]:
    speeches: list[_Speech] = []
    parentheses = set()
    at, end = sentence
    while at < end:
        token = doc[at]
        at += 1
        if marked[token.i]:
            continue
        if (named := _according_cue(doc, sentence, token.i, marked)) is not None:
            parentheses.add(token.i)
            at = named.end
            yield named
            continue
        for cue in (_noun_cue(token, end, marked), _adjective_cue(token, marked)):
            if cue is not None:
                yield cue
        if is_cue_verb(token) or _judges(token, marked):
            speeches.append(_Speech(verb=token, tokens=_cue_tokens(token), source=source_token(token, marked)))
    for speech in speeches:
        if not quoted_as(speech.verb):  # "was quoted as saying": "saying" is the cue
            found = _verb_cue(speech, speeches, frozenset(parentheses), sentence, marked)
            seeming = _seeming(speech.verb, marked)
            yield replace(found, source=None, head=None, content=seeming, hollow=True) if seeming else found


# Verbs


def _cue_tokens(verb: Token) -> Range:
    start, end = first_auxiliary(verb), verb.i + 1
    follower = next((child for child in verb.children if child.i == end), None)
    if follower is not None and (
        grammar.relation_of(follower) == "particle" or follower.lower_ in verb_prepositions(verb)
    ):
        end += 1
    return start, end


def _judges(token: Token, marked: Sequence[bool]) -> bool:
    """Any verb that has an object and marked words after "as": "went after him as a 'con artist'"."""
    if grammar.class_of(token) != "verb" or grammar.form_of(token) == "base":
        return False
    if not any(
        grammar.relation_of(child) == "object" and child.i > token.i and not marked[child.i] for child in token.children
    ):
        return False
    return any(
        child.lower_ == "as" and grammar.relation_of(child) == "preposition" and any(marked[child.i : child.i + 4])
        for child in token.children
    )


def _as_put(verb: Token) -> bool:
    """ "as the minister put it": "it" is the clause around."""
    after = verb.i + 1
    leads = any(child.lower_ == "as" and child.i < verb.i for child in verb.children)
    puts = leads and verb.lemma_ in content_words("putting")
    return puts and after < len(verb.doc) and verb.doc[after].lower_ == "it"


def _verb_cue(
    speech: _Speech, others: Sequence[_Speech], parentheses: frozenset[int], sentence: Range, marked: Sequence[bool]
) -> Cue:
    verb, words = speech.verb, lexicon()
    form = verb_form(verb) or ""
    as_put = _as_put(verb) and not any(marked[verb.i : sentence[1]])
    bare = Cue(
        at=verb.i,
        tokens=(speech.tokens[0], verb.i + 2) if as_put else speech.tokens,
        takes=words.takes.get(form, _JUDGING),
        source=None if speech.source is None else source_range(speech.source, verb, marked),
        head=None if speech.source is None else meant(speech.source).i,
        content=(),
        rule="verb",
        seldom=form in words.seldom and not as_put,
    )
    if as_put:
        return replace(bare, content=_content_put(bare, speech, sentence, marked))
    child, lead = complement_of(verb, bare.takes, bare.tokens[1], sentence[1], marked)
    if child is None:
        return _without_complement(bare, speech, sentence, marked)
    if (
        bare.seldom
        and not (grammar.relation_of(child) in CLAUSES and has_mark(child, ("that",)))
        and not judged_as(verb)
    ):
        return bare
    stops = parentheses | _stops(speech, child, others, sentence[0])
    complement = Complement(verb=verb, head=child, cue_end=bare.tokens[1], lead=lead)
    span = content_range(complement, sentence[1], stops, marked)
    intends = form in words.intentions and (is_infinitive(child) or form in words.deliberations)
    hollow = _is_hollow(form, child)
    if not any(marked[span[0] : span[1]]) and _is_nobodys(verb, child, bare, told=not (intends or hollow)):
        return bare
    content = (span,) if span[0] < span[1] else ()
    return replace(bare, content=content, intends=intends, hollow=hollow)


def _without_complement(cue: Cue, speech: _Speech, sentence: Range, marked: Sequence[bool]) -> Cue:
    """A cue whose verb governs no content: that stands before it or around it."""
    undergone = _undergone(cue, speech.verb, marked)
    return undergone or replace(cue, content=_content_beside(cue, speech, sentence, marked))


def _seeming(verb: Token, marked: Sequence[bool]) -> tuple[Range, ...]:
    """ "(Voters) seem (to like it)", "(the law) is expected (to fall)": what seems so to nobody named."""
    form = verb_form(verb) or ""
    if form not in content_words("seeming") | content_words("holding"):
        return ()
    found = grammar.told_to_be(verb) if form in content_words("holding") else grammar.seeming_so(verb)
    if found is None or found[0].lower_ in content_words("voiceless_pronouns"):
        return ()
    subject, rest = found
    if any(marked[subject.left_edge.i : rest.right_edge.i + 1]):
        return ()
    parts = (subject.left_edge.i, subject.right_edge.i + 1), (max(verb.i + 1, rest.left_edge.i), rest.right_edge.i + 1)
    return tuple(trimmed(verb.doc, part, marked) for part in parts)


def _undergone(cue: Cue, verb: Token, marked: Sequence[bool]) -> Cue | None:
    """ "(The plan) was endorsed by the council": what is judged stands as the subject of the passive."""
    judged = grammar.undergoing(verb) if cue.takes & {"object", "thing"} else None
    if judged is None:
        return None
    span = trimmed(verb.doc, (judged.left_edge.i, judged.right_edge.i + 1), marked)
    return replace(cue, content=(span,), hollow=True) if span[1] <= verb.i else None


def _is_nobodys(verb: Token, content: Token, cue: Cue, *, told: bool) -> bool:
    """Whether an unmarked content is nobody's words. What is not `told`, but meant or merely spoken of, becomes no
    statement, so that nothing can turn it round."""
    source = None if cue.head is None else verb.doc[cue.head]
    return (told and is_unsaid(verb, source)) or is_silent(verb, content, source)


def _content_put(cue: Cue, speech: _Speech, sentence: Range, marked: Sequence[bool]) -> tuple[Range, ...]:
    """The clause around "as the minister put it"."""
    verb = speech.verb
    found = _content_beside(cue, speech, sentence, marked)
    clause = verb.head.left_edge.i
    if found and found[0][0] < clause < verb.i:
        return (trimmed(verb.doc, (clause, found[0][1]), marked), *found[1:])
    return found


def _content_beside(cue: Cue, speech: _Speech, sentence: Range, marked: Sequence[bool]) -> tuple[Range, ...]:
    """The content of a verb that governs none, from the order of words."""
    doc = speech.verb.doc
    if cue.seldom or "clause" not in cue.takes or _never_beside(speech):
        return ()
    if (rest := following(doc, sentence, cue.tokens, cue.source, marked)) is not None:
        return (rest,)
    relative = speech.source is not None and speech.source.lower_ in RELATIVES
    told = max(cue.end, grammar.end_of_hearer(speech.verb, cue.tokens[1])) if _has_hearer(speech.verb) else cue.end
    return around(doc, sentence, (cue.start, told), marked) if "quote" in cue.takes and not relative else ()


def _is_hollow(form: str, child: Token) -> bool:
    """ "voiced sympathy for it", "spoke of it", "hates it"."""
    words = lexicon()
    takes = words.takes.get(form, frozenset())
    spoken_of = form in words.hollow or "thing" in takes or ("object" not in takes and grammar.is_led(child))
    return spoken_of and grammar.is_thing(child)


def _has_hearer(verb: Token) -> bool:
    """ "told reporters"."""
    return verb_form(verb) in content_words("telling")


def _never_beside(speech: _Speech) -> bool:
    """Whether a form stands in no clause of its own: "were able to infer or guess", "a plan, first reported by the
    union, fell"."""
    verb = speech.verb
    to_do = is_infinitive(verb) or (
        grammar.relation_of(verb) == "joined" and grammar.form_of(verb) == "base" and is_infinitive(verb.head)
    )
    return (
        to_do
        or is_unsaid(verb, speech.source)
        or (
            grammar.form_of(verb) == "participle"
            and grammar.relation_of(verb) == "noun clause"
            and agent_marker(verb) is not None
        )
    )


def _stops(speech: _Speech, child: Token, others: Sequence[_Speech], sentence_start: int) -> frozenset[int]:
    """Tokens where the content of a verb ends: the agent, the main clause, verbs of saying that go with it."""
    verb = speech.verb
    others = [other for other in others if not _is_told(other.verb)]
    beside = {
        _block_start(other, verb)
        for other in others
        if other.verb.head.i == verb.i and grammar.relation_of(other.verb) in ("joined", "adverbial clause")
    }
    joined = {
        _block_start(other, verb)
        for other in others
        if other.verb.head.i == child.i and joined_to(other.verb).i == verb.i
    }
    by = agent_marker(verb)
    stops = beside | joined | _main_clause(verb) | (set() if by is None else {by.i})
    if (
        grammar.form_of(verb) == "ing" and speech.tokens[0] - sentence_start <= 2
    ):  # "Noting that ..., she asked": it ends where the main clause starts
        subjects = (
            other.source.left_edge.i for other in others if other.source is not None and other.source.i > verb.i
        )
        stops |= {at for at in subjects if verb.doc[at - 1].text == ","}
    return frozenset(stops)


def _is_told(verb: Token) -> bool:
    """ "She said that the ruling was wrong and (she would appeal)": in the future of the past, words of the one who
    tells it."""
    subject = subject_of(verb)
    backshifted = any(grammar.relation_of(child) == "helper" and child.lower_ == "would" for child in verb.children)
    return (
        grammar.relation_of(verb) == "joined"
        and backshifted
        and subject is not None
        and grammar.class_of(subject) == "pronoun"
        and subject.i < verb.i
    )


def _block_start(speech: _Speech, after: Token) -> int:
    """Where a cue that goes with another begins, its own subject included."""
    subject = subject_of(speech.verb)
    if subject is None or not after.i < subject.left_edge.i < speech.tokens[0]:
        return speech.tokens[0]
    opening = speech.verb.left_edge.i  # "but in their report they found"
    return opening if after.i < opening else subject.left_edge.i


def _main_clause(verb: Token) -> frozenset[int]:
    """Where the main clause starts, for a verb in a subordinate clause before it."""
    at = verb
    while grammar.relation_of(at) == "joined" and at.head.i < at.i:
        at = at.head
    if grammar.relation_of(at) != "adverbial clause" or at.head.i < verb.i:
        return frozenset()
    return frozenset(
        child.left_edge.i for child in at.head.children if grammar.relation_of(child) in SUBJECTS and child.i > verb.i
    )


# "According to", nouns and adjectives


def _according_cue(doc: Doc, sentence: Range, at: int, marked: Sequence[bool]) -> Cue | None:
    """ "according to the ministry"."""
    length = _according(doc, at, sentence[1])
    if not length:
        return None
    source, head = _noun_phrase(doc, at + length, sentence[1])
    content = beside_according(doc, sentence, (at, source[1]), marked)
    return Cue(
        at=at, tokens=(at, at + length), takes=_SAYING, source=source, head=head, content=content, rule="according to"
    )


@cache
def _according_openings() -> frozenset[str]:
    return frozenset(form[0] for form in lexicon().according)


def _according(doc: Doc, at: int, end: int) -> int:
    """How many tokens at a place make an "according to"."""
    if doc[at].lower_ not in _according_openings():
        return 0
    if at > 0 and doc[at - 1].lower_ == "as":
        return 0
    for form in lexicon().according:
        stop = at + len(form)
        if stop < end and tuple(token.lower_ for token in doc[at:stop]) == form:
            return len(form)
    return 0


def _noun_phrase(doc: Doc, start: int, end: int) -> tuple[Range, int]:
    """The phrase that follows a preposition, and its head."""
    head = next(
        (
            doc[i]
            for i in range(start, end)
            if grammar.relation_of(doc[i]) == "preposition object" and doc[i].head.i == start - 1
        ),
        None,
    )
    if head is not None and head.left_edge.i >= start:
        stop = _behind_genitive(doc, min(head.right_edge.i + 1, end), end)
        return trimmed(doc, (start, stop)), head.i
    stop = next((i for i in range(start, end) if doc[i].text in TRIM), end)
    stop = max(stop, start + 1)
    head_at = next(
        (i for i in range(stop - 1, start - 1, -1) if grammar.class_of(doc[i]) in ("name", "noun", "pronoun")), start
    )
    return (start, stop), head_at


def _behind_genitive(doc: Doc, stop: int, end: int) -> int:
    """The end of a name that is a genitive in form: "according to Holt's, ..."."""
    closed = stop + 1 < end and not doc[stop - 1].whitespace_ and doc[stop].text in ("'s", "’s")
    return stop + 1 if closed and not doc[stop].whitespace_ and doc[stop + 1].is_punct else stop


def _noun_cue(noun: Token, sentence_end: int, marked: Sequence[bool]) -> Cue | None:
    """ "the ministry's claim that ...", "his call for ...": a noun whose owner is the source."""
    if noun.lemma not in lexicon().nouns and noun.lemma not in lexicon().aims:
        return None
    owner = next((child for child in noun.children if grammar.relation_of(child) == "owner"), None)
    if owner is None:
        return _given_cue(noun, sentence_end, marked) or _held_cue(noun, sentence_end, marked)
    if marked[owner.i] or grammar.taken_back(noun, lexicon().withdrawing):
        return None
    span = _noun_content(noun, sentence_end)
    if span is None:
        return None
    end = noun.i + 1 if span[0] == noun.i + 1 else span[0]
    source = (owner.left_edge.i, owner.i + 1)
    content = (trimmed(noun.doc, span, marked),)
    return Cue(
        at=noun.i,
        tokens=(noun.i, end),
        takes=_JUDGING,
        source=source,
        head=owner.i,
        content=content,
        rule="noun",
        intends=noun.lemma in lexicon().aims,
    )


def _given_cue(noun: Token, sentence_end: int, marked: Sequence[bool]) -> Cue | None:
    """ "(they) voiced concern that ...": whose deed the noun is the thing of."""
    verb = grammar.given_by(noun, lexicon().giving)
    subject = None if verb is None else source_token(verb, marked)
    span = _noun_content(noun, sentence_end)
    if verb is None or subject is None or span is None or noun.doc[span[0]].lower_ != "that":
        return None
    if is_unsaid(verb, subject) or grammar.denies_itself(noun) or subject.lower_ in content_words("pointing"):
        return None
    return Cue(
        at=noun.i,
        tokens=(first_auxiliary(verb), noun.i + 1),
        takes=_JUDGING,
        source=source_range(subject, verb, marked),
        head=meant(subject).i,
        content=(trimmed(noun.doc, span, marked),),
        rule="noun",
    )


def _held_cue(noun: Token, sentence_end: int, marked: Sequence[bool]) -> Cue | None:
    """ "there is growing fear that ...": of nobody named."""
    span, words = _noun_content(noun, sentence_end), lexicon()
    if span is None or not grammar.is_noun(noun) or any(marked[span[0] : span[1]]) or _is_denied(noun):
        return None
    if noun.doc[span[0]].lower_ != "that" or noun.lemma in words.aims | words.writings:
        return None
    return Cue(
        at=noun.i,
        tokens=(noun.i, noun.i + 1),
        takes=_JUDGING,
        source=None,
        head=None,
        content=(trimmed(noun.doc, span, marked),),
        rule="noun",
        hollow=True,
    )


def _is_denied(noun: Token) -> bool:
    """ "denied the claim that", "raised no fear that"."""
    words = lexicon()
    return (
        grammar.denies_itself(noun)
        or grammar.given_by(noun, words.giving) is not None
        or (verb_form(noun.head) or "") in words.denials
    )


def _noun_content(noun: Token, sentence_end: int) -> Range | None:
    after = noun.i + 1
    if after >= sentence_end:
        return None
    first = noun.doc[after]
    kinds = {
        "that": ("noun clause", "clause complement", "relative clause"),
        "to": ("noun clause", "open complement"),
    }.get(first.lower_)
    if kinds is not None and grammar.relation_of(first) in ("clause mark", "helper"):
        clause = next(
            (child for child in noun.children if grammar.relation_of(child) in kinds and child.i > noun.i), None
        )
        return None if clause is None else (after, grammar.end_of_noun_clause(noun, clause))
    if (
        grammar.relation_of(first) == "preposition"
        and first.lower_ in lexicon().noun_prepositions
        and first.head.i == noun.i
        and first.right_edge.i > after
    ):
        return after + 1, first.right_edge.i + 1
    return None


def _feeler(adjective: Token, marked: Sequence[bool]) -> Token | None:
    """Who is sure or worried."""
    return source_token(adjective.head, marked) or grammar.moved(adjective)


def _adjective_cue(adjective: Token, marked: Sequence[bool]) -> Cue | None:
    """ "was sure that ...", "was critical of ...": the subject of the verb is the source."""
    verb, words = adjective.head, lexicon()
    prepositions = words.adjective_prepositions.get(adjective.lower_, frozenset())
    if not (adjective.lower_ in words.adjectives or prepositions) or verb.lemma_ == "make" or verb.i > adjective.i:
        return None
    if not grammar.is_predicate(adjective):
        return None
    subject = _feeler(adjective, marked)
    found = _felt(adjective, prepositions)
    if subject is None or found is None or subject.lower_ in content_words("pointing"):
        return None
    head, start = found
    led = head.head != adjective
    if not led and _is_unfelt(verb, subject):
        return None
    first = first_auxiliary(verb) if subject.i < verb.i else adjective.i
    return Cue(
        at=adjective.i,
        tokens=(first, start if led else adjective.i + 1),
        takes=frozenset(("clause",)),
        source=source_range(subject, verb, marked),
        head=meant(subject).i,
        content=(trimmed(adjective.doc, (start, head.right_edge.i + 1), marked),),
        rule="adjective",
        hollow=led and grammar.is_thing(head),
    )


def _is_unfelt(verb: Token, subject: Token) -> bool:
    """ "is not sure that", "nobody was sure that"."""
    return is_unsaid(verb, subject) or grammar.is_negated(verb)


def _felt(adjective: Token, prepositions: Collection[str]) -> tuple[Token, int] | None:
    """(head of what is felt, where it begins): "sure (that it fell)", "critical of (the plan)"."""
    clause = grammar.clause_felt(adjective) if adjective.lower_ in lexicon().adjectives else None
    if clause is not None:
        return clause, max(adjective.i + 1, clause.left_edge.i)
    thing = grammar.led_right_behind(adjective, prepositions)
    return None if thing is None else (thing, adjective.i + 2)
