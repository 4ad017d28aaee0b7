"""Which word of a sentence a date belongs to: the deed, or the thing, that is on that day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from ...model.article import Article
from ...model.dates import Day, Weekday, direction
from ...model.findings import Timex
from ...model.reasons import Case, Reason, always, first
from ...model.text import record
from ..base import grammar
from ..base.grammar import above, is_past, is_verb, lemma, word_at
from ..base.grammar.parsed import DocSpan, Token
from .event_words import ending_in, event_words

_MODIFIERS = frozenset({"compound", "owner", "noun modifier", "number", "adjective", "measure"})
_PAUSES = frozenset({",", ";", "–", "—", "("})


@record
class Chosen:
    """The word that is dated and the row that chose it; no word when the time is nobody's."""

    word: Token | None
    why: str


@dataclass(frozen=True, slots=True)
class Choice(Reason[Case]):
    """A row that says what is dated where it holds."""

    means: Callable[[Case], Token | None]


C = TypeVar("C")


def _choose(table: Sequence[Choice[C]], case: C) -> Chosen:
    row = first(table, case)
    return Chosen(word=None, why="") if row is None else Chosen(word=row.means(case), why=row.name)


def dated_word(words: DocSpan, timex: Timex, article: Article) -> Chosen:
    """The verb or event noun that a time expression belongs to."""
    if (clause := _in_apposition(words)) is not None:
        return Chosen(word=clause, why="when it happens")
    if (speech := _said_then(words)) is not None:
        return Chosen(word=speech, why="said on that day")
    reached = climb(words)
    if reached.word is None:
        return reached
    if (speech := _said_in(reached.word)) is not None:
        return Chosen(word=speech, why="said in what came out on that day")
    if is_verb(reached.word) and _comes_after_since(words, article):
        return Chosen(word=_going_on(words, timex), why="a state since then")
    near = _choose(NEARER, Near(verb=reached.word, words=words))
    if near.word is None:
        return near
    return _choose(DATED, DatedVerb(verb=near.word, words=words, timex=timex, article=article))


def _in_apposition(words: DocSpan) -> Token | None:
    """ "before July 8, [when the pause ends]", "a day that [is] her first"; not "got it in 2000, when the firm closed",
    where both befell then."""
    if grammar.is_done_in(words.root, event_words()["taking_place"]):
        return None
    return next((clause for clause in grammar.children(words.root, "relative clause") if _says_when(clause)), None)


def _says_when(clause: Token) -> bool:
    is_it = clause.lemma_ == "be"
    return any(mark.lower_ == "when" or (mark.lower_ in ("that", "which") and is_it) for mark in clause.lefts)


def _comes_after_since(words: DocSpan, article: Article) -> bool:
    before = article.text[max(0, words.start_char - 20) : words.start_char]
    return ending_in("since").search(before) is not None


def _going_on(words: DocSpan, timex: Timex) -> Token | None:
    """What has been done since a day, as if begun on it; nothing since a year, and no state."""
    if not _is_a_day(timex):
        return None
    perfect = [token for token in words.root.sent if grammar.class_of(token) == "verb" and grammar.is_perfect(token)]
    before = [token for token in perfect if token.i < words.start]
    own = grammar.governing(words.root)
    return before[-1] if before else own if own in perfect else None


def _is_a_day(timex: Timex) -> bool:
    """Also where the article's own day is not known."""
    if timex.date is not None:
        return timex.date.precision == "day"
    return isinstance(timex.when, Day | Weekday)


# Saying


def _said_then(words: DocSpan) -> Token | None:
    """The verb of saying or agreeing right before: "said on Tuesday" dates the saying, wherever the parser hangs it."""
    at = words.start - 1
    while at > 0 and words.doc[at].lower_ in event_words()["before_a_day"]:
        at -= 1
    if at < 0 or words.doc[at].sent != words.root.sent:
        return None
    verb = words.doc[at]
    return verb if _is_saying(verb) or (_gives_word(verb) and word_at(words[-1], 1) == "to") else None


