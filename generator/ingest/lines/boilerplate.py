"""What a page holds besides its article: found by rule, taken out, and recorded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ...model.article import Dropped
from ...model.text import record
from ...rules.load import load
from ...rules.types.ingest import BOILERPLATE, LINE_WORDS, METADATA
from .line_rules import REACH, filled, line_rules, plain_forms, words
from .meta_line import read_meta_line
from .paragraphs import Block, drop, trimmed
from .zones import Zones, ends_sentence, find_zones, is_prose

Sifted = tuple[list[Block], list[Dropped]]  # what stays, what goes

_MOST = {"rest": 0.34, "all": 0.6}  # share of the text that a rule may take along under the line it matches
_MARKS = re.compile(r"[\W_]+")
_CALLOUT = re.compile(r">[> ]{0,9}\[!([\w-]{1,30})[^\[\]]{0,30}\]")
_TAG_WORDS, _LEAST_TAGS = 5, 3
_LEAST_TITLES, _SMALL_WORD = 3, 3  # lines; letters of a word that a title may write small
_CRUMB_WORDS, _LEAST_MENU = 3, 3
_LONGEST_TITLE_WORDS = 15
_LONGEST_CAPTION, _LONGEST_CREDIT = 500, 160
_LEAST_REPORTS = 3
_BIOGRAPHY_REACH = 3  # paragraphs from the end
_LEAST_TEXT, _LEAST_PART, _LONGEST_PICTURED = 600, 60, 320  # letters; letters; characters
_LEAST_REPEATED, _DEEPEST_TITLE = 25, 12  # letters; lines among which a title that is cut short may stand in full
_AGENCY_LAST = re.compile(r"[.!?\"”’] ?[-–—]{1,2} ?[A-Z][\w/]{1,20}$")
_PICTURED = re.compile(r" (?:Image|Photo|Picture)$")  # a headline again, as the text of its picture
_CUT_SHORT = re.compile(r"(?:\.{2,3}|…)$")


def sift(blocks: Sequence[Block]) -> Sifted:
    """Take out the lines that a rule of rules/ingest/boilerplate.yml knows."""
    zones = find_zones(blocks)
    total = sum(len(block.text) for block in blocks)
    clock = re.compile(words()["clock"])
    live = (
        sum(clock.fullmatch(block.text) is not None for block in blocks) >= _LEAST_REPORTS
    )  # times are headings on a live page
    rules = [rule for rule in line_rules(BOILERPLATE) if not (live and rule.role == "time")]
    kept: list[Block] = []
    dropped: list[Dropped] = []
    follow: str | None = None
    under = ""
    for index, block in enumerate(blocks):
        rule = next((rule for rule in rules if zones.admits(rule.where, index) and rule.match(block.text)), None)
        if follow in _MOST:
            dropped.append(drop(block, f"under {under}"))
        elif rule:
            under = rule.name
            follow = None if rule.follow == "nothing" else rule.follow
            if follow in _MOST and sum(len(after.text) for after in blocks[index:]) > _MOST[follow] * total:
                follow = "teaser"
            dropped.append(drop(block, rule.name))
        elif follow == "teaser" and len(block.text) <= 160 and not ends_sentence(block.text):
            dropped.append(drop(block, f"under {under}"))
        else:
            follow = None
            kept.append(block)
    return kept, dropped


def corrections(dropped: Sequence[Dropped]) -> list[str]:
    """A warning for the first note among what was taken out that tells of a fault mended."""
    rules = {rule.name for rule in line_rules(BOILERPLATE) if rule.role == "correction"}
    return [f"corrected: {gone.text}" for gone in dropped if gone.rule in rules][:1]


def sift_comments(blocks: Sequence[Block]) -> Sifted:
    """Take out the comments of readers, before their dates and names are read as the article's."""
    total = sum(len(block.text) for block in blocks)
    rules = [rule for rule in line_rules(BOILERPLATE) if rule.follow == "all"]
    after = total
    for index, block in enumerate(blocks):
        rule = next((rule for rule in rules if rule.match(block.text)), None)
        if rule and 0 < after <= _MOST["all"] * total:
            gone = [drop(block, rule.name), *(drop(under, f"under {rule.name}") for under in blocks[index + 1 :])]
            return list(blocks[:index]), gone
        after -= len(block.text)
    return list(blocks), []


