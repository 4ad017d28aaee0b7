"""Who said what: direct, mixed and indirect quotations with their speakers.

Each stretch between marks is given to the cue that stands after it, before it or around it, or to
that of the quotation before; then every other cue with a content makes a mixed or an indirect one.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from generator import rulebook
from generator.extract.attribution import RELATIVES, Cue, Range, cues, is_cue_verb, lexicon, trimmed
from generator.extract.quotation_marks import Marked, find_marked
from generator.model.article import Article
from generator.model.findings import Entity, Mention, Quotation, Reference, Sentence
from generator.model.text import Span, record

_QUIET = frozenset(("headline", "heading"))  # their marks are nobody's words
_ENDS = frozenset(",?!—-–…")
_DASHES = frozenset(("-", "--", "–", "—", "―", "~"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SIGNATURE = 10  # tokens of a name under a quotation
_GAP = 4  # tokens allowed between a quotation and the source or cue that follows it
_JOIN = 4  # tokens from the "and" between marked words to the second
_LONGEST_SENTENCE = 1000  # tokens; a longer one is a table or an attack
_REACH = 15  # tokens allowed between a cue and the comma or colon before a quotation


@record
class _Stretch:
    """A marked stretch as tokens."""

    marked: Marked
    tokens: Range
    sentence: int  # of its first token
    last_sentence: int


@record
class _Piece:
    """A content given to a cue."""

    content: Range
    cue: Cue
    rule: str
    direct: bool
    follows: bool = False  # its cue stands in another sentence
    via: str | None = None


@record
class _Page:
    """What the rules look at."""

    doc: Doc
    text: str
    sentences: tuple[Range, ...]
    paragraphs: tuple[int, ...]  # of each sentence
    quiet: frozenset[int]  # sentences of headings
    stretches: tuple[_Stretch, ...]  # outermost only
    marked: tuple[bool, ...]  # per token: inside marks, marks included
    cues: tuple[tuple[Cue, ...], ...]  # per sentence, by place

    def touched(self, span: Range) -> Sequence[_Stretch]:
        """The stretches that a range overlaps."""
        first = bisect.bisect_right(self.stretches, span[0], key=lambda stretch: stretch.tokens[1])
        last = bisect.bisect_left(self.stretches, span[1], key=lambda stretch: stretch.tokens[0])
        return self.stretches[first:last]

    def sentence_of(self, token: int) -> int:
        return bisect.bisect_right(self.sentences, token, key=lambda sentence: sentence[0]) - 1


# Laying out


def _token_range(doc: Doc, span: Span) -> Range | None:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return None if found is None else (found.start, found.end)


def _page(doc: Doc, article: Article, sentences: Sequence[Sentence], marks: Iterable[Marked]) -> _Page:
    ranges = []
    paragraphs = []
    quiet = []
    paragraph = 0
    token = 0
    for at, sentence in enumerate(sentences):
        while token < len(doc) and doc[token].idx < sentence.span.start:
            token += 1
        first = token
        while token < len(doc) and doc[token].idx < sentence.span.end:
            token += 1
        ranges.append((first, token))
        while paragraph + 1 < len(article.paragraphs) and article.paragraphs[paragraph].span.end <= sentence.span.start:
            paragraph += 1
        paragraphs.append(paragraph)
        if sentence.kind in _QUIET or token - first > _LONGEST_SENTENCE:
            quiet.append(at)
    sentence_of = [-1] * (len(doc) + 1)
    for at, (first, last) in enumerate(ranges):
        sentence_of[first:last] = [at] * (last - first)
    marked = [False] * (len(doc) + 1)
    stretches = []
    for mark in marks:
        tokens = _token_range(doc, mark.span) if mark.depth == 0 else None
        if tokens is None or sentence_of[tokens[0]] < 0:
            continue
        marked[tokens[0] : tokens[1]] = [True] * (tokens[1] - tokens[0])
        stretches.append(
            _Stretch(marked=mark, tokens=tokens, sentence=sentence_of[tokens[0]], last_sentence=max(sentence_of[tokens[0] : tokens[1]]))
        )
    return _Page(
        doc=doc,
        text=article.text,
        sentences=tuple(ranges),
        paragraphs=tuple(paragraphs),
        quiet=frozenset(quiet),
        stretches=tuple(stretches),
        marked=tuple(marked),
        cues=tuple(() if at in quiet else cues(doc, span, marked) for at, span in enumerate(ranges)),
    )


# Direct quotations


def _before(page: _Page, stretch: _Stretch) -> int | None:
    """The token before a stretch in its sentence, spaces left out."""
    at = stretch.tokens[0] - 1
    while at >= page.sentences[stretch.sentence][0]:
        if not page.doc[at].is_space:
            return at
        at -= 1
    return None


def _after(page: _Page, stretch: _Stretch) -> int | None:
    at = stretch.tokens[1]
    while at < page.sentences[stretch.last_sentence][1]:
        if not page.doc[at].is_space:
            return at
        at += 1
    return None


def _stands_free(page: _Page, stretch: _Stretch) -> bool:
    """Nothing of a clause stands right before it: it starts a sentence or follows a comma, colon, dash or other quotation."""
    at = _before(page, stretch)
    return at is None or page.marked[at] or page.doc[at].text in {",", ":", "-", "--", "–", "—", "...", "…", ";", "("}


def _cue_after(page: _Page, stretch: _Stretch) -> Cue | None:
    """ "...," she said. Also "...?" She asked., which the sentence rules split."""
    if not _stands_free(page, stretch):
        return None
    sentence = stretch.last_sentence
    after = _after(page, stretch)
    inside = stretch.marked.inside.of(page.text).rstrip("'’‘ ")
    if after is None:
        if inside[-1:] not in ".?!" or sentence + 1 >= len(page.sentences) or page.paragraphs[sentence] != page.paragraphs[sentence + 1]:
            return None
        sentence += 1
        after = page.sentences[sentence][0]
        cue = _follower(page, sentence, after, bare=True)
        return cue if cue is not None and not cue.seldom and _says_no_more(page, sentence, cue) else None
    comma = page.doc[after].text in {",", "-", "--", "–", "—"}
    if inside[-1:] not in _ENDS and not comma and not inside.endswith("."):
        return None
    return _follower(page, sentence, after + 1 if comma else after, bare=_before(page, stretch) is not None)


def _follower(page: _Page, sentence: int, first: int, *, bare: bool) -> Cue | None:
    """The cue that begins at a token, with its source before or after it; a bare one has no other content."""
    for cue in page.cues[sentence]:
        if cue.tokens[0] < first:
            continue
        if "quote" not in cue.takes or any(page.marked[first : cue.tokens[0]]):
            return None
        if bare and cue.rule == "verb" and any(low >= cue.tokens[1] for low, _ in cue.content):
            return None
        if cue.source is not None and cue.start >= first:
            return cue if cue.start - first <= _GAP else None
        return _sourced(page, sentence, first, cue)
    return None


def _says_no_more(page: _Page, sentence: int, cue: Cue) -> bool:
    """Nothing but when, where and to whom follows the cue in its sentence: "she asked reporters on Monday"."""
    end = page.sentences[sentence][1]
    kinds = {"dobj", "ccomp", "xcomp", "conj", "oprd", "attr"}
    rest = [child for child in page.doc[cue.at].children if child.i > cue.at and child.dep_ in kinds]
    tells = cue.takes & {"infinitive"}  # "told reporters": what stands after it is the hearer
    return end - cue.end <= _REACH and all(child.dep_ == "dobj" and tells for child in rest)


def _sourced(page: _Page, sentence: int, first: int, cue: Cue) -> Cue | None:
    """The cue with the words beside it as source, where the grammar gave none."""
    if cue.rule != "verb":
        return None
    doc = page.doc
    start, end = trimmed(doc, (first, cue.tokens[0]), page.marked)
    if start >= end:
        start = cue.tokens[1]
        last = page.sentences[sentence][1]
        end = next((at for at in range(start, last) if page.marked[at] or doc[at].is_punct or doc[at].pos_ in ("ADP", "SCONJ")), last)
    names = [at for at in range(start, end) if doc[at].pos_ in ("PROPN", "NOUN", "PRON")]
    if not names or end - start > _REACH:
        return None
    head = next((at for at in names if at + 1 >= end or doc[at + 1].pos_ not in ("PROPN", "NOUN", "PART")), names[-1])
    return replace(cue, source=(start, end), head=head)


def _cue_before(page: _Page, stretch: _Stretch) -> Cue | None:
    """She said: "..." """
    at = _before(page, stretch)
    if at is None or page.marked[at]:
        return None
    text = page.doc[at].text
    earlier = [cue for cue in page.cues[stretch.sentence] if cue.tokens[1] <= at + 1 and cue.rule == "verb"]
    if text == ":":
        speaking = [cue for cue in earlier if "quote" in cue.takes and not cue.seldom]
        return speaking[-1] if speaking else _colon_cue(page, stretch.sentence, at)
    if not earlier:
        return None
    cue = earlier[-1]
    if "quote" not in cue.takes:
        return None
    if text == ",":
        between = page.doc[cue.end : at] if cue.end < at else ()
        finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.lower_ == "that" for token in between)
        return cue if len(between) <= _REACH and not finite else None
    if page.doc[at].dep_ in ("cc", "mark") and at > cue.end and page.doc[at - 1].text == "," and at - 1 == cue.end:
        return cue  # "...," she said, but "..."
    if cue.end == at + 1 and not cue.seldom:  # the cue stands right before the marks
        inside = stretch.marked.inside.of(page.text)
        whole = inside[:1].isupper() and (inside.rstrip("'’")[-1:] in ".?!,…" or _after(page, stretch) is None)
        return cue if whole else None
    return None


def _plain_cue(at: int, source: Range, head: int, rule: str) -> Cue:
    """A cue of one token that gives no content by itself."""
    return Cue(at=at, tokens=(at, at + 1), takes=frozenset(("quote",)), source=source, head=head, content=(), rule=rule)


def _signature(page: _Page, stretch: _Stretch) -> Cue | None:
    """ "..." - Ann Roe, alone on its line."""
    sentence = stretch.last_sentence
    after = _after(page, stretch)
    if after is None and sentence + 1 < len(page.sentences) and page.paragraphs[sentence] == page.paragraphs[sentence + 1]:
        sentence += 1
        after = page.sentences[sentence][0]
    if after is None or _before(page, stretch) is not None:
        return None
    dash = after if page.doc[after].text in _DASHES else after - 1
    if page.doc[dash].text[-1] not in _DASHES:  # the tokenizer may leave it on the closing mark
        return None
    start, end = trimmed(page.doc, (dash + 1, page.sentences[sentence][1]), page.marked)
    name = page.doc[start:end]
    if not 0 < len(name) <= _SIGNATURE or not name[0].text[:1].isupper() or any(token.pos_ in ("VERB", "AUX") for token in name):
        return None
    last_word = next((token.i for token in name if token.text in (",", "(")), end) - 1
    return _plain_cue(dash, (start, end), last_word, "signature")


def _colon_cue(page: _Page, sentence: int, colon: int) -> Cue | None:
    """The sentence's own verb where a colon introduces the words: "The envoy was blunt: ..." """
    first, _ = page.sentences[sentence]
    for token in page.doc[first:colon]:
        if token.dep_ == "ROOT" or token.head.i >= colon or token.head.i < first:
            subject = next((child for child in token.children if child.dep_ == "nsubj" and child.i < colon), None)
            if subject is not None and subject.pos_ in ("PROPN", "PRON") and token.pos_ in ("VERB", "AUX") and not page.marked[subject.i]:
                source = trimmed(page.doc, (subject.left_edge.i, min(subject.right_edge.i + 1, token.i)), page.marked)
                return _plain_cue(token.i, source, subject.i, "colon")
    return None


