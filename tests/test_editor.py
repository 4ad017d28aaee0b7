"""book.yml: what it may say, and how it is refused."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing_book.book_file.read import parse_book_file, read_book_file, read_date
from briefing_book.model.errors import BookFileError
from briefing_book.model.settings import Target
from briefing_book.render.base import links


def test_no_file_means_defaults(tmp_path: Path) -> None:
    """A book needs no book.yml."""
    assert read_book_file(tmp_path / "book.yml").title is None


def test_keys_are_read() -> None:
    """Title, as-of date and topics come out typed."""
    read = parse_book_file(
        "title: Grain talks\nas_of: 2023-07-18\ntopics:\n  - {title: Grain corridor, terms: [corridor, wheat]}\n"
    )
    assert (read.title, read.as_of) == ("Grain talks", dt.date(2023, 7, 18))
    assert [(topic.id, topic.terms) for topic in read.topics] == [("grain-corridor", ("corridor", "wheat"))]


def test_kinds_of_people_stand_beside_their_corrections() -> None:
    """Without `kinds` every post gives a profile, a job none."""
    assert parse_book_file("people: {kinds: [court, job]}").kinds == {"court", "job"}
    book = parse_book_file("people:\n  kinds: [court]\n  edits:\n  - {person: A, hide: true, reason: x}")
    assert [override.person for override in book.people] == ["A"]
    assert "job" not in parse_book_file("title: x").kinds
    assert "union" in parse_book_file("people: {edits: [{person: A, hide: true, reason: x}]}").kinds


def test_a_topic_without_terms_is_found_by_its_title() -> None:
    """Its title is its one term."""
    assert parse_book_file("topics: [{title: Fishing rights}]").topics[0].terms == ("Fishing rights",)


def test_a_long_title_of_a_topic_has_an_address_that_can_be_published() -> None:
    """Of limited length, since it is a file's name."""
    assert links.topic_path(parse_book_file(f"topics: [{{title: {'Fishing rights ' * 30}}}]").topics[0].id)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: x", "line 1: unknown key `titel`, did you mean `title`?"),
        ("title: x\nas_of: soon", "line 2: `as_of` must be a date"),
        ("topics:\n  - terms: [x]", "line 2: a topic needs a `title`"),
        ("title: a\ntitle: b", "line 2: `title` stands twice"),
        ("full_text: 3", "`full_text` must be true or false"),
        ("a: &x [1]\nb: *x", "anchors and aliases"),
        ("title: [", "not valid YAML"),
        ("- x", "line 1: expected keys and values"),
        ("topics: [{title: A}, {title: a}]", "two topics have the same title"),
        ("title: !!python/object/apply:os.system [ls]", "`title`"),
        ("title: !!int x\nfull_text: !!bool x", "line 2: `full_text` must be true or false"),
        ('title: "\\ud800"', "line 1: `title` holds half a character"),
        ("title: ''", "line 1: `title` is empty"),
        ("[a]: b", "line 1: a key must be one word"),
        ("title: " + "[" * 30 + "]" * 30, "line 1: nested more than 20 deep"),
        ("as_of: 2025-07", "line 1: `as_of` must be a date such as 2025-07-09"),
        ("home_zones: [Asia/Seul]", "line 1: `Asia/Seul` is no IANA time zone, did you mean `Asia/Seoul`?"),
        ("home_zones: [New York]", "line 1: `New York` is no IANA time zone, did you mean `America/New_York`?"),
        ("people: {person: A}", "line 1: `people` must be a list"),
        ("people: {kind: [state]}", "line 1: unknown key `kind`, did you mean `kinds`?"),
        ("people: {kinds: state}", "line 1: `kinds` must be a list"),
        (
            "people:\n  kinds:\n  - state\n  - companies",
            "line 4: `companies` is no kind of post, did you mean `company`?",
        ),
        ("people: {kinds: [singer]}", "line 1: `singer` is no kind of post. The kinds are state, international"),
        ("people:\n  - {person: A, alias: B, reason: x}", "line 2: unknown key `alias`, did you mean `aliases`?"),
        ("people:\n  - {person: A, rename: B, reason: x}", "line 2: unknown key `rename`, did you mean `name`?"),
        ("events: [{event: a, retitle: B, reason: x}]", "line 1: unknown key `retitle`, did you mean `headline`?"),
        (
            "people:\n  - person: A\n    country: B",
            "line 2: `country` needs a `reason`, which the page shows beside it",
        ),
        (
            "people: [{person: A, reason: x}]",
            "line 1: this entry changes nothing; give it one or more of: `sources`, `spellings`, `name`",
        ),
        ("people: [{person: A, hide: false, reason: x}]", "line 1: this entry changes nothing"),
        (
            "people: [{country: B, reason: x}]",
            "line 1: an entry needs `person` or `merge` or `apart` or `split`, to say what it is about",
        ),
        ("people: [{person: A, merge: [B, C], reason: x}]", "and only one of them"),
        ("people: [{merge: [A, A], reason: x}]", "line 1: `merge` needs two or more names"),
        ("people: [{split: A, reason: x}]", "line 1: `split` needs `sources` or `spellings`"),
        ("people: [{person: A, spellings: B, reason: x}]", "line 1: `sources` and `spellings` go with `split`"),
        ("sources: [{source: a, weight: 3}]", "line 1: `weight` must be a number from 0 to 2, not '3'"),
        ("sources: [{source: a, weight: .nan}]", "line 1: `weight` must be a number from 0 to 2"),
        ("sources: [{source: a, url: 'javascript:x', reason: x}]", "line 1: `url` must begin with http:// or https://"),
        (
            "sources: [{source: a, published: soon, reason: x}]",
            "line 1: `published` must be a date such as 2025-07-09, 2025-07",
        ),
        ("sources: [{source: a, published: 2025-02-30, reason: x}]", "line 1: `published` must be a date"),
        ("events: [{event: {source: a}, pin: true}]", "line 1: `event` needs `words` of the sentence"),
        ("events: [{merge: [a], reason: x}]", "line 1: `merge` must be a list of two or more events"),
        ("disagreements: [{disagreement: d-1, settle: x}]", "line 1: `settle` needs a `reason`"),
        ("glossary: [{short: A, expansion: B}]", "line 1: `expansion` needs a `reason`"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str) -> None:
    """The message says where and what would mend it."""
    with pytest.raises(BookFileError) as error:
        parse_book_file(text)
    assert message in str(error.value)


