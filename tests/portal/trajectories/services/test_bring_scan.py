"""A signature on paper counts after somebody else than who brought it compared it with the text."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.errors import NoSuchScan, NoSuchTrajectory, ScanFault, ScanRefused
from weerbaar.portal.trajectories.models import Signature, SignedScan
from weerbaar.portal.trajectories.scan_selectors import scan_file, scans_of
from weerbaar.portal.trajectories.selectors import paper_of, trajectory_of
from weerbaar.portal.trajectories.services.bring_scan import Scan, bring_scan, check_scan, remove_scan
from weerbaar.portal.trajectories.services.sign_paper import sign_paper
from weerbaar.portal.trajectories.services.write_paper import submit_paper, write_paper

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 getekend"
INTENT = {"parties": "Wij", "area": "Meeuwenwaard", "goal": "Veilig", "start_date": "Nu"}
POLICE = PartnerKind.POLICE


def picture(kind: str) -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(into, kind)
    return into.getvalue()


def scan(data: bytes = PDF, party: PartnerKind | None = POLICE, **fields: object) -> Scan:
    filled = {"signed_on": timezone.localdate() - timedelta(days=3), "size": len(data), **fields}
    return Scan(party, data=data, **filled)  # type: ignore[arg-type]


@pytest.fixture
def here() -> Area:
    return area()


@pytest.fixture
def paper(here: Area) -> object:
    paper_id = write_paper(here.trajectory, "letter_of_intent", INTENT, actor=here.manager)
    submit_paper(here.trajectory, paper_id, actor=here.manager)
    return paper_id


def refused(fault: ScanFault, deed: object) -> None:
    with pytest.raises(ScanRefused) as caught:
        deed()  # type: ignore[operator]
    assert caught.value.fault is fault


def bring(here: Area, paper: object, wanted: Scan | None = None) -> object:
    return bring_scan(here.trajectory, paper, wanted or scan(), actor=here.manager)  # type: ignore[arg-type]


def test_a_scan_is_a_signature_after_a_second_pair_of_eyes(here: Area, paper: object) -> None:
    scan_id = bring(here, paper)
    assert not Signature.objects.exists()
    refused(ScanFault.OWN_CHECK, lambda: check_scan(here.trajectory, scan_id, actor=here.manager))  # type: ignore[arg-type]
    check_scan(here.trajectory, scan_id, actor=here.pim.person)  # type: ignore[arg-type]
    view = trajectory_of(here.manager, here.trajectory)
    assert view.facts.artefact("letter_of_intent").signed_by == {"police"}
    found = paper_of(view, "letter_of_intent")
    assert found is not None
    signature = found.signatures[0]
    assert (signature.party, signature.by_name) == ("police", "Pim")
    assert signature.scanned_on == timezone.localdate() - timedelta(days=3)
    for word in ("person:signed-scan:bring", "person:signed-scan:check"):
        assert Event.objects.filter(word=word, subject_id=paper).exists()
    refused(ScanFault.SIGNED_BEFORE, lambda: bring(here, paper, scan(b"%PDF-1.7 weer")))
    refused(ScanFault.SIGNED_BEFORE, lambda: remove_scan(here.trajectory, scan_id, actor=here.manager))  # type: ignore[arg-type]


def test_what_is_kept_is_named_by_its_hash_and_read_by_seats_only(here: Area, paper: object) -> None:
    scan_id = bring(here, paper)
    row = SignedScan.objects.get()
    assert row.sha256 == hashlib.sha256(bytes(row.data)).hexdigest() == hashlib.sha256(PDF).hexdigest()
    assert scan_file(here.at(POLICE), here.trajectory, scan_id)[1] == PDF  # type: ignore[arg-type]
    assert scans_of(here.at(POLICE), here.trajectory, paper)[0].brought_by == "Chaima"  # type: ignore[arg-type]
    with pytest.raises(NoSuchTrajectory):
        scan_file(here.outsider.person, here.trajectory, scan_id)  # type: ignore[arg-type]
    with pytest.raises(NoSuchScan):
        scan_file(here.manager, here.trajectory, paper)  # type: ignore[arg-type]


def test_one_sheet_may_hold_the_signatures_of_more_parties(here: Area, paper: object) -> None:
    bring(here, paper)
    bring(here, paper, scan(party=PartnerKind.MUNICIPALITY))
    refused(ScanFault.BROUGHT_BEFORE, lambda: bring(here, paper))
    assert SignedScan.objects.count() == 2


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        (scan(b""), ScanFault.NO_FILE),
        (scan(size=11 * 1024 * 1024), ScanFault.TOO_LARGE),
        (scan(b"MZ\x90\x00"), ScanFault.OTHER_KIND),
        (scan(picture("WEBP")), ScanFault.OTHER_KIND),
        (scan(b"\xff\xd8\xff broken"), ScanFault.BROKEN),
        (scan(signed_on=None), ScanFault.NO_DAY),
        (scan(signed_on=timezone.localdate() + timedelta(days=9)), ScanFault.NO_DAY),
        (scan(party=None), ScanFault.NO_PARTY),
    ],
)
def test_a_scan_that_cannot_be_is_refused(here: Area, paper: object, wanted: Scan, fault: ScanFault) -> None:
    refused(fault, lambda: bring(here, paper, wanted))
    assert not SignedScan.objects.exists()


def test_pictures_are_taken_without_what_hides_in_them(here: Area, paper: object) -> None:
    hidden = picture("PNG") + b"hidden behind the picture"
    bring(here, paper, scan(hidden))
    assert b"hidden" not in bytes(SignedScan.objects.get().data)


def test_a_partner_brings_its_own_signature_and_no_other(here: Area, paper: object) -> None:
    bring_scan(here.trajectory, paper, scan(party=None), actor=here.at(POLICE))  # type: ignore[arg-type]
    assert SignedScan.objects.get().party == "police"
    with pytest.raises(ParkNotAllowed):
        bring_scan(here.trajectory, paper, scan(), actor=here.at(PartnerKind.MUNICIPALITY))  # type: ignore[arg-type]
    with pytest.raises(ParkNotAllowed):
        remove_scan(here.trajectory, SignedScan.objects.get().id, actor=here.at(PartnerKind.MUNICIPALITY))
    remove_scan(here.trajectory, SignedScan.objects.get().id, actor=here.at(POLICE))
    assert not SignedScan.objects.exists()


def test_a_scan_of_an_older_text_counts_no_more(here: Area, paper: object) -> None:
    refused(ScanFault.NOT_SUBMITTED, lambda: bring(here, draft(here)))
    scan_id = SignedScan.objects.create(
        paper_id=paper,
        party="police",
        text_hash="0" * 64,
        signed_on=timezone.localdate(),
        kind="pdf",
        data=PDF,
        size=len(PDF),
        sha256="1" * 64,
        brought_at=timezone.now(),
        brought_by_name="Chaima",
    ).id
    refused(ScanFault.NOT_SUBMITTED, lambda: check_scan(here.trajectory, scan_id, actor=here.pim.person))


def draft(here: Area) -> object:
    return write_paper(here.trajectory, "covenant", {"parties": "Wij"}, actor=here.manager)


def test_who_signed_here_needs_no_scan(here: Area, paper: object) -> None:
    scan_id = bring(here, paper)
    text_hash = SignedScan.objects.get().text_hash
    sign_paper(here.trajectory, paper, text_hash, actor=here.at(POLICE))  # type: ignore[arg-type]
    refused(ScanFault.SIGNED_BEFORE, lambda: check_scan(here.trajectory, scan_id, actor=here.pim.person))  # type: ignore[arg-type]
