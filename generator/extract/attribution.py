"""Cues, and the source and content that the grammar gives each: who says what.

An attribution has three parts, as in the Penn Attribution Relations Corpus (Pareti 2012) and
PolNeAR (Newell et al. 2018): a source ("the ministry"), a cue ("said", "according to", "call for")
and a content (the clause or the quoted words). Cues are words of rules/quotations/cues.yml; source
and content are read from the dependency parse, with the order of words as fallback where quotation
marks lead the parser astray. Ranges are half-open and count tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from generator import rulebook
from generator.model.text import record

Range = tuple[int, int]
Takes = Literal["quote", "clause", "question", "infinitive", "gerund", "object", "as", "name", "verdict", "infinitive after preposition"]

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_CLAUSES = frozenset(("ccomp", "parataxis"))
_INHERITING = frozenset(("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "dep", "parataxis", "acl"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_GOING_ON = frozenset(("including", "since", "because", "although", "though", "unless"))  # open what is still the speaker's
_WHEN = frozenset(("when", "after", "as", "while", "before"))
RELATIVES = frozenset(("who", "that", "which"))
_OBJECTS = frozenset(("dobj", "oprd", "attr", "pobj", "dative"))
_JUDGING = frozenset(("object", "as"))
_DASHES = frozenset(("-", "--", "–", "—", "―"))
_ABOUT = frozenset(("as", "for", "of", "about", "with", "to", "over"))  # lead what is said of a thing, not when or where
_NAMING = frozenset(("for", "of", "about", "against"))  # what follows them is the content, not a hearer
_TRIM = frozenset((",", ".", ";", ":", "-", "--", "–", "—", "―", "...", "…", "?", "!"))
_LONGEST_LEAD = 16  # tokens between a cue and the "that" of its content
_LONGEST_SOURCE = 40  # tokens; longer is a parser's slip


@record
class Lexicon:
    takes: dict[str, frozenset[str]]  # verb lemma: what it takes
    prepositions: dict[str, frozenset[str]]
    irregular: dict[str, str]  # past form: lemma
    seldom: frozenset[str]
    nouns: frozenset[str]
    noun_prepositions: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    connectives: tuple[tuple[str, ...], ...]
    adjectives: frozenset[str]
    occasions: frozenset[str]
    asides: frozenset[str]
    labels: frozenset[str]


@record
class Cue:
    """A cue with what the grammar gives it."""

    at: int  # its head token
    tokens: Range
    takes: frozenset[str]
    source: Range | None
    head: int | None  # head token of the source
    content: tuple[Range, ...]  # empty when the grammar shows none
    rule: str
    seldom: bool = False

    @property
    def start(self) -> int:
        """First token of the block that source and cue make together."""
        return self.tokens[0] if self.source is None or self.source[0] > self.tokens[0] else self.source[0]

    @property
    def end(self) -> int:
        """End of that block."""
        return self.tokens[1] if self.source is None or self.source[1] < self.tokens[1] else self.source[1]


@cache
def lexicon() -> Lexicon:
    rules = rulebook.load("quotations/cues")
    takes: dict[str, frozenset[str]] = {}
    for group in rules["verbs"]:
        for word in group["words"]:
            takes[word] = takes.get(word, frozenset()) | frozenset(group["takes"])
    return Lexicon(
        takes=takes,
        prepositions={verb: frozenset(words) for verb, words in rules["prepositions"].items()},
        irregular=dict(rules["irregular"]),
        seldom=frozenset(rules["seldom"]),
        nouns=frozenset(rules["nouns"]),
        noun_prepositions=frozenset(rules["noun_prepositions"]),
        according=tuple(tuple(words) for words in rules["according"]),
        adjectives=frozenset(rules["adjectives"]),
        occasions=frozenset(rules["occasions"]),
        asides=frozenset(rules["asides"]),
        labels=frozenset(rules["labels"]),
        connectives=tuple(tuple(words.split()) for words in rules["connectives"]),
    )


def trimmed(doc: Doc, span: Range, marked: Sequence[bool] | None = None) -> Range:
    """A range without spaces and outer punctuation, which stays when it stands inside marks."""
    start, end = span
    while start < end and not (marked and marked[start]) and (doc[start].is_space or doc[start].text in _TRIM):
        start += 1
    while end > start and not (marked and marked[end - 1]) and (doc[end - 1].is_space or doc[end - 1].text in _TRIM):
        end -= 1
    return start, end


def _subtree(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


# Sources


def _subject(verb: Token) -> Token | None:
    """The nearest subject: words that a parser took for one stand farther off ("the 'gaps' he named are wide, Roe said")."""
    found = [child for child in verb.children if child.dep_ in _SUBJECTS and child.dep_ != "expl"]
    return min(found, key=lambda child: abs(child.i - verb.i), default=None)


def _agent(verb: Token) -> Token | None:
    """Who does what a passive says: "was called a thief by (the council)"."""
    by = _by(verb)
    return None if by is None else next((child for child in by.children if child.dep_ == "pobj"), None)


def _by(verb: Token) -> Token | None:
    judged = (child for child in verb.children if verb.tag_ == "VBN" and child.i > verb.i and child.lower_ == "as")
    near = [verb, *(token for prep in judged for token in (prep, *prep.children))]
    return next(
        (child for host in near for child in host.children if child.dep_ == "agent" or (host != verb and child.lower_ == "by")), None
    )


def _joined_to(verb: Token) -> Token:
    """What a verb hangs on. "She said prices fall and warned of more": "warned" goes with "said", whatever the parser says."""
    head = verb.head
    over = head.head
    if verb.dep_ == "conj" and head.dep_ == "ccomp" and verb.tag_ in _FINITE and over.tag_ == verb.tag_:
        words = lexicon()
        speaks = "quote" in words.takes.get(_verb(verb, words) or "", ()) and not _is_clause(verb)
        if head.tag_ != verb.tag_ or (speaks and not is_cue_verb(head) and is_cue_verb(over)):
            return over
    return head


def _source_token(verb: Token, marked: Sequence[bool]) -> Token | None:
    """The head of who speaks: the verb's subject or agent, or that of the verb it hangs on."""
    at = verb
    for _ in range(6):
        if at != verb and _quoted_as(at):
            quoted = next((child for child in at.children if child.dep_ in ("nsubjpass", "dobj")), None)
            return None if quoted is None or marked[quoted.i] else quoted
        if agent := _agent(at):
            return agent
        subject = _subject(at)
        if subject is not None:
            return None if subject.dep_ == "nsubjpass" or marked[subject.i] else subject
        if at.tag_ == "VBN" and at.dep_ == "advcl":
            return None  # "when asked": its subject hears
        if at.dep_ in ("xcomp", "ccomp") and _is_infinitive(at):
            led = next((child for child in at.head.children if child.dep_ == "dobj" and child.i < at.i), None)
            if led is not None and led.pos_ in ("PROPN", "PRON") and not marked[led.i]:
                return led  # "led him to fear"
        if at.dep_ == "acl" and at.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return at.head
        if at.dep_ == "acomp":
            at = at.head
            continue
        if at.dep_ not in _INHERITING or at.head == at:
            return None
        at = _joined_to(at)
        if at.pos_ in ("NOUN", "PROPN"):
            return None
    return None


