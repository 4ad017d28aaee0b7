"""A new book: the files of `scaffold/`, with its title filled in. Nothing that is there already is touched."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

import yaml

from ..model.errors import UsageError
from ..store import theme_files

_SCAFFOLD = Path(__file__).parent.parent / "scaffold"
_NAME = "briefing-book"  # what the package is called where it is installed from
_UNKNOWN = f"""\
# Say here where {_NAME} is installed from, so that a workflow or a colleague can do the same:
# {_NAME} @ git+https://HOST/OWNER/REPOSITORY@COMMIT
"""


def new_book(root: Path, title: str | None = None) -> tuple[str, ...]:
    """Write a ready book into `root`, made with its parents where it is missing; the paths written, sorted.

    Without a `title` the folder's name is taken. Raises UsageError, before anything is written, when one
    of the files is there already.
    """
    files = scaffold(_title(root) if title is None else title, requirement())
    try:
        taken = [path for path in files if (root / path).exists()]
        if taken:
            raise UsageError(
                f"{root} has {', '.join(taken)} already: name a folder that holds no book. Nothing was written"
            )
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{error.filename or root}: {error.strerror}; the book cannot be written there") from error
    return tuple(files)


def scaffold(title: str, package: str | None) -> dict[str, str]:
    """The text of each file of a new book by its path. `package` is what pip installs this program from.

    Raises UsageError when the title is empty.
    """
    title = " ".join(title.split())
    if not title:
        raise UsageError("a book needs a title: --title TITLE")
    paths = sorted(path for path in _SCAFFOLD.rglob("*") if path.is_file())
    files = {path.relative_to(_SCAFFOLD).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    for settings in ("book.yml", "mkdocs.yml"):
        files[settings] = Template(files[settings]).substitute(title=_scalar(title))
    files["README.md"] = Template(files["README.md"]).substitute(title=re.sub(r"([\\`*_\[\]<>#&|~$])", r"\\\1", title))
    files |= {f"docs/{file.path}": file.data.decode() for file in theme_files.theme()}
    files["requirements.txt"] = f"{package}\n" if package else _UNKNOWN
    return dict(sorted(files.items()))


def requirement() -> str | None:
    """What pip installs this very program from (PEP 610), None when it is a folder of this machine."""
    try:
        distribution = metadata.distribution(_NAME)
    except metadata.PackageNotFoundError:
        return None
    text = distribution.read_text("direct_url.json")
    return f"{_NAME}=={distribution.version}" if text is None else _reachable(json.loads(text))


def _reachable(origin: dict[str, object]) -> str | None:
    """
    >>> _reachable({"url": "https://git.example/a", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}})
    'briefing-book @ git+https://git.example/a@0a1b'
    >>> _reachable({"url": "file:///home/ann/a", "dir_info": {"editable": True}})
    """
    address = str(origin.get("url", ""))
    parts = urlsplit(address)
    if parts.scheme != "https" or "@" in parts.netloc:  # out of reach, or with somebody's password in it
        return None
    match origin.get("vcs_info"):
        case {"vcs": "git", "commit_id": str(commit)}:
            return f"{_NAME} @ git+{address}@{commit}"
        case None:
            return f"{_NAME} @ {address}"
    return None


def _title(root: Path) -> str:
    """
    >>> _title(Path("books/harbour-talks"))
    'Harbour talks'
    """
    words = " ".join(root.resolve().name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _scalar(text: str) -> str:
    """A text as YAML writes it in one line, quoted where it has to be."""
    quoted: str = yaml.safe_dump(text, allow_unicode=True, width=float("inf")).removesuffix("\n...\n")
    return quoted.rstrip("\n")
