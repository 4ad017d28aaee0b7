"""What pages, data and JSON-LD say of offices that began or ended, and what the check proves of them."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefing_book.pipeline import build, prove
from briefing_book.render import render
from tests.cabinet_book import ARTICLES
from tests.sample_book import BOOK, PEOPLE


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cabinet")
    (root / "seeds").mkdir()
    (root / "book.yml").write_text("title: The cabinet\n", encoding="utf-8")
    for number, (day, text) in enumerate(ARTICLES):
        words = f"# News of week {number}\n\nThe Northern Post\n\n{day}\n\n{text}\n"
        (root / "seeds" / f"{number:02}.md").write_text(words, encoding="utf-8")
    build(root)
    return root


def page(root: Path, path: str) -> str:
    """Its text, without marks."""
    text = (root / "docs" / path).read_text(encoding="utf-8")
    bare = re.sub(r"<sup.*?</sup>|<svg.*?</svg>|<[^>]+>|\*\*", "", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"[ \n]+", " ", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", bare)))


def role(data: dict[str, Any], name: str, title: str) -> dict[str, Any]:
    of = next(person for person in data["people"] if person["name"] == name)
    return next(each for each in of["roles"] if each["title"] == title)


@pytest.fixture(scope="module")
def data(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "docs/data/book.json").read_text(encoding="utf-8"))
    return found


def test_the_check_proves_the_made_book(root: Path) -> None:
    assert prove(root).faults == ()


def test_a_profile_says_until_when_the_office_was_held(root: Path) -> None:
    shown = page(root, "people/einar-holm.md")
    assert "Einar Holm Prime Minister until 4 April 2022 Iceland" in shown
    assert "Prime Minister, Iceland from 2019 until 4 April 2022; so reported" in shown


def test_a_profile_says_who_followed_where_no_sentence_tells_the_end(root: Path) -> None:
    assert "since 4 April 2022 followed by Jonas Brekk; so reported" in page(root, "people/sigrid-vang.md")


def test_the_list_of_people_parts_who_holds_an_office_from_who_held_one(root: Path) -> None:
    held, former = page(root, "people/index.md").split("## In office")[1].split("## Former and others")
    assert "### Iceland" in held
    assert "Jonas Brekk Prime Minister Iceland" in held
    assert "Einar Holm Prime Minister until 4 April 2022" in former.split("### Iceland")[1]
    assert "Tove Lund" not in held


def people_as(status: str) -> dict[str, list[str]]:
    """The parts of the list of people with their headings below, one person's post having a status."""
    held = PEOPLE[0].roles[0]
    over = held.citations[0] if status == "former" else None
    roles = (dataclasses.replace(held, status=status, called_former=over),)
    book = dataclasses.replace(BOOK, people=(dataclasses.replace(PEOPLE[0], roles=roles), *PEOPLE[1:]))
    listed = next(one.content for one in render(book) if one.path == "people/index.md")
    parts = re.split(r"^## ", listed, flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0]: re.findall(rf"\[{PEOPLE[0].name}\]", part) for part in parts}


@pytest.mark.parametrize(
    ("status", "part"),
    [
        ("", "In office"),
        ("acting", "Acting or nominated"),
        ("elect", "Acting or nominated"),
        ("ahead", "Acting or nominated"),
        ("former", "Former and others"),
    ],
)
def test_the_list_of_people_has_a_part_for_each_standing(status: str, part: str) -> None:
    assert [name for name, found in people_as(status).items() if found] == [part]


def test_a_part_without_anybody_is_not_there() -> None:
    assert "Acting or nominated" not in people_as("")


def test_the_list_of_people_names_the_day_it_is_of(root: Path) -> None:
    assert "as of 20 June 2024." in page(root, "people/index.md")


def test_the_data_have_both_ends_and_their_sentences(data: dict[str, Any]) -> None:
    held = role(data, "Einar Holm", "Prime Minister")
    assert (held["from"]["edtf"], held["until"]["edtf"], held["former"]) == ("2019", "2022-04-04", True)
    assert [(each["what"], each["how"]) for each in held["told"]] == [("from", "took office"), ("until", "removed")]


def test_the_data_name_who_came_next(data: dict[str, Any]) -> None:
    acting = role(data, "Sigrid Vang", "Acting Prime Minister")
    assert acting["until"] is None
    assert acting["former"]
    assert acting["told"][-1]["by"] == "jonas-brekk"


def test_the_data_fit_their_schema(root: Path, data: dict[str, Any]) -> None:
    schema = json.loads((root / "docs/data/book.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)


def test_json_ld_gives_the_days_and_no_job_to_one_who_left(root: Path) -> None:
    text = (root / "docs/.theme/linked_data/people/einar-holm.html").read_text(encoding="utf-8")
    found = re.search(r'ld\+json">\n(.*?)\n</script>', text, re.DOTALL)
    assert found is not None
    person = json.loads(found[1])["@graph"][0]
    assert "jobTitle" not in person
    assert [(each["@type"], each["startDate"], each["endDate"]) for each in person["hasOccupation"]] == [
        ("Role", "2019", "2022-04-04")
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"former": False}, "not former"),
        ({"told": []}, "called former, and no sentence tells it"),
        ({"from": None}, "it shows the date 2019"),
    ],
)
def test_the_check_believes_no_end_that_no_sentence_tells(root: Path, change: dict[str, Any], fault: str) -> None:
    path = root / "docs/data/book.json"
    before = path.read_text(encoding="utf-8")
    changed = json.loads(before)
    held = role(changed, "Einar Holm", "Prime Minister")
    held |= change
    if change.keys() == {"from"}:
        held["told"] = [each for each in held["told"] if each["what"] != "from"]
    try:
        path.write_text(json.dumps(changed), encoding="utf-8")
        assert [each for each in prove(root).faults if fault in each]
    finally:
        path.write_text(before, encoding="utf-8")
