"""What sort of text an article is, and what the book takes from it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing_book.explain import explain
from briefing_book.extract.reading import read_findings
from briefing_book.ingest import article_from_bytes
from briefing_book.ingest.lines import genre
from briefing_book.ingest.lines.line_rules import filled, words
from briefing_book.ingest.lines.paragraphs import split
from briefing_book.model.article import Article
from briefing_book.model.errors import UnreadableArticle
from briefing_book.model.findings import Quotation
from briefing_book.rules.load import load
from briefing_book.rules.types.ingest import GENRES, GenreSign, ListLine
from tests.book_of_texts import book_of
from tests.small_book import page_of, run, write_book

TEXT = """
Trade Minister Ola Berg signed the port treaty in Kelvara on Monday, after two years of talks with four countries.

The treaty opens four ports to foreign ships, and the union of the dockers has asked for a vote on it.

The council of the town will meet in September to decide on the berths of the fishers.
"""
HEAD = "Minister signs the port treaty\nBy Lena Voss\nJuly 15, 2025\n"
TRANSCRIPT = """Harbour briefing: the port treaty
July 15, 2025
Participants: Mara Hale, spokesperson of the Ministry of Ports; Tobin Orth, Deputy Trade Minister

MS HALE: Good afternoon. We have a short statement on the treaty before your questions. (Laughter.)

The minister will travel to Oslo on July 21.

QUESTION: Did the minister sign the treaty on Monday?

MS HALE: He did, and the treaty opens four ports to foreign ships.

(Applause.)

MR. ORTH: The tariff takes effect on August 1. I told DR. LUND of the union so.

QUESTION: Will the ferries be hit?

MR. ORTH: No.
"""


def article(text: str) -> Article:
    """One article of these words."""
    return article_from_bytes(text.encode(), file="a.txt")


def said(text: str) -> list[Quotation]:
    """The quotations of an article."""
    return list(read_findings(article(text)).quotations)


@pytest.mark.parametrize("sign", load(GENRES).signs, ids=lambda sign: sign.name)
def test_a_sign_takes_its_examples_and_none_of_its_counter_examples(sign: GenreSign) -> None:
    """Each sign is shown by what it takes and what it leaves."""
    pattern = re.compile(filled(sign.pattern, words()))
    assert sign.examples
    assert sign.counter_examples
    assert [line for line in sign.examples if not pattern.match(line)] == []
    assert [line for line in sign.counter_examples if pattern.match(line)] == []


@pytest.mark.parametrize("line", load(GENRES).lists, ids=lambda line: line.name)
def test_a_line_of_a_list_is_told_from_a_sentence(line: ListLine) -> None:
    """Each kind of list line takes its examples and leaves its counter-examples."""
    pattern = re.compile(filled(line.pattern, words()))
    assert [text for text in line.examples if not pattern.fullmatch(text)] == []
    assert [text for text in line.counter_examples if pattern.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("text", "kind", "seen"),
    [
        (HEAD + TEXT, "report", ""),
        ("OPINION\n" + HEAD + TEXT, "opinion", "OPINION"),
        ("---\nsection: Opinion\n---\n" + HEAD + TEXT, "opinion", "section: Opinion"),
        (HEAD + TEXT + "\nThe author is a professor of law in Kelvara.\n", "opinion", "The author is a"),
        ("FOR IMMEDIATE RELEASE\n" + HEAD + TEXT + "\n###\n", "press release", "FOR IMMEDIATE RELEASE"),
        (TRANSCRIPT, "transcript", "MS HALE:"),
    ],
    ids=["report", "label", "front matter", "author", "release", "transcript"],
)
def test_the_genre_is_seen_from_words_of_the_file(text: str, kind: str, seen: str) -> None:
    """The sign is what stands there."""
    read = article(text)
    assert (read.genre, read.genre_seen) == (kind, seen)
    assert seen in text


@pytest.mark.parametrize(
    "text",
    [
        "News\nWorld\nOpinion\nSports\nCulture\n" + HEAD + TEXT,
        HEAD + TEXT + "\nThe author of the plan is the deputy mayor, who left on Friday.\n",
        "Opinion polls turn against the treaty\n" + HEAD.partition("\n")[2] + TEXT,
        "Analysis of the water shows lead\n" + HEAD.partition("\n")[2] + TEXT,
    ],
    ids=["menu", "author of a plan", "polls", "analysis of water"],
)
def test_a_word_of_opinions_elsewhere_makes_none(text: str) -> None:
    """A menu of sections, or a sentence that has the word, is no label."""
    assert article(text).genre == "report"


def test_explain_names_the_sign_and_its_rule() -> None:
    """Whoever mends a rule sees which one held."""
    read = article("OPINION\n" + HEAD + TEXT)
    told = explain(read, read_findings(read))
    assert "kind opinion, seen from “OPINION”  <label of an opinion>" in told


# Turns


def test_each_turn_is_quoted_with_who_speaks() -> None:
    """Without marks, question by question; a speaker is called as the head presents them."""
    read = article(TRANSCRIPT)
    told = [(q.kind, q.source.of(read.text) if q.source else "", q.content.of(read.text)) for q in said(TRANSCRIPT)]
    hale = "Mara Hale, spokesperson of the Ministry of Ports"
    orth = "Tobin Orth, Deputy Trade Minister"
    assert told == [
        ("direct", hale, "Good afternoon. We have a short statement on the treaty before your questions."),
        ("direct", hale, "The minister will travel to Oslo on July 21."),
        ("direct", hale, "He did, and the treaty opens four ports to foreign ships."),
        ("direct", orth, "The tariff takes effect on August 1. I told DR. LUND of the union so."),
    ]


def test_what_reporters_ask_is_nobodys_statement() -> None:
    """Also where they have names: who mostly asks is no speaker."""
    asked = "TOLL: Did he sign on Monday?\n\nHALE: He signed at noon in the old hall.\n\nTOLL: And the ferries?\n\n"
    text = HEAD + "\n" + asked + "HALE: They are exempt under the fourth article.\n"
    found = [q.content.of(article(text).text) for q in said(text)]
    assert found == ["He signed at noon in the old hall.", "They are exempt under the fourth article."]


def test_what_is_said_by_turns_is_no_event() -> None:
    """A speaker's words are theirs; before the first turn the text is the article's."""
    text = TRANSCRIPT.replace("Participants:", "The ministry met reporters in Kelvara on Tuesday.\n\nParticipants:")
    events = read_findings(article(text)).events
    assert [event.predicate for event in events] == ["meet"]


def test_a_transcript_takes_no_turn_for_its_title() -> None:
    """The title is from the head, or, without one, the first label."""
    assert article(TRANSCRIPT).title == "Harbour briefing: the port treaty"
    assert article(TRANSCRIPT.partition("\n\n")[2]).title == "MS HALE"


def test_an_answer_is_of_the_only_person_whom_the_head_names() -> None:
    """Of two it is nobody's."""
    asked = "Q: Will the harbour stay open?\n\nA: It will stay open all winter long.\n\nQ: Who pays for the ice?\n\n"
    one = HEAD + "\nIda Marsh, the harbour master, spoke to us on Tuesday.\n\n" + asked + "A: The ministry will pay.\n"
    two = one.replace("spoke to us", "and Finance Minister Olga Renn spoke to us")
    assert {q.speaker for q in said(one) if q.rule == "turn"} == {"ida-marsh"}
    assert [q for q in said(two) if q.rule == "turn"] == []


