"""Minutes that were sent and that no meeting has approved yet, the oldest first."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone, translation
from django.utils.dateformat import format as format_date

from weerbaar.portal.meetings.agenda.proposal import Proposal
from weerbaar.portal.meetings.models import Minutes
from weerbaar.portal.meetings.words import Source
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.questionnaires.bank import Texts


def old_minutes(trajectory: Trajectory, today: date) -> Sequence[Proposal]:
    """One point for each."""
    rows = Minutes.objects.filter(meeting__trajectory=trajectory, approved_at=None).exclude(sent_at=None)
    why = {"nl": "Nog niet goedgekeurd", "en": "Not approved yet"}
    return [
        Proposal(Source.MINUTES, row.meeting_id.hex, _title(timezone.localdate(row.meeting.starts_at)), why)
        for row in rows.select_related("meeting").order_by("meeting__starts_at", "id")
        if timezone.localdate(row.meeting.starts_at) <= today
    ]


def _title(day: date) -> Texts:
    titles = {}
    for language, text in (("nl", "Verslag van {}"), ("en", "Minutes of {}")):
        with translation.override(language):
            titles[language] = text.format(format_date(day, "j F Y"))
    return titles
