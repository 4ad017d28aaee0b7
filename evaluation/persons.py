"""Person names against MEANTIME (Minard et al. 2016; English, Wikinews; CC BY 4.0).

    python -m evaluation.persons SHARED [--errors]

A gold name is the part of a mention of a PER entity that is written in the entity's own words
("Jane Roe" in "Acme CEO Jane Roe"); pronouns, nouns and groups of people are left out. The first
five sentences after the headline were annotated for everybody, so only there is precision
counted; relaxed means that the two overlap and end in the same word. Clusters are what one
document calls one person.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.people.mentions import find_mentions
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.findings import Entity, Mention
from briefing_book.model.text import Span, record
from evaluation import Score

ANNOTATED = 5  # last sentence that was annotated in full
_CLOSING = frozenset({",", ".", ";", ":", "?", "!", ")", "]", "'s", "’s", "'", "’", "%", "n't"})
_OPENING = frozenset({"(", "[", "$", "€", "£"})
_TITLES = frozenset({"CEO", "Mr", "Mr.", "Justice", "President", "Minister", "Senator"})
_PARTICLES = frozenset({"de", "van", "von", "der", "bin", "al", "al-", "of", "'", "’", "d'", "la", "del"})


@record
class GoldName:
    span: Span
    entity: str  # instance id of the corpus; the same in all its documents
    name: str  # as the corpus describes the entity
    sentence: int


@record
class Case:
    """One document; `names` holds every gold name, also those behind the last fully annotated sentence."""

    article: Article
    names: tuple[GoldName, ...]
    end: int  # offset after the last fully annotated sentence


@record
class Found:
    """What was found in one document."""

    case: Case
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]  # of persons


@record
class Laid:
    """The text of one document, one paragraph a sentence; where each token stands, and in which sentence."""

    text: str
    paragraphs: tuple[Span, ...]
    spans: dict[str, Span]
    number: dict[str, int]

    @property
    def end(self) -> int:
        """Offset after the last fully annotated sentence."""
        return max((self.spans[key].end for key, sentence in self.number.items() if sentence <= ANNOTATED), default=0)


def laid_out(root: ET.Element) -> Laid:
    """The tokens of a document as running text."""
    text, spans, paragraphs, number = "", {}, [], {}
    begun, current, before = 0, None, ""
    for token in root.findall("token"):
        word, sentence, key = _plain(token.text or ""), int(token.get("sentence", "0")), token.get("t_id", "")
        if sentence != current:
            if current is not None:
                paragraphs.append(Span(begun, len(text)))
                text += "\n\n"
            begun, current, before = len(text), sentence, "("
        text += "" if before in _OPENING or before == "O'" or word in _CLOSING else " "
        spans[key] = Span(len(text), len(text) + len(word))
        number[key] = sentence
        text += word
        before = word
    paragraphs.append(Span(begun, len(text)))
    return Laid(text=text, paragraphs=tuple(paragraphs), spans=spans, number=number)


def read(path: Path) -> Case:
    """One file of the corpus; each of its sentences becomes a paragraph."""
    root = ET.parse(path).getroot()  # noqa: S314 - a published corpus
    laid = laid_out(root)
    article = Article(
        id=path.stem, file=path.name, digest="", text=laid.text, title="",
        paragraphs=tuple(Paragraph(span=span, source_start=span.start, kind="body") for span in laid.paragraphs),
    )  # fmt: skip
    names = sorted(_names(root, laid.spans, laid.number), key=lambda name: name.span)
    return Case(article=article, names=tuple(names), end=laid.end)


def _plain(word: str) -> str:
    return '"' if word in ("``", "''") else word


def _names(root: ET.Element, spans: dict[str, Span], number: dict[str, int]) -> Iterator[GoldName]:
    words = {token.get("t_id", ""): token.text or "" for token in root.findall("token")}
    people = {
        entity.get("m_id", ""): (
            entity.get("instance_id") or entity.get("m_id") or "",
            entity.get("TAG_DESCRIPTOR", ""),
        )
        for entity in root.iter("ENTITY")
        if entity.get("ent_type") == "PER" and _is_name(entity.get("TAG_DESCRIPTOR", ""))
    }
    mentions = {
        m.get("m_id", ""): [a.get("t_id", "") for a in m.findall("token_anchor")] for m in root.iter("ENTITY_MENTION")
    }
    seen: set[Span] = set()
    for link in root.iter("REFERS_TO"):
        target = next((t.get("m_id", "") for t in link.findall("target") if t.get("m_id") in people), None)
        if target is None:
            continue
        key, described = people[target]
        own = {part for part in re.findall(r"[\w-]+", described) if part[0].isupper()}
        for source in link.findall("source"):
            tokens = mentions.get(source.get("m_id", ""), [])
            hits = [at for at, token in enumerate(tokens) if words[token] in own]
            if not hits or {words[token] for token in tokens} & _TITLES:
                hits = [at for at in hits if words[tokens[at]] not in _TITLES]
            if not hits or (described.endswith("s") and len(described.split()) == 1):
                continue
            last = hits[-1]
            first = last
            while first > 0 and (
                words[tokens[first - 1]] in own
                or (words[tokens[first - 1]].lower() in _PARTICLES and first - 1 > hits[0])
            ):
                first -= 1
            span = Span(spans[tokens[first]].start, spans[tokens[last]].end)
            if span not in seen and words[tokens[last]][0].isupper():
                seen.add(span)
                yield GoldName(span=span, entity=key, name=described, sentence=number[tokens[first]])


def _is_name(described: str) -> bool:
    """Whether a description is a person's name, not that of a group or an office."""
    parts = re.sub(r"\(.*?\)|,.*", "", described).split()
    return bool(parts) and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)


