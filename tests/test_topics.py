"""Topics, given and found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from briefing_book.extract.base.sentences import find_sentences
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import article_from_bytes
from briefing_book.merge.topics.assign import Topics, assign_topics
from briefing_book.merge.topics.filing import Filing
from briefing_book.merge.topics.key_phrases import c_values
from briefing_book.merge.topics.term_words import normal_words
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.book import TopicSpec
from briefing_book.model.findings import Abbreviation, Entity, Findings, Mention, Role
from briefing_book.model.text import Span, slug

PHRASES = (("fishing quota", 2), ("fishing quota talk", 1), ("border wall", 2), ("harbor dredging", 2))
TEXT = (
    "The two governments argued over fishing quotas for the coming winter. "
    "A border wall would cost more than the parliament had set aside for it. "
    "The fishing quota will be halved if the fleets ignore the scientists again. "
    "The border wall was first promised by the coalition in its founding paper. "
    "He said so. "
    "Harbour dredging began in spring and was halted when the contractor failed. "
    "Nobody knows when harbor dredging will start again in the northern ports."
)


def told(article_id: str, text: str = TEXT, phrases: Sequence[tuple[str, int]] = PHRASES) -> tuple[Article, Findings]:
    paragraph = Paragraph(span=Span(0, len(text)), source_start=0, kind="body")
    article = Article(id=article_id, file=f"{article_id}.txt", digest="", text=text, paragraphs=(paragraph,), title="")
    return article, Findings(article=article_id, sentences=find_sentences(article), phrases=tuple(phrases))


def found(*pairs: tuple[Article, Findings], given: Sequence[TopicSpec] | None = None) -> Topics:
    return assign_topics([article for article, _ in pairs], [findings for _, findings in pairs], given)


def titles(topics: Topics) -> list[str]:
    return [topic.title for topic in topics.topics]


def test_titles_are_the_sources_words() -> None:
    """Found topics are named by what the articles repeat."""
    assert sorted(titles(found(told("a"), told("b")))) == ["Border wall", "Fishing quota", "Harbor dredging"]


def test_given_topics_keep_their_order_and_id() -> None:
    """The editor's topics are taken as they are, even one that no sentence is about."""
    specs = [
        TopicSpec(id="wall", title="The wall", terms=("border walls",), description="Bricks."),
        TopicSpec(id="fish", title="Fish", terms=("fishing quota", "fleets")),
        TopicSpec(id="none", title="Nothing", terms=("zeppelin",)),
    ]
    topics = found(told("a"), given=specs)
    assert [(topic.id, topic.description) for topic in topics.topics] == [
        ("wall", "Bricks."),
        ("fish", None),
        ("none", None),
    ]
    assert [number for number, ids in enumerate(topics.filing.in_article("a").told) if "wall" in ids] == [1, 3]
    assert topics.topics[2].summary == ()


def test_spelling_variants_are_one_term() -> None:
    """British and American spelling, singular and plural match."""
    topics = found(told("a"), given=[TopicSpec(id="h", title="Harbours", terms=("harbours",))])
    assert [number for number, ids in enumerate(topics.filing.in_article("a").told) if ids] == [5, 6]


def test_terms_match_whole_words() -> None:
    """A term inside a longer word is no match."""
    topics = found(told("a", "The warlord saw the wall."), given=[TopicSpec(id="war", title="War", terms=("war",))])
    assert topics.filing == Filing()


def test_summary_is_cited_and_stands_alone() -> None:
    """A summary line is a whole sentence of the source; nothing is said twice."""
    topics = found(told("a"), told("b"))
    for topic in topics.topics:
        quotes = [claim.citation.quote for claim in topic.summary]
        assert quotes
        assert len(set(quotes)) == len(quotes)
        assert all(claim.text == claim.citation.quote and claim.text in TEXT for claim in topic.summary)


def test_order_of_articles_does_not_matter() -> None:
    """The same articles in another order give the same topics."""
    assert found(told("a"), told("b")) == found(told("b"), told("a"))


def test_one_more_article_keeps_the_topics() -> None:
    """A small change of the corpus does not turn the topics over."""
    more = told(
        "c", "The mayor opened a bakery on the square. The bakery sells rye bread.", [("bakery", 2), ("rye bread", 1)]
    )
    assert set(titles(found(told("a"), told("b")))) <= set(titles(found(told("a"), told("b"), more)))


def test_short_form_and_expansion_are_one_topic() -> None:
    """A sentence with the abbreviation is about what it stands for."""
    text = (
        "The country buys liquefied natural gas (LNG) abroad. Prices of LNG rose twice. Liquefied natural gas is dear."
    )
    article, findings = told("a", text, [("liquefied natural gas", 2)])
    short = Abbreviation(short="LNG", expansion="liquefied natural gas", span=Span(17, 43), rule="r")
    pairs = (
        article,
        Findings(article="a", sentences=findings.sentences, phrases=findings.phrases, abbreviations=(short,)),
    )
    topics = found(pairs)
    assert [number for number, ids in enumerate(topics.filing.in_article("a").told) if ids] == [0, 1, 2]


