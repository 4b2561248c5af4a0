"""Is the domain signed in a way that is up to date?"""

from datetime import datetime, timedelta

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.authorities import SIGNING, Signature
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.dns import DS, VALIDATION, Validation
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.dnssec-parameters"
NEEDS = (DS, VALIDATION, SIGNING)
OUTCOMES = {
    "sound": passes(),
    "expires-soon": fails(Severity.MEDIUM),
    "old-algorithm": fails(Severity.LOW),
    "old-digest": fails(Severity.LOW),
    "iterations": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# Not to be signed with: RFC 8624, section 3.1, with RFC 9905 (SHA-1) and RFC 9906 (GOST).
_OLD_ALGORITHMS = {1: "RSAMD5", 3: "DSA", 5: "RSASHA1", 6: "DSA-NSEC3-SHA1", 7: "RSASHA1-NSEC3-SHA1", 12: "ECC-GOST"}
# SHA-256 and SHA-384; SHA-1 beside one of these is ignored (RFC 4509, section 3).
_GOOD_DIGESTS = ("2", "4")
# Signers renew long before this part of the time is left, whether they sign for two days or for a month.
_LAST_PART = 0.1


def run(sheet: FactSheet) -> Finding:
    """Only for a domain with a DS record; whether the signatures hold today is the question of dns.dnssec-validity."""
    ds, validation, signing = sheet[DS], sheet[VALIDATION], sheet[SIGNING]
    if isinstance(ds, Unobserved):
        return undetermined(ID, ds)
    is_bogus = isinstance(validation, Observed) and validation.value is Validation.BOGUS
    if not ds.value.records or is_bogus:
        return Finding(ID, "not-applicable")
    if isinstance(signing, Unobserved):
        return undetermined(ID, signing)
    if not signing.value.signatures:
        return Finding(ID, "not-applicable")
    pointers = [record.split() for record in ds.value.records]
    newest = max(signing.value.signatures, key=lambda signature: signature.expiration)
    used = {signature.algorithm for signature in signing.value.signatures} | {int(fields[1]) for fields in pointers}
    old = [_OLD_ALGORITHMS[number] for number in sorted(used & _OLD_ALGORITHMS.keys())]
    digests = sorted({fields[2] for fields in pointers})
    iterations = signing.value.nsec3_iterations or 0
    evidence: dict[str, Json] = {
        "signed_from": f"{newest.inception:%Y-%m-%d %H:%M}",
        "signed_until": f"{newest.expiration:%Y-%m-%d %H:%M}",
        "algorithms": sorted(used),
        "digests": digests,
        "iterations": iterations,
        "old": old,
    }
    if _part_left(newest, signing.at) < _LAST_PART:
        return Finding(ID, "expires-soon", evidence)
    if old:
        return Finding(ID, "old-algorithm", evidence)
    if not set(digests) & set(_GOOD_DIGESTS):
        return Finding(ID, "old-digest", evidence)
    # RFC 9276, section 3.1: the number of extra rounds must be 0.
    return Finding(ID, "iterations" if iterations else "sound", evidence)


def _part_left(signature: Signature, at: datetime) -> float:
    """Which part of the time that a signature holds is still to come; 0 for one that never holds."""
    lifetime = signature.expiration - signature.inception
    return (signature.expiration - at) / lifetime if lifetime > timedelta(0) else 0.0
