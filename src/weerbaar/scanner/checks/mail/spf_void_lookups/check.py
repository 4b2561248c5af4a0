"""Do the names in the list of senders (SPF) exist?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.spf_tree import VOID_LIMIT, tree_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import SPF
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.spf-void-lookups"
NEEDS = (SPF,)
OUTCOMES = {
    "within-limit": passes(),
    "too-many": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Counts terms whose look-up finds nothing (RFC 7208, section 4.6.4, last paragraphs)."""
    lookups = sheet[SPF]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    tree = tree_of(lookups.value)
    if tree is None or tree.loop:
        return Finding(ID, "not-applicable")
    evidence: dict[str, Json] = {"voids": tree.voids, "limit": VOID_LIMIT, "names": [*tree.empty]}
    if tree.voids > VOID_LIMIT:
        return Finding(ID, "too-many", evidence)
    for cause in (*tree.unseen_records, *tree.unseen_mx, *tree.unseen_hosts):
        return undetermined(ID, cause)
    return Finding(ID, "within-limit", evidence)
