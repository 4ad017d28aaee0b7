"""What changed: claims that an edition adds, withdraws and dates anew, and the record of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefing_book.model.book import Change
from briefing_book.model.errors import StaleOverride, UsageError
from briefing_book.pipeline import build
from briefing_book.render import published, render
from briefing_book.store import editions
from briefing_book.store.claims import claimed
from tests.claimed import changes, told
from tests.harbour import SIXTH, harbour_book

ATOM = "{http://www.w3.org/2005/Atom}"
MORE = {
    "later.txt": "Ferries sail\n\nBy Ada Lindqvist, The Norland Courier\nMarch 14, 2019\n\n"
    "Trade Minister Pavel Orlik lifted the ban on ferries from Norland on March 12.\n"
}


def shown(found: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.claim, change.text) for change in found]


def test_a_book_that_is_the_same_changes_nothing() -> None:
    """Neither does one that was made again."""
    assert not changes(harbour_book(), harbour_book())


def test_a_new_article_adds_just_its_own_claims() -> None:
    """Ids of the others' claims do not depend on it."""
    found = changes(harbour_book(), harbour_book(more=SIXTH))
    rest = [
        change for change in found if change.claim != "topic" and change.sources != ("vote",) and change.id != "vote"
    ]
    assert not rest
    told = shown(found)
    assert ("added", "source", "Norland confirms the ferry agreement") in told
    assert ("added", "quotation", "Tove Halvorsen: “The harbour is open”") in told
    assert ("corroborated", "role", "Tove Halvorsen: Foreign Minister, Norland") in told


def test_a_new_lead_is_one_more_source_not_another_event() -> None:
    """The event is matched by a sentence that both editions cite, though its id is new."""
    found = [change for change in changes(harbour_book(), harbour_book(more=MORE)) if change.claim == "event"]
    assert [(change.kind, change.sources) for change in found] == [("corroborated", ("later",))]


def test_an_article_taken_out_withdraws_its_claims() -> None:
    """Also the disagreement that rested on it."""
    found = changes(harbour_book(), harbour_book(without=["pier.txt"]))
    assert ("withdrawn", "source", "Estmark says the pier will cost more") in shown(found)
    assert [change.kind for change in found if change.claim == "disagreement"] == ["withdrawn"]
    assert not [change for change in found if change.kind == "added" and change.claim != "topic"]


def test_a_new_disagreement_is_newly_disputed() -> None:
    """It is no addition of a fact."""
    found = changes(harbour_book(without=["pier.txt"]), harbour_book())
    assert [change.kind for change in found if change.claim == "disagreement"] == ["disputed"]


def test_a_plan_that_a_later_article_changes_is_superseded() -> None:
    """The kind of the disagreement tells it from a contradiction."""
    book = harbour_book()
    later = replace(book, disagreements=tuple(replace(d, kind="superseded") for d in book.disagreements))
    assert [c.kind for c in changes(replace(book, disagreements=()), later)] == ["superseded"]


def test_another_date_is_told_as_one() -> None:
    """With what it was and what it is."""
    edit = "events: [{event: {source: pier, words: lifted the ban}, date: 2019-03-12, reason: x}]"
    (change,) = changes(harbour_book(), harbour_book(edit))
    assert (change.kind, change.before, change.after) == ("redated", "2019-03-11", "2019-03-12")


def test_wording_is_no_change() -> None:
    """A shorter headline, a salience, a title of the book: the claims are the same."""
    book = harbour_book()
    worded = replace(
        book, title="x", events=tuple(replace(e, headline=f"{e.headline[:9]}…", salience=0.1) for e in book.events)
    )
    assert not changes(book, worded)
    history = editions.after((), None, told(book))
    assert editions.after(history, told(book), told(worded)) == history


def test_two_people_who_are_one_now_are_changed_not_withdrawn() -> None:
    """And what they said is not given to somebody else."""
    found = changes(harbour_book(), harbour_book("people: [{merge: [Pavel Orlik, Torunn Alvestad], reason: x}]"))
    people = [(c.kind, c.text, c.before) for c in found if c.claim == "person"]
    assert people == [("changed", "Pavel Orlik", "Torunn Alvestad")]
    assert not [c for c in found if c.claim == "quotation"]


def test_an_office_under_another_title_is_changed() -> None:
    """The same person and the same sentence: one claim, told otherwise."""
    found = changes(
        harbour_book(), harbour_book("people: [{person: Anders Vik, role: Minister of Fisheries, reason: x}]")
    )
    assert [(c.kind, c.before, c.after) for c in found] == [
        ("changed", "Anders Vik: Fisheries Minister", "Anders Vik: Minister of Fisheries")
    ]


