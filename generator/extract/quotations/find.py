"""Who said what: direct, mixed and indirect quotations with their speakers.

Each stretch between marks is given to the cue that stands after it, before it or around it, or to
that of the quotation before; then every other cue with a content makes a mixed or an indirect one.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from ...model.article import Article
from ...model.findings import Entity, Mention, Quotation, Reference, Role, Sentence
from ...model.text import Span
from ..base.grammar import Range
from ..base.grammar.parsed import Doc
from .candidate import Piece
from .direct import find_direct
from .indirect import find_clauses
from .labels import find_labelled
from .nested import find_told, outermost, told_on
from .quotation_marks import Marked, find_marked
from .speakers import Speakers
from .stretches import Page, lay_out
from .turns import find_turns, outside


def find_quotations(
    doc: Doc,
    article: Article,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    roles: Sequence[Role] = (),
) -> tuple[Quotation, ...]:
    """Every quotation outside headings, sorted by place. The parts of a split one share their cue.

    `speaker` is set only for a person named in the article; `source` holds the words for any other.
    """
    marks = find_marked(article, sentences)
    page = lay_out(doc, article, sentences, marks)
    direct = find_direct(page)
    kinds = {entity.key: entity.kind for entity in entities}
    persons = [mention for mention in mentions if kinds.get(mention.entity, mention.kind) == "person"]
    speakers = Speakers(doc, persons, references, roles)
    given = {piece.content for piece in direct.values()}
    pieces = [
        *direct.values(),
        *(piece for piece in find_labelled(page, speakers) if piece.content not in given),
        *outermost(page, tuple(find_clauses(page, direct)), speakers),
    ]
    pieces += find_told(page, tuple(pieces), speakers)
    pieces = list(told_on(page, pieces, speakers))
    found = {_quotation(page, piece, marks, speakers) for piece in pieces if _is_some(piece.content)}
    if article.turns:
        found = {*outside(article, found), *find_turns(article, entities)}
    return tuple(sorted(found, key=lambda q: (q.content, q.cue or Span(0, 0), q.kind)))


def _quotation(page: Page, piece: Piece, marks: Sequence[Marked], speakers: Speakers) -> Quotation:
    content = _content_span(page, piece.content)
    first = bisect.bisect_left(marks, content.start, key=lambda mark: mark.span.start)
    last = bisect.bisect_left(marks, content.end, key=lambda mark: mark.span.start)
    quoted = tuple(mark.inside for mark in marks[first:last] if content.contains(mark.inside))
    cue = piece.cue
    cue_span = _beside(content, _span(page.doc, cue.tokens))
    return Quotation(
        kind="direct" if any(mark.span == content for mark in marks[first:last]) else "mixed" if quoted else "indirect",
        content=content,
        quoted=quoted,
        cue=cue_span,
        source=None if cue.source is None or not _is_some(cue.source) else _span(page.doc, cue.source),
        speaker=speakers.of(cue, content),
        via=piece.via,
        rule=piece.rule,
    )


def _is_some(tokens: Range) -> bool:
    """Whether words are left between two places: marks that do not pair may leave none."""
    return tokens[0] < tokens[1]


def _content_span(page: Page, tokens: Range) -> Span:
    """Characters of a content; one that begins or ends with marks does so at the mark, whatever the tokenizer hung on
    it."""
    span = _span(page.doc, tokens)
    touched = page.touched(tokens)
    start = next((s.marked.span.start for s in touched if s.tokens[0] == tokens[0]), span.start)
    end = next((s.marked.span.end for s in touched if s.tokens[1] == tokens[1]), span.end)
    return Span(start, end)


def _beside(content: Span, cue: Span) -> Span | None:
    """The part of a cue that is no content: the tokenizer may hang a mark on it, and words reported by another hold
    their own."""
    start = max(cue.start, content.end) if cue.end > content.end else cue.start
    end = min(cue.end, content.start) if cue.start < content.start else cue.end
    return Span(start, end) if start < end and not content.contains(cue) else None


def _span(doc: Doc, tokens: Range) -> Span:
    return Span(doc[tokens[0]].idx, doc[tokens[1] - 1].idx + len(doc[tokens[1] - 1]))
