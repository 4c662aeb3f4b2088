"""The state of an agreement as of a day, and why.

It follows from the deciding reason of the verdict on an extension: that reason is found in the order in which
an official would ask, and each kind of it belongs to one state. An agreement that nobody has decided is
upcoming also after its first day, since nobody is bound by it.

Holds: "twice two years", both used, a term to 2023-12-31, asked on 2022-06-01 → in its last period.
Does not: the same with one option left, which may still be used → running.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import codes
from iopctl.struct import Struct

if TYPE_CHECKING:
    from iopctl.problem import Finding
    from iopctl.rules.extension import Verdict


class State(StrEnum):
    """Where an agreement stands in its life, in order."""

    UPCOMING = "upcoming"
    """It does not run yet, or nobody is bound by it yet."""
    RUNNING = "running"
    """It runs, and may go on: without an end, by an option, or by itself."""
    LAST_PERIOD = "last-period"
    """It runs, and no option can be used any more."""
    UNDER_NOTICE = "under-notice"
    """It runs, and notice was given."""
    ENDED = "ended"
    """Its last day has passed."""


class Stated(Struct):
    """The state, and the reason that decides it."""

    state: State
    why: Finding


OF_REASON = {
    codes.NOT_STARTED: State.UPCOMING,
    codes.NOT_AGREED: State.UPCOMING,
    codes.CONDITION_NOT_MET: State.UPCOMING,
    codes.OPEN_ENDED: State.RUNNING,
    codes.MAY_EXTEND: State.RUNNING,
    codes.RENEWS_ITSELF: State.RUNNING,
    codes.TOO_EARLY: State.RUNNING,
    codes.TOO_LATE: State.LAST_PERIOD,
    codes.EVERY_OPTION_USED: State.LAST_PERIOD,
    codes.LIMIT_REACHED: State.LAST_PERIOD,
    codes.NO_OPTION: State.LAST_PERIOD,
    codes.UNDER_NOTICE: State.UNDER_NOTICE,
    codes.NEVER_DECIDED: State.ENDED,
    codes.ENDED: State.ENDED,
    codes.ENDED_UNUSED: State.ENDED,
    codes.ENDED_BY_NOTICE: State.ENDED,
}


def state(verdict: Verdict) -> Stated:
    """Tell the state of an agreement from the verdict of the day."""
    why = verdict.reasons[0]
    return Stated(OF_REASON[why.kind], why)
