"""Dated events: who does what when, and whether it has happened, is planned or is a limit."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import itemgetter

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from ...model.article import Article
from ...model.dates import Date, direction
from ...model.findings import Event, EventKind, Mention, Quotation, Reference, Sentence, Timex
from ...model.places import Places
from ...model.text import Span, span_of
from ...rules.load import load
from . import clause_span
from .clause_span import head_of, is_verb

_VAGUE = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}
_CLOCK = re.compile(
    r"(?:around |about )?\d{1,2}(?:[.:]\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z]{1,3}T| UTC| local time)?", re.IGNORECASE
)
_VAGUELY = {"month", "quarter", "season", "half", "year", "decade"}
_NOUN_MODIFIERS = {"compound", "poss", "nmod", "nummod", "amod", "npadvmod"}
_COMPLEMENTS = {"xcomp", "ccomp", "acl", "advcl", "pcomp"}


@cache
def _words() -> dict[str, frozenset[str]]:
    rules = {name: frozenset(words) for name, words in load("events").items() if not name.endswith("examples")}
    return rules | {"nouns": rules["nouns"] | rules["deadline_nouns"]}


@cache
def _ending_in(name: str) -> re.Pattern[str]:
    choice = "|".join(re.escape(word) for word in sorted(_words()[name], key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{choice})(?:\s(?:in|on|at|the|of))*\s$", re.IGNORECASE)


def find_events(
    doc: Doc,
    article: Article,
    sentences: Sequence[Sentence],
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    references: Sequence[Reference],
    quotations: Sequence[Quotation],
) -> tuple[Event, ...]:
    """One event for each predicate that a date stands to; none for the negated, the wished and the merely possible."""
    persons = [(m.span, m.entity) for m in mentions if m.kind == "person"] + [(r.span, r.entity) for r in references]
    persons.sort(key=lambda person: (person[0].start, person[0].end, person[1]))
    named = Places(persons, lambda person: person[0])
    spoken = Places(
        (quotation.content for quotation in quotations if quotation.kind == "direct"), lambda content: content
    )
    starts = [sentence.span.start for sentence in sentences]
    events: dict[tuple[int, str], Event] = {}
    for index, timex in enumerate(timexes):
        distance = timex.type == "DURATION" and timex.date is not None  # "four days after ...": dates what follows
        if not (distance or timex.type in ("DATE", "TIME")) or timex.when is None or timex.value in _VAGUE:
            continue
        number = bisect_right(starts, timex.span.start) - 1
        if (
            number < 0
            or timex.span.start >= sentences[number].span.end
            or sentences[number].kind in ("headline", "heading")
        ):
            continue
        if sentences[number].span.of(article.text).rstrip("\"”’' ").endswith("?"):
            continue
        words = doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
        if words is None or _is_compared(article.text, timex, ahead=_after_the_article(timex, article)):
            continue
        opening = clause_span.after_the_dateline(article.text, sentences[number].span)
        if timex.span.start < opening or (timex.date is None and article.published is not None):
            continue
        predicate = _measured_from(words) if distance else _predicate(words, timex, article)
        if predicate is None or (
            index and _ends_a_span(article.text, timexes[index - 1], timex) and not _is_moved(predicate)
        ):
            continue
        if distance and _is_past(predicate) and _after_the_article(timex, article):
            continue  # "held in 2020, two years before the crisis began", counted from the article instead
        if _is_doubtful(predicate, timex, article) or _is_idle(predicate) or _inside_direct_speech(timex, spoken):
            continue
        if _is_general(predicate, words, timex, article):
            continue
        date, end = timex.date, words.end_char
        if (
            index + 1 < len(timexes)
            and _ends_a_span(article.text, timex, timexes[index + 1])
            and not _is_moved(predicate)
        ):
            until = timexes[index + 1]
            date, end = _lasting(article.text, timex, until), max(end, until.span.end)
            if date is None:
                continue
        event = Event(
            span=clause_span.span_of(predicate, words.start_char, end, sentences[number].span, opening),
            sentence=number,
            predicate=_name(predicate),
            date=date,
            timex=index,
            kind=_kind(predicate, words, timex, article),
            people=clause_span.participants(doc, predicate, named) or _both(predicate, named, sentences, number),
            place=None,
            head=span_of(predicate),
            rule=_rule(predicate, words, date, article),
        )
        key = (predicate.i, str(timex.date.edtf if timex.date else timex.value)[:10])
        events.setdefault(key, event)
    told = sorted(events.values(), key=lambda event: (event.sentence, event.span, event.timex or 0))
    days = _days(told)
    return tuple(_on_its_day(event, days, timexes, article) for event in told)


def _days(told: Sequence[Event]) -> Mapping[str, Sequence[tuple[int, Date]]]:
    """The days on which each deed befell, with the sentences that say so, in order; under "" those of all deeds."""
    days: dict[str, list[tuple[int, Date]]] = defaultdict(list)
    for event in told:
        if event.kind == "occurred" and event.date is not None and event.date.precision == "day":
            for deed in {"", event.predicate}:
                days[deed].append((event.sentence, event.date))
    return days


def _on_its_day(
    event: Event, days: Mapping[str, Sequence[tuple[int, Date]]], timexes: Sequence[Timex], article: Article
) -> Event:
    """A clock time alone, read as the article's own day, is that of the day on which a sentence before puts the same
    deed."""
    timex = timexes[event.timex] if event.timex is not None else None
    if (
        timex is None
        or event.date is None
        or article.published is None
        or not _CLOCK.fullmatch(timex.span.of(article.text))
    ):
        return event
    if event.kind != "occurred" or event.date.edtf[:10] != article.published.edtf:
        return event
    same = days.get("" if event.predicate in _words()["befall"] else event.predicate, ())
    before = bisect_left(same, event.sentence, key=itemgetter(0))
    return replace(event, date=same[before - 1][1]) if before else event


def _rule(predicate: Token, words: DocSpan, date: Date | None, article: Article) -> str:
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
    return "event noun" if predicate.pos_ in ("NOUN", "PROPN") else "dated clause"


def _is_of_the_past(predicate: Token, words: DocSpan, date: Date, article: Article) -> bool:
    """ "On top of last month's duties": what a time gone by owns was done then."""
    over = article.published is not None and date.latest < article.published.earliest
    return over and any(token.dep_ == "poss" and token.head == predicate for token in words)


def _is_in_passing(predicate: Token) -> bool:
    """ "is hopeful after the October elections", "the man whose stand won the vote last year"."""
    if is_verb(predicate):
        return predicate.dep_ == "relcl" and any(
            token.tag_ == "WP$" for token in predicate.doc[predicate.left_edge.i : predicate.i]
        )
    above = head_of(predicate)
    if above is None:
        return False
    if predicate.dep_ == "nsubj":
        return above.lemma_ == "be" and above.tag_ in ("VBZ", "VBP")
    tied = (
        above.head.lemma_.lower() in _words()["tied_to"]
    )  # "The charges relate to a protest in 2021" has nothing else to tell
    return predicate.dep_ in ("pobj", "pcomp") and not tied and above.lower_ not in _words()["taking_place"]


def _is_attribution(predicate: Token) -> bool:
    """ "..., the paper reported", "as quoted by a website", "according to a filing", "said so in her letter": nothing
    done."""
    known, lemma = _words(), predicate.lemma_.lower()
    if any(token.lower_ == "according" for token in (predicate, *predicate.ancestors)):
        return True
    if not is_verb(predicate) or lemma not in known["speech"] | known["reports"]:
        return False
    after = _words_at(predicate, 1)
    if after == "so" and _words_at(predicate, 2) != "that":
        return True
    tellers = [child for child in predicate.children if child.dep_ in ("nsubj", "nsubjpass")]
    if predicate.dep_ == "acl" and predicate.head.i == predicate.i - 1:
        tellers = [predicate.head]  # "The mayor is hopeful, the agency reported", read as an agency that was reported
    first = not tellers or min(token.i for token in tellers[0].subtree) <= min(token.i for token in predicate.subtree)
    if first and lemma not in known["reports"]:
        return False  # "The paper said on Monday that it would close": it may speak for itself
    tellers += [
        noun
        for child in predicate.children
        if child.dep_ in ("agent", "prep") and child.lower_ == "by"
        for noun in child.children
    ]
    if lemma in ("cite", "quote") and predicate.tag_ == "VBN":
        return True
    if not any(word.lemma_.lower() in known["media"] for teller in tellers for word in (teller, *teller.children)):
        return False
    told = next((child for child in predicate.children if child.dep_ == "ccomp"), predicate.sent.root)
    return (
        told == predicate or not _is_past(told) or told.lemma_ == "be"
    )  # "Two men drowned, the paper said on Monday" is all we have


def _is_compared(text: str, timex: Timex, *, ahead: bool) -> bool:
    """A time that something is measured against ("the lowest since 2009", "up from a year earlier")."""
    line = text[max(0, timex.span.start - 90) : timex.span.start]
    if (
        re.match(rf" (?:{'|'.join(sorted(_words()['marks']))})\b", text[timex.span.end : timex.span.end + 20])
        and not ahead
    ):
        return True  # "above its July 3 low"
    if _ending_in("limit_before").search(line):
        return False
    if _ending_in("compared_before").search(line) or (not ahead and _ending_in("compared_from").search(line)):
        return True
    if not ahead and _base().search(line):
        return True
    return _ending_in("since").search(line) is not None and _superlative().search(line) is not None


@cache
def _base() -> re.Pattern[str]:
    """What a figure is held against, and when that was: "up from an average of 198 in", "from 3.2 million a day in"."""
    compared = "|".join(sorted(_words()["compared_with"], key=lambda words: (-len(words), words)))
    figure = r"from (?:about |some |an average of |a record |a low of |a high of )?[$€£]?\d[\d.,]*"
    than = r"than (?:the|its|their|in the)(?: [\w-]+){1,3} "
    return re.compile(
        rf"\b{than}$|\b(?:(?:{compared})|{figure})(?: [^\s;:]*[^\s;:,])*? (?:(?:in|on|at|during|for|of)(?: the)? )?$",
        re.IGNORECASE,
    )


def _ends_a_span(text: str, before: Timex, timex: Timex) -> bool:
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
    if _ending_in("span_before").search(text[max(0, before.span.start - 12) : before.span.start]):
        return True
    row = (
        joint == "and"
        and before.date is not None
        and timex.date is not None
        and before.date.precision == timex.date.precision
    )
    row = row and before.date is not None and before.date.precision in ("year", "day")
    return bool(row and before.date and timex.date and before.date.latest + dt.timedelta(days=1) == timex.date.earliest)


def _lasting(text: str, first: Timex, last: Timex) -> Date | None:
    """All the days from the one date to the other; None where they do not follow each other."""
    if first.date is None or last.date is None or last.date.latest < first.date.earliest:
        return None
    words = text[first.span.start : last.span.end]
    return Date(
        earliest=first.date.earliest, latest=last.date.latest, precision="period", basis=first.date.basis, text=words
    )


def _both(predicate: Token, persons: clause_span.Named, sentences: Sequence[Sentence], number: int) -> tuple[str, ...]:
    """Who "the two leaders" or "the pair" are: the only two people of the nearest sentence before that names any."""
    verb = predicate
    while not is_verb(verb) and (above := head_of(verb)):
        verb = above
    subject = clause_span.subject_of(verb) if is_verb(verb) else None
    if subject is None:
        return ()
    two = any(child.lower_ == "two" for child in subject.children) and any(
        child.lower_ == "the" for child in subject.children
    )
    if not (subject.lower_ in _words()["couples"] or (two and subject.lemma_.lower() in _words()["couple_members"])):
        return ()
    for sentence in reversed(sentences[max(0, number - 3) : number]):
        named = tuple(
            dict.fromkeys(entity for span, entity in persons.meeting(sentence.span) if sentence.span.contains(span))
        )
        if named:
            return named if len(named) == 2 else ()
    return ()


def _is_moved(predicate: Token) -> bool:
    """Put off or brought forward, or the event that was."""
    above = head_of(predicate)
    return any(
        token.lemma_.lower() in _words()["moved"] for token in (predicate, *((above,) if above is not None else ()))
    )


@cache
def _superlative() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_words()['superlatives']))}|\w{{3,}}est)(?!\w)", re.IGNORECASE)


def _inside_direct_speech(timex: Timex, spoken: Places[Span]) -> bool:
    """What somebody says will be is their word, not the article's."""
    return any(content.contains(timex.span) for content in spoken.meeting(timex.span))


