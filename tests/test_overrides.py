"""The editor's corrections: each kind does what it says, shows why, and is an error once it matches nothing."""

from __future__ import annotations

import json

import jsonschema
import pytest

from briefing_book.model.book import Book, Edit, Person, TimelineEntry
from briefing_book.model.errors import BookFileError, StaleOverride
from briefing_book.model.permanent_ids import permanent_id
from briefing_book.render import published
from briefing_book.render.data.published import SCHEMA
from tests.harbour import SIXTH, article, harbour_book

FERRIES_BY_WORDS = "{source: ferries.txt, words: lifted the ban}"
PIER_BY_WORDS = "{source: pier.txt, words: lifted the ban}"


def person(book: Book, identifier: str) -> Person:
    return next(person for person in book.people if person.id == identifier)


def event(book: Book, words: str, source: str = "") -> TimelineEntry:
    return next(e for e in book.events if any(words in c.quote and source in c.source for c in e.citations))


def stale(book_yml: str) -> str:
    with pytest.raises(StaleOverride) as error:
        harbour_book(book_yml)
    return str(error.value)


# Sources


def test_an_excluded_source_takes_with_it_what_rests_on_it_alone() -> None:
    """Its events, people and abbreviations go; what others tell too stays; the book says what was left out."""
    book = harbour_book("sources: [{source: pier.txt, exclude: true, reason: a draft}]")
    assert [source.id for source in book.sources] == ["ferries", "harbour", "undated"]
    assert not [p for p in book.people if p.id == "torunn-alvestad"]
    assert not book.abbreviations
    assert not book.disagreements
    assert person(book, "pavel-orlik").sources == ("ferries", "harbour")
    assert book.left_out == (("pier.txt", "a draft"),)


def test_a_publication_date_anchors_the_dates_in_the_text() -> None:
    """ "On Wednesday" in an undated article is a day once the editor says when it was published."""
    book = harbour_book("sources: [{source: undated, published: 2019-03-15, reason: the print edition}]")
    date = event(book, "stayed at home").date
    assert date is not None
    assert date.edtf == "2019-03-13"
    source = next(source for source in book.sources if source.id == "undated")
    assert source.published is not None
    assert source.published.basis == "editor"
    assert source.edits == (Edit(what="published: 2019-03-15", reason="the print edition"),)


def test_a_source_takes_outlet_authors_title_and_address() -> None:
    """Each given field replaces the article's own; a title is marked as the editor's."""
    fields = "outlet: The Quay, authors: [A, B], title: Nets, url: 'https://quay.example/1'"
    book = harbour_book(f"sources: [{{source: undated, {fields}, reason: from the archive}}]")
    source = next(source for source in book.sources if source.id == "undated")
    assert (source.outlet, source.authors, source.title, source.title_basis) == (
        "The Quay",
        ("A", "B"),
        "Nets",
        "editor",
    )
    assert source.url == "https://quay.example/1"


def test_a_weight_changes_how_much_the_events_of_a_source_matter() -> None:
    """Half the weight, half the salience of what it alone tells."""
    before, after = (
        event(harbour_book(text), "April 1").salience for text in ("", "sources: [{source: ferries, weight: 0.5}]")
    )
    assert after == pytest.approx(before / 2, abs=1e-4)


def test_a_source_that_is_not_there_is_named_with_its_line() -> None:
    """The message has the line and the nearest names."""
    from briefing_book.book_file.read import parse_book_file
    from briefing_book.merge.article_edits import edit_articles
    from briefing_book.merge.base.targets import Faults

    faults: Faults = []
    overrides = parse_book_file("title: x\nsources:\n  - {source: feries.txt, exclude: true, reason: x}").sources
    edit_articles([article("ferries.txt", "Ferries sail again\n\nThe ferries sailed.\n")], overrides, (), faults)
    assert faults == [(3, "no source is called `feries.txt`; did you mean `ferries.txt` or `ferries`?")]


# People


