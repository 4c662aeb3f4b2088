"""The term (4xx) and its extensions (5xx) do not fit together."""

from iopctl.problem import Kind, warning

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
    "Write the last day, included (2023-12-31), or: until further notice, not stated.",
)
NOT_BEFORE_THE_END = Kind(
    "IOP404",
    "'{found}' is not a time before the end.",
    "Write a length and the words: 6 months before the end.",
)
NEITHER_END_NOR_NOTICE = warning(
    "IOP405",
    "Neither an end nor notice is stated.",
    "Add what the agreement says of the end or of 'notice'; if nothing, let its next version do so.",
)
NO_NOTICE_LENGTH = Kind(
    "IOP406",
    "The notice says neither how long it runs nor how long before the end it must be given.",
    "Add 'length: 6 months' or 'no_later_than: 6 months before the end'; write 'notice: none' if nobody may.",
)
NO_END_TO_COUNT_FROM = Kind(
    "IOP407",
    "Without a last day, there is no end before which notice could be given.",
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
EXTENDED_UNDER_NOTICE = warning(
    "IOP876",
    "The extension {starts} – {ends} was decided on {decided}, after notice was given on {on}.",
    "Take the notice away, if it was taken back, or the extension, if the notice stands.",
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
    "Without a last day, there is nothing to extend.",
    "State the end under 'term', or write 'extension: none' or leave it out.",
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
DECIDED_LATE = warning(
    "IOP511",
    "This extension started on {starts}, but was decided only on {decided}.",
    "Check both days; between them nothing was in force.",
)
NO_LIMIT = warning(
    "IOP512",
    "The number of options has no limit, so the value of the agreement cannot be stated.",
    "State how many options the agreement has, if it says so; a court looks at the value with all of them.",
)
NO_EXTENSION_LENGTH = warning(
    "IOP513",
    "The clause says neither how long an extension is nor how far it may go.",
    "Add 'length: 2 years' or 'until: 2025-12-31' if the agreement states it; else it is decided each time.",
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
TACIT_WITHOUT_LENGTH = Kind(
    "IOP521",
    "The agreement renews itself, but the clause says neither for how long nor up to which day.",
    "Add 'length: 1 year' or 'until: 2025-12-31', as the agreement states.",
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
OUTSIDE_WINDOW = warning(
    "IOP519",
    "This extension was decided on {decided}, but the clause lets it be decided on {when}.",
    "Compare the day with the minutes; 'iopctl extend' records no decision outside that time.",
)
TOO_SHORT = warning(
    "IOP520",
    "This extension ends on {ends}, but {length} from {starts} end on {last}; the option is used up.",
    "Correct the day, unless a shorter time was decided on.",
)
