"""Which way a time points that does not say so itself: is "on Friday", "in May" still to come?

To add a case, add a row: a name, a sentence for which it holds, one for which it does not, a condition, and the
direction. The first row that holds is what `briefing explain` shows. `BESIDE` has the words right before and behind a
time ("it", in the names), `BY_VERB` what the verb says that it hangs on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.dates import Clock, Direction, Weekday
from ...model.findings import Sentence, Timex
from ...model.reasons import Case, Reason, first
from ...model.text import Span
from ..base import grammar
from ..base.grammar.parsed import Doc, Token
from .anchoring import latest
from .context_words import around, context_words, ending_in
from .records import Way
from .tense import (
    Told,
    ToldBy,
    is_after_past_verb,
    is_going_to,
    is_scheduled,
    looks_ahead,
    told,
    told_by,
    within_reach,
)


@dataclass(frozen=True, slots=True)
class Pointer(Reason[Case]):
    """A row that says which way a time points where it holds; None: nobody knows."""

    direction: Direction | None


def way_told(doc: Doc, text: str, span: Span, *, plans: bool = False, is_caption: bool = False) -> Way:
    """The direction of the time expression at a place, and the row that decided; `plans`, `is_caption` as in `Told`."""
    time = told(doc, text, span, plans=plans, is_caption=is_caption)
    if time is None:
        return reasoned(None, "outside of what was parsed")
    if (beside := first(BESIDE, time)) is not None:
        return reasoned(beside.direction, beside.name)
    if time.verb is None:
        return reasoned(None, "no verb above it")
    row = first(BY_VERB, told_by(time, within_reach(time.words.root, time.verb)))
    return reasoned(None, "nothing tells") if row is None else reasoned(row.direction, row.name)


def reasoned(direction: Direction | None, reason: str) -> Way:
    """A direction with its reason, as `briefing explain` says it."""
    side = {"past": "back", "future": "ahead"}[direction] if direction else "not known"
    return Way(direction=direction, why=f"{side}, {reason}")


# The words beside it


def _is_limit_behind(time: Told) -> bool:
    return any(word in context_words()["future_after"] for word in time.after)


def _is_limit_over(time: Told) -> bool:
    """Kept, missed or run out: "missed Friday's deadline", "the Friday deadline passed"."""
    if time.verb is None or not _is_limit_behind(time):
        return False
    return grammar.lemma(time.verb) in context_words()["limit_ends"] and _is_told_as_past(time)


def _is_told_as_past(time: Told) -> bool:
    """By the tense of the verb that it hangs on."""
    row = None if time.verb is None else first(TENSES, told_by(time, time.verb))
    return row is not None and row.direction == "past"


def _was_not_done(time: Told) -> bool:
    """What follows tells that the limit is over: "by March 31 but did not"."""
    return _is_limit_before(time) and around("and_failed").match(time.behind) is not None


def _was_to_be(time: Told) -> bool:
    return not time.plans and around("was_due_then").search(time.before) is not None


def _is_plan_behind(time: Told) -> bool:
    return time.owns and bool(time.after) and time.after[0] in context_words()["scheduled_adjectives"]


def _is_followed(time: Told) -> bool:
    return time.owns and ending_in("past_before_owner").search(time.before) is not None


def _is_about_to(time: Told) -> bool:
    return around("about_to").search(time.before) is not None and not is_after_past_verb(time.words)


def _is_asked_for(time: Told) -> bool:
    return around("asked_that").search(time.before) is not None


def _was_due(time: Told) -> bool:
    return around("was_due_to").search(time.before) is not None


def _is_since_before(time: Told) -> bool:
    return around("since_before").search(time.before) is not None


def _shuts_then(time: Told) -> bool:
    return time.plans and around("shuts_then").search(time.before) is not None


def _is_of_agent(time: Told) -> bool:
    """Who or what did it has been there; a day that owns it is over."""
    if not time.owns or time.verb is None or around("agent").search(time.before) is None:
        return False
    group = grammar.group(time.verb)
    return group.form == "participle" and not looks_ahead(group)


def _is_met(time: Told) -> bool:
    """The limit was kept: a plain past tense of what is not a wish."""
    if time.verb is None or around("met_by_the").search(time.before) is None or not _is_limit_behind(time):
        return False
    asked = any(grammar.lemma(word) in context_words()["asking_verbs"] for word in (time.verb, *time.verb.ancestors))
    group = grammar.group(time.verb)
    return not asked and group.form in ("past", "participle") and group.is_bare


def _lasted_until(time: Told) -> bool:
    if time.verb is None or around("until_then").search(time.before) is None:
        return False
    group = grammar.group(time.verb)
    return group.form == "past" and grammar.lemma(time.verb) in context_words()["lasting_verbs"]


def _was_so_until(time: Told) -> bool:
    """A state of the past with its end: "Until Monday she was mayor", "was mayor until Monday"."""
    if time.verb is None or around("until_then").search(time.before) is None:
        return False
    was_somebody = time.verb.lemma_ == "be" and grammar.has(time.verb, "predicate noun")
    opens = around("opening_until").search(time.before) is not None
    return (opens or was_somebody) and _is_told_as_past(time) and not _is_asked(time.verb)


def _is_open_until(time: Told) -> bool:
    if time.verb is None or around("open_until").search(time.before) is None:
        return False
    group, known = grammar.group(time.verb), context_words()
    return group.has(*known["perfect_helpers"]) or (group.is_bare and grammar.lemma(time.verb) in known["giving_verbs"])


def _is_moved_from(time: Told) -> bool:
    return around("moved_from").search(time.before) is not None


def _is_called_off(time: Told) -> bool:
    """What is called off was still to come: "cancelled Friday's talks", "the talks on Friday were called off"."""
    thing = grammar.noun_above(time.words.root)
    verb = None if thing is None or not time.plans else grammar.concerned(thing)
    if thing is None or verb is None or (grammar.is_subject(thing) and not grammar.is_subject(thing, passive=True)):
        return False
    behind = {child.lower_ for child in verb.children if 0 < child.i - verb.i <= 2}
    known = context_words()
    return verb.lemma_ in known["calling_off"] or (verb.lemma_ in known["putting"] and "off" in behind)


def _is_of_some_month(time: Told) -> bool:
    """ "the 25th": of what is called off the nearest, since it may be over by now."""
    return bool(time.words) and time.words[0].lower_ == "the" and not any(map(grammar.is_name, time.words))


def _is_called_off_of_some_month(time: Told) -> bool:
    return _is_of_some_month(time) and _is_called_off(time)


def _is_reported_for(time: Told) -> bool:
    """Figures are for a time that is over, whenever they come out."""
    return not time.plans and around("reported_for").search(time.before) is not None


def _is_said_then(time: Told) -> bool:
    return not time.owns and around("said_then").search(time.before) is not None


def _is_limit_before(time: Told) -> bool:
    return any(pattern.search(time.before) for pattern in (ending_in("future_before"), around("moved_to")))


def _was_done_by_then(time: Told) -> bool:
    """ "paid by 31 March", "were sold by Tuesday", "had been closed until Saturday"; not what was wanted by then."""
    if time.verb is None or time.owns or _is_asked(time.verb):
        return False
    if any(child.lower_ == "had" for child in time.verb.children):
        return _is_limit_before(time)
    return around("by_then").search(time.before) is not None and _is_told_as_past(time)


def _is_asked(verb: Token) -> bool:
    """Wanted, planned, told or allowed: by then it may have come to nothing yet."""
    known = context_words()
    return grammar.lemma(verb) in known["asking_verbs"] | known["scheduled_verbs"] | known["granting_verbs"]


def _was_wanted_by_then(time: Told) -> bool:
    """A day of the calendar by which something was wanted: the nearest."""
    if time.plans or time.verb is None:
        return False
    return around("by_then").search(time.before) is not None and _is_told_as_past(time)


def _was_so_by_then(time: Told) -> bool:
    return around("opening_by").search(time.before) is not None and not time.owns and _is_told_as_past(time)


def _is_perhaps(time: Told) -> bool:
    return around("perhaps").search(time.before) is not None


def _is_start_before(time: Told) -> bool:
    return ending_in("past_before").search(time.before) is not None


BESIDE: tuple[Pointer[Told], ...] = (
    Pointer("done by what was then", "The pier was hit by [Monday]'s storm.",
            "The pier will be hit by [Monday]'s storm.", _is_of_agent, "past"),
    Pointer("a limit that was kept", "Most clubs sent their lists by the [Monday] deadline.",
            "Most clubs wanted the lists by the [Friday] deadline.", _is_met, "past"),
    Pointer("since before it", "It was the first snow since before [Easter].", "It was the first snow before [Easter].",
            _is_since_before, "past"),
    Pointer("had been due then", "The lease had been due to end [Monday].", "The lease is due to end [Monday].",
            _was_due, "past"),
    Pointer("was to be then", "Elections were due in [April].", "Elections are due in [April].", _was_to_be, None),
    Pointer("not done by then", "He had to pay by [March 31] but did not.", "He has to pay by [March 31] but may not.",
            _was_not_done, "past"),
    Pointer("opens or shuts then", "Shops close on [Saturday], the mayor said.",
            "Shops closed on [Saturday], the mayor said.", _shuts_then, "future"),
    Pointer("lasted until then", "The march lasted until [Monday].", "The march will last until [Monday].",
            _lasted_until, "past"),
    Pointer("was so until then", "Until [Monday], she was mayor.", "Until [Friday], she is mayor.",
            _was_so_until, "past"),
    Pointer("open until then", "The town has given the owner until noon [Monday] to clear the yard.",
            "The town has heard the owner at noon [Monday].", _is_open_until, "future"),
    Pointer("a limit kept or missed", "The firm missed [Friday]'s deadline.", "The firm faces [Friday]'s deadline.",
            _is_limit_over, "past"),
    Pointer("a limit behind it", "The guild argued over the [Friday] deadline.",
            "The guild argued over the [Friday] report.", _is_limit_behind, "future"),
    Pointer("a plan behind it", "The police fear [Friday]'s planned march.", "The police fear [Friday]'s march.",
            _is_plan_behind, "future"),
    Pointer("what followed it", "Prices fall after [Monday]'s vote.", "Prices fall before [Monday]'s vote.",
            _is_followed, "past"),
    Pointer("'will' or 'due to' before it", "The harbour will open on [Friday].", "The harbour opened on [Friday].",
            _is_about_to, "future"),
    Pointer("asked for", "The mayor asked that the bridge open on [1 June].",
            "The mayor said that the bridge opened on [1 May].", _is_asked_for, "future"),
    Pointer("put off from it", "The talks were postponed from [Friday].", "The talks were open from [Friday].",
            _is_moved_from, "future"),
    Pointer("called off in some month", "The mayor cancelled the talks of [the 25th].",
            "The mayor cancelled the talks of [Friday].", _is_called_off_of_some_month, None),
    Pointer("called off", "The mayor cancelled [Friday]'s talks.", "The mayor left [Monday]'s talks.",
            _is_called_off, "future"),
    Pointer("figures for it", "Output for [October] will be published soon.",
            "A pause for [October] will be announced soon.", _is_reported_for, "past"),
    Pointer("said on it", "The mayor will resign, she said on [Monday].", "The mayor will resign on [Monday].",
            _is_said_then, "past"),
    Pointer("so by then", "By [October] the army was back.", "By [October] the army will be back.",
            _was_so_by_then, "past"),
    Pointer("done by then", "The army left by [October].", "The army leaves by [October].",
            _was_done_by_then, "past"),
    Pointer("wanted by then", "The guild wanted an answer by [1 May].", "The guild wants an answer by [1 May].",
            _was_wanted_by_then, None),
    Pointer("a limit before it", "The guild wants an answer by [Friday].", "The guild wanted an answer on [Friday].",
            _is_limit_before, "future"),
    Pointer("perhaps then", "The visit perhaps ended on [1 May].", "The visit ended on [1 May].", _is_perhaps, None),
    Pointer("a start before it", "The bridge is shut since [Monday].", "The bridge is shut on [Monday].",
            _is_start_before, "past"),
)  # fmt: skip


# What the verb says


def _is_scheduled_for(case: ToldBy) -> bool:
    return ending_in("scheduled_for").search(case.time.before) is not None and is_scheduled(case.time.words.root)


def _looks_back(case: ToldBy) -> bool:
    return case.verb.lemma_ in context_words()["looking_back_verbs"] and grammar.is_present(case.verb)


def _is_fixed_for(case: ToldBy) -> bool:
    """A day is fixed for a hearing or a vote, or for "it" where that has been named before in the sentence."""
    fixing = grammar.form_of(case.verb) in ("past", "participle", "present s")
    what = grammar.child(case.verb, "object", "passive subject")
    if not fixing or what is None or case.verb.lemma_ not in context_words()["fixing_verbs"]:
        return False
    things = (word for word in what.sent if word.i < what.i) if what.lower_ == "it" else (what, *what.children)
    return any(grammar.lemma(thing) in context_words()["fixed_things"] for thing in things)


def _is_then(case: ToldBy) -> bool:
    """The day is what the verb says, not a detail of it."""
    day = case.time.words.root
    over = day.head.head if day.head.lower_ in context_words()["day_prepositions"] else day.head
    return case.time.plans and _is_be(case.verb) and case.verb in (day.head, over)


def _is_be(verb: Token) -> bool:
    return grammar.is_present(verb) and verb.lemma_ == "be"


BY_DAY: tuple[Pointer[ToldBy], ...] = (
    Pointer("planned for it", "The talks were delayed to [Friday].", "The talks went on to [Friday].",
            _is_scheduled_for, "future"),
    Pointer("a verb that looks back", "The walkout follows failed talks on [Friday].",
            "The walkout begins on [Friday].", _looks_back, "past"),
    Pointer("fixed for it", "The judge fixed the hearing on [Monday].", "The judge fixed the lamp on [Monday].",
            _is_fixed_for, "future"),
    Pointer("a thing that is then", "The next round is on [Monday].", "The next round was on [Monday].",
            _is_then, "future"),
)  # fmt: skip


# Its tense


def _might_have(case: ToldBy) -> bool:
    doubted = not case.group.helpers.isdisjoint(context_words()["doubting_modals"])
    return looks_ahead(case.group) and case.group.has("have") and doubted


def _looks_ahead(case: ToldBy) -> bool:
    return looks_ahead(case.group)


def _is_to_have_been(case: ToldBy) -> bool:
    return case.group.is_infinitive and case.group.has("have")


def _was_decided(case: ToldBy) -> bool:
    return grammar.decided_by(case.verb, context_words()["deciding"]) is not None


def _was_agreed(case: ToldBy) -> bool:
    """A weekday or a day of the calendar; "agreed to close it in October" is of an October to come."""
    names_a_day = case.time.plans or any(map(str.isdigit, case.time.words.text))
    return names_a_day and grammar.decided_by(case.verb, context_words()["agreeing"]) is not None


def _is_set_for_then(case: ToldBy) -> bool:
    """ "agreed to meet on Friday", "voted to strike from Friday": the day is that of the deed to come."""
    to_come = grammar.lemma(case.verb) in context_words()["set_for_a_day"]
    starts = ending_in("starting_then").search(case.time.before) is not None
    return case.time.plans and (to_come or starts) and (_was_decided(case) or _was_agreed(case))


def _is_decided_by_calendar(case: ToldBy) -> bool:
    return not case.time.plans and _was_agreed(case)


def _was_able_to(case: ToldBy) -> bool:
    return grammar.was_able_to(case.verb, context_words()["able"])


def _was_first_to(case: ToldBy) -> bool:
    """Whoever was the first to do it has done it."""
    over = case.group.verb.head
    noun = grammar.child(over, "predicate noun") or over  # "was, became the first mayor to resign"
    if not case.group.is_infinitive or noun == case.group.verb or grammar.is_verb(noun):
        return False
    singled = context_words()["singled_out"]
    above = grammar.governing(noun)
    was = above is not None and grammar.is_past(above)
    return was and any(grammar.lemma(word) in singled for word in (noun, *noun.children))


def _is_outcome(case: ToldBy) -> bool:
    """What follows from what was announced may be over or to come."""
    said = grammar.lemma(case.group.verb) in context_words()["reporting_verbs"]
    group = grammar.group(case.verb)
    return said and group.form == "ing" and grammar.lemma(case.verb) in context_words()["outcome_verbs"]


def _is_awaited_in_report(case: ToldBy) -> bool:
    """ "Cash would come when the banks opened on Friday": told later, of what was and is still to come."""
    verb = case.group.verb
    opened = any(child.lower_ in context_words()["clause_openers"] for child in verb.children)
    if case.group.form != "past" or not case.group.is_bare or not opened or verb.head == verb:
        return False
    return grammar.group(verb.head).has(*context_words()["reported_modals"])


def _is_infinitive(case: ToldBy) -> bool:
    return case.group.is_infinitive


def _is_going_to(case: ToldBy) -> bool:
    return is_going_to(case.group)


def _is_past(case: ToldBy) -> bool:
    return case.group.form == "past" or case.group.has(*context_words()["past_helpers"])


def _is_done(case: ToldBy) -> bool:
    return case.group.form == "participle" and case.group.has(*context_words()["be_helpers"])


def _is_planned(case: ToldBy) -> bool:
    return _is_done(case) and _is_of_planning(case)


def _is_of_planning(case: ToldBy) -> bool:
    return case.group.verb.lemma_ in context_words()["scheduled_verbs"]


def _is_participle(case: ToldBy) -> bool:
    verb = case.group.verb
    return case.group.form == "participle" and case.group.is_bare and verb.head != verb


def _is_planned_thing(case: ToldBy) -> bool:
    return _is_participle(case) and _is_of_planning(case)


def _is_simple(case: ToldBy) -> bool:
    return case.group.form in ("present", "present s", "base")


def _is_pictured(case: ToldBy) -> bool:
    return case.time.is_caption and _is_simple(case) and case.group.verb.lemma_ in context_words()["caption_verbs"]


def _reports(case: ToldBy) -> bool:
    return _is_simple(case) and case.group.verb.lemma_ in context_words()["reporting_verbs"]


def _publishes(case: ToldBy) -> bool:
    """A firm tells on which day its figures come out."""
    what = grammar.child(case.verb, "object")
    own = what is not None and grammar.has(what, "owner") and what.lower_ in context_words()["report_nouns"]
    return own and _is_simple(case) and around("on_day").search(case.time.before) is not None


def _is_state(case: ToldBy) -> bool:
    return _is_simple(case) and case.group.verb.lemma_ == "be"


def _is_present(case: ToldBy) -> bool:
    being = case.group.form == "ing" and case.group.has(*context_words()["be_helpers"])
    return _is_simple(case) or being


def _is_timetable(case: ToldBy) -> bool:
    return _is_present(case) and case.verb.lemma_ in context_words()["timetable_verbs"]


def _is_condition(case: ToldBy) -> bool:
    opened = any(child.lower_ in context_words()["clause_openers"] for child in case.verb.children)
    return _is_present(case) and opened


def _is_plan(case: ToldBy) -> bool:
    return case.time.plans and _is_present(case)


TENSES: tuple[Pointer[ToldBy], ...] = (
    Pointer("may have been", "The pair might have left on [Friday].", "The pair might leave on [Friday].",
            _might_have, "past"),
    Pointer("a helper that looks ahead", "The pair may leave on [Friday].", "The pair did leave on [Friday].",
            _looks_ahead, "future"),
    Pointer("to have been", "The pair claim to have left on [Friday].", "The pair hope to leave on [Friday].",
            _is_to_have_been, "past"),
    Pointer("the first to do it", "She was the first skipper to cross the line on [Monday].",
            "She will be the first skipper to cross the line on [Monday].", _was_first_to, "past"),
    Pointer("decided for then", "The guild agreed to meet on [Friday].",
            "The guild agreed to ban the boats on [Monday].", _is_set_for_then, "future"),
    Pointer("agreed then, or to be done then", "The guild agreed to ban the boats on [May 3].",
            "The guild agreed to ban the boats on [Monday].", _is_decided_by_calendar, None),
    Pointer("agreed to", "The guild agreed to ban the boats on [Monday].",
            "The guild has to ban the boats on [Friday].", _was_agreed, "past"),
    Pointer("decided to", "The council voted to ban the boats on [Monday].",
            "The council planned to ban the boats on [Friday].", _was_decided, "past"),
    Pointer("able to", "The pair were able to leave on [Monday].", "The pair will be able to leave on [Friday].",
            _was_able_to, "past"),
    Pointer("to be done", "The pair hope to leave on [Friday].", "The pair managed to leave on [Friday].",
            _is_infinitive, "future"),
    Pointer("going to", "She is going to ask the whole old council of the lower town for help on [Friday].",
            "She is going on [Friday].", _is_going_to, "future"),
    Pointer("what follows from what was said", "The firm announced cuts, resulting in a halt in [October].",
            "The firm made cuts, resulting in a halt in [October].", _is_outcome, None),
    Pointer("a clause of what would come", "Cash would come when the banks opened on [Friday], she said.",
            "Cash came when the banks opened on [Friday], she said.", _is_awaited_in_report, "future"),
    Pointer("past tense", "The pair met on [Friday].", "The mayor meets the guild on [Friday].", _is_past, "past"),
    Pointer("is planned", "The march is cancelled on [Friday].", "The march is stopped on [Friday].",
            _is_planned, "future"),
    Pointer("is done", "The march is stopped on [Friday].", "The march was stopped on [Friday].", _is_done, None),
    Pointer("a thing planned", "The rally planned on [Friday] worries the mayor.",
            "The rally banned on [Friday] worries the mayor.", _is_planned_thing, "future"),
    Pointer("a thing done", "The rally banned on [Friday] worries the mayor.",
            "The rally planned on [Friday] worries the mayor.", _is_participle, "past"),
    Pointer("in a picture", "Amara Okello (left) meets two farmers on [Friday].",
            "Amara Okello meets two farmers on [Friday].", _is_pictured, "past"),
    Pointer("figures that come out then", "The firm reports its results on [Friday].",
            "The firm reported its results on [Friday].", _publishes, "future"),
    Pointer("a report in the present", "The figures show a gain in [October].", "The guild loses a third in [October].",
            _reports, "past"),
    Pointer("a state", "The harbour is open in [October].", "The harbour was open in [October].", _is_state, None),
    Pointer("a verb of timetables", "The fair opens on [Friday].", "The fair opened on [Friday].",
            _is_timetable, "future"),
    Pointer("a clause of what is to come", "They wait until the pair meet in [October].",
            "They know that the pair meet in [October].", _is_condition, "future"),
    Pointer("present tense of a plan", "The mayor meets the guild on [Friday].",
            "The mayor meets the guild in [October].", _is_plan, "future"),
    Pointer("present tense", "The mayor meets the guild in [October].",
            "The mayor met the guild in [October].", _is_present, None),
)  # fmt: skip


BY_VERB = (*BY_DAY, *TENSES)


# What was still to come when the story happened


def was_awaited(text: str, sentence: Sentence, span: Span, found: Sequence[Timex], weekday: int) -> bool:
    """Whether "were expected to stay away on Wednesday" means the Wednesday that the article has told of as past."""
    if not around("awaited").search(text[sentence.span.start : span.start]):
        return False
    named = (timex.when.of if isinstance(timex.when, Clock) else timex.when for timex in latest(found))
    return next(
        (when.direction == "past" for when in named if isinstance(when, Weekday) and when.day == weekday), False
    )