def test_a_reporters_own_turns_are_the_text() -> None:
    """On the radio a reporter speaks by turns too, and tells; whom they play is quoted."""
    text = (
        "Calls for a new mole\nBy Lena Voss\nJuly 15, 2025\n\n"
        "LENA VOSS: The north mole broke on Monday in the worst storm of the year.\n\n"
        "IDA MARSH: I want the mole raised by a metre.\n\n"
        "LENA VOSS: The council met on Tuesday in the old hall.\n\n"
        "OLAF RENN: We will raise it as soon as we can.\n"
    )
    assert [q.content.of(article(text).text)[:6] for q in said(text)] == ["I want", "We wil"]
    assert {event.predicate for event in read_findings(article(text)).events} == {"break", "meet"}


def test_a_list_of_points_is_no_transcript() -> None:
    """Labels that come once each are no speakers."""
    text = HEAD + TEXT + "\nKEY FACTS: four ports.\n\nTHE COST: forty million.\n\nTHE VOTE: in September.\n"
    assert (article(text).genre, article(text).turns) == ("report", ())


# Lists and corrections


def test_a_file_of_nothing_but_a_list_is_refused_with_its_first_line() -> None:
    """The reason shows what it is."""
    rows = "\n".join(f"{hour}.00 The harbour show" for hour in range(10, 20))
    with pytest.raises(UnreadableArticle, match=r"is a list or a table .“10\.00 The harbour show”"):
        article("Tonight\n" + rows + "\n")


def test_a_file_of_corrections_is_refused() -> None:
    """It tells what was wrong as well; an article below a note is read."""
    note = (
        "Corrections and clarifications\n\nAn article on 12 July said that the treaty opens five ports. It is four.\n"
    )
    with pytest.raises(UnreadableArticle, match=r"is a note of corrections .“Corrections and clarifications”"):
        article(note)
    assert "opens four ports" in article(note + HEAD + TEXT * 6).text