def _labelled(page: _Page, speakers: Speakers) -> tuple[_Piece, ...]:
    """What follows a name and a colon at the head of a paragraph: "Roe: prices will fall"; the turns of a transcript, "ROE: ..." """
    doc = page.doc
    found: list[tuple[bool, _Piece]] = []
    for at, (first, end) in enumerate(page.sentences):
        if at in page.quiet or (at > 0 and page.paragraphs[at - 1] == page.paragraphs[at]):
            continue
        while first < end and doc[first].is_quote:
            first += 1
        colon = next((token.i for token in doc[first : min(first + _SIGNATURE, end)] if token.text == ":"), first)
        if colon == first or colon + 2 >= end or any(page.marked[token.i] and token.is_quote for token in doc[first:colon]):
            continue
        cue = _plain_cue(colon, (first, colon), _last_noun(doc, first, colon), "label")
        turn = doc[first:colon].text.isupper()
        stretch = next((one for one in page.touched((colon + 1, colon + 2)) if one.tokens[0] == colon + 1), None)
        quotes = stretch is not None and doc[colon - 1].pos_ == "PROPN" and stretch.marked.inside.of(page.text)[:1].isupper()
        if not _names_a_speaker(doc[first:colon], known=turn or quotes or speakers.of(cue) is not None):
            continue
        last = at
        while turn and last + 1 < len(page.sentences) and page.paragraphs[last + 1] == page.paragraphs[at]:
            last += 1
        content = trimmed(doc, (colon + 1, page.sentences[last][1]), page.marked)
        if quotes and stretch is not None:
            content = stretch.tokens
        if content[0] < content[1] and any(_is_main_clause(token, colon) for token in doc[content[0] : content[1]]):
            found.append((turn, _Piece(content=content, cue=cue, rule="label", direct=False)))
    turns = sum(turn for turn, _ in found)
    return tuple(piece for turn, piece in found if not turn or turns > 1)


