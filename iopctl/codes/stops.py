"""What stops a run: what was asked on the command line."""

from iopctl.problem import stop

UNKNOWN_AGREEMENT = stop("There is no agreement '{id}' in {folder}.", "{cure}")
NOT_YET = stop("{day} has not come yet: asked as of {as_of}.", "Nothing was changed. Correct the day.")
NEEDS_YES = stop(
    "Away from a terminal nobody can be asked whether this is to be written.",
    "Nothing was changed. Look at the plan first, and add --yes.",
)
ALSO_NEEDED = stop("{option} says nothing by itself.", "Use it with {others}.")
NEEDS_A_FILE = stop("A terminal or a pipe cannot take '{format}'.", "Name a file for it: -o FILE.{format}.")
NOT_YES_OR_NO = stop("'{found}' is neither yes nor no.", "Answer y (ja) or n (nej).")
BEFORE_START = stop(
    "{id} starts on {starts} ({place}), after {on}.",
    "Nothing was changed. Correct the day, or the term in the file.",
)
NOT_A_PARTY = stop("'{found}' is no party of {id}.", "Nothing was changed. {cure}")
NOT_REQUIRED = stop("{id} requires no {thing} of the kind '{named}'.", "{cure}")
MEETING_ON_FILE = stop("{named} on {on} is recorded already, at {place}.", "Nothing was changed.")
REPORT_ON_FILE = stop("{named} due on {due} is recorded already, at {place}.", "Nothing was changed.")
NO_REPORT_DUE = stop("No {named} is due on {due}.", "Nothing was changed. {cure}")
NO_REPORT_MISSING = stop("No {named} is missing; each one that was due is recorded.", "Nothing was changed.")
NOTICE_ON_FILE = stop(
    "Notice given on {on} is recorded already, at {place}.", "Nothing was changed. Correct it there."
)
ENDED_BEFORE = stop(
    "{id} had ended by then, on {ends} ({place}).", "Nothing was changed. Correct the day of the notice."
)
NO_END_OF_NOTICE = stop(
    "{id} does not say when it ends once notice is given.",
    "Nothing was changed. Add --ends DATE, the last day of the agreement.",
)
NOTICE_ENDS_BEFORE = stop(
    "The last day, {ends}, comes before the day of the notice, {on}.",
    "Nothing was changed. Correct one of the two.",
)
NOTICE_ENDS_AFTER = stop(
    "{id} does not run to {wanted}: it ends on {ends} ({place}), and notice makes it no longer.",
    "Nothing was changed. Correct --ends, or record the extension first.",
)
NO_SUCH_CONDITION = stop("{id} has no such decision that waits for its condition.", "{cure}")
SEVERAL_CONDITIONS = stop(
    "Several decisions of {id} wait for their conditions: those from {days}.",
    "Nothing was changed. Say which one with --starts DATE, its first day.",
)
NO_SUCH_TEMPLATE = stop("There is no template '{name}'.", "{cure}")
NO_SUCH_FORMAT = stop("'{command}' cannot be shown as '{format}'.", "{cure}")
NOT_YEARS = stop("'{found}' is not a range of years.", "Write the first and the last: 2021-2025.")
NO_EXPLANATION_IN_CSV = stop(
    "CSV and Excel have no place for an explanation.", "Use --format table, markdown or json with --explain."
)
NO_SUCH_CHOICE = stop("'{found}' is not a value of {option}.", "{cure}")
NOT_A_CONDITION = stop(
    "'{found}' is not a condition.", "Write a key and what it is to be: --where state=running"
)
NO_SUCH_CODE = stop("There is no problem with the code '{found}'.", "{cure}")
NOT_AN_ASSUMPTION = stop(
    "'{found}' is not an assumption about an index series.",
    "Write the series and its change for every new year, at most 25 %: --assume PKV=2.5%.",
)
ASSUMED_TWICE = stop("Two changes are assumed for {series}.", "Give --assume once for each series.")
UNUSED_ASSUMPTION = stop("No amount that is asked for follows {series}.", "{cure}")
OPTIONS_CLASH = stop("{what} cannot be used together.", "{cure}")
NOT_TWO = stop(
    "{found} things cannot be compared.", "Name one agreement by its id, or two files, or none for all."
)
OTHER_SUFFIX = stop(
    "An answer as {format} is no file that ends in '{suffix}'.",
    "Name a file that ends in .txt, .md, .csv, .json or .xlsx; its format then follows from its name.",
)
NOBODY_NAMED = stop("{option}: no agreement has '{found}'.", "{cure}")
NOT_A_TIME = stop(
    "'{found}' is not a length of time.",
    'Write 180d, 26w, 6m or 1y; what has a space takes quotes: "6 months". At most 299 years.',
)
NOT_JOBS = stop("'{found}' is not a number of processes.", "Write 1 or more, in digits.")
WORKER_LOST = stop(
    "What was asked could not be finished from {file} on: the system ended one of the processes at work.",
    "Perhaps it used too much memory; -j 1 works in one process.",
)
SEVERAL_BOARDS = stop("--board: '{found}' is more than one board.", "Name one of them in full: {boards}.")
SEVERAL_DECIDE = stop(
    "Several boards decide on '{agreement}', each on its own part: {boards}.",
    "Name one with --board, or write the memos to all of them with 'iopctl memo {agreement} --out DIR'.",
)
NOTHING_ASKED = stop("Nothing was asked for.", "{cure}")
NO_REPORT = stop(
    "The report cannot be a document: {reason}", "Mend the template of the register, or what it shows."
)
NO_SUCH_PROFILE = stop("There is no profile '{name}'.", "{cure}")
UNUSABLE_ID = stop(
    "'{id}' cannot be an agreement's id.", "Use lower-case letters a-z, digits and hyphens{cure}."
)
TAKEN_ID = stop("There is already an agreement '{id}': {path}.", "Choose another id, or edit that file.")
OPTIONS_MISSING = stop(
    "Nothing was made; these options are missing: {options}.",
    "Give them all, or run the command on a terminal, where it asks.",
)
NOT_MADE = stop("Nothing was made.{faults}")
