"""The wall around one article, and around merging."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from mkdocs.config import load_config

from briefing_book import intake, pipeline
from briefing_book.cli import main
from briefing_book.model.errors import StaleOverride, UnreadableArticle, UsageError
from briefing_book.model.settings import BookFile
from briefing_book.plugin import BriefingPlugin
from briefing_book.workers import guarded
from briefing_book.workers.guarded import Piece, Refusal, each, one, seconds_for, seconds_for_book
from tests.small_book import ARTICLES, ROOT, surroundings, write_book

WORK = "tests.hostile_work"
FAULT = """A harbour at rest

By Nils Aker, The Norland Courier
March 5, 2019

HOLMSTAD -- The harbour of Skarvik was closed on Monday, the harbour office said. FAULT: {}

Nobody was there to see it, and nothing else happened in the town.
"""
REASONS = {
    "raise": "ValueError: no such thing at 0x…",
    "loop": "took longer than 6 seconds and was stopped",
    "match": "took longer than 6 seconds and was stopped",
    "recurse": "nested too deep",
    "eat": "needs more memory than there is",
    "die": "ended its process by SIGKILL",
    "leave": "SystemExit: 3",
}
FAULTS = [
    pytest.param(fault, marks=pytest.mark.skipif(fault == "eat" and sys.platform == "darwin", reason="no such limit"))
    for fault in REASONS
]


def little_time(length: int) -> float:
    """Seconds for an article with a fault; those of the small book, which are longer, have what they need on a busy
    machine."""
    return 6.0 if length < 300 else 120.0


def piece(*arguments, seconds: float = 20.0, memory: int = guarded.MEMORY) -> Piece:
    return Piece(arguments=arguments, seconds=seconds, memory=memory)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book")


def add(book: Path, fault: str, name: str = "rest.txt") -> None:
    (book / "seeds" / name).write_text(FAULT.format(fault), encoding="utf-8")


def sources(book: Path) -> set[str]:
    return {
        source["id"] for source in json.loads((book / "docs/data/book.json").read_text(encoding="utf-8"))["sources"]
    }


def gone(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        return False
    return True


# One piece of work


def test_what_is_done_comes_back_in_order():
    """With more pieces than workers."""
    assert list(each(f"{WORK}:fine", [piece(n) for n in range(20)], workers=3)) == list(range(1, 21))


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_goes_wrong_costs_one_piece(fault):
    """The pieces before and after it are done, and the reason is one line."""
    seconds = 6.0 if fault in ("loop", "match") else 60.0
    pieces = [piece("none"), piece(fault, seconds=seconds), piece("none")]
    before, refusal, after = each(f"{WORK}:go_wrong", pieces)
    assert before == after == "no fault is called none"
    assert REASONS[fault] in refusal.reason
    assert "\n" not in refusal.reason


def test_a_refusal_names_the_maker():
    """The file of this program and the function in which it happened."""
    refusal = one("briefing_book.model.text:span_of", piece(None))
    assert "in model/text.py, span_of: " in refusal.reason


def test_what_cannot_be_sent_is_refused():
    """A result that no other process could read is no end of the worker."""
    assert isinstance(one(f"{WORK}:unsendable", piece(1)), Refusal)


def test_what_cannot_be_understood_here_is_refused():
    """A result that only the worker knows how to make."""
    assert isinstance(one(f"{WORK}:unreadable", piece(1)), Refusal)
    assert one(f"{WORK}:fine", piece(1)) == 2


def test_more_time_is_named_in_proportion(monkeypatch):
    """Four times what a short article has."""
    monkeypatch.setenv("BRIEFING_SECONDS", "30")
    assert "BRIEFING_SECONDS=120" in guarded.too_long(34.5, piece().stated).reason


def test_our_own_errors_come_back_whole():
    """With all that they know."""
    with pytest.raises(UnreadableArticle) as error:
        one("briefing_book.workers.steps:ingest", piece(b"", "torn.txt"))
    assert (error.value.file, error.value.reason) == ("torn.txt", "empty")


def test_several_stale_corrections_come_back_whole():
    """Their lines and their faults cross from one process to the other."""
    error = StaleOverride([(3, "b"), (1, "a")]).__reduce__()
    assert error[0](*error[1]).faults == ((1, "a"), (3, "b"))


def test_a_worker_that_cannot_begin_is_nobodys_fault():
    """The articles are not named for a broken installation."""
    with pytest.raises(UsageError, match="no model"):
        one(f"{WORK}:fine", Piece(arguments=(1,), seconds=20.0, first=(f"{WORK}:cannot_begin", ())))


def test_a_missing_model_is_a_matter_of_configuration():
    """Named as such, through the wall."""
    with pytest.raises(UsageError, match="no_such_model"):
        one(f"{WORK}:fine", Piece(arguments=(1,), seconds=60.0, first=(pipeline.LOAD, ("no_such_model",))))


def test_a_worker_is_kept_for_the_next_call():
    """So that the live preview loads the model once."""
    assert one(f"{WORK}:where", piece()) == one(f"{WORK}:where", piece()) != os.getpid()


def test_leaving_early_ends_the_workers():
    """A generator that is closed has nobody working for it any more."""
    busy = each(f"{WORK}:go_wrong", [piece("none"), piece("loop", seconds=500)], workers=1)
    next(busy)
    started = time.monotonic()
    busy.close()
    assert time.monotonic() - started < 5


def test_it_works_in_a_thread():
    """`mkdocs serve` builds in a thread that is not the main one."""
    with ThreadPoolExecutor(1) as threads:
        assert (
            "took longer than 1 seconds"
            in threads.submit(one, f"{WORK}:go_wrong", piece("match", seconds=1)).result().reason
        )


def test_two_threads_have_each_their_own_worker():
    """Neither gets the other's answer."""
    with ThreadPoolExecutor(4) as threads:
        done = [threads.submit(one, f"{WORK}:fine", piece(n)) for n in range(12)]
    assert [each.result() for each in done] == list(range(1, 13))


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(tmp_path, stop):
    """Whether it is stopped in peace or not, and though the worker is in a call that is not Python."""
    script = tmp_path / "works.py"  # without a guard around its main part, as people write them
    script.write_text(
        "from briefing_book.workers.guarded import Piece, each\n"
        "print(*each('tests.hostile_work:where', [Piece(arguments=(), seconds=9)]), flush=True)\n"
        "list(each('time:sleep', [Piece(arguments=(2,), seconds=9)]))\n",
        encoding="utf-8",
    )
    program = subprocess.Popen(
        [sys.executable, script],
        env=surroundings(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert program.stdout
    with program.stdout:
        worker = int(program.stdout.readline())
        program.send_signal(stop)
        program.wait(20)
    until = time.monotonic() + 20
    while not gone(worker) and time.monotonic() < until:
        time.sleep(0.1)
    assert gone(worker)


def test_the_time_grows_with_the_article(monkeypatch):
    """And the environment has the last word."""
    monkeypatch.delenv("BRIEFING_SECONDS", raising=False)
    assert seconds_for(100_000) == 120
    monkeypatch.setenv("BRIEFING_SECONDS", "5")
    assert (seconds_for(0), seconds_for(100_000)) == (5, 30)
    assert seconds_for_book(40) == 35


@pytest.mark.parametrize("stated", ["soon", "0", "-1", "nan", "inf"])
def test_a_time_that_is_none_is_wrong_usage(monkeypatch, capsys, book, stated):
    """One line that says what to write."""
    monkeypatch.setenv("BRIEFING_SECONDS", stated)
    assert main(["build", "--book", str(book)]) == 2
    assert f"BRIEFING_SECONDS={stated}: write the seconds" in capsys.readouterr().err


# One article of a book


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("stage", ["ingest", "extract"])
def test_a_bad_article_costs_itself_alone(book, monkeypatch, capsys, stage, fault):
    """It is named in the report and on the coverage page, and the rest is built."""
    monkeypatch.setattr(intake if stage == "ingest" else pipeline, stage.upper(), f"{WORK}:{stage}")
    if fault in ("loop", "match"):
        monkeypatch.setattr(guarded, "seconds_for", little_time)
    add(book, fault)
    assert main(["build", "--book", str(book)]) == 0
    named = [line for line in capsys.readouterr().err.splitlines() if "rest.txt" in line]
    assert len(named) == 1
    assert named[0].startswith("not read: rest.txt: " if stage == "ingest" else "not read (extract): rest.txt: ")
    assert REASONS[fault] in named[0]
    assert sources(book) == {"harbour", "ferries"}
    assert "rest.txt" in (book / "docs/coverage.md").read_text(encoding="utf-8")


def test_a_refused_article_is_remembered_with_the_book(book, monkeypatch, capsys):
    """A build in which nothing changed says it again, and `--strict` fails on it."""
    monkeypatch.setattr(pipeline, "EXTRACT", f"{WORK}:extract")
    add(book, "raise")
    main(["build", "--book", str(book)])
    capsys.readouterr()
    monkeypatch.setattr(guarded, "each", lambda *_, **__: pytest.fail("nothing changed"))
    assert main(["build", "--strict", "--book", str(book)]) == 1
    assert "not read (extract): rest.txt: a fault of this program: ValueError" in capsys.readouterr().err


@pytest.mark.slow
def test_a_time_limit_is_paid_for_once(book, monkeypatch, capsys):
    """Another article changes: the slow one is refused from memory, until it is given more time."""
    monkeypatch.setattr(pipeline, "EXTRACT", f"{WORK}:extract")
    monkeypatch.setattr(guarded, "seconds_for", little_time)
    add(book, "loop")
    main(["build", "--book", str(book)])
    more = "Skarvik opens its bridge\n\nMarch 20, 2019\n\nMayor Ida Moe opened the new bridge of Skarvik on Tuesday at noon.\n"
    (book / "seeds" / "more.txt").write_text(more, encoding="utf-8")
    read: list[str] = []
    extracted = pipeline._extracted
    monkeypatch.setattr(
        pipeline,
        "_extracted",
        lambda pieces, settings: read.extend(p.arguments[0].file for p in pieces) or extracted(pieces, settings),
    )
    main(["build", "--book", str(book)])
    assert read == ["more.txt"]
    assert capsys.readouterr().err.count("rest.txt: took longer than 6 seconds") == 2
    assert sources(book) == {"harbour", "ferries", "more"}
    monkeypatch.setattr(guarded, "seconds_for", lambda length: little_time(length) + 1)
    (book / "seeds" / "more.txt").unlink()
    main(["build", "--book", str(book)])
    assert "rest.txt: took longer than 7 seconds" in capsys.readouterr().err


@pytest.mark.slow
def test_a_failure_is_not_kept_as_a_finding(book, monkeypatch):
    """Mended, the same article is read."""
    monkeypatch.setattr(pipeline, "EXTRACT", f"{WORK}:extract")
    add(book, "raise")
    main(["build", "--book", str(book)])
    monkeypatch.undo()
    (book / ".briefing" / "built.json").unlink()
    main(["build", "--book", str(book)])
    assert "rest" in sources(book)


def test_a_correction_of_what_was_lost_does_not_stop_the_book(book, monkeypatch, capsys):
    """Who is named only in a lost article cannot be corrected; the report says which line was not applied."""
    monkeypatch.setattr(pipeline, "EXTRACT", f"{WORK}:extract")
    add(book, "raise")
    (book / "book.yml").write_text(
        "people:\n- person: Nora Quist\n  name: Nora B. Quist\n  reason: so\n", encoding="utf-8"
    )
    assert main(["build", "--book", str(book)]) == 0
    assert "warning (merge): book.yml: line 2 is not applied" in capsys.readouterr().err
    assert sources(book) == {"harbour", "ferries"}


def test_a_new_correction_has_to_match_though_an_article_was_lost(book, monkeypatch, capsys):
    """Nothing is written for a name that nobody has."""
    monkeypatch.setattr(pipeline, "EXTRACT", f"{WORK}:extract")
    add(book, "raise")
    assert main(["edit", "country", "Nora Quist", "Norland", "--reason", "so", "--book", str(book)]) == 2
    assert "Nora Quist" in capsys.readouterr().err
    assert not (book / "book.yml").exists()


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["raise", "match", "die"])
@pytest.mark.parametrize("command", [["explain"], ["findings", "--json"]])
def test_looking_at_a_bad_article_is_one_line(book, monkeypatch, capsys, command, fault):
    """And exit code 1."""
    monkeypatch.setattr(pipeline, "EXTRACT", f"{WORK}:extract")
    if fault == "match":
        monkeypatch.setattr(guarded, "seconds_for", little_time)
    add(book, fault)
    assert main([*command, str(book / "seeds" / "rest.txt")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("briefing: rest.txt: ")
    assert told.err.count("\n") == 1


@pytest.mark.slow
def test_findings_go_on_after_a_bad_article(book, monkeypatch, capsys):
    """The others are listed."""
    monkeypatch.setattr(pipeline, "EXTRACT", f"{WORK}:extract")
    add(book, "die")
    files = [str(book / "seeds" / name) for name in ("rest.txt", "ferries.txt")]
    assert main(["findings", "--json", *files]) == 1
    assert [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()] == [files[1]]


# Merging


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["raise", pytest.param("match", marks=pytest.mark.slow), "die"])
def test_an_article_that_cannot_be_merged_is_left_out(book, monkeypatch, capsys, fault):
    """Whatever it does to the step; it is named, and the rest is built."""
    monkeypatch.setattr(pipeline, "BUILD", f"{WORK}:build")
    if fault == "match":
        monkeypatch.setattr(guarded, "seconds_for_book", lambda _: 20.0)
    add(book, fault)
    assert main(["build", "--strict", "--book", str(book)]) == 1
    named = [line for line in capsys.readouterr().err.splitlines() if "rest.txt" in line]
    assert len(named) == 1
    assert named[0].startswith("not read (merge): rest.txt: left out as a whole: ")
    assert sources(book) == {"harbour", "ferries"}
    assert "rest.txt" in (book / "docs/coverage.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_one_finding_that_cannot_be_merged_is_left_out(book, monkeypatch, capsys):
    """Its article stays, with its other quotations."""
    monkeypatch.setattr(pipeline, "BUILD", f"{WORK}:build")
    ferries = (
        ARTICLES["ferries.txt"] + '\n"A FINDING is what we need," Orlik said.\n\n"The pier will be wide," Orlik said.\n'
    )
    (book / "seeds" / "ferries.txt").write_text(ferries, encoding="utf-8")
    assert main(["build", "--book", str(book)]) == 0
    told = capsys.readouterr().err
    assert "warning (merge): ferries.txt: the quotation “" in told
    assert "FINDING" in told
    said = (book / "docs/data/book.json").read_text(encoding="utf-8")
    assert "The pier will be wide" in said
    assert "A FINDING is what we need" not in {quotation["text"] for quotation in json.loads(said)["quotations"]}


def test_a_fault_of_ours_is_no_articles_fault(book, monkeypatch, capsys):
    """When nothing at all can be merged, that is said, and nothing is written."""
    monkeypatch.setattr(pipeline, "BUILD", f"{WORK}:build_nothing")
    assert main(["build", "--book", str(book)]) == 2
    assert "the book cannot be made: " in capsys.readouterr().err
    assert not (book / "docs/index.md").exists()


def test_what_is_left_out_is_the_same_each_time(book, monkeypatch):
    """Same articles, same bytes, also of a book with faults."""
    monkeypatch.setattr(pipeline, "BUILD", f"{WORK}:build")
    add(book, "raise")
    pipeline.build(book)
    first = (book / "docs/coverage.md").read_bytes()
    (book / ".briefing" / "built.json").unlink()
    assert not pipeline.build(book).changes
    assert (book / "docs/coverage.md").read_bytes() == first


def test_a_correction_is_tried_behind_the_wall(book, monkeypatch):
    """`briefing edit` merges as well."""
    add(book, "raise")
    monkeypatch.setattr(pipeline, "EXTRACT", f"{WORK}:extract")
    assert {source.id for source in pipeline.rehearse(book, BookFile()).sources} == {"harbour", "ferries"}


# In the live preview


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["ingest", "extract", pytest.param("build", marks=pytest.mark.slow)])
def test_the_live_preview_goes_on(book, monkeypatch, caplog, stage):
    """In a thread, as MkDocs builds: a regex that never ends costs its article, and the page shows the rest."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    monkeypatch.setattr(intake if stage == "ingest" else pipeline, stage.upper(), f"{WORK}:{stage}")
    monkeypatch.setattr(guarded, "seconds_for", little_time)
    monkeypatch.setattr(guarded, "seconds_for_book", lambda _: 20.0)
    add(book, "match")
    config = load_config(str(book / "mkdocs.yml"))
    plugin = BriefingPlugin()
    plugin.load_config({})
    plugin.on_startup(command="serve", dirty=False)
    building = threading.Thread(target=plugin.on_pre_build, kwargs={"config": config})
    building.start()
    building.join(300)
    assert not building.is_alive()
    assert [record.levelname for record in caplog.records if "rest.txt" in record.getMessage()] == ["INFO"]
    assert sources(book) == {"harbour", "ferries"}


def test_a_second_stop_at_the_end_prints_no_traceback() -> None:
    """The workers are being ended, which takes a moment."""
    code = (
        "import os, signal\n"
        "from briefing_book.workers import guarded\n"
        "guarded.end_all = lambda: os.kill(os.getpid(), signal.SIGINT)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
