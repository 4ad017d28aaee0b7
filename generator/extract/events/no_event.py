"""Why a dated word is no event of its own: compared, denied, doubtful, told in general."""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...model.article import Article
from ...model.findings import Timex
from ...model.places import Places
from ...model.text import Span
from ..base import grammar
from .clause_span import head_of, is_verb
from .dated_word import after_the_article, of_a_thing, words_at
from .event_words import base_forms, ending_in, event_words, once_planned, superlatives
from .kind import is_moved, name_of


def is_compared(text: str, timex: Timex, *, ahead: bool) -> bool:
    """A time that something is measured against ("the lowest since 2009", "up from a year earlier")."""
    line = text[max(0, timex.span.start - 90) : timex.span.start]
    if (
        re.match(rf" (?:{'|'.join(sorted(event_words()['marks']))})\b", text[timex.span.end : timex.span.end + 20])
        and not ahead
    ):
        return True  # "above its July 3 low"
    if ending_in("limit_before").search(line):
        return False
    if ending_in("compared_before").search(line) or (not ahead and ending_in("compared_from").search(line)):
        return True
    if not ahead and base_forms().search(line):
        return True
    return ending_in("since").search(line) is not None and superlatives().search(line) is not None


def ends_a_span(text: str, before: Timex, timex: Timex) -> bool:
    """The second date of "from May to July": what lasted so long is dated by both. So are years or days in a row, "in
    2011 and 2012"."""
    between = text[before.span.end : timex.span.start]
    joint = between.strip()
    if (
        before.type not in ("DATE", "TIME")
        or len(between) > 12
        or joint not in ("to", "until", "till", "through", "and", "-", "–")
    ):
        return False
    if ending_in("span_before").search(text[max(0, before.span.start - 12) : before.span.start]):
        return True
    row = (
        joint == "and"
        and before.date is not None
        and timex.date is not None
        and before.date.precision == timex.date.precision
    )
    row = row and before.date is not None and before.date.precision in ("year", "day")
    return bool(row and before.date and timex.date and before.date.latest + dt.timedelta(days=1) == timex.date.earliest)


def inside_direct_speech(timex: Timex, spoken: Places[Span]) -> bool:
    """What somebody says will be is their word, not the article's."""
    return any(content.contains(timex.span) for content in spoken.meeting(timex.span))


