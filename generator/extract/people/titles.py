"""What a title says: its words, the body it is held at, the country, and whether it is an office of state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from ...model.text import Span, record
from ...rules.load import load
from ...rules.types.people import BODIES
from .labels import HeadKind
from .lexicon_words import Country, Word, countries, head_key, heads, lexicon


@record
class Title:
    """One role as the words have it; `words` is the half-open range of words that it takes."""

    # as written, with its body, but without country and owner: "State Department spokesperson"; "[former]" before one
    # left
    title: str
    head: str
    kind: HeadKind
    organisation: str | None
    country: str | None
    official: bool
    words: tuple[int, int]
    span: Span
    rule: str


@dataclass(eq=False, slots=True)
class _Reading:
    """What the words on one side of a head have told so far. The lists hold indices of words."""

    kept: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    country: str | None = None
    region: str | None = None
    unknown: bool = False  # capitalised words that no lexicon knows stand before the head
    party: bool = False


@cache
def _endings() -> tuple[str, ...]:
    """How a word ends that says what somebody was, or how often: "boxer-turned", "two-term"."""
    return tuple(f"-{word}" for word in sorted(lexicon("offices", "endings")))


def modifier(word: Word) -> bool:
    """Whether a word may stand inside a title."""
    known = word.low in lexicon("offices", "modifiers") or (word.cap and word.low in lexicon("offices", "portfolio"))
    return known or word.label == "matter"


def is_determiner(word: Word) -> bool:
    """Whether a word is an article or an owner: "the", "their"."""
    return word.low in lexicon("offices", "determiners")


def phrase(words: Sequence[Word], at: int) -> range:
    """All words of the lexicon phrase that the word at `at` belongs to."""
    first = words[at].phrase
    if first < 0:
        return range(at, at + 1)
    last = at
    while last + 1 < len(words) and words[last + 1].phrase == first:
        last += 1
    return range(first, last + 1)


def build(text: str, words: Sequence[Word], *, head: range, first: int, last: int, rule: str) -> Title | None:
    """A title from the words [first, last) around its head."""
    head_text = head_key(" ".join(words[k].low for k in head))
    kind = heads()[head_text]
    before = _read_before(words, first, head)
    after = _read_after(
        words, head.stop, _before_adverb(words, head.stop, last), envoy=head_text in lexicon("offices", "sent_abroad"),
        matters=kind == "office" and not lexicon("offices", "of_matters").isdisjoint(head_text.split()),
    )  # fmt: skip
    known_after = bool(after.body) and words[after.body[0]].label == "organisation"
    body = after.body if before.unknown and known_after else before.body or after.body
    organisation = _text(text, words, body) or None
    international = organisation is not None and is_international(organisation)
    country = _home_of(words, head, before.country or after.country)
    if international and head_text.split()[-1] not in lexicon("offices", "accredited"):
        country = None
    region = before.region or after.region
    fresh = before.kept[:1] if before.kept and _is_not_shown(words[before.kept[0]]) else []
    kept = [*before.kept[len(fresh) :], *head, *after.kept]
    low = [words[k].low for k in kept if k not in head]
    if words[head.start].low.partition("-")[0] in lexicon("offices", "kept_prefixes"):
        low.append("late")
    official = _official(
        head_text, kind, low=low, organisation=organisation, country=country, region=region,
        capital=words[head.start].cap, unknown=before.unknown, party=before.party,
    )  # fmt: skip
    return Title(
        title=_mark(words, fresh) + re.sub(r"[,\s]+$", "", _text(text, words, kept)),
        head=head_text,
        kind=kind,
        organisation=organisation or (region if kind != "private" or official else None),
        country=country,
        official=official,
        words=(first, last),
        span=Span(words[first].span.start, words[last - 1].span.end),
        rule=rule,
    )


def _is_not_shown(word: Word) -> bool:
    """Whether a word before a title says no more than that it is held: but not the "New" of a name."""
    held = word.low in lexicon("offices", "not_shown") and (word.text.islower() or word.low != "new")
    return held or word.low in lexicon("offices", "past_openers")


def _mark(words: Sequence[Word], left_out: Sequence[int]) -> str:
    """What the book puts before a title for a word like "formerly" that is left out."""
    return "[former] " if any(words[k].low in lexicon("offices", "past_openers") for k in left_out) else ""


def _text(text: str, words: Sequence[Word], kept: Sequence[int]) -> str:
    """The words kept, as the source writes them; gaps where words were left out become one space."""
    out = ""
    for before, at in zip([None, *kept], kept, strict=False):
        if before is not None:
            between = re.sub(r" ?\([^()]*\)", "", text[words[before].span.end : words[at].span.start])
            out += between if at == before + 1 else "-" if words[at].gap == "-" else " "
        out += words[at].span.of(text)
    return " ".join(out.split())


# The words before a head


def _read_before(words: Sequence[Word], first: int, head: range) -> _Reading:
    """Countries and owners are left out; bodies, states and cities stay in the title."""
    read = _Reading()
    at = first
    bare = " ".join(words[k].low for k in head) in lexicon("offices", "party_heads")
    joints = [
        k for k in range(first + 2, head.start - 1) if words[k].low == "and" and words[k + 1].label == "organisation"
    ]
    if joints and words[first].low in lexicon("bodies", "openers"):  # "National Flood Reduction and Management Council"
        at = phrase(words, joints[0] + 1).stop
        read.body.extend(range(first, at))
        read.kept.extend(read.body)
    while at < head.start:
        word = words[at]
        group = phrase(words, at) if word.label in ("country", "organisation") else range(at, at + 1)
        group = range(at, min(group.stop, head.start))
        if word.label == "country":
            found = countries().get(" ".join(words[k].low for k in group))
            read.country = read.country or (found.name if found else None)
            if found and _is_local(words, head, found):
                read.region = read.region or " ".join(words[k].text for k in group)
                read.kept.extend(group)
        elif word.label == "organisation" and _is_party(words, group):
            read.party = True
            read.country = read.country or country_of_body(word.low)
            if bare:
                read.kept.extend(group)
        elif word.label == "organisation":
            read.body.extend([*_body_opening(words, at, first), *group])
            while words[read.body[0]].low in lexicon("offices", "status") and len(read.body) > 1:
                read.body.pop(0)
            read.kept.extend(group)
            read.country = read.country or country_of_body(_low(words, group))
        elif body := common_body(words, at, head.start):
            group = body
            read.body.extend(group)
            read.kept.extend(group)
        elif _is_partisan(word):
            read.party = True
            if bare:
                read.kept.append(at)
        elif word.low.endswith(_endings()) or words[at + 1].low in lexicon("offices", "trades"):
            read.kept.append(at)  # "Boxer-turned politician", "Zinc industry spokesman"
        elif word.cap and read.body and words[read.body[-1]].possessive:
            read.kept.append(at)  # "the Harbour Bank's Marketing Director"
        elif word.cap and not modifier(word) and word.label != "head" and not is_determiner(word):
            read.body.extend(_unknown_body(words, at, first))
            read.kept.append(at)
            read.unknown = True
        elif not is_determiner(word):
            read.kept.append(at)
        if words[group.stop - 1].possessive:
            read.kept.clear()  # "the nation's first governor": the owner is no part of the title
        at = group.stop
    if read.body and read.body[-1] - read.body[0] >= len(read.body):
        read.body = _first_run(read.body)
    return read


def _is_partisan(word: Word) -> bool:
    """Whether a word says of which party: "Labour leader", but no "labour minister"."""
    return word.low in lexicon("bodies", "party_adjectives") and (word.cap or not modifier(word))


def _is_local(words: Sequence[Word], head: range, place: Country) -> bool:
    """Whether a place is part of a country: a region, a capital, or a state, before an office of states."""
    return place.kind in ("region", "capital") or _home_of(words, head, place.name) != place.name


def _home_of(words: Sequence[Word], head: range, country: str | None) -> str | None:
    """The country of an office, where the name of a country may be that of a state: "Georgia Gov. Roe"."""
    return "United States" if country in lexicon("bodies", "states_too") and is_state_office(words, head) else country


def is_state_office(words: Sequence[Word], head: range) -> bool:
    """Whether an office is one of a state of the United States, where a country has none."""
    return head_key(_low(words, head)) in lexicon("bodies", "state_heads")


def _unknown_body(words: Sequence[Word], at: int, first: int) -> list[int]:
    """A capital that no table knows, with the capitals before it when it is a word for bodies: "National Defence
    Force"."""
    return [*_body_opening(words, at, first), at] if words[at].low in lexicon("bodies", "heads") else [at]


