"""Topics: given by the editor or found from the articles' own key phrases, and which sentence is about which."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model.article import Article
from ...model.book import Topic, TopicSpec
from ...model.findings import Findings, Sentence
from ...model.text import fold, record, slug
from ...rules.load import load
from ...rules.types.merge import TOPIC_WORDS
from ..base.countries import countries_in
from .key_phrases import c_values, candidates, names_of
from .summaries import Summaries
from .term_index import WORD, Key, Term, TermIndex, normal, normal_words, read_terms, word_list

_MOST = 12
_CANDIDATES = 400
_MANY = 10  # articles; among so many, what every other sentence is about is the book and not a topic
_WHOLE = 0.3  # share of the sentences
_COUNTRIES = 3  # topics that are merely a country's name


@record
class Topics:
    """`topics` by weight; `of_sentence` has only sentences that some topic covers."""

    topics: tuple[Topic, ...]
    of_sentence: dict[Key, tuple[str, ...]]


@dataclass(slots=True)
class _Found:
    """A topic in the making."""

    terms: list[Term]
    sentences: set[Key]
    title: str = ""
    words: tuple[str, ...] = ()  # its terms as the editor wrote them


def _discover(articles: Sequence[Article], findings: Sequence[Findings], corpus: TermIndex) -> list[_Found]:
    ranked = _ranked(findings, corpus, several=len(articles) > 1)
    fewest = max(2, round(len(corpus.words) * 0.01))
    most = len(corpus.words) * (_WHOLE if len(articles) >= _MANY else 1)
    synonyms = _synonyms(findings)
    found: list[_Found] = []
    for term in ranked:
        if len(found) >= _MOST - _COUNTRIES:
            break
        sentences = set(corpus.matching(term))
        if fewest <= len(sentences) <= most and not _is_part_of_name(term, corpus, sentences):
            sentences.update(key for name in synonyms.get(term, ()) for key in corpus.matching(name))
            _place(_Found(terms=[term, *synonyms.get(term, ())], sentences=sentences), found)
    found.extend(_countries(findings, corpus, fewest))
    for topic in found:
        topic.title = topic.title or _surface(topic.terms[0], corpus, topic.sentences)
    return found


def _ranked(findings: Sequence[Findings], corpus: TermIndex, *, several: bool) -> list[Term]:
    """The terms that may name a topic, best first: by C-value, by the articles that have it and by what kind of name it
    is."""
    counts, sources = candidates(findings, names_of(findings))
    weights = {
        term: value * math.log2(1 + len(sources[term])) * (1 if len(sources[term]) > 1 or not several else 0.5)
        for term, value in c_values(counts).items()
        if counts[term] > 1 and value > 0
    }
    best = sorted(weights, key=lambda term: (-weights[term], term))[:_CANDIDATES]
    named = {term: weights[term] * _telling(term, corpus) for term in best}
    return sorted(named, key=lambda term: (-named[term], term))


def _telling(term: Term, corpus: TermIndex) -> float:
    """How much a term says by itself: several words most, then a matter of news, then a name, a thing least."""
    issue = term[-1] in word_list("issues") or term[-1].endswith(tuple(load(TOPIC_WORDS).issue_endings))
    if len(term) == 1 and issue:
        return 1.0
    uses = [text for before, text, _ in _occurrences(term, corpus, corpus.matching(term)) if before]
    if sum(not text.islower() for text in uses) > 0.7 * len(uses):
        return 0.7
    return 0.12 if len(term) == 1 else 2.0


def _synonyms(findings: Sequence[Findings]) -> dict[Term, list[Term]]:
    """Short forms and their expansions, both ways."""
    pairs = sorted(
        {(normal_words(each.short), normal_words(each.expansion)) for found in findings for each in found.abbreviations}
    )
    both: dict[Term, list[Term]] = defaultdict(list)
    for short, long in pairs:
        both[short].append(long)
        both[long].append(short)
    return both


def _place(new: _Found, found: list[_Found]) -> None:
    """Make a candidate a topic of its own, or a term of one that it shares a telling word with."""
    weak, alone = word_list("weak"), word_list("alone")
    telling = {word for word in new.terms[0] if word not in weak}
    for topic in found:
        title = topic.terms[0]
        shared = {word for word in title if word in new.terms[0] and (word not in weak or word in alone)}
        both = len(new.sentences & topic.sentences)
        smaller = min(len(new.sentences), len(topic.sentences))
        if shared or (new.terms[0][-1] == title[-1] and both > smaller / 2):
            apart = both / len(new.sentences | topic.sentences) < 1 / 3
            if (
                len(new.terms[0]) > 1
                and not (set(title) <= set(new.terms[0]) or set(new.terms[0]) <= set(title))
                and apart
                and telling - set(title)
                and len(new.sentences) > 2
            ):
                continue
            if shared:
                topic.terms.append(new.terms[0])
                topic.sentences |= new.sentences
            return
        if both > 0.6 * len(new.sentences | topic.sentences):
            return
    found.append(new)


def _countries(findings: Sequence[Findings], corpus: TermIndex, fewest: int) -> list[_Found]:
    """Countries that are spoken of in several articles but have nobody speaking in them."""
    parties = {role.country for found in findings for role in found.roles if role.official and role.country}
    sentences: dict[str, set[Key]] = defaultdict(set)
    for key, text in corpus.texts.items():
        for country in countries_in(text):
            if country not in parties:
                sentences[country].add(key)
    ranked = sorted(
        (
            country
            for country, keys in sentences.items()
            if len(keys) >= fewest and len({article for article, _ in keys}) > 1
        ),
        key=lambda country: (-len({article for article, _ in sentences[country]}), -len(sentences[country]), country),
    )
    return [
        _Found(terms=[normal_words(country)], sentences=sentences[country], title=country)
        for country in ranked[:_COUNTRIES]
    ]


def _surface(term: Term, corpus: TermIndex, sentences: Iterable[Key]) -> str:
    """A term in the sources' own words: its most frequent spelling, with a capital."""
    seen: Counter[str] = Counter()
    for _, text, _ in _occurrences(term, corpus, sentences):
        seen[text] += 1
    lower = Counter({text: count for text, count in seen.items() if text.islower()})
    seen = lower if sum(lower.values()) > 0.2 * sum(seen.values()) else seen
    best = min(seen, key=lambda text: (-seen[text], text)) if seen else " ".join(term)
    return best[:1].upper() + best[1:] if best.islower() else best


