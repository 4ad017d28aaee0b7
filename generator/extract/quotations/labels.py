"""Words after a speaker's name and a colon: labels and the turns of a transcript."""

from __future__ import annotations

from ..base import grammar
from ..base.grammar import FINITE, Range, trimmed
from ..base.grammar.parsed import DocSpan as Phrase
from ..base.grammar.parsed import Token
from .attribution.cue_words import lexicon
from .candidate import Piece, last_noun, plain_cue
from .speakers import Speakers
from .stretches import Page

_LONGEST_LABEL = 16  # tokens


def find_labelled(page: Page, speakers: Speakers) -> tuple[Piece, ...]:
    """What follows a name and a colon: "Roe: prices will fall", "Roe: '...'"; the turns of a transcript, "ROE: ..." """
    labels = (_labelled(page, speakers, at) for at in range(len(page.sentences)) if at not in page.quiet)
    found = [label for label in labels if label is not None]
    turns = sum(turn for turn, _ in found)
    return tuple(piece for turn, piece in found if not turn or turns > 1)


def _labelled(page: Page, speakers: Speakers, at: int) -> tuple[bool, Piece] | None:
    """(whether it is a turn, what follows the label) of a sentence that begins with one."""
    doc = page.doc
    first, end = page.sentences[at]
    opens = at == 0 or page.paragraphs[at - 1] != page.paragraphs[at]
    while first < end and doc[first].is_quote:
        first += 1
    colon = next((token.i for token in doc[first : min(first + _LONGEST_LABEL, end)] if token.text == ":"), first)
    if colon == first or colon + 2 >= end or any(page.marked[token.i] and token.is_quote for token in doc[first:colon]):
        return None
    label = doc[first:colon]
    cue = plain_cue(colon, (first, colon), last_noun(doc, first, colon), "label")
    turn = opens and label.text.isupper()
    quoted = _quoted_after(page, colon)
    known = turn or quoted is not None or speakers.of(cue) is not None
    if not (opens or quoted) or not _names_a_speaker(label, known=known):
        return None
    content = quoted or trimmed(doc, (colon + 1, _end_of_turn(page, at) if turn else end), page.marked)
    says = any(
        _is_main_clause(token, colon) or (quoted is not None and _is_imperative(token, colon))
        for token in doc[content[0] : content[1]]
    )
    return (turn, Piece(content=content, cue=cue, rule="label", direct=quoted is not None)) if says else None


def _quoted_after(page: Page, colon: int) -> Range | None:
    """The marked words that follow somebody and a colon."""
    stretch = next((one for one in page.touched((colon + 1, colon + 2)) if one.tokens[0] == colon + 1), None)
    last = page.doc[colon - 1]
    if (
        stretch is None
        or not (grammar.class_of(last) == "name" or last.lower_ in lexicon().labels)
        or not stretch.marked.inside.of(page.text)[:1].isupper()
    ):
        return None
    return stretch.tokens


def _end_of_turn(page: Page, at: int) -> int:
    """Where the paragraph of a sentence ends."""
    while at + 1 < len(page.sentences) and page.paragraphs[at + 1] == page.paragraphs[at]:
        at += 1
    return page.sentences[at][1]


def _is_main_clause(token: Token, colon: int) -> bool:
    """Whether a verb has a finite form and a subject of its own after the colon."""
    finite = grammar.form_of(token) in FINITE or any(
        grammar.form_of(child) in FINITE and grammar.relation_of(child) in ("helper", "passive helper")
        for child in token.children
    )
    return (
        finite
        and grammar.relation_of(token) != "relative clause"
        and any(
            grammar.relation_of(child) in ("subject", "passive subject", "there") and child.i > colon
            for child in token.children
        )
    )


def _is_imperative(token: Token, colon: int) -> bool:
    """Whether a bare verb leads a clause after the colon: "Answer the question."."""
    bare = grammar.form_of(token) == "base" and not any(
        grammar.relation_of(child) in ("helper", "passive helper") for child in token.children
    )
    return bare and (grammar.relation_of(token) == "top" or token.head.i < colon)


def _names_a_speaker(name: Phrase, *, known: bool) -> bool:
    """A person's or an organisation's name, or a word such as "Police"; no verb, date or place."""
    if not name[0].text[:1].isupper() or any(
        grammar.class_of(token) in ("verb", "helper") or token.text == "," for token in name
    ):
        return False
    return known or name[-1].ent_type_ in ("PERSON", "ORG") or name[-1].lower_ in lexicon().labels
