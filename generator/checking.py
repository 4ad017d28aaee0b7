"""Proof of the first promise: every sentence that the published book cites stands in its source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.editor import read_book_file
from generator.errors import UnreadableArticle, UsageError

_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"\]\((?P<path>[^()\s:#?]*)(?:\?[^()\s#]*)?(?:#(?P<anchor>[^()\s]*))?(?:\s+\"[^\"]*\")?\)")


def check_book(root: Path) -> list[str]:
    """One line for each citation that is not in its source and each link that leads nowhere.

    Raises UsageError when there is no book to check or book.yml is not valid.
    """
    read_book_file(root / "book.yml")
    data = root / "docs" / "data"
    shown, book = _read(data / "citations.json"), _read(data / "book.json")
    texts = dict(_source_texts(root / "seeds"))
    cited = [*((entry["page"], entry["claim"], entry) for entry in shown), *_citations(book)]
    return [*_lost(cited, texts), *_reworded(book), *_dead_links(root / "docs")]


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no book yet; run `briefing build`") from error
    except ValueError as error:
        raise UsageError(f"{path}: not valid JSON ({error}); run `briefing build`") from error


def _source_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Each source's id and its text as it is read, on one line."""
    from generator.ingest import list_sources, source_ids
    from generator.ingest.decoding import decode
    from generator.ingest.reading_text import one_line

    paths = {path.relative_to(folder).as_posix(): path for path in list_sources(folder)}
    ids = source_ids(list(paths))
    for file, path in paths.items():
        try:
            text, _ = decode(path.read_bytes(), file=file)
        except (OSError, UnreadableArticle):
            continue  # its citations will be found missing
        yield ids[file], one_line(text)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _lost(cited: Iterable[tuple[str, str, Mapping[str, Any]]], texts: Mapping[str, str]) -> Iterator[str]:
    """Each lost sentence once for each page that rests on it."""
    told = set()
    for page, claim, citation in cited:
        source, quote = citation["source"], citation["quote"]
        if (page, source, quote) in told or (source in texts and _folded(quote) in texts[source]):
            continue
        told.add((page, source, quote))
        if source not in texts:
            yield f"{page}: {claim!r}: source {source} is not in seeds/"
        else:
            yield f"{page}: {claim!r}: not found in source {source}: {_short(quote)!r}"


def _reworded(book: Mapping[str, Any]) -> Iterator[str]:
    """Each headline that is more than its source's words left over, but for what the editor wrote."""
    from generator.merge.headlines import is_deletion

    for event in book.get("events", ()):
        edited = any(edit["what"] == "headline" for edit in event.get("edits", ()))
        if not edited and not any(is_deletion(event["headline"], citation["quote"]) for citation in event["citations"]):
            yield f"timeline.md: {_short(event['headline'])!r}: not made of the words of a sentence that it cites"


def _citations(book: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Page, claim and citation of everything in the published data that rests on a sentence."""
    for person in book.get("people", ()):
        for role in person["roles"]:
            for citation in role["citations"]:
                yield person["page"], f"{person['name']}, {role['title']}", citation
    for event in book.get("events", ()):
        for citation in event["citations"]:
            yield "timeline.md", _short(event["headline"]), citation
    for quotation in book.get("quotations", ()):
        yield "positions.md", _short(quotation["text"]), quotation["citation"]
    for figure in book.get("figures", ()):
        yield "figures.md", f"{figure['text']}", figure["citation"]
    for disagreement in book.get("disagreements", ()):
        for claim in disagreement["claims"]:
            yield "disagreements.md", f"{disagreement['about']}: {claim['value']}", claim["citation"]
    for short, entry in sorted(book.get("abbreviations", {}).items()):
        yield "glossary.md", short, entry["citation"]


def _short(text: str, length: int = 80) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _dead_links(docs: Path) -> Iterator[str]:
    """Relative Markdown links without a file at their end; MkDocs checks the anchors."""
    for page in sorted(docs.rglob("*.md")):
        for match in _LINK.finditer(page.read_text(encoding="utf-8")):
            path = unquote(match["path"])
            if path and not (page.parent / path).exists():
                yield f"{page.relative_to(docs).as_posix()}: the link to {path} leads nowhere"
