"""The bakery of the tests with a measured domain, and measurements of it that end as a test wants."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from tests.portal.people import Bakery
from tests.portal.results import BAKERY, a_result
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.follow_scan import follow_scan
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.add_target import add_target
from weerbaar.portal.scans.services.claim_run import claim_run
from weerbaar.portal.scans.services.measure_target import measure_target
from weerbaar.portal.scans.services.store_result import store_result
from weerbaar.portal.scans.states import State
from weerbaar.scanner.checks.judge import judge
from weerbaar.scanner.facts.dns import Answer, AnswerKind
from weerbaar.scanner.facts.mail import DMARC, DmarcLookups
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.scan.plan import granted_checks
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult, weigh
from weerbaar.scanner.vocabulary.domain_name import DomainName

GOOD = "v=DMARC1; p=reject; rua=mailto:dmarc@bakkerij-deegrol.example"


def with_dmarc(record: str | None, target: str = BAKERY, *, seen: bool = True) -> ScanResult:
    """The result of the bakery with this record (none: there is no such name; not `seen`: nobody answered)."""
    before = a_result(target)
    name = f"_dmarc.{target}"
    answer = (
        Answer(name, "TXT", AnswerKind.NO_NAME)
        if record is None
        else Answer(name, "TXT", AnswerKind.RECORDS, (record,), name)
    )
    fact = Observed(DmarcLookups((answer,), {}), before.started_at) if seen else Unobserved(Reason.DNS_TIMEOUT)
    sheet = FactSheet(target, {**before.sheet.observations, DMARC.key: fact})
    findings = judge(sheet, granted_checks(ScanRequest(DomainName(target))))
    return replace(before, sheet=sheet, findings=findings, score=weigh(findings))


def domain_of(here: Bakery, name: str = BAKERY) -> uuid.UUID:
    """A domain of the company that nobody measured yet."""
    return add_target(here.id, DomainName(name), actor=here.anna.person)


def measured(here: Bakery, target: uuid.UUID, result: ScanResult, *, at: datetime | None = None) -> uuid.UUID:
    """A finished run with this result, begun at that moment, as the plan takes it in."""
    run_id = measure_target(target, actor=here.anna.person, purpose=Purpose.ASKED)
    return ended(run_id, result, at=at)


def ended(run_id: uuid.UUID, result: ScanResult, *, at: datetime | None = None) -> uuid.UUID:
    """The run ends with this result."""
    lease = claim_run(run_id)
    assert lease is not None
    assert store_result(lease, replace(result, started_at=at or timezone.now()))
    follow_scan(run_id)
    return run_id


def waiting_runs() -> list[ScanRun]:
    """What a worker would measure now."""
    return list(ScanRun.objects.filter(state=State.QUEUED))


def say(here: Bakery, question: str, choice: str, *, days_ago: int = 0) -> None:
    """Anna answers a question, and the plan follows."""
    from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan

    now = timezone.now() - timedelta(days=days_ago)
    record_answer(here.id, question, choice, actor=here.anna.person, now=now)
    refresh_plan(here.id)


def action(here: Bakery, cause: str) -> Action:
    """The action for a cause."""
    return Action.objects.get(organisation_id=here.id, cause=cause)
