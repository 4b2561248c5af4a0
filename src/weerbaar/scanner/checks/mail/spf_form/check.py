"""Is the list of senders (SPF) short, current, and free of what receivers no longer use?"""

import re

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.spf_tree import own_record, own_records
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import SPF, SPF_TYPE
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.spf-form"
NEEDS = (SPF, SPF_TYPE)
OUTCOMES = {
    "sound": passes(),
    "ptr": fails(Severity.LOW),
    "too-long": fails(Severity.LOW),
    "old-type": fails(Severity.LOW),
    "sender-id": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
MOST_OCTETS = 450  # of name and text together (RFC 7208, section 3.4): the answer then fits in 512
_SENDER_ID = "spf2.0/"
_ESCAPED = re.compile(r"\\x[0-9a-f]{2}")


def run(sheet: FactSheet) -> Finding:
    """The first of the faults, in the order of the harm they do; the others stand beside it."""
    lookups, old = sheet[SPF], sheet[SPF_TYPE]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    if isinstance(old, Unobserved):
        return undetermined(ID, old)
    answer, texts, record = lookups.value.record, own_records(lookups.value), own_record(lookups.value)
    terms = [term.text for term in record.directives if term.name == "ptr"] if record else []
    octets = [len(answer.name) + _octets(text) for text in texts]
    sender_ids = [text for text in answer.records if text.lower().startswith(_SENDER_ID)]
    faults = {
        "ptr": bool(terms),
        "too-long": any(count > MOST_OCTETS for count in octets),
        "old-type": bool(old.value.records),
        "sender-id": bool(sender_ids),
    }
    found: list[Json] = [fault for fault, is_there in faults.items() if is_there]
    if not found and not texts:
        return Finding(ID, "not-applicable", {"name": answer.name})
    evidence: dict[str, Json] = {
        "name": answer.name,
        "terms": [*terms],
        "octets": max(octets, default=0),
        "limit": MOST_OCTETS,
        "old_records": [*old.value.records],
        "sender_id": [*sender_ids],
        "faults": found,
    }
    return Finding(ID, str(found[0]) if found else "sound", evidence)


def _octets(text: str) -> int:
    """The length on the wire: a byte outside printable ASCII is written with four characters."""
    return len(_ESCAPED.sub("?", text))
