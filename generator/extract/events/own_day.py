"""The main deed of an article that no word dates: it was done on the article's own day or the day before.

To add a reason, add a row: a name, a lede for which it holds, one for which it does not, and a condition that asks the
grammar. The first row that holds is what `briefing explain` shows. A row that doubts is better than a doubtful entry.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from ...model.article_view import ArticleView
from ...model.dates import OWN_DAY, Date
from ...model.findings import Sentence, Timex
from ...model.reasons import Reason
from ...model.text import Span, alternation, record, span_of
from ..base import grammar
from ..base.grammar import is_verb, lemma
from .clause_span import after_the_dateline
from .event_words import event_words
from .kind import name_of
from .no_event import in_doubt

_SHARED = 2  # words of a headline that its lede must have; one when the headline has hardly more
_FEW = 3
_SCORE = re.compile(r"(?<![\w-])\d{1,3}[-–:]\d{1,3}(?![\w-])")
_HANGING: tuple[grammar.Relation, ...] = ("clause complement", "aside")


@record
class Lede:
    """The first sentence of an article's body, and the verb that it is about."""

    verb: Token
    sentence: Sentence
    number: int
    headline: str
    headed: frozenset[str]  # the lemmas of the headline's telling words
    told: frozenset[str]  # those of the lede
    timexes: tuple[Timex, ...]  # of the sentence
    text: str  # the article's
    is_spoken: bool


def lede(view: ArticleView, doc: Doc) -> Lede | None:
    """None where the day of the article is not stated to the day, or there is no sentence to read."""
    sentences, text = view.findings.sentences, view.article.text
    number = next((n for n, sentence in enumerate(sentences) if sentence.kind == "body"), None)
    if number is None or not _states_its_day(view.article.published):
        return None
    sentence = sentences[number]
    words = _words(doc, Span(after_the_dateline(text, sentence.span), sentence.span.end))
    if words is None:
        return None
    verb, heads = _told(words.root), _headlines(view)
    return Lede(
        verb=verb,
        sentence=sentence,
        number=number,
        headline=" ".join(span.of(text) for span in heads),
        headed=frozenset().union(*(_lemmas(_words(doc, span) or ()) for span in heads)),
        told=_lemmas(words),
        timexes=tuple(timex for timex in view.findings.timexes if sentence.span.contains(timex.span)),
        text=text,
        is_spoken=_is_spoken(view, verb),
    )


def _headlines(view: ArticleView) -> list[Span]:
    return [sentence.span for sentence in view.findings.sentences if sentence.kind == "headline"]


def _states_its_day(published: Date | None) -> bool:
    return published is not None and published.basis == "stated" and published.precision == "day"


def _is_spoken(view: ArticleView, verb: Token) -> bool:
    direct = (quotation.content for quotation in view.findings.quotations if quotation.kind == "direct")
    return grammar.in_quotation(verb) or any(content.contains(span_of(verb)) for content in direct)


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
    """What is told before the verb of telling: "Two men [drowned], the police said"."""
    if lemma(top) not in event_words()["speech"]:
        return top
    before = (child for child in grammar.children(top, *_HANGING) if child.i < top.i)
    return next((child for child in before if is_verb(child) and not grammar.has(child, "clause mark")), top)


# The article


@cache
def _no_news() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(event_words()['no_news'])})\b", re.IGNORECASE)


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternation(event_words()['asking'])})\b|.*\?\W*$", re.IGNORECASE)


def _is_no_news(case: Lede) -> bool:
    return _no_news().search(case.headline) is not None


def _explains(case: Lede) -> bool:
    return _asking().match(case.headline) is not None


def _is_score(case: Lede) -> bool:
    first = case.sentence.span.of(case.text)
    return _SCORE.search(case.headline) is not None or _SCORE.search(first) is not None


def _is_not_in_the_headline(case: Lede) -> bool:
    return len(case.headed & case.told) < (_SHARED if len(case.headed) > _FEW else 1)


# The time


def _has_a_time(case: Lede) -> bool:
    vague = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
    return any(timex.value not in vague and (timex.type != "DURATION" or timex.date) for timex in case.timexes)


def _lasts(case: Lede) -> bool:
    """ "has ruled for ten years", "has fallen since spring", "has recently fallen"."""
    if any(child.lower_ in event_words()["since"] for child in case.verb.children):
        return True
    return any(_is_its_time(case, timex) for timex in case.timexes)


def _is_its_time(case: Lede, timex: Timex) -> bool:
    words = case.verb.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
    if words is None or grammar.governing(words.root) != case.verb:
        return False
    over = grammar.above(words.root)
    return timex.type != "DURATION" or (over is not None and over.lower_ in event_words()["lasting_before"])


# The verb


def _is_no_verb(case: Lede) -> bool:
    known = event_words()
    light, _, noun = name_of(case.verb).partition(" ")
    done = light in known["light_verbs"] and noun in known["nouns"]  # "made its first flight"
    return not is_verb(case.verb) or (lemma(case.verb) in known["states"] and not done)


def _is_mere_saying(case: Lede) -> bool:
    known, name = event_words(), lemma(case.verb)
    return name in (known["speech"] | known["guess"] | known["denied"]) - known["announcing"]


def _is_not_done(case: Lede) -> bool:
    known = event_words()
    return lemma(case.verb) in known["not_done"] | known["idle"] | known["planned"] - known["bound"]


def _is_before_the_past(case: Lede) -> bool:
    return any(helper.lower_ in ("had", "'d", "’d") for helper in grammar.helpers(case.verb))


def _is_not_past(case: Lede) -> bool:
    """Neither "signed", "was signed" nor "has signed"; "was signing" goes on."""
    group = grammar.group(case.verb)
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
    return subject is None or not (_is_named(subject) or _has_own_words(subject))


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
    Reason("the headline asks", "Why the ferry sank\n\nThe Kelvara ferry [sank] off the old pier.",
           "Kelvara ferry sinks\n\nThe Kelvara ferry [sank] off the old pier.", _explains),
    Reason("a score", "Kelvara beat Velar 3-1\n\nThe Kelvara side [beat] Velar.",
           "Kelvara beats Velar in court\n\nThe town of Kelvara [beat] Velar in court.", _is_score),
    Reason("the lede asks", "Velar minister and treaty\n\nThe Velar minister [signed] which treaty?",
           "Velar minister signs treaty\n\nThe Velar minister [signed] the treaty.", _is_question),
    Reason("said in the lede's quotation",
           'Okello on the ferry deal\n\n"The harbour board [signed] the ferry deal," Amara Okello said.',
           "Board signs ferry deal\n\nThe harbour board [signed] the ferry deal.", lambda case: case.is_spoken),
    Reason("dated by a word", "Board signs ferry deal\n\nThe harbour board [signed] the ferry papers of 2019.",
           "Board signs ferry deal\n\nThe harbour board [signed] the ferry deal.", _has_a_time),
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
