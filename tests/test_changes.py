"""What changed, as a reader meets it: by topic, in sentences with who said it and when."""

from __future__ import annotations

from dataclasses import replace

from briefing_book.model.book import Book, Change, Edition
from briefing_book.render import render
from briefing_book.render.page_kinds.changes import groups, told_once, weightiest
from briefing_book.store import editions
from tests.claimed import changes, told
from tests.harbour import SIXTH, harbour_book
from tests.sample_book import BOOK

TOPICS = "topics: [{title: Ferries, terms: [ferry, ferries]}, {title: The harbour, terms: [harbour, pier]}]"
STRIKE = {
    "strike.txt": """Ferry crews of Norland threaten to strike

By Ada Lindqvist, The Norland Courier
March 21, 2019

HOLMSTAD -- Ferry crews in Norland will stop work on April 3, 2019, Fisheries Minister Anders Vik said on Wednesday.

"No ferry will sail on that day," Vik told reporters.
"""
}


def edition(old: Book, new: Book) -> Edition:
    """The one that the second book makes after the first."""
    history = editions.after((), None, told(old))
    return editions.after(history, told(old), told(new))[-1]


def read_aloud(found: Edition) -> dict[str, list[str]]:
    return {group.title: [change.text for change in group.changes] for group in groups(found)}


def fifth() -> Edition:
    """The four articles about a harbour, then a fifth and a sixth."""
    return edition(harbour_book(TOPICS), harbour_book(TOPICS, more={**SIXTH, **STRIKE}))


def test_a_second_edition_reads_aloud() -> None:
    """By topic, each statement with its speaker, each event with its day; people with their offices; sources last."""
    told = read_aloud(fifth())
    assert next(iter(told)) == "Ferries"
    assert list(told)[-1] == "Sources"
    assert "Anders Vik: “No ferry will sail on that day”" in told["Ferries"]
    assert any("stop work" in line for line in told["Ferries"])
    assert any("Norland confirmed the ferry agreement with Estmark" in line for line in told["Ferries"])
    assert "Tove Halvorsen: “The harbour is open”" in [line for lines in told.values() for line in lines]
    days = {change.text: change.date for change in fifth().changes if change.claim == "event"}
    assert all(date is not None for date in days.values())


def test_what_falls_due_comes_before_what_is_only_said() -> None:
    """The gravest first, so that home can show a few lines."""
    kinds = [change.claim for change in weightiest(fifth(), 3)]
    assert len(kinds) == 3
    assert kinds[0] == "event"


def test_a_name_told_in_full_is_no_change() -> None:
    """Nor is another spelling of it, nor an office whose bearer is named otherwise."""
    book = harbour_book()
    fuller = replace(book, people=tuple(replace(p, name=f"{p.name} Holm", aliases=(p.name,)) for p in book.people))
    assert not changes(book, fuller)


def test_a_speaker_who_is_told_in_full_is_no_change() -> None:
    """ "Orlik" and "Pavel Orlik"; somebody else is one."""
    book = harbour_book()
    said = next(one for one in book.quotations if one.speaker == "pavel-orlik")
    short = replace(book, quotations=(replace(said, speaker=None, speaker_text="Orlik"),))
    whole = replace(book, quotations=(said,))
    other = replace(book, quotations=(replace(said, speaker=None, speaker_text="Ulla Stern"),))
    assert not [c for c in changes(short, whole) if c.claim == "quotation"]
    assert [c.before for c in changes(other, whole) if c.claim == "quotation"] == ["Ulla Stern"]


def line(text: str, claim: str = "event") -> Change:
    return Change(kind="added", claim=claim, id=text, text=text)  # type: ignore[arg-type]


def test_what_another_line_tells_is_not_told_again() -> None:
    """The words of a statement that its event has already; another matter stays."""
    found = told_once(
        [
            line("Minister Ola Berg asked for more time at the port on Monday."),
            line("Ola Berg asked for more time at the port", "quotation"),
            line("The port closes on Friday."),
        ]
    )
    assert [change.text for change in found] == [
        "Minister Ola Berg asked for more time at the port on Monday.",
        "The port closes on Friday.",
    ]


def test_a_further_source_for_an_office_is_counted_and_not_shown() -> None:
    """So is a new person whose office stands beside."""
    found = fifth()
    assert ("corroborated", "role") in {(change.kind, change.claim) for change in found.changes}
    people = read_aloud(found).get("People", [])
    assert not [one for one in people if one == "Tove Halvorsen: Foreign Minister, Norland"]


def test_a_line_about_a_file_that_holds_another_article_today_leads_nowhere() -> None:
    """A source is known by its file's name, and somebody may have put another article under it."""
    history = editions.after((), None, told(BOOK))
    after = replace(BOOK, editions=history)
    other = replace(after, sources=(replace(BOOK.sources[0], title="Quite another matter"), *BOOK.sources[1:]))
    assert linked(after, BOOK.sources[0].title)
    assert not linked(other, BOOK.sources[0].title)


def linked(book: Book, words: str) -> bool:
    """Whether these words are a link on the page of changes."""
    changes = Change(kind="redated", claim="source", id=book.sources[0].id, text=words, before="2019", after="2020")
    later = replace(book.editions[0], id="later", first=False, changes=(changes,))
    page = next(page for page in render(replace(book, editions=(*book.editions, later))) if page.path == "changes.md")
    assert words in page.content
    return f"[{words}](" in page.content
