"""Does the domain announce that its mail may only be delivered encrypted (MTA-STS)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.mail_use import hosts_of
from weerbaar.scanner.checks.mail.mta_sts_use import records_of
from weerbaar.scanner.facts.mail import MTA_STS, MX
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.mta_sts import parse_record
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.mta-sts-record"
NEEDS = (MTA_STS, MX)
OUTCOMES = {
    "present": passes(),
    "missing": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "multiple": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The TXT record of RFC 8461, section 3.1."""
    mx, answer = sheet[MX], sheet[MTA_STS]
    if isinstance(mx, Unobserved):
        return undetermined(ID, mx)
    if not hosts_of(mx.value):
        return Finding(ID, "not-applicable")
    if isinstance(answer, Unobserved):
        return undetermined(ID, answer)
    texts = records_of(answer.value)
    name, example = answer.value.name, f"v=STSv1; id={answer.at:%Y%m%d}"
    if not texts:
        hosts = hosts_of(mx.value)
        return Finding(ID, "missing", {"name": name, "example": example, "hosts": [*hosts]})
    if len(texts) > 1:
        return Finding(ID, "multiple", {"name": name, "count": len(texts), "records": [*texts]})
    found = parse_record(texts[0])
    if isinstance(found, Malformed):
        evidence = {"name": name, "record": texts[0], "part": found.text, "fault": found.fault, "example": example}
        return Finding(ID, "malformed", evidence)
    return Finding(ID, "present", {"name": name, "record": texts[0]})
