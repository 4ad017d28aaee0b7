"""By what findings are made on a machine, so that two machines can be held against each other."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache

from .. import __version__
from ..rules.load import digest
from ..store.findings_cache import DEFAULT_MODEL, code_digest
from ..store.versions import version_of

PACKAGE = "briefing-book"
_FINDS_WITH = (
    "spacy",
    "thinc",
    "numpy",
    "msgspec",
    "pyyaml",
    "anyascii",
    "babel",
)  # what finders use
_RULES, _CODE, _PYTHON = "its rules", "its code", "Python"
_SHORT = 10  # digits of a hash that are told
_NONE = "none"


@cache
def made_by(model: str | None, *also: str) -> Mapping[str, str]:
    """The version of everything that findings follow from beside the article, and of the packages `also`; asks no
    network and loads no model."""
    packages = (model or DEFAULT_MODEL, *_FINDS_WITH, *also)
    return {
        PACKAGE: __version__,
        _RULES: digest()[:_SHORT],
        _CODE: code_digest()[:_SHORT],
        _PYTHON: f"{sys.version_info.major}.{sys.version_info.minor}",
        **{package: version_of(package).partition(" ")[2] or _NONE for package in packages},
    }


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """What differs there and what would mend it, in one line; "" when nothing does.

    >>> differences({"spacy": "3.8.9", "numpy": "2.4.6"}, {"spacy": "3.8.7", "numpy": "2.4.6"})
    'spacy is 3.8.7 there and 3.8.9 here; do there: pip install spacy==3.8.9'
    """
    differing = [name for name, version in here.items() if there.get(name, _NONE) != version]
    told = ", ".join(f"{name} is {there.get(name, _NONE)} there and {here[name]} here" for name in differing)
    return f"{told}; do there: {_cure(here, differing)}" if told else ""


def _cure(here: Mapping[str, str], differing: list[str]) -> str:
    cures = [f"start it by Python {here[_PYTHON]}"] if _PYTHON in differing else []
    packages = [name for name in differing if name not in (_RULES, _CODE, _PYTHON, PACKAGE)]
    if PACKAGE in differing:
        cures.append(installed(here[PACKAGE]))
    elif not {_RULES, _CODE}.isdisjoint(differing):
        cures.append("install the very copy of this program that runs here")
    if packages:
        cures.append("pip install " + " ".join(f"{name}=={here[name]}" for name in packages))
    return "; ".join(cures)


def installed(version: str) -> str:
    """The command that installs this program for a cluster."""
    return f"pip install '{PACKAGE}[cluster]=={version}'"
