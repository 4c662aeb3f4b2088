"""What stops a run: files, the repository, settings, and what documents are made of."""

from iopctl.problem import stop

# --- files and folders

NO_FOLDER = stop(
    "There is no folder 'agreements' here or in a folder above.",
    "Go to the register's folder, name it with --agreements DIR, or start one with 'iopctl init'.",
)
NO_HERE = stop("The folder that this was started in is gone.", "Go to another folder, and run again.")
UNREADABLE_FOLDER = stop(
    "The folder {folder} cannot be read: {reason}.", "Check the name, and that you may read it."
)
EMPTY_FOLDER = stop(
    "The folder {folder} holds no agreement (no file that ends in .yaml).", "Check the name of the folder."
)
NO_SUCH_FOLDER = stop("There is no folder {path}.", "Check the name; --out DIR makes one.")
NO_SUCH_PATH = stop("There is no file or folder {path}.", "Check the name.")
IS_A_FOLDER = stop("{path} is a folder.", "Nothing was changed. Name a file.")
IS_A_SOURCE = stop(
    "{path} has the name of a file that people write themselves.", "Nothing was changed. Name another file."
)
LEADS_TO_A_SOURCE = stop(
    "{path} leads to {target}, which people write themselves.",
    "Nothing was changed. Name another file, or take the link away.",
)
IS_AN_INPUT = stop("{path} is a file that this command reads.", "Nothing was changed. Name another file.")
IS_FROZEN = stop(
    "{path} is a memo as a board saw it; only 'iopctl freeze ID' writes there.",
    "Nothing was changed. Name another file.",
)
SEVERAL_NAMES = stop(
    "{path} has {number} names (hard links), and the others would keep the old text.",
    "Nothing was changed. Make it a file of its own, with a copy that takes its place, and run again.",
)
PARTLY_WRITTEN = stop(
    "{path} cannot be written: {reason}.", "Written before that: {before}. Mend it and run again."
)
NOT_WRITTEN = stop("{path} cannot be written: {reason}.", "Nothing was changed. Name another place.")
BY_HAND = stop(
    "{place}: iopctl cannot write {what} there safely: {why}.",
    "Nothing was changed. Write there by hand, indented as its neighbours are:",
)
READ_ONLY = stop(
    "{path} is marked as read-only.",
    "Nothing was changed. Take the mark away if the file is yours to change, and run again.",
)
CHANGED_MEANWHILE = stop(
    "{path} was changed by somebody else in the meantime.",
    "Nothing was changed. Look at what it says now, and run again.",
)
LOCKED = stop("Another iopctl is writing {path}.", "Nothing was changed. Run again in a moment.")
NOT_REPLACED = stop("{path} cannot be written: {reason}.", "Nothing was changed. Mend that and run again.")
STALE_PLAN = stop(
    "{path} is not the file that the plan was shown for: its fingerprint is {found}, not {shown}.",
    "Nothing was changed. Look at the plan again.",
)
IN_THE_WAY = stop(
    "Nothing was made, since this is already there: {paths}.", "Name another folder, or move it away first."
)

# --- the register as it was committed

NO_GIT = stop("git was not found, and a revision is read with it.", "Install git: https://git-scm.com.")
NO_REPOSITORY = stop(
    "{folder} lies in no git repository.", "Go to the register's folder in its clone, or leave --rev out."
)
GIT_FAILED = stop("git cannot tell what was committed: {reason}.", "Try 'git log' in the same folder.")
GIT_REFUSED = stop("git cannot tell what was committed: {reason}.", "If you trust it, run: {command}")
GIT_LATE = stop(
    "git was asked '{asked}', had no answer within {seconds} seconds, and was stopped.",
    "Try 'git status' in the same folder: a pipe among the files of .git keeps git waiting, or a slow disk.",
)
NOT_LAID_OUT = stop(
    "{path} cannot be read from that revision: {reason}.",
    "Rename it in the repository, or read the revision on a system that can hold it.",
)
TOO_MUCH_IN_REVISION = stop(
    "The register of that revision holds more than {files} files or {size} MB.",
    "Name the folder of the agreements: --agreements DIR.",
)
UNKNOWN_REVISION = stop("There is no revision '{revision}' here.", "{cure}")
UNSURE_REVISION = stop(
    "It is not certain what '{revision}' is: {said}.",
    "Name the commit by its hash; 'git log --oneline --all' lists the commits.",
)
NO_FOLDER_IN_REVISION = stop(
    "In the revision '{revision}' there is no folder 'agreements' here or in a folder above.",
    "Name the folder as it was called then: --agreements DIR.",
)
NO_COMMON_COMMIT = stop(
    "'{one}' and '{other}' have no commit in common here.",
    "Use two dots to compare them as they are; a shallow clone may lack the commit where they parted.",
)
COMMITTED = stop("What was committed cannot be changed.", "Leave --rev out to change the file.")

