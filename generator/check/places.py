"""Whether lines stand where they belong: under their party, unit, topic or country, and whether lists are whole."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set

from ..rules.load import load
from ..rules.types.check import CHECK_PHRASES
from . import dates, text
from .data import Disagreement, Event, Figure, Person, Quotation, Role, Source
from .facts import Fault, Ground
from .known import Numbers, families_of, is_ahead, kinds, leads_to
from .lines import value
from .pages import HEADINGS, Element, Page

Flaw = tuple[str, str]  # what, what is wrong with it

_TOGETHER = re.compile(r"([\d,]+) [^\d\W]")


def misplaced(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Fault]:
    """What stands in the wrong place of a page, or is missing from a list of it."""
    looks = _LOOKS.get(kinds(page.path)[0])
    for look in looks or ():
        for what, flaw in look(page, ground, numbers):
            yield page.path, text.short(what), flaw


def _headed(page: Page) -> Iterator[tuple[Element, str, str, str]]:
    """Each line of a page with the headings of the second and the third rank over it."""
    second = third = fourth = ""
    for element in page.root.walk():
        if element.tag == "h2":
            second, third, fourth = text.alike(element.text()), "", ""
        elif element.tag == "h3":
            third, fourth = text.alike(element.text()), ""
        elif element.tag == "h4":
            fourth = text.alike(element.text())
        elif element.claim is not None and element.tag not in HEADINGS:
            yield element, second, third, fourth


def _word(name: str) -> str:
    return text.alike(str(load(CHECK_PHRASES).headings[name]))


def _statements(page: Page, _ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """Statements on a topic's page stand under their party and what is done by them, and belong to the topic."""
    topic = numbers.topic_of_page[page.path]
    for element, second, third, fourth in _headed(page):
        said = numbers.quotations.get(element.claim or "")
        if said is None or second != _word("positions"):
            continue
        if third not in map(text.alike, said.parties or (_word("no party"),)):
            yield said.text, f"stands under {third!r}, and is of {said.party or 'no party'}"
        if fourth != _word_for(said) and (fourth or _word_for(said) != _word("says")):
            yield said.text, f"stands under {fourth!r}, and the speaker {said.act}"
        if topic not in said.topics:
            yield said.text, "does not belong to this topic"


