"""What speaks for and against a run of words being a person's name: title, apposition, verb, form, the model's view."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from generator import rulebook
from generator.extract.names import (
    OPENING_PARTICLES,
    ArticleWords,
    Candidate,
    family_first_form,
    fold,
    given_names,
    is_title_case,
    name_parts,
    name_runs,
    trimmed,
)
from generator.extract.titles import Title, titles_after, titles_before
from generator.extract.words import Word, honorifics, lexicon
from generator.model.text import Span


@cache
def weights() -> dict[str, float]:
    """The weight of each vote, by its name."""
    return {rule["name"]: float(rule["weight"]) for rule in rulebook.load("people/votes")}


def _votes(reader: ArticleWords, words: Sequence[Word], first: int, last: int) -> tuple[list[str], list[Title], str | None]:
    """The names of the votes for or against a person, its titles, and the gender that an honorific gives."""
    votes: list[str] = []
    gender: str | None = None
    run = words[first:last]
    before = words[first - 1] if first and words[first].gap == " " else None
    start = first
    if before is not None and before.label == "honorific":
        votes.append("honorific")
        gender = honorifics()[before.low]
        start = first - 1
    titles = titles_before(reader.text, words, start)
    direct = [title for title in titles if title.rule == "title before name"]
    if direct:
        plain_head = not words[start - 1].cap
        votes.append("title" if len(run) > 1 or not plain_head else "plain title")
    elif titles:
        votes.append("role before comma")
    after = titles_after(reader.text, words, last, len(words))
    if after:
        votes.append("apposition" if any(title.head not in lexicon("offices", "bare") for title in after) else "weak apposition")
    found = [reader.entity(word) for word in run]
    labels = Counter(entity[1] for entity in found if entity)
    if labels["PERSON"]:
        whole = len(run) > 1 and all(entity and entity[1] == "PERSON" for entity in found)
        votes.append("model full name" if whole and not any(w.text.isupper() and "." not in w.text for w in run) else "model person")
    elif labels:
        votes.append("model place" if labels["GPE"] + labels["LOC"] + labels["FAC"] else "model other")
    given = fold(run[0].text) in given_names()
    if len(run) > 1:
        if given:
            votes.append("given name")
        if family_first_form(run):
            votes.append("east asian form" if any("-" in w.text for w in run) else "east asian surname")
        if any(re.fullmatch(r"[A-Z]\.", w.text) or w.label == "suffix" or not w.cap for w in run):
            votes.append("particle or initial")
    if (
        any(w.low in lexicon("names", "thing_words") for w in (run[1:] or run))
        or (len(run) == 1 and run[0].low in lexicon("offices", "portfolio") | lexicon("bodies", "heads"))
        or (len(run) > 1 and any(w.low in lexicon("bodies", "heads") for w in run))
    ):
        votes.append("thing word")
    if (
        any(w.text.isupper() and len(w.text) > 1 and "." not in w.text and w.label != "suffix" for w in run) and not run[-1].text.isupper()
    ) or (len(run) == 1 and run[0].text.isupper()):
        votes.append("all capitals")
    if run[0].low in lexicon("names", "place_openers"):
        votes.append("place opener")
    if reader.text[run[-1].span.end : run[-1].span.end + 1] == "-":
        votes.append("hyphen tail")
    if before is not None and before.low in ("in", "at", "near", "across", "outside", "on"):
        votes.append("place preposition")
    following = words[last] if last < len(words) else None
    behind = reader.text[run[-1].span.end : run[-1].span.end + 12]
    if re.match(r", \d\d(?=[,.;])| \(\d\d\)", behind) and len(run) <= 3:
        votes.append("age")
    if re.match(r", who[ms]?\b", behind):
        votes.append("who")
    if following is not None and following.gap == " " and not run[-1].possessive and following.low in lexicon("names", "called_after"):
        votes.append("called after")
    elif before is not None and before.low in ("the", "a", "an", "its", "this"):
        votes.append("article before")
    if before is not None and before.low in lexicon("names", "thing_nouns"):
        votes.append("thing noun before")
    if before is not None and before.low == "under" and len(run) == 1:
        votes.append("under")
    if before is not None and before.cap and before.low in lexicon("names", "nicknames"):
        votes.append("nickname")
    if run[-1].possessive:
        votes.append("possessive")
    if following is not None and following.gap == " " and not run[-1].possessive and following.low in lexicon("names", "company_nouns"):
        votes.append("company noun")
    if following is not None and following.gap == " " and following.label == "organisation" and not run[-1].possessive:
        votes.append("thing word")
    votes.extend(_verb_votes(reader, words, first, last))
    return votes, [*titles, *after], gender


def _verb_votes(reader: ArticleWords, words: Sequence[Word], first: int, last: int) -> Iterator[str]:
    token = reader.last_token(words[last - 1])
    verbs = lexicon("names", "reporting_verbs")
    if token is None:
        return
    while (
        token.dep_ in ("compound", "flat", "appos")
        and token.head.i != token.i
        and token.head.idx < words[last - 1].span.end
        and token.head.idx >= words[first].span.start
    ):
        token = token.head
    verb = token.head.lemma_.lower() if token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX") else None
    following = words[last] if last < len(words) else None
    if verb is None and following is not None and following.gap == " " and not words[last - 1].possessive:
        near = reader.token(following)
        if near is not None and near.pos_ == "VERB" and near.tag_ in ("VBD", "VBZ") and near.lemma_ in verbs:
            verb = near.lemma_
    if verb is None and first and words[first].gap == " " and words[first - 1].low in ("said", "says", "added", "asked"):
        verb = "say"
    if verb in lexicon("names", "personal_verbs"):
        yield "personal verb"
    elif verb in verbs:
        yield "reporting verb"
    if verb is not None and _pronoun_follows(words, last):
        yield "pronoun"
    if verb is not None and len(words[first:last]) <= 2 and _neuter_follows(words, last):
        yield "neuter pronoun"
    if first > 1 and words[first - 1].low == "to" and words[first - 2].low == "according":
        yield "according to"


def _pronoun_follows(words: Sequence[Word], last: int) -> bool:
    """Whether he or she stands later in the sentence, with no other name between."""
    for word in words[last:]:
        if word.low in ("he", "she", "his", "her", "himself", "herself"):
            return True
        if word.cap and word.label == "":
            return False
    return False


def _neuter_follows(words: Sequence[Word], last: int) -> bool:
    """Whether its stands later in the sentence, with no other name, country or body between, and before any he or she."""
    for word in words[last:]:
        if word.low in ("its", "itself"):
            return True
        if word.low in ("he", "she", "his", "her") or word.cap:
            return False
    return False


def find_candidates(reader: ArticleWords) -> Iterator[Candidate]:
    """Every run of words that may be a person's name, with its votes, in order."""
    runs = [list(name_runs(reader, words)) for words in reader.words]
    inside = {name_parts(words[first:last]) for words, found in zip(reader.words, runs, strict=True) for first, last in found if first}
    for words, found in zip(reader.words, runs, strict=True):
        title_case = is_title_case(words)
        for first, last in found:
            for start, end in trimmed(reader, words, first, last, title_case=title_case, inside=inside):
                votes, titles, gender = _votes(reader, words, start, end)
                run = words[start:end]
                while not run[0].cap and run[0].low not in OPENING_PARTICLES:
                    run = run[1:]
                yield Candidate(
                    first=start, last=end, span=Span(run[0].span.start, run[-1].span.end), names=name_parts(run),
                    votes=tuple((vote, weights()[vote]) for vote in votes),
                    heads=tuple(title.head for title in titles if title.rule == "title before name"), sentence=run[0].sentence,
                    gender=gender if gender in ("m", "f") else None,
                    country=next((t.country for t in titles if t.country), None), title_case=title_case,
                )  # fmt: skip


def score(candidates: Sequence[Candidate]) -> float:
    """The sum of each kind of vote once, plus a little for every repetition."""
    best: dict[str, float] = {}
    again: Counter[str] = Counter()
    for candidate in candidates:
        for name, weight in candidate.votes:
            best[name] = weight
            again[name] += 1
    extra = sum(min(again[name] - 1, 3) * weight * 0.34 for name, weight in best.items())
    share = len(candidates)
    negative = sum(weight * again[name] / share for name, weight in best.items() if weight < 0)
    return sum(weight for weight in best.values() if weight > 0) + max(extra, 0.0) + negative


THRESHOLD = 2.0


def has_personal_vote(found: Sequence[Candidate]) -> bool:
    personal = lexicon("names", "personal_votes")
    return any(vote in personal for candidate in found for vote, _ in candidate.votes)


def has_family_first_form(found: Sequence[Candidate]) -> bool:
    return any(vote.startswith("east asian") for candidate in found for vote, _ in candidate.votes)
