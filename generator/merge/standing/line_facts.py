"""What one line tells, whatever the rest of the book says."""

from __future__ import annotations

from ...model.text import record
from ..base.corpus import Reading
from ..base.same_words import content_words, senses_in


@record
class LineFacts:
    """Of a line that was made of a sentence; names and posts are those of the whole sentence."""

    words: frozenset[str]  # what those of the line mean
    has_verb: bool
    summed: bool  # a figure stands in it
    names: tuple[tuple[str, str], ...]  # entities, each with the words that name it
    posts: tuple[tuple[str, str], ...]  # entities, each with a title that it is given


def facts_of(reading: Reading, sentence: int, line: str) -> LineFacts:
    """What a line of a sentence, given by its index, tells."""
    return reading.brief(facts_in, sentence, line)


def facts_in(reading: Reading, sentence: int, line: str) -> LineFacts:
    """The same, worked out."""
    span, text = reading.sentences[sentence].span, reading.article.text
    verbs = (word.span.of(text) for word in reading.words(sentence) if word.tag == "verb")
    names = ((mention.entity, mention.span.of(text)) for mention in reading.mentions.meeting(span))
    posts = ((role.entity, role.title) for role in reading.roles.meeting(span))
    return LineFacts(
        words=frozenset(senses_in(content_words(reading, sentence), line)),
        has_verb=any(verb in line for verb in verbs),
        summed=any(figure.span.of(text) in line for figure in reading.figures.meeting(span)),
        names=tuple(dict.fromkeys(names)),
        posts=tuple(dict.fromkeys(posts)),
    )
