"""Each record of the published data, proved against the words of the articles that it cites."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import unquote

from ..rules.load import load
from ..rules.types.check import CHECK_WORDS
from ..rules.types.lexicon import COUNTRIES, OUTLETS
from . import dates, numbers, text
from .data import (
    Abbreviation,
    Book,
    Citation,
    Claim,
    Contact,
    Date,
    Disagreement,
    Event,
    Figure,
    Instead,
    Person,
    Quotation,
    Role,
    Side,
    Source,
    Topic,
)
from .offices import has_word, role_flaws
from .others import Others
from .sources import Article, EditorsWords

Fault = tuple[str, str, str]  # file or page, what is claimed, what is wrong with it
Flaw = str
_BEFORE = 300  # characters before a sentence in which the year of its day may be named
_CALLED = 5  # words before a bracket in which what the name explains stands: "the old trade minister [Roe]"
_NEXT_TO = 60  # characters
_BEHIND = 600  # characters behind a sentence in which its speaker may be named
_REPORT, _OPINION = "report", "opinion"  # what a source is called
_FEWEST = 3  # letters of a word of a name that names somebody
_BOOK = "data/book.json"
_OTHER_VALUE = re.compile(r" \[(?:or|later) ([^\[\]]*)\]")


class Ground:
    """What everything is proved against: the articles, and the editor's words."""

    def __init__(
        self,
        book: Book,
        articles: Mapping[str, Article],
        editor: EditorsWords,
        sentences: Mapping[tuple[str, int], str],
        others: Others,
    ) -> None:
        self.book = book
        self.editor = editor
        self.others = others
        self.sources = {source.id: source for source in book.sources}
        self.people = {person.id: person for person in book.people}
        self.events = {event.id: event for event in book.events}
        self.countries = {person.country for person in book.people}
        self.bodies = {role.organisation for person in book.people for role in person.roles}
        self.topics = {topic.id: topic for topic in book.topics}
        self.sentences = sentences  # as the pages of the sources show them
        self._articles = {source.id: articles[source.file] for source in book.sources if source.file in articles}
        self._places: dict[tuple[str, int], int] = {}
        self._anywhere: dict[str, bool] = {}
        self._days = {(event.headline, event.date.edtf) for event in book.events if event.date}
        self._by_name: dict[str, list[Person]] = {}
        for person in book.people:
            for name in person.names:
                self._by_name.setdefault(text.alike(name), []).append(person)

    def article(self, source: str) -> Article | None:
        """The words of a source's file; None when the file is not there or cannot be read."""
        return self._articles.get(source)

    def is_anywhere(self, letters: str) -> bool:
        """Whether letters without capitals stand in the article of any source."""
        if letters not in self._anywhere:
            self._anywhere[letters] = any(letters in article.low for article in self._articles.values())
        return self._anywhere[letters]

    def place(self, source: str, sentence: int) -> int:
        """Where a sentence stands in its file, -1 when it does not."""
        key = source, sentence
        if key not in self._places:
            article, shown = self.article(source), self.sentences.get(key)
            self._places[key] = article.place(shown) if article and shown is not None else -1
        return self._places[key]

    def is_dated(self, claim: Claim) -> bool:
        """Whether a claim tells an event, with its date; the event has that proved."""
        return claim.date is not None and (claim.text, claim.date.edtf) in self._days

    def near(self, citation: Citation) -> str:
        """A cited sentence with what stands right before it."""
        article, at = self.article(citation.source), self.place(citation.source, citation.sentence)
        before = article.plain[max(at - _BEFORE, 0) : at] if article is not None and at > 0 else ""
        return f"{before} {text.alike(citation.quote)}"

    def called(self, name: str) -> list[Person]:
        """Everybody in the book who has this name or spelling, marks and blanks folded."""
        return self._by_name.get(text.alike(name), [])

    def published(self, citations: Iterable[Citation]) -> list[dates.Days]:
        """The days on which the cited sources were published; a source without a date is left out."""
        known = (self.sources[c.source].published for c in citations if c.source in self.sources)
        return [dates.Days(first=date.earliest, last=date.latest) for date in known if date]

    def stated_days(self, citations: Iterable[Citation]) -> list[dt.date]:
        """The days that the cited sources state as their own, or the editor gives them; none that was inferred."""
        known = (self.sources[c.source].published for c in citations if c.source in self.sources)
        return [date.earliest for date in known if date and date.basis in _SURE and date.precision == "day"]

    def stands(self, words: str, source: str) -> bool:
        """Whether words stand in an article, whatever their capitals."""
        article = self.article(source)
        return article is not None and (article.place(words) >= 0 or text.alike(words).casefold() in article.low)


def permanent(kind: str, identifier: str) -> str:
    """The id on the pages of a record with an id of its own; ids on pages never change, so a check may know how they
    are made."""
    return f"c-{hashlib.sha256(chr(0).join((kind, identifier, '')).encode()).hexdigest()[:10]}"


