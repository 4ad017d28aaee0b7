"""Pairs of made-up articles that count one thing: two values that cannot both be true, and two that can. By a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

# What both articles tell, and how each tells the figure. {n} and {m} are two counts, {place} and {day} are of both.
TRUE: dict[str, tuple[tuple[str, str], ...]] = {
    "toll": (
        ("A ferry sank off {place} on {day}, killing {n} people.", "{m} people died when a ferry sank off {place} on {day}."),
        ("A landslide in {place} killed {n} miners on {day}.", "On {day}, {m} miners were killed by a landslide in {place}."),
        ("{n} sailors drowned on {day} when a trawler went down near {place}.",
         "The trawler went down near {place} on {day} and {m} sailors drowned."),
    ),
    "magnitude": (
        ("A magnitude {a} earthquake struck {place} on {day}.", "An earthquake of magnitude {b} struck {place} on {day}."),
        ("A {a}-magnitude quake hit {place} on {day}.", "The quake that hit {place} on {day} had a magnitude of {b}."),
    ),
    "sentence": (
        ("A court in {place} sentenced Mayor {who} to {n} years in prison on {day}.",
         "Mayor {who} was sentenced to {m} years in prison by a court in {place} on {day}."),
        ("Banker {who} was jailed for {n} years in {place} on {day}.",
         "On {day}, a court in {place} jailed banker {who} for {m} years."),
    ),
    "fine": (
        ("The regulator fined the salt mill {n} million euros on {day}.",
         "On {day}, the salt mill was fined {m} million euros by the regulator."),
        ("A court in {place} fined the ferry yard {n} million euros on {day}.",
         "A court in {place} imposed a fine of {m} million euros on the ferry yard on {day}."),
    ),
    "sum": (
        ("The town of {place} bought the old theatre for {n} million euros on {day}.",
         "On {day}, the town of {place} paid {m} million euros for the old theatre."),
    ),
}  # fmt: skip
FALSE: dict[str, tuple[tuple[str, str], ...]] = {
    "others": (
        ("A ferry sank off {place} on {day}, killing the captain and {n} other people.",
         "A ferry sank off {place} on {day}, killing {n1} people."),
    ),
    "part": (
        ("A ferry sank off {place} on {day}, killing {n} people.",
         "A ferry sank off {place} on {day}; {few} of the dead were children."),
        ("A landslide in {place} killed {n} miners on {day}.",
         "A landslide in {place} killed {n} miners on {day}, among them {few} foreigners."),
    ),
    "rounded": (
        ("A flood in {place} forced 398 people from their homes on {day}.",
         "A flood in {place} forced about 400 people from their homes on {day}."),
        ("A landslide in {place} killed {n} miners on {day}.",
         "A landslide in {place} killed at least {few} miners on {day}."),
        ("A magnitude {a}0 earthquake struck {place} on {day}.", "A magnitude {a} earthquake struck {place} on {day}."),
    ),
    "unit": (
        ("The regulator fined the salt mill 3 million euros on {day}.",
         "On {day}, the regulator fined the salt mill 3,000,000 euros."),
        ("A court in {place} sentenced Mayor {who} to 2 years in prison on {day}.",
         "A court in {place} sentenced Mayor {who} to 24 months in prison on {day}."),
        ("The town of {place} bought the old theatre for 3.2 million euros on {day}.",
         "On {day}, the town of {place} paid 3,200,000 euros for the old theatre."),
    ),
    "again": (
        ("A court in {place} sentenced Mayor {who} to {n} years in prison on {day}.",
         "A court in {place} sentenced Mayor {who}'s brother to {m} years in prison on {day}."),
        ("A magnitude {a} earthquake struck {place} on {day}.",
         "A magnitude {b} aftershock struck {place} on {day}."),
        ("The regulator fined the salt mill {n} million euros on {day}.",
         "The regulator fined the tram company {m} million euros on {day}."),
        ("A court in {place} fined the ferry yard {n} million euros on {day}.",
         "A court in {place} fined the ferry yard {m} million euros last year."),
    ),
}  # fmt: skip
PLACES = ("Skarvik", "Tornby", "Eskmouth", "Lundeby", "Varsund", "Kelmar", "Ostervik", "Dunmere")
WHO = ("Ada Halvorsen", "Pavel Brekke", "Mira Okoro", "Jonas Quill", "Ilse Marchetti")
FILLER = (
    "Residents spoke of it all evening.",
    "The office of the county gave no further details.",
    "Two ferries a day link the island with the mainland.",
    "Shops along the quay stayed open.",
)


@dataclass(frozen=True)
class CountPair:
    """Two articles, each with its day, and what they count."""

    sort: str
    one: tuple[str, str]
    other: tuple[str, str]


def differing(count: int, seed: int) -> Iterator[CountPair]:
    """Both cannot be true."""
    return _pairs(TRUE, count, seed)


def agreeing(count: int, seed: int) -> Iterator[CountPair]:
    """Both can be true, or they count two things."""
    return _pairs(FALSE, count, seed)


def _pairs(sorts: dict[str, tuple[tuple[str, str], ...]], count: int, seed: int) -> Iterator[CountPair]:
    rng = random.Random(seed)
    for number in range(count):
        sort = [*sorts][number % len(sorts)]
        n = rng.randint(11, 40)
        a = rng.randint(50, 78)
        values = {
            "n": n, "m": n + rng.randint(2, 9), "n1": n + 1, "few": rng.randint(3, 9), "a": f"{a / 10}",
            "b": f"{(a + rng.randint(3, 9)) / 10}", "place": rng.choice(PLACES), "who": rng.choice(WHO),
            "day": f"March {rng.randint(4, 9)}",
        }  # fmt: skip
        told = rng.choice(sorts[sort])
        swapped = told if rng.random() < 0.5 else told[::-1]
        fillers = rng.sample(FILLER, 2)
        later = rng.choice((0, 0, 1))
        one, other = (f"{text.format(**values)} {filler}" for text, filler in zip(swapped, fillers, strict=True))
        yield CountPair(sort=sort, one=("2019-03-12", one), other=(f"2019-03-{12 + later}", other))
