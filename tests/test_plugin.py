"""The MkDocs plugin, with a pipeline of the test's own in place of the real one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from watchdog.events import DirDeletedEvent
from watchdog.observers.polling import PollingObserver

from briefing_book import plugin as module
from briefing_book.model.errors import BookFileError
from briefing_book.model.source_files import Problem, SourceFile
from briefing_book.plugin import BriefingPlugin, FolderWatches, OwnWrites


@dataclass
class Made:
    """As much of an Outcome as the plugin looks at."""

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    nothing_read: bool = False
    files: tuple[SourceFile, ...] = ()


UNREADABLE = Made(problems=(Problem(file="torn.txt", reason="empty", lost=True),))


@pytest.fixture
def config(book: Path) -> MkDocsConfig:
    return load_config(str(book / "mkdocs.yml"))


@pytest.fixture
def briefing(config: MkDocsConfig) -> BriefingPlugin:
    found = config.plugins["briefing"]
    assert isinstance(found, BriefingPlugin)
    return found


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[Made | Exception], list[Path]]:
    """Sets what the pipeline returns or raises; the list holds the folders that it was asked to build."""

    def use(result: Made | Exception) -> list[Path]:
        asked: list[Path] = []

        def build(root: Path, **_: object) -> Made:
            asked.append(root)
            if isinstance(result, Exception):
                raise result
            return result

        monkeypatch.setattr(module, "build", build)
        return asked

    return use


def test_builds_the_folder_that_holds_mkdocs_yml(briefing, config, book, pipeline):
    """The book is the folder of mkdocs.yml, wherever the command runs."""
    asked = pipeline(Made())
    briefing.on_startup(command="build", dirty=False)
    briefing.on_pre_build(config=config)
    assert asked == [book.resolve()]


def test_build_stops_with_the_message_of_a_wrong_book_file(briefing, config, pipeline):
    """`mkdocs build` ends with what is wrong, not with a traceback."""
    pipeline(BookFileError("book.yml: line 2: no such key"))
    briefing.on_startup(command="build", dirty=False)
    with pytest.raises(PluginError, match="line 2: no such key"):
        briefing.on_pre_build(config=config)


@pytest.mark.parametrize("error", [BookFileError("book.yml: line 2"), KeyError("a bug")])
def test_serve_never_raises(briefing, config, pipeline, caplog, error):
    """Under serve an error is logged, since a failed rebuild would hang every request."""
    pipeline(error)
    briefing.on_startup(command="serve", dirty=False)
    briefing.on_pre_build(config=config)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "last good" in caplog.text


def test_strict_serve_logs_no_error(briefing, config, pipeline, caplog):
    """Under `serve --strict` MkDocs would abort the rebuild for a logged error, and hang."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    config.strict = True
    pipeline(BookFileError("book.yml: line 2"))
    briefing.on_startup(command="serve", dirty=False)
    briefing.on_pre_build(config=config)
    assert [record.levelname for record in caplog.records] == ["INFO"]


@pytest.mark.parametrize(("told", "lines"), [("true", 1), ("1", 0)])
def test_the_theme_s_notice_of_its_end_is_explained_where_it_was_shown(briefing, caplog, monkeypatch, told, lines):
    """The theme sets "true" when it has spoken; who has hidden it hears nothing of it."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", told)
    monkeypatch.setattr(module, "_command", lambda: "serve")
    briefing.on_startup(command="serve", dirty=False)
    assert sum("asks nothing of you" in record.getMessage() for record in caplog.records) == lines


@pytest.mark.parametrize(("strict", "level"), [(False, "INFO"), (True, "WARNING")])
def test_an_unreadable_article_is_information_unless_strict(briefing, config, pipeline, caplog, strict, level):
    """One bad file does not fail `mkdocs build --strict`, unless the plugin is told so."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    pipeline(UNREADABLE)
    briefing.config.strict = strict
    briefing.on_startup(command="build", dirty=False)
    briefing.on_pre_build(config=config)
    assert [(record.levelname, "torn.txt: empty" in record.getMessage()) for record in caplog.records] == [
        (level, True)
    ]


def test_preview_tells_what_became_of_the_files(briefing, config, pipeline, caplog):
    """In one line, and where the whole list is; nothing where each was simply read."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    one, torn = SourceFile(file="a.txt", fate="read"), SourceFile(file="b.pdf", fate="refused", reason="empty")
    briefing.on_startup(command="serve", dirty=False)
    for files in ((one,), (one, torn)):
        pipeline(Made(files=files))
        briefing.on_pre_build(config=config)
    told = [record.getMessage().removeprefix("briefing: ") for record in caplog.records]
    assert told == ["2 files: 1 read, 1 not read: listed on the coverage page"]


def test_serving_is_known_even_when_announced_as_a_build(briefing, config, pipeline):
    """`mkdocs serve --clean` says "build" at the start; from on_serve on nothing raises."""
    briefing.on_startup(command="build", dirty=False)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, config.site_dir)
    server.watch(config.docs_dir)
    briefing.on_serve(server, config=config, builder=lambda: None)
    server.server_close()
    pipeline(BookFileError("book.yml: line 2"))
    briefing.on_pre_build(config=config)


def watched(folder: Path) -> tuple[FolderWatches, PollingObserver, list[str]]:
    """Watches of one folder by an observer that does not run, and what they told."""
    told: list[str] = []
    observer = PollingObserver()
    watches = FolderWatches(observer, lambda: told.append("changed"))
    folder.mkdir()
    watches.start(folder)
    return watches, observer, told


def test_a_folder_made_anew_under_its_old_number_is_watched_again(tmp_path):
    """Its watch ended when it was gone; the folder above only sees that it was changed."""
    watches, observer, told = watched(tmp_path / "seeds")
    next(iter(observer.emitters)).stop()
    watches.folder_changed(tmp_path / "seeds", "modified")
    assert told == ["changed"]
    assert [emitter.should_keep_running() for emitter in observer.emitters] == [True]


def test_a_change_inside_a_watched_folder_is_told_once(tmp_path):
    """The watch of the folder tells it; the one above does not."""
    watches, _, told = watched(tmp_path / "seeds")
    watches.folder_changed(tmp_path / "seeds", "modified")
    assert not told


def test_a_watch_that_ends_while_its_folder_is_back_begins_again(tmp_path):
    """The folder was gone for one look only."""
    _, observer, _ = watched(tmp_path / "seeds")
    old = next(iter(observer.emitters))
    observer.event_queue.put((DirDeletedEvent(str(tmp_path / "seeds")), old.watch))
    observer.dispatch_events(observer.event_queue)
    assert [emitter is old for emitter in observer.emitters] == [False]


def test_own_writes_are_no_news(tmp_path):
    """A page that we wrote is news only once somebody else changed it."""
    page, own = tmp_path / "page.md", OwnWrites()

    def make() -> Made:
        page.write_text("ours")
        return Made(changed=("page.md",))

    own.record(tmp_path, make)
    assert not own.is_news(page)
    page.write_text("a person's hand")
    assert own.is_news(page)


def test_own_removals_are_no_news(tmp_path):
    """A page that we removed is news only when it comes back."""
    own = OwnWrites()
    own.record(tmp_path, lambda: Made(removed=("gone.md",)))
    assert not own.is_news(tmp_path / "gone.md")
    (tmp_path / "gone.md").touch()
    assert own.is_news(tmp_path / "gone.md")


def test_hand_written_pages_are_news(tmp_path):
    """A page that we never wrote is a person's."""
    assert OwnWrites().is_news(tmp_path / "by-hand.md")
