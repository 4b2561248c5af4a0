"""Can anybody on the internet reach a database or a store of messages?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.exposure.services import open_services
from weerbaar.scanner.facts.exposure import SERVICES
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "exposure.databases"
NEEDS = (SERVICES,)
OUTCOMES = {
    "closed": passes(),
    "open": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_PROTOCOLS = (
    "mysql",
    "postgresql",
    "mssql",
    "redis",
    "mongodb",
    "elasticsearch",
    "memcached",
    "mqtt",
)


def run(sheet: FactSheet) -> Finding:
    """Judged by reach alone: whether it asks for a password was not tried."""
    found = open_services(sheet, _PROTOCOLS)
    if found is None:
        return Finding(ID, "not-applicable")
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found.services:
        return Finding(ID, "open", found.evidence)
    return undetermined(ID, found.missed) if found.missed else Finding(ID, "closed")