def test_two_names_become_one_person() -> None:
    """Roles and sources are those of both; the other name is a spelling; the page says why."""
    book = harbour_book("people: [{merge: [Pavel Orlik, Torunn Alvestad], reason: a slip of the Herald}]")
    merged = person(book, "pavel-orlik")
    assert "Torunn Alvestad" in merged.aliases
    assert merged.edits == (Edit(what="one person: Pavel Orlik, Torunn Alvestad", reason="a slip of the Herald"),)
    assert [q.speaker for q in book.quotations if "worth every euro" in q.text] == ["pavel-orlik"]


def test_one_name_becomes_two_people() -> None:
    """Who is meant in the given sources has a page of their own, under the given name."""
    book = harbour_book(
        "people: [{split: Pavel Orlik, sources: [ferries], name: Pavel Orlik the Younger, reason: his son}]"
    )
    assert person(book, "pavel-orlik").sources == ("harbour", "pier")
    other = person(book, "pavel-orlik-the-younger")
    assert (other.name, other.sources) == ("Pavel Orlik the Younger", ("ferries",))


def test_one_of_two_namesakes_is_meant_by_id() -> None:
    """An id is never in doubt."""
    split = "{split: Pavel Orlik, sources: [ferries], reason: his son}"
    assert len(harbour_book(f"people: [{split}]").people) == 5
    assert "`Pavel Orlik` may mean 2 people" in stale(
        f"people: [{split}, {{person: Pavel Orlik, country: Estmark, reason: x}}]"
    )
    book = harbour_book(f"people: [{split}, {{person: pavel-orlik-2, country: Estmark, reason: x}}]")
    assert [person(book, identifier).country for identifier in ("pavel-orlik", "pavel-orlik-2")] == [None, "Estmark"]


def test_a_person_is_renamed_and_keeps_the_address() -> None:
    """The old name stays as a spelling, and links to the page go on working."""
    renamed = person(
        harbour_book("people: [{person: Tove Halvorsen, name: Tove Halvorsdatter, reason: her card}]"), "tove-halvorsen"
    )
    assert renamed.name == "Tove Halvorsdatter"
    assert "Tove Halvorsen" in renamed.aliases


def test_a_role_by_the_editor_stands_first() -> None:
    """It carries no sentence, since none says so; a reported title keeps its own."""
    new = person(
        harbour_book("people: [{person: tove-halvorsen, role: Prime Minister, reason: x}]"), "tove-halvorsen"
    ).roles
    assert [(role.title, role.by_editor, bool(role.citations)) for role in new[:2]] == [
        ("Prime Minister", True, False),
        ("Foreign Minister", False, True),
    ]
    same = person(
        harbour_book("people: [{person: tove-halvorsen, role: foreign minister, reason: x}]"), "tove-halvorsen"
    ).roles
    assert [(role.title, role.by_editor, bool(role.citations)) for role in same] == [("foreign minister", True, True)]


def test_a_country_holds_for_the_person_and_what_they_say() -> None:
    """Profile, office of state and party of the statements agree."""
    book = harbour_book("people: [{person: Pavel Orlik, country: Estmark, reason: x}]")
    assert person(book, "pavel-orlik").roles[0].country == "Estmark"
    assert {q.party for q in book.quotations if q.speaker == "pavel-orlik"} == {"Estmark"}


def test_a_spelling_is_added() -> None:
    """It stands with those that were found."""
    assert (
        "Halvorsen, T."
        in person(
            harbour_book('people: [{person: Tove Halvorsen, aliases: "Halvorsen, T.", reason: x}]'), "tove-halvorsen"
        ).aliases
    )


def test_a_hidden_person_has_no_page() -> None:
    """Their words stay, under the name alone; the list of those without a page says why."""
    book = harbour_book("people: [{person: Anders Vik, hide: true, reason: no longer in office}]")
    assert "anders-vik" not in [p.id for p in book.people]
    assert ("Anders Vik", "left out by the editor: no longer in office") in book.unprofiled


