"""Words after a speaker's name and a colon: labels and the turns of a transcript."""

from __future__ import annotations

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from generator.extract.attribution.grammar import FINITE, trimmed
from generator.extract.attribution.lexicon import lexicon
from generator.extract.quotations.layout import Page
from generator.extract.quotations.pieces import Piece, last_noun, plain_cue
from generator.extract.quotations.speakers import Speakers

_LONGEST_LABEL = 10  # tokens


def find_labelled(page: Page, speakers: Speakers) -> tuple[Piece, ...]:
    """What follows a name and a colon at the head of a paragraph: "Roe: prices will fall"; the turns of a transcript, "ROE: ..." """
    doc = page.doc
    found: list[tuple[bool, Piece]] = []
    for at, (first, end) in enumerate(page.sentences):
        if at in page.quiet or (at > 0 and page.paragraphs[at - 1] == page.paragraphs[at]):
            continue
        while first < end and doc[first].is_quote:
            first += 1
        colon = next((token.i for token in doc[first : min(first + _LONGEST_LABEL, end)] if token.text == ":"), first)
        if colon == first or colon + 2 >= end or any(page.marked[token.i] and token.is_quote for token in doc[first:colon]):
            continue
        cue = plain_cue(colon, (first, colon), last_noun(doc, first, colon), "label")
        turn = doc[first:colon].text.isupper()
        stretch = next((one for one in page.touched((colon + 1, colon + 2)) if one.tokens[0] == colon + 1), None)
        quotes = stretch is not None and doc[colon - 1].pos_ == "PROPN" and stretch.marked.inside.of(page.text)[:1].isupper()
        if not _names_a_speaker(doc[first:colon], known=turn or quotes or speakers.of(cue) is not None):
            continue
        last = at
        while turn and last + 1 < len(page.sentences) and page.paragraphs[last + 1] == page.paragraphs[at]:
            last += 1
        content = trimmed(doc, (colon + 1, page.sentences[last][1]), page.marked)
        if quotes and stretch is not None:
            content = stretch.tokens
        if content[0] < content[1] and any(_is_main_clause(token, colon) for token in doc[content[0] : content[1]]):
            found.append((turn, Piece(content=content, cue=cue, rule="label", direct=False)))
    turns = sum(turn for turn, _ in found)
    return tuple(piece for turn, piece in found if not turn or turns > 1)


def _is_main_clause(token: Token, colon: int) -> bool:
    """Whether a verb has a finite form and a subject of its own after the colon."""
    finite = token.tag_ in FINITE or any(child.tag_ in FINITE and child.dep_ in ("aux", "auxpass") for child in token.children)
    return (
        finite
        and token.dep_ != "relcl"
        and any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child.i > colon for child in token.children)
    )


def _names_a_speaker(name: Phrase, *, known: bool) -> bool:
    """A person's or an organisation's name, or a word such as "Police"; no verb, date or place."""
    if not name[0].text[:1].isupper() or any(token.pos_ in ("VERB", "AUX") or token.text == "," for token in name):
        return False
    return known or name[-1].ent_type_ in ("PERSON", "ORG") or name[-1].lower_ in lexicon().labels
