"""A book made by hand from a made-up story: every feature that a page shows, and some hostile text."""

from __future__ import annotations

import datetime as dt
import re

from briefing_book.model.book import (
    Book,
    Citation,
    Claim,
    Contact,
    Disagreement,
    DisagreementClaim,
    GlossaryEntry,
    KeyFigure,
    Measure,
    MeasureChange,
    Person,
    PersonRole,
    Source,
    Statement,
    TimelineEntry,
    Topic,
)
from briefing_book.model.dates import Basis, Date, Precision
from briefing_book.model.source_files import Problem


def date(
    first: str,
    last: str | None = None,
    *,
    precision: Precision = "day",
    basis: Basis = "stated",
    text: str = "",
    zone: str | None = None,
) -> Date:
    return Date(
        earliest=dt.date.fromisoformat(first),
        latest=dt.date.fromisoformat(last or first),
        precision=precision,
        basis=basis,
        text=text,
        zone=zone,
    )


ALBION = (
    "Valdoria and Esterland reopened their talks on the Sund fishery on Tuesday, eight months after the last round broke down.",
    'Fisheries Minister Ilse Brandt told reporters in Port Maren that "a cod does not carry a passport, and neither should the quota."',
    "Valdoria has offered to cut its catch by 18 percent, or 42,000 tonnes, over three years.",
    "Esterland's chief negotiator, Tomas Keel, called the offer a first step that still fell short of what the stock needs.",
    "Both sides agreed to meet again in Lindhaven on Sept. 4.",
    "The present arrangement, signed in 2019, lapses at midnight on Sept. 30.",
    "Officials said that the Joint Fisheries Panel (JFP) would publish its stock count before then.",
    "Brandt and Keel met alone for an hour before the delegations joined them.",
)
COURIER = (
    "ESTERLAND will not sign a fishing deal without patrol rights in the northern Sund, its foreign minister said on Wednesday.",
    "“No patrols, no deal,” Karel Oss told parliament in Lindhaven.",
    "Oss said Valdoria had offered to cut its catch by 15 percent.",
    "The talks reopened on Monday in Port Maren, he said.",
    "A coast guard official, who asked not to be named, said two Valdorian trawlers were turned back last month.",
    "The European Fund for the Sea (EFS) has set aside 120 million euros for crews who give up their boats.",
    "Prime Minister Anna Weil of Valdoria is expected to visit Lindhaven in the autumn.",
)
GAZETTE = (
    "Fishing crews on both shores of the Sund say they have heard promises before.",
    "Ms. Brandt promised a hardship fund for small boats, without saying when it would open.",
    "The JFP counted 210,000 tonnes of cod in the spring, down a quarter since 2019.",
    "“If the patrols come, we stay in port,” said Marta Lind, who has fished out of Port Maren for thirty years.",
    '<script>alert(1)</script> The *panel* met [here](javascript:alert(2)) | on `Thursday` {: onclick=alert(3) } --8<-- "x".',
)


def source(identifier: str, sentences: tuple[str, ...], **fields: object) -> Source:
    values: dict[str, object] = {
        "id": identifier,
        "file": f"{identifier}.txt",
        "title_basis": "headline",
        "outlet": None,
        "authors": (),
        "published": None,
        "url": None,
        "language": "en",
        "words": sum(len(s.split()) for s in sentences),
        "sentences": sentences,
    }
    return Source(**(values | fields))  # type: ignore[arg-type]


SOURCES = (
    source(
        "albion-0715",
        ALBION,
        title="Neighbours reopen talks on the Sund fishery",
        outlet="Albion Dispatch",
        authors=("Rhea Mott", "Jon Pell"),
        published=date("2031-07-15", text="15 July 2031"),
        url="https://dispatch.example/2031/07/15/sund?edition=a&part=1",
    ),
    source(
        "courier_0716",
        COURIER,
        title="“No patrols, no deal”: Esterland hardens its line",
        outlet="Lindhaven Courier",
        published=date("2031-07-16", text="July 16, 2031"),
        url="javascript:alert(1)",
    ),
    source(
        "Gazette (late) #3",
        GAZETTE,
        title="Fishing crews on both shores of the Sund …",
        title_basis="lede",
        published=date(
            "2031-07-10", "2031-09-30", precision="range", basis="inferred from other sources", text="the spring"
        ),
        warnings=("no date was found in the file",),
    ),
)
_BY_ID = {s.id: s for s in SOURCES}
A, C, G = (s.id for s in SOURCES)


