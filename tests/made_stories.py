"""Any number of made-up stories, no two of which are one another's copies: words drawn by a fixed seed into sentences."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from tests.exported import Made
from tests.made_files import Piece

_PLACES = (
    "Kaldra", "Mirvane", "Sollund", "Pembry", "Quorra", "Tessaly", "Orrinfold", "Vantry", "Brevik Sound", "Hallow Point",
    "Easterly", "Dunmarsh", "Ilvane", "Corbeck", "Thornmere", "Westering", "Aldgrave", "Fennoway", "Lissport", "Garrowby",
)  # fmt: skip
_FIRST = (
    "Anna", "Peter", "Maria", "Thomas", "Helen", "Daniel", "Laura", "Martin", "Sofia", "Robert", "Julia", "Samuel", "Clara",
    "Victor", "Irene", "Oliver",
)  # fmt: skip
_LAST = (
    "Halbrook", "Ostermann", "Vellacott", "Drummel", "Kestrin", "Aldaine", "Morvane", "Tallis", "Brandreth", "Lorimer",
    "Sandoval-Reyes", "Okonjo", "Wexley", "Haugaard", "Penhallow", "Castell",
)  # fmt: skip
_PAPERS = (
    "Courier",
    "Observer",
    "Gazette",
    "Tribune",
    "Herald",
    "Examiner",
    "Mercury",
    "Standard",
    "Dispatch",
    "Chronicle",
)
_BODIES = (
    "port authority", "school board", "transport ministry", "energy agency", "fisheries council", "city assembly",
    "health inspectorate", "farmers' union", "rail company", "water utility", "housing office", "appeals court",
)  # fmt: skip
_DEEDS = (
    "approves", "rejects", "postpones", "suspends", "reopens", "revises", "extends", "withdraws", "publishes", "halts",
)  # fmt: skip
_THINGS = (
    "plan for a tidal power station", "ban on night flights", "programme of loans for small farms", "contract for forty trams",
    "rules on river dredging", "merger of two hospitals", "tax on empty flats", "sale of the old shipyard",
    "inquiry into the tunnel fire", "quota for spring herring", "pact on cross-border buses", "scheme for free school meals",
)  # fmt: skip
_ENDS = (
    "after a night of talks", "despite protests", "for a second time", "a week before the election", "over safety fears",
    "under pressure from neighbours", "as costs rise", "without a vote", "to the surprise of its critics", "until the spring",
)  # fmt: skip
_SENTENCES = (
    "The {body} of {place} {past} its {thing} on {weekday}, a step that {person} had asked for since {month}.",
    "Some {number} people stood outside the hall in {place} when the result was read out, most of them {crowd}.",
    "“We could not wait any longer,” {person} told reporters, pointing to a study that put the damage at {money} million crowns.",
    "{person}, who leads the {crowd} of {place}, called the step a mistake and promised to go to court within {few} weeks.",
    "Documents seen by this newspaper show that officials had warned of such an outcome {few} times since {month}.",
    "Under the new terms {share} percent of the money goes to {place}, while the rest is kept for repairs in {other}.",
    "A spokesman for the {body} said that no date had been fixed and that {number} letters were still unanswered.",
    "In {other}, where a similar {thing} failed {few} years ago, the mayor offered to share what had been learned.",
    "The bill will be paid from a fund that {person} set up in {month}, and which now holds {money} million crowns.",
    "“Nobody here believes in miracles,” said {person}, a former member of the {body}. “But we do read contracts.”",
    "Analysts at the university of {other} expect prices to rise by {share} percent once the winter stocks are used up.",
    "Work was to begin in {month}, but {few} of the {number} parcels of land had not been bought by then.",
    "The quarrel goes back to a storm {few} years ago that tore away a road and cut off {number} households.",
    "Trains between {place} and {other} ran every {few} hours on {weekday} because drivers had joined the walkout.",
    "Lawyers for the {crowd} handed in a petition with {number} names, the longest that {place} has seen.",
    "By the count of the {body}, {share} percent of those who were asked had never heard of the {thing}.",
    "{person} denied that there had been any pressure, and said that the minutes would be published on {weekday}.",
    "The {crowd} are to meet again in {month} in {other}, where {person} will present a list of {few} demands.",
    "An earlier draft would have cost {money} million crowns, {share} percent more than the one now agreed.",
    "Nearly every shop in the centre of {place} stayed shut on {weekday}, and the market moved to the edge of town.",
    "The court gave both sides {few} weeks to answer, after which it will decide whether {person} must be heard.",
    "Engineers from {other} measured the ground at {number} points and found water at {share} of them.",
    "“It is a beginning, and that is all it is,” {person} said. The {body} declined to comment on her words.",
    "Half of the {crowd} in {other} work without a written contract, a survey of the {body} found in {month}.",
)
_CROWDS = (
    "dockers",
    "teachers",
    "nurses",
    "ferry crews",
    "tenants",
    "growers",
    "bus drivers",
    "shopkeepers",
    "pilots",
    "miners",
)
_PAST = (
    "approved",
    "rejected",
    "postponed",
    "suspended",
    "reopened",
    "revised",
    "extended",
    "withdrew",
    "published",
    "halted",
)
_HEADINGS = ("What happens next", "A long dispute", "Doubts in the hall", "Who pays for it")


def stories(seed: int = 14) -> Iterator[Piece]:
    """Stories without an end, each of another day; the same ones each time."""
    draw = random.Random(seed)
    number = 0
    while True:
        yield _story(draw, number)
        number += 1


def _story(draw: random.Random, number: int) -> Piece:
    day = dt.date(2023, 2, 1) + dt.timedelta(days=9 * number + draw.randrange(5))
    deed = draw.randrange(len(_DEEDS))
    place, body, thing = draw.choice(_PLACES), draw.choice(_BODIES), draw.choice(_THINGS)
    lead = _SENTENCES[0]
    rest = draw.sample(_SENTENCES[1:], 11)
    lines = [_filled(draw, line, place, body, thing, _PAST[deed]) for line in (lead, *rest)]
    names = [f"{draw.choice(_FIRST)} {last}" for last in draw.sample(_LAST, 2)]
    return Piece(
        title=f"{place} {body} {_DEEDS[deed]} {thing} {draw.choice(_ENDS)}",
        authors=tuple(names[: 1 + (number % 4 == 3)]),
        outlet=f"The {draw.choice(_PLACES)} {draw.choice(_PAPERS)}",
        day=day.isoformat(),
        printed=f"{day:%B} {day.day}, {day.year}",
        body=(
            lines[0],
            *(f"{one} {other}" for one, other in zip(lines[1:-2:2], lines[2:-1:2], strict=True)),
            lines[-1],
        ),
        heading=draw.choice(_HEADINGS) if number % 3 == 0 else "",
    )


def _filled(draw: random.Random, line: str, place: str, body: str, thing: str, past: str) -> str:
    return line.format(
        place=place,
        body=body,
        thing=thing,
        past=past,
        other=draw.choice([one for one in _PLACES if one != place]),
        person=f"{draw.choice(_FIRST)} {draw.choice(_LAST)}",
        crowd=draw.choice(_CROWDS),
        weekday=draw.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
        month=draw.choice(("January", "March", "May", "August", "October", "December")),
        number=draw.randrange(30, 900),
        money=draw.randrange(3, 90),
        few=draw.choice(("two", "three", "four", "five", "six", "nine")),
        share=draw.randrange(6, 95),
    )


def as_made(piece: Piece) -> Made:
    """The same as a story that exports are made of."""
    return Made(piece.title, dt.date.fromisoformat(piece.day), piece.outlet, piece.authors, piece.body)
