"""Months, days, places and titles that are given names: "June Roe", "Georgia Roe, the mayor", "Prince Roe".

To add a reason, add a row: a name, a sentence for which it holds, one for which it does not, and a condition. What is a
name in one sentence is a name in all.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from ...model.reasons import Reason, first
from ...model.text import record
from .lexicon_words import Word, lexicon, plural_heads

_APPOSING = re.compile(r", ?| ?[(–—] ?| - ")  # what opens the words on whoever a name means
_LONGEST_OFFICE = 6  # words behind a name and a comma, as far as its head


@record
class WordAsName:
    """A word where a given name may stand: its index, and where the name would end."""

    words: Sequence[Word]
    at: int
    end: int

    @property
    def word(self) -> Word:
        """The month, day, place or title."""
        return self.words[self.at]

    @property
    def opens(self) -> bool:
        """Whether no word stands right before it."""
        return self.at == 0 or self.word.gap != " "

    @property
    def is_titled(self) -> bool:
        """Whether an office or a form of address stands right before it."""
        before = self.words[self.at - 1]
        return not self.opens and (before.label in ("head", "honorific") or before.low in plural_heads())

    @property
    def is_dated(self) -> bool:
        """Whether what goes before a month or a day stands before it: "in", "since"."""
        return not self.opens and self.words[self.at - 1].low in lexicon("names", "before_months")

    @property
    def behind(self) -> Sequence[Word]:
        """The few words behind the name in which an office may stand; none at the end of the sentence."""
        return self.words[self.end : self.end + _LONGEST_OFFICE]

    @property
    def is_apposed(self) -> bool:
        """Whether the name stands between commas."""
        return self.word.gap == ", " and all(word.gap == ", " for word in self.behind[:1])

    @property
    def acts(self) -> bool:
        """Whether it opens and a finite verb follows the name."""
        return self.opens and any(word.gap == " " and word.verb for word in self.behind[:1])

    @property
    def is_explained(self) -> bool:
        """Whether a mark stands behind the name, and what may say who it is."""
        return any(_APPOSING.fullmatch(word.gap) for word in self.behind[:1])

    @property
    def has_office_behind(self) -> bool:
        """Whether "who", or an office within a few words, follows the name."""
        return self.is_explained and (self.behind[0].low == "who" or any(word.label == "head" for word in self.behind))

    @property
    def is_presented(self) -> bool:
        """Whether "who", or an article and an office or a noun for a person with no mark between, follows the name."""
        if not self.is_explained:
            return False
        told = self.behind[0].low in lexicon("offices", "determiners") and any(
            word.label == "head" or word.low in lexicon("names", "person_nouns") for word in _unbroken(self.behind)
        )
        return self.behind[0].low == "who" or told

    @property
    def is_of_things(self) -> bool:
        """Whether the words behind it can name a firm or a thing: "Georgia Power", "Paris Airport"."""
        things = lexicon("names", "thing_words") | lexicon("names", "company_words") | lexicon("bodies", "heads")
        return any(word.low in things for word in self.words[self.at + 1 : self.end])

    @property
    def is_royal(self) -> bool:
        """Whether a given name, or a word for a royal house, follows a title: "Prince Peter", "King Roe, the head of
        state"."""
        told = f" {' '.join(word.low for word in self.behind)} "
        before = self.at > 0 and self.words[self.at - 1].cap and not self.opens
        given = self.words[self.at + 1].low in lexicon("names", "given")
        return before or given or any(f" {word} " in told for word in lexicon("names", "royal_words"))

    def is_of(self, key: str) -> bool:
        """Whether the word is one of a list of given names."""
        return self.word.low in lexicon("names", key)


def _unbroken(words: Sequence[Word]) -> Iterator[Word]:
    """The words up to the next mark."""
    for at, word in enumerate(words):
        if at and word.gap not in (" ", "-"):
            return
        yield word


