"""The measuring scripts that stand beside the annotated sets, loaded from their files."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def load(path: Path) -> ModuleType:
    """A script as a module. Raises FileNotFoundError when there is none."""
    spec = importlib.util.spec_from_file_location(f"evaluation_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
