"""Reasons: of the verdict on an extension, and what budgets, payments and values rest on."""

from enum import StrEnum

from iopctl.problem import Kind


class Reason(StrEnum):
    """What decides a verdict on an extension; several sentences may say one."""

    NOT_STARTED = "not_started"
    OPEN_ENDED = "open_ended"
    OPTION_LEFT = "option_left"
    RENEWS_ITSELF = "renews_itself"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    EVERY_OPTION_USED = "every_option_used"
    NO_OPTION = "no_option"
    NO_CLAUSE = "no_clause"
    UNDER_NOTICE = "under_notice"
    ENDED = "ended"


# --- reasons of the verdict on an extension

MAY_EXTEND = Kind(Reason.OPTION_LEFT, "The clause allows {allowed}; used: {used}, left: {left}.")
NOT_STARTED = Kind(
    Reason.NOT_STARTED,
    "The agreement does not run yet; it starts on {starts}, and no option is open before that.",
)
NOT_AGREED = Kind(Reason.NOT_STARTED, "The agreement was not decided yet; it was signed {signed}.")
ENDED_UNUSED = Kind(Reason.ENDED, "The agreement ended on {ends}; unused: {unused}.")
ENDED = Kind(Reason.ENDED, "The agreement ended on {ends}.")
ENDED_BY_NOTICE = Kind(Reason.ENDED, "The agreement ended on {ends}, after notice was given on {on}.")
NEVER_DECIDED = Kind(Reason.ENDED, "The term passed, to {ends}, and the agreement was never decided.")
CONDITION_NEVER_MET = Kind(
    Reason.ENDED,
    "The term passed, to {ends}, and the condition '{condition}' that the agreement was decided on is not "
    "recorded as met.",
)
UNDER_NOTICE = Kind(Reason.UNDER_NOTICE, "Notice was given on {on}; the agreement ends on {ends}.")
CONDITION_NOT_MET = Kind(
    Reason.NOT_STARTED,
    "The agreement was decided on the condition '{condition}', which is not recorded as met.",
)
TOO_EARLY = Kind(Reason.TOO_EARLY, "An extension may be decided from {opens} at the earliest ({rule}).")
TOO_LATE = Kind(Reason.TOO_LATE, "An extension had to be decided on {closes} at the latest ({rule}).")
EVERY_OPTION_USED = Kind(
    Reason.EVERY_OPTION_USED, "Every option is used ({total}); the agreement ends on {ends}."
)
LIMIT_REACHED = Kind(
    Reason.EVERY_OPTION_USED,
    "The agreement may be extended to {until} at the latest, and already runs to that day.",
)
RENEWS_ITSELF = Kind(
    Reason.RENEWS_ITSELF,
    "The agreement renews itself, {period}, unless notice is given on {closes} at the latest.",
)
NO_OPTION = Kind(Reason.NO_OPTION, "The agreement has no option to extend; it ends on {ends}.")
NO_CLAUSE = Kind(Reason.NO_CLAUSE, "The file states no extension clause; the agreement ends on {ends}.")
NO_END_STATED = Kind(
    Reason.OPEN_ENDED, "The file states no end, so there is no day after which an extension could follow."
)
OPEN_ENDED = Kind(Reason.OPEN_ENDED, "The agreement runs until further notice; there is nothing to extend.")
TERM_ENDS = Kind("term_ends", "The term ends on {ends}, with all that was decided by {as_of}.")
UNDATED_DECISION = Kind(
    "undated_decision",
    "The extension {starts} – {ends} is recorded as decided without its day, so it counts from {starts}; "
    "add 'decided' with the day.",
)
UNDATED_BUDGET = Kind(
    "undated_budget",
    "The amounts from {since} are recorded without the day of their decision, so they count as decided from "
    "{since}; add 'decided' with the day, or 'with the agreement' where that held them from the start.",
)
CONDITIONAL_ONLY = Kind(
    "condition_not_met",
    "The extension {starts} – {ends} is decided on the condition '{condition}', which is not recorded as "
    "met; it does not lengthen the term.",
)
DECLINED = Kind("declined", "The extension {starts} – {ends} was declined; no option is used.")
DECLINED_ON = Kind("declined", "The extension {starts} – {ends} was declined on {on}; no option is used.")
PROPOSED_ONLY = Kind(
    "proposed_only",
    "The extension {starts} – {ends} was proposed and has not been decided; it does not lengthen the term.",
)
PROPOSED_ONLY_ON = Kind(
    "proposed_only",
    "The extension {starts} – {ends} was proposed on {on} and has not been decided; it does not lengthen the "
    "term.",
)

