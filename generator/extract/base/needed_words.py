"""Which words a pattern cannot match without, read from the pattern itself: it need not be tried where they do not
stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Need = frozenset[str]  # one of these stands in whatever matches; as `folded` writes them

_MOST = 3  # needs that are kept of one pattern
_SHORTEST = 2  # letters of a word that is worth looking for
_REPEATED = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_OPTIONAL = ("?", "*", "{0", "{,")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-zA-Z-]*:|(?P<aside><?[=!])|(?P<again>P=)))?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_DIGIT = r"\d"
_DIGITS = re.compile(r"\[[0-9-]+\]|\\d")
_DOTLESS = str.maketrans("ıİ", "ii")  # a pattern that ignores case takes these for an "i"


def folded(text: str) -> str:
    """A text in which the needs of a pattern are looked for, whatever case it ignores; where a digit stands, the sign
    for one is put behind."""
    return text.translate(_DOTLESS).casefold() + (_DIGIT if re.search(_DIGIT, text) else "")


def needs_of(pattern: str) -> tuple[Need, ...]:
    """Each of these must be in a text that the pattern matches; none where nothing is sure.

    >>> [sorted(need) for need in needs_of(r"(?:the )?(?:last|next) weeks?(?! of)")]
    [['week'], ['last', 'next']]
    """
    return tuple(sorted(set(_Reader(pattern).all_of()), key=_worth)[:_MOST])


def missing(needs: Iterable[Need], text: str) -> frozenset[Need]:
    """The needs of which a folded text has no word."""
    return frozenset(need for need in needs if not any(map(text.__contains__, need)))


def _worth(need: Need) -> tuple[int, int, list[str]]:
    """The fewer words, the better; then the longer."""
    return len(need), -min(map(len, need)), sorted(need)


class _Reader:
    """Reads a pattern from left to right; `at` is where it has come to."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def all_of(self) -> list[Need]:
        """Up to the end of this group: what each of its alternatives needs, as far as all need something."""
        branches = [self._branch()]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            branches.append(self._branch())
        return branches[0] if len(branches) == 1 else _any_of(branches)

    def _branch(self) -> list[Need]:
        found: list[Need] = []
        word = ""
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            letter, needs = self._atom()
            repeated = _REPEATED.match(self.pattern, self.at)
            self.at = repeated.end() if repeated else self.at
            optional = repeated is not None and repeated[0].startswith(_OPTIONAL)
            if letter and not optional:
                word += letter
            if repeated or not letter:
                found += _word(word)
                word = ""
            found += [] if optional else needs
        return found + _word(word)

    def _atom(self) -> tuple[str, Sequence[Need]]:
        """One letter, "" for anything else, with what a group needs."""
        char = self.pattern[self.at]
        if char == "(":
            return "", self._group()
        if digit := _DIGITS.match(self.pattern, self.at):
            self.at = digit.end()
            return "", [frozenset({_DIGIT})]
        if char == "[" and (found := _CLASS.match(self.pattern, self.at)):
            self.at = found.end()
            return "", ()
        self.at += 2 if char == "\\" else 1
        return (char if char.isalnum() else ""), ()

    def _group(self) -> Sequence[Need]:
        opening = _GROUP.match(self.pattern, self.at)
        assert opening is not None
        self.at = opening.end()
        if opening["again"]:
            self.at = self.pattern.index(")", self.at) + 1
            return ()
        needs = self.all_of()
        self.at += 1  # the closing bracket
        return () if opening["aside"] else needs


def _word(letters: str) -> list[Need]:
    return [frozenset({letters.translate(_DOTLESS).casefold()})] if len(letters) >= _SHORTEST else []


def _any_of(branches: Sequence[Sequence[Need]]) -> list[Need]:
    if not all(branches):
        return []
    words = {word for needs in branches for word in min(needs, key=_worth)}
    return [frozenset(word for word in words if not any(other in word for other in words - {word}))]
