"""Topics: given by the editor or found from the articles' own key phrases, and which sentence is about which.

Candidates are ranked by C-value (Frantzi, Ananiadou & Mima 2000, "Automatic recognition of multi-word
terms"), summaries are chosen by maximal marginal relevance (Carbonell & Goldstein 1998).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from generator import rulebook
from generator.merge.places import countries_in, country_names
from generator.merge.romanisation import fold, slug
from generator.model.article import Article
from generator.model.book import Citation, Claim, Topic, TopicSpec
from generator.model.findings import Findings, Sentence
from generator.model.text import record

_MOST = 12
_HEAD = 0.3  # share of a word's uses that end a noun phrase, if it is a noun
_LONGEST = 3  # words in a topic's name
_CANDIDATES = 400
_COUNTRIES = 3  # topics that are merely a country's name
_SUMMARY = 5
_RELEVANCE = 0.65  # lambda of MMR
_SHORTLIST = 150
_WORD = re.compile(r"[^\W_]+(?:'s\b)?")
_INITIALS = re.compile(r"\b([A-Z])\.([A-Z])\.(?:([A-Z])\.)?")

Key = tuple[str, int]  # article id, sentence index
Term = tuple[str, ...]


@record
class Topics:
    """`topics` by weight; `of_sentence` has only sentences that some topic covers."""

    topics: tuple[Topic, ...]
    of_sentence: dict[Key, tuple[str, ...]]


@dataclass(slots=True)
class _Corpus:
    """Every sentence as normal words, with an index from a word to its sentences."""

    words: dict[Key, Term] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)
    kinds: dict[Key, str] = field(default_factory=dict)
    index: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))

    def matching(self, term: Term) -> list[Key]:
        """The sentences in which the words of a term stand side by side, in order."""
        if not term:
            return []
        rarest = min(term, key=lambda word: (len(self.index.get(word, ())), word))
        return [key for key in self.index.get(rarest, ()) if _holds(self.words[key], term)]


@dataclass(slots=True)
class _Found:
    """A topic in the making."""

    terms: list[Term]
    sentences: set[Key]
    title: str = ""


def _holds(words: Term, term: Term) -> bool:
    size = len(term)
    return any(words[at : at + size] == term for at in range(len(words) - size + 1))


@cache
def normal(word: str) -> str:
    """A word in the singular and in American spelling, case-folded.

    >>> normal("Defences"), normal("modernisation"), normal("policies")
    ('defense', 'modernization', 'policy')
    """
    rules = rulebook.load("topics/spellings")
    word = fold(word).removesuffix("'s")
    if word in rules["singular"]:
        word = rules["singular"][word]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    if word in rules["words"]:
        return str(rules["words"][word])
    if len(word) >= 7:
        for ending, other in rules["endings"]:
            if word.endswith(ending):
                return word[: -len(ending)] + str(other)
    return word


def normal_words(text: str) -> Term:
    """The normal words of a text; "U.S." is one word."""
    joined = _INITIALS.sub(lambda match: "".join(group for group in match.groups() if group) + " ", text.replace("’", "'"))
    return tuple(normal(word) for word in _WORD.findall(joined))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(normal(str(word)) for word in rulebook.load("topics/words")[name])


@cache
def _places() -> tuple[dict[Term, str], frozenset[str]]:
    """Names of countries and their people as terms, with the country; and every single word of them."""
    names = {normal_words(name): country for name, country in sorted(country_names().items()) if not name.isupper()}
    return names, frozenset(word for name in names if len(name) == 1 for word in name)


def _read(articles: Sequence[Article], findings: Sequence[Findings]) -> _Corpus:
    corpus = _Corpus()
    for article, found in zip(articles, findings, strict=True):
        for number, sentence in enumerate(found.sentences):
            key = (article.id, number)
            text = sentence.span.of(article.text)
            words = normal_words(text)
            corpus.words[key], corpus.texts[key], corpus.kinds[key] = words, text, sentence.kind
            for word in sorted(set(words)):
                corpus.index[word].append(key)
    return corpus


def _names(findings: Sequence[Findings]) -> frozenset[str]:
    """Words of people's names and of places, which make no topics."""
    words = {
        word for found in findings for entity in found.entities if entity.kind in ("person", "place") for word in normal_words(entity.name)
    }
    return frozenset(words) | _places()[1]


