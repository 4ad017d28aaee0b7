"""rules/ingest: the lines around the text of an article."""

from __future__ import annotations

from typing import Literal

from .base import RuleFile, Rules, Words

Where = Literal["first", "top", "head", "end", "edge", "anywhere", "lede", "last"]
Part = Literal["line", "prefix", "suffix"]
LineRole = Literal["", "date", "outlet", "time", "headline"]  # what code asks for, never the name
Field = Literal[
    "published", "updated", "authors", "outlet", "place", "url", "title", "subject"
]  # what a line tells of an article
Follow = Literal["nothing", "teaser", "rest", "all"]


class LineKind(Rules, frozen=True):
    """What one kind of line, or one end of a paragraph, looks like; the lower its priority, the surer."""

    name: str
    pattern: str
    examples: Words
    counter_examples: Words
    priority: int = 50
    where: Where = "anywhere"
    part: Part = "line"
    follow: Follow = "nothing"  # what goes with the line
    reason: str = ""  # why it is left out
    role: LineRole = ""


class CaptionWords(Rules, frozen=True):
    """Words and patterns by which a caption under a picture is known."""

    signs: Words
    early: Words
    credit: Words
    source: str
    end: str


class MailWords(Rules, frozen=True):
    """Words and patterns that tell the text of a mail from what mails carry around it."""

    head: dict[str, Literal["sender", "published", "subject", ""]]  # labels above a mail inside a mail
    prefixes: str
    from_both: str  # a sender who names an author and an outlet
    reply: str
    answers: str
    byline: str
    more: str
    foot: str


class LineWords(Rules, frozen=True):
    """Words and patterns that tell the lines around an article from its text."""

    groups: dict[str, str | Words]  # patterns that line rules call by name
    meta_parts: Words
    date_labels: dict[str, str]
    labels_above: dict[Field, str]
    under_label: dict[Field, str]  # the group of words that stands under it
    front_matter: dict[str, Field]
    hints: dict[str, Field]  # the same, of what only fills a gap
    hint_forms: dict[str, Words]  # the groups of words of which such a hint has to be one
    mail: MailWords
    quoting_callouts: Words  # kinds of boxes in a note that hold words of the article
    before_by: Words
    open_ends: Words
    sender: str
    legal_form: str
    young: str
    degrees: str
    between_names: str
    desk: str
    zones: dict[str, str]
    caption: CaptionWords
    attributed: str
    biography: Words
    function_words: dict[str, Words]  # by language
    cut_before: Words
    lede: Words
    after_half_a_compound: Words


BOILERPLATE = RuleFile("ingest/boilerplate", tuple[LineKind, ...])
METADATA = RuleFile("ingest/metadata", tuple[LineKind, ...])
LINE_WORDS = RuleFile("ingest/words", LineWords)
