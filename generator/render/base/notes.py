"""The editor's notes, set into the pages they name. Markdown stays Markdown; HTML, attributes and scripts do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ...model.book import Note
from ...model.source_files import Problem

_SAFE_TARGET = re.compile(
    r"<?(?:https?://|mailto:|#|(?![A-Za-z][A-Za-z0-9+.-]*:|//))[A-Za-z0-9._~:/?#@!$*+,;=%-]*>?(?:[ ]+\"[^\"()\n]*\")?\)"
)
_LINK = re.compile(r"\](?=\()\(")
_IMAGE = re.compile(r"!(?=\[)")
_OWN_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\((?![A-Za-z][A-Za-z0-9+.-]*:|//)[A-Za-z0-9._~/%-]+(?:[ ]+\"[^\"()\n]*\")?\)")
_AWAY_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\(<?https?://([^\s()/?#>]+)")
_DEFINITION = re.compile(r"^([ ]{0,3})(\*?)\[(?=[^\]\n]*\]:)", re.MULTILINE)
_HEADING = re.compile(r"^([ ]{0,3})(#{1,6})(?=[ #\w])", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ ]{0,3}(=+|-+)[ ]*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(https?://[A-Za-z0-9._~:/?#@!$*+,;=%-]+)>")
# they mark words and nothing else, and only without attributes
_TAGS = "b|del|em|i|ins|kbd|mark|q|s|small|strong|sub|sup|u"
_PAIR = re.compile(rf"&lt;({_TAGS})>((?:(?!&lt;/?(?:{_TAGS})>)[^\n|*_`\[\]])*)&lt;/\1>")
_BREAK = re.compile(r"&lt;br[ ]?/?>")
_DEEPEST = 4  # tags within each other
_TITLE = re.compile(r"# |<h1 ")
_HEAD = re.compile(r"</div>|<p class=\"bb-(?:standfirst|asof)\"|$")


def with_note(page: str, note: str) -> str:
    """A page with its note below the title and what is said of the page as a whole."""
    lines = page.split("\n")
    body = lines.index("---", 1) if lines[0] == "---" else 0  # a comment in the front matter begins as a title does
    at = next((number for number, line in enumerate(lines) if number >= body and _TITLE.match(line)), -1) + 1
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
    """The note's Markdown without a way into HTML or out of the site.

    Tags are text, unless they only mark words; attribute lists, link definitions and foreign schemes are text too. An
    image from outside becomes a link.

    >>> sanitised("<b>x</b> <script> [y](javascript:z) ![p](http://a.example/p.png)")
    '<b>x</b> &lt;script> [y&#93;(javascript:z) [p](http://a.example/p.png)'
    """
    lines = (line.replace("\t", "    ") for line in text.splitlines())
    text = "\n".join(
        "".join(c for c in line if c.isprintable() and unicodedata.category(c) != "Cf").rstrip() for line in lines
    )
    text = text.replace("&", "&amp;").replace("{", "&#123;")
    text = _AUTOLINK.sub(r"[\1](\1)", text).replace("<", "&lt;")
    text = _DEFINITION.sub(lambda found: f"{found[1]}{'&#42;' if found[2] else ''}&#91;", text)
    text = _LINK.sub(lambda found: found.group() if _SAFE_TARGET.match(text, found.end()) else "&#93;(", text)
    text = _IMAGE.sub(lambda found: _mark_before(text, found.start()), text)
    text = _UNDERLINE.sub("", text)  # a rule, or it would make a heading of the line above
    text = _HEADING.sub(lambda found: found[1] + "#" * min(len(found[2]) + 2, 6), text).strip("\n")
    return _with_tags(text)


def _mark_before(text: str, at: int) -> str:
    """What stands for the "!" of an image: itself where the image is the site's own."""
    if _OWN_IMAGE.match(text, at):
        return "!"
    return "" if _AWAY_IMAGE.match(text, at) else "&#33;"


def _with_tags(text: str) -> str:
    """Pairs of tags within a line that only mark words, the innermost first, so that none crosses another."""
    for _ in range(_DEEPEST):
        text = _PAIR.sub(r"<\1>\2</\1>", text)
    return _BREAK.sub("<br>", text)


def remarks(notes: Iterable[Note]) -> tuple[Problem, ...]:
    """A line for each note with images from outside, which a page would ask for whenever somebody reads it."""
    found = ((note.page, sorted(set(_AWAY_IMAGE.findall(note.text)))) for note in notes)
    reason = (
        "a picture from {} is shown as a link, since a page asks no other site for anything; put it into "
        "docs/ and name it there"
    )
    return tuple(
        Problem(file=f"notes/{page}", reason=reason.format(", ".join(hosts)), lost=False)
        for page, hosts in sorted(found)
        if hosts
    )
