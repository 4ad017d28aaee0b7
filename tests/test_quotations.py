"""Quotations: marks, speakers and contents."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_book.extract.base import spacy_model
from briefing_book.extract.base.grammar.parsed import Doc
from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.quotations.attribution.complements import _that_after
from briefing_book.extract.quotations.attribution.cue_words import lexicon
from briefing_book.extract.quotations.attribution.cues import cues
from briefing_book.extract.quotations.find import find_quotations
from briefing_book.extract.quotations.quotation_marks import Marked, find_marked
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.findings import Entity, Mention, Quotation, Reference
from briefing_book.model.text import Span
from briefing_book.rules.load import load
from briefing_book.rules.types.quotations import CONTEXTS, CUES, QUOTATION_MARKS, SOURCES, ContextRule, Cues, CueVerbs
from evaluation.quotations import plain_article
from tests.book_of_texts import book_of

GOLDEN = Path(__file__).parent / "golden" / "quotations"
POLARITY = yaml.safe_load((GOLDEN.parent / "polarity.yml").read_text(encoding="utf-8"))
CASES = [case for path in sorted(GOLDEN.glob("*.yml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def marked(text: str) -> tuple[Marked, ...]:
    article = plain_article("x", text)
    return find_marked(article, find_sentences(article))


def stretches(text: str) -> list[str]:
    return [one.span.of(text) for one in marked(text) if one.depth == 0]


def quotations(
    text: str, people: dict[str, list[str]] | None = None, references: dict[str, str] | None = None
) -> tuple[Quotation, ...]:
    """Quotations of a text with people found by their names as given."""
    article = plain_article("x", text)
    return quotations_of(article, people or {}, references or {})


def quotations_of(article: Article, people: dict[str, list[str]], references: dict[str, str]) -> tuple[Quotation, ...]:
    sentences = find_sentences(article)
    entities = [Entity(key=name, kind="person", name=name) for name in sorted(people)]
    mentions = [
        Mention(span=Span(*match.span()), kind="person", entity=name, rule="test")
        for name, spellings in people.items()
        for spelling in spellings
        for match in re.finditer(rf"\b{re.escape(spelling)}\b", article.text)
    ]
    pronouns = [
        Reference(span=Span(*match.span()), entity=name, rule="test")
        for word, name in references.items()
        for match in re.finditer(rf"\b{word}\b", article.text)
    ]
    doc = spacy_model.parse(article, sentences)
    return find_quotations(doc, article, sentences, entities, mentions, pronouns)


def shown(quotation: Quotation, text: str) -> dict[str, Any]:
    return {
        "kind": quotation.kind,
        "content": quotation.content.of(text),
        "quoted": [span.of(text) for span in quotation.quoted],
        "cue": quotation.cue and quotation.cue.of(text),
        "source": quotation.source and quotation.source.of(text),
        "speaker": quotation.speaker,
        "via": quotation.via,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden_case_is_found(case: dict[str, Any]) -> None:
    """Every quotation of the case is found with the values that the case gives."""
    found = [shown(one, case["text"]) for one in quotations(case["text"], case["people"], case.get("references"))]
    for expected in case["quotations"]:
        assert any(all(one[key] == value for key, value in expected.items()) for one in found), found
    if not case["quotations"]:
        assert not [one for one in found if one["kind"] != "indirect"]


def test_nested_marks_have_depth() -> None:
    """An inner stretch has depth 1 and lies in the outer one."""
    outer, inner = marked('"He said "no" to me," she said.')
    assert (outer.depth, inner.depth) == (0, 1)
    assert outer.span.contains(inner.span)


def test_unclosed_mark_ends_with_its_sentence() -> None:
    """A mark that is never closed does not swallow the next sentence."""
    assert stretches('He spoke of "a long road. Then he left.') == ['"a long road.']


def test_apostrophes_are_no_marks() -> None:
    """Neither elisions nor possessives open a stretch."""
    assert stretches("The voters' anger in the '90s wasn't new, 'twas old.") == []


def test_doubled_single_marks_are_double_marks() -> None:
    """Two apostrophes are one mark."""
    assert stretches("''It is late,'' he said.") == ["''It is late,''"]


def test_heading_is_nobodys_words() -> None:
    """Marks and cues in a headline make no quotation."""
    text = 'Beck says tax is "a mistake"'
    paragraph = Paragraph(span=Span(0, len(text)), source_start=0, kind="headline")
    article = Article(id="x", file="x.txt", digest="", text=text, paragraphs=(paragraph,), title=text)
    assert quotations_of(article, {"Beck": ["Beck"]}, {}) == ()


@pytest.mark.parametrize("rule", load(CONTEXTS), ids=lambda rule: rule.name)
def test_context_rule_holds_its_examples(rule: ContextRule) -> None:
    """Marked words of an example are nobody's by themselves; those of a counter-example are somebody's."""

    def whole(text: str) -> bool:
        inner = stretches(text)[0]
        return any(one.content.of(text) == inner for one in quotations(text))

    assert not any(whole(example) for example in rule.examples)
    assert all(any(one.kind != "indirect" for one in quotations(example)) for example in rule.counter_examples)


@pytest.mark.parametrize("group", load(CUES).verbs, ids=lambda group: group.name)
def test_cue_group_holds_its_examples(group: CueVerbs) -> None:
    """A cue of the group is found with a content in each example and in no counter-example."""

    def found(text: str) -> bool:
        article = plain_article("x", text)
        doc = spacy_model.parse(article, find_sentences(article))
        return any(
            cue.content
            and (cue.source or len(cue.content) > 1)  # "(voters) seem (to like it)": of nobody named
            and {doc[cue.at].lemma_, lexicon().irregular.get(doc[cue.at].lower_)} & set(group.words)
            for cue in cues(doc, (0, len(doc)), [False] * len(doc))
        )

    assert [example for example in group.examples if not found(example)] == []
    assert [example for example in group.counter_examples if found(example)] == []


def bracketed(example: str) -> tuple[str, list[str]]:
    """An example's text, and its contents that stand in square brackets."""
    return re.sub(r"[\[\]]", "", example), re.findall(r"\[(.*?)\]", example)