def test_official_or_not_is_the_editors_call() -> None:
    """`official: true` makes a page, `official: false` takes it away."""
    assert (
        person(harbour_book("people: [{person: Gerda Mohn, official: true, reason: x}]"), "gerda-mohn").name
        == "Gerda Mohn"
    )
    book = harbour_book("people: [{person: Anders Vik, official: false, reason: a spokesman}]")
    assert ("Anders Vik", "left out by the editor: a spokesman") in book.unprofiled


def test_a_correction_of_somebody_without_a_page_says_how_to_make_one() -> None:
    """A role for a person whom no source gives an office would be lost."""
    assert "`Gerda Mohn` has no profile (no office in the sources); `official: true`" in stale(
        "people: [{person: Gerda Mohn, country: Estmark, reason: x}]"
    )


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "{person: Tove Halversen, country: X, reason: x}",
            "nobody is called `Tove Halversen`; did you mean `Tove Halvorsen`?",
        ),
        ("{merge: [Tove Halvorsen, Nobody Atall], reason: x}", "nobody is called `Nobody Atall`"),
        ("{split: Nobody Atall, sources: ferries, reason: x}", "nobody is called `Nobody Atall`"),
        ("{split: Pavel Orlik, sources: undated, reason: x}", "`split` parts nobody from `Pavel Orlik`"),
        ("{split: Pavel Orlik, spellings: Pavel Orlik, reason: x}", "`split` parts everybody from `Pavel Orlik`"),
        ("{split: Pavel Orlik, sources: gone.txt, reason: x}", "no source is called `gone.txt`"),
        ("{person: Nobody Atall, hide: true, reason: x}", "nobody is called `Nobody Atall`"),
        ("{person: Nobody Atall, official: false, reason: x}", "nobody is called `Nobody Atall`"),
    ],
)
def test_a_correction_of_nobody_is_an_error(entry: str, message: str) -> None:
    """Line, what was looked for, and who may be meant."""
    text = stale(f"title: x\npeople:\n  - {entry}")
    assert text.startswith("book.yml, line 3: ")
    assert message in text


# Events


def test_an_event_takes_another_date() -> None:
    """Its basis says that the editor gave it."""
    edited = event(
        harbour_book(f"events: [{{event: {PIER_BY_WORDS}, date: 2019-03-12, reason: the log}}]"),
        "lifted the ban",
        "pier",
    )
    assert edited.date is not None
    assert (edited.date.edtf, edited.date.basis) == ("2019-03-12", "editor")
    assert edited.edits == (Edit(what="date: 2019-03-12", reason="the log"),)


def test_an_event_takes_another_headline() -> None:
    """The sentence that it rests on stays."""
    edited = event(
        harbour_book(f"events: [{{event: {PIER_BY_WORDS}, headline: The ban ends, reason: short}}]"),
        "lifted the ban",
        "pier",
    )
    assert edited.headline == "The ban ends"
    assert "Pavel Orlik" in edited.citations[0].quote


def test_a_hidden_event_is_told_among_what_was_left_out() -> None:
    """It is on no timeline, and a disagreement no longer points at it."""
    book = harbour_book(f"events: [{{event: {PIER_BY_WORDS}, hide: true, reason: wrong}}]")
    assert not [e for e in book.events if e.citations[0].source == "pier"]
    assert [reason for _, reason in book.left_out] == ["wrong"]
    assert len(book.disagreements[0].events) == 1


def test_two_events_become_one() -> None:
    """The first gives the date; both sentences are cited; a disagreement points at the one."""
    book = harbour_book(f"events: [{{merge: [{FERRIES_BY_WORDS}, {PIER_BY_WORDS}], reason: the same lifting}}]")
    merged = event(book, "lifted the ban")
    assert merged.date is not None
    assert (merged.date.edtf, {c.source for c in merged.citations}) == ("2019-03-12", {"ferries", "pier"})
    assert book.disagreements[0].events == (merged.id,)


def test_a_pinned_event_weighs_most() -> None:
    """It needs no reason: no fact is changed."""
    pinned = event(harbour_book("events: [{event: by April 1, pin: true}]"), "April 1")
    assert (pinned.pinned, pinned.salience) == (True, 1.0)


