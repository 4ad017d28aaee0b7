"""Data flows one way: who may import whom, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_book import ROOT

PACKAGE = ROOT / "generator"
STAGES = ("ingest", "extract", "merge", "render")
SHELLS = {
    "pipeline",
    "intake",
    "workers",
    "cli",
    "explain",
    "book_pdf",
    "cover",
    "plugin",
    "__main__",
}  # these know the way through
MODULES = sorted(PACKAGE.rglob("*.py"))

# Inside a stage: the files at its top know the order of the rooms, a room knows itself, `base` and these rooms.
ROOMS = {
    "ingest": {"lines": set(), "formats": {"lines"}, "exports": {"lines"}},
    "extract": {
        "dates": set(),
        "people": set(),
        "quotations": {"people"},
        "events": set(),
        "figures": set(),
        "headlines": {"events"},
        "measures": {"events"},
    },
    "merge": {
        "families": set(),
        "calendar": set(),
        "people": set(),
        "events": {"topics"},
        "measures": {"topics"},
        "statements": {"topics"},
        "topics": {"people"},
        "disagreements": {"events", "people"},
        "standing": {"events"},
    },
    "render": {"page_kinds": {"pictures", "data"}, "pictures": set(), "data": set()},
}


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, also inside functions and for type checking; our own by its full name."""
    folder = ("generator", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = folder[: len(folder) - node.level + 1] if node.level else ()
            base = ".".join((*above, *((node.module,) if node.module else ())))
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> Iterator[tuple[str, ...]]:
    """What the file imports of this package, without the package's name: ("merge", "people", "groups")."""
    for found in imports(path):
        if found.startswith("generator."):
            yield tuple(found.split(".")[1:])


def parts(path: Path) -> set[str]:
    """The parts of this package that the file imports: "model", "merge", "rules"..."""
    return {names[0] for names in own_imports(path)}


def part(path: Path) -> str:
    """The part that the file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def room(path: Path) -> str:
    """The room of a file of a stage; "" at the top of the stage."""
    inside = path.relative_to(PACKAGE).parts[1:-1]
    return inside[0] if inside else ""


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def rooms_asked(path: Path) -> set[str]:
    """The rooms of its own stage that a file imports from; "" is the top."""
    stage = part(path)
    rooms = {*ROOMS[stage], "base"}
    asked = {names[1] if names[1] in rooms else "" for names in own_imports(path) if names[0] == stage and names[1:]}
    return asked - {room(path)}


def users(library: str) -> set[str]:
    return {part(path) for path in MODULES if library in {found.split(".")[0] for found in imports(path)}}


def test_no_file_names_the_package_that_it_is_in():
    """Installed, the package is called `briefing_book`; only the folder here is `generator`."""
    named = {name(path) for path in MODULES for found in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(found, ast.ImportFrom) and not found.level and (found.module or "").startswith("generator")}  # fmt: skip
    assert not named


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) == "model"], ids=name)
def test_model_imports_only_itself(path):
    """The nouns know nothing of the verbs."""
    assert parts(path) <= {"model", "__version__"}


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) in STAGES], ids=name)
def test_stages_import_no_other_stage(path):
    """A stage knows the model, the rules, the book's folder and what is registered, not what comes before or after it."""
    assert parts(path) <= {"model", "rules", "book_folder", "registered", "__version__", part(path)}


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) in STAGES and room(path)], ids=name)
def test_a_room_knows_itself_what_lies_below_and_the_rooms_named_for_it(path):
    """Arrows go from the order to the rooms and from there to `base`, never back."""
    allowed = {"base", *ROOMS[part(path)][room(path)]} if room(path) != "base" else set()
    assert rooms_asked(path) <= allowed


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) not in {*STAGES, *SHELLS}], ids=name)
def test_only_the_shells_know_the_stages(path):
    """The order is written down once, in pipeline.py."""
    assert not parts(path) & set(STAGES)


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("spacy", {"extract"}),
        ("jinja2", {"render"}),
        ("mkdocs", {"plugin"}),
        ("argparse", {"cli"}),
        ("sqlite3", {"store"}),
        ("pypdf", {"book_pdf", "ingest"}),
        ("markdown", {"render"}),
        ("babel", {"rules"}),
        ("requests", {"fetch"}),
        ("urllib3", {"fetch"}),
        ("trafilatura", {"ingest"}),
        ("lxml", {"ingest"}),
        ("striprtf", {"ingest"}),
        ("olefile", {"ingest"}),
        ("feedparser", {"ingest", "fetch"}),
        ("distributed", {"workers"}),
    ],
)
def test_each_library_has_one_user(library, owners):
    """What a library does is wrapped in one place."""
    assert users(library) <= owners
