"""Quotations against PolNeAR's annotation (Newell, Margolin and Ruths 2018), in brat's standoff format.

`python -m evaluation.quotations FOLDER` reads FOLDER/bench/polnear-dev. A gold content with a
quotation mark is direct or mixed, any other indirect. Contents are compared as sets of words; the
parts of a split quotation, which share their cue, are one content, as they are in the gold.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.quotations.find import find_quotations
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.findings import Quotation
from briefing_book.model.text import Span, record
from evaluation import Score

MATCH = 0.8  # least Jaccard overlap of words
_WORD = re.compile(r"\w+")
_MARK = re.compile("[\"“”«»‘]|''|``|(?<!\\w)'(?=\\w)")
_LINE = re.compile(r"\S[^\n]*")


@record
class Attribution:
    """One content with its source; spans may be several."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...] = ()


def plain_article(name: str, text: str) -> Article:
    """A text whose lines are body paragraphs."""
    spans = (Span(match.start(), match.start() + len(match.group().rstrip())) for match in _LINE.finditer(text))
    paragraphs = tuple(Paragraph(span=span, source_start=span.start, kind="body") for span in spans)
    return Article(id=name, file=f"{name}.txt", digest="", text=text, paragraphs=paragraphs, title="")


def read_annotation(lines: Iterable[str]) -> Iterator[Attribution]:
    """The attributions of a brat file that have a content."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[str]] = []
    for line in lines:
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = tuple(Span(*map(int, place.split())) for place in places.split(";"))
        elif key.startswith("E"):
            events.append(rest.split())
    for event in events:
        parts: dict[str, list[Span]] = defaultdict(list)
        for argument in event:
            role, _, target = argument.partition(":")
            parts[role.rstrip("0123456789")] += spans.get(target, ())
        if parts["Content"]:
            yield Attribution(
                content=tuple(sorted(parts["Content"])),
                source=tuple(sorted(parts["Source"])),
                cue=tuple(sorted(parts["Cue"])),
            )


def predicted(quotations: Sequence[Quotation]) -> list[tuple[bool, Attribution]]:
    """(has marks, attribution): parts that share a cue are one."""
    groups: dict[object, list[Quotation]] = defaultdict(list)
    for at, quotation in enumerate(quotations):
        groups[quotation.cue or at].append(quotation)
    return [
        (
            any(q.kind != "indirect" for q in group),
            Attribution(
                content=tuple(sorted(q.content for q in group)),
                source=tuple(sorted({q.source for q in group if q.source})),
                cue=tuple(sorted({q.cue for q in group if q.cue})),
            ),
        )
        for group in groups.values()
    ]


def words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Starts of the words in some spans."""
    return frozenset(match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard index."""
    return len(one & other) / max(1, len(one | other))


def has_marks(text: str, spans: Iterable[Span]) -> bool:
    return any(_MARK.search(text, span.start, span.end) for span in spans)


def pairs(text: str, gold: Sequence[Attribution], found: Sequence[Attribution], least: float) -> list[tuple[int, int]]:
    """The best one-to-one pairs (gold, found), greedily by overlap."""
    gold_words = [words(text, one.content) for one in gold]
    found_words = [words(text, one.content) for one in found]
    ranked = sorted(
        ((overlap(g, f), -i, -j) for i, g in enumerate(gold_words) for j, f in enumerate(found_words) if g & f),
        reverse=True,
    )
    result: list[tuple[int, int]] = []
    used: set[tuple[str, int]] = set()
    for value, i, j in ranked:
        if value >= least and ("g", i) not in used and ("f", j) not in used:
            used |= {("g", i), ("f", j)}
            result.append((-i, -j))
    return result


def source_agrees(text: str, gold: Attribution, found: Attribution) -> bool:
    """A word of the found source lies in the gold one; both without a source agree too."""
    if not gold.source or not found.source:
        return not gold.source and not found.source
    return bool(words(text, gold.source) & words(text, found.source))


def gold_files(folder: Path) -> list[tuple[Path, Path]]:
    """(text, annotation): the first annotation of each text, for some have several annotators."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rpartition("_")[0], path)
    return [(folder / "text" / f"{name}.txt", path) for name, path in sorted(first.items())]


def _rates(name: str, right: int, gold: int, found: int) -> list[Score]:
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * right / max(1, gold + found)
    return [
        Score(name=f"{name} precision", value=precision, size=found),
        Score(name=f"{name} recall", value=recall, size=gold),
        Score(name=f"{name} F1", value=f1, size=gold, detail=f"{right} right, {found} found"),
    ]


def scores(documents: Iterable[tuple[str, Sequence[Attribution], Sequence[Quotation]]]) -> list[Score]:
    """Scores over (text, gold, quotations)."""
    marked = [0, 0, 0]  # right, gold, found
    indirect = [0, 0, 0]
    found_indirect = speakers = 0
    for text, gold, quotations in documents:
        answers = predicted(quotations)
        with_marks = [one for one in gold if has_marks(text, one.content)]
        without = [one for one in gold if not has_marks(text, one.content)]
        answers_marked = [one for is_marked, one in answers if is_marked]
        answers_bare = [one for is_marked, one in answers if not is_marked]
        matched = pairs(text, with_marks, answers_marked, MATCH)
        speakers += sum(source_agrees(text, with_marks[i], answers_marked[j]) for i, j in matched)
        for tally, right, golds, founds in (
            (marked, len(matched), with_marks, answers_marked),
            (indirect, len(pairs(text, without, answers_bare, 1.0)), without, answers_bare),
        ):
            tally[0] += right
            tally[1] += len(golds)
            tally[2] += len(founds)
        found_indirect += len(pairs(text, without, answers_bare, MATCH))
    return [
        *_rates("direct and mixed content", *marked),
        Score(name="speaker of a found content", value=speakers / max(1, marked[0]), size=marked[0]),
        *_rates("indirect content, exact", *indirect),
        *_rates("indirect content, overlap", found_indirect, indirect[1], indirect[2]),
    ]


def quotations_of(name: str, text: str) -> tuple[Quotation, ...]:
    article = plain_article(name, text)
    sentences = find_sentences(article)
    return find_quotations(spacy_model.parse(article, sentences), article, sentences, (), (), ())


def score(folder: Path) -> list[Score]:
    """Scores on FOLDER/bench/polnear-dev."""
    documents = []
    for text_path, annotation_path in gold_files(folder / "bench" / "polnear-dev"):
        text = text_path.read_text(encoding="utf-8")
        gold = tuple(read_annotation(annotation_path.read_text(encoding="utf-8").splitlines()))
        documents.append((text, gold, quotations_of(text_path.stem, text)))
    return scores(documents)


if __name__ == "__main__":
    for line in score(Path(sys.argv[1])):
        print(f"{line.name:32} {line.value:6.3f}  n={line.size} {line.detail}")
