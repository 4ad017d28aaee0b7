"""Parts of sentences that stand alone, from the parse: a headline may be one of them."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.article_view import ArticleView
from ...model.findings import Clause, ClauseKind, Event, Mention, Quotation, Timex
from ...model.places import Places
from ...model.text import Span
from ..base import grammar
from ..base.grammar.parsed import Doc, Token
from ..events.event_words import event_words
from ..events.lists import begins_the_next, next_of_a_list
from .described import described, is_a_name
from .stretches import (
    LONGEST,
    SUBJECTS,
    auxiliaries,
    is_balanced,
    is_finite,
    is_mark,
    is_negated,
    listed,
    parsed,
    span_of,
    token_at,
)

_NOUNS: frozenset[ClauseKind] = frozenset({"event", "event with who did it"})
_UNFINISHED = _NOUNS | {"described"}  # the sentence may go on behind them
_NEAR = 10  # characters from a clause to its time: " since "
_FEWEST = 2  # tokens before a relative clause
_MEASURE = 5  # tokens of "less than four days" before "after"

_Pieces = tuple[ClauseKind, list[tuple[int, int]]]


def find_clauses(view: ArticleView, doc: Doc) -> tuple[Clause, ...]:
    """The parts of sentences that tell of one event and stand alone.

    None is taken out of somebody's words, but for the name of what is still to come ("the June 3 election").
    """
    text, sentences, placed, said = view.article.text, view.findings.sentences, view.mentions, view.contents
    by_number = {
        number: tokens for number, (sentence, tokens) in enumerate(parsed(doc, sentences)) if tokens is not None
    }
    clauses = _firsts_of_lists(view, doc)
    for event in view.findings.events:
        tokens = by_number.get(event.sentence)
        head = token_at(doc, event.head)
        if tokens is None or head is None or len(tokens) > LONGEST or event.head is None:
            continue
        found = _clause_of(head)
        if found is None:
            continue
        (kind, ranges), helper = found
        pieces = _with_its_time(
            tuple(_with_name(span_of(doc[first], doc[last]), placed) for first, last in ranges), event, view
        )
        whole = Span(pieces[0].start, pieces[-1].end)
        inside = placed.meeting(whole)
        apart = _is_taken_for_said(kind, event)
        if not apart and _is_reported(head):
            continue
        if not sentences[event.sentence].span.contains(whole) or not is_balanced(
            "".join(piece.of(text) for piece in pieces)
        ):
            continue
        if text[whole.end : whole.end + 2].strip()[:1].isalpha() and kind not in _UNFINISHED:
            continue  # the parse broke off in the middle
        if any(piece.overlaps(m.span) and not piece.contains(m.span) for piece in pieces for m in inside):
            continue
        thing = len(pieces) == 2 and text[pieces[0].end : pieces[1].start].strip(" ,").casefold() == "which"
        if thing and any(m.kind == "person" and m.span.end == pieces[0].end for m in inside):
            continue  # "the debate with Okello, which was shown live"
        if apart or not any(_spoken(quotation, pieces) for quotation in said.meeting(whole)):
            clauses.setdefault(event.head, Clause(head=event.head, pieces=pieces, kind=kind, helper=helper))
    return tuple(clauses[key] for key in sorted(clauses))


def _is_taken_for_said(kind: ClauseKind, event: Event) -> bool:
    """What is to come, by its name or as told: nobody takes it for a fact."""
    return kind == "told beside" or (event.kind != "occurred" and kind in _NOUNS)


def _firsts_of_lists(view: ArticleView, doc: Doc) -> dict[Span, Clause]:
    """By the head of the event."""
    found = ((event.head, _first_of_a_list(event, view, doc)) for event in view.findings.events)
    return {
        head: Clause(head=head, pieces=(first,), kind="remark")
        for head, first in found
        if head is not None and first is not None
    }


def _first_of_a_list(event: Event, view: ArticleView, doc: Doc) -> Span | None:
    """ "The mayor sacked Roe on Monday", where "and Imms on Tuesday" follows."""
    timexes = view.findings.timexes
    if event.timex is None or event.timex + 1 >= len(timexes) or event.head is None:
        return None
    time, following = timexes[event.timex], timexes[event.timex + 1]
    if event.head.start < time.span.start:
        last = None if next_of_a_list(doc, time, following) is None else time.span.end
    else:
        last = _end_before(doc, following, event.head)
    return None if last is None else Span(event.span.start, last)


def _end_before(doc: Doc, following: Timex, head: Span) -> int | None:
    """Where the deed ends, if behind it another of a list begins with its day."""
    words = doc.char_span(following.span.start, following.span.end, alignment_mode="expand")
    joint = None if words is None or words.start_char < head.end else begins_the_next(words)
    return None if joint is None or joint.idx < head.end else len(doc.text[: joint.idx].rstrip(" ,;"))


def _clause_of(head: Token) -> tuple[_Pieces, str] | None:
    """The clause of a deed, of its verb or of the verb that its noun stands with, else the noun with what it takes; and
    the helper that a noun and its participle need."""
    if (own := _relative_clause(head) or _adverbial_clause(head) or _told_beside(head)) is not None:
        return own, ""
    if (found := described(head)) is not None:
        return ("described", [found.noun, _edges(*found.participle, head.doc)]), found.helper
    other = _last_of_plans(head) or _event_noun(head) or _of_its_verb(head) or _occasion(head)
    return None if other is None else (other, "")


def _of_its_verb(noun: Token) -> _Pieces | None:
    """ "As the deadline of May 4 looms, ..." holds "the deadline of May 4 looms"."""
    verb = grammar.governing(noun)
    return None if verb in (None, noun) else _relative_clause(verb) or _adverbial_clause(verb)


def _occasion(verb: Token) -> _Pieces | None:
    """ "was raised again [during a visit to Velar by Okello]": the deed that the verb's day is of as well."""
    for led in grammar.children(verb, "preposition"):
        for noun in grammar.children(led, "preposition object"):
            if _is_meanwhile(noun) and (found := _event_noun(noun)) is not None:
                return "event", found[1]
    return None


