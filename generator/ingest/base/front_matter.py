"""What a file states beside its text, written before the text as front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 2000  # characters of a field
_UNWRITABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_HEAD, _SHORT = 12, 15  # lines; words


def front_matter(**known: str | Sequence[str] | None) -> str:
    """What is known as a YAML block before a text; "" when nothing is. The words stand as they are, so that they are
    found again in the text: no quotation mark is written otherwise.

    >>> front_matter(title='Board: "no"', author=["Ada Lind", "Ola Berg"], url=None)
    '---\\ntitle: |-\\n  Board: "no"\\nauthor:\\n- |-\\n  Ada Lind\\n- |-\\n  Ola Berg\\n---\\n\\n'
    """
    block = "".join(_field(key, value) for key, value in known.items())
    return f"---\n{block}---\n\n" if block else ""


def _field(key: str, value: str | Sequence[str] | None) -> str:
    if value is None or isinstance(value, str):
        line = _line(value or "")
        return f"{key}: |-\n  {line}\n" if line else ""
    lines = [line for one in value if (line := _line(one))]
    return f"{key}:\n" + "".join(f"- |-\n  {line}\n" for line in lines) if lines else ""


def _line(value: str) -> str:
    """As YAML can hold it; half a pair of surrogates, which JSON can name, becomes a mark."""
    return " ".join(_CONTROL.sub("", _UNWRITABLE.sub("\ufffd", value[:_LONGEST])).split())


def headed(text: str, **known: str | None) -> str:
    """A text with what is known of it before it; a name's "_" stands for a blank.

    `perhaps_author`, `perhaps_title` and the like are hints: what the text says by itself goes before them.

    >>> headed("The pier is open.", title="Pier: open", url=None)
    '---\\ntitle: |-\\n  Pier: open\\n---\\n\\nThe pier is open.'
    """
    return front_matter(**{key.replace("_", " "): value for key, value in known.items()}) + text


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
