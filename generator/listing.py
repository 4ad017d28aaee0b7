"""The findings of one article as a line of JSON, for scripts."""

from __future__ import annotations

import json
from typing import Any

from generator.model.article import Article
from generator.model.dates import date_data
from generator.model.findings import Findings
from generator.model.text import Span


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
            "published": date_data(article.published),
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
                {"start": e.span.start, "end": e.span.end, "date": date_data(e.date), "kind": e.kind, "people": list(e.people)}
                for e in findings.events
            ],
        },
        ensure_ascii=False,
    )