def _body_opening(words: Sequence[Word], at: int, first: int) -> list[int]:
    """Capitals right before a body that are part of its name: the "National" of "National Security Council"."""
    start = at
    national = words[at].low in lexicon("bodies", "of_parties")
    while start > first and words[start].gap == " " and words[start - 1].cap and not words[start - 1].possessive:
        low = words[start - 1].low
        if words[start - 1].label == "head" or low in lexicon("offices", "status") or not (
            low in lexicon("offices", "portfolio") or (national and low in lexicon("bodies", "party_adjectives"))
        ):  # fmt: skip
            break
        start -= 1
    return list(range(start, at))


def common_body(words: Sequence[Word], at: int, stop: int) -> range | None:
    """ "foreign ministry" in small letters: words of a portfolio before a noun for a public body."""
    for k in range(at, min(stop, at + 4)):
        word = words[k]
        if k > at and word.gap != " ":
            return None
        if word.low in lexicon("bodies", "common"):
            return range(at, k + 1)
        if word.low in lexicon("offices", "status") or not modifier(word):
            return None
    return None


def _is_party(words: Sequence[Word], group: range) -> bool:
    return len(group) == 1 and words[group.start].low in lexicon("bodies", "parties")


def _first_run(places: Sequence[int]) -> list[int]:
    """The first unbroken run: of "the Institute at the University" the Institute."""
    run = [places[0]]
    for at in places[1:]:
        if at != run[-1] + 1:
            break
        run.append(at)
    return run


