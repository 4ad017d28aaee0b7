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

from ...model.article_view import ArticleView
from ...model.findings import CONJUNCTS, DATES, Cut, Quotation, Sentence, Timex
from ...model.text import Span, alternation
from ...rules.load import load
from ...rules.types.events import EVENTS
from ...rules.types.headlines import CutRole
from ..base import grammar
from ..base.grammar.parsed import Doc, DocSpan, Token
from ..events.clause_span import after_the_dateline
from .days import begins_earlier, loose_days
from .further import further_cuts
from .stretches import (
    LONGEST,
    RELATIVE_FORMS,
    SUBJECTS,
    VERBS,
    SentenceTokens,
    auxiliaries,
    cut_of,
    is_balanced,
    is_finite,
    is_negated,
    listed,
    opening,
    parsed,
    span_of,
    token_at,
)

_CLOSING = 2  # characters at most that close an aside: "," or " -"
_BLANKS = 40  # blanks that may stand before a bracket
_BRACKETS = re.compile(r"(?<=\s)\([^()]{1,300}\)")
_PART_OF_DAY = re.compile(r"T[A-Z]{2}$")
_GLUED = re.compile(r"(?<=[a-z]{2})\.(?=[A-Z][a-z]+ [a-z]+ )")  # the blank between two sentences is lost
_YEAR_END = re.compile(r",\s*\d{4}$")


@cache
def _commenting() -> re.Pattern[str]:
    return re.compile(rf"In an? (?:[\w-]+ ){{0,3}}(?:{alternation(listed('comments'))})\b[^,;:()\"“”]{{0,100}},(?=\s)")


@cache
def _leaning() -> re.Pattern[str]:
    """What leans on a time told before; "the bank's then chairman" leans on nothing."""
    return re.compile(rf"(?<!['’]s )(?<!the )\b(?:{alternation(listed('leaning'))})\b")


def find_cuts(view: ArticleView, doc: Doc) -> tuple[Cut, ...]:
    """What may be left out of each sentence of the body, sorted by place; cuts nest or lie apart."""
    cuts: list[Cut] = []
    for sentence, tokens in _sentences(doc, view.findings.sentences):
        reader = _Reader(doc, tokens, sentence.span, view)
        found = (_with_its_length(cut, doc) for cut in reader.cuts())
        near = list(_laminar(cut for cut in found if cut.kind == "dateline" or reader.keeps_sense(cut)))
        cuts.extend(_with_further(near, [cut for cut in further_cuts(reader) if reader.keeps_sense(cut)]))
    return tuple(cuts)


def _with_its_length(cut: Cut, doc: Doc) -> Cut:
    """With the length that it is counted by: "left [days after the vote]"."""
    words = doc.char_span(cut.span.start, cut.span.end, alignment_mode="contract")
    opener = next((word for word in words or () if not word.is_space), None)
    if opener is None or opener.i == 0 or opener.lower_ not in listed("counted_from"):
        return cut
    length = opener.nbor(-1)
    if length.lower_ not in listed("lengths") or length.sent != opener.sent:
        return cut
    first = length
    while first.i > opener.sent.start and grammar.counts(first.nbor(-1)):
        first = first.nbor(-1)
    blank = len(doc[first.i - 1].whitespace_) if first.i else 0
    return replace(cut, span=Span(first.idx - blank, cut.span.end))


def _with_further(near: Sequence[Cut], further: Iterable[Cut]) -> Iterator[Cut]:
    """The cuts of both, by place; of the further ones those that cross none before."""
    kept = list(near)
    for cut in further:
        if not any(_cross(other, cut) for other in kept):
            kept.append(cut)
    yield from sorted(kept, key=lambda c: (c.span, c.kind))


def _sentences(doc: Doc, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, DocSpan]]:
    for sentence, tokens in parsed(doc, sentences):
        if tokens is not None and sentence.kind not in ("headline", "heading") and 5 < len(tokens) <= LONGEST:
            yield sentence, tokens


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


