"""What the editor says of families: that an article is none's kin, or whose copy it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...model.article import Article
from ...model.settings import SourceOverride
from ...model.text import record
from ..base.targets import Faults, names_of_files, no_source


@record
class Wishes:
    """By file: those that are nobody's kin, and those that are a copy of another, each with the line it stands on."""

    alone: Mapping[str, int]
    copies: Mapping[str, tuple[str, SourceOverride]]


def wishes(articles: Sequence[Article], overrides: Sequence[SourceOverride], faults: Faults) -> Wishes:
    """What of the overrides is about families. An override whose own source is not there is told of elsewhere."""
    names, files = names_of_files(articles), {article.id: article.file for article in articles}
    alone: dict[str, int] = {}
    copies: dict[str, tuple[str, SourceOverride]] = {}
    for override in overrides:
        own: Sequence[str] = names.get(override.source, [])
        if len(own) != 1:
            continue
        if override.family:
            alone[files[own[0]]] = override.line
        if override.of is None:
            continue
        if len(meant := names.get(override.of, [])) != 1:
            faults.append((override.line, no_source(override.of, names)))
        elif meant == own:
            faults.append((override.line, f"`{override.of}` cannot be a copy of itself"))
        else:
            copies[files[own[0]]] = files[meant[0]], override
    rounds = [file for file in copies if _leads_back(file, copies)]
    faults.extend((copies[file][1].line, f"`{copies[file][1].of}` is a copy of it in turn") for file in rounds)
    return Wishes(alone=alone, copies=copies)


def _leads_back(file: str, copies: Mapping[str, tuple[str, SourceOverride]]) -> bool:
    """Whether a copy is at last one of itself."""
    at, seen = file, set[str]()
    while at in copies and at not in seen:
        seen.add(at)
        at = copies[at][0]
    return at == file
