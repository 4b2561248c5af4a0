"""Letters on the day that was chosen: a task that waits, or one that was postponed until today."""

from django.conf import settings
from django.urls import reverse

from weerbaar.portal.action_plans.services.remind import Reminder, resume_postponed, take_reminders
from weerbaar.portal.organisations.selectors import readers_of_letters
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.letters.unsubscribe import REMINDERS, stop_headers, stop_path


def send_reminders() -> int:
    """How many letters were sent. A duty of the scheduler."""
    reminders = [*take_reminders(), *resume_postponed()]
    return sum(_send(reminder) for reminder in reminders)


def _send(reminder: Reminder) -> int:
    names = {"organisation_id": reminder.organisation_id, "action_id": reminder.action_id}
    sent = 0
    for reader in readers_of_letters(reminder.organisation_id, REMINDERS, member_id=reminder.assignee_id):
        values = {
            "company": reader.organisation_name,
            "title": action_title(reminder.cause, reader.language),
            "due_on": reminder.due_on,
            "path": reverse("plan-action", kwargs=names),
            "stop": f"{settings.PUBLIC_URL}{stop_path(reader.user_id, REMINDERS)}",
        }
        headers = stop_headers(reader.user_id, REMINDERS)
        sent += send_letter("reminder", reader.email, reader.language, values, headers)
    return sent
