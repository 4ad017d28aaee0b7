"""The titles that the text of one article gives its persons."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import msgspec

from ...model.article import Article
from ...model.findings import Entity, Mention, Role
from ...model.text import Span, alternation
from ...rules.load import load
from ...rules.types.people import CLAUSE_WORDS
from ..base.grammar.parsed import Doc
from ..base.sentences import find_sentences
from .counterparts import counterparts
from .labels import TitleRule
from .lexicon_words import Word, choice, fronts, lexicon
from .only_country import office
from .post_status import with_status
from .posts import with_kinds
from .predecessors import predecessors
from .role_bodies import with_bodies
from .role_clauses import clause_titles
from .role_countries import with_countries
from .sentence_words import sentence_words
from .title_phrases import (
    divided_titles,
    joins_names,
    located,
    opened_titles,
    plural_titles,
    titles_after,
    titles_at,
    titles_before,
    titles_by_person,
)
from .titles import Title, is_determiner

_NAME = 5  # words of the longest name between a title and what is told of its bearer


@cache
def _headline_speaker() -> re.Pattern[str]:
    """Who speaks, at the end of a headline: ", says Korea's top adviser"."""
    return re.compile(rf",? (?:{choice('offices', 'headline_cues')}) (?P<role>[^,.;:]{{3,80}})$")


def find_roles(doc: Doc, article: Article, entities: Sequence[Entity], mentions: Sequence[Mention]) -> tuple[Role, ...]:
    """Every role that a title, an apposition or a clause gives a person, sorted by place.

    A role that stands in several sentences comes once for each. Its country is read from its own
    words, from the title it is joined to, or from the same title elsewhere in the article.
    """
    text = article.text
    sentences = find_sentences(article)
    starts = [sentence.span.start for sentence in sentences]
    words = [_without_names(found, mentions) for found in sentence_words(doc, sentences)]
    people: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "person":
            people[_sentence_of(starts, mention.span.start)].append(mention)
    roles: list[Role] = []
    for number in sorted(people):
        roles.extend(_sentence_roles(text, words[number], people[number]))
    roles.extend(_headline_role(article, words, starts, mentions, roles))
    roles.extend(counterparts(words, mentions, roles))
    names = {mention.span.of(text) for mention in mentions if mention.kind == "person"}
    roles = [replace(role, organisation=None) if role.organisation in names else role for role in roles]
    roles = with_countries(roles, entities, words, article=article, mentions=mentions)
    roles = with_kinds(with_bodies(roles, words, text=text, mentions=mentions))
    roles = with_status(text, _unique(roles))
    persons = sorted((m for m in mentions if m.kind == "person"), key=lambda mention: mention.span)
    roles.extend(list(predecessors(text, persons, roles)))
    return tuple(sorted(roles, key=lambda role: (role.span, role.entity, role.title)))


def _without_names(words: Sequence[Word], mentions: Sequence[Mention]) -> list[Word]:
    """The words of a sentence; a surname is no country: "Prime Minister Ann English's reshuffle"."""
    if not words:
        return []
    here = Span(words[0].span.start, words[-1].span.end)
    named = [mention.span for mention in mentions if mention.kind == "person" and mention.span.overlaps(here)]
    return [
        msgspec.structs.replace(word, label="", phrase=-1)
        if word.label == "country" and any(span.overlaps(word.span) for span in named)
        else word
        for word in words
    ]


def _sentence_of(starts: Sequence[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _sentence_roles(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> Iterator[Role]:
    """The roles of one sentence; a title's country carries over in "A's X Roe and Y Doe" from either side."""
    ranges = [_word_range(words, mention.span) for mention in mentions]
    divided = divided_titles(text, words, ranges)
    several: Sequence[Title] = []  # of a plural ("Senators Roe and Doe"), for the names that it covers
    given: list[Title] = []  # to the name before, by a clause that tells of one who came into a post
    held: list[Title] = []  # by the one named before
    for at, (mention, (first, last)) in enumerate(zip(mentions, ranges, strict=True)):
        if first >= last:
            continue
        floor = ranges[at - 1][1] if at else 0
        stop = ranges[at + 1][0] if at + 1 < len(ranges) else len(words)
        start = first
        while start > floor and (words[start - 1].label == "honorific" or _nickname(words, start - 1)):
            start -= 1
        before = _own_titles_before(text, words, start, ranges[: at + 1]) or divided.get(first, [])
        several = _of_list(text, words, start, floor, ranges[at:], several, titled=bool(before))
        opening = min((title.words[0] for title in before), default=start)
        for title in [*before, *several]:
            yield _role(
                mention,
                _american(
                    text, mention, located(text, words, _carried(text, words, title, mentions, ranges, at), last)
                ),
            )
        if _is_owner(words, last):
            continue
        after = _titles_behind(text, words, mention.span, first=opening, last=last, stop=stop)
        after = [title for title in after if not _is_of_another(words, title, ranges[at + 1 :], listed=bool(several))]
        for title in after:
            yield _role(mention, _american(text, mention, title))
        yield from _left_to(text, words, mention, given, own=[*before, *after])
        yield from _taken_from(text, mention, held, own=[*before, *after])
        given, held = _begun(after), [*before, *after]


