"""What is measured: commands that take turns, and the ratios between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bench import environment, registers
from bench.environment import BUILD, ROOT, Environment
from bench.timing import Command

FEW, SOME, MANY = 20, 100, 1_000
_AS_OF = ("--as-of", "2021-07-13")
_MEMOS = BUILD / "memos"
_LIBRARIES = "import typer, yaml, pydantic; pydantic.create_model('Model', value=str)"
_WITH_JINJA = f"{_LIBRARIES}; import jinja2.sandbox"


@dataclass(frozen=True, slots=True)
class Row:
    """One ratio: a command against another of the same group."""

    top: str
    bottom: str
    goal: float | None = None
    """At most this; None where the ratio is only to be seen."""
    of: str = "wall"
    """What is compared: wall, or peak (memory)."""
    start: str | None = None
    """A command whose time is first taken from both, since it is what the smallest register takes."""


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that are run in turn, and the ratios that follow."""

    title: str
    commands: tuple[Command, ...]
    rows: tuple[Row, ...]
    rounds: int


class Iopctl:
    """The commands of one installed iopctl."""

    def __init__(self, installed: Environment, source: Path = ROOT, label: str = "") -> None:
        self._installed = installed
        self._label = label
        self._folders = {
            number: registers.write(number, source, BUILD / f"registers{label}")
            for number in (FEW, SOME, MANY)
        }

    def run(self, name: str, number: int, *arguments: str, codes: tuple[int, ...] = (0,)) -> Command:
        """Run iopctl in a register of so many agreements."""
        asked = (self._installed.program("iopctl"), *arguments)
        return Command(f"{name}{self._label}", asked, self._folders[number], codes)

    def python(self, name: str, *arguments: str) -> Command:
        """Run Python in the same environment."""
        return Command(name, (self._installed.python, *arguments), BUILD)

    def budget(self, number: int = FEW) -> Command:
        """Compute one agreement's money."""
        return self.run(f"budget ID, {number} files", number, "budget", registers.first(), *_AS_OF)

    def extend(self) -> Command:
        """Ask whether an agreement may be extended."""
        return self.run("extend ID", FEW, "extend", registers.first(1), *_AS_OF)

    def memo(self) -> Command:
        """Write one memo."""
        return self.run("memo ID", FEW, "memo", registers.first())

    def validate(self, number: int, jobs: int = 1) -> Command:
        """Check a register with so many processes."""
        name = f"validate, {number} files, -j {jobs}"
        return self.run(name, number, "validate", "-j", str(jobs), *_AS_OF)

    def register(self, number: int) -> tuple[Command, ...]:
        """Give the commands whose cost grows with the number of files."""
        memos = self.run(f"memo --all, {number} files", number, "memo", "--all", "--out", str(_MEMOS))
        return (
            self.validate(number),
            self.run(f"list, {number} files", number, "list", *_AS_OF),
            self.run(f"budget --all, {number} files", number, "budget", "--all", *_AS_OF),
            self.run(f"due, {number} files", number, "due", *_AS_OF, codes=(0, 1)),
            replace(memos, emptied=_MEMOS),
        )


def own(iopctl: Iopctl) -> tuple[Group, ...]:
    """Compare iopctl with the start of Python, with its libraries alone, and with itself."""
    some, many = iopctl.register(SOME), iopctl.register(MANY)
    few = iopctl.register(FEW)
    start = (
        iopctl.python("bare Python", "-c", "pass"),
        iopctl.python("libraries", "-c", _LIBRARIES),
        iopctl.python("libraries and jinja2", "-c", _WITH_JINJA),
        iopctl.run("--version", FEW, "--version"),
        iopctl.run("--help", FEW, "--help"),
        iopctl.budget(),
        iopctl.budget(MANY),
        iopctl.extend(),
        iopctl.memo(),
        iopctl.validate(FEW),
    )
    one, *_, one_of_many, extend, memo, validate = (each.name for each in start[5:])
    arithmetic = tuple(
        replace(iopctl.python(kind, str(ROOT / "bench" / "thirty_years.py"), kind), tells=True)
        for kind in ("Decimal", "float")
    )
    return (
        Group(
            "Start",
            start,
            (
                Row("--version", "bare Python", 1.15),
                Row("--help", "bare Python", 7.5),
                Row("libraries", "bare Python"),
                Row(one, "libraries", 1.10),
                Row(extend, "libraries", 1.10),
                Row(memo, "libraries and jinja2", 1.10),
                Row(validate, "libraries", 1.10),
                Row(one_of_many, one, 1.05),
            ),
            25,
        ),
        Group(
            f"Growth: {MANY - FEW} files more against {SOME - FEW} more",
            (*few, *some, *many),
            tuple(
                Row(large.name, small.name, 1.1 * (MANY - FEW) / (SOME - FEW), start=start.name)
                for start, small, large in zip(few, some, many, strict=True)
            ),
            5,
        ),
        Group(
            "Register",
            (*few[:2], *many, iopctl.validate(MANY, 2)),
            (
                *(
                    Row(large.name, small.name, 1.25, of="peak")
                    for small, large in zip(few[:2], many[:2], strict=True)
                ),
                Row(f"validate, {MANY} files, -j 2", many[0].name, 0.62),
                Row(many[-1].name, many[0].name),
            ),
            5,
        ),
        Group("30 years of a budget of 10 lines", arithmetic, (Row("Decimal", "float", 2.5),), 15),
    )


def against(iopctl: Iopctl, other: Iopctl) -> tuple[Group, ...]:
    """Compare iopctl with another version of itself, on the agreements of that version."""

    def pairs(one: Iopctl) -> tuple[Command, ...]:
        return (one.budget(), one.extend(), one.memo(), one.validate(FEW))

    def group(title: str, ours: tuple[Command, ...], theirs: tuple[Command, ...], rounds: int) -> Group:
        turns = tuple(each for pair in zip(ours, theirs, strict=True) for each in pair)
        goals = {f"validate, {MANY} files, -j 1": 1.25}
        rows = tuple(
            Row(one.name, two.name, goals.get(one.name, 1.10)) for one, two in zip(ours, theirs, strict=True)
        )
        return Group(title, turns, rows, rounds)

    return (
        group("One agreement", pairs(iopctl), pairs(other), 25),
        group("Register", iopctl.register(MANY), other.register(MANY), 5),
    )


def peers(iopctl: Iopctl) -> tuple[Group, ...]:
    """Compare with programs that check the same files, against iopctl's schema or as YAML alone."""
    schema = str(ROOT / "agreements" / "agreement.schema.json")
    options = {"check-jsonschema": ("--schemafile", schema), "yamllint": ("-d", "relaxed")}
    groups = []
    for number, ours in ((1, iopctl.budget(MANY)), (MANY, iopctl.validate(MANY))):
        files = [f"agreements/{path.name}" for path in sorted((ours.folder / "agreements").glob("*.yaml"))]
        theirs = tuple(
            Command(name, (installed.program(name), *options[name], *files[:number]), ours.folder)
            for name in options
            for installed in [environment.of_packages(name, name)]
        )
        rows = tuple(Row(ours.name, each.name, 1) for each in theirs)
        groups.append(Group(f"Peers on {number} files", (ours, *theirs), rows, 5))
    return tuple(groups)
