"""The country of an office that is named without one, from surer to weaker evidence.

Each step fills what the steps before it left empty and says so in the role's rule: the words around it, the person's
other titles, the form of the person's name, then what the article is about and where it was published.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import itemgetter

from ...model.article import Article
from ...model.findings import Entity, Mention, Role
from ...rules import lookups
from ...rules.load import load
from ...rules.types.people import NAMES
from .country_clues import around, country_by_clue
from .described_bodies import with_described_bodies
from .labels import TitleRule
from .lexicon_words import Word, countries, lexicon
from .names import name_form
from .only_country import Only, may_be_of, office, only_country
from .titles import is_international
from .told_countries import countries_named, points_of_publication

_NEAR = 2  # weight of a country in a sentence that names the person; anywhere else it is 1
_LEAST = 4  # points
_SHARE = 0.75  # of all points
_LESS, _LEAD = 0.6, 4  # a smaller share will do when it is so many times that of the next


def with_countries(
    roles: Sequence[Role],
    entities: Sequence[Entity],
    words: Sequence[Sequence[Word]],
    *,
    article: Article,
    mentions: Sequence[Mention],
) -> list[Role]:
    """The roles with the countries that the article gives them. `words` are those of each sentence."""
    filled = _by_clues(roles, words, article.text, mentions)
    filled = with_described_bodies(filled, article.text)
    filled = _by_other_titles(filled)
    filled = _by_name_form(filled, entities, article.text)
    filled = _by_surroundings(filled, words, article)
    if not any(_wants_country(role) for role in filled):
        return filled
    only = only_country(filled, words, article)
    return [_of_only(role, filled, only) for role in filled] if only else filled


def _wants_country(role: Role) -> bool:
    return role.official and role.country is None and _open_to_country(role)


def _of_only(role: Role, roles: Sequence[Role], only: Only) -> Role:
    if not _wants_country(role) or not may_be_of(role, roles, only):
        return role
    return replace(role, country=only.name, rule=f"{role.rule}; the only country that the article names")


def _by_clues(
    roles: Sequence[Role], words: Sequence[Sequence[Word]], text: str, mentions: Sequence[Mention]
) -> list[Role]:
    """Offices without a country that the words right around them place."""
    leads = lexicon("offices", "heads_of_state") | lexicon("offices", "heads_of_country")
    leaders = {role.entity: role.country for role in roles if role.country and office(role) in leads}
    ends = [(sentence[-1].span.end, number) for number, sentence in enumerate(words) if sentence]

    def placed(role: Role) -> Role:
        place = bisect_left(ends, role.span.start, key=itemgetter(0))
        if role.country or not _open_to_country(role) or place == len(ends):
            return role
        number = ends[place][1]
        before = words[number - 1] if number else ()
        clue = country_by_clue(around(text, role, words[number], before, mentions=mentions, leaders=leaders))
        return replace(role, country=clue[0], rule=f"{role.rule}; country by a clue: {clue[1]}") if clue else role

    return [placed(role) for role in roles]


def _open_to_country(role: Role) -> bool:
    """Whether an office may be a country's: official, or a president's, and of no body of many countries."""
    if role.organisation and is_international(role.organisation):
        return False
    return role.official or _may_be_president(role)


def _by_other_titles(roles: Sequence[Role]) -> list[Role]:
    """Roles without a country take that of the person's same title, else of the person's only country."""
    by_person: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        by_person[role.entity].append(role)
    out: list[Role] = []
    for role in roles:
        others = by_person[role.entity]
        if role.country is None and role.official and not (role.organisation and is_international(role.organisation)):
            own = {r.country for r in others if r.country and r.official}
            same = {r.country for r in others if r.country and office(r) == office(role)}
            chosen = same if len(same) == 1 else own if len(own) == 1 else set()
            for country in chosen:
                role = replace(role, country=country, rule=f"{role.rule}; country from elsewhere in the article")
        if not role.official and any(
            r.official and office(r) == office(role) and not role.organisation for r in others
        ):
            role = replace(role, official=True)
        out.append(role)
    return out


def _by_name_form(roles: Sequence[Role], entities: Sequence[Entity], text: str) -> list[Role]:
    """An office without a country, held by somebody whose name has one country's form, when the article is about that
    country.

    The country must be named three times as often as any other where that form is at home.
    """
    names = {entity.key: entity.name for entity in entities if entity.kind == "person"}
    counts = _times_named(text)
    home = load(NAMES).form_countries
    out = []
    for role in roles:
        form = name_form(names.get(role.entity, "")) if role.official and role.country is None else None
        ranked = sorted(((counts[country], country) for country in home.get(form or "", ())), reverse=True)
        if ranked and ranked[0][0] and ranked[0][0] >= 3 * sum(count for count, _ in ranked[1:]):
            role = replace(role, country=ranked[0][1], rule=f"{role.rule}; country by the form of the name")
        out.append(role)
    return out


def _times_named(text: str) -> Counter[str]:
    """How often each country of `_forms` stands in a text."""
    counts: Counter[str] = Counter()
    for form in _forms():
        if form in text:
            times = len(re.findall(rf"\b{re.escape(form)}\b", text))
            counts[countries()[form.lower().replace("’", "'")].name] += times
    return counts


@cache
def _forms() -> tuple[str, ...]:
    """Names, adjectives and capitals of the countries in `form_countries`, as written."""
    home = {country for found in load(NAMES).form_countries.values() for country in found}
    rows = [row for row in lookups.countries() if row.name in home]
    return tuple(form for row in rows for form in row.forms("name", "adjectives", "capitals"))


def _by_surroundings(roles: Sequence[Role], words: Sequence[Sequence[Word]], article: Article) -> list[Role]:
    """An office without a country is one of the country that the article and the sentences around it are about; the
    country where it was published counts as named, unless it plainly tells of another.

    A country that already has a president by surer evidence has no second one.
    """
    if not any((role.official or _may_be_president(role)) and role.country is None for role in roles):
        return list(roles)
    by_sentence = [countries_named(sentence) for sentence in words]
    everywhere = points_of_publication(article, words, by_sentence) + _of_parties(roles)
    for counts in by_sentence:
        everywhere.update(counts)
    near: dict[str, Counter[str]] = defaultdict(Counter)
    ends = [(sentence[-1].span.end, number) for number, sentence in enumerate(words) if sentence]
    for role in roles:
        at = bisect_left(ends, role.span.start, key=itemgetter(0))
        if at < len(ends):
            for country, count in by_sentence[ends[at][1]].items():
                near[role.entity][country] += count * (_NEAR - 1)
    taken: dict[tuple[str, str], str] = {
        (role.country, office(role)): role.entity
        for role in roles
        if role.country and office(role) in lexicon("offices", "heads_of_state")
    }
    chosen: dict[str, str | None] = {}
    for role in roles:
        if (role.official or _may_be_president(role)) and role.country is None and role.entity not in chosen:
            chosen[role.entity] = _most_spoken_of(everywhere + near[role.entity])
    return [_placed(role, chosen, taken) for role in roles]


def _of_parties(roles: Sequence[Role]) -> Counter[str]:
    """A point for each person behind whom party and state stand: so a country's own papers write."""
    marked = {(role.entity, role.country) for role in roles if TitleRule.PARTY_BEHIND in role.rule and role.country}
    return Counter(country for _, country in sorted(marked))


