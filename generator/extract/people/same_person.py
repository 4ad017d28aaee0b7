"""Surnames and given names alone, linked to the full names of their article; entities with family name and gender."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ...model.findings import Entity, Mention
from ...model.places import Places
from ...model.text import Span, fold, slug
from ...rules.load import load
from ...rules.lookups import given_names
from ...rules.types.people import REFERENCES
from .lexicon_words import Word, heads, is_title_case, lexicon, marks
from .name_evidence import THRESHOLD, has_personal_vote, kin_words, score, signs
from .names import ArticleWords, Candidate, family_first_form, fold_word, name_parts


def namesakes_apart(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates of which those with one name but other initials have the initials in it: George H. W. is not George
    W."""
    marks: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for candidate in candidates:
        if candidate.marks and len(candidate.names) > 1:
            marks[candidate.names].add(candidate.marks)
    apart = {names for names, found in marks.items() if any(_differ(one, other) for one in found for other in found)}
    return _of_two_countries(
        [_with_mark(c, ".".join(c.marks)) if c.marks and c.names in apart else c for c in candidates]
    )


def _with_mark(candidate: Candidate, mark: str) -> Candidate:
    return replace(candidate, names=(candidate.names[0], f"{mark}.", *candidate.names[1:]))


def _of_two_countries(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates of which those with one name, but offices in two countries, have the country in it: the mayor of a
    town in Norway is not Iceland's minister. Posts with a word in common may be one person's."""
    held = _held_in_countries(candidates)
    apart = {names for names, words in held.items() if len(words) == 2 and _are_two_offices(*words.values())}
    return [
        _with_mark(c, slug(c.country or "", nothing="country")) if c.names in apart and _has_place(c) else c
        for c in candidates
    ]


def _held_in_countries(candidates: Sequence[Candidate]) -> dict[tuple[str, ...], dict[str, set[str]]]:
    """The words of the titles that each full name has, by the country that stands with them."""
    held: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for candidate in filter(_has_place, candidates):
        words = held[candidate.names][candidate.country or ""]
        words.update(word.strip("[]") for title in candidate.titles for word in title.split())
    return held


def _has_place(candidate: Candidate) -> bool:
    """Whether a full name without a mark stands with the country of an office."""
    return candidate.country is not None and len(candidate.names) > 1 and not is_marked(candidate.names)


def _are_two_offices(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether the words of two titles are those of two offices of state, both held today, with nothing in common."""
    loose = lexicon("posts", "between_countries")
    offices = all(any(heads().get(word) == "office" for word in words) for words in (one, other))
    small = lexicon("bodies", "small_words")
    return offices and not (one & other) - small and not (one | other) & loose


def without_marked_namesakes(full: dict[tuple[str, ...], list[Candidate]]) -> dict[tuple[str, ...], list[Candidate]]:
    """Full names but those without a mark that two people have whom their marks tell apart."""
    return {names: found for names, found in full.items() if not _has_marked_namesakes(names, full)}


def _has_marked_namesakes(names: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> bool:
    return sum(len(other) == len(names) + 1 and is_marked(other) and (other[0], *other[2:]) == names
               for other in others) > 1  # fmt: skip


def _of_marks(candidate: Candidate, fits: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The one of several namesakes that has the marks of a family name alone: "Roe Jr." """
    own = f"{'.'.join(candidate.marks)}."
    return next((names for names in fits if is_marked(names) and names[1] == own), None)


def is_marked(names: tuple[str, ...]) -> bool:
    """Whether a name was given its marks as a part, "jr." or "h.w."."""
    return len(names) > 2 and names[1].endswith(".")


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether neither is the other with something left out at its end."""
    size = min(len(one), len(other))
    return one[:size] != other[:size] and not {one, other} & {()}


class _Index:
    """Full names by their family part and by any part."""

    def __init__(self, family: dict[tuple[str, ...], str]) -> None:
        self.families: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.parts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for names, part in family.items():
            self.families[part].append(names)
            for name in dict.fromkeys(names):
                self.parts[name].append(names)

    def holders(self, part: str) -> list[tuple[str, ...]]:
        return self.parts.get(part, [])


class People:
    """Full names of an article, and the short names linked to them."""

    def __init__(
        self,
        reader: ArticleWords,
        full: dict[tuple[str, ...], list[Candidate]],
        single: dict[tuple[str, ...], list[Candidate]],
    ) -> None:
        self.reader = reader
        self.single = single
        self.groups = _merge_variants(full)
        self.scores: dict[tuple[str, ...], float] = {}
        self.companies: dict[tuple[str, ...], bool] = {}
        self.titles: dict[tuple[str, ...], frozenset[str]] = {}
        self.genders: dict[tuple[str, ...], str | None] = {}
        self.shorts: Counter[str] = Counter({names[0]: len(found) for names, found in single.items()})

    def family(self, names: tuple[str, ...], sample: Candidate) -> str:
        """The part used alone later, else by name form, else the last."""
        words = self.reader.words[sample.sentence][sample.first : sample.last]
        used = [(self.shorts[name], name) for name in names if self.shorts[name]]
        form = family_first_form([w for w in words if w.cap])
        default = names[0] if form and fold_word(words[0].text) == names[0] else names[-1]
        if (
            used
            and max(used)[0] > self.shorts[default]
            and not (max(used)[1] == names[0] and names[0] in given_names() and not form)
        ):
            return max(used)[1]
        return default

    def linked(self, candidates: Sequence[Candidate]) -> tuple[list[Entity], list[Mention]]:
        """The people of the article and where they are named; a short name goes with the full name that it means."""
        keys = Keys()
        entities: dict[tuple[str, ...], Entity] = {}
        owner: dict[tuple[str, ...], tuple[str, ...]] = {}
        family: dict[tuple[str, ...], str] = {}
        for names, variants in self.groups.items():
            found = [c for variant in variants.values() for c in variant]
            best = _fullest(self.reader.text, found)
            family[names] = self.family(names, best)
            double = max(
                (len(v) for v in variants if v != names and v == names[-len(v) :] and v[-1] == family[names]), default=1
            )
            entities[names] = self._entity(keys, best, found, family[names], double)
            for variant in variants:
                owner[variant] = names
        for short, found in self._strangers(family):
            self.groups[short] = {short: found}
            family[short] = short[0]
            entities[short] = self._entity(keys, _fullest(self.reader.text, found), found, None)
        index = _Index(family)
        mentions: list[Mention] = []
        last_seen: dict[tuple[str, ...], int] = {}
        loose: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
        for candidate in sorted(candidates, key=lambda c: c.span):
            owned = owner.get(candidate.names)
            whole = owned or self._link(candidate, index, last_seen)
            if whole is None:
                loose[candidate.names].append(candidate)
                continue
            last_seen[whole] = candidate.span.start
            mentions.append(
                Mention(
                    span=candidate.span,
                    kind="person",
                    entity=entities[whole].key,
                    rule="full name" if owned else "short name",
                )
            )
        for short, found in sorted(loose.items()):
            if len(short) == 1 and score(found) >= THRESHOLD and has_personal_vote(found) and not found[0].title_case:
                entity = self._entity(keys, _fullest(self.reader.text, found), found, None)
                entities[short] = entity
                mentions.extend(
                    Mention(span=c.span, kind="person", entity=entity.key, rule="surname alone") for c in found
                )
        mentions.extend(names_in_headings(self.reader, entities, family, mentions))
        return list(entities.values()), mentions

    def _strangers(self, family: dict[tuple[str, ...], str]) -> list[tuple[tuple[str, ...], list[Candidate]]]:
        """Surnames alone that none of the full names can mean: "President Roe" beside his wife Mary Roe only."""
        holders: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for names, part in family.items():
            holders[part].append(names)
        strangers = []
        for short, found in sorted(self.single.items()):
            apart = [
                c for c in found if holders[short[0]] and all(self._is_other(c, names) for names in holders[short[0]])
            ]
            if apart and score(apart) >= THRESHOLD and has_personal_vote(apart):
                strangers.append((short, apart))
        return strangers

    def _is_other(self, candidate: Candidate, names: tuple[str, ...]) -> bool:
        """Whether gender, or an office beside a word of kinship, keeps a surname and a full name apart."""
        gender = self._gender(names)
        if candidate.gender and gender and candidate.gender != gender:
            return True
        titles = {title for found in self.groups[names].values() for c in found for title in c.titles}
        return (
            candidate.title is not None
            and not titles.isdisjoint(kin_words())
            and not self._shared_titles(candidate, names)
        )

    def _entity(
        self, keys: Keys, best: Candidate, found: Sequence[Candidate], family: str | None, size: int = 1
    ) -> Entity:
        name = _in_small_letters(" ".join(best.span.of(self.reader.text).split()))
        genders = {c.gender for c in found if c.gender}
        own = {mark for c in found for mark in c.marks} & set(marks().values())
        country = next((c.country for c in found if c.country), None)
        family_text, given = _split_name(name, family, size)
        return Entity(
            key=keys.take(name), kind="person", name=name, family=family_text, given=given,
            gender=genders.pop() if len(genders) == 1 else None, country=country,
            mark=own.pop() if len(own) == 1 else None, why=_why(found),
        )  # fmt: skip

    def _link(
        self, candidate: Candidate, index: _Index, last_seen: dict[tuple[str, ...], int]
    ) -> tuple[str, ...] | None:
        """The full name that a shorter one stands for, when that is plain."""
        parts = candidate.names
        if len(parts) > 1:
            return self._link_full(candidate, index, last_seen)
        fits = index.families.get(parts[0], [])
        if marked := _of_marks(candidate, fits):
            return marked
        if fits and self._is_company(parts):
            return None
        if not fits:
            fits = index.holders(parts[0])
            against = sum(vote.weight for vote in candidate.votes if vote.weight < 0)
            if fits and (self._short_score(parts) < 0.75 or against <= -2):
                return None
        if len(fits) <= 1:
            return fits[0] if fits else None
        return self._choose(candidate, fits, last_seen)

    def _link_full(
        self, candidate: Candidate, index: _Index, last_seen: dict[tuple[str, ...], int]
    ) -> tuple[str, ...] | None:
        """The one longer name that has all the words of this one; of father and son, the one whom all else fits."""
        parts = candidate.names
        fits = [names for names in index.holders(parts[0]) if set(parts) <= set(names) and len(parts) < len(names)]
        if len(fits) > 1 and all(map(is_marked, fits)):
            return self._choose(candidate, fits, last_seen)
        return fits[0] if len(fits) == 1 else None

    def _short_score(self, parts: tuple[str, ...]) -> float:
        if parts not in self.scores:
            self.scores[parts] = score(self.single.get(parts, []))
        return self.scores[parts]

    def _is_company(self, parts: tuple[str, ...]) -> bool:
        """Whether a surname alone is used as that of a firm or a place: the model says so, and nobody speaks."""
        if parts not in self.companies:
            found = self.single.get(parts, [])
            against = sum(any(vote.tells == "no person" for vote in c.votes) for c in found)
            self.companies[parts] = (
                len(found) > 1
                and against >= 0.6 * len(found)
                and not has_personal_vote(found)
                and not any(vote.tells == "speaker" for c in found for vote in c.votes)
            )
        return self.companies[parts]

    def _choose(
        self, candidate: Candidate, fits: list[tuple[str, ...]], last_seen: dict[tuple[str, ...], int]
    ) -> tuple[str, ...] | None:
        """Of people with one surname: by title, by honorific, then one already met, then the one most often named in
        full."""
        shared = {names: self._shared_titles(candidate, names) for names in fits}
        fits = [names for names in fits if shared[names] == max(shared.values())]
        if candidate.gender:
            genders = {names: self._gender(names) for names in fits}
            same = [n for n in fits if genders[n] == candidate.gender] or [n for n in fits if genders[n] is None]
            fits = same or fits
        if len(fits) == 1:
            return fits[0]
        met = [names for names in fits if names in last_seen] or fits
        if len(met) == 1:
            return met[0]
        counts = sorted(((sum(len(v) for v in self.groups[names].values()), names) for names in met), reverse=True)
        if counts[0][0] > counts[1][0]:
            return counts[0][1]
        return max(met, key=lambda names: last_seen.get(names, -1))

    def _shared_titles(self, candidate: Candidate, names: tuple[str, ...]) -> int:
        """How many words of the title before a surname one title of a person has too."""
        own = set((candidate.title or "").split())
        if names not in self.titles:
            self.titles[names] = frozenset(
                title for found in self.groups[names].values() for c in found for title in c.titles
            )
        return max((len(own & set(title.split())) for title in self.titles[names]), default=0)

    def _gender(self, names: tuple[str, ...]) -> str | None:
        if names not in self.genders:
            genders = {c.gender for found in self.groups[names].values() for c in found if c.gender}
            self.genders[names] = genders.pop() if len(genders) == 1 else None
        return self.genders[names]


def _merge_variants(
    full: dict[tuple[str, ...], list[Candidate]],
) -> dict[tuple[str, ...], dict[tuple[str, ...], list[Candidate]]]:
    """Names of several words that are one name: the same words, or a longer form with a middle name."""
    groups: dict[tuple[str, ...], dict[tuple[str, ...], list[Candidate]]] = {}
    by_ends: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    by_stretch: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)  # how a name begins or ends
    by_initial: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for names in sorted(full, key=lambda n: (-len(n), n)):
        home = [g for g in by_ends[names[0], names[-1]] if set(names) <= set(g)]
        if not home:
            home = by_stretch[names]
        if not home and names[0].endswith("."):
            home = by_initial[names[0][0], names[-1]]
        if len(home) == 1:
            groups[home[0]][names] = full[names]
        else:
            groups[names] = {names: full[names]}
            by_ends[names[0], names[-1]].append(names)
            by_initial[names[0][0], names[-1]].append(names)
            for stretch in _stretches(names):
                by_stretch[stretch].append(names)
    return groups


def _why(found: Sequence[Candidate]) -> str:
    """ "title, age; against it: common word" """
    speaks, against = (", ".join(kinds) for kinds in signs(found))
    return f"{speaks}; against it: {against}" if against else speaks


def _stretches(names: tuple[str, ...]) -> set[tuple[str, ...]]:
    """How a name begins and ends; of "Otavio da Roe Filho" "da Roe" too."""
    elder = names[:-1] if len(names) > 2 and names[-1] in lexicon("names", "younger") else names
    ends = {elder[-size:] for size in range(1, len(elder))}
    return ends | {part for size in range(1, len(names) + 1) for part in (names[:size], names[-size:])}


def _in_small_letters(name: str) -> str:
    """A name as it is written inside a sentence.

    >>> _in_small_letters("Yves LE GOFF"), _in_small_letters("J. ROE-O’DAY III"), _in_small_letters("Ana Roe")
    ('Yves Le Goff', 'J. Roe-O’Day III', 'Ana Roe')
    """
    if not any(len(word) > 3 and word.isupper() for word in name.split()):
        return name
    return " ".join(
        re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
        if word.isupper() and "." not in word and word.lower() not in lexicon("names", "suffixes")
        else word
        for word in name.split()
    )


def _fullest(text: str, found: Sequence[Candidate]) -> Candidate:
    """The form of most words, of these the most frequent, of these the first."""
    forms = Counter(c.span.of(text) for c in found)
    return max(
        found, key=lambda c: (len(c.names), len(c.names) == 1 and len(c.span), forms[c.span.of(text)], -c.span.start)
    )


def _split_name(name: str, family: str | None, size: int) -> tuple[str | None, str | None]:
    """Family and given part of a name, as written; a family name of `size` words."""
    if family is None:
        return None, None
    words = re.sub(r"[\"“”()]", "", name).replace(",", " ").split()
    while len(words) > 1 and words[-1].lower() in lexicon("names", "suffixes"):
        words.pop()
    particles = lexicon("names", "particles")
    for at, word in enumerate(words):
        if fold_word(word) == family:
            if at == 0:
                return word, " ".join(words[1:]) or None
            if all(before.lower() in particles for before in words[:at]):
                return " ".join(words[: at + 1]), " ".join(words[at + 1 :]) or None
            start = max(at - size + 1, 1)
            while start > 1 and words[start - 1] in particles:
                start -= 1
            return " ".join(words[start : at + 1]), " ".join(words[:start]) or None
    return words[-1], " ".join(words[:-1]) or None


def with_genders(reader: ArticleWords, persons: Sequence[Entity], mentions: Sequence[Mention]) -> list[Entity]:
    """Gender from pronouns that only one person can have: he or she behind the only name of two sentences."""
    genders = load(REFERENCES).pronouns
    starts = [sentence.span.start for sentence in reader.sentences]
    named: dict[int, set[str]] = defaultdict(set)
    first: dict[tuple[int, str], int] = {}
    for mention in sorted(mentions, key=lambda m: m.span):
        number = bisect_right(starts, mention.span.start) - 1
        named[number].add(mention.entity)
        first.setdefault((number, mention.entity), mention.span.start)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for number in sorted(named):
        if len(named[number] | named.get(number - 1, set())) != 1:
            continue
        (key,) = named[number]
        following = [] if named.get(number + 1) or number + 1 >= len(reader.words) else reader.words[number + 1][:1]
        behind = [word for word in reader.words[number] if word.span.start > first[number, key]]
        for word in [*behind, *following]:
            if gender := genders.get(word.low):
                votes[key][gender] += 1
    out = []
    for person in persons:
        counted = votes[person.key]
        sure = len(counted) == 1 and person.gender is None
        out.append(replace(person, gender=next(iter(counted))) if sure else person)  # type: ignore[arg-type]
    return out


class Keys:
    """Unique keys of one article."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def take(self, name: str) -> str:
        """A key made of a name; a number is added when the article has used it already."""
        plain = slug(fold(name), nothing="name")
        key, number = plain, 2
        while key in self.used:
            key, number = f"{plain}-{number}", number + 1
        self.used.add(key)
        return key


def _stands_alone(words: Sequence[Word], at: int) -> bool:
    """Whether a word of a heading is no part of an organisation's name, or of one so long that capitals alone made
    it."""
    word = words[at]
    if word.label != "organisation":
        return word.label == ""
    return word.phrase == at and at + 2 < len(words) and words[at + 2].phrase == at


def names_in_headings(
    reader: ArticleWords,
    entities: dict[tuple[str, ...], Entity],
    family: dict[tuple[str, ...], str],
    mentions: Sequence[Mention],
) -> Iterator[Mention]:
    """Names of the article's people in headings with capitals throughout, where capitals tell nothing."""
    taken = Places(mentions, lambda mention: mention.span)
    families = Counter(family.values())
    short: dict[tuple[str, ...], Entity] = {
        (part,): entities[names] for names, part in family.items() if families[part] == 1
    }
    for words in reader.words:
        if not is_title_case(words):
            continue
        at = 0
        while at < len(words):
            for size in (4, 3, 2, 1):
                run = words[at : at + size]
                if len(run) < size or not all(w.cap for w in run) or any(w.gap != " " for w in run[1:]):
                    continue
                entity = entities.get(name_parts(run)) or (
                    short.get(name_parts(run)) if size == 1 and _stands_alone(words, at) else None
                )
                span = Span(run[0].span.start, run[-1].span.end)
                if entity and not taken.meeting(span):
                    yield Mention(span=span, kind="person", entity=entity.key, rule="known name in a heading")
                    at += size - 1
                    break
            at += 1
