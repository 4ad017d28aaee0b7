"""Whether two values may both be true."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from ..base.listed import words_of
from .counts import Count

_ABOUT = Decimal("0.15")  # relative: how far "about" reaches
_ROUND = Decimal("0.15")  # relative: how far rounding reaches
_COUNTED = 100  # below it a count is told as it is
_HALF = Decimal("0.5")


def compatible(one: Count, other: Count) -> bool:
    """Whether both may be true: equal, one the other rounded, or one a bound that the other keeps."""
    first, second = Decimal(one.figure.value), Decimal(other.figure.value)
    if first == second or _rounds(first, second) or _rounds(second, first):
        return True
    return _bounds(first, one.before, second) or _bounds(second, other.before, first)


@lru_cache(maxsize=50_000)
def _rounds(value: Decimal, exact: Decimal) -> bool:
    """Whether a value is another one rounded.

    >>> _rounds(Decimal(400), Decimal(398)), _rounds(Decimal("46.5"), Decimal("46.85"))
    (True, False)
    """
    apart = abs(value - exact)
    exponent = value.normalize().as_tuple().exponent
    place = Decimal(1).scaleb(int(exponent))
    if abs(value) < _COUNTED:
        place = min(place, Decimal(1))
    return apart <= _HALF * place and apart <= _ROUND * max(abs(value), abs(exact))


def _bounds(value: Decimal, before: str, other: Decimal) -> bool:
    if not before:
        return False
    if words_of("about").search(before) and abs(value - other) <= _ABOUT * max(abs(value), abs(other)):
        return True
    return bool(
        (words_of("least").search(before) and other >= value) or (words_of("most").search(before) and other <= value)
    )
