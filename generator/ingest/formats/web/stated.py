"""Everything that a page states of its article, each with its place: JSON-LD, meta elements, marked elements, the text
that a reader sees, and what the program that saved it noted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import LINE_WORDS, WEB_WORDS, Field
from ...lines.stated_dates import read_date
from . import json_ld
from .elements import first_words, is_beside, is_called, is_shown, seen_text
from .json_ld import Graph, Node
from .markup import Markup
from .words import address, folded, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVED_FROM = re.compile(r"(?:saved from url=\(\d{1,6}\)|\burl: ?|mirrored from )(\S{4,2000})", re.IGNORECASE)
_SAVED_ON = re.compile(
    r"(?:saved (?:date|at|on)|fetched(?: on| at)?|retrieved(?: on| at)?|HTTrack[^,\n]{0,80},): ?([^\n]{6,80})",
    re.IGNORECASE,
)
_LEAST_TITLE = 3  # words
_MOST_VALUES, _MOST_NEAR = 12, 2000  # of one meta element; elements in which a byline is looked for
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?=T|\d{4}|\d{6}|$)")
_CARD_LABEL = re.compile(r"twitter:label\d")
TITLE = "<title>"  # a place
AROUND = 90  # the rank of what only the file around the page says
_LONGEST_LINE = 160
_CLOCK_ONLY = re.compile(r"\s*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*", re.IGNORECASE)


@record
class Said:
    """One thing that a page states. `rank` orders the places, the surest first."""

    field: Field
    text: str
    place: str
    rank: int


@record
class Around:
    """What the file that holds a page tells of it: the surest last resort where the page says nothing."""

    url: str = ""
    saved: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()


@record
class Stated:
    """All that was found. `article` is the page's own object of JSON-LD, `heading` the element of its headline."""

    said: tuple[Said, ...]
    article: Node | None
    graph: Graph
    heading: HtmlElement | None
    organisations: tuple[str, ...]  # that are named where an author should be
    saved: str  # when the page was saved, as a program noted it

    def of(self, field: Field) -> list[Said]:
        """What is said of a field, the surest first, in the order of the page."""
        return sorted((one for one in self.said if one.field == field), key=lambda one: one.rank)


def stated(page: Markup, around: Around) -> Stated:
    """What a page and the file around it say."""
    tree, title = page.tree, _title_of(page.tree)
    metas, links = list(_from_metas(tree)), list(_from_links(page, around))
    titles = [one.text for one in metas if one.field == "title"]
    heading = headline_of(tree, titles, title)
    printed = seen_text(heading) if heading is not None else ""
    graph = json_ld.graph_of(tree)
    addresses = [one.text for one in links + metas if one.field == "url"]
    article = json_ld.article_of(graph, [*titles, title, printed], addresses)
    names, organisations = _authors_of(article, graph) if article else ([], [])
    said = (
        Said(field="title", text=printed, place="the headline on the page", rank=0),
        *(_from_article(article, graph, names) if article else _from_site(graph)),
        *metas,
        *links,
        *_from_properties(tree, heading),
        *_from_rows(tree),
        *_from_sight(tree, heading),
        Said(field="title", text=title, place=TITLE, rank=60),
        *_from_around(around),
    )
    return Stated(
        said=tuple(one for one in said if one.text),
        article=article,
        graph=graph,
        heading=heading,
        organisations=tuple(organisations),
        saved=next((found[1] for remark in page.remarks if (found := _SAVED_ON.search(remark))), around.saved),
    )


