"""Offices that a clause gives: "Roe became ...", "the king appointed Roe as ...", "Roe succeeded Doe as ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from ...model.text import Span, alternation, record
from ...rules.load import load
from ...rules.types.people import CLAUSE_WORDS, CLAUSES
from .lexicon_words import Word, lexicon
from .title_phrases import titles_at, titles_before
from .titles import Title, country_of_body, is_government, is_party, phrase


@cache
def _hypothetical() -> re.Pattern[str]:
    """What a wish or a condition has in front of a name."""
    return re.compile(rf"\b(?:{alternation(load(CLAUSE_WORDS).hypothetical)})\b[^,;.]{{0,40}}$", re.IGNORECASE)


@cache
def _held() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(load(CLAUSE_WORDS).held)})\b")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(load(CLAUSE_WORDS).until)


@cache
def _begins_later() -> re.Pattern[str]:
    """Behind a title, in its sentence: ", and will take up the post"."""
    return re.compile(rf"[^.;:]{{0,60}}\b(?:{alternation(load(CLAUSE_WORDS).begins_later)})\b")


@cache
def _sworn() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(load(CLAUSE_WORDS).sworn)})\b")


@cache
def _heads() -> re.Pattern[str]:
    """A relative clause whose verb is the title, as far as the name of the body."""
    words = load(CLAUSE_WORDS)
    return re.compile(
        rf",? who (?:(?:{alternation(words.head_since)}) )?"
        rf"(?P<title>(?P<now>{alternation(words.head_now)})|{alternation(words.head_once)}) "
        r"(?:the )?(?=(?P<cap>[A-Z])?)"
    )


@record
class Clause:
    """A rule of people/clauses with its patterns: before the name, behind it, and which title may follow."""

    name: str
    lead: re.Pattern[str] | None
    after: re.Pattern[str]
    over: re.Pattern[str] | None
    ahead: re.Pattern[str] | None
    whole: bool
    wished: bool
    article: Literal["any", "office", "none"]


@cache
def clauses() -> tuple[Clause, ...]:
    """The rules of `people/clauses`, in order."""
    return tuple(
        Clause(
            name=rule.name,
            lead=re.compile(rule.lead) if rule.lead else None,
            after=re.compile(rule.after),
            over=re.compile(rule.over) if rule.over else None,
            ahead=re.compile(rule.ahead) if rule.ahead is not None else None,
            whole=rule.whole,
            wished=rule.wished,
            article=rule.article,
        )
        for rule in load(CLAUSES)
    )


@cache
def personal_clauses() -> frozenset[str]:
    """What the titles of clauses that are told of persons alone have as their rule."""
    return frozenset(_rule_of(clause.name) for clause in load(CLAUSES) if clause.personal)


def _rule_of(clause: str) -> str:
    return f"clause: {clause}"


def clause_titles(text: str, words: Sequence[Word], name: Span, *, first: int, last: int) -> list[Title]:
    """The titles that a clause around a name gives its bearer.

    `first` and `last` bound the words of the name with what stands before it ("Mr.", "President").
    """
    opening = text[words[0].span.start : name.start]
    hypothetical = _hypothetical().search(opening) is not None
    if last >= len(words):
        return _told_before(text, words, first, hoped=hypothetical)
    hangs = first > 0 and words[first - 1].low in load(CLAUSE_WORDS).prepositions and words[first].gap == " "
    for clause in clauses():
        match = clause.after.match(text, name.end, words[-1].span.end)
        if match is None or not _takes_place(clause, opening, hangs=hangs, hypothetical=hypothetical):
            continue
        found = _titles_from(text, words, last, match.end(), clause)
        if found:
            mark = _mark(text, opening, match, clause, found[-1].span.end)
            return [replace(title, title=f"{mark}{title.title}") for title in found]
    behind = [] if hypothetical else _heads_body(text, words, last)
    return behind or _told_before(text, words, first, hoped=hypothetical)


def _takes_place(clause: Clause, opening: str, *, hangs: bool, hypothetical: bool) -> bool:
    """Whether a clause may stand behind a name with these words before it."""
    if clause.wished != hypothetical or (clause.whole and hangs):
        return False
    return clause.lead is None or clause.lead.search(opening) is not None


def _told_before(text: str, words: Sequence[Word], first: int, *, hoped: bool) -> list[Title]:
    """The titles of somebody whose name begins at word `first` that the words before it give."""
    led = [] if hoped else _leads_government(text, words, first)
    return led or _in_place_of(text, words, first, hoped=hoped)


@cache
def _led_government() -> re.Pattern[str]:
    words = load(CLAUSE_WORDS)
    return re.compile(
        rf"(?:\b[Tt]he |['’]s |\ban? )(?P<body>(?:[\w-]+ ){{0,2}}(?:{alternation(words.governments)})) "
        rf"(?:{alternation(words.led_by)}) $"
    )


def _leads_government(text: str, words: Sequence[Word], first: int) -> list[Title]:
    """ "The caretaker government led by Roe": the body is named before its leader."""
    at = words[first].span.start if first < len(words) else words[-1].span.end
    match = _led_government().search(text[:at], words[0].span.start)
    told = load(CLAUSE_WORDS)
    if match is None or set(match["body"].split()).intersection(told.governments_to_come):
        return []
    over = "[former] " if set(match["body"].split()).intersection(told.governments_over) else ""
    inside = [k for k in range(first) if words[k].span.start >= match.start("body")]
    return [
        Title(
            title=f"{over}head of the {match['body']}", head="head", kind="body", organisation=None, country=None,
            official=True, words=(inside[0], first), span=Span(match.start("body"), match.end("body")),
            rule=_rule_of("leads a government"),
        )
    ] if inside else []  # fmt: skip


@cache
def _taken_place() -> re.Pattern[str]:
    return re.compile(rf" (?:{alternation(load(CLAUSE_WORDS).in_place_of)}) $")


def _in_place_of(text: str, words: Sequence[Word], first: int, *, hoped: bool) -> list[Title]:
    """ "A new minister in place of Roe": the post is Roe's own as long as the other is hoped for."""
    at = words[first].span.start if first < len(words) else words[-1].span.end
    match = _taken_place().search(text[:at], words[0].span.start)
    link = next((k for k in range(first) if match and words[k].span.start > match.start()), 0)
    found = titles_before(text, words, link) if link else []
    posts = [title for title in found if title.kind in ("office", "state")]
    return posts if hoped else [replace(title, title=f"[former] {title.title}") for title in posts]


