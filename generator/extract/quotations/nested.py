"""Words of one speaker inside the words of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..base import grammar
from ..base.grammar import RELATIVES, SUBJECTS, is_infinitive, trimmed
from .attribution.cue_words import is_cue_verb
from .attribution.cues import Cue
from .candidate import Piece, last_noun, plain_cue, reaches
from .speakers import Speakers
from .stretches import Page


def outermost(page: Page, pieces: Sequence[Piece], speakers: Speakers) -> Iterator[Piece]:
    """Without the contents with marks that another holds: the words are the outer speaker's, who tells them.

    So is what is no clause. One that is a named person's stays, with the outer speaker as `via`.
    """
    near: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        near[page.sentence_of(piece.cue.at)].append(piece)
    for piece in _first_told(page, pieces, near):
        holders = [other for other in near[page.sentence_of(piece.cue.at)] if _holds(other, piece)]
        outer = [speakers.of(other.cue) for other in holders]
        speaker = speakers.of(piece.cue)
        if holders and speaker is not None and speaker in outer:
            continue
        if holders and speaker is None and _is_unclear(page, piece):
            continue
        if speaker is None and _is_use(page, piece, near[page.sentence_of(piece.cue.at)]):
            continue
        if speaker is not None and piece.via is None:
            via = next((other for other in reversed(outer) if other is not None and other != speaker), None)
            piece = replace(piece, via=via)
        yield piece


def _first_told(page: Page, pieces: Sequence[Piece], near: Mapping[int, Sequence[Piece]]) -> Iterator[Piece]:
    return (piece for piece in pieces if not _says_it_all(page, piece, near[page.sentence_of(piece.cue.at)]))


def _says_it_all(page: Page, inner: Piece, others: Sequence[Piece]) -> bool:
    """Whether one of the same source has it already, cue and all: "has agreed (to discuss (the fee))"."""
    low, high = inner.cue.tokens[0], max(inner.cue.tokens[1], inner.content[1])
    return page.doc[low].lower_ == "to" and any(
        outer.cue.at != inner.cue.at
        and outer.rule not in ("intention", "phrase")
        and outer.cue.head is not None
        and outer.cue.head == inner.cue.head
        and outer.content[0] <= low
        and high <= outer.content[1]
        for outer in others
    )


def _holds(outer: Piece, inner: Piece) -> bool:
    """Whether a content holds another, cue and all."""
    low, high = outer.content
    return (
        outer.cue.at != inner.cue.at
        and low <= inner.cue.start
        and inner.cue.end <= high
        and low <= inner.content[0]
        and inner.content[1] <= high
    )


def _is_unclear(page: Page, piece: Piece) -> bool:
    """Whether words inside another's tell what somebody unnamed feels or does rather than what they say."""
    low, high = piece.content
    feels = piece.cue.rule == "adjective" or _is_of_noun(page, piece.cue)
    return any(page.marked[low:high]) or feels or _own_thought(page, piece.cue) or not _has_clause(page, piece)


def _is_of_noun(page: Page, cue: Cue) -> bool:
    """Whether a participle stands right behind its noun: "told the trial [hearing] (the clerk was wrong)"."""
    verb = page.doc[cue.tokens[0]]
    return cue.source is not None and cue.source[1] == verb.i and grammar.is_going(verb)


def _is_use(page: Page, piece: Piece, others: Sequence[Piece]) -> bool:
    """Whether what somebody unnamed seems to say only tells what for or to whom another speaks: "Roe said the board
    needs time (to consider whether it pays), and left", "Roe told (the trial hearing) he had erred"."""
    start = piece.cue.tokens[0]
    purpose, of_noun = page.doc[start].lower_ == "to", _is_of_noun(page, piece.cue)
    return any(
        (purpose and other.content[0] <= piece.cue.start < other.content[1])
        or (of_noun and other.content == piece.content)
        for other in others
        if other.cue.at < piece.cue.at
    )


def _own_thought(page: Page, cue: Cue) -> bool:
    """Whether words inside another's content tell what the other thinks or wants: "she said (she hoped to win)"."""
    if page.doc[cue.tokens[0]].lower_ == "to":
        return True
    if cue.head is None or cue.source is None:
        return False
    pronoun = grammar.class_of(page.doc[cue.head]) == "pronoun" and "quote" not in cue.takes
    return pronoun or page.doc[cue.source[1] - 1].lower_ in RELATIVES


def _has_clause(page: Page, piece: Piece) -> bool:
    """Whether a content is a clause: what somebody within another's words calls, wants or praises is told, not
    quoted."""
    low, high = piece.content
    return any(
        grammar.relation_of(token) in SUBJECTS and token.head.i < high and not is_infinitive(token.head)
        for token in page.doc[low:high]
    )


def told_on(page: Page, pieces: Iterable[Piece], speakers: Speakers) -> Iterator[Piece]:
    """With who told of it, what somebody goes on to say in a sentence that another tells: Roe "agreed" according to
    Poe, and said that it was late."""
    pieces = tuple(pieces)
    told = {(page.sentence_of(one.cue.at), speakers.of(one.cue)): one for one in pieces if one.rule == "told"}
    for piece in pieces:
        first = told.get((page.sentence_of(piece.cue.at), speakers.of(piece.cue)))
        goes_on = first is not None and piece.via is None and piece.cue.at > first.content[0]
        yield replace(piece, via=first.via) if first is not None and goes_on else piece


def find_told(page: Page, pieces: Iterable[Piece], speakers: Speakers) -> Iterator[Piece]:
    """What somebody named says in the words that another reports.

    Two shapes: Roe "said she agreed," according to Poe; Roe backed the plan, "as ever," according to Poe.
    """
    for piece in pieces:
        teller = speakers.of(piece.cue)
        low, high = piece.content
        stretch = next((s for s in page.touched(piece.content) if low <= s.tokens[0] and s.tokens[1] <= high), None)
        if stretch is None or piece.cue.tokens[0] < low or piece.follows:
            continue
        first, last = stretch.tokens[0] + 1, stretch.tokens[1]
        if low < stretch.tokens[0] and first < last and is_cue_verb(page.doc[first]):
            source = trimmed(page.doc, (low, stretch.tokens[0]), page.marked)
            cue = plain_cue(first, source, last_noun(page.doc, low, stretch.tokens[0]), "told")
            if speakers.of(cue) not in (None, teller):
                yield Piece(content=stretch.tokens, cue=cue, rule="told", direct=True, via=teller)
        if piece.rule == "cue after":
            for cue in page.cues[stretch.sentence]:
                speaker = speakers.of(cue)
                content = cue.content[-1] if cue.content else None
                if (
                    content
                    and speaker not in (None, teller)
                    and cue.tokens[1] <= content[0]
                    and reaches(content, stretch)
                ):
                    yield Piece(content=(content[0], high), cue=cue, rule="told", direct=False, via=teller)
