"""The main deeds of an article that no word dates: they were done on the article's own day or the day before.

They stand in the first two sentences of the body that tell anything, or joined to what is told there; further on where
somebody with a name does what the headline is about; in a report of a market in any sentence that tells how one moved;
and in a live report below a time of day, which dates them.

To add a reason, add a row: a name, a lede for which it holds, one for which it does not, and a condition that asks the
grammar. The first row that holds is what `briefing explain` shows. A row that doubts is better than a doubtful entry.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from ...model.article_view import ArticleView
from ...model.dates import OWN_DAY, Date
from ...model.findings import Event, Sentence, Timex
from ...model.reasons import Reason
from ...model.text import Span, alternation, record, span_of
from ..base import grammar
from ..base.grammar import is_verb, lemma
from ..base.grammar.parsed import Doc, DocSpan, Token
from .clause_span import after_the_dateline
from .event_words import event_words
from .kind import name_of
from .no_event import in_doubt

_SHARED = 2  # words of a headline that its lede must have; one when the headline has hardly more
_FEW = 3
_MOST_SHARED = 4  # words that a sentence further on has of it where that sentence is what it is about
_SCORE = re.compile(r"(?<![\w-])\d{1,3}[-–:]\d{1,3}(?![\w-])")
_READ = 30  # sentences of a report of markets
_NEWS = 15  # the same of other news
_LONGEST = 30  # words of one further on: more tell several things
_RIGHT_BEFORE = 2  # days from a deed to the article whose lede tells it
_CLOSE = 14  # days around the article in which a time of its lede may be that of the deed
_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_BEHIND = frozenset({"second", "further on"})  # the lede
_HANGING: tuple[grammar.Relation, ...] = ("clause complement", "aside")


Place = Literal["lede", "second", "further on", "market"]


@record
class Headline:
    """What stands over an article."""

    text: str
    words: frozenset[str]  # the lemmas of its telling words
    first: str  # that of its first noun


@record
class Lede:
    """A sentence that tells what the article is about, and a verb of it."""

    verb: Token
    place: Place
    sentence: Sentence
    number: int
    head: Headline
    told: frozenset[str]  # the lemmas of its telling words
    first: frozenset[str]  # those of the lede
    timexes: tuple[Timex, ...]  # of the sentence
    dated: tuple[Event, ...]  # of the sentence, by a word
    deeds: frozenset[str]  # what words have dated in the article
    near: tuple[Event, ...]  # of the lede, done on the article's day or right before
    day: dt.date  # the article's
    text: str  # the article's
    is_spoken: bool
    is_joined: bool  # to the verb that the sentence is about
    clock: int | None = None  # index in Findings.timexes of the time that stands over it in a live report


@record
class _Paper:
    """An article whose day is stated, with its headline and what words have dated in it."""

    view: ArticleView
    doc: Doc
    told: tuple[Event, ...]
    numbers: tuple[int, ...]  # of the sentences of its body
    day: dt.date

    def words(self, number: int) -> DocSpan | None:
        """A sentence behind its dateline."""
        span = self.view.findings.sentences[number].span
        return _words(self.doc, Span(after_the_dateline(self.view.article.text, span), span.end))


def ledes(view: ArticleView, doc: Doc, told: Sequence[Event]) -> list[Lede]:
    """What the first sentences are about, and what markets did; nothing where the article does not state its day.

    `told` is what words have dated.
    """
    day = view.article.published
    numbers = _telling(view, doc)
    if not numbers or day is None or not _states_its_day(day):
        return []
    paper = _Paper(view=view, doc=doc, told=tuple(told), numbers=numbers, day=day.earliest)
    head, first = _head(view, doc), _lemmas(paper.words(numbers[0]) or ())
    moved = _is_of_market(head.words | first)
    places = ((at, _place(paper, at, moved=moved)) for at in range(len(numbers)))
    return [case for at, place in places if place for case in _cases(paper, numbers[at], place, head, first)]


def _telling(view: ArticleView, doc: Doc) -> tuple[int, ...]:
    """The sentences of the body without what stands on a page before it: "Print this page", "The full story..."."""
    body = [n for n, sentence in enumerate(view.findings.sentences) if sentence.kind == "body"]
    first = next((n for n in body if _tells(_words(doc, view.findings.sentences[n].span))), None)
    return tuple(n for n in body if first is None or n >= first)


def _tells(words: DocSpan | None) -> bool:
    return words is not None and any(grammar.is_finite(word) and grammar.has_subject(word) for word in words)


def _clock_over(paper: _Paper, number: int) -> int | None:
    """The time of day that is all of the heading right above a sentence."""
    over = paper.view.findings.sentences[number - 1] if number else None
    if over is None or over.kind != "heading":
        return None
    times = enumerate(paper.view.findings.timexes)
    return next((at for at, t in times if t.type == "TIME" and t.span == over.span and t.date is not None), None)


def _place(paper: _Paper, at: int, *, moved: bool) -> Place | None:
    if _clock_over(paper, paper.numbers[at]) is not None:
        return "lede"
    words = paper.words(paper.numbers[at]) if at < (_READ if moved else _NEWS) else None
    if words is None or at == 0:
        return None if words is None else "lede"
    if moved and lemma(words.root) in event_words()["moves"]:
        return "market"
    return "second" if at == 1 else "further on" if at < _NEWS else None


def _cases(paper: _Paper, number: int, place: Place, head: Headline, first: frozenset[str]) -> Iterator[Lede]:
    """The verb that a sentence is about, and those joined to it."""
    words, sentence = paper.words(number), paper.view.findings.sentences[number]
    if words is None:
        return
    top = _told(words.root)
    for verb in (top, *_joined(top)):
        yield Lede(
            verb=verb,
            place=place,
            sentence=sentence,
            number=number,
            head=head,
            told=_lemmas(words),
            first=first,
            timexes=tuple(timex for timex in paper.view.findings.timexes if sentence.span.contains(timex.span)),
            dated=tuple(event for event in paper.told if event.sentence == number),
            deeds=frozenset(event.predicate for event in paper.told),
            near=tuple(e for e in paper.told if e.sentence == paper.numbers[0] and is_near(e, paper.day)),
            day=paper.day,
            text=paper.view.article.text,
            is_spoken=_is_spoken(paper.view, verb, place),
            is_joined=verb != top,
            clock=_clock_over(paper, number),
        )


def is_near(event: Event, day: dt.date) -> bool:
    """Done on a day or right before it."""
    date = event.date
    if date is None or event.kind != "occurred":
        return False
    return date.latest <= day and (day - date.earliest).days <= _RIGHT_BEFORE


def _joined(verb: Token) -> tuple[Token, ...]:
    """ "annulled the vote and [ordered] a new one"."""
    joined = grammar.joined_verbs(verb)
    return tuple(each for each in joined if not grammar.has_subject(each)) if is_verb(verb) else ()


def _head(view: ArticleView, doc: Doc) -> Headline:
    spans = [sentence.span for sentence in view.findings.sentences if sentence.kind == "headline"]
    heads = [words for span in spans if (words := _words(doc, span)) is not None]
    first = next((lemma(word) for words in heads for word in words if grammar.is_noun(word)), "")
    return Headline(
        text=" ".join(span.of(view.article.text) for span in spans),
        words=frozenset().union(*map(_lemmas, heads)),
        first=first,
    )


def _is_of_market(words: frozenset[str]) -> bool:
    """Whether a headline and a lede tell how markets moved."""
    known = event_words()
    return not words.isdisjoint(known["markets"]) and not words.isdisjoint(known["moves"])


def _states_its_day(published: Date | None) -> bool:
    return published is not None and published.basis == "stated" and published.precision == "day"


def _is_spoken(view: ArticleView, verb: Token, place: Place) -> bool:
    if place == "further on" and _leads_to_words(verb):
        return True
    direct = (quotation.content for quotation in view.findings.quotations if quotation.kind == "direct")
    return grammar.in_quotation(verb) or any(content.contains(span_of(verb)) for content in direct)


def _leads_to_words(verb: Token) -> bool:
    """ "She left this farewell: ...": of a deed that is somebody's words little is left in a line."""
    end = next((each.i for each in grammar.joined_verbs(verb)), verb.sent.end)
    return any(word.text in event_words()["opens_words"] for word in verb.doc[verb.i : end])


