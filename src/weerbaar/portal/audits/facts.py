"""What the rules of a scheme count of audits: what certification bodies said in this term, and their remarks."""

from collections.abc import Mapping

from django.utils import timezone

from weerbaar.portal.audits.models import Audit, AuditRemark
from weerbaar.portal.audits.words import AuditOutcome, RemarkKind, RemarkState
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.rules import Thing


def things_of(trajectory: Trajectory) -> Mapping[str, tuple[Thing, ...]]:
    """Kinds `audit` and `audit_remark`. Audits of an earlier term do not count, as its papers do not.

    The `cycle` of an audit is `current` when it looked at a file of the present phase: the audit that gave the certificate is not
    the one that renews it, though both are in one term.
    """
    audits = Audit.objects.filter(dossier__trajectory=trajectory, dossier__cycle=trajectory.cycle)
    concluded = audits.exclude(outcome="").select_related("dossier").order_by("concluded_at", "id")
    remarks = AuditRemark.objects.filter(audit__in=audits).order_by("written_at", "id")
    return {
        "audit": tuple(
            Thing(
                {
                    "outcome": outcome_now(row),
                    "cycle": "current"
                    if timezone.localdate(row.dossier.made_at) >= trajectory.phase_since
                    and row.dossier.phase == trajectory.phase
                    else "earlier",
                },
                on=timezone.localdate(row.concluded_at) if row.concluded_at else None,
            )
            for row in concluded
        ),
        # An answer is not enough: the certification body has to have seen it.
        "audit_remark": tuple(
            Thing({"kind": row.kind, "state": "closed" if row.state == RemarkState.CLOSED.value else "open"})
            for row in remarks
        ),
    }


def outcome_now(audit: Audit) -> str:
    """The outcome as rules see it: with corrections becomes positive once every major remark is closed."""
    if audit.outcome != AuditOutcome.WITH_CORRECTIONS.value:
        return audit.outcome
    majors = audit.remarks.filter(kind=RemarkKind.MAJOR.value)
    is_settled = not majors.exclude(state=RemarkState.CLOSED.value).exists()
    return AuditOutcome.POSITIVE.value if is_settled else AuditOutcome.WITH_CORRECTIONS.value
