"""What speaks for and against a run of words being a person's name: title, apposition, verb, form, the model's view."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
    is_letters,
    name_marks,
    name_parts,
    name_runs,
    trimmed,
)
from .role_clauses import clause_titles, personal_clauses
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
def _person_noun_behind() -> re.Pattern[str]:
    """An article, up to two words and a noun for a person, which ends there: ", an old fisherman,"."""
    articles, nouns = choice("offices", "determiners"), choice("names", "person_nouns")
    ends = choice("names", "after_person_nouns")
    return re.compile(rf", (?:{articles}) (?:[a-z]+ ){{0,2}}(?:{nouns})(?=[,.;]| (?:{ends})\b)")


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

    @property
    def is_full(self) -> bool:
        """More than one word."""
        return self.last - self.first > 1

    @property
    def has_given(self) -> bool:
        """Its first word is a frequent given name."""
        return _opens_with_given_name(self.run)


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
        behind=reader.text[end : end + 60],
    )


def _votes(reader: ArticleWords, near: _Near) -> list[VoteKind]:
    """The kinds of the votes for or against a person."""
    found = [
        *_title_votes(near),
        *_model_votes(reader, near.run),
        *(kind for kind, holds in _BY_FORM if holds(near)),
        *(kind for kind, holds in _BY_PLACE if holds(near)),
        *_verb_votes(reader, near.words, near.first, near.last),
        *(("office given",) if _is_given_office(reader, near) else ()),
    ]
    return [kind for kind in found if kind != "thing surname" or "who" not in found]


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


def _is_given_office(reader: ArticleWords, near: _Near) -> bool:
    """Whether a clause around a full name gives it an office of state, or any post where only persons have one."""
    if not near.is_full or near.run[-1].possessive:
        return False
    name = Span(near.run[0].span.start, near.run[-1].span.end)
    found = clause_titles(reader.text, near.words, name, first=near.first, last=near.last)
    return any(
        title.kind == "office"
        or title.official
        or title.rule in personal_clauses()
        or title.head in lexicon("posts", "company")
        for title in found
    )


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


def _is_family_first(near: _Near) -> bool:
    run = near.run
    turned = len(run) == 2 and "-" in run[0].text and family_first_form(run[::-1]) is not None
    return near.is_full and (family_first_form(run) is not None or turned)


def _has_particle_or_initial(near: _Near) -> bool:
    return near.is_full and any(
        is_letters(near.run, at) or word.label == "suffix" or not word.cap for at, word in enumerate(near.run)
    )


def _is_thing(near: _Near) -> bool:
    """A word of it, behind the first, names things or bodies; or its only word does; or it is the name of nobody."""
    run, bodies = near.run, lexicon("bodies", "heads")
    return (
        any(word.low in lexicon("names", "thing_words") for word in (run[1:] or run))
        or (not near.is_full and run[0].low in lexicon("offices", "portfolio") | bodies)
        or (near.is_full and any(word.low in bodies for word in run))
        or " ".join(word.low for word in run) in lexicon("names", "nobody")
    )


def _is_shouted(near: _Near) -> bool:
    run = near.run
    shouted = any(w.text.isupper() and len(w.text) > 1 and "." not in w.text and w.label != "suffix" for w in run)
    return (shouted and not run[-1].text.isupper()) or (len(run) == 1 and run[0].text.isupper())


def _is_company(near: _Near) -> bool:
    first, last = near.run[0].low, near.run[-1].low
    return last in lexicon("names", "company_words") or first in lexicon("names", "company_openers")


def _opens_with_thing(run: Sequence[Word]) -> bool:
    """ "Storm Bert", but not "Song Weimin" """
    return run[0].low in lexicon("names", "thing_nouns") and not family_first_form(run)


def _has_inner_capital(run: Sequence[Word]) -> bool:
    return any(_inner_capital().search(word.text) for word in run)


def _is_thing_surname(run: Sequence[Word]) -> bool:
    """Whether a given name, or a family name that leads, stands before a word for a thing that is a name too: "Lena
    Street", "Pak Thae Song"."""
    things = lexicon("names", "thing_words") | lexicon("bodies", "heads")
    if len(run) < 2 or run[-1].low not in lexicon("names", "thing_surnames") | lexicon("bodies", "surnames"):
        return False
    lone = not any(word.low in things for word in run[1:-1])
    return lone and (_opens_with_given_name(run) or (len(run) == 3 and family_first_form(run) is not None))


def _follows(near: _Near, key: str) -> bool:
    return near.following is not None and near.following.low in lexicon("names", key)


def _goes_before(near: _Near, key: str) -> bool:
    return near.before is not None and near.before.low in lexicon("names", key)


def _comes_after_role(near: _Near) -> bool:
    return bool(near.titles) and all(title.rule == TitleRule.BEFORE_COMMA for title in near.titles)


def _is_a_by_name(near: _Near) -> bool:
    """ "named him “Captain [Thunder]”": title and name alone in quotation marks; spoken words are more."""
    one = re.search(r"[“\"‘](?:[A-ZÀ-Þ][\w.]* ){1,2}$", near.ahead) is not None
    return bool(near.titles) and one and re.match(r"[”\"’](?![A-Za-z])", near.behind) is not None


