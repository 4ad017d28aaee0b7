"""The state of affairs in five to seven lines: of the main stories the newest deed each, then what else was done.

Each article gives the line that tells most of what its headline tells. Of one story, told by articles whose lines or
headlines have most of their words in common, the newest line stands.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...model.article import OPINION
from ...model.book import Choice, Citation, Claim, Measure, Person, TimelineEntry
from ...model.dates import Date
from ...model.reasons import Reason, first
from ...model.text import Span, record
from ...rules.load import load
from ...rules.types.merge import IDENTITY
from ..base.cast import Cast, PersonIds
from ..base.corpus import Reading, first_of_body
from ..base.line_gate import (
    counts_days,
    counts_years,
    deed_behind,
    goes_on,
    names_another_day,
    needs_a_day,
    told_as_talks,
    unclear,
    unfit,
    without_joints,
)
from ..base.same_words import Rarity
from ..events.headlines import is_deletion, shortened
from .line_facts import facts_of
from .sentence_deeds import SentenceDeeds, deeds_of

PART = "where it stands"
_BEFORE, _BEHIND = re.compile(r"[\w’'-]"), re.compile(r"[\w-]")  # of which a name is a part
OLD = "older than a month, and its story has gone on"  # by which a line stands only where no line is newer
_NEWER_KNOWN = "older than a month, and newer is known"
BESIDE = "beside the matter"  # by which a line stands only where few do
_MOST = 7
_SHORTLIST = 100  # articles whose lines are looked at
_SURE = 2  # sentences of an article without a day that may stand
_FEWEST = 5  # below which a line may stand of which no day is known
_OPENING = 5  # sentences of an article that may tell its main deed
_SAME = 0.4  # share of weighted words that makes two lines tell the same
ONE_STORY = 0.3  # the same for what two articles are about, where one is older than a month
_MONTH = dt.timedelta(days=31)
_WEEK = dt.timedelta(days=7)
_GOING = dt.timedelta(days=3)  # after which what was going on is no news
_SALIENT = 0.5  # weight of salience beside what its article is about
_MEASURE = 0.6  # salience of what became of a measure last
_PLAIN = 0.4  # salience of a sentence that is no entry
_FIGURE = 0.1  # by which a line has more that holds a sum or a share
_PERSON = 0.1  # the same for one that names somebody with a post
_LATER = 0.06  # by which a line has less with each sentence of its article before it
_TELLS = 0.25  # share of what its article is about that a line has to tell
_TOUCHES = 0.1  # the least of both shares by which an entry touches the matter of the book
_COMMON = 0.3  # share of its words that several articles are about, by which an entry belongs to their matter
_MATTERS = 0.5  # salience of an entry that matters wherever it stands
_CURRENT = 3  # lines of the last month, beside which no older one stands
_OF_ONE = 2  # lines of one article
_PRINCIPALS = 8  # people with a post whom a line should name
_LESS = 0.15  # by which a newer line may weigh less than the one that it takes the place of
_RECENT = 0.5  # by which the newest article has more than the oldest
_ALIKE = 0.5  # by which a line has less that tells what stands already


@record
class Candidate:
    """A line that may stand, with what it was made from."""

    claim: Claim
    kind: str  # of the sentence it is from
    opinion: bool  # of the author's own view
    planned: bool  # an entry of what was to come
    passed: bool  # a plan whose day is over
    ongoing: bool  # of what was going on days ago
    has_verb: bool
    talk: bool  # a meeting or a call, and no sum
    summed: bool  # with a figure
    place: int  # how many sentences of its article stand before it
    salience: float
    tellers: int  # families of articles that tell it
    of_article: bool  # the day beside it is that of its article
    current: bool  # of the last month
    day_known: bool  # within a week
    undated: bool  # nothing says when
    words: frozenset[str]  # senses of the line
    people: frozenset[str]  # ids of those with a post whom it names
    weight: float  # how much it tells of what its article is about


@record
class Grounds:
    """What the lines are chosen from."""

    events: tuple[TimelineEntry, ...]
    measures: tuple[Measure, ...]
    readings: Mapping[str, Reading]
    about: Mapping[str, frozenset[str]]  # what each article is about
    kinds: Mapping[str, float]  # what the kind of each figure weighs, by its id
    families: Mapping[str, str]  # the family of each article
    rarity: Rarity
    ids: PersonIds
    people: Mapping[str, Person]
    as_of: dt.date | None


def _is_told_from_another_day(one: Candidate) -> bool:
    """ "On Sunday" beside a Monday, "yesterday", or either where no day stands beside it."""
    day = one.claim.date if one.day_known else None
    counted = needs_a_day(one.claim.text)
    if counts_years(one.claim.text) and not one.of_article:
        return True
    return counted and (day is None or names_another_day(one.claim.text, day) or counts_days(one.claim.text))


# Why a candidate is no line: sentences of a text of 5 March, the line in [brackets]
NO_LINE: tuple[Reason[Candidate], ...] = (
    Reason("falls due", "The yard of Velar [will close on May 4].", "The yard of Velar [closed on March 4].",
           lambda one: one.planned),
    Reason("a plan that has passed", "The yard of Velar [is to close on March 1].",
           "The yard of Velar [is to close on May 1].", lambda one: one.passed),
    Reason("going on days ago", "March 5, of a text of February 20: [Divers are searching the wreck off Velar.]",
           "[Divers searched the wreck off Velar.]", lambda one: one.ongoing),
    Reason("opinion", "[The yard should never have been closed]", "[The yard of Velar was closed]",
           lambda one: one.opinion),
    Reason("caption or heading", "[Ann Roe at the yard of Velar]", "[Ann Roe closed the yard of Velar]",
           lambda one: one.kind not in ("body", "standfirst")),
    Reason("no deed", "[A visit of Ann Roe to the yard of Velar]", "[Ann Roe visited the yard of Velar]",
           lambda one: not one.has_verb),
    Reason("somebody's words first", "[“The yard is lost,” Ann Roe said]", "[Ann Roe said the yard “is lost”]",
           lambda one: one.claim.text[:1] in "\"“'‘"),
    Reason("no day known", "An undated text: Ann Roe left. She came back. [The yard of Velar was closed]",
           "An undated text: [The yard of Velar was closed]", lambda one: one.undated and one.place >= _SURE),
    Reason("told from another day", "[The crews of Velar were seen yesterday]", "[The crews of Velar were seen today]",
           _is_told_from_another_day),
)  # fmt: skip


def refusal(one: Candidate) -> str:
    """Why a candidate may not stand; "" where it may."""
    reason = first(NO_LINE, one)
    return unfit(one.claim.text) if reason is None else reason.name


def shorten(
    claims: Sequence[Claim], readings: Mapping[str, Reading], ids: PersonIds, people: Mapping[str, Person]
) -> tuple[Claim, ...]:
    """The claims with what their sentences can do without left out and names completed; dated by their source."""
    return tuple(
        replace(
            claim,
            text=shortened(readings[claim.citation.source], claim.citation.sentence, ids, people),
            date=claim.date or readings[claim.citation.source].published,
        )
        for claim in claims
    )


def main_lines(given: Grounds) -> tuple[tuple[Claim, ...], tuple[Choice, ...]]:
    """Five to seven lines, the newest first, and what was left and why.

    First one of each story, the weightiest stories first, the newest always; then further deeds; where few stand, older
    ones and those beside the matter; last, those that name who else counts.
    """
    stories = _Stories(given)
    row = _Row(stories)
    offered = [*stories.leads(), *stories.others()]
    for one, why in offered:
        row.offer(one, why)
    _fill(row, stories, offered)
    for person in stories.principals():
        for one, why in offered:
            if why in ("", BESIDE) and person in one.people and not row.names(person) and stories.touches(one):
                row.offer(one, "", most=_MOST)
    return tuple(sorted((one.claim for one in row.chosen), key=_newest_first)), tuple(row.choices)


def _fill(row: _Row, stories: _Stories, offered: Sequence[tuple[Candidate, str]]) -> None:
    """What stands only where few lines do."""
    for one in [one for one, why in offered if why == OLD]:
        row.offer(one, "")
    for one in [one for one, why in offered if why == BESIDE and stories.may_fill(one)]:
        row.offer(one, "")
    for one in row.older:
        row.offer(one, "", most=_FEWEST)


class _Row:
    """The lines as they are chosen, one after the other."""

    def __init__(self, stories: _Stories) -> None:
        self._stories = stories
        self.chosen: list[Candidate] = []
        self.choices: list[Choice] = []
        self.older: list[Candidate] = []  # left only for those of the last month

    def offer(self, one: Candidate, why: str, *, most: int = 0) -> None:
        """One more, with the reason against it, if any; with `most`, up to so many, for want of others."""
        against = why or self._stories.told_already(one, self.chosen) or self._no_room(one, most)
        if against == _NEWER_KNOWN:
            self.older.append(one)
        told = against or self._stories.reason(one)
        self.choices.append(Choice(part=PART, text=one.claim.text, taken=not against, why=told))
        if not against:
            self.chosen.append(one)

    def names(self, person: str) -> bool:
        """Whether one of the lines names somebody."""
        return any(person in one.people for one in self.chosen)

    def _no_room(self, one: Candidate, most: int) -> str:
        """Whether there is none left for it: beyond the fewest there is some for what matters."""
        if sum(other.claim.citation.source == one.claim.citation.source for other in self.chosen) >= _OF_ONE:
            return "enough of its article"
        if not most and not one.current and sum(other.current for other in self.chosen) >= _CURRENT:
            return _NEWER_KNOWN
        return "" if len(self.chosen) < (most or self._most_for(one)) else "less weight"

    def _most_for(self, one: Candidate) -> int:
        """The number of lines below which it may stand."""
        matters = self._stories.is_lead(one) or (not one.talk and (one.summed or one.salience >= _MATTERS))
        return _MOST if matters and not one.undated else _FEWEST


class _Stories:
    """The articles with what they are about, and the lines that they give."""

    def __init__(self, given: Grounds) -> None:
        self._given = given
        self._about = given.about
        self._families = len(set(given.families.values()))
        self._days = {one: r.published.earliest for one, r in given.readings.items() if r.published}
        self._recent = _recency(self._days)
        self._tellers = _tellers(self._about, given.families)
        self._common = frozenset(word for word, families in self._tellers.items() if len(families) > 1)
        self._sources = sorted(given.readings, key=lambda source: (-self._matter(source), source))[:_SHORTLIST]
        self._of_article = self._candidates()
        self._lead = self._leads()

    def _leads(self) -> dict[str, Candidate]:
        """The line of each article that has one."""
        return {
            source: max(fit, key=lambda one: (one.weight, one.claim.text))
            for source, found in self._of_article.items()
            if (fit := [one for one in found if not (refusal(one) or self._background(one) or self._aside(one))])
        }

    # The order in which lines are offered

    def leads(self) -> Iterator[tuple[Candidate, str]]:
        """The line of each article with a reason against it, the weightiest first; each weighs less by what those
        before it tell."""
        left = {source: self._weight(source) for source in self._lead}
        newest = max(left, key=lambda source: (self._days.get(source, dt.date.min), left[source]), default=None)
        alike = dict.fromkeys(left, 0.0)  # how like each is to the likest of those before it
        while left:
            gains = {source: round(weight - _ALIKE * alike[source], 6) for source, weight in left.items()}
            best = newest if newest in left else max(gains, key=lambda source: (gains[source], source))
            del left[best]
            why = self._superseded(best)
            yield self._lead[best], why
            for source in () if why else left:
                alike[source] = max(alike[source], self._overlap(self._lead[source], self._lead[best]))

    def others(self) -> Iterator[tuple[Candidate, str]]:
        """What else the articles tell, the weightiest first."""
        rest = [one for found in self._of_article.values() for one in found if not self.is_lead(one)]
        rest.sort(key=lambda one: (-one.weight, one.claim.citation.source, one.claim.text))
        for one in rest:
            yield one, refusal(one) or self._background(one) or self._aside(one)

    # Reasons

    def reason(self, one: Candidate) -> str:
        """Why it stands."""
        return "main deed of its article" if self.is_lead(one) else "a further deed"

    def is_lead(self, one: Candidate) -> bool:
        """Whether it is the line that its article gives."""
        return self._lead.get(one.claim.citation.source) == one

    def told_already(self, one: Candidate, chosen: Sequence[Candidate]) -> str:
        """Whether one of those chosen tells the same."""
        return "same story" if any(self._overlap(one, other) >= _SAME for other in chosen) else ""

    def _superseded(self, source: str) -> str:
        """Whether the story of an article has gone on since: for good, or when its line is older than a month."""
        mine, first = self._lead[source], self._days.get(source, dt.date.min)
        for other, lead in self._lead.items():
            later = self._days.get(other, dt.date.min) - first
            if later <= dt.timedelta(0):
                continue
            if self._overlap(mine, lead) >= _SAME and lead.weight >= mine.weight - _LESS:
                return "superseded"
            if mine.talk and not lead.talk and self._near(source, other):
                return "talks, and its story has gone on"
            if later > _WEEK and self._is_old(mine) and self._overlap(mine, lead) >= ONE_STORY:
                return OLD
        return ""

    def _is_old(self, one: Candidate) -> bool:
        """Whether its day is over by more than a month."""
        day, as_of = one.claim.date, self._given.as_of
        return day is not None and as_of is not None and day.latest < as_of - _MONTH

    def _near(self, source: str, other: str) -> bool:
        """Whether two articles are about one story."""
        return self._given.rarity.overlap(self._about[source], self._about[other]) >= ONE_STORY

    def _background(self, one: Candidate) -> str:
        """Whether it was old when its article told it."""
        published = self._days.get(one.claim.citation.source)
        old = one.claim.date is not None and published is not None and one.claim.date.latest < published - _MONTH
        return "older than a month" if old else ""

    def _aside(self, one: Candidate) -> str:
        """Whether it tells too little of what its article is about."""
        own, common = self._shares(one)
        matters = one.salience >= _MATTERS and (one.summed or one.tellers > 1 or common >= _COMMON)
        return "" if one.place == 0 or own >= _TELLS or matters else BESIDE

    def _shares(self, one: Candidate) -> tuple[float, float]:
        """How much of what its article is about a line tells, and how much of it several articles are about."""
        rarity, about = self._given.rarity, self._about[one.claim.citation.source]
        return rarity.share(one.words, about), rarity.share(self._common, one.words)

    def may_fill(self, one: Candidate) -> bool:
        """Whether an entry beside the matter still touches it, so that it may stand where few lines do."""
        return one.salience > _PLAIN and not one.talk and self.touches(one)

    def touches(self, one: Candidate) -> bool:
        """Whether it tells anything of what the articles are about."""
        return sum(self._shares(one)) >= _TOUCHES

    # Weights

    def _overlap(self, one: Candidate, other: Candidate) -> float:
        return self._given.rarity.overlap(one.words, other.words)

    def _weight(self, source: str) -> float:
        return self._matter(source) + self._lead[source].weight

    def _matter(self, source: str) -> float:
        """How many other families tell of what the article is about, and how new it is."""
        about, rarity = self._about[source], self._given.rarity
        others = max(1, self._families - 1)
        shared = sum(rarity.weight([word]) * (len(self._tellers[word]) - 1) for word in sorted(about))
        return round(shared / others / (rarity.weight(about) or 1.0) + _RECENT * self._recent.get(source, 0.0), 6)

    # Candidates

    def _candidates(self) -> dict[str, list[Candidate]]:
        found: dict[str, list[Candidate]] = {source: [] for source in self._sources}
        for one in (*self._of_events(), *self._of_measures()):
            found[one.claim.citation.source].append(one)
        for source, told in found.items():
            known = {one.claim.text for one in told if not one.planned}
            lines = _of_sentences(self._given.readings[source])
            told += [self._candidate(claim, _PLAIN) for claim in lines if claim.text not in known]
        return found

    def _of_events(self) -> Iterator[Candidate]:
        able = set(self._sources)
        for event in self._given.events:
            if event.date is None or able.isdisjoint([cited.source for cited in event.citations]):
                continue
            cited = told_by(event)
            if cited.source in able:
                claim = Claim(text=event.headline, citation=cited, date=event.date, edits=event.edits)
                tellers = len({self._given.families[citation.source] for citation in event.citations})
                planned = event.kind != "occurred"
                yield self._candidate(claim, event.salience, tellers=tellers, planned=planned)

    def _of_measures(self) -> Iterator[Candidate]:
        for measure in self._given.measures:
            if measure.history[-1].citations[0].source in self._sources:
                claim, tellers = self._of_measure(measure)
                yield self._candidate(claim, _MEASURE, tellers=tellers)

    def _of_measure(self, measure: Measure) -> tuple[Claim, int]:
        """The sentence that tells what became of it last, and how many families tell that."""
        cited = measure.history[-1].citations
        reading, number = self._given.readings[cited[0].source], cited[0].sentence
        text = without_joints(shortened(reading, number, self._given.ids, self._given.people))
        claim = Claim(text=text, citation=reading.cite(number), date=reading.published)
        return claim, len({self._given.families[citation.source] for citation in cited})

    def _named(self, reading: Reading, text: str, names: Iterable[tuple[str, str]]) -> frozenset[str]:
        """Those with a post whom a line names; `names` are those in its sentence."""
        found = set()
        for entity, words in names:
            person = self._given.people.get(self._given.ids.get((reading.article.id, entity), ""))
            if person and person.kind and _is_named(text, person.name, words):
                found.add(person.id)
        return frozenset(found)

    def principals(self) -> list[str]:
        """Those with a post whom most articles name."""
        able = [person for person in self._given.people.values() if person.kind and len(person.sources) > 1]
        able.sort(key=lambda person: (-len(person.sources), -person.mentions, person.id))
        return [person.id for person in able[:_PRINCIPALS]]

    def _is_current(self, day: Date | None) -> bool:
        as_of = self._given.as_of
        return as_of is None or (day is not None and day.latest >= as_of - _MONTH)

    def _candidate(self, claim: Claim, salience: float, *, tellers: int = 1, planned: bool = False) -> Candidate:
        reading = self._given.readings[claim.citation.source]
        sentence = claim.citation.sentence
        facts = facts_of(reading, sentence, claim.text)
        words, summed = facts.words, facts.summed
        day = claim.date or reading.published
        known = day is not None and day.latest - day.earliest < _WEEK
        people = self._named(reading, claim.text, facts.names)
        tells = self._given.rarity.share(words, self._about[reading.article.id])
        weight = tells + _SALIENT * salience + _FIGURE * summed + _PERSON * bool(people)
        weight -= _LATER * min(_place_of(reading, sentence), _OPENING)
        return Candidate(
            claim=claim,
            kind=reading.sentences[sentence].kind,
            opinion=reading.article.genre == OPINION,
            planned=planned,
            passed=not planned and has_passed(deeds_of(reading, sentence), self._given.as_of),
            ongoing=was_going_on(claim.text, day, self._given.as_of),
            has_verb=facts.has_verb,
            day_known=known,
            talk=bool(words & load(IDENTITY).contact_senses or told_as_talks(claim.text)) and not summed,
            summed=summed,
            place=_place_of(reading, sentence),
            salience=salience,
            tellers=tellers,
            of_article=claim.date is None or claim.date == reading.published,
            current=self._is_current(day),
            undated=day is None and bool(self._days),
            words=words,
            people=people,
            weight=round(weight, 6),
        )


def _of_sentences(reading: Reading) -> Iterator[Claim]:
    """The opening of an article, each sentence as a whole and by its deeds that no word dates."""
    for number, lines in reading.brief(opening_lines, reading.known_cast):
        for line in lines:
            yield Claim(text=line, citation=reading.cite(number), date=reading.published)


def opening_lines(reading: Reading, cast: Cast) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The numbers of the sentences that open an article, each with the lines that it gives."""
    start = first_of_body(reading)
    last = 0 if start is None else min(start + _OPENING, len(reading.sentences))
    numbers = (number for number in range(start or 0, last) if reading.is_told(number))
    return tuple((number, tuple(_lines_of(reading, number, cast))) for number in numbers)


