"""Whether each measure follows from the sentences that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import numbers, text
from .data import Citation, Measure, MeasureChange
from .facts import Flaw, Ground, citation_flaws, country_forms, date_flaws

_JOINT = " and "


def measure_flaws(ground: Ground) -> Iterator[tuple[str, str, Flaw]]:
    """The file, the measure and what is wrong with it."""
    for measure in ground.book.measures:
        for flaw in dict.fromkeys(_measure(ground, measure)):
            yield "data/book.json", measure.what, flaw


def _measure(ground: Ground, measure: Measure) -> Iterator[Flaw]:
    cited = measure.citations
    if not cited:
        yield "it has no history"
    for change in measure.history:
        yield from _change(ground, change)
    if not _stands(measure.what, cited):
        yield "its words stand in no sentence that it cites"
    names = (*filter(None, [measure.by]), *measure.on)
    yield from (f"{name!r} stands in none of its sources" for name in names if not _is_told(ground, name, cited))
    yield from _value(measure, cited)
    yield from date_flaws(ground, measure.effective, cited)
    if measure.status not in {"announced", *(change.status for change in measure.history)}:
        yield f"nothing tells that it is {measure.status}"
    yield from _links(ground, measure)


def _links(ground: Ground, measure: Measure) -> Iterator[Flaw]:
    known = {one.id for one in ground.book.disagreements}
    yield from (f"{one!r} is no topic of the book" for one in measure.topics if one not in ground.topics)
    yield from (f"{one!r} is no disagreement of the book" for one in measure.disagreements if one not in known)


def _change(ground: Ground, change: MeasureChange) -> Iterator[Flaw]:
    for citation in change.citations:
        yield from citation_flaws(ground, citation)
    if not change.citations or not _stands(change.text, change.citations[:1]):
        yield f"{text.short(change.text)!r} does not stand in the sentence that it cites"
    yield from date_flaws(ground, change.date, change.citations)


def _stands(words: str, cited: Sequence[Citation]) -> bool:
    return bool(words.strip()) and any(text.alike(words) in text.alike(citation.quote) for citation in cited)


def _is_told(ground: Ground, name: str, cited: Sequence[Citation]) -> bool:
    """A country by any of its names, a person of one of its sources, or words of a source; or two of them."""
    forms = [name, *country_forms().get(name, ())]
    if any(text.holds_any(forms, text.alike(citation.quote).casefold()) for citation in cited):
        return True
    if any(ground.stands(name, citation.source) for citation in cited):
        return True
    sources = {citation.source for citation in cited}
    if any(not sources.isdisjoint(person.sources) for person in ground.called(name)):
        return True
    return any(
        all(_is_told(ground, part, cited) for part in (name[:at], name[at + len(_JOINT) :]))
        for at in range(1, len(name))
        if name.startswith(_JOINT, at)
    )


def _value(measure: Measure, cited: Sequence[Citation]) -> Iterator[Flaw]:
    quotes = [text.alike(citation.quote) for citation in cited]
    if measure.value and not any(numbers.follows(measure.value, quote) for quote in quotes):
        yield f"{measure.value} follows from no sentence that it cites"
    if measure.value and not any(numbers.is_of(measure.unit, quote, quote) for quote in quotes):
        yield f"the unit {measure.unit!r} follows from no sentence that it cites"
