"""Of all that a page states, what is believed: title, outlet, authors, days and address, each from the surest place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ....model.dates import Date
from ....model.text import record
from ....rules.load import load
from ....rules.types.ingest import LINE_WORDS, WEB_WORDS
from ...base.front_matter import front_matter
from ...lines.line_rules import words
from ...lines.stated_dates import read_date
from .stated import AROUND, TITLE, Said, Stated
from .words import folded, host_and_path, is_address

_DAY = dt.timedelta(days=1)
_PRINTED = 70  # ranks from here on are of what a reader sees
_LONGEST_OUTLET, _LONGEST_NAME = 60, 80
_LEAST_TITLE = 3  # words
_CUT = re.compile(r"\s*(?:\.{3}|…)$")
_UTC = ("Etc/UTC",)


@record
class Chosen:
    """What an article's front matter says. `warnings` tell where the page disagrees with itself."""

    title: str
    authors: tuple[str, ...]
    outlet: str
    published: str
    perhaps_published: str  # of the file that holds the page: what the page says goes before it
    updated: str
    url: str
    warnings: tuple[str, ...] = ()

    def front_matter(self) -> str:
        """The lines before the text, or "" when nothing is known."""
        return front_matter(
            title=self.title,
            author=self.authors,
            source=self.outlet,
            published=self.published,
            perhaps_published=self.perhaps_published,
            updated=self.updated,
            url=self.url,
        )


def chosen(page: Stated) -> Chosen:
    """The surest word for each field."""
    url = _url(page.of("url"))
    title = _title(page, [folded(one.text) for one in page.of("outlet")])
    outlet = _outlet(page, title, url)
    published, warnings = _published(page)
    held = next((one.text for one in page.of("published") if one.rank == AROUND), "")
    updated = next((one.text for one in page.of("updated") if read_date(one.text)), "")
    return Chosen(
        title=title,
        authors=tuple(_authors(page, outlet)),
        outlet=outlet,
        published=published,
        perhaps_published="" if published else held,
        updated=updated,
        url=url,
        warnings=warnings,
    )


def _url(said: Sequence[Said]) -> str:
    """The first address of more than the front of a site."""
    found = [one.text for one in said if one.text.startswith(("http://", "https://"))]
    return next((one for one in found if host_and_path(one)[1]), next(iter(found), ""))


def _title(page: Stated, outlets: Sequence[str]) -> str:
    said = [(one, _without_site(one.text, outlets)) for one in page.of("title")]
    forms = [(one, text) for one, text in said if text and folded(text) not in outlets]
    if not forms:
        return ""
    first, text = forms[0]
    others = [other for _, other in forms[1:]]
    return _clear(text, others, first, in_parts=page.heading is not None and len(page.heading) > 0)


def _clear(text: str, others: Sequence[str], first: Said, *, in_parts: bool) -> str:
    """The first form of a title without a label, a tail or a cut that other places do not have."""
    if first.rank == 0 and in_parts:
        return _without_label(text, others)
    if first.rank > 0 and (told := _told_alone(text, others)):
        return told
    if _CUT.search(text):
        return _in_full(text, others)
    return _without_tail(text) if first.place == TITLE else text


def _without_label(text: str, others: Sequence[str]) -> str:
    """A headline without the label that an element before it holds, where another place has it without."""
    inner = [one for one in others if len(one.split()) >= _LEAST_TITLE and folded(text).endswith(folded(one))]
    return next(iter(inner), text)


def _told_alone(text: str, others: Sequence[str]) -> str:
    """The beginning of a title, up to one of its marks, where another place has nothing but that."""
    parts, forms = _parts(text), set(map(folded, others))
    starts = (text[:end].strip() for _, _, end in reversed(parts[:-1]))
    return next((start for start in starts if folded(start) in forms), "")


def _in_full(text: str, others: Sequence[str]) -> str:
    """A title that is cut short, as another place has it in full."""
    start = folded(_CUT.sub("", text))
    return next((one for one in others if folded(one).startswith(start) and not _CUT.search(one)), text)


def _without_site(text: str, outlets: Sequence[str]) -> str:
    """A title without the name of the site behind it or before it."""
    parts = _parts(text)
    while len(parts) > 1 and folded(parts[-1][0]) in outlets:
        parts.pop()
    while len(parts) > 1 and folded(parts[0][0]) in outlets:
        parts.pop(0)
    return text[parts[0][1] : parts[-1][2]] if parts else text


def _parts(text: str) -> list[tuple[str, int, int]]:
    """What stands between the marks of a title, each with its place."""
    parts = []
    at = 0
    for mark in [*re.finditer(load(WEB_WORDS).title_marks, text), None]:
        end = mark.start() if mark else len(text)
        if any(char.isalnum() for char in text[at:end]):
            parts.append((text[at:end], at, end))
        at = mark.end() if mark else end
    return parts


