"""Who comes into a post and who leaves it: "was sworn in as", "resigned on Monday", "minister since 2019"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise

from ...model.article_view import ArticleView, SentenceView
from ...model.findings import Mention, PostChange, PostTurn, Refusal, Role, Timex
from ...model.reasons import Reason, first
from ...model.text import Span, alternation, record, span_of
from ...rules.load import load
from ...rules.types.people import POST_CHANGES, POST_WORDS, PostRule, PostTurnWords
from ..base import grammar
from ..base.grammar import lemma
from ..base.grammar.parsed import Doc, DocSpan, Token
from .labels import TitleRule

_REACH = 60  # characters between a verb and the post that its clause names
_JOINT = re.compile(r"([,;]? and|[,;]) (?:the )?(?:[A-Z][a-z]{0,3}\. )?")  # between two names of a list
_OF_BEFORE = (TitleRule.BEFORE, TitleRule.BEFORE_COMMA)  # what somebody is who gets a post: "named Mayor Roe as"
_NEAR = 24  # characters between a title and the time behind it


@dataclass(frozen=True)
class _Sentence:
    """A sentence with its words, and what is told in it."""

    view: ArticleView
    seen: SentenceView
    words: DocSpan

    @property
    def text(self) -> str:
        """Of the whole article."""
        return self.view.article.text

    @property
    def end(self) -> int:
        """Where the sentence ends."""
        return self.seen.sentence.span.end

    def person_at(self, word: Token) -> str | None:
        """Whom a word names, stands for, or gives a title before the name: "The president, Karl Munk, resigned"."""
        place = span_of(word)
        named = next((m for m in self.view.mentions.meeting(place) if m.kind == "person"), None)
        meant = next(iter(self.view.references.meeting(place)), None)
        held = next((role for role in self.seen.roles if role.span.overlaps(place)), None)
        found = named or meant or held
        return found.entity if found else None

    def people_at(self, words: Collection[Token]) -> Sequence[str]:
        """Each person that one of the words is, once."""
        return list(dict.fromkeys(person for word in words if (person := self.person_at(word)) is not None))

    @cached_property
    def by_person(self) -> dict[str, list[Role]]:
        """The roles of the sentence."""
        found: dict[str, list[Role]] = {}
        for role in self.seen.roles:
            found.setdefault(role.entity, []).append(role)
        return found


@record
class Telling:
    """A verb or a noun that may tell of a change, and its rule; None for a noun."""

    word: Token
    rule: PostRule | None
    sentence: str


@cache
def words_of_posts() -> PostTurnWords:
    """The rules of `people/post_words`."""
    return load(POST_WORDS)


@cache
def _by_verb() -> dict[str, tuple[PostRule, ...]]:
    """The rules by each verb, with its small word: "step down"."""
    found: dict[str, list[PostRule]] = {}
    for rule in load(POST_CHANGES):
        for verb in rule.verbs:
            found.setdefault(verb, []).append(rule)
    return {verb: tuple(rules) for verb, rules in found.items()}


@cache
def _behind(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[ ,]*(?:{pattern})")


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)", re.IGNORECASE)


# What looks like a change and is none


def _is_denied(told: Telling) -> bool:
    over = grammar.completed(told.word)
    return grammar.is_negated(told.word) or (over is not None and grammar.is_negated(over))


def _is_planned(told: Telling) -> bool:
    """Behind a modal or "to", but for one who was made to do it."""
    over = grammar.planned_by(told.word)
    if over is not None and (lemma(over) in words_of_posts().made_to or _is_vote(over)):
        return grammar.group(over).modal is not None or not (grammar.is_past(over) or grammar.is_perfect(over))
    return grammar.group(told.word).modal is not None or grammar.is_infinitive(told.word)


def _is_not_done(told: Telling) -> bool:
    """ "resigns", "is being replaced", "after resigning"."""
    group = grammar.group(told.word)
    if grammar.is_infinitive(told.word) or _is_of_an_order(told.word):
        return False
    return group.form not in ("past", "participle") or "being" in group.helpers or _is_now(told.word)


def _is_of_an_order(verb: Token) -> bool:
    """ "signed a decree dismissing the minister" """
    noun, words = grammar.described(verb), words_of_posts()
    over = grammar.verb_above(noun) if noun is not None and lemma(noun) in words.orders else None
    return (
        over is not None and lemma(over) in words.gives_orders and (grammar.is_past(over) or grammar.is_perfect(over))
    )


def _is_now(verb: Token) -> bool:
    """ "is sworn in on Monday": a plan or a habit."""
    return bool(grammar.helpers(verb)) and not (grammar.is_past(verb) or grammar.is_perfect(verb))


def _is_not_told(told: Telling) -> bool:
    words = words_of_posts()
    over = grammar.reported_by(told.word, above_it=words.not_told, beside_it=())
    noun = grammar.described(told.word)
    return over is not None or (noun is not None and lemma(noun) in words.not_sure)


def _is_conditional(told: Telling) -> bool:
    return grammar.has_mark(told.word, words_of_posts().if_)


def _is_nearly(told: Telling) -> bool:
    return any(child.lower_ in words_of_posts().nearly for child in told.word.children)


def _is_question(told: Telling) -> bool:
    return told.sentence.rstrip("\"'”’» ").endswith("?")


NO_CHANGE: tuple[Reason[Telling], ...] = (
    Reason(
        "denied",
        "Prime Minister Ana Roe has not [resigned].",
        "Prime Minister Ana Roe has [resigned].",
        _is_denied,
    ),
    Reason(
        "a plan",
        "Prime Minister Ana Roe will [resign] on Monday.",
        "Prime Minister Ana Roe was forced to [resign] on Monday.",
        _is_planned,
    ),
    Reason(
        "not done yet",
        "Prime Minister Ana Roe is being [replaced] by Ole Berg.",
        "Prime Minister Ana Roe was [replaced] by Ole Berg.",
        _is_not_done,
    ),
    Reason(
        "not told as done",
        "The party denied that Prime Minister Ana Roe had [resigned].",
        "The party said that Prime Minister Ana Roe had [resigned].",
        _is_not_told,
    ),
    Reason(
        "a condition",
        "The party will vote if Prime Minister Ana Roe [resigned].",
        "The party will vote because Prime Minister Ana Roe [resigned].",
        _is_conditional,
    ),
    Reason(
        "nearly",
        "Prime Minister Ana Roe nearly [died] on Monday.",
        "Prime Minister Ana Roe suddenly [died] on Monday.",
        _is_nearly,
    ),
    Reason(
        "somebody's own words",
        '"Prime Minister Ana Roe [resigned] on Monday," said the mayor.',
        "Prime Minister Ana Roe [resigned] on Monday, said the mayor.",
        lambda told: grammar.in_quotation(told.word),
    ),
    Reason(
        "a question",
        "Was Prime Minister Ana Roe [sacked] on Monday?",
        "Prime Minister Ana Roe was [sacked] on Monday.",
        _is_question,
    ),
)


def find_post_changes(view: ArticleView, doc: Doc) -> tuple[tuple[PostChange, ...], tuple[Refusal, ...]]:
    """The changes that body sentences tell of persons, by place, and what looks like one and is none."""
    changes: list[PostChange] = []
    refusals: list[Refusal] = []
    for number, sentence in enumerate(view.findings.sentences):
        words = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="expand")
        if words is None or sentence.kind in ("headline", "heading"):
            continue
        here = _Sentence(view, view.numbered(number), words)
        for found in _found(here):
            if isinstance(found, Refusal):
                refusals.append(found)
            else:
                changes.append(found)
    changes.sort(key=lambda change: (change.span, change.entity, change.rule))
    return tuple(changes), tuple(dict.fromkeys(refusals))


def _found(here: _Sentence) -> Iterator[PostChange | Refusal]:
    for word in here.words:
        if grammar.is_verb(word):
            for rule in _rules_of(word):
                yield from _told_by_verb(here, word, rule)
            yield from _term_ends(here, word)
        elif grammar.is_noun(word):
            yield from _told_by_noun(here, word)
    for role in here.seen.roles:
        yield from _times_behind(here, role)


def _rules_of(verb: Token) -> tuple[PostRule, ...]:
    small = (child for child in verb.children if 0 < child.i - verb.i <= 2 and not grammar.is_noun(child))
    names = [*(f"{lemma(verb)} {child.lower_}" for child in small), lemma(verb)]
    return next((_by_verb()[name] for name in names if name in _by_verb()), ())


def _told_by_verb(here: _Sentence, verb: Token, rule: PostRule) -> Iterator[PostChange | Refusal]:
    if not _is_whole(here, verb, rule):
        return
    does, undergoes = here.people_at(grammar.doers(verb)), here.people_at(grammar.things(verb))
    people, others = (does, undergoes) if rule.who == "does" else (undergoes, does)
    for person in _with_listed(here, people, span_of(verb)):
        posts = _posts(here, person, span_of(verb), rule)
        if not posts and rule.verbs == _followers():
            posts = _taken_over(here, person, others, span_of(verb), rule)
        if posts is not None:
            yield from _changes(here, person, posts, verb, rule)


def _with_listed(here: _Sentence, people: Sequence[str], verb: Span) -> Sequence[str]:
    """The people with those of a list that one of them opens, which the parse may take for what explains the first:
    "Mayor Roe, Judge Doe and Mr. Kim resigned"."""
    named = [m for m in here.view.mentions.meeting(here.seen.sentence.span) if m.kind == "person"]
    named.sort(key=lambda mention: mention.span.start)
    found = list(people)
    for at, mention in enumerate(named):
        if mention.entity not in people:
            continue
        listed, closed = [], False
        for before, after in pairwise(named[at:]):
            joint = _joint(here, before.span.end, after)
            if joint is None or before.span.end <= verb.start < after.span.end or closed:
                break
            listed.append(after.entity)
            closed = "and" in joint
        found.extend(listed if closed and len(listed) > 1 else ())
    return list(dict.fromkeys(found))


def _joint(here: _Sentence, end: int, mention: Mention) -> str | None:
    """The comma or the "and" between two names of a list, a title of the second left out; None for other words."""
    titles = [role.span.start for role in here.by_person.get(mention.entity, ()) if end <= role.span.start]
    start = min((*titles, mention.span.start))
    match = _JOINT.fullmatch(here.text[end:start])
    return match[1] if match else None


def _is_whole(here: _Sentence, verb: Token, rule: PostRule) -> bool:
    """Whether what must stand behind the verb does, and what must not does not."""
    end = span_of(verb).end
    wanted = rule.behind is None or _behind(rule.behind).match(here.text, end, here.end) is not None
    return wanted and (rule.not_behind is None or not _behind(rule.not_behind).match(here.text, end, here.end))


def _changes(
    here: _Sentence, person: str, posts: Sequence[Role], verb: Token, rule: PostRule
) -> Iterator[PostChange | Refusal]:
    """One for each post, or the reason against them."""
    place = span_of(verb)
    no = first(NO_CHANGE, Telling(word=verb, rule=rule, sentence=here.seen.sentence.span.of(here.text)))
    if no is not None:
        yield Refusal(what="post", span=place, sentence=here.seen.number, reason=no.name)
        return
    time, name = _time_of(here, verb), rule.name
    if rule.turn == "ends" and (later := _in_effect(here, verb)) is not None:
        time, name = later, "until"
    for post in posts or (None,):
        yield PostChange(entity=person, turn=rule.turn, post=post, span=place, time=time, rule=name)


def _posts(here: _Sentence, person: str, verb: Span, rule: PostRule) -> Sequence[Role] | None:
    """The posts that the clause names, none where the sentence names none; None where there must be one, or where it is
    another than a known one: "resigned as head of something"."""
    if rule.turn == "dies":
        return ()
    own = here.by_person.get(person, [])
    behind = [role for role in own if role.span.start >= verb.end and _is_joined(here.text, verb, role)]
    if behind := _given(behind, rule):
        return None if _are_ahead(behind) else behind
    if rule.post or _as_something(here.text, verb, here.end):
        return None
    return [role for role in own if role.span.end <= verb.start and role.status != "former"]


def _given(roles: Sequence[Role], rule: PostRule) -> list[Role]:
    """The posts that a clause gives, without what somebody is who gets one."""
    return [role for role in roles if not (rule.post and role.rule.startswith(_OF_BEFORE))]


def _are_ahead(roles: Sequence[Role]) -> bool:
    """ "was chosen to replace Doe as mayor": not begun"""
    return any(role.title.startswith("[incoming]") for role in roles)


def _taken_over(
    here: _Sentence, person: str, others: Collection[str], verb: Span, rule: PostRule
) -> Sequence[Role] | None:
    """The post that one has after another: of "as", else of whoever leaves it."""
    of_others = [role for other in others for role in here.by_person.get(other, ())]
    named = [role for role in of_others if role.span.start >= verb.end and _is_as(here.text, role)]
    found = named or (_left_by(here, (person,), verb) if rule.turn == "ends" else _left_by(here, others, verb))
    return [replace(role, entity=person) for role in found] or None


def _left_by(here: _Sentence, people: Collection[str], verb: Span) -> Sequence[Role]:
    """What they bear in front of the verb, else in its sentence, else the one post that the article gives them."""
    own = [role for person in people for role in here.by_person.get(person, ())]
    roles = [role for role in here.view.findings.roles if role.entity in people and role.status != "former"]
    only = roles[:1] if len({role.title.casefold() for role in roles}) == 1 else []
    return [role for role in own if role.span.end <= verb.start] or own or only


@cache
def _followers() -> tuple[str, ...]:
    """The verbs of one who comes after another."""
    return next(rule.verbs for rule in load(POST_CHANGES) if rule.name == "succeeded")


def _is_joined(text: str, verb: Span, role: Role) -> bool:
    """Whether a post stands in the verb's own clause."""
    between = text[verb.end : role.span.start]
    return len(between) <= _REACH and not re.search(r"[,;:()]", between)


