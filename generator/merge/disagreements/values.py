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
    first, second = _number(one.figure.value), _number(other.figure.value)
    if first == second or _rounds(first, second) or _rounds(second, first):
        return True
    return _bounds(first, one.before, second) or _bounds(second, other.before, first)


@lru_cache(maxsize=10_000)
def _number(value: str) -> Decimal:
    return Decimal(value)


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
    about, least, most = _bound_by(before) if before else (False, False, False)
    if about and abs(value - other) <= _ABOUT * max(abs(value), abs(other)):
        return True
    return (least and other >= value) or (most and other <= value)


@lru_cache(maxsize=10_000)
def _bound_by(before: str) -> tuple[bool, bool, bool]:
    """Whether these words make a number one of about so many, of at least so many, of at most so many."""
    about, least, most = (words_of(bound).search(before) is not None for bound in ("about", "least", "most"))
    return about, least, most
