"""What goes from a line that is still too long: more than harms nothing, and never what makes it untrue.

Less of a sentence says less and stays true, unless something denies it, ranks it ("the largest in the country") or
makes it hang on a condition; so each kind asks for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...model.findings import Cut
from ..base import grammar
from ..base.grammar.parsed import Token
from .stretches import SentenceTokens, listed, token_at

Range = tuple[int, int]  # first and last token, both in
_DASH = re.compile(r"-|--|[—–]")
_PAIR = 2
_REST = 3  # tokens behind "the agency reported": "on Monday"
_APOSTROPHES = ("'", "’")  # of an owner: "Holms' yard"


def further_cuts(sentence: SentenceTokens) -> Iterator[Cut]:
    """The cuts of a sentence that a line takes while it is too long."""
    if sentence.text.rstrip("\"”' ").endswith("?"):
        return
    yield from _reports(sentence)
    yield from _between_dashes(sentence)
    yield from _last_words(sentence)
    yield from _descriptions(sentence)
    for token in sentence.tokens:
        if token.lower_ == ":":
            yield from _colon(sentence, token)
        elif grammar.is_verb(token) and (comma := _end_of_opening(sentence, token)) is not None:
            yield sentence.cut("opening phrase", sentence.tokens.start, comma)
        else:
            yield from _part(sentence, token)


def _part(sentence: SentenceTokens, token: Token) -> Iterator[Cut]:
    if not token.children or not grammar.is_added(token):  # nothing else is an aside, a clause or a phrase that may go
        return
    first, last = sentence.trimmed(token.left_edge.i, token.right_edge.i)
    if last <= first or _limits(sentence, first):
        return
    if _is_opinion(token):
        yield sentence.cut("opinion", first, last)
    elif (found := _between_commas(sentence, token, first, last)) is not None:
        comment = grammar.is_apposition(token) and grammar.lemma(token) in listed("comments")
        yield sentence.cut("comment behind" if comment else "aside", *found)
    elif grammar.stands_behind_its_verb(token) and _is_unmarked(sentence, first, last):
        yield from _unmarked(sentence, token, first, last)


def _unmarked(sentence: SentenceTokens, token: Token, first: int, last: int) -> Iterator[Cut]:
    """What no comma sets apart, behind the verb."""
    if grammar.is_denied(token) or ";" in sentence.text:  # a list would lose its balance
        return
    if _is_in_a_row(sentence, first, last):
        return
    if _is_clause_behind(token):
        yield sentence.cut("clause behind", first, last)
    elif _is_purpose(token):
        yield sentence.cut("purpose", first, last)
    elif grammar.is_restriction(token) and not grammar.is_infinitive(token) and _is_any(token.head):
        yield sentence.cut("restriction", first, last)
    elif grammar.is_phrase(token) and _is_circumstance(token):
        yield sentence.cut("phrase", first, last)


def _is_in_a_row(sentence: SentenceTokens, first: int, last: int) -> bool:
    """Whether an "and" behind it may join what follows to a part of it: "after a ferry [hit a rock] and sank", "guilty
    [of theft] and misusing funds"; not where it is a mere phrase before another deed."""
    doc = sentence.doc
    if last + 2 > sentence.last or doc[last + 1].lower_ not in listed("joining"):
        return False
    deed = grammar.finite_at(doc[last + 2]) is not None
    return not deed or any(map(grammar.is_verb, doc[first : last + 1]))


def _is_opinion(preposition: Token) -> bool:
    """ "for what many call the best plan": nobody in particular judges."""
    judged = grammar.led_by(preposition) if grammar.is_phrase(preposition) else None
    if judged is None or grammar.lemma(judged) not in listed("judges"):
        return False
    who = grammar.subject_of(judged)
    return who is not None and who.lower_ in listed("anyone")


def _limits(sentence: SentenceTokens, first: int) -> bool:
    """Whether it begins with, or touches, a word that limits what is said: "only", "unless", "than"."""
    return sentence.is_bound(first) or sentence.doc[first].lower_ in listed("limits")


