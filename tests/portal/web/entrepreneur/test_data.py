"""Everything can be taken along, and everything can be erased."""

import csv
import io
import json
import zipfile

import pytest
from django.utils import timezone

from tests.portal.people import Bakery, bakery, shared
from tests.portal.results import BAKERY
from tests.portal.runs import done
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.assessments.models import AnswerRevision, StoredReceipt
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.assessments.services.start_assessment import start_assessment
from weerbaar.portal.assessments.services.store_receipt import finish_assessment
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Grant, Membership, Organisation
from weerbaar.portal.organisations.words import GrantScope
from weerbaar.portal.scans.models import ScanRun, Target
from weerbaar.portal.scans.services.keep_result import keep_result
from weerbaar.portal.web.entrepreneur.export_tables import to_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    made = bakery()
    _run, holder = done(BAKERY)
    keep_result(made.id, holder, actor=made.anna.person)
    start_assessment(made.id, actor=made.anna.person)
    record_answer(made.id, "BP1-01", "na", actor=made.anna.person, reason="=HYPERLINK(1)")
    finish_assessment(made.id, actor=made.anna.person)
    refresh_plan(made.id)
    shared(made, GrantScope.LEVEL)
    return made


def packed(here: Bakery) -> zipfile.ZipFile:
    answer = here.anna.client().get(f"/bedrijf/{here.id}/data/alles.zip")
    assert answer.headers["Content-Type"] == "application/zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_all_that_we_hold_is_in_the_file(here: Bakery) -> None:
    document = json.loads(packed(here).read("weerbaar.json"))
    assert document["organisation"]["name"] == "Bakkerij Deegrol"
    assert {person["email"] for person in document["people"]} == {
        here.anna.user.email,
        here.carla.user.email,
        here.bram.user.email,
    }
    assert document["domains"][0]["domain"] == BAKERY
    assert document["domains"][0]["measurements"][0]["findings"]
    assert [answer["question"] for answer in document["answers"]] == ["BP3-06", "BP1-01"]
    assert document["scores"][0]["cause"] == "finished"
    assert document["grants"][0]["scope"] == "level"
    assert (
        {action["cause"] for action in document["actions"]}
        == set(Action.objects.values_list("cause", flat=True))
        != set()
    )
    assert {"word": "person:organisation:found", "who": "Anna"}.items() <= document["log"][-1].items()


def test_documents_devices_and_clouds_are_in_it_without_codes_and_tokens(here: Bakery) -> None:
    from tests.portal.assessments.test_papers import PDF
    from tests.scanner.devices import report_of
    from weerbaar.portal.assessments.services.attach_document import Dates, Upload, attach_document
    from weerbaar.portal.core.actors import LinkHolder
    from weerbaar.portal.scans.connectors.vault import seal
    from weerbaar.portal.scans.models import CloudConnection
    from weerbaar.portal.scans.services.manage_device import add_device
    from weerbaar.portal.scans.services.take_device_report import take_device_report
    from weerbaar.scanner.report.device_report import document as report_text

    code = add_device(here.id, "Laptop", actor=here.anna.person).code
    take_device_report(report_text(report_of(looked_at=timezone.now())).encode(), actor=LinkHolder(code))
    CloudConnection.objects.create(
        organisation_id=here.id,
        vendor="google",
        connected_at=timezone.now(),
        sealed=seal("a-token"),
        facts={"people": 5},
    )
    paper = Upload("polis.pdf", PDF, len(PDF))
    attach_document(here.id, "BP5-07", "yes", paper, Dates(timezone.localdate()), actor=here.anna.person)
    file = packed(here)
    document = json.loads(file.read("weerbaar.json"))
    assert document["devices"][0]["label"] == "Laptop"
    assert document["devices"][0]["report"]["device"]["firewall"]["value"] == "all"
    assert document["clouds"][0]["facts"]["people"] == 5
    assert file.read(document["documents"][0]["file"]) == PDF
    everything = b"".join(file.read(name) for name in file.namelist())
    assert code.encode() not in everything
    assert b"a-token" not in everything
    sealed = CloudConnection.objects.get().sealed
    assert bytes(sealed) not in everything


def test_nothing_of_another_company_is_in_it(here: Bakery) -> None:
    everything = b"".join(packed(here).read(name) for name in packed(here).namelist())
    assert b"Ottos Garage" not in everything
    assert here.otto.user.email.encode() not in everything


def test_the_tables_cannot_run_as_formulas(here: Bakery) -> None:
    rows = list(csv.DictReader(io.StringIO(packed(here).read("answers.csv").decode())))
    assert [row["reason"] for row in rows if row["question"] == "BP1-01"] == ["'=HYPERLINK(1)"]
    dangerous = [{"a": start + "1"} for start in "=+-@\t\r"]
    table = list(csv.reader(io.StringIO(to_csv(dangerous, ("a",)), newline="")))
    assert [row[0][0] for row in table[1:]] == ["'"] * 6


def test_a_colleague_cannot_take_or_erase_everything(here: Bakery) -> None:
    for who in (here.carla, here.bram):
        client = who.client()
        assert client.get(f"/bedrijf/{here.id}/data/").status_code == 200
        assert client.get(f"/bedrijf/{here.id}/data/alles.zip").status_code == 403
        assert client.post(f"/bedrijf/{here.id}/data/wissen/", {"name": "Bakkerij Deegrol"}).status_code == 403
    assert Organisation.objects.filter(id=here.id).exists()


def test_the_wrong_name_erases_nothing(here: Bakery) -> None:
    answer = here.anna.client().post(f"/bedrijf/{here.id}/data/wissen/", {"name": "Bakkerij"})
    assert answer.status_code == 422
    assert "Er is niets gewist" in answer.content.decode()
    assert Organisation.objects.filter(id=here.id).exists()


def test_the_right_name_erases_everything_but_lines_without_names(here: Bakery) -> None:
    answer = here.anna.client().post(f"/bedrijf/{here.id}/data/wissen/", {"name": " bakkerij  deegrol "})
    assert answer.status_code == 302
    assert not Organisation.objects.filter(id=here.id).exists()
    for model in (Target, AnswerRevision, StoredReceipt, Grant):
        assert not model.objects.exists(), model
    assert not ScanRun.objects.filter(owned_by__isnull=False).exists()
    assert not Membership.objects.filter(organisation_id=here.id).exists()
    assert Event.objects.filter(word="person:organisation:delete", organisation_id=here.id).count() == 1
    kept = repr(list(Event.objects.filter(organisation_id=here.id).values()))
    assert "Deegrol" not in kept
    assert "mail.example" not in kept
    assert here.anna.client().get(f"/bedrijf/{here.id}/").status_code == 404