def _stretches(phrase: Term, names: frozenset[str]) -> Iterator[Term]:
    """The parts of a phrase between names."""
    run: list[str] = []
    places = _places()[0]
    at = 0
    while at < len(phrase):
        size = next((size for size in (4, 3, 2) if phrase[at : at + size] in places and len(phrase) >= at + size), 0)
        word = phrase[at]
        at += size or 1
        if size or word in names or word.isdigit() or len(word) < 2:
            yield tuple(run)
            run = []
        else:
            run.append(word)
    yield tuple(run)


def _candidates(findings: Sequence[Findings], names: frozenset[str]) -> tuple[Counter[Term], dict[Term, set[str]]]:
    """Word sequences inside noun phrases, how often each occurs, and in which articles."""
    counts: Counter[Term] = Counter()
    heads: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    sources: dict[Term, set[str]] = defaultdict(set)
    generic = _words("generic")
    for found in findings:
        for phrase, count in found.phrases:
            for stretch in _stretches(normal_words(phrase), names):
                heads.update({stretch[-1]: count} if stretch else {})
                uses.update(dict.fromkeys(stretch, count))
                for start in range(len(stretch)):
                    for end in range(start + 1, min(len(stretch), start + _LONGEST) + 1):
                        term = stretch[start:end]
                        if _may_name(term, generic):
                            counts[term] += count
                            sources[term].add(found.article)
    nouns = {word for word in uses if heads[word] >= _HEAD * uses[word]}
    return Counter({term: count for term, count in counts.items() if term[-1] in nouns}), sources


def _may_name(term: Term, generic: frozenset[str]) -> bool:
    weak, alone = _words("weak"), _words("alone")
    if len(term) == 1:
        return term[0] in alone or (term[0] not in generic and term[0] not in weak and len(term[0]) > 2)
    if any(word in generic and word not in weak for word in (term[0], term[-1])):
        return False
    return not all(word in generic for word in term)


def c_values(counts: Mapping[Term, int]) -> dict[Term, float]:
    """C-value of each term: its count, less what longer terms account for, by its length.

    log2(1 + length) instead of log2(length), so that single words take part (Barrón-Cedeño et al. 2009).
    """
    longer: dict[Term, list[int]] = defaultdict(list)
    for term, count in counts.items():
        if count < 2:
            continue
        parts = {term[start:end] for start in range(len(term)) for end in range(start + 1, len(term) + 1)} - {term}
        for part in parts:
            longer[part].append(count)
    return {
        term: math.log2(1 + len(term)) * (count - (sum(longer[term]) / len(longer[term]) if term in longer else 0))
        for term, count in counts.items()
    }


def _discover(articles: Sequence[Article], findings: Sequence[Findings], corpus: _Corpus) -> list[_Found]:
    counts, sources = _candidates(findings, _names(findings))
    values = c_values(counts)
    several = len(articles) > 1
    weights = {
        term: value * math.log2(1 + len(sources[term])) * (1 if len(sources[term]) > 1 or not several else 0.5)
        for term, value in values.items()
        if counts[term] > 1 and value > 0
    }
    ranked = sorted(weights, key=lambda term: (-weights[term], term))[:_CANDIDATES]
    fewest = max(2, round(len(corpus.words) * 0.01))
    synonyms = _synonyms(findings)
    found: list[_Found] = []
    for term in ranked:
        if len(found) >= _MOST - _COUNTRIES:
            break
        sentences = set(corpus.matching(term))
        if len(sentences) >= fewest and not _is_part_of_name(term, corpus, sentences):
            sentences.update(key for name in synonyms.get(term, ()) for key in corpus.matching(name))
            _place(_Found(terms=[term, *synonyms.get(term, ())], sentences=sentences), found)
    found.extend(_countries(findings, corpus, fewest))
    for topic in found:
        topic.title = topic.title or _surface(topic.terms[0], corpus, topic.sentences)
    return found


def _synonyms(findings: Sequence[Findings]) -> dict[Term, list[Term]]:
    """Short forms and their expansions, both ways."""
    pairs = sorted({(normal_words(each.short), normal_words(each.expansion)) for found in findings for each in found.abbreviations})
    both: dict[Term, list[Term]] = defaultdict(list)
    for short, long in pairs:
        both[short].append(long)
        both[long].append(short)
    return both


