"""Measures the target of a run again."""

from datetime import datetime

from django.utils import timezone

from weerbaar.portal.core.actors import LinkHolder, Visitor
from weerbaar.portal.scans import policies
from weerbaar.portal.scans.errors import NoSuchRun
from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.selectors import run_of
from weerbaar.portal.scans.services.start_scan import Receipt, start_scan
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.language import Language


def repeat_scan(holder: LinkHolder, *, actor: Visitor, language: Language, now: datetime | None = None) -> Receipt:
    """Queue a new run of the same target, with a link of its own. The old run stays as it is.

    Raises:
        NoSuchRun: the link belongs to nothing, or its contents are gone.
        ScanRefused: the result is still fresh, or a limit is reached.
    """
    now, run = now or timezone.now(), run_of(holder)
    if not run.target:
        raise NoSuchRun
    refused = policies.may_repeat(holder, run, now, limits())
    if refused:
        raise refused
    return start_scan(DomainName(run.target), actor=actor, language=language, repeated_by=holder, now=now)
