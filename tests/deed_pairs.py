"""Pairs of made-up articles: two deeds that differ in one thing alone, and one deed told in two ways. By a seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Sort = Literal["people", "object", "figure", "place"]
Way = Literal["passive", "synonym", "day word", "noun", "own day"]
SORTS: tuple[Sort, ...] = ("people", "object", "figure", "place")
WAYS: tuple[Way, ...] = ("passive", "synonym", "day word", "noun", "own day")

TITLES = ("President", "Prime Minister", "Works Minister", "Harbour Minister", "Mayor", "Governor", "Chancellor")
GIVEN = ("Ada", "Ola", "Tove", "Pavel", "Mira", "Jonas", "Sunniva", "Edvin", "Leonie", "Kasper", "Ilse", "Marten")
FAMILY = (
    "Halvorsen",
    "Lindqvist",
    "Brekke",
    "Sandoval",
    "Okoro",
    "Veldkamp",
    "Rasmus",
    "Tollefsen",
    "Marchetti",
    "Quill",
)
PLACES = (
    "Skarvik",
    "Holmstad",
    "Tornby",
    "Eskmouth",
    "Lundeby",
    "Varsund",
    "Kelmar",
    "Ostervik",
    "Brannholm",
    "Dunmere",
)
DAYS = tuple(dt.date(2019, month, day) for month in (3, 5, 9) for day in range(4, 28))
FILLER = (
    "The town has some nine thousand people and a small harbour.",
    "Residents had waited a long time for news of this kind.",
    "The weather on the coast was mild and the streets were full.",
    "Shops along the quay did good trade, their owners said.",
    "A local band played in front of the old customs house.",
    "Nobody in the crowd was surprised by the turn of things.",
    "The office of the county gave no further details.",
    "Two ferries a day link the island with the mainland.",
)


@dataclass(frozen=True)
class Verb:
    """A deed: past, participle, another verb for it (past and participle), its noun, and what it may be done to. A thing
    with {n} has a figure in it."""

    past: str
    participle: str
    other: tuple[str, str]
    noun: str
    things: tuple[str, ...]
    counted: tuple[str, ...] = ()


VERBS = (
    Verb("opened", "opened", ("inaugurated", "inaugurated"), "opening",
         ("a school", "a hospital", "a library", "a fish market", "a railway bridge"),
         ("a school for {n} children", "a hospital with {n} beds")),
    Verb("signed", "signed", ("sealed", "sealed"), "signing",
         ("a fishing treaty", "a border treaty", "a rail agreement", "a water accord"),
         ("a contract worth {n} million euros", "a lease of {n} years")),
    Verb("approved", "approved", ("endorsed", "endorsed"), "approval",
         ("the port plan", "the housing law", "the ferry budget", "the tunnel project"),
         ("a loan of {n} million euros", "a grant of {n} million euros for the pier")),
    Verb("bought", "bought", ("acquired", "acquired"), "purchase",
         ("the ferry yard", "the tram company", "the salt works", "the old theatre"),
         ("{n} trams for the coast line", "{n} fishing boats")),
    Verb("banned", "banned", ("outlawed", "outlawed"), "ban",
         ("night trawling", "coal barges", "street racing", "plastic nets"),
         ("trucks above {n} tonnes", "ships longer than {n} metres")),
    Verb("closed", "closed", ("shut", "shut"), "closure",
         ("the quarry", "the north gate", "the cannery", "the airfield"),
         ("{n} post offices", "{n} coal mines")),
    Verb("launched", "launched", ("started", "started"), "launch",
         ("a ferry service", "a vaccine campaign", "a language course", "a bus line"),
         ("a bond of {n} million euros", "a fund of {n} million euros")),
    Verb("unveiled", "unveiled", ("presented", "presented"), "unveiling",
         ("a memorial", "a flood plan", "a fountain", "a climate strategy"),
         ("a budget of {n} million euros", "a plan for {n} wind turbines")),
    Verb("rejected", "rejected", ("turned down", "turned down"), "rejection",
         ("the mining bid", "the merger offer", "the pension plan", "the toll petition"),
         ("an offer of {n} million euros", "a claim for {n} million euros")),
    Verb("suspended", "suspended", ("halted", "halted"), "suspension",
         ("the ferry tender", "the timber trade", "the housing project", "the cod quota"),
         ("a payment of {n} million euros", "{n} harbour pilots")),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One deed, and the way in which an article tells it."""

    verb: Verb
    title: str
    who: str
    thing: str
    place: str
    day: dt.date
    way: Way | Literal["plain"] = "plain"

    @property
    def published(self) -> dt.date:
        """A day or some days after the deed."""
        return self.day + dt.timedelta(1 if self.way == "own day" else 2)

    @property
    def text(self) -> str:
        """The article's sentence about it."""
        doer, weekday = f"{self.title} {self.who}", f"{self.day:%A}"
        match self.way:
            case "passive":
                return f"{self.thing[0].upper()}{self.thing[1:]} {_be(self.thing)} {self.verb.participle} by {doer} in {self.place} on {weekday}."
            case "synonym":
                return f"On {weekday}, {doer} {self.verb.other[0]} {self.thing} in {self.place}."
            case "day word":
                return f"{doer} {self.verb.past} {self.thing} in {self.place} on {self.day:%B} {self.day.day}."
            case "noun":
                return f"The {self.verb.noun} of {self.thing} by {doer} in {self.place} took place on {weekday}."
            case "own day":
                return f"{doer} has {self.verb.participle} {self.thing} in {self.place}."
            case _:
                return f"{doer} {self.verb.past} {self.thing} in {self.place} on {weekday}."

    def article(self, headline: str, filler: Sequence[str]) -> str:
        """The whole file. What has no day word stands first."""
        body = [*filler[:1], self.text, *filler[1:]] if self.way != "own day" else [self.text, *filler]
        return f"# {headline}\n\n{self.published.isoformat()}\n\n{' '.join(body)}\n"