def _occurrences(term: Term, corpus: TermIndex, sentences: Iterable[Key]) -> Iterator[tuple[str, str, str]]:
    """Where a term stands, as the sources spell it, with the words before and after."""
    for key in sorted(sentences)[:500]:
        source = corpus.texts[key].replace("’", "'")
        matches = list(WORD.finditer(source))
        words = [normal(match.group()) for match in matches]
        for at in range(len(words) - len(term) + 1):
            if tuple(words[at : at + len(term)]) == term:
                end = at + len(term)
                text = " ".join(source[matches[at].start() : matches[end - 1].end()].split())
                after = (
                    matches[end].group()
                    if end < len(matches) and matches[end].start() == matches[end - 1].end() + 1
                    else ""
                )
                before = matches[at - 1].group() if at and matches[at].start() == matches[at - 1].end() + 1 else ""
                yield before, text.removesuffix("'s"), after


def _is_part_of_name(term: Term, corpus: TermIndex, sentences: Iterable[Key]) -> bool:
    """Whether a single word mostly stands inside a longer name ("Motors" of "General Motors")."""
    if len(term) > 1:
        return False
    uses = list(_occurrences(term, corpus, sentences))
    inside = sum(text[0].isupper() and (before[:1].isupper() or after[:1].isupper()) for before, text, after in uses)
    return inside > 0.5 * len(uses)


def _given(specs: Sequence[TopicSpec], corpus: TermIndex) -> list[_Found]:
    found = []
    for spec in specs:
        words = spec.terms or (spec.title,)
        terms = [term for text in words if (term := normal_words(text))]
        sentences = {key for term in terms for key in corpus.matching(term)}
        found.append(_Found(terms=terms, sentences=sentences, title=spec.title, words=words))
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
    4 to 12 topics found from the key phrases, fewer where the corpus is too small. `ids` (article id,
    entity key -> person id) fills each topic's people.
    """
    pairs = sorted(zip(articles, findings, strict=True), key=lambda pair: pair[0].id)
    articles, findings = [article for article, _ in pairs], [found for _, found in pairs]
    corpus = read_terms(articles, findings)
    if given:
        topics = list(
            zip((spec.id for spec in given), _given(given, corpus), (spec.description for spec in given), strict=True)
        )
    else:
        topics = [
            (slug(fold(found.title), nothing="topic"), found, None) for found in _discover(articles, findings, corpus)
        ]
    of_sentence: dict[Key, list[str]] = defaultdict(list)
    for topic_id, found, _ in topics:
        for key in found.sentences:
            of_sentence[key].append(topic_id)
    summaries = Summaries(articles, corpus)
    people = _people(findings, ids or {})
    body = max(1, sum(kind == "body" for kind in corpus.kinds.values()))
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
                score=round(sum(corpus.kinds[key] == "body" for key in found.sentences) / body, 4),
            )
            for topic_id, found, description in topics
        ),
        of_sentence={key: tuple(of_sentence[key]) for key in sorted(of_sentence)},
    )


def _people(findings: Sequence[Findings], ids: Mapping[tuple[str, str], str]) -> dict[Key, set[str]]:
    """Who is named in each sentence."""
    people: dict[Key, set[str]] = defaultdict(set)
    for found in findings:
        starts = _starts(found.sentences)
        for mention in found.mentions:
            person = ids.get((found.article, mention.entity))
            if person and (number := starts.get(mention.span.start)) is not None:
                people[found.article, number].add(person)
    return people


def _starts(sentences: Sequence[Sentence]) -> dict[int, int]:
    return {
        offset: number
        for number, sentence in enumerate(sentences)
        for offset in range(sentence.span.start, sentence.span.end)
    }


def _by_weight(sentences: Iterable[Key], people: Mapping[Key, set[str]]) -> tuple[str, ...]:
    counts = Counter(person for key in sentences for person in people.get(key, ()))
    return tuple(sorted(counts, key=lambda person: (-counts[person], person)))
