"""What the grammar answers about tiny sentences, and that nobody else asks the parse."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from briefing_book.extract.base import grammar
from briefing_book.extract.base.grammar.parsed import Token
from tests.marked_word import marked as word

ROOT = Path(__file__).parent.parent / "generator" / "extract"
QUESTIONS = Path(__file__).parent / "grammar_questions.yml"
LAYER = ROOT / "base" / "grammar"


def texts(tokens: object) -> str:
    if tokens is None:
        return ""
    return tokens.text if isinstance(tokens, Token) else " ".join(token.text for token in tokens)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "finite", "negated", "past", "present", "perfect", "modal"),
    [
        ("The crew [repaired] the ship.", True, False, True, False, False, None),
        ("The crew did not [repair] the ship.", True, True, False, False, False, None),
        ("The crew will [repair] the ship.", True, False, False, False, False, "will"),
        ("The crew could have [repaired] the ship.", True, False, False, False, True, "could"),
        ("The crew has [repaired] the ship.", True, False, False, False, True, None),
        ("The crew had [repaired] the ship.", True, False, True, False, False, None),
        ("The ship was [repaired] by the crew.", True, False, True, False, False, None),
        ("The crew [repairs] the ship.", True, False, False, True, False, None),
        ("The crews [repair] the ships.", True, False, False, True, False, None),
        ("The crew wants to [repair] the ship.", False, False, False, False, False, None),
        ("The crew has [left].", True, False, False, False, True, None),
        ("The crew did not rest or [repair] the ship.", False, True, False, False, False, None),
        ("The crew did not rest but [repaired] the ship.", True, False, True, False, False, None),
    ],
)
def test_the_form_of_a_verb(
    text: str, finite: bool, negated: bool, past: bool, present: bool, perfect: bool, modal: str | None
) -> None:
    verb = word(text)
    assert grammar.is_finite(verb) == finite
    assert grammar.is_negated(verb) == negated
    assert grammar.is_past(verb) == past
    assert grammar.is_present(verb) == present
    assert grammar.is_perfect(verb) == perfect
    assert grammar.modal(verb) == modal


@pytest.mark.parametrize(
    ("text", "subject", "objects", "agent"),
    [
        ("The crew [repaired] the ship.", "crew", "ship", ""),
        ("The ship was [repaired] by the crew.", "ship", "", "crew"),
        ("The crew arrived and [repaired] the ship.", "crew", "ship", ""),
        ("The crew wants to [repair] the ship.", "crew", "ship", ""),
        ("The owner asked the crew to [repair] the ship.", "crew", "ship", ""),
        ("The pact [signed] by the king failed.", "pact", "", "king"),
    ],
)
def test_who_takes_part(text: str, subject: str, objects: str, agent: str) -> None:
    """The subject may be shared, the one who does it may stand behind a "by"."""
    verb = word(text)
    assert texts(grammar.shared_subject(verb)) == subject
    assert texts(grammar.objects(verb)) == objects
    assert texts(grammar.passive_agent(verb)) == agent


TELLERS = frozenset({"say"})


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("The owner said the ship would [sail] soon.", "said"),
        ("The ship would [sail] soon, the owner said.", "said"),
        ("The owner hopes the ship will [sail] soon.", ""),
        ("The ship [sailed] soon.", ""),
    ],
)
def test_who_reports_it(text: str, teller: str) -> None:
    assert texts(grammar.reported_by(word(text), above_it=TELLERS, beside_it=TELLERS)) == teller


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('She said: "The ship [sailed] away."', True),
        ('She [said]: "The ship sailed away."', False),
        ('"The ship sailed away," she [said].', False),
    ],
)
def test_what_stands_in_a_quotation(text: str, inside: bool) -> None:
    assert grammar.in_quotation(word(text)) == inside


def test_a_clause_ends_where_another_is_joined() -> None:
    verb = word("The crew [arrived] and repaired the ship.")
    assert texts(verb.doc[grammar.clause(verb).start : grammar.clause(verb).stop]) == "The crew arrived and"
    assert texts(grammar.joined_verbs(verb)) == "repaired"


@pytest.mark.parametrize(
    ("text", "verb"),
    [("The crew repaired the ship on [Monday].", "repaired"), ("Talks about the [ship].", "")],
)
def test_the_verb_that_a_word_belongs_to(text: str, verb: str) -> None:
    assert texts(grammar.predicate_of(word(text))) == verb


def test_a_group_holds_its_helpers() -> None:
    group = grammar.group(word("The ship would have been [repaired]."))
    assert group.helpers == {"would", "have", "been"}
    assert (group.form, group.modal, group.is_infinitive, group.is_bare) == ("participle", "would", False, False)
    assert group.has("be", "been")
    assert not group.has("be")
    assert grammar.group(word("It wants to [sail].")).is_infinitive


def test_words_around() -> None:
    verb = word("The crew [repaired] the ship.")
    assert (grammar.word_at(verb, 1), grammar.word_at(verb, 9), grammar.word_at(verb, -3)) == ("the", "", "")
    assert grammar.above(verb) is None
    assert grammar.above(verb.doc[1]) == verb
    assert grammar.verb_above(verb.doc[4]) == verb
    assert grammar.lemma(verb) == "repair"


def test_only_the_grammar_knows_labels() -> None:
    """`dep_`, `tag_` and `pos_` are another model's affair."""
    asks = re.compile(r"\.(?:dep|tag|pos)_?\b")
    found = {
        path.name for path in ROOT.rglob("*.py") if LAYER not in path.parents and asks.search(path.read_text("utf-8"))
    }
    assert not found