def sift_repeated(blocks: Sequence[Block]) -> Sifted:
    """Take out what stands in the file a second time: a title, a caption, a paragraph; not a short line.

    What stands twice in a row below the headline is a picture's text, printed once for readers who do not see it.
    """
    kept: list[Block] = []
    dropped: list[Dropped] = []
    seen: set[str] = set()
    before = ""
    heads = [folded(block.text) for block in blocks[:_DEEPEST_TITLE]]
    whole = _told_again(blocks)
    for block in blocks:
        key = folded(block.text)
        if (pictured := folded(_PICTURED.sub("", block.text))) in seen:
            key = pictured
        if len(key) >= _LEAST_REPEATED and (key in seen or key in whole or _is_cut_short(block, key, heads)):
            dropped.append(drop(block, "repeated"))
            if key == before and len(kept) > 1 and not kept[-1].kind and len(block.text) <= _LONGEST_PICTURED:
                kept[-1] = replace(kept[-1], kind="caption")
        else:
            seen.add(key)
            kept.append(block)
        before = key
    return kept, dropped


def _is_cut_short(block: Block, key: str, heads: Sequence[str]) -> bool:
    return _CUT_SHORT.search(block.text) is not None and any(head != key and head.startswith(key) for head in heads)


def _told_again(blocks: Sequence[Block]) -> set[str]:
    """Lines that hold the text once more, in one piece: what a page shows under its sound recording, say."""
    long = [key for block in blocks if len(key := folded(block.text)) > _LEAST_TEXT]
    parts = [key for block in blocks if len(key := folded(block.text)) >= _LEAST_PART] if long else []
    return {
        key for key in long if sum(len(part) for part in parts if part != key and part in key) > _MOST["all"] * len(key)
    }


def sift_foreign(blocks: Sequence[Block]) -> Sifted:
    """Take out lines in another script from an article in Latin letters."""
    if not is_latin(" ".join(block.text for block in blocks)):
        return list(blocks), []
    kept = [block for block in blocks if is_latin(block.text)]
    return kept, [drop(block, "other script") for block in blocks if not is_latin(block.text)]


def sift_callouts(blocks: Sequence[Block]) -> Sifted:
    """Take out what a reader set into a note of his own, "> [!note]" and the lines quoted under it. A quotation stays.

    Of lines whose marks still stand.
    """
    kept: list[Block] = []
    gone: list[Dropped] = []
    inside = False
    for block in blocks:
        quoted = block.text.startswith(">")
        if found := _CALLOUT.match(block.text):
            inside = found[1].casefold() not in load(LINE_WORDS).quoting_callouts
        else:
            inside = inside and quoted and not block.gap
        if inside or found:
            gone.append(drop(block, "callout"))
        else:
            kept.append(block)
    return kept, gone


def sift_tags(blocks: Sequence[Block]) -> Sifted:
    """Take out the short lines after the last paragraph: a run of key words, a lone name. A list that the text
    announces stays."""
    start = len(blocks)
    while start and len(blocks[start - 1].text.split()) <= _TAG_WORDS and not ends_sentence(blocks[start - 1].text):
        start -= 1
    few = len(blocks) - start < _LEAST_TAGS and not all(_is_crumb(block.text) for block in blocks[start:])
    if few or not start or blocks[start - 1].text.endswith(":"):
        return list(blocks), []
    return list(blocks[:start]), [drop(block, "tag list") for block in blocks[start:]]


def sift_titles(blocks: Sequence[Block]) -> Sifted:
    """Take out the titles of other stories under the last paragraph: three or more lines in the capitals of a title. A
    list that the text announces stays."""
    start = len(blocks)
    while start and _is_title(blocks[start - 1].text):
        start -= 1
    if len(blocks) - start < _LEAST_TITLES or not start or blocks[start - 1].text.endswith(":"):
        return list(blocks), []
    return list(blocks[:start]), [drop(block, "titles of other stories") for block in blocks[start:]]


def _is_title(text: str) -> bool:
    """
    >>> _is_title("Town to Raise the North Mole by Another Metre"), _is_title("• The mole is raised by a metre")
    (True, False)
    """
    words = [word for word in text.split() if len(word) > _SMALL_WORD]
    capitals = sum(not word[0].islower() for word in words)
    return (
        len(text.split()) > _TAG_WORDS
        and text[0].isalnum()
        and not (ends_sentence(text) or is_prose(text))
        and capitals * 3 >= len(words) * 2
    )


@record
class _Captions:
    """What tells a photo caption anywhere and above the text, and what its end says of the photographer."""

    signs: tuple[re.Pattern[str], ...]
    early: tuple[re.Pattern[str], ...]
    credits: tuple[re.Pattern[str], ...]
    source: re.Pattern[str]
    end: re.Pattern[str]


@cache
def _captions() -> _Captions:
    rules = load(LINE_WORDS).caption
    return _Captions(
        signs=tuple(re.compile(filled(sign, words())) for sign in rules.signs),
        early=tuple(re.compile(filled(sign, words())) for sign in rules.early),
        credits=tuple(map(re.compile, rules.credit)),
        source=re.compile(rules.source),
        end=re.compile(rules.end),
    )


