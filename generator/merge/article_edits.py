"""Corrections of articles: date, outlet, title, weight."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ..model.article import HOST_AS_OUTLET, Article
from ..model.book import Edit, Source, TimelineEntry
from ..model.settings import SourceOverride
from ..rules.load import load
from ..rules.types.lexicon import OUTLETS
from .base.targets import Faults, names_of_files, no_source

_NAMED_BY_OTHERS = "outlet: not named, other articles of its web address give the name"

# Sources


def edit_articles(
    articles: Sequence[Article], overrides: Sequence[SourceOverride], unread: Collection[str], faults: Faults
) -> list[Article]:
    """The articles as the editor has them, without those excluded. `unread` are files that hold none."""
    by_name = names_of_files(articles)
    edited = {article.id: article for article in with_one_name(named_by_others(articles))}
    for override in overrides:
        if override.source in {name for file in unread for name in (file, PurePosixPath(file).name)}:
            continue  # the report has a line on it already
        found = by_name.get(override.source, [])
        if len(found) != 1:
            faults.append((override.line, no_source(override.source, by_name)))
        elif override.exclude:
            edited.pop(found[0], None)
        elif found[0] in edited:
            edited[found[0]] = _edited_article(edited[found[0]], override)
    return list(edited.values())


def _edited_article(article: Article, override: SourceOverride) -> Article:
    return replace(
        article,
        published=override.published or article.published,
        written=None if override.published else article.written,
        updated=None if override.published else article.updated,
        outlet=override.outlet or article.outlet,
        authors=article.authors if override.authors is None else override.authors,
        title=override.title or article.title,
        title_basis="editor" if override.title else article.title_basis,
        url=override.url or article.url,
        warnings=tuple(w for w in article.warnings if not (override.published and w.startswith("published:"))),
    )


def named_by_others(articles: Sequence[Article]) -> list[Article]:
    """The articles with the name of their outlet where only its web address is known and others of that address, all of
    them that name one, give the same name."""
    known: dict[str, set[str]] = {}
    for article in articles:
        if article.outlet and article.outlet != host_of(article.url):
            known.setdefault(host_of(article.url), set()).add(article.outlet)
    names = {host: next(iter(outlets)) for host, outlets in known.items() if host and len(outlets) == 1}
    return [
        replace(
            article,
            outlet=names[article.outlet],
            warnings=tuple(_NAMED_BY_OTHERS if w == HOST_AS_OUTLET else w for w in article.warnings),
        )
        if article.outlet == host_of(article.url) and article.outlet in names
        else article
        for article in articles
    ]


def host_of(address: str | None) -> str:
    """The host of a web address as an outlet is called by it; "" for none.

    >>> host_of("https://www.quay.example/pier"), host_of(None)
    ('quay.example', '')
    """
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def with_one_name(articles: Sequence[Article]) -> list[Article]:
    """The articles with one name for each outlet, where the book has several: "AP" beside "Associated Press".

    An outlet that is named in one way only keeps the name that its articles give it.
    """
    used = {article.outlet for article in articles if article.outlet}
    several = [names for names in load(OUTLETS) if len(used.intersection(names)) > 1]
    one = {name: next(name for name in names if name in used) for names in several for name in names}
    return [replace(article, outlet=one.get(article.outlet or "", article.outlet)) for article in articles]


def edit_sources(sources: Sequence[Source], overrides: Sequence[SourceOverride]) -> tuple[Source, ...]:
    """The sources of edited articles, with the marks of what was edited."""
    edited = {source.id: source for source in sources}
    for override in overrides:
        for source in sources:
            if override.source in (source.id, source.file, PurePosixPath(source.file).name):
                known = edited[source.id]
                weight = known.weight if override.weight is None else override.weight
                edited[source.id] = replace(known, weight=weight, edits=(*known.edits, *_source_edits(override)))
    return tuple(edited[source.id] for source in sources)


def _source_edits(override: SourceOverride) -> Iterator[Edit]:
    for what, value in (
        ("published", override.published and override.published.edtf),
        ("outlet", override.outlet),
        ("authors", override.authors and ", ".join(override.authors)),
        ("title", override.title),
        ("url", override.url),
        ("family", override.family),
        ("weight", None if override.weight is None else f"{override.weight:g}"),
    ):
        if value:
            yield Edit(what=f"{what}: {value}", reason=override.reason)


def weighed(events: Sequence[TimelineEntry], sources: Sequence[Source]) -> tuple[TimelineEntry, ...]:
    """The events, each as salient as the weightiest of its sources lets it be."""
    weights = {source.id: source.weight for source in sources}
    if set(weights.values()) <= {1.0}:
        return tuple(events)
    return tuple(
        replace(
            event,
            salience=round(min(event.salience * max(weights.get(c.source, 1.0) for c in event.citations), 1.0), 4),
        )
        for event in events
    )
