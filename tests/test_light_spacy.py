"""The model is loaded without spaCy's command line, which is left as it is for others."""

from __future__ import annotations

import subprocess
import sys

LOAD = "from briefing_book.workers.steps import load_model; load_model(None); import sys; "


def _said(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", LOAD + code], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_no_web_client_is_loaded_with_the_model() -> None:
    assert _said("print({'spacy', 'typer', 'requests', 'httpx'} & set(sys.modules))") == "{'spacy'}"


def test_its_command_line_can_be_had_afterwards() -> None:
    assert _said("from spacy.cli.info import info; print(info.__module__)") == "spacy.cli.info"