def _is_unmarked(sentence: SentenceTokens, first: int, last: int) -> bool:
    """Whether no mark stands before it, and what stands behind it begins anew."""
    before = sentence.doc[first - 1]
    if _is_address(sentence, last):
        return False
    end = sentence.doc[last]
    dated = any(timex.span.start == end.idx + len(end) + 1 for timex in sentence.timexes) and not grammar.is_verb(end)
    return (not before.is_punct or before.is_quote) and (dated or grammar.ends_a_part(end))


def _between_commas(sentence: SentenceTokens, token: Token, first: int, last: int) -> Range | None:
    """An aside: marked off on both sides, no member of a row and not the name of "the mayor, Roe, ..."."""
    if _is_needed(token) or _is_somebody(sentence, token):
        return None
    found = sentence.aside(first, last)
    if found is None or found[0] <= sentence.tokens.start + 1 or _goes_on(sentence, token, found):
        return None
    return sentence.within_outer(token, sentence.closed(found, token.head))


def _is_somebody(sentence: SentenceTokens, token: Token) -> bool:
    """ "the negotiator for the north, Amara Okello, ...": the name of whom it tells."""
    named = any(m.kind == "person" and m.span.start <= token.idx < m.span.end for m in sentence.mentions)
    return grammar.is_apposition(token) and named


def _is_needed(token: Token) -> bool:
    if grammar.is_apposition(token):
        names = grammar.is_name(token) and not grammar.is_name(token.head)
        return names or grammar.is_in_a_row(token) or grammar.is_apposition(token.head)
    return not listed("needed_participles").isdisjoint((grammar.lemma(token), token.left_edge.lower_))


def _goes_on(sentence: SentenceTokens, token: Token, found: Range) -> bool:
    """Whether what stands behind an aside belongs to it: the rest of a row or of an address, a verb without a subject
    outside, the other part of a stretch between dashes."""
    first, last = found
    if any(_DASH.fullmatch(each.text) for each in sentence.doc[first : last + 1]):
        return True
    if last + 2 > sentence.last:
        return False
    behind = sentence.doc[last + 2]
    row = grammar.is_noun(token) and (grammar.is_noun(behind) or not grammar.starts_a_part(behind))
    return row or behind.lower_ in listed("joining") or _is_address(sentence, last) or _robs_verb(behind, found)


def _robs_verb(word: Token, found: Range) -> bool:
    """Whether a verb behind an aside has its subject in it, or nowhere."""
    verb = grammar.finite_at(word)
    if verb is None:
        return False
    who = grammar.subject_of(verb)
    return grammar.shared_subject(verb) is None or (who is not None and found[0] <= who.i <= found[1])


def _is_address(sentence: SentenceTokens, last: int) -> bool:
    """ "in Port Velar, Kelvara": the second name belongs to the first."""
    behind = sentence.doc[last + 1 : last + 3]
    return (
        len(behind) > 1 and behind[0].text == "," and grammar.is_name(sentence.doc[last]) and grammar.is_name(behind[1])
    )


def _end_of_opening(sentence: SentenceTokens, verb: Token) -> int | None:
    """ "In a speech in Oslo, ...": the comma behind a place, a time or an occasion, before a subject that does not lean
    on it."""
    before = grammar.before_subject(verb)
    if not before or before[0].left_edge.i != sentence.tokens.start or not all(map(_is_loose, before)):
        return None
    comma = before[-1].right_edge.i + 1
    while comma < verb.i and sentence.doc[comma].lower_ in (")", "]"):
        comma += 1
    opening = sentence.doc[sentence.tokens.start]
    loose = opening.lower_ in listed("loose_openings") or _is_told_with(opening, verb)
    fits = loose and not _limits(sentence, opening.i)
    return comma if fits and sentence.doc[comma].lower_ == "," and sentence.subject_stays(verb) else None


