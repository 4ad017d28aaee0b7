"""The commands as a person or a script meets them: what they print, write and return."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import briefing_book
from briefing_book import book_folder
from briefing_book.cli import main
from briefing_book.extract.base import spacy_model
from briefing_book.ingest import input_formats
from briefing_book.model.errors import UsageError
from tests.small_book import ARTICLES, run, write_book

FERRIES = ARTICLES["ferries.txt"]
UNDATED = """Lighthouse keeper wins prize

By Ada Lindqvist

Deputy Mayor Karin Solberg gave the prize to the keeper. "Nobody knows these rocks better," Solberg said.
"""
BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 8,
    "undated.txt": UNDATED.encode(),
    "twice.txt": FERRIES.encode(),
    "undeclared.txt": UNDATED.replace("Lighthouse keeper wins prize", "Café wins a second prize “again”").encode(
        "cp1252"
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book that is up to date. Tests do not change it."""
    book = write_book(tmp_path_factory.mktemp("cli") / "book")
    assert main(["build", "--book", str(book)]) == 0
    return book


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """The same book, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def sources(book: Path) -> set[str]:
    return {
        source["id"]
        for source in json.loads((book / "docs" / "data" / "book.json").read_text(encoding="utf-8"))["sources"]
    }


def test_version(capsys):
    """`--version` names the program and its version."""
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"briefing {briefing_book.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [[], ["bulid"], ["build", "--bok", "x"], ["explain"], ["findings", "--json"], ["findings", "a.txt"]],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(arguments, capsys):
    """The usage is shown on standard error."""
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: briefing" in capsys.readouterr().err


def test_python_m_generator_is_the_same_command():
    """The package runs without its script."""
    done = run("generator", "--version")
    assert (done.returncode, done.stdout) == (0, f"briefing {briefing_book.__version__}\n")


def test_build_reads_every_article(built):
    """Each article is a source of the book."""
    assert sources(built) == {"ferries", "harbour"}


def test_build_leaves_hand_written_pages_alone(built):
    """A person's page stands as it was."""
    assert (built / "docs" / "by-hand.md").read_text(encoding="utf-8") == "# By hand\n\nWritten by a person.\n"


def test_build_again_changes_nothing(copy, capsys):
    """The same articles give the same bytes."""
    before = tree(copy / "docs")
    assert main(["build", "--book", str(copy)]) == 0
    assert "0 files written, 0 removed" in capsys.readouterr().out
    assert tree(copy / "docs") == before


@pytest.mark.slow
def test_build_from_nothing_gives_the_same_bytes(copy):
    """No trace of earlier runs, of the clock or of the folder is in the pages."""
    before = tree(copy / "docs")
    for page in before.keys() - {"by-hand.md"}:
        (copy / "docs" / page).unlink()
    shutil.rmtree(copy / ".briefing")
    assert run("generator", "build", "--book", copy, PYTHONHASHSEED="7").returncode == 0
    assert tree(copy / "docs") == before


def test_check_says_when_the_book_is_up_to_date(built):
    """`build --check` is 0 right after a build."""
    assert main(["build", "--check", "--book", str(built)]) == 0


def test_check_names_what_is_out_of_date_and_writes_nothing(copy, capsys):
    """`build --check` is 1 when an article changed, and leaves the change to `build`."""
    (copy / "seeds" / "ferries.txt").unlink()
    before = tree(copy / "docs")
    assert main(["build", "--check", "--book", str(copy)]) == 1
    told = capsys.readouterr()
    assert "out of date: docs/data/book.json" in told.out
    assert "no longer made: docs/" in told.out
    assert "briefing build" in told.err
    assert tree(copy / "docs") == before


def test_a_page_that_was_touched_is_out_of_date(copy, capsys):
    """A generated page that somebody edited is named."""
    page = copy / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nAnd more.\n", encoding="utf-8")
    assert main(["build", "--check", "--book", str(copy)]) == 1
    assert "out of date: docs/index.md" in capsys.readouterr().out


def test_a_folder_without_articles_is_a_configuration_error(tmp_path, capsys):
    """One line says what to do; no traceback."""
    assert main(["build", "--book", str(tmp_path)]) == 2
    assert re.fullmatch(r"briefing: .*seeds.*\n", capsys.readouterr().err)


def test_a_wrong_key_in_the_book_file_is_named(copy, capsys):
    """The line, the key and the mend; docs/ stays as it was."""
    before = tree(copy / "docs")
    (copy / "book.yml").write_text("title: Ferries\ntopcis: []\n", encoding="utf-8")
    assert main(["build", "--book", str(copy)]) == 2
    told = capsys.readouterr().err
    assert "line 2" in told
    assert "`topics`" in told
    assert tree(copy / "docs") == before


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_line_and_the_rest_is_built(copy, capsys, name):
    """The file is named with a reason, once, and the other articles are there."""
    (copy / "seeds" / name).write_bytes(BAD[name])
    assert main(["build", "--book", str(copy)]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if name in line]
    assert len(told) == 1
    assert re.fullmatch(rf"(not read|warning): {re.escape(name)}: \S.*", told[0])
    assert {"ferries", "harbour"} <= sources(copy)


@pytest.mark.parametrize("name", ["empty.txt", "undated.txt"])
def test_strict_makes_a_bad_file_exit_code_1(copy, name):
    """The book is built all the same."""
    (copy / "seeds" / name).write_bytes(BAD[name])
    assert main(["build", "--strict", "--book", str(copy)]) == 1
    assert {"ferries", "harbour"} <= sources(copy)


