"""Where a content begins and ends, given the dependent that is its head."""

from __future__ import annotations

from collections.abc import Sequence

from ....model.text import record
from ...base import grammar
from ...base.grammar import (
    CLAUSES,
    DASHES,
    FINITE,
    LONGEST_LEAD,
    OBJECTS,
    SUBJECTS,
    TRIM,
    Range,
    is_clause,
    is_infinitive,
    is_judgement,
    subtree,
    trimmed,
)
from ...base.grammar.parsed import Doc, Token
from .cue_words import content_words, lexicon, verb_form

_LONGEST_DENIAL = 10  # tokens


@record
class Complement:
    """The dependent of a verb that is its content."""

    verb: Token
    head: Token
    cue_end: int
    lead: int | None = None  # the "that" before it where the parser hung it elsewhere

    @property
    def greedy(self) -> bool:
        """Whether it runs on over what the parser hung on the cue: what follows a clause is most often still the
        speaker's."""
        return grammar.relation_of(self.head) in CLAUSES or self.lead is not None


def content_range(complement: Complement, sentence_end: int, stops: frozenset[int], marked: Sequence[bool]) -> Range:
    """The tokens of a content, from its introducing word on, as far as nothing else begins.

    `stops` are tokens where something else does.
    """
    doc = complement.head.doc
    start = _start(complement, marked)
    end, limit = _grammatical_end(complement, marked)
    end = _run_on(complement, (start, end), limit, sentence_end, stops, marked)
    end = next((at for at in range(start + 1, end) if at in stops and not marked[at]), end)
    end = _without_aside(complement, end, marked)
    end = _without_denial((start, end), doc, marked)
    end = _without_comment(complement, end, marked) if complement.greedy else _first_phrase((start, end), doc, marked)
    end = (
        _first_clause((start, end), doc, marked) if complement.greedy else _without_relative((start, end), doc, marked)
    )
    while (
        end - 1 > start
        and not marked[end - 1]
        and (doc[end - 1].is_space or doc[end - 1].text in TRIM or grammar.relation_of(doc[end - 1]) == "joining word")
    ):
        end -= 1
    return trimmed(doc, (start, end), marked)


# Its start


def _start(complement: Complement, marked: Sequence[bool]) -> int:
    head, cue_end = complement.head, complement.cue_end
    start, end = subtree(head)
    that = complement.lead or next(
        (t.i for t in head.children if t.lower_ == "that" and grammar.relation_of(t) == "clause mark" and t.i < head.i),
        None,
    )
    if that is not None:
        return that
    start = max(start, cue_end)
    if grammar.relation_of(head) in ("open complement", "clause complement") and is_infinitive(head):
        return cue_end if _hearer(complement.verb, cue_end, head) is not None else start
    return _content_start(head.doc, (start, end), head, marked)


def _hearer(verb: Token, cue_end: int, child: Token) -> Token | None:
    """Who is to do something, right after the cue: "urged (the council) to wait", "called on (the council) to wait"."""
    first = child.doc[cue_end]
    hosts = (verb.i, cue_end - 1)  # the cue or its preposition
    heads = (
        token
        for token in (first, *first.ancestors)
        if grammar.relation_of(token) in ("object", "indirect object", "preposition object") and token.head.i in hosts
    )
    return next((token for token in heads if token.left_edge.i == cue_end and token.i < child.i), None)


def _content_start(doc: Doc, span: Range, child: Token, marked: Sequence[bool]) -> int:
    """Past what stands before the content proper: a date, words up to "that", the thing that is called something."""
    start, end = span
    reach = _reach_of_that(child, start, end)
    that = next(
        (at for at in reach if doc[at].lower_ == "that" and grammar.relation_of(doc[at]) == "clause mark"), None
    )
    if (
        that is not None
        and not any(marked[start:that])
        and not any(grammar.relation_of(doc[at]) in SUBJECTS for at in range(start, that))
    ):
        return that
    while (
        start + 1 < child.i
        and doc[start].ent_type_ in ("DATE", "TIME")
        and grammar.relation_of(doc[start]) in ("measure", "determiner", "compound", "adjective")
    ):
        start += 1
    if (
        grammar.relation_of(child) in CLAUSES
        and grammar.class_of(child) in ("noun", "name", "adjective")
        and not any(grammar.relation_of(t) == "helper" for t in child.children)
    ):
        named = next((t for t in child.children if grammar.relation_of(t) == "subject"), None)
        if named is not None and named.right_edge.i < child.i and marked[child.i] and not marked[named.i]:
            return named.right_edge.i + 1
    return start


