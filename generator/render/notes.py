"""The editor's notes, set into the pages they name. Markdown stays Markdown; HTML, attributes and scripts do not."""

from __future__ import annotations

import re
import unicodedata

_SAFE_TARGET = re.compile(
    r"<?(?:https?://|mailto:|#|(?![A-Za-z][A-Za-z0-9+.-]*:|//))[A-Za-z0-9._~:/?#@!$*+,;=%-]*>?(?:[ ]+\"[^\"()\n]*\")?\)"
)
_LINK = re.compile(r"\](?=\()\(")
_DEFINITION = re.compile(r"^([ ]{0,3})\[(?=[^\]\n]*\]:)", re.MULTILINE)
_HEADING = re.compile(r"^([ ]{0,3})(#{1,6})(?=[ #\w])", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ ]{0,3}(=+|-+)[ ]*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(https?://[A-Za-z0-9._~:/?#@!$*+,;=%-]+)>")
_HEAD = re.compile(r"</div>|<p class=\"bb-(?:standfirst|asof)\"|$")


def with_note(page: str, note: str) -> str:
    """A page with its note below the title and what is said of the page as a whole."""
    lines = page.split("\n")
    body = lines.index("---", 1) if lines[0] == "---" else 0  # a comment in the front matter begins as a title does
    at = next((number for number, line in enumerate(lines) if number >= body and line.startswith("# ")), -1) + 1
    end = at
    while at < len(lines) and _HEAD.match(lines[at]):
        at += 1
        end = at if lines[at - 1] else end
    return "\n".join([*lines[:end], "", *box(note).split("\n"), "", *lines[end:]])


def box(note: str) -> str:
    """The note as a box that Markdown is read in."""
    title = '<p class="bb-note-title">Editor\'s note</p>'
    return f'<aside class="bb-note" markdown="block">\n{title}\n\n{sanitised(note)}\n\n</aside>'


def sanitised(text: str) -> str:
    """The note's Markdown without a way into HTML: no tags, attribute lists, link definitions or foreign schemes.

    >>> sanitised("<b>x</b> [y](javascript:z)")
    '&lt;b>x&lt;/b> [y&#93;(javascript:z)'
    """
    lines = (line.replace("\t", "    ") for line in text.splitlines())
    text = "\n".join("".join(c for c in line if c.isprintable() and unicodedata.category(c) != "Cf").rstrip() for line in lines)
    text = text.replace("&", "&amp;").replace("{", "&#123;")
    text = _AUTOLINK.sub(r"[\1](\1)", text).replace("<", "&lt;")
    text = _DEFINITION.sub(r"\1&#91;", text)
    text = _LINK.sub(lambda found: found.group() if _SAFE_TARGET.match(text, found.end()) else "&#93;(", text)
    text = _UNDERLINE.sub("", text)  # a rule, or it would make a heading of the line above
    return _HEADING.sub(lambda found: found[1] + "#" * min(len(found[2]) + 2, 6), text).strip("\n")
