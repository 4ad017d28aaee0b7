"""Twelve stories, what outlets make of them, and look-alikes; all of it is made up. Each story is a headline and
sentences in paragraphs; `{}` are the figures that a later version has otherwise."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from briefing_book.ingest.reading import article_from_bytes
from briefing_book.model.article import Article

STORIES: tuple[tuple[str, str], ...] = (
    ("Tarvo dam workers walk out over unpaid night shifts", """Some 340 workers walked out of the Tarvo dam site in northern Orvania on Tuesday, saying their night shifts had not been paid since January.
The strike halted the pouring of concrete on the eastern wall, which was 61 per cent finished, union leader Mirel Dakovan said.
"We were promised our money in February, then in March, and now nobody answers the telephone," Dakovan told reporters at the gate. "We will stay here until the bank shows us the transfer."
The contractor, Helbrand Works, said that a dispute with the energy ministry had delayed a payment of 14 million crowns. It hoped to pay the wages within ten days.
Energy Minister Sonja Petrell denied that the ministry owed anything. "The programme was paid in full in December," she told parliament.
The dam is to supply 220,000 households from 2027. It has been put off twice since the ground was broken in Lissen valley six years ago.
Police kept the access road open, and nobody was hurt. Talks between the union and Helbrand are to begin on Thursday in the town hall of Lissen.
Farmers below the dam have complained that the river runs low. Their association said it would join the talks if it was invited."""),
    ("Ferry runs aground off Pellen with 87 aboard", """A ferry with 87 people aboard ran aground on a sandbank off the island of Pellen early on Sunday, and 12 were taken to hospital with light injuries, the coastguard said.
The Northern Grace had left Brannock at midnight and was to reach Pellen harbour at 4 a.m., coastguard officer Ulla Remsey said.
"The sea was calm and the night was clear, so we have to ask how the ship could be 2 miles off its course," Remsey said.
Two tugs pulled at the ship for five hours before the tide lifted it. Passengers were brought ashore in lifeboats and given blankets at a school.
The owner, Graceline, said the steering had failed after a loss of power. It has run the route since 1994 without an accident.
The Marine Safety Board sent three inspectors from Brannock. A first report is due in thirty days.
Mayor Colin Ashgrove praised the islanders who had rowed out in the dark. "Half of Pellen was on the beach," he said.
The ferry carries nearly all of the food that is sold on the island. A smaller ship will take over on Monday, Graceline said."""),
    ("Court clears former harbour chief of taking bribes", """A court in Vessmar on Friday cleared the former head of the harbour authority, Joakim Trell, of taking bribes for dredging contracts.
Judge Ana Holmquist said the prosecution had failed to show that 3.2 million marks on an account in Luxembourg belonged to him.
Trell, 58, wept as the verdict was read. He had spent seven months in custody before the trial began in April.
"I have lost my work, my house and my good name," he told journalists on the steps. "Only the last of them came back today."
Prosecutor Edvin Skarre said he would appeal. He has three weeks to do so under the law of Vessmar.
The case began when a clerk of the dredging company Baltmar handed over a notebook with initials and sums. The judge called the notebook worthless as evidence.
Two former colleagues of Trell were found guilty of forging invoices and fined 40,000 marks each.
Opposition deputy Lena Wirth said the verdict showed how poorly the case had been prepared. She demanded that the justice minister answer questions in the committee next week."""),
    ("Kestrel Air to cut a fifth of its winter flights", """Kestrel Air will drop one in five of its flights this winter because two of its engine suppliers cannot deliver parts, the airline announced on Wednesday.
The carrier will ground 9 of its 44 aircraft from November, chief executive Paula Renn told a news conference in Dorvik.
"It is better to tell people in August than at the gate in December," Renn said.
Some 130,000 passengers are affected. They may choose between a refund and another flight within six weeks, the company said.
Routes to Marsan and Oldhaven will be closed until spring. The number of flights to the capital stays as it is.
The pilots' union said it had warned of the shortage a year ago. Its chairman, Tomas Ilk, asked for a promise that nobody would be dismissed.
Kestrel said it expected to lose 25 million francs in revenue. Its shares fell 7 per cent in Dorvik to their lowest in two years.
Rival Bluewing offered to take over some of the slots. The civil aviation office is to decide on that in September."""),
    ("Orvania and Sundmark agree on border fishing zones", """Orvania and Sundmark signed an agreement on Monday that divides the fishing grounds around the Teal Islands after eleven years of dispute.