def _titles_behind(text: str, words: Sequence[Word], name: Span, *, first: int, last: int, stop: int) -> list[Title]:
    """The titles of an apposition, and those of a clause further on."""
    after = [] if _fronted(text, words, last) else titles_after(text, words, last, stop)
    own = words[: _before_joined(words, stop)]
    return _with_told(after, clause_titles(text, own, name, first=first, last=last))


@cache
def _gives_way() -> re.Pattern[str]:
    """What stands before the name of one who gets another's post: " will be replaced by Mr. "."""
    words = load(CLAUSE_WORDS)
    now, later, on = map(alternation, (words.replaced_by, words.to_be_replaced_by, words.replaced_on))
    told = rf"(?:(?P<later>{later})|{now})(?: (?:{on}) \w+)?"
    return re.compile(rf",? (?:who )?{told} (?P<by>{alternation(words.by_another)}) (?:[A-Z][a-z]{{0,2}}\. )?$")


def _taken_from(text: str, mention: Mention, held: Sequence[Title], *, own: Sequence[Title]) -> Iterator[Role]:
    """ "Fisheries Minister Roe was replaced by <Doe>": the office of state that another had."""
    if len(held) != 1 or not _is_passed_on(held[0]) or any(title.official for title in own):
        return
    found = _gives_way().search(text, held[0].span.end, mention.span.start)
    if found is None or len(text[held[0].span.end : found.start()].split()) > _NAME:
        return
    span = Span(found.start("by"), found.end("by"))
    mark = "[incoming] " if found["later"] else ""
    yield _role(mention, replace(held[0], title=f"{mark}{held[0].title}", span=span, rule=TitleRule.FROM_OTHER))


def _is_passed_on(title: Title) -> bool:
    return title.official and title.kind == "office" and not title.title.startswith("[")


def _begun(titles: Sequence[Title]) -> list[Title]:
    """The posts of which a clause tells that somebody came into them, and not out of them."""
    rules = {f"clause: {name}" for name in load(CLAUSE_WORDS).comes_in}
    return [title for title in titles if title.rule in rules and not title.title.startswith("[")]


@cache
def _follows() -> re.Pattern[str]:
    """What stands before the name of one whose post another got: ", replacing Mr. "."""
    return re.compile(rf",? (?P<verb>{alternation(load(CLAUSE_WORDS).following)}) (?:[A-Z][a-z]{{0,2}}\. )?$")


