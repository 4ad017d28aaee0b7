"""The MkDocs plugin `briefing`: `mkdocs build` and `mkdocs serve` bring docs/ up to date first.

A shell around `pipeline.build`. Under `serve` it watches seeds/, notes/ and book.yml, and never lets
a bad article or a bad book.yml raise: after a failed rebuild MkDocs' server answers nothing any more.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import click
from material.plugins.search.plugin import SearchIndex, SearchPlugin
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver, ObservedWatch

from . import cover, large_search
from .model.claims import Record
from .model.errors import BriefingError, disk_fault
from .model.source_files import Problem, tally
from .outcome import Outcome
from .pipeline import build
from .preview import Preview, answer_meanwhile
from .store import editions, holding
from .store.publish import MANIFEST

log = get_plugin_logger("briefing")

_EDITOR_FILES = ("~", ".swp", ".swx", ".tmp")  # what editors lay beside the file that is being edited

_PART = re.compile(r"\.\d+\.md$")

FOLDERS = ("seeds", "notes")  # what people write beside book.yml

_NOTICE = "NO_MKDOCS_2_WARNING"
_NOTICE_MEANS = (
    "The theme's notice above asks nothing of you: the book is built with the versions in requirements.lock, "
    f"which go on working. {_NOTICE}=1 in the environment hides it"
)

State = tuple[int, int] | None  # time of change in ns and size in bytes; None: there is no such file


class BriefingConfig(Config):
    """Options below `plugins: - briefing:` in mkdocs.yml."""

    strict = config_options.Type(bool, default=False)
    """Log an article that cannot be read as a warning, so that `mkdocs build --strict` fails on it."""

    pagefind_above = config_options.Type(int, default=large_search.LIMIT)
    """Pages of the site above which its search has Pagefind's index."""


class BriefingPlugin(BasePlugin[BriefingConfig]):
    """Regenerates before each build; keeps the last good book while serving."""

    def __init__(self) -> None:
        self.serving = False
        self.own = OwnWrites()
        self.since: Record | None = None  # what the book was when serving began
        self.port_tried = False
        self.cover: bytes | None = None  # of a site that has an address, since a link to it names one
        self.pages = 0
        self.served: Path | None = None  # the site that a server shows, once it is made
        self.renewal = large_search.Renewal(lambda fault: log.warning("The search is as it was: %s", fault))

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 (called by keyword)
        """Being here at all makes MkDocs keep this instance over rebuilds."""
        self.serving = command == "serve"
        if _command() == "serve":
            mkdocs_serve.build = Preview().build  # type: ignore[attr-defined] # MkDocs' own renders every page at each save
        if os.environ.get(_NOTICE) == "true" and _command():  # as the theme sets it when it has told of its own end
            log.info(_NOTICE_MEANS)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Try the port before the work. Raises PluginError when `mkdocs serve` could not listen on it, as MkDocs would
        in a traceback."""
        if (self.serving or _command() == "serve") and not self.port_tried:
            self.port_tried = True
            if (fault := port_fault(*config.dev_addr)) is not None:
                raise PluginError(fault)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Regenerate. Raises PluginError when the book cannot be made, but never while serving."""
        root = book_root(config)
        try:
            if self.serving:
                with holding.held(root, tell):
                    self.since = editions.continued(self.since, root / "docs")
            outcome = self.own.record(Path(config.docs_dir), lambda: build(root, since=self.since, tell=tell))
        except (BriefingError, OSError) as error:
            fault = disk_fault(error) if isinstance(error, OSError) else str(error)
            if not self.serving:
                raise PluginError(fault) from error
            complain(config, f"{fault}; showing the last good book")
        except Exception as error:
            if not self.serving:
                raise
            log.debug("Traceback of the failed rebuild", exc_info=True)
            complain(
                config, f"cannot make the book: {error!r}; showing the last good one (`briefing build` tells more)"
            )
        else:
            level = logging.WARNING if self.config.strict and not self.serving else logging.INFO
            for told in lines(outcome):
                log.log(level, "%s", told)
            if outcome.nothing_read:
                log.log(
                    logging.INFO if self.serving else logging.WARNING,
                    "none of the files in seeds/ could be read as an article",
                )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Draw the cover, once the book is made, and tell the head of each page whether there is one. A part of a long
        page is reached from that alone."""
        for file in files.documentation_pages():
            if _PART.search(file.src_uri):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        self.cover = cover.draw(Path(config.docs_dir)) if not self.serving and has_address(config) else None
        config.extra["cover"] = cover.FILE if self.cover else ""
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ARG002 (called by keyword)
        """Count the pages of the site."""
        self.pages = len(files.documentation_pages())
        return env

    @event_priority(100)  # before the search plugin writes its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the cover into the site; not into docs/, since another machine may draw other bytes. Index many pages."""
        index = theme_index(config)
        if index and self.pages > self.config.pagefind_above:
            self._index(index, config)
        if self.cover:
            file = Path(config.site_dir) / cover.FILE
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(self.cover)

    def _index(self, index: SearchIndex, config: MkDocsConfig) -> None:
        """Take what the theme's plugin has gathered, and index it. A preview shows its pages first."""
        try:
            if self.served and (self.served / large_search.FOLDER).is_dir():
                self.renewal.ask(index.entries, self.served)
            else:
                large_search.write(index.entries, Path(config.site_dir))
        except large_search.NoPagefind as fault:
            log.log(
                logging.INFO if config.strict else logging.WARNING,
                "%s. So this site of %d pages has the theme's search, whose first result may take many seconds. "
                "`pip install 'pagefind[bin]'` brings what is missing",
                fault,
                self.pages,
            )
        else:
            index.entries = []

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., Any],  # noqa: ARG002 (called by keyword)
    ) -> LiveReloadServer:
        """Watch seeds/, notes/, book.yml and the hand-written pages, but not what we write ourselves."""
        self.serving = True  # `mkdocs serve --clean` announces itself as a build
        self.served = Path(server.root)
        answer_meanwhile(server, lambda error: complain(config, f"{error}; showing the last good site"))
        root = book_root(config)
        folders = [root / name for name in FOLDERS]

        def rebuild() -> None:
            with server._rebuild_cond:  # MkDocs has no public way to ask for a rebuild
                server._want_rebuild = True
                server._rebuild_cond.notify_all()

        watches = FolderWatches(server.observer, rebuild)
        server.unwatch(config.docs_dir)
        server.observer.schedule(OnFile(rebuild, self.own.is_news), config.docs_dir, recursive=True)
        for folder in folders:
            watches.start(folder)
        server.observer.schedule(OnBook(root, rebuild, watches.folder_changed), str(root), recursive=False)
        return server


