"""`make fuzz`: damage registers and ask every command, then measure how cost grows with what a file holds."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.fuzz import commands, damage, growth
from tests.fuzz.judge import Register
from tests.runs import run

KEPT = damage.ROOT / "build" / "fuzz"
_COMMANDS_EACH = 8
_TELL_EVERY = 100
_DAYS = ("2021-07-13", "2022-12-31", "2024-06-30", "2026-11-28", "1999-01-01", "2024-02-29")
# Ten times what any question needs: a run that would take the machine ends alone.
_MOST_BYTES = 6_000_000_000


def main() -> int:
    """Ask as many damaged registers as wanted; tell what fails, and keep the registers that do."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--registers", type=int, default=1_000, help="how many registers [default: 1000]")
    arguments.add_argument("--seed", type=int, default=0, help="of the first register [default: 0]")
    arguments.add_argument("--no-growth", action="store_true", help="do not measure growth")
    arguments.add_argument("--growth-of", default="", help="measure growth only of what begins with this")
    asked = arguments.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        world = World(Path(name))
        for number, seed in enumerate(range(asked.seed, asked.seed + asked.registers)):
            if number and number % _TELL_EVERY == 0:
                _say(f"{number} registers, {failed} faults so far.")
            for line in world.faults(seed):
                failed += 1
                _say(f"seed {seed}: {line}")
        if not asked.no_growth:
            for line in growth.faults(Path(name) / "growth", asked.growth_of):
                failed += 1
                _say(line)
    run.let_go()
    _say(f"{asked.registers} registers, {failed} faults.")
    return int(failed > 0)


class World:
    """A sound register under git, and what its agreements are mixed with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "register"
        self.samples = [
            path.read_bytes() for path in sorted((damage.ROOT / "tests/examples/valid").glob("*.yaml"))
        ]
        self.files = damage.sound()
        base = Register(folder / "base", self.files)
        done = base.ask("freeze", "stadsmission")
        assert done.exit_code == 0, done.stderr
        self._take(folder / "base", "frozen")
        base.ask("memo", "--all", "--out", "memos")
        self._take(folder / "base", "memos")
        self.repository = folder / "base" / ".git"
        for line in ("init -q", "add -A", "commit -q -m base", "tag base"):
            who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
            subprocess.run(["git", *who, *line.split()], cwd=folder / "base", check=True)

    def _take(self, base: Path, made: str) -> None:
        self.files |= {f"{made}/{path.name}": path.read_bytes() for path in sorted((base / made).iterdir())}

    def faults(self, seed: int, commands_each: int = _COMMANDS_EACH) -> list[str]:
        """Damage the register in the way of a seed, and say each command that fails, and how."""
        random = Random(seed)  # noqa: S311 - the same register for the same seed
        files, path = damage.damaged(random, self.files, self.samples)
        register = Register(self.folder, files, self.repository)
        found = []
        for number in range(commands_each):
            among = commands.WRITING if random.random() < 0.2 else commands.READING
            agreement = (
                Path(path).stem if path.startswith("agreements/") else random.choice(("ikf", "stadsmission"))
            )
            filled = {"ID": agreement, "ON": random.choice(_DAYS)}
            command = [filled.get(word, word) for word in random.choice(among)]
            if agreement.startswith("-"):
                command = ["--" if word == agreement else word for word in command]
            faults = register.faults(command, agreement, twice=number == 0)
            found += [f"{path}: iopctl {' '.join(command)}: {fault}" for fault in faults]
        if found:
            _keep(KEPT / str(seed), files)
        return found


def _keep(folder: Path, files: damage.Files) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
