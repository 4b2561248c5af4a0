"""Is the certificate of the website valid today, and for some time to come?"""

from datetime import timedelta

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import Shown, issued, not_seen
from weerbaar.scanner.checks.tls.guideline import guideline
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.certificate-expiry"
NEEDS = (WEB_ENDPOINTS,)
OUTCOMES = {
    "valid": passes(),
    "expires-soon": fails(Severity.MEDIUM),
    "expired": fails(Severity.HIGH),
    "not-yet-valid": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_WORST_FIRST = ("expired", "not-yet-valid", "expires-soon", "valid")


def run(sheet: FactSheet) -> Finding:
    """Judged at the moment of the handshake, so that stored facts give the same finding."""
    chains = issued(sheet)
    if isinstance(chains, Unobserved):
        return undetermined(ID, chains)
    if not chains:
        return Finding(ID, "not-applicable")
    worst = min(chains, key=lambda chain: (_WORST_FIRST.index(_judge(chain)), chain.leaf.not_after))
    outcome = _judge(worst)
    evidence: dict[str, Json] = {
        "hosts": [chain.host for chain in chains if _judge(chain) == outcome],
        "not_before": worst.leaf.not_before.date().isoformat(),
        "not_after": worst.leaf.not_after.date().isoformat(),
        "days_left": (worst.leaf.not_after - worst.session.at).days,
        **not_seen(sheet),
    }
    return Finding(ID, outcome, evidence)


def _judge(chain: Shown) -> str:
    leaf, at = chain.leaf, chain.session.at
    if at > leaf.not_after:
        return "expired"
    if at < leaf.not_before:
        return "not-yet-valid"
    # Certificates of a few days renew themselves every day or so: a third of their life is soon enough.
    soon = min(timedelta(days=guideline()["certificate_expiry"]["soon_days"]), (leaf.not_after - leaf.not_before) / 3)
    return "expires-soon" if leaf.not_after - at < soon else "valid"
