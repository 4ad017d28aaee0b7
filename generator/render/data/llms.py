"""llms.txt: the book's way in for a language model (llmstxt.org): a title, a summary, and lists of links."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.book import Claim
from ..base import links
from ..base.escape import clean
from ..base.index import Index
from ..base.page_kind import Link
from ..base.phrasing import counted, day, shortened

_MOST = 100  # links of one kind of page; the page that lists them all comes first
_NOTE = 160  # characters beside a link
_RULE = (
    "Every line rests on a sentence of a source, which is quoted and linked, "
    "and has a permanent id, `#c-` and ten hex digits."
)
_SECTIONS = ("Pages", "Topics", "People", "Sources", "Data", "Optional")
_DATA = (
    "- [The book](data/book.json): JSON, to the [schema](data/book.schema.json)",
    "- [Citations](data/citations.json): every line with its page, its permanent id and its sentence",
    "- [Timeline](data/timeline.json): JSON; also as [CSV](data/timeline.csv) and [calendar](data/timeline.ics)",
    "- [Measures](data/measures.csv): CSV; also as [calendar](data/measures.ics)",
    "- [Sources](data/sources.csl.json): CSL-JSON; also as [BibTeX](data/sources.bib)",
    "- [What changed](feed.xml): Atom",
)
_MARKUP = {ord(c): f"\\{c}" for c in "\\`*_[]<>#|"}


def llms(index: Index, listed: Iterable[Iterable[Link]]) -> str:
    """`listed` are the lines of each kind of page. Links are relative to the file, beside the home page."""
    book = index.book
    told = "\n".join(_cited(index, claim) for claim in book.bottom_line)
    made = (
        f"Made from {counted(len(book.sources), 'news article')}{f', as of {day(book.as_of)}' if book.as_of else ''}."
    )
    sections: dict[str, list[str]] = {section: [] for section in _SECTIONS}
    sections["Data"] += _DATA
    for lines in listed:
        for line in [*lines][:_MOST]:
            sections[line.section].append(_link(line))
    head = [
        f"# {_plain(book.title)}",
        f"> {_plain(book.description or made)}",
        f"{made} {_RULE}" if book.description else _RULE,
        *(["Where it stands:", told] if told else []),
    ]
    return "\n\n".join([*head, *(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items())]) + "\n"


def _plain(text: str) -> str:
    return clean(text).translate(_MARKUP)


def _link(line: Link) -> str:
    note = _plain(shortened(line.note, _NOTE))
    return f"- [{_plain(line.text)}]({links.on_site('llms.txt', line.path)}){f': {note}' if note else ''}"


def _cited(index: Index, claim: Claim) -> str:
    sentence = links.sentence_anchor(claim.citation.sentence)
    source = links.on_site("llms.txt", index.source_paths[claim.citation.source], sentence)
    return f"- {_plain(claim.text)} ([source]({source}))"