def _is_as(text: str, role: Role) -> bool:
    return re.search(r"\bas (?:\w+ |[\w ]{1,20}['’]s )?$", text[: role.span.start]) is not None


def _as_something(text: str, verb: Span, end: int) -> bool:
    return re.match(r"(?: \w+){0,2} as (?!of\b)", text[verb.end : min(end, verb.end + _REACH)]) is not None


def _time_of(here: _Sentence, word: Token) -> Span | None:
    """The time by which an event is dated that has the word for its head, else the one that hangs on the word."""
    place = span_of(word)
    for event in here.seen.events:
        if event.head is not None and event.head.overlaps(place):
            return None if event.timex is None else here.view.findings.timexes[event.timex].span
    return next((time.span for time in _times(here) if time.span.start > place.end and _hangs(word, time)), None)


def _in_effect(here: _Sentence, verb: Token) -> Span | None:
    """The day from which it counts: "resigned, effective 31 December"."""
    effective = _words(words_of_posts().in_effect)
    behind = (time.span for time in _times(here) if time.span.start > verb.idx)
    return next((span for span in behind if effective.search(here.text, span.start - _NEAR, span.start)), None)


def _times(here: _Sentence) -> Sequence[Timex]:
    return [time for time in here.seen.timexes if time.date is not None and time.type in ("DATE", "TIME")]