def _is_saying(verb: Token) -> bool:
    told = grammar.form_of(verb) in ("past", "present s", "participle")
    return told and grammar.class_of(verb) == "verb" and lemma(verb) in event_words()["speech"]


def _gives_word(verb: Token) -> bool:
    return grammar.form_of(verb) == "past" and lemma(verb) in event_words()["bound"]


def _said_in(issued: Token) -> Token | None:
    """The verb of saying, where a time is that of what it was said in: "said in an interview published on Monday"."""
    if not _is_published(issued):
        return None
    over, within = above(issued), False
    while over is not None and not is_verb(over):
        if grammar.is_noun(over):
            within = within or _may_hold_words(over)
            if grammar.relation_of(over) in (*grammar.SUBJECT, "object"):
                return None
        over = above(over)
    if over is None or lemma(over) not in event_words()["speech"] | event_words()["guess"] | event_words()["tells_in"]:
        return None
    return over if within or any(map(_may_hold_words, issued.doc[over.left_edge.i : issued.i])) else None


def _is_published(verb: Token) -> bool:
    hung = grammar.relation_of(verb) in ("noun clause", "adverbial clause")
    return hung and grammar.form_of(verb) == "participle" and lemma(verb) in event_words()["issued"]


def _may_hold_words(noun: Token) -> bool:
    return lemma(noun) in event_words()["said_in"]


# From the time upwards


def climb(words: DocSpan) -> Chosen:
    """The nearest verb or event noun above a time."""
    token = words.root
    if _is_when_a_thing_falls_due(token):
        return Chosen(word=None, why="when a thing falls due")
    while (over := above(token)) is not None:
        if (reached := _reached(token, over, words)) is not None:
            return reached
        token = over
    if is_verb(token) or _is_event_outside(token, words):
        return Chosen(word=token, why="top of the sentence")
    return Chosen(word=None, why="no verb and no event noun above it")


def _is_when_a_thing_falls_due(time: Token) -> bool:
    """ "missed a coupon on bonds due in [2028]": a year told of the bonds alone, whatever the parse hangs it on."""
    while grammar.follows_in_a_row(time):
        time = time.head
    led = time.left_edge.i - 1
    if not time.text.isdigit() or led - 2 < time.sent.start or time.doc[led - 1].lower_ not in event_words()["ripe"]:
        return False
    return grammar.is_noun(time.doc[led - 2])


def _is_measure(over: Token) -> bool:
    known = event_words()
    return over.lower_ in known["measured_by"] and word_at(over, -1) not in known["at_a_distance"]


def _reached(token: Token, over: Token, words: DocSpan) -> Chosen | None:
    """What the word above decides; None where the way goes on."""
    if _is_measure(over):
        return Chosen(word=None, why="measured against another time")
    if grammar.is_noun(over):
        if _is_event_outside(over, words):
            return Chosen(word=over, why="noun above")
        if token.lower_ in event_words()["thing_from"] and words.text.isdigit():
            return Chosen(word=None, why="the year of a thing")  # "a law from 1997"
        inside = words.start <= token.i < words.end
        if inside and not _is_day_beside(token, over) and grammar.relation_of(token) in _MODIFIERS:
            return Chosen(word=None, why="part of the name of a thing")  # "the 2024 budget"
    if is_verb(over) and grammar.relation_of(over) not in ("helper", "passive helper"):
        return Chosen(word=over, why="verb above")
    return None


def _is_day_beside(token: Token, over: Token) -> bool:
    """ "at the close of trading [Monday]", "On [Tuesday] forecasters warned"; the year of a name belongs to it: "the
    Forum [2025]"."""
    if word_at(token, -1) in event_words()["on_a_day"]:
        return True
    return token.i > over.i and not grammar.is_name(over)


def _is_event_outside(word: Token, words: DocSpan) -> bool:
    return _is_event_noun(word) and not words.start <= word.i < words.end


def _is_event_noun(word: Token) -> bool:
    return lemma(word) in event_words()["nouns"]


