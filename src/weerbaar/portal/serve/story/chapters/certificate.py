"""The audit of the file, the certificate, and the term after it."""

from datetime import date, timedelta

from weerbaar.portal.audits.models import AuditRemark
from weerbaar.portal.audits.services.ask_audit import AuditOrder, answer_remark, ask_audit
from weerbaar.portal.audits.services.begin_term import take_over
from weerbaar.portal.audits.services.certify import (
    CertificateForm,
    Certifier,
    conclude,
    give_certificate,
    note_look,
    settle_remark,
    write_remark,
)
from weerbaar.portal.audits.services.fill_papers import fill_evaluation, fill_report
from weerbaar.portal.audits.services.keep_certificates import follow_certificates
from weerbaar.portal.audits.services.make_dossier import make_dossier
from weerbaar.portal.audits.words import AuditOutcome, RemarkKind
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.serve.story.meetings import meet
from weerbaar.portal.serve.story.papers import adopt, adopt_draft, next_phase
from weerbaar.portal.trajectories.models import Measure
from weerbaar.portal.trajectories.services.end_phase import pass_phase

BODY, ADDRESS = "Keurpunt Certificatie (fictief)", "auditor@keurpunt.example"
# Guards a fictional file for one scene: its link is told to nobody.
_PASSWORD = "vier groene kranen"  # noqa: S105


def first_audit(cast: Cast) -> None:
    """The auditor reads the file, makes two minor remarks, and is positive."""
    _audited(cast, ("Noem bij elk punt van de schouw wie het herstelt.", "Zet de datum bij de lijst met partners."))
    adopt_draft(cast, fill_report(cast.trajectory_id, cast.made["last audit"], actor=cast.guide))


def first_certificate(cast: Cast) -> None:
    """A certificate for three years; the phase ends."""
    _certificate(cast, "DEMO-2025-001", "BASIC")
    next_phase(cast)


def year_evaluated(cast: Cast) -> None:
    """The yearly meeting looks back, and the evaluation is filled from what was done."""
    meet(cast, "MEET-YEAR", lambda _: None)
    paper = fill_evaluation(cast.trajectory_id, actor=cast.guide)
    adopt_draft(cast, paper)
    follow_certificates(cast.now)


def carried_out(cast: Cast) -> None:
    """Enough meetings, rounds and measures of the last year: on to the second measurement."""
    next_phase(cast)


def new_plan(cast: Cast) -> None:
    """What is not finished goes into the plan for the next term."""
    going = Measure.objects.filter(id__in=cast.measures.values(), state__in=("agreed", "in_progress")).count()
    adopt(
        cast,
        "action_plan",
        {
            "goals": "Minder overlast, sneller herstel, alle bedrijven digitaal gemeten",
            "measures": f"{going} maatregelen lopen door, zie de lijst",
            "owners": "Bij elke maatregel één partij",
            "due_dates": "Bij elke maatregel een dag",
            "indicators": "Bij elke maatregel een maat",
            "adopted_on": cast.today.isoformat(),
        },
    )


def second_audit(cast: Cast) -> None:
    """A major remark holds the outcome up until the area answered it, with proof."""
    certifier = _open_file(cast)
    remark = write_remark(certifier, RemarkKind.MAJOR, "Het convenant is van de vorige termijn.")
    conclude(certifier, AuditOutcome.WITH_CORRECTIONS)
    cast.wait(14)
    answer_remark(
        cast.trajectory_id, remark, "Partijen tekenen het opnieuw in de eerste fase van de termijn.", actor=cast.guide
    )
    settle_remark(certifier, remark, is_closed=True)
    cast.audits["last"] = certifier
    adopt_draft(cast, fill_report(cast.trajectory_id, cast.made["last audit"], actor=cast.guide))


def second_certificate(cast: Cast) -> None:
    """The next certificate, one level up; a new term begins with what stays of the last."""
    _certificate(cast, "DEMO-2028-001", "CONTINUOUS")
    pass_phase(cast.trajectory_id, actor=cast.guide)
    take_over(cast.trajectory_id, actor=cast.guide)


def _audited(cast: Cast, remarks: tuple[str, ...]) -> None:
    certifier = _open_file(cast)
    for text in remarks:
        write_remark(certifier, RemarkKind.MINOR, text)
    conclude(certifier, AuditOutcome.POSITIVE)
    for remark in AuditRemark.objects.filter(audit__dossier__trajectory=cast.trajectory_id):
        answer_remark(cast.trajectory_id, remark.id, "Aangevuld, zie het stuk.", actor=cast.guide)
        settle_remark(certifier, remark.id, is_closed=True)
    cast.audits["last"] = certifier


def _open_file(cast: Cast) -> Certifier:
    dossier = make_dossier(cast.trajectory_id, actor=cast.guide)
    order = AuditOrder(BODY, ADDRESS, _PASSWORD, days=90)
    receipt = ask_audit(cast.trajectory_id, dossier.id, order, actor=cast.guide)
    cast.made["last audit"] = receipt.id
    certifier = Certifier(LinkHolder(receipt.token), knows_password=True)
    cast.wait(10)
    note_look(certifier)
    return certifier


def _certificate(cast: Cast, number: str, level: str) -> None:
    until = _three_years_on(cast.today) - timedelta(days=1)
    give_certificate(cast.audits["last"], CertificateForm(number, level, cast.today, until))


def _three_years_on(day: date) -> date:
    # Scenes lie on days that every month has.
    return day.replace(year=day.year + 3)
