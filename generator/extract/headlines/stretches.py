"""A sentence as its cuts see it: its tokens, what was found in it, and stretches that may go as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...model.article_view import ArticleView
from ...model.findings import Cut, Sentence
from ...model.text import Span, alternation
from ...rules.load import load, word_sets
from ...rules.types.headlines import CUT_WORDS, CUTS, CutRole, CutRule
from ..base import grammar
from ..base.grammar.parsed import Doc, DocSpan, Token

VERBS = ("verb", "helper")
SUBJECTS = ("subject", "passive subject", "clause subject", "passive clause subject", "there")
RELATIVE_FORMS = ("which", "who", "whose", "where")
LONGEST = 200  # tokens; beyond that a parse is a guess
_FINITE = ("past", "present s", "present", "modal")


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list of rules/headlines/words.yml."""
    return word_sets(CUT_WORDS)[name]


@cache
def rules() -> dict[CutRole, CutRule]:
    """The rules of rules/headlines by their role."""
    return {rule.role: rule for rule in load(CUTS)}


def cut_of(role: CutRole, span: Span) -> Cut:
    """A cut by the rule of a role."""
    rule = rules()[role]
    return Cut(span=span, kind=rule.kind, rule=rule.name)


@cache
def opening() -> re.Pattern[str]:
    """An opening word that only joins a sentence to the one before."""
    rule = rules()["connective"]
    commas, bare, spared = (alternation(words) for words in (rule.before_comma, rule.bare, rule.not_before))
    return re.compile(rf"(?:{commas}),(?=\s)|(?:{bare})(?=\s)(?!\s+(?:{spared})\b)", re.IGNORECASE)


def parsed(doc: Doc, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, DocSpan | None]]:
    """Each sentence with its tokens."""
    for sentence in sentences:
        yield sentence, doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")


def span_of(first: Token, last: Token) -> Span:
    """From the first to the last token, both in."""
    return Span(first.idx, last.idx + len(last))


