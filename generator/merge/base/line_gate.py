"""May a line of the book stand as it is, read by one who sees nothing of its article?

A line that leans on what its article told before is no line: a reader cannot tell what it is about. A line without a
date beside it, as one of a summary, has more to hold. To add a reason, add a row: a name, a line for which it holds,
one for which it does not, and a condition.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from ...model.dates import Date
from ...model.kept import of_text
from ...model.reasons import Reason, first
from ...model.text import alternation
from ...rules.load import load, word_sets
from ...rules.types.base import RuleFile
from ...rules.types.merge import GOING_ON, LINES, TOPIC_WORDS, UNCLEAR, NamedPattern

_NAMED = re.compile(r"\A(?:\W*\[|[\"“‘'])")  # it begins with a name that was filled in, or in somebody's words

_SAID = re.compile(r"[\"“][^\"“”]*[\"”]")
_QUOTED = re.compile(rf"{_SAID.pattern}|\[[^\]]*\]")

TOO_LONG = "too long"
MOST_WORDS = 26  # of a line of a summary
_FEWEST = 5  # words that say something
_OPENING = 4  # words that must not point back
_PLACE = r"[A-Z][\w.’'-]*"
_DATELINE = re.compile(rf"\W*{_PLACE}(?: {_PLACE}){{0,2}}(?:, {_PLACE})?(?: \([\w ]+\))? ?[–—-]{{1,2}} (?=[A-Z\[])")
_LIST_ITEM = re.compile(r"\s*(?:[-–—*•‣▪●]|\(?\d{1,2}[.)]|\d{4} ?[-–—:])\s")
_ALSO = re.compile(r"(?<=[\w\]]) also(?= [a-z])")


@cache
def _words(name: str) -> str:
    return f"(?:{alternation(word_sets(LINES)[name])})"


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A pattern with <names> of word lists in it."""
    return re.compile(re.sub(r"<(\w+)>", lambda name: _words(name[1]), template), re.IGNORECASE)


def _begins(template: str, line: str) -> bool:
    opening = rf"\W*(?:<openers>,? )?{template}(?![\w’'-])"
    return _NAMED.match(line) is None and _pattern(opening).match(line) is not None


def _opens_with_a_pronoun(line: str) -> bool:
    named = _pattern(r"\W*(?:<impersonal>\b|the <pairs> \[)").match(line)
    return _begins("<pronouns>", line) and not named


def opens_with_nobody(line: str) -> bool:
    """Whether somebody or something that only the line before names does it: "They pay"."""
    return _begins("<subjects>", line)


def _points_back(line: str) -> bool:
    return _begins(r"<pointing> [a-z][\w-]*", line) and not _pattern(r"\W*<pointing> <times>\b").match(line)


def _tells_of_the_same(line: str) -> bool:
    return _begins(r"(?:the|<again>(?: [a-z-]+)?) <told_before>(?! <tells_which>\b)", line)


def _names_no_one(line: str) -> bool:
    named = _pattern(r"\W*the <pairs> \[").match(line)
    return named is None and _begins(r"the <bodies>(?! <tells_which>| \[(?!was\]|were\]))", line)


def _names_no_thing(line: str) -> bool:
    """One noun with "the" before it and no name in the whole line: "The delegation arrived on foot"."""
    opened = _begins(r"the (?!<known_to_all> )(?-i:[a-z]+) (?:\[?<finite>\b|\w+ed(?=[ .]))", line)
    return opened and re.search(r"\W[A-Z0-9]", line.lstrip(' "“')[1:]) is None


def is_one_of_a_row(line: str) -> bool:
    """ "The first boat will sail": of which row, nobody knows."""
    return _begins(r"the <ordinals> (?!<times>\b|<known_to_all>\b)(?-i:[a-z]+) <finite>\b", line)


def _is_like_one_before(line: str) -> bool:
    return re.search(r"\bsimilar (?!to\b)[a-z-]+", line) is not None


