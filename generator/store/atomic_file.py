"""Files written all or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(target: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put a file in the place of `target` in one move, so that a stop half-way leaves the old one.

    It is made beside it. Raises OSError, which names `target`.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=".briefing-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(mode)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