def _is_told_with(opening: Token, verb: Token) -> bool:
    """ "With the vote days away, Okello left"; but "with enough votes, the law would pass" tells on what it hangs."""
    return opening.lower_ in listed("told_with") and grammar.is_past(verb)


def _is_loose(word: Token) -> bool:
    return grammar.is_phrase(word) or grammar.is_adverb(word) or grammar.is_added(word)


def _is_clause_behind(verb: Token) -> bool:
    opener = grammar.opener(verb)
    return (
        grammar.is_side_clause(verb)
        and opener is not None
        and opener.lower_ in listed("clauses_behind")
        and (opener.lower_ not in listed("also_limiting") or grammar.is_past(verb.head))
        and verb.head.i < verb.left_edge.i
        and not _is_of_a_time(verb.head)
    )


def _is_of_a_time(verb: Token) -> bool:
    """ "It will be weeks before the yard opens": the clause is what the verb tells."""
    who = grammar.subject_of(verb)
    return grammar.lemma(verb) in listed("needs_time") and who is not None and who.lower_ == "it"


def _is_purpose(verb: Token) -> bool:
    if grammar.is_restriction(verb):
        return grammar.lemma(verb) in listed("purposes")
    over = verb.head
    return (
        grammar.is_purpose(verb)
        and grammar.lemma(over) not in listed("needs_to")
        and not any(grammar.lemma(each) in listed("nouns_with_to") for each in grammar.objects(over))
        and over.i < verb.left_edge.i
        and grammar.has_more(over, verb.left_edge)
    )


def _is_any(noun: Token) -> bool:
    """Whether a noun tells enough without the clause that says which: "a fee (that rose)", not "the fee that rose" nor
    "showed people (who waved)"."""
    bare = noun.left_edge.i == noun.i
    return grammar.is_name(noun) or not (bare or grammar.is_definite(noun) or _is_ranked(noun))


def _is_ranked(word: Token) -> bool:
    return any(grammar.is_superlative(each) or each.lower_ in listed("ranks") for each in (word, *word.children))


def _is_circumstance(preposition: Token) -> bool:
    """ "in Oslo", "for an hour": beside a verb that has more to say, or a noun that tells enough."""
    over, noun = preposition.head, grammar.led_by(preposition)
    if noun is None or (preposition.lower_ in listed("among") and _ranks_before(preposition)):
        return False
    loose = preposition.lower_ in listed("circumstances_behind") or (
        preposition.lower_ == "on" and grammar.lemma(noun) in listed("occasions")
    )
    if grammar.is_verb(over):
        return loose and grammar.lemma(over) not in listed("needs_place") and grammar.has_more(over, preposition)
    return loose and grammar.is_noun(over) and grammar.lemma(over) not in listed("needs_in")


def _ranks_before(preposition: Token) -> bool:
    """Whether "the largest", "the first" stands before it in what it hangs on: "in the country" then says of what."""
    return any(_is_ranked(each) for each in (preposition.head, *preposition.head.subtree) if each.i < preposition.i)


def _colon(sentence: SentenceTokens, mark: Token) -> Iterator[Cut]:
    """A list behind a colon; or what only leads to the clause behind it."""
    left = sentence.doc[sentence.tokens.start : mark.i]
    right = sentence.doc[mark.i + 1 : sentence.last + 1]
    if any(each.is_quote and each.text not in _APOSTROPHES for each in (*left, *right)) or not _tells(left):
        return
    yield sentence.cut("behind a colon", mark.i, sentence.last)
    if _tells(right):
        yield sentence.cut("before a colon", sentence.tokens.start, mark.i)


def _tells(tokens: Iterable[Token]) -> bool:
    return any(grammar.is_verb(each) and grammar.is_finite(each) and grammar.has_subject(each) for each in tokens)