class OwnWrites:
    """Tells what we wrote to docs/ from what a person wrote there."""

    def __init__(self) -> None:
        self._states: dict[Path, State] = {}
        self._writing = threading.Lock()

    def record(self, docs: Path, make: Callable[[], Outcome]) -> Outcome:
        """Run `make`, and remember how it left each file that it changed."""
        with self._writing:
            outcome = make()
            for path in (*outcome.changed, *outcome.removed):
                self._states[docs / path] = state(docs / path)
        return outcome

    def is_news(self, path: Path) -> bool:
        """Whether the file at `path` is other than we left it. Waits while we are writing."""
        if path.name == MANIFEST:
            return False
        with self._writing:
            return path not in self._states or self._states[path] != state(path)


class OnFile(FileSystemEventHandler):
    """Calls `act` when a file changes that `concerns` us. A folder's own events add nothing to its files'."""

    def __init__(self, act: Callable[[], None], concerns: Callable[[Path], bool] | None = None) -> None:
        self._act = act
        self._concerns = concerns

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Acts when a file that concerns us is touched; folders and files of text editors are passed over."""
        if event.is_directory:
            return
        paths = [path for path in paths_of(event) if not path.name.endswith(_EDITOR_FILES)]
        if any(self._concerns is None or self._concerns(path) for path in paths):
            self._act()


class OnFolder(OnFile):
    """Watches one folder, and tells `ended` when the folder has gone and its watch with it."""

    def __init__(self, folder: Path, act: Callable[[], None], ended: Callable[[Path], None]) -> None:
        super().__init__(act)
        self._folder = folder
        self._ended = ended

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Acts on files, and on the end of the folder itself."""
        if event.is_directory and event.event_type == "deleted" and self._folder in paths_of(event):
            self._ended(self._folder)
        super().on_any_event(event)