# --- why an extension is not recorded, though the agreement may be extended

NOT_PROPOSED = Kind(
    "not_proposed", "No extension is on file as proposed; 'iopctl extend ID --apply' records the decision."
)
LENGTH_TO_DECIDE = Kind(
    "length_to_decide",
    "The clause states no length; add the extension from {starts} under 'extensions', with its last day.",
)
NOTHING_TO_DECIDE = Kind(
    "nothing_to_decide", "The agreement renews itself unless notice is given; there is no decision to record."
)
MATTER_ON_FILE = Kind(
    "matter_on_file", "The matter '{id}', dated {dated}, asks for the extension {starts} – {ends} already."
)
ON_FILE = Kind("on_file", "The extension {starts} – {ends} is on file already, as {status}.")
ON_FILE_ON = Kind("on_file", "The extension {starts} – {ends} is on file already, as {status} on {on}.")

# --- what a year's budget rests on

RESTS_ON_TERM = Kind("decided_term", "Inside the decided term {starts} – {ends}.")
RESTS_ON_RUNNING = Kind(
    "decided_term", "Committed up to {last}: no last day is stated, and notice is {notice}."
)
RESTS_ON_RUNNING_WITHOUT = Kind(
    "decided_term",
    "Committed up to {last}: the file states neither a last day nor how long notice is.",
)
RESTS_ON_NO_RIGHT = Kind(
    "decided_term", "Committed as long as the agreement runs: it says that nobody may give notice."
)
RESTS_ON_PROPOSAL = Kind(
    "proposed_extension",
    "From {first}, rests on the extension {starts} – {ends}, which was proposed and has not been decided.",
)
RESTS_ON_PROPOSAL_ON = Kind(
    "proposed_extension",
    "From {first}, rests on the extension {starts} – {ends}, which was proposed on {on} and has not been "
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
    "unlimited_option", "From {first}, rests on options that have not been used; their number has no limit."
)
RESTS_ON_NO_LENGTH = Kind(
    "unused_option",
    "From {first}, rests on an extension that nobody has decided; how far it goes is decided with it.",
)
RESTS_ON_UNDECIDED = Kind(
    "undecided_agreement", "From {first}, rests on the agreement itself, which was not decided by {as_of}."
)
RESTS_ON_UNMET = Kind(
    "undecided_agreement",
    "From {first}, rests on the agreement itself, decided on the condition '{condition}', which is not "
    "recorded as met.",
)
RESTS_ON_NO_NOTICE = Kind(
    "until_further_notice",
    "From {first}, rests on nobody giving notice: no last day is stated.",
)

# --- what the payments of a year rest on

INSTALMENTS_CUT = Kind(
    "part_of_a_year",
    "{first} – {last} is a part of a year: its money is split over the instalments that it meets, "
    "by the {rule} that count of each.",
)
INSTALMENTS_CUT_WHOLE = Kind(
    "part_of_a_year",
    "{first} – {last} is a part of a year: its money is split over the instalments that it meets, "
    "each with its whole share.",
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
PAID_WITHOUT_VALUE = Kind(
    "amount_not_stated", "'{name}' is paid out, but its amount is not stated; it is not among the payments."
)
PAID_WITHIN = Kind("terms", "Paid within {terms} of the invoice; the days here are those of the instalments.")

# --- why an agreement has no value

NO_VALUE_OPEN_ENDED = Kind(
    "until_further_notice", "No last day is stated, so the agreement has no value; a year is shown."
)
NO_VALUE_NO_LENGTH = Kind(
    "no_length",
    "How long an extension is, is decided each time, so nobody knows the value with all of them.",
)
NO_VALUE_NO_LIMIT = Kind(
    "no_limit", "The options have no limit, so the agreement has no value with all of them: no limit."
)