def cited(identifier: str, sentence: int) -> Citation:
    return Citation(source=identifier, sentence=sentence, quote=_BY_ID[identifier].sentences[sentence])


def claim(text: str, identifier: str, sentence: int, when: Date | None = None) -> Claim:
    return Claim(text=text, citation=cited(identifier, sentence), date=when)


TALKS = date("2031-07-15", basis="weekday", text="on Tuesday")
LAPSE = date("2031-09-30", text="at midnight on Sept. 30", zone="Europe/Oslo")
ROUND = date("2031-09-04", text="Sept. 4")

PEOPLE = (
    Person(
        id="ilse-brandt",
        name="Ilse Brandt",
        aliases=("Brandt", "Ms. Brandt"),
        family="Brandt",
        country="Valdoria",
        roles=(
            PersonRole(
                title="Fisheries Minister",
                organisation="Ministry of the Sea",
                country="Valdoria",
                first=_BY_ID[A].published,
                last=_BY_ID[C].published,
                citations=(cited(A, 1), cited(G, 1)),
            ),
        ),
        sources=(A, G),
        mentions=7,
        link_evidence=("“Ms. Brandt” follows the only Brandt of the other articles",),
    ),
    Person(
        id="tomas-keel",
        name="Tomas Keel",
        aliases=("Keel",),
        family="Keel",
        country="Esterland",
        roles=(
            PersonRole(
                title="chief negotiator",
                organisation=None,
                country="Esterland",
                first=_BY_ID[A].published,
                last=_BY_ID[A].published,
                citations=(cited(A, 3),),
            ),
        ),
        sources=(A,),
        mentions=3,
    ),
    Person(
        id="karel-oss",
        name="Karel Oss",
        aliases=("Oss",),
        family="Oss",
        country="Esterland",
        roles=(
            PersonRole(
                title="foreign minister",
                organisation=None,
                country="Esterland",
                first=_BY_ID[C].published,
                last=_BY_ID[C].published,
                citations=(cited(C, 0), cited(C, 1)),
            ),
        ),
        sources=(C,),
        mentions=4,
    ),
    Person(
        id="anna-weil",
        name="Anna Weil",
        aliases=(),
        family="Weil",
        country="Valdoria",
        roles=(
            PersonRole(
                title="Prime Minister",
                organisation=None,
                country="Valdoria",
                first=None,
                last=None,
                citations=(cited(C, 6),),
            ),
        ),
        sources=(C,),
        mentions=1,
    ),
)