def test_strict_is_content_with_good_files(built):
    """No problem, no exit code."""
    assert main(["build", "--strict", "--check", "--book", str(built)]) == 0


def test_a_file_that_vanishes_gets_one_line(copy, capsys, monkeypatch):
    """Deleted between the listing and the reading: named, and the rest is built."""
    (copy / ".briefing" / "built.json").unlink()  # else the build sees that nothing changed, and lists nothing
    listed = book_folder.listing(copy / "seeds", input_formats.articles())
    monkeypatch.setattr(book_folder, "listing", lambda *_, **__: replace(listed, files=(*listed.files, "vanished.txt")))
    assert main(["build", "--book", str(copy)]) == 0
    assert len(re.findall(r"^not read: vanished\.txt: .+$", capsys.readouterr().err, re.MULTILINE)) == 1
    assert sources(copy) == {"ferries", "harbour"}


def test_check_finds_every_citation_again(built):
    """`briefing check` is content with what `briefing build` wrote."""
    assert main(["check", "--book", str(built)]) == 0


def test_check_fails_on_a_sentence_that_is_not_in_its_source(copy, capsys):
    """An article that was changed after the build no longer says what is quoted."""
    article = copy / "seeds" / "ferries.txt"
    article.write_text(FERRIES.replace("This is a good day", "This is a bad day"), encoding="utf-8")
    assert main(["check", "--book", str(copy)]) == 1
    assert "ferries" in capsys.readouterr().out


def test_explain_shows_the_rules(built, capsys):
    """Whoever mends a rule sees which one read what."""
    assert main(["explain", str(built / "seeds" / "ferries.txt")]) == 0
    told = capsys.readouterr().out
    assert "Orlik" in told
    assert "\x1b" not in told  # no colours into a pipe


def test_findings_are_one_object_a_line(built, capsys):
    """Each file gets a line of JSON with offsets that lead back into its text."""
    files = [str(built / "seeds" / name) for name in sorted(ARTICLES)]
    assert main(["findings", *files, "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["file"] for one in found] == files
    for one in found:
        for kind in ("timexes", "mentions", "figures"):
            assert all(one["text"][item["start"] : item["end"]] == item["text"] for item in one[kind])


def test_findings_take_the_publication_date(tmp_path, capsys):
    """`--published` dates an article that does not say."""
    file = tmp_path / "undated.txt"
    file.write_bytes(BAD["undated.txt"])
    assert main(["findings", str(file), "--json", "--published", "2018-05-06"]) == 0
    assert json.loads(capsys.readouterr().out)["published"]["edtf"] == "2018-05-06"


def test_a_wrong_publication_date_is_wrong_usage(tmp_path, capsys):
    """It is named, and nothing is read."""
    file = tmp_path / "undated.txt"
    file.write_bytes(BAD["undated.txt"])
    try:
        code: object = main(["findings", str(file), "--json", "--published", "6 May"])
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert "--published 6 May: not a date" in capsys.readouterr().err


def test_plain_takes_the_text_as_it_stands(tmp_path, capsys):
    """With `--plain` offsets are those of the file."""
    file = tmp_path / "plain.txt"
    file.write_text(FERRIES, encoding="utf-8")
    assert main(["findings", str(file), "--json", "--plain"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == FERRIES


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "missing.txt"])
def test_findings_name_what_cannot_be_read_and_go_on(tmp_path, capsys, name):
    """Exit code 1, one line for the bad file, an object for the good one."""
    good, bad = tmp_path / "good.txt", tmp_path / name
    good.write_text(FERRIES, encoding="utf-8")
    if name in BAD:
        bad.write_bytes(BAD[name])
    assert main(["findings", str(bad), str(good), "--json"]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert len([line for line in told.err.splitlines() if name in line]) == 1


def test_explaining_a_missing_file_is_one_line(tmp_path, capsys):
    """No traceback."""
    assert main(["explain", str(tmp_path / "missing.txt")]) in {1, 2}
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_without_a_file_is_said_to_hold_no_article_yet(tmp_path, capsys):
    """It is no fault: somebody may have begun a moment ago."""
    assert main(["new", str(tmp_path / "book")]) == 0
    capsys.readouterr()
    assert main(["build", "--book", str(tmp_path / "book")]) == 0
    assert capsys.readouterr().err == "briefing: there is no article in seeds/ yet: put some there, and build again\n"
    assert main(["check", "--book", str(tmp_path / "book")]) == 0


def test_a_new_book_is_not_written_into_a_folder_without_a_name(tmp_path, capsys, monkeypatch):
    """An unset variable of a shell gives such a name."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["new", ""])
    assert left.value.code == 2
    assert "name a folder" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_one_thing_is_counted_as_one(tmp_path, capsys):
    root = write_book(tmp_path / "book", dict([next(iter(ARTICLES.items()))]))
    assert main(["build", "--book", str(root)]) == 0
    assert capsys.readouterr().out.startswith("1 article, ")
    (root / "seeds" / "more.txt").write_text(next(iter(ARTICLES.values())))
    assert main(["check", "--book", str(root)]) == 1
    assert capsys.readouterr().err.startswith("1 fault in ")


@pytest.mark.parametrize(
    ("model", "cure"),
    [("no_such_model", "take `model` out of book.yml"), (spacy_model.DEFAULT_MODEL, "install this program again")],
)
def test_a_missing_language_model_comes_with_the_way_out(monkeypatch, model, cure):
    def missing(_name):
        raise OSError

    monkeypatch.setattr(spacy_model.spacy, "load", missing)
    with pytest.raises(UsageError, match=cure):
        spacy_model.load.__wrapped__(model)
