"""Topics: given by the editor or found from the articles' own key phrases, and which sentence is about which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from ...model.article import Article
from ...model.book import Topic, TopicSpec
from ...model.findings import Findings
from ...model.text import fold, record, slug
from ..base.corpus import Reading, readings
from .discover import Found, discover
from .filing import Filing, filing_of
from .summaries import Summaries
from .term_index import TermIndex
from .term_words import Key, normal_words

_TOLD = 3  # dated deeds and statements, below which a topic is none
_FULL = 8  # the same of the fullest topic, below which no topic is measured by it
_SEVERAL = 3  # articles of which one alone makes no topic
_FEWEST = 4  # topics below which it makes one

Named = tuple[str, Found, str | None]  # a topic with its id and the editor's words on it


@record
class Topics:
    """`topics` by weight, and what belongs to them."""

    topics: tuple[Topic, ...]
    filing: Filing = Filing()


def _given(specs: Sequence[TopicSpec], corpus: TermIndex) -> list[Found]:
    found = []
    told = [(spec, spec.terms or (spec.title,)) for spec in specs]
    corpus.look_for(normal_words(text) for _, words in told for text in words)
    for spec, words in told:
        terms = [term for text in words if (term := normal_words(text))]
        sentences = {key for term in terms for key in corpus.matching(term)}
        found.append(Found(terms=terms, sentences=sentences, title=spec.title, words=words))
    return found


def assign_topics(
    articles: Sequence[Article],
    findings: Sequence[Findings],
    given: Sequence[TopicSpec] | None = None,
    *,
    ids: Mapping[tuple[str, str], str] | None = None,
) -> Topics:
    """The topics of a book and the sentences of each; `articles` and `findings` go in pairs.

    With `given`, those topics in that order, a sentence belonging to each of whose terms it has. Without,
    4 to 10 topics found from the key phrases, fewer where the corpus is too small. `ids` (article id,
    entity key -> person id) fills each topic's people.
    """
    return topics_of(readings(articles, findings), given, ids=ids)


def topics_of(
    read: Sequence[Reading],
    given: Sequence[TopicSpec] | None = None,
    *,
    ids: Mapping[tuple[str, str], str] | None = None,
) -> Topics:
    """The same of readings that are sorted by the ids of their articles."""
    corpus = TermIndex(read)
    if given:
        topics: list[Named] = list(
            zip((spec.id for spec in given), _given(given, corpus), (spec.description for spec in given), strict=True)
        )
        filing = _filing(corpus, topics)
    else:
        topics, filing = _found(read, corpus)
    summaries = Summaries(corpus)
    people = _people(corpus, ids or {})
    body = max(1, sum(terms.kinds.count("body") for terms in corpus.articles.values()))
    return Topics(
        topics=tuple(
            Topic(
                id=topic_id,
                title=found.title,
                description=description,
                terms=tuple(dict.fromkeys(found.words or (" ".join(term) for term in found.terms))),
                summary=summaries.of(found.sentences),
                open_questions=(),
                people=_by_weight(found.sentences, people),
                sources=tuple(sorted({article for article, _ in found.sentences})),
                score=round(sum(corpus.kind(key) == "body" for key in found.sentences) / body, 4),
            )
            for topic_id, found, description in topics
        ),
        filing=filing,
    )


def _found(read: Sequence[Reading], corpus: TermIndex) -> tuple[list[Named], Filing]:
    """The topics that the articles give: those of which enough is told."""
    topics: list[Named] = [(slug(fold(found.title), nothing="topic"), found, None) for found in discover(read, corpus)]
    filing = _filing(corpus, topics)
    kept = worth_a_page([identifier for identifier, _, _ in topics], _told_of(corpus, filing), len(read))
    told = [topic for topic in topics if topic[0] in kept]
    return told, filing if len(told) == len(topics) else _filing(corpus, told)


def _filing(corpus: TermIndex, topics: Sequence[Named]) -> Filing:
    told: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for topic_id, found, _ in topics:
        for source, number in sorted(found.sentences):
            told[source][number] = (*told[source].get(number, ()), topic_id)
    in_order = {source: dict(sorted(topics.items())) for source, topics in told.items()}
    return filing_of(corpus, in_order, {id_: found.terms for id_, found, _ in topics})


def _told_of(corpus: TermIndex, filing: Filing) -> Mapping[str, set[Key]]:
    """The sentences of each topic with a dated deed or somebody's words."""
    told: dict[str, set[Key]] = defaultdict(set)
    for source, filed in filing.articles.items():
        for number in corpus.articles[source].told:
            for topic in filed.of(number):
                told[topic].add((source, number))
    return told


def worth_a_page(topics: Sequence[str], told: Mapping[str, AbstractSet[Key]], articles: int) -> frozenset[str]:
    """Those of which enough is told, by several articles where the book has several; by one alone only where the others
    are few. Where little is told of any, all are.

    >>> told = {"tax": {(article, number) for article in "ab" for number in range(5)}, "mood": {("a", 1)}}
    >>> sorted(worth_a_page(["tax", "mood"], told, 3))
    ['tax']
    """
    if max((len(told.get(topic, ())) for topic in topics), default=0) < _FULL:
        return frozenset(topics)
    full = [topic for topic in topics if len(told.get(topic, ())) >= _TOLD]
    shared = [topic for topic in full if len({article for article, _ in told[topic]}) > 1 or articles < _SEVERAL]
    lonely = [topic for topic in full if topic not in shared]
    return frozenset(shared + lonely[: max(0, _FEWEST - len(shared))])


def _people(corpus: TermIndex, ids: Mapping[tuple[str, str], str]) -> dict[Key, set[str]]:
    """Who is named in each sentence."""
    people: dict[Key, set[str]] = defaultdict(set)
    for source, terms in corpus.articles.items():
        for number, key in terms.people:
            if person := ids.get((source, key)):
                people[source, number].add(person)
    return people


def _by_weight(sentences: Iterable[Key], people: Mapping[Key, set[str]]) -> tuple[str, ...]:
    counts = Counter(person for key in sentences for person in people.get(key, ()))
    return tuple(sorted(counts, key=lambda person: (-counts[person], person)))
