"""Which countries an article tells of: those that its sentences name, and the one where it was written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from ...model.article import Article
from ...rules import lookups
from .lexicon_words import MAX_PHRASE, Word, countries, lexicon
from .titles import country_of_body, is_international, phrase

_DATELINE = 4  # points; a country that is named has 1
_HOME = 3  # of the outlet
_ABROAD = 3  # namings of another country that make the outlet's say nothing


def points_of_publication(
    article: Article, words: Sequence[Sequence[Word]], by_sentence: Sequence[Mapping[str, int]]
) -> Counter[str]:
    """Points for the countries of the dateline and of the outlet. `by_sentence` has those that the sentences name."""
    points: Counter[str] = Counter()
    place = _country_of_place(article.dateline) if article.dateline else None
    if place:
        points[place] += _DATELINE
    named: Counter[str] = Counter()
    for counts in by_sentence:
        named.update(counts)
    home = _country_of_outlet(article.outlet, article.url)
    if home and not _is_abroad(home, place, words[0] if words else (), named):
        points[home] += _HOME
    return points


def _is_abroad(home: str, place: str | None, first: Sequence[Word], named: Mapping[str, int]) -> bool:
    """Whether an article plainly tells of another country than its outlet's, which it does not name: of the one that
    owns something in its first sentence, "Kenyan president", and is that of its dateline, or is named often."""
    if home in named or place == home:
        return False
    opening = countries_named(first)
    if len(opening) != 1 or not any(map(_owns, first)):
        return False
    owner = min(opening)
    return place == owner or (place is None and named[owner] >= _ABROAD)


def _owns(word: Word) -> bool:
    found = countries().get(word.low) if word.label == "country" else None
    return word.label == "country" and (word.possessive or (found is not None and found.kind == "adjective"))


def country_of_home(article: Article) -> str | None:
    """The country where an article was published, unless its dateline is another place; a capital in the outlet's name
    may be any town of that name."""
    home = _country_of_outlet(_without_capitals(article.outlet), article.url)
    return home if not article.dateline or _country_of_place(article.dateline) == home else None


def _without_capitals(outlet: str | None) -> str | None:
    kept = (word for word in _plain(outlet) if word not in countries() or countries()[word].kind != "capital")
    return " ".join(kept) or None


def _plain(outlet: str | None) -> list[str]:
    return re.findall(r"[^\W\d_]+", (outlet or "").lower())


def countries_named(words: Sequence[Word]) -> Counter[str]:
    """How often a sentence names each country, by itself or in the name of a body."""
    found: Counter[str] = Counter()
    for at, word in enumerate(words):
        if word.phrase != at or word.label not in ("country", "organisation"):
            continue
        low = " ".join(words[k].low for k in phrase(words, at))
        country = (
            country_of_body(low)
            if word.label == "organisation"
            else countries()[low].name
            if low in countries()
            else None
        )
        if word.label == "organisation" and _is_owned(words, at):
            continue  # "Kenya's Supreme Court" is none of another country
        stop = phrase(words, at).stop
        currency = stop < len(words) and words[stop].gap.startswith("$")  # "US$20"
        if country and not currency:
            found[country] += 1
    return found


def _is_owned(words: Sequence[Word], at: int) -> bool:
    """Whether a country stands right before a body."""
    return at > 0 and words[at - 1].label == "country" and words[at].gap.strip("'’s") == " "


def names_many(words: Sequence[Word]) -> bool:
    """Whether a sentence names a body of many countries, whose posts are of none of them."""
    bodies = (at for at, word in enumerate(words) if word.label == "organisation" and word.phrase == at)
    return any(is_international(" ".join(words[k].low for k in phrase(words, at))) for at in bodies)


def _country_of_place(place: str) -> str | None:
    """The country of a dateline: "NAIROBI, Kenya"."""
    parts = [
        part.strip().lower() for part in place.split(",") if part.strip().lower() not in lexicon("bodies", "seats")
    ]
    return next((countries()[part].name for part in reversed(parts) if part in countries()), None)


@cache
def _domains() -> dict[str, str]:
    """Countries by the ending of their web addresses, but for the endings that anybody takes."""
    rows = {row.code.lower(): row.name for row in lookups.countries()}
    return {"uk": rows.get("gb", ""), **{code: name for code, name in rows.items() if code not in _for_anybody()}}


def _for_anybody() -> frozenset[str]:
    return lexicon("bodies", "open_domains")


def _country_of_outlet(outlet: str | None, url: str | None) -> str | None:
    """The country of "The Kenya Courier", or of a web address that ends in ".ke".

    >>> _country_of_outlet("The Kenya Courier", None), _country_of_outlet(None, "https://courier.co.ke/a/1")
    ('Kenya', 'Kenya')
    """
    named = set(_names_in(_plain(outlet)))
    if len(named) == 1:
        return named.pop()
    host = re.match(r"https?://[^/:]*\.([a-z]{2})(?=[/:]|$)", (url or "").lower())
    return _domains().get(host[1]) if host else None


def _names_in(words: Sequence[str]) -> list[str]:
    """The countries that words name, the longest name first: "papua new guinea" is not "guinea"."""
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(MAX_PHRASE, 0, -1) if _names_country(words[at : at + n])), 0)
        if size:
            found.append(countries()[" ".join(words[at : at + size])].name)
        at += size or 1
    return found


def _names_country(words: Sequence[str]) -> bool:
    """Whether words are those of a country; a capital of two words may be a dateline that was taken for the outlet."""
    found = countries().get(" ".join(words))
    return found is not None and (len(words) == 1 or found.kind != "capital")
