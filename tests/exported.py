"""Five made-up stories, and each as an export of a database lays it out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Made(NamedTuple):
    """A story of which all is known."""

    title: str
    day: dt.date
    outlet: str
    authors: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def long_day(self) -> str:
        """July 14, 2025"""
        return f"{self.day:%B} {self.day.day}, {self.day.year}"

    @property
    def short_day(self) -> str:
        """14 July 2025"""
        return f"{self.day.day} {self.day:%B} {self.day.year}"

    @property
    def text(self) -> str:
        """The paragraphs, an empty line between them."""
        return "\n\n".join(self.body)


STORIES = (
    Made(
        "Kelvara signs the ferry treaty with its three neighbours",
        dt.date(2025, 7, 14),
        "The Sound Gazette",
        ("Mira Tolland",),
        (
            "The transport minister of Kelvara, Jonas Hettrick, signed a ferry treaty with three neighbours on Monday.",
            "It lets every ship of the four coasts land without a fee. Tolls end on 1 September, the ministry said.",
            '"We have waited eleven years for this day," Hettrick told reporters on the quay of Port Ansel.',
        ),
    ),
    Made(
        "Court stops the dam above Lower Brenn",
        dt.date(2025, 4, 2),
        "The Mountain Courier",
        ("Peder Quill", "Anna Voss"),
        (
            "A court in Brenn stopped the building of a dam on Wednesday because nobody had asked the villages below it.",
            "The power company Halden said that it would appeal. Some 400 people have worked at the wall since March.",
        ),
    ),
    Made(
        "Dockers vote to end their strike after nine days",
        dt.date(2024, 11, 29),
        "Harbour Daily News",
        (),
        (
            "Dockers in Port Ansel voted on Friday to go back to work, their union said after a count in the night.",
            "Nine days of standstill have cost the harbour 14 million crowns, by its own reckoning.",
            "The new contract runs for two years: wages rise by 4 percent in January and by 3 percent a year later.",
        ),
    ),
    Made(
        "Ministers fail to agree on a herring quota",
        dt.date(2025, 1, 20),
        "The Fish Tribune",
        ("Lena Marsh",),
        (
            "Fisheries ministers of the four coasts parted on Monday without a quota for herring, three officials said.",
            "Kelvara had asked for 80,000 tonnes; its neighbours offered half of that. Talks go on in February.",
        ),
    ),
    Made(
        "Bridge over the Anse closes for two years of repairs",
        dt.date(2023, 6, 1),
        "The Sound Gazette",
        ("Mira Tolland",),
        (
            "The bridge over the Anse closed on Thursday. Engineers had found cracks in six of its nine piers.",
            "Lorries go by the northern road until 2025, the road office said, and a bus takes people over the dam.",
        ),
    ),
)


def names(made: Made) -> str:
    """Ada Lind and Ola Berg"""
    return " and ".join(made.authors)


def wrapped(text: str, width: int = 76) -> str:
    """A paragraph in lines, as older exports have it."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def nexis(stories: Sequence[Made] = STORIES, said: int | None = None) -> str:
    """The older form, in wrapped lines; a cover above it."""
    count = said or len(stories)
    cover = f"Download Request: Selected Items: 1-{count}\nTime Of Request: Friday, August 1, 2025  09:12:40\n\nTerms: (ferry or dam)\n\n"
    return cover + "\n\n".join(_nexis(made, number, count) for number, made in enumerate(stories, start=1))


def _nexis(made: Made, number: int, count: int) -> str:
    middle = [f"{number} of {count} DOCUMENTS", "", made.outlet, "", f"{made.long_day} {made.day:%A}", "Final Edition"]
    head = ["", wrapped(made.title, 40)]
    labels = [f"BYLINE: By {names(made).upper()}", ""] if made.authors else []
    labels += ["SECTION: WORLD; Foreign Desk; Pg. 4", "", f"LENGTH: {len(made.text.split())} words"]
    tail = [
        f"LOAD-DATE: {made.long_day}",
        "",
        "LANGUAGE: ENGLISH",
        "",
        "GRAPHIC: A quay in the rain",
        "",
        "PUBLICATION-TYPE: Newspaper",
    ]
    rights = [f"Copyright {made.day.year} Sound Papers Ltd", "All Rights Reserved"]
    text = "\n\n".join(map(wrapped, made.body))
    centred = "\n".join(line.center(78).rstrip() for line in middle)
    return "\n".join(
        [centred, *head, "", *labels, "", text, "", *tail, "", *(line.center(78).rstrip() for line in rights)]
    )


