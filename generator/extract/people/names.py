"""Runs of words that may be names: where they begin and end, their parts, their form."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Any, Literal

from ...model.article import Article
from ...model.findings import Sentence
from ...model.text import Span, fold, record
from ...rules.lookups import family_first, rare_surnames
from ...rules.types.people import Vote
from ..base import grammar
from ..base.grammar.parsed import Doc
from .dictionary import dictionary, forms_of
from .labels import NOT_IN_NAMES
from .lexicon_words import Word, is_title_case, lexicon, marks, read_words
from .sentence_words import sentence_words

_OFFICE = 5  # words in which the head of an office stands


@record
class Candidate:
    """A run of words that may be a person's name: the half-open range of its words."""

    first: int
    last: int
    span: Span
    names: tuple[str, ...]  # its words, folded: without initials, suffixes, accents
    marks: tuple[str, ...] = ()  # its initials and a "Jr.", folded
    votes: tuple[Vote, ...]
    title: str | None = None  # before it, in lower case
    titles: tuple[str, ...] = ()  # before and behind it, in lower case
    sentence: int = 0
    gender: Literal["f", "m"] | None = None  # from an honorific or a word of kinship
    country: str | None = None
    title_case: bool = False


def fold_word(word: str) -> str:
    """A word of a name as it is compared: no case, accents, dots.

    >>> fold_word("Yıldız"), fold_word("O’Roe")
    ('yildiz', "o'roe")
    """
    return fold(word).strip(".")


class ArticleWords:
    """What one article's sentences look like, as words, with the model's view of each."""

    def __init__(self, doc: Doc, article: Article, sentences: Sequence[Sentence]) -> None:
        self.text = article.text
        self.sentences = sentences
        self.words = sentence_words(doc, sentences)
        tokens = list(doc)
        self.tokens = {token.idx: token for token in tokens}
        self.ends = {token.idx + len(token): token for token in tokens}
        self.dictionary = dictionary(doc.vocab)
        self.entities: dict[int, tuple[Span, str]] = {}
        for entity in doc.ents:
            for token in entity:
                self.entities[token.idx] = (Span(entity.start_char, entity.end_char), entity.label_)

    def token(self, word: Word) -> Any:
        """The spaCy token that a word begins with or lies in."""
        return self.tokens.get(word.span.start) or self.ends.get(word.span.end)

    def last_token(self, word: Word) -> Any:
        """The spaCy token that a word ends with or lies in."""
        return self.ends.get(word.span.end) or self.tokens.get(word.span.start)

    def is_common(self, word: Word) -> bool:
        """Whether the model's dictionary has a word, in any of its forms."""
        return any(form in self.dictionary.words for form in forms_of(word.low))

    def is_inflected(self, word: Word) -> bool:
        """Whether a word is a plural or a form of a verb: "Visitors", "Keeps", "Injecting"."""
        return word.low not in self.dictionary.words and self.is_common(word)

    def entity(self, word: Word) -> tuple[Span, str] | None:
        """Place and label of the model's entity that a word begins in; None when there is none."""
        return self.entities.get(word.span.start)


def _free(reader: ArticleWords, words: Sequence[Word], at: int) -> bool:
    """Whether a word can be part of a name."""
    word = words[at]
    if not word.cap or _is_no_word(words, at):
        return False
    if word.label == "":
        return not (word.text.isupper() and len(word.text) > 3 and "." not in word.text and not _upper_name(words, at))
    if word.label not in ("country", "none"):
        return False
    if word.label == "none" and _is_word_of_name(words, at):
        return True
    if word.label == "country" and word.phrase != at:
        return False
    found = reader.entity(word)
    given = lexicon("names", "given")
    near = [words[k] for k in (at - 1, at + 1) if 0 <= k < len(words)]
    joined = [
        w
        for w in near
        if w.cap and w.label == "" and (w.gap == " " if w is not near[0] or at == 0 else word.gap == " ")
    ]
    if found and found[1] == "PERSON" and joined:
        if at and words[at - 1] in joined and words[at - 1].low in given and not words[at - 1].possessive:
            return True
        return at + 1 < len(words) and words[at + 1] in joined and word.low in given and not word.possessive
    return False


def is_word_surname(words: Sequence[Word], at: int) -> bool:
    """ "He Weimin", "An Jae-sik": a surname that is a common word, with a capital where none is due."""
    word = words[at]
    if at + 1 == len(words) or word.low not in rare_surnames():
        return False
    following = words[at + 1]
    if following.gap != " " or not following.cap or following.label != "" or following.text.isupper():
        return False
    return (
        word.low == "he"
        or "-" in following.text
        or (at > 0 and word.gap == " " and words[at - 1].label in ("head", "honorific"))
    )


def _is_word_of_name(words: Sequence[Word], at: int) -> bool:
    return is_word_surname(words, at) or _is_syllable(words, at) or _is_month_given(words, at)


