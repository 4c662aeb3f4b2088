"""The signature of every command; nothing is computed here."""

from iopctl.cli.app import app, run

__all__ = ["app", "run"]
