from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from iopctl.memo.document import html
from iopctl.memo.document.blocks import Document
from tests import documents, random_memos
from tests import web as judges
from tests.documents import EVERYTHING

Damage: TypeAlias = Callable[[str], str]
Judge: TypeAlias = Callable[[dict[str, str], Path], dict[str, list[str]]]

RANDOM = 60
# A browser is slower than the others.
IN_THE_BROWSER = 30


def written(markdown: str) -> str:
    return html.write(documents.parsed(markdown))


def pages(number: int) -> dict[str, str]:
    """Give memos of every kind in every profile, every kind of block, and random memos that are sound."""
    real = {name: html.write(documents.golden(name)) for name in ("ikf", "stadsmission")}
    real |= {
        f"{profile}-{name}": html.write(documents.made_up(profile, name))
        for profile, name in documents.OF_EVERY_KIND
    }
    read = {f"random-{index}": documents.read(each) for index, each in enumerate(random_memos.memos(number))}
    sound = {name: html.write(each) for name, each in read.items() if isinstance(each, Document)}
    assert number // 2 < len(sound) < number
    return {**real, "everything": written(EVERYTHING), **sound}


# --- what a page must be, as others judge it


def _instead(old: str, new: str) -> Damage:
    return lambda page: page.replace(old, new, 1)


def _without(old: str) -> Damage:
    return _instead(old, "")


NO_HTML: dict[str, Damage] = {
    "no title": lambda page: re.sub("<title>.*</title>", "", page),
    "one name for two": _instead('<main id="innehall"', '<main id="tabell-1"'),
    "a paragraph inside a table": _instead("<thead>", "<p>x</p><thead>"),
    "a cell outside a table": _instead("<h1>", "<td>x</td><h1>"),
    "an open list": _without("</ul>"),
    "an unknown attribute": _instead("<h1>", '<h1 size="4">'),
    "an unknown element": _instead("<h1>", "<rubrik>x</rubrik><h1>"),
}
UNTIDY: dict[str, Damage] = {
    "no language": _without(' lang="sv-SE"'),
    "a level is skipped": lambda page: page.replace("<h2>", "<h4>").replace("</h2>", "</h4>"),
    "a heading without words": lambda page: re.sub("<h1>.*</h1>", "<h1></h1>", page),
    "a heading of a column without its scope": _without(' scope="col"'),
    "an image without words": _instead("<h1>", '<img src="a.png"><h1>'),
    "one name for two": _instead('<main id="innehall"', '<main id="tabell-1"'),
    "a link without words": lambda page: re.sub("(<a href[^>]*>).*?</a>", r"\1</a>", page),
}
UNREADABLE: dict[str, Damage] = {
    "no language": _without(' lang="sv-SE"'),
    "no title": lambda page: re.sub("<title>.*</title>", "", page),
    "too faint": _instead("html { color: #1a1a1a;", "html { color: #bbb;"),
    "a link without words": lambda page: re.sub("(<a href[^>]*>).*?</a>", r"\1</a>", page),
    "no main part": lambda page: page.replace("<main", "<div").replace("</main>", "</div>"),
    "a wide table that no key scrolls": lambda page: page.replace(' tabindex="0"', "").replace(
        "</style>", "table { width: 60rem !important; }</style>"
    ),
    "wider than the window": _instead("</style>", "h1 { width: 40rem; }</style>"),
    "an image without words": _instead("<h1>", '<img src="data:," width="9" height="9"><h1>'),
}


def damaged(faults: dict[str, Damage]) -> dict[str, str]:
    """Plant each fault in a page of its own."""
    sound = written(EVERYTHING)
    planted = {f"damaged-{name.replace(' ', '-')}": damage(sound) for name, damage in faults.items()}
    assert sound not in planted.values()
    return planted


def misjudged(judge: Judge, folder: Path, number: int, faults: dict[str, Damage]) -> dict[str, list[str]]:
    """Give the sound pages that a judge, started once, finds wrong, and the damaged ones that it does not."""
    found = judge(pages(number) | damaged(faults), folder)
    return {name: said for name, said in found.items() if bool(said) != name.startswith("damaged-")}


@pytest.mark.needs_java
def test_every_page_is_html_by_the_validator_of_the_w3c_which_finds_every_planted_fault(
    tmp_path: Path,
) -> None:
    assert misjudged(judges.by_nu, tmp_path, RANDOM, NO_HTML) == {}


@pytest.mark.needs_node
def test_every_page_passes_html_validate_which_finds_every_planted_fault(tmp_path: Path) -> None:
    assert misjudged(judges.by_html_validate, tmp_path, RANDOM, UNTIDY) == {}


@pytest.mark.needs_browser
def test_every_page_keeps_to_wcag_in_a_narrow_window_and_every_fault_planted_for_the_eye_is_found(
    tmp_path: Path,
) -> None:
    assert misjudged(judges.by_axe, tmp_path, IN_THE_BROWSER, UNREADABLE) == {}


# --- what it says


def test_every_word_is_there_in_its_order_in_every_random_memo() -> None:
    for document in map(documents.read, [EVERYTHING, *random_memos.memos(RANDOM)]):
        if isinstance(document, Document):
            assert documents.missing(document, documents.text_of_html(html.write(document).encode())) == ""


def test_a_page_says_its_language_its_title_and_who_wrote_it() -> None:
    page = written(EVERYTHING)

    assert '<html lang="sv-SE">' in page
    assert "<title>Partnerskap med Språkvännerna &amp; &lt;vänner&gt;</title>" in page
    assert '<meta name="author" content="Arbetsmarknadsförvaltningen">' in page


def test_what_an_official_writes_is_never_html() -> None:
    page = written(r"# Titel \<script\>alert(1)\</script\> &quot;" + "\n")

    assert "<h1>Titel &lt;script&gt;alert(1)&lt;/script&gt; &quot;</h1>" in page
    assert "<script" not in page


def test_a_page_fetches_nothing_and_runs_nothing() -> None:
    page = written(EVERYTHING)

    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert (
        re.findall(r"(?:src|url|@import)\b", page.replace("default-src", "").replace("style-src", "")) == []
    )


def test_rows_columns_and_sums_of_a_table_are_told_apart() -> None:
    page = written(EVERYTHING)

    assert '<caption id="tabell-1">Parternas insatser</caption>' in page
    assert '<tr><th scope="col">Part</th><th scope="col" class="figures">Per år</th></tr>' in page
    assert '<tr><th scope="row">Exempelby</th><td class="figures">339\u00a0200 kr</td></tr>' in page
    assert (
        '<tfoot>\n<tr><th scope="row"><strong>Totalt</strong></th>'
        '<td class="figures"><strong>664\u00a0800 kr</strong></td></tr>\n</tfoot>'
    ) in page


def test_a_list_goes_on_from_its_first_number() -> None:
    assert '<ol start="7">\n<li>d</li>\n</ol>' in written("# Titel\n\n7. d\n")


def test_who_signs_is_kept_together() -> None:
    assert (
        '<div class="signatures">\n<p>Arbetsmarknadsförvaltningen</p>\n<p>Kim Exempel, enhetschef</p>\n</div>'
    ) in written(EVERYTHING)
