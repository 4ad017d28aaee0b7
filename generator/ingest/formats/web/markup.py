"""The bytes of a web page to its tree of elements, within bounds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ....model.errors import UnreadableArticle
from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import WEB_WORDS
from .. import decoding

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_MARKUP = 4_000_000  # characters without scripts, styles and pictures; a long report has 300,000
_MOST_DEEP = 200  # elements inside each other; the parser itself stops at 256
_MOST_VALUES = 1000  # attributes of one element: more cost the parser time by their square
_MOST_ELEMENTS = 30_000
_MOST_WORK = 12_000_000  # characters times the elements around them: what it costs to look at each element's text
_DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})|<\?xml[^<>]{0,99}?encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a page declares its encoding
_AS_BROWSERS = {  # what these names stand for on the web, as its standard of encodings has it
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_DATA = re.compile(r"data:[\w.+-]{1,20}/[\w.+-]{1,60}[\w=.+;-]{0,200},[^\"'()<>\s]*", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*<\?xml[^<>]*\?>", re.IGNORECASE)
_FLOODS = (  # tags of very many attributes, with values and without
    (re.compile(rf"<[a-zA-Z][^<]{{{2 * _MOST_VALUES},}}"), "="),
    (re.compile(rf"<[a-zA-Z][^<>]{{{2 * _MOST_VALUES},}}>"), " "),
)
_NAME = re.compile(r"[A-Za-z][\w:.-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@record
class Markup:
    """A page as it was parsed. `remarks` are its comments, in which programs note where they saved it from."""

    tree: HtmlElement
    remarks: tuple[str, ...]
    warnings: tuple[str, ...]


def markup(data: bytes, *, file: str, charset: str | None = None) -> Markup:
    """A page as a tree; `charset` is what the file around it says of its encoding. Raises UnreadableArticle."""
    text, warnings = page_text(data, file=file, charset=charset)
    text = _bounded(_DATA.sub("data:,", "".join(_read_parts(_PROLOGUE.sub("", text)))), file)
    tree = _parsed(text, file)
    deep, count, work = _extent(tree)
    if deep > _MOST_DEEP:
        raise UnreadableArticle(
            file, f"a web page of elements nested more than {_MOST_DEEP} deep: save its text as .txt"
        )
    if count > _MOST_ELEMENTS or work > _MOST_WORK:
        raise UnreadableArticle(file, "a web page with far more in it than an article: save the article's text as .txt")
    return Markup(tree=tree, remarks=tuple(_remarks(tree)), warnings=warnings)


def page_text(data: bytes, *, file: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters of a page: by its mark, as UTF-8, as declared, else by a guess that says so.

    A page that is UTF-8 is that whatever it declares: browsers that save one keep its old declaration. Raises
    UnreadableArticle.
    """
    if not data.strip(b" \t\r\n\0"):
        raise UnreadableArticle(file, "empty")
    declared = [name for name in (charset, _declared(data)) if name]
    text, warnings = _decoded(data, declared, file)
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise UnreadableArticle(file, "binary, not a web page")
    mended = decoding.mended(_CONTROL.sub("", text))
    if mended != text and not _CONTROL.search(text):
        warnings = (*warnings, decoding.MENDED)
    return mended, warnings


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _decoded(data: bytes, declared: list[str], file: str) -> tuple[str, tuple[str, ...]]:
    if data.startswith(decoding.WIDE_MARKS):
        return decoding.decoded(data, file)
    known = list(filter(None, map(_known, declared)))
    for encoding in ("utf-8", *known):
        if (text := _strictly(data, encoding)) is not None:
            return text.removeprefix("\ufeff"), ()
    if known[:1] == ["utf-8"]:
        return data.decode("utf-8", "replace"), ("some bytes are not UTF-8, as the page declares; they are left out",)
    return decoding.decoded(data, file)


def _known(name: str) -> str | None:
    """A Python codec for what a page calls its encoding."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS.get(codec, codec)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    return text


def _bounded(text: str, file: str) -> str:
    if len(text) > _MOST_MARKUP:
        raise UnreadableArticle(
            file, f"a web page with more than {_MOST_MARKUP // 1_000_000} MB of markup: save its text as .txt"
        )
    if any(run[0].count(sign) > _MOST_VALUES for flood, sign in _FLOODS for run in flood.finditer(text)):
        raise UnreadableArticle(file, f"an element with more than {_MOST_VALUES} attributes: save its text as .txt")
    return text


@cache
def _unread() -> re.Pattern[str]:
    names = "|".join(load(WEB_WORDS).unread)
    return re.compile(rf"<({names})\b(?![^<>]{{0,300}}\bld\+json)[^<>]*>", re.IGNORECASE)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    """Small letters of a whole page will not do: some letters are longer when small, as the Turkish İ is."""
    return re.compile(f"</{name}", re.IGNORECASE | re.ASCII)


def _read_parts(text: str) -> Iterator[str]:
    """A page without its scripts, styles and drawings; one that is not closed takes the rest along."""
    at = 0
    while found := _unread().search(text, at):
        yield text[at : found.start()]
        end = _end_of(found[1].lower()).search(text, found.end())
        if end is None:
            return
        at = end.start()
    yield text[at:]


def _parsed(text: str, file: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.LxmlError, ValueError) as error:
        raise UnreadableArticle(file, "no web page: nothing in it can be parsed") from error
    for one in tree.iter():
        if isinstance(one.tag, str) and not _NAME.fullmatch(one.tag):
            one.tag = "div"  # a slip of the pen that no library can write again
    return tree


def _extent(tree: HtmlElement) -> tuple[int, int, int]:
    """How deep the elements lie in each other, how many there are, and how much text at what depth."""
    from lxml import etree

    deep = most = count = work = 0
    for event, one in etree.iterwalk(tree, events=("start", "end")):
        deep += 1 if event == "start" else -1
        count += event == "start"
        most = max(most, deep)
        work += deep * len((one.text if event == "start" else one.tail) or "")
    return most, count, work


def _remarks(tree: HtmlElement) -> Iterator[str]:
    """The comments of a page, those before its first element among them."""
    from lxml import etree

    before: Any = tree.getprevious()
    while before is not None:
        if isinstance(before, etree._Comment):
            yield str(before.text or "")[:2000]
        before = before.getprevious()
    for comment in list(tree.iter(etree.Comment))[:200]:
        yield str(comment.text or "")[:2000]