class _Reader(SentenceTokens):
    """The rules over one sentence. Ranges are first and last token index, both in."""

    def cuts(self) -> Iterator[Cut]:
        if self.text.rstrip("\"”' ").endswith("?"):
            return
        yield from self._connective()
        yield from self._adding()
        yield from self._comment()
        yield from self._dates()
        yield from self._loose_days()
        yield from self._owning_days()
        yield from self._attributions()
        yield from self._brackets()
        yield from self._titles()
        for token in self.tokens:
            relation = grammar.relation_of(token)
            if relation == "relative clause":
                yield from self._relative(token)
            elif relation == "apposition":
                yield from self._apposition(token)
            elif relation == "joined" and grammar.class_of(token) in VERBS:
                yield from self._conjuncts(token)
            elif relation == "preposition":
                yield from self._circumstances(token)
            elif token.lower_ == ";":
                yield from self._semicolon(token)
            if relation in ("adverbial clause", "noun clause") and grammar.class_of(token) in VERBS:
                yield from self._clause(token)

    def keeps_sense(self, cut: Cut) -> bool:
        """No name or time is split, no quotation mark left alone, no speaker taken from words that stay."""
        words = cut.span.of(self.page)
        if not is_balanced(words) or self._splits_name(cut) or self._holds_condition(cut):
            return False
        if self.page[cut.span.end : self.span.end].lstrip().startswith(";") and _LISTS.search(words):
            return False  # the rest of a list would be left alone
        if cut.kind in ("attribution", "report"):
            return True
        loose = cut.kind in DATES and not any(self._is_held(quotation, cut.span) for quotation in self.quotations)
        return loose or all(self._keeps_speaker(quotation, cut.span) for quotation in self.quotations)

    def _holds_condition(self, cut: Cut) -> bool:
        """Whether a condition would go, under which all may stand, whatever the parse hangs it on; or a denial."""
        tokens = self.doc.char_span(cut.span.start, cut.span.end, alignment_mode="contract")
        own = cut.kind in (*CONJUNCTS, "attribution", "comment")
        limits = (token.lower_ in listed("conditional") or _takes_back(token) for token in tokens or ())
        return not own and any(limits)

    def _splits_name(self, cut: Cut) -> bool:
        """Whether a part of a name or of a time would be left."""
        places = (*(m.span for m in self.mentions), *(t.span for t in self.timexes))
        split = (place for place in places if place.overlaps(cut.span) and not cut.span.contains(place))
        return not all(
            cut.kind in DATES and (place.contains(cut.span) or self._keeps_hour(place, cut)) for place in split
        )

    def _keeps_hour(self, time: Span, cut: Cut) -> bool:
        """ "[On Sunday] at 8:49 a.m.": the rest of a time may stand alone."""
        return cut.span.start < time.start < cut.span.end and any(timex.span == time for timex in self.timexes)

    def _is_held(self, quotation: Quotation, cut: Span) -> bool:
        """Whether a cut holds who says it, or that they do."""
        return any(part is not None and cut.contains(part) for part in (quotation.cue, quotation.source))

    def _keeps_speaker(self, quotation: Quotation, cut: Span) -> bool:
        content = cut.contains(quotation.content)
        parts = [part for part in (quotation.cue, quotation.source) if part is not None and part.overlaps(self.span)]
        if content and quotation.cue is not None:
            return cut.contains(quotation.cue)
        source = quotation.source
        if source is not None and source.start < cut.start and cut.end <= source.end + _CLOSING:
            return True  # something about the speaker
        return content or not any(cut.overlaps(part) and not quotation.content.contains(part) for part in parts)

    # the rules

    def _connective(self) -> Iterator[Cut]:
        told = after_the_dateline(self.page, self.span)
        if told > self.span.start:
            yield cut_of("dateline", Span(self.span.start, told - 1))
        yield from self._glued()
        match = opening().match(self.text)
        if match and match.end() < len(self.text) - 10:
            yield cut_of("connective", Span(self.span.start, self.span.start + match.end()))

    def _glued(self) -> Iterator[Cut]:
        """Another sentence behind a full stop that lost its blank; "Velar.Com" is none."""
        match = _GLUED.search(self.text)
        if match is None:
            return
        behind = Span(self.span.start + match.end(), self.span.end)
        words = self.doc.char_span(behind.start, behind.end, alignment_mode="contract")
        if any(grammar.is_verb(each) and grammar.is_finite(each) for each in words or ()):
            yield cut_of("glued", behind)

    def _adding(self) -> Iterator[Cut]:
        """ "The council [also] met": the word that joins a deed to one told before."""
        for token in self.tokens[:-1]:
            if token.lower_ not in listed("adding"):
                continue
            beside = grammar.is_adverb(token) and grammar.is_verb(token.head) and grammar.is_finite(token.head)
            if not beside or not grammar.has_subject(token.head):
                continue
            near = self.doc[max(token.i - 1, self.tokens.start)]
            loose = near != token and not near.is_punct and near.lower_ not in (*listed("row"), *listed("joining"))
            if loose and not is_negated(token.head) and not self.is_bound(token.i):
                yield self.cut("adding word", token.i, token.i)

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
            yield cut_of("comment", Span(self.span.start, self.span.start + match.end()))

    def _dates(self) -> Iterator[Cut]:
        for timex in self.timexes:
            words = self.doc.char_span(timex.span.start, timex.span.end)
            if words is None or not _is_day(timex, words) or self._leaned_on(timex.span):
                continue
            if any(self._inside_marks(q, timex) for q in self.quotations):
                continue
            found = self._date_phrase(words)
            if found is None:
                continue
            first, last = found
            behind = self.doc[last + 2].lower_ if last + 2 <= self.last else ""
            if self._is_all_that_is_said(words, first, last) or behind in listed("corrections"):
                continue
            if first > self.tokens.start and any(word in words.text.casefold() for word in listed("leaning")):
                continue  # "two years later" says after what
            before = self.doc[first - 1].lower_ if first > self.tokens.start else ""
            after = self.doc[last + 1].lower_ if last < self.last else ""
            opens = before == "," and after == "," and self.opens(first)
            first = self._with_earlier(first, after)
            if first == self.tokens.start or opens or grammar.is_mark(self.doc[first - 1]):
                last += after == ","
            elif before == "," and after == "," and not self._two_clauses(last + 2):
                first, last = first - 1, last + 1
            elif before == "," and last == self.last:
                first -= 1
            elif after == "," and _YEAR_END.search(words.text):
                last += 1
            yield self.cut("date" if self._is_main(words) else "date in a clause", first, last)

    def _with_earlier(self, first: int, after: str) -> int:
        return self.tokens.start if after == "," and begins_earlier(self, first) else first

    def _loose_days(self) -> Iterator[Cut]:
        for first, last in loose_days(self):
            words = self.doc[first : last + 1]
            if "than" in (each.lower_ for each in self.doc[self.tokens.start : first]):
                continue  # "more than on Monday"
            if self._is_all_that_is_said(words, first, last) or self._is_in_marks(words) or self._is_leaned_on(words):
                continue
            if self._is_joined_to_a_time(words):
                continue
            yield self.cut("date" if self._is_main(words) else "date in a clause", first, last)

    def _is_joined_to_a_time(self, words: DocSpan) -> bool:
        """ "on [August 9] and on August 15": each would leave its half."""
        others = (self.doc.char_span(timex.span.start, timex.span.end) for timex in self.timexes)
        return any(
            grammar.only_join(self.doc[min(words.end, other.end) : max(words.start, other.start)])
            for other in others
            if other is not None and (other.end <= words.start or words.end <= other.start)
        )

    def _is_in_marks(self, words: DocSpan) -> bool:
        place = span_of(words[0], words[-1])
        return any(part.overlaps(place) for quotation in self.quotations for part in quotation.quoted)

    def _owning_days(self) -> Iterator[Cut]:
        """ "[Thursday's] talks began": before a subject, which stands well alone in the plural."""
        for timex in self.timexes:
            words = self.doc.char_span(timex.span.start, timex.span.end)
            if words is None or not grammar.owns_several(words.root) or not grammar.is_case(self.doc[words.end]):
                continue
            if words.root.head.left_edge.i == words.start:
                yield self.cut("date", words.start, words.end)

    def _is_main(self, words: DocSpan) -> bool:
        """Whether a date stands to what the sentence tells, not to a clause or a participle inside it."""
        head = words.root.head.head if grammar.relation_of(words.root) == "preposition object" else words.root.head
        while not grammar.is_side(head):
            if head.head == head or grammar.relation_of(head) == "top":
                return True
            if grammar.form_of(head) == "participle" and not auxiliaries(head):
                return False  # "begun two years ago"
            free = any(grammar.form_of(child) in RELATIVE_FORMS for child in head.lefts)  # "what they earn today"
            if grammar.class_of(head) == "verb" and (free or not grammar.goes_with_its_verb(head)):
                return False
            head = head.head
        return False

    def _is_all_that_is_said(self, words: DocSpan, first: int, last: int) -> bool:
        """Whether the verb has nothing else to say: "The first flight was in 1994"."""
        verb = words.root.head.head if grammar.relation_of(words.root) == "preposition object" else words.root.head
        if verb.lemma not in listed("needs_time"):
            return False
        subject = [
            *SUBJECTS,
            "helper",
            "passive helper",
            "negation",
            "punctuation",
            "joining word",
            "joined",
            "clause mark",
        ]
        return all(grammar.relation_of(c) in subject or first <= c.i <= last for c in verb.children)

    def _two_clauses(self, after: int) -> bool:
        return after <= self.last and grammar.relation_of(self.doc[after]) in (
            "joining word",
            "clause mark",
            *SUBJECTS,
        )

    def _inside_marks(self, quotation: Quotation, timex: Timex) -> bool:
        return any(part.contains(timex.span) for part in quotation.quoted)

    def _is_leaned_on(self, words: DocSpan) -> bool:
        return self._leaned_on(span_of(words[0], words[-1]))

    def _leaned_on(self, time: Span) -> bool:
        rest = f" {self.page[self.span.start : time.start]} {self.page[time.end : self.span.end]} ".casefold()
        return _leaning().search(rest) is not None

    def _date_phrase(self, words: DocSpan) -> tuple[int, int] | None:
        """The range of a date that stands to a verb or an event as an adverb does."""
        if self._is_joined_to_a_time(words):
            return None
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
        return self._date_as_adverb(words) or self._date_under_preposition(words, end)

    def _date_as_adverb(self, words: DocSpan) -> tuple[int, int] | None:
        """ "met [Tuesday]", "fell sharply [today]"."""
        root = words.root
        before = self.doc[words.start - 1] if words.start > self.tokens.start else None
        loose = not self._is_tied(words.start, root.head) and not (
            before is not None and grammar.is_part_of_date(before, words[0])
        )
        loose = loose and grammar.is_measure(root)
        happens = _happens(root.head) or grammar.stands_behind_its_verb(root)
        behind = root.head.i < root.i or grammar.is_verb(root.head)
        return (words.start, words.end - 1) if loose and behind and happens else None

    def _date_under_preposition(self, words: DocSpan, end: int) -> tuple[int, int] | None:
        """ "met [on Tuesday]", "the king [on Tuesday] met"."""
        prep = words.root.head
        if prep.lower_ not in listed("date_prepositions") or grammar.led_by(prep) != words.root:
            return None
        before_verb = end < self.last and grammar.finite_at(self.doc[end + 1]) is not None
        happens = _happens(prep.head) or grammar.stands_behind_its_verb(prep) or before_verb
        alone = prep.left_edge.i == prep.i and prep.right_edge.i <= end
        if not (happens and alone) or self._is_tied(prep.i, prep.head) or not words.start - 1 <= prep.i <= words.start:
            return None
        return prep.i, words.end - 1

    def _is_tied(self, first: int, over: Token) -> bool:
        """Whether a word right before a date belongs to it: "early", "until", but not "sharply"."""
        before = self.doc[first - 1] if first > self.tokens.start else None
        if before is None:
            return False
        tied = before.lower_ in listed("binding") or before.lower_ in listed("near_dates")
        loose = (grammar.is_adverb(before) or grammar.is_mark(before)) and before.head == over
        return tied or (grammar.leads(before) and not loose)

    def _attributions(self) -> Iterator[Cut]:
        for quotation in self.quotations:
            if quotation.kind != "indirect" or quotation.cue is None or quotation.source is None:
                continue
            cue, source = token_at(self.doc, quotation.cue), token_at(self.doc, quotation.source)
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
                yield self.cut("own act", first - 1, self.last)
            elif first == self.tokens.start and deed.i > last:
                start = deed.left_edge.i + (
                    grammar.relation_of(deed.left_edge) == "clause mark" and deed.left_edge.lower_ == "that"
                )
                if all(token.i >= start or token.head == cue or token.i <= last for token in self.doc[first:start]):
                    yield self.cut("own act", first, start - 1)

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
        if subject is None or deed.lemma not in listed("public_acts") or is_negated(deed):
            return False
        if any(
            grammar.relation_of(child) == "helper"
            and grammar.form_of(child) == "modal"
            and child.lower_ not in listed("certain")
            for child in deed.children
        ):
            return False
        place = span_of(subject.left_edge, subject.right_edge)
        who = {m.entity for m in self.mentions if m.kind == "person" and place.contains(m.span)}
        if any(r.entity in who for r in self.references if r.span.overlaps(span)):
            return True
        if source.lemma not in listed("institutions"):
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
            before = token_at(self.doc, Span(ends - 1, ends)) if near.rstrip() else None
            if before is None or grammar.class_of(before) not in ("noun", "name", "number", "verb", "symbol"):
                continue
            if not again and not inside & {"not", *listed("binding")}:
                start = self.span.start + match.start()
                yield cut_of("brackets", Span(start, start + len(match.group())))

    def _relative(self, verb: Token) -> Iterator[Cut]:
        first, last = verb.left_edge.i, verb.right_edge.i
        opening = self.doc[first : first + 3]
        if grammar.class_of(verb.head) not in ("noun", "name") or not any(
            grammar.form_of(token) in RELATIVE_FORMS for token in opening
        ):
            return
        if grammar.form_of(opening[0]) not in RELATIVE_FORMS and grammar.class_of(opening[0]) not in (
            "preposition",
            "number",
            "determiner",
            "pronoun",
            "noun",
        ):
            return
        if (found := self.aside(first, last)) is not None:
            yield self.cut("remark", *self.within_outer(verb, self.closed(found, verb.head)))

    def _apposition(self, noun: Token) -> Iterator[Cut]:
        head = noun.head
        if (
            grammar.class_of(head) != "name"
            or grammar.class_of(noun) not in ("noun", "name")
            or grammar.is_listed(head)
        ):
            return
        if grammar.relation_of(head) in ("joined", "apposition", "measure") or noun.ent_type_ in (
            "PERSON",
            "GPE",
            "DATE",
        ):
            return
        first, last = self.trimmed(noun.left_edge.i, noun.right_edge.i)
        described = grammar.class_of(noun) == "noun" or any(
            grammar.class_of(token) in ("noun", "preposition") or token.lower_ == "the"
            for token in self.doc[first : last + 1]
        )
        after = self.doc[last + 2] if last + 2 <= self.last else None
        joined = after is not None and after.lower_ in listed("joining")
        if described and not joined and head.i == first - 2 and (found := self.aside(first, last)) is not None:
            yield self.cut("description", *self.within_outer(noun, self.closed(found, noun.head)))

    def _titles(self) -> Iterator[Cut]:
        """A title between commas behind a name, also where the parse lost its way."""
        for role in self.roles:
            words = self.doc.char_span(role.span.start, role.span.end)
            if words is None:
                continue
            first = words.start - (self.doc[words.start - 1].lower_ in listed("articles"))
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
                and after not in listed("joining")
                and (found := self.aside(first, words.end - 1)) is not None
            ):
                yield self.cut("title", *self.closed(found, self.doc[first - 2]))

    def _conjuncts(self, verb: Token) -> Iterator[Cut]:
        head = verb.head
        if (
            grammar.class_of(head) not in VERBS
            or not is_finite(head)
            or is_negated(head)
            or any(grammar.relation_of(c) == "before joined" for c in head.children)
        ):
            return
        top = head
        while grammar.relation_of(top) == "joined" and grammar.class_of(top.head) in VERBS and top.head != top:
            top = top.head
        joint = [c for c in head.children if grammar.relation_of(c) == "joining word" and head.i < c.i < verb.i]
        word = joint[-1].lower_ if joint else ","
        own = next((c for c in verb.children if grammar.relation_of(c) in SUBJECTS), None)
        subject = next((c for c in top.children if grammar.relation_of(c) in SUBJECTS), None)
        if word not in listed("row") or subject is None or is_negated(top) or "only" in (t.lower_ for t in top.lefts):
            return
        start = verb.left_edge.i
        if own is None and not self._is_parallel(top, verb):
            return
        _, last = self.trimmed(start, verb.right_edge.i)
        if (
            word == "and"
            and not any(t.lower_ == "both" for t in self.doc[top.left_edge.i : verb.i])
            and self.reaches_end(last)
        ):
            begin = self._begin_of_row(head, joint[-1]).i
            begin -= self.doc[begin - 1].lower_ == ","
            if self.doc[begin].lower_ in ("and", ","):
                yield self.cut("conjunct after", begin, last)
        if self.doc[start - 1].lower_ in listed("row"):
            yield from self._before(top, verb, subject, own, start)

    def _begin_of_row(self, verb: Token, joint: Token) -> Token:
        """The "and", or the first comma of "did this, did that and did the other", which goes with it."""
        while (
            grammar.relation_of(verb) == "joined"
            and grammar.class_of(verb.head) in VERBS
            and verb.head != verb
            and self.doc[verb.left_edge.i - 1].lower_ == ","
        ):
            joint, verb = self.doc[verb.left_edge.i - 1], verb.head
        return joint

    def _is_parallel(self, top: Token, verb: Token) -> bool:
        """Whether both verbs can follow the one subject (and its auxiliary)."""
        if auxiliaries(verb):
            return True
        shared = [a for a in auxiliaries(top) if a.i < top.i]
        if shared and grammar.is_present(verb) and not grammar.is_present(top):
            return True  # "will be shown here and is due there"
        return (
            grammar.form_of(verb) == grammar.form_of(top)
            if shared
            else grammar.form_of(verb) in ("past", "present s", "present")
            and (grammar.form_of(top) in ("past", "present s", "present"))
        )

    def _before(self, top: Token, verb: Token, subject: Token, own: Token | None, start: int) -> Iterator[Cut]:
        conditions = listed("conditions") if own is None else listed("undoing")
        if any(token.lower_ in conditions for token in self.doc[top.left_edge.i : start]):
            return
        if own is not None:
            mark = top.left_edge
            first = mark.i + (grammar.relation_of(mark) == "clause mark" or mark.lower_ == "that")
            start += verb.left_edge.lower_ == "that" and first > mark.i
            if grammar.relation_of(top) in ("relative clause", "adverbial clause", "noun clause"):
                return
        else:
            if any(self._is_of_first(each, subject) for each in top.lefts):
                return  # what stands before the subject belongs to the first verb
            first = max([subject.right_edge.i, *(a.i for a in _shared_helpers(top, verb))]) + 1
            while first < top.i and self.doc[first].is_punct:
                first += 1
        if first < start - 1 and first <= top.i:
            yield self.cut(
                "conjunct before", first - self._is_lone_comma(own, subject.left_edge.i, first - 1), start - 1
            )

    def _is_lone_comma(self, own: Token | None, start: int, last: int) -> bool:
        """ "The port, shut in May, will open": the comma behind the subject closes nothing."""
        commas = [each for each in self.doc[start : last + 1] if each.text == ","]
        return own is None and self.doc[last].text == "," and len(commas) % 2 == 1

    def _is_of_first(self, word: Token, subject: Token) -> bool:
        joins = grammar.relation_of(word) in ("punctuation", "joining word", "clause mark")
        return word.i < subject.left_edge.i and not joins and word.lower_ not in listed("loose")

    def _semicolon(self, mark: Token) -> Iterator[Cut]:
        left, right = self.doc[self.tokens.start : mark.i], self.doc[mark.i + 1 : self.last + 1]
        if all(
            any(grammar.relation_of(t) in ("subject", "passive subject", "there") and is_finite(t.head) for t in side)
            for side in (left, right)
        ):
            yield self.cut("conjunct after", mark.i, self.last)
            if not any(token.lower_ in listed("conditions") for token in left):
                yield self.cut("conjunct before", self.tokens.start, mark.i)

    def _circumstances(self, prep: Token) -> Iterator[Cut]:
        first, last = self.trimmed(prep.left_edge.i, prep.right_edge.i)
        verb = prep.head
        noun = next(
            (c for c in prep.children if grammar.relation_of(c) in ("preposition object", "preposition clause")), None
        )
        if noun is None:
            return
        if self.fronted_at(first, last) and grammar.class_of(verb) in VERBS:
            role = _role_of_fronted(prep, noun)
            if role is not None and self.subject_stays(verb):
                yield self.cut(role, first, last + 1)
            return
        if last != self.last or is_negated(verb) or self.is_bound(first):
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
        if prep.lower_ in listed("circumstances") or absolute:
            yield self.cut("circumstances", first - comma, last)

    def _clause(self, verb: Token) -> Iterator[Cut]:
        """Adverbial clauses and participles, fronted or at the end."""
        first, last = self.trimmed(verb.left_edge.i, verb.right_edge.i)
        mark = next(
            (
                t
                for t in verb.lefts
                if grammar.relation_of(t) in ("clause mark", "adverb") and t.lower_ in listed("background")
            ),
            None,
        )
        finite = any(grammar.relation_of(c) in SUBJECTS for c in verb.children) and is_finite(verb)
        marked = mark is not None and mark.i == first and (finite or grammar.form_of(verb) == "ing")
        participle = grammar.form_of(verb) in ("ing", "participle") and verb.lemma not in listed("needed_participles")
        loose = (
            participle
            and not any(grammar.relation_of(c) in ("clause mark", *SUBJECTS) for c in verb.children)
            and verb.i - first <= 1
        )
        if self.is_bound(first) or not (marked or loose):
            return
        if self.fronted_at(first, last):
            if grammar.relation_of(verb) == "adverbial clause" and self.subject_stays(verb.head):
                yield self.cut("fronted clause", first, last + 1)
        elif loose and grammar.form_of(verb) == "ing" and not auxiliaries(verb):
            if (found := self.aside(first, last)) is not None and found[0] > self.main_verb(verb):
                yield self.cut("participle", *found)
        elif marked and finite and grammar.relation_of(verb) == "adverbial clause" and verb.head.i < first:
            if (found := self.aside(first, last)) is not None:
                yield self.cut("background", *found)
            elif (
                last == self.last
                and not is_negated(verb.head)
                and mark is not None
                and mark.lower_ not in listed("also_limiting")
            ):
                yield self.cut("background", first, last)


