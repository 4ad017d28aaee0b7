"""No function decides too much at once. Conditions count too (`and`, `or`, comprehensions), which ruff's C901 passes
over.

`complexity.yml` lists the old functions above the limit with what they may be at most; `limits.yml` does so for the
limits of ruff. Both only become shorter. A `lambda` counts by itself too, so that a table cannot hide what it decides.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
KNOWN = Path(__file__).parent / "complexity.yml"
LIMITS = Path(__file__).parent / "limits.yml"
LIMIT = 12
LIMIT_OF_A_LAMBDA = 4
RULES = ("C901", "PLR0911", "PLR0912", "PLR0913", "PLR0915", "PLR0916", "PLR1702")  # their limits: pyproject.toml

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


def functions(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
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


def lambdas_above(limit: int) -> dict[str, int]:
    """Every lambda of the generator above a limit: "extract/names.py:12" and its complexity."""
    return {
        f"{path.relative_to(ROOT / 'generator').as_posix()}:{node.lineno}": value
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Lambda) and (value := complexity(node)) > limit
    }


def ruled() -> dict[str, dict[str, int]]:
    """What ruff finds above its limits: {"C901": {"find": 13}}, by the function's dotted name without its file, so that
    a move changes nothing. Of two functions with one name the larger figure counts."""
    command = ("check", ".", "--preview", "--output-format", "json")
    asked = [sys.executable, "-m", "ruff", *command, "--select", ",".join(RULES)]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    found: dict[str, dict[str, int]] = {}
    for fault in json.loads(told.stdout):
        counted = re.search(r"\((\d+)\s*[>/]\s*\d+\)", fault["message"])
        assert counted, fault["message"]
        of_rule = found.setdefault(fault["code"], {})
        name = around(Path(fault["filename"]), fault["location"]["row"])
        of_rule[name] = max(of_rule.get(name, 0), int(counted[1]))
    return found


def around(path: Path, row: int) -> str:
    """The dotted name of the innermost function at a line; the file's name when there is none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = [name for name, node in functions(tree) if node.lineno <= row <= (node.end_lineno or row)]
    return inside[-1] if inside else path.name


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


def test_no_lambda_of_a_table_is_above_its_limit() -> None:
    assert not lambdas_above(LIMIT_OF_A_LAMBDA), f"give these a name and a function (limit {LIMIT_OF_A_LAMBDA})"


@pytest.fixture(scope="module")
def now_ruled() -> dict[str, dict[str, int]]:
    return ruled()


@pytest.fixture(scope="module")
def known_ruled() -> dict[str, dict[str, int]]:
    listed: dict[str, dict[str, int]] = yaml.safe_load(LIMITS.read_text(encoding="utf-8"))
    return listed


@pytest.mark.parametrize("rule", RULES)
def test_no_new_function_is_above_a_limit_of_ruff(rule: str, now_ruled, known_ruled) -> None:
    listed = known_ruled.get(rule, {})
    grown = {name: value for name, value in now_ruled.get(rule, {}).items() if value > listed.get(name, 0)}
    assert not grown, f"`ruff rule {rule}` says what is counted; the limit is in pyproject.toml"


def test_the_list_of_ruffs_exceptions_becomes_shorter(now_ruled, known_ruled) -> None:
    mended = {
        f"{rule} {name}": now_ruled.get(rule, {}).get(name, 0)
        for rule, listed in known_ruled.items()
        for name, value in listed.items()
        if now_ruled.get(rule, {}).get(name, 0) < value
    }
    assert not mended, f"well done: lower or remove these in {LIMITS.name}"


@pytest.mark.parametrize(
    ("code", "counted"),
    [
        ("def f(a): return a", 1),
        ("def f(a): return lambda b: b and a", 2),
        ("def f(a): return a and not a or 1", 3),
        ("def f(a): return [b for b in a if b if not b]", 4),
        ("def f(a):\n if a:\n  pass\n elif 1:\n  pass\n else:\n  pass", 3),
        ("def f(a):\n def g(b): return b and a\n return g", 1),
        ("def f(a):\n try:\n  pass\n except OSError:\n  pass", 2),
    ],
)
def test_each_decision_counts(code: str, counted: int) -> None:
    assert complexity(ast.parse(code).body[0]) == counted
