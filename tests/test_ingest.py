"""Files to articles."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing_book.ingest import article_from_bytes, fingerprint, list_sources, plain_article, read_article, source_ids
from briefing_book.ingest.base.reading_text import one_line, reading_text
from briefing_book.ingest.formats.decoding import decode
from briefing_book.ingest.lines import boilerplate, header_lines
from briefing_book.ingest.lines.headline import title_from_lede
from briefing_book.ingest.lines.line_rules import line_rules
from briefing_book.ingest.lines.paragraphs import split
from briefing_book.ingest.lines.stated_dates import read_date, read_zone
from briefing_book.model.article import Article
from briefing_book.model.errors import UnreadableArticle
from briefing_book.model.text import Span
from briefing_book.rules.load import load
from briefing_book.rules.types.base import RuleFile
from briefing_book.rules.types.ingest import BOILERPLATE, METADATA, LineKind

ROOT = Path(__file__).parents[1]
GOLDEN = sorted((ROOT / "tests/golden/ingest").glob("*.yml"))
RULE_FILES = [BOILERPLATE, METADATA]
BODY = (
    "The ministers of Egypt and Peru met on Tuesday to talk about fish, and they agreed on very little.\n\n"
    "A second meeting will follow in the spring, according to people who were in the room that day.\n"
)


def article(text: str, file: str = "a.txt") -> Article:
    return article_from_bytes(text.encode(), file=file)


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableArticle) as caught:
        article_from_bytes(data, file="a.txt")
    return caught.value.reason


def cases(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text("utf-8")))


def found(article: Article, field: str) -> Any:
    match field:
        case "published":
            return article.published and article.published.edtf
        case "zone":
            return article.published and article.published.zone
        case "authors" | "warnings":
            return list(getattr(article, field))
        case "dropped":
            return [gone.text for gone in article.dropped]
        case "headline" | "standfirst" | "heading" | "caption" | "body":
            return [part.span.of(article.text) for part in article.paragraphs if part.kind == field]
    return getattr(article, field)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{path.stem}: {case['case']}") for path in GOLDEN for case in cases(path)]
)
def test_golden(case: dict[str, Any]) -> None:
    """Each golden text gives the article that stands under it."""
    text = case["text"] + ("\n\n" + BODY if case.get("with_body", True) else "")
    read = article(text)
    want = case["want"]
    assert {field: found(read, field) for field in want} == want


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.path)
def test_rule_examples(file: RuleFile[tuple[LineKind, ...]]) -> None:
    """Every rule takes its examples, and none of its counter-examples."""
    rules = {rule.name: rule for rule in line_rules(file)}
    for entry in load(file):
        rule = rules[entry.name]
        assert len(entry.examples) * len(entry.counter_examples) > 0, rule.name
        for text in entry.examples:
            assert rule.match(text), (rule.name, text)
        for text in entry.counter_examples:
            assert not rule.match(text), (rule.name, text)


def test_a_rule_of_lines_may_be_called_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code asks for the fields of a rule, never for its name."""
    texts = [case["text"] + "\n\n" + BODY for path in GOLDEN for case in cases(path)]
    before = [article(text) for text in texts]
    named = {file: line_rules(file) for file in RULE_FILES}
    renamed = {
        file: tuple(dataclasses.replace(rule, name=f"rule {at}") for at, rule in enumerate(rules))
        for file, rules in named.items()
    }
    for module in (boilerplate, header_lines):
        monkeypatch.setattr(module, "line_rules", renamed.get)
    for text, read in zip(texts, before, strict=True):
        again = article(text)
        assert [(gone.span, gone.text) for gone in again.dropped] == [(gone.span, gone.text) for gone in read.dropped]
        assert dataclasses.replace(again, dropped=(), stated=()) == dataclasses.replace(read, dropped=(), stated=())


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.path)
def test_rules_spare_prose(file: RuleFile[tuple[LineKind, ...]]) -> None:
    """No whole-line rule takes a sentence of an article's text."""
    sentences = [
        "He comments on the fish trade every week.",
        "More than 200 people were hurt.",
        "Next, the committee votes.",
        "Share prices fell.",
        "The talks ended.",
        "By Friday, nothing was left of the plan.",
        "It ended there.",
    ]
    for rule in line_rules(file):
        for text in sentences:
            assert rule.part != "line" or not rule.match(text), (rule.name, text)


