"""spaCy without its command line. That brings a web client and takes a third of the time in which spaCy is imported,
and nobody calls it here."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_INFO = "spacy.cli.info"  # all that spaCy's own first module takes from there


def import_spacy() -> None:
    """Import spaCy, unless it has been; who asks for its command line later has it as always."""
    if "spacy" in sys.modules:
        return
    nothing = ModuleType(_INFO)
    nothing.info = None  # type: ignore[attr-defined]
    sys.modules[_INFO] = nothing
    try:
        importlib.import_module("spacy")
    finally:
        del sys.modules[_INFO]
