"""The cue that stands beside a marked stretch: after it, before it, or as a signature under it."""

from __future__ import annotations

from dataclasses import replace

from ..base import grammar
from ..base.grammar import DASHES, FINITE, RELATIVES, quoted_as, subject_of, trimmed
from .attribution.cue_words import content_words, lexicon
from .attribution.cues import Cue
from .candidate import plain_cue
from .stretches import REACH, Page, Stretch

_ENDS = frozenset(",?!—-–…")
_SIGNING = DASHES | {"~"}
_SIGNATURE = 10  # tokens of a name under a quotation
_GAP = 4  # tokens allowed between a quotation and the source or cue that follows it


def cue_behind(page: Page, stretch: Stretch) -> Cue | None:
    """The cue that follows a stretch: a signature, a noun of an answer, or a verb with its subject."""
    return signature(page, stretch) or _answer_after(page, stretch) or _cue_after(page, stretch)


def _cue_after(page: Page, stretch: Stretch) -> Cue | None:
    """ "...," she said. Also "...?" She asked., which the sentence rules split."""
    if not _stands_free(page, stretch):
        return None
    sentence = stretch.last_sentence
    after = page.after(stretch)
    inside = stretch.marked.inside.of(page.text).rstrip("'’‘ ")
    if after is None:
        if (
            inside[-1:] not in ".?!"
            or sentence + 1 >= len(page.sentences)
            or page.paragraphs[sentence] != page.paragraphs[sentence + 1]
        ):
            return None
        sentence += 1
        after = page.sentences[sentence][0]
        cue = _follower(page, sentence, after, bare=True)
        said = cue is not None and not cue.seldom and not _introduces(page, cue) and _says_no_more(page, sentence, cue)
        return cue if said else None
    comma = page.doc[after].text in {",", "-", "--", "–", "—"}
    if inside[-1:] not in _ENDS and not comma and not inside.endswith("."):
        return None
    return _follower(page, sentence, after + 1 if comma else after, bare=page.before(stretch) is not None)


def _answer_after(page: Page, stretch: Stretch) -> Cue | None:
    """ "...," came the minister's answer."""
    after = page.after(stretch)
    if after is None or not _stands_free(page, stretch):
        return None
    verb = page.doc[after]
    noun = grammar.told_after(verb) if verb.lemma in content_words("coming") else None
    if noun is None or noun.i >= page.sentences[stretch.last_sentence][1] or noun.lemma not in lexicon().answers:
        return None
    who = grammar.answered_by(noun)
    cue = plain_cue(after, (noun.left_edge.i, noun.right_edge.i + 1), noun.i, "noun")
    return cue if who is None else replace(cue, source=(who.left_edge.i, who.i + 1), head=who.i)


def _stands_free(page: Page, stretch: Stretch) -> bool:
    """Nothing of a clause stands right before it: it starts a sentence or follows a comma, colon, dash or other
    quotation."""
    at = page.before(stretch)
    return at is None or page.marked[at] or page.doc[at].text in {",", ":", "-", "--", "–", "—", "...", "…", ";", "("}


def _follower(page: Page, sentence: int, first: int, *, bare: bool) -> Cue | None:
    """The cue that begins at a token, with its source before or after it; a bare one has no other content."""
    for cue in page.cues[sentence]:
        if cue.tokens[0] < first:
            continue
        if "quote" not in cue.takes or any(page.marked[first : cue.tokens[0]]):
            return None
        if bare and cue.rule == "verb" and any(low >= cue.tokens[1] for low, _ in cue.content):
            return None
        if cue.source is not None and cue.start >= first:
            return cue if min(cue.start, _reporter(page, cue)) - first <= _GAP else None
        return _sourced(page, sentence, first, cue)
    return None


def _reporter(page: Page, cue: Cue) -> int:
    """Where those begin who report a cue: "(Poe) quoted Roe as saying"."""
    verb = page.doc[cue.at].head.head
    reporter = subject_of(verb) if quoted_as(verb) else None
    return cue.start if reporter is None else reporter.left_edge.i


def _introduces(page: Page, cue: Cue) -> bool:
    """Whether a colon behind a cue leads on to the next words: "Not yet." She added: "Never." """
    at = max(cue.end, cue.tokens[1])
    return at + 1 < len(page.marked) and page.doc[at].text == ":" and page.marked[at + 1]


def _says_no_more(page: Page, sentence: int, cue: Cue) -> bool:
    """Nothing but when, where and to whom follows the cue in its sentence: "she asked reporters on Monday"."""
    end = page.sentences[sentence][1]
    kinds = {"object", "clause complement", "open complement", "joined", "object predicate", "predicate noun"}
    rest = [child for child in page.doc[cue.at].children if child.i > cue.at and grammar.relation_of(child) in kinds]
    tells = cue.takes & {"infinitive"}  # "told reporters": what stands after it is the hearer
    return end - cue.end <= REACH and all(grammar.relation_of(child) == "object" and tells for child in rest)