EVENTS = (
    TimelineEntry(
        id="e-2019-signed",
        date=date("2019-01-01", "2019-12-31", precision="year", text="in 2019"),
        kind="occurred",
        headline="The present arrangement, signed in 2019",
        people=(),
        topics=("quota",),
        salience=0.4,
        place=None,
        citations=(cited(A, 5),),
    ),
    TimelineEntry(
        id="e-trawlers",
        date=date("2031-06-01", "2031-06-30", precision="month", basis="relative to the article", text="last month"),
        kind="occurred",
        headline="two Valdorian trawlers were turned back last month",
        people=(),
        topics=("patrols",),
        salience=0.3,
        place="northern Sund",
        citations=(cited(C, 4),),
    ),
    TimelineEntry(
        id="e-talks-reopen",
        date=TALKS,
        kind="occurred",
        headline="Valdoria and Esterland reopened their talks on the Sund fishery",
        people=("ilse-brandt", "tomas-keel"),
        topics=("quota", "patrols"),
        salience=1.0,
        place="Port Maren",
        citations=(cited(A, 0), cited(C, 3)),
    ),
    TimelineEntry(
        id="e-no-patrols",
        date=date("2031-07-16", basis="weekday", text="on Wednesday"),
        kind="occurred",
        headline="ESTERLAND will not sign a fishing deal without patrol rights, its foreign minister said",
        people=("karel-oss",),
        topics=("patrols",),
        salience=0.8,
        place="Lindhaven",
        citations=(cited(C, 0),),
    ),
    TimelineEntry(
        id="e-hostile",
        date=date("2031-07-10", "2031-09-25", precision="range", basis="inferred from the text", text="`Thursday`"),
        kind="occurred",
        headline="<script>alert(1)</script> The *panel* met [here](javascript:alert(2)) | on `Thursday` {: onclick=alert(3) }",
        people=(),
        topics=(),
        salience=0.1,
        place=None,
        citations=(cited(G, 4),),
    ),
    TimelineEntry(
        id="e-next-round",
        date=ROUND,
        kind="scheduled",
        headline="Both sides agreed to meet again in Lindhaven on Sept. 4",
        people=("ilse-brandt", "tomas-keel"),
        topics=("quota",),
        salience=0.7,
        place="Lindhaven",
        citations=(cited(A, 4),),
    ),
    TimelineEntry(
        id="e-lapse",
        date=LAPSE,
        kind="deadline",
        headline="The present arrangement lapses at midnight on Sept. 30",
        people=(),
        topics=("quota",),
        salience=0.9,
        place=None,
        citations=(cited(A, 5),),
    ),
    TimelineEntry(
        id="e-passed",
        date=date("2031-07-01", text="July 1"),
        kind="deadline",
        headline="The JFP counted 210,000 tonnes of cod",
        people=(),
        topics=("quota",),
        salience=0.2,
        place=None,
        citations=(cited(G, 2),),
    ),
    TimelineEntry(
        id="e-visit",
        date=date("2031-09-01", "2031-11-30", precision="season", text="in the autumn"),
        kind="scheduled",
        headline="Prime Minister Anna Weil of Valdoria is expected to visit Lindhaven",
        people=("anna-weil",),
        topics=(),
        salience=0.5,
        place="Lindhaven",
        citations=(cited(C, 6),),
    ),
    TimelineEntry(
        id="e-fund",
        date=None,
        kind="scheduled",
        headline="Ms. Brandt promised a hardship fund for small boats",
        people=("ilse-brandt",),
        topics=("crews",),
        salience=0.4,
        place=None,
        citations=(cited(G, 1),),
    ),
)

STATEMENTS = (
    Statement(
        id="q-brandt-cod",
        text="a cod does not carry a passport, and neither should the quota.",
        kind="mixed",
        act="asks",
        speaker="ilse-brandt",
        speaker_text="Ilse Brandt",
        via=None,
        cue="told",
        date=TALKS,
        topics=("quota",),
        party="Valdoria",
        citation=cited(A, 1),
    ),
    Statement(
        id="q-keel-step",
        text="the offer a first step that still fell short of what the stock needs",
        kind="indirect",
        speaker="tomas-keel",
        speaker_text="Tomas Keel",
        via=None,
        cue="called",
        date=None,
        topics=("quota",),
        party="Esterland",
        citation=cited(A, 3),
    ),
    Statement(
        id="q-oss-patrols",
        text="“No patrols, no deal,”",
        kind="direct",
        act="refuses",
        speaker="karel-oss",
        speaker_text="Karel Oss",
        via=None,
        cue="told",
        date=date("2031-07-16", basis="weekday", text="on Wednesday"),
        topics=("patrols",),
        party="Esterland",
        citation=cited(C, 1),
    ),
    Statement(
        id="q-offer",
        text="Valdoria had offered to cut its catch by 15 percent",
        kind="indirect",
        speaker="karel-oss",
        speaker_text="Oss",
        via="anna-weil",
        cue="said",
        date=None,
        topics=("quota", "patrols"),
        party="Esterland",
        citation=cited(C, 2),
    ),
    Statement(
        id="q-unnamed",
        text="two Valdorian trawlers were turned back last month",
        kind="indirect",
        speaker=None,
        speaker_text="A coast guard official",
        via=None,
        cue="said",
        date=None,
        topics=("patrols",),
        party="Esterland",
        citation=cited(C, 4),
    ),
    Statement(
        id="q-lind",
        text="“If the patrols come, we stay in port,”",
        kind="direct",
        speaker=None,
        speaker_text="Marta Lind",
        via=None,
        cue="said",
        date=None,
        topics=("crews", "patrols"),
        party=None,
        citation=cited(G, 3),
    ),
    Statement(
        id="q-about-brandt",
        text="Brandt knows what the patrols are worth",
        kind="indirect",
        speaker="karel-oss",
        speaker_text="Oss",
        via=None,
        cue="said",
        date=None,
        topics=(),
        party="Esterland",
        citation=cited(C, 2),
    ),
)

