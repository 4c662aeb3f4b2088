"""Words for people: each sentence is written in English where it is said, with named facts.

The English sentence is the msgid of gettext: another language is a catalogue, and no code. So a sentence is
one literal, whole, never glued from parts, and is said when it is needed, not when a module is imported.
"""

from __future__ import annotations


def say(message: str, /, **facts: object) -> str:
    """Say a sentence or a heading, filled with its facts; a brace is doubled where there are any.

    >>> say("The term ends {day}.", day="2027-12-31")
    'The term ends 2027-12-31.'
    """
    return message.format_map(facts) if facts else message


def say_count(number: int, one: str, many: str, /, **facts: object) -> str:
    """Say how many, in the singular or the plural.

    >>> say_count(2, "{number} option", "{number} options")
    '2 options'
    """
    return say(one if number == 1 else many, number=number, **facts)