def test_what_stands_below_the_notes_to_editors_goes() -> None:
    """They are no text of a release, and no journalist's name."""
    foot = "NOTES TO EDITORS\n\nThe ministry was founded in 1922 and has three thousand officers in nine towns.\n"
    read = article("PRESS RELEASE\n" + HEAD + TEXT + "\n" + foot)
    assert "1922" not in read.text
    assert "September" in read.text


def test_a_table_in_an_article_goes_and_its_text_stays() -> None:
    """Four rows in a row; two stay, for they may be anything."""
    rows = ["Cod 120 14 3.2", "Herring 200 18 4.1", "Eel 12 2 0.4", "Crab 40 9 1.1"]
    whole, short = article(HEAD + TEXT + "\n" + "\n".join(rows) + "\n"), article(HEAD + TEXT + "\n".join(rows[:2]))
    assert "Herring" not in whole.text
    assert "September" in whole.text
    assert [gone.rule for gone in whole.dropped if gone.text in rows] == ["list or table"] * 4
    assert "Herring" in short.text


def test_a_correction_goes_and_is_told_as_a_doubt() -> None:
    """No claim comes from the wrong version; a sentence about a correction stays."""
    note = "Correction: An earlier version of this article said that the treaty opens five ports."
    read = article(HEAD + TEXT + "\n" + note + "\n")
    assert "five ports" not in read.text
    assert f"corrected: {note}" in read.warnings
    kept = article(HEAD + TEXT + "\nThe correction of the maps took the town a year, and cost it a clerk.\n")
    assert "correction of the maps" in kept.text
    assert kept.warnings == ()


# Capitals and numbers of documents


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("ANNA LUND, Assistant Secretary-General for Ports, said the talks had failed.", ["anna-lund"]),
        ("JON RASK (Norway) said his country would send ships.", ["jon-rask"]),
        ("NORTH QUAY, which was closed, said nothing of the ships.", []),
    ],
)
def test_a_name_in_capitals_is_read_beside_its_office_or_country(text: str, people: list[str]) -> None:
    """As in the coverage of meetings; capitals alone make no person."""
    found = read_findings(article(HEAD + TEXT + "\n" + text + "\n")).entities
    assert [one.key for one in found if one.kind == "person" and one.key != "ola-berg"] == people


def test_a_person_in_capitals_is_called_as_others_write_them() -> None:
    """The capitals of one article are no spelling of a name."""
    coverage = "ANNA LUND, Assistant Secretary-General for Ports, said the talks had failed."
    report = "Assistant Secretary-General Anna Lund left Kelvara on Monday."
    book = book_of(("2025-07-15", coverage), ("2025-07-16", report))
    assert [person.name for person in book.people] == ["Anna Lund"]


def test_the_year_in_a_documents_number_is_no_date_of_its_adoption() -> None:
    """ "resolution 9001 (2025)"; a day beside it still dates."""
    text = HEAD + TEXT + "\nThe Council adopted resolution 9001 (2025). The Council adopted resolution 44 on Monday.\n"
    events = [event for event in read_findings(article(text)).events if event.predicate == "adopt"]
    assert [event.date.edtf for event in events if event.date] == ["2025-07-14"]


# Live pages and captions


def test_the_clocks_of_a_live_page_head_its_entries() -> None:
    """They are no counts of readers; what the page says of itself is no event."""
    text = (
        "Port strike: live updates\nThe Quay Tribune\n15 July 2025\n\nHere is what happened today\n\n"
        "12.05\nDock workers walked out at the north quay on Tuesday, and three hundred joined them.\n\n"
        "11.30\nThe ministry called the union to talks at noon, and the union said that it would come.\n\n"
        "09.15\nFerry crews met the union in Kelvara on Monday, and stayed until late in the night.\n"
    )
    read = article(text)
    assert (read.genre, read.outlet) == ("live blog", "The Quay Tribune")
    assert [part.span.of(read.text) for part in read.paragraphs if part.kind == "heading"] == [
        "12.05",
        "11.30",
        "09.15",
    ]
    assert "happened today" not in read.text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Minister Ola Berg, left, and union head Ida Marsh, right, hand over the keys of the port.", "caption"),
        ("A grandmother waits on the north quay with her goat. KELVARA HARBOUR POLICE", "caption"),
        ("The minister left, and the union head, who was right, stayed with the keys of the port.", "body"),
        ("The ship sailed for the north quay under the flag of the KELVARA LINE.", "body"),
    ],
)
def test_a_picture_is_told_from_the_text(line: str, kind: str) -> None:
    """By who stands left and right, or by whom it belongs to at its end in capitals."""
    read = article(HEAD + TEXT + "\n" + line + "\n" + TEXT.replace("two", "three").replace("four", "five"))
    found = next(part.kind for part in read.paragraphs if part.span.of(read.text)[:14] == line[:14])
    assert found == kind