def test_a_claim_that_the_older_book_told_twice_is_counted_anew() -> None:
    """The newest edition holds as many claims as the book, also where no claim changed."""
    data = json.loads(published(harbour_book()))
    said = data["quotations"]
    once, twice = (claimed(json.dumps({**data, "quotations": [*said, *more]}).encode()) for more in ((), said[:1]))
    history = editions.after(editions.after((), None, twice), twice, once)
    assert [dict(edition.holds)["quotation"] for edition in history] == [len(said) + 1, len(said)]


def test_the_first_edition_lists_nothing() -> None:
    """It says how much the record begins with."""
    (first,) = editions.after((), None, told(harbour_book()))
    assert (first.first, first.changes, first.summary) == (True, (), "first edition")
    assert dict(first.holds)["source"] == 4


def test_going_back_and_forth_gives_editions_of_their_own() -> None:
    """An edition's id covers those before it, so the same claims twice are two editions."""
    one, two = told(harbour_book()), told(harbour_book(more=SIXTH))
    history = editions.after(editions.after((), None, one), one, two)
    history = editions.after(history, two, one)
    assert history[0].claims == history[2].claims
    assert len({edition.id for edition in history}) == 3


def test_the_summary_counts_by_kind() -> None:
    """As `briefing build` prints it."""
    one, two = (
        told(harbour_book()),
        told(harbour_book("events: [{event: by April 1, date: 2019-04-02, reason: x}]")),
    )
    assert editions.after(editions.after((), None, one), one, two)[-1].summary == "1 claim re-dated"


# In docs/


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "docs").rglob("*"))
        if path.is_file()
    }


def test_a_rebuild_adds_no_edition(book: Path) -> None:
    """Nor does --check find a difference, with or without the stamp."""
    assert build(book).news == "first edition"
    before = _files(book)
    (book / ".briefing" / "built.json").unlink()
    assert not build(book, check=True).changes
    assert build(book).news is None
    assert _files(book) == before


def test_an_added_article_makes_an_edition_that_lasts(book: Path) -> None:
    """The page, the feed and the record have it; the next build leaves them."""
    build(book)
    (book / "seeds" / "vote.txt").write_text(SIXTH["vote.txt"])
    news = build(book).news
    assert news is not None
    assert news.startswith("since the last edition: ")
    assert "added" in news
    record = json.loads((book / "docs" / "data" / "editions.json").read_text())
    assert [edition["first"] for edition in record] == [True, False]
    page = (book / "docs" / "changes.md").read_text()
    assert (
        "Norland confirmed the ferry agreement with Estmark"
        in page.partition("### Ferry agreement")[2].partition("### ")[0]
    )
    assert "Tove Halvorsen" in page
    news = (book / "docs" / "index.md").read_text().partition("## What changed")[2].partition("</ul>")[0]
    assert 1 <= news.count("<li ") <= 3
    assert "Norland confirmed the ferry agreement with Estmark" in news
    assert "since the edition before" in (book / "docs" / "index.md").read_text()
    before = _files(book)
    (book / ".briefing" / "built.json").unlink()
    build(book)
    assert _files(book) == before


def test_words_without_a_day_of_their_own_are_shown_with_that_of_the_report(book: Path) -> None:
    """No "between 19 and 20 March", which no source gives."""
    build(book)
    (book / "seeds" / "vote.txt").write_text(SIXTH["vote.txt"])
    build(book)
    page = (book / "docs" / "changes.md").read_text()
    line = next(one for one in page.splitlines() if "The harbour is open" in one)
    assert "reported" in line
    assert "between" not in line


def test_what_is_changed_while_serving_comes_to_one_edition(book: Path) -> None:
    """Saving a draft ten times is not ten editions; undoing it all is none."""
    build(book)
    before = _files(book)
    begun = editions.continued(None, book / "docs")
    for text in (SIXTH["vote.txt"], SIXTH["vote.txt"].replace("open", "closed")):
        (book / "seeds" / "vote.txt").write_text(text)
        begun = editions.continued(begun, book / "docs")
        build(book, since=begun)
    assert len(json.loads((book / "docs" / "data" / "editions.json").read_text())) == 2
    assert "The harbour is closed" in (book / "docs" / "changes.md").read_text()
    (book / "seeds" / "vote.txt").unlink()
    build(book, since=editions.continued(begun, book / "docs"))
    assert _files(book) == before


def test_a_record_that_somebody_else_went_on_with_is_taken_over(book: Path) -> None:
    """Such as by a pull while the book is served."""
    build(book)
    begun = editions.continued(None, book / "docs")
    (book / "docs" / "data" / "editions.json").unlink()
    (book / "seeds" / "vote.txt").write_text(SIXTH["vote.txt"])
    build(book)
    assert editions.continued(begun, book / "docs")[0] != begun[0]