@record
class Near:
    """A time and the verb or noun that the grammar hangs it on."""

    verb: Token
    words: DocSpan

    @property
    def follows(self) -> bool:
        """The time comes after the verb."""
        return self.verb.i < self.words.start

    @property
    def between(self) -> list[Token]:
        """What hangs on the verb and stands between it and the time."""
        return [token for token in self.verb.subtree if self.verb.i < token.i < self.words.start]

    @property
    def pause(self) -> int:
        """Where the last comma or dash between them stands."""
        line = self.words.doc[self.verb.i : self.words.start]
        return max((token.i for token in line if token.text in _PAUSES), default=-1)

    @property
    def line(self) -> DocSpan:
        """From the verb to the time."""
        return self.words.doc[self.verb.i : self.words.start]


def _is_noun_of_event(case: Near) -> bool:
    return not is_verb(case.verb) and _is_event_noun(case.verb)


def _has_no_letter(case: Near) -> bool:
    return not any(letter.isalpha() for letter in case.verb.text)


def _speaks_for_a_period(case: Near) -> bool:
    lead = case.words.doc[max(0, case.words.start - 2) : case.words.start]
    fronted = case.words.end <= case.verb.i and any(token.lower_ == "for" for token in lead)
    return fronted and lemma(case.verb) in event_words()["speech"]


def _what_is_said(case: Near) -> Token | None:
    said = grammar.children(case.verb, "clause complement")
    return next((clause for clause in said if clause.i > case.verb.i), None)


def _stands_before_participle(case: Near) -> bool:
    participle = grammar.form_of(case.verb) == "participle"
    return participle and grammar.relation_of(case.verb) == "noun clause" and case.words.end <= case.verb.i


def _verb_of_described_subject(case: Near) -> Token | None:
    described = case.verb.head
    told = described.head
    return told if grammar.relation_of(described) in grammar.SUBJECT and is_verb(told) else None


def _noun_beside(case: Near) -> Token | None:
    beside = case.words.doc[case.words.start - 1] if case.words.start else None
    return beside if beside is not None and grammar.class_of(beside) == "noun" and _is_event_noun(beside) else None


def _is_state_beside_noun(case: Near) -> bool:
    return case.verb.lemma_ == "be" and _noun_beside(case) is not None


def _ties_to_a_noun(case: Near) -> bool:
    known = event_words()
    ties = lemma(case.verb) in known["tied_to"] and not grammar.has(case.verb, "particle")  # "followed up with"
    return case.verb.lower_ in known["verbal_prepositions"] or (case.follows and ties)


def _last_noun_between(case: Near) -> Token | None:
    nouns = [token for token in case.between if grammar.class_of(token) == "noun" and _is_event_noun(token)]
    return nouns[-1] if nouns else None


def _is_misread_participle(case: Near) -> bool:
    past = any(grammar.form_of(token) in ("past", "participle") for token in case.line)
    return past and grammar.form_of(case.verb) == "ing"


def _clause_between(case: Near) -> Token | None:
    clauses = [
        token
        for token in case.between
        if grammar.relation_of(token) in ("adverbial clause", "relative clause") and grammar.is_finite(token)
    ]
    return next((token for token in reversed(clauses) if token.i > case.pause), None)


def _has_clause_between(case: Near) -> bool:
    return _clause_between(case) is not None


def _verb_of_time_clause(case: Near) -> Token | None:
    clause = _clause_between(case)
    return clause if clause is not None and grammar.relation_of(clause) == "adverbial clause" else None


def _noun_after_preposition(case: Near) -> Token | None:
    """What "after", "before", "ahead of", ... beside the time stand with: an event noun, or a name after "after"."""
    if (noun := _noun_led_up_to(case)) is not None:
        return noun
    for token in reversed(case.between):
        if token.i > case.pause and _leads_beside(token, case.verb):
            noun = grammar.child(token, "preposition object")
            if noun is not None and (_is_common_event(noun) or _is_name_after(token, noun)):
                return noun
    return None


