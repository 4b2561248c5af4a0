"""Taking part: facts of a quarter for every seat but an insurer's, and the newsletter on one page."""

import io
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.portal.people import somebody
from tests.portal.trajectories.area import Area, area, seat
from weerbaar.portal.analyses.brought import brought
from weerbaar.portal.analyses.quarters import quarter_of
from weerbaar.portal.inspections.point_form import PointForm
from weerbaar.portal.inspections.point_states import PointVerb
from weerbaar.portal.inspections.services.move_point import move_point
from weerbaar.portal.inspections.services.put_point import Walk, put_point
from weerbaar.portal.inspections.words import Light
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.parks.services.join_park import join_park
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure, move_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/meedoen/{rest}"


def something_happens(here: Area) -> None:
    """A company joins, two points are seen of which one is solved after three days, a measure is done."""
    owner = somebody("olga")
    company = found_organisation(OrganisationDetails("Drukkerij Inktvis"), actor=owner.person)
    join_park(company, here.park.id, actor=owner.person)
    now = timezone.now()
    walk = Walk(uuid.uuid4(), Light.DAY, now - timedelta(days=3))
    ids = [uuid.uuid4(), uuid.uuid4()]
    for point in ids:
        put_point(
            here.park.id, point, PointForm("PT-LITTER", seen_at=now - timedelta(days=3)), walk, actor=here.manager
        )
    move_point(here.park.id, ids[0], PointVerb.SOLVE, "Opgeruimd", actor=here.at(PartnerKind.MUNICIPALITY), now=now)
    text = MeasureText("crime", "Inbraken", "Samen bewaken", owner="police", indicator="IND-CRI-REG", due_on=now.date())
    measure = add_measure(here.trajectory, text, actor=here.manager)
    move_measure(here.trajectory, measure, MeasureVerb.AGREE, actor=here.manager)
    move_measure(here.trajectory, measure, MeasureVerb.FINISH, "Foto van de borden", actor=here.manager)


def test_the_facts_of_the_quarter_are_exact(here: Area) -> None:
    something_happens(here)
    today = timezone.localdate()
    found = brought(here.manager, here.park.id, today - timedelta(days=10), today)
    assert (found.participants, found.joined) == (1, 1)
    assert (found.points_seen, found.points_solved, found.points_open, found.median_days) == (2, 1, 1, 3)
    assert found.measures == ["Samen bewaken"]
    before = brought(here.manager, here.park.id, today - timedelta(days=40), today - timedelta(days=20))
    assert (before.joined, before.points_solved, before.median_days, list(before.measures)) == (0, 0, None, [])


def test_every_seat_reads_but_an_insurer_and_a_stranger_finds_nothing(here: Area) -> None:
    insurer = somebody("ivo")
    seat(here.park, insurer, ParkRole.PARTNER, PartnerKind.INSURER)
    assert here.partners[PartnerKind.POLICE].client().get(url(here)).status_code == 200
    assert insurer.client().get(url(here)).status_code == 403
    assert here.outsider.client().get(url(here)).status_code == 404
    assert Client().get(url(here)).headers["Location"].startswith("/account/login/")


def test_an_empty_quarter_says_so(here: Area) -> None:
    told = here.chaima.client().get(url(here)).content.decode()
    assert "In dit kwartaal kwam geen maatregel klaar." in told


@pytest.mark.parametrize("typed", ["2026", "2026-9", "x-1", "9990-1", ""])
def test_a_quarter_that_is_none_or_still_to_come_is_not_there(here: Area, typed: str) -> None:
    status = here.chaima.client().get(url(here) + f"?kwartaal={typed}").status_code
    assert status == (200 if typed == "" else 404)


def test_the_newsletter_is_one_page_with_the_own_words(here: Area) -> None:
    something_happens(here)
    quarter = quarter_of(timezone.localdate())
    form = {"kwartaal": str(quarter), "words": "Kom naar de oefening van dinsdag."}
    response = here.chaima.client().post(url(here, "nieuwsbrief/"), form)
    assert response.status_code == 200
    paper = PdfReader(io.BytesIO(response.content))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert len(paper.pages) == 1
    assert "Samen bewaken" in text
    assert "Kom naar de oefening van dinsdag." in text
    assert "Inktvis" not in text


def test_words_that_are_too_long_are_refused_and_not_lost(here: Area) -> None:
    form = {"kwartaal": str(quarter_of(timezone.localdate())), "words": "woord " * 200}
    response = here.chaima.client().post(url(here, "nieuwsbrief/"), form)
    assert response.status_code == 422
    assert "hooguit 600 tekens" in response.content.decode()
    assert "woord woord" in response.content.decode()
