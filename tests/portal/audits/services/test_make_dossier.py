"""The file holds every claim with its evidence, no names, and the same state gives the same bytes."""

import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.portal.audits.dossier.small import ours_takes, theirs_takes
from tests.portal.audits.way import at_the_audit, intent
from tests.portal.trajectories.area import Area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.audits.dossier.archive import unpack
from weerbaar.portal.audits.dossier.signing import new_key, public_key_of
from weerbaar.portal.audits.dossier.verify import verify, verify_chain
from weerbaar.portal.audits.errors import DossierFault, DossierRefused
from weerbaar.portal.audits.models import Dossier, DossierIsKept, DossierKey
from weerbaar.portal.audits.services.make_dossier import make_dossier, names_in
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.errors import NoSuchTrajectory
from weerbaar.portal.trajectories.models import Paper, Trajectory
from weerbaar.portal.trajectories.schemes.read_scheme import shipped_schemes

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return at_the_audit()


def files_of(here: Area, number: int = 1) -> dict[str, bytes]:
    return dict(unpack(bytes(Dossier.objects.get(number=number).data)))


def test_the_file_is_whole_for_both_verifiers_and_holds_what_was_claimed(here: Area) -> None:
    made = make_dossier(here.trajectory, actor=here.manager)
    row = Dossier.objects.get(id=made.id)
    data = bytes(row.data)
    assert ours_takes(data, row.public_key)
    assert theirs_takes(data, row.public_key)
    files = files_of(here)
    manifest = json.loads(files["manifest.json"])
    assert tuple(manifest["order"]) == shipped_schemes()["kvo-classic"].dossier
    paper = Paper.objects.get(kind="letter_of_intent")
    listed = json.loads(files["papers/papers.json"])["papers"]
    assert [(item["kind"], item["text_sha256"]) for item in listed] == [("letter_of_intent", paper.text_hash)]
    assert files[listed[0]["file"]].decode() == paper.text
    assert [item["party"] for item in listed[0]["signatures"]] == ["police"]
    waived = [step for step in json.loads(files["phases.json"])["phases"] if step["what"] == "waive"]
    assert [step["role"] for step in waived] == ["park_manager"] * 4
    assert waived[0]["lacking"][0]["nl"] == "Vastgesteld: Gebiedskaart."
    assert json.loads(files["measures.json"])["measures"][0]["what"] == "Hek dicht"
    assert b"kvo-classic" in files["scheme.yaml"]
    assert Event.objects.filter(word="person:dossier:make", subject_id=here.trajectory).exists()


def test_no_name_and_no_address_of_a_person_is_in_it(here: Area) -> None:
    make_dossier(here.trajectory, actor=here.manager)
    whole = b"".join(files_of(here).values()).lower()
    for who in (here.chaima, here.pim, *here.partners.values()):
        assert who.user.email.lower().encode() not in whole
        assert who.user.name.lower().encode() not in whole
    assert names_in(Trajectory.objects.get()) == []


def test_a_name_that_somebody_typed_is_pointed_out_and_not_changed(here: Area) -> None:
    intent(here, goal="Chaima regelt het.")
    assert names_in(Trajectory.objects.get()) == ["papers/03-letter_of_intent/term-1-edition-2.txt"]


def test_its_first_page_reads_without_us_in_both_forms(here: Area) -> None:
    make_dossier(here.trajectory, actor=here.manager)
    files = files_of(here)
    page = files["index.html"].decode()
    assert "<script" not in page and "src=" not in page
    assert "Dossier 1 van Meeuwenwaard" in page
    assert "Verder zonder" in page and "De rest volgt later." in page
    assert "def faults(raw" in page
    for name in files.keys() - {"manifest.json", "signature.json", "index.html", "index.pdf"}:
        assert f'href="{name}"' in page
    text = " ".join(" ".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(files["index.pdf"])).pages).split())
    assert "Dossier 1 van Meeuwenwaard" in text
    assert "Geen namen van personen" in text
    assert "Intentieverklaring" in text


def test_the_same_state_gives_the_same_file_and_a_change_the_next_in_the_chain(here: Area) -> None:
    first = make_dossier(here.trajectory, actor=here.manager)
    later = timezone.now() + timedelta(minutes=5)
    again = make_dossier(here.trajectory, actor=here.manager, now=later)
    assert (again.id, again.is_new) == (first.id, False)
    intent(here, goal="Iets anders")
    second = make_dossier(here.trajectory, actor=here.manager, now=later)
    assert (second.number, second.is_new) == (2, True)
    chain = [bytes(row.data) for row in Dossier.objects.order_by("number")]
    assert all(result.is_whole for result in verify_chain(chain))
    assert Dossier.objects.get(number=2).previous == first.fingerprint


def test_a_new_key_keeps_the_old_one_known(here: Area, settings) -> None:  # type: ignore[no-untyped-def]
    make_dossier(here.trajectory, actor=here.manager)
    old = public_key_of(settings.DOSSIER_KEY)
    settings.DOSSIER_KEY = new_key()
    assert make_dossier(here.trajectory, actor=here.manager).is_new
    known = set(DossierKey.objects.values_list("public_key", flat=True))
    assert known == {old, public_key_of(settings.DOSSIER_KEY)}
    assert all(verify(bytes(row.data), public_keys=known).is_whole for row in Dossier.objects.all())
    settings.DOSSIER_KEY = ""
    with pytest.raises(DossierRefused) as refused:
        make_dossier(here.trajectory, actor=here.manager)
    assert refused.value.fault is DossierFault.NO_KEY


def test_only_who_runs_the_area_makes_one_and_none_is_changed(here: Area) -> None:
    with pytest.raises(ParkNotAllowed):
        make_dossier(here.trajectory, actor=here.at(PartnerKind.POLICE))
    with pytest.raises(NoSuchTrajectory):
        make_dossier(here.trajectory, actor=here.outsider.person)
    make_dossier(here.trajectory, actor=here.manager)
    row = Dossier.objects.get()
    with pytest.raises(DossierIsKept):
        row.save()


def test_a_text_in_another_script_does_not_stop_the_paper(here: Area) -> None:
    intent(here, goal="安全 и безопасно 🚚")
    assert make_dossier(here.trajectory, actor=here.manager, language="en").is_new
    assert "File 1 of Meeuwenwaard" in files_of(here)["index.html"].decode()
