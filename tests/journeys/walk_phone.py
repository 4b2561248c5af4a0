"""A phone of somebody who walks a round: a browser with a memory of its own, and a list of what it said was saved."""

import contextlib
import io
import os
import shutil
import signal
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.journeys.walk_network import Cable
from tests.portal.serve.installation import Installation, eventually

PASSWORD = "drie rode fietsen"
MANAGER = "terrein@meeuwenwaard.example"
MUNICIPALITY = "gemeente@meeuwenwaard.example"
_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_AREA = "SELECT id FROM parks_park WHERE name LIKE 'Bedrijventerrein Meeuwenwaard%'"
_SAVE = "Bewaar dit punt"
# Says of every photo that comes up that there is nobody on it, as fast as a script can.
_NOBODY = """(total) => {
    let last = "";
    const timer = setInterval(() => {
        const number = document.getElementById("look-number").textContent;
        if (number && number !== last) {
            document.querySelector("[name=look][value=no]").click();
            document.getElementById("look-use").click();
        }
        last = number;
        if (document.querySelectorAll("#photo-list li").length === total) { clearInterval(timer); }
    }, 4);
}"""


def area_of(installation: Installation) -> str:
    """The area of the demonstration."""
    return str(uuid.UUID(installation.rows(_AREA)[0][0]))