def _sourced(page: Page, sentence: int, first: int, cue: Cue) -> Cue | None:
    """The cue with the words beside it as source, where the grammar gave none."""
    if cue.rule != "verb":
        return None
    doc = page.doc
    start, end = trimmed(doc, (first, cue.tokens[0]), page.marked)
    if start >= end:
        start = cue.tokens[1]
        last = page.sentences[sentence][1]
        end = next(
            (
                at
                for at in range(start, last)
                if page.marked[at] or doc[at].is_punct or grammar.class_of(doc[at]) in ("preposition", "clause word")
            ),
            last,
        )
    names = [at for at in range(start, end) if grammar.class_of(doc[at]) in ("name", "noun", "pronoun")]
    if not names or end - start > REACH:
        return None
    head = next(
        (at for at in names if at + 1 >= end or grammar.class_of(doc[at + 1]) not in ("name", "noun", "particle")),
        names[-1],
    )
    return replace(cue, source=(start, end), head=head)


def cue_before(page: Page, stretch: Stretch) -> Cue | None:
    """She said: "..." """
    at = page.before(stretch)
    if at is None or page.marked[at]:
        return None
    text = page.doc[at].text
    earlier = _verbs_before(page, stretch, at)
    if text == ":":
        return speaking_before(page, stretch.sentence, at)
    if not earlier:
        return _given_before(page, stretch, at)
    cue = earlier[-1]
    if "quote" not in cue.takes:
        return None
    if text == ",":
        between = page.doc[cue.end : at] if cue.end < at else ()
        finite = any(grammar.form_of(token) in FINITE or token.lower_ == "that" for token in between)
        return cue if len(between) <= REACH and not finite else None
    if (
        grammar.relation_of(page.doc[at]) in ("joining word", "clause mark")
        and at > cue.end
        and page.doc[at - 1].text == ","
        and at - 1 == cue.end
    ):
        return cue  # "...," she said, but "..."
    if cue.end == at + 1 and not cue.seldom:  # the cue stands right before the marks
        inside = stretch.marked.inside.of(page.text)
        whole = inside[:1].isupper() and (inside.rstrip("'’")[-1:] in ".?!,…" or page.after(stretch) is None)
        return cue if whole else None
    return None


def _verbs_before(page: Page, stretch: Stretch, at: int) -> list[Cue]:
    """The verbs of a sentence up to a place that may lead to words behind it."""
    verbs = (cue for cue in page.cues[stretch.sentence] if cue.tokens[1] <= at + 1 and cue.rule == "verb")
    return [cue for cue in verbs if not (cue.seldom and _tells_of_another(page, cue))]


def _tells_of_another(page: Page, cue: Cue) -> bool:
    """ "the talks, which began in Oslo": a relative clause."""
    subject = subject_of(page.doc[cue.at])
    return subject is not None and subject.lower_ in RELATIVES


def _given_before(page: Page, stretch: Stretch, at: int) -> Cue | None:
    """She left this farewell, "..." """
    words = lexicon()
    given = words.answers | words.writings
    first, _ = page.sentences[stretch.sentence]
    names_it = any(token.lemma in given for token in page.doc[max(first, at - REACH) : at])
    return _colon_cue(page, stretch.sentence, at) if page.doc[at].text == "," and names_it else None


def signature(page: Page, stretch: Stretch) -> Cue | None:
    """ "..." - Ann Roe, alone on its line."""
    sentence = stretch.last_sentence
    after = page.after(stretch)
    if (
        after is None
        and sentence + 1 < len(page.sentences)
        and page.paragraphs[sentence] == page.paragraphs[sentence + 1]
    ):
        sentence += 1
        after = page.sentences[sentence][0]
    if after is None or page.before(stretch) is not None:
        return None
    dash = after if page.doc[after].text in _SIGNING else after - 1
    if page.doc[dash].text[-1] not in _SIGNING:  # the tokenizer may leave it on the closing mark
        return None
    start, end = trimmed(page.doc, (dash + 1, page.sentences[sentence][1]), page.marked)
    name = page.doc[start:end]
    if (
        not 0 < len(name) <= _SIGNATURE
        or not name[0].text[:1].isupper()
        or any(grammar.class_of(token) in ("verb", "helper") for token in name)
    ):
        return None
    last_word = next((token.i for token in name if token.text in (",", "(")), end) - 1
    return plain_cue(dash, (start, end), last_word, "signature")


def speaking_before(page: Page, sentence: int, colon: int) -> Cue | None:
    """The last cue of saying before a colon, or the sentence's own verb."""
    speaking = [
        cue for cue in page.cues[sentence] if cue.tokens[1] <= colon + 1 and "quote" in cue.takes and not cue.seldom
    ]
    return speaking[-1] if speaking else _colon_cue(page, sentence, colon)


def _colon_cue(page: Page, sentence: int, colon: int) -> Cue | None:
    """The sentence's own verb where a colon introduces the words: "The envoy was blunt: ..." """
    first, _ = page.sentences[sentence]
    for token in page.doc[first:colon]:
        if grammar.relation_of(token) == "top" or token.head.i >= colon or token.head.i < first:
            subject = next(
                (child for child in token.children if grammar.relation_of(child) == "subject" and child.i < colon), None
            )
            if (
                subject is not None
                and grammar.class_of(subject) in ("name", "pronoun")
                and grammar.class_of(token) in ("verb", "helper")
                and not page.marked[subject.i]
            ):
                source = trimmed(page.doc, (subject.left_edge.i, min(subject.right_edge.i + 1, token.i)), page.marked)
                return plain_cue(token.i, source, subject.i, "colon")
    return None
