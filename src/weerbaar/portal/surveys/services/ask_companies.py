"""Whom a survey writes to: the companies that take part in the area, within what each may be asked in a quarter."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.selectors import participants_of
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.errors import WaveFault, WaveRefused
from weerbaar.portal.surveys.events import SurveyEvent
from weerbaar.portal.surveys.find import wave_run_by
from weerbaar.portal.surveys.models import AskedCompany, Wave
from weerbaar.portal.surveys.question_budget import take_questions
from weerbaar.portal.surveys.seal import new_code
from weerbaar.portal.surveys.words import Sender, WaveState

QUESTIONS_OF_A_REMINDER = 1  # it asks for what was asked before
MOST_LINKS = 200  # at once: more than one area needs


@dataclass(frozen=True, slots=True)
class SurveyLetter:
    """A letter to write. The code exists here only; a reminder has none, since we do not know which one was sent."""

    organisation_id: uuid.UUID
    link_token: str
    code: str
    closes_on: date


def invite_companies(
    park_id: uuid.UUID, wave_id: uuid.UUID, *, actor: Person, on: date | None = None
) -> list[SurveyLetter]:
    """One letter for each company that takes part and was not asked yet. Whoever had enough questions this quarter gets none.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchWave: this person does not run it.
        WaveRefused: it is not open, or there is nobody left to ask.
    """
    on, questions = on or timezone.localdate(), len(the_survey().questions)
    with transaction.atomic():
        row = _open(park_id, wave_id, actor)
        known = set(AskedCompany.objects.filter(wave=row).values_list("organisation_id", flat=True))
        companies = [one.organisation_id for one in participants_of(park_id) if one.organisation_id not in known]
        fit = [company for company in companies if take_questions(company, questions, Sender.SURVEY, on)]
        if not fit:
            raise WaveRefused(WaveFault.NOBODY_LEFT)
        AskedCompany.objects.bulk_create(AskedCompany(wave=row, organisation_id=company) for company in fit)
        record_event(SurveyEvent.INVITED, actor=actor, subject_id=row.id, companies=len(fit))
        return [SurveyLetter(company, row.link_token, new_code(row.id), row.closes_on) for company in fit]


def remind_companies(
    park_id: uuid.UUID, wave_id: uuid.UUID, *, actor: Person, on: date | None = None
) -> list[SurveyLetter]:
    """One reminder for each company that was asked, once: also for those that answered, since we do not know who did.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchWave: this person does not run it.
        WaveRefused: it is not open, or there is nobody left to remind.
    """
    on = on or timezone.localdate()
    with transaction.atomic():
        row = _open(park_id, wave_id, actor)
        here = {one.organisation_id for one in participants_of(park_id)}
        asked = [
            one for one in AskedCompany.objects.filter(wave=row, was_reminded=False) if one.organisation_id in here
        ]
        fit = [
            one
            for one in asked
            if take_questions(one.organisation_id, QUESTIONS_OF_A_REMINDER, Sender.SURVEY_REMINDER, on)
        ]
        if not fit:
            raise WaveRefused(WaveFault.NOBODY_LEFT)
        AskedCompany.objects.filter(id__in=[one.id for one in fit]).update(was_reminded=True)
        record_event(SurveyEvent.REMINDED, actor=actor, subject_id=row.id, companies=len(fit))
        return [SurveyLetter(one.organisation_id, row.link_token, "", row.closes_on) for one in fit]


def make_links(park_id: uuid.UUID, wave_id: uuid.UUID, number: int, *, actor: Person) -> list[tuple[str, str]]:
    """So many personal links, for companies that do not take part: the token of the survey and a code each, kept nowhere.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchWave: this person does not run it.
        WaveRefused: it is not open, or the number is none.
    """
    with transaction.atomic():
        row = _open(park_id, wave_id, actor)
        if not 1 <= number <= MOST_LINKS:
            raise WaveRefused(WaveFault.TOO_MANY_LINKS)
        record_event(SurveyEvent.LINKS_MADE, actor=actor, subject_id=row.id, links=number)
        return [(row.link_token, new_code(row.id)) for _ in range(number)]


def _open(park_id: uuid.UUID, wave_id: uuid.UUID, actor: Person) -> Wave:
    row = wave_run_by(actor, park_id, wave_id)
    if row.state != WaveState.OPEN.value:
        raise WaveRefused(WaveFault.NOT_OPEN)
    return row