def counted() -> dict[str, int]:
    """How often each file asks for a bare relation, form or class instead of a question with a name."""
    asks = re.compile(r"grammar\.(?:relation|form|class)_of\(")
    counts = {path.relative_to(ROOT).as_posix(): len(asks.findall(path.read_text("utf-8")))
              for path in sorted(ROOT.rglob("*.py")) if LAYER not in path.parents}  # fmt: skip
    return {name: count for name, count in counts.items() if count}


def test_bare_questions_become_fewer() -> None:
    """`grammar_questions.yml` is what each file asks at most: ask by a name of the grammar, and lower the figure."""
    assert counted() == yaml.safe_load(QUESTIONS.read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "superlative"),
    [
        ("It was the [largest] pier of the coast.", True),
        ("The [forest] burned for a week.", False),
        ("Crews quit in [protest] at the fees.", False),
        ("It is the [least] that they can do.", True),
    ],
)
def test_a_superlative_is_what_the_parse_calls_one(text: str, superlative: bool) -> None:
    assert grammar.is_superlative(word(text)) == superlative


@pytest.mark.parametrize(
    ("text", "bare"),
    [("The crew [left] - .", "The crew left"), (", the crew [left]", "the crew left"), ("... [!] ...", "")],
)
def test_a_trimmed_range_has_no_marks_at_its_ends(text: str, bare: str) -> None:
    doc = word(text).doc
    start, end = grammar.trimmed(doc, (0, len(doc)))
    assert doc[start:end].text == bare


def test_a_mark_inside_quotation_marks_stays_at_the_end_of_a_range() -> None:
    """It is a part of what was said."""
    doc = word("[Who] left?").doc
    assert grammar.trimmed(doc, (0, 3), [False, False, True]) == (0, 3)
    assert grammar.trimmed(doc, (0, 3), [False, False, False]) == (0, 2)
    doc = word("... and [left]").doc
    assert grammar.trimmed(doc, (0, 3), [True, False, False]) == (0, 3)
    assert grammar.trimmed(doc, (0, 3), [False, True, True]) == (1, 3)


def test_a_subtree_goes_from_the_first_to_the_last_word_that_hangs_on_a_word() -> None:
    noun = word("They left the old [yard] of Velar on Monday.")
    assert noun.doc[slice(*grammar.subtree(noun))].text == "the old yard of Velar"


@pytest.mark.parametrize(("text", "words"), [("The [crew] left.", True), ("The crew left[.]", False)])
def test_marks_alone_are_no_words(text: str, words: bool) -> None:
    assert grammar.has_words(word(text)) == words


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The crew [left].", "crew"),
        ("The ship was [sold].", "ship"),
        ("There [was] a fire.", ""),
        ("They asked him to [leave].", ""),
    ],
)
def test_the_subject_that_hangs_on_a_verb(text: str, subject: str) -> None:
    """ "There" is none, and one that is shared with another verb hangs on that."""
    assert texts(grammar.subject_of(word(text))) == subject


@pytest.mark.parametrize(
    ("text", "marked"),
    [("They left when the king [came].", True), ("They left as the king [came].", False), ("They [came].", False)],
)
def test_a_mark_leads_a_clause(text: str, marked: bool) -> None:
    assert grammar.has_mark(word(text), ("when", "after")) == marked


def test_a_word_behind_a_verb_does_not_lead_its_clause() -> None:
    assert not grammar.has_mark(word("They [left] after the vote."), ("after",))


@pytest.mark.parametrize(
    ("text", "clause"),
    [("They [left].", True), ("There [was] a fire.", True), ("They want to [leave].", False)],
)
def test_a_clause_has_a_subject_of_its_own(text: str, clause: bool) -> None:
    assert grammar.is_clause(word(text)) == clause


@pytest.mark.parametrize(
    ("text", "infinitive"),
    [("They want to [leave].", True), ("They will [leave].", False), ("They [went] to Velar.", False)],
)
def test_an_infinitive_has_a_to_as_its_helper(text: str, infinitive: bool) -> None:
    assert grammar.is_infinitive(word(text)) == infinitive


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("She [sees] the plan as a gift.", True),
        ("She [described] the case as politically motivated.", True),
        ("She [sold] the yard as usual.", False),
        ("She [sold] the yard as a result.", False),
        ("She [sold] the yard.", False),
        ("She [serves] as mayor.", False),
        ("She [called] the plan for a friend.", False),
    ],
)
def test_a_thing_is_judged_with_as(text: str, judged: bool) -> None:
    """Behind an object; "as usual" tells how a thing came about."""
    assert grammar.judged_as(word(text)) == judged


