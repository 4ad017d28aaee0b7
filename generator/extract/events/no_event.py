"""Why a dated word is no event of its own: compared, denied, doubtful, told in general.

To add a reason, add a row: a name, a sentence for which it holds, one for which it does not, and a condition that asks
the grammar. The first row that holds is what `briefing explain` shows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from ...model.article import Article
from ...model.dates import QUARTERS_AND_YEARS, Between, Shift, When, Year, direction
from ...model.findings import Sentence, Timex
from ...model.reasons import Reason
from ...model.text import alternation, record
from ..base import grammar
from ..base.grammar import above, is_past, is_verb, lemma, word_at
from ..base.grammar.parsed import Doc, DocSpan, Token
from .clause_span import after_the_dateline
from .dated_word import after_the_article, of_a_thing
from .event_words import base_forms, ending_in, event_words, once_planned
from .kind import is_moved, name_of
from .lists import begins_the_next, has_the_days_verb, next_of_a_list

_NUMBER_BEFORE = re.compile(r"\d[\d/.-]* \($")


@record
class DatedTime:
    """A time expression and where it stands."""

    words: DocSpan
    timex: Timex
    before: Timex | None  # the time expression before
    article: Article
    sentence: Sentence
    is_spoken: bool  # inside direct speech
    is_distance: bool  # "four days after", which dates what follows

    @property
    def ahead(self) -> bool:
        """It is still to come when the article is written."""
        return after_the_article(self.timex, self.article)

    @property
    def is_to_come(self) -> bool:
        """The same, also by its words in an article whose day is not known: "tomorrow"."""
        return self.ahead or (self.article.published is None and _is_to_come_by_its_words(self.timex.when))

    @property
    def before_word(self) -> str:
        """The word before the time."""
        return word_at(self.words[0], -1)

    def text_before(self, length: int) -> str:
        """Up to `length` characters of the article that end where the time begins."""
        start = self.timex.span.start
        return self.article.text[max(0, start - length) : start]


def _is_to_come_by_its_words(when: When | None) -> bool:
    if isinstance(when, Shift):
        return when.of is None and when.count > 0
    return when is not None and direction(when) == "future"


@record
class DatedWord:
    """A time expression and the word that it dates."""

    time: DatedTime
    word: Token
    off: Token | None = None  # the thing planned for that time, where it is called off

    @property
    def before(self) -> str:
        """The word before the time."""
        return word_at(self.time.words[0], -1)

    @property
    def chain(self) -> tuple[Token, ...]:
        """The verb, and those above that it is only a part of: "wanted to try to [leave]"; none for a noun."""
        return tuple(_chain(self.word)) if is_verb(self.word) else ()

    @property
    def is_of_a_period(self) -> bool:
        """A verb that a month, a year, ... of the past or present dates."""
        date = self.time.timex.date
        return is_verb(self.word) and date is not None and date.precision != "day" and not self.time.ahead


def _chain(verb: Token) -> Iterator[Token]:
    for _ in range(8):
        yield verb
        over = above(verb)
        if over is None or not is_verb(over) or grammar.relation_of(verb) not in ("open complement", "joined"):
            return
        if grammar.relation_of(verb) == "joined" and grammar.has_subject(verb):
            return
        verb = over


# The time itself


def _is_asked(time: DatedTime) -> bool:
    return time.sentence.span.of(time.article.text).rstrip("\"”’' ").endswith("?")


def _marks_a_height(time: DatedTime) -> bool:
    end = time.timex.span.end
    marks = alternation(event_words()["marks"])
    return not time.ahead and re.match(rf" (?:{marks})\b", time.article.text[end : end + 20]) is not None


def _is_part_of_a_number(time: DatedTime) -> bool:
    return _NUMBER_BEFORE.search(time.text_before(30)) is not None


def _is_limit(time: DatedTime) -> bool:
    return ending_in("limit_before").search(time.text_before(90)) is not None


def _is_compared(time: DatedTime) -> bool:
    line = time.text_before(90)
    compared = ending_in("compared_before").search(line) or (not time.ahead and ending_in("compared_from").search(line))
    return bool(compared) and not _is_limit(time)


def _is_a_year_earlier(time: DatedTime) -> bool:
    """ "fell in April from a year earlier"."""
    known = event_words()
    return time.before_word in known["span_before"] and time.words[-1].lower_ in known["at_a_distance"]


def _is_base(time: DatedTime) -> bool:
    return not time.ahead and base_forms().search(time.text_before(90)) is not None and not _is_limit(time)


def _is_most_since(time: DatedTime) -> bool:
    since = ending_in("since").search(time.text_before(90)) is not None
    return since and _tells_the_most(time.words.doc, time.timex.span.start, reach=90) and not _is_limit(time)


def _tells_the_most(doc: Doc, end: int, reach: int) -> bool:
    """Whether a superlative, or a word such as "record", stands so many characters before a place."""
    before = doc.char_span(max(0, end - reach), end, alignment_mode="expand") if end else None
    known = event_words()["superlatives"]
    return before is not None and any(grammar.is_superlative(word) or word.lower_ in known for word in before)


def _is_dateline(time: DatedTime) -> bool:
    return time.timex.span.start < after_the_dateline(time.article.text, time.sentence.span)


def _is_only_about(time: DatedTime) -> bool:
    """ "over 140 years ago": no year by itself; "over two weeks ago" is near enough to be looked up."""
    known, date = event_words(), time.timex.date
    counted = time.words[-1].lower_ in known["ago"] and date is not None and date.precision in QUARTERS_AND_YEARS
    return counted and (time.before_word in known["roughly"] or time.words[0].lower_ in known["roughly"])


def _is_in_a_laws_name(time: DatedTime) -> bool:
    """ "the Ferries Act, 2019": a year alone, right behind the name."""
    return time.words.text.isdigit() and ending_in("law_names").search(time.text_before(30)) is not None


def _is_budget_year(time: DatedTime) -> bool:
    """ "raised pensions for fiscal 2011": what it is for, not when it was done."""
    when = time.timex.when
    fiscal = (isinstance(when, Year | Shift) and when.fiscal) or _is_turn_of_years(when)
    return fiscal and time.before_word in event_words()["meant_for"]


def _is_turn_of_years(when: When | None) -> bool:
    """2023-24: twelve months that begin on a day not told."""
    match when:
        case Between(first=Year(year=first), last=Year(year=last)):
            return last == first + 1
    return False


def _is_unknown(time: DatedTime) -> bool:
    return time.timex.date is None and time.article.published is not None


NO_DATE: tuple[Reason[DatedTime], ...] = (
    Reason("part of a document's number", "The Council adopted resolution 9001 ([2023]).",
           "The Council adopted the resolution in [2023].", _is_part_of_a_number),
    Reason("a question", "Will the mayor resign on [Friday]?", "The mayor will resign on [Friday].", _is_asked),
    Reason("the height of another time", "The index stayed above its [July 3] low of 1,316.",
           "The index fell on [July 3].", _marks_a_height),
    Reason("compared with an earlier time", "Profit rose from [a year earlier].", "Profit rose in [2022].",
           _is_compared),
    Reason("from a time before", "Output fell in June from [a year earlier].", "Output had fallen [a year earlier].",
           _is_a_year_earlier),
    Reason("a figure to compare with", "Data use rose to 258 gigabytes, up from an average of 198 in [2018].",
           "Data use rose to 258 gigabytes in [2018].", _is_base),
    Reason("the most since then", "It was the biggest decline since [July 2].",
           "Five members have left in protest since [Monday].", _is_most_since),
    Reason("in the dateline", "Kelvara, [July 16] (Agency) - The ferry sank in rough seas.",
           "The ferry sank in rough seas on [July 16].", _is_dateline),
    Reason("only about a time", "The bridge opened over [140 years ago].", "The bridge opened [140 years ago].",
           _is_only_about),
    Reason("the year in a law's name", "The Ferries Act, [2019] was changed.", "The ferries were sold in [2019].",
           _is_in_a_laws_name),
    Reason("the budget year it is for", "The mayor raised pensions for fiscal [2011].",
           "The mayor raised pensions in [2011].", _is_budget_year),
    Reason("a time that is not known", "The ferry sank on [Feb. 30].",
           "The ferry sank in rough seas on [July 16].", _is_unknown),
)  # fmt: skip


# The word that it dates


def in_doubt(verb: Token) -> bool:
    """Whether a verb without a date is denied, may not have been, or is no single deed."""
    doubts = (grammar.is_negated, _has_doubtful_adverb, _has_doubtful_mark, _has_nobody, _is_nearly, _has_condition)
    habits = (child.lower_ in event_words()["habitual"] for child in grammar.children(verb, "adverb"))
    return any(doubt(verb) for doubt in doubts) or any(habits)


def may_not_be(verb: Token) -> bool:
    """ "may pay", "should pay"; not the "would" of a report."""
    modals = _doubtful_helpers(verb)
    return bool(modals) and not (modals <= event_words()["would"] and _is_reported(verb))


def _joints() -> frozenset[str]:
    return event_words()["span_joints"] | event_words()["until"]


def ends_a_span(text: str, before: Timex, timex: Timex) -> bool:
    """The second date of "from May to July": what lasted so long is dated by both. So are years or days in a row, "in
    2011 and 2012"."""
    between = text[before.span.end : timex.span.start]
    if before.type not in ("DATE", "TIME") or len(between) > 12 or between.strip() not in _joints():
        return False
    if ending_in("span_before").search(text[max(0, before.span.start - 12) : before.span.start]):
        return True
    return between.strip() == "and" and _follows(before, timex)


