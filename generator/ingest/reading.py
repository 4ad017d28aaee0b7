"""Files to articles. The only place of this stage that touches the disk."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from .. import book_folder
from ..model.article import Article, Dropped, Left, Paragraph, Reading, TitleBasis, Turn, part_name
from ..model.dates import Date
from ..model.errors import UnfitFile, UnreadableArticle
from ..model.text import Span
from ..rules.load import load
from ..rules.types.ingest import LINE_WORDS
from .base import limits
from .base.raw_text import RawText
from .base.reading_text import ReadingText, reading_text
from .input_formats import articles, read
from .lines import boilerplate, genre, header, header_lines, headline
from .lines.facts import Fact
from .lines.paragraphs import Block, joined_dates, rejoined, split, unmarked, unwrapped

_LEAST_WORDS = 4
_ENOUGH_WORDS = 50  # that tell what language it is
_LEAST_ENGLISH = 0.12  # of the words of a text, those that English uses most; news have some 0.4
_BROKEN = re.compile(r"\s{2,}|\n")  # what stood between the halves of a paragraph
_SAFE = re.compile(r"[^\w.,+()' -]+")


def list_sources(folder: Path) -> list[Path]:
    """The article files below a folder, sorted by their path. Raises OSError when the folder cannot be listed."""
    return [folder / file for file in book_folder.listing(folder, articles()).files]


def read_article(path: Path, root: Path) -> Article:
    """The only article of a file. Raises UnreadableArticle when the file cannot be read or does not hold just one."""
    file, data = read_source(path, root)
    return article_from_bytes(data, file=file)


def read_source(path: Path, root: Path) -> tuple[str, bytes]:
    """A file's name below `root` and its bytes, one more than the most when there are too many. Raises
    UnreadableArticle."""
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    try:
        return file, book_folder.read(path, limits.most("bytes"))
    except OSError as error:
        raise UnreadableArticle(file, f"cannot be read: {error.strerror}") from error
    except UnfitFile as error:
        raise UnreadableArticle(file, error.reason) from error


def read_file(data: bytes, *, file: str) -> Reading:
    """All articles in a file's bytes; `file` is its name relative to the folder of sources.

    Raises UnreadableArticle for a file that holds nothing but one article that cannot be read.
    """
    found = read(data, file=file)
    digest = hashlib.sha256(data).hexdigest()
    if len(found) == 1 and isinstance(found[0], RawText):
        return Reading(articles=(article_from_text(found[0], file=file, digest=digest),))
    articles: list[Article] = []
    left: list[Left] = []
    for one in found:
        if isinstance(one, Left):
            left.append(one)
            continue
        try:
            digest = hashlib.sha256(one.text.encode("utf-8", "surrogatepass")).hexdigest()
            articles.append(article_from_text(one, file=file, digest=digest))
        except UnreadableArticle as error:
            left.append(Left(part=one.part, reason=error.reason))
    return Reading(articles=tuple(articles), left=tuple(left))


def article_from_bytes(data: bytes, *, file: str) -> Article:
    """The only article in a file's bytes. Raises UnreadableArticle when there is none, or more than one."""
    reading = read_file(data, file=file)
    if len(reading.articles) != 1:
        raise UnreadableArticle(file, f"holds {len(reading.articles)} articles")
    return reading.articles[0]


