"""The turns of a transcript or an interview: whatever a speaker says in them is quoted, without marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...model.article import Article, Turn
from ...model.findings import Entity, Quotation
from ...model.text import Span, fold
from ...rules.load import load
from ...rules.types.ingest import GENRES
from ..base.sentences import split

_MOST_WORDS = 60  # of one statement: a turn of many sentences is several
_LEAST_WORDS = 5  # fewer greet, thank or agree


def outside(article: Article, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """The quotations before and after the turns: what somebody says in a turn is quoted as it stands, and what is asked
    is nobody's statement."""
    inside = [span for turn in article.turns for span in (turn.label, *turn.spoken)]
    labels = [turn.label for turn in article.turns]
    return (
        one
        for one in quotations
        if not any(span.overlaps(one.content) for span in inside)
        and not (one.source and any(label.overlaps(one.source) for label in labels))
    )


def find_turns(article: Article, entities: Sequence[Entity]) -> Iterator[Quotation]:
    """What the speakers say, a few sentences at a time, each in one paragraph; no questions of those who only ask.

    An answer without a name is that of the only person named before the first turn, and of nobody where there are
    more.
    """
    alone = _only_person(article, entities)
    for turn in article.turns:
        speaker = _speaker(turn, entities) if turn.name else alone
        if turn.asks or (not turn.name and speaker is None):
            continue
        for paragraph in turn.spoken:
            for said in _statements(article.text, paragraph):
                yield Quotation(
                    kind="direct",
                    content=said,
                    quoted=(said,),
                    source=_named(article.text, turn, _head(article)) if turn.name else None,
                    speaker=speaker,
                    rule="turn",
                )


def _statements(text: str, paragraph: Span) -> Iterator[Span]:
    """A paragraph in pieces of whole sentences, without stage remarks, questions and what is only a word or two."""
    run: list[Span] = []
    for sentence in split(text, paragraph):
        words = sum(len(one.of(text).split()) for one in (*run, sentence))
        silent = _is_silent(sentence.of(text))
        if run and (silent or words > _MOST_WORDS):
            yield from _whole(text, run)
            run = []
        if not silent:
            run.append(sentence)
    yield from _whole(text, run)


def _whole(text: str, run: Sequence[Span]) -> Iterator[Span]:
    whole = Span(run[0].start, run[-1].end) if run else Span(0, 0)
    if len(whole.of(text).split()) >= _LEAST_WORDS:
        yield whole


def _is_silent(sentence: str) -> bool:
    """What is done or asked, and no statement."""
    return re.fullmatch(load(GENRES).turns.remark, sentence) is not None or sentence.rstrip("\"'”’)").endswith("?")


def _head(article: Article) -> Span:
    """What stands before the first turn."""
    return Span(0, article.turns[0].label.start)


def _named(text: str, turn: Turn, head: Span) -> Span:
    """How the head presents who speaks, "Mara Hale, spokesperson of the ministry"; else the name in the label."""
    family = _bare(turn).rsplit(" ", 1)[-1]
    presented = re.compile(rf"(?:[A-Z][\w.'’-]+ ){{1,3}}(?i:{re.escape(family)})\b(?:, [^;.\n]{{3,90}})?")
    found = presented.search(text, head.start, head.end) if family else None
    return Span(*found.span()) if found else Span(turn.label.start, turn.label.start + len(turn.name))


def _bare(turn: Turn) -> str:
    """The name in a label without what goes before a name."""
    return re.sub(f"^(?:{load(GENRES).turns.titles})+", "", turn.name)


def _speaker(turn: Turn, entities: Sequence[Entity]) -> str | None:
    """The one person of the article whose whole or family name the label has."""
    name = fold(_bare(turn))
    found = [
        one.key for one in entities if one.kind == "person" and name in (fold(one.name), fold(one.family or one.name))
    ]
    return found[0] if len(found) == 1 else None


def _only_person(article: Article, entities: Sequence[Entity]) -> str | None:
    """Whom an article names before its first turn, when it is one person."""
    head = fold(_head(article).of(article.text)) if article.turns else ""
    named = [one.key for one in entities if one.kind == "person" and fold(one.name) in head]
    return named[0] if len(named) == 1 else None
