"""Copies and versions of one story are no sources of their own, and who shares a text is one witness; two stories stay
two, however alike their phrases are."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from briefing_book import pipeline
from briefing_book.book_file.read import parse_book_file
from briefing_book.cli import main
from briefing_book.ingest import plain_article
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.intake import read_folder
from briefing_book.merge.base.corpus import families_of
from briefing_book.merge.base.targets import names_of_files
from briefing_book.merge.families.candidates import candidates
from briefing_book.merge.families.families import Families
from briefing_book.merge.families.find import families
from briefing_book.merge.families.telling import words_of
from briefing_book.model.article import Article, Print
from briefing_book.model.book import Book
from briefing_book.model.errors import BookFileError, StaleOverride
from briefing_book.model.settings import BookFile, SourceOverride
from briefing_book.workers import guarded
from tests.book_of_texts import book_of
from tests.claimed import changes
from tests.told_stories import (
    LOOKALIKES,
    MARKET,
    MATCH,
    QUAKE,
    STORIES,
    WEEKLY,
    Change,
    Draft,
    cut,
    folder,
    headed,
    joined,
    moved,
    styled,
    updated,
)

CHANCE = random.Random(3)


def draft(number: int = 0, **changes: object) -> Draft:
    headline, text = STORIES[number]
    own = Draft(headline=headline, paragraphs=tuple(text.split("\n")), outlet="Orvania Today", day=dt.date(2024, 3, 4))
    return replace(own, **changes)  # type: ignore[arg-type]


def changed(one: Draft, *changes: Change) -> Draft:
    for change in changes:
        one = change(one, random.Random(5))
    return one


def article(one: Draft, file: str) -> Article:
    return replace(article_from_bytes(one.text.encode(), file=file), id=file.removesuffix(".txt"))


def found(**drafts: Draft) -> Families:
    return families([article(one, f"{name}.txt") for name, one in drafts.items()])


def prints(families_: Families) -> dict[str, list[tuple[str, str]]]:
    return {source: [(one.file, one.fate) for one in some] for source, some in families_.prints.items()}


def family_of(families_: Families) -> dict[str, str]:
    """The family of each file, prints too."""
    own = families_.heads
    return {**own} | {one.file: own[source] for source, some in families_.prints.items() for one in some}


# All together


@pytest.mark.parametrize("seed", range(6))
def test_twelve_stories_in_thirty_prints_are_told_apart(seed: int) -> None:
    """F1 over pairs at least 0.95, and no two different stories joined; look-alikes are among them."""
    articles, stories = folder(seed)
    group = family_of(families(articles))
    pairs = list(combinations(sorted(stories), 2))
    same = {pair for pair in pairs if stories[pair[0]] == stories[pair[1]]}
    joined_ = {pair for pair in pairs if group[pair[0]] == group[pair[1]]}
    assert joined_ - same == set()
    assert 2 * len(joined_ & same) / (len(joined_) + len(same)) >= 0.95


def test_the_order_of_the_folder_does_not_matter() -> None:
    articles, _ = folder(1)
    other = list(articles)
    random.Random(9).shuffle(other)
    assert families(other).prints == families(articles).prints
    assert family_of(families(other)) == family_of(families(articles))


@pytest.mark.parametrize("pair", list(combinations(range(len(LOOKALIKES)), 2)), ids=str)
def test_no_two_lookalikes_are_one_story(pair: tuple[int, int]) -> None:
    """Two earthquakes, two days of a market, two matches, two weeks of a figure by one template each."""
    one, other = (LOOKALIKES[number] for number in pair)
    alike = found(**{
        name: Draft(headline=headline, paragraphs=tuple(text.split("\n")), outlet=outlet, day=day)
        for name, (outlet, headline, text, day) in (("one", one), ("other", other))
    })  # fmt: skip
    assert not alike.prints
    assert len(set(family_of(alike).values())) == 2


# One by one


@pytest.mark.parametrize(
    "changes",
    [(cut,), (headed,), (styled,), (joined,), (moved, cut, styled), (moved, headed, joined)],
    ids=lambda changes: "-".join(change.__name__ for change in changes),
)
@pytest.mark.parametrize("number", range(len(STORIES)))
def test_what_an_outlet_does_to_a_story_leaves_it_a_print(number: int, changes: tuple[Change, ...]) -> None:
    whole = draft(number)
    both = found(whole=whole, print=changed(replace(whole, outlet="Harbour News"), *changes))
    assert len(both.heads) == 1


def test_a_cut_print_is_a_copy_of_the_fuller_one() -> None:
    both = found(a_cut=changed(draft(), moved, cut), whole=draft())
    assert prints(both) == {"whole.txt": [("a_cut.txt", "copy")]}


def test_of_two_prints_of_one_length_the_earlier_is_the_source_then_the_first_by_name() -> None:
    late = changed(replace(draft(), day=dt.date(2024, 3, 5), outlet="Harbour News"), headed)
    assert prints(found(a=late, b=draft())) == {"b.txt": [("a.txt", "copy")]}
    same_day = replace(late, day=draft().day)
    assert prints(found(a=draft(), b=same_day)) == {"a.txt": [("b.txt", "copy")]}


def test_the_newest_version_speaks_and_tells_what_changed() -> None:
    newer = changed(draft(8), updated)
    both = found(new=newer, old=draft(8))
    assert prints(both) == {"new.txt": [("old.txt", "version")]}
    (old,) = both.prints["new.txt"]
    figures = [pair for pair in old.altered if pair.was and pair.now]
    assert len(figures) == 2
    assert all(re.sub(r"\d", "", pair.was) == re.sub(r"\d", "", pair.now) for pair in figures)
    assert any(not pair.was and "late in the evening" in pair.now for pair in old.altered)
    assert re.match(r"\d+ of 1[0-9] sentences are the same; 2 with other figures", old.seen)


def test_a_short_print_of_the_old_text_a_day_later_makes_no_fuller_one_old() -> None:
    old, new = draft(8), changed(draft(8), updated)
    late = changed(replace(draft(8), outlet="Harbour News", day=dt.date(2024, 3, 5)), cut)
    both = found(old=old, new=new, late=late)
    assert prints(both) == {"new.txt": [("late.txt", "copy"), ("old.txt", "version")]}
    without = found(new=new, late=late)
    assert not without.prints
    assert len(set(family_of(without).values())) == 1


def test_one_address_makes_two_versions_whatever_the_headline() -> None:
    """The text has to be the same in half of it: an address may be that of a page that changes."""
    url = "https://orvania.example/news/dam-strike"
    old = draft(url=url)
    new = replace(old, headline="Dam stands still", paragraphs=(*old.paragraphs[:5], "Nobody came on Monday."), day=dt.date(2024, 3, 9), url=url + "?from=mail")  # fmt: skip
    assert prints(found(old=old, new=new)) == {"new.txt": [("old.txt", "version")]}
    other = replace(draft(5), url=url)
    assert not found(old=old, other=other).prints


def test_a_later_time_on_one_day_is_newer() -> None:
    early = draft(3, outlet="Dorvik Mail\n\nUpdated: 4 March 2024 09:15")
    late = changed(replace(early, outlet="Dorvik Mail\n\nUpdated: 4 March 2024 18:40"), updated)
    late = replace(late, headline=early.headline)
    assert prints(found(late=late, early=early)) == {"late.txt": [("early.txt", "version")]}


def test_a_print_with_its_own_reporting_stays_a_source_of_one_family() -> None:
    whole = draft(4)
    own = (
        "Harbour master Gerd Polan said the new line would be marked with yellow buoys before the ice goes.",
        "In Great Teal the island's only baker, Mina Krall, had baked a cake in the shape of a herring.",
        "Traders in the capital expected the price of fish to fall, and a cannery in Reis hired thirty women.",
    )
    other = replace(whole, outlet="Harbour News", headline="Peace at sea", paragraphs=(*whole.paragraphs[:3], *own))
    both = found(whole=whole, other=other)
    assert not both.prints
    assert both.heads == {"whole.txt": "whole", "other.txt": "whole"}


def test_a_story_that_has_the_background_of_another_is_another() -> None:
    """The next day's news with yesterday's last paragraphs below it."""
    whole = draft(8)
    next_day = replace(
        whole,
        headline="First funerals at Sarn",
        day=dt.date(2024, 3, 6),
        paragraphs=(
            "Nine of the dead were buried in Elden on Wednesday, and shops in the whole valley stayed shut.",
            "Bishop Tomas Reder asked the mourners to look after those who have lost their homes.",
            "A fund for the families has taken in 400,000 dinars, the mayor of Elden said.",
            *whole.paragraphs[6:],
        ),
    )
    both = found(whole=whole, next_day=next_day)
    assert not both.prints
    assert len(set(family_of(both).values())) == 2


def test_two_reports_with_one_quotation_are_two() -> None:
    words = '"The sea was calm and the night was clear, so we have to ask how the ship could be 2 miles off its course," coastguard officer Ulla Remsey said.'  # fmt: skip
    one = draft(1, paragraphs=("The coastguard wants to know why a ferry left its way to Pellen at night.", words, "Its owner has said little so far.", "Islanders ask for a second ship."))  # fmt: skip
    other = draft(1, paragraphs=("Questions were raised in Brannock on Monday over the wreck of the Northern Grace.", words, "A lawyer for the passengers, Edda Moll, said she would sue.", "The harbour stays closed to large ships."), outlet="Lethia Times")  # fmt: skip
    assert len(set(family_of(found(one=one, other=other)).values())) == 2


def told(paragraphs: Sequence[str], **changes: object) -> Draft:
    return draft(0, paragraphs=tuple(paragraphs), outlet="Harbour News", headline="World in brief", **changes)


DAM = draft(0).paragraphs


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Hundreds of builders have laid down tools at the Tarvo dam over wages that never came.", *DAM[1:]),
        DAM[4:],
        (DAM[0], DAM[3]),
        [text.replace("on Tuesday", "on March 5").replace("on Thursday", "on 7 March") for text in DAM],
        [text.replace("ten days", "10 days").replace("six years", "6 years") for text in DAM],
        [text.replace(" said.", " told Examplewire.").replace("told reporters", "said") for text in DAM],
        [text.replace("Energy Minister Sonja Petrell", "Ms Petrell, the energy minister,") for text in DAM],
        [re.sub(r", [^,.]+(?=\.)", "", text) for text in DAM],
    ],
    ids=["another opening", "second half", "two paragraphs", "days as dates", "numbers as digits", "said or told",
         "titles", "sentences shortened"],
)  # fmt: skip
def test_what_a_desk_does_to_a_text_leaves_it_a_copy(paragraphs: Sequence[str]) -> None:
    both = found(whole=draft(0), print=told(paragraphs))
    assert {one.fate for some in both.prints.values() for one in some} == {"copy"}


def test_a_new_opening_figure_makes_a_version() -> None:
    newer = draft(0, headline="UPDATE 2-" + STORIES[0][0], paragraphs=tuple(text.replace("340", "410").replace("14 million", "16 million") for text in DAM))  # fmt: skip
    assert prints(found(old=draft(0), new=newer)) == {"new.txt": [("old.txt", "version")]}


def test_figures_that_differ_without_a_sign_which_is_newer_leave_both_sources() -> None:
    both = found(one=draft(0), other=draft(0, paragraphs=tuple(text.replace("340", "410") for text in DAM)))
    assert not both.prints
    assert len(set(family_of(both).values())) == 1


def filled(form: str, fields: Sequence[str], *values: Sequence[str], days: Sequence[int] = (5, 6)) -> list[Draft]:
    """Two articles by one form; `fields` are those that differ."""
    same = {
        "news": "results of shipping companies", "winner": "Kestrel", "loser": "Helbrand", "way": "higher",
        "where": "off the Marrow coast of Lethia", "town": "Castine",
        "guest": "Elden Town", "striker": "Milo Santer", "helper": "Jan Obel", "coach": "Rik Vander",
        "keeper": "Sven Alm", "home": "Brannock Rovers", "place": "third",
    }  # fmt: skip
    return [
        Draft(
            headline="Rovers, shares and shocks",
            paragraphs=tuple(form.format(**same, **dict(zip(fields, given, strict=True))).split("\n")),
            outlet="Dorvik Mail",
            day=dt.date(2024, 3, day),
        )
        for given, day in zip(values, days, strict=True)
    ]


FORMS = {
    "the market of two days": filled(
        MARKET, ("day", "percent", "level", "gain", "loss", "volume"),
        ("Tuesday", "1.2", "4,118", "3.4", "2.2", "284"), ("Wednesday", "0.3", "4,130", "1.4", "1.2", "281")),
    "the market of two days that are not named": filled(
        MARKET.replace(" on {day}", ""), ("percent", "level", "gain", "loss", "volume"),
        ("1.2", "4,118", "3.4", "2.2", "284"), ("0.3", "4,130", "1.4", "1.2", "281")),
    "two shocks at one place": filled(
        QUAKE, ("size", "day", "depth", "far", "hour"),
        ("6.1", "Tuesday", "10", "48", "5:12 a.m."), ("5.5", "Wednesday", "12", "41", "7:40 a.m.")),
    "two shocks at one place on one day": filled(
        QUAKE, ("size", "day", "depth", "far", "hour"),
        ("6.1", "Tuesday", "10", "48", "5:12 a.m."), ("5.5", "Tuesday", "12", "41", "7:40 p.m."), days=(5, 5)),
    "two matches of the same teams": filled(
        MATCH, ("score", "day", "crowd", "minute"),
        ("1-0", "Saturday", "14,200", "34th"), ("3-1", "Tuesday", "11,050", "12th"), days=(2, 5)),
    "two weeks": filled(
        WEEKLY, ("number", "day", "change", "year", "average"),
        ("4,120", "2 March", "110", "620", "4,030"), ("4,236", "9 March", "116", "701", "4,077"), days=(7, 9)),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_one_form_with_the_same_names_filled_twice_is_two_stories(name: str) -> None:
    first, second = FORMS[name]
    assert len(set(family_of(found(first=first, second=second)).values())) == 2


def test_figures_of_the_next_day_by_one_form_are_no_version() -> None:
    """Every sentence with a number has another one: nothing sure is the same."""
    form = (
        "The ministry counted {} new cases of the fever, after {} the day before.",
        "There are {} people in hospital, {} of them in intensive care.",
        "So far {} people have died of it.",
        "The ministry asks everybody to wash their hands and to stay at home with a cough.",
    )
    figures = [(1204, 1187, 311, 42, 96), (1310, 1204, 325, 45, 101)]
    days = []
    for number, given in enumerate(figures):
        left = iter(given)
        paragraphs = tuple(re.sub(r"\{\}", lambda _: str(next(left)), text) for text in form)  # noqa: B023
        days.append(Draft(headline="Fever: the figures of the day", paragraphs=paragraphs, outlet="Orvania Today", day=dt.date(2024, 3, 4 + number)))  # fmt: skip
    both = found(first=days[0], second=days[1])
    assert not both.prints
    assert len(set(family_of(both).values())) == 2


def test_an_old_story_printed_again_weeks_later_is_not_joined() -> None:
    assert not found(old=draft(), late=draft(day=dt.date(2024, 4, 20), outlet="Harbour News", headline="Dam")).prints


def test_the_words_of_two_house_styles_are_one() -> None:
    british = "Mr Low’s programme, organised by neighbours, cost 1,200 crowns, 5 per cent more than in the U.S."
    american = "Mr. Low's program, organized by neighbors, cost 1200 crowns, 5% more than in the US."
    assert words_of(british) == words_of(american)


# The editor


def wanting(**fields: object) -> Families:
    override = SourceOverride(line=2, reason="seen", source="print.txt", **fields)  # type: ignore[arg-type]
    articles = [
        article(draft(), "whole.txt"),
        article(changed(draft(), moved, cut), "print.txt"),
        article(draft(5), "roof.txt"),
    ]
    return families(articles, (), [override])


def test_the_editor_takes_a_print_out_of_its_family() -> None:
    assert not wanting(family="none").prints


def test_the_editor_says_whose_copy_it_is() -> None:
    asked = wanting(of="roof.txt")
    (one,) = asked.prints["roof.txt"]
    assert (one.file, one.by_editor) == ("print.txt", True)
    assert "the editor of this book says so: seen" in one.seen


@pytest.mark.parametrize(
    ("override", "fault"),
    [
        (SourceOverride(line=1, reason="x", source="roof.txt", family="none"), "changes nothing"),
        (SourceOverride(line=1, reason="x", source="roof.txt", of="wall.txt"), "no source is called `wall.txt`"),
        (SourceOverride(line=1, reason="x", source="roof.txt", of="roof.txt"), "cannot be a copy of itself"),
    ],
)
def test_a_wish_that_matches_nothing_is_a_fault(override: SourceOverride, fault: str) -> None:
    ((line, told),) = families([article(draft(5), "roof.txt")], (), [override]).faults
    assert line == 1
    assert fault in told


def test_copies_in_a_circle_are_a_fault_and_in_a_row_are_none() -> None:
    files = {"roof.txt": draft(5), "wall.txt": draft(6), "door.txt": draft(7)}
    articles = [article(text, name) for name, text in files.items()]

    def of(line: int, source: str, of: str) -> SourceOverride:
        return SourceOverride(line=line, reason="x", source=source, of=of)

    row = [of(1, "roof.txt", "wall.txt"), of(2, "wall.txt", "door.txt")]
    assert not families(articles, (), row).faults
    faults = families(articles, (), [*row, of(3, "door.txt", "roof.txt")]).faults
    assert [line for line, _ in faults] == [1, 2, 3]
    assert faults[2][1] == "`roof.txt` is a copy of it in turn"


def test_the_book_file_takes_no_other_family_than_none() -> None:
    read = parse_book_file(
        "sources:\n- {source: a.txt, family: none, reason: x}\n- {source: b.txt, of: a.txt, reason: x}"
    )
    assert [(one.family, one.of) for one in read.sources] == [("none", None), (None, "a.txt")]
    with pytest.raises(BookFileError, match="can only be `none`"):
        parse_book_file("sources:\n- {source: a.txt, family: b, reason: x}")


def test_the_command_writes_whose_copy_a_source_is(tmp_path: Path) -> None:
    write(tmp_path, roof=draft(5), quote=draft(6))
    given = ["edit", "source", "quote.txt", "--of", "roof.txt", "--reason", "seen", "--book", str(tmp_path)]
    assert main(given) == 0
    assert "of: roof.txt" in (tmp_path / "book.yml").read_text()
    read = read_folder(tmp_path / "seeds", parse_book_file((tmp_path / "book.yml").read_text()).sources)
    assert {one.file: one.fate for one in read.files} == {"roof.txt": "read", "quote.txt": "copy"}


# The folder


def write(root: Path, **drafts: Draft) -> Path:
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    for name, one in drafts.items():
        (root / "seeds" / f"{name}.txt").write_text(one.text)
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    whole = draft()
    root = write(
        tmp_path_factory.mktemp("book"),
        whole=whole,
        again=whole,
        cut=changed(whole, moved, cut),
        roof=draft(5),
        roof_new=changed(draft(5), updated),
    )
    pipeline.build(root)
    return root


def data(root: Path) -> dict:  # type: ignore[type-arg]
    return json.loads((root / "docs/data/book.json").read_text())  # type: ignore[no-any-return]


def test_a_source_lists_its_prints_and_the_files_say_the_same(built: Path) -> None:
    told = data(built)
    listed = {one["file"]: (one["fate"], one["of"]) for one in told["coverage"]["files"] if "of" in one}
    assert listed == {
        "again.txt": ("copy", "whole.txt"),
        "cut.txt": ("copy", "whole.txt"),
        "roof.txt": ("version", "roof_new.txt"),
    } or listed == {
        "whole.txt": ("copy", "again.txt"),
        "cut.txt": ("copy", "again.txt"),
        "roof.txt": ("version", "roof_new.txt"),
    }
    own = {(one["file"], one["fate"], s["file"]) for s in told["sources"] for one in s.get("prints", ())}
    assert own == {(file, fate, of) for file, (fate, of) in listed.items()}


def page_of(built: Path, source: str) -> Path:
    told = json.loads((built / "docs/data/book.json").read_text())
    return built / "docs" / next(one["page"] for one in told["sources"] if one["id"] == source)


def test_the_page_of_the_source_names_who_printed_it(built: Path) -> None:
    page = page_of(built, "roof_new").read_text()
    assert "## Copies and older versions" in page
    assert "an older version" in page
    assert "2 with other figures" in page
    assert "1 other print" in (built / "docs/sources/index.md").read_text()


def test_the_page_with_prints_is_markdown_that_the_site_reads(built: Path) -> None:
    """A list inside an item of a list would stop the build of the site."""
    import markdown

    _, _, body = page_of(built, "roof_new").read_text().split("---\n", 2)
    html = markdown.markdown(body, extensions=["attr_list", "md_in_html"])
    assert html.count('class="bb-print"') == 1
    assert "new:" in html


def test_the_book_with_prints_is_proved(built: Path) -> None:
    assert pipeline.prove(built).faults == ()


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (lambda one: one.update(file="nobody.txt"), "there is no such file"),
        (lambda one: one.update(fate="copy"), "the list of files does not say so"),
        (lambda one: one.update(same=60, sentences=60), "is said to have 60 sentences"),
        (lambda one: one["altered"][0].update(was="Nobody said this in the town of Mirat."), "does not hold"),
        (lambda one: one["altered"][0].update(now="Nobody said this in the town of Mirat."), "which does not stand in"),
    ],
)
def test_a_print_that_is_told_otherwise_is_a_fault(built: Path, tmp_path: Path, tamper, fault: str) -> None:  # type: ignore[no-untyped-def]
    import shutil

    root = tmp_path / "book"
    shutil.copytree(built, root)
    told = data(root)
    tamper(next(s for s in told["sources"] if s["id"] == "roof_new")["prints"][0])
    (root / "docs/data/book.json").write_text(json.dumps(told))
    assert any(fault in one for one in pipeline.prove(root).faults)


def test_a_family_that_no_source_stands_for_is_a_fault(built: Path, tmp_path: Path) -> None:
    import shutil

    root = tmp_path / "book"
    shutil.copytree(built, root)
    told = data(root)
    told["sources"][0]["family"] = "nobody"
    (root / "docs/data/book.json").write_text(json.dumps(told))
    assert any("is of the family 'nobody'" in one for one in pipeline.prove(root).faults)


def test_a_left_out_head_leaves_its_copy_a_source(tmp_path: Path) -> None:
    write(tmp_path, whole=draft(), cut=changed(draft(), moved, cut))
    out = SourceOverride(line=1, reason="x", source="whole.txt", exclude=True)
    read = read_folder(tmp_path / "seeds", [out])
    assert {one.file: one.fate for one in read.files} == {"whole.txt": "excluded", "cut.txt": "read"}


def test_a_print_is_known_by_its_file_in_other_corrections() -> None:
    drafts = {"whole": draft(), "cut": changed(draft(), moved, cut)}
    articles = [article(one, f"{name}.txt") for name, one in drafts.items()]
    (source,) = families(articles).sources(articles)
    assert names_of_files([source])["cut.txt"] == ["whole"]


def test_when_prints_cannot_be_looked_for_each_article_stays_a_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, whole=draft(), cut=changed(draft(), moved, cut))
    monkeypatch.setattr(guarded, "one", lambda _task, _piece: guarded.Refusal(reason="took too long"))
    read = read_folder(tmp_path / "seeds")
    assert {one.fate for one in read.files} == {"read"}
    assert any("took too long" in one.reason and not one.lost for one in read.problems)


def test_a_stale_wish_stops_the_build(tmp_path: Path) -> None:
    write(tmp_path, whole=draft(), roof=draft(5))
    (tmp_path / "book.yml").write_text("sources:\n- {source: roof.txt, family: none, reason: x}\n")
    with pytest.raises(StaleOverride, match="changes nothing"):
        pipeline.build(tmp_path)


# What counts


TREATY = "Foreign Minister Tove Halvorsen signed the harbour treaty in Holmstad on Tuesday."


def kin_book(family: str) -> Book:
    """Two articles that tell one deed, of one family or of two."""
    from briefing_book.extract.reading import read_findings
    from briefing_book.merge.book import merge
    from briefing_book.model.dates import Date

    day = Date(earliest=dt.date(2019, 3, 13), latest=dt.date(2019, 3, 13), precision="day", basis="stated", text="x")
    texts = {
        "a": f"{TREATY} She thanked the harbour office.",
        "b": f"{TREATY} Fishermen stood on the pier.",
        "c": "Rain fell.",
    }
    articles = [
        replace(plain_article(text, file=f"{name}.txt", published=day), id=name, digest=name, family=family if name != "c" else "")
        for name, text in texts.items()
    ]  # fmt: skip
    return merge(articles, [read_findings(one) for one in articles], BookFile())


def test_kin_give_an_event_no_more_weight() -> None:
    (alone,), (two,) = (
        [event for event in kin_book(family).events if "signed" in event.headline] for family in ("a", "")
    )
    assert len(alone.citations) == len(two.citations) == 2
    assert alone.salience < two.salience


def test_a_family_without_its_head_is_named_by_who_is_left() -> None:
    book = kin_book("gone")
    assert {source.id: source.family for source in book.sources} == {"a": "a", "b": "a", "c": "c"}


def test_kin_are_no_further_witness_in_the_record() -> None:
    """A source is added: of the same family, it corroborates nothing."""

    def of_these(sources: Sequence[str], family: str) -> Book:
        book = kin_book(family)
        kept = [source for source in book.sources if source.id in sources]
        events = [replace(event, citations=tuple(c for c in event.citations if c.source in sources)) for event in book.events]  # fmt: skip
        return replace(book, sources=tuple(kept), events=tuple(events), quotations=(), figures=(), topics=(), people=())  # fmt: skip

    def kinds(family: str) -> set[str]:
        found = changes(of_these("ac", family), of_these("abc", family))
        return {change.kind for change in found if change.claim == "event"}

    assert "corroborated" in kinds("")
    assert "corroborated" not in kinds("a")


def test_the_coverage_page_counts_an_event_of_one_family_among_those_of_one_source() -> None:
    from briefing_book.render.base.index import build
    from briefing_book.render.page_kinds.coverage import KIND

    def single(family: str) -> list[str]:
        index = build(kin_book(family), lambda _: "timeline.md")
        ((_, values),) = KIND.pages(index)
        return [event.headline for event in values["single"] if "signed" in event.headline]

    assert len(single("a")) == 1
    assert single("") == []


def test_a_quotation_that_two_sources_have_stands_once_with_both() -> None:
    said = '"We will not wait another year for a fair agreement on the pier," Foreign Minister Tove Halvorsen said.'
    book = book_of(
        ("2019-03-05", f"Ferries may sail again soon. {said}"), ("2019-03-04", f"Talks went on in Holmstad. {said}")
    )
    quoted = [one for one in book.quotations if "another year" in one.text]
    assert [(one.citation.source, [c.source for c in one.also]) for one in quoted] == [("b", ["a"])]


def test_a_short_quotation_of_two_sources_stands_twice() -> None:
    """Two people may both say "This is a good day"."""
    said = '"This is a good day," Foreign Minister Tove Halvorsen said.'
    book = book_of(("2019-03-05", f"Ferries sail. {said}"), ("2019-03-04", f"Talks went on. {said}"))
    assert len([one for one in book.quotations if "good day" in one.text]) == 2


# How long it takes


def many(number: int) -> list[Article]:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghiklmnoprstuv", k=chance.randint(3, 9))) for _ in range(4000)]
    articles: list[Article] = []
    for at in range(number):
        text = articles[-1].text[:700] if at % 5 == 4 else "\n\n".join(" ".join(chance.choices(words, k=20)).capitalize() + "." for _ in range(10))  # fmt: skip
        articles.append(replace(plain_article(text, file=f"{at}.txt", published=None), id=str(at)))
    return articles


@pytest.mark.slow
def test_four_times_the_articles_take_some_four_times_as_long() -> None:
    """The square would be sixteen times."""

    def seconds(articles: Sequence[Article]) -> float:
        begun = time.process_time()
        families(articles)
        return time.process_time() - begun

    families(many(50))
    few, more = many(300), many(1200)
    assert min(seconds(more) for _ in range(2)) <= 8 * min(seconds(few) for _ in range(2))


def test_a_text_that_says_one_thing_over_and_over_costs_no_square() -> None:
    line = "Foreign Minister Tove Halvorsen signed the harbour treaty in Holmstad on Tuesday. "
    both = [
        replace(plain_article(line * times, file=f"{times}.txt", published=None), id=str(times))
        for times in (6000, 6001)
    ]
    begun = time.process_time()
    families(both)
    assert time.process_time() - begun < 20


def test_what_very_many_articles_share_makes_none_of_them_a_candidate() -> None:
    notice = "Subscribe to our letter for the best stories of the week and never miss a thing that matters to you."
    articles = [replace(one, id=one.file) for one in (plain_article(f"{text}\n\n{notice}", file=f"{at}.txt", published=None) for at, text in enumerate(" ".join(random.Random(at).choices("abcdefghijklmnopqrstuvw", k=60)) for at in range(80)))]  # fmt: skip
    assert candidates(articles) == []


def test_print_and_family_have_a_plain_record() -> None:
    one = Print(file="a.txt", fate="copy", outlet=None, published=None, same=1, sentences=1, seen="x")
    assert (one.altered, one.by_editor) == ((), False)
    assert families_of(()) == {}
