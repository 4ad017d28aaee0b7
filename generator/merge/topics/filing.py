"""Which topics a deed, a statement or a figure belongs to: by its own words, else by what stands beside it.

Words inside the name of a body or a post tell nothing ("the energy minister said"); see `term_index`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain

from ...model.text import record
from .article_terms import ArticleTerms
from .term_index import TermIndex
from .term_words import Term, holds, normal_words

_BACK = 2  # sentences of the same paragraph
_OFTEN = 2  # sentences that make a topic the article's where neither headline nor first sentence tells one

Topicality = tuple[str, ...]  # ids of topics, in the book's order


@record
class Filed:
    """The topics of one article's sentences, in their order: those that each names, and of each other one those of its
    neighbours."""

    told: tuple[Topicality, ...] = ()
    beside: tuple[Topicality, ...] = ()
    main: Topicality = ()  # what the article is about
    terms: Mapping[str, Sequence[Term]] = field(default_factory=dict)  # of the topics that are told

    def of(self, sentence: int, words: str = "") -> Topicality:
        """The topics of a sentence, or of what it tells in these words: those that the words name, else of the rest of
        the sentence those that its article is about, else the rest, else those of its neighbours; none where nothing
        tells."""
        is_needed = bool(words) and self.is_told(sentence)
        return self.of_words(sentence, "\n".join(normal_words(words)) if is_needed else None)

    def of_words(self, sentence: int, words: str | None) -> Topicality:
        """The same of normal words, in lines, or of the whole sentence."""
        if sentence >= len(self.told):
            return ()
        told = self.told[sentence]
        about = told and words is not None and (self._named(told, words) or self._shared(told))
        return about or told or self.beside[sentence]

    def is_told(self, sentence: int) -> bool:
        """Whether the sentence itself names a topic."""
        return sentence < len(self.told) and bool(self.told[sentence])

    def _shared(self, topics: Topicality) -> Topicality:
        return tuple(topic for topic in topics if topic in self.main)

    def _named(self, topics: Topicality, words: str) -> Topicality:
        said = tuple(words.split("\n"))
        return tuple(topic for topic in topics if any(holds(said, term) for term in self.terms.get(topic, ())))


NOWHERE = Filed()


@record
class Filing:
    """The topics of all sentences, by the ids of their articles; an article without a topic is not there."""

    articles: Mapping[str, Filed] = field(default_factory=dict)

    def in_article(self, source: str) -> Filed:
        """The topics of one article's sentences."""
        return self.articles.get(source, NOWHERE)

    def of(self, source: str, sentence: int, words: str = "") -> Topicality:
        """The topics of a sentence, or of what it tells in these words; see `Filed.of`."""
        return self.in_article(source).of(sentence, words)

    def is_told(self, source: str, sentence: int) -> bool:
        """Whether the sentence itself names a topic."""
        return self.in_article(source).is_told(sentence)


def filing_of(
    corpus: TermIndex, told: Mapping[str, Mapping[int, Topicality]], terms: Mapping[str, Sequence[Term]]
) -> Filing:
    """`told` has the topics of the sentences of each article, `terms` the words of each topic; both have the topics in
    the book's order."""
    order = {topic: at for at, topic in enumerate(terms)}
    return Filing(
        articles={source: _filed(corpus.articles[source], told[source], terms, order) for source in sorted(told)}
    )


def _filed(
    article: ArticleTerms,
    told: Mapping[int, Topicality],
    terms: Mapping[str, Sequence[Term]],
    order: Mapping[str, int],
) -> Filed:
    main = _main(article, told, order)
    return Filed(
        told=tuple(told.get(number, ()) for number in range(len(article.kinds))),
        beside=tuple(_beside(article, told, main)),
        main=main,
        terms={
            topic: sorted(terms[topic]) for topic in sorted({topic for topics in told.values() for topic in topics})
        },
    )


def _main(article: ArticleTerms, told: Mapping[int, Topicality], order: Mapping[str, int]) -> Topicality:
    """What an article is about: of its headline's topics, else its first sentence's, else of all that it has often, the
    one that most of its sentences have."""
    counts = Counter(chain.from_iterable(told.values()))
    headline = _counts([number for number, kind in enumerate(article.kinds) if kind == "headline"], told)
    first = _counts([number for number, kind in enumerate(article.kinds) if kind == "body"][:1], told)
    able = headline or first or [topic for topic, count in counts.items() if count >= _OFTEN]
    return tuple(sorted(able, key=lambda topic: (-counts[topic], order[topic]))[:1])


def _counts(numbers: Sequence[int], told: Mapping[int, Topicality]) -> Counter[str]:
    return Counter(topic for number in numbers for topic in told.get(number, ()))


def _beside(article: ArticleTerms, told: Mapping[int, Topicality], main: Topicality) -> Iterator[Topicality]:
    """The topics of the neighbours of each sentence: of its section's heading, of what went before in its paragraph, of
    the article."""
    heading: Topicality = ()
    before: list[Topicality] = []
    paragraph = -1
    for number, (kind, stands_in) in enumerate(zip(article.kinds, article.paragraphs, strict=True)):
        own = told.get(number, ())
        if kind == "heading":
            heading = own
        if stands_in != paragraph:
            paragraph, before = stands_in, []
        near = next((topics for topics in reversed(before[-_BACK:]) if topics), ())
        yield () if own else heading or tuple(topic for topic in near if topic in main) or near[:1] or main
        before.append(own)
