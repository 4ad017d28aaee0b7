"""What sort of text a file holds, by a sign in it; the turns of its speakers; the lists that are no text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ...model.article import CORRECTION, LIVE, REPORT, SPOKEN, Dropped, Genre, Paragraph, Turn
from ...model.errors import UnreadableArticle
from ...model.text import Span, fold, record
from ...rules.load import load
from ...rules.types.ingest import GENRES, GenreSign
from .line_rules import REACH, filled, plain_forms, words
from .paragraphs import Block, drop
from .zones import find_zones

_FOOT = 5  # paragraphs from the end
_LONGEST_SIGN = 90  # characters of it that are shown
_LEAST_LIST, _LIST_FILE = 4, 0.6  # lines in a row; share of the lines of a file that is nothing but a list
_LONGEST_NOTE = 250  # words of a file that is only a note
_LEAST_TURNS, _LEAST_SPEAKERS = 3, 2
_MENU = 3  # lines of a head that are names of sections make a menu
_ASKS = 0.5  # share of the turns of somebody who asks that end in a question
_QUESTION = re.compile(r"\?[\"'”’)\]]{0,3}$")


@record
class Kind:
    """What sort of text it is, the words that say so and the rule that takes them for a sign."""

    genre: Genre = REPORT
    seen: str = ""
    rule: str = ""


@record
class _Sign:
    rule: GenreSign
    pattern: re.Pattern[str]

    def seen_in(self, lines: Sequence[str]) -> str:
        """The words of the first line that is a sign; "" when there are too few."""
        found = [match for line in lines if (match := self._match(line))]
        return found[0].group()[:_LONGEST_SIGN].strip() if len(found) >= self.rule.least else ""

    def _match(self, line: str) -> re.Match[str] | None:
        return next(filter(None, (self.pattern.match(form[:REACH]) for form in plain_forms(line)[1:] or [line])), None)


@cache
def _signs() -> tuple[_Sign, ...]:
    return tuple(_Sign(rule=sign, pattern=re.compile(filled(sign.pattern, words()))) for sign in load(GENRES).signs)


def find_kind(blocks: Sequence[Block], front: str = "") -> Kind:
    """The first sign that the lines of a file hold; `front` is a block of metadata before them."""
    zones = find_zones(blocks)
    head = [*front.splitlines(), *(block.text for block in _without_menu(blocks[: max(zones.first, 0)]))]
    where = {
        "head": head,
        "foot": [block.text for block in blocks[-_FOOT:]],
        "lines": [block.text for block in blocks],
    }
    for sign in _signs():
        if seen := sign.seen_in(where[sign.rule.where]):
            return Kind(genre=sign.rule.genre, seen=seen, rule=sign.rule.name)
    return Kind()


def _without_menu(blocks: Sequence[Block]) -> list[Block]:
    """Without the names of sections, where so many stand that they are a menu."""
    section = re.compile(f"{words()['section']}|{load(GENRES).menu}")
    named = [block for block in blocks if section.fullmatch(block.text)]
    return [block for block in blocks if len(named) < _MENU or block not in named]


# Lists


@cache
def _list_lines() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(filled(line.pattern, words())) for line in load(GENRES).lists)


def is_list_line(text: str) -> bool:
    """
    >>> is_list_line("Cod 120 14 3.2"), is_list_line("The fleet caught 120 in 2014.")
    (True, False)
    """
    return len(text) <= REACH // 2 and any(pattern.fullmatch(text) for pattern in _list_lines())


def sift_lists(blocks: Sequence[Block], kind: Kind) -> tuple[list[Block], list[Dropped]]:
    """Take out the lines of lists and tables: a run of them tells nothing that can be cited alone. On a live page a
    clock and a line are an entry."""
    kept: list[Block] = []
    dropped: list[Dropped] = []
    for listed, run in _runs(blocks):
        if listed and len(run) >= _LEAST_LIST and kind.genre != LIVE:
            dropped += [drop(block, "list or table") for block in run]
        else:
            kept += run
    return kept, dropped


def refuse(blocks: Sequence[Block], kind: Kind, *, file: str) -> None:
    """Raises UnreadableArticle for a file that is nothing but a list, or a short note of corrections, which repeats
    what was wrong; the reason shows what it was seen from."""
    rows = [block.text for listed, run in _runs(blocks) if listed and len(run) >= _LEAST_LIST for block in run]
    if rows and len(rows) >= _LIST_FILE * len(blocks):
        raise UnreadableArticle(
            file, f"is a list or a table (“{rows[0]}”), and no article: there is nothing in it to cite"
        )
    if kind.genre == CORRECTION and sum(len(block.text.split()) for block in blocks) <= _LONGEST_NOTE:
        raise UnreadableArticle(
            file, f"is a note of corrections (“{kind.seen}”), and no article: it tells what was wrong"
        )


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """Neighbouring lines that are all of a list, or none of them."""
    run: list[Block] = []
    before = False
    for block in blocks:
        listed = is_list_line(block.text)
        if run and listed != before:
            yield before, run
            run = []
        run.append(block)
        before = listed
    if run:
        yield before, run


# Turns


@cache
def _label() -> re.Pattern[str]:
    return re.compile(filled(load(GENRES).turns.label, words()))


@cache
def _is(what: str) -> re.Pattern[str]:
    return re.compile(getattr(load(GENRES).turns, what))


def labelled(text: str) -> re.Match[str] | None:
    """The label at the head of a paragraph that is a turn: "MS HALE:"."""
    return _label().match(text[:REACH])


def turn_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Which paragraphs are the first ones of turns; none where too few are, or all of one speaker."""
    found = {at: found["name"] or found["letter"] for at, block in enumerate(blocks) if (found := labelled(block.text))}
    return frozenset(found) if _take_turns(list(found.values())) else frozenset()


