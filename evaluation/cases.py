"""Small articles after public bug reports, each with what must be found in it: `cases/cases.yml`, a Score for each
subject."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import yaml

from briefing_book.extract.reading import read_findings
from briefing_book.findings_json import as_json
from briefing_book.ingest.reading import article_from_bytes
from briefing_book.model.errors import UnreadableArticle
from evaluation import Score
from evaluation.scripts import load


def score(shared: Path) -> list[Score]:
    """`shared` holds cases/. A subject is the word before the colon of a case's kind: "dates", "names", ..."""
    script = load(shared / "cases/run.py")
    cases = [
        case for case in yaml.safe_load((shared / "cases/cases.yml").read_text(encoding="utf-8")) if case.get("assert")
    ]
    passed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for case in cases:
        subject = case["kind"].split(":")[0]
        tried[subject] += 1
        file = f"{case['id']}.txt"
        try:
            article = article_from_bytes(case["input"].encode(), file=file)
        except UnreadableArticle:
            continue
        found = script.Found(json.loads(as_json(file, article, read_findings(article), case["input"])))
        passed[subject] += all(found.holds(check)[0] for check in case["assert"])
    return [
        Score(name=subject, value=passed[subject] / tried[subject], size=tried[subject]) for subject in sorted(tried)
    ]