HOSTILE = "<script>alert(1)</script> The *panel* met [here](javascript:alert(2)) | on `Thursday` {: onclick=alert(3) }"

MEASURES = (
    Measure(  # a rate, two states, and sources that differ
        id="m-cut",
        what="cut its catch by 18 percent",
        by="Valdoria",
        on=(),
        value="18",
        unit="percent",
        status="announced",
        effective=ROUND,
        history=(
            MeasureChange(
                date=TALKS,
                status="announced",
                text="Valdoria has offered to cut its catch by 18 percent, or 42,000 tonnes",
                citations=(cited(A, 2),),
            ),
            MeasureChange(
                date=date("2031-07-16", basis="weekday", text="on Wednesday"),
                status="announced",
                text="Valdoria had offered to cut its catch by 15 percent",
                citations=(cited(C, 2),),
            ),
        ),
        topics=("quota",),
        disagreements=("d-cut",),
    ),
    Measure(  # in force, its end ahead
        id="m-arrangement",
        what="The present arrangement",
        by="",
        on=(),
        value="",
        unit="",
        status="in force",
        effective=date("2019-01-01", "2019-12-31", precision="year", text="in 2019"),
        history=(
            MeasureChange(
                date=date("2019-01-01", "2019-12-31", precision="year", text="in 2019"),
                status="in force",
                text="The present arrangement, signed in 2019",
                citations=(cited(A, 5),),
            ),
        ),
        topics=("quota",),
        disagreements=(),
    ),
    Measure(  # a threat, on several
        id="m-patrols",
        what="will not sign a fishing deal without patrol rights in the northern Sund",
        by="ESTERLAND",
        on=("Valdoria", "the northern Sund"),
        value="",
        unit="",
        status="threatened",
        effective=None,
        history=(
            MeasureChange(
                date=date("2031-07-16", basis="weekday", text="on Wednesday"),
                status="threatened",
                text="ESTERLAND will not sign a fishing deal without patrol rights in the northern Sund",
                citations=(cited(C, 0), cited(C, 1)),
            ),
        ),
        topics=("patrols", "quota"),
        disagreements=(),
    ),
    Measure(  # a sum, undated
        id="m-fund",
        what="120 million euros for crews who give up their boats",
        by="The European Fund for the Sea",
        on=("crews who give up their boats",),
        value="120000000",
        unit="EUR",
        status="decided",
        effective=None,
        history=(
            MeasureChange(
                date=None,
                status="decided",
                text="The European Fund for the Sea (EFS) has set aside 120 million euros",
                citations=(cited(C, 5),),
            ),
        ),
        topics=("crews",),
        disagreements=(),
    ),
    Measure(  # words that would be more than words
        id="m-hostile",
        what=HOSTILE,
        by="<b>*panel*</b>",
        on=("=1+1", "[x](javascript:alert(4))"),
        value="",
        unit="",
        status="cancelled",
        effective=None,
        history=(MeasureChange(date=None, status="cancelled", text=HOSTILE, citations=(cited(G, 4),)),),
        topics=(),
        disagreements=(),
    ),
)