def article_from_text(source: RawText, *, file: str, digest: str) -> Article:
    """The article in a text that a format has read; `file` is the name of the file it comes from.

    Raises UnreadableArticle.
    """
    file = part_name(file, source.part)
    limits.refuse("characters", len(source.text), file=file)
    facts, start, dropped = header_lines.read_front_matter(source.text)
    read_as = reading_text(source.text, start).edited(unwrapped)
    blocks = split(read_as.text)
    total = len(blocks)
    limits.refuse("lines", total, file=file)
    kind = genre.find_kind(blocks, source.text[:start])

    def leave_out(gone: Sequence[Dropped]) -> None:
        dropped.extend(replace(one, span=read_as.offsets.span(one.span)) for one in gone)

    def sift(by: Callable[[Sequence[Block]], boilerplate.Sifted]) -> None:
        nonlocal blocks
        blocks, gone = by(blocks)
        leave_out(gone)

    def look(by: Callable[[Sequence[Block]], tuple[list[Fact], list[Block], list[Dropped]]]) -> None:
        nonlocal blocks
        found, blocks, gone = by(blocks)
        facts.extend(found)
        leave_out(gone)

    sift(boilerplate.sift_callouts)
    blocks = joined_dates([unmarked(block) for block in blocks])
    sift(boilerplate.sift_foreign)
    genre.refuse(blocks, kind, file=file)
    sift(partial(genre.sift_lists, kind=kind))
    sift(boilerplate.sift_comments)
    sift(boilerplate.sift_captions)
    for _ in range(3):  # a line that goes may bring another to the edge
        before = blocks
        look(header_lines.read_lines)
        sift(boilerplate.sift)
        if blocks == before:
            break
    sift(boilerplate.sift_rest)
    look(lambda these: header_lines.read_ends(these, facts))
    said = header.resolve(facts, read_as.text)
    sift(lambda these: boilerplate.sift_biographies(these, said.authors))
    blocks = rejoined(read_as.text, blocks)
    blocks = headline.find_kinds(blocks, title=said.title)
    if not blocks or not any(block.kind == "body" for block in blocks):
        raise UnreadableArticle(file, f"no article text left of {total} lines")
    if sum(len(block.text.split()) for block in blocks) < _LEAST_WORDS:
        raise UnreadableArticle(file, "too short to be an article")
    kept = read_as.edited(partial(_set, blocks))
    text = kept.text
    paragraphs = _paragraphs(blocks, read_as)
    kind, turns = genre.with_turns(kind, text, paragraphs, said.authors)
    if reason := _foreign(text):
        raise UnreadableArticle(file, reason)
    language = find_language(text)
    title, basis = _title(blocks, said, turns, text)
    return Article(
        id=source_id(file),
        file=file,
        digest=digest,
        text=text,
        paragraphs=paragraphs,
        title=title,
        title_basis=basis,
        authors=said.authors,
        outlet=said.outlet,
        url=said.url,
        language=language,
        dateline=said.dateline,
        published=said.published,
        written=said.written,
        updated=said.updated,
        stated=said.stated,
        dropped=tuple(sorted(dropped, key=lambda gone: gone.span)),
        warnings=(
            *source.warnings,
            *said.warnings,
            *([] if language == "en" else [f"seems not to be English ({language})"]),
            *boilerplate.corrections(dropped),
            *limits.remarks([block.text for block in blocks]),
        ),
        offsets=kept.offsets,
        part=source.part,
        pages=source.pages,
        genre=kind.genre,
        genre_seen=kind.seen,
        genre_rule=kind.rule,
        turns=turns,
    )


def plain_article(text: str, *, file: str, published: Date | None) -> Article:
    """A text as it stands: no line is taken out. `offsets` leads back into it."""
    read_as = reading_text(text).edited(unwrapped)
    return Article(
        id=source_id(file),
        file=file,
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=read_as.text,
        paragraphs=tuple(
            Paragraph(span=Span(block.start, block.end), source_start=read_as.offsets.start(block.start), kind="body")
            for block in split(read_as.text)
        ),
        title="",
        published=published,
        offsets=read_as.offsets,
    )


def fingerprint(article: Article) -> str:
    """Equal for two articles of the same words, whatever their case, marks and spacing."""
    return hashlib.sha256(boilerplate.folded(article.text).encode("utf-8", "surrogatepass")).hexdigest()


