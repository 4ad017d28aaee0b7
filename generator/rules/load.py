"""Loads the language data under rules/ as what rules/types/ says, once a process.

The YAML has only the plain types of YAML 1.2, as JSON writes them: true and false, null, whole numbers and fractions.
All else is a word: `on`, `no`, `off`, `yes`, `010`, `12:30`, `2020-01-01`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
import yaml

from ..model.errors import RuleError
from .prepared import prepared
from .types.base import RuleFile

ROOT = Path(__file__).parent

T = TypeVar("T")

_TYPES = (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
)
_STEP = re.compile(r"\[(\d+|\.\.\.)\]|\.(\w+)")  # of a place in msgspec's words: "$[1].examples[...]"
_FAULT = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<place>.*)`)?", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
_MISSING = re.compile(r"Object missing required field `(.*)`")


class _Yaml(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML has it


for _name, _pattern, _first in _TYPES:
    _Yaml.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def load(file: RuleFile[T], language: str = "en") -> T:
    """What a rule file says. Do not change what it returns.

    Raises RuleError when the file is missing, is not YAML, or is not what its type says: an unknown key, a wrong type,
    a key given twice, a word twice in one list.
    """
    found: T = _load(file, language)
    return found


@cache
def _load(file: RuleFile[Any], language: str) -> Any:
    path = path_of(file, language)
    name = f"rules/{path.relative_to(ROOT).as_posix()}"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RuleError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    made_from = _checks() + text.encode()
    packed = prepared(name, made_from, lambda: msgspec.msgpack.encode(read(text, file.type, name=name)))
    with suppress(msgspec.DecodeError):  # its type has changed
        return msgspec.msgpack.decode(packed, type=file.type)
    return read(text, file.type, name=name)


@cache
def _checks() -> bytes:
    """What has looked at rules that are taken as they were prepared: a change here must look again."""
    return Path(__file__).read_bytes()


@cache
def word_sets(file: RuleFile[Any]) -> Mapping[str, frozenset[str]]:
    """Every list of words in a file of lists, by its key."""
    rules = msgspec.structs.asdict(load(file))
    return {name: frozenset(words) for name, words in rules.items() if isinstance(words, tuple)}


def path_of(file: RuleFile[Any], language: str = "en") -> Path:
    """Where a rule file lies: below its language, or above all when it holds for every language."""
    return ROOT / f"{file.path}.yml" if file.everywhere else ROOT / language / f"{file.path}.yml"


def read(text: str, kind: type[T], *, name: str) -> T:
    """The text of a rule file as its type; `name` is the file's in messages. Raises RuleError."""
    try:
        _refuse_aliases(text, name)
        reader = _Yaml(text)
        tree = reader.get_single_node()
        given = reader.construct_document(tree) if tree else None
    except yaml.YAMLError as error:
        raise RuleError(f"{name}: not valid YAML: {error}") from error
    if tree:
        for line, what in _twice(tree):
            raise RuleError(f"{name}, line {line}: {what}")
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        line, what = _fault(str(error), tree)
        raise RuleError(f"{name}, line {line}: {what}") from error


def _refuse_aliases(text: str, name: str) -> None:
    """A rule file says what it says: with aliases a list could hold itself."""
    for event in yaml.parse(text, Loader=_Yaml):
        if isinstance(event, yaml.AliasEvent) and event.start_mark:
            line = event.start_mark.line + 1
            raise RuleError(f"{name}, line {line}: '*{event.anchor}' stands for other lines: write them out")


def _twice(node: yaml.Node, *, example: bool = False) -> Iterator[tuple[int, str]]:
    """Line and complaint for each key that a mapping and each word that a list has twice; examples may repeat words."""
    if isinstance(node, yaml.MappingNode):
        yield from _repeated([key for key, _ in node.value], "key")
        for key, value in node.value:
            yield from _twice(value, example=example or key.value == "examples")
    elif isinstance(node, yaml.SequenceNode):
        if not example:
            yield from _repeated(node.value, "word")
        for value in node.value:
            yield from _twice(value, example=example)


def _repeated(nodes: list[yaml.Node], what: Literal["key", "word"]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for node in nodes:
        if isinstance(node, yaml.ScalarNode):
            if node.value in seen:
                yield node.start_mark.line + 1, f"{what} {node.value!r} stands there twice: take one out"
            seen.add(node.value)


def _fault(message: str, tree: yaml.Node | None) -> tuple[int, str]:
    """Line and complaint for a message of msgspec."""
    fault = _FAULT.fullmatch(message)
    what, place = (fault["what"], fault["place"] or "") if fault else (message, "")
    node = _at(tree, place)
    if unknown := _UNKNOWN.fullmatch(what):
        keys = [key for key, _ in getattr(node, "value", ()) if key.value == unknown[1]]
        return _line(keys[0] if keys else node), f"unknown key {unknown[1]!r}"
    if missing := _MISSING.fullmatch(what):
        return _line(node), f"key {missing[1]!r} is missing"
    hint = "; a word that looks like a number, like true, false or null stands in quotation marks"
    return _line(node), f"{what[:1].lower()}{what[1:]}{hint if what.startswith('Expected `str`') else ''}"


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node else 1


def _at(node: yaml.Node | None, place: str) -> yaml.Node | None:
    """The node of a place in msgspec's words; as far as these name it: not which value of a mapping with free keys."""
    for step in _STEP.finditer(place):
        number, key = step[1], step[2]
        if isinstance(node, yaml.SequenceNode) and number and number.isdigit():
            node = node.value[int(number)]
        elif isinstance(node, yaml.MappingNode) and key:
            node = next((value for name, value in node.value if name.value == key), node)
        else:
            break
    return node


def files() -> list[Path]:
    """Every rule file, sorted."""
    return sorted(ROOT.rglob("*.yml"))


@cache
def digest() -> str:
    """SHA-256 over every rule file: findings made by other rules are stale."""
    total = hashlib.sha256()
    for path in files():
        total.update(path.relative_to(ROOT).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()
