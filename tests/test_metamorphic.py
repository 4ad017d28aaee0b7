"""Changes that must not matter, on a fixed sample; `python -m tests.fuzz.metamorphic` runs them at length."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.metamorphic import CHANGES, Change, differences, long_texts, read, short_texts

BY_NAME = {change.name: change for change in CHANGES}
SAMPLE = 4  # texts for a change


def told(change: Change, text: str) -> list[str] | None:
    return differences(change, text, random.Random(7))


@pytest.mark.parametrize("change", [change for change in CHANGES if change.least == 1], ids=lambda change: change.name)
def test_nothing_changes(change: Change) -> None:
    """The findings after a change are the findings before it, one for one."""
    known = long_texts() if change.long else short_texts()
    texts = random.Random(3).sample(known, len(known))
    tried = 0
    for text in texts:
        lines = told(change, text)
        tried += lines is not None
        assert not lines, "\n".join(lines)
        if tried == (2 if change.long else SAMPLE):
            break


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a rank without its stop",
            "Sgt. Nadia Holm told the court on Monday that Lt. Col. Ivo Brandt had left. Holm said Rep. Jo Small knew.",
        ),
        ("a rank without its stop", "Gen. Otto Lindqvist met Sen. Mara Quist and Prof. Elena Rossi in Bergen."),
        ("a month as a given name", "Oil Minister Nadia Holm signed the pact on Monday. Holm said the price was fair."),
        ("a month as a given name", "Nadia Holm, the mayor of Bergen, said the pier was closed."),
        ("a month as a given name", "The finance minister, Nadia Holm, met the owners on Monday."),
        ("capitals in a name after its title", "Oil Minister Nadia Holm said the price was fair. Holm left on Monday."),
        ("capitals in a name after its title", "Norwegian Prime Minister Otto Lindqvist met the owners of the pier."),
        ("an opening phrase before the speaker", 'Nadia Holm, the harbour minister, said: "The crane is safe."'),
        ("an opening phrase before the speaker", "Harbour Minister Nadia Holm said that the crane was safe."),
        (
            "another given name",
            "Harbour Minister Nadia Holm met Otto Lindqvist, a pilot. Holm said the crane was safe.",
        ),
        ("straight marks are curly", '"The crane is safe," Nadia Holm said. "We won\'t wait," she added.'),
    ],
)
def test_a_kind_holds(name: str, text: str) -> None:
    """Each kind holds in a text of its own."""
    assert told(BY_NAME[name], text) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("In May Holm said the port was full.", "In May Nadia Holm said the port was full."),
        ("Since April Brandt has been in Bergen.", "Since April Otto Brandt has been in Bergen."),
    ],
)
def test_a_month_stays_a_month(first: str, second: str) -> None:
    """Behind a word of time a month is no given name."""
    dated = [[timex.span.of(text) for timex in read(text).findings.timexes] for text in (first, second)]
    assert dated[0] == dated[1] != []


def test_a_speaker_behind_an_opening_phrase_and_an_apposition() -> None:
    """The words belong to who says them before the colon, and the next ones to the next speaker."""
    text = 'In an interview with Radio Norden, Nadia Holm, the harbour minister, said: "Not now." Otto Brandt, her deputy, added: "Never."'
    base = read(text)
    names = {entity.key: entity.name for entity in base.findings.entities}
    assert next(names.get(one.speaker or "") for one in base.findings.quotations) == "Nadia Holm"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "capitals in a name after its title",
            "UN Special Rapporteur on Peru Nadia Holm spoke.",
            marks=pytest.mark.xfail(
                strict=True, reason="the title ends in a matter or a place, which the capitals join"
            ),
        ),
        pytest.param(
            "capitals in a name after its title",
            "Prime Minister and Defence Minister Nadia Holm said so.",
            marks=pytest.mark.xfail(
                strict=True, reason="what else is named, the model guesses, and it guesses otherwise beside capitals"
            ),
        ),
    ],
)
def test_not_yet(name: str, text: str) -> None:
    """Kinds that do not hold yet, each with its reason."""
    assert told(BY_NAME[name], text) == []