Foreign ministers Pieter Aldane and Ragna Solheim signed the paper aboard a research vessel, each with a pen carved from driftwood.
Under the agreement boats from both countries may take up to 18,000 tonnes of herring a year in a shared zone of 60 miles.
"This was never about fish alone, it was about who may call these waters home," Aldane said.
Solheim said a joint patrol would begin in May, with four ships from each side. Sundmark is to pay for the radio station on Great Teal.
Fishermen in Port Reis were divided. "We gave away the best bank we had," said Hanno Brill, who has fished there since he was a boy.
The parliaments of both countries have to approve the text before the summer. The Orvanian Farmers' Party has said it will vote against it.
The quarrel began when a trawler from Sundmark was seized and its crew of nine was held for a week."""),
    ("School roof collapses in Mirat after heavy snow", """The roof of a primary school in the mountain town of Mirat came down under heavy snow on Thursday, an hour after the last of 210 pupils had gone home.
A caretaker and two cleaners were pulled from the ruins alive. One of them, a woman of 45, was in a serious condition, the Mirat hospital said.
"If this had happened at noon, we would be counting children," fire chief Gregor Anselm said.
The school was built in 1978 and last inspected five years ago. The report of that inspection has not been found, the town clerk said.
Governor Iris Valdane ordered that 36 schools of the same kind be closed until engineers have looked at them.
More than two metres of snow have fallen on Mirat since Sunday. The road to the valley was cut by an avalanche for most of the day.
Parents gathered in front of the town hall in the evening. They asked why a crack in the ceiling, which they had reported in October, had not been mended.
Lessons will be held in the sports hall and in the rooms of a hotel from Tuesday."""),
    ("Central bank of Lethia holds rates, hints at a rise", """The central bank of Lethia kept its main interest rate at 3.75 per cent on Thursday but said that a rise in June had become likelier.
Governor Bruno Castelane said that wages were growing faster than the bank had thought in the winter.
"We are patient, but patience has a calendar," he told reporters after the meeting in Lethia City.
Six of the nine members of the board voted to hold the rate. Three wanted a rise of a quarter of a point at once.
Inflation stood at 4.1 per cent in March, twice the aim of the bank. Rents and bread were dearer than a year ago.
The lira rose by half a per cent against the dollar after the announcement. Bonds of two years lost a little.
Economist Dagny Feld of the Marrow Institute said the bank had bought itself six weeks. "It will not be able to wait longer," she said.
The finance ministry did not comment. It is to publish its plan for the budget at the end of the month."""),
    ("Museum returns carved door to the Anwen people", """The National Museum in Harrowgate handed a carved cedar door back to the Anwen people on Saturday, 113 years after it was taken from their meeting house.
Some sixty elders came by bus to fetch it, and sang as it was carried down the steps.
"Our grandmothers spoke of this door as one speaks of a person who is away," said the speaker of the Anwen council, Ruth Ahanu.
The door was taken by the collector Silas Broome in 1911. The museum paid him 30 pounds for it and for eleven masks.
Director Helen Marchbank said that the masks would follow within a year. The museum has set up a list of 2,400 things whose origin it wants to clear up.
The law that allows such returns came into force in the autumn. Before, each one needed an act of parliament.
The door will stand in a new house at Clear Lake, built by Anwen carpenters. A copy of it remains in Harrowgate.
Historian Ivor Penn called the return overdue. He said that hundreds of families were still looking for the bones of their forebears."""),
    ("Flood at Sarn bridge kills 14 after night of rain", """At least 14 people died and 23 were missing after the river Sarn burst its banks in the district of Lower Esk on Friday night, the rescue service said.
The water rose by 3 metres within an hour and tore away the road bridge between Sarn and Elden, commander Yusuf Harlan said.
"People were asleep, and the warning came too late or not at all," he said.
Soldiers in boats took 600 people from roofs and trees. Two helicopters from Port Esk joined the search at first light.
Prime Minister Noor Adelan cancelled a visit abroad and flew to Elden. She promised each family 5,000 dinars and said that no one would be left alone.
The weather office had warned of heavy rain on Wednesday, but not for Lower Esk. Its head, Marit Olsen, said that the models had placed the storm too far to the north.
Electricity was cut in 40 villages. The railway between Port Esk and the capital is closed.
It was the worst flood in the district since 1966. More rain is forecast for Sunday."""),
    ("Lawmakers in Quell vote to ban fishing with lights", """The parliament of Quell voted on Tuesday by 71 to 48 to ban fishing with lights within ten miles of the coast.