def _hangs(word: Token, time: Timex) -> bool:
    """Whether the parse hangs a time on the word, with at most small words between."""
    found = word.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    if found is None:
        return False
    over = grammar.above(found.root)
    while over is not None and over != word and not (grammar.is_verb(over) or grammar.is_noun(over)):
        over = grammar.above(over)
    return over == word


def _told_by_noun(here: _Sentence, noun: Token) -> Iterator[PostChange | Refusal]:
    """ "until [his] resignation in May", "after the death of Karl Munk", "accepted the resignation of Karl Munk"."""
    granted = _granted(noun)
    turn = granted or _turn_of(lemma(noun))
    led = grammar.preposition_before(noun)
    if turn is None or not (granted or (led is not None and led.lower_ in words_of_posts().happened)):
        return
    over, place = grammar.verb_above(noun), span_of(noun)
    if (no := _why_not(here, over, granted=granted is not None)) is not None:
        yield Refusal(what="post", span=place, sentence=here.seen.number, reason=no)
        return
    time, rule = _time_of(here, over if granted else noun), f"noun: {lemma(noun)}"
    for person in here.people_at((*grammar.doers(noun), *grammar.things(noun))):
        for post in (() if turn == "dies" else _behind_noun(here, person, place)) or (None,):
            yield PostChange(entity=person, turn=turn, post=post, span=place, time=time, rule=rule)