def own_day(view: ArticleView) -> Date:
    """The day before the article's own and that day: one of the two. The article's day is known."""
    day = view.article.published
    assert day is not None
    before = day.earliest - dt.timedelta(days=min(1, day.earliest.toordinal() - 1))
    return Date(earliest=before, latest=day.earliest, precision="range", basis=OWN_DAY, text="")


def _words(doc: Doc, span: Span) -> DocSpan | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def _lemmas(words: Iterable[Token]) -> frozenset[str]:
    told = (word for word in words if grammar.tells(word) and not word.is_stop)
    return frozenset(lemma(word) for word in told)


def _told(top: Token) -> Token:
    """What is told before the verb of telling: "Two men [drowned], the police said"; or behind it as done: "The envoy
    said both sides have [agreed] to a truce"."""
    if lemma(top) not in event_words()["speech"]:
        return top
    told = [child for child in grammar.children(top, *_HANGING) if is_verb(child)]
    before = (child for child in told if child.i < top.i and not grammar.has(child, "clause mark"))
    done = (child for child in told if child.i > top.i and grammar.is_perfect(child) and not grammar.is_past(child))
    return next(iter([*before, *done]), top)


# The article


@cache
def _no_news() -> re.Pattern[str]:
    known = event_words()
    label = rf"\W*(?:\w+ )?(?:{alternation(known['no_news_label'])})(?:\W*$|\s*[:|–—])"
    return re.compile(rf"{label}|.*\b(?:{alternation(known['no_news'])})\b", re.IGNORECASE)


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternation(event_words()['asking'])})\b|.*\?\W*$", re.IGNORECASE)


