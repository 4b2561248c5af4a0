"""What got worse is told after two measurements, once, and comes back into the plan."""

import json
import zlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.portal.people import Bakery, bakery
from tests.portal.results import BAKERY, a_result
from weerbaar.portal.accounts.models import User
from weerbaar.portal.action_plans.services.watch_run import watch_run
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.scans.models import Regression, ScanRun, Target
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.add_target import add_target
from weerbaar.portal.scans.services.watch_target import PAUSE, look_again, watch_target
from weerbaar.portal.web.letters.got_worse import tell_what_got_worse
from weerbaar.portal.web.letters.unsubscribe import KINDS, REGRESSIONS, stop_path
from weerbaar.scanner.checks.judge import judge
from weerbaar.scanner.facts.dns import Answer, AnswerKind
from weerbaar.scanner.facts.mail import DMARC, DmarcLookups
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.scan.plan import granted_checks
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult, weigh
from weerbaar.scanner.vocabulary.domain_name import DomainName

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 1, 9, 0, tzinfo=timezone.get_default_timezone())
GOOD, MISSING = ("v=DMARC1; p=reject; rua=mailto:dmarc@bakkerij-deegrol.example",), ()


def result(records: tuple[str, ...] | None, at: datetime) -> ScanResult:
    """The bakery with these DMARC records; None when they could not be looked up."""
    base = a_result(BAKERY)
    name = f"_dmarc.{BAKERY}"
    if records is None:
        seen: Observed[DmarcLookups] | Unobserved = Unobserved(Reason.DNS_TIMEOUT, f"DNS TXT {name}")
    else:
        kind = AnswerKind.RECORDS if records else AnswerKind.NO_NAME
        seen = Observed(DmarcLookups((Answer(name, "TXT", kind, records, name),), {}), at, f"DNS TXT {name}")
    sheet = FactSheet(base.target, {**base.sheet.observations, DMARC.key: seen})
    findings = judge(sheet, granted_checks(ScanRequest(DomainName(BAKERY))))
    return replace(base, started_at=at, sheet=sheet, findings=findings, score=weigh(findings))


@pytest.fixture
def here() -> Bakery:
    return bakery()


@pytest.fixture
def target(here: Bakery) -> Target:
    return Target.objects.get(id=add_target(here.id, DomainName(BAKERY), actor=here.anna.person))


def run(target: Target, records: tuple[str, ...] | None, days: int) -> ScanRun:
    at = START + timedelta(days=days)
    document = zlib.compress(json.dumps(result(records, at).to_json()).encode())
    return ScanRun.objects.create(
        token_hash=fingerprint(new_token()),
        target=target.domain,
        language="nl",
        state="done",
        queued_at=at,
        started_at=at,
        finished_at=at,
        expires_at=at + timedelta(days=800),
        result=document,
        owned_by=target,
        purpose=Purpose.MONITORING.value,
    )


def suspected(target: Target) -> bool:
    return Target.objects.get(id=target.id).suspected_at is not None


def test_one_bad_measurement_is_a_suspicion_that_nobody_is_told_of(here: Bakery, target: Target) -> None:
    run(target, GOOD, 0)
    bad = run(target, MISSING, 7)
    assert watch_run(bad.id) is None
    assert suspected(target)
    assert not Regression.objects.exists()
    assert tell_what_got_worse(here.id) == 0
    assert mail.outbox == []


def test_a_suspicion_has_us_look_again_after_an_hour(target: Target) -> None:
    run(target, GOOD, 0)
    run(target, MISSING, 7)
    watch_target(target.id)
    moment = START + timedelta(days=7)
    assert look_again(moment + PAUSE - timedelta(minutes=1)) == 0
    assert look_again(moment + PAUSE) == 1
    assert look_again(moment + PAUSE) == 0
    assert ScanRun.objects.get(state="queued").purpose == Purpose.SECOND_LOOK


def test_a_second_bad_measurement_confirms_it_and_the_owner_is_told_once(here: Bakery, target: Target) -> None:
    run(target, GOOD, 0)
    run(target, MISSING, 7)
    again = run(target, MISSING, 8)
    assert watch_run(again.id) == here.id
    assert watch_run(again.id) is None
    found = Regression.objects.get(check_id="mail.dmarc-policy")
    assert (found.outcome, found.since.day, found.confirmed_at.day) == ("missing", 8, 9)
    assert not suspected(target)
    assert tell_what_got_worse(here.id) == 1
    assert tell_what_got_worse(here.id) == 0
    (letter,) = mail.outbox
    assert letter.to == [here.anna.user.email]
    assert "slechter" in letter.subject
    assert "Regel tegen nepmail (DMARC)" in letter.body
    assert "1 november 2026" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Event.objects.filter(word="scheduler:target:get-worse", organisation_id=here.id).count() == 1


def test_a_good_second_look_takes_the_suspicion_away(here: Bakery, target: Target) -> None:
    run(target, GOOD, 0)
    run(target, MISSING, 7)
    watch_target(target.id)
    fine = run(target, GOOD, 8)
    assert watch_run(fine.id) is None
    assert not suspected(target)
    assert not Regression.objects.exists()


def test_what_could_not_be_measured_confirms_nothing(target: Target) -> None:
    run(target, GOOD, 0)
    run(target, MISSING, 7)
    unseen = run(target, None, 8)
    assert watch_run(unseen.id) is None
    assert suspected(target)
    assert not Regression.objects.exists()


def test_what_was_never_fine_did_not_get_worse(target: Target) -> None:
    for days in (0, 7, 8):
        last = run(target, MISSING, days)
    assert watch_run(last.id) is None
    assert not suspected(target)


def test_what_is_mended_is_noted_and_can_get_worse_anew(target: Target) -> None:
    for days, records in enumerate((GOOD, MISSING, MISSING, GOOD)):
        run(target, records, days)
        watch_target(target.id)
    assert Regression.objects.filter(check_id="mail.dmarc-policy", mended_at__isnull=False).count() == 1
    for days, records in ((10, MISSING), (11, MISSING)):
        run(target, records, days)
        watch_target(target.id)
    assert Regression.objects.filter(check_id="mail.dmarc-policy").count() == 2


def worse(here: Bakery, target: Target) -> None:
    for days, records in ((0, GOOD), (7, MISSING), (8, MISSING)):
        last = run(target, records, days)
    assert watch_run(last.id) == here.id


def test_one_press_in_the_letter_ends_this_kind_of_letter_without_signing_in(
    here: Bakery, target: Target, client: Client
) -> None:
    path = stop_path(here.anna.user.id, REGRESSIONS)
    assert "Stop" in client.get(path).content.decode()
    assert User.objects.get(id=here.anna.user.id).muted_letters == []
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert User.objects.get(id=here.anna.user.id).muted_letters == [REGRESSIONS]
    worse(here, target)
    assert tell_what_got_worse(here.id) == 0
    assert mail.outbox == []


def test_a_link_that_we_did_not_sign_ends_nothing(here: Bakery, client: Client) -> None:
    path = stop_path(here.anna.user.id, REGRESSIONS)
    assert client.post(path[:-3] + "xx/").status_code == 404
    assert User.objects.get(id=here.anna.user.id).muted_letters == []


def test_a_person_chooses_letters_and_can_choose_again(here: Bakery) -> None:
    client = here.anna.client()
    client.post("/account/mail/", {"letter": ["reminders"]})
    assert User.objects.get(id=here.anna.user.id).muted_letters == sorted(set(KINDS) - {"reminders"})
    client.post("/account/mail/", {"letter": list(KINDS)})
    assert User.objects.get(id=here.anna.user.id).muted_letters == []