def is_general(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> bool:
    """Not something done at that time: a habit, a holiday, the figures of a period."""
    known, lemma = event_words(), predicate.lemma_.lower()
    after = words_at(words[-1], 1)
    if after in known["yearly"] or (
        after == "and" and words.end + 2 < len(words.doc) and words.doc[words.end + 2].lower_ in known["yearly"]
    ):
        return True
    before = words_at(words[0], -1)
    line = article.text[max(0, words.start_char - 40) : words.start_char]
    if once_planned().search(line) or (grammar.class_of(predicate) == "name" and predicate.lower_ in ("march", "may")):
        return True
    if is_verb(predicate) and of_a_thing(words):
        return True
    begun = predicate.head if grammar.relation_of(predicate) == "open complement" else predicate
    since = next(
        (child for child in begun.children if grammar.relation_of(child) == "clause mark" and child.lower_ == "since"),
        None,
    )
    if (
        since is not None
        and timex.date is not None
        and timex.date.precision != "day"
        and superlatives().search(article.text[max(0, since.idx - 60) : since.idx])
    ):
        return True  # "the first storm since the season began in June"
    if before == "not" or (
        before in ("until", "till") and not after_the_article(timex, article) and not is_moved(predicate)
    ):
        return True
    if (
        not is_verb(predicate)
        or timex.date is None
        or timex.date.precision == "day"
        or after_the_article(timex, article)
    ):
        return False
    if lemma == "have" or (lemma == "be" and before not in ("from", "between")):
        return True
    helpers = any(grammar.relation_of(child) in ("helper", "passive helper") for child in predicate.children)
    if grammar.form_of(predicate) in ("present s", "present") and not helpers and lemma not in known["speech"]:
        return True
    return (
        grammar.form_of(predicate) == "ing"
        and lemma in known["accounting"]
        and timex.date.precision in ("quarter", "half", "year", "season")
    )


def is_doubtful(predicate: Token, timex: Timex, article: Article) -> bool:
    """Negated, wished, denied, or under could, if, whether: here or in a clause above."""
    known = event_words()
    if not is_verb(predicate):
        above = head_of(predicate)
        if any(
            grammar.relation_of(child) == "negation" or child.lower_ in known["doubtful_adjectives"]
            for child in predicate.children
        ):
            return True
        if above is not None and grammar.relation_of(above) == "preposition" and above.lower_ == "for":
            above = head_of(above)
        return (
            above is not None
            and grammar.relation_of(predicate) in ("object", "preposition object")
            and above.lemma_.lower() in known["wished"]
        )
    verb = predicate
    for _ in range(8):
        if _denies(verb, timex, article):
            return True
        above = head_of(verb)
        if above is None:
            return False
        if not is_verb(above):
            return (
                grammar.relation_of(verb) == "noun clause"
                and grammar.form_of(verb) == "base"
                and above.lemma_.lower() in known["doubtful_nouns"]
            )
        lemma = above.lemma_.lower()
        if grammar.relation_of(verb) in ("open complement", "clause complement") and (
            lemma in known["wished"] or lemma in known["denied"]
        ):
            return True
        if grammar.relation_of(verb) == "clause complement" and any(
            grammar.relation_of(child) == "negation" for child in above.children
        ):
            return True
        if grammar.relation_of(verb) == "preposition clause" or grammar.relation_of(verb) not in (
            "open complement",
            "joined",
        ):
            return False
        if grammar.relation_of(verb) == "joined" and any(
            grammar.relation_of(child) in ("subject", "passive subject") for child in verb.children
        ):
            return False
        verb = above
    return False


def _denies(verb: Token, timex: Timex, article: Article) -> bool:
    """Whether the clause itself says that it was not so, or not for certain."""
    known, children = event_words(), list(verb.children)
    helpers = {child.lower_ for child in children if grammar.relation_of(child) == "helper"}
    modal = helpers & known["doubtful_auxiliaries"]
    if modal and not (
        modal <= {"would", "'d", "’d"}
        and "have" not in helpers
        and _is_reported(verb)
        and after_the_article(timex, article)
    ):
        return True
    if (
        any(each.lower_ == "to" and grammar.form_of(each) == "to" for each in children)
        and grammar.relation_of(verb) == "open complement"
        and not after_the_article(timex, article)
    ):
        above = head_of(verb)
        if (
            above is not None and above.lemma_ == "be" and grammar.form_of(above) == "past"
        ):  # "were to take delivery in May"
            return True
    for child in children:
        if (
            grammar.relation_of(child) == "negation"
            or child.lower_ in known["doubtful_adverbs"]
            or (grammar.relation_of(child) == "clause mark" and child.lower_ in known["doubtful_markers"])
        ):
            return True
        if grammar.relation_of(child) in ("subject", "passive subject", "object", "predicate noun") and (
            child.lower_ in known["nobody"] or _is_none(child)
        ):
            return True
        if grammar.relation_of(child) == "adverb" and child.lower_ in known["nearly"] and 0 < verb.i - child.i < 3:
            return True
        if grammar.relation_of(child) == "adverbial clause" and any(
            mark.lower_ in ("if", "unless") for mark in child.children if grammar.relation_of(mark) == "clause mark"
        ):
            return name_of(verb) not in known["limit_verbs"]
    habit = any(grammar.relation_of(child) == "adverb" and child.lower_ in known["habitual"] for child in children)
    return habit and grammar.form_of(verb) in ("present s", "present")


def _is_none(noun: Token) -> bool:
    return any(
        grammar.relation_of(child) in ("determiner", "negation") and child.lower_ in ("no", "neither")
        for child in noun.children
    )


def _is_reported(verb: Token) -> bool:
    """The future of a report: "said it would", "would open, he said"."""
    for _ in range(6):
        above = head_of(verb)
        if grammar.relation_of(verb) in ("clause complement", "aside"):
            return (
                above is not None
                and above.lemma_.lower()
                in (event_words()["speech"] | event_words()["planned"]) - event_words()["guess"]
            )
        said = any(
            grammar.relation_of(child) in ("aside", "clause complement")
            and child.lemma_.lower() in event_words()["speech"]
            for child in verb.children
        )
        if said or grammar.relation_of(verb) != "joined" or above is None:
            return said
        verb = above
    return False


def is_idle(predicate: Token) -> bool:
    """What a photograph's caption says that people do in it, and what somebody tells of themselves in a transcript."""
    if is_verb(predicate) and predicate.lemma_.lower() in event_words()["idle"]:
        return True
    return any(
        child.lower_ == "i" and grammar.relation_of(child) == "subject"
        for verb in (predicate, *predicate.ancestors)
        for child in verb.children
    )
