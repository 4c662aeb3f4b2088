"""Work on many things, spread over the processors of the machine.

What comes back, and in which order, is the same with one worker and with many. Starting workers takes as long
as reading some hundred files, so that few things are worked on right here.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Thing = TypeVar("Thing")
Made = TypeVar("Made")

WORTH_IT = 300
"""From so many things on, more workers than one are worth their start."""
_AT_ONCE = 50


class LostError(Exception):
    """A worker was ended from outside; `done` things had been worked on before."""

    def __init__(self, done: int) -> None:
        super().__init__(done)
        self.done = done


def available() -> int:
    """Give the number of processors that this program may use."""
    return os.cpu_count() or 1


def spread(work: Callable[[Thing], Made], things: Sequence[Thing], jobs: int) -> Iterator[Made]:
    """Give what the work makes of each thing, in the order of the things; `work` must be picklable.

    No more workers are started than there are processors, or packets of work; raise LostError if one is lost.
    """
    jobs = min(jobs, available(), -(-len(things) // _AT_ONCE))
    if jobs == 1 or len(things) < WORTH_IT:
        yield from map(work, things)
        return

    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    # A copy of this process has everything imported; elsewhere than on Linux, copying is not safe.
    context = get_context("fork" if sys.platform == "linux" else None)
    with ProcessPoolExecutor(jobs, context, initializer=_leave_interrupts) as pool:
        done = 0
        try:
            for made in pool.map(work, things, chunksize=_AT_ONCE):
                yield made
                done += 1
        except BrokenExecutor:
            raise LostError(done) from None
        except BaseException:
            # Whoever stops the run does not wait for what nobody will see.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    # Ctrl-C reaches every process of the terminal; one of them answers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
