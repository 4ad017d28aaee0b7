"""Lists of references in RIS, as Zotero, EndNote and databases write them. Many hold no more than an abstract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...model.article import Left
from ...model.errors import UnreadableArticle
from ...rules.load import load
from ...rules.types.ingest import TABLES
from ..base import limits
from ..base.raw_text import Item, RawText, numbered
from ..base.story import Story, natural_names, natural_title, without_markup
from .decoding import decode, is_list

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<told>.*)")
_SENTENCE_END = re.compile(r"[.!?][”\"')]{0,2}(?=\s|$)")
_LEAST_WORDS, _LEAST_SENTENCES = 40, 3  # of an abstract that tells a story
_DAY = re.compile(r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})\b.*")


class Ris:
    """The format of a list of references."""

    name = "ris"
    endings = (".ris",)

    def looks_like(self, head: bytes) -> bool:
        """Whether a file begins with the kind of a reference."""
        return is_list(head) == "a RIS list of references"

    def read(self, data: bytes, *, file: str) -> Sequence[Item]:
        """The references whose abstract tells a story; the others are left. Raises UnreadableArticle."""
        if not self.looks_like(data):
            decode(data, file=file)
            raise UnreadableArticle(file, "not a RIS list of references, which begins with TY")
        text, warnings = decode(data, file=file)
        entries = list(_entries(text))
        limits.refuse("stories", len(entries), file=file)
        return numbered([_article(entry, warnings) for entry in entries])


def _entries(text: str) -> Iterator[Mapping[str, Sequence[str]]]:
    """What each reference says, by its tags."""
    end = load(TABLES).ris_end
    entry: dict[str, list[list[str]]] = {}
    tag = ""
    for line in (*text.splitlines(), f"{end}  - "):
        found = _TAG.fullmatch(line.strip("\ufeff\r "))
        if found and found["tag"] == end:
            if entry:
                yield {name: ["\n".join(lines) for lines in values] for name, values in entry.items()}
            entry, tag = {}, ""
        elif found:
            tag = found["tag"]
            entry.setdefault(tag, []).append([found["told"].strip()])
        elif tag:  # a long text goes on in the next line
            entry[tag][-1].append(line.strip())


def _article(entry: Mapping[str, Sequence[str]], warnings: tuple[str, ...]) -> Item:
    def told(field: str) -> Sequence[str]:
        tags = (tag for tag, known in load(TABLES).ris.items() if known == field)
        return next((entry[tag] for tag in tags if any(entry.get(tag, ()))), ())

    text = without_markup("\n\n".join(told("body"))).strip()
    count = len(text.split())
    if count < _LEAST_WORDS or len(_SENTENCE_END.findall(text)) < _LEAST_SENTENCES:
        title = " ".join(told("title"))[:80]
        why = f"only an abstract of {count} words" if count else "a reference without a text"
        return Left(part="", reason=f"{why} ({title})" if title else why)
    story = Story(
        title=" ".join(told("title")),
        published=_day(next(iter(told("published")), "")),
        outlet=natural_title(next(iter(told("outlet")), "")),
        authors=natural_names("; ".join(told("authors"))),
        url=next(iter(told("url")), ""),
    )
    return RawText(text=story.front_matter() + text, warnings=(*warnings, load(TABLES).abstract))


def _day(text: str) -> str:
    """A day as RIS writes it, "2025/07/14/", as others do; a year alone states no day."""
    found = _DAY.fullmatch(text)
    return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}" if found else text.strip("/ ")


FORMAT = Ris()