def proved(ground: Ground) -> Iterator[Fault]:
    """What does not follow from the sources."""
    book = ground.book
    kinds: tuple[tuple[Iterable[object], Callable[..., Iterator[Flaw]], Callable[..., str]], ...] = (
        (book.sources, _source, lambda s: s.title),
        (book.people, _person, lambda p: p.name),
        (book.events, _event, lambda e: e.headline),
        (book.quotations, _quotation, lambda q: q.text),
        (book.figures, _figure, lambda f: f.text),
        (book.disagreements, _disagreement, lambda d: d.about),
        (book.bottom_line, _claim, lambda c: c.text),
        (book.standing.figures, _claim, lambda c: c.text),
        (book.agreed, _agreement, lambda c: c.text),
        ([c for t in book.topics for c in t.agreed], _agreement, lambda c: c.text),
        (book.topics, _open_points, lambda t: t.title),
        ([c for t in book.topics for c in t.claims], _claim, lambda c: c.text),
        (book.contacts, _contact, lambda c: f"{c.how}: {' and '.join(c.people)}"),
        (list(book.abbreviations.items()), _abbreviation, lambda pair: pair[0]),
    )
    for records, prove, name in kinds:
        for one in records:
            for flaw in dict.fromkeys(prove(ground, one)):
                yield _BOOK, name(one), flaw
    for kind, found in (
        ("event", book.events),
        ("statement", book.quotations),
        ("figure", book.figures),
        ("disagreement", book.disagreements),
    ):
        for one in found:
            if one.anchor != permanent(kind, one.id):
                yield _BOOK, one.id, f"its place on the pages is {one.anchor}, which is not that of this id"


# Sentences


def citation_flaws(ground: Ground, citation: Citation) -> Iterator[Flaw]:
    """Whether its sentences stand in its source, as its page shows them under their numbers."""
    if citation.source not in ground.sources:
        yield f"cites {citation.source!r}, which is no source of the book"
        return
    if ground.article(citation.source) is None:
        yield f"source {citation.source} is not in seeds/"
        return
    shown = [ground.sentences.get((citation.source, number)) for number in citation.sentences[:100]]
    if not shown or any(sentence is None for sentence in shown):
        yield f"the page of {citation.source} has no sentence {citation.sentence + 1}"
        return
    if text.alike(" ".join(filter(None, shown))) != text.alike(citation.quote):
        yield f"sentence {citation.sentence + 1} of {citation.source} reads otherwise: {text.short(citation.quote)!r}"
    if any(ground.place(citation.source, number) < 0 for number in citation.sentences):
        yield f"not found in source {citation.source}: {text.short(citation.quote)!r}"


def _all_cited(ground: Ground, citations: Sequence[Citation]) -> Iterator[Flaw]:
    if not citations:
        yield "cites no sentence"
    for citation in citations:
        yield from citation_flaws(ground, citation)


# Shown words


def shown_flaws(ground: Ground, shown: str, citations: Sequence[Citation]) -> Iterator[Flaw]:
    """Whether words, those in brackets apart, stand in this order in one of the cited sentences, and the brackets hold
    names of it."""
    shown = _without_other_values(ground, shown)
    kept = text.words(text.without_brackets(shown))
    told_by = [citation for citation in citations if kept and text.is_left_over(kept, text.words(citation.quote))]
    if not told_by:
        yield f"its words do not stand so in what it cites: {text.short(citations[0].quote) if citations else ''!r}"
        return
    verdicts = [list(_bracket_flaws(ground, shown, citation)) for citation in told_by]
    yield from min(verdicts, key=len)


def _without_other_values(ground: Ground, shown: str) -> str:
    """Words without what another side of a disagreement has: "twelve sailors [or 14]"."""
    sides = (side for differing in ground.book.disagreements for side in differing.claims)
    values = {side.value for side in sides if _is_number(side.value)}

    def left(marker: re.Match[str]) -> str:
        return "" if any(numbers.follows(value, marker[1]) for value in values) else marker[0]

    return _OTHER_VALUE.sub(left, shown)


def _bracket_flaws(ground: Ground, shown: str, citation: Citation) -> Iterator[Flaw]:
    literal = set(text.brackets(text.alike(citation.quote)))
    for bracket, gone in _gaps(shown, citation):
        name = next((bracket.removesuffix(end) for end in _list("endings") if bracket.endswith(end)), bracket)
        if bracket in literal or _makes_a_sentence(bracket, gone, shown, citation):
            continue
        people = [person for person in ground.called(name) if citation.source in person.sources]
        if not people and not ground.stands(name, citation.source):
            yield f"[{bracket}] is no name that {citation.source} gives anybody"
        elif not (_stood_for(name, people, gone) or _says_who(ground, shown, bracket, people, citation)):
            yield f"[{bracket}] stands where the sentence has {' '.join(gone)!r}"


def _gaps(shown: str, citation: Citation) -> Iterator[tuple[str, Sequence[str]]]:
    """Each bracket with the words that it stands for; a helper behind another bracket stands for none."""
    before: Sequence[str] = ()
    for bracket, gone in text.gaps(text.alike(shown), citation.quote):
        yield bracket, () if bracket in _set("helpers") and gone == before else gone
        before = gone


