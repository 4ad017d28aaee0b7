"""Headlines: a source's own sentence, shortened by leaving out, with names completed in square brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from ...model.book import Person
from ...model.findings import CONJUNCTS, DATES, Clause, Cut, CutKind, Event
from ...model.text import Span, alternation
from ...rules.load import load, word_sets
from ...rules.types.merge import HEADLINE_WORDS
from ..base.cast import Named, PersonIds
from ..base.corpus import Reading
from ..base.line_gate import is_day_of_its_article, leans
from .bodies import body_named
from .brackets import completions

SHORT = 13  # words; a headline of so many is not cut further
LONG_SUMMARY = 20  # words; the same for a sentence of a summary
MOST = 25  # words that a headline should not go beyond
_FEWEST = 5  # words that are left
_FEWEST_TOLD = 3  # the same when only a day goes, which stands beside the line, or another deed
_FEWEST_BARE = 6  # the same when words between commas go
_OF_A_NOUN = ("relative", "restriction")  # clauses of which the time is their own

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W_]+")
_BULLET = re.compile(r"^[•‣◦▪●·*]\s+")
_JOINED = re.compile(r",|\band\b")
_CLOSING = ",.;:!?)”’"


def is_deletion(headline: str, quote: str) -> bool:
    """Whether a headline, but for what stands in square brackets, is made of the quote's words in their order.

    >>> is_deletion("[Amara Okello] met Roe.", "On Monday, she met Roe in Geneva.")
    True
    >>> is_deletion("Roe met Okello.", "Okello met Roe.")
    False
    """
    words = iter(_WORD.findall(quote))
    kept = _WORD.findall(_BRACKETED.sub(" ", headline))
    first = (
        next(words, "") if not kept else next((word for word in words if word.casefold() == kept[0].casefold()), None)
    )
    return first is not None and all(any(word == other for other in words) for word in kept[1:])


def stands_alone(headline: str) -> bool:
    """False where it begins with a pronoun that nobody resolved."""
    first = re.match(r"\W*?(\[|\w+)", headline)
    return first is None or first[1].casefold() not in _words("dangling") or _impersonal().match(headline) is not None


def own_clause(reading: Reading, event: Event) -> Clause | None:
    """The clause of an event that its headline is made from, where it stands alone; a mere noun only where the sentence
    would tell less."""
    clause = None if event.head is None else reading.clauses.get(event.head)
    if clause is None or _opens_unnamed(reading, clause.pieces):
        return None
    if clause.kind != "event":
        return clause
    others = any(other.head != event.head for other in reading.told_in(event.sentence))
    named = event.kind != "occurred" and others  # "the June 3 election" names what is to come
    sentence = reading.findings.sentences[event.sentence].span
    return clause if named or leans(sentence.of(reading.article.text)) else None


def _opens_unnamed(reading: Reading, kept: Sequence[Span]) -> bool:
    """Whether it would begin with a pronoun that nobody resolved."""
    words = kept[0].of(reading.article.text)
    start = kept[0].start + len(words) - len(words.lstrip(" ,;"))
    known = any(reference.span.start == start for reference in reading.references.meeting(kept[0]))
    return not known and not stands_alone(words)


def shortened(
    reading: Reading,
    sentence: int,
    ids: PersonIds,
    people: Mapping[str, Named] | Mapping[str, Person],
    *,
    event: Event | None = None,
    within: Span | None = None,
) -> str:
    """The sentence with what it can do without left out; with `event`, what it says of that event; with `within`, that
    stretch of it.

    Nothing is reworded or put elsewhere. `ids` gives the person of (source, entity key). A surname, a
    pronoun or "the minister" is completed with the name, in square brackets, where nobody else in the
    headline tells who is meant. Where nothing can go, the whole sentence comes back.
    """
    make = partial(_line, reading, sentence, ids, people, event, within)
    return make() if reading.lines is None else reading.lines.of(_place(sentence, event, within), make)


def _place(sentence: int, event: Event | None, within: Span | None) -> str:
    """What of an article a line is made of, in few letters."""
    deed = "" if event is None else f"{event.head}{event.span}{event.timex}{event.kind}{event.predicate}"
    return f"{sentence} {within or ''} {deed}"


def _line(
    reading: Reading,
    sentence: int,
    ids: PersonIds,
    people: Mapping[str, Named] | Mapping[str, Person],
    event: Event | None,
    within: Span | None,
) -> str:
    draft = _Draft(reading, sentence, event, within)
    bodies = body_named(reading, sentence, draft.kept)
    return draft.text(sorted([*_helper(draft.clause), *bodies, *completions(reading, draft.kept, ids, people)]))


def _helper(clause: Clause | None) -> Iterator[tuple[Span, str]]:
    """The verb before a participle that makes a sentence of its noun and it."""
    if clause is not None and clause.helper:
        start = clause.pieces[-1].start
        yield Span(start, start), f"[{clause.helper}] "


@cache
def _words(name: str) -> frozenset[str]:
    return word_sets(HEADLINE_WORDS)[name]


@cache
def _telling_verbs() -> frozenset[str]:
    return _words("talk") | _words("making_known")


@cache
def _impersonal() -> re.Pattern[str]:
    return re.compile(str(load(HEADLINE_WORDS).impersonal), re.IGNORECASE)


@cache
def _pronoun() -> re.Pattern[str]:
    pronouns, bodies = (alternation(_words(name)) for name in ("pronouns", "bodies"))
    return re.compile(rf"\b(?:{pronouns}|(?-i:[Tt]he (?:{bodies})))\b", re.IGNORECASE)


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"[^,]{{1,80}}\b(?:{alternation(_words('telling'))})\s*[,.]")


class _Draft:
    """One sentence and what is kept of it."""

    def __init__(self, reading: Reading, sentence: int, event: Event | None, within: Span | None = None) -> None:
        self.reading, self.event, self.within = reading, event, within
        self.source = reading.article.text
        self.span = reading.findings.sentences[sentence].span
        self.others = [e for e in reading.told_in(sentence) if event is not None and e.head != event.head]
        self.clause = None if event is None else own_clause(reading, event)
        self.removed: list[Span] = []
        self.kept = self._kept([])
        candidates = [
            cut for cut in reading.cuts.meeting(self.span) if self.span.contains(cut.span) and self._may_go(cut)
        ]
        for cut in self._ordered(candidates):
            self._try(cut)
        if leans(self.text(())):
            self._straighten(candidates)

    def _straighten(self, candidates: Sequence[Cut]) -> None:
        """Without its opening, where that makes a line that leans one that stands alone."""
        removed, kept = self.removed, self.kept
        for cut in candidates:
            if kept and cut.span.start <= kept[0].start < cut.span.end:
                self._try(cut)
                if not leans(self.text(())):
                    return
                self.removed, self.kept = removed, kept

    @property
    def _head(self) -> Span:
        """Of the event; nowhere without one."""
        return (self.event.head if self.event else None) or Span(0, 0)

    def _kept(self, removed: Sequence[Span]) -> list[Span]:
        """The stretches that stay, in order."""
        kept = list(self.clause.pieces) if self.clause else [self.within or self.span]
        for gone in removed:
            kept = [part for span in kept for part in _without(span, gone)]
        return [span for span in kept if span.of(self.source).strip()]

    def _may_go(self, cut: Cut) -> bool:
        pieces = self.clause.pieces if self.clause else (self.within or self.span,)
        if not any(piece.contains(cut.span) for piece in pieces):
            return False
        event = self.event
        if event is None:
            return self._may_go_undated(cut)
        if event.head is None or cut.span.overlaps(event.head):
            return False
        if cut.kind in DATES:
            return self._is_its_date(cut, event) or self._dates_telling(cut) or self._is_beside(cut, event)
        return cut.kind != "conjunct before" or event.head.start >= cut.span.end

    def _may_go_undated(self, cut: Cut) -> bool:
        """Of a line beside which no date of its own stands: no time of its deed goes but a weekday, which only the day
        of its article explains."""
        timexes = self.reading.timexes.meeting(cut.span)
        dated = cut.kind not in _OF_A_NOUN and any(
            cut.span.contains(timex.span) for timex in timexes if timex.type in ("DATE", "TIME")
        )
        if cut.kind == "date":
            return is_day_of_its_article(cut.span.of(self.source))
        return cut.kind not in (*DATES, "conjunct before") and not dated and not self._is_of_speaker(cut)

    def _is_of_speaker(self, cut: Cut) -> bool:
        """Whether it says who a speaker is: "Amara Okello, [the mayor], said"."""
        said = self.reading.quotations_at(self.span)
        return any(quotation.source is not None and cut.span.overlaps(quotation.source) for quotation in said)

    def _is_its_date(self, cut: Cut, event: Event) -> bool:
        if event.timex is None or event.date is None or event.date.precision == "range":
            return False  # the words say more than the range does
        timex = self.reading.findings.timexes[event.timex]
        whole = cut.span.contains(timex.span)
        exact = whole and timex.mod is not None and any(map(str.isdigit, timex.span.of(self.source)))
        if not cut.span.overlaps(timex.span) or exact:
            return False  # "in early 2009" says more than the year
        if cut.kind == "date" or self.clause is not None:
            return True
        # "speaking on Monday, she rejected it", "speaking earlier that day, she ..."
        return cut.span.end <= self._head.start or leans(cut.span.of(self.source)) != ""

    def _is_beside(self, cut: Cut, event: Event) -> bool:
        """Whether it is a day of something else, told behind the event: "after the ferry sank [on Monday]". Read beside
        the line's date, it would mislead."""
        own = None if event.timex is None else self.reading.findings.timexes[event.timex].span
        behind = self._head.end <= cut.span.start
        named = any(map(str.isdigit, cut.span.of(self.source)))
        return (
            cut.kind == "date in a clause" and behind and not named and own is not None and not own.overlaps(cut.span)
        )

    def _dates_telling(self, cut: Cut) -> bool:
        """Whether it only says when somebody told of it: "..., the ministry said [on Sunday]"."""
        timexes = self.reading.findings.timexes
        told = (other for other in self.others if other.timex is not None and self._tells_behind(other))
        return any(cut.span.contains(timexes[other.timex].span) for other in told if other.timex is not None)

    def _tells_behind(self, other: Event) -> bool:
        """Whether the other event is only the telling of this one, behind it."""
        if other.head is None or self.event is None or self.event.head is None:
            return False
        return other.predicate in _telling_verbs() and self.event.head.end <= other.head.start

    def _tells_all(self, event: Event) -> bool:
        """Whether the event itself is a telling: what it tells is no second deed in a row with it."""
        return event.predicate in _telling_verbs()

    def _is_on_a_weekday(self, other: Event) -> bool:
        """Whether its day is told from the article's own, so that it would be taken for the day beside the line."""
        timex = None if other.timex is None else self.reading.findings.timexes[other.timex]
        return timex is not None and not any(map(str.isdigit, timex.span.of(self.source)))

    def _ordered(self, cuts: Iterable[Cut]) -> Iterator[Cut]:
        """Those that always go, then the others as long as the headline is long; later ones first."""
        cuts = sorted(cuts, key=lambda cut: (-cut.span.start, -cut.span.end))
        yield from (
            cut
            for cut in cuts
            if cut.kind == "conjunct after" and any(self._holds(cut, other) for other in self.others)
        )
        for kinds in load(HEADLINE_WORDS).always:
            yield from (cut for cut in cuts if cut.kind in kinds)
        yield from self._while_too_long(cuts)
        yield from (cut for cut in cuts if cut.kind in DATES and cut.span not in self.removed)  # their row may be gone

    def _while_too_long(self, cuts: Sequence[Cut]) -> Iterator[Cut]:
        for kinds, most, telling in self._steps():
            for kind in kinds:
                fit = (cut for cut in cuts if cut.kind == kind and self._tells_much(cut) <= telling)
                yield from (cut for cut in fit if self._length() > most)

    def _steps(self) -> tuple[tuple[Sequence[CutKind], int, bool], ...]:
        """Kinds of cuts, beyond how many words they go, and whether those too that tell what a reader looks for."""
        words = load(HEADLINE_WORDS)
        if self.event is None:
            return (
                (words.of_summaries, LONG_SUMMARY, False),
                (words.of_summaries, MOST, True),
                (words.of_long_summaries, MOST, False),
            )
        return (
            (words.while_long, SHORT, False),
            (words.while_longer, MOST, False),
            (words.while_long, MOST, True),
            (words.while_longer, MOST, True),
            (words.while_too_long, MOST, False),
            (words.while_too_long, MOST, True),
        )

    def _length(self) -> int:
        return len(self.text(()).split())

    def _tells_much(self, cut: Cut) -> bool:
        """Whether a figure stands in it, or the place of the event."""
        place = self.event.place if self.event else None
        figures = self.reading.figures.meeting(cut.span)
        return any(cut.span.contains(figure.span) for figure in figures) or (
            place is not None and place in cut.span.of(self.source)
        )

    def _holds(self, cut: Cut, event: Event) -> bool:
        return event.head is not None and cut.span.contains(event.head)

    def _try(self, cut: Cut) -> None:
        if self._breaks_row(cut):
            return
        removed = [*self.removed, cut.span]
        kept = self._kept(removed)
        words = sum(len(_WORD.findall(span.of(self.source))) for span in kept)
        if cut.kind in CONJUNCTS and _telling().match(" ".join(span.of(self.source).strip(" ,;") for span in kept)):
            # what is told stands before: "..., and the mayor was on her way, the agency said, confirming the toll"
            return
        if (
            words < self._fewest(cut)
            or self._loses_antecedent(cut, kept)
            or (_opens_unnamed(self.reading, kept) and not _opens_unnamed(self.reading, self.kept))
        ):
            return
        self.removed, self.kept = removed, kept

    def _breaks_row(self, cut: Cut) -> bool:
        """Of two deeds in a row with their days no day goes, and of two deeds one stays."""
        if cut.kind in CONJUNCTS:
            return any(_cross(cut.span, gone) for gone in self.removed)
        return cut.kind in DATES and any(self._is_joined(other) for other in self.others)

    def _fewest(self, cut: Cut) -> int:
        told = cut.kind in DATES or cut.kind in CONJUNCTS
        return _FEWEST_TOLD if told else _FEWEST_BARE if cut.kind == "aside" else _FEWEST

    def _is_joined(self, other: Event) -> bool:
        """Whether something of another time is told in one row with the event: "tripled in 2004, doubled in 2005"."""
        if other.head is None or self.event is None or self.event.head is None or other.date == self.event.date:
            return False
        if self._tells_behind(other) or (self._tells_all(self.event) and not self._is_on_a_weekday(other)):
            return False
        first, second = sorted((self.event.head, other.head))
        between = self.source[first.end : second.start]
        return (
            _within(other.head, self.kept)
            and _JOINED.search(between) is not None
            and not re.search(r"\bthat\b", between)
        )

    def _loses_antecedent(self, cut: Cut, kept: Sequence[Span]) -> bool:
        """Whether a pronoun behind the cut may stand for a name in it, none being left before the pronoun."""
        mentions, references = self.reading.mentions.meeting(self.span), self.reading.references.meeting(self.span)
        if cut.kind in (*DATES, "dateline") or not any(cut.span.contains(mention.span) for mention in mentions):
            return False
        resolved = [reference.span for reference in references if cut.span.end <= reference.span.start < self.span.end]
        for match in _pronoun().finditer(self.source, cut.span.end, self.span.end):
            place = Span(*match.span())
            if not _within(place, kept) or any(span.contains(place) for span in resolved):
                continue
            if not any(
                m.span.end <= place.start and _within(m.span, kept) for m in mentions if m.span.start >= self.span.start
            ):
                return True
        return False

    def text(self, names: Iterable[tuple[Span, str]]) -> str:
        """What is kept, joined, with `names` put in the place of their spans."""
        places = list(names)
        joined = ""
        for span in self.kept:
            part, at = "", span.start
            for place, name in places:
                if span.contains(place):
                    part += self.source[at : place.start] + name
                    at = place.end
            joined = _join(joined, " ".join((part + self.source[at : span.end]).split()))
        return self._closed(joined)

    def _closed(self, text: str) -> str:
        """With a capital at its start and the full stop of its sentence."""
        whole = " ".join(self.span.of(self.source).split())
        text = _BULLET.sub("", text)
        if text == whole:
            return text
        text = _without_lone_mark(text.strip())
        text = re.sub(r"[\s,;:—–-]+(?=[.!?]?$)", "", text)
        text = re.sub(r",(\s*(?:''|[”\"]))\.?$", r".\1", text)
        if whole.rstrip("\"”'’")[-1:] == "." and text[-1:] not in ".!?”\"'":
            text += "."
        text = re.sub(r"(?<=[^.]\.)\.$", "", text)  # "at 3 p.m." ends with one
        word = re.search(r"[^\W_]+|\[", text)
        if word is None or not word.group().islower():
            return text  # "iPad" stays
        return text[: word.start()] + text[word.start()].upper() + text[word.start() + 1 :]


def _without(span: Span, gone: Span) -> Iterator[Span]:
    if not span.overlaps(gone):
        yield span
        return
    if span.start < gone.start:
        yield Span(span.start, gone.start)
    if gone.end < span.end:
        yield Span(gone.end, span.end)


def _cross(one: Span, other: Span) -> bool:
    return one.overlaps(other) and not one.contains(other) and not other.contains(one)


def _without_lone_mark(text: str) -> str:
    """Without the one quotation mark of a sentence that begins or ends inside a quotation."""
    marks = [at for at, character in enumerate(text) if character in '"“”']
    if len(marks) != 1 or 1 < marks[0] < len(text) - 2:
        return text
    return (text[: marks[0]] + text[marks[0] + 1 :]).strip()


def _within(place: Span, spans: Iterable[Span]) -> bool:
    return any(span.contains(place) for span in spans)


def _join(left: str, right: str) -> str:
    """Two stretches with the punctuation between them mended."""
    left, right = left.rstrip(), right.lstrip()
    if not left:
        return right.lstrip(",;:—– ")
    if right[:1] in _CLOSING and right[:1] != "’":
        return (left.rstrip(",;:—– ") if left[-1] in ",;:—–" else left) + right
    return f"{left} {right}" if right else left
