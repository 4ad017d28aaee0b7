"""rules/ingest: the lines around the text of an article."""

from __future__ import annotations

from typing import Literal

from .base import RuleFile, Rules, Words

Where = Literal["first", "top", "head", "end", "edge", "anywhere", "lede", "last"]
Part = Literal["line", "prefix", "suffix"]
LineRole = Literal["", "date", "outlet", "time", "headline", "correction"]  # what code asks for, never the name
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


class GenreSign(Rules, frozen=True):
    """What tells what sort of text a file holds. `head` is the lines above the text, `foot` its last ones."""

    name: str
    genre: Literal["opinion", "interview", "transcript", "press release", "meeting coverage", "live blog", "correction"]
    where: Literal["head", "foot", "lines"]
    pattern: str  # from the start of a line on
    examples: Words
    counter_examples: Words
    least: int = 1  # lines that it has to take


class ListLine(Rules, frozen=True):
    """A line of a list or a table, which tells nothing by itself."""

    name: str
    pattern: str  # the whole line
    examples: Words
    counter_examples: Words


class TurnWords(Rules, frozen=True):
    """How the turns of a transcript begin, and who only asks in them."""

    label: str  # from the start of a line on; the group `name` is whom it names, `letter` a Q or an A
    asks: str
    answers: str
    titles: str  # before a name in a label
    remark: str  # what is done, not said: "(Laughter.)"


class Genres(Rules, frozen=True):
    """What sort of text a file holds: by signs, the first of which holds; its turns; its lists."""

    signs: tuple[GenreSign, ...]
    lists: tuple[ListLine, ...]
    turns: TurnWords
    menu: str  # names of sections beside those of words.yml


class CaptionWords(Rules, frozen=True):
    """Words and patterns by which a caption under a picture is known."""

    signs: Words
    early: Words
    credit: Words
    source: str
    end: str


class LineWords(Rules, frozen=True):
    """Words and patterns that tell the lines around an article from its text."""

    groups: dict[str, str | Words]  # patterns that line rules call by name
    meta_parts: Words
    date_labels: dict[str, str]
    labels_above: dict[Field, str]
    under_label: dict[Field, str]  # the group of words that stands under it
    front_matter: dict[str, Field]
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
    languages: dict[str, str]  # their names, but for English
    page_number: str  # a line at the edge of a printed page
    printed_at: str  # what a browser prints at the edge of a page
    cut_before: Words
    lede: Words
    after_half_a_compound: Words


BOILERPLATE = RuleFile("ingest/boilerplate", tuple[LineKind, ...])
METADATA = RuleFile("ingest/metadata", tuple[LineKind, ...])
GENRES = RuleFile("ingest/genres", Genres)
LINE_WORDS = RuleFile("ingest/words", LineWords)
