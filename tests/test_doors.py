"""Files are opened in the doors alone: elsewhere a FIFO would hang, and an agreement could be replaced."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "iopctl"

DOORS = {
    "source/files.py": "the door for reading",
    "source/writing.py": "the door for writing",
    "source/guarding.py": "makes and removes lock files",
}
EXCEPTIONS = {
    "source/git.py": "keeps what git is asked, and what it complains of, in files without names",
    "source/history.py": "lays a revision out in a temporary folder of its own, and takes it away",
    "memo/document/packed.py": "opens the parts of a Word file in memory",
    "streams.py": "opens the device that takes everything, before anything is imported",
    "memo/document/pdf.py": "lists the fonts of a folder, and reads them through the door",
    "memo/document/pdf_tags.py": "opens a PDF in memory",
}
# What opens, lists, makes, moves or removes files: methods of pathlib's, and functions of these modules.
METHODS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "touch", "mkdir", "unlink", "rename"),
    *("rmdir", "symlink_to", "hardlink_to", "chmod", "iterdir", "glob", "rglob"),
}
MODULES = {"os", "shutil", "tempfile", "io", "codecs", "mmap"}
FUNCTIONS = METHODS | {
    *("fdopen", "truncate", "makedirs", "renames", "replace", "remove", "removedirs", "rmtree", "link"),
    *("symlink", "mkfifo", "mknod", "mkstemp", "mkdtemp", "copyfile", "copytree", "copy", "copy2", "move"),
    *("copystat", "copymode", "chown", "listdir", "scandir", "walk", "fwalk", "mmap", "FileIO"),
    *("NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "SpooledTemporaryFile"),
}


def opened(source: str) -> Iterator[str]:
    """Find the calls that touch files, each with its line; those of a module of iopctl have its name."""
    tree = ast.parse(source)
    own = {
        alias.asname or alias.name
        for each in ast.walk(tree)
        if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("iopctl")
        for alias in each.names
    }
    for each in ast.walk(tree):
        match each:
            case ast.Name(id="open"):
                yield f"{each.lineno}: open"
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in MODULES | own:
                if module in MODULES and name in FUNCTIONS:
                    yield f"{each.lineno}: {module}.{name}"
            case ast.Attribute(attr=name) if name in METHODS:
                yield f"{each.lineno}: {name}"
            case ast.ImportFrom(module=module, names=aliases) if module in MODULES:
                for alias in aliases:
                    if alias.name in FUNCTIONS:
                        yield f"{each.lineno}: {module}.{alias.name}"


@pytest.mark.parametrize(
    "source",
    [
        "open('a')",
        "path.open('rb')",
        "map(Path.read_text, paths)",
        "(home / 'a').write_bytes(b'')",
        "import os\nos.open('a', 0)",
        "import shutil\nshutil.copy('a', 'b')",
        "from tempfile import TemporaryDirectory",
        "from iopctl.source import folder\nfolder.path.read_text()",
    ],
)
def test_a_call_that_touches_files_is_found_however_it_is_written(source: str) -> None:
    assert len(list(opened(source))) == 1


def test_a_function_of_iopctl_may_have_the_name_of_one_that_does() -> None:
    assert list(opened("from iopctl.source import reading\nreading.read_text(text, name)")) == []
    assert list(opened("text.replace('a', run.link)")) == []


def test_nothing_but_the_doors_touches_files() -> None:
    found = {
        f"{file.relative_to(PACKAGE).as_posix()}:{call}"
        for file in PACKAGE.rglob("*.py")
        if file.relative_to(PACKAGE).as_posix() not in DOORS | EXCEPTIONS
        for call in opened(file.read_text(encoding="utf-8"))
    }

    assert found == set()


@pytest.mark.parametrize("name", DOORS | EXCEPTIONS)
def test_no_door_stands_open_for_nothing(name: str) -> None:
    assert list(opened((PACKAGE / name).read_text(encoding="utf-8")))