def _is_main_clause(token: Token, colon: int) -> bool:
    """Whether a verb has a finite form and a subject of its own after the colon."""
    finite = token.tag_ in _FINITE or any(child.tag_ in _FINITE and child.dep_ in ("aux", "auxpass") for child in token.children)
    return (
        finite
        and token.dep_ != "relcl"
        and any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child.i > colon for child in token.children)
    )


def _names_a_speaker(name: Phrase, *, known: bool) -> bool:
    """A person's or an organisation's name, or a word such as "Police"; no verb, date or place."""
    if not name[0].text[:1].isupper() or any(token.pos_ in ("VERB", "AUX") or token.text == "," for token in name):
        return False
    return known or name[-1].ent_type_ in ("PERSON", "ORG") or name[-1].lower_ in lexicon().labels


def _direct(page: _Page) -> dict[int, _Piece]:
    """Contents that a stretch makes by itself or with the rest of its sentence, by index of the stretch."""
    found: dict[int, _Piece] = {}
    for at, stretch in enumerate(page.stretches):
        if stretch.sentence in page.quiet or _named_before(page, stretch):
            continue
        if cue := _signature(page, stretch) or _cue_after(page, stretch):
            content = _from_start(page, stretch)
            found[at] = _Piece(content=content, cue=cue, rule="cue after", direct=content == stretch.tokens)
        elif cue := _cue_before(page, stretch):
            content = _clause_before(page, stretch, cue) or _to_end(page, stretch)
            found[at] = _Piece(content=content, cue=cue, rule="cue before", direct=content == stretch.tokens)
    for at, stretch in enumerate(page.stretches):
        if at in found or stretch.sentence in page.quiet or _before(page, stretch) is not None or _holder(page, stretch) is not None:
            continue
        cue_before = _cue_of_neighbour(page, found, at)
        if cue_before is not None:
            content = _to_end(page, stretch)
            found[at] = _Piece(content=content, cue=cue_before, rule="goes on", direct=content == stretch.tokens, follows=True)
    return found


