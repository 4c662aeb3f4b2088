"""Follow-up (7xx), and memos and their templates, figures in texts, and what is frozen (8xx)."""

from enum import StrEnum

from iopctl.problem import Kind, warning

# --- 7xx follow-up

NOT_A_DAY_OF_THE_YEAR = Kind(
    "IOP703", "'{found}' is not a day of the year.", "Write month-day, as it returns every year: 03-31."
)
NO_DUE_DAY = Kind(
    "IOP704",
    "Nothing says when the report is due.",
    "Add 'every_year: 03-31' or 'due' with its days, as the agreement states.",
)
NOT_DUE_THEN = Kind(
    "IOP705", "No such report is due on {due}.", "Write the day on which it was due; it is due {days}."
)
SHARE_OVER_ALL = Kind(
    "IOP701", "{found} of the participants is more than all of them.", "Write a share of at most 100 %."
)
NEVER_RECORDED = warning(
    "IOP702",
    "The agreement asks for {kind}, at least {at_least} a year; none is recorded for {years}.",
    "Add the days under 'held'.",
)
HELD_TWICE = warning(
    "IOP706",
    "The {kind} on {on} stands twice, and counts once.",
    "Remove one of the two, or correct its day.",
)
BEFORE_THE_TERM = warning(
    "IOP707",
    "{on} lies before the agreement's first day, {starts}.",
    "Correct the day; what was held or came in before is no part of this follow-up.",
)

# --- 8xx memo

MATTER_TWICE = Kind("IOP801", "Two matters have the id '{id}'.", "Give each matter an id of its own.")
NO_PROPOSAL = Kind(
    "IOP802",
    "On {dated} the agreement may not be extended. {reason}",
    "Correct the matter's date, or the term and its extensions.",
)
TEMPLATE_FAULT = Kind(
    "IOP804",
    "The template is at fault: {reason}",
    "Name only what a memo has; the templates that come with iopctl show how.",
)
UNKNOWN_BLOCK = Kind(
    "IOP850", "No template that this one extends has a block '{name}', so it is never shown.", "{cure}"
)
UNUSED_TEMPLATE = Kind("IOP851", "No memo uses the template '{name}'.", "{cure}")
OUTSIDE_BLOCKS = Kind(
    "IOP852",
    "This stands outside the blocks of a template that extends another, so it is never shown.",
    "Put it in a block of the template that is extended.",
)
NO_MATTER = Kind(
    "IOP805",
    "{agreement} has no matter that a memo could be about.",
    "Add one under 'matters'; 'iopctl explain IOP805' shows how.",
)
NO_MATTER_BY = Kind(
    "IOP805",
    "{agreement} has no matter dated by {day} that a memo could be about.",
    "Add one under 'matters'; 'iopctl explain IOP805' shows how.",
)
NO_MATTER_FOR = Kind(
    "IOP805",
    "{agreement} has no matter for '{board}' that a memo could be about.",
    "Add one under 'matters', with the key of the party as its 'board'.",
)
SIGNING_PARTY = Kind(
    "IOP806",
    "A memo is written by a party's administration to its board, and no public party states both.",
    "Add 'board' and 'administration' to a public party.",
)
NO_SUCH_BOARD = Kind("IOP806", "'{found}' is no public party with a board and an administration.", "{cure}")
NO_DECISION = Kind(
    "IOP807",
    "The matter asks the board for no decision.",
    "Write what the board is to decide, or leave 'decisions' out and let the template say it.",
)
UNFINISHED_MATTER = warning(
    "IOP808",
    "The matter is not finished, so it has no memo yet; not written: {sections}.",
    "Write them; 'iopctl explain IOP808' shows how. Everything but the memo is computed all the same.",
)
SECTION_TWICE = Kind(
    "IOP820",
    "The profile has the section '{section}' twice.",
    "Keep one of the two; a memo says each thing once.",
)
UNKNOWN_PLACEHOLDER = Kind("IOP821", "'{name}' stands for nothing here.", "{cure}")
NO_DECISIONS = Kind(
    "IOP822",
    "The profile has no section for the decisions, without which a memo asks the board for nothing.",
    "Add 'section: decisions' with its heading.",
)
ENDED_BEFORE_MATTER = Kind(
    "IOP823",
    "On {dated} there is nothing to end: the agreement ended on {ends}.",
    "Correct the matter's date, or the term.",
)
NOTHING_TO_FOLLOW_UP = Kind(
    "IOP824",
    "There is nothing to follow up in {year}: the agreement runs {period}.",
    "Correct 'year', or the term.",
)
NOT_RUN_YET = Kind(
    "IOP824",
    "On {dated} there is nothing to follow up. {reason}",
    "Correct the matter's date, or record what the agreement waited for.",
)
NOT_IN_DOCUMENTS = Kind(
    "IOP810",
    "Line {line} of the memo's Markdown holds {what}, which no document shows.",
    "In the file or the template use headings, paragraphs, lists of one level, tables, bold, italics and "
    "links.",
)
NOT_ACCESSIBLE = Kind(
    "IOP811",
    "Not everybody could read the memo as a document: line {line} of its Markdown {reason}.",
    "Mend what the file says there, or the template of the register.",
)
NOT_AS_PDF = Kind(
    "IOP812",
    "The memo cannot be a PDF that everybody can read: {reason}.",
    "Leave the characters out, or name a font that has them with 'pdf_font' in iopctl.toml.",
)
NOT_WRITTEN_AS = Kind("IOP813", "The memo cannot be written as {form}: {reason}.", "{cure}")
NO_MEMO = Kind("IOP813", "The memo cannot be written: {reason}.", "{cure}")
NOT_A_CHECKSUM = Kind(
    "IOP860",
    "This is no line of a list of frozen memos.",
    "A line is a checksum of 64 digits (0-9, a-f), two spaces and AGREEMENT.MATTER.md, as sha256sum writes "
    "it in the folder itself; of a conflict in git keep the lines of both sides.",
)
FROZEN_TWICE = Kind(
    "IOP861",
    "The memo {name} stands on line {first} too, and it is not known which of them holds.",
    "Keep the one that was there first; 'git log -p' shows which that is.",
)
FROZEN_MISSING = Kind(
    "IOP862",
    "The frozen memo {file} is missing.",
    "Take it back from git; where the register still gives the same words, 'iopctl freeze {agreement} "
    "--matter {matter}' writes it again.",
)
FROZEN_CHANGED = Kind(
    "IOP863",
    "{file} is not the memo that was frozen: its checksum is {found}….",
    "Take the frozen one back from git; 'git log -p' shows who changed it and how.",
)
FROZEN_AGREEMENT = Kind(
    "IOP864",
    "{name} is frozen, and the register has no agreement '{id}'.",
    "{cure} Where the agreement has a new id, give the memo's file and its line the new name; where it is "
    "gone, keep the file elsewhere and take the line away.",
)
FROZEN_MATTER = Kind(
    "IOP865",
    "{name} is frozen, and {agreement} has no matter '{id}'.",
    "{cure} Give the matter its old id again, or the memo's file and its line the new one.",
)
FROZEN_OTHERWISE = Kind(
    "IOP866",
    "{name} is frozen with other words than the register gives now, and nothing was written.",
    "What the board saw should stand; '{command}' puts these words in its place all the same.",
)
NOT_LISTED = warning(
    "IOP867",
    "{name} lies among the frozen memos, and no checksum is listed for it, so nothing keeps it as it is.",
    "Add its line (sha256sum FILE >> SHA256SUMS, in the folder), or move the file away.",
)
FROZEN_LIST_GONE = Kind(
    "IOP870",
    "Memos lie here as boards saw them, and the list of their checksums is gone.",
    "Take SHA256SUMS back from git; or write it anew, in the folder: sha256sum *.md > SHA256SUMS.",
)
NOT_A_FILE_NAME = Kind(
    "IOP868",
    "The memo cannot be frozen: the matter's id '{id}' cannot be part of a file's name.",
    "Give the matter an id of letters, digits and hyphens.",
)
FROZEN_DRIFT = warning(
    "IOP869",
    "{name} stays as it was frozen; the register would now give {now}.",
    "'iopctl memo {agreement} --check DIR' shows how they differ, and 'iopctl diff' what was changed.",
)
UNKNOWN_NAME = Kind("IOP830", "There is no figure with the name '{name}'.", "{cure}")
NAME_NOT_CLOSED = Kind(
    "IOP831",
    "The braces that are opened here are not closed, so that no figure is named.",
    "Write the name of a figure with two braces on each side of it.",
)
NAME_NOT_OPENED = Kind(
    "IOP832",
    "The braces that are closed here were not opened, so that no figure is named.",
    "Write the name of a figure with two braces on each side of it.",
)
NOT_A_NAME = Kind(
    "IOP833",
    "'{found}' is not the name of a figure, and nothing is computed in a text.",
    "Write one name between the braces, words with dots between them: money.a_year. "
    "'iopctl figures ID' lists every name.",
)
NO_VALUE = Kind(
    "IOP834",
    "'{name}' has no value in this memo: {why}.",
    "Name another figure, or write the sentence without it. 'iopctl figures ID' lists every name.",
)
NO_NAMES_HERE = Kind(
    "IOP835",
    "A figure is named here, where none is put in.",
    "Name figures in the text of a matter, which has a date and a period; write this text without braces.",
)
BARE_NAME = Kind(
    "IOP836",
    "A text that begins with the name of a figure is taken for keys and values.",
    "Put quotes around the whole text, or write it on the lines below a '>-', indented.",
)


