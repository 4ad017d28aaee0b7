"""The matters of an office, with capitals and known to no list: the "Rural Resettlement" of "Minister of Rural
Resettlement Roe".

A capital right before a name may be the last word of an office or the first of the name; the dictionary tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from .lexicon_words import Word, head_key, heads, is_title_case, lexicon
from .titles import modifier, phrase

_INITIAL = re.compile(r"[A-Z]\.")
_LIST = 8  # words of a list of matters in small letters
_SURE = 2  # words that are matters when no name follows them; the last of more may be a name


def with_matters(words: list[Word]) -> list[Word]:
    """The words of one sentence, where the matters of an office have the label "matter"."""
    if is_title_case(words):
        return words
    found: set[int] = set()
    for at, word in enumerate(words):
        if word.label == "head" and word.phrase == at:
            head = phrase(words, at)
            if words[head.stop - 1].possessive:
                continue
            if takes_matters(words, head):
                found.update(_behind(words, head), _in_front(words, head))
            else:
                found.update(
                    _field_behind(words, head) or _known_behind(words, head.stop) or _place_behind(words, head)
                )
    return [replace(word, label="matter", phrase=-1) if at in found else word for at, word in enumerate(words)]


def takes_matters(words: Sequence[Word], head: range) -> bool:
    """Whether an office is one of matters, not of a body: a minister, a secretary of state, an envoy."""
    return any(words[k].low in lexicon("offices", "of_matters") for k in head)


def _behind(words: Sequence[Word], head: range) -> Iterator[int]:
    """The matters of "Minister of Trade and Island Cohesion Roe"."""
    start = _past_link(words, head.stop)
    in_state = _is_of_state(words, head)
    end, sure = start, False
    for segment, stop in _segments(words, start):
        end, sure = _matters_of(words, segment, stop, in_state=in_state)
        if end < stop:
            break  # a name begins
    if sure:
        yield from (k for k in range(start, end) if words[k].cap and (in_state or words[k].label != "organisation"))


def _matters_of(words: Sequence[Word], first: int, stop: int, *, in_state: bool) -> tuple[int, bool]:
    """Where the matters among the words [first, stop) end, and whether they are surely matters."""
    end = _end_of_matters(words, first, stop, in_state=in_state)
    if words[first].label == "country" and end == phrase(words, first).stop:
        return end, False
    return end, end > first if end < stop else in_state and _stands_alone(words, first, stop)


def _field_behind(words: Sequence[Word], head: range) -> list[int]:
    """The words of the dictionary that are the field of "Head of Procurement Roe", when a name follows them."""
    start = _past_link(words, head.stop)
    if start >= len(words) or words[head.stop - 1].low not in lexicon("offices", "of_fields"):
        return []
    first, stop = next(_segments(words, start), (start, start))
    end = _end_of_matters(words, first, stop, in_state=False)
    known = all((word.common or modifier(word)) and not _is_given(word) for word in words[start:end])
    named = stop - end >= _SURE or (end < stop and words[end].label == "honorific")
    place = words[start].low in lexicon("offices", "directions")
    return list(range(start, end)) if first == start and known and named and not place else []


def _past_link(words: Sequence[Word], link: int) -> int:
    """The word behind "of", "for" or "of the"; the end of the sentence where there is no such link."""
    if link + 1 >= len(words) or words[link].gap != " " or words[link].low not in lexicon("offices", "plain_links"):
        return len(words)
    return link + 2 if words[link + 1].low == "the" else link + 1


def _place_behind(words: Sequence[Word], head: range) -> list[int]:
    """The place that no table has of "Lord Mayor of Brisbane Adrian Roe": the given name tells where it ends."""
    start = head.stop + 1
    if not (_is_of_state(words, head) and start < len(words) and words[head.stop].low == "of"):
        return []
    return _place_before_given(words, start) or ([start] if _is_place_and_name(words, head, start) else [])


def _place_before_given(words: Sequence[Word], start: int) -> list[int]:
    for at in range(start, min(len(words) - 1, start + 3)):
        word, following = words[at], words[at + 1]
        if not _may_be_place(word) or not (following.cap and following.gap == " "):
            return []
        if _is_given(following) and following.label == "" and at + 2 < len(words) and words[at + 2].cap:
            return list(range(start, at + 1))
    return []


def _is_place_and_name(words: Sequence[Word], head: range, start: int) -> bool:
    """Whether three capitals behind "of" are the place of an office and a name that no list has: "Mayor of Skarvik
    Ylva Lindmo"."""
    run = words[start : start + 3]
    plain = all(_may_be_place(word) and word.low not in lexicon("names", "particles") for word in run[:2])
    last = len(run) == 3 and run[2].cap and run[2].gap == " " and run[2].label == ""
    of_place = " ".join(words[k].low for k in head) in lexicon("offices", "of_places")
    return of_place and plain and last and _capitals_end(words, start + 3) and not modifier(run[0])


