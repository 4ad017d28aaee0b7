"""`briefing check` as a second reader: it proves an honest book, and lets no tampered one pass."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefing_book.check import dates, numbers, text
from briefing_book.check.data import Date
from briefing_book.check.pages import read_page
from briefing_book.check.places import _tells_highest
from briefing_book.check.sources import Article
from briefing_book.check.vocabulary import Vocabulary, accounted
from briefing_book.pipeline import build, prove
from briefing_book.render.pictures import network
from briefing_book.rules.load import load
from briefing_book.rules.types.check import CHECK_PHRASES
from tests.fuzz.tampering import NAMED, Tampered, at_random, copied, is_caught, made
from tests.quay_book import CORRECTIONS, write_quay_book
from tests.small_book import ROOT, run
from tests.test_flow import imports, parts

CHECK = sorted((ROOT / "generator" / "check").glob("*.py"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_quay_book(tmp_path_factory.mktemp("quay") / "book")
    build(root)
    return root


@pytest.fixture(scope="module")
def tampered(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Tampered:
    return copied(built, tmp_path_factory.mktemp("tampered"))


def test_a_disagreement_that_the_book_has_no_more_is_told_as_a_change(tmp_path: Path) -> None:
    """As words without a link, which are one with what stands before them."""
    root = write_quay_book(tmp_path / "book")
    build(root)
    one = _data(root)["disagreements"][0]["anchor"]
    hidden = f"\ndisagreements:\n- {{disagreement: {one}, hide: true, reason: told twice}}\n"
    (root / "book.yml").write_text((root / "book.yml").read_text("utf-8") + hidden, encoding="utf-8")
    build(root)
    assert "Withdrawn</span> Sources differ: " in (root / "docs/changes.md").read_text("utf-8")
    assert prove(root).faults == ()


@pytest.mark.parametrize("path", CHECK, ids=lambda path: path.stem)
def test_check_shares_nothing_with_the_stages_that_made_the_book(path: Path) -> None:
    assert parts(path) <= {"check", "model", "rules"}
    assert {name for name in imports(path) if name.startswith("generator.model")} <= {
        "generator.model.text",
        "generator.model.text.record",
        "generator.model.errors",
    }


def test_check_has_its_own_words() -> None:
    """Rules that the generator reads too would hide its faults."""
    asked = {name for path in CHECK for name in imports(path) if name.startswith("generator.rules.types.")}
    others = {name for name in asked if not name.startswith("generator.rules.types.check")}
    of_the_world = {f"generator.rules.types.lexicon.{name}" for name in ("COUNTRIES", "OUTLETS")}
    assert others == {"generator.rules.types.lexicon", *of_the_world}


@pytest.mark.parametrize(
    ("more", "notes"),
    [("", False), (CORRECTIONS, True), ("full_text: true\n", True)],
    ids=["as it is", "with corrections of every kind, and notes", "with whole articles"],
)
def test_an_honest_book_is_proved_whole(tmp_path: Path, more: str, notes: bool) -> None:
    root = write_quay_book(tmp_path / "book", more=more, notes=notes)
    build(root)
    proof = prove(root)
    assert proof.faults == ()
    assert proof.claims > 100
    assert proof.sources == 4


def test_the_command_says_what_it_proved(built: Path) -> None:
    done = run("generator", "check", "--book", built)
    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.endswith("claims of 4 sources proved, every link leads somewhere\n")


def test_the_command_fails_with_one_line_for_each_fault(tampered: Tampered) -> None:
    with tampered.with_change({"docs/data/book.json": b"{}"}):
        done = run("generator", "check", "--book", tampered.root)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "data/book.json: is damaged" in done.stdout


@pytest.mark.parametrize("name", NAMED)
def test_tampering_is_caught(tampered: Tampered, name: str) -> None:
    change = dict(made(tampered))[name]
    assert change is not None, "the book has no place for it"
    assert is_caught(tampered, change)


@pytest.mark.parametrize(
    ("folder", "was", "now"),
    [
        ("disagreements.md", r" \(one source\)\.", " (3 sources)."),
        ("disagreements.md", r"( \(\w+ sources?\)) or ", r"\1 and "),
        ("people/*.md", r"<p class=\"bb-meta bb-missing\".*", ""),
        ("people/*.md", r"(The program found )no [^,.<]+", r"\1no office"),
        ("people/*.md", r"(<ul class=\"bb-strip bb-last\"[^>]*>\n)<li class=\"bb-words[^§]*?</li>", r"\1"),
    ],
    ids=["more witnesses", "both days", "nothing missing", "something else missing", "nothing said last"],
)
def test_what_a_page_sums_up_is_proved(tampered: Tampered, folder: str, was: str, now: str) -> None:
    """The answers to a question, the head of a profile, the line for what the sources do not have."""
    for page in sorted((tampered.root / "docs").glob(folder)):
        path = page.relative_to(tampered.root).as_posix()
        changed = re.sub(was, now, tampered.read(path), count=1)
        if changed != tampered.read(path):
            assert is_caught(tampered, {path: changed.encode()})
            return
    pytest.fail("the book has no place for it")


def test_random_tampering_is_caught(tampered: Tampered) -> None:
    missed = [name for name, change in at_random(tampered, seed=10, count=20) if not is_caught(tampered, change)]
    assert missed == []


DAMAGED = [b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"schema": 1e999}']


@pytest.mark.parametrize("content", DAMAGED, ids=lambda content: repr(content[:20]))
@pytest.mark.parametrize(
    "name",
    [
        "book.json",
        "timeline.json",
        "citations.json",
        "editions.json",
        "sources.csl.json",
        "timeline.csv",
        "timeline.ics",
        "sources.bib",
    ],
)
def test_a_damaged_file_is_a_fault_and_no_traceback(tampered: Tampered, name: str, content: bytes) -> None:
    assert is_caught(tampered, {f"docs/data/{name}": content})


def test_a_missing_data_file_is_a_fault(tampered: Tampered) -> None:
    assert is_caught(tampered, {"docs/data/citations.json": None})


def test_an_article_that_nobody_read_is_a_fault(tampered: Tampered) -> None:
    new = tampered.root / "seeds" / "new.txt"
    new.write_text("A new pier\n\nThe pier opens on Monday.\n", encoding="utf-8")
    try:
        assert any(fault.startswith("seeds/new.txt") for fault in prove(tampered.root).faults)
    finally:
        new.unlink()


def test_a_paragraph_without_a_sentence_is_a_fault(tampered: Tampered) -> None:
    page = tampered.read("docs/figures.md")
    assert is_caught(tampered, {"docs/figures.md": f"{page}\nThe minister resigned.\n".encode()})


def test_words_called_the_editors_must_stand_in_book_yml(tampered: Tampered) -> None:
    def called_edited(book: dict[str, object]) -> None:
        event = book["events"][0]  # type: ignore[index]
        event["headline"] = "The quay burned down"
        event["edits"] = [{"what": "headline", "reason": "I saw it"}]

    with tampered.with_change(tampered.with_book(called_edited)):
        faults = prove(tampered.root).faults
    assert any("does not stand in book.yml" in fault for fault in faults)


def test_a_quotation_over_two_sentences_cites_both(built: Path) -> None:
    book = json.loads((built / "docs/data/book.json").read_text(encoding="utf-8"))
    said = next(q for q in book["quotations"] if q["text"].startswith("We will not wait another year. A fair"))
    assert said["citation"]["last"] == said["citation"]["sentence"] + 1
    assert said["text"] in said["citation"]["quote"]


def test_a_quotation_of_one_sentence_has_no_last_one(built: Path) -> None:
    book = json.loads((built / "docs/data/book.json").read_text(encoding="utf-8"))
    assert "last" not in next(q for q in book["quotations"] if q["text"] == "It is done")["citation"]


@pytest.mark.parametrize(
    ("shown", "cited", "so"),
    [
        ("Orlik met Roe.", "On Monday, Orlik met Ann Roe in Skarvik.", True),
        ("The deal ends.", "Now the deal ends.", True),
        ("Roe met Orlik.", "Orlik met Roe.", False),
        ("Orlik met Roes.", "Orlik met Roe.", False),
    ],
)
def test_shown_words_stand_in_order_in_the_sentence(shown: str, cited: str, so: bool) -> None:
    assert text.is_left_over(text.words(shown), text.words(cited)) is so


def _day(shown: str, words: str, basis: str = "stated") -> Date:
    day = dt.date.fromisoformat(shown)
    return Date(edtf=shown, earliest=day, latest=day, precision="day", basis=basis, text=words, zone=None)  # type: ignore[arg-type]


PUBLISHED = [dates.Days(first=dt.date(2019, 3, 13), last=dt.date(2019, 3, 13))]  # a Wednesday


@pytest.mark.parametrize(
    "date",
    [
        _day("2019-03-11", "on Monday", "weekday"),
        _day("2019-04-01", "April 1"),
        _day("2019-03-12", "yesterday", "relative to the article"),
        _day("2019-03-02", "the 2nd of March"),
        _day("2019-03-04", "2019-03-04"),
        _day("2020-02-29", "Feb. 29"),
        _day("2016-02-29", "29 February"),
        _day("2017-03-13", "two years ago today", "relative to the article"),
        _day("2019-03-18", "the Monday after 15 March", "relative to an event"),
        _day("2019-03-14", "the day before 15 March", "relative to an event"),
        _day("1206-05-07", "7 May 1206"),
        _day("1983-05-07", "7 May '83"),
        _day("0412-05-07", "7 May 412"),
        _day("0079-05-07", "7 May AD 79"),
    ],
    ids=lambda date: f"{date.text} as {date.edtf}",
)
def test_a_date_may_follow_from_its_words(date: Date) -> None:
    assert dates.of_words(date.text, date, PUBLISHED) is None


@pytest.mark.parametrize(
    "date",
    [
        _day("2019-03-12", "on Monday", "weekday"),
        _day("2018-03-12", "on Monday", "weekday"),
        _day("2019-04-02", "April 1"),
        _day("2021-04-01", "April 1"),
        _day("2019-03-09", "yesterday", "relative to the article"),
        _day("2018-03-04", "March 4, 2019"),
        _day("2019-05-04", "2019-03-04"),
        _day("2019-05-07", "7 May '83"),
        _day("2019-05-07", "7 May 412"),
        _day("2019-05-07", "7 May 79 AD"),
    ],
    ids=lambda date: f"{date.text} as {date.edtf}",
)
def test_a_date_that_does_not_follow_from_its_words_is_told(date: Date) -> None:
    assert dates.of_words(date.text, date, PUBLISHED) is not None


@pytest.mark.parametrize(
    ("quote", "so"),
    [
        ("The abbey burned on 7 May 1206.", True),
        ("The abbey burned on 7 May 2019.", False),
        ("On 7 May 1200 boats left.", False),
    ],
)
def test_a_year_cut_off_behind_a_day_is_told(quote: str, so: bool) -> None:
    assert bool(dates.of_quote(_day("2019-05-07", "7 May"), quote)) is so


def test_a_year_that_is_no_four_digits_is_no_mark_of_a_citation() -> None:
    """Such a year alone would look like the second citation."""
    first, last = dt.date(2, 1, 1), dt.date(2, 12, 31)
    year = Date(edtf="0002", earliest=first, latest=last, precision="year", basis="stated", text="AD 2", zone=None)
    assert dates.describe(year) == "AD 2"


@pytest.mark.parametrize(
    ("value", "words", "so"),
    [
        ("40000000", "40 million euros", True),
        ("40000", "40 million euros", False),
        ("12", "a dozen boats", True),
        ("205", "two hundred and five", True),
        ("0.333", "one-third of", True),
        ("300000000", "$300 to 350 million", True),
        ("40000000", "€40m ($44m)", True),
        ("44000000", "€40m ($44m)", True),
        ("44", "€40m ($45m)", False),
        ("40.5", "3.2 million (40.5 percent) voted", True),
        ("5000000", "five (5) million", True),
        ("1.5", "1.5 million", False),
        ("7", "the boats", False),
    ],
)
def test_a_value_follows_from_its_words(value: str, words: str, so: bool) -> None:
    assert numbers.follows(value, words) is so


@pytest.mark.parametrize("words", ["40 000-strong", "a four-man crew", "12 women"])
def test_words_that_count_people_are_of_people(words: str) -> None:
    assert numbers.is_of("people", words, words)


def test_check_knows_every_shape_of_the_picture_of_contacts() -> None:
    assert set(network.SHAPES) <= set(load(CHECK_PHRASES).pictures)


@pytest.mark.parametrize(
    "raw",
    [
        "The quay&nbsp;is&#32;new.",
        "The quay\nis new.",
        "The\u00a0quay  is\u2009new.",
        "The qu\u00aday is\u200b new.",
        "The [quay](https://news.example/q) is new.",
    ],
)
def test_blanks_marks_entities_and_links_of_a_file_do_not_hide_a_sentence(raw: str) -> None:
    assert Article("a.txt", raw.encode()).place("The quay is new.") == 0


@pytest.mark.parametrize(
    "raw", ["The quay of Bell &amp; Sons", "The quay of Bell &amp;amp; Sons", "The quay of Bell & Sons"]
)
def test_entities_of_entities_do_not_hide_a_sentence(raw: str) -> None:
    """The book reads entities once, so that "&amp;amp;" is shown as "&amp;"."""
    assert Article("a.txt", raw.encode()).place(html.unescape(raw)) == 0


def test_another_encoding_does_not_hide_a_sentence() -> None:
    assert Article("a.txt", "Une “café” close".encode("cp1252")).place("“café” close") >= 0


@pytest.mark.parametrize("broken", ["<ul><li>One</ul>", "<p>One", "</p>", "---\ntitle: x\n"])
def test_a_page_of_broken_form_is_told(broken: str) -> None:
    assert read_page("a.md", broken).faults


def test_a_link_with_a_date_in_its_words_is_read_as_a_link() -> None:
    page = read_page("a.md", '[<span data-edtf="[2019-03-01..2019-03-04]">between</span>](b.md#c-1)')
    assert [element.attributes["href"] for element in page.root.walk() if element.tag == "a"] == ["b.md#c-1"]


def test_a_name_over_two_lines_is_one_text() -> None:
    page = read_page("a.md", "[Renée<br>Lahti-Brekke](b.md)")
    assert [element.text() for element in page.root.walk() if element.tag == "a"] == ["Renée Lahti-Brekke"]


def test_a_long_line_is_taken_apart_at_its_ends() -> None:
    long = "an old, grey and " * 800 + "man"
    known = Vocabulary([long, "speaker of the board"], ())
    assert accounted(f"{long}: speaker of the board", (), known, {})
    assert not accounted(f"{long}: speaker of the house", (), known, {})


# Honest books of what is rare

PIER = """{head}