def _reach_of_that(child: Token, start: int, end: int) -> range:
    """Where the "that" of a clause may stand; nowhere in a thing, nor in "denied being told that"."""
    clause = grammar.relation_of(child) not in OBJECTS and not grammar.is_doing(child)
    return range(start, min(start + LONGEST_LEAD, end)) if clause else range(0)


# Its end


def _grammatical_end(complement: Complement, marked: Sequence[bool]) -> tuple[int, int]:
    """(where the grammar ends it, how far it may run on)."""
    verb, head = complement.verb, complement.head
    end = subtree(head)[1]
    if grammar.relation_of(head) in ("object", "object predicate", "indirect object"):
        rest = (
            t.right_edge.i + 1
            for t in verb.children
            if t.i > head.i
            and (
                grammar.relation_of(t)
                in ("object", "object predicate", "open complement", "clause complement", "noun clause")
                or (grammar.relation_of(t) == "preposition" and t.lower_ in content_words("of_a_thing"))
                or is_judgement(t)
            )
        )
        end = max([end, *rest])
    if grammar.relation_of(head) == "preposition object":
        end = max(
            [
                end,
                *(
                    t.right_edge.i + 1
                    for t in verb.children
                    if grammar.relation_of(t) == "open complement" and t.left_edge.i == end
                ),
            ]
        )
    if is_infinitive(head):
        bare = (
            t
            for t in verb.children
            if grammar.relation_of(t) in ("joined", "unclear") and t.i > head.i and _bare(t, verb)
        )
        end = max([end, *(t.right_edge.i + 1 for t in bare)])
        if (cut := _infinitive_end(verb, head, end, marked)) is not None:
            return cut, cut
    return end, _relative_end(verb)


def _run_on(
    complement: Complement, span: Range, limit: int, sentence_end: int, stops: frozenset[int], marked: Sequence[bool]
) -> int:
    """The end after what goes with a content though the parser did not hang it there."""
    verb, head, greedy = complement.verb, complement.head, complement.greedy
    start, end = span
    hosts = (
        (head.i,) if grammar.relation_of(head) in OBJECTS and not any(marked[end:sentence_end]) else (verb.i, head.i)
    )
    while end < sentence_end and end not in stops:
        token = head.doc[end]
        if (
            token.head.i == verb.i
            and grammar.relation_of(token) in ("joining word", "joined")
            and not (greedy and _goes_on(verb, end, marked))
        ):
            break
        if end >= limit and not any(marked[end:sentence_end]) and not token.is_punct:
            break
        if not greedy:
            if token.is_punct and token.text in TRIM and not marked[end]:
                break
            top = next((t for t in (token, *token.ancestors) if t.head.i in hosts or start <= t.head.i < end), None)
            if top is None or top.left_edge.i < end:
                break
            end = top.right_edge.i
        end += 1
    return end


def _goes_on(verb: Token, at: int, marked: Sequence[bool]) -> bool:
    """Whether what is joined to a cue by the parser belongs to its content: a clause with a subject of its own, or
    marked words."""
    joined = next((child for child in verb.children if grammar.relation_of(child) == "joined" and child.i >= at), None)
    return joined is not None and (
        marked[joined.i] or (is_clause(joined) and joined.head.i == verb.i) or _is_still_told(joined, verb)
    )


def _is_still_told(joined: Token, verb: Token) -> bool:
    """ "said it would fall at first but (would rise later)"; "but would say no more" is the teller's."""
    told = grammar.modal(joined) in content_words("backshifted") and grammar.modal(verb) is None
    return told and (verb_form(joined) is None and joined.lemma not in lexicon().utterances)


def _infinitive_end(verb: Token, child: Token, end: int, marked: Sequence[bool]) -> int | None:
    """Where "to ..." ends before a finite verb joined to it, which is the cue's: "promised to build it and left"."""
    for joined in child.conjuncts:
        if (
            child.i < joined.i < end
            and grammar.form_of(joined) in FINITE - {"modal"}
            and not is_clause(joined)
            and not _bare(joined, verb)
        ):
            return (
                None
                if marked[joined.i]
                else next(
                    (t.i for t in child.doc[child.i : joined.i] if grammar.relation_of(t) == "joining word"), None
                )
            )
    return None


def _bare(joined: Token, verb: Token) -> bool:
    """Whether a verb that is joined to a cue goes with the infinitive instead: "declined to name or even describe
    it"."""
    return joined.lower_ == joined.lemma_ and verb.lower_ != verb.lemma_ and grammar.class_of(joined) == "verb"


