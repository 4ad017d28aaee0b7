"""Which currency a sign or a word means: its own country's, or the one that the article is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from ...model.article import Article
from ...model.text import alternation, record
from ...rules import lookups
from ...rules.load import load
from ...rules.lookups import NAMES, countries, country_forms
from ...rules.types.figures import CURRENCIES, Currencies


@record
class _Shared:
    """A word or sign of several currencies."""

    default: str | None
    countries: dict[str, tuple[str, ...]]  # by currency
    of_the_outlet: bool


def rules() -> Currencies:
    """All of rules/figures/currencies."""
    return load(CURRENCIES)


@cache
def _shared() -> dict[str, _Shared]:
    found: dict[str, _Shared] = {}
    for row in rules().shared:
        countries = {code: (names,) if isinstance(names, str) else tuple(names) for code, names in row.of.items()}
        shared = _Shared(default=row.default, countries=countries, of_the_outlet=row.of_the_outlet)
        found.update((form.casefold(), shared) for form in row.forms)
    return found


def nouns() -> list[str]:
    """Every word for a currency."""
    return [
        *rules().nouns,
        *(form for row in rules().shared for form in row.forms if form not in rules().shared_signs),
    ]


def signs() -> list[str]:
    """Every sign that stands before its digits."""
    return [*rules().signs, *rules().shared_signs]


def names() -> list[str]:
    """Names and adjectives of countries, as they stand before a currency's word."""
    return [*map(str.casefold, country_forms("name", "adjectives", "other")), *rules().adjectives]


@cache
def _forms(country: str) -> re.Pattern[str]:
    row = country_forms("name").get(country)
    forms = {country, *(row.forms(*NAMES) if row else ())}
    return re.compile(rf"(?<!\w)(?:{alternation(forms)})s?(?!\w)")


def _weight(country: str, article: Article) -> int:
    """How often the article names a country; its filing place counts for three."""
    found = len(_forms(country).findall(article.text))
    return found + 3 * len(_forms(country).findall((article.dateline or "").title()))


def _leading(shared: _Shared, article: Article) -> str | None:
    """The currency whose country the article names most; None in a tie or when it names none."""
    weights = Counter({code: sum(_weight(name, article) for name in names) for code, names in shared.countries.items()})
    best = weights.most_common(2)
    if not best or best[0][1] == 0 or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def of_sign(sign: str, article: Article) -> str | None:
    """The currency of a sign."""
    if sign in rules().signs:
        return str(rules().signs[sign])
    return _of_shared(sign, article)


def of_noun(noun: str, country: str | None, article: Article) -> str | None:
    """The currency of a word, with the country's name or adjective that stands before it."""
    folded = " ".join(noun.casefold().split())
    shared = _shared().get(folded)
    if country and (code := _of_country(country, shared, is_shared=shared is not None or folded == "won")):
        return code
    if shared:
        return _of_shared(noun, article)
    return {key.casefold(): str(code) for key, code in rules().nouns.items()}[folded]


def _of_country(country: str, shared: _Shared | None, *, is_shared: bool) -> str | None:
    """The currency of a country's name or adjective before a word."""
    home = lookups.country(country)
    own = {name: code for code, names in (shared.countries if shared else {}).items() for name in names}
    if home and home.name in own:
        return own[home.name]
    by_adjective = {name.casefold(): str(code) for name, code in rules().adjectives.items()}
    return by_adjective.get(country.casefold()) if is_shared else None


def of_local_sign(letter: str, article: Article) -> str | None:
    """The currency of a letter like the R of rand, in an article that names the country."""
    return str(rules().local_codes[letter]) if _weight(rules().local_signs[letter], article) else None


def of_minor(noun: str, article: Article) -> str | None:
    """The currency of which a cent or a penny is a hundredth."""
    code = str(rules().minor[" ".join(noun.split())])
    if code != "$":
        return code
    if not re.search(r"\$|\bdollars?\b", article.text):
        for word in re.findall(r"€|\w+", article.text):
            if word in rules().cents_of:
                return str(rules().cents_of[word])
    return of_sign("$", article)


def _of_shared(form: str, article: Article) -> str | None:
    shared = _shared()[form.casefold()]
    if not shared.of_the_outlet:
        return _leading(shared, article) or shared.default
    return (
        _home(shared, article)
        or (_contrasted(shared, article) if _has_us_sign(article.text) else None)
        or shared.default
    )


def _home(shared: _Shared, article: Article) -> str | None:
    """The dollar of the outlet's country, as its name or its address says."""
    host = urlsplit(article.url or "").hostname or ""
    for row in countries():
        code = next((code for code, names in shared.countries.items() if row.name in names), None)
        if code and (host.endswith(f".{row.code.lower()}") or _forms(row.name).search(article.outlet or "")):
            return code
    return None


def _has_us_sign(text: str) -> bool:
    return re.search(r"\bUS\$|\bUSD\b|\b[Uu]\.?S\.? dollars?\b", text) is not None


def _contrasted(shared: _Shared, article: Article) -> str | None:
    """Where an article writes "US$" too, its plain sign is the dollar of the country that it is about, if that has no
    other sign there."""
    code = _leading(shared, article)
    marked = [sign for sign, of in rules().signs.items() if of == code]
    return None if code is None or any(sign in article.text for sign in marked) else code


def is_money(noun: str, country: str | None, before: str, *, magnitude: bool) -> bool:
    """Whether a word that means other things too is money here. `before`: the words before the amount."""
    if noun.casefold() not in rules().need_magnitude or magnitude or country:
        return True
    return _any_of(re.findall(r"[a-z]+", before.casefold())[-5:], rules().money_cues)


def _any_of(words: Iterable[str], known: Iterable[str]) -> bool:
    return bool(set(words) & set(known))
