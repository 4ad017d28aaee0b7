"""Titles around a name: what stands before it ("Foreign Minister Roe") and after it ("Roe, the foreign minister")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator import rulebook
from generator.extract.words import HeadKind, Word, countries, head_key, heads, lexicon
from generator.model.text import Span, record

_SPACE = re.compile(r"[ -]{1,3}|[-–]")
_AGE = re.compile(r",? \(?\d{1,3}\)?")
_PARTY = re.compile(r" ?[(,]? ?\(?(?:[RDI]-[A-Z][\w.]{1,12})\)?")
_ASIDE = re.compile(r" \([^()]{0,60}\)")
MAX_TITLE = 14  # words looked at on either side


@record
class Title:
    """One role as the words have it; `words` is the half-open range of words that it takes."""

    title: str
    head: str
    kind: HeadKind
    organisation: str | None
    country: str | None
    official: bool
    words: tuple[int, int]
    span: Span
    rule: str


def _modifier(word: Word) -> bool:
    return (word.low in lexicon("offices", "modifiers") and word.low not in ("and", "of", "&", "-")) or (
        word.cap and word.low in lexicon("offices", "portfolio")
    )


def _phrase(words: Sequence[Word], at: int) -> range:
    """All words of the lexicon phrase that the word at `at` belongs to."""
    first = words[at].phrase
    if first < 0:
        return range(at, at + 1)
    last = at
    while last + 1 < len(words) and words[last + 1].phrase == first:
        last += 1
    return range(first, last + 1)


def _text(text: str, words: Sequence[Word], kept: Sequence[int]) -> str:
    """The words kept, as the source writes them; gaps where words were left out become one space."""
    out = ""
    for before, at in zip([None, *kept], kept, strict=False):
        if before is not None:
            out += text[words[before].span.end : words[at].span.start] if at == before + 1 else "-" if words[at].gap == "-" else " "
        out += words[at].span.of(text)
    return out.strip()


def country_in(words: Sequence[Word], within: range) -> str | None:
    """The country that a stretch of words names."""
    for at in within:
        word = words[at]
        if word.label == "country" and word.phrase in (at, -1):
            phrase = " ".join(words[k].low for k in _phrase(words, at))
            if found := countries().get(phrase):
                return found.name
    joined = " ".join(words[k].low for k in within)
    return country_of_body(joined)


def country_of_body(name: str) -> str | None:
    """The country of a public body that is its country's alone ("State Department"), or that names its country."""
    low = f" {name.lower()} "
    for country, bodies in rulebook.load("people/bodies")["countries"].items():
        if any(f" {body} " in low for body in bodies):
            return str(country)
    return None


def is_government(name: str) -> bool:
    """Whether a body belongs to a state or to states, by its words."""
    low = f" {name.lower()} "
    if any(f" {word} " in low for word in lexicon("bodies", "private")):
        return any(f" {word} " in low for word in ("central bank", "reserve bank", "world bank", "federal reserve"))
    return any(f" {word} " in low for word in lexicon("bodies", "government"))


def _official(
    *, kind: HeadKind, organisation: str | None, country: str | None, kept_low: Sequence[str], capital: bool, unknown: bool
) -> bool:
    if kind == "office":
        return True
    if kind == "private":
        return False
    if organisation and is_government(organisation):
        return True
    if organisation or unknown:
        return False
    if kind == "state":
        return capital or country is not None
    public = lexicon("offices", "public")
    return (country is not None and any(word in public for word in kept_low)) or (capital and any(word in public for word in kept_low))