def _place(new: _Found, found: list[_Found]) -> None:
    """Make a candidate a topic of its own, or a term of one that it shares a telling word with."""
    weak, alone = _words("weak"), _words("alone")
    telling = {word for word in new.terms[0] if word not in weak}
    for topic in found:
        title = topic.terms[0]
        shared = {word for word in title if word in new.terms[0] and (word not in weak or word in alone)}
        both = len(new.sentences & topic.sentences)
        smaller = min(len(new.sentences), len(topic.sentences))
        if shared or (new.terms[0][-1] == title[-1] and both > smaller / 2):
            apart = both / len(new.sentences | topic.sentences) < 1 / 3
            if len(new.terms[0]) > 1 and apart and telling - set(title) and len(new.sentences) > 2:
                continue
            if shared:
                topic.terms.append(new.terms[0])
                topic.sentences |= new.sentences
            return
        if both > 0.6 * len(new.sentences | topic.sentences):
            return
    found.append(new)


def _countries(findings: Sequence[Findings], corpus: _Corpus, fewest: int) -> list[_Found]:
    """Countries that are spoken of in several articles but have nobody speaking in them."""
    parties = {role.country for found in findings for role in found.roles if role.official and role.country}
    sentences: dict[str, set[Key]] = defaultdict(set)
    for key, text in corpus.texts.items():
        for country in countries_in(text):
            if country not in parties:
                sentences[country].add(key)
    ranked = sorted(
        (country for country, keys in sentences.items() if len(keys) >= fewest and len({article for article, _ in keys}) > 1),
        key=lambda country: (-len({article for article, _ in sentences[country]}), -len(sentences[country]), country),
    )
    return [_Found(terms=[normal_words(country)], sentences=sentences[country], title=country) for country in ranked[:_COUNTRIES]]


def _surface(term: Term, corpus: _Corpus, sentences: Iterable[Key]) -> str:
    """A term in the sources' own words: its most frequent spelling, with a capital."""
    seen: Counter[str] = Counter()
    for _, text, _ in _occurrences(term, corpus, sentences):
        seen[text] += 1
    lower = Counter({text: count for text, count in seen.items() if text.islower()})
    seen = lower if sum(lower.values()) > 0.2 * sum(seen.values()) else seen
    best = min(seen, key=lambda text: (-seen[text], text)) if seen else " ".join(term)
    return best[:1].upper() + best[1:] if best.islower() else best


def _occurrences(term: Term, corpus: _Corpus, sentences: Iterable[Key]) -> Iterator[tuple[str, str, str]]:
    """Where a term stands, as the sources spell it, with the words before and after."""
    for key in sorted(sentences)[:500]:
        source = corpus.texts[key].replace("’", "'")
        matches = list(_WORD.finditer(source))
        words = [normal(match.group()) for match in matches]
        for at in range(len(words) - len(term) + 1):
            if tuple(words[at : at + len(term)]) == term:
                end = at + len(term)
                text = " ".join(source[matches[at].start() : matches[end - 1].end()].split())
                after = matches[end].group() if end < len(matches) and matches[end].start() == matches[end - 1].end() + 1 else ""
                before = matches[at - 1].group() if at and matches[at].start() == matches[at - 1].end() + 1 else ""
                yield before, text.removesuffix("'s"), after


def _is_part_of_name(term: Term, corpus: _Corpus, sentences: Iterable[Key]) -> bool:
    """Whether a single word mostly stands inside a longer name ("Motors" of "General Motors")."""
    if len(term) > 1:
        return False
    uses = list(_occurrences(term, corpus, sentences))
    inside = sum(text[0].isupper() and (before[:1].isupper() or after[:1].isupper()) for before, text, after in uses)
    return inside > 0.5 * len(uses)