def _left_to(
    text: str, words: Sequence[Word], mention: Mention, given: Sequence[Title], *, own: Sequence[Title]
) -> Iterator[Role]:
    """ "Roe was appointed health minister, replacing <Doe>": the post of one who had it before."""
    found = _follows().search(text, given[-1].span.end if given else mention.span.start, mention.span.start)
    if own or not given or found is None or re.search(r"[.;:]", text[given[-1].span.end : found.start()]):
        return
    if _is_owner(words, _word_range(words, mention.span)[1]):
        return
    span = Span(found.start("verb"), found.end("verb"))
    for title in given:
        yield _role(mention, replace(title, title=f"[former] {title.title}", span=span, rule=TitleRule.LEFT_TO_OTHER))


def _with_told(after: Sequence[Title], told: Sequence[Title]) -> list[Title]:
    """The titles right behind a name, and what a clause tells further on: "made Roe, a judge, his envoy"."""
    return [*after, *(title for title in told if not after or title.words[0] >= after[-1].words[1])]


def _of_list(
    text: str, words: Sequence[Word], start: int, floor: int, ranges: Sequence[tuple[int, int]],
    several: Sequence[Title], *, titled: bool,
) -> Sequence[Title]:  # fmt: skip
    """The title of the list in which the name at word `start` stands, the first of `ranges`; `several` is that of the
    name before it. A name with a title of its own is in no list but one that it opens."""
    opened = opened_titles(text, words, start, floor) if _opens_names(words, ranges) else []
    if titled and not opened:
        return []
    listed = several if joins_names(words, floor, start) else []
    told = len(ranges) < 2 or not joins_names(words, ranges[0][1], ranges[1][0])
    if told and ranges[0][1] < len(words) and words[ranges[0][1]].verb:
        return opened or listed  # "told reporters <Roe> was well": one name, the subject of what is told
    return plural_titles(text, words, start, floor) or opened or listed