def _is_no_news(case: Lede) -> bool:
    return case.clock is None and _no_news().match(case.head.text) is not None


@cache
def _obituary() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(event_words()['obituary'])})\b", re.IGNORECASE)


def _is_obituary(case: Lede) -> bool:
    return _obituary().search(case.head.text) is not None and lemma(case.verb) not in event_words()["dying"]


def _explains(case: Lede) -> bool:
    return case.clock is None and _asking().match(case.head.text) is not None


def _is_score(case: Lede) -> bool:
    first = case.sentence.span.of(case.text)
    return _SCORE.search(case.head.text) is not None or _SCORE.search(first) is not None


def _is_not_in_the_headline(case: Lede) -> bool:
    if case.place == "market" or case.clock is not None:
        return False  # what both tell is the fall of markets, not of this one; a live report tells of many things
    shared, subject = case.head.words & case.told, grammar.shared_subject(case.verb)
    if len(shared) >= (_SHARED if len(case.head.words) > _FEW else 1):
        return False
    who = subject is not None and grammar.is_name(subject) and lemma(subject) == case.head.first
    return not (who and case.place == "lede")


# The time


def _has_a_time(case: Lede) -> bool:
    """One of its own, or any near its day, which may be its own; not that of another thing: "the ferry of 2019"."""
    if any(is_near(event, case.day) or event.predicate in event_words()["speech"] for event in case.dated):
        return True
    timed = [timex for timex in case.timexes if _is_a_time(timex)]
    if case.is_joined or case.place != "lede" or case.clock is not None:
        return bool(timed)
    return any(_is_its_own(case, timex) or _is_close(case, timex) for timex in timed)


def _is_a_time(timex: Timex) -> bool:
    """Neither "now" nor a mere length."""
    return timex.value not in _VAGUE and (timex.type != "DURATION" or timex.date is not None)


