"""Every sentence that iopctl says about a file or a run, in one place, so that Swedish can follow.

Codes are stable and never used again: 1xx reading, 2xx structure, 3xx parties, 4xx term, 5xx extension,
6xx money, 7xx follow-up, 8xx memo, 9xx register. A message says what was found, a hint how to mend it.
Reasons of a verdict have words for codes; they are answers, not problems.
"""

from __future__ import annotations

import calendar
import difflib
from enum import StrEnum
from typing import TYPE_CHECKING

from iopctl import period, spelling
from iopctl.money import Quality
from iopctl.problem import Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from iopctl.money import Amount
    from iopctl.period import Length, NoSuchDayError
    from iopctl.problem import Finding


def near(word: str, known: Iterable[str], at_least: float = 0.7) -> list[str]:
    """Find the one known word that was probably meant, if there is one."""
    return difflib.get_close_matches(word, sorted(known), n=1, cutoff=at_least)


def moved(command: str) -> str:
    """Say that an option has become a command."""
    return f"It is a command of its own now: {command}"


def did_you_mean(word: str) -> str:
    """Ask whether another word was meant."""
    return f"Did you mean '{word}'?"


def closest(word: str, known: Iterable[str], at_least: float = 0.7) -> str:
    """Ask "did you mean …?", or list what there is where nothing comes close."""
    choices = sorted(known, key=spelling.order)
    for choice in near(word, choices, at_least):
        return did_you_mean(choice)
    return f"There are: {', '.join(choices)}." if choices else ""


def meant(word: str, known: Iterable[str]) -> str:
    """Ask "did you mean …?", or say nothing where nothing comes close."""
    return next((f"Did you mean '{choice}'?" for choice in near(word, sorted(known), 0.7)), "")


def closest_code(code: str, known: Iterable[str]) -> str:
    """Ask "did you mean …?", or name the list of all codes where nothing comes close."""
    # Digits alone stand for the code that has them; else no more than one character is another.
    for choice in near(f"IOP{code}" if code.isdecimal() else code, known, 0.8):
        return did_you_mean(choice)
    return "'iopctl explain --list' shows every code."


def count_of_options(number: int | None) -> str:
    """Say a number of options; None is without limit."""
    if number is None:
        return "options without limit"
    return f"{number} option{'' if number == 1 else 's'}"


def clause_words(options: int | None, length: Length | None, until: date | None) -> str:
    """Say what a clause allows: 2 options of 2 years; options without limit of 1 year, up to 2027-12-31."""
    of = f" of {length}" if length else ""
    return f"{count_of_options(options)}{of}{',' if of and until else ''}{f' up to {until}' if until else ''}"


def memo_occasion(board: str | None, meeting: date | None, closes: date) -> str:
    """Say what a memo must be ready for: a board's meeting, or the last day to decide."""
    if meeting is None:
        return f"the last day to decide, {closes}"
    return f"the meeting of {board or 'the board'} on {meeting}"


def notice_words(length: Length | None) -> str:
    """Say how long notice is, or that nothing is stated."""
    return "no notice period is stated" if length is None else f"notice is {length}"


def unknown_name(name: str, known: Iterable[str]) -> str:
    """Say that a template uses a name that does not exist, and which one may be meant."""
    return f"there is no '{name}' here. {closest(name, known)}".rstrip()


def not_there(name: str) -> str:
    """Say that a template names something of what is not there in this memo."""
    return f"what should have '{name}' is not there in this memo; ask with {{% if … %}} whether it is"


NAMES_NONE = "No agreement of the register names one."
NOTHING_IS_COMPUTED = "a template computes nothing; every figure of the memo is ready to be named"
NOTHING_HERE = "there is nothing to print here in this memo; ask with {% if … %} whether there is"
NOT_A_FILE = "it is not a file"
NOBODY_READS = "nobody reads this pipe"


def larger_than(most: int) -> str:
    """Say that a file has more bytes than its kind may have."""
    size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1_000} kB"  # noqa: PLR2004
    return f"it is larger than {size}"


def more_parts_than(most: int) -> str:
    """Say that a Word file has more parts than one has."""
    return f"it has more than {most} parts"


def unpacked_larger_than(part: str, most: int) -> str:
    """Say that a Word file, or one of its parts, has more bytes unpacked than it may have."""
    named = f"its part {part!r}" if part else "it"
    return f"unpacked, {named} is larger than {most // 1_000_000} MB"


NOT_IN_REVISION = "it is not in that revision"
NOT_IN_CLONE = "this clone lacks what was committed"
IS_A_LINK = "it is a link, and what it leads to is not committed with it"
IS_A_SUBMODULE = "it is a submodule, and its files are committed elsewhere"
TEMPLATE_NOT_UTF8 = "it is not UTF-8 text"
NAME_OF_A_TEMPLATE = "the name of the template is not written out, in quotation marks"
LEADS_BACK = "it leads back to itself, or is nested too deeply; 'shipped/' names the template of iopctl"
LOOPS_IN_LOOPS = "a loop lies inside too many others"
TOO_MUCH_WORK = "it repeats more than any memo needs, and was stopped"


def template_fault(detail: str) -> Finding:
    """Tell what is wrong in a template, as one sentence."""
    return TEMPLATE_FAULT.at((), reason=detail if detail.endswith("?") else f"{detail.rstrip('.')}.")


def no_template(name: str) -> str:
    """Say that a template names another one that does not exist."""
    return f"there is no template '{name}'"


def no_section(name: str) -> str:
    """Say that a template asks for the heading of a section that this memo does not have."""
    return f"the memo has no section '{name}' here; its profile leaves it out"


def no_such_section(name: str, known: Iterable[str]) -> str:
    """Say that a template asks for the heading of a section that no memo has."""
    return f"no memo has a section '{name}'. {closest(name, known)}"


def no_filter(name: str, known: Iterable[str]) -> str:
    """Say that a template uses a filter that does not exist, in Jinja's words, and which one may be meant."""
    return f"No filter named '{name}'. {meant(name, known)}".rstrip()


def no_test(name: str, known: Iterable[str]) -> str:
    """Say that a template uses a test that does not exist, in Jinja's words, and which one may be meant."""
    return f"No test named '{name}'. {meant(name, known)}".rstrip()


def not_in_templates(what: str) -> str:
    """Say that a template uses a part of Jinja that memos do not have."""
    return f"templates have words, loops, ifs, blocks and filters; {what} is none of them"


def not_printed(kind: str) -> str:
    """Say that a template prints what is no text, number or day."""
    return f"{kind} cannot be printed; name one of its parts, or use a filter"


def not_repeated(kinds: str) -> str:
    """Say that a template repeats over what is one value."""
    return f"{kinds} is one value, over which nothing can be repeated"


def arguments_wrong(name: str) -> str:
    """Say that a filter of a template is told too much, too little or something else in its brackets."""
    return f"'{name}' is told something else in its brackets than it takes"


def other_value(name: str, taken: str, given: str) -> str:
    """Say that a filter is given another value than it writes."""
    return f"'{name}' takes {taken}, and this is {given}"


# ISO 8601 counts 52 weeks in most years, and 53 in some.
MOST_WEEKS, WEEKS_A_YEAR = 53, "a year has at most 53 weeks"
MOST_HOURS_A_WEEK, HOURS_A_WEEK = 168, "a week has 168 hours"
MOST_HOURS_A_YEAR = 8784


# What Markdown can hold and no document, by markdown-it's names.
MARKDOWN = {
    "blockquote": "a quotation",
    "bullet_list": "a list",
    "code_block": "a block of code (an indented line)",
    "code_inline": "code",
    "fence": "a block of code",
    "heading": "a heading",
    "hr": "a rule",
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
    "ordered_list": "a numbered list",
    "paragraph": "a second paragraph",
    "table": "a table",
}
IN_A_LIST = " inside a list"
RULE = "a rule with no signature below it"
NO_TITLE = "is not the title, a heading with one '#'"
SECOND_TITLE = "is a heading of the title's level; a memo has one title, and it comes first"
LONG_HEADING = "a heading or a caption of more than 2000 characters"
LONG_WORD_THERE = "a word of more than 1000 characters"
MARKS_THERE = "a letter with more than 8 accents or other marks"
TOO_MANY_PIECES = "it has more than 20 000 paragraphs, items of lists and cells of tables"
DIVIDE = "Shorten its lists and tables, or divide the matter."
EMPTY_HEADING = "is a heading without words"
EMPTY_ITEM = "is an item of a list without words"
EMPTY_LINK = "has a link without words"
EMPTY_COLUMN = "has a column without a heading"
EMPTY_ROW = "is a row whose first cell, which says what it is about, is empty"
NO_CAPTION = "is a table without a caption; write one above it, as a paragraph that ends with a colon"
NO_ROWS = "is a table without rows"


