"""Points go to a municipality's system over real HTTP, and what it says comes back."""

import ipaddress
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.portal.inspections.open311_server import Mood, Municipality, municipality
from tests.portal.inspections.walk import lamp, picture, seen_point
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.inspections.models import Inspection, Open311Report, Point
from weerbaar.portal.inspections.open311.report_points import PAUSES_S, follow_report, send_due_reports
from weerbaar.portal.inspections.open311.set_reporting import ReportingForm, end_reporting, set_reporting
from weerbaar.portal.inspections.point_states import PointVerb
from weerbaar.portal.inspections.services.move_point import move_point
from weerbaar.portal.inspections.services.put_point import put_point
from weerbaar.portal.inspections.services.send_points import send_points
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Iterator[Municipality]:
    with municipality() as system:
        yield system


@pytest.fixture
def here(there: Municipality, settings: Any) -> Area:
    settings.OPEN311_RANGES = (ipaddress.ip_network("127.0.0.0/8"),)
    settings.OPEN311_TIMEOUT_S = 5.0
    made = area()
    form = ReportingForm(there.base, there.key, "lindebrug", {"*": "7", "PT-LAMP": "12"})
    set_reporting(made.park.id, form, actor=made.manager)
    return made


def gone_out(here: Area, **fields: object) -> Open311Report:
    """A point that went out, and its report that waits."""
    seen_point(here, lamp(**fields))  # type: ignore[arg-type]
    Inspection.objects.update(closed_at=timezone.now())
    send_points()
    return Open311Report.objects.get()


def follow(report: Open311Report, now: datetime | None = None) -> Open311Report:
    """One try."""
    report.refresh_from_db()
    follow_report(report.id, report.tries, now)
    report.refresh_from_db()
    return report


def test_a_point_is_reported_with_its_place_and_without_anybody(here: Area, there: Municipality) -> None:
    _, number = picture(1)
    report = follow(gone_out(here, photos=(number,)))
    assert (report.state, report.number) == ("asked", "29300")
    (form,) = there.requests.values()
    reference = f"WB-{report.point_id.hex[:12]}"
    assert form == {
        "api_key": "key-of-the-area",
        "jurisdiction_id": "lindebrug",
        "service_code": "12",
        "lat": "51.700000",
        "long": "5.300000",
        "address_string": "Bij de brug",
        "description": f"Lantaarn uit of knippert. De lamp knippert. Bij de brug. Paalnummer: 14 ({reference})",
    }
    told = " ".join(form.values()).lower()
    assert not any(who.user.name.lower() in told for who in (here.chaima, here.pim, *here.partners.values()))
    assert Event.objects.filter(word="worker:point:report").exists()


def test_the_scheduler_takes_up_what_is_due_and_each_once(here: Area, there: Municipality) -> None:
    gone_out(here)
    assert send_due_reports() == 1
    assert send_due_reports() == 0


def test_what_is_of_another_party_is_not_reported(here: Area) -> None:
    seen_point(here, lamp("Hek stuk", type="PT-FENCE", record={}))
    Inspection.objects.update(closed_at=timezone.now())
    send_points()
    assert not Open311Report.objects.exists()


def test_what_they_close_is_reported_solved_and_a_person_checks(here: Area, there: Municipality) -> None:
    report = follow(gone_out(here))
    there.status[report.number] = ("open", "")
    report = follow(report)
    assert (report.state, report.said, Point.objects.get().state) == ("asked", "open", "assigned")
    there.status[report.number] = ("In_Progress", "Monteur komt")
    follow(report)
    assert Point.objects.get().state == "busy"
    there.status[report.number] = ("closed", "Lamp  is\nvervangen")
    report = follow(report)
    point = Point.objects.get()
    assert (report.state, report.next_at) == ("ended", None)
    assert (point.state, point.answer, point.solved_by_party) == ("solved", "Lamp is vervangen", "municipality")
    move_point(here.park.id, point.id, PointVerb.VERIFY, actor=here.at(PartnerKind.POLICE))
    assert Point.objects.get().state == "verified"
    assert Event.objects.filter(word="worker:point:answer").count() == 2


def test_a_point_that_was_solved_here_is_not_moved_by_what_they_say(here: Area, there: Municipality) -> None:
    report = follow(gone_out(here))
    owner = here.at(PartnerKind.MUNICIPALITY)
    move_point(here.park.id, report.point_id, PointVerb.REFUSE, "Eigen grond", actor=owner)
    there.status[report.number] = ("closed", "")
    assert follow(report).state == "ended"
    assert Point.objects.get().state == "not_accepted"


def test_a_token_becomes_a_number_later(here: Area, there: Municipality) -> None:
    there.mood = Mood.TOKENS
    report = follow(gone_out(here))
    assert (report.state, report.number, report.token) == ("asked", "", "t29300")
    assert follow(report).number == ""
    there.tokens["t29300"] = "29300"
    assert follow(report).number == "29300"