def test_another_word_may_lead_a_judgement() -> None:
    assert grammar.judged_as(word("They [mistook] the crew for thieves."), "for")
    assert not grammar.judged_as(word("They [mistook] the crew for thieves."))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The mayor was [quoted] as saying it failed.", True),
        ("The paper [cited] him as saying it failed.", True),
        ("The mayor was [seen] as losing the vote.", False),
        ("The mayor was [quoted] in the paper.", False),
        ("The paper [cited] her as a friend.", False),
    ],
)
def test_quoted_as_saying(text: str, quoted: bool) -> None:
    assert grammar.quoted_as(word(text)) == quoted


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("The pact was [signed] by the king.", "by"),
        ("The pact was [seen] as a gift by the king.", "by"),
        ("The pact was [signed] in Velar.", ""),
        ("The king [signed] the pact by the sea.", ""),
        ("The king [sold] the yard by the sea.", ""),
    ],
)
def test_the_by_of_a_passive(text: str, marker: str) -> None:
    """Also behind a judgement; in an active clause "by" tells the place."""
    assert texts(grammar.agent_marker(word(text))) == marker


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The crew [left].", "left"),
        ("The crew has never [left].", "has"),
        ("The ship had been [sold].", "had"),
        ("The ship had soon been [sold].", "had"),
        ("The ship soon [sank].", "soon"),
        ("On Monday the crew [left].", "left"),
    ],
)
def test_a_group_begins_with_its_first_helper_or_adverb(text: str, first: str) -> None:
    verb = word(text)
    assert verb.doc[grammar.first_auxiliary(verb)].text == first


@pytest.mark.parametrize(
    ("text", "goes_on", "bare"),
    [("They are [going] to pay.", True, False), ("They [left].", False, True), ("They have [left].", False, False)],
)
def test_a_group_goes_on_in_a_base_form(text: str, goes_on: bool, bare: bool) -> None:
    group = grammar.group(word(text))
    assert (group.goes_on, group.is_bare) == (goes_on, bare)


@pytest.mark.parametrize(
    ("text", "perfect"),
    [("The crew [has] a boat.", False), ("The crew have [left].", True), ("They've [left].", True)],
)
def test_a_perfect_has_a_helper(text: str, perfect: bool) -> None:
    assert grammar.is_perfect(word(text)) == perfect


@pytest.mark.parametrize(
    ("text", "own"),
    [("The crew [left].", True), ("The ship was [sold].", True), ("There [was] a fire.", False)],
)
def test_there_is_no_subject_of_its_own(text: str, own: bool) -> None:
    assert grammar.has_subject(word(text)) == own


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The man who [sold] the ship left.", "man"),
        ("The crew left without [paying].", "crew"),
        ("The crew left after [selling] the ship.", "crew"),
        ("The crew agreed to try to [leave].", "crew"),
        ("They told the crew to [leave].", "crew"),
        ("[Leave] now.", ""),
        ("They said the crew [left].", "crew"),
    ],
)
def test_a_subject_is_shared(text: str, subject: str) -> None:
    """With the verb above, or it is the noun that a clause describes; "who" stands for that noun."""
    assert texts(grammar.shared_subject(word(text))) == subject


def test_objects_come_direct_and_indirect_in_order() -> None:
    assert texts(grammar.objects(word("The mayor [gave] the crew a boat."))) == "crew boat"
    assert not grammar.objects(word("The mayor [left] for a boat."))


@pytest.mark.parametrize(
    ("text", "joined"),
    [("The crew [came] and left.", "left"), ("The [crew] and the mayor left.", ""), ("The crew [left].", "")],
)
def test_joined_verbs_are_verbs(text: str, joined: str) -> None:
    assert texts(grammar.joined_verbs(word(text))) == joined


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("The owner said the ship would sail and [return].", "said"),
        ("The ship would sail and [return], the owner said.", "said"),
        ("The owner said little and [sailed].", ""),
        ("The owner feared that the ship would [sail].", ""),
        ("The ship would [sail], the owner hopes.", ""),
    ],
)
def test_who_reports_a_joined_verb(text: str, teller: str) -> None:
    """He who reports the first; a verb that is joined to the saying itself is not reported."""
    assert texts(grammar.reported_by(word(text), above_it=TELLERS, beside_it=TELLERS)) == teller


def test_a_quotation_mark_that_nothing_closes_holds_no_quotation() -> None:
    assert not grammar.in_quotation(word('The ship [sailed] 5" too low.'))
    assert not grammar.in_quotation(word('She said: "The ship [sailed] away.'))


