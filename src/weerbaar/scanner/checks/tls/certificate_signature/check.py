"""Is the certificate of the website signed by a method that cannot be forged?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen, shown
from weerbaar.scanner.checks.tls.guideline import guideline, name_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.certificate-signature"
NEEDS = (WEB_ENDPOINTS,)
OUTCOMES = {
    "strong": passes(),
    "weak": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Every certificate that somebody else signed; nobody checks the signature of one that signed itself."""
    chains = shown(sheet)
    if isinstance(chains, Unobserved):
        return undetermined(ID, chains)
    if not chains:
        return Finding(ID, "not-applicable")
    allowed = guideline()["certificate_signature"]["hashes"]
    signed = [
        (chain.host, certificate) for chain in chains for certificate in chain.chain if not certificate.is_self_signed
    ]
    weak = [(host, certificate) for host, certificate in signed if certificate.signature_hash not in allowed]
    if not signed:  # only self-signed certificates: `tls.certificate-trust` tells of that
        return Finding(ID, "not-applicable")
    host, certificate = (weak or signed)[0]
    evidence: dict[str, Json] = {
        "host": host,
        "hash": certificate.signature_hash,
        "of": certificate.subject,
        "guideline": name_of("certificate_signature"),
        **not_seen(sheet),
    }
    return Finding(ID, "weak" if weak else "strong", evidence)
