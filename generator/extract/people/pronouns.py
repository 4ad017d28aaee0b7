"""Pronouns and nominals ("the minister") that stand for a person named elsewhere in the article.

Candidates are scored by distance, grammatical role and gender, in the manner of Lappin and Leass
(1994); where the best two are close, the reference stays unresolved and is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Literal

from ...model.article import Article
from ...model.findings import Entity, Mention, Reference, Role, Sentence
from ...model.places import Places
from ...model.text import Span, record
from ...rules.load import load
from ...rules.types.people import REFERENCES, ReferenceScores
from ..base import grammar
from ..base.grammar.parsed import Doc
from .lexicon_words import countries, fronts, heads, lexicon

REACH = 3  # sentences looked back
_SUBJECT = ("subject", "passive subject", "clause subject")


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
    owns_subject: bool = False  # "Roe's speech was ..."


def find_references(
    doc: Doc,
    article: Article,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    roles: Sequence[Role],
) -> tuple[Reference, ...]:
    """What each third-person pronoun and each "the <office>" stands for, sorted by place.

    Those that could stand for two people equally well are left out. The article is read twice: the first
    reading shows who is "he" and who is "she", the second holds to it.
    """
    reader = _Reader(doc, article, sentences, entities, mentions, roles)
    first = list(reader.resolved())
    genders = _genders(doc.text, first, reader)
    if genders:
        entities = [replace(e, gender=genders[e.key]) if e.gender is None and e.key in genders else e for e in entities]
        first = list(_Reader(doc, article, sentences, entities, mentions, roles, page=reader).resolved())
    return tuple(sorted(first, key=lambda reference: reference.span))


def _genders(text: str, found: Sequence[Reference], reader: _Reader) -> dict[str, Literal["f", "m"]]:
    """The gender of each person whom pronouns outside quotations took up: those that a clause is sure of decide alone,
    else at least two, three in four of them alike."""
    table: dict[str, Literal["f", "m"]] = load(REFERENCES).pronouns
    votes: dict[str, Counter[Literal["f", "m"]]] = defaultdict(Counter)
    strong: dict[str, set[Literal["f", "m"]]] = defaultdict(set)
    for reference in found:
        gender = table.get(reference.span.of(text).lower())
        if gender and not reader.quoted(reference.span.start):
            votes[reference.entity][gender] += 1
            if reference.span.start in reader.sure:
                strong[reference.entity].add(gender)
    sure = {}
    for entity, counts in votes.items():
        gender, most = counts.most_common(1)[0]
        if len(strong[entity]) == 1:
            sure[entity] = next(iter(strong[entity]))
        elif most >= 2 and most >= 0.75 * counts.total():
            sure[entity] = gender
    return sure


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
        *,
        page: _Reader | None = None,
    ) -> None:
        """`page` is another reader of the same article, whose look-ups serve again."""
        self.text = article.text
        self.doc = doc
        self.starts = [sentence.span.start for sentence in sentences]
        self.people = {entity.key: entity for entity in entities if entity.kind == "person"}
        self.roles = Places(roles, lambda role: role.span)
        self.offices: dict[Role, set[str]] = defaultdict(set)  # who has each office, wherever it is told
        for role in roles:
            if role.entity in self.people:
                self.offices[replace(role, entity="", span=Span(0, 0))].add(role.entity)
        self.holders: dict[tuple[tuple[str, ...], str | None, tuple[str, ...]], Sequence[str]] = {}
        self.quotes: list[Span] = page.quotes if page else quoted_spans(self.text, [p.span for p in article.paragraphs])
        self.quote_starts = [quote.start for quote in self.quotes]
        self.by_end: dict[int, Any] = page.by_end if page else {token.idx + len(token): token for token in doc}
        self.tokens: dict[int, list[Any]] = page.tokens if page else defaultdict(list)
        for token in () if page else self.by_end.values():
            self.tokens[self.sentence_of(token.idx)].append(token)
        self.named: dict[int, list[_Place]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: m.span):
            if mention.kind == "person":
                place = self.place(mention)
                self.named[place.sentence].append(place)
        self.last_pronoun: dict[str, str] = {}
        self.sure: set[int] = set()  # offsets of pronouns that the clause around them tells
        self.unsolved: set[tuple[int, str]] = set()  # (sentence, gender) of subjects that several could be
        self.open: set[tuple[int, str]] = set()  # (sentence, gender) of subjects that nobody named stands for

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
            span=mention.span,
            entity=mention.entity,
            sentence=number,
            subject=subject,
            possessive=after[:1] in ("'", "’"),
            quoted=self.quoted(mention.span.start),
            first=not self.named[number],
            verb=token.head.i if token is not None and grammar.relation_of(token) in _SUBJECT else -1,
            main=token is None
            or grammar.relation_of(token) not in _SUBJECT
            or grammar.relation_of(token.head) not in ("adverbial clause", "relative clause", "noun clause"),
            owns_subject=token is not None
            and grammar.relation_of(token) == "owner"
            and grammar.relation_of(token.head) in _SUBJECT,
        )

    def head_of(self, span: Span) -> Any:
        """The token of a name that hangs on a word outside it."""
        token = self.by_end.get(span.end)
        while token is not None and token.head.i != token.i and span.start <= token.head.idx < span.end:
            token = token.head
        return token

    def is_subject(self, token: Any, span: Span) -> bool:
        """Whether a name is a subject, its apposition or the agent of a passive, by the parse or by the verb right
        behind it."""
        if grammar.relation_of(token) in _SUBJECT or (
            grammar.relation_of(token) == "apposition" and grammar.relation_of(token.head) in _SUBJECT
        ):
            return True
        if grammar.relation_of(token) == "preposition object":
            return bool(grammar.relation_of(token.head) == "agent")
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        behind = (
            following is not None
            and following.idx == span.end + 1
            and grammar.form_of(following) in ("past", "present s", "modal")
        )
        return behind and grammar.relation_of(token) not in ("owner", "object", "joined")

    def resolved(self) -> Iterator[Reference]:
        """Sentence by sentence, first what stands outside quotation marks, since it names the speaker."""
        for number in sorted(self.tokens):
            may_refer = (token for token in self.tokens[number] if token.lower_ in _first_words())
            tokens = sorted(may_refer, key=lambda token: self.quoted(token.idx))
            for token in tokens:
                found = self.reference(token, number)
                if found is None:
                    continue
                span, entity, pronoun = found
                self.take_up(
                    span, entity, number, pronoun=pronoun, possessive=grammar.form_of(token) == "owner pronoun"
                )
                if pronoun and not self.quoted(span.start):
                    self.last_pronoun[_pronouns()[token.lower_]] = entity
                yield Reference(span=span, entity=entity, rule="pronoun" if pronoun else "nominal")

    def reference(self, token: Any, number: int) -> tuple[Span, str, bool] | None:
        """The span, the person and whether it is a pronoun, of a reference that begins at a token."""
        gender = _pronouns().get(token.lower_)
        if gender is not None and (
            grammar.class_of(token) in ("pronoun", "determiner")
            or grammar.form_of(token) in ("pronoun", "owner pronoun")
        ):
            if any(p.span.start <= token.idx < p.span.end for p in self.named.get(number, ())):
                return None
            found = self.pronoun(token, gender, number)
            return (Span(token.idx, token.idx + len(token)), found, True) if found else None
        if token.lower_ in lexicon("references", "openers"):
            nominal = self.nominal(token, number)
            if nominal and nominal[1]:
                return nominal[0], nominal[1], False
        return None

    def take_up(self, span: Span, entity: str, number: int, *, pronoun: bool, possessive: bool) -> None:
        """Note where a person is taken up, for the references behind it."""
        head = self.by_end.get(span.end)
        subject = head is not None and grammar.relation_of(head) in _SUBJECT
        place = _Place(
            span=span,
            entity=entity,
            sentence=number,
            subject=subject,
            possessive=possessive,
            quoted=self.quoted(span.start),
            first=False,
            verb=head.head.i if head is not None and subject else -1,
            pronoun=pronoun,
        )
        insort(self.named[number], place, key=lambda p: p.span)

    def person_at(self, token: Any, number: int) -> str | None:
        """The person whom a token names or takes up."""
        for place in self.named.get(number, ()):
            if place.span.start <= token.idx < place.span.end:
                return place.entity
        return None

    def bearer(self, noun: Any, number: int) -> str | None:
        """The person whom a noun or the name in apposition to it stands for: "his wife, Roe"."""
        return self.person_at(noun, number) or next(
            (
                person
                for child in noun.children
                if grammar.relation_of(child) == "apposition" and (person := self.person_at(child, number))
            ),
            None,
        )

    def controller(self, token: Any, number: int) -> tuple[str | None, bool]:
        """The person that the clauses around a pronoun are about: the subject of the nearest clause above it, the noun
        that a relative clause hangs on, or the name that "and his wife" is joined to. The flag says that it is
        somebody unnamed."""
        if (
            grammar.form_of(token) == "owner pronoun"
            and grammar.relation_of(token.head) == "joined"
            and (joined := self.person_at(token.head.head, number))
        ):
            return joined, False
        own = grammar.relation_of(token) in _SUBJECT or (
            token.lower_ in lexicon("references", "of_object") and grammar.form_of(token) != "owner pronoun"
        )
        node = token
        while node.head.i != node.i:
            if grammar.relation_of(node) in ("relative clause", "noun clause") and (
                person := self.bearer(node.head, number)
            ):
                return person, False
            node = node.head
            if grammar.class_of(node) not in ("verb", "helper"):
                continue
            if own:  # "he" is no part of the clause above yet, and "him" is not the subject of its own clause
                own = False
                continue
            for child in node.children:
                if grammar.relation_of(child) not in _SUBJECT or child.i >= token.i:
                    continue
                if person := self.person_at(child, number):
                    return person, False
                if owner := next(
                    (
                        p
                        for one in child.children
                        if grammar.relation_of(one) == "owner" and (p := self.person_at(one, number))
                    ),
                    None,
                ):
                    return owner, False
                if grammar.class_of(child) in ("noun", "name") and child.lower_ in _nominal_heads():
                    return None, True
                if grammar.class_of(child) == "pronoun" and child.lower_ in lexicon("references", "of_others"):
                    continue
                return None, False
        return None, False

    def speakers(self, number: int) -> set[str]:
        """Who speaks the quotations of a sentence: the subjects of its verbs outside quotation marks."""
        return {
            place.entity
            for place in self.named.get(number, ())
            if place.subject and not place.quoted and not (place.verb >= 0 and self.quoted(place.span.start))
            and (place.verb < 0 or not self.quoted(self.doc[place.verb].idx))
        }  # fmt: skip

    def told_of(self, token: Any, number: int) -> set[str]:
        """Who is named in what a pronoun says: in "Roe was hurt, he said" he is not Roe."""
        if not grammar.is_subject(token) or token.head.lemma_ not in lexicon("names", "reporting_verbs"):
            return set()
        return {
            place.entity
            for told in grammar.contents(token.head)
            for place in self.named.get(number, ())
            if not place.pronoun and (last := self.by_end.get(place.span.end)) is not None and last.i in told
        }

    def pronoun(self, token: Any, gender: str, number: int) -> str | None:
        table = load(REFERENCES)
        scores = table.scores
        inside = self.quoted(token.idx)
        forward = self.cataphor(token, number)
        if forward is not None and self.people[forward].gender in (gender, None):
            return forward
        control, unnamed = self.controller(token, number)
        if unnamed and not inside:
            return None
        barred = self.speakers(number) if inside else self.told_of(token, number)
        if apposed := self.apposed(token, number):
            barred.add(apposed)
        best: dict[str, float] = {}
        for back in range(REACH + 1):
            for place in self.named.get(number - back, ()):
                if (back == 0 and place.span.start >= token.idx) or self.people[place.entity].gender not in (
                    gender,
                    None,
                ):
                    continue
                if self.own_object(token, place):
                    barred.add(place.entity)  # nobody is "him" of his own verb
                    continue
                score = self.score(place, back, inside=inside, scores=scores)
                if self.people[place.entity].gender == gender:
                    score += scores.gender
                if self.last_pronoun.get(gender) == place.entity and back <= 1:
                    score += scores.last_pronoun
                if place.entity == control:
                    score += scores.clause_around
                elif self.goes_on(token, place, back):
                    score += scores.goes_on
                best[place.entity] = max(best.get(place.entity, -9.0), score)
        if (speaker := self.adds(token, number)) in best:
            best[speaker] += scores.adds
        ranked = sorted(((score, key) for key, score in best.items() if key not in barred), reverse=True)
        if not ranked or ranked[0][0] < 0.5:
            return None
        if self.is_unsolved(ranked, token, gender, number):
            return None
        best_one = ranked[0][1]
        if control == best_one and grammar.relation_of(token) in _SUBJECT:
            self.sure.add(token.idx)
        elif grammar.relation_of(token) in _SUBJECT and not inside and self.stands_behind(best_one, token, number):
            self.open.add((number, gender))
            return None
        return best_one

    def is_unsolved(self, ranked: Sequence[tuple[float, str]], token: Any, gender: str, number: int) -> bool:
        """Whether several could be meant, or another than the one whom the text goes on about; noted where a whole
        sentence is about this pronoun."""
        close = len(ranked) > 1 and ranked[0][0] - ranked[1][0] < float(load(REFERENCES).margin)
        if not close and not self.goes_with_unsolved(ranked[0][1], token, gender, number):
            return False
        if grammar.is_subject(token) and grammar.above(token.head) is None and not self.quoted(token.idx):
            self.unsolved.add((number, gender))
        return True

    def goes_with_unsolved(self, entity: str, token: Any, gender: str, number: int) -> bool:
        """Whether the sentence before is about a "she" whom nobody could be said for, and this one goes on about her:
        not about somebody who is only named there."""
        if (number - 1, gender) not in self.unsolved or not grammar.is_subject(token) or self.quoted(token.idx):
            return False
        here = any(place.entity == entity and place.span.start < token.idx for place in self.named.get(number, ()))
        led = any(p.entity == entity and p.subject and p.main and not p.pronoun for p in self.named.get(number - 1, ()))
        return not here and not led

    def stands_behind(self, entity: str, token: Any, number: int) -> bool:
        """Whether the sentence before is about somebody unnamed and only mentions this person: "The mayor met Roe. She
        was glad."."""
        if any(place.entity == entity and place.span.start < token.idx for place in self.named.get(number, ())):
            return False
        before = self.named.get(number - 1, ())
        if (number - 1, _pronouns()[token.lower_]) in self.open and not before:
            return True  # the same "she" goes on
        if not any(p.entity == entity for p in before) or any(p.subject for p in before):
            return False
        return any(
            grammar.relation_of(other) == "subject"
            and grammar.relation_of(other.head) == "top"
            and grammar.form_of(other) in ("noun", "name")
            and other.lower_ in _nominal_heads()
            for other in self.tokens.get(number - 1, ())
            if not self.quoted(other.idx)
        )

    def score(self, place: _Place, back: int, *, inside: bool, scores: ReferenceScores) -> float:
        """How salient a place is, seen from `back` sentences behind."""
        owner = place.possessive and not place.pronoun
        return (
            scores.distance[back]
            + scores.subject * place.subject * (1 if place.main else 0.5) * (1 if back < 2 else 0.5)
            + scores.first * (place.first and back > 0)
            + (scores.owns_subject if place.owns_subject else scores.possessive) * owner
            + scores.quoted * (place.quoted and not inside)
        )

    def own_object(self, token: Any, place: _Place) -> bool:
        return bool(
            place.verb >= 0
            and token.lower_ in lexicon("references", "of_object")
            and grammar.relation_of(token) in ("object", "indirect object")
            and place.verb == token.head.i
        )

    def apposed(self, token: Any, number: int) -> str | None:
        """ "Roe, her rival": not Roe's own."""
        if grammar.form_of(token) != "owner pronoun" or self.text[token.idx - 2 : token.idx] != ", ":
            return None
        return next(
            (p.entity for p in self.named.get(number, ()) if p.span.end == token.idx - 2 and not p.pronoun), None
        )

    def goes_on(self, token: Any, place: _Place, back: int) -> bool:
        """ "...," he added: the one who was the subject of the sentence before speaks on."""
        says = grammar.relation_of(token) in _SUBJECT and token.head.lemma_ in lexicon("names", "reporting_verbs")
        return bool(
            says and back == 1 and place.subject and place.main and not place.pronoun and not self.quoted(token.idx)
        )

    def adds(self, token: Any, number: int) -> str:
        """The last speaker, where a pronoun says more: "He also said". Empty where it does not."""
        verb = token.head
        says = (
            grammar.relation_of(token) in _SUBJECT
            and verb.lemma_ in lexicon("names", "reporting_verbs")
            and not self.quoted(token.idx)
        )
        if not says or not any(child.lower_ in lexicon("references", "more") for child in verb.children):
            return ""
        places = (place for back in range(1, REACH + 1) for place in reversed(self.named.get(number - back, ())))
        spoke = (
            p.entity
            for p in places
            if p.subject
            and p.main
            and not p.quoted
            and p.verb >= 0
            and self.doc[p.verb].lemma_ in lexicon("names", "reporting_verbs")
        )
        return next(spoke, "")

    def cataphor(self, token: Any, number: int) -> str | None:
        """ "During his trip, Roe met ...": the subject of the main clause behind a fronted phrase."""
        if any(place.span.start < token.idx and not place.pronoun for place in self.named.get(number, ())):
            return None
        if (
            grammar.relation_of(token) in _SUBJECT
            and grammar.relation_of(token.head)
            not in ("adverbial clause", "relative clause", "noun clause", "clause complement", "preposition clause")
        ) or self.quoted(token.idx):
            return None
        opening = re.sub(r"^(?:\w+, |(?:And|But|Yet|So) )", "", self.text[self.starts[number] : token.idx])
        if "," in opening or ";" in opening or not re.match(fronts(), opening):
            return None
        for place in self.named.get(number, ()):
            if place.span.start > token.idx and not place.quoted:
                between = self.text[token.idx : place.span.start]
                fronted = re.fullmatch(r"[^,;:]{1,160}, (?:(?:[A-Z][\w.]+|[a-z]+ minister|president) ){0,4}", between)
                return place.entity if fronted and not place.possessive else None
        return None

    def nominal(self, token: Any, number: int) -> tuple[Span, str | None] | None:
        """ "the foreign minister": the phrase and the person of the article who is one."""
        doc = token.doc
        at = token.i + 1
        words: list[str] = []
        country: str | None = None
        last = None
        while at < len(doc) and at <= token.i + 7 and doc[at].idx >= self.starts[number]:
            word = doc[at]
            if not (
                word.is_alpha or word.text == "-" or "." in word.text or re.fullmatch(r"\d\d(?:-year-old)?", word.text)
            ):
                break
            words.append(word.lower_)
            known = countries().get(word.lower_) or countries().get(" ".join(words[-2:]))
            if known:
                country = known.name
            if word.lower_ in _nominal_heads():
                last = word
                nxt = doc[at + 1] if at + 1 < len(doc) else None
                if nxt is None or (
                    nxt.lower_ not in _nominal_heads()
                    and not (nxt.lower_ == "of" and _opens_head(word.lower_, doc, at))
                ):
                    break
                if nxt.lower_ == "of":
                    words.extend(("of", doc[at + 2].lower_))
                    last = doc[at + 2]
                    break
            at += 1
        if last is None:
            return None
        body: tuple[str, ...] = ()
        title_end = last.idx + len(last)
        after = doc[last.i + 1] if last.i + 1 < len(doc) else None
        if after is not None and after.lower_ == "of" and (named := _complement(doc, after.i)):
            known = countries().get(" ".join(named.lower_ for named in named))
            country, body = (known.name, ()) if known else (country, tuple(word.lower_ for word in named))
            last = named[-1]
        elif after is not None and (
            after.text == "-"
            or grammar.class_of(after) in ("name", "noun")
            or after.lower_ in lexicon("offices", "plain_links")
        ):
            return None
        span = Span(token.idx, last.idx + len(last))
        if span.end > title_end and self.roles.meeting(span):
            return None  # in apposition: "Roe, the mayor of Oslo"
        aside = lexicon("references", "beside_office") | lexicon("bodies", "half_names")
        plain = [w for w in words if w not in aside and w not in countries() and w[0].isalpha()]
        return span, self.holder(plain, country, body, number, span)

    def fitting(self, words: tuple[str, ...], country: str | None, body: tuple[str, ...]) -> Sequence[str]:
        """Everybody whose title fits, worked out once for each way of naming it."""
        asked = (words, country, body)
        if asked not in self.holders:
            offices = [
                role
                for role in self.offices
                if _fits(words, role) and country in (role.country, None) and _is_at(body, role)
            ]
            strict = [role for role in offices if role.country == country] if country else []
            fits = sorted({key for role in strict or offices for key in self.offices[role]})
            self.holders[asked] = fits
        return self.holders[asked]

    def holder(
        self, words: Sequence[str], country: str | None, body: Sequence[str], number: int, span: Span
    ) -> str | None:
        """The one person whose title fits; of several, the one named last, if within reach and alone there."""
        fits = self.fitting(tuple(words), country, tuple(body))
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