def test_wrong_encoding_is_named(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused with the place."""
    path = tmp_path / "book.yml"
    path.write_bytes(b"title: caf\xe9")
    with pytest.raises(BookFileError, match="not UTF-8 at byte 10"):
        read_book_file(path)


def test_an_override_is_read_with_its_line() -> None:
    """A message after the merge can still name it."""
    entry = parse_book_file(
        "title: x\npeople:\n  # why not\n  - person: A\n    country: Norland\n    reason: her card\n"
    ).people[0]
    assert (entry.line, entry.person, entry.country, entry.reason) == (4, "A", "Norland", "her card")


def test_an_event_is_named_by_id_or_by_words() -> None:
    """What looks like an id is one."""
    read = parse_book_file(
        "events: [{event: e-0123456789, pin: true}, {event: {source: a, words: b}, pin: true}, {event: e-mail, pin: true}]"
    )
    assert [entry.events[0] for entry in read.events] == [
        Target(id="e-0123456789"),
        Target(words="b", source="a"),
        Target(words="e-mail"),
    ]


@pytest.mark.parametrize(
    "text", ["2031-02-28", "2031-02", "2031", "2031-02-01/2031-02-03", "[2031-02-01..2031-02-03]", "9999-12"]
)
def test_a_date_reads_back_as_it_is_written(text: str) -> None:
    """The forms that book.yml takes are those of the published data."""
    assert read_date(text).edtf == text


_WORDS = st.sampled_from(
    [
        "title",
        "as_of",
        "topics",
        "sources",
        "people",
        "events",
        "disagreements",
        "glossary",
        "person",
        "merge",
        "split",
        "event",
        "words",
        "date",
        "reason",
        "x",
    ]
)
_VALUES = st.recursive(
    st.one_of(_WORDS, st.text(max_size=8), st.integers(), st.booleans(), st.none(), st.floats(), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_WORDS, inner, max_size=4)),
    max_leaves=12,
)


@given(_VALUES)
def test_any_structure_is_read_or_refused(value: object) -> None:
    """Whatever stands in the file, the editor gets a book or a message."""
    with contextlib.suppress(BookFileError):
        parse_book_file(yaml.safe_dump(value))


@given(st.text(alphabet=st.sampled_from(" -:[]{},&*!|>#%@`'\"\n\t\\abtitlepeople01.~<?"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text gives a traceback."""
    with contextlib.suppress(BookFileError):
        parse_book_file(text)


@given(st.text(max_size=60))
def test_any_character_is_read_or_refused(text: str) -> None:
    """Nor do control characters, half characters and other scripts."""
    with contextlib.suppress(BookFileError):
        parse_book_file(f"title: {text}")
