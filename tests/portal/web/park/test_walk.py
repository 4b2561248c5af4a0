"""The pages of a walk-round on a phone: who gets them, and that what stays on a phone says nothing about who looked."""

import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.inspections.point_form import PointForm
from weerbaar.portal.inspections.services.begin_inspection import begin_inspection
from weerbaar.portal.inspections.services.put_point import Walk, put_point
from weerbaar.portal.inspections.words import Light
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.web.static_files import StaticFiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/schouw/lopen/{rest}"


@pytest.mark.parametrize("page", ["", "wie", "app.webmanifest"])
def test_everybody_with_a_seat_may_walk_and_a_stranger_finds_nothing(here: Area, page: str) -> None:
    for who in (here.chaima, here.pim, here.partners[PartnerKind.POLICE]):
        assert who.client().get(url(here, page)).status_code == 200
    assert here.outsider.client().get(url(here, page)).status_code == 404


def test_a_visitor_signs_in_and_the_script_of_a_phone_hears_that_it_must(here: Area) -> None:
    assert Client().get(url(here)).headers["Location"].startswith("/account/login/")
    assert Client().get(url(here, "wie")).status_code == 401


def test_the_page_that_stays_on_a_phone_is_the_same_for_everybody(here: Area) -> None:
    pages = {who.client().get(url(here)).content for who in (here.chaima, here.pim, here.partners[PartnerKind.POLICE])}
    assert len(pages) == 1
    page = pages.pop().decode()
    for told in (here.park.name, "Chaima", "csrfmiddlewaretoken", str(here.chaima.user.id)):
        assert told not in page


def test_the_page_may_ask_where_one_stands_and_nothing_else_of_the_site_may(here: Area) -> None:
    client = here.chaima.client()
    assert "geolocation=(self)" in client.get(url(here)).headers["Permissions-Policy"]
    assert "geolocation=()" in client.get(f"/terrein/{here.park.id}/kvo/").headers["Permissions-Policy"]
    policy = client.get(url(here)).headers["Content-Security-Policy"]
    assert "manifest-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_setup_says_who_and_where_and_which_rounds_are_walked_now(here: Area) -> None:
    now = timezone.now()
    walked = begin_inspection(here.park.id, Light.DARK, actor=here.manager)
    begin_inspection(here.park.id, Light.DAY, actor=here.manager, started_at=now - timedelta(hours=20))
    told = here.pim.client().get(url(here, "wie")).json()
    assert told["person"] == str(here.pim.user.id)
    assert told["park"] == "Meeuwenwaard"
    assert [(one["id"], one["round"]) for one in told["rounds"]] == [(str(walked), "DARK")]
    assert told["csrf"]


def test_every_kind_of_point_and_every_field_of_it_can_be_chosen(here: Area) -> None:
    page = here.chaima.client().get(url(here)).content.decode()
    asked = {name for fields in re.findall(r'data-record="([^"]*)"', page) for name in fields.split()}
    assert len(re.findall(r'id="type-PT-', page)) == 40
    assert asked
    for name in asked:
        assert f'data-word="field-{name}"' in page


def test_every_sentence_and_place_that_the_script_asks_for_is_in_the_page(here: Area) -> None:
    page = here.chaima.client().get(url(here)).content.decode()
    folder = Path(finders.find("weerbaar/walk/walk.js")).parent
    script = "".join(path.read_text("utf-8") for path in folder.glob("*.js"))
    words, places = re.findall(r'say\("([\w-]+)"', script), re.findall(r'(?:byId|tell|copyOf)\("([\w-]+)"', script)
    assert len(words) > 20
    for word in words:
        assert f'data-word="{word}"' in page, word
    for place in places:
        assert f'id="{place}"' in page, place


def test_the_worker_is_public_knows_its_files_and_serves_pages_of_areas_only(here: Area) -> None:
    response = Client().get("/terrein/schouw/telefoon.js")
    told = response.content.decode()
    assert response.headers["Service-Worker-Allowed"] == "/terrein/"
    assert response.headers["Content-Type"] == "text/javascript"
    files = re.search(r"const FILES = (\[.*?\]);", told)
    assert files is not None
    for module in ("walk.js", "store.js", "sync.js", "look_over.js"):
        assert f"weerbaar/walk/{module}" in files[1]
    version = re.search(r'const VERSION = "(\w+)"', told)
    assert version is not None
    assert here.chaima.client().get(url(here)).headers["Walk-Version"] == version[1]


def test_the_manifest_opens_the_page_of_this_area_alone(here: Area) -> None:
    told = here.chaima.client().get(url(here, "app.webmanifest")).json()
    assert told["start_url"] == told["scope"] == url(here)
    assert "Meeuwenwaard" in told["name"]
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512", "any"}


def test_a_round_with_points_can_still_be_joined(here: Area) -> None:
    on = Walk(uuid.uuid4(), Light.DAY, timezone.now())
    put_point(here.park.id, uuid.uuid4(), PointForm("PT-ROAD", place_text="Kade 3"), on, actor=here.manager)
    police = here.partners[PartnerKind.POLICE].client()
    assert [one["id"] for one in police.get(url(here, "wie")).json()["rounds"]] == [str(on.id)]


def test_modules_that_import_each_other_name_the_very_version_they_belong_to(tmp_path: Path) -> None:
    """A phone that keeps files of two versions would fail in the field."""
    folder = tmp_path / "weerbaar" / "walk"
    folder.mkdir(parents=True)
    (folder / "a.js").write_text('import { b } from "./b.js";\nb();\n')
    (folder / "b.js").write_text("export function b() {}\n")
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    names = ("weerbaar/walk/a.js", "weerbaar/walk/b.js")
    made = {name: hashed for name, hashed, _ in storage.post_process({name: (storage, name) for name in names})}
    imported = re.search(r'from "\./(b\.\w+\.js)"', (tmp_path / made["weerbaar/walk/a.js"]).read_text())
    assert imported is not None
    assert made["weerbaar/walk/b.js"].endswith(imported[1])
