"""What one article gives the book beside its events, made of the article and of no more of the book than that asks."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ..model.book import Claim, GlossaryEntry, KeyFigure, Passage, Person, Source, Statement
from ..model.text import record
from .base.cast import Who
from .base.corpus import Reading
from .base.figure_weight import weight_of
from .people.contacts import Dealt, dealings_in
from .source_marks import passages_of
from .statements.denied import with_denials
from .statements.figures import figures_in
from .statements.open_questions import questions_in
from .statements.parties import Voices, voice_of
from .statements.short_forms import short_forms_in
from .statements.statements import statements_of
from .topics.agreed import MayAgree, agreements_in
from .topics.filing import Filed, Filing


@record
class FromArticle:
    """Each kind by place."""

    words: int
    passages: tuple[Passage, ...]
    paged: tuple[int, ...]
    statements: tuple[Statement, ...]
    figures: tuple[KeyFigure, ...]
    kinds: tuple[float, ...]  # what the kind of each weighs in its sentence
    short_forms: tuple[GlossaryEntry, ...]
    dealings: tuple[Dealt, ...]
    open_questions: tuple[tuple[str, Claim], ...]  # each with its topic
    may_agree: MayAgree


class Given:
    """What all articles give, by their ids in order."""

    def __init__(self, corpus: Sequence[Reading], people: Mapping[str, Person], filing: Filing, *, whole: bool) -> None:
        """With their passages where the articles stand in the book as a `whole`."""
        voices = {person.id: voice_of(person) for person in people.values()}
        self.by = {reading.article.id: _asked(reading, voices, filing, whole=whole) for reading in corpus}

    def sources(self, corpus: Sequence[Reading], kin: Mapping[str, str]) -> list[Source]:
        """Every source, of the family that `kin` has."""
        return [_source(reading, self.by[reading.article.id], kin) for reading in corpus]

    def statements(self) -> Iterator[Statement]:
        """Every statement, sorted by source and place."""
        return chain.from_iterable(each.statements for each in self.by.values())

    def figures(self) -> tuple[KeyFigure, ...]:
        """Every figure once, sorted by source and place."""
        return tuple({figure.id: figure for each in self.by.values() for figure in each.figures}.values())

    def kinds(self) -> Mapping[str, float]:
        """What the kind of each figure weighs in its sentence, by its id."""
        every = (zip(each.figures, each.kinds, strict=True) for each in self.by.values())
        return {figure.id: kind for figure, kind in chain.from_iterable(every)}

    def short_forms(self) -> Iterator[GlossaryEntry]:
        """Those that any article spells out."""
        return chain.from_iterable(each.short_forms for each in self.by.values())

    def may_agree(self) -> Mapping[str, MayAgree]:
        """What of each article may tell of an agreement."""
        return {source: each.may_agree for source, each in self.by.items()}

    def dealings(self) -> Iterator[Dealt]:
        """Who dealt with whom."""
        return chain.from_iterable(each.dealings for each in self.by.values())

    def open_questions(self) -> Mapping[str, Sequence[Claim]]:
        """Those of each topic."""
        asked: dict[str, list[Claim]] = defaultdict(list)
        for topic, claim in chain.from_iterable(each.open_questions for each in self.by.values()):
            asked[topic].append(claim)
        return asked


def _asked(reading: Reading, voices: Voices, filing: Filing, *, whole: bool) -> FromArticle:
    who = reading.cast.who if reading.cast is not None else {}
    own = {person: voices[person] for person in who.values()}
    return reading.result(given_by, who, own, filing.in_article(reading.article.id), whole)


def given_by(reading: Reading, who: Who, voices: Voices, filed: Filed, whole: bool) -> FromArticle:
    """What an article gives; `voices` are of those in it, `filed` are its sentences."""
    statements = tuple(with_denials(statements_of(reading, who, voices, filed), reading))
    figures = tuple(figures_in(reading, filed))
    return FromArticle(
        words=len(reading.article.text.split()),
        passages=passages_of(reading, who) if whole else (),
        paged=tuple(_pages(reading)),
        statements=statements,
        figures=figures,
        kinds=tuple(weight_of(figure, figure.citation.quote) for figure in figures),
        short_forms=tuple(short_forms_in(reading)),
        dealings=tuple(dealings_in(reading, who)),
        open_questions=tuple(questions_in(reading, filed)),
        may_agree=agreements_in(reading, statements),
    )


def _pages(reading: Reading) -> Iterator[int]:
    """The page of each sentence, of an article whose file has pages."""
    article = reading.article
    for sentence in reading.sentences if article.pages else ():
        yield bisect_right(article.pages, article.offsets.start(sentence.span.start))


def _source(reading: Reading, given: FromArticle, kin: Mapping[str, str]) -> Source:
    article = reading.article
    return Source(
        id=article.id,
        file=article.file,
        title=article.title,
        title_basis=article.title_basis,
        outlet=article.outlet,
        authors=article.authors,
        published=reading.published,
        updated=article.updated,
        url=article.url,
        language=article.language,
        words=given.words,
        genre=article.genre,
        genre_seen=article.genre_seen,
        sentences=reading.quotes,
        passages=given.passages,
        warnings=article.warnings,
        paged=given.paged,
        prints=article.prints,
        family=kin[article.id],
    )