def _low(words: Sequence[Word], group: Sequence[int]) -> str:
    return " ".join(words[k].low for k in group)


# The words after a head


def _before_adverb(words: Sequence[Word], at: int, last: int) -> int:
    """Where a title ends that stands before "prior to this"."""
    return next((k for k in range(at, last) if words[k].low in lexicon("offices", "behind_titles")), last)


def _read_after(words: Sequence[Word], at: int, last: int, *, envoy: bool, matters: bool) -> _Reading:
    """ "of", "for", "to" and "on" lead to words of the title, "at", "from", "with" and "in" to where it is held."""
    read = _Reading()
    kept_links = lexicon("offices", "title_links")
    for number, (link, content) in enumerate(_complements(words, at, last)):
        opening = words[link.start].low
        body = _body_of(words, opening, content, envoy=envoy, matters=matters)
        whole = [*link, *content]
        keep = opening in kept_links or (len(link) > 2 and words[link.start + 1].low == "charge")
        if read.body or (number and not keep and not body):
            found = _lone_country(words, content)
            follows = opening == "of" and read.body and link.start == read.body[-1] + 1
            if follows and not found and words[read.body[-1]].low in lexicon("bodies", "common"):
                read.body.extend(whole)  # "the ministry of ports"
                read.kept.extend(whole if read.kept else ())
            if found and not read.country and not envoy:
                read.country = found[0]
            if found and follows and words[read.body[-1]].label != "organisation":
                read.body.extend(whole)  # "United Mine Workers of America"
                read.kept.extend(whole if read.kept else ())
            if read.body:
                break
        elif body:
            read.body = body
            owner = _lone_country(words, range(content.start, body[0]))  # "at Korea's Ministry of ..."
            read.country = read.country or (owner[0] if owner else country_of_body(_low(words, body)))
            if keep:
                read.kept.extend(whole if words[body[-1]].possessive else range(link.start, body[-1] + 1))
        elif found := _lone_country(words, content):
            name, kind = found
            abroad = envoy and opening == "in"  # "the Chinese ambassador in Harare"
            if kind in ("region", "capital") and not abroad:
                read.region = " ".join(words[k].text for k in content if words[k].label == "country")
            if opening in lexicon("offices", "country_links") or number or _speaks_for(words, link):
                read.country = read.country or _held_in(words, link, name, envoy=envoy)
            if abroad or (kind in ("region", "capital") and keep) or opening in kept_links - {"of"}:
                read.kept.extend(whole)
        elif keep:
            read.kept.extend(whole)
            read.country = read.country or _owner(words, content)
        elif not any(words[k].label == "country" for k in content):
            break
    return read