def _as_put(verb: Token) -> bool:
    """ "as the minister put it": "it" is the clause around."""
    after = verb.i + 1
    leads = any(child.lower_ == "as" and child.i < verb.i for child in verb.children)
    return leads and verb.lemma_ in ("put", "tell", "see") and after < len(verb.doc) and verb.doc[after].lower_ == "it"


def _quoted_as(verb: Token) -> bool:
    """ "was quoted as saying", "quoted him as saying"."""
    led = (child for prep in verb.children if prep.lower_ == "as" for child in prep.children)
    return verb.lower_ in ("quoted", "cited") and any(child.tag_ == "VBG" for child in led)


def _antecedent(pronoun: Token) -> Token | None:
    """What a relative pronoun stands for."""
    at = pronoun
    for _ in range(5):
        if at.dep_ == "relcl":
            return at.head
        if at.head == at:
            return None
        at = at.head
    return None


def _meant(head: Token) -> Token:
    """The head of a source, or what it stands for as a relative pronoun."""
    return (_antecedent(head) or head) if head.lower_ in RELATIVES else head


def _source_range(head: Token, cue: Token, marked: Sequence[bool]) -> Range:
    noun = _antecedent(head) if head.lower_ in RELATIVES else None
    if noun is not None and noun.left_edge.i < head.i:
        return noun.left_edge.i, head.i + 1
    start, end = _subtree(head)
    if start <= cue.i < end:  # a relative clause or a participle holds the cue: "a minister who said"
        if head.i < cue.i:
            end = next((t.left_edge.i for t in head.children if t.left_edge.i <= cue.i <= t.right_edge.i and t.i > head.i), cue.i)
        else:
            start = cue.i + 1
    start = max([start, *(at + 1 for at in range(start, head.i) if head.doc[at].text in ("—", "–", "--"))])
    for at in range(head.i, end):
        if marked[at] and not marked[head.i]:  # words of another: with the relative clause that holds them
            end = min([at, *(t.left_edge.i for t in head.children if t.dep_ == "relcl" and head.i < t.left_edge.i < at)])
            break
    for at in range(head.i, start - 1, -1):
        if marked[at] and not marked[head.i]:
            start = at + 1
            break
    return trimmed(head.doc, (start, min(end, start + _LONGEST_SOURCE, head.sent.end))) if start < end else (head.i, head.i + 1)


# Contents


def _has_mark(token: Token, words: tuple[str, ...]) -> bool:
    return any(child.lower_ in words and child.i < token.i for child in token.children)


def _is_clause(child: Token) -> bool:
    return any(grandchild.dep_ in _SUBJECTS for grandchild in child.children)


