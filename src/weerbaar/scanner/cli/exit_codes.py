"""The exit codes, and which one wins when several domains were scanned (`docs/reference/cli.md`)."""

from collections.abc import Iterable
from enum import IntEnum

from weerbaar.scanner.scan.result import Interruption, ScanResult
from weerbaar.scanner.scoring.policy import load_policy
from weerbaar.scanner.scoring.score import severity_of
from weerbaar.scanner.vocabulary.severity import Severity


class ExitCode(IntEnum):
    """SCANNED whatever was found; FOUND at or above `--fail-on`; MISUSE of the command; INCOMPLETE scan.

    INTERRUPTED and PIPE_CLOSED are 128 plus the number of the signal, as shells have it.
    """

    SCANNED = 0
    FOUND = 1
    MISUSE = 2
    INCOMPLETE = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141


# What says least about the domains wins: a wrong name first, then a scan that missed something, then a finding.
_ORDER = (ExitCode.MISUSE, ExitCode.INCOMPLETE, ExitCode.FOUND, ExitCode.SCANNED)


def code_of(result: ScanResult, fail_on: Severity | None) -> ExitCode:
    """The code of one domain. A name that does not exist is a mistake of the caller."""
    if Interruption.NO_SUCH_DOMAIN in result.interruptions:
        return ExitCode.MISUSE
    if result.interruptions:
        return ExitCode.INCOMPLETE
    policy = load_policy()
    worst = max((severity_of(finding, policy).rank for finding in result.findings), default=0)
    return ExitCode.FOUND if fail_on is not None and worst >= fail_on.rank else ExitCode.SCANNED


def winner(codes: Iterable[ExitCode]) -> ExitCode:
    """The one code for many domains."""
    seen = set(codes)
    return next((code for code in _ORDER if code in seen), ExitCode.SCANNED)