def _build(text: str, words: Sequence[Word], *, head: range, first: int, last: int, rule: str) -> Title | None:
    """A title from the words [first, last) around its head."""
    head_text = head_key(" ".join(words[k].low for k in head))
    kind = heads()[head_text]
    kept: list[int] = []
    body: list[int] = []
    unknown = False
    country: str | None = None
    body_country: str | None = None
    of_country: list[str | None] = []
    region: str | None = None
    at = first
    while at < last:
        word = words[at]
        group = _phrase(words, at) if word.label in ("country", "organisation") else range(at, at + 1)
        group = range(at, min(group.stop, last))
        if at in head or (word.label == "head" and at < head.start):
            kept.append(at)
        elif word.label == "country":
            region = region or _region(words, group)
            if at < head.start:
                country = country or country_in(words, group)
            elif group.stop < last and words[group.stop].label == "organisation":
                body_country = body_country or country_in(words, group)
            else:
                if at > 0 and words[at - 1].low in ("of", "for", "in", "the", "and"):
                    of_country.append(country_in(words, group))
                kept.extend(group)
        elif word.label == "organisation":
            if len(group) > 1 or word.low not in lexicon("bodies", "parties"):
                body.extend(group)
            body_country = body_country or country_in(words, group)
        elif at >= head.stop and word.cap and word.label == "" and not _modifier(word) and _is_body(words, at, head.stop, body):
            body.append(at)
        elif at < head.start and word.cap and not _modifier(word) and word.low not in ("the", "a", "an"):
            body.append(at)
            unknown = True
        elif word.low in ("the", "a", "an", "his", "her", "its", "their", "our", "my") and at < head.start:
            pass
        elif word.possessive and at < head.start:
            kept.clear()  # "the nation's first governor": the owner is no part of the title
        else:
            kept.append(at)
        at = group.stop
    country = country or body_country or (of_country[0] if len(of_country) == 1 else None)
    kept = _trim_complement(words, kept, head, body)
    organisation = _text(text, words, _first_block(sorted(set(body)))) or None if body else None
    after = [k for k in kept if k >= head.stop]
    if organisation is None and after and any(words[k].cap and words[k].label == "" and not _modifier(words[k]) for k in after):
        unknown = True
    if organisation is None and kind == "office" and region is not None and not body:
        organisation = region  # a governor's state, a mayor's city
    if not any(k in head for k in kept):
        return None
    low = [words[k].low for k in kept if k not in head] + head_text.split()
    capital = words[head.start].cap
    official = _official(kind=kind, organisation=organisation, country=country, kept_low=low, capital=capital, unknown=unknown)
    title = re.sub(r"[,\s]+$", "", _text(text, words, kept))
    return Title(
        title=title, head=head_text, kind=kind, organisation=organisation, country=country, official=official,
        words=(first, last), span=Span(words[first].span.start, words[last - 1].span.end), rule=rule,
    )  # fmt: skip


def _is_body(words: Sequence[Word], at: int, after: int, body: Sequence[int]) -> bool:
    """Whether a capitalised word behind "at", "of", "from" or "with" names the body, be it in no lexicon."""
    if body and body[-1] == at - 1:
        return True
    k = at - 1
    while k > after and words[k].low in ("the", "a", "an"):
        k -= 1
    return not any(b >= after for b in body) and words[k].low in ("at", "of", "from", "with")


def _region(words: Sequence[Word], group: range) -> str | None:
    """The state or city that a phrase names, as written; None for a whole country."""
    found = countries().get(" ".join(words[k].low for k in group))
    if found is None or found.kind not in ("region", "capital"):
        return None
    return " ".join(words[k].text for k in group)


def _first_block(body: Sequence[int]) -> list[int]:
    """The first unbroken run: of "the Institute at the University" the Institute."""
    block = [body[0]]
    for at in body[1:]:
        if at != block[-1] + 1:
            break
        block.append(at)
    return block


