"""Offices that a clause gives: "Roe became ...", "the king appointed Roe as ...", "Roe succeeded Doe as ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from ...model.text import Span, record
from ...rules.load import load
from ...rules.types.people import CLAUSES
from .lexicon_words import Word, lexicon
from .title_phrases import titles_at
from .titles import Title, country_of_body, is_government, is_party, phrase

_HYPOTHETICAL = re.compile(
    r"\b(?:if|unless|should|whether|were|would|could|until|once|hopes?|wants?)\b[^,;.]{0,40}$", re.IGNORECASE
)
_PREPOSITIONS = frozenset(["to", "of", "for", "with", "by", "from", "on", "against", "about", "under", "than", "like"])
_SUCCESSION = re.compile(r" (?:has |had |will |would )?(?:replac|succeed)(?:e|es|ed|s|d)? (?:[A-Z][\w.’']+ ){0,8}as ")

_LEFT = re.compile(
    r"\b(?:resigned|stepped down|stood down|retired|quit|left office)\b"
    r"|\b(?:was|were|been) (?:\w+ly )?(?:dismissed|fired|sacked|removed|ousted|replaced|succeeded)\b"
)
_DEPOSED = re.compile(
    r"\b(?:dismissed|fired|sacked|removed|ousted|replaced|succeeded|(?:departure|resignation|dismissal"
    r"|removal|ouster) of)"
    r"(?: [A-Z][\w.]+){0,3} $"
)
_SERVED = re.compile(r"\b(?:served|acted|was)\b")
_UNTIL = re.compile(r" (?:until|till|from (?:\w+ ){0,2}\d{4} (?:to|until)|between (?:\w+ ){0,2}\d{4} and) ")

_SWORN = re.compile(r"\b(?:sworn|inaugurated|elected)\b")
_HEADS = re.compile(
    r",? who (?:also |now |currently |once )?(?P<title>(?P<verb>heads|headed|leads|led|chairs|chaired|runs|ran)) "
    r"(?:the )?(?=(?P<cap>[A-Z])?)"
)


@record
class Clause:
    """A rule of people/clauses with its patterns: before the name, behind it, and which title may follow."""

    name: str
    lead: re.Pattern[str] | None
    after: re.Pattern[str]
    whole: bool
    article: Literal["any", "office", "none"]


@cache
def clauses() -> tuple[Clause, ...]:
    """The rules of `people/clauses`, in order."""
    return tuple(
        Clause(
            name=rule.name,
            lead=re.compile(rule.lead) if rule.lead else None,
            after=re.compile(rule.after),
            whole=bool(rule.whole),
            article=rule.article,
        )
        for rule in load(CLAUSES)
    )


def clause_titles(text: str, words: Sequence[Word], name: Span, *, first: int, last: int) -> list[Title]:
    """The titles that a clause around a name gives its bearer.

    `first` and `last` bound the words of the name with what stands before it ("Mr.", "President").
    """
    if last >= len(words):
        return []
    opening = text[words[0].span.start : name.start]
    if _HYPOTHETICAL.search(opening):
        return []
    hangs = first > 0 and words[first - 1].low in _PREPOSITIONS and words[first].gap == " "
    for clause in clauses():
        match = clause.after.match(text, name.end, words[-1].span.end)
        if match is None or (clause.whole and hangs) or (clause.lead and not clause.lead.search(opening)):
            continue
        found = _titles_from(text, words, last, match.end(), clause)
        over = _LEFT.search(match.group()) or (
            _SERVED.search(match.group()) and _UNTIL.match(text, found[-1].span.end if found else 0)
        )
        if found and (over or (clause.lead and _DEPOSED.search(opening))):
            return [replace(title, title=f"[former] {title.title}") for title in found]
        if found:
            return found
    if (match := _SUCCESSION.match(text, name.end, words[-1].span.end)) and not hangs:
        return _titles_from(text, words, last, match.end(), clauses()[-1])
    return _heads_body(text, words, last)


def _titles_from(text: str, words: Sequence[Word], last: int, offset: int, clause: Clause) -> list[Title]:
    start = next((k for k in range(last, len(words)) if words[k].span.start >= offset), len(words))
    found = titles_at(text, words, start, len(words), rule=f"clause: {clause.name}")
    if start < len(words) and words[start].low in ("a", "an") and clause.article != "any":
        found = [title for title in found if clause.article == "office" and title.kind == "office"]
    found = [title for title in found if title.words[0] <= start + 2 or title is not found[0]]
    if _SWORN.search(text[max(words[0].span.start, words[last - 1].span.end - 40) : offset]):
        found = [
            replace(title, official=title.official or (title.kind == "state" and not title.organisation))
            for title in found
        ]
    return found


def _heads_body(text: str, words: Sequence[Word], last: int) -> list[Title]:
    """ "Roe, who heads the Central Bank": the clause itself is the title. A name that no lexicon takes for a body's is
    one behind a verb of the present: "who heads Kelvara", but not "who led Napoleon"."""
    match = _HEADS.match(text, words[last - 1].span.end)
    start = next((k for k in range(last, len(words)) if match and words[k].span.start >= match.end()), len(words))
    if match is None or start == len(words) or not match["cap"]:
        return []
    stop = phrase(words, start).stop
    if words[start].label != "organisation":
        stop = start
        while (
            stop < len(words)
            and words[stop].cap
            and words[stop].label in ("", "country")
            and (stop == start or words[stop].gap == " ")
        ):
            stop += 1
        named = (
            stop > start and any(words[k].label == "" for k in range(start, stop)) and not words[stop - 1].possessive
        )
        if (
            not named
            or not match["verb"].endswith("s")
            or any(words[k].low in lexicon("names", "given") for k in range(start, stop))
        ):
            return []
    body = " ".join(text[words[start].span.start : words[stop - 1].span.end].split())
    span = Span(match.start("title"), words[stop - 1].span.end)
    return [
        Title(
            title=" ".join(span.of(text).split()),
            head="head",
            kind="body",
            organisation=body,
            country=country_of_body(body),
            official=is_government(body) or is_party(body),
            words=(last + 1, stop),
            span=span,
            rule="clause: heads a body",
        )
    ]