def nexis_uni(stories: Sequence[Made] = STORIES, said: int | None = None) -> str:
    """The newer form, each line a paragraph, as Word files give it; a list of the documents above it."""
    listed = [part for number, made in enumerate(stories, start=1)
              for part in (f"{number}. {made.title}", "Client/Matter: -None-", "Search Terms: ferry or dam", "Search Type: Terms and Connectors",
                           "Narrowed by:", "Content Type Narrowed by", "News -None-")]  # fmt: skip
    cover = [
        "User Name: A Reader",
        "Date and Time: Friday, August 1, 2025 9:12:00 AM EDT",
        "Job Number: 261234567",
        f"Documents ({said or len(stories)})",
    ]
    return "\n\n".join([*cover, *listed, *(line for made in stories for line in _uni(made))])


def _uni(made: Made) -> list[str]:
    labels = [f"Byline: {'; '.join(made.authors)}"] if made.authors else []
    return [
        "Page 1 of 1",
        made.title,
        made.title,
        made.outlet,
        f"{made.long_day} {made.day:%A} 06:00 AM GMT",
        f"Copyright {made.day.year} Sound Papers Ltd All Rights Reserved",
        "Section: WORLD; Pg. 4",
        f"Length: {len(made.text.split())} words",
        *labels,
        "Highlight: What it means for the coast",
        "Body",
        *made.body,
        "Graphic",
        "A quay in the rain",
        "Classification",
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        "Subject: FERRIES (90%); PORTS & HARBORS (78%)",
        f"Load-Date: {made.long_day}",
        "End of Document",
    ]


def factiva(stories: Sequence[Made] = STORIES) -> str:
    """The form for readers, with a section above and a list of the search below."""
    end = ["Search Summary", "Text", "ferry or dam", "Date", "In the last 5 years"]
    return "\n\n".join([*("\n\n".join(_factiva(made, number)) for number, made in enumerate(stories)), *end])


def _factiva(made: Made, number: int) -> list[str]:
    byline = [f"By {names(made)}"] if made.authors else []
    facts = [f"{len(made.text.split())} words", made.short_day, "09:15", made.outlet, "SNDGZT", "4", "English"]
    rights = f"Copyright {made.day.year}. Sound Papers Ltd. All rights reserved."
    return ["World", made.title, *byline, "\n".join(facts), rights, *made.body, accession(made, number)]


def accession(made: Made, number: int = 0) -> str:
    """The number of a document."""
    return f"Document SNDGZT0020{made.day:%y%m%d}el7e000{number:02}"


def factiva_tags(stories: Sequence[Made] = STORIES) -> str:
    """The form with tags."""
    return "\n\n".join(_tags(made, number) for number, made in enumerate(stories))


def _tags(made: Made, number: int) -> str:
    byline = ["BY ", f"By {names(made)}"] if made.authors else []
    rest = "\n\n".join(made.body[1:])
    lines = ["SE World", "HD", made.title, *byline, f"WC {len(made.text.split())} words", f"PD {made.short_day}", "ET 09:15", f"SN {made.outlet}",
             "SC SNDGZT", "PG 4", "LA English", f"CY Copyright {made.day.year} Sound Papers", "LP", "", made.body[0], "TD", "", rest, "",
             "CO hlden : Halden Power", "IN i75 : Shipping", "NS gtreat : Treaties", "RE kelv : Kelvara", "PUB Sound Papers Ltd",
             f"AN {accession(made, number)}"]  # fmt: skip
    return "\n".join(lines)


def proquest(stories: Sequence[Made] = STORIES) -> str:
    """Labelled fields between rulers."""
    ruler = "_" * 60
    head = ["Report Information from ProQuest", "August 01 2025 09:12"]
    end = ["Contact ProQuest", "Copyright © 2025 ProQuest LLC. All rights reserved. - Terms and Conditions"]
    documents = [_proquest(made) for made in stories]
    return f"\n\n{ruler}\n\n".join(["", "\n\n".join(head), *documents, "\n\n".join(end)])


def _proquest(made: Made) -> str:
    authors = "; ".join(f"{name.split()[1]}, {name.split()[0]}" for name in made.authors)
    lines = [
        made.title,
        "https://example.org/docview/31?accountid=1",
        "Abstract: A report of the day.",
        "Links: https://example.org/resolver",
        f"Full text: {made.text}",
        "Subject: Ferries; Treaties",
        "Location: Kelvara",
        f"Title: {made.title}",
        *([f"Author: {authors}"] if authors else []),
        f"Publication title: {made.outlet}; Port Ansel",
        f"Publication year: {made.day.year}",
        f"Publication date: {made.day:%b} {made.day.day}, {made.day.year}",
        "Publisher: Sound Papers Ltd",
        "ProQuest document ID: 3112345678",
        "Document URL: https://example.org/docview/3112345678",
        f"Copyright: Copyright Sound Papers Ltd {made.long_day}",
        f"Last updated: {made.day.isoformat()}",
        "Database: Global Newsstream",
    ]
    return "\n\n".join(lines)


