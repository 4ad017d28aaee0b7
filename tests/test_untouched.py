"""A book that looks as it did is told again without being read; whatever looks otherwise is read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_book import outcome
from briefing_book.model.source_files import Problem, SourceFile
from briefing_book.outcome import Outcome
from briefing_book.store import holding, last_build, untouched
from briefing_book.store.publish import Changes

OUTCOME = Outcome(
    counts={"articles": 1},
    problems=(Problem(file="pier.txt", reason="gives no publication date", lost=False),),
    changes=Changes(written=("index.md",), removed=()),
    news="first edition",
    files=(SourceFile(file="pier.txt", fate="read", source="pier"),),
)


def _aged(root: Path, seconds: int) -> None:
    """The clock of the book's own folder put forward, so that all else has rested for so long."""
    later = time.time_ns() + seconds * 1_000_000_000
    for name in ("holder", "built.json"):
        file = root / ".briefing" / name
        file.touch()
        os.utime(file, ns=(later, later))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with the stamp of a build that is long ago."""
    root = tmp_path / "book"
    for file in ("seeds/pier.txt", "seeds/more/quay.txt", "notes/index.md", "docs/index.md", "docs/people/a.md"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("Eels.", encoding="utf-8")
    (root / "book.yml").write_text("title: The pier\n", encoding="utf-8")
    (root / ".briefing").mkdir()
    _aged(root, 60)
    pages = untouched.of_pages(root / "docs")
    assert pages is not None
    looks = (last_build.look_at_sources(root), pages.digest, last_build.look_at_articles(root))
    last_build.write(root, outcome.stamp(OUTCOME, "from", "into", looks))
    _aged(root, 60)
    return root


def _found(root: Path) -> Outcome | None:
    """By a run that begins a minute later, as every one in these tests does."""
    last = last_build.if_untouched(root)
    return outcome.again(last) if last else None


def test_an_untouched_book_is_told_as_it_was(book: Path) -> None:
    """But that nothing is written now, and that there is no news."""
    found = _found(book)
    assert found is not None
    assert (found.counts, found.problems, found.files) == (OUTCOME.counts, OUTCOME.problems, OUTCOME.files)
    assert (found.changed, found.news) == ((), None)


def _rewritten(path: Path) -> None:
    before = path.stat()
    path.write_text("Cods.", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_text("Eels.", encoding="utf-8")
    other.replace(path)


def _linked(path: Path) -> None:
    target = path.parent.parent.parent / "target.txt"
    target.write_text("Eels.", encoding="utf-8")
    path.unlink()
    path.symlink_to(target)


@pytest.mark.parametrize(
    "touch",
    [
        lambda root: _rewritten(root / "seeds/pier.txt"),
        lambda root: _rewritten(root / "seeds/more/quay.txt"),
        lambda root: _rewritten(root / "notes/index.md"),
        lambda root: _rewritten(root / "docs/people/a.md"),
        lambda root: _replaced(root / "seeds/pier.txt"),
        lambda root: _linked(root / "seeds/pier.txt"),
        lambda root: (root / "seeds/new.txt").write_text("Eels."),
        lambda root: (root / "seeds/pier.txt").rename(root / "seeds/quay.txt"),
        lambda root: (root / "seeds/pier.txt").rename(root / "seeds/more/pier.txt"),
        lambda root: (root / "docs/index.md").unlink(),
        lambda root: (root / "book.yml").unlink(),
        lambda root: (root / ".briefing/built.json").write_text("eels"),
    ],
    ids=[
        *("rewritten", "rewritten below", "note", "page", "replaced", "link", "new", "renamed", "moved", "page gone"),
        *("no book.yml", "damaged stamp"),
    ],
)
def test_a_book_that_looks_otherwise_is_not_told(book: Path, touch: Callable[[Path], object]) -> None:
    """Even where its files are as long and as old as before."""
    touch(book)
    assert _found(book) is None


def test_what_had_just_changed_when_it_was_looked_at_is_not_trusted(book: Path) -> None:
    """Another change in the same moment would look the same."""
    now = (book / "seeds/pier.txt").stat().st_ctime_ns
    os.utime(book / ".briefing/holder", ns=(now, now))
    assert last_build.look_at_sources(book) is None


def test_pages_that_had_just_been_written_are_not_trusted(book: Path) -> None:
    """The next run reads them, and looks at them anew."""
    now = (book / "docs/index.md").stat().st_ctime_ns
    os.utime(book / ".briefing/built.json", ns=(now, now))
    assert _found(book) is None


def test_another_time_limit_is_another_book(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that took too long may be read now."""
    monkeypatch.setenv("BRIEFING_SECONDS", "77")
    assert _found(book) is None


def test_another_package_is_another_book(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that was put in or taken away changes the folder of packages."""
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.setattr("sys.path", ["", str(packages)])
    before = last_build.look_at_sources(book)
    (packages / "eels-2.0.dist-info").mkdir()
    assert last_build.look_at_sources(book) != before


def test_a_book_that_was_never_built_is_not_waited_for(tmp_path: Path) -> None:
    """There is nothing to tell."""
    assert outcome.if_untouched(tmp_path, holding.silent) is None


# Whether articles will have to be read


def test_articles_that_look_as_they_did_are_not_new(book: Path) -> None:
    assert not last_build.have_articles_changed(book, last_build.look_at_articles(book))


def test_a_changed_article_is_new_at_once(book: Path) -> None:
    (book / "seeds/pier.txt").write_text("Eels and rays.", encoding="utf-8")
    assert last_build.have_articles_changed(book, last_build.look_at_articles(book))


def test_articles_of_a_book_that_was_never_built_are_new(book: Path) -> None:
    last_build.path(book).unlink()
    assert last_build.have_articles_changed(book, last_build.look_at_articles(book))


def test_of_articles_behind_a_link_looks_tell_nothing(book: Path) -> None:
    (book / "seeds/link.txt").symlink_to(book / "seeds/pier.txt")
    assert not last_build.have_articles_changed(book, last_build.look_at_articles(book))
