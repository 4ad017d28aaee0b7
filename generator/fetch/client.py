"""One polite visitor of the web: a request a host and second, as robots.txt allows, with limits of size and time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from .. import __version__
from ..model.text import record
from . import addresses

AGENT = f"briefing-book/{__version__}"
_PAUSE = 1.0  # seconds between two requests to one host
_LONGEST_PAUSE = 60.0  # seconds that a robots.txt may ask for
_ASIDE = 20.0  # seconds without a byte
_WHOLE = 120.0  # seconds for a page
_LARGEST = 20_000_000  # bytes, unpacked
_LARGEST_ROBOTS = 500_000
_REDIRECTS = 5
_TOO_LONG = "takes too long"


class Refused(Exception):
    """Why a page was not fetched, as one line."""


@record
class Answer:
    """A page as it came."""

    address: str  # the last one, behind all redirects
    kind: str  # its media type in small letters, "" when it has none
    charset: str | None  # as the server states it
    body: bytes


class Client:
    """Fetches pages one after the other. `allow_private` lets it ask this machine and its neighbours too."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        pause: float = _PAUSE,
        largest: int = _LARGEST,
        longest: float = _WHOLE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allow_private = allow_private
        self._pause, self._largest, self._longest, self._sleep = pause, largest, longest, sleep
        self._last: dict[str, float] = {}  # when a host was asked last
        self._robots: dict[str, RobotFileParser | Refused] = {}  # of a host that cannot be asked, why not
        self._session = requests.Session()
        self._session.trust_env = False  # no password files; a proxy would hide whom we speak to
        self._session.headers.update({"User-Agent": AGENT, "Accept": "text/html, */*;q=0.5"})
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter(allow_private=allow_private))

    def close(self) -> None:
        """Let go of all connections."""
        self._session.close()

    def get(self, address: str) -> Answer:
        """The page at an address, redirects followed. Raises Refused."""
        until = time.monotonic() + self._longest
        for _ in range(_REDIRECTS + 1):
            if fault := addresses.refused(address):
                raise Refused(fault)
            robots = self._rules_of(address)
            if not robots.can_fetch(AGENT, address):
                raise Refused("its robots.txt does not allow it")
            asked = robots.crawl_delay(AGENT)
            answer = self._one(address, until, self._largest, pause=float(asked or 0))
            if isinstance(answer, Answer):
                return answer
            address = answer
        raise Refused(f"more than {_REDIRECTS} redirects")

    def _rules_of(self, address: str) -> RobotFileParser:
        """Of the host, asked once. Without a robots.txt all is allowed; one that cannot be read allows nothing (RFC
        9309)."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            try:
                self._robots[origin] = self._asked_rules(f"{origin}/robots.txt")
            except Refused as why:
                self._robots[origin] = why
        rules = self._robots[origin]
        if isinstance(rules, Refused):
            raise Refused(str(rules))
        return rules

    def _asked_rules(self, at: str) -> RobotFileParser:
        rules = RobotFileParser()
        until = time.monotonic() + min(self._longest, _ASIDE)
        try:
            for _ in range(_REDIRECTS + 1):
                found = self._one(at, until, _LARGEST_ROBOTS)
                if isinstance(found, Answer):
                    rules.parse(found.body.decode("utf-8", "replace").splitlines())
                    return rules
                at = found
            rules.parse([])
        except _Status as status:
            rules.parse([] if 400 <= status.code < 500 else ["User-agent: *", "Disallow: /"])
        return rules

    def _one(self, address: str, until: float, largest: int, *, pause: float = 0.0) -> Answer | str:
        """A page, or the address that it sends on to. Raises Refused, also when all of it takes too long."""
        self._wait(urlsplit(address).netloc, max(self._pause, min(pause, _LONGEST_PAUSE)))
        return _within(until - time.monotonic(), partial(self._asked, self._session, address, until, largest))

    @staticmethod
    def _asked(session: requests.Session, address: str, until: float, largest: int) -> Answer | str:
        try:
            with session.get(address, stream=True, allow_redirects=False, timeout=_ASIDE) as response:
                if response.is_redirect or response.is_permanent_redirect:
                    return urljoin(address, response.headers["location"])
                if response.status_code != 200:
                    raise _Status(response.status_code, response.reason)
                body = b"".join(_pieces(response, until, largest))
                kind, _, more = response.headers.get("content-type", "").partition(";")
                return Answer(address=address, kind=kind.strip().lower(), charset=_charset(more), body=body)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise Refused(_told(error)) from error

    def _wait(self, host: str, pause: float) -> None:
        """Until a host may be asked again."""
        now = time.monotonic()
        if host in self._last and (rest := self._last[host] + pause - now) > 0:
            self._sleep(rest)
        self._last[host] = time.monotonic()


def _within(seconds: float, task: Callable[[], Answer | str]) -> Answer | str:
    """What a task gives, or the Refused that it raises. One that is not done in time is left to itself, for no read of
    a byte every second ever ends: it stands in a thread that holds up nobody."""
    given: list[Answer | str | BaseException] = []

    def run() -> None:
        try:
            given.append(task())
        except BaseException as error:  # noqa: BLE001  # told to whoever waits
            given.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(seconds, 0.0))
    if not given:
        raise Refused(_TOO_LONG)
    if isinstance(given[0], BaseException):
        raise given[0]
    return given[0]


class _Status(Refused):
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"the server answers {code} {reason}".rstrip())
        self.code = code


def _pieces(response: requests.Response, until: float, largest: int) -> Iterator[bytes]:
    size = 0
    for piece in response.iter_content(65536):
        size += len(piece)
        if size > largest:
            raise Refused(f"larger than {largest / 1e6:g} MB")
        if time.monotonic() > until:
            raise Refused(_TOO_LONG)
        yield piece


def _charset(more: str) -> str | None:
    name = next((part.partition("=")[2] for part in more.split(";") if part.strip().lower().startswith("charset=")), "")
    return name.strip(" \"'").lower() or None


def _told(error: BaseException) -> str:
    """One line of why a connection failed, the innermost cause first."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, _Private):
            return "an address inside a private network (--allow-private asks it all the same)"
        reason = getattr(inner, "reason", None)
        inner = reason if isinstance(reason, BaseException) else inner.__cause__ or inner.__context__
    if isinstance(error, requests.Timeout):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not valid"
    return (
        "cannot be reached" if isinstance(error, requests.ConnectionError) else f"no answer that can be read ({error})"
    )


class _Private(OSError):
    """The host is not of the open network."""


def _checked(made: socket.socket) -> socket.socket:
    """The socket of a connection, when it leads to the open network: judged by whom it reached, not by its name, which
    may change between two look-ups."""
    if not addresses.is_public(made.getpeername()[0]):
        made.close()
        raise _Private
    return made


class _OpenHttp(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn())


class _OpenHttps(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn())


class _HttpPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _OpenHttp


class _HttpsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _OpenHttps


class _Adapter(HTTPAdapter):
    """Connects to the open network alone, unless it may go further."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, **more)
        if not self._allow_private:
            self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
