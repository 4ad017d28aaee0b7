"""rules/ingest: the lines around the text of an article."""

from __future__ import annotations

from typing import Literal

import msgspec

from .base import RuleFile, Rules, Words

Where = Literal["first", "top", "head", "end", "edge", "anywhere", "lede", "last"]
Part = Literal["line", "prefix", "suffix"]
LineRole = Literal["", "date", "outlet", "time", "headline", "correction"]  # what code asks for, never the name
Field = Literal[
    "published", "updated", "authors", "outlet", "place", "url", "title", "subject"
]  # what a line tells of an article
StoryField = Literal["title", "published", "outlet", "authors", "place", "url", "body", "none"]
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
    languages: dict[str, str]  # their names, but for English
    page_number: str  # a line at the edge of a printed page
    printed_at: str  # what a browser prints at the edge of a page
    cut_before: Words
    lede: Words
    after_half_a_compound: Words


class WebWords(Rules, frozen=True):
    """What sites call things in their markup, and words by which a page without an article is known."""

    article_types: Words
    live_type: str
    own_keys: Words
    organisation_types: Words
    metas: dict[Field, Words]
    card_labels: dict[Field, str]
    row_labels: dict[Field, str]
    title_marks: str
    not_outlet: str
    site_name: str
    outlet_tail: str
    rights: str
    not_author: str
    before_names: str
    behind_name: str
    particles: Words
    furniture: dict[str, str]  # by what it is
    builders: str
    embeds: str
    body: str
    standfirst: str
    byline: str
    date: str
    error: str
    robot: str
    consent: str
    wall: str
    scripts: str
    never_text: Words  # elements
    seldom_text: Words
    beside_roles: Words
    lines: Words
    roots: Words
    words: Words
    never_words: Words
    lists: Words
    linked_lists: Words
    headlines: Words
    other_headlines: Words
    day_lines: Words
    unread: Words
    html_names: dict[str, str]


class ExportKind(Rules, frozen=True):
    """What an export of many stories looks like that a database gives. All patterns are of whole lines."""

    name: str
    hint: str  # a part of the first sign, looked for before all else
    signs: Words  # patterns of lines that stand in each such export, and together in nothing else
    examples: Words  # a line for each sign
    counter_examples: Words  # a line for each that is no such sign
    start: str = ""  # the line above each story
    end: str = ""  # the line below each story
    count: str = ""  # a line that states how many stories there are, as the group "all"
    cover: str = ""  # lines above the first story
    furniture: str = ""  # lines that may stand anywhere and belong to no text
    body: str = ""  # the last line above the text
    tail: str = ""  # the first line below the text
    labels: dict[str, StoryField] = msgspec.field(
        default_factory=dict
    )  # what labelled lines tell, by their labels in small letters


class TableWords(Rules, frozen=True):
    """Names of columns, of the keys of JSON and of the tags of RIS."""

    columns: dict[StoryField, Words]  # in small letters without other marks; the first that is there counts
    lists: Words  # keys that hold a list of articles
    wrappers: Words  # keys that hold the article itself, or more of it
    values: Words  # keys that hold the one word that matters: the name of a source
    ris: dict[str, StoryField]
    ris_end: str
    apart: Words  # elements of a page that are paragraphs
    abstract: str  # told of an article of which no more was read


EXPORTS = RuleFile("ingest/exports", tuple[ExportKind, ...])
TABLES = RuleFile("ingest/tables", TableWords)
BOILERPLATE = RuleFile("ingest/boilerplate", tuple[LineKind, ...])
METADATA = RuleFile("ingest/metadata", tuple[LineKind, ...])
GENRES = RuleFile("ingest/genres", Genres)
LINE_WORDS = RuleFile("ingest/words", LineWords)
WEB_WORDS = RuleFile("ingest/web", WebWords)
