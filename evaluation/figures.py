"""Figures against the VALUE annotation of MEANTIME (Minard et al. 2016; English, Wikinews, intra-document; CC BY 4.0).

    python -m evaluation.figures SHARED [--errors]

A gold value is money, a percentage or a quantity; found when a figure of ours of that kind overlaps it. Quantities
of the corpus hold ages, shares, "one" and mere numbers that are no figures of ours, so their recall cannot reach 1;
for counts of ours only those in the annotated sentences are held against it. The corpus gives no normalised value:
what is compared is place and kind.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from briefing_book.extract.reading import read_findings
from briefing_book.model.findings import Figure
from briefing_book.model.text import Span, record
from evaluation import Score
from evaluation import timexes as meantime


@record
class Gold:
    span: Span
    kind: str  # MONEY, PERCENT or QUANTITY


@record
class Result:
    text: str
    gold: tuple[Gold, ...]
    found: tuple[Figure, ...]


def results(shared: Path) -> Iterator[Result]:
    for path in sorted((shared / "bench/meantime/intra-doc_annotation").rglob("*.xml")):
        case = meantime.read(path)
        if case is None:
            continue
        root = ET.parse(path).getroot()  # noqa: S314 - a published corpus
        text, spans, _, _ = meantime._text(root)
        gold = []
        for element in root.iter("VALUE"):
            tokens = sorted((anchor.get("t_id", "") for anchor in element.findall("token_anchor")), key=int)
            if tokens:
                gold.append(
                    Gold(span=Span(spans[tokens[0]].start, spans[tokens[-1]].end), kind=element.get("type", ""))
                )
        figures = tuple(figure for figure in read_findings(case.article).figures if figure.span.end <= case.end)
        yield Result(text=text, gold=tuple(sorted(gold, key=lambda item: item.span)), found=figures)


def _kind(figure: Figure) -> str:
    if figure.unit.startswith(("percent", "basis")):
        return "PERCENT"
    return "MONEY" if len(figure.unit) == 3 and figure.unit.isupper() else "QUANTITY"


def scores(done: list[Result]) -> list[Score]:
    """Recall and precision of each kind; a percentage or a sum that the corpus calls a quantity is not held against
    us."""
    out = []
    for kind in ("MONEY", "PERCENT", "QUANTITY"):
        gold = [(r, g) for r in done for g in r.gold if g.kind == kind]
        found = [(r, f) for r in done for f in r.found if _kind(f) == kind]
        hit = sum(any(_kind(f) == kind and f.span.overlaps(g.span) for f in r.found) for r, g in gold)
        right = sum(any(f.span.overlaps(g.span) for g in r.gold) for r, f in found)
        out.append(Score(name=f"{kind.lower()} recall", value=hit / max(len(gold), 1), size=len(gold)))
        out.append(Score(name=f"{kind.lower()} precision", value=right / max(len(found), 1), size=len(found)))
    return out


def score(shared: Path) -> list[Score]:
    """`shared` holds bench/meantime."""
    return scores(list(results(shared)))


def _errors(result: Result) -> Iterator[str]:
    def around(span: Span) -> str:
        text = result.text
        before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 40]
        return f"...{before}[[{span.of(text)}]]{after}".replace("\n", " ")

    for gold in result.gold:
        if not any(_kind(figure) == gold.kind and figure.span.overlaps(gold.span) for figure in result.found):
            yield f"MISSED {gold.kind} {around(gold.span)}"
    for figure in result.found:
        if not any(figure.span.overlaps(gold.span) for gold in result.gold):
            yield f"EXTRA {figure.value} {figure.unit} ({figure.rule}) {around(figure.span)}"


def main(arguments: list[str]) -> None:
    done = list(results(Path(arguments[0])))
    if "--errors" in arguments:
        print(*(line for result in done for line in _errors(result)), sep="\n")
    for line in scores(done):
        print(f"{line.name:28} {line.value:.3f}  n={line.size}")


if __name__ == "__main__":
    main(sys.argv[1:])
