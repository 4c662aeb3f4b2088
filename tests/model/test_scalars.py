from __future__ import annotations

import time
from decimal import Decimal

import pytest

from iopctl import codes
from iopctl.model import scalars
from iopctl.model.scalars import CountQuality, Quantity, read_text
from iopctl.money import Amount
from tests import builders
from tests.builders import Found

ACUTE, JOINER = "\N{COMBINING ACUTE ACCENT}", "\N{ZERO WIDTH JOINER}"


def problem_of(code: str, line: str) -> Found:
    """Find what is wrong with one line; it is all that the test writes."""
    (only,) = builders.read(builders.text(line)).problems
    assert only.code == code, only
    return Found(only.code, only.place.line, only.place.column)


@pytest.mark.parametrize(
    ("written", "quantity"),
    [
        ("40", Quantity(40)),
        ("over 60", Quantity(60, CountQuality.OVER)),
        ("at least 4", Quantity(4, CountQuality.AT_LEAST)),
        ("at most 4", Quantity(4, CountQuality.AT_MOST)),
        ("about 100", Quantity(100, CountQuality.ABOUT)),
    ],
)
def test_a_number_of_people_is_as_exact_as_it_was_published(written: str, quantity: Quantity) -> None:
    assert Quantity.parse(written) == quantity


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ett\n  stycke.", "Ett stycke."),
        ("Ett \t\n \tstycke.", "Ett stycke."),
        ("Ett.\n\nEtt till.", "Ett.\n\nEtt till."),
        ("Ett.\n  \nEtt till.", "Ett.\n\nEtt till."),
        ("Ett.\n\n\n  Ett till\nhär.", "Ett.\n\n\nEtt till här."),
    ],
)
def test_lines_that_stand_together_are_one_paragraph(written: str, read: str) -> None:
    assert read_text(written) == read


@pytest.mark.parametrize(
    "long", [" " * 200_000, "\n" * 200_000, " \n" * 100_000, "a\n" * 100_000, "\t\n\n" * 70_000]
)
def test_a_long_run_of_blanks_or_lines_is_read_at_once(long: str) -> None:
    begun = time.process_time()

    read_text(f"a{long}b\nc")

    assert time.process_time() - begun < 1


ADDRESS = "matters: [{{id: a, kind: adopt, dated: 2021, goals: {{text: t, see: s, link: '{}'}}}}]"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://www.exempelby.se/mål?a=1&b=2#c", "https://www.exempelby.se/mål?a=1&b=2#c"),
        ("HTTPS://exempelby.se/Mål", "https://exempelby.se/Mål"),
        ("http://örebro.se:8080", "http://örebro.se:8080"),
        ("https://a.se/a)[b](c", "https://a.se/a%29%5Bb%5D%28c"),
        ("https://a.se/@b", "https://a.se/@b"),
    ],
)
def test_an_address_of_the_web_is_kept_with_its_brackets_encoded(written: str, kept: str) -> None:
    (matter,) = builders.whole(builders.text(ADDRESS.format(written))).agreement.matters

    assert matter.goals is not None
    assert matter.goals.link == kept