def _follows(before: Timex, timex: Timex) -> bool:
    """The year after the year, the day after the day."""
    if before.date is None or timex.date is None or before.date.precision not in ("year", "day"):
        return False
    next_day = before.date.latest + dt.timedelta(days=1)
    return before.date.precision == timex.date.precision and next_day == timex.date.earliest


def _ends_a_span(case: DatedWord) -> bool:
    before = case.time.before
    if before is None or not ends_a_span(case.time.article.text, before, case.time.timex):
        return False
    return not is_moved(case.word)


def _is_of_the_next(case: DatedWord) -> bool:
    """Each of a list has its day, and the verb that of the first."""
    before = case.time.before
    if before is None or before.span.start < case.time.sentence.span.start or case.time.words.start < case.word.i:
        return False
    if begins_the_next(case.time.words) is not None:
        return True
    return has_the_days_verb(case.word, before) and next_of_a_list(case.word.doc, before, case.time.timex) is not None


def _is_counted_elsewhere(case: DatedWord) -> bool:
    return case.time.is_distance and is_past(case.word) and case.time.ahead


def _noun_is_denied(case: DatedWord) -> bool:
    doubtful = event_words()["doubtful_adjectives"]
    said = grammar.is_negated(case.word) or any(child.lower_ in doubtful for child in case.word.children)
    return said and not is_verb(case.word)