def _is_close(case: Lede, timex: Timex) -> bool:
    """Within days of the article, or not known."""
    date = timex.date
    return date is None or (
        abs((case.day - date.earliest).days) <= _CLOSE and (date.latest - date.earliest).days < _CLOSE
    )


def _is_its_own(case: Lede, timex: Timex) -> bool:
    """No noun and no other verb stands between."""
    words = case.verb.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
    if words is None:
        return True
    return grammar.governing(words.root) == case.verb and grammar.noun_above(words.root) is None


def _lasts(case: Lede) -> bool:
    """ "has ruled for ten years", "has fallen since spring", "has recently fallen"."""
    if any(child.lower_ in event_words()["since"] for child in case.verb.children):
        return True
    return any(_is_its_time(case, timex) for timex in case.timexes)


def _is_its_time(case: Lede, timex: Timex) -> bool:
    words = case.verb.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
    if words is None or not _is_its_own(case, timex):
        return False
    over = grammar.above(words.root)
    return timex.type != "DURATION" or (over is not None and over.lower_ in event_words()["lasting_before"])


def _is_background(case: Lede) -> bool:
    """Behind a first sentence that tells nothing of these days; further on, and of what has come to be, what nobody
    with a name did."""
    if case.place not in _BEHIND or _is_deed_of_the_headline(case):
        return False
    if not case.near or _goes_back(case):
        return True
    return (case.place == "further on" or grammar.is_perfect(case.verb)) and not _is_done_by_a_name(case.verb)


def _is_deed_of_the_headline(case: Lede) -> bool:
    """ "Talks between Kelvara and Velar have begun in Norland" under "Kelvara, Velar begin talks in Norland"."""
    shared = case.head.words & case.told
    new = grammar.is_perfect(case.verb) and not grammar.is_past(case.verb) and not _goes_back(case)
    return new and len(shared) >= max(_MOST_SHARED, len(case.head.words) / 2)


def _leans(case: Lede) -> bool:
    """ "unveiled the device": which one was told before."""
    things = grammar.children(case.verb, "object") if case.place == "further on" else ()
    return any(len(thing.lefts) == 1 and not thing.rights and grammar.is_definite(thing) for thing in things)


def _is_of_many_parts(case: Lede) -> bool:
    return case.place == "further on" and len(case.sentence.span.of(case.text).split()) > _LONGEST


def _goes_back(case: Lede) -> bool:
    """ "earlier", "then": it tells of another time."""
    return case.place == "further on" and any(word.lower_ in event_words()["goes_back"] for word in case.verb.sent)


def _is_done_by_a_name(verb: Token) -> bool:
    """ "The river police of Velar seized the boat"; not "was seized"."""
    subject = grammar.shared_subject(verb)
    if subject is None or grammar.has(verb, "passive helper", "passive subject"):
        return False
    named = any(grammar.is_name(word) for word in subject.subtree if word.i <= verb.i)
    return named and not any(word.lower_ in event_words()["anybody"] for word in subject.children)


def _is_told_already(case: Lede) -> bool:
    """By the first sentence, in the same words; further on by the headline or any that a word dates."""
    later = case.deeds | case.head.words if case.place == "further on" else frozenset()
    told, name = case.first | later, lemma(case.verb)
    more = case.place == "further on" and name in event_words()["announcing"]  # one may announce two things
    return case.place in _BEHIND and name in told and not more and not _is_deed_of_the_headline(case)


def _has_no_figure(case: Lede) -> bool:
    """How a market moved is told by how much."""
    behind = case.verb.doc[case.verb.i : case.verb.sent.end]
    return case.place == "market" and not any(word.lower_ in event_words()["measures"] for word in behind)


# The verb


def _is_no_verb(case: Lede) -> bool:
    known = event_words()
    light, _, noun = name_of(case.verb).partition(" ")
    done = light in known["light_verbs"] and noun in known["nouns"]  # "made its first flight"
    states = known["states"] | (known["light_verbs"] if case.place == "further on" else frozenset())
    return not is_verb(case.verb) or (lemma(case.verb) in states and not done)


