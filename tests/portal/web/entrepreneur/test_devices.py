"""Devices report by a code that people make, and what they say answers questions."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.people import Bakery, bakery
from tests.scanner.devices import GOOD, device, report_of
from weerbaar.portal.assessments.evidence import signals_of
from weerbaar.portal.audit.models import Event
from weerbaar.portal.scans.models import CompanyDevice
from weerbaar.portal.scans.services.manage_device import add_device, withdraw_code
from weerbaar.portal.scans.services.take_device_report import MOST_IN_WINDOW
from weerbaar.scanner.facts.device import Device, Extent
from weerbaar.scanner.report.device_report import MOST_BYTES, document

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    return bakery()


def a_code(here: Bakery, label: str = "Laptop van de winkel") -> str:
    return add_device(here.id, label, actor=here.anna.person).code


def report(code: str, data: str | None = None, subject: Device = GOOD, **days: int) -> object:
    text = document(report_of(subject, timezone.now() - timedelta(**days))) if data is None else data
    headers = {"authorization": f"Bearer {code}"}
    return Client(enforce_csrf_checks=True).post("/apparaat/", text, content_type="application/json", headers=headers)


def said(answer: object) -> tuple[int, str]:
    body = json.loads(answer.content)  # type: ignore[attr-defined]
    return answer.status_code, body.get("error", "")  # type: ignore[attr-defined]


def test_a_colleague_makes_a_code_that_is_shown_once_and_stored_as_a_hash(here: Bakery) -> None:
    client = here.carla.client()
    html = client.post(f"/bedrijf/{here.id}/apparaten/", {"label": "Laptop  van de winkel"}).content.decode()
    (code,) = re.findall(r'id="code">(w[A-Za-z0-9_-]{32})<', html)
    assert f"weerbaar device --send http://localhost:8000/apparaat/ --code {code}" in html
    row = CompanyDevice.objects.get()
    assert row.label == "Laptop van de winkel"
    assert code not in repr(CompanyDevice.objects.values())
    assert row.code_expires_at is not None
    assert timedelta(days=13) < row.code_expires_at - timezone.now() <= timedelta(days=14)
    assert code not in client.get(f"/bedrijf/{here.id}/apparaten/").content.decode()
    assert said(report(code)) == (201, "")
    assert [event.word for event in Event.objects.filter(subject_id=row.id)] == [
        "person:device:add",
        "link-holder:device:report",
    ]


def test_what_a_device_said_is_shown_and_measured(here: Bakery) -> None:
    report(a_code(here), subject=device(disk_encryption=Extent.NONE))
    html = here.bram.client().get(f"/bedrijf/{here.id}/apparaten/").content.decode()
    assert "1 apparaat vertelde hoe het beveiligd is" in html
    assert "Wie dit apparaat steelt, kan alles op de schijf lezen." in html
    values = {signal.name: signal.value for signal in signals_of(here.view())}
    assert (values["dev.disk_enc"], values["dev.firewall"]) == ("off", "on")


def test_of_several_devices_the_worst_counts_and_the_page_says_so(here: Bakery) -> None:
    report(a_code(here, "Een"))
    report(a_code(here, "Twee"), subject=device(firewall=Extent.NONE, disk_encryption=Extent.NONE))
    report(a_code(here, "Drie"), subject=device(disk_encryption=Extent.PART, firewall=Extent.NONE))
    values = {signal.name: signal.value for signal in signals_of(here.view())}
    assert values["dev.disk_enc"] == "mixed"
    html = here.anna.client().get(f"/bedrijf/{here.id}/apparaten/").content.decode()
    assert "Bij meer apparaten telt het slechtste antwoord" in html


def test_a_report_replaces_the_one_before_and_an_old_one_counts_no_more(here: Bakery) -> None:
    code = a_code(here)
    report(code, subject=device(firewall=Extent.NONE))
    report(code)
    assert {signal.value for signal in signals_of(here.view()) if signal.name == "dev.firewall"} == {"on"}
    report(code, days=91)
    assert [signal for signal in signals_of(here.view()) if signal.name.startswith("dev.")] == []
    html = here.anna.client().get(f"/bedrijf/{here.id}/apparaten/").content.decode()
    assert "Na 90 dagen telt een bericht niet meer" in html


@pytest.mark.parametrize("code", ["", "w", "wWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"])
def test_a_stranger_cannot_report(here: Bakery, code: str) -> None:
    a_code(here)
    assert said(report(code)) == (401, "unknown-code")
    assert Client().post("/apparaat/", "{}", content_type="application/json").status_code == 401
    assert Client().get("/apparaat/").status_code == 405


def test_a_code_ends_after_two_weeks_and_when_it_is_withdrawn_or_replaced(here: Bakery) -> None:
    old = a_code(here)
    CompanyDevice.objects.update(code_expires_at=timezone.now() - timedelta(seconds=1))
    assert said(report(old)) == (410, "code-ended")
    url = f"/bedrijf/{here.id}/apparaten/{CompanyDevice.objects.get().id}/"
    html = here.carla.client().post(f"{url}code/").content.decode()
    (code,) = re.findall(r'id="code">(w[A-Za-z0-9_-]{32})<', html)
    assert said(report(old)) == (401, "unknown-code")
    assert said(report(code)) == (201, "")
    here.carla.client().post(f"{url}intrekken/")
    assert said(report(code)) == (401, "unknown-code")
    assert CompanyDevice.objects.get().report is not None


def test_two_devices_without_a_code_can_stand_beside_each_other(here: Bakery) -> None:
    for label in ("Een", "Twee"):
        made = add_device(here.id, label, actor=here.anna.person)
        withdraw_code(here.id, made.device_id, actor=here.anna.person)
    assert CompanyDevice.objects.filter(code_hash="").count() == 2
    assert said(report("")) == (401, "unknown-code")


@pytest.mark.parametrize(
    ("data", "status", "word"),
    [
        ("{}", 422, "no-report"),
        ("no JSON", 422, "no-report"),
        ('{"kind": "weerbaar-device", "host_name": "LAPTOP-ANNA"}', 422, "no-report"),
        ("x" * MOST_BYTES, 422, "no-report"),
        ("x" * (MOST_BYTES + 1), 413, "too-large"),
        ("x" * (200 * 1024), 413, "too-large"),
    ],
)
def test_what_is_no_report_is_refused_and_nothing_is_kept(here: Bakery, data: str, status: int, word: str) -> None:
    assert said(report(a_code(here), data)) == (status, word)
    assert CompanyDevice.objects.get().report is None


def test_a_code_can_be_used_so_often_in_an_hour(here: Bakery) -> None:
    code = a_code(here)
    for _time in range(MOST_IN_WINDOW):
        assert said(report(code, "{}"))[0] == 422
    answer = report(code)
    assert said(answer) == (429, "too-often")
    assert 0 < int(answer.headers["Retry-After"]) <= 3600  # type: ignore[attr-defined]
    assert said(report(a_code(here, "Ander"))) == (201, "")
    CompanyDevice.objects.update(tries_from=timezone.now() - timedelta(hours=1, seconds=1))
    assert said(report(code)) == (201, "")


def test_a_device_is_erased_with_what_it_said(here: Bakery) -> None:
    report(a_code(here))
    row = CompanyDevice.objects.get()
    answer = here.carla.client().post(f"/bedrijf/{here.id}/apparaten/{row.id}/wissen/")
    assert answer.status_code == 302
    assert not CompanyDevice.objects.exists()
    assert [signal for signal in signals_of(here.view()) if signal.name.startswith("dev.")] == []
    assert Event.objects.filter(word="person:device:erase", organisation_id=here.id).count() == 1


def test_a_device_of_another_company_is_not_found(here: Bakery) -> None:
    a_code(here)
    row = CompanyDevice.objects.get()
    for path in ("code/", "intrekken/", "wissen/"):
        assert here.otto.client().post(f"/bedrijf/{here.otto_id}/apparaten/{row.id}/{path}").status_code == 404
    assert CompanyDevice.objects.count() == 1


@pytest.mark.parametrize("label", ["", "   ", "x" * 61, "laptop VAN de winkel"])
def test_a_device_needs_a_name_of_its_own(here: Bakery, label: str) -> None:
    a_code(here)
    answer = here.anna.client().post(f"/bedrijf/{here.id}/apparaten/", {"label": label})
    assert answer.status_code == 422
    assert label.strip()[:50] in answer.content.decode()
    assert CompanyDevice.objects.count() == 1
