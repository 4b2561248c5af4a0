"""Is the key of the website's certificate long enough to withstand attack?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen, shown
from weerbaar.scanner.checks.tls.guideline import guideline, name_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.parsers.certificate import Certificate
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.certificate-key"
NEEDS = (WEB_ENDPOINTS,)
OUTCOMES = {
    "strong": passes(),
    "weak": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Every certificate of the chain but a root, which is trusted for being in the list and not for its key."""
    chains = shown(sheet)
    if isinstance(chains, Unobserved):
        return undetermined(ID, chains)
    if not chains:
        return Finding(ID, "not-applicable")
    judged = [
        (chain.host, cert) for chain in chains for cert in chain.chain if cert is chain.leaf or not cert.is_self_signed
    ]
    weak = [(host, certificate) for host, certificate in judged if not _is_strong(certificate)]
    host, certificate = (weak or judged)[0]
    evidence: dict[str, Json] = {
        "host": host,
        "key": _describe(certificate),
        "of": certificate.subject,
        "guideline": name_of("certificate_key"),
        **not_seen(sheet),
    }
    return Finding(ID, "weak" if weak else "strong", evidence)


def _is_strong(certificate: Certificate) -> bool:
    lists = guideline()["certificate_key"]
    if certificate.key_type == "RSA":
        return bool(certificate.key_bits >= lists["rsa_bits_at_least"])
    if certificate.key_type == "EC":
        return certificate.curve in lists["curves"]
    return certificate.key_type in lists["other_types"]


def _describe(certificate: Certificate) -> str:
    if certificate.key_type == "EC":
        return f"EC {certificate.curve}"
    return f"{certificate.key_type} {certificate.key_bits}" if certificate.key_bits else certificate.key_type
