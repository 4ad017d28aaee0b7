"""Whether one article costs in step with its length, in time and in memory, whatever stands in it.

Each input is made at several sizes, each of which is ingested, read, merged and rendered in a process of its own. The
growth shown is per doubling of the size, from the smallest to the largest: 2 is in step. Exit code 1 above the limit.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from bench.extract import resident
from briefing_book.extract import reading
from briefing_book.extract.base import spacy_model
from briefing_book.ingest import article_from_bytes
from briefing_book.model.built import Beside
from briefing_book.model.lent import Owned
from briefing_book.model.settings import BookFile
from briefing_book.model.text import record
from briefing_book.workers.steps import write

LIMIT = 2.3  # per doubling
_LITTLE_TIME, _LITTLE_MEMORY = 0.2, 30.0  # seconds and MB, below which a growth tells nothing
_ONSETS = "BDFGHKLMNPRSTV"
_ENDINGS = ("ala", "eben", "ilde", "orin", "uska", "amet", "ovar", "elin", "istad", "anno")
_HEAD = "Ministers agree on the harbour fund\n\nBy Ada Lind\nThe Harbour Post\nJuly 14, 2025\n\n"
_PLAIN = (
    "{name} told the council on {day} that the new harbour fund would pay {number} million euros for the northern line.",
    "The committee of the ministry met in Oslo last week and agreed on {number} points, and to postpone the vote until September 3.",
    "Critics say the plan, which was drawn up by a private firm, costs {number} million more than it saves in the first five years.",
    "“We have waited for ten years,” said Trade Minister {name}, who had left the talks early. “Now we want a date.”",
    "She added that {number} percent of the towns had answered, and that the rest would be asked again.",
    "In {month} 2024 the court ruled against the port authority because it had not published its figures.",
    "According to {name}, a spokeswoman for the water board (WB), nobody was hurt when the wall broke.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = ("January", "March", "May", "June", "October")


def family(number: int) -> str:
    """A made-up family name, another for each number."""
    number, onset = divmod(number, len(_ONSETS))
    number, ending = divmod(number, len(_ENDINGS))
    inner = ""
    while number:
        number, at = divmod(number, len(_ONSETS))
        inner += _ONSETS[at].lower() + "aeiou"[at % 5]
    return _ONSETS[onset] + inner.join(("a" if inner else "", "")) + _ENDINGS[ending]


def name(number: int) -> str:
    return f"{('Anna', 'Ivo', 'Mona', 'Pavel', 'Lena')[number % 5]} {family(number)}"


def plain(words: int) -> str:
    """News of an ordinary make, three sentences to a paragraph."""
    out: list[str] = []
    count = number = 0
    while count < words:
        sentence = _PLAIN[number % len(_PLAIN)].format(
            name=name(number % 40), day=_DAYS[number % 5], month=_MONTHS[number // 7 % 5], number=number + 3
        )
        out.append(sentence + (" " if number % 3 else "\n\n"))
        count += len(sentence.split())
        number += 1
    return "".join(out)


def _quotations(count: int) -> str:
    return "\n\n".join(f"“The fund for line {n} is open,” {name(n % 40)} said on {_DAYS[n % 5]}." for n in range(count))


def _names(count: int) -> str:
    return " ".join(
        f"Trade Minister {name(n)} met the board of the port." + ("\n\n" if n % 4 == 3 else "") for n in range(count)
    )


def _list_of_names(count: int) -> str:
    return "Those on the list are " + ", ".join(name(n) for n in range(count)) + "."


def _repeated(words: str) -> Callable[[int], str]:
    return lambda count: words * count


def _lines(count: int) -> str:
    return "\n\n".join(f"The board met again in room {n}." for n in range(count))


def _headings(count: int) -> str:
    told = "{} of {} wrote to the board that the line to {} was shut on {}."
    return "\n\n".join(
        f"{family(n)} {family(2 * n + 1)} And The {_ENDINGS[n % 10].title()} Plan\n\n"
        + told.format(name(n), family(n + 3), family(3 * n), _DAYS[n % 5])
        for n in range(count)
    )


def _one_sentence(count: int) -> str:
    return "The board said the fund was open " + "and that the port would pay for the line in May " * count + "as well."


@record
class Input:
    make: Callable[[int], str]
    sizes: tuple[int, ...]


INPUTS: Mapping[str, Input] = {
    "words": Input(make=plain, sizes=(12_500, 25_000, 50_000, 100_000)),
    "quotations": Input(make=_quotations, sizes=(1250, 2500, 5000)),
    "names": Input(make=_names, sizes=(1250, 2500, 5000)),
    "names in one list": Input(make=_list_of_names, sizes=(1250, 2500, 5000)),
    "July July": Input(make=_repeated("July "), sizes=(2000, 4000, 8000)),
    "on Monday on Monday": Input(make=_repeated("on Monday "), sizes=(2000, 4000, 8000)),
    "2025-07-09 2025-07-09": Input(make=_repeated("2025-07-09 "), sizes=(2000, 4000, 8000)),
    "dashes": Input(make=_repeated("-"), sizes=(16_000, 32_000, 64_000)),
    "long dashes": Input(make=_repeated("—"), sizes=(16_000, 32_000, 64_000)),
    "dots": Input(make=_repeated("."), sizes=(16_000, 32_000, 64_000)),
    "quotation marks": Input(make=_repeated('"'), sizes=(16_000, 32_000, 64_000)),
    "mixed marks": Input(make=_repeated("-—.,;:!?()[]“”'\""), sizes=(1000, 2000, 4000)),
    "words joined by dashes": Input(make=_repeated("board-"), sizes=(4000, 8000, 16_000)),
    "letters": Input(make=_repeated("x"), sizes=(16_000, 32_000, 64_000)),
    "digits": Input(make=_repeated("7"), sizes=(16_000, 32_000, 64_000)),
    "headings": Input(make=_headings, sizes=(1000, 2000, 4000)),
    "brackets": Input(
        make=_repeated("The board (of the port) met [again] (in (May)) there. "), sizes=(1000, 2000, 4000)
    ),
    "open brackets": Input(make=_repeated("(the [board "), sizes=(2000, 4000, 8000)),
    "one sentence": Input(make=_one_sentence, sizes=(1000, 2000, 4000)),
    "short lines": Input(make=_lines, sizes=(2000, 4000, 8000)),
    "said said": Input(make=_repeated("said "), sizes=(4000, 8000, 16_000)),
}


@record
class Cost:
    """Seconds of processor time of each step, and the peak of memory above what the process held before, in MB."""

    steps: Mapping[str, float]
    memory: float

    @property
    def seconds(self) -> float:
        return sum(self.steps.values())


def _timed(steps: dict[str, float], step: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def run(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            steps[step] = steps.get(step, 0.0) + time.process_time() - start

    return run


def cost(text: str) -> Cost:
    """What the way from a file's bytes to the pages costs. Raises UnreadableArticle when nothing is left of the text."""
    steps: dict[str, float] = {}
    finders = {name: value for name, value in vars(reading).items() if name.startswith("find_")}
    parse, before = spacy_model.parse, resident()
    for finder, function in finders.items():
        setattr(reading, finder, _timed(steps, finder, function))
    spacy_model.parse = _timed(steps, "parse", parse)
    try:
        article = _timed(steps, "ingest", article_from_bytes)((_HEAD + text).encode("utf-8"), file="one.txt")
        findings = reading.read_findings(article)
        _timed(steps, "merge and render", write)([(article, Owned(held=findings))], BookFile(), [], Beside())
    finally:
        spacy_model.parse = parse
        for finder, function in finders.items():
            setattr(reading, finder, function)
    return Cost(steps=steps, memory=_peak() - before)


