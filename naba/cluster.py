"""A dask.distributed cluster as an executor: checked before it works, never waited for in vain.

Workers get values and send bytes; they open no file of the newspaper. ``distributed`` is imported
when a cluster is asked for, and not before.
"""

from __future__ import annotations

import contextlib
import functools
import pickle
import platform
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, InvalidStateError
from types import ModuleType
from typing import Any, TypeVar

from naba import __version__
from naba.digest import digest
from naba.errors import UsageError
from naba.source import engines

Made = TypeVar("Made")

# So many seconds the scheduler has to answer, and a first worker to be there.
ANSWER = 5.0
# So long a cluster may be without any worker: their nannies start them anew in a few seconds.
PATIENCE = 30.0
_ADDRESS = re.compile(r"dask://(?P<host>[\w.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})/?")
_GREETING = b"pickle-protocol"
_BUSY = threading.Lock()


class Cluster(Executor):
    """The workers of one scheduler. ``jobs`` is how many batches they do at a time."""

    def __init__(self, client: Any, address: str) -> None:
        self.jobs = max(2, sum(client.nthreads().values()))
        self._client, self._address = client, address
        # Not pure: Dask would read every batch through, to find it among earlier ones.
        self._executor: Executor = client.get_executor(pure=False)
        self._waited_for: set[Future[Any]] = set()
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Made], /, *args: Any, **kwargs: Any) -> Future[Made]:
        """Hands work over. Its future fails with ``UsageError`` if the cluster is lost."""
        ours: Future[Made] = Future()
        self._waited_for.add(ours)
        work = _Work(_engine(), _packed((fn, args, kwargs)))
        theirs = self._executor.submit(pickle.loads, _packed(work))
        theirs.add_done_callback(functools.partial(self._pass_on, ours))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._closed.set()
        self._client.close(ANSWER)

    def _pass_on(self, ours: Future[Any], theirs: Future[Any]) -> None:
        self._waited_for.discard(ours)
        with contextlib.suppress(InvalidStateError):  # it was given up a moment ago
            if theirs.cancelled():
                ours.set_exception(self._lost("dropped the work"))
            elif error := theirs.exception():
                ours.set_exception(self._in_words(error))
            else:
                ours.set_result(theirs.result())

    def _in_words(self, error: BaseException) -> BaseException:
        if type(error).__name__ == "KilledWorker":
            return self._lost("lost several workers at one piece of work")
        if isinstance(error, ImportError):
            return self._lost(f"has a worker that can't load Naba ({error})")
        return self._lost(f"broke off ({error})") if isinstance(error, OSError) else error

    def _lost(self, what: str) -> UsageError:
        return UsageError(
            f"the cluster {self._address} {what}; look into its logs, "
            "and build again with it or without --executor"
        )

    def _watch(self) -> None:
        """Gives up what is waited for when nobody is left to do it."""
        seen = time.monotonic()
        while not self._closed.wait(1.0):
            what = "has had no worker for some time"
            try:
                if self._client.nthreads():
                    seen = time.monotonic()
            except Exception:  # whatever a broken connection leads to
                what = "does not answer any more"
            if time.monotonic() - seen > PATIENCE:
                for ours in tuple(self._waited_for):
                    with contextlib.suppress(InvalidStateError):  # it was done a moment ago
                        ours.set_exception(self._lost(what))


def connected(address: str) -> Cluster:
    """The cluster at ``dask://HOST:PORT``. Raises ``UsageError`` for one that can't be used."""
    match = _ADDRESS.fullmatch(address)
    if not match or not 0 < int(match["port"]) < 65536:
        raise UsageError(f"`{address}` names no executor; write it as dask://HOST:PORT")
    client = _client(match["host"], int(match["port"]), _library())
    if client is None:
        fact = f"no Dask scheduler answers at {address} within {ANSWER:g} s"
        raise UsageError(f"{fact}; start one there, or build without --executor")
    try:
        _check(client, address)
        return Cluster(client, address)
    except BaseException:
        client.close(ANSWER)
        raise


def _client(host: str, port: int, distributed: ModuleType) -> Any | None:
    """A connection to the scheduler; ``None`` if there is none."""
    if not _greets(host.strip("[]"), port):
        return None
    try:
        return distributed.Client(f"tcp://{host}:{port}", timeout=ANSWER, set_as_default=False)
    except Exception:  # whatever the one who is there instead may say
        return None


def _greets(host: str, port: int) -> bool:
    """Whether Dask is there, which speaks first. The library waits for ever for who is silent."""
    heard = b""
    with (
        contextlib.suppress(OSError),
        socket.create_connection((host, port), timeout=ANSWER) as line,
    ):
        while _GREETING not in heard and len(heard) < 4096 and (part := line.recv(4096)):
            heard += part
    return _GREETING in heard


def _library() -> ModuleType:
    try:
        import dask

        # An editor never sees a traceback; a batch of pictures is large, and meant to be.
        quiet = {"distributed": "critical", "distributed.client": "critical"}
        dask.config.set({"logging": quiet})
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
        import distributed
    except ImportError:
        raise UsageError(
            "--executor dask://… needs the library `distributed`, which is not installed; install "
            "it: .venv/bin/python -m pip install --require-hashes -r requirements-dask.lock"
        ) from None
    module: ModuleType = distributed
    return module


def _check(client: Any, address: str) -> None:
    """Every process of the cluster would render with the very code that this one has."""
    try:
        client.wait_for_workers(1, timeout=ANSWER)
    except TimeoutError:
        fact = f"the scheduler at {address} has no workers"
        raise UsageError(f"{fact}; start some, or build without --executor") from None
    found: Mapping[str, Any] = client.run(_engine, on_error="return")
    for worker, engine in sorted(found.items()):
        if engine != _engine():
            raise _unlike(_engine(), worker, engine)


def _unlike(build: tuple[str, str], worker: str, its: Any) -> UsageError:
    theirs = f"has none that fits ({its})"
    if isinstance(its, tuple):
        theirs = f"{its[1]}" if its[1] != build[1] else "the same from other sources or libraries"
    return UsageError(
        f"this build runs {build[1]}, and the worker {worker} {theirs}; give the worker "
        "this checkout and what its locks pin, and start it anew"
    )


@functools.lru_cache(maxsize=1)
def _engine() -> tuple[str, str]:
    """A digest of all that a page's bytes hang on in this process, and words for it.

    Kept: a worker that was started before its sources changed still runs the old ones.
    """
    machine = f"{platform.system()} {platform.machine()}"
    words = f"Naba {__version__} on Python {platform.python_version()}, {machine}"
    return digest(engines(), machine), words


def _packed(value: Any) -> bytes:
    return pickle.dumps(value, protocol=5)


class _Work:
    """Work that is done by unpacking it.

    The scheduler opens each call that it passes on. So it is given one of Python's own, on bytes:
    it needs no Naba, and loses no time with opening and packing pages.
    """

    def __init__(self, engine: tuple[str, str], packed: bytes) -> None:
        self.call = engine, packed

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return _done, self.call


def _done(engine: tuple[str, str], packed: bytes) -> Any:
    """The result of packed work, in a worker. One that joined during the build is checked here."""
    if engine != _engine():
        raise _unlike(engine, platform.node(), _engine())
    function, args, kwargs = pickle.loads(packed)
    with _BUSY:  # parsers and templates are kept, and not for two threads at once
        return function(*args, **kwargs)
