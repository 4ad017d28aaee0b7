"""Pairs of made-up articles: two deeds that differ in one thing alone, and one deed told in two ways. By a seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Sort = Literal["people", "object", "figure", "place", "verb", "body", "party", "post", "relative", "mark"]
Way = Literal["passive", "synonym", "day word", "noun", "own day", "kind"]
SORTS: tuple[Sort, ...] = (
    "people", "object", "figure", "place", "verb", "body", "party", "post", "relative", "mark",
)  # fmt: skip
WAYS: tuple[Way, ...] = ("passive", "synonym", "day word", "noun", "own day", "kind")

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
# Names that no list has, each with what else it may be called.
BODIES = {
    "the Varg Front": "the group", "the Tern Brigade": "the group", "the Orlan Movement": "the group",
    "the Dockers Union": "the union", "the Pilots Union": "the union", "the Skua League": "the organisation",
    "the Amber Bloc": "the bloc", "the Cobalt Bloc": "the bloc", "the Heron Alliance": "the alliance",
    "the Larch Court": "the court", "the Rowan Court": "the court", "the Maple Institute": "the body",
}  # fmt: skip
# Of each kind one is never another.
PARTIES = (
    "the army", "the rebels", "the police", "the dockers", "the airline", "the school board", "the students",
    "the high court", "the district court", "the shareholders", "the villagers", "the northern clans",
    "the southern clans", "the parliament",
)  # fmt: skip
PLURAL = {party for party in PARTIES if party.endswith("s")} | {"the police"}
POSTS = {
    "the Peruvian finance minister": "the finance minister of Peru",
    "the Chilean finance minister": "the finance minister of Chile",
    "the Peruvian trade minister": "the trade minister of Peru",
    "the fisheries minister": "the minister for fisheries",
    "the justice minister": "the minister of justice",
    "the transport minister": "the minister for transport",
}
RELATIVES = ("brother", "mother", "widow", "uncle", "daughter", "cousin")
MARKS = (
    ("the north tower", "the south tower"), ("the first reactor", "the second reactor"),
    ("the men's ward", "the women's ward"), ("the upper lock", "the lower lock"),
    ("the eastern pier", "the western pier"), ("the old mill", "the new mill"),
    ("the inner harbour", "the outer harbour"), ("the left wing", "the right wing"),
)  # fmt: skip
DATED: tuple[Way, ...] = ("passive", "synonym", "day word", "noun")
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
    passive: str = "{Thing} {be} {participle} by {doer} in {place} on {weekday}."
    nominal: str = "The {noun} of {thing} by {doer} in {place} took place on {weekday}."


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
         ("the ferry yard", "the tram company", "the salt mill", "the old theatre"),
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
    Verb("met", "met", ("held talks with", "received"), "meeting",
         ("Foreign Minister Kaja Stenmark", "Trade Envoy Bruno Castell", "Senator Livia Horvath", "Consul Emre Dalgic"),
         passive="{Thing} met {doer} in {place} on {weekday}.",
         nominal="The {noun} of {doer} and {thing} in {place} took place on {weekday}."),
)  # fmt: skip
FOUGHT = (
    Verb("released", "released", ("freed", "freed"), "release",
         ("two reporters", "a tanker crew", "dozens of prisoners", "three nuns")),
    Verb("shelled", "shelled", ("bombarded", "bombarded"), "shelling",
         ("a market", "a power plant", "a border post", "a bakery")),
    Verb("fined", "fined", ("penalised", "penalised"), "fining",
         ("a fish trader", "two newspapers", "a toll firm", "a taxi service")),
    Verb("occupied", "occupied", ("seized", "seized"), "occupation",
         ("a radio station", "the customs house", "a bridge", "two warehouses")),
    Verb("blocked", "blocked", ("obstructed", "obstructed"), "blocking",
         ("a coal shipment", "the coast road", "a tunnel", "the ferry terminal")),
)  # fmt: skip
ALIKE = ({"opened", "launched"}, {"banned", "suspended"})  # near in sense: no clear case of two


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
    kind: str = ""  # what else the doer may be called

    @property
    def doer(self) -> str:
        """Who does it, as the article calls them."""
        named = f"{self.title} {self.who}".strip()
        return self.kind if self.way == "kind" and self.kind else named

    @property
    def published(self) -> dt.date:
        """A day or some days after the deed."""
        return self.day + dt.timedelta(1 if self.way == "own day" else 2)

    @property
    def text(self) -> str:
        """The article's sentence about it."""
        forms = {
            "passive": self.verb.passive,
            "noun": self.verb.nominal,
            "synonym": "On {weekday}, {doer} {synonym} {thing} in {place}.",
            "day word": "{doer} {past} {thing} in {place} on {date}.",
            "own day": "{doer} {has} {participle} {thing} in {place}.",
            "plain": "{doer} {past} {thing} in {place} on {weekday}.",
            "kind": "{doer} {past} {thing} in {place} on {weekday}.",
        }
        told = forms[self.way].format(
            doer=self.doer, thing=self.thing, Thing=self.thing[0].upper() + self.thing[1:],
            be=_be(self.thing), has="have" if self.who in PLURAL else "has", past=self.verb.past, participle=self.verb.participle, synonym=self.verb.other[0],
            noun=self.verb.noun, place=self.place, weekday=f"{self.day:%A}", date=f"{self.day:%B} {self.day.day}",
        )  # fmt: skip
        return told[0].upper() + told[1:]

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
        verbs = _verbs(sort)
        told = replace(_told(rng, verbs, counted=sort == "figure"), way=rng.choice(("plain", *DATED)))
        told, other = _doers(told, sort, rng) if sort in ("body", "party", "post", "relative") else (told, None)
        yield _pair(sort, *_two_ways(told, other or _changed(told, sort, rng), sort, rng), rng)


