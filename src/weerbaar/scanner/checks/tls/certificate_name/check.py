"""Does the certificate of the website carry the name of the host that shows it?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import issued, not_seen
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.parsers.certificate import name_matches
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.certificate-name"
NEEDS = (WEB_ENDPOINTS,)
OUTCOMES = {
    "matches": passes(),
    "mismatch": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """By RFC 9525: only the subject alternative names count."""
    chains = issued(sheet)
    if isinstance(chains, Unobserved):
        return undetermined(ID, chains)
    if not chains:
        return Finding(ID, "not-applicable")
    wrong = [chain for chain in chains if not name_matches(chain.leaf, chain.host)]
    if not wrong:
        return Finding(ID, "matches", {"hosts": [chain.host for chain in chains], **not_seen(sheet)})
    names = [*wrong[0].leaf.dns_names, *wrong[0].leaf.ip_addresses]
    hosts: list[Json] = [chain.host for chain in wrong]
    return Finding(ID, "mismatch", {"hosts": hosts, "names": names, **not_seen(sheet)})
