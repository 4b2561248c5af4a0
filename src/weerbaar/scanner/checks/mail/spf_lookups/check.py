"""Does the list of senders (SPF) stay within the ten look-ups that receivers make?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.spf_tree import LOOKUP_LIMIT, tree_of
from weerbaar.scanner.facts.mail import SPF
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.spf-lookups"
NEEDS = (SPF,)
OUTCOMES = {
    "within-limit": passes(),
    "too-many": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Counts terms in the whole tree, and the mail hosts behind each mx term (RFC 7208, section 4.6.4)."""
    lookups = sheet[SPF]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    tree = tree_of(lookups.value)
    if tree is None or tree.loop:
        return Finding(ID, "not-applicable")
    count = max(tree.lookups, *tree.crowded.values(), 0)
    if count > LOOKUP_LIMIT:
        return Finding(ID, "too-many", {"lookups": count, "limit": LOOKUP_LIMIT, "crowded": [*tree.crowded]})
    for cause in (*tree.unseen_records, *tree.unseen_mx):
        return undetermined(ID, cause)
    return Finding(ID, "within-limit", {"lookups": count, "limit": LOOKUP_LIMIT})
