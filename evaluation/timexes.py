"""Scores the date engine on MEANTIME (English, intra-document TIMEX3; CC BY 4.0).

    python -m evaluation.timexes SHARED [--errors]

Figures follow TempEval-3 (UzZaman et al., 2013): strict and relaxed F1 of extents; value F1 is relaxed F1
times the share of matched expressions whose value is right. Only the sentences that the annotators did are
scored: MEANTIME stops after the first few of each article. Its gold has slips that cost every system points:
annual and decade as DURATION, "mid-2011" as 2011-06-XX, a day of the text as PRESENT_REF, and events missed.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from briefing_book.extract.base import sentences, spacy_model
from briefing_book.extract.dates import find
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.dates import Date
from briefing_book.model.findings import Timex
from briefing_book.model.text import Span, record
from evaluation import Score

_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "]", "'s", "’s", "'", "%", "n't"})
_NO_SPACE_AFTER = frozenset({"(", "[", "$", "€", "£"})


@record
class Gold:
    span: Span
    type: str
    value: str


@record
class Case:
    article: Article
    gold: tuple[Gold, ...]
    end: int  # offset after the last annotated sentence


def read(path: Path) -> Case | None:
    """One file of the corpus; None when it has no day of creation."""
    root = ET.parse(path).getroot()  # noqa: S314 (a corpus that the developer chose)
    text, spans, paragraphs, sentence_of = _text(root)
    created, gold = None, []
    for element in root.iter("TIMEX3"):
        tokens = sorted((anchor.get("t_id", "") for anchor in element.findall("token_anchor")), key=int)
        value = element.get("value", "")
        if element.get("functionInDocument") == "CREATION_TIME":
            created = value[:10]
        if tokens:
            gold.append(
                Gold(
                    span=Span(spans[tokens[0]].start, spans[tokens[-1]].end), type=element.get("type", ""), value=value
                )
            )
    if created is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", created):
        return None
    day = dt.date.fromisoformat(created)
    marked = [anchor.get("t_id", "") for part in root.iter("Markables") for anchor in part.iter("token_anchor")]
    last = max((sentence_of[token] for token in marked if token in sentence_of), default=0)
    article = Article(
        id=path.stem,
        file=path.name,
        digest="",
        text=text,
        paragraphs=tuple(Paragraph(span=span, source_start=span.start, kind="body") for span in paragraphs),
        title="",
        published=Date(earliest=day, latest=day, precision="day", basis="stated", text=created),
    )
    return Case(article=article, gold=tuple(sorted(gold, key=lambda item: item.span)), end=paragraphs[last].end)


def _text(root: ET.Element) -> tuple[str, dict[str, Span], list[Span], dict[str, int]]:
    """The words with spaces as print has them; each sentence a paragraph."""
    text, spans, paragraphs, sentence_of = "", {}, [], {}
    current, begun, before = None, 0, ""
    for token in root.findall("token"):
        word, number = token.text or "", token.get("sentence")
        if number != current:
            if text:
                paragraphs.append(Span(begun, len(text)))
                text += "\n\n"
            current, begun = number, len(text)
        elif word not in _NO_SPACE_BEFORE and before not in _NO_SPACE_AFTER:
            text += " "
        spans[token.get("t_id", "")] = Span(len(text), len(text) + len(word))
        sentence_of[token.get("t_id", "")] = len(paragraphs)
        text, before = text + word, word
    paragraphs.append(Span(begun, len(text)))
    return text, spans, paragraphs, sentence_of


def found_in(case: Case) -> tuple[Timex, ...]:
    split = sentences.find_sentences(case.article)
    doc = spacy_model.parse(case.article, split)
    return tuple(timex for timex in find.find_timexes(doc, case.article, split) if timex.span.end <= case.end)


def matched(gold: tuple[Gold, ...], found: tuple[Timex, ...]) -> Iterator[tuple[Gold, Timex]]:
    """Pairs that overlap; each found one is used once."""
    free = list(found)
    for item in gold:
        options = [timex for timex in free if timex.span.overlaps(item.span)]
        if options:
            best = max(options, key=lambda timex: (timex.span == item.span, -abs(len(timex.span) - len(item.span))))
            free.remove(best)
            yield item, best


def _f1(hits: int, gold: int, found: int) -> float:
    return 2 * hits / (gold + found) if gold + found else 0.0


def _scores(name: str, results: list[tuple[tuple[Gold, ...], tuple[Timex, ...]]]) -> list[Score]:
    pairs = [pair for gold, found in results for pair in matched(gold, found)]
    golds, founds = sum(len(gold) for gold, _ in results), sum(len(found) for _, found in results)
    strict = sum(item.span == timex.span for item, timex in pairs)
    right = sum(item.value == timex.value for item, timex in pairs)
    typed = sum(item.type == timex.type for item, timex in pairs)
    relaxed = _f1(len(pairs), golds, founds)
    detail = f"P {len(pairs) / max(founds, 1):.3f} R {len(pairs) / max(golds, 1):.3f}"
    return [
        Score(name=f"{name} strict F1", value=_f1(strict, golds, founds), size=golds),
        Score(name=f"{name} relaxed F1", value=relaxed, size=golds, detail=detail),
        Score(name=f"{name} value F1", value=relaxed * right / max(len(pairs), 1), size=golds),
        Score(name=f"{name} value accuracy", value=right / max(len(pairs), 1), size=len(pairs)),
        Score(name=f"{name} type accuracy", value=typed / max(len(pairs), 1), size=len(pairs)),
    ]


def cases(shared: Path) -> Iterator[Case]:
    for path in sorted((shared / "bench/meantime/intra-doc_annotation").rglob("*.xml")):
        case = read(path)
        if case:
            yield case


def score(shared: Path) -> list[Score]:
    """Overall and for DATE alone. `shared` holds bench/meantime."""
    return scores([(case.gold, found_in(case)) for case in cases(shared)])


def scores(results: list[tuple[tuple[Gold, ...], tuple[Timex, ...]]]) -> list[Score]:
    dates = [
        (tuple(item for item in gold if item.type == "DATE"), tuple(timex for timex in found if timex.type == "DATE"))
        for gold, found in results
    ]
    return _scores("timex", results) + _scores("timex DATE", dates)


def _errors(case: Case, found: tuple[Timex, ...]) -> Iterator[str]:
    text = case.article.text
    pairs = list(matched(case.gold, found))
    created = case.article.published.edtf if case.article.published else ""

    def around(span: Span) -> str:
        before, after = text[max(0, span.start - 70) : span.start], text[span.end : span.end + 40]
        return f"...{before}[[{span.of(text)}]]{after}".replace("\n", " ")

    for item, timex in pairs:
        if item.value != timex.value or item.type != timex.type:
            yield (
                f"VALUE gold {item.type} {item.value} got {timex.type} {timex.value} ({timex.rule}; {created}) "
                f"{around(item.span)}"
            )
        elif item.span != timex.span:
            yield f"EXTENT gold {item.span.of(text)!r} got {timex.span.of(text)!r} ({timex.rule})"
    for item in case.gold:
        if all(item is not pair[0] for pair in pairs):
            yield f"MISSED {item.type} {item.value} {around(item.span)}"
    for timex in found:
        if all(timex is not pair[1] for pair in pairs):
            yield f"EXTRA {timex.type} {timex.value} ({timex.rule}) {around(timex.span)}"


def main(arguments: list[str]) -> None:
    results = []
    for case in cases(Path(arguments[0])):
        found = found_in(case)
        results.append((case.gold, found))
        if "--errors" in arguments:
            print(*_errors(case, found), sep="\n")
    for line in scores(results):
        print(f"{line.name:28} {line.value:.3f}  n={line.size} {line.detail}")


if __name__ == "__main__":
    main(sys.argv[1:])
