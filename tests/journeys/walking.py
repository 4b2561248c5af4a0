"""What the walks in the lab share: an installation, a mailbox for everybody, windows, and a look at each page with axe."""

import email
import email.policy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.portal.serve.installation import ended, eventually, free_port, status_of

SCREENSHOTS = Path(__file__).parents[1] / "screenshots"
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
_SERVE = "import sys; from weerbaar.portal.serve.command import serve; sys.exit(serve(port=int(sys.argv[1])))"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {"target-size": {"enabled": True}}}


class Mailbox:
    """Everything that was sent to anybody; aiosmtpd calls `handle_DATA` for each."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (the name is aiosmtpd's)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        body = message.get_body(("plain",))
        self.letters.append((envelope.rcpt_tos[0], str(message["Subject"]), body.get_content() if body else ""))
        return "250 taken"

    def newest(self, to: str, words: str = "") -> str:
        """The text of the newest letter to somebody that holds these words; waits for it."""

        def there() -> list[str]:
            return [text for who, subject, text in self.letters if who == to and words in subject + text]

        eventually(lambda: bool(there()), within_s=20)
        return there()[-1]


class Walk(ABC):
    """Somebody at a browser. `name` is what its pictures are called."""

    name = "walk"

    def __init__(self, browser: Browser, site: str, mailbox: Mailbox, data: Path) -> None:
        self._site, self._mailbox, self._data = site, mailbox, data
        self._browser = browser
        self._last = time.monotonic()
        self._shots = 0
        self.complaints: list[str] = []
        self.page = self.window(1280)

    @abstractmethod
    def run(self) -> None:
        """All of it, in order."""

    def window(self, width: int) -> Page:
        """A browser without a past."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 800}, locale="nl-NL", reduced_motion="reduce", accept_downloads=True
        )
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def step(self, what: str, page: Page | None = None) -> None:
        """Say what was done, look at the page with axe, and keep a picture of it."""
        page = page or self.page
        found: dict[str, Any] = Axe().run(page, options=OPTIONS).response
        faults = [f"{item['id']}: {item['nodes'][0]['html'][:150]}" for item in found["violations"]]
        assert faults == [], (what, faults)
        self._shots += 1
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=str(SCREENSHOTS / f"{self.name}-{self._shots:02}.png"), full_page=True)
        now = time.monotonic()
        print(f"{now - self._last:6.1f} s  {what}", flush=True)
        self._last = now

    def press(self, words: str, page: Page | None = None) -> None:
        """Press the button or follow the link with these words."""
        page = page or self.page
        page.locator(f"main button:has-text('{words}'), main a:has-text('{words}')").first.click()
        page.wait_for_load_state()

    def heading(self, page: Page | None = None) -> str:
        """The answer that the page gives."""
        return " ".join((page or self.page).inner_text("h1").split())

    def until(self, condition: Callable[[], bool], page: Page | None = None) -> None:
        """Load the page again and again, until it is so."""

        def again() -> bool:
            (page or self.page).reload()
            return condition()

        if not condition():
            try:
                eventually(again, within_s=60)
            except AssertionError as error:
                raise AssertionError((page or self.page).inner_text("main")) from error

    def ask(self, code: str) -> str:
        """What this code prints, beside the running installation."""
        script = f"import django; django.setup()\n{code}"
        ran = subprocess.run(
            [sys.executable, "-c", script], env=environment(self._data, 0), capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()


class Walking(Protocol):
    """A kind of walk."""

    name: str

    def __call__(self, browser: Browser, site: str, mailbox: Mailbox, data: Path) -> Walk: ...


def environment(data: Path, smtp_port: int) -> dict[str, str]:
    """What the installation is told: the lab's own settings are there already."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "weerbaar.portal.config.settings",
        "WEERBAAR_DATA_DIR": str(data),
        "WEERBAAR_SMTP_HOST": "127.0.0.1",
        "WEERBAAR_SMTP_PORT": str(smtp_port or 25),
        "WEERBAAR_SMTP_PLAIN": "1",
        "WEERBAAR_SCANS_PER_TARGET_PER_HOUR": "60",
        "WEERBAAR_FRESH_MINUTES": "0",
    }


def walk_all(kind: Walking) -> int:
    """Start an installation and walk; 0 when all of it went as it should."""
    data, port = Path(tempfile.mkdtemp(prefix="weerbaar-walk-")), free_port()
    mailbox = Mailbox()
    smtp = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    smtp.start()
    try:
        with (data / "serve.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", _SERVE, str(port)],
                env=environment(data, smtp.port),
                stdout=log,
                stderr=log,
                text=True,
            )
        with ended(process):
            eventually(lambda: status_of(port) == 200, within_s=60)
            with sync_playwright() as playwright:
                program = shutil.which("chromium") or shutil.which("chromium-browser")
                browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
                walk = kind(browser, f"http://localhost:{port}", mailbox, data)
                try:
                    walk.run()
                except BaseException:
                    walk.page.screenshot(path=str(SCREENSHOTS / f"{kind.name}-fault.png"), full_page=True)
                    print((data / "serve.log").read_text()[-2000:], file=sys.stderr)
                    raise
                finally:
                    browser.close()
    finally:
        smtp.stop()
        shutil.rmtree(data, ignore_errors=True)
    return 0