def sift_captions(blocks: Sequence[Block]) -> Sifted:
    """Mark photo captions, and take out the credits at their ends."""
    rules = _captions()
    kept: list[Block] = []
    dropped: list[Dropped] = []
    credited = False  # the line before was nothing but a credit
    wire, zones = re.compile(f"(?:[Bb][Yy]:? )?(?:{words()['wire']})"), find_zones(blocks)

    def is_head(block: Block) -> bool:
        """Stands for the author, or tells the day."""
        return bool(wire.fullmatch(block.text) or read_meta_line(block.text))

    for index, block in enumerate(blocks):
        if zones.admits("head", index) and is_head(block) and not _is_above_picture(blocks, index):
            kept.append(block)
            credited = False
            continue
        head, tail = block.text[:REACH], block.text[-_LONGEST_CREDIT:]
        credit = next((found for pattern in rules.credits if (found := pattern.search(tail))), None)
        signed = any(sign.search(head) for sign in rules.signs) or (
            credited and not ends_sentence(block.text) and not is_metadata(block.text)
        )
        if _is_doubled(block.text):
            kept.append(replace(block, kind="caption"))
            continue
        if (
            len(block.text) > _LONGEST_CAPTION
            or not (credit or signed)
            or (index >= zones.last > 0 and _is_credited_prose(block.text))
        ):
            kept.append(block)
            credited = False
            continue
        caption, gone = _without_credit(block, credit or rules.end.search(tail))
        kept += [caption] if caption.text else []
        dropped += gone
        credited = not caption.text
        if credited and not _is_above_picture(blocks, index):
            _mark_above(kept)
    return kept, dropped


def _is_above_picture(blocks: Sequence[Block], index: int) -> bool:
    return any(map(_goes_under_picture, blocks[index + 1 : index + 2]))


def _is_credited_prose(text: str) -> bool:
    """Whether an agency's name stands behind the last paragraph for the whole article."""
    found = _AGENCY_LAST.search(text)
    return found is not None and is_prose(text[: found.start() + 1])


def _mark_above(kept: list[Block]) -> None:
    """Up to two lines above a credit that are no sentences are its picture's, unless nothing above them can be the
    headline."""
    for index in range(len(kept) - 1, max(len(kept) - 3, 0), -1):
        above = any(len(block.text.split()) > _CRUMB_WORDS for block in kept[:index] if block.kind != "caption")
        if kept[index].kind or not above or not _may_be_caption(kept[index]) or is_metadata(kept[index].text):
            return
        kept[index] = replace(kept[index], kind="caption")


def is_metadata(text: str) -> bool:
    """Whether a line tells of the article: who wrote it, where and when."""
    lines = (rule for rule in line_rules(METADATA) if rule.part == "line")
    return read_meta_line(plain_forms(text)[-1]) is not None or any(rule.match(text) for rule in lines)


