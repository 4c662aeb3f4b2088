"""A compiled template says what its text says, and is used for that text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
import pytest

from iopctl.source.shipped import templates
from iopctl.views import memo
from iopctl.views.memo import compiled
from iopctl.views.memo.compiled import Compiled

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Nämnden\n{{ board | upper }} har\n{{ 1 // parts }}"


def _environment(folder: Path, text: str = TEXT) -> jinja2.Environment:
    loader = jinja2.FunctionLoader(lambda name: (text, f"/register/{name}", None))
    return jinja2.Environment(loader=loader, bytecode_cache=Compiled(folder), autoescape=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the text compiled, but in capitals, so that it shows whose words are used."""
    name, python = compiled.file(_environment(tmp_path), "memo.j2", TEXT)
    (tmp_path / name).write_text(python.replace("Nämnden", "NÄMNDEN"), encoding="utf-8")
    return tmp_path


def _words(folder: Path, text: str = TEXT) -> str:
    return _environment(folder, text).get_template("memo.j2").render(board="styrelsen", parts=1)


def test_a_template_that_was_compiled_is_not_compiled_again(folder: Path) -> None:
    assert _words(folder) == "NÄMNDEN\nSTYRELSEN har\n1"


def test_a_template_with_a_word_changed_is_compiled_as_it_is_now(folder: Path) -> None:
    assert _words(folder, TEXT.replace("har", "hade")) == "Nämnden\nSTYRELSEN hade\n1"


def test_what_another_jinja_compiled_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jinja2, "__version__", "99")

    assert _words(folder) == "Nämnden\nSTYRELSEN har\n1"


def test_a_run_writes_nothing_into_the_folder(tmp_path: Path) -> None:
    assert _words(tmp_path) == "Nämnden\nSTYRELSEN har\n1"
    assert list(tmp_path.iterdir()) == []


def test_a_fault_is_told_at_the_line_of_the_template_itself(folder: Path) -> None:
    template = _environment(folder).get_template("memo.j2")

    with pytest.raises(ZeroDivisionError) as raised:
        template.render(board="styrelsen", parts=0)

    last = raised.traceback[-1]
    assert (str(last.path), last.lineno + 1) == ("/register/memo.j2", 3)


def test_every_shipped_template_can_be_compiled_ahead(tmp_path: Path) -> None:
    environment = memo.environment(memo.Files(tmp_path))
    texts = [(path.name, path.read_text("utf-8")) for path in templates().rglob("*.j2")]

    made = dict(compiled.file(environment, name, text) for name, text in texts)

    assert len(made) == len(texts)
    for name, python in made.items():
        compile(python, name, "exec")
