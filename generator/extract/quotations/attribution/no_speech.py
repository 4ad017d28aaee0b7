"""Verbs of the lexicon that hand on nobody's words where they stand: denials, refusals, commands of a law, purposes,
greetings."""

from __future__ import annotations

from ...base import grammar
from ...base.grammar import CLAUSES, has_mark, is_clause, is_infinitive, judged_as
from ...base.grammar.parsed import Token
from .cue_words import content_words, lexicon, verb_form


def is_silent(verb: Token, content: Token, source: Token | None) -> bool:
    """Whether an unmarked content is nobody's words; `content` and `source` are heads."""
    words = lexicon()
    form = verb_form(verb) or ""
    clause = has_mark(content, content_words("clause_marks")) or (
        grammar.relation_of(content) in CLAUSES and is_clause(content) and not is_infinitive(content)
    )
    if (form in words.refusals and is_infinitive(content) and _speaks(content)) or _is_told_elsewhere(verb, content):
        return True
    if form in words.deliberations and _is_to_come(verb):
        return True
    if clause:
        return False
    return (
        _denies(verb, content, form)
        or (
            is_infinitive(verb)
            and grammar.relation_of(verb) == "adverbial clause"
            and verb.head.lemma in words.purposes
        )
        or (form in words.greetings and content.ent_type_ == "PERSON")
        or _lacks(verb)
        or _stands_for(verb, form)
        or _could(verb, source)
        or _commands(verb, source)
    )


def _is_to_come(verb: Token) -> bool:
    """ "will decide what to do", "held a meeting to discuss the port"."""
    future = any(
        grammar.relation_of(child) == "helper" and child.lower_ in content_words("to_come") for child in verb.children
    )
    head = verb.head
    held = (head, *(child for child in head.children if grammar.relation_of(child) == "object" and child.i < verb.i))
    return future or (
        is_infinitive(verb)
        and grammar.relation_of(verb) != "open complement"
        and any(token.lemma in lexicon().occasions for token in held)
    )


def _is_told_elsewhere(verb: Token, content: Token) -> bool:
    return _stays_unnamed(content) or _is_given(content) or _withheld(verb)


def _is_given(noun: Token) -> bool:
    """ "voiced concern that ...": the noun is the cue."""
    given = noun.lemma in lexicon().nouns and grammar.given_by(noun, lexicon().giving) is not None
    return given and grammar.has_that_clause(noun)


def _stays_unnamed(verb: Token) -> bool:
    """ "asked not to be named"."""
    negated = any(grammar.relation_of(child) == "negation" for child in verb.children)
    return (
        is_infinitive(verb) and negated and grammar.form_of(verb) == "participle" and verb.lemma in lexicon().identities
    )


def _stands_for(verb: Token, form: str) -> bool:
    """ "a law favouring the rich", "voters supporting her": a participle that tells which, of a verb that says
    nothing."""
    return (
        grammar.form_of(verb) == "ing"
        and grammar.relation_of(verb) == "noun clause"
        and "quote" not in lexicon().takes.get(form, ())
    )


def _could(verb: Token, source: Token | None) -> bool:
    """ "hard for them to agree on a plan", "their will to reject the plan": what might be said."""
    if not is_infinitive(verb):
        return False
    will = (
        source is not None
        and grammar.relation_of(verb) == "noun clause"
        and any(grammar.class_of(t) == "noun" for t in verb.doc[source.i + 1 : verb.i])
    )
    return has_mark(verb, ("for",)) or will


def _speaks(verb: Token) -> bool:
    """Whether a verb, or what it gives, is to speak: "comment", "offer details"."""
    words = lexicon()
    form = verb.lemma
    return form in words.utterances or any(
        grammar.relation_of(child) == "object" and child.lemma in words.utterances for child in verb.children
    )


def is_unsaid(verb: Token, source: Token | None) -> bool:
    """ "did not say", "nobody said", "failed to say", "denied that he had said": reported, it would be turned round."""
    over = list(grammar.complement_of_verbs(verb))
    undone = (
        grammar.is_undone(verb)
        or grammar.is_supposed(verb)
        or grammar.stays_short(verb)
        or any(grammar.is_undone(each) or _undoes(each) for each in over)
    )
    return undone or _withheld(verb) or (source is not None and grammar.denies_itself(source))


def _undoes(verb: Token) -> bool:
    """ "failed to", "denied that"."""
    words = lexicon()
    return verb.lemma in words.unkept or (verb_form(verb) or "") in words.denials


def _denies(verb: Token, content: Token, form: str) -> bool:
    """ "denied the charge", but "denied any link to the bank" and "denied taking money" say what is not so."""
    openly = grammar.is_doing(content) or content.lemma in lexicon().deniable
    return form in lexicon().denials and not judged_as(verb) and not (form in content_words("denying") and openly)


def _withheld(verb: Token) -> bool:
    """ "declined to say whether": "say" says nothing."""
    refused = verb.head
    return (
        grammar.relation_of(verb) == "open complement"
        and is_infinitive(verb)
        and (verb_form(refused) or "") in lexicon().refusals
        and _speaks(verb)
    )


def _lacks(verb: Token) -> bool:
    """ "without revealing a figure", "did not stay or ask for help", whose "not" would be lost."""
    without = grammar.relation_of(verb) == "preposition clause" and verb.head.lower_ == "without"
    return without or grammar.shares_a_negation(verb)


def _commands(verb: Token, source: Token | None) -> bool:
    """ "a bill that seeks to", "passed an ordinance, directing the mayor to"."""
    instruments = lexicon().instruments
    if source is not None and source.lemma in instruments:
        return True
    at = verb
    while grammar.form_of(at) == "ing" and grammar.relation_of(at) == "joined" and at.head != at:
        at = next(
            (over for over in at.ancestors if grammar.form_of(over) == "ing"), at.head
        )  # the parser may join it to an infinitive between
    if grammar.form_of(at) != "ing" or grammar.relation_of(at) not in ("adverbial clause", "noun clause"):
        return False
    passed = (
        at.head,
        *(
            child
            for child in at.head.children
            if grammar.relation_of(child) in ("object", "apposition") and child.i < at.i
        ),
    )
    return any(_is_instrument(token) for token in passed)


def _is_instrument(token: Token) -> bool:
    """ "the bill", "Ordinance 7"."""
    return grammar.class_of(token) in ("noun", "name") and token.lemma in lexicon().instruments
