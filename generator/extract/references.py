"""Pronouns and nominals ("the minister") that stand for a person named elsewhere in the article.

Candidates are scored by distance, grammatical role and gender, in the manner of Lappin and Leass
(1994); where the best two are close, the reference stays unresolved and is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Doc

from generator import rulebook
from generator.extract.words import countries, heads, lexicon
from generator.model.article import Article
from generator.model.findings import Entity, Mention, Reference, Role, Sentence
from generator.model.text import Span, record

REACH = 3  # sentences looked back
_SUBJECT = ("nsubj", "nsubjpass", "csubj")


@record
class _Place:
    """Where a person is mentioned or taken up."""

    span: Span
    entity: str
    sentence: int
    subject: bool
    possessive: bool
    quoted: bool
    first: bool
    verb: int  # index of the verb that it is the subject of, else -1
    pronoun: bool = False
    main: bool = True  # of a main clause


def find_references(
    doc: Doc,
    article: Article,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    roles: Sequence[Role],
) -> tuple[Reference, ...]:
    """What each third-person pronoun and each "the <office>" stands for, sorted by place.

    Those that could stand for two people equally well are left out.
    """
    reader = _Reader(doc, article, sentences, entities, mentions, roles)
    return tuple(reader.resolved())


def quoted_spans(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The stretches between quotation marks; one that is never closed ends with its paragraph."""
    found: list[Span] = []
    for paragraph in paragraphs:
        opened: int | None = None
        for match in re.finditer(r'["“”]', text[paragraph.start : paragraph.end]):
            at = paragraph.start + match.start()
            if match.group() == "“" or (match.group() == '"' and opened is None):
                opened = at if opened is None else opened
            elif opened is not None:
                found.append(Span(opened, at + 1))
                opened = None
        if opened is not None:
            found.append(Span(opened, paragraph.end))
    return found


