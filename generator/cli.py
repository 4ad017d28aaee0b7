"""The command `briefing`. Exit codes: 0 done, 1 findings (out of date, a check failed), 2 usage or configuration."""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import __version__
from .model.errors import (
    BookFileError,
    BriefingError,
    StaleOverride,
    Stopped,
    UnreadableArticle,
    UsageError,
    disk_fault,
)

if TYPE_CHECKING:
    from .fetch.client import Client
    from .model.dates import Date
    from .model.source_files import Problem, SourceFile
    from .outcome import Outcome
    from .pipeline import Shown

_NAMED = 20  # files with the same fault that are named one by one

EXAMPLES = """
examples:
  briefing new my-book                 a ready book in a new folder: put articles into its seeds/, then `mkdocs serve`
  briefing build                       bring docs/ up to date with seeds/ and book.yml
  briefing build --book ~/my-book      the same for another folder that holds seeds/
  briefing build --cluster tcp://10.0.0.5:8786
                                       the articles are read by the workers of a Dask cluster
  briefing build --check               write nothing; exit 1 if docs/ is out of date
  briefing fetch https://quay.example/pier
                                       a page of the web into seeds/; a file of addresses, or the feeds of book.yml
  briefing check                       prove every line of the pages from seeds/ and book.yml
  briefing pdf                         the book as one PDF, printed by Chromium
  briefing explain seeds/a.txt         what was read from one article, by which rule
  briefing explain --book .            which lines stand on the front page, and why
  briefing findings a.txt b.txt --json the same as data, one object a line
  briefing edit merge "A. Roe" "Ann Roe" --reason "one person"
                                       write a correction into book.yml
  briefing edit hide c-0123456789 --reason "misread"
                                       the same for a line; the box at its citation has its id
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; argparse itself exits with 2 on wrong usage."""
    arguments = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file's name may hold what no encoding knows
    try:
        code: int = arguments.run(arguments)
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        print(f"briefing: {disk_fault(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as stop:
        print(f"\nbriefing: {str(stop) or arguments.stopped}", file=sys.stderr)
        return 130
    return code


def _tell(line: str) -> None:
    print(f"briefing: {line}", file=sys.stderr, flush=True)


@contextmanager
def _done(what: str) -> Iterator[None]:
    """A stop from here on comes too late to undo what has been done."""
    try:
        yield
    except KeyboardInterrupt:
        raise Stopped(f"stopped; {what}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefing",
        description="Make a cited briefing book from a folder of news articles.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    parser.set_defaults(stopped="stopped before anything was written")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    new = commands.add_parser("new", help="write a ready book into a folder: settings, an empty seeds/, a workflow")
    new.add_argument("folder", type=_folder, metavar="DIR", help="made, with its parents, where it is missing")
    new.add_argument("--title", help="what the book is called (default: after the folder)")
    new.set_defaults(run=_new, stopped="stopped; the new book may be half written: delete its folder and begin again")

    build = commands.add_parser("build", help="bring docs/ up to date with seeds/ and book.yml")
    _add_book(build)
    build.add_argument("--check", action="store_true", help="write nothing; exit 1 if docs/ is out of date")
    build.add_argument("--strict", action="store_true", help="exit 1 when an article could not be read or is in doubt")
    build.add_argument("-v", "--verbose", action="store_true", help="say of each file in seeds/ what became of it")
    build.add_argument("--json", action="store_true", help="the report as one object, with every file in seeds/")
    build.add_argument(
        "--cluster",
        type=_cluster,
        metavar="ADDRESS",
        help="have the articles read by the workers of a Dask scheduler, such as tcp://10.0.0.5:8786 (default: the "
        "`cluster` of book.yml, else this machine reads); needs pip install 'briefing-book[cluster]'",
    )
    build.add_argument(
        "--no-cluster", dest="cluster", action="store_const", const="", help="read here, whatever book.yml says"
    )
    build.set_defaults(run=_build)

    check = commands.add_parser(
        "check", help="prove every line of the pages from seeds/ and book.yml, and find every link's end"
    )
    _add_book(check)
    check.set_defaults(run=_check)

    fetch = commands.add_parser("fetch", help="put pages of the web into seeds/: the one command that asks the web")
    _add_book(fetch)
    fetch.add_argument(
        "wanted",
        nargs="*",
        metavar="ADDRESS|FILE",
        help="web addresses, or files with one a line (default: the feeds of book.yml)",
    )
    fetch.add_argument("--allow-private", action="store_true", help="ask this machine and its private network too")
    fetch.set_defaults(run=_fetch)

    pdf = commands.add_parser("pdf", help="print the book as one PDF; needs a Chromium")
    _add_book(pdf)
    pdf.add_argument(
        "--output", type=Path, metavar="FILE", help="the PDF to write (default: book.pdf in the book's folder)"
    )
    pdf.add_argument(
        "--chromium",
        metavar="PATH",
        help="the Chromium to print with (default: $CHROMIUM, else the first of the usual ones)",
    )
    pdf.add_argument("--size", choices=("A4", "Letter"), default="A4", help="size of the sheets (default: A4)")
    pdf.add_argument(
        "--brief",
        action="store_true",
        help="two sheets instead: where it stands, deadlines, measures, asks and offers, who is who; what has no room "
        "is counted (default file: brief.pdf)",
    )
    pdf.set_defaults(run=_pdf)

    explain = commands.add_parser("explain", help="show what was read from one article, by which rule")
    told = explain.add_mutually_exclusive_group(required=True)
    told.add_argument("file", type=Path, nargs="?", metavar="FILE")
    told.add_argument(
        "--book", type=Path, metavar="DIR", help="instead: which lines stand on the front page of this book, and why"
    )
    _add_reading(explain)
    explain.set_defaults(run=_explain)

    findings = commands.add_parser("findings", help="the findings of each article alone, as data")
    findings.add_argument("files", type=Path, nargs="+", metavar="FILE")
    _add_reading(findings)
    findings.add_argument("--json", action="store_true", required=True, help="one JSON object a line")
    findings.set_defaults(run=_findings)
    _add_edit(commands.add_parser("edit", help="write a correction into book.yml, its comments kept"))
    return parser


def _folder(given: str) -> Path:
    """A folder that was named; an empty name, as an unset variable gives, is not this one."""
    if not given.strip():
        raise argparse.ArgumentTypeError("name a folder; `.` is this one")
    return Path(given)


def _cluster(given: str) -> str:
    from .book_file.read import CLUSTER_SHAPE, is_cluster

    if not is_cluster(given):
        raise argparse.ArgumentTypeError(f"{given!r} is not {CLUSTER_SHAPE}")
    return given


def _add_edit(edit: argparse.ArgumentParser) -> None:
    kinds = edit.add_subparsers(title="corrections", required=True, metavar="CORRECTION")

    def add(name: str, help_text: str, *names: str, optional_reason: bool = False) -> argparse.ArgumentParser:
        one = kinds.add_parser(name, help=help_text)
        for positional in names:
            one.add_argument(
                positional.rstrip("+").lower(),
                metavar=positional.rstrip("+"),
                nargs="+" if positional.endswith("+") else None,
            )
        one.add_argument(
            "--reason", required=not optional_reason, metavar="WHY", help="stands on the page beside what was edited"
        )
        _add_book(one)
        one.set_defaults(run=_edit, correction=name)
        return one

    add("merge", "two or more names are one person", "NAME", "NAMES+").add_argument(
        "--name", dest="new", help="what to call that person"
    )
    add("apart", "two or more names that look like one are two people", "NAME", "NAMES+")
    split = add("split", "one name is two people", "NAME")
    split.add_argument("--name", dest="new", help="what to call the second person")
    split.add_argument("--source", dest="sources", nargs="+", metavar="FILE", help="where the second person is meant")
    split.add_argument(
        "--spelling", dest="spellings", nargs="+", metavar="NAME", help="by which names the second person is meant"
    )
    add("rename", "what to call a person", "NAME", "NEW")
    add("role", "a person's office", "NAME", "TITLE")
    add("country", "a person's country", "NAME", "COUNTRY")
    add("official", "whether a person gets a profile", "NAME", "YES_OR_NO")
    add("hide", "leave out a person, or any line by the id in which the link to it ends", "TARGET")
    for name, help_text, *more in (
        ("date", "when an event was or is to be", "DATE"),
        ("headline", "what stands on the timeline for an event", "TEXT"),
        ("pin", "show an event first"),
    ):
        one = add(name, help_text, "EVENT", *more, optional_reason=name == "pin")
        one.add_argument(
            "--source", metavar="FILE", help="where the words of EVENT stand; without it EVENT may also be an id"
        )
    add("join", "two or more events, by id or by words of their sentences, are one", "EVENT", "EVENTS+")
    add("settle", "which side of a disagreement is right", "DISAGREEMENT", "VALUE")
    source = add("source", "what is known of a source", "FILE")
    for field in ("published", "outlet", "author", "title", "url", "weight"):
        source.add_argument(f"--{field}", nargs="+" if field == "author" else None)
    source.add_argument("--family", choices=["none"], help="it shares its text with no other source")
    source.add_argument("--of", metavar="FILE", help="the source that it is a copy of")
    add("exclude", "leave out a source", "FILE")
    add("gloss", "what an abbreviation stands for", "SHORT", "EXPANSION")


def _add_book(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--book", type=Path, default=Path(), metavar="DIR", help="folder that holds seeds/ (default: here)"
    )


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--published", metavar="YYYY-MM-DD", help="publication date, instead of the one in the file")
    command.add_argument("--plain", action="store_true", help="take the file's text as it stands, nothing removed")


def _new(arguments: argparse.Namespace) -> int:
    from .book_file.new import new_book, requirement

    for path in new_book(arguments.folder, arguments.title):
        print(arguments.folder / path)
    print(f"a new book: put articles into {arguments.folder / 'seeds'}, and run `mkdocs serve` in {arguments.folder}")
    if requirement() is None:
        print("before you publish it, say in requirements.txt where this program is installed from")
    return 0


def _build(arguments: argparse.Namespace) -> int:
    from .outcome import if_untouched

    outcome = if_untouched(arguments.book, _tell) or _built(arguments)
    with _done("docs/ has not been touched" if arguments.check else "docs/ is up to date and whole"):
        return _told(outcome, arguments)


def _built(arguments: argparse.Namespace) -> Outcome:
    from .pipeline import build
    from .workers.guarded import RARELY

    gc.set_threshold(*RARELY)

    progress = _progress if sys.stderr.isatty() else None
    return build(arguments.book, check=arguments.check, progress=progress, cluster=arguments.cluster, tell=_tell)


def _told(outcome: Outcome, arguments: argparse.Namespace) -> int:
    if arguments.json:
        print(_as_json(outcome))
        return _code(outcome, arguments)
    _report(outcome.problems, whole=arguments.verbose)
    _tell_files(outcome.files, whole=arguments.verbose)
    if arguments.check:
        for path in outcome.changed:
            print(f"out of date: docs/{path}")
        for path in outcome.removed:
            print(f"no longer made: docs/{path}")
        if outcome.changes:
            print("docs/ is out of date: run `briefing build`", file=sys.stderr)
            return 1
    else:
        made = ", ".join(_counted(count, noun) for noun, count in outcome.counts.items())
        print(f"{made}; {_counted(len(outcome.changed), 'files')} written, {len(outcome.removed)} removed")
        if outcome.news:
            print(outcome.news)
    if outcome.nothing_read:
        print(
            "briefing: there are files in seeds/, and none could be read as an article; why not stands above",
            file=sys.stderr,
        )
    elif not outcome.counts["articles"]:
        print("briefing: there is no article in seeds/ yet: put some there, and build again", file=sys.stderr)
    return _code(outcome, arguments)


def _counted(number: int, nouns: str) -> str:
    """
    >>> _counted(1, "faults"), _counted(2000, "faults")
    ('1 fault', '2,000 faults')
    """
    return f"{number:,} {nouns.removesuffix('s') if number == 1 else nouns}"


def _code(outcome: Outcome, arguments: argparse.Namespace) -> int:
    behind = arguments.check and outcome.changes
    return 1 if behind or outcome.nothing_read or (arguments.strict and outcome.problems) else 0


def _tell_files(files: Sequence[SourceFile], *, whole: bool) -> None:
    """What became of the files: of each with `whole`, else in one line when any was not simply read."""
    from .model.source_files import tally

    for one in files if whole else ():
        more = one.reason or (f"of {one.of}" if one.of else one.source or "")
        print(f"{one.fate}: {one.file}{f': {more}' if more else ''}")
    if whole or any(one.fate not in ("read", "passed") for one in files):
        print(tally(files))


def _as_json(outcome: Outcome) -> str:
    return json.dumps(
        {
            "counts": dict(outcome.counts),
            "files": [asdict(one) for one in outcome.files],
            "problems": [asdict(one) for one in outcome.problems],
            "written": list(outcome.changed),
            "removed": list(outcome.removed),
            "news": outcome.news,
        },
        ensure_ascii=False,
    )


def _edit(arguments: argparse.Namespace) -> int:
    from .store.holding import held

    with held(arguments.book, _tell):
        return _amend(arguments)


def _amend(arguments: argparse.Namespace) -> int:
    from .book_file import edit
    from .book_file.read import parse_book_file, read_text
    from .pipeline import rehearse

    section, entry = _correction(arguments)
    if arguments.reason:
        entry["reason"] = arguments.reason
    path = arguments.book / "book.yml"
    text = edit.amended(read_text(path) or "", section, entry)
    settings = parse_book_file(text)
    line = edit.line_of_last(settings, section)
    try:
        rehearse(arguments.book, settings, line)
    except StaleOverride as error:
        own = [fault for at, fault in error.faults if at == line]
        others = [f"book.yml, line {at}: {fault}" for at, fault in error.faults if at != line]
        raise BookFileError("\n".join([*own, *others, "nothing was written"])) from error
    edit.write(path, text)
    with _done(f"book.yml has the correction in line {line}"):
        print(f"book.yml, line {line}: added to `{section}`; `briefing build` brings docs/ up to date")
    return 0


def _correction(arguments: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """The section of book.yml and the entry that a correction comes to."""
    given: dict[str, Any] = vars(arguments)
    match given["correction"]:
        case "merge" | "apart" as what:
            entry = {what: [given["name"], *given["names"]], "name": given.get("new")}
            return "people", _without_none(entry)
        case "split":
            entry = {
                "split": given["name"],
                "sources": given["sources"],
                "spellings": given["spellings"],
                "name": given["new"],
            }
            return "people", _without_none(entry)
        case "rename":
            return "people", {"person": given["name"], "name": given["new"]}
        case "role":
            return "people", {"person": given["name"], "role": given["title"]}
        case "country":
            return "people", {"person": given["name"], "country": given["country"]}
        case "official":
            said = given["yes_or_no"].lower()
            if said not in ("yes", "no", "true", "false"):
                raise UsageError(f"edit official: say yes or no, not {given['yes_or_no']!r}")
            return "people", {"person": given["name"], "official": said in ("yes", "true")}
        case "hide":
            section, kind = _hidden_where(given["target"])
            return section, {kind: given["target"], "hide": True}
        case "join":
            return "events", {"merge": [given["event"], *given["events"]]}
        case "settle":
            return "disagreements", {"disagreement": given["disagreement"], "settle": given["value"]}
        case "source":
            fields = {key: given[key] for key in ("published", "outlet", "title", "url", "weight", "family", "of")} | {
                "authors": given["author"]
            }
            return "sources", _without_none({"source": given["file"], **fields})
        case "exclude":
            return "sources", {"source": given["file"], "exclude": True}
        case "gloss":
            return "glossary", {"short": given["short"], "expansion": given["expansion"]}
        case key:
            target = {"source": given["source"], "words": given["event"]} if given["source"] else given["event"]
            done: dict[str, Any] = {
                "date": {"date": given.get("date")},
                "headline": {"headline": given.get("text")},
                "pin": {"pin": True},
            }
            return "events", {"event": target, **done[key]}


def _hidden_where(target: str) -> tuple[str, str]:
    """The section of book.yml in which a person, or a line by its id, is hidden, and the key that names it there."""
    from .book_file.read import is_id

    if not is_id(target):
        return "people", "person"
    return {"e": ("events", "event"), "d": ("disagreements", "disagreement")}.get(target[0], ("claims", "claim"))


def _without_none(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value is not None}


def _progress(stage: str, done: int, total: int) -> None:
    print(f"\r{stage} {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _report(problems: Sequence[Problem], *, whole: bool = True) -> None:
    """A line for each problem; of many with the same reason only the first ones, unless `whole`."""
    told: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        same = (_kind(problem), problem.reason)
        told[same] += 1
        if whole or told[same] <= _NAMED:
            print(f"{same[0]}: {problem.file}: {problem.reason}", file=sys.stderr)
    for (kind, reason), times in told.items():
        if not whole and times > _NAMED:
            print(f"{kind}: {times - _NAMED} more files: {reason} (-v names them)", file=sys.stderr)


def _kind(problem: Problem) -> str:
    """What happened to the file, with the stage where that is not the reading of it."""
    kind = "not read" if problem.lost else "warning"
    return kind if problem.stage in ("", "ingest") else f"{kind} ({problem.stage})"


def _check(arguments: argparse.Namespace) -> int:
    from .book_file.read import read_book_file
    from .pipeline import prove
    from .store.holding import held

    read_book_file(arguments.book / "book.yml")
    with held(arguments.book, _tell):
        proof = prove(arguments.book)
    for fault in proof.faults:
        print(fault)
    told = f"{_counted(proof.claims, 'claims')} of {_counted(proof.sources, 'sources')}"
    faults = _counted(len(proof.faults), "faults")
    print(
        f"{faults} in {told}" if proof.faults else f"{told} proved, every link leads somewhere",
        file=sys.stderr,
    )
    if proof.unproved:
        print(f"not proved, since other packages made them: {', '.join(proof.unproved)}", file=sys.stderr)
    return 1 if proof.faults else 0


def _fetch(arguments: argparse.Namespace) -> int:
    from .book_file.read import read_book_file
    from .fetch.client import Client

    feeds = read_book_file(arguments.book / "book.yml").feeds if not arguments.wanted else ()
    if not arguments.wanted and not feeds:
        raise UsageError("nothing to fetch: give an address or a file of addresses, or write `feeds:` into book.yml")
    with closing(Client(allow_private=arguments.allow_private)) as client:
        return _fetch_all(arguments, feeds, client)


def _fetch_all(arguments: argparse.Namespace, feeds: Sequence[str], client: Client) -> int:
    from .book_folder import shown
    from .fetch.addresses import addresses_in, is_address
    from .fetch.client import Refused
    from .fetch.feeds import pages_of
    from .fetch.fetch import fetch

    wanted: list[str] = []
    failed = 0
    for one in arguments.wanted:
        wanted += [one] if is_address(one) or "://" in one else addresses_in(_text_of(Path(one)))
    for feed in feeds:
        try:
            wanted += pages_of(feed, client)
        except Refused as why:
            print(f"not fetched: {feed}: {why}", file=sys.stderr)
            failed += 1
    times: Counter[str] = Counter()
    for found in fetch(wanted, arguments.book / "seeds", client):
        times[found.fate] += 1
        if found.fate == "refused":
            print(f"not fetched: {shown(found.address)}: {found.reason}", file=sys.stderr, flush=True)
        else:
            print(f"{found.fate}: seeds/{found.file}", flush=True)
    failed += times["refused"]
    print(f"{times['fetched']} fetched, {times['there']} there already, {failed} refused")
    return 1 if failed else 0


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: neither a web address nor a list of addresses that can be read ({error})") from error


def _pdf(arguments: argparse.Namespace) -> int:
    from . import chromium
    from .book_pdf import print_book

    printed = print_book(
        arguments.book,
        arguments.output or arguments.book / ("brief.pdf" if arguments.brief else "book.pdf"),
        program=chromium.find(arguments.chromium, os.environ),
        size=arguments.size,
        brief=arguments.brief,
        progress=_progress if sys.stderr.isatty() else None,
        tell=_tell,
    )
    print(f"{printed.output}: {printed.pages} pages, {printed.holds}, {printed.bytes / 1e6:.1f} MB")
    if printed.stale:
        print(
            "docs/ is not what the articles make now, the PDF is: `briefing build` brings docs/ up to date",
            file=sys.stderr,
        )
    return 0


def _stated(day: str | None) -> Date | None:
    from .model.dates import Date

    if day is None:
        return None
    try:
        value = dt.date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"--published {day}: not a date; write it as 2025-07-09") from error
    return Date(earliest=value, latest=value, precision="day", basis="stated", text=day)


def _explain(arguments: argparse.Namespace) -> int:
    from .pipeline import choices, explained

    if arguments.book is not None:
        print(choices(arguments.book))
        return 0
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    try:
        _tell_shown(
            explained(arguments.file, published=_stated(arguments.published), take_plain=arguments.plain, colour=colour)
        )
    except UnreadableArticle as error:
        print(f"briefing: {error}", file=sys.stderr)
        return 1
    return 0


def _tell_shown(shown: Shown) -> None:
    print(shown.text, flush=True)
    for line in shown.left:
        print(f"not read: {line}", file=sys.stderr)


def _findings(arguments: argparse.Namespace) -> int:
    from .pipeline import listed

    published = _stated(arguments.published)
    unread = 0
    for path in arguments.files:
        try:
            _tell_shown(listed(path, published=published, take_plain=arguments.plain))
        except UnreadableArticle as error:
            print(f"briefing: {error}", file=sys.stderr)
            unread += 1
    return 1 if unread else 0
