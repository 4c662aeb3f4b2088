"""Words that fill the sentences of codes; they move to where they are said."""

from __future__ import annotations

import calendar
import difflib
from typing import TYPE_CHECKING

from iopctl import period, spelling
from iopctl.codes.memo import TEMPLATE_FAULT
from iopctl.money import Quality

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


ORDINARY_SPACE = "Write an ordinary space instead."
DELETE_UNSEEN = "Delete it; it is invisible."
STRAIGHT_QUOTES = "Write straight quotes instead, \" or '; or none where the text needs none."
LIST_MARK = "Write '- ' before each item of a list."
PLAIN_HYPHEN = "Write a plain hyphen (-) instead."


def line_of_key(key: str | int) -> str:
    """Say how a key is written that holds a value."""
    return f"a line '{key}: …' here"


def lines_below_key(key: str | int, *, items: bool) -> str:
    """Say how a key is written that holds other keys, or a list of items."""
    below = "its items, each after '- '," if items else "its own keys"
    return f"a line '{key}:' here, and {below} on the lines below it"


def why_no_day(none: NoSuchDayError) -> str:
    """Say which part of a day leads out of the calendar, or of the years that are taken."""
    if none.year is not None and not period.FIRST_YEAR <= none.year <= period.LAST_YEAR:
        return f"days lie in the years {period.FIRST_YEAR}–{period.LAST_YEAR} here"
    if none.month is None or not 1 <= none.month <= 12:  # noqa: PLR2004 - months of a year
        return "the months of a year are 01 to 12"
    month, days = calendar.month_name[none.month], period.days_of_month(none.year, none.month)
    named = month if none.year is None else f"{month} {none.year}"
    return f"{named} has {days} days" if none.day else f"the days of {named} are 01 to {days}"


REPORT_IT = (
    "Ask for other formats with --to, and report this sentence; 'iopctl --debug' before the command shows "
    "where it happened."
)
OTHER_WORDS = "other words"


def no_memo_now(reason: str) -> str:
    """Say that the register gives no memo any more where one is frozen, and why."""
    return f"none: {reason.rstrip('.')}"


KEEP_ELSEWHERE = "Keep it elsewhere, or give it a name that begins with a point."


def move_up(path: str) -> str:
    """Say how the files of a subfolder come into the register, or are checked by themselves."""
    return f"Move its files up, or check them by themselves: iopctl validate {path}"


def rename_to(name: str) -> str:
    """Say how a file comes into the register, or out of its folder."""
    return f"Rename it to '{name}' if it is an agreement; else keep it elsewhere."


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
BRACKETS_OVER_SEVERAL_LINES = "the brackets go over several lines"
TEXT_OVER_SEVERAL_LINES = "the text goes over several lines"
UNCLEAR_PLACE = "the lines around it leave open what belongs where"
NOT_AS_WRITTEN = "what was written does not read back as it was written"
ASK_GIT_LOG = "Try 'git log' in the same folder."
RUN_THIS = "If you trust it, run: {command}"
HUGE_TREE = "one of its folders holds more names than any register"
NO_NAME_HERE = "no file can have that name here"
NAME_A_COMMIT = "Name a commit, a tag or a branch; 'git log --oneline --all' lists the commits."
DEEPEN = (
    "This clone is shallow and may lack it: run 'git fetch --unshallow --tags', "
    "or in GitHub Actions give the checkout 'fetch-depth: 0'."
)
CONFIG_CURES = {
    "agreements": "Make it, or name the folder of the agreement files.",
    "house_docx": "Name the municipality's Word file, or take the line away.",
    "pdf_fonts": "Name the folder of the font files, or take the line away.",
}