def _noun_led_up_to(case: Near) -> Token | None:
    """ "in the run-up to the [vote] on Monday": a day right behind the noun is its own."""
    at = case.words.start - 1
    while at > case.verb.i and case.words.doc[at].lower_ in event_words()["on_a_day"]:
        at -= 1
    noun = case.words.doc[at]
    if not case.follows or not _is_common_event(noun):
        return None
    near = grammar.preposition_before(noun)
    return noun if near is not None and word_at(near, -1) in event_words()["leading_up"] else None


def _leads_beside(token: Token, verb: Token) -> bool:
    leads = token.lower_ in event_words()["beside_prepositions"] and token.head == verb
    return leads and grammar.relation_of(token) == "preposition"


def _is_common_event(noun: Token) -> bool:
    return grammar.class_of(noun) == "noun" and _is_event_noun(noun)


def _is_name_after(token: Token, noun: Token) -> bool:
    return grammar.class_of(noun) == "name" and token.lower_ == "after"


def _is_beside_event(case: Near) -> bool:
    noun = _noun_after_preposition(case)
    return noun is not None and _is_common_event(noun)


def _is_beside_name(case: Near) -> bool:
    return _noun_after_preposition(case) is not None


def _is_tried_for(case: Near) -> bool:
    """ "jailed for the death of a clerk in 2013": a year is that of what one is tried for, a judgment has its day."""
    if lemma(case.verb) not in event_words()["tried_for"] or not case.follows or not case.words.text.isdigit():
        return False
    nouns = [noun for noun in case.between if _is_common_event(noun)]
    over = grammar.preposition_before(nouns[-1]) if nouns else None
    return over is not None and over.lower_ in event_words()["meant_for"]


def _nothing(_: object) -> None:
    return None


# What a time stands closer to than the verb that the grammar hangs it on. The order is the meaning.
NEARER: tuple[Choice[Near], ...] = (
    Choice("event noun", "The party campaigned ahead of the [Nov. 5] election.", "The party campaigned on [Nov. 5].",
           _is_noun_of_event, lambda case: case.verb),
    Choice("no word", "Rovers 3:2 in Velar on [Monday].", "The party campaigned on [Nov. 5].",
           _has_no_letter, _nothing),
    Choice("said for a period", "For [2022], the firm says it lost half of its clients.",
           "In [2022], the firm lost half of its clients.", _speaks_for_a_period, _what_is_said),
    Choice("before a participle", "The treaty last [May] signed in Velar fell apart.",
           "The ferry sold on [Monday] sank.",
           _stands_before_participle, _verb_of_described_subject),
    Choice("noun beside", "The town is far from the quake [11 days ago].", "The town was far from it on [Monday].",
           _is_state_beside_noun, _noun_beside),
    Choice("tied to a noun", "The charges relate to a protest outside the court in [May 2021].",
           "The charges were made in [May 2021].",
           _ties_to_a_noun, _last_noun_between),
    Choice("misread participle", "He denied taking borrowed money in [May].",
           "They left after consulting the bench on [Monday].", _is_misread_participle, _nothing),
    Choice("clause between", "The firm met the men they want in the port on [Monday].",
           "The league was outlawed in [2013].", _has_clause_between, _verb_of_time_clause),
    Choice("what one is tried for", "The court jailed him for the murder of a clerk at the port in [2013].",
           "The court jailed him in the town in [2013].", _is_tried_for, _nothing),
    Choice("beside an event", "Four crew members were arrested after the accident [Tuesday] night.",
           "Four crew members were arrested in the harbour on [Tuesday].", _is_beside_event, _noun_after_preposition),
    Choice("beside a name", "The league was outlawed after Omar Haddad in [2013].",
           "The league was outlawed in [2013].", _is_beside_name, _nothing),
    Choice("deed", "The league was outlawed in [2013].",
           "The party campaigned ahead of the [Nov. 5] election.", always, lambda case: case.verb),
)  # fmt: skip


# What the verb means


