"""What topics follow from in one article: the words of its sentences, and which of these lead or tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...model.findings import Findings
from ...model.text import Span, record
from ..base.corpus import Reading, first_of_body
from ..base.line_gate import resumes
from .term_words import Term, normal_words, word_list


@record
class ArticleTerms:
    """What topics follow from in one article. What stands by sentence is in their order."""

    kinds: tuple[str, ...]  # of the sentences
    spans: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]  # the index of the one that each stands in
    sound: tuple[float, ...]  # how well each would stand in a summary; 0 where it does not stand alone
    words: str  # normal words of all sentences, each between two ends of lines; a sentence begins with a further one
    starts: tuple[int, ...]  # where each sentence begins there
    names: tuple[tuple[tuple[int, int], ...], ...]  # which words of each sentence are the name of a body or a post
    uses: Mapping[str, tuple[int, ...]]  # each word with the sentences that have it
    of_phrases: tuple[str, ...]  # the words of the noun phrases
    of_names: tuple[str, ...]  # the words of the names of people and places
    bodies: tuple[Term, ...]  # the names of bodies
    short_forms: tuple[tuple[Term, Term], ...]  # each with what it stands for
    heads: tuple[int, ...]  # the headlines and the first sentence of the text
    told: tuple[int, ...]  # the sentences with a dated deed or somebody's words
    people: tuple[tuple[int, str], ...]  # the sentences that name somebody, each with the key of whom

    def sentences_with(self, term: Term) -> list[int]:
        """The sentences in which the words of a term stand side by side, in order, and not only as a part of the name
        of a body or of a post."""
        names, size = self.names, len(term)
        able = min((self.uses.get(word, ()) for word in term), key=len) if size > 1 else self.uses.get(term[0], ())
        if size == 1 and not any(map(names.__getitem__, able)):
            return list(able)
        sought = _lines(term)
        return [number for number in able if self._tells(number, sought, size)]

    def _tells(self, number: int, sought: str, size: int) -> bool:
        start, end = self.starts[number], self._end(number)
        at = self.words.find(sought, start, end)
        while at >= 0:
            first = self.words.count("\n", start, at)
            if not any(_is_part(first, first + size, range(*name)) for name in self.names[number]):
                return True
            at = self.words.find(sought, at + 1, end)
        return False

    def _end(self, number: int) -> int:
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words)

    def words_of(self, number: int) -> list[str]:
        """The normal words of a sentence."""
        return self.words[self.starts[number] + 1 : self._end(number) - 1].split("\n")


def _lines(words: Iterable[str]) -> str:
    return "\n" + "\n".join(words) + "\n"


def _is_part(start: int, end: int, name: range) -> bool:
    """Whether the words from `start` to `end` are a part of a name, and not the whole."""
    return name.start <= start and end <= name.stop and len(name) > end - start


def terms_in(reading: Reading) -> ArticleTerms:
    """What topics follow from in an article."""
    found = reading.findings
    article, named = reading.article, _named(found)
    paragraph, begin = 0, 0
    texts, starts, paragraphs, names = [], [], [], []
    uses: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(found.sentences):
        while article.paragraphs[paragraph].span.end <= sentence.span.start:
            paragraph += 1
        words, inside = _words(sentence.span, _inside(named, sentence.span), article.text)
        names.append(tuple((name.start, name.stop) for name in (*inside, *_posts(words))))
        paragraphs.append(paragraph)
        texts.append(_lines(words))
        starts.append(begin)
        begin += len(texts[-1])
        for word in set(words):
            uses[word].append(number)
    return ArticleTerms(
        kinds=tuple(sentence.kind for sentence in found.sentences),
        spans=tuple((sentence.span.start, sentence.span.end) for sentence in found.sentences),
        paragraphs=tuple(paragraphs),
        sound=tuple(_soundness(sentence.span.of(article.text)) for sentence in found.sentences),
        words="".join(texts),
        starts=tuple(starts),
        names=tuple(names),
        uses={word: tuple(numbers) for word, numbers in sorted(uses.items())},
        of_phrases=tuple(sorted({word for phrase, _ in found.phrases for word in normal_words(phrase)})),
        of_names=_normal(found, "person", "place"),
        bodies=tuple(sorted(_bodies(found))),
        short_forms=tuple(
            sorted({(normal_words(one.short), normal_words(one.expansion)) for one in found.abbreviations})
        ),
        heads=tuple(_heads_of(found)),
        told=tuple(_told_in(found)),
        people=tuple(_people_in(found)),
    )


def _normal(found: Findings, *kinds: str) -> tuple[str, ...]:
    """The normal words of the names of these kinds."""
    names = (entity.name for entity in found.entities if entity.kind in kinds)
    return tuple(sorted({word for name in names for word in normal_words(name)}))


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
