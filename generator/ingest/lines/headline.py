"""Headline, standfirst and headings among the paragraphs; a title for an article that has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...model.article import ParagraphKind
from ...model.text import alternation
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS
from ...rules.types.lexicon import SENTENCES
from .boilerplate import folded
from .genre import turn_lines
from .header import clean
from .paragraphs import Block, trimmed
from .zones import ends_sentence, is_prose

_LONGEST_HEADLINE, _LONGEST_HEADING, _LONGEST_PLAIN_HEADING, _LONGEST_TITLE = 220, 110, 70, 120
_LONGEST_QUESTION = 50
_LINES = 8  # among which the headline stands
_DEEPEST_HEADLINE, _LEAST_HEADLINE, _LEAST_TAKEN = 4, 4, 8  # paragraphs; words; characters of a line that was taken out
_FORM = re.compile(
    rf"(?![.,;:|–—/-]).{{1,{_LONGEST_HEADLINE}}}$"
)  # a line that starts with a mark is a part of the page
_BULLET = re.compile(r"[*•►▪■◆]{1,3} ")  # as an agency marks the news of the hour
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TURN = re.compile(r"[A-Z][\w.]{0,20}: ?\S.*\?$")  # a question in an interview
_ASKED = re.compile(r"\?[\"'”’]?$")
_SPOKEN = re.compile(r"""[.!?,]["”’] """)
_SITE = re.compile(r" [|–—-] [^|–—]{2,40}$")  # a site's name after the title
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}\)?)?", re.IGNORECASE
)  # a report of a live page
_STOP = re.compile(r"""[.!?…]["'”’»)\]]{0,3}(?=\s+["'“‘(]?[A-Z0-9])""")


def find_kinds(blocks: Sequence[Block], *, title: str | None) -> list[Block]:
    """Each paragraph with its kind. `title` is what the header says it is, if anything."""
    turns = turn_lines(blocks)
    at = _headline_at(blocks, title, end=min((*turns, _LINES)))
    kinds: list[Block] = []
    body_seen = False
    for index, block in enumerate(blocks):
        if block.kind == "caption":
            kinds.append(block)
            continue
        if index == at:
            kinds.append(replace(_without_bullet(block), kind="headline"))
            continue
        if _is_text(block, index, at, turns):
            body_seen |= index in turns
            kinds.append(replace(block, kind="body"))
            continue
        if not body_seen and at is not None and index > at and _is_standfirst(block) and _before_body(blocks, index):
            kind: ParagraphKind = "heading" if any(done.kind == "standfirst" for done in kinds) else "standfirst"
        elif (body_seen or _CLOCK.fullmatch(block.text)) and _is_heading(block) and _before_body(blocks, index):
            kind = "heading"
        else:
            kind, body_seen = "body", True
        kinds.append(replace(block, kind=kind))
    return kinds


def _without_bullet(block: Block) -> Block:
    found = _BULLET.match(block.text)
    return trimmed(block, found.end(), len(block.text)) if found else block


def _is_text(block: Block, index: int, at: int | None, turns: frozenset[int]) -> bool:
    """Whether a paragraph is text whatever it looks like: above the headline, a turn, or who speaks in the turns."""
    presents = index < min(turns, default=0) and "," in block.text
    return (at is not None and index < at) or index in turns or presents


def _headline_at(blocks: Sequence[Block], title: str | None, *, end: int) -> int | None:
    if title:
        forms = [{folded(block.text), folded(_SITE.sub("", block.text))} for block in blocks[:end]]
        return next((index for index, these in enumerate(forms) if folded(title) in these), None)
    for index, block in enumerate(blocks[:end]):
        if block.kind == "caption":
            continue
        return _below_motto(blocks, index) or (index if _is_headline(block, blocks[index + 1 :]) else None)
    return None


def _below_motto(blocks: Sequence[Block], at: int) -> int | None:
    """The headline below a sentence that a site says of itself, or a question that somebody asks who passes the story
    on: no sentence, with a date or a name that was taken out under it."""
    if not _may_be_motto(blocks[at], asked=at == 0):
        return None
    for index in range(at + 1, min(at + _DEEPEST_HEADLINE, len(blocks) - 1)):
        block, after = blocks[index], blocks[index + 1]
        if block.kind or block.start > blocks[index - 1].end + 4 or is_prose(block.text):
            return None
        if (
            not ends_sentence(block.text)
            and len(block.text.split()) >= _LEAST_HEADLINE
            and after.start > block.end + _LEAST_TAKEN
        ):
            return index if is_prose(after.text) else None
    return None


