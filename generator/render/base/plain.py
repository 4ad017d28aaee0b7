"""A page laid out so that readers of plain Markdown see it as the site does.

Markdown inside HTML is Markdown for CommonMark only where a blank line parts it from the tags; for
Python-Markdown only where an element says `markdown`. So Markdown has both. Abbreviations are spelled
out by an element of HTML, since no other reader knows Python-Markdown's definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ...model.book import GlossaryEntry
from .escape import escape_attribute

_ELEMENT = re.compile(
    r'(<(p|li|t[dh]|figcaption|h[1-6])\b[^<>\n]* markdown="span">)'
    r"([^<\n]*(?:<(?!/\2>)[^<\n]*)*)(</\2>)"  # as `.*?`, letter by letter, would find it
)
_MARKDOWN = re.compile(r"\]\(|\*\*|`")
_WORD = re.compile(r"\w[\w&-]*")
_SHORT_FORM = re.compile(r"[A-Z][A-Za-z0-9&-]{1,15}")
_AS_IT_IS = re.compile(r"#|<h[1-6]\b|<(?:button|div|form|label|p|summary|svg)\b(?![^<>]* markdown=)")
_FRONT = "---\n"
# what is no text: tags, what a link leads to, code, a character reference
_NO_TEXT = r'<[^<>]*>|\]\([^()\s]*(?: "[^"]*")?\)|`[^`]*`|&#?\w+;'


def laid_out(text: str) -> str:
    """A page with blank lines between the tags of an element and Markdown in it.

    >>> laid_out('<li markdown="span">[A](a.md)</li>')
    '<li markdown="span">\\n\\n[A](a.md)\\n\\n</li>'
    """
    return _ELEMENT.sub(_element, text)


def _element(found: re.Match[str]) -> str:
    opening, _, inside, closing = found.groups()
    return f"{opening}\n\n{inside.strip()}\n\n{closing}" if _MARKDOWN.search(inside) else found.group()


def spelled_out(text: str, entries: Iterable[GlossaryEntry]) -> str:
    """A page whose abbreviations say what they are short for, but in headings, for an outline has no tags, and in HTML
    that no Markdown is read in."""
    head, body = front_and_body(text)
    known = {entry.short: entry.expansion for entry in entries if _SHORT_FORM.fullmatch(entry.short)}
    lines, used = _used(known, body)
    meant = {short: escape_attribute(expansion) for short, expansion in known.items() if short in used}
    if not meant:
        return text
    pattern = re.compile(rf"{_NO_TEXT}|\b({_one_of(meant)})\b")

    def spelled(found: re.Match[str]) -> str:
        short = found[1]
        return f'<abbr title="{meant[short]}">{short}</abbr>' if short else found.group()

    told, at = [head], 0
    for start, end in lines:
        line = body[start:end]
        told += [body[at:start], line if _AS_IT_IS.match(line) else pattern.sub(spelled, line)]
        at = end
    return "".join([*told, body[at:]])


def _used(shorts: Iterable[str], body: str) -> tuple[list[tuple[int, int]], set[str]]:
    """From where to where the lines go that have any of these in them, few of a long page; and words of these lines,
    among them each that is one of these."""
    lines: list[tuple[int, int]] = []
    words: set[str] = set()
    for found in _any_of(tuple(shorts)).finditer(body):
        if not lines or found.start() > lines[-1][1]:
            end = body.find("\n", found.end())
            lines.append((body.rfind("\n", 0, found.start()) + 1, len(body) if end < 0 else end))
        if found[0] not in words:
            words.update(_WORD.findall(body, *lines[-1]))
    return lines, words


@cache
def _any_of(shorts: Sequence[str]) -> re.Pattern[str]:
    return re.compile(_one_of(shorts) if shorts else r"(?!)")


def _one_of(shorts: Iterable[str]) -> str:
    """A pattern of them, of two that begin alike the longer."""
    return "|".join(re.escape(short) for short in sorted(shorts, key=len, reverse=True))


def front_and_body(text: str) -> tuple[str, str]:
    """A page's front matter, and what stands below it."""
    if not text.startswith(_FRONT):
        return "", text
    end = text.index(f"\n{_FRONT}", len(_FRONT)) + len(_FRONT) + 1
    return text[:end], text[end:]