def source_id(file: str) -> str:
    """A file's name without its ending, safe as a name of a page; that of a part of it behind it.

    >>> source_id("2023/003_ab.txt"), source_id("../../x.txt"), source_id("week.zip#in/a.eml#2")
    ('003_ab', 'x', 'week-a-2')
    """
    return _safe("-".join(PurePosixPath(name).stem for name in file.split("#")))


def source_ids(files: Sequence[str]) -> dict[str, str]:
    """The id of each file of a book: with its folder, then its ending, where the name alone is not unique."""
    ids = {file: source_id(file) for file in files}
    longer: tuple[Callable[[str], str], ...] = (
        lambda file: _safe("-".join([*PurePosixPath(file).parent.parts, PurePosixPath(file).stem])),
        lambda file: _safe("-".join(PurePosixPath(file).parts)),
        lambda file: f"{source_id(file)}-{hashlib.sha256(file.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}",
    )
    for name in longer:
        times = Counter(value.casefold() for value in ids.values())  # some file systems know no case
        ids = {file: value if times[value.casefold()] == 1 else name(file) for file, value in ids.items()}
    return ids


def _safe(name: str) -> str:
    return _SAFE.sub("-", header.clean(name, 150)).strip(" .-") or "article"


def _set(blocks: Sequence[Block], text: str) -> Iterator[tuple[int, int, str]]:
    """What to do to the reading text so that nothing is left but the kept paragraphs, a blank line between them."""
    at = 0
    for block in blocks:
        yield at, block.start, "\n\n" if at else ""
        for run in _BROKEN.finditer(text, block.start, block.end):
            yield run.start(), run.end(), " "
        at = block.end
    yield at, len(text), ""


def _paragraphs(blocks: Sequence[Block], read_as: ReadingText) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    at = 0
    for block in blocks:
        end = at + len(" ".join(block.text.split()))
        paragraphs.append(
            Paragraph(span=Span(at, end), source_start=read_as.offsets.start(block.start), kind=block.kind or "body")
        )
        at = end + 2
    return tuple(paragraphs)


def _title(blocks: Sequence[Block], said: header.Metadata, turns: Sequence[Turn], text: str) -> tuple[str, TitleBasis]:
    """The title and where it comes from; no words of a turn, of which the label stands for it."""
    if said.title:
        return said.title, "headline"
    for block in blocks:
        if block.kind == "headline":
            return header.clean(block.text).rstrip(" ;"), "headline"
    if said.subject:
        return said.subject, "headline"
    ledes = [block.text for block in blocks if block.kind == "body"]
    if turns and ledes[0].startswith(label := turns[0].label.of(text)):
        return label.rstrip(" :"), "lede"
    return next(filter(None, map(headline.title_from_lede, ledes)), header.clean(ledes[0])), "lede"


def _foreign(text: str) -> str | None:
    """Why a text is surely not English, None when it may be."""
    rules, language = load(LINE_WORDS), find_language(text)
    if language in rules.languages:
        return f"in {rules.languages[language]}: only English is read"
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    strange = len(words) >= _ENOUGH_WORDS and _share(words, "en") < _LEAST_ENGLISH
    if not boilerplate.is_latin(text[:20_000]) or (language == "und" and strange):
        return "in no language that is known here: only English is read"
    return None


def _share(words: Sequence[str], language: str) -> float:
    """Of words, those that a language uses most."""
    usual = set(load(LINE_WORDS).function_words[language])
    return sum(word in usual for word in words) / len(words)


def find_language(text: str) -> str:
    """The ISO 639-1 code of a text's language as far as its function words tell; "und" when they do not."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    if not boilerplate.is_latin(text[:20_000]):
        return "und"
    if len(words) < 20:
        return "en"
    shares = {code: _share(words, code) for code in load(LINE_WORDS).function_words}
    best = max(shares, key=lambda code: shares[code])
    if shares["en"] >= 0.2 or best == "en":
        return "en"
    return best if shares[best] >= 0.2 else "und"
