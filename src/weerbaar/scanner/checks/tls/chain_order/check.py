"""Does the website send its certificates in the order in which they prove each other, and none too many?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import Shown, not_seen, shown
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.parsers.certificate import Certificate
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.chain-order"
NEEDS = (WEB_ENDPOINTS,)
OUTCOMES = {
    "ordered": passes(),
    "with-root": passes(),
    "disordered": fails(Severity.LOW),
    "superfluous": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_WORST_FIRST = ("disordered", "superfluous", "with-root", "ordered")


def run(sheet: FactSheet) -> Finding:
    """Only chains that lead to a trusted root: what is wrong with the others, `tls.certificate-trust` tells."""
    chains = shown(sheet)
    if isinstance(chains, Unobserved):
        return undetermined(ID, chains)
    judged = {chain.host: _judge(chain) for chain in chains if chain.session.trusted}
    if not judged:
        return Finding(ID, "not-applicable")
    worst = min((outcome for outcome, _ in judged.values()), key=_WORST_FIRST.index)
    hosts: list[Json] = [host for host, (outcome, _) in judged.items() if outcome == worst]
    names = dict.fromkeys(name for outcome, odd in judged.values() if outcome == worst for name in odd)
    return Finding(ID, worst, {"hosts": hosts, "certificates": [*names], **not_seen(sheet)})


def _judge(chain: Shown) -> tuple[str, tuple[str, ...]]:
    """The outcome, and the names of the certificates that it is about."""
    belonging = _above(chain)
    late = [one for place, one in enumerate(chain.chain) if one in belonging and not _proves_earlier(chain, place)]
    if late:
        return "disordered", _names(late)
    twice = [one for place, one in enumerate(chain.chain) if one in chain.chain[:place]]
    stray = [one for one in chain.chain[1:] if one not in belonging]
    if twice or stray:
        return "superfluous", _names([*stray, *twice])
    roots = [one for one in chain.chain[1:] if one.is_self_signed]
    return ("with-root", _names(roots)) if roots else ("ordered", ())


def _above(chain: Shown) -> set[Certificate]:
    """The certificates that stand behind the leaf on any path: an issuer may have one of a newer and of an older root."""
    by_subject: dict[bytes, list[Certificate]] = {}
    for one in chain.chain[1:]:
        by_subject.setdefault(one.subject_der, []).append(one)
    found: set[Certificate] = set()
    looking = [chain.leaf]
    while looking:
        for issuer in by_subject.pop(looking.pop().issuer_der, []):
            found.add(issuer)
            looking.append(issuer)
    return found


def _proves_earlier(chain: Shown, place: int) -> bool:
    return any(one.issuer_der == chain.chain[place].subject_der for one in chain.chain[:place])


def _names(certificates: list[Certificate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.subject for one in certificates))