def _makes_a_sentence(bracket: str, gone: Sequence[str], shown: str, citation: Citation) -> bool:
    """ "The suit [was] filed in May": nothing was left out where it stands."""
    if bracket not in _set("helpers"):
        return False
    return not gone or text.is_put_between(bracket, text.alike(shown), citation.quote)


def _stood_for(name: str, people: Sequence[Person], gone: Sequence[str]) -> bool:
    """Whether nothing was left out, or one of the words is a part of the name, or a pronoun."""
    if not gone:
        return True
    parts = {part.casefold() for known in (name, *(n for p in people for n in p.names)) for part in text.words(known)}
    return any(word.casefold() in parts or word.casefold() in _set("pronouns") for word in gone)


def _says_who(ground: Ground, shown: str, bracket: str, people: Sequence[Person], citation: Citation) -> bool:
    """ "The spokesman [Roe] said" of "The spokesman also said": the name stands for no word; it says who he is whom the
    article calls so elsewhere."""
    before, _, _ = text.alike(shown).partition(f"[{bracket}]")
    called = text.words(before)[-_CALLED:]
    opening = {word.casefold() for word in called[:-1]}
    if not opening & _set("definite"):
        return False
    posts = (word for person in people for role in person.roles for word in text.words(role.title))
    noun, article = called[-1].casefold(), ground.article(citation.source)
    if noun in {post.casefold() for post in posts}:
        return True
    return article is not None and _names_beside(noun, people, article.low)


def _names_beside(noun: str, people: Sequence[Person], low: str) -> bool:
    """Whether a word stands near the name of somebody: "Ola Roe, a spokesman of the port"."""
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(noun)}(?!\w)", low)]
    near = (low[max(place - _NEXT_TO, 0) : place + _NEXT_TO] for place in places)
    return any(text.holds_any(map(text.alike, person.names), part) for part in near for person in people)


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(getattr(load(CHECK_WORDS), name))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_list(name))


# Topics and dates

_SURE = ("stated", "editor")  # bases of a source's day


def _topics(ground: Ground, topics: Iterable[str]) -> Iterator[Flaw]:
    yield from (f"{topic!r} is no topic of the book" for topic in topics if topic not in ground.topics)


def date_flaws(ground: Ground, date: Date | None, citations: Sequence[Citation]) -> Iterator[Flaw]:
    """Whether a date is whole in itself, its words stand in a cited source, and it may follow from them."""
    if date is None:
        return
    yield from dates.flaws(date)
    if date.basis == "editor":
        if not ground.editor.hold(date.edtf):
            yield f"{dates.describe(date)} is called the editor's, and book.yml has no such date"
        return
    if date.basis == "the article's own day":
        if flaw := dates.reported(date, list(ground.stated_days(citations))):
            yield flaw
        return
    if not all(any(_in_source(ground, word, citation) for citation in citations) for word in text.words(date.text)):
        yield f"“{date.text}”, from which {dates.describe(date)} was read, stands in none of its sources"
    yield from _words_of_date(ground, date, citations)
    yield from (flaw for citation in citations if (flaw := dates.of_quote(date, citation.quote)))


def _words_of_date(ground: Ground, date: Date, citations: Sequence[Citation]) -> Iterator[Flaw]:
    """Whether it may follow from its words, or from them with the year that stands near."""
    words, days = text.alike(date.text), ground.published(citations)
    near = (ground.near(citation) for citation in citations)
    flaw = dates.of_words(words, date, days)
    if flaw and all(dates.of_words(dates.with_year(words, date, told), date, days) for told in near):
        yield flaw


# Sources


def _source(ground: Ground, source: Source) -> Iterator[Flaw]:
    article = ground.article(source.id)
    if article is None:
        yield f"seeds/{source.file} is not there"
        return
    yield from _edits(ground, source.edits)
    yield from _title(ground, source)
    yield from _genre(ground, source)
    for what, value in (
        ("outlet", source.outlet),
        *(("authors", author) for author in source.authors),
        ("url", source.url),
    ):
        if value and not _given(ground, source, what, value):
            yield f"{what} {value!r} stands neither in the file nor in book.yml"
    if source.words > len(article.raw.split()) + len(article.plain.split()):
        yield f"it has no {source.words:,} words"
    if source.published is not None:
        yield from _published(ground, source, source.published)
    if source.updated is not None:
        yield from _updated(ground, source, source.updated)


def _genre(ground: Ground, source: Source) -> Iterator[Flaw]:
    """Whether the words that tell what sort of text it is stand in the file."""
    if source.genre == _REPORT:
        if source.genre_seen:
            yield f"it is called a report, and seen to be something else from {source.genre_seen!r}"
    elif not source.genre_seen.strip() or not ground.stands(source.genre_seen, source.id):
        yield f"{source.genre_seen!r}, by which it is called {source.genre}, does not stand in the file"


def _backed(ground: Ground, citations: Sequence[Citation]) -> Iterator[Flaw]:
    """Whether a line rests on more than opinions."""
    told = [source.genre for one in citations if (source := ground.sources.get(one.source))]
    if told and all(genre == _OPINION for genre in told):
        yield "rests on an opinion alone"