def _given(specs: Sequence[TopicSpec], corpus: _Corpus) -> list[_Found]:
    found = []
    for spec in specs:
        terms = [term for text in (spec.terms or (spec.title,)) if (term := normal_words(text))]
        sentences = {key for term in terms for key in corpus.matching(term)}
        found.append(_Found(terms=terms, sentences=sentences, title=spec.title))
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
    corpus = _read(articles, findings)
    if given:
        topics = list(zip((spec.id for spec in given), _given(given, corpus), (spec.description for spec in given), strict=True))
    else:
        topics = [(slug(found.title), found, None) for found in _discover(articles, findings, corpus)]
    of_sentence: dict[Key, list[str]] = defaultdict(list)
    for topic_id, found, _ in topics:
        for key in found.sentences:
            of_sentence[key].append(topic_id)
    summaries = _Summaries(articles, corpus)
    people = _people(findings, ids or {})
    body = max(1, sum(kind == "body" for kind in corpus.kinds.values()))
    return Topics(
        topics=tuple(
            Topic(
                id=topic_id,
                title=found.title,
                description=description,
                terms=tuple(dict.fromkeys(" ".join(term) for term in found.terms)),
                summary=summaries.of(found),
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
    return {offset: number for number, sentence in enumerate(sentences) for offset in range(sentence.span.start, sentence.span.end)}


def _by_weight(sentences: Iterable[Key], people: Mapping[Key, set[str]]) -> tuple[str, ...]:
    counts = Counter(person for key in sentences for person in people.get(key, ()))
    return tuple(sorted(counts, key=lambda person: (-counts[person], person)))


class _Summaries:
    """Chooses the sentences that stand for a topic."""

    def __init__(self, articles: Sequence[Article], corpus: _Corpus) -> None:
        self._corpus = corpus
        self._dates = {article.id: article.published for article in articles}
        self._total = max(1, len(corpus.words))
        self._used: set[Key] = set()  # a sentence says more under one topic than under three

    def _weight(self, word: str) -> float:
        return math.log(1 + self._total / (1 + len(self._corpus.index.get(word, ()))))

    def _vector(self, key: Key) -> dict[str, float]:
        generic = _words("generic")
        return {word: self._weight(word) for word in sorted(set(self._corpus.words[key])) if word not in generic and len(word) > 1}

    def of(self, found: _Found) -> tuple[Claim, ...]:
        """Up to five sentences, the most telling first, none like another, from several sources."""
        corpus = self._corpus
        fit = sorted(key for key in found.sentences if corpus.kinds[key] == "body" and _stands_alone(corpus.texts[key]))
        vectors = {key: self._vector(key) for key in fit}
        centre: Counter[str] = Counter()
        for vector in vectors.values():
            centre.update(vector)
        relevance = {key: _cosine(vectors[key], centre) * _soundness(corpus.texts[key]) / (1 + key[1] / 60) for key in fit}
        pool = sorted(fit, key=lambda key: (-relevance[key], key))[:_SHORTLIST]
        chosen: list[Key] = []
        while pool and len(chosen) < _SUMMARY:

            def gain(key: Key) -> float:
                alike = max((_cosine(vectors[key], vectors[other]) for other in chosen), default=0.0)
                again = 0.1 * sum(other[0] == key[0] for other in chosen) + 0.2 * (key in self._used)
                return _RELEVANCE * relevance[key] - (1 - _RELEVANCE) * alike - again

            best = min(pool, key=lambda key: (-gain(key), key))
            pool.remove(best)
            if all(_cosine(vectors[best], vectors[other]) < 0.7 for other in chosen):
                chosen.append(best)
        self._used.update(chosen)
        return tuple(self._claim(key) for key in chosen)

    def _claim(self, key: Key) -> Claim:
        text = self._corpus.texts[key]
        return Claim(text=text, citation=Citation(source=key[0], sentence=key[1], quote=text), date=self._dates[key[0]])


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    dot = sum(one[word] * other[word] for word in sorted(one) if word in other)
    if not dot:
        return 0.0
    lengths = math.sqrt(sum(one[word] ** 2 for word in sorted(one)) * sum(other[word] ** 2 for word in sorted(other)))
    return dot / lengths


def _stands_alone(text: str) -> bool:
    """A whole sentence that is more than quoted words."""
    words = text.split()
    if not 7 <= len(words) <= 70 or not re.search(r"[.!]['\"”’)]*$", text):
        return False
    quoted = sum(len(part) for part in re.findall(r"[\"“][^\"“”]{0,2000}[\"”]", text))
    return quoted < 0.6 * len(text)


def _soundness(text: str) -> float:
    """Less for a sentence that leans on the one before it, or is very long."""
    first = re.match(r"\W*([\w'’]+)", text)
    dangling = frozenset(str(word) for word in rulebook.load("topics/words")["dangling"])
    return (0.6 if first and first[1].casefold() in dangling else 1.0) * (0.85 if len(text.split()) > 45 else 1.0)