@record
class DatedVerb:
    """A time and the word that it stands closest to."""

    verb: Token
    words: DocSpan
    timex: Timex
    article: Article

    @property
    def lemma(self) -> str:
        """The verb as in a dictionary, in small letters."""
        return lemma(self.verb)

    @property
    def before(self) -> str:
        """The word before the time."""
        return word_at(self.words[0], -1)

    @property
    def ahead(self) -> bool:
        """Whether the time begins after the article's own date."""
        return after_the_article(self.timex, self.article)

    @property
    def inner(self) -> Token | None:
        """ "expects [to meet]"."""
        return grammar.child(self.verb, "open complement")

    def verb_is(self, name: str) -> bool:
        """Whether the verb is in a list of rules/events."""
        return self.lemma in event_words()[name]

    def above_in(self, name: str) -> Token | None:
        """The verb that governs it, when that is in a list: "[failed] to pay"."""
        over = above(self.verb) if grammar.relation_of(self.verb) == "open complement" else None
        return over if over is not None and lemma(over) in event_words()[name] else None


def _is_no_verb(case: DatedVerb) -> bool:
    return not is_verb(case.verb)


def _is_wished_then(case: DatedVerb) -> bool:
    """ "proposed a ceasefire on Monday": what was wished for on a day gone by is not of that day."""
    over = None if is_verb(case.verb) else grammar.concerned(case.verb)
    if over is None or grammar.is_subject(case.verb) or case.ahead or not is_past(over):
        return False
    return lemma(over) in event_words()["wished"] and case.before in event_words()["on_a_day"]


def _is_done_to_a_deed(case: DatedVerb) -> bool:
    """ "suspended talks on Monday", "approved a mandate for the talks on Monday": a day gone by is that of the verb,
    not when it speaks of a deed that is over, or holds one."""
    over = _acting(case)
    if over is None or case.ahead or not is_past(over) or case.before not in event_words()["on_a_day"]:
        return False
    return lemma(over) not in _of_deeds() and _is_deed_of(over)


@cache
def _of_deeds() -> frozenset[str]:
    """Verbs that speak of a deed, or are it: "discussed the talks on Monday", "held talks on Monday"."""
    of = event_words()
    spoken = of["about_a_deed"] | of["announcing"] | of["speech"] | of["tells_in"] | of["denied"] | of["guess"]
    meant = of["planned"] | of["wished"] | of["moved"] | of["calling_off"]
    return spoken | meant | of["part_of_a_deed"] | of["tied_to"]


def _is_deed_of(verb: Token) -> bool:
    """Told as done: neither denied nor without a time of its own."""
    return not grammar.is_negated(verb) and not grammar.has_own_time(verb)


def _acting(case: DatedVerb) -> Token | None:
    """The verb whose object the noun is, or is the purpose of."""
    if is_verb(case.verb) or grammar.is_subject(case.verb) or grammar.owns_a_time(case.verb):
        return None
    if lemma(case.verb) in event_words()["deadline_nouns"]:
        return None
    return grammar.concerned(case.verb) or grammar.aimed_at(case.verb, event_words()["meant_for"])


def _is_comparison(case: DatedVerb) -> bool:
    return case.lemma == "compare"


def _says_there_is(case: DatedVerb) -> bool:
    return case.lemma == "be" and grammar.has(case.verb, "there")


def _is_decided(case: DatedVerb) -> bool:
    return not case.ahead and not _is_told_ahead(case) and _deciding(case) is not None


def _deciding(case: DatedVerb) -> Token | None:
    return grammar.decided_by(case.verb, event_words()["deciding"])


def _is_left_undone(case: DatedVerb) -> bool:
    return case.above_in("not_done") is not None


def _is_word_given(case: DatedVerb) -> bool:
    over = case.above_in("bound")
    if over is None or grammar.form_of(over) != "past" or grammar.has_own_time(over):
        return False
    return _is_over(case) and not _is_told_ahead(case) and not case.verb_is("set_for_a_day")


def _is_over(case: DatedVerb) -> bool:
    date, published = case.timex.date, case.article.published
    return date is not None and published is not None and date.latest < published.earliest


def _is_told_ahead(case: DatedVerb) -> bool:
    return case.timex.when is None or direction(case.timex.when) == "future"


