"""Files of known content, as many programs write them: what was written is what is read."""

from __future__ import annotations

from collections import Counter

import pytest

from briefing_book.ingest.reading import read_file
from briefing_book.model.article import Article
from tests import made_files as made
from tests.made_files import DAM, PIECES, PIER, RAIL, Piece

SINGLE = {
    "word.docx": made.by_word,
    "library.docx": made.by_python_docx,
    "google.docx": made.by_google_docs,
    "libre.odt": made.by_libreoffice,
    "flat.fodt": made.flat_odt,
    "word.rtf": made.rtf_by_word,
    "textedit.rtf": made.rtf_by_textedit,
    "thunderbird.eml": made.by_thunderbird,
    "gmail.eml": made.by_gmail,
    "outlook.eml": made.by_outlook,
    "apple.emlx": made.by_apple_mail,
    "outlook.msg": made.by_outlook_as_msg,
    "atom.xml": made.atom,
    "rdf.rdf": made.rdf,
    "obsidian.md": made.by_obsidian,
    "clipper.md": made.by_clipper,
    "bracketed.md": made.by_bracketing_clipper,
}
SEVERAL = {
    "newsletter.eml": made.newsletter(PIECES),
    "plain.eml": made.plain_newsletter(PIECES),
    "all.mbox": made.mbox([made.by_gmail(PIER), made.by_outlook(DAM), made.by_thunderbird(RAIL)]),
    "feed.rss": made.rss(PIECES),
    "feed.json": made.json_feed([PIER]),
    "week.zip": made.zipped(
        {"inner/a.docx": made.by_word(PIER), "b.odt": made.by_libreoffice(DAM), "c/d.eml": made.by_outlook(RAIL)}
    ),
}
CASES = [
    *(pytest.param(make(piece), name, (piece,), id=f"{name}-{piece.title.split()[0]}")
      for name, make in SINGLE.items() for piece in PIECES),
    *(pytest.param(data, name, (PIER,) if name == "feed.json" else PIECES, id=name) for name, data in SEVERAL.items()),
]  # fmt: skip


def f1(article: Article, piece: Piece) -> float:
    """By words, of the text without its headline."""
    read = Counter(article.text.removeprefix(piece.title).split())
    true = Counter(" ".join(piece.whole).split())
    both = sum((read & true).values())
    return 2 * both / (read.total() + true.total())


def fields(article: Article) -> tuple[object, ...]:
    day = article.published.earliest.isoformat() if article.published else None
    return article.title, day, article.outlet, article.authors


@pytest.mark.parametrize(("data", "name", "pieces"), CASES)
def test_a_file_gives_the_fields_and_the_text_that_were_written(
    data: bytes, name: str, pieces: tuple[Piece, ...]
) -> None:
    articles = read_file(data, file=name).articles
    assert [fields(one) for one in articles] == [
        (piece.title, piece.day, piece.outlet, piece.authors) for piece in pieces
    ]
    for article, piece in zip(articles, pieces, strict=True):
        assert f1(article, piece) >= 0.97