def _answers(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """Statements answer the question over them, and belong to the topic over it."""
    titles = {text.alike(topic.title): topic.id for topic in ground.book.topics}
    for element, second, third, _ in _headed(page):
        said = numbers.quotations.get(element.claim or "")
        if said is None:
            continue
        if third not in set(_questions_of(said)):
            yield said.text, f"answers {third!r}, and the speaker {said.act}"
        if second != text.alike(_word("other matters")) and titles.get(second) not in said.topics:
            yield said.text, f"stands under {second!r}, and does not belong to this topic"


def _questions_of(said: Quotation) -> Iterator[str]:
    """The questions that a statement answers, with and without an article before its party."""
    asked = load(CHECK_PHRASES).asked
    if said.act in ("asks", "refuses"):
        yield text.alike(asked["open"])
    for party in said.parties if said.act in asked else ():
        for name in (party, f"the {party}"):
            question = text.alike(asked[said.act].replace("{party}", name))
            yield from (question, f"{question.removesuffix('?')}{text.alike(asked['due'])}")


def _word_for(said: Quotation) -> str:
    """What the pages call that which is done by a statement."""
    return _word(said.act if said.act in load(CHECK_PHRASES).headings else "says")


def _by_topic(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """Statements on a profile stand under their first topic."""
    for element, second, third, _ in _headed(page):
        said = numbers.quotations.get(element.claim or "")
        if said is None or second != _word("statements"):
            continue
        first = next(
            (ground.topics[topic].title for topic in said.topics if topic in ground.topics), _word("other matters")
        )
        if third != text.alike(first):
            yield said.text, f"stands under {third!r}, and is on {first!r}"


def _measured(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """Key figures stand under the first of their topics, all others under small numbers; each says what it measures."""
    titles = {topic.id: topic.title for topic in ground.book.topics}
    for element, second, _, _ in _headed(page):
        figure = numbers.figures.get(element.claim or "")
        if figure is None or element.tag != "tr":
            continue
        topic = next((title for topic, title in titles.items() if topic in figure.topics), _word("other matters"))
        under = text.alike(topic) if figure.key else _word("small numbers")
        if second != under:
            yield figure.text, f"stands under {second!r}, and belongs under {under!r}"
        yield from _cells_of(element, figure)


def _cells_of(row: Element, figure: Figure) -> Iterator[Flaw]:
    """The cells of a figure's row: what it measures and who does it."""
    cells = [text.alike(cell.text()) for cell in row.walk() if cell.tag == "td"]
    of, by = [*cells, "", ""][:2]
    if of not in {text.alike(figure.of or figure.unit), text.alike(figure.of)} or by != text.alike(figure.by):
        yield figure.text, f"is told to be of {of!r}, by {by!r}"


def _countries(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """Officials stand under their country, everybody else under the kind of their post, each once; above that stands
    whether they are in office."""
    part = country = ""
    shown = []
    for element in page.root.walk():
        if element.tag in ("h2", "h3"):
            part, country = (
                (text.alike(element.text()), "") if element.tag == "h2" else (part, text.alike(element.text()))
            )
        elif element.has("bb-person"):
            for identifier in _leading(page, element, numbers.person_of_page)[:1]:
                shown.append(identifier)
                yield from _person_under(ground, ground.people[identifier], element.parent, (part, country))
    yield from _same("people", shown, list(ground.people), ordered=False)


def _person_under(ground: Ground, person: Person, card: Element | None, headings: tuple[str, str]) -> Iterator[Flaw]:
    part, country = headings
    if country != text.alike(own := _heading_of(person)):
        yield person.name, f"stands under {country!r}, and is of {own}"
    told = [role for role in person.roles if card is not None and role.anchor == card.claim]
    given = [role for role in person.roles if role.editor]
    due = {_in_office(role, ground.book.as_of) for role in told or given} or {_word("former")}
    if part not in due:
        yield person.name, f"stands under {part!r}, and belongs under {' or '.join(sorted(due))}"


def _in_office(role: Role, as_of: dt.date | None) -> str:
    """What the list of people says of who has this post."""
    if role.former:
        return _word("former")
    begins = [told.date.earliest for told in role.told if told.what == "from" and told.date]
    ahead = as_of is not None and any(day > as_of for day in begins)
    return _word("acting" if role.acting or role.elect or ahead else "in office")


def _heading_of(person: Person) -> str:
    if person.official:
        return person.country or _word("no country")
    held = {role.kind for role in person.roles}
    return _word(next((kind for kind in load(CHECK_PHRASES).post_order if kind in held), "others"))


def _cells(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """Positions stand in the row of their topic and the column of their party."""
    for cell in (element for element in page.root.walk() if element.tag == "td" and "data-party" in element.attributes):
        topics = set(_leading(page, cell.parent, numbers.topic_of_page)[:1]) if cell.parent is not None else set()
        yield from _cell_counts(cell, topics, ground)
        for element in cell.walk():
            said = numbers.quotations.get(element.claim or "")
            if said is not None:
                yield from _called(element, said)
            if said is not None and not _belongs(said, cell, topics):
                yield said.text, f"stands under {cell.attributes['data-party']!r}, and is of {said.party}"


def _called(element: Element, said: Quotation) -> Iterator[Flaw]:
    """What is done by a statement, as the page calls it."""
    for act in (e.text() for e in element.walk() if e.has("bb-act")):
        if text.alike(act) != _word_for(said):
            yield said.text, f"is called {act!r}, and the speaker {said.act}"


def _cell_counts(cell: Element, topics: set[str], ground: Ground) -> Iterator[Flaw]:
    """The link to all statements of a cell counts them."""
    counted = sum(_belongs(said, cell, topics) for said in ground.book.quotations)
    for link in (e for e in cell.walk() if e.tag == "a" and re.fullmatch(r"[\d,]+ statements?", e.text().strip())):
        if _number(link) != counted:
            yield link.text(), f"the party has {counted} statements on this topic"


def _belongs(said: Quotation, cell: Element, topics: set[str]) -> bool:
    """Whether a statement is of a cell's party, and on its topic."""
    parties = map(text.alike, said.parties or ("",))
    return topics <= set(said.topics) and text.alike(cell.attributes["data-party"]) in parties


def _cards(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """The people and the sources of a topic."""
    topic = ground.topics[numbers.topic_of_page[page.path]]
    cards = [one for element in _all(page, "bb-people") for one in _cards_of(page, element, numbers)]
    yield from _same("people", cards, [p for p in topic.people if p in ground.people])
    yield from _same("sources", _plain(page, numbers.source_of_page), [s for s in topic.sources if s in ground.sources])


def _cards_of(page: Page, element: Element, numbers: Numbers) -> Iterator[str]:
    for card in element.find("bb-person"):
        yield from _leading(page, card, numbers.person_of_page)[:1]


def _profile(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """The sources, spellings and country of a person."""
    person = ground.people[numbers.person_of_page[page.path]]
    yield from _same(
        "sources", _plain(page, numbers.source_of_page), [s for s in person.sources if s in ground.sources]
    )
    yield from _same("topics", _plain(page, numbers.topic_of_page), numbers.topics_of_person.get(person.id, []))
    title = _title(page)
    if title is None or text.alike(title.text()) != text.alike(person.name):
        yield person.name, "is not the title of the page"
    spelled = _spelled(page)
    if spelled != text.alike(", ".join(person.aliases)):
        yield person.name, f"is also written {spelled!r}, and the data have {', '.join(person.aliases)!r}"
    standfirst = next((element.text() for element in _all(page, "bb-country")), "")
    if person.country and not text.alike(standfirst).endswith(text.alike(person.country)):
        yield person.name, f"is not shown as of {person.country}"


def _newest(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """What stands first on a profile is the newest that the person said, the next date of that person, and what the
    sources lack."""
    person, book = ground.people[numbers.person_of_page[page.path]], ground.book
    said = [q for q in book.quotations if person.id in (q.speaker, *q.others)]
    ahead = [e for e in book.events if person.id in e.people and e.date and is_ahead(e, book)]
    strip = _claims_of(page, "bb-last")
    if not _is_said_last(strip, said, ground, numbers):
        yield person.name, "is not shown with what was said last"
    if not _comes_next(strip, ahead, numbers):
        yield person.name, "is not shown with the next date"
    met = any(person.id in contact.people for contact in book.contacts)
    yield from _lacking(page, person, (bool(person.roles), bool(said), met, bool(ahead)))


def _claims_of(page: Page, part: str) -> list[str]:
    return [item.claim or "" for one in _all(page, part) for item in one.walk() if item.tag == "li"]


def _is_said_last(strip: Sequence[str], said: Sequence[Quotation], ground: Ground, numbers: Numbers) -> bool:
    told = [numbers.quotations[claim] for claim in strip if claim in numbers.quotations]
    return [_said_on(q, ground) for q in told] == sorted(_said_on(q, ground) for q in said)[-1:]


def _comes_next(strip: Sequence[str], ahead: Sequence[Event], numbers: Numbers) -> bool:
    shown = [numbers.events[claim] for claim in strip if claim in numbers.events]
    return _first_days(shown) == _first_days(ahead)[:1]


def _first_days(events: Sequence[Event]) -> list[dt.date]:
    return sorted(event.date.earliest for event in events if event.date)


def _said_on(said: Quotation, ground: Ground) -> dt.date:
    """When something was said, else published; what has no day counts as the latest."""
    date = said.date or ground.sources[said.citation.source].published
    return date.earliest if date else dt.date.max


def _lacking(page: Page, person: Person, has: Sequence[bool]) -> Iterator[Flaw]:
    """The one line for all that the sources do not have of a person."""
    lacking = [told for told, there in zip(load(CHECK_PHRASES).lacking, has, strict=True) if not there]
    line = [text.alike(e.text()).strip(" .") for e in _all(page, "bb-missing")]
    if [part.partition(" no ")[2].split(", no ") for part in line] != [
        [one.removeprefix("no ") for one in lacking]
    ] * bool(lacking):
        yield person.name, f"is to lack {', '.join(lacking) or 'nothing'}, and the page says {line}"


def _spelled(page: Page) -> str:
    """The other spellings of a name that a profile shows."""
    facts = (
        text.alike(one.text()) for facts in _all(page, "bb-facts") for one in facts.children if isinstance(one, Element)
    )
    also = _word("also written")
    return next((fact.removeprefix(also).strip() for fact in facts if fact.startswith(also)), "")


def _about(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """What the page of a source says of it: topics, officials, title."""
    source = ground.sources[numbers.source_of_page[page.path]]
    topics = _in_facts(page, numbers.topic_of_page)
    yield from _same("topics", topics, numbers.topics_of_source.get(source.id, []))
    people = _in_facts(page, numbers.person_of_page)
    yield from _same("people", people, numbers.people_of_source.get(source.id, []), ordered=False)
    title = _title(page)
    if text.alike(title.text() if title else "") != text.alike(source.title):
        yield source.title, "is not the title of the page"
    asof = next(_all(page, "bb-asof"), None)
    yield from _as_of(asof, source)
    yield from _by(asof, source, numbers.of_source[source.id])
    yield from _paged(page, source)
    yield from _kind(page, source)


def _kind(page: Page, source: Source) -> Iterator[Flaw]:
    """What sort of text it is, with the words that say so; a report needs none."""
    facts = (one for facts in _all(page, "bb-facts") for one in facts.children if isinstance(one, Element))
    label = _word("kind")
    told = next((fact for one in facts if (fact := text.alike(one.text())).startswith(f"{label} ")), "")
    wanted = "" if source.genre == "report" else text.alike(f"{label} {source.genre}, seen from “{source.genre_seen}”")
    if told != wanted:
        yield source.title, f"{told!r} is told of it, and should be {wanted!r}"


def _paged(page: Page, source: Source) -> Iterator[Flaw]:
    """Each sentence of a paged file that the page shows is told with its page there."""
    if source.paged and (len(source.paged) != source.sentences or source.paged != sorted(source.paged)):
        yield source.title, "has pages that do not follow its sentences"
        return
    for element in page.root.walk():
        found = re.fullmatch(r"[sf](\d+)", element.attributes.get("id", ""))
        told = [one.text() for one in element.find("bb-paged")] if found and element.tag == "li" else []
        if found and told and told != [f"page {source.paged[int(found[1])]}" if source.paged else ""]:
            yield text.short(element.text()), f"is told to stand on {told[0]}"


def _in_facts(page: Page, pages: dict[str, str]) -> list[str]:
    """The records to whose pages the facts about a source lead."""
    return [one for facts in _all(page, "bb-facts") for one in _leading(page, facts, pages)]


def _as_of(asof: Element | None, source: Source) -> Iterator[Flaw]:
    """The page of a source shows its date, and no other."""
    date = source.published.edtf if source.published else None
    shown = [
        e.attributes.get("datetime") or e.attributes.get("data-edtf")
        for e in (asof.walk() if asof else ())
        if e.has("bb-date")
    ]
    if shown != ([date] if date else []):
        yield source.title, f"is shown as of {', '.join(map(str, shown)) or 'no date'}, and is of {date}"


def _by(asof: Element | None, source: Source, number: int) -> Iterator[Flaw]:
    """The page of a source begins with its number, its outlet, its authors and its day."""
    shown = text.alike(asof.text() if asof else "")
    day = f"published {_when(source)}" if source.published else _when(source)
    told = " · ".join(
        filter(
            None,
            (f"Source {number}", source.outlet, ", ".join(source.authors) and f"by {', '.join(source.authors)}", day),
        )
    )
    if not shown.startswith(text.alike(told)):
        yield source.title, f"is shown as {shown!r}, and is {told!r}"


def _title(page: Page) -> Element | None:
    return next((element for element in page.root.walk() if element.tag == "h1"), None)


def _all(page: Page, name: str) -> Iterator[Element]:
    """Everything on a page of a class."""
    return (element for element in page.root.walk() if element.has(name))


def _leading(page: Page, element: Element, pages: dict[str, str]) -> list[str]:
    """The records to whose pages an element leads."""
    links = (
        link.attributes["href"]
        for link in element.walk()
        if link.tag == "a" and "#" not in link.attributes.get("href", "#")
    )
    return [pages[there] for link in links if (there := leads_to(page, link)) in pages]


def _plain(page: Page, pages: dict[str, str]) -> list[str]:
    """The records to which the entries of plain lists lead, each entry to one."""
    entries = (
        element
        for element in page.root.walk()
        if element.tag == "li" and not element.attributes and not element.in_claim
    )
    return [one for entry in entries for one in _leading(page, entry, pages)[:1]]


def _same(what: str, shown: Sequence[str], wanted: Sequence[str], *, ordered: bool = True) -> Iterator[Flaw]:
    if list(shown) != list(wanted) if ordered else sorted(shown) != sorted(wanted):
        more, fewer = sorted(set(shown) - set(wanted)), sorted(set(wanted) - set(shown))
        told = [f"{', '.join(more)} too many"] * bool(more) + [f"without {', '.join(fewer)}"] * bool(fewer)
        yield f"the {what}", f"are listed {' and '.join(told) or 'in another order, or twice'}"


def _adds_up(page: Page, _ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """The bars of the timeline count its entries; the pictures count sources, entries and statements."""
    entries = sum(1 for element in page.root.walk() if element.has("bb-permalink"))
    bars = sum(_number(element) for element in page.root.walk() if element.has("bb-density-count"))
    if bars and entries and bars != entries:
        yield "the bars over the timeline", f"count {bars} entries, and the page has {entries}"


def _spoken(page: Page, ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """What is folded under a day was all said on it, and nothing that was said on it is missing; it is filed as in the
    data."""
    for group in _all(page, "bb-spoken"):
        day = group.attributes.get("data-day", "")
        said = {q.anchor: q for q in _of_day(day, ground)}
        shown = [e.claim for e in group.walk() if e.has("bb-words") and e.claim]
        yield from _same(f"statements of {day}", shown, list(said), ordered=False)
        filed = [_filed(ground, said[anchor]) for anchor in shown if anchor in said]
        for name in ("topic", "person", "source"):
            if group.attributes.get(f"data-{name}") != "|".join(" ".join(one[name]) for one in filed):
                yield f"the statements of {day}", f"are filed under another {name} than in the data"


def _of_day(day: str, ground: Ground) -> Iterator[Quotation]:
    return (q for q in ground.book.quotations if q.date and q.date.edtf == day)


def _filed(ground: Ground, said: Quotation) -> dict[str, list[str]]:
    return {
        "topic": [t for t in said.topics if t in ground.topics],
        "person": [p for p in (said.speaker, *said.others) if p and p in ground.people],
        "source": [text.token(c.source) for c in said.citations],
    }


def _sequence(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """The years run backwards, and the line of the as-of date stands between what lies ahead and what does not."""
    placed = list(page.root.walk())
    line = next((n for n, element in enumerate(placed) if element.attributes.get("id") == "as-of"), None)
    before = dt.date.max.year
    for n, element in enumerate(placed):
        event = numbers.events.get(element.claim or "") if "data-source" in element.attributes else None
        if event is None or event.date is None:
            continue
        first = event.date.earliest
        if first.year > before:
            yield event.headline, "stands below an earlier year"
        if line is not None and ground.book.as_of and (n > line) == (first > ground.book.as_of):
            yield event.headline, "stands on the wrong side of the as-of date"
        before = first.year


def _bars(page: Page, _ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """A bar over the timeline is called by the time to which it leads."""
    links = (e for bar in page.root.walk() if bar.has("bb-density-bar") for e in bar.walk() if e.tag == "a")
    for link in links:
        name = text.alike(next((e.text() for e in link.find("bb-hide")), "")).rstrip(":")
        anchor = link.attributes.get("href", "").partition("#")[2]
        days = dates.anchored(anchor)
        if days and not any(dates.is_in(day, name) for day in days):
            yield name, f"leads to {anchor}"


def _activity(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """The picture of a topic counts its entries and statements, and says the same in its caption, its bars and its
    table."""
    topic = numbers.topic_of_page[page.path]
    wanted = sum(topic in e.topics for e in ground.book.events) + sum(topic in q.topics for q in ground.book.quotations)
    for picture in _all(page, "bb-activity"):
        caption, rows = _caption(picture), _rows(picture)
        total = _total(caption, rows)
        if total != wanted:
            yield "the picture of activity", f"counts {total} entries and statements, and the topic has {wanted}"
        if rows and not _tells_highest(caption, rows):
            yield "the picture of activity", "says of its highest bar what its table does not"
        bars = Counter(e.attributes.get("data-letters") for e in picture.walk() if e.has("bb-count"))
        if bars - Counter(cell for row in rows for cell in row[1:]):
            yield "the picture of activity", "has a bar of a number that its table does not have"
        yield from _weeks(rows)


def _caption(picture: Element) -> str:
    return next((e.text() for e in picture.walk() if e.tag == "figcaption"), "")


def _total(caption: str, rows: Sequence[Sequence[str]]) -> int:
    """All that a picture of activity counts: in its table, and what its caption tells of the time before, behind and
    between."""
    told = re.findall(r"(?<=[.:] )([\d,]+) (?:earlier|later|more) ", f". {caption}")
    return sum(map(_int, told)) + sum(_int(cell) for row in rows for cell in row[1:])


def _tells_highest(caption: str, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a caption tells of a highest bar that is in the table."""
    most = re.search(r"most in (?:the )?(.*?): (\d+) \w+, (\d+) \w+", re.sub(r"(?<=\d),(?=\d{3})", "", caption))
    return most is not None and [*most.groups()] in [[cell.replace(",", "") for cell in row] for row in rows]


def _weeks(rows: Sequence[Sequence[str]]) -> Iterator[Flaw]:
    """A week begins on a Monday, and none stands there twice."""
    starts = [
        day
        for row in rows
        for cell in row[:2]
        if (day := dates.first_day(cell)) is not None and cell.startswith("week")
    ]
    yield from ((f"the week of {dates.day(day)}", "does not begin on a Monday") for day in starts if day.weekday())


def _coverage(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """The picture of the sources counts them all, and its marks have their numbers."""
    dated = sum(source.published is not None for source in ground.book.sources)
    for picture in _all(page, "bb-coverage"):
        rows = _rows(picture)
        outlets = sum(_number(e) for o in picture.find("bb-coverage-outlet") for e in o.find("bb-meta"))
        for what, counted in (("outlets", outlets), ("table", sum(_int(row[-1]) for row in rows))):
            if not dated >= counted > 0 or counted != outlets:
                yield "the picture of the sources", f"counts {counted} articles in its {what}"
        yield from _taken_together(picture, ground)
        yield from _numbered(page, picture, numbers)
        yield from _weeks([row[1:] for row in rows])


def _taken_together(picture: Element, ground: Ground) -> Iterator[Flaw]:
    """A row of "3 other outlets" takes no more together than the other rows leave."""
    told = [text.alike(e.text()) for e in picture.find("bb-coverage-outlet")]
    dated = [source.outlet for source in ground.book.sources if source.published]
    named = {outlet for outlet in dated if outlet}
    left = len(named) - (len(told) - 1 - (None in dated))
    for row in told:
        found = _TOGETHER.match(row)
        if found and not row.startswith(tuple(map(text.alike, named))) and _int(found[1]) > left:
            yield row, f"are more than the {left} that have no row of their own"


def _numbered(page: Page, picture: Element, numbers: Numbers) -> Iterator[Flaw]:
    """A mark for a source has its number."""
    for mark in (link for e in picture.find("bb-mark") for link in e.walk() if link.tag == "a"):
        source = numbers.source_of_page.get(leads_to(page, mark.attributes.get("href", "")))
        if source is None or mark.text().strip() != str(numbers.of_source[source]):
            yield mark.text(), f"is not the number of {source or 'a source'}"


def _network(page: Page, ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """The picture of contacts has a line in the table for each contact, and a node for each person."""
    for picture in _all(page, "bb-net"):
        caption = _caption(picture)
        told = re.match(r"\s*([\d,]+) contacts? among ([\d,]+) (?:person|people)", caption)
        rows = sum(element.tag == "tr" and element.claim is not None for element in page.root.walk())
        nodes = sum(1 for _ in _all(page, "bb-node-name"))
        if told is None or (_int(told[1]), _int(told[2])) != (rows, nodes):
            yield "the picture of contacts", f"has {nodes} people and {rows} contacts, and tells other numbers"
        yield from _without_contact(caption, ground)


def _without_contact(caption: str, ground: Ground) -> Iterator[Flaw]:
    """The people whom nobody was told to have met are counted."""
    without = re.search(r"Of ([\d,]+) other", caption)
    apart = {person.id for person in ground.book.people} - {
        p for contact in ground.book.contacts for p in contact.people
    }
    if without is not None and _int(without[1]) != len(apart):
        yield "the picture of contacts", f"has {len(apart)} people without a contact, and tells of {without[1]}"


def _rows(picture: Element) -> list[list[str]]:
    """The cells of the table below a picture."""
    return [
        [text.alike(cell.text()) for cell in row.walk() if cell.tag == "td"]
        for row in picture.walk()
        if row.tag == "tr" and row.parent and row.parent.tag == "tbody"
    ]


def _int(shown: str) -> int:
    digits = shown.replace(",", "").strip()
    return int(digits) if digits.isdigit() else 0


def _number(element: Element) -> int:
    found = re.search(r"\d[\d,]*", element.text())
    return int(found[0].replace(",", "")) if found else 0


def _settled(page: Page, ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """What the editor settled says so."""
    shown = sum(element.has("bb-settled") for element in page.root.walk())
    wanted = sum(differing.settled is not None for differing in ground.book.disagreements)
    if shown != wanted:
        yield "the page", f"shows {shown} disagreements as settled, and the editor settled {wanted}"


def _answered(page: Page, ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """Under each question stand its answers, each with how many witnesses give it."""
    shown = [text.alike(element.text()).strip() for element in _all(page, "bb-answer")]
    asked = {
        e.claim: shown[number : number + 1]
        for number, e in enumerate(e for e in page.root.walk() if e.tag == "h2" and e.claim)
    }
    for differing in ground.book.disagreements:
        wanted = text.alike(_answer(differing, ground))
        if asked.get(differing.anchor) != [wanted]:
            yield differing.about, f"is not answered with {wanted!r}"


def _answer(differing: Disagreement, ground: Ground) -> str:
    """The sort of a difference, its values with who gives them, and what is to be said of this sort."""
    phrases = load(CHECK_PHRASES)
    told = []
    for given in dict.fromkeys(side.value for side in differing.claims):
        number = len(families_of(ground.book, (s.citation.source for s in differing.claims if s.value == given)))
        by = phrases.told_by["one"] if number == 1 else f"{number} {phrases.told_by['several']}"
        told.append(f"{value(given)} ({by})")
    note = phrases.notes.get(differing.kind)
    return f"{phrases.kinds[differing.kind]} {' or '.join(told)}.{f' {note}' if note else ''}"


def _ledger(page: Page, ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """The numbers at the head of the book are those of what they lead to."""
    book = ground.book
    wanted = {
        "sources/index.md": len(book.sources),
        "topics/index.md": len(book.topics),
        "people/index.md": len(book.people),
        "timeline.md": len(book.events),
        "disagreements.md": len(book.disagreements),
    }
    for line in (item for ledger in _all(page, "bb-ledger") for item in ledger.walk() if item.tag == "li"):
        link = next((e for e in line.walk() if e.tag == "a"), None)
        number = wanted.get(leads_to(page, link.attributes.get("href", "")) if link else "")
        if _number(line) != number:
            yield line.text(), f"tells of {_number(line)}, and the book has {number}"


def _bottom_line(page: Page, ground: Ground, _numbers: Numbers) -> Iterator[Flaw]:
    """The bottom line stands there in the order of the data."""
    wanted = [claim.anchor for claim in ground.book.bottom_line]
    shown = [
        element.claim for listed in _all(page, "bb-claims") for element in listed.walk() if element.claim in wanted
    ]
    yield from _same("lines of the bottom line", [anchor for anchor in shown if anchor], wanted)


def _strip(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """What is called next lies ahead, what is called the latest has happened, and where nothing is next nothing lies
    ahead."""
    ahead = {event.anchor for event in ground.book.events if is_ahead(event, ground.book)}
    cells = [one for strip in _all(page, "bb-strip") for one in strip.children if isinstance(one, Element)]
    for cell in cells:
        event = numbers.events.get(cell.claim or "")
        name = text.alike(next((e.text() for e in cell.find("bb-cell")), ""))
        if name == _word("next"):
            yield from _next(cell, event, ahead)
        elif name == _word("latest"):
            yield from _latest(cell, event)


def _latest(cell: Element, event: Event | None) -> Iterator[Flaw]:
    if event is None or event.kind != "occurred":
        yield cell.text(), "is called the latest, and has not happened"


def _next(cell: Element, event: Event | None, ahead: Set[str]) -> Iterator[Flaw]:
    if event is None and ahead:
        yield cell.text(), "says that nothing lies ahead, and something does"
    elif event is not None and event.anchor not in ahead:
        yield event.headline, "is called next, and does not lie ahead"


def _listed(page: Page, ground: Ground, numbers: Numbers) -> Iterator[Flaw]:
    """Each entry of the list of sources has its outlet, its authors and its day."""
    for entry in (item for listed in _all(page, "bb-sources") for item in listed.children if isinstance(item, Element)):
        source = ground.sources.get(next(iter(_leading(page, entry, numbers.source_of_page)), ""))
        if source is None:
            continue
        told = " · ".join(filter(None, (source.outlet, ", ".join(source.authors), _when(source), "")))
        shown = text.alike(next((e.text() for e in entry.find("bb-meta")), ""))
        if not shown.startswith(text.alike(told)):
            yield source.title, f"is listed as of {shown!r}, and is of {told!r}"


def _when(source: Source) -> str:
    return dates.describe(source.published) if source.published else "undated"


_Look = Callable[[Page, Ground, Numbers], Iterator[Flaw]]
_LOOKS: dict[str, tuple[_Look, ...]] = {
    "topic": (_statements, _cards, _activity),
    "questions": (_answers,),
    "sources": (_coverage, _listed),
    "coverage": (_coverage,),
    "contacts": (_network,),
    "person": (_by_topic, _profile, _newest),
    "figures": (_measured,),
    "people": (_countries,),
    "disagreements": (_settled, _answered),
    "positions": (_cells,),
    "index": (_cells, _ledger, _bottom_line, _strip),
    "source": (_about,),
    "timeline": (_adds_up, _bars, _spoken, _sequence),
}
