"""The quotations of one article, each with the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache

from ...model.book import Statement
from ...model.findings import Quotation, Saying
from ...model.text import Span, alternation
from ...rules.load import load
from ...rules.types.merge import STATEMENTS
from ..base.cast import Who
from ..base.corpus import Reading
from ..base.ids import content_id
from ..topics.filing import Filed
from ..topics.term_words import word_list
from .parties import Voice, Voices, own_name, parties_together, party_of
from .said_when import no_later_than, said_on, saying_of

_BARE = re.compile(r"(?i:the)\s+(?P<head>[a-z]{4,40})")
_LOOK_BACK = 4000  # characters in which a fuller description may stand
_INITIALS = re.compile(r"[A-Z]{2,5}")
_PARENTHESIS = re.compile(r" \([^()]*\)$")
_UNSAID = ("intention", "phrase")  # meant to be done; merely spoken of
_SCRAP = 16  # characters
_LEAD = 60  # characters between a cue and the words it leads to
_BARE_NOUN = 3  # words
_CLAUSE = 6  # words in which a clause comes to its verb
_PARTICIPLE = re.compile(r"\w+ing\b")
_MARKS = "\"'“”‘’«» ,"


@cache
def _words(name: str) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(load(STATEMENTS), name)
    return found


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(_words(name))})\b", re.IGNORECASE)


@cache
def _complement() -> re.Pattern[str]:
    """What a preposition right behind leads to, up to the next mark."""
    return re.compile(rf" (?:{alternation(_words('prepositions'))}) [^,;:—–\"“”]+")


def statements_of(reading: Reading, who: Who, voices: Voices, filed: Filed) -> tuple[Statement, ...]:
    """Every quotation of an article whose speaker it gives, each word listed once, by place."""
    told = heard(reading.findings.quotations, reading.article.text, done=set(_refusals(reading)))
    return tuple(_statement(reading, quotation, who, voices, filed) for quotation in told)


def _refusals(reading: Reading) -> Iterator[Quotation]:
    """ "Roe refused to sign": told without a word of theirs, and yet an answer, of somebody who is named."""
    for quotation, saying in reading.sayings.items():
        source = quotation.source
        if saying.act == "refuses" and source is not None:
            named = any(reading.mentions.meeting(source)) or any(reading.references.meeting(source))
            if quotation.speaker or named or party_of(None, source.of(reading.article.text)):
                yield quotation


def heard(quotations: Sequence[Quotation], text: str, *, done: Container[Quotation] = ()) -> Iterator[Quotation]:
    """Those with a source that say something, but for what another one of the same speaker holds whole,
    for the report that is little more than the words that it reports, and for what somebody only means to do, where it
    is not `done` by that."""
    told = [q for q in quotations if _is_told(q, text, done)]
    for group in _overlapping(sorted(told, key=lambda q: (q.content.start, -q.content.end, q.rule))):
        for quotation in group:
            others = [q for q in group if q is not quotation]
            inside = [q for q in others if quotation.content.contains(q.content) and q.content != quotation.content]
            outside = [q for q in others if q.content.contains(quotation.content) and q.content != quotation.content]
            again = [q for q in group if q.content == quotation.content]
            if outside and _is_of_pronoun(quotation, text):
                continue  # "he claimed that he had asked": the first has it all
            if any(_same_speaker(quotation, q) for q in outside):
                continue
            if quotation is not min(again, key=lambda q: _order(q, text)):
                continue  # "responded by telling her that it was late": both verbs lead to the same words
            if any(
                q.via and q.via == quotation.speaker and len(q.content) > len(quotation.content) / 2 for q in inside
            ):
                continue
            yield quotation


def _is_told(quotation: Quotation, text: str, done: Container[Quotation]) -> bool:
    """Whether somebody says something, or does it by that."""
    if quotation.source is None and quotation.speaker is None:
        return False
    if _has_no_voice(quotation, text) or _is_the_writers(quotation, text):
        return False
    return (quotation.rule not in _UNSAID or quotation in done) and not _is_scrap(quotation, text)


def _has_no_voice(quotation: Quotation, text: str) -> bool:
    """Whether the source is a paper that tells not whose it is, or no speaker at all: "the statement", "part"."""
    said_by = quotation.source.of(text) if quotation.source else ""
    return quotation.speaker is None and said_by.casefold().removeprefix("the ") in _words("voiceless")


def _is_the_writers(quotation: Quotation, text: str) -> bool:
    """Whether a thought is what the writer reads out of a deed: "the visit reflects Norland's belief that"."""
    if quotation.rule != "noun" or quotation.source is None:
        return False
    return _mirrors().search(text, max(quotation.source.start - _LEAD, 0), quotation.source.start) is not None


@cache
def _mirrors() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(_words('mirrors'))}) $", re.IGNORECASE)


def _is_of_pronoun(quotation: Quotation, text: str) -> bool:
    """Whether only "he" or the like says it."""
    return (
        quotation.speaker is None
        and quotation.source is not None
        and quotation.source.of(text).casefold() in _words("pronouns")
    )


def _order(quotation: Quotation, text: str) -> tuple[bool, bool, str, int]:
    """Of two readings of the same words the one with a known speaker, then the one whose cue comes first."""
    cue = quotation.cue.start if quotation.cue else 0
    return quotation.speaker is None, _is_of_pronoun(quotation, text), quotation.rule, cue


def _overlapping(quotations: Iterable[Quotation]) -> Iterator[list[Quotation]]:
    """Runs of quotations, sorted by place, whose contents overlap."""
    run: list[Quotation] = []
    end = 0
    for quotation in quotations:
        if run and quotation.content.start >= end:
            yield run
            run = []
        run.append(quotation)
        end = max(end, quotation.content.end)
    if run:
        yield run


def _same_speaker(one: Quotation, other: Quotation) -> bool:
    return one.speaker == other.speaker if one.speaker or other.speaker else one.source == other.source


def _is_scrap(quotation: Quotation, text: str) -> bool:
    """Reported words too few to say anything ("the issue"), without what they are about ("it as a test"), of
    nobody, or a wish to stay unnamed."""
    if quotation.kind != "indirect":
        return False
    if _pattern("unnamed").match(quotation.content.of(text)):
        return True
    if quotation.speaker is None and quotation.source and quotation.source.of(text).casefold() in _words("nobody"):
        return True  # a verb inside somebody's own words
    return len(quotation.content) < _SCRAP or _is_beheaded(quotation.content.of(text))


def _is_beheaded(words: str) -> bool:
    """Whether words have lost what they are about: "has gone", "it as a test"; not "it would go"."""
    begins = _pattern("beheaded").match(words)
    if begins is None or begins.group().casefold() not in _words("leaders"):
        return begins is not None
    return not any(_pattern("finite").fullmatch(word) for word in re.findall(r"[\w'’]+", words)[1:_CLAUSE])


def _statement(reading: Reading, quotation: Quotation, who: Who, voices: Voices, filed: Filed) -> Statement:
    source, text = reading.article.id, reading.article.text
    sentence = reading.sentence_at(quotation.content)
    speaker = _profile(who, quotation.speaker)
    speaker_text = _full_description(text, quotation.source) if quotation.source else ""
    if quotation.speaker and speaker is None:
        speaker_text = reading.names.get(quotation.speaker, speaker_text)
    saying, day = saying_of(reading, quotation), said_on(reading, quotation)
    party, joint = _parties(reading, quotation, speaker, speaker_text, who, voices)
    words, lead = _whole(text, quotation, reading.findings.sentences[sentence].span), _lead(text, quotation)
    return Statement(
        id=content_id(
            "q",
            source,
            str(sentence),
            str(quotation.content.start - _start(reading, sentence)),
            quotation.content.of(text),
        ),
        text=words.strip(_MARKS) if quotation.kind == "direct" else words if lead else words.removeprefix("that "),
        kind=quotation.kind,
        speaker=speaker,
        speaker_text=speaker_text,
        via=_profile(who, quotation.via),
        cue=quotation.cue.of(text) if quotation.cue else None,
        date=day,
        no_later_than=no_later_than(reading, day),
        act=saying.act,
        hearer=_hearer(reading, saying),
        topics=filed.of(sentence, words),
        party=party,
        joint=joint,
        others=_others(reading, quotation, speaker, who),
        lead=lead,
        citation=reading.cite_all(sentence, quotation.content),
    )


def _others(reading: Reading, quotation: Quotation, speaker: str | None, who: Who) -> tuple[str, ...]:
    return tuple(person for person in _sources(reading, quotation, who) if person != speaker)


def _parties(
    reading: Reading,
    quotation: Quotation,
    speaker: str | None,
    described: str,
    who: Who,
    voices: Voices,
) -> tuple[str | None, tuple[str, ...]]:
    """Whom the speaker speaks for, and the further parties of those who say it too."""
    if speaker is None and (together := parties_together(described)):
        return together[0], together[1:]
    voice = voices[speaker] if speaker else None
    party = _country_of(reading, quotation, voice, described)
    party = party or _party_by(reading, quotation, described, who, voices) or _body_of(reading, quotation, voice)
    others = (voices[person].party for person in _others(reading, quotation, speaker, who))
    return party, tuple(dict.fromkeys(one for one in others if party and one and one != party))


def _country_of(reading: Reading, quotation: Quotation, speaker: Voice | None, described: str) -> str | None:
    """None for whom the article calls nothing but a former holder of their office."""
    held = [role for role in reading.findings.roles if quotation.speaker and role.entity == quotation.speaker]
    former = bool(held) and all(role.status == "former" for role in held)
    return None if former else party_of(speaker, described)


def _body_of(reading: Reading, quotation: Quotation, speaker: Voice | None) -> str | None:
    """The company, union or other body that somebody leads or speaks for, or that speaks itself."""
    if speaker is not None:
        return speaker.body
    return None if quotation.source is None or quotation.speaker else _itself(reading, quotation.source)


def _itself(reading: Reading, source: Span) -> str | None:
    """The body that a source is the whole name of, or the short form."""
    text = reading.article.text
    bare = _PARENTHESIS.sub("", source.of(text).removeprefix("the ").removeprefix("The "))
    named = (m for m in reading.mentions.meeting(source) if m.kind == "organisation")
    whole = next((m for m in named if bare == m.span.of(text).removeprefix("The ")), None)
    short = next((each for each in reading.findings.abbreviations if bare in (each.short, each.expansion)), None)
    if short is None and _stands_for_post(bare, text):
        return None
    name = short.expansion if short else whole and reading.names.get(whole.entity, bare)
    return own_name(name) if name else None


def _stands_for_post(short: str, text: str) -> bool:
    """Whether initials stand for a post that the article names in words: "HS" of "a Harbour Secretary"."""
    if not _INITIALS.fullmatch(short):
        return False
    spelled = re.compile(r"\b" + " ".join(f"({letter}[a-z]+)" for letter in short) + r"\b")
    return any(match[len(short)].casefold() in word_list("posts") for match in spelled.finditer(text))


def _hearer(reading: Reading, saying: Saying) -> str:
    """Whom it is said to, in the source's words; "" where it tells nobody."""
    return "" if saying.hearer is None else saying.hearer.of(reading.article.text)