def _is_doubled(text: str) -> bool:
    """A picture's text and its caption in one line, the same words twice.

    >>> _is_doubled("Fish on a market Fish on a market"), _is_doubled("Fish on a market")
    (True, False)
    """
    words = text.split()
    return 6 <= len(words) <= 80 and words[: len(words) // 2] == words[len(words) // 2 :]


def _goes_under_picture(block: Block) -> bool:
    return _may_be_caption(block) and not is_metadata(block.text)


def _may_be_caption(block: Block) -> bool:
    return len(block.text.split()) > _CRUMB_WORDS and not ends_sentence(block.text)


def sift_early_captions(blocks: Sequence[Block]) -> Sifted:
    """Mark what stands before the text and ends in a name in brackets, as a caption ends in its agency."""
    rules = _captions()
    zones = find_zones(blocks)
    kept: list[Block] = []
    dropped: list[Dropped] = []
    for index, block in enumerate(blocks):
        if len(block.text) > _LONGEST_CAPTION or not _may_be_early_caption(blocks, index, zones):
            kept.append(block)
            continue
        found = rules.source.search(block.text[-_LONGEST_CREDIT:])
        told = len(block.text) <= REACH and any(sign.search(block.text) for sign in rules.early)
        caption, gone = _without_credit(block, found) if found or told else (block, [])
        kept += [caption] if caption.text else []
        dropped += gone
    return kept, dropped


def _may_be_early_caption(blocks: Sequence[Block], index: int, zones: Zones) -> bool:
    """Whether it stands before the text: below a headline, or first of all with its photographer's name."""
    if index == 0:
        return _ends_in_name(blocks[0].text) and len(blocks) > 1 and is_prose(blocks[1].text)
    return index < zones.lede or index == zones.lede < zones.last


def _ends_in_name(text: str) -> bool:
    """Whether a long line ends in its photographer's name in brackets."""
    found = re.search(rf"\(({words()['name']})\)$", text[-_LONGEST_CREDIT:])
    return found is not None and len(text.split()) > _LONGEST_TITLE_WORDS


def _without_credit(block: Block, credit: re.Match[str] | None) -> tuple[Block, list[Dropped]]:
    end = len(block.text)
    cut = max(0, end - _LONGEST_CREDIT) + credit.start() if credit else end
    cut = len(block.text[:cut].rstrip(" -–—|/")) if credit else end
    return replace(trimmed(block, 0, cut), kind="caption"), [
        drop(trimmed(block, cut, end), "photo credit")
    ] if credit else []


def sift_biographies(blocks: Sequence[Block], authors: Sequence[str]) -> Sifted:
    """Take out what the last paragraphs say of the authors themselves: "Jane Doe is our correspondent in Lima."."""
    rules = load(LINE_WORDS).biography
    names = "|".join(re.escape(name) for author in authors for name in (author, author.split()[-1]))
    if not names:
        return list(blocks), []
    pattern = re.compile("(?:" + "|".join(rules).replace("%author%", f"(?:{names})") + ")")
    start = max(1, len(blocks) - _BIOGRAPHY_REACH)
    gone = [
        index
        for index in range(start, len(blocks))
        if len(blocks[index].text) <= REACH and pattern.match(blocks[index].text)
    ]
    return [block for index, block in enumerate(blocks) if index not in gone], [
        drop(blocks[index], "biography") for index in gone
    ]


def sift_crumbs(blocks: Sequence[Block]) -> Sifted:
    """Take out one to three capitalised words above a longer headline, and between it and the text: names of
    sections."""
    if not blocks:
        return [], []
    zones = find_zones(blocks)
    headline = next(
        (index for index, block in enumerate(blocks) if not (_is_crumb(block.text) or block.kind == "caption")), 0
    )
    motto = headline
    if _is_motto(blocks, motto):
        headline = next(index for index, block in enumerate(blocks) if index > motto and not _is_crumb(block.text))
    gone = [
        index
        for index, block in enumerate(blocks[: max(headline, zones.lede)])
        if not block.kind and _is_crumb(block.text)
    ]
    if gone and is_prose(blocks[headline].text) and _may_be_headline(blocks[gone[-1]].text, alone=len(gone) == 1):
        gone.pop()  # there is no other headline
    gone += [motto] if motto < headline else []
    crumbs = frozenset(gone)
    return [block for index, block in enumerate(blocks) if index not in crumbs], [
        drop(blocks[index], "section crumb") for index in gone
    ]


def _is_motto(blocks: Sequence[Block], at: int) -> bool:
    """A sentence that a site says of itself, with its menu on both sides, and a headline and a text further down."""
    after = next((index for index in range(at + 1, len(blocks)) if not _is_crumb(blocks[index].text)), len(blocks))
    headline = blocks[after].text if after < len(blocks) else ""
    return (
        at > 0
        and after > at + 1
        and after > _LEAST_MENU
        and len(blocks[at].text) <= _LONGEST_CREDIT
        and ends_sentence(blocks[at].text)
        and len(headline.split()) > _CRUMB_WORDS
        and not ends_sentence(headline)
        and any(is_prose(block.text) for block in blocks[after + 1 :])
    )


def _may_be_headline(text: str, *, alone: bool) -> bool:
    """Three words, or fewer where nothing else stands above the text and they are no section's name."""
    return len(text.split()) == _CRUMB_WORDS or (alone and not re.fullmatch(words()["section"], text))


def _is_crumb(text: str) -> bool:
    words = [word for word in text.split() if any(char.isalnum() for char in word)]
    letters = any(char.isalpha() for char in text)  # a time alone heads a report
    return (
        letters
        and len(words) <= _CRUMB_WORDS
        and not ends_sentence(text)
        and all(not word[0].islower() for word in words)
    )


def sift_rest(blocks: Sequence[Block]) -> Sifted:
    """Take out what shows when the lines are gone that a rule knows: captions, repetitions, lists below the text,
    crumbs."""
    dropped: list[Dropped] = []
    for by in (sift_early_captions, sift_repeated, sift_tags, sift_titles, sift_crumbs):
        blocks, gone = by(blocks)
        dropped += gone
    return list(blocks), dropped


def folded(text: str) -> str:
    """Letters and digits only, without case, marks and spacing: equal for what a reader takes for the same."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def is_latin(text: str) -> bool:
    """Whether at least half of the letters are Latin; true when there are none."""
    if text.isascii():
        return True
    letters = [char for char in text if char.isalpha()]
    latin = sum(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 for char in letters)
    return latin * 2 >= len(letters)
