"""What is made of rules alone, as it is after the first time: beside the package's own compiled modules and trusted as
these are. Best effort: what cannot be kept is made at each start."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import sys
from array import array
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from ..model.errors import RuleError

_FOLDER = Path(__file__).parent / "__pycache__"
_SIZE = 16  # bytes of a digest


class _Compiled(msgspec.Struct, frozen=True):
    """What Python's own compiler makes of a pattern, as its engine takes it."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


_PATTERNS = msgspec.msgpack.Decoder(tuple[_Compiled, ...])


def prepared(name: str, made_from: bytes, make: Callable[[], bytes]) -> bytes:
    """What was made under this name from the same, else what is made now. Raises what `make` raises."""
    kept = _FOLDER / f"{name.replace('/', '.')}.{sys.implementation.cache_tag}"
    with contextlib.suppress(OSError):
        known = kept.read_bytes()
        made, mark = known[_SIZE:], known[:_SIZE]
        if mark == _mark(made_from, made):
            return made
    made = make()
    keep_beside(kept, _mark(made_from, made) + made)
    return made


def keep_beside(file: Path, data: bytes) -> None:
    """Write a file beside compiled modules, whole or not at all, where Python writes such files."""
    if sys.dont_write_bytecode:
        return
    ours = file.with_name(f"{file.name}.{os.getpid()}")
    with contextlib.suppress(OSError):  # a package that may not be written to
        file.parent.mkdir(exist_ok=True)
        try:
            ours.write_bytes(data)
            ours.replace(file)
        finally:
            ours.unlink(missing_ok=True)


def _mark(made_from: bytes, made: bytes) -> bytes:
    """Tells what was made from something from all else, a damaged one included."""
    return blake2b(made, key=blake2b(made_from).digest(), digest_size=_SIZE).digest()


def compiled(name: str, patterns: Sequence[str], flags: int = 0) -> tuple[re.Pattern[str], ...]:
    """The patterns of a group, which `name` tells from others. Compiling those of ingest takes as long as reading five
    articles. Raises re.error for one that is not valid, as `re.compile`."""
    made_from = repr((sys.version, flags, list(patterns))).encode("utf-8", "surrogatepass")
    try:
        packed = prepared(f"{name}.patterns", made_from, lambda: _packed(patterns, flags))
        return tuple(map(_pattern, patterns, _PATTERNS.decode(packed)))
    except re.error:
        raise
    except Exception:  # noqa: BLE001 (a Python whose `re` is another inside)
        return tuple(re.compile(pattern, flags) for pattern in patterns)


def compiled_rules(
    name: str, file: str, rules: Sequence[tuple[str, str]], flags: int = 0
) -> tuple[re.Pattern[str], ...]:
    """The same of rules, each with its name. Raises RuleError, which names the file and the rule that is not valid."""
    patterns = [pattern for _, pattern in rules]
    try:
        return compiled(name, patterns, flags)
    except re.error as error:
        rule = rules[patterns.index(str(error.pattern))][0]
        raise RuleError(f"rules/{file}: {rule}: {error}") from error


def _packed(patterns: Sequence[str], flags: int) -> bytes:
    """As `re.compile` makes them, up to its last step."""
    inside: Any = importlib.import_module("re._compiler")
    found = []
    for pattern in patterns:
        parsed = inside._parser.parse(pattern, flags)
        found.append(
            _Compiled(
                flags=flags | parsed.state.flags,
                code=array("I", inside._code(parsed, flags)).tobytes(),
                groups=parsed.state.groups - 1,
                names=parsed.state.groupdict,
            )
        )
    return msgspec.msgpack.encode(found)


def _pattern(text: str, made: _Compiled) -> re.Pattern[str]:
    """The last step; Python's engine looks at the code that it is given."""
    code = array("I")
    code.frombytes(made.code)
    names: list[str | None] = [None] * (made.groups + 1)
    for name, number in made.names.items():
        names[number] = name
    engine: Any = importlib.import_module("_sre")
    found: re.Pattern[str] = engine.compile(text, made.flags, code.tolist(), made.groups, made.names, tuple(names))
    return found
