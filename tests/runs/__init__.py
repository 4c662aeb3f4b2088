"""Whole runs: the command as a user starts it, in a folder with a copy of the real agreements."""
