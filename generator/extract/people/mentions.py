"""Names in one article and whom they mean: persons, organisations, places.

A candidate is a run of capitalised words that no lexicon claims. Votes from around each of its
occurrences (title, apposition, reporting verb, name form, the model's entities, ...) are summed
over the article, so that a name which is plain in one place is known in all. Surnames and given
names alone are then linked to the full names of the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from ...model.article import Article
from ...model.findings import Entity, Mention, MentionKind, Refusal, Sentence
from ...model.text import Span, fold, slug
from ..base.grammar.parsed import Doc
from .lexicon_words import Word, countries, is_title_case, lexicon
from .name_evidence import THRESHOLD, find_candidates, has_family_first_form, joined, score, signs, votes
from .names import ArticleWords, Candidate
from .same_person import People, namesakes_apart, with_genders, without_marked_namesakes
from .titles import country_of_body

_POSSESSIVE = re.compile(r"['’]s?$")
_SUM = re.compile(r"\d[,.]\d{3}\b")  # "LE10,000"


def find_mentions(
    doc: Doc, article: Article, sentences: Sequence[Sentence]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The persons, organisations and places that an article names, and every place where it names them.

    Entities come sorted by key, mentions by place. A person's mention is the name alone, without
    titles and honorifics.
    """
    return find_names(doc, article, sentences)[:2]


def find_names(
    doc: Doc, article: Article, sentences: Sequence[Sentence]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...], tuple[Refusal, ...]]:
    """What `find_mentions` gives, and why capitals that look like a name are no person."""
    reader = ArticleWords(doc, article, sentences)
    candidates = namesakes_apart(list(find_candidates(reader)))
    by_names: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_names[candidate.names].append(candidate)
    alone = votes()["used alone"].weight
    scores = {
        names: score(found)
        + (alone if (names[-1],) in by_names or ((names[0],) in by_names and has_family_first_form(found)) else 0)
        for names, found in by_names.items()
        if len(names) > 1
    }
    sure = {names for names, points in scores.items() if points >= THRESHOLD}
    beside = {names for pair in joined(reader, candidates) for names, other in (pair, pair[::-1]) if other in sure}
    full = {
        names: by_names[names]
        for names, points in scores.items()
        if (names in sure or (names in beside and points + votes()["beside a person"].weight >= THRESHOLD))
    }
    single: dict[tuple[str, ...], list[Candidate]] = {
        names: found for names, found in by_names.items() if len(names) == 1
    }
    people = People(reader, without_marked_namesakes(full), single)
    persons, mentions = people.linked(candidates)
    persons = with_genders(reader, persons, mentions)
    companies = list(_companies(candidates, sure))
    things, thing_mentions = _things(reader, mentions, {entity.key for entity in persons}, companies)
    return (
        tuple(sorted([*persons, *things], key=lambda entity: entity.key)),
        tuple(sorted([*mentions, *thing_mentions], key=lambda mention: mention.span)),
        tuple(_refusals(candidates, _Spans(mention.span for mention in mentions))),
    )


def _companies(candidates: Sequence[Candidate], sure: Container[tuple[str, ...]]) -> Iterator[Span]:
    for candidate in candidates:
        named = any(vote.tells == "company" for vote in candidate.votes)
        if named and candidate.names not in sure and not candidate.title_case:
            yield candidate.span


def _refusals(candidates: Sequence[Candidate], named: _Spans) -> Iterator[Refusal]:
    """The candidates for which something speaks and that are nobody, each name once: the heaviest sign against it."""
    found: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if not named.meet(candidate.span):
            found[candidate.names].append(candidate)
    for nobody in found.values():
        speaks, against = signs(nobody)
        if speaks:
            reason = against[0] if against else f"no more than {', '.join(speaks)}"
            yield Refusal(what="name", span=nobody[0].span, sentence=nobody[0].sentence, reason=reason)


class _Spans:
    """Stretches that do not overlap, to be asked whether another meets one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.ends = [span.end for span in self.spans]

    def meet(self, span: Span) -> bool:
        at = bisect_right(self.ends, span.start)
        return at < len(self.spans) and self.spans[at].overlaps(span)


def _matters(words: Sequence[Word]) -> Iterator[int]:
    """The offsets of the words of a minister's portfolio: "Minister for Trade, Port Safety and the Arts"."""
    for at in range(1, len(words) - 1):
        if (
            words[at].low not in lexicon("offices", "plain_links")
            or words[at - 1].label != "head"
            or words[at - 1].low not in lexicon("offices", "of_matters")
        ):
            continue
        for k in range(at + 1, len(words)):
            listed = words[k].cap and words[k].label in ("", "none", "organisation", "matter")
            if words[k].gap not in (" ", ", ") or not (listed or words[k].low in lexicon("offices", "matter_links")):
                break
            yield words[k].span.start


def _things(
    reader: ArticleWords, people: Sequence[Mention], used: set[str], companies: Sequence[Span]
) -> tuple[list[Entity], list[Mention]]:
    """Organisations by their head noun or as `companies`, places by the table of countries, and what else the model is
    sure of."""
    taken = _Spans(m.span for m in people)
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []

    def add(span: Span, kind: MentionKind, name: str, country: str | None, rule: str) -> None:
        if taken.meet(span):
            return
        key = slug(fold(name), nothing="name")
        if key in used:
            key = f"{key}-{kind}"
        entities[key] = entities.get(key) or Entity(key=key, kind=kind, name=name, country=country)
        mentions.append(Mention(span=span, kind=entities[key].kind, entity=key, rule=rule))

    for words in reader.words:
        covered = -1
        for at, word in enumerate(words):
            if at <= covered or word.label not in ("country", "organisation") or word.phrase != at:
                continue
            stop = at
            while stop + 1 < len(words) and words[stop + 1].phrase == at:
                stop += 1
            covered = stop
            span = Span(word.span.start, words[stop].span.end)
            if word.label == "organisation":
                name = span.of(reader.text)
                add(span, "organisation", name, country_of_body(name), "organisation by its head noun")
            else:
                found = countries().get(" ".join(w.low for w in words[at : stop + 1]))
                if found and found.kind != "adjective":
                    name = found.name if found.kind == "name" else span.of(reader.text)
                    add(span, "place", name, found.name, "table of countries")
    headed = _Spans(m.span for m in mentions)
    for span in companies:
        if not headed.meet(span):
            add(span, "organisation", span.of(reader.text), None, "company by the words of its name")
    known = _Spans([*(m.span for m in mentions), *(m.span for m in people)])
    seen: set[Span] = set()
    matters = {start for words in reader.words for start in _matters(words)}
    starts = {w.span.start for words in reader.words if not is_title_case(words) for w in words if w.label != "head"}
    for span, label in reader.entities.values():
        if span in seen or label not in ("ORG", "GPE", "LOC", "FAC"):
            continue
        seen.add(span)
        if ending := _POSSESSIVE.search(span.of(reader.text)):
            span = Span(span.start, span.start + ending.start())
        name = span.of(reader.text)
        if label == "ORG" and (_SUM.search(name) or span.start in matters):
            continue
        if span.start not in starts or "\n" in name or len(name) < 2 or not name[0].isupper() or known.meet(span):
            continue
        add(span, "organisation" if label == "ORG" else "place", name, None, "model")
    return list(entities.values()), mentions
