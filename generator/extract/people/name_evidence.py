"""What speaks for and against a run of words being a person's name: title, apposition, verb, form, the model's view."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from ...model.text import Span, alternation, record
from ...rules.load import load
from ...rules.lookups import given_names
from ...rules.types.people import NAMES, VOTES, Vote, VoteKind
from ..base import grammar
from .labels import TitleRule
from .lexicon_words import (
    Word,
    choice,
    head_key,
    heads,
    honorifics,
    is_title_case,
    lexicon,
    plural_heads,
    small_or_capital,
)
from .names import (
    ArticleWords,
    Candidate,
    family_first_form,
    fold_word,
    name_marks,
    name_parts,
    name_runs,
    trimmed,
)
from .title_phrases import titles_after, titles_before
from .titles import Title, phrase

_AGE = re.compile(r", \d\d(?=[,.;])| \(\d\d\)")


@cache
def _caption() -> re.Pattern[str]:
    """Where somebody stands in a picture: " (L)", " (2nd", ", left,"."""
    places, sides = choice("names", "picture_places"), choice("names", "picture_sides")
    return re.compile(rf" \((?:{places}|\d(?:nd|rd|th))\b|, (?:{sides})[,.;]")


@cache
def _credit() -> re.Pattern[str]:
    """What stands before the name of whoever took a picture or wrote a text: "Photo: ", "Reporting by "."""
    return re.compile(rf"\b(?:{alternation(small_or_capital(lexicon('names', 'credits')))})(?: by|:)[ /]?$|^By $")


@cache
def _inner_capital() -> re.Pattern[str]:
    """A capital inside a word, but not that of "McRoe"."""
    return re.compile("".join(f"(?<!{opening})" for opening in lexicon("names", "inner_openings")) + "(?<=[a-z])[A-Z]")


@cache
def _surname_opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{choice('names', 'surname_openings')})[A-Z]")


@cache
def surname_endings() -> tuple[str, ...]:
    """Endings that surnames of many languages have and hardly another capitalised word has, folded."""
    return tuple(load(NAMES).surname_endings)


@cache
def kin_words() -> frozenset[str]:
    """Words of kinship that a name can stand with: "wife"."""
    return frozenset(word for word in (*load(NAMES).kin.f, *load(NAMES).kin.m))


@cache
def votes() -> dict[VoteKind, Vote]:
    """The weight of each vote and what it tells, by its kind."""
    return {vote.kind: vote for vote in load(VOTES)}


@record
class _Near:
    """What stands around a run of words: the words, their titles, the word before and the word after it."""

    words: Sequence[Word]
    first: int
    last: int
    before: Word | None  # with no mark between
    following: Word | None
    titles: tuple[Title, ...]  # before the name
    after: tuple[Title, ...]  # behind it
    honorific: Word | None
    ahead: str  # the characters before the run
    behind: str  # ... and after it

    @property
    def run(self) -> Sequence[Word]:
        return self.words[self.first : self.last]


def _near(reader: ArticleWords, words: Sequence[Word], first: int, last: int) -> _Near:
    start = first
    while start and words[start].gap == " " and words[start - 1].label == "honorific":
        start -= 1
    owned = start > 0 and words[start - 1].possessive and words[start - 1].label == "head"  # "the premier's Roe"
    end = words[last - 1].span.end
    return _Near(
        words=words,
        first=first,
        last=last,
        before=words[first - 1] if first and words[first].gap == " " else None,
        following=words[last]
        if last < len(words) and words[last].gap == " " and not words[last - 1].possessive
        else None,
        titles=() if owned else tuple(titles_before(reader.text, words, start)),
        after=tuple(titles_after(reader.text, words, last, len(words))),
        honorific=words[start] if start < first else None,
        ahead=reader.text[max(0, words[first].span.start - 24) : words[first].span.start],
        behind=reader.text[end : end + 24],
    )


def _votes(reader: ArticleWords, near: _Near) -> list[VoteKind]:
    """The kinds of the votes for or against a person."""
    return [
        *_title_votes(near),
        *_model_votes(reader, near.run),
        *_form_votes(near.run),
        *_context_votes(near),
        *_verb_votes(reader, near.words, near.first, near.last),
    ]


def _title_votes(near: _Near) -> Iterator[VoteKind]:
    """Honorific, title before the name, apposition behind it."""
    run, before = near.run, near.words[near.first - 1] if near.first else None
    vague = lexicon("names", "vague_heads")
    if near.honorific is not None:
        yield "honorific"
    direct = [title for title in near.titles if title.rule == TitleRule.BEFORE]
    if near.titles and all(title.head in vague for title in near.titles):
        yield "vague title"
    elif direct:
        if len(run) > 1 or near.honorific is not None or (before is not None and before.cap):
            yield "title"
        else:
            yield (
                "person noun before"
                if any(title.head in lexicon("names", "person_nouns") for title in direct)
                else "plain title"
            )
    elif near.titles:
        yield "role before comma"
    elif _in_list_of_holders(near.words, near.first):
        yield "plural title"
    elif before is not None and near.run[0].gap in (" ", ", ") and before.low in lexicon("names", "person_nouns"):
        yield "person noun before"
    if near.after:
        plain = all(title.head in lexicon("offices", "bare") or title.head in vague for title in near.after)
        yield "weak apposition" if plain else "apposition"


def _in_list_of_holders(words: Sequence[Word], first: int) -> bool:
    """Whether a plural title opens the list in which a name stands: "Senators Roe, Doe and Poe"."""
    at = first
    while at and words[at].gap in (" ", ", ") and first - at < 12:
        at -= 1
        if words[at].low in plural_heads():
            return words[at + 1].gap == " "
        if not words[at].cap and words[at].low not in lexicon("offices", "between_names"):
            return False
    return False


def _model_votes(reader: ArticleWords, run: Sequence[Word]) -> Iterator[VoteKind]:
    """What the language model takes the words for."""
    found = [reader.entity(word) for word in run]
    labels = Counter(entity[1] for entity in found if entity)
    if labels["PERSON"]:
        whole = len(run) > 1 and all(entity and entity[1] == "PERSON" for entity in found)
        yield (
            "model full name"
            if whole and not any(w.text.isupper() and "." not in w.text for w in run)
            else "model person"
        )
    elif labels:
        yield "model place" if labels["GPE"] + labels["LOC"] + labels["FAC"] else "model other"
    if not reader.is_common(run[-1]) or _opens_with_given_name(run):
        return
    plural = reader.is_inflected(run[-1])
    if len(run) == 1:
        yield "inflected word" if plural else "common word"
    elif all(reader.is_common(word) for word in run):
        yield "common words"
    else:
        yield "plural at the end" if plural else "common word at the end"


def _opens_with_given_name(run: Sequence[Word]) -> bool:
    return fold_word(run[0].text) in given_names() or (
        "-" in run[0].text and fold_word(run[0].text.split("-")[0]) in given_names()
    )


def _looks_like_surname(word: str) -> bool:
    """ "O’Roe", "Roewicz" """
    opens = _surname_opening().match(word.replace("’", "'")) is not None
    return opens or fold_word(word).endswith(surname_endings())


def _form_votes(run: Sequence[Word]) -> Iterator[VoteKind]:
    """What the words themselves look like."""
    if _opens_with_given_name(run):
        yield "given name" if len(run) > 1 else "given name alone"
    if len(run) > 1:
        if family_first_form(run) or (len(run) == 2 and "-" in run[0].text and family_first_form(run[::-1])):
            yield "east asian form" if any("-" in w.text for w in run) else "east asian surname"
        if any(re.fullmatch(r"(?:[A-Z]\.)+", w.text) or w.label == "suffix" or not w.cap for w in run):
            yield "particle or initial"
        if _looks_like_surname(run[-1].text):
            yield "surname form"
    words, bodies = lexicon("names", "thing_words"), lexicon("bodies", "heads")
    if (
        any(w.low in words for w in (run[1:] or run))
        or (len(run) == 1 and run[0].low in lexicon("offices", "portfolio") | bodies)
        or (len(run) > 1 and any(w.low in bodies for w in run))
        or " ".join(w.low for w in run) in lexicon("names", "nobody")
    ):
        yield "thing word"
    shouted = any(w.text.isupper() and len(w.text) > 1 and "." not in w.text and w.label != "suffix" for w in run)
    if (shouted and not run[-1].text.isupper()) or (len(run) == 1 and run[0].text.isupper()):
        yield "all capitals"
    if run[0].low in lexicon("names", "place_openers"):
        yield "place opener"
    if len(run) > 1 and not _opens_with_given_name(run):
        if run[-1].low in lexicon("names", "company_words") or run[0].low in lexicon("names", "company_openers"):
            yield "company word"
        if any(_inner_capital().search(word.text) for word in run):
            yield "inner capital"


def _context_votes(near: _Near) -> Iterator[VoteKind]:
    """The words right before and behind."""
    run, before, following = near.run, near.before, near.following
    if near.behind.startswith("-"):
        yield "hyphen tail"
    if len(run) <= 4:
        if _AGE.match(near.behind):
            yield "age"
        if _caption().match(near.behind):
            yield "caption"
    if re.match(r", who[ms]?\b", near.behind):
        yield "who"
    if run[-1].possessive:
        yield "possessive"
    if following is not None:
        if following.low in lexicon("names", "company_nouns"):
            yield "company noun"
        if following.low in lexicon("names", "place_nouns") and not following.cap:
            yield "place noun behind"
        if following.label == "organisation":
            yield "thing word"
    if len(run) > 1 and not _opens_with_given_name(run) and _holder_follows(near.words, near.last):
        yield "seat of an office"
    if following is not None and following.low in lexicon("names", "called_after"):
        yield "called after"
    elif before is not None and before.low in lexicon("names", "before_things"):
        yield "article before"
    if len(run) > 1 and (_credit().search(near.ahead) or (near.ahead.endswith("(") and near.behind.startswith("/"))):
        yield "credit"
    if before is None:
        return
    if before.low in lexicon("names", "before_places"):
        yield "place preposition"
    if before.low in lexicon("names", "thing_nouns"):
        yield "thing noun before"
    if before.low == "under" and len(run) == 1:
        yield "under"
    if before.cap and before.low in lexicon("names", "nicknames"):
        yield "nickname"
    if before.possessive and before.label == "country" and len(run) > 1:
        yield "of a country"


def _holder_follows(words: Sequence[Word], at: int) -> bool:
    """Whether an office of state and then a name stand right behind: "Denby Wells MP Jane Roe"."""
    if at >= len(words) or words[at].label != "head" or words[at].gap != " " or words[at - 1].possessive:
        return False
    stop = phrase(words, at).stop
    office = heads().get(head_key(" ".join(word.low for word in words[at:stop]))) == "office"
    return office and stop < len(words) and words[stop].gap == " " and words[stop].cap and words[stop].label == ""


def _verb_votes(reader: ArticleWords, words: Sequence[Word], first: int, last: int) -> Iterator[VoteKind]:
    token = reader.last_token(words[last - 1])
    verbs = lexicon("names", "reporting_verbs")
    if token is None:
        return
    while (
        grammar.relation_of(token) in ("compound", "apposition")
        and token.head.i != token.i
        and token.head.idx < words[last - 1].span.end
        and token.head.idx >= words[first].span.start
    ):
        token = token.head
    verb = (
        token.head.lemma_.lower()
        if grammar.relation_of(token) in ("subject", "passive subject")
        and grammar.class_of(token.head) in ("verb", "helper")
        else None
    )
    following = words[last] if last < len(words) else None
    if verb is None and following is not None and following.gap == " " and not words[last - 1].possessive:
        near = reader.token(following)
        if (
            near is not None
            and grammar.class_of(near) == "verb"
            and grammar.form_of(near) in ("past", "present s")
            and near.lemma_ in verbs
        ):
            verb = near.lemma_
    if (
        verb is None
        and first
        and words[first].gap == " "
        and words[first - 1].low in lexicon("names", "verbs_in_front")
    ):
        verb = "say"
    if verb in lexicon("names", "personal_verbs"):
        yield "personal verb"
    elif verb in verbs:
        yield "reporting verb"
    if verb is not None and _pronoun_follows(words, last):
        yield "pronoun"
    if verb is not None and len(words[first:last]) <= 2 and _neuter_follows(words, last):
        yield "neuter pronoun"
    if first > 1 and words[first - 1].low == "to" and words[first - 2].low == "according":
        yield "according to"


def _pronoun_follows(words: Sequence[Word], last: int) -> bool:
    """Whether he or she stands later in the sentence, with no other name between."""
    for word in words[last:]:
        if any(mark in word.gap for mark in '"”’'):
            return False
        if word.low in lexicon("references", "of_subject"):
            return True
        if word.cap and word.label == "":
            return False
    return False


def _neuter_follows(words: Sequence[Word], last: int) -> bool:
    """Whether its stands later in the sentence, with no other name, country or body between, and before any he or
    she."""
    for word in words[last:]:
        if word.low in lexicon("references", "of_thing"):
            return True
        if word.low in lexicon("references", "of_subject") or word.cap:
            return False
    return False


def _gender(near: _Near) -> Literal["f", "m"] | None:
    """The gender that an honorific or a word of kinship gives."""
    kin = load(NAMES).kin
    found = {honorifics()[_low(near.words, near.honorific)]} if near.honorific is not None else set()
    named = {title.head for title in (*near.titles, *near.after)}
    found |= {gender for gender, heads in (("f", kin.f), ("m", kin.m)) if named.intersection(heads)}
    found.discard("any")
    return "f" if found == {"f"} else "m" if found == {"m"} else None


def _low(words: Sequence[Word], honorific: Word) -> str:
    """All words of an honorific: "tan sri"."""
    first = honorific.phrase
    return " ".join(word.low for word in words if word.label == "honorific" and word.phrase == first)


def find_candidates(reader: ArticleWords) -> Iterator[Candidate]:
    """Every run of words that may be a person's name, with its votes, in order."""
    runs = [list(name_runs(reader, words)) for words in reader.words]
    inside = {
        name_parts(words[first:last])
        for words, found in zip(reader.words, runs, strict=True)
        for first, last in found
        if first
    }
    for words, found in zip(reader.words, runs, strict=True):
        title_case = is_title_case(words)
        for first, last in found:
            for start, end in trimmed(reader, words, first, last, title_case=title_case, inside=inside):
                near = _near(reader, words, start, end)
                run = near.run
                while len(run) > 1 and not run[0].cap and run[0].low not in lexicon("names", "opening_particles"):
                    run = run[1:]
                yield Candidate(
                    first=start,
                    last=end,
                    span=Span(run[0].span.start, run[-1].span.end),
                    names=name_parts(run),
                    marks=name_marks(run),
                    votes=tuple(votes()[kind] for kind in _votes(reader, near)),
                    titles=tuple(title.title.lower() for title in (*near.titles, *near.after)),
                    title=near.titles[-1].title.lower() if near.titles else None,
                    sentence=run[0].sentence,
                    gender=_gender(near),
                    country=next((t.country for t in (*near.titles, *near.after) if t.country), None),
                    title_case=title_case,
                )