def test_an_event_is_named_by_the_id_of_any_of_its_accounts() -> None:
    """A new article may lead an entry from now on; the id written down before still finds it."""
    apart = {e.citations[0].source: e.id for e in harbour_book().events if "lifted the ban" in e.headline}
    retold = {"later.txt": "Ferries sail\n\nBy Ada Lindqvist, The Norland Courier\nMarch 14, 2019\n\n" + _LIFTED}
    together = harbour_book(more=retold)
    lead = event(together, "lifted the ban", "later")
    assert {c.source for c in lead.citations} == {"ferries", "later"}
    book = harbour_book(f"events: [{{event: {apart['ferries']}, headline: The ban ends, reason: x}}]", more=retold)
    assert event(book, "lifted the ban", "later").headline == "The ban ends"


_LIFTED = """Trade Minister Pavel Orlik lifted the ban on ferries from Norland on March 12.

The harbour was full.

The pier was empty.

The sky was grey.

The sea was calm.
"""


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{event: e-0000000000, date: 2019, reason: x}", "no event has the id `e-0000000000`"),
        (
            "{event: Estmark lifted every ban, hide: true, reason: x}",
            "no event has the words `Estmark lifted every ban`; did you mean `e-",
        ),
        ("{event: {source: harbour, words: lifted the ban}, headline: x, reason: x}", "in harbour; did you mean"),
        ("{event: lifted the ban, pin: true}", "stands in 2 events: `e-"),
        ("{merge: [by April 1, nothing like it], reason: x}", "no event has the words `nothing like it`"),
    ],
)
def test_a_correction_of_no_event_is_an_error(entry: str, message: str) -> None:
    """So is one that may mean several."""
    text = stale(f"events:\n  - {entry}")
    assert text.startswith("book.yml, line 2: ")
    assert message in text


# Lines named by the ids that the pages show


def test_an_event_is_corrected_by_the_id_on_its_page() -> None:
    shown = permanent_id(event(harbour_book(), "April 1"))
    dated = event(harbour_book(f"events: [{{event: {shown}, date: 2019-04-02, reason: log}}]"), "April 1")
    assert dated.date is not None
    assert dated.date.edtf == "2019-04-02"
    assert permanent_id(dated) == shown


def test_events_are_joined_by_the_ids_on_their_pages() -> None:
    both = [permanent_id(event(harbour_book(), "lifted the ban", source)) for source in ("ferries", "pier")]
    book = harbour_book(f"events: [{{merge: [{both[0]}, {both[1]}], reason: told twice}}]")
    assert {c.source for c in event(book, "lifted the ban").citations} == {"ferries", "pier"}


def test_an_id_of_a_page_stays_good_when_another_account_leads() -> None:
    """A page that was printed before the new article came still names the line."""
    retold = {"later.txt": "Ferries sail\n\nBy Ada Lindqvist, The Norland Courier\nMarch 14, 2019\n\n" + _LIFTED}
    shown = permanent_id(event(harbour_book(), "lifted the ban", "ferries"))
    assert permanent_id(event(harbour_book(more=retold), "lifted the ban", "later")) != shown
    book = harbour_book(f"events: [{{event: {shown}, headline: The ban ends, reason: x}}]", more=retold)
    assert event(book, "lifted the ban", "later").headline == "The ban ends"


def test_a_disagreement_is_settled_by_the_id_on_its_page() -> None:
    shown = permanent_id(harbour_book().disagreements[0])
    book = harbour_book(f"disagreements: [{{disagreement: {shown}, settle: 2019-03-12, reason: log}}]")
    assert book.disagreements[0].settled == "2019-03-12"


def _hidden(line: str) -> Book:
    return harbour_book(f"claims: [{{claim: {line}, hide: true, reason: misread}}]")


