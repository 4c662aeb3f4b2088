"""iopctl keeps, computes and extends partnership agreements, and writes the memos about them.

Data climbs once, from file to terminal, and every import points down:
`source` reads one YAML file to plain text values and the place of each;
`model` makes of them an agreement, as signed;
`rules` answer, purely, what it means on a day: budget, extension, memo;
`register` is the folder of all agreements, and joins file, model and checks;
`answers` and `memo` say what was asked, `render` writes it in a format; `commands` gather, decide and render;
`cli` holds the signature of every command, reads the clock, and turns failures into exit codes.
"""

__version__ = "0.1.0"
