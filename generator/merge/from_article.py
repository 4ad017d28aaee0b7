"""What one article gives the book beside its events, made of the article and of no more of the book than that asks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from ..model.book import Claim, GlossaryEntry, KeyFigure, Passage, Person, Statement
from ..model.text import record
from .base.cast import Who
from .base.corpus import Reading
from .people.contacts import Dealt, dealings_in
from .source_marks import passages_of
from .statements.denied import with_denials
from .statements.figures import figures_in
from .statements.open_questions import questions_in
from .statements.parties import Voices, voice_of
from .statements.short_forms import short_forms_in
from .statements.statements import statements_of
from .topics.filing import Filed, Filing


@record
class FromArticle:
    """Each kind by place."""

    words: int
    sentences: tuple[str, ...]
    passages: tuple[Passage, ...]
    paged: tuple[int, ...]
    statements: tuple[Statement, ...]
    figures: tuple[KeyFigure, ...]
    short_forms: tuple[GlossaryEntry, ...]
    dealings: tuple[Dealt, ...]
    open_questions: tuple[tuple[str, Claim], ...]  # each with its topic


def from_articles(
    corpus: Sequence[Reading], people: Mapping[str, Person], filing: Filing, *, whole: bool
) -> dict[str, FromArticle]:
    """What each article gives, by its id; with its passages where it stands in the book as a `whole`."""
    voices = {person.id: voice_of(person) for person in people.values()}
    return {reading.article.id: _asked(reading, voices, filing, whole=whole) for reading in corpus}


def _asked(reading: Reading, voices: Voices, filing: Filing, *, whole: bool) -> FromArticle:
    who = reading.cast.who if reading.cast is not None else {}
    own = {person: voices[person] for person in who.values()}
    return reading.result(given_by, who, own, filing.in_article(reading.article.id), whole)


def given_by(reading: Reading, who: Who, voices: Voices, filed: Filed, whole: bool) -> FromArticle:
    """What an article gives; `voices` are of those in it, `filed` are its sentences."""
    return FromArticle(
        words=len(reading.article.text.split()),
        sentences=tuple(reading.quotes),
        passages=passages_of(reading, who) if whole else (),
        paged=tuple(_pages(reading)),
        statements=tuple(with_denials(statements_of(reading, who, voices, filed), reading)),
        figures=tuple(figures_in(reading, filed)),
        short_forms=tuple(short_forms_in(reading)),
        dealings=tuple(dealings_in(reading, who)),
        open_questions=tuple(questions_in(reading, filed)),
    )


def _pages(reading: Reading) -> Iterator[int]:
    """The page of each sentence, of an article whose file has pages."""
    article = reading.article
    for sentence in reading.sentences if article.pages else ():
        yield bisect_right(article.pages, article.offsets.start(sentence.span.start))
