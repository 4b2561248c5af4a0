"""A company whose domain is measured, whose devices report and whose cloud is connected: how little is left to ask."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.portal.people import Bakery, bakery
from tests.portal.results import a_result
from tests.portal.scans.connectors.cloud_server import Clouds, clouds_here
from tests.scanner.devices import GOOD, device, report_of
from weerbaar.portal.assessments import evidence
from weerbaar.portal.assessments.evidence import signals_of
from weerbaar.portal.assessments.models import AnswerRevision
from weerbaar.portal.assessments.selectors import AssessmentView, assessment_of, receipts_of
from weerbaar.portal.assessments.services.follow_evidence import follow_evidence
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.assessments.services.start_assessment import start_assessment
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans.connectors.vault import seal
from weerbaar.portal.scans.connectors.words import CloudVendor
from weerbaar.portal.scans.models import CloudConnection
from weerbaar.portal.scans.services.connect_cloud import disconnect_cloud
from weerbaar.portal.scans.services.manage_device import add_device
from weerbaar.portal.scans.services.read_cloud import read_cloud
from weerbaar.portal.scans.services.take_device_report import take_device_report
from weerbaar.questionnaires.answers import Provenance
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.device import Device, OperatingSystem, Product, ScreenLock
from weerbaar.scanner.report.device_report import document

pytestmark = pytest.mark.django_db
# Windows 10, of which the support ended, used by somebody with all rights.
OLD = device(system=OperatingSystem(Product.WINDOWS, "19045"), everyday_administrator=True)
SEEN = {
    "mail.spf-record": "present",
    "mail.spf-all": "fail",
    "mail.dmarc-policy": "reject",
    "mail.dkim-presence": "found",
    "web.https": "reachable",
    "web.https-redirect": "redirects",
    "tls.certificate-expiry": "valid",
    "tls.certificate-trust": "trusted",
    "tls.certificate-name": "matches",
    "tls.protocol-versions": "modern",
    "web.hsts": "long",
    "web.cms-version": "supported",
    "web.admin-login": "none-found",
    "dns.dnssec": "signed",
    "web.security-txt": "valid",
    "exposure.remote-desktop": "closed",
    "exposure.file-sharing": "closed",
    "exposure.databases": "closed",
    "exposure.management": "closed",
}
WHOLE = {"BP3-01", "BP3-02", "BP3-03", "BP3-06", "BP3-07", "BP3-09", "BP3-11", "BP4-01", "BP4-04"}
PART = {
    "BP1-01",
    "BP1-05",
    "BP1-06",
    "BP2-05",
    "BP3-04",
    "BP3-05",
    "BP3-08",
    "BP3-10",
    "BP4-03",
    "BP4-05",
    "BP5-01",
}


@pytest.fixture
def clouds() -> Iterator[Clouds]:
    with clouds_here() as made:
        made.says["policies/identitySecurityDefaultsEnforcementPolicy"] = {"isEnabled": False}
        yield made


@pytest.fixture
def here(clouds: Clouds, monkeypatch: pytest.MonkeyPatch) -> Bakery:
    """All three sources; the cloud does not require the second step, and one of two devices is old."""
    made = bakery()
    findings = tuple(Finding(check, outcome) for check, outcome in SEEN.items())
    result = replace(a_result(), findings=findings, started_at=timezone.now())
    # A stored result is judged anew from its facts; here the findings themselves are what matters.
    monkeypatch.setattr(evidence, "latest_results", lambda view: [(None, None, result)] if view.id == made.id else [])
    start_assessment(made.id, actor=made.anna.person)
    report(made, "Nieuw", GOOD)
    report(made, "Oud", OLD)
    connect(made, clouds)
    follow_evidence(made.id)
    return made


def report(here: Bakery, label: str, subject: Device, code: str = "") -> str:
    code = code or add_device(here.id, label, actor=here.anna.person).code
    take_device_report(document(report_of(subject, timezone.now())).encode(), actor=LinkHolder(code))
    return code


def connect(here: Bakery, clouds: Clouds) -> CloudConnection:
    row = CloudConnection.objects.create(
        organisation_id=here.id, vendor="microsoft", connected_at=timezone.now(), sealed=seal(clouds.refresh_token())
    )
    read_cloud(row.id)
    return row


def filled_in(view: AssessmentView) -> set[str]:
    return set(view.answers)


def test_the_outcomes_of_the_scan_are_outcomes_of_checks() -> None:
    assert [check for check, outcome in SEEN.items() if outcome not in catalogue()[check].outcomes] == []


def test_nine_questions_are_answered_in_full_and_eleven_in_part(here: Bakery) -> None:
    view = assessment_of(here.view())
    assert len(view.questions) == 34
    assert filled_in(view) == WHOLE
    assert set(view.partial) - filled_in(view) == PART
    assert (len(WHOLE), len(PART), view.measured) == (9, 11, 9)


def test_each_answer_says_how_it_is_known(here: Bakery) -> None:
    answers = assessment_of(here.view()).answers
    known = {question: (answer.choice, answer.provenance) for question, answer in answers.items()}
    measured, connected = Provenance.MEASURED, Provenance.CONNECTED
    assert known == {
        "BP3-01": ("yes", connected),
        "BP3-02": ("partly", measured),
        "BP3-03": ("yes", connected),
        "BP3-06": ("yes", measured),
        "BP3-07": ("yes", measured),
        "BP3-09": ("yes", connected),
        "BP3-11": ("partly", measured),
        "BP4-01": ("partly", connected),
        "BP4-04": ("partly", connected),
    }
    assert answers["BP4-04"].evidence == ("cloud.admins/few-separate", "dev.local_admin/mixed")


def test_a_company_where_all_is_well_is_asked_to_confirm_more(here: Bakery, clouds: Clouds) -> None:
    """That nothing is wrong anywhere is for a person to say, where nobody can see everything."""
    from weerbaar.portal.scans.models import CompanyDevice

    CompanyDevice.objects.filter(label="Oud").delete()
    clouds.says["policies/identitySecurityDefaultsEnforcementPolicy"] = {"isEnabled": True}
    read_cloud(CloudConnection.objects.get().id)
    follow_evidence(here.id)
    view = assessment_of(here.view())
    assert filled_in(view) == {"BP3-01", "BP3-03", "BP3-06", "BP3-07", "BP3-09", "BP4-04"}
    assert {view.answers[question].choice for question in filled_in(view)} == {"yes"}
    assert set(view.partial) - filled_in(view) == PART | {"BP3-02", "BP3-11", "BP4-01"}


def test_what_is_mended_leaves_no_old_answer_behind(here: Bakery) -> None:
    record_answer(here.id, "BP3-02", "yes", actor=here.anna.person)
    assert assessment_of(here.view()).answers["BP3-02"].provenance is Provenance.MEASURED
    before = len(receipts_of(here.view()))
    from weerbaar.portal.scans.models import CompanyDevice

    CompanyDevice.objects.filter(label="Oud").delete()
    follow_evidence(here.id)
    view = assessment_of(here.view())
    assert view.answers["BP3-02"].provenance is Provenance.STATED
    assert "BP3-11" not in view.answers
    assert "BP3-02" not in view.contradictions
    assert len(receipts_of(here.view())) == before + 1
    assert AnswerRevision.objects.filter(question="BP3-11").exists()


def test_a_part_that_the_cloud_does_not_tell_answers_nothing(here: Bakery, clouds: Clouds) -> None:
    clouds.fails("deviceManagement/managedDevices", 403, "Forbidden")
    read_cloud(CloudConnection.objects.get().id)
    assert "cloud.devices" not in {signal.name for signal in signals_of(here.view())}


def test_a_reading_of_long_ago_answers_nothing(here: Bakery) -> None:
    CloudConnection.objects.update(read_at=timezone.now() - timedelta(days=91))
    assert not [signal for signal in signals_of(here.view()) if signal.name.startswith("cloud.")]


def test_what_the_cloud_says_now_counts_although_the_device_reported_earlier(here: Bakery, clouds: Clouds) -> None:
    clouds.says["deviceManagement/managedDevices"] = []
    read_cloud(CloudConnection.objects.get().id, timezone.now() + timedelta(days=1))
    follow_evidence(here.id)
    view = assessment_of(here.view())
    assert "BP3-09" not in view.answers  # no managed device: whether they can be erased nobody knows
    clouds.says["deviceManagement/managedDevices"] = [
        {"operatingSystem": "Windows", "complianceState": "noncompliant", "isEncrypted": True}
    ]
    report(here, "Traag", device(screen_lock=ScreenLock(None)))
    read_cloud(CloudConnection.objects.get().id, timezone.now() + timedelta(days=2))
    follow_evidence(here.id)
    assert assessment_of(here.view()).answers["BP3-09"].choice == "partly"


def test_evidence_that_arrives_is_handed_to_the_floor_above(here: Bakery) -> None:
    def waiting() -> int:
        tasks = DBTaskResult.objects.filter(task_path="weerbaar.portal.assessments.tasks.take_in_company")
        return sum(str(here.id) in str(task.args_kwargs) for task in tasks)

    before = waiting()
    assert before == 3  # two reports and a reading
    disconnect_cloud(here.id, CloudVendor.MICROSOFT, actor=here.anna.person)
    assert waiting() == before + 1


def test_the_same_evidence_is_written_once(here: Bakery) -> None:
    before = AnswerRevision.objects.count()
    follow_evidence(here.id)
    assert AnswerRevision.objects.count() == before
