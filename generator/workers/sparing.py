"""When merging or rendering fails: which article, and which of its findings, it cannot take. Pure but for the
trials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..model.article import Article
from ..model.errors import StepError
from ..model.findings import Findings
from ..model.lent import Lent, Owned
from ..model.text import Span, record
from .guarded import Refusal

Pair = tuple[Article, Lent]
Trial = Callable[[Sequence[Pair]], Any]  # what comes of these articles: a Refusal, or anything else

_TRIES = 3  # times that a part of an article is left out, before the whole of it is

# Kinds of findings that a book can be made without, as a report calls one of them.
KINDS = {
    "events": "event",
    "quotations": "quotation",
    "figures": "figure",
    "abbreviations": "abbreviation",
    "dealings": "contact",
    "measures": "measure",
    "roles": "office",
    "references": "pronoun",
    "phrases": "phrase",
    "cuts": "cut",
    "clauses": "clause",
}


@record
class LeftOut:
    """What the book was made without: one finding, all of a kind, or a whole article."""

    file: str
    reason: str
    whole: bool


def spared(pairs: Sequence[Pair], make: Callable[[Sequence[Pair], Sequence[LeftOut]], Any], trial: Trial) -> Any:
    """What `make` gives for as much of the articles as it can take; it is told what was left out.

    First the one finding goes that is too much, then all of its kind in its article, then its article.
    Each is found by halving, so that a book of n articles takes some log2(n) trials, and one that does not fail none.
    Raises StepError when no article is to blame.
    """
    left: tuple[LeftOut, ...] = ()
    while isinstance(result := make(pairs, left), Refusal):
        pairs, out = _spare_one(pairs, result, trial, left)
        left = (*left, out)
    return result


def _spare_one(
    pairs: Sequence[Pair], refusal: Refusal, trial: Trial, left: Sequence[LeftOut]
) -> tuple[Sequence[Pair], LeftOut]:
    """The articles without the first finding, or the first article, that is too much."""

    def fails(these: Sequence[Pair]) -> bool:
        return isinstance(trial(these), Refusal)

    if fails([]) or not fails(pairs):
        raise StepError(f"the book cannot be made: {refusal.reason}")
    at = fewest(len(pairs), lambda count: fails(pairs[:count])) - 1
    before, (article, lent), after = pairs[:at], pairs[at], pairs[at + 1 :]
    tried = sum(out.file == article.file for out in left)
    if not refusal.costly and tried < _TRIES:
        smaller = _smaller(article, lent.findings(), lambda pair: fails([*before, pair]), one=not tried)
        if smaller is not None:
            kept, what = smaller
            return [*before, (article, Owned(held=kept)), *after], LeftOut(
                file=article.file, reason=f"{what} left out: {refusal.reason}", whole=False
            )
    out = LeftOut(file=article.file, reason=f"left out as a whole: {refusal.reason}", whole=True)
    return [*before, *after], out


def fewest(count: int, fails: Callable[[int], bool]) -> int:
    """The smallest number that fails and whose predecessor does not, given that 0 does not and `count` does.

    >>> fewest(100, lambda n: n >= 37)
    37
    """
    good, bad = 0, count
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (good, middle) if fails(middle) else (middle, bad)
    return bad


def _smaller(
    article: Article, findings: Findings, fails: Callable[[Pair], bool], *, one: bool
) -> tuple[Findings, str] | None:
    """The findings without the one, or else without the kind, that is too much, and what that is; None when neither
    helps."""
    kinds = (kind for kind in KINDS if getattr(findings, kind))
    kind = next((kind for kind in kinds if not fails((article, Owned(held=_with(findings, kind, ()))))), None)
    if kind is None:
        return None
    found = getattr(findings, kind)
    at = fewest(len(found), lambda count: fails((article, Owned(held=_with(findings, kind, found[:count]))))) - 1
    kept = _with(findings, kind, (*found[:at], *found[at + 1 :]))
    if one and not fails((article, Owned(held=kept))):
        return kept, f"the {KINDS[kind]}{_words(article, found[at])}"
    return _with(findings, kind, ()), f"every {KINDS[kind]}"


def _with(findings: Findings, kind: str, found: tuple[Any, ...]) -> Findings:
    changes: dict[str, Any] = {kind: found}
    return replace(findings, **changes)


def _words(article: Article, finding: Any) -> str:
    """The words it was read from, where it has a place."""
    span = getattr(finding, "span", None) or getattr(finding, "content", None) or getattr(finding, "head", None)
    words = " ".join(span.of(article.text).split()) if isinstance(span, Span) else ""
    return f" “{words[:60]}{'…' if len(words) > 60 else ''}”" if words else ""