def _published(ground: Ground, source: Source, date: Date) -> Iterator[Flaw]:
    """Whether the date of an article stands in it, or in book.yml."""
    yield from dates.flaws(date)
    if source.edited("published") or date.basis == "editor":
        if not (source.edited("published") and ground.editor.hold(date.edtf)):
            yield f"{dates.describe(date)} is called the editor's, and book.yml has no such date"
    elif date.basis == "stated":
        if not date.text or not ground.stands(date.text, source.id):
            yield f"its date “{date.text}” does not stand in the file"
        elif flaw := dates.of_words(text.alike(date.text), date, []):
            yield flaw


def _updated(ground: Ground, source: Source, date: Date) -> Iterator[Flaw]:
    """Whether the day of an update stands in the article, and is later than that of publication."""
    if not ground.stands(date.text, source.id):
        yield f"the date of its update “{date.text}” does not stand in the file"
    elif flaw := dates.of_words(text.alike(date.text), date, []):
        yield flaw
    if source.published is None or source.published.latest >= date.earliest:
        yield f"its update of {dates.describe(date)} is not later than it was published"


def _title(ground: Ground, source: Source) -> Iterator[Flaw]:
    if source.title_basis == "editor" or source.edited("title"):
        if not ground.editor.hold(source.title):
            yield "its title is called the editor's, and does not stand in book.yml"
    elif not ground.stands(
        source.title.rpartition("…")[0].strip() if source.title.rstrip().endswith("…") else source.title, source.id
    ):
        yield "its title does not stand in the file"


def _given(ground: Ground, source: Source, what: str, value: str) -> bool:
    names = _NAMES[what](value) if what in _NAMES else (value,)
    if source.edited(what):
        return any(map(ground.editor.hold, (value, *names) if what == "url" else (value,)))
    article = ground.article(source.id)
    found = any(
        ground.stands(name, source.id) or (article is not None and (name in article.raw or _in_order(name, article)))
        for name in names
    )
    return found or (what == "outlet" and _of_same_address(ground, source, value))


def _of_same_address(ground: Ground, source: Source, outlet: str) -> bool:
    """Whether another article of the same site names this outlet."""
    site = _site(source)
    return bool(site) and any(
        one.outlet == outlet and _site(one) == site and ground.stands(outlet, one.id) for one in ground.book.sources
    )


def _site(source: Source) -> str:
    return (source.url or "").partition("://")[2].partition("/")[0].removeprefix("www.").casefold()


def _names_of_outlet(name: str) -> tuple[str, ...]:
    """All that one outlet is called: its article may have another one than the book."""
    return next((names for names in load(OUTLETS) if name in names), (name,))


def _as_written(address: str) -> tuple[str, ...]:
    """An address as a page or a reader may write it: its path in letters, and its host too."""
    address = unquote(address)
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    try:
        return address, f"{scheme}://{host.encode('ascii').decode('idna')}{slash}{path}"
    except UnicodeError:
        return (address,)


_NAMES: Mapping[str, Callable[[str], tuple[str, ...]]] = {"outlet": _names_of_outlet, "url": _as_written}


def _in_order(value: str, article: Article) -> bool:
    """Whether all words of a name stand in the file: a byline may set them apart."""
    return all(word.casefold() in article.low for word in text.words(value))


def _edits(ground: Ground, edits: Iterable[object]) -> Iterator[Flaw]:
    """Whether what is marked as the editor's stands in book.yml."""
    for edit in edits:
        what, reason = edit.what, edit.reason  # type: ignore[attr-defined]
        label, _, value = what.partition(": ")
        if reason and not ground.editor.hold(reason):
            yield f"the reason of its edit {what!r} does not stand in book.yml"
        told = ground.editor.hold(value) or all(ground.editor.hold(part) for part in value.split(", "))
        if value and label != "weight" and not told:
            yield f"its edit {what!r} does not stand in book.yml"
        if not ground.editor.texts:
            yield f"it is marked as edited ({what}), and book.yml says nothing"


# People


def _person(ground: Ground, person: Person) -> Iterator[Flaw]:
    yield from _edits(ground, person.edits)
    for name in (person.name, *person.aliases):
        if not any(ground.stands(name, source) for source in person.sources) and not ground.editor.hold(name):
            yield f"none of its sources has the name {name!r}"
    yield from _named_in(ground, person)
    if person.country and not person.edited("country") and not _is_of(ground, person):
        yield f"no sentence of its sources speaks of {person.country}"
    for role in person.roles:
        yield from _role(ground, person, role)


def _named_in(ground: Ground, person: Person) -> Iterator[Flaw]:
    """Whether each of its sources names a person."""
    for source in person.sources:
        article = ground.article(source)
        if article is not None and not text.holds_any(_parts(person), article.low):
            yield f"source {source} does not name {person.name}"
        elif article is None:
            yield f"source {source} is not in seeds/"


