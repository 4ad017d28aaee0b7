"""Scores who is who across articles on MEANTIME (English, cross-document annotation; CC BY 4.0).

    python -m evaluation.clusters SHARED [--errors]

B-cubed F1 (Bagga & Baldwin, 1998) of persons, each of the four topic corpora being one book. Mentions are the system's
own: a gold named mention takes the person mention inside it (also one that a shorter gold mention of the same person
took), and one that the system missed is a cluster of its own in the second figure and left out of the first.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.key_phrases import find_phrases
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.people.mentions import find_mentions
from briefing_book.extract.people.roles import find_roles
from briefing_book.merge.people.groups import merge_people
from briefing_book.merge.people.person_group import PeopleIndex
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.findings import Findings
from briefing_book.model.text import Span, record
from evaluation import Score


@record
class Case:
    article: Article
    gold: tuple[tuple[Span, str], ...]  # extent of a named mention, person instance


def read(path: Path) -> Case:
    """One file: its text, one paragraph a sentence, and its named mentions of persons."""
    root = ET.parse(path).getroot()  # noqa: S314 - a published corpus
    text, spans, paragraphs, current, begun = "", {}, [], None, 0
    for token in root.findall("token"):
        word = token.text or ""
        if token.get("sentence") != current:
            if text:
                paragraphs.append(Span(begun, len(text)))
                text += "\n\n"
            current, begun = token.get("sentence"), len(text)
        elif word not in (",", ".", ";", ":", "?", "!", ")", "'s", "’s", "%") and not text.endswith(("(", "$")):
            text += " "
        spans[token.get("t_id")] = Span(len(text), len(text) + len(word))
        text += word
    paragraphs.append(Span(begun, len(text)))
    instances = {entity.get("m_id"): entity.get("instance_id", "") for entity in root.iter("ENTITY")}
    people = {entity: instance for entity, instance in instances.items() if instance.startswith("PER")}
    extents = {}
    for mention in root.iter("ENTITY_MENTION"):
        tokens = sorted(
            (spans[anchor.get("t_id")] for anchor in mention.findall("token_anchor")), key=lambda span: span.start
        )
        if mention.get("syntactic_type") == "NAM" and tokens:
            extents[mention.get("m_id")] = Span(tokens[0].start, tokens[-1].end)
    gold = [
        (extents[source.get("m_id")], people[target.get("m_id")])
        for relation in root.iter("REFERS_TO")
        for target in relation.findall("target")
        for source in relation.findall("source")
        if target.get("m_id") in people and source.get("m_id") in extents
    ]
    article = Article(
        id=path.stem,
        file=path.name,
        digest="",
        text=text,
        paragraphs=tuple(Paragraph(span=span, source_start=span.start, kind="body") for span in paragraphs),
        title="",
    )
    return Case(article=article, gold=tuple(sorted(gold, key=lambda item: (item[0], item[1]))))


def found_in(article: Article) -> Findings:
    """What merging people needs of an article."""
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences)
    entities, mentions = find_mentions(doc, article, sentences)
    roles = find_roles(doc, article, entities, mentions)
    return Findings(
        article=article.id,
        sentences=sentences,
        entities=entities,
        mentions=mentions,
        roles=roles,
        phrases=find_phrases(doc),
    )


def _linked(case: Case, found: Findings, index: PeopleIndex) -> Iterator[tuple[str, str | None]]:
    """Each gold mention's instance, with the person that the system has there."""
    people = [mention for mention in found.mentions if mention.kind == "person"]
    taken: dict[
        Span, str
    ] = {}  # by which instance; gold mentions of one person lie in each other ("Roe" in "the mayor, Roe")
    for span, instance in sorted(case.gold, key=lambda item: (len(item[0]), item[0])):
        inside = [m for m in people if m.span.overlaps(span) and taken.get(m.span, instance) == instance]
        if inside:
            taken[inside[0].span] = instance
        yield instance, index.ids[case.article.id, inside[0].entity] if inside else None


def b_cubed(gold: Mapping[Hashable, str], found: Mapping[Hashable, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the same mentions."""
    golds, founds = defaultdict(set), defaultdict(set)
    for mention in gold:
        golds[gold[mention]].add(mention)
        founds[found[mention]].add(mention)
    precision = recall = 0.0
    for mention in gold:
        both = len(golds[gold[mention]] & founds[found[mention]])
        precision += both / len(founds[found[mention]])
        recall += both / len(golds[gold[mention]])
    size = max(1, len(gold))
    precision, recall = precision / size, recall / size
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(shared: Path, *, errors: bool = False) -> list[Score]:
    """Matched mentions alone, and with missed ones as clusters of their own. `shared` holds bench/meantime."""
    gold: dict[Hashable, str] = {}
    found: dict[Hashable, str] = {}
    missed: dict[Hashable, str] = {}
    for folder in sorted((shared / "bench/meantime/intra_cross-doc_annotation").iterdir()):
        cases = [read(path) for path in sorted(folder.glob("*.xml"))]
        findings = [found_in(case.article) for case in cases]
        index = merge_people([case.article for case in cases], findings)
        for case, one in zip(cases, findings, strict=True):
            for number, (instance, person) in enumerate(_linked(case, one, index)):
                key = (folder.name, case.article.id, number)
                gold[key] = instance
                missed[key] = f"{folder.name}/{person}" if person else str(key)
                if person:
                    found[key] = f"{folder.name}/{person}"
    if errors:
        _print_errors(gold, found)
    matched = {key: gold[key] for key in found}
    return [_score("matched mentions", matched, found), _score("all gold mentions", gold, missed)]


def _score(name: str, gold: Mapping[Hashable, str], found: Mapping[Hashable, str]) -> Score:
    precision, recall, f1 = b_cubed(gold, found)
    return Score(
        name=f"persons B-cubed F1, {name}", value=f1, size=len(gold), detail=f"P {precision:.3f} R {recall:.3f}"
    )


def _print_errors(gold: Mapping[Hashable, str], found: Mapping[Hashable, str]) -> None:
    split, lumped = defaultdict(set), defaultdict(set)
    for key in found:
        split[gold[key]].add(found[key])
        lumped[found[key]].add(gold[key])
    for instance in sorted(split):
        if len(split[instance]) > 1:
            print("SPLIT", instance, sorted(split[instance]))
    for person in sorted(lumped):
        if len(lumped[person]) > 1:
            print("LUMPED", person, sorted(lumped[person]))


def main(arguments: list[str]) -> None:
    for line in score(Path(arguments[0]), errors="--errors" in arguments):
        print(f"{line.name:42} {line.value:.3f}  n={line.size} {line.detail}")


if __name__ == "__main__":
    main(sys.argv[1:])