def _trim_complement(words: Sequence[Word], kept: list[int], head: range, body: list[int]) -> list[int]:
    """Without the link words and articles that led to an organisation or a lone country."""
    after = [k for k in kept if k >= head.stop]
    before = [k for k in kept if k < head.stop]
    links = lexicon("offices", "links")
    solid = [k for k in after if words[k].low not in links | {"the", "and", "'s"} and words[k].label not in ("country", "organisation")]
    countries_after = [k for k in after if words[k].label == "country"]
    if not solid and len({words[k].phrase for k in countries_after}) <= 1:
        return before
    if body:  # cut the link that opened the body
        opening = min([k for k in body if k >= head.stop], default=None)
        if opening is not None:
            after = [k for k in after if k < opening]
    while after and (words[after[-1]].low in links | {"the", "and", "a"} or words[after[-1]].label == "honorific"):
        after.pop()
    return before + after


def _head_ending_at(words: Sequence[Word], end: int) -> range | None:
    """The head whose last word is `end`."""
    if end < 0 or words[end].label != "head":
        return None
    return _phrase(words, end)


def _leftmost(words: Sequence[Word], start: int, floor: int) -> int:
    """How far a title reaches to the left of its head."""
    at = start
    while at > floor:
        before = words[at - 1]
        gap = words[at].gap
        if not _SPACE.fullmatch(gap):
            break
        if before.label in ("country", "organisation"):
            at = max(floor, _phrase(words, at - 1).start)
        elif _modifier(before) or (before.low in lexicon("offices", "kept_prefixes")):
            at -= 1
        elif before.label == "head" and (before.low in lexicon("offices", "modifiers") or words[at].label == "head"):
            at = max(floor, _phrase(words, at - 1).start)
        elif before.cap and before.label == "" and (at - 1 > 0 or before.possessive is False):
            at -= 1
        elif (
            before.low in ("and", "&")
            and at - 2 >= floor
            and words[at - 1].gap == " "
            and _modifier(words[at - 2])
            and _modifier(words[at])
        ):
            at -= 2
        else:
            break
    while at < start and words[at].low in ("and", "&", "of"):
        at += 1
    return at


def titles_before(text: str, words: Sequence[Word], name: int, floor: int = 0) -> list[Title]:
    """The titles that end where a name begins: "Boeing president and CEO Jane Roe" has two.

    `name` is the index of the name's first word, `floor` the index before which no title may begin.
    """
    at = name - 1
    gap = words[name].gap if name < len(words) else ""
    comma = gap == ", "
    if at < floor or not (gap in (" ", ", ") or gap in (" “", ' "')):
        return []
    head = _head_ending_at(words, at)
    last = name
    if head is None:
        head = _head_with_complement(words, name, floor)
        if head is None:
            return []
    first = _leftmost(words, head.start, floor)
    if comma and not _opens_apposition(words, first):
        return []
    rule = "role, name" if comma else "title before name"
    return _coordinated(text, words, head=head, first=first, last=last, floor=floor, rule=rule)


def _opens_apposition(words: Sequence[Word], first: int) -> bool:
    """Whether "<title>, Name" is an apposition: it has an article or an owner, or opens its sentence."""
    if first == 0:
        return True
    before = words[first - 1]
    return (
        before.low in ("the", "a", "an", "his", "her", "its", "their", "whose")
        or before.possessive
        or words[first].possessive
        or words[first].label in ("country", "organisation")
    )


def _head_with_complement(words: Sequence[Word], name: int, floor: int) -> range | None:
    """The head of "head of <body> Name", where the body is all known words."""
    at = name - 1
    while at >= max(floor, name - MAX_TITLE):
        word = words[at]
        if at + 1 < name and not re.fullmatch(r" |, ", words[at + 1].gap):
            return None
        if word.low in ("of", "for", "to") and at > floor and at + 1 < name:
            return _head_ending_at(words, at - 1)
        if not (word.label in ("organisation", "country") or _modifier(word) or word.low in ("the", "and", "of", "for")):
            return None
        if word.label == "country" and at == name - 1:
            at = _phrase(words, at).start
        at -= 1
    return None


