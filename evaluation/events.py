"""Dated events against MEANTIME (Minard et al. 2016; English, Wikinews, intra-document; CC BY 4.0).

    python -m evaluation.events SHARED [--errors]

A gold case is an event mention that a TLINK puts at (IS_INCLUDED, SIMULTANEOUS; or INCLUDES, turned round) a time
expression of its own sentence, annotated as certain, not negated and not generic. It is found when an event of ours
uses that time expression and has the mention in its clause ("clause"), or as its predicate ("predicate"). The corpus
links only some of the pairs that stand in a sentence, so "date stands to it" is a lower bound of precision. Kind is
compared with the corpus's FUTURE and NON_FUTURE. Doubtful mentions (negated, not certain, conditional) that stand as
our predicate are errors. Headlines of the corpus are read as sentences. Participants are not compared: the corpus
marks them on few of the mentions.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from briefing_book.extract.base.spacy_model import load
from briefing_book.extract.reading import read_findings
from briefing_book.model.findings import Event, Findings
from briefing_book.model.text import Span, record
from evaluation import Score
from evaluation import timexes as meantime

_AT = frozenset({"IS_INCLUDED", "SIMULTANEOUS"})


@record
class Mention:
    span: Span
    words: str
    future: bool
    doubtful: bool
    generic: bool
    noun: bool


@record
class Link:
    """A mention at a time expression of its own sentence."""

    mention: Mention
    when: meantime.Gold


@record
class Result:
    text: str
    end: int  # offset after the last annotated sentence
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    timexes: tuple[meantime.Gold, ...]
    found: Findings


def read(path: Path, case: meantime.Case) -> Result:
    """The annotated mentions and links of one document, and what is found in it."""
    root = ET.parse(path).getroot()  # noqa: S314 - a published corpus
    text, spans, _, number = meantime._text(root)
    assert text == case.article.text
    mentions, times = {}, {}
    for element in root.iter("EVENT_MENTION"):
        tokens = sorted((anchor.get("t_id", "") for anchor in element.findall("token_anchor")), key=int)
        if tokens:
            span = Span(spans[tokens[0]].start, spans[tokens[-1]].end)
            mentions[element.get("m_id")] = (
                number[tokens[0]],
                Mention(
                    span=span,
                    words=span.of(text),
                    future=element.get("time") == "FUTURE",
                    doubtful=element.get("polarity") == "NEG"
                    or element.get("certainty") in ("POSSIBLE", "PROBABLE")
                    or element.get("special_cases", "").startswith("COND"),
                    generic=element.get("special_cases") == "GEN",
                    noun=element.get("pos") == "NOUN",
                ),
            )
    for element in root.iter("TIMEX3"):
        tokens = sorted((anchor.get("t_id", "") for anchor in element.findall("token_anchor")), key=int)
        if tokens and element.get("type") in ("DATE", "TIME"):
            span = Span(spans[tokens[0]].start, spans[tokens[-1]].end)
            gold = meantime.Gold(span=span, type=element.get("type", ""), value=element.get("value", ""))
            times[element.get("m_id")] = number[tokens[0]], gold
    links = []
    for element in root.iter("TLINK"):
        ends = [next((end.get("m_id") for end in element.findall(side)), None) for side in ("source", "target")]
        if element.get("reltype") == "INCLUDES":
            ends.reverse()
        elif element.get("reltype") not in _AT:
            continue
        mention, when = mentions.get(ends[0]), times.get(ends[1])
        if element.get("reltype") == "SIMULTANEOUS" and mention is None:
            mention, when = mentions.get(ends[1]), times.get(ends[0])
        if mention and when and mention[0] == when[0]:
            links.append(Link(mention=mention[1], when=when[1]))
    return Result(
        text=text,
        end=case.end,
        mentions=tuple(mention for _, mention in mentions.values()),
        links=tuple(sorted(links, key=lambda link: (link.when.span, link.mention.span))),
        timexes=tuple(when for _, when in times.values()),
        found=read_findings(case.article),
    )


def results(shared: Path) -> Iterator[Result]:
    for path in sorted((shared / "bench/meantime/intra-doc_annotation").rglob("*.xml")):
        case = meantime.read(path)
        if case:
            yield read(path, case)


def _lemmas(words: str) -> set[str]:
    return {word.lemma_.lower() for word in load()(words)} | {word.lower() for word in words.split()}


def _is_predicate(event: Event, mention: Mention) -> bool:
    """The mention's words are those of the predicate and stand in the clause."""
    return event.span.contains(mention.span) and bool(set(event.predicate.split()) & _lemmas(mention.words))