# --- the settings in iopctl.toml

CONFIG_UNREADABLE = stop("{place}: The file cannot be read: {reason}.", "Check that you may read it.")
CONFIG_TOO_LARGE = stop(
    "{place}: The file is larger than {limit} kB.", "It holds settings only; the manual lists them."
)
CONFIG_NOT_UTF8 = stop(
    "{place}: The file is not UTF-8 text: byte {byte} cannot be read.",
    "Save the file again with the encoding UTF-8.",
)
CONFIG_NOT_TOML = stop("{place}: This is not TOML: {detail}.", "{cure}")
CONFIG_KEY = stop("{place}: The key '{key}' is not known here.", "{cure}")
CONFIG_SHAPE = stop("{place}: The value of '{key}' is not {expected}.", "Write: {example}")
CONFIG_VALUE = stop("{place}: '{found}' is not a value of '{key}'.", "{cure}")
CONFIG_FOLDER = stop("{place}: There is no folder '{found}'.", "{cure}")
CONFIG_FILE = stop("{place}: There is no file '{found}'.", "{cure}")
CONFIG_CURES = {
    "agreements": "Make it, or name the folder of the agreement files.",
    "house_docx": "Name the municipality's Word file, or take the line away.",
    "pdf_fonts": "Name the folder of the font files, or take the line away.",
}

# --- a memo as a document

FROZEN_IN_THE_WAY = stop(
    "Nothing was frozen: {path} is there already, holds other words, and stands in no list.",
    "Move it away first; or freeze what it holds, with a line for it from sha256sum.",
)
NO_EXTRA = stop(
    "{what} needs a part of iopctl that is not installed.",
    'Nothing was written. Run: pip install "iopctl[{extra}]" (with pipx: pipx runpip iopctl install '
    '"iopctl[{extra}]"; with uv, in the folder that it was installed from: uv tool install ".[{extra}]").',
)
NOT_ON_A_SCREEN = stop(
    "A memo as {formats} is a file, and cannot be shown.",
    "Name the file with -o FILE, or a folder with --out DIR.",
)
ONE_FORMAT = stop(
    "{formats} are several files, and one was asked for.", "Name a folder for them with --out DIR."
)
NO_SUCH_SUFFIX = stop("No memo is written as a file that ends in '{suffix}'.", "{cure}")
HOUSE_UNREADABLE = stop("{path} cannot be read: {reason}.", "Mend or replace it, or change 'house_docx'.")
HOUSE_NOT_DOCX = stop(
    "{path} is not a Word document (.docx).",
    "Open it in Word, save it as a Word document (.docx), and name that file with 'house_docx'.",
)
HOUSE_DAMAGED = stop(
    "{path} cannot serve as a Word document: {reason}.",
    "Open it in Word, save it under a new name, and name that file with 'house_docx'.",
)
HOUSE_STYLE = stop(
    "{path} has no style '{style}'.",
    "Open it in Word, use the style once, delete that text, and save the file.",
)
NO_FONTS = stop(
    "The folder {folder} holds no font that can be read.",
    "Lay font files there (.ttf, .otf), or take 'pdf_fonts' out of iopctl.toml.",
)
DAMAGED_FONT = stop(
    "The font file {path} is damaged, or cannot be read.",
    "Copy it there once more from where it came, or delete it.",
)
NO_FONT_NAMED = stop(
    "The folder {folder} holds fonts, and 'pdf_font' does not say which one memos are in.",
    "Name one with 'pdf_font' in iopctl.toml. There are: {families}.",
)
NO_SUCH_FONT = stop("There is no font '{font}' among the fonts in {folder}.", "{cure}")
NO_SHIPPED_FONT = stop("There is no font '{font}' among the fonts that are shipped.", "{cure}")