def skipped_level(level: int, before: int) -> str:
    """Say that a heading lies more than one level below the one before it."""
    return f"is a heading of level {level} right after one of level {before}"


def no_address(address: str) -> str:
    """Say that a link leads nowhere on the web."""
    return f"has a link to '{address}', which is no address on the web (https://…)"


def shares_counted(found: int, instalments: int) -> str:
    """Say that there are more or fewer shares than instalments."""
    return f"there are {found} of them for {instalments} instalment{'' if instalments == 1 else 's'}"


def kronor(amount: Amount) -> str:
    """Give an amount with spaces between the thousands, and how exactly it is known."""
    words = "" if amount.quality is Quality.EXACT else f"{amount.quality} "
    return f"{words}{amount.value.normalize():,f} kr".replace(",", " ")


NO_SHARE = "one of them is nothing"


def shares_added(percent: str) -> str:
    """Say what shares of a year add up to."""
    return f"they add up to {percent} %"


def part_words(rule: str | None) -> str:
    """Say how instalments that a part of a year only partly meets are weighed."""
    return f"by the {rule} that count of each" if rule in {"days", "months"} else "each with its whole share"


def until_words(day: date | None) -> str:
    """Say for how long a figure applies."""
    return f"applies to {day}" if day else "has no last day"


def none_required(thing: str) -> str:
    """Say what to write before a meeting or a report can be recorded."""
    return f"Write under 'follow_up' first which {thing}s the agreement requires."


def missing_reports(days: Sequence[date]) -> str:
    """Say on which days reports are due that have not come in."""
    return f"Not recorded yet: {', '.join(map(str, days))}." if days else "None is missing."


def waiting(days: Sequence[str]) -> str:
    """Say from which days the decisions are that wait for their conditions."""
    return f"Those that wait are from {' and '.join(days)}." if days else "None waits for one."


