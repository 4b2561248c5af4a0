"""Does somebody who types the address without https end up on https at once?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.redirects import judge_walk, target_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.http import Visit, is_redirect
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.https-redirect"
NEEDS = web.NEEDS
OUTCOMES = {
    "redirects": passes(),
    "no-plain-http": passes(),
    "missing": fails(Severity.MEDIUM),
    "not-direct": fails(Severity.LOW),
    "loop": fails(Severity.MEDIUM),
    "not-allowed-address": fails(Severity.MEDIUM),
    "too-long": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_WORST_FIRST = ("not-allowed-address", "loop", "missing", "too-long", "not-direct")


def run(sheet: FactSheet) -> Finding:
    """The worst of the hosts that answer over https; for the others there is nothing to lead to."""
    hosts = web.web_hosts(sheet)
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    judged = {host.name: judge_walk(host.plain) for host in hosts if host.https is True}
    for outcome in _WORST_FIRST:
        if outcome in judged.values():
            return _tell(outcome, judged, hosts)
    unseen = [host.https for host in hosts if isinstance(host.https, Unobserved)]
    unseen += [cause for cause in judged.values() if isinstance(cause, Unobserved)]
    if unseen:
        return undetermined(ID, unseen[0])
    if not judged:
        return Finding(ID, "not-applicable")
    return _tell("redirects" if "redirects" in judged.values() else "no-plain-http", judged, hosts)


def _tell(outcome: str, judged: dict[str, str | Unobserved], hosts: tuple[web.WebHost, ...]) -> Finding:
    names = [name for name, judgement in judged.items() if judgement == outcome]
    way = _way(next(host.plain for host in hosts if host.name == names[0]))
    evidence: dict[str, Json] = {"host": names[0], "hosts": [*names], "way": [*way], "steps": len(way) - 1}
    return Finding(ID, outcome, evidence)


def _way(visit: Visit) -> list[str]:
    """The places visited, and the one that the last answer leads to."""
    if not visit.hops:
        return [visit.start]
    urls = [hop.url for hop in visit.hops]
    return [*urls, target_of(visit.hops[-1])] if is_redirect(visit.hops[-1]) else urls
