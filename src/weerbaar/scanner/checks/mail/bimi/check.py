"""Will the logo that the domain publishes for its mail (BIMI) be shown?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dmarc_discovery import discover
from weerbaar.scanner.checks.mail.published_text import candidates
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import BIMI, DMARC, DmarcLookups
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.bimi import is_bimi, parse, resembles_bimi
from weerbaar.scanner.parsers.dmarc import DmarcPolicy
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.bimi"
NEEDS = (BIMI, DMARC)
OUTCOMES = {
    "valid": passes(),
    "declined": passes(),
    "multiple": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "not-https": fails(Severity.LOW),
    "not-enforced": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A domain without a record loses nothing; one with a record wants its logo to be seen."""
    answer, lookups = sheet[BIMI], sheet[DMARC]
    if isinstance(answer, Unobserved):
        return undetermined(ID, answer)
    texts = candidates(answer.value, is_bimi, resembles_bimi)
    name = answer.value.name
    if not texts:
        return Finding(ID, "not-applicable", {"name": name})
    if len(texts) > 1:
        return Finding(ID, "multiple", {"name": name, "count": len(texts), "records": [*texts]})
    record = parse(texts[0])
    evidence: dict[str, Json] = {"name": name, "record": texts[0]}
    if isinstance(record, Malformed):
        return Finding(ID, "malformed", {**evidence, "part": record.text, "fault": record.fault})
    if record.declines:
        return Finding(ID, "declined", evidence)
    plain: list[Json] = [url for url in record.urls if not url.lower().startswith("https://")]
    if plain:
        return Finding(ID, "not-https", {**evidence, "urls": plain})
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    return Finding(ID, "valid" if _is_enforced(lookups.value) else "not-enforced", {**evidence, "urls": [*record.urls]})


def _is_enforced(lookups: DmarcLookups) -> bool:
    """Whether mail that fails is refused or set aside, for the domain and what exists below it, and not as a trial."""
    discovery = discover(lookups)
    if discovery.record is None or discovery.record.testing:
        return False
    own, existing, _ = discovery.policies_of(discovery.record)
    return DmarcPolicy.NONE not in (own, existing)
