"""Did enough public logs promise to publish the certificate of the website (Certificate Transparency)?"""

from datetime import timedelta

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import Shown, not_seen, shown
from weerbaar.scanner.checks.tls.guideline import guideline
from weerbaar.scanner.checks.tls.surveys import survey_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS
from weerbaar.scanner.parsers.certificate_timestamps import Timestamp, inside_certificate, read
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.transparency"
NEEDS = (WEB_ENDPOINTS, WEB_SURVEYS)
OUTCOMES = {
    "logged": passes(),
    "too-few": fails(Severity.MEDIUM),
    "missing": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """By the promises inside the certificate, and those that the server sends beside it when there are too few inside."""
    chains = shown(sheet)
    if isinstance(chains, Unobserved):
        return undetermined(ID, chains)
    counted: dict[str, int] = {}
    missed: Unobserved | None = None
    needed = {chain.host: _needed(chain) for chain in chains if chain.session.trusted}
    for chain in chains:
        logs = _logs(sheet, chain, needed[chain.host]) if chain.host in needed else None
        if isinstance(logs, Unobserved):
            missed = missed or logs
        elif logs is not None:
            counted[chain.host] = logs
    short: list[Json] = [host for host, logs in counted.items() if logs < needed[host]]
    if not counted and missed is None:
        return Finding(ID, "not-applicable")
    if missed is not None and not short:
        return undetermined(ID, missed)
    worst = min(counted, key=lambda host: counted[host] - needed[host])
    evidence = {"hosts": short or [*counted], "logs": counted[worst], "needed": needed[worst], **not_seen(sheet)}
    return Finding(ID, ("too-few" if counted[worst] else "missing") if short else "logged", evidence)


def _needed(chain: Shown) -> int:
    """How many logs browsers ask for: more of a certificate that lasts long."""
    rules = guideline()["transparency"]
    is_short = chain.leaf.not_after - chain.leaf.not_before <= timedelta(days=rules["short_days"])
    return int(rules["logs_short"] if is_short else rules["logs_long"])


def _logs(sheet: FactSheet, chain: Shown, needed: int) -> int | Unobserved:
    """How many different logs promised. What comes beside the certificate counts in full when it suffices by itself."""
    inside = _different(inside_certificate(chain.leaf.timestamps)) if chain.leaf.timestamps else 0
    if inside >= needed:
        return inside
    survey = survey_of(sheet, chain)
    beside = survey if isinstance(survey, Unobserved) else survey.timestamps
    if isinstance(beside, Unobserved):
        return beside
    logs = _different(read(beside.value)) if beside.value else 0
    return needed if logs >= int(guideline()["transparency"]["logs_short"]) else max(inside, logs)


def _different(promises: tuple[Timestamp, ...] | Malformed) -> int:
    return 0 if isinstance(promises, Malformed) else len({promise.log_id for promise in promises})
