"""Sound registers, and the ways to damage them: by structure, by words, by bytes and by name."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

import yaml

from tests.fuzz import parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

ROOT = Path(__file__).parents[2]
# A register as its files, by their paths in its folder.
Files: TypeAlias = dict[str, bytes]

SETTINGS = """
fail_on = "error"
memo_lead = "8 weeks"
measurement_age = "1 year"
profile = "exempelby"

[meetings]
"arbetsmarknadsnämnden" = [2026-11-26, 2026-12-17, 2027-01-28]
"kommunstyrelsen" = [2025-06-11]
"""
# What is written in the place of a value, a key or a word.
_VALUES = (
    *("''", "~", "[]", "{}", "x", "- x", "[x, y]", "{a: b}", "{a: {a: {a: [b]}}}", '"a\\nb"'),
    *("|\n  a\n  b", "#", "yes", "0", "-1", "1", "007", "1 000 000", "12,5", "1e999", "NaN", "9" * 40),
    *("0.000000001", "about 3", "at least 0", "2021-02-30", "0001-01-01", "9999-12-31", "2024-02-29"),
    *("2021", "1917:s", "24-01-31", "2024-06-30", "12-31", "until further notice", "unlimited", "none"),
    *("0 days", "9999 years", "199 years", "13 months", "3 weeks", "6 months before the end", "days"),
    *("full", "exact", "public", "third", "cash", "mixed", "decided", "proposed", "101 %", "-5 %", "0 %"),
    *("802000-1239", "197001011234", "https://example.org/a b", "javascript:alert(1)"),
    *("'{{ budget.total }}'", "'{{ x }}'", "'{% for %}'", "'}} {{'", "'{#'", "<script>&amp;"),
    *("'*a* _b_ `c` [d](e)'", "'| a | b |'", "'~~a~~ ~b~'", "'$=1+1'", "'=cmd|x'", "'::error::x'"),
    *('"\\e[31mx"', '"\\u202ex"', '"\\x00"', "A\u030a", "e" + "\u0301" * 300, "x" * 300, "å" * 5_000),
    *("a " * 2_000 + "b", "\U0001f98a", "\u00a0x\u00a0", "ﬁ", "kommunen", "lyktan", "EXEMPEL", "IKF"),
    *("socialnämnden", "Socialnämnden", "extend", "adopt", "follow-up"),
)  # fmt: skip
_PIECES = (
    *(b"\x00", b"\t", b"\r", b"\n", b"\r\n", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\x1b[31m"),
    *(b"\xff\xfe", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf0\x9f\xa6\x8a", b"\xf0\x9f", b"\xc3", b"\xe9"),
    *(b"\x7f", b"{{ x }}", b"{% if %}", b": ", b":", b"- ", b"-", b"? ", b"# ", b"'", b'"', b"[", b"]"),
    *(b"{", b"}", b",", b"|\n", b">+\n", b" = ", b"[a]\n", b"&a ", b"*a ", b"!!python/name:os ", b"<<: "),
    *(b"---\n", b"...\n", b"%YAML 9.9\n", b"~", b"null", b"@", b"`", b"\\", b"0", b"-1", b"9" * 40, b"NaN"),
    *(b"2021-02-30", b"9999-12-31", b"{{ memo.__class__ }}", b"{{ range(9) }}", b"{%"),
)  # fmt: skip
_HOW_OFTEN = (1, 1, 1, 2, 3)
_NAMES = (
    *("{}.YAML", "{}.yml", "{}.yaml.txt", "under/{}.yaml", "é{}.yaml", "e\u0301{}.yaml", "-{}.yaml"),
    *("{} .yaml", ".{}.yaml", "{}\n.yaml", "{}\x1b[31m.yaml", "{}::error.yaml", "{},;|.yaml", "A{}.yaml"),
    *("{}.yaml.yaml", "%s{}.yaml", "[{}](x).yaml", "{}.j2", "con.yaml", "$(x){}.yaml", "index/{}.yaml"),
    *("{}" + "x" * 200 + ".yaml", "{}\u202e.yaml", "{{{{ x }}}}.yaml"),
)  # fmt: skip


def sound() -> Files:
    """Give a register with every kind of file, in which nothing is wrong."""
    files = {
        f"agreements/{name}.yaml": (ROOT / f"agreements/{name}.yaml").read_bytes()
        for name in ("ikf", "stadsmission")
    }
    files["agreements/complete.yaml"] = (ROOT / "docs/examples/complete.yaml").read_bytes()
    for path in sorted((ROOT / "docs/examples/index").glob("*.yaml")):
        files[f"agreements/index/{path.name}"] = path.read_bytes()
    files["iopctl.toml"] = SETTINGS.encode()
    files["templates/profiles/exempelby.yaml"] = (ROOT / "templates/profiles/linkoping.yaml").read_bytes()
    for name in ("extend", "memo"):
        files[f"templates/memo/{name}.md.j2"] = (ROOT / f"templates/memo/{name}.md.j2").read_bytes()
    return files


def damaged(random: Random, files: Files, samples: Sequence[bytes]) -> tuple[Files, str]:
    """Damage one file of a register in a few places; give the register and the path of the file.

    Now and then a sample takes the place of an agreement first, so that every key is met.
    """
    made = dict(files)
    path = random.choice(
        [each for each in sorted(made) for _ in range(4 if each.startswith("agreements/") else 1)]
    )
    if path.startswith("agreements/") and "index" not in path and random.random() < 0.4:
        made[path] = random.choice(samples)
    for _ in range(random.choice(_HOW_OFTEN)):
        made[path] = _worse(random, path, made[path], random.choice(samples))
    if random.random() < 0.1:
        renamed = str(PurePosixPath(path).parent / random.choice(_NAMES).format(PurePosixPath(path).stem))
        made[renamed] = made.pop(path)
        path = renamed
    return made, path


def _worse(random: Random, path: str, content: bytes, other: bytes) -> bytes:
    if path.endswith(".yaml") and random.random() < 0.8:
        try:
            return _structure(random, content.decode(), other).encode()
        except (UnicodeError, yaml.YAMLError):
            pass
    return _bytes(random, content, other)


def _structure(random: Random, text: str, other: bytes) -> str:
    """Change a key, a value or an item where it stands."""
    found = parts.parts(text)
    if not found:
        return text
    part = random.choice(found)
    own = text[slice(*part.value)]
    match random.randrange(8):
        case 0:
            made = parts.drop(text, part)
        case 1:
            made = parts.double(text, part)
        case 2 if part.key is not None:
            made = parts.rename(text, part, random.choice(_VALUES))
        case 3:
            made = parts.replace(text, part, text[slice(*random.choice(found).value)])
        case 4:
            foreign = other.decode("utf-8", "replace")
            twin = random.choice(parts.parts(foreign) or [part])
            made = parts.replace(text, part, foreign[slice(*twin.value)])
        case 5 if part.shape == "scalar":
            made = parts.replace(text, part, own.replace(" ", random.choice(_VALUES), 1))
        case _:
            made = parts.replace(text, part, random.choice(_VALUES))
    return made


def _bytes(random: Random, content: bytes, other: bytes) -> bytes:
    at = random.randint(0, len(content))
    before, after = content[:at], content[at:]
    match random.randrange(8):
        case 0:
            made = before + bytes(each ^ (1 << random.randrange(8)) for each in after[:1]) + after[1:]
        case 1:
            made = before
        case 2:
            start = random.randint(0, len(other))
            made = before + other[start : start + random.randint(0, 400)] + after
        case 3 | 4:
            made = before + random.choice(_PIECES) * random.choice((1, 1, 1, 2, 50)) + after
        case 5:
            made = before + after[random.randint(0, 60) :]
        case 6:
            encoding = random.choice(("utf-16", "latin-1", "cp1252", "utf-8-sig", "utf-32"))
            made = content.decode("utf-8", "replace").encode(encoding, "replace")
        case _:
            length = random.randint(0, 200)
            made = before + after[:length] + after
    return made
