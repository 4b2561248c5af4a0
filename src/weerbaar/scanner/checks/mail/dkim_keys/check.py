"""Are the keys that sign the domain's mail (DKIM) long enough and usable?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.mail_use import sends_no_mail
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import DKIM, MX, SPF, DkimLookups
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.dkim import DkimKey, parse, resembles_dkim
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dkim-keys"
NEEDS = (DKIM, MX, SPF)
OUTCOMES = {
    "strong": passes(),
    "weak": fails(Severity.MEDIUM),
    "revoked": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
MINIMUM_BITS = 2048  # RFC 8301, section 3.2


def run(sheet: FactSheet) -> Finding:
    """The worst of the keys seen. Revoked keys only count when no other key is left: retiring one is good practice."""
    if sends_no_mail(sheet):
        return Finding(ID, "not-applicable")
    lookups = sheet[DKIM]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    keys = _keys(lookups.value)
    words: dict[str, Json] = {selector: _word(key) for selector, key in keys}
    for outcome, is_so in (("weak", _is_weak), ("malformed", _is_malformed)):
        selectors: list[Json] = [selector for selector, key in keys if is_so(key)]
        if selectors:
            return Finding(ID, outcome, {"selectors": selectors, "keys": words, "minimum": MINIMUM_BITS})
    if not keys:
        return Finding(ID, "not-applicable")
    is_all_revoked = all(isinstance(key, DkimKey) and key.revoked for _, key in keys)
    return Finding(ID, "revoked" if is_all_revoked else "strong", {"selectors": [*words], "keys": words})


def _keys(lookups: DkimLookups) -> list[tuple[str, DkimKey | Malformed]]:
    """Selector and key, without keys for other things than mail and of types that nobody knows."""
    texts = [(selector, text) for selector, answer in lookups.selectors.items() for text in answer.records]
    keys = [(selector, parse(text)) for selector, text in texts if resembles_dkim(text)]
    return [(s, key) for s, key in keys if isinstance(key, Malformed) or (key.for_mail and _is_known(key))]


def _is_known(key: DkimKey) -> bool:
    return key.key_type in ("rsa", "ed25519")


def _is_weak(key: DkimKey | Malformed) -> bool:
    """A short RSA key, or one that may only be used with SHA-1 (RFC 8301, section 3.1)."""
    if isinstance(key, Malformed) or key.revoked:
        return False
    is_short = key.key_type == "rsa" and key.bits < MINIMUM_BITS
    return is_short or (bool(key.hashes) and "sha256" not in key.hashes)


def _is_malformed(key: DkimKey | Malformed) -> bool:
    return isinstance(key, Malformed)


def _word(key: DkimKey | Malformed) -> str:
    if isinstance(key, Malformed):
        return key.fault
    return "revoked" if key.revoked else f"{key.key_type} {key.bits}"
