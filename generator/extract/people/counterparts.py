"""The office of "his Peruvian counterpart, Roe": that of the one minister whom its sentence names in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.findings import Mention, Role
from ...model.text import Span
from .labels import TitleRule
from .lexicon_words import Word, countries, lexicon
from .titles import phrase


def counterparts(
    sentences: Sequence[Sequence[Word]], mentions: Sequence[Mention], roles: Sequence[Role]
) -> Iterator[Role]:
    """The roles of counterparts. `sentences` are the words of each, `roles` those that titles and clauses give.

    None where another office holder stands in front, where the holder is no minister of a matter that most countries
    have one for, or where the other country calls its ministers otherwise.
    """
    people = [mention for mention in mentions if mention.kind == "person"]
    for words in sentences:
        for at, word in enumerate(words):
            if word.low in lexicon("offices", "counterparts") and not word.possessive:
                yield from _counterpart(words, at, people, roles)


def _counterpart(words: Sequence[Word], at: int, people: Sequence[Mention], roles: Sequence[Role]) -> Iterator[Role]:
    country, named, partner = _country_before(words, at), _named_behind(words, at, people), None
    if country and named:
        partner = _partner(words, at, people, roles)
    if named is None or partner is None or partner.entity == named.entity:
        return
    if country != partner.country and country not in lexicon("offices", "of_secretaries"):
        yield Role(
            entity=named.entity, title=partner.title, organisation=None, country=country, official=True,
            span=Span(words[at].span.start, words[at].span.end), rule=TitleRule.COUNTERPART,
        )  # fmt: skip


def _named_behind(words: Sequence[Word], at: int, people: Sequence[Mention]) -> Mention | None:
    """ "his counterpart, Mr. <Roe>" """
    behind = at + 1
    while behind < len(words) and words[behind].label == "honorific":
        behind += 1
    if behind >= len(words) or words[at + 1].gap not in (" ", ", "):
        return None
    return next((mention for mention in people if mention.span.start == words[behind].span.start), None)


def _country_before(words: Sequence[Word], at: int) -> str | None:
    """The country of "his Peruvian <counterpart>", "her counterpart from Peru" has none."""
    if at < 2 or words[at - 1].label != "country" or words[at].gap != " ":
        return None
    group = phrase(words, at - 1)
    found = countries().get(" ".join(words[k].low for k in group))
    owner = group.start - 1
    owned = owner >= 0 and words[owner].low in lexicon("offices", "determiners")
    return found.name if found and found.kind == "adjective" and owned else None


def _partner(words: Sequence[Word], at: int, people: Sequence[Mention], roles: Sequence[Role]) -> Role | None:
    """The post of the one person in front in the sentence, where it is a minister's and the only one."""
    front = Span(words[0].span.start, words[at].span.start)
    own = [role for role in roles if front.contains(role.span)]
    named = {m.entity for m in people if front.contains(m.span)}
    if len(own) != 1 or named != {own[0].entity} or own[0].title.startswith("["):
        return None
    *matter, office = own[0].title.lower().split()
    shared = office in lexicon("offices", "shared_ministers") and " ".join(matter) in lexicon(
        "offices", "shared_matters"
    )
    return own[0] if shared and own[0].organisation is None else None
