"""Quotations that a marked stretch makes, by itself or with the rest of its sentence."""

from __future__ import annotations

from functools import cache

from ...rules.load import load
from ...rules.types.quotations import CONTEXTS
from ..base import grammar
from ..base.grammar import FINITE, Range, trimmed
from .adjacent_cue import cue_before, cue_behind, speaking_before
from .attribution.cues import Cue
from .candidate import Piece, reaches
from .stretches import REACH, Page, Stretch

_BACK = 3  # stretches looked at for the cue of the words before


def find_direct(page: Page) -> dict[int, Piece]:
    """Contents that a stretch makes by itself or with the rest of its sentence, by index of the stretch."""
    found: dict[int, Piece] = {}
    for at, stretch in enumerate(page.stretches):
        if stretch.sentence in page.quiet or names_a_thing(page, stretch):
            continue
        if cue := cue_behind(page, stretch):
            content = _from_start(page, stretch)
            found[at] = Piece(content=content, cue=cue, rule="cue after", direct=content == stretch.tokens)
        elif cue := cue_before(page, stretch):
            content = _clause_before(page, stretch, cue) or _to_end(page, stretch)
            found[at] = Piece(content=content, cue=cue, rule="cue before", direct=content == stretch.tokens)
    for at, stretch in enumerate(page.stretches):
        if (
            at in found
            or stretch.sentence in page.quiet
            or page.before(stretch) is not None
            or page.holder(stretch) is not None
        ):
            continue
        if (neighbour := _cue_of_neighbour(page, found, at)) is not None:
            content = _to_end(page, stretch)
            found[at] = Piece(
                content=content, cue=neighbour, rule="goes on", direct=content == stretch.tokens, follows=True
            )
    return found


# How far the content reaches


def _from_start(page: Page, stretch: Stretch) -> Range:
    """A stretch with the words that lead to it after a comma: With so many systems, "nothing can fail," he said."""
    before = page.before(stretch)
    start = page.sentences[stretch.sentence][0]
    if before is None or page.doc[before].text != "," or any(page.marked[start:before]) or before - start > 2 * REACH:
        return stretch.tokens
    earlier = [other for other in page.cues[stretch.sentence] if other.tokens[0] < before and "quote" in other.takes]
    if earlier and not any(reaches(content, stretch) for other in earlier for content in other.content):
        return stretch.tokens
    return start, stretch.tokens[1]


def _clause_before(page: Page, stretch: Stretch, cue: Cue) -> Range | None:
    """The clause that a colon joins to a stretch: She said the deal had one aim: "peace." """
    for content in cue.content:
        finite = any(grammar.form_of(token) in FINITE for token in page.doc[content[0] : content[1]])
        if content[0] >= cue.tokens[1] and finite and reaches(content, stretch):
            return content[0], stretch.tokens[1]
    return None


def _to_end(page: Page, stretch: Stretch) -> Range:
    """A stretch with the rest of its sentence where that goes on: "no evidence" of a crime."""
    after = page.after(stretch)
    inside = stretch.marked.inside.of(page.text).rstrip("'’")
    if (
        after is None
        or inside[-1:] in ".,?!…"
        or page.doc[after].is_punct
        or grammar.relation_of(page.doc[after]) == "joining word"
        or page.marked[after]
    ):
        return stretch.tokens
    end = page.sentences[stretch.last_sentence][1]
    stops = [cue.start for cue in page.cues[stretch.last_sentence] if cue.start >= after and cue.takes & {"quote"}]
    return trimmed(page.doc, (stretch.tokens[0], min([end, *stops])), page.marked)


# The cue of the words before


def _cue_of_neighbour(page: Page, found: dict[int, Piece], at: int) -> Cue | None:
    """The cue of the words before: in the same paragraph, or carried over to this one, or before a colon."""
    stretch = page.stretches[at]
    if stretch.marked.carried and at + 1 in found and found[at + 1].rule == "cue after":
        return found[at + 1].cue
    if stretch.sentence == 0:
        return None
    return (
        _cue_of_stretch_before(page, found, at)
        or _cue_carried_over(page, found, at)
        or _cue_of_sentence_before(page, stretch)
    )


