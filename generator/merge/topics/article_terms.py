"""What topics follow from in one article: the words of its sentences, and which of these lead or tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ...model.findings import Findings
from ...model.kept import Tables, digest
from ...model.text import Span, record
from ..base.corpus import Reading, first_of_body
from ..base.line_gate import resumes
from .term_words import Term, normal_words, word_list

SENTENCES, NAMES = "sentences", "names"  # the tables of `words_counted`


@record
class ArticleTerms:
    """What topics follow from in one article. What stands by sentence is in their order."""

    kinds: tuple[str, ...]  # of the sentences
    spans: tuple[tuple[int, int], ...]
    marks: bytes  # a digest of the text of each sentence, one behind the other
    paragraphs: tuple[int, ...]  # the index of the one that each stands in
    sound: tuple[float, ...]  # how well each would stand in a summary; 0 where it does not stand alone
    words: str  # normal words of all sentences, each between two ends of lines; a sentence begins with a further one
    starts: tuple[int, ...]  # where each sentence begins there
    firsts: tuple[int, ...]  # which of the words, with one more between two sentences, is the first of each
    names: tuple[tuple[tuple[int, int], ...], ...]  # which words of each sentence are the name of a body or a post
    of_phrases: str  # the words of the noun phrases, in lines
    bodies: tuple[Term, ...]  # the names of bodies
    short_forms: tuple[tuple[Term, Term], ...]  # each with what it stands for
    heads: tuple[int, ...]  # the headlines and the first sentence of the text
    told: tuple[int, ...]  # the sentences with a dated deed or somebody's words
    people: tuple[tuple[int, str], ...]  # the sentences that name somebody, each with the key of whom

    def with_terms(self, sought: Mapping[str, Sequence[Term]]) -> Iterator[tuple[Term, int]]:
        """The terms, each with a sentence in which its words stand side by side, in order, and not only as part of the
        name of a body or of a post. Those sought are by their first words; one may come twice for a sentence."""
        words, firsts = self.words.split("\n"), self.firsts
        for at in [at for at, word in enumerate(words) if word in sought]:
            number = bisect_right(firsts, at) - 1
            names = self.names[number]
            for term in sought[words[at]]:
                size = len(term)
                if size > 1 and tuple(words[at : at + size]) != term:
                    continue
                if not names or not _is_in_name(at - firsts[number], size, names):
                    yield term, number

    def _end(self, number: int) -> int:
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words)

    def mark(self, number: int) -> bytes:
        """The digest of the text of a sentence."""
        size = len(self.marks) // len(self.kinds)
        return self.marks[number * size : (number + 1) * size]

    def words_of(self, number: int) -> list[str]:
        """The normal words of a sentence."""
        return self.words[self.starts[number] + 1 : self._end(number) - 1].split("\n")


def _lines(words: Iterable[str]) -> str:
    return "\n" + "\n".join(words) + "\n"


def _is_in_name(at: int, size: int, names: Iterable[tuple[int, int]]) -> bool:
    """Whether so many words from a place are a part of one of the names, and not the whole."""
    return any(start <= at and at + size <= stop and stop - start > size for start, stop in names)


def terms_in(reading: Reading) -> ArticleTerms:
    """What topics follow from in an article."""
    found = reading.findings
    article, named = reading.article, _named(found)
    paragraph, begin = 0, 0
    texts, starts, firsts, paragraphs, names = [], [], [1], [], []
    for sentence in found.sentences:
        while article.paragraphs[paragraph].span.end <= sentence.span.start:
            paragraph += 1
        words, inside = _words(sentence.span, _inside(named, sentence.span), article.text)
        names.append(tuple((name.start, name.stop) for name in (*inside, *_posts(words))))
        paragraphs.append(paragraph)
        texts.append(_lines(words))
        starts.append(begin)
        begin += len(texts[-1])
        firsts.append(firsts[-1] + max(len(words), 1) + 1)
    return ArticleTerms(
        kinds=tuple(sentence.kind for sentence in found.sentences),
        spans=tuple((sentence.span.start, sentence.span.end) for sentence in found.sentences),
        marks=b"".join(digest(sentence.span.of(article.text)) for sentence in found.sentences),
        paragraphs=tuple(paragraphs),
        sound=tuple(_soundness(sentence.span.of(article.text)) for sentence in found.sentences),
        words="".join(texts),
        starts=tuple(starts),
        firsts=tuple(firsts[:-1]),
        names=tuple(names),
        of_phrases="\n".join(sorted({word for phrase, _ in found.phrases for word in normal_words(phrase)})),
        bodies=tuple(sorted(_bodies(found))),
        short_forms=tuple(
            sorted({(normal_words(one.short), normal_words(one.expansion)) for one in found.abbreviations})
        ),
        heads=tuple(_heads_of(found)),
        told=tuple(_told_in(found)),
        people=tuple(_people_in(found)),
    )


def words_counted(reading: Reading) -> Tables:
    """In how many sentences of an article each word is, and the words of the names of its people and places."""
    terms = reading.result(terms_in)
    counts = Counter(chain.from_iterable({*terms.words_of(number)} - {""} for number in range(len(terms.kinds))))
    entities = (entity for entity in reading.findings.entities if entity.kind in ("person", "place"))
    names = {word for entity in entities for word in normal_words(entity.name)}
    return {SENTENCES: dict(sorted(counts.items())), NAMES: dict.fromkeys(sorted(names), 1)}


def _bodies(found: Findings) -> set[Term]:
    """The names of bodies."""
    return {normal_words(entity.name) for entity in found.entities if entity.kind == "organisation"}


def _heads_of(found: Findings) -> Iterator[int]:
    """The headlines of an article and the first sentence of its text."""
    yield from (at for at, sentence in enumerate(found.sentences) if sentence.kind == "headline")
    if (lede := first_of_body(found)) is not None:
        yield lede


def _told_in(found: Findings) -> Iterator[int]:
    """The sentences of an article with a dated deed or somebody's words."""
    said = {_sentence_at(found, quotation.content.start) for quotation in found.quotations}
    dated = {event.sentence for event in found.events if event.date is not None}
    yield from sorted({number for number in said | dated if number is not None})


