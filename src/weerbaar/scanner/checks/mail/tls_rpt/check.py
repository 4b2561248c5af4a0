"""Does the domain ask for reports about mail that could not be delivered encrypted (TLS-RPT)?"""

from functools import partial

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.mail_use import hosts_of
from weerbaar.scanner.checks.mail.published_text import candidates
from weerbaar.scanner.facts.mail import MX, TLS_RPT
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.field_list import counts, resembles
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.tls_rpt import VERSION, parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.tls-rpt"
NEEDS = (TLS_RPT, MX)
OUTCOMES = {
    "present": passes(),
    "missing": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "multiple": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The TXT record of RFC 8460, section 3."""
    mx, answer = sheet[MX], sheet[TLS_RPT]
    if isinstance(mx, Unobserved):
        return undetermined(ID, mx)
    if not hosts_of(mx.value):
        return Finding(ID, "not-applicable")
    if isinstance(answer, Unobserved):
        return undetermined(ID, answer)
    texts = candidates(answer.value, partial(counts, version=VERSION), partial(resembles, version=VERSION))
    name, example = answer.value.name, f"v=TLSRPTv1; rua=mailto:tls@{sheet.target}"
    if not texts:
        return Finding(ID, "missing", {"name": name, "example": example})
    if len(texts) > 1:
        return Finding(ID, "multiple", {"name": name, "count": len(texts), "records": [*texts]})
    found = parse(texts[0])
    if isinstance(found, Malformed):
        evidence = {"name": name, "record": texts[0], "part": found.text, "fault": found.fault, "example": example}
        return Finding(ID, "malformed", evidence)
    return Finding(ID, "present", {"name": name, "addresses": [uri.text for uri in found.rua]})
