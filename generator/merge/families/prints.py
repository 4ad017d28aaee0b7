"""What a source says of its prints: how much is the same, from what it was seen, what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal, cast

from ...model.article import Altered, Article, Print
from ...model.settings import SourceOverride
from .likeness import Index, Likeness, likeness
from .telling import telling

_MOST_ALTERED = 12  # sentences that are listed for one print


def print_of(
    article: Article, one: Index, other: Index, fate: str, wish: tuple[str, SourceOverride] | None = None
) -> Print:
    """The article as a print of its source, whose sentences `other` has; `one` has its own. `wish` is what the editor
    says."""
    found = likeness(one, other)
    back = likeness(other, one) if fate == "version" else None
    same = sum(pair.found == "same" for pair in found.pairs)
    return Print(
        file=article.file,
        fate=cast('Literal["copy", "version"]', fate),
        outlet=article.outlet,
        published=article.published,
        same=same,
        sentences=len(found.pairs),
        seen="; ".join(_seen(one, other, found, same, wish)),
        altered=tuple(islice(_altered(found, back), _MOST_ALTERED)),
        by_editor=wish is not None,
    )


def exact_print(article: Article) -> Print:
    """An article of the same words as the source."""
    sentences = len(telling(article).said)
    return Print(
        file=article.file,
        fate="copy",
        outlet=article.outlet,
        published=article.published,
        same=sentences,
        sentences=sentences,
        seen="every word is the same",
    )


def _seen(
    one: Index, other: Index, found: Likeness, same: int, wish: tuple[str, SourceOverride] | None
) -> Iterator[str]:
    if wish is not None:
        yield f"the editor of this book says so: {wish[1].reason or ''}"
    yield f"{same} of {len(found.pairs)} sentences are the same"
    if updated := sum(pair.found == "other figures" for pair in found.pairs):
        yield f"{updated} with other figures"
    if one.telling.address and one.telling.address == other.telling.address:
        yield "the same address"
    own = {one.telling.outlet} & {other.telling.outlet}
    if credited := (one.telling.credits & other.telling.credits) - own:
        yield f"both name {' and '.join(sorted(credited))}"


def _altered(found: Likeness, back: Likeness | None) -> Iterator[Altered]:
    """Sentences with other facts, then those that the source has no longer, then those that it has now."""
    for pair in found.pairs:
        if pair.found in ("other figures", "other facts") and pair.near:
            yield Altered(was=pair.said.text, now=pair.near.text)
    yield from (Altered(was=pair.said.text, now="") for pair in found.pairs if pair.found == "own")
    for pair in back.pairs if back else ():
        if pair.found == "own":
            yield Altered(was="", now=pair.said.text)