def _lines_of(reading: Reading, number: int, cast: Cast) -> Iterator[str]:
    ids, people = cast.ids, cast.people
    bare = [event for event in reading.told_in(number) if event.timex is None and event.head is not None]
    texts = [shortened(reading, number, ids, people, event=event) for event in bare]
    whole = shortened(reading, number, ids, people)
    if unclear(whole) and (within := _behind(reading, number)) is not None:
        texts.append(shortened(reading, number, ids, people, within=within))
    return map(without_joints, dict.fromkeys((whole, *texts)))


def _behind(reading: Reading, number: int) -> Span | None:
    """What stands behind "after" where the main clause tells no deed: "night fell after the yard closed"."""
    span = reading.sentences[number].span
    found = deed_behind(span.of(reading.article.text))
    return Span(span.start + found, span.end) if found else None


def _is_named(line: str, name: str, words: str) -> bool:
    """Whether a name stands in a line, filled in or as its sentence has it."""
    return f"[{name}]" in line or _stands_in(line, words)


def _stands_in(line: str, words: str) -> bool:
    """Whether words stand in a line, and not inside longer ones."""
    at = line.find(words)
    while at >= 0:
        if not _BEFORE.match(line[at - 1 : at]) and not _BEHIND.match(line, at + len(words)):
            return True
        at = line.find(words, at + 1)
    return False