def token_at(doc: Doc, span: Span | None) -> Token | None:
    """The token of a span on which its others hang."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand") if span else None
    return found.root if found is not None else None


def is_balanced(text: str) -> bool:
    """Whether each quotation mark and bracket has its other one."""
    return (
        text.count('"') % 2 == 0
        and text.count("``") == text.count("''")
        and text.count("“") == text.count("”")
        and text.count("(") == text.count(")")
    )


def is_mark(token: Token) -> bool:
    """Punctuation or space; a per cent sign is a word."""
    return (token.is_punct and token.text != "%") or token.is_space


def auxiliaries(verb: Token) -> list[Token]:
    """The helpers of a verb without "to"."""
    return [c for c in verb.children if grammar.relation_of(c) in ("helper", "passive helper") and c.lower_ != "to"]


def is_finite(verb: Token) -> bool:
    """By its form or that of a helper, a modal too."""
    return grammar.form_of(verb) in _FINITE or any(grammar.form_of(a) in _FINITE for a in auxiliaries(verb))


def is_negated(verb: Token) -> bool:
    """By a word at the verb, or "no" at who does it or to whom."""
    if any(grammar.relation_of(c) == "negation" or c.lower_ in listed("denying") for c in verb.children):
        return True
    return any(
        grammar.relation_of(c) in ("subject", "passive subject", "object")
        and any(d.lower_ in listed("none_of") for d in c.children)
        for c in verb.children
    )


class SentenceTokens:
    """One sentence's tokens. Ranges are first and last token index, both in."""

    def __init__(self, doc: Doc, tokens: DocSpan, span: Span, view: ArticleView) -> None:
        self.doc, self.tokens, self.span = doc, tokens, span
        self.page, self.text = view.article.text, span.of(view.article.text)
        self.timexes = view.within(view.findings.timexes, span)
        self.mentions = view.within(view.findings.mentions, span)
        self.references = view.within(view.findings.references, span)
        self.roles = view.within(view.findings.roles, span)
        self.quotations = view.quotations_at(span)
        last = tokens.end - 1
        while last > tokens.start and (is_mark(doc[last]) or doc[last].is_quote):
            last -= 1
        self.last = last  # the last word

    def cut(self, role: CutRole, first: int, last: int) -> Cut:
        """A cut of a range of tokens, both in; at the sentence's end with the mark that closes a quotation in it."""
        span = span_of(self.doc[first], self.doc[last])
        if last == self.last and not is_balanced(span.of(self.page)):
            closing = next((each for each in self.doc[last + 1 : self.tokens.end] if each.is_quote), None)
            span = span if closing is None else Span(span.start, closing.idx + len(closing))
        return cut_of(role, span)

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Without punctuation at the edges, and not beyond the last word."""
        last = min(last, self.last)
        while first < last and is_mark(self.doc[first]):
            first += 1
        while last > first and is_mark(self.doc[last]) and not self.doc[last].is_quote:
            last -= 1
        return first, last

    def aside(self, first: int, last: int) -> tuple[int, int] | None:
        """A stretch after a comma, with the punctuation that goes with it; None where it is not marked off."""
        first, last = self.trimmed(first, last)
        doc = self.doc
        if first - 1 <= self.tokens.start or doc[first - 1].lower_ != ",":
            return None
        if last == self.last:
            return first - 1, last
        return (first - 1, last) if doc[last + 1].lower_ in (",", ";", ":", "—", "–") else None

    def closed(self, found: tuple[int, int], head: Token) -> tuple[int, int]:
        """With the closing comma, where nothing behind it needs one."""
        first, last = found
        after = self.doc[last + 2] if last + 2 <= self.last and self.doc[last + 1].lower_ == "," else None
        goes_on = (
            (*VERBS, "adverb", "particle")
            if grammar.relation_of(head) in SUBJECTS
            else (*VERBS, "preposition", "adverb", "particle")
        )
        closes = (
            after is not None
            and grammar.class_of(after) in goes_on
            and (grammar.form_of(after) not in ("ing", "participle", *RELATIVE_FORMS) or grammar.above(after) is None)
        )
        return first, last + 1 if closes else last

    def is_bound(self, first: int) -> bool:
        """Whether a word that limits what is said stands at or just before a place."""
        near = self.doc.tokens[max(first - 2, self.tokens.start) : min(first + 2, self.last + 1)]
        binding = listed("binding")
        return any(token.lower_ in binding or token.relation == "negation" for token in near)

    def reaches_end(self, last: int) -> bool:
        """Whether a clause or the sentence ends behind a token."""
        return last >= self.last or self.doc[last + 1].lower_ in (",", ";")

    def opens(self, first: int) -> bool:
        """Right behind an opening word with its comma: "But on Monday, ...", "Meanwhile, on Monday, ..."."""
        match = opening().match(self.text)
        return match is not None and self.doc[first - 1].idx < self.span.start + match.end()

    def within_outer(self, token: Token, found: tuple[int, int]) -> tuple[int, int]:
        """Without the closing comma where that closes an outer aside with the same end."""
        first, last = found
        if self.doc[last].lower_ == ",":
            ends = last - 1
            outer = (
                a
                for a in token.ancestors
                if grammar.relation_of(a) in ("apposition", "relative clause", "noun clause", "adverbial clause")
                and a.right_edge.i in (ends, ends + 1)
            )
            if any(a.left_edge.i < first for a in outer):
                return first, ends
        return found

    def fronted_at(self, first: int, last: int) -> bool:
        """Whether a range opens the sentence, with a comma behind it."""
        opens = first == self.tokens.start or self.opens(first)
        return opens and last + 1 < self.last and self.doc[last + 1].lower_ == ","

    def subject_stays(self, verb: Token) -> bool:
        """The main clause has a subject that does not lean on what is cut before it."""
        subject = next((c for c in verb.children if grammar.relation_of(c) in SUBJECTS), None)
        if subject is None:
            return False
        known = any(r.span.overlaps(span_of(subject, subject)) for r in self.references)
        return (
            grammar.class_of(subject) != "pronoun"
            or known
            or subject.lower_ in listed("speakers")
            or (subject.lower_ == "it" and grammar.relation_of(subject) == "there")
        )

    def main_verb(self, token: Token) -> int:
        """Index of the sentence's topmost word; its start where the parse has none."""
        while token.head != token:
            token = token.head
        return int(token.i) if token.i < self.last else self.tokens.start
