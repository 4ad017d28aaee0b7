"""The country of an office without one, from the words around it in its own sentence or right before it.

Each clue is a reader's certainty: a list of one country's politicians, the delegation that somebody leads, the
government of the country that the sentence before is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from ...model.findings import Mention, Role
from ...model.text import Span, alternation, record
from ...rules.load import load
from ...rules.types.people import CLAUSE_WORDS
from .labels import TitleRule
from .lexicon_words import Word, choice, countries, lexicon
from .titles import phrase

_FAR = 60  # characters between a name and what it leads


@record
class Around:
    """An office in its sentence: `at` is the word that it begins with; `before` is the sentence before."""

    text: str
    role: Role
    words: Sequence[Word]
    at: int
    before: Sequence[Word]
    mentions: Sequence[Mention]  # of persons, in the sentence, in order
    leaders: dict[str, str]  # persons who lead a country, by entity, with it


def around(
    text: str,
    role: Role,
    words: Sequence[Word],
    before: Sequence[Word],
    *,
    mentions: Sequence[Mention],
    leaders: dict[str, str],
) -> Around:
    """What stands around a role, whose sentence has these words; `mentions` are those of the article."""
    inside = Span(words[0].span.start, words[-1].span.end)
    return Around(
        text=text,
        role=role,
        words=words,
        at=next((k for k, word in enumerate(words) if word.span.start >= role.span.start), 0),
        before=before,
        mentions=[mention for mention in mentions if mention.kind == "person" and mention.span.overlaps(inside)],
        leaders=leaders,
    )


def country_at(words: Sequence[Word], at: int) -> str | None:
    """The country that a word names, as a name or an adjective; no capital, no region."""
    if at < 0 or words[at].label != "country":
        return None
    found = countries().get(" ".join(words[k].low for k in phrase(words, at)))
    return found.name if found and found.kind in ("name", "adjective") else None


def _of_a_list(around: Around) -> str | None:
    """ "several Kenyan politicians, including Prime Minister Roe" """
    at = around.at
    opened = re.search(rf", (?:{choice('offices', 'list_openers')}) $", _text_before(around))
    if opened is None:
        return None
    while at and around.words[at].gap != ", ":
        at -= 1
    noun = at - 1
    plural = noun > 0 and around.words[noun].text.islower() and around.words[noun].low.endswith("s")
    return country_at(around.words, noun - 1) if plural and around.words[noun].gap == " " else None


def _of_a_delegation(around: Around) -> str | None:
    """ "Foreign Minister Roe led the Thai delegation" """
    own = [m for m in around.mentions if m.entity == around.role.entity]
    for mention in own:
        match = _leads().match(around.text, mention.span.end, mention.span.end + _FAR)
        if match is None:
            continue
        at = next((k for k, word in enumerate(around.words) if word.span.start >= match.end()), -1)
        stop = phrase(around.words, at).stop if at >= 0 else len(around.words)
        team = stop < len(around.words) and around.words[stop].low in lexicon("offices", "teams")
        if team and not around.words[stop - 1].possessive:
            return country_at(around.words, at)
    return None


def _of_the_speaker(around: Around) -> str | None:
    """ "Roe [prime minister of Kenya] said that Foreign Minister Doe would travel" """
    if not re.search(rf"\b(?:{choice('offices', 'report_links')}) $", _text_before(around)):
        return None
    earlier = [m for m in around.mentions if m.span.end <= around.role.span.start]
    if not earlier or earlier[-1].entity == around.role.entity:
        return None
    return around.leaders.get(earlier[-1].entity)


def _of_the_government(around: Around) -> str | None:
    """ "Sweden is asking for more. Government spokesman Roe ..." """
    if (around.role.organisation or "").lower() not in lexicon("bodies", "unnamed"):
        return None
    named = {country_at(around.before, k) for k in range(len(around.before))} - {None}
    own = {country_at(around.words, k) for k in range(len(around.words))} - {None}
    if len(named) != 1 or own - named:
        return None
    acts = any(
        word.label == "country" and _acts(around.before, phrase(around.before, k).stop)
        for k, word in enumerate(around.before)
    )
    return named.pop() if acts else None


def _of_the_appointer(around: Around) -> str | None:
    """ "Kenya's parliament confirmed Jane Roe as trade minister": the one country in front of the post, whose leader
    or house, at the sentence's beginning, gives it."""
    given = (TitleRule.LEFT_TO_OTHER, *(f"clause: {name}" for name in load(CLAUSE_WORDS).given_by))
    taken = around.role.rule.startswith(TitleRule.BEFORE) or around.role.rule.startswith(TitleRule.BEFORE_COMMA)
    if not around.role.rule.startswith(given) and not (taken and _takes_posts().search(_text_before(around))):
        return None
    opening = 1 if around.words[0].low == "the" else 0
    first = country_at(around.words, opening)
    named = {country_at(around.words, k) for k in range(around.at) if around.words[k].label == "country"}
    return first if named == {first} and _gives_posts(around.words, phrase(around.words, opening)) else None


@cache
def _takes_posts() -> re.Pattern[str]:
    """Right before a post that is taken from somebody: "dismissed the ", "accepted the resignation of "."""
    return re.compile(
        rf"\b(?:{alternation(load(CLAUSE_WORDS).takes_posts)})(?: (?:{choice('offices', 'determiners')}))? $"
    )


def _gives_posts(words: Sequence[Word], country: range) -> bool:
    """ "Kenya's parliament", "the Kenyan government" """
    found = countries().get(" ".join(words[k].low for k in country))
    owner = words[country.stop - 1].possessive or (found is not None and found.kind == "adjective")
    return owner and country.stop < len(words) and words[country.stop].low in lexicon("bodies", "giving_posts")


def _of_an_owner(around: Around) -> str | None:
    """ "Kenya's Jane Roe, who is both trade minister and ..." """
    own = [m for m in around.mentions if m.entity == around.role.entity and m.span.end <= around.role.span.start]
    for mention in own[-1:]:
        at = next((k for k, word in enumerate(around.words) if word.span.start >= mention.span.start), 0)
        if at and around.words[at - 1].possessive and around.words[at].gap[-1:] == " ":
            return country_at(around.words, phrase(around.words, at - 1).start)
    return None


CLUES: dict[str, Callable[[Around], str | None]] = {
    "one of a list of a country's people": _of_a_list,
    "leads a country's delegation": _of_a_delegation,
    "a country's own": _of_an_owner,
    "named by the leader of a country": _of_the_speaker,
    "given by a country's leader or house": _of_the_appointer,
    "the government of the country before": _of_the_government,
}


def country_by_clue(around: Around) -> tuple[str, str] | None:
    """The country that the first clue gives, with the clue's name."""
    for name, clue in CLUES.items():
        if country := clue(around):
            return country, name
    return None


def _acts(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].gap == " " and words[at].verb and not words[at - 1].possessive


def _text_before(around: Around) -> str:
    start = around.role.span.start
    return around.text[max(around.words[0].span.start, start - _FAR) : start]


@cache
def _leads() -> re.Pattern[str]:
    words = load(CLAUSE_WORDS)
    return re.compile(rf"(?:, who)? (?:(?:\w+ )?(?:{alternation((*words.head_now, *words.head_once))})) the ")
