"""The only country that an article names, which its officials without a country are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.article import Article
from ...model.findings import Role
from ...model.text import record
from .lexicon_words import Word, choice, lexicon
from .told_countries import countries_named, country_of_home, names_many


@record
class Only:
    """The country; `at_home`: the article was published there."""

    name: str
    at_home: bool


def only_country(roles: Sequence[Role], words: Sequence[Sequence[Word]], article: Article) -> Only | None:
    """The only country that an article names, in several sentences, where somebody in it holds an office of that
    country and no body of many countries and no counterpart is named; or where the article was published there, even
    where it names none."""
    sentences = [set(countries_named(sentence)) for sentence in words]
    named: set[str] = set().union(*sentences)
    home = country_of_home(article)
    only = named or ({home} if home else set())
    if len(only) != 1:
        return None
    country = min(only)
    held = any(role.country == country and _is_official_there(role) for role in roles)
    often = sum(map(bool, sentences)) > 1
    if country != home and (not held or not often or any(map(_may_be_of_others, words))):
        return None
    return Only(name=country, at_home=country == home)


def _may_be_of_others(words: Sequence[Word]) -> bool:
    return names_many(words) or any(word.low.startswith("counterpart") for word in words)


def may_be_of(role: Role, roles: Sequence[Role], only: Only) -> bool:
    """Whether an office may be one of the country: of a part of it at home alone, and a country has one president."""
    if any(other.entity == role.entity and other.country not in (None, only.name) for other in roles):
        return False
    if not only.at_home and _ends_in(role, lexicon("offices", "of_parts")):
        return False
    single = office(role) in lexicon("offices", "heads_of_state") | lexicon("offices", "heads_of_country")
    return not (single and any(_is_rival(other, role, only) for other in roles))


def office(role: Role) -> str:
    """A title without its body, in small letters and without marks, for comparing."""
    title = role.title.replace(role.organisation, " ") if role.organisation else role.title
    return re.sub(r"[\W_]+", " ", title.lower()).strip()


def _is_rival(other: Role, role: Role, only: Only) -> bool:
    return other.entity != role.entity and other.country == only.name and office(other) == office(role)


def _is_official_there(role: Role) -> bool:
    """No ambassador, who is a guest where the article tells of."""
    return role.official and not _ends_in(role, lexicon("offices", "sent_abroad"))


def _ends_in(role: Role, offices: frozenset[str]) -> bool:
    """Whether a title, as far as its first link, ends in one of these offices."""
    plain = re.split(rf" (?:{choice('offices', 'links')}) ", role.title.lower())[0]
    return any(plain == one or plain.endswith(f" {one}") for one in offices)
