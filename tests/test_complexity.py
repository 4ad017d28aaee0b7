"""No function decides too much at once. Conditions count too (`and`, `or`, comprehensions), which ruff's C901 passes
over.

`complexity.yml` lists the old functions above the limit with what they may be at most; it only becomes shorter.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
KNOWN = Path(__file__).parent / "complexity.yml"
LIMIT = 12

_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.Assert, ast.comprehension, ast.match_case)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def complexity(function: ast.AST) -> int:
    """One, and one for each branch, loop, comprehension, condition in it and `and` or `or` (after McCabe 1976, as radon
    counts)."""
    total = 1
    for node in ast.walk(function):
        total += isinstance(node, _BRANCHES)
        if isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            total += len(node.ifs)
        elif isinstance(node, _FUNCTIONS) and node is not function:
            total -= complexity(node) - 1  # counted as a function of its own
    return total


def functions(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Each function below a node with its dotted name."""
    for node in ast.iter_child_nodes(tree):
        name = f"{inside}{node.name}" if isinstance(node, (*_FUNCTIONS, ast.ClassDef)) else ""
        if isinstance(node, _FUNCTIONS):
            yield name, node
        yield from functions(node, f"{name}." if name else inside)


def above(limit: int) -> dict[str, int]:
    """Every function of the generator above a limit: "extract/names.py:find" and its complexity."""
    found = {}
    for path in sorted((ROOT / "generator").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, function in functions(tree):
            if (value := complexity(function)) > limit:
                found[f"{path.relative_to(ROOT / 'generator').as_posix()}:{name}"] = value
    return found


@pytest.fixture(scope="module")
def known() -> dict[str, int]:
    listed: dict[str, int] = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    return listed


def test_no_new_function_is_above_the_limit(known: dict[str, int]) -> None:
    grown = {name: value for name, value in above(LIMIT).items() if value > known.get(name, LIMIT)}
    assert not grown, f"split these, or make a table of their cases (limit {LIMIT})"


def test_the_list_of_old_functions_becomes_shorter(known: dict[str, int]) -> None:
    now = above(LIMIT)
    mended = {name: now.get(name, 0) for name, value in known.items() if now.get(name, 0) < value}
    assert not mended, f"well done: lower or remove these in {KNOWN.name}"


@pytest.mark.parametrize(
    ("code", "counted"),
    [
        ("def f(a): return a", 1),
        ("def f(a): return a and not a or 1", 3),
        ("def f(a): return [b for b in a if b if not b]", 4),
        ("def f(a):\n if a:\n  pass\n elif 1:\n  pass\n else:\n  pass", 3),
        ("def f(a):\n def g(b): return b and a\n return g", 1),
        ("def f(a):\n try:\n  pass\n except OSError:\n  pass", 2),
    ],
)
def test_each_decision_counts(code: str, counted: int) -> None:
    assert complexity(ast.parse(code).body[0]) == counted
