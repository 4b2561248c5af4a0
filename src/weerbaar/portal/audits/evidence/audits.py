"""The audits before this one, their remarks with the answers, and the certificates."""

from weerbaar.portal.audits.evidence.plain import day, listed, moment
from weerbaar.portal.audits.models import Audit, Certificate
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def audits_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """Those that ended with an outcome, and every certificate."""
    audits = Audit.objects.filter(dossier__trajectory=trajectory).exclude(outcome="").select_related("dossier")
    certificates = Certificate.objects.filter(audit__dossier__trajectory=trajectory).select_related("audit")
    said = [
        {
            "term": row.dossier.cycle,
            "dossier": row.dossier.number,
            "fingerprint": row.dossier.fingerprint,
            "body": row.body,
            "outcome": row.outcome,
            "explanation": row.explanation,
            "concluded_at": moment(row.concluded_at),
            "remarks": [
                {
                    "number": item.number,
                    "kind": item.kind,
                    "state": item.state,
                    "text": item.text,
                    "written_at": moment(item.written_at),
                    "answer": item.answer,
                    "answered_at": moment(item.answered_at),
                    "closed_at": moment(item.closed_at),
                }
                for item in row.remarks.order_by("number")
            ],
        }
        for row in audits.order_by("concluded_at", "id")
    ]
    given = [
        {
            "number": row.number,
            "level": row.level,
            "body": row.audit.body,
            "valid_from": day(row.valid_from),
            "valid_until": day(row.valid_until),
            "ended_on": day(row.ended_on),
            "ended_reason": row.ended_reason,
        }
        for row in certificates.order_by("valid_from", "number")
    ]
    return listed("audits", said) | listed("certificates", given)
