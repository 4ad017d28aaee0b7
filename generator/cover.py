"""The cover of a book: the picture that other sites show beside a link to it. Drawn from what is published, with the
letters of the PDF, when the site is built."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .model.text import record
from .render.base.phrasing import counted, day

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FILE = "assets/cover.png"
SIZE = WIDTH, HEIGHT = 1200, 630  # as social networks show it
_FONTS = Path(__file__).parent / "paper" / "fonts"
_SERIF = ("source-serif-4-latin-600-normal.woff2", "source-serif-4-latin-ext-600-normal.woff2")
_SANS = ("source-sans-3-latin-400-normal.woff2", "source-sans-3-latin-ext-400-normal.woff2")
_PAPER, _INK, _SOFT, _ACCENT = "#fbfaf6", "#1c2027", "#565d69", "#7a1f2b"  # as in the style of the pages
_LEFT, _ROOM = 84, 1032  # where lines begin, and how long they may be
_TITLE_TOP, _FOOT = 176, 536
_SIZES = (84, 72, 62, 54, 46)  # of the title: the first that fits
_HELD = {
    "sources": ("source", "sources"),
    "events": ("dated entry", "dated entries"),
    "quotations": ("statement", "statements"),
    "people": ("profile", "profiles"),
}
_NO_LETTER = "\U0010fffd"  # which no font has


@record
class Cover:
    """What stands on a cover."""

    title: str
    as_of: str
    counts: str


def cover_of(book: dict[str, Any]) -> Cover:
    """From the published data."""
    told = [counted(len(book[name]), *nouns) for name, nouns in _HELD.items() if book[name]]
    return Cover(
        title=" ".join(book["title"].split()),
        as_of=f"As of {day(dt.date.fromisoformat(book['as_of']))}" if book["as_of"] else "",
        counts=" · ".join(told),
    )


def draw(docs: Path) -> bytes | None:
    """The cover of the book in a folder as PNG; None where its letters cannot be drawn, or its data cannot be read."""
    try:
        book = json.loads((docs / "data" / "book.json").read_text(encoding="utf-8"))
        return drawn(cover_of(book))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def drawn(cover: Cover) -> bytes | None:
    """As PNG; None where the fonts lack a letter of it, or the title does not fit."""
    from PIL import Image, ImageDraw

    fitting = _title(cover.title)
    if fitting is None or not _is_written(_SANS, f"{cover.as_of}{cover.counts}"):
        return None
    size, lines = fitting
    image = Image.new("RGB", SIZE, _PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, 24, HEIGHT), fill=_ACCENT)
    _write(canvas, (_LEFT, 118), "Briefing book", _SANS, 34, _ACCENT)
    for number, line in enumerate(lines):
        _write(canvas, (_LEFT, _TITLE_TOP + round(size * (0.9 + 1.16 * number))), line, _SERIF, size, _INK)
    canvas.rectangle((_LEFT, _FOOT - 58, _LEFT + _ROOM, _FOOT - 57), fill=_SOFT)
    _write(canvas, (_LEFT, _FOOT), cover.as_of, _SANS, 32, _INK)
    _write(canvas, (_LEFT, _FOOT + 44), cover.counts, _SANS, 30, _SOFT)
    file = io.BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _title(title: str) -> tuple[int, list[str]] | None:
    """The largest size in which it fits, and its lines."""
    if not title or not _is_written(_SERIF, title):
        return None
    for size in _SIZES:
        lines = _lines(title.split(" "), size)
        if lines and size * (0.9 + 1.16 * (len(lines) - 1) + 0.3) <= _FOOT - 58 - _TITLE_TOP:
            return size, lines
    return None


def _lines(words: Sequence[str], size: int) -> list[str]:
    """Words filled into lines; none where one word is longer than a line."""
    lines: list[str] = []
    for word in words:
        if _length(word, _SERIF, size) > _ROOM:
            return []
        if lines and _length(f"{lines[-1]} {word}", _SERIF, size) <= _ROOM:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


@cache
def _font(file: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(_FONTS / file), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has(file: str, letter: str) -> bool:
    """Whether a font draws a letter otherwise than one that it lacks."""
    font = _font(file, 40)
    return letter == " " or bytes(font.getmask(letter)) != bytes(font.getmask(_NO_LETTER))


def _is_written(fonts: Sequence[str], text: str) -> bool:
    return all(any(_has(file, letter) for file in fonts) for letter in text)


def _runs(text: str, fonts: Sequence[str], size: int) -> list[tuple[FreeTypeFont, str]]:
    """Stretches of letters, each with the first font that has them."""
    chosen = groupby(text, key=lambda letter: next(file for file in fonts if _has(file, letter)))
    return [(_font(file, size), "".join(letters)) for file, letters in chosen]


def _length(text: str, fonts: Sequence[str], size: int) -> float:
    return sum(font.getlength(run) for font, run in _runs(text, fonts, size))


def _write(
    canvas: ImageDraw, place: tuple[float, float], text: str, fonts: Sequence[str], size: int, colour: str
) -> None:
    """A line of text on its baseline."""
    x, y = place
    for font, run in _runs(text, fonts, size):
        canvas.text((x, y), run, font=font, fill=colour, anchor="ls")
        x += font.getlength(run)