def _placed(role: Role, chosen: Mapping[str, str | None], taken: Mapping[tuple[str, str], str]) -> Role:
    country = chosen.get(role.entity)
    if country is None or role.country or not (role.official or _may_be_president(role)):
        return role
    if role.organisation and is_international(role.organisation):
        return role
    if taken.get((country, office(role)), role.entity) != role.entity:
        return role
    return replace(role, country=country, official=True, rule=f"{role.rule}; country that the article is about")


def _may_be_president(role: Role) -> bool:
    """ "president Roe" in small letters, with no company: of the country that the article is about, if it is about
    one."""
    plain = " ".join(word for word in office(role).split() if word not in lexicon("offices", "status"))
    return (
        plain in lexicon("offices", "heads_of_state")
        and role.organisation is None
        and role.rule.startswith(TitleRule.BEFORE)
    )


def _most_spoken_of(counts: Counter[str]) -> str | None:
    """The country with most points, when it has enough and no other comes near."""
    ranked = [*counts.most_common(2), ("", 0)]
    if len(ranked) < 2 or ranked[0][1] < _LEAST:
        return None
    first, second = ranked[0][1], ranked[1][1]
    share = first / sum(counts.values())
    return ranked[0][0] if share >= _SHARE or (share >= _LESS and first >= _LEAD * second) else None
