"""The findings of one article as a line of JSON, for scripts."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import Any

from .model.article import Article
from .model.dates import date_data
from .model.findings import Findings, Saying
from .model.text import Span


def as_json(file: str, article: Article, findings: Findings, source: str, *, plain: bool = False) -> str:
    """One line of JSON; keys as DESIGN has them, offsets into "text".

    `source` is the decoded file. With `plain` it is that text and the offsets are into it; else it is the article's,
    each
    blank as the file has it. The "text" of a finding is as it was read.
    """
    sayings = dict(zip(findings.quotations, findings.sayings, strict=False))
    names = {entity.key: entity.name for entity in findings.entities}

    def there(span: Span) -> dict[str, int]:
        span = article.offsets.span(span) if plain else span
        return {"start": span.start, "end": span.end}

    def _span(span: Span | None) -> dict[str, int] | None:
        return None if span is None else there(span)

    def place(span: Span) -> dict[str, Any]:
        return {**there(span), "text": span.of(article.text)}

    def said(saying: Saying | None) -> dict[str, Any]:
        """What is done by a quotation, by which rule, when and to whom; nothing where it was not read."""
        if saying is None:
            return {}
        when = None if saying.timex is None else place(findings.timexes[saying.timex].span)
        told = {"act": saying.act, "act_rule": saying.rule, "hearer": _span(saying.hearer)}
        return told | {"said": when, "said_with_the_one_before": saying.same_as, "undated": saying.undated}

    return json.dumps(
        {
            "file": file,
            "published": date_data(article.published),
            "title": article.title,
            "authors": list(article.authors),
            "outlet": article.outlet,
            "text": source if plain else with_own_blanks(article, source),
            "sentences": [_span(sentence.span) for sentence in findings.sentences],
            "timexes": [
                place(t.span) | {"type": t.type, "value": t.value, "mod": t.mod, "rule": t.rule}
                for t in findings.timexes
            ],
            "mentions": [
                place(m.span)
                | {"kind": m.kind, "entity": m.entity, "name": names.get(m.entity, m.span.of(article.text))}
                for m in findings.mentions
            ],
            "roles": [
                {
                    "entity": r.entity,
                    "title": r.title,
                    "organisation": r.organisation,
                    "country": r.country,
                    **there(r.span),
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
                | said(sayings.get(q))
                for q in findings.quotations
            ],
            "figures": [place(f.span) | {"value": f.value, "unit": f.unit} for f in findings.figures],
            "events": [
                {
                    **there(e.span),
                    "date": date_data(e.date),
                    "kind": e.kind,
                    "cancelled": e.cancelled,
                    "people": list(e.people),
                }
                for e in findings.events
            ],
        },
        ensure_ascii=False,
    )


def with_own_blanks(article: Article, source: str) -> str:
    """The article's text, its blanks as they stand in the file: one that does not break belongs to a typesetter's
    words.

    Where most of them are of such a kind they come from the program that wrote the file, and are plain.
    """
    kinds = Counter(char for char in source if char.isspace() and unicodedata.category(char) == "Zs")
    if 2 * kinds[" "] <= kinds.total() or len(kinds) < 2:
        return article.text
    text = list(article.text)
    for found in re.finditer(" ", article.text):
        place = article.offsets.span(Span(*found.span()))
        if place.of(source) in kinds:
            text[found.start()] = place.of(source)
    return "".join(text)
