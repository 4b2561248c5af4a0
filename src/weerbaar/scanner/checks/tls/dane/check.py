"""Does the certificate of the website match the record that its domain publishes about it (DANE)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import Shown, not_seen, shown
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS, WEB_TLSA, HostTlsa
from weerbaar.scanner.parsers.tlsa import PKIX_TA, TlsaRecord, matches_for_web, parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.dane"
NEEDS = (WEB_TLSA, WEB_ENDPOINTS)
OUTCOMES = {
    "matches": passes(),
    "mismatch": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Only records in a signed zone: others bind nobody. No browser looks at them, which makes a mismatch LOW."""
    published = sheet[WEB_TLSA]
    if isinstance(published, Unobserved):
        return undetermined(ID, published)
    unseen = next((host.answer for host in published.value if isinstance(host.answer, Unobserved)), None)
    found = {host.host: _records(host) for host in published.value}
    unproven = next((records for records in found.values() if isinstance(records, Unobserved)), None)
    binding = {host: records for host, records in found.items() if not isinstance(records, Unobserved) and records}
    chains = shown(sheet)
    judged = {} if isinstance(chains, Unobserved) else {one.host: _holds(one, binding) for one in chains}
    wrong: list[Json] = [host for host, holds in judged.items() if holds is False]
    right: list[Json] = [host for host, holds in judged.items() if holds]
    if wrong:
        return Finding(ID, "mismatch", {"hosts": wrong, **not_seen(sheet)})
    if unseen is not None or unproven is not None:
        return undetermined(ID, unseen or unproven or Unobserved(Reason.NOT_LOOKED))
    if binding and isinstance(chains, Unobserved):
        return undetermined(ID, chains)
    return Finding(ID, "matches", {"hosts": right, **not_seen(sheet)}) if right else Finding(ID, "not-applicable")


def _records(host: HostTlsa) -> tuple[TlsaRecord, ...] | Unobserved:
    """The records that bind; what cannot be read or stands in an unsigned zone does not."""
    if isinstance(host.answer, Unobserved):
        return ()
    parsed = [parse(text) for text in host.answer.value.records]
    usable = tuple(record for record in parsed if isinstance(record, TlsaRecord) and record.usable_for_web)
    if usable and host.answer.value.secure is None:
        return Unobserved(Reason.NOT_VALIDATING, host.answer.source)
    return usable if host.answer.value.secure else ()


def _holds(chain: Shown, binding: dict[str, tuple[TlsaRecord, ...]]) -> bool | None:
    """Whether one of the host's records matches; one for the next key beside it does no harm. None when that is not known:
    without records, or with one of an authority that the server need not send along (usage 0)."""
    records, session = binding.get(chain.host, ()), chain.session
    if any(matches_for_web(record, session.chain, chain.host, is_trusted=session.trusted) for record in records):
        return True
    return None if not records or any(record.usage == PKIX_TA for record in records) else False