def _be(thing: str) -> str:
    return "were" if thing.endswith("s") or thing[0].isdigit() else "was"


@dataclass(frozen=True)
class Pair:
    """Two articles, and what they differ in or how the second tells it."""

    sort: str
    one: str
    other: str
    told: tuple[Told, Told]


def two_deeds(count: int, seed: int) -> Iterator[Pair]:
    """They differ in one thing; told alike or not."""
    rng = random.Random(seed)
    for number in range(count):
        sort = SORTS[number % len(SORTS)]
        told = _told(rng, counted=sort == "figure")
        other = replace(_changed(told, sort, rng), way=rng.choice(("plain", "plain", *WAYS)))
        yield _pair(sort, told, other, rng)


def one_deed(count: int, seed: int) -> Iterator[Pair]:
    """The second article tells it in another way, sometimes with another title before the name."""
    rng = random.Random(seed)
    for number in range(count):
        way = WAYS[number % len(WAYS)]
        told = _told(rng, counted=rng.random() < 0.3)
        yield _pair(way, told, replace(told, way=way), rng)


def _told(rng: random.Random, *, counted: bool) -> Told:
    verb = rng.choice(VERBS)
    thing = rng.choice(verb.counted if counted else verb.things)
    return Told(
        verb=verb, title=rng.choice(TITLES), who=f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}",
        thing=thing.replace("{n}", str(rng.randint(3, 40))), place=rng.choice(PLACES), day=rng.choice(DAYS),
    )  # fmt: skip


def _changed(told: Told, sort: Sort, rng: random.Random) -> Told:
    match sort:
        case "people":
            who = f"{_another(GIVEN, told.who, rng)} {_another(FAMILY, told.who, rng)}"
            return replace(told, who=who, title=rng.choice((told.title, rng.choice(TITLES))))
        case "object":
            return replace(told, thing=_another(told.verb.things, told.thing, rng))
        case "figure":
            number = next(word for word in told.thing.split() if word.isdigit())
            return replace(told, thing=told.thing.replace(number, str(int(number) + rng.randint(2, 30))))
        case "place":
            return replace(told, place=_another(PLACES, told.place, rng))


def _another(words: Sequence[str], than: str, rng: random.Random) -> str:
    return rng.choice([word for word in words if word not in than])


def _pair(sort: str, told: Told, other: Told, rng: random.Random) -> Pair:
    ones, others = rng.sample(FILLER, 3), rng.sample(FILLER, 3)
    return Pair(
        sort=sort,
        one=told.article(f"News of the week from {told.place}", ones),
        other=other.article(f"Notes from the coast: {other.title} {other.who}", others),
        told=(told, other),
    )
