"""Which topics a deed, a statement or a figure belongs to: by its own words, else by what stands beside it.

Words inside the name of a body or a post tell nothing ("the energy minister said"); see `term_index`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from ...model.article import Article
from ...model.text import record
from .term_index import Key, Term, TermIndex, holds, normal_words

_BACK = 2  # sentences of the same paragraph
_OFTEN = 2  # sentences that make a topic the article's where neither headline nor first sentence tells one

Topicality = tuple[str, ...]  # ids of topics, in the book's order


@record
class Filing:
    """`told` has the topics of each sentence that has a term of one, `beside` those of each other one that has
    neighbours with topics."""

    told: Mapping[Key, Topicality] = field(default_factory=dict)
    beside: Mapping[Key, Topicality] = field(default_factory=dict)
    main: Mapping[str, Topicality] = field(default_factory=dict)  # what each article is about
    terms: Mapping[str, Sequence[Term]] = field(default_factory=dict)

    def of(self, source: str, sentence: int, words: str = "") -> Topicality:
        """The topics of a sentence, or of what it tells in these words: those that the words name, else of the rest of
        the sentence those that its article is about, else the rest, else those of its neighbours; none where nothing
        tells."""
        told = self.told.get((source, sentence), ())
        about = told and words and (self._named(told, words) or self._shared(told, source))
        return about or told or self.beside.get((source, sentence), ())

    def _shared(self, topics: Topicality, source: str) -> Topicality:
        return tuple(topic for topic in topics if topic in self.main.get(source, ()))

    def is_told(self, source: str, sentence: int) -> bool:
        """Whether the sentence itself names a topic."""
        return (source, sentence) in self.told

    def _named(self, topics: Topicality, words: str) -> Topicality:
        said = normal_words(words)
        return tuple(topic for topic in topics if any(holds(said, term) for term in self.terms.get(topic, ())))


def filing_of(
    articles: Sequence[Article],
    corpus: TermIndex,
    told: Mapping[Key, Topicality],
    terms: Mapping[str, Sequence[Term]],
) -> Filing:
    """`told` and `terms` have the topics in the book's order."""
    order = {topic: at for at, topic in enumerate(terms)}
    main = {article.id: _main(article.id, corpus, told, order) for article in articles}
    beside = {
        key: topics
        for article in articles
        for key, topics in _beside(article, corpus, told, main[article.id])
        if key not in told
    }
    return Filing(told=told, beside=beside, main=main, terms=terms)


def _main(source: str, corpus: TermIndex, told: Mapping[Key, Topicality], order: Mapping[str, int]) -> Topicality:
    """What an article is about: of its headline's topics, else its first sentence's, else of all that it has often, the
    one that most of its sentences have."""
    keys = corpus.articles[source]
    counts = _counts(keys, told)
    headline = _counts([key for key in keys if corpus.kinds[key] == "headline"], told)
    first = _counts([key for key in keys if corpus.kinds[key] == "body"][:1], told)
    able = headline or first or [topic for topic, count in counts.items() if count >= _OFTEN]
    return tuple(sorted(able, key=lambda topic: (-counts[topic], order[topic]))[:1])


def _counts(keys: Sequence[Key], told: Mapping[Key, Topicality]) -> Counter[str]:
    return Counter(topic for key in keys for topic in told.get(key, ()))


def _beside(
    article: Article, corpus: TermIndex, told: Mapping[Key, Topicality], main: Topicality
) -> Iterator[tuple[Key, Topicality]]:
    """The topics of the neighbours of each sentence: of its section's heading, of what went before in its paragraph, of
    the article."""
    heading: Topicality = ()
    before: list[Topicality] = []
    paragraph = -1
    for key in corpus.articles[article.id]:
        own = told.get(key, ())
        if corpus.kinds[key] == "heading":
            heading = own
        if corpus.paragraphs[key] != paragraph:
            paragraph, before = corpus.paragraphs[key], []
        near = next((topics for topics in reversed(before[-_BACK:]) if topics), ())
        if beside := heading or tuple(topic for topic in near if topic in main) or near[:1] or main:
            yield key, beside
        before.append(own)