def _without_tail(text: str) -> str:
    """The title of a page that states nothing else, without a short last part."""
    parts = _parts(text)
    while len(parts) > 1 and len(parts[-1][0].split()) <= 5 and len(text[: parts[-2][2]].split()) >= _LEAST_TITLE:
        parts.pop()
    return text[: parts[-1][2]] if parts else text


def _outlet(page: Stated, title: str, url: str) -> str:
    """The name that the page's title or its address repeats; else the first by its place."""
    labels = [folded(label) for label in host_and_path(url)[0].split(".")[:-1]]
    tails = _tails(page, title)
    found = [name for name in map(_named, (one.text for one in page.of("outlet"))) if name and name != title]
    for names in (
        _repeated(found, tails, labels),
        (name for name in found if not _is_address(name, labels)),
        filter(None, map(_named, tails)),
        found,
    ):
        if name := next(iter(names), ""):
            return name
    return ""


def _is_address(name: str, labels: Sequence[str]) -> bool:
    """Whether a name is only that of the site's address."""
    return (name.islower() and folded(name) in labels) or re.fullmatch(load(WEB_WORDS).site_name, name) is not None


def _repeated(names: Sequence[str], tails: Sequence[str], labels: Sequence[str]) -> list[str]:
    """The names that stand in the page's title, then those in its address."""
    named = set(map(folded, tails))
    return [
        *(name for name in names if folded(name) in named and not _is_address(name, labels)),
        *(name for name in names if " " in name and _bare(name) in labels),
    ]


def _bare(name: str) -> str:
    return folded(re.sub(r"^(?i:the) ", "", name))


def _tails(page: Stated, title: str) -> list[str]:
    """What <title> says besides the headline: behind it the last part first, then what stands before it."""
    found: list[str] = []
    for one in page.of("title"):
        at = one.text.find(title) if title and one.place == TITLE else -1
        if at >= 0:
            before, after = one.text[:at], one.text[at + len(title) :]
            found += [*(part for part, *_ in reversed(_parts(after))), *(part for part, *_ in _parts(before))]
    return found


def _named(text: str) -> str:
    """An outlet's name without motto, rights and sections; "" for what is none."""
    rules = load(WEB_WORDS)
    name = re.sub(rules.rights, "", text).strip()
    if re.fullmatch(rules.not_outlet, name):
        return ""
    if not re.fullmatch(rules.site_name, name):
        name = re.sub(rules.outlet_tail, "", name).strip(" .,|")
    return "" if len(name) > _LONGEST_OUTLET or is_address(name) or name.startswith("@") or name.isdigit() else name


def _authors(page: Stated, outlet: str) -> list[str]:
    """The people of the surest place; those of a line that names them and more. Other stories on the page have bylines
    too, each its own."""
    known = _names_of_outlets(page, outlet)
    said = [(one.rank, list(dict.fromkeys(_names(one, known)))) for one in page.of("authors")]
    told = [(rank, names) for rank, names in said if names]
    if not told:
        return []
    first = list(dict.fromkeys(name for rank, names in told if rank == told[0][0] for name in names))
    return next((more for _, more in told if len(more) > len(first) and _within(first, more)), first)


def _names_of_outlets(page: Stated, outlet: str) -> set[str]:
    """Those of the page's site as well, which stand for an author where nobody signs."""
    names = [outlet, *page.organisations, *(one.text for one in page.of("outlet"))]
    hosts = (host_and_path(one.text)[0] for one in page.of("url"))
    return (
        {folded(one) for one in names if one}
        | {_bare(outlet)}
        | {part for one in hosts for part in one.split(".")[:-1]}
    )


def _within(names: Iterable[str], others: Iterable[str]) -> bool:
    return {folded(name) for name in names} < {folded(name) for name in others}


def _names(said: Said, known: set[str]) -> Iterator[str]:
    """The people in a line, without what stands there for the outlet or for nobody. `known` are names of outlets."""
    rules, lines = load(WEB_WORDS), load(LINE_WORDS)
    text = _in_order(re.sub(rules.before_names, "", said.text), said.place)
    if is_address(text) or "://" in text or len(text) > 4 * _LONGEST_NAME:
        return
    for part in re.split(lines.between_names, re.sub(lines.degrees, "", text)):
        name = re.sub(rules.behind_name, "", re.sub(rules.before_names, "", part)).strip(" ,|;:")
        if len(name) <= _LONGEST_NAME and not _is_nobody(name, known):
            yield name


def _in_order(text: str, place: str) -> str:
    """A name whose places give the family's first, as one would write it."""
    flipped = re.fullmatch(r"([^\s,]+), ([^,]+)", text) if "citation" in place or "creator" in place else None
    return f"{flipped[2]} {flipped[1]}" if flipped else text