@pytest.mark.parametrize(
    ("text", "other", "below"),
    [
        ("They [want] to try to leave.", "leave", True),
        ("They [said] the crew left.", "left", True),
        ("They [came] and left.", "left", True),
        ("They [met] the man who left.", "left", False),
        ("They [left].", "left", True),
        ("The man who fled [left].", "fled", False),
        ("That they fled [hurt] us.", "fled", False),
        ("They fled. We [left].", "fled", False),
        ("The plan to leave [failed].", "leave", False),
    ],
)
def test_a_verb_hangs_below_another_through_complements(text: str, other: str, below: bool) -> None:
    verb = word(text)
    lower = next(token for token in verb.doc if token.text == other)
    assert grammar.hangs_below(lower, verb) == below


@pytest.mark.parametrize(
    ("text", "verb", "noun"),
    [
        ("They [left].", True, False),
        ("They [have] left.", True, False),
        ("The [crew] left.", False, True),
        ("[Velar] burned.", False, True),
        ("The [old] crew left.", False, False),
    ],
)
def test_the_class_of_a_word(text: str, verb: bool, noun: bool) -> None:
    """Helpers are verbs, and names nouns."""
    assert (grammar.is_verb(word(text)), grammar.is_noun(word(text))) == (verb, noun)


@pytest.mark.parametrize(
    ("text", "name", "tells", "adverb"),
    [
        ("The boats left [Kelvara].", True, True, False),
        ("The old [boats] left.", False, True, False),
        ("The boats left [quietly].", False, False, True),
        ("[The] boats left.", False, False, False),
        ("They sold [nine] boats.", False, True, False),
    ],
)
def test_names_words_of_content_and_adverbs(text: str, name: bool, tells: bool, adverb: bool) -> None:
    found = word(text)
    assert (grammar.is_name(found), grammar.tells(found), grammar.is_adverb(found)) == (name, tells, adverb)


def test_children_come_in_the_order_of_the_text() -> None:
    verb = word("Yesterday the crew quietly [left].")
    assert texts(grammar.children(verb, "subject", "adverb")) == "crew quietly"
    assert texts(grammar.child(verb, "subject")) == "crew"
    assert grammar.child(verb, "object") is None
    assert grammar.has(verb, "object", "subject")
    assert not grammar.has(verb, "object")


@pytest.mark.parametrize(
    ("distance", "found"),
    [(0, "left"), (1, "."), (2, ""), (-1, "crew"), (-2, "the"), (-3, "")],
)
def test_a_word_at_a_distance_within_the_text(distance: int, found: str) -> None:
    """Nothing stands before the first or after the last."""
    assert grammar.word_at(word("The crew [left]."), distance) == found


def test_a_word_without_a_verb_above_it_stays() -> None:
    """The topmost word is given, but it governs nothing."""
    ship = word("Talks about the [ship].")
    assert texts(grammar.verb_above(ship)) == "Talks"
    assert grammar.governing(ship) is None


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The second suit, [filed] in May, names the board.", "suit"),
        ("He read the suit of the board [filed] in May.", ""),
        ("The crew [left] the ship in May.", ""),
        ("The crew that [left] the ship in May is back.", ""),
    ],
)
def test_noun_that_a_participle_describes(text: str, noun: str) -> None:
    assert texts(grammar.noun_described(word(text))) == noun


def test_plan_that_an_infinitive_depends_on() -> None:
    assert texts(grammar.governing_plan(word("The vote was scheduled to [begin] in May."))) == "scheduled"


@pytest.mark.parametrize(
    ("text", "plural"),
    [("The [suit] is old.", False), ("The [suits] are old.", True), ("The [king] and the queen are old.", True)],
)
def test_plural_noun(text: str, plural: bool) -> None:
    assert grammar.is_plural(word(text)) is plural


def test_word_within_a_relation_is_found_below_it() -> None:
    deed = word("The owner closed the yard although the crew had left the [port].")
    assert texts(grammar.within(deed, "adverbial clause")) == "left"
    assert grammar.within(deed, "relative clause") is None


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("The ferry maker Holm [filed] for bankruptcy on Thursday, however a deal with the yard Sula went through.", 1),
        ("The ferry that Holm [sold] on Thursday went to Velar.", 0),
    ],
)
def test_a_clause_between_two_subjects_of_one_verb_describes_no_noun(text: str, misread: bool) -> None:
    assert grammar.is_misread_relative(word(text)) == misread


def test_participle_is_no_finite_verb() -> None:
    assert grammar.is_participle(word("The suit, [filed] in May, names the board."))
    assert not grammar.is_participle(word("The crew had [left] the ship."))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The crew repaired the [ship].", "repaired"),
        ("The [ship] was repaired.", "repaired"),
        ("The [ship] sank.", "sank"),
        ("The crew sat on the [ship].", ""),
    ],
)
def test_the_verb_that_is_about_a_thing(text: str, verb: str) -> None:
    assert texts(grammar.concerned(word(text))) == verb


