"""Writes a survey of an area down, before anybody can answer."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import new_token
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.errors import WaveFault, WaveRefused
from weerbaar.portal.surveys.events import SurveyEvent
from weerbaar.portal.surveys.find import wave_run_by
from weerbaar.portal.surveys.models import Wave
from weerbaar.portal.surveys.words import WaveState

LONGEST_OPEN = timedelta(days=92)  # a quarter: what is older says little beside what is new


@dataclass(frozen=True, slots=True)
class WaveForm:
    """What can be chosen. `open_link` lets everybody with the link answer; without it a personal code is needed."""

    title: str
    opens_on: date | None
    closes_on: date | None
    open_link: bool = True


def plan_wave(park_id: uuid.UUID, form: WaveForm, *, actor: Person, on: date | None = None) -> uuid.UUID:
    """The id of the draft.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        WaveRefused: with why.
    """
    on, bank = on or timezone.localdate(), the_survey()
    with transaction.atomic():
        assert_may_run(actor, park_id)
        opens_on, closes_on = _checked(form, on)
        row = Wave.objects.create(
            park_id=park_id,
            title=form.title.strip()[:120],
            bank=bank.id,
            bank_version=bank.version,
            opens_on=opens_on,
            closes_on=closes_on,
            open_link=form.open_link,
            link_token=new_token(),
        )
        record_event(SurveyEvent.PLANNED, actor=actor, subject_id=row.id)
    return row.id


def change_wave(
    park_id: uuid.UUID, wave_id: uuid.UUID, form: WaveForm, *, actor: Person, on: date | None = None
) -> None:
    """A draft may change in all. Of an open survey the last day may.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchWave: this person does not run it.
        WaveRefused: with why.
    """
    on = on or timezone.localdate()
    with transaction.atomic():
        row = wave_run_by(actor, park_id, wave_id)
        if row.state == WaveState.CLOSED.value:
            raise WaveRefused(WaveFault.NOT_A_DRAFT)
        opens_on, closes_on = _checked(form, on)
        row.closes_on = closes_on
        if row.state == WaveState.DRAFT.value:
            row.title, row.opens_on, row.open_link = form.title.strip()[:120], opens_on, form.open_link
        elif closes_on < row.opens_on:
            raise WaveRefused(WaveFault.DAYS_BACKWARDS)
        elif closes_on - row.opens_on > LONGEST_OPEN:
            raise WaveRefused(WaveFault.TOO_LONG_OPEN)
        row.save()
        record_event(SurveyEvent.CHANGED, actor=actor, subject_id=row.id)


def _checked(form: WaveForm, on: date) -> tuple[date, date]:
    if not form.title.strip():
        raise WaveRefused(WaveFault.NO_TITLE)
    if form.opens_on is None or form.closes_on is None:
        raise WaveRefused(WaveFault.NO_DAYS)
    if form.closes_on < form.opens_on:
        raise WaveRefused(WaveFault.DAYS_BACKWARDS)
    if form.closes_on < on:
        raise WaveRefused(WaveFault.DAYS_PAST)
    if form.closes_on - form.opens_on > LONGEST_OPEN:
        raise WaveRefused(WaveFault.TOO_LONG_OPEN)
    return form.opens_on, form.closes_on
