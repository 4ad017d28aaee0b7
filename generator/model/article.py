"""One source, as ingest hands it on."""

from __future__ import annotations

from typing import Literal

from generator.model.dates import Date
from generator.model.text import Span, record

ParagraphKind = Literal["headline", "standfirst", "heading", "caption", "body"]
TitleBasis = Literal["headline", "lede", "editor"]


@record
class Paragraph:
    """A stretch of an article's text that stands as it is in the source."""

    span: Span  # in Article.text
    source_start: int  # where its first character stands in the decoded source file
    kind: ParagraphKind


@record
class Dropped:
    """A stretch of the source file that is not the article's text."""

    span: Span  # in the decoded source file
    text: str
    rule: str  # the rule that took it out: "byline", "crumb", "tag list", "repeated", ...


@record
class Article:
    """An article without its boilerplate. Raises ValueError for a paragraph outside the text.

    `text` is the kept paragraphs joined by blank lines. A paragraph's characters are those of
    the source file, one for one, but for line breaks inside it, which are spaces here.
    """

    id: str  # file name without its ending
    file: str  # file name, relative to the folder of sources, with "/"
    digest: str  # SHA-256 of the file's bytes, in hex
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str
    title_basis: TitleBasis = "headline"
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    language: str = "en"
    dateline: str | None = None  # filing place
    published: Date | None = None
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()  # one line each for the run's report

    def __post_init__(self) -> None:
        if self.paragraphs and self.paragraphs[-1].span.end > len(self.text):
            raise ValueError(f"no paragraph to {self.paragraphs[-1].span.end} in a text of {len(self.text)} characters")

    def source_span(self, span: Span) -> Span:
        """Where a span of `text` inside one paragraph stands in the decoded source file."""
        for paragraph in self.paragraphs:
            if paragraph.span.contains(span):
                shift = paragraph.source_start - paragraph.span.start
                return Span(span.start + shift, span.end + shift)
        raise ValueError(f"{self.id}: no paragraph holds {span}")