WORD_GROUPS = {
    **{name: getattr(load(CUES), name) for name in Cues.__struct_fields__ if name != "verbs"},
    **{group.name: group for group in load(SOURCES)},
}


@pytest.mark.parametrize("name", WORD_GROUPS)
def test_word_group_holds_its_examples(name: str) -> None:
    """The contents found in an example or a counter-example are those in brackets, and there are both kinds."""
    group = WORD_GROUPS[name]
    assert group.examples
    assert group.counter_examples
    for example in (*group.examples, *group.counter_examples):
        text, contents = bracketed(example)
        assert [one.content.of(text) for one in quotations(text)] == contents, example


def test_intentions_are_named_so() -> None:
    """What somebody means to do has a rule of its own, unless marks show words of theirs."""
    group = WORD_GROUPS["intentions"]
    assert {one.rule for example in group.examples for one in quotations(bracketed(example)[0])} == {"intention"}
    assert {one.rule for example in group.counter_examples for one in quotations(bracketed(example)[0])} == {"verb"}
    assert [one.rule for one in quotations("Roe plans to “crush” the storm.")] == ["verb"]


def test_intentions_are_no_statements_of_the_book() -> None:
    """The book shows what somebody promised in words, and not what they mean to do."""
    told = "Amara Okello promised to open the port. Amara Okello plans to build a wall."
    assert [one.text for one in book_of(("2019-03-20", told)).quotations] == ["to open the port"]


def test_words_with_a_cue_need_no_label() -> None:
    """A verb before a name and a colon is the cue."""
    assert [one.rule for one in quotations("Wrote Okello: “The ships are in.”")] == ["cue before"]


def test_elisions_hold_their_examples() -> None:
    """An elision opens no stretch; the same mark before another word does."""
    group = load(QUOTATION_MARKS).elisions
    assert [example for example in group.examples if stretches(example)] == []
    assert [example for example in group.counter_examples if not stretches(example)] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Okello described the case as politically motivated.", "the case as politically motivated"),
        ("Okello described the case as political.", "the case as political"),
    ],
)
def test_judgement_after_as_belongs_to_the_content(text: str, content: str) -> None:
    """What a thing is called stands with the thing, whichever way the parser reads "as"."""
    assert [one.content.of(text) for one in quotations(text)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "A plan, first reported by the union, emerged weeks after the storm.",
        "For years, Amara Okello has been able to infer or guess at storms.",
    ],
)
def test_verb_without_a_clause_of_its_own_takes_none_around(text: str) -> None:
    """The clause around a participle or an infinitive is the writer's."""
    assert quotations(text) == ()


def test_content_ends_before_the_subject_of_a_joined_cue() -> None:
    """No content ends in the "and he" of the clause that follows."""
    text = "Okello said only ten ships have been mended on the new quays and he wanted to look into selling the rest."
    assert not [one.content.of(text) for one in quotations(text) if one.content.of(text).endswith((" he", " and"))]


