"""Paths, anchors and links of the book. No path is made from content: an id is checked, not cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain, count
from posixpath import commonprefix
from urllib.parse import quote as percent_encode

from ...model.book import Source
from ...model.permanent_ids import digest
from ...model.text import slug
from .escape import safe_url

_ID = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
_LONGEST = 120
_WITHIN = re.compile(r"(?<=[^\W\d])[.'’](?=[^\W\d])")  # marks inside a word: U.S., Roe's
_NAME = 60  # characters of a page's name that is made from a title
_WHOLE = 12  # words of a sentence that a text fragment gives whole; of a longer one it gives
_END = 5  # the first and the last
CONTACTS = "people/contacts.md"  # who met whom
QUESTIONS = "topics/questions.md"  # with cited answers


def is_safe(identifier: str) -> bool:
    """Whether an id may stand in a path or an anchor: at most 120 small letters and digits, with - or _ inside."""
    return len(identifier) <= _LONGEST and _ID.fullmatch(identifier) is not None


def checked(identifier: str) -> str:
    """The id itself. Raises ValueError when it could not stand in a path or an anchor.

    >>> checked("jane-roe")
    'jane-roe'
    """
    if not is_safe(identifier):
        raise ValueError(f"not an id that can be published: {identifier[:80]!r}")
    return identifier


def source_token(identifier: str) -> str:
    """What stands for a source in filters and keys. Its id is a file name, so any other than a plain one gives way to a
    digest.

    >>> source_token("2031_harbour")
    '2031_harbour'
    """
    return identifier if is_safe(identifier) and identifier != "index" else f"source-{digest(identifier)}"


def person_path(identifier: str) -> str:
    """The page of a person, below docs/. Raises ValueError for an id that is not safe."""
    path = f"people/{_page(identifier)}.md"
    return path if path != CONTACTS else f"people/contacts-{digest(identifier)}.md"


def topic_path(identifier: str) -> str:
    """The page of a topic, below docs/. Raises ValueError for an id that is not safe."""
    path = f"topics/{_page(identifier)}.md"
    return path if path != QUESTIONS else f"topics/questions-{digest(identifier)}.md"


def source_paths(sources: Iterable[Source]) -> dict[str, str]:
    """The page of each source below docs/, by its id: named as its title; of two alike, the one whose id comes later
    has a number."""
    taken, paths = {"index"}, {}
    for source in sorted(sources, key=lambda one: one.id):
        name = _title_slug(source.title)
        numbered = (f"{name}-{number}" for number in count(2))
        free = next(one for one in chain([name], numbered) if one not in taken)
        taken.add(free)
        paths[source.id] = f"sources/{free}.md"
    return paths


def _title_slug(title: str) -> str:
    """Whole words of a title, as many as a file name should have."""
    name = slug(_WITHIN.sub("", title), nothing="source", longest=_LONGEST)
    return name if len(name) <= _NAME else name[: _NAME + 1].rpartition("-")[0] or name[:_NAME]


def _page(identifier: str) -> str:
    return checked(identifier) if identifier != "index" else f"index-{digest(identifier)}"


def sentence_anchor(sentence: int) -> str:
    """The anchor of a sentence on its source's page, by its index."""
    return f"s{sentence}"


def text_fragment(url: str | None, quote: str) -> str | None:
    """The address that opens an article at a sentence of it, as https://wicg.github.io/scroll-to-text-fragment/ has it.

    None when there is no address that may be linked.

    >>> text_fragment("https://news.example/a", "A first, small step")
    'https://news.example/a#:~:text=A%20first%2C%20small%20step'
    """
    address, words = safe_url(url), quote.split()
    if address is None or not words:
        return address
    ends = [words] if len(words) <= _WHOLE else [words[:_END], words[-_END:]]
    directive = ",".join(_percent_encoded(" ".join(part)) for part in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _percent_encoded(text: str) -> str:
    """Also the marks that part a directive: "-", "," and "&"."""
    return percent_encode(text, safe="", errors="replace").replace("-", "%2D")


def token(name: str) -> str:
    """What stands for a name in an address that a reader sees: its words in small letters, else a digest.

    >>> token("East Kelvara")
    'east-kelvara'
    """
    plain = name.casefold().replace(" ", "-")
    return plain if is_safe(plain) else f"t{digest(name)}"


def relative(here: str, there: str, anchor: str | None = None) -> str:
    """A link from one page to another.

    >>> relative("topics/fishing.md", "sources/a.md", "s3")
    '../sources/a.md#s3'
    """
    path = "" if here == there and anchor else _way(here.rpartition("/")[0], there)
    return f"{path}#{anchor}" if anchor else path


@cache
def _way(folder: str, there: str) -> str:
    up, down = folder.split("/") if folder else [], there.split("/")
    shared = len(commonprefix([up, down]))
    return percent_encode("/".join([*([".."] * (len(up) - shared)), *down[shared:]]))


def on_site(here: str, there: str, anchor: str | None = None) -> str:
    """The same link between built pages, for what no site builder rewrites. Pages end with `.html`
    (`use_directory_urls: false`).

    >>> on_site("topics/fishing.md", "sources/a.md", "s3")
    '../sources/a.html#s3'
    """
    path, hash_, fragment = relative(here, there, anchor).partition("#")
    return f"{path.removesuffix('.md')}.html{hash_}{fragment}" if path.endswith(".md") else f"{path}{hash_}{fragment}"