def test_people_of_a_topic() -> None:
    """A topic lists whom its sentences name."""
    article, findings = told("a", "Mary Roe built the wall.", [])
    named = Findings(
        article="a",
        sentences=findings.sentences,
        entities=(Entity(key="roe", kind="person", name="Mary Roe"),),
        mentions=(Mention(span=Span(0, 8), kind="person", entity="roe", rule="r"),),
        roles=(Role(entity="roe", title="Mayor", official=True, span=Span(0, 4), rule="r"),),
    )
    given = [TopicSpec(id="wall", title="Wall", terms=("wall",))]
    topics = assign_topics([article], [named], given, ids={("a", "roe"): "mary-roe"})
    assert topics.topics[0].people == ("mary-roe",)


def test_empty_corpus_has_no_topics() -> None:
    """Without articles there is nothing to find."""
    assert assign_topics([], []) == Topics(topics=())


def test_nested_terms_count_less() -> None:
    """C-value takes from a short term what longer ones explain."""
    values = c_values({("quota",): 4, ("fishing", "quota"): 4})
    assert values["fishing", "quota"] > values["quota",] == 0


def test_initials_are_one_word() -> None:
    """ "U.S." is one word."""
    assert normal_words("The U.S. policies") == ("the", "us", "policy")


def headed(article_id: str, headline: str, text: str, *bodies: str) -> tuple[Article, Findings]:
    """An article with its headline as a paragraph, and the bodies that it names."""
    whole = f"{headline}\n{text}"
    paragraphs = (
        Paragraph(span=Span(0, len(headline)), source_start=0, kind="headline"),
        Paragraph(span=Span(len(headline) + 1, len(whole)), source_start=len(headline) + 1, kind="body"),
    )
    article = Article(id=article_id, file=f"{article_id}.txt", digest="", text=whole, paragraphs=paragraphs, title="")
    phrases = tuple((phrase, whole.count(phrase)) for phrase in PARTS if phrase in whole)
    entities = tuple(Entity(key=name, kind="organisation", name=name) for name in bodies)
    return article, Findings(article=article_id, sentences=find_sentences(article), phrases=phrases, entities=entities)


PARTS = ("ferry accident", "ticket price", "coal port", "mail train", "harbour fund", "Pilots Guild")


def book_of_heads() -> Topics:
    parts = [f"The ferry accident and the {part} are told of. A {part} is not all." for part in PARTS[1:5]]
    rest = "The Pilots Guild met. The Pilots Guild will meet again."
    return found(
        headed("a", "Ferry accident goes on", f"{parts[0]} {parts[1]} {rest}", "Pilots Guild"),
        headed(
            "b",
            "Pilots Guild tells of ferry accident and mail train",
            f"{parts[2]} {parts[3]} {rest}",
            "Pilots Guild",
        ),
    )


def test_what_stands_in_the_heads_comes_first() -> None:
    assert titles(book_of_heads())[0] == "Ferry accident"


def test_body_makes_no_topic_where_there_are_others() -> None:
    assert len(titles(book_of_heads())) == 4
    assert "Pilots Guild" not in titles(book_of_heads())


def test_country_makes_no_topic() -> None:
    text = "The fishing quota of Peru was halved. Peru has a fishing quota. The quota of Peru is the fishing quota."
    assert titles(found(told("a", text), told("b", text))) == ["Fishing quota"]


def test_single_word_that_names_a_thing_makes_no_topic() -> None:
    """ "Bucket" says nothing; "verdict" does."""
    text = "The verdict was read beside a bucket. The bucket was old. The verdict is final. A verdict is no bucket."
    phrases = (("verdict", 3), ("bucket", 3))
    assert titles(found(told("a", text, phrases), told("b", text, phrases))) == ["Verdict"]


STORIES = {
    "a": (
        "Dock strike closes the ports of Kenya",
        "A dock strike has closed the ports of Kenya since Monday. The dock strike is about pay. Ships wait.",
    ),
    "b": (
        "Kenya says dock strike must end",
        "The government of Kenya asked for an end of the dock strike. The dock strike costs too much, it said.",
    ),
    "c": (
        "Flood cuts off three valleys in Nepal",
        "A flood has cut off three valleys in Nepal. The flood took two bridges. Rain goes on.",
    ),
    "d": (
        "Nepal sends tents after the flood",
        "The army of Nepal has sent tents to the valleys after the flood. The flood has gone down by a metre.",
    ),
    "e": (
        "Peru and Chile sign a fishing treaty",
        "Peru and Chile have signed a fishing treaty. The fishing treaty ends a long row over anchovies.",
    ),
    "f": (
        "Fishing treaty angers crews in Peru",
        "The fishing treaty has angered crews in Peru. They say that the fishing treaty gives too much away.",
    ),
    "g": (
        "Malta holds an election in May",
        "An election will be held in Malta on the first Sunday of May. The election is the tenth since 1974.",
    ),
    "h": (
        "Election in Malta draws five parties",
        "Five parties stand for the election in Malta. The election will be close, the papers say.",
    ),
}


