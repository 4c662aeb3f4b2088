from __future__ import annotations

import json as standard

import pytest

from iopctl.answers import figures
from iopctl.answers.figures import Explained
from iopctl.render import json, markdown, terminal
from tests import builders

TEXT = """
    budget:
      - from: 2021-01-01
        price_year: 2021
        indexation: {percent: 2}
        contributions:
          - name: Handledare
            by: kommunen
            kind: staff
            hours_per_week: 20
            weeks_per_year: 40
            hourly_rate: 265
    """


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_total_opens_down_to_the_lines_of_the_file() -> None:
    whole = builders.whole(builders.text(TEXT))

    tree = terminal.write([figures.tree(builders.year_of(whole.agreement, 2022).total, whole.document)], None)

    assert spaced(tree) == (
        "total: 216 240 kr = 216 240 + 0\n"
        "├─ Linköpings kommun: 216 240 kr = 216 240 rounded to whole kronor\n"
        "│  └─ Linköpings kommun: 216 240 kr\n"
        "│     └─ Handledare: 216 240 kr = 212 000 × 1,02\n"
        "│        ├─ Handledare: 212 000 kr = 800 × 265\n"
        "│        │  ├─ hours a year: 800 h = 20 × 40\n"
        "│        │  │  ├─ hours a week: 20 h/week  [agreement.yaml:9]\n"
        "│        │  │  └─ weeks a year: 40 weeks  [agreement.yaml:10]\n"
        "│        │  └─ rate: 265 kr/h  [agreement.yaml:11]\n"
        "│        └─ indexation: 1,02 = (1 + 2 %)^1\n"
        "│           ├─ percent: 2 %  [agreement.yaml:4]\n"
        "│           └─ years since the price year: 1 years = 2022 − 2021\n"
        "│              ├─ year: 2022\n"
        "│              └─ price year: 2021  [agreement.yaml:3]\n"
        "└─ IKF: 0 kr = 0 rounded to whole kronor\n"
        "   └─ IKF: 0 kr\n"
    )


def test_the_same_opens_as_nested_bullets() -> None:
    whole = builders.whole(builders.text(TEXT))

    tree = figures.tree(builders.year_of(whole.agreement, 2022).total, whole.document)
    lines = markdown.write([tree]).splitlines()

    assert spaced(lines[0]) == "- total: 216 240 kr = 216 240 + 0"
    assert spaced(lines[6]) == r"            - hours a week: 20 h/week  \[agreement.yaml:9\]"


def test_a_figure_for_machines_has_the_line_of_each_leaf() -> None:
    whole = builders.whole(builders.text(TEXT))
    (rate,) = (
        figure
        for figure in builders.figures_in(builders.year_of(whole.agreement, 2022).total)
        if figure.what == "rate"
    )

    assert standard.loads(json.write(Explained.of(rate, whole.document))) == {
        "what": "rate",
        "value": "265",
        "unit": "kr/h",
        "step": "read",
        "quality": "exact",
        "file": "agreement.yaml",
        "line": 11,
        "clause": None,
        "assumed": [],
        "not_stated": [],
        "parts": [],
    }


def test_a_leaf_names_the_clause_nearest_above_it_in_the_file() -> None:
    whole = builders.whole(
        builders.text("""
        budget:
          - from: 2021-01-01
            price_year: 2021
            indexation: {percent: 2, clause: Uppräkning}
            contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 100000}]
            clause: Ekonomi
        """)
    )

    opened = terminal.write(
        [figures.tree(builders.year_of(whole.agreement, 2022).total, whole.document)], None
    )

    assert "Bidrag: 100 000 kr  [agreement.yaml:5, clause 'Ekonomi']" in opened.replace("\u00a0", " ")
    assert "percent: 2 %  [agreement.yaml:4, clause 'Uppräkning']" in opened.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("days", "Bidrag: 151 000 kr = 365 000 × 151 ÷ 365"),
        ("months", "Bidrag: 152 083,333"),
    ],
)
def test_a_part_of_a_year_shows_how_it_was_cut(rule: str, sentence: str) -> None:
    whole = builders.whole(
        builders.text(f"""
        term: {{starts: 2021-01-01, ends: 2021-05-31, part_years: {rule}}}
        budget:
          - from: 2021-01-01
            contributions: [{{name: Bidrag, by: kommunen, kind: cash, amount: 365000}}]
        """)
    )
    exact = builders.year_of(whole.agreement, 2021).lines[0].figure.parts[0]

    assert spaced(figures.sentence(exact, whole.document)).startswith(sentence)


def test_a_figure_that_is_not_exact_says_so() -> None:
    whole = builders.filed("stadsmission")

    sentence = figures.sentence(builders.year_of(whole.agreement, 2021).total, whole.document)

    assert spaced(sentence) == "total: minst 2 080 500 kr = 1 100 000 + 980 500"


def test_a_unit_other_than_the_krona_is_named() -> None:
    whole = builders.whole(
        builders.text("""
        budget:
          - from: 2021-01-01
            rounding: hundred kronor
            contributions: [{name: Bidrag, by: kommunen, kind: cash, amount: 12345}]
        """)
    )
    (line,) = builders.year_of(whole.agreement, 2021).lines

    assert spaced(figures.sentence(line.figure, whole.document)) == (
        "Bidrag: 12 300 kr = 12 345 rounded to 100 kronor so that the lines add up"
    )
