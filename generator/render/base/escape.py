"""Hostile text, made harmless where Markdown and HTML meet.

Every character that means something to Python-Markdown, to its extensions or to HTML becomes a
character reference, which both leave alone; so one escape serves a paragraph, a table cell, a
heading and the inside of an element.
"""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup

_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ALWAYS = re.compile(r"[\\`*_\[\]{}|#~^$&<>]")
_INLINE = re.compile(r"[\\`*_\[\]{}|#~^$&<>!]")  # "!" would make an image of a link
_IN_ATTRIBUTE = re.compile(r"""[\\`*_\[\]{}|#~^$&<>()=\n"']""")
_OPENS_BLOCK = re.compile(r"(?:[-+=:!?/%]|[0-9]{1,12}(?=[.)]))")
_JOINERS = frozenset("\u200c\u200d")  # Persian and Indic scripts need them
_OF_URL = re.compile(r"(https?://)([^/?#]*)(.*)", re.DOTALL)
_IN_PATH = "~:/?#[]@!$&'()*+,;=%"  # what stands in an address as it is, beside letters and digits
_URL = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]{1,2000}")


def clean(text: str) -> str:
    """One line of printable text: white space folded; control, bidi and invisible characters gone.

    >>> clean("a\\x02 \\u202eb\\n  c")
    'a b c'
    """
    if text.isprintable() and "  " not in text:
        return str.strip(text, " ")  # as plain text, of markup too
    line = " ".join(text.split())
    if line.isprintable():
        return line
    kept = "".join(c for c in line if c.isprintable() or c in _JOINERS)
    return " ".join(kept.split())


def _reference(found: re.Match[str]) -> str:
    letter = found[0]
    return _NAMED.get(letter) or f"&#{ord(letter)};"


def letter_by_letter(text: str) -> Markup:
    """Each character as an entity: what stands so is no word, and so no abbreviation of the glossary.

    >>> str(letter_by_letter("MD"))
    '&#77;&#68;'
    """
    return Markup("".join(f"&#{ord(letter)};" for letter in text))


def escape_markdown(text: str) -> Markup:
    """Text that Markdown and HTML show as it is, on one line.

    >>> str(escape_markdown("1. *x* <b>"))
    '1&#46; &#42;x&#42; &lt;b&gt;'
    """
    line = clean(text)
    opening = _OPENS_BLOCK.match(line)
    if not opening:
        return Markup(_ALWAYS.sub(_reference, line))
    head, rest = line[: opening.end()], line[opening.end() :]
    if head.isdigit():
        return Markup(f"{head}&#{ord(rest[0])};{_ALWAYS.sub(_reference, rest[1:])}")
    return Markup(f"&#{ord(head)};{_ALWAYS.sub(_reference, rest)}")


def escape_inline(text: str) -> Markup:
    """A part of a line of text, as `escape_markdown` has the whole: spaces at its ends stay, and it may stand before a
    link.

    >>> str(escape_inline(" no!"))
    ' no&#33;'
    """
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable() or c in _JOINERS)
    return Markup(_INLINE.sub(_reference, kept))


def escape_attribute(text: str) -> Markup:
    """The value of an HTML attribute or of a Markdown link's title, to stand between double quotes."""
    return Markup(_IN_ATTRIBUTE.sub(_reference, clean(text)))


def escape_front_matter(text: str) -> Markup:
    """A YAML string of HTML for a page's front matter, which themes put into their pages as it stands.

    Apostrophes stay: themes put it between double quotes only, and not every search reads a reference. Nothing
    in it reads as a link to whoever takes the whole file for Markdown.
    """
    shown = html.escape(clean(text), quote=False).replace('"', "&quot;").replace("](", "]&#40;")
    return Markup(json.dumps(shown, ensure_ascii=False))


def safe_url(url: str | None) -> str | None:
    """The address as programs have it, its host and path in ASCII, if it is plain http or https; else None, for nothing
    else is ever linked.

    >>> safe_url("https://pier.example/grün|a"), safe_url("ftp://pier.example/")
    ('https://pier.example/gr%C3%BCn%7Ca', None)
    """
    try:
        written = _in_ascii(url or "")
        parts = urlsplit(written)
        host = parts.hostname
    except ValueError:  # no host that could be, or half a letter
        return None
    return written if _URL.fullmatch(written) and host and "@" not in parts.netloc else None


def _in_ascii(url: str) -> str:
    found = _OF_URL.match(url)
    if found is None:
        return url
    head, host, rest = found.groups()
    return f"{head}{host if host.isascii() else host.encode('idna').decode()}{quote(rest, safe=_IN_PATH)}"


def link_target(url: str) -> Markup:
    """A `safe_url` as a Markdown link's target."""
    return Markup(url.translate({ord(c): f"%{ord(c):02X}" for c in "()[]*_\\'!"} | {ord("&"): "&amp;"}))