def _is_month_given(words: Sequence[Word], at: int) -> bool:
    """ "Minister Jan Roe", "Mrs. April Roe": a given name that is a month, behind a title and before another name."""
    if not at or words[at].gap != " " or words[at - 1].label not in ("head", "honorific", "matter"):
        return False
    return words[at].low in lexicon("names", "given") and _is_part_ahead(words, at + 1)


def _is_part_ahead(words: Sequence[Word], at: int) -> bool:
    if at >= len(words) or words[at].gap != " " or words[at].verb:
        return False
    return _is_part(words[at]) or (words[at].cap and words[at].low in lexicon("names", "given"))


def _is_no_word(words: Sequence[Word], at: int) -> bool:
    """A number, letters of honour, or those of a state behind a comma: "Jane Roe OBE", "in Bayfield, Md." """
    word = words[at]
    if any(c.isdigit() for c in word.text):
        return True
    if word.gap == ", ":
        return word.low in lexicon("names", "short_given")
    return at > 0 and word.text.isupper() and word.low in lexicon("names", "letters_behind")


def _is_syllable(words: Sequence[Word], at: int) -> bool:
    """ "Wen An said": a short word with a capital inside a sentence, behind a part of a name."""
    word = words[at]
    if not at or word.gap != " " or not word.text.istitle() or not _is_part(words[at - 1]) or is_title_case(words):
        return False
    behind = next((w.label for w in words[at + 1 : at + 2] if w.gap == " " and w.cap), "no name")
    if word.low in lexicon("names", "month_syllables"):
        return behind == ""
    return word.low in lexicon("names", "syllables") and behind != "none"


def _is_part(word: Word) -> bool:
    """Whether a word may be a part of a name that goes on, not in capitals throughout."""
    return word.cap and word.label == "" and not word.text.isupper() and not word.possessive


