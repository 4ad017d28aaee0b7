"""Articles that nobody would write, and news as it is written badly, through ingest, extract and JSON: does anything
raise or hang?

    python -m tests.fuzz.inputs --seed 1 --count 100000 --jobs 2

Each input follows from the seed and its number alone, so that one that fails can be made again: `--seed 1 --only 4711`.
Exits 1 when an input raised or took too long, and names each with its number, its text and the end of the traceback.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from types import FrameType

from briefing_book.extract.reading import read_findings
from briefing_book.findings_json import as_json
from briefing_book.ingest import article_from_bytes, plain_article
from briefing_book.ingest.formats.decoding import decode
from briefing_book.model.errors import UnreadableArticle

SECONDS = (
    20.0  # of the processor, so that a busy machine does not count, for one short input: a hundred times what it takes
)
_LONGEST = 800  # characters of one input

GIVEN = [
    "Ada",
    "Ben",
    "Chidi",
    "Dara",
    "Emeka",
    "Farid",
    "Greta",
    "Hyun-woo",
    "Ines",
    "João",
    "Li",
    "Mai",
    "Nour",
    "Olu",
    "Petra",
    "Qasim",
    "Rosa",
    "Søren",
    "Tove",
    "Uli",
    "Vera",
    "Wim",
    "Xiu",
    "Yael",
    "Zoë",
    "May",
    "April",
    "June",
]
FAMILY = [
    "Adler",
    "Brandt",
    "Castelo",
    "Dube",
    "Eze",
    "Farouk",
    "Grün",
    "Holm",
    "Ito",
    "Jansen",
    "Kaya",
    "Lund",
    "Mbeki",
    "Ngo",
    "O’Hara",
    "Park",
    "Quist",
    "Roe",
    "Sato",
    "Tran",
    "Urso",
    "Vogt",
    "Wu",
    "Yildiz",
    "Zamora",
    "March",
]
TITLES = [
    "Minister",
    "Foreign Minister",
    "President",
    "Mayor",
    "Sgt.",
    "Gen.",
    "Dr.",
    "Rep.",
    "Sen.",
    "acting finance chief",
    "Gov.",
    "Prof",
    "Judge",
    "envoy",
    "Ms",
    "Mr.",
]
BODIES = [
    "Farm Dept.",
    "Holm Cos.",
    "Port Corp.",
    "Norland Inc.",
    "Bros. Ltd.",
    "U.N.",
    "W.T.O.",
    "the World Grain Organization",
    "U.S. Army",
    "the Ministry of Industry",
    "Assn. of Mayors",
    "St. Ola's",
    "Dept. of Works",
    "the Bank of Estmark",
    "AT&T",
    "No. 10",
    "Gov. Council",
    "e.V.",
    "Univ. of Skarvik",
    "Rd. Board",
    "the EU-ASEAN Council",
]
PLACES = [
    "Geneva",
    "Norland",
    "Estmark",
    "Skarvik",
    "St. Ives",
    "Washington, D.C.",
    "New Estmark",
    "the U.K.",
    "Côte-Sud",
    "Rio Verde",
    "Kelvara",
]
SAYING = [
    "said",
    "says",
    "told reporters",
    "added",
    "warned",
    "claims",
    "vowed to",
    "denied that",
    "according to",
    "asked whether",
    "wrote",
    "tweeted",
    "shouting",
    "was quoted as saying",
]
DOING = [
    "signed the fisheries treaty",
    "met the envoy",
    "is to open the port",
    "cut rates by 0.25 point",
    "will visit",
    "may resign",
    "has been killed",
    "to send troops",
    "arrived in",
    "postponed the vote from",
    "fell 3.4pc to",
    "announcing a 25-percent tariff on steel",
    "who had led the talks",
    "set to expire",
    "was due to be sworn in",
    "plans to fly in and return",
]
NOUNS = [
    "a plan",
    "talks",
    "no deal",
    "the new trade envoy",
    "shares",
    "profit",
    "the dam",
    "an appeal",
    "a third round of talks",
    "the 3+3 format",
    "figures for March",
    "a vote",
    "protests",
]
DAYS = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mon.",
    "Tues.",
    "Weds.",
    "Thurs",
    "Fri",
    "Sat.",
    "Sun",
]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan.",
    "Feb.",
    "Sept.",
    "Oct",
    "Dec",
]
RARE = [
    "zugzwang",
    "quorum-less",
    "Ångström",
    "brrr",
    "xkcd",
    "hm",
    "O",
    "I",
    "a",
    "42nd",
    "re-re-elected",
    "naïveté",
    "’twas",
    "%",
    "§ 7",
    "№ 5",
    "c/o",
    "w/o",
    "@handle",
    "#tag",
    "1st-ever",
]
MARKS = [
    '"',
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    ";",
    ":",
    "-",
    "--",
    "—",
    "–",
    "…",
    "...",
    "?",
    "!",
    "/",
    "|",
    "*",
    "_",
    "`",
    "~",
    "<",
    ">",
    "&",
    "#",
    "+",
    "=",
    "\\",
]
BLANKS = [
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\u2009",
    "\u3000",
    "\n",
    "\r\n",
    "\n\n",
    "\u2028",
    "\v",
    "\f",
    "\u00ad",
    "\u200b",
    "\u2060",
    "\ufeff",
]
SIGNS = [
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200f",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\ufffd",
    "\ufffe",
    "\u0301" * 9,
    "\U0001f9d1\u200d\U0001f680",
    "\U000e0041",
    "\ue000",
    "𝐀𝐝𝐚",
    "ﬁ",
    "Ⅻ",
    "½",
    "²",
    "٣",
    "१२",
    "一二",
    "İ",
    "ß",
    "ŉ",
]
SCRIPTS = [
    "Министр сказал в понедельник.",
    "大臣は月曜日に述べた。",
    "قال الوزير يوم الاثنين",
    "שר אמר ביום שני",
    "장관은 월요일에 말했다.",
    "Ο υπουργός είπε",
    "รัฐมนตรี",
    "Der Minister sagte am Montag",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<p>",
    "</div>",
    "<b",
    "&quot;",
    "&amp;amp;",
    "&#0;",
    "&#x110000;",
    "&lt;i&gt;",
    "<!-- ",
    "]]>",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "[a](javascript:x)",
    "![i](http://x.example/p.png)",
    "[[Ada]]",
    "# Heading",
    "> quoted",
    "- item",
    "* item",
    "1. item",
    "| a | b |",
    "---",
    "```",
    "~~~",
    "<https://x.example/a?b=c&d>",
    "www.x.example",
    "a@b.example",
    "=?utf-8?q?a?=",
    "Content-Type: text/html",
    "[^1]: note",
    ":::note",
]
HEADS = [
    "---\ntitle: {a}\nauthor: [[{b}]]\ndate: {d}\n---\n",
    "---\ntitle: &a [*a]\n---\n",
    "---\n{a}: {{\n---\n",
    "By {a} and {b}, The Norland Courier\n{d}\n",
    "By {a} | {b} | {d}\n",
    "Published {d}, 9:61 AM EST\n",
    "Updated: {d}\n",
    "{a} — {d}\n",
    "(Agency) {d}\n",
    "Copyright {d} {b}. All rights reserved.\n",
    "Source: {a}\n",
    "URL: http://x.example/{d}\n",
    "KELVARA, {d} (Agency) -- ",
    "4 min read\n",
    "Share this: {a}\n",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1", "cp949", "shift_jis", "koi8-r", "utf-16-le"]


@dataclass(frozen=True)
class Fault:
    """An input that raised or took too long."""

    number: int
    what: str
    shown: str


class Writer:
    """Makes pieces of text by chance; the same chance, the same text."""

    def __init__(self, chance: random.Random) -> None:
        self.by = chance

    def some(self, words: Sequence[str]) -> str:
        return self.by.choice(words)

    def maybe(self, likely: float, make: Callable[[], str]) -> str:
        return make() if self.by.random() < likely else ""

    def name(self) -> str:
        return " ".join(
            filter(
                None,
                [
                    self.maybe(0.3, lambda: self.some(TITLES)),
                    self.maybe(0.7, lambda: self.some(GIVEN)),
                    self.maybe(0.1, lambda: "A."),
                    self.some(FAMILY),
                ],
            )
        )

    def who(self) -> str:
        kind = self.by.random()
        if kind < 0.45:
            return self.name()
        if kind < 0.8:
            return self.some(["The ", "the ", "", "its ", "A "]) + self.some(BODIES)
        return self.some(
            [
                "She",
                "he",
                "They",
                "It",
                "An official",
                "Officials",
                "the minister",
                "no one",
                "whoever",
                "One of them",
                self.some(PLACES),
                self.number() + " people",
            ]
        )

    def number(self) -> str:
        figure = str(self.by.randrange(10 ** self.by.randrange(1, 12)))
        return self.some(
            [
                figure,
                f"{int(figure):,}",
                figure + "." + figure[:2],
                "two million three hundred",
                "$" + figure + "bn",
                figure + "pc",
                "€" + figure,
                "MAD" + figure[:2],
                figure + "-" + figure,
                "1/0",
                "40 500",
                "-" + figure,
                "0x" + figure,
                "3.5.7.9",
            ]
        )

    def day(self) -> str:
        year = str(self.by.choice([2019, 2024, 2025, 1, 9999, 0, 99999]))
        number = str(self.by.choice([1, 8, 28, 29, 30, 31, 32, 0]))
        month, weekday = self.some(MONTHS), self.some(DAYS)
        return self.some(
            [
                f"on {weekday}",
                weekday,
                f"{month} {number}",
                f"{number} {month} {year}",
                f"{month} {number}, {year}",
                f"{month} {year}",
                f"to {self.some(PLACES)} on {month} {number}",
                f"{year}-{number}-{number}",
                f"{number}/{number}",
                f"{number}.{number}.{year}",
                "last week",
                "78 days ago",
                "the previous day",
                "a year earlier",
                "the 3rd of next month",
                "earlier that day",
                "next " + weekday,
                f"since {month}",
                f"between {month} and {weekday}",
                f"from {number} to {month} {number}",
                "12:01 AM on July 9th",
                "at noon EST",
                "25:61",
                f"{month}-{month} {year}",
                f"the {year}s",
                "Q3",
                "the 1990s",
                "mid-" + month,
                "by the end of " + year,
                "two to three days before",
                f"in {year}/{number}",
                f"{weekday}, {weekday} and {weekday}",
                "99999 years ago",
                "last February 30",
                "Easter " + year,
                "half of " + year,
                "the 0th of May",
                "100 centuries later",
                f"{month} {number}-{number}",
                f"late on {weekday} night",
            ]
        )

    def clause(self) -> str:
        parts = [
            self.some([*DOING, *DOING, self.some(SAYING) + " " + self.some(NOUNS), "is", ""]),
            self.maybe(0.3, lambda: self.some(PLACES)),
            self.maybe(0.5, self.day),
            self.maybe(
                0.2, lambda: self.number() + " " + self.some(["troops", "percent", "euros", "minutes", "won", ""])
            ),
        ]
        return " ".join(filter(None, parts))

    def quotation(self) -> str:
        opening, closing = self.some(['""', "“”", "‘’", "''", "«»", "“", '"', "”“", "‘", "” "]).ljust(2)[:2]
        return f"{opening}{self.some(['We ', 'It ', '', 'I '])}{self.clause()}{self.maybe(0.7, lambda: ',')}{closing}"

    def plain_line(self) -> str:
        """What stands in any paper: an office that says something, a line without a verb of its own, a name with its
        short form."""
        thing, body, place = self.some(NOUNS), self.some(["The ", "the ", ""]) + self.some(BODIES), self.some(PLACES)
        happens = self.some(["fell", "was sound", "rose", "had failed", "would go on", "is at risk", "met"])
        verb = self.some(["send", "free", "bring", "move", "hand over", "sell", "return"])
        start = self.some(["the ministry of industry", f"the village of {place}", "the harbour of the capital", place])
        far = f"{self.some(NOUNS)} from {start}"
        return self.some(
            [
                f"{body} {self.some(SAYING)} {thing} {happens}.",
                f"{body} said {thing} {happens} {self.day()}.",
                f"{thing.capitalize()} to {verb} {far} to {place} {self.day()}.",
                f"{self.some(['No plan', 'Bid', 'A call', 'Talks'])} to {verb} {far} to {place} on {self.some(MONTHS)} 8",
                f"The {self.some(NOUNS).title()}{self.some(BLANKS)}{self.some([' ', ''])}({self.some(['WTO', 'PWL', '7'])}) {happens}.",
                f"{thing.title()} {happens.title()} As {body} {happens.title()}",
                f"{thing.capitalize()}, {thing} and {self.some(NOUNS)} {self.day()}",
            ]
        )

    def line(self) -> str:
        """A sentence, a headline, an item of a list, a caption, a turn of a talk."""
        if self.by.random() < 0.35:
            return self.plain_line()
        who, other = self.who(), self.who()
        return self.some(
            [
                f"{who} {self.some(SAYING)} {other} {self.clause()}.",
                f"{who} {self.clause()}, {self.some(SAYING)} {other}.",
                f"{self.quotation()} {who} {self.some(SAYING)}.",
                f"{self.quotation()} {self.some(SAYING)} {who}. {self.quotation()}",
                f"{who}, {self.some(['who', 'which', 'whose aide', 'a former', 'the'])} {self.clause()}, {self.clause()}.",
                f"{self.some(NOUNS).capitalize()} {self.some(['to', 'of', 'for', 'with'])} {other} to {self.some(PLACES)} {self.day()}.",
                f"No {self.some(NOUNS)} to {self.clause()}",
                f"- {self.clause()}",
                f"{self.some(['1.', '•', '*', 'a)', '—'])} {who} {self.clause()}",
                f"{who}: {self.quotation()}",
                f"{who.upper()}: {self.clause()}?",
                f"{other} {self.clause()} — {who}",
                f"{self.day().capitalize()}: {self.clause()}",
                f"{who} ({self.some(['WTO', 'L', self.day(), self.clause()])}) {self.clause()}; {other} {self.clause()}.",
                f"{who} and {other} {self.clause()} and {self.clause()} and {self.clause()}.",
                f"{self.some(RARE)} {self.some(NOUNS)} {self.some(RARE)} {self.clause()}",
                f"{who} {self.clause()} {self.day()} {self.day()} {self.day()}.",
                f"{who}, {other}, {self.who()} and {self.who()} {self.clause()}.",
                f"Photo: {who} {self.clause()} /{other}",
                f"When {who} {self.clause()}, {other}, {self.some(SAYING)}, {self.clause()}.",
                f"{self.some(SAYING).capitalize()} {who}: {self.clause()}",
                self.clause().title(),
                self.clause().upper(),
                f"“{self.clause()} ‘{self.clause()}” {self.clause()}’",
            ]
        )

    def hostile(self) -> str:
        """A piece that is no text of a person."""
        many = self.by.choice([2, 5, 30, 200])
        opening, closing = self.some(["()", "[]", "“”", "‘’", "{}", "<>", '""', "((", "(“", "*_"])
        return self.some(
            [
                self.some(SIGNS),
                self.some(MARKUP),
                self.some(SCRIPTS),
                self.some(BLANKS) * many,
                self.some(MARKS) * many,
                opening * many + self.clause() + closing * many,
                (self.some(MARKS) + self.some(BLANKS)) * many,
                (self.day() + " ") * min(many, 40),
                (self.some(["said ", "that ", "who ", "and ", "to ", "of ", "not ", "the "])) * many,
                (self.name() + ", ") * min(many, 30),
                (self.quotation() + " ") * min(many, 15),
                "".join(map(self.some, [MARKS] * many)),
                "".join(chr(self.by.randrange(1, 0x3000)) for _ in range(min(many, 40))),
                "x" * many * 2,
                "A." * many,
                "9" * many,
                "-".join(["a"] * many),
                self.clause().replace(" ", self.some(BLANKS)),
                "\n".join([self.some(MARKS)] * min(many, 30)),
                self.some(RARE),
                f"{self.number()} {self.number()}",
                "".join(c + self.some(SIGNS[:4]) for c in self.clause()),
            ]
        )

    def broken(self, text: str) -> str:
        """A text with a letter lost, doubled, moved or made another."""
        at, to = sorted(self.by.randrange(len(text) + 1) for _ in range(2))
        return self.some(
            [
                text[:at] + text[to:],
                text[:to] + text[at:to] + text[to:],
                text[:at] + self.hostile() + text[at:],
                text[:at] + text[at:to].swapcase() + text[to:],
                text[::-1],
                text.replace(" ", self.some(BLANKS)),
                text.replace(".", ""),
                text.replace(self.some(MARKS), self.some(MARKS)),
            ]
        )

    def article(self) -> str:
        head = self.some(HEADS).replace("{a}", self.name()).replace("{b}", self.who()).replace("{d}", self.day())
        how_hostile = self.by.choice([0.0, 0.0, 0.1, 0.5])
        lines = [
            self.hostile() if self.by.random() < how_hostile else self.line()
            for _ in range(self.by.choice([1, 1, 2, 2, 3, 4]))
        ]
        text = (
            self.maybe(0.4, lambda: self.line().title() + "\n\n")
            + self.maybe(0.5, lambda: head)
            + self.some(["\n\n", "\n", " "]).join(lines)
        )
        return (self.broken(text) if self.by.random() < how_hostile + 0.1 else text)[:_LONGEST]

    def data(self, text: str) -> bytes:
        encoding = self.some(ENCODINGS) if self.by.random() < 0.1 else "utf-8"
        data = text.encode(encoding, "replace" if encoding != "utf-8" else "surrogatepass")
        if self.by.random() < 0.03 and data:
            at = self.by.randrange(len(data))
            data = data[:at] + bytes([self.by.randrange(256)]) + data[at + 1 :]
        return data


def made(seed: int, number: int) -> tuple[str, bytes]:
    """Input `number` of a seed: its text, and the bytes of its file."""
    writer = Writer(random.Random(f"{seed} {number}"))  # a text as seed is hashed alike everywhere
    text = writer.article()
    return text, writer.data(text)


def read(text: str, data: bytes) -> None:
    """Through ingest, extract and JSON, or as a text that is taken as it stands; raises what is our fault."""
    try:
        article, source, plain = article_from_bytes(data, file="a.txt"), decode(data, file="a.txt")[0], False
    except UnreadableArticle as error:
        if "\n" in error.reason:
            raise ValueError(f"a reason on two lines: {error.reason!r}") from error
        article, source, plain = plain_article(text, file="a.txt", published=None), text, True
    json.loads(as_json("a.txt", article, read_findings(article), source, plain=plain))


def fault_in(number: int, text: str, data: bytes) -> Fault | None:
    """What went wrong with this input; an alarm stops one that takes too long."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {SECONDS:g} seconds")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        read(text, data)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what we look for)
        end = "".join(traceback.format_tb(error.__traceback__)[-3:])
        return Fault(number=number, what=f"{type(error).__name__}: {error}\n{end}", shown=f"{text!r}\n{data!r}")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return None


def faults(seed: int, numbers: Sequence[int]) -> list[Fault]:
    return [fault for number in numbers if (fault := fault_in(number, *made(seed, number)))]


def _all(seed: int, numbers: Sequence[int], jobs: int) -> Iterator[Fault]:
    parts = [numbers[at : at + 100] for at in range(0, len(numbers), 100)]
    if jobs == 1:
        yield from chain.from_iterable(faults(seed, part) for part in parts)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from chain.from_iterable(pool.map(faults, [seed] * len(parts), parts))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this one input again")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args(argv)
    numbers = range(given.count) if given.only is None else [given.only]
    started, found = time.monotonic(), 0
    for fault in _all(given.seed, numbers, given.jobs):
        found += 1
        print(f"seed {given.seed}, input {fault.number}: {fault.what}{fault.shown}\n", flush=True)
    took = time.monotonic() - started
    print(
        f"seed {given.seed}: {len(numbers)} inputs, {found} faults, {len(numbers) / took:.0f} a second", file=sys.stderr
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