def _capitals_end(words: Sequence[Word], at: int) -> bool:
    return at >= len(words) or words[at].gap != " " or not words[at].cap


def _may_be_place(word: Word) -> bool:
    return word.cap and word.label == "" and word.gap == " " and not word.possessive and not _is_given(word)


def _known_behind(words: Sequence[Word], link: int) -> list[int]:
    """The common noun of "Speaker of Parliament Roe", when a name follows it."""
    at = link + 1
    while at < len(words) and words[at].gap == " " and words[at].cap and _names_no_body(words[at]):
        at += 1
    named = at < len(words) and words[at].gap == " " and words[at].cap and words[at].label in ("", "honorific")
    known = named and words[link].low in lexicon("offices", "plain_links")
    return list(range(link + 1, at)) if known else []


def _names_no_body(word: Word) -> bool:
    known = modifier(word) or word.low in lexicon("bodies", "common") | lexicon("bodies", "bare")
    return known and word.label in ("", "none") and not word.possessive


def _segments(words: Sequence[Word], start: int) -> Iterator[tuple[int, int]]:
    """The parts of a list with capitals, which commas and an "and" join: half-open ranges of words."""
    segment = at = start
    while at < len(words) and (at == start or _goes_on(words, at)):
        joins = words[at].low in lexicon("offices", "matter_links")
        if joins or (words[at].gap == ", " and at > start):
            if segment < at:
                yield segment, at
            segment = at + joins
        elif not words[at].cap or words[at].label in ("head", "honorific", "suffix"):
            break
        at += 1
    if segment < at:
        yield segment, at


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a list of matters goes on with the word at `at`."""
    word = words[at]
    if words[at - 1].possessive or word.gap not in (" ", ", "):
        return False
    if word.low in lexicon("offices", "matter_links"):
        return at + 1 < len(words) and (words[at + 1].cap or words[at + 1].low == "the")
    inside = word.cap and word.label not in ("head", "honorific", "suffix")
    return inside and (word.gap == " " or _and_follows(words, at))


def _and_follows(words: Sequence[Word], at: int) -> bool:
    """Whether a comma stands in a list that an "and" closes: "Labour, Migration and Protection"."""
    for word in words[at : at + 8]:
        if word.low in ("and", "&"):
            return True
        if not word.cap or word.label == "head":
            return False
    return False


def _end_of_matters(words: Sequence[Word], first: int, stop: int, *, in_state: bool) -> int:
    """Where the matters end and a name begins; `first` when the first word is none."""
    at = first
    while at < stop and _is_matter(words, at, first, stop, in_state=in_state):
        at += 1
    missing = _SURE - (stop - at)  # words of a full name
    full = 0 < missing < at - first and all(_may_be_name(word) for word in words[at - missing : at])
    return at - missing if full else at


def _may_be_name(word: Word) -> bool:
    """Whether a word of the dictionary may be part of a name: "Ada" and "Cole", but hardly "Resettlement"."""
    return (
        word.label == "" and not modifier(word) and not word.low.endswith(tuple(lexicon("offices", "matter_endings")))
    )


def _is_matter(words: Sequence[Word], at: int, first: int, stop: int, *, in_state: bool) -> bool:
    """Whether a word with a capital is a common noun or adjective, and no given name where one may stand."""
    word = words[at]
    if word.label in ("organisation", "country"):
        return in_state if word.label == "organisation" else first in (at, word.phrase)
    if modifier(word) or (word.label == "none" and not _is_given(word)):
        return True
    if _is_of_name(words, at, first, stop):
        return False
    return word.common or (at == first and _matters_or_name_follow(words, at + 1, stop))


def _is_of_name(words: Sequence[Word], at: int, first: int, stop: int) -> bool:
    """Whether a word is an initial or a given name; one that is a common noun too opens a name only before a word that
    is none: "Secretary for Trade and <Joy Kipkorir>"."""
    word = words[at]
    if not _is_given(word):
        return _INITIAL.fullmatch(word.text) is not None
    if at > first or not word.common:
        return True
    return stop - at == _SURE and not (words[at + 1].common or modifier(words[at + 1]))


def _is_given(word: Word) -> bool:
    return word.low in lexicon("names", "given")


def _matters_or_name_follow(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether a word that no dictionary has is a matter by what follows: "Biosecurity Jane Roe", "Higher Education"."""
    return at < stop and (words[at].common if not _is_given(words[at]) else at + 1 < stop)