def _may_be_motto(block: Block, *, asked: bool) -> bool:
    """A sentence that is no lede; a long one only where it is a question."""
    text = block.text
    if block.kind or not ends_sentence(text) or _is_title_case(text) or _is_lede(text):
        return False
    return not is_prose(text) or (asked and len(text) <= _LONGEST_HEADLINE and bool(_ASKED.search(text)))


def _is_headline(block: Block, after: Sequence[Block]) -> bool:
    text = block.text
    if not _FORM.match(text) or all(other.kind == "caption" for other in after):
        return False
    if block.kind == "heading" or not ends_sentence(text) or text.endswith(("?", "!")):
        return not text.endswith((",", ":")) and _WORD.search(text) is not None
    if len(text) > _LONGEST_TITLE:
        return False
    apart = after[0].gap or after[0].start > block.end + 4  # lines were taken out between the two
    alike = not any(other.gap for other in after) and len(text) * 2 <= len(
        after[0].text
    )  # no blank line in the whole file
    return _is_title_case(text) or ((apart or alike) and not _is_lede(text))


def _is_title_case(text: str) -> bool:
    """
    >>> _is_title_case("Ministers Agree on a Fishing Quota."), _is_title_case("Ministers agreed on it.")
    (True, False)
    """
    long = [word for word in _WORD.findall(text) if len(word) > 3]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) * 5 >= len(long) * 4


def _is_lede(text: str) -> bool:
    """Whether a line reads as the first sentence of a report: it names a weekday, or ends in who said it."""
    rules = load(LINE_WORDS).lede
    return any(re.search(pattern, text) for pattern in rules)


def _is_heading(block: Block) -> bool:
    text = block.text
    if block.kind == "heading" or _CLOCK.fullmatch(text):
        return True
    if (
        _TURN.match(text)
        or not (text[0].isalnum() or text[0] in "\"'“‘")
        or text[0].islower()
        or text.endswith((",", ":", ";", "-", "—"))
    ):
        return False
    if _is_title_case(text) and not _SPOKEN.search(text):
        return len(text) <= _LONGEST_HEADING and (not ends_sentence(text) or text.endswith("?"))
    if text.endswith("?"):
        return block.gap and len(text) <= _LONGEST_QUESTION
    return len(text) <= _LONGEST_PLAIN_HEADING and not ends_sentence(text) and not _SPOKEN.search(text)


def _is_standfirst(block: Block) -> bool:
    return (
        len(block.text) <= _LONGEST_HEADLINE
        and not _CLOCK.fullmatch(block.text)
        and not is_prose(block.text)
        and not ends_sentence(block.text)
        and not _SPOKEN.search(block.text)
    )


def _before_body(blocks: Sequence[Block], index: int) -> bool:
    rest = [block for block in blocks[index + 1 : index + 4] if block.kind != "caption"]
    return any(is_prose(block.text) or ends_sentence(block.text) for block in rest)


def title_from_lede(lede: str) -> str:
    """The first sentence, cut at the end of a phrase when it is long. Nothing is reworded.

    >>> title_from_lede("Egypt called for talks on Tuesday. More follows.")
    'Egypt called for talks on Tuesday'
    """
    sentence = clean(_first_sentence(lede[:2000]), 2000)
    if len(sentence) <= _LONGEST_TITLE:
        return sentence.rstrip(".")
    cut = re.compile(r",? (?=(?:" + alternation(load(LINE_WORDS).cut_before) + r")\b)|, | -+ | [–—] ")
    ends = [found.start() for found in cut.finditer(sentence) if 50 <= found.start() <= _LONGEST_TITLE]
    end = ends[-1] if ends else sentence.rfind(" ", 0, _LONGEST_TITLE)
    return sentence[: end if end > 0 else _LONGEST_TITLE].rstrip(" ,;:-–—") + " …"


def _first_sentence(text: str) -> str:
    rules = load(SENTENCES)
    for found in _STOP.finditer(text):
        word = text[: found.start()].rsplit(None, 1)[-1].lstrip("(“\"'‘") if text[: found.start()].strip() else ""
        if word in rules.never_last or word in rules.may_be_last or re.search(r"(?:^|[.-])[A-Z]$", word):
            continue
        return text[: found.end()]
    return text