def _noun_is_wished(case: DatedWord) -> bool:
    if is_verb(case.word) or case.off is not None:
        return False
    if grammar.relation_of(case.word) not in ("object", "preposition object"):
        return False
    over = above(case.word)
    if over is not None and grammar.relation_of(over) == "preposition" and over.lower_ == "for":
        over = above(over)
    return over is not None and lemma(over) in event_words()["wished"]


def _of_a_verb(test: Callable[[Token], bool]) -> Callable[[DatedWord], bool]:
    """The condition for the verb or one that it is a part of."""
    return lambda case: any(map(test, case.chain))


def _may_be(case: DatedWord) -> bool:
    return any(_has_doubtful_helper(verb, case.time) for verb in case.chain)


def _has_doubtful_helper(verb: Token, time: DatedTime) -> bool:
    helpers = {child.lower_ for child in grammar.children(verb, "helper")}
    modal = _doubtful_helpers(verb)
    would = modal <= event_words()["would"] and "have" not in helpers
    return bool(modal) and not (would and time.is_to_come and _is_reported(verb))


def _doubtful_helpers(verb: Token) -> frozenset[str]:
    """ "could", "might", ...; "he'd met" is "he had met"."""
    known = event_words()
    helpers = frozenset(child.lower_ for child in grammar.children(verb, "helper")) & known["doubtful_auxiliaries"]
    had = grammar.group(verb).form == "participle" and not grammar.has(verb, "passive helper")
    return helpers - (known["short_had"] if had else frozenset())


