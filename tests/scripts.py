"""The scripts of tools/, which have no ending, as modules."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys
from types import ModuleType

from tests.small_book import ROOT


def loaded(name: str) -> ModuleType:
    """The script `tools/<name>` without running it."""
    loader = importlib.machinery.SourceFileLoader(name, str(ROOT / "tools" / name))
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # its records look for it there
    loader.exec_module(module)
    return module