def _from_start(page: _Page, stretch: _Stretch) -> Range:
    """A stretch with the words that lead to it after a comma: With so many systems, "nothing can fail," he said."""
    before = _before(page, stretch)
    start = page.sentences[stretch.sentence][0]
    if before is None or page.doc[before].text != "," or any(page.marked[start:before]) or before - start > 2 * _REACH:
        return stretch.tokens
    earlier = [other for other in page.cues[stretch.sentence] if other.tokens[0] < before and "quote" in other.takes]
    if earlier and not any(_reaches(content, stretch) for other in earlier for content in other.content):
        return stretch.tokens
    return start, stretch.tokens[1]


def _clause_before(page: _Page, stretch: _Stretch, cue: Cue) -> Range | None:
    """The clause that a colon joins to a stretch: She said the deal had one aim: "peace." """
    for content in cue.content:
        finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in page.doc[content[0] : content[1]])
        if content[0] >= cue.tokens[1] and finite and _reaches(content, stretch):
            return content[0], stretch.tokens[1]
    return None


def _to_end(page: _Page, stretch: _Stretch) -> Range:
    """A stretch with the rest of its sentence where that goes on: "no evidence" of a crime."""
    after = _after(page, stretch)
    inside = stretch.marked.inside.of(page.text).rstrip("'’")
    if after is None or inside[-1:] in ".,?!…" or page.doc[after].is_punct or page.doc[after].dep_ == "cc" or page.marked[after]:
        return stretch.tokens
    end = page.sentences[stretch.last_sentence][1]
    stops = [cue.start for cue in page.cues[stretch.last_sentence] if cue.start >= after and cue.takes & {"quote"}]
    return trimmed(page.doc, (stretch.tokens[0], min([end, *stops])), page.marked)


