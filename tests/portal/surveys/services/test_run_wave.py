"""A survey is planned, opened, answered, and counted once."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from tests.portal.surveys.area import REPLY, SurveyArea, answer, draft, opened, survey_area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import new_token
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.surveys.errors import (
    BoxStaysShut,
    CountedOnce,
    NoSuchWave,
    ReplyFault,
    ReplyRefused,
    WaveFault,
    WaveRefused,
)
from weerbaar.portal.surveys.models import BallotBox, SpentCode, Wave, WaveFigures
from weerbaar.portal.surveys.seal import is_code_of, new_code
from weerbaar.portal.surveys.selectors import all_results_of, meter_of, results_of, wave_of
from weerbaar.portal.surveys.services.cast_reply import assert_may_reply, cast_reply
from weerbaar.portal.surveys.services.plan_wave import WaveForm, change_wave, plan_wave
from weerbaar.portal.surveys.services.run_wave import close_wave, open_wave, tend_waves

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)
LAST = date(2027, 3, 21)


@pytest.fixture
def here() -> SurveyArea:
    return survey_area()


def fault(wave: Wave, code: str = "", on: date = TODAY) -> ReplyFault:
    with pytest.raises(ReplyRefused) as caught:
        cast_reply(wave.link_token, code, REPLY, on=on)
    with pytest.raises(ReplyRefused):
        assert_may_reply(wave.link_token, code, on=on)
    return caught.value.fault


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (WaveForm(" ", TODAY, LAST), WaveFault.NO_TITLE),
        (WaveForm("Najaar", None, LAST), WaveFault.NO_DAYS),
        (WaveForm("Najaar", LAST, TODAY), WaveFault.DAYS_BACKWARDS),
        (WaveForm("Najaar", TODAY - timedelta(9), TODAY - timedelta(1)), WaveFault.DAYS_PAST),
        (WaveForm("Najaar", TODAY, TODAY + timedelta(93)), WaveFault.TOO_LONG_OPEN),
    ],
)
def test_a_survey_that_cannot_be_is_refused(here: SurveyArea, form: WaveForm, why: WaveFault) -> None:
    with pytest.raises(WaveRefused) as caught:
        plan_wave(here.park.id, form, actor=here.manager, on=TODAY)
    assert caught.value.fault is why
    assert not Wave.objects.exists()


def test_only_who_runs_the_area_plans_opens_and_ends(here: SurveyArea) -> None:
    wave = draft(here, on=TODAY)
    form = WaveForm("Najaar", TODAY, LAST)
    for who, error in ((here.police, ParkNotAllowed), (here.outsider, NoSuchPark)):
        actor: Person = who.person
        for deed in (
            lambda actor=actor: plan_wave(here.park.id, form, actor=actor, on=TODAY),
            lambda actor=actor: change_wave(here.park.id, wave.id, form, actor=actor, on=TODAY),
            lambda actor=actor: open_wave(here.park.id, wave.id, actor=actor, on=TODAY),
            lambda actor=actor: close_wave(here.park.id, wave.id, actor=actor, on=TODAY),
        ):
            with pytest.raises(error):
                deed()
    open_wave(here.park.id, wave.id, actor=here.pim.person, on=TODAY)


def test_a_survey_of_another_area_is_not_found(here: SurveyArea) -> None:
    with pytest.raises(NoSuchWave):
        open_wave(here.park.id, uuid.uuid4(), actor=here.manager)
    with pytest.raises(NoSuchWave):
        wave_of(here.outsider.person, here.park.id, draft(here).id)


def test_a_draft_changes_and_of_an_open_survey_the_last_day_alone(here: SurveyArea) -> None:
    wave = draft(here, on=TODAY)
    change_wave(here.park.id, wave.id, WaveForm("Lente", TODAY, LAST, False), actor=here.manager, on=TODAY)
    open_wave(here.park.id, wave.id, actor=here.manager, on=TODAY)
    later = WaveForm("Anders", TODAY + timedelta(1), LAST + timedelta(7))
    change_wave(here.park.id, wave.id, later, actor=here.manager, on=TODAY)
    wave.refresh_from_db()
    assert (wave.title, wave.opens_on, wave.closes_on, wave.open_link) == ("Lente", TODAY, LAST + timedelta(7), False)
    close_wave(here.park.id, wave.id, actor=here.manager, on=TODAY)
    with pytest.raises(WaveRefused):
        change_wave(here.park.id, wave.id, later, actor=here.manager, on=TODAY)


def test_one_survey_of_an_area_is_open_at_a_time(here: SurveyArea) -> None:
    opened(here, on=TODAY)
    second = draft(here, on=TODAY)
    with pytest.raises(WaveRefused) as caught:
        open_wave(here.park.id, second.id, actor=here.manager, on=TODAY)
    assert caught.value.fault is WaveFault.OTHER_OPEN


def test_nobody_answers_a_draft_nor_before_or_after_its_days(here: SurveyArea) -> None:
    wave = draft(here, on=TODAY)
    assert fault(wave) is ReplyFault.NOT_OPEN
    with pytest.raises(WaveRefused) as caught:
        open_wave(here.park.id, wave.id, actor=here.manager, on=TODAY - timedelta(1))
    assert caught.value.fault is WaveFault.NOT_YET
    open_wave(here.park.id, wave.id, actor=here.manager, on=TODAY)
    assert fault(wave, on=wave.closes_on + timedelta(1)) is ReplyFault.NOT_OPEN
    with pytest.raises(NoSuchWave):
        cast_reply(new_token(), "", REPLY)


def test_a_code_answers_once_and_a_foreign_one_never(here: SurveyArea) -> None:
    wave = opened(here, open_link=False, on=TODAY)
    code = new_code(wave.id)
    assert fault(wave) is ReplyFault.CODE_NEEDED
    assert fault(wave, new_token()) is ReplyFault.CODE_UNKNOWN
    assert fault(wave, new_code(uuid.uuid4())) is ReplyFault.CODE_UNKNOWN
    assert not is_code_of(wave.id, "§")
    cast_reply(wave.link_token, code, REPLY, on=TODAY)
    assert fault(wave, code) is ReplyFault.CODE_SPENT
    tend_waves(TODAY + timedelta(1))
    assert Wave.objects.get().meter == 1


def test_results_are_counted_once_and_nothing_else_of_the_answers_stays(here: SurveyArea) -> None:
    wave = opened(here, on=TODAY)
    cast_reply(wave.link_token, new_code(wave.id), REPLY, on=TODAY)
    answer(wave, 11, on=TODAY)
    assert results_of(here.park.id, wave.id) is None
    close_wave(here.park.id, wave.id, actor=here.manager, on=TODAY)
    results = results_of(here.park.id, wave.id)
    assert results is not None
    assert results.replies == 10  # of 12, rounded down to fives
    assert results.headlines == {"IND-NUI-SURVEY": 100, "IND-CRI-SURVEY": 0, "IND-PUB-SURVEY": 8.0}
    assert not BallotBox.objects.exists()
    assert not SpentCode.objects.exists()
    assert fault(wave) is ReplyFault.NOT_OPEN
    with pytest.raises(WaveRefused):
        close_wave(here.park.id, wave.id, actor=here.manager, on=TODAY)


def test_of_nine_replies_nothing_is_shown(here: SurveyArea) -> None:
    wave = opened(here, on=TODAY)
    answer(wave, 9, on=TODAY)
    close_wave(here.park.id, wave.id, actor=here.manager, on=TODAY)
    row = WaveFigures.objects.get()
    assert (row.enough, row.figures, row.replies) == (False, {}, 5)
    assert all_results_of(here.park.id) == []
    with pytest.raises(CountedOnce):
        row.save()


def test_a_second_survey_waits_after_results_but_not_after_none(here: SurveyArea) -> None:
    first = opened(here, on=TODAY)
    close_wave(here.park.id, first.id, actor=here.manager, on=TODAY)
    second = opened(here, on=TODAY)
    answer(second, 10, on=TODAY)
    close_wave(here.park.id, second.id, actor=here.manager, on=TODAY)
    third = draft(here, days=60, on=TODAY)
    with pytest.raises(WaveRefused) as caught:
        open_wave(here.park.id, third.id, actor=here.manager, on=TODAY)
    assert caught.value.fault is WaveFault.TOO_SOON
    opened(here, on=TODAY + timedelta(150))


def test_the_meter_moves_once_a_day_and_the_last_day_ends_by_itself(here: SurveyArea) -> None:
    wave = opened(here, on=TODAY)
    answer(wave, 3, on=TODAY)
    assert tend_waves(TODAY) == 0
    assert wave_of(here.manager, here.park.id, wave.id).meter == 0
    assert tend_waves(TODAY + timedelta(1)) == 1
    meter = meter_of(here.park.id, wave_of(here.manager, here.park.id, wave.id))
    assert (meter.replies, meter.establishments, meter.percent, meter.too_many) == (3, 60, 5, False)
    answer(wave, 58, on=TODAY)
    tend_waves(wave.closes_on)
    assert meter_of(here.park.id, wave_of(here.manager, here.park.id, wave.id)).too_many
    assert Wave.objects.get().state == "open"
    tend_waves(wave.closes_on + timedelta(1))
    assert Wave.objects.get().state == "closed"
    assert Event.objects.filter(word="scheduler:survey:close").exists()


def test_a_box_of_another_key_stays_shut_and_loses_nothing(here: SurveyArea) -> None:
    wave = opened(here, on=TODAY)
    answer(wave, 2, on=TODAY)
    before = bytes(BallotBox.objects.get().sealed)
    with override_settings(TOKEN_KEY="another"):
        with pytest.raises(BoxStaysShut):
            answer(wave, 1, on=TODAY)
        assert tend_waves(wave.closes_on + timedelta(1)) == 0
    assert bytes(BallotBox.objects.get().sealed) == before
    with override_settings(TOKEN_KEY=""), pytest.raises(BoxStaysShut):
        answer(wave, 1, on=TODAY)
    answer(wave, 1, on=TODAY)
    tend_waves(TODAY + timedelta(1))
    assert Wave.objects.get().meter == 3


def test_every_deed_of_a_person_is_written_down_and_no_reply_is(here: SurveyArea) -> None:
    wave = opened(here, on=timezone.localdate())
    written = Event.objects.count()
    cast_reply(wave.link_token, new_code(wave.id), REPLY)
    assert Event.objects.count() == written
    close_wave(here.park.id, wave.id, actor=here.manager)
    words = set(Event.objects.filter(subject_id=wave.id).values_list("word", flat=True))
    assert words == {"person:survey:plan", "person:survey:open", "person:survey:close"}
