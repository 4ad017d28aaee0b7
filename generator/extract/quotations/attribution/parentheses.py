"""Contents that stand around a cue, read from the order of words: "Prices, she said, will fall."."""

from __future__ import annotations

from collections.abc import Sequence

from ...base import grammar
from ...base.grammar import DASHES, FINITE, LONGEST_LEAD, TRIM, WHEN, Range, trimmed
from ...base.grammar.parsed import Doc
from .cue_words import content_words, is_cue_verb, lexicon

_LONGEST_BROKEN = 30  # tokens before a cue that breaks a clause


def around(doc: Doc, sentence: Range, block: Range, marked: Sequence[bool]) -> tuple[Range, ...]:
    """What a parenthetic cue stands beside or within: "Prices, she said, will fall."

    The block has to follow a comma, a dash or a closing mark, and to end the sentence or stand before a comma.
    """
    start, end = sentence
    before = _break_before(doc, start, block[0], marked)
    if before is None:
        return ()
    first = without_connective(doc, trimmed(doc, (start, before + 1), marked), marked)
    finite = grammar.form_of(doc[first[0]]) not in ("participle", "ing")  # "Asked about it, she said" is the writer's
    after = _past_adjuncts(doc, block[1], end)
    if after < end and doc[after].text not in (".", ",", ";", "--", "—", "–", "―"):
        adjunct = grammar.relation_of(doc[after]) in ("preposition", "adverb") or grammar.class_of(doc[after]) in (
            "preposition",
            "clause word",
            "adverb",
        )
        return (first,) if adjunct and finite else ()
    rest = trimmed(doc, (after, end), marked)
    short = first[1] - first[0] <= _LONGEST_BROKEN
    resumes = rest[0] < rest[1] and doc[after].text == "," and short and _resumes(doc, rest, marked)
    leads = doc[first[0]].lower_ in WHEN and not _leads_own_clause(doc, first)
    if leads and (not resumes or marked[rest[0]]):
        return ()  # "When prices fell, she said: ..."
    return (*((first,) if finite else ()), *((without_connective(doc, rest, marked),) if resumes else ()))


def _leads_own_clause(doc: Doc, span: Range) -> bool:
    """Whether a span begins with a clause that goes with another in it: "As prices fall, ships wait, she said"."""
    clause = doc[span[0]].head
    comma = clause.right_edge.i + 1
    return (
        grammar.relation_of(clause) == "adverbial clause" and comma < clause.head.i < span[1] and doc[comma].text == ","
    )


def _break_before(doc: Doc, start: int, block: int, marked: Sequence[bool]) -> int | None:
    """The comma, dash or closing mark before a block."""
    before = block - 1
    while before > start and (doc[before].is_space or doc[before].lower_ == "as"):
        before -= 1
    closes = marked[before] and doc[before - 1].text in TRIM
    hyphen = doc[before].text == "-" and not doc[before - 1].whitespace_  # "His ex-wife agreed"
    breaks = doc[before].text == "," or (doc[before].text in DASHES and not hyphen) or closes
    return before if before > start and breaks else None


def _past_adjuncts(doc: Doc, after: int, end: int) -> int:
    """Past the time of saying, and past a phrase that a comma ends: "she said (on Monday in Oslo), ..."."""
    while after < end and (
        doc[after].is_space or doc[after].ent_type_ == "DATE" or grammar.relation_of(doc[after]) == "measure"
    ):
        after += 1
    if after < end and grammar.class_of(doc[after]) in ("preposition", "adverb"):
        reach = range(after, min(after + LONGEST_LEAD, end))
        comma = next((at for at in reach if doc[at].text in (",", ".") or grammar.class_of(doc[at]) == "verb"), end)
        return comma if comma < end and doc[comma].text == "," else after
    return after


def without_connective(doc: Doc, span: Range, marked: Sequence[bool]) -> Range:
    """A sentence's content without the writer's link to the sentence before: "But", "In addition,"."""
    start, end = span
    if start + 2 < end and not marked[start] and doc[start].lower_ in content_words("joining"):
        return trimmed(doc, (start + 1, end), marked)
    for words in lexicon().connectives:
        after = start + len(words)
        opens = (
            after + 1 < end and doc[after].text == "," and tuple(token.lower_ for token in doc[start:after]) == words
        )
        if opens and not any(marked[start:after]):
            return trimmed(doc, (after, end), marked)
    return span


def following(doc: Doc, sentence: Range, tokens: Range, source: Range | None, marked: Sequence[bool]) -> Range | None:
    """The clause that follows a cue where the parser hung it elsewhere: "a study found prices would rise"; "As she
    said, ..." """
    start, end = sentence
    if source is None or source[0] > tokens[0]:
        return None
    after = max(tokens[1], source[1])
    if after + 3 >= end or marked[after]:
        return None
    leading = source[0] - 1 == start and doc[start].lower_ == "as" and doc[after].text == ","
    if not leading and grammar.class_of(doc[after]) not in (
        "determiner",
        "pronoun",
        "name",
        "noun",
        "number",
        "adjective",
    ):
        return None
    first = after + 1 if leading else after
    finite = _finite_after(doc, first, end, marked)
    relative = any(
        grammar.form_of(doc[at]) in ("who", "which", "where", "preposition") or doc[at].text in TRIM
        for at in range(first, finite or end)
    )
    if finite is None or (relative and not leading) or grammar.goes_with(doc[finite], doc[tokens[1] - 1]):
        return None
    return trimmed(doc, (first, end), marked)


def _finite_after(doc: Doc, first: int, end: int, marked: Sequence[bool]) -> int | None:
    """The first finite verb behind a token, outside marks."""
    return next((at for at in range(first + 1, end) if grammar.form_of(doc[at]) in FINITE and not marked[at]), None)


def beside_according(doc: Doc, sentence: Range, block: Range, marked: Sequence[bool]) -> tuple[Range, ...]:
    """What stands before or after "according to" and its source, or around them."""
    start, end = sentence
    before = without_connective(doc, trimmed(doc, (start, block[0]), marked), marked)
    after = trimmed(doc, (block[1], end), marked)
    if before[0] >= before[1] or doc[before[1] - 1].lower_ in content_words("joining"):
        return (after,) if after[0] < after[1] else ()
    goes_on = (
        after[0] < after[1]
        and doc[block[1]].text == ","
        and grammar.class_of(doc[after[0]]) in ("verb", "helper", "joining word")
    )
    return (before, without_connective(doc, after, marked)) if goes_on and _resumes(doc, after, marked) else (before,)


def _resumes(doc: Doc, rest: Range, marked: Sequence[bool]) -> bool:
    """Whether a clause that a cue broke goes on here: "Prices fell, she said, and wages rose"."""
    first = doc[rest[0]]
    if first.lower_ in content_words("going_on"):
        return True
    if grammar.class_of(first) == "joining word":
        return any(marked[rest[0] : rest[1]]) or (
            first.lower_ == "and" and not any(is_cue_verb(token) for token in doc[rest[0] : rest[1]])
        )
    return grammar.form_of(first) != "ing" and grammar.class_of(first) != "clause word"
