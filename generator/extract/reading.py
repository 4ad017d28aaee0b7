"""One article in, its findings out: the order in which the finders run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language

from ..model.article import Article
from ..model.article_view import ArticleView
from ..model.findings import Findings
from .base import spacy_model
from .base.abbreviations import find_abbreviations
from .base.finder import Finder, checked
from .base.grammar.parsed import Doc
from .base.key_phrases import find_phrases
from .base.sentences import find_sentences
from .base.words import find_words
from .dates.find import find_timexes
from .events.dealings import find_dealings
from .events.find import find_events
from .events.plan_changes import find_plan_changes
from .figures.find import find_figures
from .headlines.clauses import find_clauses
from .headlines.cuts import find_cuts
from .measures.find import find_measures
from .people.mentions import find_names
from .people.post_changes import find_post_changes
from .people.pronouns import find_references
from .people.roles import find_roles
from .quotations.find import find_quotations
from .quotations.sayings import find_sayings

Found = tuple[Sequence[Any], ...]


def _words(view: ArticleView, doc: Doc) -> Found:
    return (find_words(doc, view.article.text, view.findings.sentences),)


def _timexes(view: ArticleView, doc: Doc) -> Found:
    return (find_timexes(doc, view.article, view.findings.sentences),)


def _mentions(view: ArticleView, doc: Doc) -> Found:
    return find_names(doc, view.article, view.findings.sentences)


def _roles(view: ArticleView, doc: Doc) -> Found:
    return (find_roles(doc, view.article, view.findings.entities, view.findings.mentions),)


def _references(view: ArticleView, doc: Doc) -> Found:
    found = view.findings
    return (find_references(doc, view.article, found.sentences, found.entities, found.mentions, found.roles),)


def _quotations(view: ArticleView, doc: Doc) -> Found:
    found = view.findings
    return (
        find_quotations(
            doc, view.article, found.sentences, found.entities, found.mentions, found.references, found.roles
        ),
    )


def _sayings(view: ArticleView, doc: Doc) -> Found:
    return (find_sayings(view, doc),)


def _events(view: ArticleView, doc: Doc) -> Found:
    return find_events(view, doc)


def _post_changes(view: ArticleView, doc: Doc) -> Found:
    return find_post_changes(view, doc)


def _plan_changes(view: ArticleView, doc: Doc) -> Found:
    return (find_plan_changes(view, doc),)


def _dealings(view: ArticleView, doc: Doc) -> Found:
    return (find_dealings(view, doc),)


def _measures(view: ArticleView, doc: Doc) -> Found:
    return find_measures(view, doc)


def _figures(view: ArticleView, doc: Doc) -> Found:
    return find_figures(view, doc)


def _abbreviations(view: ArticleView, doc: Doc) -> Found:
    return (find_abbreviations(doc, view.article),)


def _phrases(_: ArticleView, doc: Doc) -> Found:
    return (find_phrases(doc),)


def _cuts(view: ArticleView, doc: Doc) -> Found:
    return (find_cuts(view, doc),)


def _clauses(view: ArticleView, doc: Doc) -> Found:
    return (find_clauses(view, doc),)


def _finder(name: str, requires: str, gives: str, find: Any) -> Finder:
    return Finder(name=name, requires=frozenset(requires.split()), gives=tuple(gives.split()), find=find)


# The order is what each one needs. An event points to the sentence and the time expression that it has.
FINDERS = checked([
    _finder("words", "sentences", "words", _words),
    _finder("dates", "sentences", "timexes", _timexes),
    _finder("names", "sentences", "entities mentions refusals", _mentions),
    _finder("roles", "entities mentions", "roles", _roles),
    _finder("pronouns", "sentences entities mentions roles", "references", _references),
    _finder("quotations", "sentences entities mentions references roles", "quotations", _quotations),
    _finder("sayings", "sentences timexes references quotations", "sayings", _sayings),
    _finder("events", "sentences timexes mentions references quotations", "events refusals", _events),
    _finder(
        "posts", "sentences timexes mentions references roles events", "post_changes refusals", _post_changes
    ),
    _finder("plan changes", "sentences timexes", "plan_changes", _plan_changes),
    _finder("dealings", "sentences timexes mentions references quotations events", "dealings", _dealings),
    _finder("figures", "sentences timexes", "figures refusals", _figures),
    _finder("measures", "sentences timexes quotations figures", "measures refusals", _measures),
    _finder("abbreviations", "", "abbreviations", _abbreviations),
    _finder("phrases", "", "phrases", _phrases),
    _finder("cuts", "sentences timexes mentions references roles quotations", "cuts", _cuts),
    _finder("clauses", "sentences timexes events mentions quotations", "clauses", _clauses),
])  # fmt: skip


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
    view = ArticleView(article=article, findings=Findings(article=article.id, sentences=sentences))
    for finder in FINDERS:
        view = finder.added_to(view, doc)
    return view.findings
