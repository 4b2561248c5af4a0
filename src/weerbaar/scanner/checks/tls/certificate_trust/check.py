"""Does the certificate of the website lead to an authority that browsers trust?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import Shown, not_seen, shown
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.certificate-trust"
NEEDS = (WEB_ENDPOINTS,)
OUTCOMES = {
    "trusted": passes(),
    "incomplete-chain": fails(Severity.MEDIUM),
    "self-signed": fails(Severity.HIGH),
    "untrusted": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_WORST_FIRST = ("untrusted", "self-signed", "incomplete-chain", "trusted")


def run(sheet: FactSheet) -> Finding:
    """The worst of the hosts; names and dates of the leaf are findings of their own."""
    chains = shown(sheet)
    if isinstance(chains, Unobserved):
        return undetermined(ID, chains)
    if not chains:
        return Finding(ID, "not-applicable")
    outcomes = {chain.host: _judge(chain) for chain in chains}
    worst = min(outcomes.values(), key=_WORST_FIRST.index)
    chosen = next(chain for chain in chains if outcomes[chain.host] == worst)
    evidence: dict[str, Json] = {
        "hosts": [host for host, outcome in outcomes.items() if outcome == worst],
        "issuer": chosen.leaf.issuer,
        "detail": chosen.session.trust_detail,
        **not_seen(sheet),
    }
    return Finding(ID, worst, evidence)


def _judge(chain: Shown) -> str:
    leaf = chain.leaf
    if chain.session.trusted:
        return "trusted"
    if leaf.is_self_signed:
        return "self-signed"
    # The leaf says where its issuer's certificate is, and the server does not send that along.
    issuer_served = any(other.subject_der == leaf.issuer_der for other in chain.chain[1:])
    return "incomplete-chain" if leaf.ca_issuers_url and not issuer_served else "untrusted"