def _is_infinitive(child: Token) -> bool:
    return any(grandchild.dep_ == "aux" and grandchild.lower_ == "to" for grandchild in child.children)


def _complement(verb: Token, takes: frozenset[str], words: Lexicon, marked: Sequence[bool]) -> Token | None:
    """The dependent to the right of a verb that is its content."""
    right = [child for child in verb.children if child.i > verb.i]
    clausal = takes & {"clause", "question", "quote"}
    prepositions = words.prepositions.get(_verb(verb, words) or "", frozenset())
    leading = [child for child in right if child.dep_ in ("prep", "prt") and child.lower_ in prepositions]
    if leading and leading[0].i == verb.i + 1 and leading[0].lower_ in _NAMING:
        inner = next((grandchild for grandchild in leading[0].children if grandchild.dep_ in ("pobj", "pcomp")), None)
        if inner is not None:
            return inner
    for child in right:
        if child.dep_ in _CLAUSES and clausal and (_is_clause(child) or _has_mark(child, ("that",))):
            return child
        if child.dep_ in ("advcl", "acl") and clausal and _has_mark(child, ("that", "whether")) and _is_clause(child):
            return child
        led = bool(leading) or child.left_edge.lower_ in prepositions
        to_do = "infinitive" in takes or ("infinitive after preposition" in takes and led)
        if to_do and child.dep_ in ("xcomp", "ccomp", "advcl") and _is_infinitive(child):
            return child
    named = next((child for child in right if child.dep_ == "dobj"), None)
    for child in leading:
        if named is None or "object" not in takes or named.i > child.i:
            inner = next((grandchild for grandchild in child.children if grandchild.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                return inner
    if verb.tag_ == "VBN" and takes & {"object", "as", "name"}:  # "was described as reckless"
        judged = next((child for child in right if child.dep_ == "prep" and child.lower_ == "as"), None)
        if judged is not None and named is None:
            return next((child for child in judged.children if child.i > judged.i), None)
    if "gerund" in takes:
        doing = next(
            (child for child in right if child.dep_ in ("xcomp", "pcomp", "ccomp") and child.tag_ == "VBG" and child.i == verb.i + 1), None
        )
        if doing is not None:
            return doing
    quotes = any(marked[verb.i + 1 : verb.right_edge.i + 1])
    regarded = "as" in takes and _as(verb)
    struck = "verdict" in takes and (quotes or _as(verb, "for"))
    called = "name" in takes and (quotes or _as(verb) or _named_twice(verb))
    if "object" in takes or regarded or struck or called:
        kinds = ("dobj", "oprd", "attr", "dative") if called else ("dobj", "oprd", "attr")
        named = next((child for child in right if child.dep_ in kinds), None)
        return named or next((child for child in right if child.dep_ in ("ccomp", "pcomp") and child.left_edge.lower_ == "what"), None)
    if takes & {"quote"}:
        kinds = ("dobj", "oprd", "attr", "prep")
        return next((child for child in right if child.dep_ in kinds and _holds_marks(child, marked)), None)
    return None


def _as(verb: Token, *more: str) -> bool:
    """Whether something is judged: "sees the plan as a gift"."""
    named = next((child.i for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    return named is not None and any(child.lower_ in ("as", *more) and child.dep_ == "prep" and child.i > named for child in verb.children)


def _named_twice(verb: Token) -> bool:
    """Whether a verb of naming has the thing and its name: "called it a mistake", "was called a mistake"."""
    kinds = ("dobj", "dative", "oprd", "attr", "ccomp", "xcomp")
    named = [child for child in verb.children if child.dep_ in kinds and not _is_infinitive(child)]
    return len(named) > 1 or any(child.dep_ == "auxpass" for child in verb.children)


def _holds_marks(token: Token, marked: Sequence[bool]) -> bool:
    start, end = _subtree(token)
    return any(marked[start:end])


def _content(
    verb: Token,
    cue_end: int,
    child: Token,
    sentence_end: int,
    marked: Sequence[bool],
    stops: frozenset[int],
    *,
    greedy: bool,
    lead: int | None,
) -> Range:
    """The tokens of a complement, from its introducing word on, as far as nothing else begins.

    A greedy one runs on over what the parser hung on the cue, for what follows the words of
    somebody in a sentence is most often still theirs.
    """
    doc = child.doc
    start, end = _subtree(child)
    that = lead or next((t.i for t in child.children if t.lower_ == "that" and t.dep_ == "mark" and t.i < child.i), None)
    start = max(start, cue_end) if that is None else that
    if child.dep_ in ("dobj", "oprd", "dative"):
        rest = [
            t.right_edge.i + 1
            for t in verb.children
            if t.i > child.i and (t.dep_ in ("dobj", "oprd", "xcomp", "ccomp", "acl") or (t.dep_ == "prep" and t.lower_ in _ABOUT))
        ]
        end = max([end, *rest])
    if child.dep_ == "pobj":
        end = max([end, *(t.right_edge.i + 1 for t in verb.children if t.dep_ == "xcomp" and t.left_edge.i == end)])
    if that is None and child.dep_ in ("xcomp", "ccomp") and _is_infinitive(child):
        start = cue_end if _hearer(verb, cue_end, child) is not None else start
    elif that is None:
        start = _content_start(doc, (start, end), child, marked)
    limit = _relative_end(verb)
    if _is_infinitive(child):
        bare = (t for t in verb.children if t.dep_ in ("conj", "dep") and t.i > child.i and _bare(t, verb))
        end = max([end, *(t.right_edge.i + 1 for t in bare)])
        if (cut := _infinitive_end(verb, child, end, marked)) is not None:
            limit = end = cut
    hosts = (child.i,) if child.dep_ in _OBJECTS and not any(marked[end:sentence_end]) else (verb.i, child.i)
    while end < sentence_end and end not in stops:
        token = doc[end]
        if token.head.i == verb.i and token.dep_ in ("cc", "conj") and not (greedy and _goes_on(verb, end, marked)):
            break
        if end >= limit and not any(marked[end:sentence_end]) and not token.is_punct:
            break
        if not greedy:
            if token.is_punct and token.text in _TRIM and not marked[end]:
                break
            top = next((t for t in (token, *token.ancestors) if t.head.i in hosts or start <= t.head.i < end), None)
            if top is None or top.left_edge.i < end:
                break
            end = top.right_edge.i
        end += 1
    for at in range(start + 1, end):
        if at in stops and not marked[at]:
            end = at
            break
    end = _without_aside(verb, child, (start, end), marked, greedy=greedy)
    for at in range(child.i + 1, end - 1) if greedy else ():
        if doc[at].text == "," and not marked[at] and _participle_follows(doc, at + 1, end, marked):
            end = at
            break
    dashes = (at for at in range(start + 1, end) if doc[at].text in _DASHES and doc[at - 1].whitespace_ and not marked[at])
    dash = next(dashes, end)
    if not greedy and not any(marked[dash:end]):
        end = dash
    if not greedy and marked[start]:
        close = next((at for at in range(start, end) if not marked[at]), end)
        if close < end and doc[close].pos_ in ("VERB", "AUX", "PROPN"):
            end = close
    while end - 1 > start and not marked[end - 1] and (doc[end - 1].is_space or doc[end - 1].text in _TRIM or doc[end - 1].dep_ == "cc"):
        end -= 1
    return trimmed(doc, (start, end), marked)


def _hearer(verb: Token, cue_end: int, child: Token) -> Token | None:
    """Who is to do something, right after the cue: "urged (the council) to wait", "called on (the council) to wait"."""
    first = child.doc[cue_end]
    hosts = (verb.i, cue_end - 1)  # the cue or its preposition
    heads = (token for token in (first, *first.ancestors) if token.dep_ in ("dobj", "dative", "pobj") and token.head.i in hosts)
    return next((token for token in heads if token.left_edge.i == cue_end and token.i < child.i), None)


def _infinitive_end(verb: Token, child: Token, end: int, marked: Sequence[bool]) -> int | None:
    """Where "to ..." ends before a finite verb joined to it, which is the cue's: "promised to build it and left"."""
    for joined in child.conjuncts:
        if child.i < joined.i < end and joined.tag_ in _FINITE - {"MD"} and not _is_clause(joined) and not _bare(joined, verb):
            return None if marked[joined.i] else next((t.i for t in child.doc[child.i : joined.i] if t.dep_ == "cc"), None)
    return None


def _bare(joined: Token, verb: Token) -> bool:
    """Whether a verb that is joined to a cue goes with the infinitive instead: "declined to name or even describe it"."""
    return joined.lower_ == joined.lemma_ and verb.lower_ != verb.lemma_ and joined.pos_ == "VERB"


def _relative_end(verb: Token) -> int:
    """Where the relative clause that a verb is in ends; the main clause may go on there."""
    clause = next((token for token in (verb, *verb.ancestors) if token.dep_ in ("relcl", "csubj")), None)
    return len(verb.doc) if clause is None else clause.right_edge.i + 1


def _without_aside(verb: Token, child: Token, span: Range, marked: Sequence[bool], *, greedy: bool) -> int:
    """The end of a content before the occasion of speaking and before the writer's own clause."""
    doc, words = child.doc, lexicon()
    for at in range(child.i + 1, span[1]):
        token = doc[at]
        if any(marked[at : span[1]]):
            continue
        after_comma = doc[at - 1].text == ","
        if after_comma and not greedy and (token.lower_ in ("but", "who") or (token.tag_ == "VBG" and token.dep_ in ("advcl", "acl"))):
            return at - 1
        if after_comma and token.lower_ in words.asides and (token.dep_ in ("mark", "advmod") or at + 1 == span[1]):
            return at - 1
        if token.dep_ == "prep" and (after_comma or token.head.i == verb.i):
            place = next((t for t in token.children if t.dep_ == "pobj"), None)
            if place is not None and place.lemma_.lower() in words.occasions:
                return at - after_comma
    return span[1]


def _participle_follows(doc: Doc, at: int, end: int, marked: Sequence[bool]) -> bool:
    """Whether a participle clause starts here, the writer's own comment as a rule: ", putting his name on the line"."""
    while at < end and doc[at].pos_ == "ADV":
        at += 1
    return at < end and not marked[at] and doc[at].tag_ == "VBG" and doc[at].dep_ == "advcl"


def _goes_on(verb: Token, at: int, marked: Sequence[bool]) -> bool:
    """Whether what is joined to a cue by the parser belongs to its content: a clause with a subject of its own, or marked words."""
    joined = next((child for child in verb.children if child.dep_ == "conj" and child.i >= at), None)
    return joined is not None and (marked[joined.i] or (_is_clause(joined) and joined.head.i == verb.i))


def _content_start(doc: Doc, span: Range, child: Token, marked: Sequence[bool]) -> int:
    """Past what stands before the content proper: a date, words up to "that", the thing that is called something."""
    start, end = span
    reach = range(start, min(start + _LONGEST_LEAD, end)) if child.dep_ not in _OBJECTS else range(0)
    that = next((at for at in reach if doc[at].lower_ == "that" and doc[at].dep_ == "mark"), None)
    if that is not None and not any(marked[start:that]) and not any(doc[at].dep_ in _SUBJECTS for at in range(start, that)):
        return that
    while start + 1 < child.i and doc[start].ent_type_ in ("DATE", "TIME") and doc[start].dep_ in ("npadvmod", "det", "compound", "amod"):
        start += 1
    if child.dep_ in _CLAUSES and child.pos_ in ("NOUN", "PROPN", "ADJ") and not any(t.dep_ in ("aux", "cop") for t in child.children):
        named = next((t for t in child.children if t.dep_ == "nsubj"), None)
        if named is not None and named.right_edge.i < child.i and marked[child.i] and not marked[named.i]:
            return named.right_edge.i + 1
    return start


# Cues


def _first_auxiliary(verb: Token) -> int:
    start = verb.i
    children = {child.i: child for child in verb.children}
    while start - 1 in children and children[start - 1].dep_ in ("aux", "auxpass", "advmod", "neg"):
        start -= 1
    return start


def _cue_tokens(verb: Token, words: Lexicon) -> Range:
    start, end = _first_auxiliary(verb), verb.i + 1
    children = {child.i: child for child in verb.children}
    follower = children.get(end)
    if follower is not None and (follower.dep_ == "prt" or follower.lower_ in words.prepositions.get(_verb(verb, words) or "", ())):
        end += 1
    return start, end


def _verb(token: Token, words: Lexicon) -> str | None:
    """The lexicon's form of a verb; the model's lemma is wrong now and then ("rat" for "rated")."""
    lower = token.lower_
    for form in (token.lemma_.lower(), words.irregular.get(lower, ""), lower, lower[:-1], lower[:-2], lower[:-3], f"{lower[:-3]}e"):
        if form in words.takes:
            return form
    return None


def is_cue_verb(token: Token) -> bool:
    words = lexicon()
    if _verb(token, words) is None:
        return False
    if token.pos_ == "VERB":
        return token.dep_ not in ("amod", "compound", "prep")
    return token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB") or token.lower_ in words.irregular


def _noun_cue(noun: Token, sentence_end: int, marked: Sequence[bool], words: Lexicon) -> Cue | None:
    """ "the ministry's claim that ...", "his call for ...": a noun whose owner is the source."""
    if noun.lemma_.lower() not in words.nouns:
        return None
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None or marked[owner.i]:
        return None
    span = _noun_content(noun, sentence_end, words)
    if span is None:
        return None
    end = noun.i + 1 if span[0] == noun.i + 1 else span[0]
    source = (owner.left_edge.i, owner.i + 1)
    content = (trimmed(noun.doc, span, marked),)
    return Cue(at=noun.i, tokens=(noun.i, end), takes=_JUDGING, source=source, head=owner.i, content=content, rule="noun")


def _noun_content(noun: Token, sentence_end: int, words: Lexicon) -> Range | None:
    after = noun.i + 1
    if after >= sentence_end:
        return None
    first = noun.doc[after]
    kinds = {"that": ("acl", "ccomp", "relcl"), "to": ("acl", "xcomp")}.get(first.lower_)
    if kinds is not None and first.dep_ in ("mark", "aux"):
        clause = next((child for child in noun.children if child.dep_ in kinds and child.i > noun.i), None)
        return None if clause is None else (after, clause.right_edge.i + 1)
    if first.dep_ == "prep" and first.lower_ in words.noun_prepositions and first.head.i == noun.i and first.right_edge.i > after:
        return after + 1, first.right_edge.i + 1
    return None


def _adjective_cue(adjective: Token, marked: Sequence[bool], words: Lexicon) -> Cue | None:
    """ "was sure that ...": the subject of the verb is the source."""
    verb = adjective.head
    if adjective.lower_ not in words.adjectives or adjective.dep_ not in ("acomp", "ROOT", "conj") or verb.i > adjective.i:
        return None
    subject = _source_token(verb, marked)
    clause = next((child for child in adjective.children if child.dep_ == "ccomp" and child.i > adjective.i and _is_clause(child)), None)
    if subject is None or (subject.pos_ == "PRON" and subject.lower_ in ("it", "this", "that")) or clause is None:
        return None
    start = max(adjective.i + 1, clause.left_edge.i)
    return Cue(
        at=adjective.i,
        tokens=(_first_auxiliary(verb) if subject.i < verb.i else adjective.i, adjective.i + 1),
        takes=frozenset(("clause",)),
        source=_source_range(subject, verb, marked),
        head=_meant(subject).i,
        content=(trimmed(adjective.doc, (start, clause.right_edge.i + 1), marked),),
        rule="adjective",
    )


def _judges(token: Token, marked: Sequence[bool]) -> bool:
    """Any verb that has an object and marked words after "as": "went after him as a 'con artist'"."""
    if token.pos_ != "VERB" or token.tag_ == "VB":
        return False
    if not any(child.dep_ == "dobj" and child.i > token.i and not marked[child.i] for child in token.children):
        return False
    return any(child.lower_ == "as" and child.dep_ == "prep" and any(marked[child.i : child.i + 4]) for child in token.children)


def _according(doc: Doc, at: int, end: int, words: Lexicon) -> int:
    """How many tokens at a place make an "according to"."""
    first = doc[at].lower_
    for form in words.according:
        if (
            first == form[0]
            and at + len(form) < end
            and doc[at - 1].lower_ != "as"
            and all(doc[at + k].lower_ == word for k, word in enumerate(form))
        ):
            return len(form)
    return 0


def _noun_phrase(doc: Doc, start: int, end: int) -> tuple[Range, int]:
    """The phrase that follows a preposition, and its head."""
    head = next((doc[i] for i in range(start, end) if doc[i].dep_ == "pobj" and doc[i].head.i == start - 1), None)
    if head is not None and head.left_edge.i >= start:
        stop = min(head.right_edge.i + 1, end)
        return trimmed(doc, (start, stop)), head.i
    stop = next((i for i in range(start, end) if doc[i].text in _TRIM), end)
    stop = max(stop, start + 1)
    head_at = next((i for i in range(stop - 1, start - 1, -1) if doc[i].pos_ in ("PROPN", "NOUN", "PRON")), start)
    return (start, stop), head_at


def _around(doc: Doc, sentence: Range, block: Range, marked: Sequence[bool]) -> tuple[Range, ...]:
    """What a parenthetic cue stands beside or within: "Prices, she said, will fall."

    The block has to follow a comma, a dash or a closing mark, and to end the sentence or stand before a comma.
    """
    start, end = sentence
    before = block[0] - 1
    while before > start and (doc[before].is_space or doc[before].lower_ == "as"):
        before -= 1
    closes = marked[before] and doc[before - 1].text in _TRIM
    if before <= start or not (doc[before].text == "," or doc[before].text in _DASHES or closes):
        return ()
    first = _opened(doc, trimmed(doc, (start, before + 1), marked), marked)
    finite = doc[first[0]].tag_ not in ("VBN", "VBG")  # "Asked about it, she said" is the writer's
    after = block[1]
    while after < end and (doc[after].is_space or doc[after].ent_type_ == "DATE" or doc[after].dep_ == "npadvmod"):
        after += 1
    if after < end and doc[after].pos_ in ("ADP", "ADV"):
        reach = range(after, min(after + _LONGEST_LEAD, end))
        comma = next((at for at in reach if doc[at].text in (",", ".") or doc[at].pos_ == "VERB"), end)
        after = comma if comma < end and doc[comma].text == "," else after
    if after < end and doc[after].text not in (".", ",", ";", "--", "—", "–", "―"):
        adjunct = doc[after].dep_ in ("prep", "advmod") or doc[after].pos_ in ("ADP", "SCONJ", "ADV")
        return (first,) if adjunct and finite else ()
    rest = trimmed(doc, (after, end), marked)
    resumes = rest[0] < rest[1] and doc[after].text == "," and first[1] - first[0] <= 30 and _resumes(doc, rest, marked)
    if doc[first[0]].lower_ in _WHEN and (not resumes or marked[rest[0]]):
        return ()  # "When prices fell, she said: ..."
    return (*((first,) if finite else ()), *((_opened(doc, rest, marked),) if resumes else ()))


def _opened(doc: Doc, span: Range, marked: Sequence[bool]) -> Range:
    """A sentence's content without the writer's link to the sentence before: "But", "In addition,"."""
    start, end = span
    if start + 2 < end and not marked[start] and doc[start].lower_ in ("and", "but", "yet"):
        return trimmed(doc, (start + 1, end), marked)
    for words in lexicon().connectives:
        after = start + len(words)
        if (
            after + 1 < end
            and doc[after].text == ","
            and tuple(t.lower_ for t in doc[start:after]) == words
            and not any(marked[start:after])
        ):
            return trimmed(doc, (after, end), marked)
    return span


def _rest(doc: Doc, sentence: Range, tokens: Range, source: Range | None, marked: Sequence[bool]) -> Range | None:
    """The clause that follows a cue where the parser hung it elsewhere: "a study found prices would rise"; "As she said, ..." """
    start, end = sentence
    block = _block(tokens, source)
    after = block[1]
    if source is None or source[0] > tokens[0] or after + 3 >= end or marked[after]:
        return None
    leading = block[0] - 1 == start and doc[start].lower_ == "as" and doc[after].text == ","
    if not leading and doc[after].pos_ not in ("DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"):
        return None
    first = after + 1 if leading else after
    finite = next((at for at in range(first + 1, end) if doc[at].tag_ in _FINITE and not marked[at]), None)
    relative = any(doc[at].tag_ in ("WP", "WDT", "WRB", "IN") or doc[at].text in _TRIM for at in range(first, finite or end))
    if finite is None or (relative and not leading):
        return None
    return trimmed(doc, (first, end), marked)


def _block_start(verb: Token, tokens: Range, after: Token) -> int:
    """Where a cue that goes with another begins, its own subject included."""
    subject = _subject(verb)
    return subject.left_edge.i if subject is not None and after.i < subject.left_edge.i < tokens[0] else tokens[0]


def _speaks_of(child: Token | None, that: Token, words: Lexicon) -> bool:
    """Whether "that" belongs to the words spoken of and not to the cue: "disputed the idea that"."""
    return child is not None and child.dep_ == "dobj" and that.head.head.i == child.i and child.lemma_.lower() in words.nouns


def _main_clause(verb: Token) -> frozenset[int]:
    """Where the main clause starts, for a verb in a subordinate clause before it."""
    at = verb
    while at.dep_ == "conj" and at.head.i < at.i:
        at = at.head
    if at.dep_ != "advcl" or at.head.i < verb.i:
        return frozenset()
    return frozenset(child.left_edge.i for child in at.head.children if child.dep_ in _SUBJECTS and child.i > verb.i)


def _that_after(verb: Token, start: int, end: int, marked: Sequence[bool]) -> Token | None:
    """The "that" that leads the content, past hearers, places and times: "told reporters in Oslo that"."""
    doc = verb.doc
    at = start - 1
    while at + 1 < min(start + _LONGEST_LEAD, end):
        at += 1
        token = doc[at]
        if token.dep_ in ("mark", "advmod") and token.head.dep_ == "advcl" and token.lower_ in _WHEN and token.head.head == verb:
            verbs = [token.head.i, *(t.i for t in token.head.children if t.dep_ in ("aux", "auxpass"))]
            at = max(verbs)  # "told reporters as she left that ..."
            continue
        if marked[at] or token.pos_ in ("VERB", "AUX") or token.text in (";", ":"):
            return None
        if token.lower_ == "that":
            return token if token.dep_ == "mark" or _leads_full_clause(token) else None
    return None


def _leads_full_clause(that: Token) -> bool:
    """Whether a "that" read as a relative pronoun leads a clause that lacks nothing: "told the press in Oslo that she wrote the law"."""
    verb = that.head
    clause = next((token for token in (verb, *verb.ancestors) if token.dep_ == "relcl"), None)
    if clause is None or clause.head.dep_ != "pobj" or clause.i < that.i:
        return False
    subject = _subject(clause)
    full = any(child.dep_ in ("dobj", "ccomp", "xcomp", "acomp", "attr") and child.i > verb.i for child in verb.children)
    return subject is not None and subject.i > that.i and full


def _resumes(doc: Doc, rest: Range, marked: Sequence[bool]) -> bool:
    """Whether a clause that a cue broke goes on here: "Prices fell, she said, and wages rose"."""
    first = doc[rest[0]]
    if first.lower_ in _GOING_ON:
        return True
    if first.pos_ == "CCONJ":
        return any(marked[rest[0] : rest[1]]) or (first.lower_ == "and" and not any(is_cue_verb(token) for token in doc[rest[0] : rest[1]]))
    return first.tag_ != "VBG" and first.pos_ != "SCONJ"


def cues(doc: Doc, sentence: Range, marked: Sequence[bool]) -> tuple[Cue, ...]:
    """Every cue of a sentence outside quotation marks, by place, with the source and content its grammar shows."""
    found = sorted(_cues(doc, sentence, marked), key=lambda cue: cue.at)
    last = [(cue.start, cue.content[0][1]) for cue in found if cue.content and cue.content[0][1] <= cue.start]
    return tuple(replace(cue, content=tuple(_cut(content, last) for content in cue.content)) for cue in found)


def _cut(content: Range, blocks: Sequence[Range]) -> Range:
    """A content without the cue that follows it: "(that prices fell), the bank said"."""
    start, end = content
    for block, before in blocks:
        if start < before < block < end:
            end = before
    return start, end


def _cues(doc: Doc, sentence: Range, marked: Sequence[bool]) -> Iterator[Cue]:
    words = lexicon()
    start, end = sentence
    found: list[tuple[Token, Range, Token | None]] = []
    named: list[Cue] = []
    at = start
    while at < end:
        length = 0 if marked[at] else _according(doc, at, end, words)
        if length:
            source, head = _noun_phrase(doc, at + length, end)
            content = _according_content(doc, sentence, (at, source[1]), marked)
            takes = frozenset(("quote", "clause"))
            named.append(Cue(at=at, tokens=(at, at + length), takes=takes, source=source, head=head, content=content, rule="according to"))
            at = source[1]
            continue
        token = doc[at]
        if not marked[at] and token.pos_ == "NOUN" and (noun := _noun_cue(token, end, marked, words)) is not None:
            named.append(noun)
        if not marked[at] and (adjective := _adjective_cue(token, marked, words)) is not None:
            named.append(adjective)
        if not marked[at] and (is_cue_verb(token) or _judges(token, marked)):
            found.append((token, _cue_tokens(token, words), _source_token(token, marked)))
        at += 1
    parentheses = frozenset(cue.tokens[0] for cue in named if cue.rule == "according to")
    yield from named
    for verb, tokens, head_token in found:
        lemma = _verb(verb, words) or ""
        takes = words.takes.get(lemma, _JUDGING)
        source_range = _source_range(head_token, verb, marked) if head_token is not None else None
        as_put = _as_put(verb) and not any(marked[verb.i : end])
        if as_put:
            tokens = (tokens[0], verb.i + 2)
        seldom = lemma in words.seldom and not as_put
        child = _complement(verb, takes, words, marked)
        lead: int | None = None
        that = _that_after(verb, tokens[1], end, marked) if "clause" in takes else None
        none_yet = child is None or that is None or child.left_edge.i > that.i or child.dep_ not in _CLAUSES
        if that is not None and none_yet and that.head.i > that.i and not _speaks_of(child, that, words):
            child, lead = that.head, that.i
        if as_put:
            child = None
        if _quoted_as(verb):  # "was quoted as saying": "saying" is the cue
            continue
        if seldom and child is not None and not (child.dep_ in _CLAUSES and _has_mark(child, ("that",))) and not _as(verb):
            child = None
        contents: tuple[Range, ...] = ()
        if child is not None:
            siblings = frozenset(
                _block_start(token, other, verb) for token, other, _ in found if token.head.i == verb.i and token.dep_ in ("conj", "advcl")
            )
            siblings |= _main_clause(verb)
            if (by := _by(verb)) is not None:
                siblings |= {by.i}
            siblings |= frozenset(other[0] for token, other, _ in found if token.head.i == child.i and _joined_to(token).i == verb.i)
            if verb.tag_ == "VBG" and tokens[0] - start <= 2:  # "Noting that ..., she asked": it ends where the main clause starts
                subjects = [head.left_edge.i for _, _, head in found if head is not None and head.i > verb.i]
                siblings |= frozenset(at for at in subjects if doc[at - 1].text == ",")
            greedy = child.dep_ in _CLAUSES or lead is not None
            span = _content(verb, tokens[1], child, end, marked, parentheses | siblings, greedy=greedy, lead=lead)
            contents = (span,) if span[0] < span[1] else ()
        elif not seldom and "clause" in takes and (rest := _rest(doc, sentence, tokens, source_range, marked)) is not None:
            contents = (rest,)
        elif not seldom and "quote" in takes and "clause" in takes and not (head_token is not None and head_token.lower_ in RELATIVES):
            block = _block(tokens, source_range)
            contents = _around(doc, sentence, block, marked)
            if as_put and contents and contents[0][0] < verb.head.left_edge.i < verb.i:
                contents = (trimmed(doc, (verb.head.left_edge.i, contents[0][1]), marked), *contents[1:])
        yield Cue(
            at=verb.i,
            tokens=tokens,
            takes=takes,
            source=source_range,
            head=None if head_token is None else _meant(head_token).i,
            content=contents,
            rule="verb",
            seldom=seldom,
        )


def _block(tokens: Range, source: Range | None) -> Range:
    return tokens if source is None else (min(tokens[0], source[0]), max(tokens[1], source[1]))


def _according_content(doc: Doc, sentence: Range, block: Range, marked: Sequence[bool]) -> tuple[Range, ...]:
    start, end = sentence
    before = _opened(doc, trimmed(doc, (start, block[0]), marked), marked)
    after = trimmed(doc, (block[1], end), marked)
    if before[0] >= before[1]:
        return (after,) if after[0] < after[1] else ()
    if doc[before[1] - 1].lower_ in ("but", "and", "yet"):
        return (after,)
    resumes = (
        after[0] < after[1]
        and doc[block[1]].text == ","
        and (doc[after[0]].pos_ in ("VERB", "AUX", "CCONJ") and _resumes(doc, after, marked))
    )
    return (before, _opened(doc, after, marked)) if resumes else (before,)