@pytest.mark.parametrize(
    "written",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,a", "file:///etc/passwd"),
        *("mailto:a@b.se", "ftp://a.se", "//a.se", "www.a.se", "a.se", "https:a.se", "https:/a.se", "https://"),
        *("https://a.se/b c", "https://a.se/ "),
        *("https://a.se\\b", "https://a.se/<b>", "https://a.se/`b`", 'https://a.se/"', "https://a.se/|"),
        *("https://a.se@b.se", "https://a@b.se", "https://a:b@c.se/", "https://a.se:b@c.se", "https://a..se"),
        *("https://-a.se", "https://a.se:123456", "https://a%2fb.se", "https://[::1]/"),
        f"https://a.se/{'a' * 2_000}",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_told_of_at_its_place(written: str) -> None:
    found = problem_of("IOP212", ADDRESS.format(written))

    assert found.column == ADDRESS.format("").replace("{{", "{").index("''") + 1


@pytest.mark.parametrize("written", ["", "exact 5", "över 60", "60+", "4.5", "-4", "over", "1_0", "\u0664"])
def test_what_is_no_number_of_people_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Quantity.parse(written)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("targets: {places: fyrtio}", Found("IOP207", 1, 19)),
        ("targets: {places: 4.5}", Found("IOP207", 1, 19)),
        ("targets: {places: 1_000}", Found("IOP207", 1, 19)),
        ("targets: {places: +5}", Found("IOP207", 1, 19)),
        ("follow_up: {measurements: [{on: 2021, participants: många}]}", Found("IOP208", 1, 53)),
        ("term: {starts: 1 januari 2021, ends: 2022-12-31}", Found("IOP205", 1, 16)),
        ("term: {starts: 2021-01-01, ends: 2022-12-31, signed: hösten 2020}", Found("IOP206", 1, 54)),
        ("term: {starts: 2021-01-01, ends: tills vidare}", Found("IOP403", 1, 34)),
        (
            "term: {starts: 2021-01-01, ends: 2022-12-31, notice: {length: sex månader}}",
            Found("IOP402", 1, 63),
        ),
        (
            "extension: {options: 1, length: 1 year, decide: {no_later_than: 6 months}}",
            Found("IOP404", 1, 65),
        ),
        ("extension: {options: två, length: 1 year}", Found("IOP508", 1, 22)),
        ("title: '  '", Found("IOP210", 1, 8)),
        ("case_number: not stated", Found("IOP210", 1, 14)),
        ("title: [a, b]", Found("IOP203", 1, 8)),
        ("follow_up: {measurements: [{on: 2021, women: 101 %}]}", Found("IOP701", 1, 46)),
        ("follow_up: {measurements: [{on: 2021, women: hälften}]}", Found("IOP610", 1, 46)),
        ("format: 2", Found("IOP209", 1, 9)),
    ],
)
def test_a_value_that_cannot_be_read_is_told_with_its_place(line: str, found: Found) -> None:
    assert problem_of(found.code, line) == found


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("term: {starts: 2025-02-29, ends: 2025-12-31}", "February 2025 has 28 days"),
        ("term: {starts: 2021-01-01, ends: 2027-02-29}", "February 2027 has 28 days"),
        ("term: {starts: 2024-02-30, ends: 2025-12-31}", "February 2024 has 29 days"),
        ("term: {starts: 2021-01-01, ends: 2025-12-32}", "December 2025 has 31 days"),
        ("term: {starts: 2021-01-00, ends: 2025-12-31}", "the days of January 2021 are 01 to 31"),
        ("term: {starts: 2021-13-01, ends: 2025-12-31}", "the months of a year are 01 to 12"),
        ("term: {starts: 1021-01-01, ends: 2025-12-31}", "days lie in the years 1900–2199 here"),
        ("term: {starts: 2021-01-01, ends: 2022-12-31, signed: 2020-11-31}", "November 2020 has 30 days"),
        (
            "term: {starts: 2021-01-01, ends: 2022-12-31, signed: 2020-13}",
            "the months of a year are 01 to 12",
        ),
        ("follow_up: {reports: [{kind: rapport, every_year: 02-30}]}", "February has 29 days"),
    ],
)
def test_a_day_that_the_calendar_lacks_is_told_of_with_what_it_has(line: str, why: str) -> None:
    (problem,) = builders.read(builders.text(line)).problems

    assert problem.code == "IOP216"
    assert f"': {why}." in problem.message


def contribution(written: str) -> str:
    return (
        "budget:\n  - from: 2021-01-01\n    contributions:\n"
        f"      - {{name: Lön, by: kommunen, kind: staff, {written}}}"
    )


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("amount: mycket", Found("IOP601", 4, 56)),
        ("amount: 1.100.000", Found("IOP601", 4, 56)),
        ("amount: -5", Found("IOP602", 4, 56)),
        ("amount: −5", Found("IOP602", 4, 56)),
        ("hours_per_year: 800, hourly_rate: -265", Found("IOP602", 4, 82)),
        ("hours_per_year: åtta, hourly_rate: 265", Found("IOP611", 4, 64)),
    ],
)
def test_an_amount_that_cannot_be_read_is_told_with_its_place(written: str, found: Found) -> None:
    assert problem_of(found.code, contribution(written)) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("indexation: {percent: två}", Found("IOP610", 3, 27)),
        ("indexation: {percent: 26}", Found("IOP615", 3, 27)),
        ("price_year: 21", Found("IOP211", 3, 17)),
        ("indexation: 2", Found("IOP203", 3, 17)),
    ],
)
def test_an_indexation_that_cannot_be_read_is_told_with_its_place(written: str, found: Found) -> None:
    text = f"budget:\n  - from: 2021-01-01\n    {written}\n    contributions: []"

    assert [each for each in builders.found(text) if each.code != "IOP614"] == [found]


