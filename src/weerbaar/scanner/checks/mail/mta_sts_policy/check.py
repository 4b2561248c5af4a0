"""Does the policy for encrypted delivery (MTA-STS) work, and does it fit the mail servers?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.mail_use import hosts_of
from weerbaar.scanner.checks.mail.mta_sts_use import is_announced
from weerbaar.scanner.facts.http import Visit
from weerbaar.scanner.facts.mail import MTA_STS, MTA_STS_POLICY, MX
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.mta_sts import Mode, parse_policy
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.mta-sts-policy"
NEEDS = (MTA_STS, MTA_STS_POLICY, MX)
OUTCOMES = {
    "enforce": passes(),
    "testing": fails(Severity.LOW),
    "none-mode": fails(Severity.LOW),
    "mx-mismatch": fails(Severity.MEDIUM),
    "unavailable": fails(Severity.MEDIUM),
    "malformed": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_BY_MODE = {Mode.ENFORCE: "enforce", Mode.TESTING: "testing", Mode.NONE: "none-mode"}
# Answers by which any sender knows that there is no policy. A lost connection may be our road instead.
_DEFINITE = (Reason.NO_ADDRESS, Reason.TLS_FAILED, Reason.REFUSED)


def run(sheet: FactSheet) -> Finding:
    """Fetched as senders do: one answer, trusted certificate, no redirects (RFC 8461, section 3.3)."""
    mx, record, visited = sheet[MX], sheet[MTA_STS], sheet[MTA_STS_POLICY]
    if isinstance(mx, Unobserved):
        return undetermined(ID, mx)
    if not hosts_of(mx.value):
        return Finding(ID, "not-applicable")
    if isinstance(record, Unobserved):
        return undetermined(ID, record)
    if not is_announced(record.value):
        return Finding(ID, "not-applicable")
    if isinstance(visited, Unobserved):
        return undetermined(ID, visited)
    visit = visited.value
    if visit.failure is not None and not visit.hops and visit.failure.reason not in _DEFINITE:
        return undetermined(ID, visit.failure)
    fault = _fault(visit)
    if fault:
        return Finding(ID, "unavailable", {"url": visit.start, "fault": fault})
    return _judge(visit.start, "" if visit.hops[0].truncated else visit.hops[0].body, hosts_of(mx.value))


def _fault(visit: Visit) -> str:
    """Why senders get no policy, in a word or a status; empty when they do."""
    if not visit.hops:
        return visit.failure.reason.value if visit.failure is not None else Reason.NOT_LOOKED.value
    if visit.hops[0].verified is False:
        return "certificate"
    return "" if visit.hops[0].status == 200 else str(visit.hops[0].status)


def _judge(url: str, body: str, hosts: tuple[str, ...]) -> Finding:
    policy = parse_policy(body)
    if isinstance(policy, Malformed):
        return Finding(ID, "malformed", {"url": url, "part": policy.text, "fault": policy.fault})
    evidence = {"url": url, "mode": policy.mode.value, "max_age_s": policy.max_age_s, "mx": [*policy.mx]}
    uncovered = [host for host in hosts if not policy.covers(host)]
    if uncovered and policy.mode is not Mode.NONE:
        return Finding(ID, "mx-mismatch", {**evidence, "hosts": [*uncovered]})
    return Finding(ID, _BY_MODE[policy.mode], evidence)