def _dated_by(result: Result, event: Event, when: meantime.Gold) -> bool:
    return event.timex is not None and result.found.timexes[event.timex].span.overlaps(when.span)


def _expected(result: Result) -> list[Link]:
    return [link for link in result.links if not (link.mention.doubtful or link.mention.generic)]


def scores(done: list[Result]) -> list[Score]:
    """Recall of dated mentions, and how right the found ones are."""
    links = [(result, link) for result in done for link in _expected(result)]
    near = [(r, link, [e for e in r.found.events if _dated_by(r, e, link.when)]) for r, link in links]
    clause = [(link, [e for e in events if e.span.contains(link.mention.span)]) for _, link, events in near]
    exact = [(link, [e for e in events if _is_predicate(e, link.mention)]) for _, link, events in near]
    hits = [(link, events) for link, events in exact if events]
    dated = sum(
        any(e.date is not None and _agree(e.date.edtf, link.when.value) for e in events) for link, events in hits
    )
    kinds = sum(any((e.kind != "occurred") == link.mention.future for e in events) for link, events in hits)
    times = [(r, when) for r in done for when in r.timexes if any(link.when == when for link in _expected(r))]
    covered = sum(any(_dated_by(r, e, when) for e in r.found.events) for r, when in times)
    ours = [
        (r, e, m)
        for r in done
        for e in r.found.events
        for m in r.mentions
        if e.span.end <= r.end and _is_predicate(e, m)
    ]
    sound = sum(not m.doubtful for _, _, m in ours)
    stood = [(r, e, when) for r in done for e in r.found.events for when in r.timexes if _dated_by(r, e, when)]
    right = sum(
        any(link.when == when and e.span.contains(link.mention.span) for link in r.links) for r, e, when in stood
    )
    return [
        Score(
            name="dated mention in a clause of that date",
            value=_share(sum(bool(e) for _, e in clause), len(clause)),
            size=len(clause),
        ),
        Score(name="dated mention is the predicate", value=_share(len(hits), len(exact)), size=len(exact)),
        Score(name="time expression used", value=_share(covered, len(times)), size=len(times)),
        Score(name="date of a found one", value=_share(dated, len(hits)), size=len(hits)),
        Score(name="kind of a found one", value=_share(kinds, len(hits)), size=len(hits)),
        Score(name="predicate not doubtful", value=_share(sound, len(ours)), size=len(ours)),
        Score(name="date stands to it (lower bound)", value=_share(right, len(stood)), size=len(stood)),
    ]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _agree(edtf: str, value: str) -> bool:
    return edtf[:10] == value[:10]


def score(shared: Path) -> list[Score]:
    """`shared` holds bench/meantime."""
    return scores(list(results(shared)))


def _errors(result: Result) -> Iterator[str]:
    def around(span: Span, other: Span) -> str:
        line = result.text[
            result.text.rfind("\n", 0, span.start) + 1 : (result.text.find("\n", span.end) + 1 or len(result.text)) - 1
        ]
        return f"[{span.of(result.text)}] at [{other.of(result.text)}]: {line}"

    for link in _expected(result):
        events = [e for e in result.found.events if _dated_by(result, e, link.when)]
        if not any(_is_predicate(e, link.mention) for e in events):
            kind = "CLAUSE-ONLY" if any(e.span.contains(link.mention.span) for e in events) else "MISSED"
            yield f"{kind} ours {[e.predicate for e in events]} {around(link.mention.span, link.when.span)}"
        elif not any((e.kind != "occurred") == link.mention.future for e in events):
            yield (
                f"KIND ours {[e.kind for e in events]} future={link.mention.future} "
                f"{around(link.mention.span, link.when.span)}"
            )
    for event in result.found.events:
        for mention in result.mentions:
            if event.span.end <= result.end and _is_predicate(event, mention) and mention.doubtful:
                yield f"DOUBTFUL {event.kind} {around(mention.span, event.span)}"


def main(arguments: list[str]) -> None:
    done = list(results(Path(arguments[0])))
    if "--errors" in arguments:
        print(*(line for result in done for line in _errors(result)), sep="\n")
    for line in scores(done):
        print(f"{line.name:42} {line.value:.3f}  n={line.size} {line.detail}")


if __name__ == "__main__":
    main(sys.argv[1:])