def _mark(text: str, opening: str, match: re.Match[str], clause: Clause, end: int) -> str:
    """What the book puts before the title of a post that is over or not begun; "" for one that is held."""
    if _is_over(text, opening, match, clause, end):
        return "[former] "
    ahead = clause.ahead and clause.ahead.search(match.group())
    return "[incoming] " if ahead or _begins_later().match(text, end) else ""


def _is_over(text: str, opening: str, match: re.Match[str], clause: Clause, end: int) -> bool:
    """Whether a clause says that somebody has left the office, whose title ends at `end`."""
    if clause.over and clause.over.search(opening if clause.lead else match.group()):
        return True
    return bool(_held().search(match.group()) and _until().match(text, end))


def _titles_from(text: str, words: Sequence[Word], last: int, offset: int, clause: Clause) -> list[Title]:
    start = next((k for k in range(last, len(words)) if words[k].span.start >= offset), len(words))
    found = titles_at(text, words, start, len(words), rule=_rule_of(clause.name))
    if start < len(words) and words[start].low in ("a", "an") and clause.article != "any":
        found = [title for title in found if clause.article == "office" and title.kind == "office"]
    found = [title for title in found if title.words[0] <= start + 2 or title is not found[0]]
    if _sworn().search(text[max(words[0].span.start, words[last - 1].span.end - 40) : offset]):
        found = [
            replace(title, official=title.official or (title.kind == "state" and not title.organisation))
            for title in found
        ]
    return found


def _heads_body(text: str, words: Sequence[Word], last: int) -> list[Title]:
    """ "Roe, who heads the Central Bank": the clause itself is the title. A name that no lexicon takes for a body's is
    one behind a verb of the present: "who heads Kelvara", but not "who led Napoleon"."""
    match = _heads().match(text, words[last - 1].span.end)
    start = next((k for k in range(last, len(words)) if match and words[k].span.start >= match.end()), len(words))
    if match is None or start == len(words):
        return []
    if not match["cap"]:
        stop = _public_body(words, start)
        return [_heading(text, words, match, start, stop, last)] if stop > start else []
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
        if not named or not match["now"] or any(words[k].low in lexicon("names", "given") for k in range(start, stop)):
            return []
    return [_heading(text, words, match, start, stop, last)]


def _public_body(words: Sequence[Word], start: int) -> int:
    """The end of a public body in small letters: "the central bank", "the finance ministry"; `start` for none."""
    for stop in range(start + 1, min(len(words), start + 4) + 1):
        name = " ".join(word.low for word in words[start:stop])
        if stop < len(words) and words[stop].gap == " " and not words[stop].verb:
            continue
        small = all(word.text.islower() for word in words[start:stop])
        return stop if small and stop > start + 1 and is_government(name) else start
    return start


def _heading(text: str, words: Sequence[Word], match: re.Match[str], start: int, stop: int, last: int) -> Title:
    body = " ".join(text[words[start].span.start : words[stop - 1].span.end].split())
    span = Span(match.start("title"), words[stop - 1].span.end)
    return Title(
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
