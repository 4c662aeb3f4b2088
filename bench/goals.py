"""The goals: which ratio of which two commands, and how large it may be.

A is what must hold, S what is aimed for; both are ratios, for absolute times belong to a machine and a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Run(StrEnum):
    """Commands that are measured in turn, round by round; a ratio is always taken inside one run."""

    START = "start"
    WHOLE = "whole register"
    ARITHMETIC = "arithmetic"
    MEMOS = "memos"
    ONE_FILE = "peers, one file"
    MANY_FILES = "peers, many files"
    SUMS = "peers, sums"


class Verdict(StrEnum):
    """What a ratio is against its goals."""

    AIM = "A and S hold"
    HOLDS = "A holds"
    MISSED = "misses A"
    COMPARED = "to compare"


@dataclass(frozen=True, slots=True)
class Goal:
    """One ratio of the table."""

    row: str
    """The number of the row; several ratios may share one."""
    what: str
    against: str
    run: Run
    top: str
    """The command measured."""
    bottom: str
    """The command that it is measured against."""
    must: float | None
    """A: at most this; None where the ratio only tells what another one consists of."""
    aim: float | None = None
    """S: at most this."""
    of: str = "wall"
    """What is compared of the two: wall, or peak."""

    @property
    def key(self) -> str:
        """What the ratio goes by where it is kept."""
        return f"{self.row}: {self.top} / {self.bottom}, {self.of}"

    def verdict(self, ratio: float) -> Verdict:
        """Hold a ratio, as it is shown, against the goals."""
        if self.must is None:
            return Verdict.COMPARED
        shown = float(as_shown(ratio))
        if shown > self.must:
            return Verdict.MISSED
        return Verdict.AIM if self.aim is not None and shown <= self.aim else Verdict.HOLDS


def as_shown(ratio: float) -> str:
    """Write a ratio with three digits that say something.

    >>> [as_shown(each) for each in (0.03512, 1.0449, 15.94, 132.4)]
    ['0.035', '1.04', '15.9', '132']
    """
    decimals = 3 if ratio < 0.1 else 2 if ratio < 10 else 1 if ratio < 100 else 0  # noqa: PLR2004 - digits
    return f"{ratio:.{decimals}f}"


BARE = "python -c pass"

GOALS = (
    Goal("1", "`iopctl --version`", f"`{BARE}`", Run.START, "version", "bare", 1.15, 1.05),
    Goal("2", "`iopctl --help`", "bare", Run.START, "help", "bare", 7.5, 6.5),
    Goal("3", "`budget ID`", "bare", Run.START, "budget", "bare", 17, 7),
    Goal("3", "`extend ID`", "bare", Run.START, "extend", "bare", 17, 7),
    Goal("3", "the libraries that they load, and one model", "bare", Run.START, "libraries", "bare", None),
    Goal("4", "`budget ID`", "importing yaml and the models", Run.START, "budget", "imports", 1.2, 1.1),
    Goal("4", "`extend ID`", "importing yaml and the models", Run.START, "extend", "imports", 1.2, 1.1),
    Goal("5", "`budget ID` among 10 000", "among 20", Run.START, "budget-10000", "budget", 1.05),
    Goal("6", "`memo ID`", "bare", Run.START, "memo", "bare", 20, 18),
    Goal("6", "the libraries that `memo` loads, and one model", "bare", Run.START, "and-jinja", "bare", None),
    Goal("6", "`validate` of 20", "bare", Run.START, "validate-20", "bare", 17, 15),
    Goal(
        "7",
        "`validate -j 1`, 10 000",
        "CSafeLoader and the same models",
        Run.WHOLE,
        "validate",
        "safe-loader",
        0.45,
        0.20,
    ),
    Goal("8", "`validate -j 1`, 10 000", "reading the bytes", Run.WHOLE, "validate", "read", 65, 25),
    Goal("9", "`validate -j 2`, 10 000", "`validate -j 1`", Run.WHOLE, "validate-j2", "validate", 0.62, 0.55),
    Goal(
        "10",
        "memory of `validate`, 10 000",
        "of 20",
        Run.WHOLE,
        "validate",
        "validate-20",
        1.25,
        1.1,
        of="peak",
    ),
    Goal("10", "memory of `list`, 10 000", "of 20", Run.WHOLE, "list", "list-20", 1.25, 1.1, of="peak"),
    Goal(
        "11",
        "`memo --all --out DIR`, 10 000",
        "`validate -j 1`",
        Run.WHOLE,
        "memo --all",
        "validate",
        1.9,
        1.6,
    ),
    Goal(
        "12",
        "30 years of a budget of 10 lines",
        "the same rules in float",
        Run.ARITHMETIC,
        "decimal",
        "float",
        2.5,
        1.8,
    ),
    Goal(
        "13",
        "`budget ID`",
        "`datacontract lint`",
        Run.ONE_FILE,
        "budget",
        "datacontract",
        0.27,
        0.10,
    ),
    Goal(
        "13",
        "`budget ID`",
        "check-jsonschema, 1 file",
        Run.ONE_FILE,
        "budget",
        "check-jsonschema",
        0.75,
        0.28,
    ),
    Goal(
        "14",
        "`validate`, 1 000",
        "check-jsonschema, 1 000",
        Run.MANY_FILES,
        "validate",
        "check-jsonschema",
        0.045,
        0.02,
    ),
    Goal("14", "`validate`, 1 000", "yamllint, 1 000", Run.MANY_FILES, "validate", "yamllint", 0.045, 0.02),
    Goal(
        "memos",
        "1 000 memos with `memo --all --out DIR`",
        "the templates alone, 1 000 times",
        Run.MEMOS,
        "memo --all",
        "templates",
        1.5,
    ),
)
"""Every row that is measured."""

ROWS = tuple(dict.fromkeys(goal.row for goal in GOALS))
PEERS = frozenset(goal.row for goal in GOALS if goal.run in {Run.ONE_FILE, Run.MANY_FILES})
"""The rows that need other programs."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many modules a command loads, the standard library with them: row 15, which a test holds."""

    command: str
    count: int
    """What was counted with Python 3.11."""
    must: int | None = None
    """A: at most this."""

    @property
    def verdict(self) -> Verdict:
        """Hold the count against the goal."""
        if self.must is None:
            return Verdict.COMPARED
        return Verdict.MISSED if self.count > self.must else Verdict.HOLDS


LOADED = (
    Loaded("--version", 40, 45),
    Loaded("--help", 151, 165),
    Loaded("budget ikf --year 2023", 372, 310),
    Loaded("extend ikf", 386),
    Loaded("validate", 378),
    Loaded("list", 379),
    Loaded("memo ikf", 424, 340),
)
FEWER, MORE = 15, 2
"""So many modules fewer, and so many more, may be counted: another version of Python is cut up otherwise."""
