"""Proven domains are measured every week, by nobody's asking."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.people import Bakery, bakery
from tests.portal.results import BAKERY
from weerbaar.portal.scans.models import DomainProof, ScanRun, Target
from weerbaar.portal.scans.proof_look import Looked
from weerbaar.portal.scans.proof_words import ProofMethod
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.add_target import add_target
from weerbaar.portal.scans.services.check_proof import note_look
from weerbaar.portal.scans.services.monitor_targets import EVERY, MOST_AT_ONCE, monitor_targets
from weerbaar.scanner.vocabulary.domain_name import DomainName

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    return bakery()


@pytest.fixture
def target(here: Bakery) -> Target:
    return Target.objects.get(id=add_target(here.id, DomainName(BAKERY), actor=here.anna.person))


def prove(target: Target) -> None:
    note_look(target, Looked(ProofMethod.DNS), None)


def test_a_domain_that_is_not_proven_is_left_alone(target: Target) -> None:
    assert monitor_targets() == 0
    assert not ScanRun.objects.exists()


def test_a_proven_domain_is_measured_once_a_week(target: Target) -> None:
    prove(target)
    now = timezone.now()
    assert monitor_targets(now) == 1
    assert monitor_targets(now + timedelta(minutes=5)) == 0
    run = ScanRun.objects.get()
    assert (run.purpose, run.owned_by_id) == (Purpose.MONITORING, target.id)
    ScanRun.objects.update(state="failed")
    assert monitor_targets(now + EVERY - timedelta(minutes=1)) == 0
    assert monitor_targets(now + EVERY) == 1


def test_a_measurement_that_somebody_asked_for_counts(here: Bakery, target: Target) -> None:
    from weerbaar.portal.scans.services.measure_target import measure_target

    prove(target)
    measure_target(target.id, actor=here.anna.person, purpose=Purpose.ASKED)
    assert monitor_targets() == 0


def test_a_proof_that_ended_ends_the_weekly_look(target: Target) -> None:
    prove(target)
    DomainProof.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert monitor_targets() == 0


def test_many_domains_take_turns(here: Bakery) -> None:
    for number in range(MOST_AT_ONCE + 3):
        prove(Target.objects.create(organisation_id=here.id, domain=f"d{number}.example", added_at=timezone.now()))
    assert monitor_targets() == MOST_AT_ONCE
    assert monitor_targets() == 3
