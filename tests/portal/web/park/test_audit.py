"""The pages of the file for the audit: work, refuse a stranger, refuse a lesser role, validate, and write audit."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.portal.audits.way import asked, at_the_audit, certificate
from tests.portal.trajectories.area import Area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.audits.dossier.verify import verify
from weerbaar.portal.audits.models import Audit, AuditRemark, Certificate, Dossier
from weerbaar.portal.audits.services.certify import conclude, give_certificate, write_remark
from weerbaar.portal.audits.services.make_dossier import make_dossier
from weerbaar.portal.audits.words import AuditOutcome, RemarkKind
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper
from weerbaar.portal.trajectories.services.end_phase import waive_phase

pytestmark = pytest.mark.django_db
READABLE = ("", "jaar/", "dossier-1.zip", "dossier-1/lezen/index.html", "dossier-1/lezen/measures.json")
ASK = {"body": "Keur BV", "email": "audit@keur.example", "password": "of the auditor", "days": "30"}


@pytest.fixture
def here() -> Area:
    area = at_the_audit()
    make_dossier(area.trajectory, actor=area.manager)
    return area


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/audit/{rest}"


@pytest.mark.parametrize("page", READABLE)
def test_who_has_a_seat_reads_and_a_stranger_finds_nothing(here: Area, page: str) -> None:
    for who in (here.chaima, here.partners[PartnerKind.POLICE]):
        assert who.client().get(url(here, page)).status_code == 200
    assert here.outsider.client().get(url(here, page)).status_code == 404
    assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_the_page_says_per_phase_what_is_in_and_what_is_missing(here: Area) -> None:
    told = here.chaima.client().get(url(here)).content.decode()
    assert "Verder gegaan zonder" in told
    assert "De rest volgt later." in told
    assert "Vastgesteld: Verslag van de audit." in told
    assert "Geen namen van personen" in told


def test_a_press_makes_the_file_for_who_runs_the_area_alone(here: Area) -> None:
    waive_phase(here.trajectory, "Voor de proef.", actor=here.manager)
    assert here.partners[PartnerKind.POLICE].client().post(url(here)).status_code == 403
    assert here.chaima.client().post(url(here)).status_code == 302
    assert Dossier.objects.count() == 2
    data = here.chaima.client().get(url(here, "dossier-2.zip"))
    assert data["Content-Disposition"] == 'attachment; filename="dossier-2.zip"'
    assert verify(data.content).is_whole


def test_without_a_key_the_page_says_whom_to_ask(here: Area, settings) -> None:  # type: ignore[no-untyped-def]
    settings.DOSSIER_KEY = ""
    refused = here.chaima.client().post(url(here))
    assert refused.status_code == 409
    assert "Vraag de beheerder" in refused.content.decode()


def test_the_first_page_is_read_with_its_own_style_and_nothing_else(here: Area) -> None:
    page = here.chaima.client().get(url(here, "dossier-1/lezen/index.html"))
    assert "text/html" in page["Content-Type"]
    policy = page["Content-Security-Policy"]
    assert re.search(r"style-src 'self' 'sha256-[\w+/]{43}='", policy)
    assert "unsafe" not in policy
    text = here.chaima.client().get(url(here, "dossier-1/lezen/scheme.yaml"))
    assert text["Content-Type"].startswith("text/plain")
    assert here.chaima.client().get(url(here, "dossier-1/lezen/../x")).status_code == 404
    assert here.chaima.client().get(url(here, "dossier-9.zip")).status_code == 404


def test_the_link_for_the_body_goes_by_mail_without_its_password(here: Area) -> None:
    client, page = here.chaima.client(), url(here, "dossier-1/keuring/")
    assert here.partners[PartnerKind.POLICE].client().get(page).status_code == 403
    refused = client.post(page, ASK | {"password": "kort"})
    assert refused.status_code == 422
    assert "audit@keur.example" in refused.content.decode()
    assert client.post(page, ASK | {"days": "x"}).status_code == 422
    assert not mail.outbox
    assert client.post(page, ASK).status_code == 302
    letter = mail.outbox[-1]
    assert letter.to == ["audit@keur.example"]
    assert re.search(r"/keuring/[\w-]{32}/", str(letter.body))
    assert ASK["password"] not in str(letter.body)
    assert Event.objects.filter(word="person:certifier-link:make").exists()


def test_a_remark_is_answered_on_the_page(here: Area) -> None:
    remark = write_remark(asked(here), RemarkKind.MAJOR, "De nulmeting ontbreekt.")
    page, client = url(here, f"keuring/{Audit.objects.get().id}/"), here.chaima.client()
    assert "De nulmeting ontbreekt." in client.get(page).content.decode()
    assert client.post(page, {"doe": str(remark), "text": " "}).status_code == 422
    assert here.partners[PartnerKind.POLICE].client().post(page, {"doe": str(remark), "text": "x"}).status_code == 403
    assert client.post(page, {"doe": "nothing", "text": "x"}).status_code == 404
    assert client.post(page, {"doe": str(remark), "text": "Zie stuk 11."}).status_code == 302
    assert AuditRemark.objects.get().state == "answered"
    assert client.post(page, {"doe": "verslag"}).status_code == 422
    assert client.post(page, {"doe": "intrekken"}).status_code == 302
    assert Audit.objects.get().withdrawn_at
    assert client.get(url(here, "keuring/00000000-0000-0000-0000-000000000007/")).status_code == 404


def test_the_report_of_the_audit_becomes_a_draft(here: Area) -> None:
    conclude(asked(here), AuditOutcome.POSITIVE)
    page = url(here, f"keuring/{Audit.objects.get().id}/")
    answer = here.chaima.client().post(page, {"doe": "verslag"})
    assert answer.headers["Location"].endswith("/stukken/audit_report/")
    assert Paper.objects.get(kind="audit_report").fields["body"] == "Keur BV"


def test_a_certificate_is_taken_back_with_a_reason(here: Area) -> None:
    certifier = asked(here)
    conclude(certifier, AuditOutcome.POSITIVE)
    give_certificate(certifier, certificate())
    page = url(here, f"certificaat/{Certificate.objects.get().id}/")
    assert "KVO-2026-001" in here.chaima.client().get(page).content.decode()
    public = Client().get("/certificaat/", {"nummer": "kvo-2026-001"}).content.decode()
    assert "is geldig" in public and "Meeuwenwaard" in public and "Chaima" not in public
    assert here.chaima.client().post(page, {"reason": ""}).status_code == 422
    assert here.partners[PartnerKind.POLICE].client().post(page, {"reason": "x"}).status_code == 403
    assert here.chaima.client().post(page, {"reason": "Gestopt."}).status_code == 302
    public = Client().get("/certificaat/", {"nummer": "kvo-2026-001"}).content.decode()
    assert "is niet meer geldig" in public and "Gestopt" not in public
    assert "kennen wij niet" in Client().get("/certificaat/", {"nummer": "nothing"}).content.decode()


def test_the_year_becomes_a_draft_and_the_next_term_takes_papers_over(here: Area) -> None:
    client, page = here.chaima.client(), url(here, "jaar/")
    assert here.partners[PartnerKind.POLICE].client().post(page, {"doe": "jaar"}).status_code == 403
    assert client.post(page, {"doe": "jaar"}).headers["Location"].endswith("/stukken/year_evaluation/")
    for _ in range(4):
        waive_phase(here.trajectory, "Voor de proef.", actor=here.manager)
    assert "Intentieverklaring" in client.get(page).content.decode()
    assert client.post(page, {"doe": "termijn"}).status_code == 302
    assert Paper.objects.filter(kind="letter_of_intent", cycle=2, state="draft").exists()


def test_the_keys_are_for_everybody(here: Area) -> None:
    assert Dossier.objects.get().public_key in Client().get("/dossier/sleutels/").content.decode()