def _is_body_of_a_country(near: _Near) -> bool:
    """ "a spokeswoman for the U.S. [Lancers]"."""
    plural = len(near.run) == 1 and near.run[0].text.endswith("s")
    return plural and bool(near.titles) and re.search(r"\b(?:for|of) the \S+ $", near.ahead) is not None


def _is_credited(near: _Near) -> bool:
    bracketed = near.ahead.endswith("(") and near.behind.startswith("/")
    return near.is_full and (bracketed or _credit().search(near.ahead) is not None)


def _is_named_place(near: _Near) -> bool:
    return near.following is not None and not near.following.cap and _follows(near, "place_nouns")


def _has_nickname(near: _Near) -> bool:
    return near.before is not None and near.before.cap and _goes_before(near, "nicknames")


def _is_of_country(near: _Near) -> bool:
    return near.is_full and near.before is not None and near.before.possessive and near.before.label == "country"


def _holder_follows(words: Sequence[Word], at: int) -> bool:
    """Whether an office of state and then a name stand right behind: "Denby Wells MP Jane Roe"."""
    if at >= len(words) or words[at].label != "head" or words[at].gap != " " or words[at - 1].possessive:
        return False
    stop = phrase(words, at).stop
    office = heads().get(head_key(" ".join(word.low for word in words[at:stop]))) == "office"
    return office and stop < len(words) and words[stop].gap == " " and words[stop].cap and words[stop].label == ""


_BY_FORM: tuple[tuple[VoteKind, Callable[[_Near], bool]], ...] = (
    # what the words themselves look like
    ("given name", lambda near: near.is_full and near.has_given),
    ("given name alone", lambda near: not near.is_full and near.has_given),
    ("east asian form", lambda near: _is_family_first(near) and any("-" in word.text for word in near.run)),
    ("east asian surname", lambda near: _is_family_first(near) and not any("-" in word.text for word in near.run)),
    ("particle or initial", _has_particle_or_initial),
    ("surname form", lambda near: near.is_full and _looks_like_surname(near.run[-1].text)),
    ("thing surname", lambda near: _is_thing_surname(near.run)),
    ("thing word", lambda near: _is_thing(near) and not _is_thing_surname(near.run)),
    ("all capitals", _is_shouted),
    ("thing noun first", lambda near: near.is_full and _opens_with_thing(near.run)),
    ("place opener", lambda near: near.run[0].low in lexicon("names", "place_openers")),
    ("company word", lambda near: near.is_full and not near.has_given and _is_company(near)),
    ("inner capital", lambda near: near.is_full and not near.has_given and _has_inner_capital(near.run)),
)


_BY_PLACE: tuple[tuple[VoteKind, Callable[[_Near], bool]], ...] = (
    # the words right before and behind
    ("between commas", lambda near: _comes_after_role(near) and re.match(r"[,.]", near.behind) is not None),
    ("hyphen tail", lambda near: near.behind.startswith("-")),
    ("age", lambda near: len(near.run) <= 4 and _AGE.match(near.behind) is not None),
    ("caption", lambda near: len(near.run) <= 4 and _caption().match(near.behind) is not None),
    ("who", lambda near: re.match(r", who[ms]?\b", near.behind) is not None),
    ("person noun behind", lambda near: not near.after and _person_noun_behind().match(near.behind) is not None),
    ("possessive", lambda near: near.run[-1].possessive),
    ("company noun", lambda near: _follows(near, "company_nouns")),
    ("place noun behind", _is_named_place),
    ("thing word", lambda near: near.following is not None and near.following.label == "organisation"),
    ("seat of an office", lambda near: near.is_full and not near.has_given and _holder_follows(near.words, near.last)),
    ("called after", lambda near: _follows(near, "called_after")),
    ("article before", lambda near: not _follows(near, "called_after") and _goes_before(near, "before_things")),
    ("credit", _is_credited),
    ("place preposition", lambda near: _goes_before(near, "before_places")),
    ("thing noun before", lambda near: _goes_before(near, "thing_nouns")),
    ("under", lambda near: not near.is_full and near.before is not None and near.before.low == "under"),
    ("nickname", _has_nickname),
    ("of a country", _is_of_country),
    ("by-name", _is_a_by_name),
    ("body of a country", _is_body_of_a_country),
)


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
        token.head.lemma
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
    found = {honorifics().get(_low(near.words, near.honorific), "any")} if near.honorific is not None else set()
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


def signs(candidates: Sequence[Candidate]) -> tuple[list[VoteKind], list[VoteKind]]:
    """The kinds of what speaks for a person and of what speaks against, each once, the heaviest first."""
    weights = {vote.kind: vote.weight for candidate in candidates for vote in candidate.votes}
    heaviest = sorted(weights, key=lambda kind: (-abs(weights[kind]), kind))
    return [kind for kind in heaviest if weights[kind] > 0], [kind for kind in heaviest if weights[kind] < 0]


def has_personal_vote(found: Sequence[Candidate]) -> bool:
    """Whether one of the reasons found can only be true of a person."""
    return any(vote.tells == "person" for candidate in found for vote in candidate.votes)


def has_family_first_form(found: Sequence[Candidate]) -> bool:
    """Whether a name is built like an East Asian one, the family name first."""
    return any(vote.tells == "family name first" for candidate in found for vote in candidate.votes)
