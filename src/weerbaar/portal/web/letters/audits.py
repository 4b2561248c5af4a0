"""Letters around audits: the link for a certification body, and the reminders of a scheme."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from weerbaar.portal.audits.services.ask_audit import AuditReceipt
from weerbaar.portal.audits.services.keep_certificates import follow_certificates
from weerbaar.portal.audits.services.take_reminders import DueReminder, take_reminders
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.unsubscribe import KVO, stop_headers, stop_path


def send_audit(receipt: AuditReceipt) -> bool:
    """The link. The password is not in it: whoever reads the mail alone, opens nothing."""
    values = {
        "area": receipt.area,
        "path": reverse("certifier", kwargs={"token": receipt.token}),
        "expires_at": receipt.expires_at,
    }
    return send_letter("audit", receipt.email, receipt.language, values)


def send_kvo_reminders(now: datetime | None = None) -> int:
    """How many letters were sent, after trajectories followed their certificates. A duty of the scheduler."""
    follow_certificates(now)
    return sum(_send(due) for due in take_reminders(KVO, now))


def _send(due: DueReminder) -> int:
    sent = 0
    for reader in due.recipients:
        values = {
            "area": due.area,
            "text": due.text[reader.language if reader.language in due.text else "nl"],
            "about": due.about,
            "path": reverse("kvo", kwargs={"park_id": due.park_id}),
            "stop": f"{settings.PUBLIC_URL}{stop_path(reader.user_id, KVO)}",
        }
        headers = stop_headers(reader.user_id, KVO)
        sent += send_letter("kvo_reminder", reader.email, reader.language, values, headers)
    return sent
