"""One article in, its findings out: the order in which the finders run."""

from __future__ import annotations

from spacy.language import Language

from ..model.article import Article
from ..model.findings import Findings
from .base import spacy_model
from .base.abbreviations import find_abbreviations
from .base.key_phrases import find_phrases
from .base.sentences import find_sentences
from .dates.find import find_timexes
from .events.find import find_events
from .figures.find import find_figures
from .headlines.cuts import find_clauses, find_cuts
from .people.mentions import find_mentions
from .people.pronouns import find_references
from .people.roles import find_roles
from .quotations.find import find_quotations


def read_findings(article: Article, model: str | None = None) -> Findings:
    """A pure function of the article, the rules and the model."""
    nlp = spacy_model.load(model or spacy_model.DEFAULT_MODEL)
    with nlp.memory_zone():  # else every new word of every article stays in memory
        try:
            return _find(article, nlp)
        except Exception as error:  # noqa: BLE001 (raised again: an error that passed through the zone would leave it open)
            failed = error
    raise failed


def _find(article: Article, nlp: Language) -> Findings:
    sentences = find_sentences(article)
    doc = spacy_model.parse(article, sentences, nlp=nlp)
    timexes = find_timexes(doc, article, sentences)
    entities, mentions = find_mentions(doc, article, sentences)
    roles = find_roles(doc, article, entities, mentions)
    references = find_references(doc, article, sentences, entities, mentions, roles)
    quotations = find_quotations(doc, article, sentences, entities, mentions, references)
    events = find_events(doc, article, sentences, timexes, mentions, references, quotations)
    return Findings(
        article=article.id,
        sentences=sentences,
        timexes=timexes,
        entities=entities,
        mentions=mentions,
        references=references,
        roles=roles,
        quotations=quotations,
        figures=find_figures(doc, article, timexes),
        abbreviations=find_abbreviations(doc, article),
        events=events,
        phrases=find_phrases(doc),
        cuts=find_cuts(doc, sentences, timexes, mentions, references, roles, quotations),
        clauses=find_clauses(doc, sentences, events, mentions, quotations),
    )