class FolderWatches:
    """Watches of folders that may come and go. A folder that is gone for one look of its watcher ends the watch."""

    def __init__(self, observer: BaseObserver, changed: Callable[[], None]) -> None:
        self._observer = observer
        self._changed = changed

    def start(self, folder: Path) -> None:
        """Watch the folder, in place of any watch of it that has ended."""
        if not folder.is_dir():
            return
        with contextlib.suppress(KeyError):
            self._observer.unschedule(ObservedWatch(str(folder), recursive=True))
        self._observer.schedule(OnFolder(folder, self._changed, self.start), str(folder), recursive=True)

    def folder_changed(self, folder: Path, how: str) -> None:
        """Rebuild when the folder came or went; `how` is the type of the event.

        A folder made anew may look like the old one "modified", since a file system gives its numbers twice.
        """
        ended = folder.is_dir() and not self._follows(folder)
        if ended:
            self.start(folder)
        if ended or how != "modified":
            self._changed()

    def _follows(self, folder: Path) -> bool:
        emitters = [emitter for emitter in self._observer.emitters if emitter.watch.path == str(folder)]
        return any(emitter.should_keep_running() for emitter in emitters)


class OnBook(FileSystemEventHandler):
    """Watches the folder that holds the book: book.yml, seeds/ and notes/ may come and go."""

    def __init__(
        self, root: Path, book_changed: Callable[[], None], folder_changed: Callable[[Path, str], None]
    ) -> None:
        self._book = root / "book.yml"
        self._folders = [root / name for name in FOLDERS]
        self._book_changed = book_changed
        self._folder_changed = folder_changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tells of any change of book.yml, and of each change of a watched folder."""
        paths = paths_of(event)
        if self._book in paths:
            self._book_changed()
            return
        for folder in self._folders:
            if folder in paths:
                self._folder_changed(folder, event.event_type)


def _command() -> str | None:
    """What MkDocs was asked to do: `mkdocs serve --clean` announces itself as a build."""
    context = click.get_current_context(silent=True)
    return context.info_name if context else None


def port_fault(host: str, port: int) -> str | None:
    """Why nothing can listen there, None when something can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs' server does
            trial.bind((host, port))
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is taken, perhaps by another `mkdocs serve`" if taken else f"cannot be used ({error})"
        return (
            f"port {port} of {host} {why}: end that one, or choose another with `mkdocs serve --dev-addr "
            f"{host}:{min(port + 1, 65535)}`"
        )
    return None


def tell(told: str) -> None:
    """Log a line for whoever runs MkDocs."""
    log.info("%s", told)


def paths_of(event: FileSystemEvent) -> list[Path]:
    """The path that an event tells of, and the new one when something was moved."""
    return [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]


def book_root(config: MkDocsConfig) -> Path:
    """The folder that holds mkdocs.yml, seeds/ and book.yml."""
    return Path(config.config_file_path).parent.resolve() if config.config_file_path else Path.cwd()


def has_address(config: MkDocsConfig) -> bool:
    """Whether mkdocs.yml says where the site will stand; an example of an address is none."""
    return bool(config.site_url) and "://example." not in str(config.site_url)


def theme_index(config: MkDocsConfig) -> SearchIndex | None:
    """What the theme's search plugin has gathered; None without it, or where the search is not the book's own."""
    own = Path(config.docs_dir, ".theme")
    if str(own) not in config.theme.dirs or not Path(config.docs_dir, "assets/search-large.js").is_file():
        return None
    found = config.plugins.get("material/search")
    return found.search_index if isinstance(found, SearchPlugin) and found.config.enabled else None


def complain(config: MkDocsConfig, message: str) -> None:
    """Log an error; under `serve --strict` as information, since MkDocs would abort the rebuild for it and hang."""
    log.log(logging.INFO if config.strict else logging.ERROR, "%s", message)


def lines(outcome: Outcome) -> Iterator[str]:
    """What to tell of the files: each doubt, and in one line what became of them where one was not simply read."""
    yield from map(line, outcome.problems)
    if any(one.fate not in ("read", "passed") for one in outcome.files):
        yield f"{tally(outcome.files)}: listed on the coverage page"


def line(problem: Problem) -> str:
    """A problem as one line of the log."""
    stage = "" if problem.stage in ("", "ingest") else f" ({problem.stage})"
    return f"{'not read' if problem.lost else 'in doubt'}{stage}: {problem.file}: {problem.reason}"


def state(path: Path) -> State:
    """Time of the last change in nanoseconds, and size in bytes; None when the file cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
