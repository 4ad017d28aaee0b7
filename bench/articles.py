"""Makes a folder of news articles of any number out of MEANTIME (Minard et al. 2016; Wikinews; CC BY 4.0).

    python -m bench.articles MEANTIME FOLDER COUNT

Each hundred and twenty are one world: its people and bodies have names of their own, its places are those of another
world, and its days lie some weeks later. Inside a world people, bodies and days meet as they do in the corpus, so that
merging has work. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from evaluation.persons import laid_out

_CONSONANTS, _VOWELS = "bcdfghjklmnpqrstvwxyz", "aeiou"
_KINDS = ("PER", "ORG", "LOC")
_WORLDS_WEEKS = 5
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?\b")
_WORD = re.compile(r"[^\W\d_]+")


def _names(root: ET.Element) -> Iterator[tuple[str, str]]:
    """The kind of each name of a document with its words."""
    words = {token.get("t_id", ""): token.text or "" for token in root.findall("token")}
    kinds = {entity.get("m_id", ""): entity.get("ent_type", "") for entity in root.iter("ENTITY")}
    named = {
        mention.get("m_id", ""): " ".join(words[at.get("t_id", "")] for at in mention.findall("token_anchor"))
        for mention in root.iter("ENTITY_MENTION")
        if mention.get("syntactic_type") == "NAM"
    }
    for link in root.iter("REFERS_TO"):
        kind = next((kinds[at.get("m_id", "")] for at in link.findall("target") if at.get("m_id", "") in kinds), "")
        for source in link.findall("source"):
            if kind in _KINDS and (name := named.get(source.get("m_id", ""))):
                yield kind, name


@lru_cache(maxsize=512)
def _cipher(world: int) -> Mapping[int, str]:
    """Letters for letters of their kind."""
    table = {}
    for letters, shift in ((_CONSONANTS, world), (_VOWELS, world // len(_CONSONANTS) + world)):
        at = shift % len(letters)
        for letter, other in zip(letters, letters[at:] + letters[:at], strict=True):
            table[ord(letter)], table[ord(letter.upper())] = other, other.upper()
    return table


def _renamed(text: str, world: int, words: frozenset[str], places: Sequence[str]) -> str:
    """A text as one of another world tells it; the first world is the corpus itself."""
    if not world:
        return text
    at = {place: number for number, place in enumerate(places)}
    either = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(places, key=len, reverse=True)))})\b|{_WORD.pattern}")

    def other(found: re.Match[str]) -> str:
        name = found.group()
        if name in at:
            return places[(at[name] + world) % len(places)]
        return name.translate(_cipher(world)) if name in words else name

    return _DAY.sub(lambda found: _later(found, world), either.sub(other, text))


def _later(found: re.Match[str], world: int) -> str:
    month, day, year = found.groups()
    try:
        moved = dt.date(int(year or 2009), _MONTHS.index(month) + 1, int(day)) + dt.timedelta(
            weeks=_WORLDS_WEEKS * world
        )
    except ValueError:
        return found.group()
    return f"{_MONTHS[moved.month - 1]} {moved.day}" + (f", {moved.year}" if year else "")


def articles(meantime: Path, count: int) -> Iterator[tuple[str, str]]:
    """The name of each file with its text."""
    paths = sorted(meantime.glob("intra_cross-doc_annotation/*/*.xml"))
    roots = [ET.parse(path).getroot() for path in paths]  # noqa: S314 - a published corpus
    named = [pair for root in roots for pair in _names(root)]
    places = sorted({name for kind, name in named if kind == "LOC" and len(name) > 2 and name[0].isupper()})
    known = {word for place in places for word in place.split()}
    words = frozenset(
        word
        for kind, name in named
        if kind != "LOC"
        for word in _WORD.findall(name)
        if word[0].isupper() and len(word) > 3 and word not in known
    )
    texts = [laid_out(root).text for root in roots]
    for number in range(count):
        world, at = divmod(number, len(paths))
        yield f"{number:05}.txt", _renamed(texts[at], world, words, places) + "\n"


def write(meantime: Path, folder: Path, count: int) -> None:
    """Fill a folder with so many articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles(meantime, count):
        (folder / name).write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("meantime", type=Path, help="folder of the corpus")
    parser.add_argument("folder", type=Path, help="where the articles go, such as BOOK/seeds")
    parser.add_argument("count", type=int, help="how many")
    arguments = parser.parse_args()
    write(arguments.meantime, arguments.folder, arguments.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