def _is_meanwhile(noun: Token) -> bool:
    """What happens during the deed, not after it."""
    known = event_words()
    return noun.head.lower_ in known["taking_place"] and grammar.lemma(noun) in known["nouns"]


def _with_its_time(pieces: tuple[Span, ...], event: Event, view: ArticleView) -> tuple[Span, ...]:
    """With the words of its date right behind it, which the parse may have hung elsewhere."""
    if event.timex is None:
        return pieces
    last, time = pieces[-1], view.findings.timexes[event.timex].span
    between = view.article.text[last.end : time.start]
    near = 0 < len(between) <= _NEAR and between.strip().isalpha()
    return (*pieces[:-1], Span(last.start, time.end)) if near else pieces


def _with_name(piece: Span, mentions: Places[Mention]) -> Span:
    """With the rest of a name that its last token cuts through."""
    return Span(piece.start, max([piece.end, *(mention.span.end for mention in mentions.meeting(piece))]))


def _spoken(quotation: Quotation, pieces: Sequence[Span]) -> bool:
    """Whether the pieces are somebody's words, with the speaker left outside; behind what somebody agreed to the writer
    goes on: "agreed to name a board, which will meet in May"."""
    told = pieces[-1:] if quotation.kind == "indirect" else pieces
    if not any(piece.overlaps(quotation.content) for piece in told):
        return False
    return any(
        part is not None and not any(piece.contains(part) for piece in pieces)
        for part in (quotation.cue, quotation.source)
    )


def _edges(first: int, last: int, doc: Doc) -> tuple[int, int]:
    while last > first and is_mark(doc[last]):
        last -= 1
    return first, last


def _is_reported(token: Token) -> bool:
    """Under what somebody says, thinks or hopes: read alone, it would be a fact."""
    return any(
        grammar.relation_of(word) == "clause complement" and word.left_edge.i > word.head.i
        for word in (token, *token.ancestors)
    )


def _relative_clause(verb: Token) -> _Pieces | None:
    """ "Okello, who took office in June, ..." holds "Okello took office in June"."""
    verb = grammar.governing_plan(verb, "object")
    who, antecedent = verb.left_edge, verb.head
    if grammar.relation_of(verb) != "relative clause" or not is_finite(verb) or who.i < _FEWEST:
        return None
    first, last = _edges(who.i + 1, verb.right_edge.i, verb.doc)
    aside = verb.doc[who.i - 1].lower_ == ","
    if aside and (begins := grammar.behind_a_place(verb)) is not None:
        return "remark", [_edges(begins, verb.right_edge.i, verb.doc)]
    if not aside and not (grammar.is_name(antecedent) and antecedent.i == who.i - 1):
        return _told_of_some(verb, first, last)
    if who.lower_ == "when":
        own = any(grammar.relation_of(c) in SUBJECTS and grammar.class_of(c) != "pronoun" for c in verb.children)
        return ("when", [(first, last)]) if own else None
    if not _is_about(verb, who) or not _stands_before(who, antecedent, aside=aside) or not _agrees(verb, antecedent):
        return None
    return "remark", [(antecedent.left_edge.i, antecedent.i), (first, last)]


