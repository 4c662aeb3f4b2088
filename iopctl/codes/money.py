"""The money (6xx): amounts, indexation, series, payments; and why a year has no figure."""

from iopctl.problem import Kind, warning

NOT_AN_AMOUNT = Kind(
    "IOP601",
    "'{found}' is not an amount in kronor.",
    "Write digits only, 1100000 or 1 100 000, with 'about', 'at least' or 'at most' before them where they "
    "are not exact; or: not stated.",
)
NEGATIVE = Kind(
    "IOP602", "'{found}' is negative.", "What a party puts in is zero or more; write who bears it under 'by'."
)
HOURS_DISAGREE = Kind(
    "IOP603",
    "The amount is {amount} kr, but the hours give {product} kr: {sum}.",
    "Correct the hours, the rate or the amount; 'amount' may be left out where the hours give it.",
)
HOURS_GIVE_AMOUNT = Kind(
    "IOP603",
    "The amount is 'not stated', but the hours and the rate give {product} kr: {sum}.",
    "Leave 'amount' out where the agreement states both; leave 'hourly_rate' out where it states no rate.",
)
NO_AMOUNT = Kind(
    "IOP604",
    "This contribution has neither an amount nor hours and a rate.",
    "Add 'amount', or 'hourly_rate' with 'hours_per_year' or 'hours_per_week' and 'weeks_per_year'; write "
    "'amount: not stated' where the agreement gives it no value.",
)
HOURS_INCOMPLETE = Kind(
    "IOP605",
    "The hours of this contribution are not complete: '{key}' is missing.",
    "Give 'hourly_rate' with 'hours_per_year', or with 'hours_per_week' and 'weeks_per_year'; write "
    "'amount: not stated' where the agreement gives the hours no value.",
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
MORE_THAN_A_YEAR = warning(
    "IOP632",
    "{found} hours are more than a year has, {limit}.",
    "Check the number; it can be right where several people work them.",
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
    "IOP613",
    "The list of what the parties put in is empty.",
    "Add a version of the budget with its contributions; leave 'budget' out where nothing is known of it.",
)
NO_CONTRIBUTION = Kind(
    "IOP614",
    "This version of the budget has no contribution.",
    "Add what each party puts in, or write 'contributions: not stated' where it is not known.",
)
TOTAL_TOO_SMALL = Kind(
    "IOP616",
    "The stated total is {total}, but the contributions that have a value add up to {sum} already.",
    "Correct the total or the contribution that is wrong; 'total' may be left out.",
)
TOTAL_DISAGREES = Kind(
    "IOP616",
    "The stated total is {total}, but the contributions add up to {sum}.",
    "Correct the total or the contribution that is wrong; 'total' may be left out.",
)
NEVER_APPLIES = warning(
    "IOP617",
    "This version of the budget never applies: the last day that the file allows is {ends}.",
    "Correct 'from', or remove the version.",
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
    "The sum is for the whole term, but no last day is stated.",
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
HOLE = warning(
    "IOP640",
    "The series has values for {before} and {after}, but none for {years}.",
    "Add what was published for {years}.",
)
BEFORE_THE_START = Kind(
    "IOP650",
    "There is no figure for {year}: the agreement starts on {starts}.",
    "Ask for a year from {first_year} on.",
)
AFTER_THE_END = Kind(
    "IOP651",
    "There is no figure for {year}: the last day that the file allows is {ends}.",
    "Ask for a year up to {last_year}.",
)
NO_MONEY_STATED = Kind(
    "IOP660",
    "There is no figure for {year}: the file says nothing of what the parties put in.",
    "Add 'budget' with what each party puts in, once it is known.",
)
NO_AMOUNT_STATED = Kind(
    "IOP660",
    "There is no figure for {year}: no amount is stated for {first} – {last}.",
    "Add the amounts to this version of the budget, or a new version from {first}, once they are known.",
)
NO_VALUE_STATED = Kind(
    "IOP660",
    "There is no figure for {year}: no value is stated for {lines}, {first} – {last}.",
    "Add the amounts to this version of the budget, or a new version from {first}, once they are known.",
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
    "There is no figure for {year}: {series} has no value for {missing}, published by {as_of}.",
    "{cure}",
)
NO_VALUE_OF_VINTAGE = Kind(
    "IOP655",
    "There is no figure for {year}: {series} has no {vintage} value for {missing}, published by {as_of}.",
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
    "IOP671", "Unpaid work is not paid out to anybody.", "Correct 'kind', or leave 'paid_to' out."
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
NOTHING_IS_PAID = warning(
    "IOP676",
    "The file says when money is paid, but not to whom: no contribution has 'paid_to'.",
    "Add 'paid_to' with the key of the party that receives it to each contribution that is paid out in cash.",
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
PAYMENT_WITHOUT_VALUE = Kind(
    "IOP681",
    "There are no payments for {year}: the amount of what is paid out is not stated.",
    "Add the amount once it is known.",
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
    "This figure applies from {starts}, but the one before it applies to {until}.",
    "Give each figure its own days, the oldest first; 'to' is the last day on which it applies.",
)
FIGURE_WITHOUT_END = Kind(
    "IOP691",
    "This figure applies from {starts}, but the one before it has no last day.",
    "Give each figure its own days, the oldest first; 'to' is the last day on which it applies.",
)