def _cue_of_neighbour(page: _Page, found: dict[int, _Piece], at: int) -> Cue | None:
    """The cue of the words before: in the same paragraph, or carried over to this one, or before a colon."""
    stretch = page.stretches[at]
    paragraph = page.paragraphs[stretch.sentence]
    if stretch.marked.carried and at + 1 in found and found[at + 1].rule == "cue after":
        return found[at + 1].cue
    previous = stretch.sentence - 1
    if previous < 0:
        return None
    same_paragraph = page.paragraphs[previous] == paragraph
    for earlier in range(at - 1, max(at - 4, -1), -1):
        before = page.stretches[earlier]
        near = page.paragraphs[before.sentence] == paragraph and before.last_sentence >= previous - 1
        if not (near or before.marked.carried):
            break
        if earlier in found:
            return found[earlier].cue
        if near and (holder := _holder(page, before)) is not None:
            return holder
    if at > 0 and at - 1 in found and not same_paragraph and _fills_paragraph(page, stretch):
        before = page.stretches[at - 1]
        if page.paragraphs[before.sentence] == paragraph - 1 and before.last_sentence == previous and found[at - 1].direct:
            return found[at - 1].cue
    first, end = page.sentences[previous]
    last = end - 1
    while last > first and page.doc[last].is_space:
        last -= 1
    if page.doc[last].text == ":":
        speaking = [cue for cue in page.cues[previous] if "quote" in cue.takes and not cue.seldom]
        return speaking[-1] if speaking else _colon_cue(page, previous, last)
    if same_paragraph:
        saying = [cue for cue in page.cues[previous] if cue.source is not None and "quote" in cue.takes and cue.content]
        if saying:
            return saying[-1] if saying[-1].end >= last - 2 else saying[0]
    return None


def _holder(page: _Page, stretch: _Stretch) -> Cue | None:
    """The cue with a clause that holds a stretch: The summit did "too little," she added."""
    for cue in page.cues[stretch.last_sentence]:
        holds = any(low <= stretch.tokens[0] and stretch.tokens[1] <= high for low, high in cue.content)
        if holds and cue.source is not None and "quote" in cue.takes:
            return cue
    return None


def _fills_paragraph(page: _Page, stretch: _Stretch) -> bool:
    """A paragraph that is one quotation and nothing else."""
    first, last = stretch.sentence, stretch.last_sentence
    alone = _before(page, stretch) is None and _after(page, stretch) is None
    paragraph = page.paragraphs[first]
    starts = first == 0 or page.paragraphs[first - 1] != paragraph
    ends = last + 1 == len(page.paragraphs) or page.paragraphs[last + 1] != paragraph
    return alone and starts and ends


# Scare quotes and titles


@cache
def _contexts() -> frozenset[str]:
    return frozenset(word for rule in rulebook.load("quotations/contexts") for word in rule["before"])


def _named_before(page: _Page, stretch: _Stretch) -> bool:
    """The word before the marks says that they hold a name or a title."""
    at = _before(page, stretch)
    if at is None:
        return False
    if page.doc[at].text == "," and at > page.sentences[stretch.sentence][0]:
        at -= 1
    word = page.doc[at].lower_
    return word in _contexts() or (page.doc[at].lemma_.lower() in _contexts() and page.doc[at].pos_ == "NOUN")


# Mixed and indirect


def _widened(page: _Page, span: Range) -> Range:
    """A content never cuts through marks."""
    start, end = span
    for stretch in page.touched(span):
        start, end = min(start, stretch.tokens[0]), max(end, stretch.tokens[1])
    return _joined(page, (start, end))


def _joined(page: _Page, span: Range) -> Range:
    """With the marked words that "and" joins to marked words at the end: "reckless" and a "grave threat"."""
    end = span[1]
    while page.marked[end - 1]:
        limit = page.sentences[page.sentence_of(end - 1)][1]
        if end >= limit or page.doc[end].lower_ not in ("and", "or", "but"):
            break
        following = page.touched((end, min(end + _JOIN, limit)))
        if not following or any(token.pos_ == "VERB" for token in page.doc[end : following[0].tokens[0]]):
            break
        end = following[0].tokens[1]
    return span[0], end


