"""Of which kind an event is, what it is called, and by which rule it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...model.article import Article
from ...model.dates import VAGUE, Date, Direction, direction
from ...model.findings import EventKind, EventRule, Timex
from ...model.reasons import Reason, always, first
from ...model.text import record
from ..base import grammar
from ..base.grammar import above, is_past, is_verb, lemma, word_at
from ..base.grammar.parsed import DocSpan, Token
from .dated_word import after_the_article
from .event_words import ending_in, event_words


def rule_of(predicate: Token, words: DocSpan, date: Date | None, article: Article) -> EventRule:
    """By what it is an event. An attribution says only when a report was made, what is told in passing only which thing
    is meant."""
    if _is_attribution(predicate):
        return "attribution"
    if (
        date is not None
        and date.precision in VAGUE
        and _is_in_passing(predicate)
        and not _is_of_the_past(predicate, words, date, article)
    ):
        return "in passing"
    return "event noun" if grammar.is_noun(predicate) else "dated clause"


def _is_of_the_past(predicate: Token, words: DocSpan, date: Date, article: Article) -> bool:
    """ "On top of last month's duties": what a time gone by owns was done then."""
    over = article.published is not None and date.latest < article.published.earliest
    return over and any(grammar.relation_of(token) == "owner" and token.head == predicate for token in words)


def _is_in_passing(predicate: Token) -> bool:
    """ "is hopeful after the October elections", "the man whose stand won the vote last year"."""
    if is_verb(predicate):
        lead = predicate.doc[predicate.left_edge.i : predicate.i]
        whose = any(grammar.form_of(token) == "whose" for token in lead)
        return whose and grammar.relation_of(predicate) == "relative clause"
    over = above(predicate)
    if over is None:
        return False
    if grammar.relation_of(predicate) == "subject":
        return over.lemma_ == "be" and grammar.is_present(over)
    tied = lemma(over.head) in event_words()["tied_to"]  # "The charges relate to a protest" has nothing else to tell
    led = grammar.relation_of(predicate) in ("preposition object", "preposition clause")
    return led and not tied and over.lower_ not in event_words()["taking_place"]


def _is_attribution(predicate: Token) -> bool:
    """ "..., the paper reported", "as quoted by a website", "according to a filing", "said so in her letter": nothing
    done."""
    known, name = event_words(), lemma(predicate)
    if any(token.lower_ == "according" for token in (predicate, *predicate.ancestors)):
        return True
    if not is_verb(predicate) or name not in known["speech"] | known["reports"]:
        return False
    if word_at(predicate, 1) == "so" and word_at(predicate, 2) != "that":
        return True
    tellers = _tellers(predicate)
    if name not in known["reports"] and _begins_with(predicate, tellers):
        return False  # "The paper said on Monday that it would close": it may speak for itself
    if name in known["quoting"] and grammar.form_of(predicate) == "participle":
        return True
    return any(map(_is_medium, [*tellers, *_named_by(predicate)])) and _is_all_we_have(predicate)


def _tellers(verb: Token) -> list[Token]:
    if grammar.relation_of(verb) == "noun clause" and verb.head.i == verb.i - 1:
        return [verb.head]  # "The mayor is hopeful, the agency reported", read as an agency that was reported
    return list(grammar.children(verb, *grammar.SUBJECT))


def _named_by(verb: Token) -> Iterator[Token]:
    """ "quoted by [the paper]"."""
    by = (child for child in grammar.children(verb, "agent", "preposition") if child.lower_ == "by")
    return (noun for child in by for noun in child.children)


def _begins_with(verb: Token, tellers: Sequence[Token]) -> bool:
    """Whether who tells it stands before all that is told."""
    return not tellers or tellers[0].left_edge.i <= verb.left_edge.i


def _is_medium(teller: Token) -> bool:
    return any(lemma(word) in event_words()["media"] for word in (teller, *teller.children))


def _is_all_we_have(verb: Token) -> bool:
    """Not of "Two men drowned, the paper said on Monday", where the day may be that of the deed."""
    told = grammar.child(verb, "clause complement") or verb.sent.root
    return told == verb or not is_past(told) or told.lemma_ == "be"


def is_moved(predicate: Token) -> bool:
    """Put off or brought forward, or the event that was."""
    over = above(predicate)
    return any(lemma(token) in event_words()["moved"] for token in (predicate, over) if token is not None)


def name_of(predicate: Token) -> str:
    """The lemma; of a light verb with the noun that says what happened ("take effect")."""
    name = lemma(predicate)
    if grammar.class_of(predicate) == "verb" and name in event_words()["light_verbs"]:
        more = next((word for child in predicate.children if (word := _completes(child))), None)
        return f"{name} {more}" if more else name
    return name


def _completes(child: Token) -> str | None:
    """What a light verb has beside it: "effect", "up", "into force"."""
    relation = grammar.relation_of(child)
    if relation == "object":
        return None if child.ent_type_ else lemma(child)
    if relation == "particle":
        return str(child.lower_)
    if relation == "preposition" and child.lower_ == "into":
        return next((f"into {lemma(noun)}" for noun in child.children), None)
    return None


@record
class Told:
    """A dated word with the verb above it."""

    word: Token
    verb: Token
    words: DocSpan
    timex: Timex
    article: Article

    @property
    def before(self) -> str:
        """The word before the time."""
        return word_at(self.words[0], -1)

    @property
    def line(self) -> str:
        """The text right before what is told to be at that time."""
        return self.article.text[max(0, self.words.start_char - 30) : self.words.start_char]


@dataclass(frozen=True, slots=True)
class Sign(Reason[Told]):
    """A row that says whether what is told is still to come where it holds."""

    ahead: bool


def _has_future_helper(case: Told) -> bool:
    if case.word != case.verb and _is_over(case):
        return False  # "will open a year after the fire of May 2018"
    return any(helper.lower_ in event_words()["future_auxiliaries"] for helper in grammar.helpers(case.verb))


def _must_be_done_by_then(case: Told) -> bool:
    """Also where nothing tells on which side of the article the time lies."""
    return grammar.modal(case.verb) in event_words()["obliging"] and _is_by_then(case)


def _is_planned_thing(case: Told) -> bool:
    known, name = event_words(), lemma(case.verb)
    if name in known["bound"] and grammar.group(case.verb).has(*known["perfect_helpers"]):
        return False  # "had agreed to a truce": the word was given
    planned = grammar.form_of(case.verb) == "participle" and name in known["planned"]
    return planned and (case.word != case.verb or word_at(case.verb, 1) == "to")


def _is_planned_deed(case: Told) -> bool:
    """ "plans to meet"; what is to be done with a thing to which one only gave one's word is not planned."""
    known = event_words()
    plans = known["planned"] - (known["bound"] if case.word != case.verb else frozenset())
    over = grammar.planned_by(case.verb)
    return over is not None and (lemma(over) in plans or over.lower_ in known["hedges"])


