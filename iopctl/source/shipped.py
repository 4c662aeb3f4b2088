"""Where the templates, profiles and samples lie that come with iopctl."""

from __future__ import annotations

from pathlib import Path

from iopctl.source import files

PROFILES = "profiles"
"""The folder of the profiles, inside that of the templates."""


def templates() -> Path:
    """Find the templates that come with iopctl: inside the package, and in a checkout beside it."""
    package = Path(__file__).parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def profiles() -> list[Path]:
    """List the files of the profiles that come with iopctl."""
    home = templates() / PROFILES
    return [home / name for name in files.names(home) if name.endswith(".yaml")]


def thresholds() -> Path:
    """Find the thresholds that come with iopctl."""
    return Path(__file__).parents[1] / "thresholds"


def samples() -> Path:
    """Find the agreements that templates are tried on, which together take every branch of the shipped."""
    return Path(__file__).parents[1] / "samples"