WORDS_AS_NAMES: tuple[Reason[WordAsName], ...] = (
    Reason("month behind a title", "Mayor [June] Okello left.", "In [June] Mayor Okello left.",
           lambda name: name.is_of("months") and name.is_titled),
    Reason("month between commas", "Its boss, [June] Okello, left.", "It ended in [June] Okello, they said.",
           lambda name: name.is_of("months") and name.is_apposed),
    Reason("month that acts", "[June] Okello said so.", "In [June] Okello said so.",
           lambda name: name.is_of("months") and name.acts),
    Reason("month before an office", "[June] Okello, 54, mayor of Brno, left.", "In [June] Okello, the mayor, left.",
           lambda name: name.is_of("months") and not name.is_dated and name.has_office_behind),
    Reason("day behind a title", "Senator [Sunday] Okello left.", "The senator left on [Sunday].",
           lambda name: name.is_of("weekdays") and name.is_titled),
    Reason("day before an office", "[Sunday] Okello, a trader, left.", "They met [Sunday] Okello, a trader.",
           lambda name: name.is_of("weekdays") and name.opens and name.is_presented),
    Reason("place behind a title", "President [Aden] Okello left.", "The president left [Aden].",
           lambda name: name.is_of("given_places") and name.is_titled and not name.is_of_things),
    Reason("place before an office", "[Georgia] Okello, the mayor, left.", "[Georgia] Power, the owner, said so.",
           lambda name: name.is_of("given_places") and name.is_presented and not name.is_of_things),
    Reason("title before an office", "[Prince] Okello, the mayor of Brno, left.", "[Prince] Peter, the heir, left.",
           lambda name: name.is_of("given_titles") and name.is_presented and not name.is_royal),
)  # fmt: skip


def why_name(words: Sequence[Word], at: int) -> Reason[WordAsName] | None:
    """Why a month, a day, a place or a title is a given name; None when it is none."""
    word = words[at]
    if at + 1 == len(words) or not word.cap or word.possessive or word.label not in ("none", "country", "head"):
        return None
    if words[at + 1].phrase == at or word.phrase not in (-1, at) or not _may_be_surname(words[at + 1]):
        return None
    end = next((k for k in range(at + 2, len(words)) if not _may_be_surname(words[k])), len(words))
    return first(WORDS_AS_NAMES, WordAsName(words=words, at=at, end=end))


def _may_be_surname(word: Word) -> bool:
    """Whether a word may be a surname as far as the lexicons know."""
    letters = re.sub(r"[-'’]", "", word.text)
    return word.cap and word.gap == " " and word.label == "" and letters.isalpha() and len(letters) > 1


def with_names(sentences: Sequence[list[Word]]) -> list[list[Word]]:
    """The words of all sentences, where those that are given names have no other label."""
    given = {(words[at].low, words[at + 1].low) for words in sentences for at in _given_names(words)}
    months = {word.low for words in sentences for at, word in enumerate(words) if _is_month_as_surname(words, at)}
    return [_relabelled(words, given, months) for words in sentences] if given or months else list(sentences)


def _given_names(words: Sequence[Word]) -> Iterator[int]:
    return (at for at in range(len(words)) if why_name(words, at) is not None)


def _relabelled(words: list[Word], given: Container[tuple[str, str]], months: Container[str]) -> list[Word]:
    pairs = [*pairwise(words), (words[-1], None)] if words else []
    return [
        replace(word, label="", phrase=-1)
        if _is_given_again(word, behind, given) or (word.low in months and _is_surname_again(words, at))
        else word
        for at, (word, behind) in enumerate(pairs)
    ]


def _is_given_again(word: Word, behind: Word | None, given: Container[tuple[str, str]]) -> bool:
    labelled = word.cap and word.label in ("none", "country", "head")
    return labelled and behind is not None and _may_be_surname(behind) and (word.low, behind.low) in given


def _is_month_as_surname(words: Sequence[Word], at: int) -> bool:
    """ "Prime Minister May said": a month right behind an office with a capital, and no day of it behind."""
    word = words[at]
    if at == 0 or not word.cap or word.label != "none" or word.low not in lexicon("names", "months"):
        return False
    titled = words[at - 1].label == "head" and words[at - 1].cap and word.gap == " "
    ends = at + 1 == len(words) or words[at + 1].verb or words[at + 1].gap[:1] in (",", "'", "’")
    return titled and (word.possessive or ends)


def _is_surname_again(words: Sequence[Word], at: int) -> bool:
    """Whether a month that is a surname elsewhere acts here, or has a title."""
    opens = at == 0 or words[at].gap != " "
    acts = words[at].cap and opens and at + 1 < len(words) and words[at + 1].verb
    return words[at].label == "none" and (acts or _is_month_as_surname(words, at))
