"""Does the page use scripts of which holes are known?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import content as web
from weerbaar.scanner.checks.web.content import content
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.page import PAGES
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.script_libraries import Used, good_until, hijacked, used_by
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.script-libraries"
NEEDS = web.NEEDS
OUTCOMES = {
    "no-known-holes": passes(),
    "hijacked-host": fails(Severity.HIGH),
    "serious-holes": fails(Severity.MEDIUM),
    "known-holes": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Only libraries whose version can be read from their place, or from a copy inside the page."""
    found, pages = content(sheet), sheet[PAGES]
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None or not isinstance(pages, Observed):
        return Finding(ID, "not-applicable")
    evidence: dict[str, Json] = {"url": found.url}
    hosts = hijacked(found.html)
    if hosts:
        return Finding(ID, "hijacked-host", {**evidence, "hosts": list(hosts)})
    used = used_by(found.html)
    leaky = [one for one in used if one.holes]
    if leaky:
        outcome = "serious-holes" if any(hole.is_serious for one in leaky for hole in one.holes) else "known-holes"
        return Finding(ID, outcome, {**evidence, "libraries": _named(leaky), "holes": _holes(leaky)})
    if found.cut_off:
        return undetermined(ID, found.cut_off)
    if not used:
        return Finding(ID, "not-applicable")
    if pages.at.date() > good_until():
        return undetermined(ID, Unobserved(Reason.NOT_LOOKED, f"script-libraries of {good_until()}"))
    return Finding(ID, "no-known-holes", {**evidence, "libraries": _named(used)})


def _named(used: tuple[Used, ...] | list[Used]) -> list[str]:
    return [f"{one.library.name} {one.version}" for one in used]


def _holes(used: list[Used]) -> list[str]:
    return list(dict.fromkeys(hole.id for one in used for hole in one.holes))
