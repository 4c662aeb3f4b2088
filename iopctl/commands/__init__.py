"""One module a command, each in three steps: gather, decide, render."""
