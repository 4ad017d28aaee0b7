"""Web addresses: which may be asked, and what a page of one is called on disk."""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urlsplit

from ..model.text import slug

_LONGEST = 60  # characters of an address in a file's name


def is_address(text: str) -> bool:
    """Whether a text is an address of the web, and no file's name.

    >>> is_address("https://quay.example/a"), is_address("addresses.txt"), is_address("file:///etc/passwd")
    (True, False, False)
    """
    return refused(text) is None


def refused(text: str) -> str | None:
    """Why a text is no address that may be asked; None for one that is."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "no web address"
    if parts.scheme not in ("http", "https") or not host:
        return "no web address: it begins with http:// or https://"
    if parts.username or parts.password:
        return "holds a name or a password, which is never sent"
    if any(ord(character) <= 32 or character == "\x7f" for character in text):
        return "holds a blank or a control character"
    return None


def addresses_in(text: str) -> Iterator[str]:
    """The addresses of a list, one a line; `#` begins a remark, and what stands behind an address is none of it.

    A line without an address comes as it stands, for whoever asks for it to say why not.

    >>> list(addresses_in("# ports\\nhttps://quay.example/a  the pier\\n\\n- https://quay.example/b\\nquay.example/c"))
    ['https://quay.example/a', 'https://quay.example/b', 'quay.example/c']
    """
    for line in text.splitlines():
        if found := re.match(r"[-*\s]*<?(https?://[^\s<>]+)", line):
            yield found[1]
        elif (told := line.strip("\ufeff \t-*")) and not told.startswith("#"):
            yield told


def plain(address: str) -> str:
    """The address without the part that only a browser reads; what is none as it stands."""
    try:
        return urldefrag(address).url
    except ValueError:
        return address


def file_name(address: str, ending: str) -> str:
    """The name of a page on disk. It follows from the address alone, so that a page that is there is known.

    >>> file_name("https://www.quay.example/2019/03/pier-opens.html?ref=home", ".html")
    'quay.example-pier-opens-a7957cfe.html'
    """
    parts = urlsplit(address)
    last = next((part for part in reversed(parts.path.split("/")) if part.strip()), "")
    words = slug(re.sub(r"\.\w{1,5}$", "", unquote(last)))[:_LONGEST].strip("-")
    host = re.sub(r"[^a-z0-9.-]", "", (parts.hostname or "").removeprefix("www."))[:_LONGEST].strip(".-")
    digest = hashlib.sha256(plain(address).encode()).hexdigest()[:8]
    return "-".join(part for part in (host, words, digest) if part) + ending


def is_public(host: str) -> bool:
    """Whether a numeric address is one of the open network: not this machine, its neighbours or a provider's inside.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("8.8.8.8")
    (False, False, True)
    """
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return inner.is_global and not inner.is_multicast