def _is_about(verb: Token, who: Token) -> bool:
    """Told of the noun before it, and not, as often, of all that the clause before tells: ", which took place in
    June"."""
    subject = grammar.relation_of(who) in ("subject", "passive subject") and who.head == verb
    if grammar.form_of(who) == "which" and verb.lemma in listed("of_whole_clauses"):
        return False
    return subject and grammar.form_of(who) in ("who", "which")


def _stands_before(who: Token, antecedent: Token, *, aside: bool) -> bool:
    """A noun right before its clause, alone, and no time: "met on Monday, which was a surprise"."""
    relation = grammar.relation_of(antecedent)
    if antecedent.i != who.i - 1 - aside or not grammar.is_noun(antecedent) or grammar.is_time(antecedent):
        return False
    if relation in ("joined", "compound") or grammar.is_part_of_a_noun(antecedent) or grammar.is_cleft(antecedent):
        return False  # "it was not Okello who left", "the widow of Okello, who left"
    if relation == "apposition" and not is_a_name(antecedent):
        return False
    more = (grammar.relation_of(c) in ("joined", "number") for c in antecedent.children)
    return not any(more) and not any(c.lower_ in listed("vague") for c in antecedent.children)


def _agrees(verb: Token, antecedent: Token) -> bool:
    """In number."""
    plural = grammar.form_of(antecedent) in ("nouns", "names")
    tag = next((grammar.form_of(a) for a in auxiliaries(verb)), grammar.form_of(verb))
    return not (tag == "present s" and plural) and not (tag == "present" and not plural)


def _told_of_some(verb: Token, first: int, last: int) -> _Pieces | None:
    """ "... the deaths of two men who drowned in May" holds "two men drowned in May": of so many, not of whoever
    did."""
    who, some = verb.left_edge, verb.head
    if (
        who.lower_ != "who"
        or grammar.relation_of(who) not in ("subject", "passive subject")
        or grammar.form_of(verb) not in ("past", "participle")
        or some.i != who.i - 1
    ):
        return None
    counted = any(grammar.relation_of(child) == "number" and child.i == some.left_edge.i for child in some.children)
    if (
        not counted
        or grammar.form_of(some) != "nouns"
        or grammar.relation_of(some) in ("joined", "apposition", "predicate noun")
        or is_negated(verb)
    ):
        return None
    return "remark", [(some.left_edge.i, some.i), (first, last)]


def _adverbial_clause(verb: Token) -> _Pieces | None:
    """ "..., after the court fined Kelvara" holds "the court fined Kelvara"."""
    verb = grammar.governing_plan(verb, "object")
    if (
        grammar.relation_of(verb) != "adverbial clause"
        or not is_finite(verb)
        or not any(grammar.relation_of(c) in SUBJECTS for c in verb.children)
    ):
        return None
    mark = _opener(verb)
    if mark is None:
        return None
    if mark.lower_ == "as" and verb.lemma in listed("telling"):
        return None  # "As Okello put it in May, the plan has failed"
    before = verb.doc[verb.left_edge.i - 1].lower_ if verb.left_edge.i else ""
    siblings = [
        child
        for clause in verb.head.children
        if grammar.relation_of(clause) == "adverbial clause"
        for child in clause.lefts
    ]
    if any(child.lower_ in listed("conditions") for child in siblings) or (is_negated(verb.head) and before != ","):
        return None  # under a condition, or denied together with its main clause
    if (
        before in listed("binding")
        or any(c.lower_ in listed("undoing") for c in verb.children)
        or (mark.lower_ == "when" and grammar.form_of(verb) not in ("past", "participle"))
    ):
        return None
    return "background", [_edges(mark.i + 1, verb.right_edge.i, verb.doc)]


