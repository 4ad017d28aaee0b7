"""A source's own text with what was understood in it marked in place, and a list that says what that was.

A mark is a link: to the profile of whom it means, else to its line in the list, so that it works with a
keyboard and without a script. A quotation may hold any number of other marks and a link no link, so it is
a span that ends in a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from ...model.book import Mark, MarkKind, Passage, Source
from ...model.dates import Date
from ...model.text import Span, record
from . import links, phrasing
from .escape import clean, escape_attribute, escape_inline, letter_by_letter
from .index import Index

Meaning = tuple[str | None, ...]
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
KINDS: tuple[MarkKind, ...] = ("person", "date", "quotation", "figure")


@record
class Understood:
    """What one or more marks of a source were taken for."""

    number: int
    mark: Mark  # the first of them
    written: tuple[str, ...]  # the different words that are marked so, in order; none for quotations


@record
class Marked:
    """A passage ready for its page."""

    passage: Passage
    text: Markup
    cited: tuple[int, ...]  # those of its sentences that the book cites


@record
class _Stretch:
    """A part of a passage that gets an element of its own."""

    span: Span
    opens: str
    closes: str
    after: str = ""  # behind its last piece


def understood(source: Source) -> dict[Meaning, Understood]:
    """Everything that was understood in a source, once each, in the order of the text."""
    first: dict[Meaning, Mark] = {}
    written: dict[Meaning, dict[str, None]] = {}
    for passage in source.passages:
        for mark in passage.marks:
            meaning = _meaning(mark, passage)
            first.setdefault(meaning, mark)
            said = written.setdefault(meaning, {})
            if mark.kind != "quotation":
                said[clean(mark.span.of(passage.text))] = None
    return {
        m: Understood(number=n, mark=mark, written=tuple(written[m])) for n, (m, mark) in enumerate(first.items(), 1)
    }


def _meaning(mark: Mark, passage: Passage) -> Meaning:
    """What marks must share to be one line of the list."""
    match mark.kind:
        case "person":
            return "person", mark.person or mark.name
        case "quotation":
            return "quotation", mark.person or mark.name, mark.quoted
        case "date":
            edtf = mark.date.edtf if mark.date else mark.value
            return "date", edtf, mark.date.basis if mark.date else "", clean(mark.span.of(passage.text)).casefold()
        case "figure":
            return "figure", mark.value, mark.unit


def explained(mark: Mark, published: Date | None) -> str:
    """What a date, a length of time or a figure was taken for, in the book's words."""
    if mark.kind == "figure":
        return f"{phrasing.number(mark.value)} {mark.unit}"
    if mark.date is None:
        return phrasing.length_of_time(mark.value, again=mark.again)
    article = phrasing.of_article(published)
    bases = {"weekday": f"by the weekday, {article}", "relative to the article": f"relative to the {article}"}
    return f"{phrasing.describe(mark.date)} · {bases.get(mark.date.basis, mark.date.basis)}"


def marked(index: Index, here: str, source: Source, meanings: dict[Meaning, Understood]) -> tuple[Marked, ...]:
    """The passages of a source with their marks; of a headline only what the page's own heading does not say."""
    uses = index.uses.get(source.id, {})
    found = []
    for passage in source.passages:
        cited = tuple(number for number, _ in passage.sentences if number in uses)
        if passage.kind == "headline" and not cited and clean(passage.text) == clean(source.title):
            continue
        found.append(Marked(passage=passage, text=_text(index, here, passage, cited, meanings), cited=cited))
    return tuple(found)


def _text(
    index: Index, here: str, passage: Passage, cited: Sequence[int], meanings: dict[Meaning, Understood]
) -> Markup:
    sentences = [_sentence(number, span, cited=number in cited) for number, span in passage.sentences]
    quotations, leaves = [], []
    for mark in passage.marks:
        line = f"u{meanings[_meaning(mark, passage)].number}"
        if mark.kind == "quotation":
            quotations.append(_quotation(index, mark, line))
        else:
            leaves.append(_leaf(index, here, mark, line))
    layers = [sentences, *_layers(quotations), leaves]
    return Markup("".join(_nested(passage.text, Span(0, len(passage.text)), layers)))


def _sentence(number: int, span: Span, *, cited: bool) -> _Stretch:
    anchor = links.sentence_anchor(number)
    if not cited:
        return _Stretch(span=span, opens=f'<span id="{anchor}">', closes="</span>")
    to_uses = f'<sup class="bb-feeds-mark">[{number + 1}](#f{number} "What sentence {number + 1} feeds")</sup>'
    return _Stretch(span=span, opens=f'<span id="{anchor}" class="bb-cited">', closes="</span>", after=to_uses)


def _quotation(index: Index, mark: Mark, line: str) -> _Stretch:
    speaker = index.people[mark.person].name if mark.person in index.people and mark.person else mark.name
    initials = phrasing.initials(_ARTICLE.sub("", clean(speaker)))
    label = escape_attribute(f"{initials}: whose words")
    link = f'[{letter_by_letter(initials)}](#{line} "{label}")'
    return _Stretch(
        span=mark.span,
        opens=f'<span class="bb-quoted bb-quoted--{mark.quoted}" data-means="{line}">',
        closes="</span>",
        after=f'<sup class="bb-quoted-mark">{_opening("quotation", line)}{link}</span></sup>' if mark.ends else "",
    )


def _leaf(index: Index, here: str, mark: Mark, line: str) -> _Stretch:
    profile = (
        links.relative(here, links.person_path(mark.person))
        if mark.person in index.people and mark.person
        else f"#{line}"
    )
    return _Stretch(span=mark.span, opens=f"{_opening(mark.kind, line)}[", closes=f"]({profile})</span>")


def _opening(kind: MarkKind, line: str) -> str:
    """What a mark's link stands in: its kind, and its line of the list."""
    return f'<span class="bb-mark bb-mark--{kind}" data-means="{line}">'


def _layers(stretches: Iterable[_Stretch]) -> list[list[_Stretch]]:
    """Stretches that may overlap, in layers without an overlap; the first holds what begins first."""
    layers: list[list[_Stretch]] = []
    for stretch in stretches:
        free = next((layer for layer in layers if layer[-1].span.end <= stretch.span.start), None)
        if free is None:
            layers.append([stretch])
        else:
            free.append(stretch)
    return layers


def _nested(text: str, within: Span, layers: Sequence[Sequence[_Stretch]]) -> Iterator[str]:
    """A part of a text with the stretches of the first layer in it, and within each those of the next layers.

    A stretch that crosses one of an earlier layer comes in pieces, so the elements always nest.
    """
    if not layers:
        yield escape_inline(within.of(text))
        return
    at = within.start
    for stretch in layers[0]:
        first, last = max(stretch.span.start, within.start), min(stretch.span.end, within.end)
        if first >= last:
            continue
        piece = Span(first, last)
        yield from _nested(text, Span(at, piece.start), layers[1:])
        yield stretch.opens
        yield from _nested(text, piece, layers[1:])
        yield stretch.closes
        if piece.end == stretch.span.end:
            yield stretch.after
        at = piece.end
    yield from _nested(text, Span(at, within.end), layers[1:])
