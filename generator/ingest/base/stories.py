"""Several stories in one text, as newsletters have them: each with a title of its own that leads to a page, or that has
a byline or a day under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model.text import record
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS
from .page_lines import Line

_LEAST_TITLE, _MOST_TITLE, _LEAST_BODY, _LEAST_STORY = 4, 25, 8, 40  # words
_MOST_TEASER, _MOST_OPENING = 2, 60  # sentences; words above the first of several stories
_LEAST_TOLD = 20  # words of two sentences that are no mere teaser
_CUT_OFF = re.compile(r"[\[(]?(?:…|\.\.\.|\w)[\])>\s]*$")
_MOST_BYLINE = 15  # words
_RULE = re.compile(r"^[ \t]*(?:[-=*_~•—–]{4,}|(?:\* ){2,}\*)[ \t]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"(?:\A|\n[ \t]*\n)(?=(\S[^\n]{3,150})\n(?:={4,}|-{4,}|~{4,})[ \t]*\n)")
_ADDRESS = re.compile(r"^[^\n.]{0,40}?(https?://\S{4,500}?)\W?$", re.MULTILINE)
_LINKED_WORDS = re.compile(
    r"\[?(?P<words>[^\[\]<>]{3,200}?)\]?\s{0,3}[<(]?(?P<link>https?://[^<>()\s]{4,1000})[>)]?", re.DOTALL
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=\s|$)")
_CLOSED = re.compile(r"[.:,;…][\"”’')\]]{0,2}$")


@record
class Story:
    """One of several. `body` is its text as it stands there."""

    title: str
    body: str
    link: str = ""


def is_teaser(text: str) -> bool:
    """Whether a text is only a sentence or two that lead to a page; two whole ones of some length tell something by
    themselves.

    >>> is_teaser("The pier is open. Read more.")
    True
    """
    told = re.sub(rf"(?<=[.!?…\]])\s+{load(LINE_WORDS).mail.more}\s*$", "", text.strip())
    cut = _CUT_OFF.search(told)
    words, sentences = len(told.split()), len(_SENTENCE.findall(told[: cut.start()] if cut else told))
    if words >= _LEAST_STORY or sentences > _MOST_TEASER:
        return False
    return cut is not None or sentences < _MOST_TEASER or words < _LEAST_TOLD


def of_page(lines: Sequence[Line]) -> list[Story]:
    """The stories of a page's lines; [] when it does not hold several."""
    return _several(_linked(lines)) or _several(_led(lines)) or _several(_dated(lines))


def of_text(text: str) -> list[Story]:
    """The stories of a plain text, between lines of strokes, under titles that are underlined or that lead to a page;
    [] when it does not hold several."""
    marks = [found.end() for found in _UNDERLINED.finditer(text)]
    if len(marks) > 1:
        pieces = [text[start:end] for start, end in pairwise([*marks, len(text)])]
        sections = [re.sub(r"\n[=~-]{4,}[ \t]*\n", "\n\n", piece, count=1) for piece in pieces]
    else:
        sections = _RULE.split(text)
    found = _several([story for section in sections if (story := _of_section(section.strip()))])
    return found or _several(_linked(list(map(_with_link, _paragraphs(text)))))


def _with_link(paragraph: Line) -> Line:
    """A paragraph of a plain text; one that is words and the address they lead to as a link."""
    found = _LINKED_WORDS.fullmatch(paragraph.text)
    if not found:
        return Line(text=re.sub(r"(?<=\S)\s?<https?://[^<>\s]{1,1000}>", "", paragraph.text))
    return Line(text=" ".join(found["words"].split()), link=found["link"])


def _several(stories: Sequence[Story]) -> list[Story]:
    return list(stories) if len({story.title.casefold() for story in stories}) > 1 else []


def _linked(lines: Sequence[Line]) -> list[Story]:
    """Titles that lead to pages, each with a text under it that does not."""
    found: list[Story] = []
    heads = _heads(lines, [index for index, line in enumerate(lines) if _leads(line)])
    heads = [index for at, index in enumerate(heads) if not at or lines[index].link != lines[heads[at - 1]].link]
    for start, end in pairwise([*heads, len(lines)]):
        body = _body(lines[start + 1 : end])
        if len(body.split()) >= _LEAST_BODY:
            found.append(Story(title=lines[start].text, body=body, link=lines[start].link))
    return found