def _clauses(page: _Page, direct: dict[int, _Piece]) -> Iterator[_Piece]:
    taken = {piece.cue.at for piece in direct.values() if not piece.follows}
    whole = sorted(piece.content for piece in direct.values())
    ends = [high for _, high in whole]
    for found in page.cues:
        for cue in found:
            for content in cue.content:
                if cue.at in taken and content[0] >= cue.tokens[0]:
                    continue
                span = _widened(page, content)
                after = bisect.bisect_right(ends, span[0])
                if after < len(whole) and whole[after][0] < span[1]:
                    continue
                if _worth(page, cue, span, parts=len(cue.content)):
                    yield _Piece(content=span, cue=cue, rule=cue.rule, direct=False)


def _holds(outer: _Piece, inner: _Piece) -> bool:
    """Whether a content holds another, cue and all."""
    low, high = outer.content
    return (
        outer.cue.at != inner.cue.at
        and low <= inner.cue.start
        and inner.cue.end <= high
        and low <= inner.content[0]
        and inner.content[1] <= high
    )


def _own_thought(page: _Page, cue: Cue) -> bool:
    """Whether words inside another's content tell what the other thinks or wants: "she said (she hoped to win)"."""
    if page.doc[cue.tokens[0]].lower_ == "to":
        return True
    if cue.head is None or cue.source is None:
        return False
    pronoun = page.doc[cue.head].pos_ == "PRON" and "quote" not in cue.takes
    return pronoun or page.doc[cue.source[1] - 1].lower_ in RELATIVES