@pytest.mark.parametrize(
    ("text", "subject", "passive"),
    [
        ("The [ship] sank.", True, False),
        ("The [ship] was repaired.", True, True),
        ("The crew repaired the [ship].", False, False),
    ],
)
def test_a_subject_of_an_active_or_a_passive_verb(text: str, subject: bool, passive: bool) -> None:
    assert (grammar.is_subject(word(text)), grammar.is_subject(word(text), passive=True)) == (subject, passive)


def test_the_noun_that_a_clause_describes() -> None:
    assert texts(grammar.described(word("The ship that [sank] was old."))) == "ship"
    assert grammar.described(word("The ship [sank].")) is None


def test_the_verb_that_another_one_completes() -> None:
    assert texts(grammar.completed(word("The crew wants to [leave]."))) == "wants"
    assert grammar.completed(word("The crew said they [left].")) is None


def test_the_noun_that_a_word_hangs_on() -> None:
    assert texts(grammar.noun_above(word("The talks on [Friday] failed."))) == "talks"
    assert grammar.noun_above(word("The talks failed on [Friday].")) is None


def test_a_place() -> None:
    assert grammar.is_place(word("The crew left [Norway]."))
    assert not grammar.is_place(word("The crew left the [ship]."))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They signed a pact, under which the yard [pays] a fee.", "the yard pays a fee."),
        ("They went to Velar, where the crew [met] the king.", "the crew met the king."),
        ("They signed a pact, which [pays] a fee.", ""),
        ("They left the ship, which the crew [sold].", ""),
    ],
)
def test_clause_behind_the_words_that_tie_it_to_a_place(text: str, told: str) -> None:
    verb = word(text)
    begins = grammar.behind_a_place(verb)
    assert ("" if begins is None else verb.doc[begins:].text) == told


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (grammar.is_added, "Oslo, the [capital] of Norway, was full.", True),
        (grammar.is_added, "The crew sank, just four days [ahead] of the vote.", True),
        (grammar.is_added, "The [crew] repaired the ship.", False),
        (grammar.is_in_a_row, "The crew and the [owner] left.", False),
        (grammar.is_in_a_row, "The [crew] and the owner left.", True),
        (grammar.is_listed, "The [crew] and the owner left.", True),
        (grammar.is_listed, "The [crew] left.", False),
        (grammar.is_apposition, "Oslo, the [capital] of Norway, was full.", True),
        (grammar.is_phrase, "The crew left [in] a boat.", True),
        (grammar.is_phrase, "The crew [left] in a boat.", False),
        (grammar.is_purpose, "The owner met the crew on Monday to [repair] the ship.", True),
        (grammar.is_purpose, "The crew wants to [repair] the ship.", False),
        (grammar.is_side_clause, "The crew left after the ship [sank].", True),
        (grammar.is_side_clause, "The crew said that the ship [sank].", False),
        (grammar.is_restriction, "The crew has a ship that [sank].", True),
        (grammar.is_restriction, "The crew, which [left], was small.", False),
        (grammar.is_denied, "The crew did not [repair] the ship.", True),
        (grammar.is_denied, "The crew did not leave [in] a boat.", True),
        (grammar.is_denied, "The crew [repaired] the ship.", False),
        (grammar.is_definite, "The crew repaired the [ship].", True),
        (grammar.is_definite, "The crew repaired a [ship].", False),
        (grammar.stands_behind_its_verb, "The crew repaired the [ship].", True),
        (grammar.stands_behind_its_verb, "The [crew] repaired the ship.", False),
        (grammar.ends_a_part, "The crew left the [port] in May.", True),
        (grammar.ends_a_part, "The crew left [the] port.", False),
        (grammar.starts_a_part, "The crew, [which] left, was small.", True),
        (grammar.starts_a_part, "Oslo, the [capital], was full.", False),
        (grammar.is_measure, "The crew left [Monday].", True),
        (grammar.leads, "The crew left [in] May.", True),
        (grammar.leads, "The crew left the [port].", False),
        (grammar.opens_noun, "The crew left [the] port.", True),
        (grammar.is_article, "The crew left [the] port.", True),
        (grammar.is_before_name, "The [ship] Fram sank.", True),
        (grammar.is_before_name, "The ship Fram [sank].", False),
        (grammar.is_side, "The crew left after the ship [sank].", True),
        (grammar.is_side, "The crew has plans to [leave].", False),
        (grammar.goes_with_its_verb, "The crew wants to [leave].", True),
        (grammar.goes_with_its_verb, "The crew left after the ship [sank].", False),
        (grammar.is_mark, "The crew said [that] the ship sank.", True),
        (grammar.is_mark, "The crew left [the] port.", False),
    ],
)
def test_what_may_be_passed_over(question: Callable[[Token], bool], text: str, answer: bool) -> None:
    assert question(word(text)) == answer


