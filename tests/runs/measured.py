"""Measures by branch what forked processes do, for the tests that are measured themselves.

Coverage writes a file for each process, and thousands of them take longer to join than the tests take. Here a
process tells the one that it was made from only what no other did before it, and that one writes all of it.
"""

from __future__ import annotations

import marshal
from typing import BinaryIO

from coverage import Coverage, CoverageData


class Measured:
    """What a process and those made from it did: the steps from line to line, by file."""

    def __init__(self) -> None:
        # Given a source, each process would look for files of it that were never run.
        self._coverage = Coverage(data_file=None, source=[], include=["iopctl/*"])
        self._coverage.start()
        self._steps: dict[str, set[tuple[int, int]]] = {}

    def note(self) -> None:
        """Keep what was done until now, so that no process made from here on tells it once more."""
        self._add(self._new())
        self._coverage.erase()
        self._coverage.start()

    def leave_off(self) -> None:
        """Measure nothing more, in a process that nobody wants to hear of."""
        self._coverage.stop()

    def tell(self, told: BinaryIO) -> None:
        """Write, in the process that is about to end, what it did and no other before it."""
        marshal.dump(self._new(), told)
        told.flush()

    def hear(self, told: BinaryIO) -> None:
        """Read what another process wrote."""
        self._add(marshal.load(told))  # noqa: S302 (our own, of this moment)

    def save(self) -> None:
        """Write all of it where pytest-cov joins it with what the tests did."""
        self._add(self._new())
        data = CoverageData(suffix=True)
        data.add_arcs(self._steps)
        data.close()

    def _new(self) -> dict[str, set[tuple[int, int]]]:
        self._coverage.stop()
        data = self._coverage.get_data()
        steps = {name: set(data.arcs(name) or ()) for name in data.measured_files()}
        return {name: new for name, done in steps.items() if (new := done - self._steps.get(name, set()))}

    def _add(self, steps: dict[str, set[tuple[int, int]]]) -> None:
        for name, done in steps.items():
            self._steps.setdefault(name, set()).update(done)