def _is_agreed_then(case: DatedVerb) -> bool:
    decided = grammar.form_of(case.verb) == "past" and case.verb_is("planned") and not case.ahead
    return decided and case.words.end <= case.verb.i and not grammar.has(case.verb, "passive helper")


def _plans_a_deed(case: DatedVerb) -> bool:
    return case.verb_is("planned") and case.inner is not None


def _planned_deed(case: DatedVerb) -> Token | None:
    return case.inner if case.inner is not None and is_verb(case.inner) else case.verb


def _noun_after_to(case: DatedVerb) -> Token | None:
    """ "set to land", of which the model makes a noun."""
    verb = case.verb
    if word_at(verb, 1) != "to" or verb.i + 2 >= len(verb.doc):
        return None
    noun = verb.doc[verb.i + 2]
    return noun if grammar.form_of(noun) == "noun" and verb in noun.ancestors else None


def _plans_what_seems_a_thing(case: DatedVerb) -> bool:
    return case.verb_is("planned") and _noun_after_to(case) is not None


def _is_moved_from(case: DatedVerb) -> bool:
    return case.verb_is("moved") and case.before == "from"


def _is_moved_to(case: DatedVerb) -> bool:
    return case.verb_is("moved") and case.before in event_words()["to_then"] | event_words()["into"]


def _is_planned_thing(case: DatedVerb) -> bool:
    return case.verb_is("planned") and grammar.form_of(case.verb) == "participle"


def _is_told_before(case: DatedVerb) -> bool:
    """Told in the past of a time that is still to come."""
    told = is_past(case.verb) and not case.verb_is("planned")
    return told and case.before not in event_words()["to_then"] and case.ahead


def _is_wish(case: DatedVerb) -> bool:
    return case.verb_is("wished") and _is_told_before(case)


def _last_complement(case: DatedVerb) -> Token | None:
    below = [token for token in case.verb.subtree if token.i < case.words.start and _is_complement(token, case.verb)]
    return below[-1] if below else _thing_or_verb(case)


def _is_complement(token: Token, verb: Token) -> bool:
    if not is_verb(token) or grammar.relation_of(token) not in grammar.COMPLEMENTS:
        return False
    follows = token.i > verb.i or grammar.relation_of(token) == "clause complement"
    return follows and grammar.hangs_below(token, verb)


def _thing_or_verb(case: DatedVerb) -> Token:
    return thing_of(case.verb) or case.verb


# What is dated where the grammar points at a verb that only says that it is planned, put off or not done. The first
# row that holds decides: what is left undone is asked before what is planned, since one may fail to plan.
DATED: tuple[Choice[DatedVerb], ...] = (
    Choice("wished on that day", "The mayor proposed a ceasefire on [Monday].", "The mayor proposed a [May] ceasefire.",
           _is_wished_then, lambda case: grammar.concerned(case.verb)),
    Choice("done to a deed on that day", "Norland had suspended talks on [30 May].",
           "The party campaigned ahead of the [Nov. 5] election.",
           _is_done_to_a_deed, _acting),
    Choice("event noun", "The party campaigned ahead of the [Nov. 5] election.", "The party campaigned on [Nov. 5].",
           _is_no_verb, lambda case: case.verb),
    Choice("comparison", "The rate rose, as compared in [March].", "The rate rose in [March].",
           _is_comparison, _nothing),
    Choice("there is", "There was a fire on [Monday].", "The fire was on [Monday].",
           _says_there_is, lambda case: grammar.child(case.verb, "predicate noun") or case.verb),
    Choice("left undone", "The bill failed to pass the senate on [Monday].", "The bill passed the senate on [Monday].",
           _is_left_undone, lambda case: case.above_in("not_done")),
    Choice("decided on that day", "The council voted to ban the boats on [Monday].",
           "The council planned to ban the boats on [Friday].", _is_decided, _deciding),
    Choice("word given", "The firm pledged to close the yard in [2021].",
           "The league reached the target in [December 2021].", _is_word_given, lambda case: case.above_in("bound")),
    Choice("agreed on that day", "On [Friday, July 14], the parties agreed to meet again.",
           "The parties agreed to meet on [Friday].", _is_agreed_then, lambda case: case.verb),
    Choice("planned deed", "On [Friday, Aug. 4], the parties plan to meet.", "On [Friday], the parties met.",
           _plans_a_deed, _planned_deed),
    Choice("planned deed that seems a thing", "The rocket is set to land on [Monday].", "The crew landed on [Monday].",
           _plans_what_seems_a_thing, _noun_after_to),
    Choice("moved from", "The vote was moved from [Monday].", "The vote was moved to [Friday].",
           _is_moved_from, _nothing),
    Choice("moved to", "The vote was moved to [Friday].", "The vote was moved from [Monday].",
           _is_moved_to, _thing_or_verb),
    Choice("moved", "The ministry moved the vote on [Monday].", "The vote was moved to [Friday].",
           lambda case: case.verb_is("moved"), lambda case: case.verb),
    Choice("planned thing", "The summit is scheduled for [Sept. 9].", "The summit opened on [July 9].",
           _is_planned_thing, _thing_or_verb),
    Choice("wish", "The mayor asked that the bridge open on [Aug. 4].", "The mayor said the bridge opens on [Aug. 4].",
           _is_wish, _nothing),
    Choice("told before it comes", "The judge had moved the hearing, and fixed it on [Monday].",
    "The bridge opened on [July 4].",
           _is_told_before, _last_complement),
    Choice("deed", "They met on [Monday].", "The vote was moved from [Monday].", always, lambda case: case.verb),
)  # fmt: skip


