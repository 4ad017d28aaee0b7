"""What an article tells, sentence by sentence, as words that no outlet's house style changes, and what each holds for
sure: names, days, numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ...model.article import Article
from ...model.text import fold, record
from ...rules.load import load
from ...rules.types.figures import NUMBERS
from ...rules.types.lexicon import MONTHS, OUTLETS
from ...rules.types.merge import FAMILIES, SPELLINGS

_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WORD = re.compile(r"\d+(?:[.:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_POSSESSIVE = re.compile(r"'s?\Z")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-ZÀ-Þ0-9])")
_SHORT = re.compile(r"(?:^|[\s(“\"'])(?:[A-Z][a-z]{0,3}|(?:[A-Za-z]\.)+[A-Za-z])\Z")  # "Mr", "Gen", "U.S": no end
_OPENS = re.compile(r"(?:\A|[\"“':]) *\Z")  # stands before the first word of a sentence or a quotation
_STAMP_TIME = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap])?\.?m?\b", re.IGNORECASE)
_FEWEST = 4  # words of a sentence that tells something


@record
class Said:
    """A sentence: as it stands, its words, and its facts."""

    text: str
    words: tuple[str, ...]
    names: frozenset[str]
    days: frozenset[str]
    numbers: frozenset[str]

    @property
    def is_sure(self) -> bool:
        """Whether it holds a fact that another story would have otherwise."""
        return bool(self.names or self.days or self.numbers)


@record
class Telling:
    """An article as prints of one story are compared: the body apart from headline, captions and credit lines."""

    file: str
    said: tuple[Said, ...]
    names: frozenset[str]  # of all its sentences
    headline: frozenset[str]
    outlet: str | None
    credits: frozenset[str]  # agencies and outlets that it names as those it has the text from
    address: str | None
    day: dt.date | None  # of publication, where it is known
    moment: dt.datetime | None  # the last one that its header states
    update: int  # what its headline says of its being newer: 0 nothing

    @property
    def length(self) -> int:
        """In words."""
        return sum(len(one.words) for one in self.said)


def words_of(text: str) -> list[str]:
    """The words of a text, alike in every house style.

    >>> words_of("The U.S. programme’s 1,200 neighbours rose 5 per cent")
    ['the', 'us', 'program', '1200', 'neighbors', 'rose', '5', 'percent']
    """
    plain = _plain(text)
    return [alike(word) for word in _WORD.findall(plain)]


def _plain(text: str) -> str:
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text.replace("’", "'").replace("‘", "'"))
    return _THOUSANDS.sub("", text.replace("%", " percent").replace("per cent", "percent"))


@lru_cache(maxsize=200_000)
def alike(word: str) -> str:
    """A word without case, in one spelling."""
    word = _POSSESSIVE.sub("", fold(word))
    spellings, styles = load(SPELLINGS), load(FAMILIES).styles
    if word in styles:
        return str(styles[word])
    if word in load(NUMBERS).numbers:
        return str(load(NUMBERS).numbers[word])
    if word in load(MONTHS) and word != "may":
        return f"month{load(MONTHS)[word]}"
    if word in spellings.words:
        return str(spellings.words[word])
    if word.endswith("s") and (bare := word[:-1]) in spellings.words:
        return f"{spellings.words[bare]}s"
    if len(word) >= 7:
        for ending, other in spellings.endings:
            if word.endswith(ending):
                return word[: -len(ending)] + str(other)
    return word


def telling(article: Article) -> Telling:
    """What an article tells."""
    texts = list(_sentences(article))
    names = [_names(text) for text in texts]
    known = frozenset().union(*(inside for inside, _ in names))
    every = (_said(text, inside | (known & opening)) for text, (inside, opening) in zip(texts, names, strict=True))
    said = tuple(one for one in every if len(one.words) >= _FEWEST)
    return Telling(
        file=article.file,
        said=said,
        names=frozenset().union(*(one.names for one in said)),
        headline=frozenset(words_of(_update().sub("", article.title))),
        outlet=article.outlet,
        credits=frozenset(_credits(article)),
        address=address_of(article),
        day=day_of(article),
        moment=_moment(article),
        update=_update_of(article.title),
    )


def day_of(article: Article) -> dt.date | None:
    """The day of its publication, where it is known."""
    published = article.published
    return published.earliest if published and published.precision == "day" else None


def body(article: Article) -> list[str]:
    """The paragraphs of the story itself, those of the whole text when it has none of its own."""
    paragraphs = [one for one in article.paragraphs if one.kind == "body"] or article.paragraphs
    return [one.span.of(article.text) for one in paragraphs]


def _sentences(article: Article) -> Iterator[str]:
    for number, paragraph in enumerate(body(article)):
        text, start = _dateline().sub("", paragraph) if number == 0 else paragraph, 0
        for found in _END.finditer(text):
            if not _SHORT.search(text[start : found.start()]):
                yield text[start : found.end()].strip()
                start = found.end()
        yield text[start:].strip()


def _said(text: str, names: frozenset[str]) -> Said:
    words = words_of(text)
    days = set(load(FAMILIES).weekdays).intersection(words)
    numbers = {word for word in words if word[0].isdigit()}
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if word.startswith("month") and len(word) > len("month"):
            beside = next((near for near in (before, after) if near.isdigit() and len(near) < 3), None)
            days.add(f"{word} {beside or ''}")
            numbers.discard(beside or "")
    numbers.discard("1")  # "one" says nothing
    return Said(
        text=text,
        words=tuple(words),
        names=names - days,
        days=frozenset(days),
        numbers=frozenset(numbers),
    )


def _names(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words with a capital inside a sentence, and those that begin it or a quotation, which may have it for that
    alone."""
    inside: set[str] = set()
    opening: set[str] = set()
    plain = _plain(text)
    for found in _WORD.finditer(plain):
        if found[0][0].isupper() and (name := alike(found[0])) not in _no_names():
            (opening if _OPENS.search(plain, max(found.start() - 3, 0), found.start()) else inside).add(name)
    return frozenset(inside), frozenset(opening)


