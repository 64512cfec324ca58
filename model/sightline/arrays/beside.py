"""Do independent pieces of work beside each other: numpy and scipy let other threads run while they compute."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

LARGE: Final = 200_000
"""Relations from which a thread pays."""
_MOST_THREADS: Final = 4


def do_beside(tasks: Sequence[Callable[[], T]], *, relations: int) -> list[T]:
    """Do the tasks and give their results in order; beside each other where the network is large.

    Results do not depend on it. No task may ask for a cached property that another asks for at the same time: Python
    3.11 lets only one thread at a time compute a cached property, of whatever object.
    """
    threads = min(len(tasks), os.cpu_count() or 1, _MOST_THREADS)
    if relations < LARGE or threads < 2:
        return [task() for task in tasks]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        return [future.result() for future in [pool.submit(task) for task in tasks]]