The law, which was brought in by deputy Farid Manzo, comes into force on the first of January.
"The sea needs its nights as we need ours," Manzo said before the vote.
Owners of large boats had asked for five years to change over. They are given two, and a credit of up to 80,000 rials for new gear.
Small fishermen cheered from the gallery. Their catch has halved since the first lamps were seen off Cape Lorn in 2009.
Fisheries Minister Odile Barras had opposed the ban at first. She changed her mind after a study by the University of Quell counted the young fish in the nets.
The shipyards of Lorn fear for 400 jobs. Their spokesman, Henk Osei, said that orders for nine boats had been withdrawn.
Two neighbouring countries are looking at similar laws. A meeting about the matter is planned in Cape Lorn in the spring."""),
    ("Engineers find cracks in towers of Valmont cable car", """Inspectors have found cracks in three of the eleven towers of the Valmont cable car, and the line stays closed for the season, the operator said on Monday.
The cracks are up to 40 centimetres long and run through the welds, engineer Beatrix Land said.
"You cannot see them from the cabin, and that is what troubles me," Land said at the foot of the mountain.
The line was shut on Saturday, when a guard heard a noise in the second tower. Some 90 people were brought down on foot.
It carries 300,000 guests each year and is the only way up to the Valmont huts in winter. The hut keepers expect to lose two million francs.
The maker of the towers, Stahlkamp, sent a team from its works in Rothen. It built eight lines of the same kind between 2003 and 2008.
Transport Minister Emil Farkas ordered that all of them be looked at within a fortnight. He did not rule out that others would have to stop.
A new tower takes five months to make. The operator hopes to open again before Easter."""),
    ("Nurses in Brannock accept pay offer after long strike", """Nurses in Brannock voted on Sunday to accept a rise of 6.5 per cent over two years, which ended a strike of five weeks.
