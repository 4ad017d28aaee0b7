"""What a sentence can do without, from its parse: for headlines made by leaving out.

Sentence compression by pruning the dependency tree, after Dorr, Zajic and Schwartz, "Hedge Trimmer"
(2003), and Filippova and Strube (2008), but by rules that would rather cut nothing than harm the sense:
no cut takes a negation, a modal, a condition, a subject or an object, and none takes a speaker from
words that stay, except where a body speaks of its own public act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from ...model.article_view import ArticleView
from ...model.findings import CONJUNCTS, DATES, Clause, ClauseKind, Cut, Mention, Quotation, Sentence, Timex
from ...model.places import Places
from ...model.text import Span, alternation
from ...rules.load import load, word_sets
from ...rules.types.events import EVENTS
from ...rules.types.headlines import CUT_WORDS, CUTS, CutRole, CutRule
from ..base import grammar
from ..events.clause_span import after_the_dateline
from .described import described

_VERBS = ("verb", "helper")
_SUBJECTS = ("subject", "passive subject", "clause subject", "passive clause subject", "there")
_RELATIVE_TAGS = ("which", "who", "whose", "where")
_FINITE = ("past", "present s", "present", "modal")
_NOUNS: frozenset[ClauseKind] = frozenset({"event", "event with who did it"})
_UNFINISHED = _NOUNS | {"described"}  # the sentence may go on behind them
_LONGEST = 200  # tokens; beyond that a parse is a guess
_MEASURE = 5  # tokens of "less than four days" before "after"
_BLANKS = 40  # blanks that may stand before a bracket
_BRACKETS = re.compile(r"(?<=\s)\([^()]{1,300}\)")
_YEAR_END = re.compile(r",\s*\d{4}$")


@cache
def _words(name: str) -> frozenset[str]:
    return word_sets(CUT_WORDS)[name]


@cache
def rules() -> dict[CutRole, CutRule]:
    """The rules of rules/headlines by their role."""
    return {rule.role: rule for rule in load(CUTS)}


def _cut(role: CutRole, span: Span) -> Cut:
    rule = rules()[role]
    return Cut(span=span, kind=rule.kind, rule=rule.name)


@cache
def _opening() -> re.Pattern[str]:
    rule = rules()["connective"]
    commas, bare, spared = (alternation(words) for words in (rule.before_comma, rule.bare, rule.not_before))
    return re.compile(rf"(?:{commas}),(?=\s)|(?:{bare})(?=\s)(?!\s+(?:{spared})\b)", re.IGNORECASE)


@cache
def _commenting() -> re.Pattern[str]:
    return re.compile(rf"In an? (?:[\w-]+ ){{0,3}}(?:{alternation(_words('comments'))})\b[^,;:()\"“”]{{0,100}},(?=\s)")


def find_cuts(view: ArticleView, doc: Doc) -> tuple[Cut, ...]:
    """What may be left out of each sentence of the body, sorted by place; cuts nest or lie apart."""
    cuts: list[Cut] = []
    for sentence, tokens in _sentences(doc, view.findings.sentences):
        reader = _Reader(doc, tokens, sentence.span, view)
        cuts.extend(_laminar(cut for cut in reader.cuts() if cut.kind == "dateline" or reader.keeps_sense(cut)))
    return tuple(cuts)


def find_clauses(view: ArticleView, doc: Doc) -> tuple[Clause, ...]:
    """The parts of sentences that tell of one event and stand alone.

    None is taken out of somebody's words, but for the name of what is still to come ("the June 3 election").
    """
    text, sentences, placed, said = view.article.text, view.findings.sentences, view.mentions, view.contents
    by_number = {number: tokens for number, (sentence, tokens) in enumerate(_all(doc, sentences)) if tokens is not None}
    clauses: dict[Span, Clause] = {}
    for event in view.findings.events:
        tokens = by_number.get(event.sentence)
        head = _token_at(doc, event.head)
        if tokens is None or head is None or len(tokens) > _LONGEST or event.head is None:
            continue
        found = _clause_of(head)
        if found is None:
            continue
        kind, ranges, helper = found
        pieces = tuple(_with_name(_span(doc[first], doc[last]), placed) for first, last in ranges)
        whole = Span(pieces[0].start, pieces[-1].end)
        inside = placed.meeting(whole)
        noun = kind in _NOUNS
        named = event.kind != "occurred" and noun
        if not named and _is_reported(head):
            continue
        if not sentences[event.sentence].span.contains(whole) or not _balanced(
            "".join(piece.of(text) for piece in pieces)
        ):
            continue
        if text[whole.end : whole.end + 2].strip()[:1].isalpha() and kind not in _UNFINISHED:
            continue  # the parse broke off in the middle
        if any(piece.overlaps(m.span) and not piece.contains(m.span) for piece in pieces for m in inside):
            continue
        thing = len(pieces) == 2 and text[pieces[0].end : pieces[1].start].strip(" ,").casefold() == "which"
        if thing and any(m.kind == "person" and m.span.end == pieces[0].end for m in inside):
            continue  # "the debate with Okello, which was shown live"
        if named or not any(_spoken(quotation, pieces) for quotation in said.meeting(whole)):
            clauses.setdefault(event.head, Clause(head=event.head, pieces=pieces, kind=kind, helper=helper))
    return tuple(clauses[key] for key in sorted(clauses))


def _clause_of(head: Token) -> _Pieces | None:
    return _relative_clause(head) or _adverbial_clause(head) or _described(head) or _event_noun(head)


def _with_name(piece: Span, mentions: Places[Mention]) -> Span:
    """With the rest of a name that its last token cuts through."""
    return Span(piece.start, max([piece.end, *(mention.span.end for mention in mentions.meeting(piece))]))


def _all(doc: Doc, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, DocSpan | None]]:
    for sentence in sentences:
        yield sentence, doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")


def _sentences(doc: Doc, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, DocSpan]]:
    for sentence, tokens in _all(doc, sentences):
        if tokens is not None and sentence.kind not in ("headline", "heading") and 5 < len(tokens) <= _LONGEST:
            yield sentence, tokens


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))


def _token_at(doc: Doc, span: Span | None) -> Token | None:
    found = doc.char_span(span.start, span.end, alignment_mode="expand") if span else None
    return found.root if found is not None else None


def _balanced(text: str) -> bool:
    return (
        text.count('"') % 2 == 0
        and text.count("``") == text.count("''")
        and text.count("“") == text.count("”")
        and text.count("(") == text.count(")")
    )


def _spoken(quotation: Quotation, pieces: Sequence[Span]) -> bool:
    """Whether the pieces are somebody's words, with the speaker left outside."""
    if not any(piece.overlaps(quotation.content) for piece in pieces):
        return False
    return any(
        part is not None and not any(piece.contains(part) for piece in pieces)
        for part in (quotation.cue, quotation.source)
    )