def _body_of(words: Sequence[Word], link: str, content: range, *, envoy: bool, matters: bool) -> list[int]:
    """The words of a complement that name a body: no minister's matters, no person whom somebody works for, and nothing
    unknown that an envoy is sent to ("envoy to the Sahel")."""
    if _names_person(words, content) or (matters and _are_matters(words, content)) or _is_no_body(words, link, content):
        return []
    body = _body_in(words, content)
    if envoy and link in lexicon("offices", "title_links"):
        return body if _is_known(words, body) else []
    place = not matters and all(_is_place_of_office(words[k]) for k in content)
    return body or (list(content) if place else [])  # "Lord Mayor of Brisbane <Roe>"


def _is_no_body(words: Sequence[Word], link: str, content: range) -> bool:
    return _is_field(words, content) or _is_where_from(words, link, content)


def _is_where_from(words: Sequence[Word], link: str, content: range) -> bool:
    """Whether a name behind "from" is the home of a member: "a board member from Westmarsh"."""
    sits = len(content) == 1 and words[content.start - 2].low in lexicon("offices", "from_places")
    return link == "from" and sits and words[content.start].label == "" and not words[content.start].text.isupper()


def _is_known(words: Sequence[Word], body: Sequence[int]) -> bool:
    return any(words[k].label == "organisation" or words[k].low in lexicon("bodies", "common") for k in body)


def _is_place_of_office(word: Word) -> bool:
    known = lexicon("offices", "modifiers") | lexicon("offices", "portfolio") | lexicon("bodies", "bare")
    field = word.common and word.low.endswith(tuple(lexicon("offices", "matter_endings")))
    return word.label == "matter" and not field and word.low not in known


def _speaks_for(words: Sequence[Word], link: range) -> bool:
    """ "the lead negotiator for Ethiopia" """
    head = _low(words, phrase(words, link.start - 1))
    return words[link.start].low == "for" and head in lexicon("offices", "for_countries")


def _held_in(words: Sequence[Word], link: range, country: str, *, envoy: bool) -> str | None:
    """The country behind a link, unless it is the one that an envoy is sent to."""
    return None if envoy and words[link.start].low != "of" and not _speaks_for(words, link) else country


def _names_person(words: Sequence[Word], content: range) -> bool:
    """Whether a complement is somebody with a title: "spokesman for <President Roe>"."""
    return any(
        words[k].label == "head" and words[k + 1].label == "" and words[k + 1].cap and words[k + 1].gap == " "
        for k in content[:-1]
    )


def _owner(words: Sequence[Word], content: range) -> str | None:
    """The country of "leader of Kenya's second party", and of "spokesman for Kenyan President Roe"."""
    stop = phrase(words, content.start).stop if len(content) else 0
    if not stop or words[content.start].label != "country":
        return None
    if _names_person(words, content):
        named = countries().get(_low(words, range(content.start, stop)))
        return named.name if named else None
    found = _lone_country(words, range(content.start, stop)) if words[stop - 1].possessive else None
    return found[0] if found else None


def _are_matters(words: Sequence[Word], content: range) -> bool:
    """Whether a minister's complement lists matters, with commas or "and", and not a body."""
    return any(words[k].gap == ", " or words[k].low in ("and", "&") for k in content[1:]) and all(
        words[k].label not in ("country", "head") for k in content
    )


