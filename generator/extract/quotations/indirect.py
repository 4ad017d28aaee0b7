"""Contents that a cue's grammar gives: indirect quotations, and mixed ones where marks stand inside."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from functools import cache

from ...model.findings import QuotationRule
from ...rules.load import load
from ...rules.types.quotations import SOURCES
from ..base import grammar
from ..base.grammar import Range
from ..base.grammar.parsed import Token
from .attribution.cue_words import content_words, lexicon
from .attribution.cues import Cue
from .candidate import Piece
from .stretches import Page

_JOIN = 4  # tokens from the "and" between marked words to the second


def find_clauses(page: Page, direct: dict[int, Piece]) -> Iterator[Piece]:
    """Contents of cues by grammar, those left out that a quotation in `direct` has taken already."""
    taken = {piece.cue.at for piece in direct.values() if not piece.follows}
    whole = sorted(piece.content for piece in direct.values())
    ends = [high for _, high in whole]
    for found in page.cues:
        for cue in found:
            for content in cue.content:
                if cue.at in taken and content[0] >= cue.tokens[0]:
                    continue
                span = _widened(page, content)
                after = bisect.bisect_right(ends, span[0])
                if after < len(whole) and whole[after][0] < span[1]:
                    continue
                if _worth(page, cue, span, parts=len(cue.content)):
                    yield Piece(content=span, cue=cue, rule=_rule(page, cue, span), direct=False)


def _rule(page: Page, cue: Cue, span: Range) -> QuotationRule:
    """How an unmarked content is told: what is meant to be done and mere things spoken of are no statements."""
    if any(page.marked[span[0] : span[1]]):
        return cue.rule
    single = span[1] - span[0] == 1  # "endorsed it"
    thing = cue.hollow or (cue.rule == "verb" and (single or grammar.is_only_name(page.doc[span[0] : span[1]])))
    return "intention" if cue.intends else "phrase" if thing else cue.rule


def _widened(page: Page, span: Range) -> Range:
    """A content never cuts through marks."""
    start, end = span
    for stretch in page.touched(span):
        start, end = min(start, stretch.tokens[0]), max(end, stretch.tokens[1])
    return _joined(page, (start, end))


def _joined(page: Page, span: Range) -> Range:
    """With the marked words that "and" joins to marked words at the end: "reckless" and a "grave threat"."""
    end = span[1]
    while page.marked[end - 1]:
        limit = page.sentences[page.sentence_of(end - 1)][1]
        if end >= limit or page.doc[end].lower_ not in content_words("joining_marked"):
            break
        following = page.touched((end, min(end + _JOIN, limit)))
        if (
            not following
            or following[0].tokens[1] <= end
            or any(grammar.class_of(token) == "verb" for token in page.doc[end : following[0].tokens[0]])
        ):
            break
        end = following[0].tokens[1]
    return span[0], end


def _worth(page: Page, cue: Cue, span: Range, *, parts: int) -> bool:
    """Whether a content without any mark is one: a clause of somebody."""
    if any(page.marked[span[0] : span[1]]):
        return cue.source is not None or grammar.form_of(page.doc[cue.at]) == "participle"
    if cue.source is None and cue.hollow and (parts > 1 or cue.rule == "noun"):
        return True  # "(voters) seem (to like it)", "there is fear (that it falls)"
    if cue.source is None or _is_voiceless(page.doc[cue.head if cue.head is not None else cue.source[1] - 1]):
        return False
    return not _is_remnant(page, span, whole=parts == 1) and _says_some(page, cue, span, parts=parts)


def _says_some(page: Page, cue: Cue, span: Range, *, parts: int) -> bool:
    """Whether a content is more than one small word, and not only when or where."""
    some = span[1] - span[0] >= 2 or parts > 1 or grammar.is_somebody_or_something(page.doc[span[0]])
    return some and not _is_aside(page, cue, span)


def _is_remnant(page: Page, span: Range, *, whole: bool) -> bool:
    """ "the gate, which he said (was locked)": what was is not in it; "(In addition), the bank replied by lending"."""
    words = page.doc[span[0] : span[1]]
    headless = (
        whole and len(words) > 0 and grammar.is_finite(words[0]) and grammar.class_of(words[0]) in ("verb", "helper")
    )
    return headless or tuple(token.lower_ for token in words) in lexicon().connectives


def _is_aside(page: Page, cue: Cue, span: Range) -> bool:
    """ "(Shortly after noon), people wrote notes thanking her": when or where, before a verb that leads to nothing."""
    before = cue.rule == "verb" and span[1] <= cue.start and grammar.leads_a_circumstance(page.doc[span[0]])
    return before and not any(map(grammar.is_verb, page.doc[span[0] : span[1]]))


@cache
def _voiceless() -> frozenset[str]:
    return frozenset(word for rule in load(SOURCES) for word in rule.words)


def _is_voiceless(source: Token) -> bool:
    """Whether the head of a source can say nothing: "the move", "this"."""
    if grammar.class_of(source) in ("pronoun", "determiner"):
        return source.lower_ in content_words("voiceless_pronouns")
    return grammar.class_of(source) == "noun" and source.lemma in _voiceless()
