"""Which word of a sentence a date belongs to: the deed, or the thing, that is on that day."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ...model.article import Article
from ...model.dates import direction
from ...model.findings import Timex
from ..base import grammar
from .clause_span import head_of, is_verb
from .event_words import ending_in, event_words

_NOUN_MODIFIERS = {"compound", "owner", "noun modifier", "number", "adjective", "measure"}


_COMPLEMENTS = {"open complement", "clause complement", "noun clause", "adverbial clause", "preposition clause"}


def predicate_of(words: DocSpan, timex: Timex, article: Article) -> Token | None:
    """The verb or event noun that a time expression belongs to."""
    token = words.root
    for child in token.children:  # "July 8, when the pause ends"
        if grammar.relation_of(child) == "relative clause" and any(
            mark.lower_ == "when" or (mark.lower_ in ("that", "which") and child.lemma_ == "be") for mark in child.lefts
        ):
            return child
    if (speech := _said_then(words)) is not None:
        return speech
    climbed = _climb(words)
    if climbed is not None and (speech := _said_in(climbed)) is not None:
        return speech
    if (
        climbed is not None
        and is_verb(climbed)
        and ending_in("since").search(article.text[max(0, words.start_char - 20) : words.start_char])
    ):
        return _going_on(words, timex)
    if climbed is not None:
        climbed = _nearer(climbed, words)
    return _meant(climbed, words, timex, article) if climbed is not None else None


def _nearer(climbed: Token, words: DocSpan) -> Token | None:
    """What a time stands closer to than the verb that the grammar hangs it on; None where that cannot be told.

    "outlawed after the army overthrew the president in 2013", "arrested after the accident on Tuesday", "according to a
    filing
    yesterday", "the charges relate to a protest in May": the time is not the verb's.
    """
    known = event_words()
    if not is_verb(climbed) and climbed.lemma_.lower() in known["nouns"]:
        return climbed
    if not any(letter.isalpha() for letter in climbed.text):
        return None
    fronted = words.end <= climbed.i and any(
        token.lower_ == "for" for token in words.doc[max(0, words.start - 2) : words.start]
    )
    if fronted and climbed.lemma_.lower() in known["speech"]:  # "For 2009, the firm says it lost money"
        return next(
            (
                child
                for child in climbed.children
                if grammar.relation_of(child) == "clause complement" and child.i > climbed.i
            ),
            None,
        )
    if (
        grammar.relation_of(climbed) == "noun clause"
        and grammar.form_of(climbed) == "participle"
        and words.end <= climbed.i
    ):  # before a participle: not its time
        told = climbed.head.head
        return told if grammar.relation_of(climbed.head) in ("subject", "passive subject") and is_verb(told) else None
    beside = words.doc[words.start - 1] if words.start else None
    if (
        climbed.lemma_ == "be"
        and beside is not None
        and grammar.class_of(beside) == "noun"
        and beside.lemma_.lower() in known["nouns"]
    ):
        return beside  # "too far from the quake 11 days ago"
    between = [token for token in climbed.subtree if climbed.i < token.i < words.start]
    apart = max(
        (token.i for token in words.doc[climbed.i : words.start] if token.text in (",", ";", "–", "—", "(")), default=-1
    )
    if climbed.lower_ in known["verbal_prepositions"] or (
        climbed.i < words.start and climbed.lemma_.lower() in known["tied_to"]
    ):
        nouns = [
            token for token in between if grammar.class_of(token) == "noun" and token.lemma_.lower() in known["nouns"]
        ]
        return nouns[-1] if nouns else None
    if grammar.form_of(climbed) == "ing" and any(
        grammar.form_of(token) in ("past", "participle") for token in words.doc[climbed.i : words.start]
    ):
        return None  # "After consulting the bench, the judge fixed the hearing on Monday", misread
    inner = [
        token
        for token in between
        if grammar.relation_of(token) in ("adverbial clause", "relative clause")
        and _is_finite(token)
        and token.i > apart
    ]
    if inner:
        return inner[-1] if grammar.relation_of(inner[-1]) == "adverbial clause" else None
    for token in reversed(between):
        if (
            grammar.relation_of(token) == "preposition"
            and token.lower_ in known["beside_prepositions"]
            and token.head == climbed
            and token.i > apart
        ):
            noun = next((child for child in token.children if grammar.relation_of(child) == "preposition object"), None)
            if noun is not None and grammar.class_of(noun) == "noun" and noun.lemma_.lower() in known["nouns"]:
                return noun
            if noun is not None and grammar.class_of(noun) == "name" and token.lower_ == "after":
                return None  # "after the army overthrew Omar Haddad in 2013", of which the model makes one name
    return climbed


def of_a_thing(words: DocSpan) -> bool:
    """The time describes a noun: "the cars of tomorrow", "the look of the 70s"; not "the morning of May 4"."""
    at = words.start - 1
    while at > 0 and words.doc[at].lower_ in ("the", "early", "late"):
        at -= 1
    return at > 0 and words.doc[at].lower_ == "of" and words.doc[at - 1].lower_ not in event_words()["parts_of_time"]


def _going_on(words: DocSpan, timex: Timex) -> Token | None:
    """What has been done since a day, as if begun on it; nothing since a year, and no state."""
    if timex.date is None or timex.date.precision != "day":
        return None
    perfect = [
        token
        for token in words.root.sent
        if token.i < words.start
        and grammar.class_of(token) == "verb"
        and any(
            grammar.relation_of(child) == "helper" and child.lower_ in ("has", "have", "'ve", "’ve")
            for child in token.children
        )
    ]
    return perfect[-1] if perfect else None


def _is_finite(verb: Token) -> bool:
    if grammar.form_of(verb) in ("past", "present s", "present"):
        return True
    return any(
        grammar.form_of(child) in ("past", "present s", "present", "modal")
        for child in verb.children
        if grammar.relation_of(child) in ("helper", "passive helper")
    )


def _said_then(words: DocSpan) -> Token | None:
    """The verb of saying or agreeing right before: "said on Tuesday" dates the saying, wherever the parser hangs it."""
    at = words.start - 1
    while at > 0 and words.doc[at].lower_ in ("on", "late", "early", "earlier"):
        at -= 1
    token = words.doc[at] if at >= 0 else None
    lemma = token.lemma_.lower() if token is not None else ""
    said = (
        token is not None
        and grammar.class_of(token) == "verb"
        and grammar.form_of(token) in ("past", "present s", "participle")
        and lemma in event_words()["speech"]
    )
    agreed = (
        token is not None
        and grammar.form_of(token) == "past"
        and lemma in event_words()["bound"]
        and words_at(words[-1], 1) == "to"
    )
    said = said or agreed
    return token if said and token is not None and token.sent == words.root.sent else None


def _said_in(issued: Token) -> Token | None:
    """The verb of saying, where a time is that of what it was said in: "said in an interview published on Monday"."""
    known = event_words()
    if (
        grammar.form_of(issued) != "participle"
        or grammar.relation_of(issued) not in ("noun clause", "adverbial clause")
        or issued.lemma_.lower() not in known["issued"]
    ):
        return None
    above, within = head_of(issued), False
    while above is not None:
        if is_verb(above):
            inside = within or any(
                token.lemma_.lower() in known["said_in"] for token in issued.doc[above.left_edge.i : issued.i]
            )
            return above if inside and above.lemma_.lower() in known["speech"] else None
        if grammar.class_of(above) in ("noun", "name"):
            within = within or above.lemma_.lower() in known["said_in"]
            if grammar.relation_of(above) in ("subject", "passive subject", "object"):
                return None
        above = head_of(above)
    return None


def _climb(words: DocSpan) -> Token | None:
    known = event_words()
    token = words.root
    while True:
        head = head_of(token)
        if head is None:
            told = is_verb(token) or (
                token.lemma_.lower() in known["nouns"] and token.i not in range(words.start, words.end)
            )
            return token if told else None
        if head.lower_ in ("than", "versus") and words_at(head, -1) not in ("later", "earlier"):
            return None
        if grammar.class_of(head) in ("noun", "name"):
            if head.lemma_.lower() in known["nouns"] and head.i not in range(words.start, words.end):
                return head
            if grammar.relation_of(token) in _NOUN_MODIFIERS and token.i in range(words.start, words.end):
                return None  # "the 2024 budget" dates a thing, not what is done with it
        if is_verb(head) and grammar.relation_of(head) not in ("helper", "passive helper"):
            return head
        token = head


def _meant(verb: Token, words: DocSpan, timex: Timex, article: Article) -> Token | None:
    """What is dated where the grammar points at a verb that only says that it is planned, put off or not done."""
    known, lemma = event_words(), verb.lemma_.lower()
    if not is_verb(verb):
        return verb
    if lemma == "compare":
        return None
    if lemma == "be" and any(grammar.relation_of(child) == "there" for child in verb.children):
        return next((child for child in verb.children if grammar.relation_of(child) == "predicate noun"), verb)
    above = head_of(verb)
    if (
        grammar.relation_of(verb) == "open complement"
        and above is not None
        and above.lemma_.lower() in known["not_done"]
    ):
        return above
    if (
        grammar.relation_of(verb) == "open complement"
        and above is not None
        and grammar.form_of(above) == "past"
        and above.lemma_.lower() in known["bound"]
    ):
        past = (
            timex.date is not None and article.published is not None and timex.date.latest < article.published.earliest
        )
        if past and timex.when is not None and direction(timex.when) != "future":
            return above  # "the target it pledged to reach at talks in December"
    decided = grammar.form_of(verb) == "past" and lemma in known["planned"] and not after_the_article(timex, article)
    if (
        decided
        and words.end <= verb.i
        and not any(grammar.relation_of(child) == "passive helper" for child in verb.children)
    ):
        return verb  # "on Friday the parties agreed to meet"
    if (
        lemma in known["planned"]
        and (inner := next((child for child in verb.children if grammar.relation_of(child) == "open complement"), None))
        is not None
    ):
        return inner if is_verb(inner) else verb
    if lemma in known["planned"]:  # "set to land", of which the model makes a noun
        tagged = (
            noun
            for child in verb.children
            if child.lower_ == "to"
            for noun in child.children
            if grammar.form_of(noun) == "noun" and noun.i == child.i + 1
        )
        if (noun := next(tagged, None)) is not None:
            return noun
    before = words_at(words[0], -1)
    if lemma in known["moved"]:
        return (
            None
            if before == "from"
            else (thing_of(verb) or verb)
            if before in ("to", "until", "till", "for", "into")
            else verb
        )
    if lemma in known["planned"] and grammar.form_of(verb) == "participle":
        return thing_of(verb) or verb
    if (
        is_past(verb)
        and lemma not in known["planned"]
        and before not in ("until", "till", "for", "to")
        and after_the_article(timex, article)
    ):
        if lemma in known["wished"]:
            return None
        inner_verbs = [
            token
            for token in verb.subtree
            if token.i < words.start
            and is_verb(token)
            and grammar.relation_of(token) in _COMPLEMENTS
            and (token.i > verb.i or grammar.relation_of(token) == "clause complement")
            and _is_complement(token, verb)
        ]
        return inner_verbs[-1] if inner_verbs else thing_of(verb) or verb
    return verb


def _is_complement(token: Token, verb: Token) -> bool:
    """A verb below another through complements alone, not in a clause that describes a noun before it."""
    while token != verb:
        above = head_of(token)
        if above is None or (
            is_verb(token) and grammar.relation_of(token) not in _COMPLEMENTS and grammar.relation_of(token) != "joined"
        ):
            return False
        if grammar.relation_of(token) in ("subject", "passive subject"):
            return False
        token = above
    return True


def words_at(token: Token, distance: int) -> str:
    """The word so far to the right, in lower case; empty outside the text."""
    at = token.i + distance
    return str(token.doc[at].lower_) if 0 <= at < len(token.doc) else ""


def thing_of(verb: Token) -> Token | None:
    """The event that is planned or put off: "the summit is scheduled for", "talks set for", "put off the vote"."""
    wanted = (
        ("passive subject",)
        if any(grammar.relation_of(child) == "passive subject" for child in verb.children)
        else ("object",)
    )
    found = next((child for child in verb.children if grammar.relation_of(child) in wanted), None)
    above = head_of(verb)
    if found is None and grammar.relation_of(verb) in ("noun clause", "relative clause") and above is not None:
        found = above
    return found if found is not None and found.lemma_.lower() in event_words()["nouns"] else None


def is_past(verb: Token) -> bool:
    return grammar.form_of(verb) == "past" or any(
        child.lower_ in ("was", "were", "had")
        for child in verb.children
        if grammar.relation_of(child) in ("helper", "passive helper")
    )


def after_the_article(timex: Timex, article: Article) -> bool:
    return bool(timex.date and article.published and timex.date.earliest > article.published.latest)


def measured_from(words: DocSpan) -> Token | None:
    """What a distance in time is counted from: "four days after he was removed"."""
    after = next((token for token in words.doc[words.end : words.end + 2] if token.lower_ in ("after", "before")), None)
    if after is None:
        return None
    if after.lower_ == "before" and words.start == words.root.sent.start:
        return None  # "A day before the talks, the firm said": nothing has been told to count from
    if (
        grammar.relation_of(after) == "clause mark"
    ):  # "two days before the phone launches" is counted from another day than the article's
        present = grammar.form_of(after.head) in ("present s", "present") or after.head.lemma_ == "be"
        return None if present else after.head
    found = next(
        (
            child
            for child in after.children
            if grammar.relation_of(child) in ("preposition object", "preposition clause")
        ),
        None,
    )
    if found is None or is_verb(found) or found.lemma_.lower() in event_words()["nouns"]:
        return found
    clause = words.doc[found.i : found.sent.end]
    verb = next((token for token in clause if grammar.form_of(token) in ("past", "present s", "present")), None)
    joined = verb is not None and any(
        grammar.relation_of(token) == "joining word" for token in words.doc[found.i : verb.i]
    )
    return None if joined else verb
