"""A Dask cluster as the place where lists of articles are read; no other module knows Dask."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from importlib import metadata
from typing import TYPE_CHECKING, Any, TypeVar

from .. import __version__
from ..model.errors import UsageError
from .sameness import PACKAGE, differences, installed, made_by

if TYPE_CHECKING:
    from distributed import Client, Security

T = TypeVar("T")

_DASK = "distributed"
_ANSWERS = 10.0  # seconds in which a scheduler answers
_FIRST = 60.0  # seconds in which the first worker comes
_NEXT = 120.0  # seconds in which another comes when all have gone
_GONE = (OSError, RuntimeError, ValueError, CancelledError)  # what Dask raises when nobody is there any more
_TLS = (
    "name the certificates in the environment: DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT, DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY"
)


class Cluster:
    """The workers of one scheduler."""

    def __init__(self, client: Client, address: str, model: str | None) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._address = address
        self._model = model

    def submit(self, function: Callable[[bytes], bytes], order: bytes, /) -> Future[bytes]:
        """A list that loses its worker is read by another; the future fails when it has lost several."""
        future: Future[bytes] = self._executor.submit(function, order)
        return future

    def hands(self) -> int:
        """How many lists can be read at a time by the workers that are there now."""
        return sum(self._asked(self._client.nthreads).values())

    def look(self) -> None:
        """Wait for a worker where there is none, and compare every one that is there. Raises UsageError."""
        self._wait(_NEXT)
        self._compare()

    def begin(self) -> None:
        """The same before the first list, the scheduler too."""
        self._compare_scheduler()
        self._wait(_FIRST)
        self._compare()

    def _wait(self, seconds: float) -> None:
        if self.hands():
            return
        try:
            self._client.wait_for_workers(1, timeout=seconds)
        except _GONE as error:
            self.hands()  # raises when it is the scheduler that went meanwhile
            raise UsageError(
                f"cluster: no worker is at {self._address} (waited {seconds:g} seconds); what was read is kept: "
                f"start one, `dask worker {self._address}`, and build again"
            ) from error

    def _compare_scheduler(self) -> None:
        for package, here in ((PACKAGE, __version__), (_DASK, metadata.version(_DASK))):
            try:
                there = self._client.run_on_scheduler(metadata.version, package)
            except metadata.PackageNotFoundError:
                there = "none"
            except _GONE as error:
                raise self._lost() from error
            if there != here:
                raise UsageError(
                    f"cluster: the scheduler {self._address} differs: {package} is {there} there and {here} here; "
                    f"do there: {installed(__version__)} {_DASK}=={metadata.version(_DASK)}; and start it again"
                )

    def _compare(self) -> None:
        """Raises UsageError for a worker that would not read as this machine does."""
        here = made_by(self._model, _DASK)
        for worker, version in self._each(metadata.version, PACKAGE):
            if isinstance(version, Exception):
                raise _unlike(worker, f"{PACKAGE} is not installed there; do there: {installed(__version__)}")
            if version != __version__:
                raise _unlike(worker, differences({PACKAGE: __version__}, {PACKAGE: version}))
        for worker, there in self._each(made_by, self._model, _DASK):
            if not isinstance(there, dict):
                raise _unlike(worker, f"its {PACKAGE} is another one of the same version ({there})")
            if told := differences(here, there):
                raise _unlike(worker, told)

    def _each(self, function: Callable[..., Any], *arguments: Any) -> list[tuple[str, Any]]:
        """What the function gives on each worker, an error in its place; those that go meanwhile are left out."""
        answers = self._asked(lambda: self._client.run(function, *arguments, on_error="return"))
        return [(worker, said) for worker, said in sorted(answers.items()) if not isinstance(said, OSError)]

    def _asked(self, ask: Callable[[], dict[str, T]]) -> dict[str, T]:
        try:
            return ask()
        except _GONE as error:
            raise self._lost() from error

    def _lost(self) -> UsageError:
        return UsageError(
            f"cluster: the scheduler {self._address} does not answer any more; what was read is kept: "
            "start it again, and build again"
        )


def _unlike(worker: str, told: str) -> UsageError:
    return UsageError(f"cluster: the worker {worker} would not read as this machine does: {told}; and start it again")


@contextmanager
def connected(address: str, model: str | None) -> Iterator[Cluster]:
    """The cluster at the address of a scheduler, all compared with this machine. Raises UsageError."""
    try:
        import distributed
    except ImportError as error:
        raise UsageError(f"cluster: Dask is not installed; do here: {installed(__version__)}") from error
    if address.startswith("tls:"):
        _need_certificates(distributed.Security(), address)
    log = logging.getLogger(_DASK)
    level = log.level
    log.setLevel(logging.CRITICAL + 1)  # what goes wrong, we say ourselves
    try:
        with _client(distributed.Client, address) as client:
            cluster = Cluster(client, address, model)
            cluster.begin()
            yield cluster
    finally:
        log.setLevel(level)


def _need_certificates(security: Security, address: str) -> None:
    """Before there is a client, which would not end well without them."""
    try:
        if security.get_connection_args("client").get("ssl_context") is None:
            raise UsageError(f"cluster: {address}: {_TLS}")
    except OSError as error:  # a file that is not there, or no certificate
        raise UsageError(f"cluster: {address}: the certificates cannot be read ({error}): {_TLS}") from error


@contextmanager
def _client(make: Callable[..., Client], address: str) -> Iterator[Client]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions, which we compare ourselves
            client = make(address, timeout=_ANSWERS, set_as_default=False)
    except _GONE as error:
        raise UsageError(
            f"cluster: no scheduler answers at {address} (waited {_ANSWERS:g} seconds): start one, `dask scheduler`, "
            "or see whether address, firewall and certificates are right"
        ) from error
    try:
        yield client
    finally:
        client.close()
