"""Runs checks over a fact sheet. A fault in one check never hides the others."""

import logging
from collections.abc import Iterable

from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import Check, Finding, undetermined
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

_log = logging.getLogger(__name__)


def judge(sheet: FactSheet, checks: Iterable[Check] | None = None) -> tuple[Finding, ...]:
    """One finding for each check, in the order of the catalogue."""
    chosen = catalogue().values() if checks is None else checks
    return tuple(judge_one(check, sheet) for check in chosen)


def judge_one(check: Check, sheet: FactSheet) -> Finding:
    """The check's finding; an exception or an undeclared outcome becomes NOT_DETERMINED with the reason `bug-in-check`."""
    try:
        finding = check.run(sheet)
    except Exception:
        # A bug is shown, never swallowed: the log has the traceback, the scan counts as incomplete.
        _log.exception("check %s failed", check.id)
        return undetermined(check.id, Unobserved(Reason.BUG_IN_CHECK))
    if finding.check != check.id or finding.outcome not in check.outcomes:
        _log.error("check %s made the undeclared finding %s", check.id, finding.key)
        return undetermined(check.id, Unobserved(Reason.BUG_IN_CHECK))
    return finding