def _upper_name(words: Sequence[Word], at: int) -> bool:
    """Capitals throughout beside a word that is not, or two of them behind a title: "Roh JAE-WON", "Mayor JANE ROE"."""
    first, stop = _shouted_run(words, at)
    near = [*(words[first - 1 : first] if words[first].gap == " " else ()), *words[stop : stop + 1]]
    shouted = sum(w.text.isupper() for w in words)
    if shouted <= max(3, len(words) // 2) and any(w.cap and not w.text.isupper() and w.label == "" for w in near):
        return True
    name = _shouted_name(words, at)
    return name > 1 and shouted - name <= 3


def _shouted_name(words: Sequence[Word], at: int) -> int:
    """How many words in capitals stand in a row here, right behind a title."""
    first, stop = _shouted_run(words, at)
    titled = first > 0 and words[first].gap == " " and words[first - 1].label in ("head", "honorific")
    return stop - first if titled or (first == 0 and _is_presented(words, stop)) else 0


def _shouted_run(words: Sequence[Word], at: int) -> tuple[int, int]:
    """The half-open range of the words in capitals in a row that one stands in."""
    first = last = at
    while first and words[first].gap == " " and _is_shouted(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and words[last + 1].gap == " " and _is_shouted(words[last + 1]):
        last += 1
    return first, last + 1


def _is_presented(words: Sequence[Word], at: int) -> bool:
    """Whether an office or, in brackets, a country follows: "ANNA LUND, Deputy Minister", "JON ROE (Peru)"."""
    if at >= len(words):
        return False
    if words[at].gap == " (":
        return words[at].label == "country"
    office = any(word.label == "head" and not word.text.isupper() for word in words[at : at + _OFFICE])
    return words[at].gap == ", " and words[at].cap and office


def _is_shouted(word: Word) -> bool:
    return word.label == "" and word.text.isupper() and len(word.text) > 1


def name_runs(reader: ArticleWords, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Maximal runs of words that may be names, with the particles between them; no letter alone: "Gen Z"."""
    return ((first, last) for first, last in _runs(reader, words) if last - first > 1 or len(words[first].text) > 1)


def _runs(reader: ArticleWords, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    particles = lexicon("names", "particles")
    at = 0
    while at < len(words):
        if not _free(reader, words, at):
            at += 1
            continue
        first = at
        at += 1
        while at < len(words) and not words[at - 1].possessive:
            word = words[at]
            if (
                (word.gap == " " and _free(reader, words, at))
                or (word.gap in (" ", ", ") and word.label == "suffix")
                or (re.fullmatch(r" [\"“'‘(]|[\"”'’)] ", word.gap) and _nickname(reader, words, first, at))
            ):
                at += 1
            elif word.gap == " " and not word.cap and word.low in particles and at + 1 < len(words):
                stop = at + 1
                while (
                    stop < len(words)
                    and words[stop].gap == " "
                    and not words[stop].cap
                    and words[stop].low in particles
                ):
                    stop += 1
                if (
                    stop < len(words)
                    and words[stop].gap in (" ", "-")
                    and (_free(reader, words, stop) or _of_place(words, first, stop))
                ):
                    at = stop + 1
                else:
                    break
            else:
                break
        if (
            first
            and not words[first - 1].cap
            and words[first].gap in (" ", "-")
            and words[first - 1].low in lexicon("names", "opening_particles")
            and words[first - 1].text.isalpha()
        ):
            yield first - 1, at
        else:
            yield first, at


def _of_place(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a place behind a particle ends a name that a given name opens: "Rosa de la Habana"."""
    opens = words[first].low in lexicon("names", "given") | lexicon("names", "opening_particles")
    return opens and words[at].label == "country" and words[at].phrase == at


def _nickname(reader: ArticleWords, words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a quoted word stands inside a name: Jane "Jay" Roe."""
    if words[at].gap.startswith(" "):
        return (
            at + 1 < len(words)
            and words[at + 1].gap.strip() in ('"', "”", "'", "’", ")")
            and _free(reader, words, at)
            and _free(reader, words, at + 1)
        )
    return (
        at - 2 >= first
        and words[at - 1].gap.strip() in ('"', "“", "'", "‘", "(")
        and words[at - 1].gap.startswith(" ")
        and _free(reader, words, at)
    )


def trimmed(
    reader: ArticleWords,
    words: Sequence[Word],
    first: int,
    last: int,
    *,
    title_case: bool,
    inside: Container[tuple[str, ...]],
) -> list[tuple[int, int]]:
    """A run without the words at its edges that only stand there: a sentence's first word, a nickname adjective.

    `inside` holds the runs seen inside sentences, where a capital is no accident: such a run stays whole.
    """
    given = lexicon("names", "given")
    while first < last and words[first].low in lexicon("names", "nicknames") and last - first > 1:
        first += 1
    settled = words[0].low in given or is_word_surname(words, 0) or name_parts(words[first:last]) in inside
    if first == 0 and last - first > 1 and not settled:
        token = reader.token(words[0])
        found = reader.entity(words[0])
        person = found is not None and found[1] == "PERSON"
        other_word = token is not None and grammar.class_of(token) not in ("name", "noun", "other")
        if (
            (other_word and (not person or grammar.form_of(token) in NOT_IN_NAMES))
            or reader.is_inflected(words[0])
            or (
                len(words[0].text) > 4
                and words[0].low in reader.dictionary.describing
                and name_parts(words[1:last]) in inside
            )
        ):
            first += 1
    while last - first > 2 and words[first].low in lexicon("names", "thing_words"):
        first += 1
    while last - first > 1 and words[first].low in lexicon("offices", "portfolio"):
        first += 1
    if title_case:
        return list(_title_case_runs(reader, words, first, last))
    return [(first, last)] if first < last else []


def _title_case_runs(reader: ArticleWords, words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """In a heading with capitals throughout, the parts that the model takes for a person."""
    at = first
    while at < last:
        found = reader.entity(words[at])
        if found and found[1] == "PERSON":
            stop = at + 1
            while stop < last and reader.entity(words[stop]) == found:
                stop += 1
            if stop - at >= 2 and words[at].low in lexicon("names", "given"):
                yield at, min(stop, at + 3)
            at = stop
        else:
            at += 1


def name_parts(words: Sequence[Word]) -> tuple[str, ...]:
    """The words of a name as they are compared: hyphenated parts apart, no suffix, and initials only for a given
    name."""
    parts: list[str] = []
    initials = ""
    for at, word in enumerate(words):
        if is_letters(words, at):
            initials += "".join(f"{letter}." for letter in word.low.replace(".", ""))
        elif word.label != "suffix":
            parts.extend(part for part in fold_word(word.text).split("-") if part)
    if len(parts) == 1 and initials and is_letters(words, 0):
        parts.insert(0, initials)
    return tuple(parts) or tuple(fold_word(word.text) for word in words)


def is_letters(words: Sequence[Word], at: int) -> bool:
    """Whether a word is the initials of a given name, with stops or, before another word, one capital without."""
    if re.fullmatch(r"(?:[A-Z]\.)+", words[at].text):
        return True
    return len(words[at].text) == 1 and words[at].cap and at + 1 < len(words) and words[at + 1].cap


def name_marks(words: Sequence[Word]) -> tuple[str, ...]:
    """What tells namesakes apart: initials after the first word, and "Jr." or a numeral.

    >>> name_marks(list(read_words("Jane Q. Roe", Span(0, 11), 0)))
    ('q',)
    """
    initials = [
        letter
        for at, word in enumerate(words)
        if at and is_letters(words, at)
        for letter in word.low.replace(".", "")
        if letter
    ]
    return (*initials, *(marks()[word.low] for word in words if word.label == "suffix" and word.low in marks()))


def name_form(name: str) -> str | None:
    """The language whose name form a written name has, family name first.

    >>> name_form("Roh Jae-won"), name_form("Jane Roe")
    ('korean', None)
    """
    return family_first_form(list(read_words(name, Span(0, len(name)), 0)))


def family_first_form(words: Sequence[Word]) -> str | None:
    """The language whose name form this is, family name first: "Roh Jae-won"."""
    return family_first([word.text for word in words])