Of 9,200 nurses who cast a vote, 58 per cent were in favour, the Union of Care Workers announced.
"Nobody danced when the count was read, but nobody wept either," union secretary Orla Finnan said.
The first shifts start on Monday at six in the morning. Hospitals said it would take until autumn to catch up on 14,000 operations.
Health Minister Duncan Reyes called the result a relief for patients. He put the cost at 210 million pounds a year.
The nurses had asked for 11 per cent. They won a limit on night duty and a room to rest on each ward.
Surgeon Imre Vass of St Brendan's Hospital said that many nurses had gone abroad in the meantime. "You do not get those back with a vote," he said.
The opposition wants an inquiry into two deaths during the strike. The minister said that he would not stand in its way."""),
)  # fmt: skip

# Two stories each by one template: the same phrases, other names, days and figures.
QUAKE = """A {size}-magnitude earthquake struck {where} on {day}, the Regional Seismic Centre said.
The quake hit at a depth of {depth} kilometres, about {far} kilometres from the town of {town}, at {hour} local time.
There were no immediate reports of damage or casualties.
"We felt strong shaking and people ran out of their houses," a resident of {town} said by telephone.
No tsunami warning was issued, the centre said.
The region lies where two plates of the crust meet and is often shaken by earthquakes.
Authorities asked people to stay away from damaged buildings and to be ready for aftershocks."""
MARKET = """Shares in Dorvik closed {way} on {day} as investors weighed {news}.
The Dorvik 50 index ended {percent} percent {way} at {level} points.
{winner} led the list with {gain} percent, while {loser} lost {loss} percent.
The volume of trade was {volume} million shares, against an average of 310 million over thirty days.
Trading in Dorvik is to go on as usual until the holiday at the end of the month.
The franc was little changed against the dollar.
Analysts said that they would watch the meeting of the central bank next week."""
MATCH = """{home} beat {guest} {score} on {day} in front of {crowd} people to move up to {place} place in the Northern League.
{striker} scored in the {minute} minute after a pass by {helper}.
"The boys did everything I asked them to do," coach {coach} said.
{guest} had the better of the second half but could not find a way past goalkeeper {keeper}.
The league goes on next weekend with the last round of matches before the winter break.
The champion of the league plays in the continental cup in the summer."""
WEEKLY = """The number of people who asked for help with their rent in Sundmark was {number} in the week to {day}, the statistics office said.
That was {change} more than in the week before and {year} more than a year ago.
The office counts each household that asks one of the 74 town halls for help.
The average over four weeks, which smooths the figures, stood at {average}.
Figures by district are published on the last day of the month.
The number is seen as a sign of how households fare."""

LOOKALIKES: tuple[tuple[str, str, str, dt.date], ...] = (
    ("Regional Wire", "Strong quake shakes Marrow coast", QUAKE.format(size="6.1", where="off the Marrow coast of Lethia", day="Tuesday", depth="10", far="48", town="Castine", hour="5:12 a.m."), dt.date(2024, 3, 5)),
    ("Regional Wire", "Strong quake shakes Ulmar hills", QUAKE.format(size="5.4", where="in the Ulmar hills of Quell", day="Thursday", depth="33", far="21", town="Bastra", hour="11:40 p.m."), dt.date(2024, 3, 7)),
    ("Regional Wire", "Moderate quake shakes Port Reis", QUAKE.format(size="5.0", where="near Port Reis in Orvania", day="Tuesday", depth="10", far="12", town="Reis", hour="9:02 a.m."), dt.date(2024, 3, 5)),
    ("Dorvik Mail", "Dorvik shares close higher", MARKET.format(way="higher", day="Tuesday", news="results of shipping companies", percent="1.2", level="4,118", winner="Kestrel", gain="3.4", loser="Helbrand", loss="2.2", volume="284"), dt.date(2024, 3, 5)),
    ("Dorvik Mail", "Dorvik shares close lower", MARKET.format(way="lower", day="Wednesday", news="a rise in the price of oil", percent="0.4", level="4,101", winner="Helbrand", gain="1.1", loser="Bluewing", loss="4.0", volume="331"), dt.date(2024, 3, 6)),
    ("Dorvik Mail", "Dorvik shares close higher again", MARKET.format(way="higher", day="Thursday", news="talk of a lower interest rate", percent="0.9", level="4,138", winner="Bluewing", gain="2.7", loser="Kestrel", loss="0.8", volume="296"), dt.date(2024, 3, 7)),
    ("Field Sport", "Rovers beat Town to climb", MATCH.format(home="Brannock Rovers", guest="Elden Town", score="1-0", day="Saturday", crowd="14,200", place="third", striker="Milo Santer", minute="34th", helper="Jan Obel", coach="Rik Vander", keeper="Sven Alm"), dt.date(2024, 3, 2)),
    ("Field Sport", "United beat Rovers to climb", MATCH.format(home="Pellen United", guest="Brannock Rovers", score="2-1", day="Sunday", crowd="6,900", place="fifth", striker="Abel Okoro", minute="71st", helper="Luc Deyn", coach="Maja Trond", keeper="Piet Hol"), dt.date(2024, 3, 3)),
    ("Statistics Watch", "More households ask for help with rent", WEEKLY.format(number="4,120", day="2 March", change="110", year="620", average="4,030"), dt.date(2024, 3, 7)),
    ("Statistics Watch", "More households ask for help with rent", WEEKLY.format(number="4,236", day="9 March", change="116", year="701", average="4,077"), dt.date(2024, 3, 14)),
    ("Coast Radio", "Ferry service to Pellen resumes", """A smaller ship took up the service to the island of Pellen on Monday, a day after the Northern Grace ran aground.
The Little Tern carries 30 people and no lorries, and two trips a day are planned, Graceline said.
"We have bread for three days and milk for one," shopkeeper Nell Darrow said as the first crates came ashore.
The ferry carries nearly all of the food that is sold on the island.
Divers looked at the hull of the Northern Grace and found a hole as long as an arm.
Graceline did not say when the ferry would sail again.""", dt.date(2024, 3, 5)),
    ("Coast Radio", "Search for the missing goes on at Sarn", """Divers searched the pillars of the broken bridge at Sarn on Monday for those who were still missing, three days after the flood.