@cache
def documents(folder: Path) -> tuple[Found, ...]:
    """Every document of the corpus with what was found in it, sorted by name."""
    nlp = spacy_model.load()
    out = []
    for path in sorted(folder.glob("intra_cross-doc_annotation/*/*.xml")):
        case = read(path)
        sentences = find_sentences(case.article)
        doc = spacy_model.parse(case.article, sentences, nlp=nlp)
        entities, mentions = find_mentions(doc, case.article, sentences)
        out.append(Found(case=case, entities=entities, mentions=tuple(m for m in mentions if m.kind == "person")))
    return tuple(out)


def aligned(found: Found, *, strict: bool = False) -> dict[Span, Mention]:
    """The mention that meets each gold name: the same span, or one that overlaps it and ends in the same word."""
    out: dict[Span, Mention] = {}
    for name in found.case.names:
        for mention in found.mentions:
            same = (
                mention.span == name.span
                if strict
                else mention.span.overlaps(name.span)
                and _ends_alike(found.case.article.text, mention.span.end, name.span.end)
            )
            if same:
                out[name.span] = mention
                break
    return out


def _ends_alike(text: str, one: int, other: int) -> bool:
    """The same last word, but for a mark or a "Jr." behind it."""
    return re.fullmatch(r"\W?|,? (?:Jr|Sr)\.?", text[min(one, other) : max(one, other)]) is not None


def gold_clusters(case: Case) -> dict[str, frozenset[Span]]:
    """The gold names of each person of one document."""
    out: dict[str, set[Span]] = defaultdict(set)
    for name in case.names:
        out[name.entity].add(name.span)
    return {key: frozenset(spans) for key, spans in sorted(out.items())}


def found_clusters(found: Found) -> dict[str, frozenset[Span]]:
    """The found names of each person of one document, by entity key; a name that meets a gold one has the gold span."""
    back = {mention.span: gold for gold, mention in aligned(found).items()}
    out: dict[str, set[Span]] = defaultdict(set)
    for mention in found.mentions:
        out[mention.entity].add(back.get(mention.span, mention.span))
    return {key: frozenset(spans) for key, spans in sorted(out.items())}


def b_cubed(gold: Sequence[frozenset[Span]], found: Sequence[frozenset[Span]]) -> tuple[float, float, int]:
    """Sums of precision and recall (Bagga and Baldwin 1998) over the names in both, and their number."""
    of_gold = {span: cluster for cluster in gold for span in cluster}
    of_found = {span: cluster for cluster in found for span in cluster}
    both = sorted(set(of_gold) & set(of_found))
    kept = set(both)
    precision = sum(len(of_gold[s] & of_found[s]) / len(of_found[s] & kept) for s in both)
    recall = sum(len(of_gold[s] & of_found[s]) / len(of_gold[s] & kept) for s in both)
    return precision, recall, len(both)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(shared: Path) -> list[Score]:
    """Detection of names (strict and relaxed) and B-cubed of names within documents."""
    out = []
    founds = documents(shared / "bench" / "meantime")
    for label, strict in (("relaxed", False), ("strict", True)):
        gold = hit = total = right = 0
        for found in founds:
            met = aligned(found, strict=strict)
            names = [name for name in found.case.names if name.sentence <= ANNOTATED]
            gold += len(names)
            hit += sum(name.span in met for name in names)
            mine = [m for m in found.mentions if m.span.start < found.case.end]
            total += len(mine)
            right += sum(m in met.values() for m in mine)
        precision, recall = right / max(total, 1), hit / max(gold, 1)
        out += [
            Score(name=f"name precision, {label}", value=precision, size=total),
            Score(name=f"name recall, {label}", value=recall, size=gold),
            Score(name=f"name F1, {label}", value=_f1(precision, recall), size=gold),
        ]
    later = [
        (name.span in aligned(found)) for found in founds for name in found.case.names if name.sentence > ANNOTATED
    ]
    out.append(Score(name="name recall, later sentences", value=sum(later) / max(len(later), 1), size=len(later)))
    sums = [b_cubed(list(gold_clusters(f.case).values()), list(found_clusters(f).values())) for f in founds]
    size = sum(n for _, _, n in sums)
    precision, recall = sum(p for p, _, _ in sums) / max(size, 1), sum(r for _, r, _ in sums) / max(size, 1)
    out.append(
        Score(name="B-cubed F1 within documents", value=_f1(precision, recall), size=size, detail="of names found")
    )
    return out


def _errors(shared: Path) -> None:
    for found in documents(shared / "bench" / "meantime"):
        text = found.case.article.text
        met = aligned(found)
        for name in found.case.names:
            if name.span not in met:
                print(
                    "missed  ",
                    found.case.article.id[:20],
                    repr(name.span.of(text)),
                    "|",
                    text[max(0, name.span.start - 50) : name.span.end + 30].replace("\n", "/"),
                )
        for mention in found.mentions:
            if mention.span.start < found.case.end and mention not in met.values():
                print(
                    "spurious",
                    found.case.article.id[:20],
                    repr(mention.span.of(text)),
                    mention.rule,
                    "|",
                    text[max(0, mention.span.start - 50) : mention.span.end + 30].replace("\n", "/"),
                )


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    shared_folder = Path(arguments[0] if arguments else "../shared")
    for measured in score(shared_folder):
        print(f"{measured.name:<34} {measured.value:.3f}  {measured.size}")
    if "--errors" in sys.argv:
        _errors(shared_folder)
