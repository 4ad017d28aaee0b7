"""The titles that the text of one article gives its persons."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from generator import rulebook
from generator.extract.names import name_form
from generator.extract.sentences import find_sentences
from generator.extract.titles import Title, titles_after, titles_at, titles_before
from generator.extract.words import Word, countries, lexicon, sentence_words
from generator.model.article import Article
from generator.model.findings import Entity, Mention, Role
from generator.model.text import Span

_HEADLINE_SPEAKER = re.compile(r",? (?:says|say|said|according to) (?P<role>[^,.;:]{3,80})$")


def find_roles(doc: Doc, article: Article, entities: Sequence[Entity], mentions: Sequence[Mention]) -> tuple[Role, ...]:
    """Every role that a title, an apposition or a clause gives a person, sorted by place.

    A role that stands in several sentences comes once for each. Its country is read from its own
    words, from the title it is joined to, or from the same title elsewhere in the article.
    """
    text = article.text
    sentences = find_sentences(article)
    starts = [sentence.span.start for sentence in sentences]
    words = sentence_words(doc, sentences)
    people: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "person":
            people[_sentence_of(starts, mention.span.start)].append(mention)
    roles: list[Role] = []
    for number in sorted(people):
        roles.extend(_sentence_roles(text, words[number], people[number]))
    roles.extend(_headline_role(article, words, starts, mentions, roles))
    names = {mention.span.of(text) for mention in mentions if mention.kind == "person"}
    roles = [replace(role, organisation=None) if role.organisation in names else role for role in roles]
    roles = _by_name_form(_with_countries(roles), entities, article.text)
    return tuple(sorted(_unique(roles), key=lambda role: (role.span, role.entity, role.title)))


def _sentence_of(starts: Sequence[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _sentence_roles(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> Iterator[Role]:
    """The roles of one sentence; a title's country carries over in "A's X Roe and Y Doe" from either side."""
    ranges = [_word_range(words, mention.span) for mention in mentions]
    for at, (mention, (first, last)) in enumerate(zip(mentions, ranges, strict=True)):
        if first >= last:
            continue
        floor = ranges[at - 1][1] if at else 0
        stop = ranges[at + 1][0] if at + 1 < len(ranges) else len(words)
        start = first
        while start > floor and (words[start - 1].label == "honorific" or _nickname(words, start - 1)):
            start -= 1
        before = titles_before(text, words, start, floor)
        if before and before[0].rule == "role, name" and at and _owned_by_other(words, before, ranges[at - 1]):
            before = []
        for title in before:
            title = _american(text, mention, _carried(text, words, title, mentions, ranges, at))
            yield _role(mention, title)
        if _is_owner(words, last):
            continue
        after = titles_after(text, words, last, stop)
        if not after:
            after = _clause_titles(text, words, last, len(words))
        for title in after:
            yield _role(mention, title)


_PARTY = re.compile(r",? \(?[RDI]-[A-Z][\w.]{1,12}")


def _american(text: str, mention: Mention, title: Title) -> Title:
    """ "Sen. Roe (D-Ohio)": party and state are marked so in the United States alone."""
    if title.official and title.country is None and _PARTY.match(text, mention.span.end):
        return replace(title, country="United States", rule="party and state behind the name")
    return title


def _is_owner(words: Sequence[Word], last: int) -> bool:
    """A possessive name begins somebody else's title: "Roe's adviser"."""
    return last > 0 and words[last - 1].possessive


def _nickname(words: Sequence[Word], at: int) -> bool:
    return words[at].cap and words[at].low in lexicon("names", "nicknames")


def _owned_by_other(words: Sequence[Word], titles: Sequence[Title], before: tuple[int, int]) -> bool:
    """Whether "Roe, the minister, Doe ..." gives its title to the name before it: only a name and a comma stand before it."""
    first = min(title.words[0] for title in titles)
    while first > before[1] and words[first - 1].low in ("the", "a", "an", "his", "her", "its", "their"):
        first -= 1
    return first == before[1] and words[first].gap == ", " and not words[before[1] - 1].possessive


