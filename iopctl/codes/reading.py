"""What keeps a file from being read (1xx), or from its place in the register (9xx)."""

from iopctl.problem import Kind, warning

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
EMPTY_VALUE = Kind("IOP105", "'{key}' has no value.", "{cure}")
VALUE_CURE = (
    "Write the value after the colon, or leave the whole line out if the agreement does not state it."
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
    "Mend the first ones and check again; one mistake is often the cause of many.",
)
LOOKALIKE = Kind("IOP115", "This is the character '{name}' ({code}), which means nothing here.", "{cure}")
ODD_CHARACTER = warning("IOP116", "The character '{name}' ({code}) is part of the text.", "{cure}")
CUT_BY_COMMENT = warning(
    "IOP117",
    "'{rest}' is not part of the value: a number sign after a space begins a comment.",
    "Put quotes around the whole value; if it is a comment, write a space after the number sign.",
)

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
SAME_CASE_NUMBER = warning(
    "IOP903",
    "The case number {case_number} is also that of {other}.",
    "Correct it in one of the two files; if both are right, nothing needs to be done.",
)
TWO_SPELLINGS = warning(
    "IOP904",
    "'{name}' is written '{other}' at {place}; both are taken for one name.",
    "Write it in one way in the whole register; invisible characters and blanks count too.",
)
NO_SUCCESSOR = Kind(
    "IOP906",
    "The register has no other agreement '{found}' that could follow this one.",
    "{cure} Write 'followed_by: none' where the agreement ended for good.",
)
NOT_READ = warning(
    "IOP905",
    "'{file}' is not read: an agreement is a file of its own in the register's folder, and ends in .yaml.",
    "{cure}",
)
FOLDER_NOT_READ = warning(
    "IOP905",
    "The folder '{file}' is not read: an agreement is a file of its own in the register's folder, "
    "and ends in .yaml.",
    "{cure}",
)
MORE_NOT_READ = warning(
    "IOP905",
    "{number} more files or folders are not read: an agreement is a file of its own in the register's "
    "folder, and ends in .yaml.",
    "{cure}",
)
KEEP_ELSEWHERE = "Keep it elsewhere, or give it a name that begins with a point."
