"""A visitor starts a scan."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from tests.portal.runs import ANNA, OTTO, done, queued
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.core.actors import Visitor
from weerbaar.portal.scans.errors import Refusal, ScanRefused
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.delete_result import delete_result

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def refusal(**options: Any) -> ScanRefused:
    with pytest.raises(ScanRefused) as caught:
        queued(**options)
    return caught.value


def test_a_run_and_its_task_are_queued_together() -> None:
    run, _ = queued(typed="is-email")
    assert (run.state, run.target, run.typed, run.language) == ("queued", "bakkerij-deegrol.example", "is-email", "nl")
    task = DBTaskResult.objects.get()
    assert (task.id, task.args_kwargs["args"]) == (run.task_id, [str(run.id)])


def test_the_secret_of_the_link_is_nowhere_in_the_database() -> None:
    _, holder = queued()
    assert holder.token not in repr(list(ScanRun.objects.values()) + list(DBTaskResult.objects.values()))


def test_the_address_of_the_visitor_is_nowhere_in_the_database() -> None:
    queued()
    assert ANNA.address not in repr(list(ScanRun.objects.values()))


def test_it_is_written_in_the_audit_trail_without_the_name_of_the_company() -> None:
    run, _ = queued()
    (event,) = events_about(run.id)
    assert (event.word, event.actor, event.details) == (ScanEvent.STARTED, "visitor", {})


def test_a_result_is_kept_for_thirty_days() -> None:
    run, _ = queued(now=NOW)
    assert run.expires_at == NOW + timedelta(days=30)


def test_the_eleventh_scan_within_an_hour_is_refused_and_told_when_it_may(settings: Any) -> None:
    settings.SCANS_AT_ONCE_PER_VISITOR = 100
    for minute in range(10):
        queued(f"bedrijf-{minute}.example", now=NOW + timedelta(minutes=minute))
    refused = refusal(target="bedrijf-11.example", now=NOW + timedelta(minutes=30))
    assert (refused.why, refused.until) == (Refusal.TOO_MANY_FROM_HERE, NOW + timedelta(hours=1))
    queued("bedrijf-11.example", now=NOW + timedelta(minutes=61))


def test_the_fourth_at_the_same_time_is_refused() -> None:
    for number in range(3):
        queued(f"bedrijf-{number}.example")
    assert refusal(target="bedrijf-4.example").why is Refusal.TOO_MANY_AT_ONCE
    queued("bedrijf-4.example", actor=OTTO)


def test_neighbours_in_one_ipv6_network_count_as_one_visitor(settings: Any) -> None:
    settings.SCANS_AT_ONCE_PER_VISITOR = 1
    queued("bedrijf-1.example", actor=Visitor("2001:db8:1:2::1"))
    assert refusal(target="bedrijf-2.example", actor=Visitor("2001:db8:1:2:ffff::9")).why is Refusal.TOO_MANY_AT_ONCE
    queued("bedrijf-2.example", actor=Visitor("2001:db8:1:3::1"))


def test_a_target_is_measured_at_most_six_times_an_hour_whoever_asks() -> None:
    for number in range(6):
        queued(actor=Visitor(f"192.0.2.{number}"), now=NOW)
    refused = refusal(actor=Visitor("192.0.2.99"), now=NOW + timedelta(minutes=1))
    assert (refused.why, refused.until) == (Refusal.TOO_MANY_OF_TARGET, NOW + timedelta(hours=1))


def test_two_visitors_who_measure_the_same_company_get_links_and_runs_of_their_own() -> None:
    one, one_holder = queued(actor=ANNA)
    other, other_holder = queued(actor=OTTO)
    assert one.id != other.id
    assert one_holder.token != other_holder.token


def test_deleting_results_gives_no_new_tries(settings: Any) -> None:
    settings.SCANS_PER_VISITOR_PER_HOUR = 1
    _, holder = done()
    delete_result(holder)
    assert refusal(target="een-ander.example").why is Refusal.TOO_MANY_FROM_HERE


def test_when_too_many_wait_nobody_is_added(settings: Any) -> None:
    settings.SCAN_QUEUE_LIMIT = 2
    queued("bedrijf-1.example")
    queued("bedrijf-2.example")
    assert refusal(target="bedrijf-3.example").why is Refusal.QUEUE_FULL
    assert ScanRun.objects.count() == DBTaskResult.objects.count() == 2


def test_an_owner_who_asked_us_to_stay_away_is_left_alone(settings: Any) -> None:
    settings.SCAN_OPTED_OUT = ("bakkerij-deegrol.example",)
    assert refusal().why is Refusal.OPTED_OUT
    assert not ScanRun.objects.exists()