def _take_turns(names: Sequence[str]) -> bool:
    times = Counter(names)
    return len(names) >= _LEAST_TURNS and len(times) >= _LEAST_SPEAKERS and max(times.values()) > 1


def is_remark(text: str) -> bool:
    """Whether words in brackets tell what was done, not said.

    >>> is_remark("(Laughter.)"), is_remark("(He left.)")
    (True, False)
    """
    return _is("remark").fullmatch(text) is not None


def with_turns(
    kind: Kind, text: str, paragraphs: Sequence[Paragraph], authors: Sequence[str]
) -> tuple[Kind, tuple[Turn, ...]]:
    """The kind with the turns, where somebody speaks by turns: a report of many is an interview, and a transcript that
    is only seen from labels and has no turns is a report."""
    if kind.genre not in (*SPOKEN, REPORT):
        return kind, ()
    turns = find_turns(text, [part.span for part in paragraphs if part.kind == "body"], authors)
    if turns and kind.genre == REPORT:
        return Kind(genre="interview", seen=turns[0].label.of(text), rule="turns with names"), turns
    if not turns and kind.rule in _by_turns():
        return Kind(), ()
    return kind, turns


@cache
def _by_turns() -> frozenset[str]:
    """The rules that go by the labels of turns."""
    return frozenset(sign.name for sign in load(GENRES).signs if sign.where == "lines" and sign.genre in SPOKEN)


def find_turns(text: str, paragraphs: Sequence[Span], authors: Sequence[str]) -> tuple[Turn, ...]:
    """The turns of an article, in order: its paragraphs from one label to the next. None when the labels are too few
    or all of one speaker. The words of its own authors are its text: nothing is spoken in their turns."""
    rows = _rows(text, paragraphs)
    if not _take_turns([name for _, _, name in rows]):
        return ()
    asking = _asking(text, rows)
    reporters = {fold(author) for author in authors}
    return tuple(
        Turn(
            label=label,
            spoken=() if fold(name) in reporters and name not in asking else tuple(spoken),
            asks=name in asking,
            name="" if _is("answers").fullmatch(name) else name,
        )
        for label, spoken, name in rows
    )


def _rows(text: str, paragraphs: Sequence[Span]) -> list[tuple[Span, list[Span], str]]:
    """The label of each turn, its paragraphs without the label, and whom the label names."""
    rows: list[tuple[Span, list[Span], str]] = []
    for paragraph in paragraphs:
        if found := labelled(paragraph.of(text)):
            end = paragraph.start + found.end()
            said = Span(end + (text[end : end + 1] == " "), paragraph.end)
            rows.append((Span(paragraph.start, end), [said], (found["name"] or found["letter"]).strip()))
        elif rows:
            rows[-1][1].append(paragraph)
    return rows


def _asking(text: str, rows: Sequence[tuple[Span, Sequence[Span], str]]) -> frozenset[str]:
    """The labels of those who only ask: so called, or most of their turns end in a question."""
    ends: dict[str, list[bool]] = defaultdict(list)
    for _, spoken, name in rows:
        ends[name].append(_QUESTION.search(spoken[-1].of(text)) is not None)
    return frozenset(
        name
        for name, asked in ends.items()
        if _is("asks").fullmatch(name) or (not _is("answers").fullmatch(name) and sum(asked) >= _ASKS * len(asked))
    )