def _reports(sentence: SentenceTokens) -> Iterator[Cut]:
    """ "..., the news agency reported": who passed the news on has no part in it."""
    for quotation in sentence.quotations:
        cue, source = (token_at(sentence.doc, span) for span in (quotation.cue, quotation.source))
        if quotation.kind != "indirect" or cue is None or source is None or not _is_medium(source, cue):
            continue
        first, last = min(source.left_edge.i, cue.i), max(source.right_edge.i, cue.i)
        if sentence.doc[first - 1].lower_ == "," and last >= sentence.last - _REST:
            yield sentence.cut("report", first - 1, sentence.last)
        elif sentence.fronted_at(first, last):
            yield sentence.cut("report", first, last + 1)


def _between_dashes(sentence: SentenceTokens) -> Iterator[Cut]:
    """ "The three makers - Kelvara, Velar and Brandt - asked for help": what stands between two dashes, where there are
    just two."""
    dashes = [each for each in sentence.tokens if _DASH.fullmatch(each.text) and not _is_hyphen(each)]
    if len(dashes) != _PAIR or dashes[0].text != dashes[1].text:
        return
    first, last = dashes[0].i, dashes[1].i
    inside = sentence.doc[first + 1 : last]
    if any(each.text != "-" and each.text.endswith(("-", "–", "—")) for each in inside):
        return  # "- Kelvara Inc.- and its rival - ": one dash more, without its blank
    if first > sentence.tokens.start and last < sentence.last and not _limits(sentence, first + 1):
        yield sentence.cut("aside", first, last)


def _is_hyphen(dash: Token) -> bool:
    """Between two parts of a word."""
    return dash.text == "-" and dash.i > 0 and not dash.nbor(-1).whitespace_ and not dash.whitespace_


def _last_words(sentence: SentenceTokens) -> Iterator[Cut]:
    """ "..., the third such lawsuit in two years": a noun with its phrases behind the last comma, whatever the parse
    hangs it on. A row would have its "and"."""
    comma = next((each for each in reversed(sentence.tokens) if each.text in (",", ";", ":")), None)
    if comma is None or comma.text != "," or comma.i + 2 >= sentence.last:
        return
    rest, before = sentence.doc[comma.i + 1 : sentence.last + 1], sentence.doc[sentence.tokens.start : comma.i]
    noun = next(filter(grammar.is_noun, rest), None)
    if noun is None or not grammar.opens_noun(rest[0]) or any(map(_says_or_joins, rest)):
        return
    if _tells(before) and not _limits(sentence, rest.start):
        comment = grammar.lemma(noun) in listed("comments")
        yield sentence.cut("comment behind" if comment else "aside", comma.i, sentence.last)


def _says_or_joins(word: Token) -> bool:
    return grammar.finite_at(word) is not None or word.is_quote or word.lower_ in listed("joining")


def _descriptions(sentence: SentenceTokens) -> Iterator[Cut]:
    """ "[The steel maker] Kelvara": what a body is, before its name; from its article on, or from the sentence's
    start."""
    for mention in sentence.mentions:
        name = sentence.doc.char_span(mention.span.start, mention.span.end)
        if mention.kind == "organisation" and name is not None:
            start = _start_of_description(sentence, name.start)
            common = start < name.start - 1 and not grammar.is_name(sentence.doc[name.start - 1])
            if common and not _limits(sentence, start):
                yield sentence.cut("description before", start, name.start - 1)


def _start_of_description(sentence: SentenceTokens, name: int) -> int:
    """Where what stands before a name begins; the name's place where that is not sure, or is no noun."""
    start = name
    while start > sentence.tokens.start and grammar.is_before_name(sentence.doc[start - 1]):
        start -= 1
        if grammar.is_article(sentence.doc[start]):
            break
    whole = start == sentence.tokens.start or grammar.is_article(sentence.doc[start])
    return start if whole and grammar.is_noun(sentence.doc[name - 1]) else name


def _is_medium(source: Token, cue: Token) -> bool:
    named = grammar.lemma(cue) in listed("passing_on") and source.is_upper
    return named or any(each.lower_ in listed("media") for each in source.subtree)
