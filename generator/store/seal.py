"""Bytes that tell whether they are as they were written: a disk that lost some of them must not change a page."""

from __future__ import annotations

from hashlib import blake2b

_SIZE = 8  # bytes of a digest


def sealed(content: bytes) -> bytes:
    """The content behind a digest of it."""
    return blake2b(content, digest_size=_SIZE).digest() + content


def unsealed(found: object) -> bytes | None:
    """The content; None where it is not as it was sealed, or no bytes at all.

    >>> unsealed(sealed(b"eels")), unsealed(sealed(b"eels")[:-1] + b"t")
    (b'eels', None)
    >>> unsealed("eels") is None
    True
    """
    if not isinstance(found, bytes):
        return None
    content = found[_SIZE:]
    return content if found[:_SIZE] == blake2b(content, digest_size=_SIZE).digest() else None