@pytest.mark.parametrize(
    ("mood", "fault", "is_unsure"),
    [
        (Mood.TROUBLE, "trouble", True),
        (Mood.NO_JSON, "not-readable", True),
        (Mood.OTHER_JSON, "not-readable", True),
        (Mood.HUGE, "too-large", True),
        (Mood.REDIRECT, "redirect", False),
        (Mood.LOST, "not-reached", True),
    ],
)
def test_a_bad_day_there_is_tried_again_later(
    here: Area, there: Municipality, mood: Mood, fault: str, is_unsure: bool
) -> None:
    report, now = gone_out(here), timezone.now()
    there.mood = mood
    report = follow(report, now)
    assert (report.state, report.fault, report.is_unsure) == ("waiting", fault, is_unsure)
    assert report.next_at == now + timedelta(seconds=PAUSES_S[0])
    there.mood = Mood.WELL
    assert follow(report).state == "asked"


def test_who_is_too_slow_is_left(here: Area, there: Municipality, settings: Any) -> None:
    settings.OPEN311_TIMEOUT_S = 0.2
    report, there.mood = gone_out(here), Mood.SLOW
    report = follow(report)
    assert (report.state, report.fault, report.is_unsure) == ("waiting", "too-slow", True)


def test_a_report_whose_answer_was_lost_is_found_and_not_made_twice(here: Area, there: Municipality) -> None:
    report, there.mood = gone_out(here), Mood.LOST
    report = follow(report)
    assert len(there.requests) == 1
    there.mood = Mood.WELL
    report = follow(report)
    assert (report.state, report.number, report.is_unsure) == ("asked", "29300", False)
    assert len(there.requests) == 1
    assert sum(1 for line in there.heard if line.startswith("POST")) == 1


def test_what_is_refused_is_given_up_at_once(here: Area, there: Municipality) -> None:
    report, there.mood = gone_out(here), Mood.REFUSE
    report = follow(report)
    assert (report.state, report.fault, report.next_at) == ("given_up", "refused", None)


def test_after_so_many_tries_it_is_given_up(here: Area, there: Municipality) -> None:
    report, there.mood = gone_out(here), Mood.TROUBLE
    for _ in PAUSES_S:
        report = follow(report)
        assert report.state == "waiting"
    assert follow(report).state == "given_up"


def test_trouble_while_asking_only_waits(here: Area, there: Municipality) -> None:
    report = follow(gone_out(here))
    for mood in (Mood.TROUBLE, Mood.NO_JSON, Mood.REFUSE):
        there.mood = mood
        report = follow(report)
        assert report.state == "asked"
        assert report.fault
    there.mood = Mood.WELL
    assert follow(report).fault == ""


def test_a_point_without_place_or_code_is_told_to_who_looks_after_it(here: Area, there: Municipality) -> None:
    report = follow(gone_out(here, place=None, place_text=""))
    assert (report.state, report.fault) == ("given_up", "no-place")
    set_reporting(here.park.id, ReportingForm(there.base, services={"PT-ROAD": "1"}), actor=here.manager)
    Open311Report.objects.update(state="waiting", fault="")
    assert follow(report).fault == "no-service"
    assert there.heard == []


def test_two_who_take_a_report_up_send_it_once(here: Area, there: Municipality) -> None:
    report = gone_out(here)
    follow_report(report.id, 0)
    follow_report(report.id, 0)
    assert len(there.requests) == 1
    follow_report(uuid.uuid4(), 0)


def test_nothing_goes_to_addresses_that_nobody_opened(here: Area, there: Municipality, settings: Any) -> None:
    report = gone_out(here)
    settings.OPEN311_RANGES = ()
    report = follow(report)
    assert (report.state, report.fault) == ("waiting", "inside")
    assert there.heard == []


def test_plain_http_to_a_name_is_spoken_only_where_it_was_opened(
    here: Area, there: Municipality, settings: Any
) -> None:
    from weerbaar.portal.inspections.open311 import exchange
    from weerbaar.portal.inspections.open311.words import NotReached, ReachFault

    settings.OPEN311_RANGES = (ipaddress.ip_network("127.0.0.9/32"),)
    with pytest.raises(NotReached) as refused:
        exchange.exchange("GET", there.base.replace("127.0.0.1", "93.184.216.34"))
    assert refused.value.fault is ReachFault.NOT_HTTPS
    assert there.heard == []


def test_ending_it_erases_the_key_and_stops_what_is_under_way(here: Area, there: Municipality) -> None:
    report = gone_out(here)
    end_reporting(here.park.id, actor=here.manager)
    assert follow(report).state == "ended"
    assert there.heard == []


def test_a_point_that_is_opened_again_is_reported_again(here: Area, there: Municipality) -> None:
    report = follow(gone_out(here))
    there.status[report.number] = ("closed", "")
    follow(report)
    move_point(here.park.id, report.point_id, PointVerb.REOPEN, "Lamp is weer uit", actor=here.manager)
    send_points()
    report.refresh_from_db()
    assert (report.state, report.number, report.tries) == ("waiting", "", 0)


def test_the_same_point_put_again_is_not_reported_twice(here: Area, there: Municipality) -> None:
    from tests.portal.inspections.walk import walk

    on, point = walk(), uuid.uuid4()
    for text in ("De lamp knippert", "De lamp is uit"):
        put_point(here.park.id, point, lamp(text), on, actor=here.manager, revision=2 if "uit" in text else 1)
        Inspection.objects.update(closed_at=timezone.now())
        send_points()
    assert Open311Report.objects.count() == 1
