"""Every sentence of the book as normal words, to find the sentences that hold a term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...model.kept import NOTHING_KEPT
from ..base.corpus import Reading
from .article_terms import terms_in
from .term_words import Key, Term


class TermIndex:
    """Every sentence of the book, with an index from a word to the articles that have it."""

    def __init__(self, read: Sequence[Reading]) -> None:
        self.readings = {reading.article.id: reading for reading in read}
        self.articles = {reading.article.id: reading.result(terms_in) for reading in read}
        self.kept = read[0].kept if read else NOTHING_KEPT
        self.size = sum(len(terms.kinds) for terms in self.articles.values())  # sentences
        self.uses: dict[str, int] = defaultdict(int)  # each word with the number of sentences that have it
        self._having: dict[str, list[str]] = defaultdict(list)
        for source, terms in self.articles.items():
            for word, numbers in terms.uses.items():
                self.uses[word] += len(numbers)
                self._having[word].append(source)
        self._matching: dict[Term, list[Key]] = {}

    def matching(self, term: Term) -> Sequence[Key]:
        """The sentences that have a term; see `ArticleTerms.sentences_with`."""
        if term not in self._matching:
            able = min((self._having.get(word, ()) for word in term), key=len, default=()) if all(term) else ()
            found = self._matching[term] = []
            for source in able:
                found += [(source, number) for number in self.articles[source].sentences_with(term)]
        return self._matching[term]

    def text(self, key: Key) -> str:
        """A sentence as the source has it."""
        start, end = self.articles[key[0]].spans[key[1]]
        return self.readings[key[0]].article.text[start:end]

    def kind(self, key: Key) -> str:
        """Whether a sentence is told text, a heading or the like."""
        return self.articles[key[0]].kinds[key[1]]