def joined(reader: ArticleWords, candidates: Sequence[Candidate]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Names that a comma or an "and" joins in one sentence."""
    for one, other in pairwise(sorted(candidates, key=lambda candidate: candidate.span)):
        if one.sentence != other.sentence or other.first - one.last not in (0, 1):
            continue
        words = reader.words[one.sentence]
        between = words[one.last : other.first]
        if (between and between[0].low == "and" and words[other.first].gap == " ") or (
            not between and words[other.first].gap == ", "
        ):
            yield one.names, other.names


def score(candidates: Sequence[Candidate]) -> float:
    """The sum of each kind of vote once, plus a little for every repetition."""
    best: dict[VoteKind, float] = {}
    again: Counter[VoteKind] = Counter()
    for candidate in candidates:
        for vote in candidate.votes:
            best[vote.kind] = vote.weight
            again[vote.kind] += 1
    extra = sum(min(again[kind] - 1, 3) * weight * 0.34 for kind, weight in best.items())
    share = len(candidates)
    negative = sum(weight * again[kind] / share for kind, weight in best.items() if weight < 0)
    return sum(weight for weight in best.values() if weight > 0) + max(extra, 0.0) + negative


THRESHOLD = 2.0


def has_personal_vote(found: Sequence[Candidate]) -> bool:
    """Whether one of the reasons found can only be true of a person."""
    return any(vote.tells == "person" for candidate in found for vote in candidate.votes)


def has_family_first_form(found: Sequence[Candidate]) -> bool:
    """Whether a name is built like an East Asian one, the family name first."""
    return any(vote.tells == "family name first" for candidate in found for vote in candidate.votes)
