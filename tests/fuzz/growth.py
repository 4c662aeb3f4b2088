"""How the CPU that a command takes grows with what one value, or one file, holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.fuzz import damage
from tests.fuzz.judge import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

# Four times as much may cost at most twice four times as much.
MOST = 8
_TIMES = 4
# Below this nobody waits, and the clock of the CPU tells little.
_SECONDS = 0.5
_TRIES = 3
_AGREEMENT = "agreements/complete.yaml"
_DAY = "2024-06-30"

# A value of n characters, more or less.
TEXTS: dict[str, Callable[[int], str]] = {
    "blanks": lambda n: f"'a{' ' * n}b'",
    "line breaks": lambda n: '"a' + "\\n" * (n // 2) + 'b"',
    "lines": lambda n: '"' + "a\\n" * (n // 3) + '"',
    "paragraphs": lambda n: '"' + "a\\n\\n" * (n // 5) + '"',
    "names": lambda n: "'" + "{{ period }} " * (n // 13) + "'",
    "half names": lambda n: "'" + "{{ " * (n // 3) + "'",
    "combining marks": lambda n: "a" + "\u0301" * (n // 2),
    "one word": lambda n: "å" * (n // 2),
    "words": lambda n: "ord och " * (n // 8) + "b",
    "double quotes": lambda n: "'" + '"' * n + "'",
    "apostrophes": lambda n: '"' + "'" * n + '"',
    "stars": lambda n: "'" + "*" * n + "'",
    "stars apart": lambda n: "'" + "*a " * (n // 3) + "'",
    "underscores": lambda n: "'" + "_a_" * (n // 3) + "'",
    "backticks": lambda n: "'" + "`a" * (n // 2) + "'",
    "tildes": lambda n: "'" + "~" * n + "'",
    "opening brackets": lambda n: "'" + "[" * n + "'",
    "links": lambda n: "'" + "[a](b) " * (n // 7) + "'",
    "angles": lambda n: "'" + "<a " * (n // 3) + "'",
    "ampersands": lambda n: "'" + "&a" * (n // 2) + "'",
    "backslashes": lambda n: "'" + "\\" * n + "'",
    "digits": lambda n: "1" * n,
    "amounts": lambda n: "'" + "1 000 kr " * (n // 9) + "'",
    "hyphens": lambda n: "'" + "- " * (n // 2) + "'",
    "bars": lambda n: "'" + "| " * (n // 2) + "'",
    "addresses": lambda n: "'" + "https://a.se/b " * (n // 15) + "'",
    "no-break spaces": lambda n: "a" + "\u00a0" * (n // 2) + "b",
    "wide characters": lambda n: "漢" * (n // 3),
}
# Where it is written, by what stands there.
PLACES = {
    "title": "Idéburet offentligt partnerskap, Föreningen Lyktan\n",
    "contribution": "Samordnare\n",
    "memo": "Kommunen och föreningen har drivit mötesplatsen tillsammans sedan 2019.\n",
}
# A whole file of n characters, in the place of the agreement or appended to it.
FILES: dict[str, Callable[[bytes, int], bytes]] = {
    "unknown keys": lambda text, n: text + b"".join(b"k%d: x\n" % each for each in range(n // 10)),
    "one key over and over": lambda text, n: text + b"k: x\n" * (n // 5),
    "keys on one line": lambda text, n: text + b"k: {" + b"a: b, " * (n // 6) + b"}\n",
    "items": lambda text, n: text.replace(
        b"\nearlier_agreements:\n", b"\nearlier_agreements:\n" + b"  - {from: 2018, note: a}\n" * (n // 27)
    ),
    "contributions": lambda text, n: text.replace(
        b"      - name: Lokal\n",
        b"".join(
            b"      - {name: L%d, by: lyktan, kind: premises, amount: 1}\n" % each for each in range(n // 60)
        )
        + b"      - name: Lokal\n",
    ),
    "brackets": lambda text, n: text + b"k: " + b"[" * n,
    "braces": lambda text, n: text + b"k: " + b"{a: " * (n // 4),
    "comments": lambda text, n: text + b"#\n" * (n // 2),
    "a long comment": lambda text, n: text + b"# " + b" a" * (n // 2),
    "trailing blanks": lambda text, n: text.replace(b"\n", b" " * (n // 400) + b"\n"),
    "quotes never closed": lambda text, n: text + b'k: "' + b"\\u00e5" * (n // 6),
}
# What is asked: every command, in each way that goes over the text anew.
_ASKED = """
validate
validate -f json
validate -f gitlab
validate -f sarif
validate -f junit
list --as-of ON
list --as-of ON -f markdown
show ID --as-of ON
budget ID --years 2022-2025 --as-of ON
budget ID --year 2023 --as-of ON --explain -f markdown
budget --all --year 2023 --as-of ON
payments ID --year 2023 --as-of ON --explain
value ID --as-of ON
extend ID --as-of ON -f markdown
extend ID --as-of ON --decline 2024-04-01 --yes
record ID --meeting dialogmöte --on 2024-03-01 --as-of ON --yes
due --as-of ON
calendar --as-of ON
index --as-of ON
diff agreements/ikf.yaml agreements/complete.yaml --as-of ON
memo ID --matter antagande-2022
memo ID --matter antagande-2022 --to html
memo ID --matter antagande-2022 -o memo.docx
memo ID --matter antagande-2022 -o memo.pdf
freeze ID --matter antagande-2022
figures ID --as-of ON
matter ID --kind extend --as-of ON
report --board kommunstyrelsen --year 2023
""".strip().splitlines()
_CHARACTERS = 100_000
_BYTES_A_FILE = 4_000


def faults(
    folder: Path, only: str = "", lines: Sequence[str] = _ASKED, characters: int = _CHARACTERS
) -> Iterator[str]:
    """Ask every command of everything once small and once four times as large; say what grows faster."""
    asked = [line.replace("ID", "complete").replace("ON", _DAY).split() for line in lines]
    for name, make in _grown(damage.sound()):
        if name.startswith(only):
            small, large = (Register(folder, make(n)) for n in (characters, _TIMES * characters))
            for command in asked:
                fault = _fault(small, large, command)
                if fault:
                    yield f"{name}: iopctl {' '.join(command)}: {fault}"


def _fault(small: Register, large: Register, command: list[str]) -> str | None:
    """Say by how much too much a command's cost grows: the least of several tries."""
    tries = []
    for _ in range(_TRIES):
        seconds = large.ask(*command).seconds
        tries.append(seconds / small.ask(*command).seconds if seconds > _SECONDS else 0)
        if tries[-1] < MOST:
            return None
    return f"{min(tries):.1f} times as much for {_TIMES} times the text"


def _grown(sound: damage.Files) -> Iterator[tuple[str, Callable[[int], damage.Files]]]:
    agreement = sound[_AGREEMENT]
    for place, stands in PLACES.items():
        assert stands.encode() in agreement
        for kind, text in TEXTS.items():
            yield f"{kind} in a {place}", partial(_with_text, sound, stands, text)
    for kind, whole in FILES.items():
        yield kind, partial(_with_file, sound, whole)
    yield "files", partial(_with_files, sound)


def _with_text(sound: damage.Files, stands: str, text: Callable[[int], str], n: int) -> damage.Files:
    whole = sound[_AGREEMENT].decode().replace(stands, f"{text(n)}\n", 1)
    return sound | {_AGREEMENT: whole.encode()}


def _with_file(sound: damage.Files, whole: Callable[[bytes, int], bytes], n: int) -> damage.Files:
    return sound | {_AGREEMENT: whole(sound[_AGREEMENT], n)}


def _with_files(sound: damage.Files, n: int) -> damage.Files:
    copies = range(n // _BYTES_A_FILE)
    return sound | {f"agreements/c{each}.yaml": sound[_AGREEMENT] for each in copies}