def _heads(lines: Sequence[Line], leading: Sequence[int]) -> Sequence[int]:
    """Of the lines that lead to pages the titles: what is marked as headings, else all; none where an article has such
    lines between its paragraphs, as "Read also" is."""
    marked = [index for index in leading if lines[index].level]
    if len(marked) > 1:
        return marked
    plain = [index for index in leading if not lines[index].level]
    above = lines[: plain[0]] if plain else lines
    return plain if sum(len(line.text.split()) for line in above) < _MOST_OPENING else []


def _leads(line: Line) -> bool:
    count = len(line.text.split())
    return (
        line.link.startswith(("http://", "https://"))
        and (2 if line.level else _LEAST_TITLE) <= count <= _MOST_TITLE
        and not _CLOSED.search(line.text)
        and not re.fullmatch(load(LINE_WORDS).mail.more, line.text)
        and not re.search(load(LINE_WORDS).mail.foot, line.text)
    )


def _led(lines: Sequence[Line]) -> list[Story]:
    """Headings with a text and a link to the rest of it under them."""
    found: list[Story] = []
    heads = [index for index, line in enumerate(lines) if line.level and _is_title(line.text)]
    for start, end in pairwise([*heads, len(lines)]):
        link = next((line.link for line in lines[start + 1 : end] if _leads_on(line)), "")
        body = _body(lines[start + 1 : end])
        if link and len(body.split()) >= _LEAST_BODY:
            found.append(Story(title=lines[start].text, body=body, link=link))
    return found


def _leads_on(line: Line) -> bool:
    return line.link.startswith(("http://", "https://")) and bool(re.fullmatch(load(LINE_WORDS).mail.more, line.text))


def _dated(lines: Sequence[Line]) -> list[Story]:
    """Headings with a byline or a day under them."""
    heads = [at for at, (line, below) in enumerate(pairwise(lines)) if line.level and is_byline(below.text)]
    stories = [
        Story(title=lines[start].text, body=_body(lines[start + 1 : end]))
        for start, end in pairwise([*heads, len(lines)])
    ]
    return stories if all(len(story.body.split()) >= _LEAST_STORY for story in stories) else []


def is_byline(text: str) -> bool:
    """Whether a short line names an author or a year."""
    return len(text.split()) <= _MOST_BYLINE and not _CLOSED.search(text) and _names_author_or_year(text)


def _names_author_or_year(text: str) -> bool:
    return bool(_YEAR.search(text) or re.match(load(LINE_WORDS).mail.byline, text.lstrip("*_ ")))


def _body(lines: Sequence[Line]) -> str:
    """The lines up to the foot of the newsletter, without those that only lead to a page."""
    return "\n\n".join(_without_links(lines))


def _without_links(lines: Sequence[Line]) -> Iterator[str]:
    mail = load(LINE_WORDS).mail
    for line in lines:
        if re.search(mail.foot, line.text) and len(line.text) < 200:
            return
        if not (re.fullmatch(mail.more, line.text) and (line.link or len(line.text.split()) <= _LEAST_TITLE)):
            yield f"{'#' * line.level} {line.text}" if line.level else line.text


def _of_section(section: str) -> Story | None:
    """What stands between two lines of strokes: a title, then an address, a byline or a day, then the text."""
    head, _, rest = section.partition("\n\n" if "\n\n" in section else "\n")
    first, *below = head.split("\n")
    bylines = list(filter(is_byline, below))
    title = " ".join([first, *(line for line in _ADDRESS.sub("", "\n".join(below)).split("\n") if line not in bylines)])
    title = title.strip()
    address = _ADDRESS.search(section)
    told = address or bylines or any(map(is_byline, rest.strip().split("\n")[:2]))
    body = _body(_paragraphs("\n\n".join([*bylines, _ADDRESS.sub("", rest)])))
    is_story = told and _is_title(title) and len(body.split()) >= _LEAST_BODY
    return Story(title=title, body=body, link=address[1] if address else "") if is_story else None


def _paragraphs(text: str) -> list[Line]:
    return [Line(text=one.strip()) for one in re.split(r"\n[ \t]*\n", text) if one.strip()]


def _is_title(text: str) -> bool:
    fits = 2 <= len(text.split()) <= _MOST_TITLE and not _CLOSED.search(text)
    return fits and not re.search(load(LINE_WORDS).mail.foot, text)
