"""The sources for whoever cites them: BibTeX and CSL-JSON. A date is given as far as it is known, and no further."""

from __future__ import annotations

from typing import Any

from ...model.book import Source
from ...model.dates import Date
from ..base import links
from ..base.escape import clean, safe_url

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
}
_SPECIAL = str.maketrans(_LATEX)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own macros


def bibtex(sources: tuple[Source, ...]) -> str:
    """An @article for each source, by its key; a headline keeps its capitals."""
    return "\n".join(sorted(_entry(source) for source in sources))


def key(source: Source) -> str:
    """A citation key: letters, digits, "-" and "_", a letter first; one for each source of a book."""
    slug = links.source_token(source.id)
    return slug if slug[0].isalpha() else f"s{slug}"


def _entry(source: Source) -> str:
    fields = {
        "title": f"{{{{{_latex(source.title)}}}}}",
        "author": f"{{{' and '.join(map(_author, source.authors))}}}" if source.authors else "",
        "journal": f"{{{_latex(source.outlet)}}}" if source.outlet else "",
        **_date_fields(source.published),
        "url": f"{{{url}}}" if (url := safe_url(source.url)) else "",
        "langid": "{english}" if source.language == "en" else "",
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@article{{{key(source)},\n{lines}}}\n"


def _latex(text: str) -> str:
    return clean(text).translate(_SPECIAL)


def _author(name: str) -> str:
    """A name that BibTeX would take for two, or for a family name and a given one the wrong way round, stays whole."""
    text = _latex(name)
    return f"{{{text}}}" if "," in text or " and " in f" {text.casefold()} " else text


def _date_fields(date: Date | None) -> dict[str, str]:
    parts = _parts(date)
    fields = {"year": f"{{{parts[0]:04}}}"} if parts else {}
    if len(parts) > 1:
        fields["month"] = _MONTHS[parts[1] - 1]
    if len(parts) > 2:
        fields["day"] = f"{{{parts[2]}}}"
    return fields


def _parts(date: Date | None) -> tuple[int, ...]:
    """Year, month and day, as many as are known."""
    if date is None:
        return ()
    day = date.earliest
    return {"day": (day.year, day.month, day.day), "month": (day.year, day.month), "year": (day.year,)}.get(
        date.precision, ()
    )


def csl(sources: tuple[Source, ...]) -> list[dict[str, Any]]:
    """The sources as CSL-JSON items. Names stay whole: which part is the family's is not known."""
    return sorted((_item(source) for source in sources), key=lambda item: str(item["id"]))


def _item(source: Source) -> dict[str, Any]:
    parts = _parts(source.published)
    fields = {
        "id": key(source),
        "type": "article-newspaper",
        "title": clean(source.title),
        "author": [{"literal": clean(author)} for author in source.authors],
        "container-title": clean(source.outlet or ""),
        "issued": {"date-parts": [list(parts)]} if parts else None,
        "URL": safe_url(source.url),
        "language": source.language,
    }
    return {name: value for name, value in fields.items() if value}
