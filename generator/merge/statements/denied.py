"""What an author denies: the next sentence, or a clause beside the words, that takes back what somebody said.

It is kept only where it is certain: by the patterns of rules/merge/denials, in words that nobody else is quoted with,
and where one alone speaks in the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ...model.book import Claim, Statement
from ...model.text import Span
from ...rules.load import load
from ...rules.types.merge import DENIALS, Denial
from ..base.corpus import Reading
from ..base.same_words import ContentWord, content_words, senses


def with_denials(statements: Iterable[Statement], reading: Reading) -> Iterator[Statement]:
    """The statements of an article, those that it denies itself with the words that do so."""
    for one in statements:
        denies = one.act in load(DENIALS).acts and _speaks_alone(one, reading) and _denial(one, reading)
        yield replace(one, denied=denies) if denies else one


def _speaks_alone(one: Statement, reading: Reading) -> bool:
    """Whether nobody else says anything in the last sentence of a statement."""
    sentence = reading.findings.sentences[one.citation.sentences[-1]].span
    told = (q for q in reading.quotations_at(sentence) if q.source or q.speaker)
    return len({q.speaker or (q.source and q.source.of(reading.article.text)) for q in told}) <= 1


def _denial(one: Statement, reading: Reading) -> Claim | None:
    at = one.citation.sentences[-1]
    beside = (clause for clause in _beside(reading, at) if clause.text not in one.lead)  # else it is shown already
    return next(beside, None) or _behind(reading, at)


def _behind(reading: Reading, at: int) -> Claim | None:
    """The next sentence, where it is the author's own and denies the one before."""
    following = at + 1
    if following >= len(reading.findings.sentences) or not reading.is_told(following):
        return None
    span = reading.findings.sentences[following].span
    if reading.quotations_at(span):
        return None
    words = _plain(span.of(reading.article.text))
    fits = any(rule.where == "next" and _fits(rule, words, reading, at, span) for rule in load(DENIALS).rules)
    return Claim(text=reading.quote(following), citation=reading.cite(following)) if fits else None


def _beside(reading: Reading, at: int) -> Iterator[Claim]:
    """A clause of the same sentence outside of what is said."""
    sentence = reading.findings.sentences[at].span
    said = [quotation.content for quotation in reading.quotations_at(sentence)]
    words = _plain(sentence.of(reading.article.text))
    for rule in load(DENIALS).rules:
        if rule.where != "clause":
            continue
        for found in _pattern(rule).finditer(words):
            span = Span(sentence.start + found.start(), sentence.start + found.end())
            if not any(span.overlaps(each) for each in said) and _shares(rule, reading, at, span):
                text = span.of(reading.article.text).strip(" ,.")
                yield Claim(text=text, citation=reading.cite(at))


def _fits(rule: Denial, words: str, reading: Reading, at: int, span: Span) -> bool:
    return _pattern(rule).search(words) is not None and _shares(rule, reading, at, span)


def _shares(rule: Denial, reading: Reading, at: int, denial: Span) -> bool:
    """Whether a word of what is said, that is no name, stands in the denial too; asked only by some rules."""
    if not rule.shares:
        return True
    said = reading.findings.sentences[at].span
    behind = reading.sentence_at(denial)
    there = senses(_things(reading, behind), denial)
    here = frozenset(w.means for w in _things(reading, at) if not denial.overlaps(w.span) and said.contains(w.span))
    return bool(here & there)


def _things(reading: Reading, number: int) -> list[ContentWord]:
    names = {word.span for word in reading.words(number) if word.tag == "name"}
    return [word for word in content_words(reading, number) if word.span not in names and word.means[0] != "@"]


def _plain(text: str) -> str:
    """As long as the text, with one kind of apostrophe."""
    return text.replace("’", "'")


@cache
def _pattern(rule: Denial) -> re.Pattern[str]:
    pattern = rule.pattern
    for name, piece in load(DENIALS).pieces.items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    return re.compile(pattern, re.IGNORECASE)
