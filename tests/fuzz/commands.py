"""Every command with its options, as they are asked of a damaged register."""

from __future__ import annotations

import shlex

# ID stands for an agreement, ON for a day. What follows `base` is a commit of the register before the damage.
_READING = """
validate
validate --as-of ON -f full
validate -f concise --fail-on warning
validate -f json -j 2
validate -f github
validate -f gitlab -o report.json
validate -f sarif
validate -f junit --fail-on never
validate --rev base
list --as-of ON
list --rev base --as-of ON
list --as-of ON -f markdown --sort deadline
list --as-of ON -f csv --where state=running
list --as-of ON -f json --assume EXEMPEL=2%
list --as-of ON -f xlsx -o list.xlsx
show ID --as-of ON
show ID --as-of ON -f markdown --assume EXEMPEL=2%
show ID --as-of ON -f json -o show.json
budget ID --year 2023 --as-of ON --explain
budget ID --years 2018-2026 --as-of ON -f json --explain
budget ID --years 2021-2024 --as-of ON --by kind -f csv
budget ID --year 2025 --as-of ON -f markdown --assume EXEMPEL-LON=2,5%
budget ID --years 2021-2024 --as-of ON -f xlsx -o budget.xlsx
budget --all --years 2018-2026 --as-of ON
budget --all --year 2024 --as-of ON -f json
budget --all --years 2021-2024 --as-of ON -f markdown
payments ID --year 2024 --as-of ON --explain
payments ID --year 2025 --as-of ON -f csv --assume EXEMPEL=-3%
payments ID --year 2023 --as-of ON -f json
payments --all --year 2024 --by month --as-of ON -f csv
value ID --as-of ON --explain
value ID --as-of ON -f json --assume EXEMPEL=2%
value ID --as-of ON -f markdown
extend ID --as-of ON
extend ID --as-of ON -f markdown
extend ID --as-of ON -f json
extend ID --as-of ON -f csv
due --as-of ON
due --as-of ON -f json --within 3y --fail-within 30d
due --as-of ON -f csv --responsible a
due --as-of ON -f markdown --board nämnd
calendar --as-of ON
calendar ID --as-of ON --remind 60d --within 5y -o deadlines.ics
calendar --as-of ON --board nämnd --responsible a
index --as-of ON
index --as-of ON -f json
index --as-of ON -f csv
diff ID --rev base --as-of ON
diff --rev base --as-of ON -f json --exit-code
diff --rev base --as-of ON -f markdown
diff agreements/ikf.yaml agreements/complete.yaml --as-of ON -f csv
memo ID
memo ID --profile uppsala --to html
memo ID --profile linkoping -o memo.docx
memo ID -o memo.pdf
memo ID --matter forlangning-2022 --as-of ON --assume EXEMPEL=2%
memo ID --board nämnd
figures ID --as-of ON --assume EXEMPEL=2%
figures ID --profile malmo --matter antagande-2021 -f json
matter ID --kind extend --as-of ON
matter ID --kind follow-up --profile uppsala --as-of ON
memo --all --out memos --to md,html
memo --all --check memos
report --board nämnd --year 2023
report --board styrelse --as-of ON --profile malmo -o year.docx
report --board styrelse --as-of ON --to html
template check
template check memo/extend.md.j2 -f json
explain IOP501
explain --list
schema
schema --index
"""
_WRITING = """
extend ID --as-of ON --propose --dated 2024-03-01 --case-number "KS 1" --note x --yes
extend ID --as-of ON --decide 2024-04-01 --yes
extend ID --as-of ON --decide 2024-04-01 --fingerprint x --yes
extend ID --as-of ON --apply --decided 2024-04-01 --yes
extend ID --as-of ON --decline 2024-04-01 --yes
record ID --meeting styrgruppsmöte --on 2024-03-01 --as-of ON --yes
record ID --report årsrapport --on 2024-03-01 --due 2024-04-01 --as-of ON --yes
record ID --notice --on 2024-03-01 --by kommunen --ends 2024-12-31 --case-number "KS 2" --as-of ON --yes
record ID --condition-met --on 2024-03-01 --starts 2024-02-01 --as-of ON --yes
matter ID --kind end --apply --as-of ON --yes
freeze ID
freeze ID --matter forlangning-2022 --profile linkoping
freeze ID --replace --board nämnd
new lyktan-2 --title T --public A --civil d --purpose p --starts 2024-01-01 --ends 2025-12-31 NEW
new nyby --title T:1 --public Å --civil "d, e" --purpose p --starts 2024-02-29 --ends 2024-02-29 NEW
init . --ci github
init ny --ci gitlab
"""
_WRITING = _WRITING.replace(
    "NEW",
    "--board b --administration c --short-name e --case-number KS3 --public-amount 1000 --civil-amount 2,5",
)
READING = tuple(map(tuple, map(shlex.split, _READING.strip().splitlines())))
WRITING = tuple(map(tuple, map(shlex.split, _WRITING.strip().splitlines())))