Relatives stood along the bank with lamps, and a priest read out names.
"I want to take my brother home, that is all," said Leila Monk, a teacher.
It was the worst flood in the district since 1966.
The railway between Port Esk and the capital is closed.
Engineers of the army began to lay a bridge of steel, which is to carry lorries by Thursday.""", dt.date(2024, 3, 5)),
)  # fmt: skip
OUTLETS = ("The Brannock Echo", "Orvania Today", "Lethia Times", "The Northern Post", "Harbour News", "Dorvik Mail")
AGENCY = "Examplewire"


@dataclass(frozen=True)
class Draft:
    """What an outlet prints."""

    headline: str
    paragraphs: tuple[str, ...]
    outlet: str
    day: dt.date
    credit: str = ""
    dateline: str = ""
    url: str = ""

    @property
    def text(self) -> str:
        head = [self.headline, f"{self.outlet}", f"{self.day.day} {self.day:%B %Y}"]
        body = [self.dateline + self.paragraphs[0], *self.paragraphs[1:]]
        front = f"---\nurl: {self.url}\n---\n\n" if self.url else ""
        return front + "\n\n".join([*head, *body, *([self.credit] if self.credit else [])]) + "\n"


Change = Callable[[Draft, random.Random], Draft]


def cut(draft: Draft, _chance: random.Random) -> Draft:
    return replace(draft, paragraphs=draft.paragraphs[: max(3, len(draft.paragraphs) // 2)])


def headed(draft: Draft, chance: random.Random) -> Draft:
    words = draft.headline.split()
    return replace(draft, headline=chance.choice(("Report: ", "World briefs: ")) + " ".join(words[len(words) // 2 :]).capitalize())  # fmt: skip


_STYLE = (("per cent", "percent"), ("programme", "program"), ("neighbouring", "neighboring"), ("harbour", "harbor"), ("tonnes", "tons"),
          ("metres", "meters"), ("“", '"'), ("favour", "favor"))  # fmt: skip


def styled(draft: Draft, _chance: random.Random) -> Draft:
    def style(text: str) -> str:
        for one, other in _STYLE:
            text = text.replace(one, other)
        return re.sub(r'"([^"]*)"', r"“\1”", text)

    return replace(draft, paragraphs=tuple(map(style, draft.paragraphs)))


def joined(draft: Draft, _chance: random.Random) -> Draft:
    pairs = [draft.paragraphs[at : at + 2] for at in range(0, len(draft.paragraphs), 2)]
    return replace(draft, paragraphs=tuple(" ".join(pair) for pair in pairs))


def credited(draft: Draft, _chance: random.Random) -> Draft:
    return replace(draft, credit=f"Source: {AGENCY}", dateline=f"HARROWGATE ({AGENCY}) — ")


def moved(draft: Draft, chance: random.Random) -> Draft:
    outlets = [outlet for outlet in OUTLETS if outlet != draft.outlet]
    return replace(draft, outlet=chance.choice(outlets), day=draft.day + dt.timedelta(days=chance.choice((0, 0, 1))))


def updated(draft: Draft, chance: random.Random) -> Draft:
    """A later print of the same outlet: two figures are other ones, a paragraph is new."""
    paragraphs = list(draft.paragraphs)
    at = [number for number, text in enumerate(paragraphs) if re.search(r"(?<![\d,.])\d{2,3}(?![\d,.])", text)]
    for number in sorted(chance.sample(at, min(2, len(at)))):
        paragraphs[number] = re.sub(
            r"(?<![\d,.])(\d{2,3})(?![\d,.])", lambda found: str(int(found[1]) + 7), paragraphs[number], count=1
        )
    paragraphs.append("Officials said late in the evening that they would report again in the morning.")
    return replace(draft, paragraphs=tuple(paragraphs), headline=f"UPDATE 1-{draft.headline}")


CHANGES: tuple[tuple[Change, ...], ...] = (
    (moved, cut),
    (moved, headed),
    (moved, styled, credited),
    (moved, styled, joined, headed),
    (updated,),
    (moved, cut, styled, headed),
    (updated, moved, styled),
)


def folder(seed: int, prints: int = 30) -> tuple[list[Article], dict[str, str]]:
    """Articles of twelve stories in so many further prints, and the look-alikes; beside them the story of each file."""
    chance = random.Random(seed)
    drafts: list[tuple[str, Draft]] = []
    for number, (headline, text) in enumerate(STORIES):
        outlet = OUTLETS[number % len(OUTLETS)]
        drafts.append((f"story{number}", Draft(headline=headline, paragraphs=tuple(text.split("\n")), outlet=outlet, day=dt.date(2024, 3, 4))))  # fmt: skip
    originals = list(drafts)
    for number in range(prints):
        story, draft = originals[number % len(originals)]
        for change in chance.choice(CHANGES):
            draft = change(draft, chance)
        drafts.append((story, draft))
    for number, (outlet, headline, text, day) in enumerate(LOOKALIKES):
        drafts.append((f"alike{number}", Draft(headline=headline, paragraphs=tuple(text.split("\n")), outlet=outlet, day=day)))  # fmt: skip
    chance.shuffle(drafts)
    articles, stories = [], {}
    for number, (story, draft) in enumerate(drafts):
        file = f"{number:03}.txt"
        articles.append(replace(article_from_bytes(draft.text.encode(), file=file), id=f"{number:03}"))
        stories[file] = story
    return articles, stories
