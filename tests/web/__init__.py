"""HTML as others judge it, many pages at once: the Nu validator, html-validate, and axe in a browser."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = MODULES / "html-validate" / "bin" / "html-validate.mjs"
AXE = MODULES / "axe-core" / "axe.min.js"
# As narrow as a page must still be readable on without scrolling sideways.
NARROW = 320

_SECONDS = 300
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')


def _program(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


JAVA, NODE = _program("java"), _program("node", "nodejs")
BROWSER = _program("chromium", "chromium-browser", "google-chrome")
FONTS = sorted(Path("/usr/share/fonts").rglob("DejaVuSans*.ttf"))
# What a test needs beside Python, by its marker: whether it is there, and what to install.
NEEDS = {
    "needs_java": (JAVA and VNU.exists(), "Java (Debian: default-jre-headless) and vnu-jar"),
    "needs_node": (NODE and HTML_VALIDATE.exists(), "Node (Debian: nodejs npm) and html-validate"),
    "needs_browser": (BROWSER and AXE.exists(), "Chromium (Debian: chromium) and axe-core"),
    "needs_font": (FONTS, "a font (Debian: fonts-dejavu-core)"),
}
INSTALL = "npm ci --prefix tests/web --ignore-scripts"


def by_nu(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """Say what the Nu validator of the W3C finds wrong with each page."""
    files = _written(pages, folder)
    done = _run(str(JAVA), "-jar", str(VNU), "--format", "json", "--errors-only", *files)
    found: dict[str, list[str]] = {name: [] for name in pages}
    for each in json.loads(done.stderr)["messages"]:
        found[Path(each["url"]).stem].append(each["message"])
    return found


def by_html_validate(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """Say what html-validate finds wrong with each page, by the rules of WCAG that it knows as well."""
    rules = folder / "rules.json"
    # How long a title is matters to search engines only.
    extended = [f"html-validate:{each}" for each in ("recommended", "document", "a11y")]
    settings = {"root": True, "extends": extended, "rules": {"long-title": "off"}}
    rules.write_text(json.dumps(settings), encoding="utf-8")
    files = _written(pages, folder)
    done = _run(str(NODE), str(HTML_VALIDATE), "--config", str(rules), "--formatter", "json", *files)
    found: dict[str, list[str]] = {name: [] for name in pages}
    for each in json.loads(done.stdout):
        found[Path(each["filePath"]).stem] += [said["message"] for said in each["messages"]]
    return found


def by_axe(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """Say what axe finds wrong with each page in a narrow window, by WCAG 2.1 AA and good practice."""
    # The page lets no script run, and so axe would not.
    served = {name: _POLICY.sub("", page) for name, page in pages.items()}
    harness = folder / "harness.html"
    script = (HERE / "harness.js").read_text(encoding="utf-8")
    given = {"pages": served, "axe": AXE.read_text(encoding="utf-8"), "width": NARROW}
    # Inside a script "</" would end it.
    data = json.dumps(given).replace("</", "<\\/")
    harness.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>axe</title><pre id="found"></pre>'
        f'<script id="data" type="application/json">{data}</script>'
        f"<script>{script}</script>",
        encoding="utf-8",
    )
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
    profile = f"--user-data-dir={folder / 'profile'}"
    done = _run(
        str(BROWSER), *options, profile, "--virtual-time-budget=10000000", "--dump-dom", harness.as_uri()
    )
    shown = re.search(r'<pre id="found">(.+?)</pre>', done.stdout, re.DOTALL)
    assert shown is not None, done.stderr
    found: dict[str, list[str]] = json.loads(html.unescape(shown[1]))
    assert found.keys() == pages.keys()
    return found


def _written(pages: Mapping[str, str], folder: Path) -> list[str]:
    files = {folder / f"{name}.html": page for name, page in pages.items()}
    for path, page in files.items():
        path.write_text(page, encoding="utf-8", newline="\n")
    return [str(path) for path in files]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, check=False, encoding="utf-8", env=dict(os.environ), timeout=_SECONDS
    )
