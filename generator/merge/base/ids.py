"""Ids that stay the same as long as what they name does."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: str) -> str:
    """
    >>> content_id("q", "a", "b")
    'q-59b271ae1b'
    """
    return f"{prefix}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:10]}"
