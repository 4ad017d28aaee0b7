"""What a number counts: the head noun behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ...model.reasons import Reason, first
from ...model.text import record
from ..base import grammar
from ..base.grammar.parsed import Doc, Token

_MODEL = re.compile(r"[A-Z]{0,3}-?\d{2,3}s")  # "18 A350s"
_DECADE = re.compile(r"\d\d?0s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INSIDE = frozenset({"adjective", "noun", "name", "verb", "adverb", "punctuation"})
_FARTHEST = 7  # words behind the number

Verdict = Literal["this", "as written", "go on", "stop"]


@record
class Tokens:
    """A parsed text and where its tokens begin and its sentences end."""

    doc: Doc
    starts: list[int]
    sentence_ends: list[int]  # index of the token after each sentence

    def at(self, offset: int) -> Token | None:
        """The token that holds a character."""
        index = bisect_right(self.starts, offset) - 1
        return self.doc[index] if index >= 0 and offset < self.starts[index] + len(self.doc[index]) else None

    def sentence_end(self, token: Token) -> int:
        """The index of the token after the sentence that a token stands in."""
        return self.sentence_ends[bisect_right(self.sentence_ends, token.i)]


def tokens_of(doc: Doc) -> Tokens:
    """A parsed text with the places of its tokens, for looking up."""
    starts = [token.i for token in doc if token.is_sent_start]
    return Tokens(doc=doc, starts=[token.idx for token in doc], sentence_ends=[*starts, len(doc)])


@record
class Behind:
    """A word behind a number, in the noun phrase as far as it has been read."""

    word: Token
    first: int  # index of the first word behind the number
    end: int  # of the sentence
    counts: Mapping[str, Any]  # rules/figures/counts

    @property
    def next(self) -> Token | None:
        """The word after it; None at the end of the text."""
        return self.word.doc[self.word.i + 1] if self.word.i + 1 < len(self.word.doc) else None

    @property
    def is_plural(self) -> bool:
        """Whether it is a plural of more than two letters, by its tag or by the list of plurals."""
        word = self.word
        plural = grammar.form_of(word) in ("nouns", "names") or word.lower_ in self.counts["plural"]
        return plural and len(word) > 2 and _WORD.fullmatch(word.lower_) is not None


@dataclass(frozen=True, slots=True)
class Step(Reason[Behind]):
    """A row that says what to do at a word where it holds."""

    verdict: Verdict


def _is_worth_nothing(case: Behind) -> bool:
    return case.word.lower_ in case.counts["time"] or case.word.lower_ in case.counts["never"]


def _is_model(case: Behind) -> bool:
    return _MODEL.fullmatch(case.word.text) is not None and _DECADE.fullmatch(case.word.text) is None


def _begins_a_name(case: Behind) -> bool:
    named = case.is_plural and grammar.class_of(case.word) == "name" and case.next is not None
    return named and case.next is not None and grammar.form_of(case.next) in ("nouns", "name", "noun")


def _stands_before_noun(case: Behind) -> bool:
    if not case.is_plural or case.word.lower_ not in case.counts["collective"] or case.word.i + 1 >= case.end:
        return False
    return case.next is not None and grammar.form_of(case.next) == "nouns"


def _is_number_of_model(case: Behind) -> bool:
    return grammar.class_of(case.word) == "number" and case.word.i > case.first and bool(case.word.is_digit)


def _is_outside(case: Behind) -> bool:
    return grammar.class_of(case.word) not in _INSIDE and case.word.lower_ not in ("'s", "’s")


def _is_mark(case: Behind) -> bool:
    word = case.word
    if grammar.class_of(word) != "punctuation" or word.text in ("-", "–"):
        return False
    return not (word.text == "," and grammar.class_of(word.doc[word.i - 1]) == "adjective")


def _is_finite(case: Behind) -> bool:
    return grammar.class_of(case.word) == "verb" and grammar.form_of(case.word) not in ("participle", "ing")


# Word by word behind the number; the first row that holds decides, and where none holds the reading goes on.
STEPS: tuple[Step, ...] = (
    Step("worth nothing", "It took three [days].", "It took three [boats].", _is_worth_nothing, "stop"),
    Step("a model", "She bought 18 [A350s].", "She bought 18 [boats].", _is_model, "as written"),
    Step("first word of a name", "He met four [Democrats] senators.", "She bought 18 [boats].",
         _begins_a_name, "go on"),
    Step("before its noun", "They saved four [crew] members.", "They saved four [men].", _stands_before_noun, "go on"),
    Step("plural noun", "She bought 18 [boats].", "They saved four [crew] members.",
         lambda case: case.is_plural, "this"),
    Step("number of a model", "She bought five new [737] jets.", "She bought five new [jets].",
         _is_number_of_model, "go on"),
    Step("outside", "Some 14 [of] them left.", "Some 14 [boats] left.", _is_outside, "stop"),
    Step("a mark", "She bought 18[;] then she left.", "She bought 18 big[,] old boats.", _is_mark, "stop"),
    Step("a finite verb", "Of those, 14 [said] they left.", "They saved four [stranded] sailors.", _is_finite, "stop"),
)  # fmt: skip


def behind(doc: Doc, token: Token, end: int, counts: Mapping[str, Any]) -> list[Behind]:
    """The words of a phrase that begins with `token`, as far as its noun may stand."""
    start = token.i
    pointing = counts["definite"] | counts["possessive"]
    if token.lower_ == "of" and start + 2 < end and doc[start + 1].lower_ in pointing:
        start += 2  # "two of the engines", "ten of its plants"
    line = doc[start : min(start + _FARTHEST, end)]
    return [Behind(word=word, first=start, end=end, counts=counts) for word in line]


def counted(tokens: Tokens, match: re.Match[str], counts: Mapping[str, Any]) -> tuple[str, int] | None:
    """The head noun after a number and where it ends; None when the number counts nothing."""
    token, start = tokens.at(match.end() + 1), tokens.at(match.start())
    if token is None or start is None or tokens.sentence_end(start) <= token.i:
        return None
    for each in behind(tokens.doc, token, tokens.sentence_end(start), counts):
        step = first(STEPS, each)
        verdict = step.verdict if step is not None else "go on"
        if verdict == "stop":
            return None
        if verdict != "go on":
            noun = each.word.lower_ if verdict == "this" else each.word.text
            return noun, each.word.idx + len(each.word)
    return None
