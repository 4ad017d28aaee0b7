"""The preview of `mkdocs serve`: a rebuild renders only the pages whose Markdown or surroundings changed.

While serving it stands in for MkDocs' own build, which renders every page at each save. What it makes is what a
clean build makes, byte for byte. It is made beside the served site, which answers meanwhile and stays when the rebuild
fails. A rebuild is whole where a page may rest on what is not known here: other plugins, hooks, extensions that read
files.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

log = get_plugin_logger("briefing")

KNOWN_PLUGINS = frozenset(["material/search", "material/offline", "briefing"])
_OF_OTHERS = ("social", "icon", "status", "subtitle")  # what a page shows of the front matter of others
_LINKED_DATA = "linked_data"  # a file for each page, which no other page shows
_THEME_FILE = "main.html"
_OURS = Path(__file__).parent / "theme" / _THEME_FILE

State = tuple[int, int, int]  # time of change in ns, size in bytes, place on the disk
Entry = dict[str, Any]  # of the search index


@dataclass(frozen=True)
class Converted:
    """A page's Markdown as HTML, and on what that rests: its bytes, and which of the files it links to are there."""

    state: State
    digest: bytes
    asked: Mapping[str, str | None]
    meta: Mapping[str, Any]
    content: str
    toc: Any
    title: str | None
    anchors: set[str] | None
    links: Mapping[str, dict[str, str]]


@dataclass(frozen=True)
class Rendered:
    """On what a page of the site rests, and what the search has of it."""

    of: Converted
    surroundings: tuple[object, ...]
    entries: Sequence[Entry]


class AskedFiles(Files):
    """The files of the site; notes which were asked for."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.asked: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file, or None."""
        found = super().get_file_from_path(path)
        self.asked[PurePath(path).as_posix()] = found.url if found else None
        return found

    def answers(self, asked: Mapping[str, str | None]) -> bool:
        """Whether each question would have the answer that it had."""
        there = self.src_uris
        return all((there[path].url if path in there else None) == url for path, url in asked.items())