def test_paragraph_offsets() -> None:
    """A paragraph's words are those of the source, and it says where they begin."""
    text = "A Title\r\n\r\n" + "The ministers met in Cairo to talk\r\nabout fish.\r\n" + BODY
    read = article(text)
    for part in read.paragraphs:
        words = part.span.of(read.text)
        assert read.source_span(part.span).start == part.source_start
        assert read.source_span(part.span).of(text).split() == words.split()


@pytest.mark.parametrize(
    "line",
    [
        "Contact with the ship was lost at dawn, the coast guard said.",
        "Source: the ministry of fish, 2023.",
        "Lima: a city of ten million people and of many fishermen.",
        "WAIT: that was all the sign at the gate said to those who came.",
        "Ibo Salem is a reporter for The Marawell Times who was jailed in 2021.",
        "By Friday the boats were back in the harbour and the men had gone home.",
        "He reserved the right to remove comments from the record.",
        "Follow the money, said the judge.",
        "Published in 2019, the report found no fault with the fleet.",
        "Updated figures are due on 6 April 2023.",
        "Tags on the fish were found in 2021.",
        "“We will see,” she said. (Reuters could not verify the video.)",
        "The ENDS report was late.",
        "Comments will be moderated by the court, the judge said.",
        "In Lima, April 6 is a day of rest.",
        "Amara Okello, 34, a fisherman",
        "The price: $3.40 a kilo",
        "Three things matter:",
        "• the quota",
        "• the price",
        "• the boats",
        "Q: What will you do next?",
        "A: We will wait.",
        "MODERATOR: Thank you all for coming to this briefing on fish today.",
        "AMARA OKELLO: Thank you. We met, and we talked about fish for hours.",
        "The talks began in the morning and went on until the lights went out.",
        "9 April 2023: The boats return to the harbour after three days at sea.",
        "Lima (population 10 million) is the capital.",
        "To contact the dead was his trade, the court heard.",
        "For more information, the ministry asks people to call its offices in the capital.",
        "Tell us what you think of the plan, the minister asked the crowd.",
        "A version of this story is told in every village on the coast.",
        "Fish and chips",
        "12:30 and no boat in sight, the log says.",
    ],
)
def test_text_stays(line: str) -> None:
    """A line of the text that reads a little like a page's head or foot stays, wherever it stands."""
    first, second = BODY.strip().split("\n\n")
    for parts in ((line, first, second), (first, line, second), (first, second, line)):
        read = article("\n\n".join(("Ministers agree on a fishing quota after long talks", *parts)))
        assert any(line in part.span.of(read.text) for part in read.paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "Members of the union met in Lima on Saturday.",
        "Fishers from Peru fought in the harbour of Lima on Saturday.",
        "The minister speaks to the fishers in Lima on Thursday.",
        "He said the man who stands by his boat would leave Lima on April 6, 2023.",
        "The union, which was founded by men who work at sea, had its first day in Lima on April 6, 2023.",
        "This report is more than 300 pages long.",
    ],
)
def test_no_caption(line: str) -> None:
    """A sentence with the day in it is no picture's."""
    first, second = BODY.strip().split("\n\n")
    read = article(f"Ministers agree on a fishing quota after long talks\n\n{line}\n\n{first}\n\n{second}")
    assert [part.kind for part in read.paragraphs if line in part.span.of(read.text)] == ["body"]


def test_hard_wrap() -> None:
    """Lines broken at one column are one paragraph; a title above them stays a line of its own."""
    wrapped = (
        "Ministers talk about fish\n\n"
        "The ministers of Egypt and Peru met on Tuesday to\ntalk about fish, and they agreed on very little\n"
        "before the evening came and the lights in the old\nhall went out.\n\n"
        "A second meeting will follow in the spring, said\npeople who were in the room, though nobody there\n"
        "would name a day.\n"
    )
    read = article(wrapped)
    assert [part.kind for part in read.paragraphs] == ["headline", "body", "body"]
    assert read.paragraphs[1].span.of(read.text).endswith("hall went out.")


def test_line_is_a_paragraph() -> None:
    """Lines of uneven length are paragraphs, with no blank line between them."""
    assert [block.text for block in split("One sentence.\nAnother, longer sentence.\nA third.")] == [
        "One sentence.",
        "Another, longer sentence.",
        "A third.",
    ]