def _is_mere_saying(case: Lede) -> bool:
    known, name = event_words(), lemma(case.verb)
    told = grammar.has(case.verb, "clause complement") or not grammar.has(case.verb, "object")
    if name in known["published"] and not told:
        return False  # "has reported a loss"
    if name in known["speech"] and grammar.promises(case.verb):
        return False  # "said that it would close the yard"
    if case.place == "further on" and name in known["remarks"] | known["tells_in"] | known["reports"]:
        return True
    return name in (known["speech"] | known["guess"] | known["denied"]) - known["announcing"]


def _is_not_done(case: Lede) -> bool:
    known = event_words()
    return lemma(case.verb) in known["not_done"] | known["idle"] | known["planned"] - known["bound"]


def _is_before_the_past(case: Lede) -> bool:
    return any(helper.lower_ in ("had", "'d", "’d") for helper in grammar.helpers(case.verb))


def _is_not_past(case: Lede) -> bool:
    """Neither "signed", "was signed" nor "has signed"; "was signing" goes on."""
    group = grammar.group(case.verb)
    if grammar.promises(case.verb) and grammar.is_present(case.verb):
        return False  # "says that it will close the yard"
    if group.form not in ("past", "participle") or group.modal:
        return True
    if group.form == "past" and group.is_bare:
        return False
    return not (grammar.is_perfect(case.verb) or group.has("was", "were")) or group.has("being")


def _is_doubtful(case: Lede) -> bool:
    return in_doubt(case.verb)


def _is_question(case: Lede) -> bool:
    return case.sentence.span.of(case.text).rstrip("\"”’' ").endswith("?")


# Who


def _has_nobody_named(case: Lede) -> bool:
    subject = grammar.shared_subject(case.verb)
    if subject is None or (case.place == "market" and _is_mere_country(subject)):
        return True
    if case.place == "market" and _is_of_a_place(subject):
        return False
    return not (_is_named(subject) or _has_own_words(subject))


def _is_mere_country(noun: Token) -> bool:
    """ "Norland dropped by 8 percent": of what?"""
    market = event_words()["markets"]
    return grammar.is_place(noun) and not any(lemma(word) in market for word in noun.subtree)


def _is_of_a_place(noun: Token) -> bool:
    """ "In Norland, [shares] fell by 4 percent"."""
    before = noun.doc[noun.sent.start : noun.left_edge.i]
    return lemma(noun) in event_words()["markets"] and any(map(grammar.is_place, before))


def _is_named(noun: Token) -> bool:
    return grammar.is_name(noun)


def _has_own_words(noun: Token) -> bool:
    """A noun with more than an article before it."""
    if not grammar.is_noun(noun):
        return False
    return any(word.i != noun.i and (grammar.tells(word) or grammar.is_adverb(word)) for word in noun.subtree)