def _cue_of_stretch_before(page: Page, found: dict[int, Piece], at: int) -> Cue | None:
    """ "...," she said. "..." """
    stretch = page.stretches[at]
    paragraph = page.paragraphs[stretch.sentence]
    for earlier in range(at - 1, max(at - 1 - _BACK, -1), -1):
        before = page.stretches[earlier]
        near = page.paragraphs[before.sentence] == paragraph and before.last_sentence >= stretch.sentence - 2
        if not (near or before.marked.carried):
            break
        if earlier in found:
            return found[earlier].cue
        if near and (holder := page.holder(before)) is not None:
            return holder
    return None


def _cue_carried_over(page: Page, found: dict[int, Piece], at: int) -> Cue | None:
    """The cue of the paragraph before, for a paragraph that opens with a quotation of whole sentences."""
    stretch = page.stretches[at]
    paragraph, previous = page.paragraphs[stretch.sentence], stretch.sentence - 1
    if page.paragraphs[previous] == paragraph or not _opens_paragraph(page, stretch):
        return None
    before = page.stretches[at - 1] if at else None
    if before is not None and page.paragraphs[before.sentence] == paragraph - 1 and before.last_sentence == previous:
        return found[at - 1].cue if at - 1 in found and found[at - 1].direct else None
    return _only_saying(page, previous) if _fills_paragraph(page, stretch) else None


def _only_saying(page: Page, sentence: int) -> Cue | None:
    """The last cue of saying of a sentence whose words are reported and then quoted: "Roe said it was late."."""
    saying = [cue for cue in page.cues[sentence] if cue.source is not None and "quote" in cue.takes and cue.content]
    return None if sentence in page.quiet or not saying else saying[-1]


def _cue_of_sentence_before(page: Page, stretch: Stretch) -> Cue | None:
    """The cue of a sentence that ends in a colon, or of one with somebody's words in the same paragraph."""
    previous = stretch.sentence - 1
    first, end = page.sentences[previous]
    last = end - 1
    while last > first and page.doc[last].is_space:
        last -= 1
    if page.doc[last].text == ":":
        return speaking_before(page, previous, last)
    if page.paragraphs[previous] != page.paragraphs[stretch.sentence]:
        return None
    saying = [cue for cue in page.cues[previous] if cue.source is not None and "quote" in cue.takes and cue.content]
    if not saying:
        return None
    return saying[-1] if saying[-1].end >= last - 2 else saying[0]


def _opens_paragraph(page: Page, stretch: Stretch) -> bool:
    """A quotation of whole sentences at the head of a paragraph, with no more of its sentence behind it."""
    first, last = stretch.sentence, stretch.last_sentence
    starts = first == 0 or page.paragraphs[first - 1] != page.paragraphs[first]
    inside = stretch.marked.inside.of(page.text).rstrip("'’")
    whole = inside[:1].isupper() and (inside[-1:] in ".?!…" or _fills_paragraph(page, stretch))
    return starts and whole and page.before(stretch) is None and page.after(stretch) is None and last >= first


def _fills_paragraph(page: Page, stretch: Stretch) -> bool:
    """A paragraph that is one quotation and nothing else."""
    first, last = stretch.sentence, stretch.last_sentence
    alone = page.before(stretch) is None and page.after(stretch) is None
    paragraph = page.paragraphs[first]
    starts = first == 0 or page.paragraphs[first - 1] != paragraph
    ends = last + 1 == len(page.paragraphs) or page.paragraphs[last + 1] != paragraph
    return alone and starts and ends


# Scare quotes and titles


@cache
def _contexts() -> frozenset[str]:
    return frozenset(word for rule in load(CONTEXTS) for word in rule.before)


def names_a_thing(page: Page, stretch: Stretch) -> bool:
    """The word before the marks says that they hold a name or a title."""
    at = page.before(stretch)
    if at is None:
        return False
    if page.doc[at].text == "," and at > page.sentences[stretch.sentence][0]:
        at -= 1
    word = page.doc[at].lower_
    return word in _contexts() or (page.doc[at].lemma in _contexts() and grammar.class_of(page.doc[at]) == "noun")