def test_plain() -> None:
    """Plain reading drops nothing, and each place leads into the text as it is."""
    text = "Advertisement\n\n  " + BODY
    read = plain_article(text, file="a.txt", published=read_date("2023-04-05"))
    assert read.text.split() == text.split()
    assert not read.dropped
    assert read.title == ""
    assert all(
        part.kind == "body" and read.source_span(part.span).start == part.source_start for part in read.paragraphs
    )
    assert [read.source_span(part.span).of(text) for part in read.paragraphs] == [
        "Advertisement",
        *BODY.strip().split("\n\n"),
    ]


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x00\x01\x02\x03 text " * 50, "binary"),
        (b"abc\x00def and some more words here", "binary"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "web page"),
        (b"Advertisement\n\nShare\n", "no article text"),
        (b"a" * 20_000_001, "20 MB"),
        (b"a " * 600_000, "characters"),
        (b"\xff\xfea", "UTF-16"),
        (b"a word\n" * 10_001, "lines"),
    ],
)
def test_unreadable(data: bytes, part: str) -> None:
    """What is no article is refused, with the reason."""
    assert part in reason(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    """A text comes out the same from every encoding; only a guess is reported."""
    text = "Fish ‘quota’ agreed – at last\n\n" + BODY.replace("Peru", "Curaçao")
    read = article_from_bytes(text.encode(encoding), file="a.txt")
    assert "Curaçao" in read.text
    assert read.title == "Fish ‘quota’ agreed – at last"
    assert bool(read.warnings) == (encoding == "cp1252")


def test_korean_code_page() -> None:
    """A code page that is not Western is guessed, and the guess reported."""
    text, warnings = decode(("정부는 오늘 협상 결과를 발표했다. " * 20).encode("cp949"), file="a.txt")
    assert text.startswith("정부는 오늘")
    assert warnings


def test_mojibake() -> None:
    """UTF-8 that was read as a Western code page is repaired, and the repair reported."""
    garbled = BODY.replace("Peru", "Peru’s “sea’s men").encode().decode("cp1252")
    read = article("Fish quota agreed\n\n" + garbled)
    assert "Peru’s “sea’s men" in read.text
    assert "repaired" in read.warnings[0]


def test_front_matter_bomb() -> None:
    """Front matter with aliases is dropped unread."""
    bomb = "---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\ntitle: *b\n---\n"
    read = article(bomb + "Fish quota agreed\n\n" + BODY)
    assert read.title == "Fish quota agreed"
    assert read.dropped[0].rule == "front matter"


def test_no_hostile_metadata() -> None:
    """A title has no control characters, and an address is one of the web."""
    read = article("Title: Fish \u202equota\u202c agreed\u200b\nURL: javascript:alert(1)\n\n" + BODY)
    assert read.title == "Fish quota agreed"
    assert read.url is None


def test_foreign_language() -> None:
    """An article that is not English gives nothing, and the report names its language."""
    line = "Le ministre de la pêche a dit mardi que les pays de la région ne sont pas d'accord sur les quotas.\n"
    text = "Le ministre parle de la pêche\n\n" + line * 2
    assert reason(text.encode()) == "in French: only English is read"


def test_fingerprint() -> None:
    """Two files of the same words have one fingerprint."""
    one, two = article("Fish quota agreed\n\n" + BODY), article("FISH QUOTA AGREED\n\n\n" + BODY.replace("\n\n", "\n"))
    assert fingerprint(one) == fingerprint(two)
    assert fingerprint(one) != fingerprint(article("Fish quota refused\n\n" + BODY))


def test_source_ids() -> None:
    """An id is the file's name; where two would be equal, with its folder or its ending."""
    assert source_ids(["a/x.txt", "b/x.txt", "y.txt"]) == {"a/x.txt": "a-x", "b/x.txt": "b-x", "y.txt": "y"}
    assert source_ids(["x.md", "x.txt"]) == {"x.md": "x.md", "x.txt": "x.txt"}
    assert article("Fish quota agreed\n\n" + BODY, file="../../x.txt").id == "x"
    assert article("Fish quota agreed\n\n" + BODY, file="..").id == "article"


def test_list_sources(tmp_path: Path) -> None:
    """Article files are listed in order, without hidden ones and links that lead outside."""
    seeds = tmp_path / "seeds"
    (seeds / "b").mkdir(parents=True)
    for name in ("z.txt", "b/a.md", "B.TXT", ".hidden.txt", "c.jpg"):
        (seeds / name).write_text("x")
    (tmp_path / "secret.txt").write_text("x")
    (seeds / "link.txt").symlink_to(tmp_path / "secret.txt")
    (seeds / "loop.txt").symlink_to(seeds / "loop.txt")
    assert [path.relative_to(seeds).as_posix() for path in list_sources(seeds)] == ["B.TXT", "b/a.md", "z.txt"]


def test_read_article(tmp_path: Path) -> None:
    """The file's name is relative to the folder; a file that cannot be read is named."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b/x.txt").write_text("Fish quota agreed\n\n" + BODY)
    read = read_article(tmp_path / "b/x.txt", tmp_path)
    assert (read.file, read.id) == ("b/x.txt", "x")
    with pytest.raises(UnreadableArticle, match=r"b/y\.txt"):
        read_article(tmp_path / "b/y.txt", tmp_path)


def test_title_from_lede() -> None:
    """A made title is the first sentence, cut where a phrase ends; abbreviations end nothing."""
    assert title_from_lede("The U.S. envoy met Mr. Roe on Tuesday. More.") == "The U.S. envoy met Mr. Roe on Tuesday"
    long = "The minister of fisheries called for more time to study the plan in view of the election that is due in spring, and left."
    assert title_from_lede(long + " More.").endswith(" …")
    assert long.startswith(title_from_lede(long).removesuffix(" …"))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2023-07-09", "2023-07-09"),
        ("09 Jul. 2023, 21:31", "2023-07-09"),
        ("July 9th, 2023", "2023-07-09"),
        ("Sept. 3 2023", "2023-09-03"),
        ("13/04/2023", "2023-04-13"),
        ("04/13/2023", "2023-04-13"),
        ("04/05/2023", "[2023-04-05..2023-05-04]"),
        ("Thu 04/05/2023", "2023-05-04"),
        ("04.05.2023", "2023-05-04"),
        ("4. 5. 2023", "2023-05-04"),
        ("4-May-23", "2023-05-04"),
        ("4 May 98", "1998-05-04"),
        ("13/04/23", "2023-04-13"),
        ("May 04,2023", "2023-05-04"),
        ("version 1.2.3", None),
        ("March 2008", "2008-03"),
        ("2023-02-30", None),
        ("9 of 10", None),
    ],
)
def test_read_date(text: str, edtf: str | None) -> None:
    """A stated date is read as far as it is stated."""
    date = read_date(text)
    assert (date and date.edtf) == edtf


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("8:51 PM GMT+0200", "Etc/GMT-2"),
        ("20:51 UTC-3", "Etc/GMT+3"),
        ("20:51 GMT", "Etc/UTC"),
        ("20:51 GMT+0530", None),
        ("20:51", None),
    ],
)
def test_read_zone(text: str, zone: str | None) -> None:
    """A stamp's zone is named by its letters or its whole hours from UTC."""
    assert read_zone(text) == zone


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("The [ministry](https://example.org/a_(b)) of fish said on Monday.", "The ministry of fish said on Monday."),
        ('The ministry of [fish](/fish "all of it") said on Monday.', "The ministry of fish said on Monday."),
        ("The ministry [sic](he said) of fish said on Monday.", "The ministry [sic](he said) of fish said on Monday."),
        ("**Source:** [Example News](https://example.org/a)", "Source: [Example News](https://example.org/a)"),
    ],
)
def test_links_in_sentences(line: str, plain: str) -> None:
    """A Markdown link in a sentence is its words; a line that is mostly link keeps its address."""
    assert reading_text(line).text == plain