def _coordinated(text: str, words: Sequence[Word], *, head: range, first: int, last: int, floor: int, rule: str) -> list[Title]:
    """The title and, left of an "and", the one that it is joined to."""
    main = _build(text, words, head=head, first=first, last=last, rule=rule)
    if main is None:
        return []
    joiner = first - 1
    if joiner - 1 >= floor and words[joiner].low in ("and", "&") and words[joiner].gap == " ":
        other = _head_ending_at(words, joiner - 1)
        if other is not None:
            start = _leftmost(words, other.start, floor)
            partner = _build(text, words, head=other, first=start, last=joiner, rule=rule)
            if partner is not None:
                return [_share(partner, main), _share(main, partner)]
    return [main]


def _share(one: Title, other: Title) -> Title:
    """A coordinated title with its partner's body where it has none; one private office makes both private."""
    private = other.kind == "private" and one.kind != "office"
    same = one.organisation or other.organisation
    return replace(one, organisation=same, country=one.country or other.country, official=one.official and not private)


def skip_asides(text: str, at: int) -> int:
    """The offset after an age, a party ("(R-AZ)") or a place in a picture ("(left)")."""
    for pattern in (_ASIDE, _PARTY, _AGE):
        if match := pattern.match(text, at):
            at = match.end()
    return at


def titles_after(text: str, words: Sequence[Word], end: int, stop: int) -> list[Title]:
    """The titles in apposition after a name that ends before word `end`: "Roe, Japan's trade minister and ..."."""
    if end >= stop:
        return []
    offset = skip_asides(text, words[end - 1].span.end)
    while end < stop and words[end].span.start < offset:
        end += 1
    if end >= stop or not re.fullmatch(r"\s?[,–—-]{1,2} ?", text[offset : words[end].span.start] or "x"):
        return []
    return titles_at(text, words, end, stop, rule="name, role")


def titles_at(text: str, words: Sequence[Word], start: int, stop: int, *, rule: str) -> list[Title]:
    """The titles of a role phrase that begins at word `start`: "both Secretary of State and chief negotiator"."""
    at = start
    while at < stop and words[at].low in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "both",
        "himself",
        "herself",
        "once",
        "formerly",
        "currently",
        "now",
        "also",
        "one",
        "who",
        "is",
        "was",
        "serves",
        "as",
    ):
        if at > start and words[at].gap != " ":
            return []
        at += 1
    first = at
    plain = 0
    while at < min(stop, first + MAX_TITLE):
        word = words[at]
        if at > first and not _SPACE.fullmatch(word.gap) and not (words[at - 1].possessive and word.gap in ("'s ", "’s ", "' ", "’ ")):
            return []
        if word.label == "head":
            head = _phrase(words, at)
            following = head.stop
            onward = _next_head(words, following, stop)
            if onward is not None:
                at = onward
                continue
            if _names_follow(words, following, len(words)):
                return []
            last = _complement(words, head.stop, stop)
            title = _build(text, words, head=head, first=first, last=last, rule=rule)
            if title is None:
                return []
            others = _joined(text, words, last, stop, rule)
            bare = last == head.stop and others
            return [_share(title, others[0]) if bare else title, *(_demoted(other, title) for other in others)]
        if not (
            word.cap
            or _modifier(word)
            or word.label in ("country", "organisation")
            or word.low in ("and", "of", "the", "for", "in", "s")
            or word.text.isalpha()
        ):
            return []
        if (
            word.low in _VERBAL
            or word.verb
            or (word.low in ("of", "for", "in") and not (at > first and (words[at - 1].cap or words[at - 1].label)))
        ):
            return []
        plain += not (word.cap or word.label or _modifier(word))
        if plain > 3:
            return []
        at += 1
    return []


_VERBAL = frozenset(
    [
        "said",
        "says",
        "told",
        "is",
        "are",
        "was",
        "were",
        "has",
        "had",
        "have",
        "will",
        "would",
        "who",
        "which",
        "that",
        "whose",
        "when",
        "where",
        "while",
        "but",
        "to",
    ]
)