def _stands_alone(words: Sequence[Word], first: int, stop: int) -> bool:
    """Whether matters that no name follows are no name themselves: "the Minister of Rural Resettlement said"."""
    speaks = stop < len(words) and words[stop].verb
    return stop - first <= _SURE and not (speaks and stop - first > 1 and modifier(words[first]))


def _is_of_state(words: Sequence[Word], head: range) -> bool:
    return heads().get(head_key(" ".join(words[k].low for k in head))) == "office"


def _in_front(words: Sequence[Word], head: range) -> Iterator[int]:
    """The matters of "Rural Renewal Minister Roe"."""
    if not _is_of_state(words, head):
        return
    at = head.start
    while at and words[at].gap == " " and _is_plain_matter(words[at - 1]):
        at -= 1
    if at == 0 and (head.start == 1 or modifier(words[1])):
        at = 1  # the capital of a sentence's first word tells nothing
    yield from range(at, head.start)


def _is_plain_matter(word: Word) -> bool:
    given = word.low in lexicon("names", "given")
    return word.cap and word.label == "" and not word.possessive and (modifier(word) or (word.common and not given))


# In small letters, where the end of a sentence, a mark or a link tells where they end


def small_matters(words: Sequence[Word], first: int, stop: int) -> bool:
    """Whether the words [first, stop) are matters in small letters: "mines and hydrocarbons"."""
    inside = words[first:stop]
    return (
        all(_is_small_noun(word) or word.low in lexicon("offices", "matter_links") for word in inside)
        and all(word.gap in (" ", ", ") for word in inside[1:])
        and _is_small_noun(inside[-1])
    )


def is_small_matter(words: Sequence[Word], at: int) -> bool:
    """Whether a noun in small letters is the matter of the minister right behind it: "mining minister"."""
    if words[at + 1].label != "head" or not _is_small_noun(words[at]) or not words[at].common:
        return False
    if at and words[at - 1].low in ("to", "having"):
        return False  # "to embarrass the minister", "having sent Foreign Minister Roe"
    head = phrase(words, at + 1)
    if _has_its_matter(words, at, head):
        return False
    return takes_matters(words, head) and _is_of_state(words, head)


def _has_its_matter(words: Sequence[Word], at: int, head: range) -> bool:
    """Whether an office takes no matter from the noun at `at` in front: "sent Secretary of State Roe", "In her speech
    Prime Minister Roe", "In a letter Foreign Minister Roe"; but "its mining minister"."""
    low = [words[k].low for k in head]
    owned = at > 0 and words[at - 1].low in lexicon("offices", "determiners") - {"the"}
    return "of" in low or " ".join(low) in lexicon("offices", "heads_of_country") or (owned and words[head.start].cap)


def listed_matters(words: Sequence[Word], first: int, end: int, stop: int) -> int:
    """Where the list of matters ends that the words [first, end) open: "livestock and irrigation", or else `end`."""
    at = end
    while at < min(stop, first + _LIST) and _lists(words[at]):
        at += 1
    inside = words[end:at]
    joint = next((k for k, word in enumerate(inside) if word.low in ("and", "&")), None)
    if joint is None or not words[end - 1].text.islower() or not (joint == 0 or inside[0].gap == ", "):
        return end
    behind = inside[joint + 1 :]
    return at if 0 < len(behind) <= _SURE + 1 and _is_closed(words, at) else end


def _is_closed(words: Sequence[Word], at: int) -> bool:
    """Whether a list ends before the word at `at`: at a mark, or before where it is held."""
    return at == len(words) or words[at].gap != " " or words[at].low in lexicon("offices", "held_at") | {"in"}


def _lists(word: Word) -> bool:
    return word.gap in (" ", ", ") and (_is_small_noun(word) or word.low in ("and", "&"))


def _is_small_noun(word: Word) -> bool:
    """Whether a word in small letters may be one of the matters of an office."""
    return (
        word.text.replace("-", "").isalpha()
        and word.text.islower()
        and not word.verb
        and (word.label == "" or (word.label == "none" and modifier(word)))
        and word.low not in lexicon("offices", "never_inside") | lexicon("offices", "status")
        and word.low not in lexicon("offices", "links") | lexicon("offices", "matter_links")
        and word.low not in lexicon("offices", "determiners")
    )
