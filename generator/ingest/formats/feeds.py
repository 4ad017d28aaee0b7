"""Feeds saved as files: RSS, Atom, RDF and JSON Feed. Each entry is an article, if it holds more than a teaser."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...model.article import Left
from ...model.errors import UnreadableArticle
from ...model.text import record
from ..base.front_matter import headed
from ..base.page_lines import lines_of, text_of
from ..base.raw_text import Found, RawText
from ..base.stories import is_teaser
from ..base.xml_tree import mended

_ROOT = re.compile(
    rb"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?"
    rb"(?:<(?:\?xml-stylesheet|!--)[^>]{0,400}>\s{0,99}|<!DOCTYPE\s[^>\[]{0,300}(?:\[[^\]]{0,2000}\]\s{0,9})?>\s{0,99}){0,5}"
    rb"<(?:rss\b|feed\b[^>]{0,400}xmlns|rdf:RDF\b[^>]{0,900}purl\.org/rss)",
    re.IGNORECASE,
)
_JSON = re.compile(rb'\s{0,99}\{.{0,300}?"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.DOTALL)
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_STARTS = (b"<item", b"<entry", b'"id"')  # of an entry
_OF_FEED = re.compile(r"[\s|:(–—-]*\b(?:RSS|Atom|JSON)\b.*$")  # behind the name of the outlet
_MOST_BYTES, _MOST = 5_000_000, 1_000


@record
class _Entry:
    """What a feed says of one article. `content` may be HTML."""

    title: str
    authors: str
    published: str
    updated: str  # only where the first is not told
    outlet: str
    url: str
    content: str


class Feeds:
    """The format of feeds."""

    name = "feeds"
    endings = (".rss", ".atom", ".rdf", ".xml", ".jsonfeed")

    def looks_like(self, head: bytes) -> bool:
        """Whether it begins as a feed does."""
        start = head[:4000].removeprefix(b"\xef\xbb\xbf")
        return bool(_ROOT.match(start) or _JSON.match(start))

    def read(self, data: bytes, *, file: str) -> Sequence[Found]:
        """Each entry. Raises UnreadableArticle."""
        if not self.looks_like(data):
            raise UnreadableArticle(file, "no feed: save the articles as .txt")
        if len(data) > _MOST_BYTES:
            raise UnreadableArticle(file, f"a feed larger than {_MOST_BYTES // 1_000_000} MB: split it")
        if any(data.count(start) > 2 * _MOST for start in _STARTS):
            raise UnreadableArticle(file, f"a feed of more than {_MOST:,} entries: split it")
        if _ENTITIES.search(data[:20_000]):
            raise UnreadableArticle(file, "a feed that declares entities, as none has to: save the articles as .txt")
        data = data.removeprefix(b"\xef\xbb\xbf")
        entries = list(_of_json(data, file) if _JSON.match(data[:4000]) else _of_xml(mended(data, file=file)))
        if not entries:
            raise UnreadableArticle(file, "a feed without entries")
        if len(entries) > _MOST:
            raise UnreadableArticle(file, f"a feed of more than {_MOST:,} entries: split it")
        return [_article(str(number), one) for number, one in enumerate(entries, start=1)]


def _article(part: str, entry: _Entry) -> RawText | Left:
    content = entry.content
    text = text_of(lines_of(content)) if "<" in content or "&" in content else content
    if not text.strip():
        return Left(part=part, reason="an entry without text; fetch the page")
    if is_teaser(text):
        return Left(part=part, reason=f"only a teaser ({entry.title[:80]}); fetch the page")
    text = headed(
        text,
        title=entry.title,
        authors=entry.authors,
        published=entry.published,
        updated="" if entry.published else entry.updated,
        outlet=entry.outlet,
        url=entry.url,
    )
    return RawText(text=text, part=part)


def _of_xml(data: bytes) -> Iterator[_Entry]:
    import feedparser

    feed = feedparser.parse(
        io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
    )  # only words are taken, so that nothing has to be made safe
    outlet = _OF_FEED.sub("", _plain(feed.feed.get("title", "")))
    for one in feed.entries:
        contents = [str(part.get("value", "")) for part in one.get("content", [])]
        yield _Entry(
            title=_plain(one.get("title", "")),
            authors=_plain(_names(one)),
            published=_day(one, "published"),
            updated=_day(one, "updated"),
            outlet=_plain(one.get("source", {}).get("title", "")) or outlet,
            url=str(one.get("link", "")),
            content=max([*contents, str(one.get("summary", ""))], key=len),
        )


def _names(entry: Any) -> str:
    names = [str(author.get("name", "")) for author in entry.get("authors", [])]
    return ", ".join(filter(None, names)) or str(entry.get("author", ""))


def _day(entry: Any, field: str) -> str:
    """The day as the feed writes it where that begins with one, else as it was understood: by the clock of London."""
    written = str(dict.get(entry, field, ""))  # the library's own `get` would take one field for the other
    if re.match(r"\d{4}-\d{2}-\d{2}", written):
        return written[:10]
    parsed = dict.get(entry, f"{field}_parsed")
    if found := re.match(r"(?:\w{3},? )?(\d{1,2} \w{3} \d{4})", written):
        return found[1]
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else ""


def _of_json(data: bytes, file: str) -> Iterator[_Entry]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(file, "broken JSON: save the feed again") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    for one in items if isinstance(items, list) else []:
        if isinstance(one, dict):
            page = _word(one, "content_html") or _word(one, "summary")
            yield _Entry(
                title=_word(one, "title"),
                authors=", ".join(_authors(one)),
                published=_word(one, "date_published")[:10],
                updated=_word(one, "date_modified")[:10],
                outlet=_OF_FEED.sub("", _word(feed, "title")),
                url=_word(one, "url"),
                content=page if len(page) > len(_word(one, "content_text")) else _word(one, "content_text"),
            )


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    found = entry.get("authors") or [entry.get("author")]
    for one in found if isinstance(found, list) else []:
        if isinstance(one, dict) and (name := _word(one, "name")):
            yield name


def _word(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _plain(text: Any) -> str:
    """A field that may hold HTML as its words."""
    words = str(text)
    return " ".join(line.text for line in lines_of(words)) if "<" in words or "&" in words else words


FORMAT = Feeds()