def _takes_back(verb: Token) -> bool:
    """ "who denies it", but neither "a dispute" nor "was denied a visa"."""
    said = grammar.is_verb(verb) and not grammar.has(verb, "passive helper")
    return said and grammar.lemma(verb) in listed("denials")


def _shared_helpers(top: Token, verb: Token) -> list[Token]:
    """ "will" of "will open and close", but of "will be shown and is due" none."""
    apart = auxiliaries(verb) or (grammar.is_present(verb) and not grammar.is_present(top))
    return [] if apart else [helper for helper in auxiliaries(top) if helper.i < top.i]


def _role_of_fronted(prep: Token, noun: Token) -> CutRole | None:
    """Of a phrase at the start: "In a surprise move, ..." or "Despite the storm, ..."."""
    if prep.lower_ in listed("circumstances"):
        return "fronted circumstances"
    indefinite = any(c.lower_ in listed("indefinite") for c in noun.children)
    comments = prep.lower_ == "in" and noun.lemma in listed("comments")
    return "comment" if comments and indefinite else None


def _is_day(timex: Timex, words: DocSpan) -> bool:
    """A date, or a part of a day that is named: "Friday morning"; a time of the clock says more."""
    part = timex.type == "TIME" and _PART_OF_DAY.search(timex.value) is not None
    return timex.type == "DATE" or (part and grammar.is_name(words[0]))


def _happens(token: Token) -> bool:
    """A verb or a noun of something that takes place: its date says when, not which."""
    return grammar.class_of(token) in VERBS or (grammar.class_of(token) == "noun" and token.lemma in _event_nouns())


@cache
def _event_nouns() -> frozenset[str]:
    return frozenset(str(noun) for noun in load(EVENTS).nouns)