def _why_not(here: _Sentence, over: Token, *, granted: bool) -> str | None:
    """What speaks against a change that a noun tells below a verb."""
    if granted:
        no = first(NO_CHANGE, Telling(word=over, rule=None, sentence=here.seen.sentence.span.of(here.text)))
        return no.name if no else None
    return "a plan" if grammar.is_verb(over) and grammar.group(over).modal is not None else None


def _granted(noun: Token) -> PostTurn | None:
    """Whether the verb above a noun makes an end of a post: "accepted the [resignation]", "revoked the
    [appointment]", and of those who decide "voted for the [dismissal]"."""
    words = words_of_posts()
    ends = lemma(noun) in words.endings
    if not ends and lemma(noun) not in words.beginnings:
        return None
    verb = grammar.verb_above(noun)
    if not grammar.is_verb(verb):
        return None
    if noun in grammar.things(verb):
        return "ends" if lemma(verb) in (words.grants if ends else words.revokes) else None
    led = grammar.preposition_before(noun)
    voted = led is not None and led.lower_ in words.voted_for and _is_vote(verb)
    return "ends" if ends and voted else None


def _is_vote(verb: Token) -> bool:
    """ "Parliament voted", "lawmakers voted": not one of them."""
    words = words_of_posts()
    return lemma(verb) in words.votes and any(lemma(doer) in words.voters for doer in grammar.doers(verb))