def _is_nobody(name: str, known: set[str]) -> bool:
    if {folded(name), _bare(name)} & known or re.fullmatch(load(WEB_WORDS).not_author, name):
        return True
    return bool(re.fullmatch(words()["press_job"], name)) or not _is_like_a_name(re.sub(r" (?:in|for) .*", "", name))


def _is_like_a_name(text: str) -> bool:
    """Two to seven words that begin with no small letter, but for those that stand between names."""
    words = text.split()
    particles = load(WEB_WORDS).particles
    return 2 <= len(words) <= 7 and not any(
        (word[0].islower() and word not in particles) or any(char.isdigit() for char in word) for word in words
    )


@record
class _Day:
    """A day that is stated, and where."""

    said: Said
    date: Date

    @property
    def day(self) -> dt.date:
        return self.date.earliest

    @property
    def sure(self) -> tuple[bool, int]:
        return self.date.precision != "day", self.said.rank


@record
class _Objection:
    """Why a day is not that of publication, beside all that are stated."""

    name: str
    holds: Callable[[_Day, Sequence[_Day], Stated], bool]


def _is_after_saving(one: _Day, _: Sequence[_Day], page: Stated) -> bool:
    saved = read_date(page.saved) if page.saved else None
    return saved is not None and saved.precision == "day" and one.day > saved.latest + _DAY


def _is_after_printed(one: _Day, all_: Sequence[_Day], _: Stated) -> bool:
    """A site that moved gives its old articles a new day; what it prints as the day of publication is older."""
    printed = [other for other in all_ if other.said.place == "the page, labelled" and other.date.precision == "day"]
    return one.said.rank < _PRINTED and any(one.day - other.day > _DAY for other in printed)


def _is_in_utc(one: _Day, all_: Sequence[_Day], _: Stated) -> bool:
    """The outlet's own day is the one of its place, not that of Greenwich."""
    if one.date.zone not in _UTC or one.date.precision != "day":
        return False
    local = [
        other
        for other in all_
        if other.date.zone not in _UTC
        and other.date.precision == "day"
        and (other.date.zone or other.said.rank >= _PRINTED)
    ]
    return any(abs(one.day - other.day) == _DAY for other in local) and not any(one.day == other.day for other in local)


def _is_update(one: _Day, _: Sequence[_Day], page: Stated) -> bool:
    """Some pages give the time of the last change, or of the request, as that of publication."""
    updated = [date.latest for other in page.of("updated") if (date := read_date(other.text))]
    return bool(updated) and one.day > max(updated) + _DAY


_OBJECTIONS = (
    _Objection(name="it is later than the page was saved", holds=_is_after_saving),
    _Objection(name="the page prints an earlier day of publication", holds=_is_after_printed),
    _Objection(name="it is later than the last update", holds=_is_update),
    _Objection(name="it is the day in Greenwich", holds=_is_in_utc),
    _Objection(name="less sure", holds=lambda one, all_, _: any(other.sure < one.sure for other in all_)),
)


def _published(page: Stated) -> tuple[str, tuple[str, ...]]:
    """The day of publication in the words of the surest place, and a line where another place says another day."""
    of_page = (one for one in page.of("published") if one.rank < AROUND)
    all_ = [_Day(said=one, date=date) for one in of_page if (date := read_date(one.text))]
    left, lost = _judged(all_, page)
    if not left:
        return "", ()
    rival = next((one for one in all_ if _contradicts(one, left[0])), None)
    told = (_told(left[0], rival, lost.get(rival.said, "stated after it")),) if rival else ()
    alike = [one.said.text for one in left if (one.sure, one.date.edtf) == (left[0].sure, left[0].date.edtf)]
    return min(alike, key=len), told


def _judged(all_: Sequence[_Day], page: Stated) -> tuple[Sequence[_Day], dict[Said, str]]:
    """The days that no objection takes, and the objection to each other; what would take all of them takes none."""
    left, lost = all_, dict[Said, str]()
    for objection in _OBJECTIONS:
        fallen = [one for one in left if objection.holds(one, left, page)]
        if len(fallen) < len(left):
            lost |= {one.said: objection.name for one in fallen}
            left = [one for one in left if one not in fallen]
    return left, lost


def _contradicts(one: _Day, won: _Day) -> bool:
    apart = one.date.latest < won.date.earliest or one.date.earliest > won.date.latest
    return apart and (one.said.rank < _PRINTED or one.said.place == "the page, labelled")


def _told(won: _Day, rival: _Day, why: str) -> str:
    return f"published: {won.said.place} says {won.date.edtf}, {rival.said.place} {rival.date.edtf}, not taken: {why}"