def _role(ground: Ground, person: Person, role: Role) -> Iterator[Flaw]:
    yield from (flaw for citation in role.citations for flaw in citation_flaws(ground, citation))
    if not role.citations and not role.editor:
        yield f"{role.title}: cites no sentence"
    cited_by = [source for citation in role.citations if (source := ground.sources.get(citation.source))]
    days = {source.published for source in cited_by}
    for date in role.reported:
        yield from dates.flaws(date)
        if date not in days:
            yield f"{role.title}: reported {dates.describe(date)}, when none of its articles was published"
    yield from _term(ground, role)
    if not role.editor:
        yield from role_flaws(role, _parts(person), ground.article)
        yield from _organisation(ground, role.organisation, role.citations)
    elif not ground.editor.hold(role.title):
        yield f"{role.title}: called the editor's word, and book.yml does not say it"


def _term(ground: Ground, role: Role) -> Iterator[Flaw]:
    """Whether sentences tell when an office begins and ends, and whether it is over on the book's date."""
    for told in role.told:
        yield from citation_flaws(ground, told.citation)
        yield from date_flaws(ground, told.date, (told.citation,))
    days = {(told.what, told.date) for told in role.told}
    for what, date in (("from", role.began), ("until", role.until)):
        if date is not None and (what, date) not in days:
            yield f"{role.title}: {what} {dates.describe(date)}, and no sentence tells it"
    if role.former and not {"until", "former"} & {told.what for told in role.told}:
        yield f"{role.title}: called former, and no sentence tells it"
    if role.former == (dates.status(role.until, ground.book.as_of) == "upcoming") and role.until is not None:
        yield f"{role.title}: until {dates.describe(role.until)}, and {'' if role.former else 'not '}former"


def _organisation(ground: Ground, organisation: str | None, citations: Sequence[Citation]) -> Iterator[Flaw]:
    if organisation and citations and not any(_in_source(ground, organisation, citation) for citation in citations):
        yield f"{organisation!r} stands in no source of the office"


def _in_source(ground: Ground, words: str, citation: Citation) -> bool:
    article = ground.article(citation.source)
    return article is not None and all(word.casefold() in article.low for word in text.words(words))


@cache
def country_forms() -> Mapping[str, Sequence[str]]:
    """What may stand for each country in an article, beside its name: its people, seats and parts."""
    return {one.name: [*one.forms("adjectives", "demonyms", "capitals", "other", "regions")] for one in load(COUNTRIES)}


@cache
def _countries() -> Mapping[str, Sequence[str]]:
    """The same with the known institutions of a country."""
    found = dict(country_forms())
    for country, more in load(CHECK_WORDS).countries.items():
        found[country] = [*found.get(country, ()), *more]
    return found


def _is_of(ground: Ground, person: Person) -> bool:
    country = person.country or ""
    forms = [country, *_countries().get(country, ())]
    stem = country[: max(len(country) - 2, 4)].casefold() if len(country) > 4 else country.casefold()
    articles = [article for source in person.sources if (article := ground.article(source))]
    return any(text.holds_any(forms, article.low) or stem in article.low for article in articles)


def _parts(person: Person) -> list[str]:
    """The names of a person and the words of them."""
    words = {word for name in person.names for word in text.words(name) if len(word) >= _FEWEST and word[:1].isupper()}
    return [*map(text.alike, person.names), *sorted(words)]


def _is_near(ground: Ground, person: Person, citation: Citation) -> bool:
    """Whether a person is named, or called by an office, in the sentences cited, before them or right behind."""
    article = ground.article(citation.source)
    if article is None:
        return False
    at = ground.place(citation.source, citation.sentence)
    until = (max(at, 0)) + len(citation.quote) + _BEHIND
    names = [*_parts(person), *(role.title for role in person.roles)]
    return text.holds_any(names, article.low[:until])


def _named(ground: Ground, what: str, identifier: str | None, citation: Citation) -> Iterator[Flaw]:
    if identifier is None:
        return
    person = ground.people.get(identifier)
    if person is None:
        yield f"its {what} {identifier!r} is nobody in the book"
    elif citation.source not in person.sources or not _is_near(ground, person, citation):
        yield f"its {what} {person.name} is not named near its sentence"


# Claims


def _claim(ground: Ground, claim: Claim) -> Iterator[Flaw]:
    yield from _edits(ground, claim.edits)
    yield from _all_cited(ground, [claim.citation, *claim.posts])
    yield from _backed(ground, [claim.citation, *claim.posts])
    posts = list(_posts(ground, claim))
    if len(posts) != len(claim.posts):
        yield f"{len(posts)} posts stand in its brackets, and {len(claim.posts)} sentences give them"
    if not claim.edited("headline"):
        yield from shown_flaws(ground, _without_posts(claim.text, posts), [claim.citation])
    elif not ground.editor.hold(claim.text):
        yield "its words are called the editor's, and do not stand in book.yml"
    source = ground.sources.get(claim.citation.source)
    if claim.date is not None and not ground.is_dated(claim) and (source is None or claim.date != source.published):
        yield from date_flaws(ground, claim.date, [claim.citation])


