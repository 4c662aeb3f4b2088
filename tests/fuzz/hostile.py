"""Files that are hostile by design: what needs no luck to be found."""

from __future__ import annotations

from tests import builders

_MEGABYTE = 1_000_000


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
