"""Loads the language data under rules/, once a process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..model.errors import RuleError

ROOT = Path(__file__).parent


@cache
def load(name: str) -> Any:
    """The content of `rules/<name>.yml`, e.g. `load("dates/rules")`. Do not change what it returns.

    Raises RuleError when the file is missing or is not YAML.
    """
    path = ROOT / f"{name}.yml"
    try:
        with path.open(encoding="utf-8") as file:
            return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise RuleError(f"rules/{name}.yml: cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise RuleError(f"rules/{name}.yml: not valid YAML: {error}") from error


def files() -> list[Path]:
    """Every rule file, sorted."""
    return sorted(ROOT.rglob("*.yml"))


def examples(name: str) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each (rule, example) of a rule file, for the tests."""
    for rule in load(name):
        for example in rule.get("examples", ()):
            yield rule, example


@cache
def digest() -> str:
    """SHA-256 over every rule file: findings made by other rules are stale."""
    total = hashlib.sha256()
    for path in files():
        total.update(path.relative_to(ROOT).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()
