"""The HTML report in a real browser: readable for everyone, on every screen, and silent."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scanner.report.documents import bad, good, hostile, nothing
from weerbaar.scanner.report.html import render

pytestmark = pytest.mark.browser
REPORTS = {"bad": bad, "good": good, "nothing": nothing, "hostile": hostile}
# In a process of its own, since a browser's event loop and those of other tests do not go together.
PROGRAM = """
import json, sys
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

program, *files = sys.argv[1:]
flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-quic", "--no-first-run"]
levels = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
seen = []
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=program, args=flags)
    for scheme in ("light", "dark"):
        for width in (320, 1280):
            # Only axe itself needs the page's own policy out of the way.
            context = browser.new_context(
                color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
            )
            page = context.new_page()
            asked, said = [], []
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda message: said.append(message.text))
            page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
            for file in files:
                asked.clear()
                page.goto(f"file://{file}")
                violations = [violation["id"] for violation in Axe().run(page, options=levels).response["violations"]]
                wide = page.evaluate("document.documentElement.scrollWidth")
                outside = [url for url in asked if not url.startswith(("data:", f"file://{file}"))]
                seen.append([file, scheme, width, violations, wide > width, outside, list(said)])
    browser.close()
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium on this machine")
    folder = tmp_path_factory.mktemp("pages")
    files = []
    for name, report in REPORTS.items():
        file: Path = folder / f"{name}.html"
        file.write_text(render(report()), "utf-8")
        files.append(str(file))
    command = [sys.executable, "-c", PROGRAM, program, *files]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_every_report_was_looked_at_in_light_and_dark_small_and_large(seen: Any) -> None:
    assert len(seen) == len(REPORTS) * 4


def test_nothing_hinders_people_with_a_disability(seen: Any) -> None:
    assert [row[:4] for row in seen if row[3]] == []


def test_no_report_scrolls_sideways(seen: Any) -> None:
    assert [row[:3] for row in seen if row[4]] == []


def test_no_report_asks_for_anything_or_says_anything(seen: Any) -> None:
    assert [row for row in seen if row[5] or row[6]] == []
