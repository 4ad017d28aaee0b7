"""By which code, rules and packages something was made: what another version made is made anew."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from importlib import metadata
from pathlib import Path

from ..rules.load import digest as digest_of_rules

_PACKAGE = Path(__file__).parent.parent
_CODE = (".py", ".j2")


@cache
def made_with(folders: tuple[str, ...], packages: tuple[str, ...]) -> str:
    """The version of our code and templates in these folders of the package, of the rules, Python and the packages."""
    return "; ".join([digest_of_code(folders), digest_of_rules(), *interpreter(), *map(version_of, packages)])


@cache
def digest_of_code(folders: tuple[str, ...]) -> str:
    """SHA-256 over the code and the templates in these folders of the package."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.suffix in _CODE:
                total.update(path.read_bytes())
    return total.hexdigest()


def interpreter() -> tuple[str, str]:
    """The versions of Python and of the characters that it knows."""
    return f"python {sys.version_info.major}.{sys.version_info.minor}", f"unicode {unicodedata.unidata_version}"


def version_of(package: str) -> str:
    """Name and version of an installed package; the name alone when there is none.

    >>> version_of("no-such-package")
    'no-such-package'
    """
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return package
