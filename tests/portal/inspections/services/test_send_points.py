"""New points reach their owners on the same day, once, and by the people who speak for them."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.portal.inspections.walk import lamp, seen_point, walk
from tests.portal.trajectories.area import Area, area, seat
from weerbaar.portal.audit.models import Event
from weerbaar.portal.inspections.models import Inspection, Point
from weerbaar.portal.inspections.services.close_inspection import RoundForm, close_inspection
from weerbaar.portal.inspections.services.move_point import give_point
from weerbaar.portal.inspections.services.send_points import UNCLOSED_AFTER, send_points
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.web.letters.points import send_point_letters

pytestmark = pytest.mark.django_db
FORM = RoundForm("Van de brug naar de kade", ("police", "municipality"))


@pytest.fixture
def here() -> Area:
    return area()


def test_when_the_round_is_closed_each_party_gets_one_letter_with_its_points(here: Area) -> None:
    on = walk()
    seen_point(here, None, on)
    seen_point(here, lamp("Nog een"), on)
    seen_point(here, lamp("Bord weg", type="PT-CALLBOARD", record={}), on)
    assert send_point_letters() == 0
    close_inspection(here.park.id, on.id, FORM, actor=here.manager)
    assert send_point_letters() == 2
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert set(letters) == {"municipality@mail.example", "chaima@mail.example"}
    told = letters["municipality@mail.example"]
    assert told.subject == "2 nieuwe punten voor Gemeente op Meeuwenwaard"
    assert "- Lantaarn uit of knippert (2x)" in told.body
    assert f"/terrein/{here.park.id}/schouw/punten/?toon=van-mij" in told.body
    # What was written about the place stays on the page.
    assert "knippert (2x)" in told.body
    assert "Nog een" not in told.body
    assert send_point_letters() == 0
    assert set(Point.objects.values_list("state", flat=True)) == {"assigned"}
    assert Event.objects.filter(word="scheduler:points:send").count() == 2


def test_a_round_that_nobody_closes_sends_its_points_on_the_day_too(here: Area) -> None:
    seen_point(here)
    assert send_points() == []
    later = timezone.now() + UNCLOSED_AFTER + timedelta(minutes=1)
    (notice,) = send_points(later)
    assert (notice.party, notice.types) == ("municipality", ("PT-LAMP",))


def test_a_point_of_who_has_nobody_at_the_table_stays_open_until_somebody_is(here: Area) -> None:
    seen_point(here, lamp("Hek stuk", type="PT-FENCE", record={}))
    Inspection.objects.update(closed_at=timezone.now())
    assert send_points() == []
    point = Point.objects.get()
    assert (point.state, point.sent_at) == ("open", None)
    give_point(here.park.id, point.id, "police", actor=here.manager)
    (notice,) = send_points()
    assert [reader.email for reader in notice.readers] == ["police@mail.example"]


def test_everybody_of_a_party_hears_and_nobody_else(here: Area) -> None:
    from tests.portal.people import somebody

    colleague = somebody("colleague")
    seat(here.park, colleague, ParkRole.PARTNER, PartnerKind.MUNICIPALITY)
    seen_point(here)
    Inspection.objects.update(closed_at=timezone.now())
    (notice,) = send_points()
    assert {reader.email for reader in notice.readers} == {"municipality@mail.example", "colleague@mail.example"}
