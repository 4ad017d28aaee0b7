"""Every sentence of the book as normal words, to find the sentences that hold a term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ...model.kept import NOTHING_KEPT, digest
from ..base.corpus import Reading, summed
from .article_terms import NAMES, SENTENCES, terms_in, words_counted
from .term_words import Key, Term


class TermIndex:
    """Every sentence of the book as normal words, to find the sentences that hold a term."""

    def __init__(self, read: Sequence[Reading]) -> None:
        self.readings = {reading.article.id: reading for reading in read}
        self.articles = {reading.article.id: reading.result(terms_in) for reading in read}
        self.kept = read[0].kept if read else NOTHING_KEPT
        self.size = sum(len(terms.kinds) for terms in self.articles.values())  # sentences
        tables = summed(read, words_counted)
        self.uses: Mapping[str, int] = tables.get(SENTENCES, {})  # each word with the number of sentences that have it
        self.names = tables.get(NAMES, {}).keys()  # the words of the names of people and places
        self._matching: dict[Term, list[Key]] = {}

    def look_for(self, terms: Iterable[Term]) -> None:
        """Find the sentences that have some terms; that costs little more for many than for one."""
        sought: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            if term not in self._matching:
                self._matching[term] = []
                if term and all(term):
                    sought[term[0]].append(term)
        for source, article in self.articles.items() if sought else ():
            for term, number in article.with_terms(sought):
                found = self._matching[term]
                if not found or found[-1] != (source, number):
                    found.append((source, number))

    def matching(self, term: Term) -> Sequence[Key]:
        """The sentences that have a term; see `ArticleTerms.with_terms`."""
        self.look_for([term])
        return self._matching[term]

    def digest_of(self, term: Term, keys: Sequence[Key]) -> bytes:
        """The same for a term and the same texts of sentences."""
        return digest(term, b"".join([self.articles[source].mark(number) for source, number in keys]))

    def text(self, key: Key) -> str:
        """A sentence as the source has it."""
        start, end = self.articles[key[0]].spans[key[1]]
        return self.readings[key[0]].article.text[start:end]

    def kind(self, key: Key) -> str:
        """Whether a sentence is told text, a heading or the like."""
        return self.articles[key[0]].kinds[key[1]]
