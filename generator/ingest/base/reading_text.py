"""The text that every finder reads: one kind of blank, nothing invisible, entities as their characters, links as their
words.

Letters stay as they are, accents and all; only forms made for looks (full-width, ligatures, the bold and italic
letters of mathematics) become the letters they stand for. An entity is resolved once: `&amp;lt;` is the writer's
`&lt;`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.entities import html5

from ...model.offsets import Offsets, edited
from ...model.text import record

Edits = Iterator[tuple[int, int, str]]

_LINKED_LINE = re.compile(r"^.*\]\(.*$", re.MULTILINE)
_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,300})\]"
    r"\((?:https?://|/|mailto:)[^\s()]{0,400}(?:\([^\s()]{0,100}\)[^\s()]{0,100})?(?: \"[^\"\n]{0,200}\")?\)"
)
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]\n|]{0,200}[/|]|)(?P<shown>[^\[\]\n|/#]{1,200})(?:#[^\[\]\n|]{0,100})?\]\]")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<stars>\*{1,3})(?P<starred>(?=[^\s*])[^*\n]{1,500}(?<=[^\s*]))(?P=stars)(?![\w*])"
    r"|(?<![\w_\\])(?P<lines>_{1,3})(?P<lined>(?=[^\s_])[^_\n]{1,500}(?<=[^\s_]))(?P=lines)(?![\w_])"
    r"|(?<![\w=])==(?P<marked>(?=[^\s=])[^=\n]{1,500}(?<=[^\s=]))==(?![\w=])"
)
_LEAST_AROUND = 5  # words beside its links that make a line running text

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# Unicode's Zs, the other white space of ASCII, and what is drawn as a blank: Braille's empty cell, fillers of Hangul
_BLANKS = "\t\x1c\x1d\x1e\x1f\u00a0\u1680\u202f\u205f\u2800\u3000\u3164\uffa0" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_BREAKS = "\v\f\x85\u2028\u2029"
_HYPHENS = "\u2010\u2011"  # Unicode's own, and the one that does not break
# Unicode's Default_Ignorable_Code_Point, control characters, annotations between the lines
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_LOOKS = (*range(0xFF01, 0xFF5F), *range(0xFFE0, 0xFFE7), *range(0x1D400, 0x1D800))
_ALIKE = {  # one character for one, so that no offset moves
    **{code: letter for code in _LOOKS if len(letter := unicodedata.normalize("NFKC", chr(code))) == 1},
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, _BREAKS), "\n"),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
}
_OTHERWISE = re.compile(
    rf"\u00ad[ {_INVISIBLE}]*+\r?\n[ {_INVISIBLE}]*+(?=[a-z])"  # a word that a line's end broke
    rf"|[ {_INVISIBLE}]++(?=[\r\n]|\Z)"
    rf"|[ {_INVISIBLE}]{{2,}}|[{_INVISIBLE}]"
    r"|\r\n?"
    r"|[\ufb00-\ufb06]"  # ligatures
)


@record
class ReadingText:
    """A text and the way back to the decoded file."""

    text: str
    offsets: Offsets

    def edited(self, edits: Callable[[str], Edits]) -> ReadingText:
        """The text with stretches put otherwise; it still leads to the file."""
        text, offsets = edited(self.text, edits(self.text))
        return ReadingText(text=text, offsets=offsets.then(self.offsets)) if offsets.folds else self


def reading_text(source: str, start: int = 0) -> ReadingText:
    """What there is to read of a decoded file from an offset on. Line breaks are all `\\n` and stay.

    >>> from generator.model.text import Span
    >>> read = reading_text("Ada\\u00a0 Co&shy;le &amp; sons")
    >>> read.text, read.offsets.span(Span(4, 8)).of("Ada\\u00a0 Co&shy;le &amp; sons")
    ('Ada Cole & sons', 'Co&shy;le')
    """
    text, offsets = edited(source, [(0, start, "")] if start else [])
    read = (
        ReadingText(text=text, offsets=offsets).edited(_unlinked).edited(_unwikied).edited(_unmarked).edited(_resolved)
    )
    return ReadingText(text=with_plain_blanks(read.text), offsets=read.offsets).edited(_made_one)


def with_plain_blanks(text: str) -> str:
    """One character for one: a part of a file whose layout matters, as that of YAML does."""
    return text.translate(_ALIKE)


def one_line(value: str) -> str:
    """A value that stands outside the text, as a finder would read it."""
    return " ".join(reading_text(value).text.split())


def _unlinked(text: str) -> Edits:
    """Of the links in running text only the words; a line that is mostly a link stays for the rules of heads and
    feet."""
    if "](" not in text:
        return
    for line in _LINKED_LINE.finditer(text):
        if line[0].lstrip().startswith(("![", "#")) or len(_LINK.sub("", line[0]).split()) < _LEAST_AROUND:
            continue
        for link in _LINK.finditer(line[0]):
            yield line.start() + link.start(), line.start() + link.start(1), ""
            yield line.start() + link.end(1), line.start() + link.end(), ""


def _unwikied(text: str) -> Edits:
    """Of a link between notes what it shows; a picture, or another note that is set in, goes."""
    if "[[" in text:
        for link in _WIKI_LINK.finditer(text):
            yield link.start(), link.start("shown"), ""
            yield (link.start("shown") if link[0][0] == "!" else link.end("shown")), link.end(), ""


def _unmarked(text: str) -> Edits:
    """Of Markdown's emphasis inside a line the words."""
    if "*" in text or "_" in text or "==" in text:
        for found in _EMPHASIS.finditer(text):
            start, end = found.span(found.lastgroup or 0)
            yield found.start(), start, ""
            yield end, found.end(), ""


def _resolved(text: str) -> Edits:
    for entity in _ENTITY.finditer(text):
        if entity[0][1] == "#" or entity[0][1:] in html5:
            yield entity.start(), entity.end(), html.unescape(entity[0])


def _made_one(text: str) -> Edits:
    for run in _OTHERWISE.finditer(text):
        yield run.start(), run.end(), _instead(run, text)


def _instead(run: re.Match[str], text: str) -> str:
    words = run[0]
    if words[0] == "\r":
        return "\n"
    if "\ufb00" <= words[0] <= "\ufb06":
        return unicodedata.normalize("NFKC", words)
    ends_line = "\n" in words or run.end() == len(text) or text[run.end()] in "\r\n"
    return "" if ends_line or " " not in words else " "