def test_a_statement_is_left_out_by_either_id() -> None:
    """The coverage page says so, with the reason."""
    said = next(q for q in harbour_book().quotations if "worth every euro" in q.text)
    for name in (said.id, permanent_id(said)):
        book = _hidden(name)
        assert said.id not in [q.id for q in book.quotations]
        assert len(book.quotations) == len(harbour_book().quotations) - 1
        assert book.left_out == ((said.text, "misread"),)


def test_a_figure_is_left_out_by_its_id() -> None:
    figure = harbour_book().figures[0]
    assert figure.id not in [f.id for f in _hidden(permanent_id(figure)).figures]


def test_a_line_of_a_summary_is_left_out_by_its_id() -> None:
    topic = next(topic for topic in harbour_book().topics if topic.summary)
    after = next(one for one in _hidden(permanent_id(topic.summary[0])).topics if one.id == topic.id)
    assert topic.summary[0] not in after.summary


def test_an_event_or_a_disagreement_among_the_claims_is_left_out_too() -> None:
    """Nobody has to know in which section a line belongs."""
    deadline, differing = event(harbour_book(), "April 1"), harbour_book().disagreements[0]
    assert not [e for e in _hidden(permanent_id(deadline)).events if e.id == deadline.id]
    assert not _hidden(permanent_id(differing)).disagreements


def test_a_line_that_is_not_there_cannot_be_left_out() -> None:
    assert "book.yml, line 1: no line that can be left out has the id `c-0000000000`" in stale(
        "claims: [{claim: c-0000000000, hide: true, reason: x}]"
    )


def test_a_claim_is_named_by_an_id_only() -> None:
    with pytest.raises(BookFileError, match="`claim` must be an id, `c-` and the ten digits"):
        harbour_book("claims: [{claim: worth every euro, hide: true, reason: x}]")


def test_a_person_is_named_as_the_page_names_them() -> None:
    """That may be the editor's own name for them, of an entry further up."""
    book = harbour_book(
        "people: [{person: Tove Halvorsen, name: Tove Halvorsdatter, reason: card},"
        " {person: Tove Halvorsdatter, country: Estmark, reason: card}]"
    )
    assert (person(book, "tove-halvorsen").name, person(book, "tove-halvorsen").country) == (
        "Tove Halvorsdatter",
        "Estmark",
    )


# Disagreements


def test_a_disagreement_is_settled() -> None:
    """Both versions stay; the editor's word and reason stand beside them."""
    settled = harbour_book(
        "disagreements: [{disagreement: lifted the ban, settle: 2019-03-12, reason: the log}]"
    ).disagreements[0]
    assert (settled.settled, len(settled.claims)) == ("2019-03-12", 2)
    assert settled.edits == (Edit(what="settled: 2019-03-12", reason="the log"),)


def test_a_false_alarm_is_hidden() -> None:
    """By its id; the coverage page tells of it."""
    identifier = harbour_book().disagreements[0].id
    book = harbour_book(f"disagreements: [{{disagreement: {identifier}, hide: true, reason: two liftings}}]")
    assert not book.disagreements
    assert book.left_out[0][1] == "two liftings"


@pytest.mark.parametrize("target", ["d-0000000000", "nothing like it"])
@pytest.mark.parametrize("act", ["settle: x", "hide: true"])
def test_a_settled_disagreement_that_is_gone_is_an_error(target: str, act: str) -> None:
    """The sources may agree by now; then the entry has to go."""
    assert "book.yml, line 1: no disagreement has the" in stale(
        f"disagreements: [{{disagreement: {target}, {act}, reason: x}}]"
    )


def test_home_zones_tell_a_date_line_from_a_contradiction() -> None:
    """Where the sentences say nothing of clocks, those of the editor's parties count."""
    assert harbour_book().disagreements[0].kind == "contradiction"
    assert harbour_book("home_zones: [America/New_York, Asia/Seoul]").disagreements[0].kind == "date-line"


# Glossary


