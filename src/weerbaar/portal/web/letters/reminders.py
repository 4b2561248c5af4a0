"""Letters on the day that was chosen: a task that waits, or one that was postponed until today."""

from django.urls import reverse

from weerbaar.portal.action_plans.services.remind import Reminder, resume_postponed, take_reminders
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.supplier_said import action_title


def send_reminders() -> int:
    """How many letters were sent. A duty of the scheduler."""
    reminders = [*take_reminders(), *resume_postponed()]
    return sum(_send(reminder) for reminder in reminders)


def _send(reminder: Reminder) -> int:
    names = {"organisation_id": reminder.organisation_id, "action_id": reminder.action_id}
    sent = 0
    for email, language in reminder.readers:
        values = {
            "company": reminder.company,
            "title": action_title(reminder.cause, language),
            "due_on": reminder.due_on,
            "path": reverse("plan-action", kwargs=names),
        }
        sent += send_letter("reminder", email, language, values)
    return sent
