"""`make fuzz`: the register's files and the examples, damaged byte by byte, thousands of times.

Whatever the bytes are: problems or an agreement, never a traceback, in bounded time and memory. A file that
breaks this is written to `build/fuzz`, and its seed is shown.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import traceback
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from iopctl.rules.checks import follow_up
from iopctl.views import diagnostics, envelope, reports
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iopctl.problem import Problem

ROOT = Path(__file__).parents[1]
AS_OF = date(2023, 6, 1)
# Far more than any of them takes, on a machine that has other things to do.
SECONDS = 30
MOST_KILOBYTES = 500_000
_MEGABYTE = 1_000_000
_MOST_CUTS = 6

_PIECES = (
    *(b"\x00", b"\t", b"\r", b"\n", b"\r\n", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9"),
    *(b"\xed\xa0\xbd\xed\xb8\x80", b"\xf0\x9f\xa6\x8a", b"\xf0\x9f", b"\xff\xfe", b"\xc3", b"\xe9", b"\x7f"),
    *(b": ", b":", b"- ", b"-", b"? ", b"# ", b"'", b'"', b"[", b"]", b"{", b"}", b",", b"|\n", b">+\n"),
    *(b"&a ", b"*a ", b"!!python/name:os ", b"<<: ", b"---\n", b"...\n", b"%YAML 9.9\n", b"%TAG ! x\n"),
    *(b"~", b"null", b"@", b"`", b"\\", b'"\\x00"', b'"\\ud83d"', b"0", b"-1", b"9" * 40, b"1e999", b"NaN"),
    *(b"2021-02-30", b"9999-12-31", b"until further notice", b"unlimited", b"199 years", b" before the end"),
)


def _bomb(levels: int) -> bytes:
    lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, levels)]
    return b"\n".join(lines)


_GOOD = builders.text("").encode()
# What needs no luck to be found.
CASES = {
    "alias bomb": _bomb(12),
    "anchors without aliases": b"".join(b"a%d: &a%d x\n" % (n, n) for n in range(20_000)),
    "merge keys": b"a: &a {b: c}\nd:\n  <<: *a\n",
    "brackets 10 000 levels deep": b"a: " + b"[" * 10_000 + b"]" * 10_000,
    "brackets never closed": b"[" * (_MEGABYTE - 1),
    "braces 10 000 levels deep": b"{a: " * 10_000 + b"}" * 10_000,
    "hyphens 10 000 levels deep": b"- " * 10_000 + b"x",
    "question marks 10 000 levels deep": b"? " * 10_000 + b"x",
    "indents 1 200 levels deep": b"".join(b" " * n + b"a:\n" for n in range(1_200)),
    "nul bytes": b"\x00" * (_MEGABYTE - 1),
    "nul among words": _GOOD.replace(b"IOP", b"I\x00OP").replace(b"Att", b"A\x00tt"),
    "lone surrogates": _GOOD.replace(b"Att", b"\xed\xa0\xbdAtt"),
    "surrogate pairs in bytes": _GOOD.replace(b"Att", b"\xed\xa0\xbd\xed\xb8\x80Att"),
    "escaped surrogates": _GOOD.replace(b"Att bryta", b'"\\ud83d bryta').replace(b"skap.", b'skap."'),
    "byte order mark": b"\xef\xbb\xbf" + _GOOD,
    "two byte order marks": b"\xef\xbb\xbf" * 2 + _GOOD,
    "byte order mark inside": _GOOD.replace(b"purpose", b"\xef\xbb\xbfpurpose"),
    "carriage return and line feed": _GOOD.replace(b"\n", b"\r\n"),
    "carriage returns": _GOOD.replace(b"\n", b"\r"),
    "mixed line ends": b"".join(
        line + (b"\n", b"\r\n", b"\r")[n % 3] for n, line in enumerate(_GOOD.splitlines())
    ),
    "line separators inside a text": _GOOD.replace(b"Att bryta", b"Att\xe2\x80\xa8bryta\xe2\x80\xa9"),
    "next lines inside a text": _GOOD.replace(b"Att bryta", b"Att\xc2\x85bryta"),
    "doubled keys": b"a: b\n" * 200_000,
    "doubled keys on one line": b"a: {" + b"b: c, " * 160_000 + b"}\n",
    "unknown keys": b"format: 1\n" + b"".join(b"k%d: x\n" % n for n in range(90_000)),
    "empty values": b"a: [" + b"~, " * 300_000 + b"]\n",
    "parties by the thousand": b"format: 1\nparties:\n"
    + b"".join(b"  k%d: {role: x}\n" % n for n in range(40_000)),
    "contributions by the thousand": b"format: 1\nbudget:\n- from: 2021-01-01\n  contributions:\n"
    + b"  - {by: x}\n" * 70_000,
    "one long key": b"x" * (_MEGABYTE - 10) + b": y\n",
    "one long line": b"title: [" + b"a, " * 300_000 + b"]\n",
    "spaces": b" " * (_MEGABYTE - 1),
    "line ends": b"\n" * (_MEGABYTE - 1),
    "comments": b"#\n" * 490_000,
    "quotes never closed": b'title: "' + b"\\u00e5" * 160_000,
    "combining marks": b"title: " + b"\xcc\x81" * 400_000 + b": x\n",
    "many years": _GOOD.replace(b"2022-12-31", b"2199-12-31"),
    "the last options": _GOOD + b"extension: {options: 999999999, length: 999 years}\n",
}
HARMLESS = {
    "byte order mark",
    "carriage return and line feed",
    "carriage returns",
    "mixed line ends",
    "many years",
}


def sources() -> list[bytes]:
    """Read what is damaged: every example, and as often the register's own files, which reach further."""
    examples = [path.read_bytes() for path in sorted((ROOT / "tests" / "examples").rglob("*.yaml"))]
    whole = [*(ROOT / "agreements").glob("*.yaml"), ROOT / "docs" / "examples" / "complete.yaml"]
    return [*examples, *([path.read_bytes() for path in sorted(whole)] * (len(examples) // len(whole)))]


def mutated(random: Random, files: Sequence[bytes]) -> bytes:
    """Damage one of the files in a few places."""
    content = random.choice(files)
    for _ in range(random.randint(1, _MOST_CUTS)):
        at = random.randint(0, len(content))
        match random.randrange(6):
            case 0:
                bit = bytes([content[at] ^ (1 << random.randrange(8))]) if at < len(content) else b""
                content = content[:at] + bit + content[at + 1 :]
            case 1:
                content = content[:at]
            case 2:
                other = random.choice(files)
                start = random.randint(0, len(other))
                content = content[:at] + other[start : start + random.randint(0, 400)] + content[at:]
            case 3:
                content = (
                    content[:at] + random.choice(_PIECES) * random.choice((1, 1, 1, 2, 50)) + content[at:]
                )
            case 4:
                content = content[:at] + content[at + random.randint(0, 60) :]
            case _:
                stop = at + random.randint(0, 200)
                content = content[:stop] + content[at:stop] + content[stop:]
    return content


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise TimeoutError where something takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def examine(content: bytes, seconds: float) -> list[Problem]:
    """Read bytes as a file of the register and show what is wrong in every form, within a time."""
    with _within(seconds):
        taken = builders.read(content)
        problems = list(taken.problems)
        if taken.agreement is not None:
            problems += [taken.document.problem(each) for each in follow_up.check(taken.agreement, AS_OF)]
        for problem in problems:
            line = taken.document.line_text(problem.place.line)
            assert 1 <= problem.place.column <= len(line) + 1, problem.place
            assert problem.place.length >= 1, problem.place
        _show(problems)
    return problems


def _show(problems: list[Problem]) -> None:
    diagnostics.full(problems, 80)
    diagnostics.concise(problems)
    envelope.write("validate", AS_OF, {}, problems)
    reports.github(problems)
    reports.gitlab(problems)
    reports.sarif(problems)
    reports.junit(problems, ["agreement.yaml"])
    reports.summary(problems, "")


def main() -> int:
    """Damage as many files as asked for, and count those that are not told of."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--files", type=int, default=10_000, help="how many files [default: 10000]")
    arguments.add_argument("--seed", type=int, default=0, help="of the first file [default: 0]")
    asked = arguments.parse_args()
    files = sources()
    failed = 0
    for seed in range(asked.seed, asked.seed + asked.files):
        content = mutated(Random(seed), files)  # noqa: S311 - the same files for the same seeds
        try:
            examine(content, SECONDS)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            failed += 1
            kept = ROOT / "build" / "fuzz" / f"{seed}.yaml"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(content)
            sys.stderr.write(f"seed {seed}, kept as {kept}\n{traceback.format_exc()}\n")
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"{asked.files} files, {failed} failed, at most {kilobytes // 1000} MB in memory.\n")
    return int(bool(failed) or kilobytes > MOST_KILOBYTES)


if __name__ == "__main__":
    sys.exit(main())
