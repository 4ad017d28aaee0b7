"""One article of many as a labelled header states it: in an export, a row of a table, an entry of a list."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

from ...model.text import record
from ...rules.load import load
from ...rules.types.ingest import TABLES
from .front_matter import front_matter

_INVERTED = re.compile(r"(?P<family>[^\W\d_][\w.'’ -]{0,60}), (?P<given>[^\W\d_][\w.'’ -]{0,60})")
_BREAK = re.compile(r"<br\b[^<>]{0,100}>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(?P<end>/?)(?:script|style)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>|<!--.{0,200}?-->", re.DOTALL)


@record
class Story:
    """What is stated of one article, in the words of its header; "" where nothing is."""

    title: str = ""
    published: str = ""
    outlet: str = ""
    authors: str = ""  # one behind the other, a semicolon between them where there is a choice
    place: str = ""
    url: str = ""

    def front_matter(self) -> str:
        """The fields as a YAML block before a text; "" when nothing is stated."""
        return front_matter(**{field.name: getattr(self, field.name) for field in fields(self)})


def natural_names(text: str) -> str:
    """Names in the order in which one says them.

    >>> natural_names("Lind, Ada; Berg, Ola"), natural_names("Ada Lind, Ola Berg")
    ('Ada Lind; Ola Berg', 'Ada Lind, Ola Berg')
    """
    names = [one.strip() for one in text.split(";")]
    return "; ".join(map(_natural, filter(None, names)))


def _natural(name: str) -> str:
    found = _INVERTED.fullmatch(name)
    return f"{found['given']} {found['family']}" if found and " " not in found["family"] else name


def natural_title(name: str) -> str:
    """The name of a paper with its article before it.

    >>> natural_title("Harbour Post, The"), natural_title("The Harbour Post")
    ('The Harbour Post', 'The Harbour Post')
    """
    found = re.fullmatch(r"(.{1,200}), (The|A|An)", name.strip())
    return f"{found[2]} {found[1]}" if found else name.strip()


def _seen(text: str) -> str:
    """Without scripts and styles; one that is never closed goes on to the end."""
    kept: list[str] = []
    at, inside = 0, False
    for tag in _UNSEEN.finditer(text):
        if not inside:
            kept.append(text[at : tag.start()])
        at, inside = tag.end(), not tag["end"]
    return "".join(kept) + ("" if inside else text[at:])


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"</?(?:{'|'.join(load(TABLES).apart)})\b[^<>]{{0,500}}>", re.IGNORECASE)


def without_markup(text: str) -> str:
    """The text of a piece of a web page, its paragraphs apart; one without tags as it stands."""
    if "<" not in text or not (_apart().search(text) or _BREAK.search(text)):
        return text
    text = _apart().sub("\n\n", _seen(text))
    return re.sub(r"\n{3,}", "\n\n", _TAG.sub("", _BREAK.sub("\n", text))).strip()
