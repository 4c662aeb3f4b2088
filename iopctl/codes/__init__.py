"""Every kind of problem and reason that iopctl knows, by name: a code, a sentence, and how to mend it.

Codes are stable and never used again: 1xx reading, 2xx structure, 3xx parties, 4xx term, 5xx extension,
6xx money, 7xx follow-up, 8xx memo, 9xx register. What stops a run has none. Reasons of a verdict have words
for codes; they are answers, not problems. A message says what was found, a hint how to mend it: each is one
whole sentence with named facts, a msgid of gettext.
"""

from iopctl.codes.deadlines import *
from iopctl.codes.files import *
from iopctl.codes.memo import *
from iopctl.codes.money import *
from iopctl.codes.reading import *
from iopctl.codes.reasons import *
from iopctl.codes.stops import *
from iopctl.codes.structure import *
from iopctl.codes.term import *