def _posts(ground: Ground, claim: Claim) -> Iterator[tuple[str, str]]:
    """Each bracket of a claim that begins with a post, and what stays of it: the name, or nothing where the name stands
    behind it. A post is one that a cited sentence gives the person of that name, held on the day of the claim."""
    for bracket in re.finditer(r"\[([^\[\]]+)\]", claim.text):
        behind = claim.text[bracket.end() :].lstrip()
        stays = (_stays(person, bracket[1], behind, claim) for person in ground.book.people)
        found = next((name for name in stays if name is not None), None)
        if found is not None:
            yield bracket[0], found


def _stays(person: Person, inside: str, behind: str, claim: Claim) -> str | None:
    """What stays of a bracket without a post of a person; None where it has none."""
    within = next((name for name in person.names if inside.endswith(f" {name}")), None)
    if within is None and not any(behind.startswith(name) for name in person.names):
        return None
    post = inside.removesuffix(f" {within}") if within else inside
    given = any(_gives(role, post, claim) for role in person.roles)
    return (f"[{within}]" if within else "") if given else None


def _gives(role: Role, post: str, claim: Claim) -> bool:
    """Whether a role is the post, was held on the day of a claim, and rests on a sentence that the claim cites."""
    title = role.title.removeprefix("the ").removeprefix("current ")
    of = (role.organisation, role.country, *country_forms().get(role.country or "", ()), "")
    called = post.casefold().endswith(title.casefold()) and post[: len(post) - len(title)].strip() in of
    return called and _is_held(role, claim.date) and any(cited in claim.posts for cited in role.citations)


def _is_held(role: Role, day: Date | None) -> bool:
    """Whether nothing tells that a role began after a day, or was over on it."""
    if role.former and role.until is None:
        return False
    began_later = day is not None and role.began is not None and role.began.latest > day.latest
    return not began_later and (day is None or role.until is None or role.until.earliest >= day.earliest)


def _without_posts(shown: str, posts: Iterable[tuple[str, str]]) -> str:
    for bracket, stays in posts:
        shown = shown.replace(bracket, stays, 1)
    return shown


def _agreement(ground: Ground, claim: Claim) -> Iterator[Flaw]:
    """Whether a point of agreement tells of one, and of no refusal to agree."""
    yield from _claim(ground, claim)
    words = text.alike(claim.citation.quote).casefold()
    if not any(re.search(rf"\b{word}", words) for word in _list("agreeing")):
        yield "is told to be agreed, and no word of its sentence says so"


def _open_points(ground: Ground, topic: Topic) -> Iterator[Flaw]:
    """Whether what is open was asked by one, and refused by another, on this topic."""
    known = {said.id: said for said in ground.book.quotations if topic.id in said.topics}
    for point in topic.open_points:
        ask = known.get(point.ask)
        if ask is None or ask.act != "asks" or not ask.hearer:
            yield f"{point.ask!r} asks nobody for anything on this topic"
        elif point.refusal is not None:
            yield from _refused(ask, known.get(point.refusal))


def _refused(ask: Quotation, refusal: Quotation | None) -> Iterator[Flaw]:
    if refusal is None or refusal.act != "refuses":
        yield f"nothing on this topic refuses {text.short(ask.text)!r}"
    elif set(ask.parties) & set(refusal.parties):
        yield f"one party asks and refuses: {text.short(refusal.text)!r}"


def _event(ground: Ground, event: Event) -> Iterator[Flaw]:
    yield from _edits(ground, event.edits)
    yield from _all_cited(ground, event.citations)
    yield from _backed(ground, event.citations)
    if not event.edited("headline"):
        yield from shown_flaws(ground, event.headline, event.citations)
    elif not ground.editor.hold(event.headline):
        yield "its headline is called the editor's, and does not stand in book.yml"
    if event.date and (event.date.basis == "editor") != event.edited("date"):
        yield (
            "its date is the editor's, and not marked so"
            if event.date.basis == "editor"
            else "its date is marked as the editor's"
        )
    yield from date_flaws(ground, event.date, event.citations)
    yield from _called_off(ground, event)
    told_by = {citation.source for citation in event.citations}
    for identifier in event.people:
        person = ground.people.get(identifier)
        if person is None:
            yield f"{identifier!r}, who has a part in it, is nobody in the book"
        elif told_by.isdisjoint(person.sources):
            yield f"its sources do not name {person.name}"
    yield from _topics(ground, event.topics)


def _called_off(ground: Ground, event: Event) -> Iterator[Flaw]:
    """Whether a cited sentence calls the plan off, and has what took its place."""
    off = [c for c in event.citations if not _calling_off().isdisjoint(text.words(c.quote.casefold()))]
    if event.cancelled and not off:
        yield "it is called off, and no cited sentence says so"
    if event.instead is None:
        return
    if not event.cancelled:
        yield "something took its place, and it is not called off"
    if not any(text.alike(event.instead.text) in text.alike(c.quote) for c in off):
        yield f"“{event.instead.text}”, which took its place, stands in no cited sentence that calls it off"
    yield from date_flaws(ground, event.instead.date, off)
    yield from _of_that_day(ground, event.instead)


