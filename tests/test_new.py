"""A new book: ready to serve, true to this repository's own, and never on top of another."""

from __future__ import annotations

import dataclasses
import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing_book.book_file import new
from briefing_book.book_file.new import new_book, requirement, scaffold
from briefing_book.book_file.read import parse_book_file
from briefing_book.cli import main
from briefing_book.model.errors import UsageError
from briefing_book.model.settings import BookFile
from briefing_book.pipeline import build
from tests.small_book import ARTICLES, ROOT, run

OWN_LINES = re.compile(r"^(?:site_name|site_description|(?:# )?site_url):.*\n", re.MULTILINE)
WORKFLOW, FETCH = ".github/workflows/pages.yml", ".github/workflows/fetch.yml"


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    new_book(tmp_path / "fresh", "The harbour talks")
    return tmp_path / "fresh"


def with_examples(book_file: str) -> str:
    """book.yml with each example put to use."""
    assert all(re.match(r"##? |\w+: |$", line) for line in book_file.split("\n"))
    return re.sub(r"^# ", "", book_file, flags=re.MULTILINE)


def test_a_new_book_has_all_that_a_book_needs(fresh):
    """Settings, the editor's file, a folder for articles, the way to publish it, and what to do."""
    written = {path.relative_to(fresh).as_posix() for path in fresh.rglob("*") if path.is_file()}
    wanted = {
        "mkdocs.yml",
        "book.yml",
        "seeds/README",
        "docs/about/index.md",
        WORKFLOW,
        FETCH,
        ".gitignore",
        "README.md",
    }
    wanted |= {"requirements.txt", "requirements.lock"}
    assert written == wanted | {
        "docs/about/data.md",
        "docs/about/dates.md",
        "docs/.theme/404.html",
        "docs/.theme/main.html",
        "docs/.theme/robots.txt",
    }


def test_its_site_has_the_settings_of_this_repositorys():
    """Only name, description and address differ: a change to mkdocs.yml belongs into generator/scaffold/mkdocs.yml
    too."""
    own = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert OWN_LINES.sub("", scaffold("x", None)["mkdocs.yml"]) == OWN_LINES.sub("", own)


def test_its_about_page_says_what_this_repositorys_does():
    """Line by line, apart from what only this project has: a change belongs into generator/scaffold/docs/about/index.md
    too."""
    own = iter((ROOT / "docs" / "about" / "index.md").read_text(encoding="utf-8").splitlines())
    missing = [line for line in scaffold("x", None)["docs/about/index.md"].splitlines() if line not in own]
    assert missing == []


@pytest.mark.parametrize("page", ["data.md", "dates.md"])
def test_its_pages_on_data_and_on_dates_are_this_repositorys(page: str) -> None:
    """A change belongs into both."""
    own = (ROOT / "docs" / "about" / page).read_text(encoding="utf-8")
    assert scaffold("x", None)[f"docs/about/{page}"] == own


