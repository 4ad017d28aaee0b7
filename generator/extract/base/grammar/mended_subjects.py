"""Subjects that the language model hangs on the place in an opening phrase: "At talks in Oslo, Ola Berg said ..."."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .phrases import SUBJECTS
from .raw_words import class_of, form_of, relation_of
from .words import FINITE, NOUNS

_PARTS = frozenset({"helper", "passive helper", "adverb", "negation"})
_DEEPEST = 12  # steps up a tree


def mend_subjects(doc: Doc) -> None:
    """Give each finite verb that has no subject the name which the opening phrase holds right before it."""
    with_one = {word.head.i for word in doc if relation_of(word) in SUBJECTS}
    for verb in [word for word in doc if word.i and word.i not in with_one and class_of(word) == "verb"]:
        if (subject := _strayed(doc, verb)) is not None:
            subject.head, subject.dep_ = verb, "nsubj"
        elif (day := _day_before(doc, verb)) is not None:
            _part(day, verb)


def _strayed(doc: Doc, verb: Token) -> Token | None:
    if not _lacks_subject(verb):
        return None
    token, found = doc[_end_of_name(doc, verb)], None
    for _ in range(_DEEPEST):
        if relation_of(token) in ("joined", "apposition") and _stands_apart(doc, token):
            found = token
        if token.head in (token, verb):
            break
        token = token.head
    return found if relation_of(token) == "preposition" and token.head == verb and _opens_sentence(doc, token) else None


def _lacks_subject(verb: Token) -> bool:
    """Whether a finite verb has a phrase before it and nobody who does it."""
    parts = [*verb.lefts, verb]
    relations = {relation_of(part) for part in verb.children}
    return (
        "preposition" in map(relation_of, parts)
        and not relations & SUBJECTS
        and any(form_of(part) in FINITE for part in parts)
    )


def _end_of_name(doc: Doc, verb: Token) -> int:
    """The last word before a verb, its auxiliaries and a comma."""
    at = verb.i - 1
    while at > 0 and doc[at].head == verb and relation_of(doc[at]) in _PARTS:
        at -= 1
    return at - 1 if at > 0 and doc[at].text == "," else at


def _stands_apart(doc: Doc, token: Token) -> bool:
    """Whether a comma stands before a name that no "and" joins to the word which it hangs on."""
    first = token.left_edge.i
    listed = any(relation_of(child) == "joining word" for child in token.head.children)
    return (
        class_of(token) in NOUNS
        and token.ent_type_ != "GPE"
        and first > token.head.i
        and doc[first - 1].text == ","
        and not listed
    )


def _opens_sentence(doc: Doc, token: Token) -> bool:
    first = token.left_edge
    return bool(first.is_sent_start) or (
        first.i > 0 and doc[first.i - 1].is_punct and bool(doc[first.i - 1].is_sent_start)
    )


def _day_before(doc: Doc, verb: Token) -> Token | None:
    """ "closed on [Monday] and Ann Roe left", of which the model makes one name that "on" leads."""
    name = doc[verb.i - 1]
    if form_of(verb) not in FINITE or relation_of(verb) != "joined" or not _is_led_name(name):
        return None
    if any(relation_of(child) in SUBJECTS for child in verb.children):
        return None
    day = next((each for each in name.lefts if relation_of(each) == "noun modifier" and each.ent_type_ == "DATE"), None)
    return day if day is not None and _is_joined(doc[day.i + 1], day) and doc[day.i - 1] == name.head else None


def _is_led_name(word: Token) -> bool:
    return class_of(word) == "name" and relation_of(word) == "preposition object"


def _is_joined(joint: Token, day: Token) -> bool:
    return relation_of(joint) == "joining word" and joint.head == day


def _part(day: Token, verb: Token) -> None:
    """The day behind its preposition, and behind the "and" a deed of its own."""
    name, leads = verb.doc[verb.i - 1], verb.doc[day.i - 1]
    over = next((each for each in leads.ancestors if class_of(each) == "verb"), verb.head)
    name.head, name.dep_ = verb, "nsubj"
    for word in [*day.children]:
        word.head = name if word.i > day.i + 1 else over
        word.dep_ = "compound" if word.i > day.i + 1 else word.dep_
    day.head, day.dep_ = leads, "pobj"
    verb.head = over