def test_what_stands_beside_a_verb_and_its_parts() -> None:
    left = word("In May, the crew [left] the port.")
    assert [part.text for part in grammar.before_subject(left)] == ["In"]
    assert grammar.has_more(left, left.doc[-1])
    assert not grammar.has_more(left, left.doc[0])
    assert texts(grammar.led_by(word("The crew left [in] May."))) == "May"
    assert texts(grammar.finite_at(word("The crew [will] leave the port."))) == "leave"
    assert grammar.finite_at(word("The crew left the [port].")) is None
    assert texts(grammar.opener(word("The crew left after the ship [sank]."))) == "after"
    assert grammar.is_part_of_date(word("It rose [15,000] points."), word("It rose 15,000 [points]."))


def test_a_day_that_owns_a_subject() -> None:
    assert grammar.owns_several(word("[Thursday]'s talks began in Oslo."))
    assert not grammar.owns_several(word("[Thursday]'s vote began in Oslo."))
    assert grammar.is_case(word("Thursday['s] talks began in Oslo."))


@pytest.mark.parametrize(
    ("text", "doers", "things", "places"),
    [
        ("The mayor [opened] a school in Tornby.", "mayor", "school", "Tornby"),
        ("A school was [opened] by the mayor.", "mayor", "school", ""),
        ("The [opening] of a school by the mayor in Tornby was short.", "mayor", "school", "Tornby"),
        ("The mayor and the envoy [signed] a treaty.", "mayor envoy", "treaty", ""),
        ("The mayor [said] that the pier would close.", "mayor", "close", ""),
    ],
)
def test_who_does_a_deed_to_what_and_where(text: str, doers: str, things: str, places: str) -> None:
    deed = word(text)
    found = grammar.doers(deed), grammar.things(deed), grammar.places(deed)
    assert tuple(map(texts, found)) == (doers, things, places)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("The mayor [met] with the envoy.", [("with", "envoy")]),
        ("The tariff [announcement] was short.", [("", "tariff")]),
        ("The [sale] on Monday of the yard was short.", [("on", "Monday")]),
    ],
)
def test_what_else_a_deed_has(text: str, others: list[tuple[str, str]]) -> None:
    assert [(led, noun.text) for led, noun in grammar.others(word(text))] == others


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The dam broke, she [said].", "The dam broke"),
        ("She [said] that the dam broke.", "that the dam broke"),
        ("When the dam broke, she [left].", ""),
    ],
)
def test_the_contents_of_a_verb_are_the_clauses_that_it_tells(text: str, told: str) -> None:
    verb = word(text)
    assert " ".join(texts(verb.doc[each.start : each.stop]) for each in grammar.contents(verb)) == told


def test_the_numbers_of_a_deed_are_not_those_of_another_clause() -> None:
    assert texts(grammar.numbers(word("Workers [ended] 2 strikes after 40 sailors were arrested."))) == "2"


@pytest.mark.parametrize(
    ("text", "verb"),
    [("The ship was shown at a [fair].", "shown"), ("The [fair] was short.", ""), ("Talks about a [fair] began.", "")],
)
def test_the_verb_whose_occasion_a_noun_is(text: str, verb: str) -> None:
    assert texts(grammar.occasion(word(text))) == verb


@pytest.mark.parametrize(
    ("text", "name"), [("The board [turned] down a bid.", "turn down"), ("The board [sold] a ship.", "sell")]
)
def test_a_particle_belongs_to_the_name_of_its_verb(text: str, name: str) -> None:
    assert grammar.with_particle(word(text)) == name


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The mayor signed a new fish [treaty], which was long.", ("a", "treaty")),
        ("The mayor met the [envoy] and the king.", ("the", "envoy")),
        ("The mayor said that it would [close] soon.", ("that", "soon")),
    ],
)
def test_a_phrase_has_no_clause_and_nothing_joined(text: str, phrase: tuple[str, str]) -> None:
    first, last = grammar.phrase(word(text))
    assert (first.text, last.text) == phrase


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("The yard [said] that it would close in May.", True),
        ("The yard [said] that it would not close.", False),
        ("The yard [said] that the port would close.", False),
        ("The yard [said] that it had closed.", False),
    ],
)
def test_who_says_what_they_will_do_promises_it(text: str, promised: bool) -> None:
    assert grammar.promises(word(text)) is promised


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("The yard was sold in [2000], when the firm closed.", True),
        ("The yard will be sold in [2030], when the firm closes.", False),
        ("The yard was sold before [2000], when the firm closed.", False),
    ],
)
def test_deed_that_is_over_and_done_in_a_time(text: str, done: bool) -> None:
    assert grammar.is_done_in(word(text), {"in", "on"}) is done


@pytest.mark.parametrize(
    ("text", "able"),
    [
        ("The crew was able to [leave].", True),
        ("The crew is able to [leave].", False),
        ("The crew wanted to [leave].", False),
    ],
)
def test_who_was_able_to_do_it(text: str, able: bool) -> None:
    assert grammar.was_able_to(word(text), {"able"}) is able


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("The crew voted to [leave].", True),
        ("The owner ordered the crew to [leave].", True),
        ("The crew voted on Monday to [leave].", False),
        ("The crew will vote to [leave].", False),
        ("The crew wanted to [leave].", False),
    ],
)
def test_what_was_decided(text: str, decided: bool) -> None:
    assert (grammar.decided_by(word(text), {"vote", "order"}) is not None) is decided


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("The crew [voted] on Monday to leave.", True),
        ("The crew [voted] last week to leave.", True),
        ("The crew [voted] in Velar to leave.", False),
    ],
)
def test_a_verb_with_a_time_of_its_own(text: str, timed: bool) -> None:
    assert grammar.has_own_time(word(text)) is timed


