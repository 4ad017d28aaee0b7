"""A made-up book of one levy that rises, and of another on other goods."""

from __future__ import annotations

from pathlib import Path

from tests.small_book import write_book

ARTICLES = {
    "march.txt": """Iceland announces a levy on Norwegian salmon

By Jonas Brekke, The Skarvik Courier
March 7, 2019

SKARVIK -- Iceland announced a 10 percent levy on Norwegian salmon on Monday, March 4, 2019. The minister spoke in parliament.

Iceland announced a 40 percent levy on Danish butter on Monday, March 4, 2019.
""",
    "june.txt": """Iceland raises its levy on Norwegian salmon

By Mira Lund, Skarvik Post
June 6, 2019

SKARVIK -- Iceland announced a 25 percent levy on Norwegian salmon on Tuesday, June 4, 2019. The minister spoke in parliament.
""",
    "july.txt": """Iceland lowers its levy on Norwegian salmon

By Mira Lund, Skarvik Post
July 11, 2019

SKARVIK -- Iceland announced a 15 percent levy on Norwegian salmon on Tuesday, July 9, 2019. The minister spoke in parliament.
""",
}


def write_levy_book(root: Path) -> Path:
    """The folder of the book, not yet built."""
    return write_book(root, ARTICLES)
