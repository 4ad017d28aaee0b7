"""Where titles stand: before a name ("Foreign Minister Roe") and after it ("Roe, the foreign minister")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import msgspec

from ...model.text import Span
from .labels import TitleRule
from .lexicon_words import Word, abbreviates, choice, countries, head_key, heads, lexicon
from .matters import is_small_matter, listed_matters, small_matters, takes_matters
from .titles import Title, build, common_body, country_of_body, is_determiner, is_government, modifier, phrase

_SPACE = re.compile(r"[ -]{1,3}|[-–]")
_PARTY = re.compile(r" ?[(,]? ?\(?(?:[RDI]-[A-Z][\w.]{1,12})\)?")
_ASIDE = re.compile(r" \([^()]{0,60}\)")
MAX_TITLE = 14  # words looked at on either side


@cache
def _age() -> re.Pattern[str]:
    """A number that is an age: ", 54", but not that of "54 percent"."""
    return re.compile(rf",? \(?\d{{1,3}}\)?(?! ?(?:{choice('names', 'after_figures')}))")


@cache
def _openers() -> frozenset[str]:
    """What may stand between a name and its title."""
    return frozenset().union(
        *(lexicon("offices", key) for key in ("determiners", "past_openers", "predicates", "openers"))
    )


@cache
def _loose_ends() -> frozenset[str]:
    """What no title ends with."""
    return frozenset().union(*(lexicon("offices", key) for key in ("determiners", "plain_links", "conjunctions")))


# Before a name


def titles_before(text: str, words: Sequence[Word], name: int, floor: int = 0) -> list[Title]:
    """The titles that end where a name begins: "Boeing president and CEO Jane Roe" has two.

    `name` is the index of the name's first word, `floor` the index before which no title may begin. An abbreviation
    in brackets is passed over: "Dockers' Union (DU) spokesman Roe".
    """
    kept = [
        at for at in range(len(words)) if not (floor <= at < name and (abbreviates(words, at) or _is_branch(words, at)))
    ]
    if len(kept) == len(words):
        return _titles_before(text, words, name, floor)
    places = {at: place for place, at in enumerate(kept)}
    view = [
        msgspec.structs.replace(
            word,
            phrase=places.get(word.phrase, word.phrase),
            gap=re.sub(r"^\)", "", word.gap) if at - 1 not in places else word.gap,
        )
        for at, word in enumerate(words)
        if at in places
    ]
    found = _titles_before(text, view, places[name] if name < len(words) else len(view), places.get(floor, floor))
    return [replace(title, words=(kept[title.words[0]], kept[title.words[1] - 1] + 1)) for title in found]


def _is_branch(words: Sequence[Word], at: int) -> bool:
    """Whether a word is the branch of an office, in brackets: "deputy director (Operations) Roe"."""
    behind = words[at + 1].gap if at + 1 < len(words) else ""
    return at > 0 and words[at].gap == " (" and behind == ") " and words[at - 1].label == "head"


def _titles_before(text: str, words: Sequence[Word], name: int, floor: int) -> list[Title]:
    name = _past_honourable(words, name)
    at = name - 1
    gap = words[name].gap if name < len(words) else ""
    comma = gap == ", "
    if at < floor or gap not in (" ", ", ", " “", ' "'):
        return []
    head = _head_left_of(words, name, floor)
    if head is None:
        return []
    first = _leftmost(words, head.start, floor)
    if _is_rank(words, head) and first < head.start and _head_left_of(words, head.start, floor):
        first = head.start  # "Chairman of the Joint Chiefs of Staff Gen. Roe"
    if comma and not _opens_apposition(words, _first_of_two(words, first, floor)):
        return []
    return _coordinated(
        text,
        words,
        head=head,
        first=first,
        last=name,
        floor=floor,
        rule=TitleRule.BEFORE_COMMA if comma else TitleRule.BEFORE,
    )


def _is_nationality(word: Word) -> bool:
    """Whether a word says where the name behind it is from: "Kenyan", "Kenya's"."""
    found = countries().get(word.low) if word.label == "country" else None
    return found is not None and (found.kind == "name" if word.possessive else found.kind == "adjective")


def _is_rank(words: Sequence[Word], head: range) -> bool:
    return " ".join(words[k].low for k in head) in lexicon("offices", "ranks")


def _past_honourable(words: Sequence[Word], name: int) -> int:
    """ "Minister for Ports, the Hon Jane Roe", "the envoy, Kenya's Jane Roe": the index of what stands between title
    and name."""
    if name > 1 and words[name - 1].gap == ", " and words[name].gap == " " and _is_nationality(words[name - 1]):
        return name - 1
    if (
        1 < name < len(words)
        and words[name].label == "honorific"
        and words[name].gap == " "
        and words[name - 1].low == "the"
    ):
        return name - 1
    return name


def _head_left_of(words: Sequence[Word], end: int, floor: int) -> range | None:
    """The head of the title that ends before word `end`, with what may stand behind it: "Minister of Trade"."""
    return (
        _head_served(words, end, floor)
        or _subject_served(words, end, floor)
        or _head_of_justice(words, end)
        or _head_ending_at(words, end - 1)
        or _head_with_complement(words, end, floor)
        or (None if _joins_persons(words, end) else _head_with_portfolios(words, end, floor))
        or _head_with_small_matters(words, end, floor)
        or _head_of_owned_body(words, end, floor)
    )


def _head_served(words: Sequence[Word], end: int, floor: int) -> range | None:
    """The head of "Chief Secretary to the President and Cabinet <Name>", with capitals: what stands behind the "to" is
    whom it serves."""
    at = end - 1
    while at >= floor + 2 and end - at < MAX_TITLE and words[at].gap == " ":
        if words[at].low == "the" and words[at - 1].low == "to" and words[at + 1].label in ("head", "organisation"):
            head = _head_ending_at(words, at - 2)
            return head if head and words[head.start].cap and for_person(words, head.stop) else None
        if not (words[at].cap or words[at].low in lexicon("offices", "matter_links") | {"of"}):
            return None
        at -= 1
    return None


def _subject_served(words: Sequence[Word], end: int, floor: int) -> range | None:
    """The head of "The adviser to the president, <Name>, said", which opens its sentence: its subject is named, not the
    person whom it serves."""
    apposed = end < len(words) and words[end].gap == ", "
    person = _head_ending_at(words, end - 1) if apposed else None
    link = person.start - 2 if person else 0
    if link < 1 or floor or not (_serves_the(words, link) and for_person(words, link)):
        return None
    head = _head_ending_at(words, link - 1)
    first = _leftmost(words, head.start, floor) if head else link
    return head if all(is_determiner(word) for word in words[:first]) and first < 2 else None


def _serves_the(words: Sequence[Word], link: int) -> bool:
    return words[link + 1].low == "the" and words[link].low in lexicon("offices", "title_links")


def _head_of_justice(words: Sequence[Word], end: int) -> range | None:
    """The head of "Minister of Justice <Name>", whose matter is a title too."""
    matter = end > 2 and words[end - 1].label == "head" and words[end - 1].low in lexicon("offices", "portfolio")
    return _head_ending_at(words, end - 3) if matter and words[end - 2].low == "of" else None


def _head_of_owned_body(words: Sequence[Word], name: int, floor: int) -> range | None:
    """The head of "the leader of Kenya's doctors' union, Name": a body in small letters, of those in front of it."""
    at = name - 1
    if at <= floor or words[at].low not in lexicon("posts", "owned_bodies") or words[at].cap:
        return None
    owned = False
    while at - 1 > floor and words[at].gap[-1:] == " " and _is_owner_of_body(words, at - 1):
        at = phrase(words, at - 1).start if words[at - 1].phrase >= 0 else at - 1
        owned = True
    link = at - 2 if is_determiner(words[at - 1]) else at - 1
    of_body = link > floor and words[link].low in lexicon("offices", "plain_links")
    return _head_ending_at(words, link - 1) if owned and of_body else None


def _is_owner_of_body(words: Sequence[Word], at: int) -> bool:
    """Whose a body is, or where: "Kenya's", "doctors'", "main"."""
    word = words[at]
    plain = word.text.islower() and (word.possessive or modifier(word) or word.low in lexicon("posts", "unions"))
    return word.label == "country" or plain


def _joins_persons(words: Sequence[Word], name: int) -> bool:
    """ "Secretary for Trade and <Jane Roe>" """
    return words[name - 1].low in lexicon("offices", "matter_links")


def _head_with_small_matters(words: Sequence[Word], name: int, floor: int) -> range | None:
    """The head of "the minister of mines and hydrocarbons, Name"."""
    for at in range(name - 2, max(floor, name - MAX_TITLE), -1):
        if words[at].low in lexicon("offices", "plain_links") | {"to"} and words[at].label in ("", "none"):
            head = _head_ending_at(words, at - 1)
            first = at + 2 if words[at + 1].low in lexicon("offices", "determiners") else at + 1
            open_to = head is not None and (
                _takes_small_matters(words, head, words[first:name]) or _takes_field(words, head, first, name, floor)
            )
            return head if open_to and first < name and small_matters(words, first, name) else None
    return None


def _takes_field(words: Sequence[Word], head: range, first: int, name: int, floor: int) -> bool:
    """Whether the field of "the head of network security Roe" stands before the name of a person: not that of a firm,
    as in "Doe, head of the carmaker Kelvara"."""
    if words[head.stop - 1].low not in lexicon("offices", "of_fields"):
        return False
    if name >= len(words) or words[name].gap != " " or words[name].low in lexicon("names", "given"):
        return True
    start = _leftmost(words, head.start, floor)
    start -= start > floor and is_determiner(words[start - 1])
    described = first > head.stop + 1 or words[name - 1].low in lexicon("names", "company_nouns")
    return not described and words[start].gap != ", "


def _takes_small_matters(words: Sequence[Word], head: range, behind: Sequence[Word]) -> bool:
    """Whether an office is of any matters, or of these: "head of mission"."""
    sent = words[head.stop - 1].low in lexicon("offices", "sent_abroad")
    return sent or takes_matters(words, head) or all(word.low in lexicon("bodies", "bare") for word in behind)


def _head_ending_at(words: Sequence[Word], end: int) -> range | None:
    """The head whose last word is `end`."""
    if end < 0 or words[end].label != "head" or words[end].possessive:
        return None
    return phrase(words, end)


def _head_with_complement(words: Sequence[Word], name: int, floor: int) -> range | None:
    """The head of "head of <body> Name": a body or a country whole, of known words, right before the name."""
    at = name - 1
    if words[at].low in _loose_ends() or words[at].possessive:
        return None
    if words[at].label == "country":
        found = countries().get(" ".join(words[k].low for k in phrase(words, at)))
        if found is None or found.kind == "adjective":
            return None  # "president of Canadian <Auto Workers>"
    while at >= max(floor, name - MAX_TITLE):
        word = words[at]
        inside = at + 1 < name and words[at + 1].phrase >= 0 and words[at + 1].phrase == word.phrase
        if at + 1 < name and not (words[at + 1].gap == " " or inside):
            return None
        if at + 1 < name and _is_link(words, at, floor):
            head = _head_ending_at(words, at - 1)
            return head if word.low in lexicon("offices", "title_links") else _abroad(words, head)
        if not (word.label in ("organisation", "country") or modifier(word) or word.low == "the"):
            return None
        at = phrase(words, at).start - 1 if word.phrase >= 0 else at - 1
    return None


def _is_link(words: Sequence[Word], at: int, floor: int) -> bool:
    """Whether a word leads from a head to what it is of, or to the country that somebody is sent to."""
    word = words[at]
    to_country = word.low in lexicon("offices", "country_links") and words[at + 1].label == "country"
    return at > floor and word.label in ("", "none") and (word.low in lexicon("offices", "title_links") or to_country)


def _abroad(words: Sequence[Word], head: range | None) -> range | None:
    """The head of "the ambassador in Harare, Roe"."""
    sent = head is not None and " ".join(words[k].low for k in head) in lexicon("offices", "sent_abroad")
    return head if sent else None


def titles_by_person(text: str, words: Sequence[Word], name: int, other: tuple[int, int], *, floor: int) -> list[Title]:
    """The title of "A spokesman for Mayor Roe, <Doe>, said": `other` is the half-open range of the person between."""
    if name != other[1] or words[name].gap != ", " or words[other[1] - 1].possessive:
        return []
    own = titles_before(text, words, other[0], floor)
    link = min((title.words[0] for title in own), default=other[0]) - 1
    if link <= floor or words[link].low not in lexicon("offices", "title_links") or not for_person(words, link):
        return []
    head = _head_ending_at(words, link - 1)
    first = _leftmost(words, head.start, floor) if head else name
    if head is None or not _opens_apposition(words, first):
        return []
    title = build(text, words, head=head, first=first, last=name, rule=TitleRule.BEFORE_COMMA)
    return [title] if title else []


def _head_with_portfolios(words: Sequence[Word], name: int, floor: int) -> range | None:
    """The head of "Minister for Trade, Port Safety and the Arts Name": matters with capitals, a comma between only
    before an "and"."""
    at = name - 1
    commas = joints = 0
    while at > floor and name - at < MAX_TITLE:
        word, gap = words[at], words[at + 1].gap
        if at + 1 < name and gap not in (" ", ", "):
            return None
        commas += at + 1 < name and gap == ", "
        joints += word.low in ("and", "&")
        if word.low in lexicon("offices", "plain_links"):
            head = _head_ending_at(words, at - 1)
            of_matters = head is not None and takes_matters(words, head)
            return head if of_matters and words[at + 1].cap and (joints == 1 or not commas) and at + 1 < name else None
        if not _may_be_matter(words, at):
            return None
        at -= 1
    return None


def _may_be_matter(words: Sequence[Word], at: int) -> bool:
    """Whether a word may stand in a list of matters with capitals; the name behind one may not."""
    word = words[at]
    if word.label in ("head", "country", "honorific") or word.possessive or _name_goes_on(words, at):
        return False
    return word.cap or word.low in lexicon("offices", "matter_links")


def _leftmost(words: Sequence[Word], start: int, floor: int) -> int:
    """How far a title reaches to the left of its head."""
    at = _chief_of(words, start, floor)
    rank = words[start].low in lexicon("offices", "ranks")
    while at > floor:
        before = words[at - 1]
        if not _SPACE.fullmatch(words[at].gap) or before.verb:
            break
        if before.label in ("country", "organisation"):
            at = max(floor, phrase(words, at - 1).start)
        elif before.label == "head":
            if (
                (rank and at == start)
                or before.possessive
                or not (before.low in lexicon("offices", "modifiers") or words[at].label == "head")
            ):
                break
            at = max(floor, phrase(words, at - 1).start)
        elif _is_part_of_title(words, at):
            at -= 1
        elif _joins_matters(words, at, floor) and not _head_left_of(words, at - 1, floor):
            at -= 2
        elif before.low in ("and", "&") and (opening := _long_name(words, at, floor)) is not None:
            at = opening
        else:
            break
    while at < start and words[at].low in lexicon("bodies", "joints"):
        at += 1
    return at


def _chief_of(words: Sequence[Word], head: int, floor: int) -> int:
    """Where "chief human resources officer" begins; `head` for any other title."""
    if words[head].low not in lexicon("offices", "field_officers"):
        return head
    for at in range(head - 1, max(floor, head - 4) - 1, -1):
        if words[at + 1].gap not in (" ", "-") or words[at].verb:
            break
        if words[at].low in lexicon("offices", "chiefs"):
            return at
    return head


def _is_part_of_title(words: Sequence[Word], at: int) -> bool:
    """Whether the word before the title that begins at `at` is part of it: a modifier, a party, the name of a body."""
    before, first = words[at - 1], words[at]
    if modifier(before) or before.low in lexicon("offices", "kept_prefixes"):
        return True
    if before.label == "" and _is_noun_of_title(words, at):
        return True
    if before.low in lexicon("bodies", "party_adjectives") or (before.text.isupper() and len(before.text) > 1):
        return not before.possessive
    return before.cap and before.low in lexicon("offices", "directions") and first.cap and first.label != "head"


def _is_noun_of_title(words: Sequence[Word], at: int) -> bool:
    """Whether the word before the title names a body, a trade ("zinc industry spokesman") or a matter ("mining
    minister")."""
    before = words[at - 1]
    trade = before.text.isalpha() and words[at].low in lexicon("offices", "trades")
    return trade or _names_body(before, first=at == 1) or is_small_matter(words, at - 1)


def _names_body(word: Word, *, first: bool) -> bool:
    """Whether a capital may name a body; an owner that opens its sentence ("Today's") must be in no dictionary."""
    return word.cap and not (first and word.possessive and word.common)


def _joins_matters(words: Sequence[Word], at: int, floor: int) -> bool:
    """Whether an "and" before the word at `at` joins two words of one portfolio: "Trade and Industry"."""
    return (
        words[at - 1].low in ("and", "&")
        and at - 2 >= floor
        and words[at - 1].gap == " "
        and modifier(words[at - 2])
        and words[at - 2].label != "head"
        and modifier(words[at])
    )


def _long_name(words: Sequence[Word], at: int, floor: int) -> int | None:
    """Where the name of a body opens that has an "and" inside: "National Flood Reduction and Management Council"."""
    if words[at].label != "organisation":
        return None
    first = at - 1
    while (
        first - 1 >= floor
        and words[first - 1].cap
        and words[first].gap in (" ", ", ")
        and not words[first - 1].possessive
    ):
        first -= 1
    return first if first < at - 2 and words[first].low in lexicon("bodies", "openers") else None


def _opens_apposition(words: Sequence[Word], first: int) -> bool:
    """Whether "<title>, Name" is an apposition: it has an article, an owner or "as", or opens its sentence."""
    if first == 0:
        return True
    return not _behind_turn(words, first) and (_is_capital_office(words, first) or _is_opened(words, first))


def _behind_turn(words: Sequence[Word], first: int) -> bool:
    """ "her re-election as <chair>, Roe said" """
    return first > 1 and words[first - 1].low == "as" and words[first - 2].low in lexicon("offices", "turns")


def _is_opened(words: Sequence[Word], first: int) -> bool:
    """Whether a word in front of a title, or its own first, makes it an apposition."""
    before = words[first - 1]
    return (
        before.low in lexicon("offices", "determiners") | lexicon("offices", "apposition_openers")
        or before.possessive
        or words[first].possessive
        or words[first].label in ("country", "organisation")
        or words[first].low in lexicon("offices", "status")
    )


def _is_capital_office(words: Sequence[Word], first: int) -> bool:
    """Whether an office with capitals begins between commas: ", Energy Minister, <Roe>, said"."""
    at = first
    while at + 1 < len(words) and words[at].cap and words[at].label != "head" and words[at + 1].gap == " ":
        at += 1
    office = words[at].label == "head" and heads().get(head_key(" ".join(words[k].low for k in phrase(words, at))))
    return words[first].gap == ", " and words[at].cap and office == "office"


def _coordinated(
    text: str, words: Sequence[Word], *, head: range, first: int, last: int, floor: int, rule: str
) -> list[Title]:
    """The title and, left of it, the one that it is joined to by "and" or that a rank follows ("Chairman Rep. Roe",
    "the army chief, Gen. Roe")."""
    main = build(text, words, head=head, first=first, last=last, rule=rule)
    if main is None:
        return []
    opening = _owner_of_title(words, first, floor)
    if opening - 1 >= floor and words[opening - 1].low in ("and", "&") and words[opening - 1].gap == " ":
        partner = _partner(text, words, end=opening - 1, floor=floor, rule=rule, owned=opening < first)
        return [_share(partner, main), _as_past(words, _share(main, partner), partner)] if partner else [main]
    partner = _before_rank(text, words, first, floor, rule)
    if partner and main.head in lexicon("offices", "nobles"):
        return [partner]  # "Energy Minister Prince Roe"
    return [partner, replace(main, country=main.country or partner.country)] if partner else [main]


def _first_of_two(words: Sequence[Word], first: int, floor: int) -> int:
    """Where the title begins that an "and" joins to the one at `first`, or else `first`: "Kenya's vice president and
    trade minister, Roe"."""
    if first - 1 <= floor or words[first - 1].low not in ("and", "&"):
        return first
    head = _head_left_of(words, first - 1, floor)
    return _leftmost(words, head.start, floor) if head else first


def _partner(
    text: str, words: Sequence[Word], *, end: int, floor: int, rule: str, owned: bool = False, apposed: bool = False
) -> Title | None:
    """The title that ends before word `end`. "The minister and the president's adviser Roe" may be two (`owned`), and
    "minister, Gen. Roe" too (`apposed`)."""
    head = _head_left_of(words, end, floor) if end > floor and words[end].gap in (" ", ", ") else None
    if head is None:
        return None
    start = _leftmost(words, head.start, floor)
    if (owned and start > floor and is_determiner(words[start - 1])) or (
        apposed and not _opens_apposition(words, start)
    ):
        return None
    return build(text, words, head=head, first=start, last=end, rule=rule)


def _before_rank(text: str, words: Sequence[Word], first: int, floor: int, rule: str) -> Title | None:
    """The title before a rank: "Chairman Rep. Roe", "the army chief, Gen. Roe"."""
    if words[first].phrase != first or not _is_rank(words, phrase(words, first)):
        return None
    apposed = words[first].gap == ", "
    return _partner(
        text, words, end=first, floor=floor, rule=TitleRule.BEFORE_COMMA if apposed else rule, apposed=apposed
    )


def _owner_of_title(words: Sequence[Word], first: int, floor: int) -> int:
    """Where "the Vice President's" opens that owns the title at `first`; `first` without one."""
    owner = words[first - 1] if first > floor else None
    if owner is None or not owner.possessive or owner.label != "head":
        return first
    at = phrase(words, first - 1).start
    return at - 1 if at > floor and is_determiner(words[at - 1]) else at


def _share(one: Title, other: Title) -> Title:
    """A coordinated title with its partner's body where it has none; one private office makes both private."""
    private = other.kind == "private" and one.kind != "office"
    same = one.organisation or other.organisation
    return replace(one, organisation=same, country=one.country or other.country, official=one.official and not private)


@cache
def _plurals() -> dict[str, str]:
    """Offices in the plural, in lower case, with their singular."""
    offices = {head for head in heads() if not head.endswith((".", "s"))} - lexicon("offices", "not_roles")
    return {
        f"{head[:-1]}ies" if head.endswith("y") else re.sub(r"mans$|womans$", "men", f"{head}s"): head
        for head in offices
    }


def plural_titles(text: str, words: Sequence[Word], name: int, floor: int) -> list[Title]:
    """The title of the first of several names: "Foreign Ministers Roe of Kenya and Doe of Peru"."""
    if name - 1 < floor or words[name].gap != " ":
        return []
    plural = _plural_ending_at(words, name - 1, floor)
    return _of_plural(text, words, plural, floor, name) if plural else []


def opened_titles(text: str, words: Sequence[Word], name: int, floor: int) -> list[Title]:
    """The title of the first of several names that a mark or a verb parts from it: "the two deputy governors, Roe and
    Doe", "the vice presidents elected on Friday include Roe and Doe"."""
    for at in range(name - 1, max(floor, name - MAX_TITLE) - 1, -1):
        plural = _plural_ending_at(words, at, floor)
        if plural is None:
            continue
        stop = _complement(words, plural.stop, name)
        between = text[words[stop - 1].span.end : words[name].span.start]
        counted = any(word.low in lexicon("offices", "counts") for word in words[max(floor, at - 4) : at])
        found = _of_plural(text, words, plural, floor, stop) if counted and _opens_list().fullmatch(between) else []
        return [replace(title, rule=TitleRule.OPENS_LIST) for title in found]
    return []


@cache
def _opens_list() -> re.Pattern[str]:
    chosen, verbs, openers = (choice("offices", key) for key in ("chosen", "list_verbs", "list_openers"))
    return re.compile(rf"(?:,|:| [-–—]),? |, (?:{openers}) (?:the )?|(?: (?:{chosen})[\w ]*)? (?:{verbs}) [\w ]*")


def _of_plural(text: str, words: Sequence[Word], plural: range, floor: int, stop: int) -> list[Title]:
    """The title of one of those that a plural names; what it is of ends before word `stop`."""
    single = _plurals()[" ".join(words[k].low for k in plural)]
    low = [*(words[k].low for k in plural[:-1]), single.split()[-1]]
    shown = [
        msgspec.structs.replace(words[k], label="head", phrase=plural.start, low=one)
        for k, one in zip(plural, low, strict=True)
    ]
    ending = shown[-1].text[: len(single.split()[-1])]
    shown[-1] = msgspec.structs.replace(
        shown[-1], text=ending, span=Span(shown[-1].span.start, shown[-1].span.start + len(ending))
    )
    written = [*words[: plural.start], *shown, *words[plural.stop :]]
    first = _leftmost(written, plural.start, floor)
    title = build(text, written, head=plural, first=first, last=stop, rule=TitleRule.BEFORE_SEVERAL)
    several = words[plural.stop - 1].text
    return [replace(title, title=title.title.replace(several, ending, 1))] if title else []


def _plural_ending_at(words: Sequence[Word], at: int, floor: int = 0) -> range | None:
    return next(
        (
            range(first, at + 1)
            for first in (at - 2, at - 1, at)
            if first >= floor and " ".join(word.low for word in words[first : at + 1]) in _plurals()
        ),
        None,
    )


def divided_titles(text: str, words: Sequence[Word], names: Sequence[tuple[int, int]]) -> dict[int, list[Title]]:
    """The title of each name, by the word where the name begins, of "the rectors of Skarvik College, Roe, and Kelvara
    College, Doe": one plural, to each name its body."""
    for at in range(1, len(words) - 2):
        plural = _plural_ending_at(words, at) if words[at + 1].low == "of" else None
        found = _divided(words, at + 2, names) if plural else []
        if plural and len(found) > 1:
            return {
                body.stop: [_title_at(text, words, plural, range(body.start, _without_honorific(words, body)))]
                for body in found
            }
    return {}


def _divided(words: Sequence[Word], start: int, names: Sequence[tuple[int, int]]) -> list[range]:
    """The words between, before each name of the list that begins at `start`: its body, and an honorific."""
    found: list[range] = []
    for first, stop in names:
        body = range(start, first)
        if first < start:
            continue
        end = _without_honorific(words, body)
        named = all(words[k].cap or words[k].low in lexicon("bodies", "small_words") for k in range(start, end))
        if not (start < end <= first and named and end < len(words) and words[end].gap == ", "):
            break
        found.append(body)
        start = stop + 1 if stop < len(words) and words[stop].low == "and" else stop
    return found


def _without_honorific(words: Sequence[Word], body: range) -> int:
    end = body.stop
    while end > body.start and words[end - 1].label == "honorific":
        end -= 1
    return end


def _title_at(text: str, words: Sequence[Word], plural: range, body: range) -> Title:
    """The title that a plural and a body make: "rector of Kelvara College"."""
    head = _plurals()[" ".join(words[k].low for k in plural)]
    kind = heads()[head_key(head)]
    where = Span(words[body.start].span.start, words[body.stop - 1].span.end)
    name = " ".join(where.of(text).split())
    return Title(
        title=f"{head} of {name}", head=head, kind=kind, organisation=name.removeprefix("the "),
        country=country_of_body(name), official=kind == "office" or is_government(name),
        words=(body.start, body.stop), span=where, rule=TitleRule.BEFORE_SEVERAL,
    )  # fmt: skip


def joins_names(words: Sequence[Word], start: int, stop: int) -> bool:
    """Whether only a comma, "and" and a place ("of Kenya") stand between two names of a list."""
    between = words[_past_branch(words, start, stop) : stop]
    if not between:
        return stop < len(words) and words[stop].gap in (", ", "), ")
    plain = [word for word in between if word.label != "country" and word.low not in lexicon("offices", "portfolio")]
    return all(word.low in lexicon("offices", "between_names") for word in plain) and (
        between[-1].low in ("and", "&") or words[stop].gap == ", "
    )


def _past_branch(words: Sequence[Word], at: int, stop: int) -> int:
    """Behind what stands in brackets at `at`, "Ministers Roe (Finance), Doe (Health) and Poe", or between commas: "Roe,
    from the south, and Doe"."""
    if at < stop and words[at].gap == ", " and words[at].low in lexicon("offices", "held_at"):
        return next((k for k in range(at + 1, min(stop, at + 6)) if words[k].gap == ", "), at)
    if at >= stop or not re.fullmatch(r" ?\(", words[at].gap):
        return at
    return next((k for k in range(at + 1, min(stop, at + 4) + 1) if words[k].gap.startswith(")")), at)


def located(text: str, words: Sequence[Word], title: Title, end: int) -> Title:
    """A title with the country or body that stands behind the name, which ends before word `end`: "President Roe of
    Kenya", "Analyst Doe of Maybridge", "Judge Poe of Kenya's High Court"."""
    at = _place_behind(words, end)
    if at is None or title.rule == TitleRule.BEFORE_COMMA or _is_home(title):
        return title
    owner = phrase(words, at)
    if words[at].label == "country" and words[owner.stop - 1].possessive and owner.stop < len(words):
        country = countries().get(" ".join(words[k].low for k in owner))
        found = placed(text, words, title, owner.stop)
        return replace(found, country=title.country or country.name) if country and found is not title else title
    return placed(text, words, title, at)


def _is_home(title: Title) -> bool:
    """Whether "of Kenya" behind the names of a list is where they come from: "the vice presidents include Roe of
    Kenya"."""
    leads = title.kind == "office" or title.head in lexicon("offices", "heads_of_state")
    return title.rule == TitleRule.OPENS_LIST and not leads


def _place_behind(words: Sequence[Word], end: int) -> int | None:
    """The word behind the "of" or "of the" that follows a name."""
    if end + 1 >= len(words) or words[end].low not in lexicon("offices", "held_at") or words[end].gap != " ":
        return None
    at = end + 2 if words[end + 1].low == "the" else end + 1
    return at if at < len(words) and words[at].gap == " " else None


def placed(text: str, words: Sequence[Word], title: Title, at: int) -> Title:
    """A title with the country or body that begins at word `at`."""
    group = phrase(words, at)
    if words[at].label == "country" and not words[group.stop - 1].possessive:
        found = countries().get(" ".join(words[k].low for k in group))
        local = found is not None and found.kind in ("region", "capital")
        if (
            found is None
            or found.kind == "adjective"
            or title.kind == "private"
            or title.country not in (None, found.name)
        ):
            return title
        place = " ".join(words[k].text for k in group) if local and not title.organisation else title.organisation
        return replace(title, country=found.name, organisation=place)
    stop = group.stop if words[at].label == "organisation" else _body_name(words, at)
    if title.organisation is None and title.country is None and stop > at:
        body = words[group.start].span.start, words[stop - 1].span.end
        name = " ".join(text[body[0] : body[1]].split())
        official = is_government(name) or title.kind == "office"
        return replace(title, organisation=name, country=country_of_body(name), official=title.official and official)
    return title


def _body_name(words: Sequence[Word], at: int) -> int:
    """The end of what names a body, a run of capitals ("Dockers' Union") or "fisheries ministry". `at` itself where
    none does."""
    common = common_body(words, at, len(words))
    return common.stop if common else _capital_name(words, at)


def _capital_name(words: Sequence[Word], at: int) -> int:
    stop = at
    while (
        stop < len(words)
        and words[stop].cap
        and words[stop].label == ""
        and (stop == at or words[stop].gap.strip("'’") in (" ", "s "))
    ):
        stop += 1
    return (
        stop
        if stop > at + 1 and words[stop - 1].low in lexicon("bodies", "heads") and not words[stop - 1].possessive
        else at
    )


# After a name


def skip_asides(text: str, at: int) -> int:
    """The offset after an age, a party ("(R-AZ)") or a place in a picture ("(left)")."""
    for pattern in (_ASIDE, _PARTY, _age()):
        if match := pattern.match(text, at):
            at = match.end()
    return at


def titles_after(text: str, words: Sequence[Word], end: int, stop: int) -> list[Title]:
    """The titles in apposition after a name that ends before word `end`: "Roe, Japan's trade minister and ..."."""
    if end >= stop:
        return []
    if re.fullmatch(r"\s?\(", words[end].gap):
        found = titles_at(text, words, end, stop, rule=TitleRule.IN_BRACKETS)
        if found:
            return found
    if words[end].gap == " ":
        return _titles_run_on(text, words, end, stop)
    offset = skip_asides(text, words[end - 1].span.end)
    while end < stop and words[end].span.start < offset:
        end += 1
    if end >= stop or not re.fullmatch(r"\s?[,–—-]{1,2} ?", text[offset : words[end].span.start] or "x"):
        return []
    if words[end].low in lexicon("offices", "predicates"):
        return []  # "Roe, an adviser to Doe, is ...": not about the name beside it
    return titles_at(text, words, end, stop, rule=TitleRule.BEHIND)


def _titles_run_on(text: str, words: Sequence[Word], end: int, stop: int) -> list[Title]:
    """The titles of "Roe president of the Rowing Club said": a comma is missing behind a name that opens its
    sentence."""
    if words[end].label != "head" or words[end].cap or not all(word.cap and not word.verb for word in words[:end]):
        return []
    found = titles_at(text, words, end, stop, rule=TitleRule.BEHIND)
    last = found[-1].words[1] if found else stop
    return found if last < len(words) and words[last].verb and last > end + 2 else []


def titles_at(text: str, words: Sequence[Word], start: int, stop: int, *, rule: str) -> list[Title]:
    """The titles of a role phrase that begins at word `start`: "both Secretary of State and chief negotiator"."""
    at = start
    while at < stop and words[at].low in _openers():
        if at > start and words[at].gap != " ":
            return []
        at += 1
    first = at
    plain = 0
    while at < min(stop, first + MAX_TITLE):
        word = words[at]
        if (
            at > first
            and not _SPACE.fullmatch(word.gap)
            and not (words[at - 1].possessive and word.gap in ("'s ", "’s ", "' ", "’ "))
        ):
            return []
        if word.label == "head":
            head = phrase(words, at)
            onward = _next_head(words, head.stop, stop)
            if onward is None:
                return _titles_around(text, words, head, start=start, first=first, stop=stop, rule=rule)
            at = onward
            continue
        if not (
            word.cap
            or modifier(word)
            or word.label in ("country", "organisation")
            or word.text.replace("-", "").isalpha()
        ):
            return []
        if _never_inside(words, at, first):
            return []
        plain += not (word.cap or word.label or modifier(word))
        if plain > 3:
            return []
        at += 1
    return []


def _never_inside(words: Sequence[Word], at: int, first: int) -> bool:
    """Whether a word shows that no title goes on: a verb, a link behind no name, an "and" that begins it."""
    word = words[at]
    after_name = at > first and (words[at - 1].cap or words[at - 1].label)
    return (
        word.low in lexicon("offices", "never_inside")
        or word.verb
        or (word.low in lexicon("offices", "behind_names") and not after_name)
        or (at == first and word.low in lexicon("offices", "conjunctions"))
    )


def _belongs_to_next(words: Sequence[Word], head: range, last: int) -> bool:
    """Whether a title is of the name behind it: "Roe, Secretary of Transport <Doe>"; or no title at all."""
    if words[head.stop - 1].possessive or _names_follow(words, head.stop, len(words)) or _is_adjective(words, head):
        return True
    return last > head.stop and _name_goes_on(words, last)


def _titles_around(
    text: str, words: Sequence[Word], head: range, *, start: int, first: int, stop: int, rule: str
) -> list[Title]:
    """The title that begins at word `first` and has this head, and those that are joined to it behind."""
    last = _complement(words, head.stop, stop)
    if _belongs_to_next(words, head, last):
        return []
    title = build(text, words, head=head, first=first, last=last, rule=rule)
    if title is None:
        return []
    title = _named_behind(text, words, title, last, stop)
    if lexicon("offices", "past_openers") & {word.low for word in words[start:first]}:
        title = replace(title, title=f"[former] {title.title}")
    others = [_as_past(words, other, title) for other in _joined(text, words, last, stop, rule)]
    bare = last == head.stop and others and not _has_no_body(words, head)
    return [_share(title, others[0]) if bare else title, *(_demoted(other, title) for other in others)]


def _named_behind(text: str, words: Sequence[Word], title: Title, last: int, stop: int) -> Title:
    """ "chairman of Kenya's second party, Harvest,": a body that is described first and named between commas."""
    described = last < stop and words[last - 1].low in lexicon("bodies", "heads") and not words[last - 1].cap
    if not described or title.organisation or words[last].gap != ", " or not words[last].cap:
        return title
    end = last
    while (
        end < stop
        and words[end].cap
        and words[end].label in ("", "organisation", "country")
        and (end == last or words[end].gap == " ")
    ):
        end += 1
    named = any(words[k].label in ("", "organisation") for k in range(last, end)) and not words[end - 1].possessive
    behind = text[words[end - 1].span.end : words[end - 1].span.end + 2]
    given = words[last].low in lexicon("names", "given")
    if not named or given or not re.match(r"[,.)]| \(", behind):
        return title
    name = " ".join(text[words[last].span.start : words[end - 1].span.end].split())
    return replace(title, organisation=name)


def _next_head(words: Sequence[Word], at: int, stop: int) -> int | None:
    """A head right behind a head, or with a few words of a portfolio between: "chief trade negotiator"."""
    if words[at - 1].possessive:
        return None
    loose = words[at - 1].low in lexicon("offices", "modifiers")
    for k in range(at, min(stop, at + 4)):
        if words[k].gap not in (" ", "-"):
            return None
        if words[k].label == "head":
            return k
        plain = loose and k < at + 2 and words[k].text.islower() and not words[k].verb and words[k].label == ""
        if not (modifier(words[k]) or plain) or words[k].low in lexicon("offices", "links"):
            return None
    return None


def _names_follow(words: Sequence[Word], at: int, stop: int) -> bool:
    """A name right behind a head shows that the title belongs to that name."""
    return (
        at < stop
        and words[at].gap == " "
        and words[at].cap
        and words[at].label in ("", "honorific")
        and not modifier(words[at])
        and not _is_initials(words, at)
    )


def _is_initials(words: Sequence[Word], at: int) -> bool:
    """Whether capitals that stand alone are a party's or a body's: "leader of the opposition PLP"."""
    alone = at + 1 >= len(words) or words[at + 1].gap != " " or not words[at + 1].cap
    return words[at].text.isupper() and len(words[at].text) > 2 and alone


def _name_goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a name stands right behind the complement of a title."""
    return (
        at < len(words)
        and words[at].gap == " "
        and words[at].cap
        and words[at].label in ("", "honorific")
        and not words[at - 1].possessive
        and words[at - 1].label == "matter"
    )


def _is_adjective(words: Sequence[Word], head: range) -> bool:
    """ "the firm's major competitor": a rank that is also an adjective, before a common noun."""
    if words[head.start].low not in lexicon("offices", "adjectives") or len(head) > 1 or head.stop >= len(words):
        return False
    following = words[head.stop]
    return following.gap == " " and following.text.islower() and following.label == "" and not following.verb


def _has_no_body(words: Sequence[Word], head: range) -> bool:
    """Whether an office is a country's alone, so that the body of the post beside it is not its own: a minister."""
    low = " ".join(words[k].low for k in head)
    return low.split()[-1] in lexicon("offices", "of_matters") or low in lexicon("offices", "heads_of_country")


def _as_past(words: Sequence[Word], one: Title, first: Title) -> Title:
    """ "the former finance minister and central bank governor": both are over, but for a seat or the lead of a party,
    and where the second has a word of its own for when it is held."""
    low = {word.strip("[]") for word in first.title.lower().split()}
    of_now = lexicon("offices", "held_beside") | lexicon("offices", "openers")
    own = {words[one.words[0]].low, *one.title.lower().split()}
    past = low & lexicon("offices", "gone") and not of_now & own
    same = one.official and first.official and one.head not in lexicon("offices", "held_beside")
    return replace(one, title=f"[former] {one.title}") if past and same else one


def _demoted(one: Title, other: Title) -> Title:
    """Beside a private office an office that depends on its body is private too."""
    return replace(one, official=one.official and (one.kind == "office" or other.kind != "private"))


def _joined(text: str, words: Sequence[Word], last: int, stop: int, rule: str) -> list[Title]:
    """The titles behind an "and", or in a list that an "and" closes: "founder, chairman and chief executive of ..."."""
    if last < stop and words[last].low == "and" and words[last].gap in (" ", ", "):
        return titles_at(text, words, last + 1, stop, rule=rule)
    if last < stop and words[last].gap == ", " and words[last].label == "head" and words[last - 1].label == "head":
        found = titles_at(text, words, last, stop, rule=rule)
        return found if len(found) > 1 else []
    return []


def _complement(words: Sequence[Word], at: int, stop: int) -> int:
    """Where the body of a title ends: "... of State for Japan, South Korea, and Mongolia"."""
    links = lexicon("offices", "links")
    end = at
    while at < min(stop, end + MAX_TITLE):
        word = words[at]
        if not (word.gap == " " and word.low in links and at + 1 < stop and words[at + 1].gap == " "):
            break
        following = words[at + 1]
        if word.low == "in" and following.low == "charge" and at + 3 < stop and words[at + 2].low == "of":
            at += 2
            following = words[at + 1]
        if person := _person_served(words, at, end, stop):
            at = end = person
            continue
        if is_determiner(following) and at + 2 < stop:
            at += 1
            following = words[at + 1]
        if word.low not in lexicon("offices", "plain_links") and not (
            (following.cap and following.label != "none")
            or following.label in ("country", "organisation")
            or modifier(following)
            or (word.low in lexicon("offices", "held_at") and _leads_to_name(words, at + 1, stop))
        ):
            break
        run_end = _matters_run(words, at, stop)
        if run_end == at + 1:
            break
        at = end = run_end
    return end


def for_person(words: Sequence[Word], end: int) -> bool:
    """Whether the title that ends before word `end` is of somebody who speaks or works for a person."""
    head = _head_ending_at(words, end - 1)
    low = " ".join(words[k].low for k in head) if head else ""
    return head is not None and bool({low, low.split()[-1]} & lexicon("offices", "for_persons"))


def _titled_person(words: Sequence[Word], at: int) -> int | None:
    """The end of "Peruvian President Roe", title and name, that begins at word `at`."""
    head = next((k for k in range(at, min(len(words), at + 6)) if words[k].label == "head"), None)
    if head is None or not all(_opens_title(word) for word in words[at:head]):
        return None
    start = end = phrase(words, head).stop
    while end < len(words) and words[end].gap == " " and _is_named(words[end]) and not words[end - 1].possessive:
        end += 1
    return end if end > start and not words[end - 1].possessive else None


def _opens_title(word: Word) -> bool:
    return word.gap in (" ", "-") and (word.label == "country" or modifier(word))


def _is_named(word: Word) -> bool:
    return word.cap and word.label in ("", "honorific", "suffix")


def _matters_run(words: Sequence[Word], link: int, stop: int) -> int:
    """The end of the nouns behind a link; a minister's may be a list in small letters."""
    end = _noun_run(words, link + 1, stop)
    if end < len(words) and re.match(r"-\w", words[end].gap):
        return link + 1  # "of the Detroit-based carmaker"
    head = _head_ending_at(words, link - 1) if words[link].low in lexicon("offices", "plain_links") else None
    return listed_matters(words, link + 1, end, stop) if head is not None and takes_matters(words, head) else end


def _person_served(words: Sequence[Word], link: int, end: int, stop: int) -> int | None:
    """The end of the person behind a link: "secretary to the minister of ...", "spokesperson for Peruvian President
    Roe". `end` is where the title ended before."""
    works_for = for_person(words, end)
    if not is_determiner(words[link + 1]):
        return _titled_person(words, link + 1) if works_for else None
    if link + 2 >= stop or words[link + 2].label != "head":
        return None
    served = words[link].low == "to" or (works_for and words[link].low in lexicon("offices", "title_links"))
    person = phrase(words, link + 2)
    return person.stop if served and not words[person.stop - 1].possessive else None


def _leads_to_name(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether one or two plain words stand before a name: "at the libertarian Maybridge Institute"."""
    for k in range(at, min(stop, at + 3)):
        if words[k].cap:
            return k > at and words[k].label in ("", "organisation")
        if words[k].gap != " " or words[k].verb or words[k].label:
            return False
    return False


def _noun_run(words: Sequence[Word], at: int, stop: int) -> int:
    """The end of a run of names, portfolio words or, failing these, up to three plain nouns; lists count as one."""
    start = at
    plain = 0
    while at < stop:
        word = words[at]
        named = word.cap or word.label in ("country", "organisation") or modifier(word)
        if at == start or word.gap in (" ", "-") or (words[at - 1].possessive and word.gap[-1:] == " "):
            if word.low in lexicon("bodies", "small_words") and at > start:
                following = words[at + 1] if at + 1 < stop else None
                if (
                    word.low == "and"
                    and following is not None
                    and following.low == "the"
                    and _is_matter(words, at - 1, at + 2, stop)
                ):
                    at += 2
                    continue
                if following is None or following.gap != " " or following.label == "head":
                    break
                proper = (following.cap or following.label in ("country", "organisation")) and words[at - 1].cap
                if proper or (word.low == "and" and _two_matters(words, at, stop)):
                    at += 1
                    continue
                break
            if named and word.label != "head" and not (at > start and _name_goes_on(words, at)):
                at += 1
                continue
            if _is_plain_noun(word) and _is_near(words, at, plain, stop):
                plain += 1
                at += 1
                continue
            break
        if word.phrase >= 0 and words[at - 1].phrase == word.phrase:
            at += 1  # "Ministry of Trade, Industry and Energy"
            continue
        listed = word.cap or (
            word.low == "and" and at + 1 < stop and words[at + 1].cap and words[at + 1].label != "honorific"
        )
        if word.gap == ", " and words[at - 1].cap and listed and _list_goes_on(words, at, stop):
            at += 1
            continue
        break
    while at > start and words[at - 1].low in lexicon("bodies", "small_words"):
        at -= 1
    return at


def _is_near(words: Sequence[Word], at: int, plain: int, stop: int) -> bool:
    """Whether a noun is one of the first three, or the last before a name: "launch service provider Kelvara"."""
    following = words[at + 1] if at + 1 < stop else None
    return plain < 3 or (following is not None and following.cap and following.gap == " ")


def _is_plain_noun(word: Word) -> bool:
    """Whether a word in small letters may be a noun of a title."""
    common = word.text.replace("-", "").isalpha() and not word.cap and word.label == "" and not word.verb
    return common and word.low not in lexicon("offices", "never_inside") | lexicon("names", "not_names")


def _is_matter(words: Sequence[Word], before: int, at: int, stop: int) -> bool:
    """Whether "and the" joins two matters with capitals: "Port Safety and the Arts"."""
    return at < stop and words[before].cap and words[at].cap and words[at].gap == " " and words[at].label != "head"


def _two_matters(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether an "and" joins two common nouns of one portfolio, not two titles: "health and social care"."""
    before, following = words[at - 1], words[at + 1]
    if before.cap or following.cap or is_determiner(following) or not (modifier(before) and modifier(following)):
        return False
    return all(words[k].label != "head" for k in range(at + 1, min(stop, at + 4)) if words[k].gap == " ")


def _list_goes_on(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether a comma stands in a list that an "and" with a capital closes soon: "Trade, Industry and Energy"."""
    if words[at - 1].label == "country" and not any(word.label == "country" for word in words[at : at + 3]):
        return False  # "minister of Norway, and Roe"
    for k in range(at, min(stop, at + 8)):
        word = words[k]
        if word.low == "and":
            return k + 1 < stop and words[k + 1].cap and words[k + 1].gap == " "
        if not word.cap:
            return False
    return False
