"""Write the JSON Schemas of the files that people write: they follow from the model and a table.

What the keys and words mean stands in the model's docstrings in English, and in Swedish in schema.sv.po.

`python docs/schema.py` rewrites it and its copy beside the agreements; with `--check` it names the files that
are stale and exits with 1.

The schema is draft-07: the last draft that yaml-language-server (VS Code, Neovim, Emacs …) supports in full,
and one of those that check-jsonschema does. It describes a file as an editor sees it in YAML 1.2, where
`1100000` is a number, `at least 980500` a text and a date a text too. What iopctl reads, the schema accepts;
what no schema can tell (days that do not exist, check digits, sums, what two fields say of each other) is
left to `iopctl validate`.
"""  # noqa: INP001 - a script beside the pages, and no package

from __future__ import annotations

import ast
import enum
import inspect
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import classes
from babel.messages import pofile

from iopctl import period
from iopctl.model import scalars
from iopctl.model.agreement import Agreement
from iopctl.model.entry import Entry
from iopctl.model.published import Series
from iopctl.source import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
# Where each schema lies: as it is shipped, and beside the files of this register.
FILES: dict[type[Entry], tuple[Path, ...]] = {
    Agreement: (shipped.SCHEMAS["agreement"], ROOT / "agreements" / shipped.SCHEMA),
    Series: (shipped.SCHEMAS["series"],),
}

Schema: TypeAlias = "dict[str, Any]"

# Editors show it over every description.
_TITLES: dict[type[Entry], str] = {
    Agreement: "Överenskommelse (IOP) / Agreement (IOP)",
    Series: "Indexserie / Index series",
}

with (ROOT / "docs" / "schema.sv.po").open("rb") as catalogue:
    _SWEDISH = pofile.read_po(catalogue)

_MOST_COUNT = 999_999_999
_COUNT = "[0-9]{1,9}"
_NUMBER = "([0-9]{1,3}([ \u00a0\u202f][0-9]{3}){1,3}|[0-9]{1,12})([.,][0-9]{1,2})?"
_MOST_NUMBER = 999_999_999_999.99
_YEAR = "(19|20|21)[0-9]{2}"
_YEARS = {"minimum": 1900, "maximum": 2199}
_MONTH = "(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_NO_END = f"{period.NoEnd.UNTIL_FURTHER_NOTICE}, {scalars.NOT_STATED}"
_LENGTH = "(?!0+ )(?![3-9][0-9]{2} year)[0-9]{1,3} (day|week|month|year)s?"


def _texts(pattern: str, said: str, examples: Iterable[str | float]) -> Schema:
    """Describe a value that is a text whatever stands in it."""
    return {
        "type": "string",
        "pattern": f"^({pattern})$",
        "patternErrorMessage": said,
        "examples": list(examples),
    }


def _whole(pattern: str, said: str, examples: Iterable[str | float], most: int = _MOST_COUNT) -> Schema:
    """Describe a value that is a whole number in YAML where nothing but digits stand there."""
    return _texts(pattern, said, examples) | {"type": ["integer", "string"], "minimum": 0, "maximum": most}


def _number(pattern: str, said: str, examples: Iterable[str | float], most: float = _MOST_NUMBER) -> Schema:
    """Describe a value that is a number in YAML unless it has words, spaces or a decimal comma."""
    return _texts(pattern, said, examples) | {"type": ["number", "string"], "minimum": 0, "maximum": most}


_TEXT: Schema = {
    # The word true is a text too, but editors should not offer it wherever a text may stand.
    "if": {"type": "boolean"},
    "else": {
        "type": ["string", "number"],
        "pattern": r"\S",
        "patternErrorMessage": "Texten är tom. / The text is empty.",
    },
}