def _next_head(words: Sequence[Word], at: int, stop: int) -> int | None:
    """A head right behind a head, or with a few words of a portfolio between: "chief trade negotiator"."""
    loose = words[at - 1].low in lexicon("offices", "modifiers")
    for k in range(at, min(stop, at + 4)):
        if words[k].gap not in (" ", "-"):
            return None
        if words[k].label == "head":
            return k
        if not (
            _modifier(words[k]) or (loose and k < at + 2 and words[k].text.islower() and not words[k].verb and words[k].label == "")
        ) or words[k].low in lexicon("offices", "links"):
            return None
    return None


def _names_follow(words: Sequence[Word], at: int, stop: int) -> bool:
    """A name right behind a head shows that the title belongs to that name."""
    return at < stop and words[at].gap == " " and words[at].cap and words[at].label in ("", "honorific") and not _modifier(words[at])


def _demoted(one: Title, other: Title) -> Title:
    """Beside a private office an office that depends on its body is private too."""
    return replace(one, official=one.official and (one.kind == "office" or other.kind != "private"))


def _joined(text: str, words: Sequence[Word], last: int, stop: int, rule: str) -> list[Title]:
    if last < stop and words[last].low == "and" and words[last].gap in (" ", ", "):
        return titles_at(text, words, last + 1, stop, rule=rule)
    return []


def _complement(words: Sequence[Word], at: int, stop: int) -> int:
    """Where the body of a title ends: "... of State for Japan, South Korea, and Mongolia"."""
    links = lexicon("offices", "links")
    end = at
    while at < min(stop, end + MAX_TITLE):
        word = words[at]
        if word.gap == " " and word.low in links and at + 1 < stop and words[at + 1].gap == " ":
            following = words[at + 1]
            if following.low in ("the", "a", "an", "his", "her", "its") and at + 2 < stop:
                at += 1
                following = words[at + 1]
            if word.low in ("in", "on", "with", "from", "to") and not (following.cap or following.label or _modifier(following)):
                break
            at += 1
            run_end = _noun_run(words, at, stop)
            if run_end == at:
                break
            at = end = run_end
        else:
            break
    return end


def _noun_run(words: Sequence[Word], at: int, stop: int) -> int:
    """The end of a run of names, portfolio words or, failing these, up to three plain nouns; lists count as one."""
    start = at
    plain = 0
    while at < stop:
        word = words[at]
        named = word.cap or word.label in ("country", "organisation") or _modifier(word)
        if at == start or word.gap in (" ", "-") or (words[at - 1].possessive and word.gap[-1:] == " "):
            if word.low in ("of", "and", "&", "the", "for") and at > start:
                nxt = words[at + 1] if at + 1 < stop else None
                if (
                    nxt is not None
                    and nxt.gap == " "
                    and (nxt.cap or nxt.label in ("country", "organisation"))
                    and nxt.label != "head"
                    and words[at - 1].cap
                ):
                    at += 1
                    continue
                break
            if named and word.label != "head":
                at += 1
                continue
            if (
                not word.cap
                and word.text.isalpha()
                and plain < 3
                and word.low not in _VERBAL
                and word.low not in lexicon("names", "not_names")
                and word.label == ""
            ):
                plain += 1
                at += 1
                continue
            break
        if (
            word.gap == ", "
            and words[at - 1].cap
            and (word.cap or (word.low == "and" and at + 1 < stop and words[at + 1].cap))
            and _list_goes_on(words, at, stop)
        ):
            at += 1
            continue
        break
    while at > start and words[at - 1].low in ("and", "of", "the", "for", "&"):
        at -= 1
    return at


def _list_goes_on(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether a comma stands in a list that an "and" with a capital closes soon: "Trade, Industry and Energy"."""
    for k in range(at, min(stop, at + 8)):
        word = words[k]
        if word.low == "and":
            return k + 1 < stop and words[k + 1].cap and words[k + 1].gap == " "
        if not word.cap:
            return False
    return False