def _people_in(found: Findings) -> Iterator[tuple[int, str]]:
    """Who is named in which sentence."""
    people = {entity.key for entity in found.entities if entity.kind == "person"}
    named = ((_sentence_at(found, m.span.start), m.entity) for m in found.mentions if m.entity in people)
    yield from sorted({(number, key) for number, key in named if number is not None})


def _sentence_at(found: Findings, offset: int) -> int | None:
    """The sentence that holds an offset; None between two."""
    number = bisect_right(found.sentences, offset, key=lambda sentence: sentence.span.start) - 1
    return number if number >= 0 and offset < found.sentences[number].span.end else None


def _named(found: Findings) -> list[Span]:
    """The names of bodies and posts, the first and longest of those that overlap."""
    spans = {
        *(mention.span for mention in found.mentions if mention.kind == "organisation"),
        *(role.span for role in found.roles),
    }
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def _inside(apart: Sequence[Span], sentence: Span) -> Sequence[Span]:
    """Those that lie wholly in a sentence; they stand in order, and none overlaps another."""
    first = bisect_left(apart, sentence.start, key=lambda span: span.start)
    return apart[first : bisect_right(apart, sentence.end, key=lambda span: span.end)]


def _words(sentence: Span, named: Sequence[Span], text: str) -> tuple[Term, list[range]]:
    """The normal words of a sentence, and which of them are names."""
    words: list[str] = []
    names = []
    at = sentence.start
    for span in named:
        words += normal_words(Span(at, span.start).of(text))
        inside = normal_words(span.of(text))
        names.append(range(len(words), len(words) + len(inside)))
        words += inside
        at = span.end
    return (*words, *normal_words(Span(at, sentence.end).of(text))), names


def _posts(words: Term) -> Iterator[range]:
    """Each word that only says of what somebody is the minister, or a body is the ministry."""
    posts = word_list("posts")
    yield from (range(at - 1, at + 1) for at in range(1, len(words)) if words[at] in posts)


def _soundness(text: str) -> float:
    """How well a sentence would stand in a summary: 0 where it does not stand alone, less where it leans on the one
    before it, or is very long."""
    if not _stands_alone(text):
        return 0.0
    first = re.match(r"\W*([\w'’]+)", text)
    leans = resumes(text) or (first is not None and first[1].casefold() in word_list("dangling"))
    return (0.6 if leans else 1.0) * (0.85 if len(text.split()) > 45 else 1.0)


def _stands_alone(text: str) -> bool:
    """A whole sentence that is more than quoted words."""
    words = text.split()
    if not 7 <= len(words) <= 70 or not re.search(r"[.!]['\"”’)]*$", text):
        return False
    quoted = sum(len(part) for part in re.findall(r"[\"“][^\"“”]{0,2000}[\"”]", text))
    return quoted < 0.6 * len(text)