# Each kind of single value, by its name in iopctl/model/scalars.py. Bounds hold for numbers, patterns for
# texts; editors say `patternErrorMessage` in place of the pattern, and offer the `examples`.
VALUES: dict[str, Schema] = {
    "Format": _whole(
        str(scalars.FORMAT),
        f"Skriv {scalars.FORMAT}. / Write {scalars.FORMAT}.",
        [scalars.FORMAT],
        scalars.FORMAT,
    )
    | {"minimum": scalars.FORMAT},
    "Text": _TEXT,
    "Prose": _TEXT,
    "Count": _whole(_COUNT, "Skriv bara siffror: 40. / Write digits only: 40.", [40]),
    "People": _whole(
        f"((about|at least|at most|over) )?{_COUNT}",
        "Skriv ett heltal, med about, at least, at most eller over före om det inte är exakt. / "
        "Write a whole number, with about, at least, at most or over before it where it is not exact.",
        [60, "over 60"],
    ),
    "Day": _texts(
        f"{_YEAR}-{_MONTH}-{_DAY}",
        "Skriv år-månad-dag: 2021-07-13. / Write year-month-day: 2021-07-13.",
        ["2021-07-13"],
    ),
    "Decided": _texts(
        f"{scalars.WITH_THE_AGREEMENT}|{_YEAR}-{_MONTH}-{_DAY}",
        f"Skriv år-månad-dag (2021-07-13), eller: {scalars.WITH_THE_AGREEMENT}. / "
        f"Write year-month-day (2021-07-13), or: {scalars.WITH_THE_AGREEMENT}.",
        ["2021-07-13", scalars.WITH_THE_AGREEMENT],
    ),
    "Rough": _whole(
        f"{_YEAR}(-{_MONTH}(-{_DAY})?)?",
        "Skriv så noga som det är känt: 2021-07-13, 2021-07 eller 2021. / "
        "Write it as exactly as it is known: 2021-07-13, 2021-07 or 2021.",
        ["2021-07-13", "2021-07", 2021],
    )
    | _YEARS,
    "End": _texts(
        f"{period.NoEnd.UNTIL_FURTHER_NOTICE}|{scalars.NOT_STATED}|{scalars.NONE}|{_YEAR}-{_MONTH}-{_DAY}",
        f"Skriv sista dagen, inräknad (2023-12-31), eller: {_NO_END}. / "
        f"Write the last day, included (2023-12-31), or: {_NO_END}.",
        ["2023-12-31", period.NoEnd.UNTIL_FURTHER_NOTICE, scalars.NOT_STATED],
    ),
    "Time": _texts(
        _LENGTH,
        "Skriv ett antal och en enhet: 2 years, 6 months, 114 days. / "
        "Write a number and a unit: 2 years, 6 months, 114 days.",
        ["2 years", "6 months", "114 days"],
    ),
    "TimeBeforeTheEnd": _texts(
        f"{_LENGTH} before the end",
        "Skriv en tid och orden: 6 months before the end. / "
        "Write a length and the words: 6 months before the end.",
        ["6 months before the end"],
    ),
    "DueTime": _texts(
        f"{_YEAR}-{_MONTH}-{_DAY}|\\s*[^0-9\\s](.|\\n)*",
        "Skriv år-månad-dag (2021-07-13), eller överenskommelsens egna ord. / "
        "Write year-month-day (2021-07-13), or the agreement's own words.",
        ["2021-07-13", "senast våren 2020"],
    ),
    "EveryYear": _texts(
        f"{_MONTH}-{_DAY}",
        "Skriv månad och dag med två siffror vardera: 03-31. / Write month and day, two digits each: 03-31.",
        ["03-31"],
    ),
    "Options": _whole(
        f"{scalars.UNLIMITED}|{_COUNT}",
        f"Skriv ett heltal, eller: {scalars.UNLIMITED}. / Write a whole number, or: {scalars.UNLIMITED}.",
        [2, scalars.UNLIMITED],
    ),
    "Kronor": _number(
        f"{scalars.NOT_STATED}|((about|at least|at most) )?{_NUMBER}",
        "Skriv 1100000 eller 1 100 000, med about, at least eller at most före om det inte är exakt, eller: "
        f"{scalars.NOT_STATED}. / Write 1100000 or 1 100 000, with about, at least or at most before it "
        f"where it is not exact, or: {scalars.NOT_STATED}.",
        [1100000, "at least 980 500", scalars.NOT_STATED],
    ),
    "Rate": _number(_NUMBER, "Skriv 265 eller 265,50. / Write 265 or 265.50.", [265, 265.5]),
    "Number": _number(_NUMBER, "Skriv siffror: 20 eller 37,5. / Write digits: 20 or 37.5.", [20, 37.5]),
    "HoursAWeek": _number(
        _NUMBER, "Skriv siffror: 20 eller 37,5. / Write digits: 20 or 37.5.", [20, 37.5], 168
    ),
    "Weeks": _number(_NUMBER, "Skriv siffror: 40. / Write digits: 40.", [40], 53),
    "Percentage": _number(rf"{_NUMBER}\s*%?", "Skriv 2 eller 2,5 %. / Write 2 or 2.5 %.", [2, "2,5 %"], 25),
    "OrgNumber": _whole(
        "[^0-9A-Za-z]*([0-9][^0-9A-Za-z]*){2}[2-9]([^0-9A-Za-z]*[0-9]){7}[^0-9A-Za-z]*",
        "Skriv tio siffror: 802000-1239. / Write ten digits: 802000-1239.",
        ["802000-1239"],
        9_999_999_999,
    ),
    "Year": _whole(f"0*{_YEAR}", "Skriv fyra siffror: 2021. / Write four digits: 2021.", [2021]) | _YEARS,
    "Code": _texts(
        "[A-Z][A-Z0-9]*(-[A-Z0-9]+)*",
        "Skriv seriens kod med stora bokstäver A–Z, siffror och bindestreck: PKV. / "
        "Write the code of the series in capital letters A-Z, digits and hyphens: PKV.",
        ["PKV"],
    )
    | {"maxLength": 40},
    "WebAddress": _texts(
        scalars.WEB_ADDRESS,
        "Skriv sidans hela adress: https://www.exempelby.se/mål. / "
        "Write the whole address of the page: https://www.exempelby.se/mål.",
        ["https://www.exempelby.se/mål"],
    )
    | {"maxLength": scalars.LONGEST_ADDRESS},
    "Weight": _number(rf"{_NUMBER}\s*%?", "Skriv 70 %. / Write 70 %.", ["70 %"]),
    "Lag": _texts(
        "0{0,2}[1-9] years?", "Skriv ett antal år: 1 year. / Write a number of years: 1 year.", ["1 year"]
    ),
    "IndexValue": _texts(
        r"[-−]?[0-9]{1,9}([.,][0-9]{1,6})?([ \u00a0\u202f]?%)?",
        "Skriv 117,4 eller -0,3 %. / Write 117.4 or -0.3 %.",
        [117.4, "-0,3 %"],
    )
    | {"type": ["number", "string"]},
    "BasisOf": _texts(
        f"year|place|term|period of {_LENGTH}",
        "Skriv year, place, term eller period of 2 years. / Write year, place, term or period of 2 years.",
        ["year", "place", "term", "period of 17 months"],
    ),
    "Share": _number(rf"{_NUMBER}\s*%?", "Skriv 75 %. / Write 75 %.", ["75 %"], 100),
}


