"""Letters: to companies that take part, once, within what each may be asked in a quarter over all senders."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.portal.people import company, somebody
from tests.portal.surveys.area import REPLY, SurveyArea, join, opened, survey_area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.services.join_park import leave_park
from weerbaar.portal.surveys.errors import WaveFault, WaveRefused
from weerbaar.portal.surveys.models import AskedQuestions
from weerbaar.portal.surveys.question_budget import may_ask, quarter_of, take_questions
from weerbaar.portal.surveys.services.ask_companies import invite_companies, make_links, remind_companies
from weerbaar.portal.surveys.services.cast_reply import cast_reply
from weerbaar.portal.surveys.words import Sender

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.fixture
def here() -> SurveyArea:
    return survey_area()


def test_each_company_gets_one_letter_with_a_code_of_its_own(here: SurveyArea) -> None:
    first, second = join(here, "ada")[0], join(here, "bas")[0]
    wave = opened(here, open_link=False, on=TODAY)
    letters = invite_companies(here.park.id, wave.id, actor=here.manager, on=TODAY)
    assert {letter.organisation_id for letter in letters} == {first, second}
    for letter in letters:
        cast_reply(letter.link_token, letter.code, REPLY, on=TODAY)
    with pytest.raises(WaveRefused) as caught:
        invite_companies(here.park.id, wave.id, actor=here.manager, on=TODAY)
    assert caught.value.fault is WaveFault.NOBODY_LEFT
    third = join(here, "cas")[0]
    again = invite_companies(here.park.id, wave.id, actor=here.manager, on=TODAY)
    assert [letter.organisation_id for letter in again] == [third]
    assert Event.objects.filter(word="person:survey:send").count() == 2


def test_a_reminder_goes_once_to_all_that_were_asked_and_carries_no_code(here: SurveyArea) -> None:
    gone, owner = join(here, "ada")
    stays = join(here, "bas")[0]
    wave = opened(here, on=TODAY)
    invite_companies(here.park.id, wave.id, actor=here.manager, on=TODAY)
    leave_park(gone, here.park.id, actor=owner.person)
    letters = remind_companies(here.park.id, wave.id, actor=here.pim.person, on=TODAY)
    assert [(letter.organisation_id, letter.code) for letter in letters] == [(stays, "")]
    with pytest.raises(WaveRefused):
        remind_companies(here.park.id, wave.id, actor=here.manager, on=TODAY)


def test_a_company_with_enough_questions_this_quarter_gets_no_letter(here: SurveyArea) -> None:
    full, free = join(here, "ada")[0], join(here, "bas")[0]
    assert take_questions(full, settings.QUESTIONS_A_QUARTER - 5, Sender.OTHER, TODAY)
    wave = opened(here, on=TODAY)
    letters = invite_companies(here.park.id, wave.id, actor=here.manager, on=TODAY)
    assert [letter.organisation_id for letter in letters] == [free]
    later = invite_companies(here.park.id, wave.id, actor=here.manager, on=TODAY + timedelta(31))
    assert [letter.organisation_id for letter in later] == [full]


def test_only_who_runs_the_area_sends_and_makes_links(here: SurveyArea) -> None:
    join(here, "ada")
    wave = opened(here, on=TODAY)
    for who, error in ((here.police, ParkNotAllowed), (here.outsider, NoSuchPark)):
        with pytest.raises(error):
            invite_companies(here.park.id, wave.id, actor=who.person, on=TODAY)
        with pytest.raises(error):
            remind_companies(here.park.id, wave.id, actor=who.person, on=TODAY)
        with pytest.raises(error):
            make_links(here.park.id, wave.id, 3, actor=who.person)


def test_personal_links_are_made_in_numbers_and_kept_nowhere(here: SurveyArea) -> None:
    wave = opened(here, open_link=False, on=TODAY)
    links = make_links(here.park.id, wave.id, 12, actor=here.manager)
    assert len({code for _token, code in links}) == 12
    cast_reply(*links[0], REPLY, on=TODAY)
    for number in (0, 201):
        with pytest.raises(WaveRefused) as caught:
            make_links(here.park.id, wave.id, number, actor=here.manager)
        assert caught.value.fault is WaveFault.TOO_MANY_LINKS


@pytest.mark.parametrize(
    ("on", "quarter"),
    [
        (date(2027, 1, 1), "2027-Q1"),
        (date(2027, 3, 31), "2027-Q1"),
        (date(2027, 4, 1), "2027-Q2"),
        (date(2027, 12, 31), "2027-Q4"),
    ],
)
def test_a_quarter_is_three_months(on: date, quarter: str) -> None:
    assert quarter_of(on) == quarter


class Budget(TestCase):
    """Whatever is asked, in whatever order, by whoever: never more than the limit."""

    @hypothesis_settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(list(Sender)), st.integers(0, 45), st.integers(0, 100)), max_size=8))
    def test_no_company_is_asked_more_than_the_limit(self, wishes: list[tuple[Sender, int, int]]) -> None:
        firm = company(somebody("dirk"), "Bedrijf Dirk")
        for sender, questions, day in wishes:
            on = TODAY + timedelta(day)
            fits = may_ask(firm, questions, on)
            assert take_questions(firm, questions, sender, on) is fits
        totals: dict[str, int] = {}
        for row in AskedQuestions.objects.filter(organisation_id=firm):
            totals[row.quarter] = totals.get(row.quarter, 0) + row.questions
        assert all(total <= settings.QUESTIONS_A_QUARTER for total in totals.values())
