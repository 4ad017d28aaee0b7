"""Data flows one way: who may import whom, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_book import ROOT

PACKAGE = ROOT / "generator"
STAGES = ("ingest", "extract", "merge", "render")
SHELLS = {"pipeline", "steps", "cli", "explain", "paper", "plugin", "__main__"}  # these know the way through
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, also inside functions and for type checking."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "generator")


def parts(path: Path) -> set[str]:
    """The parts of this package that the file imports: "model", "merge", "rulebook"..."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("generator.")}


def part(path: Path) -> str:
    """The part that the file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def users(library: str) -> set[str]:
    return {part(path) for path in MODULES if library in {found.split(".")[0] for found in imports(path)}}


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) == "model"], ids=name)
def test_model_imports_only_itself(path):
    """The nouns know nothing of the verbs."""
    assert parts(path) <= {"model", "__version__"}


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) in STAGES], ids=name)
def test_stages_import_no_other_stage(path):
    """A stage knows the model, the rules, the book's folder and the errors, not what comes before or after it."""
    assert parts(path) <= {"model", "rulebook", "book_folder", "errors", "__version__", part(path)}


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
        ("sqlite3", {"cache"}),
        ("pypdf", {"paper"}),
        ("markdown", {"render"}),
    ],
)
def test_each_library_has_one_user(library, owners):
    """What a library does is wrapped in one place."""
    assert users(library) <= owners
