"""A page laid out so that readers of plain Markdown see it as the site does.

Markdown inside HTML is Markdown for CommonMark only where a blank line parts it from the tags; for
Python-Markdown only where an element says `markdown`. So Markdown has both. Abbreviations are spelled
out by an element of HTML, since no other reader knows Python-Markdown's definitions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model.book import GlossaryEntry
from .escape import escape_attribute

_ELEMENT = re.compile(r'(<(p|li|t[dh]|figcaption|h[1-6])\b[^<>\n]* markdown="span">)(.*?)(</\2>)')
_MARKDOWN = re.compile(r"\]\(|\*\*|`")
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
    used = set(re.findall(r"\w[\w&-]*", body))
    meant = {
        entry.short: escape_attribute(entry.expansion)
        for entry in entries
        if entry.short in used and _SHORT_FORM.fullmatch(entry.short)
    }
    if not meant:
        return text
    shorts = "|".join(re.escape(short) for short in sorted(meant, key=len, reverse=True))
    pattern = re.compile(rf"{_NO_TEXT}|\b({shorts})\b")

    def spelled(found: re.Match[str]) -> str:
        short = found[1]
        return f'<abbr title="{meant[short]}">{short}</abbr>' if short else found.group()

    lines = (line if _AS_IT_IS.match(line) else pattern.sub(spelled, line) for line in body.split("\n"))
    return head + "\n".join(lines)


def front_and_body(text: str) -> tuple[str, str]:
    """A page's front matter, and what stands below it."""
    if not text.startswith(_FRONT):
        return "", text
    end = text.index(f"\n{_FRONT}", len(_FRONT)) + len(_FRONT) + 1
    return text[:end], text[end:]
