"""Folders of mails in one file, as Thunderbird, Apple Mail and Google's export write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.errors import UnreadableArticle
from ..base.raw_text import Enclosed

_MOST = 2_000
_START = re.compile(rb"(?:\A|\n)From [^\n]{0,200}\d{4}[^\n]{0,20}\r?\n(?=[A-Za-z][\w-]{1,60}:)")


class Mbox:
    """The format of many mails."""

    name = "mbox"
    endings = (".mbox", ".mbx")

    def looks_like(self, head: bytes) -> bool:
        """Whether it begins with the line that stands before each mail."""
        start = head[:1000].lstrip()
        return start.startswith(b"From ") and _START.match(start) is not None

    def read(self, data: bytes, *, file: str) -> Iterator[Enclosed]:
        """Each mail. Raises UnreadableArticle."""
        data = data.lstrip()
        if not self.looks_like(data):
            raise UnreadableArticle(file, "no folder of mails: save each mail as .eml")
        starts = [(found.start(), found.end()) for found in _START.finditer(data)]
        if len(starts) > _MOST:
            raise UnreadableArticle(file, f"more than {_MOST:,} mails: save those that matter as .eml")
        ends = [start for start, _ in starts[1:]] + [len(data)]
        return (
            Enclosed(name=f"{number}.eml", data=re.sub(rb"(?m)^>(?=>*From )", b"", data[start:end]))
            for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), start=1)
        )


FORMAT = Mbox()
