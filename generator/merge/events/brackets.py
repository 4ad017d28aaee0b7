"""Names in square brackets: who "she", "the minister" or a surname alone is, where nothing speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile

from ...model.book import Person
from ...model.findings import Entity, Mention, Reference
from ...model.reasons import Reason
from ...model.reasons import first as first_of
from ...model.text import Span, record
from ...model.words import TextWord
from ...rules.load import load, word_sets
from ...rules.types.merge import HEADLINE_WORDS
from ...rules.types.people import REFERENCES
from ..base.cast import Named, PersonIds
from ..base.corpus import Reading

_NEAR = 3  # sentences, its own too


@record
class Case:
    """Words of a source that may stand for somebody."""

    reading: Reading
    place: Span
    entity: str
    name: str  # in full
    words: str  # as the source has them


def completions(
    reading: Reading, kept: Sequence[Span], ids: PersonIds, people: Mapping[str, Named] | Mapping[str, Person]
) -> list[tuple[Span, str]]:
    """What is put in brackets, and in whose place, in order. `kept` are the stretches that are shown."""
    whole = Span(kept[0].start, kept[-1].end) if kept else Span(0, 0)
    names = _Names(reading, ids, people)
    mentions = [m for m in reading.mentions.meeting(whole) if m.kind == "person" and _within(m.span, kept)]
    references = [r for r in reading.references.meeting(whole) if _within(r.span, kept)]
    told = {name for m in mentions if (name := names.of(m.entity)) == " ".join(m.span.of(names.text).split())}
    found = [*_of_names(reading, mentions, names, told), *_of_pronouns(reading, references, names, told)]
    return sorted(found, key=lambda pair: pair[0])


def _of_names(
    reading: Reading, mentions: Sequence[Mention], names: _Names, told: set[str]
) -> Iterator[tuple[Span, str]]:
    """Of short names, the first of each person; `told` grows by who is named."""
    for mention in mentions:
        name, words = names.of(mention.entity), mention.span.of(names.text)
        first = name not in told
        told.add(name or words)
        if name is None or not first or not _is_short_for(words, name) or _is_part_of_word(mention.span, names.text):
            continue
        case = Case(reading=reading, place=mention.span, entity=mention.entity, name=name, words=words)
        if first_of(OF_NAMES, case) is None:
            yield mention.span, f"[{name}]"


def _of_pronouns(
    reading: Reading, references: Sequence[Reference], names: _Names, told: set[str]
) -> Iterator[tuple[Span, str]]:
    """Of pronouns and offices for somebody whom nothing else in the line names; `told` grows by who is named."""
    for reference in references:
        name, words = names.of(reference.entity), reference.span.of(names.text)
        if name is None or name in told or not _may_stand(words, name):
            continue
        case = Case(reading=reading, place=reference.span, entity=reference.entity, name=name, words=words)
        if first_of(OF_PRONOUNS, case) is None:
            told.add(name)
            yield reference.span, _completed(words, name, names.text[reference.span.end :][:40])


@cache
def _words(name: str) -> frozenset[str]:
    return word_sets(HEADLINE_WORDS)[name]


@cache
def _person_noun() -> re.Pattern[str]:
    return re.compile(str(load(HEADLINE_WORDS).person_nouns))


class _Names:
    """The full names of an article's people: as the book has them, else the article."""

    def __init__(self, reading: Reading, ids: PersonIds, people: Mapping[str, Named] | Mapping[str, Person]) -> None:
        self._reading, self._ids, self._people = reading, ids, people
        self.text = reading.article.text

    def of(self, key: str) -> str | None:
        person = self._people.get(self._ids.get((self._reading.article.id, key), ""))
        return person.name if person else self._reading.names.get(key)


def _within(place: Span, spans: Sequence[Span]) -> bool:
    return any(span.contains(place) for span in spans)


def _may_stand(words: str, name: str) -> bool:
    return len(name.split()) > 1 and words.casefold() not in _words("reflexive")


# Doubts


def _entity(reading: Reading, key: str) -> Entity | None:
    return next((entity for entity in reading.findings.entities if entity.key == key), None)


def _gender(case: Case) -> str | None:
    """What the pronoun says; None for "the minister"."""
    return load(REFERENCES).pronouns.get(case.words.casefold())


def _is_of_other_gender(case: Case) -> bool:
    entity, gender = _entity(case.reading, case.entity), _gender(case)
    return gender is not None and entity is not None and entity.gender not in (gender, None)


def _since(case: Case) -> Span:
    """From where the person was last named or taken up, to the words in question."""
    reading = case.reading
    places: Sequence[Mention | Reference] = (*reading.findings.mentions, *reading.findings.references)
    ends = [each.span.end for each in places if each.entity == case.entity and each.span.end <= case.place.start]
    return Span(max(ends, default=case.place.start), case.place.start)


def _has_somebody_nearer(case: Case) -> bool:
    """Somebody else whom the pronoun may mean as well stands before it in its sentence, or came first in one since."""
    gender, reading = _gender(case), case.reading
    since = _since(case)
    own, last = reading.number_at(case.place.start), reading.number_at(max(since.start - 1, 0))
    for number in range(last, own + 1) if gender is not None else ():
        named = [m for m in _people_in(reading, number) if m.span.end <= case.place.start]
        nearer = named[:1] if number < own else [m for m in named if m.span.start >= since.start]
        if any(m.entity != case.entity and _may_be(_entity(reading, m.entity), gender) for m in nearer):
            return True
    return False


