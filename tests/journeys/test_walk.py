"""A walk-round on a phone that loses its network, its tab, its battery and its room: no point and no photo is ever lost."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Playwright

from tests.journeys.conftest import SCREENSHOTS, Site
from tests.journeys.test_accessibility import OPTIONS
from tests.journeys.walk_network import Cable, cable
from tests.journeys.walk_phone import MUNICIPALITY, Phone, area_of, arrived, photo
from tests.portal.serve.installation import eventually

pytestmark = pytest.mark.browser
Phones = Callable[..., Phone]
# The page itself and a small photo fit, a large photo does not.
ROOM_BYTES = 400_000


@pytest.fixture
def network(site: Site) -> Iterator[Cable]:
    with cable(int(site.address.rpartition(":")[2])) as made:
        yield made


@pytest.fixture
def phones(playwright: Playwright, site: Site, network: Cable, tmp_path: Path) -> Iterator[Phones]:
    """Phones of people who have signed in, with the page on them. None may have complained of anything."""
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        pytest.skip("there is no Chromium here")
    made: list[Phone] = []

    def new(room_bytes: int | None = None, **options: Any) -> Phone:
        phone = Phone(playwright, tmp_path / f"phone-{len(made)}", network, area_of(site.installation), **options)
        made.append(phone)
        phone.limit_room(room_bytes)
        phone.sign_in()
        phone.open_and_keep()
        return phone

    yield new
    for phone in made:
        phone.switch_off()
    assert [said for phone in made for said in phone.complaints] == []


def test_without_a_network_from_the_first_minute(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.switch_off()
    network.cut()
    phone.switch_on()
    phone.open()
    phone.start("DARK")
    phone.add_point([photo(1), photo(2)], type_id="PT-LAMP")
    phone.add_point(type_id="PT-DUMP", place="Achter de hal")
    assert phone.states() == {"waiting"}
    assert "2 punten, 2 foto" in phone.page.inner_text("#coverage")
    phone.switch_off()
    phone.switch_on()
    phone.open()
    assert set(phone.listed()) == set(phone.saved)
    # A browser that closes forgets who signed in: the points wait for it.
    network.mend()
    phone.send()
    phone.page.wait_for_selector("#sign-in-again:not([hidden])")
    phone.sign_in()
    phone.open()
    phone.all_arrived()
    arrived(site.installation, phone.saved)
    assert phone.kept_photos() == 0


def test_the_network_is_cut_in_the_middle_of_a_photo(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    network.cut()
    phone.add_point([photo(10, side=900), photo(11, side=900)])
    network.mend()
    network.cut_after(150_000)
    phone.send()
    eventually(lambda: network.is_cut)
    assert phone.states() == {"waiting"}
    assert phone.kept_photos() == 2
    network.mend()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


def test_the_site_hears_and_the_phone_does_not(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    network.cut()
    phone.add_point([photo(20)])
    network.mend()
    network.drop_answers()
    phone.send()
    phone.page.wait_for_timeout(1500)
    network.cut()
    network.mend()
    phone.kill_tab()
    phone.open()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


def test_a_tab_that_is_killed_while_sending_goes_on_later(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    network.cut()
    for number in range(30, 33):
        phone.add_point([photo(number, side=700)], place=f"Kade {number}")
    network.mend()
    network.cut_after(260_000)
    phone.send()
    eventually(lambda: network.is_cut)
    phone.kill_tab()
    network.mend()
    phone.open()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


def test_what_was_said_to_be_saved_outlives_the_battery(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    network.cut()
    phone.add_point([photo(40)])
    phone.begin_point(place="Half opgeschreven")
    phone.add_photos([photo(41)])
    phone.pull_the_battery()
    phone.switch_on()
    phone.open()
    # What was in the form is there again, and nothing that was saved is gone.
    phone.page.wait_for_selector("#view-point:not([hidden])")
    assert phone.page.input_value("#place-text") == "Half opgeschreven"
    assert phone.page.locator("#photo-list li").count() == 1
    phone.save()
    assert len(phone.saved) == 2
    network.mend()
    phone.sign_in()
    phone.open()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


def test_a_tab_that_is_killed_while_saving_keeps_all_or_nothing(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    network.cut()
    for number in range(50, 53):
        phone.begin_point(place=f"Kade {number}")
        phone.add_photos([photo(number)])
        phone.page.evaluate("setTimeout(() => document.querySelector('#point-form .btn.hi').click())")
        phone.kill_tab()
        phone.open()
        if phone.page.is_visible("#view-point"):
            phone.save()
        phone.saved |= phone.listed()
    assert len(phone.saved) == 3
    assert all(len(photos) == 1 for photos in phone.saved.values())
    network.mend()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


def test_two_people_walk_one_round_and_change_one_point(site: Site, phones: Phones) -> None:
    one = phones()
    one.start()
    point = one.add_point([photo(60)])
    one.all_arrived()
    other = phones(who=MUNICIPALITY)
    other.page.locator("#joins input").first.check()
    other.page.click("#start-form button")
    other.page.wait_for_selector("#view-round:not([hidden])")
    other.add_point([photo(61)], place="Overkant")
    one.add_point([photo(62)], place="Deze kant")
    _change_elsewhere(other, one, point, "De ander schreef dit.")
    one.page.locator(f"#view-round [data-point='{point}'] [data-change]").click()
    one.page.fill("#point-text", "En ik dit.")
    one.add_photos([photo(63)])
    one.save()
    one.all_arrived()
    other.all_arrived()
    arrived(site.installation, one.saved | other.saved)
    arrived(site.installation, {point: one.saved[point]})
    text = site.installation.rows(f"SELECT text FROM inspections_point WHERE id = '{point.replace('-', '')}'")[0][0]
    assert "De ander schreef dit." in text
    assert "En ik dit." in text
    assert len(site.installation.rows("SELECT id FROM inspections_inspection WHERE round = 'DAY'")) >= 1


def _change_elsewhere(other: Phone, one: Phone, point: str, text: str) -> None:
    """Somebody changes the point with another app."""
    status = other.page.evaluate(
        """async ([point, text]) => {
            const page = document.querySelector("[data-walk]").dataset;
            const { csrf, rounds } = await (await fetch(page.setup)).json();
            const body = {
                inspection: { id: rounds[0].id, round: rounds[0].round, started_at: rounds[0].started_at },
                type: "PT-ROAD", text, place_text: "Kade 3", seen_at: new Date().toISOString(), revision: 2, base_revision: 1,
            };
            const headers = { "X-CSRFToken": csrf, "Content-Type": "application/json" };
            return (await fetch(`${page.sync}punt/${point}`, { method: "PUT", body: JSON.stringify(body), headers })).status;
        }""",
        [point, text],
    )
    assert status == 200


def test_two_hundred_photos_arrive(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    network.cut()
    for number in range(10):
        phone.add_point([photo(1000 + 20 * number + at) for at in range(20)], place=f"Kade {number}")
    assert sum(len(photos) for photos in phone.saved.values()) == 200
    network.mend()
    phone.all_arrived(within_s=90)
    arrived(site.installation, phone.saved)
    assert phone.kept_photos() == 0


def test_a_phone_without_room_says_so_and_keeps_what_it_has(site: Site, network: Cable, phones: Phones) -> None:
    # Before the page first writes anything: the browser asks how much room there is once in a while only.
    phone = phones(room_bytes=ROOM_BYTES)
    phone.start()
    network.cut()
    phone.add_point([photo(70)])
    phone.begin_point(place="Geen ruimte")
    phone.add_photos([photo(71, side=1200)])
    assert "nog niet op deze telefoon" in phone.page.inner_text("#photo-list").lower()
    phone.page.click("#point-form .btn.hi")
    phone.page.wait_for_selector("#point-error:not([hidden])")
    assert "geen ruimte" in phone.page.inner_text("#point-error")
    assert phone.page.locator("#photo-list li").count() == 1
    assert phone.kept_photos() == 1
    phone.limit_room(None)
    phone.save()
    assert len(phone.saved) == 2
    network.mend()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


def test_somebody_else_on_the_same_phone_neither_sees_nor_sends(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    network.cut()
    point = phone.add_point([photo(80)])
    network.mend()
    phone.context.clear_cookies()
    phone.sign_in(MUNICIPALITY)
    phone.open()
    phone.page.wait_for_selector("#view-start:not([hidden])")
    assert phone.page.locator("[data-point]").count() == 0
    phone.page.wait_for_timeout(1000)
    assert not site.installation.rows(f"SELECT id FROM inspections_point WHERE id = '{point.replace('-', '')}'")
    phone.context.clear_cookies()
    phone.sign_in()
    phone.open()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


def test_whoever_is_signed_out_meanwhile_loses_nothing(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    phone.context.clear_cookies()
    phone.add_point([photo(90)])
    phone.page.wait_for_selector("#sign-in-again:not([hidden])")
    phone.sign_in()
    phone.open()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


def test_a_face_is_unreadable_in_what_is_sent_and_where_it_was_taken_is_not(site: Site, phones: Phones) -> None:
    phone = phones()
    phone.start()
    phone.begin_point()
    phone.page.click("#place-gps")
    phone.page.wait_for_selector("#place-none:not([hidden])")
    phone.page.set_input_files(
        "#photo-files", [{"name": "f.jpg", "mimeType": "image/jpeg", "buffer": photo(95, 400, with_place=True)}]
    )
    phone.page.check("[name=look][value=yes]")
    phone.page.click("#look-use")
    assert "onleesbaar" in phone.page.inner_text("#look-error")
    for _ in range(6):
        phone.page.click("[data-move=wider]")
    phone.page.focus("#look-frame")
    phone.page.keyboard.press("ArrowLeft")
    phone.page.keyboard.press("Enter")
    assert phone.page.inner_text("#look-said") == "1 deel is onleesbaar."
    colours = phone.page.evaluate(_COLOURS)
    assert colours["inside"] <= 25 < colours["outside"]
    phone.page.click("#look-use")
    phone.save()
    phone.all_arrived()
    arrived(site.installation, phone.saved)


# How many colours there are in the middle of the box, and how many in as large a part of the rest.
_COLOURS = """() => {
    const canvas = document.getElementById("look-canvas"), part = document.getElementById("look-part").style;
    const context = canvas.getContext("2d", { willReadFrequently: true }), of = (text) => parseFloat(text) / 100;
    const width = Math.floor(of(part.width) * canvas.width), height = Math.floor(of(part.height) * canvas.height);
    const count = (x, y) => {
        const data = context.getImageData(x, y, width, height).data, seen = new Set();
        for (let at = 0; at < data.length; at += 4) { seen.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`); }
        return seen.size;
    };
    const left = Math.ceil(of(part.left) * canvas.width), top = Math.ceil(of(part.top) * canvas.height);
    return { inside: count(left, top), outside: count(0, 0) };
}"""


def test_every_part_of_the_page_passes_axe_on_a_phone(phones: Phones) -> None:
    phone = phones()
    _look(phone, "begin")
    phone.start("DARK")
    _look(phone, "ronde")
    phone.begin_point("PT-LAMP")
    phone.page.click("#place-gps")
    phone.page.wait_for_selector("#place-none:not([hidden])")
    phone.add_photos([photo(3, 300)])
    _look(phone, "punt")
    phone.page.set_input_files("#photo-files", [{"name": "f.jpg", "mimeType": "image/jpeg", "buffer": photo(4, 400)}])
    phone.page.check("[name=look][value=yes]")
    _look(phone, "foto")
    phone.page.click("#look-drop")
    phone.save()
    phone.all_arrived()
    _look(phone, "aangekomen")


def _look(phone: Phone, name: str) -> None:
    found: dict[str, Any] = Axe().run(phone.page, options=OPTIONS).response
    assert [f"{item['id']}: {item['nodes'][0]['html'][:150]}" for item in found["violations"]] == [], name
    SCREENSHOTS.mkdir(exist_ok=True)
    phone.page.screenshot(path=str(SCREENSHOTS / f"schouw-{name}.png"), full_page=True)
    phone.page.set_viewport_size({"width": 320, "height": 800})
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 320, name
    phone.page.set_viewport_size({"width": 390, "height": 800})


def test_a_place_is_tapped_on_the_map_without_coverage(site: Site, network: Cable, phones: Phones) -> None:
    phone = phones()
    phone.start()
    network.cut()
    phone.page.reload()
    phone.page.click("#point-new")
    phone.choose("PT-ROAD")
    phone.page.click("#place-map summary")
    box = phone.page.locator("#walk-map")
    box.scroll_into_view_if_needed()
    phone.page.wait_for_selector("#walk-map .m-outline", state="attached")
    box.click(position={"x": 120, "y": 110})
    assert "op de kaart" in phone.page.inner_text("#place-said")
    phone.page.screenshot(path=str(SCREENSHOTS / "walk-map.png"), full_page=True)
    point = phone.save()
    network.mend()
    phone.all_arrived()
    wanted = f"SELECT latitude, longitude, placed_by FROM inspections_point WHERE id = '{point.replace('-', '')}'"
    ((latitude, longitude, by),) = site.installation.rows(wanted)
    assert by == "tap"
    assert 52.5 < latitude < 52.6
    assert 5.1 < longitude < 5.3
    # The pin is gone from the form of the next point.
    phone.page.click("#point-new")
    assert phone.page.input_value("#place-latitude") == ""
    assert phone.page.locator("#walk-map .leaflet-marker-icon").count() == 0


def test_files_of_an_older_version_leave_the_phone(phones: Phones) -> None:
    phone = phones()
    scope = phone.home.removeprefix(phone.cable.address)
    phone.page.goto(f"{phone.cable.address}/over/")
    phone.page.evaluate(
        """async (scope) => {
            await caches.open(`walk ${scope} older`);
            await caches.open("of something else");
            await (await navigator.serviceWorker.getRegistration(scope)).unregister();
        }""",
        scope,
    )
    phone.open_and_keep()
    kept = phone.page.evaluate("caches.keys()")
    assert len(kept) == 2
    assert f"walk {scope} older" not in kept
    assert "of something else" in kept