def test_links_are_cheap() -> None:
    """Hundreds of thousands of brackets are read in time linear in their number."""
    for start in ("[" * 200_000, "[a](" * 100_000, "[a](http://b " * 60_000):
        reading_text(start + "](")


ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from(
        [
            "\n",
            "\r\n",
            "\n\n",
            " ",
            "Advertisement\n",
            "By Jane Doe\n",
            "\u2028",
            "CAIRO (EXN) - ",
            "---\n",
            "Comments\n",
            "# ",
            "01:42\n",
        ]
    ),
    st.sampled_from(
        [
            "> ",
            "the next of them went on\n",
            "[a b c d](https://e.org)",
            "![",
            "By\n",
            "AFP\n",
            "6 April 2023 | Jane Doe\n",
            "Source: EXN | 2023-04-06\n",
        ]
    ),
    st.sampled_from(BODY.split("\n")),
)


def with_the_link(source: str, span: Span) -> str:
    """A stretch with the marks of the links whose words it begins or ends with."""
    start = span.start - (source[span.start - 1 : span.start] == "[")
    behind = re.match(r"\]\([^()\s]*\)", source[span.end :])
    return source[start : span.end + (behind.end() if behind else 0)]


@settings(max_examples=150)
@example(["the next of them went on\n", "Comments\n", "[a b c d](https://e.org)", "the next of them went on\n"])
@given(st.lists(ALPHABET, max_size=40))
def test_any_text(parts: list[str]) -> None:
    """Any text gives an article whose words are the source's, each in its place, or UnreadableArticle."""
    data = "".join(parts).encode("utf-8", "surrogatepass")
    try:
        read = article_from_bytes(data, file="a.txt")
    except UnreadableArticle:
        return
    source, _ = decode(data, file="a.txt")
    for part in read.paragraphs:
        words = part.span.of(read.text)
        assert words == words.strip()
        assert words
        assert read.source_span(part.span).start == part.source_start
        places = [Span(at, at + 1) for at in range(part.span.start, part.span.end)]
        assert all(place.of(read.text) in (one_line(read.source_span(place).of(source)) or " ") for place in places)
    for gone in read.dropped:
        assert one_line(gone.text) in (one_line(gone.span.of(source)), one_line(with_the_link(source, gone.span)))
    assert "\n\n".join(part.span.of(read.text) for part in read.paragraphs) == read.text


