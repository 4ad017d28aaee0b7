"""From all articles and their findings to the one book."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model.article import Article
from ..model.book import Book, Claim, TimelineEntry, Topic
from ..model.errors import StaleOverride
from ..model.findings import Findings
from ..model.kept import Kept
from ..model.lent import Lent
from ..model.settings import BookFile
from ..model.source_files import Problem
from .article_edits import edit_sources, weighed
from .base.bare_event import Entries
from .base.corpus import Reading, families_of, readings, with_casts
from .base.same_words import rarity_of
from .base.targets import Faults
from .calendar.undated_articles import date_undated
from .claim_edits import Gone, hidden_disagreements, hidden_events, kept, left_out
from .disagreements.edits import edit_disagreements
from .disagreements.find import find_disagreements
from .disagreements.headlines import with_other_values
from .events.accounts import accounts_of
from .events.changed_plans import with_plan_changes
from .events.cluster import cluster, parted, untold
from .events.edits import edit_events, now_called
from .events.entry import Cluster
from .from_article import Given
from .glossary_edits import edit_glossary
from .measures.measures import measures_of
from .people.contacts import contacts_of
from .people.edits import edit_people, regroup
from .people.groups import group_people
from .people.in_article import people_told
from .people.person_group import PeopleIndex
from .people.profiles import profile_people
from .people.terms import in_time
from .standing.main_lines import Grounds, shorten
from .standing.matter import about_each
from .standing.newest import newest_of, of_no_summary
from .standing.standing import where_it_stands
from .statements.figures import with_measures
from .statements.open_questions import open_questions
from .statements.parties import in_full
from .statements.repeated import told_once
from .statements.short_forms import glossary_of
from .topics.agreed import points_of_agreement
from .topics.assign import topics_of
from .topics.filing import Filing
from .topics.open_points import open_points_of
from .topics.summaries import summary_of


def merge(
    articles: Sequence[Article],
    findings: Sequence[Findings | Lent],
    settings: BookFile,
    problems: Sequence[Problem] = (),
    before: Kept | None = None,
) -> Book:
    """A pure function of what was read and what the editor says; `before` spares it what an earlier run worked out.

    Raises StaleOverride when a correction in book.yml matches nothing, or more than one thing.
    """
    before = before or Kept()
    with before.of_texts():
        return _merged(readings(articles, findings, before), settings, problems, before)


def _merged(read: Sequence[Reading], settings: BookFile, problems: Sequence[Problem], before: Kept) -> Book:
    rarity = rarity_of(read)
    corpus = date_undated(read, rarity)
    faults: Faults = []
    as_of = settings.as_of or _newest(corpus)
    index = _people_of(corpus, settings, as_of, faults)
    people = {person.id: person for person in index.people}
    ids = {key: person for key, person in index.ids.items() if person in people}
    corpus = with_casts(corpus, ids, people)
    topics = topics_of(corpus, settings.topics or None, ids=index.ids)
    accounts = accounts_of(corpus, ids, people, topics.filing)
    kin = families_of(corpus)
    every = cluster(accounts, rarity, kin, before)
    sure, unsure = parted(every)
    grouped = with_plan_changes(sure, corpus)
    found = find_disagreements(corpus, grouped, ids, people, rarity, kin, settings.home_zones)
    clusters = with_other_values(grouped, corpus, found)
    given = Given(corpus, people, topics.filing, whole=settings.full_text)
    sources = edit_sources(given.sources(corpus, kin), settings.sources)
    names = {account.id: group.entry.id for group in clusters for account in group.accounts}
    told = weighed([group.entry for group in clusters], sources)
    by_id = hidden_events(settings.claims, told, names)
    events, moved, no_events = edit_events(told, names, (*settings.events, *by_id), faults)
    also_by_id = hidden_disagreements(settings.claims, found, names)
    differing, no_differing = edit_disagreements(found, names, moved, (*settings.disagreements, *also_by_id), faults)
    spelled_out = glossary_of(given.short_forms(), corpus)
    glossary, no_glossary = edit_glossary(spelled_out, settings.glossary, corpus, faults)
    told_by = {reading.article.id: reading for reading in corpus}
    said = in_full(given.statements(), spelled_out)
    gone: Gone = {}
    statements = kept(told_once(said, told_by), settings.claims, gone)
    agreed = _agreed(points_of_agreement(corpus, statements, given.may_agree()), topics.filing)
    open_points = open_points_of(statements, agreed, told_by, people, rarity)
    asked, of_none = given.open_questions(), of_no_summary(corpus, statements, as_of)
    summed = tuple(
        replace(
            topic,
            summary=summary_of(
                kept(newest_of(events, topic.id), settings.claims, gone),
                kept(shorten(topic.summary, told_by, ids, people), settings.claims, gone),
                of_none,
                kin,
            ),
            open_questions=kept(
                open_questions(asked.get(topic.id, ()), shorten(asked.get(topic.id, ()), told_by, ids, people), as_of),
                settings.claims,
                gone,
            ),
            agreed=kept(shorten(agreed.get(topic.id, ()), told_by, ids, people), settings.claims, gone),
            open_points=open_points.get(topic.id, ()),
        )
        for topic in topics.topics
    )
    shown = _entries(clusters, events, moved)
    measures = kept(measures_of(corpus, people, shown, topics.filing, differing, as_of), settings.claims, gone)
    figures = kept(with_measures(given.figures(), measures), settings.claims, gone)
    grounds = Grounds(
        events=events,
        measures=measures,
        readings=told_by,
        about=about_each(corpus),
        kinds=given.kinds(),
        families=kin,
        rarity=rarity,
        ids=ids,
        people=people,
        as_of=as_of,
    )
    lines, standing, choices = where_it_stands(grounds, figures, statements, differing)
    main_lines = kept(lines, settings.claims, gone)
    standing = replace(standing, figures=kept(standing.figures, settings.claims, gone))
    agreed_elsewhere = kept(shorten(agreed.get("", ()), told_by, ids, people), settings.claims, gone)
    contacts = kept(contacts_of(given.dealings(), shown), settings.claims, gone)
    no_claims = left_out(settings.claims, (*by_id, *also_by_id), gone, faults)
    if faults:
        raise StaleOverride(faults)
    return Book(
        title=settings.title or _title(topics.topics),
        description=settings.description,
        as_of=as_of,
        sources=sources,
        people=index.people,
        events=events,
        quotations=statements,
        figures=figures,
        topics=summed,
        disagreements=differing,
        abbreviations=glossary,
        contacts=contacts,
        measures=measures,
        bottom_line=main_lines,
        standing=standing,
        choices=choices,
        problems=tuple(sorted(problems, key=lambda problem: (problem.file, problem.reason))),
        unprofiled=index.unprofiled,
        untold=untold(accounts, every),
        unsure=unsure,
        agreed=agreed_elsewhere,
        full_text=settings.full_text,
        left_out=(
            *((override.source, override.reason or "") for override in settings.sources if override.exclude),
            *no_events,
            *no_differing,
            *no_claims,
            *no_glossary,
        ),
    )


def _people_of(corpus: Sequence[Reading], settings: BookFile, as_of: dt.date | None, faults: Faults) -> PeopleIndex:
    """Who is who. What each article tells of its people is let go: of a large book it is much."""
    named = people_told(corpus)
    groups, meant = regroup(group_people(named), settings.people, _articles(corpus), faults)
    index = edit_people(profile_people(groups, named, corpus, settings.kinds), meant, faults)
    return replace(index, people=in_time(index.people, index.ids, named.values(), as_of))


def _agreed(told: Sequence[Claim], filing: Filing) -> Mapping[str, Sequence[Claim]]:
    """The points of agreement by topic; under "" those of none."""
    points: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        for topic in filing.of(claim.citation.source, claim.citation.sentence, claim.text) or ("",):
            points[topic].append(claim)
    return points


def _entries(clusters: Sequence[Cluster], events: Sequence[TimelineEntry], moved: Mapping[str, str | None]) -> Entries:
    """The entry that tells of each event."""
    shown = {event.id: event for event in events}
    return {
        (account.source, account.event): shown[entry]
        for group in clusters
        for account in group.accounts
        if (entry := now_called(group.entry.id, moved)) in shown
    }


def _articles(corpus: Sequence[Reading]) -> list[Article]:
    return [reading.article for reading in corpus]


def _newest(corpus: Sequence[Reading]) -> dt.date | None:
    """The newest day on which a source was published; of one that may be of several days, the first of them."""
    return max((reading.published.earliest for reading in corpus if reading.published), default=None)


def _title(topics: Sequence[Topic]) -> str:
    """Named by its topics: the words are the sources' own."""
    names = [topic.title for topic in topics[:3]]
    if not names:
        return "Briefing book"
    return "Briefing: " + (names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}")