def _complement(doc: Doc, of: int) -> list[Any]:
    """The name behind "of": a run of capitals, or one of the nouns for a body of which a country has one ("of
    parliament")."""
    at = of + 1
    if at < len(doc) and doc[at].lower_ == "the":
        at += 1
    named: list[Any] = []
    while at < len(doc) and (
        doc[at].text[0].isupper() or (named and doc[at].lower_ == "of" and doc[at + 1 : at + 2].text[:1].isupper())
    ):
        named.append(doc[at])
        at += 1
    if not named and at < len(doc) and doc[at].lower_ in lexicon("offices", "member_bodies"):
        named = [doc[at]]
    behind = doc[at] if named and at < len(doc) else None
    return [] if behind is not None and behind.text in ("'s", "’s", "'", "-", "’") else named


def _is_at(body: Sequence[str], role: Role) -> bool:
    """Whether a role is held at a body: the first word of the name stands in the role's."""
    held = re.findall(r"[\w.’'-]+", f"{role.title} {role.organisation or ''}".lower())
    return not body or body[0] in held


@cache
def _pronouns() -> dict[str, str]:
    """Each pronoun for one person, with the gender it tells."""
    return {**load(REFERENCES).pronouns}


@cache
def _first_words() -> frozenset[str]:
    """With what a reference begins."""
    return lexicon("references", "openers") | _pronouns().keys()


