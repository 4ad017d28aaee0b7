"""A made-up book of two sides that speak in two weeks, with a deadline before its day and one behind it."""

from __future__ import annotations

from pathlib import Path

from tests.small_book import write_book

ARTICLES = {
    "april.txt": """Iceland asks Norway for a lower ferry toll

By Jonas Brekke, The Skarvik Courier
April 4, 2019

SKARVIK -- Trade Minister Pavel Orlik of Iceland asked for a lower ferry toll on Thursday.

"Iceland wants a ferry toll of two crowns," Iceland's Trade Minister Pavel Orlik said on Thursday.

"Iceland will not pay the old ferry toll again," Orlik said on Thursday.

"Norway is ready to talk about the ferry toll," Norway's Foreign Minister Tove Halvorsen said on Thursday.

Iceland has to file its claim on the ferry toll by April 12, 2019.
""",
    "may.txt": """Norway offers a lower ferry toll

By Mira Lund, Skarvik Post
May 2, 2019

SKARVIK -- Norway offered a lower ferry toll on Thursday.

"Norway offers a ferry toll of three crowns," Norway's Foreign Minister Tove Halvorsen said on Thursday.

"Norway cannot do without a ferry toll," Halvorsen said on Thursday.

"Iceland will study the ferry toll with care," Iceland's Trade Minister Pavel Orlik said on Thursday.

Iceland has to answer on the ferry toll by May 20, 2019.
""",
}
SETTINGS = """title: The ferry toll
topics:
  - title: Ferry toll
    terms: [ferry toll]
"""


def write_tide_book(root: Path) -> Path:
    """The folder of the book, not yet built."""
    write_book(root, ARTICLES)
    (root / "book.yml").write_text(SETTINGS, encoding="utf-8")
    return root