def _tells_only_that_it_was_told(line: str) -> bool:
    told = _pattern(r"(?<!\w)<announced> (?:the|this|that)(?: [\w-]+[’']s?)? <told_before>\b(?! <tells_which>\b)")
    found = told.search(line)
    return (
        found is not None and re.match(r" after [a-z]+ing\b", line[found.end() :]) is None
    )  # "after meeting Ola Berg"


def _leans_behind_its_time(line: str) -> bool:
    """ "As of noon, it had fallen", "A day before the announcement, ..."."""
    if _NAMED.match(line):
        return False
    by_pronoun = _pattern(r"\W*(?:[^\s,\[]+ ){0,5}[^\s,\[]+, <subjects> ").match(line)
    by_noun = _pattern(r"\W*(?:[^\s,\[]+ ){0,4}(?:the|that|this) <told_before>, ").match(line)
    return by_pronoun is not None or by_noun is not None


def _points_to_another_day(line: str) -> bool:
    """ "Since the previous day"; not "the day before the vote" or "the same day as"."""
    return _pattern(r"(?<!\w)<other_days>(?!\w)(?! (?:<tells_which>|<day_goes_on>)\b)").search(line) is not None


def _is_half_a_sentence(line: str) -> bool:
    """Opened and not gone on with, or left before its last part: "was closed on Monday, and."."""
    opened = _pattern(r"\W*<side_openings> [^,]*\Z").match(line) is not None
    return opened or _pattern(r"(?<!\w)(?:<joints>|<cut_off>)\W*\Z").search(line) is not None


def _points_at_the_page(line: str) -> bool:
    return _pattern(r"(?<!\w)(?:<page>(?!\w)|https?://|www\.)").search(line) is not None


def _stands_in_brackets(line: str) -> bool:
    return line.startswith("(")


def _is_left_open(line: str) -> bool:
    return line.count("(") != line.count(")") or line.count("“") != line.count("”") or line.count('"') % 2 == 1


LEANING: tuple[Reason[str], ...] = (
    Reason("it opens with a pronoun", "It fell by 4 percent.", "It is unclear whether the yard will open.",
           _opens_with_a_pronoun),
    Reason("it points back", "That decision is due by May 4.", "This week the yard opened.", _points_back),
    Reason("what is told before", "The announcement came on Friday.", "The announcement of the vote came on Friday.",
           _tells_of_the_same),
    Reason("it tells only that it was told", "Ann Roe announced the company's move.",
           "Ann Roe announced the move to the coast.", _tells_only_that_it_was_told),
    Reason("a body without a name", "The company closed two yards.", "The company [Norland Inc.] closed two yards.",
           _names_no_one),
    Reason("a thing without a name", "The pump failed in the storm.", "The pump failed in Velar.", _names_no_thing),
    Reason("it leans behind its time", "As of noon, it had fallen by 4 percent.", "As of noon, the dollar had fallen.",
           _leans_behind_its_time),
    Reason("it points to another day", "Ann Roe has been in Oslo since the previous day.",
           "Ann Roe left Oslo the day before the vote.", _points_to_another_day),
    Reason("it is half a sentence", "While the index closed at a low.", "While the index fell, the dollar rose.",
           _is_half_a_sentence),
    Reason("it points at the page", "The mayor spoke of the losses described above.", "The mayor spoke of the losses.",
           _points_at_the_page),
    Reason("an aside in brackets", "(See the report of May 4.)", "The mayor read the report (of May 4).",
           _stands_in_brackets),
    Reason("a mark is left open", 'Ann Roe said "the yard is lost.', 'Ann Roe said "the yard is lost".',
           _is_left_open),
)  # fmt: skip