def _is_to_be_done(case: Told) -> bool:
    """ "is to meet today"; what was to be is another matter."""
    over = grammar.completed(case.verb)
    return over is not None and over.lemma_ == "be" and grammar.is_present(over)


def _is_still_sought(case: Told) -> bool:
    """ "is seeking a visit this month": what is wished for has not been given, unless that time is over."""
    group = grammar.group(case.verb)
    sought = grammar.is_present(case.verb) or (group.form == "ing" and group.has("is", "are", "'s", "’s"))
    return sought and lemma(case.verb) in event_words()["wished"] and not _is_over(case)


def _is_due(case: Told) -> bool:
    """ "The report is due today"; not "due to open", which is a plan."""
    state = case.verb.lemma_ == "be" and grammar.is_present(case.verb)
    due = (child for child in case.verb.children if child.lower_ in event_words()["due"])
    return state and any(word_at(child, 1) != "to" for child in due)


def _is_after_the_article(case: Told) -> bool:
    return after_the_article(case.timex, case.article)


def _is_done_by_then(case: Told) -> bool:
    """ "moved 11,000 people to safety by Tuesday", "have moved the men by Tuesday"."""
    group = grammar.group(case.verb)
    done = group.form in ("past", "participle") and not (group.modal or group.is_infinitive)
    return done and case.before == "by" and case.timex.date is not None and case.article.published is not None


def _is_over(case: Told) -> bool:
    date, published = case.timex.date, case.article.published
    return date is not None and published is not None and date.latest < published.earliest


def _is_going_on(case: Told) -> bool:
    """ "Crews are searching Wednesday", written on that day; "are travelling on Wednesday" may still lie ahead."""
    date, published = case.timex.date, case.article.published
    if grammar.group(case.verb).form != "ing" or case.before in event_words()["on_a_day"]:
        return False
    if date is None or published is None or date.precision != "day":
        return False
    return date.earliest == published.earliest == published.latest


def _is_put_off(case: Told) -> bool:
    return lemma(case.verb) in event_words()["moved"] and case.before in event_words()["to_then"]


def _points(way: Direction) -> Callable[[Told], bool]:
    return lambda case: case.timex.when is not None and direction(case.timex.when) == way


def _is_present(case: Told) -> bool:
    date = case.timex.date
    return grammar.is_present(case.verb) and (date is None or date.precision == "range")