REPORT_IT = (
    "Ask for other formats with --to, and report this sentence; 'iopctl --debug' before the command shows "
    "where it happened."
)


class Lack(StrEnum):
    """Why a figure has no value in a memo."""

    NO_LAST_DAY = "no last day is stated"
    NO_LATEST_END = "no last day is stated, or no limit of the options or no length of an extension"
    NOT_STATED = "the file does not state it"
    NO_LIMIT = "the options are without limit"
    NOT_EXTENDABLE = "on the memo's date the agreement may not be extended, or nothing says up to which day"
    NOT_ENDING = "only a matter to end the agreement has it"
    NO_NOTICE = "only a matter to end the agreement by notice has it"
    NOT_FOLLOWING_UP = "only a follow-up has it"
    NOT_AMENDING = "only a matter to amend the agreement has it"
    NOT_MEASURED = "it had not been measured by the memo's date"
    NOT_EVERY_YEAR = "the period has no whole calendar year, its years differ, or nothing of it has a value"
    NO_SUM = "the period has no last day, its money is compared year by year, or is not known to its end"
    NO_PLACES = "no number of places is stated, or the years of the period differ"
    NOT_THAT_YEAR = "the memo shows no money of that year, or nothing of it has a value"
    NO_SHARE = (
        "something has no value, several put in at least or at most so much, the years of the period differ, "
        "or the memo shows no money of that year"
    )
    NOT_RAISED = "the memo shows no money of that year, or no single percentage by which it is raised"
    NOT_COMPARED = "only a matter to amend the money has it, and only for a year from the change on"
    NO_INCREASE = "no money of that year is compared, or it does not increase"
    NO_DECREASE = "no money of that year is compared, or it does not decrease"