def test_its_workflow_is_this_repositorys_but_for_the_build_and_tests():
    """The same pinned actions, permissions and order."""

    def steps_apart(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        workflow: dict[str, Any] = yaml.safe_load(text)
        workflow["jobs"].pop("test", None)  # the program's own tests; a book has none
        steps: list[dict[str, Any]] = workflow["jobs"]["build"].pop("steps")
        return workflow, [step for step in steps if "uses" in step]

    own = (ROOT / WORKFLOW).read_text(encoding="utf-8")
    assert steps_apart(scaffold("x", None)[WORKFLOW]) == steps_apart(own)


def test_its_workflow_installs_what_the_lock_holds_and_checks_before_it_publishes():
    """By hash, and without a download that the lock does not name."""
    steps = yaml.safe_load(scaffold("x", None)[WORKFLOW])["jobs"]["build"]["steps"]
    commands = "\n".join(step.get("run", step.get("uses")) for step in steps)
    assert re.findall("pip install.*", commands) == [
        "pip install --require-hashes -r requirements.lock",
        "pip install --no-deps --no-build-isolation -r requirements.txt",
    ]
    assert (
        commands.index("mkdocs build --strict")
        < commands.index("briefing check")
        < commands.index("upload-pages-artifact")
    )


def test_each_example_in_the_book_file_is_read():
    """With all of them uncommented, the editor takes the file."""
    read = parse_book_file(with_examples(scaffold("The harbour talks", None)["book.yml"]))
    assert read.title == "The harbour talks"
    assert read.topics
    assert read.people


def test_the_book_file_shows_every_key():
    """Each field that an editor may set differs from its default in one example or more, `full_text` apart."""
    read = parse_book_file(
        with_examples(scaffold("x", None)["book.yml"]).replace("full_text: false", "full_text: true")
    )
    lists = [read.topics, read.sources, read.people, read.events, read.disagreements, read.glossary]
    unused = [
        f"{type(entries[0]).__name__}.{field.name}"
        for entries in ((read,), *lists)
        for field in dataclasses.fields(entries[0])
        if field.default is not dataclasses.MISSING
        and all(getattr(entry, field.name) == field.default for entry in entries)
    ]
    assert unused == []


def test_a_new_book_file_sets_the_title_only():
    """What an editor has not uncommented says nothing."""
    assert parse_book_file(scaffold("Ferries", None)["book.yml"]) == BookFile(title="Ferries")


@pytest.mark.parametrize(
    "title",
    ["yes", "2019", "a: b # c", "'quoted' \"twice\"", "$title {{ x }} ${{ y }}", "<b>*x*</b>", "- [x", "Ålesund"],
)
def test_any_title_reads_back(title):
    """Whatever YAML makes of its signs, book and site are called what was asked for."""
    files = scaffold(title, None)
    assert parse_book_file(files["book.yml"]).title == title
    assert yaml.safe_load(files["mkdocs.yml"])["site_name"] == title


def test_a_title_is_no_markup_in_the_readme():
    """A heading shows it as it is."""
    assert scaffold("<b>*x*</b>", None)["README.md"].startswith(r"# \<b\>\*x\*\</b\>")


@pytest.mark.parametrize("title", ["", " \n\t"])
def test_a_title_of_nothing_is_refused(title):
    """With the option to use."""
    with pytest.raises(UsageError, match="--title"):
        scaffold(title, None)


def test_the_title_comes_from_the_folder(tmp_path):
    """When none is given."""
    new_book(tmp_path / "harbour_talks-2019")
    assert parse_book_file((tmp_path / "harbour_talks-2019" / "book.yml").read_text()).title == "Harbour talks 2019"


def test_parents_are_made(tmp_path):
    """`briefing new a/b/c` needs no a/b."""
    assert main(["new", str(tmp_path / "a" / "b" / "c")]) == 0
    assert (tmp_path / "a" / "b" / "c" / "mkdocs.yml").is_file()


def test_a_book_is_not_written_over(fresh, capsys):
    """Exit code 2, the files in the way by name, and everything as it was."""
    (fresh / "book.yml").write_text("title: Mine\n")
    (fresh / "seeds" / "README").unlink()
    assert main(["new", str(fresh)]) == 2
    assert "book.yml" in capsys.readouterr().err
    assert (fresh / "book.yml").read_text() == "title: Mine\n"
    assert not (fresh / "seeds" / "README").exists()


def test_articles_that_are_there_already_stay(tmp_path):
    """A folder with seeds/ becomes a book around them."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("an article")
    assert main(["new", str(tmp_path)]) == 0
    assert (tmp_path / "seeds" / "a.txt").read_text() == "an article"


def test_a_file_in_the_way_is_named(tmp_path, capsys):
    """It is an error of use, not a traceback."""
    (tmp_path / "taken").write_text("a file")
    assert main(["new", str(tmp_path / "taken")]) == 2
    assert "taken" in capsys.readouterr().err


def test_no_file_of_a_new_book_holds_a_path_of_this_machine(fresh):
    """It can be pushed as it is."""
    assert not [
        path for path in fresh.rglob("*") if path.is_file() and str(fresh.parent) in path.read_text(encoding="utf-8")
    ]
    assert not [path for path in fresh.rglob("*") if path.is_file() and str(ROOT) in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (
            {"url": "https://git.example/a", "vcs_info": {"vcs": "git", "commit_id": "0a"}},
            "briefing-book @ git+https://git.example/a@0a",
        ),
        ({"url": "https://files.example/a.whl", "archive_info": {}}, "briefing-book @ https://files.example/a.whl"),
        ({"url": "https://ann:secret@git.example/a", "vcs_info": {"vcs": "git", "commit_id": "0a"}}, None),
        ({"url": "ssh://git@git.example/a", "vcs_info": {"vcs": "git", "commit_id": "0a"}}, None),
        ({"url": "file:///home/ann/a", "dir_info": {"editable": True}}, None),
    ],
)
def test_where_it_is_installed_from_is_said_only_when_others_reach_it(monkeypatch, origin, line):
    """By its commit; never a folder of this machine, nor a password."""

    class Installed:
        version = "1.2.3"

        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps(origin)

    monkeypatch.setattr(metadata, "distribution", lambda _: Installed())
    assert requirement() == line


def test_an_unknown_origin_is_asked_for(monkeypatch, tmp_path, capsys):
    """In the file and on the screen."""
    monkeypatch.setattr(new, "requirement", lambda: None)
    assert main(["new", str(tmp_path / "x")]) == 0
    assert "say in requirements.txt" in capsys.readouterr().out
    assert "briefing-book @ git+https://" in (tmp_path / "x" / "requirements.txt").read_text()


def test_an_empty_book_tells_what_to_do(fresh):
    """Its front page is no list of nothings."""
    assert build(fresh).counts["articles"] == 0
    home = (fresh / "docs" / "index.md").read_text(encoding="utf-8")
    assert "There is no article in this book yet" in home
    assert "found no dated event" not in home


def test_an_empty_book_is_no_edition(fresh):
    """The record begins with the first article, not with everything \"added\"."""
    build(fresh)
    (fresh / "seeds" / "harbour.txt").write_text(ARTICLES["harbour.txt"], encoding="utf-8")
    assert build(fresh).news == "first edition"


@pytest.mark.parametrize("articles", [{}, ARTICLES], ids=["empty", "two articles"])
@pytest.mark.slow
def test_a_new_book_builds_without_a_warning(fresh, articles):
    """Strictly, at once, with and without articles."""
    for name, text in articles.items():
        (fresh / "seeds" / name).write_text(text, encoding="utf-8")
    done = run("mkdocs", "build", "--strict", cwd=fresh)
    assert done.returncode == 0, done.stderr
    assert (fresh / "site" / "index.html").is_file()
