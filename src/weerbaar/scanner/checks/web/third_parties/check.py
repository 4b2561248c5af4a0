"""Does the website fetch from services that follow its visitors, without a sign that it asks them first?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import content as web
from weerbaar.scanner.checks.web.content import Content, content
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.page import Use
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.third_parties import Owner, has_consent_folder, is_loader, owner_of
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.third-parties"
NEEDS = web.NEEDS
OUTCOMES = {
    "none": passes(),
    "others": passes(),
    "asks-first": passes(),
    "follows-visitors": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """What is fetched before a visitor has agreed cannot be told from outside, so a known consent tool counts as asking."""
    found = content(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    hosts = _hosts(found)
    owners = {host: owner_of(host) for host in hosts}
    followers = _named(owners, follows=True)
    others = [*_named(owners, follows=False), *(host for host, owner in owners.items() if owner is None)]
    evidence = {"url": found.url, "followers": followers, "others": others}
    if followers:
        asks = [owner.name for owner in owners.values() if owner is not None and owner.category == "consent"]
        if asks or has_consent_folder(reference.url for reference in found.html.references):
            return Finding(ID, "asks-first", {**evidence, "consent": list(dict.fromkeys(asks))})
        return Finding(ID, "follows-visitors", evidence)
    if found.cut_off:
        return undetermined(ID, found.cut_off)
    return Finding(ID, "others" if others else "none", evidence)


def _hosts(found: Content) -> list[str]:
    """The hosts that the page fetches from. A form is not fetched, and a script may name a host for other reasons."""
    return list(
        dict.fromkeys(
            host
            for host, reference in found.outside()
            if reference.use is not Use.FORM and (reference.use is not Use.INLINE or is_loader(host))
        )
    )


def _named(owners: dict[str, Owner | None], *, follows: bool) -> list[str]:
    """`Google Tag Manager (Google): www.googletagmanager.com` for each owner of this kind, with its first host."""
    named: dict[Owner, str] = {}
    for host, owner in owners.items():
        if owner is not None and owner.follows_visitors is follows:
            named.setdefault(owner, host)
    return [f"{o.name}{f' ({o.company})' if o.company else ''}: {host}" for o, host in named.items()]
