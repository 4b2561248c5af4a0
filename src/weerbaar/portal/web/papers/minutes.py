"""The minutes of a meeting on paper: who was there, what was decided, and the hash of the text that is approved."""

from datetime import datetime

from django.utils.translation import gettext as _

import weerbaar
from weerbaar.portal.meetings.selectors import DecisionView, MeetingView
from weerbaar.portal.web.components.moments import clock, day, day_and_clock, plain_day
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.portal.web.park.kvo_words import party_name
from weerbaar.portal.web.park.meeting_words import decision_words, pattern_name
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language


def minutes_paper(view: MeetingView, language: Language, now: datetime) -> bytes:
    """The paper as a PDF, in the language of the reader; the hash is that of the text in Dutch."""
    card, minutes = view.card, view.minutes
    where = ", ".join(part for part in (card.place, card.link) if part)
    present = [f"{one.name} ({party_name(one.party, language.value)})" for one in view.invitees if one.present]
    data = {
        "language": language.value,
        "title": _("Minutes"),
        "lead": f"{pattern_name(card.pattern, language.value)}. {clean(view.park.name, 120)}",
        "rows": [
            (_("When"), f"{day_and_clock(card.starts_at)} – {clock(card.ends_at)}"),
            (_("Where"), clean(where, 300)),
            (_("Present"), clean(", ".join(present), 2000)),
        ],
        "agenda_title": _("Agenda"),
        "agenda": [clean(point.title[language.value], 300) for point in view.agenda],
        "decisions_title": _("Decisions"),
        "decisions": [_row(one, language.value) for one in view.decisions],
        "none": _("No decisions were taken."),
        "correction_title": _("Correction"),
        "correction": clean(minutes.correction, 1000) if minutes else "",
        "state": _state(view),
        "hash": f"SHA-256 {minutes.text_hash}" if minutes else "",
        "foot": f"Weerbaar {weerbaar.__version__} · {day(now)}",
    }
    return typeset("minutes.typ", data, now)


def _row(one: DecisionView, language: str) -> tuple[str, str, str]:
    """Number, what was decided, and the rest in one line."""
    head = decision_words()[one.kind][0] + (f": {one.about}" if one.about else "")
    rest = [
        _("Owner: %(owner)s.") % {"owner": party_name(one.owner, language)} if one.owner else "",
        _("Ready on %(day)s.") % {"day": plain_day(one.due_on)} if one.due_on else "",
        one.text,
    ]
    return str(one.number), clean(head, 400), clean(" ".join(part for part in rest if part), 1500)


def _state(view: MeetingView) -> str:
    if view.minutes and view.minutes.approved_at:
        return _("Approved on %(day)s.") % {"day": day(view.minutes.approved_at)}
    return _("Not approved yet.")