def _predicate(words: DocSpan, timex: Timex, article: Article) -> Token | None:
    """The verb or event noun that a time expression belongs to."""
    token = words.root
    for child in token.children:  # "July 8, when the pause ends"
        if child.dep_ == "relcl" and any(
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
        and _ending_in("since").search(article.text[max(0, words.start_char - 20) : words.start_char])
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
    known = _words()
    if not is_verb(climbed) and climbed.lemma_.lower() in known["nouns"]:
        return climbed
    if not any(letter.isalpha() for letter in climbed.text):
        return None
    fronted = words.end <= climbed.i and any(
        token.lower_ == "for" for token in words.doc[max(0, words.start - 2) : words.start]
    )
    if fronted and climbed.lemma_.lower() in known["speech"]:  # "For 2009, the firm says it lost money"
        return next((child for child in climbed.children if child.dep_ == "ccomp" and child.i > climbed.i), None)
    if climbed.dep_ == "acl" and climbed.tag_ == "VBN" and words.end <= climbed.i:  # before a participle: not its time
        told = climbed.head.head
        return told if climbed.head.dep_ in ("nsubj", "nsubjpass") and is_verb(told) else None
    beside = words.doc[words.start - 1] if words.start else None
    if (
        climbed.lemma_ == "be"
        and beside is not None
        and beside.pos_ == "NOUN"
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
        nouns = [token for token in between if token.pos_ == "NOUN" and token.lemma_.lower() in known["nouns"]]
        return nouns[-1] if nouns else None
    if climbed.tag_ == "VBG" and any(token.tag_ in ("VBD", "VBN") for token in words.doc[climbed.i : words.start]):
        return None  # "After consulting the bench, the judge fixed the hearing on Monday", misread
    inner = [token for token in between if token.dep_ in ("advcl", "relcl") and _is_finite(token) and token.i > apart]
    if inner:
        return inner[-1] if inner[-1].dep_ == "advcl" else None
    for token in reversed(between):
        if (
            token.dep_ == "prep"
            and token.lower_ in known["beside_prepositions"]
            and token.head == climbed
            and token.i > apart
        ):
            noun = next((child for child in token.children if child.dep_ == "pobj"), None)
            if noun is not None and noun.pos_ == "NOUN" and noun.lemma_.lower() in known["nouns"]:
                return noun
            if noun is not None and noun.pos_ == "PROPN" and token.lower_ == "after":
                return None  # "after the army overthrew Omar Haddad in 2013", of which the model makes one name
    return climbed


def _of_a_thing(words: DocSpan) -> bool:
    """The time describes a noun: "the cars of tomorrow", "the look of the 70s"; not "the morning of May 4"."""
    at = words.start - 1
    while at > 0 and words.doc[at].lower_ in ("the", "early", "late"):
        at -= 1
    return at > 0 and words.doc[at].lower_ == "of" and words.doc[at - 1].lower_ not in _words()["parts_of_time"]


def _going_on(words: DocSpan, timex: Timex) -> Token | None:
    """What has been done since a day, as if begun on it; nothing since a year, and no state."""
    if timex.date is None or timex.date.precision != "day":
        return None
    perfect = [
        token
        for token in words.root.sent
        if token.i < words.start
        and token.pos_ == "VERB"
        and any(child.dep_ == "aux" and child.lower_ in ("has", "have", "'ve", "’ve") for child in token.children)
    ]
    return perfect[-1] if perfect else None


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in verb.children if child.dep_ in ("aux", "auxpass"))


def _is_general(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> bool:
    """Not something done at that time: a habit, a holiday, the figures of a period."""
    known, lemma = _words(), predicate.lemma_.lower()
    after = _words_at(words[-1], 1)
    if after in known["yearly"] or (
        after == "and" and words.end + 2 < len(words.doc) and words.doc[words.end + 2].lower_ in known["yearly"]
    ):
        return True
    before = _words_at(words[0], -1)
    line = article.text[max(0, words.start_char - 40) : words.start_char]
    if _once_planned().search(line) or (predicate.pos_ == "PROPN" and predicate.lower_ in ("march", "may")):
        return True
    if is_verb(predicate) and _of_a_thing(words):
        return True
    begun = predicate.head if predicate.dep_ == "xcomp" else predicate
    since = next((child for child in begun.children if child.dep_ == "mark" and child.lower_ == "since"), None)
    if (
        since is not None
        and timex.date is not None
        and timex.date.precision != "day"
        and _superlative().search(article.text[max(0, since.idx - 60) : since.idx])
    ):
        return True  # "the first storm since the season began in June"
    if before == "not" or (
        before in ("until", "till") and not _after_the_article(timex, article) and not _is_moved(predicate)
    ):
        return True
    if (
        not is_verb(predicate)
        or timex.date is None
        or timex.date.precision == "day"
        or _after_the_article(timex, article)
    ):
        return False
    if lemma == "have" or (lemma == "be" and before not in ("from", "between")):
        return True
    helpers = any(child.dep_ in ("aux", "auxpass") for child in predicate.children)
    if predicate.tag_ in ("VBZ", "VBP") and not helpers and lemma not in known["speech"]:
        return True
    return (
        predicate.tag_ == "VBG"
        and lemma in known["accounting"]
        and timex.date.precision in ("quarter", "half", "year", "season")
    )


@cache
def _once_planned() -> re.Pattern[str]:
    """What was planned before the plan changed: "originally due in", "earlier fixed to go on on"."""
    once, planned = ("|".join(sorted(_words()[name])) for name in ("once", "planned_for"))
    return re.compile(
        rf"\b(?:{once}) (?:{planned})(?: (?:to|for)(?: \w+){{0,2}})?(?: (?:on|in|at|for))?(?: the)? $", re.IGNORECASE
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
        and token.pos_ == "VERB"
        and token.tag_ in ("VBD", "VBZ", "VBN")
        and lemma in _words()["speech"]
    )
    agreed = (
        token is not None and token.tag_ == "VBD" and lemma in _words()["bound"] and _words_at(words[-1], 1) == "to"
    )
    said = said or agreed
    return token if said and token is not None and token.sent == words.root.sent else None


def _said_in(issued: Token) -> Token | None:
    """The verb of saying, where a time is that of what it was said in: "said in an interview published on Monday"."""
    known = _words()
    if issued.tag_ != "VBN" or issued.dep_ not in ("acl", "advcl") or issued.lemma_.lower() not in known["issued"]:
        return None
    above, within = head_of(issued), False
    while above is not None:
        if is_verb(above):
            inside = within or any(
                token.lemma_.lower() in known["said_in"] for token in issued.doc[above.left_edge.i : issued.i]
            )
            return above if inside and above.lemma_.lower() in known["speech"] else None
        if above.pos_ in ("NOUN", "PROPN"):
            within = within or above.lemma_.lower() in known["said_in"]
            if above.dep_ in ("nsubj", "nsubjpass", "dobj"):
                return None
        above = head_of(above)
    return None


def _climb(words: DocSpan) -> Token | None:
    known = _words()
    token = words.root
    while True:
        head = head_of(token)
        if head is None:
            told = is_verb(token) or (
                token.lemma_.lower() in known["nouns"] and token.i not in range(words.start, words.end)
            )
            return token if told else None
        if head.lower_ in ("than", "versus") and _words_at(head, -1) not in ("later", "earlier"):
            return None
        if head.pos_ in ("NOUN", "PROPN"):
            if head.lemma_.lower() in known["nouns"] and head.i not in range(words.start, words.end):
                return head
            if token.dep_ in _NOUN_MODIFIERS and token.i in range(words.start, words.end):
                return None  # "the 2024 budget" dates a thing, not what is done with it
        if is_verb(head) and head.dep_ not in ("aux", "auxpass"):
            return head
        token = head


def _meant(verb: Token, words: DocSpan, timex: Timex, article: Article) -> Token | None:
    """What is dated where the grammar points at a verb that only says that it is planned, put off or not done."""
    known, lemma = _words(), verb.lemma_.lower()
    if not is_verb(verb):
        return verb
    if lemma == "compare":
        return None
    if lemma == "be" and any(child.dep_ == "expl" for child in verb.children):
        return next((child for child in verb.children if child.dep_ == "attr"), verb)
    above = head_of(verb)
    if verb.dep_ == "xcomp" and above is not None and above.lemma_.lower() in known["not_done"]:
        return above
    if verb.dep_ == "xcomp" and above is not None and above.tag_ == "VBD" and above.lemma_.lower() in known["bound"]:
        past = (
            timex.date is not None and article.published is not None and timex.date.latest < article.published.earliest
        )
        if past and timex.when is not None and direction(timex.when) != "future":
            return above  # "the target it pledged to reach at talks in December"
    decided = verb.tag_ == "VBD" and lemma in known["planned"] and not _after_the_article(timex, article)
    if decided and words.end <= verb.i and not any(child.dep_ == "auxpass" for child in verb.children):
        return verb  # "on Friday the parties agreed to meet"
    if (
        lemma in known["planned"]
        and (inner := next((child for child in verb.children if child.dep_ == "xcomp"), None)) is not None
    ):
        return inner if is_verb(inner) else verb
    if lemma in known["planned"]:  # "set to land", of which the model makes a noun
        tagged = (
            noun
            for child in verb.children
            if child.lower_ == "to"
            for noun in child.children
            if noun.tag_ == "NN" and noun.i == child.i + 1
        )
        if (noun := next(tagged, None)) is not None:
            return noun
    before = _words_at(words[0], -1)
    if lemma in known["moved"]:
        return (
            None
            if before == "from"
            else (_thing(verb) or verb)
            if before in ("to", "until", "till", "for", "into")
            else verb
        )
    if lemma in known["planned"] and verb.tag_ == "VBN":
        return _thing(verb) or verb
    if (
        _is_past(verb)
        and lemma not in known["planned"]
        and before not in ("until", "till", "for", "to")
        and _after_the_article(timex, article)
    ):
        if lemma in known["wished"]:
            return None
        inner_verbs = [
            token
            for token in verb.subtree
            if token.i < words.start
            and is_verb(token)
            and token.dep_ in _COMPLEMENTS
            and (token.i > verb.i or token.dep_ == "ccomp")
            and _is_complement(token, verb)
        ]
        return inner_verbs[-1] if inner_verbs else _thing(verb) or verb
    return verb


def _is_complement(token: Token, verb: Token) -> bool:
    """A verb below another through complements alone, not in a clause that describes a noun before it."""
    while token != verb:
        above = head_of(token)
        if above is None or (is_verb(token) and token.dep_ not in _COMPLEMENTS and token.dep_ != "conj"):
            return False
        if token.dep_ in ("nsubj", "nsubjpass"):
            return False
        token = above
    return True


def _words_at(token: Token, distance: int) -> str:
    """The word so far to the right, in lower case; empty outside the text."""
    at = token.i + distance
    return str(token.doc[at].lower_) if 0 <= at < len(token.doc) else ""


def _thing(verb: Token) -> Token | None:
    """The event that is planned or put off: "the summit is scheduled for", "talks set for", "put off the vote"."""
    wanted = ("nsubjpass",) if any(child.dep_ == "nsubjpass" for child in verb.children) else ("dobj",)
    found = next((child for child in verb.children if child.dep_ in wanted), None)
    above = head_of(verb)
    if found is None and verb.dep_ in ("acl", "relcl") and above is not None:
        found = above
    return found if found is not None and found.lemma_.lower() in _words()["nouns"] else None


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(
        child.lower_ in ("was", "were", "had") for child in verb.children if child.dep_ in ("aux", "auxpass")
    )


def _after_the_article(timex: Timex, article: Article) -> bool:
    return bool(timex.date and article.published and timex.date.earliest > article.published.latest)


def _measured_from(words: DocSpan) -> Token | None:
    """What a distance in time is counted from: "four days after he was removed"."""
    after = next((token for token in words.doc[words.end : words.end + 2] if token.lower_ in ("after", "before")), None)
    if after is None:
        return None
    if after.lower_ == "before" and words.start == words.root.sent.start:
        return None  # "A day before the talks, the firm said": nothing has been told to count from
    if after.dep_ == "mark":  # "two days before the phone launches" is counted from another day than the article's
        present = after.head.tag_ in ("VBZ", "VBP") or after.head.lemma_ == "be"
        return None if present else after.head
    found = next((child for child in after.children if child.dep_ in ("pobj", "pcomp")), None)
    if found is None or is_verb(found) or found.lemma_.lower() in _words()["nouns"]:
        return found
    clause = words.doc[found.i : found.sent.end]
    verb = next((token for token in clause if token.tag_ in ("VBD", "VBZ", "VBP")), None)
    joined = verb is not None and any(token.dep_ == "cc" for token in words.doc[found.i : verb.i])
    return None if joined else verb


def _is_doubtful(predicate: Token, timex: Timex, article: Article) -> bool:
    """Negated, wished, denied, or under could, if, whether: here or in a clause above."""
    known = _words()
    if not is_verb(predicate):
        above = head_of(predicate)
        if any(child.dep_ == "neg" or child.lower_ in known["doubtful_adjectives"] for child in predicate.children):
            return True
        if above is not None and above.dep_ == "prep" and above.lower_ == "for":
            above = head_of(above)
        return above is not None and predicate.dep_ in ("dobj", "pobj") and above.lemma_.lower() in known["wished"]
    verb = predicate
    for _ in range(8):
        if _denies(verb, timex, article):
            return True
        above = head_of(verb)
        if above is None:
            return False
        if not is_verb(above):
            return verb.dep_ == "acl" and verb.tag_ == "VB" and above.lemma_.lower() in known["doubtful_nouns"]
        lemma = above.lemma_.lower()
        if verb.dep_ in ("xcomp", "ccomp") and (lemma in known["wished"] or lemma in known["denied"]):
            return True
        if verb.dep_ == "ccomp" and any(child.dep_ == "neg" for child in above.children):
            return True
        if verb.dep_ == "pcomp" or verb.dep_ not in ("xcomp", "conj"):
            return False
        if verb.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
            return False
        verb = above
    return False


def _denies(verb: Token, timex: Timex, article: Article) -> bool:
    """Whether the clause itself says that it was not so, or not for certain."""
    known, children = _words(), list(verb.children)
    helpers = {child.lower_ for child in children if child.dep_ == "aux"}
    modal = helpers & known["doubtful_auxiliaries"]
    if modal and not (
        modal <= {"would", "'d", "’d"}
        and "have" not in helpers
        and _is_reported(verb)
        and _after_the_article(timex, article)
    ):
        return True
    if (
        any(each.lower_ == "to" and each.tag_ == "TO" for each in children)
        and verb.dep_ == "xcomp"
        and not _after_the_article(timex, article)
    ):
        above = head_of(verb)
        if above is not None and above.lemma_ == "be" and above.tag_ == "VBD":  # "were to take delivery in May"
            return True
    for child in children:
        if (
            child.dep_ == "neg"
            or child.lower_ in known["doubtful_adverbs"]
            or (child.dep_ == "mark" and child.lower_ in known["doubtful_markers"])
        ):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (
            child.lower_ in known["nobody"] or _is_none(child)
        ):
            return True
        if child.dep_ == "advmod" and child.lower_ in known["nearly"] and 0 < verb.i - child.i < 3:
            return True
        if child.dep_ == "advcl" and any(
            mark.lower_ in ("if", "unless") for mark in child.children if mark.dep_ == "mark"
        ):
            return _name(verb) not in known["limit_verbs"]
    habit = any(child.dep_ == "advmod" and child.lower_ in known["habitual"] for child in children)
    return habit and verb.tag_ in ("VBZ", "VBP")


def _is_none(noun: Token) -> bool:
    return any(child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither") for child in noun.children)


def _is_reported(verb: Token) -> bool:
    """The future of a report: "said it would", "would open, he said"."""
    for _ in range(6):
        above = head_of(verb)
        if verb.dep_ in ("ccomp", "parataxis"):
            return (
                above is not None
                and above.lemma_.lower() in (_words()["speech"] | _words()["planned"]) - _words()["guess"]
            )
        said = any(
            child.dep_ in ("parataxis", "ccomp") and child.lemma_.lower() in _words()["speech"]
            for child in verb.children
        )
        if said or verb.dep_ != "conj" or above is None:
            return said
        verb = above
    return False


def _is_idle(predicate: Token) -> bool:
    """What a photograph's caption says that people do in it, and what somebody tells of themselves in a transcript."""
    if is_verb(predicate) and predicate.lemma_.lower() in _words()["idle"]:
        return True
    return any(
        child.lower_ == "i" and child.dep_ == "nsubj"
        for verb in (predicate, *predicate.ancestors)
        for child in verb.children
    )


def _name(predicate: Token) -> str:
    """The lemma; of a light verb with the noun that says what happened ("take effect")."""
    lemma = str(predicate.lemma_.lower())
    if predicate.pos_ == "VERB" and lemma in _words()["light_verbs"]:
        for child in predicate.children:
            if child.dep_ == "dobj" and not child.ent_type_:
                return f"{lemma} {child.lemma_.lower()}"
            if child.dep_ == "prt":
                return f"{lemma} {child.lower_}"
            if child.dep_ == "prep" and child.lower_ == "into":
                for noun in child.children:
                    return f"{lemma} into {noun.lemma_.lower()}"
    return lemma


def _kind(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> EventKind:
    known = _words()
    lemma, name = predicate.lemma_.lower(), _name(predicate)
    ahead = _is_ahead(predicate, words, timex, article)
    if lemma in known["deadline_nouns"]:
        return "deadline"
    if not ahead:
        return "occurred"
    if lemma in known["deadline_verbs"] or name in known["limit_verbs"]:
        return "deadline"
    line = article.text[max(0, words.start_char - 30) : words.start_char]
    if _ending_in("limit_before").search(line):
        return "deadline"
    if lemma in known["lasting"] and _ending_in("until").search(line):
        return "deadline"
    return "scheduled"


def _is_ahead(predicate: Token, words: DocSpan, timex: Timex, article: Article) -> bool:
    """Told as still to come: planned or future in words, else by the calendar, else by tense."""
    known = _words()
    verb = predicate
    while not is_verb(verb) and (above := head_of(verb)):
        verb = above
    if {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")} & known["future_auxiliaries"]:
        return True
    if verb.tag_ == "VBN" and verb.lemma_.lower() in known["planned"] and predicate != verb:
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in known["planned"] - (
        known["bound"] if predicate != verb else frozenset()
    ):
        return True
    if timex.date and article.published:
        if timex.date.earliest > article.published.latest:
            return True
        if (
            verb.tag_ in ("VBD", "VBN")
            and not any(child.dep_ == "aux" for child in verb.children)
            and _words_at(words[0], -1) == "by"
        ):
            return False  # "moved 11,000 people to safety by Tuesday"
        if timex.date.latest < article.published.earliest:
            return False
    if verb.lemma_.lower() in known["moved"] and _words_at(words[0], -1) in ("to", "until", "till", "for"):
        return True
    if timex.when is not None and direction(timex.when) is not None:
        return direction(timex.when) == "future"
    return verb.tag_ in ("VBZ", "VBP") and (timex.date is None or timex.date.precision == "range")