def _is_reported(verb: Token) -> bool:
    """The future of a report: "said it would", "would open, he said", "would open, the letter showed"."""
    known = event_words()
    sure = (known["speech"] | known["planned"] | known["showing"]) - known["guess"]
    return grammar.reported_by(verb, above_it=sure, beside_it=known["speech"] | known["showing"]) is not None


def _was_to_be(case: DatedWord) -> bool:
    return not case.time.ahead and any(map(_comes_after_was, case.chain))


def _comes_after_was(verb: Token) -> bool:
    over = above(verb) if grammar.relation_of(verb) == "open complement" else None
    was = over is not None and over.lemma_ == "be" and grammar.form_of(over) == "past"
    return was and any(child.lower_ == "to" and grammar.form_of(child) == "to" for child in verb.children)


def _was_once_expected(case: DatedWord) -> bool:
    """ "was expected to grow in 2018", told when that time is over: nobody says that it did."""
    date, published = case.time.timex.date, case.time.article.published
    over = grammar.planned_by(case.word) if is_verb(case.word) else None
    if over is None or date is None or published is None or case.off is not None:
        return False
    if date.latest >= published.earliest or date.precision == "day":
        return False  # "More were expected to stay away on Monday" tells of the day's plan
    known = event_words()
    expected = (
        lemma(over) in known["planned"] - known["bound"] or over.lower_ in known["hedges"]
    ) and over != case.word
    return expected and not grammar.is_infinitive(over)


def _is_unsure(verb: Token) -> bool:
    over = grammar.planned_by(verb)
    return over is not None and over.lower_ in event_words()["unsure"]


def _has_doubtful_adverb(verb: Token) -> bool:
    return any(child.lower_ in event_words()["doubtful_adverbs"] for child in verb.children)


def _has_doubtful_mark(verb: Token) -> bool:
    marks = grammar.children(verb, "clause mark")
    return any(mark.lower_ in event_words()["doubtful_markers"] for mark in marks)


def _has_nobody(verb: Token) -> bool:
    taking_part = grammar.children(verb, *grammar.SUBJECT, "object", "predicate noun")
    return any(child.lower_ in event_words()["nobody"] or _is_none(child) for child in taking_part)


def _is_none(noun: Token) -> bool:
    return any(child.lower_ in event_words()["no_noun"] for child in grammar.children(noun, "determiner", "negation"))


def _is_nearly(verb: Token) -> bool:
    adverbs = grammar.children(verb, "adverb")
    return any(child.lower_ in event_words()["nearly"] and 0 < verb.i - child.i < 3 for child in adverbs)


def _has_condition(verb: Token) -> bool:
    """An "if" below it; what comes into force under a condition is a limit all the same."""
    clauses = grammar.children(verb, "adverbial clause")
    marks = (mark.lower_ for clause in clauses for mark in grammar.children(clause, "clause mark"))
    known = event_words()
    return (
        any(mark in known["conditions"] for mark in marks)
        and name_of(verb) not in known["limit_verbs"] | known["limits"]
    )