def _title_of(tree: HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return one_line(element.text_content()) if element is not None else ""


def headline_of(tree: HtmlElement, metas: Sequence[str], title: str) -> HtmlElement | None:
    """The element of the headline: the one whose words the page's head repeats, the longest of them; else the only
    first heading that is no site's name."""
    told, parts = set(map(folded, metas)), {folded(part) for part in title_parts(title)}
    rules = load(WEB_WORDS)
    best, sure = None, (0, 0, 0)
    for one in (
        *islice(tree.iter(*rules.headlines), _MOST_NEAR),
        *islice(tree.iter(*rules.other_headlines), _MOST_NEAR),
    ):
        form = _form(one)
        found = _repeated(one.tag, form, told, parts) if form else (0, 0, 0)
        if found > sure and is_shown(one) and not _is_of_another(one):
            best, sure = one, found
    return best if best is not None else _only_heading(tree)


def _only_heading(tree: HtmlElement) -> HtmlElement | None:
    first = [one for one in tree.iter("h1") if is_shown(one) and len(seen_text(one).split()) >= _LEAST_TITLE]
    inside = [one for one in first if next(one.iterancestors("article", "main"), None) is not None] or first
    return inside[0] if len(inside) == 1 else None


def _form(one: HtmlElement) -> str:
    """The words of an element that may be a headline: it stands alone, and does not lead to the front of the site."""
    text = first_words(one, 2 * _LONGEST_LINE + 1)
    if len(text) > 2 * _LONGEST_LINE or len(text.split()) < _LEAST_TITLE:
        return ""
    link = next(one.iter("a"), None)
    return (
        ""
        if link is not None and link.get("href", "").rstrip("/#").count("/") in (0, 2) and one.tag == "h1"
        else folded(text)
    )


def _repeated(tag: str, form: str, told: set[str], parts: set[str]) -> tuple[int, int, int]:
    """How surely the page's head repeats an element's words: the whole, a part, or a part of them; of the last the
    first heading is surest, and what has least besides."""
    if form in told:
        return 3, 0, len(form)
    if form in parts:
        return 2, 0, len(form)
    longer = any(len(other) > 15 and other in form for other in told | parts)
    return (1, tag == "h1", -len(form)) if longer and len(form) > 15 else (0, 0, 0)


def title_parts(title: str) -> list[str]:
    """Every run of parts between the marks of a title, a colon among them, that is long enough for a headline."""
    marks = [
        (0, 0),
        *((one.start(), one.end()) for one in re.finditer(rf"{load(WEB_WORDS).title_marks}|: ", title)),
        (len(title),) * 2,
    ]
    spans = [(left[1], right[0]) for at, left in enumerate(marks) for right in marks[at + 1 :]]
    return [title[start:end] for start, end in spans[:60] if len(title[start:end].split()) >= _LEAST_TITLE]


def _from_article(article: Node, graph: Graph, names: list[str]) -> Iterator[Said]:
    for key, field, rank in _ARTICLE:
        yield Said(field=field, text=json_ld.text_of(article.get(key)), place="JSON-LD", rank=rank)
    for key, rank in _OUTLETS:
        for one in graph.each(article.get(key)):
            if isinstance(one, dict) and "WebPage" not in json_ld.kinds(one):
                yield Said(field="outlet", text=json_ld.text_of(one.get("name")), place="JSON-LD", rank=rank)
    for name in names:
        yield Said(field="authors", text=name, place="JSON-LD", rank=10)
    for found in json_ld.addresses_of(graph, article):
        yield Said(field="url", text=address(found), place="JSON-LD", rank=20)


def _from_site(graph: Graph) -> Iterator[Said]:
    """The site's own name, on a page whose JSON-LD tells of no article."""
    for node in graph.by_id.values():
        if {"WebSite", "NewsMediaOrganization"} & set(json_ld.kinds(node)) and (
            name := json_ld.text_of(node.get("name"))
        ):
            yield Said(field="outlet", text=name, place="JSON-LD", rank=14)


def _authors_of(article: Node, graph: Graph) -> tuple[list[str], list[str]]:
    """The people that an article is said to be by, and the organisations."""
    organisations = set(load(WEB_WORDS).organisation_types)
    people: list[str] = []
    others: list[str] = []
    for one in graph.each(article.get("author") or article.get("creator")):
        name = (
            one_line(one) if isinstance(one, str) else json_ld.text_of(one.get("name")) if isinstance(one, dict) else ""
        )
        kinds = set(json_ld.kinds(one)) if isinstance(one, dict) else set()
        (others if kinds & organisations else people).append(name)
    return people, others


def _from_metas(tree: HtmlElement) -> Iterator[Said]:
    """Meta elements, by the order of names in the rules."""
    found = _metas(tree)
    for field, names in load(WEB_WORDS).metas.items():
        for place, name in enumerate(names):
            for text in found.get(name, ()):
                whole = _COMPACT.sub(r"\1-\2-\3", text) if field in ("published", "updated") else text
                whole = address(text) if field == "url" else whole
                yield Said(field=field, text=whole, place=f"meta {name}", rank=20 + place)
    yield from _from_cards(found)


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """What meta elements say, by their names in small letters."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        values = found.setdefault(name.strip().casefold(), [])
        values += [one_line(element.get("content") or "")] if len(values) < _MOST_VALUES else []
    return found


def _from_cards(found: Mapping[str, Sequence[str]]) -> Iterator[Said]:
    """Pairs of a label and what it says: "Written by", "Ann Roe"."""
    for field, pattern in load(WEB_WORDS).card_labels.items():
        for name in [name for name in found if _CARD_LABEL.fullmatch(name)]:
            if any(re.fullmatch(pattern, label) for label in found[name]):
                for text in found.get(name.replace("label", "data"), ()):
                    yield Said(field=field, text=text, place=f"meta {name}", rank=50)


def _from_links(page: Markup, around: Around) -> Iterator[Said]:
    base = next((address(one.get("href") or "") for one in page.tree.iter("base")), "")
    saved = [found[1] for remark in page.remarks if (found := _SAVED_FROM.search(remark))]
    noted = [address(one if "://" in one else f"https://{one}") for one in saved] + [around.url]
    at = next(filter(None, [*noted, base]), "")
    for one in page.tree.iter("link"):
        if "canonical" in (one.get("rel") or "").casefold().split():
            yield Said(field="url", text=address(one.get("href") or "", at), place="the canonical link", rank=10)
    for one in noted:
        yield Said(field="url", text=one, place="the address it was saved from", rank=50)


_ARTICLE: tuple[tuple[str, Field, int], ...] = (
    ("headline", "title", 10),
    ("name", "title", 11),
    ("datePublished", "published", 10),
    ("dateCreated", "published", 45),
    ("dateModified", "updated", 10),
)
_OUTLETS = (("publisher", 10), ("isPartOf", 12), ("sourceOrganization", 13), ("provider", 14))
_PROPERTIES: tuple[tuple[str, Field, int], ...] = (
    ("headline", "title", 15),
    ("datepublished", "published", 30),
    ("datemodified", "updated", 30),
    ("author", "authors", 60),
    ("publisher", "outlet", 15),
)


def _from_properties(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[Said]:
    """Elements that are marked with the names of schema.org."""
    fields = {name: (field, rank) for name, field, rank in _PROPERTIES}
    own = _item_of(heading) if heading is not None else None
    for element in tree.iter():
        marked = element.get("itemprop") if isinstance(element.tag, str) else None
        for name in (marked or "").casefold().split():
            if name not in fields or _is_of_another(element) or not _belongs(element, own):
                continue
            field, rank = fields[name]
            text = element.get("content") or element.get("datetime") or _inner(element, field)
            yield Said(field=field, text=one_line(text), place=f"itemprop {name}", rank=rank)


def _belongs(element: HtmlElement, own: HtmlElement | None) -> bool:
    return own is None or _item_of(element) is own


def _item_of(element: HtmlElement) -> HtmlElement | None:
    """The article that an element is marked as a part of."""
    types = load(WEB_WORDS).article_types
    kinds = ((one, (one.get("itemtype") or "").rpartition("/")[2]) for one in element.iterancestors())
    return next((one for one, kind in kinds if kind in types), None)


def _inner(element: HtmlElement, field: Field) -> str:
    if field in ("authors", "outlet"):
        named = next(
            (one for one in element.iter() if isinstance(one.tag, str) and one.get("itemprop") == "name"), None
        )
        return str(named.get("content") or seen_text(named)) if named is not None else seen_text(element)
    return seen_text(element)


def _from_rows(tree: HtmlElement) -> Iterator[Said]:
    """What a table or a list of labels says beside its label, as boards of offices lay out a release."""
    for field, pattern in load(WEB_WORDS).row_labels.items():
        for label in islice(tree.iter("th", "dt"), _MOST_NEAR):
            beside = label.getnext()
            if beside is None or beside.tag not in ("td", "dd") or not re.fullmatch(pattern, first_words(label, 40)):
                continue
            text = first_words(beside, 2 * _LONGEST_LINE + 1)
            if len(text) <= 2 * _LONGEST_LINE and not _is_of_another(label):
                yield Said(field=field, text=text, place="a row of the page", rank=55)


def _is_of_another(element: HtmlElement) -> bool:
    """Whether an element lies in a list of other articles, among readers' comments or in a note on the authors."""
    return any(is_beside(one) for one in (element, *element.iterancestors()) if one.tag not in ("html", "body", "main"))


def _from_sight(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[Said]:
    """Bylines and days that a reader sees near the headline."""
    found = list(_seen_near(tree, heading))
    yield from found
    if not any(one.field in ("published", "updated") for one in found):
        yield from _only_day(tree)


def _only_day(tree: HtmlElement) -> Iterator[Said]:
    """The day that stands elsewhere on the page, in an element called a date, when it is the only one."""
    pattern = load(WEB_WORDS).date
    found = [
        (date.edtf, text)
        for one in tree.iter("time", "div", "span", "p", "h2", "h3", "h4", "li", "dd", "td")
        if (one.tag == "time" or is_called(one, pattern))
        and len(text := first_words(one, _LONGEST_LINE + 1)) <= _LONGEST_LINE
        and (date := read_date(text))
        and not _is_of_another(one)
    ]
    if len({day for day, _ in found}) == 1:
        yield Said(field="published", text=found[0][1], place="the page", rank=80)


def _seen_near(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[Said]:
    rules = load(WEB_WORDS)
    for element in islice(_near(tree, heading), _MOST_NEAR):
        text = first_words(element, 2 * _LONGEST_LINE)
        if element.tag == "time" or is_called(element, rules.date):
            yield from _day_of(element, text)
        if len(text) > _LONGEST_LINE or not text:
            continue
        if "author" in (element.get("rel") or "").split():
            yield Said(field="authors", text=text, place="the link to the author", rank=62)
        elif is_called(element, rules.byline) or element.tag == "address":
            yield from _byline(element, text)


def _byline(element: HtmlElement, text: str) -> Iterator[Said]:
    """The names of a byline; one that stands in a link of its own first, for a job or an outlet may follow it."""
    rules = load(WEB_WORDS)
    signed = re.search(rules.before_names, text)
    links = [first_words(link, _LONGEST_LINE) for link in element.iter("a")]
    if signed and len(links) == 1 and text[signed.end() :].startswith(links[0]):
        yield Said(field="authors", text=links[0], place="the byline", rank=63)
    yield Said(field="authors", text=text, place="the byline", rank=64 if signed else 66)


def _day_of(element: HtmlElement, text: str) -> Iterator[Said]:
    """The day in an element: as its label has it, of publication or of an update."""
    updated, labelled = _has_label(element, text, "updated"), _has_label(element, text, "published")
    if len(text) <= _LONGEST_LINE and read_date(text):
        yield from _days_in(text, updated, labelled)
    stamp = element.get("datetime")
    if stamp and not _CLOCK_ONLY.fullmatch(stamp):
        field: Field = "updated" if updated else "published"
        rank = 70 if element.get("pubdate") is None else 32
        yield Said(field=field, text=one_line(stamp), place="a time element", rank=rank)


def _has_label(element: HtmlElement, text: str, field: Field) -> bool:
    """Whether the label of a day stands before it, in its element or in the one around it."""
    label = load(LINE_WORDS).date_labels[field]
    around = element.getparent()
    before = first_words(around, _LONGEST_LINE).partition(text)[0] if around is not None and text else ""
    return bool(re.match(rf"(?:{label})\b", text) or re.search(rf"(?:{label})[ :,]*$", before))


def _days_in(text: str, updated: bool, labelled: bool) -> Iterator[Said]:
    """A line may state both days: "Published 4 May 2019, updated 6 May 2019"."""
    mark = re.search(rf"\b(?:{load(LINE_WORDS).date_labels['updated']})\b", text)
    if mark and mark.start() > 0 and read_date(text[: mark.start()]):
        yield from _days_in(text[: mark.start()], False, labelled)
        yield from _days_in(text[mark.start() :], True, False)
    elif (mark and read_date(text[mark.end() :]) and not labelled) or updated:
        yield Said(field="updated", text=text, place="the page", rank=72)
    else:
        yield Said(field="published", text=text, place="the page, labelled" if labelled else "the page", rank=72)


def _near(tree: HtmlElement, heading: HtmlElement | None) -> Iterable[HtmlElement]:
    """The elements of the article's head and those that follow its headline, in order; none of other stories."""
    within = tree if heading is None else next(heading.iterancestors("article", "main"), tree)
    seen = 0
    reached = heading is None or within is not tree
    for element in within.iter():
        if element is heading:
            reached = True
        if not isinstance(element.tag, str) or not reached:
            continue
        seen += element.tag == "p" and len(first_words(element, 2 * _LONGEST_LINE)) > _LONGEST_LINE
        if seen > 3 or element.tag == "footer":
            return
        if not _is_of_another(element):
            yield element


def _from_around(around: Around) -> Iterator[Said]:
    yield Said(field="title", text=one_line(around.title), place="the file", rank=AROUND)
    yield Said(field="outlet", text=one_line(around.outlet), place="the file", rank=AROUND)
    yield Said(field="published", text=one_line(around.published), place="the file", rank=AROUND)
    for name in around.authors:
        yield Said(field="authors", text=one_line(name), place="the file", rank=AROUND)