def _has_rival_beside(case: Case) -> bool:
    """Somebody else whom the pronoun may mean as well is named in the sentence that named the person last."""
    gender, reading = _gender(case), case.reading
    last = reading.number_at(max(_since(case).start - 1, 0))
    others = (m for m in _people_in(reading, last) if m.entity != case.entity and m.span.end <= case.place.start)
    named = (m for m in others if not _is_part_of_word(m.span, reading.article.text))
    return gender is not None and any(_may_be(_entity(reading, m.entity), gender) for m in named)


def _people_in(reading: Reading, number: int) -> list[Mention]:
    span = reading.findings.sentences[number].span
    return [m for m in reading.mentions.meeting(span) if m.kind == "person" and span.contains(m.span)]


def _may_be(entity: Entity | None, gender: str | None) -> bool:
    return entity is not None and entity.gender in (gender, None)


def _has_unnamed_nearer(case: Case) -> bool:
    """ "A young sailor was found in the wreck of her boat": somebody without a name stands before it in its sentence,
    or began one since."""
    since, reading = _since(case), case.reading
    own, last = reading.number_at(case.place.start), reading.number_at(max(since.start - 1, 0))
    begun = (noun for number in range(last + 1, own) for noun in _unnamed(reading, _before_verb(reading.words(number))))
    beside = (word for word in reading.words(own) if since.contains(word.span))
    return _gender(case) is not None and (any(begun) or any(_unnamed(reading, beside)))


def _unnamed(reading: Reading, words: Iterable[TextWord]) -> Iterator[Span]:
    """The nouns for one person, but for offices of somebody named."""
    for word in words:
        one = word.tag == "noun" and word.lemma == word.span.of(reading.article.text).casefold()
        if one and _person_noun().fullmatch(word.lemma) and not _is_office(reading, word.span):
            yield word.span


def _before_verb(words: Iterable[TextWord]) -> Iterator[TextWord]:
    return takewhile(lambda word: word.tag != "verb", words)


def _is_office(reading: Reading, noun: Span) -> bool:
    """Of a name beside it: "minister Amara Okello", "Okello, the mayor"."""
    beside = reading.mentions.meeting(Span(noun.end, noun.end + 2))
    return bool(reading.roles.meeting(noun)) or any(mention.kind == "person" for mention in beside)


def _is_middle_name(case: Case) -> bool:
    """Neither the first nor the last part of the name: that may be glued to a word behind it."""
    parts, words = case.name.casefold().split(), case.words.casefold().split()
    return words not in (parts[: len(words)], parts[-len(words) :])


def _is_name_of_two(case: Case) -> bool:
    """Somebody else of that name was named a few sentences before, or in the same."""
    number, words = case.reading.number_at(case.place.start), set(case.words.casefold().split())
    near = (m for back in range(_NEAR) if number >= back for m in _people_in(case.reading, number - back))
    others = (m for m in near if m.entity != case.entity and m.span.end <= case.place.start)
    return any(words < set(m.span.of(case.reading.article.text).casefold().split()) for m in others)


# Why a name is not put in brackets. In an example [these words] are not sure to be whom it names first; in a
# counter-example they are.
OF_PRONOUNS: tuple[Reason[Case], ...] = (
    Reason(
        name="other gender",
        example="Mr. Amara Okello spoke first. [Her] boat sank.",
        counter_example="Mrs. Amara Okello spoke first. [Her] boat sank.",
        holds=_is_of_other_gender,
    ),
    Reason(
        name="somebody nearer",
        example="Mrs. Amara Okello met the council. Mrs. Mira Holm was there. [Her] boat sank.",
        counter_example="Mrs. Amara Okello met the council. Mr. Tomas Brandt was there. [Her] boat sank.",
        holds=_has_somebody_nearer,
    ),
    Reason(
        name="a rival beside the name",
        example="Mrs. Amara Okello met Mrs. Mira Holm. [Her] boat sank.",
        counter_example="Mrs. Amara Okello met Mr. Tomas Brandt. [Her] boat sank.",
        holds=_has_rival_beside,
    ),
    Reason(
        name="somebody unnamed nearer",
        example="Mira Holm of the guard spoke first. A young sailor was found in the wreck of [her] boat.",
        counter_example="Mira Holm of the guard spoke first. [Her] boat was found.",
        holds=_has_unnamed_nearer,
    ),
)
OF_NAMES: tuple[Reason[Case], ...] = (
    Reason(
        name="middle of a name",
        example="Fans of Karl Brandt Bremen met in Oslo. [Brandt] died.",
        counter_example="Fans of Karl Brandt met in Oslo. [Brandt] died.",
        holds=_is_middle_name,
    ),
    Reason(
        name="two of that name",
        example="Karl Brandt met Anna Brandt in Oslo. [Brandt] left for Rome.",
        counter_example="Karl Brandt met Anna Holm in Oslo. [Brandt] left for Rome.",
        holds=_is_name_of_two,
    ),
)


# What stands in the brackets


def _is_short_for(words: str, name: str) -> bool:
    parts = name.casefold().split()
    return len(words.split()) < len(parts) and all(part in parts for part in words.casefold().split())


def _is_part_of_word(span: Span, text: str) -> bool:
    """ "pro-Okello", "Okello-era", "the Okello administration"."""
    after = re.match(r"\s+(\w+)", text[span.end :][:30])
    beside = text[max(span.start - 1, 0) : span.start] + text[span.end : span.end + 1]
    return "-" in beside or (after is not None and after[1].casefold() in _words("after_name"))


def _completed(words: str, name: str, after: str) -> str:
    """The brackets for a pronoun, which they replace, or behind "the minister", which stays."""
    if len(words.split()) > 1:
        return f"{words} [{name}]"
    following = re.match(r"\s+(\w+)", after)
    owned = (
        words.casefold() in _words("possessive")
        and following is not None
        and following[1].casefold() not in _words("not_owned")
    )
    return f"[{name}'s]" if owned else f"[{name}]"
