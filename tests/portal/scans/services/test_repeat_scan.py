"""The holder of a link measures again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.runs import ANNA, NOBODY, done
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.scans.errors import NoSuchRun, Refusal, ScanRefused
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.delete_result import delete_result
from weerbaar.portal.scans.services.repeat_scan import repeat_scan
from weerbaar.portal.scans.states import State
from weerbaar.scanner.vocabulary.language import Language

pytestmark = pytest.mark.django_db


def test_the_same_company_gets_a_new_run_with_a_link_of_its_own() -> None:
    run, holder = done()
    later = timezone.now() + timedelta(minutes=6)
    receipt = repeat_scan(holder, actor=ANNA, language=Language.NL, now=later)
    again = ScanRun.objects.get(id=receipt.run_id)
    assert (again.target, again.state) == (run.target, State.QUEUED)
    assert receipt.token != holder.token
    assert ScanRun.objects.get(id=run.id).state == State.DONE
    assert events_about(again.id)[0].word == ScanEvent.REPEATED


def test_a_fresh_result_is_not_measured_again() -> None:
    _, holder = done()
    with pytest.raises(ScanRefused) as caught:
        repeat_scan(holder, actor=ANNA, language=Language.NL)
    assert caught.value.why is Refusal.TOO_SOON


def test_a_stranger_repeats_nothing() -> None:
    done()
    with pytest.raises(NoSuchRun):
        repeat_scan(NOBODY, actor=ANNA, language=Language.NL)


def test_of_a_deleted_result_nobody_knows_what_to_measure() -> None:
    _, holder = done()
    delete_result(holder)
    with pytest.raises(NoSuchRun):
        repeat_scan(holder, actor=ANNA, language=Language.NL)
