"""What speaks for two names being one person, what forbids it, and what the page says where it is left open."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from briefing_book.book_file.read import parse_book_file
from briefing_book.cli import main
from briefing_book.merge.base.corpus import readings
from briefing_book.merge.people.apart import APART
from briefing_book.merge.people.grounds import GROUNDS
from briefing_book.merge.people.groups import merge_people
from briefing_book.merge.people.in_article import people_told
from briefing_book.merge.people.other_names import newer_name
from briefing_book.merge.people.pair import Pair, crowd_of
from briefing_book.merge.people.person_group import Named, PersonGroup
from briefing_book.merge.people.romanisation import near_word, same_word, sound
from briefing_book.merge.people.same_name import WAYS
from briefing_book.model.reasons import Reason
from briefing_book.rules.load import load
from briefing_book.rules.types.people import OTHER_NAMES
from tests.book_of_texts import book_of
from tests.small_book import write_book
from tests.test_spellings import read

_MARKED = re.compile(r"\[(.+?)\]")


def named_of(texts: str) -> tuple[list[Named], tuple[Named, Named]]:
    """All the names of one or two texts, parted by a stroke, and the two in brackets."""
    parted = [text.strip() for text in texts.split("|")]
    articles = [
        read(name, _MARKED.sub(r"\1", text), day) for name, text, day in zip("ab", parted, (3, 5), strict=False)
    ]
    told = people_told(readings(*zip(*articles, strict=True)))
    shared = frozenset.intersection(*(article.phrases for article in told.values()))
    every = [named for article in told.values() for named in article.named(shared)]
    wanted = [(name, article) for article, text in zip("ab", parted, strict=False) for name in _MARKED.findall(text)]
    assert len(wanted) == 2
    found = [next(named for named in every if (named.entity.name, named.article) == one) for one in wanted]
    return every, (found[0], found[1])


def pair_of(texts: str) -> Pair:
    every, (one, other) = named_of(texts)
    groups = []
    for named in (one, other):
        group = PersonGroup()
        group.add(named)
        groups.append(group)
    return Pair(one=groups[0], other=groups[1], crowd=crowd_of(every))


@pytest.mark.parametrize("reason", [*GROUNDS, *APART], ids=lambda reason: reason.name)
def test_evidence_holds_for_its_example_only(reason: Reason[Pair]) -> None:
    """A row holds for its example, and not for its counter-example."""
    assert reason.holds(pair_of(reason.example))
    assert not reason.holds(pair_of(reason.counter_example))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_names_meet_in_a_way_that_holds(way: object) -> None:
    """The names of an example share a key of the way; those of the counter-example are not alike in it."""
    _, (one, other) = named_of(way.example)  # type: ignore[attr-defined]
    assert set(way.keys(one)) & set(way.keys(other))  # type: ignore[attr-defined]
    assert way.holds((one, other))  # type: ignore[attr-defined]
    assert not way.holds(named_of(way.counter_example)[1])  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", load(OTHER_NAMES), ids=lambda rule: rule.name)
def test_a_sentence_that_gives_another_name_is_read(rule: object) -> None:
    """What stands between the two names in brackets is the rule's, and only there; it says which name is the newer."""
    newer = rule.newer  # type: ignore[attr-defined]
    for texts, expected in ((rule.examples, newer), (rule.counter_examples, None)):  # type: ignore[attr-defined]
        for text in texts:
            assert newer_name(text[text.index("]") + 1 : text.rindex("[")]) == expected


@pytest.mark.parametrize(("one", "other"), [("wechayachai", "wichaiyachai"), ("worede", "werede"), ("qasim", "kassem")])
def test_other_vowels_are_near(one: str, other: str) -> None:
    """Two carriers of one name into Latin letters differ in the vowels."""
    assert near_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("hassan", "hussein"), ("mario", "maria"), ("petrov", "petrova"), ("jan", "jon")]
)
def test_two_names_are_not_near(one: str, other: str) -> None:
    """Two known given names, those of a man and of a woman, and short ones stay two."""
    assert not near_word(one, other)


def test_one_sound_is_one_word() -> None:
    """Spellings that are read alike are one word."""
    assert sound("kolaroff") == sound("kolarow")
    assert same_word("serhiy", "sergey")


SENATORS = (
    ("2021-03-03", "U.S. Senator Erik Andersen of Utah spoke."),
    ("2021-03-05", "U.S. Senator Eric Anderson of Maine voted."),
)


def test_doubt_is_said_on_both_profiles() -> None:
    """Who may be the same as another says so, and the other too."""
    people = {person.id: person for person in book_of(*SENATORS).people}
    assert [(one.person, one.may_be) for one in people["erik-andersen"].lookalikes] == [("eric-anderson", True)]
    assert [(one.person, one.may_be) for one in people["eric-anderson"].lookalikes] == [("erik-andersen", True)]


