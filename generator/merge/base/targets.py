"""What a correction of book.yml means: finding it by its words, and what to say when it is not found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath

from ...model.article import Article
from ...model.settings import Target

Faults = list[tuple[int, str]]  # line in book.yml, what is the matter


_SHOWN = 3  # candidates in a message


def names_of_files(articles: Sequence[Article]) -> dict[str, list[str]]:
    """Article ids by what the editor may call an article: its file, with or without folder, its id, or the file of a
    print of it."""
    names: dict[str, list[str]] = {}
    for article in articles:
        for name in dict.fromkeys((article.file, PurePosixPath(article.file).name, article.id)):
            names.setdefault(name, []).append(article.id)
    for article in articles:
        for one in article.prints:
            names.setdefault(one.file, [article.id])
    return names


def no_source(name: str, by_name: Mapping[str, Sequence[str]]) -> str:
    """The message for a source that is not found, or found more than once, with names that come near."""
    if name in by_name:
        return f"{len(by_name[name])} sources are called `{name}`; give the file with its folder"
    return f"no source is called `{name}`{instead(name, by_name)}"


def sought(target: Target) -> str:
    """How messages name what an override asks for: by its id, or by its words."""
    if target.id is not None:
        return (
            f"has the id `{target.id}`; ids change with the sentence they stand for, so name it by words of that "
            "sentence"
        )
    return f"has the words `{target.words}`" + (f" in {target.source}" if target.source else "")


def holds(target: Target, cited: Sequence[tuple[str, str]], also: str = "") -> bool:
    """Whether the target's words stand in a cited sentence, of its source if it names one."""
    words = _folded(target.words or "")
    source = PurePosixPath(target.source).stem if target.source else None
    if source is None and words in _folded(also):
        return True
    return any(words in _folded(quote) for of, quote in cited if source is None or of in (target.source, source))


def _folded(text: str) -> str:
    marks = str.maketrans("‘’“”", "''\"\"")
    return " ".join(text.translate(marks).casefold().split())


# Messages


def instead(word: str, known: Collection[str]) -> str:
    """What may have been meant."""
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=_SHOWN)
    parts = set(word.casefold().split())
    close = close or sorted(name for name in folded if parts & set(name.split()))[:_SHOWN]
    return f"; did you mean {' or '.join(f'`{folded[name]}`' for name in close)}?" if close else ""


def likest(target: Target, known: Sequence[tuple[str, str, Sequence[str]]]) -> str:
    """The records whose sentences share most words with what was looked for."""
    wanted = set(re.findall(r"\w+", _folded(target.words or "")))
    shares = [
        (len(wanted & set(re.findall(r"\w+", _folded(" ".join(quotes))))), identifier, title)
        for identifier, title, quotes in known
    ]
    best = [
        entry for entry in sorted(shares, key=lambda entry: (-entry[0], entry[1])) if entry[0] * 2 >= len(wanted) > 0
    ][:_SHOWN]
    return (
        f"; did you mean {' or '.join(f'`{identifier}` ({shortened(title)})' for _, identifier, title in best)}?"
        if best
        else ""
    )


def shortened(text: str, length: int = 70) -> str:
    """A text of at most `length` characters, cut between words; " …" comes on top."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