def thing_of(verb: Token) -> Token | None:
    """The event that is planned or put off: "the summit is scheduled for", "talks set for", "put off the vote"."""
    found = grammar.child(verb, "passive subject") or grammar.child(verb, "object")
    if found is None and grammar.relation_of(verb) in ("noun clause", "relative clause"):
        found = above(verb)
    return found if found is not None and _is_event_noun(found) else None


def of_a_thing(words: DocSpan) -> bool:
    """The time describes a noun: "the cars of tomorrow", "the look of the 70s"; not "the morning of May 4"."""
    at = words.start - 1
    while at > 0 and words.doc[at].lower_ in event_words()["before_a_look"]:
        at -= 1
    return at > 0 and words.doc[at].lower_ == "of" and words.doc[at - 1].lower_ not in event_words()["parts_of_time"]


def after_the_article(timex: Timex, article: Article) -> bool:
    """Whether a time begins after the article's last possible date; False when one of them is not known."""
    return bool(timex.date and article.published and timex.date.earliest > article.published.latest)


# Distances


def measured_from(words: DocSpan) -> Chosen:
    """What a distance in time is counted from: "four days after he was removed"."""
    begins = event_words()["from_another_day"]
    after = next((token for token in words.doc[words.end : words.end + 2] if token.lower_ in begins), None)
    if after is None:
        return Chosen(word=None, why="a length of time")
    if after.lower_ == "before" and words.start == words.root.sent.start:
        return Chosen(word=None, why="counted from what is not yet told")  # "A day before the talks, the firm said"
    return Chosen(word=_end_of_distance(after, words), why="counted from another day")


def _end_of_distance(after: Token, words: DocSpan) -> Token | None:
    if grammar.relation_of(after) == "clause mark":  # "two days before the phone launches": not the article's day
        return None if grammar.is_present(after.head) or after.head.lemma_ == "be" else after.head
    found = grammar.child(after, "preposition object", "preposition clause")
    if found is None or is_verb(found) or _is_event_noun(found):
        return found
    return _verb_of_misread_clause(found, words)


def _verb_of_misread_clause(noun: Token, words: DocSpan) -> Token | None:
    """ "four days after the army [took] the town", of which the model makes a phrase."""
    finite = grammar.PRESENT | {"past"}
    verb = next((token for token in words.doc[noun.i : noun.sent.end] if grammar.form_of(token) in finite), None)
    if verb is None or any(grammar.relation_of(token) == "joining word" for token in words.doc[noun.i : verb.i]):
        return None
    return verb