def _peak() -> float:
    """MB of memory that this process ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 ** (2 if sys.platform == "darwin" else 1)


def _one(job: tuple[str, int]) -> Cost:
    name, size = job
    return cost(INPUTS[name].make(size))


def per_doubling(sizes: Sequence[int], values: Sequence[float], little: float) -> float | None:
    """How often the value doubles when the size does, from the first that is more than a little; None when none before the last is."""
    told = [(size, value) for size, value in zip(sizes, values, strict=True) if value >= little]
    if len(told) < 2:
        return None
    (first, least), (last, most) = told[0], told[-1]
    return float((most / least) ** (1 / math.log2(last / first)))


def _shown(growth: float | None) -> str:
    return f"{growth:.2f}" if growth is not None else "-"


def rows(name: str, costs: Sequence[Cost], *, steps: bool) -> tuple[list[str], bool]:
    """The lines of the table for an input, and whether it grows too fast. A step is shown when asked for or when it does."""
    sizes = INPUTS[name].sizes
    seconds, memory = [each.seconds for each in costs], [each.memory for each in costs]
    growths = per_doubling(sizes, seconds, _LITTLE_TIME), per_doubling(sizes, memory, _LITTLE_MEMORY)
    grows = any(growth is not None and growth > LIMIT for growth in growths)
    times, peaks = " ".join(f"{s:7.2f}" for s in seconds), " ".join(f"{m:5.0f}" for m in memory)
    measured = f"{times:<32} {_shown(growths[0]):>5}  {peaks:<24} {_shown(growths[1]):>5}"
    lines = [f"{name:<23} {' '.join(map(str, sizes)):<26} {measured}{'  TOO MUCH' if grows else ''}"]
    for step in costs[-1].steps if steps or grows else ():
        taken = [each.steps.get(step, 0.0) for each in costs]
        if (growth := per_doubling(sizes, taken, _LITTLE_TIME / 4)) is not None:
            lines.append(f"  {step:<48} {' '.join(f'{s:7.2f}' for s in taken):<32} {_shown(growth):>5}")
    return lines, grows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=sorted(INPUTS), default=list(INPUTS), metavar="INPUT", help="these inputs alone"
    )
    parser.add_argument("--steps", action="store_true", help="show each step of the reading too")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count(), help="processes at a time (default: one for each core)"
    )
    arguments = parser.parse_args()
    cost(plain(500))  # what is loaded late is loaded here, before the processes part
    jobs = [(name, size) for name in arguments.only for size in INPUTS[name].sizes]
    print(f"{'input':<23} {'sizes':<26} {'seconds':<32} {'growth':>5} {'MB':<24} {'growth':>5}")
    failed = []
    with multiprocessing.get_context("fork").Pool(
        arguments.jobs, maxtasksperchild=1
    ) as pool:  # a process for each: its peak is its own
        done = pool.imap(_one, jobs, chunksize=1)
        for name in arguments.only:
            lines, grows = rows(name, [next(done) for _ in INPUTS[name].sizes], steps=arguments.steps)
            print("\n".join(lines), flush=True)
            failed += [name] * grows
    if failed:
        print(f"growth: more than {LIMIT} per doubling: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
