"""What a certificate is worth on a day."""

from datetime import date

from weerbaar.portal.audits.models import Certificate
from weerbaar.portal.audits.words import CertificateState
from weerbaar.portal.trajectories.schemes.evaluate import months_before

EXPIRING_MONTHS = 6


def state_on(row: Certificate, today: date) -> CertificateState | None:
    """None before its first day. What has ended or expired is never valid again."""
    if row.ended_on is not None and row.ended_on <= today:
        return CertificateState.ENDED
    if today > row.valid_until:
        return CertificateState.EXPIRED
    if today < row.valid_from:
        return None
    is_near = today > months_before(row.valid_until, EXPIRING_MONTHS)
    return CertificateState.EXPIRING if is_near else CertificateState.VALID
