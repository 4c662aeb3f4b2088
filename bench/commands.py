"""The commands that are measured, run by run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bench.environment import BUILD, ROOT, Environment
from bench.files import agreement, register
from bench.files.draft import AS_OF
from bench.goals import Run
from bench.timing import Command

FEW, SOME, MANY = 20, 1_000, 10_000
_INSIDE = ROOT / "bench" / "inside"
_ID = agreement.name(1)
_AS_OF = ("--as-of", AS_OF.isoformat())
_MODELS = "import yaml, iopctl.model.agreement"
_LIBRARIES = "import typer, yaml, pydantic"
_ONE_MODEL = 'pydantic.create_model("Model", value=str)'


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many files a small, a middling and a large register have."""

    few: int = FEW
    some: int = SOME
    many: int = MANY


class Commands:
    """The commands of every run, in the environment of the wheel."""

    def __init__(self, environment: Environment, sizes: Sizes) -> None:
        self._environment = environment
        self._sizes = sizes

    def of(self, run: Run) -> tuple[Command, ...]:
        """Give the commands of a run, in the order in which they take turns."""
        return {
            Run.START: self._start,
            Run.WHOLE: self._whole,
            Run.ARITHMETIC: self._arithmetic,
            Run.MEMOS: self._memos,
        }[run]()

    def register(self, number: int) -> Path:
        """Give the folder of a register of so many agreements."""
        return register.write(BUILD / "registers" / str(number), number)

    def bare(self) -> Command:
        """Start Python and do nothing."""
        return self.python("bare", "-c", "pass")

    def python(self, name: str, *arguments: str) -> Command:
        """Run Python in the environment of the wheel."""
        return Command(name, (self._environment.python, *arguments), BUILD)

    def iopctl(
        self,
        name: str,
        number: int,
        *arguments: str,
        exit_codes: tuple[int, ...] = (0,),
        emptied: Path | None = None,
    ) -> Command:
        """Run iopctl, as pip installed it, where a register of so many agreements is."""
        asked = (self._environment.program("iopctl"), *arguments)
        return Command(name, asked, self.register(number), exit_codes, emptied)

    def memo_all(self, number: int) -> Command:
        """Write all memos of a register into an empty folder."""
        out = BUILD / "memos"
        return self.iopctl("memo --all", number, "memo", "--all", "--out", str(out), *_AS_OF, emptied=out)

    def budget(self, number: int) -> Command:
        """Show the money of one agreement of a register."""
        return self.iopctl("budget", number, "budget", _ID, *_AS_OF)

    def budget_all(self, number: int) -> Command:
        """Add up a register."""
        return self.iopctl("budget --all", number, "budget", "--all", *_AS_OF)

    @cached_property
    def jobs(self) -> bool:
        """Whether `validate` can share its work among processes."""
        source = ROOT / "iopctl" / "cli.py"
        return '"--jobs"' in source.read_text(encoding="utf-8")

    def validate(self, name: str, number: int, jobs: int = 1) -> Command:
        """Check a register with so many processes."""
        shared = ("-j", str(jobs)) if self.jobs else ()
        return self.iopctl(name, number, "validate", *shared, *_AS_OF)

    def _start(self) -> tuple[Command, ...]:
        few, many = self._sizes.few, self._sizes.many
        return (
            self.bare(),
            self.iopctl("version", few, "--version"),
            self.iopctl("help", few, "--help"),
            self.python("imports", "-c", _MODELS),
            self.python("libraries", "-c", f"{_LIBRARIES}; {_ONE_MODEL}"),
            self.python("and-jinja", "-c", f"{_LIBRARIES}, jinja2, jinja2.sandbox; {_ONE_MODEL}"),
            self.budget(few),
            replace(self.budget(many), name="budget-10000"),
            self.iopctl("extend", few, "extend", _ID, *_AS_OF),
            self.iopctl("memo", few, "memo", _ID, *_AS_OF),
            self.iopctl("validate-20", few, "validate", *_AS_OF),
        )

    def _whole(self) -> tuple[Command, ...]:
        few, many = self._sizes.few, self._sizes.many
        folder = str(self.register(many) / "agreements")
        two = (self.validate("validate-j2", many, 2),) if self.jobs else ()
        return (
            self.python("read", str(_INSIDE / "read_bytes.py"), folder),
            self.python("safe-loader", str(_INSIDE / "safe_loader.py"), folder),
            self.validate("validate", many),
            *two,
            self.iopctl("list", many, "list", *_AS_OF),
            self.memo_all(many),
            self.validate("validate-20", few),
            self.iopctl("list-20", few, "list", *_AS_OF),
        )

    def _arithmetic(self) -> tuple[Command, ...]:
        program = str(_INSIDE / "thirty_years.py")
        asked = (self.python(kind, program, kind) for kind in ("decimal", "float"))
        return tuple(replace(each, tells=True) for each in asked)

    def _memos(self) -> tuple[Command, ...]:
        some = self._sizes.some
        folder = str(self.register(some) / "agreements")
        program = str(_INSIDE / "bare_templates.py")
        return self.memo_all(some), self.python("templates", program, folder, str(some))


def growing(commands: Commands, number: int) -> tuple[Command, ...]:
    """Give the commands whose growth is measured, on a register of so many agreements."""
    report = ("--board", "socialnämnden", "--year", str(AS_OF.year - 1))
    return (
        commands.validate("validate", number),
        commands.iopctl("list", number, "list", *_AS_OF),
        commands.budget_all(number),
        commands.iopctl("due", number, "due", *_AS_OF, exit_codes=(0, 1)),
        commands.iopctl("calendar", number, "calendar", *_AS_OF, exit_codes=(0, 1)),
        commands.memo_all(number),
        commands.iopctl(
            "memo --portfolio", number, "memo", "--portfolio", *report, *_AS_OF, exit_codes=(0, 1)
        ),
    )
