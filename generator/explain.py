"""What was read from one article, by which rule, for whoever mends a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .model.article import Article
from .model.book import Book, Choice
from .model.findings import (
    Clause,
    Entity,
    Event,
    Findings,
    MeasureTold,
    PostChange,
    Quotation,
    Refusal,
    Role,
    Saying,
    Sentence,
    Timex,
)
from .model.text import Span, record

# SGR codes of the terminal (ECMA-48)
_COLOURS = {
    "dropped": "90",
    "timex": "36",
    "person": "32",
    "organisation": "94",
    "place": "94",
    "role": "33",
    "post": "33",
    "quotation": "35",
    "saying": "35",
    "figure": "34",
    "event": "31",
    "measure": "36",
    "abbreviation": "34",
    "no event": "2",
    "no figure": "2",
    "no measure": "2",
    "no name": "2",
    "no post": "2",
}
_IN_PLACE = frozenset(
    {"timex", "person", "organisation", "place", "figure"}
)  # short enough to colour inside the sentence


@record
class _Line:
    """One finding. `evidence` is what the rule went by, when it is not the words themselves."""

    span: Span
    kind: str
    told: str
    rule: str
    evidence: str = ""


def explain(article: Article, findings: Findings, book: Book | None = None, *, colour: bool = False) -> str:
    """Every finding with its rule and evidence, under the sentence it was read from; then everybody named, and with the
    book of this article alone its entries, how sure each is, and by what signs."""
    refused = (_refused(article.text, refusal) for refusal in findings.refusals)
    lines = sorted(
        [*_found(article.text, findings), *refused], key=lambda line: (line.span.start, line.span.end, line.kind)
    )
    body = _body(article.text, findings.sentences, lines, colour)
    entries = () if book is None else [*_profiles(book), *_entries(book)]
    return "\n".join([*_head(article, colour), *body, *_everybody(findings, colour), *entries])


def chosen(book: Book) -> str:
    """What each chooser of lines took and left, and why, a line each."""
    told = dict.fromkeys(choice.part for choice in book.choices)
    lines = [
        line
        for part in told
        for line in (
            f"\n{part}",
            *(_choice(choice) for choice in book.choices if choice.part == part and choice.taken),
            *(_choice(choice) for choice in book.choices if choice.part == part and not choice.taken),
        )
    ]
    return "\n".join(lines).lstrip("\n") or "no lines to choose from"


def _choice(choice: Choice) -> str:
    return f"  {'+' if choice.taken else '-'} {_shown(' '.join(choice.text.split()))}  <{choice.why}>"


def _paint(kind: str, text: str, colour: bool) -> str:
    return f"\033[{_COLOURS[kind]}m{text}\033[0m" if colour and kind in _COLOURS else text


def _shown(text: str) -> str:
    """Control characters would act on the terminal."""
    return "".join(c if c.isprintable() else "·" for c in text)


def _head(article: Article, colour: bool) -> Iterator[str]:
    yield f"{_shown(article.file)}: {_shown(article.title)}  <title from the {article.title_basis}>"
    published = (
        f"{article.published.edtf} (“{_shown(article.published.text)}”)"
        if article.published
        else "on a day that is not known"
    )
    yield f"published {published}"
    yield f"outlet {_shown(article.outlet or 'not named')}"
    yield f"authors {_shown(', '.join(article.authors)) or 'not named'}"
    yield f"url {_shown(article.url or 'not given')}"
    if article.genre != "report":
        yield f"kind {article.genre}, seen from “{_shown(article.genre_seen)}”  <{article.genre_rule}>"
    yield from (f"warning: {warning}" for warning in article.warnings)
    for stated in article.stated:
        verdict = f"not taken: {stated.rejected}" if stated.rejected else "taken"
        yield f"stated {stated.field} {_shown(stated.text[:100])!r}: {verdict}  <{stated.rule}>"
    for dropped in article.dropped:
        yield _paint("dropped", f"left out: {_shown(dropped.text[:100])!r}  <{dropped.rule}>", colour)


def _body(text: str, sentences: Sequence[Sentence], lines: Sequence[_Line], colour: bool) -> Iterator[str]:
    for number, sentence in enumerate(sentences):
        inside = [line for line in lines if sentence.span.start <= line.span.start < sentence.span.end]
        kind = "" if sentence.kind == "body" else f" {sentence.kind}:"
        yield (
            f"\n[{number}]{kind} {_in_place(text, sentence.span, inside) if colour else _shown(sentence.span.of(text))}"
        )
        for line in inside:
            evidence = f" ({line.evidence})" if line.evidence else ""
            yield _paint(line.kind, f"    {line.kind:<12} {_shown(line.told)}{_shown(evidence)}  <{line.rule}>", colour)


def _in_place(text: str, sentence: Span, lines: Iterable[_Line]) -> str:
    """The sentence with its names, dates and figures in the colours of their kinds."""
    shown, end = "", sentence.start
    for line in lines:
        if line.kind in _IN_PLACE and line.span.start >= end and line.span.end <= sentence.end:
            shown += _shown(text[end : line.span.start]) + _paint(line.kind, _shown(line.span.of(text)), True)
            end = line.span.end
    return shown + _shown(text[end : sentence.end])


def _everybody(findings: Findings, colour: bool) -> Iterator[str]:
    """Each person with what is known of them and how often each rule found them."""
    people = [entity for entity in findings.entities if entity.kind == "person"]
    if people:
        yield "\npeople"
    for entity in people:
        known = "; ".join(_known(entity))
        yield _paint("person", f"    {entity.key:<28} {_shown(entity.name)}{f' ({known})' if known else ''}", colour)
        if entity.why:
            yield f"        a person by: {entity.why}"
        for kind, finds in (("named", findings.mentions), ("meant", findings.references), ("held", findings.roles)):
            rules = Counter(find.rule for find in finds if find.entity == entity.key)
            if rules:
                yield f"        {kind}: " + ", ".join(f"{count} × <{rule}>" for rule, count in sorted(rules.items()))


def _profiles(book: Book) -> Iterator[str]:
    """Who would get a profile from this article alone, for which kind of post, and why others get none."""
    if book.people or book.unprofiled:
        yield "\nprofiles"
    yield from (f"    {_shown(person.name)}: {person.kind or 'the editor says so'}" for person in book.people)
    yield from (f"    none for {_shown(name)}  <{_shown(why)}>" for name, why in book.unprofiled)


def _entries(book: Book) -> Iterator[str]:
    """What the timeline would tell of this article alone, and what it would not, each with its signs."""
    entries = [*((entry, "") for entry in book.events), *((entry, ", not sure enough") for entry in book.unsure)]
    if entries:
        yield "\ntimeline"
    for entry, unsure in entries:
        when = entry.date.edtf if entry.date else "undated"
        signs = "; ".join(entry.signs) or "no sign for or against it"
        yield f"    {when} {_shown(entry.headline)}  <{entry.confidence:.2f}{unsure}: {signs}>"


def _known(entity: Entity) -> Iterator[str]:
    if entity.family:
        yield f"family name {_shown(entity.family)}"
    if entity.gender:
        yield {"f": "woman", "m": "man"}[entity.gender]
    if entity.country:
        yield entity.country


def _found(text: str, findings: Findings) -> Iterator[_Line]:
    for timex in findings.timexes:
        yield _dated(text, timex)
    for mention in findings.mentions:
        told = f"{mention.span.of(text)!r} -> {mention.entity}"
        yield _Line(span=mention.span, kind=mention.kind, told=told, rule=mention.rule)
    for reference in findings.references:
        told = f"{reference.span.of(text)!r} -> {reference.entity}"
        yield _Line(span=reference.span, kind="person", told=told, rule=reference.rule)
    yield from (_held(text, role) for role in findings.roles)
    yield from (_turn(text, change) for change in findings.post_changes)
    yield from (_quoted(text, quotation) for quotation in findings.quotations)
    for quotation, saying in zip(findings.quotations, findings.sayings, strict=False):
        yield _said(text, quotation, saying, findings.timexes)
    for figure in findings.figures:
        told = f"{figure.span.of(text)!r} = {figure.value} {figure.unit}"
        yield _Line(span=figure.span, kind="figure", told=told, rule=figure.rule)
    yield from _measures(text, findings.measures)
    for short in findings.abbreviations:
        told = f"{short.short} = {short.expansion}"
        yield _Line(
            span=short.span, kind="abbreviation", told=told, rule=short.rule, evidence=repr(short.span.of(text))
        )
    for event in findings.events:
        yield _happening(text, event, findings)


def _quoted(text: str, quotation: Quotation) -> _Line:
    speaker = quotation.speaker or "nobody named"
    via = f" via {quotation.via}" if quotation.via else ""
    told = f"{quotation.kind} by {speaker}{via}: {quotation.content.of(text)!r}"
    words = [
        f"{name} {span.of(text)!r}" for name, span in (("source", quotation.source), ("cue", quotation.cue)) if span
    ]
    return _Line(span=quotation.content, kind="quotation", told=told, rule=quotation.rule, evidence=", ".join(words))


def _said(text: str, quotation: Quotation, saying: Saying, timexes: Sequence[Timex]) -> _Line:
    """What is done by a quotation, to whom, and how its day is known or why it is not."""
    hearer = f" to {saying.hearer.of(text)!r}" if saying.hearer else ""
    if saying.timex is not None:
        day = f"said {timexes[saying.timex].span.of(text)!r}"
    elif saying.same_as:
        day = "said with the one before"
    else:
        day = f"not of the article's own day: {saying.undated}" if saying.undated else "of the article's own day"
    rule = saying.rule or "no rule for another act"
    return _Line(span=quotation.content, kind="saying", told=f"{saying.act}{hearer}", rule=rule, evidence=day)


def _held(text: str, role: Role) -> _Line:
    told = f"{role.entity}: " + " / ".join(part for part in (role.title, role.organisation, role.country) if part)
    more = f", {role.kind}{', an office' if role.official else ''}{f', {role.status}' if role.status else ''}"
    return _Line(span=role.span, kind="role", told=told + more, rule=role.rule, evidence=repr(role.span.of(text)))


def _turn(text: str, change: PostChange) -> _Line:
    post = change.post.title if change.post else "the post"
    when = f", {change.time.of(text)!r}" if change.time else ""
    return _Line(span=change.span, kind="post", told=f"{change.entity}: {post} {change.turn}{when}", rule=change.rule)


def _measures(text: str, measures: Sequence[MeasureTold]) -> Iterator[_Line]:
    for told in measures:
        by = ", ".join(each.span.of(text) for each in told.by)
        words = f"{told.span.of(text)!r} {told.status or 'only named'}{f' by {by}' if by else ''}"
        yield _Line(span=told.span, kind="measure", told=words, rule=told.rule, evidence=repr(told.said.of(text)))


def _happening(text: str, event: Event, findings: Findings) -> _Line:
    when = event.date.edtf if event.date else "undated"
    kind = f"cancelled, {event.kind}" if event.cancelled else event.kind
    told = f"{when} {kind} {event.predicate} {list(event.people)}: {event.span.of(text)!r}"
    evidence = f"{_dated_by(text, event, findings.timexes)}{_standing(event, findings.clauses)}"
    return _Line(span=event.span, kind="event", told=told, rule=event.rule, evidence=evidence)


def _standing(event: Event, clauses: Sequence[Clause]) -> str:
    """Why the sentence is about something else, and whether the deed can be told all the same."""
    if not event.in_passing:
        return ""
    own = any(clause.head == event.head for clause in clauses)
    return f"; told in passing ({event.in_passing}): {'by its own clause' if own else 'no entry by itself'}"


def _dated_by(text: str, event: Event, timexes: Sequence[Timex]) -> str:
    if event.timex is not None:
        return f"dated by {timexes[event.timex].span.of(text)!r}"
    return f"dated by {event.date.basis}" if event.date else ""


def _dated(text: str, timex: Timex) -> _Line:
    value = timex.value + (f" {timex.mod}" if timex.mod else "")
    resolved = f" = {timex.date.edtf}" if timex.date else ""
    why = (timex.date.basis if timex.date else "", f"direction: {timex.why}" if timex.why else "")
    told = f"{timex.span.of(text)!r} {timex.type} {value}{resolved}"
    return _Line(span=timex.span, kind="timex", told=told, rule=timex.rule, evidence="; ".join(filter(None, why)))


def _refused(text: str, refusal: Refusal) -> _Line:
    at = f" at {refusal.at.of(text)!r}" if refusal.at is not None else ""
    told = f"{refusal.span.of(text)!r}{at}"
    return _Line(span=refusal.span, kind=f"no {refusal.what}", told=told, rule=refusal.reason)
