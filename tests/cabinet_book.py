"""A made-up book of twelve articles over three years: ministers change, one acts, one is removed."""

from __future__ import annotations

import datetime as dt

from briefing_book.model.book import Book
from briefing_book.model.settings import BookFile
from tests.book_of_texts import book_of

ARTICLES = (
    (
        "2022-01-12",
        """Iceland's parliament opened its winter session in Reykjavik on Tuesday.

Prime Minister Einar Holm, who took office in 2019, told lawmakers that the budget was sound. "We have paid our debts,"
Holm said. Finance Minister Tove Lund presented the figures. Defence Minister Ulla Stern, defence minister since 2018,
asked for two new ships.

Central Bank of Iceland Governor Ivar Moe warned of rising prices. His term ends on 31 December 2024.""",
    ),
    (
        "2022-02-21",
        """Iceland's Finance Minister Tove Lund resigned on Monday in Reykjavik after a dispute over fishing taxes.

"I can no longer defend this budget," Lund told reporters. Prime Minister Einar Holm thanked her. Opposition leader
Jonas Brekk called it a sad day for Iceland.""",
    ),
    (
        "2022-03-02",
        """Karl Munk was appointed finance minister of Iceland on Tuesday. Mr. Munk, 51, was a professor in Akureyri.

Prime Minister Einar Holm said Munk would start at once. Munk said he would not raise taxes.""",
    ),
    (
        "2022-04-05",
        """Iceland's Prime Minister Einar Holm was removed from office by parliament on Monday, 4 April 2022.

Deputy Prime Minister Sigrid Vang became acting prime minister on Monday. "I will keep the house in order," Vang told
reporters in Reykjavik. Finance Minister Karl Munk voted for Holm.""",
    ),
    (
        "2022-05-03",
        """Acting Prime Minister Sigrid Vang said on Tuesday in Reykjavik that Iceland would vote on 28 May.

Former Prime Minister Einar Holm said he would not stand. Opposition leader Jonas Brekk leads the polls. Foreign
Minister Anna Berg met Norway's Foreign Minister Kari Dale in Oslo.""",
    ),
    (
        "2022-06-11",
        """Jonas Brekk was sworn in as prime minister of Iceland on Friday, 10 June 2022. Mr. Brekk named no new ministers.

"We begin today," Brekk said in Reykjavik. Finance Minister Karl Munk and Foreign Minister Anna Berg stay.""",
    ),
    (
        "2022-11-30",
        """Iceland's Prime Minister Jonas Brekk said in Reykjavik on Wednesday that talks on fish had failed.

Karl Munk, the mayor of Bergen in Norway, said fishermen were angry. Iceland's Finance Minister Karl Munk would pay for
the losses, Brekk said. Former Finance Minister Tove Lund asked for a vote.""",
    ),
    (
        "2023-03-15",
        """Iceland's army chief General Nils Falk died on Tuesday. He was 61.

Defence Minister Ulla Stern said Falk had served well. Prime Minister Jonas Brekk may reshuffle his cabinet, and Finance
Minister Karl Munk could resign, newspapers in Reykjavik said.""",
    ),
    (
        "2023-09-05",
        """Iceland's Foreign Minister Anna Strand, who was called Anna Berg before her marriage, met Norway's Foreign
Minister Kari Dale in Reykjavik on Monday. "The sea is ours to share," Strand said.""",
    ),
    (
        "2023-11-08",
        """Prime Minister Jonas Brekk dismissed Finance Minister Karl Munk on Tuesday in Reykjavik.

Munk was replaced by Petra Sand, a banker, Iceland's government said. Ms. Sand said she would cut spending.
Former Prime Minister Einar Holm laughed.""",
    ),
    (
        "2024-02-14",
        """Iceland's Finance Minister Petra Sand presented her budget in Reykjavik on Tuesday. Prime Minister Jonas Brekk
praised it. Defence Minister Ulla Stern will step down in May, Brekk said. "Nothing is decided," Stern said.""",
    ),
    (
        "2024-06-20",
        """Iceland's Prime Minister Jonas Brekk and Foreign Minister Anna Strand met Central Bank of Iceland Governor Ivar
Moe in Reykjavik on Wednesday. Defence Minister Ulla Stern refused to resign. "I stay," Stern said.""",
    ),
)


def cabinet(as_of: str) -> Book:
    """The book of the articles that were published by a day, which is its own as well."""
    return book_of(*((day, text) for day, text in ARTICLES if day <= as_of))


def cabinet_set_to(as_of: str) -> Book:
    """The book of all the articles, set to a day by the editor."""
    return book_of(*ARTICLES, settings=BookFile(as_of=dt.date.fromisoformat(as_of)))