def _outermost(page: _Page, pieces: Sequence[_Piece], speakers: Speakers) -> Iterator[_Piece]:
    """Without the contents with marks that another holds: the words are the outer speaker's, who tells them.

    One that is a named person's stays, with the outer speaker as `via`.
    """
    near: dict[int, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        near[page.sentence_of(piece.cue.at)].append(piece)
    for piece in pieces:
        low, high = piece.content
        holders = [other for other in near[page.sentence_of(piece.cue.at)] if _holds(other, piece)]
        outer = [speakers.of(other.cue) for other in holders]
        speaker = speakers.of(piece.cue)
        if holders and speaker is not None and speaker in outer:
            continue
        if holders and speaker is None and (any(page.marked[low:high]) or _own_thought(page, piece.cue)):
            continue
        if speaker is not None and piece.via is None:
            via = next((other for other in reversed(outer) if other is not None and other != speaker), None)
            piece = replace(piece, via=via)
        yield piece


def _told(page: _Page, pieces: Iterable[_Piece], speakers: Speakers) -> Iterator[_Piece]:
    """What somebody named says in the words that another reports.

    Two shapes: Roe "said she agreed," according to Poe; Roe backed the plan, "as ever," according to Poe.
    """
    for piece in pieces:
        teller = speakers.of(piece.cue)
        low, high = piece.content
        stretch = next((s for s in page.touched(piece.content) if low <= s.tokens[0] and s.tokens[1] <= high), None)
        if stretch is None or piece.cue.tokens[0] < low or piece.follows:
            continue
        first, last = stretch.tokens[0] + 1, stretch.tokens[1]
        if low < stretch.tokens[0] and first < last and is_cue_verb(page.doc[first]):
            source = trimmed(page.doc, (low, stretch.tokens[0]), page.marked)
            cue = _plain_cue(first, source, _last_noun(page.doc, low, stretch.tokens[0]), "told")
            if speakers.of(cue) not in (None, teller):
                yield _Piece(content=stretch.tokens, cue=cue, rule="told", direct=True, via=teller)
        if piece.rule == "cue after":
            for cue in page.cues[stretch.sentence]:
                speaker = speakers.of(cue)
                content = cue.content[-1] if cue.content else None
                if content and speaker not in (None, teller) and cue.tokens[1] <= content[0] and _reaches(content, stretch):
                    yield _Piece(content=(content[0], high), cue=cue, rule="told", direct=False, via=teller)


def _reaches(content: Range, stretch: _Stretch) -> bool:
    """Whether a content ends right before a stretch, but for a comma."""
    return stretch.tokens[0] - 2 <= content[1] <= stretch.tokens[0]


def _last_noun(doc: Doc, start: int, end: int) -> int:
    return next((at for at in range(end - 1, start - 1, -1) if doc[at].pos_ in ("PROPN", "NOUN", "PRON")), start)


def _worth(page: _Page, cue: Cue, span: Range, *, parts: int) -> bool:
    """Whether a content without any mark is one: a clause of somebody."""
    if any(page.marked[span[0] : span[1]]):
        return cue.source is not None or page.doc[cue.at].tag_ == "VBN"
    if cue.source is None or _is_voiceless(page.doc[cue.head if cue.head is not None else cue.source[1] - 1]):
        return False
    return span[1] - span[0] >= 2 or parts > 1


@cache
def _voiceless() -> frozenset[str]:
    return frozenset(word for rule in rulebook.load("quotations/sources") for word in rule["words"])


def _is_voiceless(source: Token) -> bool:
    """Whether the head of a source can say nothing: "the move", "this"."""
    if source.pos_ in ("PRON", "DET"):
        return source.lower_ in ("this", "that", "these", "there", "what", "nothing", "everything")
    return source.pos_ == "NOUN" and source.lemma_.lower() in _voiceless()


# Speakers


class Speakers:
    """Who the source of a cue is: the person whose name or pronoun is its head, or stands in apposition to it."""

    def __init__(self, doc: Doc, persons: Sequence[Mention], references: Sequence[Reference]) -> None:
        self._doc = doc
        found: Sequence[Mention | Reference] = sorted((*persons, *references), key=lambda one: one.span)
        self._entities = [one.entity for one in found]
        self._starts = [one.span.start for one in found]
        self._ends = [one.span.end for one in found]

    def of(self, cue: Cue) -> str | None:
        if cue.head is None:
            return None
        head = self._doc[cue.head]
        for token in (head, *(child for child in head.children if child.dep_ == "appos")):
            at = bisect.bisect_right(self._starts, token.idx) - 1
            if at >= 0 and token.idx < self._ends[at]:
                return self._entities[at]
        return None


def find_quotations(
    doc: Doc,
    article: Article,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    references: Sequence[Reference],
) -> tuple[Quotation, ...]:
    """Every quotation outside headings, sorted by place. The parts of a split one share their cue.

    `speaker` is set only for a person named in the article; `source` holds the words for any other.
    """
    marks = find_marked(article, sentences)
    page = _page(doc, article, sentences, marks)
    direct = _direct(page)
    kinds = {entity.key: entity.kind for entity in entities}
    persons = [mention for mention in mentions if kinds.get(mention.entity, mention.kind) == "person"]
    speakers = Speakers(doc, persons, references)
    pieces = [*direct.values(), *_labelled(page, speakers), *_outermost(page, tuple(_clauses(page, direct)), speakers)]
    pieces += _told(page, tuple(pieces), speakers)
    found = {_quotation(page, piece, marks, speakers) for piece in pieces}
    return tuple(sorted(found, key=lambda q: (q.content, q.cue or Span(0, 0), q.kind)))


def _span(doc: Doc, tokens: Range) -> Span:
    return Span(doc[tokens[0]].idx, doc[tokens[1] - 1].idx + len(doc[tokens[1] - 1]))


def _content_span(page: _Page, tokens: Range) -> Span:
    """Characters of a content; one that begins or ends with marks does so at the mark, whatever the tokenizer hung on it."""
    span = _span(page.doc, tokens)
    touched = page.touched(tokens)
    start = next((s.marked.span.start for s in touched if s.tokens[0] == tokens[0]), span.start)
    end = next((s.marked.span.end for s in touched if s.tokens[1] == tokens[1]), span.end)
    return Span(start, end)


def _quotation(page: _Page, piece: _Piece, marks: Sequence[Marked], speakers: Speakers) -> Quotation:
    content = _content_span(page, piece.content)
    first = bisect.bisect_left(marks, content.start, key=lambda mark: mark.span.start)
    last = bisect.bisect_left(marks, content.end, key=lambda mark: mark.span.start)
    quoted = tuple(mark.inside for mark in marks[first:last] if content.contains(mark.inside))
    cue = piece.cue
    cue_span = _span(page.doc, cue.tokens)
    if cue_span.start < content.end < cue_span.end:
        cue_span = Span(content.end, cue_span.end)
    return Quotation(
        kind="direct" if any(mark.span == content for mark in marks[first:last]) else "mixed" if quoted else "indirect",
        content=content,
        quoted=quoted,
        cue=cue_span,
        source=None if cue.source is None else _span(page.doc, cue.source),
        speaker=speakers.of(cue),
        via=piece.via,
        rule=piece.rule,
    )
