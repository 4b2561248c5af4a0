"""Whether scans can run here at all, asked when a worker starts rather than at the first run."""

from weerbaar.portal.scans.doors import door_settings
from weerbaar.scanner.scan.plan import granted_checks, plan
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scoring.policy import load_policy
from weerbaar.scanner.vocabulary.domain_name import DomainName


def assert_ready() -> None:
    """Load checks, probes and weights, and read the settings of the doors.

    Raises:
        ScannerError: a check lacks a part, a policy names what is not there, or a setting cannot be used.
        LookupError: a check needs a fact that no probe provides.
    """
    request = ScanRequest(DomainName("bedrijf.example"))
    plan(request, granted_checks(request))
    load_policy()
    door_settings()
