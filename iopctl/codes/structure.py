"""What is written otherwise than the shape of its file allows (2xx), and parties that do not fit (3xx)."""

from iopctl.problem import Kind, warning

# --- 2xx structure

UNKNOWN_KEY = Kind("IOP201", "The key '{key}' is not known here.", "{cure}")
MISSING_KEY = Kind("IOP202", "'{key}' is missing.", "{cure}")
WRONG_SHAPE = Kind("IOP203", "Expected {expected} here, found {found}.", "{cure}")
UNKNOWN_VALUE = Kind("IOP204", "'{found}' is not one of the values known here.", "{cure}")
NOT_A_DAY = Kind("IOP205", "'{found}' is not a day.", "Write year-month-day: 2021-07-13.")
NOT_A_DECISION = Kind(
    "IOP205",
    "'{found}' is not a day.",
    "Write year-month-day (2021-07-13), or: with the agreement.",
)
NO_SUCH_DAY = Kind("IOP216", "There is no '{found}': {why}.", "Correct the day, the month or the year.")
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
    "Install a newer iopctl, or correct the line if it is a mistake.",
)
NO_TEXT = Kind(
    "IOP210",
    "There is no text here.",
    "Write the text, or leave the whole line out: what is left out is not stated.",
)
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
NO_EFFECT = warning(
    "IOP215",
    "'{key}' has no effect here: {why}.",
    "Remove it, or correct what it stands beside; a note keeps what only readers should know.",
)
NOT_HAPPENED_YET = warning(
    "IOP217",
    "{day} lies after {as_of}, the day asked, and what is recorded here does not count before it.",
    "Correct the day, or record what happens once it has happened.",
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
    "No {role} party puts anything in.",
    "In an IOP both sides bear something: add a contribution of this side under 'budget', with 'amount: not "
    "stated' where the agreement gives it no value.",
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