@pytest.mark.parametrize(
    ("text", "cleft"),
    [("It was the [mayor] who left.", True), ("He was the [mayor] who left.", False), ("They met the [mayor].", False)],
)
def test_cleft(text: str, cleft: bool) -> None:
    assert grammar.is_cleft(word(text)) is cleft


def test_noun_behind_another_one_is_a_part_of_it() -> None:
    assert grammar.is_part_of_a_noun(word("He read the suit of the [board]."))
    assert not grammar.is_part_of_a_noun(word("He read the [suit]."))


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("The new rate, [agreed] in February, takes effect on June 1.", True),
        ("Schools [closed] on Wednesday will reopen on Monday, the governor said.", True),
        ("The firm [said] on Monday it closed the yard in May.", False),
        ("The crew [left] in May and came back in June.", False),
    ],
)
def test_a_participle_read_as_the_verb_of_its_noun(text: str, misread: bool) -> None:
    assert grammar.is_misread_participle(word(text)) is misread


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("The new terminal, built on land bought in 2009, [opened] on Tuesday.", True),
        ("The new terminal, [built] on land bought in 2009, opened on Tuesday.", False),
        ("The mayor praised the bridge [built] in 2009.", False),
    ],
)
def test_a_verb_read_as_a_participle_of_its_noun(text: str, misread: bool) -> None:
    assert grammar.is_misread_main(word(text)) is misread


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("She joined the board in 2001, [left] in 2004 after a quarrel and came back in 2010.", True),
        ("The owner [closed] the yard although the crew had left.", False),
    ],
)
def test_the_next_of_several_deeds_read_as_beside_the_first(text: str, misread: bool) -> None:
    assert grammar.is_misread_beside(word(text)) is misread


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("The crew plans to [leave].", "plans"),
        ("The crew is likely to [leave].", "likely"),
        ("The crew [left].", None),
    ],
)
def test_what_says_how_sure_a_deed_is(text: str, over: str | None) -> None:
    found = grammar.planned_by(word(text))
    assert (found and found.text) == over


@pytest.mark.parametrize(
    ("text", "owns"),
    [
        ("The court upheld the May 4 [ruling].", True),
        ("The guild blamed the [strike] of May 4.", True),
        ("The guild ended the [strike] in Velar.", False),
    ],
)
def test_a_noun_called_by_its_time(text: str, owns: bool) -> None:
    assert grammar.owns_a_time(word(text)) is owns


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The senate [votes] on Tuesday on the pact that ministers signed.", True),
        ("The senate counts the [votes] on Tuesday.", False),
    ],
)
def test_a_noun_that_a_sentence_hangs_on(text: str, whole: bool) -> None:
    assert grammar.stands_for_a_sentence(word(text)) is whole


def test_words_that_only_join() -> None:
    """Between two alike."""
    day = word("They met on [Monday], and again on Friday.")
    assert grammar.only_join(day.doc[day.i + 1 : day.i + 5])
    assert not grammar.only_join(day.doc[day.i + 3 : day.i + 5])
    assert not grammar.only_join(day.doc[day.i - 2 : day.i + 3])


def test_a_word_that_the_parse_parts_from_its_preposition() -> None:
    lost = "Growers whose permits won't be renewed after [October] of next year will receive a private letter."
    assert grammar.is_parted_from_its_preposition(word(lost))
    assert not grammar.is_parted_from_its_preposition(word("The permits were renewed after [October]."))


def test_small_words_before_nouns() -> None:
    assert grammar.has_a_noun_behind(word("They freed [the] mayor."))
    assert not grammar.has_a_noun_behind(word("They freed him [on] Monday."))
    assert grammar.joins(word("Roe [and] Imms left."))
    assert grammar.counts_or_names(word("They freed [nine] men."))
    assert str(grammar.preposition_before(word("They met ahead of the [vote]."))) == "of"
    assert grammar.is_simple_past(word("The crew [left]."))
    assert not grammar.is_simple_past(word("The crew has [left]."))


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("She did not [say] that it fell.", True),
        ("She never [said] that it fell.", True),
        ("She no longer [says] that it fell.", True),
        ("She hardly [said] that it fell.", True),
        ("She did not only [say] that it fell.", False),
        ("She could not [resist] a word.", False),
        ("She [said] that it did not fall.", False),
    ],
)
def test_what_undoes_a_verb(text: str, undone: bool) -> None:
    """ "Not only" and "could not resist" undo nothing, nor does what is negated below."""
    assert grammar.is_undone(word(text)) == undone


