"""The page of a source: its sentences in the order of the file, their numbers, and where they are used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..rules.load import load
from ..rules.types.check import CHECK_PHRASES
from . import text
from .data import Source
from .facts import Fault, Ground
from .known import leads_to
from .lines import Lines
from .others import Others
from .pages import Element, Page, texts
from .sources import Article

_SENTENCE = re.compile(r"s(\d+)")


def sentences_of(page: Page) -> Iterator[tuple[int, str]]:
    """The sentences of a source that its page shows, by their numbers, in the order of the page."""
    for element in page.root.walk():
        found = _SENTENCE.fullmatch(element.attributes.get("id", ""))
        if found:
            said = next(element.find("bb-said"), element)
            yield int(found[1]), "".join(run for run, _ in texts(said))


def order_flaws(ground: Ground, lines: Lines, pages: Mapping[str, Page]) -> Iterator[Fault]:
    """Sentences on the page of a source that do not stand in its file in the order of the page, or have wrong
    numbers."""
    fed = _fed(lines)
    for source in ground.book.sources:
        page, article = pages.get(source.page), ground.article(source.id)
        if page is None or article is None:
            continue
        yield from _in_order(page, source, article)
        yield from _numbering(page, source.sentences)
        for element in page.root.walk():
            found = re.fullmatch(r"[sf](\d+)", element.attributes.get("id", ""))
            if found and element.tag == "li":
                yield from _feeds(page, element, fed.get((source.id, int(found[1])), {}), ground.others)


def _fed(lines: Lines) -> dict[tuple[str, int], dict[tuple[str, str], set[str]]]:
    """For each sentence the places that rest on it, with what they are called."""
    fed: dict[tuple[str, int], dict[tuple[str, str], set[str]]] = {}
    for use in lines.uses():
        fed.setdefault((use.source, use.sentence), {}).setdefault((use.page, use.anchor), set()).add(
            text.alike(use.label)
        )
    return fed


def _in_order(page: Page, source: Source, article: Article) -> Iterator[Fault]:
    """Whether the sentences of a page stand in the file, one behind the other."""
    at, before = 0, -1
    for number, sentence in sentences_of(page):
        if number <= before or number >= source.sentences:
            yield page.path, text.short(sentence), f"is sentence {number + 1}, and stands behind sentence {before + 1}"
        place = article.place(sentence, at)
        if place < 0:
            where = "out of its order" if article.place(sentence) >= 0 else f"not found in {source.file}"
            yield page.path, text.short(sentence), where
        at, before = max(place, at), number


def _numbering(page: Page, sentences: int) -> Iterator[Fault]:
    """Whether the numbers of the sentences and their gaps add up to all sentences."""
    lists = [element for element in page.root.walk() if element.has("bb-sentences")]  # several on a page in parts
    expected = 0
    for item in (child for listed in lists for child in listed.children if isinstance(child, Element)):
        if item.has("bb-gap"):
            skipped = re.search(r"\d[\d,]*", item.text())
            expected += int(skipped[0].replace(",", "")) if skipped else 0
            continue
        shown = item.attributes.get("value", ""), item.attributes.get("id", "")
        if shown != (str(expected + 1), f"s{expected}"):
            yield (
                page.path,
                text.short(item.text()),
                f"has the number {shown[0]} and the place {shown[1]}, and is sentence {expected + 1}",
            )
        expected += 1
    if lists and expected != sentences:
        yield page.path, "the sentences", f"are {expected}, and the source has {sentences}"


def _feeds(page: Page, element: Element, wanted: Mapping[tuple[str, str], set[str]], others: Others) -> Iterator[Fault]:
    """Whether a sentence says where it is used: every place, and no other, by its name."""
    shown = {}
    for link in (
        e for e in element.walk() if e.tag == "a" and re.search(r"#c-[0-9a-f]{10}$", e.attributes.get("href", ""))
    ):
        target = link.attributes["href"]
        place = leads_to(page, target), target.partition("#")[2]
        shown[place] = text.alike(link.text())
        if place in wanted and not any(_is_label(shown[place], label) for label in wanted[place]):
            yield page.path, shown[place], f"leads to {target}, which is {' or '.join(sorted(wanted[place]))}"
    for page_, anchor in sorted(set(wanted) ^ {place for place in shown if not others.makes(place[0])}):
        told = "is not named as fed by it" if (page_, anchor) in wanted else "does not rest on it"
        yield page.path, text.short(element.text()), f"{page_}#{anchor} {told}"
    yield from _sections(page, element, others)


def _sections(page: Page, element: Element, others: Others) -> Iterator[Fault]:
    """Whether the places stand under names of parts of the book."""
    for section in element.find("bb-feed-section"):
        if text.alike(section.text()).rstrip(":") not in (*load(CHECK_PHRASES).sections, *others.sections):
            yield page.path, section.text(), "is no part of the book"


def _is_label(shown: str, label: str) -> bool:
    """Whether a link on the page of a source says what a line is called: all of it or its end, perhaps numbered or
    cut."""
    bare = re.sub(r" \d+$", "", shown)
    head = bare.rpartition("…")[0].strip()
    return label.endswith((shown, bare)) or ("…" in bare and bool(head) and head in label)