def _relative_end(verb: Token) -> int:
    """Where the relative clause that a verb is in ends; the main clause may go on there."""
    clause = next(
        (
            token
            for token in (verb, *verb.ancestors)
            if grammar.relation_of(token) in ("relative clause", "clause subject")
        ),
        None,
    )
    return len(verb.doc) if clause is None else clause.right_edge.i + 1


def _without_aside(complement: Complement, end: int, marked: Sequence[bool]) -> int:
    """The end of a content before the occasion of speaking and before the writer's own clause."""
    verb, head, words = complement.verb, complement.head, lexicon()
    doc = head.doc
    for at in range(head.i + 1, end):
        token = doc[at]
        if any(marked[at:end]):
            continue
        after_comma = doc[at - 1].text == ","
        own = token.lower_ in content_words("own") or (
            grammar.form_of(token) == "ing" and grammar.relation_of(token) in ("adverbial clause", "noun clause")
        )
        if after_comma and not complement.greedy and own:
            return at - 1
        if after_comma and _opens_aside(token, end):
            return at - 1
        if grammar.relation_of(token) == "preposition" and (after_comma or token.head.i == verb.i):
            place = next((t for t in token.children if grammar.relation_of(t) == "preposition object"), None)
            if place is not None and place.lemma in words.occasions:
                return at - after_comma
    return end


def _opens_aside(token: Token, end: int) -> bool:
    """ ", (although) prices fell", but not ", as (did) wages"."""
    opens = grammar.relation_of(token) in ("clause mark", "adverb") or token.i + 1 == end
    return token.lower_ in lexicon().asides and opens and not grammar.is_repeated(token)


def _without_denial(span: Range, doc: Doc, marked: Sequence[bool]) -> int:
    """The end of a content before the writer says that it was not so: "thought that he had paid, but was mistaken"."""
    start, end = span
    for at in range(start + 2, end):
        if doc[at].lower_ not in content_words("against") or any(marked[at:end]) or end - at > _LONGEST_DENIAL:
            continue
        rest = {token.lower_ for token in doc[at + 1 : end]}
        if rest & content_words("mistaken") or (
            rest & content_words("borne_out") and rest & content_words("negations")
        ):
            return at
    return end


def _without_comment(complement: Complement, end: int, marked: Sequence[bool]) -> int:
    """The end of a clause before a participle that the writer adds: ", putting his name on the line"."""
    doc = complement.head.doc
    commas = (at for at in range(complement.head.i + 1, end - 1) if doc[at].text == "," and not marked[at])
    return next((at for at in commas if _participle_follows(doc, at + 1, end, marked)), end)


def _participle_follows(doc: Doc, at: int, end: int, marked: Sequence[bool]) -> bool:
    """Whether a participle clause starts here."""
    while at < end and grammar.class_of(doc[at]) == "adverb":
        at += 1
    return (
        at < end
        and not marked[at]
        and grammar.form_of(doc[at]) == "ing"
        and grammar.relation_of(doc[at]) == "adverbial clause"
    )


def _first_phrase(span: Range, doc: Doc, marked: Sequence[bool]) -> int:
    """The end of a phrase before a dash, and before what follows marked words that it starts with."""
    start, end = span
    dashes = (
        at for at in range(start + 1, end) if doc[at].text in DASHES and doc[at - 1].whitespace_ and not marked[at]
    )
    dash = next(dashes, end)
    if not any(marked[dash:end]):
        end = dash
    if marked[start]:
        close = next((at for at in range(start, end) if not marked[at]), end)
        if close < end and grammar.class_of(doc[close]) in ("verb", "helper", "name"):
            end = close
    return end


def _first_clause(span: Range, doc: Doc, marked: Sequence[bool]) -> int:
    """The end of a clause before a semicolon that another sentence follows: no cue governs that."""
    start, end = span
    stops = (at for at in range(start + 1, end) if doc[at].text == ";" and not any(marked[at:end]))
    return next((at for at in stops if any(grammar.form_of(token) in FINITE for token in doc[at:end])), end)


def _without_relative(span: Range, doc: Doc, marked: Sequence[bool]) -> int:
    """The end of a phrase before the relative clause that the writer adds last: "praised the port, which opened in
    May"."""
    start, end = span
    for at in range(start + 1, end - 1):
        if doc[at].text != "," or grammar.form_of(doc[at + 1]) not in ("which", "who", "whose") or any(marked[at:end]):
            continue
        clause = next(
            (
                token
                for token in (doc[at + 1], *doc[at + 1].ancestors)
                if grammar.relation_of(token) == "relative clause"
            ),
            None,
        )
        if clause is not None and clause.head.i < at and clause.right_edge.i + 1 >= end:
            return at
    return end