@cache
def story(name: str) -> tuple[Article, Findings]:
    headline, text = STORIES[name]
    article = article_from_bytes(f"{headline}\n\n{text}\n".encode(), file=f"{name}.txt")
    return article, read_findings(article)


def names_of(*stories: str) -> set[str]:
    return set(titles(found(*(story(name) for name in stories))))


def test_every_article_is_about_a_topic() -> None:
    """Four stories, four names: those that the headlines share."""
    assert names_of(*STORIES) == {"Dock strike", "Flood", "Fishing treaty", "Election"}


@pytest.mark.parametrize("left_out", STORIES)
def test_an_article_left_out_leaves_the_names(left_out: str) -> None:
    """They do not hang on differences of a score."""
    assert names_of(*(name for name in STORIES if name != left_out)) == names_of(*STORIES)


def told_by(headline: str, text: str) -> tuple[Article, Findings]:
    article = article_from_bytes(f"{headline}\n\n{text}\n".encode(), file=f"{slug(headline)}.txt")
    return article, read_findings(article)


def test_the_broader_name_of_a_matter_is_taken_where_more_articles_lead_with_it() -> None:
    """ "Truce", not "immediate truce"."""
    topics = found(
        told_by("Two sides agree on immediate truce", "An immediate truce was agreed on. The immediate truce holds."),
        told_by("Truce holds in the hills", "The truce holds. Nobody broke the truce."),
        told_by("Truce is a week old", "The truce is a week old. The truce was long awaited."),
    )
    assert titles(topics)[0] == "Truce"


def test_a_verb_names_no_topic() -> None:
    """ "They vote to close it" is about no vote."""
    topics = found(
        told_by("Councillors vote to close the clinic", "The clinic will be closed in May. The clinic is old."),
        told_by("Clinic stays open for a week", "The clinic stays open. Its nurses stay at the clinic."),
    )
    assert "Vote" not in titles(topics)


def test_one_matter_in_two_spellings_is_one_topic() -> None:
    """ "Cease-fire" and "ceasefire"."""
    topics = found(
        told_by("Cease-fire is signed", "A cease-fire was signed. The cease-fire begins at noon."),
        told_by("Ceasefire begins", "The ceasefire has begun. A ceasefire is no peace."),
    )
    assert len([title for title in titles(topics) if title.casefold().startswith("cease")]) == 1


def three_heads(word: str, *, leading: int) -> Topics:
    """Three articles that have a word twice, of which some lead with it."""
    text = f"The ferry accident is told of. The {word} was late. No {word} and no ferry accident is alike."
    phrases = (("ferry accident", 2), (word, 2))
    leads = [f"Ferry accident and {word}" if number < leading else "Ferry accident" for number in range(3)]
    pairs = [headed(name, lead, text) for name, lead in zip("abc", leads, strict=True)]
    return found(*((article, replace(findings, phrases=phrases)) for article, findings in pairs))


@pytest.mark.parametrize(("leading", "told_of"), [(1, False), (2, True)])
def test_a_deed_done_once_is_a_topic_where_several_articles_lead_with_it(leading: int, told_of: bool) -> None:
    assert ("Resignation" in titles(three_heads("resignation", leading=leading))) is told_of


def test_a_noun_by_its_ending_alone_needs_two_articles() -> None:
    """ "Hesitation" of one article is what nobody reads the book for."""
    text = "The hesitation was long. His hesitation and the ferry accident are told of. A ferry accident is bad."
    other = "The ferry accident is told of. No ferry accident is alike."
    phrases = (("ferry accident", 2), ("hesitation", 2))
    pairs = [headed("a", "Hesitation after ferry accident", text), *(headed(n, "Ferry accident", other) for n in "bc")]
    book = found(*((article, replace(findings, phrases=phrases)) for article, findings in pairs))
    assert titles(book) == ["Ferry accident"]


def test_a_case_at_court_is_cut_in_two_at_most() -> None:
    words = ("verdict", "trial", "prison", "tribunal")
    text = " ".join(f"The {word} is told of on page {word}s. Nobody liked that {word} much." for word in words)
    phrases = tuple((word, 2) for word in words)
    book = found(*(told(name, text, phrases) for name in "ab"))
    assert len(titles(book)) == 2


def test_a_tool_of_the_scene_is_no_topic() -> None:
    text = "The water cannon was used. A water cannon and a ferry accident are told of. The ferry accident was bad."
    phrases = (("ferry accident", 2), ("water cannon", 2))
    assert titles(found(told("a", text, phrases), told("b", text, phrases))) == ["Ferry accident"]
