"""One article of many as a labelled header states it: in an export, a row of a table, an entry of a list."""

from __future__ import annotations

import re

import yaml

from ...model.text import record
from .reading_text import one_line

_LONGEST = 2000  # characters of a field
_INVERTED = re.compile(r"(?P<family>[^\W\d_][\w.'’ -]{0,60}), (?P<given>[^\W\d_][\w.'’ -]{0,60})")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|blockquote|section|article|tr|table)\b[^<>]{0,500}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]{0,100}>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]{0,500}>.{0,100000}?</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>|<!--.{0,1000}?-->", re.DOTALL)


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
        stated = {
            "title": self.title,
            "date": self.published,
            "outlet": self.outlet,
            "authors": self.authors,
            "dateline": self.place,
            "url": self.url,
        }
        given = {key: value for key, raw in stated.items() if (value := one_line(readable(raw[:_LONGEST])))}
        if not given:
            return ""
        block = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=10 * _LONGEST, default_style='"')
        return f"---\n{block}---\n\n"


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


def readable(text: str) -> str:
    """A text that can be written as UTF-8: half a pair of surrogates, which JSON can name, becomes a mark."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def without_markup(text: str) -> str:
    """The text of a piece of a web page, its paragraphs apart; one without tags as it stands."""
    if "<" not in text or not (_BLOCK.search(text) or _BREAK.search(text)):
        return text
    text = _BLOCK.sub("\n\n", _UNSEEN.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", _TAG.sub("", _BREAK.sub("\n", text))).strip()
