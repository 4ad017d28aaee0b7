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
from concurrent.futures import ProcessPoolExecutor
from functools import wraps
from typing import Any

from generator.errors import UnreadableArticle
from generator.extract import language, reading
from generator.ingest import article_from_bytes
from generator.model.settings import BookFile
from generator.model.text import record
from generator.pipeline import write_book

LIMIT = 2.3  # per doubling
_NOISE = 0.4  # seconds and
_LITTLE = 24.0  # MB, below which a growth says nothing
_ONSETS, _ENDINGS = ["B", "D", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "V"], ["ala", "eben", "ilde", "orin", "uska", "amet", "ovar", "elin", "istad", "anno"]
_HEAD = "Ministers agree on the harbour fund\n\nBy Ada Lind\nThe Harbour Post\nJuly 14, 2025\n\n"
_PLAIN = (
    "{name} told the council on {day} that the new harbour fund would pay {number} million euros for the northern line.",
    "The committee of the ministry met in Oslo last week and agreed to postpone the vote until September 3.",
    "Critics say the plan, which was drawn up by a private firm, costs more than it saves in the first five years.",
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
            name=name(number % 40), day=_DAYS[number % 5], month=_MONTHS[number // 7 % 5], number=number % 90 + 3
        )
        out.append(sentence + (" " if number % 3 else "\n\n"))
        count += len(sentence.split())
        number += 1
    return "".join(out)


def _quotations(count: int) -> str:
    return "\n\n".join(f"“The fund for line {n} is open,” {name(n % 40)} said on {_DAYS[n % 5]}." for n in range(count))


def _names(count: int) -> str:
    return " ".join(f"Trade Minister {name(n)} met the board of the port." + ("\n\n" if n % 4 == 3 else "") for n in range(count))


def _list_of_names(count: int) -> str:
    return "Those on the list are " + ", ".join(name(n) for n in range(count)) + "."


def _repeated(words: str) -> Callable[[int], str]:
    return lambda count: words * count


def _lines(count: int) -> str:
    return "\n\n".join(f"The board met again in room {n}." for n in range(count))


def _headings(count: int) -> str:
    return "\n\n".join(f"The Plan For Port {family(n)}\n\nThe board of the port said so on {_DAYS[n % 5]}." for n in range(count))


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
    "brackets": Input(make=_repeated("The board (of the port) met [again] (in (May)) there. "), sizes=(1000, 2000, 4000)),
    "open brackets": Input(make=_repeated("(the [board "), sizes=(2000, 4000, 8000)),
    "one sentence": Input(make=_one_sentence, sizes=(1000, 2000, 4000)),
    "short lines": Input(make=_lines, sizes=(2000, 4000, 8000)),
    "said said": Input(make=_repeated("said "), sizes=(4000, 8000, 16_000)),
}


@record
class Cost:
    """Seconds of processor time of each step, and the peak of memory above what the process had before, in MB."""

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
    """What the way from the file's bytes to the pages costs."""
    steps: dict[str, float] = {}
    finders = {name: value for name, value in vars(reading).items() if name.startswith("find_")}
    for finder, function in finders.items():
        setattr(reading, finder, _timed(steps, finder, function))
    parse, language.parse = language.parse, _timed(steps, "parse", language.parse)
    before = _peak()
    try:
        article = _timed(steps, "ingest", article_from_bytes)((_HEAD + text).encode("utf-8"), file="one.txt")
        findings = reading.read_findings(article)
        _timed(steps, "merge and render", write_book)([article], [findings], BookFile(), [])
    except UnreadableArticle as error:
        print(f"growth: {error}", file=sys.stderr)
    finally:
        language.parse = parse
        for finder, function in finders.items():
            setattr(reading, finder, function)
    return Cost(steps=steps, memory=_peak() - before)


def _peak() -> float:
    """MB of memory that this process ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 ** (2 if sys.platform == "darwin" else 1)


def _one(job: tuple[str, int]) -> Cost:
    return cost(INPUTS[job[0]].make(job[1]))


def per_doubling(sizes: Sequence[int], values: Sequence[float]) -> float:
    """How often the value doubles when the size does, over the whole range."""
    return float((values[-1] / max(values[0], 1e-9)) ** (1 / math.log2(sizes[-1] / sizes[0])))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=sorted(INPUTS), default=list(INPUTS), metavar="INPUT", help="these inputs alone")
    parser.add_argument("--steps", action="store_true", help="the growth of each step too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at a time (default: one for each core)")
    parser.add_argument("--shrink", type=int, default=1, help="divide the sizes by this")
    arguments = parser.parse_args()
    language.load()
    cost(plain(500))  # all that is loaded late is loaded here, before the processes part
    jobs = [(name, size // arguments.shrink) for name in arguments.only for size in INPUTS[name].sizes]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(arguments.jobs, mp_context=context, max_tasks_per_child=None) as pool:
        costs = dict(zip(jobs, pool.map(_one, jobs), strict=True))
    too_much = False
    for name in arguments.only:
        sizes = [size // arguments.shrink for size in INPUTS[name].sizes]
        found = [costs[name, size] for size in sizes]
        seconds = [each.seconds for each in found]
        print(f"{name:<24} {sizes} {[round(s, 2) for s in seconds]} time {per_doubling(sizes, seconds):.2f} {[round(c.memory) for c in found]}")
        if arguments.steps:
            for step in found[-1].steps:
                values = [each.steps.get(step, 0.0) for each in found]
                if values[-1] > 0.05:
                    print(f"    {step:<22} {[round(v, 2) for v in values]} {per_doubling(sizes, values):.2f}")
    return int(too_much)


if __name__ == "__main__":
    sys.exit(main())