def _complements(words: Sequence[Word], at: int, last: int) -> Iterator[tuple[range, range]]:
    """The link ("of the", "in charge of") and the content of each part of a complement."""
    links = lexicon("offices", "links")
    while at < last:
        stop = at + 1
        if words[at].low == "in" and stop + 1 < last and words[stop].low == "charge":
            stop += 2
        while stop < last and is_determiner(words[stop]):
            stop += 1
        end = stop
        while end < last and not (words[end].low in links and words[end].label in ("", "none") and end > stop):
            end = phrase(words, end).stop if words[end].label in ("country", "organisation") else end + 1
        yield range(at, stop), range(stop, min(end, last))
        at = max(end, at + 1)


def _body_in(words: Sequence[Word], content: range) -> list[int]:
    """The words that name a body: an organisation of the lexicon, a common body, or capitals that are no place
    alone."""
    for k in content:
        word = words[k]
        if word.label == "organisation" and not _is_party(words, phrase(words, k)):
            start = phrase(words, k).start
        elif word.label in ("", "head") and word.cap and not modifier(word) and word.label != "head":
            start = k
        elif word.low in lexicon("bodies", "common") and word.label != "country":
            start = k
            while start > content.start and modifier(words[start - 1]) and words[start].gap == " ":
                start -= 1
        else:
            continue
        while (
            start - 1 in content
            and (words[start - 1].cap or words[start - 1].label == "country")
            and words[start].gap in (" ", "-")
        ):
            if words[start - 1].possessive or words[start - 1].label == "head":
                break
            start -= 1
        stop = phrase(words, k).stop if word.label == "organisation" else k + 1
        while (
            stop < content.stop
            and words[stop].cap
            and (words[stop].gap in (" ", "-", " & ") or words[stop - 1].possessive)
        ):
            stop += 1
        known = word.label == "organisation" or word.low in lexicon("bodies", "common")
        if (known or words[stop - 1].low in lexicon("bodies", "heads")) and _goes_on(words, stop, content.stop):
            stop = content.stop  # "the Fire Service and Civil Defence"
        if not known and _ends_as_body(words, stop, content.stop):
            stop, known = content.stop, True  # "the KVB bank union"
        if not known and stop < content.stop and words[stop].gap == " ":
            return []  # "North American affairs", "the Hartwell clan"
        return list(range(start, min(stop, content.stop)))
    return []


def _is_field(words: Sequence[Word], content: range) -> bool:
    """Whether a complement is what somebody leads, and no body: "managing director of Operations"."""
    alone = len(content) == 1 and words[content.start].low in lexicon("posts", "fields")
    return alone or _is_field_of_body(words, content)


def _is_field_of_body(words: Sequence[Word], content: range) -> bool:
    """Whether it is a common body and nouns in small letters: "military intelligence"."""
    at = next((k for k in content if words[k].low in lexicon("bodies", "common")), content.stop)
    inside = words[at : content.stop]
    small = all(word.text.islower() for word in inside) and all(word.gap == " " for word in inside[1:])
    joined = any(word.low in lexicon("bodies", "joints") or word.verb for word in inside)
    return len(inside) > 1 and small and not (joined or inside[0].possessive)


