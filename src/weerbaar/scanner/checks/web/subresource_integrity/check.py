"""Are fixed scripts and styles from others held to what the website maker saw when they chose them?"""

import re

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import content as web
from weerbaar.scanner.checks.web.content import content
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.page import Reference, Use
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.integrity import is_usable
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.subresource-integrity"
NEEDS = web.NEEDS
OUTCOMES = {
    "complete": passes(),
    "no-fixed-files": passes(),
    "unusable": fails(Severity.LOW),
    "missing": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# A full version in the path or the name of the file: what stands there does not change any more.
_FIXED = re.compile(r"[/@_.-]v?\d{1,3}\.\d{1,4}\.\d{1,4}(?=[/._-])")


def run(sheet: FactSheet) -> Finding:
    """A file that its owner changes now and then cannot be held to anything, so only those with a full version count."""
    found = content(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    files = [one for _, one in found.outside() if one.use in (Use.SCRIPT, Use.STYLE)]
    fixed = [one for one in files if _FIXED.search(one.url)]
    evidence = {"url": found.url, "changing": [one.url for one in files if one not in fixed and not one.integrity]}
    unusable = [one.url for one in files if one.integrity and not _is_used(one)]
    if unusable:
        return Finding(ID, "unusable", {**evidence, "files": unusable})
    missing = [one.url for one in fixed if not one.integrity]
    if missing:
        return Finding(ID, "missing", {**evidence, "files": missing})
    if found.cut_off:
        return undetermined(ID, found.cut_off)
    held = [one.url for one in files if one.integrity]
    return Finding(ID, "complete" if held else "no-fixed-files", {**evidence, "files": held})


def _is_used(reference: Reference) -> bool:
    """Whether a browser can compare: a hash that it knows, and leave to look at what comes from elsewhere."""
    return is_usable(reference.integrity) and reference.crossorigin is not None
