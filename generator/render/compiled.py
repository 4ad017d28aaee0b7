"""Templates as Python has them after the first time, beside the package's own compiled modules and trusted as these
are: nothing that lies in a book's folder is ever run."""

from __future__ import annotations

import pickle
import sys
from importlib import metadata
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from ..rules.prepared import keep_beside
from .base.page_kind import TEMPLATES

_FOLDER = TEMPLATES / "__pycache__"


class CompiledTemplates(BytecodeCache):
    """Keeps them by the text of each, the version of Jinja, and how this program sets it up. Best effort."""

    def __init__(self, setting: str, folder: Path = _FOLDER) -> None:
        self._made_by = f"{metadata.version('jinja2')} {setting}"
        self._folder = folder

    def get_source_checksum(self, source: str) -> str:  # noqa: D102 (as Jinja has it)
        return super().get_source_checksum(f"{self._made_by}\0{source}")

    def load_bytecode(self, bucket: Bucket) -> None:  # noqa: D102 (likewise)
        try:
            with self._file(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:  # noqa: D102 (likewise)
        keep_beside(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.pyc"