def _sources(reading: Reading, quotation: Quotation, who: Who) -> tuple[str, ...]:
    """Everybody named as saying it together: "Roe and Okello"."""
    span = quotation.source
    if span is None or not re.search(r"\band\b", span.of(reading.article.text)):
        return ()
    return tuple(dict.fromkeys(_present(reading, span, who)))


def _party_by(reading: Reading, quotation: Quotation, described: str, who: Who, voices: Voices) -> str | None:
    """The country of the official whose team, government or ministry speaks, named in the words or by the same
    article."""
    if quotation.speaker is not None or not _pattern("company").search(described):
        return None
    named = list(_present(reading, quotation.source, who)) if quotation.source else []
    words = set(re.findall(r"\w+", described))
    present = (who[entity.key] for entity in reading.findings.entities if entity.key in who)
    named += [person for person in present if voices[person].family in words]
    named += _ministers(reading, described, who)
    countries = _countries_of(named, voices)
    return countries.pop() if len(countries) == 1 else None


def _countries_of(named: Iterable[str], voices: Voices) -> set[str | None]:
    """Those of the officials among them."""
    return {voices[person].country for person in named if voices[person].official}


def _ministers(reading: Reading, described: str, who: Who) -> Iterator[str]:
    """Who is "Foreign Minister" where "the foreign ministry" speaks."""
    matters = re.findall(r"(\w+) ministry\b", described, re.IGNORECASE)
    for role in reading.findings.roles if matters else ():
        if role.entity in who and re.search(rf"\b(?:{alternation(matters)}) minister\b", role.title, re.IGNORECASE):
            yield who[role.entity]


