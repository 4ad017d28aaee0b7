"""What the documents say of the code's shape, held against the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scripts import loaded
from tests.small_book import ROOT

PAGE = ROOT / "docs/about/architecture.md"
DOCUMENTS = [ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", ROOT / "README.md", PAGE]
PACKAGE = ROOT / "generator"
_LINE = re.compile(r"^(?P<indent> +)(?P<name>[\w/]+)/ +(?P<told>.*)$")


def tree() -> dict[str, tuple[str, ...]]:
    """The folders of the drawn tree, each with the modules that its line names behind the last colon."""
    text = PAGE.read_text(encoding="utf-8")
    folders: dict[str, tuple[str, ...]] = {}
    above: list[tuple[int, str]] = []
    name = ""
    for line in text[text.index("    generator/") :].split("\n\n")[0].splitlines():
        if found := _LINE.match(line):
            depth = len(found["indent"])
            above = [(at, folder) for at, folder in above if at < depth]
            name = "/".join([*(folder for _, folder in above), found["name"]])
            above.append((depth, found["name"]))
            folders[name] = _modules(found["told"]) if ":" in found["told"] else ()
        else:  # a long list goes on
            folders[name] += tuple(line.replace(",", " ").split())
    return folders


def _modules(told: str) -> tuple[str, ...]:
    return tuple(told.rpartition(":")[2].replace(",", " ").split())


def folders() -> Iterator[tuple[str, set[str]]]:
    """Every folder of the package that holds modules, with their names."""
    for folder in sorted({PACKAGE, *(path.parent for path in PACKAGE.rglob("*.py"))}):
        yield (
            folder.relative_to(ROOT).as_posix(),
            {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"},
        )


@pytest.mark.parametrize(("folder", "modules"), [pytest.param(*found, id=found[0]) for found in folders()])
def test_the_tree_names_every_module_of_a_folder_and_no_other(folder: str, modules: set[str]) -> None:
    assert set(tree()[folder]) == modules


def test_the_tree_names_no_folder_that_is_not_there() -> None:
    assert [name for name in tree() if not (ROOT / name).is_dir()] == []


def test_the_drawing_of_the_way_through_is_the_one_that_the_script_makes() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert loaded("diagram").with_drawing(page) == page


def test_the_drawing_has_the_colour_of_the_text_around_it() -> None:
    """A colour of its own would be lost in the dark."""
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', loaded("diagram").drawing())) == {"none", "currentColor"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    named = re.findall(r"`((?:generator|tests|tools|evaluation|docs)/[\w./-]+)`", document.read_text(encoding="utf-8"))
    assert [name for name in named if "NAME" not in name and not (ROOT / name).exists()] == []
