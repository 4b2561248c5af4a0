"""Keeps what a company says of its plot. Nobody of the area reads it."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.events import IncidentEvent
from weerbaar.portal.incidents.models import PlotAnswer
from weerbaar.portal.incidents.plot_selectors import choices_of
from weerbaar.portal.incidents.read_plot_pack import load_plot_pack
from weerbaar.portal.organisations.selectors import assert_may_work


def answer_plot(
    organisation_id: uuid.UUID, answers: Mapping[str, str], *, actor: Person, now: datetime | None = None
) -> int:
    """How many answers changed. What is no question, or no answer to it, is passed over.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
    """
    questions, changed = load_plot_pack().questions, 0
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        kept = dict(PlotAnswer.objects.filter(organisation_id=organisation_id).values_list("question", "answer"))
        for key, answer in answers.items():
            known = questions.get(key)
            if known is None or answer not in choices_of(known) or kept.get(key) == answer:
                continue
            PlotAnswer.objects.update_or_create(
                organisation_id=organisation_id,
                question=key,
                defaults={"answer": answer, "answered_at": now or timezone.now()},
            )
            changed += 1
        if changed:
            record_event(
                IncidentEvent.PLOT_ANSWERED, actor=actor, subject_id=organisation_id, organisation_id=organisation_id
            )
    return changed
