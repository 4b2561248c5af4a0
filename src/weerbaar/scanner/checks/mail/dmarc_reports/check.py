"""Does the domain ask for reports about its name (DMARC), at addresses that get them?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dmarc_discovery import discover
from weerbaar.scanner.checks.mail.mail_use import is_without_mail
from weerbaar.scanner.facts.mail import DMARC, MX, SPF, DmarcLookups
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.dmarc import is_dmarc
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dmarc-reports"
NEEDS = (DMARC, MX, SPF)
OUTCOMES = {
    "authorised": passes(),
    "unauthorised": fails(Severity.LOW),
    "no-address": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Other domains must agree to take reports, else receivers send none (RFC 9990)."""
    lookups = sheet[DMARC]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    discovery = discover(lookups.value)
    if discovery.record is None:
        return Finding(ID, "not-applicable", {"name": discovery.name})
    addresses = [uri for uri in discovery.record.rua if uri.scheme == "mailto"]
    evidence = {"name": discovery.name, "record": discovery.texts[0]}
    if not addresses and is_without_mail(sheet):  # a domain without mail may do without
        return Finding(ID, "not-applicable", {"name": discovery.name})
    if not addresses:
        return Finding(ID, "no-address", {**evidence, "example": f"rua=mailto:dmarc@{discovery.policy_domain}"})
    outside = dict.fromkeys(uri.domain for uri in addresses if not _is_own(uri.domain, discovery.policy_domain))
    answers = {domain: _authorisation(lookups.value, domain) for domain in outside}
    refused = [domain for domain, answer in answers.items() if answer is False]
    if refused:
        names = [f"{discovery.policy_domain}._report._dmarc.{domain}" for domain in refused]
        return Finding(ID, "unauthorised", {**evidence, "outside": [*refused], "asked": [*names]})
    for answer in answers.values():
        if isinstance(answer, Unobserved):
            return undetermined(ID, answer)
    return Finding(ID, "authorised", {**evidence, "addresses": [uri.text for uri in addresses]})


def _is_own(domain: str, policy_domain: str) -> bool:
    """Of the same owner. The suffix list stands in for the tree walk from the address's domain that the RFC makes."""
    return DomainName(domain).registrable == DomainName(policy_domain).registrable


def _authorisation(lookups: DmarcLookups, domain: str) -> bool | Unobserved:
    answer = lookups.report_hosts.get(domain, Unobserved(Reason.NOT_LOOKED, f"DNS TXT _report._dmarc.{domain}"))
    return answer if isinstance(answer, Unobserved) else any(map(is_dmarc, answer.value.records))