@cache
def _nominal_heads() -> frozenset[str]:
    single = {head for head in heads() if " " not in head}
    return frozenset(
        (single | set(load(REFERENCES).nominals))
        - lexicon("offices", "not_roles")
        - lexicon("references", "not_taken_up")
        | lexicon("references", "also_taken_up")
        | set(load(REFERENCES).fame)
    )


def _opens_head(word: str, doc: Doc, at: int) -> bool:
    return at + 2 < len(doc) and f"{word} of {doc[at + 2].lower_}" in heads()


def _stem(word: str) -> str:
    """What a sport or an art and those who do it share.

    >>> _stem("boxing"), _stem("boxer"), _stem("cricket"), _stem("cricketer")
    ('box', 'box', 'cricket', 'cricket')
    """
    return re.sub(r"(?:ing|ers?|ors?)$", "", word) if len(word) > 4 else word


def _spelled(words: Sequence[str]) -> list[str]:
    """Initials of an office in full: "pm" as "prime minister"."""
    initials: dict[str, str] = load(REFERENCES).initials
    return [part for word in words for part in initials.get(word, word).split()]


def _fits(words: Sequence[str], role: Role) -> bool:
    """Whether a nominal's words are part of a title: its head is the same or another word for it."""
    title = _spelled(re.sub(r"[^\w. ]+", " ", role.title.lower()).split())
    words = _spelled(words)
    organisation = (role.organisation or "").lower().split()
    table = load(REFERENCES).nominals
    if not words:
        return False
    rest, head = words[:-1], words[-1]
    if head in load(REFERENCES).fame:
        return len(rest) == 1 and any(_stem(rest[0]) == _stem(word) for word in title)
    phrase = f" {' '.join(title)} "
    direct = head in title and all(word in title or word in organisation for word in rest)
    if direct:
        return True
    if f" {' '.join(words)} " in phrase:
        return True
    return any(re.search(rf"(?:^|\s){re.escape(office)}(?:\s|$)", phrase) for office in table.get(head, ())) and all(
        word in title + organisation or word == "american" for word in rest
    )
