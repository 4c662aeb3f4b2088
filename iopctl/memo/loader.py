"""Where templates lie: the register's own folder first, then those that come with iopctl."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError
from jinja2.loaders import split_template_path

from iopctl.source import files
from iopctl.source.shipped import templates
from iopctl.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment


_SUFFIX = ".j2"


class Files(BaseLoader):
    """The register's own templates, then the shipped ones."""

    def __init__(self, own: Path) -> None:
        self.own = own
        self._read: dict[str, Path] = {}
        """The files that were read, by the name that a traceback has for them."""

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template; the register's own that replaces a block names the other one shipped/…."""
        file = self.find(template)
        if file is None:
            raise TemplateNotFound(template)
        name = str(file)
        self._read[name] = file
        try:
            return files.read(file, most=files.TEMPLATE).decode("utf-8"), name, lambda: True
        except UnicodeDecodeError:
            raise TemplateSyntaxError(say("it is not UTF-8 text"), 1, template, name) from None
        except OSError as error:
            raise TemplateSyntaxError(error.strerror or "", 1, template, name) from None

    def find(self, template: str) -> Path | None:
        """Find the file of a template by its name, if there is one."""
        path = "/".join(split_template_path(template))
        shipped = templates() / path.removeprefix("shipped/")
        choices = [shipped] if path.startswith("shipped/") else [self.own / path, shipped]
        return next((each for each in choices if files.exists(each)), None)

    def named(self, name: str) -> Path:
        """Find the file by a name in a traceback, or by that of a template."""
        return self._read.get(name) or self.find(name) or Path(name)

    def own_names(self) -> list[str]:
        """List the names of the register's own templates."""
        names = files.below(self.own) if files.is_folder(self.own) else []
        return [each for each in names if each.lower().endswith(_SUFFIX)]