NO_OWN_DAY: tuple[Reason[Lede], ...] = (
    Reason("the article is no news", "Live: storm over Kelvara\n\nThe harbour storm [sank] two ferries of Kelvara.",
           "Storm sinks two ferries\n\nThe harbour storm [sank] two ferries of Kelvara.", _is_no_news),
    Reason("an obituary", "Amara Okello, painter, dies\n\nAmara Okello [fled] Velar with her mother.",
           "Amara Okello dies\n\nAmara Okello [died] in Velar after a fall.", _is_obituary),
    Reason("the headline asks", "Why the ferry sank\n\nThe Kelvara ferry [sank] off the old pier.",
           "Kelvara ferry sinks\n\nThe Kelvara ferry [sank] off the old pier.", _explains),
    Reason("a score", "Kelvara beat Velar 3-1\n\nThe Kelvara side [beat] Velar.",
           "Kelvara beats Velar in court\n\nThe town of Kelvara [beat] Velar in court.", _is_score),
    Reason("the lede asks", "Velar minister and treaty\n\nThe Velar minister [signed] which treaty?",
           "Velar minister signs treaty\n\nThe Velar minister [signed] the treaty.", _is_question),
    Reason("said in the lede's quotation",
           'Okello on the ferry deal\n\n"The harbour board [signed] the ferry deal," Amara Okello said.',
           "Board signs ferry deal\n\nThe harbour board [signed] the ferry deal.", lambda case: case.is_spoken),
    Reason("dated by a word",
           "Board signs ferry deal\n\nThe harbour board [signed] the ferry deal, she said on Monday.",
           "Board signs ferry deal\n\nThe harbour board [signed] the ferry deal of 2019.", _has_a_time),
    Reason("background", "Board signs ferry deal\n\nThe harbour is old. The harbour board [signed] the ferry deal.",
           "Board signs ferry deal\n\nThe harbour board signed the ferry deal. The harbour board [sold] a ferry.",
           _is_background),
    Reason("of a thing told before",
           "Board signs deal\n\nThe harbour board signed a deal. It rained. Velar's harbour board [sold] the ferry.",
           "Board signs deal\n\nThe harbour board signed a deal. It rained. Velar's harbour board [sold] the old boat.",
           _leans),
    Reason("of many parts",
           "Board signs deal\n\nThe harbour board signed a deal. It rained. Velar's harbour board [sold] a ferry, "
           + "as old as the pier and as grey as the sea, " * 3 + "to a man.",
           "Board signs deal\n\nThe harbour board signed a deal. It rained. Velar's harbour board [sold] a ferry.",
           _is_of_many_parts),
    Reason("told in the lede",
           "Board signs deal\n\nThe harbour board sold a ferry to sign a deal. The board [signed] the deal.",
           "Board signs deal\n\nThe harbour board signed a deal. The harbour board [sold] a ferry.", _is_told_already),
    Reason("no figure of a market", "Shares fall\n\nVelar shares have fallen. The Velar index [fell] at the end.",
           "Shares fall\n\nVelar shares have fallen. The Velar index [fell] 3 percent.", _has_no_figure),
    Reason("no deed", "Kelvara ferry and its age\n\nThe Kelvara ferry [was] the oldest ferry in the country.",
           "Kelvara ferry sold\n\nThe Kelvara ferry [was sold].", _is_no_verb),
    Reason("only said", "Okello on the ferry deal\n\nAmara Okello [said] the ferry deal was good.",
           "Okello announces ferry deal\n\nAmara Okello [announced] a ferry deal.", _is_mere_saying),
    Reason("planned or not done", "Okello and the ferry deal\n\nAmara Okello [refused] to sign the ferry deal.",
           "Okello signs the ferry deal\n\nAmara Okello [signed] the ferry deal.", _is_not_done),
    Reason("denied or in doubt", "Okello and the ferry deal\n\nAmara Okello did not [sign] the ferry deal.",
           "Okello signs the ferry deal\n\nAmara Okello [signed] the ferry deal.", _is_doubtful),
    Reason("done before", "Okello and the ferry deal\n\nAmara Okello had [signed] the ferry deal in secret.",
           "Okello signs the ferry deal\n\nAmara Okello has [signed] the ferry deal in secret.", _is_before_the_past),
    Reason("not told as done", "Okello and the ferry deal\n\nAmara Okello will [sign] the ferry deal.",
           "Okello signs the ferry deal\n\nAmara Okello has [signed] the ferry deal.", _is_not_past),
    Reason("going on", "Okello runs the ferry board\n\nAmara Okello has [run] the ferry board for ten years.",
           "Okello sells the ferry\n\nAmara Okello has [sold] the ferry after ten years.", _lasts),
    Reason("nobody named", "Okello signs ferry deal\n\nShe [signed] the ferry deal of Kelvara.",
           "Okello signs ferry deal\n\nAmara Okello [signed] the ferry deal of Kelvara.", _has_nobody_named),
    Reason("not in the headline", "A hard year at sea\n\nThe harbour board [signed] the ferry deal.",
           "Board signs ferry deal\n\nThe harbour board [signed] the ferry deal.", _is_not_in_the_headline),
)  # fmt: skip
