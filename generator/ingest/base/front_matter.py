"""What a file states beside its text, written before the text as front matter."""

from __future__ import annotations

import json
import re

_HEAD, _SHORT = 12, 15  # lines; words


def headed(text: str, **known: str | None) -> str:
    """A text with what is known of it before it; a name's "_" stands for a blank.

    `perhaps_author`, `perhaps_title` and the like are hints: what the text says by itself goes before them.

    >>> headed("The pier is open.", title="Pier: open", url=None)
    '---\\ntitle: "Pier: open"\\n---\\n\\nThe pier is open.'
    """
    lines = [f"{key.replace('_', ' ')}: {json.dumps(value, ensure_ascii=False)}" for key, raw in known.items()
             if (value := " ".join((raw or "").split())[:500])]  # fmt: skip
    return "\n".join(["---", *lines, "---", "", text]) if lines else text


def confirmed_title(hint: str | None, text: str) -> str | None:
    """A title that is a line of the text's head too, as the properties of a document are often those of another one."""
    wanted = _words(hint)
    return hint if wanted and any(_words(line) == wanted for line in _head(text)) else None


def confirmed_name(hint: str | None, text: str) -> str | None:
    """A name that stands on a short line of the text's head too."""
    wanted = _words(hint)
    lines = [words for line in _head(text) if len(words := _words(line)) <= _SHORT]
    return (
        hint if len(wanted) > 1 and any(f" {' '.join(wanted)} " in f" {' '.join(words)} " for words in lines) else None
    )


def _words(text: str | None) -> list[str]:
    return re.findall(r"\w+", (text or "")[:300].casefold())


def _head(text: str) -> list[str]:
    return [line for line in text[:3000].split("\n") if line.strip()][:_HEAD]
