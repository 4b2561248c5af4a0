"""A whole installation with demonstration companies, and a real browser in front of it."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.portal.serve.installation import Installation, ended, eventually, free_port, status_of
from tests.portal.silent_resolver import silent_resolver

SCREENSHOTS = Path(__file__).parents[1] / "screenshots"
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
_SERVE = (
    "import sys; from weerbaar.portal.serve.command import serve; sys.exit(serve(port=int(sys.argv[1]), demo=True))"
)
# Demonstration companies answer within a second. Every other name is asked of a server that never answers, so that a
# scan of it lasts as long as its time limit.
SLOW_S = 3


@dataclass(frozen=True)
class Site:
    """The running installation."""

    address: str
    installation: Installation
    process: "subprocess.Popen[str]"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    port = free_port()
    with silent_resolver() as resolver:
        installation = Installation(
            tmp_path_factory.mktemp("site"),
            {
                "WEERBAAR_RESOLVER": resolver,
                "WEERBAAR_TIMEOUT": str(SLOW_S),
                "WEERBAAR_BEAT": "0.3",
                "WEERBAAR_SILENCE": "1.5",
                "WEERBAAR_SCANS_AT_ONCE_PER_VISITOR": "20",
                "WEERBAAR_CONTACT": "veilig@meten.example",
            },
        )
        with (installation.folder / "serve.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", _SERVE, str(port)],
                env=installation.environment,
                stdout=log,
                stderr=log,
                text=True,
            )
        with ended(process):
            eventually(lambda: status_of(port) == 200, within_s=300)
            yield Site(f"http://localhost:{port}", installation, process)


# Not for the whole session: while it lives, its event loop runs in this thread and no other test can have one.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with _chromium(playwright) as started:
        yield started


@pytest.fixture(scope="module")
def browser_without_script(playwright: Playwright) -> Iterator[Browser]:
    """Blink itself is told so: a window that merely runs no script would still hide what is in `noscript`."""
    with _chromium(playwright, "--blink-settings=scriptEnabled=false") as started:
        yield started


@contextlib.contextmanager
def _chromium(playwright: Playwright, *flags: str) -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("there is no Chromium here")
    started = playwright.chromium.launch(executable_path=program, args=[*_FLAGS, *flags])
    yield started
    started.close()


@dataclass
class Window:
    """One visitor's browser window. Whatever the browser complains of is kept in `complaints`."""

    page: Page
    context: BrowserContext
    site: Site
    complaints: list[str]

    def open(self, path: str = "/") -> None:
        """Go to a page of the site."""
        self.page.goto(self.site.address + path)

    def measure(self, name: str) -> None:
        """Type a name and press the button."""
        self.open()
        self.page.fill("#domain", name)
        self.page.click(".ask button")

    def wait_for_result(self, within_s: float = 20) -> None:
        """Until the result is there; a run that failed is not waited for."""
        self.page.wait_for_selector(".bandhead h1, .card.narrow h1", timeout=1000 * within_s)
        assert self.page.locator(".bandhead h1").count() == 1, self.heading()

    def heading(self) -> str:
        """The answer that the page gives."""
        return " ".join(self.page.inner_text("h1").split())

    def picture(self, name: str) -> None:
        """Keep what the visitor sees, for whoever wants to look."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=True)


@dataclass
class Windows:
    """Opens windows of any size, language and habit."""

    browser: Browser
    site: Site

    @contextlib.contextmanager
    def new(self, *, width: int = 1280, language: str = "nl-NL", scheme: str = "light") -> Iterator[Window]:
        """A window without a past: no cookies, no cache. Fails when the browser complained of anything."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800},
            locale=language,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        complaints: list[str] = []
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield Window(page, context, self.site, complaints)
        context.close()
        assert complaints == []


@pytest.fixture
def windows(browser: Browser, site: Site) -> Windows:
    return Windows(browser, site)