def _behind_noun(here: _Sentence, person: str, noun: Span) -> Sequence[Role]:
    """ "his resignation as [mayor]"."""
    own = here.by_person.get(person, [])
    return [role for role in own if role.span.start >= noun.end and _is_joined(here.text, noun, role)]


def _turn_of(noun: str) -> PostTurn | None:
    words = words_of_posts()
    known: tuple[tuple[PostTurn, Collection[str]], ...] = (
        ("ends", words.endings), ("begins", words.beginnings), ("dies", words.deaths),
    )  # fmt: skip
    return next((turn for turn, nouns in known if noun in nouns), None)


def _term_ends(here: _Sentence, verb: Token) -> Iterator[PostChange]:
    """ "[his] term ends on 24 March": only with the day, month or year."""
    words = words_of_posts()
    time, place = _time_of(here, verb), span_of(verb)
    if lemma(verb) not in words.term_ends or time is None or _is_left_open(verb):
        return
    terms = [term for term in grammar.doers(verb) if lemma(term) in words.terms]
    for person in here.people_at([owner for term in terms for owner in grammar.doers(term)]):
        own = here.by_person.get(person, [])
        post = next((role for role in own if role.span.end <= place.start and role.status != "former"), None)
        yield PostChange(entity=person, turn="ends", post=post, span=place, time=time, rule="term ends")


def _is_left_open(verb: Token) -> bool:
    """Denied, behind "if", or with a modal but "will": "would end", "may end"."""
    modal = grammar.group(verb).modal
    denied = grammar.is_negated(verb)
    return denied or grammar.has_mark(verb, words_of_posts().if_) or modal not in (None, "will")


def _times_behind(here: _Sentence, role: Role) -> Iterator[PostChange]:
    """ "minister since 2019", "president from 2013 to 2017", "premier until May"."""
    words = words_of_posts()
    behind = [time for time in _times(here) if 0 < time.span.start - role.span.end <= _NEAR][:1]
    opening = here.text[max(here.seen.sentence.span.start, role.span.start - _NEAR) : role.span.end]
    if not behind or _words(words.ranked + words.ordinals).search(opening) or _is_open(here, role):
        return
    time = behind[0]
    lead = here.text[role.span.end : time.span.start].strip(" ,(").casefold()
    if lead in words.since:
        yield _behind_title(role, "begins", time, "since")
    elif lead in words.until:
        yield _behind_title(role, "ends", time, "until")
    elif lead in words.over:
        for start, end in pairwise(_times(here)):
            if start is time and here.text[start.span.end : end.span.start].strip().casefold() in words.up_to:
                yield _behind_title(role, "begins", start, "from")
                yield _behind_title(role, "ends", end, "until")


def _is_open(here: _Sentence, role: Role) -> bool:
    """Whether the verb above a title leaves open whether it will be: "will stay president until 2030"."""
    words = here.words.doc.char_span(role.span.start, role.span.end, alignment_mode="expand")
    over = None if words is None else grammar.governing(words.root)
    return over is not None and (grammar.group(over).modal is not None or grammar.is_negated(over))


def _behind_title(role: Role, turn: PostTurn, time: Timex, rule: str) -> PostChange:
    return PostChange(
        entity=role.entity, turn=turn, post=role, span=Span(role.span.start, time.span.end), time=time.span, rule=rule
    )