@cache
def _no_names() -> frozenset[str]:
    rules = load(FAMILIES)
    outlets = {alike(word) for names in load(OUTLETS) for name in names for word in name.split()}
    months = {f"month{number}" for number in load(MONTHS).values()}
    return frozenset((*(alike(word) for word in rules.no_names), *rules.weekdays, *outlets, *months))


# What stands around the story


@cache
def _update() -> re.Pattern[str]:
    return re.compile(load(FAMILIES).update)


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(load(FAMILIES).dateline)


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(load(FAMILIES).credit)


@cache
def _one_name() -> dict[str, str]:
    return {name: names[0] for names in load(OUTLETS) for name in names}


def _update_of(title: str) -> int:
    found = _update().search(title)
    return int(found["number"] or found["other"] or 1) if found else 0


def _credits(article: Article) -> Iterator[str]:
    """Agencies and outlets, each by one name: in the header, in what was taken out, in the dateline."""
    named = [article.outlet, *article.authors, *(one.text for one in article.stated if one.field == "outlet")]
    yield from (_one_name().get(name, name) for name in named if name)
    around = [one.text for one in article.dropped] + [paragraph[:200] for paragraph in body(article)[:1]]
    for text in around:
        for found in _credit().finditer(text[:1000]):
            name = found["bracket"] or found["name"]
            yield _one_name().get(name, name)


def address_of(article: Article) -> str | None:
    """Its address without what leads to the same page: the scheme, "www.", the query, the fragment."""
    if not article.url:
        return None
    bare = re.sub(r"[?#].*\Z|\Ahttps?://(?:www\.|m\.|amp\.)?", "", article.url.casefold()).rstrip("/")
    return bare if "/" in bare else None  # the address of a whole site says nothing of one story


def _moment(article: Article) -> dt.datetime | None:
    """The latest day with a time that its header states."""
    texts = [one.text for one in article.stated if one.field in ("published", "updated")]
    return max((moment for text in texts for moment in _moments(text)), default=None)


def _moments(text: str) -> Iterator[dt.datetime]:
    day = _day(text)
    if day is None:
        return
    times = [
        (int(hour) % 12 + 12 * (half.lower() == "p") if half else int(hour), int(minute))
        for hour, minute, half in _STAMP_TIME.findall(text)
    ]
    for hour, minute in times or [(0, 0)]:
        if hour < 24 and minute < 60:
            yield dt.datetime.combine(day, dt.time(hour, minute))


def _day(text: str) -> dt.date | None:
    numbers = re.search(r"\b(\d{4})-(\d{2})-(\d{2})", text)
    words = re.findall(r"[A-Za-z]+", text)
    month = next((load(MONTHS)[word.casefold()] for word in words if word.casefold() in load(MONTHS)), None)
    year = re.search(r"\b((?:19|20)\d{2})\b", text)
    day = re.search(r"(?<![\d:.])(\d{1,2})(?:[a-z]{2}\b)?(?![\d:.]|\s*[ap]\.?m)", text)
    try:
        if numbers:
            return dt.date(int(numbers[1]), int(numbers[2]), int(numbers[3]))
        return dt.date(int(year[1]), month, int(day[1])) if year and month and day else None
    except ValueError:
        return None