@pytest.mark.parametrize(
    ("written", "percent"), [("2", "2"), ("2.5 %", "2.5"), ("2,5%", "2.5"), ("25", "25")]
)
def test_a_percentage_is_read_with_or_without_its_sign(written: str, percent: str) -> None:
    (version,) = builders.agreement(f"""
        budget:
          - from: 2021-01-01
            price_year: 2021
            indexation: {{percent: '{written}'}}
            contributions: [{{name: Lön, by: ikf, kind: staff, amount: 1}}]
        """).budget

    assert version.indexation is not None
    assert version.indexation.percent == Decimal(percent)


def test_an_amount_keeps_its_quality() -> None:
    (version,) = builders.agreement(contribution("amount: at least 980 500")).budget

    assert version.lines[0].amount == Amount.parse("at least 980500")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("parties: {k: {role: publik, name: K}, i: {role: civil, name: I}}", "Did you mean 'public'?"),
        (
            "parties: {k: {role: kommun, name: K}, i: {role: civil, name: I}}",
            "There are: civil, public, third.",
        ),
    ],
)
def test_a_word_that_is_not_known_is_answered_with_those_that_are(line: str, hint: str) -> None:
    problems = builders.read(builders.text(line)).problems

    assert [(each.code, each.place.column, each.hint) for each in problems] == [("IOP204", 21, hint)]


def test_a_text_is_read_without_the_spaces_around_it() -> None:
    assert builders.agreement("title: '  Partnerskapet  '").title == "Partnerskapet"


@pytest.mark.parametrize(
    "text",
    [
        "En vanlig text, med å som bokstav och märke: a\N{COMBINING RING ABOVE}.",
        f"a{ACUTE * 8}b{ACUTE * 8}",
        f"{'å' * 1_000} {'å' * 1_000}",
        "Українською мовою, без наголосів, довгий текст.",
        "ord\n\n" * 1_000,
    ],
)
def test_what_people_write_fits(text: str) -> None:
    assert scalars.unfit(text) is None


@pytest.mark.parametrize("invisible", ["\u00a0", "\u200b", "\u202e", "\u00ad", "\ufeff", "\n", "\x07"])
def test_an_address_with_an_invisible_character_is_no_address(invisible: str) -> None:
    assert scalars.is_web_address("https://exempelby.se/a")
    assert not scalars.is_web_address(f"https://exempelby.se/a{invisible}b")


@pytest.mark.parametrize("marks", [ACUTE * 9, ACUTE * 30_000, (ACUTE + JOINER) * 5, JOINER * 9])
def test_a_letter_with_more_marks_than_any_language_has_is_found(marks: str) -> None:
    found = scalars.unfit(f"Ord a{marks} ord")

    assert found is not None
    assert found.kind in {codes.STACKED_MARKS, codes.LONG_WORD}


@pytest.mark.parametrize("word", ["å" * 1_001, "ord\u00a0" * 300, "å" * 40_000])
def test_a_word_that_no_line_takes_is_found(word: str) -> None:
    found = scalars.unfit(f"Ord {word} ord")

    assert found is not None
    assert found.kind is codes.LONG_WORD


@pytest.mark.parametrize(
    "line", ["title: a" + ACUTE * 30_000, "title: a" + ACUTE * 9, "purpose: " + "å" * 40_000]
)
def test_such_a_text_is_a_problem_at_its_place_in_the_file(line: str) -> None:
    (only,) = builders.read(builders.text(line)).problems

    assert only.code in {"IOP213", "IOP214"}
    assert (only.place.line, only.place.column) == (1, line.index(" ") + 2)
    assert len(only.message) < 200


@pytest.mark.parametrize("text", ["å" * 1_000_000, "a " * 500_000, f"a{ACUTE * 8} " * 100_000])
def test_a_long_text_is_looked_through_in_a_time_in_proportion_to_it(text: str) -> None:
    began = time.process_time()
    scalars.unfit(text)

    assert time.process_time() - began < 2
