from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.runs.conftest import Ask
from tests.runs.run import in_terminal, plain, run

AT = ("--as-of", "2021-07-13")
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")

STADSMISSION = """\
Idéburet offentligt partnerskap, Linköpings Stadsmission
stadsmission, AN 2019-75, as of 2021-07-13

State       running: The clause allows 2 options of 2 years; used: 1, left: 1.
Term        2018-01-01 – 2021-12-31; 1 of 2 options left, to 2023-12-31
Parties     Arbetsmarknadsnämnden + Linköpings Stadsmission
Money 2021  Arbetsmarknadsnämnden 1 100 000 kr + Linköpings Stadsmission minst
            980 500 kr (committed)
Targets     40 places; second hand-butik; kafé; restaurang
Follow-up   styrgruppsmöte 0 of 4 recorded for 2021; measured 2021-06-16

2018-12-31 ! styrgruppsmöte: fewer than 4 a year recorded for 2018–2020.
2021-12-31   Decide on the extension; the term ends on 2021-12-31.
2021-12-31   styrgruppsmöte: 0 of 4 recorded for 2021.

          2018       2019       2020        2021        2022       2023
          |----------|----------|-----------|-----------|----------|-----------|
Term      [====================]
Extended                        [======================]
Proposed                                                [~~~~~~~~~~~~~~~~~~~~~]
Amended              *
To do                !                                 *
As of                                             ^
"""
IKF = """\
Idéburet offentligt partnerskap, Internationella Kvinnoföreningen i Linköping
ikf, as of 2021-07-13

State       running: The file states no end, so there is no day after which an
            extension could follow.
Term        2021-01-01 – no end stated
Parties     Linköpings kommun (arbetsmarknadsnämnden) + IKF
Money 2021  Linköpings kommun 339 200 kr + IKF 325 600 kr (committed and until
            further notice)
Targets     60 participants
Follow-up   dialogmöte 0 of 2 recorded for 2021; measured 2020-11

2021-12-31   dialogmöte: 0 of 2 recorded for 2021.

       2021                                2022
       |-----------------------------------|-----------------------------------|
Term   [=======================================================================>
To do                                     *
As of                     ^
"""


@only_posix
@pytest.mark.parametrize(("name", "screen"), [("stadsmission", STADSMISSION), ("ikf", IKF)])
def test_an_agreement_fits_one_screen_of_80_columns_and_24_rows(folder: Path, name: str, screen: str) -> None:
    shown = plain(in_terminal("show", name, *AT, cwd=folder, columns=80).stdout)

    assert shown == screen
    assert len(shown.splitlines()) < 24


@only_posix
def test_a_narrow_terminal_is_kept_to(folder: Path) -> None:
    shown = in_terminal("show", "stadsmission", *AT, cwd=folder, columns=60).stdout

    assert max(map(len, shown.splitlines())) <= 60


def test_what_a_western_code_page_has_is_enough(folder: Path) -> None:
    answer = run("show", "stadsmission", *AT, cwd=folder, env={"PYTHONIOENCODING": "cp1252"})

    assert answer.exit_code == 0
    assert "?" not in answer.stdout_bytes.decode("cp1252")


def test_a_file_with_problems_has_no_screen(folder: Path) -> None:
    file = folder / "agreements" / "ikf.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 50000", "amount: -1"), encoding="utf-8")

    answer = run("show", "ikf", cwd=folder)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "IOP602" in answer.stderr


def test_there_is_no_screen_in_csv(ask: Ask) -> None:
    answer = ask("show", "ikf", "--format", "csv")

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == ("Error: 'show' cannot be shown as 'csv'.\nThere are: json, markdown, table.\n")