@settings(max_examples=80)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Any bytes give an article or UnreadableArticle."""
    with contextlib.suppress(UnreadableArticle):
        article_from_bytes(data, file="a.txt")


@pytest.mark.slow
@pytest.mark.parametrize(
    "start",
    [
        "By " + "Jane " * 100_000,
        "A" * 400_000,
        "A-" * 200_000,
        "CAIRO, " * 60_000,
        "(" * 300_000,
        "\n" * 300_000,
        "A Line Of Words\n" * 9_900,
        "word, " * 9 + "\n",
        ". " * 200_000,
        "6 April 2023, " * 15 + "x\n",
        ("6 April 2023, Jane Doe / " * 8 + "\n") * 900,
    ],
)
def test_long_lines_are_cheap(start: str) -> None:
    """A hostile line of hundreds of thousands of characters is read in time linear in its length."""
    article(start + "\n\n" + BODY)


def test_nothing_is_lost() -> None:
    """Every word of the source is in the article or among what was dropped."""
    text = (ROOT / "tests/golden/ingest/page.txt").read_text("utf-8")
    read = article(text)
    together = read.text + " " + " ".join(gone.text for gone in read.dropped)
    assert sorted(re.findall(r"\w+", together)) == sorted(re.findall(r"\w+", text))


def test_a_short_text_with_many_accents_is_western() -> None:
    """An accent in a dozen bytes does not make it Baltic or Central European."""
    short = (
        "Cafés à la crème déjà vu\n\nJuly 1, 2024\n\nMayor Zoë Brönte said she would fête naïve café owners on Monday."
    )
    assert "Zoë Brönte" in article_from_bytes(short.encode("cp1252"), file="a.txt").text


@pytest.mark.parametrize(
    ("head", "outlet"), [("4 May 2019 - 07:15 By Reuters", "Reuters"), ("4 May 2019 | Reuters", "Reuters")]
)
def test_agency_beside_the_day_is_no_photo_credit(head: str, outlet: str) -> None:
    """The line would lose its day with it."""
    read = article(f"Ferry runs aground off Marawell\n{head}\n\nThe ferry hit a rock at dawn, the coast guard said.\n")
    assert (read.published and read.published.edtf, read.outlet) == ("2019-05-04", outlet)


@pytest.mark.parametrize("mark", ["* ", "• ", "*** "])
def test_bullet_before_a_headline_is_not_of_it(mark: str) -> None:
    read = article(f"{mark}Ferry runs aground off Marawell\n4 May 2019\n\nThe ferry hit a rock at dawn.\n")
    assert read.title == "Ferry runs aground off Marawell"


def test_title_of_a_text_that_begins_with_marks_is_its_first_sentence() -> None:
    """A line of a menu in which the first sentence is a full stop gives none."""
    read = article(
        ". Sea News Daily .\n\nThe ferry hit a rock off Marawell at dawn, the coast guard said. Nobody was hurt.\n"
    )
    assert read.title == "The ferry hit a rock off Marawell at dawn, the coast guard said"


def test_a_day_with_its_label_counts_before_the_clock_of_the_site() -> None:
    """A saved page opens with the day on which it was saved."""
    head = "Tue | May 7, 2024\n\nCouncil clears plan for a second ferry\n\nPublished:Friday | July 3, 2020 | 12:00 AM"
    read = article(f"{head}\n\nThe council of Norhaven voted for a second ferry on Thursday, the mayor said.\n")
    assert (read.published and read.published.edtf, read.title) == (
        "2020-07-03",
        "Council clears plan for a second ferry",
    )