# What may stand in place of keys, by the function of the model that reads it.
_SHORTER: dict[str, Schema] = {
    "_unless_none": {"const": scalars.NONE},
    "_unless_not_stated": {"const": scalars.NOT_STATED},
    "_in_a_word": {"enum": [scalars.NONE, scalars.NOT_STATED]},
    "_alone": VALUES["Code"],
}


def described(top: type[Entry]) -> Schema:
    """Describe a file, and every mapping in it once."""
    mappings = {cls: _mapping(cls) for cls in classes.mappings(top)}
    whole = mappings.pop(top)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:iopctl:{top.__name__.lower()}:{scalars.FORMAT}",
        "title": _TITLES[top],
        **whole,
        "definitions": {cls.__name__: described for cls, described in mappings.items()},
    }


def _mapping(cls: type[Entry]) -> Schema:
    fields = cls.model_fields
    return {
        "description": _both(cls.__name__, inspect.getdoc(cls) or ""),
        "type": "object",
        "additionalProperties": False,
        "required": [field.alias or name for name, field in fields.items() if field.is_required()],
        "properties": {
            fields[name].alias or name: {
                "description": _both(f"{cls.__name__}.{name}", said),
                **_value(cls, annotation),
            }
            for name, annotation, said in classes.fields(cls)
        },
    }


def _value(cls: type[Entry], node: ast.expr) -> Schema:
    """Describe what a field takes; "nothing" is not among it, for such a key is left out."""
    match node:
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[item, _])):
            return {"type": "array", "items": _value(cls, item)}
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[ast.Name(id=key), item])):
            named = {"propertyNames": {"pattern": VALUES[key]["pattern"]}} if key in VALUES else {}
            return {"type": "object", **named, "additionalProperties": _value(cls, item)}
        case ast.Subscript(slice=ast.Tuple(elts=[item, ast.Call(args=[ast.Name(id=first)])])) if (
            first in _SHORTER
        ):
            return {"anyOf": [_SHORTER[first], _value(cls, item)]}
        case ast.BinOp(left=item) | ast.Subscript(slice=ast.Tuple(elts=[item, _])):
            return _value(cls, item)
        case ast.Name(id=name):
            return VALUES.get(name) or _named(getattr(sys.modules[cls.__module__], name))
        case _:
            raise ValueError(ast.unparse(node))


def _named(kind: object) -> Schema:
    if isinstance(kind, enum.EnumType):
        choices = [(word, _both(f"{kind.__name__}.{word}", said)) for word, said in classes.choices(kind)]
        described = [said for _, said in choices]
        return {
            "enum": [word for word, _ in choices],
            "enumDescriptions": described,
            "markdownEnumDescriptions": described,
        }
    if isinstance(kind, type) and issubclass(kind, Entry):
        return {"$ref": f"#/definitions/{kind.__name__}"}
    message = f"{kind} is a new kind of value: describe it in VALUES"
    raise ValueError(message)


def _both(what: str, said: str) -> str:
    """Say it in Swedish, which officials read, and in English, which the keys are in."""
    english = " ".join(said.split())
    message = _SWEDISH.get(english, what)
    if not (message and message.string):
        lacking = f"schema.sv.po lacks this, with msgctxt {what!r}: {english!r}"
        raise ValueError(lacking)
    return f"{message.string} / {english}"


def main(arguments: list[str]) -> int:
    """Write the schema, or name the stale files."""
    exit_code = 0
    fresh_of = {
        path: json.dumps(described(top), ensure_ascii=False, indent=2) + "\n"
        for top, paths in FILES.items()
        for path in paths
    }
    for path, fresh in fresh_of.items():
        if path.is_file() and path.read_text(encoding="utf-8") == fresh:
            continue
        name = path.relative_to(ROOT).as_posix()
        if "--check" in arguments:
            sys.stdout.write(f"{name} is stale; 'make schema' writes it anew.\n")
            exit_code = 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(fresh, encoding="utf-8", newline="\n")
            sys.stdout.write(f"Wrote {name}\n")
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
