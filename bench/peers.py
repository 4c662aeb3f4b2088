"""Other programs on the same work: each in an environment of its own, and told of where it is missing.

No program does what iopctl does. check-jsonschema checks the same files against iopctl's own JSON Schema,
and yamllint whether they are tidy YAML: neither looks at a clause or a krona. datacontract-cli is a program
of the same make for another kind of agreement, of the same length. hledger adds up as many lines of money.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import environment
from bench.commands import FEW, SOME, Commands
from bench.environment import BUILD, ROOT
from bench.files import agreement
from bench.goals import GOALS, Run
from bench.timing import Command

RUNS = (Run.ONE_FILE, Run.MANY_FILES, Run.SUMS)

_SCHEMA = str(ROOT / "agreements" / "agreement.schema.json")
_PACKAGES = {
    "check-jsonschema": "check-jsonschema",
    "yamllint": "yamllint",
    "datacontract": "datacontract-cli",
}
_LINE = re.compile(r"- name: (?P<what>.+)\n +by: (?P<party>\w+)")
_CONTRACT = """\
apiVersion: v3.0.2
kind: DataContract
id: bidrag
name: Bidrag
version: 1.0.0
status: draft
schema:
  - name: bidrag
    description: Vad parterna bidrar med
    properties:
{properties}"""
_PROPERTY = """\
      - name: falt_{number}
        logicalType: string
        description: Ett fält som innehåller uppgift nummer {number}
        required: true
"""


@dataclass(slots=True)
class Company:
    """The commands of one run, iopctl's own first, and what of it is missing."""

    commands: list[Command]
    missing: dict[str, str] = field(default_factory=dict)
    """By the key of the goal, or the program's name: why it is not there."""
    versions: dict[str, str] = field(default_factory=dict)


def gather(run: Run, commands: Commands) -> Company:
    """Install what a run needs and give its commands."""
    match run:
        case Run.ONE_FILE:
            file = f"agreements/{agreement.name(1)}.yaml"
            one = commands.iopctl("validate, 1 file", FEW, "validate", file)
            company = Company([commands.budget(FEW), one])
            for name in ("check-jsonschema", "yamllint", "datacontract"):
                _add(company, name, commands.register(FEW), file)
        case Run.MANY_FILES:
            company = Company([commands.validate("validate", SOME)])
            files = [f"agreements/{agreement.name(each)}.yaml" for each in range(1, SOME + 1)]
            for name in ("check-jsonschema", "yamllint"):
                _add(company, name, commands.register(SOME), *files)
        case _:
            company = Company([commands.budget_all(SOME)])
            _add_hledger(company)
    return company


def _add(company: Company, name: str, folder: Path, *files: str) -> None:
    package = _PACKAGES[name]
    try:
        installed = environment.of_packages(name, package)
    except environment.NotInstalledError as error:
        _miss(company, name, str(error))
        return
    company.versions[package] = installed.version(package)
    arguments = {
        "check-jsonschema": ("--schemafile", _SCHEMA, *files),
        "yamllint": ("-d", "relaxed", *files),
        "datacontract": ("lint", str(_contract())),
    }[name]
    company.commands.append(Command(name, (installed.program(name), *arguments), folder))


def _add_hledger(company: Company) -> None:
    program = shutil.which("hledger")
    if program is None:
        _miss(company, "hledger", "it is not installed (Debian, Ubuntu: apt install hledger)")
        return
    asked = [program, "--version"]
    told = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.split()
    company.versions["hledger"] = told[1].rstrip(",")
    journal = BUILD / "bidrag.journal"
    journal.write_text("\n".join(_transactions(SOME)), encoding="utf-8")
    company.commands.append(Command("hledger", (program, "-f", str(journal), "balance"), BUILD))


def _miss(company: Company, name: str, reason: str) -> None:
    keys = [goal.key for goal in GOALS if name in {goal.top, goal.bottom}] or [name]
    company.missing |= dict.fromkeys(keys, reason)


def _contract() -> Path:
    """Write a contract about data that is as long as an agreement."""
    lines = len(agreement.text(1).splitlines())
    properties = "".join(_PROPERTY.format(number=number) for number in range(1, lines // 4))
    path = BUILD / "contract.yaml"
    path.write_text(_CONTRACT.format(properties=properties), encoding="utf-8", newline="\n")
    return path


def _transactions(number: int) -> Iterator[str]:
    """Write each agreement as one transaction with as many postings as it has contributions."""
    for each in range(1, number + 1):
        lines = list(_LINE.finditer(agreement.text(each)))
        yield f"2025-01-01 {agreement.name(each)}"
        for index, line in enumerate(lines, start=1):
            yield f"    {line['party']}:{line['what']}:{agreement.name(each)}  {index * each}00 SEK"
        yield "    register\n"