def _goes_on(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether an "and" with capitals ends the name of a body, and names none itself."""
    rest = words[at + 1 : stop]
    return (
        at < stop
        and words[at].low == "and"
        and bool(rest)
        and all(word.cap and word.label in ("", "none") and word.gap == " " for word in rest)
    )


def _ends_as_body(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether small letters up to the end say what body a name is of."""
    rest = words[at:stop]
    plain = all(word.text.islower() and word.gap == " " and not word.verb for word in rest)
    return bool(rest) and plain and rest[-1].low in lexicon("bodies", "heads")


def _lone_country(words: Sequence[Word], content: range) -> tuple[str, str] | None:
    """The country of a complement that names one place and nothing else, with the kind of its name."""
    if not len(content) or words[content.start].label != "country":
        return None
    group = phrase(words, content.start)
    found = countries().get(_low(words, group))
    if found is None or group.stop < content.stop:
        return None
    return found.name, found.kind


# Offices and bodies


@cache
def _bodies() -> dict[str, str]:
    return {body: str(country) for country, bodies in load(BODIES).countries.items() for body in bodies}


def country_of_body(name: str) -> str | None:
    """The country of a public body that is its country's alone ("State Department"), or that names its country.

    >>> country_of_body("the State Department"), country_of_body("Bank of Kenya"), country_of_body("African Union")
    ('United States', 'Kenya', None)
    """
    low = f" {name.lower().replace('’', chr(39))} "
    if is_international(name):
        return None
    parts = low.split()
    for body, country in _bodies().items():
        if f" {body} " in low and (body not in lexicon("bodies", "parties") or _is_national(body, parts)):
            return country
    for size in (3, 2, 1):
        for at in range(len(parts) - size + 1):
            found = countries().get(" ".join(parts[at : at + size]))
            if (
                found
                and (found.kind != "capital" or lexicon("bodies", "of_a_town").intersection(parts))
                and not lexicon("bodies", "half_names").intersection(parts[at - 1 : at])
            ):
                return found.name
    return None


def _is_national(party: str, parts: Sequence[str]) -> bool:
    """Whether a party's adjective opens the name of its own country's body: not the "Harvest Democratic Party"."""
    rest = parts[parts.index("the") + 1 :] if parts[:1] == ["the"] else parts
    named = rest[1:2] != ["party"] or rest[2:3] == [] or rest[2] not in lexicon("bodies", "links")
    return rest[:1] == [party] and named and (len(rest) == 1 or rest[1] in lexicon("bodies", "of_parties"))


def is_international(name: str) -> bool:
    """Whether a body is of more than one country, by its name."""
    low = f" {name.lower()} "
    return any(f" {body} " in low for body in lexicon("bodies", "international"))


def is_government(name: str) -> bool:
    """Whether a body belongs to a state or to states, by its words."""
    low = f" {name.lower().replace('’', chr(39))} "
    if any(f" {body} " in low for body in (*lexicon("bodies", "central_banks"), *_state_bodies())):
        return True
    if is_international(name):
        return True
    if any(f" {word} " in low for word in lexicon("bodies", "private")):
        return False
    return any(f" {word} " in low for word in (*lexicon("bodies", "government"), *lexicon("bodies", "common")))


@cache
def _state_bodies() -> frozenset[str]:
    return frozenset(_bodies()) - lexicon("bodies", "parties")


def is_party(name: str) -> bool:
    """Whether a body is a political party, by the last word of its name or by its being known as one."""
    low = name.lower().split()
    return bool(low) and (
        low[-1] in lexicon("bodies", "party_nouns") | lexicon("bodies", "party_people")
        or low[0] == "party"
        or any(one in lexicon("bodies", "party_nouns") and other == "of" for one, other in pairwise(low))
        or " ".join(low) in lexicon("bodies", "parties")
    )


def _official(
    head: str, kind: HeadKind, *, low: Sequence[str], organisation: str | None, country: str | None,
    region: str | None, capital: bool, unknown: bool, party: bool,
) -> bool:  # fmt: skip
    """Whether the holder of a title is an official, by the kind of its head and the body it is at."""
    if any(word in lexicon("offices", "clergy") for word in low):
        return False
    if kind == "office":
        return True
    if kind == "private":
        return region is not None and organisation is None and head in lexicon("offices", "of_territories")
    if head == "member" and not set((organisation or "").lower().split()) & lexicon("offices", "member_bodies"):
        return False
    if organisation and is_government(organisation):
        return True
    if head in lexicon("offices", "party_heads") and (party or (organisation and is_party(organisation))):
        return True
    if organisation or unknown or any(word in lexicon("offices", "private_words") for word in low):
        return False
    public = any(word in lexicon("offices", "public") for word in low)
    if kind == "state":
        return capital or public or country is not None or any(word in lexicon("offices", "late_words") for word in low)
    return (public and (capital or country is not None)) or any(
        word in lexicon("offices", "strong_public") for word in low
    )