def _word_range(words: Sequence[Word], span: Span) -> tuple[int, int]:
    inside = [k for k, word in enumerate(words) if word.span.overlaps(span)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _carried(
    text: str, words: Sequence[Word], title: Title, mentions: Sequence[Mention], ranges: Sequence[tuple[int, int]], at: int
) -> Title:
    """With the country of the title that it is joined to by "and", where it has none of its own."""
    if title.country or title.kind == "private" or title.head in lexicon("offices", "heads_of_state"):
        return title
    first = title.words[0]
    if at and first - 1 >= 0 and words[first - 1].low == "and" and ranges[at - 1][1] == first - 1:
        floor = ranges[at - 2][1] if at > 1 else 0
        for other in titles_before(text, words, ranges[at - 1][0], floor):
            if other.country and other.head != title.head:
                return replace(title, country=other.country, rule="country of the title joined to it")
    if at + 1 < len(mentions):
        last, following = ranges[at][1], ranges[at + 1][0]
        if last < following and words[last].low == "and":
            for other in titles_before(text, words, following, last):
                if other.country and other.head != title.head and other.words[0] == last + 1:
                    return replace(title, country=other.country, rule="country of the title joined to it")
    return title


_CLAUSE = re.compile(
    r"(?:,? who (?:currently |also |now )?(?:serves|served|is serving|works|worked|is|was|became) (?:as )?(?:both )?"
    r"|,? (?:is|was|became|remains|has been) (?:(?:also|now|currently|both) )?(?=the |an? |\w+['’]s |[A-Z])"
    r"|,? (?:was |has been |been |is |were )?"
    r"(?:appointed|named|elected|nominated|sworn in|inaugurated|confirmed|installed|chosen|re-elected)(?: (?:as|to be))? "
    r"|,? (?:in [\w ]{1,30} )?as )"
)


def _clause_titles(text: str, words: Sequence[Word], last: int, stop: int) -> list[Title]:
    """ "Roe, who serves as ...", "Roe became ...", "named Roe as ...", "placing Roe in control as ..." """
    if last >= len(words):
        return []
    match = _CLAUSE.match(text, words[last - 1].span.end)
    if not match:
        return []
    start = next((k for k in range(last, stop) if words[k].span.start >= match.end()), stop)
    found = titles_at(text, words, start, stop, rule="clause")
    article = start < stop and words[start].low in ("a", "an")
    phrase = match.group().strip(" ,")
    if (article and not phrase.startswith("who")) or phrase.endswith("nominated as"):
        return []
    return [title for title in found if title.words[0] <= start + 2]


def _role(mention: Mention, title: Title) -> Role:
    return Role(
        entity=mention.entity, title=title.title, organisation=title.organisation, country=title.country,
        official=title.official and title.head not in lexicon("offices", "not_roles"),
        span=title.span, rule=title.rule,
    )  # fmt: skip


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", " ", title.lower()).strip()


def _with_countries(roles: Sequence[Role]) -> list[Role]:
    """Roles without a country take that of the person's same title, else of the person's only country."""
    by_person: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        by_person[role.entity].append(role)
    out: list[Role] = []
    for role in roles:
        if role.country is None and role.official:
            own = {r.country for r in by_person[role.entity] if r.country and r.official}
            same = {r.country for r in by_person[role.entity] if r.country and _plain(r.title) == _plain(role.title)}
            chosen = same if len(same) == 1 else own if len(own) == 1 else set()
            for country in chosen:
                role = replace(role, country=country, rule=f"{role.rule}; country from elsewhere in the article")
        if not role.official and any(
            r.official and _plain(r.title) == _plain(role.title) and not role.organisation for r in by_person[role.entity]
        ):
            role = replace(role, official=True)
        out.append(role)
    return out


def _by_name_form(roles: Sequence[Role], entities: Sequence[Entity], text: str) -> list[Role]:
    """An office without a country, held by somebody whose name has one country's form, when the article is about that country.

    The country must be named three times as often as any other where that form is at home.
    """
    names = {entity.key: entity.name for entity in entities if entity.kind == "person"}
    counts: Counter[str] = Counter()
    for word, size in ((form, len(re.findall(rf"\b{re.escape(form)}\b", text))) for form in _forms()):
        counts[countries()[word.lower().replace("’", "'")].name] += size
    home: dict[str, list[str]] = rulebook.load("people/names")["form_countries"]
    out = []
    for role in roles:
        form = name_form(names.get(role.entity, "")) if role.official and role.country is None else None
        ranked = sorted(((counts[country], country) for country in home.get(form or "", ())), reverse=True)
        if ranked and ranked[0][0] and ranked[0][0] >= 3 * sum(count for count, _ in ranked[1:]):
            role = replace(role, country=ranked[0][1], rule=f"{role.rule}; country by the form of the name")
        out.append(role)
    return out


@cache
def _forms() -> tuple[str, ...]:
    """Names, adjectives and capitals of the countries in `form_countries`, as written."""
    home = {country for found in rulebook.load("people/names")["form_countries"].values() for country in found}
    rows = [row for row in rulebook.load("lexicon/countries") if row["name"] in home]
    return tuple(form for row in rows for form in (row["name"], *row.get("adjectives", ()), *row.get("capitals", ())))


def _unique(roles: Sequence[Role]) -> list[Role]:
    seen: set[tuple[str, Span, str]] = set()
    out = []
    for role in roles:
        if _plain(role.title) in lexicon("offices", "bare") and not (role.official or role.organisation or role.country):
            continue
        last = (_plain(role.title).split() or [""])[-1]
        if (role.entity, role.span, role.title) not in seen and not (
            last in lexicon("offices", "not_roles") and not role.official and not role.organisation
        ):
            seen.add((role.entity, role.span, role.title))
            out.append(role)
    return out


def _headline_role(
    article: Article, words: Sequence[Sequence[Word]], starts: Sequence[int], mentions: Sequence[Mention], roles: Sequence[Role]
) -> Iterator[Role]:
    """ "..., says Korea's top adviser": the role of the article's first speaker, when the body gives a surname and no role."""
    headline = next((p for p in article.paragraphs if p.kind == "headline"), None)
    if headline is None:
        return
    match = _HEADLINE_SPEAKER.search(headline.span.of(article.text))
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
    for title in titles_at(article.text, sentence, start, len(sentence), rule="headline's speaker"):
        if title.span.end >= headline.span.start + match.end("role") - 1:
            yield _role(first, title)


def _speaks(text: str, mention: Mention) -> bool:
    """Whether the first mention opens the body as the subject of a reporting verb."""
    after = re.match(r" (\w+)", text[mention.span.end : mention.span.end + 20])
    stem = after.group(1).lower() if after else ""
    verbs = lexicon("names", "reporting_verbs")
    return any(form in verbs for form in (stem, re.sub(r"(?:s|d|ed|ing)$", "", stem), re.sub(r"es$", "", stem))) or stem in (
        "said",
        "told",
        "spoke",
        "met",
        "wrote",
    )