def _is_habit(verb: Token) -> bool:
    habits = (child.lower_ in event_words()["habitual"] for child in grammar.children(verb, "adverb"))
    return grammar.is_present(verb) and any(habits)


def _is_under(*names: str) -> Callable[[Token], bool]:
    """Whether the verb above is in one of these lists."""

    def test(verb: Token) -> bool:
        over = above(verb) if grammar.relation_of(verb) in ("open complement", "clause complement") else None
        return over is not None and is_verb(over) and any(lemma(over) in event_words()[name] for name in names)

    return test


def _is_guessed(verb: Token) -> bool:
    return _is_under("guess")(verb) and grammar.group(verb).modal is not None and grammar.group(verb).has("have")


def _is_done_too_early(case: DatedWord) -> bool:
    """Its day and its tense contradict each other; "has moved them by Friday", "has set a vote for Friday" do not."""
    if not is_verb(case.word) or not grammar.is_perfect(case.word) or not case.time.ahead:
        return False
    known = event_words()
    if grammar.modal(case.word) is not None or lemma(case.word) in known["planned"]:
        return False
    return case.before in known["taking_place"] - known["limit_before"]


def _is_under_negation(verb: Token) -> bool:
    over = above(verb) if grammar.relation_of(verb) == "clause complement" else None
    return over is not None and is_verb(over) and grammar.is_negated(over)


def _is_under_doubtful_noun(verb: Token) -> bool:
    """ "its bid to buy the yard", "hopeful of buying the yard"."""
    over = above(verb) if grammar.relation_of(verb) == "noun clause" and grammar.form_of(verb) == "base" else None
    over = over or grammar.above_its_preposition(verb)
    return over is not None and not is_verb(over) and lemma(over) in event_words()["doubtful_nouns"]


def _is_idle(case: DatedWord) -> bool:
    return is_verb(case.word) and lemma(case.word) in event_words()["idle"]


def _is_no_sentence(case: DatedWord) -> bool:
    """ "More talks on Tuesday", or a verb read as a noun."""
    return grammar.stands_for_a_sentence(case.word)


def _is_told_by_oneself(case: DatedWord) -> bool:
    verbs = (case.word, *case.word.ancestors)
    return any(child.lower_ == "i" for verb in verbs for child in grammar.children(verb, "subject"))


def _is_spoken(case: DatedWord) -> bool:
    return case.time.is_spoken


def _is_yearly(case: DatedWord) -> bool:
    last, yearly = case.time.words[-1], event_words()["yearly"]
    after = word_at(last, 1)
    return after in yearly or (after == "and" and word_at(last, 2) in yearly)


def _was_once_planned(case: DatedWord) -> bool:
    if case.off is not None:
        return False
    start = case.time.words.start_char
    return once_planned().search(case.time.article.text[max(0, start - 40) : start]) is not None


def _is_misread_month(case: DatedWord) -> bool:
    return grammar.class_of(case.word) == "name" and case.word.lower_ in event_words()["seeming_months"]


def _describes_a_thing(case: DatedWord) -> bool:
    return is_verb(case.word) and of_a_thing(case.time.words)


def _is_most_since_it(case: DatedWord) -> bool:
    """ "the first storm since the season began in June"."""
    date = case.time.timex.date
    begun = case.word.head if grammar.relation_of(case.word) == "open complement" else case.word
    since = next((mark for mark in grammar.children(begun, "clause mark") if mark.lower_ == "since"), None)
    if since is None or date is None or date.precision == "day":
        return False
    return _tells_the_most(since.doc, since.idx, reach=60)


def _is_some_time_after(case: DatedWord) -> bool:
    """ "was not seen after 2010": of no time; but what is planned for after 2030 is what is known of 2030, and "after
    noon on Friday" is of that Friday."""
    if case.before not in event_words()["some_time_after"] or not is_verb(case.word):
        return False
    may_be_ahead = case.time.ahead or (case.time.article.published is None and not is_past(case.word))
    return case.time.timex.type == "DATE" and not (case.time.is_distance or may_be_ahead)


