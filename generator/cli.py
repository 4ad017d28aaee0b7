"""The command `briefing`. Exit codes: 0 done, 1 findings (out of date, a check failed), 2 usage or configuration."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.errors import BriefingError, UnreadableArticle, UsageError

if TYPE_CHECKING:
    from generator.model.article import Article
    from generator.model.book import Problem
    from generator.model.dates import Date

EXAMPLES = """
examples:
  briefing build                       bring docs/ up to date with seeds/ and book.yml
  briefing build --book ~/my-book      the same for another folder that holds seeds/
  briefing build --check               write nothing; exit 1 if docs/ is out of date
  briefing check                       find every citation again in its source
  briefing explain seeds/a.txt         what was read from one article, by which rule
  briefing findings a.txt b.txt --json the same as data, one object a line
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; argparse itself exits with 2 on wrong usage."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("\nbriefing: stopped; docs/ is whole", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefing",
        description="Make a cited briefing book from a folder of news articles.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="bring docs/ up to date with seeds/ and book.yml")
    _add_book(build)
    build.add_argument("--check", action="store_true", help="write nothing; exit 1 if docs/ is out of date")
    build.add_argument("--strict", action="store_true", help="exit 1 when an article could not be read or is in doubt")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="find every citation again in its source, and every link's end")
    _add_book(check)
    check.set_defaults(run=_check)

    explain = commands.add_parser("explain", help="show what was read from one article, by which rule")
    explain.add_argument("file", type=Path, metavar="FILE")
    _add_reading(explain)
    explain.set_defaults(run=_explain)

    findings = commands.add_parser("findings", help="the findings of each article alone, as data")
    findings.add_argument("files", type=Path, nargs="+", metavar="FILE")
    _add_reading(findings)
    findings.add_argument("--json", action="store_true", required=True, help="one JSON object a line")
    findings.set_defaults(run=_findings)
    return parser


def _add_book(command: argparse.ArgumentParser) -> None:
    command.add_argument("--book", type=Path, default=Path(), metavar="DIR", help="folder that holds seeds/ (default: here)")


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--published", metavar="YYYY-MM-DD", help="publication date, instead of the one in the file")
    command.add_argument("--plain", action="store_true", help="take the file's text as it stands, nothing removed")


def _build(arguments: argparse.Namespace) -> int:
    from generator.pipeline import build

    outcome = build(arguments.book, check=arguments.check, progress=_progress if sys.stderr.isatty() else None)
    _report(outcome.problems)
    if arguments.check:
        for path in outcome.changed:
            print(f"out of date: docs/{path}")
        for path in outcome.removed:
            print(f"no longer made: docs/{path}")
        if outcome.changes:
            print("docs/ is out of date: run `briefing build`", file=sys.stderr)
            return 1
    else:
        made = ", ".join(f"{count} {noun}" for noun, count in outcome.counts.items())
        print(f"{made}; {len(outcome.changed)} files written, {len(outcome.removed)} removed")
        if outcome.news:
            print(outcome.news)
    return 1 if arguments.strict and outcome.problems else 0


def _progress(stage: str, done: int, total: int) -> None:
    print(f"\r{stage} {done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _report(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"{'not read' if problem.lost else 'warning'}: {problem.file}: {problem.reason}", file=sys.stderr)


def _check(arguments: argparse.Namespace) -> int:
    from generator.checking import check_book

    faults = check_book(arguments.book)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "every citation found again, every link leads somewhere", file=sys.stderr)
    return 1 if faults else 0


def _article(path: Path, arguments: argparse.Namespace) -> Article:
    """Raises UsageError for a date that is none, UnreadableArticle for a file that is no article."""
    from generator.ingest import plain_article, read_article
    from generator.ingest.decoding import decode

    published = _stated(arguments.published)
    if not arguments.plain:
        article = read_article(path, path.parent)
        return replace(article, published=published) if published else article
    try:
        text, _ = decode(path.read_bytes(), file=path.name)
    except OSError as error:
        raise UnreadableArticle(path.name, error.strerror or "cannot be read") from error
    return plain_article(text, file=path.name, published=published)


def _stated(day: str | None) -> Date | None:
    from generator.model.dates import Date

    if day is None:
        return None
    try:
        value = dt.date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"--published {day}: not a date; write it as 2025-07-09") from error
    return Date(earliest=value, latest=value, precision="day", basis="stated", text=day)


def _explain(arguments: argparse.Namespace) -> int:
    from generator.explain import explain
    from generator.extract.reading import read_findings

    article = _article(arguments.file, arguments)
    print(explain(article, read_findings(article), colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    return 0


def _findings(arguments: argparse.Namespace) -> int:
    from generator.extract.reading import read_findings
    from generator.listing import as_json

    unread = 0
    for path in arguments.files:
        try:
            article = _article(path, arguments)
        except UnreadableArticle as error:
            print(f"briefing: {error}", file=sys.stderr)
            unread += 1
            continue
        print(as_json(path.as_posix(), article, read_findings(article)), flush=True)
    return 1 if unread else 0
