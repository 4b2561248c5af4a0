"""Runs in every state, made by the services that make them in life."""

from datetime import datetime
from typing import Any

from tests.portal.results import BAKERY, a_result
from weerbaar.portal.core.actors import LinkHolder, Visitor
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.break_run import break_run
from weerbaar.portal.scans.services.claim_run import Lease, claim_run
from weerbaar.portal.scans.services.start_scan import start_scan
from weerbaar.portal.scans.services.store_result import store_result
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.language import Language

ANNA = Visitor("192.0.2.7")
OTTO = Visitor("198.51.100.9")
NOBODY = LinkHolder("x" * 32)


def queued(
    target: str = BAKERY, *, actor: Visitor = ANNA, typed: str = "", now: datetime | None = None
) -> tuple[ScanRun, LinkHolder]:
    receipt = start_scan(DomainName.parse(target), actor=actor, language=Language.NL, typed=typed, now=now)
    return ScanRun.objects.get(id=receipt.run_id), LinkHolder(receipt.token)


def running(target: str = BAKERY, **options: Any) -> tuple[Lease, LinkHolder]:
    run, holder = queued(target, **options)
    lease = claim_run(run.id)
    assert lease is not None
    return lease, holder


def done(target: str = BAKERY, *, result: ScanResult | None = None, **options: Any) -> tuple[ScanRun, LinkHolder]:
    lease, holder = running(target, **options)
    assert store_result(lease, result or a_result(target))
    return ScanRun.objects.get(id=lease.run_id), holder


def failed(target: str = BAKERY, **options: Any) -> tuple[ScanRun, LinkHolder]:
    lease, holder = running(target, **options)
    break_run(lease)
    return ScanRun.objects.get(id=lease.run_id), holder
