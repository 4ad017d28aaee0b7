"""Findings of one article, for whoever mends a rule (text) and for scripts (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.model.article import Article
from generator.model.dates import Date
from generator.model.findings import Findings
from generator.model.text import Span

_COLOURS = {
    "dropped": "90",
    "timex": "36",
    "person": "32",
    "role": "33",
    "quotation": "35",
    "figure": "34",
    "event": "31",
    "abbreviation": "34",
}


def date_json(date: Date | None) -> dict[str, Any] | None:
    """A Date as the published data has it."""
    if date is None:
        return None
    return {
        "edtf": date.edtf,
        "earliest": date.earliest.isoformat(),
        "latest": date.latest.isoformat(),
        "precision": date.precision,
        "basis": date.basis,
        "text": date.text,
        "zone": date.zone,
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def as_json(file: str, article: Article, findings: Findings) -> str:
    """One line of JSON; keys as DESIGN has them, offsets into "text"."""
    names = {entity.key: entity.name for entity in findings.entities}

    def place(span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": span.of(article.text)}

    return json.dumps(
        {
            "file": file,
            "published": date_json(article.published),
            "title": article.title,
            "authors": list(article.authors),
            "outlet": article.outlet,
            "text": article.text,
            "sentences": [_span(sentence.span) for sentence in findings.sentences],
            "timexes": [place(t.span) | {"type": t.type, "value": t.value, "mod": t.mod, "rule": t.rule} for t in findings.timexes],
            "mentions": [
                place(m.span) | {"kind": m.kind, "entity": m.entity, "name": names.get(m.entity, m.span.of(article.text))}
                for m in findings.mentions
            ],
            "roles": [
                {
                    "entity": r.entity,
                    "title": r.title,
                    "organisation": r.organisation,
                    "country": r.country,
                    "start": r.span.start,
                    "end": r.span.end,
                    "rule": r.rule,
                }
                for r in findings.roles
            ],
            "quotations": [
                {
                    "kind": q.kind,
                    "content": _span(q.content),
                    "cue": _span(q.cue),
                    "source": _span(q.source),
                    "speaker": q.speaker,
                    "via": q.via,
                    "rule": q.rule,
                }
                for q in findings.quotations
            ],
            "figures": [place(f.span) | {"value": f.value, "unit": f.unit} for f in findings.figures],
            "events": [
                {"start": e.span.start, "end": e.span.end, "date": date_json(e.date), "kind": e.kind, "people": list(e.people)}
                for e in findings.events
            ],
        },
        ensure_ascii=False,
    )


def explain(article: Article, findings: Findings, *, colour: bool = False) -> str:
    """Every finding with its rule, under the sentence it was read from."""
    return "\n".join(_paint(kind, line, colour) for kind, line in _lines(article, findings))


def _paint(kind: str, line: str, colour: bool) -> str:
    return f"\033[{_COLOURS[kind]}m{line}\033[0m" if colour and kind in _COLOURS else line


def _shown(text: str) -> str:
    """Control characters would act on the terminal."""
    return "".join(c if c.isprintable() else "·" for c in text)


def _lines(article: Article, findings: Findings) -> Iterator[tuple[str, str]]:
    published = f"{article.published.edtf} (“{article.published.text}”)" if article.published else "not known"
    yield "", f"{article.file}: {_shown(article.title)} [title from the {article.title_basis}]"
    yield "", f"published {published}; outlet {article.outlet}; authors {', '.join(article.authors) or 'not named'}; url {article.url}"
    for warning in article.warnings:
        yield "", f"warning: {warning}"
    for dropped in article.dropped:
        yield "dropped", f"dropped by {dropped.rule}: {_shown(dropped.text[:100])!r}"
    found = sorted(_found(article, findings))
    for number, sentence in enumerate(findings.sentences):
        yield "", f"\n[{number}] {sentence.kind if sentence.kind != 'body' else ''} {_shown(sentence.span.of(article.text))}"
        for start, _, kind, line in found:
            if sentence.span.start <= start < sentence.span.end:
                yield kind, f"    {kind:<12} {_shown(line)}"


def _found(article: Article, findings: Findings) -> Iterator[tuple[int, int, str, str]]:
    text = article.text
    for timex in findings.timexes:
        date = f" = {timex.date.edtf} ({timex.date.basis})" if timex.date else ""
        yield timex.span.start, timex.span.end, "timex", f"{timex.span.of(text)!r} {timex.type} {timex.value}{date}  <{timex.rule}>"
    for mention in findings.mentions:
        yield mention.span.start, mention.span.end, mention.kind, f"{mention.span.of(text)!r} -> {mention.entity}  <{mention.rule}>"
    for reference in findings.references:
        yield reference.span.start, reference.span.end, "person", f"{reference.span.of(text)!r} -> {reference.entity}  <{reference.rule}>"
    for role in findings.roles:
        office = " official" if role.official else ""
        yield (
            role.span.start,
            role.span.end,
            "role",
            f"{role.entity}: {role.title} / {role.organisation} / {role.country}{office}  <{role.rule}>",
        )
    for quotation in findings.quotations:
        speaker = quotation.speaker or (quotation.source.of(text) if quotation.source else "nobody")
        via = f" via {quotation.via}" if quotation.via else ""
        line = f"{quotation.kind} by {speaker}{via}: {quotation.content.of(text)!r}  <{quotation.rule}>"
        yield quotation.content.start, quotation.content.end, "quotation", line
    for figure in findings.figures:
        yield figure.span.start, figure.span.end, "figure", f"{figure.span.of(text)!r} = {figure.value} {figure.unit}  <{figure.rule}>"
    for short in findings.abbreviations:
        yield short.span.start, short.span.end, "abbreviation", f"{short.short} = {short.expansion}  <{short.rule}>"
    for event in findings.events:
        when = event.date.edtf if event.date else "undated"
        yield (
            event.span.start,
            event.span.end,
            "event",
            f"{when} {event.kind} {event.predicate} {list(event.people)}: {event.span.of(text)!r}  <{event.rule}>",
        )