def test_the_verbs_in_whose_complements_one_stands() -> None:
    assert texts(tuple(grammar.complement_of_verbs(word("She failed to [say] that it fell.")))) == "failed"
    assert texts(tuple(grammar.complement_of_verbs(word("She [said] that it fell.")))) == ""


@pytest.mark.parametrize(
    ("text", "denied"),
    [("No [official] said so.", True), ("[Nobody] said so.", True), ("The [official] said so.", False)],
)
def test_a_noun_that_denies_itself(text: str, denied: bool) -> None:
    assert grammar.denies_itself(word(text)) == denied


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The [letter] by Karl Munk came late.", "Munk"),
        ("Munk's [letter] came late.", "Munk"),
        ("The [statement] given by Karl Munk came late.", "Munk"),
        ("The [letter] of last week came late.", ""),
        ("The [letter] received by Karl Munk came late.", ""),
    ],
)
def test_who_made_a_statement(text: str, who: str) -> None:
    assert texts(grammar.authors(word(text), ("give",))) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mayor released a [statement].", "mayor"),
        ("The mayor resigned in a [letter].", "mayor"),
        ("The mayor left because the [letter] came late.", ""),
    ],
)
def test_whose_deed_a_statement_is(text: str, who: str) -> None:
    assert texts(grammar.issuer(word(text))) == who


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("She left without [saying] that it fell.", True),
        ("She stopped short of [saying] that it fell.", True),
        ("She replied by [saying] that it fell.", False),
    ],
)
def test_what_stays_short_of_saying(text: str, short: bool) -> None:
    assert grammar.stays_short(word(text)) == short


def test_what_a_noun_serves() -> None:
    assert str(grammar.aimed_at(word("They backed a plan for the [talks]."), {"for"})) == "backed"
    assert grammar.aimed_at(word("They left for the [talks]."), {"for"}) is None


def test_clauses_that_hold_a_word() -> None:
    assert [str(each) for each in grammar.clauses_above(word("They said that the crew [left]."))] == ["left", "said"]
    assert grammar.is_inverted(word("The show was cancelled, as [has] the fair."))
    assert not grammar.is_inverted(word("The crew [has] left."))
    assert str(grammar.after_a_preposition(word("They were fined for [closing] it."))) == "closing"
    assert grammar.after_a_preposition(word("They [closed] it.")) is None


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("She would have [said] that it fell.", True),
        ("If she [says] that it fell, we leave.", True),
        ("Had she [said] that it fell, we would have left.", True),
        ("She has yet to [say] that it fell.", True),
        ("She [said] that it fell.", False),
        ("She had [said] that it fell.", False),
    ],
)
def test_what_is_only_supposed(text: str, supposed: bool) -> None:
    assert grammar.is_supposed(word(text)) == supposed


def test_what_seems_so_and_what_is_held() -> None:
    assert texts(grammar.seeming_so(word("Voters [seem] to like it."))) == "Voters like"
    assert grammar.seeming_so(word("Voters [seemed] to like it.")) is None
    assert texts(grammar.told_to_be(word("The law is [expected] to fall."))) == "law fall"
    assert str(grammar.undergoing(word("The plan was [endorsed] by the council."))) == "plan"
    assert grammar.undergoing(word("The council [endorsed] the plan.")) is None


def test_words_of_saying_that_lead_to_a_thing() -> None:
    assert grammar.is_led(word("They spoke of the [storm]."))
    assert not grammar.is_led(word("They saw the [storm]."))
    assert grammar.is_predicate(word("She was [sure] that it fell."))
    assert str(grammar.clause_felt(word("She was [sure] that it fell."))) == "fell"
    assert str(grammar.led_right_behind(word("She was [critical] of the plan."), ("of",))) == "plan"
    assert grammar.led_right_behind(word("She was [critical] of the plan."), ("in",)) is None
    assert grammar.is_somebody_or_something(word("They endorsed [it]."))
    assert grammar.taken_back(word("They withdrew their [claim] that it fell."), ("withdraw",))
    assert not grammar.taken_back(word("They made the [claim] that it fell."), ("withdraw",))


def test_where_somebody_who_speaks_ends_and_begins() -> None:
    court = word("[OSLO], May 3 - A court said so.")
    assert grammar.end_of_dateline(court, court.sent.end) == next(each.i for each in court.doc if each.text == "A")
    assert grammar.is_in_order(word("They met in [order] to talk."))
    assert not grammar.is_in_order(word("They gave an [order] to talk."))
    assert grammar.is_dash(word("They left [--] all of them."))
    assert grammar.end_before_time(word("The [mayor] said so."), 9) == 9


def test_a_verb_that_goes_with_another() -> None:
    left = word("She claimed the crown and [left].")
    assert grammar.goes_with(left, left.head)
    assert grammar.finite_form(word("They did not [say] so.")) == "past"
    assert grammar.finite_form(word("They had [said] so.")) is None
    assert grammar.is_repeated(word("Wages rise, [as] do prices."))
    assert not grammar.is_repeated(word("Wages rise, [as] she said."))
