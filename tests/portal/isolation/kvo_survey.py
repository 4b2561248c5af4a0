"""The surveys of the generated world: of each area one that is open, and one that has ended with enough replies."""

from datetime import timedelta

from django.utils import timezone

from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Marks
from tests.portal.isolation.people import Link
from weerbaar.portal.surveys.selectors import wave_of
from weerbaar.portal.surveys.services.ask_companies import invite_companies, make_links
from weerbaar.portal.surveys.services.cast_reply import cast_reply
from weerbaar.portal.surveys.services.plan_wave import WaveForm, plan_wave
from weerbaar.portal.surveys.services.run_wave import close_wave, open_wave

SURVEY_ROUTES = {
    "survey-waves",
    "survey-new",
    "survey-wave",
    "survey-links",
    "survey-poster",
    "survey-results",
    "survey-results-csv",
}
# By the link of a survey, which everybody may have.
SURVEY_LINK_ROUTES = {"survey-open", "survey-thanks", "survey-personal"}


def ask_around(area: Company, marks: Marks) -> None:
    """The ended one was two hundred days ago. The company of the area got a letter about the open one."""
    today = timezone.localdate()
    for began in (today - timedelta(200), today):
        form = WaveForm(marks.new(Field.SURVEY, area.key), began, began + timedelta(20))
        wave_id = plan_wave(area.id, form, actor=area.owner, on=began)
        open_wave(area.id, wave_id, actor=area.owner, on=began)
        area.note("wave_id", wave_id)
        if began < today:
            token = wave_of(area.owner, area.id, wave_id).link_token
            for _ in range(10):
                cast_reply(token, "", {"KS-03": ["yes"]}, on=began)
            close_wave(area.id, wave_id, actor=area.owner, on=began)
    invite_companies(area.id, wave_id, actor=area.owner)
    ((token, code),) = make_links(area.id, wave_id, 1, actor=area.owner)
    area.links.append(Link(f"{area.key} survey", tuple(sorted(SURVEY_LINK_ROUTES)), token, ids={"code": code}))  # type: ignore[dict-item]
