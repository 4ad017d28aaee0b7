"""The articles as they lie in seeds/: an own listing and an own decoding, so that a fault of the generator's shows."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from ..model.text import record
from . import text
from .others import Others

_LARGEST = 20_000_000  # bytes
_PAGES = (".html", ".htm", ".xhtml")  # a browser lays what belongs to a saved page into a folder beside it
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARKUP = re.compile(
    r"[*_`]+|<[^<>]{1,200}>|==|^[#>]+ |\\(?=[\\`*_{}\[\]()#+.!-])", re.MULTILINE
)  # what Markdown may add to words
_EMPHASIS = re.compile(r"[*_`]+")
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]\n|]{0,200}[/|])?([^\[\]\n|/#]{1,200})(?:#[^\[\]\n|]{0,100})?\]\]")
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SLACK = 2000  # characters by which one reading of a file may be shorter than another
_LIKELY = ("utf-8", "cp1252", "latin-1")
_BEYOND = (
    "cp949",
    "shift_jis",
    "gb18030",
    "koi8-r",
    "cp1251",
    "cp1250",
    "mac_roman",
)  # tried where a sentence is not found


class Article:
    """The words of one file in every reading that its bytes allow, the likeliest first; of a file that is no plain text
    its `given` text alone."""

    def __init__(self, file: str, data: bytes, given: str | None = None) -> None:
        self.file = file
        self._data = data
        self._given = given

    @cached_property
    def raw(self) -> str:
        """The likeliest reading of the file, unchanged."""
        return next(self._readings())

    @cached_property
    def plain(self) -> str:
        """The likeliest reading with links as their words, marks and blanks folded; places count in this text."""
        return text.alike(text.linked(self.raw))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines that have words, read as `plain`, and rightly where UTF-8 was once read as cp1252."""
        return tuple(filter(None, map(text.alike, text.linked(_mended(self.raw)).split("\n"))))

    @cached_property
    def low(self) -> str:
        """Without capitals; then once more with its links untouched."""
        whole = text.alike(self.raw)
        return self.plain.casefold() + ("" if whole == self.plain else f"\n{whole.casefold()}")

    def place(self, sentence: str, start: int = 0) -> int:
        """Where a text begins in the file, marks and blanks folded, from a place on; -1 when it does not stand there.

        Looked for in the file as it stands, then with its links untouched, then read by another code.
        """
        wanted = text.alike(sentence)
        for reading in (self.plain, *self._others) if wanted else ():
            if (found := reading.find(wanted, max(start - _SLACK, 0) if reading is not self.plain else start)) >= 0:
                return found
        return self._bare.find(bare) if (bare := _bare(sentence)) else -1

    @cached_property
    def _bare(self) -> str:
        """Without the marks of emphasis, of which a reader takes away those that belong together and no other."""
        return _bare(text.linked(self.raw))

    @cached_property
    def _others(self) -> tuple[str, ...]:
        whole = text.alike(self.raw)
        mended = text.alike(text.linked(_mended(self.raw)))
        bare = text.alike(_MARKUP.sub("", _WIKI_LINK.sub(r"\1", text.linked(self.raw))))
        stated = _stated(self.raw)
        others = (
            [text.alike(text.linked(reading)) for reading in self._readings()][1:] if not self._data.isascii() else []
        )
        again = [
            text.alike(reading) for reading in (self.plain, whole)
        ]  # "&amp;amp;": the book has "&amp;", which is folded once more
        return tuple(dict.fromkeys((whole, mended, bare, *again, *stated, *others)))

    def _readings(self) -> Iterator[str]:
        if self._given is not None:
            yield self._given
            return
        for mark, code in _BOMS:
            if self._data.startswith(mark):
                yield self._data.decode(code, "replace")
                return
        for code in (*_LIKELY, *_BEYOND):
            try:
                yield self._data.decode(code)
            except (UnicodeDecodeError, LookupError):
                continue


def _bare(words: str) -> str:
    return text.alike(_EMPHASIS.sub("", words))


def _stated(raw: str) -> Iterator[str]:
    """What the front matter of a file says, its escapes and doubled marks read, with and without Markdown's marks."""
    if found := _FRONT.match(raw):
        try:
            fields = yaml.safe_load(found[1])
        except (yaml.YAMLError, ValueError, RecursionError):
            return
        said = "\n".join(_strings(fields))
        yield from (text.alike(said), text.alike(_MARKUP.sub("", said)))


def _mended(raw: str) -> str:
    """UTF-8 that was once read as cp1252, read right, line by line."""
    return "\n".join(map(_mended_line, raw.split("\n")))


def _mended_line(line: str) -> str:
    try:
        return b"".join(map(_byte, line)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line


def _byte(character: str) -> bytes:
    """As cp1252 has it, and what that leaves out as Latin-1 has it."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def read_sources(folder: Path, names: Collection[str], others: Others) -> dict[str, Article]:
    """Each article that the book names and that lies below the folder; of several in one file, "#" and what it is
    called there stand behind the file's name."""
    found: dict[str, Article] = {}
    inside = folder.resolve()
    parts: dict[str, set[str]] = {}
    for name in names:
        whole = name if os.path.lexists(folder / name) else name.partition("#")[0]
        parts.setdefault(whole, set()).add(name.removeprefix(whole).removeprefix("#"))
    for file, called in sorted(parts.items()):
        path = folder / file
        if not _is_plain(path, inside):
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue  # what is cited from it will be found missing
        texts = others.texts(data, file)
        for part in called:
            if texts is None or part in texts:
                given = None if texts is None else texts[part]
                found[f"{file}#{part}" if part else file] = Article(path.name, data, given)
    return dict(sorted(found.items()))


def files_below(folder: Path) -> frozenset[str]:
    """Each regular file below the folder that is not hidden, by its path there, in characters that can be shown."""
    return frozenset(shown_name(path.relative_to(folder).as_posix()) for path in _files(folder, folder.resolve()))


def shown_name(file: str) -> str:
    """A file's name as the book writes it: in one line, whatever is in it."""
    text = file.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _UNSHOWN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _files(folder: Path, inside: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith(_PAGES)}
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not (entry.name.endswith("_files") and entry.name.removesuffix("_files") in pages):
                yield from _files(path, inside)
        elif _is_plain(path, inside):
            yield path


def _is_plain(path: Path, inside: Path) -> bool:
    try:
        status = path.stat()
        return stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST and path.resolve().is_relative_to(inside)
    except OSError:
        return False


@record
class EditorsWords:
    """Every string that the editor wrote in book.yml, folded, and the files that are taken out there."""

    texts: frozenset[str]
    whole: str
    given: Mapping[str, Any]  # the file, as far as it is a mapping

    def hold(self, words: str) -> bool:
        """Whether the editor wrote these words, marks and blanks folded."""
        wanted = text.alike(words)
        return wanted in self.texts or wanted in self.whole


def read_editor(path: Path) -> EditorsWords:
    """What stands in book.yml; nothing when there is none or it cannot be read, which the caller has told already."""
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8-sig")) if path.is_file() else None
    except (OSError, ValueError, yaml.YAMLError):
        value = None
    texts = [text.alike(found) for found in _strings(value)]
    return EditorsWords(texts=frozenset(texts), whole="\n".join(texts), given=value if isinstance(value, dict) else {})


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (str(key), *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif value is not None:
        yield str(value)