def _opens_names(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether the first of the names opens a list that does not speak: not "of the ministers, Roe and Doe said"."""
    if len(ranges) < 2 or not joins_names(words, ranges[0][1], ranges[1][0]):
        return False
    end = ranges[1][1]
    speaks = end < len(words) and words[end].gap == " " and _reports(words[end].low)
    return not (speaks and any(word.verb for word in words[: ranges[0][0]]))


def _own_titles_before(text: str, words: Sequence[Word], start: int, ranges: Sequence[tuple[int, int]]) -> list[Title]:
    """The titles that end at word `start`, where the last of `ranges` begins; the others are of the names before."""
    floor = ranges[-2][1] if len(ranges) > 1 else 0
    found = _titles_before(text, words, start, floor, ranges[-1][1])
    if len(ranges) < 2:
        return found
    apposed = any(title.rule == TitleRule.BEFORE_COMMA for title in found)
    if apposed and _owned_by_other(words, found, ranges[-2]):
        found = [title for title in found if title.rule != TitleRule.BEFORE_COMMA]
    last = ranges[-1][1]
    if found or last >= len(words) or not words[last].gap.startswith(","):
        return found
    return titles_by_person(text, words, start, ranges[-2], floor=ranges[-3][1] if len(ranges) > 2 else 0)


def _titles_before(text: str, words: Sequence[Word], start: int, floor: int, last: int) -> list[Title]:
    found = _of_the_nearer(words, titles_before(text, words, start, floor), last)
    return [] if any(_ends_report(words, title, last) for title in found) else found


def _of_the_nearer(words: Sequence[Word], titles: list[Title], last: int) -> list[Title]:
    """The last of the titles before a name where two people have them: "between the mayor and Harbour Master Roe"."""
    at = min((title.words[0] for title in titles), default=0)
    while at > 0 and is_determiner(words[at - 1]):
        at -= 1
    third = last < len(words) and words[last].low == "and"
    two = len(titles) > 1 and at > 0 and words[at - 1].low == "between" and not third
    return [max(titles, key=lambda title: title.words)] if two else titles


def _ends_report(words: Sequence[Word], title: Title, last: int) -> bool:
    """ "They wrote to the minister, Roe said": what stands before the comma is what the name behind it says."""
    if title.rule != TitleRule.BEFORE_COMMA or last >= len(words) or words[last].gap != " " or not words[last].verb:
        return False
    told = any(word.verb for word in words[: title.words[0]])
    return told and _reports(words[last].low)


@cache
def _of_us_party() -> re.Pattern[str]:
    """Party and state behind a name: " (D-Ohio)", ", Democrat of "."""
    partisans, links = choice("bodies", "us_partisans"), choice("offices", "country_links")
    return re.compile(rf",? \(?(?:[RDI]-[A-Z][\w.]{{1,12}}|\([RDI]\)|(?:{partisans}) (?:{links}) )")


def _american(text: str, mention: Mention, title: Title) -> Title:
    """ "Sen. Roe (D-Ohio)": party and state are marked so in the United States alone."""
    if not (title.official and title.country is None):
        return title
    local = title.head in lexicon("bodies", "us_heads")
    marked = _of_us_party().match(text, mention.span.end)
    if marked and len(marked.group()) <= 5 and not local:
        marked = None  # "(R)": on the right of a picture
    state = re.match(r" \(([A-Z][\w. ]{1,12}\.)\)", text[mention.span.end : mention.span.end + 20])
    if marked or (state and state.group(1).lower() in lexicon("bodies", "us_states")):
        return replace(title, country="United States", rule=TitleRule.PARTY_BEHIND)
    return title


def _before_joined(words: Sequence[Word], name: int) -> int:
    """The "and" that joins the name at word `name` to what is said of the one before it, else the sentence's end."""
    start = name
    while 0 < start < len(words) and words[start - 1].label == "honorific":
        start -= 1
    joined = 0 < start < len(words) and words[start - 1].low in ("and", "&")
    return start - 1 if joined else len(words)


def _is_of_another(words: Sequence[Word], title: Title, following: Sequence[tuple[int, int]], *, listed: bool) -> bool:
    """Whether the name behind a title bears it ("Roe, vice president for South Asia <Doe>"), or opens it ("Roe named
    <Doe> minister"); or it is a branch in brackets, in a list that shares one title."""
    if listed and title.rule == TitleRule.IN_BRACKETS:
        return True
    first, last = title.words
    behind = any(start == last and words[start].gap == " " for start, _ in following if start < len(words))
    return behind or any(start <= first < stop for start, stop in following)


_THEN_A_TITLE = r"[^,;:]*, the [^,;:—–]*$"


def _fronted(text: str, words: Sequence[Word], last: int) -> bool:
    """ "According to Roe, the judge was ill": the comma closes a fronted phrase, and the title is the subject behind
    it.

    In an apposition a second comma closes the title.
    """
    close = re.compile(r"[,;:—–)]|$").search(
        text, words[last].span.start if last < len(words) else words[-1].span.end, words[-1].span.end
    )
    if close is None or close.group():
        return False
    opening = text[words[0].span.start : words[-1].span.end]
    return re.match(fronts() + _THEN_A_TITLE, opening) is not None


def _is_owner(words: Sequence[Word], last: int) -> bool:
    """A possessive name begins somebody else's title: "Roe's adviser"."""
    return last > 0 and words[last - 1].possessive


def _nickname(words: Sequence[Word], at: int) -> bool:
    return words[at].cap and words[at].low in lexicon("names", "nicknames")


def _owned_by_other(words: Sequence[Word], titles: Sequence[Title], before: tuple[int, int]) -> bool:
    """Whether "Roe, the minister, Doe ..." gives its title to the name before it: only a name and a comma stand before
    it."""
    first = min(title.words[0] for title in titles)
    while first > before[1] and is_determiner(words[first - 1]):
        first -= 1
    return first == before[1] and words[first].gap == ", " and not words[before[1] - 1].possessive


def _word_range(words: Sequence[Word], span: Span) -> tuple[int, int]:
    inside = [k for k, word in enumerate(words) if word.span.overlaps(span)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _carried(
    text: str,
    words: Sequence[Word],
    title: Title,
    mentions: Sequence[Mention],
    ranges: Sequence[tuple[int, int]],
    at: int,
) -> Title:
    """With the country of the title that it is joined to by "and", where it has none of its own."""
    if title.country or title.kind == "private" or title.head in lexicon("offices", "heads_of_state"):
        return title
    first = title.words[0]
    if at and first - 1 >= 0 and words[first - 1].low == "and" and ranges[at - 1][1] == first - 1:
        floor = ranges[at - 2][1] if at > 1 else 0
        for other in titles_before(text, words, ranges[at - 1][0], floor):
            if title.kind == "state" and title.organisation is None and other.organisation and not other.official:
                return replace(title, organisation=other.organisation, official=False)
            if other.country and other.title.lower() != title.title.lower():
                return replace(title, country=other.country, rule=TitleRule.JOINED)
    if at + 1 < len(mentions):
        last, following = ranges[at][1], ranges[at + 1][0]
        if last < following and words[last].low == "and":
            for other in titles_before(text, words, following, last):
                other = located(text, words, other, ranges[at + 1][1])
                if other.country and other.title.lower() != title.title.lower() and other.words[0] == last + 1:
                    return replace(title, country=other.country, rule=TitleRule.JOINED)
    return title


def _role(mention: Mention, title: Title) -> Role:
    return Role(
        entity=mention.entity, title=title.title, organisation=title.organisation, country=title.country,
        official=title.official and title.head not in lexicon("offices", "not_roles"),
        span=title.span, rule=str(title.rule),
    )  # fmt: skip


def _unique(roles: Sequence[Role]) -> list[Role]:
    seen: set[tuple[str, Span, str]] = set()
    out = []
    for role in roles:
        if office(role) in lexicon("offices", "bare") and not (role.official or role.organisation or role.country):
            continue
        last = (office(role).split() or [""])[-1]
        if last in lexicon("offices", "locals") and not role.official:
            continue
        if (role.entity, role.span, role.title) not in seen and not (
            last in lexicon("offices", "not_roles") and not role.official and not role.organisation
        ):
            seen.add((role.entity, role.span, role.title))
            out.append(role)
    return out


def _headline_role(
    article: Article,
    words: Sequence[Sequence[Word]],
    starts: Sequence[int],
    mentions: Sequence[Mention],
    roles: Sequence[Role],
) -> Iterator[Role]:
    """ "..., says Korea's top adviser": the role of the article's first speaker, when the body gives a surname and no
    role."""
    headline = next((p for p in article.paragraphs if p.kind == "headline"), None)
    if headline is None:
        return
    match = _headline_speaker().search(headline.span.of(article.text))
    if match is None:
        return
    body = next((p.span.start for p in article.paragraphs if p.kind == "body"), None)
    people = [m for m in mentions if m.kind == "person" and body is not None and m.span.start >= body]
    if not people or any(role.entity == people[0].entity for role in roles):
        return
    first = people[0]
    alone = {m.span.of(article.text) for m in people if m.entity == first.entity}
    if any(" " in name for name in alone) or not _speaks(article.text, first):
        return
    offset = headline.span.start + match.start("role")
    number = _sentence_of(starts, offset)
    sentence = words[number]
    start = next((k for k, word in enumerate(sentence) if word.span.start >= offset), len(sentence))
    for title in titles_at(article.text, sentence, start, len(sentence), rule=TitleRule.HEADLINE):
        if title.span.end >= headline.span.start + match.end("role") - 1:
            yield _role(first, title)


def _speaks(text: str, mention: Mention) -> bool:
    """Whether the first mention opens the body as the subject of a reporting verb."""
    after = re.match(r" (\w+)", text[mention.span.end : mention.span.end + 20])
    return after is not None and _reports(after.group(1).lower())


def _reports(form: str) -> bool:
    """Whether a form is one of a reporting verb: "claims", "said"."""
    verbs = lexicon("names", "reporting_verbs")
    stems = (form, re.sub(r"(?:s|d|ed|ing)$", "", form), re.sub(r"es$", "", form))
    return any(stem in verbs for stem in stems) or form in lexicon("names", "irregular_verbs")