def _of_that_day(ground: Ground, instead: Instead) -> Iterator[Flaw]:
    """Whether the event that took the place of a plan is one of its new day."""
    if instead.event is None:
        return
    other = ground.events.get(instead.event)
    if other is None or other.date is None or other.date != instead.date:
        yield f"{instead.event!r}, which took its place, is no event of its new day"


@cache
def _calling_off() -> frozenset[str]:
    return frozenset(load(CHECK_WORDS).calling_off)


def _quotation(ground: Ground, said: Quotation) -> Iterator[Flaw]:
    cited = said.citation
    yield from citation_flaws(ground, cited)
    whole = text.alike(cited.quote)
    # A mark that stands after a blank, "over. " He left", is taken for the next sentence's
    if not said.text.strip() or text.alike(said.text).removesuffix(' "') not in whole:
        yield f"its words do not stand so in what it cites: {text.short(cited.quote)!r}"
    yield from _further(ground, said)
    for what, identifier in (
        ("speaker", said.speaker),
        ("reporter", said.via),
        *(("speaker", other) for other in said.others),
    ):
        yield from _named(ground, what, identifier, cited)
    for part in (
        text.without_brackets(said.speaker_text),
        *text.brackets(said.speaker_text),
        said.cue or "",
        said.lead,
        said.hearer,
    ):
        if part.strip() and not ground.stands(part.strip(), cited.source):
            yield f"{part.strip()!r} does not stand in {cited.source}"
    for party in said.parties:
        if not _is_party(ground, party, cited):
            yield f"its party {party!r} is no country of the book, and does not stand in {cited.source}"
    yield from _said_when(ground, said)
    yield from _act(said)
    yield from _denied(ground, said)
    yield from _topics(ground, said.topics)


def _said_when(ground: Ground, said: Quotation) -> Iterator[Flaw]:
    """Its day, and the last day on which it can have been said."""
    yield from date_flaws(ground, said.date, said.citations)
    known = [published.last for published in ground.published(said.citations)]
    if said.date is not None:
        known.append(said.date.latest)
    if said.no_later_than != min(known, default=None):
        yield f"it is said no later than {said.no_later_than}, which is the day of none of its sources"


def _act(said: Quotation) -> Iterator[Flaw]:
    """Whether a word for what is done by saying it stands in what is cited."""
    words = _acts().get(said.act)
    quote = text.alike(said.citation.quote).casefold()
    if words is not None and not any(re.search(rf"\b{re.escape(word)}", quote) for word in words):
        yield f"it is told that the speaker {said.act}, and no word of it stands in {text.short(said.citation.quote)!r}"


def _denied(ground: Ground, said: Quotation) -> Iterator[Flaw]:
    """Whether the words by which its article denies it stand there, in its own sentence or in the next, and deny."""
    if said.denied is None:
        return
    cited = said.denied.citation
    yield from citation_flaws(ground, cited)
    words = text.alike(said.denied.text)
    if not words or words not in text.alike(cited.quote):
        yield f"its denial does not stand so in what it cites: {text.short(cited.quote)!r}"
    places = ((one.source, one.sentences[-1] + more) for one in said.citations for more in (0, 1))
    if (cited.source, cited.sentence) not in places:
        yield "its denial stands neither in its sentence nor in the next"
    if not any(re.search(rf"\b{re.escape(word)}\b", words.casefold()) for word in _list("denials")):
        yield f"nothing is denied by {text.short(said.denied.text)!r}"


@cache
def _acts() -> Mapping[str, Sequence[str]]:
    return load(CHECK_WORDS).acts


def _further(ground: Ground, said: Quotation) -> Iterator[Flaw]:
    """Whether the other sources that are said to have the quotation have its words, whatever their marks."""
    for further in said.also:
        yield from citation_flaws(ground, further)
        if " ".join(text.words(said.text)).casefold() not in " ".join(text.words(further.quote)).casefold():
            yield f"its words do not stand in {further.source}: {text.short(further.quote)!r}"


def _is_party(ground: Ground, party: str, citation: Citation) -> bool:
    """A country that somebody of the book is of or that everybody knows, a body that somebody is of, or one that the
    article names, perhaps by its letters, or by a short form that another article spells out."""
    letters = "".join(word[0] for word in text.words(party))
    shorts = [short for short, entry in ground.book.abbreviations.items() if party in entry.expansion]
    named = [party, *shorts, *([letters] if len(letters) > 1 else [])]
    known = party in _countries() or party in ground.countries or not ground.bodies.isdisjoint((party, *shorts))
    longer = any(
        (body or "").startswith(f"{party} ") for body in ground.bodies
    )  # "Skarvik Port" of the Skarvik Port Company
    return known or longer or any(ground.stands(name, citation.source) for name in named)


