"""What a sentence is about, as weighted words, for telling whether two tell the same."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property, lru_cache
from itertools import chain
from sys import intern

from ...model.article_view import Viewed
from ...model.kept import Tables
from ...model.text import Span, longest_first, record
from ...model.words import Tag
from ...rules.load import load
from ...rules.lookups import NAMES, country_forms
from ...rules.types.merge import DEEDS, STOPWORDS, SYNONYMS
from .corpus import Reading, summed

_WORD = re.compile(r"\w+")
_WITH, _EVERY = "sentences with a word", "sentences"  # what is counted
_AT_HAND = 5_000  # sentences of which the words are at hand
_SHORT = 2  # letters of a country's name that is told from a word by its capitals: "US"


@record
class ContentWord:
    """A word that says what a sentence tells, or the name of a country."""

    span: Span
    text: str  # as the article has it
    means: str  # a lemma, a group of synonyms ("=end") or a country ("@Japan")


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(str(word) for word in load(STOPWORDS))


@cache
def _verbs() -> Mapping[str, str]:
    """The verb of each noun that names its deed."""
    return {noun: verb for verb, nouns in load(DEEDS).items() for noun in nouns}


@cache
def _groups() -> Mapping[str, str]:
    return {_verbs().get(word, word): f"={group[0]}" for group in load(SYNONYMS) for word in group}


@cache
def _places() -> Mapping[str, str]:
    """The country that each name of one, of its people and its capital stands for; without case if it is not short."""
    names: dict[str, str] = {}
    for name, country in country_forms(*NAMES).items():
        names.setdefault(name if len(name) <= _SHORT else name.casefold(), country.name)
    return names


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Of the names without case, the longest first, and of the short ones."""
    names = longest_first(_places())
    long = "|".join(re.escape(name) for name in names if len(name) > _SHORT)
    short = "|".join(re.escape(name) for name in names if len(name) <= _SHORT)
    return re.compile(rf"(?<!\w)(?:{long})(?!\w)"), re.compile(rf"(?<!\w)(?:{short})(?!\w)")


@cache
def sense(lemma: str) -> str:
    """What a word comes to, the same for a verb, the noun of its deed, and all of one group of synonyms.

    >>> sense("announcement") == sense("announce")
    True
    """
    root = _verbs().get(lemma, lemma)
    return _groups().get(root, root)


def content_words(view: Viewed, number: int) -> tuple[ContentWord, ...]:
    """Those of a sentence in order, without stop words."""
    sentence, text = view.findings.sentences[number].span, view.article.text
    places = list(_countries(sentence.of(text), sentence.start))
    found = [*places, *_others(view, number, places)]
    if places:
        found.sort(key=lambda word: (word.span.start, word.span.end))
    return tuple(found)


def _countries(text: str, start: int) -> Iterator[ContentWord]:
    """The names of countries in a sentence that begins at `start`."""
    long, short = _patterns()
    folded = _without_case(text)
    if not _openings().isdisjoint(_WORD.findall(folded)):
        for match in long.finditer(folded):
            yield _country(text, start, match)
    if not _short_names().isdisjoint(_WORD.findall(text)):
        for match in short.finditer(text):
            yield _country(text, start, match)


def _country(text: str, start: int, match: re.Match[str]) -> ContentWord:
    first, end = match.span()
    span = Span(start + first, start + end)
    return ContentWord(span=span, text=text[first:end], means=f"@{_places()[match.group()]}")


@cache
def _short_names() -> frozenset[str]:
    return frozenset(name for name in _places() if len(name) <= _SHORT)


@cache
def _openings() -> frozenset[str]:
    """The first words of the names without case: a sentence that has none of them has no such name."""
    return frozenset(_WORD.findall(name)[0] for name in _places() if len(name) > _SHORT)