def _is_of_the_clause_before(case: DatedWord) -> bool:
    return grammar.is_parted_from_its_preposition(case.time.words[0]) and case.word.i > case.time.words.end


def _is_not_then(case: DatedWord) -> bool:
    return case.before == "not"


def _lasted_until(case: DatedWord) -> bool:
    if case.before not in ("until", "till") or is_moved(case.word):
        return False
    return not case.time.ahead or _is_over_by_tense(case.word)


def _is_over_by_tense(verb: Token) -> bool:
    """ "worked there until March": what went on in the past, and is not of the kind that is set for a time to come."""
    known = event_words()
    return grammar.is_simple_past(verb) and lemma(verb) not in known["lasting"] | known["time_givers"]


def _is_state(case: DatedWord) -> bool:
    """But "will be in service by 2030" tells what is to come."""
    name = lemma(case.word)
    if grammar.is_verb(case.word) and grammar.modal(case.word) in event_words()["future_auxiliaries"]:
        return False
    lasts = name == "be" and case.before not in event_words()["span_before"]
    return case.is_of_a_period and (name == "have" or lasts)


def _is_general_present(case: DatedWord) -> bool:
    bare = grammar.is_present(case.word) and not grammar.helpers(case.word)
    return case.is_of_a_period and bare and lemma(case.word) not in event_words()["speech"]


def _accounts_for(case: DatedWord) -> bool:
    date = case.time.timex.date
    accounting = grammar.form_of(case.word) == "ing" and lemma(case.word) in event_words()["accounting"]
    return case.is_of_a_period and accounting and date is not None and date.precision in QUARTERS_AND_YEARS


