"""Articles and their findings side by side, with the look-ups that merging needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.article import Article
from generator.model.book import Citation
from generator.model.dates import Date
from generator.model.findings import Findings
from generator.model.text import Span

_NO_WORD = " \t\r\n\u00a0\"'“”‘’«».,;:!?…()[]–—-"  # what may hang over the end of a sentence without a word of the next


@dataclass(frozen=True)
class Reading:
    """One article with its findings. `published` may be worked out, where the article has none."""

    article: Article
    findings: Findings
    published: Date | None

    def sentence_at(self, span: Span) -> int:
        """Index of the sentence in which a span begins."""
        starts = [sentence.span.start for sentence in self.findings.sentences]
        return max(bisect_right(starts, span.start) - 1, 0)

    def quote(self, sentence: int) -> str:
        return self.findings.sentences[sentence].span.of(self.article.text)

    def cite(self, sentence: int) -> Citation:
        return Citation(source=self.article.id, sentence=sentence, quote=self.quote(sentence))

    def cite_all(self, first: int, span: Span) -> Citation:
        """The sentence `first` and those after it into which the words of a span reach."""
        words = span.of(self.article.text).rstrip(_NO_WORD)
        last = self.sentence_at(Span(span.start + len(words) - 1, span.end)) if words else first
        if last <= first:
            return self.cite(first)
        quotes = " ".join(self.quote(number) for number in range(first, last + 1))
        return Citation(source=self.article.id, sentence=first, last=last, quote=quotes)

    def is_body(self, sentence: int) -> bool:
        return self.findings.sentences[sentence].kind in ("body", "standfirst", "caption")


def readings(articles: Sequence[Article], findings: Sequence[Findings]) -> tuple[Reading, ...]:
    """Sorted by source id."""
    pairs = sorted(zip(articles, findings, strict=True), key=lambda pair: pair[0].id)
    return tuple(Reading(article=article, findings=found, published=article.published) for article, found in pairs)