def _without_case(text: str) -> str:
    """As long as the text: a letter whose case has more letters stays."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(small if len(small := char.casefold()) == 1 else char for char in text)


def _others(view: Viewed, number: int, places: Iterable[ContentWord]) -> Iterator[ContentWord]:
    named = {at for place in places for at in range(place.span.start, place.span.end)}
    text = view.article.text
    for start, end, tag, lemma in view.words_told(number):
        surface = text[start:end]
        if start not in named and _tells(tag, lemma, surface.casefold()):
            yield ContentWord(span=Span(start, end), text=surface, means=sense(lemma))


def _tells(tag: Tag, lemma: str, surface: str) -> bool:
    """Whether a word is none of those that every text has; a verb is one in each of its forms ("says", "took")."""
    if tag == "function" or not surface[0].isalnum() or (len(surface) < 2 and not surface.isdigit()):
        return False
    return surface not in _stopwords() and not (tag == "verb" and lemma in _stopwords())


def senses(words: Iterable[ContentWord], inside: Span | None = None) -> frozenset[str]:
    """What the words mean, all of them or those inside a stretch."""
    return frozenset(word.means for word in words if inside is None or inside.contains(word.span))


def in_lines(words: Iterable[str]) -> str:
    """What words mean, in a tenth of the memory of a set.

    >>> words_of(in_lines({"sign", "@Japan"})) == {"sign", "@Japan"}, words_of(in_lines(()))
    (True, frozenset())
    """
    return "\n".join(sorted(words))


@lru_cache(maxsize=_AT_HAND)
def words_of(lines: str) -> frozenset[str]:
    """The same as a set; those of one text are one."""
    return frozenset(map(intern, lines.split("\n"))) if lines else frozenset()


def senses_in_article(reading: Viewed) -> tuple[str, ...]:
    """What the words of each of its sentences mean, in lines."""
    return tuple(in_lines(senses(content_words(reading, number))) for number in range(len(reading.findings.sentences)))


def senses_of(reading: Reading, number: int) -> frozenset[str]:
    """What the words of a sentence mean; worked out once."""
    if number not in reading.senses:
        reading.senses.update(enumerate(reading.result(senses_in_article)))
    return words_of(reading.senses[number])


def senses_in(words: Iterable[ContentWord], text: str) -> frozenset[str]:
    """What those of the words mean that stand in a text made from their sentence."""
    return frozenset(word.means for word in words if _stands_in(word.text, text))


def _stands_in(word: str, text: str) -> bool:
    """Whether it stands there as a word, not inside one."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_letter(text[at - 1 : at]) or _is_letter(text[end : end + 1])):
            return True
        at = text.find(word, at + 1)
    return False


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def words_in_common(words: Iterable[tuple[str, str]], other: Set[str]) -> tuple[str, ...]:
    """Those of the words, each with what it means, that say what the other sentence says too, in their order."""
    return tuple(dict.fromkeys(word for word, means in words if means in other))


class Rarity:
    """Inverse document frequency of words over the texts of a corpus."""

    def __init__(self, counts: Mapping[str, int], total: int) -> None:
        """Of how many of all texts have each word."""
        self._weights = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._unseen = math.log(1 + max(total, 1))
        self._known: dict[frozenset[str], float] = {}  # weights of what was compared

    def of(self, word: str) -> float:
        """The weight of a word; one that the corpus lacks weighs as much as one that it has once."""
        return self._weights.get(word, self._unseen)

    def weight(self, words: Iterable[str]) -> float:
        """The sum of the words' weights."""
        return sum([self._weights.get(word, self._unseen) for word in sorted(words)])

    def share(self, words: frozenset[str], whole: frozenset[str]) -> float:
        """Weight of those of a text's words that are among others, over that of all of them."""
        return self.weight(words & whole) / (self._weight_of(whole) or 1.0)

    def rarest(self, words: Iterable[str], count: int) -> list[str]:
        """The words of which the corpus has fewest, by which a text of the same thing is looked up."""
        try:
            return sorted(words, key=self._order.__getitem__)[:count]
        except KeyError:  # the corpus lacks one
            return sorted(words, key=lambda word: (-self.of(word), word))[:count]

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """The place of each word of the corpus among all, the rarest first."""
        ordered = sorted(self._weights, key=lambda word: (-self._weights[word], word))
        return {word: at for at, word in enumerate(ordered)}

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Weight that both share, over the weight of the lighter: 0 to 1."""
        if a.isdisjoint(b):
            return 0.0
        lighter = min(self._weight_of(a), self._weight_of(b))
        return self.weight(a & b) / lighter if lighter else 0.0

    def _weight_of(self, words: frozenset[str]) -> float:
        """The same as `weight`, worked out once: the same words are compared with many others."""
        if words not in self._known:
            self._known[words] = self.weight(words)
        return self._known[words]


def rarity_of(corpus: Sequence[Reading]) -> Rarity:
    """How rare each word is among all sentences of the articles."""
    tables = summed(corpus, uses_in_article)
    return Rarity(tables.get(_WITH, {}), tables.get(_EVERY, {}).get("", 0))


def uses_in_article(reading: Reading) -> Tables:
    """In how many of its sentences each word is, and of how many."""
    told = [senses_of(reading, number) for number in range(len(reading.sentences))]
    return {_WITH: dict(sorted(Counter(chain.from_iterable(told)).items())), _EVERY: {"": len(told)}}