NO_EVENT: tuple[Reason[DatedWord], ...] = (
    Reason("the end of a span", "Amara Okello was governor from October 2014 to [May 2015].",
           "Amara Okello left in [May 2015].", _ends_a_span),
    Reason("the day of the next of a list", "The mayor sacked Ann Roe on Monday and Jon Imms on [Tuesday].",
           "The mayor sacked Ann Roe on Monday and hired Jon Imms on [Tuesday].", _is_of_the_next),
    Reason("counted from another day", "The ferry sank on Monday, [a month] before the owner sold the yard.",
           "The mayor resigned [two days] after the vote.", _is_counted_elsewhere),
    Reason("a thing denied", "There was no vote on [Monday].", "There was a vote on [Monday].", _noun_is_denied),
    Reason("a thing wished", "The party called for an [Oct. 5] election.", "The party won the vote on [Monday].",
           _noun_is_wished),
    Reason("could or might", "The parliament could vote on [Friday].", "The parliament will vote on [Friday].",
           _may_be),
    Reason("was to be", "The ships were to be delivered in [May 2022], but came late.",
           "The ships were delivered in [May 2022].", _was_to_be),
    Reason("not likely", "The club is unlikely to vote on [Friday].", "The club is due to vote on [Friday].",
           _of_a_verb(_is_unsure)),
    Reason("expected then", "Output was expected to grow in [2022].", "Output began to grow in [2022].",
           _was_once_expected),
    Reason("denied", "The parliament did not vote on [Monday].", "The parliament voted on [Monday].",
           _of_a_verb(grammar.is_negated)),
    Reason("perhaps", "The minister perhaps left on [Monday].", "The minister left on [Monday].",
           _of_a_verb(_has_doubtful_adverb)),
    Reason("whether or if", "Whether the minister resigned on [Monday] is unclear.",
           "That the minister resigned on [Monday] is clear.", _of_a_verb(_has_doubtful_mark)),
    Reason("nobody or nothing", "No talks were held on [Monday].", "Talks were held on [Monday].",
           _of_a_verb(_has_nobody)),
    Reason("nearly", "The ship nearly sank on [Monday].", "The ship sank on [Monday].", _of_a_verb(_is_nearly)),
    Reason("on a condition", "The dockers will walk out on [Friday] if the talks fail.",
           "The dockers will walk out on [Friday].", _of_a_verb(_has_condition)),
    Reason("a habit", "The minister usually meets the envoy on [Friday].", "The minister met the envoy on [Monday].",
           _of_a_verb(_is_habit)),
    Reason("wished only", "He hopes to return on [Friday].", "He will return on [Friday].",
           _of_a_verb(_is_under("wished"))),
    Reason("only guessed", "Ann Roe estimated that 8,000 cars will have been sold by [August 2023].",
           "Ann Roe said that 8,000 cars will be sold by [August 2023].", _of_a_verb(_is_guessed)),
    Reason("told as done of a time to come", "The league has opened, in [July 2024], a shop for the match.",
           "The league will open, in [July 2024], a shop for the match.", _is_done_too_early),
    Reason("said not to be so", "Officials denied that the minister met the envoy on [Monday].",
           "Officials said that the minister met the envoy on [Monday].", _of_a_verb(_is_under("denied"))),
    Reason("not said", "The mayor did not say that the bridge opened on [Monday].",
           "The mayor said that the bridge opened on [Monday].", _of_a_verb(_is_under_negation)),
    Reason("an attempt or a hope", "The union dropped its threat to strike on [Monday].",
           "The union went on strike on [Monday].", _of_a_verb(_is_under_doubtful_noun)),
    Reason("seen in a picture", "Amara Okello poses for a photo on [July 8, 2023].",
           "Amara Okello left the league on [July 8, 2023].", _is_idle),
    Reason("a line without a verb", "More talks on [Friday] on the pact that ministers signed.",
           "The senate held talks on [Monday] on the pact that ministers signed.", _is_no_sentence),
    Reason("somebody tells of themselves", "I think they met her on [Monday].", "They met her on [Monday].",
           _is_told_by_oneself),
    Reason("said in a quotation", 'The mayor said: "The bridge fell on [Monday]."', "The bridge fell on [Monday].",
           _is_spoken),
    Reason("one of every year", "The firm earned well from [Mother's Day] sales.",
           "The firm earned well at [Christmas].", _is_yearly),
    Reason("planned before", "The delivery, originally due in [May 2023], was delayed.",
           "The delivery came in [May 2023].", _was_once_planned),
    Reason("a month that seems a name", "She spoke twice, in March and [June], to show the boat.",
           "The ferry sank in [May].", _is_misread_month),
    Reason("the time of a thing", "The firm is to build the ferries of [tomorrow].",
           "They left on the morning of [July 14].", _describes_a_thing),
    Reason("the most since it began", "It was the first storm since the season began in [June].",
           "The season began in [June].", _is_most_since_it),
    Reason("some time after it", "The club lost its fans after [2010].", "The club lost its fans in [2010].",
           _is_some_time_after),
    Reason("of the clause before it",
           "Growers whose permits won't be renewed after [October of next year] will receive a private letter.",
           "The permits won't be renewed after [Friday].", _is_of_the_clause_before),
    Reason("not then", "Delivery is now expected around 2025, and not [2024] as once hoped.",
           "Delivery is now expected around [2025].", _is_not_then),
    Reason("lasted until then", "A judge barred her from working until [April 2022].",
           "The hearing was postponed until [Aug. 29].", _lasted_until),
    Reason("a state", "At the end of [2022] the firm had 54,000 employees.", "The firm left the market in [2022].",
           _is_state),
    Reason("told in general", "Exports account for half of sales in [2022].", "Exports fell in [2022].",
           _is_general_present),
    Reason("the figures of a period", "Shares sank on Wednesday after reporting a net profit in [2022].",
           "Shares sank in [2022].", _accounts_for),
)  # fmt: skip