class TemplatesInMemory(jinja2.BytecodeCache):
    """Templates that need not be compiled again, as long as they have the same text."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket when there is something for it. Jinja looks whether it is of this text."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


class Preview:
    """The builds of one `mkdocs serve`, and what is kept between them."""

    def __init__(self) -> None:
        self._settings: object = None
        self._converted: dict[str, Converted] = {}
        self._rendered: dict[str, Rendered] = {}
        self._copied: dict[str, tuple[str | None, State | None]] = {}
        self._templates = TemplatesInMemory()

    def build(self, config: MkDocsConfig, *, serve_url: str | None = None, dirty: bool = False) -> None:
        """Bring the served site up to date. Raises what MkDocs' own build raises, and then leaves the site as it is."""
        site = Path(config.site_dir)
        with tempfile.TemporaryDirectory(prefix="mkdocs_", dir=site.parent) as folder:
            if dirty:
                mkdocs_build.build(config, serve_url=serve_url, dirty=True)
                return
            config.site_dir = folder
            started = time.monotonic()
            if sees_all(config):
                names = self._build(config, serve_url)
            else:
                self._forget()
                mkdocs_build.build(config, serve_url=serve_url)
                names = set()
            try:
                publish(Path(folder), site, names)
            except OSError:
                self._forget()  # who knows what of it is in the site
                raise
            log.info("site up to date after %.2f seconds", time.monotonic() - started)

    def _forget(self) -> None:
        self._converted, self._rendered, self._copied = {}, {}, {}

    def _build(self, config: MkDocsConfig, serve_url: str | None) -> set[str]:
        """Make what differs from the last build; the names of the files of the site that stay as they are."""
        inclusion = InclusionLevel.is_in_serve if serve_url else InclusionLevel.is_included
        try:
            return self._make(config, inclusion)
        except Exception as error:
            config.plugins.on_build_error(error=error)
            if isinstance(error, BuildError):
                raise Abort(str(error)) from error
            raise

    def _make(self, config: MkDocsConfig, inclusion: Callable[[InclusionLevel], bool]) -> set[str]:
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        settings = settings_of(config)
        if settings != self._settings:
            self._forget()
        files, nav, env = gathered(config, self._templates)
        docs = files.documentation_pages(inclusion=inclusion)
        self._converted = {file.src_uri: self._convert(file, files, config) for file in docs}
        env = config.plugins.on_env(env, config=config, files=files) or env
        copied = self._copy([file for file in files if not file.is_documentation_page() and inclusion(file.inclusion)])
        build_templates(config, files, nav, env)
        rendered = self._render(docs, config, nav, env)
        for file in docs:
            if file.page:
                file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        config.plugins.on_post_build(config=config)
        kept = {file.dest_uri for file in docs if rendered[file.src_uri] is self._rendered.get(file.src_uri)}
        log.info("%d of %d pages rendered", len(docs) - len(kept), len(docs))
        self._settings, self._rendered, self._copied = settings, rendered, copied
        return kept | set(copied)

    def _convert(self, file: File, files: AskedFiles, config: MkDocsConfig) -> Converted:
        page = file.page or Page(None, file, config)
        state, had = state_of(file.abs_src_path), self._converted.get(file.src_uri)
        if had and state == had.state and files.answers(had.asked):
            give(page, had, files)
            return had
        digest = digest_of(file)
        if had and digest == had.digest and files.answers(had.asked):
            give(page, had, files)
            return had
        files.asked = {}
        mkdocs_build._populate_page(page, config, files)
        return Converted(
            state=state or (0, 0, 0),
            digest=digest,
            asked=files.asked,
            meta=page.meta,
            content=page.content or "",
            toc=page.toc,
            title=page._title_from_render,
            anchors=page.present_anchor_ids,
            links={to.src_uri: links for to, links in (page.links_to_anchors or {}).items()},
        )

    def _copy(self, files: Sequence[File]) -> dict[str, tuple[str | None, State | None]]:
        """Copy the files that changed; where all come from, and their state."""
        found = {}
        for file in files:
            found[file.dest_uri] = (file.abs_src_path, state_of(file.abs_src_path))
            if self._copied.get(file.dest_uri) != found[file.dest_uri] or file.abs_src_path is None:
                file.copy_file()
        return found

    def _render(
        self, docs: Sequence[File], config: MkDocsConfig, nav: Navigation, env: jinja2.Environment
    ) -> dict[str, Rendered]:
        """Render the pages that changed; the search index gets the entries of all."""
        entries = search_entries(config)
        frame = frame_of(nav, config)
        rendered = {}
        for file in docs:
            page, converted = file.page, self._converted[file.src_uri]
            assert page is not None
            around = (frame, linked_data(page, config), file.inclusion)
            had = self._rendered.get(file.src_uri)
            if had and had.of is converted and had.surroundings == around:
                entries.extend(had.entries)
                rendered[file.src_uri] = had
                continue
            before = len(entries)
            mkdocs_build._build_page(page, config, docs, nav, env, excluded=file.inclusion.is_excluded())
            rendered[file.src_uri] = Rendered(of=converted, surroundings=around, entries=tuple(entries[before:]))
        return rendered


def sees_all(config: MkDocsConfig) -> bool:
    """Whether all that a page can rest on is known here. A strict build counts the warnings of all pages.

    Extensions that come with Python-Markdown read no files.
    """
    known = all(name in KNOWN_PLUGINS for name in config.plugins) and not config.hooks
    return known and not config.strict and all(map(_of_markdown, config.markdown_extensions))


def _of_markdown(extension: str) -> bool:
    name = extension.removeprefix("markdown.extensions.")
    return name.isidentifier() and importlib.util.find_spec(f"markdown.extensions.{name}") is not None


