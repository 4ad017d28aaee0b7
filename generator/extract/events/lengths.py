"""What a length of time dates: a limit ("has 60 days to respond"), or a deed ("left a week after the vote").

Only from a day that is told: that of a deed in the same sentence or right before, or the article's own.
"""

from __future__ import annotations

import re

from ...model.article import Article
from ...model.dates import Anchor, Basis, Date, Shift, Unit, resolve
from ...model.findings import Event, Timex
from ...model.reasons import Reason
from ...model.text import record
from ...model.text import span_of as text_span
from ...rules.load import load
from ...rules.types.merge import DEEDS
from ..base import grammar
from ..base.grammar import above, is_verb, lemma, word_at
from ..base.grammar.parsed import DocSpan, Token
from .event_words import event_words
from .no_event import in_doubt, may_not_be

_COUNTED = re.compile(r"P(?:T(?P<hours>\d+)H|(?P<count>\d+)(?P<unit>[DWMY]))")
_UNITS: dict[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_TO_EVENT: Basis = "relative to an event"


@record
class Length:
    """A length of time and the verb that it hangs on, with what its sentence and the one before have dated."""

    words: DocSpan
    timex: Timex
    article: Article
    verb: Token
    told: tuple[Event, ...]  # done on a known day, in this sentence or the two before, the nearest last
    days: tuple[tuple[DocSpan, Date], ...]  # the days that its sentence names
    number: int  # of the sentence
    is_spoken: bool
    is_main: bool  # in the lede

    @property
    def before(self) -> str:
        """The word before the length."""
        return word_at(self.words[0], -1)

    @property
    def after(self) -> str:
        """The word behind it."""
        return word_at(self.words[-1], 1)

    @property
    def what_to_do(self) -> Token | None:
        """ "has 60 days to [respond]"."""
        if lemma(self.verb) not in event_words()["time_givers"]:
            return None
        end = self.words.end
        near = self.words.doc[end : end + 3] if self.after == "to" else ()
        return next((word for word in near if is_verb(word) and grammar.is_infinitive(word)), None)


def shifted(case: Length, sign: int) -> Shift | None:
    """The length as a step from a day; None for what is not counted in days or more."""
    found = _COUNTED.fullmatch(case.timex.value)
    if found is None:
        return None
    if found["hours"]:
        days, rest = divmod(int(found["hours"]), 24)
        return None if rest or not days else Shift(unit="day", count=sign * days)
    count = int(found["count"])
    return Shift(unit=_UNITS[found["unit"]], count=sign * count) if 0 < count < 1000 else None


def counted(case: Length, sign: int, first: Date, basis: Basis, *, to_the_day: bool = False) -> Date | None:
    """That long before or after a day; `to_the_day` counts a week as seven days, else it is some day of that week."""
    step = shifted(case, sign)
    if step is None or first.precision != "day":
        return None
    if to_the_day and step.unit == "week":
        step = Shift(unit="day", count=7 * step.count)
    anchor = Anchor(earliest=first.earliest, latest=first.latest)
    return resolve(step, anchor, text=case.timex.span.of(case.article.text), basis=basis)


# Limits


def gives_time(case: Length) -> bool:
    """ "has 60 days to respond", "gave them 30 days to pay"."""
    return case.what_to_do is not None


def sets_limit(case: Length) -> bool:
    """ "must pay within 30 days", "ordered them to leave within a week"."""
    return case.before in event_words()["within"]


def _is_counted_on(case: Length) -> bool:
    return case.after in event_words()["counted_on"]


def _is_said(case: Length) -> bool:
    return case.is_spoken


def _is_in_doubt(case: Length) -> bool:
    over = grammar.completed(case.verb)
    return in_doubt(case.verb) or may_not_be(case.verb) or (over is not None and (in_doubt(over) or may_not_be(over)))


def _is_no_order(case: Length) -> bool:
    """Neither "must pay", "will pay", "is to pay" nor "ordered them to pay"."""
    if gives_time(case):
        return False
    group, over = grammar.group(case.verb), grammar.completed(case.verb)
    if group.modal is not None and not group.has("have"):
        return False
    bound = over is not None and (lemma(over) in event_words()["binding"] or over.lemma_ == "be")
    return not bound


def _has_no_day(case: Length) -> bool:
    return limit_of(case) is None


def _is_of_anybody(case: Length) -> bool:
    """ "A minister has 14 days to reply": so it is by law, whoever it is."""
    subject = grammar.shared_subject(case.verb)
    if subject is None or any(map(grammar.is_name, subject.subtree)):
        return False
    return any(child.lower_ in event_words()["anybody"] for child in subject.children)


def _is_beside_another_day(case: Length) -> bool:
    """ "The firm, which sank on Monday, has 14 days to reply"."""
    return bool(case.days) and _day_of_the_paper(case) is None and _deed_above(case) is None


def _follows_another_deed(case: Length) -> bool:
    """The sentence before tells of a day, and nothing says that the limit comes of it."""
    if case.days or _deed_above(case) is not None or _deed_before(case) is not None:
        return False
    return bool(_told_before(case)) and not grammar.is_past(case.verb)


NO_LIMIT: tuple[Reason[Length], ...] = (
    Reason("counted from another deed", "The firm must reply within [14 days] of the filing.",
           "The firm must reply within [14 days].", _is_counted_on),
    Reason("of anybody", "Under the law, a minister has [14 days] to reply.", "The firm has [14 days] to reply.",
           _is_of_anybody),
    Reason("said in a quotation", '"The firm has [14 days] to reply," the mayor said.',
           "The firm has [14 days] to reply.", _is_said),
    Reason("denied or in doubt", "The firm may have to pay within [14 days].", "The firm must pay within [14 days].",
           _is_in_doubt),
    Reason("beside another day", "The firm, which moved on Monday, has [14 days] to reply.",
           "The firm, which moved in May, has [14 days] to reply.", _is_beside_another_day),
    Reason("after an unrelated deed", "A fire broke out on Monday. Vendors have [14 days] to register.",
           "The judge ruled on Monday. Vendors have [14 days] to appeal.", _follows_another_deed),
    Reason("no order and no plan", "The firm paid within [14 days].", "The firm must pay within [14 days].",
           _is_no_order),
    Reason("a length from a day that is not told", "The firm had [14 days] to reply.",
           "The firm has [14 days] to reply.", _has_no_day),
)  # fmt: skip


def limit_of(case: Length) -> Date | None:
    """The last day: counted from the day of the paper or the deed that sets it, or from that of an article that tells
    it as new."""
    deed = _deed_above(case) or _deed_before(case)
    first = _day_of_the_paper(case) or (None if deed is None else deed.date)
    if first is not None:
        return counted(case, 1, first, _TO_EVENT, to_the_day=True)
    day = case.article.published
    if day is None or day.basis != "stated" or not _is_new(case):
        return None
    return counted(case, 1, day, "relative to the article", to_the_day=True)


def _day_of_the_paper(case: Length) -> Date | None:
    """ "A letter dated 3 May gives them 30 days", "under the order of May 6"."""
    return next((date for time, date in case.days if _is_of_a_paper(time)), None)


def _is_of_a_paper(time: DocSpan) -> bool:
    known = event_words()
    near = (time.root, *time.root.ancestors)
    past = (word for word in near if word.i < time.start and not grammar.is_participle(word))
    over = next((word for word in past if lemma(word) not in known["dating"]), None)
    owner = over if over is not None else above(time.root)
    return owner is not None and lemma(owner) in known["papers"]


def _is_new(case: Length) -> bool:
    """Told as of now; what was given is new in the lede alone."""
    verb = grammar.completed(case.verb) or case.verb
    group = grammar.group(verb)
    if group.has("had") or verb.lower_ == "had":
        return False
    past = grammar.is_past(verb) and group.modal is None
    return case.is_main or not past


def _deed_above(case: Length) -> Event | None:
    """ "The judge ruled on Monday that they must pay within 14 days"."""
    over = {text_span(word) for word in (case.verb, *case.verb.ancestors)}
    return next((event for event in case.told if event.sentence == case.number and event.head in over), None)


def _deed_before(case: Length) -> Event | None:
    """The last deed of the sentence before, where the limit comes of it, in a sentence that has no day itself."""
    near = _told_before(case)
    if not near or case.days or grammar.is_past(case.verb) or not _comes_of(case, near[-1]):
        return None
    return near[-1]


def _told_before(case: Length) -> list[Event]:
    return [event for event in case.told if case.number - event.sentence == 1]


def _comes_of(case: Length, deed: Event) -> bool:
    """Whoever has the time was part of the deed, or answers to it: "wrote to the bank. The bank has", "ruled. The firm
    may appeal"."""
    known = event_words()
    clause = case.words.doc.char_span(deed.span.start, deed.span.end, alignment_mode="expand")
    subject = grammar.shared_subject(case.verb)
    named = {lemma(word) for word in clause or () if grammar.is_noun(word)}
    if subject is not None and (lemma(subject) in named or lemma(subject) in known["they"]):
        return True
    return lemma(case.what_to_do or case.verb) in known["answers"] and deed.predicate.split()[0] in known["answered"]


# What follows


def is_counted_from_a_deed(case: Length) -> bool:
    """ "left a day before the announcement"."""
    return case.after in event_words()["from_another_day"] and _deed_that_counts(case) is not None


def _deed_that_counts(case: Length) -> Token | None:
    word = case.words.doc[case.words.end]
    if grammar.has(word.head, "clause mark") and word in grammar.children(word.head, "clause mark"):
        return word.head
    return grammar.child(word, "preposition object", "preposition clause")


def deed_date(case: Length) -> Date | None:
    """The day of the deed that the length hangs on, where the other one has a day of its own; else None."""
    other = _deed_that_counts(case)
    if other is None or not _is_plain_deed(case):
        return None
    sign = -1 if case.after == "before" else 1
    days = {event.date for event in case.told if event.date is not None and _is_told_as(event, other)}
    return counted(case, sign, days.pop(), _TO_EVENT) if len(days) == 1 else None


def _is_plain_deed(case: Length) -> bool:
    """A simple past that nothing dates or doubts."""
    group = grammar.group(case.verb)
    plain = group.form == "past" or group.has("was", "were")
    return plain and not (
        group.modal or in_doubt(case.verb) or case.is_spoken or lemma(case.verb) in event_words()["states"]
    )


def _is_told_as(event: Event, word: Token) -> bool:
    """The very word, or a noun or verb of the same deed: "the vote", "voted"."""
    if event.head == text_span(word):
        return True
    return _deed_of(event.predicate) == _deed_of(lemma(word))


def _deed_of(name: str) -> str:
    return next((verb for verb, nouns in load(DEEDS).items() if name in nouns), name)


def verb_of(words: DocSpan) -> Token | None:
    """The verb that a length hangs on, over "within", "after" and nouns."""
    over = above(words.root)
    while over is not None and not (is_verb(over) and not _is_led_by(over, words)):
        over = above(over)
    return over


def _is_led_by(verb: Token, words: DocSpan) -> bool:
    """ "a day after they [left]": the length hangs on the verb above."""
    return any(mark.i == words.end for mark in grammar.children(verb, "clause mark"))