class _Reader:
    def __init__(
        self,
        doc: Doc,
        article: Article,
        sentences: Sequence[Sentence],
        entities: Sequence[Entity],
        mentions: Sequence[Mention],
        roles: Sequence[Role],
    ) -> None:
        self.text = article.text
        self.starts = [sentence.span.start for sentence in sentences]
        self.people = {entity.key: entity for entity in entities if entity.kind == "person"}
        self.roles: dict[str, list[Role]] = defaultdict(list)
        for role in roles:
            self.roles[role.entity].append(role)
        self.quotes = quoted_spans(self.text, [p.span for p in article.paragraphs])
        self.quote_starts = [quote.start for quote in self.quotes]
        self.tokens: dict[int, list[Any]] = defaultdict(list)
        self.by_end = {token.idx + len(token): token for token in doc}
        for token in doc:
            self.tokens[self.sentence_of(token.idx)].append(token)
        self.named: dict[int, list[_Place]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: m.span):
            if mention.kind == "person":
                place = self.place(mention)
                self.named[place.sentence].append(place)
        self.last_pronoun: dict[str, str] = {}

    def sentence_of(self, at: int) -> int:
        return max(bisect_right(self.starts, at) - 1, 0)

    def quoted(self, at: int) -> bool:
        number = bisect_right(self.quote_starts, at) - 1
        return number >= 0 and self.quotes[number].end > at

    def place(self, mention: Mention) -> _Place:
        number = self.sentence_of(mention.span.start)
        token = self.head_of(mention.span)
        subject = token is not None and self.is_subject(token, mention.span)
        after = self.text[mention.span.end : mention.span.end + 2]
        return _Place(
            span=mention.span, entity=mention.entity, sentence=number, subject=subject,
            possessive=after[:1] in ("'", "’"),
            quoted=self.quoted(mention.span.start), first=not self.named[number],
            verb=token.head.i if token is not None and token.dep_ in _SUBJECT else -1,
            main=token is None or token.dep_ not in _SUBJECT or token.head.dep_ not in ("advcl", "relcl", "acl"),
        )  # fmt: skip

    def head_of(self, span: Span) -> Any:
        """The token of a name that hangs on a word outside it."""
        token = self.by_end.get(span.end)
        while token is not None and token.head.i != token.i and span.start <= token.head.idx < span.end:
            token = token.head
        return token

    def is_subject(self, token: Any, span: Span) -> bool:
        """Whether a name is a subject, its apposition or the agent of a passive, by the parse or by the verb right behind it."""
        if token.dep_ in _SUBJECT or (token.dep_ == "appos" and token.head.dep_ in _SUBJECT):
            return True
        if token.dep_ == "pobj":
            return bool(token.head.dep_ == "agent")
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        behind = following is not None and following.idx == span.end + 1 and following.tag_ in ("VBD", "VBZ", "MD")
        return behind and token.dep_ not in ("poss", "dobj", "conj")

    def resolved(self) -> Iterator[Reference]:
        genders: dict[str, str] = rulebook.load("people/references")["pronouns"]
        for number in sorted(self.tokens):
            for token in self.tokens[number]:
                gender = genders.get(token.lower_)
                if gender is not None and any(p.span.start <= token.idx < p.span.end for p in self.named.get(number, ())):
                    continue
                if gender is not None and (token.pos_ in ("PRON", "DET") or token.tag_ in ("PRP", "PRP$")):
                    found = self.pronoun(token, gender, number)
                    rule = "pronoun"
                    span = Span(token.idx, token.idx + len(token))
                elif token.lower_ in ("the", "this", "that"):
                    nominal = self.nominal(token, number)
                    if nominal is None:
                        continue
                    span, found = nominal
                    rule = "nominal"
                else:
                    continue
                if found is None:
                    continue
                head = self.by_end.get(span.end, token)
                self.named[number].append(
                    _Place(
                        span=span,
                        entity=found,
                        sentence=number,
                        subject=head.dep_ in _SUBJECT,
                        possessive=token.tag_ == "PRP$",
                        quoted=self.quoted(span.start),
                        first=False,
                        verb=head.head.i if head.dep_ in _SUBJECT else -1,
                        pronoun=rule == "pronoun",
                    )
                )
                self.named[number].sort(key=lambda p: p.span)
                if rule == "pronoun":
                    self.last_pronoun[gender or ""] = found
                yield Reference(span=span, entity=found, rule=rule)

    def pronoun(self, token: Any, gender: str, number: int) -> str | None:
        table = rulebook.load("people/references")
        scores: dict[str, float] = table["scores"]
        inside = self.quoted(token.idx)
        forward = self.cataphor(token, number)
        if forward is not None and self.people[forward].gender in (gender, None):
            return forward
        best: dict[str, float] = {}
        barred: set[str] = set()
        for back in range(REACH + 1):
            base = (
                scores["same sentence"],
                scores["one sentence before"],
                scores["two sentences before"],
                scores["three sentences before"],
            )[back]
            for place in self.named.get(number - back, ()):
                if back == 0 and place.span.start >= token.idx:
                    continue
                person = self.people[place.entity]
                if person.gender not in (gender, None):
                    continue
                if (
                    place.verb >= 0
                    and token.lower_ in ("him", "her")
                    and token.dep_ in ("dobj", "dative", "iobj", "obj")
                    and place.verb == token.head.i
                ):
                    barred.add(place.entity)  # nobody is "him" of his own verb
                    continue
                score = (
                    base
                    + scores["subject"] * place.subject * (1 if place.main else 0.5) * (1 if back < 2 else 0.5)
                    + scores["first in its sentence"] * (place.first and back > 0)
                    + scores["possessive"] * (place.possessive and not place.pronoun)
                )
                if place.quoted and not inside:
                    score += scores["in a quotation"]
                if (
                    inside
                    and not place.quoted
                    and back == 0
                    and place.subject
                    and not self.quoted(token.doc[place.verb].idx if place.verb >= 0 else place.span.start)
                ):
                    score -= 3  # a speaker calls himself "I"
                if person.gender == gender:
                    score += scores["gender known"]
                if self.last_pronoun.get(gender) == place.entity and back <= 1:
                    score += scores["same as last pronoun"]
                best[place.entity] = max(best.get(place.entity, -9.0), score)
        ranked = sorted(((score, key) for key, score in best.items() if key not in barred), reverse=True)
        if not ranked or ranked[0][0] < 0.5:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < float(table["margin"]):
            return None
        return ranked[0][1]

    def cataphor(self, token: Any, number: int) -> str | None:
        """ "During his trip, Roe met ...": the subject of the main clause behind a fronted phrase."""
        if any(place.span.start < token.idx and not place.pronoun for place in self.named.get(number, ())):
            return None
        if (token.dep_ in _SUBJECT and token.head.dep_ not in ("advcl", "relcl", "acl", "ccomp", "pcomp")) or self.quoted(token.idx):
            return None
        opening = re.sub(r"^\w+, ", "", self.text[self.starts[number] : token.idx])
        if "," in opening or ";" in opening:
            return None
        for place in self.named.get(number, ()):
            if place.span.start > token.idx and not place.quoted:
                between = self.text[token.idx : place.span.start]
                fronted = re.fullmatch(r"[^,;:]{1,160}, (?:[A-Z][\w.]+ ){0,4}", between)
                return place.entity if place.subject and fronted else None
        return None

    def nominal(self, token: Any, number: int) -> tuple[Span, str | None] | None:
        """ "the foreign minister": the phrase and the person of the article who is one."""
        doc = token.doc
        at = token.i + 1
        words: list[str] = []
        country: str | None = None
        last = None
        while at < len(doc) and at <= token.i + 5 and doc[at].idx >= self.starts[number]:
            word = doc[at]
            if not (word.is_alpha or word.text == "-" or "." in word.text):
                break
            words.append(word.lower_)
            known = countries().get(word.lower_) or countries().get(" ".join(words[-2:]))
            if known:
                country = known.name
            if word.lower_ in _nominal_heads():
                last = word
                nxt = doc[at + 1] if at + 1 < len(doc) else None
                if nxt is None or (nxt.lower_ not in _nominal_heads() and not (nxt.lower_ == "of" and _opens_head(word.lower_, doc, at))):
                    break
                if nxt.lower_ == "of":
                    words.extend(("of", doc[at + 2].lower_))
                    last = doc[at + 2]
                    break
            at += 1
        if last is None:
            return None
        after = doc[last.i + 1] if last.i + 1 < len(doc) else None
        if after is not None and (
            after.pos_ in ("PROPN", "NOUN") or (after.lower_ in ("of", "for", "'s", "’s", "-") and after.lower_ not in ("'s", "’s"))
        ):
            return None
        span = Span(token.idx, last.idx + len(last))
        plain = [
            w
            for w in words
            if w not in ("-", "top", "former", "new", "then", "incoming", "outgoing", "acting")
            and w not in countries()
            and w not in ("north", "south")
        ]
        return span, self.holder(plain, country, number, span)

    def holder(self, words: Sequence[str], country: str | None, number: int, span: Span) -> str | None:
        """The one person whose title fits; of several, the one named last, if within reach and alone there."""
        fits = [
            key for key in sorted(self.people) if any(_fits(words, role) and country in (role.country, None) for role in self.roles[key])
        ]
        if country:
            strict = [key for key in fits if any(role.country == country for role in self.roles[key])]
            fits = strict or fits
        seen: dict[str, tuple[int, bool]] = {}
        for back in range(12):
            for place in self.named.get(number - back, ()):
                if place.entity in fits and place.span.start < span.start and place.entity not in seen:
                    seen[place.entity] = (back, place.subject)
        if not seen:
            return None
        if len(fits) == 1:
            return fits[0]
        ranked = sorted((back - 0.5 * subject, key) for key, (back, subject) in seen.items())
        if len(ranked) == 1 or ranked[1][0] - ranked[0][0] >= 1:
            return ranked[0][1]
        return None


@cache
def _nominal_heads() -> frozenset[str]:
    single = {head for head in heads() if " " not in head}
    return frozenset(
        (single | set(rulebook.load("people/references")["nominals"])) - lexicon("offices", "not_roles") - {"host", "star", "official"}
        | {"minister", "secretary"}
    )


def _opens_head(word: str, doc: Doc, at: int) -> bool:
    return at + 2 < len(doc) and f"{word} of {doc[at + 2].lower_}" in heads()


def _fits(words: Sequence[str], role: Role) -> bool:
    """Whether a nominal's words are part of a title: its head is the same or another word for it."""
    title = re.sub(r"[^\w. ]+", " ", role.title.lower()).split()
    organisation = (role.organisation or "").lower().split()
    table: dict[str, list[str]] = rulebook.load("people/references")["nominals"]
    if not words:
        return False
    rest, head = words[:-1], words[-1]
    phrase = " ".join(title)
    direct = head in title and all(word in title or word in organisation for word in rest)
    if direct:
        return True
    if " ".join(words) in phrase:
        return True
    return any(re.search(rf"(?:^|\s){re.escape(office)}(?:\s|$)", phrase) for office in table.get(head, ())) and all(
        word in title + organisation or word == "american" for word in rest
    )