def test_namesakes_are_told_apart_in_words() -> None:
    """Two of one name say by what they are told apart, and offer no command."""
    people = book_of(
        ("2021-03-03", "U.S. Senator John Caldwell asked for a vote."),
        ("2021-03-05", "New Zealand's Health Minister John Caldwell opened a hospital."),
    ).people
    for person in people:
        (other,) = person.lookalikes
        assert not other.may_be
        assert "another country" in other.why
        assert "New Zealand" in other.why
        assert not other.settle


def test_the_editor_holds_two_apart() -> None:
    """`apart` turns the doubt into the editor's word."""
    settings = parse_book_file('people:\n  - apart: [Erik Andersen, Eric Anderson]\n    reason: "no kin"\n')
    for person in book_of(*SENATORS, settings=settings).people:
        assert [(one.may_be, one.why, one.settle) for one in person.lookalikes] == [(False, "the editor: no kin", "")]


def test_the_command_of_the_page_settles_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pasted as it stands on the profile, the command makes the two one."""
    seeds = {f"{name}.txt": f"A vote\n\n{day}\n\n{text}\n" for name, (day, text) in zip("ab", SENATORS, strict=True)}
    root = write_book(tmp_path / "book", seeds)
    assert main(["build", "--book", str(root)]) == 0
    page = (root / "docs" / "people" / "erik-andersen.md").read_text(encoding="utf-8")
    assert main(["check", "--book", str(root)]) == 0
    command = re.search(r"<code>(.*?)</code>", page)
    assert command
    words = shlex.split(command[1].replace("&#34;", '"').replace("&quot;", '"'))
    assert words[0] == "briefing"
    assert main([*words[1:], "--book", str(root)]) == 0
    assert main(["build", "--book", str(root)]) == 0
    assert sorted(path.name for path in (root / "docs" / "people").glob("eri*.md")) == ["eric-anderson.md"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Moriyama Kazuo Cabinet has lost its majority.", True),
        ("The envoy for the Horn of Africa Kazuo Moriyama is on his way.", True),
        ("The plane landed at Kazuo Moriyama Airport.", False),
        ("The Kazuo Moriyama lies in the harbour of Kobe.", False),
    ],
)
def test_a_known_name_is_known_in_other_articles(text: str, named: bool) -> None:
    """The full name of a profile counts where no person was seen, but not as a part of another name."""
    lead = "Japan's Prime Minister Kazuo Moriyama won a vote on Monday."
    (article, findings), (other, more) = read("a", lead, 3), read("b", text, 5)
    unseen = replace(
        more,
        entities=tuple(entity for entity in more.entities if entity.kind != "person"),
        mentions=tuple(mention for mention in more.mentions if mention.kind != "person"),
    )
    (person,) = merge_people([article, other], [findings, unseen]).people
    assert ("b" in person.sources) is named


@pytest.mark.parametrize(("short", "apart"), [("Greg", False), ("Gustav", True)])
def test_short_form_of_a_given_name_is_no_second_name_of_an_article(short: str, apart: bool) -> None:
    """ "Greg" and "Gregory" may be one man in one article; two other names mean two."""
    rule = next(reason for reason in APART if reason.name == "two names in one article")
    pair = pair_of(f"Senator [{short} Sokolow] spoke. Then Judge [Gregory Sokolow] left.")
    assert rule.holds(pair) == apart


NEW_NAMES = [  # article, then the name of the one profile
    ("Chile's Mining Minister Rosa Vidal, now Rosa Castro, spoke in Lima. Castro smiled.", "Rosa Castro"),
    ("Ghana's Trade Minister Efua Mensah, formerly Efua Darko, opened the port. Mensah smiled.", "Efua Mensah"),
    (
        "Finland's Transport Minister Aino Laine, who married in May and is now known as Aino Virta, spoke in Turku.",
        "Aino Virta",
    ),
    ("Latvia's Health Minister Ilze Ozola, who was called Ilze Kalnina until 2021, spoke in Riga.", "Ilze Ozola"),
]


@pytest.mark.parametrize(("text", "name"), NEW_NAMES)
def test_who_took_another_name_is_one_person_under_the_newer(text: str, name: str) -> None:
    assert [person.name for person in book_of(("2024-03-01", text)).people] == [name]


NAMESAKES = [  # article, number of people of the one name that it tells
    (
        "Peru's Health Minister Luis Rojas met the mayor in Lima. Luis Rojas, the mayor of Quito in Ecuador, sang.",
        2,
    ),
    ("Kenya's Transport Minister Peter Otieno spoke. Peter Otieno, a senator from Ohio in the United States, left.", 2),
    ("Peru's Health Minister Luis Rojas spoke. Luis Rojas, Peru's ambassador to Chile until May, smiled.", 1),
    ("Peru's Health Minister Luis Rojas spoke. Luis Rojas, a former mayor of Quito in Ecuador, smiled.", 1),
    ("Norway's Foreign Minister Kari Dale spoke. Sweden's foreign minister, Kari Dale, smiled.", 1),
]


@pytest.mark.parametrize(("text", "number"), NAMESAKES)
def test_two_of_one_name_hold_different_offices_of_two_countries(text: str, number: int) -> None:
    assert len({person.id for person in book_of(("2024-03-01", text)).people}) == number
