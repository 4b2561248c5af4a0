"""The pages of model texts and scans: work, refuse a stranger, refuse a lesser role, validate, and write audit."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper, Signature, SignedScan
from weerbaar.portal.trajectories.services.write_paper import submit_paper

pytestmark = pytest.mark.django_db
PAGES = ("", "model/AGR-INTENT/", "model/AGR-FIGURES/", "letter_of_intent/scans/")


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/afspraken/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_who_has_a_seat_reads_and_a_stranger_finds_nothing(here: Area, page: str) -> None:
    for who in (here.chaima, here.partners[PartnerKind.POLICE]):
        assert who.client().get(url(here, page)).status_code == 200
    assert here.outsider.client().get(url(here, page)).status_code == 404
    assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_what_is_unknown_is_not_found(here: Area) -> None:
    for page in ("model/AGR-LUNCH/", "poem/scans/", f"letter_of_intent/scans/{here.park.id}/"):
        assert here.chaima.client().get(url(here, page)).status_code == 404
    assert here.chaima.client().post(url(here, "model/AGR-FIGURES/"), {"clause-0": "x"}).status_code == 404


def test_a_model_text_is_filled_changed_and_becomes_a_draft(here: Area) -> None:
    client, page = here.chaima.client(), url(here, "model/AGR-INTENT/")
    told = text(client, page)
    assert (
        "Wij, Ondernemersvereniging, Gemeente, Politie en Brandweer, willen Meeuwenwaard samen veiliger maken." in told
    )
    assert "Zij hebben geen juridische kracht" in told
    assert "Vragen gaan naar Pim." in text(client, f"{page}?contact=Pim")
    form = {"parties": "Wij vieren", "area": "Meeuwenwaard", "clause-0": "Samen veilig.", "clause-1": "Vanaf nu."}
    assert here.partners[PartnerKind.POLICE].client().post(page, form).status_code == 403
    assert client.post(page, form).status_code == 302
    paper = Paper.objects.get()
    assert paper.fields == {
        "parties": "Wij vieren",
        "area": "Meeuwenwaard",
        "goal": "Samen veilig.",
        "start_date": "Vanaf nu.",
    }
    assert paper.state == "draft"
    assert Event.objects.filter(word="person:paper:write").exists()


def test_a_text_that_is_too_long_for_its_paper_is_refused(here: Area) -> None:
    form = {f"clause-{number}": "x" * 1000 for number in range(7)}
    response = here.chaima.client().post(url(here, "model/AGR-INTENT/"), form)
    assert response.status_code == 422
    assert "te lang" in response.content.decode()
    assert not Paper.objects.exists()


def test_a_scan_is_brought_compared_and_read(here: Area) -> None:
    manager = here.chaima.client()
    form = {"parties": "Wij", "area": "M", "clause-0": "Veilig.", "clause-1": "Nu."}
    manager.post(url(here, "model/AGR-INTENT/"), form)
    paper, page = Paper.objects.get(), url(here, "letter_of_intent/scans/")
    assert "staat nog niet vast" in text(manager, page)
    submit_paper(here.trajectory, paper.id, actor=here.manager)
    assert manager.post(page, {"party": "police"}).status_code == 422
    today = timezone.localdate().isoformat()
    file = SimpleUploadedFile("x.exe", b"%PDF-1.7 getekend", "text/html")
    sent = {"party": "police", "signed_on": today, "file": file}
    assert here.partners[PartnerKind.MUNICIPALITY].client().post(page, sent).status_code == 403
    file.seek(0)
    assert manager.post(page, sent).status_code == 302
    scan = SignedScan.objects.get()
    assert "Nog te vergelijken" in text(manager, page)
    assert manager.post(page, {"doe": "klopt", "scan": str(scan.id)}).status_code == 422
    assert manager.post(page, {"doe": "klopt", "scan": "nothing"}).status_code == 404
    got = here.partners[PartnerKind.POLICE].client().get(f"{page}{scan.id}/")
    assert (got.content, got.headers["Content-Type"]) == (b"%PDF-1.7 getekend", "application/pdf")
    assert got.headers["Content-Disposition"] == 'attachment; filename="scan-letter_of_intent.pdf"'
    assert here.outsider.client().get(f"{page}{scan.id}/").status_code == 404
    assert here.pim.client().post(page, {"doe": "klopt", "scan": str(scan.id)}).status_code == 302
    assert Signature.objects.get().scan_id == scan.id
    told = text(here.chaima.client(), f"/terrein/{here.park.id}/kvo/stukken/letter_of_intent/")
    assert "vergeleken door Pim" in told