def test_the_glossary_takes_additions_replacements_and_removals() -> None:
    """An addition rests on the first sentence that uses it."""
    entries = (
        "{short: NFU, expansion: Norland Fishers' Union, reason: x}, {short: SHB, expansion: Skarvik Board, reason: y}"
    )
    book = harbour_book(f"glossary: [{entries}]")
    assert [(a.short, a.expansion, a.citation.source) for a in book.abbreviations] == [
        ("NFU", "Norland Fishers' Union", "pier"),
        ("SHB", "Skarvik Board", "pier"),
    ]
    assert not harbour_book("glossary: [{short: SHB, hide: true, reason: x}]").abbreviations


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("short: XYZ, expansion: A", "no source uses `XYZ`"),
        ("short: SHP, hide: true", "the glossary has no `SHP`; did you mean `SHB`?"),
    ],
)
def test_a_gloss_of_nothing_is_an_error(entry: str, message: str) -> None:
    """An abbreviation that no source uses explains nothing."""
    assert message in stale(f"glossary: [{{{entry}, reason: x}}]")


def test_a_disagreement_is_named_by_the_id_it_had() -> None:
    """A new article may lead one of its two events; the entry in book.yml goes on."""
    identifier = harbour_book().disagreements[0].id
    retold = {"a.txt": "Ferries sail\n\nBy Ada Lindqvist, The Norland Courier\nMarch 14, 2019\n\n" + _LIFTED}
    assert harbour_book(more=retold).disagreements[0].id != identifier
    text = f"disagreements: [{{disagreement: {identifier}, settle: 2019-03-12, reason: x}}]"
    assert harbour_book(text, retold).disagreements[0].settled == "2019-03-12"


# All together


def test_the_published_data_say_what_was_edited() -> None:
    """Under a key that the schema knows, and only where something was."""
    text = f"""
sources: [{{source: undated, outlet: The Quay, reason: print}}]
people: [{{person: Tove Halvorsen, role: Envoy, reason: card}}]
events: [{{event: {PIER_BY_WORDS}, date: 2019-03-12, reason: log}}]
disagreements: [{{disagreement: lifted the ban, settle: 2019-03-12, reason: log}}]
glossary: [{{short: NFU, expansion: Norland Fishers' Union, reason: x}}]
"""
    data = json.loads(published(harbour_book(text)))
    jsonschema.validate(data, json.loads(SCHEMA.read_text()))
    edited = [
        entry["edits"]
        for part in ("sources", "people", "events", "disagreements")
        for entry in data[part]
        if "edits" in entry
    ]
    assert [edits[0]["what"] for edits in edited] == [
        "outlet: The Quay",
        "role: Envoy",
        "date: 2019-03-12",
        "settled: 2019-03-12",
    ]
    assert data["abbreviations"]["NFU"]["edits"][0]["reason"] == "x"


def test_every_stale_entry_is_told_at_once() -> None:
    """Nobody wants to mend a file one error at a time."""
    text = stale(
        "people: [{person: Nobody Atall, hide: true, reason: x}]\nglossary: [{short: XYZ, hide: true, reason: x}]"
    )
    assert [line[:18] for line in text.splitlines()] == ["book.yml, line 1: ", "book.yml, line 2: "]


def test_a_sixth_article_keeps_every_edit() -> None:
    """What the editor set right stays right when an article is added."""
    text = f"""
sources: [{{source: undated, published: 2019-03-15, reason: print}}]
people:
  - {{merge: [Pavel Orlik, Torunn Alvestad], reason: slip}}
  - {{person: Tove Halvorsen, country: Norland, reason: card}}
events: [{{event: {PIER_BY_WORDS}, date: 2019-03-12, reason: log}}]
disagreements: [{{disagreement: lifted the ban, settle: 2019-03-12, reason: log}}]
glossary: [{{short: NFU, expansion: Norland Fishers' Union, reason: x}}]
"""

    def edits(book: Book) -> list[tuple[str, Edit]]:
        records = (*book.sources, *book.people, *book.events, *book.disagreements)
        return [(record.id, edit) for record in records for edit in record.edits]

    assert edits(harbour_book(text, SIXTH)) == edits(harbour_book(text))
    assert len(edits(harbour_book(text))) == 5
