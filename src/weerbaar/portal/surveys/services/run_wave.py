"""Opens a survey, reads its meter once a day, and ends it: then the answers are counted, once."""

import logging
import uuid
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER, Actor, Person
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.errors import BoxStaysShut, WaveFault, WaveRefused
from weerbaar.portal.surveys.events import SurveyEvent
from weerbaar.portal.surveys.find import wave_run_by
from weerbaar.portal.surveys.models import BallotBox, SpentCode, Wave, WaveFigures
from weerbaar.portal.surveys.seal import seal, unseal
from weerbaar.portal.surveys.words import WaveState
from weerbaar.questionnaires.survey_count import REPLIES, cells_of, figures_of

ROUNDED_DOWN = 5  # replies, to everybody
# Two results close together, with one company more in the second, would tell what that one answered.
APART = timedelta(days=150)
_log = logging.getLogger(__name__)


def open_wave(park_id: uuid.UUID, wave_id: uuid.UUID, *, actor: Person, on: date | None = None) -> None:
    """From now on people can answer, until the end of the last day.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchWave: this person does not run it.
        WaveRefused: it is no draft, its days are not now, another survey of the area is open, or its last results are too new.
    """
    on = on or timezone.localdate()
    with transaction.atomic():
        row = wave_run_by(actor, park_id, wave_id)
        if row.state != WaveState.DRAFT.value:
            raise WaveRefused(WaveFault.NOT_A_DRAFT)
        if on < row.opens_on:
            raise WaveRefused(WaveFault.NOT_YET)
        if row.closes_on < on:
            raise WaveRefused(WaveFault.DAYS_PAST)
        shown = WaveFigures.objects.filter(wave__park_id=park_id, enough=True, counted_on__gt=on - APART)
        if shown.exists():
            raise WaveRefused(WaveFault.TOO_SOON)
        row.state, row.meter_on = WaveState.OPEN.value, on
        try:
            with transaction.atomic():
                row.save(update_fields=["state", "meter_on"])
        except IntegrityError as error:
            raise WaveRefused(WaveFault.OTHER_OPEN) from error
        cells = cells_of(the_survey())
        BallotBox.objects.create(wave=row, cells=cells, sealed=seal(row.id, cells, {}))
        record_event(SurveyEvent.OPENED, actor=actor, subject_id=row.id)


def close_wave(park_id: uuid.UUID, wave_id: uuid.UUID, *, actor: Person, on: date | None = None) -> None:
    """Nobody can answer any more. The answers are counted now; the box and all codes are erased.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchWave: this person does not run it.
        WaveRefused: it is not open.
        BoxStaysShut: our key does not open the box.
    """
    with transaction.atomic():
        row = wave_run_by(actor, park_id, wave_id)
        _close(row, SurveyEvent.CLOSED, actor, on or timezone.localdate())


def tend_waves(on: date | None = None) -> int:
    """Ends the surveys whose last day is over, and reads the meter of the others if that was not done today. How many it touched.

    A duty of the scheduler. The meter moves once a day, so that nobody sees a single reply come in.
    """
    on, touched = on or timezone.localdate(), 0
    for wave_id in Wave.objects.filter(state=WaveState.OPEN.value).values_list("id", flat=True):
        try:
            with transaction.atomic():
                row = Wave.objects.select_for_update().filter(id=wave_id, state=WaveState.OPEN.value).first()
                touched += row is not None and _tend(row, on)
        except BoxStaysShut:
            _log.warning("the key does not open the answers of a survey", extra={"wave": str(wave_id)})
    return touched


def _tend(row: Wave, on: date) -> bool:
    if row.closes_on < on:
        _close(row, SurveyEvent.ENDED, SCHEDULER, on)
        return True
    if row.meter_on is not None and row.meter_on >= on:
        return False
    box = BallotBox.objects.get(wave=row)
    row.meter, row.meter_on = unseal(row.id, box.cells, bytes(box.sealed))[REPLIES], on
    row.save(update_fields=["meter", "meter_on"])
    return True


def _close(row: Wave, word: SurveyEvent, actor: Actor, on: date) -> None:
    if row.state != WaveState.OPEN.value:
        raise WaveRefused(WaveFault.NOT_OPEN)
    bank = the_survey()
    box = BallotBox.objects.select_for_update().get(wave=row)
    counts = unseal(row.id, box.cells, bytes(box.sealed))
    figures = figures_of(counts, bank)
    replies = counts[REPLIES]
    WaveFigures.objects.create(
        wave=row,
        counted_on=on,
        replies=replies - replies % ROUNDED_DOWN,
        enough=replies >= bank.min_group,
        figures={
            item.question: {"shares": dict(item.shares), "headline": item.headline, "mean": item.mean}
            for item in figures
            if item.shares
        },
    )
    box.delete()
    SpentCode.objects.filter(wave=row).delete()
    row.state, row.meter, row.meter_on = WaveState.CLOSED.value, replies, on
    row.save(update_fields=["state", "meter", "meter_on"])
    record_event(word, actor=actor, subject_id=row.id)
