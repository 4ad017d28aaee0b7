"""What every kind of rule file is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import msgspec

T_co = TypeVar("T_co", covariant=True)
Words: TypeAlias = tuple[str, ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping of a rule file with the keys that its fields name, and no others."""


class WordRule(Rules, frozen=True):
    """Words with one meaning, and sentences that show it."""

    words: Words
    examples: Words
    counter_examples: Words


class NamedWordRule(WordRule, frozen=True):
    """Such words, one group of several."""

    name: str


@dataclass(frozen=True, eq=False)
class RuleFile(Generic[T_co]):
    """A file and what is in it."""

    path: str  # below rules/<language>/, without its ending
    type: type[T_co]
    everywhere: bool = False  # of no language: below rules/ itself