def _full_description(text: str, source: Span) -> str:
    """The speaker's words; a bare "the ministry" with the fuller form that went before, in brackets."""
    words = source.of(text)
    bare = _BARE.fullmatch(words)
    if bare is None:
        return words
    of = alternation(_words("prepositions"))
    fuller = re.compile(
        rf"\b(?:the|a|an|[A-Z][a-z]+'s)\s+((?:(?!(?:{of})\s)[\w.-]+\s){{1,3}}?{re.escape(bare['head'])})\b",
        re.IGNORECASE,
    )
    earlier = fuller.findall(text, max(source.start - _LOOK_BACK, 0), source.start)
    return f"{words} [{earlier[-1]}]" if earlier else words


def _start(reading: Reading, sentence: int) -> int:
    return reading.findings.sentences[sentence].span.start


def _profile(who: Who, entity: str | None) -> str | None:
    return who.get(entity) if entity else None


def _whole(text: str, quotation: Quotation, sentence: Span) -> str:
    """The words of a quotation; a bare noun ("active cooperation") with what the sentence says of it ("to build
    ships")."""
    words = quotation.content.of(text)
    if quotation.kind != "indirect" or len(words.split()) > _BARE_NOUN:
        return words
    more = _complement().match(text, quotation.content.end, sentence.end)
    return words + more.group().rstrip(" .") if more else words


def _lead(text: str, quotation: Quotation) -> str:
    """The source's words from the cue up to reported words that follow it: "told reporters", "called"."""
    if (
        quotation.kind == "direct"
        or quotation.cue is None
        or not 0 <= quotation.content.start - quotation.cue.end <= _LEAD
    ):
        return ""
    words = text[quotation.cue.start : quotation.content.start]
    if _PARTICIPLE.match(words):  # "calling it a pity, he left": no sentence with the speaker before it
        return ""
    return "" if re.search(r"[\"“”.;:()]", words) else " ".join(words.split())


def _present(reading: Reading, span: Span, who: Who) -> Iterator[str]:
    places = [(m.span, m.entity) for m in reading.mentions.meeting(span) if m.kind == "person"]
    places += [(r.span, r.entity) for r in reading.references.meeting(span)]
    for place, entity in sorted(places, key=lambda pair: (pair[0], pair[1])):
        if span.contains(place) and entity in who:
            yield who[entity]