@cache
def _patterns(kind: RuleFile[tuple[NamedPattern, ...]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The named patterns of a file of rules."""
    return tuple((rule.name, re.compile(rule.pattern)) for rule in load(kind))


@of_text
def unclear(line: str) -> str:
    """The name of the rule by which a line only points to what it tells of, or tells of no deed; "" for none."""
    bare = _SAID.sub(" ", line).replace("[", "").replace("]", "")
    return next((name for name, pattern in _patterns(UNCLEAR) if pattern.search(bare)), "")


def deed_behind(line: str) -> int:
    """Where the clause begins that stands last in a line behind "after" or the like; 0 where none does."""
    found = _pattern(r"(?<=[\w,]) (?:hours |minutes |days )?<deed_behind> (?=(?-i:an?|the|[A-Z])\b)(?!.*[,;:])").search(
        line
    )
    return found.end() if found else 0


@of_text
def goes_on(line: str) -> bool:
    """Whether it tells of what was going on, or to come, when it was told."""
    bare = _SAID.sub(" ", line)
    return any(pattern.search(bare) for _, pattern in _patterns(GOING_ON))


def names_another_day(line: str, day: Date) -> bool:
    """Whether it has a weekday that is none of the days beside it, so that a reader would count from those: "said on
    Sunday" beside a Monday. Somebody's words and what stands in brackets are not asked."""
    days = (day.latest - day.earliest).days + 1
    weekdays = load(LINES).weekdays
    fit = {weekdays[(day.earliest + dt.timedelta(days=number)).weekday()] for number in range(min(days, len(weekdays)))}
    told = {word.casefold() for word in _pattern(r"(?<![\w’'-])<weekdays>\b").findall(_QUOTED.sub(" ", line))}
    return bool(told - fit)


@of_text
def needs_a_day(line: str) -> bool:
    """Whether it has a weekday, "yesterday" or the like, which without a day beside it is nobody knows when."""
    return _pattern(r"(?<![\w’'-])<told_from_a_day>(?![\w’'-])").search(_QUOTED.sub(" ", line)) is not None


@of_text
def counts_years(line: str) -> bool:
    """Whether it says "last month" or the like, which is told from the article's day and no other."""
    return _has("times_counted", line)


def is_open_ended(line: str) -> bool:
    """ "Will be replaced after 2021": on no day."""
    return (
        _pattern(r"(?<!\w)<not_before> (?:the end of )?(?:[a-z]+ )?\d{4}\b").search(_QUOTED.sub(" ", line)) is not None
    )


def counts_from_books(line: str) -> bool:
    """Whether its only time is a year of accounts, "in fiscal 2021", which is nobody's day."""
    return _has("years_of_accounts", line)


@of_text
def counts_days(line: str) -> bool:
    """Whether it says "yesterday" or the like, which is another day than the one beside it."""
    return _pattern(r"(?<![\w’'-])<days_counted>(?![\w’'-])").search(_QUOTED.sub(" ", line)) is not None


@of_text
def told_as_talks(line: str) -> bool:
    """Whether it tells of a meeting, a call or a journey to one, and of nothing that came of it."""
    return _has("dealings", line)


def is_day_of_its_article(words: str) -> bool:
    """Whether a weekday is told that only the article's own day explains: "on Monday", not "on Monday, May 4"."""
    named = _pattern(r"(?<!\w)<weekdays>\b").search(words) is not None
    return named and not any(map(str.isdigit, words))


@of_text
def leans(line: str) -> str:
    """The name of the reason why a line may not stand alone; "" where it may."""
    reason = first(LEANING, line)
    return "" if reason is None else reason.name


# A line of a summary


@of_text
def resumes(line: str) -> bool:
    """Whether it begins with a thing that the sentences before it have told of.

    >>> resumes("The order, which is worth millions, came late."), resumes("The order of the court is final.")
    (True, False)
    >>> resumes("Under the agreement, the yard will build six ships.")
    True
    """
    words = load(TOPIC_WORDS)
    behind = rf"[A-Z][a-z]+ (?:{alternation(words.pointing_out)}) (?!<times>)[a-z’'-]+(?: [a-z’'-]+)?,"
    if re.match(re.sub("<times>", _words("times"), behind), line):
        return True
    opening = re.match(r"(?:The|Another)((?:,? [a-z’'-]+){1,6})", line)
    for word in opening[1].replace(",", "").split() if opening else ():
        if word in words.telling:
            return False
        if word in words.resuming:
            return True
    return False


@of_text
def without_joints(line: str) -> str:
    """A line without the place that its article was sent from, and without what joins it to the line before.

    >>> without_joints("VELAR CITY – The yard also closed on Monday.")
    'The yard closed on Monday.'
    """
    line = _DATELINE.sub("", line, count=1)
    return line if "not only" in line else _ALSO.sub("", line, count=1)


def _has(name: str, line: str) -> bool:
    return _pattern(rf"(?<![\w’'-])<{name}>(?![\w’'-])").search(_QUOTED.sub(" ", line)) is not None


def _is_too_long(line: str) -> bool:
    return len(line.split()) > MOST_WORDS


def _is_too_short(line: str) -> bool:
    return len(line.split()) < _FEWEST


def points_back_soon(line: str) -> bool:
    """Within its first words, but for "announced that it" and "in this city"."""
    opening = re.findall(r"[\w'’]+", _QUOTED.sub(" x ", line))[:_OPENING]
    leaning = load(LINES).back_soon
    named = re.match(r"\W*(?:[A-Z]|\[)", line) is not None and " that " in f" {' '.join(opening)} "
    return not named and any(word.casefold() in leaning for word in opening)


def _begins_leaning(line: str) -> bool:
    first_word = re.match(r"\W*([\w'’]+)", line)
    if _pattern(r".*, <turning>,").match(line):
        return True
    leans_so = first_word is not None and first_word[1].casefold() in load(TOPIC_WORDS).dangling
    return leans_so and _NAMED.match(line) is None and not _pattern(r"\W*(?:<impersonal>|both)\b").match(line)


def _has_a_day_of_no_month(line: str) -> bool:
    """ "On the 25th", and nothing says of which month."""
    return _pattern(r"\b<before_a_day> the \d{1,2}[a-z]{2}\b(?! of\b)").search(line) is not None


def _has_nobody_for_a_pronoun(line: str) -> bool:
    """ "In his meeting with Ann Roe": no name stands before it."""
    found = _pattern(r"(?<![\w’'-])<of_persons>(?![\w’'-])").search(line)
    before = line[: found.start()] if found else ""
    return found is not None and re.search(r"[A-Z\[]", before.lstrip(" “\"'")[1:]) is None


def _points_back_within(line: str) -> bool:
    """ "Was the biggest faller in this index": of which, nobody knows; "by this week" is told by the day beside it."""
    pointing = _pattern(r"(?<!\w)<before_pointing> <pointing_within> (?!<times>)(?-i:[a-z]{3,})")
    return pointing.search(_QUOTED.sub(" ", line)) is not None


def _points_to_its_place(line: str) -> bool:
    """ "Said after a meeting here": where its article was written."""
    return _pattern(r"(?<=[a-z]) <places_pointed_at>(?=[.,;]|\Z)").search(_QUOTED.sub(" ", line)) is not None


def _names_no_state(line: str) -> bool:
    """ "The government fears a crash", and nothing in the whole line is named."""
    told = _pattern(r"(?<!\w)the <of_each_state>(?![\w’'-])").search(line)
    return told is not None and re.search(r"\W[A-Z]", line.lstrip(' "“')[1:]) is None


def _is_a_question(line: str) -> bool:
    return line.rstrip("\"”’'").endswith("?")


def _is_a_list_item(line: str) -> bool:
    return _LIST_ITEM.match(line) is not None


def _has_a_dateline(line: str) -> bool:
    return _DATELINE.match(line) is not None


def _is_told_by_two(line: str) -> bool:
    """Who tells it is told twice, or before all else."""
    bare = _QUOTED.sub(" ", line)
    tellers = len(_pattern(r"(?<!\w)<by_whom>(?!\w)").findall(bare))
    return tellers > 1 or _pattern(r"\W*<by_whom>(?!\w)").match(line) is not None


def _is_mostly_quoted(line: str) -> bool:
    quoted = sum(len(part) for part in re.findall(r"[\"“][^\"“”]{0,2000}[\"”]", line))
    return quoted > 0.6 * len(line)  # beyond this the frame tells nothing


def _is_opinion(line: str) -> bool:
    own_view = _pattern(r"(?<![\w’'-])(?-i:<own_view>)(?![\w’'-])").search(_QUOTED.sub(" ", line))
    return own_view is not None or _has("opinions", line)


UNFIT: tuple[Reason[str], ...] = (
    *LEANING,
    Reason("one of a row", "The first boat will sail by May.", "The first boat of Velar will sail by May.",
           is_one_of_a_row),
    Reason("like one told before", "Ann Roe announced similar tariffs on steel.",
           "Ann Roe announced tariffs similar to those of Velar.", _is_like_one_before),
    Reason("it takes up a thing told before", "Under the treaty, the yard of Velar will build six ships.",
           "Under a treaty, the yard of Velar will build six ships.", resumes),
    Reason("its first words point back", "In Velar they met the mayor on Sunday.", "In Velar the mayors met on Sunday.",
           points_back_soon),
    Reason("it goes on from another", "There the crews found two boats.", "Divers found two boats off Velar.",
           _begins_leaning),
    Reason("a pronoun for nobody", "Repairs of piers were asked for in his speech.",
           "Repairs of piers were asked for by Ann Roe in her speech.", _has_nobody_for_a_pronoun),
    Reason("a day of no month", "The yard of Velar will open on the 25th.",
           "The yard of Velar opened on the 25th of May.", _has_a_day_of_no_month),
    Reason("its middle points back", "Velar was the biggest loser in this index.", "Velar lost the most in this week.",
           _points_back_within),
    Reason("its place is not told", "Ann Roe of Velar spoke behind closed doors here.", "Ann Roe spoke here in Velar.",
           _points_to_its_place),
    Reason("a state without a name", "In fear of a crash, the government closed the banks.",
           "In fear of a crash, the government of Velar closed the banks.", _names_no_state),
    Reason("unclear alone", "The high court of Velar threw out this complaint.",
           "The high court of Velar threw out a complaint.", lambda line: bool(unclear(line))),
    Reason("a question", "Why did the pilots of Velar refuse?", "The pilots of Velar refused.", _is_a_question),
    Reason("a list item", "- Velar and Norland are in final talks.", "Velar and Norland are in final talks.",
           _is_a_list_item),
    Reason("a dateline", "Velar City – The yard closed for good.", "The yard at Velar City closed for good.",
           _has_a_dateline),
    Reason("a listing", "The delegation of Velar was led by Ann Roe.", "The union of Velar, led by Ann Roe, struck.",
           lambda line: _has("listings", line)),
    Reason("told by two", "According to Ann Roe, the yard of Velar closes.", "Ann Roe said the yard of Velar closes.",
           _is_told_by_two),
    Reason("hardly more than quoted words", 'Ann Roe: "The yard of Velar will be closed for good by winter."',
           'Ann Roe said that the yard of Velar "will be closed".', _is_mostly_quoted),
    Reason("a courtesy", "Ann Roe thanked the mayor of Velar.", "Ann Roe sued the mayor of Velar.",
           lambda line: _has("courtesies", line)),
    Reason("an opinion", "Unfortunately, the yard of Velar closed.", "The yard of Velar closed on Monday.",
           _is_opinion),
    Reason("a notice", "File photo: the yard of Velar in May.", "The yard of Velar closed in May.",
           lambda line: _has("notices", line)),
    Reason("too short", "Ann Roe resigned.", "Ann Roe of Velar resigned.", _is_too_short),
    Reason(TOO_LONG, "The yard of Velar " + "and the quay of Norland " * 5 + "are closed for good.",
           "The yard of Velar and the quay of Norland are closed for good.", _is_too_long),
)  # fmt: skip


@of_text
def unfit(line: str) -> str:
    """The name of the reason why a line may not stand in a summary; "" where it may."""
    reason = first(UNFIT, line)
    return "" if reason is None else reason.name


def unclear_beside_others(line: str) -> str:
    """Why an entry may not stand on a front page or among what comes next; "" where it may."""
    return leans(line) or unclear(line)