def _verbs(sort: Sort) -> Sequence[Verb]:
    match sort:
        case "figure" | "verb" | "post" | "relative":
            return VERBS[:-1]
        case "body" | "party":
            return (*VERBS[:-1], *FOUGHT)
        case "mark":
            return [verb for verb in VERBS if verb.past in ("opened", "closed", "bought", "suspended")]
        case _:
            return VERBS


def _two_ways(told: Told, other: Told, sort: Sort, rng: random.Random) -> tuple[Told, Told]:
    other = replace(other, way=rng.choice(("plain", *WAYS[:-1])))
    if sort != "mark":
        return told, other
    things = rng.choice(MARKS)
    return replace(told, thing=things[0]), replace(other, thing=things[1])


def _doers(told: Told, sort: Sort, rng: random.Random) -> tuple[Told, Told]:
    """Two others by name, by noun, by post or by whose relatives they are."""
    if sort == "relative":
        one, other = rng.sample(RELATIVES, 2)
        owner = rng.choice(
            ("his {}", "her {}", f"the {{}} of {told.title} {told.who}", f"{told.title} {told.who}'s {{}}")
        )
        names = owner.format(one), owner.format(other)
    else:
        names = tuple(rng.sample({"body": [*BODIES], "party": PARTIES, "post": [*POSTS]}[sort], 2))
    return replace(told, title="", who=names[0]), replace(told, title="", who=names[1])


def one_deed(count: int, seed: int) -> Iterator[Pair]:
    """The second article tells it in another way, sometimes with another title before the name, or calls a body by what
    it is."""
    rng = random.Random(seed)
    for number in range(count):
        way = WAYS[number % len(WAYS)]
        counted = rng.random() < 0.3 and way != "kind"
        told = _told(rng, VERBS[:-1] if counted or way == "kind" else VERBS, counted=counted)
        title = rng.choice((told.title, rng.choice(TITLES)))
        if way == "kind" or rng.random() < 0.2:
            called = rng.choice((BODIES, POSTS, dict.fromkeys(PARTIES, "")))
            told = replace(told, verb=rng.choice(VERBS[:-1]) if told.verb == VERBS[-1] else told.verb)
            thing = told.thing if counted else rng.choice(told.verb.things)
            who = rng.choice([*called])
            told, title = replace(told, title="", who=who, kind=called[who], thing=thing), ""
        yield _pair(way, told, replace(told, way=way, title=title), rng)


def _told(rng: random.Random, verbs: Sequence[Verb], *, counted: bool) -> Told:
    verb = rng.choice(verbs)
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
        case "verb":
            others = [verb for verb in VERBS[:-1] if not any({verb.past, told.verb.past} <= near for near in ALIKE)]
            return replace(told, verb=rng.choice([verb for verb in others if verb != told.verb]))
        case "place":
            return replace(told, place=_another(PLACES, told.place, rng))
        case _:
            return told


def _another(words: Sequence[str], than: str, rng: random.Random) -> str:
    return rng.choice([word for word in words if word not in than])


def _pair(sort: str, told: Told, other: Told, rng: random.Random) -> Pair:
    ones, others = rng.sample(FILLER, 3), rng.sample(FILLER, 3)
    return Pair(
        sort=sort,
        one=told.article(f"News of the week from {told.place}", ones),
        other=other.article(
            f"Notes from the coast: {other.title} {other.who}" if other.title else "Notes from the coast", others
        ),
        told=(told, other),
    )