# Planned or future in words, else by the calendar, else by tense.
SIGNS: tuple[Sign, ...] = (
    Sign("will", "The ministers will meet on [Aug. 4].", "The ministers met on [July 4].", _has_future_helper, True),
    Sign("has to be done by then", "The firm must pay by [Aug. 4].", "The firm paid by [July 4].",
         _must_be_done_by_then, True),
    Sign("planned thing", "The summit is scheduled for [Sept. 9].", "The summit opened on [July 9].",
         _is_planned_thing, True),
    Sign("planned deed", "The parties plan to meet on [Aug. 4].", "The parties met on [July 4].",
         _is_planned_deed, True),
    Sign("is to be done", "The ministers are to meet [today].", "The ministers met [today].", _is_to_be_done, True),
    Sign("still sought", "The mayor is seeking a visit later [this month].", "The mayor sought a visit on [July 4].",
         _is_still_sought, True),
    Sign("is due", "The report is due [today].", "The report was due on [July 4].", _is_due, True),
    Sign("after the article", "The pact ends on [Aug. 4].", "The pact ended on [July 4].",
         _is_after_the_article, True),
    Sign("done by then", "Firefighters moved 300 people to safety by [Wednesday].",
         "Firefighters moved 300 people to safety on [Monday].", _is_done_by_then, False),
    Sign("before the article", "The pact ended on [July 4].", "The pact ends on [Aug. 4].", _is_over, False),
    Sign("going on that day", "Crews are searching the ruins [today].", "Crews will search the ruins [today].",
         _is_going_on, False),
    Sign("put off to then", "The vote was moved to [Wednesday].", "The pact ended on [July 4].", _is_put_off, True),
    Sign("told as to come", "The jet is also travelling to Velar on [Wednesday].",
         "The pact ended on [July 4].", _points("future"), True),
    Sign("told as past", "The firm announced it on [Wednesday].", "The pact ends on [Aug. 4].", _points("past"), False),
    Sign("present", "The shop closes in [the coming days].", "The pact ended on [July 4].", _is_present, True),
    Sign("nothing says so", "Shares fell [today].", "The pact ended on [July 4].", always, False),
)  # fmt: skip


def told(word: Token, words: DocSpan, timex: Timex, article: Article) -> Told:
    """A dated word with the verb that it hangs on, as the rows of SIGNS and KINDS want it."""
    return Told(word=word, verb=grammar.verb_above(word), words=words, timex=timex, article=article)


def is_ahead(case: Told) -> bool:
    """Told as still to come."""
    sign = first(SIGNS, case)
    return sign is not None and sign.ahead


# Of which kind


@dataclass(frozen=True, slots=True)
class Kind(Reason[Told]):
    """A row that says of which kind an event is where it holds."""

    kind: EventKind


def _is_limit(case: Told) -> bool:
    return lemma(case.word) in event_words()["deadline_nouns"]


def _is_not_ahead(case: Told) -> bool:
    return not is_ahead(case)


def _is_only_likely(case: Told) -> bool:
    """ "will likely take effect", "will have been sold by June": nobody has set that limit."""
    known, group = event_words(), grammar.group(case.verb)
    hedged = any(child.lower_ in known["hedges"] for child in case.verb.children)
    return hedged or (group.modal is not None and group.has("have"))


def _ends(case: Told) -> bool:
    """ "The pause ends then"; the end of talks or of a fair is no limit."""
    known = event_words()
    subject = grammar.shared_subject(case.verb)
    if subject is not None and lemma(subject) in known["gatherings"]:
        return False
    return lemma(case.word) in known["deadline_verbs"] or name_of(case.word) in known["limit_verbs"]


def _is_in_force_unless(case: Told) -> bool:
    marks = (mark.lower_ for mark in case.words.root.sent)
    known = event_words()
    return name_of(case.word) in known["limits"] and any(mark in known["conditions"] for mark in marks)


def _is_by_then(case: Told) -> bool:
    return ending_in("limit_before").search(case.line) is not None


def _lasts_until_then(case: Told) -> bool:
    """ "will last until Friday", "has until Friday to reply", whichever of the two verbs the time hangs on."""
    if ending_in("until").search(case.line) is None:
        return False
    known = event_words()
    before = case.words.doc[max(0, case.words.start - 5) : case.words.start]
    led = [word for word in before if word_at(word, 1) in known["until"]]
    return any(lemma(verb) in known["lasting"] for verb in (case.word, *led[-1:]))


# A limit only where words set one, else what is to come is a plan.
KINDS: tuple[Kind, ...] = (
    Kind("a limit by its name", "Talks went on before the [July 3] deadline.", "Talks went on before [July 3].",
         _is_limit, "deadline"),
    Kind("not still to come", "The law ended on [July 3].", "The law ends on [Aug. 4].", _is_not_ahead, "occurred"),
    Kind("only likely", "The duty will likely take effect on [Aug. 4].", "The duty will end on [Aug. 4].",
         _is_only_likely, "scheduled"),
    Kind("ends then", "The law expires on [Aug. 4].", "The fair opens on [Aug. 4].", _ends, "deadline"),
    Kind("due then", "The report is due on [Aug. 4].", "The report is expected on [Aug. 4].", _is_due, "deadline"),
    Kind("in force unless", "The duty takes effect on [Aug. 4] unless both sides agree.",
         "The duty takes effect on [Aug. 4].", _is_in_force_unless, "deadline"),
    Kind("by then", "The firm must pay by [Aug. 4].", "The firm must pay on [Aug. 4].", _is_by_then, "deadline"),
    Kind("lasts until then", "The talks will last until [Aug. 4].", "The crew will wait until [Aug. 4].",
         _lasts_until_then, "deadline"),
    Kind("a plan", "The fair opens on [Aug. 4].", "The fair opened on [July 3].", always, "scheduled"),
)  # fmt: skip


def kind_of(case: Told) -> EventKind:
    """Scheduled or a deadline when told as still to come, else occurred; nouns such as "deadline" are always one."""
    row = first(KINDS, case)
    return "occurred" if row is None else row.kind
