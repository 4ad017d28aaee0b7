"""Of which kind an event is, what it is called, and by which rule it was read."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...model.article import Article
from ...model.dates import Date, direction
from ...model.findings import EventKind, Timex
from ..base import grammar
from .clause_span import head_of, is_verb
from .dated_word import is_past, words_at
from .event_words import ending_in, event_words

_VAGUELY = {"month", "quarter", "season", "half", "year", "decade"}


def rule_of(predicate: Token, words: DocSpan, date: Date | None, article: Article) -> str:
    """By what it is an event. An attribution says only when a report was made, what is told in passing only which thing
    is meant."""
    if _is_attribution(predicate):
        return "attribution"
    if (
        date is not None
        and date.precision in _VAGUELY
        and _is_in_passing(predicate)
        and not _is_of_the_past(predicate, words, date, article)
    ):
        return "in passing"
    return "event noun" if grammar.class_of(predicate) in ("noun", "name") else "dated clause"


def _is_of_the_past(predicate: Token, words: DocSpan, date: Date, article: Article) -> bool:
    """ "On top of last month's duties": what a time gone by owns was done then."""
    over = article.published is not None and date.latest < article.published.earliest
    return over and any(grammar.relation_of(token) == "owner" and token.head == predicate for token in words)


def _is_in_passing(predicate: Token) -> bool:
    """ "is hopeful after the October elections", "the man whose stand won the vote last year"."""
    if is_verb(predicate):
        return grammar.relation_of(predicate) == "relative clause" and any(
            grammar.form_of(token) == "whose" for token in predicate.doc[predicate.left_edge.i : predicate.i]
        )
    above = head_of(predicate)
    if above is None:
        return False
    if grammar.relation_of(predicate) == "subject":
        return above.lemma_ == "be" and grammar.form_of(above) in ("present s", "present")
    tied = (
        above.head.lemma_.lower() in event_words()["tied_to"]
    )  # "The charges relate to a protest in 2021" has nothing else to tell
    return (
        grammar.relation_of(predicate) in ("preposition object", "preposition clause")
        and not tied
        and above.lower_ not in event_words()["taking_place"]
    )


def _is_attribution(predicate: Token) -> bool:
    """ "..., the paper reported", "as quoted by a website", "according to a filing", "said so in her letter": nothing
    done."""
    known, lemma = event_words(), predicate.lemma_.lower()
    if any(token.lower_ == "according" for token in (predicate, *predicate.ancestors)):
        return True
    if not is_verb(predicate) or lemma not in known["speech"] | known["reports"]:
        return False
    after = words_at(predicate, 1)
    if after == "so" and words_at(predicate, 2) != "that":
        return True
    tellers = [child for child in predicate.children if grammar.relation_of(child) in ("subject", "passive subject")]
    if grammar.relation_of(predicate) == "noun clause" and predicate.head.i == predicate.i - 1:
        tellers = [predicate.head]  # "The mayor is hopeful, the agency reported", read as an agency that was reported
    first = not tellers or min(token.i for token in tellers[0].subtree) <= min(token.i for token in predicate.subtree)
    if first and lemma not in known["reports"]:
        return False  # "The paper said on Monday that it would close": it may speak for itself
    tellers += [
        noun
        for child in predicate.children
        if grammar.relation_of(child) in ("agent", "preposition") and child.lower_ == "by"
        for noun in child.children
    ]
    if lemma in ("cite", "quote") and grammar.form_of(predicate) == "participle":
        return True
    if not any(word.lemma_.lower() in known["media"] for teller in tellers for word in (teller, *teller.children)):
        return False
    told = next(
        (child for child in predicate.children if grammar.relation_of(child) == "clause complement"),
        predicate.sent.root,
    )
    return (
        told == predicate or not is_past(told) or told.lemma_ == "be"
    )  # "Two men drowned, the paper said on Monday" is all we have


def is_moved(predicate: Token) -> bool:
    """Put off or brought forward, or the event that was."""
    above = head_of(predicate)
    return any(
        token.lemma_.lower() in event_words()["moved"]
        for token in (predicate, *((above,) if above is not None else ()))
    )


def name_of(predicate: Token) -> str:
    """The lemma; of a light verb with the noun that says what happened ("take effect")."""
    lemma = str(predicate.lemma_.lower())
    if grammar.class_of(predicate) == "verb" and lemma in event_words()["light_verbs"]:
        for child in predicate.children:
            if grammar.relation_of(child) == "object" and not child.ent_type_:
                return f"{lemma} {child.lemma_.lower()}"
            if grammar.relation_of(child) == "particle":
                return f"{lemma} {child.lower_}"
            if grammar.relation_of(child) == "preposition" and child.lower_ == "into":
                for noun in child.children:
                    return f"{lemma} into {noun.lemma_.lower()}"
    return lemma


def kind_of(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> EventKind:
    known = event_words()
    lemma, name = predicate.lemma_.lower(), name_of(predicate)
    ahead = _is_ahead(predicate, words, timex, article)
    if lemma in known["deadline_nouns"]:
        return "deadline"
    if not ahead:
        return "occurred"
    if lemma in known["deadline_verbs"] or name in known["limit_verbs"]:
        return "deadline"
    line = article.text[max(0, words.start_char - 30) : words.start_char]
    if ending_in("limit_before").search(line):
        return "deadline"
    if lemma in known["lasting"] and ending_in("until").search(line):
        return "deadline"
    return "scheduled"


def _is_ahead(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> bool:
    """Told as still to come: planned or future in words, else by the calendar, else by tense."""
    known = event_words()
    verb = predicate
    while not is_verb(verb) and (above := head_of(verb)):
        verb = above
    if {child.lower_ for child in verb.children if grammar.relation_of(child) in ("helper", "passive helper")} & known[
        "future_auxiliaries"
    ]:
        return True
    if grammar.form_of(verb) == "participle" and verb.lemma_.lower() in known["planned"] and predicate != verb:
        return True
    if grammar.relation_of(verb) == "open complement" and verb.head.lemma_.lower() in known["planned"] - (
        known["bound"] if predicate != verb else frozenset()
    ):
        return True
    if timex.date and article.published:
        if timex.date.earliest > article.published.latest:
            return True
        if (
            grammar.form_of(verb) in ("past", "participle")
            and not any(grammar.relation_of(child) == "helper" for child in verb.children)
            and words_at(words[0], -1) == "by"
        ):
            return False  # "moved 11,000 people to safety by Tuesday"
        if timex.date.latest < article.published.earliest:
            return False
    if verb.lemma_.lower() in known["moved"] and words_at(words[0], -1) in ("to", "until", "till", "for"):
        return True
    if timex.when is not None and direction(timex.when) is not None:
        return direction(timex.when) == "future"
    return grammar.form_of(verb) in ("present s", "present") and (timex.date is None or timex.date.precision == "range")