def settings_of(config: MkDocsConfig) -> tuple[object, ...]:
    """What all pages rest on: mkdocs.yml, and the theme's files but those of single pages."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    files = [path for path in sorted(own.rglob("*")) if path.is_file()] if own else []
    theme = [(path, state_of(path)) for path in files if own and path.relative_to(own).parts[0] != _LINKED_DATA]
    return (repr(config.user_configs), repr(dict(config.extra)), config.site_url, tuple(theme))


def gathered(config: MkDocsConfig, templates: TemplatesInMemory) -> tuple[AskedFiles, Navigation, jinja2.Environment]:
    """The files of the site, its navigation and its templates, as MkDocs gathers them."""
    files = get_files(config)
    env = config.theme.get_env()
    env.bytecode_cache = templates
    files.add_files_from_theme(env, config)
    asked = AskedFiles(config.plugins.on_files(files, config=config))
    set_exclusions(asked, config)
    nav = get_navigation(asked, config)
    return asked, config.plugins.on_nav(nav, config=config, files=asked) or nav, env


def build_templates(config: MkDocsConfig, files: Files, nav: Navigation, env: jinja2.Environment) -> None:
    """The pages that are none of the book's: of a wrong address, and the map of the site."""
    for template in config.theme.static_templates:
        mkdocs_build._build_theme_template(template, env, files, config, nav)
    for template in config.extra_templates:
        mkdocs_build._build_extra_template(template, files, config, nav)


def give(page: Page, had: Converted, files: Files) -> None:
    """Let a page be as it was converted before."""
    page.markdown = ""  # set, so that the page has a title
    page.meta = dict(had.meta)
    page.content = had.content
    page.toc = had.toc
    page._title_from_render = had.title
    page.present_anchor_ids = had.anchors
    page.links_to_anchors = {files.src_uris[uri]: links for uri, links in had.links.items()}


def frame_of(nav: Navigation, config: MkDocsConfig) -> str:
    """What a page shows of others: the navigation, and some of their front matter; all of it in a theme that is not
    ours."""
    own = Path(config.theme.custom_dir or "", _THEME_FILE)
    ours = own.is_file() and own.read_bytes() == _OURS.read_bytes()

    def shown(item: Any) -> Iterator[object]:
        meta = getattr(item, "meta", None) or {}
        yield item.title, getattr(item, "url", None)
        yield {key: meta[key] for key in _OF_OTHERS if key in meta} if ours else meta
        for child in item.children or ():
            yield tuple(shown(child))

    return repr([list(shown(item)) for item in nav.items])


def linked_data(page: Page, config: MkDocsConfig) -> State | None:
    """The state of what the page says for programs."""
    name = page.url + ("index.html" if not page.url or page.url.endswith("/") else "")
    return state_of(Path(config.theme.custom_dir or "", _LINKED_DATA, name))


def search_entries(config: MkDocsConfig) -> list[Entry]:
    """The list in which the search plugin gathers, or one of nobody's."""
    found = (getattr(getattr(plugin, "search_index", None), "entries", None) for plugin in config.plugins.values())
    return next((entries for entries in found if isinstance(entries, list)), [])


def publish(made: Path, site: Path, names: set[str]) -> None:
    """Move what was made into the served site, and remove from it what is neither there nor among the names.

    Folders named "words" in the search stay: they are made by another hand, `large_search`.
    """
    new = {path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()}
    for name, path in new.items():
        target = site / name
        if not target.is_file() or target.read_bytes() != path.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    for path in [path for path in site.rglob("*") if path.is_file()]:
        name = path.relative_to(site).as_posix()
        if name not in new and name not in names and not name.startswith("search/words/"):
            path.unlink()


def answer_meanwhile(server: LiveReloadServer, failed: Callable[[BaseException], None]) -> None:
    """Let the server answer from the last good site while it rebuilds, and after a rebuild that failed.

    MkDocs has requests wait until the site that is wanted is the one that is seen.
    """
    build = server.builder

    def rebuild() -> None:
        with server._epoch_cond:
            wanted, server._wanted_epoch = server._wanted_epoch, server._visible_epoch
            server._epoch_cond.notify_all()
        try:
            build()
        except (Exception, SystemExit) as error:
            logging.getLogger("mkdocs").debug("Traceback of the failed rebuild", exc_info=True)
            failed(error)
            return
        with server._epoch_cond:
            server._wanted_epoch = wanted

    server.builder = rebuild


def state_of(path: str | Path | None) -> State | None:
    """How the file is to be known again; None when there is none."""
    try:
        found = Path(path).stat() if path is not None else None
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if found else None


def digest_of(file: File) -> bytes:
    """What the file holds, in short."""
    return hashlib.sha256(file.content_bytes).digest()
