"""Do visitors reach the website both with and without www?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.facts.http import WEB_ADDRESSES
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.www-and-apex"
NEEDS = web.NEEDS
OUTCOMES = {
    "both": passes(),
    "www-missing": fails(Severity.LOW),
    "apex-missing": fails(Severity.LOW),
    "differ": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Both have an address, and both answer over https or neither does (`web.https` tells of that)."""
    addresses = sheet[WEB_ADDRESSES]
    if isinstance(addresses, Unobserved):
        return undetermined(ID, addresses)
    without = []
    for host in addresses.value:
        published = web.has_address(host)
        if isinstance(published, Unobserved):
            return undetermined(ID, published)
        if not published:
            without.append(host.host)
    # A target that is a www name itself is looked at alone.
    if len(addresses.value) < 2 or len(without) == len(addresses.value):
        return Finding(ID, "not-applicable")
    if without:
        return _one_missing(sheet.target, without[0])
    return _compare(sheet)


def _one_missing(target: str, host: str) -> Finding:
    if host == target:
        return Finding(ID, "apex-missing", {"host": host})
    # Nobody types www before a name such as shop.example.nl.
    is_whole_domain = DomainName(target).registrable.ascii == target
    return Finding(ID, "www-missing", {"host": host}) if is_whole_domain else Finding(ID, "not-applicable")


def _compare(sheet: FactSheet) -> Finding:
    hosts = web.web_hosts(sheet)
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    for host in hosts:
        if isinstance(host.https, Unobserved):
            return undetermined(ID, host.https)
    answering = [host.name for host in hosts if host.https]
    silent = [host.name for host in hosts if not host.https]
    if answering and silent:
        return Finding(ID, "differ", {"answering": answering, "silent": silent})
    return Finding(ID, "both", {"hosts": answering}) if answering else Finding(ID, "not-applicable")
