"""Does every reference in the list of senders (SPF) lead to a list that can be used?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.spf_tree import tree_of
from weerbaar.scanner.facts.mail import SPF
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.spf-includes"
NEEDS = (SPF,)
OUTCOMES = {
    "resolvable": passes(),
    "loop": fails(Severity.HIGH),
    "broken": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Include and redirect, all the way down (RFC 7208, sections 5.2 and 6.1)."""
    lookups = sheet[SPF]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    tree = tree_of(lookups.value)
    if tree is None:
        return Finding(ID, "not-applicable")
    if tree.loop:
        return Finding(ID, "loop", {"names": [*tree.loop]})
    if tree.broken:
        return Finding(ID, "broken", {"names": [*tree.broken], "faults": {**tree.broken}})
    if tree.unseen_records:
        return undetermined(ID, tree.unseen_records[0])
    return Finding(ID, "resolvable", {"names": [*tree.followed], "not_followed": [*tree.open_terms]})
