"""Where sources spell one person's name in different letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from ...model.book import Citation, Disagreement, DisagreementClaim, Person
from ...model.text import record
from ..base.corpus import Reading
from ..base.ids import content_id
from ..people.romanisation import squash

_SAME_NAME = 55  # rapidfuzz ratio, 0 to 100, under which two parts are two names and not two spellings


@record
class Spelling:
    """A name of several parts, with the sentence in which its article first has it."""

    entity: str
    name: str
    sentence: int


def spellings_in(reading: Reading) -> Iterator[Spelling]:
    """Those of the people of one article."""
    people = (entity for entity in reading.findings.entities if entity.kind == "person")
    names = {entity.key: entity.name for entity in people if " " in entity.name.strip()}
    for mention in reading.findings.mentions:
        name = names.pop(mention.entity, None)
        if name is not None:
            yield Spelling(entity=mention.entity, name=name, sentence=reading.sentence_at(mention.span))


def differing_names(
    told: Iterable[tuple[Reading, Sequence[Spelling]]],
    ids: Mapping[tuple[str, str], str],
    people: Mapping[str, Person],
) -> tuple[Disagreement, ...]:
    """People whom two sources write with other letters; spaces, hyphens, accents and initials do not count."""
    spellings: dict[str, dict[str, Citation]] = defaultdict(dict)
    for reading, names in told:
        for one in names:
            person = ids.get((reading.article.id, one.entity))
            if person in people and one.name not in spellings[person]:  # type: ignore[index]
                spellings[person][one.name] = reading.cite(one.sentence)  # type: ignore[index]
    found = []
    for person, cited in sorted(spellings.items()):
        named: list[str] = []
        for name in cited:
            if all(_other_letters(name, known) for known in named):
                named.append(name)
        if len(named) > 1 and len({cited[name].source for name in named}) > 1:
            found.append(
                Disagreement(
                    id=content_id("d", person, *named),
                    about=f"How is {people[person].name} spelled?",
                    kind="name",
                    why="The letters differ, not only spaces, hyphens or accents; " + _evidence(people[person]),
                    claims=tuple(DisagreementClaim(value=name, citation=cited[name]) for name in named),
                )
            )
    return tuple(found)


def _other_letters(name: str, other: str) -> bool:
    """Whether two spellings have the same number of parts, alike in turn, and yet other letters."""
    if squash(name) == squash(other):
        return False
    parts, others = (value.replace("-", " ").split() for value in (name, other))
    if len(parts) != len(others) or any(len(part.strip(".")) == 1 for part in [*parts, *others]):
        return False
    return all(
        fuzz.ratio(squash(part), squash(beside)) >= _SAME_NAME for part, beside in zip(parts, others, strict=True)
    )


def _evidence(person: Person) -> str:
    return (
        f"taken for one person: {'; '.join(person.link_evidence)}." if person.link_evidence else "taken for one person."
    )
