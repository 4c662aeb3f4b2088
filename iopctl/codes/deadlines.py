"""What is to be done, by a day."""

from iopctl.problem import Kind

_RECORD_DECISION = (
    "Once it is decided: 'iopctl extend ID --decide DATE' where it was proposed, else "
    "'--apply --decided DATE'; if not: '--decline DATE'."
)
_RECORD_MEETING = "Each meeting held: 'iopctl record ID --meeting KIND --on DATE'."
_RECORD_NOTICE = "Once notice is given: 'iopctl record ID --notice --on DATE'."
_START_MEMO = "'iopctl extend ID --propose' starts a memo; its prose is written in the file."
DUE_DECISION = Kind("decide", "Decide on the extension; the term ends on {ends}.", _RECORD_DECISION)
DUE_MISSED = Kind(
    "decide", "The last day to decide on the extension has passed; the term ends on {ends}.", _RECORD_DECISION
)
DUE_MEMO = Kind(
    "memo",
    "Have the memo on the extension ready, {lead} before the meeting of {board} on {meeting}.",
    _START_MEMO,
)
DUE_MEMO_BY_CLOSE = Kind(
    "memo",
    "Have the memo on the extension ready, {lead} before the last day to decide, {closes}.",
    _START_MEMO,
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
_RECORD_WHAT_FOLLOWED = (
    "What followed is written in the agreement's file: 'followed_by: ID' of the next agreement, or "
    "'followed_by: none'."
)
DUE_UNUSED = Kind(
    "unused",
    "The agreement ended on {ends} with an option unused; record what followed it.",
    _RECORD_WHAT_FOLLOWED,
)
DUE_FOLLOWED = Kind("ended", "The agreement ended on {ends}; record what followed it.", _RECORD_WHAT_FOLLOWED)
DUE_CONDITION = Kind(
    "condition",
    "Record whether the condition of the decision is met: {condition}.",
    "Once it is met: 'iopctl record ID --condition-met --on DATE'; "
    "if not: 'iopctl extend ID --decline DATE'.",
)
DUE_AGREEMENT_CONDITION = Kind(
    "condition",
    "Record whether the condition of the agreement is met: {condition}.",
    "Once it is met: 'iopctl record ID --condition-met --on DATE'; "
    "if it never will be, write 'followed_by: none' in the agreement's file.",
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
