"""The search of a site of many pages: Pagefind's index in place of the theme's, which a browser would load whole.

What is indexed are the entries that the theme's search plugin has gathered, and nothing else. A table of titles, tags
and days, and the text of each page, are files of our own beside the index. All are scripts, since a page that was
opened from a folder may load nothing else. `assets/search-large.js` reads them.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .model.errors import BriefingError

LIMIT = 500
"""Pages of a site up to which the theme's index is used. A browser loads it whole: its first result took 4 seconds at
1,000 pages and 26 at 5,000, but less than 2 at some hundreds."""

FOLDER = "search/words"

_NO_STEMS = "xx"  # a language without rules of its own: a word is found as it stands, as in a small site
_DAY = re.compile(r"^[^#]*#d-(\d{4}-\d{2}-\d{2})$")
_INDEX_FILES = ("pagefind-entry.json", "*.pf_meta", "index/*.pf_index", "wasm.unknown.pagefind")
_READ_FIRST = ("pages.js", "pagefind/pagefind-entry.json.js")
_SIGN = b"pagefind_dcd"  # before what Pagefind has in a fragment
_EXPORTS = re.compile(r"export\s*\{([\w,\s]+)\};?\s*$")

Entry = Mapping[str, Any]


class NoPagefind(BriefingError):
    """Pagefind is not there, or does not do what it should."""


def write(entries: Sequence[Entry], site: Path) -> None:
    """Index the entries into the folder of a site. Raises NoPagefind, and then leaves the site as it was."""
    pages = by_page(entries)
    with tempfile.TemporaryDirectory() as folder:
        source, index = Path(folder, "pages"), Path(folder, "index")
        source.mkdir()
        for number, parts in enumerate(pages.values()):
            (source / f"{number}.html").write_text(as_html(parts), encoding="utf-8")
        _run(source, index)
        files = dict(_files(list(pages.items()), index))
    target = site / FOLDER
    for name, text in files.items():
        path = target / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Renewal:
    """Indexes a served site anew, behind the rebuilds: always the newest entries, one index at a time."""

    def __init__(self, failed: Callable[[BriefingError | OSError], None]) -> None:
        self._failed = failed
        self._waiting: tuple[Sequence[Entry], Path] | None = None
        self._running = False
        self._turn = threading.Lock()
        self._done: Sequence[Entry] = ()
        self._names: set[str] = set()

    def ask(self, entries: Sequence[Entry], site: Path) -> None:
        """Index these entries soon, instead of any that still wait."""
        with self._turn:
            self._waiting = (entries, site)
            if not self._running:
                self._running = True
                threading.Thread(target=self._work, daemon=True).start()

    def _next(self) -> tuple[Sequence[Entry], Path] | None:
        with self._turn:
            taken, self._waiting = self._waiting, None
            self._running = taken is not None
            return taken

    def _work(self) -> None:
        while (taken := self._next()) is not None:
            entries, site = taken
            if entries == self._done:
                continue
            try:
                self._names = replace(entries, site, self._names)
                self._done = entries
            except (BriefingError, OSError) as error:
                self._failed(error)


def replace(entries: Sequence[Entry], site: Path, before: set[str]) -> set[str]:
    """Put an index of the entries in place of that of a site which is being read; the names of its files.

    A page that is open asks by the table that it has: the files of the index before stay, the table comes last.
    """
    target = site / FOLDER
    with tempfile.TemporaryDirectory(prefix="mkdocs_", dir=site.parent) as folder:
        write(entries, Path(folder))
        made = Path(folder) / FOLDER
        names = {path.relative_to(made).as_posix() for path in made.rglob("*.js")}
        for name in sorted(names, key=lambda name: (name in _READ_FIRST, name)):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).replace(target / name)
    for path in list(target.rglob("*.js")):
        if path.relative_to(target).as_posix() not in names | before:
            path.unlink()
    return names


def by_page(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each page, by its address, in their order."""
    pages: dict[str, list[Entry]] = {}
    for entry in entries:
        pages.setdefault(str(entry["location"]).partition("#")[0], []).append(entry)
    return pages


def as_html(parts: Sequence[Entry]) -> str:
    """What Pagefind is shown of a page: the headings and texts of its sections, which are HTML as the theme gives them.

    >>> as_html([{"title": "Piers", "text": "<p>Two &amp; more.</p>"}])
    '<html><body data-pagefind-body><p>Piers</p><div><p>Two &amp; more.</p></div></body></html>'
    """
    shown = "".join(f"<p>{part['title']}</p><div>{part['text']}</div>" for part in parts)
    return f"<html><body data-pagefind-body>{shown}</body></html>"


def row(path: str, parts: Sequence[Entry], identifier: str) -> dict[str, Any]:
    """A page in the table of names, without what is not set."""
    first = parts[0]
    days = [day[1] for part in parts if (day := _DAY.match(str(part["location"])))]
    more = {"tags": first.get("tags"), "boost": first.get("boost"), "days": days}
    told = {key: value for key, value in more.items() if value}
    return {"id": identifier, "path": path, "title": first["title"]} | told


def classic(module: str) -> str:
    """Pagefind's own script, a module, as a plain script: a page in a folder may load no module.

    >>> classic("var search=()=>import.meta.url;export{search};")
    '(()=>{var search=()=>undefined;self.pagefind={search};})();\\n'
    """
    exported = _EXPORTS.search(module)
    if exported is None:
        raise NoPagefind("this version of Pagefind has a script of another form")
    body = module[: exported.start()].replace("import.meta.url", "undefined")
    return f"(()=>{{{body}self.pagefind={{{exported[1]}}};}})();\n"


def _run(source: Path, index: Path) -> None:
    try:
        from pagefind.service import get_executable
    except ImportError as error:
        raise NoPagefind("the package pagefind is not installed") from error
    program = get_executable()
    if program is None:
        raise NoPagefind("the package pagefind_bin is not installed")
    command = [
        str(program),
        "--site",
        str(source),
        "--output-path",
        str(index),
        "--force-language",
        _NO_STEMS,
        "--quiet",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=source, check=False)
    except OSError as error:
        raise NoPagefind(f"Pagefind does not start: {error}") from error
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines()
        raise NoPagefind(f"Pagefind failed: {told[-1] if told else done.returncode}")


def _files(pages: Sequence[tuple[str, list[Entry]]], index: Path) -> Iterable[tuple[str, str]]:
    """Each file of the site's, its name without ".js" and its text."""
    table = []
    for fragment in sorted(index.glob("fragment/*.pf_fragment")):
        told = json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(_SIGN))
        path, parts = pages[int(Path(told["url"]).stem)]
        table.append(row(path, parts, fragment.stem))
        yield _script(f"page/{fragment.stem}", parts)
    order = {path: number for number, (path, _) in enumerate(pages)}
    table.sort(key=lambda one: order[one["path"]])
    yield _script("pages", {"page_count": len(pages), "pages": table})
    for pattern in _INDEX_FILES:
        for file in sorted(index.glob(pattern)):
            name = f"pagefind/{file.relative_to(index).as_posix()}"
            yield _script(name, base64.b64encode(file.read_bytes()).decode("ascii"))
    yield "pagefind/pagefind", classic((index / "pagefind.js").read_text(encoding="utf-8"))


def _script(name: str, data: object) -> tuple[str, str]:
    told = json.dumps(data, separators=(",", ":"), default=str)
    return name, f'self.searchFile("{name}",{told});\n'
