"""Of which kind an event is, what it is called, and by which rule it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...model.article import Article
from ...model.dates import VAGUE, Date, Direction, direction
from ...model.findings import EventKind, EventRule, Timex
from ...model.reasons import Reason, always, first
from ...model.text import record
from ..base import grammar
from ..base.grammar import above, is_past, is_verb, lemma, word_at
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


def kind_of(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> EventKind:
    """Scheduled or a deadline when told as still to come, else occurred; nouns such as "deadline" are always one."""
    known, word, name = event_words(), lemma(predicate), name_of(predicate)
    ahead = _is_ahead(predicate, words, timex, article)
    if word in known["deadline_nouns"]:
        return "deadline"
    if not ahead:
        return "occurred"
    if word in known["deadline_verbs"] or name in known["limit_verbs"]:
        return "deadline"
    if _is_forecast(predicate):
        return "scheduled"
    line = article.text[max(0, words.start_char - 30) : words.start_char]
    if ending_in("limit_before").search(line):
        return "deadline"
    if word in known["lasting"] and ending_in("until").search(line):
        return "deadline"
    return "scheduled"


def _is_forecast(predicate: Token) -> bool:
    """ "Three million will have been sold by June": nobody has set that limit."""
    group = grammar.group(grammar.verb_above(predicate))
    return group.modal is not None and group.has("have")


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


@dataclass(frozen=True, slots=True)
class Sign(Reason[Told]):
    """A row that says whether what is told is still to come where it holds."""

    ahead: bool


def _has_future_helper(case: Told) -> bool:
    return any(helper.lower_ in event_words()["future_auxiliaries"] for helper in grammar.helpers(case.verb))


def _is_planned_thing(case: Told) -> bool:
    planned = grammar.form_of(case.verb) == "participle" and lemma(case.verb) in event_words()["planned"]
    return planned and case.word != case.verb


def _is_planned_deed(case: Told) -> bool:
    """ "plans to meet"; what is to be done with a thing to which one only gave one's word is not planned."""
    known = event_words()
    plans = known["planned"] - (known["bound"] if case.word != case.verb else frozenset())
    return grammar.relation_of(case.verb) == "open complement" and lemma(case.verb.head) in plans


def _is_after_the_article(case: Told) -> bool:
    return after_the_article(case.timex, case.article)


def _is_done_by_then(case: Told) -> bool:
    """ "moved 11,000 people to safety by Tuesday"."""
    done = grammar.form_of(case.verb) in ("past", "participle") and not grammar.has(case.verb, "helper")
    return done and case.before == "by" and case.timex.date is not None and case.article.published is not None


def _is_over(case: Told) -> bool:
    date, published = case.timex.date, case.article.published
    return date is not None and published is not None and date.latest < published.earliest


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
    Sign("planned thing", "The summit is scheduled for [Sept. 9].", "The summit opened on [July 9].",
         _is_planned_thing, True),
    Sign("planned deed", "The parties plan to meet on [Aug. 4].", "The parties met on [July 4].",
         _is_planned_deed, True),
    Sign("after the article", "The pact ends on [Aug. 4].", "The pact ended on [July 4].",
         _is_after_the_article, True),
    Sign("done by then", "Firefighters moved 300 people to safety by [Wednesday].",
         "Firefighters moved 300 people to safety on [Monday].", _is_done_by_then, False),
    Sign("before the article", "The pact ended on [July 4].", "The pact ends on [Aug. 4].", _is_over, False),
    Sign("put off to then", "The vote was moved to [Wednesday].", "The pact ended on [July 4].", _is_put_off, True),
    Sign("told as to come", "The jet is also travelling to Velar on [Wednesday].",
         "The pact ended on [July 4].", _points("future"), True),
    Sign("told as past", "The firm announced it on [Wednesday].", "The pact ends on [Aug. 4].", _points("past"), False),
    Sign("present", "The shop closes in [the coming days].", "The pact ended on [July 4].", _is_present, True),
    Sign("nothing says so", "Shares fell [today].", "The pact ended on [July 4].", always, False),
)  # fmt: skip


def told(word: Token, words: DocSpan, timex: Timex, article: Article) -> Told:
    """A dated word with the verb that it hangs on, as the rows of SIGNS want it."""
    return Told(word=word, verb=grammar.verb_above(word), words=words, timex=timex, article=article)


def _is_ahead(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> bool:
    """Told as still to come."""
    sign = first(SIGNS, told(predicate, words, timex, article))
    return sign is not None and sign.ahead
