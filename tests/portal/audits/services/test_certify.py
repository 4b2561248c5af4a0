"""The audit itself: a link that ends, remarks and answers, the outcome, the certificate, and the rules that count them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.portal.audits.way import PASSWORD, asked, at_the_audit, certificate
from tests.portal.trajectories.area import Area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.audits.errors import (
    AuditFault,
    AuditRefused,
    CertificateFault,
    CertificateRefused,
    DossierFault,
    DossierRefused,
    LinkFault,
    NoSuchCertifierLink,
    NoSuchRemark,
)
from weerbaar.portal.audits.facts import things_of
from weerbaar.portal.audits.models import Audit, AuditRemark, Certificate
from weerbaar.portal.audits.selectors import certificate_of, certifier_file, certifier_room, file_room
from weerbaar.portal.audits.services.ask_audit import answer_remark, withdraw_audit
from weerbaar.portal.audits.services.begin_term import take_over
from weerbaar.portal.audits.services.certify import (
    Certifier,
    conclude,
    give_certificate,
    note_look,
    settle_remark,
    try_password,
    write_remark,
)
from weerbaar.portal.audits.services.fill_papers import fill_evaluation, fill_report
from weerbaar.portal.audits.services.keep_certificates import end_certificate, follow_certificates
from weerbaar.portal.audits.services.make_dossier import make_dossier
from weerbaar.portal.audits.words import AuditOutcome, CertificateState, RemarkKind
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper, Trajectory
from weerbaar.portal.trajectories.selectors import measures_of, trajectory_of
from weerbaar.portal.trajectories.services.end_phase import pass_phase, waive_phase
from weerbaar.portal.trajectories.services.write_paper import adopt_paper, submit_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return at_the_audit()


def row(here: Area) -> Trajectory:
    return Trajectory.objects.get(id=here.trajectory)


def test_the_link_opens_this_file_alone_and_only_with_the_password(here: Area) -> None:
    certifier = asked(here)
    note_look(certifier)
    assert certifier_room(certifier).area == "Meeuwenwaard"
    assert len(certifier_room(certifier).waived) == 4
    assert certifier_room(certifier).waived[0].by_name == "Chaima"
    assert len(certifier_file(certifier)[1]) == certifier_file(certifier)[0].size
    with pytest.raises(NoSuchCertifierLink) as refused:
        certifier_room(Certifier(certifier.holder, knows_password=False))
    assert refused.value.fault is LinkFault.PASSWORD
    words = set(Event.objects.values_list("word", flat=True))
    assert {"person:certifier-link:make", "link-holder:dossier:look"} <= words


def test_ten_wrong_passwords_close_the_link(here: Area) -> None:
    holder = asked(here).holder
    assert try_password(holder, PASSWORD)
    assert not any(try_password(holder, "guess") for _ in range(10))
    with pytest.raises(NoSuchCertifierLink) as refused:
        try_password(holder, PASSWORD)
    assert refused.value.fault is LinkFault.LOCKED


def test_the_link_ends_by_itself_and_by_hand(here: Area) -> None:
    certifier = asked(here, days=30)
    with pytest.raises(NoSuchCertifierLink) as refused:
        certifier_room(certifier, timezone.now() + timedelta(days=30, minutes=1))
    assert refused.value.fault is LinkFault.EXPIRED
    with pytest.raises(ParkNotAllowed):
        withdraw_audit(here.trajectory, Audit.objects.get().id, actor=here.at(PartnerKind.POLICE))
    withdraw_audit(here.trajectory, Audit.objects.get().id, actor=here.manager)
    with pytest.raises(NoSuchCertifierLink) as refused:
        certifier_room(certifier)
    assert refused.value.fault is LinkFault.WITHDRAWN
    with pytest.raises(NoSuchCertifierLink) as refused:
        certifier_room(Certifier(LinkHolder("x" * 32), knows_password=True))
    assert refused.value.fault is LinkFault.UNKNOWN


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"body": " "}, DossierFault.NO_BODY),
        ({"email": "no address"}, DossierFault.NO_ADDRESS),
        ({"password": "short"}, DossierFault.SHORT_PASSWORD),
        ({"days": 121}, DossierFault.TOO_LONG_OPEN),
        ({"days": 0}, DossierFault.TOO_LONG_OPEN),
    ],
)
def test_a_link_is_not_made_of_half_a_form(here: Area, changed: dict[str, object], fault: DossierFault) -> None:
    with pytest.raises(DossierRefused) as refused:
        asked(here, **changed)
    assert refused.value.fault is fault


def test_a_remark_is_answered_by_the_area_and_closed_by_the_body(here: Area) -> None:
    certifier = asked(here)
    remark = write_remark(certifier, RemarkKind.MAJOR, "De nulmeting ontbreekt.")
    with pytest.raises(AuditRefused) as refused:
        conclude(certifier, AuditOutcome.POSITIVE)
    assert refused.value.fault is AuditFault.MAJOR_OPEN
    conclude(certifier, AuditOutcome.WITH_CORRECTIONS)
    assert [thing.fields["outcome"] for thing in things_of(row(here))["audit"]] == ["with_corrections"]
    with pytest.raises(AuditRefused):
        answer_remark(here.trajectory, remark, " ", actor=here.manager)
    with pytest.raises(ParkNotAllowed):
        answer_remark(here.trajectory, remark, "Hij is er.", actor=here.at(PartnerKind.POLICE))
    answer_remark(here.trajectory, remark, "Hij is er nu, zie stuk 11.", actor=here.manager)
    assert [thing.fields["state"] for thing in things_of(row(here))["audit_remark"]] == ["open"]
    settle_remark(certifier, remark, is_closed=False)
    answer_remark(here.trajectory, remark, "Ook bijlage B is er.", actor=here.manager)
    settle_remark(certifier, remark, is_closed=True)
    assert [thing.fields["state"] for thing in things_of(row(here))["audit_remark"]] == ["closed"]
    assert [thing.fields["outcome"] for thing in things_of(row(here))["audit"]] == ["positive"]
    with pytest.raises(AuditRefused) as refused:
        answer_remark(here.trajectory, remark, "Nog iets.", actor=here.manager)
    assert refused.value.fault is AuditFault.NOT_NOW
    with pytest.raises(AuditRefused):
        write_remark(certifier, RemarkKind.MINOR, "Te laat.")


def test_a_remark_of_another_audit_cannot_be_closed(here: Area) -> None:
    remark = write_remark(asked(here), RemarkKind.MINOR, "Klein punt.")
    with pytest.raises(NoSuchRemark):
        settle_remark(asked(here, body="Ander BV"), remark, is_closed=True)


def test_the_phase_of_the_audit_ends_by_its_rule_after_a_positive_audit(here: Area) -> None:
    certifier = asked(here)
    conclude(certifier, AuditOutcome.POSITIVE, "Goed verzorgd.")
    paper_id = fill_report(here.trajectory, Audit.objects.get().id, actor=here.manager)
    assert Paper.objects.get(id=paper_id).fields["outcome"] == "Positief\nGoed verzorgd."
    submit_paper(here.trajectory, paper_id, actor=here.manager)
    adopt_paper(here.trajectory, paper_id, actor=here.manager)
    give_certificate(certifier, certificate())
    assert pass_phase(here.trajectory, actor=here.manager) == "carry_out"
    assert row(here).state == "certified"  # passing a phase does not take the certificate away
    # The audit that gave the certificate is not the one that renews it.
    assert things_of(row(here))["audit"][0].fields["cycle"] == "earlier"


def test_a_negative_audit_says_why_and_gives_no_certificate(here: Area) -> None:
    certifier = asked(here)
    with pytest.raises(AuditRefused):
        conclude(certifier, AuditOutcome.NEGATIVE)
    conclude(certifier, AuditOutcome.NEGATIVE, "Te veel ontbreekt.")
    with pytest.raises(AuditRefused):
        conclude(certifier, AuditOutcome.POSITIVE)
    with pytest.raises(CertificateRefused) as refused:
        give_certificate(certifier, certificate())
    assert refused.value.fault is CertificateFault.NOT_POSITIVE


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"number": "  "}, CertificateFault.NO_NUMBER),
        ({"level": "GOLD"}, CertificateFault.UNKNOWN_LEVEL),
        ({"valid_until": date(2020, 1, 1)}, CertificateFault.DAYS),
        ({"valid_until": date(2099, 1, 1)}, CertificateFault.DAYS),
    ],
)
def test_a_certificate_is_whole_or_not_kept(here: Area, changed: dict[str, object], fault: CertificateFault) -> None:
    certifier = asked(here)
    conclude(certifier, AuditOutcome.POSITIVE)
    with pytest.raises(CertificateRefused) as refused:
        give_certificate(certifier, certificate(**changed))
    assert refused.value.fault is fault


def test_a_certificate_counts_down_and_is_never_valid_again(here: Area) -> None:
    certifier, start = asked(here), timezone.localdate()
    conclude(certifier, AuditOutcome.POSITIVE)
    give_certificate(certifier, certificate(start=start, valid_until=start + timedelta(days=1000)))
    with pytest.raises(CertificateRefused) as refused:
        give_certificate(certifier, certificate(number="KVO-2"))
    assert refused.value.fault is CertificateFault.NUMBER_TAKEN

    def on(days: int) -> CertificateState | None:
        found = certificate_of("kvo-2026-001", start + timedelta(days=days))
        return found.state if found else None

    assert [on(days) for days in (-1, 0, 800, 850, 1000, 1001, 5000)] == [
        None,
        CertificateState.VALID,
        CertificateState.VALID,
        CertificateState.EXPIRING,
        CertificateState.EXPIRING,
        CertificateState.EXPIRED,
        CertificateState.EXPIRED,
    ]
    assert row(here).state == "certified"
    assert follow_certificates(timezone.now() + timedelta(days=1000)) == 0
    assert follow_certificates(timezone.now() + timedelta(days=1001)) == 1
    assert row(here).state == "expired"
    assert follow_certificates(timezone.now() + timedelta(days=1002)) == 0


def test_a_certificate_that_is_taken_back_ends_at_once(here: Area) -> None:
    certifier = asked(here)
    conclude(certifier, AuditOutcome.POSITIVE)
    give_certificate(certifier, certificate())
    held = Certificate.objects.get()
    with pytest.raises(CertificateRefused):
        end_certificate(here.trajectory, held.id, "", actor=here.manager)
    end_certificate(here.trajectory, held.id, "De samenwerking stopte.", actor=here.manager)
    found = certificate_of(held.number)
    assert found and found.state is CertificateState.ENDED
    assert row(here).state == "suspended"


def test_the_room_of_the_area_shows_files_audits_and_certificates(here: Area) -> None:
    certifier = asked(here)
    conclude(certifier, AuditOutcome.POSITIVE)
    give_certificate(certifier, certificate())
    room = file_room(here.at(PartnerKind.POLICE), here.trajectory)
    assert [phase.place.value for phase in room.phases] == ["waived"] * 4 + ["now"] + ["later"] * 3
    assert room.phases[4].lacking[0]["nl"] == "Vastgesteld: Verslag van de audit."
    assert (len(room.dossiers), len(room.audits), len(room.certificates)) == (1, 1, 1)
    second = make_dossier(here.trajectory, actor=here.manager)
    assert second.is_new  # the outcome and the certificate are evidence of their own


def test_the_yearly_evaluation_is_filled_from_the_measures(here: Area) -> None:
    paper = Paper.objects.get(id=fill_evaluation(here.trajectory, actor=here.manager))
    assert paper.fields["year"] == str(timezone.localdate().year)
    assert paper.fields["measures_done"] == "Niets."
    assert "Nieuw: Hek dicht" in paper.fields["changes"]
    assert paper.state == "draft"


def test_the_next_term_takes_over_what_stays_as_drafts(here: Area) -> None:
    assert take_over(here.trajectory, actor=here.manager) == []
    for _ in range(4):
        waive_phase(here.trajectory, "Voor de proef.", actor=here.manager)
    assert row(here).cycle == 2
    assert take_over(here.trajectory, actor=here.manager) == ["letter_of_intent"]
    draft = Paper.objects.get(cycle=2)
    assert (draft.state, draft.fields["goal"], draft.signatures.count()) == ("draft", "Veilig werken", 0)
    assert take_over(here.trajectory, actor=here.manager) == []
    assert [measure.what for measure in measures_of(trajectory_of(here.manager, here.trajectory))] == ["Hek dicht"]
    assert AuditRemark.objects.count() == 0
