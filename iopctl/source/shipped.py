"""Where the templates and profiles lie that come with iopctl."""

from __future__ import annotations

from pathlib import Path

PROFILES = "profiles"
"""The folder of the profiles, inside that of the templates."""


def templates() -> Path:
    """Find the templates that come with iopctl: inside the package, and in a checkout beside it."""
    package = Path(__file__).parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
