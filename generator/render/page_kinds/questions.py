"""Questions that a reader is likely to be asked, by topic, each answered in the words of the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.book import Citation, Claim, Disagreement, OpenPoint, Statement, TimelineEntry, Topic
from ...model.findings import StatementAct
from ...model.permanent_ids import permanent_id
from ...model.text import record
from ..base import links
from ..base.index import Index, Use
from ..base.order import by_id, newest_first, parties, planned_by, worst_first
from ..base.page_kind import Link, PageKind, Values
from ..base.phrasing import named_party

_MOST = 4  # answers to one question
_FEWEST = 4  # words of an answer
_ASKED: Sequence[tuple[StatementAct, str]] = (
    ("asks", "What does {party} ask for?"),
    ("offers", "What does {party} offer?"),
    ("promises", "What has {party} promised?"),
    ("refuses", "What does {party} refuse?"),
)


@record
class Question:
    """A question with what answers it; one of the lists holds something."""

    text: str
    statements: tuple[Statement, ...] = ()
    due: tuple[TimelineEntry, ...] = ()  # plans and deadlines that the sentences of the statements tell
    agreed: tuple[Claim, ...] = ()
    open_points: tuple[tuple[Statement, Statement | None], ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def _sections(index: Index) -> Iterator[tuple[Topic | None, list[Question]]]:
    """The topics with a question, then what belongs to none."""
    for topic in index.topics.values():
        statements = index.statements_of_topic.get(topic.id, [])
        questions = [
            *_of_parties(index, statements),
            *_agreed(topic.agreed),
            *_open(index, topic.open_points),
            *_differing(index.disagreements_of_topic.get(topic.id, [])),
        ]
        if questions:
            yield topic, questions
    rest = [q for q in index.book.quotations if not any(topic in index.topics for topic in q.topics)]
    others = [d for d in index.book.disagreements if not any(topic in index.topics for topic in d.topics)]
    questions = [*_of_parties(index, rest), *_agreed(index.book.agreed), *_differing(others)]
    if questions:
        yield None, questions


def _of_parties(index: Index, statements: Sequence[Statement]) -> Iterator[Question]:
    """What each party asks, offers, has promised and refuses, the party that does most of it first."""
    telling = [q for q in statements if q.act in dict(_ASKED)]
    for party, said in parties(telling):
        for act, asked in _ASKED if party else ():
            told = [q for q in said if q.act == act and len(q.text.split()) >= _FEWEST]
            done = tuple(newest_first(index, told)[:_MOST])
            if done:
                due = planned_by(index, done) if act == "promises" else ()
                text = asked.format(party=named_party(party))
                yield Question(text=f"{text[:-1]}, and by when?" if due else text, statements=done, due=due)


def _agreed(claims: Sequence[Claim]) -> Iterator[Question]:
    if claims:
        yield Question(text="What have the sides agreed?", agreed=tuple(claims[:_MOST]))


def _open(index: Index, points: Sequence[OpenPoint]) -> Iterator[Question]:
    if points:
        yield Question(text="What is asked and not granted?", open_points=by_id(index, points)[:_MOST])


def _differing(disagreements: Sequence[Disagreement]) -> Iterator[Question]:
    if disagreements:
        yield Question(text="Where do the sources differ?", disagreements=tuple(worst_first(disagreements)[:_MOST]))


def _description(_index: Index, _values: Values) -> str:
    return "What each party asks, offers, has promised and refuses, what is agreed and where the sources differ."


def _cites(index: Index) -> Iterator[tuple[Citation, Use]]:
    for claim in index.book.agreed:
        yield claim.citation, Use(what="agreement", path=KIND.path, anchor=permanent_id(claim))


KIND: PageKind = PageKind(
    name="questions",
    path=links.QUESTIONS,
    pages=lambda index: [(KIND.path, {"sections": list(_sections(index))})],
    description=_description,
    paper="sheets",
    section="Likely questions",
    llms=lambda _index: [Link("Pages", "Likely questions", KIND.path, "by topic, with cited answers")],
    cites=_cites,
)