def _figure(ground: Ground, figure: Figure) -> Iterator[Flaw]:
    yield from citation_flaws(ground, figure.citation)
    if not figure.text.strip() or text.alike(figure.text) not in text.alike(figure.citation.quote):
        yield f"it does not stand in {text.short(figure.citation.quote)!r}"
    if not numbers.follows(figure.value, text.alike(figure.text)):
        yield f"{figure.value} does not follow from “{figure.text}”"
    if not numbers.is_of(figure.unit, text.alike(figure.text), text.alike(figure.citation.quote)):
        yield f"the unit {figure.unit!r} does not follow from “{figure.text}”"
    for words in filter(None, (figure.of, figure.by)):
        if not text.holds_any([text.alike(words)], text.alike(figure.citation.quote).casefold()):
            yield f"{words!r} does not stand in {text.short(figure.citation.quote)!r}"
    yield from _told_beside(ground, figure)
    yield from _comes_to(ground, figure)
    yield from date_flaws(ground, figure.date, [figure.citation])
    yield from _topics(ground, figure.topics)


def _comes_to(ground: Ground, figure: Figure) -> Iterator[Flaw]:
    """Whether it is the rate or the sum of its measure."""
    measure = next((one for one in ground.book.measures if one.id == figure.measure), None)
    if figure.measure is not None and (
        measure is None
        or (measure.value, measure.unit) != (figure.value, figure.unit)
        or figure.citation not in measure.citations
    ):
        yield f"it is not what the measure {figure.measure!r} comes to"


def _told_beside(ground: Ground, figure: Figure) -> Iterator[Flaw]:
    """Whether a sum stands in brackets right behind that which it tells once more, in another currency."""
    other = next((one for one in ground.book.figures if one.id == figure.beside), None)
    if figure.beside is None:
        return
    quote = text.alike(figure.citation.quote)
    first = "" if other is None else text.alike(other.text)
    told = rf"{re.escape(first)} ?\([A-Za-z ]*{re.escape(text.alike(figure.text))}"
    if other is None or other.unit == figure.unit or other.citation != figure.citation or not re.search(told, quote):
        yield f"it is not the sum of {figure.beside!r} in another currency"


def _disagreement(ground: Ground, differing: Disagreement) -> Iterator[Flaw]:
    yield from _edits(ground, differing.edits)
    yield from (f"{one!r} is no event of the book" for one in differing.events if one not in ground.events)
    yield from _topics(ground, differing.topics)
    if len(differing.claims) < 2:
        yield "it has but one side"
    events = [ground.events[one] for one in differing.events if one in ground.events]
    days = {event.date.edtf for event in events if event.date}
    edited = any(event.edits for event in events)
    for side in differing.claims:
        yield from citation_flaws(ground, side.citation)
        if not _is_told(ground, side.value, side.citation, days) and not (edited and _is_told_day(ground, side)):
            yield f"{side.value!r} does not follow from {text.short(side.citation.quote)!r}"
    if differing.settled and not ground.editor.hold(differing.settled):
        yield "it is settled, and book.yml does not say so"


def _is_told_day(ground: Ground, side: Side) -> bool:
    """Whether the sentence of a side may tell of the day: the event may have another one from the editor."""
    return dates.tells(text.alike(side.citation.quote), side.value, ground.published([side.citation]))


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d+)?", value) is not None


def _is_told(ground: Ground, value: str, citation: Citation, days: set[str]) -> bool:
    if value in days or re.fullmatch(r"\[?\d{4}-\d\d.*", value):
        return value in days
    if _is_number(value):
        return numbers.follows(value, text.alike(citation.quote))
    return all(
        has_word(w.casefold(), {o.casefold() for o in text.words(citation.quote)}) for w in text.words(value)
    ) or (ground.stands(value, citation.source))


def _contact(ground: Ground, contact: Contact) -> Iterator[Flaw]:
    yield from citation_flaws(ground, contact.citation)
    for identifier in (*contact.people, *contact.others):
        yield from _named(ground, "official", identifier, contact.citation)
    yield from date_flaws(ground, contact.date, [contact.citation])
    if contact.place is not None and contact.place not in text.alike(contact.citation.quote):
        yield f"its place {contact.place!r} does not stand in its sentence"
    if contact.event is not None and contact.event not in ground.events:
        yield f"its event {contact.event!r} is not on the timeline"


def _abbreviation(ground: Ground, pair: tuple[str, Abbreviation]) -> Iterator[Flaw]:
    short, entry = pair
    yield from _edits(ground, entry.edits)
    yield from citation_flaws(ground, entry.citation)
    if short not in text.alike(entry.citation.quote):
        yield f"it does not stand in {text.short(entry.citation.quote)!r}"
    if entry.edits:
        if not ground.editor.hold(entry.expansion):
            yield "its meaning is called the editor's, and does not stand in book.yml"
        return
    if not text.is_left_over(text.words(entry.expansion), text.words(entry.citation.quote)):
        yield f"{entry.expansion!r} does not stand in {text.short(entry.citation.quote)!r}"
    letters = iter(entry.expansion.casefold())
    if f"{text.alike(entry.expansion)} ({short})" in text.alike(entry.citation.quote):
        return  # letters of another language: "the Harbour Workers' Party (PKR)"
    if not all(any(letter == other for other in letters) for letter in short.casefold() if letter.isalpha()):
        yield f"{entry.expansion!r} does not fit its letters"
