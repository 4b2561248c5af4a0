"""Can somebody who finds a weak spot see whom to tell?"""

from datetime import datetime

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import trouble_of
from weerbaar.scanner.checks.web.security_txt_file import has_right_type, is_other_page
from weerbaar.scanner.facts.http import SECURITY_TXT, Hop, Visit
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.security_txt import parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.security-txt"
NEEDS = (*web.NEEDS, SECURITY_TXT)
OUTCOMES = {
    "valid": passes(),
    "expired": fails(Severity.LOW),
    "no-contact": fails(Severity.LOW),
    "wrong-type": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "missing": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The file at its place, else at the old place (RFC 9116, section 3), over https."""
    hosts, visits = web.web_hosts(sheet), sheet[SECURITY_TXT]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    if not hosts or (any(host.lacks_https for host in hosts) and all(host.https is False for host in hosts)):
        return Finding(ID, "not-applicable")
    if isinstance(visits, Unobserved):
        return undetermined(ID, visits)
    for visit in visits.value:
        answer = _answer(visit)
        if isinstance(answer, Unobserved):
            return undetermined(ID, answer)
        if answer is not None:
            return _judge(answer, visits.at)
    return Finding(ID, "missing", {"asked": [visit.start for visit in visits.value]})


def _answer(visit: Visit) -> Hop | Unobserved | None:
    """The file as it came; None when there is none."""
    if visit.failure is not None:
        return visit.failure
    answer = visit.final
    if answer is None:
        return None
    if trouble := trouble_of(answer):
        return trouble
    if answer.truncated:
        return Unobserved(Reason.TOO_LARGE, f"GET {answer.url}")
    is_there = answer.status == 200 and web.is_https(answer.url) and not is_other_page(answer)
    return answer if is_there else None


def _judge(answer: Hop, at: datetime) -> Finding:
    if not has_right_type(answer):
        return Finding(ID, "wrong-type", {"url": answer.url, "type": ", ".join(answer.values("content-type")) or "?"})
    file = parse(answer.body)
    if isinstance(file, Malformed):
        return Finding(ID, "malformed", {"url": answer.url, "fault": file.fault, "line": file.text})
    evidence = {"url": answer.url, "contacts": [*file.contacts], "expires": file.expires.date().isoformat()}
    if not file.contacts:
        return Finding(ID, "no-contact", evidence)
    return Finding(ID, "expired" if file.expires <= at else "valid", evidence)
