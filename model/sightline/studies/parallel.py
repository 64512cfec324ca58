"""Pieces of work beside each other: in this process, in processes of this machine, or on a Dask cluster.

What a piece gives must not depend on where it runs. Nothing but our own arrays goes to other processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeVar

from sightline.errors import UsageError

T = TypeVar("T")
Part = tuple[object, ...]

PAYS_FROM: Final = 400_000
"""Elements times draws from which it pays to start further processes."""
_PATIENCE: Final = 5
"""Seconds in which the scheduler of a cluster must answer."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: so many processes (None: as many as there are processors), or the cluster at an address.

    A cluster is named by the address of its scheduler, such as ``tcp://127.0.0.1:8786``; it needs the extra ``dask``.
    """

    jobs: int | None = None
    cluster: str | None = None

    def each(self, task: Callable[..., T], parts: Sequence[Part], *, size: int) -> Iterator[T]:
        """Do the task with each part and give the results in order, each as soon as it and all before it are there.

        ``size`` is a measure of the whole work: with less than ``PAYS_FROM``, one process does it unless a number of
        processes was asked for. Raises UsageError where there is no such cluster.
        """
        if self.cluster is None and (self.jobs == 1 or (self.jobs is None and size < PAYS_FROM)):
            yield from (task(*part) for part in parts)
            return
        from joblib import Parallel, delayed

        with _cluster(self.cluster) if self.cluster is not None else _processes():
            pool = Parallel(n_jobs=self.jobs or -1, return_as="generator")  # type: ignore[no-untyped-call]
            yield from pool(delayed(task)(*part) for part in parts)  # type: ignore[no-untyped-call]


@contextmanager
def _processes() -> Iterator[None]:
    """Let processes of this machine do the work, each on one processor."""
    from joblib import parallel_config

    with parallel_config(backend="loky", inner_max_num_threads=1):  # type: ignore[no-untyped-call]
        yield


@contextmanager
def _cluster(address: str) -> Iterator[None]:
    """Let a Dask cluster do the work, as long as its scheduler answers."""
    from joblib import parallel_config

    try:
        from distributed import Client
    except ImportError:
        raise UsageError("a cluster needs Dask; install it with: pip install 'sightline[dask]'") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(f"no cluster answers at `{address}`: {error}") from None
    with client, parallel_config(backend="dask", client=client):  # type: ignore[no-untyped-call]
        yield