@pytest.mark.parametrize(
    "text",
    [
        "They signed the deal without revealing a figure.",
        "Okello wants the council to make sure it stays.",
        "Okello denied allegations that he took bribes.",
        "Okello declined to comment on the case.",
    ],
)
def test_what_is_not_said_is_no_quotation(text: str) -> None:
    """Words kept back, made sure of or denied without saying what are nobody's."""
    assert [one.content.of(text) for one in quotations(text) if one.rule != "intention"] == []


MARK = re.compile(r"""(?<!s)['"“”]""")
MARKS = ['"', "“", "”", "‘", "’", "'", "''", "«", "»", "„", "`"]
WORDS = [" ", "\n\n", "Roe said", ",", ".", "?", ":", "the plan", "that", "it is", "—", "'s"]
PIECES = st.sampled_from([*MARKS, *WORDS])


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300)
def test_any_mix_of_marks_gives_sorted_spans_inside_the_text(text: str) -> None:
    """Marks found are sorted, inside the text and properly nested, whatever stands there."""
    found = marked(text)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
    for one in found:
        assert 0 <= one.span.start < one.inside.start <= one.inside.end <= one.span.end <= len(text)
        assert one.depth == sum(other.span.contains(one.span) for other in found if other is not one)


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=100)
def test_any_mix_of_marks_gives_sorted_quotations(text: str) -> None:
    """Quotations are sorted and lie inside the text, whatever stands there."""
    found = quotations(text, {"Roe": ["Roe"]})
    assert list(found) == sorted(found, key=lambda one: one.content)
    for one in found:
        spans = [one.content, *one.quoted, *(span for span in (one.cue, one.source) if span)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.content.contains(span) for span in one.quoted)


PHRASES = """Roe|she|the council|said|told reporters|that|prices fell|and|but|as|according to|wants|to wait|called|a mistake
was quoted as saying|her claim|“We wait,”|“a mistake”|“said she waits,”|"No."|,|:|.|--|""".replace("\n", "|").split("|")
SENTENCES = st.lists(st.sampled_from([*PHRASES, "\n\n"]), max_size=25).map(" ".join)


@given(SENTENCES | st.text(max_size=60))
@settings(max_examples=150)
def test_no_content_overlaps_its_cue(text: str) -> None:
    """The words said are never the words that say who said them."""
    for one in quotations(text, {"Roe": ["Roe"]}, {"she": "Roe"}):
        assert one.cue is None or not one.content.overlaps(one.cue), shown(one, text)


@given(SENTENCES)
@settings(max_examples=50)
def test_the_same_text_gives_the_same_quotations(text: str) -> None:
    """Nothing depends on what was read before."""
    assert quotations(text, {"Roe": ["Roe"]}) == quotations(text, {"Roe": ["Roe"]})


SHAPES = {
    "said": '"It is late," Roe said. ',
    "goes on": '"It is late." "We wait." ',
    "never closed": "She said “it is late. ",
    "one closed within": '"It is “late” now. ',
    "single": "He called it 'late' for the voters' sake. ",
    "carried over": '"It is late.\n\n"We wait.\n\n',
    "mixed": 'Roe called the plan "late" and "a mistake" by the council. ',
}


def calls(function: Callable[[], object]) -> int:
    """How many calls of Python and C functions a function makes."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_work_grows_in_step_with_the_marks(shape: str) -> None:
    """A text with 1000 marks makes about four times the calls of one with 250."""

    def work(marks: int) -> int:
        article = plain_article("x", shape * (marks // len(MARK.findall(shape))))
        sentences = find_sentences(article)
        doc = spacy_model.parse(article, sentences)
        return calls(lambda: find_quotations(doc, article, sentences, (), (), ()))

    assert work(1000) < 4 * 1.2 * work(250)


def test_a_clause_that_a_parser_hangs_before_its_own_mark_ends_the_search():
    """A parse may put the verb of "as she left" before the "as"; going back to it would never end."""
    parse = spacy.tokens.Doc(
        spacy_model.load().vocab,
        words=["told", "crews", "left", "as", "rain", "fell"],
        heads=[0, 0, 0, 2, 5, 0],
        deps=["ROOT", "dobj", "advcl", "mark", "nsubj", "advcl"],
        pos=["VERB", "NOUN", "NOUN", "SCONJ", "NOUN", "VERB"],
    )
    doc = Doc(parse)
    assert _that_after(doc[0], 1, len(doc), [False] * len(doc)) is None


@pytest.mark.parametrize("case", POLARITY, ids=lambda case: case["text"][:50])
def test_nothing_is_turned_round(case: dict[str, str]) -> None:
    told = [one for one in quotations(case["text"]) if one.rule not in ("intention", "phrase")]  # no statements
    contents = [one.content.of(case["text"]) for one in told]
    if "never" in case:
        assert not any(case["never"] in content for content in contents), contents
    else:
        assert contents == [case["said"]]