def _told_beside(verb: Token) -> _Pieces | None:
    """ "..., adding that the envoys will meet again in May" holds "the envoys will meet again in May": what is to come
    is taken for no more than said."""
    over = grammar.above(verb)
    if over is None or not grammar.is_content(verb) or not _tells_beside(over):
        return None
    subject = grammar.subject_of(verb)
    if subject is None or grammar.is_pronoun(subject) or verb.left_edge.i < over.i:
        return None
    if not _is_to_come(verb) or is_negated(over):
        return None
    mark = grammar.child(verb, "clause mark")
    return "told beside", [_edges(subject.left_edge.i if mark is None else mark.i + 1, verb.right_edge.i, verb.doc)]


def _is_to_come(verb: Token) -> bool:
    return grammar.modal(verb) in event_words()["future_auxiliaries"] and not is_negated(verb)


def _tells_beside(verb: Token) -> bool:
    known = event_words()
    return grammar.is_beside_as_ing(verb) and grammar.lemma(verb) in known["speech"] - known["guess"]


def _opener(verb: Token) -> Token | None:
    """The word that hangs a clause on another as its background; with a time before it, "just four days after", what is
    counted from."""
    if grammar.is_inverted(verb):
        return None  # ", as has the fair"
    edge = verb.left_edge
    if grammar.relation_of(edge) in ("clause mark", "adverb") and edge.lower_ in listed("background"):
        return edge
    opener = next(
        (
            child
            for child in verb.lefts
            if grammar.relation_of(child) in ("clause mark", "adverb") and child.lower_ in listed("measured")
        ),
        None,
    )
    if opener is None or opener.i - edge.i > _MEASURE:
        return None
    return opener if any(grammar.relation_of(token) == "measure" for token in verb.doc[edge.i : opener.i]) else None


def _event_noun(noun: Token) -> _Pieces | None:
    """ "... during a call on Monday between Okello and Roe" holds "a call on Monday between Okello and Roe"."""
    if not grammar.is_noun(noun) or grammar.relation_of(noun) != "preposition object":
        return None
    owned = _is_owned_by_a_time(noun)
    definite = any(grammar.relation_of(c) == "owner" or c.lower_ == "the" for c in noun.children)
    factive = noun.head.lower_ in listed("at_events")
    named = owned or any(grammar.is_name(t) and not grammar.is_time(t) for t in noun.subtree)
    if not named or not (definite or factive) or noun.head.lower_ in listed("apart_from_events"):
        return None
    first, last = _edges(noun.left_edge.i, noun.right_edge.i, noun.doc)
    return "event with who did it" if owned or _has_doer(noun) else "event", [(first, last)]


def _is_tied_to(noun: Token) -> bool:
    """ "The losses were related to [the sale of the yard on Monday]": the verb has nothing else to tell."""
    verb = grammar.above(noun.head)
    return verb is not None and grammar.is_verb(verb) and grammar.lemma(verb) in event_words()["tied_to"]


def _last_of_plans(noun: Token) -> _Pieces | None:
    if not _is_last_of_a_plan(noun):
        return None
    first = next((word.i for word in noun.lefts if grammar.is_article(word)), noun.i)
    return "event", [_edges(first, noun.right_edge.i, noun.doc)]


def _is_last_of_a_plan(noun: Token) -> bool:
    """ "..., and finally [a meeting of the board of Velar on May 4 to be hosted by Norland]"."""
    if not grammar.is_noun(noun) or not grammar.follows_in_a_row(noun):
        return False
    to_do = (*grammar.children(noun, "relative clause", "noun clause"),)
    named = any(grammar.is_name(word) and not grammar.is_time(word) for word in noun.subtree)
    return named and any(map(grammar.is_infinitive, to_do))


def _is_owned_by_a_time(noun: Token) -> bool:
    """ "last month's duties on steel"."""
    owned = any(grammar.is_time(c) for c in grammar.children(noun, "owner"))
    return owned and any(c.lower_ in listed("of_what") for c in grammar.children(noun, "preposition"))


def _has_doer(noun: Token) -> bool:
    owners = grammar.children(noun, "owner")
    if any(grammar.class_of(c) != "pronoun" and not grammar.is_time(c) for c in owners):
        return True
    if _is_tied_to(noun):
        return True
    return any(c.lower_ in listed("doers") for c in grammar.children(noun, "preposition", "agent"))
