"""Compiles the templates when the wheel is built; an editable install compiles them as they are used."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Templates(BuildHookInterface[Any]):
    """Puts the compiled templates into the wheel, beside those they were made of."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every template with the Jinja that is installed."""
        self._made = tempfile.TemporaryDirectory()
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from iopctl.views import memo
        from iopctl.views.memo import compiled

        templates = Path(self.root, "templates")
        environment = memo.environment(memo.Files(templates))
        for each in sorted(templates.rglob("*.j2")):
            name, python = compiled.file(
                environment, each.relative_to(templates).as_posix(), each.read_text("utf-8")
            )
            Path(self._made.name, name).write_text(python, encoding="utf-8", newline="\n")
        build_data["force_include"][self._made.name] = f"iopctl/templates/{compiled.FOLDER}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Leave nothing behind."""
        self._made.cleanup()