def ranges(years: Sequence[int]) -> str:
    """Say years in order, those that follow one another as a range."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)


def by_day(day: date | None) -> str:
    """Say up to which day something was looked for."""
    return f" dated by {day}" if day else ""


def on_day(day: date | None) -> str:
    """Say the day of something, where it is known."""
    return f" on {day}" if day else ""


NO_SERIES_FOLLOWED = "No index series is followed here at all; leave --assume out."
NEITHER_KIND = "neither a percentage nor a series"
BOTH_KINDS = "both a percentage and a series"


def cure_of_missing_value(code: str, file: str, *, assumable: bool) -> str:
    """Say how to get at a value that a series lacks; only after its last one can it be assumed to go on."""
    if not assumable:
        return f"Add what was published to {file}."
    return f"Add it to {file} when it is published, or compute on with --assume {code}=2.5%."


def cure_of_unknown_series(code: str, known: Sequence[str], folder: str) -> str:
    """Say how to name a series that exists."""
    for meant in near(code, known):
        return f"Did you mean '{meant}'?"
    return f"Correct the code, or add {folder}/{code}.yaml with what was published."


# --- 1xx reading

NOT_UTF8 = Kind(
    "IOP101",
    "The file is not UTF-8 text: byte {byte} cannot be read.",
    "Save the file again with the encoding UTF-8.",
)
NOT_YAML = Kind("IOP102", "This is not YAML: {detail}.", "{cure}")
TAB = Kind("IOP103", "A tab stands where only spaces may.", "Indent with spaces, two for each level.")
DUPLICATE_KEY = Kind(
    "IOP104",
    "The key '{key}' stands twice; the first is on line {first}.",
    "Keep one of the two. Nothing here is read until it is clear which one counts.",
)
EMPTY_VALUE = Kind(
    "IOP105",
    "'{key}' has no value.",
    "{cure}",
)
VALUE_CURE = (
    "Write the value after the colon, or leave the whole line out if the agreement does not state it."
)
NUMBER_SIGN_CURE = "Put quotes around a text that begins with a number sign, which else begins a comment."


def comma_cure(whole: str, rest: str) -> str:
    """Say how a number is written whose decimal comma parts two values, inside { }."""
    return (
        f'Between {{ and }} a comma parts values; write {whole}.{rest} or "{whole},{rest}", '
        "or each key on a line of its own."
    )


NOT_PLAIN = Kind(
    "IOP106",
    "{what} are not used in agreement files.",
    "Write the value out in full; put quotes around a text that starts with &, * or !.",
)
EMPTY_FILE = Kind(
    "IOP107", "The file is empty.", "Start with 'format: 1'; 'iopctl init' makes a whole example."
)
TOO_LARGE = Kind(
    "IOP108",
    "The file is larger than {limit} kB, which no agreement is.",
    "Keep the agreement's papers elsewhere and name them under 'documents'.",
)
TOO_DEEP = Kind(
    "IOP109",
    "Lists and keys are nested more than {limit} levels deep.",
    "Look for a stray bracket or indent.",
)
SEVERAL_DOCUMENTS = Kind("IOP110", "A second document starts here (---).", "Keep one agreement in each file.")
CONTROL_CHARACTER = Kind(
    "IOP111", "The character {character} cannot stand in an agreement file.", "Delete it; it is invisible."
)
KEY_NOT_TEXT = Kind(
    "IOP112",
    "A key must be a word.",
    "Write 'key: value', and put quotes around a text that starts with [, {{ or ?.",
)
UNREADABLE_FILE = Kind(
    "IOP113", "The file cannot be read: {reason}.", "Check that it exists and that you may read it."
)

MANY_PROBLEMS = Kind(
    "IOP114",
    "There are more problems than these {limit}.",
    "Mend the first ones and check again; one slip is often the cause of many.",
)

LOOKALIKE = Kind("IOP115", "This is the character '{name}' ({code}), which means nothing here.", "{cure}")
ODD_CHARACTER = Kind(
    "IOP116", "The character '{name}' ({code}) is part of the text.", "{cure}", Severity.WARNING
)
ORDINARY_SPACE = "Write an ordinary space instead."
DELETE_UNSEEN = "Delete it; it is invisible."
STRAIGHT_QUOTES = "Write straight quotes instead, \" or '; or none where the text needs none."
LIST_MARK = "Write '- ' before each item of a list."
PLAIN_HYPHEN = "Write a plain hyphen (-) instead."
CUT_BY_COMMENT = Kind(
    "IOP117",
    "'{rest}' is not part of the value: a number sign after a space begins a comment.",
    "Put quotes around the whole value; if it is a comment, write a space after the number sign.",
    Severity.WARNING,
)

# --- 2xx structure

UNKNOWN_KEY = Kind("IOP201", "The key '{key}' is not known here.", "{cure}")
MISSING_KEY = Kind("IOP202", "'{key}' is missing.", "Add {what}.")


def line_of_key(key: str | int) -> str:
    """Say how a key is written that holds a value."""
    return f"a line '{key}: …' here"


def lines_below_key(key: str | int, *, items: bool) -> str:
    """Say how a key is written that holds other keys, or a list of items."""
    below = "its items, each after '- '," if items else "its own keys"
    return f"a line '{key}:' here, and {below} on the lines below it"


WRONG_SHAPE = Kind("IOP203", "Expected {expected} here, found {found}.", "{cure}")
UNKNOWN_VALUE = Kind("IOP204", "'{found}' is not one of the values known here.", "{cure}")
NOT_A_DAY = Kind("IOP205", "'{found}' is not a day.", "Write year-month-day: 2021-07-13.")
NO_SUCH_DAY = Kind("IOP216", "There is no '{found}': {why}.", "Correct the day, the month or the year.")


def why_no_day(none: NoSuchDayError) -> str:
    """Say which part of a day leads out of the calendar, or of the years that are taken."""
    if none.year is not None and not period.FIRST_YEAR <= none.year <= period.LAST_YEAR:
        return f"days lie in the years {period.FIRST_YEAR}–{period.LAST_YEAR} here"
    if none.month is None or not 1 <= none.month <= 12:  # noqa: PLR2004 - months of a year
        return "the months of a year are 01 to 12"
    month, days = calendar.month_name[none.month], period.days_of_month(none.year, none.month)
    named = month if none.year is None else f"{month} {none.year}"
    return f"{named} has {days} days" if none.day else f"the days of {named} are 01 to {days}"


NOT_A_ROUGH_DAY = Kind(
    "IOP206",
    "'{found}' is neither a day, a month nor a year.",
    "Write it as exactly as it is known: 2021-07-13, 2021-07 or 2021.",
)
NOT_A_COUNT = Kind("IOP207", "'{found}' is not a whole number.", "Write digits only: 40.")
NOT_A_QUANTITY = Kind(
    "IOP208",
    "'{found}' is not a number of people or places.",
    "Write a whole number, with 'about', 'at least', 'at most' or 'over' before it where it is not exact.",
)
UNKNOWN_FORMAT = Kind(
    "IOP209",
    "This file has format '{found}'; this iopctl reads format {known}.",
    "Install a newer iopctl, or correct the line if it is a slip.",
)
NO_TEXT = Kind("IOP210", "The text is empty.", "Write the text, or leave the whole line out.")

NOT_A_YEAR = Kind("IOP211", "'{found}' is not a year.", "Write four digits: 2021.")
NOT_AN_ADDRESS = Kind(
    "IOP212",
    "'{found}' is not the address of a page on the web.",
    "Write it whole, as a browser shows it, without spaces or a user's name: https://www.exempelby.se/mål.",
)

STACKED_MARKS = Kind(
    "IOP213",
    "A letter here has {marks} accents or other marks; no letter has more than {most}.",
    "Delete the line's strange letters and write the words again.",
)
LONG_WORD = Kind(
    "IOP214",
    "The word '{start}…' has {length} characters; no line takes more than {most}.",
    "Put spaces between the words.",
)

NO_EFFECT = Kind(
    "IOP215",
    "'{key}' has no effect here: {why}.",
    "Remove it, or correct what it stands beside; a note keeps what only readers should know.",
    Severity.WARNING,
)

NOT_HAPPENED_YET = Kind(
    "IOP217",
    "{day} lies after {as_of}, the day asked, and what is recorded here does not count before it.",
    "Correct the day, or record what happens once it has happened.",
    Severity.WARNING,
)

# --- 3xx parties

PARTY_MISSING = Kind(
    "IOP301",
    "No party has the role '{role}'.",
    "An IOP has at least one public and one civil party; add the one that is missing.",
)
UNKNOWN_PARTY = Kind("IOP302", "'{found}' is not one of the parties.", "{cure}")

PARTY_TWICE = Kind(
    "IOP306",
    "'{party}' is also the key of another party, '{other}'; keys that differ only in capitals are one.",
    "Give one of the two parties another key, here and under 'budget'.",
)
CONTRIBUTES_NOTHING = Kind(
    "IOP303",
    "'{party}' puts nothing in.",
    "In an IOP every party bears something; add its contribution under 'budget', or remove the party.",
)
PERSONAL_NUMBER = Kind(
    "IOP307",
    "This is the number of a person: the third digit of an organisation's is 2 or more.",
    "Take it out of the file, and out of what was committed: registers are published, and so are their logs.",
)
NOT_AN_ORG_NUMBER = Kind(
    "IOP304",
    "'{found}' is not an organisation number: ten digits, the last of which checks the others.",
    "Compare it with the association's papers; it is written like 802000-1239.",
)

# --- 4xx term

ENDS_BEFORE_START = Kind(
    "IOP401",
    "The period ends on {ends}, before it starts on {starts}.",
    "Correct one of the two days; the last day is included.",
)
NOT_A_LENGTH = Kind(
    "IOP402",
    "'{found}' is not a length of time.",
    "Write a number and a unit: 2 years, 6 months, 114 days; at most 299 years.",
)
NOT_AN_END = Kind(
    "IOP403",
    "'{found}' is not an end.",
    "Write the last day, included (2023-12-31), or: until further notice.",
)
NOT_BEFORE_THE_END = Kind(
    "IOP404",
    "'{found}' is not a time before the end.",
    "Write a length and the words: 6 months before the end.",
)

NEITHER_END_NOR_NOTICE = Kind(
    "IOP405",
    "The agreement has neither an end nor a notice period.",
    "Add 'notice' with its length if the agreement states one; else let the next version of it do so.",
    Severity.WARNING,
)

NO_NOTICE_LENGTH = Kind(
    "IOP406",
    "The notice says neither how long it runs nor how long before the end it must be given.",
    "Add 'length: 6 months' or 'no_later_than: 6 months before the end', as the agreement states.",
)
NO_END_TO_COUNT_FROM = Kind(
    "IOP407",
    "An agreement until further notice has no end before which notice could be given.",
    "Write the notice period as 'length: 6 months', counted from the day of notice.",
)
NO_LAST_DAY = Kind(
    "IOP408",
    "Notice was given, but nothing says when the agreement ends.",
    "Add 'ends' with its last day, or 'length' under 'notice'.",
)
ENDS_BEFORE_NOTICE = Kind(
    "IOP409",
    "The agreement would end on {ends}, before notice was given on {on}.",
    "Correct one of the two days.",
)
CALLED_OFF = Kind(
    "IOP875",
    "Notice given on {on} ends the agreement on {ends}, before its first day {starts}.",
    "Correct the days; an agreement that was called off before it began has no place in the register.",
)
EXTENDED_UNDER_NOTICE = Kind(
    "IOP876",
    "The extension {starts} – {ends} was decided on {decided}, after notice was given on {on}.",
    "Take the notice away, if it was taken back, or the extension, if the notice stands.",
    Severity.WARNING,
)
NO_CONDITION = Kind(
    "IOP410",
    "A condition is recorded as met, but none is stated.",
    "Add 'condition' with what the decision depends on, or leave 'condition_met' out.",
)

# --- 5xx extension

NOT_CONSECUTIVE = Kind(
    "IOP501",
    "This extension starts on {starts}, but the period before it ends on {ends}.",
    "An extension starts on the day after: {expected}.",
)
TOO_LONG = Kind(
    "IOP502",
    "This extension ends on {ends}, but {length} from {starts} end on {last}.",
    "Correct the day, or the clause if it allows more.",
)
TOO_MANY = Kind(
    "IOP503",
    "This is extension number {number}, but the clause has {options}.",
    "Remove it, or correct 'options' if the clause has more.",
)
DECIDED_AFTER_PROPOSED = Kind(
    "IOP504",
    "This extension is decided, but the one before it is only proposed.",
    "Record the decision on the earlier extension first.",
)
TWO_PROPOSED = Kind(
    "IOP510",
    "The extension before this one is itself only proposed.",
    "Record what became of the earlier proposal first; one extension can be proposed at a time.",
)
NOTHING_TO_EXTEND = Kind(
    "IOP505",
    "An agreement until further notice has nothing to extend.",
    "State the end under 'term', or leave 'extension' out.",
)
DECISION_DAY_OF_PROPOSAL = Kind(
    "IOP506",
    "This extension is only proposed, yet it has a day of decision.",
    "Write 'status: decided' if it is decided; else leave 'decided' out.",
)
PROPOSED_AFTER_DECISION = Kind(
    "IOP507",
    "This extension was decided on {decided}, before it was proposed on {proposed}.",
    "Correct one of the two days.",
)
OPTIONS_TOO_FAR = Kind(
    "IOP509",
    "With every option used the agreement would run beyond the year {last_year}.",
    "Correct 'options' or 'length'; write 'options: unlimited' if there is no limit.",
)
NOT_OPTIONS = Kind("IOP508", "'{found}' is not a number of options.", "Write a whole number, or: unlimited.")

DECIDED_LATE = Kind(
    "IOP511",
    "This extension started on {starts}, but was decided only on {decided}.",
    "Check both days; between them nothing was in force.",
    Severity.WARNING,
)
NO_LIMIT = Kind(
    "IOP512",
    "The number of options has no limit, so the value of the agreement cannot be stated.",
    "State how many options the agreement has, if it says so; a court looks at the value with all of them.",
    Severity.WARNING,
)

NO_EXTENSION_LENGTH = Kind(
    "IOP513",
    "The clause says neither how long an extension is nor how far it may go.",
    "Add 'length: 2 years' or 'until: 2025-12-31', as the agreement states.",
)
UNTIL_NOT_AFTER = Kind(
    "IOP514",
    "The agreement may be extended to {until}, but runs to {ends} as it is.",
    "Correct one of the two days; 'until' is the last day that an extension can reach.",
)
TACIT_WITHOUT_NOTICE = Kind(
    "IOP515",
    "The agreement renews itself unless notice is given, but no notice is stated.",
    "Add 'notice' under 'term' with 'no_later_than: 6 months before the end', as the agreement states.",
)
TACIT_DECISION = Kind(
    "IOP516",
    "The agreement renews itself, so there is no day by which to decide.",
    "Leave 'decide' out; the last day for notice stands under 'term: notice'.",
)
BEYOND_THE_LIMIT = Kind(
    "IOP517",
    "This extension ends on {ends}, but the agreement may be extended to {until} at the latest.",
    "Correct the day, or 'until' if the clause reaches further.",
)
NEVER_OPEN = Kind(
    "IOP518",
    "An extension could be decided from {opens} at the earliest and on {closes} at the latest: on no day.",
    "Correct 'no_earlier_than' or 'no_later_than'; the earliest time is the longer one before the end.",
)

OUTSIDE_WINDOW = Kind(
    "IOP519",
    "This extension was decided on {decided}, but the clause lets it be decided on {when}.",
    "Compare the day with the minutes; 'iopctl extend' records no decision outside that time.",
    Severity.WARNING,
)
TOO_SHORT = Kind(
    "IOP520",
    "This extension ends on {ends}, but {length} from {starts} end on {last}; the option is used up.",
    "Correct the day, unless a shorter time was decided on.",
    Severity.WARNING,
)

# --- 6xx money

NOT_AN_AMOUNT = Kind(
    "IOP601",
    "'{found}' is not an amount in kronor.",
    "Write digits only, 1100000 or 1 100 000, with 'about', 'at least' or 'at most' before them where they "
    "are not exact.",
)
NEGATIVE = Kind(
    "IOP602", "'{found}' is negative.", "What a party puts in is zero or more; write who bears it under 'by'."
)
HOURS_DISAGREE = Kind(
    "IOP603",
    "The amount is {amount} kr, but the hours give {product} kr: {sum}.",
    "Correct the hours, the rate or the amount; 'amount' may be left out where the hours give it.",
)
NO_AMOUNT = Kind(
    "IOP604",
    "This contribution has neither an amount nor hours and a rate.",
    "Add 'amount', or 'hourly_rate' with 'hours_per_year' or 'hours_per_week' and 'weeks_per_year'.",
)
HOURS_INCOMPLETE = Kind(
    "IOP605",
    "The hours of this contribution are not complete: '{key}' is missing.",
    "Give 'hourly_rate' with 'hours_per_year', or with 'hours_per_week' and 'weeks_per_year'.",
)
HOURS_TWICE = Kind(
    "IOP606",
    "Hours a year are given as {hours_per_year}, but a week's hours give {product}.",
    "Keep one of the two, or make them agree.",
)
MORE_THAN_THERE_IS = Kind(
    "IOP631",
    "'{found}' is too many: {limit}.",
    "Check the number; the hours of several people are written as 'hours_per_year'.",
)
MORE_THAN_A_YEAR = Kind(
    "IOP632",
    "{found} hours are more than a year has, {limit}.",
    "Check the number; it can be right where several people work them.",
    Severity.WARNING,
)
BUDGET_ORDER = Kind(
    "IOP607",
    "This version of the budget starts on {starts}, not after the one before it ({previous}).",
    "Put the versions in order of their first days.",
)
NO_PRICE_YEAR = Kind(
    "IOP608",
    "The amounts are indexed, but the year whose prices they are in is not stated.",
    "Add 'price_year' beside 'indexation'.",
)
PRICE_YEAR_LATE = Kind(
    "IOP609",
    "The price year {price_year} is later than the year from which the amounts apply ({starts}).",
    "Correct 'price_year' or 'from'.",
)
NOT_A_PERCENTAGE = Kind("IOP610", "'{found}' is not a percentage.", "Write 2 or 2.5 %.")
TOO_STEEP = Kind(
    "IOP615", "An indexation of {found} a year is more than {limit} %.", "Check the decimal sign: 2.5 or 2,5."
)
NOT_A_NUMBER = Kind("IOP611", "'{found}' is not a number.", "Write digits: 20 or 37.5.")
BUDGET_GAP = Kind(
    "IOP612",
    "The agreement starts on {starts}, but its first budget applies only from {first}.",
    "Correct 'from', or add the budget of the first days.",
)
NO_BUDGET = Kind(
    "IOP613", "The agreement states no money.", "Add a version of the budget with its contributions."
)
NO_CONTRIBUTION = Kind(
    "IOP614", "This version of the budget has no contribution.", "Add what each party puts in."
)
TOTAL_DISAGREES = Kind(
    "IOP616",
    "The stated total is {total}, but the contributions add up to {sum}.",
    "Correct the total or the contribution that is wrong; 'total' may be left out.",
)
NEVER_APPLIES = Kind(
    "IOP617",
    "This version of the budget never applies: the agreement can run to {ends} at the latest.",
    "Correct 'from', or remove the version.",
    Severity.WARNING,
)
NOT_A_CODE = Kind(
    "IOP618",
    "'{found}' is not the code of an index series.",
    "A code is the name of a file under agreements/index: capital letters A-Z, digits and hyphens, like PKV.",
)
ONE_INDEXATION = Kind(
    "IOP619",
    "The indexation has {found}.",
    "Give 'percent' for a fixed percentage, or 'series' for an index series.",
)
WEIGHTS = Kind(
    "IOP620",
    "The weights of the series add up to {sum} %, not to 100 %.",
    "Correct the weights; a series by itself needs none: 'series: PKV'.",
)
NEEDS_SERIES = Kind(
    "IOP621",
    "'{key}' says something about an index series, but the indexation is a fixed percentage.",
    "Leave it out, or name the series.",
)
FLOOR_ABOVE_CAP = Kind(
    "IOP622",
    "The change of a year is at least {at_least} % and at most {at_most} %, which cannot be.",
    "Correct one of the two.",
)
FIRST_YEAR_EARLY = Kind(
    "IOP623",
    "The first year that is indexed, {first_year}, is not later than the price year {price_year}.",
    "Correct 'first_year', or leave it out: indexation begins in the year after the price year.",
)
UNKNOWN_SERIES = Kind("IOP624", "There is no series '{found}' in {folder}.", "{cure}")
NOT_A_LAG = Kind("IOP625", "'{found}' is not a lag.", "Write a number of years up to 9: 1 year.")
NOT_A_BASIS = Kind(
    "IOP626",
    "'{found}' is not what an amount can be for.",
    "Write year, place, term, or a period with its length: period of 17 months.",
)
NO_PLACES = Kind(
    "IOP627",
    "The amount is for each place, but the number of places is not stated.",
    "Add 'places' under 'targets', as the agreement states.",
)
SPREAD_MISPLACED = Kind(
    "IOP628",
    "'spread' divides a sum for a term or a period, but this amount is for a year.",
    "Leave it out, or say what the sum is for with 'basis: term' or 'basis: period of 17 months'.",
)
BASIS_OF_HOURS = Kind(
    "IOP629",
    "Hours and a rate are for a year, but the basis is another.",
    "Write the amount of the whole sum, without hours; or leave 'basis' out.",
)
TERM_WITHOUT_END = Kind(
    "IOP630",
    "The sum is for the whole term, but the agreement runs until further notice.",
    "State the period that the sum is for: 'basis: period of 2 years'.",
)
NOT_AN_INDEX_VALUE = Kind(
    "IOP635",
    "'{found}' is not the value of a series.",
    "Write digits with at most six decimals and no spaces: 117.4, or -0,3 % in a series of changes.",
)
WRONG_MEASURE = Kind(
    "IOP636",
    "'{found}' cannot stand in a series of {measure}.",
    "Write index numbers above zero without %, or let the series say 'as: percent change'.",
)
VALUE_TWICE = Kind(
    "IOP637",
    "The value for {year} that was published on {published} is already there.",
    "Keep one of the two, or correct the year or the day.",
)
PRELIMINARY_LATE = Kind(
    "IOP638",
    "This preliminary value for {year} was published on {published}, after the final one ({final}).",
    "Correct the status or one of the days.",
)
NOT_A_SERIES_NAME = Kind(
    "IOP639",
    "The file name '{name}' cannot be the code of a series.",
    "Rename the file: capital letters A-Z, digits and hyphens, ending in .yaml, like PKV.yaml.",
)
HOLE = Kind(
    "IOP640",
    "The series has values for {before} and {after}, but none for {years}.",
    "Add what was published for {years}.",
    Severity.WARNING,
)
BEFORE_THE_START = Kind(
    "IOP650",
    "There is no figure for {year}: the agreement starts on {starts}.",
    "Ask for a year from {first_year} on.",
)
AFTER_THE_END = Kind(
    "IOP651",
    "There is no figure for {year}: the agreement can run to {ends} at the latest.",
    "Ask for a year up to {last_year}.",
)
PART_YEAR_UNSTATED = Kind(
    "IOP652",
    "There is no figure for {year}: {first} – {last} counts by itself, and the file does not say how a part "
    "of a year is paid.",
    "Add 'part_years: days', 'months' or 'full' under 'term', as the agreement states.",
)
PART_YEAR_NOT_MONTHS = Kind(
    "IOP653",
    "There is no figure for {year}: part years are paid by months, and {first} – {last} is not whole months.",
    "State how such a part is paid, with 'part_years: days' or 'full', if the agreement says so.",
)
PART_YEAR_NOT_FULL = Kind(
    "IOP654",
    "There is no figure for {year}: part years are paid in full, and the budget of {first} – {last} is not "
    "that of the whole year.",
    "State 'part_years: days' or 'months', if the agreement says so.",
)

SPREAD_UNSTATED = Kind(
    "IOP657",
    "There is no figure for {year}: '{name}' is one sum for {first} – {last}, and the file does not say "
    "how it is spread over the years.",
    "Add 'spread: days', 'months' or 'evenly' to it, as the agreement states.",
)
SPREAD_CUT = Kind(
    "IOP658",
    "There is no figure for {year}: '{name}' is spread by {spread}, which does not say what a part such as "
    "this comes to.",
    "State 'spread: days', if the agreement says so.",
)
NO_PERIOD = Kind(
    "IOP659",
    "There is no figure for {year}: '{name}' is one sum for a term that is not in the file.",
    "Add the extension that it is for, or its period: 'basis: period of 2 years'.",
)
NO_INDEX_VALUE = Kind(
    "IOP655",
    "There is no figure for {year}: {series} has no {vintage}value for {missing}, published by {as_of}.",
    "{cure}",
)
NO_SERIES = Kind(
    "IOP656",
    "There is no figure for {year}: the amounts follow {series}, and {file} is missing or has problems.",
    "'iopctl validate' says which; the file holds what was published, year by year.",
)
PAID_TO_ITSELF = Kind(
    "IOP670",
    "'{party}' would pay this to itself.",
    "Write under 'paid_to' who receives it; leave the line out where nothing is paid out.",
)
UNPAID_WORK = Kind(
    "IOP671",
    "Unpaid work is not paid out to anybody.",
    "Correct 'kind', or leave 'paid_to' out.",
)
NO_INSTALMENTS = Kind(
    "IOP672",
    "The payments are given neither by period nor by day.",
    "Add 'instalments: quarterly' with 'when: in advance', or 'on' with the days of the year, as the "
    "agreement states.",
)
DAYS_AND_PERIODS = Kind(
    "IOP673",
    "'{key}' does not go with 'on': the days say when it is paid.",
    "Keep one of the two, as the agreement states.",
)
SHARES_DISAGREE = Kind(
    "IOP674",
    "The shares do not divide a year: {why}.",
    "Give one share for each instalment, 100 % together; leave 'shares' out where they are equal.",
)
DAYS_IN_DISORDER = Kind(
    "IOP675",
    "The payment day {day} does not come after the one before it, {previous}.",
    "Put the days in the order of the calendar, each once.",
)
NOTHING_IS_PAID = Kind(
    "IOP676",
    "The file says when money is paid, but not to whom: no contribution has 'paid_to'.",
    "Add 'paid_to' with the key of the party that receives it to each contribution that is paid out in cash.",
    Severity.WARNING,
)
PAYMENTS_UNSTATED = Kind(
    "IOP680",
    "There are no payments for {year}: the file does not say when the money of {first} – {last} is paid.",
    "Add 'payments' to this version of the budget, as the agreement states.",
)
NOTHING_PAID_OUT = Kind(
    "IOP681",
    "There are no payments for {year}: no contribution says that it is paid out in cash to another party.",
    "Add 'paid_to' with the key of the party that receives it to each contribution that is paid out.",
)
NO_PAYMENT_DAY = Kind(
    "IOP682",
    "There are no payments for {year}: none of the days on which it is paid lies in {first} – {last}.",
    "State the day on which such a part of a year is paid under 'on', if the agreement says so.",
)

NOT_A_LIMIT = Kind(
    "IOP690",
    "'{found}' is not a figure with its currency.",
    "Write it as its source does: 700 000 kr or 300 000 euro.",
)
FIGURES_OVERLAP = Kind(
    "IOP691",
    "This figure applies from {starts}, but the one before it {until}.",
    "Give each figure its own days, the oldest first; 'to' is the last day on which it applies.",
)

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
    "IOP705",
    "No such report is due on {due}.",
    "Write the day on which it was due; {cure}.",
)
SHARE_OVER_ALL = Kind(
    "IOP701", "{found} of the participants is more than all of them.", "Write a share of at most 100 %."
)

NEVER_RECORDED = Kind(
    "IOP702",
    "The agreement asks for {kind}, at least {at_least} a year; none is recorded for {years}.",
    "Add the days under 'held'.",
    Severity.WARNING,
)

HELD_TWICE = Kind(
    "IOP706",
    "The {kind} on {on} stands twice, and counts once.",
    "Remove one of the two, or correct its day.",
    Severity.WARNING,
)
BEFORE_THE_TERM = Kind(
    "IOP707",
    "{on} lies before the agreement's first day, {starts}.",
    "Correct the day; what was held or came in before is no part of this follow-up.",
    Severity.WARNING,
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
    "IOP850",
    "No template that this one extends has a block '{name}', so it is never shown.",
    "{cure}",
)
UNUSED_TEMPLATE = Kind("IOP851", "No memo uses the template '{name}'.", "{cure}")
OUTSIDE_BLOCKS = Kind(
    "IOP852",
    "This stands outside the blocks of a template that extends another, so it is never shown.",
    "Put it in a block of the template that is extended.",
)
NO_MATTER = Kind(
    "IOP805",
    "{agreement} has no matter{by} that a memo could be about.",
    "Add one under 'matters'; 'iopctl explain IOP805' shows how.",
)
SIGNING_PARTY = Kind(
    "IOP806",
    "A memo is written by a party's administration to its board, and no public party states both.",
    "Add 'board' and 'administration' to a public party.",
)

NO_DECISION = Kind(
    "IOP807",
    "The matter asks the board for no decision.",
    "Write what the board is to decide, or leave 'decisions' out and let the template say it.",
)
UNFINISHED_MATTER = Kind(
    "IOP808",
    "The matter is not finished, so it has no memo yet; not written: {sections}.",
    "Write them; 'iopctl explain IOP808' shows how. Everything but the memo is computed all the same.",
    Severity.WARNING,
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

NOT_WRITTEN_AS = Kind("IOP813", "The memo cannot be written{form}: {reason}.", "{cure}")
REPORT_IT = (
    "Ask for other formats with --to, and report this sentence; 'iopctl --debug' before the command shows "
    "where it happened."
)

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
NOT_LISTED = Kind(
    "IOP867",
    "{name} lies among the frozen memos, and no checksum is listed for it, so nothing keeps it as it is.",
    "Add its line (sha256sum FILE >> SHA256SUMS, in the folder), or move the file away.",
    Severity.WARNING,
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
FROZEN_DRIFT = Kind(
    "IOP869",
    "{name} stays as it was frozen; the register would now give {now}.",
    "'iopctl memo {agreement} --check DIR' shows how they differ, and 'iopctl diff' what was changed.",
    Severity.WARNING,
)
OTHER_WORDS = "other words"


def no_memo_now(reason: str) -> str:
    """Say that the register gives no memo any more where one is frozen, and why."""
    return f"none: {reason.rstrip('.')}"


_EVERY_NAME = "'iopctl figures ID' lists every name."
UNKNOWN_NAME = Kind("IOP830", "There is no figure with the name '{name}'.", "{cure}" + _EVERY_NAME)
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
    "Write one name between the braces, words with dots between them: money.a_year. " + _EVERY_NAME,
)
NO_VALUE = Kind(
    "IOP834",
    "'{name}' has no value in this memo: {why}.",
    "Name another figure, or write the sentence without it. " + _EVERY_NAME,
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


class Lack(StrEnum):
    """Why a figure has no value in a memo."""

    NO_LAST_DAY = "it runs until further notice"
    NO_LATEST_END = "the agreement runs until further notice, or its options are without limit"
    NOT_STATED = "the file does not state it"
    NO_LIMIT = "the options are without limit"
    NOT_EXTENDABLE = "on the memo's date the agreement may not be extended, or nothing says up to which day"
    NOT_ENDING = "only a matter to end the agreement has it"
    NO_NOTICE = "only a matter to end the agreement by notice has it"
    NOT_FOLLOWING_UP = "only a follow-up has it"
    NOT_AMENDING = "only a matter to amend the agreement has it"
    NOT_MEASURED = "it had not been measured by the memo's date"
    NOT_EVERY_YEAR = "the period has no whole calendar year, or its years differ; name one year"
    NO_SUM = "the period has no last day, or its money is compared year by year; name one year"
    NO_PLACES = "no number of places is stated, or the years of the period differ"
    NOT_THAT_YEAR = "the memo shows no money of that year"
    NOT_RAISED = "the memo shows no money of that year, or no single percentage by which it is raised"
    NOT_COMPARED = "only a matter to amend the money has it, and only for a year from the change on"
    NO_INCREASE = "no money of that year is compared, or it does not increase"
    NO_DECREASE = "no money of that year is compared, or it does not decrease"


# --- 9xx register

NOT_AN_ID = Kind(
    "IOP901",
    "The file name '{name}' cannot be an agreement's id.",
    "Rename the file: lower-case letters a-z, digits and hyphens, ending in .yaml.",
)
WRONG_SUFFIX = Kind(
    "IOP902",
    "'{name}' would be left out of the register: its name does not end in .yaml.",
    "Rename the file to '{stem}.yaml'.",
)

SAME_CASE_NUMBER = Kind(
    "IOP903",
    "The case number {case_number} is also that of {other}.",
    "Correct it in one of the two files; if both are right, nothing needs to be done.",
    Severity.WARNING,
)

TWO_SPELLINGS = Kind(
    "IOP904",
    "'{name}' is written '{other}' at {place}; both are taken for one name.",
    "Write it in one way in the whole register; invisible characters and blanks count too.",
    Severity.WARNING,
)

NOT_READ = Kind(
    "IOP905",
    "{what} not read: an agreement is a file of its own in the register's folder, and ends in .yaml.",
    "{cure}",
    Severity.WARNING,
)
KEEP_ELSEWHERE = "Keep it elsewhere, or give it a name that begins with a point."


def move_up(path: str) -> str:
    """Say how the files of a subfolder come into the register, or are checked by themselves."""
    return f"Move its files up, or check them by themselves: iopctl validate {path}"


def rename_to(name: str) -> str:
    """Say how a file comes into the register, or out of its folder."""
    return f"Rename it to '{name}' if it is an agreement; else keep it elsewhere."


# --- reasons of the verdict on an extension

MAY_EXTEND = Kind("option_left", "The clause allows {allowed}; used: {used}, left: {left}.")
NOT_STARTED = Kind(
    "not_started",
    "The agreement does not run yet; it starts on {starts}, and no option is open before that.",
)
NOT_AGREED = Kind("not_started", "The agreement was not decided yet; it was signed {signed}.")
ENDED_UNUSED = Kind("ended", "The agreement ended on {ends}; unused: {unused}.")
ENDED = Kind("ended", "The agreement ended on {ends}.")
ENDED_BY_NOTICE = Kind("ended", "The agreement ended on {ends}, after notice was given on {on}.")
NEVER_DECIDED = Kind("ended", "The term passed, to {ends}, and the agreement was never decided.")
UNDER_NOTICE = Kind("under_notice", "Notice was given on {on}; the agreement ends on {ends}.")
CONDITION_NOT_MET = Kind(
    "not_started",
    "The agreement was decided on the condition '{condition}', which is not recorded as met.",
)
TOO_EARLY = Kind("too_early", "An extension may be decided from {opens} at the earliest ({rule}).")
TOO_LATE = Kind("too_late", "An extension had to be decided on {closes} at the latest ({rule}).")
EVERY_OPTION_USED = Kind("every_option_used", "Every option is used ({total}); the agreement ends on {ends}.")
LIMIT_REACHED = Kind(
    "every_option_used",
    "The agreement may be extended to {until} at the latest, and already runs to that day.",
)
RENEWS_ITSELF = Kind(
    "renews_itself",
    "The agreement renews itself, {period}, unless notice is given on {closes} at the latest.",
)
NO_OPTION = Kind("no_option", "The agreement has no option to extend; it ends on {ends}.")
OPEN_ENDED = Kind("open_ended", "The agreement runs until further notice; there is nothing to extend.")
TERM_ENDS = Kind("term_ends", "The term ends on {ends}, with all that was decided by {as_of}.")
UNDATED_DECISION = Kind(
    "undated_decision",
    "The extension {starts} – {ends} is recorded as decided without its day, so it counts from {starts}; "
    "add 'decided' with the day.",
)
UNDATED_BUDGET = Kind(
    "undated_budget",
    "The amounts from {since} are recorded without the day of their decision, so they count as decided from "
    "{since}; add 'decided' with the day.",
)
CONDITIONAL_ONLY = Kind(
    "condition_not_met",
    "The extension {starts} – {ends} is decided on the condition '{condition}', which is not recorded as "
    "met; it does not lengthen the term.",
)
DECLINED = Kind("declined", "The extension {starts} – {ends} was declined{on}; no option is used.")
PROPOSED_ONLY = Kind(
    "proposed_only",
    "The extension {starts} – {ends} was proposed{on} and has not been decided; it does not lengthen the "
    "term.",
)

# --- why an extension is not recorded, though the agreement may be extended

NOT_PROPOSED = Kind(
    "not_proposed", "No extension is on file as proposed; 'iopctl extend ID --apply' records the decision."
)
NOTHING_TO_DECIDE = Kind(
    "nothing_to_decide", "The agreement renews itself unless notice is given; there is no decision to record."
)
MATTER_ON_FILE = Kind(
    "matter_on_file", "The matter '{id}', dated {dated}, asks for the extension {starts} – {ends} already."
)
ON_FILE = Kind("on_file", "The extension {starts} – {ends} is on file already, as {status}{on}.")

# --- what a year's budget rests on

RESTS_ON_TERM = Kind("decided_term", "Inside the decided term {starts} – {ends}.")
RESTS_ON_RUNNING = Kind(
    "decided_term", "Committed up to {last}: the agreement runs until further notice, and {notice}."
)
RESTS_ON_PROPOSAL = Kind(
    "proposed_extension",
    "From {first}, rests on the extension {starts} – {ends}, which was proposed{on} and has not been "
    "decided.",
)
RESTS_ON_OPTION = Kind(
    "unused_option", "From {first}, rests on an option that has not been used, up to {latest}."
)
RESTS_ON_LAPSED = Kind(
    "lapsed_option",
    "The option has lapsed: nobody can use it any more, and the money from {first} is counted nowhere else.",
)
RESTS_ON_CONDITION = Kind(
    "conditional_extension",
    "From {first}, rests on the extension {starts} – {ends}, decided on the condition '{condition}', which "
    "is not recorded as met.",
)
RESTS_ON_RENEWAL = Kind(
    "tacit_renewal",
    "From {first}, rests on nobody giving notice by {closes}: the agreement then renews itself.",
)
RESTS_ON_NO_LIMIT = Kind(
    "unlimited_option",
    "From {first}, rests on options that have not been used; their number has no limit.",
)
RESTS_ON_UNDECIDED = Kind(
    "undecided_agreement",
    "From {first}, rests on the agreement itself, which was not decided by {as_of}.",
)
RESTS_ON_NO_NOTICE = Kind(
    "until_further_notice",
    "From {first}, rests on nobody giving notice: the agreement runs until further notice.",
)

# --- what the payments of a year rest on

INSTALMENTS_CUT = Kind(
    "part_of_a_year",
    "{first} – {last} is a part of a year: its money is split over the instalments that it meets, {how}.",
)
DAYS_CUT = Kind(
    "part_of_a_year",
    "{first} – {last} is a part of a year: its money is paid on those of the days that lie in it.",
)
LUMP_SUM_PAID = Kind(
    "lump_sum",
    "The sum for {first} – {last} is paid once: its instalments are parts of the whole sum, not of a year.",
)
CASH_KEPT = Kind(
    "not_paid_out",
    "'{name}' is cash, but the file does not say that it is paid out to another party; it is not among the "
    "payments.",
)
PAID_WITHIN = Kind("terms", "Paid within {terms} of the invoice; the days here are those of the instalments.")

# --- why an agreement has no value

NO_VALUE_OPEN_ENDED = Kind(
    "until_further_notice",
    "The agreement runs until further notice, so it has no value; a year is shown.",
)
NO_VALUE_NO_LIMIT = Kind(
    "no_limit", "The options have no limit, so the agreement has no value with all of them: no limit."
)

# --- what is to be done, by a day

_RECORD_DECISION = (
    "Once it is decided: 'iopctl extend ID --decide DATE' where it was proposed, else "
    "'--apply --decided DATE'; if not: '--decline DATE'."
)
_RECORD_MEETING = "Each meeting held: 'iopctl record ID --meeting KIND --on DATE'."
_RECORD_NOTICE = "Once notice is given: 'iopctl record ID --notice --on DATE'."
DUE_DECISION = Kind("decide", "Decide on the extension; the term ends on {ends}.", _RECORD_DECISION)
DUE_MISSED = Kind(
    "decide",
    "The last day to decide on the extension has passed; the term ends on {ends}.",
    _RECORD_DECISION,
)
DUE_MEMO = Kind(
    "memo",
    "Have the memo on the extension ready, {lead} before {occasion}.",
    "'iopctl extend ID --propose' starts a memo; its prose is written in the file.",
)
DUE_NOTICE = Kind("notice", "Last day for notice, if the agreement is to end on {ends}.", _RECORD_NOTICE)
DUE_NOTICE_TACIT = Kind(
    "notice",
    "Last day for notice; without it the agreement renews itself, {starts} – {last}.",
    _RECORD_NOTICE,
)
DUE_END = Kind("ends", "The agreement ends. {why}")
DUE_END_OPEN = Kind("ends", "The agreement ends, unless an extension is decided.")
DUE_LAPSED = Kind(
    "lapsed",
    "The agreement ended on {ends}, while the extension {first} – {last} was on the table; record whether it "
    "was decided or declined.",
    _RECORD_DECISION,
)
DUE_UNUSED = Kind(
    "unused",
    "The agreement ended on {ends} with an option unused; sign a new one, or record that it was declined.",
    "If nobody wants the option: 'iopctl extend ID --decline DATE'.",
)
DUE_CONDITION = Kind(
    "condition",
    "Record whether the condition of the decision is met: {condition}.",
    "Once it is met: 'iopctl record ID --condition-met --on DATE'; "
    "if not: 'iopctl extend ID --decline DATE'.",
)
DUE_MEETINGS = Kind("meetings", "{kind}: {held} of {at_least} recorded for {year}.", _RECORD_MEETING)
DUE_MEETINGS_PAST = Kind(
    "meetings", "{kind}: fewer than {at_least} a year recorded for {years}.", _RECORD_MEETING
)
DUE_REPORT = Kind("report", "{kind} is due.", "Once it came in: 'iopctl record ID --report KIND --on DATE'.")
DUE_INDEX = Kind(
    "index",
    "Enter {series} for {value_year}; the money of {year} waits for it.",
    "An index value is added to the file of its series in agreements/index, with its source and day.",
)
_ADD_MEASUREMENT = "A measurement is added under 'follow_up' in the agreement's file."
DUE_MEASUREMENT = Kind("measurement", "Measure anew; the latest figures are of {latest}.", _ADD_MEASUREMENT)
DUE_FIRST_MEASUREMENT = Kind(
    "measurement", "Measure; nothing is recorded since the agreement started on {starts}.", _ADD_MEASUREMENT
)

# --- what was recorded, and what follows from it

MEETING_HELD = "{named} on {on}"
REPORT_RECEIVED = "{named} due on {due}, received on {on}"
NOTICE_WAS_GIVEN = "notice on {on}"
CONDITION_WAS_MET = "that the condition '{condition}' was met on {on}"
NOTICE_ENDS = "The agreement ends on {ends}."
NO_LONGER_COMMITTED = "Money of {first} – {last} is no longer committed."
STAYS_COMMITTED = "Money up to that day stays committed."
NOTHING_AFTER = "It no longer runs until further notice: no money is due after that day."
NO_MORE_EXTENSIONS = "It can no longer be extended."
NO_MORE_RENEWALS = "It no longer renews itself."
NOW_DECIDED = "{period} counts as decided from {since}, and its money as committed."

# --- what stops a run

UNKNOWN_AGREEMENT = Kind("", "There is no agreement '{id}' in {folder}.", "{cure}")
NO_FOLDER = Kind(
    "",
    "There is no folder 'agreements' here or in a folder above.",
    "Go to the register's folder, name it with --agreements DIR, or start one with 'iopctl init'.",
)
NO_HERE = Kind("", "The folder that this was started in is gone.", "Go to another folder, and run again.")
UNREADABLE_FOLDER = Kind(
    "", "The folder {folder} cannot be read: {reason}.", "Check the name, and that you may read it."
)
EMPTY_FOLDER = Kind(
    "",
    "The folder {folder} holds no agreement (no file that ends in .yaml).",
    "Check the name of the folder.",
)
NO_SUCH_FOLDER = Kind("", "There is no folder {path}.", "Check the name; --out DIR makes one.")
NO_SUCH_PATH = Kind("", "There is no file or folder {path}.", "Check the name.")
IS_A_FOLDER = Kind("", "{path} is a folder.", "Nothing was changed. Name a file.")
IS_A_SOURCE = Kind(
    "",
    "{path} has the name of a file that people write themselves.",
    "Nothing was changed. Name another file.",
)
LEADS_TO_A_SOURCE = Kind(
    "",
    "{path} leads to {target}, which people write themselves.",
    "Nothing was changed. Name another file, or take the link away.",
)
IS_AN_INPUT = Kind(
    "",
    "{path} is a file that this command reads.",
    "Nothing was changed. Name another file.",
)
IS_FROZEN = Kind(
    "",
    "{path} is a memo as a board saw it; only 'iopctl freeze ID' writes there.",
    "Nothing was changed. Name another file.",
)
SEVERAL_NAMES = Kind(
    "",
    "{path} has {number} names (hard links), and the others would keep the old text.",
    "Nothing was changed. Make it a file of its own, with a copy that takes its place, and run again.",
)
PARTLY_WRITTEN = Kind(
    "", "{path} cannot be written: {reason}.", "Written before that: {before}. Mend it and run again."
)
NOT_WRITTEN = Kind("", "{path} cannot be written: {reason}.", "Nothing was changed. Name another place.")
BY_HAND = Kind(
    "",
    "{place}: iopctl cannot write {what} there safely: {why}.",
    "Nothing was changed. Write there by hand, indented as its neighbours are:",
)
BRACKETS_OVER_SEVERAL_LINES = "the brackets go over several lines"
TEXT_OVER_SEVERAL_LINES = "the text goes over several lines"
UNCLEAR_PLACE = "the lines around it leave open what belongs where"
READ_ONLY = Kind(
    "",
    "{path} is marked as read-only.",
    "Nothing was changed. Take the mark away if the file is yours to change, and run again.",
)
CHANGED_MEANWHILE = Kind(
    "",
    "{path} was changed by somebody else in the meantime.",
    "Nothing was changed. Look at what it says now, and run again.",
)
LOCKED = Kind(
    "",
    "Another iopctl is writing {path}.",
    "Nothing was changed. Run again in a moment.",
)
NOT_REPLACED = Kind(
    "", "{path} cannot be written: {reason}.", "Nothing was changed. Mend that and run again."
)
NOT_AS_WRITTEN = "what was written does not read back as it was written"
STALE_PLAN = Kind(
    "",
    "{path} is not the file that the plan was shown for: its fingerprint is {found}, not {shown}.",
    "Nothing was changed. Look at the plan again.",
)
NOT_YET = Kind("", "{day} has not come yet: asked as of {as_of}.", "Nothing was changed. Correct the day.")
NEEDS_YES = Kind(
    "",
    "Away from a terminal nobody can be asked whether this is to be written.",
    "Nothing was changed. Look at the plan first, and add --yes.",
)
ALSO_NEEDED = Kind("", "{option} says nothing by itself.", "Use it with {others}.")
NEEDS_A_FILE = Kind(
    "", "A terminal or a pipe cannot take '{format}'.", "Name a file for it: -o FILE.{format}."
)
NOT_YES_OR_NO = Kind("", "'{found}' is neither yes nor no.", "Answer y (ja) or n (nej).")
BEFORE_START = Kind(
    "",
    "{id} starts on {starts} ({place}), after {on}.",
    "Nothing was changed. Correct the day, or the term in the file.",
)
NOT_A_PARTY = Kind("", "'{found}' is no party of {id}.", "Nothing was changed. {cure}")
NOT_REQUIRED = Kind("", "{id} requires no {thing} of the kind '{named}'.", "{cure}")
MEETING_ON_FILE = Kind("", "{named} on {on} is recorded already, at {place}.", "Nothing was changed.")
REPORT_ON_FILE = Kind("", "{named} due on {due} is recorded already, at {place}.", "Nothing was changed.")
NO_REPORT_DUE = Kind("", "No {named} is due on {due}.", "Nothing was changed. {cure}")
NO_REPORT_MISSING = Kind(
    "", "No {named} is missing; each one that was due is recorded.", "Nothing was changed."
)
NOTICE_ON_FILE = Kind(
    "", "Notice given on {on} is recorded already, at {place}.", "Nothing was changed. Correct it there."
)
ENDED_BEFORE = Kind(
    "", "{id} had ended by then, on {ends} ({place}).", "Nothing was changed. Correct the day of the notice."
)
NO_END_OF_NOTICE = Kind(
    "",
    "{id} does not say when it ends once notice is given.",
    "Nothing was changed. Add --ends DATE, the last day of the agreement.",
)
NOTICE_ENDS_BEFORE = Kind(
    "",
    "The last day, {ends}, comes before the day of the notice, {on}.",
    "Nothing was changed. Correct one of the two.",
)
NOTICE_ENDS_AFTER = Kind(
    "",
    "{id} does not run to {wanted}: it ends on {ends} ({place}), and notice makes it no longer.",
    "Nothing was changed. Correct --ends, or record the extension first.",
)
NO_SUCH_CONDITION = Kind("", "{id} has no such decision that waits for its condition.", "{cure}")
SEVERAL_CONDITIONS = Kind(
    "",
    "Several decisions of {id} wait for their conditions: those from {days}.",
    "Nothing was changed. Say which one with --starts DATE, its first day.",
)
NO_SUCH_TEMPLATE = Kind("", "There is no template '{name}'.", "{cure}")
NO_SUCH_FORMAT = Kind("", "'{command}' cannot be shown as '{format}'.", "{cure}")
NOT_YEARS = Kind("", "'{found}' is not a range of years.", "Write the first and the last: 2021-2025.")
NO_EXPLANATION_IN_CSV = Kind(
    "",
    "CSV and Excel have no place for an explanation.",
    "Use --format table, markdown or json with --explain.",
)
NO_SUCH_CHOICE = Kind("", "'{found}' is not a value of {option}.", "{cure}")
NOT_A_CONDITION = Kind(
    "", "'{found}' is not a condition.", "Write a key and what it is to be: --where state=running"
)
NO_SUCH_CODE = Kind("", "There is no problem with the code '{found}'.", "{cure}")
NOT_AN_ASSUMPTION = Kind(
    "",
    "'{found}' is not an assumption about an index series.",
    "Write the series and its change for every new year, at most 25 %: --assume PKV=2.5%.",
)
ASSUMED_TWICE = Kind("", "Two changes are assumed for {series}.", "Give --assume once for each series.")
UNUSED_ASSUMPTION = Kind("", "No amount that is asked for follows {series}.", "{cure}")
OPTIONS_CLASH = Kind("", "{what} cannot be used together.", "{cure}")
NOT_TWO = Kind(
    "",
    "{found} things cannot be compared.",
    "Name one agreement by its id, or two files, or none for all.",
)
OTHER_SUFFIX = Kind(
    "",
    "An answer as {format} is no file that ends in '{suffix}'.",
    "Name a file that ends in .txt, .md, .csv, .json or .xlsx; its format then follows from its name.",
)
NOBODY_NAMED = Kind("", "{option}: no agreement has '{found}'.", "{cure}")
NOT_A_TIME = Kind(
    "",
    "'{found}' is not a length of time.",
    'Write 180d, 26w, 6m or 1y; what has a space takes quotes: "6 months". At most 299 years.',
)
NOT_JOBS = Kind("", "'{found}' is not a number of processes.", "Write 1 or more, in digits.")
WORKER_LOST = Kind(
    "",
    "What was asked could not be finished from {file} on: the system ended one of the processes at work.",
    "Perhaps it used too much memory; -j 1 works in one process.",
)
SEVERAL_BOARDS = Kind("", "--board: '{found}' is more than one board.", "Name one of them in full: {boards}.")
NOTHING_ASKED = Kind("", "Nothing was asked for.", "{cure}")

# --- what stops a run: the register as it was committed

NO_GIT = Kind("", "git was not found, and a revision is read with it.", "Install git: https://git-scm.com.")
NO_REPOSITORY = Kind(
    "", "{folder} lies in no git repository.", "Go to the register's folder in its clone, or leave --rev out."
)
GIT_FAILED = Kind("", "git cannot tell what was committed: {reason}.", "{cure}")
ASK_GIT_LOG = "Try 'git log' in the same folder."
RUN_THIS = "If you trust it, run: {command}"
GIT_LATE = Kind(
    "",
    "git was asked '{asked}', had no answer within {seconds} seconds, and was stopped.",
    "Try 'git status' in the same folder: a pipe among the files of .git keeps git waiting, or a slow disk.",
)
HUGE_TREE = "one of its folders holds more names than any register"
NOT_LAID_OUT = Kind(
    "",
    "{path} cannot be read from that revision: {reason}.",
    "Rename it in the repository, or read the revision on a system that can hold it.",
)
NO_NAME_HERE = "no file can have that name here"
TOO_MUCH_IN_REVISION = Kind(
    "",
    "The register of that revision holds more than {files} files or {size} MB.",
    "Name the folder of the agreements: --agreements DIR.",
)
UNKNOWN_REVISION = Kind("", "There is no revision '{revision}' here.", "{cure}")
NAME_A_COMMIT = "Name a commit, a tag or a branch; 'git log --oneline --all' lists the commits."
DEEPEN = (
    "This clone is shallow and may lack it: run 'git fetch --unshallow --tags', "
    "or in GitHub Actions give the checkout 'fetch-depth: 0'."
)
UNSURE_REVISION = Kind(
    "",
    "It is not certain what '{revision}' is: {said}.",
    "Name the commit by its hash; 'git log --oneline --all' lists the commits.",
)
NO_FOLDER_IN_REVISION = Kind(
    "",
    "In the revision '{revision}' there is no folder 'agreements' here or in a folder above.",
    "Name the folder as it was called then: --agreements DIR.",
)
NO_COMMON_COMMIT = Kind(
    "",
    "'{one}' and '{other}' have no commit in common here.",
    "Use two dots to compare them as they are; a shallow clone may lack the commit where they parted.",
)
COMMITTED = Kind("", "What was committed cannot be changed.", "Leave --rev out to change the file.")

# --- what stops a run: the settings in iopctl.toml

CONFIG_UNREADABLE = Kind("", "{place}: The file cannot be read: {reason}.", "Check that you may read it.")
CONFIG_TOO_LARGE = Kind(
    "", "{place}: The file is larger than {limit} kB.", "It holds settings only; the manual lists them."
)
CONFIG_NOT_UTF8 = Kind(
    "",
    "{place}: The file is not UTF-8 text: byte {byte} cannot be read.",
    "Save the file again with the encoding UTF-8.",
)
CONFIG_NOT_TOML = Kind("", "{place}: This is not TOML: {detail}.", "{cure}")
CONFIG_KEY = Kind("", "{place}: The key '{key}' is not known here.", "{cure}")
CONFIG_SHAPE = Kind("", "{place}: The value of '{key}' is not {expected}.", "Write: {example}")
CONFIG_VALUE = Kind("", "{place}: '{found}' is not a value of '{key}'.", "{cure}")
CONFIG_FOLDER = Kind("", "{place}: There is no folder '{found}'.", "{cure}")
CONFIG_FILE = Kind("", "{place}: There is no file '{found}'.", "{cure}")
CONFIG_CURES = {
    "agreements": "Make it, or name the folder of the agreement files.",
    "house_docx": "Name the municipality's Word file, or take the line away.",
    "pdf_fonts": "Name the folder of the font files, or take the line away.",
}

# --- what stops a run: the profile of a memo

NO_REPORT = Kind(
    "", "The report cannot be a document: {reason}", "Mend the template of the register, or what it shows."
)
NO_SUCH_PROFILE = Kind("", "There is no profile '{name}'.", "{cure}")

# --- what stops a run: a memo as a document

FROZEN_IN_THE_WAY = Kind(
    "",
    "Nothing was frozen: {path} is there already, holds other words, and stands in no list.",
    "Move it away first; or freeze what it holds, with a line for it from sha256sum.",
)
NO_EXTRA = Kind(
    "",
    "{what} needs a part of iopctl that is not installed.",
    'Nothing was written. Run: pip install "iopctl[{extra}]" (with pipx: pipx runpip iopctl install '
    '"iopctl[{extra}]"; with uv, in the folder that it was installed from: uv tool install ".[{extra}]").',
)
NOT_ON_A_SCREEN = Kind(
    "",
    "A memo as {formats} is a file, and cannot be shown.",
    "Name the file with -o FILE, or a folder with --out DIR.",
)
ONE_FORMAT = Kind(
    "", "{formats} are several files, and one was asked for.", "Name a folder for them with --out DIR."
)
NO_SUCH_SUFFIX = Kind("", "No memo is written as a file that ends in '{suffix}'.", "{cure}")
HOUSE_UNREADABLE = Kind("", "{path} cannot be read: {reason}.", "Mend or replace it, or change 'house_docx'.")
HOUSE_NOT_DOCX = Kind(
    "",
    "{path} is not a Word document (.docx).",
    "Open it in Word, save it as a Word document (.docx), and name that file with 'house_docx'.",
)
HOUSE_DAMAGED = Kind(
    "",
    "{path} cannot serve as a Word document: {reason}.",
    "Open it in Word, save it under a new name, and name that file with 'house_docx'.",
)
HOUSE_STYLE = Kind(
    "",
    "{path} has no style '{style}'.",
    "Open it in Word, use the style once, delete that text, and save the file.",
)
NO_FONTS = Kind(
    "",
    "The folder {folder} holds no font that can be read.",
    "Lay font files there (.ttf, .otf), or take 'pdf_fonts' out of iopctl.toml.",
)
DAMAGED_FONT = Kind(
    "",
    "The font file {path} is damaged, or cannot be read.",
    "Copy it there once more from where it came, or delete it.",
)
NO_FONT_NAMED = Kind(
    "",
    "The folder {folder} holds fonts, and 'pdf_font' does not say which one memos are in.",
    "Name one with 'pdf_font' in iopctl.toml. There are: {families}.",
)
NO_SUCH_FONT = Kind("", "There is no font '{font}' among {known}.", "{cure}")

# --- what stops a run: a new register or a new agreement

IN_THE_WAY = Kind(
    "",
    "Nothing was made, since this is already there: {paths}.",
    "Name another folder, or move it away first.",
)
UNUSABLE_ID = Kind(
    "", "'{id}' cannot be an agreement's id.", "Use lower-case letters a-z, digits and hyphens{cure}."
)
TAKEN_ID = Kind("", "There is already an agreement '{id}': {path}.", "Choose another id, or edit that file.")
OPTIONS_MISSING = Kind(
    "",
    "Nothing was made; these options are missing: {options}.",
    "Give them all, or run the command on a terminal, where it asks.",
)
NOT_MADE = Kind("", "Nothing was made.{faults}")