def photo(number: int, side: int = 48, *, with_place: bool = False) -> bytes:
    """A small picture like no other; a large `side` makes many bytes. `with_place` writes where it was taken into it."""
    made = Image.effect_noise((side, side), 90).convert("RGB") if side > 100 else Image.new("RGB", (side, side))
    for at in range(24):
        made.putpixel((at, 0), (255, 255, 255) if number >> at & 1 else (0, 0, 0))
        made.paste(((number * 37) % 256, (number * 91) % 256, (number * 11) % 256), (0, side // 2, side, side))
    exif = Image.Exif()
    if with_place:
        exif[0x010F] = "Cameramerk"
        exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    made.save(file, "JPEG", quality=95, exif=exif.tobytes() if with_place else b"")
    return file.getvalue()


@dataclass
class Phone:
    """`saved` holds every point of which the page said that it was saved, with the numbers of its photos."""

    playwright: Playwright
    folder: Path
    cable: Cable
    area: str
    who: str = MANAGER
    width: int = 390
    saved: dict[str, set[str]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.switch_on()

    @property
    def home(self) -> str:
        """Where the walk-round is."""
        return f"{self.cable.address}/terrein/{self.area}/schouw/lopen/"

    def switch_on(self) -> None:
        """Start the browser, with all that it remembers."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder,
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=list(_FLAGS),
            viewport={"width": self.width, "height": 800},
            locale="nl-NL",
            reduced_motion="reduce",
            permissions=["geolocation"],
            geolocation={"latitude": 51.75, "longitude": 5.5, "accuracy": 6},
        )
        self.page = self.context.pages[0]
        self._watch()

    def _watch(self) -> None:
        self.page.set_default_timeout(20_000)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self._heard(said.type, said.text))

    def _heard(self, kind: str, text: str) -> None:
        # A browser says of each request that broke off that it did; that is what these walks are about.
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.complaints.append(text)

    def switch_off(self) -> None:
        """Close the browser as people do."""
        self.context.close()

    def pull_the_battery(self) -> None:
        """End the browser at once: it gets no chance to write anything more."""
        wanted = f"--user-data-dir={self.folder}".encode()
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and wanted in _command(entry) and b"--type=" not in b" ".join(_command(entry)):
                os.kill(int(entry.name), signal.SIGKILL)
        with contextlib.suppress(Error):
            self.context.wait_for_event("close", timeout=10_000)
        (self.folder / "SingletonLock").unlink(missing_ok=True)

    def limit_room(self, room_bytes: int | None) -> None:
        """How much the browser may keep of the site; None is as much as usual. What is there already counts."""
        limit = {} if room_bytes is None else {"quotaSize": room_bytes}
        self.context.new_cdp_session(self.page).send(
            "Storage.overrideQuotaForOrigin", {"origin": self.cable.address, **limit}
        )

    def kill_tab(self) -> None:
        """The tab is gone; a new one is there."""
        new = self.context.new_page()
        self.page.close(run_before_unload=False)
        self.page = new
        self._watch()

    def sign_in(self, who: str = "") -> None:
        """With the password of the demonstration."""
        self.page.goto(f"{self.cable.address}/account/login/")
        self.page.fill("input[name=login]", who or self.who)
        self.page.fill("input[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.locator("main form button.btn").first.click()

    def open(self) -> None:
        """Open the page, from the site or from the phone itself."""
        self.page.goto(self.home)
        self.page.wait_for_selector("#view-wait", state="hidden")

    def open_and_keep(self) -> None:
        """The first visit: afterwards the page is on the phone."""
        self.open()
        self.page.wait_for_selector("#on-phone:not([hidden])", state="attached")

    def start(self, light: str = "DAY") -> None:
        """Begin a round."""
        self.page.check(f"#start-form input[value={light}]")
        self.page.click("#start-form button")
        self.page.wait_for_selector("#view-round:not([hidden])")

    def begin_point(self, type_id: str = "PT-ROAD", place: str = "Kade 3") -> None:
        """Open the form, choose a kind and describe the place."""
        self.page.click("#point-new")
        self.choose(type_id)
        self.page.fill("#place-text", place)

    def choose(self, type_id: str) -> None:
        """Choose a kind of point; its group opens first."""
        self.page.evaluate(f"document.getElementById('type-{type_id}').closest('details').open = true")
        self.page.check(f"#type-{type_id}")

    def add_photos(self, files: Sequence[bytes]) -> None:
        """Choose photos, and say of each that there is nobody on it."""
        before = self.page.locator("#photo-list li").count()
        self.page.set_input_files("#photo-files", [_file(at, data) for at, data in enumerate(files)])
        self.page.evaluate(_NOBODY, before + len(files))
        self.page.wait_for_selector(f"#photo-list li:nth-child({before + len(files)})", state="attached")
        self.page.wait_for_selector("#view-point:not([hidden])")

    def save(self) -> str:
        """Save the point; what the page then says is saved is remembered. The id of the point."""
        before = set(self.listed())
        self.page.click(f"button:has-text('{_SAVE}')")
        self.page.wait_for_selector("#view-round:not([hidden])")
        listed = self.listed()
        new = [point for point in listed if point not in before] or [
            point for point in listed if point not in self.saved
        ]
        self.saved |= listed
        return new[0] if new else ""

    def listed(self) -> dict[str, set[str]]:
        """What stands under "on this phone"."""
        rows = self.page.eval_on_selector_all(
            "#view-round [data-point]", "all => all.map(one => [one.dataset.point, one.dataset.photos])"
        )
        return {point: set(photos.split()) for point, photos in rows}

    def states(self) -> set[str]:
        """The states of what stands there."""
        return set(
            self.page.eval_on_selector_all("#view-round [data-point]", "all => all.map(one => one.dataset.state)")
        )

    def add_point(self, photos: Sequence[bytes] = (), *, type_id: str = "PT-ROAD", place: str = "Kade 3") -> str:
        """All of it: the form, its photos, and saving."""
        self.begin_point(type_id, place)
        if photos:
            self.add_photos(photos)
        return self.save()

    def all_arrived(self, within_s: float = 60) -> None:
        """Until the page says of every point that it has arrived."""
        self.send()
        eventually(lambda: self.states() == {"arrived"}, within_s=within_s)

    def send(self) -> None:
        """Press the button, when there is anything to send."""
        self.page.evaluate("document.querySelector('#view-round [data-send]:not([hidden])')?.click()")

    def kept_photos(self) -> int:
        """How many photos this phone still holds, whoever made them."""
        return int(
            self.page.evaluate(
                """() => new Promise((resolve, reject) => {
                    const asked = indexedDB.open("weerbaar-walk");
                    asked.onerror = () => reject(asked.error);
                    asked.onsuccess = () => {
                        const count = asked.result.transaction(["photos"]).objectStore("photos").count();
                        count.onsuccess = () => { asked.result.close(); resolve(count.result); };
                    };
                })"""
            )
        )


def _file(at: int, data: bytes) -> dict[str, object]:
    return {"name": f"foto-{at}.jpg", "mimeType": "image/jpeg", "buffer": data}


def _command(entry: Path) -> list[bytes]:
    try:
        return (entry / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def arrived(installation: Installation, saved: dict[str, set[str]]) -> None:
    """Fails unless the site has every point that was said to be saved, with every photo of it, counted by hash."""
    points = {str(uuid.UUID(row[0])) for row in installation.rows("SELECT id FROM inspections_point")}
    named = {
        (str(uuid.UUID(point)), sha)
        for point, sha in installation.rows("SELECT point_id, sha256 FROM inspections_pointphoto")
    }
    kept = {sha for (sha,) in installation.rows("SELECT sha256 FROM inspections_photo WHERE size > 0")}
    wanted = {(point, sha) for point, photos in saved.items() for sha in photos}
    assert set(saved) <= points
    assert wanted <= named
    assert {sha for _, sha in wanted} <= kept