def _laminar(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """The cuts without those that cross an earlier one; of equal spans one. Two remarks in a row, which share
    a comma, become one that ends both and one that ends the second."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda c: (c.span.start, -c.span.end, c.kind)):
        before = kept[-1] if kept else None
        if before is not None and before.span.end == cut.span.start + 1 and before.kind in ("relative", "apposition"):
            kept[-1] = replace(before, span=Span(before.span.start, cut.span.end))
            cut = (
                replace(cut, span=Span(cut.span.start, cut.span.end - 1))
                if cut.kind in ("relative", "apposition")
                else cut
            )
        if any(_cross(other, cut) for other in kept):
            continue
        kept.append(cut)
    yield from sorted(kept, key=lambda c: (c.span, c.kind))


def _cross(one: Cut, other: Cut) -> bool:
    """Equal, or each holding a part of the other; two conjuncts may share the "and", for one of them stays."""
    if not one.span.overlaps(other.span) or {one.kind, other.kind} == CONJUNCTS:
        return False
    return one.span == other.span or not (one.span.contains(other.span) or other.span.contains(one.span))


_LISTS = re.compile(r"--|[—–:]")  # what comes before a list


class _Reader:
    """The rules over one sentence. Ranges are first and last token index, both in."""

    def __init__(self, doc: Doc, tokens: DocSpan, span: Span, view: ArticleView) -> None:
        self.doc, self.tokens, self.span = doc, tokens, span
        self.page, self.text = view.article.text, span.of(view.article.text)
        self.timexes = view.within(view.findings.timexes, span)
        self.mentions = view.within(view.findings.mentions, span)
        self.references = view.within(view.findings.references, span)
        self.roles = view.within(view.findings.roles, span)
        self.quotations = view.quotations_at(span)
        last = tokens.end - 1
        while last > tokens.start and (_is_mark(doc[last]) or doc[last].is_quote):
            last -= 1
        self.last = last  # the last word

    def cuts(self) -> Iterator[Cut]:
        if self.text.rstrip("\"”' ").endswith("?"):
            return
        yield from self._connective()
        yield from self._comment()
        yield from self._dates()
        yield from self._attributions()
        yield from self._brackets()
        yield from self._titles()
        for token in self.tokens:
            if grammar.relation_of(token) == "relative clause":
                yield from self._relative(token)
            elif grammar.relation_of(token) == "apposition":
                yield from self._apposition(token)
            elif grammar.relation_of(token) == "joined" and grammar.class_of(token) in _VERBS:
                yield from self._conjuncts(token)
            elif grammar.relation_of(token) == "preposition":
                yield from self._circumstances(token)
            elif token.lower_ == ";":
                yield from self._semicolon(token)
            if grammar.relation_of(token) in ("adverbial clause", "noun clause") and grammar.class_of(token) in _VERBS:
                yield from self._clause(token)

    def keeps_sense(self, cut: Cut) -> bool:
        """No name or time is split, no quotation mark left alone, no speaker taken from words that stay."""
        if not _balanced(cut.span.of(self.page)):
            return False
        if self.page[cut.span.end : self.span.end].lstrip().startswith(";") and _LISTS.search(cut.span.of(self.page)):
            return False  # the rest of a list would be left alone
        for place in (*(m.span for m in self.mentions), *(t.span for t in self.timexes)):
            if (
                place.overlaps(cut.span)
                and not cut.span.contains(place)
                and not (cut.kind in DATES and place.contains(cut.span))
            ):
                return False
        return cut.kind == "attribution" or all(
            self._keeps_speaker(quotation, cut.span) for quotation in self.quotations
        )

    def _keeps_speaker(self, quotation: Quotation, cut: Span) -> bool:
        content = cut.contains(quotation.content)
        parts = [part for part in (quotation.cue, quotation.source) if part is not None and part.overlaps(self.span)]
        if content and quotation.cue is not None:
            return cut.contains(quotation.cue)
        return content or not any(cut.overlaps(part) and not quotation.content.contains(part) for part in parts)

    def _cut(self, role: CutRole, first: int, last: int) -> Cut:
        return _cut(role, _span(self.doc[first], self.doc[last]))

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Without punctuation at the edges, and not beyond the last word."""
        last = min(last, self.last)
        while first < last and _is_mark(self.doc[first]):
            first += 1
        while last > first and _is_mark(self.doc[last]) and not self.doc[last].is_quote:
            last -= 1
        return first, last

    def _aside(self, first: int, last: int) -> tuple[int, int] | None:
        """A stretch after a comma, with the punctuation that goes with it; None where it is not marked off."""
        first, last = self._trimmed(first, last)
        doc = self.doc
        if first - 1 <= self.tokens.start or doc[first - 1].lower_ != ",":
            return None
        if last == self.last:
            return first - 1, last
        return (first - 1, last) if doc[last + 1].lower_ in (",", ";", ":", "—", "–") else None

    def _closed(self, found: tuple[int, int], head: Token) -> tuple[int, int]:
        """With the closing comma, where nothing behind it needs one."""
        first, last = found
        after = self.doc[last + 2] if last + 2 <= self.last and self.doc[last + 1].lower_ == "," else None
        goes_on = (
            (*_VERBS, "adverb", "particle")
            if grammar.relation_of(head) in _SUBJECTS
            else (*_VERBS, "preposition", "adverb", "particle")
        )
        closes = (
            after is not None
            and grammar.class_of(after) in goes_on
            and grammar.form_of(after) not in ("ing", "participle", *_RELATIVE_TAGS)
        )
        return first, last + 1 if closes else last

    def _is_bound(self, first: int) -> bool:
        """Whether a word that limits what is said stands at or just before a place."""
        near = [self.doc[i] for i in range(max(first - 2, self.tokens.start), min(first + 2, self.last + 1))]
        return any(token.lower_ in _words("binding") or grammar.relation_of(token) == "negation" for token in near)

    def _reaches_end(self, last: int) -> bool:
        return last >= self.last or self.doc[last + 1].lower_ in (",", ";")

    # the rules

    def _connective(self) -> Iterator[Cut]:
        told = after_the_dateline(self.page, self.span)
        if told > self.span.start:
            yield _cut("dateline", Span(self.span.start, told - 1))
        match = _opening().match(self.text)
        if match and match.end() < len(self.text) - 10:
            yield _cut("connective", Span(self.span.start, self.span.start + match.end()))

    def _comment(self) -> Iterator[Cut]:
        """What an author thinks of an act, up to the name of who did it; by its words, for parses of it differ."""
        match = _commenting().match(self.text)
        after = (
            self.doc.char_span(
                self.span.start + match.end() + 1, self.span.start + match.end() + 2, alignment_mode="expand"
            )
            if match
            else None
        )
        if match and after is not None and grammar.class_of(after[0]) in ("name", "determiner"):
            yield _cut("comment", Span(self.span.start, self.span.start + match.end()))

    def _dates(self) -> Iterator[Cut]:
        for timex in self.timexes:
            if timex.type != "DATE" or self._leaned_on(timex):
                continue
            words = self.doc.char_span(timex.span.start, timex.span.end)
            if words is None or any(self._inside_marks(q, timex) for q in self.quotations):
                continue
            found = self._date_phrase(words)
            if found is None:
                continue
            first, last = found
            if self._is_all_that_is_said(words, first, last):
                continue
            if first > self.tokens.start and any(word in words.text.casefold() for word in _words("leaning")):
                continue  # "two years later" says after what
            before = self.doc[first - 1].lower_ if first > self.tokens.start else ""
            after = self.doc[last + 1].lower_ if last < self.last else ""
            if (
                after == ","
                and last + 2 <= self.last
                and grammar.class_of(self.doc[last + 2]) in ("number", "adverb")
                and first > self.tokens.start
            ):
                continue  # "on June 17, two days before the launch"
            if first == self.tokens.start or (before == "," and after == "," and self._opens(first)):
                last += after == ","
            elif before == "," and after == "," and not self._two_clauses(last + 2):
                first, last = first - 1, last + 1
            elif before == "," and last == self.last:
                first -= 1
            elif after == "," and _YEAR_END.search(words.text):
                last += 1
            yield self._cut("date" if self._is_main(words) else "date in a clause", first, last)

    def _is_main(self, words: DocSpan) -> bool:
        """Whether a date stands to what the sentence tells, not to a clause or a participle inside it."""
        head = words.root.head.head if grammar.relation_of(words.root) == "preposition object" else words.root.head
        while grammar.relation_of(head) not in (
            "relative clause",
            "noun clause",
            "adverbial clause",
            "preposition clause",
        ):
            if head.head == head or grammar.relation_of(head) == "top":
                return True
            if grammar.form_of(head) == "participle" and not _auxiliaries(head):
                return False  # "begun two years ago"
            free = any(grammar.form_of(child) in _RELATIVE_TAGS for child in head.lefts)  # "what they earn today"
            if grammar.class_of(head) == "verb" and (
                free or grammar.relation_of(head) not in ("open complement", "joined", "clause complement")
            ):
                return False
            head = head.head
        return False

    def _is_all_that_is_said(self, words: DocSpan, first: int, last: int) -> bool:
        """Whether the verb has nothing else to say: "The first flight was in 1994"."""
        verb = words.root.head.head if grammar.relation_of(words.root) == "preposition object" else words.root.head
        if verb.lemma_.lower() not in _words("needs_time"):
            return False
        subject = [
            *_SUBJECTS,
            "helper",
            "passive helper",
            "negation",
            "punctuation",
            "joining word",
            "joined",
            "clause mark",
        ]
        return all(grammar.relation_of(c) in subject or first <= c.i <= last for c in verb.children)

    def _opens(self, first: int) -> bool:
        """Right behind an opening word with its comma: "But on Monday, ...", "Meanwhile, on Monday, ..."."""
        match = _opening().match(self.text)
        return match is not None and self.doc[first - 1].idx < self.span.start + match.end()

    def _two_clauses(self, after: int) -> bool:
        return after <= self.last and grammar.relation_of(self.doc[after]) in (
            "joining word",
            "clause mark",
            *_SUBJECTS,
        )

    def _inside_marks(self, quotation: Quotation, timex: Timex) -> bool:
        return any(part.contains(timex.span) for part in quotation.quoted)

    def _leaned_on(self, timex: Timex) -> bool:
        rest = (
            f" {self.page[self.span.start : timex.span.start]} {self.page[timex.span.end : self.span.end]} ".casefold()
        )
        return any(re.search(rf"\b{re.escape(word)}\b", rest) for word in _words("leaning"))

    def _date_phrase(self, words: DocSpan) -> tuple[int, int] | None:
        """The range of a date that stands to a verb or an event as an adverb does."""
        root = words.root
        earlier = self.doc[self.tokens.start : words.start]
        if any(
            t.lower_ == "than" and grammar.class_of(t.nbor()) != "number" and t.nbor(-1).lower_ != "rather"
            for t in earlier[1:]
        ):
            return None  # "more than today"
        end = words.end if words.end <= self.last and self.doc[words.end].lower_ == "," else words.end - 1
        if root.right_edge.i > end or root.left_edge.i < words.start:
            return None
        if grammar.relation_of(root) in ("measure", "adverb") and grammar.class_of(root.head) in (*_VERBS, "noun"):
            before = self.doc[words.start - 1] if words.start > self.tokens.start else None
            loose = before is None or grammar.class_of(before) not in (
                "preposition",
                "adverb",
                "clause word",
                "determiner",
                "adjective",
                "number",
            )
            return (
                (words.start, words.end - 1)
                if loose and (root.head.i < root.i or grammar.class_of(root.head) in _VERBS) and _happens(root.head)
                else None
            )
        prep = root.head
        if (
            grammar.relation_of(root) != "preposition object"
            or prep.lower_ not in _words("date_prepositions")
            or grammar.relation_of(prep) != "preposition"
        ):
            return None
        if not _happens(prep.head) or prep.left_edge.i != prep.i or prep.right_edge.i > end:
            return None
        before = self.doc[prep.i - 1] if prep.i > self.tokens.start else None
        if before is not None and (
            before.lower_ in _words("binding") or grammar.class_of(before) in ("adverb", "clause word", "preposition")
        ):
            return None
        return (prep.i, words.end - 1) if prep.i == words.start - 1 or prep.i == words.start else None

    def _attributions(self) -> Iterator[Cut]:
        for quotation in self.quotations:
            if quotation.kind != "indirect" or quotation.cue is None or quotation.source is None:
                continue
            cue, source = _token_at(self.doc, quotation.cue), _token_at(self.doc, quotation.source)
            if (
                cue is None
                or source is None
                or not self.span.contains(quotation.source)
                or not self.span.contains(quotation.cue)
            ):
                continue
            deed = next((child for child in cue.children if grammar.relation_of(child) == "clause complement"), None)
            if deed is None or not self._is_own_public_act(deed, source, quotation.source):
                continue
            first, last = min(source.left_edge.i, cue.i), max(source.right_edge.i, cue.i)
            if deed.i < first and self.doc[first - 1].lower_ == "," and self._trails(cue, last):
                yield self._cut("own act", first - 1, self.last)
            elif first == self.tokens.start and deed.i > last:
                start = deed.left_edge.i + (
                    grammar.relation_of(deed.left_edge) == "clause mark" and deed.left_edge.lower_ == "that"
                )
                if all(token.i >= start or token.head == cue or token.i <= last for token in self.doc[first:start]):
                    yield self._cut("own act", first, start - 1)

    def _trails(self, cue: Token, last: int) -> bool:
        rest = self.doc[last + 1 : self.last + 1]
        return (
            len(rest) <= 8
            and all(token.head == cue or cue.is_ancestor(token) for token in rest)
            and not any(grammar.relation_of(t) == "clause complement" for t in rest)
        )

    def _is_own_public_act(self, deed: Token, source: Token, span: Span) -> bool:
        """An act done in the open, told by who did it: "Kelvara will open two plants, the company said"."""
        subject = next((child for child in deed.children if grammar.relation_of(child) == "subject"), None)
        if subject is None or deed.lemma_.lower() not in _words("public_acts") or _is_negated(deed):
            return False
        if any(
            grammar.relation_of(child) == "helper"
            and grammar.form_of(child) == "modal"
            and child.lower_ not in _words("certain")
            for child in deed.children
        ):
            return False
        place = _span(subject.left_edge, subject.right_edge)
        who = {m.entity for m in self.mentions if m.kind == "person" and place.contains(m.span)}
        if any(r.entity in who for r in self.references if r.span.overlaps(span)):
            return True
        if source.lemma_.lower() not in _words("institutions"):
            return False
        titles = {t.lower_[:6] for t in subject.subtree if grammar.class_of(t) in ("noun", "name")}
        return (not who and grammar.class_of(subject) == "name") or any(
            t.lower_[:6] in titles for t in source.subtree if len(t) > 4
        )

    def _brackets(self) -> Iterator[Cut]:
        for match in _BRACKETS.finditer(self.text):
            inside = {word.casefold() for word in re.findall(r"\w+", match.group())}
            short = match.group()[1:-1].strip()
            again = short.isupper() and self.text.count(short) > 1
            near = self.text[max(0, match.start() - _BLANKS) : match.start()]
            ends = (
                self.span.start + match.start() - len(near) + len(near.rstrip())
            )  # of the word before, however many blanks on
            before = _token_at(self.doc, Span(ends - 1, ends)) if near.rstrip() else None
            if before is None or grammar.class_of(before) not in ("noun", "name", "number", "verb", "symbol"):
                continue
            if not again and not inside & {"not", *_words("binding")}:
                start = self.span.start + match.start()
                yield _cut("brackets", Span(start, start + len(match.group())))

    def _relative(self, verb: Token) -> Iterator[Cut]:
        first, last = verb.left_edge.i, verb.right_edge.i
        opening = self.doc[first : first + 3]
        if grammar.class_of(verb.head) not in ("noun", "name") or not any(
            grammar.form_of(token) in _RELATIVE_TAGS for token in opening
        ):
            return
        if grammar.form_of(opening[0]) not in _RELATIVE_TAGS and grammar.class_of(opening[0]) not in (
            "preposition",
            "number",
            "determiner",
            "pronoun",
            "noun",
        ):
            return
        if (found := self._aside(first, last)) is not None:
            yield self._cut("remark", *self._within_outer(verb, self._closed(found, verb.head)))

    def _within_outer(self, token: Token, found: tuple[int, int]) -> tuple[int, int]:
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

    def _apposition(self, noun: Token) -> Iterator[Cut]:
        head = noun.head
        if (
            grammar.class_of(head) != "name"
            or grammar.class_of(noun) not in ("noun", "name")
            or any(grammar.relation_of(c) in ("joining word", "joined") for c in head.children)
        ):
            return
        if grammar.relation_of(head) in ("joined", "apposition", "measure") or noun.ent_type_ in (
            "PERSON",
            "GPE",
            "DATE",
        ):
            return
        first, last = self._trimmed(noun.left_edge.i, noun.right_edge.i)
        described = grammar.class_of(noun) == "noun" or any(
            grammar.class_of(token) in ("noun", "preposition") or token.lower_ == "the"
            for token in self.doc[first : last + 1]
        )
        after = self.doc[last + 2] if last + 2 <= self.last else None
        joined = after is not None and after.lower_ in _words("joining")
        if described and not joined and head.i == first - 2 and (found := self._aside(first, last)) is not None:
            yield self._cut("description", *self._within_outer(noun, self._closed(found, noun.head)))

    def _titles(self) -> Iterator[Cut]:
        """A title between commas behind a name, also where the parse lost its way."""
        for role in self.roles:
            words = self.doc.char_span(role.span.start, role.span.end)
            if words is None:
                continue
            first = words.start - (self.doc[words.start - 1].lower_ in _words("articles"))
            name = next(
                (
                    m
                    for m in self.mentions
                    if m.entity == role.entity and self.doc[first - 2].idx < m.span.end <= self.doc[first - 1].idx
                ),
                None,
            )
            after = self.doc[words.end + 1].lower_ if words.end + 1 <= self.last else ""
            if (
                name is not None
                and after not in _words("joining")
                and (found := self._aside(first, words.end - 1)) is not None
            ):
                yield self._cut("title", *self._closed(found, self.doc[first - 2]))

    def _conjuncts(self, verb: Token) -> Iterator[Cut]:
        head = verb.head
        if (
            grammar.class_of(head) not in _VERBS
            or not _is_finite(head)
            or _is_negated(head)
            or any(grammar.relation_of(c) == "before joined" for c in head.children)
        ):
            return
        top = head
        while grammar.relation_of(top) == "joined" and grammar.class_of(top.head) in _VERBS and top.head != top:
            top = top.head
        joint = [c for c in head.children if grammar.relation_of(c) == "joining word" and head.i < c.i < verb.i]
        word = joint[-1].lower_ if joint else ","
        own = next((c for c in verb.children if grammar.relation_of(c) in _SUBJECTS), None)
        subject = next((c for c in top.children if grammar.relation_of(c) in _SUBJECTS), None)
        if word not in _words("row") or subject is None or _is_negated(top) or "only" in (t.lower_ for t in top.lefts):
            return
        start = verb.left_edge.i
        if own is None and not self._is_parallel(top, verb):
            return
        _, last = self._trimmed(start, verb.right_edge.i)
        if (
            word == "and"
            and not any(t.lower_ == "both" for t in self.doc[top.left_edge.i : verb.i])
            and self._reaches_end(last)
        ):
            begin = self._begin_of_row(head, joint[-1]).i
            begin -= self.doc[begin - 1].lower_ == ","
            if self.doc[begin].lower_ in ("and", ","):
                yield self._cut("conjunct after", begin, last)
        if self.doc[start - 1].lower_ in _words("row"):
            yield from self._before(top, verb, subject, own, start)

    def _begin_of_row(self, verb: Token, joint: Token) -> Token:
        """The "and", or the first comma of "did this, did that and did the other", which goes with it."""
        while (
            grammar.relation_of(verb) == "joined"
            and grammar.class_of(verb.head) in _VERBS
            and verb.head != verb
            and self.doc[verb.left_edge.i - 1].lower_ == ","
        ):
            joint, verb = self.doc[verb.left_edge.i - 1], verb.head
        return joint

    def _is_parallel(self, top: Token, verb: Token) -> bool:
        """Whether both verbs can follow the one subject (and its auxiliary)."""
        if _auxiliaries(verb):
            return True
        shared = [a for a in _auxiliaries(top) if a.i < top.i]
        return (
            grammar.form_of(verb) == grammar.form_of(top)
            if shared
            else grammar.form_of(verb) in ("past", "present s", "present")
            and (grammar.form_of(top) in ("past", "present s", "present"))
        )

    def _before(self, top: Token, verb: Token, subject: Token, own: Token | None, start: int) -> Iterator[Cut]:
        if any(token.lower_ in _words("conditions") for token in self.doc[top.left_edge.i : start]):
            return
        if own is not None:
            mark = top.left_edge
            first = mark.i + (grammar.relation_of(mark) == "clause mark" or mark.lower_ == "that")
            start += verb.left_edge.lower_ == "that" and first > mark.i
            if grammar.relation_of(top) in ("relative clause", "adverbial clause", "noun clause"):
                return
        else:
            lefts = [
                t
                for t in top.lefts
                if t.i < subject.left_edge.i
                and grammar.relation_of(t) not in ("punctuation", "joining word", "clause mark")
                and t.lower_ not in _words("loose")
            ]
            if lefts:
                return  # what stands before the subject belongs to the first verb
            shared = [a for a in _auxiliaries(top) if a.i < top.i] if not _auxiliaries(verb) else []
            first = max([subject.right_edge.i, *(a.i for a in shared)]) + 1
            while first < top.i and self.doc[first].is_punct:
                first += 1
        if first < start - 1 and first <= top.i:
            yield self._cut("conjunct before", first, start - 1)

    def _semicolon(self, mark: Token) -> Iterator[Cut]:
        left, right = self.doc[self.tokens.start : mark.i], self.doc[mark.i + 1 : self.last + 1]
        if all(
            any(grammar.relation_of(t) in ("subject", "passive subject", "there") and _is_finite(t.head) for t in side)
            for side in (left, right)
        ):
            yield self._cut("conjunct after", mark.i, self.last)
            if not any(token.lower_ in _words("conditions") for token in left):
                yield self._cut("conjunct before", self.tokens.start, mark.i)

    def _circumstances(self, prep: Token) -> Iterator[Cut]:
        first, last = self._trimmed(prep.left_edge.i, prep.right_edge.i)
        verb = prep.head
        noun = next(
            (c for c in prep.children if grammar.relation_of(c) in ("preposition object", "preposition clause")), None
        )
        if noun is None:
            return
        if self._fronted_at(first, last) and grammar.class_of(verb) in _VERBS:
            role = _role_of_fronted(prep, noun)
            if role is not None and self._subject_stays(verb):
                yield self._cut(role, first, last + 1)
            return
        if last != self.last or _is_negated(verb) or self._is_bound(first):
            return
        comma = self.doc[first - 1].lower_ == ","
        absolute = (
            prep.lower_ == "with"
            and comma
            and any(
                grammar.relation_of(c) in ("noun clause", "adjective", "relative clause")
                or grammar.form_of(c) in ("ing", "participle")
                for c in (noun, *noun.children)
            )
        )
        if prep.lower_ in _words("circumstances") or absolute:
            yield self._cut("circumstances", first - comma, last)

    def _fronted_at(self, first: int, last: int) -> bool:
        opens = first == self.tokens.start or self._opens(first)
        return opens and last + 1 < self.last and self.doc[last + 1].lower_ == ","

    def _subject_stays(self, verb: Token) -> bool:
        """The main clause has a subject that does not lean on what is cut before it."""
        subject = next((c for c in verb.children if grammar.relation_of(c) in _SUBJECTS), None)
        if subject is None:
            return False
        known = any(r.span.overlaps(_span(subject, subject)) for r in self.references)
        return (
            grammar.class_of(subject) != "pronoun"
            or known
            or subject.lower_ in _words("speakers")
            or (subject.lower_ == "it" and grammar.relation_of(subject) == "there")
        )

    def _clause(self, verb: Token) -> Iterator[Cut]:
        """Adverbial clauses and participles, fronted or at the end."""
        first, last = self._trimmed(verb.left_edge.i, verb.right_edge.i)
        mark = next(
            (
                t
                for t in verb.lefts
                if grammar.relation_of(t) in ("clause mark", "adverb") and t.lower_ in _words("background")
            ),
            None,
        )
        finite = any(grammar.relation_of(c) in _SUBJECTS for c in verb.children) and _is_finite(verb)
        marked = mark is not None and mark.i == first and (finite or grammar.form_of(verb) == "ing")
        participle = grammar.form_of(verb) in ("ing", "participle") and verb.lemma_.lower() not in _words(
            "needed_participles"
        )
        loose = (
            participle
            and not any(grammar.relation_of(c) in ("clause mark", *_SUBJECTS) for c in verb.children)
            and verb.i - first <= 1
        )
        if self._is_bound(first) or not (marked or loose):
            return
        if self._fronted_at(first, last):
            if grammar.relation_of(verb) == "adverbial clause" and self._subject_stays(verb.head):
                yield self._cut("fronted clause", first, last + 1)
        elif loose and grammar.form_of(verb) == "ing" and not _auxiliaries(verb):
            if (found := self._aside(first, last)) is not None and found[0] > self._main_verb(verb):
                yield self._cut("participle", *found)
        elif marked and finite and grammar.relation_of(verb) == "adverbial clause" and verb.head.i < first:
            if (found := self._aside(first, last)) is not None:
                yield self._cut("background", *found)
            elif (
                last == self.last
                and not _is_negated(verb.head)
                and mark is not None
                and mark.lower_ not in _words("also_limiting")
            ):
                yield self._cut("background", first, last)

    def _main_verb(self, token: Token) -> int:
        while token.head != token:
            token = token.head
        return int(token.i) if token.i < self.last else self.tokens.start


def _is_mark(token: Token) -> bool:
    """Punctuation or space; a per cent sign is a word."""
    return (token.is_punct and token.text != "%") or token.is_space


def _role_of_fronted(prep: Token, noun: Token) -> CutRole | None:
    """Of a phrase at the start: "In a surprise move, ..." or "Despite the storm, ..."."""
    if prep.lower_ in _words("circumstances"):
        return "fronted circumstances"
    indefinite = any(c.lower_ in _words("indefinite") for c in noun.children)
    comments = prep.lower_ == "in" and noun.lemma_.lower() in _words("comments")
    return "comment" if comments and indefinite else None


def _happens(token: Token) -> bool:
    """A verb or a noun of something that takes place: its date says when, not which."""
    return grammar.class_of(token) in _VERBS or (
        grammar.class_of(token) == "noun" and token.lemma_.lower() in _event_nouns()
    )


@cache
def _event_nouns() -> frozenset[str]:
    return frozenset(str(noun) for noun in load(EVENTS).nouns)


def _auxiliaries(verb: Token) -> list[Token]:
    return [c for c in verb.children if grammar.relation_of(c) in ("helper", "passive helper") and c.lower_ != "to"]


def _is_finite(verb: Token) -> bool:
    return grammar.form_of(verb) in _FINITE or any(grammar.form_of(a) in _FINITE for a in _auxiliaries(verb))


def _is_negated(verb: Token) -> bool:
    if any(grammar.relation_of(c) == "negation" or c.lower_ in _words("denying") for c in verb.children):
        return True
    return any(
        grammar.relation_of(c) in ("subject", "passive subject", "object")
        and any(d.lower_ in _words("none_of") for d in c.children)
        for c in verb.children
    )


# clauses that stand alone


_Pieces = tuple[ClauseKind, list[tuple[int, int]], str]


def _described(head: Token) -> _Pieces | None:
    """ "the suit, filed in May, ..." holds "the suit [was] filed in May"."""
    found = described(head)
    if found is None:
        return None
    noun, participle, helper = found
    return "described", [noun, _edges(*participle, head.doc)], helper


def _edges(first: int, last: int, doc: Doc) -> tuple[int, int]:
    while last > first and _is_mark(doc[last]):
        last -= 1
    return first, last


def _is_reported(token: Token) -> bool:
    """Under what somebody says, thinks or hopes: read alone, it would be a fact."""
    return any(
        grammar.relation_of(word) == "clause complement" and word.left_edge.i > word.head.i
        for word in (token, *token.ancestors)
    )


def _governor(verb: Token) -> Token:
    """Of an infinitive the verb that it depends on: "is set to expire"."""
    while grammar.relation_of(verb) == "open complement" and verb.head != verb:
        verb = verb.head
    return verb


def _relative_clause(verb: Token) -> _Pieces | None:
    """ "Okello, who took office in June, ..." holds "Okello took office in June"."""
    verb = _governor(verb)
    doc, who = verb.doc, verb.left_edge
    antecedent = verb.head
    if grammar.relation_of(verb) != "relative clause" or not _is_finite(verb) or who.i < 2:
        return None
    first, last = _edges(who.i + 1, verb.right_edge.i, doc)
    if doc[who.i - 1].lower_ != ",":
        return _told_of_some(verb, first, last)
    if who.lower_ == "when":
        own = any(grammar.relation_of(c) in _SUBJECTS and grammar.class_of(c) != "pronoun" for c in verb.children)
        return ("when", [(first, last)], "") if own else None
    if (
        grammar.form_of(who) not in ("who", "which")
        or grammar.relation_of(who) not in ("subject", "passive subject")
        or who.head != verb
    ):
        return None
    if (
        antecedent.i != who.i - 2
        or grammar.class_of(antecedent) not in ("noun", "name")
        or grammar.relation_of(antecedent) in ("joined", "apposition", "compound")
    ):
        return None
    if antecedent.ent_type_ in ("DATE", "TIME"):
        return None  # "met on Monday, which was a surprise"
    if grammar.form_of(who) == "which" and verb.lemma_.lower() in _words("of_whole_clauses"):
        return None  # ", which took place in June": what the clause before tells, as often as its last noun
    if any(c.lower_ in _words("vague") or grammar.relation_of(c) in ("joined", "number") for c in antecedent.children):
        return None
    plural = grammar.form_of(antecedent) in ("nouns", "names")
    tag = next((grammar.form_of(a) for a in _auxiliaries(verb)), grammar.form_of(verb))
    if (tag == "present s" and plural) or (tag == "present" and not plural):
        return None
    return "remark", [(antecedent.left_edge.i, antecedent.i), (first, last)], ""


def _told_of_some(verb: Token, first: int, last: int) -> _Pieces | None:
    """ "... the deaths of two men who drowned in May" holds "two men drowned in May": of so many, not of whoever
    did."""
    who, some = verb.left_edge, verb.head
    if (
        who.lower_ != "who"
        or grammar.relation_of(who) not in ("subject", "passive subject")
        or grammar.form_of(verb) not in ("past", "participle")
        or some.i != who.i - 1
    ):
        return None
    counted = any(grammar.relation_of(child) == "number" and child.i == some.left_edge.i for child in some.children)
    if (
        not counted
        or grammar.form_of(some) != "nouns"
        or grammar.relation_of(some) in ("joined", "apposition", "predicate noun")
        or _is_negated(verb)
    ):
        return None
    return "remark", [(some.left_edge.i, some.i), (first, last)], ""


def _adverbial_clause(verb: Token) -> _Pieces | None:
    """ "..., after the court fined Kelvara" holds "the court fined Kelvara"."""
    verb = _governor(verb)
    if (
        grammar.relation_of(verb) != "adverbial clause"
        or not _is_finite(verb)
        or not any(grammar.relation_of(c) in _SUBJECTS for c in verb.children)
    ):
        return None
    mark = _opener(verb)
    if mark is None:
        return None
    if mark.lower_ == "as" and verb.lemma_.lower() in _words("telling"):
        return None  # "As Okello put it in May, the plan has failed"
    before = verb.doc[verb.left_edge.i - 1].lower_ if verb.left_edge.i else ""
    siblings = [
        child
        for clause in verb.head.children
        if grammar.relation_of(clause) == "adverbial clause"
        for child in clause.lefts
    ]
    if any(child.lower_ in _words("conditions") for child in siblings) or (_is_negated(verb.head) and before != ","):
        return None  # under a condition, or denied together with its main clause
    if (
        before in _words("binding")
        or any(c.lower_ in _words("undoing") for c in verb.children)
        or (mark.lower_ == "when" and grammar.form_of(verb) not in ("past", "participle"))
    ):
        return None
    return "background", [_edges(mark.i + 1, verb.right_edge.i, verb.doc)], ""


def _opener(verb: Token) -> Token | None:
    """The word that hangs a clause on another as its background; with a time before it, "just four days after", what is
    counted from."""
    edge = verb.left_edge
    if grammar.relation_of(edge) in ("clause mark", "adverb") and edge.lower_ in _words("background"):
        return edge
    opener = next(
        (
            child
            for child in verb.lefts
            if grammar.relation_of(child) in ("clause mark", "adverb") and child.lower_ in _words("measured")
        ),
        None,
    )
    if opener is None or opener.i - edge.i > _MEASURE:
        return None
    return opener if any(grammar.relation_of(token) == "measure" for token in verb.doc[edge.i : opener.i]) else None


def _event_noun(noun: Token) -> _Pieces | None:
    """ "... during a call on Monday between Okello and Roe" holds "a call on Monday between Okello and Roe"."""
    if grammar.class_of(noun) not in ("noun", "name") or grammar.relation_of(noun) != "preposition object":
        return None
    named = [t for t in noun.subtree if grammar.class_of(t) == "name" and t.ent_type_ not in ("DATE", "TIME")]
    definite = any(grammar.relation_of(c) == "owner" or c.lower_ == "the" for c in noun.children)
    factive = noun.head.lower_ in _words("at_events")
    if not named or not (definite or factive) or noun.head.lower_ in _words("apart_from_events"):
        return None
    first, last = _edges(noun.left_edge.i, noun.right_edge.i, noun.doc)
    agent = any(
        grammar.relation_of(c) == "owner" and grammar.class_of(c) != "pronoun" and c.ent_type_ not in ("DATE", "TIME")
        for c in noun.children
    ) or any(grammar.relation_of(c) in ("preposition", "agent") and c.lower_ in _words("doers") for c in noun.children)
    return "event with who did it" if agent else "event", [(first, last)], ""