BOOK = Book(
    title="The Sund fishery talks",
    description="Valdoria and Esterland bargain over cod, patrols and the crews between them.",
    as_of=dt.date(2031, 7, 16),
    sources=SOURCES,
    people=PEOPLE,
    events=EVENTS,
    quotations=STATEMENTS,
    figures=(
        KeyFigure(
            id="f-18",
            value="18",
            unit="percent",
            text="18 percent",
            date=TALKS,
            topics=("quota",),
            citation=cited(A, 2),
        ),
        KeyFigure(
            id="f-42k",
            value="42000",
            unit="tonnes",
            text="42,000 tonnes",
            date=None,
            topics=("quota",),
            citation=cited(A, 2),
        ),
        KeyFigure(
            id="f-120m",
            value="120000000",
            unit="EUR",
            text="120 million euros",
            date=None,
            topics=("crews",),
            citation=cited(C, 5),
        ),
        KeyFigure(
            id="f-210k",
            value="210000",
            unit="tonnes",
            text="210,000 tonnes",
            date=None,
            topics=("quota",),
            citation=cited(G, 2),
        ),
    ),
    topics=(
        Topic(
            id="quota",
            title="Catch quota",
            description="How much cod each side may land.",
            terms=("quota", "catch"),
            summary=(
                claim("Valdoria has offered to cut its catch by 18 percent, or 42,000 tonnes, over three years.", A, 2),
                claim("The JFP counted 210,000 tonnes of cod in the spring, down a quarter since 2019.", G, 2),
            ),
            open_questions=(claim("JFP would publish its stock count before then.", A, 6),),
            people=("ilse-brandt", "tomas-keel", "karel-oss"),
            sources=(A, C, G),
            score=0.5,
        ),
        Topic(
            id="patrols",
            title="Patrols in the Sund",
            description=None,
            terms=("patrol",),
            summary=(
                claim("ESTERLAND will not sign a fishing deal without patrol rights in the northern Sund.", C, 0),
            ),
            open_questions=(),
            people=("karel-oss",),
            sources=(A, C),
            score=0.3,
        ),
        Topic(
            id="crews",
            title="Help for crews",
            description=None,
            terms=("crew",),
            summary=(claim("The EFS has set aside 120 million euros for crews who give up their boats.", C, 5),),
            open_questions=(
                claim("Ms. Brandt promised a hardship fund for small boats, without saying when it would open.", G, 1),
            ),
            people=("ilse-brandt",),
            sources=(C, G),
            score=0.2,
        ),
    ),
    disagreements=(
        Disagreement(
            id="d-reopen",
            about="Day on which the talks reopened",
            kind="contradiction",
            why="Same talks, same place, two days.",
            claims=(
                DisagreementClaim(value="2031-07-15", citation=cited(A, 0)),
                DisagreementClaim(value="2031-07-14", citation=cited(C, 3)),
            ),
            events=("e-talks-reopen",),
            topics=("quota",),
        ),
        Disagreement(
            id="d-cut",
            about="Size of Valdoria's cut",
            kind="superseded",
            why="Same offer, two figures, the second a day later.",
            claims=(
                DisagreementClaim(value="18", citation=cited(A, 2)),
                DisagreementClaim(value="15", citation=cited(C, 2)),
            ),
            topics=("quota",),
        ),
    ),
    abbreviations=(
        GlossaryEntry(short="JFP", expansion="Joint Fisheries Panel", citation=cited(A, 6)),
        GlossaryEntry(short="EFS", expansion="European Fund for the Sea", citation=cited(C, 5)),
    ),
    measures=MEASURES,
    contacts=(Contact(people=("ilse-brandt", "tomas-keel"), how="met", date=TALKS, citation=cited(A, 7)),),
    bottom_line=(
        claim(
            "Valdoria and Esterland reopened their talks on the Sund fishery, eight months after the last round broke down.",
            A,
            0,
            TALKS,
        ),
        claim("The present arrangement lapses at midnight on Sept. 30.", A, 5, LAPSE),
        claim("ESTERLAND will not sign a fishing deal without patrol rights in the northern Sund.", C, 0),
        claim("Valdoria has offered to cut its catch by 18 percent.", A, 2),
        claim("The EFS has set aside 120 million euros for crews who give up their boats.", C, 5),
    ),
    agreed=(Claim(text=ALBION[4], citation=cited(A, 4), date=SOURCES[0].published),),
    problems=(Problem(file="scan.pdf", reason="no text could be read from it", lost=True),),
    unprofiled=(("Marta Lind", "no office is named"), ("Rhea Mott", "wrote an article")),
)


def in_lines(page: str) -> str:
    """A page whose elements have what is in them on one line, without the blank lines that plain Markdown needs."""
    return re.sub(r'( markdown="span">)\n\n(.*)\n\n(?=</)', r"\1\2", page)