def europresse(stories: Sequence[Made] = STORIES) -> str:
    """The number with the day below each story."""
    return "\n\n".join(_europresse(made, number) for number, made in enumerate(stories))


def _europresse(made: Made, number: int) -> str:
    byline = [names(made)] if len(made.authors) == 1 else [f"By {names(made)}"] if made.authors else []
    return "\n\n".join([made.outlet, f"World, {made.day:%A}, {made.long_day}, {len(made.text.split())} words, p. A4", made.title, *byline, *made.body,
                        f"© {made.day.year} Sound Papers. All rights reserved.",
                        "This document is reserved for the use of its reader and is protected.",
                        f"news·{made.day:%Y%m%d}·SG·{number:04}"])  # fmt: skip


def pressreader(stories: Sequence[Made] = STORIES) -> str:
    """Articles copied one after another, each with its address."""
    return "\n\n".join(_pressreader(made, number) for number, made in enumerate(stories))


def _pressreader(made: Made, number: int) -> str:
    slug = made.outlet.lower().replace(" ", "-")
    byline = [f"By {names(made)}"] if made.authors else []
    return "\n\n".join([made.outlet, f"{made.day.day} {made.day:%b} {made.day.year}", made.title, *byline, *made.body,
                        f"https://www.pressreader.com/kelvara/{slug}/{made.day:%Y%m%d}/28158000000000{number}"])  # fmt: skip


def pasted(stories: Sequence[Made] = STORIES, ruler: str = "=" * 30) -> str:
    """Somebody's own file."""
    pieces = [
        "\n".join(
            [
                made.title,
                f"By {names(made)}" if made.authors else made.outlet,
                f"{made.outlet}, {made.short_day}",
                "",
                made.text,
            ]
        )
        for made in stories
    ]
    return f"\n\n{ruler}\n\n".join(pieces)


def table(stories: Sequence[Made] = STORIES, sign: str = ",") -> str:
    """Rows of a table."""
    file = io.StringIO()
    rows = csv.writer(file, delimiter=sign)
    rows.writerow(["Headline", "Date", "Source", "Author", "Full text", "Words"])
    rows.writerows([made.title, made.day, made.outlet, "; ".join(made.authors), made.text, 9] for made in stories)
    return file.getvalue()


def entries(stories: Sequence[Made] = STORIES) -> list[dict[str, object]]:
    """Entries of a list in JSON."""
    return [{"title": made.title, "publishedAt": f"{made.day}T09:00:00Z", "source": {"id": None, "name": made.outlet},
             "author": list(made.authors), "content": made.text} for made in stories]  # fmt: skip


def answer(stories: Sequence[Made] = STORIES) -> str:
    """An answer of a server."""
    return json.dumps({"status": "ok", "totalResults": len(stories), "articles": entries(stories)})


def json_lines(stories: Sequence[Made] = STORIES) -> str:
    """One a line."""
    return "\n".join(map(json.dumps, entries(stories)))


def ris(stories: Sequence[Made] = STORIES) -> str:
    """References with the whole text as their abstract."""
    return "\n\n".join(
        "\n".join(["TY  - NEWS", f"TI  - {made.title}", *(f"AU  - {name.split()[1]}, {name.split()[0]}" for name in made.authors), f"T2  - {made.outlet}",
                   f"AB  - {made.text}", f"DA  - {made.day:%Y/%m/%d}/", f"PY  - {made.day.year}", "ER  - "])
        for made in stories
    )  # fmt: skip


DATABASES: dict[str, Callable[[], str]] = {
    "nexis": nexis,
    "nexis_uni": nexis_uni,
    "factiva": factiva,
    "factiva_tags": factiva_tags,
    "proquest": proquest,
    "europresse": europresse,
    "pressreader": pressreader,
}
LISTS: dict[str, tuple[str, Callable[[], str]]] = {
    "csv": ("a.csv", table),
    "semicolons": ("a.csv", lambda: table(sign=";")),
    "tsv": ("a.tsv", lambda: table(sign="\t")),
    "json": ("a.json", answer),
    "jsonl": ("a.jsonl", json_lines),
    "ris": ("a.ris", ris),
}