July 1, 2024

HOLMSTAD -- Foreign Minister Tove Halvorsen said on Monday that Norway would pay $40 million for the pier.
The pier is to open on July 12, 2024. Halvorsen met Trade Minister Pavel Orlik in Holmstad on June 20 to talk about the pier. {more}
"""
MET = "Foreign Minister Tove Halvorsen met Trade Minister Pavel Orlik in Holmstad on June 21 to talk about the harbour pier."


def _pier(root: Path, *, head: str = "The board closes the pier", more: str = "", settings: str = "") -> Path:
    (root / "seeds").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "seeds" / "pier.txt").write_text(PIER.format(head=head, more=more), encoding="utf-8")
    (root / "book.yml").write_text(f"title: The pier\n{settings}", encoding="utf-8")
    build(root)
    return root


@pytest.mark.parametrize(
    ("head", "more", "settings"),
    [
        ("](", "", ""),
        ("The pier", 'Orlik said: "—". "?" Halvorsen said.', ""),
        ("The pier", "The firm Bell &amp;amp; Sons builds it for Foreign Minister Tove Halvorsen for $30 million.", ""),
        ("The pier", "The ministers are to meet again on Feb. 29.", ""),
        (
            "The pier",
            "",
            "sources:\n  - {source: pier.txt, url: 'https://news.example/a?b=\"c\"&d=<b>e</b>', reason: the web}\n",
        ),
        ("The pier", "Sen. Dale Hucksby, R-Neb., opened the pier. Rep. Yolanda Frame (D-N.M.) did not come.", ""),
        ("The pier", "", "as_of: 9999-12-31\n"),
        ("The pier", "", "as_of: 0001-01-01\n"),
    ],
    ids=["brackets", "marks", "entities", "leap day", "address", "party marks", "last day", "first day"],
)
def test_what_is_rare_is_no_fault(tmp_path: Path, head: str, more: str, settings: str) -> None:
    assert prove(_pier(tmp_path, head=head, more=more, settings=settings)).faults == ()


def test_another_day_of_the_book_makes_no_edition_and_no_fault(tmp_path: Path) -> None:
    root = _pier(tmp_path)
    (root / "book.yml").write_text("title: The pier\nas_of: 2024-07-20\n", encoding="utf-8")
    build(root)
    assert prove(root).faults == ()
    (root / "book.yml").write_text("title: The pier\n", encoding="utf-8")
    build(root)
    assert prove(root).faults == ()


def test_the_editor_may_date_an_event_on_which_sources_differ(tmp_path: Path) -> None:
    root = _pier(tmp_path)
    (root / "seeds" / "again.txt").write_text(f"The pier again\n\nJuly 1, 2024\n\n{MET}\n", encoding="utf-8")
    dated = "title: The pier\nevents:\n  - {event: {source: again.txt, words: in Holmstad on June 21}, date: 2024-06-25, reason: the diary}\n"
    (root / "book.yml").write_text(dated, encoding="utf-8")
    build(root)
    assert any(side["value"] == "2024-06-21" for one in _data(root)["disagreements"] for side in one["claims"])
    assert prove(root).faults == ()


def _data(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / "docs/data/book.json").read_text(encoding="utf-8"))
    return data


# Tampering by hand

LINE_OF_HOME = r"<li id=\"c-[^\n]*\n\n[^\n]*bb-claim\"[^\n]*\n\n</li>\n"


@pytest.mark.parametrize(
    ("file", "pattern", "new"),
    [
        ("index.md", r"<strong>\d+</strong> \[dated entries", "<strong>99</strong> [dated entries"),
        ("index.md", r"<strong>\d+</strong> \[disagreements?", "<strong>0</strong> [disagreements"),
        ("index.md", rf"({LINE_OF_HOME})({LINE_OF_HOME})", r"\2\1"),
        ("index.md", r"\n## Where it stands", r"\n<!-- The minister resigned. -->\n\n## Where it stands"),
        ("index.md", r'bb-cell">Lately<', 'bb-cell">Next<'),
        ("index.md", r'bb-cell">Next<', 'bb-cell">Lately<'),
        ("sources/iceland-and-norway-close-to-a-quay-deal.md", r" · The Norway Courier · ", " · The Skarvik Mail · "),
        ("sources/index.md", r"The Norway Courier · Ada", "The Skarvik Mail · Ada"),
        ("data/timeline.ics", r"TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
        ("data/timeline.ics", r"END:VEVENT", r"STATUS:CANCELLED\r\nEND:VEVENT"),
        ("data/timeline.ics", r"END:VCALENDAR", r"X-WR-CALDESC:Nothing is true\r\nEND:VCALENDAR"),
        ("people/pavel-orlik.md", r"bb-words--indirect", "bb-words--direct"),
        ("people/pavel-orlik.md", r"(bb-words--\w+) bb-side-\w+", r"\1 bb-side-4"),
        ("feed.xml", r"<name>The quay</name>", "<name>The sea</name>"),
        ("feed.xml", r"</author>", "<email>a@news.example</email></author>"),
        ("feed.xml", r"<updated>20", "<updated>19"),
        ("data/book.json", r'"title": "Ferries"', '"title": "Boats"'),
    ],
)
def test_a_change_by_hand_is_caught(tampered: Tampered, file: str, pattern: str, new: str) -> None:
    before = (tampered.root / "docs" / file).read_bytes().decode()
    after = re.sub(pattern, new, before, count=1)
    assert after != before
    assert is_caught(tampered, {f"docs/{file}": after.encode()})


@pytest.mark.parametrize(
    "settings", ["title: The sea", "description: A quarrel about ships", "topics: [{title: Boats, terms: [boat]}]"]
)
def test_a_name_that_book_yml_gives_stands_in_the_book(built: Path, tmp_path: Path, settings: str) -> None:
    """Even where every page was changed alike."""
    root = shutil.copytree(built, tmp_path / "book")
    (root / "book.yml").write_text(f"{settings}\n", encoding="utf-8")
    assert any("book.yml" in fault for fault in prove(root).faults)


@pytest.mark.parametrize(
    ("page", "pattern", "new"),
    [
        ("index.md", r"\ndescription: .*", '\ndescription: "The minister resigned."'),
        ("index.md", r'book: "The quay"', 'book: "The sea"'),
        ("index.md", r"\nhide:", "\ntemplate: other.html\nhide:"),
        ("index.md", r"\nhide:", "\nimage: a.png\nhide:"),
        ("sources/iceland-and-norway-close-to-a-quay-deal.md", r"type: article", "type: profile"),
        (
            "sources/iceland-and-norway-close-to-a-quay-deal.md",
            r"\ndescription: .*",
            '\ndescription: "5 March 2019. 1 of 9 sentences cited in this book."',
        ),
        (
            "people/tove-halvorsen.md",
            r"\ndescription: .*",
            '\ndescription: "Tove Halvorsen: a spy. Named in 3 sources."',
        ),
        ("timeline.md", r"entr(y|ies) in all", r"entr\1 in some"),
        ("topics/ferries.md", r"\ntags: .*", '\ntags: ["bribery"]'),
        ("index.md", r'as_of: "\d+', 'as_of: "31'),
        ("people/tove-halvorsen.md", r"\{to: people/pavel-orlik", "{to: people/tove-halvorsen"),
        ("people/tove-halvorsen.md", r'title: "Pavel Orlik"\}', 'title: "The crook Orlik"}'),
        ("people/tove-halvorsen.md", r"\nway: .*", ""),
        ("people/tove-halvorsen.md", r"\nway: \{", "\nway: {up: {to: index.html, title: The quay}, "),
        ("people/tove-halvorsen.md", r"related: \[\{to: people/pavel-orlik", "related: [{to: topics/ferries"),
        ("index.md", r"\nhide:", "\nway: {next: {to: timeline.html, title: Timeline}}\nhide:"),
        ("people/tove-halvorsen.md", r"\ntags: .*", '\ntags: ["secret agent"]'),
        ("people/tove-halvorsen.md", r"\ntags: \[", '\ntags: ["Icelandic Transport Minister", '),
        ("glossary.md", r"\ntags: .*", '\ntags: ["XYZ"]'),
        ("timeline.md", r"\nsearch:", '\ntags: ["Halvorsen"]\nsearch:'),
    ],
)
def test_front_matter_changed_by_hand_is_caught(tampered: Tampered, page: str, pattern: str, new: str) -> None:
    before = tampered.read(f"docs/{page}")
    after = re.sub(pattern, new, before, count=1)
    assert after != before
    assert is_caught(tampered, {f"docs/{page}": after.encode()})


def test_the_highest_bar_may_count_more_than_a_thousand() -> None:
    assert _tells_highest("most in May 2023: 1,204 entries, 12 statements", [["May 2023", "1,204", "12"]])


def test_a_highest_bar_that_no_row_has_is_found() -> None:
    assert not _tells_highest("most in May 2023: 1,204 entries, 12 statements", [["May 2023", "204", "12"]])


def test_a_page_that_nothing_proves_is_told(built: Path, tmp_path: Path) -> None:
    """As a new kind of page would be, until the check knows it."""
    book = tmp_path / "book"
    shutil.copytree(built, book)
    docs = book / "docs"
    listed = json.loads((docs / ".generated.json").read_text(encoding="utf-8"))
    (docs / ".generated.json").write_text(json.dumps([*listed, "rumours.md"]), encoding="utf-8")
    (docs / "rumours.md").write_text("# Rumours\n\nThe minister stole ninety ferries.\n", encoding="utf-8")
    assert "rumours.md: the page: is written by the program, and nothing here proves it" in prove(book).faults