def test_a_question_of_who_passes_a_story_on_is_no_headline() -> None:
    """The headline stands below, over a date; a question over the text itself is one."""
    asked = "Why would anybody sell the last ferry of the town to a friend of the minister? Is this our way?\n"
    below = asked + "Town sells its last ferry\nPUBLISHED: 15 July 2025 at 05:00\n\n" + TEXT
    assert article(below).title == "Town sells its last ferry"
    assert (
        article("Who sold the last ferry?\nBy Lena Voss\nJuly 15, 2025\n\n" + TEXT).title == "Who sold the last ferry?"
    )


# In the book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A book of a report and an opinion on the same deed, and its data."""
    opinion = (
        "OPINION\nThe treaty is a mistake\nBy Jon Pell\nJuly 16, 2025\n\n"
        "Trade Minister Ola Berg signed the port treaty in Kelvara on Monday, and the coast will regret it.\n\n"
        "On July 10, the cabinet sold the last ferry of the fishers to a friend of Trade Minister Ola Berg.\n\n"
        "Harbour master Ida Marsh said that the treaty would cost two hundred jobs in the town.\n"
    )
    root = write_book(tmp_path_factory.mktemp("genres"), {"report.txt": HEAD + TEXT, "opinion.txt": opinion})
    made = run("briefing_book", "build", "--book", root)
    assert made.returncode == 0, made.stderr
    return root, json.loads((root / "docs" / "data" / "book.json").read_text("utf-8"))


def test_an_opinion_backs_others_and_stands_for_nothing_alone(book: tuple[Path, dict[str, Any]]) -> None:
    """What only it tells has no entry; whom it quotes is quoted."""
    data = book[1]
    told = {event["headline"]: {citation["source"] for citation in event["citations"]} for event in data["events"]}
    assert not any("ferry" in headline for headline in told)
    assert {"report", "opinion"} in told.values()
    assert {claim["citation"]["source"] for claim in data["bottom_line"]} <= {"report"}
    assert any("two hundred jobs" in said["text"] for said in data["quotations"])
    assert {"reason": "told by an opinion alone", "deeds": 1} in data["coverage"]["untold"]


def test_the_page_of_a_source_says_of_which_kind_it_is(book: tuple[Path, dict[str, Any]]) -> None:
    """With the words that say so, and in the list; a report needs no mark."""
    sources = book[0] / "docs" / "sources"
    assert "opinion, seen from “OPINION”" in page_of(book[0], "opinion").read_text("utf-8")
    assert "seen from" not in page_of(book[0], "report").read_text("utf-8")
    assert '<span class="bb-badge">opinion</span>' in (sources / "index.md").read_text("utf-8")


def test_a_head_of_turns_is_cut_at_blank_lines_only() -> None:
    """A menu above is no turn, and a label needs words behind it."""
    assert genre.turn_lines(split("HALE:\nORTH:\nHALE:")) == frozenset()
    assert genre.find_kind(split("Menu\nHome")).genre == "report"


def test_the_check_proves_the_sign_and_that_no_opinion_stands_alone(book: tuple[Path, dict[str, Any]]) -> None:
    """A sign that stands nowhere, and a line of the front page that rests on an opinion, are found."""
    assert run("briefing_book", "check", "--book", book[0]).returncode == 0
    file = book[0] / "docs" / "data" / "book.json"
    good = file.read_text("utf-8")
    data = json.loads(good)
    source = next(one for one in data["sources"] if one["id"] == "opinion")
    told = {}
    for change in ({"genre_seen": "EDITORIAL PAGE"}, {"genre": "report", "genre_seen": ""}):
        file.write_text(json.dumps(data | {"sources": [source | change, *(s for s in data["sources"] if s != source)]}))
        told[change["genre_seen"]] = run("briefing_book", "check", "--book", book[0]).stdout
    moved = json.loads(good)
    for one in moved["sources"]:
        if one["id"] == "report":
            one["genre"], one["genre_seen"] = "opinion", "Minister signs"
    file.write_text(json.dumps(moved))
    alone = run("briefing_book", "check", "--book", book[0]).stdout
    file.write_text(good)
    assert "does not stand in the file" in told["EDITORIAL PAGE"]
    assert "is told of it, and should be ''" in told[""]
    assert "rests on an opinion alone" in alone