def test_the_same_steps_give_the_same_bytes(book: Path, tmp_path: Path) -> None:
    """The record knows no clock."""
    import shutil

    shutil.copytree(book, tmp_path / "other")
    for root in (book, tmp_path / "other"):
        build(root)
        (root / "seeds" / "vote.txt").write_text(SIXTH["vote.txt"])
        build(root)
    assert _files(book) == _files(tmp_path / "other")


@pytest.mark.parametrize("damage", ["", "[", "{}", '[{"id": 3}]', "\xff"])
def test_a_damaged_record_is_told_and_left(book: Path, damage: str) -> None:
    """Nobody's history is thrown away in silence."""
    build(book)
    record = book / "docs" / "data" / "editions.json"
    record.write_bytes(damage.encode("latin-1"))
    with pytest.raises(UsageError, match=r"editions\.json .*restore it from git, or delete it"):
        build(book)
    record.unlink()
    assert build(book).news == "first edition"


@pytest.mark.parametrize("damage", ["", "[]", '{"events": [3]}', '{"people": [{}]}'])
def test_damaged_published_data_is_told(book: Path, damage: str) -> None:
    """Without it nothing can be compared."""
    build(book)
    (book / "docs" / "data" / "book.json").write_text(damage)
    with pytest.raises(UsageError, match=r"book\.json is damaged"):
        build(book)


def test_published_data_that_is_gone_leaves_the_record(book: Path) -> None:
    """The record knows the claims it ends with."""
    build(book)
    before = _files(book)
    (book / "docs" / "data" / "book.json").unlink()
    build(book)
    assert _files(book) == before


def test_a_stale_id_is_told_with_what_it_stood_for(book: Path) -> None:
    """The published book still knows."""
    build(book)
    event = json.loads((book / "docs" / "data" / "book.json").read_text())["events"][0]
    (book / "book.yml").write_text(f"events: [{{event: {event['id']}, hide: true, reason: x}}]")
    (book / "seeds" / f"{event['citations'][0]['source']}.txt").write_text(SIXTH["vote.txt"])
    with pytest.raises(StaleOverride, match="as published it stands for") as error:
        build(book)
    assert event["headline"] in str(error.value)


def test_data_of_another_edition_than_the_record_ends_with_is_told_once(book: Path) -> None:
    """As an older version of this program left them when it was killed between the two files; an edition is recorded
    again."""
    build(book)
    record = (book / "docs" / "data" / "editions.json").read_bytes()
    (book / "seeds" / "vote.txt").write_text(SIXTH["vote.txt"])
    build(book)
    (book / "docs" / "data" / "editions.json").write_bytes(record)
    told = [problem.reason for problem in build(book).problems if problem.file == "docs/data/book.json"]
    assert ["data/editions.json ends with" in reason for reason in told] == [True]
    assert len(json.loads((book / "docs" / "data" / "editions.json").read_text())) == 2
    (book / ".briefing" / "built.json").unlink()
    assert not build(book).problems


def test_a_record_that_is_ahead_of_the_data_is_not_told_twice(book: Path) -> None:
    """The edition that the record ends with is the book that is made."""
    build(book)
    data = (book / "docs" / "data" / "book.json").read_bytes()
    (book / "seeds" / "vote.txt").write_text(SIXTH["vote.txt"])
    build(book)
    before = _files(book)
    (book / "docs" / "data" / "book.json").write_bytes(data)
    build(book)
    assert _files(book) == before


# The feed


def test_the_feed_has_what_atom_asks_for() -> None:
    """RFC 4287, 4.1: id, title and updated of feed and entries, an author, content or a link, no id twice."""
    one, two = told(harbour_book()), told(harbour_book(more=SIXTH))
    history = editions.after(editions.after((), None, one), one, two)
    pages = {page.path: page.content for page in render(replace(harbour_book(more=SIXTH), editions=history))}
    root = ET.fromstring(pages["feed.xml"])
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{tag}")) == 1, tag
        assert (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == ["2019-03-20T00:00:00Z", "2019-03-14T00:00:00Z"]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert all(entry.find(f"{ATOM}link[@rel='alternate']") is not None for entry in entries)


def test_hostile_text_cannot_break_the_feed() -> None:
    """Markup and control characters are text, or gone."""
    book = replace(harbour_book(), title="</title><x> & \x00\x1b\ufffe\ud800 done")
    root = ET.fromstring({page.path: page.content for page in render(book)}["feed.xml"].encode("utf-8", "replace"))
    assert (root.findtext(f"{ATOM}title") or "").startswith("</title><x> & ")
