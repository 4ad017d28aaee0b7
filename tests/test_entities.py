"""One person from many spellings."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_book.extract.base.sentences import find_sentences
from briefing_book.merge.people.groups import merge_people
from briefing_book.merge.people.person_group import PeopleIndex, fold_title
from briefing_book.model.article import Article, Paragraph
from briefing_book.model.findings import Entity, Findings, Mention, Role
from briefing_book.model.text import Span


def told(article_id: str, text: str, people: Sequence[tuple[str, str | None, str | None]]) -> tuple[Article, Findings]:
    """An article and its findings. `people`: name, title (its first word stands in the text), country."""
    article = Article(
        id=article_id,
        file=f"{article_id}.txt",
        digest="",
        text=text,
        paragraphs=(Paragraph(span=Span(0, len(text)), source_start=0, kind="body"),),
        title="",
    )
    entities, mentions, roles = [], [], []
    for name, title, country in people:
        start = text.index(name)
        key = name.lower().replace(" ", "-")
        entities.append(Entity(key=key, kind="person", name=name, country=country))
        mentions.append(Mention(span=Span(start, start + len(name)), kind="person", entity=key, rule="r"))
        if title:
            at = text.index(title)
            roles.append(
                Role(
                    entity=key,
                    title=title,
                    country=country,
                    official=True,
                    kind="state",
                    span=Span(at, at + len(title)),
                    rule="r",
                )
            )
    return article, Findings(
        article=article_id,
        sentences=find_sentences(article),
        entities=tuple(entities),
        mentions=tuple(mentions),
        roles=tuple(roles),
    )


def merged(*pairs: tuple[Article, Findings]) -> PeopleIndex:
    return merge_people([article for article, _ in pairs], [findings for _, findings in pairs])


def names(index: PeopleIndex) -> list[str]:
    return [person.name for person in index.people]


def test_spaces_and_hyphens_make_no_second_person() -> None:
    """Spellings that differ in spaces, hyphens and case are one person."""
    index = merged(
        told("a", "President Hong Gil-dong spoke.", [("Hong Gil-dong", "President", "South Korea")]),
        told("b", "President Hong Gil Dong spoke.", [("Hong Gil Dong", "President", "South Korea")]),
    )
    assert len(index.people) == 1
    assert set(index.ids.values()) == {index.people[0].id}


def test_romanisations_are_one_person() -> None:
    """Two romanisations with the same office are one person."""
    index = merged(
        told("a", "Minister Seo Jeong-hun spoke.", [("Seo Jeong-hun", "Minister", "South Korea")]),
        told("b", "Minister Suh Jung-hoon spoke.", [("Suh Jung-hoon", "Minister", "South Korea")]),
    )
    assert len(index.people) == 1


def test_other_given_names_never_merge() -> None:
    """Two people of one surname and office stay two."""
    index = merged(
        told("a", "Minister Kim Min-su spoke.", [("Kim Min-su", "Minister", "South Korea")]),
        told("b", "Minister Kim Min-ju spoke.", [("Kim Min-ju", "Minister", "South Korea")]),
    )
    assert names(index) == ["Kim Min-ju", "Kim Min-su"]


def test_middle_initial_is_left_out() -> None:
    """A middle initial makes no second person."""
    index = merged(
        told("a", "Senator Mary Roe spoke.", [("Mary Roe", "Senator", None)]),
        told("b", "Senator Mary Roe spoke.", [("Mary Roe", "Senator", None)]),
        told("c", "Senator Mary Q. Roe spoke.", [("Mary Q. Roe", "Senator", None)]),
    )
    assert names(index) == ["Mary Roe"]
    assert index.people[0].aliases == ("Mary Q. Roe",)


def test_other_initials_stay_apart() -> None:
    """George H. W. and George W. are two."""
    index = merged(
        told("a", "President John H. W. Roe spoke.", [("John H. W. Roe", "President", None)]),
        told("b", "President John W. Roe spoke.", [("John W. Roe", "President", None)]),
    )
    assert len(index.people) == 2


def test_surname_joins_the_full_name_of_the_same_office() -> None:
    """A bare surname with an office in another article is the person who holds it."""
    index = merged(
        told("a", "Minister Cho met Roe.", [("Cho", "Minister", "South Korea"), ("Roe", None, None)]),
        told(
            "b",
            "Minister Cho Su-jin met Mary Roe.",
            [("Cho Su-jin", "Minister", "South Korea"), ("Mary Roe", None, None)],
        ),
    )
    assert index.ids["a", "cho"] == index.ids["b", "cho-su-jin"]
    assert any("both are called “Minister”" in line for line in index.people[0].link_evidence)


def test_two_ministers_of_one_surname_stay_two() -> None:
    """Bare surnames go with the portfolio, not with the first of that name."""
    index = merged(
        told("a", "Finance Minister Kim Min-su spoke.", [("Kim Min-su", "Finance Minister", "South Korea")]),
        told("b", "Defense Minister Kim Ji-ho spoke.", [("Kim Ji-ho", "Defense Minister", "South Korea")]),
        told("c", "Defence Minister Kim left.", [("Kim", "Defence Minister", "South Korea")]),
    )
    assert index.ids["c", "kim"] == index.ids["b", "kim-ji-ho"]
    assert len(index.people) == 2


def test_surname_of_another_country_is_somebody_else() -> None:
    """Country speaks against a link."""
    index = merged(
        told("a", "President Lee Su-bin spoke.", [("Lee Su-bin", "President", "South Korea")]),
        told("b", "Minister Lee spoke.", [("Lee", "Minister", "Singapore")]),
    )
    assert index.ids["a", "lee-su-bin"] != index.ids["b", "lee"]


def test_a_given_name_alone_needs_office_and_country() -> None:
    """A given name is taken for the full name of the same office and country, and for no other."""
    full = told("a", "President Evelio Quintar left.", [("Evelio Quintar", "President", "Peru")])
    same = merged(full, told("b", "President Evelio spoke.", [("Evelio", "President", "Peru")]))
    assert same.ids["a", "evelio-quintar"] == same.ids["b", "evelio"]
    other = merged(full, told("b", "Evelio spoke.", [("Evelio", None, "Peru")]))
    assert other.ids["a", "evelio-quintar"] != other.ids["b", "evelio"]


def test_a_given_name_alone_is_enough_where_people_are_called_by_it() -> None:
    """In Indonesia the given name stands alone as the family name does elsewhere."""
    full = told("a", "President Wiratno Subarjo left.", [("Wiratno Subarjo", "President", "Indonesia")])
    index = merged(full, told("b", "Wiratno spoke.", [("Wiratno", None, "Indonesia")]))
    assert index.ids["a", "wiratno-subarjo"] == index.ids["b", "wiratno"]


def test_a_part_of_a_name_joins_the_whole_of_the_same_office() -> None:
    """Both surnames, or the given name and the first of them, are the same president."""
    index = merged(
        told("a", "President Andrés Galdós Ortuño left.", [("Andrés Galdós Ortuño", "President", "Peru")]),
        told("b", "President Galdós Ortuño left.", [("Galdós Ortuño", "President", "Peru")]),
        told("c", "President Andres Galdos left.", [("Andres Galdos", "President", "Peru")]),
    )
    assert names(index) == ["Andrés Galdós Ortuño"]
    assert any("a part of the name" in line for line in index.people[0].link_evidence)


def test_initials_join_the_given_name_of_the_same_office() -> None:
    """J. R. Halloway, a governor, is the governor James Halloway, not the senator."""
    index = merged(
        told("a", "Governor J. R. Halloway left.", [("J. R. Halloway", "Governor", None)]),
        told("b", "Governor James Halloway left.", [("James Halloway", "Governor", None)]),
        told("c", "Senator Jack Halloway left.", [("Jack Halloway", "Senator", None)]),
    )
    assert index.ids["a", "j.-r.-halloway"] == index.ids["b", "james-halloway"] != index.ids["c", "jack-halloway"]


def test_namesakes_of_two_countries_stay_two() -> None:
    """One full name with other offices in another country is somebody else."""
    index = merged(
        told("a", "Senator John Caldwell left.", [("John Caldwell", "Senator", "United States")]),
        told("b", "Minister John Caldwell left.", [("John Caldwell", "Minister", "New Zealand")]),
        told("c", "Minister John Caldwell left.", [("John Caldwell", "Minister", "New Zealand")]),
    )
    assert index.ids["a", "john-caldwell"] != index.ids["b", "john-caldwell"] == index.ids["c", "john-caldwell"]


def test_role_cites_its_sentence() -> None:
    """A role carries the sentence that gives it."""
    index = merged(told("a", "It rained. President Mary Roe spoke.", [("Mary Roe", "President", None)]))
    (role,) = index.people[0].roles
    assert [(citation.sentence, citation.quote) for citation in role.citations] == [(1, "President Mary Roe spoke.")]


def test_without_office_no_page() -> None:
    """A person without an office is listed, and has an id, but no profile."""
    index = merged(told("a", "Mary Roe spoke.", [("Mary Roe", None, None)]))
    assert index.people == ()
    assert index.unprofiled == (("Mary Roe", "no office in the sources"),)
    assert index.ids == {("a", "mary-roe"): "mary-roe"}


def test_order_of_articles_does_not_matter() -> None:
    """The same articles in another order give the same people."""
    pairs = [
        told("a", "Minister Cho met Roe.", [("Cho", "Minister", "South Korea"), ("Roe", None, None)]),
        told(
            "b",
            "Minister Cho Su-jin met Mary Roe.",
            [("Cho Su-jin", "Minister", "South Korea"), ("Mary Roe", None, None)],
        ),
    ]
    assert merged(*pairs) == merged(*reversed(pairs))


def test_titles_fold() -> None:
    """Word order and spelling of a title do not matter."""
    assert fold_title("Minister of Defence") == fold_title("defense minister")