def _place_of(reading: Reading, sentence: int) -> int:
    """How many sentences of the text stand before it."""
    start = first_of_body(reading)
    return 0 if start is None else max(0, sentence - start)


def _recency(days: Mapping[str, dt.date]) -> Mapping[str, float]:
    """From 0 for the articles of the first day to 1 for those of the last, by the order of the days."""
    order = {day: at for at, day in enumerate(sorted(set(days.values())))}
    return {source: order[day] / max(1, len(order) - 1) for source, day in days.items()}


def _tellers(about: Mapping[str, frozenset[str]], families: Mapping[str, str]) -> Mapping[str, set[str]]:
    """The families whose articles are about a word."""
    told: dict[str, set[str]] = defaultdict(set)
    for source, words in about.items():
        for word in words:
            told[word].add(families[source])
    return told


def told_by(event: TimelineEntry) -> Citation:
    """The sentence that the headline was made from."""
    return next(
        (citation for citation in event.citations if is_deletion(event.headline, citation.quote)), event.citations[0]
    )


def has_passed(told: SentenceDeeds, as_of: dt.date | None) -> bool:
    """Whether a sentence tells of nothing but plans, and the day of the last is over."""
    return as_of is not None and told.planned is not None and told.planned < as_of


def was_going_on(text: str, day: Date | None, as_of: dt.date | None) -> bool:
    """Whether a text of some day tells of what was going on then, days before the book's date."""
    return is_days_ago(day, as_of) and goes_on(text)


def is_days_ago(day: Date | None, as_of: dt.date | None) -> bool:
    """Whether what was going on on a day is no news at the book's date."""
    return bool(as_of and day and day.latest < as_of - _GOING)


def _newest_first(claim: Claim) -> tuple[int, str, int]:
    """Of one day and article in the order of the article."""
    day: Date | None = claim.date
    earliest = day.earliest if day else dt.date.min
    return -earliest.toordinal(), claim.citation.source, claim.citation.sentence
