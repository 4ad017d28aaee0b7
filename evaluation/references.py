"""Links from pronouns and descriptions ("the minister") to persons, against MEANTIME (Minard et al. 2016; English).

    python -m evaluation.references SHARED [--errors]

A link is right where the gold gives its words to the person that the gold sees in the name the link leads to. The first
five sentences after the headline were annotated for everybody, so only there links are counted; one that leads to a
name without a gold person is passed over. Recall is that of the pronouns for one person.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.people.pronouns import find_references
from briefing_book.extract.people.roles import find_roles
from briefing_book.model.findings import Reference
from briefing_book.model.text import Span, record
from evaluation import Score
from evaluation.persons import Found, Laid, aligned, documents, laid_out

_SINGLE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


@record
class Link:
    """A reference that was found or is in the gold; None where the other side has none."""

    words: str
    around: str
    gold: str | None  # entity of the corpus
    found: str | None

    @property
    def is_right(self) -> bool:
        """Both have it, for one person."""
        return self.gold is not None and self.gold == self.found


def links(folder: Path) -> Iterator[Link]:
    """All links of the corpus, in the sentences annotated in full."""
    paths = {path.stem: path for path in folder.glob("intra_cross-doc_annotation/*/*.xml")}
    for found in documents(folder):
        yield from _links_of(found, ET.parse(paths[found.case.article.id]).getroot())  # noqa: S314 - a published corpus


def _links_of(found: Found, root: ET.Element) -> Iterator[Link]:
    text, end = found.case.article.text, found.case.end
    gold = _gold(root, laid_out(root))
    met = aligned(found)
    entities = {met[name.span].entity: name.entity for name in found.case.names if name.span in met}
    told = {each.span: each.entity for each in _references(found) if each.span.end <= end}
    for span, key in told.items():
        if key in entities:
            yield _link(text, span, _meant(gold, span), entities[key])
    for span, entity in gold.items():
        is_pronoun = span.of(text).lower() in _SINGLE
        if is_pronoun and span.end <= end and not any(span.overlaps(each) for each in told):
            yield _link(text, span, entity, None)


def _references(found: Found) -> Sequence[Reference]:
    article = found.case.article
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences)
    roles = find_roles(doc, article, found.entities, found.mentions)
    return find_references(doc, article, sentences, found.entities, found.mentions, roles)


def _gold(root: ET.Element, laid: Laid) -> Mapping[Span, str]:
    """Each mention of a person, with its entity."""
    people = {
        entity.get("m_id"): entity.get("instance_id") or entity.get("m_id") or ""
        for entity in root.iter("ENTITY")
        if entity.get("ent_type") == "PER"
    }
    extents = {}
    for mention in root.iter("ENTITY_MENTION"):
        places = sorted((laid.spans[a.get("t_id", "")] for a in mention.findall("token_anchor")), key=lambda s: s.start)
        if places:
            extents[mention.get("m_id")] = Span(places[0].start, places[-1].end)
    return {
        extents[source.get("m_id")]: people[target.get("m_id")]
        for relation in root.iter("REFERS_TO")
        for target in relation.findall("target")
        for source in relation.findall("source")
        if target.get("m_id") in people and source.get("m_id") in extents
    }


def _meant(gold: Mapping[Span, str], span: Span) -> str | None:
    """The entity of the shortest gold mention that holds the words or lies in them."""
    over = sorted((len(each), each.start, entity) for each, entity in gold.items() if each.overlaps(span))
    return over[0][2] if over else None


def _link(text: str, span: Span, gold: str | None, found: str | None) -> Link:
    around = text[max(0, span.start - 200) : span.end + 40].replace("\n", "/")
    return Link(words=span.of(text), around=around, gold=gold, found=found)


def score(shared: Path) -> list[Score]:
    """Precision of all links, and recall of the pronouns."""
    every = list(links(shared / "bench" / "meantime"))
    found = [link for link in every if link.found is not None]
    pronouns = [link for link in every if link.gold is not None and link.words.lower() in _SINGLE]
    return [
        Score(name="links precision", value=_share(found), size=len(found)),
        Score(name="pronouns recall", value=_share(pronouns), size=len(pronouns)),
    ]


def _share(links: Sequence[Link]) -> float:
    return sum(link.is_right for link in links) / max(len(links), 1)


if __name__ == "__main__":
    shared_folder = Path(next((each for each in sys.argv[1:] if not each.startswith("-")), "../shared"))
    for measured in score(shared_folder):
        print(f"{measured.name:<34} {measured.value:.3f}  {measured.size}")
    if "--errors" in sys.argv:
        for link in links(shared_folder / "bench" / "meantime"):
            if not link.is_right:
                print(repr(link.words), "gold", link.gold, "found", link.found, "|", link.around)
